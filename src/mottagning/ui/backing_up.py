"""When is an open register backed up by itself? Once in a while and when it is locked, in nobody's way."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from mottagning.domain.backup_rules import Reason, rules_on
from mottagning.domain.problems import Trouble
from mottagning.uikit.screen import Desk
from mottagning.usecases.admin import backups

_MINUTE = 60_000


class BackingUp(QObject):
    """Backs one register up while it is open. Nothing is written when nothing has changed."""

    done = Signal()
    """It is backed up: what is told of that is another thing now, and nothing else."""
    failed = Signal(object)
    """A `Trouble`: there is no backup of what was changed last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_under_way = False
        self._clock = QTimer(self)
        self._clock.setInterval(rules_on(desk.today).minutes * _MINUTE)
        self._clock.timeout.connect(lambda: self.keep_up(Reason.HOURLY))
        self._clock.start()

    def stop(self) -> None:
        """Make no more of them."""
        self._clock.stop()

    def keep_up(self, reason: Reason) -> None:
        """Back the register up if something has changed, unless that is being done already."""
        if self._is_under_way or self._desk.ctx.backups is None:
            return
        self._is_under_way = True
        self._desk.tasks.behind(partial(backups.keep_up, self._desk.ctx, reason), self._done, self._not_done)

    def _done(self, _is_elsewhere: bool) -> None:
        self._is_under_way = False
        self.done.emit()

    def _not_done(self, error: BaseException) -> bool:
        self._is_under_way = False
        if not isinstance(error, Trouble):
            return False
        self.failed.emit(error)
        return True
