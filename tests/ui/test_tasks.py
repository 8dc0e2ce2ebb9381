"""Does work behind the window come back to the window's thread, and is nothing of Qt ever taken down elsewhere?"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from mottagning.readmodels.changes import Area, Done
from mottagning.texts import window as texts
from mottagning.uikit.screen import Desk, Screen
from mottagning.uikit.tasks import PATIENCE, Tasks
from mottagning.usecases.context import Context

MAIN = threading.main_thread().name


@pytest.fixture
def tasks(app: QApplication) -> Iterator[Tasks]:
    """A worker of its own."""
    made = Tasks()
    yield made
    made.stop()


def until(happened: Callable[[], bool]) -> None:
    """Let events come until it has happened."""
    pulse = QTimer()
    pulse.start(5)
    for _ in range(2_000):
        if happened():
            return
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    raise TimeoutError


def wait(tasks: Tasks) -> None:
    """Until nothing is under way."""
    until(lambda: tasks.is_idle)


def many_rings() -> str:
    """Makes rings of objects that only Python's own looking finds."""
    for _ in range(20_000):
        ring: list[Any] = []
        ring.append(ring)
    return threading.current_thread().name


def test_forgotten_objects_are_cleared_away_in_the_windows_thread_only(start: Callable[[], Any]) -> None:
    hands = start()
    looked: list[str] = []

    def note(phase: str, _found: dict[str, int]) -> None:
        if phase == "start":
            looked.append(threading.current_thread().name)

    gc.callbacks.append(note)
    try:
        worked: list[str] = []
        hands.program.tasks.query(many_rings, worked.append)
        hands.settle()
        hands.program._collector.collect()
    finally:
        gc.callbacks.remove(note)
    assert worked != [MAIN], "it was made elsewhere"
    assert set(looked) == {MAIN}
    hands.window.close()
    assert gc.isenabled(), "without a window Python looks by itself"


def test_work_is_done_elsewhere_and_its_answer_comes_back_here(tasks: Tasks) -> None:
    where: list[str] = []
    tasks.query(lambda: threading.current_thread().name, lambda name: where.extend([name, _here()]))
    wait(tasks)
    assert where[0] != MAIN
    assert where[1] == MAIN


def _here() -> str:
    return threading.current_thread().name


def test_a_command_tells_what_changed_after_its_caller_has_heard(tasks: Tasks) -> None:
    heard: list[object] = []
    tasks.changed.connect(heard.append)
    tasks.command(lambda: Done("värdet", frozenset({Area.PEOPLE})), heard.append)
    wait(tasks)
    assert heard == ["värdet", frozenset({Area.PEOPLE})]


def test_an_error_reaches_the_caller_or_else_the_one_place_that_shows_it(tasks: Tasks) -> None:
    told: list[BaseException] = []
    shown: list[BaseException] = []
    tasks.trouble.connect(shown.append)

    def fail() -> None:
        raise ValueError

    def takes(error: BaseException) -> bool:
        told.append(error)
        return True

    tasks.query(fail, told.append, takes)
    tasks.query(fail, told.append, lambda _error: False)
    tasks.query(fail, told.append)
    wait(tasks)
    assert [type(one) for one in told] == [ValueError]
    assert len(shown) == 2


def test_only_long_work_is_shown_to_go_on(tasks: Tasks) -> None:
    tasks._patience.setInterval(1)
    shown: list[bool] = []
    tasks.busy.connect(shown.append)
    may_end = threading.Event()
    tasks.query(lambda: may_end.wait(10), lambda _done: None)
    until(lambda: shown == [True])
    may_end.set()
    wait(tasks)
    assert shown == [True, False]
    assert PATIENCE == 600


def test_an_answer_to_a_page_that_is_gone_goes_nowhere(furnished: Any, ctx: Context) -> None:
    page = Screen(Desk(ctx, furnished.program.tasks, furnished.screen.desk.preferences), "prov")
    came: list[str] = []
    page.query(lambda: "läst", came.append)
    page.command(lambda: Done("sparat", frozenset({Area.PEOPLE})), came.append)
    delete(page)
    furnished.settle()
    assert came == []


def test_long_work_is_said_but_takes_nothing_away_that_was_told(furnished: Any) -> None:
    shell = furnished.shell
    shell.show_busy(busy=True)
    assert furnished.says(texts.WORKING)
    shell.show_busy(busy=False)
    assert not furnished.says(texts.WORKING)
    shell.tell(texts.SAVED)
    shell.show_busy(busy=True)
    assert furnished.says(texts.SAVED)
    shell.show_busy(busy=False)
    assert furnished.says(texts.SAVED)


def test_nobody_waits_behind_what_is_counted_aside(tasks: Tasks) -> None:
    gate, said = threading.Event(), list[str]()
    tasks.aside(lambda: gate.wait(20), lambda _opened: said.append("counted"))
    tasks.query(lambda: "list", said.append)
    until(lambda: said == ["list"])
    assert not tasks.is_idle
    gate.set()
    wait(tasks)
    assert said == ["list", "counted"]


def test_what_is_done_last_waits_for_what_is_under_way_aside(tasks: Tasks) -> None:
    gate, done = threading.Event(), list[str]()

    def counting() -> None:
        gate.wait(20)
        done.append("counted")

    tasks.aside(counting, lambda _none: None)
    tasks.last(lambda: done.append("closed"))
    QTimer.singleShot(50, gate.set)
    wait(tasks)
    assert done == ["counted", "closed"]
