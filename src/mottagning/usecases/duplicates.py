"""Who may be registered twice? Suggested while somebody is entered and as a list; what people say of it is remembered.

Somebody with protected data is, for a user without the right, not in the register: no hint, no count, no hindrance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mottagning.domain.duplicates import Apart, Comparison, Described, KnownNumber, compare, pairs_worth_a_look
from mottagning.domain.names import shown_name
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.duplicates import ApartPair, Duplicates, Suggestion, Suspect, SuspectPair
from mottagning.storage.queries.duplicates import Candidate
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.visible import is_hidden, seen_person

LIST = "duplicates"
"""What the log calls the list of possible duplicates."""


def suggest(ctx: Context, entered: Described, itself: int | None = None) -> tuple[Suggestion, ...]:
    """Who may be the one that is being entered, the likeliest first.

    `itself` is the number of a person who is being changed: she is compared by the numbers she had, too.
    """
    with ctx.reading() as reader:
        settled: Mapping[int, Apart] = {}
        if itself is not None:
            entered = _with_history(reader, entered, itself)
            settled = _said_of(reader, itself)
        found = []
        for one in reader.duplicates.candidates(entered, protected=ctx.sees_protected):
            compared = compare(entered, one.described)
            said = settled.get(one.id)
            if one.id != itself and compared.is_worth_a_look and not (said and said.settles(compared)):
                found.append(Suggestion(suspect(one), compared))
        return tuple(sorted(found, key=lambda each: (-each.found.weight, each.suspect.id)))


def _with_history(reader: Reader, entered: Described, person_id: int) -> Described:
    former = [
        KnownNumber(one.value.kind, one.value.number, one.value.issuer, is_current=False)
        for one in reader.identities.of_person(person_id)
        if not one.value.is_current
    ]
    return replace(entered, numbers=(*entered.numbers, *former))


def _said_of(reader: Reader, person_id: int) -> dict[int, Apart]:
    """Those from whom a person is said to be another."""
    return {
        other if one == person_id else one: said.value
        for one, other, said in reader.aparts.numbered()
        if person_id in {one, other}
    }


def possible_duplicates(ctx: Context) -> Duplicates:
    """Everybody who may be registered twice, noted in the log as a list."""
    with ctx.reading() as reader:
        everybody = {one.id: one for one in reader.duplicates.everybody(protected=ctx.sees_protected)}
        aparts = {(one, other): said for one, other, said in reader.aparts.numbered()}
        worth = pairs_worth_a_look({number: one.described for number, one in everybody.items()})
    pairs = [
        SuspectPair(suspect(everybody[one]), suspect(everybody[other]), found)
        for (one, other), found in worth.items()
        if not is_settled(aparts, one, other, found)
    ]
    apart = [
        ApartPair(suspect(everybody[one]), suspect(everybody[other]), said)
        for (one, other), said in aparts.items()
        if one in everybody and other in everybody
    ]
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.LIST, detail=LIST, count=len(pairs)))
        uow.commit()
    return Duplicates(tuple(sorted(pairs, key=lambda pair: (-pair.found.weight, pair.one.id))), tuple(apart))


def is_settled(aparts: Mapping[tuple[int, int], Stored[Apart]], one: int, other: int, found: Comparison) -> bool:
    """Whether somebody has said that these two, by their numbers in the register, are not the same."""
    said = aparts.get((min(one, other), max(one, other)))
    return said is not None and said.value.settles(found)


def say_apart(ctx: Context, one_id: int, other_id: int) -> Done[Stored[Apart]]:
    """Remember that these two are not the same person. Raises Refused when one of them is gone or may not be seen."""
    with ctx.writing() as uow:
        one, other = (seen_person(ctx, uow, number) for number in sorted((one_id, other_id)))
        before = uow.aparts.between(one.value.case_number, other.value.case_number)
        described = {found.id: found.described for found in uow.duplicates.of([one_id, other_id], protected=True)}
        said = Apart(
            case_number=one.value.case_number,
            other_case=other.value.case_number,
            shares_number=compare(described[one.id], described[other.id]).shares_number,
        )
        after = uow.aparts.put(before, said)
        return Done(after, uow.commit())


def take_back(ctx: Context, said: Stored[Apart]) -> Done[None]:
    """Let two be suggested again. Raises Refused when that is done already, or one of them may not be seen."""
    with ctx.writing() as uow:
        if any(is_hidden(ctx, uow, case) for case in (said.value.case_number, said.value.other_case)):
            raise Refused(RefusalCode.GONE)
        uow.aparts.remove(said)
        return Done(None, uow.commit())


def suspect(one: Candidate) -> Suspect:
    """Somebody as she is suggested."""
    known = one.described
    name = shown_name(known.given_name, known.family_name)
    return Suspect(one.id, one.case_number, name, known.birth_date, known.birth_precision)
