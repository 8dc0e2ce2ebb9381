"""Does the package hold the versions that the tests run on, and does the lock say so when it does not?"""

from __future__ import annotations

import pytest
from windows.wheels import check_lock, disagreements

EVERYWHERE = """\
alembic==1.20.1 \\
    --hash=sha256:0
pywin32-ctypes==0.2.3 ; sys_platform == 'win32' \\
    --hash=sha256:1
jeepney==0.9.0 ; sys_platform == 'linux' \\
    --hash=sha256:2
"""
WINDOWS = """\
alembic==1.20.1 \\
    --hash=sha256:0
pywin32-ctypes==0.2.3 \\
    --hash=sha256:1
"""


def test_the_lock_for_windows_agrees_with_the_lock_that_is_tested() -> None:
    assert check_lock() == []


def test_what_only_linux_needs_is_not_missed() -> None:
    assert disagreements(WINDOWS, EVERYWHERE) == []


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        (WINDOWS.replace("1.20.1", "1.20.0"), "alembic: 1.20.0, tested with 1.20.1"),
        (WINDOWS.partition("pywin32")[0], "pywin32-ctypes: missing"),
        (WINDOWS + "tzdata==2026.6 \\\n", "tzdata: 2026.6, tested with None"),
    ],
)
def test_another_version_is_told(windows: str, said: str) -> None:
    assert disagreements(windows, EVERYWHERE) == [said]


def test_a_condition_that_nobody_has_judged_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="os_name"):
        disagreements(WINDOWS, EVERYWHERE + "some==1 ; os_name == 'nt' \\\n")
