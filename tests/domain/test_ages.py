"""To which age group does a child belong on a day?"""

from __future__ import annotations

import pytest

from factories import day
from mottagning.domain.agreements import AgeGroup, AgeSwitch
from mottagning.domain.settlement.ages import AgeRule

GROUPS = (
    AgeGroup(agreement="A1", service="förskola", variant="1–2", from_age=1, to_age=2),
    AgeGroup(agreement="A1", service="förskola", variant="3–5", from_age=3, to_age=5),
)


def rule(birth: str, switch: AgeSwitch = AgeSwitch.BIRTHDAY) -> AgeRule:
    """A child's groups."""
    return AgeRule(day(birth), GROUPS, switch)


def variant(birth: str, on: str, switch: AgeSwitch = AgeSwitch.BIRTHDAY) -> str | None:
    """The variant that holds."""
    group = rule(birth, switch).group_on(day(on))
    return group.variant if group else None


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2022-10-09", None),  # the day before the first birthday
        ("2022-10-10", "1–2"),
        ("2024-10-09", "1–2"),
        ("2024-10-10", "3–5"),
        ("2027-10-09", "3–5"),
        ("2027-10-10", None),  # six years
    ],
)
def test_on_the_birthday_the_next_group_begins(on: str, expected: str | None) -> None:
    assert variant("2021-10-10", on) == expected


@pytest.mark.parametrize(
    ("switch", "birth", "changes"),
    [
        # the calendar year in which the child turns three, whether that is before the switch or after it
        (AgeSwitch.JANUARY_1, "2021-10-10", "2024-01-01"),
        (AgeSwitch.AUGUST_1, "2021-10-10", "2024-08-01"),
        (AgeSwitch.AUGUST_1, "2021-02-10", "2024-08-01"),
        (AgeSwitch.AUGUST_15, "2021-10-10", "2024-08-15"),
        (AgeSwitch.AUGUST_15, "2021-08-15", "2024-08-15"),
        (AgeSwitch.BIRTHDAY, "2020-02-29", "2023-02-28"),  # no leap year
        (AgeSwitch.BIRTHDAY, "2021-10-10", "2024-10-10"),
    ],
)
def test_the_switch_is_made_on_the_day_that_the_agreement_says(switch: AgeSwitch, birth: str, changes: str) -> None:
    changed = day(changes)
    before = changed.replace(day=changed.day - 1) if changed.day > 1 else None
    assert rule(birth, switch).group_on(changed) == GROUPS[1]
    if before is not None:
        assert rule(birth, switch).group_on(before) == GROUPS[0]
    assert changed in set(rule(birth, switch).switches())


def test_the_last_day_before_a_switch_at_a_months_turn_belongs_to_the_younger() -> None:
    assert variant("2021-10-10", "2023-12-31", AgeSwitch.JANUARY_1) == "1–2"
    assert variant("2021-10-10", "2024-07-31", AgeSwitch.AUGUST_1) == "1–2"


def test_every_change_of_group_is_among_the_switches() -> None:
    one = rule("2021-10-10", AgeSwitch.AUGUST_15)
    assert set(one.switches()) == {day("2022-08-15"), day("2024-08-15"), day("2027-08-15")}
