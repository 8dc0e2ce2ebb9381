"""What does closing a month return, hold back and lose, and what does a later closing say of it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import (
    OTHER,
    OWN,
    THIRD,
    Desk,
    agreement,
    booking,
    day,
    days,
    facts,
    month,
    placement,
    price,
    terms,
)
from mottagning.domain.agreements import Direction, Method, ReadingCondition, Terms, Unit
from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Supplement, SupplementKind
from mottagning.domain.bookings import Outcome as Ended
from mottagning.domain.closing import Candidate, Outcome, close, lost_check, warnings
from mottagning.domain.ledger import Reason, RowKind, RowReference
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check, Severity
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.facts import AgreementFacts, Placement, book
from mottagning.domain.settlement.readings import Readings, parse_exceptions

Row = tuple[str, int, RowKind, Reason | None]


def rows(outcome: Outcome) -> list[Row]:
    """Service month, amount, kind and reason of each row."""
    return [(str(one.service_month), one.amount, one.kind, one.reason) for one in outcome.entries]


def held(outcome: Outcome) -> list[tuple[str, Check, int | None]]:
    """Service month, check and amount of what is held back."""
    return [(str(one.service_month), one.problem.check, one.amount) for one in outcome.held]


def lost(outcome: Outcome) -> list[tuple[str, int]]:
    """Service month and amount of what a limit takes."""
    return [(str(one.triple.service_month), one.amount) for one in outcome.lost]


def desk(*agreements: AgreementFacts) -> Desk:
    """A desk with the ordinary agreement when none is named."""
    return Desk(agreements or (facts(),))


def from_october(last: str | None = None, **values: object) -> Placement:
    """A booking from 1 October 2024."""
    return placement(booking("2024-10-01", last, **values))


# Rows


def test_a_month_is_returned_without_a_reason() -> None:
    at = desk()
    assert rows(at.close("2024-10", from_october())) == [("2024-10", 950_000, RowKind.REGULAR, None)]
    assert rows(at.close("2024-11", from_october())) == [("2024-11", 950_000, RowKind.REGULAR, None)]


def test_a_month_before_the_booking_returns_nothing() -> None:
    outcome = desk().close("2024-09", from_october())
    assert (rows(outcome), held(outcome), lost(outcome), outcome.problems) == ([], [], [], ())


def test_nothing_is_returned_twice() -> None:
    at = desk()
    at.close("2024-10", from_october("2024-10-31"))
    assert rows(at.close("2024-11", from_october("2024-10-31"))) == []


def test_a_booking_that_comes_late_is_regular_and_says_so() -> None:
    assert rows(desk().close("2024-12", from_october())) == [
        ("2024-10", 950_000, RowKind.REGULAR, Reason.LATE),
        ("2024-11", 950_000, RowKind.REGULAR, Reason.LATE),
        ("2024-12", 950_000, RowKind.REGULAR, None),
    ]


def test_what_belongs_before_the_registers_first_month_is_never_billed() -> None:
    at = Desk((facts(),), first="2024-11")
    assert [one[0] for one in rows(at.close("2024-12", from_october()))] == ["2024-11", "2024-12"]


def test_an_end_that_was_told_late_is_taken_back_in_the_next_return() -> None:
    at = desk()
    at.close("2024-10", from_october())
    at.close("2024-11", from_october())
    # 1–20 October are 20 of 31 days: 6 129.03, so 3 370.97 back, and all of November
    outcome = at.close("2024-12", from_october("2024-10-20"))
    assert rows(outcome) == [
        ("2024-10", -337_097, RowKind.CORRECTION, Reason.END),
        ("2024-11", -950_000, RowKind.CORRECTION, Reason.END),
    ]
    assert [one.corrects for one in outcome.entries] == [
        RowReference("2024-10 2309 K 1", 1),
        RowReference("2024-11 2309 K 1", 1),
    ]


def test_a_new_start_an_absence_and_a_move_are_told_as_such() -> None:
    start = desk()
    start.close("2024-10", from_october())
    later = placement(booking("2024-10-12"))
    assert rows(start.close("2024-11", later))[0] == ("2024-10", -337_097, RowKind.CORRECTION, Reason.START)

    move = desk()
    move.close("2024-10", from_october())
    moved = placement(booking("2024-10-01"), homes=((OWN, "2020-01-01", "2024-10-20"), (THIRD, "2024-10-21", None)))
    assert rows(move.close("2024-11", moved)) == [("2024-10", -337_097, RowKind.CORRECTION, Reason.MOVE)]

    present = desk(facts(terms(method=Method.MEASURING_DAY, condition=ReadingCondition.PRESENT), price()))
    present.close("2024-10", from_october())
    away = Absence(booking="B1", days=days("2024-10-14", "2024-10-16"), kind=AbsenceKind.LEAVE)
    absent = placement(booking("2024-10-01"), absences=(away,))
    assert rows(present.close("2024-11", absent)) == [
        ("2024-10", -950_000, RowKind.CORRECTION, Reason.ABSENCE),
        ("2024-11", 950_000, RowKind.REGULAR, None),
    ]


def test_what_never_started_is_taken_back() -> None:
    at = desk()
    at.close("2024-10", from_october())
    assert rows(at.close("2024-11", from_october(outcome=Ended.NEVER_STARTED))) == [
        ("2024-10", -950_000, RowKind.CORRECTION, Reason.NEVER_STARTED)
    ]


def test_the_final_price_of_a_preliminary_one_is_a_new_price_list() -> None:
    at = desk(facts(terms(), price(is_preliminary=True)))
    at.close("2024-10", from_october())
    assert at.rows[0].entry.price is not None
    assert at.rows[0].entry.price.is_preliminary
    at.agreements = (facts(terms(), price("9800")),)
    outcome = at.close("2024-11", from_october())
    assert rows(outcome) == [
        ("2024-10", -950_000, RowKind.CORRECTION, Reason.NEW_PRICE),
        ("2024-10", 980_000, RowKind.CORRECTION, Reason.NEW_PRICE),
        ("2024-11", 980_000, RowKind.REGULAR, None),
    ]


def test_a_supplement_that_was_decided_afterwards_is_told_as_such() -> None:
    at = desk()
    at.close("2024-10", from_october())
    extra = Supplement(booking="B1", kind=SupplementKind.NEWCOMER, amount=scaled(700), days=days("2024-10-01"))
    decided = placement(booking("2024-10-01"), supplements=(extra,))
    assert rows(at.close("2024-11", decided)) == [
        ("2024-10", 70_000, RowKind.CORRECTION, Reason.SUPPLEMENT),
        ("2024-11", 950_000, RowKind.REGULAR, None),
        ("2024-11", 70_000, RowKind.REGULAR, None),
    ]


def test_a_move_that_was_told_late_asks_the_new_municipality_for_the_month_anew() -> None:
    """We sell: what the old one was asked for is a correction, the new one gets a regular row that comes late."""
    at = desk(facts(terms(), price(), agreement=agreement(direction=Direction.SELL, parties=(OTHER, THIRD))))
    at.close("2024-10", placement(booking("2024-10-01"), homes=((OTHER, "2020-01-01", None),)))
    moved = placement(booking("2024-10-01"), homes=((OTHER, "2020-01-01", "2024-10-20"), (THIRD, "2024-10-21", None)))
    outcome = at.close("2024-11", moved)
    assert [(one.counterpart, *shown) for one, shown in zip(outcome.entries, rows(outcome), strict=True)] == [
        (OTHER, "2024-10", -337_097, RowKind.CORRECTION, Reason.MOVE),
        (THIRD, "2024-10", 337_097, RowKind.REGULAR, Reason.LATE),
        (THIRD, "2024-11", 950_000, RowKind.REGULAR, None),
    ]


def test_a_booking_in_balance_gives_the_same_rows_for_the_month_alone_as_for_all_months() -> None:
    at = desk()
    at.close("2024-10", from_october())
    november = Span(month("2024-11"), month("2024-11"))
    alone = at.outcome("2024-11", from_october(), span=november, returned=(), previous=None)
    assert alone.entries == at.outcome("2024-11", from_october()).entries


# The year's settlement

YEARLY = facts(
    terms(method=Method.MEASURING_DAY, condition=ReadingCondition.PRESENT, yearly_reconciliation=True),
    price("100000", unit=Unit.YEAR),
)


def away_in_december() -> Placement:
    """Nobody to read on 15 December: the year's last billed month is November."""
    absence = Absence(booking="B1", days=days("2024-12-10", "2024-12-20"), kind=AbsenceKind.VALID)
    return placement(booking("2024-10-01"), absences=(absence,))


def test_a_years_settlement_corrects_no_row_and_needs_no_reason() -> None:
    at = desk(YEARLY)
    at.close("2024-10", away_in_december())
    at.close("2024-11", away_in_december())
    # two months are 16 666.667 → 16 666.67, billed 2 × 8 333.33
    outcome = at.close("2024-12", away_in_december())
    assert rows(outcome) == [("2024-11", 1, RowKind.RECONCILIATION, None)]
    assert outcome.entries[0].corrects is None
    december = Span(month("2024-12"), month("2024-12"))
    fresh = desk(YEARLY).outcome("2024-12", away_in_december(), span=december)
    assert fresh.entries == outcome.entries


def test_a_years_settlement_that_changes_corrects_the_former() -> None:
    at = desk(YEARLY)
    for each in ("2024-10", "2024-11", "2024-12"):
        at.close(each, away_in_december())
    # the absence was a mistake: December is billed, and three months are 25 000.00 against 24 999.99
    outcome = at.close("2025-01", from_october())
    assert rows(outcome) == [
        ("2024-11", -1, RowKind.RECONCILIATION, Reason.ABSENCE),
        ("2024-12", 833_333, RowKind.REGULAR, Reason.LATE),
        ("2024-12", 1, RowKind.RECONCILIATION, None),
        ("2025-01", 833_333, RowKind.REGULAR, None),
    ]
    assert outcome.entries[0].corrects == RowReference("2024-12 2309 K 1", 1)


# Held


def test_a_row_held_back_comes_in_a_later_return_with_its_reason() -> None:
    at = desk()
    no_ground = from_october(ground=None, consent_on=day("2024-10-01"))
    assert held(at.close("2024-10", no_ground)) == [("2024-10", Check.K11, 950_000)]
    again = at.close("2024-11", no_ground)
    assert held(again) == [("2024-10", Check.K11, 950_000), ("2024-11", Check.K11, 950_000)]
    assert (rows(again), at.rows) == ([], [])
    mended = at.close("2024-12", from_october())
    assert held(mended) == []
    assert rows(mended) == [
        ("2024-10", 950_000, RowKind.REGULAR, Reason.HELD),
        ("2024-11", 950_000, RowKind.REGULAR, Reason.HELD),
        ("2024-12", 950_000, RowKind.REGULAR, None),
    ]


def test_a_stop_of_one_month_holds_back_that_month_alone() -> None:
    at = desk(facts(terms(), price(days=days("2024-01-01", "2024-09-30")), price(days=days("2024-11-01"))))
    outcome = at.close("2024-12", placement(booking("2024-09-01")))
    assert [one[0] for one in rows(outcome)] == ["2024-09", "2024-11", "2024-12"]
    assert held(outcome) == [("2024-10", Check.K12, None)]  # what cannot be priced has no amount
    assert outcome.held[0].counterpart == OTHER


def test_a_correction_is_held_back_like_any_row() -> None:
    at = desk()
    at.close("2024-10", from_october())
    outcome = at.close("2024-11", from_october("2024-10-20", ground=None, consent_on=day("2024-10-01")))
    assert held(outcome) == [("2024-10", Check.K11, -337_097)]
    assert rows(outcome) == []
    mended = at.close("2024-12", from_october("2024-10-20"))
    assert [(one[0], one[1], one[2]) for one in rows(mended)] == [("2024-10", -337_097, RowKind.CORRECTION)]


def test_a_closed_row_stays_where_a_stop_comes_later() -> None:
    """The agreement turns out to have ended: the closed October stays until the stop is mended."""
    at = desk()
    at.close("2024-10", from_october())
    ended = facts(terms(), price(), agreement=agreement(days=days("2020-01-01", "2024-10-20")))
    at.agreements = (ended,)
    outcome = at.close("2024-11", from_october())
    assert rows(outcome) == []
    assert held(outcome) == [("2024-10", Check.K07, None), ("2024-11", Check.K07, None)]


def test_a_stop_without_anything_to_hold_back_is_no_held_row() -> None:
    at = desk()
    at.close("2024-10", from_october("2024-10-31"))
    outcome = at.close("2024-11", from_october("2024-10-31", ground=None, consent_on=day("2024-10-01")))
    assert (rows(outcome), held(outcome)) == ([], [])
    assert [one.check for one in outcome.problems] == [Check.K11]


def test_a_warning_holds_nothing_back() -> None:
    at = desk()
    one = placement(booking("2024-10-01"), homes=((OWN, "2020-01-01", "2024-10-10"), (OWN, "2024-10-21", None)))
    outcome = at.close("2024-10", one)
    assert held(outcome) == []
    assert len(rows(outcome)) == 1
    assert [(problem.check, problem.severity) for problem in outcome.problems] == [(Check.K08, Severity.WARN)]


def test_what_is_held_names_the_counterpart_that_the_booking_names() -> None:
    several = facts(terms(), agreement=agreement(parties=(OTHER, THIRD)))
    named = desk(several).close("2024-10", from_october(provider_municipality=THIRD))
    assert named.held[0].counterpart == THIRD
    unnamed = desk(several).close("2024-10", from_october())
    assert unnamed.held[0].counterpart is None


# Lost


def limited(retroactive: int | None = None, credit: int | None = None, *parts: Terms) -> AgreementFacts:
    """An agreement with limits."""
    agreed = agreement(retroactive_limit=retroactive, credit_limit=credit)
    return facts(*(parts or (terms(),)), price(), agreement=agreed)


def test_what_a_limit_takes_is_listed_once() -> None:
    """Told in December of a start in September, with one month back: September and October are lost."""
    at = desk(limited(retroactive=1))
    late = placement(booking("2024-09-01", told_on=day("2024-12-05")))
    first = at.close("2024-12", late)
    assert lost(first) == [("2024-09", 950_000), ("2024-10", 950_000)]
    assert [one[0] for one in rows(first)] == ["2024-11", "2024-12"]
    assert lost(at.close("2025-01", late)) == []


def test_a_credit_beyond_the_limit_is_lost_and_the_closed_row_stays() -> None:
    at = desk(limited(credit=0))
    at.close("2024-10", from_october())
    at.close("2024-11", from_october())
    ended = from_october("2024-10-20", end_told_on=day("2024-12-02"))
    outcome = at.close("2024-12", ended)
    assert lost(outcome) == [("2024-10", -337_097), ("2024-11", -950_000)]
    assert rows(outcome) == []
    assert lost(at.close("2025-01", ended)) == []


def test_a_loss_that_is_undone_comes_back_with_its_sign() -> None:
    at = desk(limited(retroactive=1))
    late = placement(booking("2024-09-01", told_on=day("2024-12-05")))
    at.close("2024-12", late)
    told = placement(booking("2024-09-01", told_on=day("2024-09-05")))
    outcome = at.close("2025-01", told)
    assert lost(outcome) == [("2024-09", -950_000), ("2024-10", -950_000)]
    assert [(one[0], one[1]) for one in rows(outcome)][:2] == [("2024-09", 950_000), ("2024-10", 950_000)]
    assert sum(one.amount for one in at.lost) == 0


def test_a_loss_that_grows_is_listed_by_what_it_grew() -> None:
    at = desk(limited(credit=0))
    at.close("2024-10", from_october())
    at.close("2024-11", from_october("2024-10-20", end_told_on=day("2024-11-20")))
    outcome = at.close("2024-12", from_october("2024-10-10", end_told_on=day("2024-11-20")))
    # ten days more: 1–10 October are 3 064.52, so 6 435.48 are lost in all
    assert lost(outcome) == [("2024-10", -306_451)]


def test_a_month_that_is_held_loses_nothing_and_regains_nothing() -> None:
    at = desk(limited(retroactive=1))
    late = booking("2024-09-01", told_on=day("2024-12-05"))
    assert lost(at.close("2024-12", placement(late))) == [("2024-09", 950_000), ("2024-10", 950_000)]
    stopped = replace(late, ground=None, consent_on=day("2024-09-01"))
    assert lost(at.close("2025-01", placement(stopped))) == []
    assert lost(at.close("2025-02", placement(late))) == []


def test_a_new_price_is_billed_beyond_every_limit() -> None:
    at = desk(limited(retroactive=0, credit=0))
    at.close("2024-10", from_october())
    dearer = facts(terms(), price("9800"), agreement=agreement(retroactive_limit=0, credit_limit=0))
    at.agreements = (dearer,)
    outcome = at.close("2024-11", from_october())
    assert lost(outcome) == []
    assert sum(one.amount for one in outcome.entries if one.service_month == month("2024-10")) == 30_000


def test_a_loss_is_a_warning() -> None:
    at = desk(limited(retroactive=1))
    outcome = at.close("2024-12", placement(booking("2024-10-01", told_on=day("2024-12-05"))))
    problem = lost_check(outcome.lost[0])
    assert (problem.check, problem.severity, problem.booking, problem.month) == (
        Check.K18,
        Severity.WARN,
        "B1",
        "2024-10",
    )
    assert problem.params["amount"] == 950_000


# Several bookings


def test_each_booking_of_a_closing_is_settled_by_itself() -> None:
    bookings: list[Booking] = [booking("2024-10-01", key="B1"), booking("2024-10-12", key="B2", ground=None)]
    october = Span(month("2024-10"), month("2024-10"))
    candidates = [Candidate(placement=placement(one), span=october) for one in bookings]
    outcomes = close(month("2024-10"), desk().ledger, candidates)
    assert [(one.booking, len(one.entries), len(one.held)) for one in outcomes] == [("B1", 1, 0), ("B2", 0, 1)]


def test_protection_follows_the_booking_through_the_closing() -> None:
    at = desk()
    assert at.outcome("2024-10", from_october(), is_protected=True).is_protected
    assert not at.outcome("2024-10", from_october()).is_protected


@pytest.mark.parametrize(("closed", "count"), [("2023-12", 0), ("2024-01", 1), ("2024-12", 1), ("2025-01", 0)])
def test_agreements_are_warned_about_while_they_hold(closed: str, count: int) -> None:
    of_2024 = agreement(days=days("2024-01-01", "2024-12-31"))
    strange = facts(terms(), price("9000"), price("120000", unit=Unit.YEAR), agreement=of_2024)
    assert len(warnings(month(closed), [book(strange)])) == count


def test_a_summer_read_in_september_is_corrected_by_the_reading() -> None:
    """July to September were settled on 15 September; the person turns out to have left on the tenth."""
    measured = terms(method=Method.MEASURING_DAY, readings=Readings(15, parse_exceptions("7,8,9=09-15")))
    at = desk(facts(measured, price()))
    stays = placement(booking("2024-06-01"))
    assert [len(at.close(each, stays).entries) for each in ("2024-06", "2024-07", "2024-08", "2024-09")] == [1, 0, 0, 3]
    left = placement(booking("2024-06-01", "2024-09-10"))
    assert [(one[0], one[1]) for one in rows(at.close("2024-10", left))] == [
        ("2024-07", -950_000),
        ("2024-08", -950_000),
        ("2024-09", -950_000),
    ]
