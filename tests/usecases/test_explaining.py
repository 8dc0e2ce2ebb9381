"""Who moved, as far as a month's amounts were counted with it?"""

from __future__ import annotations

from factories import FIRST_MONTH, OTHER, day, residence
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.explaining import moves_of

AMINA = "2024-0001"


def move(ctx: Context, on: str) -> None:
    """Amina moves to the other municipality."""
    with ctx.writing() as uow:
        uow.residences.add(residence(AMINA, OTHER, on))
        uow.commit()


def test_an_open_month_knows_every_move(office: Context) -> None:
    move(office, "2024-09-12")
    assert moves_of(office, ["B1", "B4", "finns inte"], None) == {"B1": (day("2024-09-12"),), "B4": ()}


def test_a_closed_month_knows_those_that_it_was_closed_with(office: Context) -> None:
    move(office, "2024-09-12")
    close_month(office, FIRST_MONTH)
    move(office, "2024-09-20")
    close_month(office, FIRST_MONTH.plus(1))
    assert moves_of(office, ["B1"], FIRST_MONTH) == {"B1": (day("2024-09-12"),)}


def test_a_month_that_is_not_closed_knows_nothing_of_closings(office: Context) -> None:
    assert moves_of(office, ["B1"], FIRST_MONTH) == {}
