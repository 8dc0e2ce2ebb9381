"""The search field: records by the permitted terms."""

from __future__ import annotations

from dataclasses import replace

from mottagning.readmodels.search import Hit, HitKind
from mottagning.usecases.context import Context


def search(ctx: Context, text: str) -> list[Hit]:
    """What `text` finds, as it is typed; a person who may not be seen is not found."""
    with ctx.reading() as reader:
        found = reader.search.find(text, protected=ctx.sees_protected)
    return [replace(hit, detail=ctx.name(hit.detail)) if hit.kind is HitKind.RETURN else hit for hit in found]
