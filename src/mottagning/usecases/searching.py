"""The search field: records by the permitted terms."""

from __future__ import annotations

from dataclasses import replace

from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.search import Found, HitKind
from mottagning.usecases.context import Context
from mottagning.usecases.lists import LONGEST_DETAIL

_OF_A_PARTY = frozenset({HitKind.RETURN, HitKind.INVOICE})


def log_search(ctx: Context, text: str, count: int) -> None:
    """Somebody searched for `text`, and so many records were found."""
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.SEARCH, detail=text[:LONGEST_DETAIL], count=count))
        uow.commit()


def search(ctx: Context, text: str) -> Found:
    """What `text` finds, as it is typed; a person who may not be seen is not found."""
    with ctx.reading() as reader:
        found = reader.search.find(text, protected=ctx.sees_protected)
    named = (replace(hit, detail=ctx.name(hit.detail)) if hit.kind in _OF_A_PARTY else hit for hit in found.hits)
    return replace(found, hits=tuple(named))


def latest(ctx: Context) -> Found:
    """Whose cards one opened last; who may no longer be seen is not among them."""
    with ctx.reading() as reader:
        return reader.search.latest(ctx.user.name, protected=ctx.sees_protected)
