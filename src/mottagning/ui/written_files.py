"""The page Filer som ligger kvar: wires the list of files that were written to what can be done with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mottagning.readmodels.changes import Area
from mottagning.readmodels.written_files import StandingFile
from mottagning.texts import formats
from mottagning.texts import window as window_texts
from mottagning.texts import written_files as texts
from mottagning.texts.problems import Message
from mottagning.uikit import messages, theme
from mottagning.uikit.columns import Column, Tone, text_column
from mottagning.uikit.fields import Field, Section
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import Kind, button, card, chip, facts, label, leading, row
from mottagning.uikit.records import FormPanel, Values
from mottagning.uikit.screen import Desk, Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.written_files import keep_file, remove_file, standing_files


class WrittenFilesScreen(Screen):
    """The user's own files on this computer: where they lie, and what becomes of them."""

    interests = frozenset({Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.card = CardPart()
        self.table: TableView[StandingFile] = TableView(
            "written_files", _columns(), lambda file: file.id, desk.preferences
        )
        self.table.chosen.connect(self._show)
        frame, inside = card(margin=0)
        inside.addLayout(row(label(texts.TEXT, "muted", wrap=True), margins=theme.GAP))
        inside.addWidget(self.table, 1)
        self.body.addWidget(beside(frame, self.card), 1)

    def take_focus(self) -> None:
        self.table.setFocus()

    def load(self) -> None:
        self.query(partial(standing_files, self.desk.ctx), self._came)

    def _came(self, files: list[StandingFile]) -> None:
        self.table.set_rows(files)
        if files and self.table.current is None:
            self.table.selectRow(0)
        if not files:
            self.card.show_parts(label(texts.EMPTY, "muted", wrap=True))

    def _show(self, file: StandingFile | None) -> None:
        if file is None:
            self.card.show_parts()
            return
        path = Path(file.path)
        said: list[tuple[str, str | None]] = [
            (texts.FOLDER, str(path.parent)),
            (texts.WRITTEN, formats.moment(file.written_at)),
            (texts.WHAT, texts.what(file.what)),
            *([(texts.REASON, file.kept_because)] if file.kept_because else []),
        ]
        keep = [] if file.kept_because else [button(texts.KEEP, partial(self._ask_why, file))]
        self.card.show_parts(
            leading(label(path.name, "subheading", wrap=True), chip(*_state(file))),
            facts(said),
            row(button(texts.REMOVE, partial(self._remove, file)), *keep, 0),
            row(button(texts.OPEN_FOLDER, partial(_open_folder, path), Kind.QUIET), 0),
        )

    def _remove(self, file: StandingFile) -> None:
        question = Message(texts.REMOVE_QUESTION.format(file=Path(file.path).name), texts.REMOVE_UNHARMED)
        if messages.ask(self, question, texts.REMOVE_YES, texts.KEEP_DO):
            work = partial(remove_file, self.desk.ctx, file.id)
            self.command(work, lambda _none: self.told.emit(texts.REMOVED))

    def _ask_why(self, file: StandingFile) -> None:
        section = Section("", (Field("kept_because", texts.REASON, required=True, wide=True),))

        def save(values: Values) -> None:
            work = partial(keep_file, self.desk.ctx, file.id, str(values["kept_because"]))
            self.command(work, lambda _none: self.told.emit(texts.KEPT_NOW), panel.refused)

        panel = FormPanel(
            Path(file.path).name,
            [section],
            {},
            save,
            partial(self._show, file),
            None,
            (texts.KEEP_DO, window_texts.BACK),
        )
        panel.wants_save.connect(lambda: panel.submit(lambda form: form.values(self.desk.today)))
        self.card.show_parts(panel, foot=panel.foot)
        panel.form.focus_first()


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _state(file: StandingFile) -> tuple[str, Tone]:
    if file.kept_because:
        return texts.KEPT, Tone.INFORMATION
    return (texts.DUE, Tone.WARNING) if file.is_due else (texts.FRESH, Tone.OK)


def _columns() -> list[Column[StandingFile]]:
    return [
        text_column("file", texts.FILE, lambda file: Path(file.path).name, width=230, stretches=True),
        text_column("what", texts.WHAT, lambda file: texts.what(file.what), width=110),
        Column(
            "written",
            texts.WRITTEN,
            lambda file: formats.day(file.written_at.date()),
            lambda file: file.written_at,
            104,
        ),
        Column(
            "state",
            texts.STATE,
            lambda file: _state(file)[0],
            lambda file: _state(file)[0],
            136,
            tone=lambda file: _state(file)[1],
        ),
    ]
