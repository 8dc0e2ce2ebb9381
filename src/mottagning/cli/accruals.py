"""What does `accrued MONTH` show and write? What is accrued at the end of a month, account by account."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mottagning.cli import output
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.year_end import AccountSum, Accruals
from mottagning.texts import formats
from mottagning.texts import year_end as texts
from mottagning.usecases.context import Context
from mottagning.usecases.year_end.accrual_files import write_accrual_vouchers, write_accruals
from mottagning.usecases.year_end.accruals import accruals


@dataclass(frozen=True, slots=True)
class Accrued:
    """What is accrued, and the files that were written of it."""

    found: Accruals
    files: tuple[Path, ...]

    def as_json(self) -> dict[str, Any]:
        """One object: bought and sold apart, amounts as strings."""
        return {
            "month": str(self.found.month),
            "day": self.found.day.isoformat(),
            "totals": {
                way.value: output.amount(self.found.total(way)) for way in (RowDirection.BUY, RowDirection.SELL)
            },
            "accounts": [_account(one) for one in self.found.accounts],
            "uncounted": list(self.found.uncounted),
            "files": [str(file) for file in self.files],
        }

    def said(self) -> Iterator[str]:
        """Lines for people."""
        for one in self.found.accounts:
            yield f"{texts.coding(one.coding)}  {formats.kr(one.amount)}"
        yield texts.totals(self.found) or f"{texts.NOTHING_ACCRUED}."
        if self.found.uncounted:
            yield texts.uncounted(self.found.uncounted)
        for file in self.files:
            yield texts.WRITTEN.format(file=file)


def write(ctx: Context, arguments: argparse.Namespace) -> Accrued:
    """Work it out, and write what was asked for. Raises Refused and Trouble."""
    month, protected = arguments.month, arguments.protected
    files = []
    if arguments.out is not None:
        files.append(write_accruals(ctx, arguments.out, month, protected=protected))
    if arguments.sie is not None:
        files.append(write_accrual_vouchers(ctx, arguments.sie, month, protected=protected))
    found = accruals(ctx, month, protected=protected)
    return Accrued(found, tuple(file for file in files if file is not None))


def _account(one: AccountSum) -> dict[str, Any]:
    return {
        "direction": one.coding.direction.value,
        "account": one.coding.account,
        "cost_centre": one.coding.cost_centre,
        "activity": one.coding.activity_code,
        "project": one.coding.project,
        "party": one.coding.party_code,
        "amount": output.amount(one.amount),
        "estimated": output.amount(one.estimated),
    }
