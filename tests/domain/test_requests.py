"""Does a request come to a booking only by the steps of its procedure, with everything that each of them asks?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, OWN, day, days
from mottagning.domain.bookings import Financing, Procedure
from mottagning.domain.money import Scaled
from mottagning.domain.periods import OPEN
from mottagning.domain.requests import (
    ROUTES,
    BookingRequest,
    Circumstances,
    Doubt,
    Lack,
    NextStep,
    RequestStatus,
    RequestStep,
    Side,
    StepKind,
    booking_of,
    duties_of,
    next_steps,
    queue_of,
    request_problems,
    status_of,
    step_problems,
    waits_for_us,
)

K = StepKind
GOOD = Circumstances(has_agreement=True, covered=days("2020-01-01"))


def request(procedure: Procedure = Procedure.ORDER, side: Side = Side.PAYING, **values: Any) -> BookingRequest:
    given: dict[str, Any] = {
        "key": "F1",
        "procedure": procedure,
        "side": side,
        "case_number": "2024-0001",
        "service": "sfi",
        "counterpart": OTHER,
        "days": days("2025-01-13", "2025-06-13"),
        "agreement": "A1",
        "consent_on": day("2024-11-20"),
    }
    return BookingRequest(**{**given, **values})


def steps(*kinds: StepKind) -> list[RequestStep]:
    """One a day from the first of December."""
    return [
        RequestStep(
            request="F1",
            number=number,
            kind=kind,
            on=day(f"2024-12-{number:02}"),
            reference="KS 7" if kind in {K.DECIDED, K.COMMITTED} else None,
            ground="20 kap. 22 §" if kind in {K.DECIDED, K.COMMITTED} else None,
        )
        for number, kind in enumerate(kinds, 1)
    ]


def offered(one: BookingRequest, *kinds: StepKind, known: Circumstances = GOOD) -> dict[StepKind, NextStep]:
    return {step.kind: step for step in next_steps(one, steps(*kinds), known)}


# the story of each procedure: each step is offered, without anything lacking, after those before it

STORIES: dict[tuple[Procedure, Side], list[tuple[StepKind, RequestStatus, bool]]] = {
    (Procedure.ORDER, Side.PAYING): [
        (K.REQUESTED, RequestStatus.ASKED, False),
        (K.ESTIMATED, RequestStatus.ASKED, False),
        (K.ESTIMATE_APPROVED, RequestStatus.ASKED, False),
        (K.QUEUED, RequestStatus.QUEUED, False),
        (K.ACCEPTED, RequestStatus.ACCEPTED, True),
        (K.DECIDED, RequestStatus.AGREED, False),
    ],
    (Procedure.ORDER, Side.PROVIDING): [
        (K.REQUESTED, RequestStatus.ASKED, True),
        (K.ACCEPTED, RequestStatus.ACCEPTED, False),
        (K.DECIDED, RequestStatus.AGREED, False),
    ],
    (Procedure.OPINION, Side.PAYING): [
        (K.REQUESTED, RequestStatus.ASKED, True),
        (K.COMMITTED, RequestStatus.ACCEPTED, False),
        (K.ADMITTED, RequestStatus.AGREED, True),
        (K.FIRST_ADMISSION_TOLD, RequestStatus.AGREED, False),
    ],
    (Procedure.OPINION, Side.PROVIDING): [
        (K.REQUESTED, RequestStatus.ASKED, True),
        (K.OPINION_ASKED, RequestStatus.ASKED, False),
        (K.COMMITTED, RequestStatus.ACCEPTED, True),
        (K.ADMITTED, RequestStatus.AGREED, False),
    ],
    (Procedure.RECEIVED_ELSEWHERE, Side.PAYING): [
        (K.ADMITTED, RequestStatus.AGREED, True),
        (K.FIRST_ADMISSION_TOLD, RequestStatus.AGREED, False),
    ],
    (Procedure.RECEIVED_ELSEWHERE, Side.PROVIDING): [
        (K.REQUESTED, RequestStatus.ASKED, True),
        (K.ADMITTED, RequestStatus.AGREED, True),
        (K.HOME_TOLD, RequestStatus.AGREED, False),
    ],
}


def test_every_procedure_is_told_on_both_sides() -> None:
    assert STORIES.keys() == ROUTES.keys()


@pytest.mark.parametrize("which", STORIES, ids=lambda which: f"{which[0].value}-{which[1].value}")
def test_each_procedure_can_be_gone_through(which: tuple[Procedure, Side]) -> None:
    one, done = request(*which), list[StepKind]()
    assert status_of(one, []) is RequestStatus.BEGUN
    for kind, status, ours in STORIES[which]:
        assert offered(one, *done)[kind].lacks == ()
        done.append(kind)
        assert (status_of(one, steps(*done)), waits_for_us(one, steps(*done))) == (status, ours)
    assert duties_of(one, steps(*done)) == ()


@pytest.mark.parametrize(
    ("kinds", "lacks"),
    [
        ((K.REQUESTED,), (Lack.ANSWER, Lack.ESTIMATE)),
        ((K.REQUESTED, K.ACCEPTED), (Lack.ESTIMATE,)),
        ((K.REQUESTED, K.ESTIMATED, K.ACCEPTED), (Lack.APPROVAL,)),
        ((K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ESTIMATED, K.ACCEPTED), (Lack.APPROVAL,)),
        ((K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.QUEUED), (Lack.ANSWER,)),
        ((K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ACCEPTED), ()),
    ],
)
def test_an_order_is_decided_after_the_answer_and_the_approved_estimate(
    kinds: tuple[StepKind, ...], lacks: tuple[Lack, ...]
) -> None:
    found = offered(request(), *kinds)[K.DECIDED]
    assert found.concludes
    assert set(found.lacks) == set(lacks)


@pytest.mark.parametrize(
    ("kinds", "is_offered"),
    [
        ((K.ESTIMATED,), True),
        ((K.ESTIMATED, K.ESTIMATE_APPROVED), False),
        ((K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ACCEPTED), False),
        ((K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ESTIMATED, K.ACCEPTED), True),
    ],
)
def test_an_estimate_is_approved_once(kinds: tuple[StepKind, ...], is_offered: bool) -> None:
    assert (K.ESTIMATE_APPROVED in offered(request(), *kinds)) is is_offered


def test_a_refused_request_cannot_be_decided_but_asked_again() -> None:
    found = offered(request(), K.REQUESTED, K.REFUSED)
    assert K.DECIDED not in found
    assert K.ACCEPTED in found, "the other may change its answer"
    assert status_of(request(), steps(K.REQUESTED, K.REFUSED)) is RequestStatus.REFUSED


def test_nothing_follows_a_withdrawal() -> None:
    assert offered(request(), K.REQUESTED, K.WITHDRAWN) == {}
    assert not waits_for_us(request(), steps(K.REQUESTED, K.WITHDRAWN))


ACCEPTED = (K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ACCEPTED)


@pytest.mark.parametrize(
    ("known", "lack"),
    [
        (Circumstances(), Lack.AGREEMENT),
        (replace(GOOD, covered=days("2020-01-01", "2025-01-12")), Lack.AGREEMENT_OVER),
        (replace(GOOD, covered=None), Lack.AGREEMENT_OVER),
        (replace(GOOD, is_bound=False), Lack.NOT_BOUND),
        (replace(GOOD, lacks_state_funding=True), Lack.STATE_FUNDING),
    ],
)
def test_a_place_outside_what_is_agreed_is_not_decided(known: Circumstances, lack: Lack) -> None:
    assert offered(request(), *ACCEPTED, known=known)[K.DECIDED].lacks == (lack,)


def test_a_commitment_that_was_taken_back_is_none_also_for_one_who_waits_in_the_queue() -> None:
    one = request(Procedure.OPINION, Side.PROVIDING)
    taken_back = (K.REQUESTED, K.COMMITTED, K.NOT_COMMITTED, K.QUEUED)
    assert offered(one, *taken_back)[K.ADMITTED].lacks == (Lack.COMMITMENT,)
    assert offered(one, *taken_back, K.COMMITTED)[K.ADMITTED].lacks == (), "they changed their mind again"


def test_nobody_is_sent_to_another_municipality_against_her_will() -> None:
    assert offered(request(consent_on=None), *ACCEPTED)[K.DECIDED].lacks == (Lack.CONSENT,)
    applied = request(Procedure.OPINION, consent_on=None)
    assert offered(applied, K.REQUESTED, K.COMMITTED)[K.ADMITTED].lacks == (), "she applied herself"


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        (replace(GOOD, asks_financing=True), Doubt.NO_FINANCING),
        (replace(GOOD, is_left_out=True), Doubt.LEFT_OUT),
        (replace(GOOD, same_service="B7"), Doubt.SAME_SERVICE),
        (replace(GOOD, permit_until=day("2025-06-12")), Doubt.PERMIT_ENDS),
        (replace(GOOD, permit_until=day("2025-01-12")), Doubt.PERMIT_ENDS),
        (replace(GOOD, has_price=False), Doubt.NO_PRICE),
        (replace(GOOD, home_elsewhere="0180"), Doubt.HOME_ELSEWHERE),
        (replace(GOOD, covered=days("2020-01-01", "2025-06-12")), Doubt.ENDS_AFTER_AGREEMENT),
    ],
)
def test_what_may_be_wrong_is_told_and_stops_nothing(known: Circumstances, doubt: Doubt) -> None:
    found = offered(request(), *ACCEPTED, known=known)[K.DECIDED]
    assert (found.lacks, found.doubts) == ((), (doubt,))


def test_who_pays_is_asked_for_until_it_is_said() -> None:
    paid = request(financing=Financing.OWN)
    assert offered(paid, *ACCEPTED, known=replace(GOOD, asks_financing=True))[K.DECIDED].doubts == ()


def test_what_fits_to_the_day_is_not_doubted() -> None:
    exact = replace(GOOD, permit_until=day("2025-06-13"), covered=days("2025-01-13", "2025-06-13"))
    assert offered(request(), *ACCEPTED, known=exact)[K.DECIDED].doubts == ()


@pytest.mark.parametrize(
    ("procedure", "before", "taking"),
    [
        (Procedure.ORDER, (K.REQUESTED,), K.ACCEPTED),
        (Procedure.OPINION, (K.REQUESTED, K.COMMITTED), K.ADMITTED),
        (Procedure.RECEIVED_ELSEWHERE, (K.REQUESTED,), K.ADMITTED),
    ],
)
def test_who_provides_takes_nobody_beyond_its_seats_but_can_queue(
    procedure: Procedure, before: tuple[StepKind, ...], taking: StepKind
) -> None:
    one = request(procedure, Side.PROVIDING)
    full = offered(one, *before, known=replace(GOOD, free_seats=0))
    assert Lack.SEAT in full[taking].lacks
    assert full[K.QUEUED].lacks == ()
    assert offered(one, *before, known=replace(GOOD, free_seats=1))[taking].lacks == ()
    paying = request(procedure, Side.PAYING)
    assert Lack.SEAT not in {
        lack for step in next_steps(paying, steps(*before), replace(GOOD, free_seats=0)) for lack in step.lacks
    }, "the other's seats are the other's to count"


def test_the_queue_goes_by_ground_of_priority_and_then_by_time() -> None:
    def waiting(key: str, since: int, ground: str | None = None) -> tuple[BookingRequest, list[RequestStep]]:
        asked = [replace(step, on=day(f"2024-12-{since:02}")) for step in steps(K.REQUESTED, K.QUEUED)]
        return request(Procedure.ORDER, Side.PROVIDING, key=key, priority_ground=ground), asked

    served = (request(key="F9"), steps(K.REQUESTED, K.QUEUED, K.ACCEPTED))
    found = queue_of(
        [waiting("F1", 5), waiting("F3", 4), waiting("F2", 4), waiting("F4", 9, "kort utbildning"), served]
    )
    assert [one.key for one in found] == ["F4", "F2", "F3", "F1"]


@pytest.mark.parametrize("kind", [K.REFUSED, K.NOT_COMMITTED, K.NOT_ADMITTED])
def test_a_refusal_says_why(kind: StepKind) -> None:
    step = RequestStep(request="F1", number=2, kind=kind, on=day("2024-12-02"))
    assert [one.name for one in step_problems([], step)] == ["reason"]
    assert step_problems([], replace(step, reason="kursen är full")) == ()


def test_steps_follow_one_another_in_time_and_an_estimate_has_its_amount() -> None:
    before = steps(K.REQUESTED, K.ACCEPTED)
    late = RequestStep(request="F1", number=3, kind=K.ESTIMATED, on=day("2024-12-01"))
    assert [(one.name, one.code) for one in step_problems(before, late)] == [
        ("amount", "missing"),
        ("on", "before_last_step"),
    ]
    assert step_problems(before, replace(late, on=day("2024-12-02"), amount=Scaled(0))) == ()


def test_a_request_needs_a_person_an_insats_and_the_other_municipality() -> None:
    found = request_problems(request(case_number="", service="", counterpart="", quantity=-1))
    assert [one.name for one in found] == ["case_number", "service", "counterpart", "quantity"]


def test_the_booking_holds_what_was_asked_and_decided() -> None:
    made = booking_of(request(variant="2B"), steps(*ACCEPTED, K.DECIDED), "B1", OWN)
    assert (made.key, made.case_number, made.agreement, made.service, made.variant) == (
        "B1",
        "2024-0001",
        "A1",
        "sfi",
        "2B",
    )
    assert (made.days, made.planned_until) == (days("2025-01-13"), day("2025-06-13"))
    assert (made.provider_municipality, made.procedure) == (OTHER, Procedure.ORDER)
    assert (made.decision, made.ground, made.decided_on) == ("KS 7", "20 kap. 22 §", day("2024-12-05"))
    assert (made.consent_on, made.told_on) == (None, day("2024-12-05")), "a wish is no consent to disclosure"


def test_the_booking_of_somebody_who_comes_to_us_is_provided_by_us_and_told_when_home_is_told() -> None:
    one = request(Procedure.RECEIVED_ELSEWHERE, Side.PROVIDING, days=days("2025-01-13"))
    made = booking_of(one, steps(K.REQUESTED, K.ADMITTED), "B1", OWN)
    assert (made.provider_municipality, made.planned_until, made.told_on) == (OWN, None, None)
    assert made.days.end == OPEN
    assert booking_of(one, steps(K.REQUESTED, K.ADMITTED, K.HOME_TOLD), "B1", OWN).told_on == day("2024-12-03")


def test_without_an_agreement_there_is_no_booking() -> None:
    with pytest.raises(ValueError, match="F1"):
        booking_of(request(agreement=None), steps(*ACCEPTED, K.DECIDED), "B1", OWN)


@pytest.mark.parametrize("side", Side)
def test_the_paragraph_of_a_commitment_follows_to_the_booking_though_the_admission_names_none(side: Side) -> None:
    one = request(Procedure.OPINION, side)
    made = booking_of(one, steps(K.REQUESTED, K.COMMITTED, K.ADMITTED), "B1", OWN)
    assert (made.ground, made.decided_on) == ("20 kap. 22 §", day("2024-12-03"))
