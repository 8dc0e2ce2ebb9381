"""What may be done with a booking and what hangs on it, and does an estimate keep its word?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from factories import FIRST_MONTH, agreement, booking, day, days, month, price, terms, without_right
from mottagning.domain.bookings import (
    Absence,
    AbsenceKind,
    BookingEnd,
    BookingStatus,
    Obstacle,
    Outcome,
    Report,
    Supplement,
    SupplementKind,
)
from mottagning.domain.ledger import Reason
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check, RefusalCode, Refused
from mottagning.readmodels.bookings import BookingCard, BookingDoubts
from mottagning.readmodels.overview import WaitingKind
from mottagning.storage.tables.ledger import frozen_facts
from mottagning.usecases import bookings
from mottagning.usecases.context import Context
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month

ABSENCE = Absence(booking="B1", days=days("2024-10-01", "2024-10-05"), kind=AbsenceKind.LEAVE)
SUPPLEMENT = Supplement(
    booking="B1", kind=SupplementKind.NEWCOMER, amount=scaled(500), days=days("2024-10-01", "2024-12-31")
)
REPORT = Report(booking="B1", month=month("2024-10"), quantity=scaled(12))


def card(ctx: Context, key: str) -> BookingCard:
    found = bookings.booking_by_key(ctx, key)
    assert found is not None
    return bookings.open_booking(ctx, found)


@pytest.mark.parametrize(
    ("noted", "changed", "where"),
    [
        (ABSENCE, replace(ABSENCE, kind=AbsenceKind.VALID), "absences"),
        (SUPPLEMENT, replace(SUPPLEMENT, amount=scaled(700)), "supplements"),
        (REPORT, replace(REPORT, quantity=scaled(14)), "reports"),
    ],
)
def test_what_hangs_on_a_booking_is_noted_changed_and_removed(
    office: Context, noted: bookings.Extra, changed: bookings.Extra, where: str
) -> None:
    bookings.save_extra(office, None, noted)
    (kept,) = getattr(card(office, "B1"), where)
    assert kept.value == noted
    bookings.save_extra(office, kept, changed)
    (kept,) = getattr(card(office, "B1"), where)
    assert kept.value == changed
    bookings.remove_extra(office, kept)
    assert getattr(card(office, "B1"), where) == ()


def test_what_another_has_changed_meanwhile_is_not_removed(office: Context) -> None:
    bookings.save_extra(office, None, ABSENCE)
    (read,) = card(office, "B1").absences
    bookings.save_extra(office, read, replace(ABSENCE, kind=AbsenceKind.VALID))
    with pytest.raises(Refused):
        bookings.remove_extra(office, read)
    assert len(card(office, "B1").absences) == 1


def test_nobody_notes_anything_on_a_booking_she_may_not_see(office: Context) -> None:
    hidden = replace(ABSENCE, booking="B3")
    with pytest.raises(Refused) as caught:
        bookings.save_extra(without_right(office), None, hidden)
    assert caught.value.code is RefusalCode.GONE
    bookings.save_extra(office, None, hidden)
    (kept,) = card(office, "B3").absences
    with pytest.raises(Refused):
        bookings.remove_extra(without_right(office), kept)


def test_an_estimate_is_what_the_months_then_return(office: Context) -> None:
    """Amina, from 1 September with an end on 20 November: two months, and 20 of 30 days."""
    before = card(office, "B1").booking
    ended = replace(before.value, days=days("2024-09-01", "2024-11-20"))
    promised = bookings.weigh_booking(office, ended)[0]
    assert promised is not None
    assert promised.total == 950_000 + 950_000 + 633_333  # 9 500 × 20 / 30 = 6 333,33
    bookings.save_booking(office, before, ended)
    shown, returned = 0, 0
    for ahead in range(4):
        closing = FIRST_MONTH.plus(ahead)
        shown += sum(one.entry.amount for one in view_month(office, closing).rows if one.entry.booking == "B1")
        close_month(office, closing, early=True)
        returned += sum(one.entry.amount for one in view_month(office, closing).rows if one.entry.booking == "B1")
    assert promised.total == shown == returned


def test_a_booking_is_estimated_before_it_is_entered(office: Context) -> None:
    planned = booking("2024-10-01", "2024-11-30", key="B9", case_number="2024-0002")
    found = bookings.weigh_booking(office, planned)[0]
    assert found is not None
    assert found.total == 1_900_000
    assert bookings.booking_by_key(office, "B9") is None


def test_a_supplement_that_is_kept_counts_in_the_estimate(office: Context) -> None:
    bookings.save_extra(office, None, SUPPLEMENT)
    october = replace(card(office, "B1").booking.value, days=days("2024-10-01", "2024-10-31"))
    found = bookings.weigh_booking(office, october)[0]
    assert found is not None
    assert found.total == 950_000 + 50_000


@pytest.mark.parametrize(
    "unknown", [{"case_number": "2024-9999"}, {"service": "finns inte"}, {"agreement": "finns inte"}]
)
def test_nothing_is_estimated_of_what_nobody_knows(office: Context, unknown: dict[str, str]) -> None:
    assert bookings.weigh_booking(office, booking(key="B9", **unknown))[0] is None


def test_nothing_is_estimated_for_somebody_who_may_not_be_seen(office: Context) -> None:
    hidden = booking(key="B9", case_number="2024-0003")
    assert bookings.weigh_booking(office, hidden)[0] is not None
    assert bookings.weigh_booking(without_right(office), hidden)[0] is None


def test_the_card_tells_what_a_change_does_to_closed_months(office: Context) -> None:
    close_month(office, FIRST_MONTH)
    close_month(office, FIRST_MONTH.plus(1))
    assert card(office, "B1").pending == ()
    before = card(office, "B1").booking
    bookings.save_booking(office, before, replace(before.value, days=days("2024-09-01", "2024-09-20")))
    # September was 9 500 and is 9 500 × 20 / 30 = 6 333,33; all of October goes back
    assert [(str(one.month), one.amount, one.reason) for one in card(office, "B1").pending] == [
        ("2024-09", -316_667, Reason.END),
        ("2024-10", -950_000, Reason.END),
    ]
    close_month(office, FIRST_MONTH.plus(2))
    assert card(office, "B1").pending == ()


def test_an_end_says_how_and_when(office: Context) -> None:
    before = card(office, "B1").booking
    for end, field, code in (
        (BookingEnd(last=day("2024-12-20")), "outcome", "missing"),
        (BookingEnd(outcome=Outcome.INTERRUPTED), "last", "missing"),
        (BookingEnd(outcome=Outcome.INTERRUPTED, last=day("2024-08-31")), "last", "ends_before_start"),
    ):
        with pytest.raises(Refused) as caught:
            bookings.end_booking(office, before, end)
        assert [(one.name, one.code) for one in caught.value.fields] == [(field, code)]
    end = BookingEnd(outcome=Outcome.INTERRUPTED, last=day("2024-12-20"), end_told_on=day("2024-12-21"))
    after = bookings.end_booking(office, before, end).value
    assert (after.value.days.last, after.value.end_told_on) == (day("2024-12-20"), day("2024-12-21"))
    never = bookings.end_booking(office, after, BookingEnd(outcome=Outcome.NEVER_STARTED)).value
    assert never.value.days.is_open, "who never began has no last day"
    assert card(office, "B1").line.status is BookingStatus.NEVER_STARTED


def test_who_stays_away_too_long_waits_on_the_first_page_and_on_the_card(office: Context) -> None:
    def proposed(ctx: Context) -> list[tuple[int, int | None]]:
        return [(one.count, one.record) for one in waiting(ctx) if one.kind is WaitingKind.ENDS_PROPOSED]

    for key in ("B1", "B3"):
        away = Absence(booking=key, days=days("2024-12-02", "2024-12-20"), kind=AbsenceKind.INVALID)
        bookings.save_extra(office, None, away)
    assert proposed(office) == []
    with office.writing() as uow:
        (agreed,) = uow.terms.of_agreement("A1")
        uow.terms.change(agreed, replace(agreed.value, absence_limit=14))
        uow.commit()
    number = card(office, "B1").booking.id
    assert proposed(office) == [(2, number)]
    assert proposed(without_right(office)) == [(1, number)], "B3 is somebody's with protected data"
    found = card(office, "B1").proposed_end
    assert found is not None
    assert (found.since, found.limit, found.outcome) == (day("2024-12-02"), 14, Outcome.INTERRUPTED)


def test_limits_of_absence_decide_no_amount(office: Context) -> None:
    close_month(office, FIRST_MONTH)
    with office.writing() as uow:
        (agreed,) = uow.terms.of_agreement("A1")
        uow.terms.change(agreed, replace(agreed.value, absence_limit=14, no_show_limit=7))
        uow.commit()
    assert card(office, "B1").pending == ()
    assert verify(office) == []


def test_what_may_be_wrong_with_a_booking_is_told_where_it_is_entered_and_on_its_card(office: Context) -> None:
    with office.writing() as uow:
        amina = uow.people.find("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, permit_until=day("2025-06-30")))
        uow.commit()
    _, told = bookings.weigh_booking(office, booking("2025-01-01", "2025-07-01", key="B9"))
    assert (told.same_service, told.permit_until) == ("B1", day("2025-06-30"))
    _, told = bookings.weigh_booking(office, booking("2025-01-01", "2025-06-30", key="B9", service="gymnasium"))
    assert (told.same_service, told.permit_until) == (None, None)
    assert bookings.weigh_booking(without_right(office), booking("2025-01-01", key="B9", case_number="2024-0003")) == (
        None,
        BookingDoubts(),
    )


def test_the_card_says_what_would_stop_its_rows_before_a_month_does(office: Context) -> None:
    with office.writing() as uow:
        b1 = uow.bookings.find("B1")
        assert b1 is not None
        uow.bookings.change(b1, replace(b1.value, decision=None, decided_on=None))
        uow.commit()
    assert Check.K05 in [one.check for one in card(office, "B1").doubts.problems]
    assert Check.K05 not in [one.check for one in card(office, "B2").doubts.problems]


def test_the_limit_is_that_of_the_agreement_that_follows(office: Context) -> None:
    away = Absence(booking="B1", days=days("2024-12-02", "2024-12-20"), kind=AbsenceKind.INVALID)
    bookings.save_extra(office, None, away)
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A3", replaces="A1", days=days("2024-11-01")))
        uow.terms.add(terms(agreement="A3", absence_limit=14))
        uow.prices.add(price(agreement="A3"))
        uow.commit()
    found = card(office, "B1").proposed_end
    assert found is not None
    assert found.limit == 14


def test_what_a_decision_says_in_words_is_in_no_closed_month(office: Context) -> None:
    close_month(office, FIRST_MONTH)
    before = card(office, "B1").booking
    told = replace(before.value, decision_scope="hemligt skäl", project="Projekt", obstacle=Obstacle.FULL)
    bookings.save_booking(office, before, told)
    close_month(office, month("2024-10"))
    with office.reading() as reader:
        kept = [str(tuple(one)) for one in reader.ledger._connection.execute(select(frozen_facts))]
    assert kept
    assert not any("hemligt" in one or "Projekt" in one for one in kept)
