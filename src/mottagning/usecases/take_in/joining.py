"""Who are the rows of a list about? Rows with one number or case are one person, new or known; the unsure are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mottagning.domain.people import Person
from mottagning.files.layouts.register import IDENTITIES, PERSONS, RESIDENCES
from mottagning.files.register_workbook.reading import folded_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.take_in import ROW_KEY, SAME_KEY, DoubtKey, Standing
from mottagning.texts import take_in as texts
from mottagning.texts import transfer
from mottagning.usecases.take_in.matching import Alike, Known, alike, numbers
from mottagning.usecases.take_in.targets import CASE, CASE_KEY
from mottagning.usecases.take_in.telling import Doubts, Told, Values

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


@dataclass(slots=True)
class Joining:
    """The rows of one list on their way to people."""

    known: Known
    doubts: Doubts
    people: list[Planned] = field(default_factory=list)
    by_case: dict[object, Planned] = field(default_factory=dict)
    by_number: dict[object, Planned] = field(default_factory=dict)
    by_name: dict[Alike, Planned] = field(default_factory=dict)

    def join(self, rows: Sequence[Told]) -> list[Planned]:
        """Everybody whom the usable rows are about, in the order they are met."""
        for told in rows:
            if told.is_usable:
                self._join(told)
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
            return surely(told, found, self.doubts)
        return None if CASE in values else self._like_known(told)

    def _like_known(self, told: Told) -> Stored[Person] | None:
        """Somebody with the same name and birth date, if it is decided that it is she."""
        key = alike(full_name(told.person), told.person.get("birth_date"))
        found = self.known.by_name.get(key) if key else None
        if found is None or not _may_be(found.value, told.person):
            return None
        case = found.value.case_number
        doubt = DoubtKey(CASE_KEY, "", told.row.number)
        message = texts.reason("like_known", {"case": case})
        answer = self.doubts.ask(told, doubt, texts.ROW, message, case, full_name(told.person))
        return found if answer and folded_key(answer) == folded_key(case) else None

    def _earlier(self, told: Told, before: Stored[Person] | None) -> Planned | None:
        """The same person in an earlier row."""
        values = told.person
        case = folded_key(before.value.case_number if before else values.get(CASE))
        found = self.by_case.get(case) if case is not None else None
        for number in numbers(values):
            found = found or self.by_number.get(number)
        key = alike(full_name(values), values.get("birth_date"))
        twin = self.by_name.get(key) if key and found is None and before is None and CASE not in values else None
        if twin is not None and not numbers(values):
            message = texts.reason("like_row", {"row": twin.rows[0].row.number})
            self.doubts.ask(told, DoubtKey(ROW_KEY, "", told.row.number), texts.ROW, message, text=full_name(values))
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
        if key := alike(full_name(one.values), one.values.get("birth_date")):
            self.by_name.setdefault(key, one)


def surely(told: Told, found: Stored[Person], doubts: Doubts) -> Stored[Person]:
    """Somebody known by number; asked about where the names have nothing in common, as when a list counts anew."""
    said, known = alike(full_name(told.person), ""), alike(found.value.name, "")
    if said is None or known is None or said[0] & known[0]:
        return found
    case = found.value.case_number
    message = texts.reason("other_name", {"case": case, "name": found.value.name})
    doubt = DoubtKey(SAME_KEY, "", told.row.number)
    answer = doubts.ask(told, doubt, texts.ROW, message, case, full_name(told.person))
    if answer is not None and folded_key(answer) != folded_key(case):
        told.refuse(transfer.same_number(case))
    return found


def full_name(values: Mapping[str, object]) -> str:
    """Given and family name, as far as a row says them."""
    return " ".join(str(values[name]) for name in ("given_name", "family_name") if values.get(name))


def _may_be(person: Person, values: Mapping[str, object]) -> bool:
    """Whether nothing says that it is another: no number of a kind that both have."""
    return all(person.number(kind) is None for kind, _ in numbers(values))
