"""Help for who uses the program: the pages, which of them belongs to what is on the screen, and a search in them.

Needs no register: the handbook is part of the program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from mottagning.files.handbook.html import Address, body
from mottagning.files.handbook.pages import read_handbook
from mottagning.readmodels.handbook import Handbook, Heading, HelpHit, HelpPage, plain, said
from mottagning.system.paths import resources
from mottagning.texts import handbook as texts

FIRST = "start"
"""The page for a place that has none of its own."""
_PICTURES = "pictures"
_TITLE, _WORDS, _HEADING, _BODY = 8, 6, 3, 1
_SHORTEST_STEM = 4
_ENDINGS = re.compile(r"(?:arna|erna|orna|ande|ning|ade|are|ing|ar|er|or|en|et|an|na|a|e|n|t|s)s?$")


def pages_folder() -> Path:
    """Where the pages lie."""
    return resources() / "help"


def pictures_folder() -> Path:
    """Where their pictures lie."""
    return pages_folder() / _PICTURES


@cache
def handbook() -> Handbook:
    """The handbook, read once: it is part of the program."""
    return read_handbook(pages_folder())


def page_for(book: Handbook, area: str, words: Sequence[str]) -> HelpPage:
    """The page of a place: that of the first of `words` (headings and tabs that are seen in the area, the nearest
    first) which has one, else the area's own, else the first page of all."""
    found = {place: page for page in book.pages for place in page.places}
    known = [place.partition("/")[2] for place in found if place.startswith(f"{area}/")]
    for said_there in words:
        fitting = [one for one in known if _begins(said_there, one)]
        if fitting:
            return found[f"{area}/{max(fitting, key=len)}"]
    return found.get(area) or book.page(FIRST) or book.pages[0]


def _begins(heading: str, word: str) -> bool:
    """Whether a heading is the word, or goes on with whom it is about: `Boende: Amina Provlund`, `Hushåll H1`."""
    return heading == word or heading.startswith((f"{word}: ", f"{word} ", f"{word}, "))


def shown(page: HelpPage, link: Address, picture: Address) -> str:
    """A page as HTML, below its title."""
    return body(page, link, picture)


def search(book: Handbook, text: str) -> list[HelpHit]:
    """The pages that have every word of `text`, in any form of it, or as many of them as any page has; those that name
    them in their title come first. Words that tell nothing, as `hur` and `en`, are not looked for."""
    wanted = _telling(text)
    ranks = {page: [_rank_of(page, word) for word in wanted] for page in book.pages}
    most = max((_named(found) for found in ranks.values()), default=0)
    best = [page for page, found in ranks.items() if most and _named(found) == most]
    best.sort(key=lambda page: -sum(ranks[page]))
    return [HelpHit(page, _sentence(page, wanted)) for page in best]


def _named(ranks: Sequence[int]) -> int:
    """How many of the words a page has."""
    return sum(map(bool, ranks))


def stems(text: str) -> list[str]:
    """The words that are searched for, without their Swedish endings: `bokningarna` is found by `bokning`."""
    return [_stem(word) for word in _telling(text)]


def _stem(word: str) -> str:
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _SHORTEST_STEM else word


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _telling(text: str) -> list[str]:
    """The words of what is searched for that tell something; all, where none does."""
    words = _words(text)
    return [word for word in words if word not in texts.WITHOUT_MEANING] or words


@cache
def _index(page: HelpPage) -> tuple[tuple[int, frozenset[str]], ...]:
    """The words of a page's parts, each part with how much a word in it tells."""
    headings = [plain(block.text) for block in page.blocks if isinstance(block, Heading)]
    body_text = [sentence for block in page.blocks for sentence in said(block)]
    parts = ((_TITLE, [page.title]), (_WORDS, page.words), (_HEADING, headings), (_BODY, body_text))
    return tuple((weight, frozenset(_words(" ".join(sentences)))) for weight, sentences in parts)


def _rank_of(page: HelpPage, word: str) -> int:
    """How much a page tells of a word; as it was written it counts twice as much as in another form."""
    stem = _stem(word)
    return sum(
        weight * (2 if word in words else 1)
        for weight, words in _index(page)
        if any(one.startswith(stem) for one in words)
    )


def _sentence(page: HelpPage, wanted: Sequence[str]) -> str:
    """The first thing the page says with one of the words, else how it begins."""
    sentences = [sentence for block in page.blocks if not isinstance(block, Heading) for sentence in said(block)]
    begins = tuple(map(_stem, wanted))
    found = (one for one in sentences if any(word.startswith(begins) for word in _words(one)))
    return next(found, next(iter(sentences), ""))
