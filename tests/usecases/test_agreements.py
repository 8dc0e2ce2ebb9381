"""What an agreement is made of: entered, changed and removed, and refused where it cannot be so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, OWN, agreement, days, price, terms
from mottagning.domain.agreements import AgeGroup, Method, SchoolRun
from mottagning.domain.money import scaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.agreements import AgreementCard
from mottagning.usecases import agreements
from mottagning.usecases.context import Context

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
