"""The part of the page Kostnader with the year's budget: beside the outcome, entered by hand or proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from mottagning.domain.budgets import Budget, BudgetBasis, BudgetGroup
from mottagning.domain.money import Scaled
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.costs import BudgetLine, Costs
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import costs as texts
from mottagning.texts import formats, words
from mottagning.texts import window as window_texts
from mottagning.ui.costs.columns import budget_columns, budget_filters
from mottagning.uikit import theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Asks, Choice, Field, choice
from mottagning.uikit.lists import ListPart, beside
from mottagning.uikit.parts import Kind, button, column, empty, facts, label, leading, row
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Screen
from mottagning.uikit.undoing import Back, entering_again, putting_back
from mottagning.usecases.agreements import list_counterparts, list_services
from mottagning.usecases.costs.budget_proposals import propose_budgets, save_budgets
from mottagning.usecases.costs.budgeting import remove_budget, save_budget

_MOST = 20
"""So many proposed budgets are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """What a new budget can be about."""

    services: tuple[Choice, ...]
    counterparts: tuple[Choice, ...]


class BudgetPart(QWidget):
    """The year's budget."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._ctx = screen, screen.desk.ctx
        self._year: int | None = None
        self._totals = label("", "strong", wrap=True)
        self.new = button(texts.NEW_BUDGET, self._ask_new)
        self.propose = button(texts.PROPOSE_BUDGET, self._ask_proposal)
        self.list: ListPart[BudgetLine] = ListPart(
            screen.desk,
            "costs_budgets",
            budget_columns(),
            lambda one: (one.direction, one.service, one.counterpart),
            (texts.TAB_BUDGET, texts.BUDGET_ONE, texts.BUDGET_MANY),
            empty(texts.EMPTY_TITLE, texts.BUDGET_NEEDS_YEAR),
            quick=budget_filters(),
        )
        self.list.table.chosen.connect(self._chosen)
        self.list.table.opened.connect(self._ask_amount)
        self.right = RightSide(lambda: screen.desk.today)
        layout = column(
            label(texts.BUDGET_HELP, "muted", wrap=True),
            self._totals,
            row(self.new, self.propose, 0),
            beside(self.list, self.right, least=(400, 300)),
        )
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; may ask."""
        return self.right.may_leave()

    def show_costs(self, found: Costs) -> None:
        """Show the budgets of the year that is looked at; none of all years."""
        self._year = found.year
        self._totals.setText(formats.unbroken(texts.budget_totals(found.budgets)))
        self._totals.setVisible(bool(self._totals.text()))
        for one in (self.new, self.propose):
            one.setEnabled(found.year is not None)
        self.list.set_rows(self.list.prepared(found.budgets))
        if self.list.table.current is None and found.budgets:
            self.list.table.selectRow(0)
        if not self.right.is_asking:
            self._show(self.list.table.current)

    def _chosen(self, one: BudgetLine | None) -> None:
        if self.right.may_leave():
            self._show(one)

    def _back(self) -> None:
        self._show(self.list.table.current)
        self.list.table.setFocus()

    def _show(self, one: BudgetLine | None) -> None:
        """A line with its amounts, and what may be done with its budget."""
        if one is None:
            self.right.show_parts()
            return
        enter = texts.ENTER_BUDGET if one.budget is None else texts.CHANGE_BUDGET
        away = [button(texts.REMOVE_BUDGET, partial(self._remove, one.budget), Kind.QUIET)] if one.budget else []
        told = [
            (texts.BUDGET, None if one.amount is None else formats.kr(one.amount)),
            (texts.CLOSED, formats.kr(one.closed)),
            (texts.FORECAST, formats.kr(one.forecast)),
            (texts.DIFFERENCE, None if one.difference is None else formats.kr(one.difference)),
            *([(texts.NOTE, one.budget.value.note)] if one.budget and one.budget.value.note else []),
        ]
        self.right.show_parts(
            label(texts.budget_title(one), "subheading", wrap=True),
            facts(told),
            row(button(enter, partial(self._ask_amount, one)), *away, 0),
        )

    # by hand

    def _ask_amount(self, one: BudgetLine) -> None:
        if self._year is None:
            return
        kept = one.budget
        blank = Budget(
            year=self._year,
            direction=one.direction,
            amount=Scaled(0),
            service=one.service,
            counterpart=one.counterpart,
        )
        values: Values = {
            "amount": kept.value.amount if kept else None,
            "note": kept.value.note if kept else None,
        }
        before = kept.value if kept else blank
        self.right.ask(texts.budget_title(one), _AMOUNT, values, partial(self._save, kept, before), self._back)

    def _ask_new(self) -> None:
        if self.right.may_leave():
            self._screen.query(self._choices, self._show_new)

    def _choices(self) -> _Choices:
        kept = {
            one.value.code: one.value.name or self._ctx.name(one.value.code) for one in list_counterparts(self._ctx)
        }
        known = sorted(kept.items(), key=lambda one: sort_key(one[1]))
        others = [one for one in municipalities(self._ctx.reference, []) if one[0] not in kept]
        return _Choices(tuple((one.value.name, one.value.name) for one in list_services(self._ctx)), (*known, *others))

    def _show_new(self, found: _Choices) -> None:
        if self._year is None:
            return
        asked = [
            choice("direction", texts.DIRECTION, RowDirection, required=True),
            Field("service", texts.SERVICE, Asks.CODE, choices=found.services),
            Field("counterpart", texts.COUNTERPART, Asks.CODE, choices=found.counterparts),
            *_AMOUNT,
        ]
        blank = Budget(year=self._year, direction=RowDirection.BUY, amount=Scaled(0))
        save = partial(self._save, None, blank)
        title = f"{texts.NEW_BUDGET} {self._year}"
        self.right.ask(title, asked, {"direction": RowDirection.BUY}, save, self._back)

    def _save(self, before: Stored[Budget] | None, blank: Budget, values: Values) -> None:
        made = record_of(Budget, {**values_of(blank), **values})
        undo = putting_back(before, save_budget, remove_budget, self._ctx)
        saved = partial(self._saved, undo)
        self._screen.command(partial(save_budget, self._ctx, before, made), saved, self.right.refused)

    def _saved(self, undo: Callable[[Stored[Budget]], Back], stored: Stored[Budget]) -> None:
        self._screen.told.emit(window_texts.SAVED)
        self._screen.offer_undo(undo(stored))
        one = stored.value
        self.list.choose((one.direction, one.service, one.counterpart))
        self._back()

    def _remove(self, before: Stored[Budget]) -> None:
        def removed(_none: None) -> None:
            self._screen.told.emit(window_texts.REMOVED)
            self._screen.offer_undo(entering_again(before, save_budget, self._ctx))

        self._screen.command(partial(remove_budget, self._ctx, before), removed)

    # proposed

    def _ask_proposal(self) -> None:
        if not self.right.may_leave() or self._year is None:
            return
        self.right.ask(
            texts.proposal_title(self._year),
            [
                choice("group", texts.DIVIDED_BY, BudgetGroup, required=True),
                choice("basis", texts.FROM, BudgetBasis, required=True),
            ],
            {"group": BudgetGroup.SERVICE, "basis": BudgetBasis.FORECAST},
            partial(self._propose, self._year),
            self._back,
            above=label(texts.PROPOSE_TEXT, "muted", wrap=True),
            words=(texts.PROPOSE, texts.NOT_NOW),
        )

    def _propose(self, year: int, values: Values) -> None:
        group, basis = values["group"], values["basis"]
        assert isinstance(group, BudgetGroup)  # noqa: S101 - as the form asks for it
        assert isinstance(basis, BudgetBasis)  # noqa: S101 - as the form asks for it
        work = partial(propose_budgets, self._ctx, year, group, basis)
        self._screen.query(work, partial(self._show_proposed, year))

    def _show_proposed(self, year: int, found: tuple[Budget, ...]) -> None:
        away = button(texts.NOT_NOW, self._back)
        if not found:
            self.right.show_parts(label(texts.NOTHING_PROPOSED, wrap=True), row(away, 0))
            return
        save = button(texts.SAVE_PROPOSED, partial(self._save_proposed, found), Kind.PRIMARY)
        lines = [
            leading(label(f"{self._name(one)}, {words.word(one.direction)}", wrap=True), label(formats.kr(one.ore)))
            for one in found[:_MOST]
        ]
        more = [label(texts.more(len(found) - _MOST), "muted")] if len(found) > _MOST else []
        self.right.show_parts(
            label(texts.proposed_title(year, len(found)), "subheading", wrap=True),
            *lines,
            *more,
            theme.GROUP,
            row(save, away, 0),
        )
        save.setFocus()

    def _name(self, one: Budget) -> str:
        return one.service or self._ctx.name(one.counterpart or "")

    def _save_proposed(self, found: Sequence[Budget]) -> None:
        def done(many: int) -> None:
            self._screen.told.emit(texts.budgets_saved(many))
            self._back()

        self._screen.command(partial(save_budgets, self._ctx, found), done)


_AMOUNT = (
    Field("amount", texts.AMOUNT_KRONOR, Asks.SCALED, required=True),
    Field("note", texts.NOTE, Asks.LINES, wide=True),
)
