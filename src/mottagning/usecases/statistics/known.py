"""What does the register hold of those who are counted? Read once for all indicators, and only what is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from mottagning.domain.belonging import Belonging, belongings
from mottagning.domain.bookings import BookingStatus
from mottagning.domain.deadlines.facts import DayFact, PersonFacts
from mottagning.domain.deadlines.gathering import PersonRecords, facts_of
from mottagning.domain.people import Person
from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.requests import BookingRequest, RequestStep
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.statistics.facts import Fact, age_at
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.costs.gathering import direction_of
from mottagning.usecases.deadlines.gathering import records_of_all
from mottagning.usecases.visible import may_see


class Known:
    """The people whom the user may see and what is theirs, over the days of a period up to today.

    Raises Refused while the register has no settings.
    """

    def __init__(self, ctx: Context, reader: Reader, days: DateRange) -> None:
        self.ctx, self.reader = ctx, reader
        self.own = office_of(reader).municipality
        self.today = ctx.today
        self._days = days
        self.last = min(days.end - DAY, self.today)
        """The day on which the period is looked at from its end: its last, or today."""

    def holds(self, day: date | None) -> bool:
        """Whether a day has been and is in the period."""
        return day is not None and day in self._days and day <= self.today

    def meets(self, days: DateRange) -> bool:
        """Whether some of these days have been and are in the period."""
        found = days.meet(self._days)
        return found is not None and found.start <= self.today

    @cached_property
    def people(self) -> Sequence[Stored[Person]]:
        """Everybody whom the user may see."""
        return [one for one in self.reader.people.every() if may_see(self.ctx, one.value)]

    @cached_property
    def by_case(self) -> Mapping[str, Stored[Person]]:
        """The same by case number."""
        return {one.value.case_number: one for one in self.people}

    @cached_property
    def received(self) -> Sequence[tuple[Stored[Person], date]]:
        """Those who were received in the period, each with the day."""
        return [(one, day) for one in self.people if (day := one.value.received_on) is not None and self.holds(day)]

    @cached_property
    def records(self) -> Mapping[str, PersonRecords]:
        """What deadlines are counted from, of everybody."""
        found = records_of_all(self.ctx, self.reader, self.people)
        return {one.person.case_number: one for one in found}

    @cached_property
    def facts(self) -> Mapping[str, PersonFacts]:
        """What rules can ask about, of everybody."""
        return {case: facts_of(records, self.today) for case, records in self.records.items()}

    def happened(self, case: str, fact: DayFact) -> date | None:
        """When something happened to somebody, if it has."""
        day = self.facts[case].days.get(fact)
        return day if day is not None and day <= self.today else None

    @cached_property
    def _homes(self) -> Mapping[str, tuple[Belonging, ...]]:
        residences = defaultdict(list)
        for one in self.reader.residences.every():
            residences[one.value.case_number].append(one.value)
        return {
            case: belongings(residences[case], self.own, person.value.received_on)
            for case, person in self.by_case.items()
        }

    def home(self, case: str, day: date) -> str | None:
        """Where somebody belonged on a day."""
        return next((one.payer for one in self._homes[case] if day in one.days), None)

    def fact(self, case: str, day: date, category: str = "", took: int | None = None) -> Fact:
        """Something that happened to somebody on a day, with what she was then."""
        person = self.by_case[case]
        return Fact(
            person=person.id,
            category=category,
            sex=person.value.sex,
            age=age_at(person.value.birth_date, day),
            municipality=self.home(case, day),
            days=took,
        )

    # bookings and requests

    @cached_property
    def every_booking(self) -> Sequence[BookingLine]:
        """Everybody's bookings."""
        return self.reader.lists.bookings(self.today, protected=self.ctx.sees_protected)

    @property
    def bookings(self) -> Sequence[BookingLine]:
        """Those of them that have begun, or are to begin."""
        return [one for one in self.every_booking if one.status is not BookingStatus.NEVER_STARTED]

    def begun(self, *, is_bought: bool) -> Iterator[BookingLine]:
        """The bookings that began in the period, bought or sold."""
        for one in self.bookings:
            if self.holds(one.days.start) and self.is_bought(one) is is_bought:
                yield one

    def is_bought(self, line: BookingLine) -> bool:
        """Whether others give it to ours; what is exchanged is told by who gives it."""
        way = direction_of(line, self.own)
        return line.counterpart != self.own if way is RowDirection.EXCHANGE else way is RowDirection.BUY

    @cached_property
    def requests(self) -> Sequence[tuple[BookingRequest, Sequence[RequestStep]]]:
        """Everybody's requests with their steps."""
        steps: dict[str, list[RequestStep]] = defaultdict(list)
        for one in self.reader.request_steps.every():
            steps[one.value.request].append(one.value)
        seen = (one.value for one in self.reader.requests.every() if one.value.case_number in self.by_case)
        return [(one, sorted(steps[one.key], key=lambda step: step.number)) for one in seen]

    # plans

    @cached_property
    def plans(self) -> Sequence[IntroductionPlan]:
        """Everybody's plans."""
        return [one.value for one in self.reader.plans.visible(protected=self.ctx.sees_protected)]


def once_each(facts: Iterable[Fact]) -> list[Fact]:
    """The first fact of each person."""
    found: dict[int, Fact] = {}
    for one in facts:
        found.setdefault(one.person, one)
    return list(found.values())
