"""Which columns does somebody want to see of a list, how wide, in what order, sorted how? Remembered by their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mottagning.system.preferences import Preferences
from mottagning.uikit.columns import Column
from mottagning.uikit.row_model import SortOrder

_DOWN = "-"


class KeptColumns:
    """What is remembered of one list. Columns are spoken of by their places as they were made.

    What an older program or a broken file has left is passed over.
    """

    def __init__(self, name: str, columns: Sequence[Column[Any]], preferences: Preferences | None) -> None:
        self._name = name
        self._columns = columns
        self._places = {column.name: place for place, column in enumerate(columns)}
        self._preferences = preferences

    @property
    def are_chosen(self) -> bool:
        """Whether somebody has said which columns she wants, so that none gives way for want of room."""
        return any(self._get(f"shown.{column.name}") for column in self._columns)

    def shown(self) -> list[bool]:
        """Of each column, whether it is wanted."""
        kept = [self._get(f"shown.{column.name}") for column in self._columns]
        return [column.is_shown if not said else said == "1" for column, said in zip(self._columns, kept, strict=True)]

    def keep_shown(self, place: int, *, shown: bool) -> None:
        """Remember whether a column is wanted."""
        self._put(f"shown.{self._columns[place].name}", "1" if shown else "0")

    def widths(self) -> list[int]:
        """Of each column, how wide it is, in pixels at 100 %."""
        kept = [self._get(f"width.{column.name}") for column in self._columns]
        return [int(said) if said.isdecimal() else one.width for one, said in zip(self._columns, kept, strict=True)]

    def keep_width(self, place: int, width: int) -> None:
        """Remember how wide a column was drawn."""
        self._put(f"width.{self._columns[place].name}", str(width))

    def is_drawn(self, place: int) -> bool:
        """Whether somebody has drawn a column's width herself."""
        return self._get(f"width.{self._columns[place].name}").isdecimal()

    def order(self) -> list[int]:
        """The columns from left to right; one that is new to this list stands where it was made."""
        order = [self._places[name] for name in dict.fromkeys(self._get("order").split()) if name in self._places]
        if not order:
            return list(range(len(self._columns)))
        for place in range(len(self._columns)):
            if place not in order:
                order.insert(order.index(place - 1) + 1 if place else 0, place)
        return order

    def keep_order(self, order: Sequence[int]) -> None:
        """Remember the columns from left to right."""
        self._put("order", " ".join(self._columns[place].name for place in order))

    def sorted_by(self) -> SortOrder:
        """What the list is sorted by."""
        said = self._get("sort").split()
        found = [(self._places.get(name.removeprefix(_DOWN)), name.startswith(_DOWN)) for name in said]
        return [(place, down) for place, down in found if place is not None]

    def keep_sorted_by(self, order: SortOrder) -> None:
        """Remember what the list is sorted by."""
        self._put("sort", " ".join(f"{_DOWN if down else ''}{self._columns[place].name}" for place, down in order))

    def forget(self) -> None:
        """Remember nothing any more."""
        for column in self._columns:
            self._put(f"shown.{column.name}", "")
            self._put(f"width.{column.name}", "")
        self._put("order", "")
        self._put("sort", "")

    def _get(self, name: str) -> str:
        return self._preferences.get(f"table.{self._name}.{name}") if self._preferences else ""

    def _put(self, name: str, value: str) -> None:
        if self._preferences:
            self._preferences.put(f"table.{self._name}.{name}", value)
