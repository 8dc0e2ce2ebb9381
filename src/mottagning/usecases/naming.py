"""What is a counterpart called? A municipality by its name, others as the office has entered them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context


def names_of(ctx: Context, reader: Reader, codes: Iterable[str]) -> Mapping[str, str]:
    """The names by code; a code of which nothing is known is its own name."""
    wanted = {*codes}
    entered = {one.value.code: one.value.name for one in reader.counterparts.every() if one.value.name}
    return {
        code: ctx.name(code) if code in ctx.reference.municipalities else entered.get(code, code) for code in wanted
    }
