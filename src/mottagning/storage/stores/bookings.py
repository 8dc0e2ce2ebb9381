"""Stores of bookings and of what happens to them: absences, supplements, reports, consents to disclosure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, or_, select

from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Report, Supplement
from mottagning.domain.people import Protection
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage import due
from mottagning.storage.parts import MOST, in_parts
from mottagning.storage.stores.agreements import AGREEMENT, SERVICE
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape
from mottagning.storage.stores.people import CASE
from mottagning.storage.tables import bookings as tables
from mottagning.storage.tables.ledger import closing_booking
from mottagning.storage.tables.people import consent, person

BOOKING = Reference("booking", "booking_id", tables.booking.c.key)
RETURNS_CONSENT = "returns"
"""The purpose of a consent that the rows of a booking may be handed to its counterpart."""

T = TypeVar("T")


class BookingStore(KeyedStore[Booking]):
    """Bookings. The consent to disclosure stands among the person's consents."""

    shape = Shape(
        Booking,
        tables.booking,
        Area.BOOKINGS,
        ("key",),
        references=(CASE, AGREEMENT, SERVICE),
        special=frozenset({"consent_on"}),
    )

    def first_days(self, keys: Sequence[str]) -> dict[str, date]:
        """The first day of each of these bookings that there is."""
        one = tables.booking
        found: dict[str, date] = {}
        for part in in_parts(keys):
            statement = select(one.c.key, one.c.start).where(one.c.key.in_(part))
            found.update({row[0]: row[1] for row in self._connection.execute(statement).all()})
        return found

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        statement = select(consent.c.booking_id, consent.c.given_on).where(
            consent.c.purpose == RETURNS_CONSENT, consent.c.withdrawn_on.is_(None)
        )
        ids = [row["id"] for row in rows]
        if len(ids) <= MOST:
            statement = statement.where(consent.c.booking_id.in_(ids))
        given = {row.booking_id: row.given_on for row in self._connection.execute(statement)}
        return [{"consent_on": given.get(row["id"])} for row in rows]

    def _write_special(self, stored: Sequence[tuple[Stored[Booking], Stored[Booking] | None]]) -> None:
        rows = []
        for after, before in stored:
            if before is not None and before.value.consent_on == after.value.consent_on:
                continue
            if before is not None:
                self._clear_special(before)
            if after.value.consent_on is not None:
                rows.append(
                    {
                        "person_id": self._id(CASE, after.value.case_number),
                        "booking_id": after.id,
                        "recipient": after.value.provider_municipality,
                        "purpose": RETURNS_CONSENT,
                        "given_on": after.value.consent_on,
                        "version": 1,
                    }
                )
        if rows:
            self._connection.execute(consent.insert(), rows)

    def _clear_special(self, before: Stored[Booking]) -> None:
        self._connection.execute(
            consent.delete().where(consent.c.booking_id == before.id, consent.c.purpose == RETURNS_CONSENT)
        )

    def _require_free(self, value: Booking) -> None:
        """A key under which something was settled stays that booking's, also when its person was removed since."""
        super()._require_free(value)
        settled = closing_booking.c.booking == value.key
        if self._connection.scalar(select(closing_booking.c.id).where(settled).limit(1)) is not None:
            raise Refused(RefusalCode.KEY_TAKEN, FieldProblem("key", "taken"), key=value.key)

    def keys(self) -> list[str]:
        """The keys that are taken, those too that were settled and whose persons were removed since."""
        settled = self._connection.scalars(select(closing_booking.c.booking).distinct())
        return list({*super().keys(), *settled})

    def _touch(self, before: Stored[Booking]) -> None:
        due.of_bookings(self._connection, [before.id])

    def _remember(self, stored: Sequence[Stored[Booking]]) -> None:
        due.of_bookings(self._connection, [one.id for one in stored])

    def _person(self, value: Booking, _record_id: int) -> int | None:
        return self._id(CASE, value.case_number)


def of_nobody_hidden(booking_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a reference to a booking leads to none of somebody with protected data."""
    one, whose = tables.booking.alias("referred"), person.alias("whose")
    hidden = select(one.c.id).where(
        one.c.id == booking_id, whose.c.id == one.c.person_id, whose.c.protection != Protection.NONE.value
    )
    return ~hidden.exists()


def holder_of(connection: Connection, booking: str | None) -> int | None:
    """The number of the person behind the booking with this key; None where there is none."""
    if booking is None:
        return None
    return connection.scalar(select(tables.booking.c.person_id).where(tables.booking.c.key == booking))


class NamingBookingStore(KeyedStore[T]):
    """A kind of record that may be about a booking, named in its field `booking`."""

    def visible(self, *, protected: bool) -> list[Stored[T]]:
        """All; those of bookings of people with protected data only when `protected` is set."""
        return self.every(*(() if protected else (of_nobody_hidden(self.shape.table.c.booking_id),)))

    def _person(self, value: Any, _record_id: int) -> int | None:  # noqa: ANN401 - each kind has the field
        return holder_of(self._connection, value.booking)


class _OfBooking(KeyedStore[Any]):
    """A kind of record that hangs on a booking and changes what it is worth."""

    def of_booking(self, booking_id: int) -> list[Stored[Any]]:
        """Those of one booking."""
        return self.having(self.shape.table.c.booking_id, booking_id)

    def _touch(self, before: Stored[Any]) -> None:
        due.of_bookings(self._connection, [self._id(BOOKING, before.value.booking)])

    def _remember(self, stored: Sequence[Stored[Any]]) -> None:
        due.of_bookings(self._connection, [self._id(BOOKING, one.value.booking) for one in stored])

    def _person(self, value: Any, _record_id: int) -> int | None:  # noqa: ANN401 - each kind has the field
        return holder_of(self._connection, value.booking)


class AbsenceStore(_OfBooking):
    """Days on which a person was away."""

    shape = Shape(Absence, tables.absence, Area.BOOKINGS, ("booking", "days"), references=(BOOKING,))

    def unexplained(self, today: date) -> list[Stored[Absence]]:
        """Those without a valid reason in bookings that have not ended."""
        booking = tables.booking
        is_open = select(booking.c.id).where(
            booking.c.outcome.is_(None), or_(booking.c.end.is_(None), booking.c.end > today)
        )
        absence = tables.absence
        return self.every(absence.c.kind == AbsenceKind.INVALID.value, absence.c.booking_id.in_(is_open))

    def key_of(self, value: Absence) -> tuple[object, ...]:
        return value.booking, value.days.start


class SupplementStore(_OfBooking):
    """Amounts on top of the price."""

    shape = Shape(Supplement, tables.supplement, Area.BOOKINGS, ("booking", "kind", "days"), references=(BOOKING,))

    def key_of(self, value: Supplement) -> tuple[object, ...]:
        return value.booking, value.kind, value.days.start


class ReportStore(_OfBooking):
    """What was reported as held."""

    shape = Shape(Report, tables.report, Area.BOOKINGS, ("booking", "month"), references=(BOOKING,))
