"""What is told of the agreements of a booking as it is entered, and which bookings an ended agreement refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, agreement, booking, day, days, price, terms, without_right
from mottagning.domain.agreement_parties import AgreementParty
from mottagning.domain.agreements import AgreementKind, Direction
from mottagning.domain.problems import Refused
from mottagning.readmodels.coverage import Covered
from mottagning.texts import coverage as texts
from mottagning.texts import fields
from mottagning.usecases import agreements, bookings
from mottagning.usecases.context import Context
from mottagning.usecases.coverage import Draft, covering, draft_of

AMINA, CLEO, DANA = "2024-0001", "2024-0003", "2024-0004"


def asked(ctx: Context, **values: Any) -> Covered:
    given = {"service": "sfi", "days": days("2025-03-03"), "case_number": AMINA}
    found = covering(ctx, Draft(**{**given, **values}))
    assert found is not None
    return found


def keys(found: Covered) -> list[str]:
    return [one.agreement.key for one in found.answer.covering]


def change(ctx: Context, key: str, **values: Any) -> None:
    (line,) = (one for one in agreements.list_agreements(ctx) if one.key == key)
    before = agreements.open_agreement(ctx, line.id).agreement
    agreements.save_agreement(ctx, before, replace(before.value, **values))


# which way, and with whom


def test_for_one_of_ours_it_is_bought_and_for_one_of_theirs_sold(office: Context) -> None:
    assert (asked(office).wish.is_taken, keys(asked(office))) == (True, ["A1"])
    sold = asked(office, case_number=DANA)
    assert (sold.wish.is_taken, sold.wish.counterpart, keys(sold)) == (False, OTHER, ["A2"])


def test_before_the_person_is_chosen_both_ways_are_told(office: Context) -> None:
    assert sorted(keys(asked(office, case_number=None))) == ["A1", "A2"]


@pytest.mark.parametrize(
    ("draft", "wish"),
    [
        ({"agreement": "A1"}, (True, OTHER)),
        ({"agreement": "A2"}, (False, OTHER)),  # the agreement says which way, whoever the person belongs to
        ({"provider_municipality": OTHER}, (True, OTHER)),
        ({"provider_municipality": OWN, "case_number": DANA}, (False, OTHER)),
        ({"agreement": "BÅDA", "provider_municipality": THIRD}, (True, THIRD)),
        ({"agreement": "BÅDA", "case_number": DANA}, (False, OTHER)),
        ({"agreement": "BÅDA"}, (True, None)),
    ],
)
def test_agreement_provider_and_home_tell_which_way_it_goes_and_with_whom(
    office: Context, draft: dict[str, str], wish: tuple[bool, str | None]
) -> None:
    agreements.save_agreement(office, None, agreement(key="BÅDA", parties=(OTHER, THIRD), direction=Direction.MUTUAL))
    found = asked(office, **draft).wish
    assert (found.is_taken, found.counterpart) == wish


def test_the_most_specific_is_proposed_and_the_frame_told_after_it(office: Context) -> None:
    for key, kind in (("LÄN", AgreementKind.COOPERATION), ("LOKALT", AgreementKind.LOCAL)):
        agreements.save_agreement(
            office, None, agreement(key=key, kind=kind, parties=(OTHER, THIRD), direction=Direction.MUTUAL)
        )
    agreements.save_part(office, None, terms(agreement="LOKALT"))
    agreements.save_part(office, None, price(agreement="LOKALT"))
    found = asked(office)
    assert keys(found) == ["LOKALT", "A1", "LÄN"]
    assert found.answer.proposed is not None
    assert found.answer.proposed.agreement.key == "LOKALT"
    assert texts.why(found.answer.covering[0], found) == (
        "lokal överenskommelse, gäller 2020-01-01–, med villkor och pris för sfi"
    )


def test_what_lacks_one_thing_says_which(office: Context) -> None:
    found = asked(office, agreement="A1", service="gymnasium")
    assert [texts.why_not(one, found) for one in found.answer.nearly] == ["saknar villkor för gymnasium"]
    assert texts.warnings(found) == ["Avtalet A1 täcker inte första dagen: saknar villkor för gymnasium."]


def test_a_party_that_has_left_is_warned_of_and_the_amounts_are_what_they_were(office: Context) -> None:
    """The register's format: the agreement's dates, notice and successors decide which days count, and nothing else."""
    (line,) = (one for one in bookings.list_bookings(office) if one.key == "B1")
    before = bookings.open_booking(office, line.id)
    agreements.save_part(office, None, AgreementParty(agreement="A1", code=OTHER, left_on=day("2024-10-01")))
    after = bookings.open_booking(office, line.id)
    assert before.estimate == after.estimate
    assert after.coverage is not None
    assert texts.warnings(after.coverage) == [
        "Bokningen har inget slut, men Krokom är part i avtalet A1 bara till och med 2024-09-30. " + texts.COUNTED
    ]


def test_of_somebody_hidden_nothing_is_told(office: Context) -> None:
    assert covering(without_right(office), Draft(service="sfi", days=days("2025-03-03"), case_number=CLEO)) is None


def test_a_booking_is_looked_at_to_its_planned_end() -> None:
    assert draft_of(booking("2025-01-01", planned_until=day("2025-06-13"))).days == days("2025-01-01", "2025-06-13")
    assert draft_of(booking("2025-01-01", "2025-02-01", planned_until=day("2025-06-13"))).days == days(
        "2025-01-01", "2025-02-01"
    )


# after the end


def refused(ctx: Context, **values: Any) -> str:
    first = values.pop("first", "2025-03-03")
    with pytest.raises(Refused) as caught:
        bookings.save_booking(ctx, None, booking(first, **{"key": "B9", **values}))
    assert [(one.name, one.code) for one in caught.value.fields] == [("first", "past_the_end")]
    return fields.said(caught.value.fields[0])


def taken(ctx: Context, **values: Any) -> None:
    first = values.pop("first", "2025-03-03")
    bookings.save_booking(ctx, None, booking(first, **{"key": "B9", **values}))


def test_no_booking_begins_after_the_notice_has_run_out(office: Context) -> None:
    change(office, "A1", notice_on=day("2024-06-03"))
    assert refused(office) == (
        "Avtal A1 gäller till och med 2025-03-02 (uppsagt 2024-06-03, nio månader enligt § 6). Välj ett avtal som "
        "gäller då, eller en tidigare första dag."
    )
    taken(office, first="2025-03-02")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"days": days("2020-01-01", "2024-12-31")}, "Avtal Provavtalet gäller till och med 2024-12-31."),
        ({"notice_on": day("2024-12-01"), "notice_months": 0}, "2024-11-30 (uppsagt 2024-12-01, 0 månader)"),
        ({"notice_on": day("2019-01-01")}, "har aldrig gällt"),
    ],
)
def test_why_it_has_ended_is_said(office: Context, values: dict[str, Any], said: str) -> None:
    change(office, "A1", title="Provavtalet", **values)
    assert said in refused(office)


def test_one_that_follows_takes_the_booking_on(office: Context) -> None:
    change(office, "A1", days=days("2020-01-01", "2024-12-31"))
    following = agreement(key="A3", replaces="A1", days=days("2025-01-01"))
    agreements.save_agreement(office, None, following)
    taken(office)
    change(office, "A3", parties=(THIRD,))
    assert refused(office, key="B10", provider_municipality=OTHER), "it leaves the provider out"


def test_one_that_has_not_begun_is_warned_of_and_not_refused(office: Context) -> None:
    change(office, "A1", days=days("2025-06-01"))
    taken(office)
    assert texts.warnings(asked(office, agreement="A1")) == [
        "Avtalet A1 täcker inte första dagen: börjar gälla först 2025-06-01."
    ]


def test_a_booking_that_goes_on_past_the_end_is_changed_with_a_warning(office: Context) -> None:
    (line,) = (one for one in bookings.list_bookings(office) if one.key == "B1")
    change(office, "A1", notice_on=day("2024-05-02"))
    card = bookings.open_booking(office, line.id)
    assert card.coverage is not None
    assert texts.warnings(card.coverage) == [
        "Bokningen har inget slut, men avtalet A1 gäller till och med 2025-02-01 (uppsagt 2024-05-02, nio månader "
        "enligt § 6)."
    ]
    bookings.save_booking(office, card.booking, replace(card.booking.value, provider="Lärcentrum"))


def test_a_booking_is_not_moved_past_the_end(office: Context) -> None:
    (line,) = (one for one in bookings.list_bookings(office) if one.key == "B1")
    change(office, "A1", days=days("2020-01-01", "2024-12-31"))
    card = bookings.open_booking(office, line.id)
    with pytest.raises(Refused):
        bookings.save_booking(office, card.booking, replace(card.booking.value, days=days("2025-01-01")))
