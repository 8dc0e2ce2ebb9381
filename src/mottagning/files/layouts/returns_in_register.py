"""How closed months stand in the register workbook: Underlag, Underlagsrader, Underlagshändelser.

Underlagsrader has the columns of Specifikation and, after them, what Specifikation rounds or leaves out: without it a
moved register could not tell its rows to the öre.
"""

from __future__ import annotations

from mottagning.domain.agreements import Method, Unit
from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.identity import IdentityKind
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.money import Rounding
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.claims import Component
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.layouts.register import Column, Holds, Sheet
from mottagning.readmodels.transfer import EventRecord, ReturnRecord, ReturnRowRecord


def _word(heading: str, field: str, kind: type, *, mandatory: bool = False) -> Column:
    return Column(heading, field, Holds.WORD, mandatory, kind)


RETURNS = Sheet(
    "Underlag",
    "returns",
    ReturnRecord,
    ("number",),
    (
        Column("Underlag", "number", mandatory=True),
        Column("Månad", "month", Holds.MONTH, mandatory=True),
        Column("Motpart", "counterpart", Holds.COUNTERPART),
        _word("Riktning", "direction", RowDirection),
        Column("Stängt", "closed_at"),
        Column("Kontrollsiffra", "fingerprint"),
        Column("Stängt av", "closed_by"),
        Column("Skyddat", "is_protected", Holds.YES_NO),
        Column("Försättsblad", "cover", Holds.LONG_TEXT),
        Column("Stängning", "part", Holds.WHOLE),
        _word("Stänger", "kind", ClosingKind),
        Column("Motparter", "scope"),
    ),
)
RETURN_ROWS = Sheet(
    "Underlagsrader",
    "return_rows",
    ReturnRowRecord,
    ("number", "row"),
    (
        Column("Underlag", "number", mandatory=True),
        Column("Rad", "row", Holds.WHOLE, mandatory=True),
        Column("Bokning", "booking", mandatory=True),
        Column("Ärende", "case_number"),
        Column("Identitet", "identity"),
        _word("Id-typ", "identity_kind", IdentityKind),
        Column("Tidigare identitet", "previous_identity"),
        Column("Namn", "name"),
        Column("Insats", "service", mandatory=True),
        Column("Variant", "variant"),
        Column("Anordnare", "provider"),
        Column("Anordnarkommun", "provider_municipality", Holds.COUNTERPART),
        Column("Betalande kommun", "payer", Holds.COUNTERPART),
        Column("Från och med", "first", Holds.DAY, mandatory=True),
        Column("Till och med", "last", Holds.DAY),
        Column("Avser månad", "service_month", Holds.MONTH, mandatory=True),
        _word("Beräkningssätt", "method", Method, mandatory=True),
        Column("Antal", "quantity", Holds.SIGNED),
        Column("Av", "of", Holds.WHOLE),
        _word("Enhet", "unit", Unit, mandatory=True),
        Column("À-pris", "unit_price", Holds.SIGNED),
        Column("Administrativ avgift", "administration_fee", Holds.SCALED),
        Column("Belopp", "amount", Holds.SIGNED, mandatory=True),
        _word("Radtyp", "kind", RowKind, mandatory=True),
        Column("Rättar", "corrects"),
        Column("Avser faktura", "corrects_invoice"),
        _word("Orsak", "reason", Reason),
        Column("Grund", "ground"),
        Column("Beslut", "decision"),
        Column("Avtal", "agreement", mandatory=True),
        Column("Motpartens referens", "counterpart_reference"),
        Column("Prislista", "price_source"),
        Column("Preliminär", "is_preliminary", Holds.YES_NO),
        Column("Beräkning", "explanation", Holds.LONG_TEXT),
        Column("Avräkningsmånad", "settlement_month", Holds.MONTH),
        Column("Exakt antal", "exact_quantity"),
        Column("Pris", "price", Holds.LONG_TEXT),
        Column("Momsersättning", "vat_compensation", Holds.SCALED),
        _word("Avrundning", "rounding", Rounding),
        _word("Del", "component", Component),
        Column("Känslig", "is_sensitive", Holds.YES_NO),
        Column("Steg", "steps", Holds.LONG_TEXT),
    ),
)
EVENTS = Sheet(
    "Underlagshändelser",
    "return_events",
    EventRecord,
    ("number", "at"),
    (
        Column("Underlag", "number", mandatory=True),
        Column("Tid", "at", mandatory=True),
        Column("Av", "by"),
        _word("Status", "state", ReturnState, mandatory=True),
        _word("Sätt", "way", HandOutWay),
        Column("Mottagare", "recipient"),
        Column("Fakturanummer", "invoice_number"),
        Column("Fakturadatum", "invoiced_on", Holds.DAY),
    ),
)
