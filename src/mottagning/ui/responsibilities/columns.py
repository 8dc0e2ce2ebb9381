"""The columns and filters of the map of responsibilities."""

from __future__ import annotations

from mottagning.domain.responsibilities import ActorKind
from mottagning.readmodels.responsibilities import ResponsibilityLine
from mottagning.texts import responsibilities as texts
from mottagning.texts import words
from mottagning.uikit.columns import Column, Tone, text_column
from mottagning.uikit.filters import Quick, flag

AREA, KIND = "area", "kind"


def columns() -> list[Column[ResponsibilityLine]]:
    """The list's columns."""
    return [
        text_column("area", texts.AREA, lambda row: row.line.area, width=130, gives_way=1),
        text_column("what", texts.WHAT, lambda row: row.line.what, width=200, stretches=True),
        text_column("who", texts.WHO, lambda row: texts.who(row.line), width=150),
        text_column("contact", texts.CONTACT, lambda row: texts.reached(row.line), width=130, is_shown=False),
        text_column("service", texts.SERVICE, lambda row: row.line.service, is_shown=False),
        text_column("document", texts.DOCUMENT, lambda row: row.line.document, is_shown=False),
        text_column("source", texts.SOURCE, lambda row: row.line.source, width=200, is_shown=False),
        Column("origin", texts.ORIGIN, origin, origin, 120, tone=tone, gives_way=2),
    ]


def quick_filters() -> list[Quick[ResponsibilityLine]]:
    """What the list can be filtered by at a touch."""
    return [
        Quick(AREA, texts.AREA, lambda row: row.line.area, lambda value: value),
        Quick(KIND, texts.WHO, lambda row: row.line.actor_kind.value, lambda value: words.word(ActorKind(value))),
        flag("own", texts.OWN, lambda row: row.is_own),
        flag("now", texts.NOT_NOW, lambda row: not row.holds),
    ]


def origin(row: ResponsibilityLine) -> str:
    """Whose word it is, or that it does not hold now."""
    if not row.holds:
        return texts.NOT_NOW
    return texts.OWN if row.is_own else texts.SHIPPED


def tone(row: ResponsibilityLine) -> Tone:
    """The colour of that word; it says the same."""
    return Tone.OK if row.is_own and row.holds else Tone.QUIET
