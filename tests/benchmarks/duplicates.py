"""How fast are duplicates found? `python tests/benchmarks/duplicates.py [--people N] [--rounds N]`.

Makes a register with N people and prints the processor's time for a suggestion while somebody is entered, for the list
of the whole register, and for an import of N more rows, with and without the comparison.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from benchmarks.searching import add, crowd, milliseconds
from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, Clock
from mottagning.domain.duplicates import described
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import BirthPrecision, Person
from mottagning.usecases.admin import import_checks
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.duplicates import possible_duplicates, suggest
from workbooks import make

_SEED = 1862
_HEADINGS = ["Ärende", "Förnamn", "Efternamn", "Födelsedatum", "TF-nummer", "Hushåll"]


def born(people: list[Person]) -> list[Person]:
    """The crowd with birth dates and households: of one in ten only the year is known, of one in ten nothing."""
    rng = Random(_SEED)
    found = []
    for place, one in enumerate(people):
        day = date(rng.randrange(1950, 2024), rng.randrange(1, 13), rng.randrange(1, 29))
        kind = rng.randrange(10)
        precision = BirthPrecision.YEAR if kind == 0 else BirthPrecision.DAY
        day = day.replace(month=1, day=1) if kind == 0 else day
        household = f"H{place // 4}"
        birth = None if kind == 1 else day
        found.append(replace(one, birth_date=birth, birth_precision=precision, household=household))
    return found


def _spent(work: Any) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "prov.mottagning"
        office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH, board="Provnämnden")
        ctx = create_register(file, PASSPHRASE, "prov", Clock(), office=office, cost=CHEAP).ctx
        people = born(list(crowd(chosen.people)))
        add(ctx, people)
        spent = sorted(
            milliseconds(lambda one=one: suggest(ctx, described(one)), 1)[0] for one in people[: chosen.rounds]
        )
        print(f"a suggestion: median {median(spent):.1f} ms, worst {spent[-1]:.1f} ms")
        seconds, found = _spent(lambda: possible_duplicates(ctx))
        print(f"the list of {chosen.people}: {seconds:.1f} s, {len(found.pairs)} pairs")
        rows = [
            [f"P{place}", one.given_name, one.family_name, one.birth_date, one.temporary_number, one.household]
            for place, one in enumerate(people)
        ]
        workbook = make(Path(folder) / "listor.xlsx", {"Personer": [_HEADINGS, *rows]})
        seconds, done = _spent(lambda: import_workbook(ctx, workbook))
        print(f"importing {chosen.people} rows: {seconds:.1f} s, {len(done.value.warnings)} warnings")
        import_checks._warn_of_duplicates = lambda _scene, _rows: None
        other = make(
            Path(folder) / "andra.xlsx", {"Personer": [_HEADINGS, *([f"Q{row[0]}", *row[1:]] for row in rows)]}
        )
        seconds, _ = _spent(lambda: import_workbook(ctx, other))
        print(f"without comparing: {seconds:.1f} s")
        ctx.db.close()


if __name__ == "__main__":
    main()
