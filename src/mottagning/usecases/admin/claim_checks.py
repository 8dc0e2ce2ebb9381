"""Does a row of state compensation, a claim or what came, fit the register? By the same rules as one that is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mottagning.domain.state_compensation.claims import StateCompensationClaim, claim_problems
from mottagning.domain.state_compensation.received import received_problems
from mottagning.system.compensation_rules import shipped_compensation
from mottagning.usecases.admin.import_checks import Pending, Scene


def _claims(scene: Scene, pending: Sequence[Pending]) -> None:
    rules = shipped_compensation()
    for one in pending:
        claim: StateCompensationClaim = one.record
        scene.said(one, claim_problems(claim, rules))


def _came(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, received_problems(one.record))


CHECKS: Mapping[str, Callable[[Scene, Sequence[Pending]], None]] = {
    "state_compensation_claims": _claims,
    "received_state_payments": _came,
}
