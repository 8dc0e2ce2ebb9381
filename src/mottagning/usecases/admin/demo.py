"""The demonstration register: invented people, published prices, fourteen months with late news."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mottagning.domain.agreement_parties import AgreementParty
from mottagning.domain.agreements import (
    AgeGroup,
    AgeSwitch,
    Agreement,
    AgreementKind,
    Direction,
    Method,
    Price,
    Terms,
    Unit,
)
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.money import Scaled, scaled
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import DateRange, Month, months_between
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import HandOutWay
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.domain.users import OfficeUnit, Role
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system import keyfile
from mottagning.system.demo_data import demo_data
from mottagning.usecases.admin.demo_offers import fill_catalogue
from mottagning.usecases.admin.demo_people import FIRST, LAST, DemoPeople, News, compose
from mottagning.usecases.admin.demo_plans import make_plans
from mottagning.usecases.admin.demo_reception import plan_receptions
from mottagning.usecases.admin.demo_requests import ask_for_places
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.admin.users import Rights, add_user
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, write_returns

FEWEST, MOST = 20, 500
FILE_NAME, FOLDER_NAME = "demo.mottagning", "underlag"
USER = "demo"
ECONOMIST, ECONOMIST_ADDS = "ekonom", " som ekonom"
"""Somebody else who may log in, with fewer rights: her passphrase is the first one's with these words after it."""
_ECONOMIST_RIGHTS = Rights(role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY)
_UNITS = (Unit.DAY, Unit.MONTH, Unit.TERM, Unit.YEAR, Unit.COURSE, Unit.POINT, Unit.HOUR)


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demonstration register and its returns lie."""

    register: Path
    returns: Path
    ctx: Context


Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


def make_demo(
    folder: Path,
    passphrase: str,
    clock: Callable[[], datetime],
    *,
    persons: int = 60,
    leave_open: int = 0,
    cost: keyfile.Cost | None = None,
    progress: Progress | None = None,
) -> Demo:
    """Make the register in `folder`, close its months but the last `leave_open`, and write their returns.

    Raises Refused when there is one already, Trouble when the folder cannot be written.
    """
    if not FEWEST <= persons <= MOST:
        raise Refused(RefusalCode.BAD_NUMBER_OF_PERSONS)
    data, register = demo_data(), folder / FILE_NAME
    people = compose(data, persons)
    made = create_register(register, passphrase, USER, clock, office=_office(data.agreements), cost=cost).ctx
    ctx = replace(made, backups=None)  # what can be made again needs no backup before each of its months
    add_user(ctx, ECONOMIST, _ECONOMIST_RIGHTS, passphrase + ECONOMIST_ADDS, cost)
    _furnish(ctx, data.agreements, people)
    with ctx.writing() as uow:
        ask_for_places(uow, people)
        fill_catalogue(uow, data.offers, people)
        make_plans(uow, ctx.reference.plans, data.plans, people)
        plan_receptions(uow, data.reception, people)
        uow.commit()
    months = list(months_between(FIRST, LAST.plus(-leave_open)))
    for place, month in enumerate(months):
        _tell(ctx, [news for news in people.news if news.month == month])
        close_month(ctx, month)
        for one in write_returns(ctx, folder / FOLDER_NAME, month):
            if month != months[-1]:
                hand_out(ctx, one.closed.id, HandOutWay.SDK, ctx.name(one.closed.counterpart))
        if progress is not None:
            progress(place + 1, len(months))
    return Demo(register, folder / FOLDER_NAME, made)


def _office(data: Mapping[str, Any]) -> OfficeSettings:
    values = dict(data["office"])
    return OfficeSettings(first_month=Month.parse(values.pop("first_month")), **values)


def _furnish(ctx: Context, data: Mapping[str, Any], people: DemoPeople) -> None:
    with ctx.writing() as uow:
        uow.counterparts.add_many([_counterpart(one) for one in data["counterpart"]])
        uow.agreements.add_many([_agreement(one) for one in data["agreement"]])
        for one in data["agreement"]:
            uow.terms.add_many([_terms(one["key"], terms) for terms in one.get("terms", ())])
            parties = [AgreementParty(agreement=one["key"], **party) for party in one.get("party", ())]
            uow.agreement_parties.add_many(parties)
            uow.age_groups.add_many([AgeGroup(agreement=one["key"], **group) for group in one.get("group", ())])
            uow.prices.add_many([price for listed in one.get("price", ()) for price in _prices(one["key"], listed)])
        uow.people.add_many(people.persons)
        uow.residences.add_many(people.residences)
        uow.bookings.add_many(people.bookings)
        uow.commit()


def _counterpart(one: Mapping[str, Any]) -> Counterpart:
    return Counterpart(**{**one, "kind": CounterpartKind(one.get("kind", CounterpartKind.MUNICIPALITY.value))})


def _agreement(one: Mapping[str, Any]) -> Agreement:
    return Agreement(
        key=one["key"],
        parties=tuple(one["parties"]),
        direction=Direction(one["direction"]),
        days=DateRange(one["start"]),
        registry_number=one["registry_number"],
        reference=one.get("reference"),
        credit_limit=one.get("credit_limit"),
        retroactive_limit=one.get("retroactive_limit"),
        kind=AgreementKind(one["kind"]) if "kind" in one else None,
        rests_on=one.get("rests_on"),
        notice_on=one.get("notice_on"),
        title=one.get("title"),
        is_open_in_procurement=one.get("is_open_in_procurement", False),
        procurement_reference=one.get("procurement_reference"),
        responsible=one.get("responsible"),
        signatory=one.get("signatory"),
    )


def _terms(key: str, one: Mapping[str, Any]) -> Terms:
    first, _, second = one.get("shares", "").partition("/")
    return Terms(
        agreement=key,
        service=one["service"],
        unit=Unit(one["unit"]),
        method=Method(one["method"]),
        readings=Readings(exceptions=parse_exceptions(one.get("readings", ""))),
        shares=(int(first), int(second)) if second else None,
        administration_fee=scaled(one["administration_fee"]) if "administration_fee" in one else Scaled(0),
        age_switch=AgeSwitch(one.get("age_switch", AgeSwitch.BIRTHDAY.value)),
        yearly_reconciliation=one.get("yearly_reconciliation", False),
    )


def _prices(key: str, one: Mapping[str, Any]) -> Iterator[Price]:
    """Every price of a published list: a line for each unit and variant."""
    end: date | None = one.get("end")
    for unit in _UNITS:
        for variant, amount in one.get(unit.value, {}).items():
            yield Price(
                agreement=key,
                service=one["service"],
                unit=unit,
                amount=scaled(amount),
                days=DateRange.inclusive(one["start"], end),
                source=one["source"],
                variant=variant or None,
            )


def _tell(ctx: Context, news: list[News]) -> None:
    """What becomes known before a month is closed."""
    with ctx.writing() as uow:
        for one in news:
            if one.booking is not None:
                stored = uow.bookings.find(one.booking)
                if stored is not None:
                    uow.bookings.change(stored, replace(stored.value, **one.changes))
            elif one.case_number is not None:
                _move(uow, one.case_number, one.changes)
        uow.commit()


def _move(uow: UnitOfWork, case_number: str, changes: Mapping[str, Any]) -> None:
    """Somebody moved, or is no longer known to live where she did."""
    person = uow.people.find(case_number)
    if person is None:
        return
    last = uow.residences.of_person(person.id)[-1]
    if "until" in changes:
        days = DateRange.inclusive(last.value.days.start, changes["until"])
        uow.residences.change(last, replace(last.value, days=days))
        return
    moved_on: date = changes["on"]
    before = DateRange(last.value.days.start, moved_on)
    uow.residences.change(last, replace(last.value, days=before))
    uow.residences.add(replace(last.value, municipality=changes["to"], days=DateRange(moved_on)))
