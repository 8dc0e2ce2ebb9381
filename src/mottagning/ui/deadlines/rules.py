"""The rules of deadlines in the settings: what holds, with its source, and new ones from a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mottagning.domain.deadlines.loaded import LoadedRule, RuleChangeKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.deadlines import RuleFile, RuleLine
from mottagning.texts import deadlines as texts
from mottagning.texts import formats, words
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.deadlines.columns import rule_columns
from mottagning.uikit import messages, theme
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import Kind, button, card, column, facts, label, row
from mottagning.uikit.screen import Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.deadlines.rules import forget_rule, list_rules, read_rule_file, use_rules


class RulesPart(QWidget):
    """The rules, on the settings' `screen`."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.card = CardPart()
        self.table: TableView[RuleLine] = TableView(
            "deadline_rules", rule_columns(), lambda line: line.id, screen.desk.preferences
        )
        self.table.chosen.connect(self._show)
        frame, inside = card(margin=0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.GROUP, theme.GAP, theme.GROUP)
        head.addWidget(label(texts.RULES_TEXT, "muted", wrap=True), 1)
        head.addWidget(button(texts.READ_RULES, self._choose))
        inside.addLayout(head)
        inside.addWidget(self.table, 1)
        self.setLayout(column(beside(frame, self.card)))

    def read(self) -> None:
        """Look again at what holds."""
        self._screen.query(partial(list_rules, self._screen.desk.ctx), self._came)

    def _came(self, lines: list[RuleLine]) -> None:
        self.table.set_rows(lines)
        if lines and self.table.current is None:
            self.table.selectRow(0)

    def _show(self, line: RuleLine | None) -> None:
        if line is None:
            self.card.show_parts()
            return
        rule = line.rule
        said: list[tuple[str, str | None]] = [
            (texts.SOURCE, texts.source(rule)),
            (texts.PAGE, rule.source.page),
            (texts.CERTAINTY, words.first_upper(words.word(rule.certainty))),
            (texts.VERIFIED, formats.day(rule.verified)),
            (texts.VALID, texts.valid(rule)),
            (texts.WHOM, texts.whom(rule)),
            (texts.COUNTED, texts.counts(rule)),
            (texts.TOLD, texts.told(rule)),
            (texts.EXTENSION, texts.extending(rule.extension)),
        ]
        about = [
            label(one, "muted", wrap=True) for one in (texts.stops(rule), texts.not_counted(rule), rule.note) if one
        ]
        forget = (
            [row(button(texts.FORGET_RULE, partial(self._forget, line.loaded), Kind.QUIET), 0)] if line.loaded else []
        )
        self.card.show_parts(label(rule.name, "subheading", wrap=True), facts(said), *about, *forget)

    def _forget(self, loaded: Stored[LoadedRule]) -> None:
        question = Message(window_texts.REMOVE_QUESTION, texts.FORGET_TEXT)
        if messages.ask(self, question, window_texts.REMOVE, window_texts.KEEP):
            work = partial(forget_rule, self._screen.desk.ctx, loaded)
            self._screen.command(work, lambda _none: self._screen.told.emit(texts.FORGOTTEN))

    # a file

    def _choose(self) -> None:
        path = messages.choose_file(self, texts.READ_RULES, texts.RULES_FILTER)
        if path is not None:
            self._screen.query(partial(read_rule_file, self._screen.desk.ctx, path), self.show_file)

    def show_file(self, found: RuleFile) -> None:
        """What a file changes, to be looked at before it is used; or everything that is wrong in it."""
        if found.problems:
            wrong = [label(texts.wrong(one), wrap=True, selectable=True) for one in found.problems]
            head = label(texts.RULES_WRONG.format(file=found.file), "stopped", wrap=True)
            self.card.show_parts(head, *wrong)
            return
        changed = [one for one in found.changes if one.kind is not RuleChangeKind.SAME]
        lines = [label(texts.change(one), wrap=True) for one in found.changes]
        title = label(found.file, "subheading", wrap=True)
        if not changed:
            self.card.show_parts(title, label(texts.RULES_SAME, "notice", wrap=True), *lines)
            return
        use = button(texts.APPLY_RULES, partial(self._use, found), Kind.PRIMARY)
        self.card.show_parts(title, *lines, row(use, 0))
        use.setFocus()

    def _use(self, found: RuleFile) -> None:
        def done(_count: int) -> None:
            self._screen.told.emit(texts.RULES_APPLIED)
            self.card.show_parts(label(texts.RULES_APPLIED, "done", wrap=True))

        self._screen.command(partial(use_rules, self._screen.desk.ctx, found), done)
