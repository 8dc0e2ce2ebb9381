"""Is an office with a hidden person, to who may not see her, the same as one that never knew her?

Both offices are walked page by page, and their files compared cell by cell: where nothing differs, nothing tells of
her, not by a count, a total, a gap or a name.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from factories import OTHER, Clock, day, days, furnish, without_right
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Identity
from mottagning.domain.periods import Month
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.storage.database import Database
from mottagning.system.paths import Paths, key_file_of
from mottagning.texts import window as texts
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from ui.conftest import Hands, started
from ui.test_accessibility import areas, forms, steps, tabs
from ui.test_search_and_secrecy import everything
from workbooks import shown

HER = "2024-0003"
MARKS = ("Cleo", "Doldin", "20070101", HER, "B3", "Dolda", "hemligt", "X1")
"""What only she has in the register."""


def marks_in(text: str) -> list[str]:
    """The marks that stand in a text, each as a word of its own."""
    return [mark for mark in MARKS if re.search(rf"\b{re.escape(mark)}", text)]


def hide(ctx: Context) -> None:
    """Write everything that can be written of her, and name her where others can be named."""
    parts: list[tuple[str, Any]] = [
        ("identities", Identity(case_number=HER, kind=IdentityKind.OTHER, number="hemligt kort", is_current=True)),
        ("permits", ResidencePermit(case_number=HER, decided_on=day("2024-01-01"), source="hemligt beslut")),
        ("languages", LanguageSkill(case_number=HER, language="ku", level=LanguageLevel.GOOD)),
        ("profiles", WorkProfile(case_number=HER, profession="hemligt yrke")),
        ("incomes", Income(case_number=HER, source=IncomeSource.WAGES, days=days("2024-01-01"))),
        ("housings", Housing(case_number=HER, days=days("2024-01-01"), address="Dolda gatan 1")),
        (
            "consents",
            Consent(case_number=HER, recipient=OTHER, purpose=ConsentPurpose.PLANNING, given_on=day("2024-01-01")),
        ),
        ("reminders", Reminder(case_number=HER, kind=ReminderKind.OWN, detail="hemligt ärende")),
        (
            "representatives",
            Representative(case_number=HER, kind=RepresentativeKind.GUARDIAN, name="Dolda mamma"),
        ),
    ]
    with ctx.writing() as uow:
        for name, part in parts:
            getattr(uow, name).add(part)
        household = uow.households.find("H1")
        assert household is not None
        uow.households.change(household, replace(household.value, anchor_person=HER))
        (guardian,) = uow.representatives.of_case("2024-0002")
        uow.representatives.change(guardian, replace(guardian.value, representative_case=HER))
        uow.commit()


def forget(ctx: Context) -> None:
    """Have the office never known her."""
    with ctx.writing() as uow:
        booking, person = uow.bookings.find("B3"), uow.people.find(HER)
        assert booking is not None
        assert person is not None
        uow.bookings.remove(booking)
        uow.people.remove(person)
        uow.commit()


@pytest.fixture
def offices(ctx: Context, tmp_path: Path) -> Iterator[tuple[Context, Context]]:
    """The same office twice, with her and without her, two months closed, in the hands of who may not see her."""
    furnish(ctx)
    with ctx.writing() as uow:
        uow.representatives.add(
            Representative(case_number="2024-0002", kind=RepresentativeKind.GUARDIAN, name="Godman")
        )
        uow.commit()
    ctx.db.close()
    file = tmp_path / "tvilling" / ctx.db.file.name
    file.parent.mkdir()
    shutil.copy(ctx.db.file, file)
    shutil.copy(key_file_of(ctx.db.file), key_file_of(file))
    known = replace(ctx, db=Database(ctx.db.file, ctx.key))
    never = replace(ctx, db=Database(file, ctx.key))
    hide(known)
    forget(never)
    for one in (known, never):
        close_month(one, Month(2024, 9))
        close_month(one, Month(2024, 10))
    yield without_right(known), without_right(never)
    known.db.close()
    never.db.close()


def walked(hands: Hands) -> dict[str, str]:
    """All words of every page."""
    pages: list[Callable[[Any], Iterator[str]]] = [areas, tabs, steps, forms]
    return {page: everything(hands) for walk in pages for page in walk(hands)}


def test_no_page_tells_of_her(
    app: QApplication, offices: tuple[Context, Context], tmp_path: Path, answers: Any, clock: Clock
) -> None:
    seen = []
    for place, office in enumerate(offices):
        hands = started(app, Paths(tmp_path / f"hem{place}"), clock)
        try:
            hands.program.enter(office)
            hands.settle()
            folder = str(office.db.file.parent)
            seen.append({page: _lasting(words, folder) for page, words in walked(hands).items()})
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
