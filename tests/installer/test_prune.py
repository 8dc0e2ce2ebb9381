"""Is what the program loads kept in the package, and is the rest left out?"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from windows.prune import is_kept, prune

KEPT = (
    "PySide6/QtWidgets.pyd",
    "PySide6/Qt6PrintSupport.dll",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/translations/qtbase_sv.qm",
    "shiboken6/Shiboken.pyd",
    "babel/global.dat",
    "babel/locale-data/sv.dat",
    "sqlalchemy/dialects/sqlite/base.py",
    "qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf",
    "keyring-25.7.0.dist-info/entry_points.txt",
    "keyring-25.7.0.dist-info/METADATA",
    "pycparser/c_parser.py",  # cffi asks for it, and without it the Credential Manager is not found
    "alembic/ddl/mysql.py",
    "tzdata/zoneinfo/Europe/Stockholm",
    "typing_extensions.py",
)
LEFT_OUT = (
    "qtawesome/fonts/phosphor-1.3.0.ttf",
    "PySide6/Qt6Qml.dll",
    "PySide6/QtNetwork.pyd",
    "PySide6/designer.exe",
    "PySide6/plugins/tls/qopensslbackend.dll",
    "PySide6/translations/qtbase_de.qm",
    "shiboken6/vcamp140.dll",
    "babel/locale-data/de.dat",
    "icalendar/tests/test_a.py",
    "lxml/includes/libxml/tree.h",
    "bin/alembic",
    "openpyxl-3.1.5.dist-info/RECORD",
    "babel-2.18.0.dist-info/licenses/LICENSE",
    "alembic/op.pyi",
)


@pytest.mark.parametrize("name", KEPT)
def test_what_the_program_loads_is_kept(name: str) -> None:
    assert is_kept(PurePosixPath(name))


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_it_never_loads_is_left_out(name: str) -> None:
    assert not is_kept(PurePosixPath(name))


def test_no_empty_folder_is_left(tmp_path: Path) -> None:
    for name in (*KEPT, *LEFT_OUT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    prune(tmp_path)
    assert sorted(one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()) == sorted(KEPT)
    assert [one for one in tmp_path.rglob("*") if one.is_dir() and not any(one.iterdir())] == []
