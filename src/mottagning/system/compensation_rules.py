"""Reads the rules of state compensation that are shipped with the program."""

from __future__ import annotations

from functools import cache

from mottagning.domain.state_compensation.reading import read_compensation
from mottagning.domain.state_compensation.rules import CompensationRules
from mottagning.system.paths import resources


@cache
def shipped_compensation() -> CompensationRules:
    """The rules of `resources/state_compensation.toml`, read once. Raises ValueError when the file is wrong: a bug."""
    file = resources() / "state_compensation.toml"
    found = read_compensation(file.name, file.read_text(encoding="utf-8"))
    if found.rules is None:
        raise ValueError(found.problems)
    return found.rules
