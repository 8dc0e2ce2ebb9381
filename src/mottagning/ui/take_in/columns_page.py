"""The guide's second step: each column with its first values and what it means, and how the file was read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mottagning.readmodels.take_in import Mapped, OfficeList
from mottagning.texts import take_in as texts
from mottagning.texts import window as window_texts
from mottagning.ui.take_in import form
from mottagning.uikit import theme
from mottagning.uikit.forms import FormView
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import button, clear, column, holder, label, line, row
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.reading import parted_name


class ColumnsPage(QWidget):
    """Columns to the left; to the right how the file was read, and what is worth knowing of the choices."""

    reading_again = Signal(object)
    """The file is to be read otherwise: a `ReadAs`."""
    edited = Signal()

    def __init__(self, ctx: Context, today: date) -> None:
        super().__init__()
        self._ctx, self._today = ctx, today
        self._listed: OfficeList | None = None
        self._left, self._right = CardPart(), CardPart()
        self._notes = QVBoxLayout()
        self._keep = QCheckBox()
        self.setLayout(column(beside(self._left, self._right)))

    @property
    def keeps_mapping(self) -> bool:
        """Whether the choices are to be remembered."""
        return self._keep.isChecked()

    def show_list(self, listed: OfficeList) -> None:
        """Show a list that was read, with its columns as they are thought to be."""
        self._listed = listed
        self.form = FormView(form.column_sections(listed))
        self.form.show_values(form.column_values(listed.guesses))
        self.form.edited.connect(self._changed)
        self._said = label("", "stopped", wrap=True)
        self._said.hide()
        about = label(texts.COLUMNS_ABOUT, "muted", wrap=True)
        self._left.show_parts(label(texts.COLUMNS_TITLE, "subheading"), about, holder(column(self._said)), self.form)
        self._show_reading(listed)
        self._note()

    def _show_reading(self, listed: OfficeList) -> None:
        self._reading = FormView(form.reading_sections(listed))
        self._reading.show_values(form.reading_values(listed))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.GROUP)
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._keep = QCheckBox(texts.KEEP)
        self._keep.setAccessibleName(texts.KEEP)
        self._keep.setChecked(True)
        said = [label(texts.KNOWN, "done", wrap=True)] if listed.is_known else []
        said += [label(listed.hint, "warned", wrap=True)] if listed.hint else []
        self._right.show_parts(
            label(listed.name, "subheading", wrap=True),
            *said,
            holder(self._notes),
            self._keep,
            line(),
            label(texts.PASTED_TITLE if listed.is_pasted else texts.READ_TITLE, "section"),
            self._reading,
            row(button(texts.PASTED_AGAIN if listed.is_pasted else texts.READ_AGAIN, self._read_again), 0),
        )

    def take_focus(self) -> None:
        """Put the cursor in the first column."""
        if self._listed is not None:
            self.form.focus_first()

    def mapped(self) -> Mapped | None:
        """What the columns mean; None when something chosen cannot be read, which is said."""
        if self._listed is None:
            return None
        parsed = self.form.read(self._today)
        self.say(window_texts.to_mend(self.form.problem_count) if parsed.problems else "")
        return None if parsed.problems else form.mapped_of(self._listed, parsed.values)

    def say(self, text: str) -> None:
        """Say why one cannot go on."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def _changed(self) -> None:
        self.say("")
        self._note()
        self.edited.emit()

    def _read_again(self) -> None:
        parsed = self._reading.read(self._today)
        if self._listed is not None and not parsed.problems:
            self.reading_again.emit(form.read_as_of(self._listed, parsed.values))

    def _note(self) -> None:
        """How whole names are parted, and where the day of a move comes from."""
        assert self._listed is not None  # noqa: S101 - a list is shown
        clear(self._notes)
        mapped = form.mapped_of(self._listed, self.form.glance(self._today).values)
        for one, key in zip(self._listed.columns, mapped, strict=True):
            if key is not None and key in texts.NAMES_RULE and one.samples:
                self._notes.addWidget(label(texts.NAMES_PARTED, "strong"))
                self._notes.addWidget(label(texts.NAMES_RULE[key], "muted", wrap=True))
                for text in one.samples:
                    given, family = parted_name(self._ctx, key, text) or ("", "")
                    self._notes.addWidget(label(texts.parted(text, given, family), wrap=True))
        if "residences.municipality" in mapped:
            self._notes.addWidget(label(texts.RECEIVED_IS_FIRST, "muted", wrap=True))
