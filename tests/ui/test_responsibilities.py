"""Does a booking lead to who answers for its insats, and is the office's contact written in at the keyboard?"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def shown_areas(hands: Any) -> set[str]:
    return {row.line.area for row in hands.screen.list.table.rows_model.rows}


def test_a_booking_leads_to_its_insats_and_the_contact_is_kept(furnished: Any) -> None:
    hands = furnished
    hands.go("bookings", 1)
    hands.push("Vem ansvarar för vad?")
    assert hands.shell.current == "responsibilities"
    assert shown_areas(hands) == {"Sfi"}
    assert hands.says("2026-04-27")
    hands.push("Ange enhet och kontakt")
    hands.fill(unit="Mottagningsenheten", contact="Provia Prov", phone="08-000 00")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Provia Prov")
    assert hands.says("Står i stället för programmets rad")
    assert shown_areas(hands) == {"Sfi"}


def test_a_new_line_in_an_own_area(furnished: Any) -> None:
    hands = furnished
    hands.go("agreements")
    hands.push("Ansvar")
    hands.push("Ny rad")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("area")
    assert hands.problem("what")
    hands.fill(area="Fritid", what="Ordnar läxhjälp", actor_kind="Civilsamhället")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Civilsamhället")
    assert "Fritid" in shown_areas(hands)
    assert not hands.says("Verifierad till")


def test_what_no_line_is_about_shows_all(furnished: Any) -> None:
    hands = furnished
    hands.go("responsibilities", ("service", "okänd insats"))
    assert len(shown_areas(hands)) > 5
