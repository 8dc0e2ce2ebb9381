"""Is nobody removed unless two agree, and is then nothing left of her but numbers?"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, DateTime, LargeBinary, String, Table

from factories import (
    PASSPHRASE,
    TEST_NUMBERS,
    Clock,
    agreement,
    booking,
    day,
    days,
    document,
    month,
    pdf,
    person,
    without_right,
)
from mottagning.domain.bookings import Supplement, SupplementKind
from mottagning.domain.documents import Attachment
from mottagning.domain.people import Protection
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.returns import HandOutWay
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.lists import ListFilter, SavedFilter
from mottagning.readmodels.retention import Waiting
from mottagning.storage import pages
from mottagning.storage.engine import connect
from mottagning.storage.hanging import owners
from mottagning.storage.stores import retention as retention_store
from mottagning.storage.tables.base import metadata
from mottagning.usecases import documents, lists, people, searching
from mottagning.usecases.admin.restoring import restore
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.retention import carrying_out
from mottagning.usecases.retention.carrying_out import carry_out
from mottagning.usecases.retention.nudging import to_finish_this_year
from mottagning.usecases.retention.own_rules import read_rule_file, use_rules
from mottagning.usecases.retention.proposing import answer, approve, propose, save_proposal, withdraw
from mottagning.usecases.retention.protocols import protocol_printout
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, list_returns
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month
from plain_pages import standing

GO_WHEN_EMPTY = {
    "assignment",
    "flat_reservation",
    "household",
    "preparation",
}
"""What goes when nobody else is in it."""
NAME_WITHOUT_A_KEY = {
    "change_log",
    "disclosure",
    "invoice_row",
    "ledger_identity",
    "person_merge",
    "person_merge_row",
    "read_log",
    "saved_filter",
    "take_in",
    "take_in_record",
}
"""What names somebody without a foreign key, and is seen to one by one (`storage.stores.forgetting`)."""
OF_NOBODY = {
    "age_group",
    "agreement",
    "agreement_party",
    "attest",
    "budget",
    "closing",
    "closing_agreement",
    "closing_booking",
    "compensation_return",
    "counterpart",
    "flat",
    "frozen_facts",
    "group_booking",
    "invoice_payment",
    "invoice_step",
    "ledger_lost",
    "ledger_row",
    "list_mapping",
    "loaded_rule",
    "log_head",
    "log_review",
    "log_review_row",
    "municipal_quota",
    "offer",
    "party_record",
    "plan_template",
    "plan_template_item",
    "price",
    "received_invoice",
    "rent_norm",
    "responsibility",
    "retention_proposal",
    "retention_protocol",
    "retention_protocol_line",
    "retention_rules",
    "return_event",
    "return_note",
    "return_template",
    "return_template_file",
    "school_run",
    "service",
    "setting",
    "shared_offer",
    "terms",
    "user_account",
    "written_file",
}
"""What is about nobody, but for words in a note: those are marked."""
LATER = datetime(2034, 1, 15, 9, 0, tzinfo=UTC)
"""Long after: notes of 2025 and accounts of 2024 and 2025 are over."""


def adult(case_number: str = "2024-0001", **values: Any) -> Any:
    """Somebody born on a day that no research keeps, grown up when she came."""
    return person(case_number=case_number, **{"birth_date": day("1980-02-04"), **values})


def colleague(ctx: Context, **values: Any) -> Context:
    """The same register in the hands of somebody else who may decide."""
    return replace(ctx, user=replace(ctx.user, name="en kollega", **values))


@pytest.fixture
def old(ctx: Context, clock: Clock) -> Context:
    """One person whose time is up, one who is born on the 15th, one who came as a child, one with protected data."""
    with ctx.writing() as uow:
        uow.people.add_many(
            [
                adult("2024-0001", family_name="Gallström", given_name="Vera"),
                adult("2024-0002", family_name="Kvarnlund", birth_date=day("1980-02-15")),
                adult("2024-0003", family_name="Barnlund", birth_date=day("2015-02-04")),
                adult("2024-0004", family_name="Doldin", protection=Protection.CONFIDENTIAL_FLAG),
            ]
        )
        uow.commit()
    clock.now = LATER
    return ctx


def due(ctx: Context) -> list[str]:
    return [one.case_number for one in propose(ctx).due]


def proposed(ctx: Context, *cases: str) -> Waiting:
    """What is due, proposed: all of it or these."""
    view = propose(ctx)
    save_proposal(ctx, [one.person for one in view.due if not cases or one.case_number in cases], [])
    return propose(ctx).waiting[-1]


def carried_out(ctx: Context) -> None:
    """Everything that is due proposed, approved by somebody else and removed."""
    view = propose(ctx)
    save_proposal(ctx, [one.person for one in view.due], [one.id for one in view.documents])
    for one in propose(ctx).waiting:
        approve(colleague(ctx), one)
        carry_out(ctx, one.id)


def rows(ctx: Context, table: str) -> int:
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# who is proposed


def test_whose_time_is_up_is_told_with_rule_day_and_last_day_to_finish(old: Context) -> None:
    view = propose(old)
    first = view.due[0]
    assert (first.case_number, first.verdict.kept_until, first.verdict.finish_by) == (
        "2024-0001",
        day("2030-03-03"),
        day("2031-12-31"),
    )
    assert first.verdict.rule is not None
    assert first.verdict.rule.key == "case"
    assert due(old) == ["2024-0001", "2024-0004"]
    assert [one.case_number for one in view.asked] == ["2024-0003"]
    assert view.kept == {"birth_days": 1}


def test_nobody_is_proposed_before_her_time(old: Context, clock: Clock) -> None:
    clock.now = datetime(2030, 3, 3, 9, 0, tzinfo=UTC)
    assert due(old) == []
    clock.tick(days=1)
    assert due(old) == ["2024-0001", "2024-0004"]


def test_an_answer_lets_a_child_be_proposed_or_keeps_her(old: Context) -> None:
    child = propose(old).asked[0]
    answer(old, [child.person], "placed_child", is_yes=False)
    assert [one.key for one in propose(old).asked[0].verdict.questions] == ["child_investigation"]
    answer(old, [child.person], "child_investigation", is_yes=False)
    assert "2024-0003" in due(old)
    answer(old, [child.person], "placed_child", is_yes=True)
    assert "2024-0003" not in due(old)
    assert propose(old).kept == {"birth_days": 1, "placed_child": 1}


def test_a_county_that_keeps_all_proposes_nobody(old: Context) -> None:
    with old.writing() as uow:
        office = uow.settings.office()
        assert office is not None
        uow.settings.save(replace(office, municipality="0980"))
        uow.commit()
    assert due(old) == []
    assert propose(old).kept["counties"] == 4


def test_a_new_note_begins_the_years_anew(old: Context) -> None:
    with old.reading() as reader:
        before = reader.people.by_case("2024-0001")
    assert before is not None
    people.save_person(old, before, replace(before.value, phone="070-000 00 00"))
    assert due(old) == ["2024-0004"]


def test_an_open_plan_or_a_running_booking_keeps_her(ctx: Context, small_office: None, clock: Clock) -> None:
    clock.now = LATER
    assert due(ctx) == []


def test_what_should_be_finished_this_year_is_told(old: Context, clock: Clock) -> None:
    clock.now = datetime(2030, 6, 1, 9, 0, tzinfo=UTC)
    with old.reading() as reader:
        assert to_finish_this_year(old, reader) == 0
    clock.now = datetime(2031, 6, 1, 9, 0, tzinfo=UTC)
    with old.reading() as reader:
        assert to_finish_this_year(old, reader) == 3
        assert to_finish_this_year(without_right(old), reader) == 2
        economist = replace(old, user=replace(old.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY))
        assert to_finish_this_year(economist, reader) == 0


def test_a_document_goes_alone_when_its_own_day_has_passed(ctx: Context, small_office: None, clock: Clock) -> None:
    kept = document(kept_until=day("2026-01-31"), kept_by_rule="Plan 7.3", title="Intyg om hemlig sak")
    documents.save_document(ctx, None, kept, Attachment("hemligt.pdf", pdf("Hemlig i en PDF")))
    clock.now = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
    assert propose(ctx).documents == ()
    clock.tick(days=1)
    line = propose(ctx).documents[0]
    assert (line.whose, line.rule, line.kept_until) == ("2024-0001", "Plan 7.3", day("2026-01-31"))
    carried_out(ctx)
    assert rows(ctx, "document") == rows(ctx, "document_file") == 0
    assert rows(ctx, "person") == 4
    protocol = propose(ctx).protocols[0]
    assert (protocol.persons, protocol.documents) == (0, 1)
    assert standing(ctx.db.file, ctx.key, ["hemlig sak", "hemligt.pdf", "Hemlig i en PDF"]) == set()


# two persons


def test_nobody_approves_her_own_proposal(old: Context) -> None:
    waiting = proposed(old)
    with pytest.raises(Refused) as caught:
        approve(old, waiting)
    assert caught.value.code is RefusalCode.OWN_PROPOSAL
    with pytest.raises(Refused) as caught:
        carry_out(old, waiting.id)
    assert caught.value.code is RefusalCode.NOT_APPROVED
    assert due(old) == []


def test_somebody_else_approves_and_then_it_can_be_carried_out(old: Context) -> None:
    waiting = proposed(old, "2024-0001")
    assert waiting.is_own
    approve(colleague(old), propose(colleague(old)).waiting[0])
    protocol = carry_out(old, waiting.id).value
    assert (protocol.proposed_by, protocol.approved_by, protocol.persons) == ("prov", "en kollega", 1)
    assert rows(old, "person") == 3
    assert rows(old, "retention_proposal") == rows(old, "retention_item") == 0


@pytest.mark.parametrize(
    "values", [{"role": Role.ECONOMIST}, {"unit": OfficeUnit.SCHOOL}, {"unit": OfficeUnit.ECONOMY}]
)
def test_only_those_with_the_right_propose_approve_and_remove(old: Context, values: dict[str, Any]) -> None:
    waiting = proposed(old)
    other = colleague(old, **values)
    for refused in (
        lambda: propose(other),
        lambda: save_proposal(other, [1], []),
        lambda: approve(other, waiting),
        lambda: withdraw(other, waiting),
        lambda: carry_out(other, waiting.id),
        lambda: answer(other, [1], "placed_child", is_yes=False),
        lambda: use_rules(other, None),
    ):
        with pytest.raises(Refused) as caught:
            refused()
        assert caught.value.code is RefusalCode.NO_RIGHT


def test_what_is_noted_after_the_proposal_stops_it(old: Context) -> None:
    waiting = proposed(old, "2024-0001")
    with old.reading() as reader:
        before = reader.people.by_case("2024-0001")
    assert before is not None
    people.save_person(old, before, replace(before.value, phone="070-000 00 00"))
    assert propose(old).waiting[0].gone_stale == 1
    for refused in (lambda: approve(colleague(old), waiting), lambda: carry_out(old, waiting.id)):
        with pytest.raises(Refused) as caught:
            refused()
        assert caught.value.code is RefusalCode.NO_LONGER_DUE
    withdraw(old, waiting)
    assert propose(old).waiting == ()


def test_nothing_and_what_is_not_due_cannot_be_proposed(old: Context) -> None:
    for persons, code in (([], RefusalCode.NOTHING_PROPOSED), ([1, 2], RefusalCode.NO_LONGER_DUE)):
        with pytest.raises(Refused) as caught:
            save_proposal(old, persons, [])
        assert caught.value.code is code
    save_proposal(old, [1], [])
    with pytest.raises(Refused):
        save_proposal(old, [1], [])


# somebody with protected data


def test_somebody_protected_is_there_only_for_those_with_the_right(old: Context) -> None:
    unable = without_right(old)
    assert due(unable) == ["2024-0001"]
    with pytest.raises(Refused):
        save_proposal(unable, [4], [])
    with pytest.raises(Refused):
        answer(unable, [4], "placed_child", is_yes=False)
    view = propose(old)
    assert save_proposal(old, [one.person for one in view.due], []).value == 2
    seen = propose(unable).waiting
    assert [one.case_number for waiting in seen for one in waiting.persons] == ["2024-0001"]
    hidden = next(one for one in propose(old).waiting if one.is_protected)
    for refused in (lambda: approve(unable, hidden), lambda: carry_out(unable, hidden.id)):
        with pytest.raises(Refused) as caught:
            refused()
        assert caught.value.code is RefusalCode.GONE
    for one in propose(old).waiting:
        approve(colleague(old), one)
        carry_out(old, one.id)
    assert len(propose(old).protocols) == 2
    assert [one.is_protected for one in propose(unable).protocols] == [False]


def test_who_became_protected_after_the_proposal_hides_it(old: Context, clock: Clock) -> None:
    waiting = proposed(old, "2024-0001")
    with closing(connect(old.db.file, old.key)) as connection:
        connection.execute("UPDATE person SET protection = 'confidential_flag' WHERE id = 1")
    assert propose(without_right(old)).waiting == ()
    assert [one.id for one in propose(old).waiting] == [waiting.id]


# nothing is left


WORDS = ("Gallström", "Vera", "Synnerligen")
"""Her names, and words that stand in every text of hers."""
CODES: dict[tuple[str, str], str] = {
    ("booking_request", "procedure"): "order",
    ("booking_request", "side"): "paying",
    ("booking_request", "crossing_reason"): "other",
    ("booking_request", "financing"): "own",
    ("request_step", "kind"): "withdrawn",
    ("request_step", "obstacle"): "other",
    ("document", "kind"): "other",
    ("identity", "kind"): "other_number",
    ("document", "kept_by_rule"): "plan",
}


FILLED = {*owners(), "assignment", "preparation", "flat", "flat_reservation"} - {"person", "retention_item"}
"""What hangs on her, and the assignment that she alone came with."""


def fill(ctx: Context, who: int) -> set[str]:
    """Plant a word of its own in every text of every table that hangs on somebody; gives the words."""
    planted, ids = set(), {"person": who}
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        for target in ("agreement", "service", "household"):
            ids[target] = connection.execute(f"SELECT min(id) FROM {target}").fetchone()[0]
        for table in metadata.sorted_tables:
            if table.name not in FILLED:
                continue
            values = {column.name: _value(table, column, ids) for column in table.columns if column.name != "id"}
            if table.name != "flat":
                planted |= {one for one in values.values() if str(one).startswith("Synnerligen")}
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            cursor = connection.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", [*values.values()])
            ids[table.name] = cursor.lastrowid
    return planted


def _value(table: Table, column: Any, ids: dict[str, int]) -> Any:
    for key in column.foreign_keys:
        return ids.get(key.column.table.name)
    if (table.name, column.name) in CODES:
        return CODES[table.name, column.name]
    match column.type:
        case LargeBinary():
            return b"Synnerligen i en fil"
        case Boolean():
            return 0
        case DateTime():
            return "2025-01-02 00:00:00.000000"
        case Date():
            return {"kept_until": None, "end": "2025-01-03"}.get(column.name, "2025-01-02")
        case String():
            return f"Synnerligen{table.name.replace('_', '')}{column.name.replace('_', '')}"[: column.type.length]
    return 2025 if column.name == "year" else 1


@pytest.fixture
def planted(ctx: Context, clock: Clock) -> tuple[Context, set[str]]:
    """Vera with something in every table, in the logs, in filters, in a list taken in and in a neighbour's note."""
    with ctx.writing() as uow:
        uow.agreements.add(agreement())
        uow.people.add_many(
            [
                adult(
                    "ÄRENDE-4711",
                    family_name="Gallström",
                    given_name="Vera",
                    personal_number=TEST_NUMBERS[0],
                    dossier_number="12345678",
                    phone="070-555 66 77",
                    email="vera@prov.invalid",
                    household="Hushållet",
                ),
                adult("2024-0002", family_name="Granne", household="Hushållet", birth_date=day("1980-02-15")),
            ]
        )
        uow.commit()
    words = fill(ctx, 1)
    with ctx.reading() as reader:
        neighbour = reader.people.get(2)
    noted = "Var granne med Vera Gallström (ÄRENDE-4711, 900103-2391), som hälsar."
    people.save_person(ctx, neighbour, replace(neighbour.value, education_level=noted))
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.CARD, person=1, detail="Synnerligen läst"))
        uow.commit()
    lists.log_list(ctx, "people", "gallström", 1)
    lists.keep_filter(ctx, "people", SavedFilter("hon", ListFilter("Gallström")))
    lists.keep_filter(ctx, "people", SavedFilter("början", ListFilter("Gallst")))
    lists.keep_filter(ctx, "people", SavedFilter("granne", ListFilter("Granne")))
    clock.now = LATER
    hers = {"Gallström", "ÄRENDE-4711", "199001032391", "900103-2391", "12345678", "070-555 66 77", "vera@prov.invalid"}
    return ctx, words | hers | {"Synnerligen i en fil", "Synnerligen läst"}


def test_every_table_is_known_to_be_somebodys_or_nobodys() -> None:
    """A new table either refers to a person, and then goes with her, or somebody has thought of how it names her."""
    hanging = set(owners())
    for known in (GO_WHEN_EMPTY, NAME_WITHOUT_A_KEY, OF_NOBODY):
        assert not known & hanging
    assert hanging | GO_WHEN_EMPTY | NAME_WITHOUT_A_KEY | OF_NOBODY == set(metadata.tables)


def test_what_was_merged_into_her_goes_too(old: Context, clock: Clock) -> None:
    """The logs still name the record that is part of hers now by its own number."""
    clock.now = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
    twin = adult("TVILLING-9", family_name="Gallstroem", given_name="Wera", phone="070-999 88 77")
    added = people.save_person(old, None, twin).value
    with old.reading() as reader:
        kept, gone = reader.people.get(1), reader.people.get(added.id)
    merge_people(old, kept, gone, preview_merge(old, 1, added.id).plan.asked)
    clock.now = LATER
    words = ["TVILLING-9", "Gallstroem", "Wera", "070-999 88 77", "Gallström"]
    assert standing(old.db.file, old.key, words) == set(words)
    waiting = proposed(old, "2024-0001")
    approve(colleague(old), waiting)
    carry_out(old, waiting.id)
    assert standing(old.db.file, old.key, words) == set()
    assert verify(old) == []


def test_every_table_that_hangs_on_somebody_is_emptied_of_her(planted: tuple[Context, set[str]]) -> None:
    ctx, _ = planted
    assert min(rows(ctx, name) for name in FILLED) > 0
    carried_out(ctx)
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        for name, question in owners().items():
            whose = str(question.subquery().select().compile(compile_kwargs={"literal_binds": True}))
            found = {row[1] for row in connection.execute(whose)}
            assert 1 not in found, name
    assert rows(ctx, "person") == rows(ctx, "flat") == 1
    assert rows(ctx, "assignment") == 0
    assert propose(ctx).protocols[0].persons == 1


def test_nothing_of_her_is_left_in_any_page_of_the_file(planted: tuple[Context, set[str]]) -> None:
    ctx, words = planted
    assert len(words) > 150
    assert standing(ctx.db.file, ctx.key, words) == words
    carried_out(ctx)
    assert standing(ctx.db.file, ctx.key, words) == set()
    with ctx.reading() as reader:
        assert (
            reader.people.get(2).value.education_level == "Var granne med [gallrad] ([gallrad], [gallrad]), som hälsar."
        )
        assert [one.name for one in reader.filters.of("prov", "people")] == ["granne"]
    assert verify(ctx) == []


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("Vera Gallströms dotter", "[gallrad] dotter"),
        ("gäller VERA GALLSTROM", "gäller [gallrad]"),
        ("Ring Vera Gallström, 0705556677 eller +46 70 555 66 77.", "Ring [gallrad], [gallrad] eller +[gallrad]."),
        ("utdrag_Vera_Gallström.pdf", "utdrag_[gallrad].pdf"),
        ("1990 01 03 - 2391", "[gallrad]"),
        ("Vera Maria Gallström-Ek", "[gallrad]"),
        ("Maria Ek och Vera Ek", "[gallrad] och [gallrad]"),
        ("Li Bo kom ensam", "[gallrad] kom ensam"),
        ("Vera Granne, Maria Granne och Veras väska", "Vera Granne, Maria Granne och Veras väska"),
        ("Gallströmsgatan 4, rum 555", "Gallströmsgatan 4, rum 555"),
    ],
)
def test_others_notes_name_nobody_who_was_removed_however_she_was_written(
    ctx: Context, clock: Clock, note: str, left: str
) -> None:
    hers = {"given_name": "Vera Maria", "family_name": "Gallström-Ek", "personal_number": TEST_NUMBERS[0]}
    with ctx.writing() as uow:
        uow.people.add_many(
            [
                adult("ÄRENDE-4711", phone="070-555 66 77", **hers),
                adult("ÄRENDE-4712", given_name="Bo", family_name="Li"),
                adult("2024-0002", given_name="Maria", family_name="Granne", birth_date=day("1980-02-15")),
            ]
        )
        uow.commit()
    with ctx.reading() as reader:
        neighbour = reader.people.get(3)
    people.save_person(ctx, neighbour, replace(neighbour.value, education_level=note))
    clock.now = LATER
    carried_out(ctx)
    with ctx.reading() as reader:
        assert reader.people.get(3).value.education_level == left


def test_what_was_taken_from_her_booking_long_before_is_not_left_in_the_log(ctx: Context, clock: Clock) -> None:
    """Also with the booking itself: its parts name it, and are nobody's when it is gone."""
    paid = Supplement(
        booking="B1", kind=SupplementKind.OTHER, amount=500, days=days("2010-09-01", "2010-09-30"), decision="Zebrastöd"
    )
    with ctx.writing() as uow:
        uow.agreements.add(agreement())
        uow.people.add(adult())
        booked = uow.bookings.add(booking("2010-09-01", "2010-10-01"))
        uow.supplements.remove(uow.supplements.add(paid))
        uow.bookings.remove(booked)
        uow.commit()
    clock.now = LATER
    assert standing(ctx.db.file, ctx.key, ["Zebrastöd"])
    carried_out(ctx)
    assert rows(ctx, "person") == 0
    assert not standing(ctx.db.file, ctx.key, ["Zebrastöd"])


@pytest.mark.parametrize("typed", ["gallst", "Galstrom", "900103", "19900103", "4711", "Gallström"])
def test_nothing_that_was_typed_to_find_her_is_left_in_the_log(
    planted: tuple[Context, set[str]], typed: str, clock: Clock
) -> None:
    ctx, _ = planted
    clock.now = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
    searching.log_search(ctx, typed, 1)
    searching.log_search(ctx, "Granne", 1)
    clock.now = LATER
    carried_out(ctx)
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        found = connection.execute("SELECT detail FROM read_log WHERE what = 'search'").fetchall()
    assert found == [(None,), ("Granne",)]
    assert verify(ctx) == []


def test_no_page_that_was_rebuilt_holds_anybody(ctx: Context, clock: Clock) -> None:
    """Overwriting what is freed is not enough: rows move between pages as records grow, and leave copies behind."""
    many = range(400)
    with ctx.writing() as uow:
        uow.people.add_many([adult(f"ZQ{one:04}", family_name=f"Gall{one:04}ström") for one in many])
        uow.commit()
    with ctx.writing() as uow:
        stored = uow.people.every()
        grown = [(one, replace(one.value, education_level="x" * (one.id * 37 % 300))) for one in stored]
        uow.people.change_many(grown)
        uow.commit()
    clock.now = LATER
    waiting = proposed(ctx, *(f"ZQ{one:04}" for one in many if one * 7 % 13 < 6))
    approve(colleague(ctx), waiting)
    carry_out(ctx, waiting.id)
    assert standing(ctx.db.file, ctx.key, [one.name.split()[-1] for one in waiting.persons]) == set()


def test_the_logs_still_say_who_did_what_and_when(planted: tuple[Context, set[str]]) -> None:
    ctx, _ = planted
    tables = ("read_log", "change_log", "disclosure")
    before = [rows(ctx, name) for name in tables]
    carried_out(ctx)
    assert all(now >= then for now, then in zip([rows(ctx, name) for name in tables], before, strict=True))
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        taken = connection.execute('SELECT "by", what, removed_by FROM read_log WHERE person = 1').fetchall()
        others = connection.execute(
            "SELECT count(*) FROM change_log WHERE person = 2 AND removed_by IS NULL"
        ).fetchone()
    assert set(taken) == {("prov", "card", 1)}
    assert others[0] >= 1
    assert verify(ctx) == []


def test_the_protocol_says_how_many_by_rule_and_kind_and_names_nobody(planted: tuple[Context, set[str]]) -> None:
    ctx, words = planted
    carried_out(ctx)
    protocol = propose(ctx).protocols[0]
    assert [(one.what, one.count) for one in protocol.by_rule] == [
        ("Räkenskapsinformation, lagen (2018:597) om kommunal bokföring och redovisning 3 kap. 13 §", 1)
    ]
    counted = {one.what: one.count for one in protocol.by_kind}
    assert (counted["person"], counted["booking"], counted["identity"]) == (1, 1, 3)
    said = repr(protocol_printout(ctx, protocol)) + repr(protocol)
    assert [word for word in (*words, *WORDS) if word in said] == []
    assert "en kollega" in said


def test_a_household_stays_for_the_others_and_goes_with_the_last(ctx: Context, clock: Clock) -> None:
    with ctx.writing() as uow:
        uow.people.add_many([adult("2024-0001", household="H1"), adult("2024-0002", household="H1")])
        uow.people.add(adult("2024-0003", household="H2"))
        uow.commit()
    clock.now = LATER
    waiting = proposed(ctx, "2024-0001", "2024-0003")
    approve(colleague(ctx), waiting)
    carry_out(ctx, waiting.id)
    with ctx.reading() as reader:
        assert [one.value.key for one in reader.households.every()] == ["H1"]
        assert [one.value.case_number for one in reader.memberships.every()] == ["2024-0002"]


# what was settled


@pytest.fixture
def settled(ctx: Context, small_office: None, clock: Clock) -> Context:
    """Two closed months of people whose bookings have ended since, all of whom are done with."""
    for closed in ("2024-09", "2024-10"):
        close_month(ctx, month(closed))
    hand_out(ctx, list_returns(ctx)[0].id, HandOutWay.SDK, "Provköping")
    with ctx.writing() as uow:
        for one in uow.bookings.every():
            uow.bookings.change(one, replace(one.value, days=days("2024-09-01", "2024-10-31")))
        uow.people.change_many([(one, replace(one.value, birth_date=day("1980-02-04"))) for one in uow.people.every()])
        uow.commit()
    close_month(ctx, month("2024-11"))
    close_month(ctx, month("2024-12"))
    return ctx


def test_accounts_are_kept_through_the_seventh_year(settled: Context, clock: Clock) -> None:
    """Settled in 2024: kept until and including 2031."""
    clock.now = datetime(2031, 12, 31, 9, 0, tzinfo=UTC)
    assert due(settled) == []
    clock.tick(days=1)
    assert len(due(settled)) == 4


def test_settled_rows_stay_as_numbers_and_the_months_are_still_well(settled: Context, clock: Clock) -> None:
    sums = [(one.number, one.total) for one in list_returns(settled)]
    counted = rows(settled, "ledger_row")
    assert verify(settled) == []
    clock.now = LATER
    carried_out(settled)
    assert rows(settled, "person") == rows(settled, "booking") == rows(settled, "ledger_identity") == 0
    assert rows(settled, "ledger_row") == counted > 0
    assert [(one.number, one.total) for one in list_returns(settled)] == sums
    assert verify(settled) == []
    assert view_month(settled, month("2024-10")) is not None
    assert standing(settled.db.file, settled.key, ["Provlund", "Amina", TEST_NUMBERS[0], "2024-0001"]) == set()


def test_a_key_that_was_settled_is_never_given_to_another_booking(settled: Context, clock: Clock) -> None:
    clock.now = LATER
    carried_out(settled)
    with settled.writing() as uow:
        uow.people.add(person(case_number="2034-0001"))
        with pytest.raises(Refused) as caught:
            uow.bookings.add(booking(key="B1", case_number="2034-0001"))
    assert caught.value.code is RefusalCode.KEY_TAKEN


# half of nothing


def test_without_a_backup_nothing_is_removed(old: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = proposed(old, "2024-0001")
    approve(colleague(old), waiting)

    def full(*_given: object) -> None:
        raise Trouble(TroubleCode.DISK_FULL)

    monkeypatch.setattr(carrying_out, "before", full)
    with pytest.raises(Trouble):
        carry_out(old, waiting.id)
    assert rows(old, "person") == 4


def test_the_backup_before_holds_those_who_were_removed(old: Context, clock: Clock, tmp_path: Path) -> None:
    kept = replace(old, backups=tmp_path / "kopior")
    waiting = proposed(kept, "2024-0001")
    approve(colleague(kept), waiting)
    carry_out(kept, waiting.id)
    (backup,) = (tmp_path / "kopior").rglob("*retention.mottagning-kopia")
    again = restore(backup, tmp_path / "igen.mottagning", PASSPHRASE, clock)
    assert rows(again, "person") == 4
    again.db.close()


def test_a_removal_that_breaks_in_the_middle_removes_nothing(old: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = proposed(old, "2024-0001")
    approve(colleague(old), waiting)
    counted = {name: rows(old, name) for name in metadata.tables if name not in {"change_log", "setting", "log_head"}}

    def broken(*_given: object) -> None:
        raise RuntimeError("the current went")

    monkeypatch.setattr(retention_store.Forgetting, "forget", broken)
    with pytest.raises(RuntimeError):
        carry_out(old, waiting.id)
    assert {name: rows(old, name) for name in counted} == counted
    assert standing(old.db.file, old.key, ["Gallström"]) == {"Gallström"}
    monkeypatch.undo()
    carry_out(old, waiting.id)
    assert standing(old.db.file, old.key, ["Gallström"]) == set()


def test_pages_are_written_anew_later_when_that_was_interrupted(old: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = proposed(old, "2024-0001")
    approve(colleague(old), waiting)
    asked: list[object] = []

    def busy(*given: object) -> bool:
        asked.append(given)
        return False

    monkeypatch.setattr(pages, "write_anew", busy)
    carry_out(old, waiting.id)
    monkeypatch.undo()
    propose(old)
    assert len(asked) == 1
    assert standing(old.db.file, old.key, ["Gallström"]) == set()
    monkeypatch.setattr(pages, "write_anew", busy)
    propose(old)
    assert len(asked) == 1


# the office's own rules


OWN = """
[[rule]]
key = "case"
name = "Personakt enligt egen plan"
law = "Dokumenthanteringsplan 2026"
verified = 2026-01-01
certainty = "practice"
counts_from = "last_note"
years = 12
"""


def test_the_offices_own_rules_hold_until_they_are_let_go(old: Context, tmp_path: Path) -> None:
    file = tmp_path / "egen.toml"
    file.write_text(OWN, encoding="utf-8")
    use_rules(old, read_rule_file(old, file))
    assert (due(old), propose(old).own_file) == ([], "egen.toml")
    use_rules(old, None)
    assert due(old) == ["2024-0001", "2024-0004"]


def test_a_file_with_an_error_tells_where_it_is(old: Context, tmp_path: Path) -> None:
    file = tmp_path / "egen.toml"
    file.write_text(OWN.replace("years = 12", ""), encoding="utf-8")
    assert [one.place for one in read_rule_file(old, file).problems] == ["years"]
    file.write_bytes(b"\xff\xfe\x00")
    assert [one.code for one in read_rule_file(old, file).problems] == ["no_toml"]
    with pytest.raises(Refused):
        read_rule_file(old, tmp_path / "ingen.toml")
