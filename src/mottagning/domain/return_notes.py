"""What does the office say to itself of a month's return? Internal notes, which never leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnNote:
    """A note on what is settled with a counterpart in a month, with by whom and when. It stands in no file."""

    key: str
    month: Month
    counterpart: str
    text: str
    by: str
    on: date


def note_problems(note: ReturnNote) -> tuple[FieldProblem, ...]:
    """What keeps a note from being kept."""
    return tuple(FieldProblem(name, "missing") for name in ("key", "text", "by") if not getattr(note, name).strip())
