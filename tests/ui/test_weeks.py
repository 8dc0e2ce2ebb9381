"""Can a household's week be entered, walked and read at the keyboard, and is every stretch of it told in words?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from factories import OTHER, OWN, days
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import WeeklyHours
from mottagning.uikit import theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.week_chart import Bar, Day, Fill, Lane, Mark, WeekChart
from mottagning.uikit.week_grid import WeekGrid
from mottagning.usecases.context import Context
from mottagning.usecases.weeks.keeping import save_hours

AMINA, BO = "2024-0001", "2024-0002"
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def kept(ctx: Context) -> list[WeeklyHours]:
    with ctx.reading() as reader:
        return [one.value for one in reader.weekly_hours.every()]


@pytest.fixture
def week(furnished: Any) -> Any:
    """Somebody who looks at the week of Amina's household."""
    hands = furnished
    hands.go("people", 1)
    hands.tab("Hushåll")
    hands.push("Visa hushållet")
    hands.tab("Vecka")
    return hands


def grid(hands: Any) -> WeekGrid:
    (found,) = hands.visible(WeekGrid)
    assert isinstance(found, WeekGrid)
    return found


def test_hours_are_typed_as_one_text_read_back_and_drawn(at_once: None, week: Any, ctx: Context) -> None:
    hands = week
    assert hands.says("Tider saknas")
    hands.push("Ange tider sfi, Amina Provlund")
    hands.fill(times="mån-tors 9-15.30")
    QTest.qWait(20)
    hands.settle()
    assert hands.says("Läses som mån–tors 09.00–15.30: 26 timmar i veckan.")
    hands.fill(travel="40")
    hands.key(Key.Key_S, CONTROL)
    (one,) = kept(ctx)
    assert (one.booking, one.travel, one.times) == ("B1", 40, parse_times("1-4 09:00-15:30", int))
    assert hands.says("mån–tors 09.00–15.30")
    bar = grid(hands).current
    assert bar is not None
    assert bar.told.startswith("Amina Provlund, måndag 3 mars 09.00–15.30: sfi")
    assert "hemifrån 08.20" in bar.told


def test_what_cannot_be_read_is_said_under_its_field(week: Any, ctx: Context) -> None:
    hands = week
    hands.push("Ny tid Bo Provlund")
    hands.fill(what="arbete", times="ibland på morgonen")
    hands.key(Key.Key_S, CONTROL)
    assert "Skriv veckodagar och klockslag" in hands.problem("times")
    hands.fill(times="mån 12-9")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("times") == "Slutet ligger före starten."
    assert kept(ctx) == []
    hands.fill(times="mån 9-12")
    hands.key(Key.Key_S, CONTROL)
    assert [one.what for one in kept(ctx)] == ["arbete"]


def told(ctx: Context) -> None:
    """Amina at two places on Tuesday; Bo somewhere on Monday."""
    common: dict[str, Any] = {"key": "", "days": days("2025-01-01"), "municipality": OWN}
    things = ((AMINA, "kurs", "2 09:00-12:00"), (AMINA, "praktik", "2 11:00-14:00"), (BO, "jobb", "1 08:00-16:00"))
    for case, what, text in things:
        save_hours(ctx, None, WeeklyHours(case_number=case, what=what, times=parse_times(text, int), **common))


def test_a_clash_is_told_with_its_word_reason_and_way_out_and_weeks_are_turned(furnished: Any, ctx: Context) -> None:
    told(ctx)
    hands = furnished
    hands.go("people", 1)
    hands.tab("Hushåll")
    hands.push("Visa hushållet")
    hands.tab("Vecka")
    assert hands.says("! Krock")
    assert hands.says("tis 11.00–12.00")
    assert hands.says("ska vara på två ställen samtidigt")
    assert hands.says("från 12.00 i stället för 11.00")
    assert hands.says("Vecka 10, 3–9 mars 2025")
    hands.push("Nästa vecka")
    assert hands.says("Vecka 11, 10–16 mars 2025")
    hands.push("Föregående vecka")
    (asked,) = [one for one in hands.visible(QLineEdit) if one.accessibleName() == "Vecka med dagen"]
    asked.setFocus()
    hands.type("2025-05-01")
    hands.key(Key.Key_Return)
    assert hands.says("Vecka 18, 28 april–4 maj 2025")
    (asked,) = [one for one in hands.visible(QLineEdit) if one.accessibleName() == "Vecka med dagen"]
    asked.setFocus()
    hands.type("9999-12-31")
    hands.key(Key.Key_Return)
    assert hands.says("Vecka 18, 28 april–4 maj 2025"), "the calendar ends there"
    hands.push("Den här veckan")
    assert hands.says("Vecka 10, 3–9 mars 2025")


def test_the_same_week_stands_on_the_plans_card_and_enter_opens_what_a_stretch_is_of(
    furnished: Any, ctx: Context
) -> None:
    hands = furnished
    with ctx.reading() as reader:
        b1 = reader.bookings.find("B1")
    assert b1 is not None
    common: dict[str, Any] = {"key": "", "days": days("2024-01-01"), "municipality": OTHER, "travel": 20}
    times = parse_times("1 09:00-12:00", int)
    save_hours(ctx, None, WeeklyHours(case_number=AMINA, booking="B1", times=times, **common))
    hands.go("people", 1)
    hands.push("Öppna planen")
    hands.push("Börja en plan")
    hands.key(Key.Key_S, CONTROL)
    hands.tab("Vecka")
    hands.reach(grid(hands))
    hands.key(Key.Key_Return)
    assert hands.shell.current == "bookings"
    assert hands.says("B1")


# the grid

BARS = (Bar("a", 480, 720, "sfi", "sfi på måndag", way_there=40, way_back=40), Bar("b", 780, 900, "praktik", "praktik"))
CHILD = (Bar("c", 500, 700, "förskola", "förskola", Fill.CARE),)
LATER = (Bar("d", 1200, 1260, "kväll", "kväll"),)
MARK = Mark(460, 500, "!", "Krock", "Krock: ingen hemma", Tone.STOP)
CHART = WeekChart(
    "Vecka 10",
    (
        Day("Mån 3/3", (Lane("Mor", BARS), Lane("Barn", CHILD, (MARK,)))),
        Day("Tis 4/3", (Lane("Mor", LATER), Lane("Barn"))),
    ),
)


@pytest.fixture
def made(app: QApplication) -> Iterator[WeekGrid]:
    """The chart in a window."""
    widget = WeekGrid(CHART, "Pilarna går")
    widget.resize(600, widget.sizeHint().height())
    widget.show()
    yield widget
    widget.close()


def test_arrows_go_between_stretches_and_enter_opens_each(made: WeekGrid) -> None:
    opened: list[object] = []
    made.opened.connect(opened.append)
    seen = []
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Left):
        assert made.current is not None
        seen.append(made.current.key)
        QTest.keyClick(made, key)
    QTest.keyClick(made, Key.Key_Return)
    assert seen == ["a", "b", "c", "d", "d", "c", "a"]
    assert opened == ["a"]


def test_a_screen_reader_hears_the_stretch_that_the_cursor_is_on(made: WeekGrid) -> None:
    assert made.accessibleName() == "Vecka 10"
    assert "sfi på måndag" in made.accessibleDescription()
    QTest.keyClick(made, Key.Key_Right)
    assert made.accessibleDescription() == "praktik"


def test_the_hours_reach_from_the_first_way_to_the_last_end() -> None:
    """Off at 7.20 and done at 21.00; without anything 7 to 17."""
    assert CHART.hours == (7, 21)
    assert WeekChart("", (Day("Mån", (Lane("Mor"),)),)).hours == (7, 17)


@pytest.mark.parametrize("width", [240, 600, 1400])
def test_what_is_painted_stands_at_its_hour(made: WeekGrid, width: int) -> None:
    """The first stretch has its colour inside and the day's ground before its way began."""
    made.resize(width, made.sizeHint().height())
    image = made.grab().toImage()
    (first, *_) = made._placed()
    inside = QPoint(int(first.box.right()) - 4, int(first.box.center().y()))
    assert image.pixelColor(inside) == QColor(theme.colours().selection)
    assert first.box.left() > made._names()


def test_a_double_click_opens_what_is_under_it(made: WeekGrid) -> None:
    opened: list[object] = []
    made.opened.connect(opened.append)
    third = list(made._placed())[2]
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton, pos=third.box.center().toPoint())
    assert opened == ["c"]
