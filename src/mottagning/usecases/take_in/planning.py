"""What would taking a list in do? Its rows joined to people, new and known, and what each would become.

The same plan is shown before and carried out after, so that nothing happens that was not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mottagning.domain.people import Identity, Person, Residence, number_disagrees, overlapping, person_problems
from mottagning.files.layouts.register import IDENTITIES, PERSONS, RESIDENCES, Column, Holds, Sheet
from mottagning.files.register_workbook.cells import CellProblem, identity, written_value
from mottagning.files.register_workbook.reading import folded_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.take_in import (
    ROW_KEY,
    SAME_KEY,
    Decisions,
    Difference,
    DoubtKey,
    Mapped,
    OfficeList,
    Preview,
    PreviewRow,
    Standing,
)
from mottagning.storage.reader import Reader
from mottagning.texts import fields, formats, transfer
from mottagning.texts import take_in as texts
from mottagning.usecases.context import Context
from mottagning.usecases.people import free_case_numbers
from mottagning.usecases.take_in.matching import Alike, Known, alike, known_people, numbers
from mottagning.usecases.take_in.targets import CASE, CASE_KEY, NAME_KEYS, Targets, people_targets
from mottagning.usecases.take_in.telling import Doubts, Told, Values, tell

Change = tuple[Stored[Any] | None, Any]
"""A record and what stands there now; None for a new one."""


@dataclass(slots=True)
class Planned:
    """A person as the list tells her: the rows about her, who she is in the register, what would be written."""

    rows: list[Told]
    before: Stored[Person] | None
    values: Values
    parts: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    person: Person | None = None
    residences: list[Change] = field(default_factory=list)
    identities: list[Change] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        """What would become of her; only for somebody who can be taken in."""
        if self.before is None:
            return Standing.NEW
        is_same = self.person == self.before.value and not self.residences and not self.identities
        return Standing.SAME if is_same else Standing.CHANGED

    def refuse(self, message: str) -> None:
        """Nothing about her can be taken in."""
        self.person = None
        for told in self.rows:
            told.refuse(message)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, and how it is shown."""

    people: tuple[Planned, ...]
    preview: Preview


def plan(ctx: Context, reader: Reader, listed: OfficeList, mapped: Mapped, decisions: Decisions) -> Plan:
    """What taking `listed` in would do when its columns mean `mapped` and doubts are decided so."""
    targets = people_targets(ctx.reference, ctx.today)
    hindrance = _hindrance(listed, mapped, targets)
    if hindrance:
        return Plan((), Preview((), (), {}, hindrance))
    office = reader.settings.office()
    doubts = Doubts(decisions)
    telling = tell(listed, mapped, targets, doubts, ctx.name(office.municipality) if office else None)
    run = _Run(ctx, reader, known_people(reader, protected=ctx.sees_protected), doubts)
    people = run.everybody(telling.rows)
    shown = {told.row.number: _as_told(told) for told in telling.rows}
    for one in people:
        if one.person is not None:
            shown |= {told.row.number: _as_planned(ctx, told, one) for told in one.rows if told.is_usable}
    preview = Preview(tuple(shown[told.row.number] for told in telling.rows), doubts.found, telling.ignored)
    return Plan(tuple(one for one in people if one.person is not None), preview)


def _hindrance(listed: OfficeList, mapped: Mapped, targets: Targets) -> str:
    """Why nothing can be taken in with such columns."""
    chosen = [key for key in mapped if key is not None]
    doubled = next((key for key in chosen if chosen.count(key) > 1), None)
    if doubled is not None:
        return texts.twice(targets[doubled].label)
    if not NAME_KEYS & set(chosen):
        return texts.NEEDS_NAME
    return "" if listed.rows else texts.NO_ROWS


# who the rows are about


@dataclass(slots=True)
class _Run:
    """One plan under way."""

    ctx: Context
    reader: Reader
    known: Known
    doubts: Doubts
    people: list[Planned] = field(default_factory=list)
    by_case: dict[object, Planned] = field(default_factory=dict)
    by_number: dict[object, Planned] = field(default_factory=dict)
    by_name: dict[Alike, Planned] = field(default_factory=dict)

    def everybody(self, rows: Sequence[Told]) -> list[Planned]:
        """Join the rows to people, and work out what each would be."""
        for told in rows:
            if told.is_usable:
                self._join(told)
        taken = {*self.known.taken, *(str(one.values[CASE]) for one in self.people if CASE in one.values)}
        free = free_case_numbers(self.ctx, taken)
        residences: dict[str, list[Stored[Residence]]] = defaultdict(list)
        identities: dict[str, list[Stored[Identity]]] = defaultdict(list)
        for stored in self.reader.residences.every():
            residences[stored.value.case_number].append(stored)
        for held in self.reader.identities.every():
            identities[held.value.case_number].append(held)
        for one in self.people:
            _compose(one, free)
            if one.person is not None:
                _compose_residences(one, residences.get(one.person.case_number, []))
            if one.person is not None:
                _compose_identities(self.ctx, one, identities.get(one.person.case_number, []))
        return self.people

    def _join(self, told: Told) -> None:
        """Find who a row is about, among the rows before it and in the register."""
        values = told.person
        if folded_key(values.get(CASE)) in self.known.hidden:
            told.refuse(f"{PERSONS.columns[0].heading}: {transfer.TAKEN}")
            return
        before = self._before(told)
        earlier = self._earlier(told, before) if told.is_usable else None
        if told.is_usable:
            self._add(earlier or self._new(before), told)

    def _new(self, before: Stored[Person] | None) -> Planned:
        self.people.append(Planned([], before, {}))
        return self.people[-1]

    def _before(self, told: Told) -> Stored[Person] | None:
        """Who a row is about in the register, None for somebody new."""
        values = told.person
        by_case = self.known.by_case.get(folded_key(values.get(CASE)))
        by_number = self.known.by_own_number(values)
        if by_number is not None and CASE in values and by_number is not by_case:
            told.refuse(transfer.same_number(by_number.value.case_number))
            return None
        found = by_case or by_number
        if found is not None:
            return self._surely(told, found)
        return None if CASE in values else self._like_known(told)

    def _surely(self, told: Told, found: Stored[Person]) -> Stored[Person] | None:
        """Somebody known by number; asked about where the names have nothing in common, as when a list counts anew."""
        said, known = alike(_name(told.person), ""), alike(found.value.name, "")
        if said is None or known is None or said[0] & known[0]:
            return found
        case = found.value.case_number
        message = texts.reason("other_name", {"case": case, "name": found.value.name})
        doubt = DoubtKey(SAME_KEY, "", told.row.number)
        answer = self.doubts.ask(told, doubt, texts.ROW, message, case, _name(told.person))
        if answer is not None and folded_key(answer) != folded_key(case):
            told.refuse(transfer.same_number(case))
        return found

    def _like_known(self, told: Told) -> Stored[Person] | None:
        """Somebody with the same name and birth date, if it is decided that it is she."""
        key = alike(_name(told.person), told.person.get("birth_date"))
        found = self.known.by_name.get(key) if key else None
        if found is None or not _may_be(found.value, told.person):
            return None
        case = found.value.case_number
        doubt = DoubtKey(CASE_KEY, "", told.row.number)
        message = texts.reason("like_known", {"case": case})
        answer = self.doubts.ask(told, doubt, texts.ROW, message, case, _name(told.person))
        return found if answer and folded_key(answer) == folded_key(case) else None

    def _earlier(self, told: Told, before: Stored[Person] | None) -> Planned | None:
        """The same person in an earlier row."""
        values = told.person
        case = folded_key(before.value.case_number if before else values.get(CASE))
        found = self.by_case.get(case) if case is not None else None
        for number in numbers(values):
            found = found or self.by_number.get(number)
        key = alike(_name(values), values.get("birth_date"))
        twin = self.by_name.get(key) if key and found is None and before is None and CASE not in values else None
        if twin is not None and not numbers(values):
            message = texts.reason("like_row", {"row": twin.rows[0].row.number})
            self.doubts.ask(told, DoubtKey(ROW_KEY, "", told.row.number), texts.ROW, message, text=_name(values))
        return found

    def _add(self, one: Planned, told: Told) -> None:
        """Add what a row says to a person; two rows that do not agree are not both taken."""
        for name, value in told.person.items():
            if one.values.get(name, value) != value:
                label = next(column.heading for column in PERSONS.columns if column.field == name)
                told.refuse(texts.conflicts(label, one.rows[0].row.number))
                return
        one.rows.append(told)
        one.values.update(told.person)
        for sheet in (RESIDENCES, IDENTITIES):
            if values := told.said.get(sheet.name):
                one.parts[sheet.name].append(values)
        case = one.before.value.case_number if one.before else one.values.get(CASE)
        if case is not None:
            self.by_case[folded_key(case)] = one
        for number in numbers(one.values):
            self.by_number[number] = one
        if key := alike(_name(one.values), one.values.get("birth_date")):
            self.by_name.setdefault(key, one)


def _name(values: Mapping[str, object]) -> str:
    return " ".join(str(values[name]) for name in ("given_name", "family_name") if values.get(name))


def _may_be(person: Person, values: Mapping[str, object]) -> bool:
    """Whether nothing says that it is another: no number of a kind that both have."""
    return all(person.number(kind) is None for kind, _ in numbers(values))


# what they would become


def _compose(one: Planned, free: Iterator[str]) -> None:
    """The person as she would be registered; what the list does not say stays."""
    former = values_of(one.before.value) if one.before else {}
    values = {**former, **one.values}
    if one.before is not None:
        values[CASE] = one.before.value.case_number
    elif CASE not in values:
        values[CASE] = next(free)
    person: Person = record_of(Person, values)
    problems = person_problems(person)
    if problems:
        one.refuse(" ".join(fields.said(problem) for problem in problems))
    else:
        one.person = person


def _compose_residences(one: Planned, known: Sequence[Stored[Residence]]) -> None:
    by_first = {stored.value.days.start: stored for stored in known}
    assert one.person is not None  # noqa: S101 - she was composed
    for values in one.parts[RESIDENCES.name]:
        before = by_first.get(values["first"])  # type: ignore[call-overload]  # a day, as the column holds
        former = values_of(before.value) if before else {}
        try:
            made: Residence = record_of(Residence, {**former, **values, CASE: one.person.case_number})
        except ValueError:
            one.refuse(transfer.ENDS_BEFORE_START)
            return
        if before is None or before.value != made:
            one.residences.append((before, made))
    replaced = {before.id for before, _ in one.residences if before}
    kept = [stored.value for stored in known if stored.id not in replaced]
    if overlapping([*kept, *(made for _, made in one.residences)]) is not None:
        one.refuse(transfer.overlapping_residence())


def _compose_identities(ctx: Context, one: Planned, known: Sequence[Stored[Identity]]) -> None:
    assert one.person is not None  # noqa: S101 - she was composed
    by_number = {(stored.value.kind, stored.value.number): stored for stored in known}
    for values in one.parts[IDENTITIES.name]:
        made: Identity = record_of(Identity, {**values, CASE: one.person.case_number})
        try:
            number = identity(made.kind, made.number, ctx.today)
        except CellProblem as problem:
            one.refuse(str(problem))
            return
        before = by_number.get((made.kind, number))
        former = values_of(before.value) if before else {}
        made = record_of(Identity, {**former, **values, "number": number, CASE: one.person.case_number})
        if before is None or before.value != made:
            one.identities.append((before, made))


# how it is shown


def _as_told(told: Told) -> PreviewRow:
    """A row that is not taken in."""
    if told.is_skipped:
        standing, message = Standing.SKIPPED, texts.SKIPPED
    else:
        standing, message = (Standing.REFUSED if told.is_refused else Standing.DOUBTFUL), " ".join(told.waits)
    return PreviewRow(told.row.number, standing, str(told.person.get(CASE, "")), _name(told.person), message)


def _as_planned(ctx: Context, told: Told, one: Planned) -> PreviewRow:
    person = one.person
    assert person is not None  # noqa: S101 - only those who can be taken in
    message = transfer.number_disagrees() if number_disagrees(person) else ""
    differences = tuple(_differences(ctx, one))
    return PreviewRow(told.row.number, one.standing, person.case_number, person.name, message, differences)


def _differences(ctx: Context, one: Planned) -> Iterator[Difference]:
    """What would be another, in the words of the register's format; all that is known of somebody new."""
    was = values_of(one.before.value if one.before else Person(case_number=""))
    now = values_of(one.person)
    for column in PERSONS.columns:
        before, after = was[column.field], now[column.field]
        if before != after and column.field != CASE:
            yield Difference(column.heading, _shown(ctx, before, column), _shown(ctx, after, column))
    for sheet, changes in ((RESIDENCES, one.residences), (IDENTITIES, one.identities)):
        for before, made in changes:
            yield Difference(
                sheet.title, _shown_part(ctx, sheet, before.value) if before else "", _shown_part(ctx, sheet, made)
            )


def _shown(ctx: Context, value: object, column: Column) -> str:
    """A value in words; countries and languages by their names."""
    if value is None:
        return ""
    names = {Holds.COUNTRY: ctx.reference.countries, Holds.LANGUAGE: ctx.reference.languages}.get(column.holds, {})
    return names.get(str(value)) or str(written_value(value, column))


def _shown_part(ctx: Context, sheet: Sheet, record: Residence | Identity) -> str:
    if isinstance(record, Residence):
        return f"{ctx.name(record.municipality)} {formats.days(record.days)}"
    values = values_of(record)
    return " ".join(
        _shown(ctx, values[column.field], column)
        for column in sheet.columns
        if column.mandatory and column.field != CASE
    )
