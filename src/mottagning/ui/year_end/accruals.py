"""The part of the page that shows what is accrued: account by account, each opened to its bookings, then written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from mottagning.domain.accruals import Accrued
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import Month
from mottagning.readmodels.year_end import AccountSum, Accruals, AccruedLine
from mottagning.system.paths import documents
from mottagning.texts import formats
from mottagning.texts import year_end as texts
from mottagning.ui.year_end.columns import account_columns, accrued_columns, accrued_filters
from mottagning.uikit import messages
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart, beside
from mottagning.uikit.parts import button, card, column, empty, holder, label, row, scrolled
from mottagning.uikit.screen import Goto, Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.year_end.accrual_files import write_accrual_vouchers, write_accruals
from mottagning.usecases.year_end.accruals import accruals, months_to_ask

_FOLDER = "returns.folder"
_LIST, _NOTHING = range(2)
_LEAST = 280
"""The height of the lists, which scroll with what stands above them in a low window."""


class AccruedPart(QWidget):
    """What is accrued at the end of the chosen month."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._ctx = screen, screen.desk.ctx
        self._found: Accruals | None = None
        self.months = ChoiceBox(texts.MONTH_END)
        self.months.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.months.activated.connect(lambda _place: self._look())
        self.shown = ChoiceBox(texts.SHOWN, [(texts.ORDINARY, False), (texts.PROTECTED, True)])
        self.shown.activated.connect(lambda _place: self._look())
        self.shown.hide()
        self._writes = (
            button(texts.WRITE_WORKBOOK, partial(self._write, write_accruals)),
            button(texts.WRITE_VOUCHER, partial(self._write, write_accrual_vouchers)),
        )
        self._totals, self._uncounted = label("", "strong", wrap=True), label("", "warned", wrap=True)
        self._uncounted.hide()
        preferences = screen.desk.preferences
        self.accounts: TableView[AccountSum] = TableView(
            "accrued_accounts", account_columns(), lambda one: one.coding, preferences
        )
        self.accounts.chosen.connect(self._show_account)
        self.lines = self._lines()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._lists())
        self._pages.addWidget(empty(texts.NOTHING_ACCRUED, texts.NOTHING_ACCRUED_TEXT))
        layout = column(
            row(label(texts.MONTH_END, "label"), self.months, self.shown, 0, *self._writes),
            label(texts.ACCRUED_HELP, "muted", wrap=True),
            self._totals,
            self._uncounted,
            self._pages,
        )
        layout.setStretch(4, 1)
        self._pages.setMinimumHeight(_LEAST)
        self.setLayout(column(scrolled(holder(layout))))

    def _lists(self) -> QWidget:
        frame, inside = card(margin=0)
        inside.addWidget(self.accounts, 1)
        both = beside(frame, self.lines, least=(300, 380))
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        both.setSizes([1000, 1200])
        return both

    def _lines(self) -> ListPart[AccruedLine]:
        about: About[AccruedLine] = About(_person, lambda _one: self.is_protected)
        made: ListPart[AccruedLine] = ListPart(
            self._screen.desk,
            "accrued",
            accrued_columns(),
            _key,
            (texts.ACCRUED, texts.AMOUNT_ONE, texts.AMOUNT_MANY),
            empty(texts.NOTHING_ACCRUED, texts.NOTHING_ACCRUED_TEXT),
            quick=accrued_filters(),
            about=about,
        )
        made.table.opened.connect(lambda one: self._screen.wishes.emit(Goto("bookings", one.accrued.booking)))
        made.told.connect(self._screen.told)
        self._screen.log_copies(made.table, "accrued", about.person)
        return made

    @property
    def is_protected(self) -> bool:
        """Whether people with protected data are looked at, by themselves."""
        return bool(self.shown.currentData())

    def take_focus(self) -> None:
        """Put the cursor in the list of accounts."""
        self.accounts.setFocus()

    # what it shows

    def load(self) -> None:
        """Ask which months there are, then what is accrued at the end of the chosen one."""
        self._screen.query(partial(months_to_ask, self._ctx), self._months_came)

    def _months_came(self, found: tuple[list[Month], Month] | None) -> None:
        self.setEnabled(found is not None)
        if found is None:
            return
        every, usual = found
        chosen = self.month if self.month in every else usual
        with QSignalBlocker(self.months):
            self.months.clear()
            for one in every:
                self.months.addItem(texts.month_end(one), one)
            self.months.setCurrentIndex(every.index(chosen))
        self._look()

    @property
    def month(self) -> Month | None:
        """The month at whose end one looks."""
        found = self.months.currentData()
        return found if isinstance(found, Month) else None

    def _look(self) -> None:
        month, protected = self.month, self.is_protected
        if month is not None:
            work = partial(accruals, self._ctx, month, protected=protected)
            self._screen.query(work, self._came)

    def _came(self, found: Accruals) -> None:
        if (found.month, found.is_protected) != (self.month, self.is_protected):
            return  # another month was chosen meanwhile: its answer is on its way
        self._found = found
        self.shown.setVisible(found.has_protected or found.is_protected)
        self._totals.setText(formats.unbroken(texts.totals(found)))
        self._totals.setVisible(bool(found.accounts))
        self._uncounted.setText(texts.uncounted(found.uncounted))
        self._uncounted.setVisible(bool(found.uncounted))
        self._pages.setCurrentIndex(_LIST if found.accounts else _NOTHING)
        for one in self._writes:
            one.setEnabled(bool(found.accounts))
        self.accounts.set_rows(found.accounts)
        if self.accounts.current is None and found.accounts:
            self.accounts.selectRow(0)
        self._show_account(self.accounts.current)

    def _show_account(self, one: AccountSum | None) -> None:
        self.lines.set_rows(self.lines.prepared(one.lines if one else ()))

    # files

    def _write(self, write: Callable[..., Path | None]) -> None:
        month, folder = self.month, self._folder()
        if month is None or folder is None:
            return

        def written(file: Path | None) -> None:
            self._screen.told.emit(texts.WRITTEN.format(file=file) if file else texts.NOT_WRITTEN)
            if file is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._screen.query(partial(write, self._ctx, folder, month, protected=self.is_protected), written)

    def _folder(self) -> Path | None:
        preferences = self._screen.desk.preferences
        folder = messages.choose_folder(self, texts.WRITE_FOLDER, Path(preferences.get(_FOLDER) or documents()))
        if folder is not None:
            preferences.put(_FOLDER, str(folder))
        return folder


def _key(line: AccruedLine) -> object:
    one: Accrued = line.accrued
    return one.booking, one.service_month, one.counterpart, one.direction, one.number, one.basis


def _person(line: AccruedLine) -> int | None:
    return None if line.accrued.person == NOBODY else line.accrued.person
