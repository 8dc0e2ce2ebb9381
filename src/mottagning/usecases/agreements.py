"""Agreements with their terms, prices and parties, counterparts and the catalogue: listed, opened, entered, changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from mottagning.domain.agreement_parties import AgreementParty, Notice, notice_of, party_problems
from mottagning.domain.agreement_tree import line_in_time, ring_problems, tree
from mottagning.domain.agreements import (
    AgeGroup,
    Agreement,
    Price,
    SchoolRun,
    Terms,
    age_group_problems,
    agreement_problems,
    clashing_price,
    price_problems,
    school_run_problems,
    terms_problems,
)
from mottagning.domain.counterparts import Counterpart, counterpart_problems
from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.examples import Agreed, Example, example
from mottagning.domain.money import Ore, Rounding
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.services import Service, folded, service_problems
from mottagning.domain.settlement.claims import Fees
from mottagning.domain.severities import quiet_problems
from mottagning.domain.shared_offers import SharedOffer, shared_offer_problems, totals
from mottagning.readmodels.agreements import AgreementCard, AgreementLine, Kin, PartyLine
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.naming import names_of

Part = Terms | Price | AgeGroup | SchoolRun | SharedOffer | AgreementParty
"""What an agreement is made of, one at a time; school days are shared by all."""


def list_agreements(ctx: Context) -> list[AgreementLine]:
    """Every agreement, with how many bookings the user may see."""
    with ctx.reading() as reader:
        lines = reader.lists.agreements(protected=ctx.sees_protected)
        names = names_of(ctx, reader, {code for line in lines for code in line.parties})
        return [replace(line, party_names=tuple(names[code] for code in line.parties)) for line in lines]


def open_agreement(ctx: Context, agreement_id: int) -> AgreementCard:
    """Everything about one agreement. Raises Refused when it is gone."""
    with ctx.reading() as reader:
        stored = reader.agreements.get(agreement_id)
        key = stored.value.key
        own = own_municipality(reader)
        parties = _parties(ctx, reader, stored.value, own)
        return AgreementCard(
            agreement=stored,
            terms=tuple(reader.terms.of_agreement(key)),
            prices=tuple(reader.prices.of_agreement(key)),
            age_groups=tuple(reader.age_groups.of_agreement(key)),
            successors=tuple(one.key for one in reader.agreements.successors().get(key, ())),
            shared_offers=tuple(reader.shared_offers.of_agreement(key)),
            group_bookings=tuple(reader.group_bookings.of_agreement(key)),
            school_runs=tuple(one.value for one in reader.school_runs.every()),
            own=own,
            parties=parties,
            notice=_notice(parties),
            kin=_kin(reader, key),
            names={one.code: one.name for one in parties},
        )


def _parties(ctx: Context, reader: Reader, agreement: Agreement, own: str | None) -> tuple[PartyLine, ...]:
    """We ourselves, the parties in order, and whoever something is kept of that is none any longer."""
    known = {one.value.code: one for one in reader.agreement_parties.of_agreement(agreement.key)}
    inside = [*([own] if own is not None else []), *(code for code in agreement.parties if code != own)]
    codes = dict.fromkeys([*inside, *known])
    names = names_of(ctx, reader, codes)
    return tuple(PartyLine(code, names[code], known.get(code), code == own, code in inside) for code in codes)


def _notice(parties: tuple[PartyLine, ...]) -> Notice | None:
    known = {one.code: one.known.value for one in parties if one.known is not None}
    return notice_of([one.code for one in parties if one.is_party], known)


def _kin(reader: Reader, key: str) -> Kin:
    every = {one.value.key: one for one in reader.agreements.every()}
    values = {known: one.value for known, one in every.items()}
    return Kin(tree(key, values), line_in_time(key, values), {known: one.id for known, one in every.items()})


def example_of(card: AgreementCard, terms: Terms) -> Example | None:
    """What `terms` come to at the agreement's own prices, for somebody invented; None when it has no price for them."""
    agreed = Agreed(
        own=card.own or "",
        agreement=card.agreement.value,
        prices=[one.value for one in card.prices],
        age_groups=[one.value for one in card.age_groups],
        school_runs=card.school_runs,
    )
    return example(agreed, terms)


def division_of(card: AgreementCard, offer: SharedOffer) -> Mapping[str, Ore]:
    """What each municipality pays of a course held together, with the fees and rounding agreed for its insats."""
    agreed = [one.value for one in card.terms if one.value.service == offer.service]
    terms = max(agreed, key=lambda one: one.valid_from or date.min, default=None)
    if terms is None:
        return totals(offer, Fraction(1), Rounding.ORE)
    return totals(offer, Fees(terms.administration_fee, terms.vat_compensation).factor, terms.rounding)


def agreement_by_key(ctx: Context, key: str) -> int | None:
    """The number of the agreement with this key."""
    with ctx.reading() as reader:
        found = reader.agreements.find(key)
        return found.id if found else None


def agreement_of_course(ctx: Context, key: str) -> int | None:
    """The number of the agreement under which a course of nobody's stands; None when there is no such course."""
    with ctx.reading() as reader:
        found = reader.shared_offers.find(key) or reader.group_bookings.find(key)
        agreement = reader.agreements.find(found.value.agreement) if found else None
        return agreement.id if agreement else None


def save_agreement(ctx: Context, before: Stored[Agreement] | None, agreement: Agreement) -> Done[Stored[Agreement]]:
    """Enter an agreement, or change the one read as `before`. Raises Refused with every field that cannot be so.

    What names it by its key goes on naming it when the key changes.
    """
    with ctx.writing() as uow:
        others = [one for one in uow.agreements.every() if before is None or one.id != before.id]
        rings = ring_problems(agreement, [one.value for one in others])
        _require(
            *agreement_problems(agreement), *quiet_problems(agreement), *_unknown_parties(ctx, uow, agreement), *rings
        )
        after = uow.agreements.put(before, agreement)
        if before is not None and before.value.key != agreement.key:
            _rename(uow, others, before.value.key, agreement.key)
        return Done(after, uow.commit())


def _rename(uow: UnitOfWork, others: list[Stored[Agreement]], former: str, key: str) -> None:
    for one in others:
        rests_on, replaces = (key if way == former else way for way in (one.value.rests_on, one.value.replaces))
        uow.agreements.change(one, replace(one.value, rests_on=rests_on, replaces=replaces))


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def _unknown_parties(ctx: Context, uow: UnitOfWork, agreement: Agreement) -> list[FieldProblem]:
    known = {one.value.code for one in uow.counterparts.every()} | ctx.reference.municipalities.keys()
    return [FieldProblem("parties", "unknown", {"value": code}) for code in agreement.parties if code not in known]


def remove_agreement(ctx: Context, before: Stored[Agreement]) -> Done[None]:
    """Remove an agreement with its terms and prices. Raises Refused when a booking or another agreement needs it."""
    with ctx.writing() as uow:
        key = before.value.key
        is_booked = any(line.id == before.id and line.bookings for line in uow.lists.agreements(protected=True))
        is_booked = is_booked or bool(uow.group_bookings.of_agreement(key))
        if is_booked or any(key in {one.value.rests_on, one.value.replaces} for one in uow.agreements.every()):
            raise Refused(RefusalCode.IN_USE)
        stores: tuple[Any, ...] = (uow.terms, uow.prices, uow.age_groups, uow.shared_offers, uow.agreement_parties)
        for store in stores:
            for part in store.of_agreement(key):
                store.remove(part)
        for document in uow.documents.of_owner(Owner(DocumentOf.AGREEMENT, key)):
            uow.documents.remove(document)
        form = uow.return_templates.find(key)
        if form is not None:
            uow.return_templates.remove(form)
        uow.agreements.remove(before)
        return Done(None, uow.commit())


def save_part(ctx: Context, before: Stored[Part] | None, part: Part) -> Done[Stored[Part]]:
    """Enter terms, a price as published, an age group, school days, a course held together or a party; or change it.

    Raises Refused when it contradicts itself, its key is taken, or another price holds for the same on the same day.
    """
    with ctx.writing() as uow:
        _require(*_part_problems(uow, before, part))
        store = _store_of(uow, part)
        after = store.put(before, part)
        return Done(after, uow.commit())


def remove_part(ctx: Context, before: Stored[Part]) -> Done[None]:
    """Remove one of them. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        _store_of(uow, before.value).remove(before)
        return Done(None, uow.commit())


def _part_problems(uow: UnitOfWork, before: Stored[Part] | None, part: Part) -> tuple[FieldProblem, ...]:
    match part:
        case Terms():
            return terms_problems(part)
        case AgeGroup():
            return age_group_problems(part)
        case SchoolRun():
            return school_run_problems(part)
        case SharedOffer():
            return (*shared_offer_problems(part), *_of_the_register(uow, part))
        case AgreementParty():
            return party_problems(part)
        case Price():
            same = None if before is None else before.id
            others = [one.value for one in uow.prices.of_agreement(part.agreement) if one.id != same]
            return (*price_problems(part), *_clash(part, clashing_price(part, others)))


def _clash(price: Price, other: Price | None) -> tuple[FieldProblem, ...]:
    """What is said of the price that is there; a final one is entered in the place of its preliminary one."""
    if other is None:
        return ()
    settles = other.is_preliminary and not price.is_preliminary
    return (FieldProblem("first", "preliminary_price_overlaps" if settles else "price_overlaps"),)


def _of_the_register(uow: UnitOfWork, offer: SharedOffer) -> Iterator[FieldProblem]:
    """What only the register can tell: who is bound, and which keys bookings have."""
    if uow.bookings.find(offer.key) is not None or uow.group_bookings.find(offer.key) is not None:
        yield FieldProblem("key", "taken")
    agreement, office = uow.agreements.find(offer.agreement), uow.settings.office()
    if agreement is not None and office is not None:
        inside = {*agreement.value.parties, office.municipality}
        for name, codes in (("provider_municipality", [offer.provider_municipality]), ("shares", _codes(offer))):
            if not inside.issuperset(codes):
                yield FieldProblem(name, "not_a_party")


def _codes(offer: SharedOffer) -> list[str]:
    return [share.municipality for share in offer.shares]


def _store_of(uow: UnitOfWork, part: Part) -> KeyedStore[Any]:
    match part:
        case Terms():
            return uow.terms
        case AgeGroup():
            return uow.age_groups
        case SchoolRun():
            return uow.school_runs
        case SharedOffer():
            return uow.shared_offers
        case AgreementParty():
            return uow.agreement_parties
        case Price():
            return uow.prices


def list_school_runs(ctx: Context) -> list[Stored[SchoolRun]]:
    """Every run of school days, calendar by calendar."""
    with ctx.reading() as reader:
        return sorted(reader.school_runs.every(), key=lambda one: (folded(one.value.calendar), one.value.days))


def list_services(ctx: Context) -> list[Stored[Service]]:
    """The catalogue of insatser in order of their names."""
    with ctx.reading() as reader:
        return sorted(reader.services.every(), key=lambda one: folded(one.value.name))


def save_service(ctx: Context, before: Stored[Service] | None, service: Service) -> Done[Stored[Service]]:
    """Enter an insats, or change one."""
    with ctx.writing() as uow:
        _require(*service_problems(service))
        same = uow.services.by_folded_name().get(folded(service.name))
        if same is not None and (before is None or same.id != before.id):
            raise Refused(RefusalCode.KEY_TAKEN, FieldProblem("name", "taken"), key=service.name)
        after = uow.services.put(before, service)
        return Done(after, uow.commit())


def list_counterparts(ctx: Context) -> list[Stored[Counterpart]]:
    """The counterparts of which something is known besides their code."""
    with ctx.reading() as reader:
        return reader.counterparts.every()


def save_counterpart(
    ctx: Context, before: Stored[Counterpart] | None, counterpart: Counterpart
) -> Done[Stored[Counterpart]]:
    """Enter what is known of a counterpart."""
    with ctx.writing() as uow:
        _require(*counterpart_problems(counterpart))
        after = uow.counterparts.put(before, counterpart)
        return Done(after, uow.commit())
