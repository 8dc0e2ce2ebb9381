"""A household on the page Personer: everybody who belongs to it, with bookings side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.rights import Part
from mottagning.readmodels.people import HouseholdCard, HouseholdLine
from mottagning.readmodels.plans import KinPlan
from mottagning.readmodels.records import values_of
from mottagning.texts import formats, words
from mottagning.texts import person_parts as texts
from mottagning.texts import plans as plan_texts
from mottagning.texts import timelines as line_texts
from mottagning.texts import weeks as week_texts
from mottagning.texts import window as window_texts
from mottagning.ui.timelines.part import TimelineMemory, show_page
from mottagning.ui.weeks.part import WeekPart
from mottagning.uikit.fields import Field, Section
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, column, facts, holder, label, line, link
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.screen import Goto
from mottagning.uikit.tabs import Page, Tabs
from mottagning.usecases import people
from mottagning.usecases.timelines.viewing import household_timeline
from mottagning.usecases.weeks.viewing import household_week


class HouseholdPage:
    """Shows one household in the card's place; `back` goes to the person from whom it was opened.

    `again` opens the page anew, at the tab and the week where it stands.
    """

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        card: HouseholdCard,
        plans: Sequence[KinPlan],
        line: TimelineMemory,
        back: Callable[[], None],
        again: Callable[[], None],
        *,
        day: date,
        tab: int = 0,
    ) -> None:
        self._screen = screen
        self._again, self._day, self.tab = again, day, tab
        self._card = card
        self._plans = {one.person_id: one for one in plans}
        self._line = line
        self._back = back

    def show(self) -> None:
        """Put the page up."""
        household = self._card.household.value
        edit = button(window_texts.EDIT, self._edit, name=f"{window_texts.EDIT} {texts.ANCHOR}")
        time = button(line_texts.OPEN_HOUSEHOLD, self._timeline, name=line_texts.OPEN_HOUSEHOLD_NAME)
        back = button(texts.BACK_TO_PERSON, self._back, Kind.QUIET)
        members = [part for one in self._card.lines for part in (*self._member(one), line())]
        pages: list[tuple[str, Page]] = [(week_texts.MEMBERS, holder(column(*members, 0)))]
        if self._screen.desk.ctx.sees(Part.PLANS):
            pages.append((week_texts.TAB, self._week))
        tabs = Tabs(pages, self.tab)
        tabs.changed.connect(self._keep_tab)
        anchor = self._card.anchor_name or household.anchor_person
        self._screen.card.show_parts(
            label(texts.HOUSEHOLD_TITLE.format(key=household.key), "subheading", wrap=True),
            Flow(edit, *([time] if self._screen.desk.ctx.sees(Part.PLANS) else []), back),
            facts([(texts.ANCHOR, anchor)]),
            tabs,
        )
        back.setFocus()

    def _week(self) -> QWidget:
        read = partial(household_week, self._screen.desk.ctx, self._card.household.value.key)
        week = WeekPart(self._screen, read, self._day, self._again)
        week.moved.connect(self._keep_day)
        return holder(column(week, 0))

    def _keep_tab(self, tab: int) -> None:
        self.tab = tab

    def _keep_day(self, day: date) -> None:
        self._day = day

    @property
    def day(self) -> date:
        """A day of the week that is shown."""
        return self._day

    def _member(self, one: HouseholdLine) -> list[Any]:
        title, detail = one.name, texts.membership(one.membership)[1]
        if one.membership.left_on is not None:
            detail = f"{detail} · {texts.LEFT}" if detail else texts.LEFT
        bookings = [
            link(
                f"{booking.key}  {booking.service}",
                f"{formats.days(booking.days)} · {words.word(booking.status)}",
                partial(self._screen.wishes.emit, Goto("bookings", booking.id)),
            )
            for booking in one.bookings
        ]
        return [
            link(title, detail, partial(self._screen.open, one.person_id)),
            holder(column(*(bookings or [label(texts.NO_BOOKINGS, "muted")]), spacing=2)),
            *self._plan(one),
        ]

    def _plan(self, one: HouseholdLine) -> list[Any]:
        """The way to a member's plan, or to begin one."""
        plan = self._plans.get(one.person_id)
        if plan is None:
            return []
        go = partial(self._screen.wishes.emit, Goto("plans", plan.plan_id or -plan.person_id))
        return [link(plan_texts.OPEN_PLAN, plan_texts.kin(plan), go)]

    def _timeline(self) -> None:
        """The lines of everybody who belongs to it now, in the card's place."""
        key = self._card.household.value.key
        read = partial(household_timeline, self._screen.desk.ctx, key)
        show_page(self._screen, read, line_texts.OF_HOUSEHOLD.format(key=key), self._line, self._leave_timeline)

    def _leave_timeline(self) -> None:
        self._screen.give_room(to_card=False)
        self.show()

    def _edit(self) -> None:
        asked = Field("anchor_person", texts.ANCHOR, hint=texts.ANCHOR_HINT, wide=True)
        title = texts.HOUSEHOLD_TITLE.format(key=self._card.household.value.key)
        self._screen.show_form(title, [Section("", (asked,))], values_of(self._card.household.value), self._save)

    def _save(self, values: Values) -> None:
        before = self._card.household
        anchor = values.get("anchor_person")
        household = replace(before.value, anchor_person=str(anchor) if anchor else None)
        work = partial(people.save_household, self._screen.desk.ctx, before, household)
        self._screen.saved(work, lambda _stored: None)
