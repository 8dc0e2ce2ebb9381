"""Columns of retention: what is due or asked about, what waits, what was removed, the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.retention.rules import RetentionException, RetentionRule
from mottagning.domain.retention.weighing import Standing, finish_by
from mottagning.readmodels.retention import DocumentLine, PersonLine, Protocol, RetentionView, Waiting
from mottagning.texts import formats
from mottagning.texts import retention as texts
from mottagning.uikit.columns import Column, Tone, day_column, text_column
from mottagning.uikit.filters import Quick

Rule = RetentionRule | RetentionException


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody or a document whose time is up."""

    of: PersonLine | DocumentLine

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the others."""
        return ("person", self.of.person) if isinstance(self.of, PersonLine) else ("document", self.of.id)

    @property
    def person(self) -> int | None:
        """The person's number, None for a document."""
        return self.of.person if isinstance(self.of, PersonLine) else None

    @property
    def is_asked(self) -> bool:
        """Whether something has to be answered first."""
        return isinstance(self.of, PersonLine) and self.of.verdict.standing is Standing.ASKED

    @property
    def kept_until(self) -> date | None:
        """The last day it was kept."""
        return self.of.verdict.kept_until if isinstance(self.of, PersonLine) else self.of.kept_until

    @property
    def finish_by(self) -> date | None:
        """The last day on which it should be removed."""
        return finish_by(self.kept_until) if self.kept_until else None

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return texts.rule_of(self.of.verdict) if isinstance(self.of, PersonLine) else self.of.rule

    @property
    def standing(self) -> str:
        """The word of its chip."""
        if self.is_asked:
            return texts.ASKED
        return texts.DUE if isinstance(self.of, PersonLine) else texts.DOCUMENT


def lines(view: RetentionView) -> list[Line]:
    """All that is shown, what can be proposed first."""
    return [*map(Line, view.due), *map(Line, view.documents), *map(Line, view.asked)]


def line_columns() -> list[Column[Line]]:
    """Who or what, how it stands, by which rule, and when it should be done."""
    return [
        text_column("what", texts.WHAT, _what, width=130),
        text_column("name", texts.NAME, _name, width=150, stretches=True),
        Column(
            "standing",
            texts.STANDING,
            lambda line: line.standing,
            lambda line: line.standing,
            132,
            tone=lambda line: Tone.WARNING if line.is_asked else Tone.INFORMATION,
        ),
        day_column("kept_until", texts.KEPT_UNTIL, lambda line: line.kept_until, gives_way=1),
        day_column("finish_by", texts.FINISH_BY, lambda line: line.finish_by),
        text_column("rule", texts.RULE, lambda line: line.rule, width=160, gives_way=2),
    ]


def line_filters() -> list[Quick[Line]]:
    """By how it stands and by rule."""
    return [
        Quick("standing", texts.STANDING, lambda line: line.standing, str),
        Quick("rule", texts.RULE, lambda line: line.rule, str),
    ]


def _what(line: Line) -> str:
    return line.of.case_number if isinstance(line.of, PersonLine) else line.of.document.key


def _name(line: Line) -> str:
    return line.of.name if isinstance(line.of, PersonLine) else line.of.document.title


def waiting_columns() -> list[Column[Waiting]]:
    """What waits, of whom, how far it has come."""
    return [
        text_column("at", texts.PROPOSED_AT, lambda one: formats.moment(one.at), width=160),
        text_column("by", texts.PROPOSED_BY, lambda one: one.by, width=130),
        text_column("holds", texts.HOLDS, texts.holds, width=150, stretches=True),
        Column("state", texts.STATE, texts.state, texts.state, 200, tone=_tone),
    ]


def _tone(one: Waiting) -> Tone:
    if one.gone_stale:
        return Tone.STOP
    return Tone.OK if one.is_approved else Tone.WARNING


def protocol_columns() -> list[Column[Protocol]]:
    """When, by whom, how much."""
    return [
        Column("number", texts.NUMBER, lambda one: str(one.id), lambda one: one.id, 90),
        text_column("at", texts.AT, lambda one: formats.moment(one.at), width=160),
        text_column("by", texts.BY, lambda one: one.by, width=130),
        text_column(
            "holds", texts.HOLDS, lambda one: texts.chosen(one.persons, one.documents), width=150, stretches=True
        ),
    ]


def rule_columns() -> list[Column[Rule]]:
    """The rules: what, how long, where it stands."""
    return [
        text_column("name", texts.RULE_NAME, lambda one: one.name, width=180, stretches=True),
        Column("kind", texts.STATE, _kind, _kind, 106, tone=_rule_tone),
        text_column("years", texts.RULE_YEARS, _time, width=230),
        text_column("source", texts.SOURCE, texts.source, width=240, gives_way=1),
    ]


def _kind(one: Rule) -> str:
    return texts.RULE_KIND if isinstance(one, RetentionRule) else texts.EXCEPTION_KIND


def _rule_tone(one: Rule) -> Tone:
    return Tone.QUIET if isinstance(one, RetentionRule) else Tone.OK


def _time(one: Rule) -> str:
    return texts.counts_from(one) if isinstance(one, RetentionRule) else texts.keeps(one)
