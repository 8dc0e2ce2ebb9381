"""The words of the files for the economy system: e-invoices and vouchers, their settings, and what they lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mottagning.domain.invoices import Adding
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, Param
from mottagning.texts import formats

INVOICE, CREDIT_NOTE, VOUCHERS = "E-faktura", "E-kreditfaktura", "Bokföringsorder"

# in the e-invoice
ADDED: Mapping[Adding, str] = {
    Adding.ADMINISTRATION: "Administrativ avgift",
    Adding.VAT_COMPENSATION: "Momsersättning",
    Adding.ROUNDING: "Avrundning",
}
OUTSIDE_VAT = "Interkommunal ersättning, utanför mervärdesskatt"
EXEMPT_FROM_VAT = "Interkommunal ersättning, undantagen från mervärdesskatt"
BASIS = "Faktureringsunderlag"
CREDITED = "Kredit, avräknas eller betalas ut."


def note(return_number: str) -> str:
    """What the invoice says of itself."""
    return f"Underlag {return_number}. Specifikationen lämnas för sig."


def payment_terms(days: int) -> str:
    """`30 dagar netto`."""
    return f"{formats.counted(days, 'dag', 'dagar')} netto"


def line(booking: str, service_month: Month) -> str:
    """What a line is about beside its insats."""
    return f"Bokning {booking}, avser {service_month}"


# in the voucher
CLAIMS, DEBTS = "Fordringar på motparter", "Skulder till motparter"
BOUGHT, SOLD = "Köpta insatser", "Sålda insatser"
ACCRUED_COSTS, ACCRUED_INCOME = "Upplupna kostnader", "Upplupna intäkter"
REVERSED = "Återföring"
DIMENSIONS: Mapping[str, str] = {
    "cost_centre_dimension": "Ansvar",
    "activity_dimension": "Verksamhet",
    "project_dimension": "Projekt",
    "party_dimension": "Motpart",
}


def booked(service: str, service_month: Month) -> str:
    """The text of a line: insats and period."""
    return f"{service} {service_month}"


# settings
TAB = "Ekonomifiler"
SECTION_INVOICES, SECTION_VOUCHERS = "E-faktura (Peppol)", "Bokföringsorder (SIE)"
WRITES_INVOICES = "Skriv e-fakturor för det vi säljer"
WRITES_VOUCHERS = "Skriv bokföringsordrar"
SELLER_NAME, SELLER_HINT = "Vårt namn på fakturan", "Kommunens hela namn, till exempel Östersunds kommun."
PEPPOL, PEPPOL_HINT = "Vårt Peppol-id", "0007: och organisationsnumret, eller 0088: och GLN."
POSTAL_ADDRESS = "Postadress på fakturan: gata eller box, och på sista raden postnummer och ort"
BANKGIRO, PLUSGIRO, PAYMENT_DAYS = "Bankgiro", "Plusgiro", "Betalas inom, dagar"
VAT_EXEMPT = "Undantaget från moms (annars utanför moms)"
VAT_NUMBER, VAT_HINT = "Momsregistreringsnummer", "SE och tolv siffror, för det som är undantaget."
CLAIMS_ACCOUNT, DEBTS_ACCOUNT = "Konto för fordringar", "Konto för skulder"
ACCRUED_INCOME_ACCOUNT, ACCRUED_COSTS_ACCOUNT = "Konto för upplupna intäkter", "Konto för upplupna kostnader"
ACCRUAL_HINT = "Behövs först när upplupet skrivs som bokföringsorder."
SERIES, SERIES_HINT = "Verifikationsserie", "Tomt: ekonomisystemet väljer."
DIMENSION_OF: Mapping[str, str] = {name: f"Dimension för {word.lower()}" for name, word in DIMENSIONS.items()}
DIMENSION_HINT = "Dimensionens nummer i SIE."
PARTY_HINT = "Tomt: motpart skrivs inte."

# the window and the command line
WRITE_INVOICES, WRITE_VOUCHERS = "Skriv e-fakturor …", "Skriv bokföringsorder …"
NO_INVOICES = "Inget att fakturera den här månaden."
NO_VOUCHERS = "Inget att bokföra den här månaden."
VOUCHERS_WRITTEN = "{file} är skriven."


def invoices_written(written: int, folder: str, without: Iterable[str]) -> str:
    """How many e-invoices were written, and who takes none."""
    named = formats.listed(list(without))
    said = [f"{formats.counted(written, 'e-faktura', 'e-fakturor')} i {folder}."] if written else []
    said += [f"Utan Peppol-id, och därför utan e-faktura: {named}."] if named else []
    return " ".join(said) or NO_INVOICES


# what keeps a file from being written
NOTHING_WRITTEN = "Inget har skrivits."
LACKING_ADVICE = "Fyll i det under Inställningar, på bokningen eller i avtalet, och skriv filen igen."
OFF_ADVICE = "Slå på den under Inställningar, Ekonomifiler."
NOT_INVOICED: Mapping[str, str] = {
    "protected": "Underlaget gäller personer med skyddade uppgifter. För dem skrivs aldrig någon e-faktura.",
    "buy": "Underlaget gäller köp. Det är motparten som fakturerar.",
    "exchange": "Underlaget gäller byte. Då faktureras ingenting.",
}
_LACKING: Mapping[str, Callable[[Mapping[str, Param]], str]] = {
    "own_peppol_id": lambda _p: "Vårt Peppol-id saknas eller har fel kontrollsiffra.",
    "own_seller_name": lambda _p: "Vårt namn på fakturan saknas.",
    "own_address": lambda _p: "Vår postadress saknas.",
    "own_organisation_number": lambda _p: "Vårt organisationsnummer saknas eller har fel kontrollsiffra.",
    "payment": lambda _p: "Bankgiro eller plusgiro, och betalningsdagar, saknas.",
    "own_vat_number": lambda _p: "Vårt momsregistreringsnummer saknas.",
    "counterpart_peppol_id": lambda p: f"Peppol-id för {p['who']} saknas eller har fel kontrollsiffra.",
    "reference": lambda p: f"Referens till {p['who']} saknas för {p['bookings']}.",
    "personal_reference": lambda p: f"Referensen för {p['bookings']} är ett personnummer, som inte får stå i fakturan.",
    "paid_otherwise": lambda p: f"Avtalet {p['agreement']} betalas inte mot faktura.",
    "claims_account": lambda _p: "Konto för fordringar saknas eller är inte siffror.",
    "debts_account": lambda _p: "Konto för skulder saknas eller är inte siffror.",
    "accrued_income_account": lambda _p: "Konto för upplupna intäkter saknas eller är inte siffror.",
    "accrued_costs_account": lambda _p: "Konto för upplupna kostnader saknas eller är inte siffror.",
    "account_sell": lambda p: f"Konto vid försäljning saknas eller är inte siffror för {p['service']}.",
    "account_buy": lambda p: f"Konto vid köp saknas eller är inte siffror för {p['service']}.",
    **{
        name: lambda p, word=word: f"Dimension för {word.lower()} saknas, och {p['service']} har en kod för det."  # type: ignore[misc]
        for name, word in DIMENSIONS.items()
    },
}


def lacking(problems: Iterable[FieldProblem]) -> str:
    """All that a file lacks, a sentence each; the insatser that lack the same are told together."""
    found = list(problems)
    services: dict[str, list[str]] = {}
    for one in found:
        services.setdefault(one.name, []).append(str(one.params.get("service", "")))
    told = (_LACKING[one.name]({**one.params, "service": formats.listed(services[one.name])}) for one in found)
    return " ".join(dict.fromkeys(told))


def voucher_name(month: Month, whose: str) -> str:
    """The name of a month's voucher file."""
    return f"{month} {whose} {VOUCHERS}.si"


def invoice_name(number: str, *, is_credit: bool) -> str:
    """The name of an e-invoice's file."""
    return f"{number} {CREDIT_NOTE if is_credit else INVOICE}.xml"
