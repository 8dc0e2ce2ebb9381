"""An invoice or credit note as UBL 2.1 by Peppol BIS Billing 3: the elements in the order of the schema.

Moms: interkommunal ersättning carries none. Outside it is category O, which names no momsnummer and is alone on the
invoice (EN 16931 BR-O-02, BR-O-11); exempt is E, which names the seller's (BR-E-02). Either gives its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from lxml import etree

from mottagning.domain.agreements import Unit
from mottagning.domain.invoices import Added, Invoice, InvoiceLine, InvoiceParty
from mottagning.domain.payment_numbers import ORGANISATION
from mottagning.domain.periods import DateRange
from mottagning.domain.postal import PostalAddress
from mottagning.files.cells import CONTROL_CHARACTERS
from mottagning.files.workbook import placed
from mottagning.texts import economy_files as texts

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{{{_UBL}CommonAggregateComponents-2}}", f"{{{_UBL}CommonBasicComponents-2}}"
_CURRENCY = {"currencyID": "SEK"}
_CREDIT_TRANSFER = "30"
_UNITS = {
    Unit.DAY: "DAY",
    Unit.NIGHT: "DAY",
    Unit.WEEK: "WEE",
    Unit.MONTH: "MON",
    Unit.YEAR: "ANN",
    Unit.HOUR: "HUR",
}
"""UN/ECE Recommendation 20. What it has no word for – a term, a course, a place, a point – is counted as `one`."""
_ONE = "C62"


def write(target: Path, invoice: Invoice) -> None:
    """Write `invoice` to `target`. Raises Trouble; a half-written file never stands."""
    with placed(target) as beside:
        beside.write_bytes(encoded(invoice))


def encoded(invoice: Invoice) -> bytes:
    """`invoice` as an XML document in UTF-8."""
    kind = "CreditNote" if invoice.is_credit else "Invoice"
    namespace = f"{_UBL}{kind}-2"
    root = etree.Element(
        f"{{{namespace}}}{kind}", nsmap={None: namespace, "cac": _CAC.strip("{}"), "cbc": _CBC.strip("{}")}
    )
    _head(root, invoice)
    _parties(root, invoice)
    _payment(root, invoice)
    _totals(root, invoice)
    for line in invoice.lines:
        _line(root, line, invoice)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _text(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, _CBC + name, attributes)
    element.text = CONTROL_CHARACTERS.sub(" ", text).strip()


def _maybe(parent: etree._Element, name: str, text: str | None, **attributes: str) -> None:
    if text:
        _text(parent, name, text, **attributes)


def _part(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, _CAC + name)


def _kronor(parent: etree._Element, name: str, ore: int) -> None:
    _text(parent, name, f"{Decimal(ore) / 100:.2f}", **_CURRENCY)


def _decimal(value: Fraction) -> str:
    """A number with all its decimals: `value` has an end of them."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(exact.normalize(), "f")


def _head(root: etree._Element, invoice: Invoice) -> None:
    head = invoice.head
    _text(root, "CustomizationID", CUSTOMIZATION)
    _text(root, "ProfileID", PROFILE)
    _text(root, "ID", invoice.number)
    _text(root, "IssueDate", head.issued.isoformat())
    if invoice.is_credit:
        _text(root, "CreditNoteTypeCode", "381")
    else:
        _text(root, "DueDate", _due(invoice).isoformat())
        _text(root, "InvoiceTypeCode", "380")
    _text(root, "Note", texts.note(head.return_number))
    _text(root, "DocumentCurrencyCode", _CURRENCY["currencyID"])
    _text(root, "BuyerReference", invoice.reference)
    _period(root, invoice.period)
    for number in invoice.preceding:
        _text(_part(_part(root, "BillingReference"), "InvoiceDocumentReference"), "ID", number)
    basis = _part(root, "AdditionalDocumentReference")
    _text(basis, "ID", head.return_number)
    _text(basis, "DocumentDescription", texts.BASIS)


def _due(invoice: Invoice) -> date:
    return invoice.head.issued + timedelta(days=invoice.head.payment.days)


def _period(parent: etree._Element, days: DateRange) -> None:
    period = _part(parent, "InvoicePeriod")
    _text(period, "StartDate", days.start.isoformat())
    _text(period, "EndDate", days.last.isoformat() if days.last else days.start.isoformat())


def _parties(root: etree._Element, invoice: Invoice) -> None:
    head = invoice.head
    seller = _party(_part(root, "AccountingSupplierParty"), head.seller, head.seller.address)
    buyer_address = invoice.address or head.buyer.address
    buyer = _party(_part(root, "AccountingCustomerParty"), head.buyer, buyer_address)
    for party, element in ((head.seller, seller), (head.buyer, buyer)):
        legal = _part(element, "PartyLegalEntity")
        _text(legal, "RegistrationName", party.name)
        _maybe(legal, "CompanyID", party.organisation_number, schemeID=ORGANISATION)
        _contact(element, party)


def _party(parent: etree._Element, party: InvoiceParty, address: PostalAddress | None) -> etree._Element:
    element = _part(parent, "Party")
    _text(element, "EndpointID", party.endpoint.number, schemeID=party.endpoint.scheme)
    _text(_part(element, "PartyName"), "Name", party.name)
    _address(_part(element, "PostalAddress"), address)
    if party.vat_number:
        scheme = _part(element, "PartyTaxScheme")
        _text(scheme, "CompanyID", party.vat_number)
        _text(_part(scheme, "TaxScheme"), "ID", "VAT")
    return element


def _address(element: etree._Element, address: PostalAddress | None) -> None:
    """Three lines at most; what an address has beyond them stands in the last."""
    lines = address.lines if address else ()
    first, second, rest = lines[0] if lines else None, lines[1] if len(lines) > 1 else None, ", ".join(lines[2:])
    _maybe(element, "StreetName", first)
    _maybe(element, "AdditionalStreetName", second)
    _maybe(element, "CityName", address.town if address else None)
    _maybe(element, "PostalZone", address.postal_code if address else None)
    if rest:
        _text(_part(element, "AddressLine"), "Line", rest)
    _text(_part(element, "Country"), "IdentificationCode", "SE")


def _contact(element: etree._Element, party: InvoiceParty) -> None:
    if party.desk or party.phone or party.email:
        contact = _part(element, "Contact")
        _maybe(contact, "Name", party.desk)
        _maybe(contact, "Telephone", party.phone)
        _maybe(contact, "ElectronicMail", party.email)


def _payment(root: etree._Element, invoice: Invoice) -> None:
    payment = invoice.head.payment
    giros = (("SE:BANKGIRO", payment.bankgiro), ("SE:PLUSGIRO", payment.plusgiro))
    for branch, number in giros:
        if number and not invoice.is_credit:
            means = _part(root, "PaymentMeans")
            _text(means, "PaymentMeansCode", _CREDIT_TRANSFER)
            _text(means, "PaymentID", invoice.number)
            account = _part(means, "PayeeFinancialAccount")
            _text(account, "ID", number)
            _text(_part(account, "FinancialInstitutionBranch"), "ID", branch)
    said = texts.CREDITED if invoice.is_credit else texts.payment_terms(payment.days)
    _text(_part(root, "PaymentTerms"), "Note", said)


def _totals(root: etree._Element, invoice: Invoice) -> None:
    tax = _part(root, "TaxTotal")
    _kronor(tax, "TaxAmount", 0)
    subtotal = _part(tax, "TaxSubtotal")
    _kronor(subtotal, "TaxableAmount", invoice.total)
    _kronor(subtotal, "TaxAmount", 0)
    _category(subtotal, "TaxCategory", is_exempt=invoice.head.is_vat_exempt, says_why=True)
    sums = _part(root, "LegalMonetaryTotal")
    for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"):
        _kronor(sums, name, invoice.total)


def _category(parent: etree._Element, name: str, *, is_exempt: bool, says_why: bool = False) -> None:
    category = _part(parent, name)
    _text(category, "ID", "E" if is_exempt else "O")
    if is_exempt:
        _text(category, "Percent", "0")
    if says_why and not is_exempt:
        _text(category, "TaxExemptionReasonCode", "VATEX-EU-O")
    if says_why:
        _text(category, "TaxExemptionReason", texts.EXEMPT_FROM_VAT if is_exempt else texts.OUTSIDE_VAT)
    _text(_part(category, "TaxScheme"), "ID", "VAT")


def _line(root: etree._Element, line: InvoiceLine, invoice: Invoice) -> None:
    element = _part(root, "CreditNoteLine" if invoice.is_credit else "InvoiceLine")
    unit = _UNITS.get(line.unit, _ONE) if line.unit else _ONE
    _text(element, "ID", str(line.row))
    _text(
        element, "CreditedQuantity" if invoice.is_credit else "InvoicedQuantity", _decimal(line.quantity), unitCode=unit
    )
    _kronor(element, "LineExtensionAmount", line.amount)
    _period(element, line.days)
    _added(element, line.added)
    item = _part(element, "Item")
    _text(item, "Description", texts.line(line.booking, line.service_month))
    _text(item, "Name", line.service)
    _category(item, "ClassifiedTaxCategory", is_exempt=invoice.head.is_vat_exempt)
    price = _part(element, "Price")
    _text(price, "PriceAmount", _decimal(line.price), **_CURRENCY)
    _text(price, "BaseQuantity", str(line.base), unitCode=unit)


def _added(element: etree._Element, added: Iterable[Added]) -> None:
    for one in added:
        charge = _part(element, "AllowanceCharge")
        _text(charge, "ChargeIndicator", "true" if one.amount > 0 else "false")
        _text(charge, "AllowanceChargeReason", texts.ADDED[one.what])
        _kronor(charge, "Amount", abs(one.amount))
