"""What closing the month comes to: when it may be closed, what it returns, what waits and what is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mottagning.domain.attests import AttestKind
from mottagning.readmodels.returns import ClosingNotes, MonthView
from mottagning.texts import formats
from mottagning.texts import months as texts
from mottagning.ui.returns import lines
from mottagning.uikit import theme
from mottagning.uikit.parts import facts, label


def closing_parts(view: MonthView, today: date, names: Callable[[str], str]) -> list[Any]:
    """The card of step three."""
    bought, sold, _rows, _corrections = lines.totals(view)
    parts: list[Any] = [label(texts.CLOSE_TITLE, "subheading")]
    if view.is_closed:
        when = formats.moment(view.closed_at) if view.closed_at else None
        parts.append(facts([(texts.CLOSED_AT, when), (texts.CLOSED_BY, view.closed_by)]))
    elif view.skips_open_months:
        parts.append(label(texts.EARLIER_OPEN, "warned", wrap=True))
    elif view.month.last >= today:
        parts.append(label(texts.NOT_ENDED, "warned", wrap=True))
    coming = {one.number for one in view.returns if one.id is None}
    attests = [{one.kind for one in row.attests} for row in view.rows if row.number in coming]
    lacking = sum(len(kinds) < len(AttestKind) for kinds in attests)
    if view.requires_attest and lacking:
        parts.append(label(texts.closes_without(lacking), "warned", wrap=True))
    closed = ", ".join(names(code) for code in sorted(view.closed_parts))
    return [
        *parts,
        label(texts.CLOSE_TEXT, wrap=True),
        theme.GROUP,
        facts(
            [
                *([(texts.CLOSED_PARTS, closed)] if closed else []),
                (texts.WILL_HAVE, str(sum(one.id is None for one in view.returns) or len(view.returns))),
                (texts.BUYS, formats.kr(bought)),
                (texts.SELLS, formats.kr(sold)),
            ]
        ),
        *_notes(view.notes),
    ]


def _notes(notes: ClosingNotes) -> list[Any]:
    parts: list[Any] = []
    if notes.held:
        parts += [theme.GROUP, label(texts.HELD_TITLE, "section")]
        for note in notes.held:
            amount = formats.kr(note.amount) if note.amount is not None else formats.NOTHING
            parts.append(label(f"{note.problem.booking}   {note.service_month}   {amount}"))
    if notes.lost:
        parts += [theme.GROUP, label(texts.LOST_TITLE, "section")]
        parts += [label(f"{lost.booking}   {lost.service_month}   {formats.kr(lost.amount)}") for lost in notes.lost]
    return parts
