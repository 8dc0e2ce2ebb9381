"""Does a request become exactly one booking, with what was agreed, and never before everything is there?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, day, days, month, person, without_right
from mottagning.domain.agreement_parties import AgreementParty, Inclusion
from mottagning.domain.bookings import Booking, Procedure
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.money import scaled
from mottagning.domain.offers import Offer
from mottagning.domain.people import PermitGround
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.requests import BookingRequest, Doubt, Lack, RequestStatus, RequestStep, Side, StepKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.requests import RequestCard
from mottagning.usecases import people
from mottagning.usecases.bookings import remove_booking
from mottagning.usecases.context import Context
from mottagning.usecases.offers import save_offer
from mottagning.usecases.requests import (
    list_requests,
    next_request_key,
    open_request,
    remove_request,
    save_request,
    take_back_step,
    take_step,
)
from mottagning.usecases.returns.viewing import view_month

K = StepKind
AMINA, CLEO = "2024-0001", "2024-0003"


def request(**values: Any) -> BookingRequest:
    given: dict[str, Any] = {
        "key": "F1",
        "procedure": Procedure.ORDER,
        "side": Side.PAYING,
        "case_number": "2024-0002",
        "service": "sfi",
        "counterpart": OTHER,
        "agreement": "A1",
        "days": days("2025-01-13", "2025-06-13"),
        "consent_on": day("2024-11-20"),
    }
    return BookingRequest(**{**given, **values})


def asked(ctx: Context, **values: Any) -> Stored[BookingRequest]:
    return save_request(ctx, None, request(**values)).value


def step(kind: StepKind, on: str = "2024-12-01", **values: Any) -> RequestStep:
    return RequestStep(request="", number=0, kind=kind, on=day(on), **values)


def take(ctx: Context, one: Stored[BookingRequest], *kinds: StepKind) -> Stored[BookingRequest]:
    for kind in kinds:
        amount = scaled("55000") if kind is K.ESTIMATED else None
        reason = "kursen är full" if kind in {K.REFUSED, K.NOT_COMMITTED, K.NOT_ADMITTED} else None
        one = take_step(ctx, one.id, step(kind, amount=amount, reason=reason)).value
    return one


def bookings(ctx: Context) -> list[Booking]:
    with ctx.reading() as reader:
        return [one.value for one in reader.bookings.every()]


def refusal(ctx: Context, one: Stored[BookingRequest], kind: StepKind, **values: Any) -> tuple[RefusalCode, str]:
    with pytest.raises(Refused) as caught:
        take_step(ctx, one.id, step(kind, **values))
    return caught.value.code, str(caught.value.params.get("lacks", ""))


def status(ctx: Context, one: Stored[BookingRequest]) -> RequestStatus:
    return next(line.status for line in list_requests(ctx) if line.id == one.id)


DECIDED = (K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ACCEPTED)


def test_an_order_becomes_one_booking_when_it_is_decided(office: Context) -> None:
    before = len(bookings(office))
    one = take(office, asked(office), *DECIDED)
    assert len(bookings(office)) == before, "nothing is booked and nothing billed before the decision"
    decision = step(K.DECIDED, "2024-12-10", reference="KS 2024/9", ground="avtal", by="Prov")
    made = take_step(office, one.id, decision).value
    (booking,) = bookings(office)[before:]
    assert made.value.booking == booking.key == "B2025-0001"
    assert (booking.case_number, booking.agreement, booking.decision) == ("2024-0002", "A1", "KS 2024/9")
    card = open_request(office, one.id)
    assert (card.line.status, card.next, card.line.is_our_turn) == (RequestStatus.AGREED, (), False)
    assert refusal(office, one, K.DECIDED) == (RefusalCode.STEP_NOT_NOW, "")
    assert len(bookings(office)) == before + 1


def test_a_request_is_billed_only_once_it_is_a_booking(office: Context) -> None:
    """Even where it lies in a month that is to be closed."""

    def billed() -> set[str]:
        view = view_month(office, month("2024-09"))
        return {row.entry.booking for row in view.rows} | {one.booking for one in view.problems}

    before = billed()
    one = take(office, asked(office, days=days("2024-09-02")), *DECIDED)
    assert billed() == before
    made = take(office, one, K.DECIDED).value
    assert billed() - before == {made.booking}


def test_what_a_step_lacks_is_told_and_it_is_not_taken(office: Context) -> None:
    one = asked(office, agreement=None, consent_on=None)
    take(office, one, K.REQUESTED, K.ESTIMATED)
    code, lacks = refusal(office, one, K.DECIDED)
    assert code is RefusalCode.STEP_NOT_NOW
    assert set(lacks.split(",")) == {lack.value for lack in (Lack.ANSWER, Lack.APPROVAL, Lack.CONSENT, Lack.AGREEMENT)}
    assert [one.kind for one in steps(office, one)] == [K.REQUESTED, K.ESTIMATED]


def test_the_other_municipality_is_to_be_a_party_on_the_first_day(office: Context) -> None:
    decided = Lack.NOT_BOUND.value
    one = take(office, asked(office), *DECIDED)
    other = take(office, asked(office, key="F2", counterpart=THIRD), *DECIDED)
    assert refusal(office, other, K.DECIDED) == (RefusalCode.STEP_NOT_NOW, decided)
    with office.writing() as uow:
        uow.agreement_parties.add(AgreementParty(agreement="A1", code=OTHER, left_on=day("2025-01-13")))
        uow.commit()
    assert refusal(office, one, K.DECIDED) == (RefusalCode.STEP_NOT_NOW, decided)


def steps(ctx: Context, one: Stored[BookingRequest]) -> list[RequestStep]:
    return [each.value for each in open_request(ctx, one.id).steps]


def test_a_refusal_needs_its_reason_and_leads_no_further(office: Context) -> None:
    one = take(office, asked(office), K.REQUESTED)
    assert refusal(office, one, K.REFUSED)[0] is RefusalCode.INVALID_FIELDS
    take(office, one, K.REFUSED)
    assert status(office, one) is RequestStatus.REFUSED
    assert refusal(office, one, K.DECIDED)[0] is RefusalCode.STEP_NOT_NOW


def test_the_last_step_can_be_taken_back_until_there_is_a_booking(office: Context) -> None:
    one = take(office, asked(office), K.REQUESTED, K.QUEUED)
    take_back_step(office, one.id)
    assert status(office, one) is RequestStatus.ASKED
    take(office, one, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ACCEPTED, K.DECIDED)
    with pytest.raises(Refused) as caught:
        take_back_step(office, one.id)
    assert caught.value.code is RefusalCode.ALREADY_BOOKED


def test_what_is_booked_is_neither_changed_nor_removed_as_a_request(office: Context) -> None:
    one = take(office, asked(office), *DECIDED, K.DECIDED)
    for way in (
        lambda: save_request(office, one, replace(one.value, variant="2C")),
        lambda: remove_request(office, one),
    ):
        with pytest.raises(Refused) as caught:
            way()
        assert caught.value.code is RefusalCode.ALREADY_BOOKED
    open_one = take(office, asked(office, key="F2"), K.REQUESTED)
    remove_request(office, open_one)
    assert [line.key for line in list_requests(office)] == ["F1"]


def test_neither_the_person_nor_the_booking_of_a_request_is_removed_under_it(office: Context) -> None:
    with office.writing() as uow:
        uow.people.add(person(case_number="2024-0009"))
        uow.commit()
    one = take(office, asked(office, case_number="2024-0009"), *DECIDED)
    hers = next(line for line in people.list_people(office) if line.case_number == "2024-0009")
    with pytest.raises(Refused) as caught:
        people.remove_person(office, people.open_person(office, hers.id).person)
    assert caught.value.code is RefusalCode.IN_USE
    made = take(office, one, K.DECIDED)
    with office.reading() as reader:
        booking = reader.bookings.find(made.value.booking)
    assert booking is not None
    with pytest.raises(Refused) as caught:
        remove_booking(office, booking)
    assert caught.value.code is RefusalCode.IN_USE


def test_who_comes_to_us_is_booked_when_we_admit_and_her_home_is_told_afterwards(office: Context) -> None:
    one = asked(
        office,
        procedure=Procedure.RECEIVED_ELSEWHERE,
        side=Side.PROVIDING,
        case_number="2024-0004",
        agreement="A2",
        consent_on=None,
    )
    one = take(office, one, K.REQUESTED, K.ADMITTED)
    booking = next(each for each in bookings(office) if each.key == one.value.booking)
    assert booking.told_on is None
    (line,) = list_requests(office)
    assert (line.is_our_turn, line.duties) == (True, (K.HOME_TOLD,))
    take_step(office, one.id, step(K.HOME_TOLD, "2024-12-04"))
    booking = next(each for each in bookings(office) if each.key == one.value.booking)
    assert booking.told_on == day("2024-12-04")
    assert not list_requests(office)[0].is_our_turn


def test_the_card_tells_the_cost_and_what_may_be_wrong(office: Context) -> None:
    one = asked(office, days=days("2025-04-01", "2025-05-31"))
    card: RequestCard = open_request(office, one.id)
    assert card.estimate == 2 * 950000, "öre: two months at 9 500"
    assert card.same_service == "B2"
    assert open_request(office, asked(office, key="F2", agreement=None).id).estimate is None


@pytest.mark.parametrize(
    ("ground", "code", "told"),
    [
        (PermitGround.ASYLUM_SEEKER, OTHER, {Doubt.NO_FINANCING, Doubt.LEFT_OUT}),
        (PermitGround.RELATIVE, OWN, {Doubt.NO_FINANCING, Doubt.LEFT_OUT}),
        (PermitGround.RELATIVE, None, {Doubt.NO_FINANCING}),
        (PermitGround.REFUGEE, OTHER, set()),
    ],
)
def test_who_is_included_only_with_state_money_is_asked_after(
    office: Context, ground: PermitGround, code: str | None, told: set[Doubt]
) -> None:
    one = take(office, asked(office), K.REQUESTED, K.ESTIMATED, K.ESTIMATE_APPROVED, K.ACCEPTED)
    with office.writing() as uow:
        found = uow.people.find(one.value.case_number)
        assert found is not None
        uow.people.change(found, replace(found.value, permit_ground=ground))
        if code is not None:
            uow.agreement_parties.add(AgreementParty(agreement="A1", code=code, inclusion=Inclusion.EXCLUDED))
        uow.commit()
    doubts = {doubt for way in open_request(office, one.id).next for doubt in way.doubts}
    assert doubts & {Doubt.NO_FINANCING, Doubt.LEFT_OUT} == told


def test_the_queue_has_a_place_for_each(office: Context) -> None:
    first = take(office, asked(office), K.REQUESTED, K.QUEUED)
    second = take(office, asked(office, key="F2", case_number=AMINA, priority_ground="kort utbildning"), K.REQUESTED)
    take(office, second, K.QUEUED)
    places = {line.id: line.queue_place for line in list_requests(office)}
    assert places == {first.id: 2, second.id: 1}


def test_who_waits_for_the_same_of_ours_waits_in_one_queue_from_wherever_she_comes(office: Context) -> None:
    waiting = {
        "F1": {"counterpart": OTHER, "case_number": AMINA},
        "F2": {"counterpart": THIRD},
        "F3": {"counterpart": OTHER, "variant": "2B"},
    }
    for key, values in waiting.items():
        take(office, asked(office, key=key, side=Side.PROVIDING, **values), K.REQUESTED, K.QUEUED)
    assert {line.key: line.queue_place for line in list_requests(office)} == {"F1": 1, "F2": 2, "F3": 1}
    assert {one.key: open_request(office, one.id).line.queue_place for one in list_requests(office)} == {
        "F1": 1,
        "F2": 2,
        "F3": 1,
    }


def test_keys_follow_one_another(office: Context) -> None:
    assert next_request_key(office) == "F2025-0001"
    asked(office, key="F2025-0007")
    assert next_request_key(office) == "F2025-0008"


@pytest.mark.parametrize("case_number", ["2024-0999", CLEO])
def test_nobody_and_somebody_hidden_are_alike_to_who_may_not_see_her(office: Context, case_number: str) -> None:
    with pytest.raises(Refused) as caught:
        asked(without_right(office), case_number=case_number)
    (problem,) = caught.value.fields
    assert (problem.name, problem.code) == ("case_number", "unknown")


def test_a_booking_of_somebody_hidden_is_unknown_without_the_right(office: Context) -> None:
    for booking in ("B3", "B999"):
        with pytest.raises(Refused) as caught:
            asked(without_right(office), booking=booking)
        assert [(one.name, one.code) for one in caught.value.fields] == [("booking", "unknown")]


def test_requests_of_somebody_hidden_are_gone_without_the_right(office: Context) -> None:
    one = take(office, asked(office, case_number=CLEO), K.REQUESTED, K.QUEUED)
    limited = without_right(office)
    other = take(office, asked(office, key="F2"), K.REQUESTED, K.QUEUED)
    assert [(line.key, line.queue_place) for line in list_requests(limited)] == [("F2", 1)], "no gap in the queue"
    assert [(line.key, line.queue_place) for line in list_requests(office)] == [("F2", 2), ("F1", 1)]
    ways = (
        lambda: open_request(limited, one.id),
        lambda: take_step(limited, one.id, step(K.ACCEPTED)),
        lambda: take_back_step(limited, one.id),
        lambda: remove_request(limited, one),
        lambda: save_request(limited, one, one.value),
    )
    for way in ways:
        with pytest.raises(Refused) as caught:
            way()
        assert caught.value.code is RefusalCode.GONE
    assert status(office, one) is RequestStatus.QUEUED
    assert other.id


@pytest.mark.parametrize(
    ("offer", "doubts"),
    [
        ({}, {Doubt.SAME_SERVICE}),
        ({"seats": 0}, {Doubt.SAME_SERVICE, Doubt.OFFER_FULL}),
        ({"is_lacking": True}, {Doubt.SAME_SERVICE, Doubt.OFFER_FULL}),
        ({"days": days("2025-01-13", "2025-05-30")}, {Doubt.SAME_SERVICE, Doubt.OUTSIDE_OFFER}),
    ],
    ids=["room", "full", "not held", "shorter"],
)
def test_a_full_offer_or_one_that_ends_before_is_doubted(
    office: Context, offer: dict[str, Any], doubts: set[Doubt]
) -> None:
    said = {"seats": 3, "seats_on": day("2025-01-02"), "source": "rektor", "days": days("2025-01-01"), **offer}
    if said.get("is_lacking"):
        said |= {"seats": None, "seats_on": None, "source": None}
    save_offer(office, None, Offer(key="U1", service="sfi", municipality=OTHER, **said))
    one = take(office, asked(office, offer="U1"), K.REQUESTED)
    found = {doubt for each in open_request(office, one.id).next for doubt in each.doubts}
    assert found == doubts


@pytest.mark.parametrize(
    ("given", "home"),
    [
        ({}, None),
        ({"case_number": "2024-0004"}, "Krokom"),
        ({"case_number": "2024-0004", "side": Side.PROVIDING}, None),
        ({"side": Side.PROVIDING}, "Östersund"),
        ({"case_number": "2024-0004", "side": Side.PROVIDING, "counterpart": THIRD}, "Krokom"),
    ],
)
def test_who_belongs_to_another_municipality_than_the_one_that_is_to_pay_is_told(
    office: Context, given: dict[str, Any], home: str | None
) -> None:
    card = open_request(office, asked(office, **given).id)
    doubts = {doubt for each in card.next for doubt in each.doubts}
    assert (Doubt.HOME_ELSEWHERE in doubts, card.home_elsewhere) == (home is not None, home)


def test_what_gives_no_row_costs_nobody_knows_what_and_not_nothing(office: Context) -> None:
    assert open_request(office, asked(office).id).estimate
    assert open_request(office, asked(office, key="F2", case_number="2024-0004").id).estimate is None


def test_a_federation_is_nobodys_home_and_may_pay_for_its_members(office: Context) -> None:
    with office.writing() as uow:
        uow.counterparts.add(Counterpart(code="KF01", name="Förbundet", kind=CounterpartKind.FEDERATION))
        uow.commit()
    card = open_request(office, asked(office, side=Side.PROVIDING, counterpart="KF01").id)
    assert card.home_elsewhere is None


def test_a_request_tells_that_the_same_was_refused_before(office: Context) -> None:
    take(office, asked(office), K.REQUESTED, K.REFUSED)
    again = take(office, asked(office, key="F2"), K.REQUESTED)
    other = take(office, asked(office, key="F3", counterpart=THIRD), K.REQUESTED)
    assert open_request(office, again.id).refused_before == "F1"
    assert open_request(office, other.id).refused_before is None
