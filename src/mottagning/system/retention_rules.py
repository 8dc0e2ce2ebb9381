"""Reads the rules of retention that are shipped with the program."""

from __future__ import annotations

from functools import cache

from mottagning.domain.retention.reading import read_retention
from mottagning.domain.retention.rules import RetentionRules
from mottagning.system.paths import resources


@cache
def shipped_retention() -> RetentionRules:
    """The rules of `resources/retention.toml`, read once. Raises ValueError when the file is wrong: a bug."""
    file = resources() / "retention.toml"
    found = read_retention(file.name, file.read_text(encoding="utf-8"))
    if found.problems:
        raise ValueError(found.problems)
    return found.rules
