"""What is asked about an invoice that another municipality sent."""

from __future__ import annotations

from mottagning.domain.returns import HandOutWay
from mottagning.texts import received_invoices as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice


def invoice_sections(counterparts: tuple[Choice, ...], *, sees_protected: bool) -> list[Section]:
    """The sections of an invoice's form; who may not see protected people is not asked about them."""
    apart = Field("is_protected", texts.PROTECTED, Asks.YES_NO, hint=texts.PROTECTED_HINT, wide=True)
    return [
        Section(
            texts.SECTION_INVOICE,
            (
                Field("counterpart", texts.COUNTERPART, Asks.CODE, required=True, choices=counterparts, wide=True),
                Field("number", texts.NUMBER, required=True),
                Field("amount", texts.AMOUNT, Asks.ORE, required=True, hint=texts.AMOUNT_HINT),
                Field("due_on", texts.DUE, Asks.DAY, required=True),
                Field("invoiced_on", texts.INVOICED, Asks.DAY),
                Field("arrived_on", texts.ARRIVED, Asks.DAY, required=True),
                Field("key", texts.KEY, required=True),
                Field("their_reference", texts.THEIR_REFERENCE),
                Field("our_reference", texts.OUR_REFERENCE),
            ),
        ),
        Section(
            texts.SECTION_ABOUT,
            (
                Field("first_month", texts.FIRST, Asks.MONTH, required=True),
                Field("last_month", texts.LAST, Asks.MONTH, required=True),
                Field("note", texts.NOTE, Asks.LINES, wide=True),
                *((apart,) if sees_protected else ()),
            ),
        ),
    ]


def pay_sections() -> list[Section]:
    """When it was paid."""
    return [Section("", (Field("on", texts.PAID_ON, Asks.DAY, required=True),))]


def void_sections() -> list[Section]:
    """Why it is voided."""
    return [Section("", (Field("reason", texts.REASON, Asks.LINES, required=True, wide=True),))]


def note_sections() -> list[Section]:
    """How they were answered."""
    return [Section("", (Field("note", texts.NOTE_HOW, wide=True),))]


def answer_sections() -> list[Section]:
    """By which channel the answer leaves."""
    return [Section("", (choice("way", texts.WAY, HandOutWay, required=True),))]
