"""The words of Mottagna fakturor: the page, what is said of a control, and the answer to the sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mottagning.domain.disclosure import DisclosureGround
from mottagning.domain.invoice_control import Verdict
from mottagning.domain.invoice_rows import Decision, InvoiceTotals, Stance
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.received_invoices import InvoiceState, InvoiceStep, InvoiceStepKind, ReceivedInvoice
from mottagning.readmodels.received_invoices import AnsweredRow, InvoiceAnswer, InvoiceInList, Looked
from mottagning.texts import formats, words
from mottagning.texts import invoices as control_texts

# the page

TITLE, SHORT = "Mottagna fakturor", "Fakturor"
ONE, MANY = "faktura", "fakturor"
NEW = "Registrera faktura"
EMPTY_TITLE = "Här registreras fakturor från andra kommuner"
EMPTY_TEXT = (
    "Varje faktura kontrolleras rad för rad mot det ni själva har räknat fram, attesteras och betalas. En bokning och "
    "månad betalas en gång."
)
NOTHING_CHOSEN = "Välj en faktura"
NOTHING_CHOSEN_TEXT = "Här visas dess rader, vad som skiljer och vad som har gjorts."
TO_CONTROL = "Fakturakontroll"
KEY, COUNTERPART, NUMBER, ARRIVED, INVOICED, DUE = (
    "Ankomstnummer",
    "Motpart",
    "Fakturanummer",
    "Ankom",
    "Fakturadatum",
    "Förfaller",
)
AMOUNT, FIRST, LAST = "Belopp, kr", "Avser från månad", "Avser till månad"
AMOUNT_HINT = "En kreditfaktura har minus framför beloppet."
THEIR_REFERENCE, OUR_REFERENCE, NOTE = "Motpartens referens", "Vår referens", "Intern anteckning"
PROTECTED = "Gäller personer med skyddade uppgifter"
PROTECTED_HINT = "Fakturan visas bara för den som har behörighet att se dem."
SECTION_INVOICE, SECTION_ABOUT = "Fakturan", "Vad den avser"
STATE, ABOUT, AGREED, DAYS_LEFT, PAID = "Läge", "Avser", "Godkänt", "Dagar kvar", "Betald"
WAITING, DISPUTED, DUE_SOON, ALL_PAID = "Väntar på kontroll", "Bestridda", "Förfaller inom 10 dagar", "Betalda"

CONTROL = "Kontrollera mot specifikation …"
CONTROL_AGAIN = "Kontrollera på nytt …"
CONTROL_SUM = "Kontrollera utan specifikation"
KEEP_CONTROL = "Spara kontrollen"
ANSWER, NOTE_ANSWER = "Svara motparten …", "Svarat på annat sätt …"
ATTEST, ATTEST_PART, PAY, VOID = "Attestera", "Attestera det godkända", "Betald …", "Makulera …"
PAID_ON, REASON, PAY_TITLE, VOID_TITLE = "Betald den", "Skäl", "Fakturan är betald", "Makulera fakturan"
NOTE_TITLE, NOTE_HOW = "Motparten har fått svar", "Hur"
PAY_TEXT = "Det godkända, {amount}, är betalt."
VOID_TEXT = "Det som fakturan betalade blir fritt för en annan faktura. Fakturan och dess historik står kvar."
CHOOSE_FIRST = "Välj eller registrera först den faktura som filen hör till."
TAB_ROWS, TAB_MONTHS, TAB_HISTORY, TAB_FACTS = "Rader", "Månader", "Historik", "Uppgifter"
ROW, STANCE, BOOKING, NAME, THEIRS, OURS, PAYS = (
    "Rad",
    "Ställning",
    "Bokning",
    "Namn",
    "De begär",
    "Vi räknar med",
    "Betalas",
)
MONTHS, THEIRS_SHORT, OURS_SHORT, DIFFERENCE = "Månad", "Deras", "Våra", "Skillnad"
SPECIFICATION = "Specifikation"
NO_ROWS = "Fakturan är inte kontrollerad än. Släpp specifikationen här, eller välj den."
CHOOSE_ROW = "Välj en rad för att se vad som skiljer och avgöra den."
STEP, DAY, BY = "Händelse", "Dag", "Av"
DECISIONS: Mapping[Decision, str] = {
    Decision.PAY_THEIRS: "Godta deras belopp",
    Decision.PAY_OURS: "Betala vårt belopp",
    Decision.DISPUTE: "Bestrid raden",
    Decision.NOT_OURS: "Inte vår",
}
_DECIDED: Mapping[Decision, str] = {
    Decision.PAY_THEIRS: "deras belopp är godtaget",
    Decision.PAY_OURS: "vårt belopp betalas",
    Decision.DISPUTE: "bestrids",
    Decision.NOT_OURS: "är inte vår",
}
ATTESTED, DECIDED = "Fakturan är attesterad.", "Raden är avgjord."
SUM_TOTALS = (
    "Fakturans belopp",
    "Godkänt",
    "Bestridet",
    "Inte vårt",
    "Krediterat",
    "Finns inte i raderna",
    "Återstår",
)

INVOICE_CANNOT: Mapping[str, str] = {
    "is_attested": "Fakturan är redan attesterad.",
    "is_paid": "Fakturan är redan betald.",
    "is_voided": "Fakturan är makulerad.",
    "not_controlled": "Fakturan är inte kontrollerad än.",
    "not_answered": "Motparten har inte fått svar om det som bestrids än.",
    "not_attested": "Fakturan är inte attesterad än.",
    "not_disputed": "Inget på fakturan bestrids.",
    "own_registration": "Den som har registrerat en faktura attesterar den inte. Be någon annan.",
    "nothing_left": "Bokningen och månaden är redan betalda. De betalas en gång.",
    "nothing_of_ours": (
        "Raden svarar inte mot något hos oss som kan betalas. Lägg in bokningen och kontrollera på nytt."
    ),
}
"""Why something cannot be done with an invoice just now."""


def heading(invoice: ReceivedInvoice, name: str) -> str:
    """The card's heading: whose invoice, and its number."""
    kind = "Kreditfaktura" if invoice.is_credit else "Faktura"
    return f"{kind} {invoice.number} från {name}"


def due(line: InvoiceInList) -> str:
    """When it falls due, or that it was paid."""
    if line.paid_on is not None:
        return f"Betald {formats.day(line.paid_on)}"
    if line.state is InvoiceState.VOIDED:
        return f"Makulerad {formats.day(line.invoice.voided_on)}"
    day = formats.day(line.invoice.due_on)
    if line.days_left < 0:
        return f"Förföll {day}, för {formats.counted(-line.days_left, 'dag', 'dagar')} sedan"
    if not line.days_left:
        return f"Förfaller i dag, {day}"
    left = f", {formats.counted(line.days_left, 'dag', 'dagar')} kvar" if line.is_due_soon else ""
    return f"Förfaller {day}{left}"


def left_of(found: InvoiceTotals) -> Ore:
    """What of an invoice is neither agreed to nor credited, in öre."""
    return Ore(found.billed - found.agreed - found.credited)


def outcome(found: InvoiceTotals) -> str:
    """What a control came to."""
    if found.is_right:
        return f"Hela beloppet stämmer: {formats.kr(found.billed)}."
    said = [f"{formats.kr(found.agreed)} av {formats.kr(found.billed)} godkänns."]
    for word, amount in (("bestrids", found.disputed), ("är inte vårt", found.not_ours)):
        if amount:
            said.append(f"{formats.kr(amount)} {word}.")
    if found.unexplained:
        said.append(f"{formats.kr(found.unexplained)} finns inte i raderna.")
    return " ".join(said)


def decided(decision: Decision, rows: Sequence[int]) -> str:
    """What was decided of rows."""
    numbers = [str(row) for row in rows]
    where = f"Rad {numbers[0]}" if len(numbers) == 1 else f"Raderna {formats.listed(numbers)}"
    return f"{where} {_DECIDED[decision]}."


def doubts(looked: Looked) -> list[str]:
    """What is worth knowing before a control is kept."""
    said = []
    invoice = looked.invoice.value
    if looked.sum_differs:
        rows = Ore(invoice.amount - looked.sum_differs)
        said.append(
            f"Raderna är tillsammans {formats.kr(rows)}, men fakturan är på {formats.kr(invoice.amount)}. "
            f"Skillnaden {formats.kr(looked.sum_differs)} godkänns inte."
        )
    if looked.other_months:
        months = formats.listed([formats.month(month) for month in looked.other_months])
        said.append(
            f"Raderna gäller också {months}, som fakturan inte sägs avse. De jämförs med vad vi har för de månaderna."
        )
    if looked.found.bill.unread:
        said.append(control_texts.unread(looked.found.bill.unread))
    if looked.protected_rows:
        rows_said = formats.counted(looked.protected_rows, "rad gäller", "rader gäller")
        said.append(
            f"{rows_said} personer med skyddade uppgifter. När kontrollen sparas visas fakturan bara för den som har "
            "behörighet, och raderna är inte med i svaret."
        )
    return said


def looked_title(looked: Looked) -> str:
    """What is being controlled."""
    return f"Kontroll av faktura {looked.invoice.value.number}"


def step(one: InvoiceStep) -> str:
    """A step in words, with its amount."""
    said = words.first_upper(words.word(one.kind))
    with_amount = one.amount is not None and one.kind in {InvoiceStepKind.ATTESTED, InvoiceStepKind.PAID}
    return f"{said}, {formats.kr(one.amount)}" if with_amount and one.amount is not None else said


def months(found: Sequence[Month]) -> str:
    """The months of a row, or that it names none."""
    return formats.months(found[0], found[-1]) if found else "utan månad"


def sums(found: InvoiceTotals) -> list[tuple[str, str]]:
    """The invoice's money, in words and amounts; what is nothing is left out but for the total and what is agreed."""
    amounts = (
        found.billed,
        found.agreed,
        found.disputed,
        found.not_ours,
        found.credited,
        found.unexplained,
        left_of(found),
    )
    told = zip(SUM_TOTALS, amounts, strict=True)
    return [(word, formats.kr(amount)) for place, (word, amount) in enumerate(told) if place < 2 or amount]


# the answer

ANSWER_TITLE = "Svar på faktura"
ANSWER_PAGE = "Svar till motparten"
ANSWER_ABOUT = (
    "Svaret skrivs som arbetsbok och som brev. Det säger vilka rader som godkänns och vilka som bestrids och varför. "
    "Inga namn eller nummer står i det."
)
GROUND = "Grund"
WAY, WRITE, CHOOSE_FOLDER = "Lämnas genom", "Skriv svaret …", "Välj mapp för svaret"
UNGROUNDED = "Inte med: grund för att lämna ut uppgifter saknas"
UNGROUNDED_ADVICE = (
    "Skriv paragrafen som Grund i bokningen, eller dagen för Samtycke till utlämnande där. Svara sedan på nytt."
)
NOTHING_TO_TELL = "Inget kan stå i svaret."
ANSWER_SHEET, ABOUT_SHEET = "Svar", "Om svaret"
ANSWER_COLUMNS = (
    "Rad hos er",
    "Er beteckning",
    "Vår bokning",
    "Avser",
    "Ert belopp",
    "Godkänt",
    "Bestridet",
    "Ställning",
    "Varför",
    "Vad vi ber er om",
)
_ASKS: Mapping[Verdict, str] = {
    Verdict.MISSING_HERE: "Meddela vilken bokning raden gäller, eller kreditera den.",
    Verdict.AMOUNT: "Kreditera raden och fakturera det belopp som vi har räknat fram, eller visa hur ert är beräknat.",
    Verdict.PERIOD: "Bekräfta vilken månad raden gäller.",
    Verdict.IDENTITY: "Bekräfta vem raden gäller, och rätta den.",
    Verdict.TWICE: "Kreditera raden: den står två gånger.",
    Verdict.PAID_BEFORE: "Kreditera raden: den är redan fakturerad.",
    Verdict.NOT_OURS: "Kreditera raden.",
}
ASK_TO_CREDIT = "Kreditera raden."
GREETING = (
    "Vi har kontrollerat er faktura rad för rad mot de bokningar och avtal som finns hos oss. Raderna har samma nummer "
    "som i er specifikation."
)
AGREED_TITLE, DISPUTED_TITLE, CONTACT_TITLE = "Godkända rader", "Bestridda rader", "Kontakt"
NO_NAMES = "Svaret nämner inga personer. Frågor om vem en rad gäller besvaras på säker väg."
NONE_AGREED, NONE_DISPUTED = "Inga rader godkänns.", "Inga rader bestrids."
TO, FROM, YOUR_INVOICE, INVOICE_DAY, YOUR_REFERENCE, ANSWER_DAY = (
    "Till",
    "Från",
    "Er faktura",
    "Fakturadatum",
    "Er referens",
    "Datum",
)


def ask(row: AnsweredRow) -> str | None:
    """What we ask of them for a row; nothing for one that is agreed to."""
    if not row.disputed:
        return None
    return ASK_TO_CREDIT if row.stance is Stance.NOT_OURS else _ASKS.get(row.verdict, ASK_TO_CREDIT)


def stance(row: AnsweredRow) -> str:
    """What we say of a row."""
    is_partly = row.stance is Stance.DIFFERS and row.agreed
    return "delvis godkänd" if is_partly else words.word(row.stance)


def row_numbers(rows: Sequence[int]) -> str:
    """The numbers of rows."""
    return ", ".join(map(str, rows))


def ground(one: DisclosureGround | None) -> str | None:
    """On what a row leaves."""
    if one is None:
        return None
    return one.paragraph or f"samtycke {formats.day(one.consent_on)}"


def about_answer(answer: InvoiceAnswer, day: date) -> tuple[tuple[str, str], ...]:
    """What the answer is about."""
    invoice = answer.invoice.value
    told = [
        (TO, answer.recipient),
        (FROM, answer.sender),
        (YOUR_INVOICE, invoice.number),
        (INVOICE_DAY, formats.day(invoice.invoiced_on) if invoice.invoiced_on else None),
        (YOUR_REFERENCE, invoice.their_reference),
        (ANSWER_DAY, formats.day(day)),
    ]
    return tuple((word, said) for word, said in told if said)


def counted(rows: Sequence[AnsweredRow], amount: Ore) -> str:
    """How many rows, and what they come to."""
    number = sum(len(one.rows) for one in rows)
    return f"{formats.counted(number, 'rad', 'rader')}, {formats.kr(amount)}."


def file_name(invoice: ReceivedInvoice, ending: str) -> str:
    """`Svar faktura 4711.pdf`: nobody's name, and nothing that a file name cannot have."""
    number = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in invoice.number)
    return f"Svar faktura {number}.{ending}"


def answer_outcome(answer: InvoiceAnswer) -> str:
    """How many rows the answer would have."""
    if not answer.rows:
        return NOTHING_TO_TELL
    agreed, disputed = (sum(len(one.rows) for one in part) for part in (answer.agreed, answer.disputed))
    return f"{formats.counted(agreed, 'rad godkänns', 'rader godkänns')}, {disputed} bestrids."


def protected(number: int) -> str:
    """Rows that are in no answer, to those who may know."""
    rows = formats.counted(number, "rad", "rader")
    return f"{rows} om personer med skyddade uppgifter är inte med. Svara om dem på annat sätt."


def written(folder: str) -> str:
    """The answer was written."""
    return f"Svaret ligger i {folder}. Filerna är inte krypterade. Lämna dem den väg som du har angett."
