"""Which row holds the headings, and what does each column mean? Guessed from the words above and the look below.

A heading weighs more than a look; a look can speak against it. What is guessed is shown and can be changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mottagning.domain.take_in.cells import Cell, compact, text_of
from mottagning.domain.take_in.readings import Question, Reader, Sort, is_whole_name

_DEEPEST = 30
"""How far down headings are looked for."""
_SAMPLE = 40
_EXACT, _BEGINS, _LOOKS, _FITS, _CONTRADICTS = 100, 60, 40, 10, -200
_SHORTEST = 5
"""A word of fewer letters says nothing inside a longer heading."""
_NEARLY_ALL, _MOST, _HARDLY_ANY = 80, 50, 20
_FEWEST = 3
_WHOLE_NAMES = frozenset({Sort.GIVEN_FIRST, Sort.FAMILY_FIRST})


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can mean: its lasting name, the headings that say so, and how its cells are read.

    `is_telling`: the look of its cells alone says what it is. `excludes` are targets that say the same in another way.
    """

    key: str
    words: tuple[str, ...]
    question: Question
    is_telling: bool = False
    excludes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its heading and its cells below."""

    heading: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Words:
    """The headings of all targets, ready to be compared."""

    exact: Mapping[str, str] = field(default_factory=dict)
    """By the heading's letters: the target it names."""

    def score(self, heading: str, target: Target) -> int:
        """How surely a heading names a target."""
        word = compact(heading)
        if not word:
            return 0
        if self.exact.get(word) == target.key:
            return _EXACT
        parts = [compact(one) for one in target.words]
        if word in self.exact:  # another's, unless its cells speak against that
            return _BEGINS if word in parts else 0
        longest = max((len(one) for one in parts if len(one) >= _SHORTEST and one in word), default=0)
        return _BEGINS + longest if longest else 0

    def knows(self, cell: Cell) -> bool:
        """Whether a cell is a heading that somebody would write."""
        return isinstance(cell, str) and compact(cell) in self.exact


def words_of(targets: Sequence[Target]) -> Words:
    """The headings of `targets`. The name of a target, its first word, is never another's; then earlier ones win."""
    known: dict[str, str] = {}
    for target in targets:
        known.setdefault(compact(target.words[0]), target.key)
    for target in targets:
        for word in target.words[1:]:
            known.setdefault(compact(word), target.key)
    return Words(known)


def heading_row(
    rows: Sequence[Sequence[Cell]], words: Words, banners: Collection[int] = (), *, may_lack: bool = False
) -> int | None:
    """The place of the row with headings; None when the list begins at once.

    It is the row with most known headings; failing that the first with nothing but words, above rows that differ.
    `banners` are rows where a cell is merged over several columns: titles, that head nothing. A list that `may_lack`
    headings has none unless one of them is known: else its first person would be taken for them.
    """
    near = rows[:_DEEPEST]
    known = [sum(words.knows(cell) for cell in row) for row in near]
    best = max(known, default=0)
    width = max((len(filled(row)) for row in rows[:_DEEPEST]), default=0)
    if best >= min(2, width) > 0:
        return known.index(best)
    for place, row in enumerate(near):
        cells = filled(row)
        if place not in banners and len(cells) > width // 2 and place + 1 < len(rows):
            is_sure = known[place] > 0 or not may_lack
            return place if is_sure and all(_is_word(cell) for cell in cells) else None
    return None


def filled(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that hold something."""
    return [cell for cell in row if cell not in {None, ""}]


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not any(letter.isdecimal() for letter in cell[:2])


def guess(columns: Sequence[Column], targets: Sequence[Target], reader: Reader) -> tuple[str | None, ...]:
    """What each column most likely means, by the target's key; None where nothing is likely.

    Where no column has a heading, whole names are known by their look too, and by fewer cells.
    """
    words = words_of(targets)
    is_bare = not any(column.heading for column in columns)
    scored = [
        (score, -place, -order, target)
        for place, column in enumerate(columns)
        for order, target in enumerate(targets)
        if (score := _score(column, target, words, reader, is_bare=is_bare)) > 0
    ]
    found: dict[int, str] = {}
    out: set[str] = set()
    for _points, place, _order, target in sorted(scored, key=lambda one: one[:3], reverse=True):
        if -place not in found and target.key not in out:
            found[-place] = target.key
            out |= {target.key, *target.excludes}
    return tuple(found.get(place) for place in range(len(columns)))


def _score(column: Column, target: Target, words: Words, reader: Reader, *, is_bare: bool) -> int:
    named = words.score(column.heading, target)
    is_name = is_bare and target.question.sort in _WHOLE_NAMES
    if not named and not is_name and (not target.is_telling or words.knows(column.heading)):
        return 0
    look = _names(column, target.question, reader) if is_name else _look(column, target.question, reader, bool(named))
    if look is None:
        return named
    if not named:
        return _LOOKS if look >= _NEARLY_ALL and len(_sample(column)) >= (1 if is_bare else _FEWEST) else 0
    if look >= _MOST:
        return named + _FITS
    speaks_against = look < _HARDLY_ANY and len(_sample(column)) >= _FEWEST
    return named + (_CONTRADICTS if speaks_against else 0)


def _look(column: Column, question: Question, reader: Reader, is_named: bool) -> int | None:
    """How many per cent of the cells say what the question asks for; None where any text would do.

    Under a heading that says so, a cell that is nearly right is right enough.
    """
    cells = _sample(column)
    if question.sort in {Sort.TEXT, Sort.NAME, Sort.STRICT} or not cells:
        return None
    clues = reader.clues(question, cells)
    readings = [reader.read(question, cell, clues) for cell in cells]
    if question.sort is Sort.IDENTITY:
        good = sum(
            any(name != "birth_date" for name in one.values) or one.reason == "number_check_digit" for one in readings
        )
    else:
        good = sum(one.is_sure or (is_named and bool(one.proposal)) for one in readings)
    return 100 * good // len(cells)


def _names(column: Column, question: Question, reader: Reader) -> int:
    """How many per cent of the cells look like whole names written in the question's order."""
    cells = _sample(column)
    good = sum(is_whole_name(text_of(cell), question.sort, reader.vocabulary) for cell in cells)
    return 100 * good // max(len(cells), 1)


def _sample(column: Column) -> Sequence[Cell]:
    return [cell for cell in column.cells if cell is not None][:_SAMPLE]


def samples(cells: Iterable[Cell], most: int = 3) -> tuple[str, ...]:
    """The first different values of a column, to look at."""
    found: dict[str, None] = {}
    for cell in cells:
        if text := text_of(cell):
            found.setdefault(text)
            if len(found) == most:
                break
    return tuple(found)
