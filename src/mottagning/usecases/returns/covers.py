"""The front sheet's facts, as they are when a month is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from mottagning.domain.agreements import PaymentMethod
from mottagning.domain.attests import AttestKind, attests_by_triple, standing_attests
from mottagning.domain.bookings import Booking
from mottagning.domain.ledger import Entry, Triple, triple_of
from mottagning.domain.office import OfficeSettings
from mottagning.domain.returns import Return
from mottagning.domain.settlement.facts import AgreementFacts
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import Addressee, AgreedRule, Attested, Cover, Party
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import Plan


def cover_of(ctx: Context, reader: Reader, planned: Plan, one: Return) -> Cover:
    """Parties, addresses, references and rules of a return."""
    agreements = [planned.agreements[key] for key in sorted({row.entry.agreement for row in one.shown})]
    bookings = {due.placement.booking.key: due.placement.booking for due in planned.due}
    own = [bookings[key] for key in sorted({row.entry.booking for row in one.shown})]
    return Cover(
        own=own_party(ctx, planned.office),
        counterpart=other_party(ctx, reader, one.counterpart),
        addressees=_addressees(reader, planned.office, one, own, {facts.agreement.key: facts for facts in agreements}),
        rules=_rules(one, agreements),
        is_sent=_is_sent(one, agreements),
        attests=_attests(reader, one) if planned.office.requires_attest else (),
    )


def _attests(reader: Reader, one: Return) -> tuple[Attested, ...]:
    """Who has attested the rows of a return as they are closed."""
    triples: dict[tuple[str, Triple], list[Entry]] = defaultdict(list)
    for row in one.shown:
        triples[row.entry.booking, triple_of(row.entry)].append(row.entry)
    attested = attests_by_triple(reader.attests.of_bookings(sorted({booking for booking, _ in triples})))
    latest: dict[tuple[AttestKind, str], date] = {}
    for (booking, triple), entries in triples.items():
        for given in standing_attests(attested, booking, triple, entries):
            key = (given.kind, given.by)
            latest[key] = max(latest.get(key, given.at.date()), given.at.date())
    order = list(AttestKind)
    found = sorted(latest, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(Attested(kind, by, latest[kind, by]) for kind, by in found)


def own_party(ctx: Context, office: OfficeSettings) -> Party:
    """The own municipality as it presents itself."""
    known = ctx.reference.municipalities.get(office.municipality)
    contact = ", ".join(part for part in (office.officer, office.phone, office.email) if part)
    return Party(
        code=office.municipality,
        name=ctx.name(office.municipality),
        organisation_number=office.organisation_number or (known.organisation_number if known else None),
        board=", ".join(part for part in (office.board, office.unit) if part) or None,
        contact=contact or None,
        address=office.invoice_address,
    )


def other_party(ctx: Context, reader: Reader, code: str) -> Party:
    """A counterpart as far as it is known."""
    found = reader.counterparts.find(code)
    known = ctx.reference.municipalities.get(code)
    return Party(
        code=code,
        name=(found.value.name if found and found.value.name else None) or ctx.name(code),
        organisation_number=known.organisation_number if known else code,
        contact=found.value.contact if found else None,
        address=found.value.invoice_address if found else None,
    )


def _addressees(
    reader: Reader,
    office: OfficeSettings,
    one: Return,
    bookings: list[Booking],
    agreements: Mapping[str, AgreementFacts],
) -> tuple[Addressee, ...]:
    """Where the invoice goes: the decision's own address and reference, else the agreement's, else the counterpart's.

    What we buy is invoiced to us.
    """
    found = reader.counterparts.find(one.counterpart)
    selling = one.direction is not RowDirection.BUY
    address = (found.value.invoice_address if found else None) if selling else office.invoice_address
    reference = (found.value.reference if found else None) if selling else office.reference
    governing = {row.entry.booking: row.entry.agreement for row in reversed(one.shown)}
    by_target: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for booking in bookings:
        agreed = agreements[governing[booking.key]].agreement.reference
        target = (booking.invoice_address or address, booking.invoice_reference or agreed or reference)
        by_target[target].append(booking.key)
    only = len(by_target) == 1
    return tuple(
        Addressee(address=to, reference=under, bookings=() if only else tuple(keys))
        for (to, under), keys in by_target.items()
    )


def _rules(one: Return, agreements: list[AgreementFacts]) -> tuple[AgreedRule, ...]:
    """The terms of each insats that the return bills, but for sensitive ones."""
    sensitive = {row.entry.service for row in one.shown if row.entry.is_sensitive}
    billed = {(row.entry.agreement, row.entry.service, row.entry.method) for row in one.shown}
    return tuple(
        AgreedRule(
            terms=terms,
            retroactive_limit=facts.agreement.retroactive_limit,
            credit_limit=facts.agreement.credit_limit,
        )
        for facts in agreements
        for terms in facts.terms
        if (facts.agreement.key, terms.service, terms.method) in billed and terms.service not in sensitive
    )


def _is_sent(one: Return, agreements: list[AgreementFacts]) -> bool:
    """What we sell goes to the counterpart; what we buy only where nobody invoices."""
    if one.direction is not RowDirection.BUY:
        return True
    return any(facts.agreement.payment is PaymentMethod.PAYOUT_WITHOUT_INVOICE for facts in agreements)
