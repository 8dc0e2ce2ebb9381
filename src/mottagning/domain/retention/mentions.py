"""Where does a text name somebody who is removed? By her numbers and whole names, however they are punctuated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mottagning.domain.identity import IdentityKind, written
from mottagning.domain.swedish import folded

_WORD = re.compile(r"\w+")
_LEAST = 5
"""A term of fewer letters and digits than this stands for anything."""
_NATIONAL, _CENTURY, _DATE = 12, 2, 8


@dataclass(frozen=True, slots=True)
class Named:
    """What names one person: pairs of given and family names, numbers by kind, and all other designations."""

    names: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[IdentityKind, str], ...] = ()
    others: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """All that a text may name her by."""
        for given, family in self.names:
            if given and family:
                yield f"{given} {family}"
                yield f"{family} {given}"
        for kind, number in self.numbers:
            yield number
            yield written(kind, number)
            if len(number) == _NATIONAL and number.isdecimal():
                yield number[_CENTURY:]
                yield f"{number[_CENTURY:_DATE]}-{number[_DATE:]}"
        yield from self.others


class Mentions:
    """Finds terms in texts, word by word: `Provlund, Petra` is `petra provlund` turned round."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for term in terms:
            words = tuple(_words(term))
            if sum(map(len, words)) >= _LEAST:
                self._by_first[words[0]].add(words)

    def __contains__(self, text: str) -> bool:
        return any(True for _ in self._spans(text))

    def without(self, text: str, instead: str) -> str:
        """The text with `instead` wherever it names somebody."""
        parts, after = [], 0
        for start, end in self._spans(text):
            parts += [text[after:start], instead]
            after = end
        return "".join([*parts, text[after:]])

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        found = [(one.start(), one.end(), one[0].casefold()) for one in _WORD.finditer(text)]
        place = 0
        while place < len(found):
            length = max((len(one) for one in self._here(found, place)), default=0)
            if length:
                yield found[place][0], found[place + length - 1][1]
            place += length or 1

    def _here(self, found: list[tuple[int, int, str]], place: int) -> Iterator[tuple[str, ...]]:
        for term in self._by_first.get(found[place][2], ()):
            if term == tuple(word for _, _, word in found[place : place + len(term)]):
                yield term


def names_word(text: str, words: Collection[str]) -> bool:
    """Whether one of these words, folded, stands in the text."""
    return any(folded(word) in words for word in _WORD.findall(text))


def _words(text: str) -> list[str]:
    return [one.casefold() for one in _WORD.findall(text)]
