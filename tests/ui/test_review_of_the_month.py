"""Does Granska show all problems at once, grouped by what one can do, and fold away what somebody lets stand?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from factories import booking, day, person, residence
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.remedies import Remedy, remedy_of
from mottagning.domain.swedish import BY_AGE
from mottagning.texts import checks
from mottagning.uikit.table import TableView
from mottagning.usecases.context import Context

SEPTEMBER = Month(2024, 9)


@pytest.fixture
def review(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who reviews September: B5 has no terms, B9 nobody who pays, B1 goes on, a reference is missing."""
    with ctx.writing() as uow:
        uow.people.add(person(case_number="2024-0009", given_name="Vilse"))
        uow.residences.add(residence("2024-0009", "2309", "2030-01-01"))
        uow.bookings.add(booking("2024-09-01", key="B9", case_number="2024-0009", agreement="A2"))
        uow.bookings.add(booking("2024-09-01", key="B5", case_number="2024-0002", service="gymnasium"))
        first = uow.bookings.find("B1")
        assert first is not None
        uow.bookings.change(first, replace(first.value, planned_until=day("2024-09-10")))
        uow.commit()
    hands.program.enter(ctx)
    hands.settle()
    hands.go("returns", SEPTEMBER)
    return hands


def groups(hands: Any) -> list[str]:
    """The words of the groups, in their order."""
    return [push.text() for push in hands.screen._review._pushes.values()]


def shown(hands: Any) -> list[tuple[str, str]]:
    """Check and booking of the rows that are shown."""
    (table,) = (one for one in hands.visible(TableView) if one.accessibleName() == "Hinder och varningar")
    return [(one.problem.check.value, one.problem.booking) for one in table.rows_model.rows]


def choose(hands: Any, check: str) -> None:
    """Choose the row of a check."""
    table = hands.screen._problems
    table.selectRow([one.problem.check.value for one in table.rows_model.rows].index(check))
    hands.settle()


def test_all_problems_stand_at_once_grouped_by_what_one_can_do(review: Any) -> None:
    assert groups(review) == ["Alla 4", "Avtalet 2", "Personen 1", "Bokningen 1"]
    assert shown(review) == [("K07", "B5"), ("K25", ""), ("K08", "B9"), ("K06", "B1")]
    review.push("Avtalet 2")
    assert shown(review) == [("K07", "B5"), ("K25", "")]
    review.push("Alla 4")
    assert len(shown(review)) == 4


def test_a_group_says_in_full_what_one_can_do(review: Any) -> None:
    names = [push.accessibleName() for push in review.screen._review._pushes.values()]
    assert names == [
        "Alla hinder och varningar: 4",
        "Komplettera avtalet och dess priser: 2",
        "Komplettera personens kort: 1",
        "Komplettera bokningen: 1",
    ]
    choose(review, "K06")
    assert review.says("Komplettera bokningen")


def test_groups_are_chosen_by_the_keyboard(review: Any) -> None:
    push = next(one for one in review.visible(QPushButton) if one.text() == "Personen 1")
    push.setFocus()
    review.key(Qt.Key.Key_Space)
    assert shown(review) == [("K08", "B9")]


@pytest.mark.parametrize(
    ("check", "word", "area"),
    [
        ("K06", "Öppna bokningen", "bookings"),
        ("K07", "Öppna avtalet", "agreements"),
        ("K07", "Öppna bokningen", "bookings"),
        ("K08", "Öppna personen", "people"),
        ("K25", "Öppna avtalen", "agreements"),
    ],
)
def test_every_problem_leads_to_the_record_where_it_is_mended(review: Any, check: str, word: str, area: str) -> None:
    choose(review, check)
    review.push(word)
    assert review.shell.current == area


def test_enter_opens_the_record(review: Any) -> None:
    choose(review, "K07")
    review.screen._problems.setFocus()
    review.key(Qt.Key.Key_Return)
    assert review.shell.current == "agreements"
    assert review.screen.list.table.current.key == "A1"


def accept(hands: Any, reason: str) -> None:
    """Let B1's warning stand."""
    choose(hands, "K06")
    hands.push("Godta …")
    hands.fill(reason=reason)
    hands.push("Godta")


def test_a_warning_is_accepted_with_a_reason_folded_away_and_taken_back(review: Any) -> None:
    accept(review, "Muntligt förlängt")
    assert groups(review) == ["Alla 3", "Avtalet 2", "Personen 1", "Godtagna 1"]
    assert ("K06", "B1") not in shown(review)
    assert review.screen._problems.hasFocus()
    review.push("Godtagna 1")
    assert shown(review) == [("K06", "B1")]
    assert review.says("Muntligt förlängt")
    assert review.says("prov, 2025-03-03")
    review.push("Ångra godtagandet")
    assert groups(review)[0] == "Alla 4"


def test_a_reason_is_asked_for(review: Any, answers: Any) -> None:
    accept(review, "  ")
    assert review.problem("reason")
    assert review.screen._right.is_asking
    review.push("Avbryt")
    assert not review.screen._right.is_asking
    assert groups(review)[0] == "Alla 4"


def test_a_stop_cannot_be_accepted(review: Any) -> None:
    choose(review, "K07")
    assert not [one for one in review.visible(QPushButton) if one.text() == "Godta …"]


def test_when_all_is_accepted_nothing_is_left_to_look_at_but_what_was(
    hands: Any, ctx: Context, small_office: None
) -> None:
    with ctx.writing() as uow:
        first = uow.bookings.find("B1")
        assert first is not None
        uow.bookings.change(first, replace(first.value, planned_until=day("2024-09-10")))
        one = uow.agreements.find("A2")
        assert one is not None
        uow.agreements.change(one, replace(one.value, reference="ZZ1"))
        uow.commit()
    hands.program.enter(ctx)
    hands.settle()
    hands.go("returns", SEPTEMBER)
    accept(hands, "skäl")
    assert groups(hands) == ["Alla 0", "Godtagna 1"]
    assert shown(hands) == []
    hands.push("Godtagna 1")
    assert shown(hands) == [("K06", "B1")]
    assert any("Godtagen" in one.text() for one in hands.visible(QLabel))


def test_every_problem_has_a_remedy_that_its_record_allows() -> None:
    """Of no booking nothing can be completed there; a price by age wants the birth date."""
    for check, reason in checks._TEXTS:
        assert remedy_of(Problem(check, Severity.WARN, "B1", reason)) in Remedy
        assert remedy_of(Problem(check, Severity.WARN, "", reason)) is not Remedy.BOOKING
    by_age = Problem(Check.K13, Severity.STOP, "B1", "variant", params={"variant": BY_AGE})
    assert remedy_of(by_age) is Remedy.PERSON
    assert remedy_of(replace(by_age, params={"variant": "1A"})) is Remedy.AGREEMENT
