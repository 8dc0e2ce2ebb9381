"""Which agreements cover a booking or a wish? The register's agreements put before the rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mottagning.domain.agreements import Agreement, Direction
from mottagning.domain.bookings import Booking
from mottagning.domain.coverage import Scene, Wish, coverage
from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.facts import book, chain
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.coverage import Covered
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.homes import home_on
from mottagning.usecases.naming import names_of
from mottagning.usecases.visible import is_hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """As much of a booking or a request as is known while it is being entered.

    A request says itself which way it goes (`is_taken`: whether we buy) and with whom; of a booking both are found out.
    """

    service: str
    days: DateRange
    case_number: str | None = None
    agreement: str | None = None
    provider_municipality: str | None = None
    variant: str | None = None
    is_taken: bool | None = None
    counterpart: str | None = None


def draft_of(booking: Booking) -> Draft:
    """The part of a booking that decides which agreements cover it, to its planned end."""
    days = booking.days
    if days.is_open and booking.planned_until is not None and booking.planned_until >= days.start:
        days = DateRange.inclusive(days.start, booking.planned_until)
    return Draft(
        service=booking.service,
        days=days,
        case_number=booking.case_number,
        agreement=booking.agreement,
        provider_municipality=booking.provider_municipality,
        variant=booking.variant,
    )


def covering(ctx: Context, draft: Draft) -> Covered | None:
    """The agreements that cover what is being entered; None while the register has no own municipality."""
    with ctx.reading() as reader:
        return covered(ctx, reader, draft)


def covered(ctx: Context, reader: Reader, draft: Draft) -> Covered | None:
    """The same inside a transaction. Of somebody who may not be seen nothing is told."""
    office = reader.settings.office()
    if office is None or is_hidden(ctx, reader, draft.case_number):
        return None
    agreements = {one.value.key: one for one in reader.agreements.every()}
    chosen = agreements.get(draft.agreement or "")
    wish = _wish(reader, draft, chosen, office.municipality)
    scene = _scene(reader, agreements, office.municipality, wish)
    codes = {office.municipality, *(code for one in agreements.values() for code in one.value.parties)}
    names = names_of(ctx, reader, [*codes, *([wish.counterpart] if wish.counterpart else [])])
    return Covered(wish, coverage(wish, scene), agreements, names, chosen)


def every_agreement(reader: Reader, own: str) -> Scene:
    """All agreements, read once, for many wishes."""
    return _scene(reader, {one.value.key: one for one in reader.agreements.every()}, own)


def _scene(reader: Reader, agreements: dict[str, Stored[Agreement]], own: str, wish: Wish | None = None) -> Scene:
    """The agreements put before the rule; with a `wish` those only that may have something to say to it."""
    successors = reader.agreements.successors()
    chains = {key: chain(key, successors) for key in agreements}
    concerned = None if wish is None else _concerned(wish, agreements, chains)
    return Scene(
        books={
            key: book(replace(facts, agreement=agreements[key].value))
            for key, facts in reader.facts.agreements(concerned).items()
        },
        chains=chains,
        parties=reader.agreement_parties.by_agreement(),
        own=own,
    )


def _concerned(wish: Wish, agreements: dict[str, Stored[Agreement]], chains: dict[str, tuple[str, ...]]) -> set[str]:
    """The agreements that may bind the counterpart, and those that follow them."""
    bound = [key for key, one in agreements.items() if wish.counterpart in {None, *one.value.parties}]
    return {key for one in bound for key in chains[one]}


def _wish(reader: Reader, draft: Draft, chosen: Stored[Agreement] | None, own: str) -> Wish:
    """Which way it goes, and with whom: by the agreement, the provider, and where the person belongs that first day."""
    person = reader.people.find(draft.case_number) if draft.case_number else None
    payer = home_on(reader, person, draft.days.start, own) if person else None
    is_taken = draft.is_taken
    if is_taken is None:
        is_taken = _is_taken(draft.provider_municipality, chosen, payer, own)
    return Wish(
        service=draft.service,
        days=draft.days,
        counterpart=draft.counterpart or _counterpart(draft, chosen, payer, own, is_taken=is_taken),
        is_taken=is_taken,
        variant=draft.variant,
    )


def _is_taken(provider: str | None, chosen: Stored[Agreement] | None, payer: str | None, own: str) -> bool | None:
    """Whether we buy; a person of ours in an agreement both ways is somebody whom we buy for."""
    direction = chosen.value.direction if chosen else Direction.MUTUAL
    if direction in {Direction.BUY, Direction.SELL}:
        return direction is Direction.BUY
    if provider is not None:
        return provider != own
    return None if payer is None else payer == own


def _counterpart(
    draft: Draft, chosen: Stored[Agreement] | None, payer: str | None, own: str, *, is_taken: bool | None
) -> str | None:
    parties = chosen.value.parties if chosen else ()
    only = parties[0] if len(parties) == 1 else None
    if is_taken is False:
        return payer if payer not in {None, own} else only
    return draft.provider_municipality or only
