"""The buttons that write files for the economy system: those that the office has switched on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from mottagning.domain.economy import EconomySettings
from mottagning.domain.periods import Month
from mottagning.readmodels.returns import WrittenInvoices
from mottagning.system.paths import documents
from mottagning.texts import economy_files as texts
from mottagning.texts import months as month_texts
from mottagning.uikit import messages, theme
from mottagning.uikit.parts import Kind, button, row
from mottagning.uikit.screen import Screen
from mottagning.usecases.admin.settings import read_economy
from mottagning.usecases.returns.economy.invoices import write_invoices
from mottagning.usecases.returns.economy.vouchers import write_vouchers

FOLDER = "returns.folder"


class EconomyButtons(QWidget):
    """What a screen shows of e-invoices and vouchers: nothing until they are set up."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._settings = EconomySettings()
        self._month: Month | None = None
        self._invoices = button(texts.WRITE_INVOICES, self._write_invoices, Kind.QUIET)
        self._vouchers = button(texts.WRITE_VOUCHERS, self._write_vouchers, Kind.QUIET)
        self.setLayout(row(self._invoices, self._vouchers, 0, margins=theme.GROUP // 2))
        self.hide()

    def load(self) -> None:
        """Ask what is switched on."""
        ctx = self._screen.desk.ctx
        self._screen.query(lambda: read_economy(ctx), self._came)

    def show_for(self, month: Month | None) -> None:
        """Offer what is switched on for a closed month; nothing without one."""
        self._month = month
        self._invoices.setVisible(self._settings.writes_invoices)
        self._vouchers.setVisible(self._settings.writes_vouchers)
        self.setVisible(month is not None and (self._settings.writes_invoices or self._settings.writes_vouchers))

    def _came(self, settings: EconomySettings) -> None:
        self._settings = settings
        self.show_for(self._month)

    def _folder(self) -> Path | None:
        preferences = self._screen.desk.preferences
        proposed = Path(preferences.get(FOLDER) or documents())
        folder = messages.choose_folder(self._screen, month_texts.WRITE_FOLDER, proposed)
        if folder is not None:
            preferences.put(FOLDER, str(folder))
        return folder

    def _write_invoices(self) -> None:
        month, folder = self._month, self._folder()
        if month is None or folder is None:
            return

        def written(found: WrittenInvoices) -> None:
            self._screen.told.emit(texts.invoices_written(len(found.written), str(folder), found.without))
            if found.written:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._screen.query(partial(write_invoices, self._screen.desk.ctx, folder, month), written)

    def _write_vouchers(self) -> None:
        month, folder = self._month, self._folder()
        if month is None or folder is None:
            return

        def written(file: Path | None) -> None:
            self._screen.told.emit(texts.VOUCHERS_WRITTEN.format(file=file) if file else texts.NO_VOUCHERS)
            if file is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._screen.query(partial(write_vouchers, self._screen.desk.ctx, folder, month), written)
