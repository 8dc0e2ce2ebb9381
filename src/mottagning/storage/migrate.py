"""Is a register of today's shape? Migrates an older one and refuses a newer one.

All steps run in one transaction, so an interrupted migration leaves the register as it was. Whoever calls has copied
the file first (`backup`).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import triggers
from mottagning.storage.engine import connect, migrating_engine
from mottagning.storage.migrations import HEAD, REVISIONS
from mottagning.storage.trouble import said

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"


def needs_migration(file: Path, key: bytes) -> bool:
    """Whether the register is older than the program. Raises Trouble when it is newer."""
    with said(file), closing(connect(file, key)) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    found = row[0] if row else None
    if found is not None and found not in REVISIONS:
        raise Trouble(TroubleCode.REGISTER_NEWER, file=str(file))
    return found != HEAD


def migrate(file: Path, key: bytes, target: str = "head") -> None:
    """Bring the register to `target`. Raises Trouble; the register is then unchanged."""
    engine = migrating_engine(file, key)
    try:
        with said(file), engine.connect() as connection, connection.begin():
            upgrade(connection, target)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone():
                raise Trouble(TroubleCode.MIGRATION_FAILED, file=str(file))
    except Trouble:
        raise
    except Exception as error:  # whatever a step stumbles on, the transaction has been rolled back
        raise Trouble(TroubleCode.MIGRATION_FAILED, file=str(file)) from error
    finally:
        engine.dispose()


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the steps up to `target` in the caller's transaction; at the head the triggers are all there."""
    from alembic import command  # noqa: PLC0415 - as above

    command.upgrade(_config(connection), target)
    if target == "head":
        triggers.create(connection)


def downgrade(connection: Connection, target: str) -> None:
    """Run the steps back to `target` in the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - as above

    command.downgrade(_config(connection), target)


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
