"""What was done with a record, in words."""

from __future__ import annotations

from mottagning.readmodels.history import Happening
from mottagning.texts import formats, subject_access

TITLE = "Vad som har gjorts"
ALL = "Visa allt"


def who_and_when(one: Happening) -> str:
    """`2025-01-03 09:12 · Anna · Bokningar ändrat`."""
    return f"{formats.moment(one.at)} · {one.by} · {one.what}: {subject_access.action(one.action)}"
