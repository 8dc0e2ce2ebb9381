"""Does every promise name tests that are there, and are the long ones left out of the ordinary run?"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent.parent
PROMISES: list[dict[str, Any]] = tomllib.loads((TESTS / "promises.toml").read_text(encoding="utf-8"))["promise"]


def marks_of(named: str) -> set[str]:
    """The marks of a test. Raises StopIteration when there is no such test."""
    file, name = named.split("::")
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    found = next(one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name)
    return {one.attr for mark in found.decorator_list for one in ast.walk(mark) if isinstance(one, ast.Attribute)}


@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: one["words"].split(":")[0])
def test_a_promise_is_shown_by_tests_that_are_run(promise: dict[str, Any]) -> None:
    assert promise["tests"]
    assert [one for one in promise["tests"] if "slow" in marks_of(one)] == []
    assert [one for one in promise.get("long", []) if "slow" not in marks_of(one)] == []


def test_every_promise_is_there() -> None:
    assert len(PROMISES) == 10
