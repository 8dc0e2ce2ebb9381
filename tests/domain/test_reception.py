"""By when is somebody to be received, how does the quota stand, whose is a flat, and who has moved on?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, day, days, month, person, residence
from mottagning.domain.assignments import (
    Assignment,
    AssignmentKind,
    AssignmentStatus,
    ExpectedPerson,
    assignment_doubts,
    assignment_problems,
    expected_age,
    expected_problems,
    latest_day,
    newcomer,
    urgency,
)
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.domain.flats import (
    Flat,
    FlatReservation,
    RentNorm,
    fit,
    flat_problems,
    norm_problems,
    reservation_problems,
)
from mottagning.domain.money import scaled
from mottagning.domain.onward_moves import MoveKind, onward_moves
from mottagning.domain.people import PermitGround, Protection, Residence, SettlementKind
from mottagning.domain.problems import FieldProblem
from mottagning.domain.quotas import MunicipalQuota, QuotaKind, outcome, quota_problems
from mottagning.system.reference import reference

TODAY = day("2026-11-20")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return reference().deadline_rules


def assignment(key: str = "AN1", decided: str = "2026-03-10", **values: Any) -> Assignment:
    given: dict[str, Any] = {"kind": AssignmentKind.ASSIGNED, "persons": 4}
    return Assignment(key=key, decided_on=day(decided), **{**given, **values})


def received(on: str, **values: Any) -> Assignment:
    return assignment(status=AssignmentStatus.RECEIVED, received_on=day(on), **values)


def codes(problems: Sequence[FieldProblem]) -> list[tuple[str, str]]:
    return [(one.name, one.code) for one in problems]


# the last day, worked out by hand


@pytest.mark.parametrize(
    ("kind", "decided", "stated", "expected"),
    [
        # förordning (2016:39) 10 §: at most two months from the decision
        (AssignmentKind.ASSIGNED, "2026-03-10", None, "2026-05-10"),
        (AssignmentKind.ASSIGNED, "2026-12-31", None, "2027-02-28"),
        (AssignmentKind.ASSIGNED, "2026-03-10", "2026-04-20", "2026-04-20"),
        # longer is possible for quota: only the decision says
        (AssignmentKind.QUOTA, "2026-03-10", None, None),
        (AssignmentKind.QUOTA, "2026-03-10", "2026-09-01", "2026-09-01"),
        # at once for temporary protection
        (AssignmentKind.TEMPORARY_PROTECTION, "2026-03-10", None, "2026-03-10"),
        # förordning (2022:1008) 3 and 6 §§: housing within one month
        (AssignmentKind.LMA_HOUSING, "2026-01-31", None, "2026-02-28"),
    ],
)
def test_the_last_day_is_that_of_the_decision_or_of_the_rule(
    book: RuleBook, kind: AssignmentKind, decided: str, stated: str | None, expected: str | None
) -> None:
    one = assignment(decided=decided, kind=kind, due_on=day(stated) if stated else None)
    assert latest_day(one, book).day == (day(expected) if expected else None)


def test_a_stated_day_past_the_rule_is_worth_a_look_but_not_for_quota(book: RuleBook) -> None:
    late = assignment(due_on=day("2026-05-11"))
    assert codes(assignment_doubts(late, book)) == [("due_on", "later_than_rule")]
    assert codes(assignment_doubts(replace(late, due_on=day("2026-05-10")), book)) == []
    assert codes(assignment_doubts(replace(late, kind=AssignmentKind.QUOTA), book)) == []


def test_an_arrival_planned_too_late_is_worth_a_look(book: RuleBook) -> None:
    assert codes(assignment_doubts(assignment(arrives_on=day("2026-05-11")), book)) == [
        ("arrives_on", "after_last_day")
    ]
    assert codes(assignment_doubts(assignment(arrives_on=day("2026-05-10")), book)) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # the last day is 10 May; yellow 30 days and red 14 days before it
        ("2026-04-09", DeadlineStatus.TO_COME),
        ("2026-04-10", DeadlineStatus.YELLOW),
        ("2026-04-26", DeadlineStatus.RED),
        ("2026-05-10", DeadlineStatus.RED),
        ("2026-05-11", DeadlineStatus.PASSED),
    ],
)
def test_a_last_day_is_told_as_near_as_its_rule_says(book: RuleBook, today: str, expected: DeadlineStatus) -> None:
    one = assignment()
    assert urgency(one, latest_day(one, book), day(today)) is expected


def test_who_is_received_or_cancelled_is_not_urgent(book: RuleBook) -> None:
    for one in (received("2026-04-01"), assignment(status=AssignmentStatus.CANCELLED)):
        assert urgency(one, latest_day(one, book), TODAY) is DeadlineStatus.STOPPED


# what an assignment may say


def test_a_decision_is_on_one_person_at_least_and_never_on_thousands() -> None:
    assert codes(assignment_problems(assignment(persons=0), [], TODAY)) == [("persons", "nobody")]
    assert codes(assignment_problems(assignment(persons=999), [], TODAY)) == []
    assert codes(assignment_problems(assignment(persons=1000), [], TODAY)) == [("persons", "too_many_persons")]


def test_a_reception_has_a_day_and_only_a_reception_has() -> None:
    lacking = assignment(status=AssignmentStatus.RECEIVED)
    assert codes(assignment_problems(lacking, [], TODAY)) == [("received_on", "missing")]
    early = assignment(received_on=day("2026-04-01"))
    assert codes(assignment_problems(early, [], TODAY)) == [("status", "received_it_says")]
    assert codes(assignment_problems(received("2026-11-21"), [], TODAY)) == [("received_on", "in_the_future")]
    assert codes(assignment_problems(received("2026-03-09"), [], TODAY)) == [("received_on", "before_decision")]


def test_no_more_are_received_than_were_assigned() -> None:
    assert codes(assignment_problems(received("2026-04-01", persons_received=4), [], TODAY)) == []
    many = received("2026-04-01", persons_received=5)
    assert codes(assignment_problems(many, [], TODAY)) == [("persons_received", "more_than_assigned")]
    unreceived = assignment(persons_received=2)
    assert codes(assignment_problems(unreceived, [], TODAY)) == [("persons_received", "not_received_yet")]


def test_the_days_of_an_assignment_are_in_years_that_may_be_meant() -> None:
    slips = assignment(decided="9999-12-20", arrives_on=day("9999-12-31"))
    assert codes(assignment_problems(slips, [], TODAY)) == [
        ("decided_on", "unlikely_year"),
        ("arrives_on", "unlikely_year"),
    ]


def test_an_assignment_is_replaced_by_one_other_and_never_once_received(book: RuleBook) -> None:
    old = assignment("AN0", "2025-10-01", status=AssignmentStatus.CANCELLED)
    new = assignment(replaces="AN0")
    assert codes(assignment_problems(new, [old], TODAY)) == []
    assert codes(assignment_problems(new, [], TODAY)) == [("replaces", "unknown")]
    came = replace(old, status=AssignmentStatus.RECEIVED, received_on=day("2025-11-01"))
    assert codes(assignment_problems(new, [came], TODAY)) == [("replaces", "received_already")]
    twice = [old, assignment("AN2", replaces="AN0")]
    assert codes(assignment_problems(new, twice, TODAY)) == [("replaces", "replaced_already")]
    round_about = [replace(old, replaces="AN3"), assignment("AN3", replaces=new.key)]
    assert codes(assignment_problems(new, round_about, TODAY)) == [("replaces", "replaces_itself")]
    assert codes(assignment_doubts(new, book, old)) == []
    older = replace(old, decided_on=day("2024-12-31"))
    assert codes(assignment_doubts(new, book, older)) == [("replaces", "replaced_too_late")]


def test_something_is_known_of_everybody_expected() -> None:
    assert codes(expected_problems(ExpectedPerson(assignment="AN1", number=1))) == [("age", "nothing_known")]
    for known in ({"age": 0}, {"given_name": "Prov"}, {"case_number": "P1"}, {"birth_date": day("2020-01-01")}):
        assert expected_problems(ExpectedPerson(assignment="AN1", number=1, **known)) == ()


def test_the_age_at_arrival_is_counted_where_the_birth_date_is_known() -> None:
    born = ExpectedPerson(assignment="AN1", number=1, birth_date=day("2010-05-02"), age=99)
    assert [expected_age(born, day(text)) for text in ("2026-05-01", "2026-05-02")] == [15, 16]
    assert expected_age(ExpectedPerson(assignment="AN1", number=1, age=7), TODAY) == 7


def test_who_is_registered_gets_what_the_assignment_says() -> None:
    of = received(
        "2026-05-01",
        kind=AssignmentKind.QUOTA,
        household="H1",
        interpreter_language="so",
        protection=Protection.CONFIDENTIAL_FLAG,
    )
    made = newcomer(ExpectedPerson(assignment="AN1", number=1, given_name="Prov", age=7), of, "2026-0001", OWN)
    assert (made.settlement_kind, made.is_quota, made.household) == (SettlementKind.QUOTA, True, "H1")
    assert (made.assigned_on, made.received_on) == (day("2026-03-10"), day("2026-05-01"))
    assert made.protection is Protection.CONFIDENTIAL_FLAG
    assert made.birth_date is None, "an age is no birth date"


def test_who_comes_on_temporary_protection_is_registered_so() -> None:
    kinds = (AssignmentKind.TEMPORARY_PROTECTION, AssignmentKind.LMA_HOUSING, AssignmentKind.ASSIGNED)
    one = ExpectedPerson(assignment="AN1", number=1, given_name="Prov")
    grounds = [newcomer(one, assignment(kind=kind), "2026-0001", OWN).permit_ground for kind in kinds]
    assert grounds == [PermitGround.TEMPORARY_PROTECTION, PermitGround.TEMPORARY_PROTECTION, None]


# the quota


def test_a_quota_is_held_against_what_was_assigned_and_received() -> None:
    found = outcome(
        2026,
        QuotaKind.SETTLEMENT,
        20,
        [
            received("2026-04-15", persons_received=3),  # three of four came
            assignment("AN2", "2026-09-01", persons=5, kind=AssignmentKind.QUOTA),  # awaited
            assignment("AN3", "2026-02-01", persons=6, status=AssignmentStatus.CANCELLED),
            assignment("AN4", "2026-02-01", persons=2, status=AssignmentStatus.REPLACED),
            replace(received("2026-02-02", persons=2), key="AN5", decided_on=day("2025-12-10")),  # of 2025
            assignment("AN6", "2026-03-01", persons=9, kind=AssignmentKind.LMA_HOUSING),  # another quota
        ],
    )
    assert (found.assigned, found.received, found.awaited) == (9, 3, 5)
    assert (found.to_assign, found.remaining) == (11, 17)
    assert (found.of_earlier, found.received_later, found.lapsed) == (2, 0, 8)
    assert found.received_in_year == 5
    told = {one.month.number: (one.assigned, one.received, one.of_earlier) for one in found.months}
    assert {number: one for number, one in told.items() if any(one)} == {
        2: (0, 2, 2),
        3: (4, 0, 0),
        4: (0, 3, 0),
        9: (5, 0, 0),
    }
    assert {one.kind: (one.assigned, one.received) for one in found.kinds} == {
        AssignmentKind.ASSIGNED: (4, 3),
        AssignmentKind.QUOTA: (5, 0),
        AssignmentKind.TEMPORARY_PROTECTION: (0, 0),
    }


def test_a_replacement_in_the_next_year_counts_on_the_quota_of_the_one_it_replaces() -> None:
    every = [
        assignment("AN0", "2025-10-01", status=AssignmentStatus.REPLACED),
        replace(received("2026-04-01"), replaces="AN0", quota_year=2025),
    ]
    old, new = (outcome(year, QuotaKind.SETTLEMENT, 10, every) for year in (2025, 2026))
    assert (old.assigned, old.received, old.received_later, old.remaining) == (4, 4, 4, 6)
    assert (new.assigned, new.received, new.of_earlier, new.remaining) == (0, 0, 4, 10)
    assert [one.of_earlier for one in new.months if one.month == month("2026-04")] == [4]


def test_a_quota_that_nobody_has_entered_has_no_remainder() -> None:
    found = outcome(2026, QuotaKind.LMA_HOUSING, None, [assignment(kind=AssignmentKind.LMA_HOUSING)])
    assert (found.assigned, found.to_assign, found.remaining) == (4, None, None)


def test_a_quota_names_its_decision() -> None:
    quota = MunicipalQuota(year=2026, kind=QuotaKind.SETTLEMENT, persons=21, source="beslut")
    assert quota_problems(quota) == ()
    assert codes(quota_problems(replace(quota, source="", year=26, persons=-1))) == [
        ("source", "missing"),
        ("year", "not_a_year"),
        ("persons", "negative"),
    ]


# flats


def flat(**values: Any) -> Flat:
    given: dict[str, Any] = {"address": "Provgatan 1", "days": days("2026-05-01", "2027-04-30"), "rent": scaled("8000")}
    return Flat(key="BO1", **{**given, **values})


def held(first: str, last: str | None = None, by: str = "AN2") -> FlatReservation:
    return FlatReservation(flat="BO1", assignment=by, days=days(first, last))


def test_a_flat_is_never_two_assignments_the_same_day() -> None:
    def problems(one: FlatReservation) -> list[tuple[str, str]]:
        return codes(reservation_problems(one, flat(), [held("2026-06-01", "2026-08-31")], Protection.NONE))

    assert problems(held("2026-05-01", "2026-05-31", "AN1")) == []
    assert problems(held("2026-09-01", "2027-04-30", "AN1")) == []
    assert problems(held("2026-05-01", "2026-06-01", "AN1")) == [("first", "flat_taken")]
    assert problems(held("2026-08-31", "2026-09-30", "AN1")) == [("first", "flat_taken")]
    assert problems(held("2026-07-01", "2026-07-02", "AN2")) == [("first", "flat_taken")], "nor twice its own"


def test_a_flat_is_reserved_for_days_that_it_is_let() -> None:
    for one, name in ((held("2026-04-30", "2026-05-31"), "first"), (held("2027-01-01", "2027-05-01"), "last")):
        assert codes(reservation_problems(one, flat(), [], Protection.NONE)) == [(name, "not_let_then")]
    assert codes(reservation_problems(held("2027-01-01"), flat(), [], Protection.NONE)) == [("last", "not_let_then")]
    assert codes(flat_problems(flat(days=days("2026-05-01", "2026-06-30")), [held("2026-06-01", "2026-07-01")])) == [
        ("last", "reserved_longer")
    ]


def test_no_flat_is_kept_for_somebody_whose_address_is_never_stored() -> None:
    said = reservation_problems(held("2026-06-01", "2026-06-30"), flat(), [], Protection.PROTECTED_REGISTRATION)
    assert codes(said) == [("flat", "protected_address")]


def norm(persons: int, kronor: str, first: str = "2026-01-01", last: str | None = "2026-12-31") -> RentNorm:
    return RentNorm(persons=persons, days=days(first, last), amount=scaled(kronor), source="nämnden")


def test_two_norms_never_hold_the_same_day_for_the_same_household() -> None:
    others = [norm(4, "9000")]
    assert codes(norm_problems(norm(4, "9500", "2026-12-31"), others)) == [("first", "norm_overlaps")]
    assert codes(norm_problems(norm(4, "9500", "2027-01-01", None), others)) == []
    assert codes(norm_problems(norm(5, "9500"), others)) == []
    assert codes(norm_problems(replace(norm(4, "1", "2027-01-01", None), source=""), others)) == [("source", "missing")]


@pytest.mark.parametrize(
    ("rent", "persons", "wanted", "expected"),
    [
        ("9000", 4, "2026-06-01", True),
        ("9000.01", 4, "2026-06-01", False),
        ("9000.01", 4, "2027-01-01", True),  # the norm of that day is 9 500
        ("9000", 7, "2026-06-01", None),  # nobody has said one for seven
        (None, 4, "2026-06-01", None),
    ],
)
def test_the_rent_is_held_against_the_norm_of_the_household_and_the_day(
    rent: str | None, persons: int, wanted: str, expected: bool | None
) -> None:
    norms = [norm(4, "9000"), norm(4, "9500", "2027-01-01", None)]
    one = flat(rent=scaled(rent) if rent else None)
    assert fit(one, [], persons, day(wanted), norms, TODAY).is_within_norm is expected


def test_a_flat_is_free_on_the_day_that_it_is_wanted_or_not() -> None:
    reservations = [held("2026-06-01", "2026-08-31")]
    asked = ("2026-04-30", "2026-05-31", "2026-06-01", "2026-08-31", "2026-09-01", "2027-05-01")
    found = [fit(flat(), reservations, 4, day(text), [], TODAY).is_free for text in asked]
    assert found == [False, True, False, False, True, False]
    assert fit(flat(), reservations, 4, None, [], TODAY).is_free is None


def test_how_crowded_a_flat_is_is_told_and_not_judged() -> None:
    told = fit(flat(rooms=scaled("2.5")), [], 4, day("2026-06-01"), [], TODAY)
    assert told.persons_per_room == Fraction(8, 5)
    assert told.hindrances == 0


# onward moves


def moved(lived: Sequence[Residence], **values: Any) -> list[tuple[MoveKind, str | None, str, str, int | None]]:
    found = onward_moves(person(case_number="P1", **values), lived, OWN)
    return [(one.kind, one.origin, one.target, str(one.on), one.months) for one in found]


def test_who_was_received_here_and_moved_on_is_told_with_the_months() -> None:
    lived = [residence("P1", OWN, "2025-01-15", "2026-02-14"), residence("P1", OTHER, "2026-02-15")]
    assert moved(lived, received_on=day("2025-01-15")) == [(MoveKind.MOVED_ON, OWN, OTHER, "2026-02-15", 13)]
    lived = [residence("P1", OWN, "2025-01-15", "2026-02-13"), residence("P1", OTHER, "2026-02-14")]
    assert moved(lived, received_on=day("2025-01-15")) == [(MoveKind.MOVED_ON, OWN, OTHER, "2026-02-14", 12)]


def test_who_has_no_row_here_belonged_here_since_the_reception() -> None:
    lived = [residence("P1", OTHER, "2026-02-15")]
    assert moved(lived, received_on=day("2025-01-15")) == [(MoveKind.MOVED_ON, OWN, OTHER, "2026-02-15", 13)]
    assert moved([], received_on=day("2025-01-15")) == []


def test_who_was_received_elsewhere_and_came_here_is_told_apart() -> None:
    lived = [residence("P1", OTHER, "2024-06-01", "2025-05-31"), residence("P1", OWN, "2025-06-01")]
    told = [(MoveKind.MOVED_HERE, OTHER, OWN, "2025-06-01", 12)]
    assert moved(lived, received_on=day("2025-06-01")) == told
    assert moved(lived, first_municipality=OTHER) == told
    # only where she was received is known
    lived = [residence("P1", OWN, "2025-06-01")]
    assert moved(lived, first_municipality=OTHER) == [(MoveKind.MOVED_HERE, OTHER, OWN, "2025-06-01", None)]


def test_a_move_between_others_is_none_of_ours() -> None:
    lived = [residence("P1", OTHER, "2024-06-01", "2025-05-31"), residence("P1", THIRD, "2025-06-01")]
    assert moved(lived) == []


def test_every_move_away_is_told_and_a_return_is_none() -> None:
    lived = [
        residence("P1", OWN, "2024-01-01", "2024-12-31"),
        residence("P1", OTHER, "2025-01-01", "2025-06-30"),
        residence("P1", OWN, "2025-07-01", "2025-12-31"),
        residence("P1", THIRD, "2026-01-01"),
    ]
    assert [one[2] for one in moved(lived, received_on=day("2024-01-01"))] == [OTHER, THIRD]
