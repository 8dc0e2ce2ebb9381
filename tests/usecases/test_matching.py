"""What does the register know of a need, which offers fit it and why, and does anybody hidden leave a trace in it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from factories import OTHER, OWN, THIRD, booking, day, days, person, residence, without_right
from mottagning.domain.agreements import AgreementKind, Direction
from mottagning.domain.bookings import Outcome, Procedure
from mottagning.domain.households import Membership
from mottagning.domain.matching import Criterion, Footing, Need, RightToStay, Verdict
from mottagning.domain.offers import Eligibility, Offer
from mottagning.domain.people import HouseholdRole, Protection
from mottagning.domain.periods import OPEN
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.profiles import LanguageLevel, LanguageSkill
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.readmodels.matching import Matches, Proposed, Wanted
from mottagning.texts.offers import parse_times as week
from mottagning.usecases.context import Context
from mottagning.usecases.matching import match_offers, propose_need
from mottagning.usecases.offers import save_offer
from mottagning.usecases.requests import save_request, take_step

AMINA, BO, CLEO, DANA = (f"2024-000{number}" for number in (1, 2, 3, 4))
CHILD = "2024-0009"
SPRING = days("2025-03-03", "2025-06-13")


def offered(ctx: Context, key: str = "U1", **values: Any) -> Offer:
    given: dict[str, Any] = {"key": key, "service": "sfi", "municipality": OTHER, "days": days("2025-01-07")}
    return save_offer(ctx, None, Offer(**{**given, **values})).value.value


def booked(ctx: Context, key: str, case_number: str, offer: str | None, service: str = "sfi", **values: Any) -> None:
    """A booking that came of a request for an offer."""
    asked = BookingRequest(
        key=f"F{key}",
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number=case_number,
        service=service,
        counterpart=OTHER,
        days=days("2025-02-03"),
        offer=offer,
        booking=key,
    )
    with ctx.writing() as uow:
        uow.bookings.add(booking("2025-02-03", key=key, case_number=case_number, service=service, **values))
        uow.requests.add(asked)
        uow.commit()


def child(ctx: Context, case_number: str = CHILD, **values: Any) -> None:
    """Somebody's child joins the household of Amina and Bo."""
    with ctx.writing() as uow:
        uow.people.add(person(case_number=case_number, given_name="Barn", **values))
        uow.residences.add(residence(case_number))
        uow.memberships.add(Membership(case_number=case_number, household="H1", role=HouseholdRole.CHILD))
        uow.commit()


def proposed(ctx: Context, case_number: str | None = AMINA, **values: Any) -> Proposed:
    return propose_need(ctx, Wanted(case_number=case_number, **{"days": SPRING, **values}))


def need(**values: Any) -> Need:
    return Need(**{"service": "sfi", "days": SPRING, "home": OWN, **values})


def verdicts(found: Matches, criterion: Criterion) -> dict[str, Verdict]:
    reasons = {one.offer.key: one.reason(criterion) for one in found.matches}
    return {key: reason.verdict for key, reason in reasons.items() if reason is not None}


# the need


def test_a_need_is_made_of_what_the_register_knows_of_her(office: Context) -> None:
    with office.writing() as uow:
        before = uow.people.find(AMINA)
        assert before is not None
        known = {"mother_tongue": "so", "interpreter_language": "ar", "permit_until": day("2026-01-31")}
        uow.people.change(before, replace(before.value, **known))
        uow.languages.add(LanguageSkill(case_number=AMINA, language="en", level=LanguageLevel.GOOD))
        uow.commit()
    found = proposed(office, service="sfi", variant="2B")
    assert found.seeker is not None
    assert (found.seeker.case_number, found.seeker.name) == (AMINA, "Amina Provlund")
    wished = found.need
    assert (wished.service, wished.variant, wished.days, wished.home) == ("sfi", "2B", SPRING, OWN)
    assert (wished.language, wished.other_languages) == ("ar", ("so", "en"))
    assert wished.stay == RightToStay(is_known=True, until=day("2026-01-31"))


def test_home_is_the_municipality_that_answers_on_the_first_day(office: Context) -> None:
    assert proposed(office, DANA).need.home == OTHER
    assert proposed(office, None).need.home == OWN
    assert proposed(office, None).seeker is None


def test_without_a_wished_day_the_need_begins_today_and_has_no_end(office: Context) -> None:
    wished = propose_need(office, Wanted(case_number=AMINA)).need
    assert (wished.days.start, wished.days.end) == (office.today, OPEN)


def test_hours_of_her_other_bookings_are_taken_and_those_nobody_knows_are_said(office: Context) -> None:
    offered(office, "U7", service="praktikplats", times=week("mån 13–16; tis 13–16"))
    booked(office, "B7", AMINA, "U7", service="praktikplats")
    found = proposed(office)
    assert found.need.taken == week("mån–tis 13–16")
    assert found.need.has_untimed, "her sfi was booked without an offer"
    assert {one.booking: one.times for one in found.booked} == {"B1": (), "B7": week("mån–tis 13–16")}


def test_a_booking_that_is_over_or_never_began_takes_no_time(office: Context) -> None:
    offered(office, "U7", times=week("mån 13–16"))
    booked(office, "B7", BO, "U7", outcome=Outcome.NEVER_STARTED)
    booked(office, "B8", BO, "U7", last="2025-02-28")
    assert [one.booking for one in proposed(office, BO).booked] == ["B2"]


def test_the_childrens_hours_are_those_of_their_care(office: Context) -> None:
    child(office)
    offered(office, "U8", service="förskola", times=week("mån–fre 8–15"))
    booked(office, "B8", CHILD, "U8", service="förskola")
    for parent in (AMINA, BO):
        found = proposed(office, parent)
        assert (found.need.child_care, found.need.has_child_care) == (week("mån–fre 8–15"), True)
        assert [one.booking for one in found.booked if one.is_childs] == ["B8"]
    hers = proposed(office, CHILD)
    assert not hers.need.has_child_care
    assert hers.need.taken == week("mån–fre 8–15")


def test_a_child_that_has_moved_away_and_a_childs_other_bookings_are_not_looked_at(office: Context) -> None:
    child(office)
    offered(office, "U8", service="modersmål", times=week("mån 15–16"))
    booked(office, "B8", CHILD, "U8", service="modersmål")
    assert not proposed(office).need.has_child_care
    booked(office, "B9", CHILD, None, service="förskola")
    assert proposed(office).need.has_child_care
    assert proposed(office).need.child_care == ()
    with office.writing() as uow:
        (before,) = uow.memberships.of_case(CHILD)
        uow.memberships.change(before, replace(before.value, left_on=day("2025-03-02")))
        uow.commit()
    assert not proposed(office).need.has_child_care


def test_a_hidden_child_leaves_no_trace_in_the_need(office: Context) -> None:
    other = without_right(office)
    before = proposed(other)
    child(office, protection=Protection.CONFIDENTIAL_FLAG)
    offered(office, "U8", service="förskola", times=week("mån–fre 8–15"))
    booked(office, "B8", CHILD, "U8", service="förskola")
    assert proposed(other) == before
    assert proposed(office).need.child_care == week("mån–fre 8–15")


def test_who_may_not_be_seen_is_nobody(office: Context) -> None:
    for work in (lambda ctx: proposed(ctx, CLEO), lambda ctx: match_offers(ctx, need(), CLEO)):
        with pytest.raises(Refused) as caught:
            work(without_right(office))
        assert caught.value.code is RefusalCode.GONE
        work(office)


def test_making_a_need_is_noted_as_reading_of_those_it_is_made_of(office: Context) -> None:
    child(office)
    offered(office, "U8", service="förskola", times=week("mån–fre 8–15"))
    booked(office, "B8", CHILD, "U8", service="förskola")
    proposed(office)
    with office.reading() as reader:
        people = {one.value.case_number: one.id for one in reader.people.every()}
        read = list(reader._connection.scalars(text("SELECT person FROM read_log WHERE what = 'card'")))
    assert sorted(read) == sorted([people[AMINA], people[CHILD]])


# the offers


def test_every_offer_of_the_insats_is_shown_and_no_other(office: Context) -> None:
    offered(office, "U1")
    offered(office, "U2", is_lacking=True, municipality=THIRD)
    offered(office, "U3", service="sfx")
    offered(office, "U4", days=days("2020-01-01", "2020-02-01"))
    assert [one.offer.key for one in match_offers(office, need(), AMINA).matches] == ["U1", "U4", "U2"]


def test_the_agreement_that_covers_is_the_one_that_a_place_would_rest_on(office: Context) -> None:
    offered(office, "U1")
    offered(office, "U2", municipality=THIRD, eligibility=Eligibility.BY_AGREEMENT)
    offered(office, "U3", municipality=OWN)
    known = {one.offer.key: one.facts for one in match_offers(office, need()).matches}
    assert (known["U1"].footing, known["U1"].agreement) == (Footing.COVERED, "A1")
    assert (known["U2"].footing, known["U2"].agreement) == (Footing.NONE, None)
    assert known["U3"].footing is Footing.NOT_NEEDED
    theirs = {one.offer.key: one.facts for one in match_offers(office, need(home=OTHER)).matches}
    assert (theirs["U3"].footing, theirs["U3"].agreement) == (Footing.COVERED, "A2"), "we sell to their municipality"
    assert theirs["U1"].footing is Footing.NOT_NEEDED
    assert theirs["U2"].footing is Footing.NOT_KNOWN, "what others have agreed is not in our register"


def test_a_frame_alone_covers_partly(office: Context) -> None:
    with office.writing() as uow:
        before = uow.agreements.find("A1")
        assert before is not None
        frame = {"kind": AgreementKind.COOPERATION, "key": "A9", "parties": (THIRD,), "direction": Direction.MUTUAL}
        uow.agreements.add(replace(before.value, **frame))
        uow.commit()
    offered(office, municipality=THIRD)
    (found,) = match_offers(office, need()).matches
    assert (found.facts.footing, found.facts.agreement) == (Footing.FRAME, "A9")


def test_distance_and_county_are_those_of_the_municipalities(office: Context) -> None:
    offered(office, "U1", eligibility=Eligibility.COUNTY)
    offered(office, "U2", municipality="0180", eligibility=Eligibility.COUNTY)
    found = match_offers(office, need())
    assert verdicts(found, Criterion.ELIGIBILITY) == {"U1": Verdict.FITS, "U2": Verdict.DOES_NOT_FIT}
    far = {one.offer.key: one.facts.kilometres for one in found.matches}
    assert far["U1"] is not None
    assert far["U2"] is not None
    assert far["U1"] < 100 < far["U2"] < 600
    assert all(one.facts.kilometres is None for one in match_offers(office, need(home=None)).matches)


def seats(ctx: Context, key: str, number: int) -> None:
    offered(ctx, key, municipality=OWN, seats=number, seats_on=day("2025-02-01"), source="enheten")


def promised(ctx: Context, key: str, offer: str) -> None:
    asked = BookingRequest(
        key=key,
        procedure=Procedure.ORDER,
        side=Side.PROVIDING,
        case_number=CLEO,
        service="sfi",
        counterpart=OTHER,
        agreement="A2",
        days=SPRING,
        offer=offer,
    )
    one = save_request(ctx, None, asked).value
    for kind in (StepKind.REQUESTED, StepKind.ACCEPTED):
        take_step(ctx, one.id, RequestStep(request="", number=0, kind=kind, on=day("2025-03-01")))


def test_our_own_seats_are_told_and_weighed_only_for_who_may_see_everybody(office: Context) -> None:
    seats(office, "U1", 1)
    seats(office, "U2", 1)
    other = without_right(office)
    before = match_offers(other, need())
    promised(office, "F1", "U1")
    assert match_offers(other, need()) == before, "that somebody hidden took the seat changes nothing"
    assert set(verdicts(before, Criterion.SEATS).values()) == {Verdict.NOT_KNOWN}
    found = match_offers(office, need())
    assert [one.offer.key for one in found.matches] == ["U2", "U1"]
    assert verdicts(found, Criterion.SEATS) == {"U2": Verdict.FITS, "U1": Verdict.DOES_NOT_FIT}


def test_a_seat_that_is_taken_after_the_wished_days_is_free(office: Context) -> None:
    seats(office, "U1", 1)
    promised(office, "F1", "U1")
    (autumn,) = match_offers(office, need(days=days("2025-08-18"))).matches
    assert autumn.facts.free == 1
    (spring,) = match_offers(office, need()).matches
    assert spring.facts.free == 0


def asked_for(work: Callable[[], object]) -> int:
    """How many statements some work sends."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(sent)


def test_how_many_questions_are_asked_does_not_grow_with_the_catalogue(office: Context) -> None:
    seats(office, "U0", 3)
    offered(office, "U1")
    few = asked_for(lambda: match_offers(office, need(), AMINA))
    for number in range(2, 12):
        offered(office, f"U{number}", municipality=(OTHER, THIRD)[number % 2], variant=str(number))
        seats(office, f"V{number}", 3)
    assert asked_for(lambda: match_offers(office, need(), AMINA)) == few
