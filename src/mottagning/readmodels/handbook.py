"""What is the handbook made of? Chapters of pages, and pages of blocks, as they are shown and written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SpanKind(Enum):
    """What a piece of text is."""

    PLAIN = "plain"
    WORD = "word"
    """A word of the program, as it stands on the screen."""
    STRESSED = "stressed"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; a link has the page it leads to, and maybe a heading there: `hemkommun#en-flytt`."""

    text: str
    kind: SpanKind = SpanKind.PLAIN
    target: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a page, of level 2 to 4, with the name by which links find it; that of an example has none."""

    text: Text
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a note stands out from it."""

    text: Text
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, or of numbered steps."""

    items: tuple[Text, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; one without headings has empty ones."""

    headings: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the screen, by the name of its file, and what it shows in words."""

    file: str
    says: str


@dataclass(frozen=True, slots=True)
class Command:
    """Lines as they are typed on a command line."""

    text: str


Block = Heading | Paragraph | Points | Grid | Picture | Command


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its lasting name, title, the places in the window it belongs to, words to find it by, and what it says.

    A place is the name of an area (`people`), or an area and a tab or a heading in it (`people/Hemkommun`).
    """

    id: str
    title: str
    places: tuple[str, ...]
    words: tuple[str, ...]
    blocks: tuple[Block, ...]

    def __hash__(self) -> int:
        return hash(self.id)  # not of all that it says, each time it is looked for


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together."""

    title: str
    pages: tuple[HelpPage, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """All of it, in the order of its contents."""

    chapters: tuple[Chapter, ...]

    @property
    def pages(self) -> tuple[HelpPage, ...]:
        """Every page in its order."""
        return tuple(page for chapter in self.chapters for page in chapter.pages)

    def page(self, page_id: str) -> HelpPage | None:
        """The page with this name, where there is one."""
        return next((page for page in self.pages if page.id == page_id), None)


@dataclass(frozen=True, slots=True)
class HelpHit:
    """A page that a search found, with the sentence it was found in."""

    page: HelpPage
    sentence: str


def plain(text: Text) -> str:
    """A text without its marks."""
    return "".join(span.text for span in text)


def said(block: Block) -> tuple[str, ...]:
    """The sentences of a block without their marks: one for each paragraph, point or cell."""
    match block:
        case Heading() | Paragraph():
            return (plain(block.text),)
        case Points():
            return tuple(map(plain, block.items))
        case Grid():
            return tuple(plain(cell) for row in (block.headings, *block.rows) for cell in row)
        case Picture():
            return (block.says,)
        case Command():
            return (block.text,)


def spans(block: Block) -> tuple[Span, ...]:
    """Every piece of text of a block."""
    match block:
        case Heading() | Paragraph():
            return block.text
        case Points():
            return tuple(span for item in block.items for span in item)
        case Grid():
            return tuple(span for row in (block.headings, *block.rows) for cell in row for span in cell)
        case Picture() | Command():
            return ()
