"""Stores of counterparts, the catalogue, agreements with terms and prices, age groups and school days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from mottagning.domain.agreements import AgeGroup, Agreement, Price, SchoolRun, Terms
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.services import Service, folded
from mottagning.domain.settlement.readings import Readings, parse_exceptions, written_exceptions
from mottagning.domain.shared_offers import SharedOffer, parse_shares, written_shares
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage import due
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape
from mottagning.storage.tables import agreements as tables

T = TypeVar("T")

AGREEMENT = Reference("agreement", "agreement_id", tables.agreement.c.key)
SERVICE = Reference("service", "service_id", tables.service.c.name)


class CounterpartStore(KeyedStore[Counterpart]):
    """Bodies we settle with, where something is known besides the code of a municipality."""

    shape = Shape(Counterpart, tables.counterpart, Area.AGREEMENTS, ("code",))

    def _touch(self, before: Stored[Counterpart]) -> None:
        due.of_parties(self._connection, [before.value.code])

    def _remember(self, stored: Sequence[Stored[Counterpart]]) -> None:
        due.of_parties(self._connection, [one.value.code for one in stored])


class ServiceStore(KeyedStore[Service]):
    """The catalogue of insatser."""

    shape = Shape(Service, tables.service, Area.SERVICES, ("name",))

    def by_folded_name(self) -> dict[str, Stored[Service]]:
        """Every insats under its name without regard to case and blanks."""
        return {folded(one.value.name): one for one in self.every()}

    def _values(self, value: Service) -> dict[str, Any]:
        return {**super()._values(value), "folded": folded(value.name)}

    def _remember(self, stored: Sequence[Stored[Service]]) -> None:
        due.of_services(self._connection, [one.id for one in stored])


class AgreementStore(KeyedStore[Agreement]):
    """Agreements with their parties in order."""

    shape = Shape(Agreement, tables.agreement, Area.AGREEMENTS, ("key",), special=frozenset({"parties", "quiet"}))

    def successors(self) -> dict[str, list[Agreement]]:
        """Which agreements replace a key."""
        found: dict[str, list[Agreement]] = defaultdict(list)
        for one in self.every(tables.agreement.c.replaces.is_not(None)):
            found[str(one.value.replaces)].append(one.value)
        return found

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        party = tables.agreement_party
        statement = select(party.c.agreement_id, party.c.code).order_by(party.c.agreement_id, party.c.position)
        if len(rows) == 1:
            statement = statement.where(party.c.agreement_id == rows[0]["id"])
        parties: dict[int, list[str]] = defaultdict(list)
        for row in self._connection.execute(statement):
            parties[row.agreement_id].append(row.code)
        return [{"parties": tuple(parties[row["id"]]), "quiet": tuple((row["quiet"] or "").split())} for row in rows]

    def _values(self, value: Agreement) -> dict[str, Any]:
        return {**super()._values(value), "quiet": " ".join(value.quiet) or None}

    def _write_special(self, stored: Sequence[tuple[Stored[Agreement], Stored[Agreement] | None]]) -> None:
        for after, before in stored:
            if before is None or before.value.parties != after.value.parties:
                self._write_parties(after)

    def _write_parties(self, after: Stored[Agreement]) -> None:
        party = tables.agreement_party
        self._connection.execute(party.delete().where(party.c.agreement_id == after.id))
        rows = [
            {"agreement_id": after.id, "position": place, "code": code}
            for place, code in enumerate(after.value.parties)
        ]
        if rows:
            self._connection.execute(party.insert(), rows)

    def _clear_special(self, before: Stored[Agreement]) -> None:
        party = tables.agreement_party
        self._connection.execute(party.delete().where(party.c.agreement_id == before.id))

    def _touch(self, before: Stored[Agreement]) -> None:
        due.of_agreements(self._connection, _keys(before.value))

    def _remember(self, stored: Sequence[Stored[Agreement]]) -> None:
        due.of_agreements(self._connection, [key for one in stored for key in _keys(one.value)])


def _keys(agreement: Agreement) -> list[str]:
    return [agreement.key, *([agreement.replaces] if agreement.replaces else [])]


class _OfAgreement(KeyedStore[T]):
    """A kind of record that hangs on an agreement and changes what its bookings are worth."""

    def of_agreement(self, key: str) -> list[Stored[T]]:
        """Those of one agreement."""
        return self.having(tables.agreement.c.key, key)

    def _touch(self, before: Stored[T]) -> None:
        due.of_agreements(self._connection, [before.value.agreement])  # type: ignore[attr-defined]

    def _remember(self, stored: Sequence[Stored[T]]) -> None:
        due.of_agreements(self._connection, {one.value.agreement for one in stored})  # type: ignore[attr-defined]


class TermsStore(_OfAgreement[Terms]):
    """How each insats of an agreement is counted."""

    shape = Shape(
        Terms,
        tables.terms,
        Area.AGREEMENTS,
        ("agreement", "service", "valid_from"),
        references=(AGREEMENT, SERVICE),
        special=frozenset({"readings", "shares"}),
    )

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        return [
            {
                "readings": Readings(row["reading_day"], parse_exceptions(row["reading_exceptions"])),
                "shares": _shares(row["shares"]),
            }
            for row in rows
        ]

    def _values(self, value: Terms) -> dict[str, Any]:
        return {
            **super()._values(value),
            "reading_day": value.readings.day,
            "reading_exceptions": written_exceptions(value.readings),
            "shares": "/".join(map(str, value.shares)) if value.shares else None,
        }


def _shares(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, second = text.partition("/")
    return int(first), int(second)


class PriceStore(_OfAgreement[Price]):
    """Prices as published."""

    shape = Shape(
        Price,
        tables.price,
        Area.AGREEMENTS,
        ("agreement", "service", "variant", "seller", "unit", "days"),
        references=(AGREEMENT, SERVICE),
    )

    def key_of(self, value: Price) -> tuple[object, ...]:
        return value.agreement, value.service, value.variant, value.seller, value.unit, value.days.start


class AgeGroupStore(_OfAgreement[AgeGroup]):
    """Which variant a child of an age belongs to."""

    shape = Shape(
        AgeGroup,
        tables.age_group,
        Area.AGREEMENTS,
        ("agreement", "service", "variant"),
        references=(AGREEMENT, SERVICE),
    )


class SharedOfferStore(_OfAgreement[SharedOffer]):
    """Courses held together, each with its shares."""

    shape = Shape(
        SharedOffer,
        tables.shared_offer,
        Area.AGREEMENTS,
        ("key",),
        references=(AGREEMENT, SERVICE),
        special=frozenset({"shares"}),
    )

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        return [{"shares": parse_shares(row["shares"])} for row in rows]

    def _values(self, value: SharedOffer) -> dict[str, Any]:
        return {**super()._values(value), "shares": written_shares(value.shares)}

    def _touch(self, before: Stored[SharedOffer]) -> None:
        due.of_course(self._connection, tables.shared_offer, [before.id])

    def _remember(self, stored: Sequence[Stored[SharedOffer]]) -> None:
        due.of_course(self._connection, tables.shared_offer, [one.id for one in stored])


class SchoolRunStore(KeyedStore[SchoolRun]):
    """Runs of school days."""

    shape = Shape(SchoolRun, tables.school_run, Area.AGREEMENTS, ("calendar", "days"))

    def key_of(self, value: SchoolRun) -> tuple[object, ...]:
        return value.calendar, value.days.start

    def _touch(self, before: Stored[SchoolRun]) -> None:
        due.of_calendars(self._connection, [before.value.calendar])

    def _remember(self, stored: Sequence[Stored[SchoolRun]]) -> None:
        due.of_calendars(self._connection, {one.value.calendar for one in stored})
