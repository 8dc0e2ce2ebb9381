"""A household's week on a card: the grid, what does not fit with what would solve it, and the hours to enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.periods import is_slip
from mottagning.domain.week_conflicts import Weight
from mottagning.domain.weeks import Week, WeeklyHours
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.weeks import Thing, Told, WeekCard, WeekLine
from mottagning.texts import formats
from mottagning.texts import weeks as texts
from mottagning.texts import window as window_texts
from mottagning.ui.weeks.chart import SIGNS, TONES, chart_of
from mottagning.ui.weeks.form import hours_sections
from mottagning.uikit import messages, theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, chip, clear, column, holder, label, leading, line, row
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.screen import Goto
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.uikit.week_grid import WeekGrid
from mottagning.usecases.weeks.keeping import propose_hours, remove_hours, save_hours
from mottagning.usecases.weeks.printing import write_week

_DAY_WIDTH = 120


class WeekPart(QWidget):
    """The week that holds `day`, read by `read` when the part is first seen; `moved` tells of another day.

    `back` shows the part again after a form, where the screen's own card is not the one that it stands on.
    """

    moved = Signal(object)

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        read: Callable[[date], WeekCard],
        day: date,
        back: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._screen, self._read_week, self._day, self._back = screen, read, day, back
        self._ctx = screen.desk.ctx
        self._card: WeekCard | None = None
        self._asked: date | None = None
        self._parts = QVBoxLayout(self)
        self._parts.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._asked is None:
            self._ask(self._day)

    def _ask(self, day: date) -> None:
        self._asked = day

        def came(card: WeekCard) -> None:
            if isValid(self) and self._asked == day:
                self._day = day
                self.moved.emit(day)
                self._show(card)

        self._screen.query(partial(self._read_week, day), came)

    def _show(self, card: WeekCard) -> None:
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self._screen)
        clear(self._parts)
        self._card = card
        grid = WeekGrid(chart_of(card, self._ctx.name, self._screen.desk.today), texts.GRID_HINT)
        grid.opened.connect(self._open)
        breaks = texts.breaks(card.breaks)
        presumed = [texts.PRESUMED.format(name=one.name) for one in card.lines if one.is_presumed]
        parts: list[Any] = [
            self._choose(card.week.week),
            *([label(breaks, "muted", wrap=True)] if breaks else []),
            *(
                [label(texts.NO_HOLIDAYS.format(year=card.unknown_year), "warned", wrap=True)]
                if card.unknown_year
                else []
            ),
            grid,
            *self._conflicts(card),
            *(label(one, "muted", wrap=True) for one in presumed),
            theme.GROUP,
            label(texts.HOURS, "section"),
            *(part for one in card.lines for part in (line(), self._member(one))),
        ]
        self._parts.addWidget(holder(column(*parts, spacing=theme.GROUP)))
        if had_focus:
            grid.setFocus()

    # which week

    def _choose(self, week: Week) -> QWidget:
        today = self._screen.desk.today
        asked = QLineEdit()
        asked.setPlaceholderText(texts.GO_SHORT)
        asked.setAccessibleName(texts.GO_TO)
        asked.setToolTip(texts.GO_HINT)
        asked.setMaximumWidth(_DAY_WIDTH)
        asked.returnPressed.connect(partial(self._go_to, asked))
        to_today = button(texts.THIS_WEEK, partial(self._ask, today), Kind.QUIET)
        to_today.setEnabled(week != Week.of(today))
        ways = Flow(
            button("‹", partial(self._ask, week.plus(-1).first), name=texts.PREVIOUS),
            button("›", partial(self._ask, week.plus(1).first), name=texts.NEXT),
            to_today,
            asked,
            button(texts.PRINT, self._print, Kind.QUIET),
        )
        return holder(column(label(texts.week_name(week), "strong", wrap=True), ways, spacing=4))

    def _go_to(self, asked: QLineEdit) -> None:
        try:
            day = formats.parse_day(asked.text(), self._screen.desk.today)
        except ValueError:
            day = None
        if day is None or is_slip(day):
            self._screen.told.emit(texts.GO_HINT)
        else:
            self._ask(day)

    # what does not fit

    def _conflicts(self, card: WeekCard) -> list[Any]:
        if not card.told:
            fits = texts.ALL_FITS if any(one.blocks for one in card.week.members) else texts.NO_HOURS
            return [label(fits, "muted", wrap=True)]
        said = texts.Sentences(card.week, self._ctx.name)
        parts: list[Any] = [label(texts.CONFLICTS, "section")]
        for one in card.told:
            parts += [line(), self._conflict(one, said)]
        return parts

    def _conflict(self, told: Told, said: texts.Sentences) -> QWidget:
        one = told.conflict
        word = f"{SIGNS[one.weight]} {texts.weight(one.weight)}"
        when = texts.when(one)
        head = row(chip(word, TONES[one.weight]), label(when, "strong", wrap=True))
        head.setStretch(1, 1)
        parts: list[Any] = [head, label(formats.breakable(said.reason(one)), wrap=True)]
        if told.remedies:
            parts += [label(f"→ {said.way_out(one, way)}", "muted", wrap=True) for way in told.remedies]
        elif one.weight is Weight.CLASH:
            parts.append(label(texts.NO_WAY_OUT, "muted", wrap=True))
        return holder(column(*parts, spacing=4))

    # the hours

    def _member(self, one: WeekLine) -> QWidget:
        new = button(texts.NEW_HOURS, partial(self._enter, one, None), Kind.QUIET, name=f"{texts.NEW_HOURS} {one.name}")
        parts: list[Any] = [leading(label(one.name, "strong", wrap=True), new)]
        for thing in one.things:
            parts += [self._hours(one, thing, hours) for hours in thing.hours] or [self._hours(one, thing, None)]
        return holder(column(*parts, spacing=theme.GROUP))

    def _hours(self, who: WeekLine, thing: Thing, hours: Stored[WeeklyHours] | None) -> QWidget:
        detail = texts.thing_detail(thing, hours.value if hours else None, self._ctx.name)
        if hours is None and not thing.offered and not thing.takes_time:
            detail = ""
        word = texts.ENTER if hours is None else texts.CHANGE
        do = partial(self._enter, who, thing) if hours is None else partial(self._change, who, thing, hours)
        change = button(word, do, Kind.QUIET, name=f"{word} {thing.what}, {who.name}")
        way = button(thing.what, partial(self._go, thing), Kind.LINK) if thing.booking is not None else None
        said = label(formats.breakable(thing.what), wrap=True) if way is None else holder(row(way, 0))
        style = "warned" if thing.is_untimed else "muted"
        details = [label(formats.breakable(detail), style, wrap=True)] if detail else []
        return holder(leading(holder(column(said, *details, spacing=0)), change))

    def _go(self, thing: Thing) -> None:
        if thing.booking_id is not None:
            self._screen.wishes.emit(Goto("bookings", thing.booking_id))
        else:
            self._screen.wishes.emit(Goto("plans", ("person", thing.case_number)))

    def _open(self, key: tuple[str, str | None, str]) -> None:
        """Open what a stretch is of: the booking, the plan, else the hours themselves."""
        if self._card is None:
            return
        case, source, reference = key
        who = self._card.line(case)
        for thing in who.things:
            mine = [one for one in thing.hours if one.value.key == source]
            is_it = mine or (source is None and reference == thing.booking)
            if is_it and (thing.booking or thing.plan):
                self._go(thing)
            elif mine:
                self._change(who, thing, mine[0])

    def _enter(self, who: WeekLine, thing: Thing | None) -> None:
        if self._screen.may_leave():
            work = partial(propose_hours, self._ctx, who.case_number, thing)
            self._screen.query(work, lambda hours: self._form(who, thing, hours, None))

    def _change(self, who: WeekLine, thing: Thing, before: Stored[WeeklyHours]) -> None:
        if self._screen.may_leave():
            self._form(who, thing, before.value, before)

    def _form(self, who: WeekLine, thing: Thing | None, hours: WeeklyHours, before: Stored[WeeklyHours] | None) -> None:
        is_free = hours.booking is None and hours.plan is None
        title = f"{texts.HOURS}: {thing.what}, {who.name}" if thing else f"{texts.NEW_HOURS}: {who.name}"
        sections = hours_sections(municipalities(self._ctx.reference), is_free=is_free)
        values = {name: value or None if name in {"times", "opening"} else value for name, value in _shown(hours)}
        panel = self._screen.show_form(title, sections, values, partial(self._save, hours, before))
        panel.when_paused(partial(self._read_back, panel))
        if before is not None:
            panel.offer(button(window_texts.REMOVE, partial(self._remove, before), Kind.QUIET))

    def _read_back(self, panel: FormPanel) -> None:
        """What was typed is told as it is understood."""
        values = panel.form.glance(self._screen.desk.today).values
        times, opening = values.get("times"), values.get("opening")
        panel.note(
            texts.read_back(
                times if isinstance(times, tuple) else (),
                opening if isinstance(opening, tuple) else (),
            )
        )

    def _save(self, hours: WeeklyHours, before: Stored[WeeklyHours] | None, values: Values) -> None:
        kept: WeeklyHours = record_of(WeeklyHours, {**values_of(hours), **_entered(values)})
        undo = putting_back(before, save_hours, remove_hours, self._ctx)
        work = partial(save_hours, self._ctx, before, kept)
        self._screen.saved(work, lambda _stored: None, self._back, undo=undo)

    def _remove(self, before: Stored[WeeklyHours]) -> None:
        work = partial(remove_hours, self._ctx, before)
        undo = entering_again(before, save_hours, self._ctx)
        self._screen.removed(work, texts.REMOVE_TEXT, is_whole=False, then=self._back, undo=undo)

    def _print(self) -> None:
        folder = messages.choose_folder(self._screen, texts.CHOOSE_FOLDER, Path.home())
        if folder is not None and self._card is not None:
            who = self._card.household or self._card.lines[0].case_number
            is_household = self._card.household is not None
            work = partial(write_week, self._ctx, who, self._day, folder, write_pdf, is_household=is_household)
            self._screen.command(work, lambda file: self._screen.told.emit(texts.WRITTEN.format(file=file)))


def _shown(hours: WeeklyHours) -> list[tuple[str, object]]:
    return list(values_of(hours).items())


def _entered(values: Values) -> dict[str, object]:
    """The values of the form; times that were left empty are none."""
    return {name: value or () if name in {"times", "opening"} else value for name, value in values.items()}
