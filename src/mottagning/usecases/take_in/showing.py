"""How is what would become of a row shown? Its standing, why it waits, and each value that would be another."""

from __future__ import annotations

from collections.abc import Iterator

from mottagning.domain.people import Identity, Person, Residence, number_disagrees
from mottagning.files.layouts.register import BOOKINGS, IDENTITIES, PERSONS, RESIDENCES, Column, Holds, Sheet
from mottagning.files.register_workbook.cells import written_value
from mottagning.readmodels.records import values_of
from mottagning.readmodels.take_in import Difference, PreviewRow, Standing
from mottagning.texts import formats, transfer
from mottagning.texts import take_in as texts
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.joining import Planned, full_name
from mottagning.usecases.take_in.placing import PlannedBooking
from mottagning.usecases.take_in.targets import CASE
from mottagning.usecases.take_in.telling import Told


def as_told(told: Told) -> PreviewRow:
    """A row that is not taken in."""
    if told.is_skipped:
        standing, message = Standing.SKIPPED, texts.SKIPPED
    else:
        standing, message = (Standing.REFUSED if told.is_refused else Standing.DOUBTFUL), " ".join(told.waits)
    return PreviewRow(told.row.number, standing, str(told.person.get(CASE, "")), full_name(told.person), message)


def as_planned(ctx: Context, told: Told, one: Planned) -> PreviewRow:
    person = one.person
    assert person is not None  # noqa: S101 - only those who can be taken in
    message = transfer.number_disagrees() if number_disagrees(person) else ""
    differences = tuple(_differences(ctx, one))
    return PreviewRow(told.row.number, one.standing, person.case_number, person.name, message, differences)


def as_booking(ctx: Context, one: PlannedBooking) -> PreviewRow:
    """A row that is a booking, new or there already."""
    number, person = one.told.row.number, one.person.value
    if one.before is not None:
        message = texts.booked(one.before.value.key)
        return PreviewRow(number, one.standing, person.case_number, person.name, message)
    values = values_of(one.booking)
    said = (column for column in BOOKINGS.columns if values[column.field])
    differences = tuple(Difference(column.heading, "", _shown(ctx, values[column.field], column)) for column in said)
    return PreviewRow(number, one.standing, person.case_number, person.name, "", differences)


def _differences(ctx: Context, one: Planned) -> Iterator[Difference]:
    """What would be another, in the words of the register's format; all that is known of somebody new."""
    was = values_of(one.before.value if one.before else Person(case_number=""))
    now = values_of(one.person)
    for column in PERSONS.columns:
        before, after = was[column.field], now[column.field]
        if before != after and column.field != CASE:
            yield Difference(column.heading, _shown(ctx, before, column), _shown(ctx, after, column))
    for sheet, changes in ((RESIDENCES, one.residences), (IDENTITIES, one.identities)):
        for before, made in changes:
            yield Difference(
                sheet.title, _shown_part(ctx, sheet, before.value) if before else "", _shown_part(ctx, sheet, made)
            )


def _shown(ctx: Context, value: object, column: Column) -> str:
    """A value in words; countries and languages by their names."""
    if value is None:
        return ""
    names = {Holds.COUNTRY: ctx.reference.countries, Holds.LANGUAGE: ctx.reference.languages}.get(column.holds, {})
    return names.get(str(value)) or str(written_value(value, column))


def _shown_part(ctx: Context, sheet: Sheet, record: Residence | Identity) -> str:
    if isinstance(record, Residence):
        return f"{ctx.name(record.municipality)} {formats.days(record.days)}"
    values = values_of(record)
    return " ".join(
        _shown(ctx, values[column.field], column)
        for column in sheet.columns
        if column.mandatory and column.field != CASE
    )
