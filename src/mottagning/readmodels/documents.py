"""What is shown of documents: a line of a card, an opened file, one of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.documents import Document
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document on a card; `has_file` says that its contents are in the register."""

    document: Stored[Document]
    has_file: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document with its contents, and how many pages it has."""

    document: Document
    contents: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it looks: rows of pixels, four bytes each (blue, green, red, unused)."""

    width: int
    height: int
    pixels: bytes
