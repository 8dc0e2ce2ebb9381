"""What the window's tests stand on: an application without a screen, hands on the keyboard, a guard over leftovers."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)

from factories import CHEAP, CHEAP_UNASKED, PASSPHRASE, Clock, copy_register
from mottagning.storage.database import Database
from mottagning.system import keyfile
from mottagning.system.paths import Paths
from mottagning.texts import window as texts
from mottagning.ui.app import Program, application
from mottagning.uikit import messages, records, window
from mottagning.uikit.forms import FormView
from mottagning.uikit.screen import Goto, Screen
from mottagning.uikit.tabs import TabBar
from mottagning.uikit.window import Shell
from mottagning.usecases.admin.demo import make_demo
from mottagning.usecases.context import Context

USUAL = (1440, 900)
TURNS = 8
"""What is shown and measured late takes some turns of the event loop."""
LONGEST = 60_000
EXPECTED_FROM_QT: tuple[str, ...] = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What Qt says without a screen, and nothing else."""
DEMO_DAY = datetime(2025, 1, 3, 9, 0, tzinfo=UTC)
Key = Qt.Key
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The one application of a process."""
    return application()


@pytest.fixture(autouse=True)
def guard(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails when an exception reached nobody, Qt complained, a dialog opened unasked, or a window was left."""
    errors: list[BaseException] = []
    complaints: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: errors.append(error))
    monkeypatch.setattr(window, "_TOLD_FOR", LONGEST)  # what is told is looked for, however slow the machine
    for kind, name in (
        (QMessageBox, "exec"),
        (QFileDialog, "getOpenFileName"),
        (QFileDialog, "getSaveFileName"),
        (QFileDialog, "getExistingDirectory"),
        (QPrintPreviewDialog, "exec"),
    ):
        monkeypatch.setattr(kind, name, _unasked(name))
    before = qInstallMessageHandler(lambda _kind, _where, text: complaints.append(text))
    yield
    left = [one for one in app.topLevelWidgets() if one.isVisible()]
    for one in left:
        one.close()
    qInstallMessageHandler(before)
    assert not errors, errors
    assert [text for text in complaints if text not in EXPECTED_FROM_QT] == []
    assert left == [], "a window was left open"


def _unasked(name: str) -> Callable[..., Any]:
    def refuse(*_given: object) -> None:
        raise AssertionError(f"a dialog opened: {name}")

    return refuse


@dataclass
class Answers:
    """Answers the questions that the window asks, and remembers them."""

    yes: bool = True
    unsaved: messages.Unsaved | None = None
    asked: list[str] = field(default_factory=list)

    def __call__(self, _parent: object, message: Any, _yes: str, _no: str) -> bool:
        self.asked.append(message.text)
        return self.yes

    def about_unsaved(self, _parent: object) -> messages.Unsaved:
        """What becomes of changes: as `unsaved` says, else yes lets them go and no stays."""
        self.asked.append(texts.UNSAVED)
        return self.unsaved or (messages.Unsaved.DISCARD if self.yes else messages.Unsaved.STAY)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pauses between two keys for so long that something is worked out, however slow the machine."""
    monkeypatch.setattr(records, "_PAUSE", 600_000)


@pytest.fixture
def at_once(unhurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause after the last key before something is worked out."""
    monkeypatch.setattr(records, "_PAUSE", 0)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answers in place of the question box; yes unless the test says otherwise."""
    made = Answers()
    monkeypatch.setattr(messages, "ask", made)
    monkeypatch.setattr(messages, "ask_about_unsaved", made.about_unsaved)
    return made


@pytest.fixture
def shown_errors(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The errors that the window showed in a box."""
    shown: list[BaseException] = []
    monkeypatch.setattr(messages, "show_error", lambda _parent, error: shown.append(error))
    return shown


@pytest.fixture
def pick(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Says which file or folder will be chosen in the next dialogs."""

    def chosen(path: Path) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_asked: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(path))

    return chosen


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers made through the window get keys that tests need not wait for."""
    create = keyfile.create
    monkeypatch.setattr(keyfile, "create", lambda user, passphrase, _cost=None: create(user, passphrase, CHEAP))


@pytest.fixture
def cheap_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases and codes given through the window are wrapped so that tests need not wait for them."""
    monkeypatch.setattr(keyfile.Cost.__init__, "__defaults__", CHEAP_UNASKED)


class Hands:
    """Somebody at the window: looks, types and presses as people do."""

    def __init__(self, app: QApplication, program: Program) -> None:
        self.app, self.program = app, program
        self.window = program.window

    def settle(self) -> None:
        """Let the window's work end, and what follows from it be shown."""
        late: list[bool] = []
        deadline, pulse = QTimer(), QTimer()
        deadline.singleShot(LONGEST, deadline, lambda: late.append(True))
        pulse.start(20)  # wakes the loop below should the last event have come already
        while not late:
            quiet = self.program.tasks.is_idle
            for _ in range(TURNS):
                self.app.processEvents()
            if quiet and self.program.tasks.is_idle:
                return
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        raise TimeoutError("the window is still at work")

    # where one is

    @property
    def shell(self) -> Shell:
        """The areas of the open register."""
        assert self.program.register is not None, "no register is open"
        return self.program.register.shell

    @property
    def screen(self) -> Any:
        """The page that is shown."""
        found: Screen = self.shell.screen_shown
        return found

    def go(self, area: str, record: object = None) -> None:
        """Go to an area, and a record in it."""
        self.shell.go(Goto(area, record))
        self.settle()

    # looking

    def visible(self, kind: type) -> list[Any]:
        """Every widget of a kind that is on the screen, scrolled away or not."""
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def words(self) -> list[str]:
        """What the labels and buttons say."""
        kinds = (QLabel, QPushButton, QCheckBox)
        return [
            one.text().replace("\u00a0", " ").replace("\u200b", "")
            for kind in kinds
            for one in self.visible(kind)
            if one.text()
        ]

    def says(self, part: str) -> bool:
        """Whether a label or button says this somewhere."""
        return any(part in text for text in self.words())

    @property
    def form(self) -> FormView:
        """The form on the screen."""
        forms = self.visible(FormView)
        assert len(forms) == 1, f"{len(forms)} forms are shown"
        return forms[0]

    def problem(self, name: str) -> str:
        """What is said under a field."""
        said = self.form._said[name]
        return said.text() if said.isVisible() else ""

    def button(self, word: str) -> QPushButton:
        """The button that says this, or is called this."""
        found = [one for one in self.visible(QPushButton) if word in {one.text(), one.accessibleName()}]
        assert found, f"no button says {word}; there are {[one.text() for one in self.visible(QPushButton)]}"
        return found[0]

    def tab(self, word: str) -> None:
        """Turn to the page behind a tab."""
        bars = [bar for bar in self.visible(TabBar) if word in bar.words]
        assert bars, f"no tab says {word}"
        bars[0].choose(bars[0].words.index(word))
        self.settle()

    # typing and pressing

    @property
    def target(self) -> QWidget:
        """What a key reaches: an open list, else where the cursor is."""
        return self.app.activePopupWidget() or self.app.focusWidget() or self.window

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key, and let what comes of it happen."""
        QTest.keyClick(self.target, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.target, letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest knows no å, ä and ö
                QCoreApplication.sendEvent(self.target, QKeyEvent(kind, ord(letter.upper()), PLAIN, letter))
        self.app.processEvents()

    def reach(self, wanted: QWidget, most: int = 120) -> None:
        """Press Tab until the cursor is there."""
        for _ in range(most):
            focused = self.app.focusWidget()
            if focused is wanted or (focused is not None and wanted.isAncestorOf(focused)):
                return
            QTest.keyClick(self.target, Key.Key_Tab)
            self.app.processEvents()
        raise AssertionError(f"Tab never reaches {wanted.accessibleName()}")

    def fill(self, **values: str | bool) -> None:
        """Fill in fields of the form by their names, as typed on the keyboard."""
        for name, value in values.items():
            control = self.form.control(name)
            control.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(control, QCheckBox):
                if control.isChecked() != value:
                    QTest.keyClick(control, Key.Key_Space)
                continue
            assert isinstance(value, str)
            if not isinstance(control, QComboBox) or control.isEditable():
                QTest.keyClick(self.target, Key.Key_A, CONTROL)
                QTest.keyClick(self.target, Key.Key_Delete)
            self.type(value)
            if self.app.activePopupWidget() is not None:
                QTest.keyClick(self.target, Key.Key_Escape)
        self.app.processEvents()

    def push(self, word: str) -> None:
        """Press the button that says this with the space bar."""
        button = self.button(word)
        assert button.isEnabled(), f"{word} cannot be pressed"
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Key.Key_Space)
        self.settle()

    def close(self) -> None:
        """Close the window and forget it."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def paths(home: Path) -> Paths:
    """The person's own folders."""
    return Paths(home)


@pytest.fixture
def start(app: QApplication, paths: Paths, clock: Clock) -> Iterator[Callable[[], Hands]]:
    """Starts the program, as often as a test asks."""
    made: list[Hands] = []

    def begin() -> Hands:
        made.append(started(app, paths, clock))
        return made[-1]

    yield begin
    for hands in made:
        hands.settle()
    windows = [hands.window for hands in made]
    others = [one for one in app.topLevelWidgets() if one.isVisible() and one not in windows]
    for hands in made:
        hands.close()
    assert others == [], "a window stands over the window"


@pytest.fixture
def hands(start: Callable[[], Hands]) -> Hands:
    """Somebody at the first page."""
    return start()


def started(app: QApplication, paths: Paths, clock: Clock) -> Hands:
    """Start the program."""
    program = Program(app, paths, clock)
    program.show()
    program.window.resize(1440, 900)  # the screen of these tests is smaller than any that people have
    program.window.resize(*USUAL)
    assert QTest.qWaitForWindowActive(program.window)
    hands = Hands(app, program)
    hands.settle()
    return hands


@pytest.fixture
def office(hands: Hands, ctx: Context) -> Hands:
    """Somebody with the register `ctx` open, which holds nothing yet."""
    hands.program.enter(ctx)
    hands.settle()
    return hands


@pytest.fixture(scope="session")
def _demonstration(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A small demonstration register, made once."""
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    made = make_demo(folder, PASSPHRASE, Clock(DEMO_DAY), persons=20, leave_open=1, cost=CHEAP)
    made.ctx.db.close()
    return replace(made.ctx, backups=None)


@pytest.fixture
def demo_ctx(_demonstration: Context, tmp_path: Path, clock: Clock) -> Iterator[Context]:
    """The demonstration register on the third of January 2025: December 2024 can be closed."""
    clock.now = DEMO_DAY
    file = tmp_path / "demo.mottagning"
    copy_register(_demonstration.db.file, file)
    opened = replace(_demonstration, db=Database(file, _demonstration.key), clock=clock)
    yield opened
    opened.db.close()


@pytest.fixture
def demo(hands: Hands, demo_ctx: Context) -> Hands:
    """Somebody with the demonstration register open."""
    hands.program.enter(demo_ctx)
    hands.settle()
    return hands


@pytest.fixture
def furnished(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody with the small office's register open, at its list of persons."""
    hands.program.enter(ctx)
    hands.settle()
    hands.go("people")
    return hands
