"""Can a registerutdrag be gone through at the keyboard, and do the files hold what was let through and nothing else?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog

from factories import day
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.readmodels.printouts import Facts, Grid, Heading, Paragraph, Printout
from mottagning.uikit.printouts import write_pdf
from mottagning.usecases.context import Context
from mottagning.usecases.people_parts import save_part
from workbooks import read

CASE = "2024-0001"
NEXT = "Granskat, nästa"
LONG = 400
"""More steps than any person's report has."""


def pages_of(file: Path) -> list[str]:
    """The words of each page of a PDF."""
    with pypdfium2.PdfDocument(file) as document:
        return [document[place].get_textpage().get_text_bounded() for place in range(len(document))]


def words_of(file: Path) -> str:
    """The words of a PDF, with spaces as on a keyboard."""
    return " ".join(" ".join(pages_of(file)).split())


@pytest.fixture
def reviewing(furnished: Any, ctx: Context) -> Any:
    """Somebody at the first section of Amina's report, who has two reminders."""
    for said, due in (("Hemlig anteckning", "2025-04-01"), ("Öppen anteckning", "2025-05-01")):
        save_part(ctx, None, Reminder(case_number=CASE, kind=ReminderKind.OWN, detail=said, due_on=day(due)))
    furnished.go("people", 1)
    furnished.push("Registerutdrag …")
    return furnished


def pass_on(hands: Any, until: str) -> None:
    """Let everything through up to a section, or to the end."""
    for _ in range(LONG):
        if hands.says(until):
            return
        hands.push(NEXT)
    raise AssertionError(f"never came to {until}")


def test_a_report_is_gone_through_and_written(
    reviewing: Any, ctx: Context, tmp_path: Path, pick: Callable[[Path], None]
) -> None:
    pass_on(reviewing, "Bevakningar")
    (box, *_) = [one for one in reviewing.visible(QCheckBox) if one.text() == "Lämna ut uppgift 1"]
    reviewing.reach(box)
    reviewing.key(Qt.Key.Key_Space)
    reviewing.push(NEXT)
    assert reviewing.says("Välj skäl för det som inte lämnas ut."), "nothing is left out without a reason"
    (reason,) = [one for one in reviewing.visible(QComboBox) if one.accessibleName() == "Skäl för uppgift 1"]
    reason.setFocus()
    reviewing.type("ant")
    reviewing.push(NEXT)
    pass_on(reviewing, "Klart att skriva")
    assert reviewing.says("Bevakningar: 1 av 2 utelämnas (anteckning som inte är färdig)")
    assert reviewing.says("Namn på andra i hushållet: 1 av 1 utelämnas (uppgift om någon annan)")
    pick(tmp_path)
    reviewing.push("Skriv utdraget …")
    book, paper = (tmp_path / f"Registerutdrag {CASE} 2025-03-03{suffix}" for suffix in (".xlsx", ".pdf"))
    assert reviewing.says("Registerutdraget ligger i ")
    for said in (str(read(book)), words_of(paper)):
        assert "Öppen anteckning" in said
        assert "Hemlig anteckning" not in said
        assert "Bo Provlund" not in said


def test_going_back_keeps_what_was_chosen_and_leaving_writes_nothing(
    reviewing: Any, tmp_path: Path, answers: Any
) -> None:
    first = reviewing.visible(QCheckBox)[0]
    reviewing.reach(first)
    reviewing.key(Qt.Key.Key_Space)
    (reason,) = reviewing.visible(QComboBox)
    reason.setFocus()
    reviewing.type("sek")
    reviewing.push(NEXT)
    reviewing.push("Föregående")
    assert not reviewing.visible(QCheckBox)[0].isChecked()
    reviewing.key(Qt.Key.Key_Escape)
    assert answers.asked, "a review that is under way is not lost unasked"
    assert reviewing.says("Redigera")
    assert list(tmp_path.rglob("Registerutdrag*")) == []


def test_when_no_folder_is_chosen_the_review_stands(reviewing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pass_on(reviewing, "Klart att skriva")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    reviewing.push("Skriv utdraget …")
    assert reviewing.button("Skriv utdraget …").isEnabled()


def test_a_folder_that_cannot_be_written_to_is_told_and_the_review_stands(
    reviewing: Any, tmp_path: Path, pick: Callable[[Path], None], shown_errors: list[BaseException]
) -> None:
    pass_on(reviewing, "Klart att skriva")
    (tmp_path / "ingen mapp").write_text("", encoding="utf-8")
    pick(tmp_path / "ingen mapp")
    reviewing.push("Skriv utdraget …")
    assert shown_errors or reviewing.says("ingen mapp")
    assert reviewing.button("Skriv utdraget …").isEnabled()


def test_what_repeats_something_left_out_is_left_out_with_it(reviewing: Any) -> None:
    pass_on(reviewing, "Bevakningar")
    for box in [one for one in reviewing.visible(QCheckBox) if one.text().startswith("Lämna ut uppgift")]:
        reviewing.reach(box)
        reviewing.key(Qt.Key.Key_Space)
        reason = next(one for one in reviewing.visible(QComboBox) if one.currentIndex() == 0)
        reason.setFocus()
        reviewing.type("ant")
    pass_on(reviewing, "Ändringar")
    locked = [one for one in reviewing.visible(QCheckBox) if not one.isEnabled()]
    assert len(locked) == 2
    pass_on(reviewing, "Klart att skriva")
    assert any(said.startswith("Ändringar: 2 av ") for said in reviewing.words())


def test_paper_has_headings_on_every_page_and_what_looks_like_markup_as_it_is(app: Any, tmp_path: Path) -> None:
    """A table over several pages repeats its headings; every page has its number; nothing is cut off below."""
    rows = tuple((str(number), f"<b>rad</b> {number}") for number in range(1, 121))
    facts = Facts(tuple((f"Ord {number}", "värde " * 30) for number in range(40)))
    printout = Printout("Prov", "Foten", (Heading("Rubrik", 1), Paragraph("Text."), Grid(("Nr", "Vad"), rows), facts))
    target = tmp_path / "prov.pdf"
    write_pdf(printout, target)
    pages = pages_of(target)
    assert len(pages) > 3
    close = ["".join(page.split()) for page in pages]  # a reader of PDFs guesses where a space is
    assert all("Foten" in page and "Sida" in page for page in close)
    with_rows = [page for page in close if "<b>rad</b>" in page]
    assert len(with_rows) > 2
    assert all("NrVad" in page for page in with_rows)
    assert sum(page.count("<b>rad</b>") for page in close) == len(rows)
    assert sum(page.count("Ord") for page in close) == 40


@pytest.mark.parametrize("lines", range(38, 48))
def test_headings_stay_with_what_they_stand_over(app: Any, tmp_path: Path, lines: int) -> None:
    """Wherever the page ends, no page ends with a heading, nor holds one alone."""
    above = tuple(Paragraph(f"Rad {number}") for number in range(lines))
    below = Grid(("Nr", "Vad"), tuple((str(number), "rad") for number in range(1, 61)))
    write_pdf(Printout("Prov", "Foten", (*above, Heading("Över"), Heading("Under", 3), below)), tmp_path / "prov.pdf")
    close = ["".join(page.split()) for page in pages_of(tmp_path / "prov.pdf")]
    (page,) = [page for page in close if "Över" in page]
    assert "ÖverUnderNrVad1rad" in page


def test_paper_that_cannot_be_written_is_an_error_and_not_silence(app: Any, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="saknas"):
        write_pdf(Printout("Prov", "Foten", (Paragraph("Text."),)), tmp_path / "saknas" / "prov.pdf")
