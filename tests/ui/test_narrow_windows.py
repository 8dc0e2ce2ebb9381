"""What gives way in a window that is narrow or low, as on a small screen or at 200 %?"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from mottagning.uikit import theme
from mottagning.uikit.fields import Field, Section
from mottagning.uikit.forms import FormView
from mottagning.uikit.parts import facts
from mottagning.uikit.records import FormPanel
from mottagning.uikit.wrapping_box import WrappingBox


def test_words_beside_a_box_go_on_below_where_they_do_not_fit(app: QApplication) -> None:
    """One line of them would make the whole form wider than its side, and cut off every field of it."""
    words = "Beslut behövs inte enligt överenskommelsen (K05)"
    box = WrappingBox(words)
    box.resize(180, 100)
    box.show()
    app.processEvents()
    assert box.text().split() == words.split()
    assert "\n" in box.text()
    assert box.minimumSizeHint().width() <= 180
    assert box.heightForWidth(180) > box.heightForWidth(600)
    box.resize(600, 100)
    app.processEvents()
    assert box.text() == words
    box.close()


def test_a_note_leaves_the_fields_of_a_low_window_their_room(app: QApplication) -> None:
    panel = FormPanel("Villkor", [Section("", (Field("variant", "Variant"),))], {}, lambda _values: None, lambda: None)
    for height, stays in ((540, False), (900, True)):
        panel.resize(320, height)
        panel.note("Månadspriset fördelas per kalenderdag.")
        assert panel.foot.isAncestorOf(panel._note) == stays, height


def test_a_note_moves_when_the_window_becomes_low(demo: Any) -> None:
    demo.go("agreements")
    demo.screen.begin_edit()
    demo.settle()
    panel = demo.screen._form
    panel.note("Månadspriset fördelas per kalenderdag.")
    for height, stays in ((560, False), (900, True), (560, False)):
        demo.window.resize(1440, height)
        demo.settle()
        assert panel.foot.isAncestorOf(panel._note) == stays, height
    demo.screen.leave_form()


def test_two_fields_stand_beside_one_another_only_where_a_name_has_room_in_each(app: QApplication) -> None:
    fields = (Field("person", "Person"), Field("agreement", "Avtal"), Field("ended", "Slut"))
    form = FormView([Section("", fields)])
    form.show()
    for width, is_beside in ((297, False), (420, True), (297, False)):
        form.resize(width, 300)
        form.show_only({"agreement", "ended"})
        app.processEvents()
        first, second = form.control("agreement"), form.control("ended")
        assert (first.pos().y() == second.pos().y()) == is_beside, width
        assert (first.width() > 170) or is_beside
    form.close()


def test_a_path_that_its_card_may_cut_off_is_read_in_its_tip_and_copied_as_it_is(app: QApplication) -> None:
    path = "/home/prov/Backup/demo-d0f1dcda-99fe-4e5c-8d41-8c9f7b7b07c5/20250103-090000-locked.mottagning-kopia"
    told = facts([("Fil", path), ("Var", "Här på datorn")])
    tips = {one.text(): one.toolTip() for one in told.findChildren(QLabel)}
    assert tips[path] == path
    assert not any(tip for text, tip in tips.items() if text != path)


def test_on_a_low_first_page_only_the_page_scrolls_and_a_list_has_all_of_its_height(demo: Any) -> None:
    demo.window.resize(960, 540)
    demo.go("overview")
    screen = demo.screen
    (page, waiting) = [one for one in demo.visible(QScrollArea) if one.isAncestorOf(screen._waits)]
    assert page.verticalScrollBar().maximum() > 0
    assert waiting.verticalScrollBar().maximum() == 0
    assert screen._months.verticalScrollBar().maximum() == 0 or screen._months.rows_model.rowCount() > 12
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    demo.settle()
    for part in (screen.tabs.bar, screen.due.list):
        seen = part.visibleRegion().boundingRect()
        assert seen.height() == part.height(), "it is seen whole"
    assert screen.due.list.table.viewport().height() >= 4 * theme.ROW_HEIGHT
    demo.window.resize(1440, 900)
    demo.settle()
    assert page.verticalScrollBar().maximum() == 0
