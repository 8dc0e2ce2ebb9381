"""The window's composition root: the application, the first page, the open register, the lock."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from mottagning import __version__
from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.readmodels.backups import Comparison
from mottagning.system import clock, logs, recent
from mottagning.system.paths import Paths, own_paths, resources
from mottagning.system.policy import own_policy
from mottagning.system.preferences import Preferences
from mottagning.system.reference import reference
from mottagning.texts import problems
from mottagning.texts import window as texts
from mottagning.ui.handbook.topic import words_on
from mottagning.ui.handbook.window import HelpWindow
from mottagning.ui.idle import LOCK_AFTER, lock_after
from mottagning.ui.register import OpenRegister
from mottagning.ui.start.lock import LockPage
from mottagning.ui.start.rescuing import Hall
from mottagning.ui.start.screen import StartScreen
from mottagning.uikit import messages, theme
from mottagning.uikit.garbage import Collector
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.session_lock import SessionLock
from mottagning.uikit.tasks import Tasks
from mottagning.uikit.window import Window
from mottagning.usecases import handbook
from mottagning.usecases.admin import backups
from mottagning.usecases.context import Context

TROUBLE = 3
_MINUTE = 60_000
_WINDOW, _THEME = "window", "theme"


def main(*, demo: bool = False, file: Path | None = None) -> int:
    """Show the window until it is closed, on the demonstration register if `demo`, at the login of the register `file`
    if it is given. Gives the exit status."""
    if not _has_screen():
        print(problems.trouble(Trouble(TroubleCode.NO_SCREEN)).text, file=sys.stderr)  # noqa: T201 - no window to say it in
        return TROUBLE
    paths = own_paths()
    logs.start(paths.log)
    app = application()
    program = Program(app, paths, clock.now)
    sys.excepthook = program.unexpected
    program.show(demo=demo, file=file)
    return app.exec()


def _has_screen() -> bool:
    """Qt ends the process where it finds no screen, so it is asked for first."""
    return sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def application() -> QApplication:
    """The Qt application in Swedish, its own buttons too."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName(texts.NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(texts.NAME.lower())
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    translator = QTranslator(app)
    if translator.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


class Program(QObject):
    """The window and what is in it: the first page, or an open register, or its lock.

    It is Qt's object, since Qt's binding keeps what tells a plain one of a signal when the sender is long gone.
    """

    def __init__(self, app: QApplication, paths: Paths, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._app = app
        self._now = now
        self.preferences = Preferences(paths.settings)
        self._policy = own_policy()
        self.tasks = Tasks()
        self.tasks.trouble.connect(self._say)
        theme.apply(app, self._mode())
        app.setWindowIcon(QIcon(str(resources() / "icons" / "mottagning.ico")))
        self.window = Window()
        self._collector = Collector(self.window)
        self.window.place_as(self.preferences.get(_WINDOW))
        self.window.may_close = self._may_close
        self.window.closing.connect(self._end)
        self.window.help_wanted.connect(self.help)
        self.helper: HelpWindow | None = None
        self.start = StartScreen(Hall(self.tasks, paths, self.preferences, reference(), now))
        self.start.opened.connect(self.enter)
        self.register: OpenRegister | None = None
        self._lock_page: LockPage | None = None
        self._by_code = False
        """Whether the recovery code let in who sits there."""
        self._idle = QTimer(self.window)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self.window.touched.connect(self._touched)
        self._session = SessionLock(self.window, lambda: QTimer.singleShot(0, self.window, self.lock))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self.window.dressed_anew.connect(self._dress)
        self.window.stepped.connect(self._step)

    def show(self, *, demo: bool = False, file: Path | None = None) -> None:
        """Begin with the first page, with the demonstration register, or with the register `file`."""
        self.start.begin(file)
        self.window.show_page(self.start)
        self.window.show()
        if demo:
            self.start.open_demo()

    def enter(self, ctx: Context, wish: Goto | None = None) -> None:
        """Show the areas of a register that was opened, and go where somebody wanted to in it."""
        self._by_code = ctx.by_code
        self._open(Desk(ctx, self.tasks, self.preferences))
        recent.remember(ctx.db.file)
        if wish is not None and self.register is not None:
            self.register.shell.go(wish)

    def lock(self) -> None:
        """Hide the areas behind the passphrase; nothing that was typed is lost."""
        if self.register is None or self.is_locked:
            return
        self.register.backing_up.keep_up(Reason.LOCKED)
        self.tasks.behind(self.register.desk.ctx.rest, lambda _none: None)  # after the backup, which reads it all
        modal = QApplication.activeModalWidget()
        if modal is not None:
            modal.close()
        self._lock_page = LockPage(self.tasks, self.register.desk.ctx)
        self._lock_page.unlocked.connect(self._unlock)
        self._lock_page.leaving.connect(self.leave)
        self.window.show_page(self._lock_page)
        self._lock_page.focus()

    def help(self) -> None:
        """Show the page of the handbook that belongs to what is on the screen."""
        book = handbook.handbook()
        area, shown = self._place()
        if self.helper is None:
            self.helper = HelpWindow(book)
        self.helper.open_at(handbook.page_for(book, area, words_on(shown)))

    def _place(self) -> tuple[str, QWidget]:
        """Where one is: the name of the area, and its page."""
        if self.window.page is self.start:
            return "start", self.start
        if self.register is None or self.is_locked:
            return "locked", self.window.page
        shell = self.register.shell
        return shell.current, shell.screen_shown

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is asked for."""
        return self._lock_page is not None

    def leave(self) -> None:
        """Close the register and go back to the first page."""
        if self.register is None or not self.register.shell.may_leave():
            return
        ctx = self.register.desk.ctx
        self._drop_register()
        self._drop_lock()
        self.tasks.last(partial(backups.let_go, ctx))
        self.start.show_choices()
        self.window.show_page(self.start)

    def restore(self, source: Path, passphrase: str, lost: Comparison) -> None:
        """Close the register and put a backup in its place, which lacks what is `lost`."""
        if self.register is None or not self.register.shell.may_leave():
            return
        ctx = self.register.desk.ctx
        self._drop_register()
        self.tasks.last(ctx.close)
        self.window.show_page(self.start)
        self.start.restore_over(source, ctx.db.file, passphrase, lost)

    def unexpected(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """An error that nobody took: said in words, with a report that can be copied."""
        if isinstance(error, KeyboardInterrupt):
            self._app.quit()
            return
        logs.note(error)
        QTimer.singleShot(0, self.window, lambda: self._say(error))

    def _open(self, desk: Desk) -> None:
        self.register = OpenRegister(desk)
        self.register.shell.lock_wanted.connect(self.lock)
        self.register.shell.help_wanted.connect(self.help)
        self.register.theme_chosen.connect(self._choose_theme)
        self.register.restore_wanted.connect(self.restore)
        self.register.lock_chosen.connect(self._choose_lock)
        self.register.show_whose(by_code=self._by_code)
        self.window.show_page(self.register.shell)
        self._touched()

    def _drop_register(self) -> None:
        if self.register is not None:
            self.register.close()
            self.window.forget_page(self.register.shell)
            self.register = None
        self._idle.stop()

    def _unlock(self, by_code: bool) -> None:
        self._by_code = by_code
        if self.register is not None:
            self.window.show_page(self.register.shell)
            self.register.come_back(by_code=by_code)
        self._drop_lock()
        self._touched()

    def _drop_lock(self) -> None:
        if self._lock_page is not None:
            self.window.forget_page(self._lock_page)
            self._lock_page = None

    def _touched(self) -> None:
        if self.register is not None and not self.is_locked:
            self._idle.start(lock_after(self.preferences, self._policy) * _MINUTE)

    def _step(self, is_back: bool) -> None:
        if self.register is not None and not self.is_locked:
            shell = self.register.shell
            (shell.back if is_back else shell.forward)()

    def _choose_lock(self, minutes: str) -> None:
        self.preferences.put(LOCK_AFTER, minutes)
        self._touched()

    def _mode(self) -> theme.Mode:
        try:
            return theme.Mode(self.preferences.get(_THEME, theme.Mode.SYSTEM.value))
        except ValueError:
            return theme.Mode.SYSTEM

    def _choose_theme(self, name: str) -> None:
        self.preferences.put(_THEME, name)
        self._dress()

    def _dress(self) -> None:
        """Put the theme on anew. What is painted and tinted by hand is made again, unless something is unsaved."""
        if not theme.apply(self._app, self._mode()):
            return
        if self.register is None or self.is_locked or not self.register.shell.may_leave():
            return
        desk, here = self.register.desk, self.register.shell.here
        self._drop_register()
        self._open(desk)
        if here is not None:
            self.register.shell.go(here)

    def _may_close(self) -> bool:
        return self.register is None or self.register.shell.may_leave()

    def _end(self) -> None:
        """The window was closed: what is under way is finished first, and the register is backed up out of sight."""
        self.preferences.put(_WINDOW, self.window.remembered())
        ctx = self.register.desk.ctx if self.register is not None else None
        if self.register is not None:
            self.register.close()
        self.window.hide()
        if self.helper is not None:
            self.helper.close()
        self.tasks.stop()
        self._collector.stop()
        if ctx is not None:
            with suppress(Trouble):  # the age of the backup is told when the register is opened next
                backups.let_go(ctx)

    def _say(self, error: BaseException) -> None:
        messages.show_error(self.window, error)
