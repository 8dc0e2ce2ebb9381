"""Does each command do its work, and say so in Swedish?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from children import program, start, surroundings
from e_invoices import set_up
from factories import OTHER, PASSPHRASE, month
from mottagning.system.paths import key_file_of
from mottagning.usecases.context import Context
from workbooks import Rows, lines, make, shown

Run = Callable[..., Any]
LISTS: dict[str, Rows] = {
    "Inställningar": [["Nyckel", "Värde"], ["Egen kommun", "2380"], ["Första månad", "2024-09"]],
    "Personer": [["Ärende", "Efternamn"], ["P1", "Prov"], ["P2", "Provlund"]],
}
BAD: dict[str, Rows] = {**LISTS, "Personer": [["Ärende", "Efternamn", "Kön"], ["P1", "Prov"], ["P2", "Provlund", "?"]]}


def test_a_workbook_becomes_the_users_own_register(run: Run, home: Path, tmp_path: Path) -> None:
    made = run("import", make(tmp_path / "listor.xlsx", LISTS))
    assert (made.status, made.out) == (0, "Inläst: 4 nya poster, 0 ändrade, 0 oförändrade.\n")
    register = home / "Register" / "Mottagning.mottagning"
    assert register.exists()
    assert key_file_of(register).exists()
    assert "Återställningskod" in made.err
    code = made.err.split("kod")[-1].split(": ")[-1].strip()
    assert code not in made.out
    again = run("import", tmp_path / "listor.xlsx")
    assert (again.status, again.out) == (0, "Inläst: 0 nya poster, 0 ändrade, 4 oförändrade.\n")
    assert again.err == ""


def test_the_recovery_code_opens_the_register(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run("import", make(tmp_path / "listor.xlsx", LISTS), "--register", tmp_path / "ny.mottagning")
    monkeypatch.setenv("MOTTAGNING_PASSPHRASE", made.err.rpartition(": ")[2].strip())
    assert run("verify", "--register", tmp_path / "ny.mottagning").status == 0


def test_a_new_register_may_have_a_short_passphrase_but_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTTAGNING_PASSPHRASE", "elva tecken")
    made = run("import", make(tmp_path / "listor.xlsx", LISTS), "--register", tmp_path / "ny.mottagning")
    assert made.status == 0
    assert "Minst tolv tecken" in made.err


def test_valid_rows_are_taken_when_asked_and_the_rest_written(run: Run, tmp_path: Path) -> None:
    file = make(tmp_path / "listor.xlsx", BAD)
    taken = run("import", file, "--register", tmp_path / "ny.mottagning", "--accept-valid")
    assert taken.status == 0
    assert "1 cell har inte lästs in" in taken.out
    assert str(tmp_path / "listor - avvisade.xlsx") in taken.out
    assert "Personer!C3 (?): Väntade ett av: kvinna, man." in taken.err
    assert lines(tmp_path / "listor - avvisade.xlsx", "Personer")[0]["Ärende"] == "P2"


def test_an_export_is_read_back_to_the_same_register(run: Run, register: Path, tmp_path: Path) -> None:
    assert run("close", "2024-09", "--register", register, "--out", tmp_path / "ut").status == 0
    written = run("export", "--register", register, "--out", tmp_path / "ut.xlsx")
    assert (written.status, written.out) == (0, f"Registret är skrivet till {tmp_path / 'ut.xlsx'}.\n")
    moved = tmp_path / "flyttat.mottagning"
    assert run("import", tmp_path / "ut.xlsx", "--register", moved).status == 0
    run("export", "--register", moved, "--out", tmp_path / "igen.xlsx")
    assert shown(tmp_path / "igen.xlsx") == shown(tmp_path / "ut.xlsx")
    assert run("verify", "--register", moved).status == 0


def test_check_tells_what_stops_a_month_and_what_is_worth_a_look(run: Run, register: Path, tmp_path: Path) -> None:
    assert run("check", "2024-10", "--register", register).status == 0
    remove: dict[str, Rows] = {"Hemkommun": [["Ärende", "Kommun", "Från och med", "Slag"]]}
    remove["Hemkommun"] = [*remove["Hemkommun"], ["2024-0004", "2309", "2020-01-01", "okänd"]]
    run("import", make(tmp_path / "okänd.xlsx", remove), "--register", register)
    found = run("check", "2024-09", "--register", register)
    assert found.status == 0
    (stopped,) = [line for line in found.out.splitlines() if " Stopp " in line]
    assert stopped.startswith("K08 Stopp B4: ")


def test_a_month_is_shown_before_it_is_closed_and_the_same_after(run: Run, register: Path, tmp_path: Path) -> None:
    before = run("preview", "2024-09", "--register", register)
    # B1 a whole month at 9 500; B4 from 16 September, 15/30 × 8 000.
    assert before.out.splitlines() == [
        "B1 2309 2024-09 9 500,00 kr: 30 av 30 dagar × 9 500,00 kr",
        "B4 2309 2024-09 4 000,00 kr: 15 av 30 dagar × 8 000,00 kr",
    ]
    closed = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    assert (closed.status, closed.out) == (0, "2024-09 är stängd: 2 underlag.\n")
    assert run("preview", "2024-09", "--register", register).out == before.out
    assert len(list((tmp_path / "ut").iterdir())) == 3


def test_a_month_ahead_shows_only_what_belongs_to_it_with_a_warning(run: Run, register: Path) -> None:
    ahead = run("preview", "2024-10", "--register", register)
    assert "Tidigare månader är öppna" in ahead.err
    assert {line.split()[2] for line in ahead.out.splitlines()} == {"2024-10"}


def test_returns_are_listed_and_written_again(run: Run, register: Path, tmp_path: Path) -> None:
    assert run("returns", "--register", register).out == "Inga underlag.\n"
    run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    listed = run("returns", "--register", register, "--month", "2024-09")
    assert listed.out.splitlines() == ["2024-09 2309 K 1  9 500,00 kr", "2024-09 2309 S 1  4 000,00 kr"]
    run("returns", "--register", register, "--out", tmp_path / "igen")
    for file in (tmp_path / "ut").iterdir():
        assert shown(tmp_path / "igen" / file.name) == shown(file)
    assert run("returns", "--register", register, "--month", "2024-10").out == "Inga underlag.\n"


def test_files_for_the_economy_system_are_written_when_they_are_set_up(
    run: Run, office: Context, tmp_path: Path
) -> None:
    file, out = office.db.file, tmp_path / "ekonomi"
    run("close", "2024-09", "--register", file, "--out", tmp_path / "ut")
    off = run("returns", "--register", file, "--peppol", out)
    assert (off.status, off.out) == (1, "")
    assert "Slå på den under Inställningar, Ekonomifiler." in off.err
    set_up(office, OTHER)
    with office.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        uow.services.change(kept, replace(kept.value, account_buy="4630", account_sell="3530"))
        uow.commit()
    office.db.close()
    invoice, vouchers = out / "2024-09-2309-S-1 E-faktura.xml", out / "2024-09 2380 Bokföringsorder.si"
    told = run("returns", "--register", file, "--month", "2024-09", "--peppol", out, "--sie", out)
    assert told.out.splitlines()[2:] == [
        f"2024-09-2309-S-1  4 000,00 kr  {invoice}",
        f"1 e-faktura i {out}.",
        f"{vouchers} är skriven.",
    ]
    written = run("returns", "--register", file, "--peppol", out, "--sie", out, "--json").json
    assert set(written) == {"returns", "invoices", "not_invoiced", "vouchers"}
    assert written["invoices"] == [
        {"number": "2024-09-2309-S-1", "return": "2024-09 2309 S 1", "total": "4000.00", "file": str(invoice)}
    ]
    assert (written["not_invoiced"], written["vouchers"]) == ([], [str(vouchers)])
    hidden = run("returns", "--register", file, "--protected", "--peppol", out)
    assert (hidden.status, "skyddade uppgifter" in hidden.err) == (1, True)


def test_protected_returns_are_written_only_when_asked_for(run: Run, register: Path, tmp_path: Path) -> None:
    run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    assert not list((tmp_path / "ut").glob("*X*"))
    written = run("returns", "--register", register, "--protected", "--out", tmp_path / "skyddat")
    assert written.status == 0
    assert sorted(file.name for file in (tmp_path / "skyddat").iterdir()) == [
        "2024-09 X Ekonomiunderlag.xlsx",
        "2024-09 X1 K 1 Kontrollunderlag.xlsx",
    ]
    assert run("returns", "--register", register, "--protected").out == "Inga underlag.\n"


def test_a_register_is_verified(run: Run, register: Path, tmp_path: Path) -> None:
    run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    verified = run("verify", "--register", register)
    assert (verified.status, verified.err) == (0, "")
    assert verified.out.startswith("Registret är helt.")


def test_a_backup_is_one_file_that_restores_the_register(run: Run, register: Path, tmp_path: Path) -> None:
    backup = tmp_path / "kopia.mottagning-kopia"
    made = run("backup", "--register", register, "--out", backup)
    assert made.status == 0
    assert f"{backup} är öppnad, räknad och jämförd" in made.out
    run("export", "--register", register, "--out", tmp_path / "före.xlsx")
    restored = run("restore", backup, "--register", tmp_path / "ny" / "återställt.mottagning")
    assert (restored.status, restored.err) == (0, "")
    run("export", "--register", tmp_path / "ny" / "återställt.mottagning", "--out", tmp_path / "efter.xlsx")
    assert shown(tmp_path / "efter.xlsx") == shown(tmp_path / "före.xlsx")


def test_a_month_is_closed_and_a_workbook_read_in_after_a_backup(
    run: Run, register: Path, tmp_path: Path, home: Path
) -> None:
    run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    (made,) = home.glob("Backup/* */*.mottagning-kopia")
    assert made.name.endswith(" closing.mottagning-kopia")
    run("export", "--register", register, "--out", tmp_path / "allt.xlsx")
    assert run("import", tmp_path / "allt.xlsx", "--register", register).status == 0
    assert len(list(home.glob("Backup/* */* import.mottagning-kopia"))) == 1


def test_without_room_for_a_backup_no_month_is_closed(run: Run, register: Path, tmp_path: Path, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "Backup").write_text("ingen mapp", encoding="utf-8")
    closed = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut")
    assert closed.status == 3
    assert "och därför har månaden inte stängts. Inget har ändrats." in closed.err
    assert not (tmp_path / "ut").exists()


def test_a_backup_is_tried_against_the_register(run: Run, register: Path, tmp_path: Path) -> None:
    backup = tmp_path / "kopia.mottagning-kopia"
    run("backup", "--register", register, "--out", backup)
    tried = run("verify", "--register", register, "--backup", backup)
    assert (tried.status, tried.err) == (0, "")
    assert tried.out.startswith("Registret är helt.")
    assert "öppnades med lösenfrasen" in tried.out
    backup.write_bytes(backup.read_bytes()[:-100])
    broken = run("verify", "--register", register, "--backup", backup)
    assert broken.status == 3
    assert "ingen hel säkerhetskopia" in broken.err


def test_restoring_over_a_register_keeps_it_beside(run: Run, register: Path, tmp_path: Path) -> None:
    backup = tmp_path / "kopia.mottagning-kopia"
    run("backup", "--register", register, "--out", backup)
    assert run("restore", backup, "--register", register).status == 0
    assert len(list(register.parent.glob("*.mottagning"))) == 2
    assert len(list(register.parent.glob("*.mottagning.nyckel"))) == 2


def test_the_only_register_need_not_be_named(run: Run, register: Path, home: Path) -> None:
    own = home / "Register"
    own.mkdir(parents=True)
    key_file_of(register).rename(own / "ett.mottagning.nyckel")
    register.rename(own / "ett.mottagning")
    assert run("verify").status == 0
    (own / "två.mottagning").write_bytes(b"")
    several = run("verify")
    assert several.status == 2
    assert "--register" in several.err


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nandra raden\n"])
def test_the_passphrase_comes_from_a_file(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.delenv("MOTTAGNING_PASSPHRASE")
    secret = tmp_path / "lösenfras.txt"
    secret.write_bytes(b"\xef\xbb\xbf" + (PASSPHRASE + ending).encode())
    assert run("verify", "--register", register, "--passphrase-file", secret).status == 0


def test_a_demonstration_register_is_made_with_its_returns(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mottagning.usecases.admin.demo.LAST", month("2023-12"))  # two months are enough here
    made = run("demo", "--out", tmp_path / "demo", "--persons", "20")
    assert made.status == 0
    assert str(tmp_path / "demo" / "demo.mottagning") in made.out
    assert PASSPHRASE not in made.out
    months = {file.name[:7] for file in (tmp_path / "demo" / "underlag").iterdir()}
    assert months == {"2023-11", "2023-12"}
    before = sorted((tmp_path / "demo").rglob("*"))
    again = run("demo", "--out", tmp_path / "demo", "--persons", "20")
    assert again.status == 1
    assert "redan ett register" in again.err
    assert sorted((tmp_path / "demo").rglob("*")) == before


# in a process of its own


def test_a_command_runs_without_a_screen_and_keeps_what_it_says_apart(register: Path, tmp_path: Path) -> None:
    child = program("preview", "2024-10", "--register", register)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0
    assert len(out.splitlines()) == 3
    assert err == "Tidigare månader är öppna. Här visas bara det som hör till 2024-10.\n"
    child = program("export", "--register", register, "--out", tmp_path)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (3, "")
    assert "kan inte skrivas" in err
    assert "Traceback" not in err
    assert "Exception" not in err


def test_what_is_loaded_at_the_start_is_not_looked_through_again_and_the_rest_is() -> None:
    lines = (
        "import gc, sys",
        "from mottagning.main import main",
        "sys.argv = ['mottagning', '--version']",
        "gc.unfreeze()",
        "assert main() == 0",
        "print(gc.isenabled(), gc.get_freeze_count() > 100_000)",
    )
    out, err = start("-c", "\n".join(lines)).communicate()
    assert out.splitlines()[-1] == "True True", err


def test_swedish_letters_come_through_whatever_the_console_thinks(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "mottagning", "import", str(tmp_path / "å.xlsx"), "--register", str(tmp_path / "r")],
        check=False,
        capture_output=True,
        env={**surroundings(), "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "MOTTAGNING_HOME": str(tmp_path)},
    )
    assert asked.returncode == 1
    assert "å.xlsx finns inte" in asked.stderr.decode("utf-8")
    assert list(tmp_path.iterdir()) == []
