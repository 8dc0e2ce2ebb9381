"""What does `returns --peppol DIR --sie DIR` write and say? Files for the economy system, when they are set up."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mottagning.cli import output
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.returns import WrittenInvoices
from mottagning.texts import economy_files as texts
from mottagning.texts import formats
from mottagning.usecases.context import Context
from mottagning.usecases.returns.economy.invoices import write_invoices
from mottagning.usecases.returns.economy.vouchers import write_vouchers
from mottagning.usecases.returns.months import months


@dataclass(frozen=True, slots=True)
class EconomyFiles:
    """What was written; None for what was not asked for."""

    invoices: WrittenInvoices | None = None
    folder: Path | None = None
    vouchers: tuple[Path, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """Keys for what was asked for, and no others."""
        shown: dict[str, Any] = {}
        if self.invoices is not None:
            shown["invoices"] = [
                {
                    "number": one.number,
                    "return": one.closed.number,
                    "total": output.amount(one.total),
                    "file": str(one.file),
                }
                for one in self.invoices.written
            ]
            shown["not_invoiced"] = list(self.invoices.without)
        if self.vouchers is not None:
            shown["vouchers"] = [str(file) for file in self.vouchers]
        return shown

    def said(self) -> Iterator[str]:
        """Lines for people."""
        if self.invoices is not None:
            for one in self.invoices.written:
                yield f"{one.number}  {formats.kr(one.total)}  {one.file}"
            yield texts.invoices_written(len(self.invoices.written), str(self.folder), self.invoices.without)
        for file in self.vouchers or ():
            yield texts.VOUCHERS_WRITTEN.format(file=file)
        if self.vouchers == ():
            yield texts.NO_VOUCHERS


def write(ctx: Context, arguments: argparse.Namespace) -> EconomyFiles:
    """Write what was asked for. Raises Refused and Trouble; protected people's returns never become e-invoices."""
    invoices, vouchers = None, None
    if arguments.peppol is not None:
        if arguments.protected:
            raise Refused(RefusalCode.NOT_INVOICED, reason="protected")
        invoices = write_invoices(ctx, arguments.peppol, arguments.month)
    if arguments.sie is not None:
        closed = [one.month for one in months(ctx) if one.is_closed]
        chosen = [arguments.month] if arguments.month else sorted(closed)
        files = (write_vouchers(ctx, arguments.sie, each, protected=arguments.protected) for each in chosen)
        vouchers = tuple(file for file in files if file is not None)
    return EconomyFiles(invoices, arguments.peppol, vouchers)
