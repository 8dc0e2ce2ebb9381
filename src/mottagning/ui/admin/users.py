"""Who may log in, in the settings: a list with a form beside it, and what everybody does for herself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.rights import Act, Part, level
from mottagning.domain.users import OfficeUnit, Role, User
from mottagning.readmodels.changes import Done, Stored
from mottagning.texts import substitute, words
from mottagning.texts import users as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.uikit import messages, theme
from mottagning.uikit.columns import Column, text_column
from mottagning.uikit.fields import LONG, Asks, Field, choices_of
from mottagning.uikit.flow import Flow
from mottagning.uikit.lists import beside
from mottagning.uikit.parts import Kind, button, card, column, facts, holder, label, row, scrolled
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.admin import remembering, users
from mottagning.usecases.admin.users import Rights
from mottagning.usecases.handing_over import Handover, write_handover

_LEAST_ROWS = 5
"""The list's headings and so many rows but one are seen in the lowest window; what is below them scrolls."""


class UsersPart(QWidget):
    """Those who may log in, on the settings' `screen`."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._keeps = self._ctx.may(Act.KEEP_USERS)
        self.card = RightSide(lambda: screen.desk.today)
        self._added = ""
        self.table: TableView[Stored[User]] = TableView(
            "users", _columns(), lambda one: one.id, screen.desk.preferences
        )
        self.table.chosen.connect(self._chosen)
        frame, around = card(margin=0)
        inside = column(spacing=0)
        if self._keeps:
            self.table.setMinimumHeight(_LEAST_ROWS * theme.ROW_HEIGHT)
            head = QHBoxLayout()
            head.setContentsMargins(theme.GAP, theme.GROUP, theme.GAP, theme.GROUP)
            head.addWidget(label(texts.TEXT, "muted", wrap=True), 1)
            head.addWidget(button(texts.NEW, self._begin))
            inside.addLayout(head)
            inside.addWidget(self.table, 1)
        inside.addWidget(self._own())
        if not self._keeps:
            inside.addStretch(1)
        around.addWidget(scrolled(holder(inside)))
        self.setLayout(column(beside(frame, self.card)))

    def may_leave(self) -> bool:
        """Whether nothing would be lost; may ask. The card then shows who is chosen."""
        return self.card.let_go(lambda: self._show(self.table.current))

    def read(self) -> None:
        """Look again at who there is."""
        if self._keeps and not self.card.would_lose:
            self._screen.query(partial(users.list_users, self._ctx), self._came)

    def _came(self, found: list[Stored[User]]) -> None:
        self.table.set_rows(found)
        added = next((one.id for one in found if one.value.name == self._added), None)
        self._added = ""
        if not self.table.choose(added) and found and self.table.current is None:
            self.table.selectRow(0)

    # one user

    def _chosen(self, one: Stored[User] | None) -> None:
        if self.card.may_leave():
            self._show(one)

    def _back(self) -> None:
        """From a form to who is chosen in the list."""
        self._show(self.table.current)
        if self._keeps:
            self.table.setFocus()

    def _show(self, one: Stored[User] | None) -> None:
        if one is None:
            self.card.show_parts()
            return
        values = {"role": one.value.role, "unit": one.value.unit, "may_see_protected": one.value.may_see_protected}
        reach = texts.reach([(part, level(one.value, part)) for part in Part])
        is_own = one.value.name == self._ctx.user.name
        removing = [] if is_own else [row(button(texts.REMOVE, partial(self._remove, one), Kind.QUIET), 0)]
        self.card.ask(
            one.value.name,
            _rights_fields(texts.RIGHTS_HINT),
            values,
            partial(self._change, one),
            self._back,
            below=[label(texts.SEES, "section"), facts(reach), *removing],
            takes_cursor=False,
        )

    def _begin(self) -> None:
        if self.card.may_leave():
            fields = (Field("name", texts.NAME, required=True, wide=True), *_rights_fields(), *_passphrase_fields())
            values = {"role": Role.OFFICER, "unit": OfficeUnit.RECEPTION}
            self.card.ask(texts.NEW, fields, values, self._add, self._back)

    def _add(self, values: Values) -> None:
        if not self._agree(values):
            return
        name = self._added = str(values["name"])
        work = partial(users.add_user, self._ctx, name, _rights(values), str(values["passphrase"]))
        self._run(work, lambda _user: texts.ADDED.format(name=name))

    def _change(self, one: Stored[User], values: Values) -> None:
        work = partial(users.change_rights, self._ctx, one, _rights(values))
        self._run(work, lambda _user: texts.CHANGED.format(name=one.value.name))

    def _remove(self, one: Stored[User]) -> None:
        name = one.value.name
        question = Message(texts.REMOVE_QUESTION.format(name=name), "", texts.REMOVE_TEXT.format(name=name))
        if messages.ask(self._screen, question, texts.REMOVE_DO, texts.KEEP):
            self.card.show_parts()
            said = texts.REMOVED.format(name=name)
            self._screen.command(partial(users.remove_user, self._ctx, one), lambda _none: self._screen.told.emit(said))

    # oneself

    def _own(self) -> QWidget:
        own = [
            button(texts.CHANGE_PASSPHRASE, self._begin_passphrase),
            button(texts.REMEMBER, self._remember),
            button(texts.FORGET, self._forget, Kind.QUIET),
        ]
        if self._keeps:
            own.insert(1, button(texts.RENEW, self._renew))
        if self._ctx.sees(Part.BOOKINGS):
            own.append(button(substitute.OPEN, self._begin_handover))
        return holder(column(label(texts.OWN, "section"), Flow(*own), margins=theme.GAP))

    def _begin_passphrase(self) -> None:
        if self.card.may_leave():
            hint = texts.FORMER_HINT if self._keeps else ""
            former = Field("former", texts.FORMER, Asks.SECRET, required=True, hint=hint, wide=True)
            fields, above = (former, *_passphrase_fields()), label(texts.CHANGE_TEXT, "muted", wrap=True)
            self.card.ask(texts.CHANGE_PASSPHRASE, fields, {}, self._change_passphrase, self._back, above=above)

    def _change_passphrase(self, values: Values) -> None:
        if self._agree(values):
            work = partial(users.change_passphrase, self._ctx, str(values["former"]), str(values["passphrase"]))
            self._run(work, lambda _none: texts.PASSPHRASE_CHANGED)

    def _renew(self) -> None:
        if not self.card.may_leave():
            return
        question = Message(texts.RENEW_QUESTION, "", texts.RENEW_TEXT)
        if messages.ask(self._screen, question, texts.RENEW_DO, texts.NOT_NOW):
            self._screen.command(partial(users.renew_recovery_code, self._ctx), self._show_code)

    def _show_code(self, code: str) -> None:
        parts = label(texts.RENEWED, wrap=True), label(code, "code", wrap=True, selectable=True)
        written = Message(texts.WRITTEN_QUESTION, "", texts.WRITTEN_TEXT)
        self.card.show_once(
            *parts, may_go=lambda: messages.ask(self._screen, written, texts.WRITTEN_YES, window_texts.STAY)
        )

    def _remember(self) -> None:
        question = Message(f"{texts.REMEMBER}?", "", texts.REMEMBER_TEXT)
        if messages.ask(self._screen, question, texts.REMEMBER_DO, texts.NOT_NOW):
            self._tell_when_done(partial(remembering.remember_me, self._ctx), texts.REMEMBERED)

    def _forget(self) -> None:
        self._tell_when_done(partial(remembering.forget_me, self._ctx), texts.FORGOTTEN)

    def _tell_when_done(self, work: Callable[[], Done[None]], said: str) -> None:
        self._screen.command(work, lambda _none: self._screen.told.emit(said))

    # a substitute

    def _begin_handover(self) -> None:
        if not self.card.may_leave():
            return
        fields = (
            Field("substitute", substitute.SUBSTITUTE, required=True, wide=True),
            Field("first", substitute.FIRST, Asks.DAY, required=True),
            Field("last", substitute.LAST, Asks.DAY, required=True),
            Field("notes", substitute.NOTES, Asks.LINES, hint=substitute.NOTES_HINT, wide=True, longest=LONG),
        )
        above, do = label(substitute.TEXT, "muted", wrap=True), (substitute.WRITE, window_texts.CANCEL)
        self.card.ask(substitute.TITLE, fields, {}, self._write_handover, self._back, above=above, words=do)

    def _write_handover(self, values: Values) -> None:
        first, last = values["first"], values["last"]
        assert isinstance(first, date)  # noqa: S101 - the form read it as one
        assert isinstance(last, date)  # noqa: S101 - as above
        if last < first:
            self.card.refused(Refused(RefusalCode.INVALID_FIELDS, FieldProblem("last", "ends_before_start")))
            return
        folder = messages.choose_folder(self, substitute.TITLE, Path.home())
        if folder is None:
            self.card.free()
            return
        notes = str(values["notes"]) if values["notes"] else None
        days = DateRange(first, last + DAY)
        handover = Handover(substitute=str(values["substitute"]), days=days, notes=notes)
        work = partial(write_handover, self._ctx, handover, folder, write_pdf)
        self._run(work, lambda file: substitute.WRITTEN.format(file=file))

    # forms

    def _agree(self, values: Values) -> bool:
        """Whether the passphrase was written the same twice; said at the field when it was not."""
        if values["passphrase"] == values["again"]:
            return True
        self.card.refused(Refused(RefusalCode.INVALID_FIELDS, FieldProblem("again", "not_the_same")))
        return False

    def _run(self, work: Callable[[], Done[Any]], said: Callable[[Any], str]) -> None:
        def done(value: Any) -> None:  # noqa: ANN401 - what was saved
            self.card.show_parts()
            self._back()
            self._screen.told.emit(said(value))
            self.read()

        self._screen.command(work, done, self.card.refused)


def _rights(values: Values) -> Rights:
    role, unit = values["role"], values["unit"]
    assert isinstance(role, Role)  # noqa: S101 - the form read it as one
    assert isinstance(unit, OfficeUnit)  # noqa: S101 - as above
    return Rights(role=role, unit=unit, may_see_protected=bool(values["may_see_protected"]))


def _rights_fields(hint: str = "") -> tuple[Field, ...]:
    return (
        Field("role", texts.ROLE, Asks.CHOICE, required=True, kind=Role, choices=choices_of(Role)),
        Field("unit", texts.UNIT, Asks.CHOICE, required=True, kind=OfficeUnit, choices=choices_of(OfficeUnit)),
        Field("may_see_protected", texts.SEES_PROTECTED, Asks.YES_NO, hint=hint, wide=True),
    )


def _passphrase_fields() -> tuple[Field, ...]:
    return (
        Field("passphrase", texts.PASSPHRASE, Asks.SECRET, required=True, hint=texts.PASSPHRASE_HINT, wide=True),
        Field("again", texts.AGAIN, Asks.SECRET, required=True, wide=True),
    )


def _columns() -> list[Column[Stored[User]]]:
    return [
        text_column("name", texts.NAME, lambda one: one.value.name, stretches=True),
        text_column("role", texts.ROLE, lambda one: words.word(one.value.role), width=130),
        text_column("unit", texts.UNIT, lambda one: words.word(one.value.unit), width=190, gives_way=1),
        text_column(
            "protected",
            texts.PROTECTED_SHORT,
            lambda one: texts.PROTECTED_YES if one.value.may_see_protected else "",
            width=100,
        ),
    ]
