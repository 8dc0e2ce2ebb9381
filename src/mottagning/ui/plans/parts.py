"""What is in a plan, on its card: goals, activities, who answers for what, the child's part; each with its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.plans import ChildSection, Goal, GoalStatus, IntroductionPlan, PlanResponsibility
from mottagning.domain.problems import FieldProblem
from mottagning.domain.responsibilities import ActorKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.plans import ActivityLine, KinPlan, PlanCard
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import bookings as booking_texts
from mottagning.texts import fields as field_texts
from mottagning.texts import formats, words
from mottagning.texts import plans as texts
from mottagning.texts import window as window_texts
from mottagning.ui.plans.form import activity_sections, child_sections, goal_sections, responsibility_sections
from mottagning.uikit import theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import Section
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, line, link, row
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.screen import Goto
from mottagning.uikit.undoing import putting_back
from mottagning.usecases.plans import planning
from mottagning.usecases.plans.planning import PlanPart

_GOAL_TONES = {
    GoalStatus.NOT_BEGUN: Tone.QUIET,
    GoalStatus.UNDER_WAY: Tone.INFORMATION,
    GoalStatus.REACHED: Tone.OK,
    GoalStatus.CHANGED: Tone.INFORMATION,
    GoalStatus.GIVEN_UP: Tone.QUIET,
}
_ACTIVITY_TONES = {
    ActivityStatus.PLANNED: Tone.QUIET,
    ActivityStatus.ONGOING: Tone.INFORMATION,
    ActivityStatus.DONE: Tone.OK,
    ActivityStatus.INTERRUPTED: Tone.WARNING,
    ActivityStatus.CANCELLED: Tone.QUIET,
}


class PlanParts:
    """The parts of one plan, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any], card: PlanCard, plan: Stored[IntroductionPlan]) -> None:
        self._screen, self._card, self._plan = screen, card, plan
        self._ctx = screen.desk.ctx

    # goals

    def goals(self) -> list[Any]:
        """The needs, and each goal with its words."""
        plan = self._plan.value
        known = [
            (texts.NEEDS, plan.needs),
            (texts.TAKEN_OVER, plan.taken_over_from),
            (texts.HISTORY, plan.history),
            (texts.EXTERNAL, plan.external_plan),
        ]
        said = [facts([fact for fact in known if fact[1]])] if any(fact[1] for fact in known) else []
        new = button(texts.NEW_GOAL, partial(self._goal_form, None), Kind.QUIET)
        goals = [part for one in self._card.goals for part in (line(), self._goal(one))]
        empty = [] if goals else [label(texts.NO_GOALS, "muted")]
        return [*said, row(label(texts.TAB_GOALS, "section"), 0, new), *empty, *goals]

    def _goal(self, one: Stored[Goal]) -> QWidget:
        goal = one.value
        said, detail = texts.goal(goal)
        main = [chip(texts.MAIN, Tone.INFORMATION)] if goal.is_main else []
        state = chip(words.first_upper(words.word(goal.status)), _GOAL_TONES[goal.status])
        edit = self._edit(partial(self._goal_form, one), goal.area)
        parts: list[Any] = [leading(label(goal.area, "strong", wrap=True), edit), row(*main, state, 0)]
        parts.append(label(said, "text" if goal.words else "muted", wrap=True))
        return holder(column(*parts, *_muted(detail), spacing=4))

    def _goal_form(self, before: Stored[Goal] | None) -> None:
        values = values_of(before.value) if before else {"status": GoalStatus.NOT_BEGUN}
        self._form(before, Goal, texts.NEW_GOAL, goal_sections(), values, before.value.area if before else "")

    # activities

    def activities(self) -> list[Any]:
        """Each activity with what is worth a look about it, and who answers for what."""
        new = button(texts.NEW_ACTIVITY, partial(self._activity_form, None), Kind.QUIET)
        found = [part for one in self._card.activities for part in (line(), self._activity(one))]
        empty = [] if found else [label(texts.NO_ACTIVITIES, "muted")]
        return [row(label(texts.TAB_ACTIVITIES, "section"), 0, new), *empty, *found, theme.GROUP, *self._answering()]

    def _activity(self, one: ActivityLine) -> QWidget:
        activity = one.activity.value
        goal = next((each.value.area for each in self._card.goals if each.value.number == activity.goal), None)
        state = chip(words.first_upper(words.word(activity.status)), _ACTIVITY_TONES[activity.status])
        edit = self._edit(partial(self._activity_form, one.activity), activity.what)
        ways = []
        if one.booking_id is not None:
            go = partial(self._screen.wishes.emit, Goto("bookings", one.booking_id))
            ways.append(button(booking_texts.ONE.capitalize() + f" {activity.booking}", go, Kind.LINK))
        doubts = [
            label(field_texts.said(doubt), "warned", wrap=True) for doubt in one.doubts if doubt.code != "no_goal"
        ]
        parts: list[Any] = [leading(label(activity.what, "strong", wrap=True), edit), row(state, *ways, 0)]
        parts += [label(texts.activity(activity, goal), "muted", wrap=True), *self._waits(activity), *doubts]
        return holder(column(*parts, *_muted(activity.outcome or ""), spacing=4))

    def _waits(self, activity: PlanActivity) -> list[QWidget]:
        """What must be done first."""
        first = next(
            (
                each.activity.value
                for each in self._card.activities
                if each.activity.value.number == activity.depends_on
            ),
            None,
        )
        return _muted(f"{texts.DEPENDS_ON}: {first.what}") if first else []

    def _activity_form(self, before: Stored[PlanActivity] | None) -> None:
        number = before.value.number if before else None
        goals = tuple((str(one.value.number), texts.goal_choice(one.value)) for one in self._card.goals)
        others = tuple(
            (str(one.activity.value.number), f"{one.activity.value.number}  {one.activity.value.what}")
            for one in self._card.activities
            if one.activity.value.number != number
        )
        booked = tuple((one.key, f"{one.key}  {one.service}") for one in self._card.bookings)
        values: dict[str, object] = (
            values_of(before.value)
            if before
            else {
                "status": ActivityStatus.PLANNED,
                "actor_kind": ActorKind.OWN_UNIT,
                "first": max(self._screen.desk.today, self._plan.value.days.start),
            }
        )
        shown = {
            name: str(value) if name in _NUMBERS and value is not None else value for name, value in values.items()
        }
        sections = activity_sections(goals, others, booked)
        said = before.value.what if before else ""
        panel = self._form(before, PlanActivity, texts.NEW_ACTIVITY, sections, shown, said)
        panel.when_paused(partial(self._doubt, panel, number or 0))

    def _doubt(self, panel: FormPanel, number: int) -> None:
        """What does not fit is told while it is being entered; nothing of it hinders."""
        values = panel.form.glance(self._screen.desk.today).values
        first, last = values.get("first"), values.get("last")
        if first is None or (last is not None and last < first):  # type: ignore[operator]
            return
        activity: PlanActivity = record_of(
            PlanActivity, _numbered({**values, "plan": "", "number": number, "what": "x"})
        )

        def came(doubts: tuple[FieldProblem, ...]) -> None:
            panel.note(" ".join(f"{_LABELS[one.name]}: {field_texts.said(one)}" for one in doubts))

        self._screen.query(partial(planning.doubts_of, self._ctx, self._plan.id, activity), came)

    # who answers for what

    def _answering(self) -> list[Any]:
        new = button(texts.NEW_RESPONSIBILITY, partial(self._responsibility_form, None), Kind.QUIET)
        parts: list[Any] = [row(label(texts.RESPONSIBILITIES, "section"), 0, new)]
        for one in self._card.responsibilities:
            said, contact = texts.responsibility(one.value)
            edit = self._edit(partial(self._responsibility_form, one), one.value.area)
            parts.append(leading(holder(column(label(said, wrap=True), *_muted(contact), spacing=0)), edit))
        if not self._card.responsibilities:
            parts.append(label(texts.NO_RESPONSIBILITIES, "muted"))
        return parts

    def _responsibility_form(self, before: Stored[PlanResponsibility] | None) -> None:
        values = values_of(before.value) if before else {"actor_kind": ActorKind.OWN_UNIT}
        areas = [one.name for one in self._ctx.reference.responsibilities.areas]
        said = before.value.area if before else ""
        self._form(before, PlanResponsibility, texts.NEW_RESPONSIBILITY, responsibility_sections(areas), values, said)

    # the child

    def child(self) -> list[Any]:
        """The child's own part, and the others of the household with their plans."""
        parts: list[Any] = []
        section = self._card.child
        if section is not None or self._card.is_child:
            word = window_texts.EDIT if section else texts.FILL_CHILD
            fill = button(word, self._child_form, Kind.QUIET, name=f"{word} {texts.CHILD_SECTION}")
            parts += [row(label(texts.CHILD_SECTION, "section"), 0, fill)]
            parts += [facts(_child_facts(section.value))] if section else []
        else:
            parts += [label(texts.NOT_A_CHILD, "muted"), label(texts.CHILD_NOTE, "muted", wrap=True)]
        return [*parts, theme.GROUP, *self.kin()]

    def kin(self) -> list[Any]:
        """The others of the household, children first, each with the way to her plan."""
        parts: list[Any] = []
        for heading, found in (
            (texts.CHILDREN, [one for one in self._card.kin if one.is_child]),
            (texts.OTHERS, [one for one in self._card.kin if not one.is_child]),
        ):
            if found:
                parts += [label(heading, "section"), *(self._kin(one) for one in found)]
        return parts or [label(texts.ALONE, "muted")]

    def _kin(self, one: KinPlan) -> QWidget:
        return link(one.name, texts.kin(one), partial(self._screen.open, one.plan_id or -one.person_id))

    def _child_form(self) -> None:
        before = self._card.child
        values = values_of(before.value) if before else {}
        self._form(before, ChildSection, texts.CHILD_SECTION, child_sections(), values, "")

    # what they share

    def _edit(self, do: Callable[[], object], said: str) -> QWidget:
        return button(window_texts.EDIT, do, Kind.QUIET, name=f"{window_texts.EDIT} {said}")

    def _form(
        self,
        before: Stored[Any] | None,
        kind: type,
        new: str,
        sections: Sequence[Section],
        values: Values,
        said: str,
    ) -> FormPanel:
        """The form of a part; one that is there already can be taken out."""
        title = f"{said or new}: {self._card.line.name}"
        panel = self._screen.show_form(title, sections, values, partial(self._save, kind, before))
        if before is not None and said:
            work = partial(planning.remove_part, self._ctx, self._plan.id, before)
            remove = partial(self._screen.removed, work, said, is_whole=False)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))
        return panel

    def _save(self, kind: type, before: Stored[PlanPart] | None, values: Values) -> None:
        former = values_of(before.value) if before else {"plan": self._plan.value.key, "number": 0}
        part: PlanPart = record_of(kind, _numbered({**former, **values}))
        work = partial(planning.save_part, self._ctx, self._plan.id, before, part)
        undo = putting_back(before, planning.save_part, planning.remove_part, self._ctx, self._plan.id)
        self._screen.saved(work, lambda _stored: None, undo=undo)


_NUMBERS = ("goal", "depends_on")
_LABELS = {
    "first": texts.FROM,
    "last": texts.UNTIL,
    "goal": texts.GOAL,
    "depends_on": texts.DEPENDS_ON,
}


def _numbered(values: Values) -> dict[str, object]:
    """The values of a form that asks for numbers by a list."""
    return {
        name: int(value) if name in _NUMBERS and isinstance(value, str) else value for name, value in values.items()
    }


def _muted(text: str) -> list[QWidget]:
    return [label(formats.breakable(text), "muted", wrap=True)] if text else []


def _child_facts(section: ChildSection) -> list[tuple[str, str | None]]:
    heard = ", ".join(
        part for part in (formats.day(section.heard_on) if section.heard_on else None, section.heard_how) if part
    )
    known = [
        (texts.HEARD_ON, heard or None),
        (texts.CHILD_NEEDS, section.needs),
        (texts.SCHOOL, ", ".join(part for part in (section.school, section.school_contact) if part) or None),
        (texts.MOTHER_TONGUE, section.mother_tongue),
        (texts.LEISURE, section.leisure),
        (texts.HEALTH, section.health),
        (texts.PARENTS_HOURS, section.parents_hours),
    ]
    voice = f"”{section.voice}”" if section.voice else None
    return [(texts.VOICE, voice), *(fact for fact in known if fact[1])]
