"""Is what the state pays shown with its steps, and can a claim be entered, its evidence ticked, and be followed?"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from factories import day
from mottagning.domain.people import PermitGround, SettlementKind
from mottagning.domain.state_compensation.claims import ClaimState
from mottagning.domain.state_compensation.received import Arrival
from mottagning.ui.state_compensation.columns import claim_columns, claim_filters
from mottagning.usecases.context import Context
from mottagning.usecases.state_compensation.viewing import list_claims
from steps import known

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
AMINA = "2024-0001"


def test_each_payment_is_told_step_by_step(furnished: Any, ctx: Context) -> None:
    """Received on 10 March 2026, shown in the year 2026; what she is to bring is worked out in tests/domain."""
    known(
        ctx,
        AMINA,
        birth_date=day("1990-06-15"),
        permit_ground=PermitGround.REFUGEE,
        settlement_kind=SettlementKind.ASSIGNED,
        received_on=day("2026-03-10"),
    )
    hands = furnished
    hands.go("state_compensation")
    screen = hands.screen
    screen.years.setCurrentText("2026")
    screen.years.activated.emit(screen.years.currentIndex())
    hands.settle()
    (first, *_) = [one for one in screen.list.table.rows_model.rows if one.whose.case_number == AMINA]
    screen.list.choose(first.id)
    hands.settle()
    for said in ("april 2026: Initial ersättning, 20 661,00 kr", "34,9 % är 20 661,00 kr (16 §).", "Tolkning."):
        assert hands.says(said), said
    assert hands.says("Schablon, andra delen: 33 000,00 kr, hit")
    hands.push("Ny ansökan")
    assert hands.shell.current == "state_compensation_claims"
    assert AMINA in str(hands.form.raw()["case_number"])


def test_a_claim_is_entered_ticked_and_followed(furnished: Any, ctx: Context) -> None:
    hands = furnished
    hands.go("state_compensation_claims", ("new", AMINA))
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("ground")
    hands.fill(ground="Boendeinsatser (19–23 §§, kalenderår)", first="2024-01-01", cost="40000")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("2025-12-31")
    assert hands.says("30 000,00 kr")
    box = next(one for one in hands.visible(QCheckBox) if one.accessibleName().startswith("Kommunens kostnad"))
    box.click()
    hands.settle()
    assert [one.claim.value.ticked for one in list_claims(ctx)] == [{"kostnad"}]
    (again,) = [one for one in hands.visible(QCheckBox) if one.isChecked()]
    assert again.hasFocus()
    hands.push("Redigera")
    hands.fill(applied_on="2025-02-20", applied="30000")
    hands.key(Key.Key_S, CONTROL)
    (line,) = list_claims(ctx)
    assert (line.claim.value.state, line.claim.value.ticked) == (ClaimState.APPLIED, {"kostnad"})
    hands.push("Väntade utbetalningar")
    assert hands.shell.current == "state_compensation"


def test_a_ground_tells_of_illness_and_stands_in_no_list(furnished: Any, ctx: Context) -> None:
    hands = furnished
    hands.go("state_compensation_claims", ("new", AMINA))
    hands.fill(ground="Insatser enligt LSS (24–27 §§, tolv månader)", first="2024-05-01", cost="70000")
    hands.key(Key.Key_S, CONTROL)
    (line,) = list_claims(ctx)
    shown = [column.text(line) for column in claim_columns()]
    assert line.claim.value.ground == "lss"
    assert not any("LSS" in said or "24–27" in said for said in shown)
    assert {one.name for one in claim_filters()} == {"open", "running", "lost", "state"}


def test_what_came_is_noted_on_the_payment_put_right_and_taken_back(furnished: Any, ctx: Context, answers: Any) -> None:
    known(
        ctx,
        AMINA,
        birth_date=day("1990-06-15"),
        permit_ground=PermitGround.REFUGEE,
        settlement_kind=SettlementKind.ASSIGNED,
        received_on=day("2026-03-10"),
    )
    hands = furnished
    hands.go("state_compensation")
    screen = hands.screen
    screen.years.setCurrentText("2026")
    screen.years.activated.emit(screen.years.currentIndex())
    hands.settle()
    hands.push("Månaden har kommit")
    hands.fill(month="juni 2026", received_on="idag")
    hands.key(Key.Key_S, CONTROL)
    (june,) = [one for one in screen.list.table.rows_model.rows if str(one.month) == "2026-06" and one.payment]
    assert (june.arrival, june.received) == (Arrival.CAME, june.amount)
    screen.list.choose(june.id)
    hands.settle()
    hands.push("Ändra noteringen")
    hands.fill(received="30000")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Det kom ett annat belopp än det räknade. Hör av er till Migrationsverket.")
    assert hands.says("-3 000,00 kr")
    hands.key(Key.Key_Z, CONTROL)
    assert screen.list.table.current.arrival is Arrival.CAME
    hands.push("Ta bort noteringen")
    assert answers.asked
    assert screen.list.table.current.arrival is Arrival.AWAITED
    hands.key(Key.Key_Z, CONTROL)
    assert screen.list.table.current.arrival is Arrival.CAME


def test_a_school_claim_tells_how_its_days_come_to_what_they_give(furnished: Any, ctx: Context) -> None:
    hands = furnished
    hands.go("state_compensation_claims", ("new", AMINA))
    hands.fill(ground="Skola för asylsökande (4 och 19 §§, kvartal)", first="2026-07-01", cost="99999")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Fyll i skolform och första skoldag")
    hands.push("Redigera")
    hands.fill(school_form="Grundskola", school_from="2026-08-17")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Grundskola, 2 påbörjade fyraveckorsperioder à 16 800,00 kr (4 §)")
    assert hands.says("Ger 33 600,00 kr.")


def test_a_decision_before_the_application_is_told_with_the_day_before_which_it_lies(furnished: Any) -> None:
    hands = furnished
    hands.go("state_compensation_claims", ("new", AMINA))
    hands.fill(ground="Boendeinsatser (19–23 §§, kalenderår)", first="2025-01-01", applied_on="2025-03-02", applied="1")
    hands.fill(decided_on="2025-03-01", granted="1")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("decided_on") == "Steget före är från 2025-03-02. Ett steg ligger inte före det."


def test_a_year_in_which_nothing_is_expected_leads_to_another_year(office: Any) -> None:
    office.go("state_compensation")
    assert office.says("välj ett annat år")
