"""How many was the municipality to receive in a year, and how did it go? The quota (kommuntal) against the outcome.

The county board decides the quota; the office enters it with its source. Eighty were agreed and twenty-one came, and
nobody saw it in time (Österåker, 2008). Those received of an earlier year's quota are told apart, as an assignment may
be replaced in the next calendar year (förordning (2016:39) 10 a §).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.assignments import Assignment, AssignmentKind, AssignmentStatus
from mottagning.domain.budgets import FIRST_YEAR, LAST_YEAR
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem


class QuotaKind(Enum):
    """What a quota is of: settlement (lag 2016:38), or housing for those under LMA (förordning 2022:1008)."""

    SETTLEMENT = "settlement"
    LMA_HOUSING = "lma_housing"

    @property
    def kinds(self) -> tuple[AssignmentKind, ...]:
        """The assignments that count on it."""
        if self is QuotaKind.LMA_HOUSING:
            return (AssignmentKind.LMA_HOUSING,)
        return tuple(kind for kind in AssignmentKind if kind is not AssignmentKind.LMA_HOUSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalQuota:
    """So many `persons` to receive in a year, by the decision that `source` names."""

    year: int
    kind: QuotaKind
    persons: int
    source: str
    decided_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class KindOutcome:
    """How many were assigned and received of one kind."""

    kind: AssignmentKind
    assigned: int
    received: int


@dataclass(frozen=True, slots=True)
class MonthOutcome:
    """How many were assigned and received in a month; `of_earlier` of those count on an earlier year's quota."""

    month: Month
    assigned: int
    received: int
    of_earlier: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A year's quota against its outcome, in persons. `quota` is None as long as nobody has entered it.

    `assigned`, `received` and `awaited` are of this year's quota, whenever it happened; `received_later` of them came
    after the year. `of_earlier` came this year on an earlier year's quota. `lapsed` were cancelled or replaced.
    """

    year: int
    kind: QuotaKind
    quota: int | None
    assigned: int
    received: int
    awaited: int
    received_later: int
    of_earlier: int
    lapsed: int
    kinds: tuple[KindOutcome, ...]
    months: tuple[MonthOutcome, ...]

    @property
    def to_assign(self) -> int | None:
        """How many more may be assigned; negative when more were than the quota said."""
        return None if self.quota is None else self.quota - self.assigned

    @property
    def remaining(self) -> int | None:
        """How many of the quota have not been received."""
        return None if self.quota is None else self.quota - self.received

    @property
    def received_in_year(self) -> int:
        """How many came in the year, on whatever quota."""
        return sum(one.received for one in self.months)


def quota_problems(quota: MunicipalQuota) -> tuple[FieldProblem, ...]:
    """What keeps a quota from being kept: a year that may be meant, and a decision that says it."""
    problems = [] if quota.source else [FieldProblem("source", "missing")]
    if not FIRST_YEAR <= quota.year <= LAST_YEAR:
        problems.append(FieldProblem("year", "not_a_year"))
    if quota.persons < 0:
        problems.append(FieldProblem("persons", "negative"))
    return tuple(problems)


def outcome(year: int, kind: QuotaKind, quota: int | None, assignments: Iterable[Assignment]) -> Outcome:
    """A year's quota of a kind against what has come of it."""
    every = [one for one in assignments if one.kind in kind.kinds]
    lapsed = {AssignmentStatus.CANCELLED, AssignmentStatus.REPLACED}
    own = [one for one in every if one.counts_in == year and one.status not in lapsed]
    return Outcome(
        year=year,
        kind=kind,
        quota=quota,
        assigned=sum(one.persons for one in own),
        received=sum(one.came for one in own),
        awaited=sum(one.persons for one in own if one.status.is_open),
        received_later=sum(one.came for one in own if one.received_on is not None and one.received_on.year > year),
        of_earlier=sum(one.came for one in _received_in(every, year) if one.counts_in < year),
        lapsed=sum(one.persons for one in every if one.counts_in == year and one.status in lapsed),
        kinds=tuple(_of_kind(each, own) for each in kind.kinds),
        months=tuple(_of_month(Month(year, number), every, lapsed) for number in range(1, 13)),
    )


def _received_in(every: Iterable[Assignment], year: int) -> Sequence[Assignment]:
    return [one for one in every if one.received_on is not None and one.received_on.year == year]


def _of_kind(kind: AssignmentKind, own: Iterable[Assignment]) -> KindOutcome:
    of_kind = [one for one in own if one.kind is kind]
    return KindOutcome(kind, sum(one.persons for one in of_kind), sum(one.came for one in of_kind))


def _of_month(month: Month, every: Sequence[Assignment], lapsed: set[AssignmentStatus]) -> MonthOutcome:
    """What was decided and who came in a month of the year."""
    decided = [one for one in every if Month.of(one.decided_on) == month and one.status not in lapsed]
    came = [one for one in every if one.received_on is not None and Month.of(one.received_on) == month]
    return MonthOutcome(
        month,
        sum(one.persons for one in decided),
        sum(one.came for one in came),
        sum(one.came for one in came if one.counts_in < month.year),
    )
