"""Does what another municipality bills agree with what we know? Their rows against ours, booking by booking.

Their rows about the same booking or person and period are added up, and so are ours of a booking and month: a row that
corrects another is then no difference. What fits exactly is paired first, by booking, then by identity, then by name;
then what fits but for its amount, its identity or its period. The same rows always give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial

from mottagning.domain.money import ZERO, Ore, total
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.swedish import folded

ROUNDING = 100
"""Öre by which a row may differ from ours: they may have rounded to whole kronor where we did not."""


class Verdict(Enum):
    """What came of comparing rows with ours."""

    AGREED = "agreed"
    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT = "amount"
    PERIOD = "period"
    IDENTITY = "identity"
    TWICE = "twice"
    PAID_BEFORE = "paid_before"
    NOT_OURS = "not_ours"
    CREDITED = "credited"


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirRow:
    """A row of what they sent; `row` is its number there and `amount` is in öre.

    `keys` are what it calls the booking and the case, in either office's words; `numbers` identity numbers without
    signs. It is about the months `first` to `last`, None where it says nothing.
    """

    row: int
    amount: Ore
    keys: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    name: str | None = None
    service: str | None = None
    first: Month | None = None
    last: Month | None = None
    days: DateRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurRow:
    """What a booking costs in a month, as closed or as closing now would give; `amount` in öre.

    `parts` are the rows that it was added up of, in the order in which they were closed; `returned` those of them that
    stand in closed returns, by number and row. `paid` is what other invoices have taken up of it: `paid_with` is the
    last of them, `paid_on` the day it was paid, None while it waits. People with protected data are billed apart from
    others (`is_apart`).
    """

    booking: str
    month: Month
    amount: Ore
    keys: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    name: str | None = None
    service: str | None = None
    paid: Ore = ZERO
    paid_with: str | None = None
    paid_on: date | None = None
    parts: tuple[Ore, ...] = ()
    returned: tuple[str, ...] = ()
    is_apart: bool = False

    @property
    def is_something(self) -> bool:
        """Whether anything was ever to be paid, though it may have been taken back."""
        return bool(self.amount or self.paid or any(self.parts))

    def corrected_by(self, amount: int) -> OurRow | None:
        """The later parts that come to `amount`: a bill may hold a correction alone, not what it corrects."""
        for start in range(1, len(self.parts)):
            for end in range(start + 1, len(self.parts) + 1):
                run = self.parts[start:end]
                if amount and amount == sum(run):
                    return replace(self, amount=Ore(amount), parts=run)
        return None

    @property
    def due(self) -> Ore:
        """What is left to pay; of what was paid with a rounding's difference, nothing."""
        left = self.amount - self.paid
        return ZERO if self.paid and abs(left) <= ROUNDING else Ore(left)


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows of theirs and ours that belong together, and how."""

    verdict: Verdict
    theirs: tuple[TheirRow, ...] = ()
    ours: tuple[OurRow, ...] = ()

    @property
    def booking(self) -> str | None:
        """Our booking."""
        return self.ours[0].booking if self.ours else None

    @property
    def their_amount(self) -> Ore:
        """What they want, in öre."""
        return total([row.amount for row in self.theirs])

    @property
    def our_amount(self) -> Ore:
        """What we find right, in öre; nothing for what was paid before, or is billed a second time."""
        if self.verdict in {Verdict.TWICE, Verdict.PAID_BEFORE, Verdict.CREDITED}:
            return ZERO
        return total([row.due for row in self.ours])

    @property
    def difference(self) -> Ore:
        """What they want too much, in öre; negative where they want too little."""
        return Ore(self.their_amount - self.our_amount)

    @property
    def months(self) -> tuple[Month, ...]:
        """The first and the last month that it is about; none where nothing says it."""
        told = [month for row in self.theirs for month in (row.first, row.last) if month is not None]
        found = told or [row.month for row in self.ours]
        return (min(found), max(found)) if found else ()


@dataclass(frozen=True, slots=True)
class Control:
    """All that was compared: theirs in the order of their rows, then what they have not billed."""

    compared: tuple[Compared, ...]

    @property
    def agreed(self) -> int:
        """How many of their rows agree."""
        return sum(len(one.theirs) for one in self.compared if one.verdict is Verdict.AGREED)

    @property
    def differences(self) -> tuple[Compared, ...]:
        """What does not agree."""
        return tuple(one for one in self.compared if one.verdict is not Verdict.AGREED)

    @property
    def their_amount(self) -> Ore:
        """All they want, in öre."""
        return total([one.their_amount for one in self.compared])

    @property
    def our_amount(self) -> Ore:
        """All we find right, in öre."""
        return total([one.our_amount for one in self.compared])


def may_concern(their: TheirRow, ours: Iterable[OurRow]) -> tuple[OurRow, ...]:
    """The rows of ours about the same booking or person as a row of theirs, whatever their month and amount."""
    return tuple(row for row in ours if _by_key(their, row) or _by_number(their, row) or _by_name(their, row))


def control(theirs: Iterable[TheirRow], ours: Iterable[OurRow], first: Month, last: Month) -> Control:
    """Compare what they bill with what we know; what they have left out is told of the months `first` to `last`.

    Rows of nothing, as those of an exchange, bill nobody and are passed over.
    """
    return _Comparing(_their_claims(row for row in theirs if row.amount), added_up(ours)).run(first, last)


def control_sum(their: TheirRow, ours: Iterable[OurRow], first: Month, last: Month) -> Control:
    """Compare an invoice without its rows with all that is due of the months `first` to `last`, taken together.

    People who are billed apart are not in it.
    """
    due = tuple(row for row in added_up(ours) if first <= row.month <= last and row.due and not row.is_apart)
    if not due:
        return Control((Compared(Verdict.MISSING_HERE, (their,)),))
    agrees = _is_near(their.amount, _due(due), len(due))
    return Control((Compared(Verdict.AGREED if agrees else Verdict.AMOUNT, (their,), due),))


def about_the_same(one: TheirRow, other: TheirRow) -> bool:
    """Whether two rows of theirs are about the same booking or person: by number, else by key, else by name."""
    if one.numbers and other.numbers:
        return bool(one.numbers & other.numbers)
    return bool(one.keys & other.keys) or (bool(_words(one.name)) and _words(one.name) == _words(other.name))


def bare(number: str) -> str:
    """An identity number without its signs, as rows are compared by."""
    return "".join(letter for letter in number if letter.isalnum()).upper()


def same_key(key: str) -> str:
    """A booking's key as rows are compared by: case and blanks say nothing."""
    return "".join(key.split()).casefold()


@dataclass(frozen=True, slots=True)
class _Claim:
    """Their rows about one thing and period, added up."""

    rows: tuple[TheirRow, ...]

    @property
    def head(self) -> TheirRow:
        return self.rows[0]

    @property
    def amount(self) -> int:
        return sum(row.amount for row in self.rows)

    def covers(self, month: Month) -> bool:
        """Whether it may be about `month`; one that says no period may be about any."""
        first, last = self.head.first, self.head.last
        return first is None or last is None or first <= month <= last

    def apart(self) -> list[_Claim]:
        """Row by row, for they may be about several things; what takes another row back stays with it."""
        return [self] if any(row.amount < 0 for row in self.rows) else [_Claim((row,)) for row in self.rows]


def _their_claims(rows: Iterable[TheirRow]) -> list[_Claim]:
    found: dict[tuple[object, ...], list[TheirRow]] = {}
    for row in sorted(rows, key=lambda one: one.row):
        found.setdefault(_about(row), []).append(row)
    return [_Claim(tuple(rows)) for rows in found.values()]


def _about(row: TheirRow) -> tuple[object, ...]:
    """What tells that two rows are about the same: a booking may have rows of several kinds, a person several."""
    period = (row.first, row.last)
    if row.keys:
        return row.keys, row.numbers, period
    if row.numbers or row.name:
        return row.numbers, _words(row.name), _folded(row.service), period
    return (row.row,)


def added_up(rows: Iterable[OurRow]) -> list[OurRow]:
    """Our rows added up: one for each booking and month, in the order of the months."""
    found: dict[tuple[str, Month], OurRow] = {}
    for row in rows:
        key = (row.booking, row.month)
        before = found.get(key)
        found[key] = row if before is None else _added(before, row)
    return [found[key] for key in sorted(found, key=lambda one: (one[1], one[0]))]


def _added(one: OurRow, other: OurRow) -> OurRow:
    return OurRow(
        booking=one.booking,
        month=one.month,
        amount=Ore(one.amount + other.amount),
        keys=one.keys | other.keys,
        numbers=one.numbers | other.numbers,
        name=one.name or other.name,
        service=one.service or other.service,
        paid=Ore(one.paid + other.paid),
        paid_with=other.paid_with or one.paid_with,
        paid_on=other.paid_on if other.paid_with else one.paid_on,
        is_apart=one.is_apart or other.is_apart,
        parts=(*(one.parts or (one.amount,)), *(other.parts or (other.amount,))),
        returned=(*one.returned, *other.returned),
    )


_Belongs = Callable[[TheirRow, OurRow], bool]


def _by_key(their: TheirRow, our: OurRow) -> bool:
    return bool(their.keys & our.keys) and not _is_other(their, our)


def _by_number(their: TheirRow, our: OurRow) -> bool:
    return bool(their.numbers & our.numbers)


def _by_name(their: TheirRow, our: OurRow) -> bool:
    return _same_name(their, our) and not _is_other(their, our)


def _but_for_person(their: TheirRow, our: OurRow) -> bool:
    """The same booking, or the same name, of somebody with another identity."""
    return _is_other(their, our) and (bool(their.keys & our.keys) or _same_name(their, our))


def _key_of_another(their: TheirRow, our: OurRow) -> bool:
    return _is_other(their, our) and bool(their.keys & our.keys)


_WAYS: Sequence[_Belongs] = (_by_key, _by_number, _by_name)


def _is_other(their: TheirRow, our: OurRow) -> bool:
    """Whether they are about two people: numbers decide, and where one side has none, names without a common word."""
    if their.numbers and our.numbers:
        return not their.numbers & our.numbers
    names = _words(their.name), _words(our.name)
    return all(names) and not names[0] & names[1]


def _same_name(their: TheirRow, our: OurRow) -> bool:
    return bool(_words(their.name)) and _words(their.name) == _words(our.name)


def _words(name: str | None) -> frozenset[str]:
    """The words of a name, in whatever order they stand."""
    return frozenset(folded(name).replace(",", " ").split()) if name else frozenset()


def _folded(text: str | None) -> str:
    return folded(text) if text else ""


class _Comparing:
    """One comparison as it goes: what is left on either side, and what was found."""

    def __init__(self, claims: list[_Claim], left: list[OurRow]) -> None:
        self.claims = claims
        self.left = left
        self.taken: list[OurRow] = []
        self.found: dict[int, list[Compared]] = {}

    def run(self, first: Month, last: Month) -> Control:
        self._fit()
        self.claims = [one for claim in self.claims for one in claim.apart()]
        self._fit()
        self.claims = _their_claims(row for claim in self.claims for row in claim.rows)
        for belongs in _WAYS:
            self._each(partial(self._differing, belongs))
        self._each(self._misnamed)
        self._each(partial(self._in_another_month, first, last))
        self._each(self._again)
        self._each(lambda claim: (Compared(Verdict.MISSING_HERE, claim.rows),))
        theirs = [one for row in sorted(self.found) for one in self.found[row]]
        billed = {row.is_apart for row in self.taken} or {False}  # who is billed apart is not missed in another bill
        unbilled = [row for row in self.left if first <= row.month <= last and row.due and row.is_apart in billed]
        return Control((*theirs, *(Compared(Verdict.MISSING_THERE, (), (row,)) for row in unbilled)))

    def _fit(self) -> None:
        for belongs in _WAYS:
            self._each(partial(self._fitting, belongs))

    def _each(self, answer: Callable[[_Claim], Sequence[Compared]]) -> None:
        """Ask of every claim that is left; those that get an answer are done."""
        waiting = []
        for claim in self.claims:
            compared = answer(claim)
            if not compared:
                waiting.append(claim)
                continue
            self.found[claim.head.row] = list(compared)
            used = {(row.booking, row.month) for one in compared for row in one.ours}
            self.taken += [row for row in self.left if (row.booking, row.month) in used]
            self.left = [row for row in self.left if (row.booking, row.month) not in used]
        self.claims = waiting

    def _fitting(self, belongs: _Belongs, claim: _Claim) -> Sequence[Compared]:
        """The first of our sets that has the same amount."""
        return next((one for ours in self._sets(claim, belongs) if (one := _agreeing(claim, ours))), ())

    def _differing(self, belongs: _Belongs, claim: _Claim) -> Sequence[Compared]:
        """The set that is nearest in its amount, of the same insats where one is."""
        sets = self._whole_sets(claim, belongs)
        if not sets:
            return ()
        wanted = _folded(claim.head.service)
        nearest = min(sets, key=lambda ours: (_folded(ours[0].service) != wanted, abs(claim.amount - _due(ours))))
        is_paid = claim.amount > 0 and not _due(nearest) and any(row.paid for row in nearest)
        return (Compared(Verdict.PAID_BEFORE if is_paid else Verdict.AMOUNT, claim.rows, tuple(nearest)),)

    def _misnamed(self, claim: _Claim) -> Sequence[Compared]:
        """The same amount for the same booking or name, or the same booking: a name alone says too little."""
        fitting = [ours for ours in self._sets(claim, _but_for_person) if _agreeing(claim, ours)]
        sets = fitting or self._whole_sets(claim, _key_of_another)
        return (Compared(Verdict.IDENTITY, claim.rows, tuple(sets[0])),) if sets else ()

    def _in_another_month(self, first: Month, last: Month, claim: _Claim) -> Sequence[Compared]:
        """Our row of the same amount in the nearest of the months asked for, the earlier when two are as near.

        Other months are left alone: they may have been billed in another file.
        """
        middle = claim.head.first
        if middle is None:
            return ()
        near = [
            row
            for row in self.left
            if row.due
            and first <= row.month <= last
            and any(way(claim.head, row) for way in _WAYS)
            and _is_near(claim.amount, row.due, len(claim.rows))
        ]
        if not near:
            return ()
        nearest = min(near, key=lambda row: (abs(row.month.index - middle.index), row.month, row.booking))
        return (Compared(Verdict.PERIOD, claim.rows, (nearest,)),)

    def _again(self, claim: _Claim) -> Sequence[Compared]:
        """What it is about has been billed by another of their rows."""
        again = [row for row in self.taken if claim.covers(row.month) and any(way(claim.head, row) for way in _WAYS)]
        if not again or claim.amount <= 0:
            return ()
        verdict = Verdict.PAID_BEFORE if all(row.paid and not row.due for row in again) else Verdict.TWICE
        return (Compared(verdict, claim.rows, tuple(again)),)

    def _sets(self, claim: _Claim, belongs: _Belongs) -> list[list[OurRow]]:
        """What a claim may be about, best first: all of a booking's months, all bookings, single months."""
        whole = self._whole_sets(claim, belongs)
        every = [row for ours in whole for row in ours]
        singles = [[row] for row in every] if claim.head.first is None else []
        return [*whole, *([every] if len(whole) > 1 else []), *singles]

    def _whole_sets(self, claim: _Claim, belongs: _Belongs) -> list[list[OurRow]]:
        by_booking: dict[str, list[OurRow]] = {}
        for row in self.left:
            if claim.covers(row.month) and belongs(claim.head, row) and row.is_something:
                by_booking.setdefault(row.booking, []).append(row)
        return [by_booking[key] for key in sorted(by_booking)]


def _due(ours: Sequence[OurRow]) -> int:
    return sum(row.due for row in ours)


def _is_near(amount: int, ours: int, rows: int) -> bool:
    return abs(amount - ours) <= ROUNDING * rows


def _agreeing(claim: _Claim, ours: Sequence[OurRow]) -> Sequence[Compared]:
    """What a claim that has the amount of `ours` comes to: agreed, but for rows that stand twice or were paid."""
    if not claim.amount and not _due(ours):
        return ()
    rows = max(len(claim.rows), len(ours))
    if _due(ours) and _is_near(claim.amount, _due(ours), rows):
        return (Compared(Verdict.AGREED, claim.rows, tuple(ours)),)
    paid = sum(row.paid for row in ours)
    if paid and _is_near(claim.amount, paid, rows):
        return (Compared(Verdict.PAID_BEFORE, claim.rows, tuple(ours)),)
    if len(ours) == 1 and not paid and (correction := ours[0].corrected_by(claim.amount)):
        return (Compared(Verdict.AGREED, claim.rows, (correction,)),)
    kept, repeated = _parted(claim.rows)
    if repeated and _is_near(sum(row.amount for row in kept), _due(ours), rows):
        return Compared(Verdict.AGREED, kept, tuple(ours)), Compared(Verdict.TWICE, repeated, tuple(ours))
    return ()


def _parted(rows: Sequence[TheirRow]) -> tuple[tuple[TheirRow, ...], tuple[TheirRow, ...]]:
    """The rows, and those that repeat an earlier one in everything."""
    first: Mapping[tuple[object, ...], int] = {_content(row): row.row for row in reversed(rows)}
    kept = tuple(row for row in rows if row.amount <= 0 or first[_content(row)] == row.row)
    return kept, tuple(row for row in rows if row not in kept)


def _content(row: TheirRow) -> tuple[object, ...]:
    return row.amount, row.days, _folded(row.service)
