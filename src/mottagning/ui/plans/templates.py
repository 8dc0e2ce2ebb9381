"""The page of templates in the card's place: which there are, sent to another office, taken in from one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.readmodels.plans import TemplateChoice
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import plan_templates as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.uikit import messages
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, line, row
from mottagning.uikit.records import RecordScreen
from mottagning.uikit.rejections import Rejections
from mottagning.usecases.plans import template_workbook
from mottagning.usecases.plans.templates import list_templates


class TemplatesPage:
    """Shows the templates on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx

    def begin(self) -> None:
        """Put the page up; asks first when a form is open."""
        if self._screen.begin_page():
            self._screen.query(partial(list_templates, self._ctx), self._show)

    def _show(self, found: list[TemplateChoice]) -> None:
        back = button(window_texts.BACK, self._screen.leave_form)
        read = button(texts.READ, self._read, Kind.QUIET)
        send = button(texts.SEND, partial(self._send, [one.template.key for one in found]), Kind.QUIET)
        self._screen.card.show_parts(
            label(texts.TITLE, "subheading"),
            label(texts.TEXT, "muted", wrap=True),
            Flow(back, read, send),
            *[part for one in found for part in (line(), self._template(one))],
        )
        back.setFocus()

    def _template(self, one: TemplateChoice) -> QWidget:
        name = one.template.title
        send = button(texts.SEND_ONE, partial(self._send, [one.template.key]), Kind.QUIET, name=texts.send_one(name))
        ways: list[QWidget] = [send]
        if one.is_own:
            ways.append(
                button(
                    window_texts.REMOVE, partial(self._remove, one), Kind.QUIET, name=f"{window_texts.REMOVE} {name}"
                )
            )
        said = label(texts.said(one.template, len(one.items), is_own=one.is_own), "muted", wrap=True)
        return holder(column(leading(label(name, "strong", wrap=True), *ways), said, spacing=0))

    def _send(self, keys: list[str]) -> None:
        proposed = Path.home() / texts.FILE_NAME
        target = messages.choose_target(self._screen, texts.SEND, proposed, window_texts.WORKBOOK_FILTER)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(".xlsx")
        work = partial(template_workbook.write_templates, self._ctx, target, keys)
        self._screen.query(work, lambda _none: self._screen.told.emit(texts.WRITTEN.format(file=target)))

    def _read(self) -> None:
        file = messages.choose_file(self._screen, texts.READ, window_texts.WORKBOOK_FILTER)
        if file is not None:
            self._screen.command(partial(template_workbook.read_templates, self._ctx, file), self._came)

    def _came(self, report: ImportReport) -> None:
        """What was taken in; or, cell by cell, why nothing was."""
        if report.is_imported:
            self._screen.told.emit(texts.taken(report))
        if report.is_imported and not report.warnings:
            self.begin()
            return
        said = texts.taken(report) if report.is_imported else texts.REFUSED
        self._screen.card.show_parts(
            label(texts.TITLE, "subheading"),
            label(said, "done" if report.is_imported else "stopped", wrap=True),
            row(button(window_texts.BACK, self.begin), 0),
            Rejections(report),
        )

    def _remove(self, one: TemplateChoice) -> None:
        question = Message(window_texts.REMOVE_QUESTION, texts.remove(one.template.title))
        if messages.ask(self._screen, question, window_texts.REMOVE, window_texts.KEEP):
            work = partial(template_workbook.remove_template, self._ctx, one.template.key)
            self._screen.command(work, lambda _none: self.begin())
