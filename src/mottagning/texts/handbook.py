"""The words of the help: its window, its search, and what stands round its pages."""

from __future__ import annotations

from mottagning.domain.periods import Month
from mottagning.texts import formats

HELP, TITLE, KEY = "Hjälp", "Hjälp – Mottagning", "F1"
HANDBOOK = "Handbok för Mottagning"
CONTENTS = "Innehåll"
SEARCH = "Sök i hjälpen"
BACK, FORWARD, SMALLER, LARGER = "Tillbaka", "Framåt", "Mindre text", "Större text"
NO_HITS = "Inga sidor har de orden. Pröva ett annat ord."
LIST_NAME = "Sidor i hjälpen"
PAGE_NAME = "Hjälpens sida"
# fmt: off
WITHOUT_MEANING = frozenset((
    "alla", "att", "av", "den", "det", "de", "du", "en", "ett", "er", "för", "från", "ge", "gör", "göra", "har",
    "hur", "i", "inte", "jag", "kan", "ska", "man", "med", "min", "mitt", "ni", "när", "och", "om", "på", "sig",
    "som", "så", "till", "vad", "var", "vi", "vid", "är",
))
# fmt: on
"""What people type that no page is about."""
COUNTED, RETURNED, NOTHING_RETURNED = "Uträkning", "I underlagen", "ingenting"
IN_EXAMPLE_COUNTED, IN_EXAMPLE_RETURNED = "uträkning", "väntat"
"""What a worked example itself calls them."""
EXAMPLE_SHEETS = (
    "Hemkommun",
    "Avtal",
    "Villkor",
    "Priser",
    "Åldersgrupper",
    "Skolkalender",
    "Bokningar",
    "Gruppbokningar",
    "Gemensamma insatser",
    "Tillägg",
    "Rapporterat",
)
"""The sheets of the register workbook that a worked example tells."""


def example(name: str) -> str:
    """The heading of a worked example."""
    return f"Exempel: {name}"


def month_sum(month: str, amount: str) -> str:
    """`mars 2026 6 129,03 kr`."""
    return f"{formats.month(Month.parse(month))} {amount} kr"


def told_after(month: str, sheet: str) -> str:
    """`Bokningar, känt först när mars 2026 har stängts`."""
    return f"{sheet}, känt först när {formats.month(Month.parse(month))} har stängts"


def hits(number: int) -> str:
    """How many pages a search found."""
    return formats.counted(number, "sida", "sidor")


_LONGEST = 110


def hit(title: str, sentence: str) -> str:
    """A page that was found, with what it says about it on the next line."""
    short = sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"{title}\n{short}"
