"""The part of the page Kostnader that shows month by month what is closed and what is still to come."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.costs import Costs, MonthCost
from mottagning.texts import costs as texts
from mottagning.texts.formats import unbroken
from mottagning.ui.costs.columns import month_columns
from mottagning.uikit import theme
from mottagning.uikit.bars import Bar, BarChart
from mottagning.uikit.charts import BarView
from mottagning.uikit.lists import ListPart
from mottagning.uikit.parts import card, column, empty, holder, label, row, scrolled
from mottagning.uikit.screen import Desk

_LEAST = 300
"""The height of the list beneath the charts, which scrolls with them in a low window."""


def chart_of(found: Costs, way: RowDirection) -> BarChart:
    """The months of a view in one direction."""
    bars = tuple(
        Bar(texts.short_months(one.months), texts.bar(one, way), one.closed[way], one.remaining[way])
        for one in found.months
    )
    return BarChart(texts.chart_title(way, found.year), bars, texts.CLOSED, texts.REMAINING)


class MonthsPart(QWidget):
    """A chart for each direction, and the same as rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.charts = {way: MonthsChart() for way in (RowDirection.BUY, RowDirection.SELL)}
        words = (texts.TITLE, texts.MONTH_ONE, texts.MONTH_MANY)
        nothing = empty(texts.EMPTY_TITLE, texts.EMPTY_TEXT)
        self.list: ListPart[MonthCost] = ListPart(
            desk, "costs_months", month_columns(), lambda one: one.months, words, nothing
        )
        self.list.setMinimumHeight(_LEAST)
        inside = holder(column(row(*self.charts.values(), spacing=theme.GAP), self.list, spacing=theme.GAP))
        self.setLayout(column(scrolled(inside)))

    def show_costs(self, found: Costs) -> None:
        """Show the months of a view, with the cursor on the next one to be closed."""
        self.list.set_rows(self.list.prepared(found.months))
        ahead = [place for place, one in enumerate(found.months) if one.months[1] >= found.following]
        for way, one in self.charts.items():
            one.show_chart(chart_of(found, way), ahead[0] if ahead else 0)


class MonthsChart(QWidget):
    """A chart in a card, with its title above and the bar with the cursor in words below."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._said = label("", "section"), label("", wrap=True)
        self.view = BarView()
        self.view.setToolTip(texts.CHART_HINT)
        self.view.chosen.connect(lambda _place: self._said.setText(unbroken(self.view.told)))
        frame, inside = card()
        inside.addWidget(self._title)
        inside.addWidget(self.view)
        inside.addWidget(self._said)
        self.setLayout(column(frame))

    def show_chart(self, chart: BarChart, place: int) -> None:
        """Show a chart with the cursor on a bar."""
        self._title.setText(chart.title)
        self.view.show_chart(chart, place)
