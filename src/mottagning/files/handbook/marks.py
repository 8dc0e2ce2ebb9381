"""How is a page of the handbook written? A small part of Markdown, read into blocks.

Paragraphs, `##` and `###`, points (`*`) and steps (`1.`), tables, commands between three back ticks, a picture on a
line of its own, `>` for a note. In a text: `**a word of the program**`, `*stress*`, a back tick for what is typed, and
`[words](page)`. Anything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mottagning.readmodels.handbook import (
    Block,
    Command,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Points,
    Span,
    SpanKind,
    Text,
    plain,
)

_MARKS = re.compile(
    r"\*\*(?P<word>[^*]+)\*\*|\*(?P<stressed>[^*\s][^*]*)\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\((?P<target>[^)]+)\)"
)
_POINT, _STEP = re.compile(r"[*-] +"), re.compile(r"\d+\. +")
_PICTURE = re.compile(r"!\[(?P<says>[^\]]*)\]\((?P<file>[^)]+)\)")
_RULE = re.compile(r"\|[-|: ]+\|")
_FENCE = "```"


def read_blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a page, without its front lines."""
    found: list[Block] = []
    for lines in _pieces(source.splitlines()):
        found += _blocks(lines)
    return tuple(found)


def read_text(source: str) -> Text:
    """The pieces of a text."""
    found: list[Span] = []
    at = 0
    for match in _MARKS.finditer(source):
        if match.start() > at:
            found.append(Span(source[at : match.start()]))
        kind = str(match.lastgroup if match.lastgroup != "target" else "link")
        found.append(Span(match[kind], SpanKind(kind), match["target"] or ""))
        at = match.end()
    if at < len(source):
        found.append(Span(source[at:]))
    return tuple(found)


def anchor_of(text: Text) -> str:
    """The name by which links find a heading: `Ta bort en plats` is `ta-bort-en-plats`."""
    return re.sub(r"[^\w]+", "-", plain(text).lower()).strip("-")


def _pieces(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines that stand together, parted by empty ones; between two fences nothing is parted."""
    piece: list[str] = []
    is_fenced = False
    for line in lines:
        if line.startswith(_FENCE):
            is_fenced = not is_fenced
        if line.strip() or is_fenced:
            piece.append(line.rstrip())
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _blocks(lines: list[str]) -> list[Block]:
    first = lines[0]
    picture = _PICTURE.fullmatch(first)
    if picture:
        return [Picture(picture["file"], picture["says"])]
    if first.startswith("#"):
        level, _, words = first.partition(" ")
        text = read_text(words.strip())
        made: list[Block] = [Heading(text, len(level), anchor_of(text))]
        return made + (_blocks(lines[1:]) if lines[1:] else [])
    read = next((read for begins, read in _KINDS if begins(first)), _paragraph)
    return read(lines)


def _paragraph(lines: list[str]) -> list[Block]:
    """A paragraph; a list may follow at once."""
    end = next((place for place, line in enumerate(lines) if _begins_item(line)), len(lines))
    made: list[Block] = [Paragraph(read_text(" ".join(line.strip() for line in lines[:end])))]
    return made + (_points(lines[end:]) if lines[end:] else [])


def _note(lines: list[str]) -> list[Block]:
    return [Paragraph(read_text(" ".join(line.lstrip("> ") for line in lines)), is_note=True)]


def _command(lines: list[str]) -> list[Block]:
    return [Command("\n".join(line for line in lines if not line.startswith(_FENCE)))]


def _points(lines: list[str]) -> list[Block]:
    mark = _STEP if _STEP.match(lines[0]) else _POINT
    items: list[str] = []
    for line in lines:
        if mark.match(line):
            items.append(mark.sub("", line, count=1))
        else:
            items[-1] += " " + line.strip()
    return [Points(tuple(map(read_text, items)), is_numbered=mark is _STEP)]


def _grid(lines: list[str]) -> list[Block]:
    rows = [[read_text(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines]
    ruled = len(lines) > 1 and _RULE.fullmatch(lines[1]) is not None
    headings, body = (rows[0], rows[2:]) if ruled else ([() for _ in rows[0]], rows)
    return [Grid(tuple(headings), tuple(map(tuple, body)))]


def _begins_item(line: str) -> bool:
    return bool(_POINT.match(line) or _STEP.match(line))


_KINDS: Sequence[tuple[Callable[[str], bool], Callable[[list[str]], list[Block]]]] = (
    (lambda line: line.startswith(_FENCE), _command),
    (lambda line: line.startswith("|"), _grid),
    (lambda line: line.startswith(">"), _note),
    (_begins_item, _points),
)
