"""The page Fakturakontroll: a bill is dropped on it, and stands row by row beside what we find right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Area
from mottagning.readmodels.invoices import Begun, Controlled
from mottagning.texts import formats
from mottagning.texts import invoices as texts
from mottagning.texts import received_invoices as received_texts
from mottagning.texts.take_in import FILTER
from mottagning.ui.invoices.columns import TONES, InvoiceLine, columns, lines, name_of, quick_filters
from mottagning.uikit import messages, theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.fields import Asks, Field, Section
from mottagning.uikit.forms import FormView
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import CardPart, ListPart, beside
from mottagning.uikit.parts import (
    Kind,
    button,
    card,
    chip,
    column,
    empty,
    facts,
    holder,
    label,
    leading,
    line,
    row,
    scrolled,
)
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.usecases.invoices.controlling import begin_control, control_bill

_NAME = "invoice_rows"


class InvoicesScreen(TakesFiles, Screen):
    """A bill of another municipality against ours. Nothing is kept: the file is compared anew when ours changes."""

    interests = frozenset(
        {
            Area.RECEIVED_INVOICES,
            Area.BOOKINGS,
            Area.PEOPLE,
            Area.AGREEMENTS,
            Area.RETURNS,
            Area.SERVICES,
            Area.SETTINGS,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.setAcceptDrops(True)
        self._file: Path | None = None
        self._found: Controlled | None = None
        self._is_begun = False
        self.form = FormView(_sections(desk, ()))
        self._again = button(texts.AGAIN, self._compare, Kind.QUIET)
        back = button(texts.TO_RETURNS, partial(self.wishes.emit, Goto("returns")), Kind.QUIET)
        to_received = button(received_texts.TITLE, partial(self.wishes.emit, Goto("received_invoices")), Kind.QUIET)
        self._register = button(texts.REGISTER, self._begin_invoice)
        self._register.setEnabled(False)
        self.set_buttons(
            back, to_received, self._register, self._again, button(texts.CHOOSE, self._choose, Kind.PRIMARY)
        )
        self._again.setEnabled(False)
        self._summary, self._unread = label("", "strong", wrap=True), label("", "warned", wrap=True)
        self._summary.hide()
        self._unread.hide()
        self.list = self._list()
        self._card = CardPart()
        frame, inside = card()
        inside.addWidget(self.form)
        self.body.addWidget(self._summary)
        self.body.addWidget(self._unread)
        self.body.addWidget(beside(self.list, scrolled(_under(frame, self._card))), 1)
        self._show_line(None)

    def _list(self) -> ListPart[InvoiceLine]:
        about: About[InvoiceLine] = About(_person, _is_protected)
        words = (texts.LIST_TITLE, texts.ROW_ONE, texts.ROW_MANY)
        nothing = empty(texts.EMPTY_TITLE, texts.EMPTY_TEXT)
        made: ListPart[InvoiceLine] = ListPart(
            self.desk, _NAME, columns(), _key, words, nothing, quick=quick_filters(), about=about
        )
        made.table.chosen.connect(self._show_line)
        made.table.opened.connect(self._open_booking)
        made.told.connect(self.told)
        self.log_copies(made.table, _NAME, about.person)
        return made

    # what is compared

    def load(self) -> None:
        if not self._is_begun:
            self.query(partial(begin_control, self.desk.ctx), self._begin)
        elif self._file is not None and self._found is not None:
            self._look(self._file, self._found.counterpart, self._found.first, self._found.last)

    def _begin(self, begun: Begun) -> None:
        if self._is_begun:
            return
        self._is_begun = True
        self.form.offer("counterpart", municipalities(self.desk.ctx.reference, begun.counterparts))
        only = begun.counterparts[0] if len(begun.counterparts) == 1 else None
        self.form.show_values({"counterpart": only, "first": begun.month, "last": begun.month})
        if self._file is not None:  # it was dropped before the page was there
            self._compare()

    def take_focus(self) -> None:
        if self._found is None:
            self.form.focus_first()
        else:
            self.list.table.setFocus()

    def open(self, record: object) -> None:
        """Compare a file that was dropped elsewhere."""
        if isinstance(record, Path):
            self.take_file(record)

    def take_file(self, file: Path) -> None:
        """Compare the file that was dropped or chosen."""
        self._file = file
        self._again.setEnabled(True)
        self._compare()

    def _choose(self) -> None:
        file = messages.choose_file(self, texts.CHOOSE_TITLE, FILTER)
        if file is not None:
            self.take_file(file)

    def _compare(self) -> None:
        parsed = self.form.read(self.desk.today)
        if self._file is None:
            return
        if parsed.problems:
            self._summary.setText(texts.waits(self._file.name))
            self._summary.show()
            return
        first, last = parsed.values["first"], parsed.values["last"]
        if isinstance(first, Month) and isinstance(last, Month):
            if last < first:
                self.form.show_problems([FieldProblem("last", "ends_before_start")])
                return
            self._look(self._file, str(parsed.values["counterpart"]), first, last)

    def _look(self, file: Path, counterpart: str, first: Month, last: Month) -> None:
        self.query(partial(control_bill, self.desk.ctx, file, counterpart, first, last), self._came, self._failed)

    def _begin_invoice(self) -> None:
        """Register the bill that is shown as an invoice, whose control is then kept."""
        found = self._found
        if found is not None and self._file is not None:
            values = {
                "counterpart": found.counterpart,
                "first_month": found.first,
                "last_month": found.last,
                "amount": found.control.their_amount,
            }
            self.wishes.emit(Goto("received_invoices", ("new", values, self._file)))

    def _failed(self, error: BaseException) -> bool:
        """What the form asks is said at its fields; anything else as everywhere."""
        if isinstance(error, Refused) and error.code is RefusalCode.INVALID_FIELDS:
            self.form.show_problems(error.fields)
            return True
        return False

    def _came(self, found: Controlled) -> None:
        self._found = found
        self._register.setEnabled(found.direction is RowDirection.BUY)
        control = found.control
        said = texts.summary(control.agreed, len(control.differences), control.their_amount, control.our_amount)
        self._summary.setText(f"{found.bill.name}: {formats.unbroken(said)}")
        self._summary.show()
        self._unread.setText(texts.unread(found.bill.unread) if found.bill.unread else "")
        self._unread.setVisible(bool(found.bill.unread))
        self.list.set_rows(self.list.prepared(lines(found)))
        if self.list.table.current is None and control.compared:
            self.list.table.selectRow(0)
            self.list.table.setFocus()
        self._show_line(self.list.table.current)

    # the card

    def _show_line(self, chosen: InvoiceLine | None) -> None:
        if chosen is None:
            self._card.show_parts(empty(texts.NOTHING_CHOSEN, texts.NOTHING_CHOSEN_TEXT))
            return
        one = chosen.one
        ways: list[QWidget] = []
        if one.booking is not None:
            ways.append(button(texts.OPEN_BOOKING, partial(self._open_booking, chosen)))
        title = name_of(chosen) or one.booking or texts.place(one.theirs)
        self._card.show_parts(
            leading(label(title, "subheading", wrap=True), chip(texts.VERDICTS[one.verdict], TONES[one.verdict])),
            label(texts.in_full(chosen.found, one, self.desk.ctx.name), wrap=True, selectable=True),
            *([row(*ways, 0)] if ways else []),
            line(),
            facts(self._facts(chosen)),
        )

    def _facts(self, chosen: InvoiceLine) -> list[tuple[str, str | None]]:
        one = chosen.one
        told: list[tuple[str, str | None]] = [
            (texts.ROWS, texts.rows_of(one) or None),
            (texts.BOOKING, one.booking),
            (texts.THEIR_NAME, one.theirs[0].name if one.theirs else None),
            (texts.SERVICE, _service(chosen)),
            (texts.MONTHS, texts.about(one.months)),
            (texts.OUR_MONTHS, texts.about(tuple(sorted(row.month for row in one.ours))) if one.ours else None),
            (texts.THEIRS, formats.kr(one.their_amount) if one.theirs else None),
            (texts.OURS, formats.kr(one.our_amount) if one.ours else None),
            (texts.DIFFERENCE, formats.kr(one.difference)),
        ]
        return told

    def _open_booking(self, chosen: InvoiceLine) -> None:
        if chosen.one.booking is not None:
            self.wishes.emit(Goto("bookings", chosen.one.booking))


def _under(form: QWidget, below: QWidget) -> QWidget:
    """What is asked, with the chosen row below it in what room is left."""
    both = column(form, spacing=theme.GAP)
    both.addWidget(below, 1)
    return holder(both)


def _sections(desk: Desk, first: tuple[str, ...]) -> list[Section]:
    offered = municipalities(desk.ctx.reference, first)
    return [
        Section(
            "",
            (
                Field("counterpart", texts.COUNTERPART, Asks.CODE, required=True, choices=offered, wide=True),
                Field("first", texts.FIRST, Asks.MONTH, required=True),
                Field("last", texts.LAST, Asks.MONTH, required=True),
            ),
        )
    ]


def _key(one: InvoiceLine) -> Any:  # noqa: ANN401 - whatever tells lines apart
    return one.one.verdict, texts.rows_of(one.one), one.one.booking, one.one.months


def _person(one: InvoiceLine) -> int | None:
    return one.behind.id if one.behind else None


def _is_protected(one: InvoiceLine) -> bool:
    return one.behind is not None and one.behind.is_protected


def _service(chosen: InvoiceLine) -> str | None:
    told = [*(row.service for row in chosen.one.ours), *(row.service for row in chosen.one.theirs)]
    return next(filter(None, told), None)
