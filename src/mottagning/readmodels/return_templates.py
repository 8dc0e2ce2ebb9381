"""What is shown of a counterpart's own form: the one that an agreement has, and one that is about to be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.documents import Attachment
from mottagning.domain.return_templates import Loss, ReturnTemplate
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """The form of an agreement; `has_file` says that its contents are in the register."""

    template: Stored[ReturnTemplate]
    has_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTemplate:
    """A workbook that can be filled in: where its marks stand, and what it cannot keep.

    `marks` and `columns` are the words of its marks. `left_alone` are the cells whose formulas read the marked row and
    no range, so that they go on reading the first of the rows.
    """

    file: Attachment
    marks: tuple[str, ...]
    columns: tuple[str, ...]
    losses: tuple[Loss, ...]
    left_alone: tuple[str, ...]
