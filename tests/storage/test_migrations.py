"""Does an older register become one of today's with everything in it, or stay as it was?"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from children import start, surroundings
from factories import PASSPHRASE, Clock, month, person
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import backup, migrate, triggers
from mottagning.storage.engine import MAKE, connect, migrating_engine, writing_engine
from mottagning.storage.migrations import HEAD, REVISIONS
from mottagning.storage.tables import metadata
from mottagning.system import keyfile
from mottagning.usecases.admin.registers import open_register
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify

KEY = bytes(range(32))
NEXT = "0002"
"""A version that the program does not have yet."""

STEP = '''"""A step to come: a new column, and tables built anew that have triggers and that others refer to."""


import os
import signal

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade() -> None:
    op.add_column("person", sa.Column("nickname", sa.String(40)))
    op.execute("UPDATE person SET nickname = given_name")
    with op.batch_alter_table("compensation_return") as batch:
        batch.alter_column("cover", type_=sa.String(9999))
    with op.batch_alter_table("ledger_row") as batch:
        batch.alter_column("steps", type_=sa.String(9999))
    with op.batch_alter_table("person") as batch:
        batch.alter_column("family_name", type_=sa.Text())
    {accident}


def downgrade() -> None:
    with op.batch_alter_table("person") as batch:
        batch.drop_column("nickname")
'''


@pytest.fixture
def older(office: Context) -> Context:
    """A register of today's version, with closed months, that a later program would call older."""
    close_month(office, month("2024-09"))
    list_people(office)
    office.db.close()
    return office


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes the program one version younger; `accident` is what happens at the end of its new step."""

    def become(accident: str = "pass") -> Path:
        scripts = tmp_path / "steps"
        shutil.copytree(migrate._SCRIPTS, scripts)
        (scripts / "versions" / "0002_a_step_to_come.py").write_text(STEP.format(accident=accident), encoding="utf-8")
        monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
        monkeypatch.setattr(migrate, "HEAD", NEXT)
        monkeypatch.setattr(migrate, "REVISIONS", (*REVISIONS, NEXT))
        return scripts

    return become


def _dump(file: Path, key: bytes, *, schema: bool = False) -> list[str]:
    """Everything in a register, to compare."""
    with closing(connect(file, key)) as connection:
        if schema:
            return [str(row) for row in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")]
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        names = [name for (name,) in tables if name != "sqlite_sequence"]
        return [f"{name}: {row}" for name in names for row in connection.execute(f"SELECT * FROM {name}")]


def _columns(file: Path, key: bytes) -> set[str]:
    with closing(connect(file, key)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(person)")}


def _empty(file: Path) -> Path:
    connect(file, KEY, mode=MAKE).close()
    return file


# the head


def test_the_steps_lead_to_the_tables_of_the_program(tmp_path: Path) -> None:
    stepped, modelled = _empty(tmp_path / "stepped"), _empty(tmp_path / "modelled")
    migrate.migrate(stepped, KEY)
    engine = writing_engine(modelled, KEY)
    with engine.begin() as connection:
        metadata.create_all(connection)
    engine.dispose()
    assert _shape(stepped) == _shape(modelled)


def _shape(file: Path) -> dict[str, Any]:
    """Columns, keys and indexes of each table, and what of its text no pragma tells."""
    with closing(connect(file, KEY)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: {
                "columns": connection.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                "foreign": sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")),
                "indexes": sorted(
                    (_own_name(row[1]), row[2:], connection.execute(f"PRAGMA index_xinfo({row[1]})").fetchall())
                    for row in connection.execute(f"PRAGMA index_list({name})").fetchall()
                ),
                "constraints": sorted(re.findall(r"CONSTRAINT \S+|AUTOINCREMENT", _sql(connection, name))),
            }
            for name in names
            if name not in {"alembic_version", "sqlite_sequence"}
        }


def _own_name(index: str) -> str:
    """An index that SQLite named itself is numbered in the order of the constraints, which tells nothing."""
    return "" if index.startswith("sqlite_autoindex") else index


def _sql(connection: Any, name: str) -> str:
    found: str = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    return found.replace('"', "")


def test_alembic_sees_nothing_left_to_do(tmp_path: Path) -> None:
    file = _empty(tmp_path / "stepped")
    migrate.migrate(file, KEY)
    engine = writing_engine(file, KEY)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_program_names_every_step_in_order() -> None:
    steps = list(ScriptDirectory(str(migrate._SCRIPTS)).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == REVISIONS
    assert REVISIONS[-1] == HEAD


def test_every_trigger_is_there_at_the_head(tmp_path: Path) -> None:
    file = _empty(tmp_path / "stepped")
    migrate.migrate(file, KEY)
    assert _triggers(file, KEY) == triggers.names()


def _triggers(file: Path, key: bytes) -> set[str]:
    with closing(connect(file, key)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def _rows(ctx: Context) -> dict[str, int]:
    return dict(backup.content(ctx.db.file, ctx.key).rows)


def test_a_register_at_the_head_is_left_alone(older: Context, home: Path) -> None:
    """Only that somebody logged in is written."""
    before = _rows(older)
    open_register(older.db.file, PASSPHRASE, Clock()).db.close()
    after = _rows(older)
    assert {name for name, count in after.items() if count != before[name]} == {"read_log", "log_head"}
    assert len(list(older.db.file.parent.glob("*kopia*"))) == 0


# up and down


def test_down_and_up_again_with_data(older: Context) -> None:
    schema = _dump(older.db.file, older.key, schema=True)
    engine = writing_engine(older.db.file, older.key)
    with engine.begin() as connection:
        migrate.downgrade(connection, "base")
    with closing(connect(older.db.file, older.key)) as raw:
        left = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")}
    assert left == {"alembic_version", "sqlite_sequence"}
    with engine.begin() as connection:
        migrate.upgrade(connection)
    engine.dispose()
    assert _dump(older.db.file, older.key, schema=True) == schema
    with older.writing() as uow:
        uow.people.add(person())
        uow.commit()
    assert len(list_people(older)) == 1


def test_an_older_register_is_backed_up_and_brought_up_to_date(
    older: Context, later: Callable[..., Path], home: Path
) -> None:
    later()
    opened = open_register(older.db.file, PASSPHRASE, Clock())
    assert [line.name for line in list_people(opened)] == [
        "Amina Provlund",
        "Bo Provlund",
        "Cleo Doldin",
        "Dana Grann",
    ]
    assert verify(opened) == []
    opened.db.close()
    with closing(connect(older.db.file, older.key)) as connection:
        assert connection.execute("SELECT nickname FROM person WHERE id = 1").fetchone() == ("Amina",)
    assert _triggers(older.db.file, older.key) == triggers.names()
    (copy,) = home.glob("Backup/prov */20250303-090000 migration.mottagning-kopia")
    assert keyfile.unlock(keyfile.KeyFile.loads(backup.key_text(copy)), PASSPHRASE).key == older.key
    backup.unpack(copy, copy.with_name("ur kopian"))
    assert "nickname" not in _columns(copy.with_name("ur kopian"), older.key)


def test_a_step_up_and_down_keeps_everything(older: Context, later: Callable[..., Path]) -> None:
    before = set(_dump(older.db.file, older.key))
    later()
    migrate.migrate(older.db.file, older.key)
    engine = migrating_engine(older.db.file, older.key)
    with engine.begin() as connection:
        migrate.downgrade(connection, "0001")
    engine.dispose()
    assert set(_dump(older.db.file, older.key)) == before


# what goes wrong


@pytest.mark.parametrize(
    "accident",
    [
        'op.execute("INSERT INTO person (id) VALUES (1)")',  # a constraint
        'op.execute("DELETE FROM person")',  # rows that refer to nobody
        'op.execute("SELECT * FROM nothing")',  # a mistake in the step
        'raise ValueError("half way")',
    ],
)
def test_a_step_that_fails_leaves_the_register_as_it_was(
    older: Context, later: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, home: Path, accident: str
) -> None:
    before, schema = _dump(older.db.file, older.key), _dump(older.db.file, older.key, schema=True)
    with monkeypatch.context():
        later(accident)
        with pytest.raises(Trouble) as caught:
            open_register(older.db.file, PASSPHRASE, Clock())
    assert caught.value.code is TroubleCode.MIGRATION_FAILED
    assert _dump(older.db.file, older.key) == before
    assert _dump(older.db.file, older.key, schema=True) == schema
    assert len(list(home.glob("Backup/prov */*kopia"))) == 1


def test_a_program_killed_in_the_middle_of_a_step_leaves_the_register_as_it_was(
    older: Context, later: Callable[..., Path]
) -> None:
    schema = _dump(older.db.file, older.key, schema=True)
    scripts = later("os.kill(os.getpid(), signal.SIGKILL)")
    lines = [
        "from pathlib import Path",
        "from mottagning.storage import migrate",
        f"migrate._SCRIPTS, migrate.HEAD, migrate.REVISIONS = Path({str(scripts)!r}), '0002', ('0001', '0002')",
        f"migrate.migrate(Path({str(older.db.file)!r}), bytes.fromhex({older.key.hex()!r}))",
    ]
    child = start("-c", "\n".join(lines))
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert _dump(older.db.file, older.key, schema=True) == schema
    assert len(list_people(older)) == 4
    assert verify(older) == []


def test_a_program_killed_while_it_migrates_leaves_a_register_that_the_next_one_brings_up_to_date(
    older: Context, later: Callable[..., Path]
) -> None:
    scripts = later("os.kill(os.getpid(), signal.SIGKILL)")
    lines = [
        "from pathlib import Path",
        "from factories import Clock",
        "from mottagning.storage import migrate",
        "from mottagning.usecases.admin.registers import open_register",
        f"migrate._SCRIPTS, migrate.HEAD, migrate.REVISIONS = Path({str(scripts)!r}), '0002', ('0001', '0002')",
        f"open_register(Path({str(older.db.file)!r}), {PASSPHRASE!r}, Clock())",
    ]
    child = start("-c", "\n".join(lines))
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    (step,) = (Path(scripts) / "versions").glob("0002*.py")
    step.write_text(step.read_text().replace("os.kill(os.getpid(), signal.SIGKILL)", "pass"))
    opened = open_register(older.db.file, PASSPHRASE, Clock())
    assert len(list_people(opened)) == 4
    assert "nickname" in _columns(older.db.file, older.key)
    assert verify(opened) == []
    opened.close()


def _migrating(file: Path, key: bytes, scripts: Path, moment: int) -> tuple[int | None, str]:
    """Bring the register up in a process that is killed at its `moment`; without one it tells how many there are."""
    lines = [
        "from pathlib import Path",
        "from child_killed import Moments, watch_connections",
        "from mottagning.storage import migrate",
        f"moments = Moments(Path({str(file.parent)!r}), {moment or None})",
        "watch_connections(moments)",
        f"migrate._SCRIPTS, migrate.HEAD, migrate.REVISIONS = Path({str(scripts)!r}), '0002', ('0001', '0002')",
        f"migrate.migrate(Path({str(file)!r}), bytes.fromhex({key.hex()!r}))",
        "print(len(moments.seen))",
    ]
    path = os.pathsep.join([str(Path(__file__).parent), surroundings()["PYTHONPATH"]])
    child = start("-c", "\n".join(lines), environment={**surroundings(), "PYTHONPATH": path})
    out, _ = child.communicate()
    return child.returncode, out


@pytest.mark.parametrize("step", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_a_migration_killed_at_any_moment_is_done_or_not_begun(
    older: Context, later: Callable[..., Path], tmp_path: Path, step: int
) -> None:
    """Its first moment, its last one, and evenly between them; opened again, the register is brought up to date."""
    names, scripts = [line.name for line in list_people(older)], later()
    older.db.close()
    before, schema = older.db.file.read_bytes(), _dump(older.db.file, older.key, schema=True)
    ended, told = _migrating(older.db.file, older.key, scripts, 0)
    assert ended == 0
    moments = int(told)
    for moment in sorted({1, moments, *range(1, moments, max(1, moments // step))}):
        for beside in ("-wal", "-shm"):
            older.db.file.with_name(older.db.file.name + beside).unlink(missing_ok=True)
        older.db.file.write_bytes(before)
        assert _migrating(older.db.file, older.key, scripts, moment)[0] == -signal.SIGKILL
        assert _is_lifted(older) or _dump(older.db.file, older.key, schema=True) == schema
        opened = open_register(older.db.file, PASSPHRASE, Clock())
        assert [line.name for line in list_people(opened)] == names
        assert verify(opened) == []
        opened.db.close()
        assert _is_lifted(older)


def _is_lifted(ctx: Context) -> bool:
    """Whether the step was done: its last statement made the triggers anew."""
    return "nickname" in _columns(ctx.db.file, ctx.key) and _triggers(ctx.db.file, ctx.key) == triggers.names()


def test_without_a_copy_nothing_is_migrated(
    older: Context, later: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Trouble(TroubleCode.DISK_FULL)

    later()
    monkeypatch.setattr(backup, "write", full)
    with pytest.raises(Trouble) as caught:
        open_register(older.db.file, PASSPHRASE, Clock())
    assert caught.value.code is TroubleCode.DISK_FULL
    assert "nickname" not in _columns(older.db.file, older.key)


def test_a_newer_register_is_refused_and_untouched(older: Context) -> None:
    with closing(connect(older.db.file, older.key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = older.db.file.read_bytes()
    with pytest.raises(Trouble) as caught:
        open_register(older.db.file, PASSPHRASE, Clock())
    assert caught.value.code is TroubleCode.REGISTER_NEWER
    assert caught.value.params["file"] == str(older.db.file)
    assert older.db.file.read_bytes() == before
    assert list(older.db.file.parent.glob("*kopia")) == []
