"""What would closing a month do now? Gathers the facts and lets the domain decide; writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mottagning.domain.attests import attests_by_triple, unattested
from mottagning.domain.bookings import Booking
from mottagning.domain.canonical import from_text
from mottagning.domain.checks import Subject
from mottagning.domain.circumstances import UNKNOWN, Circumstances
from mottagning.domain.closing import Candidate, Ledger, Outcome, close, lost_check, warnings
from mottagning.domain.closing_scope import ClosingKind, Keeps, Scope, taken
from mottagning.domain.ledger import Entry, Triple
from mottagning.domain.office import OfficeSettings
from mottagning.domain.parked_rows import parked_by
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.returns import Return, compose
from mottagning.domain.settlement.engine import Office, Span
from mottagning.domain.settlement.facts import AgreementFacts, Placement, book
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import ClosedReturn, FrozenBooking
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Plan:
    """What an act of closing would do. `agreements` are those that decided; `due` the bookings that were looked at."""

    month: Month
    scope: Scope
    office: OfficeSettings
    due: Sequence[DueBooking]
    candidates: Sequence[Candidate]
    outcomes: Sequence[Outcome]
    agreements: Mapping[str, AgreementFacts]
    returns: tuple[Return, ...]
    warnings: tuple[Problem, ...]
    skips_open_months: bool = False


def plan(
    reader: Reader,
    office: OfficeSettings,
    month: Month,
    *,
    only: Collection[str] = (),
    attests: bool = True,
) -> Plan:
    """What closing `month` would do, or only its counterparts `only`.

    While earlier months are open it holds only what belongs to the month itself; of a month that is closed in part what
    is left. Without `attests` rows are shown that wait for nothing but an attest.
    """
    ahead = month > next_open(reader, office)
    closed = closed_counterparts(reader, month)
    scope = Scope(kind=ClosingKind.PART, counterparts=tuple(sorted(set(only) - closed)))
    if not only:
        scope = Scope(counterparts=tuple(sorted(closed)))
    span = Span(month if ahead else office.first_month, month)
    planned = _planned(reader, office, month, scope, reader.facts.due(month), span, attests=attests)
    return replace(planned, skips_open_months=ahead)


def closed_counterparts(reader: Reader, month: Month, *, protected: bool = True) -> set[str]:
    """The counterparts with which `month` is closed by themselves.

    Without `protected` those alone of whom an ordinary return was made: no others were there to be closed.
    """
    closed = {code for one in reader.ledger.closings(month) for code in one.scope.counterparts}
    if protected:
        return closed
    return closed & {one.counterpart for one in reader.ledger.returns(month, protected=False, replaced=True)}


def plan_version(reader: Reader, office: OfficeSettings, former: ClosedReturn) -> Plan:
    """What a new version of a return would hold: what closing its month now would return, had it never been made."""
    scope = Scope(
        kind=ClosingKind.VERSION,
        counterparts=(former.counterpart,),
        direction=former.direction,
        is_protected=former.is_protected,
        replaces=former.number,
    )
    billed = {row.entry.booking for row in reader.ledger.rows([former.id])}
    again = [replace(one, is_changed=True) for one in reader.facts.by_key(sorted(billed))]
    due = [one for one in reader.facts.due(former.month) if one.placement.booking.key not in billed]
    due = sorted([*again, *due], key=lambda one: one.placement.booking.key)
    span = Span(office.first_month, former.month)
    return _planned(reader, office, former.month, scope, due, span, attests=True)


def _planned(
    reader: Reader,
    office: OfficeSettings,
    month: Month,
    scope: Scope,
    due: Sequence[DueBooking],
    span: Span,
    *,
    attests: bool,
) -> Plan:
    siblings, agreements = _around(reader, due)
    known = reader.circumstances.of_month(month)
    candidates = _candidates(reader, office, due, siblings, span, known, _replaced(reader, scope))
    ledger = ledger_of(office, agreements)
    outcomes = taken(close(month, ledger, candidates), scope, _keeps(reader, office, due, attests=attests))
    outcomes = _with_invoices(reader, outcomes)
    entries = [(entry, outcome.is_protected) for outcome in outcomes for entry in outcome.entries]
    before = [one for one in reader.ledger.returns(month, protected=True, replaced=True) if one.replaces is None]
    return Plan(
        month=month,
        scope=scope,
        office=office,
        due=due,
        candidates=candidates,
        outcomes=outcomes,
        agreements=agreements,
        returns=compose(month, entries, len(before)),
        warnings=(*_warnings(month, ledger, outcomes, scope), *_missing_references(reader, agreements, entries)),
    )


def _with_invoices(reader: Reader, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Each correction with the invoice of the return that it corrects, once that has been invoiced."""
    if not any(entry.corrects for outcome in outcomes for entry in outcome.entries):
        return tuple(outcomes)
    invoices = {one.number: one.invoice_number for one in reader.ledger.returns()}

    def named(entry: Entry) -> Entry:
        invoice = invoices.get(entry.corrects.number) if entry.corrects else None
        return replace(entry, corrects_invoice=invoice) if invoice else entry

    return tuple(replace(one, entries=tuple(named(entry) for entry in one.entries)) for one in outcomes)


def _keeps(reader: Reader, office: OfficeSettings, due: Sequence[DueBooking], *, attests: bool) -> Keeps:
    """What somebody keeps back: rows that are parked, and rows that nobody has attested where the office asks it."""
    parked = [one.value for one in reader.parked_rows.every()]
    asks = attests and office.requires_attest
    keys = [one.placement.booking.key for one in due]
    attested = attests_by_triple(reader.attests.of_bookings(keys)) if asks else {}

    def keeps(booking: str, triple: Triple, entries: Sequence[Entry]) -> Problem | None:
        found = parked_by(parked, booking, triple)
        if found is None and asks:
            return unattested(attested, booking, triple, entries)
        return found

    return keeps


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A return that counts as never made, and the closing in which its first version was: what was known before that
    is what a new version explains its rows by."""

    number: str
    closing_id: int


def _replaced(reader: Reader, scope: Scope) -> _Replaced | None:
    if scope.replaces is None:
        return None
    every = {one.number: one for one in reader.ledger.returns(replaced=True)}
    first = every[scope.replaces]
    while first.replaces is not None:
        first = every[first.replaces]
    return _Replaced(scope.replaces, first.closing_id)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Bookings with all that decides what the next closing, that of `month`, makes of them."""

    month: Month
    candidates: Sequence[Candidate]
    agreements: Mapping[str, AgreementFacts]


def gathered(reader: Reader, office: OfficeSettings, bookings: Sequence[int]) -> Gathered:
    """These bookings as the next closing would see them if all their months were looked at anew."""
    month = next_open(reader, office)
    due = reader.facts.placements(bookings)
    siblings, agreements = _around(reader, due)
    return Gathered(month, _candidates(reader, office, due, siblings, Span(office.first_month, month), {}), agreements)


def _around(
    reader: Reader, due: Sequence[DueBooking]
) -> tuple[Mapping[int, tuple[Placement, ...]], Mapping[str, AgreementFacts]]:
    """What decides of bookings beside their own facts: the persons' others of the same insats, and all agreements."""
    siblings = _siblings(reader, due)
    placements = [one.placement for one in due] + [other for others in siblings.values() for other in others]
    return siblings, reader.facts.agreements({key for placement in placements for key in placement.chain})


def outcome_of(reader: Reader, office: OfficeSettings, booking: int) -> Outcome:
    """What the next closing would make of one booking, all its months looked at anew."""
    found = gathered(reader, office, [booking])
    return close(found.month, ledger_of(office, found.agreements), found.candidates)[0]


def next_open(reader: Reader, office: OfficeSettings) -> Month:
    """The month that is to be closed next."""
    last = reader.ledger.last_closed()
    return office.first_month if last is None else last.plus(1)


def ledger_of(office: OfficeSettings, agreements: Mapping[str, AgreementFacts]) -> Ledger:
    """What all bookings of a closing share."""
    rules = Office(office.municipality, office.first_month, office.requires_state_funding)
    return Ledger(rules, {key: book(facts) for key, facts in agreements.items()})


def imagined(reader: Reader, booking: Booking) -> Subject | None:
    """A booking, kept or not, with its agreements as the checks and the engine see it.

    None while its person, its insats or the office's own municipality is unknown.
    """
    office, placement = reader.settings.office(), reader.facts.imagined(booking)
    if office is None or placement is None:
        return None
    return ledger_of(office, reader.facts.agreements(placement.chain)).subject(placement)


def _candidates(
    reader: Reader,
    office: OfficeSettings,
    due: Sequence[DueBooking],
    siblings: Mapping[int, tuple[Placement, ...]],
    whole: Span,
    known: Mapping[int, Circumstances],
    replaced: _Replaced | None = None,
) -> list[Candidate]:
    """Each due booking with what was returned of it; one in balance is looked at for the month alone.

    `known` is what else is known of the persons, by their numbers.
    What a version has `replaced` counts as never returned.
    """
    changed = [one.placement.booking.key for one in due if one.is_changed and whole.first == office.first_month]
    returned = reader.ledger.rows_of_bookings(changed)
    lost = reader.ledger.lost_of_bookings(changed)
    frozen = reader.ledger.frozen_bookings(changed, before=replaced.closing_id if replaced else None)
    number = replaced.number if replaced else None
    candidates = []
    for one in due:
        key = one.placement.booking.key
        former = frozen.get(key)
        candidates.append(
            Candidate(
                placement=one.placement,
                span=whole if one.is_changed else Span(whole.last, whole.last),
                returned=tuple(row for row in returned.get(key, ()) if row.number != number),
                lost=tuple(lost.get(key, ())),
                siblings=() if one.is_about_nobody else siblings.get(one.id, ()),
                previous=previous_facts(former) if former and key in returned else None,
                was_held=former is not None and former.is_held,
                is_protected=one.is_protected,
                known=known.get(one.placement.person.id, UNKNOWN),
            )
        )
    return candidates


def previous_facts(frozen: FrozenBooking) -> Placement:
    """The facts with which a booking was closed."""
    return from_text(Placement, frozen.body)


def _siblings(reader: Reader, due: Sequence[DueBooking]) -> dict[int, tuple[Placement, ...]]:
    """Other bookings of the same person and insats, by booking."""
    known = {one.id: one.placement for one in due if not one.is_about_nobody}
    ids = reader.facts.siblings(list(known))
    missing = sorted({other for others in ids.values() for other in others} - known.keys())
    known.update({one.id: one.placement for one in reader.facts.placements(missing)})
    return {one: tuple(known[other] for other in sorted(others)) for one, others in ids.items()}


def _warnings(month: Month, ledger: Ledger, outcomes: Sequence[Outcome], scope: Scope) -> tuple[Problem, ...]:
    """What is worth a look, of people without protection: the agreements, the bookings, what limits take.

    Of a part of a month only what has rows in it.
    """
    whole = scope.kind is ClosingKind.WHOLE
    open_outcomes = [outcome for outcome in outcomes if not outcome.is_protected and (whole or outcome.entries)]
    billed = {entry.agreement for outcome in open_outcomes for entry in outcome.entries}
    books = [book for key, book in ledger.books.items() if whole or key in billed]
    found = [
        problem
        for outcome in open_outcomes
        for problem in outcome.problems
        if problem.severity is Severity.WARN and problem.month in {None, str(month)}
    ]
    lost = [lost_check(one) for outcome in open_outcomes for one in outcome.lost]
    return (*warnings(month, books), *found, *lost)


def _missing_references(
    reader: Reader, agreements: Mapping[str, AgreementFacts], entries: Sequence[tuple[Entry, bool]]
) -> list[Problem]:
    """Counterparts that we invoice without knowing under what reference (K25)."""
    references = {one.value.code: one.value.reference for one in reader.counterparts.every()}
    unnamed = {
        entry.counterpart
        for entry, is_protected in entries
        if entry.direction is RowDirection.SELL
        and not is_protected
        and not references.get(entry.counterpart)
        and not agreements[entry.agreement].agreement.reference
    }
    return [Problem(Check.K25, Severity.WARN, "", "missing", None, {"party": code}) for code in sorted(unnamed)]


def without_protected(plan: Plan) -> Plan:
    """The plan as it may be listed: people with protected data stand in none of it."""
    return replace(
        plan,
        outcomes=[outcome for outcome in plan.outcomes if not outcome.is_protected],
        returns=tuple(one for one in plan.returns if not one.is_protected),
    )
