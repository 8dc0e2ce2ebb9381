"""Are parties, a notice, what rests on what and what covers a booking entered and followed in the window?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from factories import OTHER, THIRD, agreement, day, days, price, terms
from mottagning.domain.agreements import AgreementKind, Direction
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.readmodels.agreements import AgreementCard
from mottagning.usecases import agreements, bookings
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def card(ctx: Context, key: str = "A1") -> AgreementCard:
    (line,) = (one for one in agreements.list_agreements(ctx) if one.key == key)
    return agreements.open_agreement(ctx, line.id)


def change(ctx: Context, which: str, **values: Any) -> None:
    before = card(ctx, which).agreement
    agreements.save_agreement(ctx, before, replace(before.value, **values))


def said(hands: Any) -> str:
    """Every word of the labels on the screen."""
    return "\n".join(one.text().replace("\u00a0", " ") for one in hands.visible(QLabel))


@pytest.fixture
def county(ctx: Context, furnished: Any) -> Any:
    """The small office with a framework of three parties that its agreement rests on, and a local one."""
    framework = agreement(
        key="LÄN",
        title="Samverkan i länet",
        kind=AgreementKind.COOPERATION,
        parties=(OTHER, THIRD),
        direction=Direction.MUTUAL,
    )
    agreements.save_agreement(ctx, None, framework)
    local = agreement(key="LOKALT", kind=AgreementKind.LOCAL, rests_on="LÄN", days=days("2024-01-01"))
    agreements.save_agreement(ctx, None, local)
    agreements.save_part(ctx, None, terms(agreement="LOKALT"))
    agreements.save_part(ctx, None, price(agreement="LOKALT"))
    change(ctx, "A1", rests_on="LÄN")
    return furnished


def show(hands: Any, ctx: Context, key: str, tab: str) -> None:
    hands.go("agreements", card(ctx, key).agreement.id)
    hands.tab(tab)


def test_a_notice_that_is_noted_party_by_party_is_proposed_and_ends_the_agreement(county: Any, ctx: Context) -> None:
    show(county, ctx, "LÄN", "Parter")
    for name, received in (("Krokom", "250203"), ("Strömsund", "250217")):
        county.push(f"Fyll i: {name}")
        county.fill(board="Provnämnden", decision="§ 12", notice_received_on=received)
        county.key(Key.Key_S, CONTROL)
    assert "Uppsägningen nådde den sista av de andra 2025-02-17." in said(county)
    assert "Provnämnden, § 12" in said(county)
    county.push("Ange som uppsagt …")
    assert county.form.raw()["notice_on"] == "2025-02-17"
    assert county.app.focusWidget() is county.form.control("notice_on")
    assert "Sista dag 2025-11-16" in said(county)
    assert card(ctx, "LÄN").agreement.value.notice_on is None, "it is only proposed"
    county.key(Key.Key_S, CONTROL)
    assert card(ctx, "LÄN").agreement.value.notice_on == day("2025-02-17")
    assert "Sista dag 2025-11-16: nio månader efter" in said(county)
    county.go("overview")
    assert "Avtalet Samverkan i länet: 258 dagar kvar. Sista dag 2025-11-16" in said(county)
    ways = [one.accessibleName() for one in county.visible(QPushButton)]
    county.push(next(one for one in ways if "Samverkan i länet" in one))
    assert county.shell.current == "agreements"
    assert "LÄN · Ömsesidigt: Krokom, Strömsund" in said(county)


def test_what_is_known_of_a_party_is_changed_and_taken_away(county: Any, ctx: Context, answers: Any) -> None:
    show(county, ctx, "A1", "Parter")
    county.push("Fyll i: Östersund")
    county.fill(joined_on="240501", left_on="240501")
    county.key(Key.Key_S, CONTROL)
    assert county.problem("left_on") == "Slutet ligger före starten."
    county.fill(left_on="", representative_role="förvaltningschef")
    county.key(Key.Key_S, CONTROL)
    assert "förvaltningschef" in said(county)
    county.push("Redigera: Östersund")
    county.push("Ta bort uppgifterna")
    assert len(answers.asked) == 1
    assert [one.known for one in card(ctx).parties] == [None, None]


def test_each_agreement_of_the_tree_is_a_way_to_it(county: Any, ctx: Context) -> None:
    show(county, ctx, "A1", "Uppgifter")
    assert "A1 (det här avtalet)" in said(county)
    county.push("Samverkan i länet")
    assert "Samverkan i länet (det här avtalet)" in said(county)
    county.push("LOKALT")
    assert "LOKALT (det här avtalet)" in said(county)


def test_a_ring_is_said_at_its_field(county: Any, ctx: Context, answers: Any) -> None:
    show(county, ctx, "LÄN", "Uppgifter")
    county.push("Redigera")
    county.fill(rests_on="A1")
    county.key(Key.Key_S, CONTROL)
    assert "gå i ring" in county.problem("rests_on")
    assert answers.asked == []


def test_a_region_is_chosen_as_a_party_by_its_name(county: Any, ctx: Context) -> None:
    region = Counterpart(code="000000-0001", name="Region Prov", kind=CounterpartKind.REGION)
    agreements.save_counterpart(ctx, None, region)
    county.go("agreements")
    county.key(Key.Key_N, CONTROL)
    county.fill(key="HÄLSA", title="Hälsoinsatser", parties="Krokom; Region Prov")
    county.settle()
    county.key(Key.Key_S, CONTROL)
    assert card(ctx, "HÄLSA").agreement.value.parties == (OTHER, "000000-0001")
    assert "HÄLSA · Köp: Krokom, Region Prov" in said(county)
    assert "Hälsoinsatser" in said(county)


@pytest.mark.usefixtures("at_once")
def test_the_most_specific_agreement_is_proposed_and_the_others_offered(county: Any, ctx: Context) -> None:
    county.go("bookings")
    county.key(Key.Key_N, CONTROL)
    county.fill(case_number="Amina Provlund (2024-0001)", service="sfi", first="250310")
    county.settle()
    assert county.form.raw()["agreement"] == "LOKALT"
    assert "Föreslaget: det mest specifika avtal som täcker." in said(county)
    assert "A1: avtal utan angivet slag, gäller 2020-01-01–, med villkor och pris för sfi" in said(county)
    county.push("Välj A1")
    assert county.form.raw()["agreement"] == "A1"
    assert "Föreslaget" not in said(county)
    county.key(Key.Key_S, CONTROL)
    made = max(bookings.list_bookings(ctx), key=lambda line: line.id)
    assert made.agreement == "A1"
    shown = said(county)
    assert "Vilka avtal täcker den här bokningen?" in shown
    assert "bokningens avtal; avtal utan angivet slag" in shown
    county.push("LOKALT")
    assert county.shell.current == "agreements"


@pytest.mark.usefixtures("at_once")
def test_an_agreement_that_has_run_out_is_warned_of_and_refused(county: Any, ctx: Context) -> None:
    change(ctx, "A1", notice_on=day("2024-06-03"))
    county.go("bookings")
    county.key(Key.Key_N, CONTROL)
    county.fill(case_number="Amina Provlund (2024-0001)", agreement="A1", service="sfi", first="250301")
    county.settle()
    assert "men avtalet A1 gäller till och med 2025-03-02 (uppsagt 2024-06-03" in said(county)
    county.fill(first="250303")
    county.key(Key.Key_S, CONTROL)
    assert "uppsagt 2024-06-03, nio månader enligt § 6" in county.problem("first")
    assert len(bookings.list_bookings(ctx)) == 4
