"""The page Avvikelser: wires list, card and form to the use cases."""

from __future__ import annotations

from functools import partial
from typing import Any

from mottagning.domain.deviations import Deviation, DeviationKind
from mottagning.domain.rights import Part
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.deviations import DeviationCard, DeviationLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import deviations as texts
from mottagning.texts import formats, words
from mottagning.texts import window as window_texts
from mottagning.ui.deviations.columns import columns, quick_filters, status, tone
from mottagning.ui.deviations.form import deviation_sections
from mottagning.uikit.choices import municipalities
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, facts, label, leading, line, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import bookings, deviations

_Offers = tuple[list[BookingLine], str]
"""The bookings, and a free key."""


class DeviationsScreen(RecordScreen[DeviationLine, DeviationCard]):
    """Deviations: the list, a card with what is done about it, and the form."""

    part = Part.BOOKINGS
    interests = frozenset({Area.DEVIATIONS, Area.BOOKINGS, Area.PEOPLE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "deviations",
            columns(desk.ctx.name),
            ListWords.of(texts),
            quick_filters(desk.ctx.name),
            About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self._card: DeviationCard | None = None

    def id_of(self, row: DeviationLine) -> int:
        return row.id

    def read_lines(self) -> list[DeviationLine]:
        return deviations.list_deviations(self.desk.ctx)

    def read_card(self, record_id: int) -> DeviationCard:
        return deviations.open_deviation(self.desk.ctx, record_id)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a wish for a new one
        match record:
            case ("new", booking):
                if self.may_leave():
                    self.query(self._offers, partial(self._new_form, booking))
            case _:
                super().open(record)

    def show_card(self, card: DeviationCard) -> None:
        self._card = card
        one = card.deviation.value
        ways: list[Any] = [button(window_texts.EDIT, self.begin_edit)]
        if card.line.booking_id is not None:
            go = partial(self.wishes.emit, Goto("bookings", card.line.booking_id))
            ways.append(button(texts.OPEN_BOOKING, go, Kind.QUIET))
        self.card.show_parts(
            leading(
                label(words.first_upper(words.word(one.kind)), "subheading", wrap=True),
                chip(status(card.line), tone(card.line)),
            ),
            label(f"{one.key} · {formats.day(one.noticed_on)}", "muted", wrap=True),
            row(*ways, 0, button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE)),
            line(),
            label(formats.breakable(one.what), wrap=True),
            line(),
            facts(self._facts(one)),
        )

    def _facts(self, one: Deviation) -> list[tuple[str, str | None]]:
        named = self.desk.ctx.name(one.counterpart) if one.counterpart else None
        about = [(texts.BOOKING, one.booking), (texts.COUNTERPART, named), (texts.PROVIDER, one.provider)]
        return [
            *((heading, said) for heading, said in about if said),
            (texts.RESPONSIBLE, one.responsible),
            (texts.DUE, formats.day(one.due_on)),
            (texts.MEASURE, one.measure),
            (texts.CLOSED, formats.day(one.closed_on)),
            *([(texts.RESULT, one.result)] if one.result else []),
        ]

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._offers, partial(self._new_form, None))

    def begin_edit(self) -> None:
        if self._card is not None:
            before = self._card.deviation

            def came(offers: _Offers) -> None:
                sections = self._sections(offers)
                self.show_form(before.value.key, sections, values_of(before.value), partial(self._save, before))

            self.query(self._offers, came)

    def _offers(self) -> _Offers:
        return bookings.list_bookings(self.desk.ctx), deviations.next_deviation_key(self.desk.ctx)

    def _sections(self, offers: _Offers) -> Any:  # noqa: ANN401 - sections
        lines, _ = offers
        choices = tuple((one.key, f"{one.key} {one.service}, {one.name}") for one in lines)
        return deviation_sections(choices, municipalities(self.desk.ctx.reference))

    def _new_form(self, booking: str | None, offers: _Offers) -> None:
        self._card = None
        self.choose_nothing()
        about = next((one for one in offers[0] if one.key == booking), None)
        values: dict[str, object] = {"key": offers[1], "noticed_on": self.desk.today, "kind": DeviationKind.QUALITY}
        if about is not None:
            values |= {"booking": about.key, "counterpart": about.counterpart, "provider": about.provider}
        self.show_form(texts.NEW, self._sections(offers), values, partial(self._save, None))

    def _save(self, before: Stored[Deviation] | None, values: Values) -> None:
        deviation: Deviation = record_of(Deviation, values)
        save, remove = deviations.save_deviation, deviations.remove_deviation
        undo = putting_back(before, save, remove, self.desk.ctx)
        self.saved(partial(save, self.desk.ctx, before, deviation), lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            work = partial(deviations.remove_deviation, self.desk.ctx, self._card.deviation)
            self.removed(work, texts.REMOVE_TEXT)
