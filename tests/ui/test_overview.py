"""Does the first page show how far the months have come, what the year costs and what others have done?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import Clock, furnish
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import overview as texts
from mottagning.usecases.context import Context
from steps import known


@pytest.fixture
def first_page(hands: Any, ctx: Context, clock: Clock) -> Any:
    """Kim at the first page; somebody else has changed Bo since she went home."""
    furnish(ctx)
    kim = replace(ctx, user=replace(ctx.user, name="Kim"))
    for _ in range(2):
        clock.tick(hours=1)
        with kim.writing() as uow:
            uow.log.read(ReadNote(ReadKind.LOGIN))
            uow.commit()
    known(ctx, "2024-0002", phone="070-000 00 02")
    hands.program.enter(kim)
    hands.settle()
    hands.go("overview")
    return hands


def test_a_month_is_told_by_counterpart_and_leads_to_the_month(first_page: Any) -> None:
    first_page.tab(texts.TAB_COUNTERPARTS)
    part = first_page.screen.counterparts
    (line,) = part.list.table.rows_model.rows
    assert first_page.says("September 2024")
    assert (line.bought, line.sold) == (950_000, 400_000)
    part.list.table.opened.emit(line)
    first_page.settle()
    assert first_page.shell.current == "returns"


def test_the_years_cost_is_shown_with_its_sums_and_in_a_chart(first_page: Any) -> None:
    first_page.tab(texts.TAB_COST)
    assert "september" in first_page.screen.cost._charts[RowDirection.BUY].view.told.lower()
    first_page.push(texts.TO_COST)
    assert first_page.shell.current == "costs"


def test_what_others_have_done_leads_to_the_record(first_page: Any) -> None:
    first_page.tab(texts.TAB_NEWS)
    part = first_page.screen.news
    (line,) = part.list.table.rows_model.rows
    assert (line.name, texts.done(line)) == ("Bo Provlund", "Personer: ändrat")
    part.since.setCurrentIndex(2)
    part.since.activated.emit(2)
    first_page.settle()
    assert len(part.list.table.rows_model.rows) > 1
    part.list.table.opened.emit(line)
    first_page.settle()
    assert first_page.shell.current == "people"
    assert first_page.screen._shown == line.record


def test_who_sees_no_plans_has_no_deadlines_there(hands: Any, ctx: Context) -> None:
    furnish(ctx)
    economist = replace(ctx, user=replace(ctx.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY))
    hands.program.enter(economist)
    hands.settle()
    assert hands.screen.tabs.bar.words == [texts.TAB_COUNTERPARTS, texts.TAB_COST, texts.TAB_NEWS]
    assert deadline_texts.TITLE not in hands.screen.tabs.bar.words
