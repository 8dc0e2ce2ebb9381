"""What stands in one block of a rule file? Its fields asked for one by one, and told what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from mottagning.domain.deadlines.rules import Length
from mottagning.domain.periods import OPEN, DateRange

E = TypeVar("E", bound=Enum)
LONGEST = 100
"""So many years are no deadline but a slip of the finger."""


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """An error in a rule file: the `block` it stands in (its words, then its number), the field, and what is wrong.

    `expected` are the words that could stand there; `found` is what does; `line` where the file is no TOML.
    """

    file: str
    code: str
    block: str = ""
    place: str = ""
    found: str = ""
    expected: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the file that is being read; remembers what was asked for and what was wrong."""

    file: str
    name: str
    item: Mapping[str, Any]
    within: str = ""
    asked: set[str] = field(default_factory=set)
    problems: list[RuleProblem] = field(default_factory=list)

    def take(self, name: str) -> Any:  # noqa: ANN401 - TOML gives anything
        """What stands in a field, as TOML gives it."""
        self.asked.add(name)
        return self.item.get(name)

    def forget(self) -> None:
        """Ask for no more of it."""
        self.asked.update(self.item)

    def wrong(self, name: str, code: str, found: object = "", expected: tuple[str, ...] = ()) -> None:
        """Note what is wrong with a field."""
        place = f"{self.within}.{name}" if self.within and name else self.within or name
        self.problems.append(RuleProblem(self.file, code, self.name, place, _shown(found), expected))

    def unused(self) -> None:
        """Note the fields that nobody asks for."""
        for name in self.item:
            if name not in self.asked:
                self.wrong(name, "unknown_field", expected=tuple(sorted(self.asked)))

    def join(self, inner: Block) -> None:
        """Take over what was wrong in a part."""
        inner.unused()
        self.problems.extend(inner.problems)

    def inner(self, name: str) -> Block | None:
        """A part that is a table; None where there is none."""
        found = self.take(name)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.wrong(name, "no_table", found)
            return None
        return Block(self.file, self.name, found, name)

    def inners(self, name: str) -> Iterable[Block]:
        """The parts that are a list of tables."""
        found = self.take(name)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.wrong(name, "no_tables", found)
            return []
        return [Block(self.file, self.name, one, f"{name} {place}") for place, one in enumerate(found, start=1)]

    def text(self, name: str) -> str:
        """A text that must be there."""
        found = self.maybe_text(name)
        if found is None and self.item.get(name) is None:
            self.wrong(name, "missing")
        return found or ""

    def maybe_text(self, name: str) -> str | None:
        """A text."""
        found = self.take(name)
        if found is None:
            return None
        if not isinstance(found, str) or not found.strip():
            self.wrong(name, "no_text", found)
            return None
        return found

    def day(self, name: str) -> date:
        """A day that must be there."""
        found = self.maybe_day(name)
        if found is None and self.item.get(name) is None:
            self.wrong(name, "missing")
        return found or date.min

    def maybe_day(self, name: str) -> date | None:
        """A day."""
        found = self.take(name)
        if found is None:
            return None
        if not isinstance(found, date) or isinstance(found, datetime):
            self.wrong(name, "no_day", found)
            return None
        return found

    def span(self, first: str, last: str) -> DateRange | None:
        """Days from the first to the last, both counted in; None when nothing is said of them."""
        start, end = self.maybe_day(first), self.maybe_day(last)
        if start is None and end is None:
            return None
        if start is not None and end is not None and end < start:
            self.wrong(last, "ends_first", end)
            return None
        return DateRange.inclusive(start or date.min, end or OPEN)

    def flag(self, name: str) -> bool:
        """Yes or no; no where nothing is said."""
        found = self.take(name)
        if found is not None and not isinstance(found, bool):
            self.wrong(name, "no_flag", found, ("true", "false"))
        return found is True

    def word(self, name: str, kind: type[E], also: tuple[str, ...] = ()) -> E:
        """One of the words of a closed list, which must be there. `also` are words that it is asked for elsewhere."""
        found = self.maybe_word(name, kind, also)
        if found is None and self.item.get(name) is None:
            self.wrong(name, "missing", expected=_values(kind))
        return found or next(iter(kind))

    def maybe_word(self, name: str, kind: type[E], also: tuple[str, ...] = ()) -> E | None:
        """One of the words of a closed list."""
        found = self.take(name)
        return None if found is None else self._known(name, found, kind, also)

    def words(self, name: str, kind: type[E], *, required: bool = False) -> tuple[E, ...]:
        """Several words of a closed list."""
        found = self.listed(name)
        if required and not found and not any(one.place == name for one in self.problems):
            self.wrong(name, "missing", expected=_values(kind))
        known = [self._known(name, one, kind) for one in found]
        return tuple(one for one in known if one is not None) or ((next(iter(kind)),) if required else ())

    def listed(self, name: str) -> list[str]:
        """A list of texts."""
        found = self.take(name)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self.wrong(name, "no_list", found)
            return []
        return found

    def _known(self, name: str, found: object, kind: type[E], also: tuple[str, ...] = ()) -> E | None:
        for one in kind:
            if one.value == found:
                return one
        self.wrong(name, "unknown_word", found, (*also, *_values(kind)))
        return None

    def length(self, name: str) -> Length | None:
        """A length that must be there."""
        found = self.maybe_length(name)
        if self.item.get(name) is None:
            self.wrong(name, "missing", expected=_LENGTHS)
        return found

    def maybe_length(self, name: str) -> Length | None:
        """`{ years = 3 }`, `{ months = 6 }`, `{ weeks = 18 }`, `{ days = 14 }`, or `{ years = "a limit" }`."""
        found = self.take(name)
        if found is None:
            return None
        if not isinstance(found, dict) or len(found) != 1 or next(iter(found)) not in _UNITS:
            self.wrong(name, "no_length", found, _LENGTHS)
            return None
        unit, number = next(iter(found.items()))
        if unit == "years" and isinstance(number, str) and number:
            return Length(limit=number)
        months, days = _UNITS[unit]
        if not is_whole(number) or not 0 < number <= LONGEST * 366 or months * number > 12 * LONGEST:
            self.wrong(name, "no_number", number)
            return None
        return Length(months * number, days * number)


def each_block(file: str, found: Mapping[str, Any], kind: str, problems: list[RuleProblem]) -> Iterator[Block]:
    """The tables of the list `kind` as blocks, none where there is none.

    What is wrong in a block, with what nobody asked it for, is added to `problems` when the next one is asked for.
    """
    items = found.get(kind, [])
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        problems.append(RuleProblem(file, "no_blocks", kind, expected=(f"[[{kind}]]",)))
        return
    for place, item in enumerate(items, start=1):
        key = item.get("key")
        block = Block(file, f"{kind} {place} ({key})" if isinstance(key, str) else f"{kind} {place}", item)
        yield block
        block.unused()
        problems += block.problems


def is_whole(value: object) -> bool:
    """Whether it is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


_UNITS = {"years": (12, 0), "months": (1, 0), "weeks": (0, 7), "days": (0, 1)}
_LENGTHS = tuple(f"{{ {unit} = 3 }}" for unit in _UNITS)


def _values(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(str(one.value) for one in kind)


def _shown(found: object) -> str:
    return str(found) if found != "" else ""
