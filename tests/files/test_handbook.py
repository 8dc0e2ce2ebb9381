"""Is every page of the handbook as it should be, reached, and true of the program as it is?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mottagning.domain.agreements import Method
from mottagning.files.handbook.folder import write_handbook
from mottagning.files.handbook.marks import read_blocks, read_text
from mottagning.files.handbook.pages import read_examples
from mottagning.readmodels.handbook import (
    Command,
    Grid,
    Heading,
    HelpPage,
    Paragraph,
    Picture,
    Points,
    Span,
    SpanKind,
    plain,
    said,
    spans,
)
from mottagning.texts import admin, backups, deadlines, economy_files, retention, users, words
from mottagning.usecases import handbook

ROOT = Path(__file__).parents[2]
BOOK = handbook.handbook()
PAGES = BOOK.pages
LARGEST, LARGEST_TOGETHER = 60_000, 3_000_000
"""Bytes of a picture, and of them all."""
OUTSIDE_AREAS = {"start", "locked", "help"}


@cache
def words_of_the_program() -> frozenset[str]:
    """Every text that the window can show as it stands there."""
    found: set[str] = set()
    for file in (ROOT / "src" / "mottagning" / "texts").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return frozenset(" ".join(one.split()) for one in found)


def areas() -> set[str]:
    """The names of the areas as the window is put together."""
    tree = ast.parse((ROOT / "src" / "mottagning" / "ui" / "register.py").read_text(encoding="utf-8"))
    named = {"CLAIMS": "state_compensation_claims", "TAKE_IN": "take_in"}
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "Place"]
    first = [call.args[0] for call in calls]
    return {named[one.id] if isinstance(one, ast.Name) else ast.literal_eval(one) for one in first}


def marked(page: HelpPage, kind: SpanKind) -> Iterator[Span]:
    return (span for block in page.blocks for span in spans(block) if span.kind is kind)


def test_every_page_is_reached_from_the_contents_once() -> None:
    files = sorted(one.stem for one in handbook.pages_folder().glob("*.md"))
    assert sorted(page.id for page in PAGES) == files


def test_a_page_says_something_and_is_found_by_its_words() -> None:
    assert [page.id for page in PAGES if not page.blocks or not page.words] == []
    asked = [(page, word) for page in PAGES for word in page.words]
    lost = [f"{page.id}: {word}" for page, word in asked if page not in [h.page for h in handbook.search(BOOK, word)]]
    assert not lost, "\n".join(lost)


def test_every_link_leads_somewhere() -> None:
    anchors = {page.id: {"", *(block.anchor for block in page.blocks if isinstance(block, Heading))} for page in PAGES}
    links = [(page.id, span.target) for page in PAGES for span in marked(page, SpanKind.LINK)]
    assert len(links) > 50
    for origin, target in links:
        name, _, anchor = target.partition("#")
        assert anchor in anchors.get(name or origin, ()), f"{origin} leads to {target}"


def test_no_page_names_what_the_program_does_not_say() -> None:
    named = {f"{page.id}: {span.text}" for page in PAGES for span in marked(page, SpanKind.WORD)}
    assert len(named) > 200
    unknown = sorted(one for one in named if one.partition(": ")[2] not in words_of_the_program())
    assert not unknown, "\n".join(unknown)


def test_what_is_said_to_lie_in_the_settings_is_a_tab_there() -> None:
    source = (ROOT / "src" / "mottagning" / "ui" / "admin" / "screen.py").read_text(encoding="utf-8")
    named = {"texts": admin, "economy_files": economy_files, "deadline_texts": deadlines, "user_texts": users}
    named |= {"backup_texts": backups, "retention_texts": retention}
    found = re.findall(r"\(?(\w+)\.((?:TAB|RULES)\w*), _padded", source)
    tabs = {getattr(named[module], word) for module, word in found}
    assert len(tabs) > 9
    pages = [file.read_text(encoding="utf-8") for file in handbook.pages_folder().glob("*.md")]
    said_so = {word for page in pages for word in re.findall(r"Inställningar,\s+\*\*(.+?)\*\*", page)}
    said_so |= {place.partition("/")[2] for page in PAGES for place in page.places if place.startswith("settings/")}
    headings_within = {"Överlämning till vikarie", "Ny användare", "Byt min lösenfras", "Loggar"}
    within = {retention.TO_REMOVE, retention.WAITING, retention.PROTOCOLS, retention.RULES, *headings_within}
    assert said_so - tabs - within == set()


def test_every_picture_is_there_small_and_shown_somewhere() -> None:
    shown = {block.file for page in PAGES for block in page.blocks if isinstance(block, Picture)}
    files = {one.name: one.stat().st_size for one in handbook.pictures_folder().iterdir()}
    assert shown == set(files)
    assert max(files.values()) <= LARGEST
    assert sum(files.values()) <= LARGEST_TOGETHER


def test_every_picture_is_told_in_words() -> None:
    assert all(block.says for page in PAGES for block in page.blocks if isinstance(block, Picture))


def test_every_area_has_its_page_and_no_place_has_two() -> None:
    places = [place for page in PAGES for place in page.places]
    assert sorted(set(places)) == sorted(places)
    assert {place for place in places if "/" not in place} == areas() | OUTSIDE_AREAS


def test_a_place_within_an_area_stands_on_the_screen() -> None:
    places = [place.partition("/") for page in PAGES for place in page.places if "/" in place]
    unknown = [f"{area}/{word}" for area, _, word in places if word not in words_of_the_program()]
    assert not unknown, "\n".join(unknown)
    assert {area for area, _, _ in places} <= areas() | OUTSIDE_AREAS


def test_the_nearest_word_decides_the_page_and_a_place_without_one_has_the_areas() -> None:
    found = [
        handbook.page_for(BOOK, *asked).id
        for asked in [
            ("people", ["Hemkommun: Amina Provlund", "Person"]),
            ("people", ["Amina Provlund", "Hemkommun"]),
            ("people", ["något annat"]),
            ("nowhere", []),
        ]
    ]
    assert found == ["hemkommun", "hemkommun", "registrera-person", "start"]


# worked examples


def test_every_way_of_counting_has_its_sentence_and_an_example() -> None:
    source = (handbook.pages_folder() / "ekonom-ersattning.md").read_text(encoding="utf-8")
    examples = read_examples(handbook.pages_folder())
    named = re.findall(r"\{exempel: (.+)\}", source)
    ways = {
        term.get("Beräkningssätt", "kalenderdag") for name in named for term in examples[name].get("Villkor", ({},))
    }
    together = {"gemensam kostnad"} if any("Gemensamma insatser" in examples[name] for name in named) else set()
    assert ways | together == {words.word(method) for method in Method}
    assert re.findall(r"\{regel: (.+)\}", source) != []
    assert set(re.findall(r"\{regel: (.+)\}", source)) == {words.word(method) for method in Method}


def test_every_example_is_shown_with_its_amounts() -> None:
    told = [sentence for page in PAGES for block in page.blocks for sentence in said(block)]
    for name, example in read_examples(handbook.pages_folder()).items():
        assert f"Exempel: {name}" in told
        amounts = example.get("per motpart", {"": example["väntat"]}).values()
        for amount in {one for sums in amounts for one in sums.values()}:
            assert any(amount in sentence for sentence in told)


# searching


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("skyddade personuppgifter", "skyddade"),
        ("bokningarna", "bokningar"),
        ("säkerhetskopior", "sakerhetskopior"),
        ("RÄTTA", "ratta-stangd-manad"),
        ("kalenderdag", "ekonom-ersattning"),
        ("tyst installation", "it"),
    ],
)
def test_a_search_puts_the_page_first_that_is_about_it(text: str, first: str) -> None:
    assert handbook.search(BOOK, text)[0].page.id == first


def test_pages_with_every_word_are_found_else_those_with_most_of_them() -> None:
    both = [hit.page.id for hit in handbook.search(BOOK, "hur räknas en mätdag")]
    assert both[0] == "ekonom-ersattning"
    assert both == [hit.page.id for hit in handbook.search(BOOK, "mätdag räknas xyzzy")]
    assert len(both) < len(handbook.search(BOOK, "räknas"))


def test_nothing_is_found_for_nothing() -> None:
    assert handbook.search(BOOK, "xyzzy") == []
    assert handbook.search(BOOK, "  ") == []
    assert handbook.search(BOOK, "ålder") != handbook.search(BOOK, "alder")


def test_a_hit_shows_where_it_was_found() -> None:
    assert "kontrollsiffra" in handbook.search(BOOK, "kontrollsiffra")[0].sentence.lower()


# reading


def test_the_marks_of_a_page() -> None:
    source = """\
## Ett *viktigt* ord

Tryck **Spara** eller `Ctrl+S`.
Se [där](dit#ort).

* ett
  och mer
* två

1. först

> Kom ihåg.

| a | b |
|---|---|
| 1 | **2** |

![Så ser det ut](bild.png)

```
mottagning backup

mottagning verify
```
"""
    heading, text, points, steps, note, grid, picture, command = read_blocks(source)
    assert heading == Heading(read_text("Ett *viktigt* ord"), 2, "ett-viktigt-ord")
    assert isinstance(text, Paragraph)
    assert text.text[1::2] == (
        Span("Spara", SpanKind.WORD),
        Span("Ctrl+S", SpanKind.CODE),
        Span("där", SpanKind.LINK, "dit#ort"),
    )
    assert points == Points(((Span("ett och mer"),), (Span("två"),)))
    assert steps == Points(((Span("först"),),), is_numbered=True)
    assert note == Paragraph((Span("Kom ihåg."),), is_note=True)
    assert grid == Grid(((Span("a"),), (Span("b"),)), (((Span("1"),), (Span("2", SpanKind.WORD),)),))
    assert picture == Picture("bild.png", "Så ser det ut")
    assert command == Command("mottagning backup\n\nmottagning verify")
    assert plain(read_text("2 * 3 och 4*5")) == "2 * 3 och 4*5"


# as files


class Looked(HTMLParser):
    """What a page of HTML holds, and whether its tags end where they should."""

    ALONE = frozenset({"meta", "link", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.leads: list[str] = []
        self.names: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        said = dict(attrs)
        self.leads += [value for name in ("href", "src") if (value := said.get(name))]
        self.names |= {value for value in (said.get("name"), said.get("id")) if value}
        if tag == "img":
            assert said.get("alt")
        if tag not in self.ALONE:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def close(self) -> None:
        super().close()
        assert self._open == []


def looked_at(file: Path) -> Looked:
    parser = Looked()
    parser.feed(file.read_text(encoding="utf-8"))
    parser.close()
    return parser


def test_the_handbook_as_files_is_whole_and_leads_nowhere_else(tmp_path: Path) -> None:
    first = write_handbook(BOOK, handbook.pictures_folder(), tmp_path / "handbok")
    pages = {file.name: looked_at(file) for file in first.parent.glob("*.html")}
    assert set(pages) == {"index.html", *(f"{page.id}.html" for page in PAGES)}
    for page in pages.values():
        assert "script" not in page.tags
        for lead in page.leads:
            name, _, anchor = lead.partition("#")
            assert (first.parent / name).is_file(), lead
            assert not anchor or anchor in pages[name].names, lead
    assert {lead for lead in pages["index.html"].leads if lead.endswith(".html")} == set(pages) - {"index.html"}
    assert "@media print" in (first.parent / "style.css").read_text(encoding="utf-8")


def test_the_handbook_is_written_anew_without_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "handbok"
    folder.mkdir()
    (folder / "gammal.html").touch()
    write_handbook(BOOK, handbook.pictures_folder(), folder)
    assert not (folder / "gammal.html").exists()
