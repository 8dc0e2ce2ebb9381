"""Does a search read only what it is about? Counted in statements and in how the database means to find them.

The long form measures: 100 000 people, at most a frame of the screen for a key press.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from benchmarks.searching import TYPED, add, crowd, milliseconds
from benchmarks.test_statements import Sent, counting
from mottagning.usecases.context import Context
from mottagning.usecases.searching import search

FRAME = 16
FEW, MANY = 200, 2_000
SMALL = {"agreement"}
"""Tables with some rows for each counterpart, which may be read through."""
BY_PERSON = "PRIMARY KEY (person_id=? AND term>? AND term<?)"


@pytest.fixture
def asked(ctx: Context) -> Sequence[Sent]:
    """The statements of every kind of search in a small register."""
    add(ctx, list(crowd(FEW)))
    with counting() as sent:
        for typed in TYPED:
            search(ctx, typed)
    return [one for one in sent if one.text.startswith("SELECT")]


def plan(ctx: Context, one: Sent) -> list[str]:
    """How the database means to answer a statement."""
    with ctx.reading() as reader:
        cursor = reader.search._connection.connection.cursor()
        return [step[-1] for step in cursor.execute(f"EXPLAIN QUERY PLAN {one.text}", one.values).fetchall()]


def test_every_search_goes_by_an_index(ctx: Context, asked: Sequence[Sent]) -> None:
    steps = {step for one in {one.text: one for one in asked}.values() for step in plan(ctx, one)}
    scans = {step for step in steps if step.startswith("SCAN") and step.split()[1] not in SMALL}
    assert {step for step in scans if "anon" not in step} == set()
    assert any("ix_person_term_term" in step for step in steps)
    assert any(step.endswith(BY_PERSON) for step in steps), "the other words are looked up by person"


def test_hits_come_in_the_index_order_so_that_the_walk_can_end_early(ctx: Context, asked: Sequence[Sent]) -> None:
    walks = [one for one in asked if "person_term.is_former" in one.text]
    assert walks
    assert not any("TEMP B-TREE" in step for one in walks for step in plan(ctx, one))


def test_bookings_and_requests_are_walked_in_the_index_order(ctx: Context, asked: Sequence[Sent]) -> None:
    """Most of their keys and numbers begin alike, with a letter or with the board's name: sorting them takes long."""
    walks = [one for one in asked if "FROM booking" in one.text]
    assert {"booking", "booking_request"} == {one.text.split("FROM ")[2].split()[0] for one in walks}
    assert not any("TEMP B-TREE" in step for one in walks for step in plan(ctx, one))


def test_ten_times_the_people_need_no_more_statements(ctx: Context) -> None:
    people = list(crowd(MANY))
    add(ctx, people[:FEW])
    few = _statements(ctx)
    add(ctx, people[FEW:])
    assert max(_statements(ctx)) <= max(few) + 2, "a word that fits somebody now may be looked at once more"


def _statements(ctx: Context) -> list[int]:
    counted = []
    for typed in TYPED:
        with counting() as sent:
            search(ctx, typed)
        counted.append(len(sent))
    return counted


@pytest.mark.slow
def test_a_key_press_takes_a_frame(ctx: Context) -> None:
    add(ctx, list(crowd(100_000)))
    with ctx.reading() as reader:
        assert reader.search._connection.scalar(text("SELECT count(*) FROM person_term")) > 1_000_000
    spent = sorted(one for typed in TYPED for one in milliseconds(lambda typed=typed: search(ctx, typed), 20))
    assert spent[len(spent) * 95 // 100] <= FRAME
