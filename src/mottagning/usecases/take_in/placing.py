"""What bookings would the rows of a list become? Each for a person of the register, under the agreement that fits.

A list brings new bookings alone: one that is there already is left as it is, and said to be where the list differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mottagning.domain.agreements import Agreement, Direction
from mottagning.domain.bookings import Booking, booking_problems
from mottagning.domain.people import Person, Residence
from mottagning.files.layouts.register import BOOKINGS
from mottagning.files.register_workbook.reading import folded_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.take_in import DoubtKey, Standing
from mottagning.storage.reader import Reader
from mottagning.texts import fields, transfer
from mottagning.texts import take_in as texts
from mottagning.usecases.bookings import free_booking_keys, provider_problems
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.take_in.joining import full_name, surely
from mottagning.usecases.take_in.matching import Known, alike
from mottagning.usecases.take_in.targets import CASE, Targets
from mottagning.usecases.take_in.telling import Doubts, Told, Values

_AGREEMENT = "bookings.agreement"
_Place = tuple[str, object, object]
"""Whose booking, of what, from which day."""


@dataclass(frozen=True, slots=True)
class PlannedBooking:
    """A row as a booking: of whom, and the one that is there already."""

    told: Told
    person: Stored[Person]
    booking: Booking
    before: Stored[Booking] | None = None

    @property
    def standing(self) -> Standing:
        """What would become of it."""
        return Standing.NEW if self.before is None else Standing.SAME


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the register says of agreements, homes and bookings."""

    own: str
    agreements: Sequence[Agreement]
    offered: frozenset[tuple[str, str]]
    homes: Mapping[str, Sequence[Residence]]
    bookings: Mapping[_Place, Stored[Booking]]

    def home(self, case_number: str, day: date) -> str:
        """Where somebody belongs on a day; with us when nothing is said."""
        return next((one.municipality for one in self.homes.get(case_number, ()) if day in one.days), self.own)


def _facts(reader: Reader) -> _Facts:
    homes: dict[str, list[Residence]] = defaultdict(list)
    for one in reader.residences.every():
        homes[one.value.case_number].append(one.value)
    bookings = reader.bookings.every()
    return _Facts(
        office_of(reader).municipality,
        [one.value for one in reader.agreements.every()],
        frozenset((one.value.agreement, one.value.service) for one in reader.terms.every()),
        homes,
        {(one.value.case_number, one.value.service, one.value.days.start): one for one in bookings},
    )


def place(
    ctx: Context, reader: Reader, rows: Sequence[Told], known: Known, targets: Targets, doubts: Doubts
) -> list[PlannedBooking]:
    """The bookings that the usable rows would become; the others are told why not."""
    placing = _Placing(ctx, reader, _facts(reader), known, targets, doubts)
    keys = free_booking_keys(ctx, reader)
    found = [one for told in rows if told.is_usable and (one := placing.place(told)) is not None]
    return [_with_key(one, keys) for one in found]


def _with_key(one: PlannedBooking, keys: Iterator[str]) -> PlannedBooking:
    return one if one.before else replace(one, booking=replace(one.booking, key=next(keys)))


@dataclass(frozen=True, slots=True)
class _Placing:
    ctx: Context
    reader: Reader
    facts: _Facts
    known: Known
    targets: Targets
    doubts: Doubts
    rows: dict[_Place, int] = field(default_factory=dict)

    def place(self, told: Told) -> PlannedBooking | None:
        """What a row becomes; None when it cannot be a booking, or waits."""
        person = self._person(told)
        said = told.said.get(BOOKINGS.name, {})
        if told.is_usable and not {"service", "first"} <= said.keys():
            told.refuse(texts.NO_BOOKING)
        if person is None or not told.is_usable:
            return None
        case = person.value.case_number
        spot = (case, said["service"], said["first"])
        if spot in self.rows:
            told.refuse(texts.same_booking(self.rows[spot]))
            return None
        self.rows[spot] = told.row.number
        there = self.facts.bookings.get(spot)
        return self._as_it_is(told, person, there, said) if there else self._new(told, person, said)

    def _person(self, told: Told) -> Stored[Person] | None:
        """Whose booking it is. Somebody who may not be seen is nobody, as somebody who is not there."""
        values = told.person
        by_case = self.known.by_case.get(folded_key(values.get(CASE)))
        by_number = self.known.by_own_number(values)
        if by_number is not None and CASE in values and by_number is not by_case:
            told.refuse(transfer.same_number(by_number.value.case_number))
            return None
        found = by_case or by_number
        if found is not None:
            return surely(told, found, self.doubts)
        key = None if CASE in values else alike(full_name(values), values.get("birth_date"))
        if key in self.known.namesakes:
            told.refuse(texts.NAMESAKES)
        elif key is None or key not in self.known.by_name:
            told.refuse(texts.NOBODY)
        return self.known.by_name.get(key) if key and told.is_usable else None

    def _as_it_is(
        self, told: Told, person: Stored[Person], there: Stored[Booking], said: Values
    ) -> PlannedBooking | None:
        now = values_of(there.value)
        other = said.get("counterpart") not in {None, *self._parties(there.value)}
        if other or any(now[name] != value for name, value in said.items() if name != "counterpart"):
            told.refuse(texts.booked_otherwise(there.value.key))
            return None
        return PlannedBooking(told, person, there.value, there)

    def _parties(self, booking: Booking) -> tuple[str, ...]:
        return next((one.parties for one in self.facts.agreements if one.key == booking.agreement), ())

    def _new(self, told: Told, person: Stored[Person], said: Values) -> PlannedBooking | None:
        agreement = self._agreement(told, person.value.case_number, said)
        if agreement is None:
            return None
        case = person.value.case_number
        provider = said.get("provider_municipality") or self._provider(agreement, case, said)
        values = {**said, CASE: case, "agreement": agreement.key, "provider_municipality": provider, "key": ""}
        try:
            booking: Booking = record_of(Booking, values)
        except ValueError:
            told.refuse(transfer.ENDS_BEFORE_START)
            return None
        problems = [one for one in booking_problems(booking) if one.name != "key"]  # it is given last
        problems += provider_problems(self.reader, booking, agreement)
        if problems:
            told.refuse(" ".join(fields.said(one) for one in problems))
            return None
        return PlannedBooking(told, person, booking)

    def _provider(self, agreement: Agreement, case: str, said: Values) -> object:
        """Who provides where only the other municipality is told: they when we pay, we when they do."""
        if agreement.direction is Direction.SELL or "counterpart" not in said:
            return None
        is_ours = self.facts.home(case, _first(said)) == self.facts.own
        return said["counterpart"] if agreement.direction is Direction.BUY or is_ours else self.facts.own

    def _agreement(self, told: Told, case: str, said: Values) -> Agreement | None:
        """The agreement that is said, or the only one that fits; several are asked about."""
        by_key = {one.key: one for one in self.facts.agreements}
        if "agreement" in said:
            return by_key[str(said["agreement"])]
        fitting = [one for one in self.facts.agreements if self._fits(one, said)]
        home = self.facts.home(case, _first(said))
        likely = [one for one in fitting if self._pays(one, home)] or fitting
        place = texts.placed(str(said["service"]), self._municipality(said))
        if not likely:
            told.refuse(texts.no_agreement(place, _first(said)))
            return None
        if len(likely) == 1:
            return likely[0]
        target = self.targets[_AGREEMENT]
        message = texts.several_agreements([one.key for one in likely])
        answer = self.doubts.ask(told, DoubtKey(_AGREEMENT, place), target.label, message)
        if answer is None:
            return None
        chosen = self.targets.reader.read(target.target.question, answer.strip() or None).values.get("agreement")
        if chosen is None:
            self.doubts.unanswered(told, DoubtKey(_AGREEMENT, place), message)
        return by_key.get(str(chosen))

    def _municipality(self, said: Values) -> str:
        """The municipality that is said, by its name; empty for none."""
        code = said.get("counterpart") or said.get("provider_municipality")
        return self.ctx.name(str(code)) if code else ""

    def _fits(self, one: Agreement, said: Values) -> bool:
        """Whether it holds on the first day, for the insats, with those who are said."""
        covers, provider, other = one.covers, said.get("provider_municipality"), said.get("counterpart")
        if covers is None or _first(said) not in covers or (one.key, said["service"]) not in self.facts.offered:
            return False
        if other is not None and other not in one.parties:
            return False
        if provider is None:
            return True
        ours = provider == self.facts.own and one.direction is not Direction.BUY
        return ours or (one.direction is not Direction.SELL and provider in one.parties)

    def _pays(self, one: Agreement, home: str) -> bool:
        """Whether the one who pays for somebody that belongs to `home` is the buyer."""
        if one.direction is Direction.SELL:
            return home in one.parties
        return home == self.facts.own or (one.direction is not Direction.BUY and home in one.parties)


def _first(said: Values) -> date:
    first = said["first"]
    assert isinstance(first, date)  # noqa: S101 - as the column holds
    return first
