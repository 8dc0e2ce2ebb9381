"""Who was received, how long did it take, who began what, who moved? Facts of people, without their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mottagning.domain.bookings import AbsenceKind, Outcome
from mottagning.domain.deadlines.engine import DeadlineStatus, deadlines
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.deadlines.rules import Direction, RuleBook
from mottagning.domain.households import ADULT_AGE, Membership
from mottagning.domain.onward_moves import MoveKind, onward_moves
from mottagning.domain.periods import add_months
from mottagning.domain.services import folded
from mottagning.domain.statistics.facts import UNKNOWN, Fact, age_at
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.statistics.known import Known, once_each

SIZES: Sequence[tuple[str, int, int | None]] = (("1", 1, 1), ("2", 2, 2), ("3–4", 3, 4), ("5–6", 5, 6), ("7+", 7, None))
"""How large households are told: a word, from, to."""
WITHIN_ONE, WITHIN_THREE, LATER = "within_one", "within_three", "later"
BEFORE, NOT_YET = "before", "not_yet"
SOON = (WITHIN_ONE, WITHIN_THREE, LATER)
"""How soon something happened, in calendar months."""
AT_MOST_ONE, AT_MOST_TWO, OVER_TWO = "at_most_one", "at_most_two", "over_two"
SFI_YEARS = "sfi_three_years"
"""The rule of deadlines whose extensions are those of sfi."""


def by_settlement(known: Known) -> Iterator[Fact]:
    """Those who were received, by how they came to live here."""
    for person, day in known.received:
        kind = person.value.settlement_kind
        yield known.fact(person.value.case_number, day, kind.value if kind else UNKNOWN)


def by_ground(known: Known) -> Iterator[Fact]:
    """Those who were received, by the ground of their permit."""
    for person, day in known.received:
        ground = person.value.permit_ground
        yield known.fact(person.value.case_number, day, ground.value if ground else UNKNOWN)


def by_household(known: Known) -> Iterator[Fact]:
    """Those who were received, by how many lived in their household then, of those whom the user may see."""
    households: dict[str, list[Membership]] = defaultdict(list)
    own: dict[str, list[Membership]] = defaultdict(list)
    for one in known.reader.memberships.every():
        if one.value.case_number in known.by_case:
            households[one.value.household].append(one.value)
            own[one.value.case_number].append(one.value)
    for person, day in known.received:
        case = person.value.case_number
        lived = next((one.household for one in own[case] if _lasts(one, day)), None)
        size = len({one.case_number for one in households[lived] if _lasts(one, day)}) if lived else 0
        yield known.fact(case, day, _size(size))


def _lasts(one: Membership, day: date) -> bool:
    return (one.joined_on or date.min) <= day <= (one.left_on or date.max)


def _size(size: int) -> str:
    return next((word for word, first, last in SIZES if first <= size <= (last or size)), UNKNOWN)


def took(known: Known, target: DayFact) -> Iterator[Fact]:
    """How soon after the reception something happened to those who were received in the period.

    All of them are counted, also those to whom it has not happened: else who they are could be worked out from two
    tables.
    """
    for person, day in known.received:
        case = person.value.case_number
        yield timed(known, case, day, day, known.happened(case, target))


def permit_to_reception(known: Known) -> Iterator[Fact]:
    """How soon after the first permit they were received."""
    for person, day in known.received:
        case = person.value.case_number
        decided = known.happened(case, DayFact.PERMIT_DECIDED)
        yield known.fact(case, day, UNKNOWN) if decided is None else timed(known, case, day, decided, day)


def timed(known: Known, case: str, day: date, start: date, came: date | None) -> Fact:
    """What is told on `day` of how soon something came after `start`."""
    if came is None:
        return known.fact(case, day, NOT_YET)
    if came < start:
        return known.fact(case, day, BEFORE)
    return known.fact(case, day, _how_soon(start, came), (came - start).days)


def began(known: Known, fact: DayFact, category: str = "") -> Iterator[Fact]:
    """Those to whom something happened for the first time in the period."""
    for case in known.by_case:
        day = known.happened(case, fact)
        if day is not None and known.holds(day):
            yield known.fact(case, day, category)


def _how_soon(start: date, came: date) -> str:
    if came <= add_months(start, 1):
        return WITHIN_ONE
    return WITHIN_THREE if came <= add_months(start, 3) else LATER


def sfi_admitted(known: Known) -> Iterator[Fact]:
    """Those who were admitted to sfi for the first time, by year."""
    for case in known.by_case:
        day = known.happened(case, DayFact.SFI_ADMITTED)
        if day is not None and known.holds(day):
            yield known.fact(case, day, str(day.year))


def sfi_ended(known: Known) -> Iterator[Fact]:
    """Bookings of sfi that ended, by how."""
    for case, records in known.records.items():
        for one in records.bookings:
            last = one.days.last
            if _is_sfi(known, one.service) and last is not None and known.holds(last):
                outcome = one.outcome.value if one.outcome else UNKNOWN
                if one.outcome is not Outcome.NEVER_STARTED:
                    yield known.fact(case, last, outcome)


def sfi_on_leave(known: Known) -> list[Fact]:
    """Those who were on leave from sfi on some day of the period, each once."""
    return once_each(_on_leave(known))


def _on_leave(known: Known) -> Iterator[Fact]:
    for case, records in known.records.items():
        sfi = {one.key for one in records.bookings if _is_sfi(known, one.service)}
        for away in records.absences:
            is_leave = away.booking in sfi and away.kind in {AbsenceKind.LEAVE, AbsenceKind.PAUSE}
            if is_leave and known.meets(away.days):
                yield known.fact(case, known.last)


def _is_sfi(known: Known, service: str) -> bool:
    return known.ctx.reference.begins.get(folded(service)) is DayFact.SFI_ADMITTED


def sfi_extended(known: Known) -> Iterator[Fact]:
    """Extensions of the three years of sfi that were granted."""
    for one in known.reader.extensions.every():
        granted = one.value
        if granted.rule == SFI_YEARS and known.holds(granted.granted_on) and granted.case_number in known.by_case:
            yield known.fact(granted.case_number, granted.granted_on)


def crowded(known: Known) -> Iterator[Fact]:
    """The children who belong here at the end of the period, by how many there are to a room."""
    homes = {}
    for one in known.reader.housings.every():
        if known.last in one.value.days:
            homes[one.value.case_number] = one.value
    for case, person in known.by_case.items():
        age = age_at(person.value.birth_date, known.last)
        if age is not None and age < ADULT_AGE and known.home(case, known.last) == known.own:
            home = homes.get(case)
            each = home.persons_per_room if home else None
            word = UNKNOWN if each is None else AT_MOST_ONE if each <= 1 else AT_MOST_TWO if each <= 2 else OVER_TWO
            yield known.fact(case, known.last, word)


def moved(known: Known, kind: MoveKind) -> Iterator[Fact]:
    """Moves from here or to here, by the other municipality."""
    for case, records in known.records.items():
        for one in onward_moves(records.person, records.residences, known.own):
            if one.kind is kind and one.on is not None and known.holds(one.on):
                other = one.target if kind is MoveKind.MOVED_ON else one.origin
                yield known.fact(case, one.on, other or UNKNOWN)


def missed_deadlines(known: Known) -> Iterator[Fact]:
    """Deadlines whose last day passed before it was done, by rule."""
    every = rule_book(known.ctx, known.reader)
    lasting = (one for one in every.rules if not one.lapses and one.direction is not Direction.EARLIEST)
    book = RuleBook(tuple(lasting), every.limits)
    extended: Mapping[str, list[Extension]] = defaultdict(list)
    for one in known.reader.extensions.every():
        extended[one.value.case_number].append(one.value)
    for case, facts in known.facts.items():
        for found in deadlines(facts, book, known.today, extended[case]):
            is_missed = found.status is DeadlineStatus.PASSED or found.was_late
            if is_missed and found.day is not None and known.holds(found.day):
                yield known.fact(case, found.day, found.rule.key)
