"""Does Ctrl+Z take the latest change back, that one alone, and only where nothing else has happened since?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from mottagning.usecases.agreements import list_agreements, open_agreement
from mottagning.usecases.bookings import list_bookings, open_booking
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people, open_person

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def names(ctx: Context) -> list[str]:
    """Everybody in the register."""
    return sorted(line.name for line in list_people(ctx))


def test_what_was_entered_is_removed_and_what_was_changed_is_as_it_was(furnished: Any, ctx: Context) -> None:
    before = names(ctx)
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(given_name="Petra")
    furnished.key(Key.Key_S, CONTROL)
    assert "Petra" in names(ctx)
    furnished.key(Key.Key_Z, CONTROL)
    assert names(ctx) == before
    assert furnished.says("Ändringen är ångrad")
    furnished.screen.list.table.selectRow(0)
    furnished.settle()
    first = furnished.screen.list.table.current
    furnished.key(Key.Key_Return)
    furnished.fill(given_name="Fel")
    furnished.key(Key.Key_S, CONTROL)
    furnished.go("bookings")
    furnished.push("Ångra den senaste ändringen (Ctrl+Z)")
    assert open_person(ctx, first.id).person.value.name == first.name
    assert furnished.shell.current == "people", "one sees what was taken back"
    assert furnished.says(first.name)


def test_parts_of_a_card_come_and_go_back(furnished: Any, ctx: Context, answers: Any) -> None:
    furnished.go("bookings")
    first = list_bookings(ctx)[0].id

    def supplements() -> list[int]:
        return [one.value.amount for one in open_booking(ctx, first).supplements]

    furnished.push("Nytt tillägg")
    furnished.fill(kind="Nyanländ", amount="500", first="2024-10-01")
    furnished.key(Key.Key_S, CONTROL)
    furnished.key(Key.Key_Z, CONTROL)
    assert supplements() == []
    furnished.push("Nytt tillägg")
    furnished.fill(kind="Nyanländ", amount="500", first="2024-10-01")
    furnished.key(Key.Key_S, CONTROL)
    furnished.push("Ändra tillägg: nyanländ   500,00 kr   2024-10-01–")
    furnished.push("Ta bort tillägget")
    assert supplements() == []
    furnished.key(Key.Key_Z, CONTROL)
    assert supplements() == [5_000_000]
    assert furnished.button("Ändra tillägg: nyanländ   500,00 kr   2024-10-01–")
    furnished.go("agreements")
    furnished.push("Ny åldersgrupp")
    furnished.fill(service="sfi", variant="1–2 år", from_age="1", to_age="2")
    furnished.key(Key.Key_S, CONTROL)
    furnished.key(Key.Key_Z, CONTROL)
    assert open_agreement(ctx, list_agreements(ctx)[0].id).age_groups == ()


def test_in_a_field_it_is_the_typing_that_goes_back_and_an_open_form_is_left_alone(
    furnished: Any, ctx: Context, answers: Any
) -> None:
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(given_name="Petra")
    furnished.key(Key.Key_S, CONTROL)
    furnished.key(Key.Key_N, CONTROL)
    furnished.type("Pia")
    furnished.key(Key.Key_Z, CONTROL)
    assert "Pia" not in str(furnished.form.raw()["given_name"])
    furnished.button("Spara").setFocus()
    furnished.key(Key.Key_Z, CONTROL)
    assert furnished.says("innan du ångrar")
    assert "Petra" in names(ctx)
    furnished.key(Key.Key_Escape)
    furnished.key(Key.Key_Z, CONTROL)
    assert "Petra" not in names(ctx)


def test_what_somebody_changed_since_stays_and_it_is_said(furnished: Any, ctx: Context) -> None:
    furnished.key(Key.Key_Return)
    furnished.fill(given_name="Första")
    furnished.key(Key.Key_S, CONTROL)
    with ctx.writing() as uow:
        (stored,) = [one for one in uow.people.every() if one.value.given_name == "Första"]
        uow.people.change(stored, replace(stored.value, given_name="Andra"))
        uow.commit()
    furnished.key(Key.Key_Z, CONTROL)
    assert furnished.says("Inget har ångrats.")
    assert any(name.startswith("Andra") for name in names(ctx))
    assert not furnished.shell._undo_button.isVisible(), "a way that leads nowhere is not offered again"


def test_several_that_were_changed_at_once_go_back_together_and_only_the_latest_change_does(
    furnished: Any, ctx: Context, answers: Any
) -> None:
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(given_name="Petra")
    furnished.key(Key.Key_S, CONTROL)
    furnished.go("bookings")
    before = [one.value.planned_until for one in (open_booking(ctx, line.id).booking for line in list_bookings(ctx))]
    furnished.screen.list.table.setFocus()
    furnished.key(Key.Key_A, CONTROL)
    furnished.push("Ändra flera")
    furnished.fill(field="Planerat slut", planned_until="290920")
    furnished.settle()
    furnished.push("Visa vad som ändras")
    furnished.key(Key.Key_Return)
    changed = [one.value.planned_until for one in (open_booking(ctx, line.id).booking for line in list_bookings(ctx))]
    assert changed != before
    furnished.key(Key.Key_Z, CONTROL)
    after = [one.value.planned_until for one in (open_booking(ctx, line.id).booking for line in list_bookings(ctx))]
    assert after == before
    furnished.key(Key.Key_Z, CONTROL)
    assert "Petra" in names(ctx)
    assert furnished.says("Det finns ingen ändring att ångra"), "a key that does nothing says so"
