"""The words of the area Avtal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mottagning.domain.agreement_parties import Notice
from mottagning.domain.agreements import NOTICE_MONTHS as USUAL_MONTHS
from mottagning.domain.agreements import Agreement
from mottagning.domain.periods import DAY
from mottagning.domain.problems import Param
from mottagning.texts import formats

TITLE = "Avtal"
ONE, MANY = "avtal", "avtal"
NEW = "Nytt avtal"
EMPTY_TITLE = "Här finns era avtal med andra kommuner"
EMPTY_TEXT = "Ett avtal säger med vem, åt vilket håll och sedan när. Villkor och priser läggs till för varje insats."
NOTHING_CHOSEN = "Välj ett avtal"
NOTHING_CHOSEN_TEXT = "Här visas villkor och priser för det avtal som du väljer i listan."

KEY, PARTIES, DIRECTION, VALID = "Avtal", "Motpart", "Riktning", "Gäller"
SERVICES, BOOKINGS, REGISTRY, STATUS = "Insatser", "Bokningar", "Diarienummer", "Status"
STATUS_VALID, STATUS_COMING, STATUS_ENDED, STATUS_NOTICE = "Gäller", "Börjar senare", "Upphört", "Uppsagt"

SECTION_AGREEMENT, SECTION_TIME, SECTION_PAYMENT = "Avtalet", "Tid och uppsägning", "Betalning och rättelser"
KIND, RESTS_ON, REPLACES = "Slag", "Ramavtal", "Ersätter"
REPLACES_HINT = "Öppna bokningar följer med från det nya avtalets första dag."
PARTIES_HINT = "Kommunens namn eller kod. Flera skiljs åt med semikolon."
FIRST, LAST = "Från och med", "Till och med"
NOTICE, NOTICE_MONTHS = "Uppsagt", "Uppsägningstid, månader"
NOTICE_HINT = "Dagen då uppsägningen nådde de andra."
NOTICE_MONTHS_HINT = "Nio när inget anges."
PAYMENT, REFERENCE = "Betalningssätt", "Fakturareferens"
RETROACTIVE, CREDIT = "Retroaktivt högst, månader", "Krediteras högst, månader"
RETROACTIVE_SAID, CREDIT_SAID = "Retroaktivt högst", "Krediteras högst"
LIMIT_HINT = "Tomt betyder ingen gräns."

TAB_FACTS, TAB_TERMS, TAB_PRICES = "Uppgifter", "Villkor", "Priser"
TERMS_TITLE, NEW_TERMS = "Villkor", "Nya villkor"
TERMS_EMPTY = "Avtalet har inga villkor än. Utan villkor kan inget räknas."
SERVICE, VALID_FROM, UNIT, METHOD = "Insats", "Gäller från", "Enhet", "Beräkningssätt"
VALID_FROM_HINT = "Tomt betyder avtalets första dag."
READING_DAY, READINGS, CONDITION = "Mätdag", "Mätdagar, undantag", "Mätvillkor"
READINGS_HINT = "Till exempel 5,6=05-15; 7,8,9=09-15"
MOVE_RULE, SHARES, ADMINISTRATION, VAT = "Flyttregel", "Delar", "Administrativ avgift, %", "Momsersättning, %"
SHARES_HINT = "Till exempel 65/35"
ROUNDING, CALENDAR, AGE_SWITCH = "Avrundning", "Skolkalender", "Åldersbyte"
ABSENCE_LIMIT, NO_SHOW_LIMIT = "Frånvarodagar till avbrott", "Dagar att infinna sig"
ABSENCE_LIMIT_HINT = "Fler dagar i följd utan giltigt skäl. Tomt: 21 dagar för vuxenutbildning, annars ingen regel."
NO_SHOW_LIMIT_HINT = "Fler dagar från starten utan att ha kommit."
ONE_UNIT, RECONCILE, DISCHARGE = "En enhet per person och månad", "Slutreglering", "Utskrivningsdagen räknas"
SECTION_TERMS, SECTION_READING, SECTION_MORE = "Insats och beräkning", "Mätning", "Övrigt"
USUAL = "Förslag, läs mot ert avtal: {source}."

AGE_GROUPS, NEW_AGE_GROUP, REMOVE_AGE_GROUP = "Åldersgrupper", "Ny åldersgrupp", "Ta bort åldersgruppen"
AGES = "{variant}: {first}–{last} år"
FROM_AGE, TO_AGE = "Från ålder, år", "Till ålder, år"
TO_AGE_HINT = "Båda åldrarna ingår."
AGE_VARIANT_HINT = "Samma ord som i prislistan."
EDIT_AGE_GROUP = "Ändra åldersgruppen"

PRICES_TITLE, NEW_PRICE = "Priser", "Nytt pris"
PRICES_EMPTY = "Avtalet har inga priser än. Skriv av prislistan som den är publicerad."
VARIANT, SELLER, AMOUNT = "Variant", "Säljare", "Belopp, kr"
VARIANT_HINT = "Studieväg, kurs, program, åldersgrupp eller omfattning. Tomt gäller för alla utan eget pris."
DAYS_PER_YEAR, PRELIMINARY, SOURCE = "Dagar per år", "Preliminärt", "Källa"
DAYS_PER_YEAR_HINT = "Behövs bara när ett dagpris räknas ur årspriset."
SOURCE_HINT = "Beslut eller prislista, och sida."
REMOVE = "Ta bort avtalet"
REMOVE_TEXT = "Avtalet tas bort med sina villkor och priser. Det går bara när inga bokningar följer det."
REMOVE_TERMS = "Ta bort villkoren"
REMOVE_PRICE = "Ta bort priset"
PRELIMINARY_MARK = "preliminärt"

CODE = "Avtalets nyckel"
NAME, NAME_HINT = "Benämning", "Så heter avtalet i listorna. Tomt betyder avtalets nyckel."
SECTION_CHECKS = "Kontroller"
NEEDS_NO_DECISION = "Beslut behövs inte enligt överenskommelsen (K05)"
NO_DECISION_HINT = "Till exempel yrkesutbildning inom ett primärt samverkansområde."
QUIET, QUIET_HINT = (
    "Varningar som inte visas",
    "Gäller avtalet och dess bokningar. Det som stoppar en rad visas alltid.",
)
QUIET_SAID = "Tysta kontroller"
SECTION_PROCUREMENT = "Ansvar och upphandling"
RESPONSIBLE, SIGNATORY = "Avtalsansvarig", "Undertecknare"
OPEN_TO_OTHERS = "Öppet för andra kommuner att avropa"
PROCUREMENT = "Upphandling"
LAST_DAY, DAYS_LEFT = "Sista dag", "Dagar kvar"
OPEN_WORD = "öppet för andra kommuner"

TAB_PARTIES = "Parter"
PARTIES_TEXT = (
    "Parterna är de motparter som avtalet har, och ni själva. Kommunens beslut gäller som undertecknande (länets "
    "överenskommelse § 7). Det som inte är känt kan stå tomt."
)
OWN_PARTY = "er egen kommun"
NO_LONGER_PARTY = "inte motpart i avtalet"
NOTHING_KNOWN = "Inget mer är känt."
BOARD, DECISION, DECIDED = "Nämnd", "Beslut, paragraf", "Beslutsdatum"
JOINED, LEFT = "Part från och med", "Lämnade avtalet"
LEFT_HINT = "Första dagen då parten inte längre är bunden."
RECEIVED = "Uppsägningen mottagen"
RECEIVED_HINT = "Dagen då uppsägningen nådde parten. Den som säger upp får ingen dag."
INCLUSION = "Asylsökande och anhöriga"
INCLUSION_HINT = "Vad parten har sagt. Enligt överenskommelsen omfattas de bara när staten betalar fullt ut."
REPRESENTATIVE, ROLE, CONTACT = "Företrädare", "Befattning", "Kontakt"
ROLE_HINT = "Parten väljer själv nivå, till exempel förvaltningschef (§ 5)."
SECTION_DECISION, SECTION_BOUND, SECTION_REPRESENTATIVE = "Beslut", "Bunden", "Företrädare (§ 5)"
FILL_IN, REMOVE_PARTY = "Fyll i", "Ta bort uppgifterna"
TAKE_NOTICE = "Ange som uppsagt …"
TAKE_NOTICE_HINT = "Förslag: dagen då uppsägningen nådde den sista av de andra. Spara om det stämmer."

TREE, IN_TIME = "Vad som vilar på vad", "Följd i tiden"
THIS_ONE = "det här avtalet"
NOT_IN_REGISTER = "finns inte i registret"


def notice_rule(notice_on: date, months: int | None) -> str:
    """Why a notice ends an agreement when it does."""
    if months is None:
        return (
            f"nio månader efter att uppsägningen nådde de andra {notice_on} "
            "(länets överenskommelse § 6, när avtalet inte säger annat)"
        )
    return f"{_months(months)} efter att uppsägningen nådde de andra {notice_on}, enligt avtalet"


def limit(months: int | None) -> str | None:
    """How far back something may be claimed."""
    return None if months is None else formats.counted(months, "månad", "månader")


def _months(number: int) -> str:
    return "nio månader" if number == USUAL_MONTHS else formats.counted(number, "månad", "månader")


def last_day(agreement: Agreement) -> str | None:
    """The last day on which it holds, with the rule; None when it has no end."""
    covers = agreement.covers
    if covers is None:
        return f"Gällde aldrig: uppsagt {agreement.notice_on}, innan det började"
    if covers.last is None:
        return None
    return f"{covers.last}: {_why_it_ends(agreement)}"


def notice_in_short(notice_on: date, months: int | None) -> str:
    """The same in a few words, where there is little room."""
    return (
        f"uppsagt {notice_on}, nio månader enligt § 6" if months is None else f"uppsagt {notice_on}, {_months(months)}"
    )


def last_day_in_short(agreement: Agreement) -> str:
    """The last day with the rule in a few words; nothing where it has none."""
    last = str(agreement.covers.last or "") if agreement.covers else ""
    if agreement.is_ended_by_notice and agreement.notice_on is not None:
        return f"{last} ({notice_in_short(agreement.notice_on, agreement.notice_months)})".strip()
    return last


def _why_it_ends(agreement: Agreement) -> str:
    if agreement.is_ended_by_notice and agreement.notice_on is not None:
        return notice_rule(agreement.notice_on, agreement.notice_months)
    return "avtalets egen sista dag"


def ends(agreement: Agreement, today: date) -> str | None:
    """A sentence on an end that is known, for the top of a card."""
    covers, told = agreement.covers, last_day(agreement)
    if told is None:
        return None
    if covers is None:
        return f"{told}."
    if covers.last is not None and covers.last < today:
        return f"Upphörde. Sista dag var {told}."
    return f"Sista dag {told}. Ingen ny bokning kan börja efter den."


def past_the_end(params: Mapping[str, Param]) -> str:
    """Why a booking cannot begin: its agreement has ended by then."""
    last, notice_on, months = params.get("last"), params.get("notice_on"), params.get("months")
    rule = ""
    if notice_on:
        in_short = notice_in_short(date.fromisoformat(str(notice_on)), None if months is None else int(months))
        rule = f" ({in_short})"
    said = f"gäller till och med {last}{rule}" if last else "har aldrig gällt, för det sades upp innan det började"
    return f"Avtal {params.get('agreement')} {said}. Välj ett avtal som gäller då, eller en tidigare första dag."


def notice_reached(notice: Notice, names: Mapping[str, str]) -> str:
    """How far a notice is known to have come."""
    if notice.has_reached_all:
        return f"Uppsägningen nådde den sista av de andra {notice.last_on}."
    who = formats.listed([names.get(code, code) for code in notice.unnoted])
    return (
        f"Uppsägningen har nått någon av parterna, senast {notice.last_on}. Utan dag: {who}. "
        "Tiden räknas från den dag då den sista av de andra fick den; bara den som säger upp saknar dag."
    )


def left(name: str, left_on: date) -> str:
    """Somebody who has left, or will."""
    return f"{name} är inte bunden från och med {left_on}. Sista dag var {left_on - DAY}."
