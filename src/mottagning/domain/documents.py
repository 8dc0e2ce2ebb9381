"""Which documents belong to a person, a booking or an agreement? Where each is found, and until when it is kept.

A document is a reference (diarienummer, link), a PDF kept in the register, or both. Its contents are kept apart from
the record, so that nothing that lists documents reads them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from mottagning.domain.problems import FieldProblem

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes. A scanned agreement of a hundred pages is about ten megabytes, and every backup carries them all."""
LONGEST_NAME = 255
"""Letters of a file name: what Windows and Linux allow."""

_START = b"%PDF-"
_START_WITHIN = 1024
"""ISO 32000-1 (7.5.2) wants `%PDF-` first; readers take it within 1 024 bytes (PDF Reference 1.7, H.3, note 13)."""
_KEY = re.compile(r"D[0-9]{4}-[0-9]{4,}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that have a name read as another: `avtal\u202efdp.exe`."""


class DocumentKind(Enum):
    """What sort of document it is."""

    AGREEMENT = "agreement"
    OPINION = "opinion"
    CERTIFICATE = "certificate"
    DECISION = "decision"
    OTHER = "other"


class DocumentOf(Enum):
    """What a document belongs to; the value is the field that names it."""

    PERSON = "case_number"
    BOOKING = "booking"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Owner:
    """The person, booking or agreement with the natural key `key`."""

    kind: DocumentOf
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of exactly one owner. `key` is neutral: the year and a number, and it names the file on the way out.

    `size` is in bytes; `sha256` tells the contents, which may be missing in a register that was read from a workbook.
    `kept_until` is the last day it is kept, by the rule that `kept_by_rule` refers to.
    """

    key: str
    case_number: str | None = None
    booking: str | None = None
    agreement: str | None = None
    kind: DocumentKind
    title: str
    registry_number: str | None = None
    link: str | None = None
    dated_on: date | None = None
    kept_until: date | None = None
    kept_by_rule: str | None = None
    file_name: str | None = None
    size: int | None = None
    sha256: str | None = None

    @property
    def owners(self) -> tuple[Owner, ...]:
        """What it belongs to; one where all is well."""
        return tuple(Owner(kind, key) for kind in DocumentOf if (key := getattr(self, kind.value)))

    def is_due(self, today: date) -> bool:
        """Whether the last day it is to be kept has passed."""
        return self.kept_until is not None and self.kept_until < today


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody wants kept."""

    name: str
    contents: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the contents."""
        return hashlib.sha256(self.contents).hexdigest()


def with_file(document: Document, file: Attachment) -> Document:
    """The document with what is to be said of its file."""
    return replace(document, file_name=file.name, size=len(file.contents), sha256=file.sha256)


def same_file(before: Document, document: Document) -> Document:
    """The document under the key of `before`, with what is said of the file there."""
    return replace(document, key=before.key, file_name=before.file_name, size=before.size, sha256=before.sha256)


def file_problems(file: Attachment) -> tuple[FieldProblem, ...]:
    """What keeps a file from being kept: no PDF, too large, a name that cannot be."""
    return (*size_problems(len(file.contents)), *_no_pdf(file.contents), *_name_problems(file.name))


def size_problems(size: int) -> tuple[FieldProblem, ...]:
    """What can be said of a file of `size` bytes before it is read."""
    if size <= LARGEST_FILE:
        return ()
    return (FieldProblem("file_name", "file_too_large", {"most": LARGEST_FILE // 1024 // 1024}),)


def document_problems(document: Document) -> tuple[FieldProblem, ...]:
    """What keeps `document` from being registered."""
    return tuple(_problems(document))


def next_key(year: int, taken: Iterable[str]) -> str:
    """A free key."""
    start = f"D{year:04}-"
    numbers = [int(key.removeprefix(start)) for key in taken if key.startswith(start)]
    return f"{start}{1 + max(numbers, default=0):04}"


def _problems(document: Document) -> Iterator[FieldProblem]:
    if not _KEY.fullmatch(document.key):
        yield FieldProblem("key", "not_a_document_key")
    if len(document.owners) != 1:
        yield FieldProblem("case_number", "not_one_owner")
    if not document.title:
        yield FieldProblem("title", "missing")
    if not (document.registry_number or document.link or document.sha256):
        yield FieldProblem("registry_number", "nothing_to_point_at")
    yield from _text_problems(document)
    if not _is_whole(document):
        yield FieldProblem("sha256", "not_a_whole_file")


def _text_problems(document: Document) -> Iterator[FieldProblem]:
    for name in ("title", "registry_number", "link", "kept_by_rule"):
        if _has_control_characters(getattr(document, name) or ""):
            yield FieldProblem(name, "control_characters")
    yield from _name_problems(document.file_name or "")


def _is_whole(document: Document) -> bool:
    """Name, size and fingerprint stand together or not at all."""
    if document.sha256 is None:
        return document.file_name is None and document.size is None
    return bool(document.file_name) and document.size is not None and bool(_DIGEST.fullmatch(document.sha256))


def _no_pdf(contents: bytes) -> Iterator[FieldProblem]:
    if _START not in contents[:_START_WITHIN]:
        yield FieldProblem("file_name", "not_a_pdf")


def _name_problems(name: str) -> Iterator[FieldProblem]:
    if _has_control_characters(name):
        yield FieldProblem("file_name", "control_characters")
    if len(name) > LONGEST_NAME:
        yield FieldProblem("file_name", "too_long")


def _has_control_characters(text: str) -> bool:
    return any(letter in _TURNS_TEXT or unicodedata.category(letter) == "Cc" for letter in text)
