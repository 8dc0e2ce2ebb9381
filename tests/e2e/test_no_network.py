"""Does the program ever call anybody? A whole demonstration, its months and files, with every socket refused."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import mottagning
from children import new, start, surroundings

PACKAGE = Path(mottagning.__file__).parent
CALLERS = {
    "socket",
    "ssl",
    "http",
    "urllib",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "telnetlib",
    "xmlrpc",
    "asyncio",
    "socketserver",
    "webbrowser",
    "requests",
    "httpx",
    "aiohttp",
}
"""What a program that calls somebody would import."""
QT_CALLERS = {"PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "PySide6.QtHttpServer"}

REFUSING = """
import sys
def refuse(event, given):
    if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.", "webbrowser.")):
        raise AssertionError(event)
sys.addaudithook(refuse)
from mottagning.main import main
sys.exit(main(sys.argv[1:]))
"""


@cache
def imported(file: Path) -> set[str]:
    """Every module that a file imports, by its whole name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_no_module_knows_how_to_call_anybody() -> None:
    found = {
        (file.name, name)
        for file in PACKAGE.rglob("*.py")
        for name in imported(file)
        if name.split(".")[0] in CALLERS or any(name.startswith(one) for one in QT_CALLERS)
    }
    assert found == set()


def run(home: Path, *arguments: str) -> tuple[int | None, str]:
    """How a command ends and what it complains of; "demo" is seen from the loading of the program on."""
    own = {**surroundings(), "MOTTAGNING_HOME": str(home), "MOTTAGNING_PASSPHRASE": "prov utan nät alls"}
    child = (new if arguments[0] == "demo" else start)("-c", REFUSING, *arguments, environment=own)
    _, complaints = child.communicate()
    return child.returncode, complaints


def test_the_refusal_refuses(tmp_path: Path) -> None:
    """Else the next test would show nothing."""
    calling = REFUSING.split("from mottagning", maxsplit=1)[0] + "import socket\nsocket.socket()"
    done = subprocess.run([sys.executable, "-c", calling], capture_output=True, text=True, check=False)
    assert "socket.__new__" in done.stderr
    assert done.returncode == 1


def test_a_year_is_made_closed_checked_and_saved_without_a_socket(tmp_path: Path) -> None:
    register = tmp_path / "demo" / "demo.mottagning"
    for arguments in (
        ("demo", "--out", str(tmp_path / "demo"), "--persons", "20"),
        ("verify", "--register", str(register)),
        ("export", "--register", str(register), "--out", str(tmp_path / "allt.xlsx")),
        ("import", str(tmp_path / "allt.xlsx"), "--register", str(tmp_path / "ny.mottagning")),
        ("backup", "--register", str(register), "--out", str(tmp_path / "kopia.mottagning-kopia")),
    ):
        status, complaints = run(tmp_path / "home", *arguments)
        assert status == 0, (arguments, complaints)


@pytest.mark.parametrize("folder", ["ui", "uikit"])
def test_the_window_loads_no_network_of_qt(folder: str) -> None:
    names = {name for file in (PACKAGE / folder).rglob("*.py") for name in imported(file)}
    assert any(name.startswith("PySide6.") for name in names)
    assert not any("Network" in name for name in names)
