"""The words of price lists that are read in: what a list has that cannot be taken, what it would mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from mottagning.domain.agreements import Price, Unit
from mottagning.domain.money import SCALE, Scaled
from mottagning.domain.price_lists import Standing
from mottagning.readmodels.price_lists import Effect, ProposedPrice
from mottagning.texts import formats, words
from mottagning.texts.effects import closed_and_ahead

READ = "Läs in prislista …"
TITLE = "Prislista: {agreement}"
INTRODUCTION = (
    "Priserna lagras som de är tryckta. Välj vad varje rad är här; en rad utan insats lämnas utanför. Det som ändras "
    "visas under valen innan du sparar."
)
SECTION_LIST, SECTION_ACTIVITIES, SECTION_DAYS = "Hela listan", "Rader i prislistan", "Dagar per år enligt listan"
COLUMN, COLUMN_HINT = "Kolumn i prislistan", "Annan kommun när motparten är en kommun, annars enskild."
PROPOSED, UNIT, FORMER, NOW, DIFFERENCE = "Pris för", "Enhet", "Förr", "Nu", "Skillnad"
UNIT_ASKED = "Belopp utan enhet är per"
UNIT_HINT = "Listan säger inte vad alla belopp är per. Fråga kommunen om du är osäker."
NO_UNIT = "Välj vad beloppen är per."
PRELIMINARY_HINT = "Kryssa när listan ännu inte är beslutad. De slutliga priserna läses in senare på samma sätt."
PER_CENT, REMARK = "%", "Anmärkning"
WARNINGS = "Värt att kontrollera"
NOT_TO_BE_ADDED = (
    "Grundbelopp och lokaler läggs ihop till ett pris, men det framgår inte om den här kolumnen ska räknas med. "
    "Ta bort den, eller lägg till en kolumn Totalt per år."
)
AMOUNTS_WITHOUT_NAMES = (
    "Cellen och raden har inte lika många delar, så det framgår inte vad varje belopp gäller. "
    "Dela upp raden: en rad för varje belopp."
)
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
    "im språkintroduktion": "språkintroduktion",
    "im individuellt alternativ": "individuellt alternativ",
    "im programinriktat val": "programinriktat val",
    "im yrkesintroduktion": "yrkesintroduktion",
}
"""How price lists call insatser that the catalogue calls something else."""
KEEPS_ITS_WORD = frozenset({"åk", "årskurs"})
"""What belongs to the variant: `åk 1–3`."""
GYMNASIUM = "gymnasium"
PROGRAMMES = frozenset(
    [
        "BA",
        "BF",
        "EE",
        "EK",
        "ES",
        "FO",
        "FS",
        "FT",
        "HA",
        "HT",
        "HU",
        "HV",
        "IN",
        "NA",
        "NB",
        "RL",
        "SA",
        "TE",
        "VF",
        "VO",
    ]
)
"""The codes by which lists call the national programmes, as the riksprislista does (settlement notes, 2.4 L)."""
BY_AGE = frozenset({"förskola", "pedagogisk omsorg"})
YEARS_OLD = "{ages} år"
NO_PART_OF_VARIANT = frozenset({"ar", "ak", "arskurs"})
"""Folded words in which the same variant may differ."""

_STANDINGS: Mapping[Standing, str] = {
    Standing.NEW: "Nytt",
    Standing.FINAL: "Slutligt, var preliminärt",
    Standing.SAME: "Finns redan",
    Standing.CLASHES: "Krockar med ett annat pris",
    Standing.TWICE: "Två rader i listan",
}
_COUNTED: Mapping[Standing, tuple[str, str]] = {
    Standing.FINAL: ("slutligt pris i stället för ett preliminärt", "slutliga priser i stället för preliminära"),
    Standing.FOLLOWS: ("pris efter ett som upphör dagen före", "priser efter dem som upphör dagen före"),
    Standing.NEW: ("nytt pris", "nya priser"),
    Standing.SAME: ("pris finns redan", "priser finns redan"),
    Standing.CLASHES: ("pris krockar med ett annat", "priser krockar med andra"),
    Standing.TWICE: ("pris står på två rader", "priser står på två rader"),
}


def column_of_sheet(sheet: str, column: str) -> str:
    """A column where several sheets have prices."""
    return f"{sheet}: {column}"


Comparison = Callable[[Fraction, Fraction], str]
"""What is said of parts and a price, both in kronor, that disagree."""


def steps_do_not_add_up(parts: Fraction, price: Fraction) -> str:
    """Steps that do not lead to the printed price, both in kronor."""
    return _does_not_add_up("Kostnad, administration och avgifter", parts, price)


def shares_do_not_add_up(parts: Fraction, price: Fraction) -> str:
    """Base and premises that do not make the printed total, both in kronor."""
    return _does_not_add_up("Grundbelopp och lokaler", parts, price)


def _does_not_add_up(what: str, parts: Fraction, price: Fraction) -> str:
    return (
        f"{what} blir tillsammans {formats.price(parts)} kr, men priset är {formats.price(price)} kr. "
        "Det tryckta priset används. Fråga kommunen om listan är rätt."
    )


def other_year(year: int, first: date) -> str:
    """A column of one year whose prices are to hold from another."""
    return (
        f"Kolumnen gäller {year}, men priserna börjar gälla {first}. Ändra kolumnen eller Från och med om det är fel."
    )


def added_up(units: Sequence[Unit]) -> str:
    """Prices that are printed in two shares."""
    return f"Grundbelopp och lokaler har lagts ihop till ett pris {_per_each(units)}."


def share_missing(unit: Unit) -> str:
    """A unit in which only one of the shares is printed."""
    return (
        f"Grundbelopp och lokaler finns inte båda per {words.word(unit)}. Inget pris per {words.word(unit)} läses in."
    )


def without_premises(unit: Unit) -> str:
    """A row that has a base only."""
    return f"Raden har inget belopp för lokaler per {words.word(unit)}. Priset är grundbeloppet."


def amounts_wanted(units: Sequence[Unit]) -> str:
    """A cell that should have an amount for each unit of its heading."""
    return f"Väntade {len(units)} belopp med snedstreck emellan, ett {_per_each(units)}."


def _per_each(units: Sequence[Unit]) -> str:
    return " och ett ".join(f"per {words.word(unit)}" for unit in units)


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
        kind = "preliminärt" if one.former.is_preliminary else "priset från"
        return f"Ersätter {kind} {one.former.days.start}"
    return _STANDINGS.get(one.standing, "")


def standings(prices: Sequence[ProposedPrice]) -> str:
    """How many prices there are of each sort: `3 nya priser, 2 slutliga i stället för preliminära.`"""
    found = Counter(one.standing for one in prices)
    said = [formats.counted(found[standing], *words) for standing, words in _COUNTED.items() if found[standing]]
    return f"{', '.join(said)}."


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


def _effect(one: Effect) -> str:
    bookings = formats.counted(one.bookings, "bokning", "bokningar")
    return f"{bookings} berörs. {closed_and_ahead(one.closed, one.ahead, one.direction)}"
