"""The words for matching: a need, and why each offer fits it or not. Every verdict has a sign and a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mottagning.domain.matching import Criterion, Footing, Match, Need, Reason, Verdict
from mottagning.domain.money import unscaled
from mottagning.domain.offers import Eligibility
from mottagning.readmodels.matching import BookedHours, Matches, Seeker
from mottagning.readmodels.offers import Seats
from mottagning.texts import formats, offers, words

TITLE = "Matcha"
OPEN, OPEN_NAME = "Matcha", "Matcha mot utbudet"
SEARCH = "Sök i utbudet"
NEED = "Behov"
NOBODY = "Ingen person är vald. Öppna Matcha under Bokningar på en persons kort för att utgå från vad registret vet."
OPEN_PERSON, OPEN_OFFER, ASK = "Öppna personen", "Öppna utbudet", "Fråga om plats"
AT_HOME = "Utbudet finns i personens hemkommun. Ingen förfrågan till en annan kommun behövs."
CHOOSE_SERVICE = "Välj vilken insats behovet gäller"
CHOOSE_SERVICE_TEXT = "Då visas alla utbud av den, det som passar bäst först, vart och ett med sina skäl."
NO_OFFERS = "Inget utbud av insatsen finns i katalogen."
NO_OFFERS_TEXT = "Lägg in vad ni och andra kommuner erbjuder på sidan Utbud."
NOT_READ = "Listan visar inte det som står nu. Rätta: {fields}."
NOTHING_CHOSEN = "Välj ett utbud i listan för att se skälen."

SECTION_WISH, SECTION_TIMES = "Vad som behövs", "Tider i veckan"
SERVICE, VARIANT, LANGUAGE, SPECIALITY, HOME = "Insats", "Nivå", "Språk", "Inriktning", "Hemkommun"
FIRST, LAST, HOURS = "Från och med", "Till och med", "Minst timmar i veckan"
KILOMETRES = "Högst km, fågelvägen"
TAKEN, CHILD_CARE = "Upptagna tider", "Tider då barnen tas om hand"
TAKEN_HINT = "Ur personens bokningar, när deras utbud har tider."
CHILD_CARE_HINT = "När alla hushållets barn har förskola, skola eller fritidshem. Restid är inte räknad."
BOOKED = "Hämtat ur bokningar"
TIMES_NOT_KNOWN = "tiderna är inte kända"

PLACE_IN_LIST, FIT, START, FREE_OR_SEATS, DISTANCE = "Nr", "Passar", "Start", "Platser", "Km"
LACKING = "Har inte själv"

ORDER = (
    "Först de som inget talar emot, sedan de som något talar emot, sist de som inte har insatsen själva. Inom varje "
    "grupp avgör raderna uppifrån: passar går före delvis, inte känt och passar inte. Är det lika på raden går den "
    "före som börjar tidigast, ligger närmast eller kostar minst."
)
NOT_BY_PRICE = "Priserna har olika enheter och jämförs inte."

CRITERIA: Mapping[Criterion, str] = {
    Criterion.HELD: "Finns",
    Criterion.ELIGIBILITY: "Vem får komma",
    Criterion.LEVEL: "Nivå",
    Criterion.LANGUAGE: "Språk",
    Criterion.START: "Start",
    Criterion.SEATS: "Platser",
    Criterion.OWN_TIMES: "Egna tider",
    Criterion.CHILD_CARE: "Barnens tider",
    Criterion.HOURS: "Timmar i veckan",
    Criterion.SPECIALITY: "Inriktning",
    Criterion.PERMIT: "Tillstånd",
    Criterion.AGREEMENT: "Avtal",
    Criterion.DISTANCE: "Avstånd",
    Criterion.PRICE: "Pris",
}
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.FITS: ("✓", "passar"),
    Verdict.TOLD: ("i", "upplysning"),
    Verdict.PARTLY: ("~", "delvis"),
    Verdict.NOT_KNOWN: ("?", "inte känt"),
    Verdict.DOES_NOT_FIT: ("✕", "passar inte"),
}
_WHOLE: Mapping[Verdict, str] = {
    Verdict.FITS: "Passar",
    Verdict.TOLD: "Passar",
    Verdict.PARTLY: "Passar delvis",
    Verdict.NOT_KNOWN: "Allt är inte känt",
    Verdict.DOES_NOT_FIT: "Passar inte",
}


def whole(match: Match) -> str:
    """What a match comes to, for the list."""
    return LACKING if match.offer.is_lacking else _WHOLE[match.verdict]


def verdict(one: Reason) -> str:
    """A verdict with its sign."""
    return " ".join(VERDICTS[one.verdict])


def seeker(one: Seeker | None) -> str:
    """For whom a place is sought."""
    return NOBODY if one is None else f"{one.name} · {one.case_number}"


def booked(one: BookedHours) -> str:
    """A booking whose hours stand in the need."""
    whose = f"{one.name}: " if one.is_childs else ""
    return f"{whose}{one.service} ({one.booking}), {offers.times(one.times) or TIMES_NOT_KNOWN}"


def title(found: Matches | None) -> str:
    """The page's heading, with how many offers are shown."""
    if found is None:
        return TITLE
    return f"{TITLE}: {formats.counted(len(found.matches), 'utbud', 'utbud')} av {found.need.service}"


def order(found: Matches) -> str:
    """How the list is put in order."""
    return ORDER if found.by_price else f"{ORDER} {NOT_BY_PRICE}"


@dataclass(frozen=True, slots=True)
class Told:
    """Puts reasons into words; `town` and `language` name what codes stand for."""

    need: Need
    town: Callable[[str], str]
    language: Callable[[str], str]

    def reason(self, match: Match, one: Reason) -> str:
        """What one criterion rests on."""
        return _SAYS[one.criterion](self, match, one)

    def held(self, match: Match, one: Reason) -> str:
        """Who holds it and where, or that the municipality does not have it."""
        if one.verdict is Verdict.DOES_NOT_FIT:
            return f"{self.town(match.offer.municipality)} har inte insatsen själv."
        where = [match.offer.provider, match.offer.place, self.town(match.offer.municipality)]
        return ", ".join(dict.fromkeys(part for part in where if part))

    def eligibility(self, match: Match, one: Reason) -> str:
        """Who may come, and whether she may."""
        offer, home = match.offer, self.need.home
        if offer.eligibility is None:
            return "Utbudet säger inte vem som får komma."
        who = words.first_upper(words.word(offer.eligibility))
        if home is None:
            return f"{who}. Hemkommunen är inte känd."
        if home == offer.municipality:
            return f"{who}, och det är personens hemkommun."
        if offer.eligibility is Eligibility.BY_AGREEMENT:
            return f"{who}: se raden Avtal."
        if offer.eligibility is Eligibility.COUNTY and one.verdict is Verdict.FITS:
            return f"{who}, och {self.town(home)} ligger i länet."
        reason = "ligger i ett annat län" if offer.eligibility is Eligibility.COUNTY else "är personens hemkommun"
        return f"{who}; {self.town(home)} {reason}."

    def level(self, match: Match, one: Reason) -> str:
        """The level that is held, and the one that is wished for."""
        return _wished(one, match.offer.variant, self.need.variant)

    def spoken(self, match: Match, one: Reason) -> str:
        """The language it is held in, and the one that is wished for."""
        told = self.language(match.offer.language) if match.offer.language else None
        wished = self.language(self.need.language) if self.need.language else None
        if one.verdict is Verdict.PARTLY:
            return f"{words.first_upper(told or '')}, som personen också kan; önskat: {wished}."
        return _wished(one, told, wished)

    def speciality(self, match: Match, one: Reason) -> str:
        """The speciality, and the one that is wished for."""
        return _wished(one, match.offer.speciality, self.need.speciality)

    def start(self, match: Match, one: Reason) -> str:
        """When it begins and ends beside the wished days."""
        days, wished = match.offer.days, self.need.days
        if one.verdict is Verdict.DOES_NOT_FIT and not one.number:
            return f"Upphörde {formats.day(days.last)}, före önskad start {formats.day(wished.start)}."
        if one.verdict is Verdict.DOES_NOT_FIT:
            return f"Börjar {formats.day(days.start)}, efter den sista önskade dagen {formats.day(wished.last)}."
        late = formats.counted(one.number or 0, "dag", "dagar")
        first = f"Börjar {formats.day(days.start)}, {late} efter önskad start" if one.number else None
        if one.verdict is Verdict.PARTLY and not wished.is_open and days.end < wished.end:
            early = f"slutar {formats.day(days.last)}, önskat till och med {formats.day(wished.last)}"
            return f"{first}; {early}." if first else f"{words.first_upper(early)}."
        return f"{first}." if first else f"Går {formats.days(days)}, önskad start {formats.day(wished.start)}."

    def seats(self, match: Match, one: Reason) -> str:
        """How many seats are free of ours, or are told by another, and how old the number is."""
        offer = match.offer
        if offer.seats is None or offer.seats_on is None:
            return offers.seats(None) + "."
        said = offers.seats(Seats(offer.seats, offer.seats_on, offer.source or "", match.facts.seats_age or 0))
        if match.facts.is_unseen:
            return f"{said}. Hur många som är fria visas för den som får se alla personer."
        if match.facts.free is None:
            return f"{said}."
        free = "Inga fria under tiden: kö" if (one.number or 0) < 1 else f"{one.number} fria under hela tiden"
        return f"{free}. {said}."

    def own_times(self, match: Match, one: Reason) -> str:
        """Whether it meets what she has already."""
        held = offers.times(match.offer.times)
        if one.times:
            return f"Krockar {offers.times(one.times)}. Utbudet: {held}."
        if one.verdict is Verdict.TOLD:
            return f"Inga upptagna tider att jämföra med{_held(held)}."
        if one.verdict is Verdict.FITS:
            return f"{words.first_upper(held)}, krockar inte."
        return _unknown_times(held, "Tiderna för någon av personens bokningar är inte kända")

    def child_care(self, match: Match, one: Reason) -> str:
        """Whether it lies inside the children's hours."""
        held = offers.times(match.offer.times)
        if one.times:
            return f"Utanför barnens tider: {offers.times(one.times)}. Restid är inte räknad."
        if one.verdict is Verdict.TOLD:
            return "Inga tider för barn att jämföra med."
        if one.verdict is Verdict.FITS:
            return f"{words.first_upper(held)}, inom barnens tider. Restid är inte räknad."
        return _unknown_times(held, "Barnens tider är inte kända")

    def hours(self, _match: Match, one: Reason) -> str:
        """How many hours a week, and how many are wished for."""
        told = None if one.number is None else f"{formats.number(Fraction(one.number, 60))} timmar"
        wished = formats.number(unscaled(self.need.hours_per_week)) if self.need.hours_per_week else None
        return _wished(one, told, f"minst {wished}" if wished else None)

    def permit(self, _match: Match, one: Reason) -> str:
        """How long the permit lasts."""
        stay = self.need.stay
        if stay is None:
            return "Ingen person är vald."
        if not stay.is_known:
            return "Inget tillstånd finns i registret."
        if stay.until is None:
            return "Permanent."
        until = f"Gäller till och med {formats.day(stay.until)}"
        said = {Verdict.DOES_NOT_FIT: ", före starten.", Verdict.PARTLY: "; insatsen kan gå längre."}
        return until + said.get(one.verdict, ", hela tiden.")

    def agreement(self, match: Match, _one: Reason) -> str:
        """The agreement that a place would rest on."""
        key, other = match.facts.agreement, self.town(match.offer.municipality)
        said = {
            Footing.NOT_NEEDED: "Behövs inte inom hemkommunen.",
            Footing.COVERED: f"{key} täcker den första dagen.",
            Footing.FRAME: f"Bara {key}, en ram som inga priser räknas efter.",
            Footing.NONE: f"Inget avtal täcker insatsen i {other} den första dagen.",
            Footing.NOT_KNOWN: "Hemkommunen är inte känd."
            if self.need.home is None
            else f"Avtal mellan {self.town(self.need.home)} och {other} finns inte i registret.",
        }
        return said[match.facts.footing]

    def distance(self, match: Match, one: Reason) -> str:
        """How far it is."""
        if one.number is None:
            return "Hemkommunen är inte känd." if self.need.home is None else "Avståndet är inte känt."
        if self.need.home == match.offer.municipality:
            return "I hemkommunen."
        limit = self.need.most_kilometres
        wished = "" if limit is None else f"; önskat högst {limit} km"
        return f"{one.number} km fågelvägen mellan centralorterna{wished}. Restiden är inte känd."

    def price(self, match: Match, _one: Reason) -> str:
        """The price as told."""
        told = offers.price(match.offer.price, words.word_or_nothing(match.offer.unit))
        return "Utbudet anger inget pris." if told is None else f"{told}, enligt säljaren. Avtalets pris gäller."


def _wished(one: Reason, told: str | None, wished: str | None) -> str:
    """What is told beside what is wished for."""
    said = words.first_upper(told) if told else "Utbudet anger inget"
    if one.verdict is Verdict.TOLD or wished is None:
        return f"{said}; inget önskat."
    return f"{said}, som önskat." if one.verdict is Verdict.FITS else f"{said}; önskat: {wished}."


def _held(times: str) -> str:
    return f"; utbudet: {times}" if times else ""


def _unknown_times(held: str, otherwise: str) -> str:
    return f"{otherwise}; utbudet: {held}." if held else "Utbudets tider är inte kända."


_SAYS: Mapping[Criterion, Callable[[Told, Match, Reason], str]] = {
    Criterion.HELD: Told.held,
    Criterion.ELIGIBILITY: Told.eligibility,
    Criterion.LEVEL: Told.level,
    Criterion.LANGUAGE: Told.spoken,
    Criterion.START: Told.start,
    Criterion.SEATS: Told.seats,
    Criterion.OWN_TIMES: Told.own_times,
    Criterion.CHILD_CARE: Told.child_care,
    Criterion.HOURS: Told.hours,
    Criterion.SPECIALITY: Told.speciality,
    Criterion.PERMIT: Told.permit,
    Criterion.AGREEMENT: Told.agreement,
    Criterion.DISTANCE: Told.distance,
    Criterion.PRICE: Told.price,
}
