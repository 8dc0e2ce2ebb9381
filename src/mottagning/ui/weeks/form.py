"""The form of weekly hours. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from mottagning.domain.children_hours import Care
from mottagning.texts import weeks as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice


def hours_sections(municipalities: Sequence[Choice], *, is_free: bool) -> list[Section]:
    """What is asked of weekly hours; of those that tell of no booking and no activity also what they are."""
    what = (Field("what", texts.WHAT, required=True, hint=texts.WHAT_HINT, wide=True),) if is_free else ()
    home = (Field("is_at_home", texts.AT_HOME, Asks.YES_NO, hint=texts.AT_HOME_HINT, wide=True),) if is_free else ()
    return [
        Section(
            "",
            (
                *what,
                Field("times", texts.TIMES, Asks.TIMES, required=True, hint=texts.TIMES_HINT, wide=True),
                Field("first", texts.FROM, Asks.DAY, required=True),
                Field("last", texts.UNTIL, Asks.DAY),
                Field("municipality", texts.PLACE, Asks.CODE, choices=municipalities),
                Field("travel", texts.TRAVEL, Asks.WHOLE, hint=texts.TRAVEL_HINT),
                Field("from_previous", texts.PREVIOUS_TRAVEL, Asks.WHOLE, hint=texts.PREVIOUS_HINT),
                choice("care", texts.CARE, Care, hint=texts.CARE_HINT),
                Field("opening", texts.OPENING, Asks.TIMES, hint=texts.OPENING_HINT, wide=True),
                *home,
            ),
        )
    ]
