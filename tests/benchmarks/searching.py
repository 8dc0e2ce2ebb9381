"""How fast is the search? `python tests/benchmarks/searching.py [--people N] [--rounds N]`.

Makes a register with N people and prints how long adding them took, how large their terms are, and for each typed text
the milliseconds of the processor that the query takes: median, 95th and 100th percentile, and the hits.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, TEST_NUMBERS, Clock, person
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import Person, Protection
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.context import Context
from mottagning.usecases.searching import search

_SEED = 1862
_BEGINNINGS = ("Ab", "Al", "Be", "Da", "El", "Fa", "Gebre", "Ha", "Ib", "Ja", "Ka", "Ma", "Mo", "Na", "Ol", "Sa", "Te")
_MIDDLES = ("di", "ham", "lek", "med", "mi", "na", "ra", "ri", "ssa", "ta", "ver", "zi")
_ENDS = ("d", "dar", "l", "lla", "m", "n", "na", "nko", "r", "ri", "sh", "v")
_COMMON = ("Mohamed", "Ahmed", "Ali", "Fatima", "Oksana", "Abdul Rahman", "Åsa", "Tesfay")
_HOUSEHOLD = 4
_BATCH = 5_000

TYPED: Sequence[str] = (
    *("a", "m", "mo", "mohamm", "muhammad", "muhammed ali", "a b", "m x", "ali a", "ali f b"),
    *("gebremedhin", "ghebre", "abdurrahman", "abdul rahman", "oleksandr", "asa", "щербак", "zzzzzz", "zzzz yyyy"),
    *("2", "19", "1990", "900103", "19900103-2391", "900103+2391", "2022-000017", "2022 000017", "000017", "TF20"),
)


def crowd(number: int) -> Iterator[Person]:
    """So many people with common and rare names; every other has a temporary number, one in a hundred is protected."""
    rng = Random(_SEED)
    for place in range(number):
        born = f"{rng.randrange(1940, 2024)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
        yield person(
            case_number=f"{2015 + place % 10}-{place:06}",
            given_name=_name(rng),
            family_name=f"{_name(rng)} {_name(rng)}" if place % 3 == 0 else _name(rng),
            personal_number=TEST_NUMBERS[place % 5] if place % 1_000 == 0 else None,
            temporary_number=f"{born}-TF{10 + 10 * (place % 2)}" if place % 2 else None,
            dossier_number=f"{rng.randrange(10, 99)}-{place:06}",
            protection=Protection.CONFIDENTIAL_FLAG if place % 100 == 7 else Protection.NONE,
        )


def _name(rng: Random) -> str:
    if rng.randrange(3) == 0:
        return rng.choice(_COMMON)
    return rng.choice(_BEGINNINGS) + rng.choice(_MIDDLES) + rng.choice(_MIDDLES) + rng.choice(_ENDS)


def add(ctx: Context, people: Sequence[Person]) -> None:
    """Add people straight through the store, as an import does."""
    for start in range(0, len(people), _BATCH):
        with ctx.writing() as uow:
            uow.people.add_many(people[start : start + _BATCH])
            uow.commit()


def milliseconds(work: Callable[[], object], rounds: int) -> list[float]:
    """The processor's time of a piece of work, the shortest first: others at work on the machine do not count."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1_000)
    return sorted(spent)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "prov.mottagning"
        office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH, board="Provnämnden")
        ctx = create_register(file, PASSPHRASE, "prov", Clock(), office=office, cost=CHEAP).ctx
        people = list(crowd(chosen.people))
        start = time.perf_counter(), time.process_time()
        add(ctx, people)
        spent = time.perf_counter() - start[0], time.process_time() - start[1]
        print(f"{chosen.people} people added in {spent[0]:.1f} s ({spent[1]:.1f} s of processor)")
        print(f"register file {file.stat().st_size / 1024 / 1024:.0f} MB")
        print(f"{'typed':<20}{'median':>8}{'95 %':>8}{'worst':>8} ms  hits")
        everything = []
        for typed in TYPED:
            spent_on = milliseconds(lambda text=typed: search(ctx, text), chosen.rounds)
            everything += spent_on
            found = search(ctx, typed)
            line = f"{typed:<20}{median(spent_on):8.1f}{spent_on[int(len(spent_on) * 0.95)]:8.1f}{spent_on[-1]:8.1f}"
            print(f"{line}     {len(found.hits)}{'+' if found.has_more else ''}")
        everything.sort()
        print(f"all: median {median(everything):.1f} ms, 95 % {everything[int(len(everything) * 0.95)]:.1f} ms")
        ctx.db.close()


if __name__ == "__main__":
    main()
