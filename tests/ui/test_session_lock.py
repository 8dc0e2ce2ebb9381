"""Is the program locked when Windows is, and left alone by every other message?"""

from __future__ import annotations

from ctypes import addressof, wintypes
from typing import Any

import pytest

from mottagning.uikit.session_lock import SESSION_CHANGE, SESSION_LOCK, SessionLock

_PAINT, _UNLOCK = 0x000F, 0x8


@pytest.mark.parametrize(
    ("kind", "number", "what", "locks"),
    [
        (b"windows_generic_MSG", SESSION_CHANGE, SESSION_LOCK, True),
        (b"windows_generic_MSG", SESSION_CHANGE, _UNLOCK, False),
        (b"windows_generic_MSG", _PAINT, SESSION_LOCK, False),
        (b"xcb_generic_event_t", SESSION_CHANGE, SESSION_LOCK, False),
    ],
)
def test_only_a_locked_session_locks(app: Any, kind: bytes, number: int, what: int, locks: bool) -> None:
    locked: list[bool] = []
    message = wintypes.MSG()
    message.message, message.wParam = number, what
    listener = SessionLock(app.activeWindow(), lambda: locked.append(True))
    assert listener.nativeEventFilter(kind, addressof(message)) == (False, 0)
    assert bool(locked) is locks


def test_the_program_listens_and_locks(furnished: Any) -> None:
    furnished.program._session._locked()
    furnished.settle()
    assert furnished.program.is_locked
