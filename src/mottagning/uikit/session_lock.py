"""When Windows is locked, the program is: it listens for what the system tells its windows of their session.

WM_WTSSESSION_CHANGE with WTS_SESSION_LOCK, asked for by WTSRegisterSessionNotification (Remote Desktop Services API).
Other systems tell nothing here, and the idle time does it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

SESSION_CHANGE, SESSION_LOCK = 0x02B1, 0x7
_THIS_SESSION = 0
_WINDOWS = QByteArray(b"windows_generic_MSG")


class SessionLock(QAbstractNativeEventFilter):
    """Calls `locked` when the session that `window` is in is locked."""

    def __init__(self, window: QWidget, locked: Callable[[], None]) -> None:
        super().__init__()
        self._locked = locked
        application = QCoreApplication.instance()
        if sys.platform == "win32" and application is not None:
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), _THIS_SESSION)
            application.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:  # noqa: ANN401
        """Qt gives every message of the system here; none is kept from it."""
        if QByteArray(kind) == _WINDOWS and is_lock(wintypes.MSG.from_address(int(message))):
            self._locked()
        return False, 0


def is_lock(message: wintypes.MSG) -> bool:
    """Whether the message says that the session was locked."""
    return message.message == SESSION_CHANGE and message.wParam == SESSION_LOCK
