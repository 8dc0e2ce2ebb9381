"""What does a command print? JSON objects with the keys of the format, or lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mottagning.domain.invoice_control import Compared, Verdict
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem
from mottagning.readmodels.invoices import Controlled
from mottagning.readmodels.returns import ClosingNotes, HeldNote, LostNote, MonthView, RowView, WrittenReturn
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import checks, explain, invoices, words

Names = Callable[[str], str]


def say(text: str) -> None:
    """A line for people, on standard output."""
    print(text)


def complain(text: str) -> None:
    """A line for people, on standard error."""
    print(text, file=sys.stderr)


def show_json(value: Mapping[str, Any]) -> None:
    """One object on standard output and nothing else."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def amount(value: Ore | None) -> str | None:
    """An amount with two decimals and a point."""
    return None if value is None else str((Decimal(value) / 100).quantize(Decimal("0.01")))


def figure(value: Fraction) -> str:
    """A quantity without needless zeros, at most four decimals."""
    exact = round(Decimal(value.numerator) / Decimal(value.denominator), 4)
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def price(value: Fraction | None) -> str | None:
    """A unit price: two decimals, up to four where the price has them."""
    if value is None:
        return None
    places = next((places for places in (2, 3, 4) if (value * 10**places).denominator == 1), 2)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(round(exact, places), f".{places}f")


def row_json(row: RowView) -> dict[str, Any]:
    """ROW."""
    entry = row.entry
    corrects = entry.corrects
    return {
        "booking": entry.booking,
        "case": row.case_number,
        "counterpart": entry.counterpart,
        "direction": entry.direction.value,
        "service_month": str(entry.service_month),
        "quantity": figure(entry.quantity),
        "of": None if entry.of is None else str(entry.of),
        "unit": entry.unit.value,
        "unit_price": price(entry.price.kronor) if entry.price else "0.00",
        "amount": amount(entry.amount),
        "kind": entry.kind.value,
        "corrects": {"number": corrects.number, "row": corrects.row} if corrects else None,
        "reason": words.word(entry.reason) if entry.reason else None,
        "explanation": explain.amount(entry),
    }


def held_json(note: HeldNote, names: Names) -> dict[str, Any]:
    """HELD."""
    return {
        "booking": note.problem.booking,
        "service_month": str(note.service_month),
        "check": note.problem.check.value,
        "message": checks.said(note.problem, names).message,
        "amount": amount(note.amount),
    }


def lost_json(note: LostNote) -> dict[str, Any]:
    """LOST."""
    return {"booking": note.booking, "service_month": str(note.service_month), "amount": amount(note.amount)}


def warning_json(problem: Problem, names: Names) -> dict[str, Any]:
    """A warning of a month."""
    return {"check": problem.check.value, "message": _with_booking(problem, names)}


def _with_booking(problem: Problem, names: Names) -> str:
    message = checks.said(problem, names).message
    return f"{problem.booking}: {message}" if problem.booking else message


def notes_json(notes: ClosingNotes, names: Names) -> dict[str, Any]:
    """What a month held back, lost and warned of."""
    return {
        "held": [held_json(note, names) for note in notes.held],
        "lost": [lost_json(note) for note in notes.lost],
        "warnings": [warning_json(problem, names) for problem in notes.warnings],
    }


def return_json(written: WrittenReturn) -> dict[str, Any]:
    """RETURN."""
    closed = written.closed
    return {
        "number": closed.number,
        "month": str(closed.month),
        "version": closed.version,
        "counterpart": closed.counterpart,
        "direction": closed.direction.value,
        "rows": closed.row_count,
        "total": amount(closed.total),
        "file": None if written.file is None else str(written.file),
        **({"forms": [str(form.file) for form in written.forms]} if written.forms else {}),
    }


def problem_json(problem: Problem, names: Names) -> dict[str, Any]:
    """A problem that `check` found."""
    said = checks.said(problem, names)
    return {
        "check": problem.check.value,
        "severity": problem.severity.value,
        "booking": problem.booking,
        "message": said.message,
        "advice": said.advice,
    }


def import_json(report: ImportReport) -> dict[str, Any]:
    """What an import did."""
    return {
        "created": dict(report.created),
        "changed": dict(report.changed),
        "unchanged": dict(report.unchanged),
        "rejected": [
            {"sheet": one.sheet, "cell": one.cell, "value": one.value, "message": one.message}
            for one in report.rejected
        ],
        "rejected_file": None if report.rejected_file is None else str(report.rejected_file.absolute()),
        "warnings": [{"sheet": one.sheet, "cell": one.cell, "message": one.message} for one in report.warnings],
    }


def preview_json(view: MonthView, names: Names, extra: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A month's rows."""
    notes = notes_json(view.notes, names)
    notes["warnings"] = [*extra, *notes["warnings"]]
    return {"month": str(view.month), "rows": [row_json(row) for row in view.rows], **notes}


_MATCH_KINDS = {
    Verdict.PAID_BEFORE: Verdict.TWICE.value,
    Verdict.NOT_OURS: Verdict.MISSING_HERE.value,
    Verdict.CREDITED: Verdict.AMOUNT.value,
}
"""What earlier invoices say of a row, in the kinds that formats/command-line promises; the message says the rest."""


def match_json(found: Controlled, names: Names) -> dict[str, Any]:
    """What came of comparing a bill with ours."""
    return {
        "agreed": found.control.agreed,
        "differences": [_difference_json(found, one, names) for one in found.differences],
        "their_total": amount(found.control.their_amount),
        "our_total": amount(found.control.our_amount),
        "unread_rows": list(found.bill.unread),
    }


def _difference_json(found: Controlled, one: Compared, names: Names) -> dict[str, Any]:
    """What differs: `ours` and `theirs` are the months or the identities where those differ, else the amounts."""
    ours, theirs = _sides(one)
    return {
        "kind": _MATCH_KINDS.get(one.verdict, one.verdict.value),
        "booking": one.booking,
        "ours": ours,
        "theirs": theirs,
        "message": invoices.in_full(found, one, names),
        "reasons": [likely.reason.value for likely in found.reasons_of(one)],
        "rows": [row.row for row in one.theirs],
        "our_amount": amount(one.our_amount) if one.ours else None,
        "their_amount": amount(one.their_amount) if one.theirs else None,
    }


def _sides(one: Compared) -> tuple[str | None, str | None]:
    if one.verdict is Verdict.PERIOD:
        return _months([row.month for row in one.ours]), _months(one.months)
    if one.verdict is Verdict.IDENTITY:
        return _numbers([row.numbers for row in one.ours]), _numbers([row.numbers for row in one.theirs])
    ours = amount(total([row.amount for row in one.ours])) if one.ours else None
    return ours, amount(one.their_amount) if one.theirs else None


def _months(months: Sequence[Month]) -> str:
    first, last = str(min(months)), str(max(months))
    return first if first == last else f"{first}--{last}"


def _numbers(rows: Sequence[frozenset[str]]) -> str | None:
    found = sorted({number for numbers in rows for number in numbers})
    return ", ".join(found) or None
