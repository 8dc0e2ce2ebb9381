"""0 done, 1 refused, 2 usage, 3 trouble with the machine, 70 a bug: which is it, what is said, is nothing changed?"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from children import program
from factories import Clock
from mottagning.storage.engine import connect
from mottagning.system.paths import key_file_of
from mottagning.usecases.context import Context
from workbooks import Rows, make, read

Run = Callable[..., Any]
COMMANDS = ("import", "export", "check", "preview", "close", "returns", "match", "verify", "backup", "restore", "demo")
SETTINGS: Rows = [["Nyckel", "Värde"], ["Egen kommun", "2380"], ["Första månad", "2024-09"]]


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# 2: called wrongly


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stäng"], "'stäng' är inget av"),
        (["check", "2024-13", "--register", "x"], "inte en månad, ÅÅÅÅ-MM: 2024-13"),
        (["check", "2024-1", "--register", "x"], "inte en månad, ÅÅÅÅ-MM: 2024-1"),
        (["check", "oktober", "--register", "x"], "inte en månad, ÅÅÅÅ-MM: oktober"),
        (["check"], "saknas: MONTH"),
        (["import"], "saknas: WORKBOOK"),
        (["export", "--register", "x"], "saknas: --out"),
        (["close", "2024-09", "--register", "x"], "saknas: --out"),
        (["backup", "--register", "x"], "saknas: --out"),
        (["restore"], "saknas: FILE"),
        (["demo"], "saknas: --out"),
        (["demo", "--out", "d", "--persons", "19"], "inte ett antal 20–500: 19"),
        (["demo", "--out", "d", "--persons", "501"], "inte ett antal 20–500: 501"),
        (["demo", "--out", "d", "--persons", "många"], "inte ett antal 20–500: många"),
        (["verify", "--register"], "behöver ett värde"),
        (["verify", "--fort"], "okänt: --fort"),
        (["export", "--out", "x", "--json"], "okänt: --json"),
        (["verify", "ett", "två"], "okänt: ett två"),
        (["returns", "--month", "2024"], "inte en månad"),
    ],
)
def test_a_command_called_wrongly_is_told_in_swedish(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.startswith("användning: mottagning")
    assert ": fel: " in ended.err
    for english in ("usage", "error", "required", "invalid", "argument "):
        assert english not in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_swedish(run: Run, command: str) -> None:
    asked = run(*([command] if command else []), "--help")
    assert (asked.status, asked.err) == (0, "")
    for english in ("usage", "options", "positional", "show this"):
        assert english not in asked.out
    assert "användning: mottagning" in asked.out
    if not command:
        assert [name for name in COMMANDS if f"    {name} " not in asked.out] == []


def test_the_version_is_told(run: Run) -> None:
    asked = run("--version")
    assert (asked.status, asked.out.split()[0]) == (0, "mottagning")


def test_without_a_register_of_ones_own_it_must_be_named(run: Run, home: Path) -> None:
    ended = run("verify")
    assert (ended.status, ended.out) == (2, "")
    assert "Ange registret med --register" in ended.err
    assert not home.exists()


def test_without_a_passphrase_nothing_is_opened(run: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTTAGNING_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", None)
    ended = run("verify", "--register", register)
    assert (ended.status, ended.out) == (2, "")
    assert "MOTTAGNING_PASSPHRASE" in ended.err


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\x00l"])
def test_a_passphrase_file_that_cannot_be_used_is_told_of(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.delenv("MOTTAGNING_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", None)
    secret = tmp_path / "lösenfras.txt"
    if content is not None:
        secret.write_bytes(content)
    ended = run("verify", "--register", register, "--passphrase-file", secret)
    assert (ended.status, ended.out) == (2, "")
    assert "lösenfrasen" in ended.err


# 1: refused


def _year(number: int, month: int, day: int) -> datetime:
    return datetime(number, month, day, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2024-08", "2024-08 ligger före registrets första månad, 2024-09."),
        ("2024-10", "2024-10 kan inte stängas före 2024-09."),
        ("2025-03", "2025-03 kan inte stängas före 2024-09."),
    ],
)
def test_a_month_out_of_order_is_not_closed(run: Run, register: Path, tmp_path: Path, month: str, said: str) -> None:
    ended = run("close", month, "--register", register, "--out", tmp_path / "ut")
    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err
    assert not (tmp_path / "ut").exists()
    assert run("returns", "--register", register).out == "Inga underlag.\n"


def test_a_month_is_closed_once(run: Run, register: Path, tmp_path: Path) -> None:
    assert run("close", "2024-09", "--register", register, "--out", tmp_path / "ut").status == 0
    before = _files(tmp_path / "ut")
    ended = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    assert (ended.status, ended.out) == (1, "")
    assert "2024-09 är redan stängd." in ended.err
    assert _files(tmp_path / "ut") == before


def test_a_month_that_has_not_ended_is_closed_only_early(
    run: Run, register: Path, tmp_path: Path, clock: Clock
) -> None:
    clock.now = _year(2024, 9, 30)
    ended = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    assert (ended.status, ended.out) == (1, "")
    assert "2024-09 är inte slut än." in ended.err
    assert not (tmp_path / "ut").exists()
    assert run("close", "2024-09", "--register", register, "--out", tmp_path / "ut", "--early").status == 0


def test_a_month_that_ended_yesterday_is_closed(run: Run, register: Path, tmp_path: Path, clock: Clock) -> None:
    clock.now = _year(2024, 10, 1)
    assert run("close", "2024-09", "--register", register, "--out", tmp_path / "ut").status == 0


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_refused_workbook_makes_no_register(run: Run, home: Path, tmp_path: Path, as_json: list[str]) -> None:
    bad: Rows = [["Ärende", "Efternamn", "Kön"], ["P1", "Prov", "?"]]
    file = make(tmp_path / "listor.xlsx", {"Inställningar": SETTINGS, "Personer": bad})
    ended = run("import", file, *as_json)
    assert ended.status == 1
    assert "Personer!C2 (?): Väntade ett av: kvinna, man." in ended.err
    assert "Återställningskod" not in ended.err
    assert list(home.rglob("*.mottagning*")) == []
    if not as_json:
        assert ended.out == "Inget är inläst.\n"


@pytest.mark.parametrize("content", [None, b"Hej", b""])
def test_what_is_no_workbook_is_refused(run: Run, home: Path, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "listor.xlsx"
    if content is not None:
        file.write_bytes(content)
    ended = run("import", file)
    assert (ended.status, ended.out) == (1, "")
    assert ("finns inte" if content is None else "ingen Excel-arbetsbok") in ended.err
    assert list(home.rglob("*.mottagning*")) == []


def test_a_refused_workbook_changes_nothing_in_a_register(run: Run, register: Path, tmp_path: Path) -> None:
    run("export", "--register", register, "--out", tmp_path / "före.xlsx")
    bad: Rows = [["Ärende", "Efternamn", "Kön"], ["P8", "Prov", None], ["P9", "Prov", "?"]]
    assert run("import", make(tmp_path / "listor.xlsx", {"Personer": bad}), "--register", register).status == 1
    run("export", "--register", register, "--out", tmp_path / "efter.xlsx")
    assert read(tmp_path / "efter.xlsx") == read(tmp_path / "före.xlsx")


def test_a_register_without_settings_cannot_close(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "utan.mottagning"
    people = make(tmp_path / "p.xlsx", {"Personer": [["Ärende", "Efternamn"], ["P1", "Prov"]]})
    assert run("import", people, "--register", register, "--accept-valid").status == 0
    for command in (["check", "2024-09"], ["close", "2024-09", "--out", tmp_path / "ut"]):
        ended = run(*command, "--register", register)
        assert ended.status == 1
        assert "saknar egen kommun och första månad" in ended.err


# 3: trouble with the machine


def test_a_wrong_passphrase_opens_nothing(run: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTTAGNING_PASSPHRASE", "en helt annan lösenfras")
    for command in (["verify"], ["preview", "2024-09", "--json"], ["close", "2024-09", "--out", register.parent]):
        ended = run(*command, "--register", register)
        assert (ended.status, ended.out) == (3, "")
        assert "Lösenfrasen stämmer inte." in ended.err
        assert "en helt annan" not in ended.err


def test_an_unknown_user_opens_nothing(run: Run, register: Path) -> None:
    assert run("verify", "--register", register, "--user", "prov").status == 0
    ended = run("verify", "--register", register, "--user", "någon annan")
    assert (ended.status, ended.out) == (3, "")


def _no_register(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" + b"x" * 8188)


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (Path.unlink, "Det finns inget register"),
    "something else": (_no_register, "är inget register"),
    "cut off": (_truncated, "är skadad"),
    "empty": (lambda file: file.write_bytes(b""), "är skadad"),
    "without its key file": (lambda file: key_file_of(file).unlink(), "Nyckelfilen"),
    "with a damaged key file": (lambda file: key_file_of(file).write_text("{", encoding="utf-8"), "skadad"),
}


@pytest.mark.parametrize(("break_it", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_whole_register_is_told_of_and_left(
    run: Run, register: Path, break_it: Callable[[Path], object], said: str
) -> None:
    break_it(register)
    before = _files(register.parent)
    ended = run("verify", "--register", register)
    assert (ended.status, ended.out) == (3, "")
    assert said in ended.err
    assert _files(register.parent) == before


def test_a_register_of_a_newer_program_is_told_of_and_left(run: Run, office: Context) -> None:
    office.db.close()
    with closing(connect(office.db.file, office.key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    before = office.db.file.read_bytes()
    ended = run("preview", "2024-09", "--register", office.db.file, "--json")
    assert (ended.status, ended.out) == (3, "")
    assert "nyare version" in ended.err
    assert office.db.file.read_bytes() == before


def test_a_month_whose_files_cannot_be_written_stays_closed_and_is_written_again(
    run: Run, register: Path, tmp_path: Path
) -> None:
    (tmp_path / "ut").write_bytes(b"en fil")
    ended = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut", "--json")
    assert ended.status == 3
    assert [(one["number"], one["file"]) for one in ended.json["returns"]] == [
        ("2024-09 2309 K 1", None),
        ("2024-09 2309 S 1", None),
    ]
    assert "Månaden är stängd. Skriv underlagen igen med mottagning returns --out." in ended.err
    assert "kan inte skrivas" in ended.err
    again = run("returns", "--register", register, "--month", "2024-09", "--out", tmp_path / "igen")
    assert again.status == 0
    assert len(list((tmp_path / "igen").iterdir())) == 3


def _fails(number: int, folder: Path, usual: Callable[..., Any]) -> Callable[..., Any]:
    """What fails in `folder`; elsewhere, as where the register is backed up first, it does what it usually does."""

    def fail(path: Path, *given: object, **named: object) -> object:
        if path.is_relative_to(folder):
            raise OSError(number, os.strerror(number))
        return usual(path, *given, **named)

    return fail


@pytest.mark.parametrize(
    ("where", "number", "said"),
    [
        ("write_bytes", errno.ENOSPC, "Disken är full"),
        ("mkdir", errno.EROFS, "kan inte skrivas"),
        ("replace", errno.EACCES, "är öppen i ett annat program"),
    ],
)
def test_a_month_is_closed_whatever_becomes_of_its_files_and_nothing_is_left_half(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, number: int, said: str
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    standing = folder / "2024-09 2309 K 1 2380-2309 Kontrollunderlag.xlsx"
    for file in (standing, folder / f"~${standing.name}"):  # as when somebody has it open in Excel
        file.write_bytes(b"forut")
    with monkeypatch.context() as patch:
        patch.setattr(Path, where, _fails(number, folder, getattr(Path, where)))
        ended = run("close", "2024-09", "--register", register, "--out", folder)
    assert ended.status == 3
    assert said in ended.err
    assert standing.name in ended.err
    assert {file.read_bytes() for file in folder.iterdir()} == {b"forut"}
    again = run("returns", "--register", register, "--month", "2024-09", "--out", folder)
    assert again.status == 0
    assert standing.read_bytes() != b"forut"


@pytest.mark.parametrize("command", [["export", "--out"], ["backup", "--out"], ["returns", "--out"]])
def test_a_full_disk_is_told_of_and_leaves_nothing(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")

    def full(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "mål"
    before = sorted(path.name for path in tmp_path.iterdir())
    for name in ("replace", "rename"):
        monkeypatch.setattr(Path, name, full)
    monkeypatch.setattr(os, "replace", full)
    ended = run(*command, target, "--register", register)
    assert (ended.status, ended.out) == (3, "")
    assert "Disken är full" in ended.err
    assert not target.exists() or list(target.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir() if path != target) == before


@pytest.mark.parametrize("content", [b"", b"inget", b"PK\x03\x04" + b"x" * 99])
def test_what_is_no_backup_restores_nothing(run: Run, register: Path, tmp_path: Path, content: bytes) -> None:
    backup = tmp_path / "kopia.mottagning-kopia"
    backup.write_bytes(content)
    before = _files(register.parent)
    for target in (register, tmp_path / "ny" / "ny.mottagning"):
        ended = run("restore", backup, "--register", target)
        assert (ended.status, ended.out) == (3, "")
        assert "ingen hel säkerhetskopia" in ended.err
    assert _files(register.parent) == before
    assert list((tmp_path / "ny").glob("*")) == []


def test_a_backup_that_is_missing_is_told_of(run: Run, register: Path, tmp_path: Path) -> None:
    before = _files(register.parent)
    ended = run("restore", tmp_path / "saknas.mottagning-kopia", "--register", register)
    assert (ended.status, ended.out) == (3, "")
    assert "saknas.mottagning-kopia" in ended.err
    assert _files(register.parent) == before


def test_a_backup_needs_its_passphrase(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "kopia.mottagning-kopia"
    run("backup", "--register", register, "--out", backup)
    monkeypatch.setenv("MOTTAGNING_PASSPHRASE", "en helt annan lösenfras")
    ended = run("restore", backup, "--register", tmp_path / "ny" / "ny.mottagning")
    assert (ended.status, ended.out) == (3, "")
    assert "Lösenfrasen stämmer inte." in ended.err
    assert list((tmp_path / "ny").glob("*")) == []


# 70: a bug


def test_a_bug_is_told_without_a_word_about_anyone(
    run: Run, register: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("Amina Provlund 19900103-2391")

    monkeypatch.setattr("mottagning.cli.commands.coming_rows", broken)
    ended = run("preview", "2024-09", "--register", register, "--json")
    assert (ended.status, ended.out) == (70, "")
    assert ended.err.startswith("Något gick fel i programmet.")
    assert "RuntimeError" in ended.err
    noted = (home / "Log" / "mottagning.log").read_text(encoding="utf-8")
    for said in (ended.err, noted):
        assert "Amina" not in said
        assert "19900103" not in said


def test_a_process_ends_with_the_same_statuses(register: Path, tmp_path: Path) -> None:
    commands: dict[int, list[object]] = {
        1: ["close", "2024-08", "--register", register, "--out", tmp_path / "ut"],
        2: ["verify", "--fort"],
    }
    for status, arguments in commands.items():
        child = program(*arguments)
        out, err = child.communicate(timeout=60)
        assert (child.returncode, out) == (status, "")
        assert "Traceback" not in err
