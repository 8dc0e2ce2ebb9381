"""The words for offers: the catalogue, seats and their age, weekly times, waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mottagning.domain.money import Scaled
from mottagning.domain.offers import Waiting
from mottagning.domain.weekly_times import WeeklyTime, written_days, written_times
from mottagning.domain.weekly_times import parse_times as parse
from mottagning.readmodels.offers import OfferLine, Seats
from mottagning.texts import formats

TITLE = "Utbud"
ONE, MANY = "utbud", "utbud"
NEW = "Nytt utbud"
EMPTY_TITLE = "Här står vad ni och andra kommuner erbjuder"
EMPTY_TEXT = (
    "Ett utbud är en insats på ett ställe: vem som anordnar, när, för vem, och hur många platser säljaren uppger."
)
NOTHING_CHOSEN = "Välj ett utbud"
NOTHING_CHOSEN_TEXT = "Här visas platser med källa och ålder, uppmätt väntetid och kön."

KEY, SERVICE, VARIANT, MUNICIPALITY = "Utbud", "Insats", "Variant", "Kommun"
PROVIDER, PROVIDER_KIND, PLACE, LANGUAGE, TIMES = "Anordnare", "Anordnarform", "Ort", "Språk", "Tider"
FIRST, LAST, PERIOD, PRICE, UNIT = "Från och med", "Till och med", "Period", "Pris", "Enhet"
ELIGIBILITY, SPECIALITY = "Vem får komma", "Inriktning"
SEATS, SEATS_ON, SOURCE, FREE, AGE = "Platser", "Platser den", "Källa", "Fria platser", "Uppgiftens ålder"
LACKING = "Kommunen har inte insatsen själv"
WAITING, OURS, HAS_FREE, IS_LACKING = "Väntetid", "Våra egna", "Fria platser", "Finns inte"

FREE_SHORT, SEATS_AND_AGE = "Fria", "Platser, ålder"
FREE_UNSEEN = "Visas för den som får se alla personer"

SECTION_WHAT, SECTION_WHO, SECTION_WHEN, SECTION_SEATS = "Vad", "Var och hos vem", "När och till vilket pris", "Platser"
TIMES_HINT = "Till exempel mån–fre 09.00–12.00; lör 10.00–13.00"
SEATS_HINT = "Bara säljaren sätter antalet. Tomt när antalet inte är känt."
SEATS_ON_HINT = "Dagen som uppgiften gäller."
SOURCE_HINT = "Vem som har uppgett antalet, och var."

QUEUE, NO_QUEUE = "Kö", "Ingen står i kö."
OPEN_REQUEST, ASK = "Öppna förfrågan", "Ny förfrågan"
REMOVE = "Ta bort utbudet"
REMOVE_TEXT = "Utbudet tas bort ur katalogen. Det går bara när ingen förfrågan gäller det."

FEWEST, FEWEST_HINT = "Minst deltagare", "Färre påpekas fram till starten."

NO_TIMES = "Skriv veckodagar och klockslag, till exempel mån–fre 09.00–12.00; lör 10.00–13.00."
NO_SEAT = "Alla platser är tagna under perioden. Ställ i kö; ingen antas över antalet platser."
SEATS_UNSEEN = (
    "Platserna i ett eget utbud räknas bara av den som får se alla som har dem. Ställ i kö, eller be en kollega "
    "med behörighet till skyddade personuppgifter."
)
SEATS_OF_OTHERS = "Bara säljaren sätter antalet platser. Det här utbudet är en annan kommuns."

_DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_FULL = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORTEST = 2


def parse_times(text: str) -> tuple[WeeklyTime, ...]:
    """Read `mån–fre 09.00–12.00; lör 10–13`. Raises ValueError."""
    return parse(text, _weekday)


def _weekday(text: str) -> int:
    """`må`, `mån`, `måndag` and `måndagar` are the first day."""
    name = text.strip(" .").casefold().removesuffix("ar")
    found = [place for place, full in enumerate(_FULL, start=1) if full.startswith(name)]
    if len(name) < _SHORTEST or len(found) != 1:
        raise ValueError(text)
    return found[0]


def times(value: Sequence[WeeklyTime]) -> str:
    """Weekly times as people write them: `mån–fre 09.00–12.00`."""
    return written_times(value, weekday, hour=".", dash="–")


def weekday(day: int) -> str:
    """A weekday as lists have it: `mån`."""
    return _DAYS[day - 1]


def long_weekday(day: int) -> str:
    """A weekday in full: `måndag`."""
    return _FULL[day - 1]


def weekdays(days: Sequence[int]) -> str:
    """Weekdays as people write them: `mån–tors`."""
    return written_days(days, weekday, dash="–")


def too_few(number: int, fewest: int) -> str:
    """Too few take part, and what can be done about it."""
    return f"{number} av minst {fewest} deltagare. Fråga fler kommuner, flytta starten eller ställ in."


def below_taken(taken: int) -> str:
    """Why the number of seats cannot be made that small."""
    seats_taken = formats.counted(taken, "plats", "platser")
    return f"{seats_taken} är redan lovade eller bokade samma dag. Antalet kan inte bli lägre."


def age(days: int) -> str:
    """How old a number of seats is."""
    if days < 0:
        return f"uppgiften gäller om {formats.counted(-days, 'dag', 'dagar')}"
    return "uppgiften är från i dag" if days == 0 else f"uppgiften är {formats.counted(days, 'dag', 'dagar')} gammal"


def seats(told: Seats | None) -> str:
    """A number of seats with its day, source and age."""
    if told is None:
        return "Antalet är inte känt"
    number = formats.counted(told.number, "plats", "platser")
    return f"{number} den {formats.day(told.on)}, {age(told.days_old)}. Källa: {told.source}"


def seats_shortly(line: OfferLine) -> str:
    """A number of seats with its age, for a list."""
    if line.is_lacking:
        return IS_LACKING
    if line.seats is None:
        return ""
    days = line.seats.days_old
    age_of = "i dag" if days == 0 else f"om {-days} d" if days < 0 else f"{days} d"
    return f"{line.seats.number} ({age_of})"


def free(number: int | None) -> str | None:
    """How many of our own seats are free from today on, for the card."""
    if number is None:
        return None
    if number < 0:
        return f"Inga, och {formats.counted(-number, 'plats', 'platser')} för mycket är tagna"
    return "Inga" if number == 0 else str(number)


def waiting(measured: Waiting | None) -> str:
    """The measured waiting time, with what it rests on."""
    if measured is None:
        return "Inte mätt än: ingen förfrågan har antagits"
    said = formats.number(measured.days)
    rests = formats.counted(measured.of, "antagen förfrågan", "antagna förfrågningar")
    return f"{said} {'dag' if said == '1' else 'dagar'} från förfrågan till antagen (median av {rests})"


def price(amount: Scaled | None, unit: str) -> str | None:
    """A price as told."""
    return None if amount is None else f"{formats.price(amount)} kr per {unit}"


def choice(line: OfferLine, municipality: str) -> str:
    """An offer as a form's list names it."""
    what = f"{line.service}, {line.variant}" if line.variant else line.service
    return " · ".join(part for part in (line.key, what, line.provider, municipality) if part)


def queued(place: int, name: str, since: date | None, *, has_priority: bool) -> tuple[str, str]:
    """Somebody who waits: place and name, and since when."""
    first = "går före" if has_priority else ""
    return f"{place}. {name}", " · ".join(
        part for part in (f"sedan {formats.day(since)}" if since else "", first) if part
    )
