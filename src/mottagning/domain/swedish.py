"""Which Swedish words are facts? The few that the register format gives a meaning of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

BY_AGE = "efter ålder"
"""The Variant that follows the child's age (formats/register-workbook: Åldersgrupper)."""

NO_DECISION_NEEDED = "behövs inte enligt överenskommelse"
"""The Beslut that says the agreement asks for none (formats/command-line: What stops a row, K05)."""

MARKED = frozenset("åäöÅÄÖéÉüÜ–’")
"""The letters and signs beyond ASCII that Swedish lists of people mostly have."""

_PARAGRAPH = re.compile(r"§|\bkap\b", re.IGNORECASE)


def names_paragraph(text: str) -> bool:
    """Whether a ground refers to a statute: `skollagen 20 kap. 33 §`."""
    return _PARAGRAPH.search(text) is not None


_CHAPTER_29_6 = re.compile(r"\b29\s*(?:kap\.?\s*|:\s*)6\b", re.IGNORECASE)
_EDUCATION_ACT = re.compile(r"\bskollag|\bSL\b|2010:800", re.IGNORECASE)


def names_chapter_29_6(text: str) -> bool:
    """Whether a ground says that a person belongs where she stays: `29 kap. 6 §`, or `29:6` (skollagen)."""
    return _CHAPTER_29_6.search(text) is not None


def names_education_act(text: str) -> bool:
    """Whether a ground stands in skollagen (2010:800)."""
    return _EDUCATION_ACT.search(text) is not None


_ALPHABET = {"å": "{", "ä": "|", "ö": "}"}  # the characters that follow z
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʻʾʿ`´′", ""),  # apostrophes, as keyboards and passports write them
        **dict.fromkeys("\u0640\u200c\u200d", ""),  # what only shapes or parts Arabic letters
        **dict.fromkeys("-‐‑–—", " "),
    }
)
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ı": "i",
        "ə": "e",
        # one letter that keyboards for Arabic, Dari and Urdu have different signs for
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
    }
)


class _Letters(dict[int, str]):
    """What each letter becomes, found out once: `str.translate` asks for a letter at a time, twenty thousand names."""

    def __init__(self, become: Callable[[str], str]) -> None:
        super().__init__()
        self._become = become

    def __missing__(self, code: int) -> str:
        self[code] = found = self._become(chr(code))
        return found


def _folded_letter(letter: str) -> str:
    plain = letter.translate(_SIGNS).casefold()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    kept = "".join(part for part in decomposed if not unicodedata.combining(part))
    return kept.translate(_LETTERS).translate(_SIGNS)


def _sorted_letter(letter: str) -> str:
    return " " if letter == "-" else _ALPHABET.get(letter.casefold()) or _folded_letter(letter)


_FOLDED, _SORTED = _Letters(_folded_letter), _Letters(_sorted_letter)


def folded(text: str) -> str:
    """`text` as names are searched, in any script: case, diacritics, apostrophes and hyphens do not matter."""
    return " ".join(text.translate(_FOLDED).split())


def sort_key(text: str) -> str:
    """A key that sorts Å, Ä, Ö after Z, in that order, and other marked letters with their plain ones."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SORTED).split())
