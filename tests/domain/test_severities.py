"""Does an agreement quiet just the warnings that it names, and nothing that stops a row?"""

from __future__ import annotations

import pytest

from factories import Desk, agreement, booking, day, facts, placement
from mottagning.domain.agreements import Agreement
from mottagning.domain.closing import Outcome
from mottagning.domain.problems import Check, FieldProblem
from mottagning.domain.severities import QUIETABLE, quiet_problems


def told(agreed: Agreement) -> set[Check]:
    """The checks that a closing tells of a booking that went on after its planned end."""
    at = Desk((facts(agreement=agreed),))
    outcome: Outcome = at.outcome("2024-10", placement(booking(planned_until=day("2024-10-10"))))
    return {one.check for one in outcome.problems}


def test_a_quieted_warning_is_not_told_and_others_are() -> None:
    assert told(agreement()) == {Check.K06}
    assert told(agreement(quiet=("K06",))) == set()
    assert told(agreement(quiet=("K04", "K30"))) == {Check.K06}


@pytest.mark.parametrize("code", sorted({one.value for one in Check} - {one.value for one in QUIETABLE}))
def test_what_stops_rows_or_loses_money_cannot_be_quieted(code: str) -> None:
    assert quiet_problems(agreement(quiet=("K04", code))) == (FieldProblem("quiet", "not_quietable", {"code": code}),)


@pytest.mark.parametrize("check", QUIETABLE)
def test_every_warning_that_takes_nothing_can(check: Check) -> None:
    assert quiet_problems(agreement(quiet=(check.value,))) == ()
