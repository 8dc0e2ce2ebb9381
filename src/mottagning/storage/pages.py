"""How is what was removed made to leave the file too? Every page is written anew, and the journal beside is emptied.

Freed cells are overwritten as they are freed (`secure_delete`), but a page that was rebuilt may still hold a row that
has moved to another page and was removed there. So the whole file is written anew.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mottagning.storage.engine import connect
from mottagning.storage.trouble import said


def write_anew(file: Path, key: bytes) -> bool:
    """Write every page of the register anew; whether nothing is left beside it either. Raises Trouble.

    Somebody who reads just then keeps the journal from being emptied: then it is to be done again.
    """
    with said(file), closing(connect(file, key)) as connection:
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
