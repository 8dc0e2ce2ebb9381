"""The search field: records by the permitted terms."""

from __future__ import annotations

from mottagning.readmodels.search import Hit
from mottagning.usecases.context import Context


def search(ctx: Context, text: str) -> list[Hit]:
    """What `text` finds, as it is typed; a person who may not be seen is not found."""
    with ctx.reading() as reader:
        return reader.search.find(text, protected=ctx.sees_protected)
