"""Whose work is inside, and on what terms? One page with every part, its version, its licence and the licence's text.

Each wheel brings its own text. What lies inside the wheels, and what the package is made with and leaves traces of,
stands in the table here; a test compares the table with the packages that are locked.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from environment import ROOT

from windows.layout import LICENCE_LIST, PACKAGES, RUNTIME
from windows.order import NAME, Order
from windows.runtime import Kind, Runtime

_TEXTS = Path(__file__).with_name("licences")
_OWN_TEXT = re.compile(r"(?i)^(licen[cs]e|copying|notice|authors)")
_NOT_CHOSEN = frozenset({"LicenseRef-Qt-Commercial.txt"})
"""Licences that a wheel offers and that the program is not used under."""
_OTHER_SYSTEMS = frozenset({"android", "pbin_musl", "cibw_musl", "all_except_musl", "v8_xfa"})
"""Folders of pypdfium2's licences for builds that are not this one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One work, with the texts of its licence by their headings."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What no wheel tells about a part: the files of `licences/` with its texts."""

    name: str
    licence: str
    texts: tuple[str, ...] = ()
    remark: str = ""


_QT_REMARK = (
    "Används enligt LGPL 3. Qt, PySide6 och Shiboken ligger som vanliga DLL-filer och tillägg i mappen packages, och "
    "kan bytas mot egna: bygg samma version ur källkoden (https://download.qt.io/official_releases/qt/ och "
    "https://download.qt.io/official_releases/QtForPython/) med Microsofts kompilator för 64 bitar, stäng programmet "
    "och lägg de nya filerna i de gamlas ställe under samma namn. Källkoden får ändras och undersökas, och programmet "
    "får granskas för att felsöka sådana ändringar."
)
_OF_WHEELS = {
    "pyside6-essentials": _Known("Qt, PySide6", "LGPL-3.0-only", ("LGPL-3.0", "GPL-3.0"), _QT_REMARK),
    "shiboken6": _Known("Shiboken6", "LGPL-3.0-only", ("LGPL-3.0", "GPL-3.0"), "Se Qt."),
}
"""What goes before a wheel's own words."""
_CALLED = {"sqlcipher3": "zlib"}
"""Licences that a wheel brings without naming them."""
_INSIDE = (
    _Known("SQLCipher och SQLite (i sqlcipher3)", "BSD-3-Clause; public domain", ("sqlcipher",)),
    _Known("libxml2 och libxslt (i lxml)", "MIT; ISC", ("libxml2", "libxslt")),
    _Known("OpenSSL (i sqlcipher3, cryptography och Python)", "Apache-2.0", ("Apache-2.0",)),
    _Known("Material Design Icons (i QtAwesome, och programmets ikon)", "Apache-2.0", ("Apache-2.0",)),
    _Known(
        "Microsoft Visual C++ Runtime (i Qt och Python)",
        "Microsofts villkor för filer som får spridas vidare",
        (),
        "msvcp140*.dll och vcruntime140*.dll följer med Qt och Python så som Microsoft tillåter för program byggda med "
        "Visual Studio.",
    ),
    _Known("mingw-w64 (i Mottagning.exe och mottagning-cli.exe)", "ZPL-2.1", ("mingw-w64",)),
    _Known(
        "GCC:s körningsstöd (i Mottagning.exe och mottagning-cli.exe)",
        "GPL-3.0 med GCC Runtime Library Exception 3.1",
        ("gcc-exception",),
    ),
    _Known("NSIS (i installationsprogrammet och Uninstall.exe)", "zlib; LZMA: CPL-1.0 med undantag", ("nsis",)),
)


def write(order: Order, runtime: Runtime) -> None:
    """Write the page into the tree. The packages still have their licences."""
    target = order.tree / LICENCE_LIST
    target.parent.mkdir(parents=True)
    target.write_text(page(order.version, parts(order, runtime)), encoding="utf-8", newline="\n")


def parts(order: Order, runtime: Runtime) -> list[Part]:
    """The program, Python, every wheel, and what lies inside."""
    own = Part(NAME, order.version, "EUPL-1.2", (("EUPL-1.2", (ROOT / "LICENSE").read_text(encoding="utf-8")),))
    whose = (
        ""
        if runtime.kind is Kind.OFFICIAL
        else "Provbygge: bibliotek ur hjulet panda3d, standardbibliotek från byggdatorn."
    )
    text = (order.tree / RUNTIME / "LICENSE.txt").read_text(encoding="utf-8")
    python = Part("Python", runtime.python, "PSF-2.0", (("LICENSE.txt", text),), whose)
    wheels = [
        wheel(one) for one in sorted((order.tree / PACKAGES).glob("*.dist-info"), key=lambda one: one.name.lower())
    ]
    inside = [Part(one.name, "", one.licence, _shipped(one), one.remark) for one in _INSIDE]
    return [own, python, *wheels, *inside]


def wheel(folder: Path) -> Part:
    """One package, by its `dist-info`. Raises ValueError when it says nothing of its licence."""
    told = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    name, version = str(told["Name"]), str(told["Version"])
    known = _OF_WHEELS.get(re.sub(r"[-_.]+", "-", name).lower())
    if known is not None:
        return Part(known.name, version, known.licence, _shipped(known), known.remark)
    texts = tuple((_heading(one, folder), one.read_text(encoding="utf-8", errors="replace")) for one in _own(folder))
    if not texts:
        raise ValueError(f"{name} brings no licence text")
    return Part(name, version, _CALLED.get(name) or licence_of(told, texts[0][1]), texts)


def licence_of(told: Message, text: str) -> str:
    """What a package calls its licence: the first that it says, else the first line of the text."""
    expression = told["License-Expression"] or told["License"]
    if expression and "\n" not in expression:
        return str(expression)
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    return "; ".join(classified) or next(line.strip() for line in text.splitlines() if line.strip())


def page(version: str, listed: list[Part]) -> str:
    """The page, in Swedish; the licences in the language they are given in."""
    rows = "\n".join(_row(number, one) for number, one in enumerate(listed))
    texts = "\n".join(_texts(number, one) for number, one in enumerate(listed))
    return f"""<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<title>Licenser i Mottagning {html.escape(version)}</title>
<style>
body {{ font: 15px/1.45 "Segoe UI", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ccc; }}
pre {{ white-space: pre-wrap; font: 12px/1.4 Consolas, monospace; background: #f5f5f5; padding: 1rem; }}
</style>
</head>
<body>
<h1>Licenser i Mottagning {html.escape(version)}</h1>
<p>Mottagning är fri programvara under EUPL-1.2. Här står allt annat som följer med i installationen, på vilka villkor,
och licenserna i sin helhet.</p>
<table>
<tr><th>Del</th><th>Version</th><th>Licens</th></tr>
{rows}
</table>
{texts}
</body>
</html>
"""


def _row(number: int, one: Part) -> str:
    cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in (one.version, one.licence))
    return f'<tr><td><a href="#d{number}">{html.escape(one.name)}</a></td>{cells}</tr>'


def _texts(number: int, one: Part) -> str:
    remark = f"<p>{html.escape(one.remark)}</p>\n" if one.remark else ""
    texts = "\n".join(
        f"<h3>{html.escape(name)}</h3>\n<pre>{html.escape(text.strip())}</pre>" for name, text in one.texts
    )
    return f'<h2 id="d{number}">{html.escape(one.name)} {html.escape(one.version)}</h2>\n{remark}{texts}'


def _own(folder: Path) -> list[Path]:
    """The licence files of a wheel."""
    found = [one for one in folder.rglob("*") if one.is_file() and one.name not in _NOT_CHOSEN]
    inside = [one for one in found if "licenses" in one.relative_to(folder).parts or _OWN_TEXT.match(one.name)]
    return sorted(one for one in inside if not _OTHER_SYSTEMS & set(one.relative_to(folder).parts))


def _heading(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix().removeprefix("licenses/")


def _shipped(one: _Known) -> tuple[tuple[str, str], ...]:
    return tuple((name, (_TEXTS / f"{name}.txt").read_text(encoding="utf-8")) for name in one.texts)
