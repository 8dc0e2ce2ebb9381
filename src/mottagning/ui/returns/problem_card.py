"""A problem of the month as Granska shows it: what is the matter, what to do, the ways there, and letting it stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.remedies import Remedy, remedy_of
from mottagning.readmodels.changes import Stored
from mottagning.texts import checks, formats, words
from mottagning.texts import months as texts
from mottagning.ui.returns.lines import ProblemLine
from mottagning.uikit import theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import Asks, Field
from mottagning.uikit.parts import Kind, button, chip, label, row
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.agreements import agreement_by_key
from mottagning.usecases.bookings import person_of
from mottagning.usecases.returns.accepting import accept_warning, take_back


class ProblemCard:
    """Shows one problem on the right of `screen`; `focus` is where one goes on when something was done about it."""

    def __init__(self, screen: Screen, right: RightSide, focus: QWidget) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._right = right
        self._focus = focus

    def show(self, one: ProblemLine | None) -> None:
        """Show a problem, or nothing."""
        if one is None:
            self._right.show_parts()
            return
        problem = one.problem
        said = checks.said(problem, self._ctx.name)
        stops = problem.severity is Severity.STOP
        tone = Tone.STOP if stops else Tone.WARNING
        means = texts.NOBODY_PAYS if problem.check is Check.K08 else texts.WARNING_MEANS
        state = chip(texts.ACCEPTED_CHIP, Tone.OK) if one.accepted else chip(words.word(problem.severity), tone)
        self._right.show_parts(
            row(state, label(problem.check.value, "muted"), 0),
            label(said.message, "subheading", wrap=True),
            label(texts.STOP_MEANS if stops else means, "muted", wrap=True),
            *_accepted_parts(one),
            theme.GROUP,
            label(texts.remedy_title(one.remedy), "section"),
            label(said.advice, wrap=True),
            theme.GROUP,
            row(*self._buttons(one), 0),
        )

    def go(self, problem: Problem) -> None:
        """Go to the record where a problem is mended first of all."""
        self._ways(problem)[0][1]()

    def _buttons(self, one: ProblemLine) -> list[QWidget]:
        ways: list[QWidget] = [
            button(word, go, Kind.QUIET if place else Kind.ORDINARY)
            for place, (word, go) in enumerate(self._ways(one.problem))
        ]
        if one.accepted is not None:
            ways.append(button(texts.TAKE_BACK, partial(self._take_back, one.accepted), Kind.QUIET))
        elif one.problem.severity is not Severity.STOP:
            ways.append(button(texts.ACCEPT, partial(self._begin_accept, one), Kind.QUIET))
        return ways

    def _ways(self, problem: Problem) -> list[tuple[str, Callable[[], None]]]:
        """The records where a problem is mended: the words of a button to each, and what it does."""
        agreement = problem.params.get("agreement")
        found: list[tuple[str, Callable[[], None]]] = []
        if problem.booking:
            found.append((texts.OPEN_BOOKING, partial(self._screen.wishes.emit, Goto("bookings", problem.booking))))
        if remedy_of(problem) is Remedy.PERSON and problem.booking:
            ask = partial(self._screen.query, partial(person_of, self._ctx, problem.booking), self._open_person)
            found.insert(0, (texts.OPEN_PERSON, ask))
        elif agreement and (remedy_of(problem) is Remedy.AGREEMENT or not problem.booking):
            work = partial(agreement_by_key, self._ctx, str(agreement))
            found.insert(0, (texts.OPEN_AGREEMENT, partial(self._screen.query, work, self._open_agreement)))
        return found or [(texts.OPEN_AGREEMENTS, partial(self._screen.wishes.emit, Goto("agreements")))]

    def _open_agreement(self, agreement: int | None) -> None:
        self._screen.wishes.emit(Goto("agreements", agreement))

    def _open_person(self, person: int | None) -> None:
        if person is not None:
            self._screen.wishes.emit(Goto("people", person))

    def _begin_accept(self, one: ProblemLine) -> None:
        asked = [
            Field("reason", texts.ACCEPT_REASON, Asks.LINES, required=True, hint=texts.ACCEPT_REASON_HINT, wide=True)
        ]
        if one.problem.month is not None:
            every = texts.ACCEPT_EVERY_MONTH
            asked.append(Field("every_month", every, Asks.YES_NO, hint=texts.ACCEPT_EVERY_MONTH_HINT, wide=True))
        self._right.ask(
            texts.ACCEPT_TITLE,
            asked,
            {"reason": "", "every_month": True},
            partial(self._accept, one.problem),
            partial(self._leave, one),
            above=label(checks.said(one.problem, self._ctx.name).message, wrap=True),
            words=(texts.ACCEPT_SAVE, texts.NOT_ACCEPT),
        )

    def _leave(self, one: ProblemLine) -> None:
        self.show(one)
        self._focus.setFocus()

    def _accept(self, problem: Problem, values: Values) -> None:
        every_month = values.get("every_month") is not False
        self._screen.command(
            partial(accept_warning, self._ctx, problem, str(values["reason"]), every_month=every_month),
            lambda _stored: self._done(texts.ACCEPTED_DONE),
            self._right.refused,
        )

    def _take_back(self, accepted: Stored[AcceptedWarning]) -> None:
        self._screen.command(partial(take_back, self._ctx, accepted), lambda _none: self._done(texts.TAKEN_BACK))

    def _done(self, said: str) -> None:
        """Tell what was done, and go on among the problems."""
        self._screen.told.emit(said)
        self._focus.setFocus()


def _accepted_parts(one: ProblemLine) -> list[Any]:
    """Why a warning was accepted, by whom and when."""
    if one.accepted is None:
        return []
    kept = one.accepted.value
    return [
        theme.GROUP,
        label(texts.ACCEPTED_TITLE, "section"),
        label(kept.reason, wrap=True),
        label(texts.ACCEPTED_BY.format(by=kept.by, day=formats.day(kept.on)), "muted", wrap=True),
    ]
