"""Which agreements cover a booking or a request: told while it is being entered, and on a booking's card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.coverage import Judged
from mottagning.domain.periods import DateRange
from mottagning.domain.requests import Side
from mottagning.readmodels.coverage import Covered
from mottagning.texts import coverage as texts
from mottagning.uikit import theme
from mottagning.uikit.parts import Kind, button, holder, label, leading, link
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.screen import Goto
from mottagning.usecases import coverage
from mottagning.usecases.coverage import Draft

_MOST = 3
"""So many agreements are offered, or said to lack something, beside a form."""


def coverage_parts(screen: RecordScreen[Any, Any], found: Covered | None) -> list[Any]:
    """The answer on a booking's card, each agreement a way to it."""
    if found is None:
        return []

    def gone_to(one: Judged, said: str) -> QWidget:
        go = partial(screen.wishes.emit, Goto("agreements", found.agreements[one.agreement.key].id))
        is_own = found.own is not None and one.agreement.key == found.own.agreement.key
        return link(one.agreement.name, f"{texts.THIS}; {said}" if is_own else said, go)

    answer = found.answer
    parts: list[Any] = [theme.GROUP, label(texts.TITLE, "section")]
    parts += [label(said, "warned", wrap=True) for said in texts.warnings(found)]
    parts += [gone_to(one, texts.why(one, found)) for one in answer.covering]
    if not answer.covering:
        parts.append(label(texts.NONE, "muted"))
    if answer.nearly:
        parts += [label(texts.NEARLY, "muted"), *(gone_to(one, texts.why_not(one, found)) for one in answer.nearly)]
    return parts


class CoverageHint:
    """Tells above a form's buttons what covers that which is being entered, and proposes the most specific.

    `draft` makes of what stands in the form as much as is needed to ask, `is_open` tells whether it still stands there.
    """

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        panel: FormPanel,
        draft: Callable[[Values], Draft | None],
        is_open: Callable[[], bool],
    ) -> None:
        self._screen = screen
        self._panel = panel
        self._draft = draft
        self._is_open = is_open
        self._proposed: str | None = None
        self._proposed_for: tuple[object, ...] | None = None

    def ask(self) -> None:
        """Look again; runs when the typing pauses."""
        values = self._panel.form.glance(self._screen.desk.today).values
        draft = self._draft(values)
        if draft is None:
            self._panel.hint([])
            return
        came = partial(self._came, draft)
        self._screen.query(partial(coverage.covering, self._screen.desk.ctx, draft), came, lambda _error: True)

    def _came(self, draft: Draft, found: Covered | None) -> None:
        if not self._is_open():
            return
        self._panel.hint([] if found is None else self._told(draft, found))

    def _may_propose(self, draft: Draft) -> bool:
        """Once for each wish, where something was typed: who clears the agreement again means it."""
        is_empty = not self._panel.form.raw()["agreement"]
        return is_empty and self._panel.is_edited and self._proposed_for != _wish(draft)

    def _told(self, draft: Draft, found: Covered) -> list[QWidget]:
        best = found.answer.proposed
        if found.chosen is None and best is not None and self._may_propose(draft):
            self._proposed, self._proposed_for = best.agreement.key, _wish(draft)
            self._panel.form.fill({"agreement": best.agreement.key})
            self._panel.form.edited.emit()
            return []  # asked anew with it
        chosen = found.chosen.value.key if found.chosen else None
        told: list[QWidget] = [label(said, "warned", wrap=True) for said in texts.warnings(found)]
        if chosen is not None and chosen == self._proposed and not told:
            told.append(label(texts.PROPOSED, "muted", wrap=True))
        others = [one for one in found.answer.covering if one.agreement.key != chosen and not one.is_frame]
        if others:
            told.append(label(texts.ALSO, "muted"))
        told += [self._offer(one, found) for one in others[:_MOST]]
        if not found.answer.covering and chosen is None:
            told.append(label(texts.NONE, "warned", wrap=True))
            told += [
                label(f"{one.agreement.name}: {texts.why_not(one, found)}", "muted", wrap=True)
                for one in found.answer.nearly[:_MOST]
            ]
        return told

    def _offer(self, one: Judged, found: Covered) -> QWidget:
        name = one.agreement.name
        choose = button(
            texts.CHOOSE, partial(self._choose, one.agreement.key), Kind.QUIET, name=f"{texts.CHOOSE} {name}"
        )
        return holder(leading(label(f"{name}: {texts.why(one, found)}", wrap=True), choose))

    def _choose(self, key: str) -> None:
        self._panel.form.fill({"agreement": key})
        self._panel.form.edited.emit()
        self._panel.form.control("agreement").setFocus()


def _wish(draft: Draft) -> tuple[object, ...]:
    """What is wished, whenever it is."""
    return draft.service, draft.case_number, draft.counterpart or draft.provider_municipality


def entered(values: Values) -> Draft | None:
    """What has been entered of a booking so far, once there is an insats and a first day."""
    service, first, last = values.get("service"), values.get("first"), values.get("last") or values.get("planned_until")
    if not service or not first:
        return None
    try:
        days = DateRange.inclusive(first, last)  # type: ignore[arg-type]
    except ValueError:
        return None
    return Draft(
        service=str(service),
        days=days,
        case_number=_text(values.get("case_number")),
        agreement=_text(values.get("agreement")),
        provider_municipality=_text(values.get("provider_municipality")),
        variant=_text(values.get("variant")),
    )


def wished(values: Values) -> Draft | None:
    """What has been entered of a request so far, once there is a municipality to ask as well."""
    draft, counterpart = entered(values), _text(values.get("counterpart"))
    if draft is None or counterpart is None:
        return None
    return replace(draft, is_taken=values.get("side") is Side.PAYING, counterpart=counterpart)


def _text(value: object) -> str | None:
    return str(value) if value else None
