"""What is asked about a price list that is read in, and how what it would change stands in a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mottagning.domain.agreements import Unit, price_thing
from mottagning.domain.periods import DateRange
from mottagning.domain.price_lists import Standing
from mottagning.readmodels.price_lists import ActivityChoice, Choices, PriceList, ProposedPrice
from mottagning.texts import agreements as agreement_texts
from mottagning.texts import formats, words
from mottagning.texts import price_lists as texts
from mottagning.uikit.columns import Align, Column, Tone, text_column
from mottagning.uikit.fields import Asks, Choice, Field, Section
from mottagning.uikit.fields import choices_of as units_of

_TONES: Mapping[Standing, Tone] = {
    Standing.NEW: Tone.INFORMATION,
    Standing.FOLLOWS: Tone.OK,
    Standing.FINAL: Tone.OK,
    Standing.SAME: Tone.QUIET,
    Standing.CLASHES: Tone.STOP,
    Standing.TWICE: Tone.STOP,
}


def sections(listed: PriceList, services: tuple[Choice, ...], sellers: tuple[Choice, ...]) -> list[Section]:
    """The questions: of the whole list, then of each activity. The seller only where there are several."""
    columns = tuple((one, one) for one in listed.columns)
    column = Field("column", texts.COLUMN, Asks.CODE, required=True, choices=columns, hint=texts.COLUMN_HINT)
    seller = Field("seller", agreement_texts.SELLER, Asks.CODE, choices=sellers)
    unit = Field("unit", texts.UNIT_ASKED, Asks.CODE, required=True, choices=units_of(Unit), hint=texts.UNIT_HINT)
    whole = (
        *([column] if columns else []),
        *([unit] if listed.lacks_unit else []),
        *([seller] if len(sellers) > 1 else []),
        Field("first", agreement_texts.FIRST, Asks.DAY, required=True),
        Field("last", agreement_texts.LAST, Asks.DAY),
        Field("source", agreement_texts.SOURCE, required=True, hint=agreement_texts.SOURCE_HINT, wide=True),
        Field("is_preliminary", agreement_texts.PRELIMINARY, Asks.YES_NO, hint=texts.PRELIMINARY_HINT, wide=True),
    )
    activities: list[Field] = []
    for place, activity in enumerate(listed.activities):
        activities.append(Field(f"service_{place}", texts.service_of(activity), Asks.CODE, choices=services))
        activities.append(Field(f"variant_{place}", texts.variant_of(activity)))
    days = [
        Field(f"days_{place}", activity, Asks.WHOLE)
        for place, activity in enumerate(listed.activities)
        if activity in listed.daily
    ]
    found = [Section(texts.SECTION_LIST, whole), Section(texts.SECTION_ACTIVITIES, tuple(activities))]
    return [*found, Section(texts.SECTION_DAYS, tuple(days))] if days else found


def values_of(choices: Choices) -> dict[str, object]:
    """The choices as the form shows them."""
    values: dict[str, object] = {
        "column": choices.column,
        "unit": words.word_or_nothing(choices.unit) or None,
        "seller": choices.seller,
        "first": choices.days.start,
        "last": choices.days.last,
        "source": choices.source,
        "is_preliminary": choices.is_preliminary,
    }
    for place, one in enumerate(choices.activities):
        values |= {
            f"service_{place}": one.service,
            f"variant_{place}": one.variant,
            f"days_{place}": one.days_per_year,
        }
    return values


def choices_of(listed: PriceList, values: Mapping[str, Any]) -> Choices | None:
    """The choices that the form's values make; None while no first day is given."""
    first = values.get("first")
    if not isinstance(first, date):
        return None
    return Choices(
        column=values.get("column"),
        days=DateRange.inclusive(first, values.get("last")),
        source=values.get("source") or "",
        activities=tuple(
            ActivityChoice(
                activity,
                values.get(f"service_{place}"),
                values.get(f"variant_{place}"),
                values.get(f"days_{place}") or None,
            )
            for place, activity in enumerate(listed.activities)
        ),
        seller=values.get("seller"),
        is_preliminary=bool(values.get("is_preliminary")),
        unit=words.read_word(Unit, unit) if (unit := values.get("unit")) else None,
    )


def columns() -> list[Column[ProposedPrice]]:
    """What each price would change."""
    return [
        text_column("thing", texts.PROPOSED, lambda one: texts.what(one.price), width=160, stretches=True),
        text_column("unit", texts.UNIT, lambda one: words.word(one.price.unit), width=66),
        Column(
            "former",
            texts.FORMER,
            lambda one: texts.amount(one.former.amount) if one.former else formats.NOTHING,
            lambda one: one.former.amount if one.former else -1,
            78,
            Align.RIGHT,
            gives_way=1,
        ),
        Column(
            "now", texts.NOW, lambda one: texts.amount(one.price.amount), lambda one: one.price.amount, 78, Align.RIGHT
        ),
        Column("difference", texts.DIFFERENCE, texts.difference, lambda one: one.difference or 0, 72, Align.RIGHT),
        Column("per_cent", texts.PER_CENT, texts.per_cent, lambda one: one.per_cent or 0, 70, Align.RIGHT, gives_way=3),
        Column(
            "remark",
            texts.REMARK,
            texts.standing,
            texts.standing,
            250,
            tone=lambda one: _TONES[one.standing],
            gives_way=2,
        ),
    ]


def key(one: ProposedPrice) -> object:
    """What tells the rows of the table apart."""
    return price_thing(one.price), one.price.amount
