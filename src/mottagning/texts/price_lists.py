"""The words of price lists that are read in: what a list has that cannot be taken, what it would mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mottagning.domain.agreements import Price
from mottagning.domain.money import SCALE, Ore, Scaled
from mottagning.domain.price_lists import Standing
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.price_lists import Effect, ProposedPrice
from mottagning.texts import formats, words

READ = "Läs in prislista …"
TITLE = "Prislista: {agreement}"
INTRODUCTION = (
    "Priserna lagras som de är tryckta. Välj vad varje rad är här; en rad utan insats lämnas utanför. Det som ändras "
    "visas under valen innan du sparar."
)
SECTION_LIST, SECTION_ACTIVITIES, SECTION_DAYS = "Hela listan", "Rader i prislistan", "Dagar per år enligt listan"
COLUMN, COLUMN_HINT = "Kolumn i prislistan", "Annan kommun när motparten är en kommun, annars enskild."
PROPOSED, UNIT, FORMER, NOW, DIFFERENCE = "Pris för", "Enhet", "Förr", "Nu", "Skillnad"
PRELIMINARY_HINT = "Kryssa när listan ännu inte är beslutad. De slutliga priserna läses in senare på samma sätt."
PER_CENT, REMARK = "%", "Anmärkning"
WARNINGS = "Värt att kontrollera"
REJECTED = "Prislistan har celler som inte kan läsas. Rätta dem och läs in filen igen."
NOTHING_CHOSEN = "Välj insats för minst en rad."
LOOK_FIRST = "Valen har ändrats. Läs igenom skillnaden och spara igen."
CLASHES = "Inget sparas så länge ett pris krockar. Ändra giltigheten, varianten eller det pris som redan finns."
ALREADY_THERE = "Alla priser i listan finns redan."

SERVICES: Mapping[str, str] = {
    "fsk": "förskola",
    "fklass": "förskoleklass",
    "f-klass": "förskoleklass",
    "förskoleklass": "förskoleklass",
    "fritids": "fritidshem",
    "skolbarnsomsorg": "fritidshem",
    "ped. omsorg": "pedagogisk omsorg",
    "ped omsorg": "pedagogisk omsorg",
    "åk": "grundskola",
    "årskurs": "grundskola",
}
"""How price lists call insatser that the catalogue calls something else."""
KEEPS_ITS_WORD = frozenset({"åk", "årskurs"})
"""What belongs to the variant: `åk 1–3`."""
BY_AGE = frozenset({"förskola", "pedagogisk omsorg"})
YEARS_OLD = "{ages} år"
NO_PART_OF_VARIANT = frozenset({"ar", "ak", "arskurs"})
"""Folded words in which the same variant may differ."""

_STANDINGS: Mapping[Standing, str] = {
    Standing.NEW: "Nytt",
    Standing.FINAL: "Slutligt pris, var preliminärt",
    Standing.SAME: "Finns redan",
    Standing.CLASHES: "Krockar med ett annat pris",
    Standing.TWICE: "Två rader i listan",
}
_MORE: Mapping[RowDirection, tuple[str, str]] = {
    RowDirection.BUY: ("mer att betala", "mindre att betala"),
    RowDirection.SELL: ("mer att få betalt", "mindre att få betalt"),
}


def column_of_sheet(sheet: str, column: str) -> str:
    """A column where several sheets have prices."""
    return f"{sheet}: {column}"


def does_not_add_up(parts: Fraction, year: Fraction) -> str:
    """Steps that do not lead to the printed year price, both in kronor."""
    return (
        f"Kostnad, administration och avgifter blir tillsammans {formats.price(parts)} kr, men årspriset är "
        f"{formats.price(year)} kr. Det tryckta årspriset används. Fråga kommunen om listan är rätt."
    )


def service_of(activity: str) -> str:
    """The question what an activity is."""
    return f"{activity}: insats"


def variant_of(activity: str) -> str:
    """The question which variant it is."""
    return f"{activity}: variant"


def thing(price: Price) -> str:
    """What a price is for: `förskola 1–2 år, månad`."""
    return f"{what(price)}, {words.word(price.unit)}"


def what(price: Price) -> str:
    """The insats and its variant: `förskola 1–2 år`."""
    return " ".join(filter(None, (price.service, price.variant)))


def amount(value: Scaled) -> str:
    """A printed price: `144 597`, with öre only where it has them."""
    return formats.decimal(Fraction(value, SCALE), 0) if value % SCALE == 0 else formats.price(value)


def standing(one: ProposedPrice) -> str:
    """What becomes of a price."""
    if one.standing is Standing.FOLLOWS and one.former is not None:
        kind = "preliminärt pris" if one.former.is_preliminary else "priset"
        return f"Ersätter {kind} från {one.former.days.start}"
    return _STANDINGS.get(one.standing, "")


def difference(one: ProposedPrice) -> str:
    """`+429`, a dash where there was no price."""
    if one.difference is None:
        return formats.NOTHING
    return _signed(amount(Scaled(abs(one.difference))), one.difference)


def per_cent(one: ProposedPrice) -> str:
    """The difference as `+3,7`."""
    if one.per_cent is None or one.difference is None:
        return formats.NOTHING
    return _signed(formats.decimal(abs(one.per_cent), 1), one.difference)


def in_the_way(one: ProposedPrice) -> str:
    """A price that cannot be stored."""
    return f"{words.first_upper(thing(one.price))}: {_STANDINGS[one.standing].lower()}."


def _signed(number: str, sign: int) -> str:
    return f"{'+' if sign > 0 else '-' if sign < 0 else ''}{number}"


def effects(found: Sequence[Effect]) -> str:
    """What bookings would come to with these prices."""
    if not found:
        return "Inga bokningar kostar något annat med de här priserna."
    return " ".join(_effect(one) for one in found)


NO_CLOSED_MONTH = "Inga stängda månader ändras."


def _effect(one: Effect) -> str:
    bookings = formats.counted(one.bookings, "bokning", "bokningar")
    closed = f"Stängda månader: {_more(one.closed, one.direction)}, som rättelser i nästa underlag."
    return (
        f"{bookings} berörs. {closed if one.closed else NO_CLOSED_MONTH} "
        f"Det som är kvar: {_more(one.ahead, one.direction)}, räknat till planerat slut eller tolv månader framåt."
    )


def _more(amount: Ore, direction: RowDirection) -> str:
    more, less = _MORE[direction]
    if not amount:
        return "ingen skillnad"
    return f"{formats.kr(Ore(abs(amount)))} {more if amount > 0 else less}"
