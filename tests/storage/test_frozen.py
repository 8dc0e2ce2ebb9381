"""Does the database itself refuse to change what is closed, whoever asks and with whatever tool?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from factories import Clock, booking, copy_register, day, days, furnish, month, price, received_invoice, terms
from mottagning.domain.attests import Attest, AttestKind
from mottagning.domain.canonical import digest
from mottagning.domain.ledger import Triple
from mottagning.domain.money import Ore
from mottagning.domain.returns import HandOutWay, fingerprint
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.storage import triggers
from mottagning.storage.database import Database
from mottagning.storage.engine import connect
from mottagning.storage.tables import metadata
from mottagning.storage.verify import integrity_findings
from mottagning.texts.findings import said
from mottagning.usecases.context import Context
from mottagning.usecases.invoices.received import save_invoice
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import document_of, hand_out, list_returns
from mottagning.usecases.returns.mending import make_version
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month

FROZEN = sorted(triggers._KEYS)
_ATTEST = Attest(
    booking="B1",
    triple=Triple(month("2024-09"), "2309", RowDirection.BUY),
    kind=AttestKind.RECEPTION,
    fingerprint="0123456789abcdef",
    by="någon annan",
    at=datetime.fromisoformat("2024-10-01 09:30"),
)

_PROTOCOL = (
    "INSERT INTO retention_protocol VALUES (1, '2025-03-03 09:00:00', 'a', '2025-03-03 09:00:00', 'a', "
    "'2025-03-03 09:00:00', 'b', 1, 0, 0)"
)


def _own_tool(ctx: Context) -> Any:
    """As the program opens the file, with its pragmas."""
    return connect(ctx.db.file, ctx.key)


def _other_tool(ctx: Context) -> Any:
    """As any other tool opens it: the key and nothing else, so REPLACE removes rows without a DELETE trigger."""
    connection = sqlcipher.connect(str(ctx.db.file), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{ctx.key.hex()}'\"")
    assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (0,)
    return connection


@pytest.fixture(scope="module")
def closed_once(_template: Context, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The office with two closed months, a loss, a return that was handed out, and something read. Made once."""
    file = tmp_path_factory.mktemp("closed") / "prov.mottagning"
    copy_register(_template.db.file, file)
    ctx = replace(_template, db=Database(file, _template.key), clock=Clock())
    furnish(ctx)
    with ctx.writing() as uow:
        agreed = uow.agreements.find("A1")
        assert agreed is not None
        uow.agreements.change(agreed, replace(agreed.value, retroactive_limit=0))
        uow.terms.add(terms(service="sfx"))
        uow.prices.add(price(service="sfx"))
        uow.log.read(ReadNote(ReadKind.CARD, person=1))
        uow.commit()
    close_month(ctx, month("2024-09"))
    with ctx.writing() as uow:  # told in November of a start in August: what is older is lost
        told = {"told_on": day("2024-11-01"), "consent_on": day("2024-08-01")}
        uow.bookings.add(booking("2024-08-01", key="B6", service="sfx", **told))
        uow.commit()
    close_month(ctx, month("2024-10"))
    with ctx.writing() as uow:
        uow.attests.append([_ATTEST])
        one = uow.bookings.find("B4")
        assert one is not None
        uow.bookings.change(one, replace(one.value, days=days("2024-09-16", "2024-10-15")))
        uow.commit()
    make_version(ctx, next(one.id for one in list_returns(ctx) if one.number == "2024-10 2309 S 1"))
    hand_out(ctx, list_returns(ctx)[0].id, HandOutWay.SDK, "Provköping")
    save_invoice(ctx, None, received_invoice())
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        connection.execute(_PROTOCOL)
        connection.execute("INSERT INTO retention_protocol_line VALUES (1, 1, 'rule', 'Personakt', 1)")
    ctx.db.close()
    yield ctx
    ctx.db.close()


@pytest.fixture
def closed(closed_once: Context, tmp_path: Path) -> Iterator[Context]:
    """A copy of the closed office, to be changed."""
    file = tmp_path / "stängt.mottagning"
    copy_register(closed_once.db.file, file)
    ctx = replace(closed_once, db=Database(file, closed_once.key))
    yield ctx
    ctx.db.close()


@pytest.fixture(params=[_own_tool, _other_tool], ids=["own tool", "other tool"])
def opened(request: pytest.FixtureRequest, closed_once: Context) -> Iterator[Any]:
    """A raw connection to the closed office, in which everything shall be refused."""
    with closing(request.param(closed_once)) as connection:
        yield connection


def _content(connection: Any, table: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
    return rows


def _columns(connection: Any, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _refused(connection: Any, statement: str, values: Sequence[object] = ()) -> bool:
    """Whether the database refuses the statement because it would change what is closed."""
    try:
        connection.execute(statement, values)
    except sqlcipher.IntegrityError as error:
        return triggers.REFUSED in str(error)
    return False


def test_every_frozen_table_has_a_row_to_try_with(opened: Any) -> None:
    assert [table for table in FROZEN if not _content(opened, table)] == []


@pytest.mark.parametrize("table", FROZEN)
def test_no_column_of_a_row_can_be_changed(opened: Any, table: str) -> None:
    before = _content(opened, table)
    for column in _columns(opened, table):
        for verb in ("UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"):
            assert _refused(opened, f'{verb} {table} SET "{column}" = "{column}"'), (verb, column)
            assert _refused(opened, f'{verb} {table} SET "{column}" = 1'), (verb, column)
    assert _content(opened, table) == before


@pytest.mark.parametrize("table", FROZEN)
def test_no_row_can_be_removed(opened: Any, table: str) -> None:
    before = _content(opened, table)
    assert _refused(opened, f"DELETE FROM {table}")
    assert _refused(opened, f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert _content(opened, table) == before


@pytest.mark.parametrize("table", FROZEN)
def test_no_row_can_be_replaced_through_any_of_its_keys(opened: Any, table: str) -> None:
    """For each key alone: a row that is the same in that key and different in everything else."""
    before = _content(opened, table)
    columns = ["rowid", *_columns(opened, table)]
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    for key in _keys(opened, table):
        known = next(one for one in before if all(one[columns.index(column)] is not None for column in key))
        row = [value if column in key else _other(value, column) for column, value in zip(columns, known, strict=True)]
        if "rowid" in columns and "id" in columns:  # one and the same
            row[0] = row[columns.index("id")]
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            assert _refused(opened, f"{verb} INTO {table} ({names}) VALUES ({marks})", row), key
    assert _content(opened, table) == before


def _keys(connection: Any, table: str) -> list[set[str]]:
    """What makes a row unique: its number, and each unique index."""
    keys = [{"rowid"}] if "id" not in _columns(connection, table) else [{"id"}]
    unique = [row[1] for row in connection.execute(f"PRAGMA index_list({table})").fetchall() if row[2]]
    return keys + [{row[2] for row in connection.execute(f"PRAGMA index_info({name})")} for name in unique]


def _other(value: object, column: str) -> object:
    """A value that no row has; the number of a return stays, so that a row is refused for its own sake."""
    if value is None or column == "return_id":
        return value
    return value + 1_000_000 if isinstance(value, int) else f"{value}x"


@pytest.mark.parametrize("table", FROZEN)
def test_no_row_can_be_changed_by_inserting_it_again(opened: Any, table: str) -> None:
    before = _content(opened, table)
    column = _columns(opened, table)[-1]
    statement = f'INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET "{column}" = 1'
    assert _refused(opened, statement)
    assert _refused(opened, f"REPLACE INTO {table} SELECT * FROM {table}")
    assert _content(opened, table) == before


def test_no_row_can_be_added_to_a_closed_return(opened: Any) -> None:
    columns = [column for column in _columns(opened, "ledger_row") if column != "id"]
    names = ", ".join(f'"{column}"' for column in columns)
    picked = ", ".join("99" if column == "row" else f'"{column}"' for column in columns)
    before = _content(opened, "ledger_row")
    assert _refused(opened, f"INSERT INTO ledger_row ({names}) SELECT {picked} FROM ledger_row LIMIT 1")
    assert _content(opened, "ledger_row") == before


def test_every_table_is_either_frozen_or_known_to_change() -> None:
    """A new table has to say which it is."""
    changing = {
        "absence",
        "accepted_warning",
        "age_group",
        "assignment",
        "expected_person",
        "flat",
        "flat_reservation",
        "municipal_quota",
        "preparation",
        "rent_norm",
        "weekly_hours",
        "agreement",
        "agreement_party",
        "apart",
        "booking",
        "booking_request",
        "budget",
        "checklist_mark",
        "child_section",
        "consent",
        "counterpart",
        "deviation",
        "document",
        "document_file",
        "follow_up",
        "former_case",
        "goal_review",
        "group_booking",
        "household",
        "household_member",
        "housing",
        "identity",
        "income",
        "introduction_plan",
        "invoice_payment",
        "invoice_row",
        "language_skill",
        "ledger_identity",
        "list_mapping",
        "log_head",
        "offer",
        "parked_rows",
        "party_record",
        "permit",
        "person",
        "person_merge",
        "person_merge_row",
        "person_term",
        "plan_activity",
        "plan_goal",
        "plan_responsibility",
        "plan_template",
        "plan_template_item",
        "price",
        "received_invoice",
        "received_state_payment",
        "reminder",
        "milestone",
        "extension",
        "loaded_rule",
        "report",
        "representative",
        "request_step",
        "residence",
        "responsibility",
        "retention_answer",
        "retention_item",
        "retention_proposal",
        "retention_rules",
        "return_note",
        "return_template",
        "return_template_file",
        "log_review",
        "log_review_row",
        "saved_filter",
        "written_file",
        "school_run",
        "service",
        "setting",
        "shared_offer",
        "state_compensation_claim",
        "supplement",
        "take_in",
        "take_in_record",
        "terms",
        "user_account",
        "wait",
        "work_profile",
    }
    assert changing | set(FROZEN) == set(metadata.tables)
    assert not changing & set(FROZEN)


def test_a_register_has_every_trigger(ctx: Context) -> None:
    with closing(_other_tool(ctx)) as connection:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == triggers.names()
    single = {name for name in found if not name.endswith(("_no_update", "_no_delete", "_no_replace"))}
    assert single == {
        "ledger_row_is_counted",
        "closing_once",
        "compensation_return_not_handed_out",
        "return_event_not_replaced",
    }
    assert len(found - single) == 3 * len(FROZEN)


def _number_of(connection: Any, number: str) -> int:
    found: int = connection.execute("SELECT id FROM compensation_return WHERE number = ?", [number]).fetchone()[0]
    return found


def _again(connection: Any, table: str, row: int, **values: object) -> tuple[str, list[object]]:
    """A statement that adds a copy of a row under a number of its own, with other values here and there."""
    known = dict(zip(_columns(connection, table), _content_of(connection, table, row), strict=True))
    changed = {**known, "id": 1_000_000, **values}
    names = ", ".join(f'"{name}"' for name in changed)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' for _ in changed)})", list(changed.values())


def _content_of(connection: Any, table: str, row: int) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute(f"SELECT * FROM {table} WHERE id = ?", [row]).fetchone()
    return found


def test_no_month_is_closed_twice_and_nothing_handed_out_is_replaced(opened: Any) -> None:
    closed = opened.execute("SELECT id FROM closing WHERE month = '2024-10' AND closes_month").fetchone()[0]
    assert _refused(opened, *_again(opened, "closing", closed, part=9))
    handed_out, waiting = (_number_of(opened, number) for number in ("2024-09 2309 K 1", "2024-10 2309 K 1"))
    assert _refused(opened, *_again(opened, "compensation_return", waiting, number="ny", replaces_id=handed_out))


def test_what_was_replaced_is_never_handed_out_nor_replaced_again(opened: Any) -> None:
    replaced, waiting = (_number_of(opened, number) for number in ("2024-10 2309 S 1", "2024-10 2309 K 1"))
    (event,) = opened.execute("SELECT id FROM return_event").fetchone()
    assert _refused(opened, *_again(opened, "return_event", event, return_id=replaced))
    assert _refused(opened, *_again(opened, "compensation_return", waiting, number="ny", replaces_id=replaced))


def test_triggers_that_somebody_dropped_are_missed(ctx: Context) -> None:
    """What no file can prevent: who has the key can drop a trigger. It does not go unnoticed."""
    with closing(_other_tool(ctx)) as connection:
        for place, name in enumerate(sorted(triggers.names()), start=1):
            connection.execute(f"DROP TRIGGER {name}")
            assert len(integrity_findings(ctx.db.file, ctx.key)) == place
    assert integrity_findings(ctx.db.file, ctx.key) == [("trigger", name) for name in sorted(triggers.names())]


# what somebody with the key and another tool can do, and what verify says of it

FORGED = {
    "ledger_row": {
        "row": 9,
        "booking": "B9",
        "person": 99,
        "service": "sfx",
        "variant": "en annan",
        "provider": "En annan",
        "provider_municipality": "2313",
        "counterpart": "2313",
        "payer": "2313",
        "direction": "exchange",
        "agreement": "A9",
        "method": "weekday",
        "service_month": "2024-08",
        "settlement_month": "2024-08",
        "start": "2024-08-31",
        "end": "2024-12-01",
        "quantity": "29",
        "of": 29,
        "unit": "hour",
        "price": None,
        "administration_fee": 1,
        "vat_compensation": 1,
        "rounding": "krona",
        "amount": 1,
        "component": "supplement",
        "kind": "correction",
        "corrects_number": "2024-09 2309 K 1",
        "reason": "no such reason",
        "ground": "en annan",
        "decision": "ett annat",
        "counterpart_reference": "en annan",
        "is_sensitive": 1,
        "steps": "nothing that can be read",
        "return_id": 99,
    },
    "compensation_return": {
        "closing_id": 2,
        "number": "2024-09 2313 K 1",
        "counterpart": "2313",
        "direction": "exchange",
        "version": 2,
        "is_protected": 1,
        "row_count": 9,
        "total": 1,
        "fingerprint": "0" * 64,
    },
    "frozen_facts": {"digest": "0" * 64, "body": "{}"},
    "closing": {"month": "2024-08", "office": "{}"},
    "closing_booking": {"digest": "0" * 64, "siblings": "nothing that can be read", "closing_id": 2},
    "closing_agreement": {"agreement": "A9", "digest": "0" * 64, "closing_id": 99},
    "ledger_lost": {
        "closing_id": 1,
        "booking": "B9",
        "service_month": "2024-07",
        "counterpart": "2313",
        "direction": "exchange",
        "amount": 1,
    },
}
"""For each table a value that its first row does not have.

Not found, since nothing in a closing says what they were: who closed, handed out or read and when, the addresses of
a cover, and that a booking was looked at without anything coming of it."""


@contextmanager
def _without_triggers(connection: Any) -> Iterator[None]:
    """Take the triggers away and put them back, so that nobody misses them."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in found:
        connection.execute(statement)


def _codes(ctx: Context) -> set[str]:
    return {finding.code for finding in verify(ctx)}


@pytest.mark.parametrize("table", sorted(FORGED))
def test_a_value_that_was_changed_behind_the_triggers_is_found(closed: Context, table: str) -> None:
    with closing(_other_tool(closed)) as connection:
        first = connection.execute(f"SELECT min(rowid) FROM {table}").fetchone()[0]
        for column, forged in FORGED[table].items():
            found = connection.execute(f'SELECT "{column}" FROM {table} WHERE rowid = {first}').fetchone()[0]
            assert found != forged, column
            statement = f'UPDATE {table} SET "{column}" = ? WHERE rowid = {first}'
            with _without_triggers(connection):
                connection.execute(statement, [forged])
            assert _codes(closed), column
            with _without_triggers(connection):
                connection.execute(statement, [found])
    assert _codes(closed) == set()


@pytest.mark.parametrize("table", sorted(FORGED))
def test_a_row_that_was_removed_behind_the_triggers_is_found(closed: Context, table: str) -> None:
    with closing(_other_tool(closed)) as connection, _without_triggers(connection):
        connection.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    assert _codes(closed)


def test_an_amount_that_was_forged_with_its_sum_and_control_figure_is_found(closed: Context) -> None:
    """The facts of the day give another amount, and they have digests of their own."""
    with closed.reading() as reader:
        [back] = [one for one in reader.ledger.returns() if one.number == "2024-09 2309 K 1"]
        [row] = reader.ledger.rows([back.id])
    dearer = replace(row, entry=replace(row.entry, amount=Ore(950_100)))
    forged = [950_100, fingerprint(back.number, [dearer]), back.id]
    with closing(_other_tool(closed)) as connection, _without_triggers(connection):
        connection.execute("UPDATE ledger_row SET amount = 950100 WHERE return_id = ?", [back.id])
        connection.execute("UPDATE compensation_return SET total = ?, fingerprint = ? WHERE id = ?", forged)
    assert _codes(closed) == {"recomputed"}


def test_a_price_that_was_forged_in_the_facts_is_found_even_with_its_digest(closed: Context) -> None:
    with closing(_other_tool(closed)) as connection, _without_triggers(connection):
        [(old, body)] = connection.execute(
            "SELECT frozen_facts.digest, body FROM frozen_facts JOIN closing_agreement USING (digest) "
            "WHERE agreement = 'A1' AND closing_id = 1"
        ).fetchall()
        forged = body.replace("95000000", "96000000")
        assert forged != body
        values = [digest(forged), forged, old]
        connection.execute("UPDATE frozen_facts SET digest = ?, body = ? WHERE digest = ?", values)
        connection.execute("UPDATE closing_agreement SET digest = ? WHERE digest = ?", [digest(forged), old])
    assert "recomputed" in _codes(closed)


def test_a_month_that_was_taken_out_from_between_others_is_missed(closed: Context) -> None:
    close_month(closed, month("2024-11"))
    returns = "SELECT id FROM compensation_return WHERE closing_id = 2"
    with closing(_other_tool(closed)) as connection, _without_triggers(connection):
        for table in ("ledger_row", "return_event"):
            connection.execute(f"DELETE FROM {table} WHERE return_id IN ({returns})")
        for table in ("compensation_return", "ledger_lost", "closing_booking", "closing_agreement"):
            connection.execute(f"DELETE FROM {table} WHERE closing_id = 2")
        connection.execute("DELETE FROM closing WHERE id = 2")
    gap = [finding for finding in verify(closed) if finding.code == "gap"]
    assert [finding.subject for finding in gap] == ["2024-10"]


@pytest.mark.parametrize("column", ["at", "state"])
def test_an_event_that_nobody_can_read_is_told_of(closed: Context, column: str) -> None:
    with closing(_other_tool(closed)) as connection, _without_triggers(connection):
        connection.execute(f'UPDATE return_event SET "{column}" = ?', ["nothing that can be read"])
    [finding] = verify(closed)
    assert finding.code == "unreadable"
    assert "går inte att läsa" in said(finding)


# names and numbers as sent


def test_names_can_be_taken_out_of_a_closed_month_and_all_sums_stand(closed: Context) -> None:
    before = list_returns(closed)
    with closed.writing() as uow:
        uow._connection.execute(text("DELETE FROM ledger_identity WHERE person = 1"))
        uow._connection.execute(text("UPDATE ledger_identity SET name = NULL, number = NULL WHERE person = 4"))
        uow.commit()
    assert verify(closed) == []
    assert list_returns(closed) == before
    rows = {row.entry.booking: row for row in view_month(closed, month("2024-09")).rows}
    assert (rows["B1"].name, rows["B1"].case_number, rows["B1"].entry.amount) == (None, None, Ore(950_000))
    assert (rows["B4"].name, rows["B4"].case_number) == (None, "2024-0004")
    assert 1 not in document_of(closed, before[0].id).identities


def test_a_person_without_bookings_left_can_go_and_her_rows_stay(closed: Context) -> None:
    with closed.writing() as uow:
        for one in uow.bookings.every():
            if one.value.case_number == "2024-0004":
                uow.bookings.remove(one)
        gone = uow.people.find("2024-0004")
        assert gone is not None
        uow.people.remove(gone)
        uow._connection.execute(text("DELETE FROM ledger_identity WHERE person = 4"))
        uow.commit()
    assert verify(closed) == []
    assert [row.entry.amount for row in view_month(closed, month("2024-09")).rows if row.entry.booking == "B4"] == [
        Ore(400_000)  # 8 000 kr × 15 of 30 days
    ]
