"""What did a transaction change, who did it and when? Areas for the screens, rows for the change log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from mottagning.readmodels.changes import Area
from mottagning.storage import chain
from mottagning.storage.tables.admin import change_log


@dataclass(slots=True)
class Journal:
    """Collects what one transaction does; written with `write` just before the commit."""

    by: str
    at: datetime
    unit: str | None = None
    computer: str = ""
    areas: set[Area] = field(default_factory=set)
    _rows: list[dict[str, Any]] = field(default_factory=list)

    def note(
        self,
        area: Area | None,
        entity: str,
        entity_id: int | None,
        action: str,
        changes: Mapping[str, object],
        person: int | None = None,
    ) -> None:
        """One record was added, changed or removed. `changes` holds the new value, or old and new, by field.

        `area` is None for what no screen shows.
        """
        if area is not None:
            self.areas.add(area)
        self._rows.append(
            {
                "at": self.at,
                "by": self.by,
                "unit": self.unit,
                "entity": entity,
                "entity_id": entity_id,
                "action": action,
                "person": person,
                "changes": json.dumps(changes, ensure_ascii=False, default=_plain),
            }
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not self.areas and not self._rows

    def write(self, connection: Connection) -> None:
        """Store the change log of the transaction."""
        if self._rows:
            chain.append(connection, change_log, self._rows)
            self._rows.clear()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
