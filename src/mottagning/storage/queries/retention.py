"""Which days does the register know of each person, for retention? The last note, what has ended, the last accounts.

Every table that hangs on persons is asked, found by its foreign keys, so that a new kind of record counts too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, and_, func, or_, select

from mottagning.domain.people import BirthPrecision, Protection
from mottagning.domain.periods import DAY, LIKELY, Month
from mottagning.domain.requests import OPEN_STATUSES, status_of
from mottagning.domain.retention.weighing import Known, Running
from mottagning.storage.hanging import owners
from mottagning.storage.stores.requests import RequestStepStore, RequestStore
from mottagning.storage.tables import (
    admin,
    bookings,
    ledger,
    people,
    plans,
    received_invoices,
    requests,
    retention,
    state_compensation,
    waiting,
)
from mottagning.storage.tables.base import metadata

_LASTS = frozenset(
    {
        "end",
        "valid_until",
        "lasted_until",
        "left_on",
        "ended_on",
        "closed_on",
        "contract_until",
        "permit_until",
        "planned_until",
    }
)
"""The columns that say when something is over; of a range the day after its last."""
_NO_EVENTS = frozenset({"birth_date", "kept_until"})
_OWN = frozenset({retention.retention_item.name, retention.retention_answer.name, people.person_term.name})
_NEVER_STARTED = "never_started"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody by her number, as she is shown, with what is known of her."""

    id: int
    case_number: str
    given_name: str | None
    family_name: str | None
    is_protected: bool
    known: Known


class RetentionQueries:
    """The days of everybody in the register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, today: date, answers: Mapping[int, Mapping[str, bool]]) -> list[KnownPerson]:
        """Everybody, in order of case numbers, with what is known of her."""
        days = _Days(self._connection, today)
        running, years = self._running(today), self._accounting_years()
        person = people.person
        return [
            KnownPerson(
                row.id,
                row.case_number,
                row.given_name,
                row.family_name,
                row.protection != Protection.NONE.value,
                Known(
                    birth_date=row.birth_date,
                    birth_precision=BirthPrecision(row.birth_precision),
                    first_known=days.first.get(row.id),
                    last_note=days.last.get(row.id),
                    circumstances=days.over.get(row.id),
                    accounting_year=years.get(row.id),
                    running=running.get(row.id, set()),
                    answers=answers.get(row.id, {}),
                ),
            )
            for row in self._connection.execute(select(person).order_by(person.c.case_number))
        ]

    def is_anybody_silent_since(self, day: date) -> bool:
        """Whether there is anybody of whom the log says nothing from `day` on."""
        person, log = people.person, admin.change_log
        since = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the log's moments carry no zone
        noted = select(log.c.id).where(log.c.person == person.c.id, log.c.at >= since)
        return self._connection.scalar(select(person.c.id).where(~noted.exists()).limit(1)) is not None

    # what goes on

    def _running(self, today: date) -> Mapping[int, set[Running]]:
        booking, plan, wait = bookings.booking, plans.introduction_plan, waiting.wait
        claim = state_compensation.state_compensation_claim
        is_asked = and_(claim.c.applied_on.is_not(None), claim.c.received_on.is_(None))
        is_refused = and_(claim.c.decided_on.is_not(None), claim.c.granted == 0)
        is_on = and_(
            or_(booking.c.end.is_(None), booking.c.end > today), booking.c.outcome.is_distinct_from(_NEVER_STARTED)
        )
        questions: list[tuple[Running, Any]] = [
            (Running.BOOKING, select(booking.c.person_id).where(is_on)),
            (Running.PLAN, select(plan.c.person_id).where(plan.c.closed_on.is_(None))),
            (Running.CLAIM, select(claim.c.person_id).where(is_asked, ~is_refused)),
            (Running.WAIT, select(wait.c.person_id).where(wait.c.ended_on.is_(None), wait.c.person_id.is_not(None))),
        ]
        if self._connection.scalar(select(func.count()).select_from(ledger.closing)):
            due = select(booking.c.person_id).where(booking.c.due_month.is_not(None))
            questions.append((Running.SETTLEMENT, due))
        found: dict[int, set[Running]] = defaultdict(set)
        for what, statement in questions:
            for number in self._connection.scalars(statement):
                found[number].add(what)
        for number in self._asking():
            found[number].add(Running.REQUEST)
        return found

    def _asking(self) -> Iterable[int]:
        """Those of whom a request is open."""
        asked = select(requests.booking_request.c.id, requests.booking_request.c.person_id)
        whose = {row.id: row.person_id for row in self._connection.execute(asked)}
        steps: dict[str, list[Any]] = defaultdict(list)
        for step in RequestStepStore(self._connection).every():
            steps[step.value.request].append(step.value)
        for one in RequestStore(self._connection).every():
            ordered = sorted(steps[one.value.key], key=lambda step: step.number)
            if status_of(one.value, ordered) in OPEN_STATUSES:
                yield whose[one.id]

    # accounts

    def _accounting_years(self) -> Mapping[int, int]:
        """The latest calendar year whose accounts each is in: returned, invoiced, paid, booked, claimed."""
        booking, row, event = bookings.booking, ledger.ledger_row, ledger.return_event
        payment, invoice = received_invoices.invoice_payment, received_invoices.received_invoice
        returned = select(booking.c.person_id, func.max(row.c.settlement_month)).join(
            row, row.c.booking == booking.c.key
        )
        invoiced = (
            select(booking.c.person_id, func.max(event.c.invoiced_on))
            .join(row, row.c.booking == booking.c.key)
            .join(event, event.c.return_id == row.c.return_id)
        )
        paid = (
            select(booking.c.person_id, func.max(invoice.c.arrived_on))
            .join(payment, payment.c.our_booking == booking.c.key)
            .join(invoice, invoice.c.id == payment.c.invoice_id)
        )
        sent = ledger.ledger_identity
        named = select(sent.c.person, func.max(row.c.settlement_month)).join(row, row.c.id == sent.c.ledger_row_id)
        claim = state_compensation.state_compensation_claim
        claimed = [
            select(claim.c.person_id, func.max(day)).group_by(claim.c.person_id)
            for day in (claim.c.applied_on, claim.c.received_on)
        ]
        payment_came = state_compensation.received_state_payment
        came = select(payment_came.c.person_id, func.max(payment_came.c.received_on)).group_by(payment_came.c.person_id)
        found: dict[int, int] = {}
        for statement in (
            *claimed,
            came,
            returned.group_by(booking.c.person_id),
            invoiced.group_by(booking.c.person_id),
            paid.group_by(booking.c.person_id),
            named.group_by(sent.c.person),
            select(booking.c.person_id, func.max(booking.c.start)).group_by(booking.c.person_id),
            select(booking.c.person_id, func.max(booking.c.end)).group_by(booking.c.person_id),
        ):
            for number, latest in self._connection.execute(statement):
                if latest is not None:
                    found[number] = max(found.get(number, 0), _year(latest))
        return found


def _year(latest: str | date) -> int:
    return latest.year if isinstance(latest, date) else Month.parse(latest).year


class _Days:
    """The first and the last that happened to each person, and the last day of what is over or will be."""

    def __init__(self, connection: Connection, today: date) -> None:
        self.first: dict[int, date] = {}
        self.last: dict[int, date] = {}
        self.over: dict[int, date] = {}
        self._connection, self._today = connection, today
        former = people.former_case
        merged = select(former.c.former_id, former.c.person_id).where(former.c.former_id.is_not(None))
        self._now = {row.former_id: row.person_id for row in connection.execute(merged)}
        for name, whose in owners().items():
            if name not in _OWN:
                self._of_table(name, whose)
        self._of_log()

    def _of_table(self, name: str, owner: Any) -> None:  # noqa: ANN401 - a question
        table, whose = metadata.tables[name], owner.subquery()
        key = next(iter(table.primary_key.columns))
        dated = [one for one in table.c if isinstance(one.type, Date) and one.name not in _NO_EVENTS]
        for column in dated:
            person = whose.c.person
            lasts = column.name in _LASTS
            asked = select(person, func.min(column), func.max(column)).join(table, key == whose.c.row)
            if not lasts:
                asked = asked.where(column <= self._today)
            for number, least, most in self._connection.execute(asked.group_by(person)):
                if lasts:
                    self._lasted(number, most, column.name)
                else:
                    self._happened(number, least, most)
        log = admin.change_log
        noted = select(whose.c.person, func.min(log.c.at), func.max(log.c.at)).join(log, log.c.entity_id == whose.c.row)
        for number, first, last in self._connection.execute(noted.where(log.c.entity == name).group_by(whose.c.person)):
            self._happened(number, _day(first), _day(last))

    def _of_log(self) -> None:
        """What the log says of a person by her number, also of what was removed since."""
        log = admin.change_log
        asked = select(log.c.person, func.min(log.c.at), func.max(log.c.at)).where(log.c.person.is_not(None))
        for number, first, last in self._connection.execute(asked.group_by(log.c.person)):
            self._happened(self._now.get(number, number), _day(first), _day(last))

    def _happened(self, number: int, least: date | None, most: date | None) -> None:
        for day in _likely((least, most)):
            self.first[number] = min(day, self.first.get(number, day))
            self.last[number] = max(day, self.last.get(number, day))

    def _lasted(self, number: int, most: date | None, column: str) -> None:
        for day in _likely((most,)):
            last = day - DAY if column == "end" else day
            self.over[number] = max(last, self.over.get(number, last))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _likely(days: Collection[date | None]) -> Iterator[date]:
    """A day that nobody means keeps nobody for ever."""
    return (one for one in days if one is not None and one in LIKELY)
