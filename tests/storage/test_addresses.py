"""Does SQLite find a register wherever Windows and people put it?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from mottagning.storage.engine import MAKE, address, connect

KEY = bytes(range(32))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"C:\Users\Åsa Öst\x.mottagning"), "file:///C:/Users/%C3%85sa%20%C3%96st/x.mottagning"),
        (PureWindowsPath(r"\\server\delad mapp\x.mottagning"), "file:////server/delad%20mapp/x.mottagning"),
        (PurePosixPath("/srv/x?mode=ro#1.mottagning"), "file:///srv/x%3Fmode%3Dro%231.mottagning"),
    ],
)
def test_a_path_has_no_server_where_sqlite_knows_none(path: PurePosixPath | PureWindowsPath, uri: str) -> None:
    assert address(path) == uri


def test_two_slashes_before_a_path_are_part_of_it(tmp_path: Path) -> None:
    """As for a network path on Windows; here two slashes are as good as one."""
    file = tmp_path / "x"
    with closing(connect(file, KEY, mode=MAKE)) as connection:
        connection.execute("CREATE TABLE t (a)")
    import sqlcipher3.dbapi2 as sqlcipher

    with closing(sqlcipher.connect(f"file:///{file.as_posix()}?mode=ro", uri=True)) as connection:
        connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]


def test_what_has_a_meaning_in_an_address_may_stand_in_a_name(tmp_path: Path) -> None:
    file = tmp_path / "100 % klart? #1 å&ä=ö.mottagning"
    connect(file, KEY, mode=MAKE).close()
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
