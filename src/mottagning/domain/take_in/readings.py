"""What does a cell say, read as people write? A value; or a doubt with its reason and a proposal; or nothing usable.

A proposal is a text that reads without a doubt, so that whoever looks at it may accept it or write another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from enum import Enum, auto
from fractions import Fraction

from mottagning.domain.identity import IdentityKind, IdentityProblem, birth_of, canonical, written
from mottagning.domain.problems import Param
from mottagning.domain.swedish import folded
from mottagning.domain.take_in.cells import Cell, Vocabulary, exact, text_of
from mottagning.domain.take_in.dates import DayOrder, WrittenDay, day_order, read_day

LONGEST = 400
_CLOSE = Fraction(4, 5)
_NATIONAL_DIGITS = (10, 12)
_PARTED = re.compile(r"[,/;+&()]|\s(?:och|and)\s")
_NAME = re.compile(r"[^\W\d_][^\d_;:/()]*")
_MOST_NAMES = 7
_FEW = 8
"""So many choices can be named in a sentence."""


class Sort(Enum):
    """How a column's cells are read."""

    TEXT = auto()
    NAME = auto()
    """One name: a text with a letter in it."""
    DAY = auto()
    BIRTH = auto()
    """A birth date, which lists often tell as a number with unknown last digits, or with known ones."""
    YES_NO = auto()
    CHOICE = auto()
    IDENTITY = auto()
    GIVEN_FIRST = auto()
    FAMILY_FIRST = auto()
    STRICT = auto()
    """As the register's own format reads it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says, by field. With a `reason` it is in doubt; without a `proposal` as well it is refused."""

    values: Mapping[str, object]
    reason: str | None = None
    proposal: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look."""
        return self.reason is None


EMPTY = Reading({})


@dataclass(frozen=True, slots=True)
class Options:
    """A closed list: what each of its words stands for, with and without their marks, and the word to show."""

    words: Mapping[str, object] = field(default_factory=dict)
    plain: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    shown: Mapping[object, str] = field(default_factory=dict)
    endings: tuple[str, ...] = ()


def options(named: Sequence[tuple[object, str, Sequence[str]]], endings: tuple[str, ...] = ()) -> Options:
    """A closed list of values, each with the word to show and others that stand for it. Earlier ones win a word."""
    words: dict[str, object] = {}
    plain: dict[str, tuple[object, ...]] = {}
    for value, word, others in named:
        for one in (word, *others):
            words.setdefault(exact(one), value)
            known = plain.get(folded(one), ())
            plain[folded(one)] = known if value in known else (*known, value)
    return Options(words, plain, {value: word for value, word, _ in named}, endings)


@dataclass(frozen=True, slots=True)
class Question:
    """What a column is asked: the field it fills and how. `latest` is the last day that makes sense in it."""

    field: str
    sort: Sort
    options: Options = Options()
    identity: IdentityKind | None = None
    latest: date | None = None
    strict: Callable[[Cell], Reading] | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What the whole column tells of each of its cells."""

    days: DayOrder = DayOrder.OPEN
    has_lost_marks: bool = False
    """Somewhere on its way the list lost its å, ä and ö: then Habo may be Håbo."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells of any column, with the words that offices use. `on` is the day it is, which decides centuries."""

    vocabulary: Vocabulary
    on: date

    def clues(self, question: Question, cells: Sequence[Cell]) -> Clues:
        """What `cells` of one column tell together."""
        texts = [text_of(cell) for cell in cells if isinstance(cell, str)]
        if question.sort in {Sort.DAY, Sort.BIRTH}:
            return Clues(days=day_order(texts))
        lost = question.sort is Sort.CHOICE and any(_needs_marks(text, question.options) for text in texts)
        return Clues(has_lost_marks=lost)

    def read(self, question: Question, cell: Cell, clues: Clues | None = None) -> Reading:
        """What a cell says to a question."""
        if self.is_nothing(cell):
            return EMPTY
        reader = _READERS[question.sort]
        return reader(self, question, cell, clues or Clues())

    def is_nothing(self, cell: Cell) -> bool:
        """Whether a cell is empty or says that nothing is known."""
        return cell is None or (isinstance(cell, str) and exact(cell) in {"", *self.vocabulary.nothing})


def _needs_marks(text: str, choices: Options) -> bool:
    return exact(text) not in choices.words and folded(text) in choices.plain and text.isascii()


def _text(_reader: Reader, question: Question, cell: Cell, _clues: Clues) -> Reading:
    text = text_of(cell)
    if len(text) > LONGEST:
        return Reading({}, "too_long", text[:LONGEST], {"longest": LONGEST})
    return Reading({question.field: text})


def _one_name(reader: Reader, question: Question, cell: Cell, clues: Clues) -> Reading:
    if not any(letter.isalpha() for letter in text_of(cell)):
        return Reading({}, "not_a_name")
    return _text(reader, question, cell, clues)


def _birth(reader: Reader, question: Question, cell: Cell, clues: Clues) -> Reading:
    found = _day(reader, question, cell, clues)
    if found.reason == "not_a_day" and isinstance(cell, str):
        number = _identity(reader, question, cell, clues)
        return number if number.is_sure else found
    return found


def _day(reader: Reader, question: Question, cell: Cell, clues: Clues) -> Reading:
    latest = question.latest or date(reader.on.year + 20, 12, 31)
    found: WrittenDay = read_day(cell, reader.vocabulary.months, latest, clues.days)
    if found.day is None:
        return Reading({}, found.reason or "not_a_day", found.proposal.isoformat() if found.proposal else "")
    if question.latest is not None and found.day > question.latest:
        return Reading({}, "in_the_future")
    return Reading({question.field: found.day})


def _yes_no(reader: Reader, question: Question, cell: Cell, _clues: Clues) -> Reading:
    word = exact(text_of(cell))
    if word in reader.vocabulary.yes or word in reader.vocabulary.no:
        return Reading({question.field: word in reader.vocabulary.yes})
    return Reading({}, "not_yes_or_no")


def _choice(_reader: Reader, question: Question, cell: Cell, clues: Clues) -> Reading:
    choices, text = question.options, text_of(cell)
    if isinstance(cell, int) and text.zfill(4) in choices.words:
        text = text.zfill(4)  # a code that arrived as a number has lost its zero
    for word in _forms(text, choices.endings):
        found = choices.plain.get(folded(word), ())
        if exact(word) in choices.words and not (clues.has_lost_marks and len(found) > 1):
            return Reading({question.field: choices.words[exact(word)]})
        if len(found) == 1:
            return Reading({question.field: found[0]})
        if found:
            said = ", ".join(choices.shown[value] for value in found)
            return Reading({}, "ambiguous", choices.shown[found[0]], {"choices": said})
    return _several(text, choices) or _near(text, choices)


def _several(text: str, choices: Options) -> Reading | None:
    """The first of several words in one cell, as a proposal: `arabiska, kurdiska`."""
    parts = [part.strip() for part in _PARTED.split(text)]
    found = [choices.words[exact(part)] for part in parts if exact(part) in choices.words]
    return Reading({}, "several", choices.shown[found[0]]) if len(parts) > 1 and found else None


def _forms(text: str, endings: Sequence[str]) -> list[str]:
    """A name as it stands, then without `kommun` and the s before it: `Stockholms kommun`."""
    forms = [text]
    first, _, last = text.rpartition(" ")
    if first and exact(last) in endings:
        forms += [first, first.removesuffix("s")]
    return forms


def _near(text: str, choices: Options) -> Reading:
    """The one word that begins so, or nearly is it, as a proposal."""
    word = folded(text)
    begin = {
        value for name, values in choices.plain.items() if len(word) > 2 and name.startswith(word) for value in values
    }
    if len(begin) != 1:
        close = [one for one in get_close_matches(word, list(choices.plain), n=1) if _is_close(word, one)]
        begin = {value for one in close for value in choices.plain[one]}
    said: dict[str, Param] = {"choices": ", ".join(choices.shown.values()) if len(choices.shown) <= _FEW else ""}
    return Reading({}, "unknown_word", choices.shown[begin.pop()] if len(begin) == 1 else "", said)


def _is_close(word: str, other: str) -> bool:
    return SequenceMatcher(None, word, other).ratio() >= _CLOSE


# numbers


_FIELDS: Mapping[IdentityKind, str] = {kind: kind.value for kind in IdentityKind if kind is not IdentityKind.OTHER}
"""The fields of numbers that can be told by their look; another designation may be any text."""


def _identity(reader: Reader, question: Question, cell: Cell, _clues: Clues) -> Reading:
    """A number of the kind asked for, else of another kind: lists put what they have in one column.

    A national number that is a birth date only, as `19900103-XXXX`, says that date and no more.
    """
    asked = question.identity or IdentityKind.PERSONAL
    own = question.field if question.identity else _FIELDS[asked]
    text = _number_text(cell)
    problems: dict[IdentityKind, str] = {}
    for kind in (asked, *(one for one in _FIELDS if one is not asked)):
        if kind is IdentityKind.DOSSIER and asked is not kind and text.isdecimal():
            continue  # eight digits are a birth date in any other column
        try:
            number = canonical(kind, text, reader.on)
        except IdentityProblem as problem:
            problems[kind] = problem.reason
        else:
            return Reading({own if kind is asked else _FIELDS[kind]: number})
    return _birth_alone(reader, text, problems.get(asked, "shape"))


def _number_text(cell: Cell) -> str:
    """A number as text; one that arrived as a number has lost the zeros it began with."""
    text = "".join(text_of(cell).split()).replace("\u2013", "-").replace("\u2212", "-").replace("\u2010", "-")
    if isinstance(cell, int) and 8 < len(text) < 10:
        return text.zfill(10)
    return text


def _birth_alone(reader: Reader, text: str, reason: str) -> Reading:
    """The birth date of a number without its last four, or the proposal to take no more than that."""
    head, _, tail = text.partition("-")
    found = read_day(head if len(head) in {6, 8} else text, {}, reader.on, DayOrder.OPEN).day
    unknown_tail = not tail.strip("Xx*?0-")
    if found is not None and ("-" not in text or unknown_tail or len(head) < 6) and len(head) not in _NATIONAL_DIGITS:
        return Reading({"birth_date": found})
    digits = "".join(letter for letter in text if letter.isdecimal())
    if reason in {"check_digit", "date", "shape"} and len(digits) in _NATIONAL_DIGITS:
        birth = read_day(digits[:-4], {}, reader.on, DayOrder.OPEN).day
        return Reading({}, f"number_{reason}", birth.isoformat() if birth else "")
    return Reading({}, "not_a_number")


def stated_birth(number: str) -> date | None:
    """The day in a personnummer, to propose; None where it is no day."""
    try:
        return birth_of(number)
    except ValueError:
        return None


def shown_number(kind: IdentityKind, number: str) -> str:
    """A number as people write it."""
    return written(kind, number)


# names


def _given_first(reader: Reader, _question: Question, cell: Cell, _clues: Clues) -> Reading:
    return _name(reader, cell, family_first=False)


def _family_first(reader: Reader, _question: Question, cell: Cell, _clues: Clues) -> Reading:
    return _name(reader, cell, family_first=True)


def _name(reader: Reader, cell: Cell, *, family_first: bool) -> Reading:
    """Both names. A comma always stands after the family name; without one the last word is it, or the first."""
    text = text_of(cell)
    if len(text) > LONGEST:
        return Reading({}, "too_long", text[:LONGEST], {"longest": LONGEST})
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        return Reading(_names(family, given)) if family or given else Reading({}, "not_a_name")
    words = text.split()
    if not any(letter.isalpha() for letter in text):
        return Reading({}, "not_a_name")
    if len(words) == 1:
        return Reading({}, "one_name", f"{text},")
    if family_first:
        place = 1 + next((n for n, word in enumerate(words) if not _is_particle(reader, word)), 0)
        return Reading(_names(" ".join(words[:place]), " ".join(words[place:])))
    place = len(words) - 1
    while place > 1 and _is_particle(reader, words[place - 1]):
        place -= 1
    return Reading(_names(" ".join(words[place:]), " ".join(words[:place])))


def is_whole_name(text: str, sort: Sort, vocabulary: Vocabulary) -> bool:
    """Whether a text looks like both names of somebody: capital letters, and a comma where the family name is first."""
    words = text.replace(",", " ").split()
    has_comma = text.count(",") == 1 and all(part.strip() for part in text.split(","))
    is_ordered = has_comma if sort is Sort.FAMILY_FIRST else "," not in text
    own = [word for word in words if exact(word) not in vocabulary.particles]
    are_names = all(_NAME.fullmatch(word) and not word[0].islower() for word in own)
    return is_ordered and bool(own) and are_names and 1 < len(words) <= _MOST_NAMES


def _is_particle(reader: Reader, word: str) -> bool:
    return exact(word) in reader.vocabulary.particles


def _names(family: str, given: str) -> dict[str, object]:
    return {name: text for name, text in (("family_name", family), ("given_name", given)) if text}


def _strict(_reader: Reader, question: Question, cell: Cell, _clues: Clues) -> Reading:
    assert question.strict is not None  # noqa: S101 - a strict question brings its reader
    return question.strict(cell)


_READERS: Mapping[Sort, Callable[[Reader, Question, Cell, Clues], Reading]] = {
    Sort.TEXT: _text,
    Sort.NAME: _one_name,
    Sort.DAY: _day,
    Sort.BIRTH: _birth,
    Sort.YES_NO: _yes_no,
    Sort.CHOICE: _choice,
    Sort.IDENTITY: _identity,
    Sort.GIVEN_FIRST: _given_first,
    Sort.FAMILY_FIRST: _family_first,
    Sort.STRICT: _strict,
}
