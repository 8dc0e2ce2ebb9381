"""Is every copy of a list with persons a disclosure in the log, also where the list is no list of the area?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from factories import TEST_NUMBERS, Clock, person
from mottagning.domain.periods import Month
from mottagning.readmodels.take_in import Kept, KeptPerson, Undone
from mottagning.storage.engine import connect
from mottagning.uikit.table import TableView
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.logs.reviewing import begin_review
from workbooks import make

CONTROL = Qt.KeyboardModifier.ControlModifier


def copied(hands: Any, ctx: Context, table: Any) -> list[tuple[str, int]]:
    """Choose every row, copy, and what the log has of it."""
    table.selectAll()
    table.setFocus()
    hands.key(Qt.Key.Key_C, CONTROL)
    hands.settle()
    assert len(QGuiApplication.clipboard().text().split("\n")) > 1
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        return [tuple(row) for row in connection.execute("SELECT what, persons FROM disclosure")]


def test_of_the_problems_of_a_month(furnished: Any, ctx: Context) -> None:
    furnished.go("returns", Month(2024, 9))
    table = furnished.screen._problems
    named = {one.person for one in table.rows_model.rows if one.person}
    assert copied(furnished, ctx, table) == [("problems_copy", len(named))]


def test_of_the_look_before_several_are_changed(furnished: Any, ctx: Context) -> None:
    furnished.screen.list.table.selectAll()
    furnished.push("Ändra flera")
    furnished.fill(field="Mottagen", received_on="240201")
    furnished.push("Visa vad som ändras")
    (table,) = (one for one in furnished.visible(TableView) if one.accessibleName() == "Så blir det")
    assert copied(furnished, ctx, table) == [("bulk_copy", 4)]


def test_of_the_bookings_that_a_months_list_would_hold(furnished: Any, ctx: Context) -> None:
    furnished.go("bookings")
    furnished.push("Lista till anordnaren …")
    furnished.fill(recipient="Krokom", way="säker e-post")
    furnished.key(Qt.Key.Key_S, CONTROL)
    (table,) = (one for one in furnished.visible(TableView) if one.accessibleName() == "Bokningar som är med i listan")
    assert copied(furnished, ctx, table) == [("monthly_list_copy", len({one.person for one in table.rows_model.rows}))]


def test_of_the_rows_of_a_list_that_is_taken_in(
    office: Any, ctx: Context, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    pick(make(tmp_path / "mottagna.xlsx", {"Lista": [["Namn", "Personnr"], ["Petra Prov", "19900103-2391"]]}))
    office.go("people")
    office.push("Ta in en lista …")
    office.push("Välj lista …")
    office.push("Granska")
    office.screen._review.tabs.bar.setFocus()
    office.key(Qt.Key.Key_Right)
    assert copied(office, ctx, office.screen._review.rows) == [("list_rows_copy", 1)]


def test_of_the_log_that_is_reviewed(furnished: Any, ctx: Context, clock: Clock) -> None:
    people.open_person(ctx, 1)
    clock.now = datetime(2025, 4, 2, 9, 0, tzinfo=UTC)
    begin_review(ctx, Month(2025, 3))
    furnished.go("logs", Month(2025, 3))
    review = furnished.screen.review
    named = {one.line.person for one in review.table.rows_model.rows if one.line.person}
    assert named
    assert copied(furnished, ctx, review.table) == [("log_review_copy", len(named))]


def test_of_those_whom_a_list_that_is_taken_back_leaves_alone(office: Any, ctx: Context) -> None:
    kept = tuple(KeptPerson(case, f"Petra {case}", Kept.CHANGED) for case in ("A7", "A8"))
    office.go("take_in")
    office.screen._pages.setCurrentWidget(office.screen._done)
    office.screen._done.show_undone(1, Undone(is_undone=False, removed=0, restored=0, kept=kept))
    office.settle()
    (table,) = office.screen._done.findChildren(TableView)
    assert copied(office, ctx, table) == [("kept_copy", 2)]
