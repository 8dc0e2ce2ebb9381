"""Does a workbook bring another office's offers back, its own alone, and nobody's name out?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from factories import OTHER, OWN, THIRD, day, days
from mottagning.domain.offers import Offer
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.usecases.context import Context
from mottagning.usecases.offer_workbook import read_returned, save_returned, send_offers
from mottagning.usecases.offers import list_offers, save_offer
from workbooks import lines, make, shown

NAMES = ("Amina", "Provlund", "Cleo", "Doldin", "2024-000")


def offer(key: str, municipality: str, **values: object) -> Offer:
    given = {"seats": 4, "seats_on": day("2025-01-28"), "source": "rektorn", **values}
    return Offer(key=key, service="sfi", municipality=municipality, days=days("2025-01-07"), **given)  # type: ignore[arg-type]


@pytest.fixture
def sent(office: Context, tmp_path: Path) -> Path:
    """The workbook to the other municipality, which has two offers; we and a third have one each."""
    for one in (offer("U1", OTHER), offer("U2", OTHER), offer("U3", OWN), offer("U4", THIRD)):
        save_offer(office, None, one)
    send_offers(office, OTHER, tmp_path / "utbud.xlsx")
    return tmp_path / "utbud.xlsx"


def filled(file: Path, *cells: Mapping[int, Mapping[str, object]]) -> Path:
    """The workbook as the other office sends it back: by row, the headings and what it writes there."""
    book = load_workbook(file)
    sheet = book["Utbud"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for rows in cells:
        for row, values in rows.items():
            for heading, value in values.items():
                sheet.cell(row, places[heading]).value = value
    book.save(file)
    book.close()
    return file


def test_the_workbook_holds_their_offers_and_nobody(sent: Path) -> None:
    assert [row.get("Utbud") for row in lines(sent, "Utbud")][:2] == ["U1", "U2"]
    everything = " ".join(str(value) for cells in shown(sent).values() for value, _ in cells.values())
    assert not [name for name in NAMES if name in everything]
    assert "U3" not in everything
    book = load_workbook(sent)
    rules = {rule.formula1 for rule in book["Utbud"].data_validations.dataValidation}
    book.close()
    assert '"egen regi,upphandlad,auktoriserad,fristående"' in rules


def test_a_workbook_that_comes_back_as_it_was_changes_nothing(office: Context, sent: Path) -> None:
    found = read_returned(office, sent)
    assert (found.offers, found.rejected) == ((), ())


def test_what_they_changed_and_added_is_shown_first_and_then_saved(office: Context, sent: Path) -> None:
    filled(
        sent,
        {
            2: {"Platser": 2, "Platser den": day("2025-03-01"), "Källa": None},
            4: {"Insats": "SFX", "Från och med": "2025-08-18", "Tider": "mån–fre 9–12", "Variant": "bygg"},
        },
    )
    found = read_returned(office, sent)
    changed, new = found.offers
    assert [(one.label, one.before, one.after) for one in changed.changes] == [
        ("Platser", "4", "2"),
        ("Platser den", "2025-01-28", "2025-03-01"),
        ("Källa", "rektorn", "arbetsbok från Krokom"),
    ]
    assert (new.before, new.offer.key, new.offer.service) == (None, "U2025-0001", "sfx")
    assert len(list_offers(office)) == 4, "nothing is saved yet"
    assert save_returned(office, found.offers).value == 2
    assert read_returned(office, filled(sent, {4: {"Utbud": "U2025-0001"}})).offers == ()
    assert [line.seats and line.seats.number for line in list_offers(office) if line.key == "U1"] == [2]


@pytest.mark.parametrize(
    ("cells", "place", "said"),
    [
        ({4: {"Insats": "sfi", "Från och med": "2025-08-18", "Kommun": OWN}}, "D4", "Egna utbud"),
        ({4: {"Utbud": "U3", "Insats": "sfi", "Från och med": "2025-08-18"}}, "D4", "en annan kommuns"),
        ({4: {"Utbud": "U4", "Insats": "sfi", "Från och med": "2025-08-18"}}, "D4", "en annan kommuns"),
        ({2: {"Kommun": THIRD}}, "D2", "en annan kommuns"),
        ({4: {"Utbud": "U99", "Insats": "sfi", "Från och med": "2025-08-18"}}, "A4", "finns inte i katalogen"),
        ({4: {"Insats": "trolleri", "Från och med": "2025-08-18"}}, "B4", "Insatsen finns inte"),
        ({4: {"Insats": "sfi"}}, "J4", "tom"),
        ({2: {"Platser": 5, "Platser den": None}}, "Q2", "Måste fyllas i"),
        ({2: {"Platser": 5}}, "Q2", "dagen som det nya antalet gäller"),
        ({2: {"Tider": "dagtid"}}, "I2", "veckodagar"),
        ({2: {"Platser": "=1+1"}}, "P2", "formel"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_cell(
    office: Context, sent: Path, cells: Mapping[int, Mapping[str, object]], place: str, said: str
) -> None:
    found = read_returned(office, filled(sent, cells))
    (problem,) = found.rejected
    assert (problem.cell, found.offers) == (place, ())
    assert said in problem.message


def test_what_was_changed_here_meanwhile_is_not_overwritten(office: Context, sent: Path) -> None:
    found = read_returned(office, filled(sent, {2: {"Ort": "Provby"}}))
    (returned,) = found.offers
    assert returned.before is not None
    save_offer(office, returned.before, offer("U1", OTHER, seats=9))
    with pytest.raises(Refused) as caught:
        save_returned(office, found.offers)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE


def test_another_workbook_is_refused(office: Context, tmp_path: Path) -> None:
    for sheets in ({"Priser": [["Avtal"], ["A1"]]}, {"Utbud": [["Utbud"], ["U1"]]}):
        with pytest.raises(Refused) as caught:
            read_returned(office, make(tmp_path / "fel.xlsx", sheets))
        assert caught.value.code is RefusalCode.NOT_A_WORKBOOK
