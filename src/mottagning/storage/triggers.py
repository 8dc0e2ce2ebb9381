"""What keeps a closed month closed below the program? Triggers that refuse to change, remove or replace.

An `INSERT OR REPLACE` removes rows without a DELETE trigger unless recursive triggers are on, so a second row with
the same key is refused before it comes to that. Every migration that touches one of these tables ends with
`create`: altering a table in batches drops its triggers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from mottagning.storage.chain import LOGS
from mottagning.storage.tables.base import metadata

REFUSED = "a closed month never changes"

_KEYS: Mapping[str, str] = {
    "frozen_facts": "digest = NEW.digest OR rowid = NEW.rowid",
    "closing": "id = NEW.id OR (month = NEW.month AND part = NEW.part)",
    "closing_booking": "id = NEW.id",
    "closing_agreement": "id = NEW.id",
    "compensation_return": "id = NEW.id OR number = NEW.number OR replaces_id = NEW.replaces_id",
    "ledger_row": 'id = NEW.id OR (return_id = NEW.return_id AND "row" = NEW."row")',
    "ledger_lost": "id = NEW.id",
    "return_event": "id = NEW.id",
    "attest": "id = NEW.id",
    "invoice_step": "id = NEW.id OR (invoice_id = NEW.invoice_id AND number = NEW.number)",
    "read_log": "id = NEW.id",
    "change_log": "id = NEW.id",
    "disclosure": "id = NEW.id",
    "retention_protocol": "id = NEW.id",
    "retention_protocol_line": "id = NEW.id",
}
"""What makes two rows of an append-only table the same: every key that a REPLACE could meet, the hidden rowid too."""

_ONLY_WORDS_GO = """
CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table}
WHEN OLD.removed_by IS NOT NULL OR {says} OR NOT ({same})
    OR NOT EXISTS (SELECT 1 FROM retention_protocol WHERE id = NEW.removed_by)
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
"""A log changes in one way: a retention whose protocol is on record takes the words of a row."""

_NO_REPLACE = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
_MORE_ROWS = """
CREATE TRIGGER IF NOT EXISTS ledger_row_is_counted BEFORE INSERT ON ledger_row
WHEN NEW."row" NOT BETWEEN 1 AND (SELECT row_count FROM compensation_return WHERE id = NEW.return_id)
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
_CLOSED_ONCE = """
CREATE TRIGGER IF NOT EXISTS closing_once BEFORE INSERT ON closing
WHEN NEW.closes_month AND EXISTS (SELECT 1 FROM closing WHERE month = NEW.month AND closes_month)
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
_NOT_HANDED_OUT = """
CREATE TRIGGER IF NOT EXISTS compensation_return_not_handed_out BEFORE INSERT ON compensation_return
WHEN EXISTS (SELECT 1 FROM return_event WHERE return_id = NEW.replaces_id)
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
_NOT_REPLACED = """
CREATE TRIGGER IF NOT EXISTS return_event_not_replaced BEFORE INSERT ON return_event
WHEN EXISTS (SELECT 1 FROM compensation_return WHERE replaces_id = NEW.return_id)
BEGIN SELECT RAISE(ABORT, '{refused}'); END
"""
"""A month is closed once; what was handed out is not replaced, and what was replaced is not handed out."""


def names() -> set[str]:
    """Every trigger that a register must have."""
    return {name for name, _ in _statements()}


def create(connection: Connection) -> None:
    """Create the triggers that are missing."""
    for _, statement in _statements():
        connection.execute(text(statement))


def _statements() -> Iterator[tuple[str, str]]:
    for table, same in _KEYS.items():
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            if event == "UPDATE" and table in LOGS:
                yield name, _only_words_go(table)
                continue
            yield (
                name,
                (
                    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                ),
            )
        name = f"{table}_no_replace"
        yield name, _NO_REPLACE.format(name=name, table=table, same=same, refused=REFUSED)
    yield "ledger_row_is_counted", _MORE_ROWS.format(refused=REFUSED)
    yield "closing_once", _CLOSED_ONCE.format(refused=REFUSED)
    yield "compensation_return_not_handed_out", _NOT_HANDED_OUT.format(refused=REFUSED)
    yield "return_event_not_replaced", _NOT_REPLACED.format(refused=REFUSED)


def _only_words_go(table: str) -> str:
    gone = (*LOGS[table].words, "salt")
    stays = [column.name for column in metadata.tables[table].columns if column.name not in {*gone, "removed_by"}]
    return _ONLY_WORDS_GO.format(
        table=table,
        says=" OR ".join(f"NEW.{name} IS NOT NULL" for name in gone),
        same=" AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in stays),
        refused=REFUSED,
    )
