"""Which prices end with the year and have none after them, and what are they as preliminary prices of the next?

A municipality's list for a year is seldom decided when its January is to be closed (prices are decided by 15 December,
domain notes on settlement, 2.4). What is billed at last year's price then has the mark preliminary, and the new list
makes it final and corrects it (formats/register-workbook: Corrections).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from mottagning.domain.agreements import Agreement, Price, clashing_price, price_thing
from mottagning.domain.periods import DateRange


def year_range(year: int) -> DateRange:
    """All days of a calendar year."""
    return DateRange(date(year, 1, 1), date(year + 1, 1, 1))


def carried_on(
    agreement: Agreement, prices: Sequence[Price], year: int, source: Callable[[Price], str]
) -> tuple[Price, ...]:
    """The prices that end on the last day of the year before `year`, as preliminary prices of all of `year`.

    None where another price of the same thing holds on a day of `year`, or the agreement does not reach into it.
    `source` says where the amount comes from.
    """
    days = year_range(year)
    if agreement.covers is None or days.start not in agreement.covers:
        return ()
    ending = [one for one in prices if one.days.end == days.start]
    found = (replace(one, days=days, source=source(one), is_preliminary=True) for one in ending)
    return tuple(one for one in found if clashing_price(one, prices) is None)


def carried(prices: Iterable[Price], year: int, is_source: Callable[[str], bool]) -> tuple[Price, ...]:
    """The prices of `year` that were carried on from the year before and are still preliminary.

    `is_source` knows the source of such a price; its amount is that of the price it continues.
    """
    every, days = tuple(prices), year_range(year)
    before = {(price_thing(one), one.amount) for one in every if one.days.end == days.start}
    return tuple(
        one
        for one in every
        if one.is_preliminary
        and one.days.start == days.start
        and is_source(one.source)
        and (price_thing(one), one.amount) in before
    )
