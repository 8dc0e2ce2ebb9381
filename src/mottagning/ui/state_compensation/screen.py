"""The page Statlig ersättning: what is paid unasked, month by month, and how each amount is worked out."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from mottagning.domain.periods import Month
from mottagning.domain.rights import Part
from mottagning.domain.state_compensation.expected import Payment
from mottagning.readmodels.changes import Area
from mottagning.readmodels.state_compensation import (
    ExpectedLine,
    MonthSum,
    PersonCompensation,
    person_of_line,
    place_of_line,
)
from mottagning.texts import formats
from mottagning.texts import state_compensation as texts
from mottagning.ui.state_compensation.columns import expected_columns, expected_filters
from mottagning.uikit.columns import Tone
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import Prepared
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, line, link, row
from mottagning.uikit.records import ListWords, RecordScreen
from mottagning.uikit.screen import Desk, Goto
from mottagning.usecases.state_compensation import viewing

CLAIMS = "state_compensation_claims"
_Card = tuple[PersonCompensation, int]
"""A person's payments, and the place of the one that was chosen."""
_YEARS_BACK, _YEARS_ON = 1, 2


class StateCompensationScreen(RecordScreen[ExpectedLine, _Card]):
    """Expected payments: the list of a year, and a card with the computation."""

    part = Part.COMPENSATION
    interests = frozenset({Area.STATE_COMPENSATION, Area.PEOPLE, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        self._year = desk.today.year
        self.years = QComboBox()
        self.years.setAccessibleName(texts.YEAR)
        for year in range(self._year - _YEARS_BACK, self._year + _YEARS_ON + 1):
            self.years.addItem(str(year), year)
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
        return [button(texts.TO_CLAIMS, partial(self.wishes.emit, Goto(CLAIMS)), Kind.QUIET)]

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
        chosen = found.payments[place - 1] if 0 < place <= len(found.payments) else None
        self.card.show_parts(
            label(found.whose.name, "subheading", wrap=True),
            label(found.whose.case_number, "muted"),
            row(button(texts.OPEN_PERSON, partial(self.wishes.emit, Goto("people", person)), Kind.QUIET), 0),
            line(),
            *([self._unknown(texts.WHY[found.unknown])] if found.unknown else []),
            *(self._computation(chosen) if chosen else []),
            *(self._all(found) if found.payments else []),
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
        ]

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
