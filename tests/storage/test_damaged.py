"""Whatever happens to the files of a register, does it end in a sentence, or in the register as it was?"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from contents import Content, content_of
from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, Clock, furnish, month, person
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import Trouble
from mottagning.storage.trouble import said
from mottagning.system.paths import key_file_of, own_paths
from mottagning.texts.problems import trouble
from mottagning.usecases import people
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify

FEW, MANY = 1, 15
"""How often each kind of damage is done, each time in another place."""
PAGE = 4096
OPENED = "opened whole"


@dataclass(frozen=True)
class Files:
    """A register with its key file; the latest change is in the log beside it, as after a power cut."""

    register: Path

    @property
    def key(self) -> Path:
        """Its key file."""
        return key_file_of(self.register)

    @property
    def log(self) -> Path:
        """What the database has not put into the register yet."""
        return self.register.with_name(f"{self.register.name}-wal")

    @property
    def index(self) -> Path:
        """What the database keeps of the log."""
        return self.register.with_name(f"{self.register.name}-shm")


@dataclass(frozen=True)
class Start:
    """Two registers, what the one holds, and what it holds without the log beside it."""

    files: Files
    other: Files
    whole: Content
    without_log: Content


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Registers of two small offices that have closed a month."""
    folder = tmp_path_factory.mktemp("damaged")
    files = Files(_made(folder / "prov.mottagning", "ny"))
    other = Files(_made(folder / "annat.mottagning", "annan"))
    bare = Files(Path(shutil.copy(files.register, folder / "utan.mottagning")))
    shutil.copy(files.key, bare.key)
    return Start(files, other, _content(_copy(files, folder / "whole")), _content(bare))


def _made(file: Path, latest: str) -> Path:
    """A register whose latest change is in its log only: it was never closed."""
    office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH)
    made = file.with_name("making") / file.name
    ctx = create_register(made, PASSPHRASE, "prov", Clock(), office=office, cost=CHEAP).ctx
    furnish(ctx)
    close_month(ctx, month("2024-09"), alone=True)
    ctx.db.close()
    with closing(ctx.db):
        people.save_person(ctx, None, person(case_number=latest))
        _copy(Files(made), file.parent)
    shutil.rmtree(made.parent)
    return file


def _copy(files: Files, folder: Path) -> Files:
    folder.mkdir(exist_ok=True)
    for one in (files.register, files.key, files.log, files.index):
        if one.exists():
            shutil.copy(one, folder / one.name)
    return Files(folder / files.register.name)


def _content(files: Files) -> Content:
    ctx = open_register(files.register, PASSPHRASE, Clock())
    with closing(ctx.db):
        return content_of(files.register, ctx.key)


# what happens to files


def _flip(file: Path, place: int, chance: random.Random) -> None:
    whole = bytearray(file.read_bytes())
    whole[place] ^= chance.randrange(1, 256)
    file.write_bytes(whole)


def _flipped(file: Path, chance: random.Random, first: int = 0, last: int | None = None) -> None:
    """A few bytes are others."""
    size = file.stat().st_size
    for _ in range(chance.choice((1, 2, 40))):
        _flip(file, chance.randrange(first % size, last or size), chance)


def _cut(file: Path, chance: random.Random, step: int = 1) -> None:
    size = file.stat().st_size
    file.write_bytes(file.read_bytes()[: chance.randrange(size // step) * step])


def _blank(file: Path, chance: random.Random) -> None:
    """A piece of the disk was lost."""
    whole = bytearray(file.read_bytes())
    place, length = chance.randrange(len(whole) // 512) * 512, 512 * chance.choice((1, 8, 64))
    whole[place : place + length] = bytes(len(whole[place : place + length]))
    file.write_bytes(whole)


def _noise(file: Path, chance: random.Random) -> None:
    file.write_bytes(chance.randbytes(chance.choice((0, 1, 32, PAGE, 10 * PAGE))))


Damage = Callable[[Files, Files, random.Random], object]

DAMAGES: dict[str, Damage] = {
    "bytes anywhere": lambda files, _other, chance: _flipped(files.register, chance),
    "bytes at its start": lambda files, _other, chance: _flipped(files.register, chance, 0, 100),
    "bytes of its first page": lambda files, _other, chance: _flipped(files.register, chance, 100, PAGE),
    "bytes of its last page": lambda files, _other, chance: _flipped(files.register, chance, -PAGE),
    "cut": lambda files, _other, chance: _cut(files.register, chance),
    "cut after a page": lambda files, _other, chance: _cut(files.register, chance, PAGE),
    "lost in part": lambda files, _other, chance: _blank(files.register, chance),
    "key file of another": lambda files, other, _chance: shutil.copy(other.key, files.key),
    "key file cut": lambda files, _other, chance: _cut(files.key, chance),
    "bytes of the key file": lambda files, _other, chance: _flipped(files.key, chance),
    "bytes of the log": lambda files, _other, chance: _flipped(files.log, chance),
    "log cut": lambda files, _other, chance: _cut(files.log, chance),
    "log of another": lambda files, other, _chance: shutil.copy(other.log, files.log),
    "log is noise": lambda files, _other, chance: _noise(files.log, chance),
    "index is noise": lambda files, _other, chance: _noise(files.index, chance),
}


def _came_of(files: Files, start: Start) -> str:
    """How opening and reading all of it ended: in the code of a sentence, or whole. Anything else fails."""
    own_paths().tries.unlink(missing_ok=True)
    try:
        ctx = open_register(files.register, PASSPHRASE, Clock())
        with closing(ctx.db):
            return _looked_through(ctx, start)
    except Trouble as caught:
        return caught.code.value if trouble(caught).text else ""


def _looked_through(ctx: Context, start: Start) -> str:
    found = [finding.code for finding in verify(ctx)]
    with said(ctx.db.file):
        held = content_of(ctx.db.file, ctx.key)
    if held in (start.whole, start.without_log):
        assert found == []
        return OPENED
    assert found, "it holds something else, and nothing is said of it"
    return ", ".join(found)


def _damaged(start: Start, folder: Path, kind: str, times: int) -> Iterator[str]:
    for number in range(times):
        files = _copy(start.files, folder / str(number))
        DAMAGES[kind](files, start.other, random.Random(f"{kind} {number}"))
        yield _came_of(files, start)
        shutil.rmtree(files.register.parent)


def test_the_start_is_whole_and_differs_without_its_log(start: Start, tmp_path: Path) -> None:
    assert _came_of(_copy(start.files, tmp_path / "copy"), start) == OPENED
    assert start.whole != start.without_log


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_ends_in_a_sentence_or_in_the_register_as_it_was(start: Start, tmp_path: Path, kind: str) -> None:
    assert all(_damaged(start, tmp_path, kind, FEW))


@pytest.mark.slow
@pytest.mark.parametrize("kind", DAMAGES)
def test_much_damage_ends_in_a_sentence_or_in_the_register_as_it_was(start: Start, tmp_path: Path, kind: str) -> None:
    came = list(_damaged(start, tmp_path, kind, MANY))
    print(kind, {one: came.count(one) for one in sorted(set(came))})
    assert all(came)
