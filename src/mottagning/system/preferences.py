"""What does the program remember between starts? The last register and how the window looked; nothing about people."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Preferences:
    """Small values by name, kept in a file that may be lost without harm."""

    file: Path
    _values: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        self._values = {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}

    def get(self, name: str, default: str = "") -> str:
        """The value kept under `name`."""
        return self._values.get(name, default)

    def put(self, name: str, value: str) -> None:
        """Keep `value` under `name`; a disk that cannot be written loses only this."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside = self.file.with_suffix(".ny")
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self.file)
        except OSError:
            return
