"""The words for requests for places: the list, the card, its steps, and what a step lacks or makes one doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.bookings import Procedure
from mottagning.domain.offers import Offer
from mottagning.domain.requests import BookingRequest, Doubt, Lack, NextStep, RequestStatus, RequestStep, Side, StepKind
from mottagning.readmodels.requests import RequestCard, RequestLine
from mottagning.texts import bookings, formats, words
from mottagning.texts.offers import NO_SEAT, SEATS_UNSEEN

TITLE = "Förfrågningar"
ONE, MANY = "förfrågan", "förfrågningar"
NEW = "Ny förfrågan"
EMPTY_TITLE = "Här handläggs platser innan de är bokade"
EMPTY_TEXT = "En plats i en annan kommun börjar med en förfrågan. När den är besvarad och beslutad blir den en bokning."
NOTHING_CHOSEN = "Välj en förfrågan"
NOTHING_CHOSEN_TEXT = "Här visas var den står, och vad som kan göras nu."
TO_BOOKINGS, TO_REQUESTS = "Bokningar", "Förfrågningar"

SCOPE, SCOPE_HINT = bookings.SCOPE, bookings.SCOPE_HINT
KEY, PERSON, SERVICE, COUNTERPART, STATUS, TURN = "Förfrågan", "Person", "Insats", "Motpart", "Läge", "Vår tur"
AWAITS_US, COMMITTED = "Väntar på vårt svar", "Åtagande finns"
PROCEDURE, SIDE, FROM, SINCE = "Förfarande", "Vår del", "Från och med", "Sedan"
OURS, TO_TELL, TOLD_US = "Vår tur", "Att meddela", "Anmälda till oss"
PERIOD = "Period"
OPEN_PERSON, REMOVE = "Öppna personen", "Ta bort förfrågan"

SECTION_WISH, SECTION_WHERE, SECTION_PAPER = "Vad som önskas", "Var", "Underlag"
CASE, VARIANT, AGREEMENT, PROVIDER = "Ärende", "Variant", "Avtal", "Anordnare"
FIRST, LAST = "Från och med", "Till och med"
HOURS, QUANTITY = "Timmar i veckan", "Antal"
REASON, PRIORITY = "Skäl till annan kommun", "Prioriteringsgrund"
PRIORITY_HINT = "Den som har en grund går före i kön."
CONSENT = "Personen vill det, sagt den"
CONSENT_HINT = "Insatsen i en annan kommun är frivillig för personen."
PROJECT, OBSTACLE = "Projekt", "Hinder"
FINANCING, INVOICE_ADDRESS, INVOICE_REFERENCE = "Finansiering", "Fakturaadress", "Fakturareferens"
COUNTERPART_REFERENCE = "Motpartens referens"

CHOICE_REASON, CHOSEN = "Varför just det här utbudet", "Valt"
OFFER, OPEN_OFFER = "Utbud", "Öppna utbudet"
OFFER_HINT = "De som passar insats, motpart och startdag. Insats, variant, motpart och anordnare följer med."

STEPS, NEXT, DONE_STEPS = "Handläggning", "Att göra nu", "Gjort"
TAKE_BACK, TAKE_BACK_TEXT = "Ta tillbaka senaste steget", "Det senaste steget tas bort: det var ett misstag."
REMOVE_TEXT = "Förfrågan tas bort med sina steg. Det går bara när den inte har blivit en bokning."
OPEN_BOOKING = "Öppna bokningen"
ESTIMATE, FREE = "Beräknad kostnad", "Fria platser"
ON, BY, WHY, DECISION, GROUND = "Dag", "Av", "Skäl", "Beslut, nummer", "Grund, paragraf"
AMOUNT = "Belopp för hela tiden, kr"
BOOKED = "Platsen är bokad."

_DO: Mapping[StepKind, str] = {
    StepKind.REQUESTED: "Skicka förfrågan",
    StepKind.ESTIMATED: "Notera kostnadsuppskattning",
    StepKind.ESTIMATE_APPROVED: "Godkänn kostnadsuppskattningen",
    StepKind.ACCEPTED: "Antagen",
    StepKind.QUEUED: "Ställ i kö",
    StepKind.REFUSED: "Avböjd",
    StepKind.OPINION_ASKED: "Begär yttrande",
    StepKind.COMMITTED: "Åtagande om kostnad",
    StepKind.NOT_COMMITTED: "Inget åtagande",
    StepKind.ADMITTED: "Mottagen",
    StepKind.NOT_ADMITTED: "Inte mottagen",
    StepKind.HOME_TOLD: "Hemkommunen är informerad",
    StepKind.FIRST_ADMISSION_TOLD: "Dagen för första antagning är meddelad",
    StepKind.DECIDED: "Besluta",
    StepKind.WITHDRAWN: "Återta",
}
_OF_OTHERS: Mapping[tuple[Side, StepKind], str] = {
    (Side.PAYING, StepKind.ACCEPTED): "De antar",
    (Side.PAYING, StepKind.QUEUED): "De ställer i kö",
    (Side.PAYING, StepKind.REFUSED): "De avböjer",
    (Side.PAYING, StepKind.ADMITTED): "De har tagit emot",
    (Side.PAYING, StepKind.NOT_ADMITTED): "De tar inte emot",
    (Side.PROVIDING, StepKind.REQUESTED): "Förfrågan har kommit",
    (Side.PROVIDING, StepKind.ACCEPTED): "Anta",
    (Side.PROVIDING, StepKind.REFUSED): "Avböj",
    (Side.PROVIDING, StepKind.COMMITTED): "De åtar sig kostnaden",
    (Side.PROVIDING, StepKind.NOT_COMMITTED): "De åtar sig inte kostnaden",
    (Side.PROVIDING, StepKind.ADMITTED): "Ta emot",
    (Side.PROVIDING, StepKind.NOT_ADMITTED): "Ta inte emot",
    (Side.PROVIDING, StepKind.DECIDED): "Deras beslut har kommit",
}
_APPLICATION = "Ansökan har kommit"

LACKS: Mapping[Lack, str] = {
    Lack.ANSWER: "Den andra kommunen har inte antagit. Notera svaret först.",
    Lack.ESTIMATE: "Kostnaden är inte uppskattad. Notera en kostnadsuppskattning.",
    Lack.APPROVAL: "Den senaste kostnadsuppskattningen är inte godkänd.",
    Lack.COMMITMENT: "Hemkommunen har inte åtagit sig kostnaden. Utan positivt yttrande ingen ersättning.",
    Lack.CONSENT: "Det är frivilligt för personen: skriv in dagen då personen sade ja, under Redigera.",
    Lack.START: "Startdagen saknas.",
    Lack.AGREEMENT: "Ange avtalet som platsen vilar på, under Redigera.",
    Lack.AGREEMENT_OVER: "Avtalet gäller inte startdagen. Välj ett avtal som gäller, eller ändra dagen.",
    Lack.NOT_BOUND: "Motparten är inte part i avtalet startdagen. Välj ett avtal som binder den.",
    Lack.SEAT: NO_SEAT,
    Lack.SEATS_UNSEEN: SEATS_UNSEEN,
    Lack.STATE_FUNDING: "Asylsökande och anhöriga tas med bara när staten betalar fullt ut. Ange finansieringen.",
}
OUR_ANSWER = "Ni har inte antagit. Anta, ställ i kö eller avböj först."
OUR_COMMITMENT = "Ni har inte åtagit er kostnaden. Notera ert yttrande först."
CANNOT = "Steget kan inte tas nu."


def do(request_side: Side, procedure: Procedure, kind: StepKind) -> str:
    """What the button of a step says."""
    if kind is StepKind.REQUESTED and procedure is not Procedure.ORDER:
        return _APPLICATION
    return _OF_OTHERS.get((request_side, kind), _DO[kind])


def doubt(card: RequestCard, one: Doubt) -> str:
    """What may be wrong, with its rule."""
    said: Mapping[Doubt, Callable[[], str]] = {
        Doubt.SAME_SERVICE: lambda: bookings.same_service(card.same_service or ""),
        Doubt.PERMIT_ENDS: lambda: bookings.permit_ends(card.permit_until),
        Doubt.NO_FINANCING: lambda: (
            "Personen är asylsökande eller anhörig, och det är inte sagt vem som betalar. Enligt länets "
            "överenskommelse (2009) omfattas de när staten betalar fullt ut."
        ),
        Doubt.LEFT_OUT: lambda: "En part i avtalet låter inte asylsökande och anhöriga omfattas. Kom överens först.",
        Doubt.NO_PRICE: lambda: (
            "Avtalet har inget pris för insatsen på startdagen. Månaden kan inte stängas utan pris."
        ),
        Doubt.ENDS_AFTER_AGREEMENT: lambda: (
            f"Avtalet gäller till och med {formats.day(card.covered.last if card.covered else None)}; "
            "dagar efter det ersätts inte."
        ),
        Doubt.OFFER_FULL: lambda: _full(card.offer),
        Doubt.OUTSIDE_OFFER: lambda: (
            f"Utbudet {card.request.value.offer} gäller {formats.days(card.offer.days) if card.offer else ''}; "
            "förfrågan går utanför de dagarna."
        ),
        Doubt.HOME_ELSEWHERE: lambda: (
            f"Personen hör till {card.home_elsewhere} på startdagen. Den kommunen får kostnaden, inte den som står här "
            "som betalande. Kontrollera Hemkommun på personens kort."
        ),
        Doubt.REFUSED_BEFORE: lambda: f"Samma sak har avböjts tidigare: {card.refused_before}. Se skälet där.",
    }
    return said[one]()


def _full(offer: Offer | None) -> str:
    """That there is no room, who says so and since when."""
    if offer is None or offer.is_lacking:
        return "Kommunen har inte insatsen själv. Fråga efter vad den har ordnat med andra."
    return f"Inga lediga platser den {formats.day(offer.seats_on)} enligt {offer.source}. Räkna med kö."


def compared(request: BookingRequest) -> str | None:
    """When an offer was chosen, and among how many."""
    if request.chosen_on is None or request.offers_compared is None:
        return None
    return f"{formats.day(request.chosen_on)}, bland {formats.counted(request.offers_compared, 'utbud', 'utbud')}"


def lacks(side: Side, step: NextStep) -> list[str]:
    """What a step waits for, a sentence each; whose answer it is depends on our part."""
    ours = {Lack.ANSWER: OUR_ANSWER} if side is Side.PROVIDING else {Lack.COMMITMENT: OUR_COMMITMENT}
    return [{**LACKS, **ours}[one] for one in step.lacks]


def cannot(codes: str) -> str:
    """Why a step was refused."""
    said = [LACKS[Lack(code)] for code in codes.split(",") if code]
    return " ".join([CANNOT, *said])


def estimated(card: RequestCard) -> str | None:
    """What the place comes to, and over which days: `28 287,10 kr, 2025-03-10–2025-06-13`."""
    if card.estimate is None or card.estimated_days is None:
        return None
    return f"{formats.kr(card.estimate)}, {formats.days(card.estimated_days)}"


def state(line: RequestLine) -> str:
    """Where it stands. Who answers for the cost has not admitted anybody yet."""
    if line.status is RequestStatus.ASKED and line.is_our_turn:
        return AWAITS_US
    if line.status is RequestStatus.ACCEPTED and line.procedure is Procedure.OPINION:
        return COMMITTED
    return words.first_upper(words.word(line.status))


def status(line: RequestLine) -> str:
    """Where it stands, with the place in the queue."""
    return f"{state(line)}, plats {line.queue_place}" if line.queue_place else state(line)


def step(one: RequestStep) -> tuple[str, str]:
    """What was done, and when, by whom and why."""
    obstacle = words.word_or_nothing(one.obstacle)
    details = [formats.day(one.on), one.by, obstacle, one.reason, one.reference, one.ground, one.scope]
    if one.amount is not None:
        details.append(f"{formats.price(one.amount)} kr")
    return words.first_upper(words.word(one.kind)), " · ".join(part for part in details if part)
