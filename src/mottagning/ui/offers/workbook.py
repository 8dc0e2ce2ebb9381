"""The pages by which a workbook goes to another office and comes back: whose it is, and what it would change."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mottagning.readmodels.offers import ReturnedOffer, ReturnedOffers
from mottagning.texts import offer_workbook as texts
from mottagning.texts import window as window_texts
from mottagning.uikit import messages, theme
from mottagning.uikit.fields import Asks, Choice, Field, Section
from mottagning.uikit.parts import Kind, button, column, holder, label, row
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.usecases import offer_workbook

_WHOM = "municipality"


class OfferWorkbook:
    """Sends and reads workbooks in the place of an offer's card."""

    def __init__(self, screen: RecordScreen[Any, Any]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx

    # to another office

    def ask_whom(self, municipalities: tuple[Choice, ...], proposed: str | None) -> None:
        """Ask for whom the workbook is."""
        field = Field(_WHOM, texts.WHOM, Asks.CODE, required=True, choices=municipalities, wide=True)
        panel: FormPanel = self._screen.show_form(
            texts.SEND_TITLE,
            [Section("", (field,))],
            {_WHOM: proposed},
            lambda values: self._write(panel, values),
            label(texts.SEND_TEXT, "muted", wrap=True),
            (texts.WRITE, window_texts.CANCEL),
        )

    def _write(self, panel: FormPanel, values: Values) -> None:
        code = str(values[_WHOM])
        proposed = Path.home() / texts.file_name(self._ctx.name(code), self._screen.desk.today.isoformat())
        target = messages.choose_target(self._screen, texts.SEND_TITLE, proposed, window_texts.WORKBOOK_FILTER)
        panel.save_button.setEnabled(True)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(".xlsx")

        def written(_none: object) -> None:
            panel.is_edited = False
            self._screen.leave_form()
            self._screen.told.emit(texts.WRITTEN)

        self._screen.query(partial(offer_workbook.send_offers, self._ctx, code, target), written)

    # and back

    def read(self) -> None:
        """Have a workbook chosen, and show what it would change."""
        if not self._screen.may_leave():
            return
        file = messages.choose_file(self._screen, texts.READ, window_texts.WORKBOOK_FILTER)
        if file is not None:
            self._screen.query(partial(offer_workbook.read_returned, self._ctx, file), self._show)

    def _show(self, found: ReturnedOffers) -> None:
        if not self._screen.begin_page():
            return
        back = button(window_texts.BACK, self._screen.leave_form)
        save = button(texts.SAVE, partial(self._save, found), Kind.PRIMARY)
        save.setVisible(bool(found.offers))
        self._screen.card.show_parts(
            label(texts.READ_TITLE, "subheading", wrap=True),
            label(_summary(found), wrap=True),
            *[_told(one, self._ctx.name(one.offer.municipality)) for one in found.offers],
            *_rejected(found),
            foot=holder(row(save, back, 0)),
        )
        (save if found.offers else back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, found: ReturnedOffers) -> None:
        def saved(_number: int) -> None:
            self._screen.told.emit(window_texts.SAVED)
            self._screen.leave_form()

        self._screen.command(partial(offer_workbook.save_returned, self._ctx, found.offers), saved)


def _summary(found: ReturnedOffers) -> str:
    new = sum(one.before is None for one in found.offers)
    return texts.found(len(found.offers) - new, new) if found.offers else texts.NOTHING_NEW


def _told(one: ReturnedOffer, municipality: str) -> QWidget:
    offer = one.offer
    what = f"{offer.service}, {offer.variant}" if offer.variant else offer.service
    said = [texts.change(change.label, change.before, change.after) for change in one.changes]
    return holder(
        column(
            label(f"{offer.key} · {what} · {municipality}", "strong", wrap=True),
            *[label(text, wrap=True) for text in said or [texts.NEW_OFFER]],
            spacing=2,
        )
    )


def _rejected(found: ReturnedOffers) -> list[Any]:
    if not found.rejected:
        return []
    return [
        theme.GROUP,
        label(texts.REJECTED, "section"),
        label(texts.REJECTED_TEXT, "muted", wrap=True),
        *[label(texts.rejected(one.cell, one.message), "stopped", wrap=True) for one in found.rejected],
    ]
