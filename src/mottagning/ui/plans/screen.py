"""The page Planer: wires list, card and forms to the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.rights import Part
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.plans import PlanCard, PlanLine, PlanStatus, TemplateChoice
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import formats, words
from mottagning.texts import people as people_texts
from mottagning.texts import plan_print as print_texts
from mottagning.texts import plan_templates as template_texts
from mottagning.texts import plans as texts
from mottagning.texts import reception as reception_texts
from mottagning.texts import timelines as line_texts
from mottagning.texts import waiting as wait_texts
from mottagning.texts import weeks as week_texts
from mottagning.texts import window as window_texts
from mottagning.ui.checklist import ChecklistPart
from mottagning.ui.deadlines.person import DeadlinesPart
from mottagning.ui.history import HistoryPart
from mottagning.ui.plans.columns import columns, quick_filters, status, tone
from mottagning.ui.plans.follow_ups import FollowUps
from mottagning.ui.plans.form import closing_sections, plan_sections
from mottagning.ui.plans.parts import PlanParts
from mottagning.ui.plans.templates import TemplatesPage
from mottagning.ui.timelines.part import TimelineMemory, person_part
from mottagning.ui.waiting.part import WaitsPart
from mottagning.ui.weeks.part import WeekPart
from mottagning.uikit import messages, theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.flow import Flow
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, link, row
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.tabs import Page, Tabs
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import people
from mottagning.usecases.plans import planning
from mottagning.usecases.plans.listing import list_plans
from mottagning.usecases.plans.printing import write_plan
from mottagning.usecases.plans.templates import list_templates, templates_for
from mottagning.usecases.plans.viewing import open_plan, plan_of_person
from mottagning.usecases.weeks.viewing import persons_week


@dataclass(frozen=True, slots=True)
class _Offers:
    """What the form of a new plan offers, and for whom it is where somebody is chosen."""

    templates: list[TemplateChoice]
    people: list[PersonLine]
    case_number: str | None = None


class PlansScreen(RecordScreen[PlanLine, PlanCard]):
    """Plans and those who have none: the list, a plan's card, and the forms."""

    part = Part.PLANS
    interests = frozenset({Area.PLANS, Area.PEOPLE, Area.BOOKINGS, Area.SETTINGS, Area.WAITS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "plans",
            columns(sees_protected=desk.ctx.sees_protected),
            ListWords.of(texts),
            quick_filters(),
            About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self._card: PlanCard | None = None
        self._tab = 0
        self._tab_wanted: str | None = None
        self._line = TimelineMemory()
        self._day: date | None = None
        self._parts.setSizes([2500, 2500])  # the card is where one works; its tabs want room

    def id_of(self, row: PlanLine) -> int:
        return row.id

    def read_lines(self) -> list[PlanLine]:
        return list_plans(self.desk.ctx)

    def read_card(self, record_id: int) -> PlanCard:
        return open_plan(self.desk.ctx, record_id)

    def more_buttons(self) -> list[QPushButton]:
        planned = button(reception_texts.PLANNED, partial(self.wishes.emit, Goto("assignments")), Kind.QUIET)
        return [
            button(wait_texts.TITLE, partial(self.wishes.emit, Goto("waits")), Kind.QUIET),
            planned,
            button(template_texts.OPEN, lambda: TemplatesPage(self).begin(), Kind.QUIET, name=template_texts.TITLE),
        ]

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a person's plan
        match record:
            case ("person", str(case_number)):
                if self.may_leave():
                    self.query(partial(plan_of_person, self.desk.ctx, case_number), self._open_found)
            case ("tab", int(number), str(word)):
                self._open_tab(number, word)
            case _:
                super().open(record)

    def _open_tab(self, number: int, word: str) -> None:
        """Show a page of a plan's card; of one that is shown already too."""
        if self.may_leave():
            self._tab_wanted = word
            is_here = self._shown == number
            self._open_found(number)
            if is_here:
                self._read(number)

    def _open_found(self, number: int) -> None:
        """Show somebody's plan; of who is not in the list, as she belongs elsewhere, the card all the same."""
        super().open(number)
        if self.list.table.current is None or self.id_of(self.list.table.current) != number:
            self.query(partial(self.read_card, number), self._show_unlisted)

    def _show_unlisted(self, card: PlanCard) -> None:
        if self.begin_page():
            self.show_card(card)

    def show_card(self, card: PlanCard) -> None:
        self._card = card
        detail = texts.span(card.plan.value) if card.plan else texts.STATUSES[PlanStatus.LACKING]
        self.card.show_parts(
            leading(label(card.line.name, "subheading", wrap=True), chip(status(card.line), tone(card.line))),
            label(f"{card.line.case_number} · {detail}", "muted", wrap=True),
            *(self._of_plan(card, card.plan) if card.plan else self._of_nobody(card)),
        )

    def _of_nobody(self, card: PlanCard) -> list[Any]:
        late = card.line.status is PlanStatus.LACKING_LATE
        said = label(texts.NO_PLAN_LATE, "warned", wrap=True) if late else label(texts.NO_PLAN, wrap=True)
        begin = button(texts.BEGIN, partial(self._begin, card.line.case_number))
        return [
            row(begin, self._to_person(card), 0),
            said,
            theme.GROUP,
            label(texts.TAB_CHECKLIST, "subheading"),
            ChecklistPart(self, card.checked),
        ]

    def _to_person(self, card: PlanCard) -> QWidget:
        return button(texts.OPEN_PERSON, partial(self.wishes.emit, Goto("people", card.line.person_id)), Kind.QUIET)

    def _of_plan(self, card: PlanCard, plan: Stored[IntroductionPlan]) -> list[Any]:
        follow_ups = FollowUps(self, card, plan)
        pages = self._pages(card, plan, follow_ups)
        self._tab, self._tab_wanted = Tabs.place_of(pages, self._tab_wanted, self._tab), None
        tabs = Tabs(pages, self._tab)
        tabs.changed.connect(self._keep_tab)
        return [
            Flow(
                button(window_texts.EDIT, self.begin_edit),
                button(print_texts.WRITE, partial(self._print, plan.id), Kind.QUIET),
                self._to_person(card),
                button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE),
            ),
            *follow_ups.next(),
            tabs,
        ]

    def _pages(self, card: PlanCard, plan: Stored[IntroductionPlan], follow_ups: FollowUps) -> list[tuple[str, Page]]:
        parts = PlanParts(self, card, plan)
        case, name = card.line.case_number, card.line.name
        return [
            (texts.TAB_GOALS, lambda: _page(*parts.goals())),
            (texts.TAB_ACTIVITIES, lambda: _page(*parts.activities())),
            (texts.TAB_CHILD, lambda: _page(*parts.child())),
            (texts.TAB_FOLLOW_UPS, lambda: _page(*follow_ups.page())),
            (texts.TAB_CHECKLIST, lambda: _page(ChecklistPart(self, card.checked))),
            (deadline_texts.TITLE, partial(self._deadlines, card)),
            (wait_texts.TAB, lambda: _page(WaitsPart(self, case))),
            (line_texts.TAB, lambda: _page(person_part(self, case, name, self._line))),
            (week_texts.TAB, lambda: _page(self._week(card))),
            (texts.TAB_CLOSING, lambda: _page(*self._closing(card, plan))),
        ]

    def _deadlines(self, card: PlanCard) -> QWidget:
        due = DeadlinesPart(self, card.person.value, card.deadlines)
        return _page(due.part(), due.others())

    def _week(self, card: PlanCard) -> QWidget:
        part = WeekPart(self, partial(persons_week, self.desk.ctx, card.line.case_number), self._day or self.desk.today)
        part.moved.connect(self._keep_day)
        return part

    def _keep_tab(self, tab: int) -> None:
        self._tab = tab

    def _keep_day(self, day: date) -> None:
        self._day = day

    # the closing

    def _closing(self, card: PlanCard, plan: Stored[IntroductionPlan]) -> list[Any]:
        one = plan.value
        word = texts.CLOSE if one.is_open else texts.CHANGE_CLOSING
        said = texts.NOT_CLOSED if one.is_open else texts.CLOSED_TEXT
        known = [
            (texts.CLOSED_ON, formats.day(one.closed_on) if one.closed_on else None),
            (texts.REASON, words.first_upper(words.word_or_nothing(one.closure_reason)) or None),
            (texts.CLOSURE_NOTE, one.closure_note),
            (texts.HANDED_TO, one.handed_to),
            (texts.HANDED_MUNICIPALITY, self.desk.ctx.name(one.handed_municipality or "") or None),
            (texts.HANDED_ON, formats.day(one.handed_on) if one.handed_on else None),
            (texts.HANDED_GROUND, one.handed_ground),
            (texts.HANDED_DOCUMENTS, one.handed_documents),
        ]
        shown = [fact for fact in known if fact[1]]
        return [
            label(said, "muted", wrap=True),
            *([facts(shown)] if shown else []),
            Flow(
                button(word, self._begin_closing),
                button(print_texts.WRITE_HANDOVER, partial(self._print, plan.id, is_handover=True), Kind.QUIET),
            ),
            *self._earlier(card),
            HistoryPart(self, "plans", plan.id),
        ]

    def _earlier(self, card: PlanCard) -> list[Any]:
        if not card.earlier:
            return []
        links = [link(texts.span(one.value), "", partial(self.open, one.id)) for one in card.earlier]
        return [label(texts.EARLIER, "section"), *links]

    def _print(self, plan_id: int, *, is_handover: bool = False) -> None:
        folder = messages.choose_folder(self, print_texts.CHOOSE_FOLDER, Path.home())
        if folder is not None:
            work = partial(write_plan, self.desk.ctx, plan_id, folder, write_pdf, is_handover=is_handover)
            said = print_texts.HANDOVER_WRITTEN if is_handover else print_texts.WRITTEN
            self.command(work, lambda file: self.told.emit(said.format(file=file)))

    def _begin_closing(self) -> None:
        if self._card is not None and self._card.plan is not None:
            plan = self._card.plan
            values = values_of(plan.value)
            if plan.value.is_open:
                values["closed_on"] = self.desk.today
            sections = closing_sections(municipalities(self.desk.ctx.reference))
            self.show_form(f"{texts.TAB_CLOSING}: {self._card.line.name}", sections, values, partial(self._save, plan))

    # the plan's own form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(partial(self._offers, None), self._new_form)

    def _begin(self, case_number: str) -> None:
        if self.may_leave():
            self.query(partial(self._offers, case_number), self._new_form)

    def _offers(self, case_number: str | None) -> _Offers:
        ctx = self.desk.ctx
        if case_number is None:
            return _Offers(list_templates(ctx), people.list_people(ctx))
        return _Offers(templates_for(ctx, case_number, ctx.today), [], case_number)

    def _new_form(self, offers: _Offers) -> None:
        name = self._card.line.name if self._card and offers.case_number else None
        if offers.case_number is None:
            self._card = None
            self.choose_nothing()
        choices = tuple((one.template.key, texts.template(one.template, is_own=one.is_own)) for one in offers.templates)
        persons = None
        if offers.case_number is None:
            known = offers.people
            persons = tuple((one.case_number, people_texts.in_choice(one.name, one.case_number)) for one in known)
        values: dict[str, object] = {"first": self.desk.today, "officer": self.desk.ctx.user.name}
        if offers.case_number is not None and offers.templates:
            values["begun_from"] = offers.templates[0].template.key
        title = f"{texts.NEW}: {name}" if name else texts.NEW
        self.show_form(title, plan_sections(choices, persons), values, partial(self._save_new, offers.case_number))

    def _save_new(self, case_number: str | None, values: Values) -> None:
        given = {"key": "", **values, **({"case_number": case_number} if case_number else {})}
        plan: IntroductionPlan = record_of(IntroductionPlan, given)
        self.saved(partial(planning.begin_plan, self.desk.ctx, plan), lambda stored: stored.id)

    def begin_edit(self) -> None:
        card = self._card
        if card is None:
            return
        if card.plan is None:
            self._begin(card.line.case_number)
            return
        values = values_of(card.plan.value)
        self.show_form(texts.span(card.plan.value), plan_sections(()), values, partial(self._save, card.plan))

    def _save(self, before: Stored[IntroductionPlan], values: Values) -> None:
        plan: IntroductionPlan = record_of(IntroductionPlan, {**values_of(before.value), **values})
        undo = putting_back(before, planning.save_plan, planning.remove_plan, self.desk.ctx)
        self.saved(partial(planning.save_plan, self.desk.ctx, before, plan), lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None and self._card.plan is not None:
            self.removed(partial(planning.remove_plan, self.desk.ctx, self._card.plan), texts.REMOVE_TEXT)


def _page(*parts: Any) -> QWidget:  # noqa: ANN401 - widgets
    return holder(column(theme.GROUP, *parts, 0, spacing=theme.GROUP))
