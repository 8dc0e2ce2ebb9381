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


_ALPHABET = {"å": "{", "ä": "|", "ö": "}"}  # the characters that follow z
_PLAIN = str.maketrans({"’": "", "‘": "", "ʼ": "", "'": "", "`": "", "´": "", "-": " ", "‐": " ", "‑": " ", "–": " "})
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def folded(text: str) -> str:
    """`text` as names are searched: case, diacritics, apostrophes and hyphens do not matter."""
    plain = text.casefold().translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_LETTERS).split())


def sort_key(text: str) -> str:
    """A key that sorts Å, Ä, Ö after Z, in that order, and other marked letters with their plain ones."""
    return " ".join(
        "".join(_ALPHABET.get(letter) or folded(letter) for letter in word)
        for word in unicodedata.normalize("NFC", text).casefold().replace("-", " ").split()
    )
