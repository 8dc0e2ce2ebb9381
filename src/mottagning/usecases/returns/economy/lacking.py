"""What a file lacks is told once, however many rows lack it."""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.problems import FieldProblem


def once(problems: Iterable[FieldProblem]) -> list[FieldProblem]:
    """`problems` in their order, each once."""
    told: list[FieldProblem] = []
    for problem in problems:
        if problem not in told:
            told.append(problem)
    return told
