"""Courses booked by headcount: listed with their agreement, entered, changed, reported, estimated, removed."""

from __future__ import annotations

from collections.abc import Iterator

from mottagning.domain.agreements import Direction
from mottagning.domain.group_bookings import GroupBooking, counts_heads, group_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.estimate import Estimate, estimate
from mottagning.domain.settlement.facts import chain, group_placement
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.returns.planning import ledger_of


def save_group(ctx: Context, before: Stored[GroupBooking] | None, group: GroupBooking) -> Done[Stored[GroupBooking]]:
    """Enter a course booked by headcount, or change it. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        problems = (*group_problems(group, ctx.today), *_of_the_register(uow, before, group))
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.group_bookings.put(before, group)
        return Done(after, uow.commit())


def remove_group(ctx: Context, before: Stored[GroupBooking]) -> Done[None]:
    """Remove a course of which nothing has been returned. Raises Refused otherwise: then it is cancelled."""
    with ctx.writing() as uow:
        if uow.ledger.rows_of_bookings([before.value.key]):
            raise Refused(RefusalCode.IN_USE)
        uow.group_bookings.remove(before)
        return Done(None, uow.commit())


def estimate_group(ctx: Context, group: GroupBooking) -> Estimate | None:
    """What a course comes to by the engine that bills, held with those planned while nobody has said how many came.

    None while its agreement is unknown.
    """
    with ctx.reading() as reader:
        office = reader.settings.office()
        if office is None or group.days.is_open:
            return None
        placement = group_placement(group, chain(group.agreement, reader.agreements.successors()))
        ledger = ledger_of(office, reader.facts.agreements(placement.chain))
        books = ledger.chain(placement)
        return estimate(placement, books, ledger.office, ctx.today) if books else None


def next_group_key(ctx: Context) -> str:
    """A free key for a new course: the year and the next number."""
    with ctx.reading() as reader:
        return next(following(f"GB{ctx.today.year}-", course_keys(reader)))


def course_keys(reader: Reader) -> list[str]:
    """The keys of what is settled as a booking and is about nobody."""
    return [*(one.value.key for one in reader.shared_offers.every()), *reader.group_bookings.keys()]


def is_course(reader: Reader, key: str) -> bool:
    """Whether something that is about nobody has this key."""
    return any(store.find(key) is not None for store in (reader.shared_offers, reader.group_bookings))


def _of_the_register(
    reader: Reader, before: Stored[GroupBooking] | None, group: GroupBooking
) -> Iterator[FieldProblem]:
    """What only the register can tell: which keys are taken, who is bound, and how the agreement counts."""
    if reader.bookings.find(group.key) is not None or reader.shared_offers.find(group.key) is not None:
        yield FieldProblem("key", "taken")
    if before is not None and before.value.key != group.key and reader.ledger.rows_of_bookings([before.value.key]):
        yield FieldProblem("key", "locked")
    yield from party_doubts(reader, group)
    yield from terms_doubts(reader, group)


def party_doubts(reader: Reader, group: GroupBooking) -> Iterator[FieldProblem]:
    """Who holds the course and who pays: our own municipality and a party of the agreement, as its direction says."""
    agreement, office = reader.agreements.find(group.agreement), reader.settings.office()
    if agreement is None or office is None:
        return
    inside = {*agreement.value.parties, office.municipality}
    for name in ("provider_municipality", "payer"):
        if getattr(group, name) not in inside:
            yield FieldProblem(name, "not_a_party")
    if office.municipality not in {group.provider_municipality, group.payer}:
        yield FieldProblem("payer", "not_ours")
    elif _is_the_wrong_way(agreement.value.direction, we_pay=group.payer == office.municipality):
        yield FieldProblem("payer", "against_the_agreement", {"direction": agreement.value.direction.value})


def _is_the_wrong_way(direction: Direction, *, we_pay: bool) -> bool:
    """Whether an agreement by which we only buy would have us paid, or the reverse: no such day is ever settled."""
    return (direction is Direction.BUY and not we_pay) or (direction is Direction.SELL and we_pay)


def terms_doubts(reader: Reader, group: GroupBooking) -> Iterator[FieldProblem]:
    """Terms that count something else than participants say nothing of what a group costs."""
    found = [one.value for one in reader.terms.of_agreement(group.agreement) if one.value.service == group.service]
    if found and not any(counts_heads(terms) for terms in found):
        yield FieldProblem("service", "not_by_heads")
