"""What is asked about a deviation."""

from __future__ import annotations

from mottagning.domain.deviations import DeviationKind
from mottagning.texts import deviations as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice


def deviation_sections(bookings: tuple[Choice, ...], municipalities: tuple[Choice, ...]) -> list[Section]:
    """The sections of a deviation's form, with what they offer."""
    return [
        Section(
            texts.SECTION_WHAT,
            (
                Field("key", texts.KEY, required=True),
                choice("kind", texts.KIND, DeviationKind, required=True),
                Field("noticed_on", texts.NOTICED, Asks.DAY, required=True),
                Field("booking", texts.BOOKING, Asks.CODE, choices=bookings, hint=texts.ABOUT_HINT),
                Field("counterpart", texts.COUNTERPART, Asks.CODE, choices=municipalities),
                Field("provider", texts.PROVIDER),
                Field("what", texts.WHAT, Asks.LINES, required=True, wide=True),
            ),
        ),
        Section(
            texts.SECTION_HANDLING,
            (
                Field("responsible", texts.RESPONSIBLE),
                Field("due_on", texts.DUE, Asks.DAY),
                Field("measure", texts.MEASURE, Asks.LINES, wide=True),
                Field("closed_on", texts.CLOSED, Asks.DAY),
                Field("result", texts.RESULT, Asks.LINES, wide=True),
            ),
        ),
    ]
