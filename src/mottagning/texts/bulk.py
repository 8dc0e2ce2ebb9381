"""The words of changing several records at once."""

from __future__ import annotations

from mottagning.texts import formats

SEVERAL = "Ändra flera"
SEVERAL_NAME = "Ändra de valda raderna"
HINT = "Välj flera rader i listan med Skift eller Ctrl, eller alla med Ctrl+A."
FIELD = "Uppgift att ändra"
SHOW = "Visa vad som ändras"
WHICH, BECOMES = "Vilken", "Nu och sedan"
ALREADY = "Är redan så."
REFUSED = "Någon av dem har ändrats eller tagits bort sedan du såg dem. Inget har ändrats. Gå tillbaka och titta igen."
UNDO = "Ångra"
UNDONE = "Ångrat"
UNDO_REFUSED = "Någon har ändrat dem sedan dess. Inget har ångrats."


def heading(number: int, one: str, many: str) -> str:
    """How many are to be changed: `Ändra 12 personer`."""
    return f"Ändra {formats.counted(number, one, many)}"


def title(field: str) -> str:
    """What is changed."""
    return f"{field}: så blir det"


def outcome(made: int, left: int) -> str:
    """How many are changed and how many stay."""
    said = f"{formats.number(made)} ändras."
    return f"{said} {formats.number(left)} ändras inte; skälet står i raden." if left else said


def do(number: int, one: str, many: str) -> str:
    """The button that saves."""
    return heading(number, one, many)


def done(number: int, one: str, many: str) -> str:
    """What was done, where it can be undone."""
    return f"{formats.counted(number, one, many)} ändrade."


def becomes(now: str, then: str) -> str:
    """What a value is and will be: `2025-06-13 → 2025-06-20`."""
    return f"{now} → {then}"


def stays(now: str, why: str) -> str:
    """A value that stays, and why."""
    return f"{now}   {why}"
