"""Stores of the register itself: settings, users, what was read and handed out, the filters that people keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from mottagning.domain.backup_rules import BackupSettings
from mottagning.domain.economy import EconomySettings
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import Month
from mottagning.domain.swedish import sort_key
from mottagning.domain.users import User
from mottagning.readmodels.admin import Disclosure, ReadNote
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.lists import ListFilter, SavedFilter
from mottagning.storage import chain
from mottagning.storage.journal import Journal
from mottagning.storage.stores.keyed import KeyedStore, Shape
from mottagning.storage.tables import admin as tables

_FLAG = {True: "1", False: ""}
_READERS: Mapping[str, Callable[[str], object]] = {"bool": bool, "int | None": int, "Month": Month.parse}
"""How the text of a setting is read again, by the type of its field; a text as it stands."""


class SettingStore:
    """The office's settings, a row each."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def office(self) -> OfficeSettings | None:
        """The settings, None in a register that has none yet."""
        found = {row.key: row.value for row in self._connection.execute(select(tables.setting))}
        if not {"municipality", "first_month"} <= found.keys():
            return None
        return OfficeSettings(**_values(OfficeSettings, found))  # type: ignore[arg-type]

    def economy(self) -> EconomySettings:
        """How files for the economy system are written; off until somebody has said."""
        found = {row.key: row.value for row in self._connection.execute(select(tables.setting))}
        return EconomySettings(**_values(EconomySettings, found))  # type: ignore[arg-type]

    def backups(self) -> BackupSettings:
        """Where backups are put besides the folder of the program."""
        found = {row.key: row.value for row in self._connection.execute(select(tables.setting))}
        return BackupSettings(**_values(BackupSettings, found))  # type: ignore[arg-type]

    def save(self, settings: OfficeSettings | EconomySettings | BackupSettings) -> None:
        """Replace the settings of this kind by `settings`."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        before = {row.key: row.value for row in self._connection.execute(select(tables.setting))}
        changes: dict[str, object] = {}
        for item in fields(settings):
            value = getattr(settings, item.name)
            text = _FLAG[value] if isinstance(value, bool) else ("" if value is None else str(value))
            old = before.get(item.name, "")
            if text == old:
                continue
            changes[item.name] = [old, text]
            if item.name in before:
                self._connection.execute(
                    tables.setting.update().where(tables.setting.c.key == item.name).values(value=text)
                )
            else:
                self._connection.execute(tables.setting.insert().values(key=item.name, value=text, version=1))
        if changes:
            self._journal.note(Area.SETTINGS, "setting", None, "changed", changes)

    def noted(self, key: str) -> str | None:
        """Something the register remembers of itself, which is no setting."""
        return self._connection.scalar(select(tables.setting.c.value).where(tables.setting.c.key == key))

    def note(self, key: str, value: str) -> None:
        """Remember something of the register itself."""
        changed = self._connection.execute(
            tables.setting.update().where(tables.setting.c.key == key).values(value=value)
        )
        if not changed.rowcount:
            self._connection.execute(tables.setting.insert().values(key=key, value=value, version=1))


def _values(kind: type, found: Mapping[str, str]) -> dict[str, object]:
    """The values of the settings of one kind; those that have never been saved have their default."""
    return {item.name: _value(item, found[item.name]) for item in fields(kind) if found.get(item.name)}


def _value(item: Field[Any], text: str) -> object:
    return _READERS.get(str(item.type), str)(text)


class UserStore(KeyedStore[User]):
    """Who may log in, and who once could."""

    shape = Shape(User, tables.user, Area.USERS, ("name",))

    def present(self) -> list[Stored[User]]:
        """Those who may log in, in the order they were added."""
        return self.every(tables.user.c.removed_at.is_(None))


class LogStore:
    """What was read and handed out."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    def read(self, note: ReadNote) -> None:
        """Somebody opened a card, listed, searched, printed or exported."""
        values = {"what": note.what.value, "person": note.person, "detail": note.detail, "count": note.count}
        self.append(tables.read_log, self._signed(values))

    def disclosed(self, disclosure: Disclosure, *files: Path) -> None:
        """Rows about people left the office, in these files where they were written to some.

        A file about nobody is nothing to be reminded of.
        """
        values = {
            "return_id": disclosure.return_id,
            "what": disclosure.what,
            "recipient": disclosure.recipient,
            "way": disclosure.way.value if disclosure.way else None,
            "ground": disclosure.ground,
            "persons": disclosure.persons,
            "person": disclosure.person,
            "left_out": disclosure.left_out,
        }
        self.append(tables.disclosure, self._signed(values))
        for file in files if disclosure.persons else ():
            self.append(tables.written_file, self._written(file, disclosure.what))

    def append(self, table: Table, row: Mapping[str, object]) -> None:
        """Put a row, which says who and when, at the end of its log; or in the place of that of the same file."""
        if table is tables.written_file:
            same = (table.c.path == row["path"], table.c.computer == row["computer"])
            self._connection.execute(table.delete().where(*same))
            self._connection.execute(table.insert().values(**row))
        else:
            chain.append(self._connection, table, [row])

    def _written(self, file: Path, what: str) -> Mapping[str, object]:
        signed = {"at": self._journal.at, "by": self._journal.by, "computer": self._journal.computer}
        return {**signed, "path": str(file.absolute()), "what": what}

    def _signed(self, values: Mapping[str, object]) -> Mapping[str, object]:
        return {"at": self._journal.at, "by": self._journal.by, "unit": self._journal.unit, **values}


class FilterStore:
    """The filters of lists that people keep by name. They may hold a person's name, so they stand in the register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, user: str, list_name: str) -> list[SavedFilter]:
        """What one user keeps of one list, in Swedish order."""
        table = tables.saved_filter
        rows = self._connection.execute(select(table).where(table.c.by == user, table.c.list == list_name))
        found = [SavedFilter(row.name, ListFilter(row.text, _choices(row.choices))) for row in rows]
        return sorted(found, key=lambda one: sort_key(one.name))

    def keep(self, user: str, list_name: str, kept: SavedFilter) -> None:
        """Keep a filter, in place of one with the same name."""
        self.forget(user, list_name, kept.name)
        values = {"by": user, "list": list_name, "name": kept.name, "text": kept.filter.text}
        choices = json.dumps(kept.filter.choices, ensure_ascii=False)
        self._connection.execute(tables.saved_filter.insert().values(**values, choices=choices))

    def forget(self, user: str, list_name: str, name: str) -> None:
        """Keep the filter of this name no more."""
        table = tables.saved_filter
        mine = (table.c.by == user, table.c.list == list_name, table.c.name == name)
        self._connection.execute(table.delete().where(*mine))


def _choices(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in json.loads(text))
