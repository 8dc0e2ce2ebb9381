"""What belongs to an assignment, on its card: who comes, who prepares what, which home; each with its form."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.assignments import ExpectedPerson, Preparation
from mottagning.domain.flats import FlatReservation
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.plans import ChecklistLine
from mottagning.readmodels.reception import AssignmentCard, ExpectedLine, FlatChoice, ReservedLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import formats
from mottagning.texts import people as people_texts
from mottagning.texts import reception as texts
from mottagning.texts import window as window_texts
from mottagning.ui.checklist import ChecklistPart
from mottagning.ui.reception.form import expected_sections, preparation_sections, reservation_sections
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, line, link, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.screen import Goto
from mottagning.usecases import people
from mottagning.usecases.reception import assigning, flats


class AssignmentParts:
    """The parts of one assignment, on `screen`. `choices` are the flats there are for those of it."""

    def __init__(self, screen: RecordScreen[Any, Any], card: AssignmentCard, choices: list[FlatChoice]) -> None:
        self._screen, self._card, self._choices = screen, card, choices
        self._ctx, self._id = screen.desk.ctx, card.assignment.id

    # who comes

    def persons(self) -> list[Any]:
        """Everybody expected, with what is known of her and whom she has become."""
        new = button(texts.NEW_EXPECTED, partial(self._ask_expected, None), Kind.QUIET)
        named = [one.expected.value.number for one in self._card.expected if _may_register(one)]
        every = [button(texts.REGISTER_ALL, partial(self._register, named), Kind.QUIET)] if len(named) > 1 else []
        found = [part for one in self._card.expected for part in (line(), self._expected(one))]
        return [
            label(texts.expected_count(self._card), "muted", wrap=True),
            Flow(new, *every),
            *(found or [label(texts.NOBODY_EXPECTED, "muted")]),
        ]

    def _expected(self, one: ExpectedLine) -> QWidget:
        name = texts.expected_name(one)
        called = name if one.expected.value.name else f"{name}, {texts.expected(one)}"
        edit = button(
            window_texts.EDIT, partial(self._ask_expected, one), Kind.QUIET, name=f"{window_texts.EDIT} {called}"
        )
        if one.person_id is not None:
            go = partial(self._screen.wishes.emit, Goto("people", one.person_id))
            return holder(leading(link(name, texts.expected(one), go), edit))
        number = one.expected.value.number
        ways: list[QWidget] = []
        if _may_register(one):
            said = f"{texts.REGISTER} {name}"
            ways.append(button(texts.REGISTER, partial(self._register, [number]), Kind.QUIET, name=said))
        known = label(texts.expected(one), "muted", wrap=True)
        hint = [] if one.expected.value.name else [label(texts.NAME_NEEDED, "muted", wrap=True)]
        return holder(column(leading(label(name, "strong", wrap=True), *ways, edit), known, *hint, spacing=2))

    def _ask_expected(self, one: ExpectedLine | None) -> None:
        if self._screen.may_leave():
            self._screen.query(partial(people.list_people, self._ctx), partial(self._expected_form, one))

    def _expected_form(self, one: ExpectedLine | None, known: list[PersonLine]) -> None:
        before = one.expected if one else None
        choices = tuple((each.case_number, people_texts.in_choice(each.name, each.case_number)) for each in known)
        title = texts.expected_name(one) if one else texts.NEW_EXPECTED
        values = values_of(before.value) if before else {}
        panel = self._screen.show_form(title, expected_sections(choices), values, partial(self._save_expected, before))
        if before is not None:
            work = partial(assigning.remove_expected, self._ctx, before)
            remove = partial(self._screen.removed, work, texts.REMOVE_EXPECTED_TEXT, is_whole=False)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _save_expected(self, before: Stored[ExpectedPerson] | None, values: Values) -> None:
        former = values_of(before.value) if before else {"assignment": "", "number": 0}
        one: ExpectedPerson = record_of(ExpectedPerson, {**former, **values})
        work = partial(assigning.save_expected, self._ctx, self._id, before, one)
        self._screen.saved(work, lambda _stored: None)

    def _register(self, numbers: list[int]) -> None:
        work = partial(assigning.register_expected, self._ctx, self._id, numbers)
        self._screen.saved(work, lambda _people: None)

    # what is prepared

    def before(self) -> list[Any]:
        """The checklist before the arrival, each item with who sees to it and by when."""
        return [
            label(texts.BEFORE_HELP, "muted", wrap=True),
            ChecklistPart(self._screen, self._card.checked, self._task),
        ]

    def _task(self, item: ChecklistLine) -> list[QWidget]:
        task = self._card.tasks.get(item.item.key)
        said = texts.task(task.value if task else None, self._card.assignment.value.arrival)
        name = f"{texts.SAY_WHO} {item.item.text}"
        ask = button(texts.SAY_WHO, partial(self._ask_task, item, task), Kind.QUIET, name=name)
        return [label(said, "muted", wrap=True), holder(row(ask, 0))]

    def _ask_task(self, item: ChecklistLine, before: Stored[Preparation] | None) -> None:
        if not self._screen.may_leave():
            return
        user = self._ctx.user.name
        values: Values = values_of(before.value) if before else {"responsible": user, "days_before": 0}
        save = partial(self._save_task, item.item.key, before)
        panel = self._screen.show_form(item.item.text, preparation_sections(), values, save)
        if before is not None:
            work = partial(assigning.remove_preparation, self._ctx, before)
            remove = partial(self._screen.removed, work, item.item.text, is_whole=False)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _save_task(self, item: str, before: Stored[Preparation] | None, values: Values) -> None:
        one: Preparation = record_of(Preparation, {"assignment": "", "item": item, **values})
        work = partial(assigning.save_preparation, self._ctx, self._id, before, one)
        self._screen.saved(work, lambda _stored: None)

    # which home

    def homes(self) -> list[Any]:
        """What is reserved, and the flats that may be, each with what speaks for and against it."""
        held = [part for one in self._card.homes for part in (line(), self._held(one))]
        choices = [part for one in self._choices for part in (line(), self._choice(one))]
        return [
            label(texts.RESERVED_HOMES, "section"),
            *(held or [label(texts.NO_HOME_YET, "muted")]),
            label(texts.CHOOSE_HOME, "section"),
            label(texts.CHOICE_HELP, "muted", wrap=True),
            *(choices or [label(texts.NO_FREE_FLATS, "muted")]),
        ]

    def _held(self, one: ReservedLine) -> QWidget:
        address, flat_id = one.flat.value.address, one.flat.id
        go = partial(self._screen.wishes.emit, Goto("flats", flat_id))
        change = partial(self._days_form, address, one.reservation, values_of(one.reservation.value))
        give_back = partial(
            self._screen.removed,
            partial(flats.release, self._ctx, one.reservation),
            texts.RELEASE_TEXT,
            is_whole=False,
        )
        said = f"{texts.reserved(one.reservation.value)} · {texts.flat(one.flat.value)}"
        ways = row(
            button(texts.CHANGE_DAYS, change, Kind.QUIET, name=f"{texts.CHANGE_DAYS} {address}"),
            button(texts.RELEASE, give_back, Kind.QUIET, name=f"{texts.RELEASE} {address}"),
            0,
        )
        return holder(column(link(address, said, go), ways, spacing=4))

    def _choice(self, one: FlatChoice) -> QWidget:
        flat, of = one.flat.value, self._card.assignment.value
        wanted = of.arrival or self._card.line.last.day
        reserve = button(texts.RESERVE, partial(self._reserve, one), Kind.QUIET, name=f"{texts.RESERVE} {flat.address}")
        reasons = [label(texts.marked(each), wrap=True) for each in texts.reasons(one, of.persons, wanted)]
        head = leading(label(flat.address, "strong", wrap=True), reserve)
        return holder(column(head, label(texts.flat(flat), "muted", wrap=True), *reasons, spacing=2))

    def _reserve(self, one: FlatChoice) -> None:
        flat = one.flat.value
        wanted = self._card.assignment.value.arrival or self._screen.desk.today
        values = {
            "flat": flat.key,
            "assignment": self._card.assignment.value.key,
            "first": max(wanted, flat.days.start),
            "last": flat.days.last,
        }
        self._days_form(flat.address, None, values)

    def _days_form(self, title: str, before: Stored[FlatReservation] | None, values: Values) -> None:
        if self._screen.may_leave():
            save = partial(self._save_days, before, values)
            self._screen.show_form(formats.breakable(title), reservation_sections(), values, save)

    def _save_days(self, before: Stored[FlatReservation] | None, former: Values, values: Values) -> None:
        one: FlatReservation = record_of(FlatReservation, {**former, **values})
        self._screen.saved(partial(flats.reserve, self._ctx, before, one), lambda _stored: None)


def _may_register(one: ExpectedLine) -> bool:
    """Whether she is nobody yet, and has a name."""
    return one.expected.value.case_number is None and bool(one.expected.value.name)
