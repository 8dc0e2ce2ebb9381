"""The store of closed months: it appends and reads, and has no way to change."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select

from mottagning.domain.canonical import digest, from_text, text_of
from mottagning.domain.closing_scope import ClosingKind, Scope
from mottagning.domain.ledger import LedgerRow, Lost, Reason, Triple
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.domain.returns import Return, ReturnState, shown
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.versions import standing
from mottagning.readmodels.changes import Area
from mottagning.readmodels.returns import ClosedReturn, ClosingRecord, FrozenBooking, ReturnEvent, SentIdentity
from mottagning.storage.journal import Journal
from mottagning.storage.parts import in_parts
from mottagning.storage.stores.ledger_rows import columns, entry
from mottagning.storage.tables import ledger as tables


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What a closing rests on, as canonical text: bookings, agreements by key, and sibling bookings by digest.

    A booking whose `body` is empty has the facts of an earlier closing, kept under its digest.
    """

    bookings: Sequence[FrozenBooking]
    agreements: Mapping[str, str]
    siblings: Mapping[str, str] = field(default_factory=dict)


class LedgerStore:
    """Closed months, their returns and rows."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    # reading

    def last_closed(self) -> Month | None:
        """The latest closed month."""
        closed = select(func.max(tables.closing.c.month)).where(tables.closing.c.closes_month)
        found = self._connection.scalar(closed)
        return Month.parse(found) if found else None

    def is_empty(self) -> bool:
        """Whether nothing has been closed, not even a part of a month."""
        return self._connection.scalar(select(func.count()).select_from(tables.closing)) == 0

    def closings(self, month: Month | None = None) -> list[ClosingRecord]:
        """Every act of closing in the order in which they happened, or those of one month."""
        table = tables.closing
        statement = select(table).order_by(table.c.month, table.c.part)
        if month is not None:
            statement = statement.where(table.c.month == str(month))
        return [
            ClosingRecord(
                id=row.id,
                month=Month.parse(row.month),
                part=row.part,
                scope=from_text(Scope, row.scope),
                closed_at=row.closed_at,
                closed_by=row.closed_by,
                program=row.program,
                office=row.office,
                notes=row.notes,
                is_recomputable=row.is_recomputable,
            )
            for row in self._connection.execute(statement)
        ]

    def closing(self, month: Month) -> ClosingRecord | None:
        """The act that closed `month`, None while it is open."""
        return next((one for one in self.closings(month) if one.scope.kind is ClosingKind.WHOLE), None)

    def returns(
        self, month: Month | None = None, *, protected: bool | None = None, replaced: bool = False
    ) -> list[ClosedReturn]:
        """Returns in order of month and number, without their rows. `protected` picks one sort or, None, both.

        Those that a later version has replaced are left out unless `replaced`.
        """
        back, closing = tables.compensation_return, tables.closing
        statement = select(back, closing.c.month).join(closing).order_by(closing.c.month, back.c.number)
        if month is not None:
            statement = statement.where(closing.c.month == str(month))
        if protected is not None:
            statement = statement.where(back.c.is_protected == protected)
        found = self._with_versions(self._connection.execute(statement).all())
        return [one for one in found if replaced or one.replaced_by is None]

    def _with_versions(self, rows: Sequence[Any]) -> list[ClosedReturn]:
        """The returns of these rows; what a version's file shows is what it adds to the file of the former one."""
        events = self._events()
        numbers = {row.id: row.number for row in rows}
        successors = {row.replaces_id: row.number for row in rows if row.replaces_id is not None}
        files: dict[int, tuple[int, int]] = {}
        for row in sorted(rows, key=lambda one: one.version):
            count, amount = files.get(row.replaces_id, (0, 0))
            files[row.id] = (row.row_count - count, row.total + amount)
        return [
            ClosedReturn(
                id=row.id,
                closing_id=row.closing_id,
                replaces=numbers.get(row.replaces_id),
                replaced_by=successors.get(row.id),
                ledger_rows=row.row_count,
                ledger_total=Ore(row.total),
                number=row.number,
                month=Month.parse(row.month),
                counterpart=row.counterpart,
                direction=RowDirection(row.direction),
                version=row.version,
                is_protected=row.is_protected,
                row_count=files[row.id][0],
                total=Ore(files[row.id][1]),
                fingerprint=row.fingerprint,
                cover=row.cover,
                events=tuple(events.get(row.id, ())),
            )
            for row in rows
        ]

    def rows(self, return_ids: Sequence[int]) -> list[LedgerRow]:
        """The rows that stand in the files of these returns, in order."""
        return list(shown(self.ledger_rows(return_ids)))

    def ledger_rows(self, return_ids: Sequence[int]) -> list[LedgerRow]:
        """Every row of these returns in order, with those that take back a former version."""
        found: list[LedgerRow] = []
        for part in in_parts(return_ids):
            found += self._rows(tables.ledger_row.c.return_id.in_(part))
        return found

    def rows_of_bookings(self, keys: Sequence[str], *, before: Month | None = None) -> dict[str, list[LedgerRow]]:
        """Everything that stands as returned for these bookings, oldest first: nothing of a replaced version.

        Or only what months earlier than `before` returned.
        """
        earlier = () if before is None else (tables.closing.c.month < str(before),)
        found: dict[str, list[LedgerRow]] = defaultdict(list)
        for part in in_parts(keys):
            for row in standing(self._rows(tables.ledger_row.c.booking.in_(part), *earlier)):
                found[row.entry.booking].append(row)
        return found

    def lost_of_bookings(self, keys: Sequence[str]) -> dict[str, list[Lost]]:
        """What limits have taken from these bookings."""
        found: dict[str, list[Lost]] = defaultdict(list)
        lost = tables.ledger_lost
        for part in in_parts(keys):
            for row in self._connection.execute(select(lost).where(lost.c.booking.in_(part)).order_by(lost.c.id)):
                found[row.booking].append(_lost(row))
        return found

    def lost_in(self, closing_id: int) -> list[Lost]:
        """What limits took in one closing."""
        lost = tables.ledger_lost
        rows = self._connection.execute(select(lost).where(lost.c.closing_id == closing_id).order_by(lost.c.id))
        return [
            Lost(
                row.booking,
                Triple(Month.parse(row.service_month), row.counterpart, RowDirection(row.direction)),
                Ore(row.amount),
            )
            for row in rows
        ]

    def identities(self, return_ids: Sequence[int]) -> dict[tuple[str, int], SentIdentity]:
        """Names and identities as sent, by number and row; those since removed are missing."""
        row, identity, back = tables.ledger_row, tables.ledger_identity, tables.compensation_return
        found = {}
        for part in in_parts(return_ids):
            statement = (
                select(back.c.number.label("return_number"), row.c.row, identity)
                .join(row, row.c.id == identity.c.ledger_row_id)
                .join(back, back.c.id == row.c.return_id)
                .where(row.c.return_id.in_(part))
            )
            for one in self._connection.execute(statement):
                found[one.return_number, one.row] = _sent(one)
        return found

    def sent_of_person(self, person: int) -> list[tuple[LedgerRow, SentIdentity]]:
        """Everything that stands as returned about one person, as sent, oldest first."""
        identity = tables.ledger_identity
        mine = identity.c.person == person
        rows = self._rows(tables.ledger_row.c.id.in_(select(identity.c.ledger_row_id).where(mine)))
        sent = self._connection.execute(select(identity).where(mine).order_by(identity.c.ledger_row_id))
        stands = {row.reference for row in standing(rows)}
        return [(row, _sent(one)) for row, one in zip(rows, sent, strict=True) if row.reference in stands]

    def last_numbers(
        self, people: Sequence[int], counterpart: str, direction: RowDirection, *, without: int | None = None
    ) -> dict[int, str | None]:
        """The identity number under which each person was last returned to a counterpart.

        A version that was replaced was never sent, nor is the return `without`, which is being replaced.
        """
        identity, ledger, back = tables.ledger_identity, tables.ledger_row, tables.compensation_return
        later = back.alias()
        sent = (
            select(ledger.c.id)
            .join(back, back.c.id == ledger.c.return_id)
            .outerjoin(later, later.c.replaces_id == back.c.id)
            .where(back.c.counterpart == counterpart, back.c.direction == direction.value)
            .where(later.c.id.is_(None), back.c.id.is_distinct_from(without))
            .where(ledger.c.reason.is_distinct_from(Reason.WITHDRAWN.value))
        )
        found: dict[int, str | None] = {}
        for part in in_parts(people):
            newest = (
                select(func.max(identity.c.ledger_row_id))
                .where(identity.c.person.in_(part), identity.c.ledger_row_id.in_(sent))
                .group_by(identity.c.person)
            )
            for row in self._connection.execute(
                select(identity.c.person, identity.c.number).where(identity.c.ledger_row_id.in_(newest))
            ):
                found[row.person] = row.number
        return found

    def frozen_bookings(
        self, keys: Sequence[str], closing_id: int | None = None, *, before: int | None = None
    ) -> dict[str, FrozenBooking]:
        """The facts with which each booking was last closed, or was in one closing; or was last `before` a closing."""
        link, facts = tables.closing_booking, tables.frozen_facts
        found: dict[str, FrozenBooking] = {}
        for part in in_parts(keys):
            newest = select(func.max(link.c.id)).where(link.c.booking.in_(part)).group_by(link.c.booking)
            if closing_id is not None:
                newest = newest.where(link.c.closing_id == closing_id)
            if before is not None:
                newest = newest.where(link.c.closing_id < before)
            statement = select(link, facts.c.body).join(facts, facts.c.digest == link.c.digest)
            for row in self._connection.execute(statement.where(link.c.id.in_(newest))):
                found[row.booking] = _frozen(row)
        return found

    def last_digests(self, keys: Sequence[str]) -> dict[str, str]:
        """The digests of the facts with which each booking was last closed."""
        link = tables.closing_booking
        found: dict[str, str] = {}
        for part in in_parts(keys):
            newest = select(func.max(link.c.id)).where(link.c.booking.in_(part)).group_by(link.c.booking)
            rows = self._connection.execute(select(link.c.booking, link.c.digest).where(link.c.id.in_(newest)))
            found.update({row.booking: row.digest for row in rows})
        return found

    def facts_of(self, closing_id: int) -> ClosingFacts:
        """Everything that a closing rested on."""
        facts, link, agreement = tables.frozen_facts, tables.closing_booking, tables.closing_agreement
        bookings = self._connection.execute(
            select(link, facts.c.body)
            .join(facts, facts.c.digest == link.c.digest)
            .where(link.c.closing_id == closing_id)
            .order_by(link.c.id)
        )
        agreements = self._connection.execute(
            select(agreement.c.agreement, facts.c.body)
            .join(facts, facts.c.digest == agreement.c.digest)
            .where(agreement.c.closing_id == closing_id)
        )
        frozen = [_frozen(row) for row in bookings]
        wanted = sorted({sibling for one in frozen for sibling in one.siblings})
        siblings: dict[str, str] = {}
        for part in in_parts(wanted):
            rows = self._connection.execute(select(facts).where(facts.c.digest.in_(part)))
            siblings.update({row.digest: row.body for row in rows})
        return ClosingFacts(frozen, {row.agreement: row.body for row in agreements}, siblings)

    def facts_are_whole(self, closing_id: int) -> bool:
        """Whether everything that a closing rested on is there, and says what its digest says."""
        facts, link, agreement = tables.frozen_facts, tables.closing_booking, tables.closing_agreement
        bookings = self._connection.execute(
            select(link.c.digest, link.c.siblings).where(link.c.closing_id == closing_id)
        ).all()
        wanted = {row.digest for row in bookings}
        wanted.update(sibling for row in bookings for sibling in json.loads(row.siblings))
        wanted.update(self._connection.scalars(select(agreement.c.digest).where(agreement.c.closing_id == closing_id)))
        whole: set[str] = set()
        for part in in_parts(sorted(wanted)):
            rows = self._connection.execute(select(facts).where(facts.c.digest.in_(part)))
            whole.update(row.digest for row in rows if digest(row.body) == row.digest)
        return whole == wanted

    def known_digests(self, digests: Sequence[str]) -> set[str]:
        """Which of these facts are kept already."""
        known: set[str] = set()
        for part in in_parts(digests):
            known.update(
                self._connection.scalars(
                    select(tables.frozen_facts.c.digest).where(tables.frozen_facts.c.digest.in_(part))
                )
            )
        return known

    def _rows(self, *criteria: Any) -> list[LedgerRow]:  # noqa: ANN401 - SQLAlchemy criteria
        row, back, closing = tables.ledger_row, tables.compensation_return, tables.closing
        statement = (
            select(row, back.c.number, closing.c.month)
            .join(back, back.c.id == row.c.return_id)
            .join(closing, closing.c.id == back.c.closing_id)
            .where(*criteria)
            .order_by(row.c.id)
        )
        return [
            LedgerRow(found["number"], found["row"], Month.parse(found["month"]), entry(found))
            for found in self._connection.execute(statement).mappings()
        ]

    def _events(self) -> dict[int, list[ReturnEvent]]:
        found: dict[int, list[ReturnEvent]] = defaultdict(list)
        for row in self._connection.execute(select(tables.return_event).order_by(tables.return_event.c.id)):
            found[row.return_id].append(
                ReturnEvent(
                    at=row.at,
                    by=row.by,
                    state=ReturnState(row.state),
                    way=row.way,
                    recipient=row.recipient,
                    invoice_number=row.invoice_number,
                    invoiced_on=row.invoiced_on,
                )
            )
        return found

    # appending

    def append_closing(self, record: ClosingRecord, facts: ClosingFacts) -> int:
        """A month is closed; its facts are kept once for all closings that share them. Gives the closing's number."""
        self._changed()
        bodies = {one.digest: one.body for one in facts.bookings if one.body}
        bodies |= {digest(body): body for body in facts.agreements.values()}
        bodies |= facts.siblings
        known = self.known_digests(list(bodies))
        new = [{"digest": key, "body": body} for key, body in bodies.items() if key not in known]
        if new:
            self._connection.execute(tables.frozen_facts.insert(), new)
        result = self._connection.execute(
            tables.closing.insert().values(
                month=str(record.month),
                part=record.part,
                scope=text_of(record.scope),
                closes_month=record.scope.kind is ClosingKind.WHOLE,
                closed_at=record.closed_at,
                closed_by=record.closed_by,
                program=record.program,
                office=record.office,
                notes=record.notes,
                is_recomputable=record.is_recomputable,
            )
        )
        closing_id: int = result.inserted_primary_key[0]  # type: ignore[index]
        if facts.bookings:
            self._connection.execute(
                tables.closing_booking.insert(),
                [
                    {
                        "closing_id": closing_id,
                        "booking": one.booking,
                        "digest": one.digest,
                        "span_first": str(one.span_first),
                        "siblings": json.dumps(one.siblings),
                        "is_protected": one.is_protected,
                        "is_held": one.is_held,
                    }
                    for one in facts.bookings
                ],
            )
        if facts.agreements:
            self._connection.execute(
                tables.closing_agreement.insert(),
                [
                    {"closing_id": closing_id, "agreement": key, "digest": digest(body)}
                    for key, body in facts.agreements.items()
                ],
            )
        return closing_id

    def append_return(
        self,
        closing_id: int,
        one: Return,
        cover: str,
        identities: Mapping[int, SentIdentity],
        *,
        replaces: int | None = None,
    ) -> None:
        """A return with its rows; `identities` are names and numbers as sent, by row. `replaces` is the former one."""
        self._changed()
        result = self._connection.execute(
            tables.compensation_return.insert().values(
                closing_id=closing_id,
                number=one.number,
                counterpart=one.counterpart,
                direction=one.direction.value,
                version=one.version,
                replaces_id=replaces,
                is_protected=one.is_protected,
                row_count=len(one.rows),
                total=total([row.entry.amount for row in one.rows]),
                fingerprint=one.fingerprint,
                cover=cover,
            )
        )
        return_id = result.inserted_primary_key[0]  # type: ignore[index]
        first = (self._connection.scalar(select(func.max(tables.ledger_row.c.id))) or 0) + 1
        if one.rows:
            text = cache(text_of)
            self._connection.execute(
                tables.ledger_row.insert(),
                [
                    {"id": first + place, "return_id": return_id, "row": row.row, **columns(row.entry, text)}
                    for place, row in enumerate(one.rows)
                ],
            )
        sent = [
            {"ledger_row_id": first + place, **_identity_columns(identities[row.row])}
            for place, row in enumerate(one.rows)
            if row.row in identities
        ]
        if sent:
            self._connection.execute(tables.ledger_identity.insert(), sent)

    def append_lost(self, closing_id: int, lost: Iterable[Lost]) -> None:
        """What limits took in this closing."""
        rows = [
            {
                "closing_id": closing_id,
                "booking": one.booking,
                "service_month": str(one.triple.service_month),
                "counterpart": one.triple.counterpart,
                "direction": one.triple.direction.value,
                "amount": one.amount,
            }
            for one in lost
        ]
        if rows:
            self._connection.execute(tables.ledger_lost.insert(), rows)

    def append_event(self, return_id: int, event: ReturnEvent) -> None:
        """Something happened to a return: it was handed out, or invoiced."""
        self._changed()
        self._connection.execute(
            tables.return_event.insert().values(
                return_id=return_id,
                at=event.at,
                by=event.by,
                state=event.state.value,
                way=event.way,
                recipient=event.recipient,
                invoice_number=event.invoice_number,
                invoiced_on=event.invoiced_on,
            )
        )

    def _changed(self) -> None:
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        self._journal.areas.add(Area.RETURNS)


def _frozen(row: Any) -> FrozenBooking:  # noqa: ANN401 - a row
    return FrozenBooking(
        booking=row.booking,
        digest=row.digest,
        body=row.body,
        span_first=Month.parse(row.span_first),
        siblings=tuple(json.loads(row.siblings)),
        is_protected=row.is_protected,
        is_held=row.is_held,
    )


def _lost(row: Any) -> Lost:  # noqa: ANN401 - a row
    triple = Triple(Month.parse(row.service_month), row.counterpart, RowDirection(row.direction))
    return Lost(row.booking, triple, Ore(row.amount))


def _sent(row: Any) -> SentIdentity:  # noqa: ANN401 - a row
    return SentIdentity(
        person=row.person,
        case_number=row.case_number,
        name=row.name,
        kind=row.kind,
        number=row.number,
        previous_number=row.previous_number,
    )


def _identity_columns(identity: SentIdentity) -> dict[str, Any]:
    return {
        "person": identity.person,
        "case_number": identity.case_number,
        "name": identity.name,
        "kind": identity.kind,
        "number": identity.number,
        "previous_number": identity.previous_number,
    }
