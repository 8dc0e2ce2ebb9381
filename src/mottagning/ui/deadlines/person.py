"""The deadlines of one person on her card: each with its day, its rule, how it was counted, and how it is extended."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.deadlines.engine import RUNNING, Deadline, DeadlineStatus
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.people import Person
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.deadlines import PersonDeadlines
from mottagning.readmodels.records import record_of
from mottagning.texts import deadlines as texts
from mottagning.texts import formats, words
from mottagning.ui.deadlines.columns import tone
from mottagning.uikit.fields import Asks, Field, Section
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, chip, column, holder, label, line
from mottagning.uikit.records import RecordScreen, Values
from mottagning.usecases.deadlines.extending import extend_deadline, take_back


def extension_sections(*, is_applied_for: bool) -> list[Section]:
    """What is asked about an extension; the day of the application where the rule asks for one."""
    return [
        Section(
            "",
            (
                Field("new_day", texts.NEW_DAY, Asks.DAY, required=True),
                Field("granted_by", texts.GRANTED_BY, required=True),
                Field("granted_on", texts.GRANTED_ON, Asks.DAY, required=True),
                Field("applied_on", texts.APPLIED_ON, Asks.DAY, required=is_applied_for),
                Field("decision", texts.DECISION),
            ),
        )
    ]


class DeadlinesPart:
    """The deadlines of `person`, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any], person: Person, found: PersonDeadlines) -> None:
        self._screen = screen
        self._person = person
        self._found = found

    def part(self) -> QWidget:
        """Those that run, the most urgent first."""
        running = sorted((one for one in self._found.deadlines if one.status in RUNNING), key=_urgency)
        parts: list[Any] = [label(texts.TITLE, "section")]
        for one in running:
            parts += [self._running(one), line()]
        if not running:
            parts.append(label(texts.NO_DEADLINES, "muted"))
        return holder(column(*parts, spacing=6))

    def others(self) -> QWidget:
        """What has ended, what cannot be counted yet and what is not for her: folded away, each with the reason."""
        groups = (
            (DeadlineStatus.UNKNOWN, texts.OTHERS_UNKNOWN),
            (DeadlineStatus.STOPPED, texts.OTHERS_STOPPED),
            (DeadlineStatus.NOT_APPLICABLE, texts.OTHERS_NOT),
        )
        parts = []
        for status, title in groups:
            found = [one for one in self._found.deadlines if one.status is status]
            if found:
                inside = holder(column(*(_told(one) for one in found), spacing=6))
                head = f"{title} ({len(found)})"
                parts.append(_folded(head, head, inside, head))
        return holder(column(*parts, spacing=4))

    def _running(self, one: Deadline) -> QWidget:
        said = f"{formats.day(one.day)}   {texts.left(one, self._found.today)}"
        head = Flow(chip(words.first_upper(texts.status(one)), tone(one)), label(said, "strong"))
        ways = [button(texts.EXTEND, partial(self._extend, one), Kind.QUIET, name=f"{texts.EXTEND} {one.rule.name}")]
        return holder(
            column(
                head,
                label(one.rule.name, wrap=True),
                label(texts.source(one.rule), "muted", wrap=True),
                _folded(
                    texts.SHOW_HOW,
                    texts.HIDE_HOW,
                    _how(one),
                    f"{texts.SHOW_HOW}: {one.rule.name}",
                    *(ways if one.rule.extension else []),
                    *self._back(one),
                ),
                spacing=2,
            )
        )

    def _back(self, one: Deadline) -> list[QPushButton]:
        last = self._found.last_extension(one.rule.key)
        if last is None:
            return []
        name = f"{texts.TAKE_BACK}: {one.rule.name}"
        return [button(texts.TAKE_BACK, partial(self._take_back, last), Kind.QUIET, name=name)]

    def _take_back(self, last: Stored[Extension]) -> None:
        self._screen.removed(
            partial(take_back, self._screen.desk.ctx, last), texts.extension(last.value), is_whole=False
        )

    def _extend(self, one: Deadline) -> None:
        values = {"granted_on": self._screen.desk.today}
        title = texts.EXTENDING.format(rule=one.rule.name)
        said = f"{texts.OLD_DAY}: {formats.day(one.day)}. {texts.extending(one.rule.extension)}"
        note = label(said, "notice", wrap=True)
        allowed = one.rule.extension
        sections = extension_sections(is_applied_for=allowed is not None and allowed.is_applied_for)
        self._screen.show_form(title, sections, values, partial(self._save, one), note)

    def _save(self, one: Deadline, values: Values) -> None:
        given = {**values, "case_number": self._person.case_number, "rule": one.rule.key, "old_day": one.day}
        extension: Extension = record_of(Extension, given)
        work = partial(extend_deadline, self._screen.desk.ctx, extension)
        self._screen.saved(work, lambda _stored: None)


def _urgency(one: Deadline) -> tuple[int, int, str]:
    """What is urgent comes first; what has lapsed by itself comes last."""
    day = one.day.toordinal() if one.day else 0
    if one.status is DeadlineStatus.PASSED and one.rule.lapses:
        return len(RUNNING), -day, one.rule.name
    return RUNNING.index(one.status), day, one.rule.name


def _how(one: Deadline) -> QWidget:
    """The reckoning step by step, what stops it, how sure the rule is."""
    said = [texts.step(step) for step in one.steps]
    rule = one.rule
    about = [texts.stops(rule), texts.not_counted(rule), texts.extending(rule.extension), rule.note or ""]
    parts = [label(words_, wrap=True, selectable=True) for words_ in said]
    parts += [label(words_, "muted", wrap=True) for words_ in (*about, texts.verified(rule)) if words_]
    return holder(column(*parts, spacing=2))


def _told(one: Deadline) -> QWidget:
    """Why there is no day, or no more."""
    if one.status is DeadlineStatus.UNKNOWN:
        said = texts.missing(one.missing)
    elif one.status is DeadlineStatus.STOPPED:
        said = " ".join([*([f"{formats.day(one.day)}."] if one.day else []), texts.stopped(one)])
    else:
        said = texts.reasons(one.reasons)
    return holder(column(label(one.rule.name, wrap=True), label(said, "muted", wrap=True), spacing=0))


def _folded(closed: str, opened: str, inside: QWidget, name: str, *more: QPushButton) -> QWidget:
    """Something that is shown when it is asked for."""
    inside.hide()

    def turn() -> None:
        inside.setVisible(inside.isHidden())
        push.setText(closed if inside.isHidden() else opened)

    push = button(closed, turn, Kind.QUIET, name=name)
    return holder(column(Flow(push, *more), inside, spacing=2))
