"""How fast is the settlement? `python tests/benchmarks/settlement.py [--bookings N] [--after 1,12,24]`.

Prints the rows per second of every Beräkningssätt (the rules alone, on facts in memory), then the seconds and the peak
memory of previewing and closing a month with N bookings in a register that has closed so many months. Previewing and
closing run in processes of their own, so that each has its own peak.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from benchmarks.offices import employ
from factories import (
    CHEAP,
    FIRST_MONTH,
    OWN,
    PASSPHRASE,
    UNITS,
    Clock,
    booking,
    books,
    facts,
    month,
    placement,
    price,
    second_holder,
    shared_offer,
    terms,
)
from mottagning.domain.agreements import Method, SchoolRun, Unit
from mottagning.domain.bookings import Booking, Outcome, Report
from mottagning.domain.money import scaled
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import AgreementFacts, Placement, shared_placement
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month

CLOCK = Clock(datetime(2030, 1, 2, tzinfo=UTC))
YEAR = Span(month("2025-01"), month("2025-12"))
CALENDAR = "prov"


@dataclass(frozen=True)
class Subject:
    """A booking under terms of one Beräkningssätt."""

    placement: Placement
    agreement: AgreementFacts


@dataclass(frozen=True)
class Measured:
    """What one step took. On a busy machine the processor's seconds tell more than the clock's."""

    seconds: float
    processor_seconds: float
    megabytes: float
    rows: int


# The rules alone


def subjects() -> Iterator[tuple[Method, Subject]]:
    """One booking through 2025 for each Beräkningssätt."""
    for method in Method:
        unit = Unit.COURSE if method is Method.PART_PAYMENT else UNITS.get(method, Unit.MONTH)
        agreed = terms(method=method, unit=unit, school_calendar=CALENDAR, shares=(65, 35))
        runs = (SchoolRun(calendar=CALENDAR, days=DateRange(month("2025-01").first, month("2026-01").first)),)
        agreement = facts(agreed, price(unit=unit), school_runs=runs)
        reports = [Report(booking="B1", month=month(f"2025-{n:02}"), quantity=scaled("40")) for n in range(1, 13)]
        if method is Method.SHARED_COST:  # a course has no booking and no person
            course = shared_offer(days=DateRange(month("2025-01").first, month("2026-01").first))
            yield method, Subject(shared_placement(course, ("A1",)), agreement)
        else:
            yield method, Subject(placement(_through_the_year(), reports=tuple(reports)), agreement)


def _through_the_year() -> Booking:
    last = month("2025-12").last
    return replace(booking("2025-01-01", "2025-12-31", planned_until=last), outcome=Outcome.COMPLETED, graded_on=last)


def rows_per_second(subject: Subject, least: float = 0.5) -> tuple[float, float]:
    """How many rows, and how many bookings with a year's months, the rules settle in a second."""
    ready, office = books(subject.agreement), Office(OWN, FIRST_MONTH)
    rows = rounds = 0
    start = time.perf_counter()
    while time.perf_counter() - start < least:
        rows += len(settle(subject.placement, ready, office, YEAR).claims)
        rounds += 1
    spent = time.perf_counter() - start
    assert rows, "a rule that gave nothing was not measured"
    return rows / spent, rounds / spent


# A month of a register


def make(file: Path, bookings: int) -> Measured:
    """A register with people and bookings."""

    def work() -> int:
        office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH, board="Provnämnden")
        ctx = second_holder(create_register(file, PASSPHRASE, "prov", CLOCK, office=office, cost=CHEAP).ctx)
        employ(ctx, bookings)
        ctx.db.close()
        return bookings

    return _measured(work)


def preview(file: Path, number: int) -> Measured:
    """Look at the register's month of this number, which is open."""
    return _measured(lambda: _in(file, lambda ctx: len(view_month(ctx, FIRST_MONTH.plus(number)).rows)))


def close(file: Path, number: int) -> Measured:
    """Close the register's month of this number."""

    def work(ctx: Context) -> int:
        close_month(ctx, FIRST_MONTH.plus(number))
        with ctx.reading() as reader:
            return sum(one.row_count for one in reader.ledger.returns(FIRST_MONTH.plus(number)))

    return _measured(lambda: _in(file, work))


def _in(file: Path, work: Callable[[Context], int]) -> int:
    ctx = replace(open_register(file, PASSPHRASE, CLOCK), backups=None)  # a backup is no part of closing
    try:
        return work(ctx)
    finally:
        ctx.db.close()


def _measured(work: Callable[[], int]) -> Measured:
    start, worked = time.perf_counter(), time.process_time()
    rows = work()
    return Measured(time.perf_counter() - start, time.process_time() - worked, _peak(), rows)


def _peak() -> float:
    """The most memory that this process has held, in MB; nan where the system cannot tell."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def apart(step: Callable[[Path, int], Measured], file: Path, number: int) -> Measured:
    """A step in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(step, file, number).result()


def report(name: str, measured: Measured) -> None:
    """A line of the table."""
    rate = measured.rows / measured.seconds
    spent = f"{measured.seconds:8.1f} s ({measured.processor_seconds:.1f} s of processor)"
    print(f"{name:<34}{spent:<34}{measured.megabytes:6.0f} MB {measured.rows:8} rows {rate:8.0f} rows/s", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bookings", type=int, default=20_000)
    parser.add_argument("--after", default="1,12,24", help="after how many closed months a month is measured")
    chosen = parser.parse_args()
    after = {int(number) for number in chosen.after.split(",")}
    print("The rules alone, a booking through twelve months")
    for method, subject in subjects():
        rows, bookings = rows_per_second(subject)
        print(f"{method.value:<34}{rows:8.0f} rows/s {bookings:8.0f} bookings/s", flush=True)
    print(f"\nA month with {chosen.bookings} bookings, changed for the first month, in balance since")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "prov.mottagning"
        report("register made", apart(make, file, chosen.bookings))
        for number in range(max(after) + 1):
            if number in {0, *after}:
                report(f"previewed, {number} months closed", apart(preview, file, number))
            measured = apart(close, file, number)
            if number in {0, *after}:
                report(f"closed, {number} months closed", measured)
        print(f"register file {file.stat().st_size / 1024 / 1024:.0f} MB")


if __name__ == "__main__":
    main()
