"""Is everything saved that can still be read of a damaged register, and is it told what could not?"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from factories import person
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import triggers
from mottagning.storage.backup import content
from mottagning.storage.engine import connect
from mottagning.storage.salvage import TableSaved, salvage
from mottagning.usecases.context import Context

PAGE = 4096
MANY = 2_000


@pytest.fixture
def large(office: Context) -> Context:
    """The small office with so many persons that the second half of the file holds rows alone; nobody has it open."""
    with office.writing() as uow:
        uow.people.add_many([person(case_number=f"M-{number:05}") for number in range(MANY)])
        uow.commit()
    office.db.close()
    return office


def damage(file: Path, *pages: int) -> None:
    content = bytearray(file.read_bytes())
    for page in pages:
        content[page * PAGE + 100] ^= 0xFF
    file.write_bytes(content)


def saved(ctx: Context) -> dict[str, TableSaved]:
    """Salvage, with the damaged file as it was before."""
    before = ctx.db.file.read_bytes()
    target = ctx.db.file.with_name("räddat.mottagning")
    found = salvage(ctx.db.file, ctx.key, target)
    assert ctx.db.file.read_bytes() == before
    assert sorted(one.name for one in target.parent.glob("räddat*")) == ["räddat.mottagning"]
    assert {one.table: one.saved for one in found}.items() <= content(target, ctx.key).rows.items()
    with closing(connect(target, ctx.key)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {name for (name,) in names} == triggers.names()
    return {one.table: one for one in found}


def case_numbers(file: Path, key: bytes) -> set[str]:
    with closing(connect(file, key)) as connection:
        return {row[0] for row in connection.execute("SELECT case_number FROM person")}


def test_a_sound_register_is_saved_with_every_row(large: Context) -> None:
    before = content(large.db.file, large.key).rows
    found = saved(large)
    assert {one.table: (one.saved, one.lost) for one in found.values()} == {
        name: (number, 0) for name, number in before.items() if name not in {"alembic_version", "sqlite_sequence"}
    }


def pages_of(ctx: Context, table: str, wanted: int) -> list[int]:
    """Some pages, counted from 0, that damage shows to hold rows of a table: found by trying."""
    whole, found = ctx.db.file.read_bytes(), []
    for page in range(len(whole) // PAGE // 2, len(whole) // PAGE):
        if len(found) == wanted:
            break
        damage(ctx.db.file, page)
        with suppress(sqlcipher.DatabaseError), closing(connect(ctx.db.file, ctx.key)) as connection:
            connection.execute("SELECT sql FROM sqlite_master").fetchall()
            try:
                connection.execute(f"SELECT sum(length(case_number)) FROM {table} NOT INDEXED").fetchall()
            except sqlcipher.DatabaseError:
                found.append(page)
        ctx.db.file.write_bytes(whole)
    return found


def test_a_damaged_page_costs_the_rows_on_it_and_no_others(large: Context) -> None:
    pages = pages_of(large, "person", 3)
    before = case_numbers(large.db.file, large.key)
    for page in pages:
        whole = large.db.file.read_bytes()
        damage(large.db.file, page)
        people = saved(large)["person"]
        left = case_numbers(large.db.file.with_name("räddat.mottagning"), large.key)
        assert left < before
        assert people.saved == len(left) > len(before) - 120, "one page holds fewer"
        assert people.lost in {None, len(before) - len(left)}
        large.db.file.write_bytes(whole)
        large.db.file.with_name("räddat.mottagning").unlink()


def test_several_damaged_pages_in_a_row(large: Context) -> None:
    damage(large.db.file, *pages_of(large, "person", 4))
    assert MANY - 300 < saved(large)["person"].saved < MANY + 3


@pytest.mark.parametrize("left", [0.6, 0.95])
def test_a_register_that_was_cut_off_gives_what_stands_before(large: Context, left: float) -> None:
    whole = large.db.file.read_bytes()
    large.db.file.write_bytes(whole[: int(len(whole) * left) + 17])
    assert saved(large)["service"].saved > 0


def test_damage_here_and_there_never_stops_it(large: Context) -> None:
    whole = large.db.file.read_bytes()
    chance = random.Random(4)
    for _ in range(3):
        pages = chance.sample(range(len(whole) // PAGE // 2, len(whole) // PAGE), 12)  # behind what says which tables
        large.db.file.write_bytes(whole)
        damage(large.db.file, *pages)
        saved(large)
        large.db.file.with_name("räddat.mottagning").unlink()


@pytest.mark.parametrize(
    "harm", [lambda file: damage(file, 0), lambda file: file.write_bytes(file.read_bytes()[:9999])]
)
def test_without_its_beginning_nothing_can_be_saved_and_it_is_said(
    large: Context, harm: Callable[[Path], object]
) -> None:
    harm(large.db.file)
    target = large.db.file.with_name("räddat.mottagning")
    with pytest.raises(Trouble) as caught:
        salvage(large.db.file, large.key, target)
    assert caught.value.code is TroubleCode.NOTHING_TO_SAVE
    assert not target.exists()
