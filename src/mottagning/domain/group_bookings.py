"""Which courses are booked by headcount? Those whose participants are nobody in the register, such as guardians.

A group costs as many times what one booking under the same terms costs. So it follows terms that count a place, a
course, or reported hours and pieces; those that count somebody's days say nothing about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import Method, Terms, Unit
from mottagning.domain.bookings import Financing
from mottagning.domain.money import Scaled
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBooking:
    """A course for so many. `provider_municipality` holds it, `payer` pays; one of the two is our own. `days` close.

    `planned` take part until `participants` are reported on `held_on`. `quantity` are the hours or pieces of each one,
    where the terms count them. It is held with `fewest` to `most` participants, where that has been said.
    """

    key: str
    agreement: str
    service: str
    provider_municipality: str
    payer: str
    days: DateRange
    planned: int
    participants: int | None = None
    held_on: date | None = None
    quantity: Scaled | None = None
    fewest: int | None = None
    most: int | None = None
    is_cancelled: bool = False
    variant: str | None = None
    provider: str | None = None
    decision: str | None = None
    decided_on: date | None = None
    told_on: date | None = None
    financing: Financing | None = None
    project: str | None = None
    invoice_address: str | None = None
    invoice_reference: str | None = None
    counterpart_reference: str | None = None

    @property
    def headcount(self) -> int:
        """How many take part, as far as it is known."""
        return self.planned if self.participants is None else self.participants

    @property
    def has_too_few(self) -> bool:
        """Whether fewer are planned or came than it is held for."""
        return not self.is_cancelled and self.fewest is not None and self.headcount < self.fewest

    def is_unreported(self, today: date) -> bool:
        """Whether it is over and nobody has said how many came."""
        return not self.is_cancelled and self.participants is None and self.days.end <= today


def counts_heads(terms: Terms) -> bool:
    """Whether terms say what a group costs: a place, a course, or what was reported of each one."""
    if terms.method is Method.REPORTED:
        return terms.unit is not Unit.MONTH
    return terms.method in {Method.PLACE, Method.COURSE}


_NEEDED = ("key", "agreement", "service", "provider_municipality", "payer")
_COUNTS = ("planned", "participants", "quantity", "fewest", "most")


def group_problems(group: GroupBooking, today: date) -> tuple[FieldProblem, ...]:
    """What keeps `group` from being registered; how many came has been said on `today` at the latest."""
    problems = [FieldProblem(name, "missing") for name in _NEEDED if not getattr(group, name)]
    problems += [FieldProblem(name, "negative") for name in _COUNTS if (getattr(group, name) or 0) < 0]
    if group.days.is_open:
        problems.append(FieldProblem("last", "missing"))
    if group.payer and group.payer == group.provider_municipality:
        problems.append(FieldProblem("payer", "pays_itself"))
    if group.held_on is not None and group.held_on > today:
        problems.append(FieldProblem("held_on", "in_the_future"))  # it would put the bill off until then
    return (*problems, *_report_problems(group), *_room_problems(group))


def _report_problems(group: GroupBooking) -> list[FieldProblem]:
    """How many came and when that was told belong together."""
    problems = []
    if group.participants is not None and group.held_on is None:
        problems.append(FieldProblem("held_on", "missing"))
    if group.held_on is not None and group.participants is None:
        problems.append(FieldProblem("participants", "missing"))
    if group.held_on is not None and group.held_on < group.days.start:
        problems.append(FieldProblem("held_on", "ends_before_start"))
    if group.is_cancelled and group.participants:
        problems.append(FieldProblem("participants", "nobody_came"))
    return problems


def _room_problems(group: GroupBooking) -> list[FieldProblem]:
    """No more are planned than there is room for."""
    if group.most is None:
        return []
    problems = []
    if group.fewest is not None and group.fewest > group.most:
        problems.append(FieldProblem("fewest", "more_than_most"))
    if group.planned > group.most and group.participants is None and not group.is_cancelled:
        problems.append(FieldProblem("planned", "over_most", {"most": group.most}))
    return problems
