"""Does a row fit the register? What cannot be judged of a row alone: doubles, overlaps, parties, needed fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from mottagning.domain.accepted_warnings import acceptance_problems
from mottagning.domain.agreement_parties import AgreementParty, party_problems
from mottagning.domain.agreement_tree import ring_problems
from mottagning.domain.agreements import (
    Agreement,
    Direction,
    Price,
    agreement_problems,
    clashing_price,
    price_problems,
    price_thing,
    terms_problems,
)
from mottagning.domain.bookings import Booking, booking_problems
from mottagning.domain.budgets import budget_problems
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.deadlines.extensions import Extension, extension_problems
from mottagning.domain.deadlines.loaded import LoadedRule, blocks_of
from mottagning.domain.deadlines.reading import read_rules
from mottagning.domain.deviations import deviation_problems
from mottagning.domain.documents import document_problems, same_file
from mottagning.domain.duplicates import Apart, apart_problems, described, pairs_worth_a_look
from mottagning.domain.group_bookings import GroupBooking, group_problems
from mottagning.domain.identity import IdentityKind
from mottagning.domain.merging import FormerCase
from mottagning.domain.parked_rows import parked_problems
from mottagning.domain.people import Person, Residence, number_disagrees, overlapping, person_problems
from mottagning.domain.problems import FieldProblem
from mottagning.domain.received_invoices import InvoiceStep, ReceivedInvoice, invoice_problems
from mottagning.domain.requests import request_problems, step_problems
from mottagning.domain.responsibilities import responsibility_problems
from mottagning.domain.return_notes import note_problems
from mottagning.domain.return_templates import template_problems
from mottagning.domain.severities import quiet_problems
from mottagning.domain.shared_offers import SharedOffer, shared_offer_problems
from mottagning.files.register_workbook.cells import CellProblem, identity
from mottagning.files.register_workbook.reading import ParsedRow, ParsedSheet, folded_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.duplicates import Suspect
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import duplicates, fields, transfer
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.documents import is_open_to
from mottagning.usecases.duplicates import is_settled, suspect
from mottagning.usecases.group_bookings import course_keys, party_doubts, terms_doubts
from mottagning.usecases.offers import told_offer_problems
from mottagning.usecases.people_parts import part_problems
from mottagning.usecases.visible import is_hidden


@dataclass(slots=True)
class Pending:
    """A row that could become `record`, in place of `before`."""

    row: ParsedRow
    before: Stored[Any] | None
    record: Any


@dataclass(frozen=True, slots=True)
class Scene:
    """What a check may look at: the sheet, the register's records of the kind, and where warnings go."""

    ctx: Context
    uow: UnitOfWork
    sheet: ParsedSheet
    stored: Iterable[Stored[Any]]
    warnings: list[Warned]

    def reject(self, one: Pending, name: str, message: str) -> None:
        """Refuse a row for the sake of one field."""
        said = one.row.said(name)
        one.row.problems.append(Rejected(self.sheet.title, one.row.cell(name), said, message))

    def warn(self, one: Pending, name: str, message: str) -> None:
        """Take a row, and tell of one field."""
        self.warnings.append(Warned(self.sheet.title, one.row.cell(name), message))

    def said(self, one: Pending, problems: Iterable[FieldProblem]) -> None:
        """Refuse a row for what the rules say of its fields."""
        for problem in problems:
            self.reject(one, problem.name, fields.said(problem))


def _counterparts(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        record: Counterpart = one.record
        known = record.code in scene.ctx.reference.municipalities
        if "kind" not in one.row.values or one.row.values["kind"] is None:
            if not known and one.before is None:
                one.record = replace(record, kind=CounterpartKind.PRIVATE)
        elif record.kind is CounterpartKind.MUNICIPALITY and not known:
            scene.reject(one, "code", transfer.NO_MUNICIPALITY)


def _persons(scene: Scene, pending: Sequence[Pending]) -> None:
    numbers = _holders(scene)
    for one in pending:
        person: Person = one.record
        scene.said(one, person_problems(person))
        for kind in (IdentityKind.PERSONAL, IdentityKind.COORDINATION):
            number = person.number(kind)
            other = numbers.setdefault(number, person.case_number) if number else person.case_number
            if folded_key(other) != folded_key(person.case_number):
                name = "personal_number" if kind is IdentityKind.PERSONAL else "coordination_number"
                scene.reject(one, name, transfer.same_number(other))
        if number_disagrees(person):
            scene.warn(one, "birth_date", transfer.number_disagrees())
    _warn_of_duplicates(scene, [one for one in pending if not one.row.problems and _is_told_anew(one)])


_COMPARED_BY = ("given_name", "family_name", "called_name", "birth_date", "personal_number", "coordination_number")
"""What a row has to say anew of a person for her to be compared with the others."""


def _is_told_anew(one: Pending) -> bool:
    before = one.before.value if one.before else None
    return before is None or any(getattr(before, name) != getattr(one.record, name) for name in _COMPARED_BY)


def _warn_of_duplicates(scene: Scene, rows: Sequence[Pending]) -> None:
    """Tell of rows that may be somebody who is there already, in the register or further up; it stops nobody."""
    sees = scene.ctx.sees_protected
    shown = [one for one in rows if sees or not one.record.is_protected]
    if not shown:
        return
    known = {one.id: one for one in scene.uow.duplicates.everybody(protected=sees)}
    named = {number: suspect(one) for number, one in known.items()}
    everybody = {number: one.described for number, one in known.items()}
    entered: dict[int, Pending] = {}
    for one in shown:
        number = one.before.id if one.before else -one.row.number
        history = everybody[number].numbers if number in everybody else ()
        everybody[number] = described(one.record, history)
        entered[number] = one
    aparts = {(first, second): said for first, second, said in scene.uow.aparts.numbered()}
    told = [
        (*_lower_first(entered, pair), found)
        for pair, found in pairs_worth_a_look(everybody, entered).items()
        if not is_settled(aparts, *pair, found)
    ]
    for row, other, found in sorted(told, key=lambda each: entered[each[0]].row.number):
        record: Person | Suspect = entered[other].record if other in entered else named[other]
        place = "given_name" if entered[row].record.given_name else "family_name"
        scene.warn(entered[row], place, duplicates.imported(record.name, record.case_number, found))


def _lower_first(entered: Mapping[int, Pending], pair: tuple[int, int]) -> tuple[int, int]:
    """The one at whose row the two are told of, of two rows the lower, and the other."""
    row = max((number for number in pair if number in entered), key=lambda number: entered[number].row.number)
    return row, pair[0] if row == pair[1] else pair[1]


def _holders(scene: Scene) -> dict[str | None, str]:
    """Who has which number; a protected person nobody may know of neither reveals nor stops."""
    found: dict[str | None, str] = {}
    for stored in scene.stored:
        person: Person = stored.value
        if person.is_protected and not scene.ctx.sees_protected:
            continue
        for number in (person.personal_number, person.coordination_number):
            if number:
                found[number] = person.case_number
    return found


def _identities(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        try:
            number = identity(one.record.kind, one.record.number, scene.ctx.today)
        except CellProblem as problem:
            scene.reject(one, "number", str(problem))
        else:
            one.record = replace(one.record, number=number)
            one.before = one.before or scene.uow.identities.find(one.record.case_number, one.record.kind, number)


def _residences(scene: Scene, pending: Sequence[Pending]) -> None:
    people: dict[str, dict[object, Residence]] = defaultdict(dict)
    for stored in scene.stored:
        people[stored.value.case_number][stored.value.days.start] = stored.value
    for one in pending:
        people[one.record.case_number][one.record.days.start] = one.record
    for one in pending:
        residence: Residence = one.record
        clash = overlapping(list(people[residence.case_number].values()))
        if clash is not None and (clash == residence or clash.days.meet(residence.days)):
            scene.reject(one, "first", transfer.overlapping_residence())


def _agreements(scene: Scene, pending: Sequence[Pending]) -> None:
    known = {folded_key(stored.value.key): stored.value.key for stored in scene.stored}
    known |= {folded_key(one.record.key): one.record.key for one in pending}
    counterparts = {stored.value.code for stored in scene.uow.counterparts.every()}
    for one in pending:
        agreement: Agreement = one.record
        unknown = [
            code
            for code in agreement.parties
            if code not in scene.ctx.reference.municipalities and code not in counterparts
        ]
        if unknown:
            scene.reject(one, "parties", transfer.NO_COUNTERPART)
        for name in ("rests_on", "replaces"):
            value = getattr(agreement, name)
            if value is not None and folded_key(value) not in known:
                scene.reject(one, name, transfer.unknown_reference("Avtal", value))
        canonical = {
            name: known[folded_key(getattr(agreement, name))]
            for name in ("rests_on", "replaces")
            if folded_key(getattr(agreement, name)) in known
        }
        one.record = replace(agreement, **canonical)
        scene.said(one, (*agreement_problems(one.record), *quiet_problems(one.record)))
    _warn_of_rings(scene, pending)


def _warn_of_rings(scene: Scene, pending: Sequence[Pending]) -> None:
    """Agreements that come to rest on themselves by way of others are walked once, and told of."""
    every = {stored.value.key: stored.value for stored in scene.stored}
    every |= {one.record.key: one.record for one in pending}
    for one in pending:
        for problem in ring_problems(one.record, every.values()):
            scene.warn(one, problem.name, fields.said(problem))


def _agreement_parties(scene: Scene, pending: Sequence[Pending]) -> None:
    """What is told of somebody who is no party is kept, and told of."""
    agreements = {stored.value.key: stored.value for stored in scene.uow.agreements.every()}
    office = scene.uow.settings.office()
    for one in pending:
        party: AgreementParty = one.record
        scene.said(one, party_problems(party))
        agreement = agreements[party.agreement]
        if party.code not in agreement.parties and not (office and party.code == office.municipality):
            scene.warn(one, "code", transfer.no_such_party(agreement.key))


def _terms(scene: Scene, pending: Sequence[Pending]) -> None:
    """Terms that contradict themselves hold their rows back later, with advice; here they are told of."""
    for one in pending:
        for problem in terms_problems(one.record):
            scene.warn(one, problem.name, fields.said(problem))


def _prices(scene: Scene, pending: Sequence[Pending]) -> None:
    replaced = {one.before.id for one in pending if one.before}
    register: dict[tuple[object, ...], list[Price]] = defaultdict(list)
    for stored in scene.stored:
        if stored.id not in replaced:
            register[price_thing(stored.value)].append(stored.value)
    earlier: dict[tuple[object, ...], list[tuple[Price, int]]] = defaultdict(list)
    for one in pending:
        price: Price = one.record
        thing = price_thing(price)
        scene.said(one, price_problems(price))
        clash = next((row for other, row in earlier[thing] if other.days.meet(price.days)), None)
        if clash is not None:
            scene.reject(one, "first", transfer.overlapping_price(clash))
        elif clashing_price(price, register[thing]):
            scene.reject(one, "first", transfer.overlapping_price_in_register())
        else:
            earlier[thing].append((price, one.row.number))


def _bookings(scene: Scene, pending: Sequence[Pending]) -> None:
    courses = {folded_key(key) for key in course_keys(scene.uow)}
    agreements = {stored.value.key: stored.value for stored in scene.uow.agreements.every()}
    for one in pending:
        booking: Booking = one.record
        scene.said(one, booking_problems(booking))
        if folded_key(booking.key) in courses:
            scene.reject(one, "key", transfer.key_of_a_course(booking.key))
        agreement = agreements.get(booking.agreement)
        if agreement is None:
            continue
        if needs_provider(booking, agreement):
            scene.reject(one, "provider_municipality", transfer.needs_provider())
        elif is_foreign(booking, agreement, scene.uow):
            scene.warn(one, "provider_municipality", transfer.not_a_party(agreement.key))


def _shared_offers(scene: Scene, pending: Sequence[Pending]) -> None:
    agreements = {stored.value.key: stored.value for stored in scene.uow.agreements.every()}
    taken = {
        folded_key(stored.value.key)
        for store in (scene.uow.bookings, scene.uow.group_bookings)
        for stored in store.every()
    }
    for one in pending:
        offer: SharedOffer = one.record
        scene.said(one, shared_offer_problems(offer))
        agreement = agreements.get(offer.agreement)
        if folded_key(offer.key) in taken:
            scene.reject(one, "key", transfer.key_of_a_booking(offer.key))
        elif agreement is not None and outsiders(offer, agreement, scene.uow):
            scene.warn(one, "shares", transfer.not_a_party(agreement.key))


def _group_bookings(scene: Scene, pending: Sequence[Pending]) -> None:
    taken = {
        folded_key(stored.value.key)
        for store in (scene.uow.bookings, scene.uow.shared_offers)
        for stored in store.every()
    }
    for one in pending:
        group: GroupBooking = one.record
        scene.said(one, group_problems(group, scene.ctx.today))
        if folded_key(group.key) in taken:
            scene.reject(one, "key", transfer.key_of_another(group.key))
        for problem in (*party_doubts(scene.uow, group), *terms_doubts(scene.uow, group)):
            scene.warn(one, problem.name, fields.said(problem))


def outsiders(offer: SharedOffer, agreement: Agreement, uow: UnitOfWork) -> list[str]:
    """Municipalities that hold a course together outside the agreement that binds them; our own is always inside."""
    office = uow.settings.office()
    inside = {*agreement.parties, *([office.municipality] if office else [])}
    named = [offer.provider_municipality, *(share.municipality for share in offer.shares)]
    return [code for code in dict.fromkeys(named) if code not in inside]


def needs_provider(booking: Booking, agreement: Agreement) -> bool:
    """Whether a booking must say which municipality provides (formats/register-workbook: Anordnarkommun)."""
    if booking.provider_municipality is not None or agreement.direction is Direction.SELL:
        return False
    return len(agreement.parties) > 1 or agreement.direction is not Direction.BUY


def is_foreign(booking: Booking, agreement: Agreement, uow: UnitOfWork) -> bool:
    """Whether we would buy from a municipality that the agreement does not bind."""
    provider = booking.provider_municipality
    if provider is None or agreement.direction is Direction.SELL or provider in agreement.parties:
        return False
    office = uow.settings.office()
    return office is None or provider != office.municipality or agreement.direction is Direction.BUY


def _parts(scene: Scene, pending: Sequence[Pending]) -> None:
    """What hangs on a person, each beside her others of the kind as they will be; of two rows the later is told of."""
    after: dict[str, dict[int, Any]] = defaultdict(dict)
    for stored in scene.stored:
        after[stored.value.case_number][stored.id] = stored.value
    rows: dict[int, int] = {}
    for one in pending:
        place = one.before.id if one.before else -one.row.number
        rows[place] = one.row.number
        after[one.record.case_number][place] = one.record
    for one in pending:
        mine = after[one.record.case_number].items()
        others = [record for place, record in mine if rows.get(place, 0) < one.row.number]
        scene.said(one, part_problems(scene.uow, one.record, others))


def _documents(scene: Scene, pending: Sequence[Pending]) -> None:
    """Records without their files. What is said of a file that the register holds is not for a workbook to change."""
    held = scene.uow.documents.held([stored.id for stored in scene.stored])
    for one in pending:
        if one.before is not None and one.before.id in held:
            one.record = same_file(one.before.value, one.record)
        elif one.record.sha256 is not None:
            scene.warn(one, "file_name", transfer.file_not_read(one.record.key))
        scene.said(one, document_problems(one.record))
        if one.before is not None and not is_open_to(scene.ctx, scene.uow, one.before.value.owners[0]):
            scene.reject(one, "key", transfer.key_taken(one.record.key))


def _return_templates(scene: Scene, pending: Sequence[Pending]) -> None:
    """Records without their workbooks. What is said of one that the register holds is not for this one to change."""
    held = scene.uow.return_templates.held([stored.id for stored in scene.stored])
    for one in pending:
        if one.before is not None and one.before.id in held:
            one.record = one.before.value
        else:
            scene.warn(one, "file_name", transfer.form_not_read(one.record.agreement))
        scene.said(one, template_problems(one.record))


def _offers(scene: Scene, pending: Sequence[Pending]) -> None:
    """Each by itself: rows come in any order, so that seats are counted once all of them are in."""
    for one in pending:
        scene.said(one, told_offer_problems(scene.ctx, one.record))


def _responsibilities(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, responsibility_problems(one.record))


def _requests(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, request_problems(one.record))


def _deviations(scene: Scene, pending: Sequence[Pending]) -> None:
    """To those without the right a deviation of a hidden booking is not theirs to change: its key is taken."""
    _of_bookings(scene, pending, scene.uow.deviations, deviation_problems)


class _Visible(Protocol):
    """A store whose records may be of hidden bookings."""

    def visible(self, *, protected: bool) -> list[Stored[Any]]:
        """All; those of bookings of people with protected data only when `protected` is set."""
        ...


def _of_bookings(
    scene: Scene, pending: Sequence[Pending], store: _Visible, problems: Callable[[Any], Iterable[FieldProblem]]
) -> None:
    seen = {one.id for one in store.visible(protected=scene.ctx.sees_protected)}
    for one in pending:
        if one.before is not None and one.before.id not in seen:
            scene.reject(one, "key", transfer.key_taken(one.record.key))
        scene.said(one, problems(one.record))


def _accepted_warnings(scene: Scene, pending: Sequence[Pending]) -> None:
    """As deviations: one of a hidden booking is not theirs to change who lack the right."""
    _of_bookings(scene, pending, scene.uow.accepted_warnings, acceptance_problems)


def _parked_rows(scene: Scene, pending: Sequence[Pending]) -> None:
    """As accepted warnings."""
    _of_bookings(scene, pending, scene.uow.parked_rows, parked_problems)


def _return_notes(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, note_problems(one.record))


def _received_invoices(scene: Scene, pending: Sequence[Pending]) -> None:
    """One number of a counterpart is one invoice; of one that may not be seen the key is taken."""
    seen = {one.value.key for one in scene.uow.received_invoices.visible(protected=scene.ctx.sees_protected)}
    numbers = {
        (one.value.counterpart, one.value.number): one.value.key for one in scene.stored if one.value.voided_on is None
    }
    for one in pending:
        invoice: ReceivedInvoice = one.record
        if one.before is not None and one.before.value.key not in seen:
            scene.reject(one, "key", transfer.key_taken(invoice.key))
        scene.said(one, invoice_problems(invoice, scene.ctx.today))
        if invoice.voided_on is None:
            other = numbers.setdefault((invoice.counterpart, invoice.number), invoice.key)
            if other != invoice.key:
                scene.reject(one, "number", fields.said(FieldProblem("number", "invoice_number_taken")))


def _of_invoices(scene: Scene, pending: Sequence[Pending]) -> None:
    """What belongs to an invoice that may not be seen is not touched, and of what was done nothing changes."""
    seen = {one.value.key for one in scene.uow.received_invoices.visible(protected=scene.ctx.sees_protected)}
    for one in pending:
        if one.record.invoice not in seen:
            scene.reject(one, "invoice", transfer.key_taken(one.record.invoice))
        elif _names_unseen(scene, one):
            name = str(one.record.our_booking)
            scene.reject(one, "our_booking", transfer.unknown_reference("Bokning", name))
        elif isinstance(one.record, InvoiceStep) and one.before is not None and one.before.value != one.record:
            scene.reject(one, "number", transfer.STEP_STANDS)


def _names_unseen(scene: Scene, one: Pending) -> bool:
    """Whether a row newly names a booking that is none for who may not see everybody: an invoice would vanish by it."""
    booking = getattr(one.record, "our_booking", None)
    if scene.ctx.sees_protected or booking is None or (one.before and one.before.value.our_booking == booking):
        return False
    found = scene.uow.bookings.find(booking)
    if found is None:
        return booking not in course_keys(scene.uow)
    return is_hidden(scene.ctx, scene.uow, found.value.case_number)


def _invoice_payments(scene: Scene, pending: Sequence[Pending]) -> None:
    """A payment of another invoice is never made this one's: a booking and month are paid once."""
    _of_invoices(scene, pending)
    for one in pending:
        if one.before is not None and one.before.value.invoice != one.record.invoice:
            scene.reject(one, "line", transfer.PAID_BY_ANOTHER)


def _budgets(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, budget_problems(one.record))


def _request_steps(scene: Scene, pending: Sequence[Pending]) -> None:
    """What each step holds; that they follow one another is the business of the office that took them."""
    for one in pending:
        scene.said(one, step_problems((), one.record))


def _memberships(scene: Scene, pending: Sequence[Pending]) -> None:
    """A time in a household whose first day was not known is the one that is told of now."""
    told = {(one.record.case_number, one.record.household, one.record.joined_on) for one in pending}
    for one in pending:
        unknown = (one.record.case_number, one.record.household, None)
        if one.before is None and unknown not in told:
            one.before = scene.uow.memberships.find(*unknown)
    _parts(scene, pending)


def _aparts(scene: Scene, pending: Sequence[Pending]) -> None:
    """Two who are said not to be one, in the order in which the register has them."""
    for one in pending:
        said: Apart = one.record
        scene.said(one, apart_problems(said))
        before = one.before or scene.uow.aparts.find(said.other_case, said.case_number)
        if before is not None:
            case_number, other_case = before.value.case_number, before.value.other_case
            one.before, one.record = before, replace(said, case_number=case_number, other_case=other_case)


def _former_cases(scene: Scene, pending: Sequence[Pending]) -> None:
    """A former case number is nobody's own; that of somebody who may not be seen is taken."""
    cases = {folded_key(one.value.case_number) for one in scene.uow.people.every()}
    for one in pending:
        said: FormerCase = one.record
        if folded_key(said.former_case) in cases:
            scene.reject(one, "former_case", transfer.case_is_there(said.former_case))
        if one.before is not None and is_hidden(scene.ctx, scene.uow, one.before.value.case_number):
            scene.reject(one, "former_case", transfer.key_taken(said.former_case))


def _extensions(scene: Scene, pending: Sequence[Pending]) -> None:
    """Each within its rule, as far as a row by itself can tell."""
    book = rule_book(scene.ctx, scene.uow)
    for one in pending:
        said: Extension = one.record
        rule = book.named(said.rule)
        if rule is None:
            scene.said(one, (FieldProblem("rule", "unknown", {"value": said.rule}),))
        else:  # what a workbook says was granted is taken at its word, as before
            scene.said(one, extension_problems(rule, said.old_day, said, said.granted_on))


def _loaded_rules(scene: Scene, pending: Sequence[Pending]) -> None:
    """A rule that cannot be read is none."""
    for one in pending:
        said: LoadedRule = one.record
        found = read_rules(said.file, said.text)
        if found.problems:
            scene.said(one, (FieldProblem("text", "rules_with_errors"),))
        elif [block.key for block in blocks_of(said.file, found, said.loaded_on)] != [said.key]:
            scene.said(one, (FieldProblem("key", "other_rule"),))


CHECKS: Mapping[str, Callable[[Scene, Sequence[Pending]], None]] = {
    "permits": _parts,
    "memberships": _memberships,
    "representatives": _parts,
    "languages": _parts,
    "profiles": _parts,
    "incomes": _parts,
    "housings": _parts,
    "consents": _parts,
    "reminders": _parts,
    "aparts": _aparts,
    "former_cases": _former_cases,
    "counterparts": _counterparts,
    "persons": _persons,
    "identities": _identities,
    "residences": _residences,
    "agreements": _agreements,
    "agreement_parties": _agreement_parties,
    "terms": _terms,
    "prices": _prices,
    "shared_offers": _shared_offers,
    "group_bookings": _group_bookings,
    "bookings": _bookings,
    "offers": _offers,
    "requests": _requests,
    "request_steps": _request_steps,
    "deviations": _deviations,
    "accepted_warnings": _accepted_warnings,
    "parked_rows": _parked_rows,
    "return_notes": _return_notes,
    "budgets": _budgets,
    "responsibilities": _responsibilities,
    "documents": _documents,
    "received_invoices": _received_invoices,
    "invoice_steps": _of_invoices,
    "invoice_rows": _of_invoices,
    "invoice_payments": _invoice_payments,
    "return_templates": _return_templates,
    "milestones": _parts,
    "extensions": _extensions,
    "loaded_rules": _loaded_rules,
}
