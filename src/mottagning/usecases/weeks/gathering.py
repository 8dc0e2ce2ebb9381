"""What does the register know of a household's week? Its members whom the user may see, and what takes their time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from mottagning.domain.ages import age_on
from mottagning.domain.belonging import belongings
from mottagning.domain.bookings import Booking
from mottagning.domain.children_hours import Care
from mottagning.domain.households import ADULT_AGE, Living, Membership, Representative, RepresentativeKind, meet
from mottagning.domain.offers import Offer, seat_days
from mottagning.domain.people import HouseholdRole, Person
from mottagning.domain.periods import DateRange
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.weeks import (
    EVERY_DAY,
    Block,
    HouseholdWeek,
    Member,
    Week,
    WeeklyHours,
    breaks,
    laid_out,
    needs_care,
)
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.weeks import SchoolBreak, Thing, WeekLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.visible import may_see
from mottagning.usecases.weeks.hours import offers_of

T = TypeVar("T")

_PARENTS = frozenset({HouseholdRole.MAIN_APPLICANT, HouseholdRole.CO_APPLICANT})
"""Who is taken to answer for a household's children while nobody is registered as their guardian."""


@dataclass(frozen=True, slots=True)
class Lodger:
    """Somebody whose week it is, with her time in the household; None for who belongs to none."""

    person: Stored[Person]
    membership: Membership | None = None

    @property
    def case_number(self) -> str:
        """Her case number."""
        return self.person.value.case_number

    @property
    def role(self) -> HouseholdRole | None:
        """What she is in the household."""
        return self.membership.role if self.membership else None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A week with its lines, and the breaks of schools in it."""

    week: HouseholdWeek
    lines: tuple[WeekLine, ...]
    breaks: tuple[SchoolBreak, ...]


def lodgers(ctx: Context, reader: Reader, household: str, week: Week) -> list[Lodger]:
    """Those who belong to a household on some day of a week and whom the user may see, adults first."""
    asked = Membership(case_number="", household="", joined_on=week.days.start, left_on=week.days.last)
    here = {
        one.value.case_number: one.value for one in reader.memberships.of_household(household) if meet(one.value, asked)
    }
    found = [one for one in reader.people.naming("case_number", list(here)) if may_see(ctx, one.value)]
    roles = list(HouseholdRole)

    def place(one: Lodger) -> tuple[int, date]:
        return roles.index(one.role) if one.role else len(roles), one.person.value.birth_date or date.max

    return sorted((Lodger(one, here[one.value.case_number]) for one in found), key=place)


def gather(ctx: Context, reader: Reader, people: Sequence[Lodger], week: Week) -> Gathered:
    """The week of these people, as far as the register knows it."""
    facts = _facts(ctx, reader, [one.case_number for one in people], week)
    holidays = frozenset(
        day for day in range(1, 8) if (named := ctx.reference.holidays.get(week.day(day))) and named.is_public
    )
    made = [_Made(ctx, facts, one, people, holidays) for one in people]
    closed = {calendar: days for calendar, days in facts.closed.values() if days}
    return Gathered(
        HouseholdWeek(week, tuple(one.member() for one in made), _home(reader, people, week), holidays),
        tuple(one.line() for one in made),
        tuple(SchoolBreak(calendar, days) for calendar, days in sorted(closed.items())),
    )


def _home(reader: Reader, people: Sequence[Lodger], week: Week) -> str | None:
    """The municipality where the first of them of whom it is known belongs that week."""
    own = own_municipality(reader)
    for one in people:
        lived = [each.value for each in reader.residences.of_person(one.person.id)]
        told = belongings(lived, own, one.person.value.received_on)
        found = next((each.payer for each in told if each.days.meet(week.days) and each.payer), None)
        if found is not None:
            return found
    return None


def _days_here(membership: Membership | None, week: Week) -> frozenset[int]:
    """The weekdays on which somebody belongs to the household; all of them for who belongs to none."""
    if membership is None:
        return EVERY_DAY
    first, last = membership.joined_on or date.min, membership.left_on or date.max
    return frozenset(day for day in EVERY_DAY if first <= week.day(day) <= last)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read of everybody. `closed` are the school breaks of a booking by its key: the calendar and the days."""

    week: Week
    bookings: Mapping[str, list[Stored[Booking]]]
    activities: Mapping[str, list[PlanActivity]]
    hours: Mapping[str, list[Stored[WeeklyHours]]]
    guardians: Mapping[str, list[Representative]]
    offers: Mapping[str, Offer]
    closed: Mapping[str, tuple[str, frozenset[int]]]


def _facts(ctx: Context, reader: Reader, cases: Sequence[str], week: Week) -> _Facts:
    bookings = [one for one in reader.bookings.naming("case_number", cases) if _goes_on(ctx, one.value, week)]
    plans = {
        one.value.key: one.value.case_number for one in reader.plans.naming("case_number", cases) if one.value.is_open
    }
    activities: dict[str, list[PlanActivity]] = defaultdict(list)
    for one in reader.plan_activities.naming("plan", list(plans)):
        if one.value.status.is_live and one.value.days.meet(week.days):
            activities[plans[one.value.plan]].append(one.value)
    hours = [one for one in reader.weekly_hours.naming("case_number", cases) if one.value.days.meet(week.days)]
    answering = [one.value for one in reader.representatives.naming("case_number", cases) if _holds(one.value, week)]
    return _Facts(
        week=week,
        bookings=_by_case(bookings, lambda one: one.value.case_number),
        activities=activities,
        hours=_by_case(hours, lambda one: one.value.case_number),
        guardians=_by_case(answering, lambda one: one.case_number),
        offers=offers_of(reader, [one.value.key for one in bookings]),
        closed=_closed(reader, [one.value for one in bookings], week),
    )


def _by_case(records: Iterable[T], case_of: Any) -> Mapping[str, list[T]]:  # noqa: ANN401 - a function of T
    found: dict[str, list[T]] = defaultdict(list)
    for one in records:
        found[case_of(one)].append(one)
    return found


def _goes_on(ctx: Context, booking: Booking, week: Week) -> bool:
    on = seat_days(booking, ctx.today)
    return on is not None and on.meet(week.days) is not None


def _holds(one: Representative, week: Week) -> bool:
    first, last = one.valid_from or date.min, one.valid_until or date.max
    return one.kind is RepresentativeKind.GUARDIAN and first < week.days.end and week.days.start <= last


def _closed(reader: Reader, bookings: Sequence[Booking], week: Week) -> Mapping[str, tuple[str, frozenset[int]]]:
    """The breaks of the school calendars by which bookings are counted."""
    agreed = reader.terms.naming("agreement", list({one.agreement for one in bookings}))
    calendars: dict[str, str] = {}
    for booking in bookings:
        told = [
            one.value
            for one in agreed
            if (one.value.agreement, one.value.service) == (booking.agreement, booking.service)
            and (one.value.valid_from or date.min) < week.days.end
        ]
        latest = max(told, key=lambda one: one.valid_from or date.min, default=None)
        if latest is not None and latest.school_calendar:
            calendars[booking.key] = latest.school_calendar
    runs: dict[str, list[DateRange]] = defaultdict(list)
    for one in reader.school_runs.naming("calendar", list(set(calendars.values()))):
        runs[one.value.calendar].append(one.value.days)
    return {key: (name, breaks(runs[name], week)) for key, name in calendars.items()}


class _Made:
    """One member as the rules of the week want her, and as a line that is shown."""

    def __init__(
        self, ctx: Context, facts: _Facts, who: Lodger, people: Sequence[Lodger], holidays: frozenset[int]
    ) -> None:
        self._ctx, self._facts, self._who, self._people = ctx, facts, who, people
        self._holidays = holidays
        self._person = who.person.value
        self._things = [*self._booked(), *self._active(), *self._otherwise()]

    def line(self) -> WeekLine:
        """How she is shown."""
        is_presumed = self._is_child and bool(self._guardians) and not self._registered
        things = tuple(self._things)
        return WeekLine(
            self._who.person.id,
            self._who.case_number,
            self._person.name,
            things,
            is_presumed,
            self._person.is_protected,
        )

    def member(self) -> Member:
        """How the rules want her."""
        born = self._person.birth_date
        needs = needs_care(born, self._facts.week.first) if self._is_child else False
        membership = self._who.membership
        return Member(
            case_number=self._who.case_number,
            name=self._person.name,
            role=self._who.role,
            blocks=tuple(block for one in self._things for block in self._blocks(one)),
            untimed=tuple(one.what for one in self._things if one.is_untimed),
            is_child=self._is_child,
            needs_care=needs,
            guardians=self._guardians,
            is_by_turns=membership is not None and membership.living is Living.BY_TURNS,
            days=_days_here(membership, self._facts.week),
        )

    @property
    def _is_child(self) -> bool:
        born = self._person.birth_date
        if born is None:
            return self._who.role is HouseholdRole.CHILD
        return age_on(born, self._facts.week.first) < ADULT_AGE

    @property
    def _registered(self) -> list[Representative]:
        return self._facts.guardians.get(self._who.case_number, [])

    @property
    def _guardians(self) -> tuple[str, ...]:
        """Those of the household who are registered as her guardians; while nobody is, the adults who came with her."""
        if not self._is_child:
            return ()
        told = {one.representative_case for one in self._registered}
        return tuple(
            one.case_number
            for one in self._people
            if one.case_number != self._who.case_number
            and (one.case_number in told if self._registered else one.role in _PARENTS)
        )

    # what takes her time

    def _booked(self) -> Iterator[Thing]:
        for one in self._facts.bookings.get(self._who.case_number, ()):
            booking = one.value
            hours = self._hours(lambda each, key=booking.key: each.booking == key)
            offer = self._facts.offers.get(booking.key)
            offered = offer.times if offer is not None and not hours else ()
            what = f"{booking.service} {booking.variant}" if booking.variant else booking.service
            yield Thing(self._who.case_number, what, booking.key, booking_id=one.id, hours=hours, offered=offered)

    def _active(self) -> Iterator[Thing]:
        """Activities that are no bookings: those are there already."""
        booked = {one.value.key for one in self._facts.bookings.get(self._who.case_number, ())}
        for one in self._facts.activities.get(self._who.case_number, ()):
            if one.booking in booked:
                continue
            plan, number = one.plan, one.number
            hours = self._hours(lambda each, at=(plan, number): (each.plan, each.activity) == at)
            takes = bool(one.hours_per_week)
            case = self._who.case_number
            yield Thing(case, one.what, plan=plan, activity=number, hours=hours, takes_time=takes)

    def _otherwise(self) -> Iterator[Thing]:
        for one in self._hours(lambda each: each.booking is None and each.plan is None):
            yield Thing(self._who.case_number, one.value.what or "", hours=(one,))

    def _hours(self, is_it: Any) -> tuple[Stored[WeeklyHours], ...]:  # noqa: ANN401 - a function of WeeklyHours
        return tuple(one for one in self._facts.hours.get(self._who.case_number, ()) if is_it(one.value))

    # the stretches

    def _blocks(self, thing: Thing) -> Iterator[Block]:
        booking = next(
            (
                one.value
                for one in self._facts.bookings.get(self._who.case_number, ())
                if one.value.key == thing.booking
            ),
            None,
        )
        hours = [one.value for one in thing.hours] or list(self._offered(thing, booking))
        for one in hours:
            yield from self._laid_out(one, thing, booking)

    def _offered(self, thing: Thing, booking: Booking | None) -> Iterator[WeeklyHours]:
        """The hours of the offer, of which the office has said nothing itself."""
        offer = self._facts.offers.get(thing.booking or "")
        if booking is not None and offer is not None and thing.offered:
            yield WeeklyHours(
                key="",
                case_number=thing.case_number,
                days=booking.days,
                times=thing.offered,
                booking=booking.key,
                municipality=offer.municipality,
            )

    def _laid_out(self, hours: WeeklyHours, thing: Thing, booking: Booking | None) -> tuple[Block, ...]:
        closed, service = set(self._holidays), None
        if booking is not None:
            on = seat_days(booking, self._ctx.today)
            days = on and hours.days.meet(on)
            if days is None:
                return ()
            service = booking.service
            care = None if hours.is_at_home else hours.care or self._ctx.reference.care.get(service)
            hours = replace(hours, days=days, care=care)
            if care in {None, Care.SCHOOL}:
                closed |= self._facts.closed.get(booking.key, ("", frozenset()))[1]
        key = thing.booking or (f"{thing.plan}/{thing.activity}" if thing.plan else "")
        what = hours.what if hours.what and not booking else thing.what
        return laid_out(hours, what, self._facts.week, closed, service, key)
