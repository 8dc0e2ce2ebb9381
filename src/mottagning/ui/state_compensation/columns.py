"""The columns and filters of what is expected of the state, and of claims.

A claim's ground tells of illness and disability: it stands on the card alone, never in a list or its exports.
"""

from __future__ import annotations

from typing import Any

from mottagning.domain.state_compensation.claims import ClaimState, Loss
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.received import Arrival
from mottagning.readmodels.state_compensation import ClaimLine, ExpectedLine
from mottagning.texts import formats
from mottagning.texts import state_compensation as texts
from mottagning.uikit.columns import Column, Tone, amount_column, count_column, day_column, text_column
from mottagning.uikit.filters import Quick, flag


def expected_columns() -> list[Column[ExpectedLine]]:
    """What is paid unasked: when, for whom, what, how much."""
    return [
        Column("month", texts.MONTH, _month, lambda line: str(line.month or ""), 84),
        _person(110),
        text_column("case", texts.CASE, lambda line: line.whose.case_number, width=110, gives_way=3),
        text_column("what", texts.WHAT, _what, width=104, stretches=True),
        amount_column("amount", texts.AMOUNT, lambda line: line.amount, gives_way=1),
        amount_column("came", texts.RECEIVED_SHORT, lambda line: line.received, gives_way=2),
        Column("status", texts.STATUS, expected_status, expected_status, 130, tone=expected_tone),
    ]


def _month(line: ExpectedLine) -> str:
    return str(line.month) if line.month else ""


def _what(line: ExpectedLine) -> str | None:
    if line.payment is not None:
        return texts.what(line.payment)
    return texts.KINDS[line.kind] if line.kind else None


def expected_status(line: ExpectedLine) -> str:
    """How what was worked out stands to what came."""
    return texts.ARRIVALS[line.arrival]


_TONES = {
    Arrival.AWAITED: Tone.INFORMATION,
    Arrival.NOT_NOTED: Tone.INFORMATION,
    Arrival.CAME: Tone.OK,
    Arrival.DIFFERS: Tone.WARNING,
    Arrival.UNEXPECTED: Tone.WARNING,
    Arrival.UNKNOWN: Tone.WARNING,
}


def expected_tone(line: ExpectedLine) -> Tone:
    """The colour of it; its word says the same."""
    return _TONES[line.arrival]


def expected_filters() -> list[Quick[ExpectedLine]]:
    """By month, by what it is, by whether it came, and what cannot be worked out."""
    return [
        flag("unknown", texts.CANNOT, lambda line: line.why is not None),
        Quick("month", texts.MONTH, lambda line: str(line.month) if line.month else None, str),
        Quick("arrival", texts.STATUS, lambda line: line.arrival.value, lambda value: texts.ARRIVALS[Arrival(value)]),
        Quick(
            "kind",
            texts.WHAT,
            lambda line: line.kind.value if line.kind else None,
            lambda value: texts.KINDS[PaymentKind(value)],
        ),
    ]


def _person(width: int = 150) -> Column[Any]:
    """Whose a line is, of either list."""
    return Column("person", texts.PERSON, lambda line: line.whose.name, lambda line: line.whose.sort_name, width)


def claim_columns() -> list[Column[ClaimLine]]:
    """Claims: whose, for which days, until when, how far, how much."""
    return [
        _person(),
        text_column(
            "period", texts.PERIOD, lambda line: formats.days(line.claim.value.days), width=184, stretches=True
        ),
        day_column("until", texts.LATEST, lambda line: line.until.day),
        count_column("left", texts.LEFT, lambda line: line.days_left or 0, 100, is_shown=False),
        Column("state", texts.STATUS, texts.state, texts.state, 104, tone=claim_tone),
        amount_column("expected", texts.CAN_GIVE, lambda line: line.expected, gives_way=4),
        amount_column("applied", texts.APPLIED, lambda line: line.claim.value.applied, gives_way=3),
        amount_column("received", texts.RECEIVED, lambda line: line.claim.value.received, width=126, gives_way=5),
        amount_column("lost", texts.LOST, lambda line: line.lost, gives_way=1),
        text_column("application", texts.APPLICATION, lambda line: line.claim.value.application, is_shown=False),
        text_column("case", texts.CASE, lambda line: line.whose.case_number, width=110, is_shown=False),
    ]


_DONE = frozenset({ClaimState.DECIDED, ClaimState.RECEIVED})
_RUNNING = frozenset({ClaimState.APPLIED, ClaimState.ASKED, ClaimState.COMPLETED})
_SOON = 60
"""So many days before the latest day a claim that nobody has made is worth a look; ours, as the deadlines have it."""


def claim_tone(line: ClaimLine) -> Tone:
    """The colour of a claim's state; its word says the same."""
    state = line.claim.value.state
    if line.loss in {Loss.PERIOD_PASSED, Loss.FIRST_PASSED} or state is ClaimState.REFUSED:
        return Tone.STOP
    if state is ClaimState.ASKED or (line.days_left is not None and line.days_left <= _SOON):
        return Tone.WARNING
    return Tone.OK if state in _DONE else Tone.INFORMATION


def claim_filters() -> list[Quick[ClaimLine]]:
    """What is to be applied for, what is under way, what is lost."""
    return [
        flag("open", texts.IS_OPEN, lambda line: line.claim.value.state is ClaimState.EXPECTED and line.loss is None),
        flag("running", texts.IS_RUNNING, lambda line: line.claim.value.state in _RUNNING),
        flag("lost", texts.IS_LOST, lambda line: line.loss is not None),
        Quick(
            "state",
            texts.STATUS,
            lambda line: line.claim.value.state.value,
            lambda value: texts.STATES[ClaimState(value)],
        ),
    ]
