"""Does a request leave only on a ground, and does its answer become just the steps and facts that it says?"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from factories import OTHER, TEST_NUMBERS, THIRD, day, days, without_right
from mottagning.domain.bookings import Procedure
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.money import scaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.requests import BookingRequest, RequestStatus, RequestStep, Side, StepKind
from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.request_files import AnsweredRequest
from mottagning.storage.stores.admin import LogStore
from mottagning.usecases.context import Context
from mottagning.usecases.request_files import (
    draft_request,
    read_request_answer,
    save_request_answer,
    undo_request_answer,
    write_request,
)
from mottagning.usecases.requests import list_requests, open_request, save_request, take_step
from workbooks import read

BO, CLEO = "2024-0002", "2024-0003"
Fill = Callable[..., Path]


def request(**values: Any) -> BookingRequest:
    given: dict[str, Any] = {
        "key": "F1",
        "procedure": Procedure.ORDER,
        "side": Side.PAYING,
        "case_number": BO,
        "service": "sfi",
        "counterpart": OTHER,
        "agreement": "A1",
        "days": days("2025-04-07", "2025-06-13"),
        "priority_ground": "hemligt skäl",
        "choice_reason": "hemligt val",
    }
    return BookingRequest(**{**given, **values})


def agree(ctx: Context, case_number: str = BO) -> None:
    """The person agrees that the other municipality may have what a place needs."""
    consent = Consent(
        case_number=case_number, recipient=OTHER, purpose=ConsentPurpose.COORDINATION, given_on=day("2025-02-01")
    )
    with ctx.writing() as uow:
        uow.consents.add(consent)
        uow.commit()


@pytest.fixture
def asked(office: Context) -> Stored[BookingRequest]:
    """A place is asked for since 1 March, and the person has agreed."""
    agree(office)
    one = save_request(office, None, request()).value
    return take_step(
        office, one.id, RequestStep(request="", number=0, kind=StepKind.REQUESTED, on=day("2025-03-01"))
    ).value


@pytest.fixture
def filled(office: Context, asked: Stored[BookingRequest], tmp_path: Path) -> Fill:
    """Writes the request and fills in the answer by its labels."""

    def fill(**said: object) -> Path:
        file = tmp_path / "svar.xlsx"
        if not file.exists():
            write_request(office, draft_request(office, asked.id), asked.id, HandOutWay.SDK, file)
        book = load_workbook(file)
        places = {cell.value: cell.row for cell in book["Svar"]["A"]}
        labels = {"pris": "Pris för hela perioden, kr", "forsta": "Första dag", "dag": "Dag för svaret", "svar": "Svar"}
        labels |= {"skal": "Skäl", "anordnare": "Anordnare", "referens": "Er referens", "kontakt": "Kontakt"}
        for name, value in said.items():
            book["Svar"].cell(places[labels[name]], 2).value = value
        book.save(file)
        return file

    return fill


def save_all(ctx: Context, found: AnsweredRequest) -> Any:
    return save_request_answer(ctx, found, {one.place for one in (*found.facts, *found.steps)}).value


def steps(ctx: Context, one: Stored[BookingRequest]) -> list[tuple[StepKind, str | None, str | None]]:
    return [(s.value.kind, s.value.by, s.value.reason) for s in open_request(ctx, one.id).steps]


def refusal(work: Callable[[], object]) -> tuple[RefusalCode, object]:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code, caught.value.params.get("reason")


def test_the_file_says_what_is_asked_and_nothing_more(office: Context, filled: Fill) -> None:
    sheets = read(filled())
    number = f"{TEST_NUMBERS[1][:8]}-{TEST_NUMBERS[1][8:]}"
    facts = {row[0]: row[1] for row in sheets["Förfrågan"] if row[1]}
    assert facts == {
        "Förfrågan": "F1",
        "Från kommun": "2380",
        "Till": OTHER,
        "Nummer": number,
        "Namn": "Bo Provlund",
        "Insats": "sfi",
        "Från och med": datetime.date(2025, 4, 7),
        "Till och med": datetime.date(2025, 6, 13),
    }
    assert "hemligt" not in str(sheets), "why she goes first is nobody else's"
    assert [row[:2] for row in sheets["Svar"]] == [
        [label, ""]
        for label in (
            *("Svar", "Skäl", "Dag för svaret", "Första dag", "Anordnare"),
            *("Pris för hela perioden, kr", "Er referens", "Kontakt"),
        )
    ]


def test_without_a_ground_nothing_is_written(office: Context, tmp_path: Path) -> None:
    one = save_request(office, None, request()).value
    draft = draft_request(office, one.id)
    assert (draft.ground, draft.may_be_written) == (None, False)
    target = tmp_path / "fil.xlsx"
    assert refusal(lambda: write_request(office, draft, one.id, HandOutWay.SDK, target))[0] is RefusalCode.NO_GROUND
    assert not target.exists()


def test_the_paragraph_of_the_insats_is_a_ground(office: Context) -> None:
    one = save_request(office, None, request(days=days("2026-01-12"))).value
    ground = draft_request(office, one.id).ground
    assert ground is not None
    assert ground.paragraph == "skollagen 20 kap. 33 b §", "in force from 2026"


def test_nobody_protected_is_written_of_and_she_is_nobody_without_the_right(office: Context, tmp_path: Path) -> None:
    agree(office, CLEO)
    one = save_request(office, None, request(case_number=CLEO)).value
    draft = draft_request(office, one.id)
    assert not draft.may_be_written
    work = lambda: write_request(office, draft, one.id, HandOutWay.SDK, tmp_path / "fil.xlsx")  # noqa: E731
    assert refusal(work)[0] is RefusalCode.NO_GROUND
    assert refusal(lambda: draft_request(without_right(office), one.id))[0] is RefusalCode.GONE


def test_only_a_place_that_we_ask_for_goes_as_a_file(office: Context) -> None:
    one = save_request(office, None, request(side=Side.PROVIDING)).value
    assert refusal(lambda: draft_request(office, one.id))[0] is RefusalCode.STEP_NOT_NOW


def test_what_left_is_noted_with_recipient_way_and_ground(
    office: Context, asked: Stored[BookingRequest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[Disclosure] = []
    monkeypatch.setattr(LogStore, "disclosed", lambda _store, one, *_files: noted.append(one))
    write_request(office, draft_request(office, asked.id), asked.id, HandOutWay.E_SERVICE, tmp_path / "fil.xlsx")
    assert noted == [
        Disclosure(
            "request_file",
            1,
            recipient=OTHER,
            way=HandOutWay.E_SERVICE,
            ground="samtycke 2025-02-01",
            person=2,
        )
    ]


def test_an_answer_becomes_facts_and_steps_and_is_undone(
    office: Context, asked: Stored[BookingRequest], filled: Fill
) -> None:
    file = filled(
        svar="antagen",
        dag=datetime.date(2025, 3, 2),
        forsta=datetime.date(2025, 4, 14),
        anordnare="Skolan",
        pris=55000.5,
        referens="Dnr 7",
        kontakt="Eva",
    )
    found = read_request_answer(office, file)
    assert {one.name: one.becomes for one in found.facts} == {
        "days": days("2025-04-14", "2025-06-13"),
        "provider": "Skolan",
        "counterpart_reference": "Dnr 7",
    }
    assert [(one.step.kind, one.step.on, one.step.by, one.step.amount) for one in found.steps] == [
        (StepKind.ESTIMATED, day("2025-03-02"), "Eva", scaled("55000.5")),
        (StepKind.ACCEPTED, day("2025-03-02"), "Eva", None),
    ]
    assert list_requests(office)[0].status is RequestStatus.ASKED, "nothing is saved by reading"
    taken = save_all(office, found)
    card = open_request(office, asked.id)
    assert card.line.status is RequestStatus.ACCEPTED
    assert card.request.value == request(
        days=days("2025-04-14", "2025-06-13"), provider="Skolan", counterpart_reference="Dnr 7"
    )
    again = read_request_answer(office, file)
    assert (again.facts, again.steps, again.waits) == ((), (), False), "read once more it says nothing new"
    undo_request_answer(office, taken)
    card = open_request(office, asked.id)
    assert (card.line.status, card.request.value) == (RequestStatus.ASKED, request())


@pytest.mark.parametrize(
    ("word", "kind", "status"),
    [
        ("I KÖ", StepKind.QUEUED, RequestStatus.QUEUED),
        ("avböjd", StepKind.REFUSED, RequestStatus.REFUSED),
    ],
)
def test_every_word_is_its_step(
    office: Context, asked: Stored[BookingRequest], filled: Fill, word: str, kind: StepKind, status: RequestStatus
) -> None:
    save_all(office, read_request_answer(office, filled(svar=word, skal="fullt")))
    assert steps(office, asked)[-1] == (kind, None, "fullt")
    assert open_request(office, asked.id).line.status is status


def test_only_what_is_chosen_is_saved(office: Context, asked: Stored[BookingRequest], filled: Fill) -> None:
    found = read_request_answer(office, filled(svar="antagen", pris=500, anordnare="Skolan"))
    save_request_answer(office, found, {found.steps[-1].place})
    assert [kind for kind, _, _ in steps(office, asked)] == [StepKind.REQUESTED, StepKind.ACCEPTED]
    assert open_request(office, asked.id).request.value == request()


def test_undo_stops_when_something_came_after(office: Context, asked: Stored[BookingRequest], filled: Fill) -> None:
    taken = save_all(office, read_request_answer(office, filled(svar="i kö")))
    take_step(office, asked.id, RequestStep(request="", number=0, kind=StepKind.ACCEPTED, on=day("2025-03-03")))
    assert refusal(lambda: undo_request_answer(office, taken))[0] is RefusalCode.CHANGED_MEANWHILE
    assert len(steps(office, asked)) == 3


def test_an_answer_to_what_was_not_asked_waits(office: Context, asked: Stored[BookingRequest], filled: Fill) -> None:
    file = filled(svar="antagen", anordnare="Skolan")
    take_step(office, asked.id, RequestStep(request="", number=0, kind=StepKind.WITHDRAWN, on=day("2025-03-02")))
    found = read_request_answer(office, file)
    assert (found.waits, found.facts, found.steps) == (True, (), ())


def test_what_was_answered_by_telephone_and_then_in_the_file_keeps_nothing_else_of_it_from_being_saved(
    office: Context, asked: Stored[BookingRequest], filled: Fill
) -> None:
    file = filled(svar="antagen", dag=datetime.date(2025, 3, 3), anordnare="Skolan", pris=500, kontakt="Eva")
    by_telephone = RequestStep(request="", number=0, kind=StepKind.ACCEPTED, on=day("2025-03-02"))
    take_step(office, asked.id, by_telephone)
    found = read_request_answer(office, file)
    assert (found.waits, [one.name for one in found.facts]) == (False, ["provider"])
    assert [(one.step.kind, one.step.amount) for one in found.steps] == [(StepKind.ESTIMATED, scaled("500"))]
    save_all(office, found)
    assert open_request(office, asked.id).line.status is RequestStatus.ACCEPTED


@pytest.mark.parametrize(
    ("said", "cell", "message"),
    [
        ({"svar": "kanske"}, "B1", "Väntade ett av: antagen, i kö, avböjd"),
        ({"svar": "avböjd"}, "B2", "Skriv skälet"),
        ({"skal": "fullt"}, "B1", "Välj ett svar"),
        ({"svar": "antagen", "dag": "2/3"}, "B3", "ÅÅÅÅ-MM-DD"),
        ({"svar": "antagen", "dag": datetime.date(2025, 3, 4)}, "B3", "inte varit än"),
        ({"svar": "antagen", "dag": datetime.date(2025, 2, 28)}, "B3", "före det senaste steget"),
        ({"svar": "antagen", "forsta": datetime.date(2025, 6, 14)}, "B4", "efter den sista dag"),
        ({"svar": "antagen", "pris": "dyrt"}, "B6", "ett tal"),
        ({"svar": "antagen", "pris": "=1+1"}, "B6", "formel"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_and_nothing_else_taken(
    office: Context, filled: Fill, said: dict[str, object], cell: str, message: str
) -> None:
    found = read_request_answer(office, filled(**{"anordnare": "Skolan", **said}))
    told = {one.cell: one.message for one in found.rejected}
    assert message in told[cell]
    assert (found.facts, found.steps) == ((), ())


def test_a_renamed_label_is_told(office: Context, filled: Fill) -> None:
    file = filled(svar="antagen")
    book = load_workbook(file)
    book["Svar"]["A5"].value = "Skola"
    book.save(file)
    assert [one.message for one in read_request_answer(office, file).rejected] == [
        "Bladet Svar saknar raden Anordnare."
    ]


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        ("B1", "F999", "unknown"),
        ("B2", THIRD, "sender"),
        ("B3", THIRD, "recipient"),
        ("B4", TEST_NUMBERS[3], "number"),
        ("B1", None, "asked"),
    ],
    ids=["unknown", "another office's", "for somebody else", "another person's", "no key"],
)
def test_a_file_that_answers_nothing_of_ours_is_refused(
    office: Context, filled: Fill, place: str, value: object, reason: str
) -> None:
    file = filled(svar="antagen")
    book = load_workbook(file)
    book["Förfrågan"][place].value = value
    book.save(file)
    assert refusal(lambda: read_request_answer(office, file)) == (RefusalCode.NOT_AN_ANSWER, reason)


def test_the_answer_about_somebody_hidden_since_answers_nothing(
    office: Context, asked: Stored[BookingRequest], filled: Fill
) -> None:
    file = filled(svar="antagen")
    with office.writing() as uow:
        bo, cleo = uow.people.find(BO), uow.people.find(CLEO)
        assert bo is not None
        assert cleo is not None
        uow.people.change(bo, replace(bo.value, protection=cleo.value.protection))
        uow.commit()
    assert refusal(lambda: read_request_answer(without_right(office), file)) == (RefusalCode.NOT_AN_ANSWER, "unknown")
    assert read_request_answer(office, file).steps != ()
