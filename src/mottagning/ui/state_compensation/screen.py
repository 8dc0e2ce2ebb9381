"""The page Statlig ersättning: what is paid unasked, month by month, and how each amount is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.rights import Part
from mottagning.domain.state_compensation.expected import Goes, Payment
from mottagning.domain.state_compensation.received import Arrival, ReceivedPayment
from mottagning.readmodels.changes import Area
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.state_compensation import (
    ExpectedLine,
    MonthSum,
    PersonCompensation,
    person_of_line,
    place_of_line,
)
from mottagning.texts import formats
from mottagning.texts import state_compensation as texts
from mottagning.ui.state_compensation.columns import expected_columns, expected_filters, expected_tone
from mottagning.ui.state_compensation.form import came_sections, month_sections
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.columns import Tone
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import Prepared
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, line, link, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases.state_compensation import receiving, viewing

CLAIMS = "state_compensation_claims"
_Card = tuple[PersonCompensation, int]
"""A person's payments, and the place of the one that was chosen."""
_YEARS_BACK, _YEARS_ON = 1, 2
_TO_US = frozenset({Goes.HERE, Goes.UNKNOWN})
_TO_COME = frozenset({Arrival.AWAITED, Arrival.NOT_NOTED})


class StateCompensationScreen(RecordScreen[ExpectedLine, _Card]):
    """Expected payments: the list of a year, and a card with the computation."""

    part = Part.COMPENSATION
    interests = frozenset({Area.STATE_COMPENSATION, Area.PEOPLE, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        self._year = desk.today.year
        around = range(self._year - _YEARS_BACK, self._year + _YEARS_ON + 1)
        self.years = ChoiceBox(texts.YEAR, ((str(year), year) for year in around))
        self.years.setCurrentText(str(self._year))
        super().__init__(
            desk,
            "state_compensation",
            expected_columns(),
            ListWords.of(texts),
            expected_filters(),
            About(lambda one: one.whose.person_id, lambda one: one.whose.is_protected),
        )
        self.sums = label("", "strong", wrap=True)
        above = row(label(texts.YEAR, "muted"), self.years, self.sums)
        above.setStretch(2, 1)
        self.body.insertWidget(0, holder(above))
        self.lead_first(self.years)
        self.years.activated.connect(lambda _place: self._choose_year(self.years.currentData()))

    def more_buttons(self) -> list[QPushButton]:
        ways = [button(texts.TO_CLAIMS, partial(self.wishes.emit, Goto(CLAIMS)), Kind.QUIET)]
        return [*([button(texts.NOTE_MONTH, self.begin_month)] if self.may_change else []), *ways]

    def _choose_year(self, year: int) -> None:
        self._year = year
        self.load()

    def id_of(self, row: ExpectedLine) -> int:
        return row.id

    def read_lines(self) -> list[ExpectedLine]:
        return viewing.list_expected(self.desk.ctx, self._year)

    def load(self) -> None:
        year = self._year

        def work() -> tuple[Prepared[ExpectedLine], tuple[MonthSum, ...]]:
            lines = self.read_lines()
            return self.list.prepared(lines), viewing.month_sums(lines)

        def came(found: tuple[Prepared[ExpectedLine], tuple[MonthSum, ...]]) -> None:
            self._lines_came(found[0])
            self.sums.setText(texts.sums(found[1], year))

        self.query(work, came)

    def read_card(self, record_id: int) -> _Card:
        until = Month(self._year, 12)
        card = viewing.open_person_compensation(self.desk.ctx, person_of_line(record_id), until)
        return card, place_of_line(record_id)

    def show_card(self, card: _Card) -> None:
        found, place = card
        person = found.whose.person_id
        chosen = found.lines[place - 1] if 0 < place <= len(found.lines) else None
        self.card.show_parts(
            label(found.whose.name, "subheading", wrap=True),
            label(found.whose.case_number, "muted"),
            row(button(texts.OPEN_PERSON, partial(self.wishes.emit, Goto("people", person)), Kind.QUIET), 0),
            line(),
            *([self._unknown(texts.WHY[found.unknown])] if found.unknown else []),
            *(self._arrival(chosen) if chosen else []),
            *(self._computation(chosen.payment) if chosen and chosen.payment else []),
            *(self._all(found) if found.lines else []),
            *self._claims(found),
        )

    def _unknown(self, why: str) -> QWidget:
        return holder(column(row(chip(texts.CANNOT, Tone.WARNING), 0), label(why, wrap=True)))

    def _computation(self, one: Payment) -> list[QWidget]:
        names = self.desk.ctx.name
        amount = formats.kr(one.amount) if one.amount is not None else texts.CANNOT
        return [
            label(texts.HOW, "section"),
            label(f"{formats.month(one.month)}: {texts.what(one)}, {amount}", "strong", wrap=True),
            *(label(texts.step(each, names), wrap=True) for each in one.steps),
            *([label(texts.WHY[one.unknown], wrap=True)] if one.unknown else []),
            *([] if one.kind.is_dated else [label(texts.NOT_DATED, "muted", wrap=True)]),
            label(texts.where_told(one.told), "muted", wrap=True),
            line(),
        ]

    def _all(self, found: PersonCompensation) -> list[QWidget]:
        return [
            label(texts.ALL, "section"),
            facts([(formats.month(one.month), self._said(one)) for one in found.payments]),
            label(texts.TOTAL.format(amount=formats.kr(found.total)), "strong"),
            *([label(texts.CAME_TOTAL.format(amount=formats.kr(found.received)), "strong")] if found.received else []),
        ]

    # what came

    def _arrival(self, one: ExpectedLine) -> list[QWidget]:
        """Whether it came, and the way to say so."""
        said = [chip(texts.ARRIVALS[one.arrival], expected_tone(one))]
        parts: list[QWidget] = [holder(row(*said, 0))]
        if one.arrival in texts.ARRIVAL_TELLS:
            parts.append(label(texts.ARRIVAL_TELLS[one.arrival], wrap=True))
        if one.came is not None:
            parts.append(facts(list(_came_facts(one))))
        return [*parts, holder(row(*self._ways(one), 0)), line()]

    def _ways(self, one: ExpectedLine) -> list[QPushButton]:
        if not self.may_change or (one.payment is not None and one.payment.goes not in _TO_US):
            return []
        if one.came is None:
            return [button(texts.NOTE, partial(self._note, one))]
        return [
            button(texts.CHANGE_NOTE, partial(self._note, one)),
            button(texts.REMOVE_NOTE, partial(self._take_note_away, one), Kind.QUIET),
        ]

    def _note(self, one: ExpectedLine) -> None:
        before = one.came
        values: Values = {"received_on": self.desk.today, "received": one.amount, "reference": None}
        if before is not None:
            values = values_of(before.value)
        self.show_form(texts.NOTE, came_sections(), values, partial(self._save_note, one))

    def _save_note(self, one: ExpectedLine, values: Values) -> None:
        if one.kind is None or one.month is None:
            return
        about = {"case_number": one.whose.case_number, "kind": one.kind, "month": one.month}
        came: ReceivedPayment = record_of(ReceivedPayment, {**values, **about})
        undo = putting_back(one.came, receiving.save_received, receiving.remove_received, self.desk.ctx)
        work = partial(receiving.save_received, self.desk.ctx, one.came, came)
        self.saved(work, lambda _stored: one.id, undo=undo)

    def _take_note_away(self, one: ExpectedLine) -> None:
        if one.came is not None:
            undo = entering_again(one.came, receiving.save_received, self.desk.ctx)
            work = partial(receiving.remove_received, self.desk.ctx, one.came)
            self.removed(work, texts.REMOVE_NOTE_TEXT, is_whole=False, undo=undo)

    def begin_month(self) -> None:
        """Ask which month came, and when."""
        months = {str(one.month) for one in self.list.table.rows_model.every if one.arrival in _TO_COME}
        if self.may_leave():
            self.choose_nothing()
            choices = tuple((one, formats.month(Month.parse(one))) for one in sorted(months))
            values = {"month": next(iter(sorted(months)), None), "received_on": self.desk.today}
            above = label(texts.NOTE_MONTH_HINT, "muted", wrap=True)
            self.show_form(texts.NOTE_MONTH, month_sections(choices), values, self._save_month, above)

    def _save_month(self, values: Values) -> None:
        month, day = Month.parse(str(values["month"])), cast("date", values["received_on"])
        self.saved(partial(receiving.note_month, self.desk.ctx, month, day), lambda _count: None)

    def _said(self, one: Payment) -> str:
        amount = formats.kr(one.amount) if one.amount is not None else texts.CANNOT.lower()
        return f"{texts.what(one)}: {amount}, {texts.goes(one, self.desk.ctx.name)}"

    def _claims(self, found: PersonCompensation) -> list[Any]:
        if not found.claims:
            return []
        ways = [
            link(
                f"{texts.ground(one)}, {formats.days(one.claim.value.days)}",
                texts.state(one),
                partial(self.wishes.emit, Goto(CLAIMS, one.id)),
            )
            for one in found.claims
        ]
        return [line(), label(texts.HER_CLAIMS, "section"), *ways]

    def begin_new(self) -> None:
        current = self.list.table.current
        self.wishes.emit(Goto(CLAIMS, ("new", current.whose.case_number if current else None)))

    def begin_edit(self) -> None:
        """What is worked out is not edited: its facts are the person's."""
        current = self.list.table.current
        if current is not None:
            self.wishes.emit(Goto("people", current.whose.person_id))


def _came_facts(one: ExpectedLine) -> Iterator[tuple[str, str]]:
    if one.came is None:
        return
    came = one.came.value
    yield texts.RECEIVED_ON, formats.day(came.received_on)
    yield texts.RECEIVED, formats.kr(came.received)
    if one.amount is not None and one.amount != came.received:
        yield texts.DIFFERENCE, formats.kr(Ore(came.received - one.amount))
    if came.reference:
        yield texts.REFERENCE, came.reference
