"""Enter a claim for state compensation, tick its evidence, apply, decide, receive, take it away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mottagning.domain.money import Ore
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.state_compensation.claims import (
    StateCompensationClaim,
    as_evidence,
    claim_problems,
    period_of,
)
from mottagning.domain.state_compensation.rules import Ground
from mottagning.readmodels.changes import Done, Stored
from mottagning.system.compensation_rules import shipped_compensation
from mottagning.usecases.context import Context
from mottagning.usecases.visible import person_of_case

Claim = Stored[StateCompensationClaim]


def save_claim(ctx: Context, before: Claim | None, claim: StateCompensationClaim) -> Done[Claim]:
    """Enter a claim, or change the one read as `before`. A former case number leads to who has it now.

    Raises Refused with every field that cannot be so, when the person may not be seen, or when it was changed since.
    """
    with ctx.writing() as uow:
        if before is not None:
            person_of_case(ctx, uow, before.value.case_number)
        person = person_of_case(ctx, uow, claim.case_number)
        claim = replace(claim, case_number=person.value.case_number)
        problems = list(claim_problems(claim, shipped_compensation()))
        problems += [
            FieldProblem(name, "in_the_future")
            for name in ("applied_on", "asked_on", "completed_on", "decided_on", "received_on")
            if (day := getattr(claim, name)) is not None and day > ctx.today
        ]
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        return Done(uow.state_compensation_claims.put(before, claim), uow.commit())


def grounds() -> tuple[Ground, ...]:
    """Everything that can be applied for."""
    return shipped_compensation().grounds


def period_for(ground: str, day: date) -> DateRange | None:
    """The period of a ground that holds a day; None where the ground has none, or is unknown."""
    found = shipped_compensation().ground(ground)
    return period_of(found.period, day) if found else None


def tick_evidence(ctx: Context, before: Claim, key: str, *, is_there: bool) -> Done[Claim]:
    """Say that a piece of evidence is there, or that it is not. Raises Refused as `save_claim` does."""
    ground = shipped_compensation().ground(before.value.ground)
    if ground is None or key not in {one.key for one in ground.evidence}:
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("evidence", "unknown", {"value": key}))
    ticked = before.value.ticked | {key} if is_there else before.value.ticked - {key}
    return save_claim(ctx, before, replace(before.value, evidence=as_evidence(ticked)))


def apply_claim(ctx: Context, before: Claim, on: date, amount: Ore | None) -> Done[Claim]:
    """Say that it was applied for. Raises Refused as `save_claim` does."""
    return save_claim(ctx, before, replace(before.value, applied_on=on, applied=amount))


def decide_claim(ctx: Context, before: Claim, on: date, granted: Ore, refusal: str | None = None) -> Done[Claim]:
    """Say what was decided; nothing granted is a refusal. Raises Refused as `save_claim` does."""
    return save_claim(ctx, before, replace(before.value, decided_on=on, granted=granted, refusal=refusal))


def receive_claim(ctx: Context, before: Claim, on: date, amount: Ore) -> Done[Claim]:
    """Say what has come. Raises Refused as `save_claim` does."""
    return save_claim(ctx, before, replace(before.value, received_on=on, received=amount))


def remove_claim(ctx: Context, before: Claim) -> Done[None]:
    """Remove a claim that was a mistake. One that was applied for stays.

    Raises Refused then, when she may not be seen, or when it was changed since.
    """
    with ctx.writing() as uow:
        person_of_case(ctx, uow, before.value.case_number)
        if before.value.applied_on is not None:
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("applied_on", "applied_for"))
        uow.state_compensation_claims.remove(before)
        return Done(None, uow.commit())
