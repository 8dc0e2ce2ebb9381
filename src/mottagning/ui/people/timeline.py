"""Which spans and bars show where a person belongs? Her days above, her bookings below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from mottagning.domain.belonging import Belonging
from mottagning.readmodels.people import PersonCard
from mottagning.texts import residences as texts
from mottagning.uikit.spans import Shade, Span, SpanChart

_MOST_BARS = 5
"""Bookings under the timeline, the latest; all of them stand in the card's list."""


def chart_of(
    card: PersonCard, found: Sequence[Belonging], names: Callable[[str], str], today: date, title: str = texts.TIMELINE
) -> SpanChart:
    """The days of `found`, which are the card's own or what they would be, with the card's bookings."""
    spans = [Span(one.days, texts.band(one, names), texts.told(one, names), _shade(one, card.own)) for one in found]
    latest = sorted(card.bookings, key=lambda one: (one.days.start, one.key))[-_MOST_BARS:]
    bars = [Span(one.days, texts.bar(one), texts.booked(one)) for one in latest]
    return SpanChart(title, tuple(spans), tuple(bars), today)


def _shade(one: Belonging, own: str | None) -> Shade:
    if one.is_gap:
        return Shade.GAP
    if one.payer is None:
        return Shade.NOBODY
    return Shade.OWN if one.payer == own else Shade.OTHER
