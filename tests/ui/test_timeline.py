"""Does the line of time show the days that matter, in its colours, at every width, and say them in words?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from factories import day, days
from mottagning.domain.periods import OPEN, DateRange
from mottagning.uikit import theme
from mottagning.uikit.spans import Shade, Span, SpanChart, written_months
from mottagning.uikit.timeline import Timeline

TODAY = day("2025-03-03")
OURS = Span(days("2020-01-01", "2024-10-09"), "Östersund", "Östersund till oktober", Shade.OWN)
AWAY = Span(days("2024-10-10", "2024-12-24"), "Krokom", "Krokom till jul", Shade.OTHER)
GAP = Span(days("2024-12-25", "2025-01-14"), "Ingen uppgift", "Ingen uppgift i januari", Shade.GAP)
GONE = Span(days("2025-01-15"), "Utvandrad", "Utvandrad sedan dess", Shade.NOBODY)
BOOKED = Span(days("2024-09-01", "2025-06-13"), "B1 sfi", "B1 sfi hela läsåret")
CHART = SpanChart("Vem som svarar", (OURS, AWAY, GAP, GONE), (BOOKED,), TODAY)


def test_the_years_before_anything_happened_and_after_it_are_left_out() -> None:
    """From a month before the booking began to one after it ended; the days since 2020 say nothing new."""
    assert CHART.shown == DateRange(day("2024-08-01"), day("2025-07-14"))


def test_one_span_without_an_end_is_shown_to_today_and_a_little_on() -> None:
    chart = SpanChart("", (Span(days("2025-01-01"), "a", "a"),), (), TODAY)
    assert chart.shown == DateRange(day("2025-01-01"), day("2025-04-03"))


@pytest.mark.parametrize("first", ["0001-01-01", "1990-01-01", "2024-12-31", "2025-03-03", "2026-01-01", "9990-01-01"])
@pytest.mark.parametrize("last", [None, "9998-01-01"])
def test_the_days_shown_can_always_be_painted(app: QApplication, first: str, last: str | None) -> None:
    chart = SpanChart("", (Span(days(first, last), "a", "a"),), (), TODAY)
    assert chart.shown.start <= max(TODAY, day(first)) < chart.shown.end <= OPEN
    made = Timeline(chart, "i dag")
    made.resize(300, made.sizeHint().height())
    assert not made.grab().isNull()


@pytest.mark.parametrize("most", [1, 2, 4, 12, 100])
@pytest.mark.parametrize("last", ["2024-09-20", "2025-07-14", "2060-01-01"])
def test_no_more_months_are_written_than_there_is_room_for(most: int, last: str) -> None:
    shown = days("2024-08-20", last)
    found = written_months(shown, most)
    assert 1 <= len(found) <= most
    assert all(one.first in shown for one in found)
    assert len({later.index - one.index for one, later in pairwise(found)}) <= 1


def painted(width: int) -> QImage:
    """The chart in so many pixels."""
    made = Timeline(CHART, "i dag")
    made.resize(width, made.sizeHint().height())
    return made.grab().toImage()


def seen(image: QImage) -> set[str]:
    """The colours in the row of pixels just below the upper edge of the spans."""
    ratio = image.devicePixelRatio()
    made = Timeline(CHART, "i dag")
    y = int((made._band_top + 3) * ratio)
    return {image.pixelColor(x, y).name().upper() for x in range(image.width())}


@pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
@pytest.mark.parametrize("width", [160, 300, 1200])
def test_each_kind_of_days_has_its_ground_at_every_width(app: QApplication, mode: theme.Mode, width: int) -> None:
    theme.apply(app, mode)
    try:
        look = theme.colours()
        grounds = {look.selection, look.information[1], look.warning[1], look.navigation}
        assert {QColor(one).name().upper() for one in grounds} <= seen(painted(width))
    finally:
        theme.apply(app, theme.Mode.LIGHT)


def test_all_of_it_is_said_in_words(app: QApplication) -> None:
    made = Timeline(CHART, "i dag")
    assert made.accessibleName() == "Vem som svarar"
    said = [one.told for one in (OURS, AWAY, GAP, GONE, BOOKED)]
    assert made.accessibleDescription() == ". ".join(said)
    assert made.minimumSizeHint().width() <= 300
