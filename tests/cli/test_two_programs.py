"""Do two programs that run at the same moment ever promise the same seat? Each is a process of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from children import program
from factories import OTHER, OWN, day
from mottagning.domain.bookings import Procedure
from mottagning.domain.offers import Offer
from mottagning.domain.periods import DateRange
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.usecases.context import Context
from mottagning.usecases.offers import list_offers, save_offer
from mottagning.usecases.requests import save_request, take_step
from workbooks import make

RIVALS = 3
IMPORTED, REFUSED = 0, 1


def asked(ctx: Context, key: str, days: DateRange) -> None:
    request = BookingRequest(
        key=key,
        procedure=Procedure.ORDER,
        side=Side.PROVIDING,
        case_number="2024-0004",
        service="sfi",
        counterpart=OTHER,
        days=days,
        offer="U1",
    )
    one = save_request(ctx, None, request).value
    take_step(ctx, one.id, RequestStep(request="", number=0, kind=StepKind.REQUESTED, on=day("2025-03-01")))


def test_programs_that_accept_at_the_same_moment_give_the_seat_to_one(office: Context, tmp_path: Path) -> None:
    first = day("2090-04-03")  # ahead of whatever day the machine has
    offer = Offer(
        key="U1",
        service="sfi",
        municipality=OWN,
        days=DateRange(first),
        seats=1,
        seats_on=day("2025-03-01"),
        source="rektorn",
    )
    save_offer(office, None, offer)
    books = []
    for number in range(RIVALS):
        asked(office, f"F{number}", DateRange(first, first + timedelta(days=60)))
        steps = [["Förfrågan", "Nummer", "Steg", "Dag"], [f"F{number}", 2, "antagen", day("2025-03-02")]]
        books.append(make(tmp_path / f"svar{number}.xlsx", {"Förfrågningssteg": steps}))
    file = office.db.file
    office.db.close()
    running = [program("import", book, "--register", file) for book in books]
    said = [(one.communicate(), one.returncode) for one in running]
    assert sorted(code for _, code in said) == [IMPORTED, *[REFUSED] * (RIVALS - 1)], said
    assert sum("U1 skulle få fler lovade platser" in out + error for (out, error), _ in said) == RIVALS - 1
    assert list_offers(office)[0].free == 0
