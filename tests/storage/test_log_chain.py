"""Is anything altered, taken out of or put into a log found, while retention may take its words away?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from factories import person
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.storage.chain import Break
from mottagning.storage.engine import connect
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.returns.verifying import verify

LOGS = ("read_log", "change_log", "disclosure")


@pytest.fixture
def logged(ctx: Context) -> Context:
    """A register in which somebody was registered, read and written of, three times each."""
    for number in range(1, 4):
        people.save_person(ctx, None, person(case_number=f"2024-000{number}"))
        with ctx.writing() as uow:
            uow.log.read(ReadNote(ReadKind.CARD, person=number, detail=f"rad {number}"))
            uow.log.disclosed(Disclosure("return", 1, recipient=f"mottagare {number}", person=number))
            uow.commit()
    return ctx


def forced(ctx: Context, *statements: str) -> None:
    """What somebody with the key and a database tool could do: the triggers are taken away first."""
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def breaks(ctx: Context) -> list[Break]:
    with ctx.reading() as reader:
        return reader.log_breaks()


def test_logs_as_they_were_written_are_whole(logged: Context) -> None:
    assert breaks(logged) == []
    assert verify(logged) == []


def last_row(ctx: Context, log: str) -> int:
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        return int(connection.execute(f"SELECT max(id) FROM {log}").fetchone()[0])


@pytest.mark.parametrize("log", LOGS)
def test_a_row_taken_out_is_found_at_the_row_after_it(logged: Context, log: str) -> None:
    last = last_row(logged, log)
    forced(logged, f"DELETE FROM {log} WHERE id = {last - 1}")
    assert breaks(logged) == [Break(log, last)]


@pytest.mark.parametrize("log", LOGS)
def test_rows_taken_from_the_end_are_missed(logged: Context, log: str) -> None:
    forced(logged, f"DELETE FROM {log} WHERE id = {last_row(logged, log)}")
    assert breaks(logged) == [Break(log, None)]


@pytest.mark.parametrize("log", LOGS)
def test_a_log_that_was_emptied_is_missed(logged: Context, log: str) -> None:
    forced(logged, f"DELETE FROM {log}")
    assert breaks(logged) == [Break(log, None)]


@pytest.mark.parametrize(
    ("log", "change"),
    [
        ("read_log", "\"by\" = 'Kim'"),
        ("read_log", "at = '2020-01-01 00:00:00.000000'"),
        ("read_log", "person = 9"),
        ("read_log", "detail = 'annat'"),
        ("read_log", "detail = NULL, salt = NULL"),
        ("read_log", "detail = 'annat', salt = NULL, removed_by = 1"),
        ("change_log", "action = 'removed'"),
        ("change_log", "changes = '{}'"),
        ("disclosure", "recipient = 'ingen'"),
        ("disclosure", "persons = 0"),
        ("disclosure", "unit = 'school'"),
    ],
)
def test_an_altered_row_is_found(logged: Context, log: str, change: str) -> None:
    last = last_row(logged, log)
    forced(logged, f"UPDATE {log} SET {change} WHERE id = {last - 1}")
    assert breaks(logged) == [Break(log, last - 1)]
    assert [one.code for one in verify(logged) if one.code != "trigger"] == [log]


def test_a_row_put_in_is_found(logged: Context) -> None:
    columns = '"at", "by", what, person, detail, salt, words_digest, digest'
    forced(logged, f"INSERT INTO read_log ({columns}) SELECT {columns} FROM read_log WHERE id = 1")
    assert [one.log for one in breaks(logged)] == ["read_log"]


def executed(ctx: Context, statement: str) -> Callable[[], Any]:
    def run() -> None:
        with closing(connect(ctx.db.file, ctx.key)) as connection:
            connection.execute(statement)

    return run


PROTOCOL = (
    "INSERT INTO retention_protocol VALUES (1, '2025-03-03 09:00:00', 'a', '2025-03-03 09:00:00', 'a', "
    "'2025-03-03 09:00:00', 'b', 1, 0, 0)"
)


@pytest.fixture
def protocolled(logged: Context) -> Context:
    """The same register after a retention that is on record."""
    executed(logged, PROTOCOL)()
    return logged


def test_retention_takes_the_words_and_the_chain_holds(protocolled: Context) -> None:
    logged = protocolled
    executed(logged, "UPDATE read_log SET detail = NULL, salt = NULL, removed_by = 1 WHERE person = 2")()
    executed(logged, "UPDATE change_log SET changes = NULL, salt = NULL, removed_by = 1 WHERE person = 2")()
    assert breaks(logged) == []
    people.save_person(logged, None, person(case_number="2024-0009"))
    assert breaks(logged) == []


@pytest.mark.parametrize(
    "change",
    [
        "detail = NULL, salt = NULL",
        "detail = 'annat', removed_by = 1",
        "detail = NULL, removed_by = 1",
        "detail = NULL, salt = NULL, removed_by = 1, \"by\" = 'Kim'",
        "detail = NULL, salt = NULL, removed_by = 1, person = NULL",
        "detail = NULL, salt = NULL, removed_by = 1, digest = ''",
    ],
)
def test_the_database_lets_nothing_else_of_a_log_be_changed(protocolled: Context, change: str) -> None:
    with pytest.raises(sqlcipher.DatabaseError, match="never changes"):
        executed(protocolled, f"UPDATE read_log SET {change} WHERE id = 1")()


def test_no_words_are_taken_without_a_protocol(protocolled: Context) -> None:
    without = "UPDATE read_log SET detail = NULL, salt = NULL, removed_by = 2 WHERE id = 1"
    with pytest.raises(sqlcipher.DatabaseError, match="never changes"):
        executed(protocolled, without)()
    forced(protocolled, without)
    assert breaks(protocolled) == [Break("read_log", 1)]


def test_words_are_taken_once(protocolled: Context) -> None:
    logged = protocolled
    executed(logged, PROTOCOL.replace("VALUES (1", "VALUES (2"))()
    taken = "UPDATE read_log SET detail = NULL, salt = NULL, removed_by = 1 WHERE id = 1"
    executed(logged, taken)()
    with pytest.raises(sqlcipher.DatabaseError, match="never changes"):
        executed(logged, taken.replace("removed_by = 1", "removed_by = 2"))()


def test_the_same_words_give_another_digest_each_time(logged: Context) -> None:
    """Else names and numbers could be tried until one fits, after retention has taken them."""
    with closing(connect(logged.db.file, logged.key)) as connection:
        with logged.writing() as uow:
            uow.log.read(ReadNote(ReadKind.CARD, detail="rad 1"))
            uow.commit()
        found = connection.execute("SELECT words_digest FROM read_log WHERE detail = 'rad 1'").fetchall()
    assert len(found) == len(set(found)) == 2
