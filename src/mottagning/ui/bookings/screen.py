"""The page Bokningar: wires list, card and forms to the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.bookings import Absence, Booking, Report, Supplement
from mottagning.domain.money import unscaled
from mottagning.domain.services import Service
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.bookings import BookingCard, BookingLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import bookings as texts
from mottagning.texts import formats, words
from mottagning.texts import window as window_texts
from mottagning.ui.bookings.columns import columns, tone
from mottagning.ui.bookings.form import absence_sections, booking_sections, report_sections, supplement_sections
from mottagning.uikit import theme
from mottagning.uikit.offers import municipalities
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, line, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.usecases import agreements, bookings, people
from mottagning.usecases.admin.settings import read_settings


@dataclass(frozen=True, slots=True)
class _Offers:
    """What a booking's form offers to choose from."""

    people: list[PersonLine]
    agreements: list[AgreementLine]
    services: list[Stored[Service]]
    own: str | None
    key: str


class BookingsScreen(RecordScreen[BookingLine, BookingCard]):
    """Bookings: the list, a booking's card, and the forms of both."""

    interests = frozenset({Area.BOOKINGS, Area.PEOPLE, Area.AGREEMENTS, Area.SERVICES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "bookings",
            columns(desk.ctx.name),
            ListWords(
                texts.TITLE,
                (texts.ONE, texts.MANY),
                texts.NEW,
                (texts.EMPTY_TITLE, texts.EMPTY_TEXT),
                (texts.NOTHING_CHOSEN, texts.NOTHING_CHOSEN_TEXT),
            ),
        )
        self._card: BookingCard | None = None

    def id_of(self, row: BookingLine) -> int:
        return row.id

    def read_lines(self) -> list[BookingLine]:
        return bookings.list_bookings(self.desk.ctx)

    def read_card(self, record_id: int) -> BookingCard:
        return bookings.open_booking(self.desk.ctx, record_id)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, a key, or a wish for a new one
        match record:
            case ("new", case_number):
                if self.may_leave():
                    self.query(self._offers, partial(self._new_form, case_number))
            case str():
                self.query(partial(bookings.booking_by_key, self.desk.ctx, record), self._open_found)
            case _:
                super().open(record)

    def _open_found(self, record: int | None) -> None:
        if record is not None:
            super().open(record)

    def show_card(self, card: BookingCard) -> None:
        self._card = card
        booking, shown = card.booking.value, card.line
        service = f"{booking.service}, {booking.variant}" if booking.variant else booking.service
        self.card.show_parts(
            leading(
                label(words.first_upper(service), "subheading", wrap=True),
                chip(words.word(shown.status), tone(shown.status)),
            ),
            label(f"{booking.key} · {shown.name} · {shown.case_number}", "muted", wrap=True),
            row(
                button(window_texts.EDIT, self.begin_edit),
                button(texts.OPEN_PERSON, partial(self.wishes.emit, Goto("people", shown.person_id)), Kind.QUIET),
                0,
                button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE),
            ),
            line(),
            facts(self._facts(card)),
            theme.GROUP,
            self._extras(card),
        )

    def _facts(self, card: BookingCard) -> list[tuple[str, str | None]]:
        booking, names = card.booking.value, self.desk.ctx.name
        provider = booking.provider_municipality
        hours = formats.number(unscaled(booking.hours_per_week)) if booking.hours_per_week else None
        return [
            (texts.AGREEMENT, f"{booking.agreement} ({words.word(card.line.direction)})"),
            (texts.COUNTERPART, names(card.line.counterpart) if card.line.counterpart else None),
            (texts.PROVIDER, booking.provider),
            *([(texts.PROVIDER_MUNICIPALITY, names(provider))] if provider else []),
            (texts.PERIOD, formats.days(booking.days)),
            *([(texts.PLANNED, formats.day(booking.planned_until))] if booking.planned_until else []),
            *([(texts.GRADED, formats.day(booking.graded_on))] if booking.graded_on else []),
            *([(texts.HOURS, hours)] if hours else []),
            (texts.GROUND, booking.ground),
            (texts.DECISION, _decision(booking)),
            (texts.TOLD, formats.day(booking.told_on)),
            (texts.CONSENT, formats.day(booking.consent_on)),
            (texts.COUNTERPART_REFERENCE, booking.counterpart_reference),
        ]

    def _extras(self, card: BookingCard) -> QWidget:
        parts: list[Any] = []
        absences = [f"{formats.days(one.value.days)}   {words.word(one.value.kind)}" for one in card.absences]
        supplements = [
            f"{words.word(one.value.kind)}   {formats.price(one.value.amount)} kr   {formats.days(one.value.days)}"
            for one in card.supplements
        ]
        reports = [f"{one.value.month}   {formats.number(unscaled(one.value.quantity))}" for one in card.reports]
        for title, word, shown, begin in (
            (texts.ABSENCES, texts.NEW_ABSENCE, absences, self._new_absence),
            (texts.SUPPLEMENTS, texts.NEW_SUPPLEMENT, supplements, self._new_supplement),
            (texts.REPORTS, texts.NEW_REPORT, reports, self._new_report),
        ):
            parts.append(row(label(title, "section"), 0, button(word, begin, Kind.QUIET)))
            parts += [label(text) for text in shown]
        return holder(column(*parts, spacing=4))

    # the booking's own form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._offers, partial(self._new_form, None))

    def begin_edit(self) -> None:
        if self._card is not None:
            before = self._card.booking

            def came(offers: _Offers) -> None:
                sections = self._sections(offers)
                self.show_form(before.value.key, sections, values_of(before.value), partial(self._save, before))

            self.query(self._offers, came)

    def _offers(self) -> _Offers:
        ctx = self.desk.ctx
        office = read_settings(ctx)
        return _Offers(
            people.list_people(ctx),
            agreements.list_agreements(ctx),
            agreements.list_services(ctx),
            office.municipality if office else None,
            bookings.next_booking_key(ctx),
        )

    def _sections(self, offers: _Offers) -> Any:  # noqa: ANN401 - sections
        ahead = [*([offers.own] if offers.own else []), *(code for one in offers.agreements for code in one.parties)]
        return booking_sections(
            tuple((one.case_number, f"{one.name} ({one.case_number})") for one in offers.people),
            tuple((one.key, one.key) for one in offers.agreements),
            tuple((one.value.name, one.value.name) for one in offers.services),
            municipalities(self.desk.ctx.reference, dict.fromkeys(ahead)),
        )

    def _new_form(self, case_number: str | None, offers: _Offers) -> None:
        self._card = None
        self.list.table.clearSelection()
        missing = texts.NEEDS_PERSON if not offers.people else texts.NEEDS_AGREEMENT if not offers.agreements else None
        above = label(missing, "warned", wrap=True) if missing else None
        values = {"key": offers.key, "case_number": case_number, "first": self.desk.today, "told_on": self.desk.today}
        self.show_form(texts.NEW, self._sections(offers), values, partial(self._save, None), above)

    def _save(self, before: Stored[Booking] | None, values: Values) -> None:
        booking: Booking = record_of(Booking, values)
        self.saved(partial(bookings.save_booking, self.desk.ctx, before, booking), lambda stored: stored.id)

    def _remove(self) -> None:
        if self._card is not None:
            work = partial(bookings.remove_booking, self.desk.ctx, self._card.booking)
            self.removed(work, texts.REMOVE_TEXT)

    # what happens to it

    def _new_absence(self) -> None:
        self._extra_form(texts.NEW_ABSENCE, absence_sections(), Absence, bookings.save_absence)

    def _new_supplement(self) -> None:
        self._extra_form(texts.NEW_SUPPLEMENT, supplement_sections(), Supplement, bookings.save_supplement)

    def _new_report(self) -> None:
        self._extra_form(texts.NEW_REPORT, report_sections(), Report, bookings.save_report)

    def _extra_form(self, title: str, sections: Any, kind: type, save: Any) -> None:  # noqa: ANN401 - of three kinds
        if self._card is None:
            return
        key = self._card.booking.value.key

        def saving(values: Values) -> None:
            record = record_of(kind, {**values, "booking": key})
            self.saved(partial(save, self.desk.ctx, None, record), lambda _none: None)

        self.show_form(f"{title}: {key}", sections, {"first": self.desk.today}, saving)


def _decision(booking: Booking) -> str | None:
    parts = [booking.decision or "", formats.day(booking.decided_on) if booking.decided_on else ""]
    return ", ".join(part for part in parts if part) or None
