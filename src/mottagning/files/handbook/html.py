"""How does a page of the handbook become HTML? For the window and for the files alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

from mottagning.readmodels.handbook import (
    Block,
    Command,
    Grid,
    Heading,
    HelpPage,
    Paragraph,
    Picture,
    Points,
    Span,
    SpanKind,
    Text,
    plain,
)
from mottagning.texts.formats import unbroken

Address = Callable[[str], str]
_TAGS: Mapping[SpanKind, str] = {SpanKind.WORD: "b", SpanKind.STRESSED: "i", SpanKind.CODE: "code"}


def body(page: HelpPage, link: Address, picture: Address) -> str:
    """What a page says below its title; `link` gives the address of a page, `picture` that of a picture."""
    return "\n".join(_block(one, link, picture) for one in page.blocks)


def _block(block: Block, link: Address, picture: Address) -> str:
    told = partial(_text, link)
    match block:
        case Heading():
            return (
                f'<h{block.level} id="{block.anchor}"><a name="{block.anchor}"></a>{told(block.text)}</h{block.level}>'
            )
        case Paragraph():
            return f"<p{_NOTE if block.is_note else ''}>{told(block.text)}</p>"
        case Points():
            tag = "ol" if block.is_numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{told(item)}</li>' for item in block.items)}</{tag}>"
        case Grid():
            return _table(block, told)
        case Picture():
            return f'<p class="picture"><img src="{escape(picture(block.file))}" alt="{escape(block.says)}"></p>'
        case Command():
            return f"<pre>{escape(block.text)}</pre>"


_NOTE = ' class="note"'


def _table(grid: Grid, told: Callable[[Text], str]) -> str:
    rows = "".join(_row("td", row, told) for row in grid.rows)
    head = _row("th", grid.headings, told) if any(map(plain, grid.headings)) else ""
    return f'<table cellspacing="0" cellpadding="6">{head}{rows}</table>'


def _row(tag: str, cells: Sequence[Text], told: Callable[[Text], str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{told(cell)}</{tag}>' for cell in cells)}</tr>"


def _text(link: Address, text: Text) -> str:
    return "".join(_span(link, one) for one in text)


def _span(link: Address, span: Span) -> str:
    words = escape(unbroken(span.text), quote=False)
    if span.kind is SpanKind.LINK:
        return f'<a href="{escape(link(span.target))}">{words}</a>'
    tag = _TAGS.get(span.kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
