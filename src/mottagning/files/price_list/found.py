"""What has been found in a price list so far? Prices, cells that cannot be read, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.cell.cell import Cell

from mottagning.files.layouts.price_list import DASHES
from mottagning.files.layouts.register import Column
from mottagning.files.register_workbook.cells import CellContext, CellProblem, shown, value_of
from mottagning.readmodels.price_lists import ListedPrice
from mottagning.readmodels.transfer import Rejected, Warned


@dataclass(slots=True)
class Found:
    """Collects what a list says. `context` is what reading a cell depends on."""

    context: CellContext
    prices: list[ListedPrice] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    is_preliminary: bool = False

    def value(self, cell: Cell, column: Column) -> object:
        """The value of a cell, None when it is empty, has a dash or cannot be read; then it is told of."""
        if isinstance(cell.value, str) and cell.value.strip() in DASHES:
            return None
        try:
            return value_of(cell, column, self.context)
        except CellProblem as problem:
            self.reject(cell, str(problem))
            return None

    def reject(self, cell: Cell, why: str) -> None:
        """Tell of a cell that cannot be taken."""
        self.rejected.append(Rejected(cell.parent.title, cell.coordinate, shown(cell), why))

    def warn(self, cell: Cell, what: str) -> None:
        """Tell of something worth a look."""
        self.warnings.append(Warned(cell.parent.title, cell.coordinate, what))
