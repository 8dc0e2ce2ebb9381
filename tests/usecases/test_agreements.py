"""What an agreement is made of: entered, changed and removed, and refused where it cannot be so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, agreement, booking, days, month, price, shared_offer, terms
from mottagning.domain.agreements import AgeGroup, Method, SchoolRun
from mottagning.domain.money import scaled
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.shared_offers import parse_shares
from mottagning.readmodels.agreements import AgreementCard
from mottagning.usecases import agreements, bookings
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month
from workbooks import lines

GROUP = AgeGroup(agreement="A1", service="sfi", variant="1–2 år", from_age=1, to_age=2)
RUN = SchoolRun(calendar="Krokom 2024/25", days=days("2024-08-19", "2024-10-25"))


def card(ctx: Context, key: str = "A1") -> AgreementCard:
    (line,) = (one for one in agreements.list_agreements(ctx) if one.key == key)
    return agreements.open_agreement(ctx, line.id)


def refused(ctx: Context, part: agreements.Part) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        agreements.save_part(ctx, None, part)
    return [(problem.name, problem.code) for problem in caught.value.fields]


def test_a_price_for_the_same_on_the_same_day_is_refused(office: Context) -> None:
    assert refused(office, price("9600", days=days("2024-01-01"))) == [("first", "price_overlaps")]
    agreements.save_part(office, None, price("9600", variant="1A", days=days("2024-01-01")))


def test_a_final_price_is_entered_in_the_place_of_its_preliminary_one(office: Context) -> None:
    """A second price would be in its way; the sentence says where to write it instead."""
    stored = card(office).prices[0]
    agreements.save_part(office, stored, replace(stored.value, is_preliminary=True))
    assert refused(office, price("9600")) == [("first", "preliminary_price_overlaps")]
    assert refused(office, price("9600", is_preliminary=True)) == [("first", "price_overlaps")]


def test_a_price_does_not_stand_in_its_own_way(office: Context) -> None:
    (before,) = card(office).prices
    agreements.save_part(office, before, replace(before.value, amount=scaled("9600")))
    assert [one.value.amount for one in card(office).prices] == [scaled("9600")]


@pytest.mark.parametrize(
    ("part", "problems"),
    [
        (terms(service="grundskola", method=Method.SCHOOL_DAY), [("school_calendar", "missing")]),
        (price(service="grundskola", source=""), [("source", "missing")]),
        (replace(GROUP, to_age=0), [("to_age", "ages_backwards")]),
        (replace(GROUP, variant=""), [("variant", "missing")]),
        (replace(RUN, calendar=""), [("calendar", "missing")]),
        (replace(RUN, days=days("2024-08-19")), [("last", "missing")]),
    ],
)
def test_what_contradicts_itself_is_refused(
    office: Context, part: agreements.Part, problems: list[tuple[str, str]]
) -> None:
    assert refused(office, part) == problems


def test_each_part_is_kept_where_it_belongs_and_removed(office: Context) -> None:
    agreements.save_part(office, None, GROUP)
    agreements.save_part(office, None, RUN)
    (group,), (run,) = card(office).age_groups, agreements.list_school_runs(office)
    assert (group.value, run.value, card(office).school_runs) == (GROUP, RUN, (RUN,))
    for part in (group, run, card(office).terms[0], card(office).prices[0]):
        agreements.remove_part(office, part)
    bare = card(office)
    assert (bare.age_groups, bare.terms, bare.prices, bare.school_runs) == ((), (), (), ())


def test_what_another_has_changed_is_not_removed(office: Context) -> None:
    (read,) = card(office).terms
    agreements.save_part(office, read, replace(read.value, administration_fee=scaled("15")))
    with pytest.raises(Refused) as caught:
        agreements.remove_part(office, read)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE


def test_terms_have_an_example_at_the_agreements_own_price(office: Context) -> None:
    found = agreements.example_of(card(office), terms(method=Method.MEASURING_DAY))
    assert found is not None
    assert {(entry.counterpart, entry.payer, entry.amount) for entry in found.entries} == {(OTHER, OWN, 950_000)}


def test_an_agreement_with_an_unknown_party_is_refused(office: Context) -> None:
    with pytest.raises(Refused) as caught:
        agreements.save_agreement(office, None, agreement(key="A9", parties=("9999",)))
    assert [(one.name, one.code) for one in caught.value.fields] == [("parties", "unknown")]


def test_a_course_held_together_is_kept_with_its_agreement_and_goes_with_it(office: Context) -> None:
    agreements.save_agreement(office, None, agreement(key="A3", days=days("2024-01-01")))
    agreements.save_part(office, None, shared_offer(agreement="A3"))
    found = card(office, "A3")
    assert [one.value.key for one in found.shared_offers] == ["GK1"]
    assert agreements.agreement_of_course(office, "GK1") == found.agreement.id
    assert agreements.division_of(found, found.shared_offers[0].value) == {OTHER: 18_461_538, OWN: 5_538_462}
    agreements.remove_agreement(office, found.agreement)
    assert agreements.agreement_of_course(office, "GK1") is None


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"key": "B1"}, [("key", "taken")]),
        ({"provider_municipality": THIRD}, [("provider_municipality", "not_a_party")]),
        ({"shares": parse_shares(f"{OWN}=1; {THIRD}=1")}, [("shares", "not_a_party")]),
        ({"shares": ()}, [("shares", "not_divided")]),
    ],
)
def test_a_course_that_cannot_be_settled_is_refused(
    office: Context, values: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    assert refused(office, replace(shared_offer(), **values)) == problems


def test_a_booking_does_not_take_the_key_of_a_course(office: Context) -> None:
    agreements.save_part(office, None, shared_offer())
    with pytest.raises(Refused) as caught:
        bookings.save_booking(office, None, booking(key="GK1"))
    assert [(problem.name, problem.code) for problem in caught.value.fields] == [("key", "taken")]


def test_a_course_in_balance_is_not_looked_at_again_until_it_changes(office: Context) -> None:
    offer = shared_offer(days=days("2024-09-02", "2024-11-29"), cost="90000")
    agreements.save_part(office, None, offer)
    assert _billed(office, month("2024-09")) == {"GK1": 692_308}  # 90 000 / 3 × 12/52
    with office.reading() as reader:
        assert [one.is_changed for one in reader.facts.due(month("2024-10")) if one.is_about_nobody] == [False]
    (before,) = card(office).shared_offers
    agreements.save_part(office, before, replace(offer, cost=scaled("99000")))
    assert _billed(office, month("2024-10")) == {"GK1": 2 * 761_538 - 692_308}  # 33 000 × 12/52 = 7 615,38
    for closed in ("2024-11", "2024-12"):
        close_month(office, month(closed))
    with office.reading() as reader:
        assert not any(one.is_about_nobody for one in reader.facts.due(month("2025-01"))), "nothing more can come of it"
    assert verify(office) == []


def _billed(ctx: Context, closed: Month) -> dict[str, int]:
    close_month(ctx, closed)
    rows = [row for row in view_month(ctx, closed).rows if row.entry.booking == "GK1"]
    return {"GK1": sum(row.entry.amount for row in rows)}


def test_a_course_leaves_in_the_return_without_a_name(office: Context, tmp_path: Path) -> None:
    agreements.save_part(office, None, shared_offer(days=days("2024-09-02", "2024-11-29")))
    close_month(office, month("2024-09"))
    (bought,) = [one for one in write_returns(office, tmp_path) if one.closed.direction.value == "buy"]
    (row,) = [one for one in lines(bought.file, "Specifikation") if one["Bokning"] == "GK1"]
    assert not row.keys() & {"Ärende", "Identitet", "Id-typ", "Namn"}
    assert (row["Antal"], row["Av"], row["Enhet"], row["À-pris"], row["Belopp"]) == (12, 52, "kurs", 80000, 18461.54)
    assert row["Beräkning"] == "12 av 52 personer × 80 000,00 kr (del 1 av 3; 240 000,00 kr per kurs / 3)"
    summary = {one.get("Insats"): one for one in lines(bought.file, "Sammanställning")}
    assert (summary["sfi"]["Personer"], summary["sfi"]["Rader"]) == (1, 2), "the course is about nobody"
