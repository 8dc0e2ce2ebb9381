"""How is a form filled in? Fields as data become labelled controls; what is wrong is said under each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from mottagning.domain.problems import FieldProblem
from mottagning.texts import fields as texts
from mottagning.texts import window as window_texts
from mottagning.uikit import aloud, theme
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.fields import Asks, Choice, Field, Parsed, Section, all_fields, parse, shown
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.parts import column, holder, label
from mottagning.uikit.style_notes import forget_inside
from mottagning.uikit.wrapping_box import WrappingBox

_ABOVE = 6
"""Room above a field's label."""
_ROOM = 170
"""Pixels that a name with its case takes in a field; where two fields get less, they stand below one another."""

Control = QLineEdit | QPlainTextEdit | ChoiceBox | QCheckBox


class FormView(QWidget):
    """The controls of a form, two beside one another where they are short and there is room."""

    edited = Signal()
    """Somebody changed something."""

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = all_fields(sections)
        self._controls: dict[str, Control] = {}
        self._said: dict[str, QLabel] = {}
        self._hints: dict[str, tuple[str, str]] = {}
        """That it must be filled in, and what helps to."""
        self._grids = [_Grid(section, [self._cell(one) for one in section.fields]) for section in sections]
        parts = [part for grid in self._grids for part in grid.parts]
        self.setLayout(column(*parts, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for grid in self._grids:
            grid.fit(self.width())

    def control(self, name: str) -> Control:
        """The control of a field."""
        return self._controls[name]

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill the form in."""
        for one in self._fields:
            self._put(one, values.get(one.name))
        self.show_problems(())

    def fill(self, values: Mapping[str, object]) -> None:
        """Fill some of the fields in, and leave the others as they are."""
        for one in self._fields:
            if one.name in values:
                self._put(one, values[one.name])

    def show_only(self, names: Collection[str]) -> None:
        """Show only the fields that matter just now; the others keep what they hold."""
        for grid in self._grids:
            grid.show_only(names)

    def offer(self, name: str, choices: Sequence[Choice]) -> None:
        """Let a list offer other choices; what stands in it stays."""
        place, one = next((place, one) for place, one in enumerate(self._fields) if one.name == name)
        if one.choices == tuple(choices):
            return
        control = self._controls[name]
        assert isinstance(control, ChoiceBox)  # noqa: S101 - only lists offer choices
        text = control.currentText()
        self._fields[place] = replace(one, choices=tuple(choices))
        control.clear()
        _add_choices(control, self._fields[place])
        _choose(control, text, editable=control.isEditable())

    def raw(self) -> dict[str, str | bool]:
        """What stands in the controls."""
        return {one.name: _raw(self._controls[one.name]) for one in self._fields}

    def read(self, today: date) -> Parsed:
        """The form's values; what cannot be read is said at once."""
        parsed = parse(self._fields, self.raw(), today)
        self.show_problems(parsed.problems)
        return parsed

    def values(self, today: date) -> Mapping[str, object] | None:
        """The form's values; None when something cannot be read, which is said at once."""
        parsed = self.read(today)
        return None if parsed.problems else parsed.values

    def glance(self, today: date) -> Parsed:
        """The form's values as far as they can be read while somebody is typing; nothing is said."""
        return parse(self._fields, self.raw(), today)

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Say what is wrong under each field, and put the cursor in the first."""
        by_name = {problem.name: problem for problem in reversed(problems)}
        for name, said in self._said.items():
            problem = by_name.get(name)
            said.setText(texts.said(problem) if problem else "")
            said.setVisible(problem is not None)
            self._mark(name, wrong=problem is not None)
        first = next((one.name for one in self._fields if one.name in by_name), None)
        if first is not None:
            self.focus_on(first)

    @property
    def problem_count(self) -> int:
        """How many fields are said to be wrong."""
        return sum(bool(said.text()) for said in self._said.values())

    def _mark(self, name: str, *, wrong: bool) -> None:
        """Show by its border that a field is wrong or is so no longer, and say what is for who only hears it."""
        _mark(self._controls[name], wrong=wrong)
        said = dict.fromkeys((self._said[name].text(), *self._hints[name]))  # "Måste fyllas i" is said once
        aloud.describe(self._controls[name], _sentences(said))

    def _bring_in_sight(self, name: str) -> None:
        """Scroll to a field and what is said below it."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            control, found = self._controls[name], area
            QTimer.singleShot(0, control, lambda: found.ensureWidgetVisible(control, 0, theme.PAGE * 2))

    def _mended(self, name: str) -> None:
        """What was said of a field no longer holds once somebody writes in it."""
        said = self._said.get(name)
        if said is not None and said.text():
            said.setText("")
            said.hide()
            self._mark(name, wrong=False)
        self.edited.emit()

    def focus_first(self) -> None:
        """Put the cursor in the first field."""
        if self._fields:
            first = self._controls[self._fields[0].name]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(first, QLineEdit) and self._fields[0].asks in {Asks.DAY, Asks.SECRET}:
                first.selectAll()  # what is typed takes the place of the day proposed, of the passphrase refused

    def focus_on(self, name: str) -> None:
        """Put the cursor in a field, and bring it in sight."""
        control = self._controls[name]
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit) and control.echoMode() is QLineEdit.EchoMode.Password:
            control.selectAll()  # nobody goes on writing in the middle of dots
        self._bring_in_sight(name)

    def _cell(self, one: Field) -> _Cell:
        control = self._control(one)
        control.setAccessibleName(one.label)
        self._hints[one.name] = (texts.REQUIRED if one.required else "", one.hint)
        control.setAccessibleDescription(_sentences(self._hints[one.name]))
        self._controls[one.name] = control
        said = label("", "problem", wrap=True)
        said.hide()
        self._said[one.name] = said
        hint = [label(one.hint, "muted", wrap=True)] if one.hint else []
        below = holder(column(*hint, said, 0, spacing=3))
        if isinstance(control, QCheckBox):
            return _Cell(one, ((1, control), (2, below)))
        name = label(one.label + (" *" if one.required else ""), "label", wrap=True)
        name.setContentsMargins(0, _ABOVE, 0, 0)
        name.setAlignment(Qt.AlignmentFlag.AlignBottom)
        name.setBuddy(control)
        return _Cell(one, ((0, name), (1, control), (2, below)))

    def _control(self, one: Field) -> Control:
        def mended(*_what: object) -> None:
            self._mended(one.name)

        if one.asks is Asks.YES_NO:
            box = WrappingBox(one.label)
            box.toggled.connect(mended)
            return box
        if one.asks is Asks.LINES:
            lines = _Lines()
            lines.textChanged.connect(mended)
            return lines
        if one.asks in {Asks.CHOICE, Asks.CODE}:
            return self._list(one, mended)
        text = QLineEdit()
        if one.asks is Asks.SECRET:
            _hide(text)
        if one.asks is Asks.CODES:
            _complete(text, [word for _, word in one.choices])
        text.textEdited.connect(mended)
        return text

    def _list(self, one: Field, mended: Callable[..., None]) -> ChoiceBox:
        box = ChoiceBox()
        box.keep_narrow(6)
        if one.asks is Asks.CODE:
            box.let_write()
        _add_choices(box, one)
        if one.required and one.asks is Asks.CHOICE:
            box.setCurrentIndex(0)
        box.activated.connect(mended)
        editor = box.lineEdit()
        if editor is not None:
            editor.textEdited.connect(mended)
        return box

    def _put(self, one: Field, value: object) -> None:
        control, text = self._controls[one.name], shown(one, value)
        if isinstance(control, QCheckBox):
            control.setChecked(bool(text))
        elif isinstance(control, ChoiceBox):
            _choose(control, str(text), editable=one.asks is Asks.CODE)
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(str(text))
        else:
            control.setText(str(text))
            control.setCursorPosition(0)


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A field's parts, each with its line: label, control, what is said below."""

    field: Field
    parts: tuple[tuple[int, QWidget], ...]


class _Grid:
    """The fields of a section, two and two, or one by one where it is narrow; labels, controls and what is said below
    each in a line of their own."""

    def __init__(self, section: Section, cells: Sequence[_Cell]) -> None:
        self._cells = self._shown = cells
        self._is_narrow = False
        self._layout = QGridLayout()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.GAP)
        self._layout.setVerticalSpacing(3)
        self._layout.setColumnStretch(0, 1)
        self._layout.setColumnStretch(1, 1)
        self._heading = label(section.title, "section")
        self._heading.setContentsMargins(0, theme.GROUP, 0, 0)
        self._inside = holder(self._layout)
        self._place()

    @property
    def parts(self) -> list[QWidget]:
        """The heading, where there is one, and the fields."""
        return [self._heading, self._inside] if self._heading.text() else [self._inside]

    def show_only(self, names: Collection[str]) -> None:
        """Leave the other fields out, and close the gaps."""
        self._shown = [cell for cell in self._cells if cell.field.name in names]
        for cell in self._cells:
            for _, part in cell.parts:
                part.setVisible(cell in self._shown)
        self._place()
        self._heading.setVisible(bool(self._shown and self._heading.text()))  # one without words stands nowhere
        self._inside.setVisible(bool(self._shown))

    def fit(self, width: int) -> None:
        """Place the fields as there is room for them in so many pixels."""
        is_narrow = width < 2 * _ROOM + theme.GAP
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._place()

    def _place(self) -> None:
        for cell in self._cells:
            for _, part in cell.parts:
                self._layout.removeWidget(part)
        place = 0
        for cell in self._shown:
            is_wide = cell.field.wide or self._is_narrow
            place += is_wide and place % 2
            for line, part in cell.parts:
                self._layout.addWidget(part, 3 * (place // 2) + line, place % 2, 1, 2 if is_wide else 1)
            place += 2 if is_wide else 1


def _add_choices(box: ChoiceBox, one: Field) -> None:
    if not one.required:
        box.addItem("", "")
    for value, word in one.choices:
        box.addItem(word, value)


class _Lines(QPlainTextEdit):
    """A text of several lines; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        forget_inside(self)
        self.setFixedHeight(78)


def _raw(control: Control) -> str | bool:
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, ChoiceBox):
        return control.currentText()
    return control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()


def _choose(control: ChoiceBox, text: str, *, editable: bool) -> None:
    place = next(
        (index for index in range(control.count()) if control.itemText(index).casefold() == text.casefold()), -1
    )
    if place >= 0 or not editable:
        control.setCurrentIndex(max(place, 0))
    else:
        control.setEditText(text)
    editor = control.lineEdit()
    if editor is not None:
        editor.setCursorPosition(0)


def _mark(control: Control, *, wrong: bool) -> None:
    if control.property("problem") != wrong:
        control.setProperty("problem", wrong)
        control.style().unpolish(control)
        control.style().polish(control)


def _hide(text: QLineEdit) -> None:
    """Show dots for letters, with an eye to look."""
    text.setEchoMode(QLineEdit.EchoMode.Password)
    eye = text.addAction(icon(Picture.SHOW), QLineEdit.ActionPosition.TrailingPosition)
    eye.setText(window_texts.LOGIN_SHOW)
    eye.setToolTip(window_texts.LOGIN_SHOW)
    eye.setCheckable(True)

    def look(shown: bool) -> None:
        text.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        eye.setIcon(icon(Picture.HIDE if shown else Picture.SHOW))

    eye.toggled.connect(look)


def _complete(text: QLineEdit, words: Sequence[str]) -> None:
    completer = QCompleter()
    completer.setModel(QStringListModel(list(words), completer))
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    text.setCompleter(completer)
