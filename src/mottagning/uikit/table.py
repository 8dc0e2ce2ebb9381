"""How does a list of records stand on the screen? A model over rows, a view with the habits people bring.

Sorting is `list.sort` on keys that the columns give: 20 000 rows take milliseconds, where a proxy model takes a second
and leaves decimals unsorted without a word. Whole lists are reloaded; the chosen row is kept by its id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFont, QGuiApplication, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mottagning.domain.swedish import folded
from mottagning.system.preferences import Preferences
from mottagning.texts import window as texts
from mottagning.uikit import theme
from mottagning.uikit.columns import Align, Column, Tone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_TONE_ROLE = Qt.ItemDataRole.UserRole + 1
_CHIP_HEIGHT = 22
_SHORT = 12
"""A text longer than this many letters may be cut by its column, and is shown whole under the pointer."""


class RowTableModel(QAbstractTableModel, Generic[R]):
    """Rows of any frozen type under columns of data. `data` looks up and never fails."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._key = key
        self._all: list[R] = []
        self._rows: list[R] = []
        self._order: list[tuple[int, bool]] = []
        self._filter = ""

    # what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        answer = _ANSWERS.get(role)
        return None if answer is None else answer(column, row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading + self._mark(section)
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
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, in the order and under the filter in use."""
        self._all = list(rows)
        self._refresh()

    def set_filter(self, text: str) -> None:
        """Show only rows with a cell that holds every word of `text`."""
        self._filter = folded(text)
        self._refresh()

    def sort_by(self, order: list[tuple[int, bool]]) -> None:
        """Sort by several columns, the first first; True means from the last to the first."""
        self._order = order
        self._refresh()

    def toggle_sort(self, column: int, *, also: bool) -> None:
        """Sort by a column, or turn it round; `also` keeps the columns sorted by before."""
        down = dict(self._order).get(column)
        turned = (column, down is False)
        kept = [item for item in self._order if item[0] != column] if also else []
        self.sort_by([*kept, turned])

    def row_of(self, key: object) -> int | None:
        """Where the row with this key stands."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), None)

    def key_at(self, row: int) -> object:
        """The key of the row that stands there."""
        return self._key(self._rows[row])

    def _refresh(self) -> None:
        self.beginResetModel()
        words = self._filter.split()
        self._rows = [row for row in self._all if self._fits(row, words)] if words else list(self._all)
        for column, down in reversed(self._order):
            self._rows.sort(key=self.columns[column].sort, reverse=down)
        self.endResetModel()

    def _fits(self, row: R, words: list[str]) -> bool:
        text = folded(" ".join(column.text(row) for column in self.columns))
        return all(word in text for word in words)

    def _mark(self, section: int) -> str:
        """An arrow beside the heading that is sorted by, with its rank when there are several."""
        for rank, (column, down) in enumerate(self._order, start=1):
            if column == section:
                return f" {'↓' if down else '↑'}{rank if len(self._order) > 1 else ''}"
        return ""


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
    _TONE_ROLE: lambda column, row: column.tone(row) if column.tone else None,
}
"""What a cell answers to each of Qt's questions."""


class ChipDelegate(QStyledItemDelegate):
    """Paints the words of a status on a tinted chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone: Tone | None = index.data(_TONE_ROLE)
        text: str = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if tone is None or not text:
            super().paint(painter, option, index)
            return
        plain: Any = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        style = plain.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        paint_chip(painter, plain.rect, text, tone, plain.font)


def paint_chip(painter: QPainter, rect: QRect, text: str, tone: Tone, font: QFont) -> None:
    """A chip at the left of `rect`."""
    letters, ground = theme.colours().tone(tone)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(bold)
    width = min(painter.fontMetrics().horizontalAdvance(text) + 20, rect.width() - 16)
    chip = QRect(rect.left() + 9, rect.center().y() - _CHIP_HEIGHT // 2 + 1, width, _CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    painter.setPen(QColor(letters))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, chip.width() - 16)
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.restore()


class TableView(QTableView, Generic[R]):
    """A list with the habits people bring: Enter opens, Ctrl+C copies with headings, columns are chosen and kept."""

    chosen = Signal(object)
    """The row under the cursor, None for none."""
    opened = Signal(object)
    """A row was opened with Enter or a double click."""
    copied = Signal(int)
    """So many rows were copied."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._preferences = preferences
        self._quiet = False
        self.rows_model: RowTableModel[R] = RowTableModel(columns, key, self)
        self.setModel(self.rows_model)
        self.setAccessibleName(texts.table_name(name))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(ChipDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._add_copy()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the chosen one stays chosen when it is still there."""
        current = self.current
        key = None if current is None else self.rows_model.key_at(self.currentIndex().row())
        self._quiet = True
        self.rows_model.set_rows(rows)
        self._quiet = False
        self.choose(key)
        if self.current is None:
            self._tell()

    def set_filter(self, text: str) -> None:
        """Show only rows that fit, and choose the first."""
        self.rows_model.set_filter(text)
        if self.rows_model.rows:
            self.selectRow(0)

    @property
    def current(self) -> R | None:
        """The row under the cursor."""
        place = self.currentIndex().row()
        return self.rows_model.rows[place] if 0 <= place < len(self.rows_model.rows) else None

    def choose(self, key: object) -> bool:
        """Put the cursor on the row with this key; False when it is not shown."""
        place = None if key is None else self.rows_model.row_of(key)
        if place is None:
            return False
        index = self.rows_model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def leave(self) -> None:
        """Choose no row."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen rows with headings, as Excel takes them."""
        columns = [place for place in self._visual_order() if self._is_kept_shown(self.rows_model.columns[place])]
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [[self.rows_model.columns[place].heading for place in columns]]
        for place in places:
            row = self.rows_model.rows[place]
            lines.append([_one_line(self.rows_model.columns[column].text(row)) for column in columns])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.copied.emit(len(places))

    def _visual_order(self) -> list[int]:
        header = self.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.current)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.rows_model.rows):
            self.opened.emit(self.rows_model.rows[row])

    def _add_copy(self) -> None:
        action = QAction(texts.COPY_ROWS, self)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.copy)
        self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setFixedHeight(theme.ROW_HEIGHT + 2)
        header.setStretchLastSection(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_clicked)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda point: self._column_menu(header.mapToGlobal(point)))
        self._widths = [self._kept_width(column) for column in self.rows_model.columns]
        self._shown = [self._is_first_shown(column) for column in self.rows_model.columns]
        for place, column in enumerate(self.rows_model.columns):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, self._widths[place])
            self.setColumnHidden(place, not self._is_kept_shown(column))
        header.sectionResized.connect(self._keep_width)

    def _sort_clicked(self, column: int) -> None:
        also = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = self.rows_model.key_at(self.currentIndex().row()) if self.current is not None else None
        self._quiet = True
        self.rows_model.toggle_sort(column, also=also)
        self.choose(key)
        self._quiet = False

    def _column_menu(self, point: Any) -> None:  # noqa: ANN401 - Qt's
        menu = QMenu(self)
        for place, column in enumerate(self.rows_model.columns):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(self._is_kept_shown(column))
            action.toggled.connect(lambda shown, place=place: self._show_column(place, shown=shown))
        menu.exec(point)

    def _show_column(self, place: int, *, shown: bool) -> None:
        self._shown[place] = shown
        self._put(f"shown.{self.rows_model.columns[place].name}", "1" if shown else "0")
        self.setColumnHidden(place, not shown)
        self._make_room()
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._stretch()

    def _make_room(self) -> None:
        """Put away the columns that give way, as many as it takes for the others to be seen."""
        columns = self.rows_model.columns
        wanted = [place for place, column in enumerate(columns) if self._is_kept_shown(column)]
        needed = sum(columns[place].width if columns[place].stretches else self._widths[place] for place in wanted)
        away = set()
        for place in sorted(wanted, key=lambda one: -columns[one].gives_way):
            if needed <= self.viewport().width() or not columns[place].gives_way:
                break
            away.add(place)
            needed -= self._widths[place]
        for place in wanted:
            if self.isColumnHidden(place) != (place in away):
                self.setColumnHidden(place, place in away)

    def _stretch(self) -> None:
        """Give the column that stretches what the others leave, but never less than its own width."""
        for place, column in enumerate(self.rows_model.columns):
            if column.stretches and not self.isColumnHidden(place):
                others = sum(self.columnWidth(other) for other in range(len(self.rows_model.columns)) if other != place)
                self.setColumnWidth(place, max(column.width, self.viewport().width() - others))

    def _keep_width(self, place: int, _old: int, new: int) -> None:
        column = self.rows_model.columns[place]
        if not column.stretches and new and new != self._widths[place]:
            self._widths[place] = new
            self._put(f"width.{column.name}", str(new))
            self._stretch()

    def _kept_width(self, column: Column[R]) -> int:
        kept = self._get(f"width.{column.name}")
        return int(kept) if kept.isdecimal() else column.width

    def _is_kept_shown(self, column: Column[R]) -> bool:
        """Whether the user wants the column, be there room for it or not."""
        return self._shown[self.rows_model.columns.index(column)]

    def _is_first_shown(self, column: Column[R]) -> bool:
        kept = self._get(f"shown.{column.name}")
        return column.is_shown if not kept else kept == "1"

    def _get(self, name: str) -> str:
        return self._preferences.get(f"table.{self._name}.{name}") if self._preferences else ""

    def _put(self, name: str, value: str) -> None:
        if self._preferences:
            self._preferences.put(f"table.{self._name}.{name}", value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _one_line(text: str) -> str:
    return " ".join(text.split())
