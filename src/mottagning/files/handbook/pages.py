"""Where does the handbook come from? A folder of pages, their contents, and worked examples.

A page is a file `name.md`. It begins with lines between `---`: its title, the places it belongs to, words to find it
by. Some lines stand for what the program itself says, so that the handbook never says another thing:

* `{exempel: name}` is the worked example of that name in `examples.toml`, which the tests compute as every other case;
* `{regel: kalenderdag}` is the sentence of that Beräkningssätt;
* `{kolumner}` are the columns of a return, as its own sheet explains them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mottagning.domain.agreements import Method, Terms, Unit
from mottagning.files.handbook.marks import read_blocks, read_text
from mottagning.readmodels.handbook import Block, Chapter, Grid, Handbook, Heading, HelpPage, Paragraph, plain
from mottagning.texts import handbook as texts
from mottagning.texts import rules, words
from mottagning.texts.returns import DEFINITION_HEADINGS, DEFINITIONS_LIST

CONTENTS, EXAMPLES = "contents.toml", "examples.toml"
_FRONT = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_STANDS_FOR = re.compile(r"\{(?P<kind>\w+)(?:: (?P<name>.+))?\}")
_RULE_EXAMPLES = Terms(agreement="", service="", unit=Unit.HOUR, method=Method.REPORTED, shares=(65, 35))
"""What a sentence of a rule says of an agreement's own choices: hours, and two shares."""
Example = Mapping[str, Any]


def read_handbook(folder: Path) -> Handbook:
    """The whole handbook. Raises OSError, KeyError and ValueError for pages that are not as they should be, which the
    tests find before anybody else."""
    contents = tomllib.loads((folder / CONTENTS).read_text(encoding="utf-8"))["chapter"]
    examples = read_examples(folder)
    return Handbook(
        tuple(
            Chapter(one["title"], tuple(_page(folder / f"{name}.md", examples) for name in one["pages"]))
            for one in contents
        )
    )


def read_examples(folder: Path) -> Mapping[str, Example]:
    """The worked examples by their names."""
    found = tomllib.loads((folder / EXAMPLES).read_text(encoding="utf-8"))["fall"]
    return {one["namn"]: one for one in found}


def _page(file: Path, examples: Mapping[str, Example]) -> HelpPage:
    found = _FRONT.fullmatch(file.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{file.name} has no front lines")
    front = dict(line.split(": ", 1) for line in found["front"].splitlines())
    blocks = [told for block in read_blocks(found["body"]) for told in _told(block, examples)]
    return HelpPage(file.stem, front["title"], _listed(front["places"]), _listed(front["words"]), tuple(blocks))


def _told(block: Block, examples: Mapping[str, Example]) -> list[Block]:
    """A block, or what it stands for."""
    match = _STANDS_FOR.fullmatch(plain(block.text)) if isinstance(block, Paragraph) else None
    if match is None:
        return [block]
    if match["kind"] == "exempel":
        return _shown(examples[match["name"]])
    if match["kind"] == "regel":
        return [Paragraph(read_text(_rule(match["name"])), is_note=True)]
    headings = tuple(map(read_text, DEFINITION_HEADINGS))
    return [Grid(headings, tuple((read_text(name), read_text(told)) for name, told in DEFINITIONS_LIST))]


def _rule(name: str) -> str:
    """The sentence of a Beräkningssätt. Raises StopIteration for one that is none."""
    method = next(one for one in Method if words.word(one) == name)
    unit = Unit.HOUR if method is Method.REPORTED else Unit.MONTH
    return rules.sentence(replace(_RULE_EXAMPLES, method=method, unit=unit))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _shown(example: Example) -> list[Block]:
    """A worked example: what is known, how it is counted, and what each month's return becomes."""
    rows = [(sheet, _rows(example[sheet])) for sheet in texts.EXAMPLE_SHEETS if sheet in example]
    later = [
        (texts.told_after(event["efter"], sheet), _rows(event[sheet]))
        for event in example.get("senare", ())
        for sheet in texts.EXAMPLE_SHEETS
        if sheet in event
    ]
    rows += [*later, (texts.COUNTED, example[texts.IN_EXAMPLE_COUNTED]), (texts.RETURNED, _returned(example))]
    cells = tuple((read_text(f"*{name}*"), read_text(told)) for name, told in rows)
    return [Heading(read_text(texts.example(example["namn"])), 4, ""), Grid(((), ()), cells)]


def _rows(rows: list[Mapping[str, str]]) -> str:
    return "; ".join(", ".join(f"{heading} {value}" for heading, value in row.items()) for row in rows)


def _returned(example: Example) -> str:
    if "per motpart" in example:
        parts = [f"{code}: {_sums(sums)}" for code, sums in example["per motpart"].items()]
        return "; ".join(parts)
    return _sums(example[texts.IN_EXAMPLE_RETURNED]) or texts.NOTHING_RETURNED


def _sums(sums: Mapping[str, str]) -> str:
    return ", ".join(texts.month_sum(month, amount) for month, amount in sums.items())
