"""Parties of an agreement, the notice that reaches them, what rests on what, and what the first page says of an end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factories import OTHER, OWN, THIRD, Clock, agreement, booking, day, days, without_right
from mottagning.domain.agreement_parties import AgreementParty
from mottagning.domain.agreements import Agreement, AgreementKind
from mottagning.domain.canonical import text_of
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.agreements import AgreementCard
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.overview import WaitingKind
from mottagning.texts import agreements as agreement_texts
from mottagning.texts import overview as overview_texts
from mottagning.usecases import agreements
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.overview.viewing import overview, waiting
from workbooks import make


def card(ctx: Context, key: str = "A1") -> AgreementCard:
    (line,) = (one for one in agreements.list_agreements(ctx) if one.key == key)
    return agreements.open_agreement(ctx, line.id)


def change(ctx: Context, which: str = "A1", /, **values: object) -> Stored[Agreement]:
    before = card(ctx, which).agreement
    return agreements.save_agreement(ctx, before, replace(before.value, **values)).value  # type: ignore[arg-type]


def enter(ctx: Context, **values: object) -> None:
    agreements.save_agreement(ctx, None, agreement(**values))


# parties


def test_a_party_is_a_party_whether_anything_is_known_of_it_or_not(office: Context) -> None:
    change(office, parties=(OTHER, THIRD))
    agreements.save_part(office, None, AgreementParty(agreement="A1", code=THIRD, board="Provnämnden"))
    found = card(office).parties
    assert [(one.code, one.name, one.is_own, one.known is not None) for one in found] == [
        (OWN, "Östersund", True, False),
        (OTHER, "Krokom", False, False),
        (THIRD, "Strömsund", False, True),
    ]


def test_what_was_known_of_one_who_is_no_party_any_more_is_kept_and_told(office: Context) -> None:
    change(office, parties=(OTHER, THIRD))
    agreements.save_part(office, None, AgreementParty(agreement="A1", code=THIRD, board="Provnämnden"))
    change(office, parties=(OTHER,))
    assert [(one.code, one.is_party) for one in card(office).parties] == [(OWN, True), (OTHER, True), (THIRD, False)]


def test_a_region_and_a_private_body_are_called_what_the_office_calls_them(office: Context) -> None:
    agreements.save_counterpart(
        office, None, Counterpart(code="000000-0001", name="Region Prov", kind=CounterpartKind.REGION)
    )
    change(office, parties=("000000-0001",))
    assert card(office).names["000000-0001"] == "Region Prov"
    (line,) = (one for one in agreements.list_agreements(office) if one.key == "A1")
    assert line.party_names == ("Region Prov",)


def test_a_notice_waits_until_it_is_noted_for_all_but_the_one_who_gave_it(office: Context) -> None:
    change(office, parties=(OTHER, THIRD))
    agreements.save_part(office, None, AgreementParty(agreement="A1", code=OTHER, notice_received_on=day("2025-02-03")))
    notice = card(office).notice
    assert notice is not None
    assert (notice.last_on, notice.unnoted) == (day("2025-02-03"), (OWN, THIRD))
    assert card(office).agreement.value.notice_on is None, "it is proposed, and entered by somebody"


def test_what_is_known_of_parties_goes_with_the_agreement(office: Context) -> None:
    enter(office, key="A3")
    agreements.save_part(office, None, AgreementParty(agreement="A3", code=OTHER))
    agreements.remove_agreement(office, card(office, "A3").agreement)
    with office.reading() as reader:
        assert reader.agreement_parties.every() == []


def test_a_party_changes_no_amount_and_no_closing_has_to_look_again(office: Context) -> None:
    with office.reading() as reader:
        facts = text_of(reader.facts.agreements({"A1"})["A1"])
    agreements.save_part(office, None, AgreementParty(agreement="A1", code=OTHER, left_on=day("2024-09-15")))
    change(office, title="Prov", responsible="Prov Provsson", signatory="Provdirektören", is_open_in_procurement=True)
    with office.reading() as reader:
        assert text_of(reader.facts.agreements({"A1"})["A1"]) == facts, "no name comes among what is kept for good"


# what rests on what


def test_a_ring_is_refused_at_its_field(office: Context) -> None:
    change(office, "A2", rests_on="A1")
    with pytest.raises(Refused) as caught:
        change(office, "A1", rests_on="A2", replaces="A2")
    assert [(one.name, one.code) for one in caught.value.fields] == [("rests_on", "goes_round")]


def test_a_ring_in_a_workbook_is_taken_and_told_of(office: Context, tmp_path: Path) -> None:
    """The format takes it (a ring of replacements is walked once), so it is no error."""
    head = ["Avtal", "Motpart", "Riktning", "Från och med", "Ramavtal"]
    rows = [head, ["A8", OTHER, "köp", day("2024-01-01"), "A9"], ["A9", OTHER, "köp", day("2024-01-01"), "A8"]]
    report = import_workbook(office, make(tmp_path / "ring.xlsx", {"Avtal": rows})).value
    assert report.is_imported
    assert [(one.cell, "ring" in one.message) for one in report.warnings] == [("E2", True), ("E3", True)]
    assert [one.agreement.key for one in card(office, "A8").kin.tree] == ["A9", "A8"]


def test_a_workbook_may_tell_of_somebody_who_is_no_party(office: Context, tmp_path: Path) -> None:
    rows = [["Avtal", "Motpart"], ["A1", OWN], ["A1", THIRD]]
    report = import_workbook(office, make(tmp_path / "parter.xlsx", {"Avtalsparter": rows})).value
    assert (report.created, [one.cell for one in report.warnings]) == ({"agreement_parties": 2}, ["B3"])


def test_what_names_an_agreement_goes_on_naming_it_by_its_new_key(office: Context) -> None:
    change(office, "A2", rests_on="A1", replaces="A1")
    change(office, "A1", key="A1 ny")
    after = card(office, "A2").agreement.value
    assert (after.rests_on, after.replaces) == ("A1 ny", "A1 ny")


def test_an_agreement_that_another_rests_on_is_not_removed(office: Context) -> None:
    enter(office, key="LÄN", kind=AgreementKind.COOPERATION)
    enter(office, key="A3", rests_on="LÄN")
    with pytest.raises(Refused) as caught:
        agreements.remove_agreement(office, card(office, "LÄN").agreement)
    assert caught.value.code is RefusalCode.IN_USE
    agreements.remove_agreement(office, card(office, "A3").agreement)
    agreements.remove_agreement(office, card(office, "LÄN").agreement)


# the first page


def ending(ctx: Context) -> list[tuple[str, int]]:
    named = [one for one in waiting(ctx) if one.kind is WaitingKind.AGREEMENT_ENDING]
    return [(one.agreement.key, one.days_left) for one in named if one.agreement]


def test_agreements_that_end_are_named_with_their_rule_the_next_first(office: Context, clock: Clock) -> None:
    assert str(clock().date()) == "2025-03-03"
    change(office, "A1", notice_on=day("2024-11-05"))
    change(office, "A2", days=days("2020-01-01", "2025-04-02"))
    assert ending(office) == [("A2", 30), ("A1", 154)]
    first, second = [one for one in overview(office).waiting if one.kind is WaitingKind.AGREEMENT_ENDING]
    assert overview_texts.said(first) == "Avtalet A2: 30 dagar kvar. Sista dag 2025-04-02"
    assert overview_texts.said(second) == (
        "Avtalet A1: 154 dagar kvar. Sista dag 2025-08-04 (uppsagt 2024-11-05, nio månader enligt § 6)"
    )
    assert first.record == card(office, "A2").agreement.id


@pytest.mark.parametrize(
    ("last", "days_left"), [("2025-03-02", []), ("2025-03-03", [0]), ("2025-12-02", [274]), ("2025-12-03", [])]
)
def test_an_agreement_is_named_from_nine_months_before_to_its_last_day(
    office: Context, last: str, days_left: list[int]
) -> None:
    change(office, "A1", days=days("2020-01-01", last))
    assert [left for _, left in ending(office)] == days_left


def test_one_that_is_followed_in_time_waits_for_nothing(office: Context) -> None:
    change(office, "A1", days=days("2020-01-01", "2025-06-30"))
    enter(office, key="A3", replaces="A1", days=days("2025-07-01"))
    assert ending(office) == []
    change(office, "A3", days=days("2025-07-02"))
    assert ending(office) == [("A1", 119)]


def test_without_bookings_only_a_notice_is_told_of(office: Context) -> None:
    enter(office, key="A3", days=days("2024-01-01", "2025-06-30"))
    assert ending(office) == []
    change(office, "A3", notice_on=day("2024-12-01"))
    assert ending(office) == [("A3", 119)]


def test_beyond_five_the_rest_are_counted(office: Context) -> None:
    for number in range(7):
        enter(office, key=f"A1{number}", notice_on=day("2024-12-01"))
    more = [one.count for one in waiting(office) if one.kind is WaitingKind.AGREEMENTS_ENDING]
    assert (len(ending(office)), more) == (5, [2])


def test_bookings_of_somebody_hidden_do_not_show_by_the_agreement_they_follow(office: Context) -> None:
    enter(office, key="A3", days=days("2024-01-01", "2025-06-30"))
    with office.writing() as uow:
        uow.bookings.add(booking("2024-09-01", key="B9", case_number="2024-0003", agreement="A3"))
        uow.commit()
    assert ending(office) == [("A3", 119)]
    assert ending(without_right(office)) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"days": days("2020-01-01", "2026-12-31")}, "2026-12-31"),
        ({"notice_on": day("2025-01-10")}, "2025-10-09 (uppsagt 2025-01-10, nio månader enligt § 6)"),
        ({"notice_on": day("2019-01-10"), "notice_months": 1}, "(uppsagt 2019-01-10, 1 månad)"),
    ],
)
def test_the_last_day_is_said_in_short_only_where_there_is_one(values: dict[str, object], said: str) -> None:
    assert agreement_texts.last_day_in_short(agreement(**values)) == said
