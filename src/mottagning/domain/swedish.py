"""Which Swedish words are facts? The few that the register format gives a meaning of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

BY_AGE = "efter ålder"
"""The Variant that follows the child's age (formats/register-workbook: Åldersgrupper)."""

NO_DECISION_NEEDED = "behövs inte enligt överenskommelse"
"""The Beslut that says the agreement asks for none (formats/command-line: What stops a row, K05)."""

_PARAGRAPH = re.compile(r"§|\bkap\b", re.IGNORECASE)


def names_paragraph(text: str) -> bool:
    """Whether a ground refers to a statute: `skollagen 20 kap. 33 §`."""
    return _PARAGRAPH.search(text) is not None


_ALPHABET = {"å": "{", "ä": "|", "ö": "}"}  # the characters that follow z
_PLAIN = dict.fromkeys("’‘ʼ'`´", "") | dict.fromkeys("-‐‑–", " ")
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}


class _Letters(dict[int, str]):
    """What each letter becomes, found out once: `str.translate` asks for a letter at a time, twenty thousand names."""

    def __init__(self, become: Callable[[str], str]) -> None:
        super().__init__()
        self._become = become

    def __missing__(self, code: int) -> str:
        self[code] = found = self._become(chr(code))
        return found


def _folded_letter(letter: str) -> str:
    plain = "".join(_PLAIN.get(part, part) for part in letter.casefold())
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(_LETTERS.get(part, part) for part in decomposed if not unicodedata.combining(part))


def _sorted_letter(letter: str) -> str:
    small = letter.casefold()
    return " " if letter == "-" else _ALPHABET.get(small) or _folded_letter(letter)


_FOLDED, _SORTED = _Letters(_folded_letter), _Letters(_sorted_letter)


def folded(text: str) -> str:
    """`text` as names are searched: case, diacritics, apostrophes and hyphens do not matter."""
    return " ".join(text.translate(_FOLDED).split())


def sort_key(text: str) -> str:
    """A key that sorts Å, Ä, Ö after Z, in that order, and other marked letters with their plain ones."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SORTED).split())
