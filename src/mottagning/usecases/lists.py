"""Lists: what is shown and leaves them is noted, and filters are kept by name, each person's own."""

from __future__ import annotations

from pathlib import Path

from mottagning.files import list_workbook
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Changed, Done
from mottagning.readmodels.lists import ListSheet, SavedFilter
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context

LONGEST_DETAIL = 400


def log_list(ctx: Context, name: str, filtered: str, count: int) -> None:
    """The list `name` was shown: so many rows with persons, filtered by what `filtered` says."""
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.LIST, detail=_detail(name, filtered), count=count))
        uow.commit()


def log_copy(ctx: Context, name: str, count: int, persons: int) -> None:
    """So many rows, about so many persons, were copied out of the list `name`."""
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.COPY, detail=name, count=count))
        uow.log.disclosed(Disclosure(f"{name}_copy", persons))
        uow.commit()


def export_list(ctx: Context, sheet: ListSheet, target: Path) -> Done[Path]:
    """Write what is shown of a list to `target`; gives it back. Raises Trouble when it cannot be written."""
    with ctx.writing() as uow:
        list_workbook.write(target, sheet)
        _note(uow, ReadKind.EXPORT, sheet, target)
        return Done(target, uow.commit())


def log_print(ctx: Context, sheet: ListSheet) -> None:
    """What is shown of a list was printed."""
    with ctx.writing() as uow:
        _note(uow, ReadKind.PRINT, sheet)
        uow.commit()


def _note(uow: UnitOfWork, kind: ReadKind, sheet: ListSheet, *files: Path) -> None:
    uow.log.read(ReadNote(kind, detail=_detail(sheet.name, sheet.detail), count=len(sheet.cells)))
    uow.log.disclosed(Disclosure(f"{sheet.name}_{kind.value}", sheet.persons), *files)


def _detail(name: str, filtered: str) -> str:
    return (f"{name}: {filtered}" if filtered else name)[:LONGEST_DETAIL]


def list_filters(ctx: Context, name: str) -> list[SavedFilter]:
    """The filters that the user keeps of the list `name`, in Swedish order."""
    with ctx.reading() as reader:
        return reader.filters.of(ctx.user.name, name)


def keep_filter(ctx: Context, name: str, kept: SavedFilter) -> Done[list[SavedFilter]]:
    """Keep a filter of the list `name`, in place of one with the same name; gives all that are kept."""
    with ctx.writing() as uow:
        uow.filters.keep(ctx.user.name, name, kept)
        return _kept(ctx, uow, name)


def forget_filter(ctx: Context, name: str, called: str) -> Done[list[SavedFilter]]:
    """Keep the filter of this name no more; gives those that are left."""
    with ctx.writing() as uow:
        uow.filters.forget(ctx.user.name, name, called)
        return _kept(ctx, uow, name)


def _kept(ctx: Context, uow: UnitOfWork, name: str) -> Done[list[SavedFilter]]:
    left = uow.filters.of(ctx.user.name, name)
    changed: Changed = uow.commit()
    return Done(left, changed)
