"""Can everything be read and found by its colours, in light, in dark, and in the system's high contrast?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton

from mottagning.uikit import lane_painting, theme, timeline, week_grid
from mottagning.uikit.charts import chart_colours
from mottagning.uikit.columns import Tone
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.parts import chip, push_button
from mottagning.uikit.spans import Shade
from mottagning.uikit.week_chart import Fill

LETTERS, FORM = 4.5, 3.0
"""What WCAG 2.2 asks of ordinary letters (1.4.3), and of what is needed to find and know a control (1.4.11)."""
SYSTEMS = {
    "Aquatic": ("#202020", "#FFFFFF", "#8EE3F0", "#263B50", "#75E9FC", "#A6A6A6"),
    "Desert": ("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3", "#1C5E75", "#676767"),
    "Dusk": ("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B", "#70EBDE", "#A6A6A6"),
    "Night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B", "#8080FF", "#A6A6A6"),
    "Black of Windows 10": ("#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00", "#3FF23F"),
    "No 1 of Windows 10": ("#000000", "#FFFF00", "#008000", "#FFFFFF", "#00FFFF", "#00FF00"),
    "White of Windows 10": ("#FFFFFF", "#000000", "#37006E", "#FFFFFF", "#00009F", "#600000"),
}
"""Windows' contrast themes: ground, letters, what is chosen and its letters, links, what cannot be pressed."""


def system(name: str) -> QPalette:
    """A contrast theme as Qt gets it from Windows."""
    ground, text, chosen, on_chosen, link, disabled = SYSTEMS[name]
    palette, role = QPalette(), QPalette.ColorRole
    for one in (role.Window, role.Base, role.Button):
        palette.setColor(one, QColor(ground))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(one, QColor(text))
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(disabled))
    palette.setColor(role.Highlight, QColor(chosen))
    palette.setColor(role.HighlightedText, QColor(on_chosen))
    palette.setColor(role.Link, QColor(link))
    return palette


LOOKS = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    **{name: theme.contrast_colours(system(name)) for name in SYSTEMS},
}


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> theme.Colours:
    """Each look that the program can have, worn."""
    monkeypatch.setattr(theme, "_current", LOOKS[request.param])
    return LOOKS[request.param]


# the measure


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colours differ, from 1 to 21 (WCAG 2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_the_published_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # the well-known grey just below 4.5


# the style sheet, rule by rule


def rules(look: theme.Colours) -> Iterator[tuple[str, dict[str, str]]]:
    """Every rule of the sheet: what it is for, and its properties; what is put in a tail wins."""
    for selectors, inside in re.findall(r"([^{}]+)\{([^{}]*)\}", theme._sheet(look)):
        parts = (one.partition(":") for one in inside.split(";") if ":" in one)
        yield " ".join(selectors.split()), {name.strip(): value.strip() for name, _, value in parts}


def colour_in(value: str) -> str | None:
    """The colour that a property has, None for none or one that lets the ground through."""
    found = re.search(r"#[0-9A-Fa-f]{6}", value)
    return found.group() if found else None


def test_letters_of_every_rule_differ_enough_from_what_they_stand_on(look: theme.Colours) -> None:
    grounds = (look.page, look.card, look.navigation)
    weak = {}
    for selectors, given in rules(look):
        on = colour_in(given.get("background", ""))
        letters = colour_in(given.get("color", "")) or (look.text if _holds_letters(selectors, on) else None)
        pairs = [(letters, ground) for ground in ((on,) if on else grounds)] if letters else []
        pairs += [
            (given["selection-color"], given["selection-background-color"]) for _ in [0] if "selection-color" in given
        ]
        least = FORM if look.is_contrast and ":disabled" in selectors else LETTERS  # the system's own grey
        weak |= {(selectors, *pair): round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < least}
    assert weak == {}


def _holds_letters(selectors: str, ground: str | None) -> bool:
    """Whether letters of the ordinary colour stand on a ground that the rule gives."""
    painted = ("::indicator", "::handle", "::chunk", "#line", "QProgressBar")
    return ground is not None and not any(part in selectors for part in painted)


def test_what_is_focused_is_framed_by_what_is_seen_on_every_ground(look: theme.Colours) -> None:
    framed = 0
    for selectors, given in rules(look):
        edges = [colour_in(value) for name, value in given.items() if name.startswith("border")]
        for edge in (one for one in edges if one and ":focus" in selectors):
            framed += 1
            for ground in (look.page, look.card, look.navigation):
                assert contrast(edge, ground) >= FORM, (selectors, edge, ground)
    assert framed >= 12, "every sort of control has a frame of its own when it is focused"


def test_what_a_field_says_while_it_is_empty_is_read(look: theme.Colours) -> None:
    """Left to itself Qt writes it in half of the letters' colour."""
    faint = dict(rules(look))["QLineEdit, QPlainTextEdit, QComboBox"]["placeholder-text-color"]
    assert contrast(faint, look.card) >= LETTERS


def test_the_picture_of_the_chosen_area_is_seen_on_its_ground(app: QApplication, look: theme.Colours) -> None:
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
        drawn = icon(Picture.PEOPLE).pixmap(QSize(32, 32), mode, QIcon.State.On).toImage()
        colours = [drawn.pixelColor(x, y) for x in range(32) for y in range(32)]
        solid = next(one for one in colours if one.alpha() == 255)
        assert contrast(solid.name(), look.selection) >= FORM, mode


@pytest.mark.parametrize("style", ["area", "quiet"])
def test_the_picture_of_a_button_under_the_pointer_is_seen(app: QApplication, look: theme.Colours, style: str) -> None:
    made = push_button("", style)
    made.setIcon(icon(Picture.PEOPLE))
    made.setIconSize(QSize(32, 32))
    made.setStyleSheet(theme._sheet(look))
    made.resize(90, 60)
    made.ensurePolished()
    option = QStyleOptionButton()
    made.initStyleOption(option)
    pointed_at: Any = option
    pointed_at.state |= QStyle.StateFlag.State_MouseOver
    drawn = QImage(made.size(), QImage.Format.Format_RGB32)
    drawn.fill(QColor(look.navigation))
    painter = QPainter(drawn)
    made.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, made)
    painter.end()
    found = Counter(drawn.pixelColor(x, y).name() for x in range(4, 86) for y in range(4, 56))
    (ground, _), *others = found.most_common()
    assert max(contrast(one, ground) for one, _ in others) >= FORM
    if not look.is_contrast:
        assert ground == look.selection.lower(), "it is seen to be under the pointer"


@pytest.mark.parametrize(
    "control",
    ["QPushButton", "QLineEdit, QPlainTextEdit, QComboBox", "QCheckBox::indicator", "QRadioButton::indicator"],
)
def test_a_control_is_found_by_its_edge(look: theme.Colours, control: str) -> None:
    edge = colour_in(dict(rules(look))[control]["border"])
    assert edge is not None
    assert min(contrast(edge, ground) for ground in (look.page, look.card)) >= FORM


def test_what_is_chosen_differs_from_what_is_not_by_more_than_a_tint_in_high_contrast(look: theme.Colours) -> None:
    if look.is_contrast:
        assert contrast(look.selection, look.card) >= FORM
        assert contrast(look.chosen[1], look.card) >= FORM
        assert look.edge


# what is painted by hand


@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_that_is_seen_follows_another_look(app: QApplication, tone: Tone) -> None:
    seen = chip("    ", tone)
    try:
        for mode in (theme.Mode.DARK, theme.Mode.LIGHT):
            theme.apply(app, mode)
            ground = seen.grab().toImage().pixelColor(seen.width() // 2, seen.height() // 2)
            assert ground.name().upper() == theme.colours().tone(tone)[1].upper()
    finally:
        theme.apply(app, theme.Mode.LIGHT)


def test_letters_on_chips_spans_stretches_lanes_and_charts_are_read(look: theme.Colours) -> None:
    pairs = [look.tone(tone) for tone in Tone]
    pairs += [timeline._look(shade)[:2] for shade in Shade]
    pairs += [week_grid._look(fill)[:2] for fill in Fill]
    chart, lanes = chart_colours(), lane_painting.lane_colours()
    painted = [(chart.letters, chart.ground), (chart.muted, chart.ground), (lanes.on_accent, lanes.accent)]
    painted += [(letters, ground) for letters in (lanes.text, lanes.muted) for ground in (lanes.ground, lanes.band)]
    pairs += [(letters.name(), ground.name()) for letters, ground in painted]
    pairs += [(look.text, look.selection)] if not look.is_contrast else []  # the hits of a search
    pairs += [(look.muted, look.selection)] if not look.is_contrast else []
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < LETTERS} == {}


def test_edges_and_bars_that_are_painted_are_seen(look: theme.Colours) -> None:
    edges = [timeline._look(shade)[2] for shade in Shade] + [week_grid._look(fill)[2] for fill in Fill]
    chart, lanes = chart_colours(), lane_painting.lane_colours()
    edges += [one.name() for one in (chart.bar, chart.zero, lanes.accent)]
    assert {edge: contrast(edge, look.card) for edge in edges if contrast(edge, look.card) < FORM} == {}


# high contrast


@pytest.fixture
def contrasted(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The system's high contrast is turned on."""
    monkeypatch.setattr(theme, "high_contrast", lambda: True)
    monkeypatch.setattr(theme, "_system_palette", lambda: system("Night sky"))
    yield "Night sky"
    monkeypatch.undo()
    theme.apply(app)


def test_turned_on_while_one_works_it_is_put_on_and_off_again(
    furnished: Any, contrasted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = furnished
    ground, text, *_ = SYSTEMS[contrasted]
    QApplication.sendEvent(hands.window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
    hands.settle()
    assert (theme.colours().page, theme.colours().text) == (ground, text)
    assert hands.window.palette().color(QPalette.ColorRole.Window) == QColor(ground)
    assert hands.says("Personer")
    monkeypatch.setattr(theme, "high_contrast", lambda: False)
    QApplication.sendEvent(hands.window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
    assert theme.colours() is theme.LIGHT


def test_the_systems_colours_are_read_whatever_the_program_wears(app: QApplication) -> None:
    worn = app.palette()
    read = theme._system_palette()
    assert app.palette() == worn
    assert read.color(QPalette.ColorRole.Window) != QColor(theme.LIGHT.page)
