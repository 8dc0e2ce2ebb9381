"""The stores of invoices that others send."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select

from mottagning.domain.invoice_rows import InvoicePayment, InvoiceRow, Place
from mottagning.domain.people import Protection
from mottagning.domain.periods import Month
from mottagning.domain.received_invoices import InvoiceStep, ReceivedInvoice
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.bookings import holder_of
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape
from mottagning.storage.tables import received_invoices as tables
from mottagning.storage.tables.bookings import booking
from mottagning.storage.tables.people import person

INVOICE = Reference("invoice", "invoice_id", tables.received_invoice.c.key)


class ReceivedInvoiceStore(KeyedStore[ReceivedInvoice]):
    """Invoices that others sent, voided ones too."""

    shape = Shape(ReceivedInvoice, tables.received_invoice, Area.RECEIVED_INVOICES, ("key",))

    def visible(self, *, protected: bool) -> list[Stored[ReceivedInvoice]]:
        """All; without `protected` none that is set apart or has a row of somebody with protected data.

        The whole invoice is then unseen: what is left of its amount would tell of her row.
        """
        return self.every() if protected else self.every(*seen())

    def numbered(self, counterpart: str, number: str) -> Stored[ReceivedInvoice] | None:
        """The invoice of a counterpart with this number that is not voided."""
        table = tables.received_invoice
        found = self.every(table.c.counterpart == counterpart, table.c.number == number, table.c.voided_on.is_(None))
        return found[0] if found else None


def seen() -> Sequence[ColumnElement[bool]]:
    """What makes an invoice one that everybody may see."""
    hers = select(booking.c.key).join(person, person.c.id == booking.c.person_id)
    hidden = hers.where(person.c.protection != Protection.NONE.value)
    return (
        tables.received_invoice.c.is_protected.is_(False),
        *(
            tables.received_invoice.c.id.not_in(select(table.c.invoice_id).where(table.c.our_booking.in_(hidden)))
            for table in (tables.invoice_row, tables.invoice_payment)
        ),
    )


class InvoiceStepStore(KeyedStore[InvoiceStep]):
    """What was done with invoices; only ever added to."""

    shape = Shape(
        InvoiceStep, tables.invoice_step, Area.RECEIVED_INVOICES, ("invoice", "number"), references=(INVOICE,)
    )

    def of_invoices(self, keys: Iterable[str]) -> dict[str, list[InvoiceStep]]:
        """The steps of these invoices, each in their order."""
        found: dict[str, list[InvoiceStep]] = defaultdict(list)
        for one in self.naming("invoice", list(keys)):
            found[one.value.invoice].append(one.value)
        return {key: sorted(steps, key=lambda step: step.number) for key, steps in found.items()}


class InvoiceRowStore(KeyedStore[InvoiceRow]):
    """The rows of invoices as they were controlled."""

    shape = Shape(InvoiceRow, tables.invoice_row, Area.RECEIVED_INVOICES, ("invoice", "row"), references=(INVOICE,))

    def of_invoice(self, key: str) -> list[Stored[InvoiceRow]]:
        """Those of one invoice, in their order."""
        return sorted(self.naming("invoice", [key]), key=lambda one: one.value.row)

    def _person(self, value: InvoiceRow, _record_id: int) -> int | None:
        return holder_of(self._connection, value.our_booking)


class InvoicePaymentStore(KeyedStore[InvoicePayment]):
    """What invoices pay of ours."""

    shape = Shape(
        InvoicePayment,
        tables.invoice_payment,
        Area.RECEIVED_INVOICES,
        ("our_booking", "service_month", "line"),
        references=(INVOICE,),
    )

    def of_invoice(self, key: str) -> list[Stored[InvoicePayment]]:
        """Those of one invoice."""
        return self.naming("invoice", [key])

    def lines(self, *, of_others_than: str) -> dict[Place, int]:
        """The last line of each booking and month; those of one invoice, which are to be made anew, aside."""
        table = tables.invoice_payment
        statement = (
            select(table.c.our_booking, table.c.service_month, func.max(table.c.line).label("line"))
            .join(tables.received_invoice)
            .where(tables.received_invoice.c.key != of_others_than)
            .group_by(table.c.our_booking, table.c.service_month)
        )
        rows = self._connection.execute(statement)
        return {(row.our_booking, Month.parse(row.service_month)): row.line for row in rows}

    def _person(self, value: InvoicePayment, _record_id: int) -> int | None:
        return holder_of(self._connection, value.our_booking)
