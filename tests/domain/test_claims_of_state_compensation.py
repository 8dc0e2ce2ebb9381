"""Until when can state compensation be applied for, how far is a claim, and what is lost? Each day worked out by hand.

The rules are those of reception.md B.3: one year from the end of the calendar year or of the twelve months, and the
first of its kind within three years from the first reception (23 and 27 §§); six months from the end of the quarter
(31 a §, and 19 § of the other ordinance); none for special costs (32 §).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import day, days
from mottagning.domain.money import Ore
from mottagning.domain.state_compensation.claims import (
    ClaimState,
    Latest,
    Loss,
    StateCompensationClaim,
    as_evidence,
    claim_problems,
    expected_amount,
    first_until,
    is_below,
    is_first,
    latest,
    loss,
    lost_amount,
    period_of,
)
from mottagning.domain.state_compensation.rules import ClaimPeriod, Ground, SchoolForm
from mottagning.system.compensation_rules import shipped_compensation

RULES = shipped_compensation()
YEAR = days("2026-01-01", "2026-12-31")


def ground(key: str) -> Ground:
    found = RULES.ground(key)
    assert found is not None
    return found


def claim(**values: Any) -> StateCompensationClaim:
    return StateCompensationClaim(**{"case_number": "2026-0001", "ground": "boendeinsatser", "days": YEAR, **values})


@pytest.mark.parametrize(
    ("key", "first", "last", "received", "until", "by_reception"),
    [
        ("ekonomiskt-bistand", "2026-01-01", "2026-12-31", "2026-03-10", "2027-12-31", False),
        ("ekonomiskt-bistand", "2026-01-01", "2026-12-31", "2024-05-20", "2027-05-20", True),
        ("ekonomiskt-bistand", "2026-01-01", "2026-12-31", "2024-12-31", "2027-12-31", False),  # the same day
        ("unga-i-gymnasiet", "2026-01-01", "2026-12-31", "2024-02-29", "2027-02-28", True),
        ("lss", "2026-05-01", "2027-04-30", "2026-03-10", "2028-04-30", False),
        ("bostadsanpassning", "2026-05-01", "2027-04-30", "2025-04-01", "2028-04-01", True),
        ("ensamkommande-vard", "2026-07-01", "2026-09-30", "2020-01-01", "2027-03-31", False),
        ("asyl-skola", "2026-01-01", "2026-03-31", None, "2026-09-30", False),
        ("asyl-lvu", "2026-04-01", "2026-06-30", None, "2026-12-31", False),
        ("asyl-bistand", "2026-10-01", "2026-12-31", None, "2027-06-30", False),
    ],
)
def test_the_latest_day(key: str, first: str, last: str, received: str | None, until: str, by_reception: bool) -> None:
    found = latest(ground(key), days(first, last), day(received) if received else None, is_first=True)
    assert found == Latest(day(until), is_first=by_reception)


def test_only_the_first_of_its_kind_counts_from_the_reception() -> None:
    early = day("2024-05-20")
    assert latest(ground("boendeinsatser"), YEAR, early, is_first=False).day == day("2027-12-31")
    one, earlier = claim(), claim(days=days("2025-01-01", "2025-12-31"), applied_on=day("2026-02-01"))
    assert not is_first(one, [one, earlier])
    assert is_first(one, [one, replace(earlier, ground="ekonomiskt-bistand")])
    assert is_first(one, [one, replace(earlier, case_number="2026-0002")])
    assert is_first(one, [one, replace(earlier, applied_on=None)])
    assert is_first(replace(one, applied_on=day("2026-01-31")), [one, earlier])
    assert not is_first(replace(one, applied_on=day("2026-02-01")), [one, earlier])


@pytest.mark.parametrize(
    ("other", "frees"),
    [("2026-01-10", True), ("2026-01-11", False), ("2026-02-01", False)],  # in time, a day late, the same day
)
def test_an_application_that_was_itself_too_late_frees_no_later_one(other: str, frees: bool) -> None:
    """First received on 10 January 2023: the first of its kind is made by 10 January 2026, or never."""
    housing, received = ground("boendeinsatser"), day("2023-01-10")
    late = claim(days=days("2025-01-01", "2025-12-31"), applied_on=day("2026-02-01"))
    earlier = claim(days=days("2024-01-01", "2024-12-31"), applied_on=day(other))
    until = latest(housing, late.days, received, is_first=is_first(late, [earlier], first_until(housing, received)))
    assert loss(late, until, day("2026-06-01")) is (None if frees else Loss.TOO_LATE)


def test_without_a_day_of_reception_an_earlier_day_may_hold() -> None:
    found = latest(ground("boendeinsatser"), YEAR, None, is_first=True)
    assert found == Latest(day("2027-12-31"), lacks_reception=True)


def test_special_costs_have_no_latest_day() -> None:
    assert latest(ground("sarskilda-kostnader"), YEAR, day("2020-01-01"), is_first=True) == Latest(None)


APPLIED = {"applied_on": day("2027-02-01"), "applied": Ore(100_000)}
DECIDED = {**APPLIED, "decided_on": day("2027-05-01")}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, ClaimState.EXPECTED),
        (APPLIED, ClaimState.APPLIED),
        ({**APPLIED, "asked_on": day("2027-03-01")}, ClaimState.ASKED),
        ({**APPLIED, "asked_on": day("2027-03-01"), "completed_on": day("2027-03-10")}, ClaimState.COMPLETED),
        ({**DECIDED, "granted": Ore(90_000)}, ClaimState.DECIDED),
        ({**DECIDED, "granted": Ore(0)}, ClaimState.REFUSED),
        (
            {**DECIDED, "granted": Ore(90_000), "received_on": day("2027-05-20"), "received": Ore(90_000)},
            ClaimState.RECEIVED,
        ),
    ],
)
def test_how_far_a_claim_has_come(values: dict[str, Any], state: ClaimState) -> None:
    one = claim(**values)
    assert one.state is state
    assert claim_problems(one, RULES) == ()


@pytest.mark.parametrize(
    ("values", "until", "today", "why"),
    [
        ({}, Latest(day("2027-12-31")), "2027-12-31", None),
        ({}, Latest(day("2027-12-31")), "2028-01-01", Loss.PERIOD_PASSED),
        ({}, Latest(day("2027-05-20"), is_first=True), "2027-05-21", Loss.FIRST_PASSED),
        ({}, Latest(None), "2040-01-01", None),
        (APPLIED, Latest(day("2027-01-31")), "2027-03-01", Loss.TOO_LATE),
        (APPLIED, Latest(day("2027-02-01")), "2029-03-01", None),
        ({**DECIDED, "granted": Ore(0)}, Latest(day("2027-02-01")), "2027-06-01", Loss.REFUSED),
        ({**DECIDED, "granted": Ore(0)}, Latest(day("2027-01-31")), "2027-06-01", Loss.TOO_LATE),
        ({**DECIDED, "granted": Ore(90_000)}, Latest(day("2027-12-31")), "2027-06-01", Loss.REDUCED),
        ({**DECIDED, "granted": Ore(90_000)}, Latest(day("2027-01-31")), "2027-06-01", Loss.REDUCED),
        ({**DECIDED, "granted": Ore(100_000)}, Latest(day("2027-01-31")), "2027-06-01", None),
    ],
)
def test_what_is_lost_and_why(values: dict[str, Any], until: Latest, today: str, why: Loss | None) -> None:
    assert loss(claim(**values), until, day(today)) is why


def test_how_much_is_lost() -> None:
    """75 % of 40 000 kr are 30 000 kr; of 1 000 kr applied for and 900 kr granted 100 kr are lost."""
    housing = ground("boendeinsatser")
    assert lost_amount(claim(cost=Ore(4_000_000)), housing, Loss.PERIOD_PASSED, RULES) == Ore(3_000_000)
    assert lost_amount(claim(**DECIDED, granted=Ore(90_000)), housing, Loss.REDUCED, RULES) == Ore(10_000)
    assert lost_amount(claim(**DECIDED, granted=Ore(0)), housing, Loss.REFUSED, RULES) == Ore(100_000)
    assert lost_amount(claim(), housing, Loss.PERIOD_PASSED, RULES) is None


def test_what_cannot_be_given_is_not_lost() -> None:
    """48 000 kr were applied for; 75 % of a cost of 48 000 kr, 36 000 kr, can be given."""
    housing = ground("boendeinsatser")
    asked = {**DECIDED, "cost": Ore(4_800_000), "applied": Ore(4_800_000)}
    assert lost_amount(claim(**asked, granted=Ore(0)), housing, Loss.TOO_LATE, RULES) == Ore(3_600_000)
    assert lost_amount(claim(**asked, granted=Ore(3_000_000)), housing, Loss.REDUCED, RULES) == Ore(600_000)
    assert lost_amount(claim(**asked, granted=Ore(3_600_000)), housing, Loss.REDUCED, RULES) == Ore(0)


def test_a_cost_below_the_threshold_gives_nothing() -> None:
    """60 000 kr in twelve months."""
    service = ground("lss")
    twelve = {"ground": "lss", "days": days("2026-05-01", "2027-04-30")}
    assert expected_amount(claim(**twelve, cost=Ore(6_000_000)), service, RULES) == Ore(6_000_000)
    assert expected_amount(claim(**twelve, cost=Ore(5_999_900)), service, RULES) is None
    assert is_below(claim(**twelve, cost=Ore(5_999_900)), service)
    assert not is_below(claim(**twelve), service)


SCHOOL = {"ground": "asyl-skola", "days": days("2026-07-01", "2026-09-30")}


def test_a_school_gives_what_its_days_give_whatever_it_has_cost() -> None:
    """From 17 August: 17 August and 14 September begin in the quarter, each a tenth of 168 000 kr (2017:193 4 §)."""
    at_school = {**SCHOOL, "school_form": SchoolForm.COMPULSORY_SCHOOL, "school_from": day("2026-08-17")}
    school = ground("asyl-skola")
    assert expected_amount(claim(**at_school, cost=Ore(9_999_900)), school, RULES) == Ore(3_360_000)
    left = claim(**at_school, school_until=day("2026-09-13"))
    assert expected_amount(left, school, RULES) == Ore(1_680_000)
    assert lost_amount(left, school, Loss.PERIOD_PASSED, RULES) == Ore(1_680_000)
    assert expected_amount(claim(**SCHOOL, cost=Ore(9_999_900)), school, RULES) is None


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"ground": "other"}, [("ground", "unknown")]),
        ({"days": days("2026-01-01", "2026-11-30")}, [("last", "other_period")]),
        ({"days": days("2026-02-01", "2027-01-31")}, [("last", "other_period")]),
        ({"days": days("2026-01-01")}, [("last", "other_period")]),
        ({"ground": "asyl-skola", "days": days("2026-02-01", "2026-04-30")}, [("last", "other_period")]),
        ({"ground": "asyl-skola", "days": days("2026-04-01", "2026-06-30")}, []),
        ({**SCHOOL, "school_from": day("2026-08-17"), "school_form": SchoolForm.PRESCHOOL}, []),
        ({**SCHOOL, "school_form": SchoolForm.PRESCHOOL}, [("school_from", "missing")]),
        (
            {
                **SCHOOL,
                "school_from": day("2026-08-17"),
                "school_form": SchoolForm.PRESCHOOL,
                "school_until": day("2026-08-16"),
            },
            [("school_until", "ends_before_start")],
        ),
        ({"school_from": day("2026-08-17")}, [("school_from", "not_school")]),
        ({"ground": "lss", "days": days("2026-05-17", "2027-05-16")}, []),
        ({"ground": "sarskilda-kostnader", "days": days("2026-05-17", "2026-05-20")}, []),
        ({"ground": "sarskilda-kostnader", "days": days("2026-05-17")}, [("last", "other_period")]),
        ({"cost": Ore(-1)}, [("cost", "negative")]),
        ({"applied": Ore(1)}, [("applied_on", "missing")]),
        ({"decided_on": day("2027-05-01")}, [("applied_on", "missing"), ("granted", "missing")]),
        ({**APPLIED, "asked_on": day("2027-01-31")}, [("asked_on", "before_last_step")]),
        ({**DECIDED, "granted": Ore(0), "received": Ore(1)}, [("received_on", "missing")]),
    ],
)
def test_what_cannot_be_registered(values: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert [(one.name, one.code) for one in claim_problems(claim(**values), RULES)] == problems


def test_evidence_is_kept_in_order() -> None:
    assert as_evidence({"tillstand", "kostnad"}) == "kostnad tillstand"
    assert as_evidence([]) is None
    assert claim(evidence="kostnad tillstand").ticked == {"kostnad", "tillstand"}
    assert claim().ticked == frozenset()


def test_the_period_that_holds_a_day() -> None:
    assert period_of(ClaimPeriod.YEAR, day("2026-05-17")) == YEAR
    assert period_of(ClaimPeriod.QUARTER, day("2026-05-17")) == days("2026-04-01", "2026-06-30")
    assert period_of(ClaimPeriod.TWELVE_MONTHS, day("2026-05-17")) == days("2026-05-17", "2027-05-16")
    assert period_of(ClaimPeriod.NONE, day("2026-05-17")) is None


def test_every_ground_has_evidence_and_a_day_or_none_on_purpose() -> None:
    for one in RULES.grounds:
        assert one.evidence
        assert (one.latest is None) is (one.period is ClaimPeriod.NONE)
        assert all(" " not in each.key for each in one.evidence)
