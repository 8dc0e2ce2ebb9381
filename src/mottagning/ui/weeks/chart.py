"""A household's week as a chart: which bars and marks lie in whose lane. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from mottagning.domain.journeys import ways
from mottagning.domain.week_conflicts import Conflict, Weight
from mottagning.domain.weeks import DAYS, WORKING_DAYS, Block, Member
from mottagning.readmodels.weeks import WeekCard
from mottagning.texts import weeks as texts
from mottagning.uikit.columns import Tone
from mottagning.uikit.week_chart import Bar, Day, Fill, Lane, Mark, WeekChart

SIGNS = {Weight.CLASH: "!", Weight.UNKNOWN: "?", Weight.NOTE: "i"}
TONES = {Weight.CLASH: Tone.STOP, Weight.UNKNOWN: Tone.WARNING, Weight.NOTE: Tone.INFORMATION}


def chart_of(card: WeekCard, place: Callable[[str], str], today: date) -> WeekChart:
    """The week; Saturday and Sunday only where something lies there."""
    made = _Chart(card, place, today)
    title = texts.week_name(card.week.week)
    return WeekChart(title, tuple(made.day(one) for one in range(1, DAYS + 1) if made.is_shown(one)))


class _Chart:
    def __init__(self, card: WeekCard, place: Callable[[str], str], today: date) -> None:
        self._card, self._place, self._today = card, place, today
        self._said = texts.Sentences(card.week, place)
        self._names = texts.short_names(card.week.members)

    def is_shown(self, day: int) -> bool:
        """Whether a day has a place: the working days, and another on which something lies."""
        return day <= WORKING_DAYS or any(one.weekday == day for who in self._card.week.members for one in who.blocks)

    def day(self, day: int) -> Day:
        """One day with everybody's lane."""
        week, named = self._card.week.week, self._card.names.get(day)
        note = texts.holiday(named.name, is_public=named.is_public) if named else ""
        return Day(
            word=texts.short_day(week, day),
            lanes=tuple(self._lane(one, day) for one in self._card.week.members),
            note=note,
            is_closed=named is not None and named.is_public,
            is_today=week.day(day) == self._today,
        )

    def _lane(self, member: Member, day: int) -> Lane:
        blocks = sorted((one for one in member.blocks if one.weekday == day), key=lambda one: (one.begins, one.ends))
        return Lane(
            self._names[member.case_number],
            tuple(self._bar(member, one, way) for one, way in zip(blocks, ways(blocks), strict=True)),
            tuple(self._marks(member, day)),
        )

    def _bar(self, member: Member, block: Block, way: tuple[int, int]) -> Bar:
        return Bar(
            key=(member.case_number, block.source, block.thing),
            begins=block.begins,
            ends=block.ends,
            word=block.what,
            told=texts.block_told(block, member.name, self._card.week.week, self._place),
            fill=_fill(block),
            way_there=way[0],
            way_back=way[1],
        )

    def _marks(self, member: Member, day: int) -> Iterator[Mark]:
        """Where something does not fit; notes are told beneath only."""
        for one in self._card.told:
            conflict = one.conflict
            is_here = conflict.member == member.case_number and day in conflict.weekdays
            if is_here and conflict.weight is not Weight.NOTE and conflict.ends:
                yield self._mark(conflict)

    def _mark(self, one: Conflict) -> Mark:
        word = texts.weight(one.weight)
        told = f"{word}: {self._said.reason(one)}"
        return Mark(one.begins, one.ends, SIGNS[one.weight], word, told, TONES[one.weight])


def _fill(block: Block) -> Fill:
    if block.source is None:
        return Fill.OFFERED
    if block.is_home:
        return Fill.HOME
    return Fill.BUSY if block.care is None else Fill.CARE
