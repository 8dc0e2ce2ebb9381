"""What is expected of the state for whom and when, and how do the claims stand? Who may not be seen is not counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from mottagning.domain.money import Ore
from mottagning.domain.people import Person
from mottagning.domain.periods import Month
from mottagning.domain.state_compensation.claims import (
    ClaimState,
    Latest,
    StateCompensationClaim,
    expected_amount,
    first_until,
    is_below,
    is_first,
    latest,
    loss,
    lost_amount,
    school_of,
)
from mottagning.domain.state_compensation.expected import Expectation, Goes, Payment, expected
from mottagning.domain.state_compensation.facts import Circumstances, Reception, Unknown
from mottagning.domain.state_compensation.received import Arrival, ReceivedPayment, arrival
from mottagning.domain.state_compensation.rules import CompensationRules
from mottagning.domain.state_compensation.unaccompanied import for_unaccompanied
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.state_compensation import ClaimLine, ExpectedLine, MonthSum, PersonCompensation
from mottagning.storage.reader import Reader
from mottagning.system.compensation_rules import shipped_compensation
from mottagning.usecases.context import Context
from mottagning.usecases.state_compensation.gathering import (
    Came,
    known_of,
    seen_of_cases,
    seen_people,
    whose,
    with_what_came,
)
from mottagning.usecases.visible import person_of_case, seen_person

_TO_US = frozenset({Goes.HERE, Goes.UNKNOWN})
_LASTING = 24
"""So many months after that of the reception the last share is paid (förordning (2010:1122) 12-14 §§)."""
_SOON = 60
"""Days before the last one that a claim begins to wait on the first page: papers take weeks to come by."""
_OURS = frozenset({ClaimState.EXPECTED, ClaimState.ASKED})
"""It is our turn: it is to be applied for, or Migrationsverket has asked for more."""
_SAID_NOTHING_OF = frozenset({Unknown.OTHER_LAW})
"""Nothing is missing of those: they belong to another ordinance."""


def list_expected(ctx: Context, year: int) -> list[ExpectedLine]:
    """What is expected here in a calendar year, month by month, and whom nothing can be said of; the first stand first.

    Raises Refused while the register has no settings.
    """
    with ctx.reading() as reader:
        return expected_in(ctx, reader, Month(year, 1), Month(year, 12))


def expected_in(ctx: Context, reader: Reader, first: Month, last: Month) -> list[ExpectedLine]:
    """What is expected here from one month to another, both included, as `list_expected` tells it."""
    rules = shipped_compensation()
    found: list[ExpectedLine] = []
    for person, known, came in with_what_came(reader, seen_people(ctx, reader)):
        said, lines = _lines(ctx.today, person, known, came, rules, last)
        if said.unknown is not None and said.unknown not in _SAID_NOTHING_OF and not _is_over(known, first):
            found.append(ExpectedLine(whose=whose(person), place=0, unknown=said.unknown))
        found += [one for one in lines if one.month is not None and first <= one.month <= last and _is_ours(one)]
    return sorted(found, key=lambda one: (one.month or first, one.whose.sort_name, one.id))


def _is_ours(line: ExpectedLine) -> bool:
    return line.payment is None or line.payment.goes in _TO_US


def _lines(
    today: date, person: Stored[Person], known: Circumstances, came: Came, rules: CompensationRules, last: Month
) -> tuple[Expectation, list[ExpectedLine]]:
    """Every payment up to a month with what came of it, then what came unexpected."""
    said, payments = _payments(known, rules, last)
    left = {(one.value.kind, one.value.month): one for one in came if one.value.month <= last}
    paired: list[tuple[Payment | None, Stored[ReceivedPayment] | None]] = [
        (one, left.pop((one.kind, one.month), None) if one.goes in _TO_US else None) for one in payments
    ]
    paired += [(None, one) for one in sorted(left.values(), key=lambda one: (one.value.month, one.id))]
    return said, [
        ExpectedLine(
            whose=whose(person),
            place=place,
            payment=payment,
            came=got,
            arrival=arrival(payment, got.value if got else None, today),
        )
        for place, (payment, got) in enumerate(paired, start=1)
    ]


def _is_over(known: Circumstances, first: Month) -> bool:
    """Whether the last share would have been paid before a month, whatever is missing."""
    received = known.reception
    return isinstance(received, Reception) and Month.of(received.day).plus(_LASTING) < first


def _payments(known: Circumstances, rules: CompensationRules, until: Month) -> tuple[Expectation, list[Payment]]:
    """What is paid unasked, and by day up to a month, in order of months."""
    said = expected(known, rules)
    found = [*said.payments, *for_unaccompanied(known, rules, until)]
    return said, sorted(found, key=lambda one: one.month)


def month_sums(lines: Iterable[ExpectedLine]) -> tuple[MonthSum, ...]:
    """What lines come to in each month."""
    months: dict[Month, list[ExpectedLine]] = defaultdict(list)
    for one in lines:
        if one.month is not None:
            months[one.month].append(one)
    return tuple(
        MonthSum(
            month,
            Ore(sum(one.amount or 0 for one in some)),
            sum(one.amount is not None for one in some),
            sum(one.payment is not None and one.amount is None for one in some),
            Ore(sum(one.received or 0 for one in some)),
            sum(one.arrival is Arrival.NOT_NOTED for one in some),
        )
        for month, some in sorted(months.items())
    )


def open_person_compensation(ctx: Context, person_id: int, until: Month | None = None) -> PersonCompensation:
    """All of one person, by day up to a month (this one), noted in the log.

    Raises Refused when she is gone or may not be seen.
    """
    rules = shipped_compensation()
    with ctx.writing() as uow:
        person = seen_person(ctx, uow, person_id)
        uow.log.read(ReadNote(ReadKind.CARD, person=person_id))
        ((_, known, came),) = with_what_came(uow, [person])
        said, lines = _lines(ctx.today, person, known, came, rules, until or Month.of(ctx.today))
        claims = uow.state_compensation_claims.of_person(person_id)
        card = PersonCompensation(
            whose=whose(person),
            lines=tuple(lines),
            unknown=said.unknown,
            claims=tuple(_claim_line(ctx.today, person, known, rules, one, claims) for one in claims),
        )
        uow.commit()
        return card


# claims


def list_claims(ctx: Context) -> list[ClaimLine]:
    """Every claim of those whom the user may see: what is to be done first, then the latest."""
    with ctx.reading() as reader:
        by_case = _by_case(reader)
        lines = _claim_lines(ctx, reader, seen_of_cases(ctx, reader, list(by_case)), by_case)
    return sorted(lines, key=_by_urgency)


def _by_case(reader: Reader) -> Mapping[str, Sequence[Stored[StateCompensationClaim]]]:
    found: dict[str, list[Stored[StateCompensationClaim]]] = defaultdict(list)
    for one in reader.state_compensation_claims.every():
        found[one.value.case_number].append(one)
    return found


def claims_due(ctx: Context, reader: Reader) -> list[int]:
    """The claims to see to soon, of those whom the user may see: to apply for, or to complete; the first day first."""
    by_case = _by_case(reader)
    ours = [case for case, claims in by_case.items() if any(one.value.state in _OURS for one in claims)]
    lines = _claim_lines(ctx, reader, seen_of_cases(ctx, reader, ours), by_case)
    dated = [(day, line.id) for line in lines if (day := _to_do_by(line)) is not None]
    last = ctx.today + timedelta(days=_SOON)
    return [number for day, number in sorted(dated) if ctx.today <= day <= last]


def _to_do_by(line: ClaimLine) -> date | None:
    """The last day for what is ours to do with a claim."""
    claim = line.claim.value
    if claim.state is ClaimState.EXPECTED:
        return line.until.day
    return claim.answer_by if claim.state is ClaimState.ASKED else None


def _by_urgency(line: ClaimLine) -> tuple[bool, date, int]:
    is_open = line.claim.value.applied_on is None and line.loss is None
    return not is_open, (line.until.day if is_open else None) or date.max, -line.id


def _claim_lines(
    ctx: Context,
    reader: Reader,
    people: Sequence[Stored[Person]],
    by_case: Mapping[str, Sequence[Stored[StateCompensationClaim]]],
) -> list[ClaimLine]:
    rules = shipped_compensation()
    return [
        _claim_line(ctx.today, person, known, rules, one, by_case[person.value.case_number])
        for person, known in known_of(reader, people)
        for one in by_case[person.value.case_number]
    ]


def open_claim(ctx: Context, claim_id: int) -> ClaimLine:
    """One claim, its person's reading noted in the log. Raises Refused when it is gone, or she may not be seen."""
    with ctx.writing() as uow:
        claim = uow.state_compensation_claims.get(claim_id)
        person = person_of_case(ctx, uow, claim.value.case_number)
        uow.log.read(ReadNote(ReadKind.CARD, person=person.id))
        claims = uow.state_compensation_claims.of_person(person.id)
        (line,) = [
            one for one in _claim_lines(ctx, uow, [person], {person.value.case_number: claims}) if one.id == claim_id
        ]
        uow.commit()
        return line


def _claim_line(
    today: date,
    person: Stored[Person],
    known: Circumstances,
    rules: CompensationRules,
    one: Stored[StateCompensationClaim],
    others: Sequence[Stored[StateCompensationClaim]],
) -> ClaimLine:
    claim, ground = one.value, rules.ground(one.value.ground)
    received = known.reception.day if isinstance(known.reception, Reception) else None
    until = Latest(None)
    if ground is not None and not claim.days.is_open:
        first = is_first(claim, [each.value for each in others], first_until(ground, received))
        until = latest(ground, claim.days, received, is_first=first)
    why = loss(claim, until, today)
    left = None if until.day is None or claim.applied_on is not None else (until.day - today).days
    return ClaimLine(
        whose=whose(person),
        claim=one,
        ground=ground,
        until=until,
        days_left=left,
        expected=expected_amount(claim, ground, rules) if ground else None,
        school=school_of(claim, rules) if ground is not None and ground.by_school else None,
        is_below=ground is not None and is_below(claim, ground),
        loss=why,
        lost=lost_amount(claim, ground, why, rules) if why and ground else None,
    )
