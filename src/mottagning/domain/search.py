"""By which terms is a person found, and which terms does a typed text ask for? The two mirror each other.

Only names, identity numbers and the case number are terms (förordning 2001:637 15 §). A name is kept folded, part by
part, and as it sounds; a number is kept as its letters and digits alone, the national ones also without century.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mottagning.domain.identity import IdentityKind
from mottagning.domain.names import beginnings, joined, parts, sounds
from mottagning.domain.swedish import folded

SOUND = "~"
"""Stands before the sounds, so that none is taken for a name as it is written."""
AFTER_EVERY_LETTER = "\U0010ffff"
"""A word and this come after all that the word begins."""
_BEFORE_EVERY_LETTER = " "
_CENTURY = 2
_TELLING = 3
"""So many letters of a word begin to tell whom it is about."""


@dataclass(frozen=True, slots=True)
class Number:
    """An identity number that a person has, or had."""

    kind: IdentityKind
    number: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The terms from `low` up to `high`, which is not among them."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Word:
    """A typed word, folded: the terms that begin so, and the sounds that it may be."""

    text: str
    spelled: Span
    heard: tuple[Span, ...] = ()


def person_terms(
    case_number: str, names: Iterable[str | None], numbers: Iterable[Number], former_cases: Iterable[str] = ()
) -> dict[str, bool]:
    """The terms that find a person, and for each whether it is of a former number alone.

    Other designations than those that the ordinance names find nobody.
    """
    terms: dict[str, bool] = {term: True for former in former_cases for term in _case_terms(former)}
    named = [one for one in numbers if one.kind is not IdentityKind.OTHER]
    for one in sorted(named, key=lambda number: number.is_current):
        terms.update(dict.fromkeys(_number_terms(one), not one.is_current))
    terms.update(dict.fromkeys(_case_terms(case_number), False))
    for name in names:
        name_parts = parts(name or "")
        terms.update(dict.fromkeys(name_parts, False))
        for part in (*name_parts, *joined(name_parts)):
            terms.update({SOUND + sound: False for sound in sounds(part)})
    return terms


def _number_terms(one: Number) -> set[str]:
    """`19900103-TF12`, `900103-TF12` and `TF12`; a dossier number has no century and is found from its beginning."""
    whole = _compact(one.number)
    if one.kind is IdentityKind.DOSSIER:
        return {whole}
    _, _, series = one.number.rpartition("-")
    return {whole, whole[_CENTURY:], _compact(series)}


def _case_terms(case_number: str) -> set[str]:
    """From the beginning and from each sign on: `ÄR-2024/0017` is also found by `2024/0017` and by `0017`."""
    starts = [0, *(sign.end() for sign in re.finditer(r"[\W_]+", case_number))]
    return {_compact(case_number[start:]) for start in starts} - {""}


def _compact(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())


def readings(text: str) -> tuple[tuple[Word, ...], ...]:
    """What `text` may mean: its words as typed, then with two neighbours as one name or number. An empty text, nothing.

    A word with a digit is a number, whatever signs people write in it.
    """
    words: list[str] = []
    for token in text.replace(SOUND, " ").split():
        words += [_compact(token)] if any(letter.isdigit() for letter in token) else parts(token)
    words = [word for word in words if word]
    if not words:
        return ()
    together = [[*words[:place], whole, *words[place + 2 :]] for place, whole in enumerate(joined(words))]
    return tuple(tuple(_word(one) for one in reading) for reading in (words, *together))


def asks_for(text: str, terms: Sequence[str]) -> bool:
    """Whether a word of a typed text begins or sounds as one of these terms, which stand in order.

    A word of a letter or two tells nothing.
    """
    words = (word for words in readings(text) for word in words if len(word.text) >= _TELLING)
    return any(_is_any_in(span, terms) for word in words for span in (word.spelled, *word.heard))


def _is_any_in(span: Span, terms: Sequence[str]) -> bool:
    place = bisect_left(terms, span.low)
    return place < len(terms) and terms[place] < span.high


def _word(text: str) -> Word:
    beginning = beginnings(text)
    whole = [one for one in sounds(text) if not one.startswith(tuple(beginning))]
    heard = [_exactly(SOUND + one) for one in sorted(whole)] + [_beginning(SOUND + one) for one in sorted(beginning)]
    return Word(text, _beginning(text), tuple(heard))


def _beginning(term: str) -> Span:
    return Span(term, term + AFTER_EVERY_LETTER)


def _exactly(term: str) -> Span:
    return Span(term, term + _BEFORE_EVERY_LETTER)
