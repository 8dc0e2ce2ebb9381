"""Is a course booked by headcount entered, priced while it is typed, reported and cancelled at the keyboard?"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from factories import day, price, terms
from mottagning.domain.agreements import Method, Unit
from mottagning.usecases import agreements
from mottagning.usecases.context import Context

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
COURSE = "utbildning för gode män"
MARCH = {"service": COURSE, "first": "2025-03-03", "last": "2025-03-17", "planned": "14"}


@pytest.fixture
def at_courses(furnished: Any, ctx: Context) -> Any:
    """Somebody at the courses of an agreement with a price per participant."""
    unit = {"unit": Unit.COURSE, "service": COURSE}
    agreements.save_part(ctx, None, terms(method=Method.COURSE, **unit))
    agreements.save_part(ctx, None, price("1850", **unit))
    hands = furnished
    hands.go("agreements")
    (line,) = [one for one in agreements.list_agreements(ctx) if one.key == "A1"]
    hands.go("agreements", line.id)
    hands.tab("Kurser")
    return hands


@pytest.mark.usefixtures("at_once")
def test_one_is_entered_reported_and_cancelled(at_courses: Any, ctx: Context) -> None:
    hands = at_courses
    assert hands.says("bokas på antal deltagare")
    hands.push("Ny gruppbokning")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("planned")
    hands.fill(service=COURSE, first="2025-03-03", last="2025-03-17", planned="14", fewest="15", most="20")
    hands.settle()
    assert hands.says("25 900,00 kr i mars 2025")
    assert hands.says("14 av minst 15 deltagare")
    hands.fill(first="2025-02-03", last="2025-02-17")
    hands.settle()
    assert hands.says("25 900,00 kr i februari 2025")
    assert not hands.says("av minst"), "it has begun"
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("14 planerade deltagare")
    assert hands.says("Kursen är över")
    (stored,) = [one for one in agreements.list_agreements(ctx) if one.key == "A1"]
    (group,) = agreements.open_agreement(ctx, stored.id).group_bookings
    hands.push(f"Redigera {group.value.key}")
    hands.fill(participants="12", held_on="2025-02-18")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("12 deltagare (14 planerade), rapporterat 2025-02-18")
    (group,) = agreements.open_agreement(ctx, stored.id).group_bookings
    assert (group.value.participants, group.value.held_on) == (12, day("2025-02-18"))


@pytest.fixture
def asked(at_courses: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What an empty form asks from now on: each is answered when the test runs it."""
    at_courses.push("Ny gruppbokning")
    at_courses.settle()
    found: list[Any] = []
    monkeypatch.setattr(at_courses.screen, "query", lambda work, then, _failed=None: found.append(lambda: then(work())))
    return found


def test_nothing_is_asked_while_somebody_is_typing(at_courses: Any, asked: list[Any]) -> None:
    at_courses.fill(**MARCH)
    assert asked == []


@pytest.mark.usefixtures("at_once", "answers")
def test_an_answer_about_other_values_is_not_shown(at_courses: Any, asked: list[Any]) -> None:
    """14 × 1 850 kr are 25 900 kr, and 20 × 1 850 kr 37 000 kr."""
    hands = at_courses
    hands.fill(**MARCH)
    hands.settle()
    of_fourteen = asked[-1]
    hands.fill(planned="20")
    hands.settle()
    of_twenty = asked[-1]
    of_twenty()
    of_fourteen()
    assert hands.says("37 000,00 kr")
    assert not hands.says("25 900,00 kr")
    hands.screen.leave_form()
    hands.settle()
    of_twenty()  # the form has gone, and nothing happens


def test_what_the_terms_do_not_count_is_said_at_its_field(at_courses: Any) -> None:
    hands = at_courses
    hands.push("Ny gruppbokning")
    hands.fill(service="sfi", first="2025-02-03", last="2025-02-17", planned="14")
    hands.key(Key.Key_S, CONTROL)
    assert "räknar inte per deltagare" in hands.problem("service")


def test_more_than_there_is_room_for_is_not_planned(at_courses: Any) -> None:
    hands = at_courses
    hands.push("Ny gruppbokning")
    hands.fill(service=COURSE, first="2025-02-03", last="2025-02-17", planned="14", most="12")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("planned") == "Det finns plats för högst 12 deltagare."
