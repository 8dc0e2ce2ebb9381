"""Does the register still say what was closed? Integrity, fingerprints, and every closed month computed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mottagning.domain.canonical import from_text
from mottagning.domain.closing import Candidate, close
from mottagning.domain.ledger import LedgerRow, Lost
from mottagning.domain.money import total
from mottagning.domain.office import OfficeSettings
from mottagning.domain.returns import compose, fingerprint
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.facts import AgreementFacts, Placement
from mottagning.readmodels.returns import ClosedReturn, ClosingRecord, Finding
from mottagning.storage.reader import Reader
from mottagning.storage.verify import integrity_findings
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import ledger_of, previous_facts


def verify(ctx: Context) -> list[Finding]:
    """Everything that is not as it was closed; nothing when all is well."""
    findings = [Finding(code=code, subject=subject) for code, subject in integrity_findings(ctx.db.file, ctx.key)]
    with ctx.reading() as reader:
        returns = reader.ledger.returns()
        rows: dict[str, list[LedgerRow]] = defaultdict(list)
        for row in reader.ledger.rows([one.id for one in returns]):
            rows[row.number].append(row)
        findings += _returns(returns, rows)
        findings += _closings(reader, returns, rows)
        return findings


def _returns(returns: Iterable[ClosedReturn], rows: dict[str, list[LedgerRow]]) -> Iterable[Finding]:
    """Each return holds the rows, the sum and the fingerprint that it was closed with."""
    for one in returns:
        own = rows[one.number]
        if len(own) != one.row_count or total([row.entry.amount for row in own]) != one.total:
            yield Finding(code="total", subject=one.number)
        elif fingerprint(one.number, own) != one.fingerprint:
            yield Finding(code="fingerprint", subject=one.number)


@dataclass(frozen=True, slots=True)
class _History:
    """What earlier closings returned, lost and rested on, by booking."""

    earlier: dict[str, list[LedgerRow]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[str, list[Lost]] = field(default_factory=lambda: defaultdict(list))
    former: dict[str, tuple[Placement, bool]] = field(default_factory=dict)


def _closings(reader: Reader, returns: list[ClosedReturn], rows: dict[str, list[LedgerRow]]) -> Iterable[Finding]:
    """Each closed month, computed again from the facts of its day, gives the same rows."""
    history = _History()
    for record in reader.ledger.closings():
        numbers = [one.number for one in returns if one.month == record.month]
        if record.is_recomputable:
            yield from _computed_again(reader, record, {number: rows[number] for number in numbers}, history)
        for number in numbers:
            for row in rows[number]:
                history.earlier[row.entry.booking].append(row)
        for one in reader.ledger.lost_in(record.id):
            history.lost[one.booking].append(one)


def _computed_again(
    reader: Reader, record: ClosingRecord, rows: dict[str, list[LedgerRow]], history: _History
) -> Iterable[Finding]:
    """One closed month against its facts, once they are known to be those that it was closed with."""
    if not reader.ledger.facts_are_whole(record.id):
        yield from (Finding(code="facts", subject=subject) for subject in rows or [str(record.month)])
        return
    again = _recomputed(reader, record, history)
    now = {number: fingerprint(number, own) for number, own in rows.items()}
    for number in sorted(again.keys() | now.keys()):
        if again.get(number) != now.get(number):
            yield Finding(code="recomputed", subject=number)


def _recomputed(reader: Reader, record: ClosingRecord, history: _History) -> dict[str, str]:
    """The fingerprints of the returns that the facts of a closing give."""
    facts = reader.ledger.facts_of(record.id)
    office = from_text(OfficeSettings, record.office)
    agreements = {key: from_text(AgreementFacts, body) for key, body in facts.agreements.items()}
    candidates = []
    for frozen in facts.bookings:
        placement = previous_facts(frozen)
        before, was_held = history.former.get(frozen.booking, (None, False))
        whole = frozen.span_first != record.month
        candidates.append(
            Candidate(
                placement=placement,
                span=Span(frozen.span_first, record.month),
                returned=tuple(history.earlier[frozen.booking]) if whole else (),
                lost=tuple(history.lost[frozen.booking]) if whole else (),
                siblings=tuple(from_text(Placement, facts.siblings[one]) for one in frozen.siblings),
                previous=before,
                was_held=was_held,
                is_protected=frozen.is_protected,
            )
        )
        history.former[frozen.booking] = (placement, frozen.is_held)
    outcomes = close(record.month, ledger_of(office, agreements), candidates)
    entries = [(entry, outcome.is_protected) for outcome in outcomes for entry in outcome.entries]
    return {one.number: one.fingerprint for one in compose(record.month, entries)}
