"""A table of figures, and the chart of one of its columns: the same numbers in the same words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from mottagning.readmodels.statistics import Figure, FigureKind, FigureRow, FigureTable
from mottagning.texts import statistics as texts
from mottagning.uikit import theme
from mottagning.uikit.bars import Bar, BarChart
from mottagning.uikit.charts import BarView
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.columns import Align, Column
from mottagning.uikit.parts import card, column, label, leading
from mottagning.uikit.table import TableView

_WIDE, _WORD, _LETTER = 110, 150, 8
_MOST_ROWS = 14
_PARTS_OF_A_KRONA = 100


class ChartCard(QWidget):
    """A column of a table as bars, with the bar that has the cursor in words below."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._said = label("", "section", wrap=True), label("", wrap=True)
        self.view = BarView()
        self.view.setToolTip(texts.CHART_HINT)
        self.view.chosen.connect(lambda _place: self._said.setText(self.view.told))
        self.columns = ChoiceBox(texts.CHART_COLUMN)
        self.columns.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.columns.activated.connect(lambda _place: self._show())
        self._table: FigureTable | None = None
        frame, inside = card()
        inside.addLayout(leading(self._title, self.columns))
        inside.addWidget(self.view)
        inside.addWidget(self._said)
        self.setLayout(column(frame))

    def show_table(self, table: FigureTable) -> None:
        """Show the bars of a table: of the column that was chosen, where it has that, else of its last."""
        before = self.columns.currentText()
        self._table = table
        with QSignalBlocker(self.columns):
            self.columns.clear()
            self.columns.addItems(list(table.headings))
            kept = self.columns.findText(before)
            self.columns.setCurrentIndex(kept if kept >= 0 else len(table.headings) - 1)
        self._show()

    def _show(self) -> None:
        if self._table is not None:
            chart = chart_of(self._table, self.columns.currentIndex())
            self._title.setText(chart.title)
            self.view.show_chart(chart)


def chart_of(table: FigureTable, place: int) -> BarChart:
    """A column of a table, without the row of all."""
    kind = table.rows[0].figures[place].kind if table.rows else FigureKind.COUNT
    bars = tuple(
        Bar(row.word, texts.said_row(table, row), _height(row.figures[place]), is_hidden=row.figures[place].is_hidden)
        for row in table.rows
    )
    title = f"{table.definition.name}: {table.headings[place]}"
    parts = _PARTS_OF_A_KRONA if kind is FigureKind.KRONOR else 1
    return BarChart(title, bars, "", "", texts.axis_unit(kind), parts)


def _height(figure: Figure) -> int:
    return 0 if figure.value is None else round(figure.value)


def table_view(table: FigureTable) -> TableView[FigureRow]:
    """The rows as they are, that of all last; columns that are many scroll, and none is put away."""
    made: TableView[FigureRow] = TableView("statistics", _columns(table), lambda row: row.word)
    made.setAccessibleName(f"{table.definition.name}, {table.row_heading}")
    made.horizontalHeader().setSectionsClickable(False)  # the sum stands below what it is the sum of
    made.horizontalHeader().setSectionsMovable(False)
    made.set_rows(table.every)
    rows = min(len(table.every), _MOST_ROWS)
    made.setFixedHeight((rows + 1) * theme.ROW_HEIGHT + 2 * theme.GAP)  # room for a bar to scroll by
    return made


def _columns(table: FigureTable) -> list[Column[FigureRow]]:
    first: Column[FigureRow] = Column(
        "row", table.row_heading, lambda row: row.word, lambda row: row.word, _WORD, stretches=True
    )
    return [first, *(_column(place, heading) for place, heading in enumerate(table.headings))]


def _column(place: int, heading: str) -> Column[FigureRow]:
    def shown(row: FigureRow) -> str:
        return texts.figure(row.figures[place])

    order: Callable[[FigureRow], object] = shown
    width = max(_WIDE, len(heading) * _LETTER + theme.GAP)
    return Column(f"figure_{place}", heading, shown, order, width, Align.RIGHT)
