"""What is asked about an offer."""

from __future__ import annotations

from mottagning.domain.agreements import Unit
from mottagning.domain.offers import Eligibility, ProviderKind
from mottagning.texts import offers as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice

Choices = tuple[Choice, ...]


def offer_sections(services: Choices, municipalities: Choices, languages: Choices) -> list[Section]:
    """The sections of an offer's form, with what they offer."""
    return [
        Section(
            texts.SECTION_WHAT,
            (
                Field("key", texts.KEY, required=True),
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", texts.VARIANT),
                Field("speciality", texts.SPECIALITY),
                Field("language", texts.LANGUAGE, Asks.CODE, choices=languages),
                choice("eligibility", texts.ELIGIBILITY, Eligibility),
            ),
        ),
        Section(
            texts.SECTION_WHO,
            (
                Field("municipality", texts.MUNICIPALITY, Asks.CODE, required=True, choices=municipalities),
                Field("place", texts.PLACE),
                Field("provider", texts.PROVIDER),
                choice("provider_kind", texts.PROVIDER_KIND, ProviderKind),
                Field("is_lacking", texts.LACKING, Asks.YES_NO, wide=True),
            ),
        ),
        Section(
            texts.SECTION_WHEN,
            (
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                Field("times", texts.TIMES, Asks.TIMES, hint=texts.TIMES_HINT, wide=True),
                Field("price", texts.PRICE, Asks.SCALED),
                choice("unit", texts.UNIT, Unit),
            ),
        ),
        Section(
            texts.SECTION_SEATS,
            (
                Field("seats", texts.SEATS, Asks.WHOLE, hint=texts.SEATS_HINT),
                Field("fewest", texts.FEWEST, Asks.WHOLE, hint=texts.FEWEST_HINT),
                Field("seats_on", texts.SEATS_ON, Asks.DAY, hint=texts.SEATS_ON_HINT),
                Field("source", texts.SOURCE, hint=texts.SOURCE_HINT, wide=True),
            ),
        ),
    ]
