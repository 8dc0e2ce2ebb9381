"""The page Kommuntal: the quota against the outcome, per kind and month, and the form of a quota."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from mottagning.domain.quotas import MunicipalQuota, Outcome, QuotaKind
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.reception import QuotaLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import formats, words
from mottagning.texts import reception as texts
from mottagning.texts import window as window_texts
from mottagning.ui.reception.columns import quota_columns, quota_filters
from mottagning.ui.reception.form import quota_sections
from mottagning.ui.reception.places import add_tabs, to_plans
from mottagning.uikit import theme
from mottagning.uikit.parts import Kind, button, facts, holder, label, line, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases.reception import quotas


class QuotasScreen(RecordScreen[QuotaLine, QuotaLine]):
    """Quotas: the list by year, a card with the year's outcome, and the form."""

    interests = frozenset({Area.RECEPTION, Area.PEOPLE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "municipal_quotas",
            quota_columns(),
            ListWords(texts.PLANNED, texts.QUOTA_COUNT, texts.NEW_QUOTA, texts.NO_QUOTAS, texts.NO_QUOTA_CHOSEN),
            quota_filters(),
        )
        self._card: QuotaLine | None = None
        add_tabs(self, "municipal_quotas")

    def id_of(self, row: QuotaLine) -> int:
        return row.id

    def read_lines(self) -> list[QuotaLine]:
        return quotas.list_quotas(self.desk.ctx)

    def read_card(self, record_id: int) -> QuotaLine:
        return quotas.open_quota(self.desk.ctx, record_id)

    def more_buttons(self) -> list[QPushButton]:
        return [to_plans(self)]

    def show_card(self, card: QuotaLine) -> None:
        self._card = card
        ways: list[QWidget | int] = [button(window_texts.EDIT if card.quota else texts.ENTER, self.begin_edit), 0]
        if card.quota is not None:
            ways.append(button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE_QUOTA))
        self.card.show_parts(
            label(words.first_upper(texts.year(card)), "subheading", wrap=True),
            self._source(card.quota),
            row(*ways),
            line(),
            facts(texts.quota_facts(card.outcome)),
            label(texts.PER_KIND, "section"),
            _per_kind(card.outcome),
            label(texts.PER_MONTH, "section"),
            _per_month(card.outcome),
            label(texts.MONTH_NOTE, "muted", wrap=True),
        )

    def _source(self, quota: Stored[MunicipalQuota] | None) -> QWidget:
        if quota is None:
            return label(texts.NOT_ENTERED, "warned", wrap=True)
        one = quota.value
        known = (one.source, formats.day(one.decided_on) if one.decided_on else None, one.note)
        return label(" · ".join(part for part in known if part), "muted", wrap=True)

    def begin_new(self) -> None:
        if self.may_leave():
            self._card = None
            self.choose_nothing()
            self._ask(None, {"year": self.desk.today.year, "kind": QuotaKind.SETTLEMENT})

    def begin_edit(self) -> None:
        if self._card is not None:
            quota, one = self._card.quota, self._card.outcome
            self._ask(quota, values_of(quota.value) if quota else {"year": one.year, "kind": one.kind})

    def _ask(self, before: Stored[MunicipalQuota] | None, values: Values) -> None:
        self.show_form(texts.NEW_QUOTA, quota_sections(), values, partial(self._save, before))

    def _save(self, before: Stored[MunicipalQuota] | None, values: Values) -> None:
        quota: MunicipalQuota = record_of(MunicipalQuota, values)
        undo = putting_back(before, quotas.save_quota, quotas.remove_quota, self.desk.ctx)
        work = partial(quotas.save_quota, self.desk.ctx, before, quota)
        self.saved(work, lambda stored: quotas.number_of(stored.value.year, stored.value.kind), undo=undo)

    def _remove(self) -> None:
        if self._card is not None and self._card.quota is not None:
            before = self._card.quota
            undo = entering_again(before, quotas.save_quota, self.desk.ctx)
            self.removed(partial(quotas.remove_quota, self.desk.ctx, before), texts.REMOVE_QUOTA_TEXT, undo=undo)


def _per_kind(one: Outcome) -> QWidget:
    heading = (texts.KIND, texts.ASSIGNED, texts.RECEIVED_MANY)
    return _table(heading, [(words.word(each.kind), each.assigned, each.received) for each in one.kinds])


def _per_month(one: Outcome) -> QWidget:
    heading = (texts.MONTH, texts.ASSIGNED, texts.RECEIVED_MANY, texts.EARLIER)
    rows = [
        (formats.month_name(each.month.number), each.assigned, each.received, each.of_earlier) for each in one.months
    ]
    return _table(heading, rows)


def _table(heading: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> QWidget:
    """A few figures under headings; a nought is a dash, so that what happened stands out."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(4)
    for place, word in enumerate(heading):
        grid.addWidget(_cell(word, "label", is_figure=place > 0, wrap=True), 0, place)
    for height, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            said = _cell(str(cell or formats.NOTHING), "text", is_figure=place > 0)
            said.setAccessibleName(f"{cells[0]}, {heading[place]}: {cell}")
            grid.addWidget(said, height, place)
    grid.setColumnStretch(len(heading), 1)
    return holder(grid)


def _cell(text: str, style: str, *, is_figure: bool, wrap: bool = False) -> QLabel:
    made = label(text, style, wrap=wrap)
    if is_figure:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
