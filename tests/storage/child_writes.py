"""One of two offices at the same register: takes it, writes and reads, lets go, and takes it again.

Its arguments: the register, a word of its own, for how many seconds. What is confirmed is printed, a line each.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from factories import PASSPHRASE
from mottagning.domain.people import Person
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.system import clock
from mottagning.usecases import people
from mottagning.usecases.admin.registers import hold_register, open_register
from mottagning.usecases.context import Context


def main(file: Path, word: str, seconds: int) -> None:
    """Work until the time is over; anything that is neither done nor told in words ends the program."""
    chance, ends, number = random.Random(word), time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        try:
            ctx = hold_register(open_register(file, PASSPHRASE, clock.now))
        except Trouble as trouble:
            if trouble.code is not TroubleCode.REGISTER_BUSY:
                raise
            print("busy", flush=True)
            continue
        try:
            for _ in range(chance.randint(1, 6)):
                number = work(ctx, word, number)
        finally:
            ctx.close()


def work(ctx: Context, word: str, number: int) -> int:
    """Add a person, or hear who has the register; gives the number of the next."""
    case_number = f"{word}-{number:05}"
    try:
        people.save_person(ctx, None, Person(case_number=case_number, family_name=word))
    except Refused as refused:
        if refused.code is not RefusalCode.REGISTER_HELD:
            raise
        print(f"held {len(people.list_people(ctx))}", flush=True)
        return number
    print(f"saved {case_number}", flush=True)
    return number + 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
