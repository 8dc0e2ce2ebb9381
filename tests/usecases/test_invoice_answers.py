"""Does the answer to an invoice say what is agreed and why not, on a ground for each row, and nothing about whom?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import TEST_NUMBERS, day, received_invoice, without_right
from mottagning.domain.problems import Refused, Trouble
from mottagning.domain.returns import HandOutWay
from mottagning.files import invoice_answer_workbook
from mottagning.readmodels.printouts import Facts, Grid, Heading, Paragraph, Printout
from mottagning.usecases.context import Context
from mottagning.usecases.invoices import answering, handling, received
from workbooks import lines, make, read

AMINA, BO, CLEO, _, STRANGER = TEST_NUMBERS
HEADING = ["Bokning", "Personnummer", "Namn", "Avser månad", "Belopp"]
ROWS: list[list[object]] = [
    [None, AMINA, "Amina Provlund", "2024-10", 9500],
    [None, BO, "Bo Provlund", "2024-10", 9500],
    ["K-77", STRANGER, "Eva Främling", "2024-10", 700],
]


class Paper:
    """Stands in for the printer: keeps the words that it is given."""

    def __init__(self) -> None:
        self.words = ""

    def __call__(self, printout: Printout, file: Path) -> None:
        said = [printout.title]
        for block in printout.blocks:
            match block:
                case Heading(text) | Paragraph(text):
                    said.append(text)
                case Facts(pairs):
                    said += [": ".join(pair) for pair in pairs]
                case Grid(headings, rows):
                    said += [" | ".join(row) for row in (headings, *rows)]
        self.words = "\n".join(said)
        file.write_bytes(b"%PDF")


def invoice_of(ctx: Context, folder: Path, rows: list[list[object]]) -> int:
    """A controlled invoice with these rows, whose sum it has."""
    kronor = str(sum(float(str(row[-1])) for row in rows))
    invoice = received.save_invoice(ctx, None, received_invoice(kronor, their_reference="Ref 9")).value
    handling.keep(ctx, handling.look(ctx, invoice.id, make(folder / "spec.xlsx", {"Blad1": [HEADING, *rows]})))
    return invoice.id


def answered(ctx: Context, invoice: int, folder: Path) -> tuple[Paper, Path]:
    """The answer written to a folder of its own: the letter's words and the workbook."""
    paper, target = Paper(), folder / "svar"
    target.mkdir()
    draft = answering.draft_answer(ctx, invoice)
    _, book = answering.write_answer(ctx, draft, HandOutWay.SDK, target, paper).value
    return paper, book


def disclosed(ctx: Context) -> list[Any]:
    with ctx.reading() as reader:
        found = reader._connection.exec_driver_sql(
            "SELECT recipient, way, ground, person FROM disclosure WHERE what = 'invoice_answer' ORDER BY person"
        )
        return [tuple(row) for row in found]


def test_each_row_is_answered_in_workbook_and_letter(office: Context, tmp_path: Path) -> None:
    clerk = without_right(office)
    invoice = invoice_of(clerk, tmp_path, ROWS)
    paper, book = answered(clerk, invoice, tmp_path)
    agreed, differs, foreign = lines(book, "Svar")
    assert agreed == {
        "Rad hos er": "2",
        "Vår bokning": "B1",
        "Avser": "oktober 2024",
        "Ert belopp": 9500,
        "Godkänt": 9500,
        "Bestridet": 0,
        "Ställning": "godkänd",
    }
    assert (differs["Vår bokning"], differs["Bestridet"], differs["Ställning"]) == ("B2", 9500, "bestridd")
    assert "Vi räknar med 7 661,29 kr" in differs["Varför"].replace("\u00a0", " ")
    assert differs["Vad vi ber er om"].startswith("Kreditera raden och fakturera det belopp")
    assert (foreign["Er beteckning"], foreign["Ställning"], foreign.get("Vår bokning")) == ("k-77", "inte vår", None)
    assert foreign["Vad vi ber er om"] == "Kreditera raden."
    for part in (
        "Svar på faktura 4711",
        "Till: Krokom",
        "Er referens: Ref 9",
        "1 rad, 9 500,00 kr.",
        "2 rader, 10 200,00 kr.",
        "2 |  | B1 | oktober 2024 | 9 500,00 | 9 500,00 | 0,00",
    ):
        assert part in paper.words.replace("\u00a0", " "), part
    everything = paper.words + str(read(book))
    for name in ("Amina", "Bo Prov", "Eva", "Främling", AMINA, BO, STRANGER, "900103"):
        assert name not in everything
    card = received.open_invoice(clerk, invoice)
    assert (card.steps[-1].kind.value, card.steps[-1].note) == ("answered", "SDK")


def test_each_person_is_noted_with_the_ground(office: Context, tmp_path: Path) -> None:
    answered(office, invoice_of(office, tmp_path, ROWS), tmp_path)
    ground = "skollagen 20 kap. 11 d §"
    assert disclosed(office) == [("2309", "sdk", ground, 1), ("2309", "sdk", ground, 2)]


def test_a_row_without_a_ground_does_not_leave(office: Context, tmp_path: Path) -> None:
    with office.writing() as uow:
        stored = uow.bookings.find("B2")
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, ground=None, consent_on=None))
        for service in uow.services.every():
            uow.services.change(service, replace(service.value, disclosure_ground=None, ground=None))
        uow.commit()
    invoice = invoice_of(office, tmp_path, ROWS)
    draft = answering.draft_answer(office, invoice)
    assert (draft.ungrounded, [row.rows for row in draft.rows]) == (("B2",), [(2,), (4,)])
    with office.writing() as uow:
        stored = uow.bookings.find("B2")
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, consent_on=day("2025-01-01")))
        uow.commit()
    assert answering.draft_answer(office, invoice).ungrounded == ()
    with pytest.raises(Refused):
        answering.write_answer(office, draft, HandOutWay.SDK, tmp_path, Paper())
    assert disclosed(office) == []


def test_protected_people_are_in_no_answer_and_no_count(office: Context, tmp_path: Path) -> None:
    invoice = invoice_of(office, tmp_path, [*ROWS, [None, CLEO, "Cleo Doldin", "2024-10", 9500]])
    draft = answering.draft_answer(office, invoice)
    assert (draft.protected, [row.rows for row in draft.rows]) == (1, [(2,), (3,), (4,)])
    paper, book = answered(office, invoice, tmp_path)
    everything = (paper.words + str(read(book))).replace("\u00a0", " ")
    for trace in ("B3", "Cleo", "Doldin", CLEO, "19 000", "29 200", "skydd"):
        assert trace not in everything
    assert {person for *_, person in disclosed(office)} == {1, 2}


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    office: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice = invoice_of(office, tmp_path, ROWS)

    def fail(target: Path, *_more: object) -> None:
        (target / "finns inte").write_bytes(b"")

    monkeypatch.setattr(invoice_answer_workbook, "write", fail)
    target = tmp_path / "svar"
    target.mkdir()
    draft = answering.draft_answer(office, invoice)
    with pytest.raises((Trouble, OSError)):
        answering.write_answer(office, draft, HandOutWay.SDK, target, Paper())
    assert list(target.iterdir()) == []
    assert disclosed(office) == []
    assert received.open_invoice(office, invoice).steps[-1].kind.value == "disputed"


def test_there_is_nothing_to_answer_before_the_control(office: Context) -> None:
    invoice = received.save_invoice(office, None, received_invoice()).value
    with pytest.raises(Refused) as caught:
        answering.draft_answer(office, invoice.id)
    assert caught.value.params["reason"] == "not_controlled"
