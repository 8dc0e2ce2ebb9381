"""Does the work of a month grow with the bookings of that month alone? Counted in statements sent to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from benchmarks.offices import PARTIES, employ
from factories import FIRST_MONTH, copy_register
from mottagning.domain.periods import Month
from mottagning.storage.database import Database
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month

Offices = Callable[[int], Context]


@pytest.fixture
def office_with(tmp_path: Path, _template: Context) -> Iterator[Offices]:
    """Makes a register of its own with so many bookings."""
    opened: list[Context] = []

    def made(bookings: int) -> Context:
        file = tmp_path / f"prov{bookings}.mottagning"
        copy_register(_template.db.file, file)
        opened.append(replace(_template, db=Database(file, _template.key)))
        employ(opened[-1], bookings)
        return opened[-1]

    yield made
    for one in opened:
        one.db.close()


@dataclass(frozen=True)
class Sent:
    """A statement that was sent, with its values (of the first row when there were many)."""

    text: str
    values: Any


@contextmanager
def counting() -> Iterator[list[Sent]]:
    """The statements that are sent meanwhile; many rows sent in one go are one statement."""
    sent: list[Sent] = []

    def note(_connection: object, _cursor: object, text: str, values: Any, _context: object, many: bool) -> None:
        sent.append(Sent(text, values[0] if many else values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def previewed(ctx: Context, month: Month) -> int:
    """How many statements looking at an open month takes."""
    with counting() as sent:
        view = view_month(ctx, month)
    assert view.rows, "nothing was looked at"
    return len(sent)


def closed(ctx: Context, month: Month) -> int:
    """How many statements closing a month takes."""
    with counting() as sent:
        close_month(ctx, month)
    assert sent
    return len(sent)


def double_prices(ctx: Context) -> None:
    """Change the facts of every booking."""
    with ctx.writing() as uow:
        prices = uow.prices.every()
        uow.prices.change_many([(old, replace(old.value, amount=old.value.amount * 2)) for old in prices])
        uow.commit()


def test_ten_times_the_bookings_need_no_more_statements(office_with: Offices) -> None:
    few, many = office_with(20), office_with(200)
    assert previewed(many, FIRST_MONTH) == previewed(few, FIRST_MONTH)
    assert closed(many, FIRST_MONTH) == closed(few, FIRST_MONTH)
    following = FIRST_MONTH.plus(1)
    assert previewed(many, following) == previewed(few, following)
    assert closed(many, following) == closed(few, following)
    assert len(view_month(many, following).rows) == 200


def test_changed_bookings_are_looked_at_together(office_with: Offices) -> None:
    few, many = office_with(20), office_with(200)
    for one in (few, many):
        close_month(one, FIRST_MONTH)
        double_prices(one)
    following = FIRST_MONTH.plus(1)
    assert closed(many, following) == closed(few, following)
    assert len(view_month(many, following).rows) == 600, "the old price back, the new one, and the month itself"


def test_the_sixth_month_takes_no_more_than_the_second(office_with: Offices) -> None:
    ctx = office_with(20)
    close_month(ctx, FIRST_MONTH)
    seen, counted = [], []
    for number in range(1, 6):
        seen.append(previewed(ctx, FIRST_MONTH.plus(number)))
        counted.append(closed(ctx, FIRST_MONTH.plus(number)))
    assert seen[-1] <= seen[0]
    assert counted[-1] <= counted[0]
    assert len(view_month(ctx, FIRST_MONTH.plus(5)).returns) == len(PARTIES)


GROWING = {
    *("booking", "person", "residence", "absence", "supplement", "report"),
    *("ledger_row", "ledger_identity", "ledger_lost", "closing_booking", "frozen_facts", "change_log"),
    *("one", "other"),
}
"""Tables with a row for each booking, person or row returned; the last two are what a self-join calls them."""


def test_nobody_walks_through_a_whole_table(office_with: Offices) -> None:
    """Found by person, booking or return: an insats or a scan of a table would cost the square of the bookings."""
    with counting() as sent:
        ctx = office_with(20)
        view_month(ctx, FIRST_MONTH)
        close_month(ctx, FIRST_MONTH)
        view_month(ctx, FIRST_MONTH.plus(1))
        close_month(ctx, FIRST_MONTH.plus(1))
        double_prices(ctx)
        close_month(ctx, FIRST_MONTH.plus(2))
    asked = {one.text: one for one in sent if not one.text.startswith(("BEGIN", "INSERT"))}.values()
    walks = {walk for one in asked for walk in _walks(ctx, one)}
    assert walks == set()


def _walks(ctx: Context, one: Sent) -> Iterator[str]:
    """How the database means to find what grows, where it does not go by what it is about."""
    with ctx.reading() as reader:
        cursor = reader.ledger._connection.connection.cursor()
        for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {one.text}", one.values).fetchall():
            kind, table, *rest = step.split()
            if (kind == "SCAN" and table in GROWING) or "ix_booking_service_id" in rest:
                yield f"{step}: {one.text}"
