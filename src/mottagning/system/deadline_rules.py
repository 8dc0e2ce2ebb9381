"""Reads the rules of deadlines that are shipped with the program."""

from __future__ import annotations

from functools import cache

from mottagning.domain.deadlines.reading import read_rules, unknown_limits
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.system.paths import resources


@cache
def shipped_rules() -> RuleBook:
    """Every rule of `resources/deadlines`, read once. Raises ValueError when a file of it is wrong: a bug."""
    book = RuleBook()
    for file in sorted((resources() / "deadlines").glob("*.toml")):
        found = read_rules(file.name, file.read_text(encoding="utf-8"))
        if found.problems:
            raise ValueError(found.problems)
        book = book.with_(found.book)
    unknown = unknown_limits("deadlines", book, RuleBook())
    if unknown:
        raise ValueError(unknown)
    return book
