"""Is a transaction all or nothing, and does nobody write while reading or wait for ever for another?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from factories import person
from mottagning.domain.problems import Refused, Trouble, TroubleCode
from mottagning.readmodels.changes import Area
from mottagning.storage import engine
from mottagning.usecases.context import Context

WRITES = (
    "UPDATE person SET case_number = 'x'",
    "DELETE FROM ledger_identity",
    "INSERT INTO household (key) VALUES ('x')",
    "CREATE TABLE x (y)",
    "DROP TRIGGER closing_no_update",
)


def _cases(ctx: Context) -> list[str]:
    with ctx.reading() as reader:
        return [one.value.case_number for one in reader.people.every()]


@pytest.mark.parametrize("statement", WRITES)
def test_a_reading_transaction_cannot_write(office: Context, statement: str) -> None:
    with pytest.raises(Trouble) as caught, office.reading() as reader:
        reader._connection.execute(text(statement))
    assert caught.value.code is TroubleCode.REGISTER_READ_ONLY
    assert _cases(office) == ["2024-0001", "2024-0002", "2024-0003", "2024-0004"]


def test_the_stores_of_a_reading_transaction_cannot_write(ctx: Context) -> None:
    with pytest.raises(Trouble), ctx.reading() as reader:
        reader.people.add(person())
    assert _cases(ctx) == []


def test_reading_goes_on_after_a_refused_write_and_writing_too(ctx: Context) -> None:
    with pytest.raises(Trouble), ctx.reading() as reader:
        reader.people.add(person())
    with ctx.writing() as uow:
        uow.people.add(person(case_number="1"))
        uow.commit()
    assert _cases(ctx) == ["1"]


def test_what_is_not_committed_is_not_kept(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add(person())
    assert _cases(ctx) == []


def test_an_error_takes_back_everything(ctx: Context) -> None:
    with pytest.raises(Refused), ctx.writing() as uow:  # noqa: PT012 - the error comes after something was written
        uow.people.add(person(case_number="1"))
        uow.people.add(person(case_number="1"))
    assert _cases(ctx) == []


def test_what_is_committed_is_seen_by_another_program(ctx: Context, another: Callable[[], Context]) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number="1"))
        uow.commit()
    assert _cases(another()) == ["1"]


def test_a_commit_tells_which_areas_changed(ctx: Context) -> None:
    with ctx.writing() as uow:
        assert uow.commit() == frozenset()
    with ctx.writing() as uow:
        uow.people.add(person())
        uow.note_changed(Area.RETURNS)
        assert uow.commit() == {Area.PEOPLE, Area.RETURNS}


def test_a_reading_transaction_sees_one_state(ctx: Context, another: Callable[[], Context]) -> None:
    with ctx.reading() as reader:
        assert reader.people.every() == []
        with another().writing() as uow:
            uow.people.add(person(case_number="1"))
            uow.commit()
        assert reader.people.every() == []
    assert _cases(ctx) == ["1"]


def test_a_writer_sees_nothing_half_done_by_another(ctx: Context, another: Callable[[], Context]) -> None:
    with ctx.writing() as uow:
        uow.people.add(person())
        assert _cases(another()) == []


def test_a_second_writer_is_told_that_the_register_is_busy(
    ctx: Context, another: Callable[[], Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    second = another()
    with ctx.writing() as uow:
        uow.people.add(person(case_number="1"))
        with pytest.raises(Trouble) as caught, second.writing():
            pass
        uow.commit()
    assert caught.value.code is TroubleCode.REGISTER_BUSY
    assert caught.value.params["file"] == str(ctx.db.file)
    with second.writing() as later:
        later.people.add(person(case_number="2"))
        later.commit()
    assert _cases(ctx) == ["1", "2"]


def test_nobody_waits_longer_than_a_person_would() -> None:
    assert 1_000 <= engine.BUSY_MILLISECONDS <= 10_000


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),  # memory: nothing in clear in a temporary file
        ("synchronous", 2),  # full: what is committed is on the disk
        ("journal_mode", "wal"),
        ("busy_timeout", engine.BUSY_MILLISECONDS),
    ],
)
def test_every_connection_is_set_up(ctx: Context, pragma: str, value: object) -> None:
    for transaction in (ctx.reading, ctx.writing):
        with transaction() as reader:
            assert reader._connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_nothing_refers_to_a_row_that_is_not_there(office: Context) -> None:
    with pytest.raises(IntegrityError), office.writing() as uow:
        uow._connection.execute(text("DELETE FROM person"))
    assert len(_cases(office)) == 4
