"""Where does a text name somebody who is removed? By her numbers and whole names, however they are written.

Case, diacritics, signs between and a genitive's s make no difference; neither do the groups a number is written in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mottagning.domain.identity import IdentityKind, written
from mottagning.domain.swedish import folded

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""Letters and digits, with the accents that some systems write as signs of their own; an underscore parts words."""
_LEAST = 5
"""A term of fewer letters and digits than this stands for anything, unless it is a whole name."""
_LEAST_DIGITS, _MOST_GROUPS = 7, 8
"""A number of so many digits is known also in other groups, and it has no more groups than this."""
_NATIONAL, _CENTURY, _DATE = 12, 2, 8
_LEAST_OF_A_PART = 3
"""A part of a family name of fewer letters is a particle (al, de), unless it is the last."""
_OF = "s"
"""What a Swedish genitive adds."""


@dataclass(frozen=True, slots=True)
class Named:
    """What names one person: pairs of given and family names, numbers by kind, and all other designations."""

    names: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[IdentityKind, str], ...] = ()
    others: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """All that a text may name her by: of several given or family names also each by itself."""
        for given, family in self.names:
            for one in (given, *given.split()) if family else ():
                for other in (family, *_family_parts(family)):
                    yield f"{one} {other}"
                    yield f"{other} {one}"
        for kind, number in self.numbers:
            yield number
            yield written(kind, number)
            if len(number) == _NATIONAL and number.isdecimal():
                yield number[_CENTURY:]
                yield f"{number[_CENTURY:_DATE]}-{number[_DATE:]}"
        yield from self.others


def _family_parts(family: str) -> Iterator[str]:
    *some, last = [one[0] for one in _WORD.finditer(family)] or [""]
    yield from (one for one in some if len(one) >= _LEAST_OF_A_PART)
    yield last


def term_key(term: str) -> tuple[str, ...]:
    """The words of a term as they are compared: two terms with the same key are one."""
    return tuple(word for _, _, word in _words(term))


class Mentions:
    """Finds terms in texts, word by word: `Provlund, Petra` is `petra provlund` turned round."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._numbers: set[str] = set()
        for words in map(term_key, terms):
            is_name = len(words) > 1 and all(map(str.isalpha, words))
            if is_name or sum(map(len, words)) >= _LEAST:
                self._by_first[words[0]].add(words)
            self._numbers |= set(_as_one_number(words))

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
        found, place = _words(text), 0
        while place < len(found):
            first = found[place][2]
            begins = first in self._by_first or first.isdecimal()
            length = max(self._lengths(found, place), default=0) if begins else 0
            if length:
                yield found[place][0], found[place + length - 1][1]
            place += length or 1

    def _lengths(self, found: Sequence[tuple[int, int, str]], place: int) -> Iterator[int]:
        """Of how many words each term is that begins here."""
        first = found[place][2]
        for term in self._by_first.get(first, ()):
            here = tuple(word for _, _, word in found[place : place + len(term)])
            if term == here or (*term[:-1], term[-1] + _OF) == here:
                yield len(term)
        digits = ""
        for count, (_, _, word) in enumerate(found[place : place + _MOST_GROUPS] if first.isdecimal() else (), start=1):
            if not word.isdecimal():
                return
            digits += word
            if digits in self._numbers:
                yield count


def _as_one_number(words: Sequence[str]) -> Iterator[str]:
    """The digits of a number without its groups; of one with a trunk zero, as telephones have, also from abroad."""
    digits = "".join(words)
    if digits.isdecimal() and len(digits) >= _LEAST_DIGITS:
        yield digits
        if digits.startswith("0"):
            yield "46" + digits[1:]
            yield "0046" + digits[1:]


def names_word(text: str, words: Collection[str]) -> bool:
    """Whether one of these words, folded, stands in the text."""
    return any(word in words for _, _, word in _words(text))


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(one.start(), one.end(), _folded(one[0])) for one in _WORD.finditer(text)]


_folded = lru_cache(100_000)(folded)
"""The words of a register's logs are the same ones again and again."""
