"""The page Lediga bostäder: wires list, card, forms and the office's rent norms to the use cases."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.flats import Flat, RentNorm
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.reception import FlatCard, FlatLine, ReservedLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import formats
from mottagning.texts import reception as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.history import HistoryPart
from mottagning.ui.reception.columns import FLAT_TONES, flat_columns, flat_filters, flat_state
from mottagning.ui.reception.form import flat_sections, norm_sections
from mottagning.ui.reception.places import add_tabs, to_plans
from mottagning.uikit import messages
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, line, link, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import putting_back
from mottagning.usecases.reception import flats


class FlatsScreen(RecordScreen[FlatLine, FlatCard]):
    """Flats: the list, a card with rent, contract and reservations, the forms, and the norms."""

    interests = frozenset({Area.RECEPTION, Area.PEOPLE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "flats",
            flat_columns(),
            ListWords(texts.PLANNED, texts.FLAT_COUNT, texts.NEW_FLAT, texts.NO_FLATS, texts.NO_FLAT_CHOSEN),
            flat_filters(),
            About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self._card: FlatCard | None = None
        add_tabs(self, "flats")

    def id_of(self, row: FlatLine) -> int:
        return row.id

    def read_lines(self) -> list[FlatLine]:
        return flats.list_flats(self.desk.ctx)

    def read_card(self, record_id: int) -> FlatCard:
        return flats.open_flat(self.desk.ctx, record_id)

    def more_buttons(self) -> list[QPushButton]:
        return [to_plans(self), button(texts.NORMS, lambda: NormsPage(self).begin(), Kind.QUIET, name=texts.NORM)]

    def show_card(self, card: FlatCard) -> None:
        self._card = card
        one = card.flat.value
        self.card.show_parts(
            leading(
                label(formats.breakable(one.address), "subheading", wrap=True),
                chip(flat_state(card.line), FLAT_TONES[card.line.state]),
            ),
            label(f"{one.key} · {formats.days(one.days)}", "muted", wrap=True),
            row(
                button(window_texts.EDIT, self.begin_edit),
                0,
                button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE_FLAT),
            ),
            line(),
            facts(self._facts(one)),
            label(texts.NORM, "section"),
            *self._norms(card),
            label(texts.RESERVATIONS, "section"),
            *([self._reserved(each) for each in card.reserved] or [label(texts.NO_RESERVATIONS, "muted")]),
            HistoryPart(self, "flats", card.flat.id),
        )

    def _facts(self, one: Flat) -> list[tuple[str, str | None]]:
        known = [
            (texts.LANDLORD_CONTACT, one.contact),
            (texts.CONTRACT, one.contract),
            (texts.CONTRACT_UNTIL, formats.day(one.contract_until) if one.contract_until else None),
            (texts.KEYS, formats.day(one.keys_on) if one.keys_on else None),
            (texts.NOTE, one.note),
        ]
        return [
            (texts.SECTION_FLAT, texts.flat(one) or None),
            *(fact for fact in known if fact[1]),
        ]

    def _norms(self, card: FlatCard) -> list[QWidget]:
        if not card.norms:
            return [label(texts.NO_NORMS, "muted", wrap=True)]
        return [facts([texts.norm(one, is_within) for one, is_within in card.norms])]

    def _reserved(self, one: ReservedLine) -> QWidget:
        go = partial(self.wishes.emit, Goto("assignments", one.assignment_id))
        return link(one.reservation.value.assignment, texts.reserved(one.reservation.value), go)

    def begin_new(self) -> None:
        if self.may_leave():
            self._card = None
            self.choose_nothing()
            self.show_form(texts.NEW_FLAT, flat_sections(), {"first": self.desk.today}, partial(self._save, None))

    def begin_edit(self) -> None:
        if self._card is not None:
            before = self._card.flat
            self.show_form(before.value.key, flat_sections(), values_of(before.value), partial(self._save, before))

    def _save(self, before: Stored[Flat] | None, values: Values) -> None:
        former = values_of(before.value) if before else {"key": ""}
        flat: Flat = record_of(Flat, {**former, **values})
        undo = putting_back(before, flats.save_flat, flats.remove_flat, self.desk.ctx)
        self.saved(partial(flats.save_flat, self.desk.ctx, before, flat), lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            self.removed(partial(flats.remove_flat, self.desk.ctx, self._card.flat), texts.REMOVE_FLAT_TEXT)


class NormsPage:
    """The office's rent norms in the card's place, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx

    def begin(self) -> None:
        """Put the page up; asks first when a form is open."""
        if self._screen.begin_page():
            self._screen.query(partial(flats.list_norms, self._ctx), self._show)

    def _show(self, found: list[Stored[RentNorm]]) -> None:
        back = button(window_texts.BACK, self._screen.leave_form)
        self._screen.card.show_parts(
            label(texts.NORM, "subheading"),
            label(texts.NORMS_TEXT, "muted", wrap=True),
            row(back, button(texts.NEW_NORM, partial(self._form, None), Kind.QUIET), 0),
            *([part for one in found for part in (line(), self._norm(one))] or [label(texts.NO_NORMS, "muted")]),
        )
        back.setFocus()

    def _norm(self, one: Stored[RentNorm]) -> QWidget:
        said, detail = texts.norm_line(one.value)
        name = f"{window_texts.EDIT} {said}"
        edit = button(window_texts.EDIT, partial(self._form, one), Kind.QUIET, name=name)
        head = leading(label(said, "strong", wrap=True), edit)
        return holder(column(head, label(detail, "muted", wrap=True), spacing=0))

    def _form(self, before: Stored[RentNorm] | None) -> None:
        values: Values = values_of(before.value) if before else {"first": self._screen.desk.today}
        title = texts.norm_line(before.value)[0] if before else texts.NEW_NORM
        panel = self._screen.show_form(title, norm_sections(), values, partial(self._save, before))
        if before is not None:
            panel.offer(button(window_texts.REMOVE, partial(self._remove, before), Kind.QUIET))

    def _save(self, before: Stored[RentNorm] | None, values: Values) -> None:
        norm: RentNorm = record_of(RentNorm, values)
        self._screen.saved(partial(flats.save_norm, self._ctx, before, norm), self._again)

    def _again(self, _stored: object) -> None:
        """Back to the page of norms; no flat of the list is to be shown."""
        self.begin()

    def _remove(self, before: Stored[RentNorm]) -> None:
        question = Message(window_texts.REMOVE_QUESTION, texts.REMOVE_NORM_TEXT)
        if messages.ask(self._screen, question, window_texts.REMOVE, window_texts.KEEP):
            self._screen.command(partial(flats.remove_norm, self._ctx, before), self._again)
