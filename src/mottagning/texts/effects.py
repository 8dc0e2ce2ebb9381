"""How is it told what bookings would come to? More or less to pay or be paid, in closed months and ahead."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.money import Ore
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.texts import formats

NO_CLOSED_MONTH = "Inga stängda månader ändras."
NO_AMOUNT = "byte utan belopp"
_MORE: Mapping[RowDirection, tuple[str, str]] = {
    RowDirection.BUY: ("mer att betala", "mindre att betala"),
    RowDirection.SELL: ("mer att få betalt", "mindre att få betalt"),
}


def more(amount: Ore, direction: RowDirection) -> str:
    """`6 741,94 kr mindre att betala`."""
    if direction not in _MORE:
        return NO_AMOUNT
    if not amount:
        return "ingen skillnad"
    larger, smaller = _MORE[direction]
    return f"{formats.kr(Ore(abs(amount)))} {larger if amount > 0 else smaller}"


def closed_and_ahead(closed: Ore, ahead: Ore, direction: RowDirection) -> str:
    """What comes as corrections, and what is still to be settled."""
    said = f"Stängda månader: {more(closed, direction)}, som rättelser i nästa underlag."
    return (
        f"{said if closed else NO_CLOSED_MONTH} "
        f"Det som är kvar: {more(ahead, direction)}, räknat till planerat slut eller tolv månader framåt."
    )
