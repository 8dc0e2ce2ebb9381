"""Does the page for a substitute tell all that waits, and nothing of whom?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import Clock, day, days, without_right
from mottagning.domain.people import Protection
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.problems import Trouble
from mottagning.domain.requests import BookingRequest, Procedure, RequestStep, Side, StepKind
from mottagning.readmodels.printouts import Facts, Grid, Paragraph, Printout
from mottagning.texts import substitute
from mottagning.usecases import people_parts
from mottagning.usecases.context import Context
from mottagning.usecases.handing_over import Handover, compose, write_handover
from steps import booked, known

LEAVE = Handover(substitute="Kim", days=days("2025-03-03", "2025-03-31"), notes="Ring Krokom.\nF1 brådskar.")


def words(printout: Printout) -> str:
    found: list[str] = []
    for block in printout.blocks:
        match block:
            case Paragraph(text):
                found.append(text)
            case Facts(pairs):
                found += [f"{word}: {answer}" for word, answer in pairs]
            case Grid(_, rows):
                found += [" ".join(row) for row in rows]
    return "\n".join(found)


@pytest.fixture
def leaving(office: Context) -> Context:
    """An office in which somebody waits for our answer and a booking ends within the month."""
    with office.writing() as uow:
        uow.requests.add(
            BookingRequest(
                key="F1",
                procedure=Procedure.ORDER,
                side=Side.PROVIDING,
                case_number="2024-0001",
                service="sfi",
                counterpart="2309",
                days=days("2025-03-10"),
            )
        )
        uow.request_steps.add(RequestStep(request="F1", number=0, kind=StepKind.REQUESTED, on=day("2025-02-20")))
        uow.commit()
    booked(office, "B1", planned_until=day("2025-03-14"), days=days("2024-09-01"))
    return office


def test_it_tells_what_waits_what_ends_and_what_the_officer_wrote(leaving: Context) -> None:
    said = words(compose(leaving, LEAVE))
    assert "Vikarie: Kim" in said
    assert "Ring Krokom.\nF1 brådskar." in said
    assert "F1 2024-0001 sfi Krokom 2025-02-20" in said
    assert "B1 2024-0001" in said
    assert "Nästa månad att stänga: september 2024" in said


def test_a_booking_that_ends_when_the_officer_is_back_is_not_hers(leaving: Context) -> None:
    booked(leaving, "B1", planned_until=day("2025-04-01"))
    assert "B1 2024-0001" not in words(compose(leaving, LEAVE))


def test_nobody_stands_on_it_by_name(leaving: Context) -> None:
    said = words(compose(leaving, LEAVE))
    assert not [name for name in ("Amina", "Provlund", "Bo", "Cleo", "Dana") if name in said.split()]


def test_who_is_protected_does_not_stand_on_it_whoever_writes_it(leaving: Context) -> None:
    known(leaving, "2024-0001", protection=Protection.CONFIDENTIAL_FLAG)
    for ctx in (leaving, without_right(leaving)):
        assert "2024-0001" not in words(compose(ctx, LEAVE))


def test_it_is_written_as_a_file_without_a_name_and_stands_in_the_log(leaving: Context, tmp_path: Path) -> None:
    written: list[Any] = []

    def printer(printout: Printout, file: Path) -> None:
        written.append(printout)
        file.write_bytes(b"%PDF")

    target = write_handover(leaving, LEAVE, tmp_path, printer).value
    assert target.name == "Överlämning 2025-03-03.pdf"
    assert target.exists()
    with leaving.reading() as reader:
        log = reader._connection.exec_driver_sql("SELECT what, recipient FROM disclosure ORDER BY id DESC")
        assert tuple(log.first() or ()) == ("substitute_page", "Kim")


def test_what_could_not_be_written_is_not_logged(leaving: Context, tmp_path: Path, clock: Clock) -> None:
    def full(_printout: Printout, _file: Path) -> None:
        raise OSError(28, "full")

    with pytest.raises(Trouble):
        write_handover(leaving, replace(LEAVE, notes=None), tmp_path, full)
    with leaving.reading() as reader:
        assert reader._connection.exec_driver_sql("SELECT count(*) FROM disclosure").scalar() == 0


def test_it_tells_the_deadlines_to_come_in_their_order_and_none_that_is_past(leaving: Context) -> None:
    for case_number, until in (("2024-0001", "2025-03-20"), ("2024-0002", "2025-03-10"), ("2024-0003", "2025-03-12")):
        part = ResidencePermit(case_number=case_number, decided_on=day("2024-01-10"), valid_until=day(until))
        people_parts.save_part(leaving, None, part)
    ended = ResidencePermit(case_number="2024-0004", decided_on=day("2023-01-10"), valid_until=day("2025-02-20"))
    people_parts.save_part(leaving, None, ended)
    (due,) = (
        one.rows
        for one in compose(leaving, LEAVE).blocks
        if isinstance(one, Grid) and one.headings == substitute.DUE_HEADINGS
    )
    ends = [row[:2] for row in due if "illstånd" in row[2]]
    assert ends == [("2025-03-10", "2024-0002"), ("2025-03-20", "2024-0001")]
    assert [row[0] for row in due] == sorted(row[0] for row in due)
