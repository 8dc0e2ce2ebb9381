"""Are deadlines found in the window: on the first page, on the card, in the settings, and as a calendar file?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from factories import day, days, furnish
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plans import IntroductionPlan
from mottagning.usecases.context import Context
from mottagning.usecases.people_parts import save_part
from mottagning.usecases.plans.planning import begin_plan

AMINA, CLEO = "2024-0001", "2024-0003"
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def due(hands: Any, ctx: Context) -> Any:
    """Two people whose permits end soon, one of them with protected data, and one is in sfi. It is 2025-03-03."""
    furnish(ctx)
    for case in (AMINA, CLEO):
        permit = ResidencePermit(case_number=case, decided_on=day("2024-01-10"), valid_until=day("2025-03-20"))
        save_part(ctx, None, permit)
    with ctx.writing() as uow:
        before = uow.people.find(AMINA)
        assert before is not None
        uow.people.change(before, replace(before.value, birth_date=day("1990-01-01")))
        uow.commit()
    admitted = Milestone(case_number=AMINA, kind=MilestoneKind.SFI_ADMITTED, happened_on=day("2024-09-02"))
    save_part(ctx, None, admitted)
    hands.program.enter(ctx)
    hands.settle()
    return hands


def test_the_first_page_lists_what_is_due_and_opens_the_person(due: Any) -> None:
    due.go("overview")
    rows = due.screen.due.list.table.rows_model.rows
    first = rows[0]
    assert (first.deadline.rule.key, first.days_left) == ("permit_ends", 17)
    due.screen.due.list.show_only(("rule", first.deadline.rule.name))
    assert {one.deadline.rule.key for one in due.screen.due.list.table.rows_model.rows} == {"permit_ends"}
    due.screen.due.list.table.opened.emit(first)
    due.settle()
    assert due.shell.current == "people"


def test_the_card_tells_how_a_day_was_counted_and_extends_it(due: Any, ctx: Context) -> None:
    due.go("people", 1)
    due.tab("Tidsfrister")
    assert due.says("2029-01-01")
    assert not due.says("Räknas från")
    how = "Hur dagen räknades: Sfi: tre år från första antagningen"
    next(one for one in due.visible(QPushButton) if one.accessibleName() == how).click()
    due.settle()
    assert due.says("Räknas från första antagningen till sfi")
    assert due.says("Regeln räknar tidigast från 2026-01-01")
    due.push("Förläng …")
    due.fill(new_day="2029-07-02", granted_by="Rektorn", applied_on="2028-11-01")
    due.key(Key.Key_S, CONTROL)
    assert "2029-07-01" in due.problem("new_day")
    due.fill(new_day="2029-07-01")
    due.key(Key.Key_S, CONTROL)
    due.tab("Tidsfrister")
    assert due.says("2029-07-01")
    assert len(ctx_extensions(ctx)) == 1


def ctx_extensions(ctx: Context) -> list[Any]:
    with ctx.reading() as reader:
        return list(reader.extensions.every())


def test_an_extension_is_taken_back_on_the_card(due: Any, ctx: Context, answers: Any) -> None:
    test_the_card_tells_how_a_day_was_counted_and_extends_it(due, ctx)
    due.push("Ta tillbaka förlängningen")
    assert "2029-07-01" in answers.asked[0]
    assert ctx_extensions(ctx) == []


def test_a_plans_card_has_its_deadlines_and_its_closing_in_the_smallest_window(due: Any, ctx: Context) -> None:
    test_the_card_tells_how_a_day_was_counted_and_extends_it(due, ctx)
    plan = begin_plan(ctx, IntroductionPlan(key="", case_number=AMINA, days=days("2025-02-03"))).value
    due.window.resize(900, 500)
    due.go("plans", plan.id)
    card = due.screen.card
    for tab in ("Tidsfrister", "Avslut"):
        due.tab(tab)
        assert card._inside.minimumSizeHint().width() <= card._area.viewport().width(), tab


def test_the_calendar_file_names_nobody(due: Any, ctx: Context, pick: Callable[[Path], None], tmp_path: Path) -> None:
    target = tmp_path / "frister.ics"
    pick(target)
    due.go("overview")
    due.push("Till kalender …")
    content = target.read_bytes()
    events = Calendar.from_ical(content).walk("VEVENT")
    titles = [str(one["summary"]) for one in events]
    assert f"Uppehållstillståndet går ut ({AMINA})" in titles
    assert "Uppehållstillståndet går ut" in titles  # somebody with protected data has no number there
    assert {one["dtstart"].dt for one in events if "går ut" in str(one["summary"])} == {day("2025-03-20")}
    text = content.decode("utf-8").replace("\r\n ", "")
    with ctx.reading() as reader:
        people = [one.value for one in reader.people.every()]
    for one in people:
        for name in (one.given_name, one.family_name):
            assert not name or name not in text
    assert CLEO not in text
    assert all(len(line.encode()) <= 75 for line in content.decode("utf-8").split("\r\n"))


def test_the_settings_show_the_rules_and_take_a_file(
    due: Any, pick: Callable[[Path], None], tmp_path: Path, ctx: Context
) -> None:
    file = tmp_path / "egna.toml"
    rule = """[[rule]]
key = "own"
name = "Egen regel"
law = "riktlinje"
verified = 2026-01-01
certainty = "practice"
counts_from = ["received"]
direction = "latest"
yellow = { days = 5 }
red = { days = 12 }
"""
    file.write_text(rule, encoding="utf-8")
    pick(file)
    due.go("settings")
    due.tab("Regler")
    assert due.says("Verifierad till")
    due.push("Läs in regler …")
    assert due.says("egna.toml, rule 1 (own), red: rött börjar tidigare än gult.")
    file.write_text(rule.replace("days = 12", "days = 2"), encoding="utf-8")
    due.push("Läs in regler …")
    assert due.says("Egen regel – ny")
    due.push("Använd reglerna")
    with ctx.reading() as reader:
        assert [one.value.key for one in reader.loaded_rules.every()] == ["rule/own"]
