"""The words of the area Underlag: the month in its four steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mottagning.domain.attests import Attest, AttestKind
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.remedies import Remedy
from mottagning.domain.reporting import Reported
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import ReturnEvent
from mottagning.texts import formats, words
from mottagning.texts.returns import DIRECTIONS

TITLE = "Underlag"
STEPS = ("Granska", "Förhandsgranska", "Stäng", "Lämna ut")
PREVIOUS_MONTH, NEXT_MONTH = "Föregående månad", "Nästa månad"
EMPTY_TITLE = "Här stängs månaden"
EMPTY_TEXT = "När egen kommun och första månad är ifyllda räknas varje månads underlag fram ur bokningarna."

CHECK, SEVERITY, BOOKING, WHAT, MONTH = "Kontroll", "Allvar", "Bokning", "Vad som behöver göras", "Avser"
NO_PROBLEMS = "Inget hindrar månaden"
NO_PROBLEMS_TEXT = "Alla rader kan redovisas. Gå vidare och förhandsgranska."
ADVICE = "Gör så här"
OPEN_BOOKING, OPEN_AGREEMENTS, OPEN_PERSON = "Öppna bokningen", "Öppna avtalen", "Öppna personen"
OPEN_AGREEMENT = "Öppna avtalet"
ACCEPT, ACCEPT_TITLE = "Godta …", "Godta varningen"
ACCEPT_REASON, ACCEPT_SAVE, NOT_ACCEPT = "Skäl", "Godta", "Avbryt"
ACCEPT_REASON_HINT = "Varför det är rätt ändå. Skälet sparas med ditt namn och dagens datum."
ACCEPT_EVERY_MONTH = "Gäller även kommande månader"
ACCEPT_EVERY_MONTH_HINT = "Ändras det som varningen säger kommer den tillbaka."
ACCEPTED_CHIP, ACCEPTED_TITLE = "Godtagen", "Godtagen med skälet"
ACCEPTED_BY = "{by}, {day}"
ACCEPTED_DONE = "Varningen är godtagen"
TAKE_BACK, TAKEN_BACK = "Ångra godtagandet", "Varningen visas igen"
STOP_MEANS = "Bokningens rader för månaden hålls inne tills det är ordnat. Resten av månaden kan stängas."
WARNING_MEANS = "Raderna redovisas ändå."
NOBODY_PAYS = "De dagarna redovisas inte förrän det är känt."

COUNTERPART, WE, ROWS, CORRECTIONS, AMOUNT, STATUS = "Motpart", "Vi", "Rader", "Rättelser", "Belopp, kr", "Status"
READY = "Klart"
UNKNOWN = "Okänd motpart"
NO_ROWS = "Månaden har inga rader"
NO_ROWS_TEXT = "Inga bokningar ger något att redovisa den här månaden. Den stängs ändå, så att nästa kan stängas."
NO_RETURN_CHOSEN = "Välj en motpart"
NO_RETURN_CHOSEN_TEXT = "Här visas raderna, och hur varje belopp har räknats fram."
PERSON, SERVICE, SERVICE_MONTH, KIND = "Person", "Insats", "Avser", "Radtyp"
HOW = "Så räknas beloppet"
REASON = "Orsak"
MOVE, NEW_PRICE = "flytt", "nytt pris"

BUYS, SELLS = "Köper", "Säljer"
CLOSE_TITLE = "Stäng månaden"
CLOSE_TEXT = (
    "När månaden stängs låses raderna för gott. Ändringar som blir kända senare kommer som rättelser i nästa månad. "
    "Rader som väntar kommer med i en senare månad när de är ordnade."
)
CLOSED_BY = "Stängd av"
CLOSED_AT = "Stängd"
NOT_ENDED = "Månaden är inte slut än och kan inte stängas."
EARLIER_OPEN = "Tidigare månader är öppna. Stäng dem i ordning; här visas bara det som hör till månaden själv."
LOST_TITLE = "Förlorat genom avtalens gränser"
HELD_TITLE = "Väntar och följer inte med"
NOT_COUNTED = "kan inte räknas än"
WILL_HAVE = "Underlag som skapas"
CLOSE_QUESTION = "En stängd månad kan inte öppnas igen."
STILL_OPEN = "Stäng inte än"
DONE = "{month} är stängd"

WRITE_FILES = "Skriv filer …"
WRITE_PROTECTED = "Skriv skyddade underlag …"
WRITE_PROTECTED_NOW, NOT_NOW = "Skriv dem", "Inte nu"
PROTECTED_QUESTION = "{many} över personer med skyddade uppgifter skrivs för sig."
PROTECTED_ADVICE = "Lämna dem bara den väg ni har bestämt för skyddade uppgifter. Att de skrivs antecknas i loggen."
WRITE_FOLDER = "Mapp för underlagen"
WRITTEN = "{files} skrevs i {folder}"
MARK_HANDED_OUT, MARK_PASSED_ON = "Anteckna utlämnande", "Anteckna överlämnande"
ECONOMY = "Ekonomi"
WAY, RECIPIENT = "Hur", "Till vem"
HANDED_OUT = "Lämnat {moment} till {recipient}, {way}, av {by}"
NUMBER, STATE = "Underlag", "Läge"
NOT_CLOSED = "Månaden är öppen"
NOT_CLOSED_TEXT = "Först när månaden är stängd finns det underlag att lämna ut."

GO_PREVIEW, GO_CLOSE, GO_NEXT = "Förhandsgranska", "Till stängning", "Nästa månad"


HELD_BACK, HOLD_BACK, HOLD_BACK_TITLE = "Hålls inne", "Håll inne …", "Håll inne allt med {name}"
RELEASE, RELEASED = "Släpp", "Kommer med när månaden stängs"
WHY_HELD = "Varför"
WHY_HELD_HINT = "Skälet stannar hos er. Raderna väntar tills du släpper dem."
HOLD = "Håll inne"
PARK, PARK_TITLE, PARK_SAVE, PARKED = "Parkera raden …", "Parkera raderna i bokning {booking}", "Parkera", "Parkerade"
PARK_MONTH = "Bara {month}"
PARK_MONTH_HINT = "Annars väntar bokningens alla rader."
PARKED_LINE = "{booking} {month} – {reason} ({by}, {day})"
ALL_MONTHS = "alla månader"
HELD_LINE = "{reason} ({by}, {day})"
CLOSE_ONE = "Stäng bara {name} …"
CLOSE_ONE_QUESTION = "Det som är stängt ändras aldrig. Resten av månaden är öppen tills du stänger den."
CLOSED_ONE = "{name} är stängd för {month}"
CLOSED_PARTS = "Redan stängda"
REPORTED = "Rapporterat"
ATTESTED = "Attesterat"
ATTEST_DONE = "{kind} för {bookings}"
ATTEST_REST = "{kind}: {number} kvar"
ATTEST_ALL = "{kind}: alla rader"
OWN_ROWS = "Rader du själv har lagt in attesterar någon annan."
NOTES, NOTE, NOTE_TITLE, NOTE_TEXT = "Interna anteckningar", "Anteckna …", "Intern anteckning", "Anteckning"
NOTE_HINT = "Stannar i registret och följer aldrig med i en fil."
NOTE_LINE = "{text} ({by}, {day})"
REMOVE_NOTE, NOTE_REMOVED = "Ta bort", "Anteckningen är borttagen"
MARK_INVOICED, INVOICE_NUMBER, INVOICE_DAY = "Anteckna faktura", "Fakturans nummer", "Fakturadatum"
OUR_INVOICE, THEIR_INVOICE = "Er faktura till motparten.", "Motpartens faktura till er."
INVOICED = "Faktura {number} den {day}, antecknad {moment} av {by}"
NEW_VERSION, VERSION_TITLE = "Ny version …", "Ny version {number}"
VERSION_TEXT = (
    "Underlaget är inte utlämnat och kan därför ersättas. Den nya versionen visar nettot; den tidigare finns kvar i "
    "registret men lämnas aldrig ut."
)
VERSION_BEFORE, VERSION_AFTER = "Nu", "Ny version"
VERSION_GONE, VERSION_NEW = "Rader som utgår", "Rader som kommer till"
MAKE_VERSION, NOT_NOW_VERSION, VERSION_MADE = "Gör ny version", "Avbryt", "{number} ersätter den tidigare versionen"
REPLACES = "Ersätter {number}"
CANCEL_ROWS, CANCEL_TITLE, CANCEL_SAVE = "Makulera raden …", "Makulera raderna i bokning {booking}", "Makulera"
CANCEL_TEXT = "Bokningens rader för {month} tas bort ur underlaget i en ny version och väntar tills du släpper dem."


def to_attest(number: int) -> str:
    """The status of a counterpart whose rows lack an attest."""
    return f"{number} att attestera"


def protected_lack(kind: AttestKind, number: int) -> str:
    """What is left to attest of people with protected data, who stand in no list."""
    bookings = formats.counted(number, "bokning", "bokningar")
    return f"{bookings} med skyddade uppgifter saknar {words.word(kind).lower()}."


def closes_without(number: int) -> str:
    """What closing now leaves out because nobody has attested it."""
    return f"{formats.counted(number, 'rad', 'rader')} är inte attesterade än och kommer inte med."


def lacks_reports(number: int) -> str:
    """The status of a counterpart whose reports have not come."""
    return formats.counted(number, "rapport saknas", "rapporter saknas")


def reported(found: Reported) -> str:
    """Who has reported what: `3 av 4 rapporter har kommit; 5 av 7 bokningar bekräftade under månaden`."""
    heard = f"{found.heard} av {formats.counted(found.bookings, 'bokning', 'bokningar')} bekräftade under månaden"
    if not found.expected:
        return heard
    return f"{found.come} av {formats.counted(found.expected, 'rapport', 'rapporter')} har kommit; {heard}"


def attested_by(attests: Sequence[Attest]) -> str:
    """Who has attested a row: `Mottagningsattest: Åsa 2026-11-03`."""
    return ", ".join(f"{words.word(one.kind)}: {one.by} {formats.day(one.at.date())}" for one in attests)


def lacking(unattested: Mapping[AttestKind, int]) -> str:
    """What is left to attest of a counterpart's rows."""
    said = (
        ATTEST_REST.format(kind=words.word(kind), number=formats.counted(number, "rad", "rader"))
        if number
        else ATTEST_ALL.format(kind=words.word(kind))
        for kind, number in unattested.items()
    )
    return ", ".join(said)


def title(month: Month) -> str:
    """`Underlag · oktober 2026`."""
    return f"{TITLE} · {formats.month(month)}"


_GROUPS: Mapping[Remedy | None, tuple[str, str]] = {
    None: ("Alla", "Alla hinder och varningar"),
    Remedy.BOOKING: ("Bokningen", "Komplettera bokningen"),
    Remedy.AGREEMENT: ("Avtalet", "Komplettera avtalet och dess priser"),
    Remedy.PERSON: ("Personen", "Komplettera personens kort"),
    Remedy.COUNTERPART: ("Fråga", "Fråga motparten eller anordnaren"),
    Remedy.KNOW: ("Känn till", "Godta eller bara känna till"),
}
_ACCEPTED_GROUP = ("Godtagna", "Varningar som är godtagna")


def group(remedy: Remedy | None, count: int, *, accepted: bool) -> str:
    """A group of problems in short: `Bokningen 4`."""
    return f"{_group(remedy, accepted=accepted)[0]} {count}"


def group_in_full(remedy: Remedy | None, count: int, *, accepted: bool) -> str:
    """A group of problems by what one can do about them: `Komplettera bokningen: 4`."""
    return f"{_group(remedy, accepted=accepted)[1]}: {count}"


def _group(remedy: Remedy | None, *, accepted: bool) -> tuple[str, str]:
    return _ACCEPTED_GROUP if accepted else _GROUPS[remedy]


def remedy_title(remedy: Remedy) -> str:
    """What one can do: the heading over a problem's advice."""
    return _GROUPS[remedy][1]


def check_waiting(number: int) -> str:
    """The filled button while rows wait."""
    return f"Granska {formats.counted(number, 'rad som väntar', 'rader som väntar')}"


def close(month: Month) -> str:
    """The filled button before a month is closed."""
    return f"Stäng {formats.month(month)}"


def waiting(number: int) -> str:
    """The status of a counterpart with rows that wait."""
    return formats.counted(number, "rad väntar", "rader väntar")


def warnings(number: int) -> str:
    """The status of a counterpart with warnings."""
    return formats.counted(number, "varning", "varningar")


def with_whom(direction: RowDirection, name: str) -> str:
    """`Vi köper av Södertälje`."""
    return f"Vi {DIRECTIONS[direction]} {name}"


def totals(bought: Ore, sold: Ore, rows: int, corrections: int) -> str:
    """The line that stands in the same place on every step."""
    counted = formats.counted(rows, "rad", "rader")
    corrected = formats.counted(corrections, "rättelse", "rättelser")
    return f"Köper {formats.kr(bought)}   ·   Säljer {formats.kr(sold)}   ·   {counted}, {corrected}"


def event(one: ReturnEvent) -> str:
    """What happened to a return after its closing."""
    if one.state is ReturnState.INVOICED:
        day = formats.day(one.invoiced_on) if one.invoiced_on else formats.NOTHING
        return INVOICED.format(number=one.invoice_number, day=day, moment=formats.moment(one.at), by=one.by)
    way = words.word(HandOutWay(one.way)) if one.way else formats.NOTHING
    return HANDED_OUT.format(moment=formats.moment(one.at), recipient=one.recipient or "", way=way, by=one.by)


def changes(found: Mapping[date, str]) -> str:
    """`Flytt 12 mars, nytt pris 16 mars`: the legend of a month's bars."""
    said = [f"{what} {formats.day_and_month(day)}" for day, what in sorted(found.items())]
    return words.first_upper(", ".join(said))


def price_line(source: str, valid: str) -> str:
    """Which price was used."""
    return f"Pris: {source}, gäller {valid}"


def reason(word: str, number: str, row: int) -> str:
    """Why a row corrects another, and which."""
    return f"{REASON}: {word}. Rättar {number}, rad {row}."
