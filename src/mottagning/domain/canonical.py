"""How are facts written down for good? Frozen dataclasses as JSON and back, always in the same words.

The same facts give the same text, so a digest of it tells whether they are the same. Fields at their default are left
out: a field that is added later does not change what older facts say. The members of a union of dataclasses carry
their name in a class variable `IS`.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def text_of(value: object) -> str:
    """`value` as canonical JSON text."""
    return _ENCODER.encode(plain(value))


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The fingerprint of a text: SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: object) -> Json:
    """`value` in the types that JSON knows. Raises TypeError for what facts do not consist of."""
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Json]:  # a writer for each type, found once
    if kind is types.NoneType or issubclass(kind, bool | int | str):
        return _same
    if is_dataclass(kind):
        return _plain_fields
    for base, writer in _WRITERS:
        if issubclass(kind, base):
            return writer
    raise TypeError(kind)


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Json]], ...] = (
    (date, lambda value: str(value.isoformat())),
    ((tuple, list), lambda value: [plain(item) for item in value]),
    (Enum, lambda value: plain(value.value)),
    (Fraction, str),
    (Mapping, lambda value: {str(key): plain(item) for key, item in value.items()}),
)


def _plain_fields(value: Any) -> Json:
    kind: Any = type(value)
    kept: dict[str, Json] = {}
    for name, default in _defaults(kind):
        item = getattr(value, name)
        if item != default:
            kept[name] = item if type(item) in _AS_THEY_ARE else plain(item)
    if tag := _tag(kind):
        kept["is"] = tag
    return kept


_AS_THEY_ARE = frozenset({types.NoneType, bool, int, str})
"""Most of what facts consist of; asked for before the writer of its type is looked for."""


@cache
def _tag(kind: Any) -> str | None:
    tag: str | None = getattr(kind, "IS", None)
    return tag


def _fields_with_defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    return tuple((item.name, _default(item)) for item in fields(kind))


_defaults: Callable[[Any], tuple[tuple[str, object], ...]] = cache(_fields_with_defaults)


def _default(item: Field[Any]) -> object:
    return item.default if item.default is not MISSING else _REQUIRED


_REQUIRED = object()


def from_text(kind: type[T], text: str) -> T:
    """Read back what `text_of` wrote of a `kind`."""
    reader: Reader = _reader(cast("Any", kind))
    value: T = reader(json.loads(text))
    return value


Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Reader:  # a reader for each annotated type, made once
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _union_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if kind is date:
        return date.fromisoformat
    if kind is Fraction:
        return Fraction
    if isinstance(kind, type) and is_dataclass(kind):
        return _fields_reader(kind)
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _same


def _same(value: Any) -> Any:
    return value


def _union_reader(kinds: tuple[Any, ...]) -> Reader:
    rest = [kind for kind in kinds if kind is not types.NoneType]
    if len(rest) == 1:
        only = _reader(rest[0])
        return lambda value: None if value is None else only(value)
    by_name: Mapping[str, Any] = {getattr(kind, "IS", ""): kind for kind in rest}
    return lambda value: _reader(by_name[value["is"]])(value) if isinstance(value, dict) else value


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        item = _reader(kinds[0])
        return lambda values: tuple(map(item, values))
    readers = [_reader(kind) for kind in kinds]
    return lambda values: tuple(read(value) for read, value in zip(readers, values, strict=True))


def _fields_reader(kind: type) -> Reader:
    readers: dict[str, Reader] = {}

    def read(value: dict[str, Any]) -> Any:
        if not readers:
            hints = get_type_hints(kind)
            readers.update({item.name: _reader(hints[item.name]) for item in fields(kind)})
        return kind(**{name: readers[name](item) for name, item in value.items() if name != "is"})

    return read
