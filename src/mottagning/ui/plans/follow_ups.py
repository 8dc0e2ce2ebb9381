"""Follow-ups on a plan's card: the next one and why, those that were held, and the form of one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.follow_ups import FollowUp
from mottagning.domain.plans import GoalStatus, IntroductionPlan
from mottagning.domain.problems import FieldProblem
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.plans import FollowUpLine, PlanCard
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import fields as field_texts
from mottagning.texts import formats, words
from mottagning.texts import plans as texts
from mottagning.texts import window as window_texts
from mottagning.ui.plans.form import follow_up_sections, goal_field, note_field
from mottagning.uikit.parts import Kind, button, column, facts, holder, label, leading, line
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.undoing import Back
from mottagning.usecases.plans import following_up


class FollowUps:
    """The follow-ups of one plan, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any], card: PlanCard, plan: Stored[IntroductionPlan]) -> None:
        self._screen, self._card, self._plan = screen, card, plan
        self._ctx = screen.desk.ctx

    def next(self) -> list[Any]:
        """The next one, and the way to hold it; nothing of a closed plan."""
        proposal, today = self._card.line.proposal, self._screen.desk.today
        if proposal is None:
            return []
        said = label(texts.proposed(proposal, today), "warned" if proposal.is_late(today) else "notice", wrap=True)
        return [holder(leading(said, button(texts.NEW_FOLLOW_UP, partial(self._form, None))))]

    def page(self) -> list[Any]:
        """Those that were held, and what is known ahead."""
        parts: list[Any] = []
        if not self._card.follow_ups:
            parts.append(label(texts.NO_FOLLOW_UPS, "muted"))
        for one in self._card.follow_ups:
            parts += [line(), self._held(one)]
        if self._card.coming:
            parts += [line(), label(texts.COMING, "section", wrap=True)]
            for proposal in self._card.coming:
                said, source = texts.coming(proposal)
                parts.append(holder(column(label(said, wrap=True), label(source, "muted", wrap=True), spacing=0)))
        return parts

    def _held(self, one: FollowUpLine) -> QWidget:
        follow_up = one.follow_up.value
        title = texts.FOLLOW_UP.format(number=follow_up.number)
        why = texts.cause(follow_up.cause)
        heading = f"{formats.day(follow_up.on)} · {why}" if why else formats.day(follow_up.on)
        edit = button(
            window_texts.EDIT, partial(self._form, one.follow_up), Kind.QUIET, name=f"{window_texts.EDIT} {title}"
        )
        said = facts([*self._goals(one), *texts.follow_up(follow_up, self._language)])
        return holder(column(leading(label(heading, "strong", wrap=True), edit), said, spacing=4))

    def _goals(self, one: FollowUpLine) -> list[tuple[str, str | None]]:
        areas = {goal.value.number: goal.value.area for goal in self._card.goals}
        return [
            (
                areas.get(review.goal, str(review.goal)),
                " – ".join(part for part in (words.first_upper(words.word(review.status)), review.note) if part),
            )
            for review in sorted(one.reviews, key=lambda review: review.goal)
        ]

    def _language(self, code: str) -> str:
        return self._ctx.reference.languages.get(code, code)

    def _form(self, before: Stored[FollowUp] | None) -> None:
        person = self._card.person.value
        goals = [one.value for one in self._card.goals]
        values: dict[str, object] = (
            values_of(before.value)
            if before
            else {"on": self._screen.desk.today, "interpreter": person.interpreter_language}
        )
        values |= self._reviewed(before)
        languages = tuple(self._ctx.reference.languages.items())
        title = texts.FOLLOW_UP.format(number=before.value.number) if before else texts.NEW_FOLLOW_UP
        panel = self._screen.show_form(
            f"{title}: {person.name}", follow_up_sections(goals, languages), values, partial(self._save, before)
        )
        panel.when_paused(partial(self._doubt, panel))
        if before is not None:
            work = partial(following_up.remove_follow_up, self._ctx, self._plan.id, before)
            undo = partial(following_up.put_back, self._ctx, self._plan.id, None, self._former(before))
            remove = partial(self._screen.removed, work, title, is_whole=False, undo=undo)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _reviewed(self, before: Stored[FollowUp] | None) -> dict[str, object]:
        """How far the goals had come then; in a new one as they stand now, to be looked at."""
        reviews = self._reviews(before)
        values: dict[str, object] = {}
        for goal in (one.value for one in self._card.goals):
            status, note = reviews.get(goal.number, (None if before else goal.status, None))
            values[goal_field(goal)], values[note_field(goal)] = status, note
        return values

    def _reviews(self, before: Stored[FollowUp] | None) -> dict[int, tuple[GoalStatus, str | None]]:
        held = (one for one in self._card.follow_ups if before is not None and one.follow_up.id == before.id)
        return {review.goal: (review.status, review.note) for one in held for review in one.reviews}

    def _former(self, before: Stored[FollowUp] | None) -> following_up.Former:
        goals = {one.value.number: one.value.status for one in self._card.goals}
        return following_up.Former(before.value if before else None, self._reviews(before), goals)

    def _doubt(self, panel: FormPanel) -> None:
        """What is worth a look is told while it is being entered."""
        values = panel.form.glance(self._screen.desk.today).values
        if values.get("on") is None:
            return
        follow_up = record_of(FollowUp, {**values, "plan": "", "number": 0})

        def came(doubts: tuple[FieldProblem, ...]) -> None:
            panel.note(" ".join(field_texts.said(one) for one in doubts))

        self._screen.query(partial(following_up.doubts_of_follow_up, self._ctx, self._plan.id, follow_up), came)

    def _save(self, before: Stored[FollowUp] | None, values: Values) -> None:
        reviews: dict[int, tuple[GoalStatus, str | None]] = {}
        for goal in (one.value for one in self._card.goals):
            status, note = values.get(goal_field(goal)), values.get(note_field(goal))
            if isinstance(status, GoalStatus):
                reviews[goal.number] = (status, str(note) if note else None)
        cause = self._card.line.proposal.rule if self._card.line.proposal else None
        known = values_of(before.value) if before else {"plan": "", "number": 0, "cause": cause}
        follow_up: FollowUp = record_of(FollowUp, {**known, **values})
        work = partial(following_up.save_follow_up, self._ctx, self._plan.id, before, follow_up, reviews)
        former = self._former(before)

        def undo(after: Stored[FollowUp]) -> Back:
            return partial(following_up.put_back, self._ctx, self._plan.id, after, former)

        self._screen.saved(work, lambda _stored: None, undo=undo)
