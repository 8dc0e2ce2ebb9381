"""Whose time is up? Everybody in the register weighed by the rules that hold, as far as the user may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mottagning.domain.documents import DocumentOf
from mottagning.domain.names import shown_name
from mottagning.domain.retention.reading import read_retention
from mottagning.domain.retention.rules import RetentionRules
from mottagning.domain.retention.weighing import Office, Running, Standing, Verdict, document_kept_until, weigh
from mottagning.readmodels.retention import DocumentLine, PersonLine
from mottagning.storage.reader import Reader
from mottagning.texts import retention as texts
from mottagning.usecases.context import Context, office_of

_UP = frozenset({Standing.DUE, Standing.ASKED})


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everybody whose time is up, those whom questions keep out, how many each exception keeps, and what goes on."""

    due: tuple[PersonLine, ...]
    asked: tuple[PersonLine, ...]
    documents: tuple[DocumentLine, ...]
    kept: Mapping[str, int]
    unfinished: Mapping[Running, int]
    verdicts: Mapping[int, Verdict]
    """Of everybody who may be seen, by her number."""


def rules_of(ctx: Context, reader: Reader) -> RetentionRules:
    """The rules that hold: the shipped ones, with the office's own in the place of those they replace."""
    own = reader.retention.own_rules()
    return ctx.reference.retention.with_(read_retention(own.file, own.text).rules if own else RetentionRules())


def weighed(ctx: Context, reader: Reader) -> Weighed:
    """Everybody in the register weighed today. Raises Refused while the register has no municipality."""
    rules, office = rules_of(ctx, reader), _office(ctx, reader)
    lines, verdicts = [], {}
    for one in reader.retained.known(ctx.today, reader.retention.answers()):
        if one.is_protected and not ctx.sees_protected:
            continue
        verdict = weigh(one.known, rules, office, ctx.today)
        verdicts[one.id] = verdict
        name = shown_name(one.given_name, one.family_name)
        lines.append(PersonLine(one.id, one.case_number, name, one.is_protected, verdict))
    kept = Counter(exception.key for line in lines for exception in line.verdict.exceptions if _is_over(ctx, line))
    return Weighed(
        due=_of(lines, Standing.DUE),
        asked=_of(lines, Standing.ASKED),
        documents=tuple(_documents(ctx, reader, rules, verdicts)),
        kept=kept,
        unfinished=Counter(running for line in lines if _has_passed(ctx, line) for running in line.verdict.running),
        verdicts=verdicts,
    )


def _is_over(ctx: Context, line: PersonLine) -> bool:
    """Whether she would be due but for what keeps her."""
    return _has_passed(ctx, line) and not line.verdict.running


def _has_passed(ctx: Context, line: PersonLine) -> bool:
    kept_until = line.verdict.kept_until
    return kept_until is not None and kept_until < ctx.today


def _of(lines: Iterable[PersonLine], standing: Standing) -> tuple[PersonLine, ...]:
    found = [one for one in lines if one.verdict.standing is standing]
    return tuple(sorted(found, key=lambda one: (str(one.verdict.kept_until), one.case_number)))


def _office(ctx: Context, reader: Reader) -> Office:
    code = office_of(reader).municipality
    found = ctx.reference.municipalities.get(code)
    return Office(code, found.county if found else "")


def _documents(
    ctx: Context, reader: Reader, rules: RetentionRules, verdicts: Mapping[int, Verdict]
) -> Iterator[DocumentLine]:
    """The documents whose own time is up and that do not go with their person; nothing of somebody who is kept."""
    for one in reader.documents.every():
        until = document_kept_until(one.value, rules)
        if until is None or until >= ctx.today:
            continue
        person = reader.documents.person_of(one.value)
        verdict = None if person is None else verdicts.get(person)
        if person is not None and (verdict is None or verdict.standing in {*_UP, Standing.KEPT}):
            continue
        rule = rules.of_document(one.value.kind)
        said = one.value.kept_by_rule if one.value.kept_until else None
        owner = one.value.owners[0]
        yield DocumentLine(
            one.id,
            one.value,
            owner.key,
            until,
            said or (texts.named(rule) if rule else ""),
            owner.kind is not DocumentOf.AGREEMENT
            and person is not None
            and reader.people.get(person).value.is_protected,
        )
