"""The pages on which a request is written as a file, and its answer taken in when it comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.request_files import AnsweredRequest, RequestFile, TakenRequest
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import formats
from mottagning.texts import monthly_list as list_texts
from mottagning.texts import request_files as texts
from mottagning.texts import requests as request_texts
from mottagning.texts import window as window_texts
from mottagning.ui.answers import SavesTicks, Tick, TickGroup, Ticks
from mottagning.uikit import messages
from mottagning.uikit.fields import Section, choice
from mottagning.uikit.parts import column, facts, holder, label
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.rejections import Rejections
from mottagning.usecases import request_files


class RequestFilePage:
    """Shows what the file of one request would hold and on what ground, and writes it."""

    def __init__(self, screen: RecordScreen[Any, Any], request_id: int) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._request_id = request_id

    def begin(self) -> None:
        """Look at what it would hold."""
        if self._screen.may_leave():
            self._screen.query(partial(request_files.draft_request, self._ctx, self._request_id), self._show)

    def _show(self, found: RequestFile) -> None:
        request = found.request
        known = [
            (texts.NAME, f"{found.name} ({found.number})" if found.number else found.name),
            (request_texts.SERVICE, f"{request.service}, {request.variant}" if request.variant else request.service),
            (request_texts.PERIOD, formats.days(request.days)),
            (texts.GROUND, list_texts.ground(found.ground) if found.ground else None),
        ]
        why_not = texts.PROTECTED if found.is_protected else None if found.ground else texts.NO_GROUND
        stops = [label(why_not, "stopped", wrap=True)] if why_not else []
        way = choice("way", texts.WAY, HandOutWay, required=True)
        panel: FormPanel = self._screen.show_form(
            texts.title(found),
            [Section("", (way,))] if found.may_be_written else [],
            {},
            lambda values: self._write(panel, found, values),
            holder(column(label(texts.ABOUT, "muted", wrap=True), facts(known), *stops)),
            (texts.WRITE_FILE, window_texts.CANCEL),
        )
        panel.save_button.setEnabled(found.may_be_written)
        (panel.save_button if found.may_be_written else panel.cancel_button).setFocus()

    def _write(self, panel: FormPanel, found: RequestFile, values: Values) -> None:
        way = values["way"]
        assert isinstance(way, HandOutWay)  # noqa: S101 - as the form asks
        name = Path.home() / texts.file_name(found.request.key)
        target = messages.choose_target(panel, texts.CHOOSE_TARGET, name, window_texts.WORKBOOK_FILTER)
        panel.save_button.setEnabled(True)
        if target is not None:
            file = target.with_suffix(".xlsx")
            work = partial(request_files.write_request, self._ctx, found, self._request_id, way, file)
            self._screen.command(work, partial(self._written, panel), panel.refused)

    def _written(self, panel: FormPanel, file: Path) -> None:
        panel.is_edited = False
        self._screen.leave_form()
        self._screen.told.emit(texts.written(file.name))


class RequestAnswerPage(SavesTicks):
    """Shows what an answer would change of its request, and saves what is chosen of it."""

    def read(self, file: Path) -> None:
        if self._screen.may_leave():
            self._screen.query(partial(request_files.read_request_answer, self._ctx, file), self._show)

    def _show(self, found: AnsweredRequest) -> None:
        ticks = [Tick(one.place, texts.fact(one)) for one in found.facts]
        ticks += [Tick(one.place, texts.step(one.step)) for one in found.steps]
        notes = [texts.WAITS] if found.waits else []
        shown = Ticks([TickGroup(texts.who(found), ticks, notes)])
        report = ImportReport(is_imported=False, rejected=found.rejected)
        told = [Rejections(report)] if found.rejected else []
        is_said = ticks or not (found.rejected or found.waits)  # else it is not known, or says what cannot be noted
        about = [label(texts.CAME_ABOUT if ticks else texts.NOTHING_NEW, "muted", wrap=True)] if is_said else []
        save = partial(self._save, found, shown)
        self.show_ticks(texts.came_title(found), [*about, *told], shown, save)

    def _save(self, found: AnsweredRequest, ticks: Ticks, panel: FormPanel) -> None:
        def saved(taken: TakenRequest) -> None:
            self.offer_undo(texts.SAVED, partial(request_files.undo_request_answer, self._ctx, taken))
            self._screen.open(found.before.id)

        work = partial(request_files.save_request_answer, self._ctx, found, ticks.chosen)
        self._screen.command(work, saved, panel.refused)
