"""Can anything of what the register holds be read without its key – in any file that the program writes?"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from factories import (
    CHEAP,
    OTHER,
    PASSPHRASE,
    Clock,
    agreement,
    booking,
    day,
    document,
    furnish,
    month,
    pdf,
    person,
    residence,
    second_holder,
)
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import Refused
from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.lists import ListFilter, SavedFilter
from mottagning.system import logs
from mottagning.system.paths import own_paths
from mottagning.system.preferences import Preferences
from mottagning.usecases import agreements, bookings, documents, lists, people, searching
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.registers import NewRegister, create_register, open_register
from mottagning.usecases.admin.restoring import restore
from mottagning.usecases.overview.viewing import overview
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, list_returns
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month

SECRETS = (
    "Hemligström",
    "Sigrun-Aleksandra",
    "hemligström",  # as the search has it
    "19890502",
    "8905022391",
    "4711-hemlig",  # a case number
    "Synnerligt känslig anteckning",
    "Hemliga vägen 1",
    "ZZ-hemlig-referens",
    "Kim Handläggarsson",
    PASSPHRASE,
    "Hemlig i en PDF",  # in a document's file
    "%PDF-",
)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
MAGIC = "SQLite format 3"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files that is searched too."""
    folder = tmp_path / "temp"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def _written(secret: str) -> Iterator[bytes]:
    """How a text may stand in a file."""
    yield from (secret.encode(encoding) for encoding in ENCODINGS)
    yield json.dumps(secret)[1:-1].encode()


def _readable(folder: Path) -> dict[str, list[str]]:
    """Every secret that stands in a file below `folder`, or in its name."""
    found = {}
    for file in sorted(folder.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        read = [
            secret
            for secret in (*SECRETS, MAGIC)
            if secret in file.name or any(written in content for written in _written(secret))
        ]
        if read:
            found[file.name] = read
    return found


def _work(made: NewRegister, clock: Clock, attached: Path) -> None:
    """A day at the office, with everything that is nobody else's business."""
    ctx = made.ctx
    furnish(ctx)
    secret = person(
        case_number="4711-hemlig",
        family_name="Hemligström",
        given_name="Sigrun-Aleksandra",
        personal_number="198905022391",
        birth_date=day("1989-05-02"),
        education_level="Synnerligt känslig anteckning",
    )
    stored = people.save_person(ctx, None, secret).value
    people.save_residence(ctx, None, residence("4711-hemlig"))
    placed = booking(
        "2024-09-01",
        key="B9",
        case_number="4711-hemlig",
        ground="Synnerligt känslig anteckning, 20 kap. 11 d §",
        invoice_address="Hemliga vägen 1",
        invoice_reference="ZZ-hemlig-referens",
    )
    bookings.save_booking(ctx, None, placed)
    agreements.save_counterpart(ctx, None, Counterpart(code=OTHER, contact="Kim Handläggarsson"))
    people.open_person(ctx, stored.id)
    lists.log_list(ctx, "people", "Hemligström", 1)
    lists.keep_filter(ctx, "people", SavedFilter("Hemligström", ListFilter("Hemligström")))
    assert searching.search(ctx, "hemligström").hits
    for closed in ("2024-09", "2024-10"):
        close_month(ctx, month(closed))
        clock.tick(days=1)
    file = documents.read_file(attached)
    written = document(case_number="4711-hemlig", title="Synnerligt känslig anteckning", kept_by_rule="Hemliga vägen 1")
    kept = documents.save_document(ctx, None, written, file).value
    attached.unlink()
    documents.page_image(documents.open_document(ctx, kept.id), 0, 400)
    hand_out(ctx, list_returns(ctx)[0].id, HandOutWay.SDK, "Kim Handläggarsson")
    overview(ctx)
    view_month(ctx, month("2024-11"))
    assert verify(ctx) == []
    people.save_person(ctx, None, replace(secret, case_number="4711-hemlig-2", personal_number=None))


def test_no_file_can_be_read_without_the_key(tmp_path: Path, scratch: Path, clock: Clock) -> None:
    folder = tmp_path / "register"
    office = OfficeSettings(municipality="2380", first_month=month("2024-09"), officer="Kim Handläggarsson")
    file = folder / "prov.mottagning"
    made = create_register(file, PASSPHRASE, "Kim Handläggarsson", clock, office=office, cost=CHEAP)
    second_holder(made.ctx)
    attached = tmp_path / "intyg.pdf"
    attached.write_bytes(pdf("Hemlig i en PDF"))
    assert list(_readable(tmp_path)) == ["intyg.pdf"]
    _work(made, clock, attached)
    back_up(made.ctx, folder / "kopior" / "kopia")
    logs.start(own_paths().log)
    with pytest.raises(Refused) as caught:
        agreements.save_agreement(made.ctx, None, agreement(key="A1"))
    logs.note(caught.value)
    Preferences(own_paths().settings).put("register", str(made.ctx.db.file))
    present = {item.name for item in folder.iterdir()}
    assert {"prov.mottagning-wal", "prov.mottagning-shm", "prov.mottagning.nyckel"} <= present
    assert made.ctx.db.file.with_name("prov.mottagning-wal").stat().st_size > 0
    assert _readable(tmp_path) == {}
    made.ctx.db.close()
    restore(folder / "kopior" / "kopia", file, PASSPHRASE, clock).db.close()
    assert _readable(tmp_path) == {}


def test_the_search_would_find_what_can_be_read(tmp_path: Path) -> None:
    """Without this the test above could be silent about anything."""
    for place, encoding in enumerate(ENCODINGS):
        (tmp_path / str(place)).write_bytes(b"\x07\x08" + "Åsa Hemligström".encode(encoding) + b"\x00")
    with closing(sqlite3.connect(tmp_path / "klartext")) as connection:
        connection.execute("CREATE TABLE person (name)")
        connection.execute("INSERT INTO person VALUES ('Sigrun-Aleksandra')")
        connection.commit()
    found = _readable(tmp_path)
    assert found["klartext"] == ["Sigrun-Aleksandra", MAGIC]
    assert [found[str(place)] for place in range(4)] == [["Hemligström"]] * 4


def test_nothing_is_written_where_nobody_looks(tmp_path: Path, scratch: Path, clock: Clock) -> None:
    made = create_register(tmp_path / "r" / "prov.mottagning", PASSPHRASE, "Kim", clock, cost=CHEAP)
    furnish(made.ctx)
    back_up(made.ctx, tmp_path / "r" / "kopia")
    made.ctx.db.close()
    open_register(tmp_path / "r" / "prov.mottagning", PASSPHRASE, clock).db.close()
    assert list(scratch.iterdir()) == []
    assert sorted(item.name for item in (tmp_path / "r").iterdir()) == [
        "kopia",
        "prov.mottagning",
        "prov.mottagning.nyckel",
    ]
