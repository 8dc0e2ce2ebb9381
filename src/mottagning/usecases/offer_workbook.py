"""Offers travel: a workbook to another office, and what it says when it comes back, shown before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mottagning.domain.offers import Offer
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.files.layouts.register import OFFERS
from mottagning.files.offer_workbook import read_offers, write_offers
from mottagning.files.register_workbook.cells import written_value
from mottagning.files.register_workbook.reading import ParsedRow, folded_key
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.offers import FieldChange, ReturnedOffer, ReturnedOffers
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.transfer import Rejected
from mottagning.storage.reader import Reader
from mottagning.texts import fields, transfer
from mottagning.texts import offer_workbook as texts
from mottagning.usecases.context import Context
from mottagning.usecases.offers import offer_problems_here, require_offer
from mottagning.usecases.people import following


def send_offers(ctx: Context, municipality: str, target: Path) -> None:
    """Write a workbook with what is known of a municipality's offers, to be filled in there. Raises Trouble."""
    with ctx.reading() as reader:
        offers = [one.value for one in reader.offers.naming("municipality", [municipality])]
        services = sorted(one.value.name for one in reader.services.every())
    write_offers(target, municipality, offers, services, ctx.reference)


def read_returned(ctx: Context, file: Path) -> ReturnedOffers:
    """What a returned workbook would change, and what of it cannot be; nothing is written.

    Raises Refused when the file is no such workbook, Trouble when it cannot be reached.
    """
    sheet = read_offers(file, ctx.reference, ctx.today)
    if sheet is None:
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file), reason="sheets")
    with ctx.reading() as reader:
        known = {folded_key(one.value.key): one for one in reader.offers.every()}
        services = {folded_key(one.value.name): one.value.name for one in reader.services.every()}
        keys = following(f"U{ctx.today.year}-", [one.value.key for one in known.values()])
        offers: list[ReturnedOffer] = []
        for row in sheet.rows:
            made = None if row.problems else _returned(ctx, reader, row, known, services, keys)
            if made is not None and (made.changes or made.before is None):
                offers.append(made)
    return ReturnedOffers(tuple(offers), tuple(problem for row in sheet.rows for problem in row.problems))


def _returned(
    ctx: Context,
    reader: Reader,
    row: ParsedRow,
    known: Mapping[object, Stored[Offer]],
    services: Mapping[object, str],
    keys: Iterator[str],
) -> ReturnedOffer | None:
    """What a row says; None when it cannot be taken, which is noted with the row."""
    key = row.values.get("key")
    before = known.get(folded_key(key))
    for name, message in _not_to_be(ctx, reader, row, before, services):
        row.problems.append(Rejected(OFFERS.title, row.cell(name), row.said(name), message))
    if row.problems:
        return None
    former = values_of(before.value) if before else {"key": ""}
    given = {**row.values, "service": services[folded_key(row.values["service"])], "key": former["key"]}
    if given.get("seats") is not None and given.get("source") is None:
        given["source"] = texts.source(ctx.name(str(given["municipality"])))
    offer: Offer = record_of(Offer, {**former, **given})
    offer = replace(offer, key=before.value.key if before else "nytt")
    problems = offer_problems_here(ctx, reader, before, offer)
    for problem in problems:
        row.problems.append(
            Rejected(OFFERS.title, row.cell(problem.name), row.said(problem.name), fields.said(problem))
        )
    if problems:
        return None
    offer = offer if before else replace(offer, key=next(keys))
    return ReturnedOffer(before, offer, tuple(_changes(before.value, offer)) if before else ())


def _not_to_be(
    ctx: Context, reader: Reader, row: ParsedRow, before: Stored[Offer] | None, services: Mapping[object, str]
) -> Iterator[tuple[str, str]]:
    """What keeps a row from being read as an offer of those who filled it in, and why."""
    office, municipality = reader.settings.office(), row.values.get("municipality")
    if row.values.get("key") is not None and before is None:
        yield "key", texts.NO_OFFER
    for name in ("service", "municipality", "first"):
        if row.values.get(name) is None:
            yield name, transfer.EMPTY
    if row.values.get("service") is not None and folded_key(row.values["service"]) not in services:
        yield "service", texts.NO_SERVICE
    if office is not None and municipality == office.municipality:
        yield "municipality", texts.OURS
    elif before is not None and municipality is not None and before.value.municipality != municipality:
        yield "municipality", texts.NOT_THEIRS
    if before is not None and _has_old_day(before.value, row.values) and before.value.seats_on != ctx.today:
        yield "seats_on", texts.OLD_DAY


def _has_old_day(before: Offer, values: Mapping[str, object]) -> bool:
    """Whether another number of seats is told for the same day as before: its age would be false."""
    seats = values.get("seats")
    return seats is not None and seats != before.seats and values.get("seats_on") == before.seats_on


def _changes(before: Offer, after: Offer) -> Iterator[FieldChange]:
    was, now = values_of(before), values_of(after)
    for column in OFFERS.columns:
        if was[column.field] != now[column.field]:
            shown = (written_value(values[column.field], column) for values in (was, now))
            old, new = ("" if value is None else str(value) for value in shown)
            yield FieldChange(column.heading, old, new)


def save_returned(ctx: Context, offers: Sequence[ReturnedOffer]) -> Done[int]:
    """Keep what a returned workbook says, all or nothing; gives how many.

    Raises Refused when an offer was changed since it was shown, or its key was taken.
    """
    with ctx.writing() as uow:
        for one in offers:
            office = uow.settings.office()
            if office is not None and one.offer.municipality == office.municipality:
                raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("municipality", "seats_of_others"))
            require_offer(ctx, uow, one.before, one.offer)
            uow.offers.put(one.before, one.offer)
        return Done(len(offers), uow.commit())
