"""What rests on what? Agreements below the one they rest on, and one after another in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mottagning.domain.agreements import Agreement
from mottagning.domain.problems import FieldProblem

_WAYS = ("rests_on", "replaces")


@dataclass(frozen=True, slots=True)
class Branch:
    """An agreement and how far below the first one it lies."""

    agreement: Agreement
    depth: int


def tree(key: str, agreements: Mapping[str, Agreement]) -> tuple[Branch, ...]:
    """What the agreement `key` rests on from above, the agreement itself, and all that rests on it.

    Only its own line upwards: what else rests on the same is not told. A ring is walked once.
    """
    above = _line(key, "rests_on", agreements)
    own = [Branch(agreements[one], depth) for depth, one in enumerate(above)]
    return (*own, *_below(key, len(above), agreements, {*above}))


def line_in_time(key: str, agreements: Mapping[str, Agreement]) -> tuple[Agreement, ...]:
    """What the agreement `key` replaces, from the first; itself; and what replaces it, in order of their first days."""
    before = _line(key, "replaces", agreements)
    seen, waiting, after = {*before}, [key], []
    while waiting:
        former = waiting.pop()
        for one in agreements.values():
            if one.replaces == former and one.key not in seen:
                seen.add(one.key)
                waiting.append(one.key)
                after.append(one)
    return (*(agreements[one] for one in before), *sorted(after, key=lambda one: (one.days.start, one.key)))


def _line(key: str, way: str, agreements: Mapping[str, Agreement]) -> list[str]:
    """The keys that lead to `key`, itself last."""
    found = [key]
    while (above := getattr(agreements[found[0]], way)) in agreements and above not in found:
        found.insert(0, above)
    return found


def _below(key: str, depth: int, agreements: Mapping[str, Agreement], seen: set[str]) -> Iterator[Branch]:
    for one in sorted(agreements.values(), key=lambda one: one.key):
        if one.rests_on == key and one.key not in seen:
            seen.add(one.key)
            yield Branch(one, depth)
            yield from _below(one.key, depth + 1, agreements, seen)


def ring_problems(agreement: Agreement, others: Iterable[Agreement]) -> tuple[FieldProblem, ...]:
    """Where an agreement would come to rest on itself, or to replace itself, by way of others."""
    known = {one.key: one for one in others} | {agreement.key: agreement}
    return tuple(FieldProblem(way, "goes_round") for way in _WAYS if _comes_back(agreement, way, known))


def _comes_back(agreement: Agreement, way: str, known: Mapping[str, Agreement]) -> bool:
    seen: set[str] = set()
    key = getattr(agreement, way)
    while key in known and key not in seen and key != agreement.key:
        seen.add(key)
        key = getattr(known[key], way)
    return bool(seen) and key == agreement.key
