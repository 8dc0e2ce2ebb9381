"""How is a form filled in? Fields as data become labelled controls; what is wrong is said under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mottagning.domain.problems import FieldProblem
from mottagning.texts import fields as texts
from mottagning.texts import window as window_texts
from mottagning.uikit import theme
from mottagning.uikit.fields import Asks, Field, Parsed, Section, all_fields, parse, shown
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.parts import column, holder, label

_ABOVE = 6
"""Room above a field's label."""

Control = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox


class FormView(QWidget):
    """The controls of a form, two beside one another where they are short."""

    edited = Signal()
    """Somebody changed something."""

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = all_fields(sections)
        self._controls: dict[str, Control] = {}
        self._said: dict[str, QLabel] = {}
        parts: list[QWidget | int] = []
        for section in sections:
            if section.title:
                parts += [theme.GROUP, label(section.title, "section")]
            parts.append(self._grid(section.fields))
        self.setLayout(column(*parts, 0))

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

    def raw(self) -> dict[str, str | bool]:
        """What stands in the controls."""
        return {one.name: _raw(self._controls[one.name]) for one in self._fields}

    def read(self, today: date) -> Parsed:
        """The form's values; what cannot be read is said at once."""
        parsed = parse(self._fields, self.raw(), today)
        self.show_problems(parsed.problems)
        return parsed

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
            _mark(self._controls[name], wrong=problem is not None)
        first = next((one.name for one in self._fields if one.name in by_name), None)
        if first is not None:
            self._controls[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the cursor in the first field."""
        if self._fields:
            self._controls[self._fields[0].name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _grid(self, fields: Sequence[Field]) -> QWidget:
        """Fields two and two; labels, controls and what is said below them each in a line of their own."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for one in fields:
            if one.wide and place % 2:
                place += 1
            for line, part in self._cell(one):
                grid.addWidget(part, 3 * (place // 2) + line, place % 2, 1, 2 if one.wide else 1)
            place += 2 if one.wide else 1
        return holder(grid)

    def _cell(self, one: Field) -> list[tuple[int, QWidget]]:
        """A field's parts, each with its line: label, control, what is said below."""
        control = self._control(one)
        control.setAccessibleName(one.label)
        control.setAccessibleDescription(one.hint)
        self._controls[one.name] = control
        said = label("", "problem", wrap=True)
        said.hide()
        self._said[one.name] = said
        hint = [label(one.hint, "muted", wrap=True)] if one.hint else []
        below = holder(column(*hint, said, 0, spacing=3))
        if isinstance(control, QCheckBox):
            return [(1, control), (2, below)]
        name = label(one.label + (" *" if one.required else ""), "label", wrap=True)
        name.setContentsMargins(0, _ABOVE, 0, 0)
        name.setAlignment(Qt.AlignmentFlag.AlignBottom)
        name.setBuddy(control)
        return [(0, name), (1, control), (2, below)]

    def _control(self, one: Field) -> Control:
        if one.asks is Asks.YES_NO:
            box = QCheckBox(one.label)
            box.toggled.connect(lambda _checked: self.edited.emit())
            return box
        if one.asks is Asks.LINES:
            lines = _Lines()
            lines.textChanged.connect(self.edited)
            return lines
        if one.asks in {Asks.CHOICE, Asks.CODE}:
            return self._list(one)
        text = QLineEdit()
        if one.asks is Asks.SECRET:
            _hide(text)
        if one.asks is Asks.CODES:
            _complete(text, [word for _, word in one.choices])
        text.textEdited.connect(lambda _text: self.edited.emit())
        return text

    def _list(self, one: Field) -> QComboBox:
        box = _Choices(editable=one.asks is Asks.CODE)
        if not one.required:
            box.addItem("", "")
        for value, word in one.choices:
            box.addItem(word, value)
        if one.required and one.asks is Asks.CHOICE:
            box.setCurrentIndex(0)
        box.activated.connect(lambda _index: self.edited.emit())
        editor = box.lineEdit()
        if editor is not None:
            editor.textEdited.connect(lambda _text: self.edited.emit())
        return box

    def _put(self, one: Field, value: object) -> None:
        control, text = self._controls[one.name], shown(one, value)
        if isinstance(control, QCheckBox):
            control.setChecked(bool(text))
        elif isinstance(control, QComboBox):
            _choose(control, str(text), editable=one.asks is Asks.CODE)
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(str(text))
        else:
            control.setText(str(text))
            control.setCursorPosition(0)


class _Choices(QComboBox):
    """A list to choose from; the wheel does not change what only lies under the pointer."""

    def __init__(self, *, editable: bool) -> None:
        super().__init__()
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if editable:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = self.completer()
            if completer is not None:
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Lines(QPlainTextEdit):
    """A text of several lines; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(78)


def _raw(control: Control) -> str | bool:
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, QComboBox):
        return control.currentText()
    return control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()


def _choose(control: QComboBox, text: str, *, editable: bool) -> None:
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
