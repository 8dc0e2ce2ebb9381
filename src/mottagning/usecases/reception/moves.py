"""Who has moved on, who has moved here, and who wishes to move? Read out of residences and homes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from mottagning.domain.housing import Housing
from mottagning.domain.names import listed_name
from mottagning.domain.onward_moves import MoveKind, OnwardMove, onward_moves
from mottagning.domain.people import Person, Residence
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.reception import MoveLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.visible import may_see


def list_moves(ctx: Context) -> list[MoveLine]:
    """The moves and wishes of everybody that the user may see, the latest first; none until the office is known."""
    with ctx.reading() as reader:
        own = own_municipality(reader)
        found = [] if own is None else _moves(ctx, reader, own)
        found.sort(key=lambda pair: pair[1].on or date.min, reverse=True)
        return [_line(number, person, move) for number, (person, move) in enumerate(found, start=1)]


def _moves(ctx: Context, reader: Reader, own: str) -> list[tuple[Stored[Person], OnwardMove]]:
    residences: dict[str, list[Residence]] = defaultdict(list)
    for lived in reader.residences.every():
        residences[lived.value.case_number].append(lived.value)
    wishes: dict[str, Housing] = {}
    for home in reader.housings.every():
        if ctx.today in home.value.days and home.value.wished_municipality:
            wishes[home.value.case_number] = home.value
    found = []
    for person in reader.people.every():
        if not may_see(ctx, person.value):
            continue
        case = person.value.case_number
        found += [(person, move) for move in onward_moves(person.value, residences[case], own)]
        wished = wishes[case].wished_municipality if case in wishes else None
        if wished is not None:
            found.append((person, OnwardMove(MoveKind.WISHES, None, wished)))
    return found


def _line(number: int, person: Stored[Person], move: OnwardMove) -> MoveLine:
    who = person.value
    return MoveLine(
        id=number,
        person_id=person.id,
        case_number=who.case_number,
        name=who.name,
        sort_name=listed_name(who.given_name, who.family_name),
        is_protected=who.is_protected,
        move=move,
    )
