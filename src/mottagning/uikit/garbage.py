"""Who clears away what Python no longer needs? The window's thread alone.

Python looks for rings of forgotten objects in whichever thread happens to make one more, and the thread that works for
the register makes many. A widget that is taken down there brings the program down with it, or has both threads wait
for each other, so the looking is switched off and done here, between the window's events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000


class Collector(QObject):
    """Looks for forgotten objects once a second, as deep as Python itself would have looked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Look now, among the young objects and, when it is time, among the old."""
        due = [place for place, most in enumerate(gc.get_threshold()) if gc.get_count()[place] > most]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Let Python look by itself again: there is no other thread any more."""
        self._timer.stop()
        gc.enable()
