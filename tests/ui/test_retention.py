"""Can two people remove what is due in the window: propose, answer, approve, carry out, and keep the protocol?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from factories import Clock, day, days, person
from mottagning.domain.people import Protection
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.overview import RETENTION
from mottagning.texts import retention as texts
from mottagning.uikit.screen import Goto
from mottagning.usecases.context import Context
from mottagning.usecases.retention.proposing import approve, propose
from workbooks import read

LATER = datetime(2031, 6, 1, 9, 0, tzinfo=UTC)
Key = Qt.Key


@pytest.fixture
def old(ctx: Context, clock: Clock) -> Context:
    """Two whose time is up, one of them with protected data, and one who came as a child. It is 2031."""
    known = {"birth_date": day("1980-02-04")}
    with ctx.writing() as uow:
        uow.people.add_many(
            [
                person(case_number="2024-0001", family_name="Gallström", given_name="Vera", **known),
                person(case_number="2024-0002", family_name="Barnlund", birth_date=day("2015-02-04")),
                person(case_number="2024-0003", family_name="Doldin", protection=Protection.CONFIDENTIAL_FLAG, **known),
            ]
        )
        uow.commit()
    clock.now = LATER
    return ctx


@pytest.fixture
def shown(hands: Any, old: Context) -> Any:
    """Somebody at the page Gallring."""
    return at_the_page(hands, old)


def at_the_page(hands: Any, ctx: Context) -> Any:
    hands.program.enter(ctx)
    hands.settle()
    hands.go("settings")
    hands.tab(texts.TAB)
    return hands


def part(hands: Any) -> Any:
    return hands.screen._retention


def rows(hands: Any) -> list[str]:
    return [line.of.case_number for line in part(hands).due.list.table.rows_model.rows]


def test_what_goes_on_for_those_whose_time_is_up_is_counted(hands: Any, old: Context, clock: Clock) -> None:
    clock.now = datetime(2024, 3, 3, 9, 0, tzinfo=UTC)
    with old.writing() as uow:
        uow.plans.add(IntroductionPlan(key="PL1", case_number="2024-0001", days=days("2024-03-03")))
        uow.commit()
    clock.now = LATER
    at_the_page(hands, old)
    assert rows(hands) == ["2024-0003", "2024-0002"]
    assert hands.says("Gallras inte än fast tiden har gått ut, för att något pågår. Plan inte avslutad: 1.")


def test_what_is_due_and_what_is_asked_stand_with_their_reasons(shown: Any) -> None:
    assert rows(shown) == ["2024-0001", "2024-0003", "2024-0002"]
    assert shown.says("Personakt: 5 år efter sista anteckningen, till och med 2030-03-03.")
    assert shown.says("Socialtjänstlagen (2025:400) 16 kap. 1 §.")
    part(shown).due.list.table.choose(("person", 2))
    shown.settle()
    assert shown.says("Har personen som barn varit placerad")
    shown.push("Nej: Har personen som barn varit placerad i familjehem, stödboende, HVB eller skyddat boende?")
    part(shown).due.list.table.choose(("person", 2))
    shown.settle()
    assert not shown.says("Har personen som barn varit placerad")
    shown.push("Nej: Har socialtjänsten utrett personen som barn?")
    assert [line.is_asked for line in part(shown).due.list.table.rows_model.rows] == [False] * 3


def test_all_is_proposed_approved_by_somebody_else_and_removed(
    shown: Any, old: Context, answers: Any, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    shown.push(texts.CHOOSE_ALL)
    shown.push(texts.PROPOSE)
    assert rows(shown) == ["2024-0002"]
    shown.tab("Förslag (2)")
    assert shown.says(texts.OWN_PROPOSAL)
    colleague = replace(old, user=replace(old.user, name="en kollega"))
    for one in propose(colleague).waiting:
        approve(colleague, one)
    part(shown).read()
    shown.settle()
    answers.yes = False
    shown.push(texts.CARRY_OUT)
    assert "Det går inte att ångra" in answers.asked[-1]
    assert len(propose(old).protocols) == 0
    answers.yes = True
    shown.push(texts.CARRY_OUT)
    shown.push(texts.CARRY_OUT)
    assert [one.persons for one in propose(old).protocols] == [1, 1]
    shown.tab(texts.PROTOCOLS)
    assert shown.says("Gallringsprotokoll 1")
    for word, ending in ((texts.SAVE_PDF, ".pdf"), (texts.SAVE_EXCEL, ".xlsx")):
        pick(tmp_path / f"protokoll{ending}")
        shown.push(word)
    assert (tmp_path / "protokoll.pdf").read_bytes()[:5] == b"%PDF-"
    said = next(iter(read(tmp_path / "protokoll.xlsx").values()))
    assert ["Personakt, socialtjänstlagen (2025:400) 16 kap. 1 §", "1"] in said
    assert "Gallström" not in str(said)


def test_somebody_else_finds_the_button_to_approve(shown: Any, old: Context, hands: Any) -> None:
    shown.push(texts.CHOOSE_ALL)
    shown.push(texts.PROPOSE)
    at_the_page(hands, replace(old, user=replace(old.user, name="en kollega")))
    hands.tab("Förslag (2)")
    assert hands.says("· Personakt, sparas till och med 2030-03-03"), "what one agrees to has its reason"
    hands.push(texts.APPROVE)
    assert hands.says(texts.CARRY_OUT)


def test_nothing_chosen_says_what_to_do(shown: Any) -> None:
    shown.push(texts.CHOOSE_NONE)
    shown.push(texts.PROPOSE)
    assert shown.says(texts.CHOSEN_NONE)


def test_a_proposal_is_taken_back(shown: Any) -> None:
    shown.push(texts.CHOOSE_ALL)
    shown.push(texts.PROPOSE)
    shown.tab("Förslag (2)")
    shown.push(texts.WITHDRAW)
    shown.push(texts.WITHDRAW)
    shown.tab("Att gallra (3)")
    assert len(rows(shown)) == 3


def test_the_offices_own_rules_are_read_from_a_file(
    shown: Any, old: Context, answers: Any, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "plan.toml"
    head = '[[rule]]\nkey = "case"\nname = "Egen regel"\nlaw = "Plan 2026"\nverified = 2026-01-01\n'
    file.write_text(head + 'certainty = "practice"\ncounts_from = "last_note"\n', encoding="utf-8")
    pick(file)
    shown.tab(texts.RULES)
    shown.push(texts.READ_RULES)
    assert shown.says("years")
    file.write_text(head + 'certainty = "practice"\ncounts_from = "last_note"\nyears = 20\n', encoding="utf-8")
    shown.push(texts.READ_RULES)
    assert shown.says("Egen regel: 20 år efter sista anteckningen, Plan 2026")
    shown.push(texts.USE_RULES)
    assert rows(shown) == []
    assert shown.says("Egna regler ur plan.toml")
    shown.push(texts.FORGET_RULES)
    assert len(rows(shown)) == 3


def test_the_page_is_there_only_for_those_who_decide(hands: Any, old: Context) -> None:
    economist = replace(old, user=replace(old.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY))
    hands.program.enter(economist)
    hands.settle()
    hands.go("settings")
    assert texts.TAB not in hands.screen.tabs.bar.words


def test_who_may_not_see_protected_people_sees_nothing_of_them(hands: Any, old: Context) -> None:
    at_the_page(hands, replace(old, user=replace(old.user, may_see_protected=False)))
    assert rows(hands) == ["2024-0001", "2024-0002"]
    assert not any("Doldin" in word or "2024-0003" in word for word in hands.words())


def test_the_first_page_tells_and_leads_there(hands: Any, old: Context) -> None:
    hands.program.enter(old)
    hands.settle()
    hands.go("overview")
    assert hands.says("3 personer ska vara gallrade före årets slut")
    hands.screen.wishes.emit(Goto("settings", RETENTION))
    hands.settle()
    assert part(hands).isVisible()
    assert len(rows(hands)) == 3
