"""What is asked about something that waits."""

from __future__ import annotations

from mottagning.domain.responsibilities import ActorKind
from mottagning.texts import waiting as texts
from mottagning.uikit.fields import LONG, Asks, Field, Section, choice

OF_HOUSEHOLD = "of_household"


def wait_sections(*, has_household: bool) -> list[Section]:
    """The form of a wait; of her household is asked only where she belongs to one."""
    household = (Field(OF_HOUSEHOLD, texts.OF_HOUSEHOLD, Asks.YES_NO),) if has_household else ()
    return [
        Section(
            "",
            (
                Field("what", texts.WHAT, required=True, wide=True, hint=texts.WHAT_HINT),
                choice("actor_kind", texts.ACTOR_KIND, ActorKind),
                Field("actor", texts.ACTOR, hint=texts.ACTOR_HINT),
                Field("since", texts.SINCE, Asks.DAY, required=True),
                *household,
                Field("note", texts.NOTE, Asks.LINES, wide=True, hint=texts.NOTE_HINT, longest=LONG),
                Field("ended_on", texts.ENDED_ON, Asks.DAY),
                Field("why_ended", texts.WHY_ENDED),
            ),
        )
    ]
