"""What hangs on a person, on her card: each kind with its lines, its way to a new one, and its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.duplicates import Described, KnownNumber, described
from mottagning.domain.households import Membership
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind, IdentityProblem, canonical
from mottagning.domain.people import Identity, Protection
from mottagning.domain.reminders import Reminder
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonCard
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import person_parts as texts
from mottagning.texts import window as window_texts
from mottagning.ui.people.duplicates import DuplicateHint
from mottagning.ui.people.part_kinds import PartKind, part_kinds
from mottagning.uikit.fields import Section
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases import people_parts
from mottagning.usecases.people_parts import PersonPart


class PersonParts:
    """The parts of one person's card, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any], card: PersonCard) -> None:
        self._screen = screen
        self._card = card
        self._ctx = screen.desk.ctx

    def kinds(self) -> dict[str, PartKind]:
        """Every kind, by the name of its list in the card."""
        return part_kinds(self._ctx.name, lambda code: self._ctx.reference.languages.get(code, code))

    def section(self, name: str, records: Sequence[Stored[Any]], *below: QWidget) -> QWidget:
        """One kind: a line for each record, each with its way to change it, and the way to a new one."""
        kind = self.kinds()[name]
        ways = [] if kind.is_one and records else [button(kind.new, partial(self._form, kind, None), Kind.QUIET)]
        parts: list[Any] = [row(label(kind.title, "section"), 0, *ways)]
        parts += [self._line(kind, one) for one in records]
        if not records:
            parts.append(label(texts.EMPTY, "muted"))
        return holder(column(*parts, *below, spacing=4))

    def reminders(self) -> list[QWidget]:
        """What is not done yet, above everything else, each with its way to be done with."""
        found = []
        for one in self._card.parts.reminders:
            if one.value.done_on is None:
                said = texts.reminder(one.value, self._card.untold, self._ctx.name)
                done = button(texts.DONE, partial(self._done, one), name=f"{texts.DONE}: {said}")
                found.append(holder(leading(label(said, "notice", wrap=True), done)))
        return found

    def _line(self, kind: PartKind, one: Stored[Any]) -> QWidget:
        title, detail = kind.said(one.value)
        edit = button(
            window_texts.EDIT, partial(self._form, kind, one), Kind.QUIET, name=f"{window_texts.EDIT} {title}"
        )
        said = [label(detail, "muted", wrap=True)] if detail else []
        return holder(leading(holder(column(label(title, wrap=True), *said, spacing=0)), edit))

    def _form(self, kind: PartKind, before: Stored[Any] | None) -> None:
        person = self._card.person.value
        values = values_of(before.value) if before else kind.blank
        asked = kind.asks(self._ctx.reference)
        if kind.record is Housing and person.protection is Protection.PROTECTED_REGISTRATION:
            asked = tuple(one for one in asked if one.name != "address")
        panel = self._screen.show_form(
            f"{kind.title}: {person.name}", [Section("", asked)], values, partial(self._save, kind, before)
        )
        if kind.record is Identity:
            DuplicateHint(self._screen, panel, self._with_number, self._card.person.id)
        if before is not None:
            work = partial(people_parts.remove_part, self._ctx, before)
            undo = entering_again(before, people_parts.save_part, self._ctx)
            remove = partial(self._screen.removed, work, kind.said(before.value)[0], is_whole=False, undo=undo)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _with_number(self, values: Values) -> Described:
        """The person as she would be with the number that is being entered."""
        kept = tuple(KnownNumber(one.value.kind, one.value.number, one.value.issuer) for one in self._card.identities)
        kind, number, issuer = values.get("kind"), values.get("number"), values.get("issuer")
        entered = described(self._card.person.value, kept)
        if not isinstance(kind, IdentityKind) or not number:
            return entered
        try:
            plain = canonical(kind, str(number), self._screen.desk.today)
        except IdentityProblem:
            return entered
        added = KnownNumber(kind, plain, str(issuer) if issuer else None)
        return replace(entered, numbers=(*entered.numbers, added))

    def _save(self, kind: PartKind, before: Stored[Any] | None, values: Values) -> None:
        former = values_of(before.value) if before else kind.blank  # also what no form asks, as whose a reminder is
        case_number = self._card.person.value.case_number
        part: PersonPart = record_of(kind.record, {**former, **values, "case_number": case_number})
        undo = None
        if not isinstance(part, Identity | Membership):  # more follows from these than goes back with them
            undo = putting_back(before, people_parts.save_part, people_parts.remove_part, self._ctx)
        self._screen.saved(partial(people_parts.save_part, self._ctx, before, part), lambda _stored: None, undo=undo)

    def _done(self, one: Stored[Reminder]) -> None:
        done = replace(one.value, done_on=self._screen.desk.today)
        undo = putting_back(one, people_parts.save_part, people_parts.remove_part, self._ctx)
        self._screen.saved(partial(people_parts.save_part, self._ctx, one, done), lambda _stored: None, undo=undo)
