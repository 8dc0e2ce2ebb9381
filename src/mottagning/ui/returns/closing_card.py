"""What closing the month comes to: when it may be closed, what it returns, what waits and what is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from mottagning.domain.attests import AttestKind
from mottagning.domain.periods import Month
from mottagning.readmodels.returns import MonthView
from mottagning.texts import formats, words
from mottagning.texts import months as texts
from mottagning.ui.returns import lines
from mottagning.uikit import theme
from mottagning.uikit.parts import Kind, button, facts, label, leading


def closing_parts(
    view: MonthView, today: date, names: Callable[[str], str], attest: Callable[[AttestKind], None]
) -> list[Any]:
    """The card of step three. `attest` gives an attest to the rows of people with protected data."""
    parts: list[Any] = [label(texts.CLOSE_TITLE, "subheading")]
    if view.is_closed:
        when = formats.moment(view.closed_at) if view.closed_at else None
        parts.append(facts([(texts.CLOSED_AT, when), (texts.CLOSED_BY, view.closed_by)]))
    elif view.skips_open_months:
        parts.append(label(texts.EARLIER_OPEN, "warned", wrap=True))
    elif view.month.last >= today:
        parts.append(label(texts.NOT_ENDED, "warned", wrap=True))
    made = [one for one in view.returns if one.id is None] or view.returns
    bought, sold, _rows, _corrections = lines.totals(made)
    coming = {one.number for one in made if one.id is None}
    attests = [{one.kind for one in row.attests} for row in view.rows if row.number in coming]
    lacking = sum(len(kinds) < len(AttestKind) for kinds in attests)
    if view.requires_attest and lacking:
        parts.append(label(texts.closes_without(lacking), "warned", wrap=True))
    for kind, number in view.protected_to_attest.items():
        if number:
            said = label(texts.protected_lack(kind, number), "warned", wrap=True)
            parts.append(leading(said, button(words.word(kind), partial(attest, kind), Kind.QUIET)))
    closed = ", ".join(names(code) for code in sorted(view.closed_parts))
    return [
        *parts,
        label(texts.CLOSE_TEXT, wrap=True),
        theme.GROUP,
        facts(
            [
                *([(texts.CLOSED_PARTS, closed)] if closed else []),
                (texts.WILL_HAVE, str(len(made))),
                (texts.BUYS, formats.kr(bought)),
                (texts.SELLS, formats.kr(sold)),
            ]
        ),
        *_notes(view),
    ]


def _notes(view: MonthView) -> list[Any]:
    notes, parts = view.notes, list[Any]()
    if notes.held:
        parts += [theme.GROUP, label(texts.HELD_TITLE, "section")]
        for note in notes.held:
            amount = formats.kr(note.amount) if note.amount is not None else texts.NOT_COUNTED
            parts.append(_line(view, note.problem.booking, note.service_month, amount))
    if notes.lost:
        parts += [theme.GROUP, label(texts.LOST_TITLE, "section")]
        parts += [_line(view, lost.booking, lost.service_month, formats.kr(lost.amount)) for lost in notes.lost]
    return parts


def _line(view: MonthView, booking: str, month: Month, amount: str) -> Any:  # noqa: ANN401 - a layout
    who = "   ".join(filter(None, (booking, view.people.get(booking), formats.month(month))))
    return leading(label(who, wrap=True), label(amount))
