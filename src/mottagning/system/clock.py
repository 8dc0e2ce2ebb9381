"""What time is it? The only place that asks."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in the machine's own time zone."""
    return datetime.now().astimezone()


def stored(moment: datetime) -> datetime:
    """A moment as registers keep it: in UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def shown(moment: datetime) -> datetime:
    """A kept moment in the machine's own time zone."""
    return moment.replace(tzinfo=UTC).astimezone()
