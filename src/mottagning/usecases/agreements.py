"""Agreements with their terms and prices, counterparts and the catalogue: listed, opened, entered, changed."""

from __future__ import annotations

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
from mottagning.domain.examples import Agreed, Example, example
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.services import Service, folded, service_problems
from mottagning.readmodels.agreements import AgreementCard, AgreementLine
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context


def list_agreements(ctx: Context) -> list[AgreementLine]:
    """Every agreement, with how many bookings the user may see."""
    with ctx.reading() as reader:
        return reader.lists.agreements(protected=ctx.sees_protected)


def open_agreement(ctx: Context, agreement_id: int) -> AgreementCard:
    """Everything about one agreement. Raises Refused when it is gone."""
    with ctx.reading() as reader:
        stored = reader.agreements.get(agreement_id)
        key = stored.value.key
        office = reader.settings.office()
        return AgreementCard(
            agreement=stored,
            terms=tuple(reader.terms.of_agreement(key)),
            prices=tuple(reader.prices.of_agreement(key)),
            age_groups=tuple(reader.age_groups.of_agreement(key)),
            successors=tuple(one.key for one in reader.agreements.successors().get(key, ())),
            school_runs=tuple(one.value for one in reader.school_runs.every()),
            own=office.municipality if office else None,
        )


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


def save_agreement(ctx: Context, before: Stored[Agreement] | None, agreement: Agreement) -> Done[Stored[Agreement]]:
    """Enter an agreement, or change the one read as `before`. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        _require(*agreement_problems(agreement), *_unknown_parties(ctx, uow, agreement))
        after = uow.agreements.add(agreement) if before is None else uow.agreements.change(before, agreement)
        return Done(after, uow.commit())


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def _unknown_parties(ctx: Context, uow: UnitOfWork, agreement: Agreement) -> list[FieldProblem]:
    known = {one.value.code for one in uow.counterparts.every()} | ctx.reference.municipalities.keys()
    return [FieldProblem("parties", "unknown", {"value": code}) for code in agreement.parties if code not in known]


def remove_agreement(ctx: Context, before: Stored[Agreement]) -> Done[None]:
    """Remove an agreement that no booking follows, with its terms and prices. Raises Refused when one does."""
    with ctx.writing() as uow:
        key = before.value.key
        if any(line.id == before.id and line.bookings for line in uow.lists.agreements(protected=True)):
            raise Refused(RefusalCode.IN_USE)
        for terms in uow.terms.of_agreement(key):
            uow.terms.remove(terms)
        for price in uow.prices.of_agreement(key):
            uow.prices.remove(price)
        for group in uow.age_groups.of_agreement(key):
            uow.age_groups.remove(group)
        uow.agreements.remove(before)
        return Done(None, uow.commit())


def save_terms(ctx: Context, before: Stored[Terms] | None, terms: Terms) -> Done[Stored[Terms]]:
    """Enter how an insats is counted. Raises Refused when the terms contradict themselves or the key is taken."""
    with ctx.writing() as uow:
        _require(*terms_problems(terms))
        after = uow.terms.add(terms) if before is None else uow.terms.change(before, terms)
        return Done(after, uow.commit())


def remove_terms(ctx: Context, before: Stored[Terms]) -> Done[None]:
    """Remove terms. Raises Refused when they were changed since."""
    with ctx.writing() as uow:
        uow.terms.remove(before)
        return Done(None, uow.commit())


def save_price(ctx: Context, before: Stored[Price] | None, price: Price) -> Done[Stored[Price]]:
    """Enter a price as published. Raises Refused when another price holds for the same thing on the same day."""
    with ctx.writing() as uow:
        others = [
            one.value for one in uow.prices.of_agreement(price.agreement) if before is None or one.id != before.id
        ]
        clash = [FieldProblem("first", "price_overlaps")] if clashing_price(price, others) else []
        _require(*price_problems(price), *clash)
        after = uow.prices.add(price) if before is None else uow.prices.change(before, price)
        return Done(after, uow.commit())


def remove_price(ctx: Context, before: Stored[Price]) -> Done[None]:
    """Remove a price. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.prices.remove(before)
        return Done(None, uow.commit())


def save_age_group(ctx: Context, before: Stored[AgeGroup] | None, group: AgeGroup) -> Done[Stored[AgeGroup]]:
    """Enter which variant children of some ages belong to."""
    with ctx.writing() as uow:
        _require(*age_group_problems(group))
        after = uow.age_groups.add(group) if before is None else uow.age_groups.change(before, group)
        return Done(after, uow.commit())


def remove_age_group(ctx: Context, before: Stored[AgeGroup]) -> Done[None]:
    """Remove an age group. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.age_groups.remove(before)
        return Done(None, uow.commit())


def list_school_runs(ctx: Context) -> list[Stored[SchoolRun]]:
    """Every run of school days, calendar by calendar."""
    with ctx.reading() as reader:
        return sorted(reader.school_runs.every(), key=lambda one: (folded(one.value.calendar), one.value.days))


def save_school_run(ctx: Context, before: Stored[SchoolRun] | None, run: SchoolRun) -> Done[Stored[SchoolRun]]:
    """Enter an unbroken run of school days."""
    with ctx.writing() as uow:
        _require(*school_run_problems(run))
        after = uow.school_runs.add(run) if before is None else uow.school_runs.change(before, run)
        return Done(after, uow.commit())


def remove_school_run(ctx: Context, before: Stored[SchoolRun]) -> Done[None]:
    """Remove a run of school days. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.school_runs.remove(before)
        return Done(None, uow.commit())


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
        after = uow.services.add(service) if before is None else uow.services.change(before, service)
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
        after = uow.counterparts.add(counterpart) if before is None else uow.counterparts.change(before, counterpart)
        return Done(after, uow.commit())
