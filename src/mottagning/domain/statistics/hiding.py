"""Which numbers of a table must not be shown, so that no small one can be read or worked out?

A number with one to four people behind it is hidden (reception.md D.2, small numbers). To hide it alone is of no use
where sums stand beside it, so more is hidden with it. Everything that shares a sum is seen as a network: a number is
what flows between two sums. A hidden number cannot be worked out when it lies on a ring of hidden numbers: one person
more here and one less there, all round, changes nothing that is shown. So many are hidden that every small one lies on
such a ring, also for somebody who knows that no nought is ever hidden; the fewest people are hidden with it.

Sums that several tables share are hidden first and alike in all of them, with everything in their row or column; the
inside of each table is then closed without touching a sum. So two tables in one file can be set beside each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Any

SMALL = 5
"""Fewer people than this behind a number hide it."""


Key = tuple[str, Hashable]


@dataclass(frozen=True, slots=True)
class Flow:
    """A number between two sums, from the one that it is a part of to the other.

    `is_small` says that few people are behind it, `is_hidden` that it is hidden already for another reason. `least` is
    the least that somebody who sees that it is hidden can think it is.
    """

    key: Key
    tail: Hashable
    head: Hashable
    value: int
    is_small: bool = False
    is_hidden: bool = False
    least: int = 1


def closed(flows: Sequence[Flow]) -> frozenset[Key]:
    """The keys of those to hide: the small, the hidden, and what closes a ring through each small one.

    Where no ring can be closed everything is hidden, noughts too.
    """
    hidden = {one.key for one in flows if one.is_small or one.is_hidden}
    for one in flows:
        if one.is_small:
            ring = _ring(flows, one, hidden)
            if ring is None:
                return frozenset(each.key for each in flows)
            hidden |= ring
    return frozenset(hidden)


def _ring(flows: Iterable[Flow], one: Flow, hidden: Collection[Key]) -> set[Key] | None:
    """What else to hide so that `one` could be one more, or one less; the fewest people. None where nothing helps."""
    arcs = _arcs(flows, one, hidden)
    ways = [_way(arcs, one.head, one.tail)]
    if one.value > one.least:
        ways.append(_way(arcs, one.tail, one.head))
    found = [way for way in ways if way is not None]
    return min(found, key=lambda way: way[0])[1] if found else None


_Arcs = Mapping[Hashable, Sequence[tuple[int, Hashable, Key]]]


def _arcs(flows: Iterable[Flow], apart_from: Flow, hidden: Collection[Key]) -> _Arcs:
    """Where one can go: along a number that may be one more, against one that may be one less. Noughts stay shown."""
    arcs: dict[Hashable, list[tuple[int, Hashable, Key]]] = defaultdict(list)
    for one in flows:
        is_hidden = one.key in hidden
        if one.key == apart_from.key or not (is_hidden or one.value):
            continue
        cost = 0 if is_hidden else one.value
        arcs[one.tail].append((cost, one.head, one.key))
        if one.value > one.least:
            arcs[one.head].append((cost, one.tail, one.key))
    return arcs


def _way(arcs: _Arcs, start: Hashable, goal: Hashable) -> tuple[int, set[Key]] | None:
    """The cheapest way, with what it costs and what it passes."""
    order = count()
    queue: list[tuple[int, int, Hashable, frozenset[Key]]] = [(0, next(order), start, frozenset())]
    seen: set[Hashable] = set()
    while queue:
        cost, _, place, passed = heappop(queue)
        if place == goal:
            return cost, set(passed)
        if place in seen:
            continue
        seen.add(place)
        for more, target, key in arcs.get(place, ()):
            if target not in seen:
                heappush(queue, (cost + more, next(order), target, passed | {key}))
    return None


# tables


@dataclass(frozen=True, slots=True)
class Amount:
    """How many something is, and how many people are behind it."""

    value: int = 0
    persons: int = 0

    @property
    def is_small(self) -> bool:
        """Whether so few are behind it that it is hidden."""
        return 0 < self.persons < SMALL


Inside = Mapping[tuple[str, str], Amount]
"""The numbers of a table by row and column."""
_OUT, _WHOLE = "", "*"
"""The place beyond all sums, and the sum of all."""


@dataclass(frozen=True, slots=True)
class HiddenMargin:
    """Which sums along one side of tables are hidden, and with them everything in their row or column.

    `wholes` are those of the groups that the sums are parts of.
    """

    parts: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()


def hidden_margin(
    sums: Mapping[str, Amount], whole_of: Mapping[str, str] | None = None, wholes: Mapping[str, Amount] | None = None
) -> HiddenMargin:
    """Which of some sums, whose own sum is shown, are hidden; `whole_of` tells the group of each, if they have any.

    What is hidden is never in all fewer than five, so that it is no small number either.
    """
    flows = [Flow(("part", key), _OUT, _of(whole_of, key), one.value, one.is_small) for key, one in sums.items()]
    flows += [
        Flow(("whole", key), ("whole", key), _WHOLE, one.value, one.is_small) for key, one in (wholes or {}).items()
    ]
    found = closed(flows)
    if not wholes:
        found |= _enough(sums, found)
    return HiddenMargin(*(_of_kind(found, kind) for kind in ("part", "whole")))


def _of(whole_of: Mapping[str, str] | None, key: str) -> Hashable:
    return _WHOLE if whole_of is None else ("whole", whole_of[key])


def _enough(sums: Mapping[str, Amount], found: Collection[Key]) -> set[Key]:
    """The smallest that are shown, until those hidden are five or more together."""
    more: set[Key] = set()
    together = sum(one.value for key, one in sums.items() if ("part", key) in found)
    for key, one in sorted(sums.items(), key=lambda each: (each[1].value, each[0])):
        if 0 < together < SMALL and one.value and ("part", key) not in found:
            more.add(("part", key))
            together += one.value
    return more


@dataclass(frozen=True, slots=True)
class HiddenInside:
    """Which numbers inside a table are hidden, by row and column; `wholes` those of the groups of its rows."""

    parts: frozenset[tuple[str, str]] = frozenset()
    wholes: frozenset[tuple[str, str]] = frozenset()


def hidden_inside(
    inside: Inside,
    rows: HiddenMargin,
    columns: HiddenMargin,
    whole_of: Mapping[str, str] | None = None,
    wholes: Inside | None = None,
) -> HiddenInside:
    """Which numbers inside a table are hidden, when these of its sums are; the sums themselves stay as they are."""
    flows = [*_parts(inside, rows, columns, whole_of), *_sums(inside, rows, columns, whole_of)]
    flows += [
        Flow(
            ("whole", key),
            ("whole", *key),
            ("column", key[1]),
            one.value,
            one.is_small,
            *_blank(key[0] in rows.wholes or key[1] in columns.parts),
        )
        for key, one in (wholes or {}).items()
    ]
    if _is_a_line(inside):
        found = frozenset(one.key for one in flows if one.is_small or one.is_hidden)
    else:
        found = closed(flows)
    return HiddenInside(*(_of_kind(found, kind) for kind in ("part", "whole")))


def _parts(
    inside: Inside, rows: HiddenMargin, columns: HiddenMargin, whole_of: Mapping[str, str] | None
) -> Iterator[Flow]:
    for key, one in inside.items():
        head = ("column", key[1]) if whole_of is None else ("whole", whole_of[key[0]], key[1])
        is_blank = key[0] in rows.parts or key[1] in columns.parts
        yield Flow(("part", key), ("row", key[0]), head, one.value, one.is_small, *_blank(is_blank))


def _blank(is_blank: bool) -> tuple[bool, int]:
    """What a row or column that is hidden all through means for a number in it: even a nought is hidden."""
    return is_blank, 0 if is_blank else 1


def _sums(
    inside: Inside, rows: HiddenMargin, columns: HiddenMargin, whole_of: Mapping[str, str] | None
) -> Iterator[Flow]:
    """The sums that are hidden: who goes from one hidden row or column to another is seen in none of the tables.

    Rows change places within their group alone, whose sum may be shown.
    """
    for column in columns.parts:
        came = sum(one.value for key, one in inside.items() if key[1] == column)
        yield Flow(("column", column), ("column", column), _WHOLE, came, is_hidden=True)
    for row in rows.parts:
        came = sum(one.value for key, one in inside.items() if key[0] == row)
        yield Flow(("row", row), (_OUT, whole_of[row] if whole_of else ""), ("row", row), came, is_hidden=True)


def _of_kind(found: Iterable[Key], wanted: str) -> frozenset[Any]:
    return frozenset(key for kind, key in found if kind == wanted)


def _is_a_line(inside: Inside) -> bool:
    """Whether only one row or one column has anything: then its numbers are sums, which are closed already."""
    used = [key for key, one in inside.items() if one.value]
    return len({row for row, _ in used}) <= 1 or len({column for _, column in used}) <= 1
