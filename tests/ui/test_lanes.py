"""Can lanes along time be read, gone through, zoomed and moved on, by keys and mouse, at every width and number?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import day, days
from mottagning.domain.periods import DateRange
from mottagning.domain.timelines import Grip
from mottagning.uikit import theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.lane_places import Letters, arrange
from mottagning.uikit.lane_view import LaneView
from mottagning.uikit.lanes import Band, Form, Lane, LaneChart, LaneItem, Unit, ticks, unit_for

TODAY = day("2026-03-02")
SHOWN = days("2026-01-01", "2026-12-31")
CONTROL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
Key = Qt.Key


def item(key: str, first: str, last: str | None = None, **values: object) -> LaneItem:
    return LaneItem(key=key, days=days(first, last), word=f"ord {key}", told=f"allt om {key}", **values)  # type: ignore[arg-type]


LONG = item("lång", "2026-01-01")
MOVED = item("praktik", "2026-05-04", "2026-07-31", can_move=True, is_firm=False)
LATER = item("kurs", "2026-06-15", "2026-08-31")
MARK = item("frist", "2026-06-10", "2026-06-10", form=Form.DIAMOND, tone=Tone.STOP, sign="!")
CHART = LaneChart(
    "Tidslinje",
    (
        Band("Amina", (Lane("Hemkommun", (LONG,)), Lane("Tom", ()), Lane("Aktiviteter", (MOVED, LATER)))),
        Band("Bo", (Lane("Frister", (MARK,)),)),
    ),
    SHOWN,
    TODAY,
    "i dag",
)


@pytest.fixture
def make(app: QApplication) -> Iterator[Callable[..., LaneView]]:
    made: list[LaneView] = []

    def show(chart: LaneChart = CHART, width: int = 800) -> LaneView:
        view = LaneView()
        made.append(view)
        view.resize(width, 300)
        view.show_chart(chart)
        view.show()
        view.setFocus()
        assert QTest.qWaitForWindowExposed(view)
        return view

    yield show
    for view in made:
        view.close()


def press(view: LaneView, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(view, key, modifier)


def heard(view: LaneView) -> dict[str, list[object]]:
    """What the view tells from now on."""
    found: dict[str, list[object]] = {"dropped": [], "opened": [], "held": [], "left": []}
    view.dropped.connect(lambda key, to: found["dropped"].append((key, to)))
    view.opened.connect(found["opened"].append)
    view.held.connect(found["held"].append)
    view.left.connect(lambda: found["left"].append(True))
    return found


# reading


def test_the_arrows_go_through_a_lane_and_between_those_that_hold_something(make: Callable[..., LaneView]) -> None:
    view = make()
    seen = [view.key]
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        press(view, key)
        seen.append(view.key)
    assert seen == ["lång", "praktik", "kurs", "kurs", "praktik", "frist", "praktik", "lång"]


def test_down_goes_to_what_lies_nearest_in_time(make: Callable[..., LaneView]) -> None:
    view = make()
    view.choose("frist")
    press(view, Key.Key_Up)
    assert view.key == "praktik", "it goes on that day; the course has not begun"


def test_a_screen_reader_hears_all_of_what_has_the_cursor(make: Callable[..., LaneView]) -> None:
    view = make()
    assert view.accessibleName() == "Tidslinje"
    assert view.accessibleDescription() == "allt om lång"
    press(view, Key.Key_Down)
    assert view.accessibleDescription() == "allt om praktik"


def test_what_is_under_the_mouse_tells_all_of_itself(make: Callable[..., LaneView]) -> None:
    view = make(width=400)
    for one in view._places.placed:
        assert view._tip(one.box.center() + view._origin) == one.item.told or not view._area.contains(
            one.box.center() + view._origin
        )
    heads = [one for one in view._places.heads if not one.is_band]
    assert view._tip(QPointF(2, heads[0].top + view._origin.y() + 3)) == "Hemkommun"


@pytest.mark.parametrize(
    ("first", "last", "is_inside"),
    [
        ("2026-01-21", "2026-12-31", True),  # hardly any room on either side: it is shortened in its bar
        ("2026-01-21", "2026-02-20", False),  # a short bar with the whole year after it
        ("2026-11-20", "2026-12-31", False),  # and with the whole year before it
    ],
)
def test_a_word_too_long_for_its_bar_stands_where_there_is_most_room(
    app: QApplication, first: str, last: str, is_inside: bool
) -> None:
    long = replace(item("lång", first, last), word="Samhällsorientering, minst 100 timmar, klar inom ett år")
    chart = LaneChart("Tidslinje", (Band("Amina", (Lane("Aktiviteter", (long,)),)),), SHOWN, TODAY, "i dag")
    (placed,) = arrange(chart, 0.5, Letters(app.font())).placed  # half a pixel a day: the year is 182 wide
    assert placed.is_inside is is_inside
    assert placed.words.width() > 50


def test_enter_and_a_double_click_open(make: Callable[..., LaneView]) -> None:
    view = make()
    found = heard(view)
    press(view, Key.Key_Return)
    view.choose("kurs")
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, at(view, "kurs"))
    assert found["opened"] == ["lång", "kurs"]


def at(view: LaneView, key: str, beside: float = 0) -> QPoint:
    """The middle of a thing in the view, so many pixels beside it."""
    placed = view._places.find(key)
    assert placed is not None
    middle = placed.box.center() + view._origin
    return QPointF(middle.x() + beside, middle.y()).toPoint()


# moving


@pytest.mark.parametrize(
    ("key", "modifier", "to"),
    [
        (Key.Key_Right, SHIFT, days("2026-05-05", "2026-08-01")),
        (Key.Key_Left, SHIFT, days("2026-05-03", "2026-07-30")),
        (Key.Key_Right, CONTROL, days("2026-05-11", "2026-08-07")),
        (Key.Key_Left, CONTROL, days("2026-04-27", "2026-07-24")),
        (Key.Key_Right, CONTROL | SHIFT, days("2026-06-04", "2026-08-31")),
        (Key.Key_Left, CONTROL | SHIFT, days("2026-04-04", "2026-07-01")),
    ],
)
def test_keys_move_by_a_day_a_week_and_a_month_and_enter_asks(
    make: Callable[..., LaneView], key: Qt.Key, modifier: Qt.KeyboardModifier, to: DateRange
) -> None:
    view = make()
    view.choose("praktik")
    found = heard(view)
    press(view, key, modifier)
    assert view.ghost == to
    assert found["dropped"] == []
    press(view, Key.Key_Return)
    assert found["dropped"] == [("praktik", to)]
    assert found["opened"] == []


def test_the_space_bar_moves_the_end_alone(make: Callable[..., LaneView]) -> None:
    view = make()
    view.choose("praktik")
    press(view, Key.Key_Space)
    assert view.grip is Grip.END
    press(view, Key.Key_Right, CONTROL)
    assert view.ghost == days("2026-05-04", "2026-08-07")


def test_esc_leaves_and_so_does_moving_it_back(make: Callable[..., LaneView]) -> None:
    view = make()
    view.choose("praktik")
    found = heard(view)
    press(view, Key.Key_Right, SHIFT)
    press(view, Key.Key_Escape)
    assert view.ghost is None
    press(view, Key.Key_Right, SHIFT)
    press(view, Key.Key_Left, SHIFT)
    assert view.ghost is None
    press(view, Key.Key_Right, SHIFT)
    press(view, Key.Key_Up)
    assert (view.key, view.ghost) == ("lång", None), "going elsewhere leaves it too"
    assert len(found["left"]) == 3
    assert found["dropped"] == []


def test_what_cannot_be_moved_says_so_and_stays(make: Callable[..., LaneView]) -> None:
    view = make()
    found = heard(view)
    view.choose("kurs")
    press(view, Key.Key_Right, SHIFT)
    drag(view, "kurs", 60)
    assert found["held"] == ["kurs", "kurs"]
    assert view.ghost is None


def drag(view: LaneView, key: str, by: int, beside: float = 0) -> None:
    start = at(view, key, beside)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, start)
    for step in (by // 2, by):
        QTest.mouseMove(view.viewport(), start + QPoint(step, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, start + QPoint(by, 0))


def test_what_is_dragged_asks_when_it_is_let_go(make: Callable[..., LaneView]) -> None:
    view = make()
    found = heard(view)
    drag(view, "praktik", 40)
    by = timedelta(days=round(40 / view._places.per_day))
    to = DateRange(MOVED.days.start + by, MOVED.days.end + by)
    assert found["dropped"] == [("praktik", to)]
    assert view.ghost == to, "it stays where it would lie until something is said"


def test_at_its_end_only_the_end_is_dragged(make: Callable[..., LaneView]) -> None:
    view = make()
    placed = view._places.find("praktik")
    assert placed is not None
    found = heard(view)
    drag(view, "praktik", 40, beside=placed.box.width() / 2 - 2)
    ((_, to),) = found["dropped"]
    assert to.start == MOVED.days.start
    assert to.end > MOVED.days.end


def test_a_click_moves_nothing(make: Callable[..., LaneView]) -> None:
    view = make()
    found = heard(view)
    drag(view, "praktik", 2)
    assert (view.key, view.ghost, found["dropped"]) == ("praktik", None, [])


# the scale


def test_plus_and_minus_and_the_wheel_give_the_days_more_room_and_less(make: Callable[..., LaneView]) -> None:
    view = make()
    whole = view._places.per_day
    press(view, Key.Key_Plus)
    closer = view._places.per_day
    assert closer > whole
    press(view, Key.Key_Minus)
    assert view.per_day is None, "less room than all of it takes is never given"
    point = QPointF(view._area.center())
    day_there = (point.x() - view._origin.x()) / view._places.per_day
    wheel(view, point, 240)
    assert view._places.per_day > whole
    assert abs((point.x() - view._origin.x()) / view._places.per_day - day_there) < 2, "what is under it stays there"


def wheel(view: LaneView, point: QPointF, turned: int) -> None:
    event = QWheelEvent(
        point,
        view.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place
    )
    QApplication.sendEvent(view.viewport(), event)


def test_what_has_the_cursor_is_brought_into_sight(make: Callable[..., LaneView]) -> None:
    view = make()
    view.scale_to(20.0)
    view.go_to(SHOWN.start)
    view.choose("kurs")
    placed = view._places.find("kurs")
    assert placed is not None
    assert view._area.intersects(placed.box.translated(view._origin))


@pytest.mark.parametrize(("per_day", "unit"), [(30, Unit.DAY), (7, Unit.WEEK), (2, Unit.MONTH), (1, Unit.QUARTER)])
def test_the_days_are_told_as_finely_as_there_is_room_for(per_day: int, unit: Unit) -> None:
    assert unit_for(1, per_day, 48 if unit is not Unit.DAY else 30) is unit


def test_each_unit_begins_where_people_say_it_does() -> None:
    shown = days("2026-01-01", "2026-12-31")
    told = {unit: [(one.day.isoformat(), one.word, one.wider) for one in ticks(shown, unit)][:2] for unit in Unit}
    assert told == {
        Unit.DAY: [("2026-01-01", "1", "januari 2026"), ("2026-01-02", "2", None)],
        Unit.WEEK: [("2025-12-29", "v. 1", "december 2025"), ("2026-01-05", "v. 2", "januari 2026")],
        Unit.MONTH: [("2026-01-01", "jan", "2026"), ("2026-02-01", "feb", None)],
        Unit.QUARTER: [("2026-01-01", "kv 1", "2026"), ("2026-04-01", "kv 2", None)],
        Unit.YEAR: [("2026-01-01", "2026", None)],
    }


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("first", ["0001-01-01", "9998-12-20"])
def test_time_ends_where_the_calendar_does(unit: Unit, first: str) -> None:
    shown = DateRange(day(first), day(first) + timedelta(days=9))
    assert all(one.day <= day("9999-12-31") for one in ticks(shown, unit))


# looks, and numbers


@pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
@pytest.mark.parametrize("width", [260, 320, 1400])
@pytest.mark.parametrize("per_day", [None, 0.4, 3.0, 40.0])
def test_it_is_painted_at_every_width_and_scale(
    app: QApplication, make: Callable[..., LaneView], mode: theme.Mode, width: int, per_day: float | None
) -> None:
    theme.apply(app, mode)
    try:
        view = make(width=width)
        view.scale_to(per_day)
        view.go_to(TODAY)
        image = view.grab().toImage()
        ratio = image.devicePixelRatio()
        y = int((view._area.top() + 3) * ratio)
        seen = {image.pixelColor(x, int(y)).name().upper() for x in range(image.width())}
        assert QColor(theme.colours().hairline).name().upper() in seen or len(seen) > 1
    finally:
        theme.apply(app, theme.Mode.LIGHT)


def test_three_hundred_things_of_eight_people_over_ten_years_are_quick(make: Callable[..., LaneView]) -> None:
    """A frame takes a few hundredths of a second of the processor, so that dragging follows the hand."""
    start = day("2016-01-01")
    bands = tuple(
        Band(
            f"Person {who}",
            tuple(
                Lane(
                    f"Slag {kind}",
                    tuple(
                        LaneItem(
                            key=f"{who}/{kind}/{number}",
                            days=DateRange(at := start + timedelta(days=91 * (number * 6 + kind)), at + timedelta(80)),
                            word="Ett ganska långt ord för det",
                            told="allt",
                            can_move=True,
                        )
                        for number in range(6)
                    ),
                )
                for kind in range(7)
            ),
        )
        for who in range(8)
    )
    chart = LaneChart("Tidslinje", bands, days("2016-01-01", "2026-12-31"), TODAY, "i dag")
    view = make(chart)
    view.choose("0/0/0")
    began = time.process_time()
    for _ in range(10):
        press(view, Key.Key_Right, SHIFT)
        view.viewport().repaint()
        view.scale_to(view._places.per_day * 1.3)
        view.viewport().repaint()
    assert (time.process_time() - began) / 20 < 0.06
