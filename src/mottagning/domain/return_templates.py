"""Which workbook of a counterpart's own does the office fill in for an agreement's returns?

What is known of it is a record like others; its contents are kept apart, so that nothing that lists records reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.documents import LONGEST_NAME, Attachment
from mottagning.domain.problems import FieldProblem

LARGEST_TEMPLATE = 5 * 1024 * 1024
"""Bytes. A form with a logotype is some hundred kilobytes; every backup carries them all."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Loss(Enum):
    """What a workbook has that is not written again when its cells have been filled in."""

    CHARTS = "charts"
    IMAGES = "images"
    SHAPES = "shapes"
    MACROS = "macros"
    PIVOT_TABLES = "pivot_tables"
    SLICERS = "slicers"
    EXTERNAL_LINKS = "external_links"
    QUERIES = "queries"
    COMMENTS = "comments"
    CONTROLS = "controls"
    EMBEDDED = "embedded"
    SIGNATURE = "signature"
    SPARKLINES = "sparklines"
    NEWER_FORMATTING = "newer_formatting"
    NEWER_VALIDATIONS = "newer_validations"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTemplate:
    """The form of one agreement: its file's name, size in bytes and fingerprint, who chose it and when."""

    agreement: str
    file_name: str
    size: int
    sha256: str
    chosen_by: str
    chosen_on: date


def template_of(agreement: str, file: Attachment, by: str, on: date) -> ReturnTemplate:
    """The record of a file that somebody chose for an agreement."""
    return ReturnTemplate(
        agreement=agreement,
        file_name=file.name,
        size=len(file.contents),
        sha256=file.sha256,
        chosen_by=by,
        chosen_on=on,
    )


def template_problems(template: ReturnTemplate) -> tuple[FieldProblem, ...]:
    """What keeps a record from being registered."""
    return tuple(_problems(template))


def _problems(template: ReturnTemplate) -> Iterator[FieldProblem]:
    if not template.file_name:
        yield FieldProblem("file_name", "missing")
    if len(template.file_name) > LONGEST_NAME:
        yield FieldProblem("file_name", "too_long")
    if template.size < 0 or not _DIGEST.fullmatch(template.sha256):
        yield FieldProblem("sha256", "not_a_whole_file")
