"""Does the program tell what it was built from, and say nothing where nobody noted it?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mottagning.system.build import Build, own_build, read_build
from mottagning.texts import admin as texts

NOTE = {
    "version": "1.2.3",
    "commit": "0123456789ab",
    "runtime": {"kind": "official", "python": "3.12.10", "sha256": "0"},
}


def note(folder: Path, *, kind: str) -> Path:
    file = folder / "build.json"
    file.write_text(json.dumps({**NOTE, "runtime": {**NOTE["runtime"], "kind": kind}}), encoding="utf-8")
    return file


def test_a_checkout_tells_of_no_build() -> None:
    assert own_build() is None


@pytest.mark.parametrize(("kind", "is_official"), [("official", True), ("test", False), ("something else", False)])
def test_only_the_official_runtime_is_one_to_use(tmp_path: Path, kind: str, is_official: bool) -> None:
    found = read_build(note(tmp_path, kind=kind))
    assert found == Build("0123456789ab", "3.12.10", is_official)
    said = texts.build(found.commit, found.python, is_official=found.is_official)
    assert said.startswith("0123456789ab, Python 3.12.10")
    assert ("Provbygge" in said) is not is_official


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"commit": "a", "runtime": 1}', "\x00"])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "build.json"
    file.write_text(text, encoding="utf-8")
    assert read_build(file) is None
    assert read_build(tmp_path / "none.json") is None
