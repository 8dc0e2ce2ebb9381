"""What does the change log say, for somebody who knows no codes?"""

from __future__ import annotations

from collections.abc import Container, Mapping
from fractions import Fraction
from typing import Any

from mottagning.domain.money import SCALE
from mottagning.files.layouts.register import Column, Holds
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.subject_access import ChangeTrace
from mottagning.texts import formats, words
from mottagning.texts import subject_access as texts

NAMED = frozenset({Holds.MUNICIPALITY, Holds.COUNTERPART, Holds.LANGUAGE, Holds.COUNTRY})
"""What is told by a name instead of its code."""


def named(reference: Reference, holds: Holds, code: str) -> str:
    """What a code stands for; the code itself, or the words, where it stands for nothing known."""
    names = {Holds.LANGUAGE: reference.languages, Holds.COUNTRY: reference.countries}.get(holds)
    return reference.name(code) if names is None else names.get(code, code)


def logged(reference: Reference, column: Column, value: Any) -> str:  # noqa: ANN401 - as the log keeps it
    """A value as the log keeps it, in words: a code as its value, a day as a text, ten-thousandths as a number."""
    if value is None or value == "":
        return ""
    if column.kind is not None:
        return words.word(column.kind(value))
    if column.holds is Holds.YES_NO:
        return words.YES if value else words.NO
    if column.holds is Holds.SCALED:
        return formats.number(Fraction(value, SCALE))
    return named(reference, column.holds, value) if column.holds in NAMED else str(value)


def changes_said(
    reference: Reference, columns: Mapping[str, Column], one: ChangeTrace, hidden: Container[str] = ()
) -> str:
    """The changed fields in the order of their sheet, each with what stood there and what stands there now."""
    told = [name for name in columns if name in one.changes and name not in hidden and _has(one.changes[name])]
    return "; ".join(_said(reference, columns[name], one.changes[name]) for name in told)


def _has(kept: object) -> bool:
    return any(part not in {None, False, ""} for part in (kept if isinstance(kept, list) else [kept]))


def _said(reference: Reference, column: Column, kept: Any) -> str:  # noqa: ANN401 - as the log keeps it
    old, new = kept if isinstance(kept, list) else (None, kept)
    return texts.change(column.heading, *(logged(reference, column, value) for value in (old, new)))
