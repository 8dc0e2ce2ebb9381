"""After any history of late news and closings, do all rows together say what the rules give for the facts of today?

A machine tells a booking's news in any order – starts, ends, moves, absences, supplements, reports, prices, terms, a
ground that is missing – and closes one month after another. After every closing the rows that no stop holds back add
up to today's rules for every service month and counterpart, and no row that was closed has changed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from factories import (
    OTHER,
    OWN,
    THIRD,
    UNITS,
    Desk,
    agreement,
    booking,
    facts,
    month,
    placement,
    price,
    residence,
    terms,
)
from mottagning.domain.agreements import Direction, Method, MoveRule, Price, ReadingCondition, Terms, Unit
from mottagning.domain.bookings import Absence, AbsenceKind, Report, Supplement, SupplementKind
from mottagning.domain.bookings import Outcome as Ended
from mottagning.domain.canonical import text_of
from mottagning.domain.closing import Outcome
from mottagning.domain.ledger import Entry, LedgerRow, Reason, RowKind, Triple, triple_of
from mottagning.domain.money import Rounding, scaled
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Severity
from mottagning.domain.settlement.claims import Claim, Component
from mottagning.domain.settlement.engine import Span, settle
from mottagning.domain.settlement.facts import AgreementFacts, Placement, stays
from mottagning.domain.settlement.readings import Readings, parse_exceptions

FIRST, LAST = month("2024-01"), month("2025-06")
DATES = st.dates(date(2023, 12, 1), date(2025, 3, 31))
METHODS = tuple(method for method in Method if method is not Method.SCHOOL_DAY)
SUMMER = Readings(15, parse_exceptions("5,6=05-15; 7,8,9=09-15"))

Sums = dict[Triple, int]


class History(RuleBasedStateMachine):
    """One booking, its news and its closings. We sell to two municipalities or buy from one."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(first=str(FIRST))
        self.closed: Month = FIRST.plus(-1)
        self.frozen: list[str] = []
        self.told_since_closing = True

    @initialize(
        method=st.sampled_from(METHODS),
        sells=st.booleans(),
        rounding=st.sampled_from(Rounding),
        move_rule=st.sampled_from(MoveRule),
        by_year=st.booleans(),
        start=DATES,
    )
    def agree(
        self, method: Method, sells: bool, rounding: Rounding, move_rule: MoveRule, by_year: bool, start: date
    ) -> None:
        """An agreement with one rule and one price, and a booking that goes on."""
        self.agreed = agreement(
            direction=Direction.SELL if sells else Direction.BUY, parties=(OTHER, THIRD) if sells else (OTHER,)
        )
        by_year = by_year and method not in UNITS  # a year's price is divided into months, not into weeks or hours
        self.terms: Terms = terms(
            method=method,
            unit=UNITS.get(method, Unit.MONTH),
            rounding=rounding,
            move_rule=move_rule,
            shares=(65, 35),
            readings=SUMMER,
            condition=ReadingCondition.PRESENT,
            yearly_reconciliation=by_year,
        )
        self.payers = (OTHER, THIRD) if sells else (OWN, THIRD)
        self.unit = Unit.YEAR if by_year else self.terms.unit
        self.prices: dict[date, str] = {date(2020, 1, 1): "9500"}
        self.moves: dict[date, str] = {date(2020, 1, 1): self.payers[0]}
        self.absences: dict[date, int] = {}
        self.supplements: dict[date, int] = {}
        self.reports: dict[int, int] = {}
        self.booking = booking(
            start.isoformat(), planned_until=start + timedelta(150), quantity=scaled(100), consent_on=start
        )

    # What the facts are today

    @property
    def agreements(self) -> AgreementFacts:
        """The agreement with its prices as they are today."""
        edges = [*sorted(self.prices), None]
        prices: list[Price] = [
            price(
                self.prices[first],
                unit=self.unit,
                days=DateRange.inclusive(first, after - timedelta(1) if after else None),
                days_per_year=261,
            )
            for first, after in pairwise(edges)
            if first is not None
        ]
        return facts(self.terms, *prices, agreement=self.agreed)

    @property
    def placement(self) -> Placement:
        """The booking with all that hangs on it."""
        one = placement(
            self.booking,
            absences=tuple(
                Absence(booking="B1", days=DateRange(first, first + timedelta(length)), kind=AbsenceKind.LEAVE)
                for first, length in self.absences.items()
            ),
            supplements=tuple(
                Supplement(
                    booking="B1",
                    kind=SupplementKind.NEWCOMER,
                    amount=scaled(kronor),
                    days=DateRange(first, first + timedelta(60)),
                )
                for first, kronor in self.supplements.items()
            ),
            reports=tuple(
                Report(booking="B1", month=FIRST.plus(number), quantity=scaled(hours))
                for number, hours in sorted(self.reports.items())
            ),
        )
        homes = [residence("", code, first.isoformat()) for first, code in self.moves.items()]
        return replace(one, person=replace(one.person, stays=stays(homes)))

    # News

    @rule(start=DATES)
    def starts(self, start: date) -> None:
        """Another first day, no later than the last."""
        last = self.booking.days.last
        if last is None or start <= last:
            self._book(days=DateRange.inclusive(start, last), graded_on=None)

    @rule(length=st.none() | st.integers(0, 400))
    def ends(self, length: int | None) -> None:
        """An end, another end, or none after all."""
        start = self.booking.days.start
        self._book(days=DateRange.inclusive(start, None if length is None else start + timedelta(length)))

    @rule(outcome=st.none() | st.sampled_from(Ended), graded=st.integers(0, 400))
    def comes_to_a_result(self, outcome: Ended | None, graded: int) -> None:
        """An outcome with its grade, or none after all."""
        self._book(outcome=outcome, graded_on=self.booking.days.start + timedelta(graded))

    @rule(on=DATES, back=st.booleans())
    def moves_house(self, on: date, back: bool) -> None:
        """A move that is told, whenever it was."""
        self._tell()
        self.moves[on] = self.payers[0] if back else self.payers[1]

    @rule()
    @precondition(lambda self: len(self.moves) > 1)
    def never_moved(self) -> None:
        """The last move was a mistake."""
        self._tell()
        self.moves.pop(max(self.moves))

    @rule(first=DATES, length=st.integers(1, 40))
    def is_away(self, first: date, length: int) -> None:
        """An absence that is told late."""
        self._tell()
        self.absences[first] = length

    @rule(first=DATES, kronor=st.integers(1, 900))
    def is_paid_more(self, first: date, kronor: int) -> None:
        """A supplement is decided; only one at a time."""
        self._tell()
        self.supplements = {first: kronor}

    @rule(number=st.integers(0, 14), hours=st.integers(0, 99))
    def is_reported(self, number: int, hours: int) -> None:
        """Hours of a month, or other hours than were said."""
        self._tell()
        self.reports[number] = hours

    @rule(on=DATES, ore=st.integers(1, 2_000_000))
    def costs(self, on: date, ore: int) -> None:
        """A new price from a day, however long ago."""
        self._tell()
        self.prices[on] = f"{ore // 100}.{ore % 100:02}"

    @rule(per_cent=st.sampled_from([0, 6, 15]))
    def is_agreed_anew(self, per_cent: int) -> None:
        """Another administration fee, from the beginning."""
        self._tell()
        self.terms = replace(self.terms, administration_fee=scaled(per_cent))

    @rule(missing=st.booleans())
    def has_a_ground(self, missing: bool) -> None:
        """Without a ground every row of the booking is held back (K11)."""
        self._book(ground=None if missing else "skollagen 20 kap. 11 d §")

    def _book(self, **values: object) -> None:
        self._tell()
        self.booking = replace(self.booking, **values)

    def _tell(self) -> None:
        self.told_since_closing = True

    # Closing

    @rule()
    @precondition(lambda self: self.closed < LAST)
    def close(self) -> None:
        """The next month is closed."""
        self.close_next()

    def close_next(self) -> None:
        """Close the month after the last, and look at what came of it."""
        closing, today, earlier = self.closed.plus(1), self.placement, list(self.desk.rows)
        self.desk.agreements = (self.agreements,)
        was_quiet = not self.told_since_closing and not self.desk.was_held
        alone = self.desk.outcome(str(closing), today, span=Span(closing, closing), returned=(), lost=())
        outcome = self.desk.close(str(closing), today)
        if was_quiet:
            assert outcome.entries == alone.entries, "a booking in balance needs no look back"
        self.closed, self.told_since_closing = closing, False
        self._adds_up(outcome)
        for entry in outcome.entries:
            self._is_well_told(entry, earlier)
        self.frozen += [text_of(one) for one in self.desk.rows[len(self.frozen) :]]

    def _given(self) -> tuple[Claim, ...]:
        """What the rules give for today's facts, up to the last closed month."""
        ledger, today = self.desk.ledger, self.placement
        return settle(today, ledger.chain(today), ledger.office, Span(FIRST, self.closed)).claims

    def _adds_up(self, outcome: Outcome) -> None:
        """Rows and rules agree for every service month and counterpart, but for what is held back."""
        given: Sums = defaultdict(int)
        for claim in self._given():
            given[Triple(claim.service_month, claim.counterpart, claim.direction)] += claim.amount
        returned: Sums = defaultdict(int)
        for one in self.desk.rows:
            returned[triple_of(one.entry)] += one.entry.amount
        stops = {problem.month for problem in outcome.problems if problem.severity is Severity.STOP}
        for triple in given.keys() | returned.keys():
            if None not in stops and str(triple.service_month) not in stops:
                assert returned[triple] == given[triple], triple
        held = {one.service_month: one.amount for one in outcome.held if one.amount is not None}
        for service_month, amount in held.items():
            behind = [triple for triple in given.keys() | returned.keys() if triple.service_month == service_month]
            assert amount == sum(given[triple] - returned[triple] for triple in behind)
        assert outcome.lost == ()

    def _is_well_told(self, entry: Entry, earlier: list[LedgerRow]) -> None:
        """Kind, reference and reason are what the register format says, and the amount is what the row says."""
        same = [one for one in earlier if triple_of(one.entry) == triple_of(entry)]
        assert entry.amount != 0
        if entry.kind is not RowKind.RECONCILIATION:
            assert entry.kind is (RowKind.CORRECTION if same else RowKind.REGULAR)
        if entry.corrects is not None:
            assert entry.corrects in [one.reference for one in same]
            assert entry.reason not in {None, Reason.LATE, Reason.HELD}
        elif entry.settlement_month != self.closed and entry.kind is RowKind.REGULAR:
            assert entry.reason in {Reason.LATE, Reason.HELD}
        else:
            assert entry.reason is None
        if entry.method is not Method.PART_PAYMENT and entry.component is not Component.RECONCILIATION:
            assert entry.amount == of_row(entry)

    @invariant()
    def no_closed_row_ever_changes(self) -> None:
        """What was closed stands as it stood."""
        assert [text_of(one) for one in self.desk.rows] == self.frozen

    def teardown(self) -> None:
        """With every ground in place and every month closed, all has been said."""
        if not hasattr(self, "booking"):
            return
        self.has_a_ground(missing=False)
        while self.closed <= LAST:
            self.close_next()
        problems = self.desk.outcome(str(self.closed), self.placement).problems
        assert not self.desk.was_held or self.terms.method in {Method.PART_PAYMENT, Method.COURSE}, problems
        self.no_closed_row_ever_changes()


def of_row(entry: Entry) -> int:
    """Quantity × unit price × fees in öre, rounded half away from zero, worked out with nothing but integers."""
    assert entry.price is not None
    exact = entry.quantity / (entry.of or 1) * entry.price.kronor * (1 + Fraction(entry.fees.administration, 1_000_000))
    step = 100 if entry.rounding is Rounding.KRONA else 1
    units = abs(exact) * 100 / step
    whole = (units.numerator * 2 + units.denominator) // (units.denominator * 2)
    return whole * step if exact > 0 else -whole * step


STEADY = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_all_rows_together_say_what_the_rules_give_for_the_facts_of_today() -> None:
    run_state_machine_as_test(History, settings=STEADY)


@pytest.mark.slow
def test_all_rows_together_say_so_in_a_long_run_too() -> None:
    run_state_machine_as_test(History, settings=settings(STEADY, max_examples=3_000, stateful_step_count=40))


def test_the_machine_knows_a_wrong_ledger_when_it_sees_one() -> None:
    """A row that is lost on the way must not pass."""
    one = History()
    one.agree(Method.CALENDAR_DAY, False, Rounding.ORE, MoveRule.DIRECT, False, date(2024, 1, 10))  # noqa: FBT003
    one.close_next()
    one.desk.rows.pop()
    with pytest.raises(AssertionError):
        one.no_closed_row_ever_changes()
    with pytest.raises(AssertionError):
        one._adds_up(one.desk.outcome(str(one.closed), one.placement))
