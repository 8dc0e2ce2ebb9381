"""Does the register still say what was closed? Integrity, fingerprints, and every closed month computed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mottagning.domain.canonical import from_text
from mottagning.domain.closing import Candidate, Outcome, close
from mottagning.domain.closing_scope import ClosingKind, taken
from mottagning.domain.ledger import Entry, LedgerRow, Lost, Triple
from mottagning.domain.money import total
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Problem
from mottagning.domain.returns import Return, compose, fingerprint, party_of
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.facts import AgreementFacts, Placement
from mottagning.domain.versions import next_version, standing
from mottagning.readmodels.returns import ClosedReturn, ClosingNotes, ClosingRecord, Finding
from mottagning.storage.chain import Break
from mottagning.storage.reader import Reader
from mottagning.storage.verify import integrity_findings
from mottagning.usecases.access import left_aside
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import ledger_of, previous_facts


def verify(ctx: Context) -> list[Finding]:
    """Everything that is not as it was closed; nothing when all is well."""
    findings = [Finding(code=code, subject=subject) for code, subject in integrity_findings(ctx.db.file, ctx.key)]
    findings.extend(Finding(code="unread_aside", subject=file.name) for file in left_aside(ctx.db.file, ctx.access))
    with ctx.reading() as reader:
        findings.extend(map(_log_finding, reader.log_breaks()))
        try:
            findings.extend(_closed_months(reader))
        except (ValueError, TypeError, KeyError):  # what another tool has written need not be what we can read
            findings.append(Finding(code="unreadable", subject=ctx.db.file.name))
        return findings


def _log_finding(found: Break) -> Finding:
    return Finding(code=found.log if found.row else f"{found.log}_end", subject=str(found.row or ""))


def _closed_months(reader: Reader) -> Iterable[Finding]:
    returns = reader.ledger.returns(replaced=True)
    rows: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in reader.ledger.ledger_rows([one.id for one in returns]):
        rows[row.number].append(row)
    yield from _returns(returns, rows)
    yield from _closings(reader, returns, rows)


def _returns(returns: Iterable[ClosedReturn], rows: dict[str, list[LedgerRow]]) -> Iterable[Finding]:
    """Each return holds the rows, the sum and the fingerprint that it was closed with."""
    for one in returns:
        own = rows[one.number]
        if len(own) != one.ledger_rows or total([row.entry.amount for row in own]) != one.ledger_total:
            yield Finding(code="total", subject=one.number)
        elif fingerprint(one.number, own) != one.fingerprint:
            yield Finding(code="fingerprint", subject=one.number)


@dataclass(frozen=True, slots=True)
class _Former:
    """How a booking was closed in one act."""

    closing_id: int
    month: Month
    placement: Placement
    is_held: bool


@dataclass(frozen=True, slots=True)
class _History:
    """What earlier closings returned, lost and rested on, by booking."""

    earlier: dict[str, list[LedgerRow]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[str, list[Lost]] = field(default_factory=lambda: defaultdict(list))
    formers: dict[str, list[_Former]] = field(default_factory=lambda: defaultdict(list))
    returns: dict[str, Return] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    """The closing in which the first version of each return was."""

    def standing(self, booking: str, replaces: str | None) -> list[LedgerRow]:
        """What stood as returned of a booking; a return that is being replaced counts as never made."""
        return [row for row in standing(self.earlier[booking]) if row.number != replaces]

    def former(self, booking: str, replaces: str | None) -> _Former | None:
        """How a booking was last closed; for a new version, before the first version of what it replaces."""
        until = self.first.get(replaces) if replaces else None
        known = (one for one in reversed(self.formers[booking]) if until is None or one.closing_id < until)
        return next(known, None)

    def remember(self, booking: str, now: _Former) -> None:
        """How a booking is closed now. Only returns of the latest month are ever replaced, so one before it will do."""
        known = self.formers[booking]
        latest = [one for one in known if one.month == now.month]
        self.formers[booking] = [*known[: len(known) - len(latest)][-1:], *latest, now]

    def add(self, one: ClosedReturn, rows: Sequence[LedgerRow]) -> None:
        """A return that a closing made."""
        self.first[one.number] = self.first.get(one.replaces or "", one.closing_id)
        self.returns[one.number] = one.with_rows(rows)
        for row in rows:
            self.earlier[row.entry.booking].append(row)


def _closings(reader: Reader, returns: list[ClosedReturn], rows: dict[str, list[LedgerRow]]) -> Iterable[Finding]:
    """Each closed month, computed again from the facts of its day, gives the same rows and loses the same; months
    are closed one after the other."""
    history = _History()
    following: Month | None = None
    for record in reader.ledger.closings():
        if record.scope.kind is not ClosingKind.VERSION:
            if record.month != (following or record.month):
                yield Finding(code="gap", subject=str(following))
            following = record.month.plus(record.scope.kind is ClosingKind.WHOLE)
        closed = [one for one in returns if one.closing_id == record.id]
        lost = reader.ledger.lost_in(record.id)
        if record.is_recomputable:
            held = {one.number: _content(one, rows[one.number]) for one in closed}
            yield from _computed_again(reader, record, held, lost, history)
        for one in closed:
            history.add(one, rows[one.number])
        for each in lost:
            history.lost[each.booking].append(each)


_Content = tuple[object, ...]


def _content(one: ClosedReturn | Return, rows: Sequence[LedgerRow]) -> _Content:
    """All that a computation gives for a return, but how it explains each amount: that may be said better one day."""
    entries = [replace(row.entry, steps=(), corrects_invoice=None) for row in rows]
    return (one.counterpart, one.direction, one.version, one.is_protected, fingerprint(one.number, rows), entries)


def _computed_again(
    reader: Reader, record: ClosingRecord, held: dict[str, _Content], lost: list[Lost], history: _History
) -> Iterable[Finding]:
    """One closed month against its facts, once they are known to be those that it was closed with."""
    if not reader.ledger.facts_are_whole(record.id):
        yield from (Finding(code="facts", subject=subject) for subject in held or [str(record.month)])
        return
    outcomes = _recomputed(reader, record, history)
    composed = _composed(record, outcomes, history)
    again = {one.number: _content(one, one.rows) for one in composed}
    for number in sorted(again.keys() | held.keys()):
        if again.get(number) != held.get(number):
            yield Finding(code="recomputed", subject=number)
    if [one for outcome in outcomes for one in outcome.lost] != lost:
        yield Finding(code="lost", subject=str(record.month))


def _composed(record: ClosingRecord, outcomes: Iterable[Outcome], history: _History) -> tuple[Return, ...]:
    """The returns that a closing made, or the one that it mended."""
    entries = [(entry, one.is_protected) for one in outcomes for entry in one.entries]
    former = history.returns.get(record.scope.replaces or "")
    if former is not None:
        return (next_version(former, [entry for entry, _ in entries]),)
    before = [one for one in history.returns.values() if one.is_protected and one.month == record.month]
    return compose(record.month, entries, len({party_of(one.number) for one in before}))


def _recomputed(reader: Reader, record: ClosingRecord, history: _History) -> tuple[Outcome, ...]:
    """What the facts of a closing make of each booking."""
    facts = reader.ledger.facts_of(record.id)
    office = from_text(OfficeSettings, record.office)
    agreements = {key: from_text(AgreementFacts, body) for key, body in facts.agreements.items()}
    candidates = []
    for frozen in facts.bookings:
        placement = previous_facts(frozen)
        former = history.former(frozen.booking, record.scope.replaces)
        whole = frozen.span_first != record.month or record.month == office.first_month
        candidates.append(
            Candidate(
                placement=placement,
                span=Span(frozen.span_first, record.month),
                returned=tuple(history.standing(frozen.booking, record.scope.replaces)) if whole else (),
                lost=tuple(history.lost[frozen.booking]) if whole else (),
                siblings=tuple(from_text(Placement, facts.siblings[one]) for one in frozen.siblings),
                previous=former.placement if former else None,
                was_held=former is not None and former.is_held,
                is_protected=frozen.is_protected,
            )
        )
        history.remember(frozen.booking, _Former(record.id, record.month, placement, frozen.is_held))
    kept = {
        (note.problem.booking, note.service_month, note.counterpart, note.direction): note.problem
        for note in from_text(ClosingNotes, record.notes).held
        if note.problem.check in {Check.K26, Check.PARKED}
    }

    def keeps(booking: str, triple: Triple, _entries: Sequence[Entry]) -> Problem | None:
        return kept.get((booking, triple.service_month, triple.counterpart, triple.direction))

    return taken(close(record.month, ledger_of(office, agreements), candidates), record.scope, keeps)
