"""How are several records changed at once? A field and its value, what becomes of each, then saved, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from mottagning.domain.problems import Refused
from mottagning.readmodels.bulk import Change
from mottagning.readmodels.changes import Done
from mottagning.texts import bulk as texts
from mottagning.texts import fields as field_texts
from mottagning.texts import formats
from mottagning.texts import window as window_texts
from mottagning.uikit import theme
from mottagning.uikit.columns import Column, text_column
from mottagning.uikit.fields import Asks, Field, Section, shown
from mottagning.uikit.parts import Kind, button, column, holder, label, line, row
from mottagning.uikit.table import TableView

T = TypeVar("T")
FIELD = "field"
"""The name of the question which field is to be changed."""


@dataclass(frozen=True, slots=True)
class Bulk(Generic[T]):
    """What several records of a kind can be given: the fields, how it is looked at and saved, and what each is called.

    `preview` takes the records' numbers, the field's name and its value; both run on the worker.
    """

    fields: tuple[Field, ...]
    preview: Callable[[Sequence[int], str, object], list[Change[T]]]
    save: Callable[[Sequence[Change[T]]], Done[list[Change[T]]]]
    name: Callable[[T], str]
    count: tuple[str, str]

    @property
    def sections(self) -> list[Section]:
        """The form: which field, and a control for each of them."""
        choices = tuple((one.name, one.label) for one in self.fields)
        return [Section("", (Field(FIELD, texts.FIELD, Asks.CODE, required=True, choices=choices), *self.fields))]

    def field(self, name: str) -> Field:
        """The field of this name."""
        return next(one for one in self.fields if one.name == name)


class Preview(Generic[T]):
    """What becomes of each record, in the card's place: `parts` and `foot` are shown there."""

    def __init__(
        self,
        bulk: Bulk[T],
        field: Field,
        changes: Sequence[Change[T]],
        save: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        made = sum(one.is_made for one in changes)
        self.save = button(texts.do(made, *bulk.count), save, Kind.PRIMARY)
        self.save.setEnabled(made > 0)
        self._said = label("", "stopped", wrap=True)
        self._said.hide()
        self.table: TableView[Change[T]] = TableView("bulk", _columns(bulk, field), lambda one: one.before.id)
        self.table.set_rows(changes)
        self.table.setMinimumHeight(theme.ROW_HEIGHT * 9)
        self.parts = (
            label(texts.title(field.label), "subheading", wrap=True),
            label(texts.outcome(made, len(changes) - made), "muted", wrap=True),
            self.table,
        )
        self.foot = holder(column(line(), self._said, row(self.save, button(window_texts.BACK, back), 0)))

    def refused(self, error: BaseException) -> bool:
        """Say that nothing was saved, and why; False when it is not for this page."""
        if not isinstance(error, Refused):
            return False
        self._said.setText(texts.REFUSED)
        self._said.show()
        self.save.setEnabled(False)
        return True


def _columns(bulk: Bulk[T], field: Field) -> list[Column[Change[T]]]:
    def words(record: T) -> str:
        return str(shown(field, getattr(record, field.name))) or formats.NOTHING

    def becomes(one: Change[T]) -> str:
        now = words(one.before.value)
        return texts.becomes(now, words(one.after)) if one.is_made else texts.stays(now, _why(one))

    return [
        text_column("who", texts.WHICH, lambda one: bulk.name(one.before.value), width=120),
        text_column("becomes", texts.BECOMES, becomes, width=190, stretches=True),
    ]


def _why(one: Change[Any]) -> str:
    """Why a record stays as it is."""
    return " ".join(field_texts.said(problem) for problem in one.problems) or texts.ALREADY


def asked(bulk: Bulk[T], ids: Sequence[int], values: Any) -> Callable[[], list[Change[T]]]:  # noqa: ANN401 - a form's
    """The look at what the form asks for."""
    name = values[FIELD]
    return partial(bulk.preview, ids, name, values[name])
