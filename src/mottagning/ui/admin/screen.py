"""The page Inställningar: the office, the catalogue, counterparts, backups, moving in and out, about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning import __version__
from mottagning.domain.agreements import SchoolRun
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.economy import EconomySettings
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import weekdays
from mottagning.domain.rights import Act
from mottagning.domain.services import Service
from mottagning.readmodels.changes import Area, Done, Stored
from mottagning.readmodels.overview import BACKUPS, RESTORED, RETENTION
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.returns import Finding
from mottagning.readmodels.transfer import ImportReport
from mottagning.system.build import own_build
from mottagning.system.policy import own_policy
from mottagning.texts import admin as texts
from mottagning.texts import backups as backup_texts
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import documents as document_texts
from mottagning.texts import economy_files, findings, formats, take_in, transfer, words
from mottagning.texts import logs as log_texts
from mottagning.texts import retention as retention_texts
from mottagning.texts import users as user_texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.admin.backups import BackupsPart
from mottagning.ui.admin.form import (
    counterpart_sections,
    economy_sections,
    office_sections,
    school_run_sections,
    service_sections,
)
from mottagning.ui.admin.laid_down import laid_down
from mottagning.ui.admin.retention import RetentionPart
from mottagning.ui.admin.users import UsersPart
from mottagning.ui.deadlines.rules import RulesPart
from mottagning.ui.idle import lock_after, lock_choices
from mottagning.uikit import messages, theme
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.choices import municipalities
from mottagning.uikit.columns import Align, Column, text_column
from mottagning.uikit.fields import Section
from mottagning.uikit.lists import CardPart
from mottagning.uikit.parts import Kind, button, card, clear, column, empty, facts, holder, label, line, row, scrolled
from mottagning.uikit.records import FormPanel, Values
from mottagning.uikit.rejections import Rejections
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.small_lists import SmallList
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import Tabs
from mottagning.usecases import agreements, documents
from mottagning.usecases.admin import settings
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.returns.verifying import verify

_FORM_WIDTH = 720
_PAGE_OF = {
    "office": texts.TAB_OFFICE,
    "service": texts.TAB_SERVICES,
    "counterpart": texts.TAB_COUNTERPARTS,
    "run": texts.TAB_CALENDARS,
    "economy": economy_files.TAB,
}
"""On which page each form stands."""


class SettingsScreen(Screen):
    """Everything about the register itself."""

    interests = frozenset({Area.SETTINGS, Area.SERVICES, Area.AGREEMENTS, Area.USERS, Area.RETENTION})
    theme_chosen = Signal(str)
    lock_chosen = Signal(str)
    backed_up = Signal()
    restore_wanted = Signal(object, str, object)
    """A backup's file, to be put in place of the register, the passphrase that opens it, how it compares: see
    `BackupsPart`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._forms: dict[str, FormPanel] = {}
        self._office = CardPart()
        self._economy = CardPart()
        self._services = _Records(
            self, "services", _service_columns(), texts.NEW_SERVICE, texts.SERVICES_TEXT, texts.SERVICES_NONE
        )
        self._counterparts = _Records(
            self,
            "counterparts",
            _counterpart_columns(desk.ctx.name),
            texts.NEW_COUNTERPART,
            texts.COUNTERPARTS_TEXT,
            texts.COUNTERPARTS_NONE,
        )
        self._runs = _Records(
            self, "school_runs", _run_columns(), texts.NEW_RUN, texts.CALENDARS_TEXT, texts.CALENDARS_NONE
        )
        self._runs.chosen = self._edit_run
        self._services.chosen = self._edit_service
        self._counterparts.chosen = self._edit_counterpart
        self._rules = RulesPart(self)
        self.users = UsersPart(self)
        self._backups = BackupsPart(self)
        self._backups.changed.connect(self.backed_up)
        self._backups.restore_wanted.connect(self.restore_wanted)
        self._retention = RetentionPart(self)
        self._care_said = QVBoxLayout()
        pages = [
            (texts.TAB_OFFICE, _padded(self._office)),
            (texts.TAB_SERVICES, _padded(self._services)),
            (texts.TAB_COUNTERPARTS, _padded(self._counterparts)),
            (texts.TAB_CALENDARS, _padded(self._runs)),
            (economy_files.TAB, _padded(self._economy)),
            (deadline_texts.RULES_TAB, _padded(self._rules)),
            (user_texts.TAB, _padded(self.users)),
            (backup_texts.TAB, _padded(self._backups)),
            *([(retention_texts.TAB, _padded(self._retention))] if desk.ctx.may(Act.RETAIN) else []),
            (texts.TAB_CARE, _padded(self._care())),
            (texts.TAB_ABOUT, _padded(self._about())),
        ]
        self._places = {word: place for place, (word, _) in enumerate(pages)}
        self.tabs = Tabs(pages)
        self.body.addWidget(self.tabs, 1)

    def take_focus(self) -> None:
        self.tabs.bar.setFocus()

    def open(self, record: Any) -> None:  # noqa: ANN401 - the name of a part
        """Turn to a part of the settings, or to a page by its word."""
        parts = {BACKUPS: backup_texts.TAB, RESTORED: backup_texts.TAB, RETENTION: retention_texts.TAB}
        word = parts.get(record, record)
        if word in self._places:
            self.tabs.bar.choose(self._places[word])
            self.take_focus()
        if record == RESTORED:
            self.told.emit(backup_texts.RESTORED)

    @property
    def place(self) -> object:
        return self.tabs.bar.words[self.tabs.bar.chosen]

    def load(self) -> None:
        ctx = self.desk.ctx
        parts: list[tuple[str, Callable[[], Any], Callable[[Any], None]]] = [
            ("office", partial(settings.read_settings, ctx), self._show_office),
            ("economy", partial(settings.read_economy, ctx), self._show_economy),
            ("service", partial(agreements.list_services, ctx), self._services.set_rows),
            ("counterpart", partial(agreements.list_counterparts, ctx), self._counterparts.set_rows),
            ("run", partial(agreements.list_school_runs, ctx), self._runs.set_rows),
        ]
        for name, read, show in parts:
            if not self._is_edited(name):  # what is typed stays when the page is read anew
                self.query(read, show)
        self._rules.read()
        self.users.read()
        self._backups.read()
        if self._retention.isVisible():
            self._retention.read()

    def may_leave(self) -> bool:
        if self.users.card.would_lose:
            self.tabs.bar.choose(self._places[user_texts.TAB])
        return self.users.may_leave() and all(self._may_let_go(name) for name in _PAGE_OF)

    def _may_let_go(self, name: str) -> bool:
        """Whether what is typed in a form may go, asked where it is seen; the form then shows what is saved."""
        if not self._is_edited(name):
            return True
        self.tabs.bar.choose(self._places[_PAGE_OF[name]])
        may_go = self._forms[name].may_leave()
        if may_go:
            self._cancel(name)
        return may_go

    def _may_replace(self, name: str) -> bool:
        """Whether another form may take a form's place; asks when something is typed."""
        return not self._is_edited(name) or self._forms[name].may_leave()

    def _is_edited(self, name: str) -> bool:
        panel = self._forms.get(name)
        return panel is not None and isValid(panel) and panel.is_edited

    # the office

    def _show_office(self, office: OfficeSettings | None) -> None:
        sections = office_sections(municipalities(self.desk.ctx.reference))
        values = values_of(office) if office else {}
        panel = self._panel("office", texts.TAB_OFFICE, sections, values, self._save_office)
        self._office.show_parts(panel, foot=panel.foot)

    def _save_office(self, values: Values) -> None:
        office: OfficeSettings = record_of(OfficeSettings, values)
        self._run("office", partial(settings.save_settings, self.desk.ctx, office))

    def _show_economy(self, economy: EconomySettings) -> None:
        values = values_of(economy)
        panel = self._panel("economy", economy_files.TAB, economy_sections(), values, self._save_economy)
        self._economy.show_parts(panel, foot=panel.foot)

    def _save_economy(self, values: Values) -> None:
        economy: EconomySettings = record_of(EconomySettings, values)
        self._run("economy", partial(settings.save_economy, self.desk.ctx, economy))

    # the catalogue and counterparts

    def _edit_service(self, one: Stored[Service] | None) -> None:
        if not self._may_replace("service"):
            return
        values = values_of(one.value) if one else {}
        title = one.value.name if one else texts.NEW_SERVICE
        panel = self._panel("service", title, service_sections(), values, partial(self._save_service, one))
        self._services.card.show_parts(panel, foot=panel.foot)

    def _save_service(self, before: Stored[Service] | None, values: Values) -> None:
        service: Service = record_of(Service, values)
        self._run("service", partial(agreements.save_service, self.desk.ctx, before, service))

    def _edit_counterpart(self, one: Stored[Counterpart] | None) -> None:
        if not self._may_replace("counterpart"):
            return
        values = values_of(one.value) if one else {"kind": CounterpartKind.MUNICIPALITY}
        title = self.desk.ctx.name(one.value.code) if one else texts.NEW_COUNTERPART
        sections = counterpart_sections(municipalities(self.desk.ctx.reference))
        panel = self._panel("counterpart", title, sections, values, partial(self._save_counterpart, one))
        self._counterparts.card.show_parts(panel, foot=panel.foot)

    def _save_counterpart(self, before: Stored[Counterpart] | None, values: Values) -> None:
        counterpart: Counterpart = record_of(Counterpart, values)
        self._run("counterpart", partial(agreements.save_counterpart, self.desk.ctx, before, counterpart))

    def _edit_run(self, one: Stored[SchoolRun] | None) -> None:
        if not self._may_replace("run"):
            return
        values = values_of(one.value) if one else {}
        title = one.value.calendar if one else texts.NEW_RUN
        panel = self._panel("run", title, school_run_sections(), values, partial(self._save_run, one))
        if one is not None:
            panel.offer(button(texts.REMOVE_RUN, partial(self._remove_run, one), Kind.QUIET))
        self._runs.card.show_parts(panel, foot=panel.foot)

    def _save_run(self, before: Stored[SchoolRun] | None, values: Values) -> None:
        run: SchoolRun = record_of(SchoolRun, values)
        self._run("run", partial(agreements.save_part, self.desk.ctx, before, run))

    def _remove_run(self, one: Stored[SchoolRun]) -> None:
        if messages.ask(self, Message(window_texts.REMOVE_QUESTION, ""), window_texts.REMOVE, window_texts.KEEP):
            self._runs.card.show_parts()
            self.command(partial(agreements.remove_part, self.desk.ctx, one))

    def _panel(
        self, name: str, title: str, sections: list[Section], values: Values, save: Callable[[Values], None]
    ) -> FormPanel:
        panel = FormPanel(title, sections, values, save, partial(self._ask_to_cancel, name))
        panel.wants_save.connect(lambda: panel.submit(lambda form: form.values(self.desk.today)))
        panel.setMaximumWidth(_FORM_WIDTH)
        self._forms[name] = panel
        return panel

    def _ask_to_cancel(self, name: str) -> None:
        if self._may_replace(name):
            self._cancel(name)

    def _cancel(self, name: str) -> None:
        self._forms[name].is_edited = False
        self.load()

    def _run(self, name: str, work: Callable[[], Done[Any]]) -> None:
        panel = self._forms[name]

        def done(_value: Any) -> None:  # noqa: ANN401 - what was saved
            panel.is_edited = False
            panel.save_button.setEnabled(True)
            self.told.emit(window_texts.SAVED)

        self.command(work, done, panel.refused)

    # care

    def _care(self) -> QWidget:
        frame, inside = card()
        ways: list[tuple[str, str, str, Callable[[], object]]] = [
            (texts.CARE_VERIFY, texts.CARE_VERIFY_TEXT, texts.DO_VERIFY, self._verify),
            (texts.CARE_EXPORT, texts.CARE_EXPORT_TEXT, texts.DO_EXPORT, self._export),
            (document_texts.CARE, document_texts.CARE_TEXT, document_texts.DO_SAVE_ALL, self._save_documents),
            (texts.CARE_IMPORT, texts.CARE_IMPORT_TEXT, texts.DO_IMPORT, self._import),
            (document_texts.CARE_BACK, document_texts.CARE_BACK_TEXT, document_texts.DO_READ_ALL, self._read_documents),
            *self._to_logs(),
            (take_in.TITLE, take_in.OPEN_TEXT, take_in.OPEN, partial(self.wishes.emit, Goto("take_in"))),
        ]
        for title, text, word, do in ways:
            words_ = holder(column(label(title, "strong"), label(text, "muted", wrap=True), spacing=2))
            line_ = QHBoxLayout()
            line_.addWidget(words_, 1)
            line_.addWidget(button(word, do))
            inside.addLayout(line_)
            inside.addWidget(line())
        inside.addLayout(self._care_said)
        inside.addStretch(1)
        return scrolled(frame)

    def _to_logs(self) -> list[tuple[str, str, str, Callable[[], object]]]:
        """The way to the logs, for who checks them."""
        if not self.desk.ctx.may(Act.SEE_LOG):
            return []
        return [(log_texts.TITLE, log_texts.OPEN_TEXT, log_texts.OPEN, partial(self.wishes.emit, Goto("logs")))]

    def _say(self, text: str, style: str = "done", *more: QWidget) -> None:
        clear(self._care_said)
        self._care_said.addWidget(label(text, style, wrap=True))
        for widget in more:
            self._care_said.addWidget(widget)

    def _verify(self) -> None:
        def done(found: list[Finding]) -> None:
            if found:
                self._say("\n".join(findings.said(one) for one in found), "stopped")
            else:
                self._say(findings.ALL_WELL)

        self.query(partial(verify, self.desk.ctx), done)

    def _export(self) -> None:
        proposed = Path.home() / f"{self.desk.ctx.db.file.stem}.xlsx"
        target = messages.choose_target(self, texts.DO_EXPORT, proposed, window_texts.WORKBOOK_FILTER)
        if target is not None:
            target = target if target.suffix else target.with_suffix(".xlsx")
            done = texts.EXPORT_DONE.format(file=target)
            self.query(partial(export_register, self.desk.ctx, target), lambda _none: self._say(done))

    def _import(self) -> None:
        file = messages.choose_file(self, texts.DO_IMPORT, window_texts.WORKBOOK_FILTER)
        if file is not None:
            self.command(partial(import_workbook, self.desk.ctx, file), partial(self._imported, file))

    def _save_documents(self) -> None:
        folder = messages.choose_folder(self, document_texts.CARE, Path.home())
        if folder is not None:
            work = partial(documents.save_all, self.desk.ctx, folder)
            self.query(work, lambda number: self._say(document_texts.saved_all(number, folder)))

    def _read_documents(self) -> None:
        folder = messages.choose_folder(self, document_texts.CARE_BACK, Path.home())
        if folder is not None:
            work = partial(documents.read_all, self.desk.ctx, folder)
            self.query(work, lambda number: self._say(document_texts.read_all(number)))

    def _imported(self, file: Path, report: ImportReport) -> None:
        if report.is_imported:
            counts = [sum(count.values()) for count in (report.created, report.changed, report.unchanged)]
            parts = [texts.IMPORT_DONE.format(summary=transfer.summary(*counts))]
            if report.rejected_file is not None:
                parts.append(window_texts.MOVE_IN_PARTLY.format(file=report.rejected_file))
            self._say(" ".join(parts), "done", Rejections(report))
            return
        valid = partial(import_workbook, self.desk.ctx, file, accept_valid=True)
        again = button(texts.IMPORT_VALID, lambda: self.command(valid, partial(self._imported, file)))
        said = texts.IMPORT_REJECTED.format(cells=texts.cells(len(report.rejected)))
        self._say(said, "stopped", Rejections(report), holder(row(again, 0)))

    # about

    def _about(self) -> QWidget:
        frame, inside = card()
        ctx, policy = self.desk.ctx, own_policy()
        inside.addWidget(label(window_texts.NAME, "heading"))
        inside.addWidget(label(texts.ABOUT_TEXT, wrap=True))
        inside.addSpacing(theme.GAP)
        inside.addWidget(
            facts(
                [
                    (texts.ABOUT_VERSION, __version__),
                    (texts.ABOUT_BUILD, _build()),
                    (texts.ABOUT_REGISTER, str(ctx.db.file)),
                    (texts.ABOUT_USER, f"{ctx.user.name}, {words.word(ctx.user.role)}"),
                    (texts.ABOUT_LAW, ctx.reference.services_verified.isoformat()),
                    (texts.ABOUT_LICENCE, texts.LICENCE),
                    (texts.ABOUT_DATA, texts.DATA),
                    *laid_down(policy, ctx.name),
                ]
            )
        )
        inside.addSpacing(theme.GAP)
        remembered = self.desk.preferences
        inside.addWidget(label(texts.THEME, "strong"))
        inside.addWidget(label(texts.THEME_TEXT, "muted"))
        inside.addWidget(_choice(texts.THEME, texts.THEMES, remembered.get("theme", "system"), self.theme_chosen.emit))
        inside.addSpacing(theme.GROUP)
        inside.addWidget(label(window_texts.LOCK_AFTER, "strong"))
        if policy.lock_after is not None:
            longest = window_texts.lock_minutes(policy.lock_after)
            inside.addWidget(label(window_texts.LOCK_LAID_DOWN.format(minutes=longest), "muted", wrap=True))
        minutes = str(lock_after(remembered, policy))
        inside.addWidget(_choice(window_texts.LOCK_AFTER, lock_choices(policy), minutes, self.lock_chosen.emit))
        inside.addStretch(1)
        return scrolled(frame)


def _build() -> str:
    """What was installed, or that it runs from its source."""
    found = own_build()
    if found is None:
        return texts.FROM_SOURCE
    return texts.build(found.commit, found.python, is_official=found.is_official)


class _Records(SmallList[Any]):
    """A small list with a form beside it; `none` says that there are none yet."""

    def __init__(
        self, screen: SettingsScreen, name: str, columns: list[Column[Any]], new: str, text: str, none: str
    ) -> None:
        table: TableView[Any] = TableView(name, columns, lambda one: one.id, screen.desk.preferences)
        nothing = empty(none, text, button(new, self._begin, Kind.PRIMARY))
        super().__init__(table, text, [button(new, self._begin)], nothing)
        self.chosen: Callable[[Any], None] = lambda _one: None

    def show_one(self, one: Any) -> None:  # noqa: ANN401 - each list has its own
        self.chosen(one)

    def show_none(self) -> None:
        """What is being entered stays."""

    def _begin(self) -> None:
        self.chosen(None)


def _choice(name: str, words_: Mapping[str, str], chosen: str, choose: Callable[[str], object]) -> ChoiceBox:
    """A short list of which one is chosen at once."""
    made = ChoiceBox(name, ((word, value) for value, word in words_.items()))
    made.setFixedWidth(220)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    made.activated.connect(lambda _place: choose(made.currentData()))
    return made


def _padded(inside: QWidget) -> QWidget:
    page = holder(column(theme.GROUP, inside))
    page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return page


def _service_columns() -> list[Column[Stored[Service]]]:
    return [
        text_column("name", texts.SERVICE, lambda one: one.value.name, stretches=True),
        text_column("ground", texts.GROUND, lambda one: one.value.ground, width=200),
        text_column(
            "adult",
            texts.SERVICE_KIND,
            lambda one: texts.ADULT_SHORT if one.value.is_adult_education else "",
            width=126,
        ),
    ]


def _run_columns() -> list[Column[Stored[SchoolRun]]]:
    return [
        text_column("calendar", texts.CALENDAR, lambda one: one.value.calendar, stretches=True),
        text_column("days", texts.RUN_FIRST, lambda one: formats.day(one.value.days.start), width=120),
        text_column("last", texts.RUN_LAST, lambda one: formats.day(one.value.days.last), width=120),
        Column(
            "count",
            texts.SCHOOL_DAYS,
            lambda one: str(weekdays(one.value.days)),
            lambda one: weekdays(one.value.days),
            100,
            Align.RIGHT,
        ),
    ]


def _counterpart_columns(names: Callable[[str], str]) -> list[Column[Stored[Counterpart]]]:
    return [
        text_column("code", texts.COUNTERPART_SHORT, lambda one: one.value.code, width=116),
        text_column("name", texts.NAME, lambda one: one.value.name or names(one.value.code), stretches=True),
        text_column("kind", texts.KIND, lambda one: words.word(one.value.kind), width=110),
        text_column("reference", texts.REFERENCE, lambda one: one.value.reference, width=110),
    ]
