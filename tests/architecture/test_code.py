"""Does the code keep the house rules that no linter knows? Frozen domain, no clock, no float, words in one place."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import mottagning
from mottagning import domain, readmodels

PACKAGE = Path(mottagning.__file__).parent
DIALOGS = ("QMessageBox", "QFileDialog", "QInputDialog", "QDialog(")
SWEDISH = set("åäöÅÄÖ")
MAY_HOLD_SWEDISH = (
    "texts/",  # every word of the window, the command line and the files
    "files/layouts/",  # headings are the format's own
    "domain/swedish.py",  # the alphabet, and the words that the format gives a meaning
    "usecases/admin/importing.py",  # headings that a message names
    "system/paths.py",
    "usecases/admin/demo_people.py",
)


def modules(package) -> Iterator[object]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def sources(part: str = "") -> Iterator[Path]:
    return (PACKAGE / part).rglob("*.py")


def own_dataclasses(package) -> list[type]:
    return [
        kind
        for module in modules(package)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and dataclasses.is_dataclass(kind)
    ]


@pytest.mark.parametrize("package", [domain, readmodels], ids=lambda package: package.__name__)
def test_what_leaves_the_store_cannot_be_changed(package) -> None:
    kinds = own_dataclasses(package)
    assert len(kinds) > 20
    assert [kind.__name__ for kind in kinds if not kind.__dataclass_params__.frozen] == []


def test_domain_knows_no_clock_and_no_float() -> None:
    found = []
    for file in sources("domain"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                found.append(f"{file.name}:{node.lineno} {node.value}")
            if isinstance(node, ast.Name) and node.id == "float":
                found.append(f"{file.name}:{node.lineno} float")
            if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}:
                found.append(f"{file.name}:{node.lineno} {node.attr}")
    assert found == []


def test_swedish_words_are_in_texts() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{node.lineno} {node.value!r}"
        for file in sources()
        if not file.relative_to(PACKAGE).as_posix().startswith(MAY_HOLD_SWEDISH)
        for node in strings(ast.parse(file.read_text(encoding="utf-8")))
        if SWEDISH & set(node.value)
    ]
    assert found == []


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text of a module but its documentation, which stands as an expression of its own."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


def test_every_module_states_its_question() -> None:
    missing = [
        str(file.relative_to(PACKAGE))
        for file in sources()
        if "versions" not in file.parts and not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert missing == []


def test_only_messages_opens_a_dialog() -> None:
    found = [
        str(file.relative_to(PACKAGE))
        for file in sources()
        if any(
            word in file.read_text(encoding="utf-8")
            for word in (
                "QMessageBox",
                "QFileDialog",
                "QDialog(",
                "QInputDialog",
                "QPrintPreviewDialog",
                "QPrintDialog",
            )
        )
    ]
    assert found == ["uikit/messages.py"]
