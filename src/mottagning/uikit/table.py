"""How does a list of records stand on the screen? A view over rows with the habits people bring.

The chosen row is kept by its id when rows are read again, sorted or filtered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QGuiApplication, QKeySequence, QPainter, QResizeEvent
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

from mottagning.system.preferences import Preferences
from mottagning.texts import window as texts
from mottagning.uikit import theme
from mottagning.uikit.columns import Column, Tone
from mottagning.uikit.kept_columns import KeptColumns
from mottagning.uikit.painting_guard import guarded
from mottagning.uikit.row_model import TONE_ROLE, Index, RowTableModel
from mottagning.uikit.style_notes import forget_inside

R = TypeVar("R")
_CHIP_HEIGHT = 22
_CHIP_INSIDE, _CHIP_OUTSIDE = 20, 16
"""Pixels beside the words of a chip, and beside the chip in its column."""
_REST = 250
"""Milliseconds without a key press in the filter before the first row that fits counts as chosen."""


class ChipDelegate(QStyledItemDelegate):
    """Paints the words of a status on a tinted chip."""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tone: Tone | None = index.data(TONE_ROLE)
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
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_bold(font))
    width = min(painter.fontMetrics().horizontalAdvance(text) + _CHIP_INSIDE, rect.width() - _CHIP_OUTSIDE)
    chip = QRect(rect.left() + 9, rect.center().y() - _CHIP_HEIGHT // 2 + 1, width, _CHIP_HEIGHT)
    painter.setPen(QColor(letters) if theme.colours().is_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    painter.setPen(QColor(letters))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, chip.width() - 16)
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.restore()


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


class TableView(QTableView, Generic[R]):
    """A list with the habits people bring: Enter opens, Ctrl+C copies with headings, columns are chosen and kept."""

    chosen = Signal(object)
    """The row under the cursor, None for none."""
    opened = Signal(object)
    """A row was opened with Enter or a double click."""
    copied = Signal(object)
    """These rows were copied."""
    columns_changed = Signal()
    """Other columns are shown, or stand or sort in another way."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._quiet = False
        self._kept = KeptColumns(name, columns, preferences)
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
        forget_inside(self, self.horizontalHeader(), self.verticalHeader())
        self._set_up_header()
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST)
        self.rest.timeout.connect(self._tell)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._add_copy()

    def set_rows(self, rows: Sequence[R], words: Sequence[str] | None = None) -> None:
        """Show these rows; the chosen one stays chosen when it is still there."""
        self._keeping(lambda: self.rows_model.set_rows(rows, words))
        self._make_room_for_chips(rows)
        if self.current is None:
            self._tell()

    def set_filter(self, text: str, fits: Callable[[R], bool] | None = None) -> None:
        """Show only rows that fit, and choose the first. That is told once the typing rests: a card is then opened."""
        with self._quietly():
            self.rows_model.set_filter(text, fits)
            if self.rows_model.rows:
                self.selectRow(0)
        self.rest.start()

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

    def keep_to(self, key: object) -> None:
        """Put the cursor back on the row with this key, or on none, and tell nobody: it was never left."""
        with self._quietly():
            if not self.choose(key):
                self.leave()

    def leave(self) -> None:
        """Choose no row."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    @property
    def selected(self) -> list[R]:
        """The chosen rows as they stand."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows_model.rows[place] for place in places]

    def copy(self) -> None:
        """The chosen rows with headings, as Excel takes them."""
        columns, rows = self.wanted_columns, self.selected
        lines = [[column.heading for column in columns]]
        lines += [[_one_line(column.text(row)) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.copied.emit(rows)

    # columns

    @property
    def column_order(self) -> list[int]:
        """The places of the columns from left to right."""
        header = self.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    @property
    def wanted_columns(self) -> list[Column[R]]:
        """The columns that the user wants, from left to right, be there room for them or not."""
        return [self.rows_model.columns[place] for place in self.column_order if self._shown[place]]

    def is_wanted(self, place: int) -> bool:
        """Whether the user wants a column, be there room for it or not."""
        return self._shown[place]

    def show_column(self, place: int, *, shown: bool) -> None:
        """Show a column or put it away; the last one stays."""
        if not shown and sum(self._shown) == 1:
            return
        self._shown[place] = shown
        self._kept.keep_shown(place, shown=shown)
        self.setColumnHidden(place, not shown)
        self._make_room()
        self.columns_changed.emit()

    def move_column(self, place: int, step: int) -> None:
        """Put a column a step further to the right, or with -1 to the left."""
        header = self.horizontalHeader()
        there = header.visualIndex(place)
        header.moveSection(there, min(max(there + step, 0), header.count() - 1))

    def sort_column(self, place: int, *, also: bool) -> None:
        """Sort by a column, or turn it round; `also` keeps the columns sorted by before, and a third time ends it."""
        self._keeping(lambda: self.rows_model.toggle_sort(place, also=also))
        self._sorted()

    def reset_columns(self) -> None:
        """Show the columns as they are in a new program, sorted by none."""
        self._kept.forget()
        header = self.horizontalHeader()
        with self._quietly():
            for place in range(header.count()):
                header.moveSection(header.visualIndex(place), place)
        self._shown, self._widths = self._kept.shown(), self._kept.widths()
        for place, shown in enumerate(self._shown):
            self.setColumnHidden(place, not shown)
            self.setColumnWidth(place, self._widths[place])
        self._keeping(lambda: self.rows_model.sort_by([]))
        self._make_room()
        self.columns_changed.emit()

    def _keeping(self, work: Callable[[], None]) -> None:
        """Do something to the rows; the chosen one stays chosen where it is still shown."""
        key = None if self.current is None else self.rows_model.key_at(self.currentIndex().row())
        with self._quietly():
            work()
        self.choose(key)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Tell nobody of the steps on the way."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _tell(self) -> None:
        if not self._quiet:
            self.rest.stop()
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
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the arrow of the order is last, and stays in sight
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_clicked)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda point: self._column_menu(header.mapToGlobal(point)))
        self._widths, self._shown = self._kept.widths(), self._kept.shown()
        for place in range(len(self.rows_model.columns)):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, self._widths[place])
            self.setColumnHidden(place, not self._shown[place])
        for there, place in enumerate(self._kept.order()):
            header.moveSection(header.visualIndex(place), there)
        self.rows_model.sort_by(self._kept.sorted_by())
        header.sectionResized.connect(self._keep_width)
        header.sectionMoved.connect(self._moved)

    def _sort_clicked(self, column: int) -> None:
        shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_column(column, also=shift)

    def _sorted(self) -> None:
        self._kept.keep_sorted_by(self.rows_model.order)
        self.columns_changed.emit()

    def _moved(self) -> None:
        if self._quiet:
            return
        self._kept.keep_order(self.column_order)
        self.columns_changed.emit()

    def _column_menu(self, point: Any) -> None:  # noqa: ANN401 - Qt's
        menu = QMenu(self)
        for place in self.column_order:
            action = menu.addAction(self.rows_model.columns[place].heading)
            action.setCheckable(True)
            action.setChecked(self._shown[place])
            action.toggled.connect(lambda shown, place=place: self.show_column(place, shown=shown))
        menu.exec(point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Put away the columns that give way, as many as it takes for the others to be seen.

        Columns that somebody has chosen herself all stay; then the list scrolls.
        """
        columns = self.rows_model.columns
        wanted = [place for place in range(len(columns)) if self._shown[place]]
        needed = sum(columns[place].width if columns[place].stretches else self._widths[place] for place in wanted)
        away = set()
        for place in [] if self._kept.are_chosen else sorted(wanted, key=lambda one: -columns[one].gives_way):
            if needed <= self.viewport().width() or not columns[place].gives_way:
                break
            away.add(place)
            needed -= self._widths[place]
        for place in wanted:
            if self.isColumnHidden(place) != (place in away):
                self.setColumnHidden(place, place in away)
        self._stretch()

    def _make_room_for_chips(self, rows: Sequence[R]) -> None:
        """A chip is read whole, unless somebody has drawn its column narrower: what it says is what the list is for."""
        measure, before = QFontMetrics(_bold(self.font())), list(self._widths)
        for place, column in enumerate(self.rows_model.columns):
            if column.tone is not None and not self._kept.is_drawn(place):
                widest = max(map(measure.horizontalAdvance, {column.text(row) for row in rows}), default=0)
                self._widths[place] = max(column.width, widest + _CHIP_INSIDE + _CHIP_OUTSIDE)
                self.setColumnWidth(place, self._widths[place])
        if self._widths != before:
            self._make_room()

    def _stretch(self) -> None:
        """Give the column that stretches what the others leave, but never less than its own width."""
        for place, column in enumerate(self.rows_model.columns):
            if column.stretches and not self.isColumnHidden(place):
                others = sum(self.columnWidth(other) for other in range(len(self.rows_model.columns)) if other != place)
                self.setColumnWidth(place, max(column.width, self.viewport().width() - others))

    def _keep_width(self, place: int, _old: int, new: int) -> None:
        if not self.rows_model.columns[place].stretches and new and new != self._widths[place]:
            self._widths[place] = new
            self._kept.keep_width(place, new)
            self._stretch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def _one_line(text: str) -> str:
    return " ".join(text.split())
