"""Does an opinion say what was decided, how a refusal is appealed against, and nothing about whom it may not?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import OTHER, day, days, without_right
from mottagning.domain.bookings import Procedure
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.readmodels.printouts import Facts, Heading, Paragraph, Printout
from mottagning.usecases.context import Context
from mottagning.usecases.opinions import write_opinion
from mottagning.usecases.requests import save_request, take_step


class Paper:
    """Stands in for the printer: keeps what it is given."""

    def __init__(self) -> None:
        self.printouts: list[Printout] = []

    def __call__(self, printout: Printout, file: Path) -> None:
        self.printouts.append(printout)
        file.write_bytes(b"%PDF")

    @property
    def words(self) -> str:
        (printout,) = self.printouts
        said = [printout.title, printout.footer]
        for block in printout.blocks:
            match block:
                case Heading(text) | Paragraph(text):
                    said.append(text)
                case Facts(pairs):
                    said += [": ".join(pair) for pair in pairs]
        return "\n".join(said)


def opined(ctx: Context, kind: StepKind, case_number: str = "2024-0001", **values: Any) -> int:
    """A request of somebody who has applied in another municipality, with our opinion."""
    request = BookingRequest(
        key="F1",
        procedure=Procedure.OPINION,
        side=Side.PAYING,
        case_number=case_number,
        service="komvux gymnasial",
        counterpart=OTHER,
        days=days("2025-08-18", "2026-01-16"),
    )
    made = save_request(ctx, None, request).value
    first = RequestStep(request="", number=0, kind=StepKind.REQUESTED, on=day("2025-03-01"))
    take_step(ctx, made.id, first)
    take_step(ctx, made.id, replace(first, kind=kind, on=day("2025-03-02"), **values))
    return made.id


def logged(ctx: Context) -> list[Any]:
    with ctx.reading() as reader:
        found = reader._connection.exec_driver_sql("SELECT what, persons, recipient, ground, person FROM disclosure")
        return list(found)


def test_a_commitment_says_so_and_no_more(office: Context, tmp_path: Path) -> None:
    paper = Paper()
    number = opined(office, StepKind.COMMITTED, reference="KS 7", ground="20 kap. 21 §", by="Prov Provsson")
    file = write_opinion(office, number, tmp_path, paper).value
    assert file.name == "Yttrande F1 2025-03-03.pdf"
    for part in (
        "Sökande: Amina Provlund",
        "Nummer: 19900103-2391",
        "Ansökan till: Krokom",
        "Beslut: KS 7",
        "Grund: 20 kap. 21 §",
        "Beslutat av: Prov Provsson",
        "Östersund åtar sig att svara för kostnaderna.",
    ):
        assert part in paper.words
    assert "överklagas" not in paper.words
    assert logged(office) == [("opinion", 1, OTHER, "20 kap. 21 §", 1)]


def test_a_refusal_says_why_and_where_to_appeal(office: Context, tmp_path: Path) -> None:
    paper = Paper()
    number = opined(office, StepKind.NOT_COMMITTED, reason="Samma kurs ges här.")
    write_opinion(office, number, tmp_path, paper)
    assert "Östersund åtar sig inte att svara för kostnaderna." in paper.words
    assert "Samma kurs ges här." in paper.words
    assert "Skolväsendets överklagandenämnd. Hur och när det ska göras svarar Provnämnden på." in paper.words


def test_the_offices_own_words_on_appeals_are_quoted(office: Context, tmp_path: Path) -> None:
    with office.writing() as uow:
        settings = uow.settings.office()
        assert settings is not None
        uow.settings.save(replace(settings, appeal_text="Skriv till oss."))
        uow.commit()
    paper = Paper()
    write_opinion(office, opined(office, StepKind.NOT_COMMITTED, reason="x"), tmp_path, paper)
    assert "överklagandenämnd. Skriv till oss." in paper.words


def test_the_last_opinion_holds(office: Context, tmp_path: Path) -> None:
    number = opined(office, StepKind.NOT_COMMITTED, reason="x")
    changed = RequestStep(request="", number=0, kind=StepKind.COMMITTED, on=day("2025-03-03"))
    take_step(office, number, changed)
    paper = Paper()
    write_opinion(office, number, tmp_path, paper)
    assert "åtar sig att svara" in paper.words


def test_nothing_is_written_without_an_opinion(office: Context, tmp_path: Path) -> None:
    request = BookingRequest(
        key="F1",
        procedure=Procedure.OPINION,
        side=Side.PAYING,
        case_number="2024-0001",
        service="sfi",
        counterpart=OTHER,
        days=days("2025-08-18"),
    )
    made = save_request(office, None, request).value
    with pytest.raises(Refused) as caught:
        write_opinion(office, made.id, tmp_path, Paper())
    assert caught.value.code is RefusalCode.STEP_NOT_NOW
    assert list(tmp_path.glob("Yttrande*")) == []


def test_nothing_about_somebody_protected_leaves_by_itself(office: Context, tmp_path: Path) -> None:
    number = opined(office, StepKind.COMMITTED, case_number="2024-0003")
    for ctx, code in ((office, RefusalCode.PROTECTED_PERSON), (without_right(office), RefusalCode.GONE)):
        with pytest.raises(Refused) as caught:
            write_opinion(ctx, number, tmp_path, Paper())
        assert caught.value.code is code
    assert list(tmp_path.glob("Yttrande*")) == []
    assert logged(office) == []


def test_a_file_that_could_not_be_written_is_not_in_the_log(office: Context, tmp_path: Path) -> None:
    def broken(_printout: Printout, file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError(28, "full")

    number = opined(office, StepKind.COMMITTED)
    with pytest.raises(Trouble):
        write_opinion(office, number, tmp_path, broken)
    assert list(tmp_path.glob("Yttrande*")) == []
    assert logged(office) == []
