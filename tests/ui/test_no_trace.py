"""Is an office with a hidden person, to who may not see her, the same as one that never knew her?

Both offices are walked page by page, and their files compared cell by cell: where nothing differs, nothing tells of
her, not by a count, a total, a gap or a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from factories import OTHER, OWN, Clock, copy_register, day, days, without_right
from hidden import HER, HER_BOOKING, HER_REQUEST, MARKS, hide, marks_in
from mottagning.domain.bookings import Procedure
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.offers import Offer
from mottagning.domain.periods import Month
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.storage.database import Database
from mottagning.system.paths import Paths
from mottagning.texts import window as texts
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.year_end.accrual_files import write_accruals
from ui.conftest import Hands, started
from ui.test_accessibility import areas, controlling, forms, from_card, lists, matching, steps, tabs
from ui.test_search_and_secrecy import everything
from workbooks import shown

DANA = "2024-0004"
OFFER = Offer(
    key="U1",
    service="sfi",
    municipality=OWN,
    days=days("2024-08-19"),
    seats=1,
    seats_on=day("2024-08-01"),
    source="enheten",
)
"""What we offer ourselves: one seat, which she has."""


def forget(ctx: Context) -> None:
    """Have the office never known her."""
    with ctx.writing() as uow:
        booking, person = uow.bookings.find(HER_BOOKING), uow.people.find(HER)
        assert booking is not None
        assert person is not None
        uow.bookings.remove(booking)
        uow.people.remove(person)
        uow.commit()


def waits(ctx: Context, key: str, case_number: str, answer: StepKind) -> None:
    """Somebody of another municipality asks for a seat of ours, and is answered."""
    with ctx.writing() as uow:
        uow.requests.add(
            BookingRequest(
                key=key,
                procedure=Procedure.ORDER,
                side=Side.PROVIDING,
                case_number=case_number,
                service="sfi",
                counterpart=OTHER,
                days=days("2024-09-02"),
                offer=OFFER.key,
            )
        )
        for number, kind in enumerate((StepKind.REQUESTED, answer)):
            uow.request_steps.add(RequestStep(request=key, number=number, kind=kind, on=day("2024-08-19")))
        uow.commit()


@pytest.fixture
def offices(ctx: Context, small_office: None, tmp_path: Path) -> Iterator[tuple[Context, Context]]:
    """The same office twice, with her and without her, two months closed, in the hands of who may not see her."""
    with ctx.writing() as uow:
        uow.representatives.add(
            Representative(case_number="2024-0002", kind=RepresentativeKind.GUARDIAN, name="Godman")
        )
        uow.offers.add(OFFER)
        uow.commit()
    waits(ctx, "F1", DANA, StepKind.QUEUED)
    ctx.db.close()
    file = tmp_path / "tvilling" / ctx.db.file.name
    file.parent.mkdir()
    copy_register(ctx.db.file, file)
    known = replace(ctx, db=Database(ctx.db.file, ctx.key))
    never = replace(ctx, db=Database(file, ctx.key))
    hide(known)
    waits(known, f"{HER_REQUEST}a", HER, StepKind.ACCEPTED)
    waits(known, f"{HER_REQUEST}b", HER, StepKind.QUEUED)
    forget(never)
    for one in (known, never):
        close_month(one, Month(2024, 9))
        close_month(one, Month(2024, 10))
    yield without_right(known), without_right(never)
    known.db.close()
    never.db.close()


Walk = Callable[[Any], Iterator[str]]
WALKS: dict[str, list[Walk]] = {
    "pages": [areas, tabs, steps],
    "forms": [forms, matching, controlling],
    "cards": [from_card, lists],
}


def walked(hands: Hands, walks: list[Walk]) -> dict[str, str]:
    """All words of every page."""
    return {page: everything(hands) for walk in walks for page in walk(hands)}


@pytest.mark.parametrize("walks", WALKS.values(), ids=WALKS)
def test_no_page_tells_of_her(
    app: QApplication,
    offices: tuple[Context, Context],
    tmp_path: Path,
    answers: Any,
    clock: Clock,
    walks: list[Walk],
) -> None:
    seen = []
    for place, office in enumerate(offices):
        hands = started(app, Paths(tmp_path / f"hem{place}"), clock)
        try:
            hands.program.enter(office)
            hands.settle()
            folder = str(office.db.file.parent)
            seen.append({page: _lasting(words, folder) for page, words in walked(hands, walks).items()})
        finally:
            hands.settle()
            hands.close()
    known, never = seen
    assert known.keys() == never.keys()
    for page, words in known.items():
        assert marks_in(words) == [], page
        assert words == never[page], page
    log = (tmp_path / "hem0").rglob("*.log*")
    assert [mark for one in log for mark in marks_in(one.read_text(encoding="utf-8"))] == []


def _lasting(words: str, folder: str) -> str:
    """The words of a page without where the register lies and what is said for a moment."""
    return "\n".join(line for line in words.replace(folder, "mapp").splitlines() if line != texts.SAVED)


def test_no_file_tells_of_her(offices: tuple[Context, Context], tmp_path: Path) -> None:
    written = []
    for place, office in enumerate(offices):
        folder = tmp_path / f"ut{place}"
        folder.mkdir()
        export_register(office, folder / "registret.xlsx")
        write_returns(office, folder)
        write_accruals(office, folder, Month(2024, 12))
        written.append({file.name: _cells(file) for file in sorted(folder.iterdir())})
    known, never = written
    assert known.keys() == never.keys()
    for name, cells in known.items():
        assert marks_in(f"{name} {_values(cells)}") == [], name
        assert cells == never[name], name


def _values(cells: dict[str, Any]) -> str:
    return " ".join(str(value) for sheet in cells.values() for value in sheet.values())


def _cells(file: Path) -> dict[str, Any]:
    return {sheet: {place: value for place, (value, _) in cells.items()} for sheet, cells in shown(file).items()}


def test_she_is_there_for_who_may_see_her(offices: tuple[Context, Context], tmp_path: Path) -> None:
    """The marks are what they should be: with the right every one of them is in the export."""
    known = offices[0]
    seeing = replace(known, user=replace(known.user, may_see_protected=True))
    export_register(seeing, tmp_path / "allt.xlsx")
    assert marks_in(_values(_cells(tmp_path / "allt.xlsx"))) == list(MARKS)
