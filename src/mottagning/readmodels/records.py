"""How does a row become a record? Field values from cells, a frozen record from field values, and back.

A row may carry some of the fields only: the others keep what the register has, or their default in a new record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any

from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.readings import DEFAULT_DAY, Readings

Values = Mapping[str, object]


def values_of(record: object) -> dict[str, object]:
    """The field values of a record, as columns name them."""
    values: dict[str, object] = {}
    for item in fields(record):  # type: ignore[arg-type]
        value = getattr(record, item.name)
        if isinstance(value, DateRange):
            values["first"], values["last"] = value.start, value.last
        elif isinstance(value, Readings):
            values["reading_day"], values["reading_exceptions"] = value.day, value.exceptions
        else:
            values[item.name] = value
    return values


def record_of(kind: type, values: Values) -> Any:  # noqa: ANN401 - the record's own type
    """The record that `values` describe. Raises ValueError when a range ends before it starts."""
    return kind(**{item.name: _field(item, values) for item in fields(kind) if _is_told(item, values)})


def _is_told(item: Field[Any], values: Values) -> bool:
    if item.name in {"days", "readings"}:
        return True
    return values.get(item.name) is not None or item.default is MISSING


def _field(item: Field[Any], values: Values) -> object:
    if item.name == "days":
        return _days(values)
    if item.name == "readings":
        day, exceptions = values.get("reading_day"), values.get("reading_exceptions")
        return Readings(day or DEFAULT_DAY, exceptions or ())  # type: ignore[arg-type]
    return values.get(item.name)


def _days(values: Values) -> DateRange:
    first, last = values.get("first"), values.get("last")
    if not isinstance(first, date):
        raise TypeError(first)
    return DateRange.inclusive(first, last if isinstance(last, date) else None)
