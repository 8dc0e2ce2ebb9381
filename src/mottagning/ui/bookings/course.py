"""The course of a booking on its card: that somebody came, and that the place has ended."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from mottagning.domain.bookings import Booking, BookingEnd, BookingStatus, Outcome
from mottagning.domain.periods import DAY
from mottagning.readmodels.bookings import BookingCard, BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import attendance
from mottagning.texts import bookings as texts
from mottagning.ui.bookings.form import came_sections, end_sections
from mottagning.uikit.parts import Kind, button, label, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.undoing import Back
from mottagning.usecases import bookings

_OPEN = frozenset({BookingStatus.PLANNED, BookingStatus.ONGOING})


class CoursePart:
    """What can be noted of the chosen booking's course, and the end that a rule proposes."""

    def __init__(self, screen: RecordScreen[BookingLine, BookingCard], card: BookingCard) -> None:
        self._screen = screen
        self._card = card

    def buttons(self) -> list[QPushButton]:
        """What can be noted now."""
        shown, booking = self._card.line, self._card.booking.value
        if shown.status not in _OPEN:
            return []
        today = self._screen.desk.today
        came = button(texts.CAME, self._begin_came)
        has_begun = shown.status is BookingStatus.ONGOING and booking.last_present_on is None
        last = max(today, booking.days.start)
        end = button(texts.END, partial(self._begin_end, {"last": last, "end_told_on": today}))
        return [*([came] if has_begun else []), end]

    def proposal(self) -> list[Any]:
        """That she has been away for so long that the place is lost, and the way to end it."""
        found = self._card.proposed_end
        if found is None:
            return []
        values: dict[str, object] = {"outcome": found.outcome, "end_told_on": self._screen.desk.today}
        if found.outcome is not Outcome.NEVER_STARTED:
            values["last"] = found.since - DAY
        end = button(attendance.END, partial(self._begin_end, values), Kind.QUIET)
        return [label(attendance.proposed(found), "warned", wrap=True), row(end, 0)]

    def _begin_came(self) -> None:
        values = {"last_present_on": self._card.booking.value.days.start}
        self._screen.show_form(f"{texts.CAME}: {self._card.booking.value.key}", came_sections(), values, self._save)

    def _begin_end(self, values: Mapping[str, object]) -> None:
        title = f"{texts.END}: {self._card.booking.value.key}"
        known = {name: value for name, value in values_of(self._card.booking.value).items() if value is not None}
        self._screen.show_form(title, end_sections(), {**known, **values}, self._end)

    def _with(self, values: Values) -> Booking:
        booking: Booking = record_of(Booking, {**values_of(self._card.booking.value), **values})
        return booking

    def _save(self, values: Values) -> None:
        work = partial(bookings.save_booking, self._screen.desk.ctx, self._card.booking, self._with(values))
        self._screen.saved(work, lambda stored: stored.id, undo=self._back)

    def _end(self, values: Values) -> None:
        end: BookingEnd = record_of(BookingEnd, values)
        work = partial(bookings.end_booking, self._screen.desk.ctx, self._card.booking, end)
        self._screen.saved(work, lambda stored: stored.id, undo=self._back)

    def _back(self, after: Stored[Booking]) -> Back:
        """The booking as it was before this was said of it."""
        return partial(bookings.save_booking, self._screen.desk.ctx, after, self._card.booking.value)
