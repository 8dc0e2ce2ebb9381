"""How does the handbook lie as files? One page of HTML each, their pictures, and one sheet of style; no scripts."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from mottagning.files.handbook.html import body
from mottagning.readmodels.handbook import Handbook, HelpPage, Picture
from mottagning.texts import handbook as texts

PICTURES, STYLE = "pictures", "style.css"
_SHEET = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.4em; break-after: avoid; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.35em 0.6em; border-bottom: 1px solid #8a949c; }
tr { break-inside: avoid; }
img { max-width: 100%; height: auto; border: 1px solid #8a949c; }
code, pre { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: 0.92em; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; padding: 0.6em; border: 1px solid #8a949c; }
.note { border-left: 4px solid #0b5c6b; padding-left: 0.8em; }
nav { font-size: 0.92em; }
@media print {
  body { font-size: 10.5pt; max-width: none; margin: 0; }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
}
"""


def write_handbook(book: Handbook, pictures: Path, target: Path) -> Path:
    """Write the handbook into the folder `target`, which is made anew, and give its first page. Raises OSError."""
    shutil.rmtree(target, ignore_errors=True)
    (target / PICTURES).mkdir(parents=True)
    (target / STYLE).write_text(_SHEET, encoding="utf-8", newline="\n")
    for name in sorted({block.file for page in book.pages for block in page.blocks if isinstance(block, Picture)}):
        shutil.copyfile(pictures / name, target / PICTURES / name)
    pages = book.pages
    for before, page, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
        inside = f"<h1>{escape(page.title)}</h1>\n{body(page, _address, lambda name: f'{PICTURES}/{name}')}"
        _write(target / _address(page.id), page.title, f"{_ways(before, after)}\n<main>\n{inside}\n</main>")
    first = target / _address("index")
    _write(first, texts.HANDBOOK, f"<main>\n<h1>{texts.HANDBOOK}</h1>\n{_contents(book)}\n</main>")
    return first


def _address(target: str) -> str:
    page, sign, anchor = target.partition("#")
    return f"{page}.html{sign}{anchor}" if page else f"#{anchor}"


def _contents(book: Handbook) -> str:
    return "\n".join(
        f"<h2>{escape(chapter.title)}</h2>\n<ul>{''.join(f'<li>{_way(page)}</li>' for page in chapter.pages)}</ul>"
        for chapter in book.chapters
    )


def _ways(before: HelpPage | None, after: HelpPage | None) -> str:
    """The contents, the page before and the page after."""
    ways = [f'<a href="{_address("index")}">{texts.CONTENTS}</a>', *(_way(page) for page in (before, after) if page)]
    return f"<nav>{' · '.join(ways)}</nav>"


def _way(page: HelpPage) -> str:
    return f'<a href="{_address(page.id)}">{escape(page.title)}</a>'


def _write(file: Path, title: str, inside: str) -> None:
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<link rel="stylesheet" href="{STYLE}">'
    text = f'<!DOCTYPE html>\n<html lang="sv">\n<head>\n{head}\n</head>\n<body>\n{inside}\n</body>\n</html>\n'
    file.write_text(text, encoding="utf-8", newline="\n")
