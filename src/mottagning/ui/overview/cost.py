"""The tab of the first page that shows the year's cost: estimate against outcome, and month by month."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.costs import Costs
from mottagning.texts import costs as cost_texts
from mottagning.texts import overview as texts
from mottagning.ui.costs.months import MonthsChart, chart_of
from mottagning.ui.costs.totals import Totals
from mottagning.uikit import theme
from mottagning.uikit.parts import Kind, button, column, holder, row, scrolled
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.context import Context
from mottagning.usecases.costs.viewing import costs, year_of_work


class CostPart(QWidget):
    """The sums of the year and a chart for each direction, read for `screen`."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._totals = Totals()
        self._charts = {way: MonthsChart() for way in (RowDirection.BUY, RowDirection.SELL)}
        further = button(texts.TO_COST, partial(screen.wishes.emit, Goto("costs")), Kind.QUIET)
        charts = row(*self._charts.values(), spacing=theme.GAP)
        self._inside = holder(column(self._totals, charts, row(further, 0), spacing=theme.GAP))
        self._inside.hide()
        self.setLayout(column(scrolled(self._inside)))

    def read(self) -> None:
        """Look again at the year."""
        self._screen.aside(partial(_this_year, self._screen.desk.ctx), self._came)

    def _came(self, found: Costs | None) -> None:
        self._inside.setVisible(found is not None)
        if found is None:
            return
        self._totals.show_totals(cost_texts.view_name(found.year), found.totals)
        ahead = [place for place, one in enumerate(found.months) if one.months[1] >= found.following]
        for way, chart in self._charts.items():
            chart.show_chart(chart_of(found, way), ahead[0] if ahead else 0)


def _this_year(ctx: Context) -> Costs | None:
    return costs(ctx, year_of_work(ctx))
