"""What rests on what, what follows what, and is a ring seen before it is walked for ever?"""

from __future__ import annotations

import pytest

from factories import agreement, days
from mottagning.domain.agreement_tree import line_in_time, ring_problems, tree
from mottagning.domain.agreements import Agreement


def agreed(*ways: tuple[str, str | None, str | None, str]) -> dict[str, Agreement]:
    """Agreements by key: what each rests on, what it replaces, and its first day."""
    return {
        key: agreement(key=key, rests_on=rests_on, replaces=replaces, days=days(first))
        for key, rests_on, replaces, first in ways
    }


COUNTY = agreed(
    ("LÄN", None, None, "2009-01-01"),
    ("NORD", "LÄN", None, "2010-01-01"),
    ("SYD", "LÄN", None, "2010-01-01"),
    ("SFI", "NORD", None, "2012-01-01"),
    ("BESLUT", "SFI", None, "2013-01-01"),
)


def test_an_agreement_stands_between_what_bears_it_and_what_rests_on_it() -> None:
    assert [(one.agreement.key, one.depth) for one in tree("NORD", COUNTY)] == [
        ("LÄN", 0),
        ("NORD", 1),
        ("SFI", 2),
        ("BESLUT", 3),
    ]
    assert [one.agreement.key for one in tree("LÄN", COUNTY)] == ["LÄN", "NORD", "SFI", "BESLUT", "SYD"]


def test_what_an_agreement_follows_and_is_followed_by_stands_in_time() -> None:
    known = agreed(
        ("A", None, None, "2010-01-01"),
        ("B", None, "A", "2012-01-01"),
        ("C2", None, "B", "2015-01-01"),
        ("C1", None, "B", "2014-01-01"),
    )
    assert [one.key for one in line_in_time("B", known)] == ["A", "B", "C1", "C2"]
    assert [one.key for one in line_in_time("A", known)] == ["A", "B", "C1", "C2"]


def test_an_agreement_that_names_one_that_is_not_here_stands_alone() -> None:
    known = agreed(("A", "BORTA", "BORTA", "2010-01-01"))
    assert [one.agreement.key for one in tree("A", known)] == ["A"]
    assert [one.key for one in line_in_time("A", known)] == ["A"]


def test_a_ring_is_walked_once() -> None:
    known = agreed(("A", "B", "B", "2010-01-01"), ("B", "A", "A", "2011-01-01"))
    assert [one.agreement.key for one in tree("A", known)] == ["B", "A"]
    assert [one.key for one in line_in_time("A", known)] == ["B", "A"]


@pytest.mark.parametrize(
    ("rests_on", "replaces", "problems"),
    [
        ("BESLUT", None, [("rests_on", "goes_round")]),
        ("LÄN", None, []),
        (None, "BESLUT", []),  # it rests on it, which is another thing
        ("NORD", None, [("rests_on", "goes_round")]),
    ],
)
def test_a_ring_is_told_at_the_way_that_closes_it(
    rests_on: str | None, replaces: str | None, problems: list[tuple[str, str]]
) -> None:
    changed = agreement(key="LÄN" if rests_on != "LÄN" else "SYD", rests_on=rests_on, replaces=replaces)
    found = ring_problems(changed, COUNTY.values())
    assert [(one.name, one.code) for one in found] == problems


def test_a_ring_elsewhere_is_not_this_agreements_fault() -> None:
    known = agreed(("A", "B", None, "2010-01-01"), ("B", "A", None, "2010-01-01"))
    assert ring_problems(agreement(key="C", rests_on="A"), known.values()) == ()
