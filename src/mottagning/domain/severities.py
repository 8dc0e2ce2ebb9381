"""Which checks does an agreement quiet? Warnings that the office has heard enough of, told on the agreement.

What stops a row is never quieted: it is mended, or its rows wait. That an agreement asks for no decision before adult
education (K05; formats/command-line: What stops a row) is said on the agreement or on the booking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mottagning.domain.agreements import Agreement
from mottagning.domain.problems import Check, FieldProblem, Problem, Severity
from mottagning.domain.settlement.facts import Book

QUIETABLE = (
    Check.K04,
    Check.K06,
    Check.K10,
    Check.K15,
    Check.K21,
    Check.K27,
    Check.K28,
    Check.K29,
    Check.K30,
)
"""The checks that only warn and take nothing (K18 tells of money that is lost, and is always told)."""
_QUIETABLE_CODES = frozenset(check.value for check in QUIETABLE)


def quiet_problems(agreement: Agreement) -> tuple[FieldProblem, ...]:
    """What is wrong with the quieted checks of an agreement: one that stops rows, or is none."""
    wrong = [code for code in agreement.quiet if code not in _QUIETABLE_CODES]
    return (FieldProblem("quiet", "not_quietable", {"code": wrong[0]}),) if wrong else ()


def heard(problems: Iterable[Problem], books: Sequence[Book]) -> tuple[Problem, ...]:
    """The problems that are told of a booking under the agreements of `books`."""
    quiet = {code for book in books for code in book.agreement.quiet} & _QUIETABLE_CODES
    return tuple(one for one in problems if one.severity is Severity.STOP or one.check.value not in quiet)
