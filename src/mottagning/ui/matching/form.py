"""What is asked about a need, and the need that the answers make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mottagning.domain.matching import Need
from mottagning.domain.periods import DateRange
from mottagning.texts import matching as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section

Choices = tuple[Choice, ...]


def need_sections(services: Choices, variants: Choices, languages: Choices, municipalities: Choices) -> list[Section]:
    """The sections of a need's form, with what they offer."""
    return [
        Section(
            texts.SECTION_WISH,
            (
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", texts.VARIANT, Asks.CODE, choices=variants, is_open=True),
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                Field("language", texts.LANGUAGE, Asks.CODE, choices=languages),
                Field("speciality", texts.SPECIALITY),
                Field("home", texts.HOME, Asks.CODE, choices=municipalities),
                Field("most_kilometres", texts.KILOMETRES, Asks.WHOLE),
                Field("hours_per_week", texts.HOURS, Asks.SCALED, wide=True),
            ),
        ),
        Section(
            texts.SECTION_TIMES,
            (
                Field("taken", texts.TAKEN, Asks.TIMES, hint=texts.TAKEN_HINT, wide=True),
                Field("child_care", texts.CHILD_CARE, Asks.TIMES, hint=texts.CHILD_CARE_HINT, wide=True),
            ),
        ),
    ]


def need_values(need: Need) -> dict[str, object]:
    """A need as its form shows it."""
    asked = ("variant", "language", "speciality", "home", "most_kilometres", "hours_per_week", "taken", "child_care")
    days = {"first": need.days.start, "last": need.days.last}
    return {"service": need.service or None, **days, **{name: getattr(need, name) for name in asked}}


def need_of(proposed: Need, values: Mapping[str, Any]) -> Need:
    """The need that the form's `values` make of the `proposed` one.

    Hours that are entered by hand stand for all there are: what the register does not know no longer counts.
    """
    given = {name: value for name, value in values.items() if name not in {"first", "last"}}
    given |= {name: given[name] or () for name in ("taken", "child_care")}
    return replace(
        proposed,
        **given,
        days=DateRange.inclusive(values["first"], values["last"]),
        has_untimed=proposed.has_untimed and given["taken"] == proposed.taken,
    )
