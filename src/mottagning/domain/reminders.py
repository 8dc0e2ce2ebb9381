"""What must not be forgotten about a person? Reminders that the program or somebody at the office has set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.problems import FieldProblem


class ReminderKind(Enum):
    """Why there is a reminder."""

    TELL_NEW_NUMBER = "tell_new_number"
    """A new personnummer is not told to anybody by itself (reception.md B.8: Varberg)."""
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something to do about a person: `detail` is the office's own words, or the number that is to be told."""

    case_number: str
    kind: ReminderKind
    detail: str
    due_on: date | None = None
    done_on: date | None = None


def reminder_problems(reminder: Reminder) -> tuple[FieldProblem, ...]:
    """What keeps `reminder` from being registered."""
    return () if reminder.detail else (FieldProblem("detail", "missing"),)
