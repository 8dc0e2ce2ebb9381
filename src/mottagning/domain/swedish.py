"""Which Swedish words are facts? The few that the register format gives a meaning of their own."""

from __future__ import annotations

import re
import unicodedata

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


_ALPHABET = str.maketrans({"å": "{", "ä": "|", "ö": "}"})  # the characters that follow z
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


def folded(text: str) -> str:
    """`text` as names are searched, in any script: case, diacritics, apostrophes and hyphens do not matter."""
    plain = text.translate(_SIGNS).casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        plain = plain.translate(_LETTERS).translate(_SIGNS)
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """A key that sorts Å, Ä, Ö after Z, in that order, and other marked letters with their plain ones."""
    return folded(unicodedata.normalize("NFC", text).casefold().translate(_ALPHABET))
