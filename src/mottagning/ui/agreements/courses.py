"""What the parts of an agreement's card on courses of nobody's have in common: the list, its headings, who is bound."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mottagning.readmodels.agreements import AgreementCard
from mottagning.readmodels.changes import Stored
from mottagning.texts import window as window_texts
from mottagning.texts import words
from mottagning.uikit.fields import Choice
from mottagning.uikit.parts import Kind, button, label, leading, row
from mottagning.uikit.records import RecordScreen


class Course(Protocol):
    """What every course has."""

    @property
    def key(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def variant(self) -> str | None: ...


class CourseTexts(Protocol):
    """The words of a list of courses."""

    SECTION: str
    EMPTY: str
    NEW: str


C = TypeVar("C", bound=Course)


class CoursesPart(ABC, Generic[C]):
    """The courses of one agreement, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any], card: AgreementCard, services: Sequence[Choice]) -> None:
        self._screen = screen
        self._card = card
        self._services = services
        self._ctx = screen.desk.ctx

    @abstractmethod
    def _course(self, one: Stored[C]) -> list[Any]:
        """A course as it is listed."""

    @abstractmethod
    def _new(self) -> None:
        """Begin a new course."""

    @abstractmethod
    def _edit(self, one: Stored[C]) -> None:
        """Begin to change a course."""

    def _listed(self, texts: CourseTexts, courses: Iterable[Stored[C]]) -> list[Any]:
        told = [part for one in courses for part in self._course(one)]
        nothing = label(texts.EMPTY, "muted", wrap=True)
        return [label(texts.SECTION, "section"), *(told or [nothing]), row(button(texts.NEW, self._new), 0)]

    def _headed(self, one: Stored[C], *marks: QWidget) -> QHBoxLayout:
        """The line above a course: its key and insats, its marks, and the way to change it."""
        course = one.value
        edit = button(window_texts.EDIT, partial(self._edit, one), Kind.QUIET, name=f"{window_texts.EDIT} {course.key}")
        what = " ".join(part for part in (words.first_upper(course.service), course.variant) if part)
        return leading(label(f"{course.key}   {what}", "strong", wrap=True), *marks, edit)

    def _concerned(self) -> tuple[str, ...]:
        """We and the parties, by their codes."""
        own = self._card.own
        return tuple(dict.fromkeys((*([own] if own else []), *self._card.agreement.value.parties)))
