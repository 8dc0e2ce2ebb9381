"""What does a form ask for? Fields as data, and how what is typed becomes values. No Qt.

A form is a list of fields and a record type; what cannot be read comes back as a problem of that field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from mottagning.domain.identity import IdentityKind, IdentityProblem, canonical, written
from mottagning.domain.money import SCALE, Ore, Scaled
from mottagning.domain.periods import OPEN, Month, is_slip
from mottagning.domain.problems import FieldProblem
from mottagning.domain.settlement.readings import Readings, parse_exceptions, written_exceptions
from mottagning.domain.shared_offers import Share, written_weight
from mottagning.domain.weekly_times import WeeklyTime
from mottagning.texts import formats, offers, words

LONGEST = 400
LONG = 4000
"""So many letters have room in what people tell in their own words."""


class Asks(Enum):
    """What sort of answer a field wants."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    MONTH = "month"
    YES_NO = "yes_no"
    WHOLE = "whole"
    SCALED = "scaled"
    ORE = "ore"
    CHOICE = "choice"
    CODE = "code"
    CODES = "codes"
    IDENTITY = "identity"
    READINGS = "readings"
    SHARES = "shares"
    COST_SHARES = "cost_shares"
    TIMES = "times"
    SECRET = "secret"  # noqa: S105 - a sort of field


Choice = tuple[str, str]
"""The raw value of a choice and the words for it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form. `name` is the value's name; `kind` the codes of a closed list.

    `choices` offers raw values with their words; a CODE field takes others' words too when `is_open`. A text has at
    most `longest` letters.
    """

    name: str
    label: str
    asks: Asks = Asks.TEXT
    required: bool = False
    kind: type[Enum] | None = None
    identity: IdentityKind | None = None
    choices: Sequence[Choice] = ()
    is_open: bool = False
    hint: str = ""
    wide: bool = False
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]


Raw = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The values of a form, and what could not be read."""

    values: Mapping[str, object]
    problems: tuple[FieldProblem, ...] = ()


def parse(fields: Sequence[Field], raw: Raw, today: date) -> Parsed:
    """Read every field; all problems at once."""
    values: dict[str, object] = {}
    problems = []
    for one in fields:
        given = raw.get(one.name, "")
        if isinstance(given, bool):
            values[one.name] = given
            continue
        text = given if one.asks is Asks.SECRET else given.strip()
        if not text:
            values[one.name] = None
            if one.required:
                problems.append(FieldProblem(one.name, "missing"))
            continue
        try:
            values[one.name] = _READERS[one.asks](one, text, today)
        except _Unreadable as unreadable:
            problems.append(FieldProblem(one.name, unreadable.code, unreadable.params))
    first, last = values.get("first"), values.get("last")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        problems.append(FieldProblem("last", "ends_before_start"))
    return Parsed(values, tuple(problems))


class _Unreadable(ValueError):
    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def _text(one: Field, text: str, _today: date) -> str:
    if len(text) > one.longest:
        raise _Unreadable("too_long", most=str(one.longest))
    return text


def _day(one: Field, text: str, today: date) -> date:
    try:
        day = formats.parse_day(text, today)
    except ValueError:
        raise _Unreadable("not_a_date") from None
    if is_slip(day) and not (day == OPEN and one.name.endswith(_ENDS)):
        raise _Unreadable("unlikely_year")
    return day


_ENDS = ("last", "until", "left_on")
"""The fields of last days: other programs write 9999-12-31 there for no end."""


def _month(_field: Field, text: str, _today: date) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise _Unreadable("not_a_month") from None


def _whole(_field: Field, text: str, _today: date) -> int:
    try:
        value = formats.parse_number(text)
    except ValueError:
        raise _Unreadable("not_a_number") from None
    if value != value.to_integral_value():
        raise _Unreadable("not_whole")
    if value < 0:
        raise _Unreadable("negative")
    return int(value)


def _scaled(_field: Field, text: str, _today: date) -> int:
    try:
        number = formats.parse_number(text)
    except ValueError:
        raise _Unreadable("not_a_number") from None
    if number < 0:
        raise _Unreadable("negative")
    try:
        return formats.parse_scaled(text)
    except ValueError:
        raise _Unreadable("too_many_decimals") from None


def _ore(_field: Field, text: str, _today: date) -> Ore:
    """Kronor and öre; a credit is negative."""
    try:
        ore = Fraction(formats.parse_number(text)) * 100
    except ValueError:
        raise _Unreadable("not_a_number") from None
    if ore.denominator != 1:
        raise _Unreadable("too_many_ore")
    return Ore(ore.numerator)


def _choice(one: Field, text: str, _today: date) -> Enum:
    assert one.kind is not None  # noqa: S101 - a choice names its list
    try:
        return words.read_word(one.kind, text)
    except ValueError:
        raise _Unreadable("not_a_choice") from None


def _code(one: Field, text: str, _today: date) -> str:
    found = code_of(one, text)
    if found is not None:
        return found
    if one.is_open:
        return text
    holding = _holding(one, text)
    if len(holding) == 1:
        return holding[0]
    raise _Unreadable("several" if holding else "unknown", value=text)


def _holding(one: Field, text: str) -> list[str]:
    """The raw values whose words hold what was typed as whole words: a name without the case number before it."""
    wanted = f" {words.folded(text)} "
    return [value for value, word in one.choices if wanted in f" {words.folded(word)} "]


def code_of(one: Field, text: str) -> str | None:
    """The raw value whose words, or which itself, was typed."""
    wanted = words.folded(text)
    for value, word in one.choices:
        if wanted in {words.folded(value), words.folded(word)}:
            return value
    return None


def _codes(one: Field, text: str, _today: date) -> tuple[str, ...]:
    codes = [_code(one, part.strip(), _today) for part in text.split(";") if part.strip()]
    return tuple(dict.fromkeys(codes))


def _identity(one: Field, text: str, today: date) -> str:
    assert one.identity is not None  # noqa: S101 - an identity names its kind
    try:
        return canonical(one.identity, text, today)
    except IdentityProblem as problem:
        raise _Unreadable("not_an_identity", kind=one.identity.value, reason=problem.reason) from None


def _readings(_field: Field, text: str, _today: date) -> object:
    try:
        return parse_exceptions(text)
    except ValueError:
        raise _Unreadable("not_readings") from None


def _shares(_field: Field, text: str, _today: date) -> tuple[int, int]:
    first, _, second = text.replace(" ", "").partition("/")
    if not (first.isdecimal() and second.isdecimal() and int(first) + int(second) == 100):
        raise _Unreadable("not_a_hundred")
    return int(first), int(second)


_COST_SHARE = re.compile(r"(.+?)[\s=:]+([0-9 \u00a0]+(?:[.,][0-9]+)?) ?%?")


def _cost_shares(one: Field, text: str, today: date) -> tuple[Share, ...]:
    """`Danderyd 12; Stockholm 40`, by name or code."""
    shares = []
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _COST_SHARE.fullmatch(part)
        if match is None:
            raise _Unreadable("not_shares")
        shares.append(Share(_code(one, match.group(1), today), Scaled(_scaled(one, match.group(2), today))))
    return tuple(shares)


def _times(_field: Field, text: str, _today: date) -> tuple[WeeklyTime, ...]:
    try:
        return offers.parse_times(text)
    except ValueError:
        raise _Unreadable("not_times") from None


def _secret(_field: Field, text: str, _today: date) -> str:
    return text


_READERS: Mapping[Asks, Callable[[Field, str, date], object]] = {
    Asks.TEXT: _text,
    Asks.LINES: _text,
    Asks.DAY: _day,
    Asks.MONTH: _month,
    Asks.WHOLE: _whole,
    Asks.SCALED: _scaled,
    Asks.ORE: _ore,
    Asks.CHOICE: _choice,
    Asks.CODE: _code,
    Asks.CODES: _codes,
    Asks.IDENTITY: _identity,
    Asks.READINGS: _readings,
    Asks.SHARES: _shares,
    Asks.COST_SHARES: _cost_shares,
    Asks.TIMES: _times,
    Asks.SECRET: _secret,
}


def shown(one: Field, value: object) -> str | bool:
    """A value as the field shows it."""
    if one.asks is Asks.YES_NO:
        return bool(value)
    if value is None:
        return ""
    writer = _WRITERS.get(one.asks)
    return str(value) if writer is None else writer(one, value)


def _word_of(one: Field, value: str) -> str:
    return next((word for raw, word in one.choices if raw == value), value)


_WRITERS: Mapping[Asks, Callable[[Field, Any], str]] = {
    Asks.SCALED: lambda _one, value: formats.number(Fraction(value, SCALE)),
    Asks.ORE: lambda _one, value: formats.kr(value, unit=False),
    Asks.CHOICE: lambda _one, value: words.word(value),
    Asks.CODE: _word_of,
    Asks.CODES: lambda one, value: "; ".join(_word_of(one, code) for code in value),
    Asks.IDENTITY: lambda one, value: written(one.identity, value) if one.identity else value,
    Asks.READINGS: lambda _one, value: written_exceptions(Readings(exceptions=value)),
    Asks.TIMES: lambda _one, value: offers.times(value),
    Asks.SHARES: lambda _one, value: "/".join(map(str, value)),
    Asks.COST_SHARES: lambda one, value: "; ".join(
        f"{_word_of(one, share.municipality)} {written_weight(share.weight)}" for share in value
    ),
}


def all_fields(sections: Sequence[Section]) -> list[Field]:
    """The fields of all sections in order."""
    return [one for section in sections for one in section.fields]


def choice(
    name: str, label: str, kind: type[Enum], *, required: bool = False, hint: str = "", wide: bool = False
) -> Field:
    """A field that asks for one of a closed list, by its words."""
    choices = choices_of(kind)
    return Field(name, label, Asks.CHOICE, required=required, kind=kind, choices=choices, hint=hint, wide=wide)


def choices_of(kind: type[Enum]) -> tuple[Choice, ...]:
    """The words of a closed list, as a choice field offers them."""
    return tuple((words.word(value), words.first_upper(words.word(value))) for value in kind)
