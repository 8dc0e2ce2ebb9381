"""How does the window look? Colours, measures and letters in one place, light and dark.

The colours' contrast against where they stand is in the test of this module. In the system's high contrast the colours
are the system's own, in the same sheet: what differs only by a tint there has an edge instead.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mottagning.system.contrast import high_contrast
from mottagning.system.paths import resources
from mottagning.uikit.columns import Tone

GAP, GROUP, PAGE = 16, 8, 24
ROW_HEIGHT, FIELD_HEIGHT, NAVIGATION_WIDTH, NARROW_NAVIGATION = 38, 34, 216, 96
RADIUS, CARD_RADIUS = 6, 8
_FONTS_WINDOWS = ("Segoe UI Variable Text", "Segoe UI")
_FONTS_ELSEWHERE = ("Inter", "Cantarell", "Noto Sans", "DejaVu Sans")
_TEXT_PIXELS = 13
_MIDDLE = 0.5
"""A colour that is lighter than this is a light one."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as `#rrggbb`.

    `accent` fills and frames, `link` is what the letters of quiet buttons are written in, `faint` the ground of what is
    filled once it can be pressed. With `is_contrast` a tint is no sign: edges are drawn.
    """

    page: str
    card: str
    navigation: str
    hairline: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    link: str
    selection: str
    on_selection: str
    disabled: str
    faint: str
    ok: tuple[str, str]
    information: tuple[str, str]
    warning: tuple[str, str]
    stop: tuple[str, str]
    is_contrast: bool = False

    @property
    def chosen(self) -> tuple[str, str]:
        """The letters and the ground of the step that one is at."""
        return (self.on_selection, self.selection) if self.is_contrast else self.information

    @property
    def edge(self) -> str:
        """What frames notices and chips, which else are told apart by their ground: a rule of the style sheet."""
        return f"border: 1px solid {self.text};" if self.is_contrast else ""

    @property
    def pointed_at(self) -> str:
        """How a button without a frame shows that the pointer is on it: a rule of the style sheet.

        Its picture keeps its colour then, which in high contrast need not be seen on the ground of what is chosen.
        """
        if self.is_contrast:
            return f"border: 1px solid {self.text}; color: {self.text};"
        return f"background: {self.selection}; color: {self.on_selection};"

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The letters and the ground of a chip."""
        return {
            Tone.OK: self.ok,
            Tone.INFORMATION: self.information,
            Tone.WARNING: self.warning,
            Tone.STOP: self.stop,
            Tone.QUIET: (self.muted, self.navigation),
        }[tone]


def contrast_colours(system: QPalette) -> Colours:
    """The colours of the system's high contrast: pairs that it made to be read together, and no others."""

    def named(role: QPalette.ColorRole, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> str:
        return system.color(group, role).name().upper()

    role = QPalette.ColorRole
    ground, text = named(role.Window), named(role.WindowText)
    chosen, on_chosen = named(role.Highlight), named(role.HighlightedText)
    plain = (text, ground)
    return Colours(
        page=ground,
        card=ground,
        navigation=ground,
        hairline=text,
        border=text,
        text=text,
        muted=text,
        accent=chosen,
        on_accent=on_chosen,
        link=named(role.Link),
        selection=chosen,
        on_selection=on_chosen,
        disabled=named(role.WindowText, QPalette.ColorGroup.Disabled),
        faint=ground,
        ok=plain,
        information=plain,
        warning=plain,
        stop=plain,
        is_contrast=True,
    )


LIGHT = Colours(
    page="#F6F7F8",
    card="#FFFFFF",
    navigation="#EEF1F3",
    hairline="#DFE3E7",
    border="#7C8791",
    text="#1B2126",
    muted="#56616B",
    accent="#0B5C6B",
    on_accent="#FFFFFF",
    link="#0B5C6B",
    selection="#D9ECEF",
    on_selection="#1B2126",
    disabled="#56616B",
    faint="#DFE3E7",
    ok=("#1E6B3A", "#E4F4E9"),
    information=("#1F4E8C", "#E6EFFA"),
    warning=("#8A5300", "#FFF3DC"),
    stop=("#A4161A", "#FDE8E8"),
)
DARK = Colours(
    page="#14181B",
    card="#1C2226",
    navigation="#181D21",
    hairline="#323B42",
    border="#76828B",
    text="#E8ECEF",
    muted="#A7B1B9",
    accent="#6CC3D1",
    on_accent="#062A31",
    link="#6CC3D1",
    selection="#1E4047",
    on_selection="#E8ECEF",
    disabled="#A7B1B9",
    faint="#323B42",
    ok=("#8FD6A6", "#173322"),
    information=("#9CC4F5", "#172C46"),
    warning=("#F2C078", "#3A2C14"),
    stop=("#FF9C9C", "#43191B"),
)


class Mode(Enum):
    """What the user chose: the system's theme, or one of ours always."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_current = LIGHT
_worn: tuple[QApplication, Colours] | None = None


def colours() -> Colours:
    """The colours in use, for what is painted by hand."""
    return _current


def apply(app: QApplication, mode: Mode = Mode.SYSTEM) -> bool:
    """Dress the application; call again when the system's theme changes. Tells whether it wears something else now.

    What it wears already is not put on anew, for that measures every widget once more.
    """
    global _current, _worn  # noqa: PLW0603 - one application has one theme
    look = _look(mode)
    if _worn == (app, look):
        return False
    app.setStyle("Fusion")
    app.setFont(_font())
    _current = look
    app.setPalette(_palette(look))
    app.setStyleSheet(_sheet(look))
    _worn = (app, look)
    return True


def _look(mode: Mode) -> Colours:
    """The system's high contrast goes before what was chosen in the program."""
    if high_contrast():
        return contrast_colours(_system_palette())
    dark = mode is Mode.DARK or (mode is Mode.SYSTEM and _system_is_dark())
    return DARK if dark else LIGHT


def _system_palette() -> QPalette:
    """The system's own colours, whatever the program wears."""
    worn = QGuiApplication.palette()
    QGuiApplication.setPalette(QPalette())  # an empty one lets the system's through
    system = QGuiApplication.palette()
    QGuiApplication.setPalette(worn)
    return system


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _font() -> QFont:
    wanted = _FONTS_WINDOWS if sys.platform == "win32" else _FONTS_ELSEWHERE
    present = set(QFontDatabase.families())
    family = next((name for name in wanted if name in present), QGuiApplication.font().family())
    font = QFont(family)
    font.setPixelSize(_TEXT_PIXELS)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width line up
    return font


def _palette(look: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: look.page,
        QPalette.ColorRole.WindowText: look.text,
        QPalette.ColorRole.Base: look.card,
        QPalette.ColorRole.AlternateBase: look.page,
        QPalette.ColorRole.Text: look.text,
        QPalette.ColorRole.PlaceholderText: look.muted,
        QPalette.ColorRole.Button: look.card,
        QPalette.ColorRole.ButtonText: look.text,
        QPalette.ColorRole.Highlight: look.selection,
        QPalette.ColorRole.HighlightedText: look.on_selection,
        QPalette.ColorRole.ToolTipBase: look.card,
        QPalette.ColorRole.ToolTipText: look.text,
        QPalette.ColorRole.Link: look.link,
        QPalette.ColorRole.Accent: look.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.disabled))
    return palette


def _picture(name: str, *, on: str) -> str:
    """The path of a small picture as it is seen on a ground, as a style sheet wants it."""
    kind = {"check": ("dark", "light"), "down": ("light", "dark")}[name][QColor(on).lightnessF() < _MIDDLE]
    return (resources() / "icons" / f"{name}-{kind}.svg").as_posix()


def _one_font() -> str:
    """Windows has fonts of its own for lists, menus, tips and questions, which Qt puts in place of the program's."""
    rule = f'QAbstractItemView, QMenu, QToolTip, QDialog {{ font: {_TEXT_PIXELS}px "{_font().family()}"; }}'
    return rule if sys.platform == "win32" else ""


def _chips(look: Colours) -> str:
    """The rules of the labels that are chips: the tone is a property, so that they follow another look."""
    tones = ((tone.value, *look.tone(tone)) for tone in Tone)
    coloured = (
        f'#chip[tone="{tone}"] {{ color: {letters}; background: {ground}; }}' for tone, letters, ground in tones
    )
    shape = f"#chip {{ {look.edge} border-radius: 11px; padding: 2px 10px; font-weight: 600; }}"
    return "\n".join((shape, *coloured))


def _sheet(look: Colours) -> str:
    return f"""
* {{ outline: none; }}
{_one_font()}
QWidget {{ color: {look.text}; }}
QMainWindow, QDialog, #page, #content {{ background: {look.page}; }}
QToolTip {{ background: {look.card}; color: {look.text}; border: 1px solid {look.border}; padding: 4px; }}
#navigation {{ background: {look.navigation}; border-right: 1px solid {look.hairline}; }}
#brand {{ font-size: 22px; font-weight: 600; }}
#heading {{ font-size: 22px; font-weight: 600; }}
#display {{ font-size: 28px; font-weight: 600; }}
#subheading {{ font-size: 15px; font-weight: 600; }}
#strong {{ font-weight: 600; }}
#section {{ font-weight: 600; color: {look.muted}; }}
#muted, #label, #status {{ color: {look.muted}; }}
#problem {{ color: {look.stop[0]}; }}
#card {{ background: {look.card}; border: 1px solid {look.hairline}; border-radius: {CARD_RADIUS}px; }}
#line {{ background: {look.hairline}; max-height: 1px; min-height: 1px; border: none; }}
#notice {{ background: {look.information[1]}; color: {look.information[0]}; }}
#warned {{ background: {look.warning[1]}; color: {look.warning[0]}; }}
#stopped {{ background: {look.stop[1]}; color: {look.stop[0]}; }}
#done {{ background: {look.ok[1]}; color: {look.ok[0]}; }}
#notice, #warned, #stopped, #done {{ {look.edge} border-radius: {RADIUS}px; padding: 8px; }}
{_chips(look)}
#code {{ font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: 16px; background: {look.navigation};
  border: 1px solid {look.hairline}; border-radius: {RADIUS}px; padding: 12px; }}
QPushButton {{ background: {look.card}; border: 1px solid {look.border}; border-radius: {RADIUS}px;
  padding: 0 14px; min-height: {FIELD_HEIGHT - 4}px; }}
QPushButton:hover {{ background: {look.navigation}; }}
QPushButton:pressed {{ background: {look.selection}; color: {look.on_selection}; }}
QPushButton:focus {{ border: 2px solid {look.accent}; padding: 0 13px; min-height: {FIELD_HEIGHT - 6}px; }}
QPushButton:disabled {{ color: {look.disabled}; border-color: {look.hairline}; background: {look.page}; }}
QPushButton#primary {{ background: {look.accent}; color: {look.on_accent}; border: 1px solid {look.accent};
  font-weight: 600; }}
QPushButton#primary:focus {{ border: 2px solid {look.text}; padding: 0 13px; min-height: {FIELD_HEIGHT - 6}px; }}
QPushButton#primary:disabled {{ background: {look.faint}; border-color: {look.hairline}; color: {look.disabled}; }}
QPushButton#quiet {{ border: 1px solid transparent; background: transparent; color: {look.link};
  padding: 0 8px; }}
QPushButton#quiet:hover {{ {look.pointed_at} }}
QPushButton#quiet:disabled {{ color: {look.disabled}; }}
QPushButton#quiet:focus {{ border: 2px solid {look.accent}; padding: 0 7px; }}
QPushButton#link {{ border: 1px solid transparent; background: transparent; color: {look.link};
  padding: 0; min-height: 22px; text-align: left; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:focus {{ border-bottom: 2px solid {look.accent}; padding: 0; min-height: 21px; }}
QPushButton#choice {{ text-align: left; padding: 12px 16px; min-height: 44px; }}
QPushButton#area {{ text-align: left; border: 1px solid transparent; background: transparent; padding: 0 11px;
  min-height: 32px; }}
QPushButton#area:hover {{ {look.pointed_at} }}
QPushButton#area:checked {{ background: {look.selection}; color: {look.on_selection}; font-weight: 600; }}
QPushButton#area:focus {{ border: 2px solid {look.accent}; padding: 0 10px; min-height: 30px; }}
QPushButton#step {{ border: 1px solid transparent; background: transparent; color: {look.muted}; border-radius: 13px;
  padding: 0 12px; min-height: 24px; }}
QPushButton#step:hover {{ background: {look.navigation}; }}
QPushButton#step:checked {{ background: {look.chosen[1]}; color: {look.chosen[0]}; font-weight: 600; }}
QPushButton#step[done="true"] {{ background: {look.ok[1]}; color: {look.ok[0]}; font-weight: 600; }}
QPushButton#step[done="true"]:checked {{ border: 1px solid {look.ok[0]}; }}
QPushButton#step:focus {{ border: 2px solid {look.accent}; padding: 0 11px; min-height: 22px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {look.card}; border: 1px solid {look.border};
  border-radius: {RADIUS}px; padding: 0 9px; min-height: {FIELD_HEIGHT - 2}px; selection-background-color:
  {look.accent}; selection-color: {look.on_accent}; placeholder-text-color: {look.muted}; }}
QPlainTextEdit {{ padding: 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {look.accent}; padding: 0 8px;
  min-height: {FIELD_HEIGHT - 4}px; }}
QPlainTextEdit:focus {{ padding: 5px; }}
QLineEdit[problem="true"], QComboBox[problem="true"], QPlainTextEdit[problem="true"] {{
  border: 2px solid {look.stop[0]}; padding: 0 8px; min-height: {FIELD_HEIGHT - 4}px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {look.disabled}; background: {look.page}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: url("{_picture("down", on=look.card)}"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {look.card}; border: 1px solid {look.border}; padding: 4px;
  selection-background-color: {look.selection}; selection-color: {look.on_selection}; outline: none; }}
QCheckBox {{ spacing: 8px; min-height: {FIELD_HEIGHT}px; }}
QCheckBox::indicator {{ width: 18px; height: 18px; border: 1px solid {look.border}; border-radius: 4px;
  background: {look.card}; }}
QCheckBox::indicator:checked {{ background: {look.accent}; border-color: {look.accent};
  image: url("{_picture("check", on=look.accent)}"); }}
QCheckBox:focus {{ color: {look.link}; }}
QCheckBox::indicator:focus {{ border: 2px solid {look.accent}; }}
QRadioButton {{ border: 2px solid transparent; border-radius: {RADIUS}px; padding: 2px; }}
QRadioButton:focus {{ border-color: {look.accent}; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {look.border}; border-radius: 8px;
  background: {look.card}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {look.accent}; }}
QTableView, QListView {{ background: {look.card}; border: 2px solid transparent; gridline-color: {look.hairline};
  selection-background-color: {look.selection}; selection-color: {look.on_selection}; }}
QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {look.hairline}; }}
QTableView::item:selected {{ background: {look.selection}; color: {look.on_selection}; }}
QTableView:focus {{ border: 2px solid {look.accent}; border-radius: {CARD_RADIUS}px; }}
QListView::item {{ padding: 6px 10px; }}
#ticks {{ border: 1px solid {look.hairline}; border-radius: {RADIUS}px; }}
#ticks:focus {{ border: 2px solid {look.accent}; }}
#ticks::item {{ padding: 4px 8px; color: {look.text}; }}
#ticks::item:selected {{ background: {look.selection}; color: {look.on_selection}; }}
#ticks::indicator {{ width: 16px; height: 16px; border: 1px solid {look.border}; border-radius: 4px;
  background: {look.card}; }}
#ticks::indicator:checked {{ background: {look.accent}; border-color: {look.accent};
  image: url("{_picture("check", on=look.accent)}"); }}
QHeaderView {{ background: {look.card}; }}
QHeaderView::section {{ background: {look.card}; color: {look.muted}; font-weight: 600; border: none;
  border-bottom: 1px solid {look.hairline}; padding: 0 11px; min-height: {ROW_HEIGHT}px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {look.border}; border-radius: 4px; min-height: 30px; min-width: 30px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QRadioButton#tab {{ background: transparent; color: {look.muted}; padding: 7px 8px 6px 8px; spacing: 0px;
  border: 1px solid transparent; border-bottom: 2px solid transparent; border-radius: 0px; }}
QRadioButton#tab::indicator {{ width: 0px; height: 0px; border: none; }}
QRadioButton#tab:hover {{ color: {look.text}; }}
QRadioButton#tab:checked {{ color: {look.text}; border-bottom-color: {look.accent}; font-weight: 600; }}
QRadioButton#tab:focus {{ border-color: {look.accent}; border-radius: {RADIUS}px; }}
QProgressBar {{ border: none; background: {look.faint}; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {look.accent}; border-radius: 3px; }}
QSplitter::handle {{ background: transparent; }}
QMenu {{ background: {look.card}; border: 1px solid {look.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {look.selection}; color: {look.on_selection}; }}
"""
