"""The columns of the list of offers that were matched with a need."""

from __future__ import annotations

from collections.abc import Callable

from mottagning.domain.matching import Match, Verdict
from mottagning.texts import matching as texts
from mottagning.texts import offers as offer_texts
from mottagning.uikit.columns import Align, Column, Tone, day_column, text_column

Placed = tuple[int, Match]
"""A match with its place in the order, counted from 1."""

TONES = {
    Verdict.FITS: Tone.OK,
    Verdict.TOLD: Tone.QUIET,
    Verdict.PARTLY: Tone.INFORMATION,
    Verdict.NOT_KNOWN: Tone.WARNING,
    Verdict.DOES_NOT_FIT: Tone.STOP,
}


def columns(names: Callable[[str], str]) -> list[Column[Placed]]:
    """The list's columns; `names` gives the names of municipalities."""
    return [
        Column("place", texts.PLACE_IN_LIST, lambda one: str(one[0]), lambda one: one[0], 44, Align.RIGHT),
        Column("fit", texts.FIT, lambda one: texts.whole(one[1]), lambda one: one[0], 152, tone=tone),
        text_column(
            "municipality",
            offer_texts.MUNICIPALITY,
            lambda one: names(one[1].offer.municipality),
            width=106,
            stretches=True,
        ),
        text_column("provider", offer_texts.PROVIDER, lambda one: one[1].offer.provider, width=190, gives_way=3),
        text_column("variant", texts.VARIANT, lambda one: one[1].offer.variant, width=64, gives_way=2),
        day_column("first", texts.START, lambda one: one[1].offer.days.start, gives_way=4),
        Column("far", texts.DISTANCE, _far_text, _far, 56, Align.RIGHT, gives_way=1),
        text_column("key", offer_texts.KEY, lambda one: one[1].offer.key, width=116, gives_way=5),
    ]


def tone(one: Placed) -> Tone:
    """The colour of what a match comes to; its words say the same."""
    return Tone.QUIET if one[1].offer.is_lacking else TONES[one[1].verdict]


def _far(one: Placed) -> int:
    far = one[1].facts.kilometres
    return -1 if far is None else far


def _far_text(one: Placed) -> str:
    far = one[1].facts.kilometres
    return "" if far is None else str(far)
