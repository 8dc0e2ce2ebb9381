"""Has every case its colour, its word, its place? A table over an enum that lacks one fails when it is first met."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from types import ModuleType

import pytest

from mottagning import ui, uikit

NEVER_ASKED = {
    # the code beside it asks before it looks
    "ui.people.merging texts.GROUNDS": "only of what needs a choice",
    "ui.register _AREA_OF": "returns have a way of their own",
    "ui.state_compensation.screen texts.ARRIVAL_TELLS": "only where there is more to tell",
    "ui.timelines.chart _DEADLINES": "only deadlines that run have a day there",
    "ui.timelines.part _TABS": "bookings have an area of their own",
    "ui.waiting.places _TABS": "requests have an area of their own",
    "uikit.fields _READERS": "a box that is ticked needs no reading",
}
"""Tables that leave out cases on purpose, with why none of those is looked up."""


def modules() -> Iterator[ModuleType]:
    for package in (ui, uikit):
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(found.name)


def looked_up(module: ModuleType) -> Iterator[tuple[str, Mapping[Enum, object]]]:
    """The tables over an enum of ours that the module looks up in with `[...]`, each with its name there."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
            continue
        table = found_in(module, node.value)
        if isinstance(table, Mapping) and is_over_own_enum(table):
            yield f"{module.__name__.removeprefix('mottagning.')} {ast.unparse(node.value)}", table


def found_in(module: ModuleType, name: ast.expr) -> object:
    """What `NAME` or `texts.NAME` stands for in the module, if it is there."""
    if isinstance(name, ast.Name):
        return getattr(module, name.id, None)
    if isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name):
        return getattr(getattr(module, name.value.id, None), name.attr, None)
    return None


def is_over_own_enum(table: Mapping[object, object]) -> bool:
    kinds = {type(key) for key in table}
    return len(kinds) == 1 and all(issubclass(one, Enum) and one.__module__.startswith("mottagning.") for one in kinds)


@pytest.fixture(scope="module")
def tables() -> dict[str, Mapping[Enum, object]]:
    return dict(found for module in modules() for found in looked_up(module))


def lacking(table: Mapping[Enum, object]) -> list[str]:
    return [case.name for case in type(next(iter(table))) if case not in table]


def test_every_table_over_an_enum_has_every_case(tables: dict[str, Mapping[Enum, object]]) -> None:
    assert len(tables) > 50
    assert {name: lacking(one) for name, one in tables.items() if lacking(one) and name not in NEVER_ASKED} == {}


def test_what_is_left_out_on_purpose_is_still_there(tables: dict[str, Mapping[Enum, object]]) -> None:
    assert [name for name in NEVER_ASKED if name not in tables or not lacking(tables[name])] == []
