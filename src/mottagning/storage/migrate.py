"""Is a register of today's shape? Migrates an older one and refuses a newer one.

All steps run in one transaction, so an interrupted migration leaves the register as it was. Whoever calls has copied
the file first (`backup`).
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import triggers
from mottagning.storage.engine import writing_engine
from mottagning.storage.trouble import said

_SCRIPTS = Path(__file__).parent / "migrations"


def head() -> str:
    """Today's revision."""
    found = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    assert found is not None  # noqa: S101 - there is at least one migration
    return found


def revision(connection: Connection) -> str | None:
    """The revision of an open register, None of an empty file."""
    return MigrationContext.configure(connection).get_current_revision()


def needs_migration(file: Path, key: bytes) -> bool:
    """Whether the register is older than the program. Raises Trouble when it is newer."""
    engine = writing_engine(file, key)
    try:
        with said(file), engine.connect() as connection:
            found = revision(connection)
    finally:
        engine.dispose()
    if found is not None and found not in _known():
        raise Trouble(TroubleCode.REGISTER_NEWER, file=str(file))
    return found != head()


def migrate(file: Path, key: bytes, target: str = "head") -> None:
    """Bring the register to `target`. Raises Trouble; the register is then unchanged."""
    engine = writing_engine(file, key)
    try:
        with said(file), engine.connect() as connection, connection.begin():
            upgrade(connection, target)
    except CommandError as error:
        raise Trouble(TroubleCode.MIGRATION_FAILED, file=str(file)) from error
    finally:
        engine.dispose()


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the steps up to `target` in the caller's transaction; at the head the triggers are all there."""
    command.upgrade(_config(connection), target)
    if target == "head":
        triggers.create(connection)


def downgrade(connection: Connection, target: str) -> None:
    """Run the steps back to `target` in the caller's transaction."""
    command.downgrade(_config(connection), target)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}
