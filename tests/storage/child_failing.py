"""Does the office's work on a disk whose n-th write fails, and prints what came of it: run by test_failing_writes."""

from __future__ import annotations

import errno
import json
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from contents import Content, content_of
from e2e import krokom
from factories import (
    CHEAP,
    CHEAP_UNASKED,
    FIRST_MONTH,
    OWN,
    PASSPHRASE,
    Clock,
    booking,
    furnish,
    month,
    person,
    residence,
)
from faults import Disk
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import Refused, Trouble
from mottagning.domain.users import OfficeUnit, Role
from mottagning.storage import backup
from mottagning.system import keyfile
from mottagning.texts import problems
from mottagning.usecases import people
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.moving_in import import_into_new
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.admin.restoring import restore
from mottagning.usecases.admin.users import Rights, add_user
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.take_in.reading import read_list
from mottagning.usecases.take_in.taking import preview, take_in
from workbooks import make, read

WAYS = {"full once": (errno.ENOSPC, False), "full": (errno.ENOSPC, True), "broken once": (errno.EIO, False)}
AMINA, TWIN = "2024-0001", "2024-0009"
DONE = "done"
OFFICER = Rights(role=Role.OFFICER, unit=OfficeUnit.RECEPTION)


@dataclass(frozen=True)
class Bench:
    """A folder of its own for one try: two registers, yesterday's backup of one, a workbook and a list."""

    folder: Path

    @property
    def register(self) -> Path:
        """The register of a small office that has closed a month."""
        return self.folder / "prov.mottagning"

    @property
    def empty(self) -> Path:
        """A register with nothing in it."""
        return self.folder / "tom.mottagning"

    @property
    def new(self) -> Path:
        """Where a register is made."""
        return self.folder / "ny.mottagning"

    @property
    def backup(self) -> Path:
        """Yesterday's backup of the register, from before the latest change."""
        return self.folder / "prov.kopia"

    @property
    def workbook(self) -> Path:
        """A register as a workbook."""
        return self.folder / "register.xlsx"

    @property
    def people(self) -> Path:
        """A list to take in."""
        return self.folder / "lista.xlsx"

    @property
    def out(self) -> Path:
        """Where files are written."""
        return self.folder / "ut"


def furnished(folder: Path) -> Bench:
    """The start of every try."""
    bench = Bench(folder)
    office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH)
    for file in (bench.register, bench.empty):
        made = create_register(file, PASSPHRASE, "prov", Clock(), office=office, cost=CHEAP)
        with closing(made.ctx.db):
            add_user(made.ctx, "två", OFFICER, f"{PASSPHRASE} till", CHEAP)
            if file == bench.register:
                _fill(bench, made.ctx)
    krokom.register(bench.workbook)
    heading = ["Förnamn", "Efternamn", "Född", "Mottagen"]
    rows = [[f"Prova{number}", "Provby", f"1990-01-{number + 1:02}", "2024-10-01"] for number in range(20)]
    make(bench.people, {"Lista": [heading, *rows]})
    return bench


def _fill(bench: Bench, ctx: Context) -> None:
    furnish(ctx)
    with ctx.writing() as uow:
        uow.people.add(person(case_number=TWIN, given_name="Aminah", family_name="Provlund"))
        uow.residences.add(residence(TWIN))
        uow.bookings.add(booking("2024-09-01", key="B9", case_number=TWIN))
        uow.commit()
    close_month(ctx, month("2024-09"))
    back_up(ctx, bench.backup)
    people.save_person(ctx, None, person(case_number="efter", given_name="Efteråt"))


@dataclass(frozen=True)
class Work:
    """What is done: `ready` opens on a whole disk what is worked with, and gives what is done on the failing one."""

    ready: Callable[[Bench, Context | None], Callable[[], Any]]
    opens: Callable[[Bench], Path] | None
    """The register that the work starts from, open."""
    changes: Callable[[Bench], Path]
    """The register that is all or nothing afterwards."""


def _register(bench: Bench) -> Path:
    return bench.register


def _empty(bench: Bench) -> Path:
    return bench.empty


def _new(bench: Bench) -> Path:
    return bench.new


def _opening(bench: Bench, _ctx: Context | None) -> Callable[[], Any]:
    return lambda: open_register(bench.register, PASSPHRASE, Clock())


def _making(bench: Bench, _ctx: Context | None) -> Callable[[], Any]:
    return lambda: create_register(bench.new, PASSPHRASE, "prov", Clock(), cost=CHEAP)


def _moving_in(bench: Bench, _ctx: Context | None) -> Callable[[], Any]:
    return lambda: import_into_new(bench.new, bench.workbook, PASSPHRASE, "prov", Clock(), accept_valid=True)


def _restoring(bench: Bench, _ctx: Context | None) -> Callable[[], Any]:
    return lambda: restore(bench.backup, bench.register, PASSPHRASE, Clock())


def _of(act: Callable[[Bench, Context], Any]) -> Callable[[Bench, Context | None], Callable[[], Any]]:
    """What is done in a register that is open."""

    def ready(bench: Bench, ctx: Context | None) -> Callable[[], Any]:
        assert ctx is not None
        return lambda: act(bench, ctx)

    return ready


def _merging(_bench: Bench, ctx: Context | None) -> Callable[[], Any]:
    assert ctx is not None
    with ctx.reading() as reader:
        kept, gone = reader.people.find(AMINA), reader.people.find(TWIN)
    assert kept is not None
    assert gone is not None
    choices = preview_merge(ctx, kept.id, gone.id).plan.asked
    return lambda: merge_people(ctx, kept, gone, choices)


def _taking_in(bench: Bench, ctx: Context | None) -> Callable[[], Any]:
    assert ctx is not None
    listed = read_list(ctx, bench.people)
    seen = preview(ctx, listed, listed.guesses, {})
    return lambda: take_in(ctx, listed, listed.guesses, {}, seen)


WORKS: Mapping[str, Work] = {
    "open": Work(_opening, None, _register),
    "make": Work(_making, None, _new),
    "move in": Work(_moving_in, None, _new),
    "restore": Work(_restoring, None, _register),
    "save": Work(
        _of(lambda _bench, ctx: people.save_person(ctx, None, person(case_number="ny"))), _register, _register
    ),
    "import": Work(_of(lambda bench, ctx: import_workbook(ctx, bench.workbook, accept_valid=True)), _empty, _empty),
    "close": Work(_of(lambda _bench, ctx: close_month(ctx, month("2024-10"))), _register, _register),
    "write returns": Work(_of(lambda bench, ctx: write_returns(ctx, bench.out)), _register, _register),
    "export": Work(_of(lambda bench, ctx: export_register(ctx, bench.out)), _register, _register),
    "back up": Work(_of(lambda bench, ctx: back_up(ctx, bench.backup)), _register, _register),
    "add a user": Work(
        _of(lambda _bench, ctx: add_user(ctx, "tre", OFFICER, f"{PASSPHRASE} tre", CHEAP)), _register, _register
    ),
    "take in": Work(_taking_in, _register, _register),
    "merge": Work(_merging, _register, _register),
}


@dataclass(frozen=True)
class Outcome:
    """What came of one try."""

    said: str
    """`done`, or the code of the trouble or refusal; an error of the program word for word."""
    held: str
    """Whether the register holds what it held `before`, or what it holds `after` the work, or both `the same`; or is
    `set aside` whole under another name. Anything else is wrong."""
    again: str
    """What the same work said once the disk was whole, in the same program; `done` where it had been done."""
    then: str
    """What the register holds then."""
    findings: list[str]
    """What `verify` finds then."""
    left: list[str]
    """Files that would not be there had all gone well from the start."""
    broken: list[str]
    """Files beside the register that are not whole."""


@dataclass
class Range:
    """Where a work is done over and over, each time from the same start."""

    disk: Disk
    start: Path
    folder: Path
    work: Work
    before: Content
    after: Content
    standing: list[str]
    writes: int

    def tried(self, nth: int, way: str) -> Outcome:
        """The work on a disk whose `nth` write fails."""
        with self._ready() as (bench, act):
            number, for_good = WAYS[way]
            with self.disk.failing(nth, number, for_good=for_good):
                said = told(act)
            held = self._held(bench)
            again = DONE if held == "after" else told(act)
            then = self._held(bench)
            findings = _findings(self.work.changes(bench)) if then in {"after", "the same"} else []
        return Outcome(said, held, again, then, findings, _more(standing(bench), self.standing), broken(bench))

    @contextmanager
    def _ready(self) -> Iterator[tuple[Bench, Callable[[], Any]]]:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.start, self.folder)
        bench = Bench(self.folder)
        ctx = open_register(self.work.opens(bench), PASSPHRASE, Clock()) if self.work.opens else None
        try:
            yield bench, self.work.ready(bench, ctx)
        finally:
            if ctx is not None:
                ctx.db.close()

    def _held(self, bench: Bench) -> str:
        try:
            content = held(self.work.changes(bench))
        except sqlcipher.DatabaseError as error:
            return str(error)
        if content == self.before == self.after:
            return "the same"
        if content == self.before:
            return "before"
        if content == self.after:
            return "after"
        aside = [file for file in bench.folder.glob("* *.mottagning") if held(file) == self.before]
        return "set aside" if aside and not content else "something else"

    def known(self) -> Range:
        """Do the work on a whole disk to know what it does."""
        with self._ready() as (bench, act):
            self.before = held(self.work.changes(bench))
            with self.disk.failing(0, 0):
                assert told(act) == DONE
            self.writes = self.disk.writes
            self.after = held(self.work.changes(bench))
            self.standing = standing(bench)
        return self


def told(act: Callable[[], Any]) -> str:
    """What the program says of `act`; whatever it opened is closed."""
    try:
        made = act()
    except Refused as refused:
        return refused.code.value if problems.refused(refused).text else "no sentence"
    except Trouble as trouble:
        return trouble.code.value if problems.trouble(trouble).text else "no sentence"
    except Exception:
        return traceback.format_exc()
    opened = getattr(made, "ctx", made)
    if isinstance(opened, Context):
        opened.db.close()
    return DONE


def held(file: Path) -> Content:
    """What a register holds; nothing where there is none."""
    if not file.exists():
        return {}
    keys = keyfile.read(file.with_name(f"{file.name}.nyckel"))
    return content_of(file, keyfile.unlock(keys, PASSPHRASE).key)


def _findings(file: Path) -> list[str]:
    ctx = open_register(file, PASSPHRASE, Clock())
    with closing(ctx.db):
        return [finding.code for finding in verify(ctx)]


def standing(bench: Bench) -> list[str]:
    """Every file, but not what SQLite keeps beside an open register."""
    names = (item.relative_to(bench.folder).as_posix() for item in bench.folder.rglob("*") if item.is_file())
    return sorted(name for name in names if not name.endswith(("-wal", "-shm")))


def _more(found: list[str], expected: list[str]) -> list[str]:
    return sorted(set(found) - set(expected))


def broken(bench: Bench) -> list[str]:
    """The backup and the written workbooks that cannot be used."""
    files = [bench.backup, *bench.out.glob("*.xlsx")]
    return [file.name for file in files if not _is_whole(file)]


def _is_whole(file: Path) -> bool:
    try:
        if file.suffix == ".xlsx":
            return bool(read(file))
        backup.unpack(file, file.with_name("uppackad"))
        keys = keyfile.KeyFile.loads(backup.key_text(file))
        return bool(backup.content(file.with_name("uppackad"), keyfile.unlock(keys, PASSPHRASE).key).rows)
    except Exception:
        return False


def spread(writes: int, tries: int) -> list[int]:
    """The first and the last of the writes, and so many evenly between."""
    step = max(1, -(-writes // tries))
    return sorted({1, writes, *range(1 + step // 2, writes + 1, step)})


def main(folder: Path, tries: int, ways: str, *names: str) -> None:
    """Do each work that is named, with at most `tries` different writes failing in each of the ways."""
    keyfile.Cost.__init__.__defaults__ = CHEAP_UNASKED  # type: ignore[attr-defined]
    start = folder / "start"
    start.mkdir()
    furnished(start)
    disk = Disk()
    found: dict[str, Any] = {}
    for name in names:
        bench = Range(disk, start, folder / "try", WORKS[name], {}, {}, [], 0).known()
        outcomes = {
            f"{way}, {nth} of {bench.writes}": vars(bench.tried(nth, way))
            for way in ways.split(",")
            for nth in spread(bench.writes, tries)
        }
        found[name] = outcomes
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
