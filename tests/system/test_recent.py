"""Is what Windows offers on the taskbar the register, and only there?"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mottagning.system import recent


def test_windows_is_told_of_the_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    shell = SimpleNamespace(SHAddToRecentDocs=lambda kind, path: told.append((kind, path)))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)
    register = tmp_path / "Öst.mottagning"
    recent.remember(register)
    assert told == []
    monkeypatch.setattr(sys, "platform", "win32")
    recent.remember(register)
    assert told == [(3, str(register))]
