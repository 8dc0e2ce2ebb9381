"""Has the user asked the system for high contrast? Windows tells; elsewhere nobody is asked."""

from __future__ import annotations

import os

_GET_HIGH_CONTRAST, _IS_ON = 0x0042, 0x0001


def high_contrast() -> bool:
    """Whether the system's contrast theme is on."""
    if os.name != "nt":
        return False
    import ctypes  # noqa: PLC0415 - Windows only

    class HighContrast(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("flags", ctypes.c_uint), ("scheme", ctypes.c_wchar_p))

    found = HighContrast(ctypes.sizeof(HighContrast), 0, None)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - only Windows has it
    asked = user32.SystemParametersInfoW(_GET_HIGH_CONTRAST, found.size, ctypes.byref(found), 0)
    return bool(asked) and bool(found.flags & _IS_ON)
