"""Who is bound by an agreement, since when, by whose decision, and when did a notice reach them?

Who the parties are stands in the agreement itself; here is what is known of each. A party of which nothing is known is
a party all the same, and so is the own municipality, whose decision and representative are kept in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.periods import OPEN
from mottagning.domain.problems import FieldProblem


class Inclusion(Enum):
    """Whether a party has asylum seekers and relatives take part: the parties of 2009 answered differently."""

    WITH_STATE_FUNDING = "with_state_funding"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementParty:
    """What is known of one party. `left_on` is the first day on which it is no longer bound.

    A decision of `board` counts as signing (the county's agreement of 2009, § 7). The representative is the one whom
    the party has appointed for the follow-up (§ 5), of whatever level the party itself has decided. `inclusion` is its
    word on asylum seekers and relatives, None where it has said nothing.
    """

    agreement: str
    code: str
    board: str | None = None
    decision: str | None = None
    registry_number: str | None = None
    decided_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    notice_received_on: date | None = None
    representative: str | None = None
    representative_role: str | None = None
    contact: str | None = None
    inclusion: Inclusion | None = None

    def is_bound_on(self, day: date) -> bool:
        """Whether it has joined by `day` and not left."""
        return (self.joined_on or date.min) <= day < (self.left_on or OPEN)


def party_problems(party: AgreementParty) -> tuple[FieldProblem, ...]:
    """What keeps `party` from being registered."""
    problems = [FieldProblem(name, "missing") for name in ("agreement", "code") if not getattr(party, name)]
    if party.joined_on is not None and party.left_on is not None and party.left_on <= party.joined_on:
        problems.append(FieldProblem("left_on", "ends_before_start"))
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as far as it is known: the last day on which it reached one of the parties, and who has no day noted."""

    last_on: date
    unnoted: tuple[str, ...]

    @property
    def has_reached_all(self) -> bool:
        """Whether it has reached everybody else: the one who gives it receives none."""
        return len(self.unnoted) <= 1


def notice_of(codes: Sequence[str], parties: Mapping[str, AgreementParty]) -> Notice | None:
    """The notice that reached the parties `codes`; None when no day is noted.

    Counted from the day on which the last of the others had it (the county's agreement of 2009, § 6). Who had left by
    then is not waited for.
    """
    days = {code: parties[code].notice_received_on for code in codes if code in parties}
    last = max((day for day in days.values() if day is not None), default=None)
    if last is None:
        return None
    bound = [code for code in codes if code not in parties or parties[code].is_bound_on(last)]
    return Notice(last, tuple(code for code in bound if days.get(code) is None))
