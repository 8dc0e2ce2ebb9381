"""Who is bound on which day, and from which day does a notice count when there are several parties?"""

from __future__ import annotations

from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, day
from mottagning.domain.agreement_parties import AgreementParty, Notice, notice_of, party_problems


def party(code: str = OTHER, **values: Any) -> AgreementParty:
    """A party of A1; days as texts."""
    given = {name: day(value) if name.endswith("_on") else value for name, value in values.items()}
    return AgreementParty(agreement="A1", code=code, **given)


@pytest.mark.parametrize(
    ("values", "asked", "bound"),
    [
        ({}, "1999-01-01", True),
        ({"joined_on": "2024-05-01"}, "2024-04-30", False),
        ({"joined_on": "2024-05-01"}, "2024-05-01", True),
        ({"left_on": "2024-05-01"}, "2024-04-30", True),
        ({"left_on": "2024-05-01"}, "2024-05-01", False),
    ],
)
def test_a_party_is_bound_from_the_day_it_joined_to_the_day_before_it_left(
    values: dict[str, str], asked: str, bound: bool
) -> None:
    assert party(**values).is_bound_on(day(asked)) is bound


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"joined_on": "2024-05-01", "left_on": "2024-05-02"}, []),
        ({"joined_on": "2024-05-01", "left_on": "2024-05-01"}, [("left_on", "ends_before_start")]),
        ({"code": ""}, [("code", "missing")]),
    ],
)
def test_nobody_leaves_before_having_been_a_party(values: dict[str, str], problems: list[tuple[str, str]]) -> None:
    assert [(one.name, one.code) for one in party_problems(party(**values))] == problems


THREE = (OWN, OTHER, THIRD)


@pytest.mark.parametrize(
    ("received", "notice"),
    [
        ({}, None),
        # we give notice: it reaches the other two on different days, and the later one counts
        ({OTHER: "2025-02-03", THIRD: "2025-02-17"}, Notice(day("2025-02-17"), (OWN,))),
        # one of them gives it: we are among those it reaches
        ({OWN: "2025-02-20", THIRD: "2025-02-17"}, Notice(day("2025-02-20"), (OTHER,))),
        ({OTHER: "2025-02-03"}, Notice(day("2025-02-03"), (OWN, THIRD))),
    ],
)
def test_a_notice_counts_from_the_day_the_last_of_the_others_had_it(
    received: dict[str, str], notice: Notice | None
) -> None:
    known = {code: party(code, notice_received_on=on) for code, on in received.items()}
    assert notice_of(THREE, known) == notice
    assert notice is None or notice.has_reached_all is (len(received) == 2)


def test_who_had_left_by_then_is_not_waited_for() -> None:
    known = {OTHER: party(OTHER, notice_received_on="2025-02-03"), THIRD: party(THIRD, left_on="2025-01-01")}
    notice = notice_of(THREE, known)
    assert notice == Notice(day("2025-02-03"), (OWN,))
