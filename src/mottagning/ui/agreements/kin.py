"""The part of an agreement's card on what it rests on and bears, and what it follows: each a way there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mottagning.domain.agreements import Agreement
from mottagning.readmodels.agreements import AgreementCard
from mottagning.texts import agreements as texts
from mottagning.texts import formats, words
from mottagning.uikit import theme
from mottagning.uikit.parts import column, holder, label, link, row

_STEP = 22
"""How far to the right each step down stands."""


def kin(card: AgreementCard, go: Callable[[int], object]) -> QWidget | None:
    """The tree and the line in time; None for an agreement that stands alone. `go` opens an agreement."""
    agreement, ids = card.agreement.value, card.kin.ids
    parts: list[QWidget | int] = []
    for title, steps, missing in (
        (texts.TREE, [(one.agreement, one.depth) for one in card.kin.tree], _missing(agreement.rests_on, card)),
        (texts.IN_TIME, [(one, 0) for one in card.kin.in_time], _missing(agreement.replaces, card)),
    ):
        if len(steps) > 1 or missing is not None:
            parts += [theme.GROUP, label(title, "section"), *([missing] if missing else [])]
            parts += [_step(one, depth, agreement.key, partial(go, ids[one.key])) for one, depth in steps]
    return holder(column(*parts, spacing=4)) if parts else None


def _missing(key: str | None, card: AgreementCard) -> QWidget | None:
    """An agreement that is named and not here."""
    return None if key is None or key in card.kin.ids else label(f"{key} ({texts.NOT_IN_REGISTER})", "muted")


def _step(one: Agreement, depth: int, own: str, go: Callable[[], object]) -> QWidget:
    detail = ", ".join(filter(None, (words.word_or_nothing(one.kind), formats.days(one.covers or one.days))))
    if one.key == own:
        shown = holder(
            column(
                label(f"{one.name} ({texts.THIS_ONE})", "strong", wrap=True),
                label(detail, "muted", wrap=True),
                spacing=0,
            )
        )
    else:
        shown = link(one.name, detail, go)
    return holder(row(_STEP * depth + 1, shown))
