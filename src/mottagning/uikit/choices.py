"""Choices that many forms offer: municipalities by name."""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.swedish import sort_key
from mottagning.readmodels.reference import Reference
from mottagning.uikit.fields import Choice


def municipalities(reference: Reference, first: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Every municipality by name, those of `first` before the others."""
    known = reference.municipalities
    ahead = [code for code in first if code in known]
    rest = sorted((code for code in known if code not in ahead), key=lambda code: sort_key(known[code].name))
    return tuple((code, known[code].name) for code in (*ahead, *rest))
