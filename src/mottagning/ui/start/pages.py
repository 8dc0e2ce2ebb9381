"""How do the pages before a register look? Cards in the middle of the window, all of one width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mottagning.domain.problems import Refused, Trouble, TroubleCode
from mottagning.domain.users import User
from mottagning.readmodels.backups import BackupFile
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import backups as backup_texts
from mottagning.texts import window as texts
from mottagning.texts import words
from mottagning.uikit import messages, theme
from mottagning.uikit.fields import Section
from mottagning.uikit.flow import Flow
from mottagning.uikit.icons import Picture
from mottagning.uikit.parts import Kind, button, card, column, holder, label, row, scrolled
from mottagning.uikit.records import FormPanel, Values
from mottagning.uikit.rejections import Rejections
from mottagning.uikit.window import Window

NARROW, BROAD = 560, 860
Choice = tuple[str, str, Picture, Callable[[], object]]
"""The words, the sentence under them, the picture and what it does."""


def in_the_middle(inside: QWidget, width: int) -> QWidget:
    """A page whose content stands in the middle, and scrolls where the window is low."""
    inside.setFixedWidth(width)
    page = scrolled(holder(column(0, row(0, inside, 0), 0, margins=theme.PAGE), "page"))
    page.setObjectName("page")
    return page


def brand() -> QWidget:
    """The program's name and what it is, and the way to the help."""
    made = QWidget()

    def ask() -> None:
        over = made.window()
        if isinstance(over, Window):
            over.help_wanted.emit()

    ways = button(texts.MENU_HELP, ask, Kind.QUIET, picture=Picture.HELP)
    ways.setToolTip("F1")
    name = row(label(texts.NAME, "display"), 0, ways)
    made.setLayout(column(name, label(texts.TAGLINE, "muted", wrap=True), spacing=4))
    return made


def choices_page(choices: Sequence[Choice], known: Sequence[Path], open_known: Callable[[Path], object]) -> QWidget:
    """The first page: how to begin, and the registers there are."""
    ways = [_choice(one) for one in choices]
    begin = column(label(texts.START_NEW, "subheading"), *ways, 0)
    sides: list[Any] = []
    listed = [_known(file, open_known) for file in known]
    if known:
        sides.append(holder(column(label(texts.START_KNOWN, "subheading"), *listed, 0)))
    sides.append(holder(begin))
    inside = holder(column(brand(), theme.PAGE, row(*sides, spacing=theme.PAGE), spacing=theme.GROUP))
    return _BegunAt([*listed, *ways][0], in_the_middle(inside, BROAD if known else NARROW))


def backups_page(
    found: Sequence[BackupFile],
    restore: Callable[[Path], object],
    choose: Callable[[], object],
    back: Callable[[], object],
) -> QWidget:
    """The backups there are, each with its moment, why it was made, its size and whether it is whole."""
    listed = [_backup(one, restore) for one in found]
    ways = row(button(backup_texts.START_FILE, choose), button(texts.BACK, back), 0)
    parts: list[Any] = [
        label(backup_texts.START_TITLE, "subheading"),
        label(backup_texts.START_TEXT, "muted", wrap=True),
    ]
    return in_the_middle(holder(column(brand(), theme.GAP, *parts, ways, *listed)), NARROW)


def _backup(one: BackupFile, restore: Callable[[Path], object]) -> QPushButton:
    made = _big(backup_texts.title(one), backup_texts.line(one), Picture.RESTORE, partial(restore, one.file))
    made.setEnabled(one.is_whole)
    return made


def _choice(one: Choice) -> QPushButton:
    word, sentence, picture, do = one
    return _big(word, sentence, picture, do)


def _known(file: Path, open_known: Callable[[Path], object]) -> QPushButton:
    return _big(file.stem, str(file.parent), Picture.FOLDER, lambda: open_known(file))


def _big(word: str, sentence: str, picture: Picture, do: Callable[[], object]) -> QPushButton:
    """A button as large as a card, with a sentence under its words."""
    made = button("", do, Kind.CHOICE, picture=picture)
    made.setAccessibleName(word)
    made.setAccessibleDescription(sentence)
    made.setToolTip(sentence)
    strong, muted = label(word, "strong"), _Elided(sentence)
    inside = QVBoxLayout(made)
    inside.setContentsMargins(52, 10, 16, 10)
    inside.setSpacing(2)
    for part in (strong, muted):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(part)
    made.setMinimumHeight(64)
    return made


class _Elided(QLabel):
    """A muted line that is cut in its middle where it is too long, as a folder's path is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = text
        self.setMinimumWidth(40)

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's own
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))


class FormPage(QWidget):
    """A page with one form: its title, a sentence, the fields; Enter sends it, Esc leaves it unless it does else."""

    def __init__(
        self,
        title: str,
        text: str,
        sections: Sequence[Section],
        words: tuple[str, str],
        send: Callable[[Values], None],
        back: Callable[[], None],
        today: date,
        *,
        values: Values | None = None,
        above: QWidget | None = None,
        begin_at: str | None = None,
        escape: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._today = today
        self._begin_at = begin_at
        heading = column(label(text, "muted", wrap=True), *([above] if above else []), spacing=theme.GROUP)
        self.panel = FormPanel(title, sections, values or {}, send, back, holder(heading), words, escape=escape)
        self.panel.wants_save.connect(self._send)
        frame, inside = card(margin=theme.PAGE)
        inside.addWidget(self.panel)
        page = in_the_middle(holder(column(brand(), theme.GAP, frame)), NARROW)
        self.setLayout(column(page))
        for control in self.panel.form.findChildren(QLineEdit):
            control.returnPressed.connect(self._send)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin()

    def begin(self) -> None:
        """Put the cursor where one begins."""
        if self._begin_at is None:
            self.panel.form.focus_first()
        else:
            self.panel.form.focus_on(self._begin_at)

    def failed(self, error: BaseException, wrong: str | None = None) -> bool:
        """Say an error on the page itself; False when it is not one that can be mended here.

        `wrong` is what is said of a wrong passphrase, where more is known of it.
        """
        if isinstance(error, Refused):
            return self.panel.refused(error)
        if isinstance(error, Trouble):
            is_wrong = error.code is TroubleCode.WRONG_PASSPHRASE
            self.panel.say(wrong if wrong and is_wrong else messages.message_of(error).text)
            self.begin()
            return True
        return False

    def _send(self) -> None:
        self.panel.submit(lambda form: form.values(self._today))


def recovery_page(code: str, go: Callable[[], object], notes: QWidget | None = None) -> QWidget:
    """The recovery code, once; the way on opens when it is said to be written down."""
    on = button(texts.RECOVERY_GO, go, Kind.PRIMARY)
    on.setEnabled(False)
    written = QCheckBox(texts.RECOVERY_DONE)
    written.toggled.connect(on.setEnabled)
    shown = label(code, "code", selectable=True)
    shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    frame, inside = card(margin=theme.PAGE)
    parts: list[Any] = [label(texts.RECOVERY_TITLE, "subheading"), label(texts.RECOVERY_TEXT, wrap=True)]
    parts += [theme.GROUP, shown, theme.GROUP, written, theme.GROUP, row(on, 0)]
    inside.addLayout(column(*parts))
    more = [notes] if notes is not None else []
    page = in_the_middle(holder(column(brand(), theme.GAP, frame, *more)), BROAD if more else NARROW)
    return _BegunAt(written, page)


def by_code_page(
    user: User, go: Callable[[], object], take_over: Callable[[], object], back: Callable[[], object]
) -> QWidget:
    """In whose name the recovery code opens a register, before it does, and how one gets a name of one's own."""
    on = button(texts.BY_CODE_DO.format(user=user.name), go, Kind.PRIMARY)
    frame, inside = card(margin=theme.PAGE)
    parts: list[Any] = [
        label(texts.BY_CODE_TITLE, "subheading"),
        label(texts.BY_CODE_TEXT.format(user=user.name, role=words.word(user.role)), wrap=True),
        label(texts.BY_CODE_HERS.format(user=user.name), wrap=True),
        label(texts.BY_CODE_OTHER.format(user=user.name), wrap=True),
        theme.GROUP,
        Flow(on, button(texts.TAKE_OVER, take_over), button(texts.BACK, back, Kind.QUIET)),
    ]
    inside.addLayout(column(*parts))
    return _BegunAt(on, in_the_middle(holder(column(brand(), theme.GAP, frame)), NARROW))


class _BegunAt(QWidget):
    """A page that one begins at `first` of, and not at the help above it."""

    def __init__(self, first: QWidget, page: QWidget) -> None:
        super().__init__()
        self._first = first
        self.setLayout(column(page))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)


class MoveInPage(QWidget):
    """How one moves in: with a list of one's own, or with a workbook; what that is, and an empty one to fill in."""

    def __init__(
        self,
        take_in: Callable[[], object],
        choose: Callable[[], object],
        save_template: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._said = label("", "done", wrap=True)
        self._said.hide()
        frame, inside = card(margin=theme.PAGE)
        self._first = button(texts.MOVE_IN_LIST, take_in, Kind.PRIMARY)
        parts: list[Any] = [
            label(texts.MOVE_IN_TITLE, "subheading"),
            label(texts.MOVE_IN_LIST_TITLE, "section"),
            label(texts.MOVE_IN_LIST_ABOUT, wrap=True),
            row(self._first, 0),
            theme.GAP,
            label(texts.MOVE_IN_BOOK_TITLE, "section"),
            label(texts.MOVE_IN_ABOUT, wrap=True),
            self._said,
            row(button(texts.MOVE_IN_CHOOSE, choose), button(texts.MOVE_IN_TEMPLATE, save_template), 0),
            theme.GAP,
            row(button(texts.BACK, back), 0),
        ]
        inside.addLayout(column(*parts))
        self.setLayout(column(in_the_middle(holder(column(brand(), theme.GAP, frame)), NARROW)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, text: str) -> None:
        """Tell what came of it."""
        self._said.setText(text)
        self._said.show()


def report_page(report: ImportReport, accept: Callable[[], object], back: Callable[[], object]) -> QWidget:
    """What a workbook had that could not be taken, and the two ways on."""
    frame, inside = card(margin=theme.PAGE)
    parts: list[Any] = [label(texts.MOVE_IN_REJECTED, "stopped", wrap=True)]
    parts += [label(texts.MOVE_IN_REJECTED_ADVICE, "muted", wrap=True), Rejections(report)]
    parts.append(row(button(texts.BACK, back, Kind.PRIMARY), button(texts.MOVE_IN_VALID, accept), 0))
    inside.addLayout(column(*parts))
    return in_the_middle(holder(column(brand(), theme.GAP, frame)), BROAD)


class WorkingPage(QWidget):
    """Says that long work goes on, and how far it has come."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(text)
        frame, inside = card(margin=theme.PAGE)
        inside.addLayout(column(label(text, wrap=True), theme.GROUP, self.bar))
        self.setLayout(column(in_the_middle(holder(column(brand(), theme.GAP, frame)), NARROW)))

    def show_progress(self, done: int, steps: int) -> None:
        """So many of so many steps are done."""
        self.bar.setRange(0, steps)
        self.bar.setValue(done)
