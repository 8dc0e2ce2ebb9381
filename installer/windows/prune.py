"""What of the packages does the program load? The rest is left out: Qt alone is four times as large as what is used."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

QT = (
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
    "pyside6.abi3.dll",
    "msvcp140.dll",
    "msvcp140_1.dll",
    "msvcp140_2.dll",
    "vcruntime140.dll",
    "vcruntime140_1.dll",
    "Qt6Core.dll",
    "Qt6Gui.dll",
    "Qt6Widgets.dll",
    "Qt6PrintSupport.dll",
    "Qt6Svg.dll",
    "QtCore.pyd",
    "QtGui.pyd",
    "QtWidgets.pyd",
    "QtPrintSupport.pyd",
    "plugins/platforms/qwindows.dll",
    "plugins/styles/*.dll",
    "plugins/iconengines/qsvgicon.dll",
    "plugins/imageformats/qsvg.dll",
    "plugins/imageformats/qico.dll",
    "plugins/imageformats/qjpeg.dll",
    "plugins/imageformats/qgif.dll",
    "translations/qtbase_sv.qm",
)
"""All that is kept of `PySide6`."""
SHIBOKEN = (
    "__init__.py",
    "_config.py",
    "_git_shiboken_module_version.py",
    "Shiboken.pyd",
    "shiboken6.abi3.dll",
    "msvcp140.dll",
    "vcruntime140.dll",
    "vcruntime140_1.dll",
)
"""All that is kept of `shiboken6`."""
LOCALES = ("root.dat", "sv.dat", "sv_SE.dat", "en.dat", "LICENSE.unicode")
"""All that is kept of Babel's languages: the program asks for Swedish, and Babel falls back to these."""
ICONS = ("materialdesignicons6-*",)
"""All that is kept of QtAwesome's sets of icons: the one in `mottagning.uikit.icons`."""
DROPPED = (
    "bin/*",
    "*/tests/*",
    "*/__pycache__/*",
    "sqlalchemy/testing/*",
    "alembic/testing/*",
    "alembic/templates/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "pypdfium2_cli/*",
    "*.pyi",
    "*.pyx",
    "*.pxd",
    "*.pxi",
    "*.lib",
    "*.pdb",
    "*.h",
    "*.hpp",
    "*.c",
    "*.cpp",
    "*/py.typed",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/top_level.txt",
    "*.dist-info/*.json",
    "*.dist-info/sboms/*",
    "*.dist-info/licenses/*",
    "*.dist-info/LICEN*",
)
"""What is dropped of all others; the licences stand in the list of licences."""


def is_kept(file: PurePosixPath) -> bool:
    """Whether a file of the packages goes in; `file` is relative to them."""
    if file.parts[0] == "PySide6":
        return _fits(PurePosixPath(*file.parts[1:]), QT)
    if file.parts[0] == "shiboken6":
        return _fits(PurePosixPath(*file.parts[1:]), SHIBOKEN)
    if file.parts[:2] == ("babel", "locale-data"):
        return file.name in LOCALES
    if file.parts[:2] == ("qtawesome", "fonts"):
        return _fits(PurePosixPath(file.name), ICONS)
    return not _fits(file, DROPPED)


def prune(packages: Path) -> None:
    """Leave in `packages` what is kept, and no empty folder."""
    for file in sorted(packages.rglob("*")):
        if file.is_file() and not is_kept(PurePosixPath(file.relative_to(packages).as_posix())):
            file.unlink()
    for folder in sorted((one for one in packages.rglob("*") if one.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)


def _fits(file: PurePosixPath, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(file.as_posix(), pattern) for pattern in patterns)
