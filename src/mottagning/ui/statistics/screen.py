"""The page Statistik: a report or an indicator is chosen, counted over a period, shown as table and chart, written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.statistics.definitions import Extent
from mottagning.domain.statistics.facts import Split
from mottagning.domain.statistics.periods import Period, usual
from mottagning.readmodels.changes import Area
from mottagning.readmodels.statistics import CountedMeasure, Statistics
from mottagning.system.paths import documents
from mottagning.texts import statistics as texts
from mottagning.ui.statistics.choices import Choice, choice_columns, choices, parts_of_year, years
from mottagning.ui.statistics.figures import ChartCard, table_view
from mottagning.uikit import messages, theme
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.columns import Tone
from mottagning.uikit.flow import Flow
from mottagning.uikit.lists import beside
from mottagning.uikit.parts import (
    Kind,
    button,
    card,
    chip,
    clear,
    column,
    empty,
    facts,
    holder,
    label,
    line,
    row,
    scrolled,
)
from mottagning.uikit.printouts import write_pdf as print_pdf
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.tab_order import put_after
from mottagning.uikit.table import TableView
from mottagning.usecases.statistics.viewing import definitions, statistics
from mottagning.usecases.statistics.writing import write_pdf, write_workbook

_FOLDER = "statistics.folder"
_PAGE, _NO_OFFICE = range(2)
_LEAST = (230, 400)
_SHARES = (1000, 3000)
_TONES: Mapping[Extent, Tone] = {
    Extent.FULL: Tone.OK,
    Extent.PARTIAL: Tone.INFORMATION,
    Extent.NONE: Tone.WARNING,
}


class StatisticsScreen(Screen):
    """Reports and indicators to the left; the chosen one's numbers to the right."""

    interests = frozenset(Area) - {Area.LOGS, Area.USERS, Area.RETENTION}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._found: Statistics | None = None
        self._asked = 0
        self._every: Sequence[Choice] = choices(definitions())
        self.list: TableView[Choice] = TableView("statistics_choices", choice_columns(), lambda one: one.key)
        self.list.horizontalHeader().setSectionsClickable(False)
        self.list.set_rows(self._every)
        self._make_choices()
        self.workbook = button(texts.WORKBOOK, self._write_workbook)
        self.pdf = button(texts.PDF, self._write_pdf)
        self.set_buttons(self.pdf, self.workbook)
        self.chart = ChartCard()
        self._title, self._said = label("", "subheading", wrap=True), label("", "muted", wrap=True)
        self._closed = label(texts.CLOSED, "notice", wrap=True)
        self._numbers, self._about = QVBoxLayout(), QVBoxLayout()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._put_together())
        to_settings = button(texts.TO_SETTINGS, partial(self.wishes.emit, Goto("settings")), Kind.PRIMARY)
        self._pages.addWidget(empty(texts.NO_OFFICE_TITLE, texts.NO_OFFICE_TEXT, to_settings))
        self.body.addWidget(self._pages, 1)
        first = next(one for one in self._every if one.report is None)
        self.list.choose(first.key)
        self._choose_usual(first)
        self.list.chosen.connect(self._chosen)

    def _make_choices(self) -> None:
        parts = ((word, (kind, number)) for word, kind, number in parts_of_year())
        self.periods = ChoiceBox(texts.PERIOD, parts)
        self.years = ChoiceBox(texts.YEAR, ((str(one.year), one.year) for one in years(self.desk.today)))
        self.measures = ChoiceBox(texts.TABLE)
        self.measures.keep_narrow(0)
        self.splits = ChoiceBox(texts.SPLIT, ((texts.SPLITS[split], split) for split in Split))
        for combo in (self.periods, self.years, self.splits):
            combo.setMinimumWidth(120)
        self.measures.setMinimumWidth(260)
        for combo in (self.periods, self.years):
            combo.activated.connect(lambda _place: self.load())
        for combo in (self.measures, self.splits):
            combo.activated.connect(lambda _place: self._show_measure())

    def _put_together(self) -> QWidget:
        frame, inside = card(margin=0)
        inside.addWidget(self.list)
        shown = holder(
            column(
                self._title,
                self._said,
                Flow(self.periods, self.years, self.measures, self.splits),
                self._closed,
                self._numbers,
                self.chart,
                self._about,
                0,
                spacing=theme.GROUP,
            )
        )
        both = beside(frame, scrolled(shown), least=_LEAST)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 3)
        both.setSizes(list(_SHARES))
        return both

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is chosen

    @property
    def choice(self) -> Choice:
        """The report or indicator that is chosen."""
        return self.list.current or self._every[0]

    @property
    def period(self) -> Period:
        """The period that is chosen."""
        kind, number = self.periods.currentData()
        return Period(kind, self.years.currentData(), number)

    def _choose_usual(self, chosen: Choice) -> None:
        """Begin with the last period of its kind that has ended."""
        usually = usual(chosen.period, self.desk.today)
        self.periods.setCurrentIndex(
            next(
                place
                for place in range(self.periods.count())
                if self.periods.itemData(place) == (usually.kind, usually.tertial)
            )
        )
        self.years.setCurrentIndex(self.years.findData(usually.year))

    def _chosen(self, chosen: Choice | None) -> None:
        if chosen is not None:
            if chosen.report is not None or self.period.kind is not chosen.period:
                self._choose_usual(chosen)
            self.load()

    # what it shows

    def load(self) -> None:
        ctx, chosen, period = self.desk.ctx, self.choice, self.period
        self._asked += 1
        number = self._asked
        self._title.setText(f"{chosen.word}, {texts.period(period)}")
        self._said.setText(texts.COUNTING)

        def work() -> Statistics | None:
            if number != self._asked:
                return None  # who goes down the list waits for the last alone
            try:
                return statistics(ctx, chosen.numbers, period, chosen.report)
            except Refused as refusal:
                if refusal.code is RefusalCode.SETTINGS_MISSING:
                    return None
                raise

        self.aside(work, lambda found: self._came(number, found))

    def _came(self, number: int, found: Statistics | None) -> None:
        if number != self._asked:
            return  # something else was chosen meanwhile: its answer is on its way
        self._found = found
        self._pages.setCurrentIndex(_NO_OFFICE if found is None else _PAGE)
        for one in (self.workbook, self.pdf):
            one.setEnabled(found is not None)
        if found is not None:
            self._said.setText("\n".join(texts.notes(found)))
            self._offer_measures(found)
            self._show_measure()

    def _offer_measures(self, found: Statistics) -> None:
        before = self.measures.currentText()
        with QSignalBlocker(self.measures):
            self.measures.clear()
            for one in found.measures:
                self.measures.addItem(one.definition.name, one)
            self.measures.setCurrentIndex(max(self.measures.findText(before), 0))

    def _show_measure(self) -> None:
        found, counted = self._found, self.measures.currentData()
        if found is None or not isinstance(counted, CountedMeasure):
            return
        table = counted.of_split(self.splits.currentData())
        self.splits.setEnabled(counted.definition.measure.is_split)
        clear(self._numbers)
        self._closed.setVisible(table is None)
        self.chart.setVisible(table is not None and bool(table.rows))
        if table is not None and table.rows:
            frame, inside = card(margin=0)
            inside.addWidget(table_view(table))
            self._numbers.addWidget(frame)
            put_after(self.splits, frame)
            self.chart.show_table(table)
        elif table is not None:
            self._numbers.addWidget(label(texts.NO_ROWS, "muted", wrap=True))
        self._tell_about(found, counted)

    def _tell_about(self, found: Statistics, counted: CountedMeasure) -> None:
        """The definition of the indicator that is shown, what it leaves out, and what the report is asked."""
        clear(self._about)
        one = next(each.indicator for each in found.indicators if counted in each.measures)
        told: list[QWidget] = [
            line(),
            label(texts.numbered(one), "section", wrap=True),
            holder(row(chip(texts.EXTENTS[one.extent], _TONES[one.extent]), 0)),
            label(one.definition, wrap=True),
            label(texts.VERSION.format(number=one.version, source=one.source), "muted", wrap=True),
        ]
        if one.gaps:
            told += [label(texts.GAPS, "section"), facts([(gap.what, gap.why) for gap in one.gaps])]
        if found.report:
            asked = found.report
            told += [
                line(),
                label(texts.receiver(asked), "section", wrap=True),
                label(asked.source, "muted", wrap=True),
            ]
            if asked.questions:
                told.append(facts([(each.ask, texts.answer(each)) for each in asked.questions]))
        self._about.addLayout(column(*told))

    # files

    def _write_workbook(self) -> None:
        folder = self._folder()
        if folder is not None and self._found is not None:
            self.command(partial(write_workbook, self.desk.ctx, self._found, folder), self._written)

    def _write_pdf(self) -> None:
        folder = self._folder()
        if folder is not None and self._found is not None:
            split = self.splits.currentData()
            self.command(partial(write_pdf, self.desk.ctx, self._found, folder, print_pdf, split), self._written)

    def _folder(self) -> Path | None:
        preferences = self.desk.preferences
        folder = messages.choose_folder(self, texts.CHOOSE_FOLDER, Path(preferences.get(_FOLDER) or documents()))
        if folder is not None:
            preferences.put(_FOLDER, str(folder))
        return folder

    def _written(self, file: Path) -> None:
        self.told.emit(texts.WRITTEN.format(file=file))
