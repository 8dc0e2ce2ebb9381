"""The page Bokningar: wires list, card and forms to the use cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.bookings import Absence, Booking, Report, Supplement
from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.money import unscaled
from mottagning.domain.rights import Part
from mottagning.domain.services import Service
from mottagning.domain.settlement.estimate import Estimate
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.bookings import BookingCard, BookingDoubts, BookingLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.take_in import ListOf
from mottagning.texts import answers as answer_texts
from mottagning.texts import bookings as texts
from mottagning.texts import checks, estimates, formats, words
from mottagning.texts import costs as cost_texts
from mottagning.texts import deviations as deviation_texts
from mottagning.texts import monthly_list as list_texts
from mottagning.texts import people as people_texts
from mottagning.texts import responsibilities as responsibility_texts
from mottagning.texts import window as window_texts
from mottagning.ui.bookings.columns import columns, quick_filters, tone
from mottagning.ui.bookings.course import CoursePart
from mottagning.ui.bookings.form import (
    absence_sections,
    booking_sections,
    bulk_fields,
    report_sections,
    supplement_sections,
)
from mottagning.ui.bookings.monthly_list import AnswerPage, MonthlyListPage
from mottagning.ui.coverage import CoverageHint, coverage_parts, entered
from mottagning.ui.documents import DocumentsPart
from mottagning.ui.history import HistoryPart
from mottagning.ui.pasting import offer_paste
from mottagning.uikit import theme
from mottagning.uikit.bulk import Bulk
from mottagning.uikit.choices import municipalities
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.fields import Section
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, line, row
from mottagning.uikit.records import FormPanel, ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases import agreements, bookings, bulk, people
from mottagning.usecases.admin.settings import read_settings


@dataclass(frozen=True, slots=True)
class _ExtraKind:
    """One kind of what is noted beside a booking: its record, words and form."""

    record: type
    title: str
    new: str
    edit: str
    remove: str
    sections: Callable[[], list[Section]]
    said: Callable[[Any], str]


_ABSENCE = _ExtraKind(
    Absence,
    texts.ABSENCES,
    texts.NEW_ABSENCE,
    texts.EDIT_ABSENCE,
    texts.REMOVE_ABSENCE,
    absence_sections,
    lambda one: f"{formats.days(one.days)}   {words.word(one.kind)}",
)
_SUPPLEMENT = _ExtraKind(
    Supplement,
    texts.SUPPLEMENTS,
    texts.NEW_SUPPLEMENT,
    texts.EDIT_SUPPLEMENT,
    texts.REMOVE_SUPPLEMENT,
    supplement_sections,
    lambda one: f"{words.word(one.kind)}   {formats.price(one.amount)} kr   {formats.days(one.days)}",
)
_REPORT = _ExtraKind(
    Report,
    texts.REPORTS,
    texts.NEW_REPORT,
    texts.EDIT_REPORT,
    texts.REMOVE_REPORT,
    report_sections,
    lambda one: f"{formats.month(one.month)}   {formats.number(unscaled(one.quantity))}",
)


@dataclass(frozen=True, slots=True)
class _Offers:
    """What a booking's form offers to choose from."""

    people: list[PersonLine]
    agreements: list[AgreementLine]
    services: list[Stored[Service]]
    own: str | None
    key: str


class BookingsScreen(TakesFiles, RecordScreen[BookingLine, BookingCard]):
    """Bookings: the list, a booking's card, and the forms of both. A list that came back may be dropped on it."""

    part = Part.BOOKINGS
    interests = frozenset({Area.BOOKINGS, Area.PEOPLE, Area.AGREEMENTS, Area.SERVICES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "bookings",
            columns(desk.ctx.name),
            ListWords.of(texts),
            quick_filters(desk.ctx.name),
            About(lambda line: line.person_id, lambda line: line.is_protected),
            Bulk(
                bulk_fields(),
                partial(bulk.preview_bookings, desk.ctx),
                partial(bulk.change_bookings, desk.ctx),
                lambda booking: booking.key,
                (texts.ONE, texts.MANY),
            ),
        )
        self._card: BookingCard | None = None
        offer_paste(self, ListOf.BOOKINGS)
        self.setAcceptDrops(True)

    def more_buttons(self) -> list[QPushButton]:
        written, read = MonthlyListPage(self), AnswerPage(self)
        deviations = partial(self.wishes.emit, Goto("deviations"))
        return [
            button(deviation_texts.TITLE, deviations, Kind.QUIET),
            button(list_texts.WRITE, written.begin),
            button(answer_texts.READ, read.begin),
        ]

    def take_file(self, file: Path) -> None:
        AnswerPage(self).read(file)

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
                self.query(partial(bookings.booking_by_key, self.desk.ctx, record), partial(self._open_found, record))
            case _:
                super().open(record)

    def _open_found(self, key: str, record: int | None) -> None:
        """A key that no booking has may be that of a course held together, which stands on its agreement."""
        if record is not None:
            super().open(record)
        else:
            self.query(partial(agreements.agreement_of_course, self.desk.ctx, key), self._open_agreement)

    def _open_agreement(self, agreement: int | None) -> None:
        if agreement is not None:
            self.wishes.emit(Goto("agreements", agreement))

    def show_card(self, card: BookingCard) -> None:
        self._card = card
        booking, shown = card.booking.value, card.line
        service = f"{booking.service}, {booking.variant}" if booking.variant else booking.service
        course = CoursePart(self, card)
        ask = partial(self.wishes.emit, Goto("responsibilities", ("service", booking.service)))
        deviate = partial(self.wishes.emit, Goto("deviations", ("new", booking.key)))
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
            *([row(*steps, 0)] if (steps := course.buttons()) else []),
            row(button(deviation_texts.NEW, deviate, Kind.QUIET), button(responsibility_texts.ASK, ask, Kind.QUIET), 0),
            line(),
            *course.proposal(),
            *self._doubts(card),
            *self._pending(card),
            facts(self._facts(card)),
            theme.GROUP,
            self._extras(card),
            *self._estimate(card),
            *coverage_parts(self, card.coverage),
            theme.GROUP,
            DocumentsPart(self, Owner(DocumentOf.BOOKING, booking.key)),
            theme.GROUP,
            HistoryPart(self, "bookings", card.booking.id),
        )

    def _facts(self, card: BookingCard) -> list[tuple[str, str | None]]:
        booking, names = card.booking.value, self.desk.ctx.name
        provider = booking.provider_municipality
        hours = formats.number(unscaled(booking.hours_per_week)) if booking.hours_per_week else None
        return [
            (texts.AGREEMENT, _agreement(card)),
            (texts.COUNTERPART, names(card.line.counterpart) if card.line.counterpart else None),
            (texts.PROVIDER, booking.provider),
            *([(texts.PROVIDER_MUNICIPALITY, names(provider))] if provider else []),
            (texts.PERIOD, formats.days(booking.days)),
            *([(texts.PLANNED, formats.day(booking.planned_until))] if booking.planned_until else []),
            *([(texts.GRADED, formats.day(booking.graded_on))] if booking.graded_on else []),
            *([(texts.HOURS, hours)] if hours else []),
            *([(texts.OBSTACLE, words.word(booking.obstacle))] if booking.obstacle else []),
            (texts.GROUND, booking.ground),
            (texts.DECISION, _decision(booking)),
            *([(texts.SCOPE, booking.decision_scope)] if booking.decision_scope else []),
            *([(texts.PRESENT, formats.day(booking.last_present_on))] if booking.last_present_on else []),
            (texts.TOLD, formats.day(booking.told_on)),
            (texts.CONSENT, formats.day(booking.consent_on)),
            *([(texts.FINANCING, _financing(booking))] if _financing(booking) else []),
            (texts.COUNTERPART_REFERENCE, booking.counterpart_reference),
        ]

    def _doubts(self, card: BookingCard) -> list[Any]:
        """What may be wrong, and what would stop its rows with what to do about it."""
        said = texts.doubts(card.doubts)
        for problem in card.doubts.problems:
            one = checks.said(problem, self.desk.ctx.name)
            said.append(f"{one.message} {one.advice}")
        return [label(text, "warned", wrap=True) for text in said]

    def _pending(self, card: BookingCard) -> list[Any]:
        """What was changed in months that are closed, and comes as corrections."""
        if not card.pending:
            return []
        said = [texts.pending(one.month, one.amount, one.reason) for one in card.pending]
        return [label(texts.PENDING, "warned", wrap=True), *[label(text) for text in said], line()]

    def _extras(self, card: BookingCard) -> QWidget:
        parts: list[Any] = []
        kept: tuple[tuple[_ExtraKind, Sequence[Stored[Any]]], ...] = (
            (_ABSENCE, card.absences),
            (_SUPPLEMENT, card.supplements),
            (_REPORT, card.reports),
        )
        for kind, extras in kept:
            new = button(kind.new, partial(self._extra_form, kind, None), Kind.QUIET)
            parts.append(row(label(kind.title, "section"), 0, new))
            parts += [self._extra(kind, one) for one in extras]
        return holder(column(*parts, spacing=4))

    def _extra(self, kind: _ExtraKind, one: Stored[Any]) -> QWidget:
        said = kind.said(one.value)
        edit = button(window_texts.EDIT, partial(self._extra_form, kind, one), Kind.QUIET, name=f"{kind.edit}: {said}")
        return holder(leading(label(said, wrap=True), edit))

    def _estimate(self, card: BookingCard) -> list[Any]:
        found = card.estimate
        if found is None:
            return []
        came = [label(cost_texts.of_booking(card.cost), wrap=True)] if card.cost else []
        said = [label(text, "muted", wrap=True) for text in estimates.supposed(found)]
        said += [label(text, "warned", wrap=True) for text in estimates.missing(found)]
        sums: list[tuple[str, str | None]] = [*estimates.periods(found), (texts.SUM, formats.kr(found.total))]
        return [theme.GROUP, label(estimates.TITLE, "section"), facts(sums), *came, *said]

    # the booking's own form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._offers, partial(self._new_form, None))

    def begin_edit(self) -> None:
        if self._card is not None:
            before = self._card.booking

            def came(offers: _Offers) -> None:
                sections = self._sections(offers)
                values = values_of(before.value)
                panel = self.show_form(before.value.key, sections, values, partial(self._save, before))
                self._offering(panel, offers, before.value.service)
                self._estimating(panel)

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
        known = self.desk.ctx.reference.municipalities
        others = {
            code: name
            for one in offers.agreements
            for code, name in zip(one.parties, one.party_names, strict=True)
            if code not in known
        }
        return booking_sections(
            tuple((one.case_number, people_texts.in_choice(one.name, one.case_number)) for one in offers.people),
            tuple((one.key, f"{one.title} ({one.key})" if one.title else one.key) for one in offers.agreements),
            tuple((one.value.name, one.value.name) for one in offers.services),
            (*municipalities(self.desk.ctx.reference, dict.fromkeys(ahead)), *others.items()),
        )

    def _new_form(self, case_number: str | None, offers: _Offers) -> None:
        self._card = None
        self.choose_nothing()
        missing = texts.NEEDS_PERSON if not offers.people else texts.NEEDS_AGREEMENT if not offers.agreements else None
        above = label(missing, "warned", wrap=True) if missing else None
        values: dict[str, object] = {"key": offers.key, "case_number": case_number}
        values |= {"first": self.desk.today, "told_on": self.desk.today}
        if len(offers.agreements) == 1:
            values["agreement"] = offers.agreements[0].key
        panel = self.show_form(texts.NEW, self._sections(offers), values, partial(self._save, None), above)
        self._offering(panel, offers)
        self._estimating(panel)

    def _offering(self, panel: FormPanel, offers: _Offers, kept: str | None = None) -> None:
        """Offer the insatser of the chosen agreement, and the booking's own; where it has but one, take that."""
        every = tuple(one.value.name for one in offers.services)
        known: list[object] = []

        def look() -> None:
            agreement = panel.form.glance(self.desk.today).values.get("agreement")
            if known == [agreement]:
                return
            known[:] = [agreement]
            agreed = next((one.services for one in offers.agreements if one.key == agreement), ()) or every
            names = dict.fromkeys([*agreed, *([kept] if kept else [])])
            panel.form.offer("service", [(name, name) for name in names])
            if len(names) == 1 and not panel.form.raw()["service"]:
                panel.form.fill({"service": next(iter(names))})

        panel.form.edited.connect(look)
        look()

    def _estimating(self, panel: FormPanel) -> None:
        """Tell what covers the booking and what it comes to while it is being entered, once the typing pauses."""
        covered = CoverageHint(self, panel, entered, lambda: self._form is panel)

        def came(found: tuple[Estimate | None, BookingDoubts]) -> None:
            if self._form is panel:
                estimated, doubts = found
                summary = estimates.summary(estimated) if estimated else ""
                panel.note("\n".join(one for one in (*texts.doubts(doubts), summary) if one))

        def ask() -> None:
            covered.ask()
            parsed = panel.form.glance(self.desk.today)
            if self._form is not panel or parsed.problems:
                return
            booking: Booking = record_of(Booking, parsed.values)
            self.query(partial(bookings.weigh_booking, self.desk.ctx, booking), came, lambda _error: True)

        panel.when_paused(ask)

    def _save(self, before: Stored[Booking] | None, values: Values) -> None:
        booking: Booking = record_of(Booking, values)
        undo = putting_back(before, bookings.save_booking, bookings.remove_booking, self.desk.ctx)
        self.saved(partial(bookings.save_booking, self.desk.ctx, before, booking), lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            work = partial(bookings.remove_booking, self.desk.ctx, self._card.booking)
            self.removed(work, texts.REMOVE_TEXT)

    # what happens to it

    def _extra_form(self, kind: _ExtraKind, before: Stored[Any] | None) -> None:
        if self._card is None:
            return
        key = self._card.booking.value.key

        def saving(values: Values) -> None:
            record = record_of(kind.record, {**values, "booking": key})
            undo = putting_back(before, bookings.save_extra, bookings.remove_extra, self.desk.ctx)
            self.saved(partial(bookings.save_extra, self.desk.ctx, before, record), lambda _stored: None, undo=undo)

        values = values_of(before.value) if before else {"first": self.desk.today}
        word = kind.edit if before else kind.new
        panel = self.show_form(f"{word}: {key}", kind.sections(), values, saving)
        if before is not None:
            work = partial(bookings.remove_extra, self.desk.ctx, before)
            remove = partial(
                self.removed, work, "", is_whole=False, undo=entering_again(before, bookings.save_extra, self.desk.ctx)
            )
            panel.offer(button(kind.remove, remove, Kind.QUIET))


def _agreement(card: BookingCard) -> str:
    chosen = card.coverage.chosen if card.coverage else None
    key = card.booking.value.agreement
    name = f"{chosen.value.title} ({key})" if chosen and chosen.value.title else key
    return f"{name}, {words.word(card.line.direction)}"


def _financing(booking: Booking) -> str:
    """Whose money pays: `projekt, Vägar till hela Sverige`."""
    return ", ".join(part for part in (words.word_or_nothing(booking.financing), booking.project) if part)


def _decision(booking: Booking) -> str | None:
    parts = [booking.decision or "", formats.day(booking.decided_on) if booking.decided_on else ""]
    return ", ".join(part for part in parts if part) or None
