"""Do documents come back to the bit, go with what they belong to, and stay unknown to those without the right?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from factories import CHEAP, PASSPHRASE, Clock, document, pdf, person, without_right
from mottagning.domain.documents import LARGEST_FILE, Attachment, Document, DocumentOf, Owner
from mottagning.domain.people import Protection
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.files.pdf import page
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.overview import WaitingKind
from mottagning.texts import problems
from mottagning.usecases import agreements, bookings, people
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.context import Context
from mottagning.usecases.documents import (
    list_documents,
    open_document,
    page_image,
    read_all,
    read_file,
    remove_document,
    save_all,
    save_copy,
    save_document,
)
from mottagning.usecases.overview.viewing import overview
from workbooks import lines, make

AMINA, CLEO = "2024-0001", "2024-0003"
FILE = Attachment("Aminas intyg.pdf", pdf("Ett", "Två"))
HERS, HIDDEN = Owner(DocumentOf.PERSON, AMINA), Owner(DocumentOf.PERSON, CLEO)
HIDDEN_BOOKING = Owner(DocumentOf.BOOKING, "B3")


def keep(ctx: Context, file: Attachment | None = FILE, **values: Any) -> Stored[Document]:
    """A document in the register."""
    return save_document(ctx, None, document(**values), file).value


def rows(ctx: Context, statement: str) -> list[tuple[Any, ...]]:
    """What stands in the register."""
    with ctx.reading() as reader:
        return [tuple(row) for row in reader._connection.execute(text(statement))]


def code(caught: pytest.ExceptionInfo[Refused]) -> RefusalCode:
    return caught.value.code


# in and out


def test_a_file_comes_back_to_the_bit(office: Context, tmp_path: Path) -> None:
    source = tmp_path / FILE.name
    source.write_bytes(FILE.contents)
    done = save_document(office, None, document(), read_file(source))
    assert done.changed == {Area.DOCUMENTS}
    kept = done.value
    assert (kept.value.key, kept.value.file_name, kept.value.size) == ("D2025-0001", FILE.name, len(FILE.contents))
    opened = open_document(office, kept.id)
    assert (opened.contents, opened.pages, opened.document) == (FILE.contents, 2, kept.value)
    (tmp_path / "ut").mkdir()
    save_copy(office, kept.id, tmp_path / "ut" / "kopia.pdf")
    assert (tmp_path / "ut" / "kopia.pdf").read_bytes() == FILE.contents
    assert [item.name for item in (tmp_path / "ut").iterdir()] == ["kopia.pdf"]


def test_the_largest_file_is_taken(office: Context) -> None:
    large = Attachment("stor.pdf", pdf().ljust(LARGEST_FILE, b"\n"))
    kept = keep(office, large)
    with office.reading() as reader:
        assert reader.documents.contents(kept.id) == large.contents


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("brev.docx", b"PK\x03\x04", "brev.docx har inte lagts till. Filen är ingen PDF."),
        ("tom.pdf", b"", "tom.pdf har inte lagts till. Filen är ingen PDF."),
        ("stor.pdf", b"%PDF-".ljust(LARGEST_FILE + 1), "Filen är för stor. Högst 20 MB kan sparas."),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_in_words(tmp_path: Path, name: str, contents: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(contents)
    with pytest.raises(Refused) as caught:
        read_file(tmp_path / name)
    assert said in problems.refused(caught.value).text


def test_what_is_no_file_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_file(tmp_path / "borta.pdf")
    assert code(caught) is RefusalCode.FILE_MISSING
    with pytest.raises(Refused) as caught:
        read_file(tmp_path)
    assert code(caught) is RefusalCode.FILE_NOT_TAKEN


def test_a_change_of_words_leaves_the_file_and_another_file_takes_its_place(office: Context) -> None:
    kept = keep(office)
    form = replace(kept.value, title="Läkarintyg", file_name=None, size=None, sha256=None)
    renamed = save_document(office, kept, form).value
    assert renamed.value == replace(kept.value, title="Läkarintyg")
    other = Attachment("nytt.pdf", pdf("Nytt"))
    changed = save_document(office, renamed, renamed.value, other).value
    assert open_document(office, changed.id).contents == other.contents
    assert changed.value.sha256 == other.sha256 != kept.value.sha256
    with pytest.raises(Refused) as caught:
        save_document(office, kept, kept.value, FILE)
    assert code(caught) is RefusalCode.CHANGED_MEANWHILE
    assert open_document(office, changed.id).contents == other.contents


def test_a_document_without_anything_to_point_at_is_refused(office: Context) -> None:
    with pytest.raises(Refused) as caught:
        keep(office, None, registry_number=None)
    assert [one.name for one in caught.value.fields] == ["registry_number"]
    assert list_documents(office, HERS) == []


def test_lists_never_read_what_is_in_a_file(office: Context) -> None:
    keep(office, kept_until=office.today.replace(year=2024))
    said: list[str] = []
    with office.reading() as reader:
        event.listen(reader._connection.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    assert [one.has_file for one in list_documents(office, HERS)] == [True]
    overview(office)
    people.open_person(office, 1)
    assert said
    assert [one for one in said if "contents" in one] == []


def test_pages_are_laid_out_in_memory_and_a_damaged_file_is_told_of(office: Context) -> None:
    opened = open_document(office, keep(office).id)
    image = page_image(opened, 1, 300)
    assert (image.width, len(image.pixels)) == (300, 300 * image.height * 4)
    assert set(image.pixels[:400:4]) == {255}, "white paper"
    assert min(image.pixels[0::4]) < 64, "black letters"
    damaged = keep(office, Attachment("skadad.pdf", b"%PDF-1.7\nskadad"))
    with pytest.raises(Refused) as caught:
        open_document(office, damaged.id)
    assert code(caught) is RefusalCode.FILE_NOT_SHOWN


def test_a_page_of_any_length_stays_a_picture() -> None:
    long = FILE.contents.replace(b"[0 0 595 842]", b"[0 0 5 14400]")
    image = page(long, 0, 1600)
    assert max(image.width, image.height) <= 4001


# what goes with what


def test_documents_go_with_what_they_belong_to(ctx: Context) -> None:
    ctx_person = people.save_person(ctx, None, person(case_number=AMINA)).value
    keep(ctx)
    people.remove_person(ctx, ctx_person)
    assert rows(ctx, "SELECT count(*) FROM document") == rows(ctx, "SELECT count(*) FROM document_file") == [(0,)]


def test_a_booking_and_an_agreement_take_their_documents_along(office: Context) -> None:
    keep(office, booking="B1")
    keep(office, agreement="A2")
    mine = keep(office)
    with office.reading() as reader:
        booking, agreement = reader.bookings.find("B1"), reader.agreements.find("A2")
        others = [one for one in reader.bookings.every() if one.value.agreement == "A2"]
    assert booking is not None
    assert agreement is not None
    for one in [booking, *others]:
        bookings.remove_booking(office, one)
    agreements.remove_agreement(office, agreement)
    assert rows(office, "SELECT id FROM document") == rows(office, "SELECT document_id FROM document_file")
    assert rows(office, "SELECT id FROM document") == [(mine.id,)]


def due(ctx: Context) -> tuple[int, str, int | None] | None:
    """What the first page says of documents that are no longer to be kept: how many, and where the oldest is."""
    found = (one for one in overview(ctx).waiting if one.kind is WaitingKind.DOCUMENTS_DUE)
    return next(((one.count, one.area.value, one.record) for one in found), None)


def test_a_removed_document_takes_its_file_along(office: Context) -> None:
    remove_document(office, keep(office))
    assert rows(office, "SELECT count(*) FROM document_file") == [(0,)]


def test_what_is_due_is_what_is_no_longer_to_be_kept(office: Context) -> None:
    today = office.today
    keep(office, kept_until=today.replace(day=1), kept_by_rule="SoL 16:1")
    keep(office, None, kept_until=today)
    keep(office, None, agreement="A1", kept_until=today.replace(year=2020))
    keep(office, None)
    assert due(office) == (2, "agreements", 1), "of two that are due the agreement's is the oldest"


# secrecy


def test_nobody_without_the_right_sees_opens_saves_or_removes(office: Context, tmp_path: Path) -> None:
    past = office.today.replace(year=2020)
    found = [keep(office, case_number=CLEO, kept_until=past), keep(office, booking="B3", kept_until=past)]
    mine = keep(office)
    other = without_right(office)
    ways: list[Callable[[], object]] = [
        lambda: list_documents(other, HIDDEN),
        lambda: list_documents(other, HIDDEN_BOOKING),
    ]
    for one in found:
        ways += [
            lambda one=one: open_document(other, one.id),
            lambda one=one: save_copy(other, one.id, tmp_path / "ut.pdf"),
            lambda one=one: save_document(other, one, replace(one.value, title="x")),
            lambda one=one: remove_document(other, one),
            lambda one=one: save_document(other, mine, replace(one.value, key=mine.value.key)),
            lambda one=one: save_document(other, None, one.value),
        ]
    for way in ways:
        with pytest.raises(Refused) as caught:
            way()
        assert code(caught) is RefusalCode.GONE
        assert (str(caught.value), caught.value.fields, dict(caught.value.params)) == ("gone", (), {})
    assert due(other) is None
    assert save_all(other, tmp_path) == 1
    assert [item.name for item in tmp_path.glob("*.pdf")] == ["D2025-0003.pdf"]
    assert due(office) == (2, "people", 3)
    assert [len(list_documents(office, one)) for one in (HIDDEN, HIDDEN_BOOKING)] == [1, 1]


def test_a_person_who_is_protected_later_takes_her_documents_out_of_sight(office: Context) -> None:
    kept = keep(office)
    with office.reading() as reader:
        amina = reader.people.find(AMINA)
    assert amina is not None
    people.save_person(office, amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
    with pytest.raises(Refused):
        open_document(without_right(office), kept.id)


def test_opening_and_saving_are_logged_without_a_name(office: Context, tmp_path: Path) -> None:
    kept, theirs = keep(office), keep(office, agreement="A1")
    open_document(office, kept.id)
    save_copy(office, kept.id, tmp_path / "en.pdf")
    save_copy(office, theirs.id, tmp_path / "två.pdf")
    save_all(office, tmp_path)
    assert rows(office, "SELECT what, person, detail FROM read_log") == [
        ("document", 1, "D2025-0001"),
        ("export", 1, "D2025-0001"),
        ("export", None, "D2025-0002"),
    ]
    out = [("document", 1), ("document", 0), ("document_files", 1)]
    assert rows(office, "SELECT what, persons FROM disclosure") == out
    changes = rows(office, "SELECT person, action, changes FROM change_log WHERE entity = 'document'")
    assert [(who, action) for who, action, _ in changes] == [
        (1, "added"),
        (1, "file_kept"),
        (None, "added"),
        (None, "file_kept"),
    ]
    assert "PDF-" not in json.dumps(changes)


def test_what_cannot_be_written_is_told_of_and_not_logged(office: Context, tmp_path: Path) -> None:
    kept = keep(office)
    (tmp_path / "mapp.pdf").mkdir()
    (tmp_path / "mapp.pdf" / "x").touch()
    with pytest.raises(Trouble):
        save_copy(office, kept.id, tmp_path / "mapp.pdf")
    assert rows(office, "SELECT * FROM disclosure") == []


# leaving and coming back


@pytest.fixture
def elsewhere(tmp_path: Path) -> Callable[[], Context]:
    """Another register, empty."""

    def made() -> Context:
        return create_register(tmp_path / "annat.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP).ctx

    return made


def test_a_register_leaves_and_comes_back_with_its_files(
    office: Context, tmp_path: Path, elsewhere: Callable[[], Context]
) -> None:
    keep(office)
    keep(office, None, agreement="A1")
    out = tmp_path / "ut"
    out.mkdir()
    export_register(office, out / "register.xlsx")
    assert save_all(office, out) == 1
    told = lines(out / "register.xlsx", "Dokument")
    assert told[0]["Dokument"] == "D2025-0001"
    assert told[0]["Filnamn"] == FILE.name
    assert told[0]["Storlek i byte"] == len(FILE.contents)
    assert told[0]["Kontrollsumma (SHA-256)"] == FILE.sha256
    assert (out / "D2025-0001.pdf").read_bytes() == FILE.contents
    other = elsewhere()
    try:
        report = import_workbook(other, out / "register.xlsx").value
        assert report.is_imported
        assert [one.cell for one in report.warnings if "D2025-0001" in one.message] == ["L2"]
        [line] = list_documents(other, HERS)
        assert (line.has_file, line.document.value.sha256) == (False, FILE.sha256)
        with pytest.raises(Refused) as caught:
            open_document(other, line.document.id)
        assert code(caught) is RefusalCode.FILE_NOT_HERE
        assert [read_all(other, out), read_all(other, out)] == [1, 0]
        assert open_document(other, line.document.id).contents == FILE.contents
    finally:
        other.db.close()


def test_a_file_that_was_changed_outside_is_not_taken_back(office: Context, tmp_path: Path) -> None:
    kept = keep(office)
    save_all(office, tmp_path)
    with office.writing() as uow:
        uow._connection.execute(text("DELETE FROM document_file"))
        uow.commit()
    for other in (pdf("Ett annat"), b"ingen PDF"):
        (tmp_path / "D2025-0001.pdf").write_bytes(other)
        assert read_all(office, tmp_path) == 0
    with office.reading() as reader:
        assert reader.documents.contents(kept.id) is None


def test_a_workbook_never_changes_what_is_said_of_a_file_that_is_here(office: Context, tmp_path: Path) -> None:
    kept = keep(office)
    sheet = [
        ["Dokument", "Slag", "Rubrik", "Filnamn", "Storlek i byte", "Kontrollsumma (SHA-256)"],
        [kept.value.key, "beslut", "Nytt namn", "annat.pdf", 1, "b" * 64],
    ]
    report = import_workbook(office, make(tmp_path / "in.xlsx", {"Dokument": sheet})).value
    assert (report.is_imported, report.warnings) == (True, ())
    [line] = list_documents(office, HERS)
    assert line.document.value.title == "Nytt namn"
    assert (line.document.value.file_name, line.document.value.sha256) == (FILE.name, FILE.sha256)


def test_an_export_and_an_import_without_the_right_know_of_no_hidden_document(office: Context, tmp_path: Path) -> None:
    hidden = [keep(office, case_number=CLEO), keep(office, booking="B3")]
    keep(office)
    other = without_right(office)
    export_register(other, tmp_path / "ut.xlsx")
    assert [one["Dokument"] for one in lines(tmp_path / "ut.xlsx", "Dokument")] == ["D2025-0003"]
    sheet = [
        ["Dokument", "Ärende", "Bokning", "Slag", "Rubrik", "Diarienummer"],
        [hidden[0].value.key, AMINA, None, "annat", "Övertaget", "1"],
        ["D2025-0010", CLEO, None, "annat", "Nytt", "1"],
        ["D2025-0011", None, "B3", "annat", "Nytt", "1"],
        ["D2025-0012", "2024-9999", None, "annat", "Nytt", "1"],
    ]
    report = import_workbook(other, make(tmp_path / "in.xlsx", {"Dokument": sheet})).value
    assert not report.is_imported
    said = {one.cell: one.message.replace(CLEO, "*").replace("2024-9999", "*") for one in report.rejected}
    assert sorted(said) == ["A2", "B3", "B5", "C4"]
    assert said["B3"] == said["B5"], "somebody who may not be seen is told of like somebody who is not there"
    assert len(list_documents(office, HIDDEN)) == 1
