"""What the guide asks: what each column means, how the file is to be read, what a doubt is to be. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mottagning.readmodels.take_in import ListColumn, ListOf, Mapped, OfficeList, ReadAs
from mottagning.texts import take_in as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section
from mottagning.uikit.records import Values


def heading_of(column: ListColumn, place: int) -> str:
    """What a column is called; by its letters, as in Excel, where it has no heading."""
    return column.heading or texts.NO_HEADING.format(letter=letters(place))


def letters(place: int) -> str:
    """The letters of a column, counted from 0."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_sections(listed: OfficeList) -> list[Section]:
    """A question for each column that has a heading or holds something."""
    meanings: tuple[Choice, ...] = tuple((one.key, one.word) for one in listed.meanings)
    return [
        Section(
            "",
            tuple(
                Field(
                    _name(place),
                    heading_of(column, place),
                    Asks.CODE,
                    choices=meanings,
                    hint=texts.EXAMPLES.format(samples=_samples(column)) if column.samples else texts.NO_EXAMPLES,
                )
                for place, column in enumerate(listed.columns)
                if column.heading or column.samples
            ),
        )
    ]


_LONGEST_SAMPLE = 28


def _samples(column: ListColumn) -> str:
    cut = (text if len(text) <= _LONGEST_SAMPLE else text[: _LONGEST_SAMPLE - 1] + "…" for text in column.samples)
    return " · ".join(cut)


def _name(place: int) -> str:
    return f"column{place}"


def column_values(mapped: Mapped) -> Values:
    """The form's values for a mapping."""
    return {_name(place): key for place, key in enumerate(mapped)}


def mapped_of(listed: OfficeList, values: Values) -> Mapped:
    """The mapping that the form says."""
    return tuple(_key(values.get(_name(place))) for place in range(len(listed.columns)))


def _key(value: object) -> str | None:
    return str(value) if value else None


def reading_sections(listed: OfficeList) -> list[Section]:
    """How the file was read, as far as it can be read otherwise."""
    hint = texts.PASTED_ROW_HINT if listed.is_pasted else texts.HEADING_ROW_HINT
    fields = [
        _list("of", texts.OF, texts.OFS),
        Field("heading_row", texts.HEADING_ROW, Asks.WHOLE, hint=hint, wide=True),
    ]
    if len(listed.sheets) > 1:
        sheets = tuple((name, name) for name in listed.sheets)
        fields.insert(1, Field("sheet", texts.SHEET, Asks.CODE, choices=sheets, required=True, wide=True))
    if listed.read_as.encoding is not None:
        fields.append(_list("encoding", texts.ENCODING, texts.ENCODINGS, hint=texts.ENCODING_HINT))
        fields.append(_list("separator", texts.SEPARATOR, texts.SEPARATORS))
    return [Section("", tuple(fields))]


def _list(name: str, label: str, words: Mapping[str, str], hint: str = "") -> Field:
    return Field(name, label, Asks.CODE, choices=tuple(words.items()), required=True, hint=hint, wide=True)


def reading_values(listed: OfficeList) -> Values:
    """How the file was read, as the form shows it."""
    said = listed.read_as
    return {
        "of": listed.of.value,
        "sheet": said.sheet,
        "heading_row": said.heading_row,
        "encoding": said.encoding,
        "separator": said.separator,
    }


def read_as_of(listed: OfficeList, values: Values) -> ReadAs:
    """How the form says that the list is to be read; another sheet, or a list of something else, has other headings."""
    sheet, row = values.get("sheet") or listed.read_as.sheet, values.get("heading_row")
    said = ReadAs(
        of=ListOf(str(values["of"])),
        sheet=str(sheet) if sheet else None,
        encoding=_key(values.get("encoding")),
        separator=_key(values.get("separator")),
        heading_row=row if isinstance(row, int) else None,
    )
    moved = said.sheet != listed.read_as.sheet or said.of is not listed.of
    return replace(said, heading_row=None) if moved and said.heading_row == listed.read_as.heading_row else said


def answer_sections() -> list[Section]:
    """What is to stand in place of what is in doubt."""
    return [Section("", (Field("answer", texts.VALUE, wide=True),))]
