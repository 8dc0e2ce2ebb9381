"""Does a list keep the habits people bring: sorting, filtering, copying, and staying where one was?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from mottagning.system.preferences import Preferences
from mottagning.uikit.columns import Align, Column, Tone, text_column
from mottagning.uikit.row_model import RowTableModel
from mottagning.uikit.table import TableView

Key, Role, Order = Qt.Key, Qt.ItemDataRole, Qt.SortOrder


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list."""

    id: int
    name: str
    town: str
    amount: int


COLUMNS: list[Column[Line]] = [
    text_column("name", "Namn", lambda line: line.name, stretches=True),
    text_column("town", "Ort", lambda line: line.town),
    Column("amount", "Belopp", lambda line: f"{line.amount} kr", lambda line: line.amount, 90, Align.RIGHT),
    text_column("hidden", "Gömd", lambda line: f"g{line.id}", is_shown=False),
]
LINES = [
    Line(1, "Åsa Öberg", "Åre", 200),
    Line(2, "Anna Ek", "Örebro", 10),
    Line(3, "Bo Ask", "Ånge", -4),
    Line(4, "Zara\nAl-Ali", "Arboga", 10),
]


def make_model() -> RowTableModel[Line]:
    """The four lines under Qt's own tester of models, which fails at the first broken promise."""
    made: RowTableModel[Line] = RowTableModel(COLUMNS, lambda line: line.id)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_rows(LINES)
    return made


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """What the window remembers, in a file of its own."""
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def show(app: QApplication, preferences: Preferences) -> Iterator[Callable[[], TableView[Line]]]:
    """Shows the list; each call as at a new start."""
    made: list[TableView[Line]] = []

    def view() -> TableView[Line]:
        table: TableView[Line] = TableView("prov", COLUMNS, lambda line: line.id, Preferences(preferences.file))
        table.resize(600, 300)
        table.set_rows(LINES)
        table.show()
        assert QTest.qWaitForWindowActive(table)
        made.append(table)
        return table

    yield view
    for table in made:
        table.close()
        table.deleteLater()


def ids(model: RowTableModel[Line]) -> list[int]:
    """The rows as they stand."""
    return [line.id for line in model.rows]


# the model


def test_qts_tester_finds_nothing_to_say_however_rows_come_and_go(app: QApplication) -> None:
    model = make_model()
    model.sort(2, Order.DescendingOrder)
    model.set_filter("åre")
    model.set_rows([])
    model.set_rows(LINES * 2)
    model.set_filter("")
    app.processEvents()
    assert model.rowCount() == 8
    assert model.columnCount() == 4
    assert model.rowCount(model.index(0, 0)) == 0, "a cell has no rows below it"


def test_a_cell_answers_in_words_and_figures_stand_to_the_right(app: QApplication) -> None:
    model = make_model()
    assert model.index(0, 2).data() == "200 kr"
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert model.index(0, 2).data(Role.TextAlignmentRole) == right
    assert model.headerData(2, Qt.Orientation.Horizontal, Role.TextAlignmentRole) == right
    assert model.index(0, 1).data(Role.AccessibleTextRole) == "Ort: Åre"
    assert model.index(0, 2).data(Role.EditRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_same_answer_keeps_the_order_there_was(app: QApplication) -> None:
    model = make_model()
    model.sort(2)
    assert ids(model) == [3, 2, 4, 1]  # -4, 10 and 10 as they came, 200
    model.sort(2, Order.DescendingOrder)
    assert ids(model) == [1, 2, 4, 3], "10 and 10 still as they came"


def test_words_sort_in_swedish_order(app: QApplication) -> None:
    model = make_model()
    model.sort(1)
    assert [line.town for line in model.rows] == ["Arboga", "Ånge", "Åre", "Örebro"]


def test_several_columns_sort_together_and_say_their_rank(app: QApplication) -> None:
    model = make_model()
    model.toggle_sort(2, also=False)
    model.toggle_sort(0, also=True)
    assert ids(model) == [3, 2, 4, 1]  # by amount, then Anna before Zara
    model.toggle_sort(0, also=True)
    assert ids(model) == [3, 4, 2, 1]  # Zara before Anna

    def heading(place: int) -> object:
        return model.headerData(place, Qt.Orientation.Horizontal)

    assert [heading(place) for place in range(3)] == ["Namn ↓2", "Ort", "Belopp ↑1"]
    model.toggle_sort(1, also=False)
    assert [heading(place) for place in range(3)] == ["Namn", "Ort ↑", "Belopp"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("åre", [1]),
        ("ARE", [1]),
        ("a\u030are", [1]),  # å written as a letter and a ring
        ("orebro", [2]),
        ("ek anna", [2]),
        ("al ali", [4]),
        ("g3", []),  # a column that is not shown is filtered too where it is chosen; the cell says g3
        ("anna ånge", []),
        ("  ", [1, 2, 3, 4]),
    ],
)
def test_the_filter_takes_every_word_without_regard_to_case_and_marks(
    app: QApplication, typed: str, found: list[int]
) -> None:
    model = make_model()
    model.set_filter(typed)
    assert ids(model) == (found or ([3] if typed == "g3" else []))
    assert model.total == 4


def test_the_filter_and_the_order_hold_for_rows_that_come_later(app: QApplication) -> None:
    model = make_model()
    model.sort(0)
    model.set_filter("a")
    model.set_rows([*LINES, Line(5, "Abel", "Boden", 1), Line(6, "Ib", "Nyköping", 1)])
    assert ids(model) == [5, 2, 3, 4, 1]  # Abel, Anna, Bo Ask, Zara, Åsa


def test_a_list_asks_each_row_once_for_what_it_is_sorted_by_and_never_for_words_it_does_not_show(
    app: QApplication,
) -> None:
    asked: Counter[str] = Counter()

    def key(line: Line) -> int:
        asked["key"] += 1
        return line.amount

    def words(line: Line) -> str:
        asked["words"] += 1
        return str(line.amount)

    rows = [Line(number, "Prov", "Åre", -number) for number in range(20_000)]
    table: TableView[Line] = TableView("prov", [Column("amount", "Belopp", words, key)], lambda line: line.id)
    table.rows_model.sort(0)
    table.set_rows(rows)
    assert ids(table.rows_model)[:2] == [19_999, 19_998]
    assert asked == {"key": 20_000}
    table.rows_model.sort(0, Order.DescendingOrder)
    for typed in ("1", "19", "199", "19"):
        table.set_filter(typed)
    assert asked == {"key": 20_000, "words": 20_000}, "a key press only looks"


# the view


def test_the_chosen_row_stays_chosen_by_its_id_when_rows_are_read_again(show: Callable[[], TableView[Line]]) -> None:
    table = show()
    told: list[object] = []
    assert table.choose(3)
    table.chosen.connect(told.append)
    table.set_rows([replace(line, amount=line.amount + 1) for line in reversed(LINES)])
    assert table.current == Line(3, "Bo Ask", "Ånge", -3)
    assert {index.row() for index in table.selectionModel().selectedRows()} == {1}
    table.set_rows([line for line in LINES if line.id != 3])
    assert table.current is None
    assert told[-1] is None, "a screen must hear that its record is gone"


def test_sorting_by_a_click_keeps_the_chosen_row(show: Callable[[], TableView[Line]]) -> None:
    table = show()
    table.choose(2)
    header = table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert ids(table.rows_model) == [3, 2, 4, 1]
    assert table.current is not None
    assert table.current.id == 2
    assert header.sectionSize(2) >= header.sectionSizeHint(2), "the heading and its arrow are seen whole"


def test_enter_and_a_double_click_open_and_arrows_walk(show: Callable[[], TableView[Line]]) -> None:
    table = show()
    opened: list[Line] = []
    table.opened.connect(opened.append)
    table.set_rows([])
    QTest.keyClick(table, Key.Key_Return)
    assert opened == [], "there is nothing to open"
    table.set_rows(LINES)
    table.choose(1)
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    QTest.keyClick(table, Key.Key_Enter)
    below = table.visualRect(table.rows_model.index(2, 0)).center()
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, below)
    assert [line.id for line in opened] == [2, 2, 3]


def test_copying_gives_the_chosen_rows_with_headings_as_excel_takes_them(show: Callable[[], TableView[Line]]) -> None:
    table = show()
    copied: list[list[Line]] = []
    table.copied.connect(copied.append)
    table.horizontalHeader().moveSection(2, 0)  # the amount first
    table.choose(2)
    QTest.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Belopp\tNamn\tOrt",
        "10 kr\tAnna Ek\tÖrebro",
        "-4 kr\tBo Ask\tÅnge",
        "10 kr\tZara Al-Ali\tArboga",  # a line break would begin a new row in Excel
    ]
    assert [[line.id for line in rows] for rows in copied] == [[2, 3, 4]]


def ticked_after(table: TableView[Line], place: int, app: QApplication) -> list[bool]:
    """Which columns the menu ticks as it opens; then the one at `place` is chosen with the keyboard."""
    ticked: list[bool] = []

    def choose() -> None:
        menu = app.activePopupWidget()
        assert isinstance(menu, QMenu)
        ticked.extend(action.isChecked() for action in menu.actions())
        for _ in range(place + 1):
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)

    QTimer.singleShot(0, choose)
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    return ticked


def test_columns_are_chosen_in_the_menu_and_widths_drawn_and_both_remembered(
    show: Callable[[], TableView[Line]], app: QApplication
) -> None:
    table = show()
    assert [table.isColumnHidden(place) for place in range(4)] == [False, False, False, True]
    assert ticked_after(table, 3, app) == [True, True, True, False]
    assert ticked_after(table, 1, app) == [True, True, True, True]
    table.setColumnWidth(2, 131)
    again = show()
    assert [again.isColumnHidden(place) for place in range(4)] == [False, True, False, False]
    assert again.columnWidth(2) == 131


def test_the_column_that_stretches_takes_what_the_others_leave(show: Callable[[], TableView[Line]]) -> None:
    table = show()
    # 140 for the town and 90 for the amount
    assert table.columnWidth(0) == table.viewport().width() - 140 - 90
    table.resize(300, 300)
    assert table.columnWidth(0) == 140, "never less than its own width"


def test_what_is_kept_by_an_older_program_or_a_broken_file_is_borne(tmp_path: Path, app: QApplication) -> None:
    for text in ('{"table.prov.width.amount": "brett"}', "[1]", "not json"):
        (tmp_path / "settings.json").write_text(text, encoding="utf-8")
        table: TableView[Line] = TableView(
            "prov", COLUMNS, lambda line: line.id, Preferences(tmp_path / "settings.json")
        )
        assert table.columnWidth(2) == 90


def test_a_status_is_painted_as_a_chip_in_its_tone_and_words(app: QApplication) -> None:
    columns: list[Column[Line]] = [
        Column("s", "Status", lambda line: line.town, lambda line: line.town, 100, tone=lambda _line: Tone.STOP)
    ]
    table: TableView[Line] = TableView("prov", columns, lambda line: line.id)
    table.set_rows(LINES[:1])
    table.resize(200, 120)
    picture = table.grab().toImage()
    ground = {picture.pixelColor(x, y).name() for x in range(15, 40) for y in range(45, 80)}
    assert "#fde8e8" in ground, "the stop tone's ground"


def test_a_chip_is_read_whole_whatever_it_says(preferences: Preferences, app: QApplication) -> None:
    def table(*towns: str) -> TableView[Line]:
        said: Column[Line] = Column(
            "s", "Status", lambda line: line.town, lambda line: line.town, 60, tone=lambda _line: Tone.STOP
        )
        made: TableView[Line] = TableView("prov", [said, *COLUMNS[:1]], lambda line: line.id, preferences)
        made.resize(700, 200)
        made.set_rows([replace(LINES[0], id=place, town=town) for place, town in enumerate(towns)])
        return made

    assert table("Ort").columnWidth(0) == 60
    wide = table("Ort", "En ort med ett långt namn")
    assert wide.columnWidth(0) > 150
    wide.set_rows(LINES[:0])
    assert wide.columnWidth(0) == 60, "as wide as it was, when nothing needs more"
    wide.setColumnWidth(0, 90)
    assert table("En ort med ett långt namn").columnWidth(0) == 90, "drawn by hand"


def test_a_column_too_narrow_for_its_heading_still_shows_which_way_it_is_sorted(app: QApplication) -> None:
    table: TableView[Line] = TableView(
        "prov", [text_column("name", "Samordningsnummer", lambda line: line.name, width=80)], lambda line: line.id
    )
    table.resize(300, 200)
    table.show()
    header, seen = table.horizontalHeader(), []
    for _ in range(2):
        table.sort_column(0, also=False)
        seen.append(header.viewport().grab(QRect(0, 0, header.sectionSize(0), header.height())).toImage())
    assert header.sectionSize(0) == 80
    assert seen[0] != seen[1], "up and down look alike"
    table.close()
