"""How does a frozen dataclass become a row and back? By its annotations, field by field.

A field stands in the column of its name; `days: DateRange` in `start` and `end`; an enumeration as its value; a month
as `ÅÅÅÅ-MM`. What does not fit (a key that is stored as a reference) the store handles itself.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from mottagning.domain.periods import OPEN, DateRange, Month

T = TypeVar("T")
Row = Mapping[Any, Any]
"""A row by column name, as SQLAlchemy gives it."""

Reader = Callable[[Row], Any]


def column_values(value: object, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The columns of a dataclass instance, but for the fields in `without`."""
    columns: dict[str, Any] = {}
    for item in fields(value):  # type: ignore[arg-type]
        if item.name in without:
            continue
        found = getattr(value, item.name)
        if isinstance(found, DateRange):
            columns["start"], columns["end"] = found.start, None if found.is_open else found.end
        else:
            columns[item.name] = cell(found)
    return columns


def cell(value: object) -> object:
    """One value as it is stored."""
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Month) else value


class Codec(Generic[T]):
    """Reads rows into `kind`; `given` fields are passed in by the store."""

    def __init__(self, kind: type[T], *, given: frozenset[str] = frozenset()) -> None:
        self._kind = kind
        hints = get_type_hints(kind)
        names = [item.name for item in fields(kind) if item.name not in given]  # type: ignore[arg-type]
        readers = {name: _reader(name, hints[name]) for name in names}
        self._readers = [(name, read) for name, read in readers.items() if read is not None]
        self._as_they_are = [name for name, read in readers.items() if read is None]

    def value(self, row: Row, **given: object) -> T:
        """The dataclass that `row` holds."""
        found = {name: row[name] for name in self._as_they_are}
        for name, read in self._readers:
            found[name] = read(row)
        return self._kind(**found, **given)


def _reader(name: str, hint: Any) -> Reader | None:  # noqa: ANN401 - an annotation can be anything
    """What reads the field `name` out of a row; None where it stands there as it is."""
    if hint is DateRange:
        return days
    kind = _bare(hint)
    if isinstance(kind, type) and issubclass(kind, Enum):
        by_value = lru_cache(maxsize=None)(kind)
        return lambda row: None if row[name] is None else by_value(row[name])
    if kind is Month:
        return lambda row: None if row[name] is None else Month.parse(row[name])
    return None


def days(row: Row) -> DateRange:
    """The range in a row's `start` and `end`."""
    end: date | None = row["end"]
    return DateRange(row["start"], OPEN if end is None else end)


def _bare(hint: Any) -> Any:  # noqa: ANN401
    """The type inside `X | None`."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(item for item in get_args(hint) if item is not types.NoneType)
    return hint
