"""Has somebody else looked at the rows before they are closed? Attest of reception, and attest of decision.

Reception: what the rows bill was delivered as agreed. Decision: what they concern and their accounts are right (Heby,
domain notes on settlement 1 row 10). Neither is ever given by whoever made the row (K26). What was attested is told by
its fingerprint, so that a row that has changed since is attested anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mottagning.domain.canonical import digest
from mottagning.domain.ledger import Entry, Triple
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.returns import facts_text


class AttestKind(Enum):
    """What somebody answers for."""

    RECEPTION = "reception"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attest:
    """That somebody has attested what a booking is settled with, as it was then. `at` in UTC."""

    booking: str
    triple: Triple
    kind: AttestKind
    fingerprint: str
    by: str
    at: datetime


Attested = Mapping[tuple[str, Triple], Sequence[Attest]]
"""Attests by booking and by what it is settled with."""


def fingerprint_of(entries: Iterable[Entry]) -> str:
    """What is attested: the rows of one triple, whoever they are about."""
    return digest("\n".join(sorted(facts_text(entry) for entry in entries)))


def attests_by_triple(attests: Iterable[Attest]) -> Attested:
    """Attests, ready to be asked."""
    found: dict[tuple[str, Triple], list[Attest]] = defaultdict(list)
    for one in attests:
        found[one.booking, one.triple].append(one)
    return found


def standing_attests(attested: Attested, booking: str, triple: Triple, entries: Sequence[Entry]) -> list[Attest]:
    """The attests of these rows that stand: of another look they had once nothing is left."""
    known = attested.get((booking, triple), ())
    if not known:
        return []
    now = fingerprint_of(entries)
    return [one for one in known if one.fingerprint == now]


def unattested(attested: Attested, booking: str, triple: Triple, entries: Sequence[Entry]) -> Problem | None:
    """The stop for rows that lack an attest (K26); a booking without rows needs none."""
    if not entries:
        return None
    given = {one.kind for one in standing_attests(attested, booking, triple, entries)}
    lacking = [kind for kind in AttestKind if kind not in given]
    if not lacking:
        return None
    reason = "both" if len(lacking) == len(AttestKind) else lacking[0].value
    return Problem(Check.K26, Severity.STOP, booking, reason, str(triple.service_month))


def may_attest(user: str, makers: Collection[str]) -> bool:
    """Whether `user` may attest rows that `makers` have made."""
    return user not in makers
