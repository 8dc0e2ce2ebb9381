"""What does each row of a list say of somebody? Its cells read, what was decided of doubts put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mottagning.domain.take_in.cells import Cell, text_of
from mottagning.domain.take_in.readings import Clues, Reading
from mottagning.domain.take_in.rows import Ignored, Row, ignored
from mottagning.files.layouts.register import PERSONS, Column, Sheet
from mottagning.readmodels.take_in import SKIP, Decisions, Doubt, DoubtKey, Mapped, OfficeList
from mottagning.texts import take_in as texts
from mottagning.usecases.take_in.targets import CASE, Place, Targets

Values = dict[str, object]
_GIVEN = frozenset({CASE, "key", "agreement"})
"""What is mandatory and found out when rows are joined to what the register holds."""


@dataclass(slots=True)
class Told:
    """What a row says, by sheet and field; why it waits, where it does. A refused row has something unreadable."""

    row: Row
    said: dict[str, Values] = field(default_factory=dict)
    waits: list[str] = field(default_factory=list)
    is_refused: bool = False
    is_skipped: bool = False
    undecided: set[str] = field(default_factory=set)
    """The targets whose cells wait: what stands there is not missing."""

    @property
    def person(self) -> Values:
        """What it says of the person herself."""
        return self.said.setdefault(PERSONS.name, {})

    @property
    def is_usable(self) -> bool:
        """Whether it can be taken in."""
        return not (self.waits or self.is_refused or self.is_skipped)

    def refuse(self, message: str) -> None:
        """It cannot be taken in as it stands."""
        self.waits.append(message)
        self.is_refused = True


@dataclass(slots=True)
class _Raised:
    label: str
    text: str
    message: str
    proposal: str
    rows: list[int] = field(default_factory=list)
    is_open: bool = True


@dataclass(slots=True)
class Doubts:
    """All that somebody has to look at, with what was decided of it."""

    decisions: Decisions
    _raised: dict[DoubtKey, _Raised] = field(default_factory=dict)

    def ask(
        self, told: Told, key: DoubtKey, label: str, message: str, proposal: str = "", text: str = ""
    ) -> str | None:
        """Raise a doubt about a row; gives what was decided of it, None while nothing is, or the row is skipped."""
        raised = self._raised.setdefault(key, _Raised(label, key.text or text, message, proposal))
        raised.rows.append(told.row.number)
        if key not in self.decisions:
            told.waits.append(message if not key.text else f"{texts.held(label, key.text)}. {message}")
            told.is_refused = told.is_refused or not (proposal or key.row or not key.text)
            return None
        answer = self.decisions[key]
        raised.is_open = False
        if answer is SKIP:
            told.is_skipped = True
        return answer

    def unanswered(self, told: Told, key: DoubtKey, message: str) -> None:
        """What was decided does not do."""
        self._raised[key].is_open = True
        told.waits.append(message)

    @property
    def found(self) -> tuple[Doubt, ...]:
        """The doubts in the order they were met."""
        return tuple(
            Doubt(key, one.label, one.text, one.message, one.proposal, tuple(one.rows), one.is_open)
            for key, one in self._raised.items()
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """The rows about somebody, and those about nobody with the reason."""

    rows: tuple[Told, ...]
    ignored: Mapping[int, Ignored]


def tell(listed: OfficeList, mapped: Mapped, targets: Targets, doubts: Doubts, own: str | None) -> Telling:
    """What the list says when its columns mean `mapped`. `own` is the name of the own municipality."""
    places = {number: targets[key] for number, key in enumerate(mapped) if key is not None}
    headings = listed.headings if listed.read_as.heading_row else ()
    out = {
        row.number: why
        for row in listed.rows
        if (why := ignored(row, headings, list(places), targets.reader.vocabulary)) is not None
    }
    rows = [row for row in listed.rows if row.number not in out]
    teller = _Teller(targets, doubts, own, {n: _clues(targets, place, rows, n) for n, place in places.items()})
    return Telling(tuple(teller.told(row, places) for row in rows), out)


def _clues(targets: Targets, place: Place, rows: Iterable[Row], number: int) -> Clues:
    return targets.reader.clues(place.target.question, [_at(row, number) for row in rows])


def _at(row: Row, number: int) -> Cell:
    return row.cells[number] if number < len(row.cells) else None


@dataclass(frozen=True, slots=True)
class _Teller:
    targets: Targets
    doubts: Doubts
    own: str | None
    clues: Mapping[int, Clues]

    def told(self, row: Row, places: Mapping[int, Place]) -> Told:
        told = Told(row)
        aside: list[Values] = []
        for number, place in places.items():
            values = self._read(told, place, _at(row, number), self.clues[number])
            name = place.target.question.field
            if name in values:
                told.said.setdefault(place.sheet.name, {})[name] = values.pop(name)
            aside.append(values)
        for values in aside:  # what a column says besides its own yields to a column of its own
            for name, value in values.items():
                told.person.setdefault(name, value)
        for sheet in self.targets.parts:
            if told.said.get(sheet.name):
                self._complete(told, sheet)
        return told

    def _read(self, told: Told, place: Place, cell: Cell, clues: Clues) -> Values:
        reading = self.targets.reader.read(place.target.question, cell, clues)
        if reading.is_sure:
            return dict(reading.values)
        key = DoubtKey(place.target.key, text_of(cell))
        message = _said(reading)
        answer = self.doubts.ask(told, key, place.label, message, reading.proposal)
        if answer is None:
            told.undecided.add(place.target.key)
            return {}
        return self._answer(told, key, place, answer)

    def _answer(self, told: Told, key: DoubtKey, place: Place, answer: str) -> Values:
        reading = self.targets.reader.read(place.target.question, answer.strip() or None)
        if not reading.is_sure:
            self.doubts.unanswered(told, key, f"{texts.held(place.label, answer)}. {_said(reading)}")
        return dict(reading.values)

    def _complete(self, told: Told, sheet: Sheet) -> None:
        """What a part of a person cannot be without: asked once for the whole list, or the part is left out."""
        values = told.said[sheet.name]
        if sheet.name == "residences" and "first" not in values and "received_on" in told.person:
            values["first"] = told.person["received_on"]
        for column in _mandatory(sheet):
            if column.field in values:
                continue
            place = self.targets[f"{sheet.name}.{column.field}"]
            if place.target.key in told.undecided:
                told.said.pop(sheet.name)
                return
            key = DoubtKey(place.target.key, "")
            proposal = self.own or "" if column.field == "municipality" else ""
            message = texts.reason("part_missing", {"label": place.label})
            answer = self.doubts.ask(told, key, place.label, message, proposal)
            if answer is not None:
                values.update(self._answer(told, key, place, answer))
            if column.field not in values:
                told.said.pop(sheet.name, None)
                return


def _mandatory(sheet: Sheet) -> Sequence[Column]:
    return [column for column in sheet.columns if column.mandatory and column.field not in _GIVEN]


def _said(reading: Reading) -> str:
    assert reading.reason is not None  # noqa: S101 - it is in doubt
    return texts.reason(reading.reason, reading.params)
