"""The columns and filters of the list of received invoices, and of the parts of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mottagning.domain.invoice_rows import InvoiceRow, MonthTotals, Stance
from mottagning.domain.money import Ore
from mottagning.domain.received_invoices import InvoiceState, InvoiceStep
from mottagning.readmodels.received_invoices import InvoiceCard, InvoiceInList
from mottagning.texts import formats, words
from mottagning.texts import received_invoices as texts
from mottagning.uikit.columns import Align, Column, Tone, amount_column, day_column, text_column
from mottagning.uikit.filters import Quick, flag

TONES = {
    InvoiceState.REGISTERED: Tone.WARNING,
    InvoiceState.CONTROLLED: Tone.INFORMATION,
    InvoiceState.DISPUTED: Tone.STOP,
    InvoiceState.ATTESTED: Tone.INFORMATION,
    InvoiceState.PAID: Tone.OK,
    InvoiceState.VOIDED: Tone.QUIET,
}
STANCE_TONES = {Stance.AGREED: Tone.OK, Stance.DIFFERS: Tone.WARNING, Stance.NOT_OURS: Tone.STOP}


def columns(names: Callable[[str], str]) -> list[Column[InvoiceInList]]:
    """The list's columns; `names` gives the names of municipalities."""
    return [
        text_column("key", texts.KEY, lambda line: line.invoice.key, width=118, is_shown=False),
        text_column(
            "counterpart", texts.COUNTERPART, lambda line: names(line.invoice.counterpart), width=100, stretches=True
        ),
        text_column("number", texts.NUMBER, lambda line: line.invoice.number, width=134),
        day_column("due", texts.DUE, lambda line: line.invoice.due_on, gives_way=1),
        amount_column("amount", texts.AMOUNT, lambda line: line.invoice.amount, gives_way=2),
        amount_column("agreed", texts.AGREED, lambda line: line.totals.agreed, gives_way=3),
        text_column(
            "about",
            texts.ABOUT,
            lambda line: formats.months(line.invoice.first_month, line.invoice.last_month),
            width=150,
            gives_way=4,
        ),
        day_column("arrived", texts.ARRIVED, lambda line: line.invoice.arrived_on, is_shown=False),
        day_column("invoiced", texts.INVOICED, lambda line: line.invoice.invoiced_on, is_shown=False),
        day_column("paid", texts.PAID, lambda line: line.paid_on, is_shown=False),
        Column(
            "days_left",
            texts.DAYS_LEFT,
            lambda line: str(line.days_left) if line.next else "",
            lambda line: line.days_left,
            96,
            Align.RIGHT,
            is_shown=False,
        ),
        Column("state", texts.STATE, status, status, 156, tone=tone),
    ]


def quick_filters(names: Callable[[str], str]) -> list[Quick[InvoiceInList]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("waiting", texts.WAITING, lambda line: line.state is InvoiceState.REGISTERED),
        flag("disputed", texts.DISPUTED, lambda line: line.state is InvoiceState.DISPUTED),
        flag("due_soon", texts.DUE_SOON, lambda line: line.is_due_soon),
        flag("paid", texts.ALL_PAID, lambda line: line.state is InvoiceState.PAID),
        Quick("counterpart", texts.COUNTERPART, lambda line: line.invoice.counterpart, names),
    ]


def status(line: InvoiceInList) -> str:
    """Where it stands."""
    return words.word(line.state)


def tone(line: InvoiceInList) -> Tone:
    """The colour of where it stands; its words say the same."""
    return TONES[line.state]


@dataclass(frozen=True, slots=True)
class RowLine:
    """Rows of an invoice that were added up: their head, all their numbers, what they bill and pay, and whose."""

    head: InvoiceRow
    rows: tuple[int, ...]
    billed: Ore
    pays: Ore
    name: str | None


def row_lines(card: InvoiceCard) -> list[RowLine]:
    """The rows of a card: what is not agreed first."""
    lines = []
    for head in (row for row in card.rows if row.is_head):
        behind = card.people.get(head.our_booking or "")
        numbers = tuple(row.row for row in card.rows if row.head == head.row)
        billed, pays = card.billed_of(head.row), card.paid_of(head.row)
        lines.append(RowLine(head, numbers, billed, pays, behind.name if behind else head.name or head.reference))
    return sorted(lines, key=lambda line: (line.head.stance is Stance.AGREED, line.head.row))


def row_columns() -> list[Column[RowLine]]:
    """The columns of an invoice's rows."""
    return [
        text_column("rows", texts.ROW, lambda line: texts.row_numbers(line.rows), width=52, gives_way=5),
        Column(
            "stance",
            texts.STANCE,
            lambda line: words.first_upper(words.word(line.head.stance)),
            lambda line: words.word(line.head.stance),
            104,
            tone=lambda line: STANCE_TONES[line.head.stance],
        ),
        text_column("name", texts.NAME, lambda line: line.name, width=110, stretches=True),
        text_column("booking", texts.BOOKING, lambda line: line.head.our_booking, width=90, gives_way=3),
        amount_column("theirs", texts.THEIRS, lambda line: line.billed),
        amount_column("ours", texts.OURS, lambda line: line.head.our_amount, gives_way=2),
        amount_column("pays", texts.PAYS, lambda line: line.pays, gives_way=1),
    ]


def month_columns() -> list[Column[MonthTotals]]:
    """The columns of an invoice month by month."""
    return [
        Column(
            "months", texts.MONTHS, lambda one: texts.months(one.months), lambda one: one.months, 96, stretches=True
        ),
        amount_column("theirs", texts.THEIRS_SHORT, lambda one: one.theirs, width=104),
        amount_column("ours", texts.OURS_SHORT, lambda one: one.ours, width=104, gives_way=1),
        amount_column("difference", texts.DIFFERENCE, lambda one: one.difference, width=100),
    ]


def step_columns() -> list[Column[InvoiceStep]]:
    """The columns of what was done with an invoice."""
    return [
        Column("on", texts.DAY, lambda one: formats.day(one.on), lambda one: one.number, 104),
        text_column("kind", texts.STEP, texts.step, width=190, stretches=True),
        text_column("by", texts.BY, lambda one: one.by, width=110),
    ]
