"""Is everybody reminded of the files with personal data that she wrote and that still lie there, and of no other?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from factories import Clock
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.lists import ListColumn, ListSheet
from mottagning.readmodels.overview import WaitingKind
from mottagning.storage.database import Database
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.registers import hold_register
from mottagning.usecases.context import Context
from mottagning.usecases.lists import export_list
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.permitted import closed_to
from mottagning.usecases.written_files import keep_file, remove_file, standing_files


@pytest.fixture
def written(office: Context, tmp_path: Path) -> Path:
    """The whole register in a workbook."""
    export_register(office, tmp_path / "allt.xlsx")
    return tmp_path / "allt.xlsx"


def sheet(name: str, persons: int) -> ListSheet:
    """A list of one row, about so many persons."""
    columns = (ListColumn("Rubrik", 100, is_right=False, is_day=False),)
    return ListSheet(name, name, "", persons, columns, (("värde",),), (("värde",),))


def reminded(ctx: Context) -> int:
    return next((one.count for one in waiting(ctx) if one.kind is WaitingKind.FILES_LEFT), 0)


def test_a_file_is_reminded_of_when_it_has_lain_for_thirty_days(office: Context, written: Path, clock: Clock) -> None:
    (one,) = standing_files(office)
    assert (Path(one.path), one.what, one.is_due) == (written, "register_export", False)
    clock.now += timedelta(days=30)
    assert reminded(office) == 0
    clock.now += timedelta(seconds=1)
    assert reminded(office) == 1
    assert standing_files(office)[0].is_due


def test_one_that_was_written_again_counts_from_then(office: Context, written: Path, clock: Clock) -> None:
    clock.now += timedelta(days=20)
    export_register(office, written)
    clock.now += timedelta(days=20)
    assert len(standing_files(office)) == 1
    assert reminded(office) == 0


@pytest.mark.parametrize("way", ["removed here", "removed by hand", "kept"])
def test_one_that_is_gone_or_kept_is_reminded_of_no_more(
    office: Context, written: Path, clock: Clock, way: str
) -> None:
    clock.now += timedelta(days=31)
    (one,) = standing_files(office)
    if way == "removed here":
        remove_file(office, one.id)
        assert not written.exists()
    elif way == "removed by hand":
        written.unlink()
    else:
        keep_file(office, one.id, "underlag för revisionen")
        assert standing_files(office)[0].kept_because == "underlag för revisionen"
        assert written.exists()
    assert reminded(office) == 0


def test_without_a_reason_it_is_not_kept(office: Context, written: Path) -> None:
    (one,) = standing_files(office)
    with pytest.raises(Refused) as caught:
        keep_file(office, one.id, "  ")
    assert caught.value.fields[0].name == "kept_because"


@pytest.mark.parametrize("change", [{"name": "Karin Kollega"}, {"name": "Karin Kollega", "may_see_protected": False}])
def test_nobody_is_told_of_anothers_files_or_can_touch_them(
    office: Context, written: Path, clock: Clock, change: dict[str, object]
) -> None:
    clock.now += timedelta(days=31)
    (one,) = standing_files(office)
    other = replace(office, user=replace(office.user, **change))
    assert standing_files(other) == []
    assert reminded(other) == 0
    for act in (lambda: remove_file(other, one.id), lambda: keep_file(other, one.id, "nej")):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.code is RefusalCode.GONE
    assert written.exists()


def test_on_another_computer_nobody_can_look(office: Context, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mottagning.usecases.written_files.platform.node", lambda: "ANNAN-PC")
    assert standing_files(office) == []


def test_a_file_about_nobody_is_not_kept_account_of(office: Context, tmp_path: Path) -> None:
    for name, persons in (("avtal", 0), ("personer", 4)):
        export_list(office, sheet(name, persons), tmp_path / f"{name}.xlsx")
    assert [Path(one.path).name for one in standing_files(office)] == ["personer.xlsx"]


def test_what_was_written_while_another_had_the_register_is_reminded_of_too(
    office: Context, another: Callable[[], Context], tmp_path: Path
) -> None:
    first = hold_register(office)
    second = hold_register(another())
    export_register(second, tmp_path / "allt.xlsx")
    assert standing_files(first) == []
    second.close()
    first.close()
    again = hold_register(replace(another(), access=None))
    assert [Path(one.path).name for one in standing_files(again)] == ["allt.xlsx"]
    again.close()


def test_the_program_log_and_the_log_of_changes_hold_no_path(office: Context, written: Path) -> None:
    with office.reading() as reader:
        said = reader._connection.execute(text("SELECT group_concat(changes) FROM change_log")).scalar()
    assert str(written) not in (said or "")


@pytest.mark.parametrize("unit", [OfficeUnit.ECONOMY, OfficeUnit.SCHOOL])
def test_who_sees_no_plans_is_reminded_too(office: Context, tmp_path: Path, clock: Clock, unit: OfficeUnit) -> None:
    user = replace(office.user, role=Role.ECONOMIST, unit=unit)
    hers = replace(office, user=user, db=Database(office.db.file, office.key, closed_to(user)))
    export_list(hers, sheet("personer", 1), tmp_path / "personer.xlsx")
    clock.now += timedelta(days=31)
    assert reminded(hers) == 1
    hers.db.close()
