"""What would solve a conflict of a household's week? Each proposal has been tried: the week is looked at anew with it.

One is told of only when the conflict is gone with it and no clash has come in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from mottagning.domain.journeys import between
from mottagning.domain.week_conflicts import Conflict, ConflictKind, Weight, conflicts, is_free
from mottagning.domain.weekly_times import WeeklyTime, minute_of
from mottagning.domain.weeks import Block, HouseholdWeek, Member

_MOST_OFFERS = 2
"""So many offers are proposed for one conflict; the catalogue has the rest."""
_TURNS = 3
"""So often new hours are moved until the child can be brought and fetched too."""


class RemedyKind(Enum):
    """What could be done."""

    CARE_FROM = "care_from"
    CARE_UNTIL = "care_until"
    CARE_THAT_DAY = "care_that_day"
    CARE = "care"
    BEGIN_LATER = "begin_later"
    END_EARLIER = "end_earlier"
    SWITCH = "switch"
    OTHER_ADULT = "other_adult"
    TELL_HOURS = "tell_hours"
    TELL_TRAVEL = "tell_travel"
    TELL_AGE = "tell_age"
    TELL_GUARDIAN = "tell_guardian"


@dataclass(frozen=True, slots=True)
class Alternative:
    """An offer that could stand in place of another: its hours, and how many seats are told; None when unknown."""

    offer: str
    municipality: str
    times: tuple[WeeklyTime, ...]
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that would solve a conflict, for `member`; minutes since midnight.

    `block` is what changes, to begin at `begins` or end at `ends`; `is_travel_told` is False where the way to another
    place has been counted as none since nobody has told it.
    """

    kind: RemedyKind
    member: str
    block: Block | None = None
    begins: int | None = None
    ends: int | None = None
    offer: Alternative | None = None
    is_travel_told: bool = True


Alternatives = Mapping[str, Sequence[Alternative]]
"""What could stand in place of weekly hours, by their key or that of the booking that they tell of."""


def remedies(week: HouseholdWeek, conflict: Conflict, alternatives: Alternatives) -> tuple[Remedy, ...]:
    """What would solve `conflict`, most at hand first; none where nothing that the register knows would."""
    if conflict.weight is Weight.NOTE:
        return ()
    told = _TOLD.get(conflict.kind)
    if told is not None:
        block = conflict.blocks[0] if conflict.blocks else None
        return (Remedy(told, conflict.member, block),)
    tried = _Trial(week, conflict)
    found: list[Remedy] = [*_of_hours(tried), *_of_care(tried), *_of_adults(tried)]
    return (*found, *islice(_switched(tried, alternatives), _MOST_OFFERS))


_TOLD = {
    ConflictKind.HOURS_UNKNOWN: RemedyKind.TELL_HOURS,
    ConflictKind.TRAVEL_UNKNOWN: RemedyKind.TELL_TRAVEL,
    ConflictKind.AGE_UNKNOWN: RemedyKind.TELL_AGE,
    ConflictKind.GUARDIAN_UNKNOWN: RemedyKind.TELL_GUARDIAN,
}


class _Trial:
    """A week and the conflict in it that is to go."""

    def __init__(self, week: HouseholdWeek, conflict: Conflict) -> None:
        self.week, self.conflict = week, conflict
        self._before = _marks(conflicts(week))

    @property
    def member(self) -> Member:
        """Whose conflict it is."""
        return self.week.member(self.conflict.member)

    def solves(self, changed: HouseholdWeek) -> bool:
        """Whether the conflict is gone in `changed`, and no clash is new there."""
        after = conflicts(changed)
        own = {(self.conflict.kind, self.conflict.member, day) for day in self.conflict.weekdays}
        is_gone = all(self._is_elsewhere(one) for one in after if _marks([one], clashes=False) & own)
        return is_gone and _marks(after) <= self._before

    def _is_elsewhere(self, one: Conflict) -> bool:
        """Whether it is another of the same kind: at other minutes of the same days."""
        return one.ends <= self.conflict.begins or one.begins >= max(self.conflict.ends, self.conflict.begins + 1)

    def moved(self, block: Block, *, begins: int | None = None, ends: int | None = None) -> HouseholdWeek:
        """The week with a stretch of its holder moved on the conflict's days."""
        holder = next(one for one in self.week.members if any(_is_same(each, block) for each in one.blocks))
        return self.week.replaced(
            holder.with_blocks(
                replace(one, begins=one.begins if begins is None else begins, ends=one.ends if ends is None else ends)
                if _is_same(one, block) and one.weekday in self.conflict.weekdays
                else one
                for one in holder.blocks
            )
        )

    def holder(self, block: Block) -> str:
        """Whose stretch it is."""
        return next(one.case_number for one in self.week.members if any(_is_same(each, block) for each in one.blocks))


def _marks(found: Iterable[Conflict], *, clashes: bool = True) -> set[tuple[ConflictKind, str, int]]:
    return {
        (one.kind, one.member, day)
        for one in found
        if one.weight is Weight.CLASH or not clashes
        for day in one.weekdays
    }


def _is_same(one: Block, other: Block) -> bool:
    """Whether they are the same hours on whichever days."""
    return replace(one, weekday=0, opening=None) == replace(other, weekday=0, opening=None)


def _of_hours(tried: _Trial) -> Iterator[Remedy]:
    """Two things of one person: the second a little later, or the first a little shorter."""
    conflict = tried.conflict
    if conflict.kind not in {ConflictKind.OVERLAP, ConflictKind.TRAVEL}:
        return
    first, second = conflict.blocks
    way = between(first, second, tried.week.home).most
    if way is not None:
        yield from _if(tried, RemedyKind.BEGIN_LATER, second, begins=first.ends + way)
        yield from _if(tried, RemedyKind.END_EARLIER, first, ends=second.begins - way)


def _if(
    tried: _Trial, kind: RemedyKind, block: Block, *, begins: int | None = None, ends: int | None = None
) -> Iterator[Remedy]:
    """The remedy, where something of the stretch is left and the week is solved with it."""
    left = (block.ends if ends is None else ends) - (block.begins if begins is None else begins)
    if left > 0 and tried.solves(tried.moved(block, begins=begins, ends=ends)):
        yield Remedy(kind, tried.holder(block), block, begins=begins, ends=ends)


def _of_care(tried: _Trial) -> Iterator[Remedy]:
    """The child's own hours: longer, or on a day that has none; then those of who could bring or fetch her."""
    match tried.conflict.kind:
        case ConflictKind.BRING:
            yield from _sooner(tried)
        case ConflictKind.FETCH:
            yield from _longer(tried)
        case ConflictKind.CARE:
            yield from _more_care(tried)
        case _:
            return


def _sooner(tried: _Trial) -> Iterator[Remedy]:
    """The child's hours begin while somebody can bring her, or what that somebody goes to begins later."""
    (block,), home = tried.conflict.blocks, tried.week.home
    if tried.conflict.minutes is not None:
        yield from _if(tried, RemedyKind.CARE_FROM, block, begins=tried.conflict.minutes)
    for other in _kept_away(tried):
        way = between(block, other, home).most
        if way is not None:
            yield from _if(tried, RemedyKind.BEGIN_LATER, other, begins=block.begins + way)


def _longer(tried: _Trial) -> Iterator[Remedy]:
    """The child's hours end when somebody can fetch her, or what keeps that somebody ends sooner."""
    (block,), home = tried.conflict.blocks, tried.week.home
    if tried.conflict.minutes is not None:
        yield from _if(tried, RemedyKind.CARE_UNTIL, block, ends=tried.conflict.minutes)
    for other in _kept_away(tried):
        way = between(other, block, home).most
        if way is not None:
            yield from _if(tried, RemedyKind.END_EARLIER, other, ends=block.ends - way)


def _kept_away(tried: _Trial) -> list[Block]:
    return [one.block for one in tried.conflict.away if one.block is not None]


def _more_care(tried: _Trial) -> Iterator[Remedy]:
    conflict = tried.conflict
    cared = [one for one in conflict.blocks if one.care is not None]
    for block in cared:
        if block.begins == conflict.ends:
            yield from _if(tried, RemedyKind.CARE_FROM, block, begins=conflict.begins)
        if block.ends == conflict.begins:
            yield from _if(tried, RemedyKind.CARE_UNTIL, block, ends=conflict.ends)
    if cared:
        return
    usual = next((one for one in tried.member.blocks if one.care is not None), None)
    kind = RemedyKind.CARE if usual is None else RemedyKind.CARE_THAT_DAY
    model = usual or Block(0, 0, 0, "", place=tried.week.home)
    begins, ends = conflict.begins, conflict.ends
    for _ in range(_TURNS):
        changed = _with_care(tried, model, begins, ends)
        if tried.solves(changed):
            yield Remedy(kind, conflict.member, usual, begins, ends)
            return
        begins, ends = _stretched(tried, changed, begins, ends)


def _with_care(tried: _Trial, model: Block, begins: int, ends: int) -> HouseholdWeek:
    """The week with hours of care on the conflict's days, as those that she has on other days."""
    member = tried.member
    new = [replace(model, weekday=day, begins=begins, ends=ends, opening=None) for day in tried.conflict.weekdays]
    return tried.week.replaced(member.with_blocks((*member.blocks, *new)))


def _stretched(tried: _Trial, changed: HouseholdWeek, begins: int, ends: int) -> tuple[int, int]:
    """The hours from when she could be brought to when she could be fetched."""
    for one in conflicts(changed):
        if one.member == tried.conflict.member and one.minutes is not None:
            if one.kind is ConflictKind.BRING:
                begins = min(begins, one.minutes)
            elif one.kind is ConflictKind.FETCH:
                ends = max(ends, one.minutes)
    return begins, ends


def _of_adults(tried: _Trial) -> Iterator[Remedy]:
    """Another adult of the household who is known to be at home all the time."""
    conflict = tried.conflict
    if conflict.kind not in {ConflictKind.CARE, ConflictKind.BRING, ConflictKind.FETCH}:
        return
    guardians = tried.member.guardians
    for one in tried.week.members:
        if one.is_child or one.case_number in guardians or not one.is_known:
            continue
        if all(day in one.days and is_free(one, day, conflict.begins, conflict.ends) for day in conflict.weekdays):
            yield Remedy(RemedyKind.OTHER_ADULT, one.case_number, None, conflict.begins, conflict.ends)


def _switched(tried: _Trial, alternatives: Alternatives) -> Iterator[Remedy]:
    """Another offer of the same insats in place of one that is in the way."""
    conflict = tried.conflict
    involved = [*conflict.blocks, *(one.block for one in conflict.away if one.block is not None)]
    for block in dict.fromkeys(replace(one, weekday=0, begins=0, ends=0, opening=None) for one in involved):
        source = block.source or block.thing
        for offer in alternatives.get(source, ()):
            yield from _with_offer(tried, source, offer)


def _with_offer(tried: _Trial, source: str, offer: Alternative) -> Iterator[Remedy]:
    def is_it(one: Block) -> bool:
        return (one.source or one.thing) == source

    for member in tried.week.members:
        mine = [one for one in member.blocks if is_it(one)]
        if not mine:
            continue
        is_there = mine[0].place == offer.municipality
        travel = mine[0].travel if is_there else None
        model = replace(mine[0], place=offer.municipality, travel=travel, from_previous=None, opening=None)
        new = [
            replace(model, weekday=one.weekday, begins=minute_of(one.begins), ends=minute_of(one.ends))
            for one in offer.times
        ]
        kept = [one for one in member.blocks if not is_it(one)]
        if tried.solves(tried.week.replaced(member.with_blocks((*kept, *new)))):
            is_told = travel is not None or offer.municipality == tried.week.home
            yield Remedy(RemedyKind.SWITCH, member.case_number, mine[0], offer=offer, is_travel_told=is_told)
