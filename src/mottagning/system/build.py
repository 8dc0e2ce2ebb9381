"""What was this program built from, and whose Python runs it? The package holds a note of it, a checkout none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NOTE = "build.json"
_OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Build:
    """One build: the commit it was made of, and the Python inside."""

    commit: str
    python: str
    is_official: bool
    """Whether Python comes from python.org; a build for tests has one that does not."""


@cache
def own_build() -> Build | None:
    """The build that runs; None from a checkout, or where the note cannot be read."""
    return read_build(Path(__file__).parent.parent / NOTE)


def read_build(file: Path) -> Build | None:
    """The build that a note tells of."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        inside = found["runtime"]
        return Build(str(found["commit"]), str(inside["python"]), inside["kind"] == _OFFICIAL)
    except (OSError, ValueError, KeyError, TypeError):
        return None
