"""When a file cannot be written, is the old one untouched and nothing left beside it? Does a text ever compute?"""

from __future__ import annotations

import errno
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml.etree import SerialisationError
from openpyxl import load_workbook
from openpyxl.worksheet import _writer
from openpyxl.worksheet._writer import WorksheetWriter

from factories import OTHER, TEST_NUMBERS, agreement, booking, month, person, price, residence, terms
from mottagning.domain.agreements import Direction
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.domain.services import Service
from mottagning.files import workbook
from mottagning.files.cells import LONGEST_CELL
from mottagning.files.sheet_writer import SheetWriter
from mottagning.files.workbook import written
from mottagning.texts.problems import trouble
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from workbooks import make, read

OLD = b"det som stod dar forut"


def _export(ctx: Context, folder: Path) -> Path:
    export_register(ctx, folder / "ut.xlsx")
    return folder / "ut.xlsx"


def _return(ctx: Context, folder: Path) -> Path:
    """The first file of a closed month is that of the counterpart that we buy from."""
    write_returns(ctx, folder, month("2024-09"))
    return folder / "2024-09 2309 K 1 2380-2309 Kontrollunderlag.xlsx"


def _rejected(ctx: Context, folder: Path) -> Path:
    lists = ctx.db.file.with_name("listor.xlsx")
    if not lists.exists():
        make(lists, {"Personer": [["Ärende", "Kön"], ["2024-0001", "?"]]})
    import_workbook(ctx, lists, accept_valid=True, rejected_file=folder / "avvisade.xlsx")
    return folder / "avvisade.xlsx"


Write = Callable[[Context, Path], Path]
WRITERS: dict[str, Write] = {"export": _export, "return": _return, "rejected rows": _rejected}


@pytest.fixture
def closed(office: Context) -> Context:
    """A small office that has closed its first month."""
    close_month(office, month("2024-09"))
    return office


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine keeps what is on its way to a file."""
    folder = tmp_path / "tillfälligt"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _no_room(number: int) -> Callable[[Path, bytes], int]:
    """Writing that gets half way."""

    def write(path: Path, data: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(data[: len(data) // 2])
        raise OSError(number, os.strerror(number))

    return write


def _lxml_stops(_writer: object, *_row: object) -> None:
    """What lxml says when a sheet on its way finds no more room."""
    raise SerialisationError("IO_ENOSPC")


def _lose_the_end(patch: pytest.MonkeyPatch) -> None:
    """The last of a sheet on its way finds no room, and lxml says nothing."""
    close = WorksheetWriter.close

    def cut_off(writer: WorksheetWriter) -> None:
        close(writer)
        os.truncate(writer.out, Path(writer.out).stat().st_size - 20)

    patch.setattr(WorksheetWriter, "close", cut_off)


def _in_use(_path: Path, target: Path) -> Path:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _as_on_windows(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Path, "replace", _in_use)
    patch.setattr(workbook, "os", SimpleNamespace(name="nt", fsync=os.fsync))


FAULTS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], TroubleCode]] = {
    "open in Excel": (_as_on_windows, TroubleCode.FILE_IN_USE),
    "not ours to change": (lambda patch: patch.setattr(Path, "replace", _in_use), TroubleCode.FILE_UNWRITABLE),
    "full disk": (lambda patch: patch.setattr(Path, "write_bytes", _no_room(errno.ENOSPC)), TroubleCode.DISK_FULL),
    "full quota": (lambda patch: patch.setattr(Path, "write_bytes", _no_room(errno.EDQUOT)), TroubleCode.DISK_FULL),
    "no room for what is on its way": (
        lambda patch: patch.setattr(WorksheetWriter, "write_views", _lxml_stops),
        TroubleCode.DISK_FULL,
    ),
    "no room for the end of what is on its way": (_lose_the_end, TroubleCode.DISK_FULL),
    "read-only folder": (
        lambda patch: patch.setattr(Path, "write_bytes", _no_room(errno.EROFS)),
        TroubleCode.FILE_UNWRITABLE,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(
    closed: Context, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, write: Write, fault: str
) -> None:
    folder = tmp_path / "ut"
    target = write(closed, folder)
    for each in folder.iterdir():
        each.write_bytes(OLD)
    names = sorted(folder.iterdir())
    break_it, code = FAULTS[fault]
    with monkeypatch.context() as patch:
        break_it(patch)
        with pytest.raises(Trouble) as caught:
            write(closed, folder)
    assert caught.value.code is code
    assert target.name in trouble(caught.value).text
    assert sorted(folder.iterdir()) == names
    assert {each.read_bytes() for each in names} == {OLD}
    assert list(scratch.iterdir()) == []


def test_a_file_in_use_is_told_with_what_to_do(
    closed: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ut.xlsx").write_bytes(OLD)
    FAULTS["open in Excel"][0](monkeypatch)
    with pytest.raises(Trouble) as caught:
        export_register(closed, tmp_path / "ut.xlsx")
    said = trouble(caught.value).text
    for part in ("är öppen i ett annat program", "Filen är orörd", "Stäng den i Excel", "annat namn", "annan mapp"):
        assert part in said


def test_a_file_that_somebody_has_open_on_a_share_is_told_by_the_mark_that_excel_leaves(
    closed: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ut.xlsx").write_bytes(OLD)
    (tmp_path / "~$ut.xlsx").write_bytes(b"nagon")
    monkeypatch.setattr(Path, "replace", _in_use)
    with pytest.raises(Trouble) as caught:
        export_register(closed, tmp_path / "ut.xlsx")
    assert caught.value.code is TroubleCode.FILE_IN_USE
    assert (tmp_path / "ut.xlsx").read_bytes() == OLD


def test_a_folder_that_is_not_ours_on_windows_is_not_said_to_be_a_file_in_use(
    closed: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FAULTS["open in Excel"][0](monkeypatch)
    with pytest.raises(Trouble) as caught:
        export_register(closed, tmp_path / "ut.xlsx")
    assert caught.value.code is TroubleCode.FILE_UNWRITABLE


def _write(target: Path, rows: int) -> None:
    with written(target) as book:
        sheet = SheetWriter(book, "Prov")
        for _ in range(rows):
            sheet.line("rad")


def test_a_text_stays_a_text_in_any_sheet_and_is_no_longer_than_excel_takes(tmp_path: Path) -> None:
    given = ("=1+1", "#N/A", "  ", "a\x01b", "å" * (LONGEST_CELL + 1))
    with written(tmp_path / "ut.xlsx") as book:
        SheetWriter(book, "Prov").line(*given)
    (cells,) = load_workbook(tmp_path / "ut.xlsx")["Prov"].iter_rows()
    assert [cell.value for cell in cells] == ["=1+1", "#N/A", "  ", "ab", "å" * LONGEST_CELL]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("rows", [0, 1, 1000], ids=["an empty sheet", "one that can wait in memory", "a long one"])
def test_a_disk_that_is_really_full_stops_a_sheet_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    on_its_way = tmp_path / "blad"
    on_its_way.symlink_to("/dev/full")
    monkeypatch.setattr(_writer, "create_temporary_file", lambda: str(on_its_way))
    with pytest.raises(Trouble) as caught:
        _write(tmp_path / "ut.xlsx", rows)
    assert caught.value.code is TroubleCode.DISK_FULL
    assert [file for file in tmp_path.iterdir() if file != on_its_way] == []


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_a_folder_that_cannot_be_made_is_told_of(closed: Context, tmp_path: Path, write: Write) -> None:
    (tmp_path / "ut").write_bytes(OLD)
    with pytest.raises(Trouble) as caught:
        write(closed, tmp_path / "ut")
    assert caught.value.code is TroubleCode.FILE_UNWRITABLE
    assert (tmp_path / "ut").read_bytes() == OLD


def test_returns_written_before_the_disk_was_full_stand_whole(
    closed: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    write_bytes = Path.write_bytes

    def write_one(path: Path, data: bytes) -> int:
        written.append(path)
        return write_bytes(path, data) if len(written) == 1 else _no_room(errno.ENOSPC)(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_one)
    with pytest.raises(Trouble):
        write_returns(closed, tmp_path / "ut")
    standing = list((tmp_path / "ut").iterdir())
    assert [file.name for file in standing] == ["2024-09 2309 K 1 2380-2309 Kontrollunderlag.xlsx"]
    assert "Specifikation" in read(standing[0])


# texts that look like formulas

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0")


def _suspicious(ctx: Context) -> None:
    """A small office whose every free text begins like a formula."""
    first, second, third, fourth, link, command = DANGEROUS
    with ctx.writing() as uow:
        uow.settings.save(
            OfficeSettings(
                municipality="2380",
                first_month=month("2024-09"),
                board=first,
                officer=second,
                reference=third,
                invoice_address=link,
                phone=command,
            )
        )
        uow.counterparts.add(
            Counterpart(code=OTHER, name=command, reference=first, invoice_address=second, contact=link)
        )
        uow.services.add(Service(name=command, code=first, account_buy=second, account_sell=third, cost_centre=fourth))
        uow.people.add_many(
            [
                person(case_number=first, family_name=command, given_name=None, personal_number=TEST_NUMBERS[0]),
                person(case_number=second, family_name=third, given_name=fourth, personal_number=TEST_NUMBERS[1]),
            ]
        )
        uow.residences.add_many([residence(first), residence(second, OTHER)])
        uow.agreements.add_many(
            [
                agreement(key=link, registry_number=first),
                agreement(key=fourth, direction=Direction.SELL, reference=first),
            ]
        )
        uow.terms.add_many([terms(agreement=link, service=command), terms(agreement=fourth, service=command)])
        uow.prices.add_many(
            [
                price(agreement=link, service=command, source=first),
                price(agreement=fourth, service=command, source=second),
            ]
        )
        shared = {"service": command, "provider": second, "ground": third, "decision": fourth, "variant": link}
        shared |= {"counterpart_reference": first, "consent_on": month("2024-09").first}
        uow.bookings.add_many(
            [
                booking("2024-09-01", key=third, case_number=first, agreement=link, **shared),
                booking("2024-09-01", key=fourth, case_number=second, agreement=fourth, **shared),
            ]
        )
        uow.commit()


def test_no_text_becomes_a_formula_in_any_file(ctx: Context, tmp_path: Path) -> None:
    _suspicious(ctx)
    close_month(ctx, month("2024-09"))
    files = [one.file for one in write_returns(ctx, tmp_path / "underlag") if one.file]
    files += [*(tmp_path / "underlag").glob("*Ekonomiunderlag*"), _export(ctx, tmp_path)]
    bad = {"Personer": [["Ärende", "Efternamn", "Kön"], *([text, text, text] for text in DANGEROUS)]}
    report = import_workbook(ctx, make(tmp_path / "fel.xlsx", bad), accept_valid=True).value
    assert report.rejected_file is not None
    files.append(report.rejected_file)
    assert len(files) == 5
    for file in files:
        cells = [cell for sheet in load_workbook(file).worksheets for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}, file.name
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert not any(b"<f>" in part or b"<f " in part for part in parts.values()), file.name
        assert not any("externalLink" in name for name in parts), file.name
        values = {value for rows in read(file).values() for row in rows for value in row if isinstance(value, str)}
        assert any(value.startswith("=") for value in values), file.name


def test_dangerous_texts_stand_whole_where_they_belong(ctx: Context, tmp_path: Path) -> None:
    _suspicious(ctx)
    close_month(ctx, month("2024-09"))
    bought, sold = (one.file for one in write_returns(ctx, tmp_path))
    first, second, third, fourth, link, command = DANGEROUS
    assert bought is not None
    assert sold is not None
    heading, row = read(bought)["Specifikation"]
    shown = dict(zip(heading, row, strict=True))
    expected = {"Ärende": first, "Namn": command, "Bokning": third, "Insats": command, "Anordnare": second}
    expected |= {"Grund": third, "Beslut": fourth, "Avtal": link, "Motpartens referens": first, "Prislista": first}
    assert {name: shown[name] for name in expected} == expected
    heading, row = read(sold)["Specifikation"]
    assert dict(zip(heading, row, strict=True))["Namn"] == f"{fourth} {third}"
