"""The line of time of somebody or of a household on a card: looked at, zoomed, an activity moved, copied, printed.

A screen mounts it with one line; it reads for itself, once it is shown. Nothing is saved before its effects have been
shown and it is said so; Esc leaves it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.periods import DateRange
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.timelines import Grip, ThingKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.timelines import MovePreview, Timeline, TimelineThing
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import formats, lists, person_parts
from mottagning.texts import plans as plan_texts
from mottagning.texts import timelines as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.timelines.chart import chart_of
from mottagning.ui.timelines.columns import columns
from mottagning.uikit import aloud, list_exits, messages, theme
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.lane_view import LaneView
from mottagning.uikit.list_exits import About, Shown
from mottagning.uikit.parts import Kind, button, clear, column, holder, label, leading, line, row
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import RecordScreen
from mottagning.uikit.screen import Goto
from mottagning.uikit.table import TableView
from mottagning.usecases.timelines.moving import move_activity, preview_move
from mottagning.usecases.timelines.printing import write_timeline
from mottagning.usecases.timelines.viewing import person_timeline

_SCALES: tuple[tuple[str, float | None], ...] = (
    (texts.ALL, None),
    (texts.YEAR, 0.35),
    (texts.QUARTER, 1.0),
    (texts.MONTH, 3.2),
    (texts.WEEK, 14.0),
)
"""Pixels a day of each scale: so that the words of one such time have room."""
_ROWS = 8
"""So many rows are seen at once; the others are scrolled to."""
_TABS = {
    ThingKind.RESIDENCE: ("people", person_parts.TAB_HOME),
    ThingKind.PERMIT: ("people", person_parts.TAB_PERSON),
    ThingKind.HOUSING: ("people", person_parts.TAB_DAILY),
    ThingKind.DEADLINE: ("people", deadline_texts.TITLE),
    ThingKind.ACTIVITY: ("plans", plan_texts.TAB_ACTIVITIES),
    ThingKind.FOLLOW_UP: ("plans", plan_texts.TAB_FOLLOW_UPS),
}
"""Where each kind is kept: the area, and the tab of the card."""


@dataclass(slots=True)
class TimelineMemory:
    """How somebody looks at lines of time on one page; it outlives the card that is made anew."""

    per_day: float | None = None
    first_day: date | None = None
    key: str | None = None
    moved: _Moved | None = None


@dataclass(frozen=True, slots=True)
class _Moved:
    """The activity that was just moved: its thing, its plan, as it is now, and the days it had."""

    key: str
    plan_id: int
    after: Stored[PlanActivity]
    before: DateRange


class TimelinePart(QWidget):
    """The line that `read` gives, on `screen`. `enlarge` shows it with more room, where there is more to have."""

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        read: Callable[[], Timeline],
        memory: TimelineMemory,
        enlarge: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._screen, self._read, self._memory = screen, read, memory
        self._ctx = screen.desk.ctx
        self._enlarge = enlarge
        self._found: Timeline | None = None
        self._is_asked = False
        self.takes_cursor = False
        """Whether the cursor comes here once there is something to see."""
        self.view = LaneView()
        self.table: TableView[TimelineThing] | None = None
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(theme.GROUP)
        self._said = label("", wrap=True)
        self._said.setMinimumHeight(theme.FIELD_HEIGHT)
        self._effects = column(spacing=theme.GROUP)
        self._make_scale()
        self._only_end = QCheckBox(texts.ONLY_END)
        self._only_end.toggled.connect(lambda is_on: self.view.hold_by(Grip.END if is_on else Grip.WHOLE))
        self.view.gripped.connect(lambda grip: self._only_end.setChecked(grip is Grip.END))
        self.view.chosen.connect(self._chosen)
        self.view.opened.connect(self._open)
        self.view.moving.connect(self._moving)
        self.view.dropped.connect(self._ask)
        self.view.left.connect(self._left)
        self.view.held.connect(self._held)
        self.view.scaled.connect(self._scaled)

    # reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_asked:
            self.reload()

    def reload(self) -> None:
        """Read the line anew."""
        self._is_asked = True
        self._screen.query(self._read, self._came, lambda _error: not isValid(self))

    def _came(self, found: Timeline) -> None:
        if not isValid(self):
            return
        self._found = found
        clear(self._effects)
        chart = chart_of(found, self._ctx.name)
        if self.table is None:
            self._put_up(found)
        memory = self._memory
        per_day, first_day = memory.per_day, memory.first_day or found.today
        self.view.show_chart(chart, memory.key)
        if per_day is not None:
            self.view.scale_to(per_day)
            self.view.begin_at(first_day)
        if self.table is not None:
            self.table.set_rows(found.things)
            self.table.choose(self.view.key)
        if self.takes_cursor:
            self.takes_cursor = False
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_moved(found)

    def _put_up(self, found: Timeline) -> None:
        if not found.things:
            self._inside.addWidget(label(texts.EMPTY, "muted", wrap=True))
            return
        self._inside.addLayout(self._scale_row())
        self._inside.addWidget(self.view)
        opening = button(texts.OPEN, lambda: self._open(self.view.key or ""), Kind.QUIET)
        self._inside.addLayout(leading(self._said, self._only_end, opening))
        self._inside.addLayout(self._effects)
        self._inside.addWidget(label(texts.KEYS, "muted", wrap=True))
        self._inside.addWidget(line())
        self._inside.addWidget(self._rows(found))

    # the scale

    def _make_scale(self) -> None:
        self._scale = ChoiceBox(texts.SCALE, _SCALES)
        self._scale.setPlaceholderText(texts.OWN_SCALE)
        self._scale.activated.connect(lambda place: self._scale_to(_SCALES[place][1]))

    def _scale_row(self) -> Any:  # noqa: ANN401 - a layout
        ways = [
            button(texts.FURTHER, self.view.further, Kind.QUIET, name=texts.FURTHER_NAME),
            button(texts.CLOSER, self.view.closer, Kind.QUIET, name=texts.CLOSER_NAME),
            button(texts.GO_TO_TODAY, lambda: self.view.go_to(self._screen.desk.today), Kind.QUIET),
        ]
        larger = []
        if self._enlarge is not None:
            larger = [button(texts.LARGER, self._enlarge, Kind.QUIET, name=texts.LARGER_NAME)]
        return row(self._scale, *ways, 0, *larger, spacing=4)

    def _scale_to(self, per_day: float | None) -> None:
        self.view.scale_to(per_day)
        if per_day is not None and self.view.item is not None:
            self.view.go_to(self._screen.desk.today)

    def _scaled(self) -> None:
        """The list of scales says which it is; none while it is somebody's own."""
        self._memory.per_day = self.view.per_day
        place = next((number for number, (_, one) in enumerate(_SCALES) if one == self.view.per_day), -1)
        with QSignalBlocker(self._scale):
            self._scale.setCurrentIndex(place)

    def _remember(self) -> None:
        self._memory.key, self._memory.first_day = self.view.key, self.view.first_day

    # what is chosen

    def _thing(self, key: str | None) -> TimelineThing | None:
        return self._found.find(key) if self._found is not None else None

    def _chosen(self, key: str) -> None:
        item = self.view.item
        self._said.setText(formats.unbroken(item.told) if item else "")
        self._only_end.setVisible(item is not None and item.can_move and not item.days.is_open)
        self.view.hold_by(Grip.WHOLE)
        if self.table is not None:
            with QSignalBlocker(self.table):
                self.table.choose(key)
        self._remember()

    def _row_chosen(self, one: TimelineThing | None) -> None:
        if one is not None and one.key != self.view.key:
            self._memory.moved = None
            self.view.choose(one.key)

    def _open(self, key: str) -> None:
        """Go to the record that a thing is."""
        one = self._thing(key)
        if one is None:
            return
        self._remember()
        self._memory.moved = None
        if one.thing.kind is ThingKind.BOOKING:
            self._screen.wishes.emit(Goto("bookings", int(key.rsplit("/", 1)[1])))
            return
        area, tab = _TABS[one.thing.kind]
        record = one.plan_id if one.plan_id is not None else one.thing.person
        self._screen.wishes.emit(Goto(area, ("tab", record, tab)))

    # moving

    def _held(self, key: str) -> None:
        one = self._thing(key)
        is_booking = one is not None and one.thing.kind is ThingKind.BOOKING
        self._say(texts.NOT_HERE_BOOKING if is_booking else texts.NOT_HERE, "notice")

    def _moving(self, key: str, days: DateRange) -> None:
        one = self._thing(key)
        if one is not None:
            self._memory.moved = None
            clear(self._effects)
            said = texts.moving(texts.word(one, self._ctx.name), one.thing.days, days)
            self._said.setText(formats.unbroken(said))
            aloud.describe(self.view, said)

    def _left(self) -> None:
        clear(self._effects)
        item = self.view.item
        self._said.setText(formats.unbroken(item.told) if item else "")
        aloud.describe(self.view, item.told if item else "")

    def leave_by_escape(self, page: QWidget, back: Callable[[], None] | None = None) -> None:
        """Have Esc anywhere on `page` leave what is being moved, else go `back`."""

        def leave() -> None:
            if self.view.ghost is not None:
                self._leave_move()
            elif back is not None:
                back()

        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(leave)

    def _leave_move(self) -> None:
        self.view.drop_ghost()
        clear(self._effects)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, key: str, days: DateRange) -> None:
        """Find out what the move would do."""
        one = self._thing(key)
        if one is None or not isinstance(one.record, Stored) or one.plan_id is None:
            return
        work = partial(preview_move, self._ctx, one.plan_id, one.record, days)
        self._screen.query(work, partial(self._show_effects, one))

    def _show_effects(self, one: TimelineThing, found: MovePreview) -> None:
        if not isValid(self) or self.view.ghost != found.effects.after:
            return
        clear(self._effects)
        effects, names = found.effects, self._ctx.name
        parts: list[QWidget] = [
            label(texts.EFFECTS, "section"),
            label(texts.new_days(texts.word(one, names), effects), "strong", wrap=True),
            *(label(said, "warned", wrap=True) for said in texts.warnings(found, names)),
            *(label(said, "done", wrap=True) for said in texts.solved(effects)),
            *(label(said, "muted", wrap=True) for said in texts.unchanged(effects)),
        ]
        if effects.booking:
            parts.append(label(texts.booking_stays(effects), "notice", wrap=True))
        if not effects.touches:
            parts.append(label(texts.NOTHING_ELSE, "muted", wrap=True))
        save = button(texts.SAVE_MOVE, partial(self._save, one, effects.after), Kind.PRIMARY)
        ways: list[Any] = [save, button(texts.LEAVE_MOVE, self._leave_move), 0]
        if found.booking_id is not None:
            go = partial(self._screen.wishes.emit, Goto("bookings", found.booking_id))
            ways.insert(2, button(texts.OPEN_BOOKING, go, Kind.QUIET))
        panel = holder(column(*parts, row(*ways), spacing=6))
        self._effects.addWidget(panel)
        panel.show()
        self._screen.card.reveal(panel)
        self._screen.card.reveal(save)  # where not all of it has room, what can be pressed is seen
        save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, one: TimelineThing, days: DateRange) -> None:
        if not isinstance(one.record, Stored) or one.plan_id is None:
            return
        plan_id = one.plan_id

        def done(after: Stored[PlanActivity]) -> None:
            self._memory.moved = _Moved(one.key, plan_id, after, one.thing.days)
            self._screen.told.emit(window_texts.SAVED)
            self._look_again()

        self._screen.command(partial(move_activity, self._ctx, plan_id, one.record, days), done)

    def _look_again(self) -> None:
        if isValid(self):
            self._remember()
            self.takes_cursor = True
            self.reload()

    def _tell_moved(self, found: Timeline) -> None:
        """What was just moved, with the way back; the page may have read its card anew since."""
        moved = self._memory.moved
        one = found.find(moved.key) if moved else None
        if moved is None or one is None or one.record != moved.after:
            self._memory.moved = None
            return
        said = texts.MOVED.format(what=moved.after.value.what, days=formats.days(moved.after.value.days))
        self._say(said, "done", button(texts.UNDO, partial(self._undo, moved)))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self, moved: _Moved) -> None:
        def undone(_after: Stored[PlanActivity]) -> None:
            self._screen.told.emit(texts.UNDONE)
            self._look_again()

        self._memory.moved = None
        work = partial(move_activity, self._ctx, moved.plan_id, moved.after, moved.before)
        self._screen.command(work, undone)

    def _say(self, said: str, style: str, *ways: QWidget) -> None:
        clear(self._effects)
        notice = holder(leading(label(said, style, wrap=True), *ways))
        self._effects.addWidget(notice)
        notice.show()
        self._screen.card.reveal(notice)

    # the same as rows

    def _rows(self, found: Timeline) -> QWidget:
        name = "timeline" if len(found.members) == 1 else "timeline_household"
        table: TableView[TimelineThing] = TableView(
            name, columns(found, self._ctx.name), lambda one: one.key, self._screen.desk.preferences
        )
        self.table = table
        seen = min(len(found.things), _ROWS)
        table.setFixedHeight(table.horizontalHeader().height() + seen * theme.ROW_HEIGHT + 6)
        table.chosen.connect(self._row_chosen)
        table.opened.connect(lambda one: self._open(one.key))
        self._screen.log_copies(table, name, lambda one: one.thing.person)
        ways = (
            button(lists.PRINT, self._print, Kind.QUIET, name=lists.PRINT_NAME),
            button(lists.EXPORT, self._export, Kind.QUIET, name=lists.EXPORT_NAME),
            button(texts.PRINT_PDF, self._write, Kind.QUIET),
        )
        return holder(column(label(texts.ROWS, "section"), table, row(0, *ways, spacing=4)))

    def _shown(self) -> Shown[TimelineThing] | None:
        found, table = self._found, self.table
        if found is None or table is None:
            return None
        about: About[TimelineThing] = About(
            lambda one: one.thing.person, lambda one: found.member(one.thing.person).is_protected
        )
        rows = table.rows_model.rows
        return Shown("timeline", texts.title(found), "", table.wanted_columns, rows, about)

    def _export(self) -> None:
        shown = self._shown()
        if shown is not None:
            list_exits.export(self, self._screen.desk, shown, self._screen.told.emit)

    def _print(self) -> None:
        shown = self._shown()
        if shown is not None:
            list_exits.print_out(self, self._screen.desk, shown, _counted, self._screen.told.emit)

    def _asked(self) -> Timeline | None:
        """The lines to print: of a household those with protected data stay behind unless they are asked for."""
        found = self._found
        if found is None or len(found.members) == 1 or not found.protected:
            return found
        question = Message(lists.protected(found.protected), "", lists.PROTECTED_ADVICE)
        if messages.ask(self, question, lists.TAKE_ALONG, lists.LEAVE_OUT):
            return found
        others = found.without_protected()
        return others if others.members else None

    def _write(self) -> None:
        found = self._asked()
        folder = messages.choose_folder(self, texts.CHOOSE_FOLDER, Path.home()) if found is not None else None
        if found is not None and folder is not None:
            work = partial(write_timeline, self._ctx, found, folder, write_pdf)
            self._screen.command(work, lambda file: self._screen.told.emit(texts.WRITTEN.format(file=file)))


def _counted(rows: int) -> str:
    return formats.counted(rows, texts.ONE, texts.MANY)


def person_part(screen: RecordScreen[Any, Any], case_number: str, name: str, memory: TimelineMemory) -> TimelinePart:
    """The line of one person on her card, or on that of her plan; from there it is shown larger."""
    read = partial(person_timeline, screen.desk.ctx, case_number)

    def enlarge() -> None:
        if screen.begin_page():
            show_page(screen, read, texts.OF_PERSON.format(name=name), memory, screen.leave_form)

    part = TimelinePart(screen, read, memory, enlarge)
    part.leave_by_escape(part)
    return part


def show_page(
    screen: RecordScreen[Any, Any],
    read: Callable[[], Timeline],
    title: str,
    memory: TimelineMemory,
    back: Callable[[], None],
) -> None:
    """Show a line in the card's place, with more room than the list; Esc and the button go back."""
    screen.give_room(to_card=True)
    leave = button(window_texts.BACK, back)
    part = TimelinePart(screen, read, memory)
    page = holder(column(leading(label(title, "subheading", wrap=True), leave), part, spacing=theme.GROUP))
    part.leave_by_escape(page, back)
    part.takes_cursor = True
    screen.card.show_parts(page)
    leave.setFocus(Qt.FocusReason.OtherFocusReason)
