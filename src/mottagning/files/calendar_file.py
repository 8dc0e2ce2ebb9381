"""How are days written so that any calendar can read them? One iCalendar file (RFC 5545) of whole days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

from icalendar import Calendar, Event

from mottagning.files.workbook import placed

_PRODUCT = "-//Mottagning//SV"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day with its words. The same `key` is the same day to a calendar that reads a newer file; None is new."""

    day: date
    title: str
    text: str
    key: str | None = None


def write(target: Path, days: Iterable[CalendarDay], now: datetime) -> None:
    """Write `days` to `target`. Raises Trouble; a half-written file never stands."""
    content = encoded(days, now)
    with placed(target) as beside:
        beside.write_bytes(content)


def encoded(days: Iterable[CalendarDay], now: datetime) -> bytes:
    """The bytes of the file, made at `now`."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for one in days:
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"mottagning:{one.key}") if one.key else uuid4()))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", one.text)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
