"""The pages on which a month's list is written for a provider, and taken in when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.periods import Month
from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.monthly_list import AnsweredList, BookingAnswer, ListedBooking, MonthlyList, Taken
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import attendance
from mottagning.texts import monthly_list as texts
from mottagning.texts import window as window_texts
from mottagning.ui.answers import SavesTicks, Tick, TickGroup, Ticks
from mottagning.uikit import messages, theme
from mottagning.uikit.columns import Column, text_column
from mottagning.uikit.fields import Asks, Field, Section, choice
from mottagning.uikit.parts import column, holder, label
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.rejections import Rejections
from mottagning.uikit.table import TableView
from mottagning.usecases.monthly_lists import answers, listing

_MOST_ROWS = 10


class MonthlyListPage:
    """Asks for whom and which month, shows who would be in the list, and writes it."""

    def __init__(self, screen: RecordScreen[Any, Any]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx

    def begin(self) -> None:
        """Ask to whom the list goes."""
        if self._screen.may_leave():
            self._screen.query(partial(listing.list_recipients, self._ctx), self._ask)

    def _ask(self, recipients: list[tuple[str, str]]) -> None:
        asked = Section(
            "",
            (
                Field("recipient", texts.RECIPIENT, Asks.CODE, required=True, choices=tuple(recipients)),
                Field("month", texts.MONTH, Asks.MONTH, required=True),
                choice("way", texts.WAY, HandOutWay, required=True),
            ),
        )
        values: dict[str, object] = {"month": Month.of(self._screen.desk.today).plus(-1)}
        if len(recipients) == 1:
            values["recipient"] = recipients[0][0]
        none = [] if recipients else [label(texts.NO_RECIPIENT, "warned", wrap=True)]
        above = holder(column(label(texts.ABOUT, "muted", wrap=True), *none))
        words = (texts.LOOK, window_texts.CANCEL)
        panel = self._screen.show_form(
            texts.TITLE, [asked], values, lambda given: self._look(panel, given), above, words
        )

    def _look(self, panel: FormPanel, values: Values) -> None:
        recipient, month, way = values["recipient"], values["month"], values["way"]
        assert isinstance(recipient, str)  # noqa: S101 - as the form asks
        assert isinstance(month, Month)  # noqa: S101
        assert isinstance(way, HandOutWay)  # noqa: S101
        panel.is_edited = False  # nothing is lost that is not typed again at once
        work = partial(listing.draft_list, self._ctx, recipient, month)
        self._screen.query(work, lambda found: self._show(found, way), panel.refused)

    def _show(self, found: MonthlyList, way: HandOutWay) -> None:
        parts: list[Any] = [label(texts.outcome(found), wrap=True)]
        if found.rows:
            rows = _Rows(found)
            self._screen.log_copies(rows.table, "monthly_list", lambda one: one.person)
            parts.append(rows)
        if found.protected:
            parts.append(label(texts.protected(found.protected), "warned", wrap=True))
        if found.ungrounded:
            parts += [label(texts.UNGROUNDED, "section")]
            parts += [label(f"{one.booking} · {one.name}", wrap=True) for one in found.ungrounded]
            parts.append(label(texts.UNGROUNDED_ADVICE, "warned", wrap=True))
        panel: FormPanel = self._screen.show_form(
            texts.TITLE,
            [],
            {},
            lambda _none: self._write(panel, found, way),
            holder(column(*parts)),
            (texts.WRITE_FILE, window_texts.CANCEL),
        )
        self._screen.give_room(to_card=True)
        panel.save_button.setEnabled(bool(found.rows))
        (panel.save_button if found.rows else panel.cancel_button).setFocus()

    def _write(self, panel: FormPanel, found: MonthlyList, way: HandOutWay) -> None:
        name = Path.home() / texts.file_name(found.month, found.recipient)
        target = messages.choose_target(panel, texts.CHOOSE_TARGET, name, window_texts.WORKBOOK_FILTER)
        panel.save_button.setEnabled(True)
        if target is not None:
            work = partial(listing.write_list, self._ctx, found, way, target.with_suffix(".xlsx"))
            self._screen.command(work, self._written, panel.refused)

    def _written(self, file: Path) -> None:
        self._screen.leave_form()
        self._screen.told.emit(texts.written(file.name))


class _Rows(QWidget):
    """The bookings that would be in the list, and on what ground."""

    def __init__(self, found: MonthlyList) -> None:
        super().__init__()
        booking, person, service, ground = texts.COLUMNS
        columns: list[Column[ListedBooking]] = [
            text_column("booking", booking, lambda one: one.booking, width=100),
            text_column("person", person, lambda one: one.name, width=150, stretches=True),
            text_column("service", service, lambda one: one.service, width=110, gives_way=1),
            text_column("ground", ground, lambda one: texts.ground(one.ground), width=190),
        ]
        self.table: TableView[ListedBooking] = TableView("monthly_list", columns, lambda one: one.booking)
        self.table.set_rows(found.rows)
        self.table.setFixedHeight(theme.ROW_HEIGHT * (min(len(found.rows), _MOST_ROWS) + 1) + 8)
        self.setLayout(column(self.table))


class AnswerPage(SavesTicks):
    """Shows what a list that came back would change, and saves what is chosen of it."""

    def read(self, file: Path) -> None:
        if self._screen.may_leave():
            self._screen.query(partial(answers.read_answer, self._ctx, file), self._show)

    def _show(self, found: AnsweredList) -> None:
        ticks = Ticks([_group(one) for one in found.answers])
        told = _rejected(found) if found.rejected or found.warnings else []
        about = label(texts.CAME_ABOUT if found.answers else texts.NOTHING_NEW, "muted", wrap=True)
        above = [label(texts.came(found), wrap=True), *told, about]
        self.show_ticks(texts.came_title(found), above, ticks, partial(self._save, found, ticks))

    def _save(self, found: AnsweredList, ticks: Ticks, panel: FormPanel) -> None:
        number = len(ticks.chosen)

        def saved(taken: Taken) -> None:
            self.offer_undo(texts.saved(number), partial(answers.undo_answer, self._ctx, taken))

        self._screen.command(partial(answers.save_answer, self._ctx, found, ticks.chosen), saved, panel.refused)


def _rejected(found: AnsweredList) -> Sequence[QWidget]:
    report = ImportReport(is_imported=False, rejected=found.rejected, warnings=found.warnings)
    said = [label(texts.REJECTED_ADVICE, "muted", wrap=True)] if found.rejected else []
    return [Rejections(report), *said]


def _group(one: BookingAnswer) -> TickGroup:
    notes = []
    if one.closed is not None:
        notes.append(texts.correction(one.closed))
    if one.end is not None:
        notes.append(attendance.proposed(one.end))
    if one.lacks_price:
        notes.append(texts.LACKS_PRICE)
    if one.is_ended_here:
        notes.append(texts.IS_ENDED_HERE)
    ticks = [Tick(p.place, texts.change(p), not (p.name == "variant" and one.lacks_price)) for p in one.proposed]
    return TickGroup(texts.who(one), ticks, notes)
