"""Stores of the register itself: settings, users, what was read and handed out."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, select

from mottagning.domain.office import OfficeSettings, Role, User
from mottagning.domain.periods import Month
from mottagning.readmodels.admin import Disclosure, ReadNote
from mottagning.readmodels.changes import Area
from mottagning.storage.journal import Journal
from mottagning.storage.tables import admin as tables

_FLAG = {True: "1", False: ""}


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
        values: dict[str, object] = {item.name: found.get(item.name) or None for item in fields(OfficeSettings)}
        values["first_month"] = Month.parse(found["first_month"])
        values["requires_state_funding"] = bool(found.get("requires_state_funding"))
        return OfficeSettings(**values)  # type: ignore[arg-type]

    def save(self, office: OfficeSettings) -> None:
        """Replace the settings by those of `office`."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        before = {row.key: row.value for row in self._connection.execute(select(tables.setting))}
        changes: dict[str, object] = {}
        for item in fields(office):
            value = getattr(office, item.name)
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


class UserStore:
    """Who may log in."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def every(self) -> list[User]:
        """All users in order of their names."""
        rows = self._connection.execute(select(tables.user).order_by(tables.user.c.name))
        return [
            User(
                name=row.name,
                key_slot=row.key_slot,
                role=Role(row.role),
                may_see_protected=row.may_see_protected,
            )
            for row in rows
        ]

    def add(self, user: User, at: datetime) -> None:
        """Add a user."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        self._connection.execute(
            tables.user.insert().values(
                name=user.name,
                key_slot=user.key_slot,
                role=user.role.value,
                may_see_protected=user.may_see_protected,
                created_at=at,
            )
        )
        self._journal.note(Area.USERS, "user_account", None, "added", {"name": user.name, "role": user.role.value})


class LogStore:
    """What was read and handed out."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def read(self, note: ReadNote) -> None:
        """Somebody opened a card, listed, searched, printed or exported."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        self._connection.execute(
            tables.read_log.insert().values(
                at=self._journal.at,
                by=self._journal.by,
                what=note.what.value,
                person=note.person,
                detail=note.detail,
                count=note.count,
            )
        )

    def disclosed(self, disclosure: Disclosure) -> None:
        """Rows about people left the office."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        self._connection.execute(
            tables.disclosure.insert().values(
                at=self._journal.at,
                by=self._journal.by,
                return_id=disclosure.return_id,
                what=disclosure.what,
                recipient=disclosure.recipient,
                way=disclosure.way.value if disclosure.way else None,
                ground=disclosure.ground,
                persons=disclosure.persons,
                person=disclosure.person,
                left_out=disclosure.left_out,
            )
        )
