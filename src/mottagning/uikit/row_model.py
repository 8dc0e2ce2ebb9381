"""Which rows does a list show, and in what order? A model over rows that sorts and filters by itself.

Sorting is `list.sort` on keys that the columns give, asked for once each: 20 000 rows take milliseconds, where a proxy
model takes a second and leaves decimals unsorted without a word. The words of a row are folded once, so that a key
press in the filter only looks in them. Whole lists are reloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mottagning.domain.swedish import folded
from mottagning.uikit.columns import Align, Column, searched_words
from mottagning.uikit.painting_guard import guarded

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
_SHORT = 12
"""A text longer than this many letters may be cut by its column, and is shown whole under the pointer."""

SortOrder = list[tuple[int, bool]]
"""The columns that are sorted by, the first first; True means from the last to the first."""


class RowTableModel(QAbstractTableModel, Generic[R]):
    """Rows of any frozen type under columns of data. `data` looks up and never fails."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._key = key
        self._all: list[R] = []
        self._rows: list[R] = []
        self._sorted: list[int] = []
        self._sort_keys: dict[int, list[Any]] = {}
        self._words: Sequence[str] | None = None
        self._order: SortOrder = []
        self._filter = ""
        self._fits: Callable[[R], bool] | None = None

    # what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        answer = _ANSWERS.get(role)
        return None if answer is None else answer(column, row)

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading + self.mark(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_by([(column, order is Qt.SortOrder.DescendingOrder)])

    # what screens ask

    @property
    def rows(self) -> list[R]:
        """The rows as shown."""
        return self._rows

    @property
    def every(self) -> Sequence[R]:
        """The rows without the filter, as they came."""
        return self._all

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    @property
    def order(self) -> SortOrder:
        """What the rows are sorted by."""
        return self._order

    def set_rows(self, rows: Sequence[R], words: Sequence[str] | None = None) -> None:
        """Show other rows, in the order and under the filter in use. `words` are theirs, where they are known."""
        self._all = list(rows)
        self._words = words
        self._sort_keys.clear()
        self._sort()
        self._show()

    @property
    def lacks_words(self) -> bool:
        """Whether what a filter looks in is still to be found out."""
        return self._words is None

    def know_words(self, rows: Sequence[R], words: Sequence[str]) -> None:
        """What a filter looks in of these rows, if they are still the ones here: `every` of a while ago."""
        if rows is self._all:
            self._words = words

    def set_filter(self, text: str, fits: Callable[[R], bool] | None = None) -> None:
        """Show only rows with cells that hold every word of `text`, and that `fits` takes."""
        self._filter, self._fits = folded(text), fits
        self._show()

    def sort_by(self, order: SortOrder) -> None:
        """Sort by several columns."""
        self._order = order
        self._sort()
        self._show()

    def toggle_sort(self, column: int, *, also: bool) -> None:
        """Sort by a column, or turn it round; `also` keeps the columns sorted by before, and a third time ends it."""
        down = dict(self._order).get(column)
        if not also:
            self.sort_by([(column, down is False)])
        elif down is None:
            self.sort_by([*self._order, (column, False)])
        else:
            turned = [(one, True if one == column else was) for one, was in self._order]
            self.sort_by([item for item in self._order if item[0] != column] if down else turned)

    def count_of(self, text: str, fits: Callable[[R], bool] | None) -> int:
        """How many rows another filter would show."""
        return len(self._found(folded(text), fits))

    def row_of(self, key: object) -> int | None:
        """Where the row with this key stands."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), None)

    def key_at(self, row: int) -> object:
        """The key of the row that stands there."""
        return self._key(self._rows[row])

    def mark(self, section: int) -> str:
        """An arrow beside the heading that is sorted by, with its rank when there are several."""
        for rank, (column, down) in enumerate(self._order, start=1):
            if column == section:
                return f" {'↓' if down else '↑'}{rank if len(self._order) > 1 else ''}"
        return ""

    def _sort(self) -> None:
        self._sorted = list(range(len(self._all)))
        for column, down in reversed(self._order):
            keys = self._sort_keys.get(column)
            if keys is None:
                keys = self._sort_keys[column] = list(map(self.columns[column].sort, self._all))
            self._sorted.sort(key=keys.__getitem__, reverse=down)

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = self._found(self._filter, self._fits)
        self.endResetModel()

    def _found(self, text: str, fits: Callable[[R], bool] | None) -> list[R]:
        every, places = self._all, self._sorted
        if text:
            if self._words is None:
                self._words = searched_words(self.columns, every)
            words = self._words
            for word in text.split():
                places = [place for place in places if word in words[place]]
        found = [every[place] for place in places]
        return found if fits is None else [row for row in found if fits(row)]


def _tooltip(column: Column[Any], row: object) -> str | None:
    text = column.text(row)
    return text if len(text) > _SHORT else None


def _alignment(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.align is Align.RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


_ANSWERS: Mapping[int, Callable[[Column[Any], Any], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: _alignment(column),
    Qt.ItemDataRole.ToolTipRole: _tooltip,
    Qt.ItemDataRole.AccessibleTextRole: lambda column, row: f"{column.heading}: {column.text(row)}",
    TONE_ROLE: lambda column, row: column.tone(row) if column.tone else None,
}
"""What a cell answers to each of Qt's questions."""
