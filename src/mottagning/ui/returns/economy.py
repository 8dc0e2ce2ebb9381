"""The buttons that write files for the economy system: those that the office has switched on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from mottagning.domain.economy import EconomySettings
from mottagning.domain.periods import Month
from mottagning.readmodels.returns import WrittenInvoices
from mottagning.system.paths import documents
from mottagning.texts import economy_files as texts
from mottagning.texts import months as month_texts
from mottagning.uikit import messages
from mottagning.uikit.parts import button
from mottagning.uikit.screen import Screen
from mottagning.usecases.admin.settings import read_economy
from mottagning.usecases.returns.economy.invoices import write_invoices
from mottagning.usecases.returns.economy.vouchers import write_vouchers

FOLDER = "returns.folder"


class EconomyButtons:
    """What a screen shows of e-invoices and vouchers: nothing until they are set up."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._settings = EconomySettings()

    def load(self) -> None:
        """Ask what is switched on."""
        ctx = self._screen.desk.ctx
        self._screen.query(lambda: read_economy(ctx), self._came)

    def _came(self, settings: EconomySettings) -> None:
        self._settings = settings

    def of(self, month: Month) -> list[QPushButton]:
        """The buttons for a closed month."""
        made = []
        if self._settings.writes_invoices:
            made.append(button(texts.WRITE_INVOICES, partial(self._write_invoices, month)))
        if self._settings.writes_vouchers:
            made.append(button(texts.WRITE_VOUCHERS, partial(self._write_vouchers, month)))
        return made

    def _folder(self) -> Path | None:
        preferences = self._screen.desk.preferences
        proposed = Path(preferences.get(FOLDER) or documents())
        folder = messages.choose_folder(self._screen, month_texts.WRITE_FOLDER, proposed)
        if folder is not None:
            preferences.put(FOLDER, str(folder))
        return folder

    def _write_invoices(self, month: Month) -> None:
        folder = self._folder()
        if folder is None:
            return

        def written(found: WrittenInvoices) -> None:
            self._screen.told.emit(texts.invoices_written(len(found.written), str(folder), found.without))
            if found.written:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._screen.query(partial(write_invoices, self._screen.desk.ctx, folder, month), written)

    def _write_vouchers(self, month: Month) -> None:
        folder = self._folder()
        if folder is None:
            return

        def written(file: Path | None) -> None:
            self._screen.told.emit(texts.VOUCHERS_WRITTEN.format(file=file) if file else texts.NO_VOUCHERS)
            if file is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._screen.query(partial(write_vouchers, self._screen.desk.ctx, folder, month), written)
