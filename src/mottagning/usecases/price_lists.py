"""A municipality's price list: read, compared with last year's, its effect counted, stored as published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mottagning.domain import swedish
from mottagning.domain.agreements import Price, Unit, clashing_price, price_problems
from mottagning.domain.checks import price_warnings
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.periods import DateRange
from mottagning.domain.price_lists import Standing, ended, former, made_final, standing
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.services import folded
from mottagning.domain.settlement.facts import AgreementFacts, book
from mottagning.files.layouts.price_list import FOR_MUNICIPALITIES, FOR_PRIVATE
from mottagning.files.price_list import reading
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.price_lists import (
    ActivityChoice,
    Choices,
    ListedPrice,
    PriceList,
    Proposal,
    ProposedPrice,
    year_named,
)
from mottagning.storage.reader import Reader
from mottagning.texts import price_lists as texts
from mottagning.usecases.context import Context
from mottagning.usecases.price_effects import effects

_ADDED = frozenset({Standing.NEW, Standing.FOLLOWS})


def read_price_list(ctx: Context, file: Path) -> PriceList:
    """The printed prices of a workbook. Raises Refused when it is no price list, Trouble when it cannot be read."""
    return reading.read_price_list(file, ctx.reference, ctx.today)


def first_choices(ctx: Context, agreement: str, listed: PriceList) -> Choices:
    """What is likely meant: the column for such a counterpart, and each activity by its name. Somebody looks."""
    with ctx.reading() as reader:
        facts = _facts(reader, agreement)
        services = [one.value.name for one in reader.services.every()]
    is_private = CounterpartKind.PRIVATE in facts.party_kinds
    variants: list[tuple[str, str | None]] = [(one.service, one.variant) for one in facts.prices]
    guesser = _Guesser(services, [*variants, *((one.service, one.variant) for one in facts.age_groups)])
    return Choices(
        column=(column := _column(listed.columns, ctx.today, is_private=is_private)),
        days=DateRange(_first_day(column, ctx.today)),
        source="",
        activities=tuple(guesser.guess(one) for one in listed.activities),
        is_preliminary=listed.is_preliminary,
    )


_DECIDED_FROM = 10
"""The month from which a list is more likely next year's: prices are decided by 15 December (settlement notes, 2.4)."""


def _first_day(column: str | None, today: date) -> date:
    """The first day of the year that the column names, else of this year or the next."""
    return date(year_named(column) or today.year + (today.month >= _DECIDED_FROM), 1, 1)


def propose(ctx: Context, agreement: str, listed: PriceList, choices: Choices) -> Proposal:
    """What storing the list would do: last year's prices beside the new, what disagrees, what bookings would cost."""
    with ctx.reading() as reader:
        facts = _facts(reader, agreement)
        stored = reader.prices.of_agreement(agreement)
        prices = _prices(agreement, listed, choices)
        proposed = tuple(
            ProposedPrice(one, standing(one, facts.prices, prices), former(one, facts.prices)) for one in prices
        )
        proposal = Proposal(
            agreement=agreement,
            choices=choices,
            prices=proposed,
            changes=_changes(stored, proposed),
            disagreements=tuple(price_warnings(book(replace(facts, prices=tuple(prices))))),
            effects=(),
            needs_unit=choices.unit is None and any(one.unit is None for _, _, one in _chosen(listed, choices)),
        )
        if not proposal.can_be_saved:
            return proposal
        return replace(proposal, effects=effects(ctx, reader, replace(facts, prices=_after(stored, proposal))))


def save(ctx: Context, proposal: Proposal) -> Done[int]:
    """Store the prices as published, end those they follow, make preliminary ones final; gives how many it stored.

    All or nothing. Raises Refused when one has no source, clashes with another price, or when a price that would
    change was changed since.
    """
    new = [one.price for one in proposal.prices if one.standing in _ADDED]
    stands = [after for _, after in proposal.changes]
    with ctx.writing() as uow:
        uow.prices.change_many(proposal.changes)
        present = [one.value for one in uow.prices.of_agreement(proposal.agreement)]
        problems = [problem for one in (*new, *stands) for problem in price_problems(one)]
        if not proposal.can_be_saved or any(_clashes(one, present) for one in (*new, *stands)):
            problems.append(FieldProblem("first", "price_overlaps"))
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *{(one.name, one.code): one for one in problems}.values())
        uow.prices.add_many(new)
        return Done(sum(one.is_stored for one in proposal.prices), uow.commit())


def _clashes(price: Price, present: Iterable[Price]) -> bool:
    return clashing_price(price, (one for one in present if one != price)) is not None


def _facts(reader: Reader, agreement: str) -> AgreementFacts:
    found = reader.facts.agreements({agreement})
    if agreement not in found:
        raise Refused(RefusalCode.GONE)
    return found[agreement]


def _prices(agreement: str, listed: PriceList, choices: Choices) -> list[Price]:
    """The prices of the chosen column and activities; the days of a year stand with the year price."""
    return [
        Price(
            agreement=agreement,
            service=service,
            unit=unit,
            amount=one.amount,
            days=choices.days,
            source=choices.source,
            variant=choice.variant,
            seller=choices.seller,
            days_per_year=choice.days_per_year if unit is Unit.YEAR else None,
            is_preliminary=choices.is_preliminary,
        )
        for service, choice, one in _chosen(listed, choices)
        if (unit := one.unit or choices.unit) is not None
    ]


def _chosen(listed: PriceList, choices: Choices) -> Iterator[tuple[str, ActivityChoice, ListedPrice]]:
    """The printed prices that are taken, each with the insats and the rest that its activity is here."""
    for choice in choices.activities:
        for one in listed.prices:
            if choice.service and one.activity == choice.activity and one.column in {choices.column, None}:
                yield choice.service, choice, one


_CHANGING: Mapping[Standing, Callable[[Price, Price], Price]] = {
    Standing.FOLLOWS: ended,
    Standing.FINAL: made_final,
}


def _changes(
    stored: Iterable[Stored[Price]], proposed: Sequence[ProposedPrice]
) -> tuple[tuple[Stored[Price], Price], ...]:
    """The prices there are that the new ones follow or make final, each as it would be."""
    changing = {one.former: one for one in proposed if one.standing in _CHANGING}
    found = ((one, changing[one.value]) for one in stored if one.value in changing)
    return tuple((before, _CHANGING[new.standing](before.value, new.price)) for before, new in found)


def _after(stored: Iterable[Stored[Price]], proposal: Proposal) -> tuple[Price, ...]:
    """The agreement's prices as they would be."""
    changes = {before.id: after for before, after in proposal.changes}
    kept = [changes.get(one.id, one.value) for one in stored]
    return (*kept, *(one.price for one in proposal.prices if one.standing in _ADDED))


# what is likely meant


def _column(columns: Sequence[str], today: date, *, is_private: bool) -> str | None:
    """The column for municipalities, or that for private parties; of several years this one's or the nearest."""
    fitting = [one for one in columns if (FOR_PRIVATE in folded(one)) is is_private]
    named = [one for one in fitting if FOR_MUNICIPALITIES in folded(one)]
    ordered = sorted(named or fitting or columns, key=lambda one: _how_old(one, today))
    return ordered[0] if ordered else None


def _how_old(column: str, today: date) -> int:
    """In years; what names no year comes before last year's."""
    year = year_named(column)
    return 0 if year is None else abs(today.year - year)


@dataclass(frozen=True, slots=True)
class _Guesser:
    """Knows the catalogue, and the variants that the agreement has already."""

    services: Collection[str]
    variants: Sequence[tuple[str, str | None]]

    def guess(self, activity: str) -> ActivityChoice:
        """What an activity is by the words it begins with; nothing when they say nothing."""
        if activity.split(maxsplit=1)[0].strip(",:") in texts.PROGRAMMES and texts.GYMNASIUM in self.services:
            return ActivityChoice(activity, texts.GYMNASIUM, self._variant(texts.GYMNASIUM, activity))
        plain = folded(activity)
        words = {folded(one): one for one in self.services}
        words |= {word: name for word, name in texts.SERVICES.items() if name in self.services}
        beginning = max((word for word in words if _begins(plain, word)), key=len, default=None)
        if beginning is None:
            return ActivityChoice(activity)
        rest = plain if beginning in texts.KEEPS_ITS_WORD else activity.strip()[len(beginning) :].strip(" ,:")
        service = words[beginning]
        return ActivityChoice(activity, service, self._variant(service, rest) if rest else None)

    def _variant(self, service: str, rest: str) -> str:
        known = [variant for name, variant in self.variants if name == service and variant]
        same = next((variant for variant in known if _bare(variant) == _bare(rest)), None)
        if same is not None:
            return same
        ages, *extent = rest.split(",", 1)
        is_age = service in texts.BY_AGE and ages[-1:].isdecimal()
        return ",".join([texts.YEARS_OLD.format(ages=ages), *extent]) if is_age else rest


def _begins(text: str, word: str) -> bool:
    return text == word or (text.startswith(word) and not text[len(word)].isalpha())


def _bare(variant: str) -> list[str]:
    """A variant without the words in which lists differ: `1–2 år` is `1-2`."""
    return [word for word in swedish.folded(variant).split() if word not in texts.NO_PART_OF_VARIANT]
