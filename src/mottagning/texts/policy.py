"""The words of what IT has laid down for a computer."""

from __future__ import annotations

from collections.abc import Sequence

MUNICIPALITY, REGISTERS, BACKUPS, LOCK_AFTER = "Kommun", "Nya register", "Säkerhetskopior", "Lås efter högst"
TITLE, UNUSABLE = "Bestämt av IT", "kan inte användas: {names}. Be IT att rätta."


def laid_down(chosen: Sequence[tuple[str, str]], unusable: Sequence[str]) -> list[tuple[str, str]]:
    """A line about what applies here; none where nothing is laid down. `unusable` are IT's own names of values."""
    said = [f"{word}: {value}" for word, value in chosen]
    if unusable:
        said.append(UNUSABLE.format(names=", ".join(unusable)))
    return [(TITLE, "\n".join(said))] if said else []
