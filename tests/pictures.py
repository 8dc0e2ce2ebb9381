"""Takes a picture of every screen on the demonstration register: `python tests/pictures.py OUT`. Its options: --help.

Needs no screen. The pictures in the README come from here, and so do those of the handbook: `--help-pages` takes them
anew, small, where its pages look for them.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from factories import received_invoice
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.readmodels.handbook import Picture
from mottagning.readmodels.matching import Wanted
from mottagning.system.paths import Paths
from mottagning.texts.window import DEMO_PASSPHRASE
from mottagning.ui.app import Program, application
from mottagning.ui.people.merging import begin_merge
from mottagning.ui.start.pages import recovery_page
from mottagning.uikit import theme
from mottagning.uikit.screen import Goto
from mottagning.uikit.tabs import TabBar
from mottagning.uikit.window import Shell
from mottagning.usecases import handbook
from mottagning.usecases.admin.demo import make_demo
from mottagning.usecases.context import Context
from mottagning.usecases.invoices import received
from ui.test_colours import system as night_sky
from workbooks import make

DAY = datetime(2025, 1, 3, 9, 0, tzinfo=UTC)
BILLED = Month(2024, 10)
LONGEST = 120.0
USUAL = QSize(1440, 900)
SCREEN = QSize(1920, 1080)
"""The pixels of the screen that most people have."""
HELP_SIZE = QSize(1120, 680)
"""How large the window is for the handbook."""
_LIKE = 0xF0F0F0
"""Colours that agree in these bits look alike."""
TURNS = 8


class Camera:
    """Opens one place after another and takes its picture."""

    def __init__(self, app: QApplication, program: Program, out: Path, size: QSize) -> None:
        self._app, self._program, self._out = app, program, out
        program.window.resize(size)

    @property
    def folder(self) -> Path:
        """Where the pictures go, and what is made for them."""
        return self._out

    def settle(self) -> None:
        """Let the window's work end."""
        ends = time.monotonic() + LONGEST
        while time.monotonic() < ends:
            quiet = self._program.tasks.is_idle
            for _ in range(TURNS):  # what is shown and measured late takes some turns of the event loop
                self._app.processEvents()
            if quiet and self._program.tasks.is_idle:
                return
            time.sleep(0.005)
        raise TimeoutError("the window is still at work")

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save what is seen as `name.png`."""
        self.settle()
        shown = widget or self._program.window
        shown.repaint()
        self.keep(name, shown.grab())

    def keep(self, name: str, taken: QPixmap) -> None:
        """Save a picture that was taken."""
        if not taken.save(str(self._out / f"{name}.png")):
            raise OSError(f"cannot write {name}.png in {self._out}")


class HelpCamera(Camera):
    """Keeps the pictures that the handbook shows, as small files."""

    def keep(self, name: str, taken: QPixmap) -> None:
        named = re.sub(r"^\d+-", "", name).translate(str.maketrans("åäö ", "aao-"))
        if f"{named}.png" not in _in_the_handbook():
            return
        few = _of_few_colours(taken.toImage())
        if not few.save(str(handbook.pictures_folder() / f"{named}.png"), quality=0):
            raise OSError(f"cannot write {named}.png")


def _of_few_colours(taken: QImage) -> QImage:
    """The same picture with a table of 256 colours: a screen has hardly more, and its file is a quarter as large."""
    plain = taken.convertToFormat(QImage.Format.Format_RGB32)
    found = Counter(memoryview(plain.constBits()).cast("I"))
    near: dict[int, Counter[int]] = defaultdict(Counter)
    for colour, often in found.items():
        near[colour & _LIKE][colour] += often
    often = sorted(near.values(), key=lambda one: -one.total())[:256]
    table = [one.most_common(1)[0][0] for one in often]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def _in_the_handbook() -> set[str]:
    return {block.file for page in handbook.handbook().pages for block in page.blocks if isinstance(block, Picture)}


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="the folder for the pictures")
    parser.add_argument(
        "--help-pages", action="store_true", help="those of the handbook, where its pages look for them"
    )
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    parser.add_argument("--contrast", action="store_true", help="in Windows' contrast theme Night sky")
    parser.add_argument("--home", type=Path, help="a folder where the demonstration register may stay for next time")
    parser.add_argument("--size", help="the window's size, as 1080x640")
    parser.add_argument("--scale", type=int, help="the system's scale in per cent, on a whole screen of 1920 × 1080")
    arguments = parser.parse_args()
    if (arguments.out is None) is not arguments.help_pages:
        parser.error("give a folder, or --help-pages")
    size = HELP_SIZE if arguments.help_pages else _size(arguments.size, arguments.scale)
    if arguments.contrast:
        theme.high_contrast = lambda: True
        theme._system_palette = lambda: night_sky("Night sky")
    with tempfile.TemporaryDirectory() as folder:
        out = arguments.out or Path(folder) / "out"
        out.mkdir(parents=True, exist_ok=True)
        camera = HelpCamera if arguments.help_pages else Camera
        paths = Paths(Path(folder))
        os.environ["MOTTAGNING_HOME"] = folder  # a register that is left or locked is backed up there
        if arguments.home is not None:
            _fetch_demonstration(Paths(arguments.home).demonstration, paths.demonstration)
        _take_all(paths, out, size, camera, dark=arguments.dark)
    return 0


def _size(told: str | None, scale: int | None) -> QSize:
    """The window's size in the units of the scale, which Qt asks for when the application is made."""
    if scale is not None:
        os.environ["QT_SCALE_FACTOR"] = str(scale / 100)
    if told is not None:
        return QSize(*map(int, told.split("x")))
    return USUAL if scale is None else SCREEN * 100 / scale


def _fetch_demonstration(kept: Path, wanted: Path) -> None:
    """Copy the demonstration that was kept, made now the first time: what is done for the pictures stays out of it."""
    if not kept.exists():
        make_demo(kept, DEMO_PASSPHRASE, lambda: DAY, leave_open=1).ctx.db.close()
    shutil.copytree(kept, wanted)


def _take_all(paths: Paths, out: Path, size: QSize, kind: type[Camera], *, dark: bool) -> None:
    app = application()
    program = Program(app, paths, lambda: DAY)
    program.preferences.put("theme", "dark" if dark else "light")
    program.preferences.put("last_register", "")
    program._dress()
    camera = kind(app, program, out, size)
    program.show()
    camera.take("01-start")
    program.start.show_create()
    camera.take("02-create")
    program.start._show(recovery_page("ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567", lambda: None))
    camera.take("03-recovery")
    program.start.show_choices()
    program.start.open_demo()
    camera.settle()
    for place, (name, goto) in enumerate(_places(), start=10):
        _shell(program).go(goto)
        camera.take(f"{place}-{name}")
    _returns(program, camera)
    _forms(program, camera)
    _person(_shell(program), camera)
    _settings(program, camera)
    _costs(_shell(program), camera)
    _requests(_shell(program), camera)
    _invoices(_shell(program), camera)
    program.help()
    camera.take("63-help", program.helper)
    program.lock()
    camera.take("60-locked")
    program.window.close()


def _places() -> list[tuple[str, Goto]]:
    return [
        ("overview", Goto("overview")),
        ("people", Goto("people")),
        ("plans", Goto("plans")),
        ("agreements", Goto("agreements")),
        ("bookings", Goto("bookings")),
        ("costs", Goto("costs")),
        ("year-end", Goto("year_end", "accrued")),
        ("year-end-prices", Goto("year_end", "prices")),
        ("year-end-settled", Goto("year_end", "settled")),
        ("returns", Goto("returns")),
        ("settings", Goto("settings")),
        ("take-in", Goto("take_in")),
        ("offers", Goto("offers")),
        ("requests", Goto("requests")),
        ("deviations", Goto("deviations")),
        ("state-compensation", Goto("state_compensation")),
        ("state-compensation-claims", Goto("state_compensation_claims")),
        ("statistics", Goto("statistics")),
        ("responsibilities", Goto("responsibilities", ("service", "sfi"))),
    ]


def _requests(shell: Shell, camera: Camera) -> None:
    """An offer, a need beside the catalogue, and a request that waits for the next step."""
    shell.go(Goto("offers", 1))
    camera.take("59-offer")
    shell.go(Goto("matching", Wanted(case_number="2023-0001", service="sfi", variant="B")))
    camera.take("59-matching")
    shell.go(Goto("requests"))
    camera.settle()
    rows = shell.screen_shown.list.table.rows_model.rows
    shell.screen_shown.list.choose(max(line.id for line in rows))
    camera.take("59-request")


def _invoices(shell: Shell, camera: Camera) -> None:
    """A bill against ours, and the same as an invoice: looked at, controlled, answered; its months and history."""
    counterpart, file, amount = _bill(shell.screen_shown.desk.ctx, camera.folder)
    shell.go(Goto("invoices"))
    camera.settle()
    screen = shell.screen_shown
    screen.form.fill({"counterpart": counterpart, "first": BILLED, "last": BILLED})
    screen.take_file(file)
    camera.take("61-control")
    shell.go(Goto("received_invoices"))
    camera.settle()
    screen = shell.screen_shown
    screen.begin_new()
    camera.take("62-invoice-form")
    screen.leave_form()
    for number, due in (("4711", DAY.date()), ("4712", DAY.date() + timedelta(days=40))):
        told = received_invoice(number=number, key=f"MF-{number}", counterpart=counterpart, amount=amount, due_on=due)
        told = replace(told, arrived_on=DAY.date(), first_month=BILLED, last_month=BILLED)
        received.save_invoice(screen.desk.ctx, None, told)
    screen.refresh()
    camera.settle()
    first = next(line for line in screen.list.table.rows_model.rows if line.invoice.number == "4711")
    screen.list.choose(first.id)
    camera.take("62-invoice")
    screen.take_file(file)
    camera.take("62-invoice-control")
    screen._form.wants_save.emit()
    camera.take("62-invoice-rows")
    (bar,) = [one for one in screen.findChildren(TabBar) if one.isVisible()]
    for place, name in ((1, "months"), (2, "history"), (3, "facts")):
        bar.choose(place)
        camera.take(f"62-invoice-{name}")
    screen._answer()
    camera.take("62-invoice-answer")
    screen.leave_form()


def _bill(ctx: Context, folder: Path) -> tuple[str, Path, Ore]:
    """A specification of what is bought of somebody in a month, some of it wrong: from whom, the file, its sum."""
    with ctx.reading() as reader:
        returns = [one for one in reader.ledger.returns(BILLED, protected=False) if " K " in one.number]
        chosen = max(returns, key=lambda one: one.row_count)
        rows = [row.entry for row in reader.ledger.rows([chosen.id])]
    told: list[list[object]] = [[one.booking, str(one.service_month), one.amount / 100] for one in rows]
    told[0][2] = rows[0].amount / 100 + 500
    told += [told[-1], ["X-99", str(BILLED), 700]]
    file = make(folder / "specifikation.xlsx", {"Blad1": [["Bokning", "Avser månad", "Belopp"], *told]})
    return chosen.counterpart, file, Ore(sum(round(float(str(row[2])) * 100) for row in told))


def _shell(program: Program) -> Shell:
    assert program.register is not None, "no register is open"
    return program.register.shell


def _returns(program: Program, camera: Camera) -> None:
    shell = _shell(program)
    shell.go(Goto("returns", Month(2024, 12)))
    camera.settle()
    month = shell.screen_shown
    last = month._review.lines[-1]
    month._problem._begin_accept(last)
    camera.take("20-returns-accept")
    month._problem._leave(last)
    for step, name in enumerate(("check", "preview", "close", "hand-out")):
        month.go_to_step(step)
        camera.take(f"2{step}-returns-{name}")
    month.go_to_step(1)
    month._counterpart._before._begin_hold(month._counterparts.current, "motparten")
    camera.take("21-returns-hold-back")
    shell.go(Goto("returns", Month(2024, 10)))
    camera.take("24-returns-closed")
    month._counterpart._after._begin_invoice(month._counterparts.current)
    camera.take("24-returns-invoice")


def _forms(program: Program, camera: Camera) -> None:
    for place, area in enumerate(("people", "agreements", "bookings")):
        shell = _shell(program)
        shell.go(Goto(area))
        camera.settle()
        shell.screen_shown.begin_edit()
        camera.take(f"3{place}-{area}-form")
        shell.screen_shown.leave_form()
    _terms(shell, camera)
    shell.search.begin()
    shell.search.setText("am")
    shell.searched.emit("am")
    camera.take("34-search")
    shell.search.clear()


def _person(shell: Shell, camera: Camera) -> None:
    """A person's card, tab by tab, and what is done from it and from the list."""
    shell.go(Goto("people"))
    camera.settle()
    screen = shell.screen_shown
    (bar,) = [one for one in screen.findChildren(TabBar) if one.isVisible()]
    for place in range(len(bar.words)):
        bar.choose(place)
        camera.take(f"5{place}-person-{bar.words[place].lower()}")
    parts = screen.list
    for name, panel in (("columns", parts.column_panel), ("filter", parts.filter_panel)):
        parts._open(panel)
        camera.take(f"56-list-{name}")
        parts._leave_panels()
    _from_card(screen, camera)


def _from_card(screen: Any, camera: Camera) -> None:
    ways: list[tuple[str, Callable[[], object]]] = [
        ("bulk", screen.begin_bulk),
        ("access", screen._begin_access),
        ("member", screen._begin_member),
        ("duplicates", screen._show_duplicates),
        ("merge", lambda: begin_merge(screen, *[line.id for line in screen.read_lines()][:2])),
        ("household", screen._show_household),
    ]
    for name, begin in ways:
        begin()
        camera.take(f"57-person-{name}")
        screen.leave_form()
        camera.settle()


def _terms(shell: Shell, camera: Camera) -> None:
    """Terms as an agreement's card tells them, and while they are being entered."""
    shell.go(Goto("agreements"))
    camera.settle()
    screen = shell.screen_shown
    for place in range(screen.list.table.rows_model.rowCount()):
        if screen._loaded.card.terms:
            break
        screen.list.table.selectRow(place)  # a framework has no terms of its own
        camera.settle()
    (bar,) = [one for one in screen.findChildren(TabBar) if one.isVisible()]
    for place, name in enumerate(("terms", "prices", "courses", "parties", "facts")):
        bar.choose(place)
        camera.take(f"33-agreement-{name}")
    screen._edit_terms(screen._loaded.card.terms[0])
    camera.take("33-terms-form")
    screen.leave_form()


def _costs(shell: Shell, camera: Camera) -> None:
    """Costs by booking, the chart of the year, and what is exchanged."""
    shell.go(Goto("costs"))
    camera.settle()
    screen = shell.screen_shown
    screen.grouping.setCurrentIndex(2)
    camera.take("58-costs-bookings")
    for place, name in ((1, "months"), (2, "matrix"), (3, "balance"), (4, "budget")):
        screen.tabs.bar.choose(place)
        camera.take(f"58-costs-{name}")


def _settings(program: Program, camera: Camera) -> None:
    shell = _shell(program)
    shell.go(Goto("settings"))
    for place in range(len(shell.screen_shown.tabs.bar.words)):
        shell.screen_shown.tabs.bar.choose(place)
        camera.take(f"4{place}-settings-{shell.screen_shown.tabs.bar.words[place].lower()}")


if __name__ == "__main__":
    sys.exit(main())
