"""Backups in the settings: when the last was made, those there are, the second place, trying one, restoring one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mottagning.domain.backup_rules import Reason, rules_on
from mottagning.domain.problems import Refused, Trouble
from mottagning.domain.rights import Act, Part
from mottagning.readmodels.backups import BackupFile, BackupState, Comparison, Tried
from mottagning.system.paths import BACKUP_SUFFIX
from mottagning.texts import backups as texts
from mottagning.texts import findings, formats
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.uikit import messages, theme
from mottagning.uikit.columns import Align, Column, Tone, text_column
from mottagning.uikit.fields import Asks, Field, Section
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import Kind, button, card, clear, column, facts, label, line, row
from mottagning.uikit.records import FormPanel
from mottagning.uikit.screen import Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.admin import backup_state, backups, restored, restoring, second_place, trying


class BackupsPart(QWidget):
    """The backups, on the settings' `screen`."""

    changed = Signal()
    """Something was backed up, how that is done has changed, or what was told has been read: pages look again."""
    restore_wanted = Signal(object, str, object)
    """A backup's file, the passphrase that opens it, and how it compares with the register: a `Comparison`."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._ctx = screen, screen.desk.ctx
        self._state: BackupState | None = None
        self._is_asking = False
        self._said: tuple[str, str] | None = None
        self.card = CardPart()
        self.table: TableView[BackupFile] = TableView(
            "backups", backup_columns(), lambda one: one.file, screen.desk.preferences
        )
        self.table.chosen.connect(lambda _one: self._show())
        frame, inside = card(margin=0)
        self._head = column()
        ways = row(button(texts.DO_NOW, self._back_up_now, Kind.PRIMARY), button(texts.DO_WRITE, self._write), 0)
        inside.addLayout(column(self._head, ways, margins=theme.GROUP))
        inside.addWidget(self.table, 1)
        self.setLayout(column(beside(frame, self.card)))

    def read(self) -> None:
        """Look again at what there is."""
        self._screen.query(partial(backup_state.backup_state, self._ctx), self._came)
        self._screen.behind(partial(backup_state.list_backups, self._ctx), self._listed)

    def _came(self, state: BackupState) -> None:
        self._state = state
        clear(self._head)
        last = formats.moment(state.last) if state.last else texts.NEVER
        tried = formats.moment(state.tried) if state.tried else texts.NEVER
        restored = [(texts.RESTORED_LAST, texts.restored_when(state.restored))] if state.restored else []
        self._head.addWidget(facts([(texts.LAST, last), (texts.TRIED, tried), *restored]))
        self._show()

    def _listed(self, found: list[BackupFile]) -> None:
        self.table.set_rows(found)
        if found and self.table.current is None:
            self.table.selectRow(0)
        self._show()

    def _show(self) -> None:
        """What came of the last thing done, the chosen backup, the second place; not while something is asked."""
        if self._is_asking:
            return
        said = [label(*self._said, wrap=True)] if self._said else []
        about = [
            label(texts.ABOUT, "section"),
            label(texts.about(rules_on(self._screen.desk.today)), "muted", wrap=True),
        ]
        parts = [*self._restored(), *said, *self._chosen(), theme.GROUP, line(), *self._second()]
        self.card.show_parts(*parts, theme.GROUP, line(), *about)

    def _restored(self) -> list[Any]:
        """That a backup took the register's place, until the user has read what that took away."""
        found = self._state.restored if self._state else None
        if found is None or not found.is_to_read:
            return []
        work = partial(restored.note_read, self._ctx)
        read = button(texts.RESTORED_READ, lambda: self._screen.query(work, lambda _none: self.changed.emit()))
        return [label(texts.restored(found), "warned", wrap=True), row(read, 0), theme.GROUP, line()]

    def _chosen(self) -> list[Any]:
        one = self.table.current
        if one is None:
            return [label(texts.EMPTY, "muted", wrap=True)]
        said = [
            (texts.REASON, texts.reason(one)),
            (texts.PLACE, texts.PLACES[one.place]),
            (texts.FILE, str(one.file)),
            (texts.SIZE, texts.size(one)),
        ]
        title = label(texts.title(one), "subheading", wrap=True)
        if not one.is_whole:
            return [title, label(texts.BROKEN_TEXT, "stopped", wrap=True), facts(said)]
        ways = [button(texts.DO_TRY, partial(self._ask_to_try, one))]
        if self._ctx.may(Act.RESTORE):
            ways.append(button(texts.DO_RESTORE, partial(self._ask_to_restore, one)))
        return [title, row(*ways, 0), label(texts.BACKUP_TEXT, "muted", wrap=True), facts(said)]

    def _second(self) -> list[Any]:
        state = self._state
        if state is None:
            return []
        parts: list[Any] = [label(texts.SECOND, "section"), label(texts.SECOND_TEXT, "muted", wrap=True)]
        style = "warned" if state.second_is_old or state.second_place is None else "text"
        parts.append(label(texts.second(state), style, wrap=True))
        if self._ctx.changes(Part.SETTINGS):
            choose = texts.DO_CHOOSE if state.second_place is None else texts.DO_CHANGE
            ways = [button(choose, self._choose_place)]
            if state.second_place is not None and not state.second_is_laid_down:
                ways.append(button(texts.DO_FORGET, self._forget_place, Kind.QUIET))
            parts.append(row(*ways, 0))
        return parts

    def _say(self, text: str, style: str = "done") -> None:
        self._said = (text, style)
        self._show()

    def _done(self, text: str) -> None:
        self._say(text)
        self.changed.emit()

    # making one

    def _back_up_now(self) -> None:
        work = partial(backups.keep_up, self._ctx, Reason.ASKED)
        self._screen.behind(work, lambda _none: self._done(texts.DONE_NOW))

    def _write(self) -> None:
        name = texts.FILE_NAME.format(register=self._ctx.db.file.stem, day=self._screen.desk.today) + BACKUP_SUFFIX
        target = messages.choose_target(self, texts.DO_WRITE, Path.home() / name, window_texts.BACKUP_FILTER)
        if target is None:
            return
        target = target if target.suffix == BACKUP_SUFFIX else target.with_name(target.name + BACKUP_SUFFIX)

        def done(counts: Any) -> None:  # noqa: ANN401 - rows by table
            rows = formats.counted(sum(counts.values()), "rad", "rader")
            self._done(texts.WRITTEN.format(rows=rows))

        self._screen.behind(partial(backups.back_up, self._ctx, target), done)

    # the second place

    def _choose_place(self) -> None:
        folder = messages.choose_folder(self, texts.DO_CHOOSE, Path.home())
        if folder is not None:
            work = partial(second_place.choose_second_place, self._ctx, folder)
            self._screen.command(work, lambda _none: self._put_there(folder))

    def _put_there(self, folder: Path) -> None:
        self._say(texts.CHOSEN.format(folder=folder))
        self._screen.behind(
            partial(backups.keep_up, self._ctx, Reason.ASKED),
            lambda is_there: self._done(texts.CHOSEN.format(folder=folder) if is_there else texts.NOT_REACHED),
        )

    def _forget_place(self) -> None:
        work = partial(second_place.choose_second_place, self._ctx, None)
        self._screen.command(work, lambda _none: self._done(texts.FORGOTTEN))

    # trying and restoring

    def _ask_to_try(self, one: BackupFile) -> None:
        text = texts.TRY_TEXT.format(made=formats.moment(one.made))
        self._ask(texts.TRY_TITLE, text, texts.TRY_DO, partial(self._try, one))

    def _try(self, one: BackupFile, panel: FormPanel, passphrase: str) -> None:
        work = partial(trying.try_backup, self._ctx, one.file, passphrase)
        self._screen.behind(work, self._tried, partial(self._failed, panel))

    def _tried(self, found: Tried) -> None:
        self._stop_asking()
        if found.findings:
            self._say("\n".join(findings.said(one) for one in found.findings), "stopped")
        else:
            self._done(texts.tried(found))

    def _ask_to_restore(self, one: BackupFile) -> None:
        text = texts.RESTORE_TEXT.format(made=formats.moment(one.made))
        self._ask(texts.RESTORE_TITLE, text, texts.RESTORE_DO, partial(self._compare, one))

    def _compare(self, one: BackupFile, panel: FormPanel, passphrase: str) -> None:
        work = partial(restoring.compare, one.file, self._ctx.db.file, passphrase, self._ctx.clock)
        self._screen.behind(work, partial(self._restore, one, passphrase), partial(self._failed, panel))

    def _restore(self, one: BackupFile, passphrase: str, found: Comparison) -> None:
        self._stop_asking()
        message = Message(texts.lost(found), texts.ask_restore(self._ctx.db.file))
        if messages.ask(self, message, texts.RESTORE_YES, texts.RESTORE_NO):
            self.restore_wanted.emit(one.file, passphrase, found)

    def _ask(self, title: str, text: str, do: str, send: Any) -> None:  # noqa: ANN401 - what the passphrase is for
        """Ask for a passphrase in the card; what came of the last thing done is no news any more."""
        self._is_asking, self._said = True, None
        panel = FormPanel(
            title,
            [Section("", (Field("passphrase", texts.PASSPHRASE, Asks.SECRET, required=True, wide=True),))],
            {},
            lambda values: send(panel, str(values["passphrase"])),
            self._stop_asking,
            label(text, "muted", wrap=True),
            (do, window_texts.CANCEL),
        )
        panel.wants_save.connect(lambda: panel.submit(lambda form: form.values(self._screen.desk.today)))
        self.card.show_parts(panel, foot=panel.foot)
        for control in panel.form.findChildren(QLineEdit):
            control.returnPressed.connect(panel.wants_save)
        panel.form.focus_first()

    def _failed(self, panel: FormPanel, error: BaseException) -> bool:
        """What can be mended is said where the passphrase is asked for."""
        if not isinstance(error, Refused | Trouble):
            self._stop_asking()
            return False
        panel.say(messages.message_of(error).text)
        panel.form.focus_first()
        return True

    def _stop_asking(self) -> None:
        self._is_asking = False
        self._show()


def backup_columns() -> list[Column[BackupFile]]:
    """What is told of each backup."""
    return [
        text_column("made", texts.MADE, lambda one: formats.moment(one.made), width=155),
        text_column("reason", texts.REASON, texts.reason, stretches=True, width=125),
        Column("size", texts.SIZE, texts.size, lambda one: one.size, 90, Align.RIGHT, gives_way=1),
        Column(
            "state",
            texts.STATE,
            texts.state,
            texts.state,
            112,
            tone=lambda one: Tone.OK if one.is_whole else Tone.STOP,
        ),
        text_column("place", texts.PLACE, lambda one: texts.PLACES[one.place], width=130, gives_way=2),
    ]
