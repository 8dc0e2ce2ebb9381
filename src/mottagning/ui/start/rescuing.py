"""From a register that cannot be opened back to one that can: a backup, another key file, what can still be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mottagning.domain.problems import Trouble
from mottagning.readmodels.backups import BackupFile
from mottagning.readmodels.reference import Reference
from mottagning.system.paths import Paths
from mottagning.system.preferences import Preferences
from mottagning.texts import rescue as texts
from mottagning.texts import window as window_texts
from mottagning.ui.start import form
from mottagning.ui.start.pages import FormPage
from mottagning.ui.start.trouble import WaysOn, saved_page, trouble_page
from mottagning.uikit import messages
from mottagning.uikit.records import Values
from mottagning.uikit.tasks import Tasks
from mottagning.usecases.admin import rescue


@dataclass(frozen=True, slots=True)
class Hall:
    """What there is before a register is open."""

    tasks: Tasks
    paths: Paths
    preferences: Preferences
    reference: Reference
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Steps:
    """What the start page does for these pages."""

    run: Callable[..., None]
    show: Callable[[QWidget], None]
    log_in: Callable[..., None]
    choices: Callable[[], None]
    restore: Callable[[Path, Path], None]


class Rescue:
    """The pages after a register could not be opened, and what their buttons do."""

    def __init__(self, hall: Hall, parent: QWidget, steps: Steps) -> None:
        self._hall, self._parent, self._steps = hall, parent, steps

    def show_trouble(self, file: Path, error: Trouble | None = None) -> None:
        """What happened to a register, and the ways on."""
        ways = WaysOn(
            again=lambda: self._steps.log_in(file),
            restore=lambda backup: self._steps.restore(backup, file),
            choose_backup=lambda: self._choose_backup(file),
            choose_key=lambda: self._choose_key(file),
            save=lambda: self.show_save(file),
            other=self._steps.choices,
        )

        def show(found: list[BackupFile]) -> None:
            self._steps.show(trouble_page(error, found, ways))

        self._steps.run(partial(rescue.found_backups, file, self._hall.paths.backups), show, self._say)

    def show_save(self, file: Path) -> None:
        """Ask for the passphrase, and put what can be read of a register into a new one."""
        folder = self._hall.paths.registers

        def send(values: Values) -> None:
            work = partial(rescue.save_readable, file, str(values["passphrase"]), folder, self._hall.clock)
            self._steps.run(work, saved, page.failed)

        def saved(found: rescue.Saved) -> None:
            self._steps.show(saved_page(found, lambda: self._steps.log_in(found.file), self._steps.choices))

        page = FormPage(
            texts.SAVE_TITLE,
            texts.SAVE_TEXT.format(folder=folder),
            form.login_sections(),
            (texts.SAVE_DO, window_texts.BACK),
            send,
            lambda: self.show_trouble(file),
            self._hall.clock().date(),
            begin_at="passphrase",
        )
        self._steps.show(page)

    def _choose_backup(self, file: Path) -> None:
        backup = messages.choose_file(self._parent, window_texts.RESTORE_TITLE, window_texts.BACKUP_FILTER)
        if backup is not None:
            self._steps.restore(backup, file)

    def _choose_key(self, file: Path) -> None:
        chosen = messages.choose_file(self._parent, texts.CHOOSE_KEY, texts.KEY_FILTER)
        if chosen is not None:
            work = partial(rescue.use_key_file, file, chosen, self._hall.clock)
            self._steps.run(work, lambda _none: self._steps.log_in(file, texts.KEY_CHOSEN), self._say)

    def _say(self, error: BaseException) -> bool:
        messages.show_error(self._parent.window(), error)
        return True
