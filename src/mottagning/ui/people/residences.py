"""The part of a person's card on where she belongs: who answers for costs day by day, and the form for a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.belonging import Belonging
from mottagning.domain.people import Residence, ResidenceKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonCard
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.residences import Move
from mottagning.texts import formats
from mottagning.texts import residences as texts
from mottagning.texts import window as window_texts
from mottagning.ui.people.move_note import MoveNote
from mottagning.ui.people.timeline import chart_of
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, row
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.timeline import Timeline
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases import move_effects, people


def residence_sections(choices: tuple[Choice, ...]) -> list[Section]:
    """What is asked about where a person belongs."""
    return [
        Section(
            "",
            (
                Field("municipality", texts.MUNICIPALITY, Asks.CODE, required=True, choices=choices),
                choice("kind", texts.KIND, ResidenceKind, required=True),
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY, hint=texts.LAST_HINT),
                Field("known_on", texts.KNOWN, Asks.DAY),
                Field("source", texts.SOURCE),
            ),
        )
    ]


class Residences:
    """Where one person belongs, on `screen`. `is_open` tells whether a form still stands there."""

    def __init__(self, screen: RecordScreen[Any, Any], card: PersonCard, is_open: Callable[[FormPanel], bool]) -> None:
        self._screen = screen
        self._card = card
        self._is_open = is_open
        self._ctx = screen.desk.ctx

    def part(self) -> QWidget:
        """The timeline, and the same in rows that can be changed."""
        found = self._card.belongings
        parts: list[Any] = [row(label(texts.TITLE, "section"), 0, button(texts.NEW, self._new, Kind.QUIET))]
        if found:
            parts.append(Timeline(chart_of(self._card, found, self._ctx.name, self._screen.desk.today), texts.TODAY))
        else:
            parts.append(label(texts.NOTHING_KNOWN, "muted", wrap=True))
        stored = {one.value: one for one in self._card.residences}
        parts += [self._row(one, stored[one.residence] if one.residence else None) for one in found]
        if len({one.payer for one in found if one.payer}) > 1:
            parts.append(label(texts.MOVE_RULE, "muted", wrap=True))
        return holder(column(*parts, spacing=6))

    def _row(self, one: Belonging, stored: Stored[Residence] | None) -> QWidget:
        head = label(f"{texts.place(one, self._ctx.name)}   {formats.days(one.days)}", wrap=True)
        said = holder(
            column(head, label(texts.answers(one), "warned" if one.is_gap else "muted", wrap=True), spacing=2)
        )
        if stored is None:
            return said
        name = texts.edit(stored.value, self._ctx.name)
        return holder(leading(said, button(window_texts.EDIT, partial(self._edit, stored), Kind.QUIET, name=name)))

    # entering

    def _new(self) -> None:
        self._form(None, {"kind": ResidenceKind.REGISTERED, "known_on": self._screen.desk.today})

    def _edit(self, one: Stored[Residence]) -> None:
        self._form(one, values_of(one.value))

    def _form(self, before: Stored[Residence] | None, values: Values) -> None:
        title = f"{texts.TITLE}: {self._card.person.value.name}"
        asked = residence_sections(municipalities(self._ctx.reference))
        panel = self._screen.show_form(title, asked, values, partial(self._save, before))
        if before is not None:
            ask = partial(self._ask_to_remove, panel, before)
            panel.offer(button(window_texts.REMOVE, ask, Kind.QUIET))
        MoveNote(self._screen, self._card, panel, before, self._is_open)

    def _save(self, before: Stored[Residence] | None, values: Values) -> None:
        residence: Residence = record_of(Residence, {**values, "case_number": self._card.person.value.case_number})
        work = partial(people.save_residence, self._ctx, before, residence)
        undo = putting_back(before, people.save_residence, people.remove_residence, self._ctx)
        self._screen.saved(work, lambda _stored: None, undo=undo)

    def _ask_to_remove(self, panel: FormPanel, before: Stored[Residence]) -> None:
        """Count what removing does, then ask with it in the question."""

        def ask(move: Move) -> None:
            if self._is_open(panel):
                work = partial(people.remove_residence, self._ctx, before)
                said = texts.removal(before.value, move, self._ctx.name)
                undo = entering_again(before, people.save_residence, self._ctx)
                self._screen.removed(work, said, is_whole=False, undo=undo)

        self._screen.query(partial(move_effects.preview_removal, self._ctx, before), ask)
