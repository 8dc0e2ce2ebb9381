"""Does Ctrl+Z take the latest change back, that one alone, and only where nothing else has happened since?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from factories import PASSPHRASE, document
from mottagning.domain.budgets import Budget
from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.money import Scaled
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.texts import costs
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.agreements import list_agreements, open_agreement
from mottagning.usecases.bookings import list_bookings, open_booking
from mottagning.usecases.context import Context
from mottagning.usecases.documents import list_documents, save_document
from mottagning.usecases.people import list_people, open_person
from mottagning.usecases.reception.quotas import list_quotas
from mottagning.usecases.requests import list_requests, open_request

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


def test_the_backup_made_when_it_locks_takes_the_way_back_from_nobody(
    hands: Any, ctx: Context, small_office: None, tmp_path: Path
) -> None:
    hands.program.enter(replace(ctx, backups=tmp_path / "Backup"))
    hands.settle()
    hands.go("people")
    before = names(ctx)
    hands.key(Key.Key_N, CONTROL)
    hands.fill(given_name="Petra")
    hands.key(Key.Key_S, CONTROL)
    hands.key(Key.Key_L, CONTROL)
    assert len(list((tmp_path / "Backup").iterdir())) == 1
    hands.fill(passphrase=PASSPHRASE)
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Z, CONTROL)
    assert names(ctx) == before


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


def test_a_budget_and_a_quota_go_and_come_back(furnished: Any, ctx: Context, answers: Any) -> None:
    furnished.go("costs")
    (bar,) = furnished.visible(TabBar)
    bar.choose(len(bar.words) - 1)
    furnished.settle()

    def budgets() -> list[Budget]:
        with ctx.reading() as reader:
            return [one.value for one in reader.budgets.every()]

    furnished.push("Ny budgetrad")
    furnished.screen.budget.right._form.form.fill({"service": "sfi", "amount": Scaled(5_000_000)})
    assert furnished.screen.is_writing
    furnished.push("Spara")
    (kept,) = budgets()
    assert (kept.direction, kept.service) == (RowDirection.BUY, "sfi")
    furnished.push(costs.REMOVE_BUDGET)
    assert budgets() == []
    furnished.key(Key.Key_Z, CONTROL)
    assert budgets() == [kept]
    furnished.go("municipal_quotas")
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(year="2025", persons="21", source="Länsstyrelsens beslut")
    furnished.key(Key.Key_S, CONTROL)
    assert [one.outcome.quota for one in list_quotas(ctx)] == [21]
    furnished.key(Key.Key_Z, CONTROL)
    assert list_quotas(ctx) == []
    assert furnished.says("Ändringen är ångrad")


def test_the_last_step_of_a_request_goes_and_comes_back(furnished: Any, ctx: Context, answers: Any) -> None:
    furnished.go("requests")
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(
        case_number="Bo Provlund (2024-0002)",
        service="sfi",
        counterpart="Krokom",
        first="2025-04-07",
        last="2025-06-13",
    )
    furnished.key(Key.Key_S, CONTROL)
    (line,) = list_requests(ctx)

    def steps() -> list[str]:
        return [one.value.kind.value for one in open_request(ctx, line.id).steps]

    furnished.push("Skicka förfrågan")
    furnished.key(Key.Key_S, CONTROL)
    sent = steps()
    assert len(sent) == 1
    furnished.key(Key.Key_Z, CONTROL)
    assert steps() == []
    assert furnished.button("Skicka förfrågan"), "the card shows what can be done now"
    furnished.push("Skicka förfrågan")
    furnished.key(Key.Key_S, CONTROL)
    furnished.push("Ta tillbaka senaste steget")
    assert steps() == []
    furnished.key(Key.Key_Z, CONTROL)
    assert steps() == sent


def test_what_is_said_of_a_document_goes_back(furnished: Any, ctx: Context) -> None:
    save_document(ctx, None, document(case_number="2024-0001"))

    def titles() -> list[str]:
        return [one.document.value.title for one in list_documents(ctx, Owner(DocumentOf.PERSON, "2024-0001"))]

    (before,) = titles()
    furnished.go("people", 1)
    furnished.tab("Övrigt")
    furnished.push(f"Redigera {before}")
    furnished.fill(title="Fel")
    furnished.key(Key.Key_S, CONTROL)
    assert titles() == ["Fel"]
    furnished.key(Key.Key_Z, CONTROL)
    assert titles() == [before]
