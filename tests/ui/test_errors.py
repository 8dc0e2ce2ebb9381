"""When something fails, is it said in plain words, noted without names, and is what was typed still there?"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import backup
from mottagning.system import logs
from mottagning.system.paths import Paths
from mottagning.ui import app as program
from mottagning.ui.people.screen import PeopleScreen
from mottagning.usecases import people
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SECRET = "Amina Provlund 199001032391"


@dataclass
class Box:
    """A box that was shown: what it said, its report, its buttons."""

    text: str
    report: str
    buttons: list[str]


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[Box]:
    """The boxes that opened; each is answered at once."""
    shown: list[Box] = []

    def show(box: QMessageBox) -> None:
        said = f"{box.text()} {box.informativeText()}"
        shown.append(Box(said, box.detailedText(), [one.text() for one in box.buttons()]))

    monkeypatch.setattr(QMessageBox, "exec", show)
    return shown


@pytest.fixture
def log(paths: Paths) -> Iterator[Path]:
    """The file that errors are noted in."""
    logs.start(paths.log)
    yield paths.log
    noting = logging.getLogger("mottagning")
    for handler in noting.handlers:
        handler.close()
    noting.handlers.clear()


@pytest.fixture
def at_people(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody at the persons of the small office."""
    hands.program.enter(ctx)
    hands.settle()
    hands.go("people")
    return hands


def failing(error: BaseException) -> Callable[..., Any]:
    """A function that only fails."""

    def fail(*_given: object, **_named: object) -> None:
        raise error

    return fail


def check_bug(shown: list[Box], log: Path) -> None:
    """An error in the program was said in words and noted by its place, and nobody is named."""
    assert "Något gick fel i programmet." in shown[0].text
    assert "Det som redan är sparat finns kvar." in shown[0].text
    assert {"OK", "Kopiera felrapporten"} <= set(shown[0].buttons)
    noted = log.read_text("utf-8")
    for text in (shown[0].text, shown[0].report, noted):
        assert "Amina" not in text
        assert "19900103" not in text
    for text in (shown[0].report, noted):
        assert "ValueError" in text
        assert "test_errors.py" in text


def test_an_exception_in_a_slot_is_said_and_noted_without_names(
    at_people: Any, boxes: list[Box], log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", at_people.program.unexpected)
    monkeypatch.setattr(PeopleScreen, "show_card", failing(ValueError(SECRET)))
    at_people.screen.list.table.setFocus()
    at_people.key(Key.Key_Down)
    at_people.settle()
    check_bug(boxes, log)


def test_an_exception_in_work_behind_the_window_is_said_and_noted_without_names(
    at_people: Any, boxes: list[Box], log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "next_case_number", failing(ValueError(SECRET)))
    at_people.key(Key.Key_N, CONTROL)
    check_bug(boxes, log)
    assert at_people.button("Ny person").isEnabled()


def test_the_report_can_be_copied(at_people: Any, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(box: QMessageBox) -> None:
        (copy,) = (one for one in box.buttons() if one.text() == "Kopiera felrapporten")
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: copy)

    monkeypatch.setattr(QMessageBox, "exec", press)
    monkeypatch.setattr(people, "next_case_number", failing(ValueError(SECRET)))
    at_people.key(Key.Key_N, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Mottagning ")
    assert "ValueError" in copied
    assert "Amina" not in copied


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (TroubleCode.DISK_FULL, "Disken är full"),
        (TroubleCode.REGISTER_BUSY, "används av någon annan"),
        (TroubleCode.REGISTER_READ_ONLY, "skrivskyddad"),
    ],
)
def test_trouble_while_saving_is_a_sentence_and_the_form_is_as_it_was(
    at_people: Any, boxes: list[Box], log: Path, monkeypatch: pytest.MonkeyPatch, code: TroubleCode, said: str
) -> None:
    at_people.key(Key.Key_N, CONTROL)
    at_people.fill(given_name="Petra")
    with monkeypatch.context() as broken:
        broken.setattr(people, "save_person", failing(Trouble(code, file="prov.mottagning")))
        at_people.key(Key.Key_S, CONTROL)
    (box,) = boxes
    assert said in box.text
    assert box.buttons == ["OK"], "a report is of no use"
    assert not log.exists() or log.read_text("utf-8") == "", "the machine's trouble is no error of the program"
    assert at_people.form.raw()["given_name"] == "Petra"
    at_people.key(Key.Key_S, CONTROL)
    assert at_people.says("Sparat"), "what was typed is saved once there is room"


def test_a_backup_on_a_full_disk_is_a_sentence_and_the_line_below_promises_none(
    at_people: Any, boxes: list[Box], pick: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "write", failing(Trouble(TroubleCode.DISK_FULL, file="kopia.mottagning-kopia")))
    pick(tmp_path / "kopia")
    at_people.go("settings")
    at_people.tab("Säkerhetskopior")
    at_people.push("Skriv kopia till fil …")
    assert [("Disken är full" in box.text, "kopia" in box.text) for box in boxes] == [(True, True)]
    assert at_people.says("Ingen säkerhetskopia än")


def test_a_file_that_is_open_in_excel_is_a_sentence(
    at_people: Any, boxes: list[Box], pick: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_use = failing(Trouble(TroubleCode.FILE_IN_USE, file="allt.xlsx"))
    monkeypatch.setattr("mottagning.ui.admin.screen.export_register", in_use)
    pick(tmp_path / "allt.xlsx")
    at_people.go("settings")
    at_people.tab("Säkerhet och flytt")
    at_people.push("Skriv arbetsbok …")
    assert "allt.xlsx är öppen i ett annat program." in boxes[0].text
    assert "Stäng den i Excel" in boxes[0].text


def test_without_a_screen_it_says_so_and_ends(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert program.main() == 3
    assert "Det finns ingen skärm" in capsys.readouterr().err
