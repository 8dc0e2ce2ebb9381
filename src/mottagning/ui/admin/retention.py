"""Gallring in the settings: what is due and why, what waits for somebody else, what was removed, by which rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.problems import Refused
from mottagning.domain.retention.rules import RetentionException, RetentionRule
from mottagning.readmodels.retention import DocumentLine, PersonLine, Protocol, RetentionFile, RetentionView, Waiting
from mottagning.system.paths import documents
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import formats, words
from mottagning.texts import retention as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.admin.retention_columns import (
    Line,
    Rule,
    line_columns,
    line_filters,
    lines,
    protocol_columns,
    rule_columns,
    waiting_columns,
)
from mottagning.uikit import messages
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import CardPart, ListPart, beside
from mottagning.uikit.parts import Kind, button, clear, column, empty, facts, holder, label, row
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.screen import Goto, Screen
from mottagning.uikit.small_lists import SmallList
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import Tabs
from mottagning.usecases.retention import own_rules, proposing, protocols
from mottagning.usecases.retention.carrying_out import carry_out

T = TypeVar("T")
_FOLDER = "retention.folder"


class RetentionPart(QWidget):
    """The page Gallring, on the settings' `screen`."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.due = _DuePart(screen)
        self.waiting = _WaitingPart(screen, self._to_due())
        self.protocols = _ProtocolPart(screen, self._to_due())
        self.rules = _RulesPart(screen)
        self.pages = Tabs(
            [
                (texts.TO_REMOVE, self.due),
                (texts.WAITING, self.waiting),
                (texts.PROTOCOLS, self.protocols),
                (texts.RULES, self.rules),
            ]
        )
        self._said = column()
        outside = column(self._said, self.pages)
        outside.setStretchFactor(self.pages, 1)
        self.setLayout(outside)

    def _to_due(self) -> QPushButton:
        """The way to where proposals are made."""
        return button(texts.TO_DUE, lambda: self.pages.bar.choose(0), Kind.PRIMARY)

    def read(self) -> None:
        """Look again at what is due and what waits."""
        self._screen.query(partial(proposing.propose, self._screen.desk.ctx), self.show_view, self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        """What is due is worked out when somebody comes to see it: everybody is weighed."""
        super().showEvent(event)
        self.read()

    def _failed(self, error: BaseException) -> bool:
        """A register without a municipality has no rules to go by: that is said here."""
        if not isinstance(error, Refused):
            return False
        clear(self._said)
        self._said.addWidget(label(messages.message_of(error).text, "notice", wrap=True))
        self.pages.hide()
        return True

    def show_view(self, view: RetentionView) -> None:
        """Show everything."""
        clear(self._said)
        self.pages.show()
        self.due.show_view(view)
        self.waiting.set_rows(view.waiting)
        self.protocols.set_rows(view.protocols)
        self.rules.show_view(view)
        for place, (word, count) in enumerate(
            ((texts.TO_REMOVE, len(lines(view))), (texts.WAITING, len(view.waiting)))
        ):
            self.pages.bar.set_word(place, f"{word} ({count})" if count else word)


class _DuePart(QWidget):
    """What can be removed, and what has to be answered first."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.card = CardPart()
        self.list: ListPart[Line] = ListPart(
            screen.desk,
            "retention",
            line_columns(),
            lambda line: line.key,
            (texts.TO_REMOVE, texts.ONE, texts.MANY),
            empty(texts.NONE_TITLE, texts.NONE_TEXT),
            quick=line_filters(),
            about=About(lambda line: line.person, lambda line: line.of.is_protected),
        )
        self.list.table.chosen.connect(self._show)
        self.list.told.connect(screen.told.emit)
        screen.log_copies(self.list.table, "retention", lambda line: line.person)
        self._kept = label("", "muted", wrap=True)
        self._propose = button(texts.PROPOSE, self.propose, Kind.PRIMARY)
        buttons = row(
            button(texts.CHOOSE_ALL, self.choose_all),
            button(texts.CHOOSE_NONE, self.list.table.clearSelection),
            0,
            self._propose,
        )
        left = holder(column(label(texts.TEXT, "muted", wrap=True), self._kept, buttons, self.list))
        self.setLayout(column(beside(left, self.card)))

    def show_view(self, view: RetentionView) -> None:
        names = {one.key: one.name for one in view.rules.exceptions}
        said = [one for one in (texts.kept(view.kept, names), texts.unfinished(view.unfinished)) if one]
        self._kept.setText("\n".join(said))
        self._kept.setVisible(bool(said))
        self.list.set_rows(self.list.prepared(lines(view)))
        if self.list.table.current is None and lines(view):
            self.list.table.selectRow(0)

    def choose_all(self) -> None:
        """Choose every row that is shown."""
        self.list.table.selectAll()
        self.list.table.setFocus()

    def propose(self) -> None:
        """Propose what is chosen, but for what has to be answered first."""
        chosen = [line for line in self.list.table.selected if not line.is_asked]
        if not chosen:
            self._screen.told.emit(texts.CHOSEN_NONE)
            return
        persons = [line.person for line in chosen if line.person is not None]
        papers = [line.key[1] for line in chosen if line.person is None]
        work = partial(proposing.save_proposal, self._screen.desk.ctx, persons, papers)

        def done(made: int) -> None:
            self._screen.told.emit(texts.proposed(made, len(persons), len(papers)))

        self._screen.command(work, done)

    def _show(self, line: Line | None) -> None:
        if line is None:
            self.card.show_parts()
        elif isinstance(line.of, PersonLine):
            self._show_person(line.of)
        else:
            document = line.of
            said: list[tuple[str, str | None]] = [
                (texts.WHAT, document.whose),
                (texts.RULE, document.rule),
                (texts.KEPT_UNTIL, formats.day(document.kept_until)),
                (texts.FINISH_BY, texts.day(line.finish_by)),
            ]
            self.card.show_parts(label(document.document.title, "subheading", wrap=True), facts(said))

    def _show_person(self, of: PersonLine) -> None:
        verdict = of.verdict
        said: list[tuple[str, str | None]] = [
            (texts.WHAT, of.case_number),
            (texts.RULE, texts.rule_of(verdict)),
            (texts.KEPT_UNTIL, texts.day(verdict.kept_until)),
            (texts.FINISH_BY, texts.day(verdict.finish_by)),
        ]
        why = [label(one, wrap=True) for one in texts.why(verdict)]
        asked = [self._question(of, one) for one in verdict.questions]
        go = button(texts.OPEN_PERSON, partial(self._screen.wishes.emit, Goto("people", of.person)), Kind.LINK)
        self.card.show_parts(
            label(of.name, "subheading", wrap=True),
            facts(said),
            label(texts.WHY, "section"),
            *why,
            *asked,
            row(go, 0),
        )

    def _question(self, of: PersonLine, asks: RetentionException) -> QWidget:
        question = asks.question or asks.name
        return holder(
            column(
                label(question, "strong", wrap=True),
                label(texts.source(asks), "muted", wrap=True),
                row(
                    button(texts.NO, partial(self._answer, of, asks, is_yes=False), name=f"{texts.NO}: {question}"),
                    button(texts.YES, partial(self._answer, of, asks, is_yes=True), name=f"{texts.YES}: {question}"),
                    0,
                ),
            )
        )

    def _answer(self, of: PersonLine, asks: RetentionException, *, is_yes: bool) -> None:
        work = partial(proposing.answer, self._screen.desk.ctx, [of.person], asks.key, is_yes=is_yes)
        self._screen.command(work, lambda _none: self._screen.told.emit(texts.ANSWERED))


class _WaitingPart(SmallList[Waiting]):
    """Proposals that wait for somebody else, or to be carried out."""

    def __init__(self, screen: Screen, begin: QPushButton) -> None:
        table: TableView[Waiting] = TableView(
            "retention_waiting", waiting_columns(), lambda one: one.id, screen.desk.preferences
        )
        nothing = empty(texts.WAITING_NONE, texts.WAITING_TEXT, begin)
        super().__init__(table, texts.WAITING_TEXT, empty=nothing)
        self._screen = screen

    def show_one(self, one: Waiting) -> None:
        said: list[tuple[str, str | None]] = [
            (texts.PROPOSED_AT, f"{formats.moment(one.at)}, {one.by}"),
            (texts.APPROVED, texts.approved(one)),
        ]
        notes = [label(texts.stale(one.gone_stale), "stopped", wrap=True)] if one.gone_stale else []
        if one.is_own and not one.is_approved:
            notes.append(label(texts.OWN_PROPOSAL, "notice", wrap=True))
        holds: list[PersonLine | DocumentLine] = [*one.persons, *one.documents]
        named = [label(texts.listed(each), wrap=True) for each in holds]
        self.card.show_parts(
            label(words.first_upper(texts.holds(one)), "subheading", wrap=True),
            facts(said),
            *notes,
            *named,
            foot=holder(row(*self._buttons(one), 0)),
        )

    def _buttons(self, one: Waiting) -> list[QWidget]:
        away = button(texts.WITHDRAW, partial(self._withdraw, one), Kind.QUIET)
        if one.gone_stale:
            return [away]
        if one.is_approved:
            return [button(texts.CARRY_OUT, partial(self._carry_out, one), Kind.PRIMARY), away]
        return [away] if one.is_own else [button(texts.APPROVE, partial(self._approve, one), Kind.PRIMARY), away]

    def _approve(self, one: Waiting) -> None:
        work = partial(proposing.approve, self._screen.desk.ctx, one)
        self._screen.command(work, lambda _none: self._screen.told.emit(texts.DONE_APPROVED))

    def _withdraw(self, one: Waiting) -> None:
        work = partial(proposing.withdraw, self._screen.desk.ctx, one)
        self._screen.command(work, lambda _none: self._screen.told.emit(texts.WITHDRAWN))

    def _carry_out(self, one: Waiting) -> None:
        question = Message(texts.CARRY_OUT_QUESTION, texts.removal(one), texts.CARRY_OUT_ADVICE)
        if messages.ask(self, question, texts.CARRY_OUT, texts.NOT_NOW):
            work = partial(carry_out, self._screen.desk.ctx, one.id)
            self._screen.command(work, lambda made: self._screen.told.emit(texts.removed(made)))


class _ProtocolPart(SmallList[Protocol]):
    """What was removed."""

    def __init__(self, screen: Screen, begin: QPushButton) -> None:
        table: TableView[Protocol] = TableView(
            "retention_protocols", protocol_columns(), lambda one: one.id, screen.desk.preferences
        )
        nothing = empty(texts.PROTOCOLS_NONE, texts.PROTOCOLS_TEXT, begin)
        super().__init__(table, texts.PROTOCOLS_TEXT, empty=nothing)
        self._screen = screen

    def show_one(self, one: Protocol) -> None:
        self.card.show_parts(
            label(texts.protocol_title(one), "subheading"),
            facts(texts.decided(one)),
            label(texts.BY_RULE, "section"),
            *(label(texts.count_line(each), wrap=True) for each in one.by_rule),
            label(texts.BY_KIND, "section"),
            facts(texts.kinds(one.by_kind)),
            label(texts.WHAT_STAYS, "muted", wrap=True),
            foot=holder(
                row(
                    button(texts.SAVE_PDF, partial(self._save, one, ".pdf", texts.PDF_FILTER)),
                    button(texts.SAVE_EXCEL, partial(self._save, one, ".xlsx", texts.EXCEL_FILTER)),
                    0,
                )
            ),
        )

    def _save(self, one: Protocol, ending: str, filters: str) -> None:
        desk = self._screen.desk
        folder = Path(desk.preferences.get(_FOLDER) or documents())
        title = texts.SAVE_PDF if ending == ".pdf" else texts.SAVE_EXCEL
        target = messages.choose_target(self, title, folder / f"{texts.file_name(one)}{ending}", filters)
        if target is None:
            return
        desk.preferences.put(_FOLDER, str(target.parent))
        target = target.with_suffix(ending)
        work: Callable[[], Path] = partial(protocols.export_protocol, desk.ctx, one, target)
        if ending == ".pdf":
            work = partial(protocols.print_protocol, desk.ctx, one, target, write_pdf)
        self._screen.query(work, lambda file: self._screen.told.emit(texts.SAVED.format(file=file)))


class _RulesPart(SmallList[Rule]):
    """The rules that hold, and the office's own from a file."""

    def __init__(self, screen: Screen) -> None:
        table: TableView[Rule] = TableView(
            "retention_rules", rule_columns(), lambda one: one.key, screen.desk.preferences
        )
        self._forget = button(texts.FORGET_RULES, self._ask_to_forget, Kind.QUIET)
        super().__init__(table, texts.RULES_TEXT, [self._forget, button(texts.READ_RULES, self._choose)])
        self._screen = screen

    def show_view(self, view: RetentionView) -> None:
        """Show the rules that hold, and whose they are."""
        self.text.setText(texts.OWN_FILE.format(file=view.own_file) if view.own_file else texts.RULES_TEXT)
        self._forget.setVisible(view.own_file is not None)
        self.set_rows([*view.rules.rules, *view.rules.exceptions])

    def show_one(self, one: Rule) -> None:
        time = texts.counts_from(one) if isinstance(one, RetentionRule) else texts.keeps(one)
        said: list[tuple[str, str | None]] = [
            (texts.SOURCE, texts.source(one)),
            (texts.RULE_YEARS, time),
            (texts.CERTAINTY, words.first_upper(words.word(one.certainty))),
            (texts.VERIFIED, formats.day(one.verified)),
        ]
        notes = [one.note, one.question if isinstance(one, RetentionException) else None]
        self.card.show_parts(
            label(one.name, "subheading", wrap=True),
            facts(said),
            *(label(note, "muted", wrap=True) for note in notes if note),
        )

    def _choose(self) -> None:
        path = messages.choose_file(self, texts.READ_RULES, texts.RULES_FILTER)
        if path is not None:
            self._screen.query(partial(own_rules.read_rule_file, self._screen.desk.ctx, path), self.show_file)

    def show_file(self, found: RetentionFile) -> None:
        """What a file holds, to be looked at before it is used; or everything that is wrong in it."""
        if found.problems:
            wrong = [label(deadline_texts.wrong(one), wrap=True, selectable=True) for one in found.problems]
            self.card.show_parts(label(texts.RULES_WRONG.format(file=found.file), "stopped", wrap=True), *wrong)
            return
        named = [label(f"{one.name}: {texts.counts_from(one)}, {texts.source(one)}", wrap=True) for one in found.rules]
        named += [label(f"{one.name}: {texts.keeps(one)}, {texts.source(one)}", wrap=True) for one in found.exceptions]
        use = button(texts.USE_RULES, partial(self._use, found, texts.RULES_USED), Kind.PRIMARY)
        self.card.show_parts(label(found.file, "subheading", wrap=True), *named, row(use, 0))
        use.setFocus()

    def _ask_to_forget(self) -> None:
        question = Message(window_texts.REMOVE_QUESTION, texts.FORGET_TEXT)
        if messages.ask(self, question, window_texts.REMOVE, window_texts.KEEP):
            self._use(None, texts.FORGOTTEN)

    def _use(self, found: RetentionFile | None, said: str) -> None:
        work = partial(own_rules.use_rules, self._screen.desk.ctx, found)
        self._screen.command(work, lambda _none: self._screen.told.emit(said))
