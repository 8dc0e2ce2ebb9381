"""Is a course booked by headcount kept, settled, corrected and sent as any row, without anybody's name?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, booking, day, days, group_booking, month, price, terms
from mottagning.domain.agreements import Direction, Method, Unit
from mottagning.domain.group_bookings import GroupBooking
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Stored
from mottagning.usecases import agreements, bookings
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.group_bookings import estimate_group, next_group_key, remove_group, save_group
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month
from workbooks import lines, make

COURSE = "utbildning för gode män"


@pytest.fixture
def counting(office: Context) -> Context:
    """The small office, whose agreement counts such courses by headcount."""
    unit = {"unit": Unit.COURSE, "service": COURSE}
    agreements.save_part(office, None, terms(method=Method.COURSE, **unit))
    agreements.save_part(office, None, price("1850", **unit))
    return office


def group(**values: Any) -> GroupBooking:
    given: dict[str, Any] = {"service": COURSE, "days": days("2024-09-02", "2024-09-16"), **values}
    return group_booking(**given)


def held(**values: Any) -> GroupBooking:
    return group(**{"participants": 12, "held_on": day("2024-09-17"), **values})


def kept(ctx: Context, one: GroupBooking | None = None) -> Stored[GroupBooking]:
    return save_group(ctx, None, one or held()).value


def billed(ctx: Context, closed: str) -> int:
    close_month(ctx, month(closed))
    return sum(row.entry.amount for row in view_month(ctx, month(closed)).rows if row.entry.booking == "GB1")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"key": "B1"}, ("key", "taken")),
        ({"provider_municipality": THIRD}, ("provider_municipality", "not_a_party")),
        ({"service": "sfi"}, ("service", "not_by_heads")),
        ({"payer": THIRD}, ("payer", "not_a_party")),
        ({"provider_municipality": OWN, "payer": OTHER}, ("payer", "against_the_agreement")),
        ({"participants": None}, ("participants", "missing")),
        ({"held_on": day("2025-03-04")}, ("held_on", "in_the_future")),  # it is the third
    ],
)
def test_what_cannot_be_settled_is_refused(
    counting: Context, values: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(Refused) as caught:
        kept(counting, held(**values))
    assert expected in [(problem.name, problem.code) for problem in caught.value.fields]


def test_one_of_the_two_is_our_own(counting: Context) -> None:
    (stored,) = [one for one in agreements.list_agreements(counting) if one.key == "A1"]
    agreement = agreements.open_agreement(counting, stored.id).agreement
    agreements.save_agreement(counting, agreement, replace(agreement.value, parties=(OTHER, THIRD)))
    with pytest.raises(Refused) as caught:
        kept(counting, held(payer=THIRD))
    assert [(problem.name, problem.code) for problem in caught.value.fields] == [("payer", "not_ours")]


def directed(ctx: Context, direction: Direction) -> None:
    (stored,) = [one for one in agreements.list_agreements(ctx) if one.key == "A1"]
    agreement = agreements.open_agreement(ctx, stored.id).agreement
    agreements.save_agreement(ctx, agreement, replace(agreement.value, direction=direction))


THEY_PAY = {"provider_municipality": OWN, "payer": OTHER}


@pytest.mark.parametrize(("direction", "values"), [(Direction.BUY, THEY_PAY), (Direction.SELL, {})])
def test_it_is_not_paid_against_the_agreement(counting: Context, direction: Direction, values: dict[str, Any]) -> None:
    """No day of it would ever be settled: it is said when it is entered, not found out when nothing is billed."""
    directed(counting, direction)
    with pytest.raises(Refused) as caught:
        kept(counting, held(**values))
    assert [(problem.name, problem.code) for problem in caught.value.fields] == [("payer", "against_the_agreement")]


@pytest.mark.parametrize(
    ("direction", "values"),
    [(Direction.SELL, THEY_PAY), (Direction.MUTUAL, THEY_PAY), (Direction.MUTUAL, {}), (Direction.EXCHANGE, {})],
)
def test_it_is_paid_as_the_agreement_says(counting: Context, direction: Direction, values: dict[str, Any]) -> None:
    directed(counting, direction)
    found = estimate_group(counting, kept(counting, held(**values)).value)
    assert found is not None
    assert len(found.claims) == 1, "it is settled"


def test_an_imported_one_that_is_paid_the_wrong_way_is_told_of(counting: Context, tmp_path: Path) -> None:
    head = ["Gruppbokning", "Avtal", "Insats", "Anordnarkommun", "Betalande kommun"]
    head += ["Från och med", "Till och med", "Planerade deltagare"]
    row = ["GB1", "A1", COURSE, OWN, OTHER, day("2024-09-02"), day("2024-09-16"), 14]
    report = import_workbook(counting, make(tmp_path / "in.xlsx", {"Gruppbokningar": [head, row]})).value
    assert [(one.cell, one.message) for one in report.warnings] == [
        ("E2", "Enligt avtalet köper ni: ni betalar och motparten anordnar.")
    ]


def test_neither_a_booking_nor_a_course_takes_its_key(counting: Context) -> None:
    kept(counting)
    with pytest.raises(Refused) as caught:
        bookings.save_booking(counting, None, booking(key="GB1"))
    assert [(problem.name, problem.code) for problem in caught.value.fields] == [("key", "taken")]
    assert next_group_key(counting) != "GB1"


def test_it_is_billed_once_and_corrected_when_the_headcount_changes(counting: Context) -> None:
    one = kept(counting)
    assert billed(counting, "2024-09") == 12 * 1_850_00
    assert billed(counting, "2024-10") == 0
    save_group(counting, one, replace(one.value, participants=10))
    assert billed(counting, "2024-11") == -2 * 1_850_00
    assert billed(counting, "2024-12") == 0
    with counting.reading() as reader:
        assert not any(one.is_about_nobody for one in reader.facts.due(month("2025-01"))), "nothing more can come of it"
    assert verify(counting) == []


def test_it_leaves_in_the_return_with_its_headcount_and_without_a_name(counting: Context, tmp_path: Path) -> None:
    kept(counting, held(invoice_reference="ZZ1"))
    close_month(counting, month("2024-09"))
    (bought,) = [one for one in write_returns(counting, tmp_path) if one.closed.direction.value == "buy"]
    (row,) = [one for one in lines(bought.file, "Specifikation") if one["Bokning"] == "GB1"]
    assert not row.keys() & {"Ärende", "Identitet", "Id-typ", "Namn"}
    assert (row["Antal"], row["Enhet"], row["À-pris"], row["Belopp"]) == (12, "kurs", 1850, 22200)
    assert row["Beräkning"] == "12 kurser × 1 850,00 kr (12 deltagare; 2024-09-17)"
    summary = {one.get("Insats"): one for one in lines(bought.file, "Sammanställning")}
    assert (summary[COURSE].get("Personer") or 0, summary[COURSE]["Rader"]) == (0, 1)


def test_what_has_been_returned_is_not_removed(counting: Context) -> None:
    one = kept(counting)
    close_month(counting, month("2024-09"))
    with pytest.raises(Refused) as caught:
        remove_group(counting, one)
    assert caught.value.code is RefusalCode.IN_USE
    with pytest.raises(Refused) as caught:
        save_group(counting, one, replace(one.value, key="GB7"))
    assert [(problem.name, problem.code) for problem in caught.value.fields] == [("key", "locked")]


def test_an_agreement_is_not_removed_under_it(counting: Context) -> None:
    one = kept(counting, group(is_cancelled=True))
    (line,) = [line for line in agreements.list_agreements(counting) if line.key == "A1"]
    card = agreements.open_agreement(counting, line.id)
    assert card.group_bookings == (one,)
    with pytest.raises(Refused):
        agreements.remove_agreement(counting, card.agreement)
    remove_group(counting, one)
    assert agreements.open_agreement(counting, line.id).group_bookings == ()


def test_its_key_leads_to_its_agreement(counting: Context) -> None:
    kept(counting)
    (line,) = [line for line in agreements.list_agreements(counting) if line.key == "A1"]
    assert agreements.agreement_of_course(counting, "GB1") == line.id


def test_it_is_estimated_as_it_is_billed(counting: Context) -> None:
    found = estimate_group(counting, group())
    assert found is not None
    assert found.total == 14 * 1_850_00, "supposed to be held with those planned"
    assert estimate_group(counting, group(agreement="A9")) is None
    assert found.claims[0].payer == OWN
