"""With whom do we settle? Municipalities by their code, others by their organisation number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mottagning.domain.payment_numbers import peppol_id
from mottagning.domain.problems import FieldProblem


class CounterpartKind(Enum):
    """What sort of body the counterpart is; only a private one is paid moms compensation (K23)."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    FEDERATION = "federation"
    PRIVATE = "private"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A body that we buy from or sell to. `code` is a kommunkod or an organisation number."""

    code: str
    name: str | None = None
    kind: CounterpartKind = CounterpartKind.MUNICIPALITY
    invoice_address: str | None = None
    reference: str | None = None
    peppol_id: str | None = None
    secure_channel: str | None = None
    contact: str | None = None


def counterpart_problems(counterpart: Counterpart) -> tuple[FieldProblem, ...]:
    """What keeps `counterpart` from being registered."""
    problems = [] if counterpart.code else [FieldProblem("code", "missing")]
    if counterpart.peppol_id and peppol_id(counterpart.peppol_id) is None:
        problems.append(FieldProblem("peppol_id", "not_a_peppol_id"))
    return tuple(problems)
