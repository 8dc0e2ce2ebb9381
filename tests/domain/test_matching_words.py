"""Does every reason tell in words what it rests on, without holes, whatever is known and wished for?"""

from __future__ import annotations

from itertools import product

import pytest

from factories import OTHER, OWN, day, days
from mottagning.domain.agreements import Unit
from mottagning.domain.matching import Criterion, Footing, Need, OfferFacts, RightToStay, Verdict, match
from mottagning.domain.money import scaled
from mottagning.domain.offers import Eligibility, Offer
from mottagning.texts import matching as texts
from mottagning.texts.offers import parse_times as week

C = Criterion
TOWNS = {OWN: "Östersund", OTHER: "Krokom"}
LANGUAGES = {"ar": "arabiska", "so": "somaliska"}

BARE = Need(service="sfi", days=days("2025-03-03"))
WISHED = Need(
    service="sfi",
    days=days("2025-03-03", "2025-06-13"),
    variant="2B",
    language="ar",
    other_languages=("so",),
    speciality="vård",
    home=OWN,
    taken=week("fre 11–14"),
    child_care=week("mån–tors 8–15"),
    has_child_care=True,
    hours_per_week=scaled("20"),
    most_kilometres=30,
    stay=RightToStay(is_known=True, until=day("2025-05-31")),
)
EMPTY = Offer(key="U1", service="sfi", municipality=OTHER, days=days("2025-03-10", "2025-06-05"))
FULL = Offer(
    key="U2",
    service="sfi",
    municipality=OTHER,
    days=days("2025-01-07"),
    variant="2C",
    provider="Skolan",
    place="Centrum",
    language="so",
    times=week("mån–fre 9–12"),
    price=scaled("1250"),
    unit=Unit.WEEK,
    eligibility=Eligibility.COUNTY,
    speciality="bygg",
    seats=5,
    seats_on=day("2025-02-01"),
    source="rektorn",
)
KNOWN = OfferFacts(footing=Footing.COVERED, agreement="A1", shares_county=False, kilometres=31, seats_age=30)


def said(wished: Need, told: Offer, known: OfferFacts, criterion: Criterion) -> str:
    words = texts.Told(wished, TOWNS.__getitem__, LANGUAGES.__getitem__)
    found = match(wished, told, known)
    reason = found.reason(criterion)
    assert reason is not None
    return words.reason(found, reason)


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (C.HELD, "Skolan, Centrum, Krokom"),
        (C.ELIGIBILITY, "Hela länet; Östersund ligger i ett annat län."),
        (C.LEVEL, "2C; önskat: 2B."),
        (C.LANGUAGE, "Somaliska, som personen också kan; önskat: arabiska."),
        (C.START, "Går 2025-01-07–, önskad start 2025-03-03."),
        (C.SEATS, "5 platser den 2025-02-01, uppgiften är 30 dagar gammal. Källa: rektorn."),
        (C.OWN_TIMES, "Krockar fre 11.00–12.00. Utbudet: mån–fre 09.00–12.00."),
        (C.CHILD_CARE, "Utanför barnens tider: fre 09.00–12.00. Restid är inte räknad."),
        (C.HOURS, "15 timmar; önskat: minst 20."),
        (C.SPECIALITY, "Bygg; önskat: vård."),
        (C.PERMIT, "Gäller till och med 2025-05-31; insatsen kan gå längre."),
        (C.AGREEMENT, "A1 täcker den första dagen."),
        (C.DISTANCE, "31 km fågelvägen mellan centralorterna; önskat högst 30 km. Restiden är inte känd."),
        (C.PRICE, "1 250,00 kr per vecka, enligt säljaren. Avtalets pris gäller."),
    ],
)
def test_a_reason_tells_what_is_offered_and_what_was_wished_for(criterion: Criterion, expected: str) -> None:
    assert said(WISHED, FULL, KNOWN, criterion) == expected


def test_days_that_do_not_agree_are_named() -> None:
    late = "Börjar 2025-03-10, 7 dagar efter önskad start; slutar 2025-06-05, önskat till och med 2025-06-13."
    assert said(WISHED, EMPTY, KNOWN, C.START) == late
    over = Offer(key="U3", service="sfi", municipality=OTHER, days=days("2024-01-08", "2024-06-14"))
    assert said(WISHED, over, KNOWN, C.START) == "Upphörde 2024-06-14, före önskad start 2025-03-03."
    later = Offer(key="U4", service="sfi", municipality=OTHER, days=days("2025-08-18"))
    assert said(WISHED, later, KNOWN, C.START) == "Börjar 2025-08-18, efter den sista önskade dagen 2025-06-13."


def test_seats_that_may_not_be_seen_are_told_as_the_seller_has_said_them() -> None:
    words = said(WISHED, FULL, OfferFacts(is_unseen=True, seats_age=30), C.SEATS)
    assert words.startswith("5 platser den 2025-02-01")
    assert words.endswith("visas för den som får se alla personer.")
    assert said(WISHED, FULL, OfferFacts(free=0, seats_age=30), C.SEATS).startswith("Inga fria under tiden: kö.")


def test_no_reason_has_a_hole_in_it() -> None:
    facts = [OfferFacts(), KNOWN, *(OfferFacts(footing=one, agreement="A1") for one in Footing)]
    for wished, told, known, criterion in product((BARE, WISHED), (EMPTY, FULL), facts, Criterion):
        words = said(wished, told, known, criterion)
        assert words.strip(), criterion
        assert "None" not in words, criterion


def test_every_verdict_has_a_sign_of_its_own_and_a_word() -> None:
    signs = [sign for sign, _ in texts.VERDICTS.values()]
    assert set(texts.VERDICTS) == set(Verdict)
    assert len(set(signs)) == len(signs)
    assert set(texts.CRITERIA) == set(Criterion)
