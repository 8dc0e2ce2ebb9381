"""What do we expect to be billed by a counterpart? Rows of closed months, and what closing now would give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mottagning.domain.closing import Candidate, Outcome
from mottagning.domain.identity import IdentityKind
from mottagning.domain.invoice_control import OurRow, bare, same_key
from mottagning.domain.ledger import Entry
from mottagning.domain.money import ZERO
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import NOBODY, Person
from mottagning.domain.periods import Month, months_between
from mottagning.domain.returns import Return
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.invoices import Behind
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import Plan, next_open, plan, without_protected
from mottagning.usecases.visible import may_see

_MONTHS_AHEAD = 12
"""Beyond this nobody bills."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a counterpart: the rows' worth, and the same as rows to compare."""

    entries: Sequence[Entry]
    plans: Sequence[Plan]
    rows: Sequence[OurRow]
    held_rows: Sequence[OurRow]
    """Nothing's worth of bookings whose rows are held back, to know them by."""
    people: Mapping[str, Behind]
    """Who is behind each booking."""


def known(ctx: Context, reader: Reader, office: OfficeSettings, counterpart: str, last: Month) -> Known:
    """Everything settled with `counterpart` up to `last`, both ways; protected people only for who may see them."""
    closed = reader.ledger.returns(protected=None if ctx.sees_protected else False)
    rows = reader.ledger.rows([one.id for one in closed if one.counterpart == counterpart])
    plans = _plans(ctx, reader, office, last)
    coming = [row.entry for one in _returns(plans) if one.counterpart == counterpart for row in one.rows]
    entries = [*(row.entry for row in rows), *coming]
    held = _held(plans, counterpart)
    people = reader.people.of(sorted({*(one.person for one in entries), *(one.person.id for one in held)} - {NOBODY}))
    hidden = {one.id for one in people if not may_see(ctx, one.value)}
    who = _who(reader, [one for one in people if one.id not in hidden])
    references = _references(entries)
    seen = [entry for entry in entries if entry.person not in hidden]
    return Known(
        seen,
        plans,
        [_row(entry, who.get(entry.person, _Who()), references) for entry in seen],
        [_held_row(one, who.get(one.person.id, _Who())) for one in held if one.person.id not in hidden],
        {entry.booking: who[entry.person].behind(entry.person) for entry in seen if entry.person in who},
    )


def _held(plans: Iterable[Plan], counterpart: str) -> list[Placement]:
    """The bookings of which a stop keeps rows back, as far as they are with `counterpart` or nobody can tell."""
    return [
        candidate.placement
        for planned in plans
        for candidate, outcome in _outcomes(planned)
        if any(held.counterpart in {counterpart, None} for held in outcome.held)
    ]


def _outcomes(planned: Plan) -> Iterable[tuple[Candidate, Outcome]]:
    by_key = {one.placement.booking.key: one for one in planned.candidates}
    return ((by_key[outcome.booking], outcome) for outcome in planned.outcomes)


def _held_row(one: Placement, who: _Who) -> OurRow:
    booking = one.booking
    return OurRow(
        booking=booking.key,
        month=Month.of(booking.days.start),
        amount=ZERO,
        keys=_keys(booking.key, booking.counterpart_reference, who.case_number),
        numbers=who.numbers,
        name=who.name,
        service=booking.service,
    )


def _plans(ctx: Context, reader: Reader, office: OfficeSettings, last: Month) -> list[Plan]:
    """What closing the open months would do; the next one always, for it corrects what is closed."""
    following = next_open(reader, office)
    until = max(following, min(last, Month.of(ctx.today).plus(_MONTHS_AHEAD)))
    found = [plan(reader, office, month) for month in months_between(following, until)]
    return found if ctx.sees_protected else [without_protected(one) for one in found]


def _returns(plans: Iterable[Plan]) -> Iterable[Return]:
    return (one for planned in plans for one in planned.returns)


@dataclass(frozen=True, slots=True)
class _Who:
    case_number: str | None = None
    name: str | None = None
    numbers: frozenset[str] = frozenset()
    is_protected: bool = False

    def behind(self, person: int) -> Behind:
        return Behind(person, self.name or "", self.is_protected)


def _who(reader: Reader, people: Sequence[Stored[Person]]) -> dict[int, _Who]:
    """Who they are, with the numbers that they have and have had."""
    former: dict[str, list[str]] = defaultdict(list)
    for identity in reader.identities.naming("case_number", [one.value.case_number for one in people]):
        former[identity.value.case_number].append(identity.value.number)
    return {one.id: _named(one.value, former[one.value.case_number]) for one in people}


def _named(person: Person, former: Iterable[str]) -> _Who:
    present = [number for kind in IdentityKind if (number := person.number(kind))]
    return _Who(person.case_number, person.name or None, frozenset(map(bare, (*present, *former))), person.is_protected)


def _references(entries: Iterable[Entry]) -> dict[str, str]:
    """What the counterpart calls each booking."""
    return {entry.booking: entry.counterpart_reference for entry in entries if entry.counterpart_reference}


def _row(entry: Entry, who: _Who, references: dict[str, str]) -> OurRow:
    return OurRow(
        booking=entry.booking,
        month=entry.service_month,
        amount=entry.amount,
        keys=_keys(entry.booking, references.get(entry.booking), who.case_number),
        numbers=who.numbers,
        name=who.name,
        service=entry.service,
        is_apart=who.is_protected,
    )


def _keys(*keys: str | None) -> frozenset[str]:
    return frozenset(same_key(key) for key in keys if key)


def of_direction(found: Known, direction: RowDirection) -> list[OurRow]:
    """The rows of one direction."""
    return [row for entry, row in zip(found.entries, found.rows, strict=True) if entry.direction is direction]
