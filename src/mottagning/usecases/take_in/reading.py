"""What does an office's own list hold? Its sheet and its headings are found, each column's meaning is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mottagning.domain.take_in.cells import Cell, compact, is_cut, text_of
from mottagning.domain.take_in.guesses import Column, guess, heading_row, samples, words_of
from mottagning.domain.take_in.readings import Question, Reader, Sort
from mottagning.domain.take_in.rows import Row
from mottagning.files.pasted_table import read_pasted
from mottagning.files.table_file import read_table
from mottagning.readmodels.take_in import ListColumn, ListOf, Mapped, OfficeList, Pasted, ReadAs, Source, Table
from mottagning.storage.reader import Reader as Register
from mottagning.texts import take_in as texts
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.targets import (
    BOOKING_PREFIX,
    CASE_KEY,
    COUNTERPART,
    FAMILY_FIRST,
    GIVEN_FIRST,
    NAME_KEYS,
    SERVICE_KEY,
    Targets,
    list_targets,
)

_TELLS_OF_BOOKINGS = frozenset({"bookings.first", "bookings.agreement", "bookings.provider_municipality", COUNTERPART})
_TELLS_OF_NOBODY = frozenset({"persons.household", "persons.education_level", "persons.phone", "persons.email"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A table with its headings and what its columns are thought to mean."""

    of: ListOf
    targets: Targets
    table: Table
    heading: int | None
    columns: tuple[Column, ...]
    guesses: Mapped

    @property
    def known(self) -> int:
        return sum(key is not None for key in self.guesses)

    @property
    def headings(self) -> list[str]:
        return saved_headings([column.heading for column in self.columns])


def read_list(ctx: Context, source: Source, read_as: ReadAs | None = None) -> OfficeList:
    """Read a list of people or bookings from a file or as pasted, as `read_as` says where somebody knows better.

    Raises Refused when it is no table, Trouble when the file cannot be reached.
    """
    wanted = read_as or ReadAs()
    read = read_pasted(source) if isinstance(source, Pasted) else read_table(source, wanted)
    asked = [table for table in read.tables if table.name == wanted.sheet] or list(read.tables)
    row = wanted.heading_row if len(asked) == 1 else None
    with ctx.reading() as reader:
        found = [
            max(
                (_find(table, of, list_targets(ctx, reader, of), row, isinstance(source, Pasted)) for table in asked),
                key=lambda one: one.known,
            )
            for of in ([wanted.of] if wanted.of else ListOf)
        ]
        best, saved = _chosen(reader, found)
    guesses = best.targets.known(saved) if saved else best.guesses
    rows = best.table.rows
    return OfficeList(
        source=source,
        name=texts.PASTED if isinstance(source, Pasted) else source.name,
        sheets=tuple(table.name for table in read.tables),
        read_as=ReadAs(
            best.of,
            best.table.name,
            read.encoding,
            read.separator,
            0 if best.heading is None else rows[best.heading].number,
        ),
        columns=tuple(
            ListColumn(column.heading, samples(column.cells), key)
            for column, key in zip(best.columns, guesses, strict=True)
        ),
        rows=rows if best.heading is None else rows[best.heading + 1 :],
        meanings=best.targets.meanings,
        of=best.of,
        is_known=saved is not None,
        hint="\n".join(_hints(best, is_uneven=read.is_uneven, is_known=saved is not None)),
    )


def parted_name(ctx: Context, key: str | None, text: str) -> tuple[str, str] | None:
    """The given and the family name that a column of whole names gives for `text`; None for any other column."""
    sort = {GIVEN_FIRST: Sort.GIVEN_FIRST, FAMILY_FIRST: Sort.FAMILY_FIRST}.get(key or "")
    if sort is None:
        return None
    said = Reader(ctx.reference.vocabulary, ctx.today).read(Question("", sort), text).values
    return str(said.get("given_name", "")), str(said.get("family_name", ""))


def saved_headings(headings: Sequence[str]) -> list[str]:
    """The headings as a saved mapping knows them."""
    return [compact(heading) for heading in headings]


def _chosen(reader: Register, found: Sequence[_Found]) -> tuple[_Found, Mapped | None]:
    """What the list is, and what was saved for its headings. What was saved decides, then what the headings look like.

    A list of bookings says of what they are and since when or with whom, and more of its columns are known so.
    """
    for one in found:
        saved = reader.take_ins.mapping(one.headings) if any(one.headings) else None
        if saved and (one.of is ListOf.BOOKINGS) is any(str(key).startswith(BOOKING_PREFIX) for key in saved):
            return one, saved
    best = max(found, key=lambda one: (_may_be(one), one.known, _is_late(one)))
    return best, None


def _may_be(one: _Found) -> bool:
    says_bookings = SERVICE_KEY in one.guesses and bool(_TELLS_OF_BOOKINGS & set(one.guesses))
    return says_bookings or not _is_late(one)


def _is_late(one: _Found) -> bool:
    """Bookings, where as much is known of both."""
    return one.of is ListOf.BOOKINGS


def _find(table: Table, of: ListOf, targets: Targets, wanted: int | None, may_lack: bool) -> _Found:
    heading = _heading(table.rows, targets, wanted, may_lack=may_lack)
    columns = _columns(table.rows, heading)
    return _Found(of, targets, table, heading, columns, guess(columns, targets.targets, targets.reader))


def _heading(rows: Sequence[Row], targets: Targets, wanted: int | None, *, may_lack: bool) -> int | None:
    """The place of the heading row; `wanted` is its number in the file."""
    if wanted is not None:
        return next((place for place, row in enumerate(rows) if row.number == wanted), None)
    banners = {place for place, row in enumerate(rows) if row.is_banner}
    return heading_row([row.cells for row in rows], words_of(targets.targets), banners, may_lack=may_lack)


def _columns(rows: Sequence[Row], heading: int | None) -> tuple[Column, ...]:
    below = rows if heading is None else rows[heading + 1 :]
    used = below if heading is None else (rows[heading], *below)
    width = max((len(row.cells) for row in used), default=0)
    names = [""] * width if heading is None else _headings(rows, heading, width)
    cells: list[list[Cell]] = [[_at(row, place) for row in below] for place in range(width)]
    while cells and not names[len(cells) - 1] and not any(cell is not None for cell in cells[-1]):
        cells.pop()
    return tuple(Column(name, column) for name, column in zip(names, cells, strict=False))


def _headings(rows: Sequence[Row], heading: int, width: int) -> list[str]:
    """The headings; where two rows of them stand above one another, the upper fills the gaps of the lower."""
    here = [text_of(_at(rows[heading], place)) for place in range(width)]
    if heading == 0 or rows[heading - 1].number != rows[heading].number - 1 or rows[heading - 1].is_banner:
        return here
    return [name or text_of(_at(rows[heading - 1], place)) for place, name in enumerate(here)]


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _hints(found: _Found, *, is_uneven: bool, is_known: bool) -> Iterator[str]:
    """What is worth a look before one goes on."""
    if is_uneven:
        yield texts.UNEVEN
    if any(is_cut(cell) for column in found.columns for cell in column.cells):
        yield texts.CUT
    hint = "" if is_known else _hint_of_bookings(found.guesses) if _is_late(found) else _hint(found.guesses)
    if hint:
        yield texts.NO_HEADINGS if found.heading is None and hint == texts.NOT_PEOPLE else hint


def _hint_of_bookings(guesses: Mapped) -> str:
    return "" if SERVICE_KEY in guesses else texts.NO_SERVICE


def _hint(guesses: Mapped) -> str:
    """Why it may be no list of people: a list of something else has a name and nothing more."""
    known = {key for key in guesses if key is not None}
    if not known:
        return texts.NOTHING_KNOWN
    personal = {key for key in known if key.startswith("persons.")} - NAME_KEYS - _TELLS_OF_NOBODY
    both_names = {"persons.family_name", "persons.given_name"} <= known
    if not personal and not both_names:
        return texts.NOT_PEOPLE
    return "" if known & NAME_KEYS or CASE_KEY in known else texts.NEEDS_NAME
