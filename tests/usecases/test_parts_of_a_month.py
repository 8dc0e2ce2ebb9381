"""Is a month closed part by part, and mended before it is handed out, the same to the öre as one closed at once?

The small office of `factories.furnish`, with a second seller (2313) of whom Amina gets sfx.
"""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from factories import TEST_NUMBERS, THIRD, agreement, booking, day, days, month, price, terms, without_right
from mottagning.domain.bookings import Booking
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.readmodels.returns import ClosedReturn
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import document_of, hand_out, list_returns
from mottagning.usecases.returns.mending import make_version
from mottagning.usecases.returns.months import months
from mottagning.usecases.returns.parking import park_booking, release
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month

SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (month(f"2024-{number:02}") for number in (9, 10, 11, 12))
SELLER = "2309"


@pytest.fixture
def office(office: Context) -> Context:
    """Amina reads at another seller too, from 9 September: 22 of 30 days of 9 000 kr."""
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A3", parties=(THIRD,), registry_number="KS 3"))
        uow.terms.add(terms(agreement="A3", service="sfx"))
        uow.prices.add(price("9000", agreement="A3", service="sfx"))
        uow.bookings.add(booking("2024-09-09", key="B5", service="sfx", agreement="A3", provider_municipality=THIRD))
        uow.commit()
    return office


def returns(ctx: Context, protected: bool = False) -> dict[str, str]:
    """The sums of the standing returns by number, in kronor."""
    with ctx.reading() as reader:
        return {one.number: kronor(one.total) for one in reader.ledger.returns(protected=protected)}


def kronor(ore: int) -> str:
    """An amount in kronor, exact."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"


def the(ctx: Context, number: str) -> ClosedReturn:
    """A return that stands."""
    return next(one for one in list_returns(ctx) if one.number == number)


def change(ctx: Context, key: str, **values: Any) -> None:
    """Change a booking."""
    with ctx.writing() as uow:
        one = uow.bookings.find(key)
        assert one is not None
        uow.bookings.change(one, replace(one.value, **values))
        uow.commit()


def refused(code: RefusalCode) -> Any:
    """Expects a refusal."""
    return pytest.raises(Refused, match=f"^{code.value}$")


# Parts


def test_one_counterpart_is_closed_and_the_rest_waits(office: Context) -> None:
    close_month(office, SEPTEMBER, only=[THIRD])
    assert returns(office) == {"2024-09 2313 K 1": "6600.00"}
    view = view_month(office, SEPTEMBER)
    assert not view.is_closed
    assert view.is_next
    assert [(one.number, one.state) for one in view.returns] == [
        ("2024-09 2313 K 1", ReturnState.CLOSED),
        ("2024-09 2309 K 1", None),
        ("2024-09 2309 S 1", None),
    ]


def test_part_by_part_gives_what_closing_at_once_gives(office: Context, another: Any) -> None:
    close_month(office, SEPTEMBER, only=[THIRD])
    close_month(office, SEPTEMBER, only=[SELLER])
    close_month(office, SEPTEMBER)
    close_month(office, OCTOBER)
    assert returns(office) == {
        "2024-09 2313 K 1": "6600.00",
        "2024-09 2309 K 1": "9500.00",
        "2024-09 2309 S 1": "4000.00",
        "2024-10 2313 K 1": "9000.00",
        "2024-10 2309 K 1": "17161.29",  # Amina 9 500, Bo 25 of 31 days: 7 661.29
        "2024-10 2309 S 1": "8000.00",
    }
    assert returns(office, protected=True) == {"2024-09 X1 K 1": "9500.00", "2024-10 X1 K 1": "9500.00"}
    assert verify(office) == []


def test_the_month_is_closed_only_when_its_rest_is(office: Context) -> None:
    close_month(office, SEPTEMBER, only=[THIRD, SELLER])
    assert [one.is_closed for one in months(office) if one.month == SEPTEMBER] == [False]
    with refused(RefusalCode.EARLIER_MONTH_OPEN):
        close_month(office, OCTOBER)
    close_month(office, SEPTEMBER)
    assert [one.is_closed for one in months(office) if one.month == SEPTEMBER] == [True]
    with refused(RefusalCode.MONTH_CLOSED):
        close_month(office, SEPTEMBER, only=[THIRD])


def test_no_counterpart_is_closed_twice(office: Context) -> None:
    close_month(office, SEPTEMBER, only=[THIRD])
    with refused(RefusalCode.COUNTERPART_CLOSED):
        close_month(office, SEPTEMBER, only=[THIRD])
    with refused(RefusalCode.COUNTERPART_CLOSED):
        close_month(office, SEPTEMBER, only=[THIRD, SELLER])
    assert list(returns(office)) == ["2024-09 2313 K 1"]


def test_a_counterpart_without_rows_has_nothing_to_close(office: Context) -> None:
    with refused(RefusalCode.NO_SUCH_COUNTERPART):
        close_month(office, SEPTEMBER, only=["0180"])
    assert returns(office) == {}


def test_news_of_a_closed_counterpart_come_with_the_next_month_and_are_not_lost(office: Context) -> None:
    close_month(office, SEPTEMBER, only=[THIRD])
    change(office, "B5", days=days("2024-09-15"))  # 16 of 30 days: 4 800
    close_month(office, SEPTEMBER)
    assert [number for number in returns(office) if " 2313 " in number] == ["2024-09 2313 K 1"]
    close_month(office, OCTOBER)
    with office.reading() as reader:
        rows = reader.ledger.rows([the(office, "2024-10 2313 K 1").id])
    assert [(str(one.entry.service_month), kronor(one.entry.amount), one.entry.kind) for one in rows] == [
        ("2024-09", "-1800.00", RowKind.CORRECTION),
        ("2024-10", "9000.00", RowKind.REGULAR),
    ]
    assert verify(office) == []


def test_a_booking_that_is_settled_with_two_counterparts_is_closed_with_each_once(office: Context) -> None:
    """Dana moves on the 24th: 15 September–23 September are her old municipality's, the rest Third's."""
    with office.writing() as uow:
        (home,) = [one for one in uow.residences.every() if one.value.case_number == "2024-0004"]
        uow.residences.change(home, replace(home.value, days=days("2020-01-01", "2024-09-23")))
        uow.residences.add(replace(home.value, municipality=THIRD, days=days("2024-09-24")))
        agreed = uow.agreements.find("A2")
        assert agreed is not None
        uow.agreements.change(agreed, replace(agreed.value, parties=(SELLER, THIRD)))
        uow.commit()
    close_month(office, SEPTEMBER, only=[THIRD])
    close_month(office, SEPTEMBER)
    sold = {number: amount for number, amount in returns(office).items() if " S " in number}
    assert sold == {"2024-09 2313 S 1": "1866.67", "2024-09 2309 S 1": "2133.33"}  # 7 and 8 of 30 days of 8 000
    assert verify(office) == []


def test_somebody_protected_is_closed_with_her_counterpart_under_a_serial_of_her_own(office: Context) -> None:
    with office.writing() as uow:
        (home,) = [one for one in uow.people.every() if one.value.case_number == "2024-0001"]
        uow.people.change(home, replace(home.value, protection=uow.people.find("2024-0003").value.protection))  # type: ignore[union-attr]
        uow.commit()
    close_month(office, SEPTEMBER, only=[THIRD])
    close_month(office, SEPTEMBER)
    assert returns(office, protected=True) == {"2024-09 X1 K 1": "6600.00", "2024-09 X2 K 1": "19000.00"}
    assert verify(office) == []


def test_what_a_limit_took_once_is_not_asked_of_a_later_month_in_parts(office: Context) -> None:
    with office.writing() as uow:
        agreed = uow.agreements.find("A3")
        assert agreed is not None
        uow.agreements.change(agreed, replace(agreed.value, retroactive_limit=0))
        uow.commit()
    change(office, "B5", days=days("2024-09-16"), told_on=day("2024-09-16"))
    close_month(office, SEPTEMBER)
    change(office, "B5", days=days("2024-09-09"), told_on=day("2024-10-16"))  # a week of September is lost
    close_month(office, OCTOBER)
    close_month(office, NOVEMBER, only=[SELLER])
    close_month(office, NOVEMBER)
    assert [one.amount for one in view_month(office, OCTOBER).notes.lost] == [210_000]
    assert verify(office) == []


def test_a_counterpart_of_protected_people_alone_is_nobody_without_the_right(office: Context) -> None:
    """Third has rows of Amina alone, who is protected."""
    with office.writing() as uow:
        amina, cleo = uow.people.find("2024-0001"), uow.people.find("2024-0003")
        assert amina is not None
        assert cleo is not None
        uow.people.change(amina, replace(amina.value, protection=cleo.value.protection))
        uow.commit()
    limited = without_right(office)
    for _ in ("open", "closed"):
        with refused(RefusalCode.NO_SUCH_COUNTERPART):
            close_month(limited, SEPTEMBER, only=[THIRD])
        assert view_month(limited, SEPTEMBER).closed_parts == frozenset()
        with suppress(Refused):
            close_month(office, SEPTEMBER, only=[THIRD])
    assert view_month(office, SEPTEMBER).closed_parts == {THIRD}
    assert returns(office, protected=True) == {"2024-09 X1 K 1": "6600.00"}


# New versions before anything is handed out


def test_a_new_version_shows_the_net_and_the_ledger_adds_up(office: Context) -> None:
    close_month(office, SEPTEMBER)
    before = the(office, "2024-09 2309 K 1")
    change(office, "B1", days=days("2024-09-01", "2024-09-15"))  # 15 of 30 days: 4 750
    number = make_version(office, before.id).value
    assert number == "2024-09 2309 K 2"
    now = the(office, number)
    assert (kronor(now.total), now.row_count, now.version, now.replaces) == ("4750.00", 1, 2, before.number)
    assert "2024-09 2309 K 1" not in returns(office)
    shown = document_of(office, now.id)
    assert [(one.row, kronor(one.entry.amount), one.entry.kind) for one in shown.rows] == [
        (1, "4750.00", RowKind.REGULAR)
    ]
    with office.reading() as reader:
        every = reader.ledger.returns(SEPTEMBER, protected=False, replaced=True)
        ledger = reader.ledger.ledger_rows([one.id for one in every if " 2309 K " in one.number])
    assert [(one.number[-1], one.row, kronor(one.entry.amount), one.entry.reason) for one in ledger] == [
        ("1", 1, "9500.00", None),
        ("2", 1, "4750.00", None),
        ("2", 2, "-9500.00", Reason.WITHDRAWN),
    ]
    assert verify(office) == []


def test_what_comes_later_corrects_the_version_that_was_handed_out(office: Context) -> None:
    close_month(office, SEPTEMBER)
    change(office, "B1", days=days("2024-09-01", "2024-09-15"))
    number = make_version(office, the(office, "2024-09 2309 K 1").id).value
    hand_out(office, the(office, number).id, HandOutWay.SDK, "Provköping")
    change(office, "B1", days=days("2024-09-01", "2024-09-18"))  # 18 of 30 days: 5 700
    close_month(office, OCTOBER)
    with office.reading() as reader:
        rows = reader.ledger.rows([the(office, "2024-10 2309 K 1").id])
    (mended,) = [one.entry for one in rows if one.entry.booking == "B1"]
    assert (kronor(mended.amount), mended.kind) == ("950.00", RowKind.CORRECTION)
    assert mended.corrects is not None
    assert (mended.corrects.number, mended.corrects.row) == ("2024-09 2309 K 2", 1)
    assert verify(office) == []


def test_corrections_of_earlier_months_stand_in_the_new_version_too(office: Context) -> None:
    close_month(office, SEPTEMBER)
    change(office, "B1", days=days("2024-09-11"))  # 20 of 30 days: −3 166.67
    close_month(office, OCTOBER)
    change(office, "B2", days=days("2024-10-10"))  # Bo 22 of 31 days: 6 741.94
    number = make_version(office, the(office, "2024-10 2309 K 1").id).value
    shown = document_of(office, the(office, number).id)
    assert [(one.entry.booking, kronor(one.entry.amount)) for one in shown.rows] == [
        ("B1", "-3166.67"),
        ("B1", "9500.00"),
        ("B2", "6741.94"),
    ]
    assert shown.rows[0].entry.corrects is not None
    assert shown.rows[0].entry.corrects.number == "2024-09 2309 K 1"
    assert verify(office) == []


def test_a_return_can_have_many_versions_and_end_without_rows(office: Context) -> None:
    close_month(office, SEPTEMBER)
    one = the(office, "2024-09 2313 K 1")
    change(office, "B5", days=days("2024-09-15"))
    two = the(office, make_version(office, one.id).value)
    change(office, "B5", days=days("2024-10-01"))
    three = the(office, make_version(office, two.id).value)
    assert (three.number, three.row_count, three.total) == ("2024-09 2313 K 3", 0, 0)
    change(office, "B5", days=days("2024-09-29"))
    four = the(office, make_version(office, three.id).value)
    assert (four.number, four.row_count, kronor(four.total)) == ("2024-09 2313 K 4", 1, "600.00")
    close_month(office, OCTOBER)
    assert returns(office)["2024-10 2313 K 1"] == "9000.00"
    assert verify(office) == []


def test_a_version_says_nothing_of_other_returns(office: Context) -> None:
    close_month(office, SEPTEMBER)
    change(office, "B1", days=days("2024-09-01", "2024-09-15"))
    change(office, "B5", days=days("2024-09-15"))
    make_version(office, the(office, "2024-09 2313 K 1").id)
    assert returns(office)["2024-09 2309 K 1"] == "9500.00"
    close_month(office, OCTOBER)
    assert returns(office)["2024-10 2309 K 1"] == "2911.29"  # −4 750 of September, Bo 7 661.29
    assert verify(office) == []


@pytest.mark.parametrize("number", ["2024-09 2309 K 1", "2024-09 2313 K 1"])
def test_what_says_the_same_gets_no_new_version(office: Context, number: str) -> None:
    close_month(office, SEPTEMBER)
    with refused(RefusalCode.NOTHING_TO_MEND):
        make_version(office, the(office, number).id)
    assert number in returns(office)


def test_a_reason_is_not_forgotten_by_a_new_version(office: Context) -> None:
    """B1 begins later than was returned, B5 was held back: neither is news when October is mended."""
    parked = park_booking(office, "B5", None, "väntar").value
    close_month(office, SEPTEMBER)
    change(office, "B1", days=days("2024-09-11"))
    release(office, parked)
    close_month(office, OCTOBER)
    for number in ("2024-10 2309 K 1", "2024-10 2313 K 1"):
        with refused(RefusalCode.NOTHING_TO_MEND):
            make_version(office, the(office, number).id)
    change(office, "B2", days=days("2024-10-10"))
    two = the(office, make_version(office, the(office, "2024-10 2309 K 1").id).value)
    change(office, "B2", days=days("2024-10-11"))
    three = the(office, make_version(office, two.id).value)
    assert [one.entry.reason for one in document_of(office, three.id).rows] == [Reason.START, None, None]
    assert verify(office) == []


def test_what_was_handed_out_or_lies_before_a_closed_month_gets_no_new_version(office: Context) -> None:
    close_month(office, SEPTEMBER)
    change(office, "B1", days=days("2024-09-01", "2024-09-15"))
    change(office, "B5", days=days("2024-09-15"))
    hand_out(office, the(office, "2024-09 2309 K 1").id, HandOutWay.SDK, "Provköping")
    with refused(RefusalCode.ALREADY_HANDED_OUT):
        make_version(office, the(office, "2024-09 2309 K 1").id)
    close_month(office, OCTOBER, only=[SELLER])
    with refused(RefusalCode.LATER_MONTH_CLOSED):
        make_version(office, the(office, "2024-09 2313 K 1").id)


def test_a_replaced_return_is_neither_handed_out_nor_replaced_again(office: Context) -> None:
    close_month(office, SEPTEMBER)
    before = the(office, "2024-09 2313 K 1")
    change(office, "B5", days=days("2024-09-15"))
    make_version(office, before.id)
    for refuse in (lambda: make_version(office, before.id), lambda: hand_out(office, before.id, HandOutWay.SDK, "x")):
        with refused(RefusalCode.GONE):
            refuse()


def test_a_protected_return_is_mended_only_with_the_right(office: Context) -> None:
    close_month(office, SEPTEMBER)
    change(office, "B3", days=days("2024-09-01", "2024-09-15"))
    with office.reading() as reader:
        (hers,) = reader.ledger.returns(protected=True)
    with refused(RefusalCode.GONE):
        make_version(without_right(office), hers.id)
    assert make_version(office, hers.id).value == "2024-09 X1 K 2"
    assert returns(office, protected=True) == {"2024-09 X1 K 2": "4750.00"}
    assert verify(office) == []


def test_a_return_is_mended_after_somebody_in_it_was_merged_into_another(office: Context) -> None:
    close_month(office, SEPTEMBER)
    with office.reading() as reader:
        amina, bo = reader.people.find("2024-0001"), reader.people.find("2024-0002")
    assert amina is not None
    assert bo is not None
    merge_people(office, bo, amina, preview_merge(office, bo.id, amina.id).plan.asked)
    change(office, "B1", days=days("2024-09-16"))  # 15 of 30 days: 4 750
    now = the(office, make_version(office, the(office, "2024-09 2309 K 1").id).value)
    assert kronor(now.total) == "4750.00"
    assert {who.person for who in document_of(office, now.id).identities.values()} == {bo.id}
    assert verify(office) == []


def test_a_former_identity_is_told_by_the_version_that_is_sent(office: Context) -> None:
    close_month(office, SEPTEMBER)
    with office.writing() as uow:
        amina = uow.people.find("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, personal_number=TEST_NUMBERS[4]))
        uow.commit()
    close_month(office, OCTOBER)
    change(office, "B2", days=days("2024-10-10"))
    two = the(office, make_version(office, the(office, "2024-10 2309 K 1").id).value)
    change(office, "B2", days=days("2024-10-11"))
    three = the(office, make_version(office, two.id).value)
    who = document_of(office, three.id).identities[1]
    assert (who.number, who.previous_number) == (TEST_NUMBERS[4], TEST_NUMBERS[0])
    close_month(office, NOVEMBER)
    who = document_of(office, the(office, "2024-11 2309 K 1").id).identities[1]
    assert (who.number, who.previous_number) == (TEST_NUMBERS[4], None)


def test_each_counterpart_is_told_of_a_former_identity_in_its_own_next_return(office: Context) -> None:
    close_month(office, SEPTEMBER)
    with office.writing() as uow:
        amina = uow.people.find("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, personal_number=TEST_NUMBERS[4]))
        uow.commit()
    close_month(office, OCTOBER, only=[SELLER])
    close_month(office, OCTOBER)
    for number in ("2024-10 2309 K 1", "2024-10 2313 K 1"):
        assert document_of(office, the(office, number).id).identities[1].previous_number == TEST_NUMBERS[0], number


# Any history


@pytest.mark.parametrize("seed", range(14))
def test_whatever_is_closed_in_parts_and_mended_ends_in_what_the_rules_give(office: Context, seed: int) -> None:
    """News, parts, versions and hand-outs at random; at last every booking has been settled to what today's facts give.

    What they give is counted here by hand: a month price shared by calendar day, September to December.
    """
    pick = random.Random(seed)
    starts = {"B1": "2024-09-{:02}", "B2": "2024-10-{:02}", "B4": "2024-09-{:02}", "B5": "2024-09-{:02}"}
    for closed in (SEPTEMBER, OCTOBER, NOVEMBER):
        for _ in range(pick.randint(2, 5)):
            key = pick.choice(sorted(starts))
            _try(pick, office, closed, key, starts[key].format(pick.randint(1, 28)))
        close_month(office, closed)
    close_month(office, DECEMBER)  # what was left outside November's parts
    settled = _sums(office)
    with office.reading() as reader:
        final = {one.value.key: one.value for one in reader.bookings.every()}
    assert settled == {key: _due(one) for key, one in final.items()}
    assert verify(office) == []


def _try(pick: random.Random, office: Context, closed: Any, key: str, start: str) -> None:
    act = pick.choice(("news", "news", "part", "version", "hand out"))
    standing = [one for one in list_returns(office) if one.state is ReturnState.CLOSED]
    if act == "news":
        change(office, key, days=days(start))
    elif act == "part":
        with suppress(Refused):  # closed already, or nothing to close
            close_month(office, closed, only=[pick.choice((SELLER, THIRD))])
    elif standing and act == "version":
        with suppress(Refused):  # nothing to mend, or a later month is closed
            make_version(office, pick.choice(standing).id)
    elif standing:
        hand_out(office, pick.choice(standing).id, HandOutWay.SDK, "Provköping")


def _sums(office: Context) -> dict[str, int]:
    with office.reading() as reader:
        every = reader.ledger.returns(replaced=True)
        found: dict[str, int] = {}
        for one in reader.ledger.ledger_rows([each.id for each in every]):
            found[one.entry.booking] = found.get(one.entry.booking, 0) + one.entry.amount
    return {key: amount for key, amount in found.items() if amount}


def _due(one: Booking) -> int:
    prices = {"A1": 950_000, "A2": 800_000, "A3": 900_000}
    total = 0
    for closed in (SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER):
        used = one.days.meet(closed.range)
        if used is not None:
            share = Fraction(sum(1 for _ in used.each()), closed.last.day)
            total += int(prices[one.agreement] * share + Fraction(1, 2))
    return total
