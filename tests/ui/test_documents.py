"""Can documents be kept, looked at and taken out at the keyboard, on each of the three cards?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from factories import document, pdf, without_right
from mottagning.domain.documents import Attachment, DocumentOf, Owner
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.ui.documents import DocumentPage, DocumentsPart
from mottagning.uikit import messages
from mottagning.usecases.context import Context
from mottagning.usecases.documents import list_documents, save_document

Key = Qt.Key
HERS, BOS = Owner(DocumentOf.PERSON, "2024-0001"), Owner(DocumentOf.PERSON, "2024-0002")


@pytest.fixture
def chosen(tmp_path: Path, pick: Callable[[Path], None]) -> Path:
    """A PDF of two pages that the next dialog gives."""
    file = tmp_path / "Intyg 12.pdf"
    file.write_bytes(pdf("Ett", "Två"))
    pick(file)
    return file


@pytest.fixture
def office_ctx(ctx: Context, small_office: None) -> Context:
    """The small office's register."""
    return ctx


def mine(ctx: Context, owner: Owner = HERS) -> list[tuple[str, bool]]:
    """The titles of what is kept, and whether the file is there."""
    return [(one.document.value.title, one.has_file) for one in list_documents(ctx, owner)]


def test_a_pdf_is_chosen_named_and_kept(furnished: Any, ctx: Context, chosen: Path) -> None:
    hands = furnished
    hands.go("people", 1)
    hands.tab("Övrigt")
    assert hands.says("Inga dokument.")
    hands.push("Lägg till PDF …")
    assert hands.says("Fil: Intyg 12.pdf (")
    assert hands.form.raw()["title"] == "Intyg 12"
    hands.fill(title="Intyg från vården", kept_until="2030-12-31", kept_by_rule="SoL 16:1")
    hands.push("Spara")
    assert mine(ctx) == [("Intyg från vården", True)]
    assert hands.says("Intyg från vården")
    assert hands.says("Bevaras till och med 2030-12-31 (SoL 16:1)")


def test_a_kept_pdf_is_shown_page_by_page_and_left_with_esc(furnished: Any, ctx: Context) -> None:
    save_document(ctx, None, document(case_number="2024-0002"), Attachment("intyg.pdf", pdf("Ett", "Två")))
    hands = furnished
    hands.go("people", 2)
    hands.tab("Övrigt")
    hands.push("Visa Intyg")
    assert hands.says("Sida 1 av 2")
    assert not hands.button("Föregående sida").isEnabled()
    hands.key(Key.Key_PageDown)
    assert hands.says("Sida 2 av 2")
    assert not hands.button("Nästa sida").isEnabled()
    hands.key(Key.Key_PageDown)
    assert hands.says("Sida 2 av 2")
    hands.push("Föregående sida")
    assert hands.says("Sida 1 av 2")
    page = hands.visible(DocumentPage)[0]
    assert page._picture.accessibleName() == "Intyg, Sida 1 av 2"
    shown = page._picture.grab().toImage()
    assert len({shown.pixel(x, y) for x in range(0, shown.width(), 3) for y in range(0, shown.height(), 3)}) > 2
    hands.button("Tillbaka").setFocus()
    hands.key(Key.Key_Escape)
    assert hands.visible(DocumentPage) == []
    assert hands.visible(DocumentsPart) != []


def test_a_copy_gets_a_neutral_name_and_lies_where_the_user_says(
    furnished: Any, ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_document(ctx, None, document(case_number="2024-0002"), Attachment("Amina Provlund.pdf", pdf()))
    proposed: list[Path] = []

    def asked(_parent: object, _title: str, name: Path, _filters: str) -> Path:
        proposed.append(name)
        return tmp_path / "ut"

    monkeypatch.setattr(messages, "choose_target", asked)
    hands = furnished
    hands.go("people", 2)
    hands.tab("Övrigt")
    hands.push("Spara som … Intyg")
    assert [one.name for one in proposed] == ["D2025-0001.pdf"]
    assert (tmp_path / "ut.pdf").read_bytes() == pdf()


def test_a_file_that_is_no_pdf_is_said_in_words(
    furnished: Any, ctx: Context, chosen: Path, shown_errors: list[BaseException]
) -> None:
    chosen.write_bytes(b"PK\x03\x04")
    hands = furnished
    hands.go("people", 1)
    hands.tab("Övrigt")
    hands.push("Lägg till PDF …")
    [error] = shown_errors
    assert isinstance(error, Refused)
    assert error.code is RefusalCode.FILE_NOT_TAKEN
    assert messages.message_of(error).text.startswith("Intyg 12.pdf har inte lagts till. Filen är ingen PDF.")
    assert mine(ctx) == []


def test_a_reference_needs_something_to_point_at(furnished: Any, ctx: Context) -> None:
    hands = furnished
    hands.go("bookings", 1)
    hands.push("Ny hänvisning")
    hands.fill(title="Beslut om plats")
    hands.push("Spara")
    assert hands.problem("registry_number") == "Ange diarienummer eller länk, eller lägg till en fil."
    hands.fill(registry_number="UN 2025/12")
    hands.push("Spara")
    assert mine(ctx, Owner(DocumentOf.BOOKING, "B1")) == [("Beslut om plats", False)]
    assert hands.says("Beslut · dnr UN 2025/12")
    assert "Visa" not in [one.text() for one in hands.visible(QPushButton)]


def test_a_file_is_added_to_a_reference_without_losing_what_was_typed(
    furnished: Any, ctx: Context, chosen: Path
) -> None:
    save_document(ctx, None, document(agreement="A1"))
    hands = furnished
    hands.go("agreements", 1)
    hands.screen._tab = 4
    hands.screen.show_card(hands.screen._loaded)
    hands.settle()
    hands.push("Redigera Intyg")
    hands.fill(title="Avtalet")
    hands.push("Lägg till PDF …")
    assert hands.form.raw()["title"] == "Avtalet"
    hands.push("Spara")
    assert mine(ctx, Owner(DocumentOf.AGREEMENT, "A1")) == [("Avtalet", True)]


def test_a_chosen_file_is_not_lost_without_being_asked_for(furnished: Any, chosen: Path, answers: Any) -> None:
    hands = furnished
    hands.go("people", 1)
    hands.tab("Övrigt")
    hands.push("Lägg till PDF …")
    answers.yes = False
    hands.push("Avbryt")
    assert len(answers.asked) == 1
    assert hands.form.raw()["title"] == "Intyg 12"
    answers.yes = True
    hands.push("Avbryt")
    assert hands.visible(DocumentsPart) != []


def test_a_document_is_removed_after_a_question(furnished: Any, ctx: Context, answers: Any) -> None:
    save_document(ctx, None, document(case_number="2024-0002"), Attachment("intyg.pdf", pdf()))
    hands = furnished
    hands.go("people", 2)
    hands.tab("Övrigt")
    hands.push("Redigera Intyg")
    hands.push("Ta bort dokumentet")
    assert "sin fil" in answers.asked[0]
    assert mine(ctx, BOS) == []
    assert hands.says("Inga dokument.")


def test_a_pdf_may_be_dropped_on_the_card(furnished: Any, chosen: Path) -> None:
    hands = furnished
    hands.go("people", 1)
    hands.tab("Övrigt")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(chosen))])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    hands.visible(DocumentsPart)[0].dropEvent(event)
    hands.settle()
    assert hands.says("Fil: Intyg 12.pdf (")


def test_all_files_leave_and_come_back_from_the_settings(
    furnished: Any, ctx: Context, tmp_path: Path, pick: Callable[[Path], None]
) -> None:
    save_document(ctx, None, document(case_number="2024-0002"), Attachment("intyg.pdf", pdf()))
    hands = furnished
    out = tmp_path / "ut"
    out.mkdir()
    pick(out)
    hands.go("settings")
    hands.tab("Säkerhet och flytt")
    hands.push("Spara dokument …")
    assert hands.says("1 dokument sparade i ")
    assert [one.name for one in out.iterdir()] == ["D2025-0001.pdf"]
    hands.push("Hämta dokument …")
    assert hands.says("Inga filer i mappen hör till dokument som saknar sin fil.")


def test_nothing_of_somebody_hidden_is_on_the_screen_without_the_right(hands: Any, office_ctx: Context) -> None:
    save_document(office_ctx, None, document(case_number="2024-0003", title="Hemligt intyg"))
    save_document(office_ctx, None, document(booking="B3", title="Hemligt beslut"))
    hands.program.enter(without_right(office_ctx))
    hands.settle()
    for area, count in (("people", 4), ("bookings", 4)):
        for number in range(1, count + 1):
            hands.go(area, number)
            if area == "people":
                hands.tab("Övrigt")
            assert not hands.says("Hemligt")


def test_a_long_path_neither_widens_the_card_nor_is_copied_in_pieces(furnished: Any, ctx: Context, app: Any) -> None:
    link = "\\\\server\\" + "å" * 380
    written = document(case_number="2024-0002", link=link, title="T" * 300)
    save_document(ctx, None, written, Attachment("ö" * 251 + ".pdf", pdf()))
    hands = furnished
    hands.window.resize(900, 600)
    hands.go("people", 2)
    hands.tab("Övrigt")
    card = hands.screen.card
    assert card._inside.minimumSizeHint().width() <= card._area.viewport().width()
    hands.push("Kopiera länken " + "T" * 300)
    assert app.clipboard().text() == link
