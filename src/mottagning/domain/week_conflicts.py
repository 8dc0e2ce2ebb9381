"""What does not fit in a household's week? Somebody in two places, ways that are too long, children left without care.

The children's working day too is to be seen when the adults take part in insatser in other municipalities (Värmdö's
answer to the county's agreement, 2008). A clash is one whatever the hours that nobody knows; where it depends on them
it is unknown, and said to be so. Hours that are unknown are not free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations, pairwise

from mottagning.domain.children_hours import Care
from mottagning.domain.journeys import Journey, between, from_home, is_told
from mottagning.domain.weekly_times import DAY_MINUTES
from mottagning.domain.weeks import DAYS, Block, HouseholdWeek, Member


class ConflictKind(Enum):
    """What does not fit."""

    OVERLAP = "overlap"
    TRAVEL = "travel"
    CARE = "care"
    BRING = "bring"
    FETCH = "fetch"
    OPENING = "opening"
    HOURS_UNKNOWN = "hours_unknown"
    TRAVEL_UNKNOWN = "travel_unknown"
    AGE_UNKNOWN = "age_unknown"
    GUARDIAN_UNKNOWN = "guardian_unknown"
    NOT_NEEDED = "not_needed"


class Weight(Enum):
    """How sure it is: a clash, something that unknown facts decide, or a note."""

    CLASH = "clash"
    UNKNOWN = "unknown"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is not there: since and until when, at what; minutes since midnight. None of them when unknown."""

    member: str
    block: Block | None = None
    leaves: int | None = None
    back: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not fit for `member` on `weekdays`, from `begins` to `ends` (minutes since midnight).

    `blocks` are the stretches that it is about, as they are on the first of the days; `away` tells of the guardians.
    `minutes` is what is needed where something is too short: of a way, or the latest or earliest minute at which a
    child could be brought or fetched; None when it is not known.
    """

    kind: ConflictKind
    weight: Weight
    member: str
    weekdays: tuple[int, ...] = ()
    begins: int = 0
    ends: int = 0
    blocks: tuple[Block, ...] = ()
    away: tuple[Away, ...] = ()
    minutes: int | None = None
    untimed: tuple[str, ...] = ()


def conflicts(week: HouseholdWeek) -> tuple[Conflict, ...]:
    """Everything that does not fit: clashes first, then what is unknown, then notes; each with all its weekdays."""
    days = [day for day in range(1, DAYS + 1) if day not in week.holidays]
    found = [one for day in days for one in _of_day(week, day)]
    weights, kinds = list(Weight), list(ConflictKind)
    whole = [*_grouped(found), *_unknowns(week), *_grouped(_unneeded(week, days))]
    return tuple(
        sorted(whole, key=lambda one: (weights.index(one.weight), one.weekdays, one.begins, kinds.index(one.kind)))
    )


def _grouped(found: Iterable[Conflict]) -> list[Conflict]:
    """Those that are the same on several days as one."""
    days: dict[object, list[Conflict]] = {}
    for one in found:
        same = replace(
            one,
            weekdays=(),
            blocks=tuple(replace(block, weekday=0) for block in one.blocks),
            away=tuple(replace(each, block=each.block and replace(each.block, weekday=0)) for each in one.away),
        )
        days.setdefault(same, []).append(one)
    return [
        replace(each[0], weekdays=tuple(dict.fromkeys(day for one in each for day in one.weekdays)))
        for each in days.values()
    ]


def _of_day(week: HouseholdWeek, day: int) -> Iterator[Conflict]:
    for member in week.members:
        blocks = member.on(day)
        yield from _overlaps(member, day, blocks)
        yield from _ways(week, member, day, blocks)
        yield from (_outside(member, day, one) for one in blocks if not _is_open(one))
        if member.is_child and member.needs_care and week.answering(member, day):
            yield from _ChildsDay(week, member, day).conflicts()


# one person's own day


def _overlaps(member: Member, day: int, blocks: Sequence[Block]) -> Iterator[Conflict]:
    for first, second in combinations(blocks, 2):
        is_care = first.care is not None and second.care is not None
        if second.begins < first.ends and not is_care:
            ends = min(first.ends, second.ends)
            yield _clash(ConflictKind.OVERLAP, member, day, (second.begins, ends), (first, second))


def _ways(week: HouseholdWeek, member: Member, day: int, blocks: Sequence[Block]) -> Iterator[Conflict]:
    for first, second in pairwise(blocks):
        gap = second.begins - first.ends
        way = between(first, second, week.home)
        if gap < 0 or (way.most is not None and way.most <= gap):
            continue
        weight = Weight.CLASH if way.least > gap else Weight.UNKNOWN
        needed = way.least if way.is_known else None
        found = _clash(ConflictKind.TRAVEL, member, day, (first.ends, second.begins), (first, second))
        yield replace(found, weight=weight, minutes=needed)


def _is_open(block: Block) -> bool:
    if block.opening is None:
        return True
    told = _mask(block.begins, block.ends)
    for begins, ends in block.opening:
        told &= ~_mask(begins, ends)
    return not told


def _outside(member: Member, day: int, block: Block) -> Conflict:
    return _clash(ConflictKind.OPENING, member, day, (block.begins, block.ends), (block,))


def _clash(
    kind: ConflictKind, member: Member, day: int, minutes: tuple[int, int], blocks: tuple[Block, ...]
) -> Conflict:
    return Conflict(kind, Weight.CLASH, member.case_number, (day,), *minutes, blocks)


# a child's day

_WHOLE = (1 << DAY_MINUTES) - 1


def _mask(begins: int, ends: int) -> int:
    """A day as a number with a bit for each minute, clipped to the day."""
    first, last = max(begins, 0), min(ends, DAY_MINUTES)
    return ((1 << max(last - first, 0)) - 1) << first


def _runs(mask: int) -> Iterator[tuple[int, int]]:
    while mask:
        begins = (mask & -mask).bit_length() - 1
        rest = mask >> begins
        ends = begins + (rest ^ (rest + 1)).bit_length() - 1
        yield begins, ends
        mask = mask >> ends << ends


def away_of(member: Member, day: int) -> int:
    """The minutes of a weekday in which somebody is known to be away, the ways from home and back with them."""
    mask = 0
    for one in member.on(day):
        mask |= _mask(one.begins - from_home(one), one.ends + from_home(one))
    return mask


def _maybe_away(member: Member, day: int) -> int:
    """The minutes in which she is not known to be at home."""
    if member.is_known:
        return away_of(member, day)
    home = 0
    for one in member.blocks:
        if one.weekday == day and one.is_home:
            home |= _mask(one.begins, one.ends)
    return _WHOLE & ~home | away_of(member, day)


def is_free(member: Member, day: int, begins: int, ends: int) -> bool:
    """Whether somebody is known to be at home in these minutes of a weekday."""
    return not _maybe_away(member, day) & _mask(begins, ends)


class _ChildsDay:
    """One weekday of a child and those who answer for her.

    `_sure` are the minutes in which all of them are away, `_maybe` those in which they may be: some known to be away,
    the others not known to be at home.
    """

    def __init__(self, week: HouseholdWeek, child: Member, day: int) -> None:
        self._week, self._child, self._day = week, child, day
        self._guardians = week.answering(child, day)
        self._blocks = child.on(day)
        self._sure, self._maybe, some = _WHOLE, _WHOLE, 0
        for one in self._guardians:
            self._sure &= away_of(one, day)
            self._maybe &= _maybe_away(one, day)
            some |= away_of(one, day)
        self._maybe &= some

    def conflicts(self) -> Iterator[Conflict]:
        """What does not fit in the day; nothing where nobody is known to be away."""
        if not self._maybe:
            return
        cared = [one for one in self._blocks if one.care is not None]
        if cared and cared[0].care is not None:
            yield from self._brought(cared[0], cared[-1])
            yield from self._fetched(cared[0], cared[-1])
        yield from self._lacking(cared)

    def _lacking(self, cared: Sequence[Block]) -> Iterator[Conflict]:
        """Minutes with nobody, but for those before the first hours and after the last, which are told as ways."""
        looked_after = 0
        for one in self._blocks:
            looked_after |= _mask(one.begins, one.ends)
        sure, maybe = self._sure & ~looked_after, self._maybe & ~looked_after
        edges = {cared[0].begins, cared[-1].ends} if cared else set()
        for begins, ends in _runs(maybe):
            if edges & {begins, ends}:
                continue
            certain = list(_runs(sure & _mask(begins, ends)))
            for first, last in certain or [(begins, ends)]:
                weight = self._weight(is_sure=bool(certain))
                yield Conflict(
                    ConflictKind.CARE,
                    weight,
                    self._child.case_number,
                    (self._day,),
                    first,
                    last,
                    tuple(self._blocks),
                    self._away(first, last),
                    untimed=self._child.untimed,
                )

    def _weight(self, *, is_sure: bool) -> Weight:
        """A clash only where nothing unknown could mend it: her own hours, or which weeks she is here."""
        is_known = is_sure and not self._child.untimed and not self._child.is_by_turns
        return Weight.CLASH if is_known else Weight.UNKNOWN

    def _away(self, begins: int, ends: int) -> tuple[Away, ...]:
        """Where each guardian is in these minutes."""
        told = []
        for one in self._guardians:
            met = [
                block
                for block in one.on(self._day)
                if block.begins - from_home(block) < ends and block.ends + from_home(block) > begins
            ]
            if met:
                leaves, back = met[0].begins - from_home(met[0]), met[-1].ends + from_home(met[-1])
                told.append(Away(one.case_number, met[0], leaves, back))
            elif not one.is_known:
                told.append(Away(one.case_number))
        return tuple(told)

    # to the hours, and from them

    def _brought(self, first: Block, last: Block) -> Iterator[Conflict]:
        if any(self._can_bring(one, first, last, self._maybe, is_sure=True) for one in self._known):
            return
        is_sure = len(self._known) == len(self._guardians) and not any(
            self._can_bring(one, first, last, self._sure, is_sure=False) for one in self._guardians
        )
        latest = [at for one in self._known if (at := self._latest(one, first, self._maybe)) is not None]
        at = max(latest, default=None)
        begins = min(first.begins, at) if at is not None else first.begins
        yield self._way(ConflictKind.BRING, first, (begins, first.begins), at, is_sure=is_sure)

    def _fetched(self, first: Block, last: Block) -> Iterator[Conflict]:
        if any(self._can_fetch(one, first, last, self._maybe, is_sure=True) for one in self._known):
            return
        is_sure = len(self._known) == len(self._guardians) and not any(
            self._can_fetch(one, first, last, self._sure, is_sure=False) for one in self._guardians
        )
        earliest = [at for one in self._known if (at := self._earliest(one, last, self._maybe)) is not None]
        at = min(earliest, default=None)
        ends = max(last.ends, at) if at is not None else last.ends
        yield self._way(ConflictKind.FETCH, last, (last.ends, ends), at, is_sure=is_sure)

    def _way(
        self, kind: ConflictKind, block: Block, minutes: tuple[int, int], at: int | None, *, is_sure: bool
    ) -> Conflict:
        """A pupil may go by herself, at an age that no rule tells: of her it is a note."""
        weight = self._weight(is_sure=is_sure) if block.care is Care.ALL_DAY else Weight.NOTE
        begins, ends = minutes[0], max(minutes[1], minutes[0] + 1)
        away = self._away(begins, ends)
        return Conflict(
            kind, weight, self._child.case_number, (self._day,), *minutes, (block,), away, at, self._child.untimed
        )

    @property
    def _known(self) -> list[Member]:
        return [one for one in self._guardians if one.is_known]

    def _can_bring(self, who: Member, first: Block, last: Block, away: int, *, is_sure: bool) -> bool:
        """Whether somebody is free to bring her after the hours begin and before she would be alone at home."""
        leaves = _alone_from(away, first.begins) + from_home(first)
        for before, after in self._free(who):
            earliest = max(first.begins, _home_again(before) + from_home(first))
            way = _bound(between(first, after, self._week.home), is_sure=is_sure) if after else 0
            latest = min(last.ends, leaves, after.begins - way if after else last.ends)
            if earliest <= latest:
                return True
        return False

    def _can_fetch(self, who: Member, first: Block, last: Block, away: int, *, is_sure: bool) -> bool:
        """Whether somebody is free to fetch her before the hours end and after somebody is at home again."""
        back = _alone_until(away, last.ends) - from_home(last)
        for before, after in self._free(who):
            way = _bound(between(before, last, self._week.home), is_sure=is_sure) if before else 0
            earliest = max(first.begins, back, before.ends + way if before else first.begins)
            latest = min(last.ends, after.begins - from_home(after) - from_home(last) if after else last.ends)
            if earliest <= latest:
                return True
        return False

    def _latest(self, who: Member, first: Block, away: int) -> int | None:
        """The last minute at which somebody could leave her there in the morning; None when the way is not known."""
        after = next(iter(who.on(self._day)), None)
        alone = _alone_from(away, first.begins) + from_home(first)
        if after is None:
            return min(first.begins, alone)
        way = between(first, after, self._week.home)
        return None if way.most is None else min(after.begins - way.most, alone)

    def _earliest(self, who: Member, last: Block, away: int) -> int | None:
        """The first minute at which somebody could take her from there after the day's last thing."""
        before = next(iter(reversed(who.on(self._day))), None)
        alone = _alone_until(away, last.ends) - from_home(last)
        if before is None:
            return max(last.ends, alone)
        way = between(before, last, self._week.home)
        return None if way.most is None else max(before.ends + way.most, alone)

    def _free(self, who: Member) -> Iterator[tuple[Block | None, Block | None]]:
        """The stretches between the things of somebody's day: what was before, and what comes after."""
        yield from pairwise([None, *who.on(self._day), None])


def _home_again(before: Block | None) -> int:
    return 0 if before is None else before.ends + from_home(before)


def _bound(way: Journey, *, is_sure: bool) -> int:
    """The minutes that a way takes at most when it must fit, at least when it must not."""
    if not is_sure:
        return way.least
    return DAY_MINUTES if way.most is None else way.most


def _alone_from(away: int, minute: int) -> int:
    """When nobody is at home any more: the start of the stretch around `minute`, else of the next after it."""
    for begins, ends in _runs(away):
        if ends >= minute:
            return begins
    return DAY_MINUTES


def _alone_until(away: int, minute: int) -> int:
    """When somebody is at home again: the end of the stretch around `minute`, else of the last before it."""
    return max((ends for begins, ends in _runs(away) if begins <= minute), default=0)


# what is not known, and what is not needed


def _unknowns(week: HouseholdWeek) -> Iterator[Conflict]:
    for one in week.members:
        if one.untimed:
            yield _unknown(ConflictKind.HOURS_UNKNOWN, one, untimed=one.untimed)
        for source in dict.fromkeys(block.source or block.thing for block in one.blocks):
            mine = [block for block in one.blocks if (block.source or block.thing) == source]
            if not is_told(mine[0], week.home):
                days = tuple(sorted({block.weekday for block in mine} - week.holidays))
                if days:
                    yield _unknown(ConflictKind.TRAVEL_UNKNOWN, one, weekdays=days, blocks=(mine[0],))
        yield from _unknown_of_child(week, one)


def _unknown_of_child(week: HouseholdWeek, child: Member) -> Iterator[Conflict]:
    if not child.is_child or child.needs_care is False:
        return
    if child.needs_care is None:
        yield _unknown(ConflictKind.AGE_UNKNOWN, child)
    else:
        alone = tuple(day for day in sorted(child.days) if not week.answering(child, day))
        if alone:
            days = alone if len(alone) < len(child.days) else ()
            yield _unknown(ConflictKind.GUARDIAN_UNKNOWN, child, weekdays=days)
        silent = [one for one in child.guardians if not week.member(one).blocks and not week.member(one).untimed]
        if silent:
            yield _unknown(ConflictKind.HOURS_UNKNOWN, child, away=tuple(Away(one) for one in silent))


def _unknown(
    kind: ConflictKind,
    member: Member,
    weekdays: tuple[int, ...] = (),
    blocks: tuple[Block, ...] = (),
    away: tuple[Away, ...] = (),
    untimed: tuple[str, ...] = (),
) -> Conflict:
    return Conflict(kind, Weight.UNKNOWN, member.case_number, weekdays, 0, 0, blocks, away, None, untimed)


def _unneeded(week: HouseholdWeek, days: Sequence[int]) -> Iterator[Conflict]:
    """Hours of preschool and fritidshem in which one who answers for the child is known to be at home throughout."""
    for child in week.members:
        for day in days if child.is_child else ():
            guardians = week.answering(child, day)
            if not guardians:
                continue
            away = _WHOLE
            for one in guardians:
                away &= _maybe_away(one, day)
            for block in child.on(day):
                if block.care in {Care.ALL_DAY, Care.AROUND_SCHOOL} and not away & _mask(block.begins, block.ends):
                    found = _clash(ConflictKind.NOT_NEEDED, child, day, (block.begins, block.ends), (block,))
                    yield replace(found, weight=Weight.NOTE)
