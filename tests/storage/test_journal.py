"""Does the register remember who changed, read and handed out what, and when – and nobody's data where none belong?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from factories import TEST_NUMBERS, Clock, day, days, month, person, residence
from mottagning.domain.bookings import Absence, AbsenceKind
from mottagning.domain.people import Protection
from mottagning.domain.problems import Refused
from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.storage import triggers
from mottagning.usecases import lists, people
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, list_returns

LINKS = {"salt", "words_digest", "digest", "removed_by"}
NAMES = ("Amina", "Bo", "Cleo", "Dana", "Provlund", "Doldin", "Grann")


def _rows(ctx: Context, table: str, columns: str = "*") -> list[dict[str, Any]]:
    """Rows of a table without what links them into a chain."""
    with ctx.reading() as reader:
        found = reader._connection.execute(text(f"SELECT {columns} FROM {table}")).mappings()
        return [{name: value for name, value in row.items() if name not in LINKS} for row in found]


def _changes(ctx: Context, entity: str) -> list[dict[str, Any]]:
    """The log of one kind of record, its changes read back."""
    return [
        {**row, "changes": json.loads(row["changes"])}
        for row in _rows(ctx, "change_log", '"at", "by", entity, entity_id, action, person, changes')
        if row["entity"] == entity
    ]


def test_added_changed_and_removed_are_noted_with_who_and_when(ctx: Context, clock: Clock) -> None:
    first = people.save_person(ctx, None, person(case_number="2024-0001", birth_date=day("1990-01-03"))).value
    clock.tick(hours=1)
    somebody = replace(ctx, user=replace(ctx.user, name="Kim"))
    changed = people.save_person(somebody, first, replace(first.value, given_name="Pia", birth_date=None)).value
    clock.tick(days=1)
    people.remove_person(ctx, changed)
    added, altered, removed = _changes(ctx, "person")
    assert added == {
        "at": "2025-03-03 09:00:00.000000",
        "by": "prov",
        "entity": "person",
        "entity_id": first.id,
        "action": "added",
        "person": first.id,
        "changes": {
            "case_number": "2024-0001",
            "family_name": "Prov",
            "given_name": "Petra",
            "birth_date": "1990-01-03",
            "is_quota": False,
            "is_unaccompanied": False,
            "protection": "none",
            "birth_precision": "day",
        },
    }
    assert (altered["at"], altered["by"]) == ("2025-03-03 10:00:00.000000", "Kim")
    assert altered["changes"] == {"given_name": ["Petra", "Pia"], "birth_date": ["1990-01-03", None]}
    assert (removed["at"], removed["action"]) == ("2025-03-04 10:00:00.000000", "removed")
    assert removed["changes"]["given_name"] == "Pia"


def test_days_and_codes_are_noted_in_plain_values(office: Context) -> None:
    with office.writing() as uow:
        stored = uow.residences.of_person(1)[0]
        uow.residences.change(stored, replace(stored.value, days=days("2021-01-01", "2024-12-31")))
        uow.absences.add(Absence(booking="B1", days=days("2024-10-01"), kind=AbsenceKind.LEAVE))
        uow.commit()
    assert _changes(office, "residence")[-1]["changes"] == {
        "first": ["2020-01-01", "2021-01-01"],
        "last": [None, "2024-12-31"],
    }
    assert _changes(office, "absence")[0]["changes"] == {"booking": "B1", "first": "2024-10-01", "kind": "leave"}


def test_a_change_that_concerns_a_person_names_her_number_in_the_register(office: Context) -> None:
    for entity in ("person", "residence", "booking"):
        assert [row["person"] for row in _changes(office, entity)] == [1, 2, 3, 4], entity
    assert {row["person"] for row in _changes(office, "agreement")} == {None}


def test_settings_and_users_are_noted(ctx: Context) -> None:
    with ctx.writing() as uow:
        office = uow.settings.office()
        assert office is not None
        uow.settings.save(replace(office, board="Annan nämnd"))
        uow.commit()
    assert _changes(ctx, "setting")[-1]["changes"] == {"board": ["Provnämnden", "Annan nämnd"]}
    added = _changes(ctx, "user_account")[0]
    assert {"name": "prov", "role": "administrator", "unit": "reception"}.items() <= added["changes"].items()


def test_what_was_rolled_back_or_changed_nothing_is_not_noted(office: Context) -> None:
    before = len(_rows(office, "change_log"))
    with office.writing() as uow:
        uow.people.add(person())
    with office.writing() as uow:
        stored = uow.people.get(1)
        uow.people.change(stored, stored.value)
        settings = uow.settings.office()
        assert settings is not None
        uow.settings.save(settings)
        uow.commit()
    with pytest.raises(Refused):
        people.save_person(office, None, person(case_number="2024-0001"))
    assert len(_rows(office, "change_log")) == before


def test_a_card_that_was_opened_is_noted_with_the_person(office: Context) -> None:
    people.open_person(office, 3)
    assert _rows(office, "read_log") == [
        {
            "id": 1,
            "at": "2025-03-03 09:00:00.000000",
            "by": "prov",
            "unit": "reception",
            "what": "card",
            "person": 3,
            "detail": None,
            "count": None,
        }
    ]


def test_a_card_that_was_refused_is_not_noted_as_read(office: Context) -> None:
    with pytest.raises(Refused):
        people.open_person(replace(office, user=replace(office.user, may_see_protected=False)), 3)
    assert _rows(office, "read_log") == []


def test_a_list_is_noted_with_its_filter_and_count(office: Context) -> None:
    lists.log_list(office, "people", "Saknar personnummer", 17)
    (found,) = _rows(office, "read_log", "what, person, detail, count")
    assert found == {"what": "list", "person": None, "detail": "people: Saknar personnummer", "count": 17}


@pytest.mark.parametrize("what", ReadKind)
def test_every_kind_of_reading_can_be_noted(ctx: Context, what: ReadKind) -> None:
    with ctx.writing() as uow:
        uow.log.read(ReadNote(what, person=1, detail="d", count=2))
        uow.commit()
    assert [row["what"] for row in _rows(ctx, "read_log")] == [what.value]


def test_what_left_the_office_is_noted_with_recipient_way_and_ground(office: Context, clock: Clock) -> None:
    close_month(office, month("2024-09"))
    bought = list_returns(office)[0]
    clock.tick(minutes=5)
    hand_out(office, bought.id, HandOutWay.SECURE_MAIL, "Provköpings kommun")
    (found,) = _rows(office, "disclosure")
    assert found == {
        "id": 1,
        "at": "2025-03-03 09:05:00.000000",
        "by": "prov",
        "unit": "reception",
        "return_id": bought.id,
        "what": "handed_out",
        "recipient": "Provköpings kommun",
        "way": "secure_mail",
        "ground": "skollagen 20 kap. 11 d §",
        "persons": 1,
        "person": None,
        "left_out": None,
    }


def test_a_disclosure_keeps_its_ground(office: Context) -> None:
    with office.writing() as uow:
        uow.log.disclosed(Disclosure("list", 3, recipient="Nämnden", ground="samtycke"))
        uow.commit()
    (found,) = _rows(office, "disclosure", "what, persons, return_id, recipient, way, ground")
    assert found == {
        "what": "list",
        "persons": 3,
        "return_id": None,
        "recipient": "Nämnden",
        "way": None,
        "ground": "samtycke",
    }


def test_closed_months_hold_nobodys_name_or_number(office: Context) -> None:
    """All that is frozen, but for the log and the one table from which names can be taken away again."""
    with office.writing() as uow:
        stored = uow.people.get(2)
        uow.people.change(stored, replace(stored.value, protection=Protection.PROTECTED_REGISTRATION))
        uow.residences.add(residence("2024-0002", "2313", "2024-10-20"))
        uow.commit()
    for closed in ("2024-09", "2024-10"):
        close_month(office, month(closed))
    for one in list_returns(office):
        hand_out(office, one.id, HandOutWay.SDK, "Provköping")
    frozen = set(triggers._KEYS) - {"change_log"}
    said = " ".join(str(value) for table in frozen for row in _rows(office, table) for value in row.values())
    assert "2309" in said
    for secret in (*NAMES, *TEST_NUMBERS, "2024-0001", "2024-0002", "2024-0003", "2024-0004"):
        assert secret not in said


def test_a_protected_person_stands_in_what_was_sent_by_her_neutral_number_alone(office: Context) -> None:
    close_month(office, month("2024-09"))
    sent = {row["person"]: row for row in _rows(office, "ledger_identity")}
    assert (sent[1]["name"], sent[1]["number"]) == ("Amina Provlund", TEST_NUMBERS[0])
    assert {name: sent[3][name] for name in ("case_number", "name", "kind", "number", "previous_number")} == {
        "case_number": "N00001",
        "name": None,
        "kind": None,
        "number": None,
        "previous_number": None,
    }


def test_moments_are_kept_in_universal_time(ctx: Context, clock: Clock) -> None:
    clock.now = datetime.fromisoformat("2025-07-01T01:30:00+02:00")
    people.save_person(ctx, None, person())
    assert _changes(ctx, "person")[0]["at"] == "2025-06-30 23:30:00.000000"
