"""What is asked about who answers for what."""

from __future__ import annotations

from mottagning.domain.responsibilities import ActorKind
from mottagning.texts import responsibilities as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice


def responsibility_sections(areas: tuple[Choice, ...], services: tuple[Choice, ...]) -> list[Section]:
    """The sections of the form, with what they offer."""
    return [
        Section(
            texts.SECTION_WHAT,
            (
                Field("area", texts.AREA, Asks.CODE, required=True, choices=areas, is_open=True, hint=texts.AREA_HINT),
                Field("service", texts.SERVICE, Asks.CODE, choices=services, hint=texts.SERVICE_HINT),
                Field("what", texts.WHAT, Asks.LINES, required=True, wide=True),
            ),
        ),
        Section(
            texts.SECTION_WHO,
            (
                choice("actor_kind", texts.KIND, ActorKind, required=True),
                Field("actor", texts.ACTOR, hint=texts.ACTOR_HINT),
                Field("unit", texts.UNIT),
                Field("contact", texts.CONTACT),
                Field("phone", texts.PHONE),
                Field("email", texts.EMAIL),
            ),
        ),
        Section(
            texts.SECTION_MORE,
            (
                Field("source", texts.SOURCE, wide=True),
                Field("document", texts.DOCUMENT, wide=True),
                Field("valid_from", texts.VALID_FROM, Asks.DAY),
                Field("valid_until", texts.VALID_UNTIL, Asks.DAY),
            ),
        ),
    ]
