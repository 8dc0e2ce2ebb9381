"""Is a price list set beside last year's, its effect told to the öre before it is saved, and stored as published?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from factories import OTHER, Clock, agreement, day, days, month, price, terms, without_right
from mottagning.domain.agreements import AgeGroup, Price, Unit
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.money import scaled
from mottagning.domain.price_lists import Standing
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.price_lists import ActivityChoice, Choices, Effect, ListedPrice, PriceList, Proposal
from mottagning.texts import price_lists as texts
from mottagning.usecases import agreements
from mottagning.usecases.bookings import booking_by_key, open_booking
from mottagning.usecases.context import Context
from mottagning.usecases.price_lists import first_choices, propose, save
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month

YEAR, TERM, MONTH, DAY = Unit.YEAR, Unit.TERM, Unit.MONTH, Unit.DAY
OURS, PRIVATE = "Annan kommun", "Enskild annan kommun"
PUBLISHED = "Krokom, interkommunal ersättning 2024"
NEW_YEAR = days("2024-01-01")


def listed(*rows: tuple[str, str | None, dict[Unit, str]]) -> PriceList:
    """A price list as read."""
    return PriceList(
        tuple(
            ListedPrice("Priser", "B2", activity, column, unit, scaled(amount))
            for activity, column, amounts in rows
            for unit, amount in amounts.items()
        )
    )


KROKOM_2024 = listed(
    ("Förskola 1–2", OURS, {YEAR: "144597", MONTH: "12050", DAY: "554"}),
    ("Förskola 1–2", PRIVATE, {YEAR: "153272", MONTH: "12773", DAY: "587"}),
    ("Fritidshem", OURS, {YEAR: "43722", TERM: "21861", MONTH: "3643", DAY: "168"}),
    ("Grundskola F–6", OURS, {YEAR: "92085", TERM: "46042", MONTH: "7674", DAY: "517"}),
    ("Kommunövergripande kostnader", OURS, {YEAR: "1"}),
)


@pytest.fixture
def school(ctx: Context) -> Context:
    """An agreement with Krokom on preschool at the prices of 2023."""
    with ctx.writing() as uow:
        uow.agreements.add(agreement())
        uow.terms.add(terms(service="förskola"))
        uow.age_groups.add(AgeGroup(agreement="A1", service="förskola", variant="1–2 år", from_age=1, to_age=2))
        uow.prices.add_many(
            [
                preschool("139450", YEAR),
                preschool("11621", MONTH),
                preschool("10500", MONTH, days=days("2022-01-01", "2022-12-31")),
            ]
        )
        uow.commit()
    return ctx


def preschool(kronor: str, unit: Unit, **values: object) -> Price:
    return price(
        kronor, **{"service": "förskola", "variant": "1–2 år", "unit": unit, "days": days("2023-01-01"), **values}
    )


def choices(ctx: Context, found: PriceList = KROKOM_2024, **values: object) -> Choices:
    """What is proposed, with the days and the source that somebody fills in."""
    return replace(first_choices(ctx, "A1", found), **{"days": NEW_YEAR, "source": PUBLISHED, **values})


def prices(ctx: Context) -> set[tuple[str, str | None, str, int, str]]:
    """The stored prices: insats, variant, unit, kronor, days."""
    (line,) = agreements.list_agreements(ctx)
    return {
        (
            one.value.service,
            one.value.variant,
            one.value.unit.value,
            one.value.amount // 10_000,
            f"{one.value.days.start} {one.value.days.last or ''}".strip(),
        )
        for one in agreements.open_agreement(ctx, line.id).prices
    }


PRELIMINARY = "Förslag till prislista 2024"


def draft(ctx: Context, found: PriceList = KROKOM_2024, **values: object) -> Choices:
    """The same, said to be preliminary."""
    return choices(ctx, found, **{"source": PRELIMINARY, "is_preliminary": True, **values})


def stored(ctx: Context) -> list[Price]:
    """The stored prices of 2024 as they are."""
    (line,) = agreements.list_agreements(ctx)
    found = [one.value for one in agreements.open_agreement(ctx, line.id).prices]
    return sorted((one for one in found if one.days.start >= day("2024-01-01")), key=lambda one: one.unit.value)


PRESCHOOL = listed(("Förskola 1–2", OURS, {YEAR: "144597", MONTH: "12050"}))


# what is likely meant


def test_an_activity_is_recognised_by_its_name_and_takes_the_variant_there_is(school: Context) -> None:
    names = (
        "Förskola 1–2",
        "FÖRSKOLA 3-5",
        "Fklass",
        "Åk 1–3",
        "Fritids F–3",
        "Ped. omsorg 3–5",
        "Förskoleklass",
        "Kommunövergripande kostnader",
        "Fsk 1–2, ≤15 h",
        "Ped. omsorg 3–5, >15 h",
        "BF",
        "ES musik",
        "IM Språkintroduktion",
        "IM Individuellt alternativ",
        "In natura",
    )
    found = first_choices(school, "A1", listed(*((name, None, {YEAR: "1"}) for name in names)))
    assert [(one.service, one.variant) for one in found.activities] == [
        ("förskola", "1–2 år"),
        ("förskola", "3-5 år"),
        ("förskoleklass", None),
        ("grundskola", "åk 1–3"),
        ("fritidshem", "F–3"),
        ("pedagogisk omsorg", "3–5 år"),
        ("förskoleklass", None),
        (None, None),
        ("förskola", "1–2 år, ≤15 h"),
        ("pedagogisk omsorg", "3–5 år, >15 h"),
        ("gymnasium", "BF"),
        ("gymnasium", "ES musik"),
        ("språkintroduktion", None),
        ("individuellt alternativ", None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("columns", "public", "private"),
    [
        ((PRIVATE, "Enskild Krokom", OURS), OURS, PRIVATE),
        (("2024: Annan kommun", "2025: Annan kommun"), "2025: Annan kommun", "2025: Annan kommun"),
        (("Kommun", "Enskild"), "Kommun", "Enskild"),
        (("2013", "2014"), "2014", "2014"),
        ((), None, None),
    ],
)
def test_a_municipality_pays_by_its_column_and_a_private_party_by_its_own(
    school: Context, columns: Sequence[str], public: str | None, private: str | None
) -> None:
    found = listed(*(("Förskola 1–2", column, {YEAR: "1"}) for column in columns or [None]))
    assert first_choices(school, "A1", found).column == public
    with school.writing() as uow:
        uow.counterparts.add(Counterpart(code=OTHER, kind=CounterpartKind.PRIVATE))
        uow.commit()
    assert first_choices(school, "A1", found).column == private


@pytest.mark.parametrize(
    ("columns", "chosen", "first", "told"),
    [
        (("2023", "2024"), "2024", "2024-01-01", None),
        (("2023", "2024"), "2023", "2024-01-01", 2023),
        (("2023: Annan kommun", "2024: Annan kommun"), "2024: Annan kommun", "2024-01-01", None),
        (("Annan kommun",), "Annan kommun", "2025-01-01", None),
        (("2023–2024",), "2023–2024", "2025-01-01", None),
    ],
)
def test_prices_are_proposed_from_the_year_of_their_column_and_another_year_is_told_of(
    school: Context, columns: Sequence[str], chosen: str, first: str, told: int | None
) -> None:
    found = listed(*(("Förskola 1–2", column, {YEAR: "1"}) for column in columns))
    proposed = first_choices(school, "A1", found)
    assert proposed.days == days(first)
    assert replace(proposed, column=chosen).other_year == told


def test_a_list_that_says_it_is_preliminary_is_proposed_so(school: Context) -> None:
    assert first_choices(school, "A1", replace(PRESCHOOL, is_preliminary=True)).is_preliminary


# what it would do


def test_amounts_that_do_not_say_what_they_are_per_wait_for_somebody_to_say_it(school: Context) -> None:
    """Those that say it keep their own. What is left out needs no unit."""
    loose = ListedPrice("Priser", "D2", "IM Språkintroduktion", None, None, scaled("129476"))
    found = replace(PRESCHOOL, prices=(*PRESCHOOL.prices, loose))
    chosen = choices(school, found)
    unsaid = propose(school, "A1", found, chosen)
    assert (unsaid.needs_unit, unsaid.can_be_saved) == (True, False)
    with pytest.raises(Refused):
        save(school, unsaid)
    without = replace(chosen, activities=tuple(one for one in chosen.activities if one.activity != loose.activity))
    assert propose(school, "A1", found, without).can_be_saved
    save(school, propose(school, "A1", found, replace(chosen, unit=TERM)))
    assert [(one.service, one.unit) for one in stored(school)] == [
        ("förskola", MONTH),
        ("språkintroduktion", TERM),
        ("förskola", YEAR),
    ]


def test_each_price_stands_beside_the_last_one_of_the_same_thing(school: Context) -> None:
    """Preschool 1–2: 144 597 against 139 450 is 5 147 more, 3.69 per cent; a month 12 050 against 11 621, 429 more."""
    proposal = propose(school, "A1", KROKOM_2024, choices(school))
    told = {
        texts.thing(one.price): (one.standing, f"{texts.difference(one)} {texts.per_cent(one)}")
        for one in proposal.prices
    }
    assert told == {
        "förskola 1–2 år, år": (Standing.FOLLOWS, "+5 147 +3,7"),
        "förskola 1–2 år, månad": (Standing.FOLLOWS, "+429 +3,7"),
        "förskola 1–2 år, dag": (Standing.NEW, "– –"),
        "fritidshem, år": (Standing.NEW, "– –"),
        "fritidshem, termin": (Standing.NEW, "– –"),
        "fritidshem, månad": (Standing.NEW, "– –"),
        "fritidshem, dag": (Standing.NEW, "– –"),
        "grundskola F–6, år": (Standing.NEW, "– –"),
        "grundskola F–6, termin": (Standing.NEW, "– –"),
        "grundskola F–6, månad": (Standing.NEW, "– –"),
        "grundskola F–6, dag": (Standing.NEW, "– –"),
    }
    assert proposal.prices[0].per_cent == Fraction(5147 * 100, 139450)
    assert proposal.disagreements == ()
    assert prices(school) == {
        ("förskola", "1–2 år", "year", 139450, "2023-01-01"),
        ("förskola", "1–2 år", "month", 11621, "2023-01-01"),
        ("förskola", "1–2 år", "month", 10500, "2022-01-01 2022-12-31"),
    }, "nothing is stored by looking"


def test_a_saved_list_is_stored_as_printed_and_ends_what_it_follows(school: Context) -> None:
    chosen = choices(school)
    chosen = replace(
        chosen, activities=tuple(replace(one, days_per_year=261) for one in chosen.activities if "1–2" in one.activity)
    )
    assert save(school, propose(school, "A1", KROKOM_2024, chosen)).value == 3
    assert prices(school) == {
        ("förskola", "1–2 år", "year", 139450, "2023-01-01 2023-12-31"),
        ("förskola", "1–2 år", "month", 11621, "2023-01-01 2023-12-31"),
        ("förskola", "1–2 år", "month", 10500, "2022-01-01 2022-12-31"),
        ("förskola", "1–2 år", "year", 144597, "2024-01-01"),
        ("förskola", "1–2 år", "month", 12050, "2024-01-01"),
        ("förskola", "1–2 år", "day", 554, "2024-01-01"),
    }
    again = propose(school, "A1", KROKOM_2024, chosen)
    assert {one.standing for one in again.prices} == {Standing.SAME}
    assert not again.can_be_saved


@pytest.mark.parametrize(
    ("amounts", "days_per_year", "units"),
    [
        ({YEAR: "43722", MONTH: "3643"}, None, []),  # 43 722 / 12 = 3 643.50, printed rounded down
        ({YEAR: "139499", MONTH: "11621"}, None, ["month"]),  # 139 499 / 12 = 11 624.92
        ({YEAR: "144597", DAY: "554"}, 261, []),  # 144 597 / 261 = 554.01
        ({YEAR: "145786", DAY: "534"}, 261, ["day"]),  # 145 786 / 261 = 558.57
        ({YEAR: "145786", DAY: "534"}, None, []),  # no days to divide by
        ({YEAR: "92085", TERM: "46042"}, None, []),  # 46 042.50
    ],
)
def test_printed_prices_that_do_not_agree_with_their_year_are_told_of(
    school: Context, amounts: dict[Unit, str], days_per_year: int | None, units: list[str]
) -> None:
    found = listed(("Förskola 1–2", OURS, amounts))
    chosen = choices(school, found)
    chosen = replace(chosen, activities=(replace(chosen.activities[0], days_per_year=days_per_year),))
    proposal = propose(school, "A1", found, chosen)
    assert [one.params["unit"] for one in proposal.disagreements] == units
    assert proposal.can_be_saved, "a warning is no stop"


def test_a_price_that_would_meet_another_is_not_stored(school: Context) -> None:
    """From the same day as last year's: it would have no day left."""
    proposal = propose(school, "A1", KROKOM_2024, choices(school, days=days("2023-01-01")))
    assert [one.standing for one in proposal.prices[:3]] == [Standing.CLASHES, Standing.CLASHES, Standing.NEW]
    assert proposal.effects == ()
    with pytest.raises(Refused) as caught:
        save(school, proposal)
    assert [one.code for one in caught.value.fields] == ["price_overlaps"]
    assert len(prices(school)) == 3


def test_a_price_with_a_last_day_does_not_give_way(school: Context) -> None:
    """That of 2022 was set to the end of the year."""
    proposal = propose(school, "A1", KROKOM_2024, choices(school, days=days("2022-07-01", "2022-12-31")))
    standings = {one.price.unit: one.standing for one in proposal.prices if one.price.service == "förskola"}
    assert standings == {YEAR: Standing.NEW, MONTH: Standing.CLASHES, DAY: Standing.NEW}


def test_two_rows_that_are_the_same_thing_are_not_stored(school: Context) -> None:
    chosen = choices(school)
    both = tuple(replace(one, service="fritidshem", variant=None) for one in chosen.activities[:2])
    proposal = propose(school, "A1", KROKOM_2024, replace(chosen, activities=both))
    assert Standing.TWICE in {one.standing for one in proposal.prices}
    assert not proposal.can_be_saved


def test_a_list_without_a_source_is_not_stored(school: Context) -> None:
    with pytest.raises(Refused) as caught:
        save(school, propose(school, "A1", KROKOM_2024, choices(school, source="")))
    assert [(one.name, one.code) for one in caught.value.fields] == [("source", "missing")]
    assert len(prices(school)) == 3


@pytest.mark.parametrize("amount", ["12", "11621"], ids=["changed", "another added"])
def test_what_was_shown_is_what_is_saved_or_nothing_is(school: Context, amount: str) -> None:
    """Somebody changed the price that would end, or added one that is in the way, after it was looked at."""
    proposal = propose(school, "A1", KROKOM_2024, choices(school))
    with school.writing() as uow:
        if amount == "12":
            before = proposal.changes[1][0]
            uow.prices.change(before, replace(before.value, amount=scaled(amount)))
        else:
            uow.prices.add(preschool(amount, DAY, days=days("2024-03-01")))
        uow.commit()
    present = prices(school)
    with pytest.raises(Refused) as caught:
        save(school, proposal)
    assert caught.value.code in {RefusalCode.CHANGED_MEANWHILE, RefusalCode.INVALID_FIELDS}
    assert prices(school) == present


# preliminary prices


def test_a_list_may_be_said_to_be_preliminary_then_all_its_prices_are(school: Context) -> None:
    save(school, propose(school, "A1", PRESCHOOL, draft(school, PRESCHOOL)))
    assert [one.is_preliminary for one in stored(school)] == [True, True]
    assert not choices(school).is_preliminary, "nothing is preliminary unless it is said to be"


def test_final_prices_take_the_place_of_preliminary_ones_from_the_same_day(school: Context) -> None:
    """The year price comes out 600 kr higher, the month price as it was: it is final all the same."""
    prepared = draft(school, PRESCHOOL)
    prepared = replace(prepared, activities=(replace(prepared.activities[0], days_per_year=262),))
    save(school, propose(school, "A1", PRESCHOOL, prepared))
    final = listed(("Förskola 1–2", OURS, {YEAR: "145197", MONTH: "12050"}))
    proposal = propose(school, "A1", final, choices(school, final, days=days("2024-01-01", "2024-12-31")))
    assert [(one.standing, one.difference) for one in proposal.prices] == [
        (Standing.FINAL, scaled(600)),
        (Standing.FINAL, 0),
    ]
    assert texts.standing(proposal.prices[0]) == "Slutligt, var preliminärt"
    assert save(school, proposal).value == 2
    month_price, year_price = stored(school)
    assert (year_price.amount, year_price.source, year_price.is_preliminary) == (scaled(145197), PUBLISHED, False)
    assert year_price.days == days("2024-01-01", "2024-12-31")
    assert year_price.days_per_year == 262, "the final list did not print the days"
    assert (month_price.source, month_price.is_preliminary) == (PUBLISHED, False)
    assert len(prices(school)) == 5, "none was added: two preliminary ones, three of last year and before"


@pytest.mark.parametrize(
    ("preliminary", "final", "standing"),
    [
        (("2024-01-01",), ("2024-03-01",), Standing.FOLLOWS),
        (("2024-01-01", "2024-12-31"), ("2024-03-01", "2024-12-31"), Standing.FOLLOWS),
        (("2024-01-01", "2024-12-31"), ("2024-03-01",), Standing.FOLLOWS),
        (("2024-01-01", "2024-12-31"), ("2024-03-01", "2024-06-30"), Standing.CLASHES),  # none from July
        (("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-06-30"), Standing.CLASHES),  # neither here
        (("2024-03-01",), ("2024-01-01",), Standing.CLASHES),  # it has no day left
    ],
)
def test_a_final_price_from_another_day_ends_the_preliminary_one_where_no_day_is_lost(
    school: Context, preliminary: tuple[str, ...], final: tuple[str, ...], standing: Standing
) -> None:
    save(school, propose(school, "A1", PRESCHOOL, draft(school, PRESCHOOL, days=days(*preliminary))))
    proposal = propose(school, "A1", PRESCHOOL, choices(school, PRESCHOOL, days=days(*final)))
    assert {one.standing for one in proposal.prices} == {standing}
    assert proposal.can_be_saved is (standing is Standing.FOLLOWS)
    if proposal.can_be_saved:
        assert texts.standing(proposal.prices[0]) == "Ersätter preliminärt 2024-01-01"
        save(school, proposal)
        spans = [(str(one.days.start), str(one.days.last or "")) for one in stored(school)]
        assert sorted(set(spans)) == [("2024-01-01", "2024-02-29"), ("2024-03-01", "".join(final[1:]))]


@pytest.mark.parametrize("first_is_preliminary", [True, False])
def test_a_preliminary_list_takes_no_place(school: Context, first_is_preliminary: bool) -> None:
    """Neither that of a final price nor that of another preliminary one."""
    save(school, propose(school, "A1", PRESCHOOL, choices(school, PRESCHOOL, is_preliminary=first_is_preliminary)))
    other = listed(("Förskola 1–2", OURS, {YEAR: "145197"}))
    assert [one.standing for one in propose(school, "A1", other, draft(school, other)).prices] == [Standing.CLASHES]
    same = propose(school, "A1", PRESCHOOL, draft(school, PRESCHOOL))
    assert {one.standing for one in same.prices} == {Standing.SAME}


def test_a_preliminary_price_that_was_changed_meanwhile_is_not_made_final(school: Context) -> None:
    save(school, propose(school, "A1", PRESCHOOL, draft(school, PRESCHOOL)))
    proposal = propose(school, "A1", PRESCHOOL, choices(school, PRESCHOOL))
    with school.writing() as uow:
        before = proposal.changes[0][0]
        uow.prices.change(before, replace(before.value, amount=scaled("1")))
        uow.commit()
    with pytest.raises(Refused) as caught:
        save(school, proposal)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    assert [one.is_preliminary for one in stored(school)] == [True, True]


def test_a_final_price_needs_a_source_too(school: Context) -> None:
    save(school, propose(school, "A1", PRESCHOOL, draft(school, PRESCHOOL)))
    with pytest.raises(Refused) as caught:
        save(school, propose(school, "A1", PRESCHOOL, choices(school, PRESCHOOL, source="")))
    assert [(one.name, one.code) for one in caught.value.fields] == [("source", "missing")]


# what it would cost


TEN_THOUSAND = listed(("sfi", None, {MONTH: "10000"}))
FROM_OCTOBER = Choices(
    column=None, days=days("2024-10-01"), source=PUBLISHED, activities=(ActivityChoice("sfi", "sfi"),)
)


def october_closed(office: Context) -> Proposal:
    """September and October are closed at 9 500 kr; then the list says 10 000 kr from 1 October."""
    close_month(office, month("2024-09"))
    close_month(office, month("2024-10"))
    return propose(office, "A1", TEN_THOUSAND, FROM_OCTOBER)


def test_the_effect_is_what_closed_months_and_the_rest_would_cost_more(office: Context) -> None:
    """Amina and Cleo: 500 kr more for October. Bo, 25 of 31 days: 8 064.52 − 7 661.29 = 403.23.

    Ahead, each of the three until 2 March 2026, a year from today: 16 months at 500 kr, and 2 of 31 days,
    645.16 − 612.90 = 32.26; that is 8 032.26.
    """
    proposal = october_closed(office)
    assert proposal.effects == (Effect(RowDirection.BUY, 140_323, 3 * 803_226, 3),)
    said = texts.effects(proposal.effects)
    assert "3 bokningar berörs" in said
    assert "1 403,23 kr mer att betala" in said
    assert "24 096,78 kr mer att betala" in said


def test_the_effect_is_of_those_one_may_see(office: Context) -> None:
    october_closed(office)
    (effect,) = propose(without_right(office), "A1", TEN_THOUSAND, FROM_OCTOBER).effects
    assert (effect.closed, effect.bookings) == (90_323, 2)


def test_what_was_told_is_what_the_next_month_returns(office: Context) -> None:
    save(office, october_closed(office))
    pending = [open_booking(office, booking_by_key(office, key) or 0).pending for key in ("B1", "B2")]
    assert [[(str(one.month), one.amount) for one in rows] for rows in pending] == [
        [("2024-10", 50_000)],
        [("2024-10", 40_323)],
    ]
    close_month(office, month("2024-11"))
    assert view_month(office, month("2024-11")) is not None
    assert propose(office, "A1", TEN_THOUSAND, FROM_OCTOBER).effects == ()


def billed_preliminarily(office: Context) -> None:
    """From October a preliminary month is 9 700 kr; October is closed at that."""
    preliminary = listed(("sfi", None, {MONTH: "9700"}))
    chosen = replace(FROM_OCTOBER, source=PRELIMINARY, is_preliminary=True)
    save(office, propose(office, "A1", preliminary, chosen))
    close_month(office, month("2024-09"))
    close_month(office, month("2024-10"))


def by_list(office: Context) -> None:
    """The final price by the final list."""
    proposal = propose(office, "A1", TEN_THOUSAND, FROM_OCTOBER)
    (effect,) = proposal.effects
    assert (effect.closed, effect.bookings) == (84_194, 3)  # 300 + 300 and 25 of 31 days, 8 064.52 − 7 822.58
    save(office, proposal)


def by_hand(office: Context) -> None:
    """The final price in the form of the preliminary one."""
    record = next(one.id for one in agreements.list_agreements(office) if one.key == "A1")
    before = next(one for one in agreements.open_agreement(office, record).prices if one.value.is_preliminary)
    final = replace(before.value, amount=scaled("10000"), source=PUBLISHED, is_preliminary=False)
    agreements.save_part(office, before, final)


@pytest.mark.parametrize("settle", [by_list, by_hand])
def test_months_billed_preliminarily_are_corrected_in_the_next_return(
    office: Context, settle: Callable[[Context], None]
) -> None:
    """November at the final price; October taken back at 9 700 kr and billed at 10 000, because of a new price list."""
    billed_preliminarily(office)
    settle(office)
    close_month(office, month("2024-11"))
    with office.reading() as reader:
        rows = [one.entry for one in reader.ledger.rows_of_bookings(["B1"])["B1"]]
    told = [
        (str(one.service_month), one.amount, one.kind, one.reason, one.price.is_preliminary)
        for one in rows
        if one.price is not None and one.service_month >= month("2024-10")
    ]
    assert told == [
        ("2024-10", 970_000, RowKind.REGULAR, None, True),
        ("2024-10", 1_000_000, RowKind.CORRECTION, Reason.NEW_PRICE, False),
        ("2024-10", -970_000, RowKind.CORRECTION, Reason.NEW_PRICE, True),
        ("2024-11", 1_000_000, RowKind.REGULAR, None, False),
    ]


def test_a_lower_price_for_what_we_sell_is_less_to_be_paid(office: Context) -> None:
    """Dana from 16 September, 15 of 30 days and October at 8 000 kr: 7 700 kr makes 150 and 300 kr less."""
    close_month(office, month("2024-09"))
    close_month(office, month("2024-10"))
    cheaper = listed(("sfi", None, {MONTH: "7700"}))
    proposal = propose(office, "A2", cheaper, replace(FROM_OCTOBER, days=days("2024-09-01")))
    (effect,) = proposal.effects
    assert (effect.direction, effect.closed, effect.bookings) == (RowDirection.SELL, -45_000, 1)
    assert "450,00 kr mindre att få betalt" in texts.effects(proposal.effects)


def test_a_price_that_no_booking_follows_changes_nothing(office: Context) -> None:
    found = listed(("Fritidshem", None, {MONTH: "3643"}))
    chosen = replace(FROM_OCTOBER, activities=(ActivityChoice("Fritidshem", "fritidshem"),))
    assert propose(office, "A1", found, chosen).effects == ()
    assert "Inga bokningar" in texts.effects(())


def test_bookings_that_come_to_the_agreement_from_the_one_it_replaces_are_counted(office: Context) -> None:
    """A3 takes over from A1 on 1 January 2025 at 9 500 kr; a month at 9 600 kr from then costs 100 kr more."""
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A3", replaces="A1", days=days("2025-01-01")))
        uow.terms.add(terms(agreement="A3"))
        uow.prices.add(price(agreement="A3"))
        uow.commit()
    proposal = propose(
        office, "A3", listed(("sfi", None, {MONTH: "9600"})), replace(FROM_OCTOBER, days=days("2025-01-01"))
    )
    (effect,) = proposal.effects
    assert (effect.closed, effect.bookings) == (0, 3)
    assert effect.ahead == 3 * (14 * 10_000 + 645)  # January 2025–February 2026, and 2 of 31 days in March: 6.45 kr


@pytest.mark.parametrize(("today", "first"), [("2024-09-30", "2024-01-01"), ("2024-10-01", "2025-01-01")])
def test_a_list_read_in_autumn_is_likely_next_years(office: Context, today: str, first: str) -> None:
    asked = replace(office, clock=Clock(datetime.fromisoformat(f"{today}T09:00+00:00")))
    assert first_choices(asked, "A1", listed(("Sfi", None, {YEAR: "1"}))).days.start == day(first)
