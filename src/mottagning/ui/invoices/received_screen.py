"""The page Mottagna fakturor: the list, the card with rows, months and history, and what is to be done next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from mottagning.domain.invoice_rows import Decision, Stance
from mottagning.domain.received_invoices import InvoiceState, InvoiceStepKind, ReceivedInvoice
from mottagning.domain.returns import HandOutWay
from mottagning.domain.rights import Part
from mottagning.readmodels.changes import Area, Done, Stored
from mottagning.readmodels.invoices import Begun
from mottagning.readmodels.received_invoices import AnsweredRow, InvoiceAnswer, InvoiceCard, InvoiceInList, Looked
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import formats, words
from mottagning.texts import invoices as control_texts
from mottagning.texts import received_invoices as texts
from mottagning.texts import window as window_texts
from mottagning.texts.take_in import FILTER
from mottagning.ui.invoices.columns import columns as control_columns
from mottagning.ui.invoices.columns import lines as control_lines
from mottagning.ui.invoices.received_columns import (
    STANCE_TONES,
    RowLine,
    columns,
    month_columns,
    quick_filters,
    row_columns,
    row_lines,
    status,
    step_columns,
    tone,
)
from mottagning.ui.invoices.received_form import (
    answer_sections,
    invoice_sections,
    note_sections,
    pay_sections,
    void_sections,
)
from mottagning.uikit import messages, theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.columns import Column, amount_column, text_column
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.fields import Section
from mottagning.uikit.flow import Flow
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, clear, column, facts, holder, label, leading, line
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import Tabs
from mottagning.usecases.invoices import answering, handling, received
from mottagning.usecases.invoices.controlling import begin_control

R = TypeVar("R")
_MOST_ROWS, _MOST_ON_CARD = 10, 5
"""So many rows of a table are in sight at once, so that what is said of the chosen one is too."""


class ReceivedInvoicesScreen(TakesFiles, RecordScreen[InvoiceInList, InvoiceCard]):
    """Invoices of other municipalities. A specification that is dropped is looked at for the chosen invoice."""

    part = Part.RETURNS
    interests = frozenset({Area.RECEIVED_INVOICES, Area.BOOKINGS, Area.PEOPLE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "received_invoices",
            columns(desk.ctx.name),
            ListWords.of(texts),
            quick_filters(desk.ctx.name),
            About(lambda _line: None, lambda one: one.has_protected),
        )
        self.setAcceptDrops(True)
        self._card: InvoiceCard | None = None
        self._tab = 0
        self._waiting: Path | None = None
        self._rows_table: TableView[RowLine] | None = None
        self._row: tuple[int, int] | None = None
        self._decides = False

    def id_of(self, row: InvoiceInList) -> int:
        return row.id

    def read_lines(self) -> list[InvoiceInList]:
        return received.list_invoices(self.desk.ctx)

    def read_card(self, record_id: int) -> InvoiceCard:
        return received.open_invoice(self.desk.ctx, record_id)

    def more_buttons(self) -> list[QPushButton]:
        return [button(texts.TO_CONTROL, partial(self.wishes.emit, Goto("invoices")), Kind.QUIET)]

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a wish for a new one
        match record:
            case ("new", dict() as values, Path() as file):
                if self.may_leave():
                    self._waiting = file
                    self._begin(values)
            case _:
                super().open(record)

    # the card

    def show_card(self, card: InvoiceCard) -> None:
        table = self._rows_table
        is_at_rows = self._decides or (table is not None and isValid(table) and table.hasFocus())
        self._card = card
        invoice, ctx = card.invoice.value, self.desk.ctx
        title = texts.heading(invoice, ctx.name(invoice.counterpart))
        self.card.show_parts(
            leading(label(title, "subheading", wrap=True), chip(status(card.line), tone(card.line))),
            label(f"{invoice.key} · {texts.due(card.line)}", "muted", wrap=True),
            *(Flow(*part) for part in self._ways(card)),
            line(),
            facts(texts.sums(card.line.totals)),
            line(),
            self._tabs(card),
        )
        if is_at_rows and self._rows_table is not None:
            self._rows_table.setFocus()  # one row after another is decided from the keyboard
        self._decides = False

    def _ways(self, card: InvoiceCard) -> list[list[QWidget]]:
        """The filled button is what is to be done next; the others are beside and below it."""
        next_ = card.line.next
        is_partly = card.line.state is InvoiceState.DISPUTED
        done: dict[InvoiceStepKind, tuple[str, Callable[[], object]]] = {
            InvoiceStepKind.CONTROLLED: (texts.CONTROL, self._choose),
            InvoiceStepKind.ANSWERED: (texts.ANSWER, self._answer),
            InvoiceStepKind.ATTESTED: (texts.ATTEST_PART if is_partly else texts.ATTEST, self._attest),
            InvoiceStepKind.PAID: (texts.PAY, self._pay),
        }
        first = [button(*done[next_], Kind.PRIMARY)] if next_ is not None else []
        if next_ is InvoiceStepKind.CONTROLLED:
            first.append(button(texts.CONTROL_SUM, partial(self._look, None)))
        elif card.may_change:
            first.append(button(texts.CONTROL_AGAIN, self._choose))
        more: list[QWidget] = []
        if is_partly:
            more.append(button(texts.NOTE_ANSWER, self._note_answer, Kind.QUIET))
        if card.rows and next_ is not InvoiceStepKind.ANSWERED:
            more.append(button(texts.ANSWER, self._answer, Kind.QUIET))
        if card.may_change:
            more.append(button(window_texts.EDIT, self.begin_edit, Kind.QUIET))
        if card.may_void:
            more.append(button(texts.VOID, self._void, Kind.QUIET))
        return [part for part in (list[QWidget](first), more) if part]

    def _tabs(self, card: InvoiceCard) -> Tabs:
        tabs = Tabs(
            [
                (texts.TAB_ROWS, self._rows(card)),
                (texts.TAB_MONTHS, _table("invoice_months", month_columns(), lambda one: one.months, card.months)),
                (texts.TAB_HISTORY, _history(card)),
                (texts.TAB_FACTS, facts(self._facts(card.invoice.value))),
            ],
            self._tab,
        )
        tabs.changed.connect(self._turned)
        return tabs

    def _turned(self, place: int) -> None:
        self._tab = place

    def _rows(self, card: InvoiceCard) -> QWidget:
        """The rows, with the one chosen that was; what is known of it stands below."""
        if not card.rows:
            return label(texts.NO_ROWS, "muted", wrap=True)
        below = column()
        table = _table("received_rows", row_columns(), lambda one: one.head.row, row_lines(card), _MOST_ON_CARD)
        table.chosen.connect(lambda chosen: self._show_row(below, card, chosen))
        table.opened.connect(self._open_booking)
        self.log_copies(table, "received_rows", lambda one: _person(card, one))
        number, chosen_row = self._row or (None, None)
        if number != card.invoice.id or not table.choose(chosen_row):
            table.selectRow(0)
        self._rows_table = table
        return holder(column(table, holder(below)))

    def _show_row(self, below: Any, card: InvoiceCard, chosen: RowLine | None) -> None:  # noqa: ANN401 - a layout
        clear(below)
        self._row = None if chosen is None else (card.invoice.id, chosen.head.row)
        if chosen is None:
            below.addWidget(label(texts.CHOOSE_ROW, "muted", wrap=True))
            return
        head = chosen.head
        said = words.first_upper(words.word(head.verdict))
        below.addLayout(leading(label(said, "strong", wrap=True), chip(_stance(chosen), STANCE_TONES[head.stance])))
        if head.why:
            below.addWidget(label(head.why, wrap=True, selectable=True))
        ways: list[QWidget] = []
        if card.may_change:
            ways = [button(texts.DECISIONS[one], partial(self._decide, head.row, one)) for one in _decisions(chosen)]
        if head.our_booking in card.people:
            ways.append(button(control_texts.OPEN_BOOKING, partial(self._open_booking, chosen), Kind.QUIET))
        below.addLayout(Flow(*ways))

    def _open_booking(self, chosen: RowLine) -> None:
        if self._card is not None and chosen.head.our_booking in self._card.people:
            self.wishes.emit(Goto("bookings", chosen.head.our_booking))

    def _facts(self, one: ReceivedInvoice) -> list[tuple[str, str | None]]:
        also = [
            (texts.THEIR_REFERENCE, one.their_reference),
            (texts.OUR_REFERENCE, one.our_reference),
            (texts.SPECIFICATION, one.specification),
            (texts.NOTE, one.note),
            (texts.PROTECTED, words.YES if one.is_protected else None),
        ]
        return [
            (texts.ARRIVED, formats.day(one.arrived_on)),
            (texts.INVOICED, formats.day(one.invoiced_on)),
            (texts.DUE, formats.day(one.due_on)),
            (texts.ABOUT, formats.months(one.first_month, one.last_month)),
            *((word, said) for word, said in also if said),
        ]

    # registering

    def begin_new(self) -> None:
        if self.may_leave():
            self._waiting = None
            self._begin({})

    def _begin(self, values: Values) -> None:
        def came(offers: tuple[Begun, str]) -> None:
            begun, key = offers
            only = begun.counterparts[0] if len(begun.counterparts) == 1 else None
            proposed = {
                "key": key,
                "arrived_on": self.desk.today,
                "counterpart": only,
                "first_month": begun.month,
                "last_month": begun.month,
            }
            self._card = None
            self.choose_nothing()
            self._form_of(texts.NEW, begun, {**proposed, **values}, None)

        self.query(lambda: (begin_control(self.desk.ctx), received.next_invoice_key(self.desk.ctx)), came)

    def begin_edit(self) -> None:
        card = self._card
        if card is not None and card.may_change:
            before = card.invoice
            self.query(
                partial(begin_control, self.desk.ctx),
                lambda begun: self._form_of(before.value.number, begun, values_of(before.value), before),
            )

    def _form_of(self, title: str, begun: Begun, values: Values, before: Stored[ReceivedInvoice] | None) -> None:
        ctx = self.desk.ctx
        offered = municipalities(ctx.reference, begun.counterparts)
        sections = invoice_sections(offered, sees_protected=ctx.sees_protected)
        self.show_form(title, sections, values, partial(self._save, before))

    def _save(self, before: Stored[ReceivedInvoice] | None, values: Values) -> None:
        invoice: ReceivedInvoice = record_of(ReceivedInvoice, values)
        work = partial(received.save_invoice, self.desk.ctx, before, invoice)
        file, self._waiting = self._waiting, None
        if file is None:
            self.saved(work, lambda stored: stored.id)
            return

        def look(stored: Stored[ReceivedInvoice]) -> int:
            self.query(partial(handling.look, self.desk.ctx, stored.id, file), self._show_looked)
            return stored.id

        self.saved(work, look)

    # the control

    def take_file(self, file: Path) -> None:
        """Look at the specification of the chosen invoice; without one, it is said that one is to be chosen."""
        if self._card is None or not self._card.may_change or self.is_writing:
            self.told.emit(texts.CHOOSE_FIRST)
        else:
            self._look(file)

    def _choose(self) -> None:
        file = messages.choose_file(self, control_texts.CHOOSE_TITLE, FILTER)
        if file is not None:
            self._look(file)

    def _look(self, file: Path | None) -> None:
        if self._card is not None and self.may_leave():
            self.query(partial(handling.look, self.desk.ctx, self._card.invoice.id, file), self._show_looked)

    def _show_looked(self, looked: Looked) -> None:
        """What the control would keep, with what is worth knowing before that."""
        found = looked.found
        control = found.control
        said = control_texts.summary(control.agreed, len(control.differences), control.their_amount, control.our_amount)
        table = _table("invoice_rows", _narrow(control_columns()), lambda one: one.place, control_lines(found))
        why = label("", wrap=True, selectable=True)

        def show(chosen: Any) -> None:  # noqa: ANN401 - a line
            why.setText("" if chosen is None else control_texts.in_full(found, chosen.one, self.desk.ctx.name))

        table.chosen.connect(show)
        table.selectRow(0)
        parts = [label(one, "warned", wrap=True) for one in texts.doubts(looked)]
        above = holder(column(label(said, "strong", wrap=True), *parts, table, why))
        buttons = (texts.KEEP_CONTROL, window_texts.CANCEL)
        panel = self.show_form(texts.looked_title(looked), [], {}, lambda _none: self._keep(looked), above, buttons)
        self.give_room(to_card=True)
        panel.save_button.setFocus()

    def _keep(self, looked: Looked) -> None:
        self.saved(partial(handling.keep, self.desk.ctx, looked), lambda number: number)

    def _decide(self, head: int, decision: Decision) -> None:
        self._decides = True
        self._do(lambda number: handling.decide(self.desk.ctx, number, head, decision), texts.DECIDED)

    # what is done with it

    def _do(self, work: Callable[[int], Done[int]], said: str) -> None:
        """Do something with the chosen invoice, and show what comes of it."""
        if self._card is None:
            return
        number = self._card.invoice.id

        def done(_value: int) -> None:
            self.told.emit(said)
            self.reread()

        self.command(lambda: work(number), done)

    def _attest(self) -> None:
        self._do(partial(handling.attest, self.desk.ctx), texts.ATTESTED)

    def _ask(
        self,
        title: str,
        sections: Sequence[Section],
        values: Values,
        do: Callable[[int, Values], Done[int]],
        word: str,
        about: str = "",
    ) -> None:
        """Ask something in the card's place, and do it."""
        if self._card is None or not self.may_leave():
            return
        number = self._card.invoice.id
        buttons = (word.removesuffix(" …"), window_texts.CANCEL)
        above = label(about, "muted", wrap=True) if about else None

        def save(given: Values) -> None:
            self.saved(lambda: do(number, given), lambda one: one)

        self.show_form(title, sections, values, save, above, buttons)

    def _pay(self) -> None:
        def do(number: int, given: Any) -> Done[int]:  # noqa: ANN401 - what the form asks
            return handling.pay(self.desk.ctx, number, given["on"])

        agreed = formats.kr(self._card.line.totals.agreed) if self._card is not None else ""
        about = texts.PAY_TEXT.format(amount=agreed)
        self._ask(texts.PAY_TITLE, pay_sections(), {"on": self.desk.today}, do, texts.PAY, about)

    def _void(self) -> None:
        def do(number: int, given: Any) -> Done[int]:  # noqa: ANN401 - what the form asks
            return handling.void(self.desk.ctx, number, given["reason"])

        self._ask(texts.VOID_TITLE, void_sections(), {}, do, texts.VOID, texts.VOID_TEXT)

    def _note_answer(self) -> None:
        def do(number: int, given: Any) -> Done[int]:  # noqa: ANN401 - what the form asks
            return handling.note_answer(self.desk.ctx, number, given["note"])

        self._ask(texts.NOTE_TITLE, note_sections(), {}, do, window_texts.SAVE)

    # the answer

    def _answer(self) -> None:
        if self._card is not None and self.may_leave():
            self.query(partial(answering.draft_answer, self.desk.ctx, self._card.invoice.id), self._show_answer)

    def _show_answer(self, draft: InvoiceAnswer) -> None:
        parts: list[Any] = [
            label(texts.ANSWER_ABOUT, "muted", wrap=True),
            label(texts.answer_outcome(draft), "strong", wrap=True),
        ]
        if draft.rows:
            parts.append(_table("answer_rows", _answer_columns(), lambda one: one.rows, draft.rows))
        if draft.protected:
            parts.append(label(texts.protected(draft.protected), "warned", wrap=True))
        if draft.ungrounded:
            parts += [label(texts.UNGROUNDED, "section"), label(", ".join(draft.ungrounded), wrap=True)]
            parts.append(label(texts.UNGROUNDED_ADVICE, "warned", wrap=True))
        buttons = (texts.WRITE, window_texts.CANCEL)
        panel = self.show_form(
            texts.ANSWER_PAGE, answer_sections(), {}, partial(self._write, draft), holder(column(*parts)), buttons
        )
        self.give_room(to_card=True)
        panel.save_button.setEnabled(bool(draft.rows))

    def _write(self, draft: InvoiceAnswer, values: Values) -> None:
        folder = messages.choose_folder(self, texts.CHOOSE_FOLDER, Path.home())
        way = values["way"]
        assert isinstance(way, HandOutWay)  # noqa: S101 - as the form asks
        panel = self._form
        if folder is None:
            if panel is not None:
                panel.save_button.setEnabled(True)
            return

        def written(_files: object) -> None:
            self._form = None
            self.told.emit(texts.written(str(folder)))
            self.take_focus()
            self.reread()

        work = partial(answering.write_answer, self.desk.ctx, draft, way, folder, write_pdf)
        self.command(work, written, panel.refused if panel else None)


def _person(card: InvoiceCard, one: RowLine) -> int | None:
    behind = card.people.get(one.head.our_booking or "")
    return behind.id if behind else None


def _stance(one: RowLine) -> str:
    return words.first_upper(words.word(one.head.stance))


def _decisions(one: RowLine) -> list[Decision]:
    """What may be decided of a row: not what it is decided as already, and to pay only where there is something."""
    if one.head.our_first is None:
        return [Decision.DISPUTE] if one.head.stance is Stance.NOT_OURS else [Decision.NOT_OURS]
    offered = []
    if one.pays != one.billed and (one.head.our_amount or one.billed < 0):
        offered.append(Decision.PAY_THEIRS)
    if one.head.our_amount and one.pays != one.head.our_amount:
        offered.append(Decision.PAY_OURS)
    if one.pays or one.head.stance is Stance.NOT_OURS:
        offered.append(Decision.DISPUTE)
    return [*offered, Decision.NOT_OURS] if one.head.stance is not Stance.NOT_OURS else offered


def _table(
    name: str, shown: list[Column[R]], key: Callable[[R], object], rows: Sequence[R], most: int = _MOST_ROWS
) -> TableView[R]:
    table: TableView[R] = TableView(name, shown, key)
    table.set_rows(rows)
    table.setFixedHeight(theme.ROW_HEIGHT * (min(max(len(rows), 1), most) + 1) + 8)
    return table


def _history(card: InvoiceCard) -> QWidget:
    table = _table("invoice_steps", step_columns(), lambda one: one.number, card.steps)
    said = label("", "muted", wrap=True)
    table.chosen.connect(lambda one: said.setText(one.note or "" if one is not None else ""))
    table.selectRow(len(card.steps) - 1)
    return holder(column(table, said))


def _narrow(shown: list[Column[R]]) -> list[Column[R]]:
    """Without the column whose words stand in full below the table."""
    return [one for one in shown if one.name != "reason"]


def _answer_columns() -> list[Column[AnsweredRow]]:
    number, _, booking, about, billed, agreed, disputed, *_ = texts.ANSWER_COLUMNS
    return [
        text_column("rows", number, lambda one: texts.row_numbers(one.rows), width=104),
        text_column("booking", booking, lambda one: one.booking or one.reference, width=110),
        text_column("months", about, lambda one: texts.months(one.months), width=120, stretches=True),
        amount_column("billed", billed, lambda one: one.billed),
        amount_column("agreed", agreed, lambda one: one.agreed),
        amount_column("disputed", disputed, lambda one: one.disputed),
        text_column("ground", texts.GROUND, lambda one: texts.ground(one.ground), width=150, gives_way=1),
    ]
