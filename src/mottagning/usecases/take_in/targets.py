"""What can a column of a list mean? Every column of the register's own format for people or bookings, and whole names.

The format's columns are data: one that is added there can be mapped here at once, under its own heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial

from mottagning.domain.problems import Param
from mottagning.domain.services import folded
from mottagning.domain.take_in.cells import Cell, Vocabulary, text_of
from mottagning.domain.take_in.guesses import Target
from mottagning.domain.take_in.readings import Options, Question, Reader, Reading, Sort, options
from mottagning.files.layouts.register import BOOKINGS, IDENTITIES, PERSONS, RESIDENCES, Column, Holds, Sheet
from mottagning.files.register_workbook.cells import CellContext, CellProblem, value_from
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.take_in import ListOf, Meaning
from mottagning.storage.reader import Reader as Register
from mottagning.texts import take_in as texts
from mottagning.texts import words
from mottagning.usecases.context import Context

CASE = "case_number"
CASE_KEY = f"{PERSONS.name}.{CASE}"
_NUMBERS = ("personal_number", "coordination_number", "dossier_number", "temporary_number")
PARTS = (RESIDENCES, IDENTITIES)
"""What a row may say about a person besides herself."""
GIVEN_FIRST, FAMILY_FIRST = "names.given_first", "names.family_first"
NAME_KEYS = frozenset({GIVEN_FIRST, FAMILY_FIRST, "persons.family_name", "persons.given_name"})
BOOKING_PREFIX = f"{BOOKINGS.name}."
SERVICE_KEY, COUNTERPART = f"{BOOKING_PREFIX}service", f"{BOOKING_PREFIX}counterpart"
"""The other municipality of a booking, whoever of the two buys."""
WHO = frozenset({"case_number", "family_name", "given_name", "birth_date", *_NUMBERS})
"""What tells whose a booking is."""
_NOT_FROM_OUTSIDE = frozenset({"neutral_number", "key"})
"""What the register gives itself."""
IDENTITY_KEYS = frozenset(f"{PERSONS.name}.{name}" for name in _NUMBERS)
_TELLING = frozenset({"persons.personal_number", "persons.coordination_number", "persons.sex", "persons.citizenship"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target's value belongs: the sheet and the column of the register's format. None for whole names."""

    target: Target
    label: str
    sheet: Sheet
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """All that a column can mean, and the reader of its cells. `parts` are what a row says besides who it is about."""

    places: tuple[Place, ...]
    reader: Reader
    parts: tuple[Sheet, ...] = PARTS

    def __getitem__(self, key: str) -> Place:
        return next(place for place in self.places if place.target.key == key)

    @property
    def targets(self) -> Sequence[Target]:
        """The targets alone."""
        return [place.target for place in self.places]

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """The words for them."""
        return tuple(Meaning(place.target.key, place.label) for place in self.places)

    def known(self, keys: Iterable[str | None]) -> tuple[str | None, ...]:
        """These keys, but for those that a later program no longer has."""
        present = {place.target.key for place in self.places}
        return tuple(key if key in present else None for key in keys)


def people_targets(reference: Reference, today: date) -> Targets:
    """What a column of a list of people can mean."""
    reader = Reader(reference.vocabulary, today)
    maker = _Maker(reference, today)
    places = [*maker.of_sheet(PERSONS), *maker.names(), *(place for sheet in PARTS for place in maker.of_sheet(sheet))]
    return Targets(tuple(places), reader)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a booking can name in a register: its insatser and its agreements."""

    services: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()


def booking_targets(reference: Reference, today: date, catalogue: Catalogue) -> Targets:
    """What a column of a list of bookings can mean."""
    maker = _Maker(reference, today, catalogue)
    who = (place for place in maker.of_sheet(PERSONS) if place.column and place.column.field in WHO)
    places = [*who, *maker.names(), maker.counterpart(), *maker.of_sheet(BOOKINGS)]
    return Targets(tuple(places), Reader(reference.vocabulary, today), (BOOKINGS,))


def list_targets(ctx: Context, reader: Register, of: ListOf) -> Targets:
    """What a column of a list can mean in this register."""
    if of is ListOf.PEOPLE:
        return people_targets(ctx.reference, ctx.today)
    services = tuple(one.value.name for one in reader.services.every())
    agreements = tuple(one.value.key for one in reader.agreements.every())
    return booking_targets(ctx.reference, ctx.today, Catalogue(services, agreements))


@dataclass(frozen=True, slots=True)
class _Maker:
    reference: Reference
    today: date
    catalogue: Catalogue = Catalogue()

    @property
    def vocabulary(self) -> Vocabulary:
        return self.reference.vocabulary

    def of_sheet(self, sheet: Sheet) -> Iterable[Place]:
        """A target for each column of a sheet; a person is named by her own sheet alone."""
        for column in sheet.columns:
            if column.field in _NOT_FROM_OUTSIDE or (column.field == CASE and sheet is not PERSONS):
                continue
            key = f"{sheet.name}.{column.field}"
            label = texts.of_part(sheet.title, column.heading) if sheet in PARTS else column.heading
            own = [label, *(texts.of_part(title, column.heading) for title in sheet.also)]
            said = (*own, *self.vocabulary.headings.get(key, ()))
            target = Target(key, said, self._question(column), key in _TELLING)
            yield Place(target, label, sheet, column)

    def counterpart(self) -> Place:
        """The other municipality."""
        said = (texts.COUNTERPART, *self.vocabulary.headings.get(COUNTERPART, ()))
        question = Question("counterpart", Sort.CHOICE, self._municipalities())
        return Place(Target(COUNTERPART, said, question), texts.COUNTERPART, BOOKINGS)

    def names(self) -> Iterable[Place]:
        """Both names in one cell, either first."""
        for key, other, sort in (
            (FAMILY_FIRST, GIVEN_FIRST, Sort.FAMILY_FIRST),
            (GIVEN_FIRST, FAMILY_FIRST, Sort.GIVEN_FIRST),
        ):
            said = (texts.NAMES[key], *self.vocabulary.headings.get(key, ()))
            excluded = frozenset({other, "persons.family_name", "persons.given_name"})
            yield Place(Target(key, said, Question("", sort), excludes=excluded), texts.NAMES[key], PERSONS)

    def _question(self, column: Column) -> Question:
        sort = _BY_FIELD.get(column.field) or _SORTS.get(column.holds, Sort.STRICT)
        return Question(
            column.field,
            sort,
            self._options(column),
            column.identity,
            self.today if sort is Sort.BIRTH else None,
            partial(self._strictly, column) if sort is Sort.STRICT else None,
        )

    def _options(self, column: Column) -> Options:
        if column.kind is not None:
            return self._words(column.kind)
        if column.holds in {Holds.MUNICIPALITY, Holds.COUNTERPART}:
            return self._municipalities()
        if column.holds is Holds.COUNTRY:
            return _named(self.reference.countries, self.vocabulary.countries)
        if column.holds is Holds.LANGUAGE:
            return _named(self.reference.languages, self.vocabulary.languages)
        return self._of_register(column)

    def _of_register(self, column: Column) -> Options:
        """What the register itself names."""
        also = self.vocabulary.services
        named: dict[str, list[tuple[object, str, Sequence[str]]]] = {
            "service": [(name, name, also.get(folded(name), ())) for name in self.catalogue.services],
            "agreement": [(key, key, ()) for key in self.catalogue.agreements],
        }
        return options(named.get(column.field, []))

    def _municipalities(self) -> Options:
        known = self.reference.municipalities.values()
        return options([(one.code, one.name, (one.code,)) for one in known], self.vocabulary.endings)

    def _words(self, kind: type[Enum]) -> Options:
        also = self.vocabulary.choices.get(kind.__name__, {})
        return options([(value, word, also.get(str(value.value), ())) for value, word in words.choices(kind)])

    def _strictly(self, column: Column, cell: Cell) -> Reading:
        """As the register's own format reads it."""
        context = CellContext(self.reference, self.today, [])
        try:
            return Reading({column.field: value_from(_raw(cell), column, context)})
        except CellProblem as problem:
            params: dict[str, Param] = {"text": str(problem)}
            return Reading({}, "strict", "", params)


def _raw(cell: Cell) -> object:
    return text_of(cell) if isinstance(cell, str) else cell


def _named(names: Mapping[str, str], also: Mapping[str, tuple[str, ...]]) -> Options:
    return options([(code, name, (code, *also.get(code, ()))) for code, name in names.items()])


_BY_FIELD = {
    "family_name": Sort.NAME,
    "given_name": Sort.NAME,
    "called_name": Sort.NAME,
    "birth_date": Sort.BIRTH,
    "service": Sort.CHOICE,
    "agreement": Sort.CHOICE,
}
_SORTS = {
    Holds.TEXT: Sort.TEXT,
    Holds.LONG_TEXT: Sort.TEXT,
    Holds.DAY: Sort.DAY,
    Holds.YES_NO: Sort.YES_NO,
    Holds.WORD: Sort.CHOICE,
    Holds.MUNICIPALITY: Sort.CHOICE,
    Holds.COUNTERPART: Sort.CHOICE,
    Holds.COUNTRY: Sort.CHOICE,
    Holds.LANGUAGE: Sort.CHOICE,
    Holds.IDENTITY: Sort.IDENTITY,
}
