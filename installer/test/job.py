"""The work that shows the program to work: a workbook is taken in, a month closed, its returns written; here and there.

The invented people of the demonstration are taken in from a workbook that this machine's program writes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
from machine import Ended

PASSPHRASE = "ett prov av installationen 42"  # noqa: S105 - of an invented register
MONTH = "2025-01"
"""The first month after those that the demonstration closes."""
_PERSONS = "20"
_CLOSED = "Stängt"
Run = Callable[..., Ended]
Rows = list[list[Any]]


class Failed(Exception):
    """A command ended otherwise than it had to."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the program answered, and the returns that it wrote."""

    answers: dict[str, Any]
    returns: Path


def here(*words: str, home: Path) -> Ended:
    """Run a command of the program on this machine."""
    line = [sys.executable, "-m", "mottagning", *words]
    surroundings = {**os.environ, "MOTTAGNING_HOME": str(home), "MOTTAGNING_PASSPHRASE": PASSPHRASE}
    ran = subprocess.run(line, check=False, capture_output=True, text=True, env=surroundings)
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def workbook(folder: Path) -> Path:
    """The demonstration as a workbook to take in."""
    file = folder / "register.xlsx"
    if not file.exists():
        home = folder / "home"
        must(here("demo", "--out", str(folder / "demo"), "--persons", _PERSONS, home=home))
        made = str(folder / "demo" / "demo.mottagning")
        must(here("export", "--register", made, "--out", str(file), home=home))
    return file


def do(run: Run, workbook: str, register: str, out: str, returns: Path) -> Done:
    """Take in the workbook and close the month; the names are as the program that runs knows them."""
    given = ("--register", register)
    answers = {
        "import": json.loads(must(run("import", workbook, *given, "--json")).output),
        "close": json.loads(must(run("close", MONTH, *given, "--out", out, "--json")).output),
    }
    must(run("verify", *given))
    return Done(answers, returns)


def must(ended: Ended) -> Ended:
    """What a program that had to succeed said. Raises Failed with its words when it did not."""
    if ended.code:
        raise Failed(f"{ended.code}: {ended.output[-2000:]}{ended.error[-2000:]}")
    return ended


def differences(ours: Done, theirs: Done) -> list[str]:
    """What differs between two doings of the same."""
    wrong = [
        f"{name}: another answer" for name in ours.answers if _plain(ours.answers[name]) != _plain(theirs.answers[name])
    ]
    here, there = ({one.name: one for one in done.returns.glob("*.xlsx")} for done in (ours, theirs))
    if not here or here.keys() != there.keys():
        return [*wrong, f"other files: {sorted(here)} and {sorted(there)}"]
    readings = [(name, reader) for name in here for reader in (by_openpyxl, by_calamine)]
    return wrong + [
        f"{name}: other cells, read with {reader.__name__}"
        for name, reader in readings
        if _timeless(reader(here[name])) != _timeless(reader(there[name]))
    ]


def by_openpyxl(file: Path) -> dict[str, Rows]:
    """The cells of a workbook, by sheet."""
    read = openpyxl.load_workbook(file)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in read.worksheets}


def by_calamine(file: Path) -> dict[str, Rows]:
    """The same, with a reader that has nothing in common with the first."""
    read = python_calamine.CalamineWorkbook.from_path(str(file))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


def _timeless(sheets: dict[str, Rows]) -> dict[str, Rows]:
    """Without the minute of the closing: the two are not closed in the same one."""
    return {name: [row for row in rows if _CLOSED not in row] for name, rows in sheets.items()}


def _plain(answer: object) -> object:
    """An answer without the names of files, which are each machine's own."""
    if isinstance(answer, dict):
        return {name: _plain(value) for name, value in answer.items() if name != "file"}
    return [_plain(value) for value in answer] if isinstance(answer, list) else answer
