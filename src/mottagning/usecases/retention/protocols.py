"""What was removed, and by whom: kept for ever, shown and printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mottagning.domain.rights import Act
from mottagning.files import list_workbook
from mottagning.readmodels.lists import ListColumn, ListSheet
from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.retention import Protocol
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown
from mottagning.texts import retention as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.printing import Printer, print_to


def seen_protocols(ctx: Context, reader: Reader) -> tuple[Protocol, ...]:
    """The protocols, the latest first, with moments in the machine's time; of persons with protected data only for
    those who may see them."""
    return tuple(
        replace(one, at=shown(one.at), proposed_at=shown(one.proposed_at), approved_at=shown(one.approved_at))
        for one in reader.retention.protocols()
        if ctx.sees_protected or not one.is_protected
    )


def protocol_printout(ctx: Context, protocol: Protocol) -> Printout:
    """A protocol on paper. It names nobody but those who decided."""
    ctx.require(Act.RETAIN)
    with ctx.reading() as reader:
        office = office_of(reader)
    title = texts.protocol_title(protocol)
    blocks: list[Block] = [
        Heading(title, 1),
        Facts(texts.protocol_facts(protocol, ctx.name(office.municipality), office.board)),
        Heading(texts.BY_RULE),
        Grid(texts.BY_RULE_HEADINGS, texts.counts(protocol.by_rule), frozenset({1})),
        Heading(texts.BY_KIND),
        Grid(texts.BY_KIND_HEADINGS, texts.kinds(protocol.by_kind), frozenset({1})),
        Paragraph(texts.WHAT_STAYS),
    ]
    return Printout(title, title, tuple(blocks))


def print_protocol(ctx: Context, protocol: Protocol, target: Path, printer: Printer) -> Path:
    """Write a protocol to `target` as PDF; gives it back. Raises Trouble when it cannot be written."""
    print_to(printer, protocol_printout(ctx, protocol), target)
    return target


def export_protocol(ctx: Context, protocol: Protocol, target: Path) -> Path:
    """Write a protocol to `target` as a workbook; gives it back. Raises Trouble when it cannot be written."""
    ctx.require(Act.RETAIN)
    rows = (*texts.decided(protocol), *texts.counts(protocol.by_rule), *texts.kinds(protocol.by_kind))
    columns = tuple(
        ListColumn(heading, width, is_right=False, is_day=False) for heading, width in texts.PROTOCOL_COLUMNS
    )
    title = texts.protocol_title(protocol)
    list_workbook.write(target, ListSheet("retention_protocol", title, "", 0, columns, rows, rows))
    return target
