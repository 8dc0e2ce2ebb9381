"""The store of budgets."""

from __future__ import annotations

from mottagning.domain.budgets import Budget
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.agreements import SERVICE
from mottagning.storage.stores.keyed import KeyedStore, Shape, optional
from mottagning.storage.tables import budgets as tables


class BudgetStore(KeyedStore[Budget]):
    """Budgets, year by year."""

    shape = Shape(
        Budget,
        tables.budget,
        Area.BUDGETS,
        ("year", "direction", "service", "counterpart"),
        references=(optional(SERVICE),),
    )

    def of_year(self, year: int) -> list[Stored[Budget]]:
        """Those of one year."""
        return self.having(tables.budget.c.year, year)
