"""Is it told before a residence is saved what the next closing makes of it, and to nobody who may not know?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from factories import OTHER, OWN, THIRD, booking, day, days, month, residence, without_right
from mottagning.domain.agreements import MoveRule
from mottagning.domain.ledger import Reason
from mottagning.domain.money import Ore
from mottagning.domain.people import Residence, ResidenceKind
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.residences import Move
from mottagning.texts import residences as texts
from mottagning.usecases.context import Context
from mottagning.usecases.move_effects import preview_removal, preview_residence
from mottagning.usecases.people import open_person, remove_residence, save_residence
from mottagning.usecases.returns.closing import close_month

AMINA, DANA = "2024-0001", "2024-0004"
CLOSED = ("2024-09", "2024-10", "2024-11", "2024-12")
Sums = dict[tuple[str, str, str], int]
BUY, SELL = RowDirection.BUY, RowDirection.SELL


def agreed(ctx: Context, rule: MoveRule = MoveRule.DIRECT, credit_limit: int | None = None) -> None:
    """Both agreements follow the rule; what we sell may be sold to two; then four months are closed."""
    with ctx.writing() as uow:
        for one in uow.terms.every():
            uow.terms.change(one, replace(one.value, move_rule=rule))
        for agreement in uow.agreements.every():
            parties = (OTHER, THIRD) if agreement.value.key == "A2" else (OTHER,)
            uow.agreements.change(agreement, replace(agreement.value, parties=parties, credit_limit=credit_limit))
        uow.commit()
    for each in CLOSED:
        close_month(ctx, month(each))


def home(ctx: Context, case_number: str) -> Stored[Residence]:
    """The only residence of somebody."""
    with ctx.reading() as reader:
        (found,) = [one for one in reader.residences.every() if one.value.case_number == case_number]
        return found


def told(move: Move) -> Sums:
    """All that the next closing is said to return of closed months, by booking, direction and counterpart."""
    found: Sums = {}
    for one in move.effects:
        amount = one.closed + one.waiting
        if amount:
            found[one.booking, one.direction.value, one.counterpart] = amount
    return found


def returned(ctx: Context, closing: str = "2025-01") -> Sums:
    """What the closing returns of months closed before, in the same way."""
    with ctx.reading() as reader:
        before = reader.ledger.last_closed()
    close_month(ctx, month(closing))
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    with ctx.reading() as reader:
        rows = reader.ledger.rows_of_bookings(["B1", "B2", "B3", "B4", "B5"])
        for row in (row for rows_of_one in rows.values() for row in rows_of_one if row.month == month(closing)):
            entry = row.entry
            if before is not None and entry.settlement_month <= before:
                assert entry.reason in {Reason.MOVE, Reason.LATE, Reason.HELD}
                found[entry.booking, entry.direction.value, entry.counterpart] += entry.amount
    return {party: amount for party, amount in found.items() if amount}


def lost(ctx: Context) -> dict[str, int]:
    """What limits have taken, by booking."""
    with ctx.reading() as reader:
        found = reader.ledger.lost_of_bookings(["B1", "B2", "B3", "B4"])
        return {key: sum(one.amount for one in losses) for key, losses in found.items()}


LONG = frozenset({MoveRule.COURSE_END, MoveRule.SCHOOL_YEAR_END, MoveRule.GRANTING_PAYS_ALL})
"""Rules by which the old municipality still pays for all closed months."""


@pytest.mark.parametrize("rule", MoveRule)
def test_what_is_told_of_a_move_is_what_the_next_month_returns(office: Context, rule: MoveRule) -> None:
    """One booking that we buy and one that we sell."""
    agreed(office, rule)
    news = [residence(case_number, THIRD, "2024-10-10") for case_number in (AMINA, DANA)]
    bought, sold = [told(preview_residence(office, None, new)) for new in news]
    assert [bool(bought), bool(sold)] == [rule not in LONG] * 2
    for new in news:
        save_residence(office, None, new)
    assert returned(office) == bought | sold


@pytest.mark.parametrize("rule", [MoveRule.DIRECT, MoveRule.HALF_MONTH, MoveRule.GRANTING_PAYS_ALL])
def test_a_residence_taken_back_is_told_as_it_is_returned(office: Context, rule: MoveRule) -> None:
    news = [residence(case_number, THIRD, "2024-10-10") for case_number in (AMINA, DANA)]
    stored = [save_residence(office, None, new).value for new in news]
    agreed(office, rule)
    bought, sold = [told(preview_removal(office, one)) for one in stored]
    assert [bool(bought), bool(sold)] == [rule not in LONG] * 2
    for one in stored:
        remove_residence(office, one)
    assert returned(office) == bought | sold


def test_a_residence_that_is_changed_is_told_as_it_is_returned(office: Context) -> None:
    """The move was on 10 November, not October: 22 of 31 days of October and 9 of 30 days of November come back."""
    stored = save_residence(office, None, residence(AMINA, THIRD, "2024-10-10")).value
    agreed(office)
    changed = replace(stored.value, days=days("2024-11-10"))
    move = preview_residence(office, stored, changed)
    assert told(move) == {("B1", "buy", OTHER): 674_194 + 285_000}
    (effect,) = move.effects
    assert (effect.first, effect.last, effect.ahead) == (month("2024-10"), month("2024-11"), 0)
    save_residence(office, stored, changed)
    assert returned(office) == told(move)


def test_a_move_away_is_told_booking_by_booking(office: Context) -> None:
    """Of October 22 of 31 days, November and December; ahead to 2 March 2026, a year from today."""
    agreed(office)
    move = preview_residence(office, None, residence(AMINA, THIRD, "2024-10-10"))
    (effect,) = move.effects
    assert (effect.booking, effect.service, effect.direction, effect.counterpart) == ("B1", "sfi", BUY, OTHER)
    assert (effect.first, effect.last) == (month("2024-10"), month("2026-03"))
    assert effect.closed == -674_194 - 2 * 950_000
    assert effect.ahead == -14 * 950_000 - 61_290  # 2 of 31 days of March
    assert (effect.lost, effect.waiting) == (0, 0)


def test_a_sold_booking_is_told_for_each_counterpart(office: Context) -> None:
    agreed(office)
    move = preview_residence(office, None, residence(DANA, THIRD, "2024-12-01"))
    assert [(one.booking, one.direction, one.counterpart, one.closed) for one in move.effects] == [
        ("B4", SELL, OTHER, -800_000),
        ("B4", SELL, THIRD, 800_000),
    ]


def test_a_booking_that_takes_over_after_the_move_is_not_held_for_the_one_that_it_follows(office: Context) -> None:
    """Bought while she is ours, sold once she is the other's: never paid twice, though the bookings overlap."""
    with office.writing() as uow:
        uow.bookings.add(booking("2024-10-01", key="B5", case_number=AMINA, agreement="A2"))
        uow.commit()
    agreed(office)
    new = residence(AMINA, OTHER, "2024-12-01")
    move = preview_residence(office, None, new)
    assert move.held == ()
    assert told(move) == {("B1", "buy", OTHER): -950_000, ("B5", "sell", OTHER): 800_000}
    save_residence(office, None, new)
    assert returned(office) == told(move)


def test_sums_that_even_out_are_told_all_the_same(office: Context) -> None:
    """What one counterpart gets back the other pays; and of one counterpart a month may take another's place."""
    agreed(office)
    move = preview_residence(office, None, residence(DANA, THIRD, "2024-12-01"))
    _, there, here = texts.summary(move, str).splitlines()
    assert there.startswith(f"Sälj, {OTHER}: 1 bokning. Stängda månader: 8 000,00 kr mindre att få betalt.")
    assert here.startswith(f"Sälj, {THIRD}: 1 bokning. Stängda månader: 8 000,00 kr mer att få betalt.")
    even = replace(move.effects[0], closed=Ore(0), closed_months=2)
    assert "Stängda månader: ingen skillnad." in texts.summary(Move(effects=(even,)), str)
    assert "Inga stängda månader ändras." in texts.summary(Move(effects=(replace(even, closed_months=0),)), str)


def test_what_a_limit_takes_is_told_and_lost(office: Context) -> None:
    agreed(office, credit_limit=2)
    new = residence(AMINA, THIRD, "2024-10-10")
    (effect,) = preview_residence(office, None, new).effects
    assert (effect.closed, effect.lost) == (-2 * 950_000, -674_194)
    save_residence(office, None, new)
    assert returned(office) == {("B1", "buy", OTHER): effect.closed}
    assert lost(office)["B1"] == effect.lost


def test_what_waits_for_another_reason_is_told_apart(office: Context) -> None:
    """An earlier move of 20 December is saved and not closed yet; this one comes on top of it."""
    agreed(office)
    stored = save_residence(office, None, residence(AMINA, THIRD, "2024-12-20")).value
    changed = replace(stored.value, days=days("2024-12-10"))
    (effect,) = preview_residence(office, stored, changed).effects
    assert effect.waiting == -367_742  # 12 of 31 days: 9 500 less 5 822.58
    assert effect.closed == -306_452  # 22 of 31 days are 6 741.94 altogether
    save_residence(office, stored, changed)
    assert returned(office) == {("B1", "buy", OTHER): effect.waiting + effect.closed}


def test_months_that_would_be_held_back_are_told_and_nothing_is_taken_back_of_them(office: Context) -> None:
    agreed(office)
    lost_sight = replace(residence(DANA, THIRD, "2024-11-10"), kind=ResidenceKind.UNKNOWN)
    move = preview_residence(office, None, lost_sight)
    assert [(one.booking, one.first, one.last) for one in move.held] == [("B4", month("2024-11"), month("2025-01"))]
    assert told(move) == {}
    save_residence(office, None, lost_sight)
    assert returned(office) == {}


def test_telling_writes_nothing(office: Context) -> None:
    agreed(office)
    before = open_person(office, 1)
    with office.reading() as reader:
        due = [one.id for one in reader.facts.due(month("2025-01")) if one.is_changed]
    preview_residence(office, None, residence(AMINA, THIRD, "2024-10-10"))
    preview_removal(office, home(office, AMINA))
    assert open_person(office, 1) == before
    with office.reading() as reader:
        assert [one.id for one in reader.facts.due(month("2025-01")) if one.is_changed] == due


def test_a_move_that_touches_no_booking_says_so_with_the_days_it_gives(office: Context) -> None:
    agreed(office)
    earlier = residence(AMINA, THIRD, "2018-01-01", "2019-06-30")
    move = preview_residence(office, None, earlier)
    assert not move.touches
    assert [(one.days, one.payer) for one in move.belongings] == [
        (days("2018-01-01", "2019-06-30"), THIRD),
        (days("2019-07-01", "2019-12-31"), None),
        (days("2020-01-01"), OWN),
    ]


def test_an_open_row_ends_by_itself_and_days_that_clash_are_refused_where_they_are_entered(office: Context) -> None:
    new = residence(AMINA, THIRD, "2024-10-10")
    move = preview_residence(office, None, new)
    assert move.ended == home(office, AMINA).value
    save_residence(office, None, new)
    assert [(one.days, one.payer) for one in open_person(office, 1).belongings] == [
        (days("2020-01-01", "2024-10-09"), OWN),
        (days("2024-10-10"), THIRD),
    ]
    into = residence(AMINA, OTHER, "2019-01-01", "2020-03-31")
    assert [(one.name, one.code) for one in preview_residence(office, None, into).problems] == [("last", "overlaps")]
    with pytest.raises(Refused) as caught:
        save_residence(office, None, into)
    assert [one.name for one in caught.value.fields] == ["last"]


def test_nothing_is_told_of_somebody_who_may_not_be_seen(office: Context) -> None:
    with office.writing() as uow:
        cleo = next(one for one in uow.people.every() if one.value.is_protected)
        uow.commit()
    agreed(office)
    new = residence(cleo.value.case_number, THIRD, "2024-10-10")
    assert preview_residence(office, None, new).touches
    for work in (
        lambda: preview_residence(without_right(office), None, new),
        lambda: preview_removal(without_right(office), home(office, cleo.value.case_number)),
    ):
        with pytest.raises(Refused) as caught:
            work()
        assert caught.value.code is RefusalCode.GONE


def test_the_card_tells_from_the_first_booking_on_who_answers(office: Context) -> None:
    """Amina's first row is removed: she was received in October, but a booking began in September."""
    remove_residence(office, home(office, AMINA))
    with office.writing() as uow:
        person = uow.people.get(1)
        uow.people.change(person, replace(person.value, received_on=day("2024-10-01")))
        uow.commit()
    assert [(one.days, one.payer, one.is_assumed) for one in open_person(office, 1).belongings] == [
        (days("2024-09-01", "2024-09-30"), None, False),
        (days("2024-10-01"), OWN, True),
    ]
