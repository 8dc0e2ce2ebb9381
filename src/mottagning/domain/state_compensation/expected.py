"""What does the state pay for a person without being asked, to whom and in which month? With every step told.

The flat rate comes in shares: ten per cent to the municipality that first received her, twenty to that of her
registration two months later, then ten seven times; who moves within the time brings ten more to the new one
(förordning (2010:1122) 11–17 §§; reception.md B.3). An amount is that of the month it is paid in, which is our reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from mottagning.domain.money import Ore
from mottagning.domain.periods import Month, add_months
from mottagning.domain.state_compensation.facts import (
    Circumstances,
    HomeKind,
    Reception,
    ReceptionDay,
    Unknown,
    Way,
    moved_on,
)
from mottagning.domain.state_compensation.rules import (
    AmountKind,
    AmountRule,
    CompensationRules,
    Receiver,
    ShareRule,
    Told,
    part_of,
)


class PaymentKind(Enum):
    """What a payment is."""

    INITIAL = "initial"
    SHARE = "share"
    MOVE = "move"
    CHILD_ONCE = "child_once"
    CHILD_DAYS = "child_days"
    YOUTH_DAYS = "youth_days"

    @property
    def is_dated(self) -> bool:
        """Whether the month is the one it is paid in; of the others it is the one it is for."""
        return self in {PaymentKind.INITIAL, PaymentKind.SHARE, PaymentKind.MOVE}


class Goes(Enum):
    """Where a payment goes."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"
    """She has left the country, or died."""
    UNKNOWN = "unknown"


class StepKind(Enum):
    """What a step of the computation says."""

    RECEIVED = "received"
    RECEIVED_BY = "received_by"
    REGISTERED = "registered"
    ASSUMED = "assumed"
    NOT_REGISTERED = "not_registered"
    MOVED = "moved"
    AGE = "age"
    BASE_AMOUNT = "base_amount"
    AMOUNT = "amount"
    PART = "part"
    DAYS = "days"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a day, a number (an age, a year), a place, an amount, a part of it, as its kind asks."""

    kind: StepKind
    day: date | None = None
    until: date | None = None
    number: int | None = None
    place: str | None = None
    reception: ReceptionDay | None = None
    amount: Ore | None = None
    part: Fraction | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment in `month`, or for it (`PaymentKind.is_dated`). Without an amount `unknown` tells why.

    `place` is 1 for the first of several shares of one kind. `to` is the municipality it goes to.
    """

    kind: PaymentKind
    month: Month
    share: str
    place: int
    goes: Goes
    told: Told
    to: str | None = None
    amount: Ore | None = None
    steps: tuple[Step, ...] = ()
    unknown: Unknown | None = None

    @property
    def is_here(self) -> bool:
        """Whether it goes to our municipality."""
        return self.goes is Goes.HERE


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything that is paid without being asked for one person, in order; `unknown` where nothing can be said."""

    payments: tuple[Payment, ...] = ()
    unknown: Unknown | None = None

    @property
    def ours(self) -> tuple[Payment, ...]:
        """Those that come here, with an amount."""
        return tuple(one for one in self.payments if one.is_here and one.amount is not None)


@dataclass(frozen=True, slots=True)
class _Found:
    """An amount with the steps to it, or why there is none."""

    amount: Ore | None
    steps: tuple[Step, ...] = ()
    unknown: Unknown | None = None
    told: Told | None = None


def expected(known: Circumstances, rules: CompensationRules) -> Expectation:
    """What is paid without being asked for one person, to whatever municipality."""
    reason = not_covered(known, rules)
    if reason is not None:
        return Expectation(unknown=reason)
    if isinstance(known.reception, Unknown):
        return Expectation(unknown=known.reception)
    payments = [one for share in rules.shares for one in _of_share(known, known.reception, rules, share)]
    return Expectation(tuple(sorted(payments, key=lambda one: (one.month, _ORDER.index(one.kind)))))


_ORDER = (PaymentKind.INITIAL, PaymentKind.SHARE, PaymentKind.MOVE)


def not_covered(known: Circumstances, rules: CompensationRules) -> Unknown | None:
    """Why a person's permit gives nothing that can be worked out; None when it does."""
    if known.ground is None:
        return Unknown.PERMIT_GROUND
    if known.ground in rules.coverage.other_law:
        return Unknown.OTHER_LAW
    return None if known.ground in rules.coverage.covered else Unknown.GROUND_NOT_TOLD


# shares


def _of_share(
    known: Circumstances, reception: Reception, rules: CompensationRules, share: ShareRule
) -> Iterator[Payment]:
    received = Month.of(reception.day)
    for place in range(share.times):
        paid = received.plus(share.paid_after + place * share.every)
        if share.to is Receiver.RECEIVER:
            yield _initial(known, reception, rules, share, paid)
            yield _to_receiver(known, reception, rules, share, paid)
            continue
        measured = received.plus((share.measured_after or 0) + place * share.every).last
        yield _to_registered(known, reception, rules, share, (place, paid, measured))
        before = received.plus((share.measured_after or 0) + (place - 1) * share.every).last if place else None
        yield from _for_move(known, reception, rules, share, (place, paid, measured), before)


def _received(known: Circumstances, reception: Reception) -> tuple[Step, ...]:
    return (
        Step(kind=StepKind.RECEIVED, day=reception.day, reception=reception.kind),
        *([Step(kind=StepKind.RECEIVED_BY, place=known.receiver)] if known.receiver else []),
    )


def _to_receiver(
    known: Circumstances, reception: Reception, rules: CompensationRules, share: ShareRule, paid: Month
) -> Payment:
    found = _flat_part(known, rules, share.part, paid, share.told)
    return _payment(known, PaymentKind.SHARE, share, (0, paid), known.receiver, _received(known, reception), found)


def _initial(
    known: Circumstances, reception: Reception, rules: CompensationRules, share: ShareRule, paid: Month
) -> Payment:
    """The initial compensation, which is paid with the first share."""
    found = _initial_amount(known, reception, rules, paid)
    return _payment(known, PaymentKind.INITIAL, share, (0, paid), known.receiver, _received(known, reception), found)


def _payment(
    known: Circumstances,
    kind: PaymentKind,
    share: ShareRule,
    when: tuple[int, Month],
    to: str | None,
    steps: tuple[Step, ...],
    found: _Found,
) -> Payment:
    """A payment to a municipality; where that is not known it has no amount."""
    place, paid = when
    goes = Goes.UNKNOWN if to is None else Goes.HERE if to == known.own else Goes.ELSEWHERE
    return Payment(
        kind=kind,
        month=paid,
        share=share.key,
        place=place + 1,
        goes=goes,
        to=to,
        told=found.told or share.told,
        amount=found.amount if to is not None else None,
        steps=(*steps, *found.steps),
        unknown=Unknown.RECEIVER if to is None else found.unknown,
    )


def _to_registered(
    known: Circumstances,
    reception: Reception,
    rules: CompensationRules,
    share: ShareRule,
    when: tuple[int, Month, date],
) -> Payment:
    place, paid, measured = when
    home = known.home(measured)
    received = Step(kind=StepKind.RECEIVED, day=reception.day, reception=reception.kind)
    if home.municipality is None:
        is_nobody = home.kind is HomeKind.NOBODY
        return Payment(
            kind=PaymentKind.SHARE,
            month=paid,
            share=share.key,
            place=place + 1,
            goes=Goes.NOWHERE if is_nobody else Goes.UNKNOWN,
            told=share.told,
            steps=(received, Step(kind=StepKind.NOT_REGISTERED, day=measured)),
            unknown=None if is_nobody else Unknown.REGISTRATION,
        )
    found = _flat_part(known, rules, share.part, paid, share.told)
    steps = (received, _registered_step(known, measured))
    return _payment(known, PaymentKind.SHARE, share, (place, paid), home.municipality, steps, found)


def _registered_step(known: Circumstances, measured: date) -> Step:
    home = known.home(measured)
    kind = StepKind.ASSUMED if home.kind is HomeKind.ASSUMED else StepKind.REGISTERED
    return Step(kind=kind, day=measured, place=home.municipality)


# moves


def _for_move(
    known: Circumstances,
    reception: Reception,
    rules: CompensationRules,
    share: ShareRule,
    when: tuple[int, Month, date],
    before: date | None,
) -> Iterator[Payment]:
    """What the new municipality gets besides, when she is registered elsewhere than when it was measured before."""
    place, paid, measured = when
    home, former = known.home(measured).municipality, _former(known, reception, rules, share, before)
    if share.move_part is None or home is None or former == home:
        return
    moved = moved_on(known, measured)
    limit = add_months(reception.day, share.move_within) if share.move_within is not None else None
    if moved is None or (limit is not None and moved > limit):
        return
    if former is None:
        if home == known.own:
            yield _unknown_move(share, when, moved)
        return
    found = _flat_part(known, rules, share.move_part, paid, share.told)
    steps = (
        Step(kind=StepKind.RECEIVED, day=reception.day, reception=reception.kind),
        _registered_step(known, measured),
        Step(kind=StepKind.MOVED, day=moved, until=limit, place=former),
    )
    yield _payment(known, PaymentKind.MOVE, share, (place, paid), home, steps, found)


def _former(
    known: Circumstances, reception: Reception, rules: CompensationRules, share: ShareRule, before: date | None
) -> str | None:
    """The municipality that she is compared with: that of the measuring before, for the first of all the receiver."""
    if before is not None:
        return known.home(before).municipality
    earlier = [one.measured_after for one in rules.shares if one.measured_after is not None and one.key != share.key]
    measured = [one for one in earlier if one < (share.measured_after or 0)]
    if not measured:
        return known.receiver
    return known.home(Month.of(reception.day).plus(max(measured)).last).municipality


def _unknown_move(share: ShareRule, when: tuple[int, Month, date], moved: date) -> Payment:
    """She may have come from another municipality, and may not: where she was registered before is not known."""
    place, paid, _ = when
    return Payment(
        kind=PaymentKind.MOVE,
        month=paid,
        share=share.key,
        place=place + 1,
        goes=Goes.UNKNOWN,
        told=share.told,
        steps=(Step(kind=StepKind.MOVED, day=moved),),
        unknown=Unknown.REGISTRATION,
    )


# amounts


def _flat_part(known: Circumstances, rules: CompensationRules, part: Fraction, paid: Month, told: Told) -> _Found:
    """A part of the flat rate for her age at the end of the month before the payment."""
    found, steps, unknown = _for_age(known, rules, AmountKind.FLAT_RATE, paid)
    if found is None or found.amount is None:
        return _Found(None, steps, unknown or Unknown.AMOUNT)
    amount = part_of(found.amount, part)
    return _Found(
        amount,
        (
            *steps,
            Step(kind=StepKind.AMOUNT, amount=found.amount, told=found.told),
            Step(kind=StepKind.PART, part=part, amount=amount, told=told),
        ),
    )


def _initial_amount(known: Circumstances, reception: Reception, rules: CompensationRules, paid: Month) -> _Found:
    """A part of the prisbasbelopp, for her age and for how she came."""
    if known.way is None:
        return _Found(None, (), Unknown.WAY)
    kind = AmountKind.INITIAL_ASSIGNED if known.way is Way.ASSIGNED else AmountKind.INITIAL_OTHER
    found, steps, unknown = _for_age(known, rules, kind, paid)
    if found is None or found.part is None:
        return _Found(None, steps, unknown or Unknown.AMOUNT)
    if reception.day.year != paid.year:
        return _Found(None, steps, Unknown.BASE_YEAR)
    base = rules.base_amount(paid.year)
    if base is None:
        return _Found(None, (*steps, Step(kind=StepKind.BASE_AMOUNT, number=paid.year)), Unknown.BASE_AMOUNT)
    amount = part_of(base.amount, found.part)
    return _Found(
        amount,
        (
            *steps,
            Step(kind=StepKind.BASE_AMOUNT, number=paid.year, amount=base.amount, told=base.told),
            Step(kind=StepKind.PART, part=found.part, amount=amount, told=found.told),
        ),
        told=found.told,
    )


def _for_age(
    known: Circumstances, rules: CompensationRules, kind: AmountKind, paid: Month
) -> tuple[AmountRule | None, tuple[Step, ...], Unknown | None]:
    """The amount for her age; one birth date that is known in part is enough when all its ages give the same."""
    day = paid.plus(-1).last
    amounts = rules.amounts_of(kind, paid.first)
    if not amounts:
        return None, (), Unknown.AMOUNT
    ages = known.ages(day)
    if ages is None:
        return None, (), Unknown.BIRTH_DATE
    step = Step(kind=StepKind.AGE, day=day, number=ages[0])
    found = [next((one for one in amounts if one.holds_for(age)), None) for age in ages]
    if found[0] is not found[1]:
        return None, (), Unknown.BIRTH_DATE
    return found[0], (step,), None if found[0] is not None else Unknown.AMOUNT_FOR_AGE
