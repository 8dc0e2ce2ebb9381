"""Last year's prices as preliminary ones until the new lists come: which end, what carrying them on does, doing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mottagning.domain.agreements import Agreement, Price
from mottagning.domain.carried_prices import carried, carried_on, year_range
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.settlement.facts import chain
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.price_lists import Effect
from mottagning.readmodels.year_end import Carrying, EndingPrices
from mottagning.storage.reader import Reader
from mottagning.texts import year_end as texts
from mottagning.usecases.context import Context
from mottagning.usecases.naming import names_of
from mottagning.usecases.price_effects import effects

_DECEMBER, _JUNE = 12, 6


def year_to_carry(today: date) -> int:
    """The year that prices are carried on to: the next one from July on."""
    return today.year + (today.month > _JUNE)


def year_to_remind_of(today: date) -> int | None:
    """The year whose prices should be there by now: the next from December on, this one to June."""
    return year_to_carry(today) if today.month == _DECEMBER or today.month <= _JUNE else None


def ending_prices(ctx: Context, year: int) -> list[EndingPrices]:
    """The agreements whose prices end when `year` begins or were carried on to it, those that bookings need first."""
    with ctx.reading() as reader:
        return ending_in(ctx, reader, year)


def ending_in(ctx: Context, reader: Reader, year: int) -> list[EndingPrices]:
    """As `ending_prices`, inside a transaction."""
    needed = _bookings(ctx, reader, year)
    prices, agreements = _prices(reader), reader.agreements.every()
    names = names_of(ctx, reader, {code for one in agreements for code in one.value.parties})
    found = [
        EndingPrices(
            id=one.id,
            key=one.value.key,
            name=one.value.name,
            party_names=tuple(names[code] for code in one.value.parties),
            ending=_to_carry(one.value, prices[one.value.key], year),
            carried=_carried(prices[one.value.key], year),
            bookings=needed.get(one.value.key, 0),
        )
        for one in agreements
    ]
    return sorted((one for one in found if one.ending or one.carried), key=lambda one: (-one.bookings, one.key))


def _prices(reader: Reader) -> Mapping[str, list[Stored[Price]]]:
    found: dict[str, list[Stored[Price]]] = defaultdict(list)
    for one in reader.prices.every():
        found[one.value.agreement].append(one)
    return found


def _to_carry(agreement: Agreement, prices: Iterable[Stored[Price]], year: int) -> tuple[Price, ...]:
    return carried_on(agreement, [one.value for one in prices], year, lambda one: texts.carried_source(one.source))


def _carried(prices: Sequence[Stored[Price]], year: int) -> tuple[Stored[Price], ...]:
    found = carried([one.value for one in prices], year, texts.is_carried_source)
    return tuple(one for one in prices if one.value in found)


def _bookings(ctx: Context, reader: Reader, year: int) -> Mapping[str, int]:
    """How many bookings that the user may see go on into `year`, by every agreement that they may follow."""
    successors, days = reader.agreements.successors(), year_range(year)
    needed: dict[str, int] = defaultdict(int)
    for line in reader.lists.bookings(ctx.today, protected=ctx.sees_protected):
        if line.days.meet(days):
            for key in chain(line.agreement, successors):
                needed[key] += 1
    return needed


def propose_carrying(ctx: Context, year: int, agreements: Collection[str]) -> Carrying:
    """What carrying on the prices of these agreements would do; nothing is stored."""
    with ctx.reading() as reader:
        new = _new_prices(reader, year, agreements)
        facts = reader.facts.agreements(set(new))
        found = [
            one
            for key, prices in new.items()
            for one in effects(ctx, reader, replace(facts[key], prices=(*facts[key].prices, *prices)))
        ]
        return Carrying(
            year=year,
            agreements=tuple(new),
            prices=tuple(one for prices in new.values() for one in prices),
            effects=tuple(_summed(found)),
        )


def _new_prices(reader: Reader, year: int, agreements: Collection[str]) -> dict[str, tuple[Price, ...]]:
    found = {
        one.value.key: _to_carry(one.value, reader.prices.of_agreement(one.value.key), year)
        for one in reader.agreements.every()
        if one.value.key in agreements
    }
    return {key: prices for key, prices in found.items() if prices}


def _summed(found: Iterable[Effect]) -> Iterable[Effect]:
    by_direction: dict[RowDirection, list[Effect]] = defaultdict(list)
    for one in found:
        by_direction[one.direction].append(one)
    for direction in RowDirection:
        some = by_direction.get(direction)
        if some:
            closed, ahead = (Ore(sum(getattr(one, name) for one in some)) for name in ("closed", "ahead"))
            yield Effect(direction, closed, ahead, sum(one.bookings for one in some))


def carry_on(ctx: Context, year: int, agreements: Collection[str]) -> Done[int]:
    """Carry the prices of these agreements on to `year` as preliminary; gives how many. All or nothing."""
    with ctx.writing() as uow:
        new = [one for prices in _new_prices(uow, year, agreements).values() for one in prices]
        uow.prices.add_many(new)
        return Done(len(new), uow.commit())


def take_back(ctx: Context, year: int, agreement: str) -> Done[int]:
    """Remove the prices of `year` that were carried on; gives how many. All or nothing.

    Raises Refused once a month of `year` is closed: then the new list replaces them and corrects what was returned.
    """
    with ctx.writing() as uow:
        last = uow.ledger.last_closed()
        if last is not None and last >= Month(year, 1):
            raise Refused(RefusalCode.PRICES_BILLED, month=str(last))
        found = _carried(uow.prices.of_agreement(agreement), year)
        for one in found:
            uow.prices.remove(one)
        return Done(len(found), uow.commit())


def prices_missing(ctx: Context, reader: Reader) -> int:
    """How many agreements with bookings that go on lack prices of the year that is at hand; 0 out of season."""
    year = year_to_remind_of(ctx.today)
    if year is None:
        return 0
    prices = _prices(reader)
    ending = [one.value.key for one in reader.agreements.every() if _to_carry(one.value, prices[one.value.key], year)]
    if not ending:
        return 0  # the bookings need not be read
    needed = _bookings(ctx, reader, year)
    return sum(key in needed for key in ending)
