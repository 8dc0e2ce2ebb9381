"""Matching: what a person needs, as the register knows it, and the offers that fit it, each with its reasons.

Only what the user may see is used: bookings of household members with protected data leave no trace in the need, and
how many of our own seats are free is neither told nor weighed without the right to see everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mottagning.domain.bookings import Booking
from mottagning.domain.children_hours import Looked, shared_hours
from mottagning.domain.coverage import Scene, Wish, coverage
from mottagning.domain.geography import kilometres
from mottagning.domain.households import Membership, meet
from mottagning.domain.matching import Footing, Need, OfferFacts, RightToStay, has_one_unit, match, ranked
from mottagning.domain.offers import Offer, days_old, free_seats, seat_days
from mottagning.domain.people import HouseholdRole, Person
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.weekly_times import together
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.matching import BookedHours, Matches, Proposed, Seeker, Wanted
from mottagning.readmodels.reference import Municipality, Reference
from mottagning.storage.reader import Reader
from mottagning.usecases.capacity import taken_seats
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.coverage import every_agreement
from mottagning.usecases.homes import home_on
from mottagning.usecases.visible import found_of_case, person_of_case
from mottagning.usecases.weeks.hours import booked_times


def propose_need(ctx: Context, wanted: Wanted) -> Proposed:
    """A need with what the register knows of the person, noted in the log as when her card is opened.

    Raises Refused when she is gone or may not be seen.
    """
    days = wanted.days or DateRange(ctx.today, OPEN)
    if wanted.case_number is None:
        with ctx.reading() as reader:
            return Proposed(_need(wanted, days, home=own_municipality(reader)))
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, wanted.case_number)
        children = _children(ctx, uow, person.value, days)
        booked = _booked(ctx, uow, [person, *children], days)
        for one in (person, *(child for child in children if child.value.case_number in booked)):
            uow.log.read(ReadNote(ReadKind.CARD, person=one.id))
        uow.commit()
        hers = booked.pop(person.value.case_number, [])
        need = _need(
            wanted,
            days,
            home=home_on(uow, person, days.start, own_municipality(uow)),
            language=person.value.interpreter_language or person.value.mother_tongue,
            other_languages=_languages(uow, person),
            taken=together(time for one in hers for time in one.times),
            has_untimed=any(not one.times for one in hers),
            child_care=shared_hours([_looked(ctx, each) for each in booked.values()]),
            has_child_care=bool(booked),
            stay=_stay(person.value),
        )
        told = (*hers, *(one for each in booked.values() for one in each))
        who = person.value
        return Proposed(need, Seeker(person.id, who.case_number, who.name, who.protection), told)


def _need(wanted: Wanted, days: DateRange, **known: object) -> Need:
    wished = {"variant": wanted.variant, "hours_per_week": wanted.hours_per_week}
    return Need(service=wanted.service or "", days=days, **wished, **known)  # type: ignore[arg-type]


def _languages(reader: Reader, person: Stored[Person]) -> tuple[str, ...]:
    """Those that she knows besides the one she would rather have."""
    known = [person.value.mother_tongue, *(one.value.language for one in reader.languages.of_person(person.id))]
    return tuple(dict.fromkeys(one for one in known if one))


def _stay(person: Person) -> RightToStay:
    is_known = person.permit_until is not None or person.permit_decided_on is not None
    return RightToStay(is_known, person.permit_until)


def _children(ctx: Context, reader: Reader, person: Person, days: DateRange) -> list[Stored[Person]]:
    """The children of her household whom the user may see; none of somebody who is a child herself."""
    own = [one.value for one in reader.memberships.of_case(person.case_number)]
    if any(one.role is HouseholdRole.CHILD for one in own):
        return []
    asked = Membership(case_number="", household="", joined_on=days.start, left_on=days.last)
    here = {one.household for one in own if meet(one, asked)}
    members = [one.value for key in sorted(here) for one in reader.memberships.of_household(key)]
    cases = [one.case_number for one in members if one.role is HouseholdRole.CHILD and meet(one, asked)]
    found = [found_of_case(ctx, reader, case) for case in dict.fromkeys(cases)]
    return [one for one in found if one is not None]


def _booked(
    ctx: Context, reader: Reader, people: Sequence[Stored[Person]], days: DateRange
) -> dict[str, list[BookedHours]]:
    """The bookings that take time during `days`, by case number; of the others than the first, those that are care."""
    names = {one.value.case_number: one.value.name for one in people}
    first = people[0].value.case_number
    bookings = [
        one.value
        for one in reader.bookings.naming("case_number", list(names))
        if _goes_on(one.value, days, ctx.today)
        and (one.value.case_number == first or one.value.service in ctx.reference.care)
    ]
    times = booked_times(reader, bookings, days)
    found: dict[str, list[BookedHours]] = {}
    for one in bookings:
        case = one.case_number
        hours = BookedHours(one.key, names[case], one.service, times.get(one.key, ()), is_childs=case != first)
        found.setdefault(case, []).append(hours)
    return found


def _goes_on(booking: Booking, days: DateRange, today: date) -> bool:
    on = seat_days(booking, today)
    return on is not None and on.meet(days) is not None


def _looked(ctx: Context, bookings: Iterable[BookedHours]) -> list[Looked]:
    return [Looked(ctx.reference.care[one.service], one.times) for one in bookings]


def match_offers(ctx: Context, need: Need, case_number: str | None = None) -> Matches:
    """Every offer of the insats, ranked, with the reasons. Raises Refused when the person may not be seen any more."""
    with ctx.reading() as reader:
        if case_number is not None:
            person_of_case(ctx, reader, case_number)
        stored = reader.offers.naming("service", [need.service])
        offers = [one.value for one in stored]
        surveyed = _survey(ctx, reader, need, offers)
    found = ranked(match(need, one, surveyed.facts(one)) for one in offers)
    return Matches(need, tuple(found), has_one_unit(offers), {one.value.key: one.id for one in stored})


def _survey(ctx: Context, reader: Reader, need: Need, offers: Sequence[Offer]) -> _Survey:
    """What there is to know around offers, read with as many questions for one as for a thousand."""
    own = own_municipality(reader)
    counted = [one.key for one in offers if own is not None and one.municipality == own and one.seats is not None]
    return _Survey(
        need=need,
        today=ctx.today,
        own=own,
        reference=ctx.reference,
        scene=every_agreement(reader, own) if own else None,
        counted=frozenset(counted),
        taken=taken_seats(reader, counted, ctx.today) if counted and ctx.sees_protected else None,
    )


@dataclass(frozen=True, slots=True)
class _Survey:
    """`taken` are the days on which seats of our own offers are taken, None for who may not be told."""

    need: Need
    today: date
    own: str | None
    reference: Reference
    scene: Scene | None
    counted: frozenset[str]
    taken: Mapping[str, Sequence[DateRange]] | None
    answers: dict[Wish, tuple[Footing, str | None]] = field(default_factory=dict)

    def facts(self, offer: Offer) -> OfferFacts:
        """What is known around one offer."""
        footing, agreement = self._footing(offer)
        is_counted = offer.key in self.counted
        return OfferFacts(
            footing=footing,
            agreement=agreement,
            shares_county=self._shares_county(offer),
            kilometres=self._kilometres(offer),
            free=self._free(offer) if is_counted else None,
            is_unseen=is_counted and self.taken is None,
            seats_age=days_old(offer, self.today),
        )

    def _free(self, offer: Offer) -> int | None:
        """Seats that are free on every day that the person would have one."""
        left = DateRange(max(self.today, self.need.days.start), OPEN).meet(self.need.days)
        days = left and left.meet(offer.days)
        if self.taken is None or days is None:
            return None
        return free_seats(offer, self.taken.get(offer.key, ()), days)

    def _footing(self, offer: Offer) -> tuple[Footing, str | None]:
        """The agreement that a place would rest on: ours with the provider, or with the municipality that pays us."""
        home = self.need.home
        if home is not None and home == offer.municipality:
            return Footing.NOT_NEEDED, None
        if self.scene is None or home is None or self.own not in {home, offer.municipality}:
            return Footing.NOT_KNOWN, None
        is_taken = home == self.own
        wish = Wish(
            service=self.need.service,
            days=self.need.days.meet(offer.days) or offer.days,
            counterpart=offer.municipality if is_taken else home,
            is_taken=is_taken,
            variant=offer.variant,
        )
        if wish not in self.answers:
            self.answers[wish] = _covered_by(wish, self.scene)
        return self.answers[wish]

    def _shares_county(self, offer: Offer) -> bool | None:
        home, there = self._town(self.need.home), self._town(offer.municipality)
        return None if home is None or there is None else home.county == there.county

    def _kilometres(self, offer: Offer) -> int | None:
        home, there = self._town(self.need.home), self._town(offer.municipality)
        if home is None or there is None or home.seat is None or there.seat is None:
            return None
        return kilometres(home.seat, there.seat)

    def _town(self, code: str | None) -> Municipality | None:
        return self.reference.municipalities.get(code or "")


def _covered_by(wish: Wish, scene: Scene) -> tuple[Footing, str | None]:
    answer = coverage(wish, scene)
    if answer.proposed is not None:
        return Footing.COVERED, answer.proposed.agreement.key
    frame = next(iter(answer.covering), None)
    return (Footing.NONE, None) if frame is None else (Footing.FRAME, frame.agreement.key)
