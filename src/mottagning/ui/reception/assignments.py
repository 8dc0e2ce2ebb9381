"""The page Anvisningar: wires list, card and forms to the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.assignments import Assignment, AssignmentKind, AssignmentStatus
from mottagning.domain.people import Protection
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.reception import AssignmentCard, AssignmentLine, FlatChoice
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import fields as field_texts
from mottagning.texts import formats, words
from mottagning.texts import reception as texts
from mottagning.texts import window as window_texts
from mottagning.ui.history import HistoryPart
from mottagning.ui.reception.columns import (
    STATUS_TONES,
    URGENCY_TONES,
    assignment_columns,
    assignment_filters,
    status,
)
from mottagning.ui.reception.form import assignment_sections
from mottagning.ui.reception.parts import AssignmentParts
from mottagning.ui.reception.places import add_tabs, to_plans
from mottagning.uikit import theme
from mottagning.uikit.fields import Section
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, link, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk
from mottagning.uikit.tabs import Tabs
from mottagning.uikit.undoing import putting_back
from mottagning.usecases.reception.assigning import remove_assignment, save_assignment
from mottagning.usecases.reception.flats import flats_for
from mottagning.usecases.reception.listing import list_assignments
from mottagning.usecases.reception.viewing import open_assignment


@dataclass(frozen=True, slots=True)
class Shown:
    """A card with the flats there are for those of it."""

    card: AssignmentCard
    choices: list[FlatChoice]


class AssignmentsScreen(RecordScreen[AssignmentLine, Shown]):
    """Assignments: the list, who comes, what is prepared, which home, and the forms."""

    interests = frozenset({Area.RECEPTION, Area.PEOPLE, Area.CHECKLISTS, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "assignments",
            assignment_columns(lambda: desk.today),
            ListWords(
                texts.PLANNED,
                texts.ASSIGNMENT_COUNT,
                texts.NEW_ASSIGNMENT,
                texts.NO_ASSIGNMENTS,
                texts.NO_ASSIGNMENT_CHOSEN,
            ),
            assignment_filters(),
            About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self._card: AssignmentCard | None = None
        self._tab = 0
        self._parts.setSizes([2500, 2500])
        add_tabs(self, "assignments")

    def id_of(self, row: AssignmentLine) -> int:
        return row.id

    def read_lines(self) -> list[AssignmentLine]:
        return list_assignments(self.desk.ctx)

    def read_card(self, record_id: int) -> Shown:
        ctx = self.desk.ctx
        return Shown(open_assignment(ctx, record_id), flats_for(ctx, record_id))

    def more_buttons(self) -> list[QPushButton]:
        return [to_plans(self)]

    def show_card(self, card: Shown) -> None:
        self._card = card.card
        one, shown = card.card.assignment.value, card.card.line
        near = texts.nearness(shown, self.desk.today)
        chips: list[QWidget] = [chip(near, URGENCY_TONES[shown.urgency])] if near else []
        parts = AssignmentParts(self, card.card, card.choices)
        tabs = Tabs(
            [
                (texts.TAB_ASSIGNMENT, _page(*self._of_assignment(card.card))),
                (texts.TAB_PERSONS, _page(*parts.persons())),
                (texts.TAB_BEFORE, _page(*parts.before())),
                (texts.TAB_HOME, _page(*parts.homes())),
            ],
            self._tab,
        )
        tabs.changed.connect(self._keep_tab)
        self.card.show_parts(
            leading(
                label(texts.household(shown), "subheading", wrap=True), chip(status(shown), STATUS_TONES[one.status])
            ),
            row(label(texts.title(one), "muted"), *chips, 0),
            row(
                button(window_texts.EDIT, self.begin_edit),
                *([] if one.received_on else [button(texts.REPLACE, self._replace, Kind.QUIET)]),
                0,
                button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE_ASSIGNMENT),
            ),
            *(label(field_texts.said(doubt), "warned", wrap=True) for doubt in card.card.doubts),
            tabs,
        )

    def _keep_tab(self, tab: int) -> None:
        self._tab = tab

    def _of_assignment(self, card: AssignmentCard) -> list[Any]:
        one = card.assignment.value
        reference = self.desk.ctx.reference
        came = str(one.came) if one.received_on else None
        known = [
            (texts.AGENCY_CASE, one.agency_case),
            (texts.CONTACT, one.contact),
            (texts.OFFICER, one.officer),
            (texts.LANGUAGE, reference.languages.get(one.interpreter_language or "", one.interpreter_language)),
            (texts.RECEIVED, formats.day(one.received_on) if one.received_on else None),
            (texts.CAME, came),
            (texts.QUOTA_YEAR, str(one.quota_year) if one.quota_year else None),
            (texts.PROTECTION, None if one.protection is Protection.NONE else words.word(one.protection)),
            (texts.NOTE, one.note),
        ]
        return [
            facts(
                [
                    (texts.DECIDED, formats.day(one.decided_on)),
                    (texts.LAST_DAY, texts.last_day(card.line.last)),
                    (texts.ARRIVES, formats.day(one.arrives_on) if one.arrives_on else None),
                    *(fact for fact in known if fact[1]),
                    (texts.HOUSEHOLD, one.household),
                ]
            ),
            *(self._kin(card, each) for each in card.kin),
            HistoryPart(self, "assignments", card.assignment.id),
        ]

    def _kin(self, card: AssignmentCard, other: Stored[Assignment]) -> QWidget:
        word = texts.REPLACES if other.value.key == card.assignment.value.replaces else texts.REPLACED_BY
        return link(texts.title(other.value), word, partial(self.open, other.id))

    # the form

    def begin_new(self) -> None:
        if self.may_leave():
            self._ask_new({})

    def _replace(self) -> None:
        """A new one in the place of the chosen: of the same kind and on the same year's quota."""
        if self._card is not None and self.may_leave():
            one = self._card.assignment.value
            self._ask_new(
                {
                    "kind": one.kind,
                    "persons": one.persons,
                    "replaces": one.key,
                    "quota_year": one.counts_in,
                    "protection": one.protection,
                }
            )

    def _ask_new(self, values: Values) -> None:
        given: dict[str, object] = {
            "kind": AssignmentKind.ASSIGNED,
            "status": AssignmentStatus.EXPECTED,
            "protection": Protection.NONE,
            "decided_on": self.desk.today,
            "officer": self.desk.ctx.user.name,
            **values,
        }

        def came(others: list[AssignmentLine]) -> None:
            self._card = None
            self.choose_nothing()
            self.show_form(texts.NEW_ASSIGNMENT, self._sections(others, None), given, partial(self._save, None))

        self.query(partial(list_assignments, self.desk.ctx), came)

    def begin_edit(self) -> None:
        if self._card is not None:
            before = self._card.assignment

            def came(others: list[AssignmentLine]) -> None:
                values = values_of(before.value)
                sections = self._sections(others, before.id)
                self.show_form(texts.title(before.value), sections, values, partial(self._save, before))

            self.query(partial(list_assignments, self.desk.ctx), came)

    def _sections(self, others: list[AssignmentLine], own: int | None) -> list[Section]:
        languages = sorted(self.desk.ctx.reference.languages.items(), key=lambda one: sort_key(one[1]))
        replaceable = tuple(
            (line.assignment.key, f"{texts.title(line.assignment)}, {texts.household(line)}")
            for line in others
            if line.id != own and line.assignment.received_on is None
        )
        return assignment_sections(tuple(languages), replaceable)

    def _save(self, before: Stored[Assignment] | None, values: Values) -> None:
        former = values_of(before.value) if before else {"key": ""}
        one: Assignment = record_of(Assignment, {**former, **values})
        undo = putting_back(before, save_assignment, remove_assignment, self.desk.ctx)
        self.saved(partial(save_assignment, self.desk.ctx, before, one), lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            work = partial(remove_assignment, self.desk.ctx, self._card.assignment)
            self.removed(work, texts.REMOVE_ASSIGNMENT_TEXT)


def _page(*parts: Any) -> QWidget:  # noqa: ANN401 - widgets
    return holder(column(theme.GROUP, *parts, 0, spacing=theme.GROUP))
