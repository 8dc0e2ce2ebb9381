"""The words of where a person belongs: who answers for costs day by day, and what a move would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mottagning.domain.belonging import Belonging
from mottagning.domain.money import Ore, total
from mottagning.domain.people import Residence
from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.residences import Move, MoveEffect, MoveHeld, bookings_in
from mottagning.texts import checks, formats, words
from mottagning.texts.effects import NO_CLOSED_MONTH, more

TITLE, NEW = "Hemkommun", "Ny hemkommun"
TIMELINE = "Vem som svarar för kostnaderna, dag för dag"
MUNICIPALITY, FIRST, LAST, KIND = "Kommun", "Från och med", "Till och med", "Slag"
LAST_HINT = "Tomt betyder tills vidare; nästa hemkommun tar över av sig själv."
SOURCE, KNOWN = "Källa", "Känt den"
NOTHING_KNOWN = "Ingen hemkommun är angiven. Ange den, eller dagen då personen togs emot."
MOVE_RULE = "Avtalets flyttregel kan låta den förra kommunen betala längre för en pågående bokning."
GAP = "Ingen uppgift"
NOBODY_ANSWERS = "ingen svarar för kostnaderna"
ANSWERS = "svarar för kostnaderna"
ASSUMED = "från mottagandet, bara för det vi köper; det vi säljer stoppas tills hemkommunen är angiven"
TODAY = "i dag"
AS_IT_WOULD_BE = "Så blir det"
BEGINS_THE_SAME_DAY = "En annan hemkommun börjar samma dag. Ändra den i stället."
HOW_COUNTED = (
    "Stängda månader rättas i nästa underlag. Det som är kvar är räknat till planerat slut eller tolv månader framåt."
)
NOTHING_TOUCHED = "Inga bokningar och inga stängda månader berörs."

Names = Callable[[str], str]
_MOST_TOLD = 6
"""Bookings told one by one in a question; a form has room for all."""


def clash(first: str, last: str) -> str:
    """Days that another row already has."""
    return f"Dagarna krockar med en annan hemkommun, {_clashing(first, last)}."


# day by day


def place(one: Belonging, names: Names) -> str:
    """Whose the days are: a municipality, or that nothing is said."""
    if one.residence is not None:
        return names(one.residence.municipality)
    return names(one.payer) if one.payer else GAP


def band(one: Belonging, names: Names) -> str:
    """The same in few words, for the timeline: a municipality that does not answer is not named."""
    if one.residence is not None and one.payer is None:
        return words.first_upper(words.word(one.residence.kind))
    return place(one, names)


def answers(one: Belonging) -> str:
    """`folkbokförd, svarar för kostnaderna · Skatteverket · känt 2024-10-12`."""
    if one.is_assumed:
        return f"{ANSWERS} {ASSUMED}"
    if one.residence is None:
        return words.first_upper(NOBODY_ANSWERS)
    known = one.residence.known_on
    parts = [
        f"{words.word(one.residence.kind)}, {ANSWERS if one.payer else NOBODY_ANSWERS}",
        one.residence.source,
        f"känt {formats.day(known)}" if known else None,
    ]
    return " · ".join(part for part in parts if part)


def told(one: Belonging, names: Names) -> str:
    """A row of the timeline in words."""
    return f"{place(one, names)} {formats.days(one.days)}, {answers(one)}"


def bar(line: BookingLine) -> str:
    """A booking under the timeline."""
    return f"{line.key} {line.service}"


def booked(line: BookingLine) -> str:
    """The same with its days."""
    return f"{bar(line)} {formats.days(line.days)}"


def edit(residence: Residence, names: Names) -> str:
    """The button that changes a row."""
    return f"Redigera {names(residence.municipality)} {formats.days(residence.days)}"


# a move before it is saved


def summary(move: Move, names: Names) -> str:
    """What saving would do, in a few lines; or what is in its way."""
    if move.problems:
        return "\n".join(_in_the_way(one, names) for one in move.problems)
    found = [
        *([_ends(move.ended, move, names)] if move.ended else []),
        *(f"Ingen hemkommun är angiven {_while(days)}." for days in move.gaps),
    ]
    if not move.touches:
        return "\n".join([*found, NOTHING_TOUCHED])
    parties = sorted({(one.direction.value, one.counterpart) for one in move.effects})
    found += [_sums([one for one in move.effects if _party(one) == party], names) for party in parties]
    found += [_held(one, names) for one in move.held]
    return "\n".join(found)


def _party(one: MoveEffect) -> tuple[str, str]:
    return one.direction.value, one.counterpart


def _while(days: DateRange) -> str:
    return formats.days(days) if days.last else f"från {formats.day(days.start)}"


def _in_the_way(problem: FieldProblem, names: Names) -> str:
    if problem.code == "begins_the_same_day":
        return BEGINS_THE_SAME_DAY
    days = _clashing(str(problem.params["first"]), str(problem.params["last"]))
    return f"Kan inte sparas: {names(str(problem.params['municipality']))} är angiven {days}."


def _clashing(first: str, last: str) -> str:
    return f"{first}–{last}" if last else f"från {first}"


def _ends(ended: Residence, move: Move, names: Names) -> str:
    """The row that gives way by itself, with its last day."""
    last = next(one.days.end for one in move.belongings if one.residence == ended) - DAY
    return f"{names(ended.municipality)} slutar {formats.day(last)} av sig själv."


def _sums(effects: Sequence[MoveEffect], names: Names) -> str:
    """`Köp, Krokom: 2 bokningar. Stängda månader: … Kvar: …` for one counterpart."""
    direction = effects[0].direction
    who = f"{words.first_upper(words.word(direction))}, {names(effects[0].counterpart)}"
    bookings = formats.counted(bookings_in(effects), "bokning", "bokningar")
    if direction is RowDirection.EXCHANGE:
        return f"{who}: {bookings}, utan belopp."
    closed = more(total([one.closed for one in effects]), direction)
    ahead = more(total([one.ahead for one in effects]), direction)
    said = f"Stängda månader: {closed}." if any(one.closed_months for one in effects) else NO_CLOSED_MONTH
    return f"{who}: {bookings}. {said} Kvar: {ahead}."


def effect(one: MoveEffect, names: Names) -> str:
    """`B1 sfi, Krokom, oktober 2024–mars 2026 (köp)`."""
    months = formats.months(one.first, one.last)
    return f"{one.booking} {one.service}, {names(one.counterpart)}, {months} ({words.word(one.direction)})"


def amounts(one: MoveEffect) -> str:
    """The kronor of one booking: in closed months, still to be settled, what limits take, what waits besides."""
    if one.direction is RowDirection.EXCHANGE:
        return words.first_upper(more(one.closed, one.direction))
    parts = [
        *([f"Stängda månader: {more(one.closed, one.direction)}."] if one.closed_months else []),
        *([f"Kvar: {more(one.ahead, one.direction)}."] if one.ahead else []),
        *([_lost(one)] if one.lost else []),
        *([f"Av andra ändringar väntar {more(one.waiting, one.direction)}."] if one.waiting else []),
    ]
    return " ".join(parts)


def _lost(one: MoveEffect) -> str:
    """What a limit takes; a credit is negative. What it took before and no longer takes is told too."""
    after = one.lost_before + one.lost
    is_credit = (after or one.lost_before) < 0
    amount = formats.kr(Ore(abs(one.lost)))
    if abs(after) < abs(one.lost_before):
        return f"{amount} som avtalets gräns tog är inte längre förlorat."
    if is_credit:
        return f"Krediteras högst tar {amount}, som inte krediteras."
    return f"Retroaktivt högst tar {amount}, som inte faktureras."


def _held(one: MoveHeld, names: Names) -> str:
    months = formats.months(one.first, one.last)
    return f"{one.booking}: raderna för {months} hålls kvar. {checks.said(one.problem, names).message}"


def removal(residence: Residence, move: Move, names: Names) -> str:
    """The question before a row is removed: which, and what that does."""
    what = f"{names(residence.municipality)} {formats.days(residence.days)}."
    each = [f"{effect(one, names)}: {amounts(one)}" for one in move.effects[:_MOST_TOLD]]
    left = len(move.effects) - _MOST_TOLD
    counted = [HOW_COUNTED] if move.effects else []
    return "\n".join([what, summary(move, names), *counted, *each, *([f"… och {left} till."] if left > 0 else [])])
