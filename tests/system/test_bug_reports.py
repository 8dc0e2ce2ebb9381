"""Is anybody in what the program notes of a bug? Names are planted wherever an exception can carry them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from factories import TEST_NUMBERS
from mottagning.cli.app import BUG, main
from mottagning.cli.commands import COMMANDS
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.system import logs
from mottagning.system.paths import own_paths
from mottagning.usecases.context import Context

NAME, NUMBER = "Doldine Hemlig", TEST_NUMBERS[0]
SECRETS = (NAME, "Doldine", "Hemlig", NUMBER)


def plain() -> None:
    raise ValueError(f"{NAME} {NUMBER}")


def caused() -> None:
    try:
        plain()
    except ValueError as error:
        raise RuntimeError(NUMBER) from error


def while_handling() -> None:
    try:
        plain()
    except ValueError:
        {}[NAME]


def noted() -> None:
    error = ValueError()
    error.add_note(f"om {NAME}")
    raise error


def grouped() -> None:
    raise ExceptionGroup(NAME, [ValueError(NUMBER), KeyError(NAME)])


def named_in_the_code() -> None:
    exec(compile(f"def f():\n    raise ValueError('{NAME}')\nf()", f"/tmp/{NAME}.py", "exec"))


def unreadable() -> None:
    NAME.encode("ascii") if NAME.isascii() is False else b"\xff".decode("utf-8")


def refused() -> None:
    raise Refused(RefusalCode.GONE, file=NAME)


WAYS: tuple[Callable[[], None], ...] = (plain, caused, while_handling, noted, grouped, unreadable, refused)


def clean(said: str) -> bool:
    return not any(secret in said for secret in SECRETS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_report_holds_kinds_and_places_and_nobody(way: Callable[[], None]) -> None:
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever it is
        way()
    said = logs.report(caught.value)
    assert clean(said), said
    assert "test_bug_reports.py" in said
    assert way.__name__ in said


def test_a_statement_with_somebodys_values_is_reported_without_them(ctx: Context) -> None:
    with ctx.reading() as reader, pytest.raises(Exception, match="no such column") as caught:
        reader._connection.execute(text("SELECT missing FROM person WHERE family_name = :name"), {"name": NAME})
    assert NAME in str(caught.value), "what is planted must be there to be left out"
    assert clean(logs.report(caught.value))


def test_a_file_of_another_name_is_told_as_a_place_in_no_program() -> None:
    with pytest.raises(ValueError, match="Hemlig") as caught:
        named_in_the_code()
    assert clean(logs.report(caught.value)), logs.report(caught.value)


def test_the_log_file_holds_nobody(tmp_path: Path) -> None:
    file = tmp_path / "Log" / "mottagning.log"
    logs.start(file)
    for way in WAYS:
        try:
            way()
        except BaseException as error:
            logs.note(error)
    logging.shutdown()
    said = file.read_text(encoding="utf-8")
    assert said.count("Mottagning ") == len(WAYS)
    assert clean(said)


def test_a_bug_behind_a_command_is_told_and_noted_without_anybody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_arguments: Any) -> int:
        raise RuntimeError(f"{NAME} {NUMBER}")

    monkeypatch.setitem(COMMANDS, "verify", broken)
    assert main(["verify", "--register", str(Path("x.mottagning"))]) == BUG
    out = capsys.readouterr()
    assert "RuntimeError" in out.err
    assert clean(out.err + out.out)
    assert clean(own_paths().log.read_text(encoding="utf-8"))
