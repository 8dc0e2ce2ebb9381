"""What does each criterion say of an offer, and does the order of offers follow from the reasons alone?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import OTHER, OWN, day, days
from mottagning.domain.agreements import Unit
from mottagning.domain.matching import (
    Criterion,
    Footing,
    Match,
    Need,
    OfferFacts,
    Reason,
    RightToStay,
    Verdict,
    match,
    ranked,
)
from mottagning.domain.money import scaled
from mottagning.domain.offers import Eligibility, Offer
from mottagning.texts.offers import parse_times as week

C, V = Criterion, Verdict
FITS, TOLD, PARTLY, UNKNOWN, NOT = V.FITS, V.TOLD, V.PARTLY, V.NOT_KNOWN, V.DOES_NOT_FIT


def need(**values: Any) -> Need:
    """Somebody of ours who needs sfi from 3 March 2025."""
    return Need(**{"service": "sfi", "days": days("2025-03-03"), "home": OWN, **values})


def offer(**values: Any) -> Offer:
    """Sfi in the other municipality this year."""
    return Offer(**{"key": "U1", "service": "sfi", "municipality": OTHER, "days": days("2025-01-07"), **values})


def said(criterion: Criterion, wished: Need, told: Offer, **known: Any) -> Reason:
    """What one criterion says."""
    found = match(wished, told, OfferFacts(**known)).reason(criterion)
    assert found is not None
    return found


def verdict(criterion: Criterion, wished: Need, told: Offer, **known: Any) -> Verdict:
    return said(criterion, wished, told, **known).verdict


@pytest.mark.parametrize(
    ("wished", "told", "expected"),
    [("2B", "2b ", FITS), ("2B", "2C", NOT), ("2B", None, UNKNOWN), (None, "2C", TOLD), (None, None, TOLD)],
)
def test_the_level_is_the_wished_one_or_not(wished: str | None, told: str | None, expected: Verdict) -> None:
    assert verdict(C.LEVEL, need(variant=wished), offer(variant=told)) is expected


@pytest.mark.parametrize(("told", "expected"), [("ar", FITS), ("so", PARTLY), ("uk", NOT), (None, UNKNOWN)])
def test_another_language_that_she_knows_fits_partly(told: str | None, expected: Verdict) -> None:
    assert verdict(C.LANGUAGE, need(language="ar", other_languages=("so",)), offer(language=told)) is expected
    assert verdict(C.LANGUAGE, need(other_languages=("so",)), offer(language=told)) is TOLD


@pytest.mark.parametrize(
    ("wished", "told", "expected"),
    [
        ("vård omsorg", "Omsorg och vård", FITS),
        ("vård bygg", "vård och omsorg", PARTLY),
        ("bygg", "vård", NOT),
        ("bygg", None, UNKNOWN),
        (None, "vård", TOLD),
    ],
)
def test_a_speciality_is_told_by_its_words(wished: str | None, told: str | None, expected: Verdict) -> None:
    assert verdict(C.SPECIALITY, need(speciality=wished), offer(speciality=told)) is expected


@pytest.mark.parametrize(
    ("wished", "told", "expected", "late"),
    [
        (days("2025-03-03"), days("2025-03-03"), FITS, 0),
        (days("2025-03-03"), days("2025-03-04"), PARTLY, 1),
        (days("2025-03-03"), days("2025-01-07", "2025-03-03"), FITS, 0),
        (days("2025-03-03"), days("2025-01-07", "2025-03-02"), NOT, 0),
        (days("2025-03-03", "2025-06-13"), days("2025-01-07", "2025-06-12"), PARTLY, 0),
        (days("2025-03-03", "2025-06-13"), days("2025-01-07", "2025-06-13"), FITS, 0),
        (days("2025-03-03", "2025-06-13"), days("2025-06-14"), NOT, 103),
    ],
)
def test_an_offer_is_there_on_the_wished_days_or_later(wished: Any, told: Any, expected: Verdict, late: int) -> None:
    found = said(C.START, need(days=wished), offer(days=told))
    assert (found.verdict, found.number) == (expected, late)


def test_our_own_seats_are_counted_and_those_of_others_are_as_told() -> None:
    ours = {"municipality": OWN, "seats": 5, "seats_on": day("2025-03-01"), "source": "vi"}
    assert said(C.SEATS, need(), offer(**ours), free=2) == Reason(C.SEATS, FITS, 2)
    assert said(C.SEATS, need(), offer(**ours), free=0) == Reason(C.SEATS, NOT, 0)
    theirs = {"seats": 5, "seats_on": day("2025-03-01"), "source": "de"}
    assert said(C.SEATS, need(), offer(**theirs)) == Reason(C.SEATS, FITS, 5)
    assert verdict(C.SEATS, need(), offer(**{**theirs, "seats": 0})) is NOT
    assert verdict(C.SEATS, need(), offer()) is UNKNOWN


def test_seats_that_may_not_be_seen_weigh_the_same_however_many_they_are() -> None:
    full, empty = (offer(key="U1", municipality=OWN, seats=number) for number in (0, 20))
    unseen = OfferFacts(is_unseen=True)
    assert match(need(), full, unseen).reasons == match(need(), empty, unseen).reasons
    assert verdict(C.SEATS, need(), full, is_unseen=True) is UNKNOWN


@pytest.mark.parametrize(
    ("eligibility", "home", "known", "expected"),
    [
        (Eligibility.OWN_RESIDENTS, OTHER, {}, FITS),
        (Eligibility.OWN_RESIDENTS, OWN, {"shares_county": True}, NOT),
        (Eligibility.COUNTY, OWN, {"shares_county": True}, FITS),
        (Eligibility.COUNTY, OWN, {"shares_county": False}, NOT),
        (Eligibility.COUNTY, OWN, {}, UNKNOWN),
        (Eligibility.BY_AGREEMENT, OWN, {"footing": Footing.COVERED}, FITS),
        (Eligibility.BY_AGREEMENT, OWN, {"footing": Footing.FRAME}, PARTLY),
        (Eligibility.BY_AGREEMENT, OWN, {"footing": Footing.NONE}, NOT),
        (Eligibility.COUNTY, None, {"shares_county": True}, UNKNOWN),
        (None, OWN, {}, UNKNOWN),
    ],
)
def test_who_may_come(eligibility: Eligibility | None, home: str | None, known: Any, expected: Verdict) -> None:
    assert verdict(C.ELIGIBILITY, need(home=home), offer(eligibility=eligibility), **known) is expected


MORNINGS = week("mån–fre 9–12")


def test_hours_that_meet_a_booking_of_hers_are_named() -> None:
    found = said(C.OWN_TIMES, need(taken=week("fre 11–14")), offer(times=MORNINGS))
    assert found == Reason(C.OWN_TIMES, NOT, times=week("fre 11–12"))
    assert verdict(C.OWN_TIMES, need(taken=week("fre 12–14")), offer(times=MORNINGS)) is FITS
    assert verdict(C.OWN_TIMES, need(taken=week("fre 12–14")), offer()) is UNKNOWN
    assert verdict(C.OWN_TIMES, need(has_untimed=True), offer(times=MORNINGS)) is UNKNOWN
    assert verdict(C.OWN_TIMES, need(), offer(times=MORNINGS)) is TOLD


@pytest.mark.parametrize(
    ("care", "times", "expected", "alone"),
    [
        ("mån–fre 8–15", "mån–fre 9–12", FITS, ""),
        ("mån–fre 8–12", "mån–fre 9–13", PARTLY, "mån–fre 12–13"),
        ("mån–fre 8–15", "lör 9–12", NOT, "lör 9–12"),
        ("mån–fre 8–15", "", UNKNOWN, ""),
    ],
)
def test_a_course_lies_inside_the_hours_of_the_childrens_care(
    care: str, times: str, expected: Verdict, alone: str
) -> None:
    wished = need(child_care=week(care), has_child_care=True)
    assert said(C.CHILD_CARE, wished, offer(times=week(times))) == Reason(C.CHILD_CARE, expected, times=week(alone))


def test_care_whose_hours_nobody_knows_is_not_taken_for_none() -> None:
    assert verdict(C.CHILD_CARE, need(has_child_care=True), offer(times=MORNINGS)) is UNKNOWN
    assert verdict(C.CHILD_CARE, need(), offer(times=MORNINGS)) is TOLD


@pytest.mark.parametrize(("hours", "expected"), [("15", FITS), ("15.5", PARTLY), (None, TOLD)])
def test_hours_a_week_are_enough_or_not(hours: str | None, expected: Verdict) -> None:
    wished = need(hours_per_week=scaled(hours) if hours else None)
    assert said(C.HOURS, wished, offer(times=MORNINGS)) == Reason(C.HOURS, expected, 15 * 60)
    assert verdict(C.HOURS, wished, offer()) is (TOLD if hours is None else UNKNOWN)


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        (None, TOLD),
        (RightToStay(is_known=False), UNKNOWN),
        (RightToStay(is_known=True), FITS),
        (RightToStay(is_known=True, until=day("2025-03-02")), NOT),
        (RightToStay(is_known=True, until=day("2025-03-03")), PARTLY),
        (RightToStay(is_known=True, until=day("2025-06-13")), FITS),
    ],
)
def test_a_permit_lasts_over_the_days(stay: RightToStay | None, expected: Verdict) -> None:
    assert verdict(C.PERMIT, need(stay=stay), offer(days=days("2025-01-07", "2025-06-13"))) is expected


def test_a_permit_that_ends_before_a_later_start_does_not_do() -> None:
    stay = RightToStay(is_known=True, until=day("2025-08-01"))
    assert verdict(C.PERMIT, need(stay=stay), offer(days=days("2025-08-18"))) is NOT


def test_distance_is_for_or_against_only_where_somebody_has_set_a_limit() -> None:
    assert said(C.DISTANCE, need(), offer(), kilometres=31) == Reason(C.DISTANCE, TOLD, 31)
    assert verdict(C.DISTANCE, need(most_kilometres=31), offer(), kilometres=31) is FITS
    assert verdict(C.DISTANCE, need(most_kilometres=30), offer(), kilometres=31) is NOT
    assert verdict(C.DISTANCE, need(), offer()) is UNKNOWN


def test_a_municipality_without_the_insats_is_asked_nothing_more() -> None:
    found = match(need(), offer(is_lacking=True), OfferFacts())
    assert found.reasons == (Reason(C.HELD, NOT),)


def test_every_criterion_says_something_in_the_order_that_ranks() -> None:
    assert [one.criterion for one in match(need(), offer(), OfferFacts()).reasons] == list(Criterion)


# order


def order(wished: Need, *told: Offer | tuple[Offer, OfferFacts]) -> list[str]:
    pairs = [one if isinstance(one, tuple) else (one, OfferFacts()) for one in told]
    return [one.offer.key for one in ranked(match(wished, *pair) for pair in pairs)]


def test_what_something_speaks_against_comes_after_what_is_only_uncertain_and_lacking_last() -> None:
    wished = need(variant="2B", hours_per_week=scaled("15"))
    against = offer(key="emot", variant="2B", times=week("mån 8–23"), days=days("2020-01-01", "2020-02-01"))
    uncertain = offer(key="oviss")
    lacking = offer(key="har inte", is_lacking=True, variant="2B")
    assert order(wished, lacking, against, uncertain) == ["oviss", "emot", "har inte"]


def test_an_earlier_criterion_settles_it_whatever_the_later_ones_say() -> None:
    near = (offer(key="nära", variant=None, price=scaled("1"), unit=Unit.MONTH), OfferFacts(kilometres=1))
    far = (offer(key="långt", variant="2B"), OfferFacts(kilometres=900))
    assert order(need(variant="2B"), near, far) == ["långt", "nära"]


def test_of_the_same_verdict_the_earlier_then_the_nearer_then_the_cheaper_comes_first() -> None:
    def one(key: str, first: str, far: int, price: str, unit: Unit = Unit.MONTH) -> tuple[Offer, OfferFacts]:
        told = offer(key=key, days=days(first), price=scaled(price), unit=unit)
        return told, OfferFacts(kilometres=far, footing=Footing.COVERED)

    later, sooner = one("senare", "2025-03-10", 1, "1"), one("förr", "2025-03-05", 99, "9")
    near, cheap = one("nära", "2025-03-05", 7, "99"), one("billig", "2025-03-05", 7, "98")
    assert order(need(), later, sooner, near, cheap) == ["billig", "nära", "förr", "senare"]
    by_day = one("billig", "2025-03-05", 7, "98", Unit.DAY)
    assert order(need(), near, by_day) == ["billig", "nära"], "by key: a day and a month are not compared"
    assert order(need(), one("z", "2025-03-05", 7, "1", Unit.DAY), near) == ["nära", "z"]


_VERDICTS = st.tuples(*[st.sampled_from(Verdict) for _ in Criterion])


@settings(max_examples=150)
@given(st.lists(_VERDICTS, min_size=2, max_size=6))
def test_whoever_is_at_least_as_good_in_every_criterion_never_comes_later(lists: list[tuple[Verdict, ...]]) -> None:
    better = {FITS: 0, TOLD: 0, PARTLY: 1, UNKNOWN: 2, NOT: 3}
    matches = [
        Match(offer(key=f"U{place}"), OfferFacts(), tuple(Reason(c, v) for c, v in zip(Criterion, each, strict=True)))
        for place, each in enumerate(lists)
    ]
    found = ranked(matches)
    assert sorted(one.offer.key for one in found) == sorted(one.offer.key for one in matches), "nothing is left out"
    for place, one in enumerate(found):
        for later in found[place + 1 :]:
            pairs = [(better[a.verdict], better[b.verdict]) for a, b in zip(one.reasons, later.reasons, strict=True)]
            assert all(a == b for a, b in pairs) or any(a < b for a, b in pairs), "the later one is better throughout"
