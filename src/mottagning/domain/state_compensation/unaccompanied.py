"""What does the state pay by day for who came without parents? For each month, with every step told.

1 000 kronor a day for a child, 30 000 once, 750 a day for who is 18-20 and has study support (förordning (2010:1122)
29, 29 c and 30 §§; reception.md B.3). To whom, from which day and when it is paid is not told there: counted are the
days on which our municipality answers for her, and study support is read as the ordinance's studiehjälp.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from mottagning.domain.ages import birthday
from mottagning.domain.money import Ore, Rounding, rounded
from mottagning.domain.periods import DateRange, Month, months_between
from mottagning.domain.state_compensation.expected import Goes, Payment, PaymentKind, Step, StepKind, not_covered
from mottagning.domain.state_compensation.facts import Circumstances, Reception, Unknown
from mottagning.domain.state_compensation.rules import AmountKind, AmountRule, CompensationRules

_KINDS = ((AmountKind.CHILD_DAY, PaymentKind.CHILD_DAYS), (AmountKind.YOUTH_DAY, PaymentKind.YOUTH_DAYS))


def for_unaccompanied(known: Circumstances, rules: CompensationRules, until: Month) -> tuple[Payment, ...]:
    """What is given for somebody who came without parents, month by month up to `until`."""
    reception = known.reception
    if not known.is_unaccompanied or not_covered(known, rules) or isinstance(reception, Unknown):
        return ()
    found = [*_once(known, reception, rules)]
    for month in months_between(Month.of(reception.day), until):
        for amount_kind, kind in _KINDS:
            found += _of_month(known, reception, rules, (amount_kind, kind), month)
    return tuple(found)


def _once(known: Circumstances, reception: Reception, rules: CompensationRules) -> Iterator[Payment]:
    """What is given once, to the municipality that first received the child."""
    month = Month.of(reception.day)
    all_ages = [one for one in rules.amounts if one.kind is AmountKind.CHILD_ONCE]
    ages = known.ages(reception.day)
    if not all_ages or (ages is not None and not any(one.holds_for(ages[0]) for one in all_ages)):
        return
    rule = next((one for one in all_ages if reception.day in one.days), None)
    is_sure = rule is not None and ages is not None and all(rule.holds_for(age) for age in ages)
    missing = Unknown.AMOUNT if rule is None else None if is_sure else Unknown.BIRTH_DATE
    unknown = Unknown.RECEIVER if known.receiver is None else missing
    amount = rule.amount if rule is not None and unknown is None else None
    goes = Goes.UNKNOWN if known.receiver is None else Goes.HERE if known.receiver == known.own else Goes.ELSEWHERE
    yield Payment(
        kind=PaymentKind.CHILD_ONCE,
        month=month,
        share=all_ages[0].key,
        place=1,
        goes=goes,
        to=known.receiver,
        told=all_ages[0].told,
        amount=amount,
        unknown=unknown,
        steps=(
            Step(kind=StepKind.RECEIVED, day=reception.day, reception=reception.kind),
            *([Step(kind=StepKind.AGE, day=reception.day, number=ages[0])] if ages and is_sure else []),
            *([Step(kind=StepKind.AMOUNT, amount=amount, told=all_ages[0].told)] if amount is not None else []),
        ),
    )


def _of_month(
    known: Circumstances,
    reception: Reception,
    rules: CompensationRules,
    kinds: tuple[AmountKind, PaymentKind],
    month: Month,
) -> Iterator[Payment]:
    rule = next((one for one in rules.amounts if one.kind is kinds[0]), None)
    if rule is None:
        return
    spans, aged = _spans(known, kinds[0], month, reception.day), _aged(known, rule)
    counted = spans if aged is None else _met(spans, aged)
    if not counted:
        return
    held = next(iter(rules.amounts_of(kinds[0], month.first)), None)
    unsure = aged is None or _is_unsure(known, rule, counted)
    days = sum(one.days for one in counted)
    unknown = Unknown.BIRTH_DATE if unsure else Unknown.AMOUNT if held is None else None
    each = held.amount if held is not None and unknown is None else None
    amount = None if each is None else rounded(Fraction(each * days, 100), Rounding.KRONA)
    yield Payment(
        kind=kinds[1],
        month=month,
        share=rule.key,
        place=1,
        goes=Goes.HERE,
        to=known.own,
        told=rule.told,
        amount=amount,
        unknown=unknown,
        steps=tuple(_steps(counted, each, days, amount, rule)) if amount is not None else (),
    )


def _steps(counted: Iterable[DateRange], each: Ore | None, days: int, amount: Ore, rule: AmountRule) -> Iterator[Step]:
    for one in counted:
        yield Step(kind=StepKind.DAYS, day=one.start, until=one.last, number=one.days)
    yield Step(kind=StepKind.AMOUNT, amount=each, told=rule.told)
    yield Step(kind=StepKind.TOTAL, number=days, amount=amount)


def _spans(known: Circumstances, kind: AmountKind, month: Month, since: date) -> tuple[DateRange, ...]:
    """The days of a month, from the reception on, that count whatever her age."""
    spans = _met(_met(known.cared, month.range), DateRange(since))
    return _met(spans, *known.studies) if kind is AmountKind.YOUTH_DAY else spans


def _met(spans: Iterable[DateRange], *others: DateRange) -> tuple[DateRange, ...]:
    """The days of `spans` that lie in any of `others`, none of them twice."""
    found: list[DateRange] = []
    for met in sorted(met for one in spans for other in others if (met := one.meet(other)) is not None):
        if found and met.start <= found[-1].end:
            found[-1] = DateRange(found[-1].start, max(found[-1].end, met.end))
        else:
            found.append(met)
    return tuple(found)


def _aged(known: Circumstances, rule: AmountRule) -> DateRange | None:
    """The days on which she can be of the rule's age; None where nothing is known of her birth."""
    if known.born is None:
        return None
    first, last = known.born
    start = birthday(first, rule.at_least) if rule.at_least is not None else date.min
    end = birthday(last, rule.below) if rule.below is not None else date.max
    return DateRange(start, end)


def _is_unsure(known: Circumstances, rule: AmountRule, counted: Iterable[DateRange]) -> bool:
    """Whether some of the days may be those of another age, as her birth date is known only in part."""
    if known.born is None or known.born[0] == known.born[1]:
        return known.born is None
    first, last = known.born
    start = birthday(last, rule.at_least) if rule.at_least is not None else date.min
    end = birthday(first, rule.below) if rule.below is not None else date.max
    return any(one.start < start or one.end > end for one in counted)
