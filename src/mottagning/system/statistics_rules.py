"""Reads the definitions of statistics that are shipped with the program."""

from __future__ import annotations

from functools import cache

from mottagning.domain.statistics.definitions import StatisticsRules
from mottagning.domain.statistics.reading import read_statistics
from mottagning.system.paths import resources


@cache
def shipped_statistics() -> StatisticsRules:
    """The definitions of `resources/statistics.toml`, read once. Raises ValueError when the file is wrong: a bug."""
    file = resources() / "statistics.toml"
    found = read_statistics(file.name, file.read_text(encoding="utf-8"))
    if found.rules is None:
        raise ValueError(found.problems)
    return found.rules
