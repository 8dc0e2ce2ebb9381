"""The words of a list: its columns, its filters, what leaves it."""

from __future__ import annotations

from mottagning.texts import formats

COLUMNS = "Kolumner"
COLUMNS_TEXT = "Mellanslag visar eller döljer. Alt+↑ och Alt+↓ flyttar. Sortera: stigande, fallande, inte alls."
UP, DOWN, SORT, RESET = "Upp", "Ned", "Sortera", "Återställ"
UP_NAME, DOWN_NAME = "Flytta kolumnen åt vänster", "Flytta kolumnen åt höger"
SORT_NAME, RESET_NAME = "Sortera också efter kolumnen", "Kolumnerna som från början"

FILTERS = "Filter"
SHOW_ALL = "Visa alla"
SAVED, NONE_SAVED = "Sparade filter", "Inga sparade filter"
FILTER_NAME = "Namn på filtret"
KEEP, FORGET = "Spara filtret", "Ta bort det sparade filtret"
FILTERED = "Filter: {filters}"
KEPT = "Filtret är sparat"
FORGOTTEN = "Filtret är borttaget"
NOTHING_FITS = "Ingen rad passar filtret."

EXPORT, PRINT = "Exportera", "Skriv ut"
EXPORT_NAME, PRINT_NAME = "Exportera listan till Excel", "Skriv ut listan"
EXPORT_TITLE = "Exportera listan"
EXPORTED = "Exporterat till {file}"
PRINTED = "Utskrivet"
PROTECTED_ADVICE = "Ta med dem bara om mottagaren har rätt till uppgifterna; annars lämnas deras rader utanför."
TAKE_ALONG, LEAVE_OUT = "Ta med dem", "Lämna dem utanför"


def offer(words: str, count: int) -> str:
    """A choice with how many rows it has."""
    return f"{words}   {formats.number(count)}"


def file_name(title: str, day: str) -> str:
    """The name of an exported list: `Personer 2026-11-20.xlsx`; never a person's."""
    return f"{title} {day}.xlsx"


def page(number: int, pages: int) -> str:
    """The number of a printed page."""
    return f"Sida {number} av {pages}"


def printed_foot(count: str, day: str) -> str:
    """What stands at the foot of a printed list: `12 personer, 2026-11-20`."""
    return f"{count}, {day}"


def protected(persons: int) -> str:
    """The question before people with protected data leave the window."""
    return f"Listan innehåller {formats.counted(persons, 'person', 'personer')} med skyddade personuppgifter."
