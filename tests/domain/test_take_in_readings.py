"""Is a cell of an office's own list read as whoever wrote it meant it, and doubted where nobody can tell?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from factories import TEST_NUMBERS, day
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Protection, Sex
from mottagning.domain.take_in.cells import Cell
from mottagning.domain.take_in.readings import EMPTY, Question, Reader, Reading, Sort, options
from mottagning.system.reference import reference

TODAY = day("2025-03-03")
READER = Reader(reference().vocabulary, TODAY)
DAY = Question("received_on", Sort.DAY)
BIRTH = Question("birth_date", Sort.BIRTH, latest=TODAY)
PERSONAL = Question("personal_number", Sort.IDENTITY, identity=IdentityKind.PERSONAL)
DOSSIER = Question("dossier_number", Sort.IDENTITY, identity=IdentityKind.DOSSIER)
MUNICIPALITY = Question(
    "municipality",
    Sort.CHOICE,
    options([(one.code, one.name, (one.code,)) for one in reference().municipalities.values()], ("kommun", "stad")),
)
SEX = Question("sex", Sort.CHOICE, options([(Sex.WOMAN, "kvinna", ("k", "flicka")), (Sex.MAN, "man", ("m", "pojke"))]))


def read(question: Question, cell: Cell, *others: Cell) -> Reading:
    """What a cell says, in a column with these others."""
    return READER.read(question, cell, READER.clues(question, [cell, *others]))


@pytest.mark.parametrize(
    "written",
    [
        date(2024, 1, 12),
        45303,  # Excel's own count of days
        20240112,
        240112,
        Decimal("45303.75"),
        "2024-01-12",
        "2024-1-12",
        "2024/01/12",
        "2024.01.12",
        "24-01-12",
        "240112",
        "20240112",
        "12/1 2024",
        "12/1-24",
        "12/1 -24",
        "12.1.2024",
        "12. 1. 2024",
        "12 jan 2024",
        "12 januari 2024",
        "den 12:e jan. 2024",
        "12-jan-24",
        "2024-jan-12",
        "2024-01-12 00:00:00",
        "2024-01-12T08:30",
        " 12  JAN  2024 ",
    ],
)
def test_a_day_is_read_however_it_is_written(written: Cell) -> None:
    assert read(DAY, written) == Reading({"received_on": day("2024-01-12")})


@pytest.mark.parametrize(
    ("written", "reason", "proposal"),
    [
        ("3/4/2024", "day_or_month", "2024-04-03"),
        ("31/1/24", "year_or_day", "2024-01-31"),
        ("jan 2024", "month_only", "2024-01-01"),
        ("2024-01", "month_only", "2024-01-01"),
        (60112, "odd_serial", "2064-07-29"),
        ("2024", "year_only", ""),
        ("2024-02-30", "not_a_day", ""),
        ("31/2 2024", "not_a_day", ""),
        ("hösten 2024", "not_a_day", ""),
        ("1824-01-12", "not_a_day", ""),
        (7, "not_a_day", ""),
        (True, "not_a_day", ""),
    ],
)
def test_a_day_in_doubt_is_proposed_or_refused_but_never_guessed(written: Cell, reason: str, proposal: str) -> None:
    found = read(DAY, written)
    assert (found.values, found.reason, found.proposal) == ({}, reason, proposal)


def test_the_whole_column_tells_whether_the_day_stands_first() -> None:
    assert read(DAY, "3/4/2024", "25/4/2024").values == {"received_on": day("2024-04-03")}
    assert read(DAY, "3/4/2024", "4/25/2024").values == {"received_on": day("2024-03-04")}


def test_a_short_year_is_plain_where_it_can_be_nothing_else() -> None:
    assert read(BIRTH, "31/12/99").values == {"birth_date": day("1999-12-31")}
    assert read(DAY, "31/1/2024").values == {"received_on": day("2024-01-31")}


def test_a_birth_is_never_in_the_future() -> None:
    assert read(BIRTH, "59-03-04").values == {"birth_date": day("1959-03-04")}
    assert read(DAY, "31-03-04").values == {"received_on": day("2031-03-04")}
    assert read(BIRTH, "2031-03-04").reason == "in_the_future"


@pytest.mark.parametrize("nothing", [None, "", "-", "–", "?", "okänd", "Uppgift saknas", "n/a", "#SAKNAS!"])
def test_what_says_that_nothing_is_known_is_empty(nothing: Cell) -> None:
    assert read(DAY, nothing) == EMPTY


@pytest.mark.parametrize(
    "written", ["19900103-2391", "199001032391", "900103-2391", "9001032391", 199001032391, 9001032391, "900103–2391"]
)
def test_a_personnummer_is_read_with_or_without_its_century(written: Cell) -> None:
    assert read(PERSONAL, written) == Reading({"personal_number": TEST_NUMBERS[0]})


def test_a_number_gets_back_the_zeros_that_excel_took() -> None:
    assert read(PERSONAL, 701012387).values == {"personal_number": "200701012387"}


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("19900103-TF10", {"temporary_number": "19900103-TF10"}),
        ("50-123456/2", {"dossier_number": "50-123456/2"}),
        ("19900103", {"birth_date": day("1990-01-03")}),
        ("900103", {"birth_date": day("1990-01-03")}),
        ("19900103-XXXX", {"birth_date": day("1990-01-03")}),
        ("900103-", {"birth_date": day("1990-01-03")}),
        ("1990-01-03", {"birth_date": day("1990-01-03")}),
    ],
)
def test_a_column_of_numbers_may_hold_any_of_them(written: str, values: dict[str, object]) -> None:
    assert read(PERSONAL, written) == Reading(values)


def test_a_coordination_number_among_personnummer_is_taken_for_what_it_is() -> None:
    from mottagning.domain.identity import luhn

    digits = next(f"900163239{last}" for last in range(10) if luhn(f"900163239{last}"))
    assert read(PERSONAL, f"19{digits}").values == {"coordination_number": f"19{digits}"}


def test_a_birth_may_be_told_as_a_number() -> None:
    assert read(BIRTH, "900103-XXXX").values == {"birth_date": day("1990-01-03")}
    assert read(BIRTH, "19900103-2391").values == {"personal_number": TEST_NUMBERS[0]}
    assert read(BIRTH, "ca 1985").reason == "not_a_day"


def test_of_several_words_in_a_cell_the_first_is_proposed() -> None:
    question = Question("mother_tongue", Sort.CHOICE, options([("ar", "arabiska", ()), ("ku", "kurdiska", ())]))
    found = read(question, "arabiska, kurdiska")
    assert (found.values, found.reason, found.proposal) == ({}, "several", "arabiska")


@pytest.mark.parametrize("written", [2, "2", "070-1740605", "***"])
def test_what_has_no_letter_is_no_name(written: Cell) -> None:
    assert read(Question("given_name", Sort.NAME), written).reason == "not_a_name"


def test_a_wrong_check_digit_is_told_and_only_the_birth_is_proposed() -> None:
    found = read(PERSONAL, "19900103-2392")
    assert (found.values, found.reason, found.proposal) == ({}, "number_check_digit", "1990-01-03")
    assert read(PERSONAL, found.proposal).values == {"birth_date": day("1990-01-03")}


def test_a_dossier_column_takes_eight_digits_for_a_dossier() -> None:
    assert read(DOSSIER, "50123456").values == {"dossier_number": "50123456"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Habo", "0643"),
        ("HÅBO", "0305"),
        ("Håbo kommun", "0305"),
        ("Stockholms stad", "0180"),
        ("Stockholms kommun", "0180"),
        ("0180", "0180"),
        (180, "0180"),
        ("upplands väsby", "0114"),
        ("Alingsas", "1489"),
    ],
)
def test_a_municipality_is_known_by_name_or_code(written: Cell, code: str) -> None:
    assert read(MUNICIPALITY, written).values == {"municipality": code}


def test_habo_is_in_doubt_where_the_list_has_lost_its_marks() -> None:
    found = read(MUNICIPALITY, "Habo", "Alingsas")
    assert (found.values, found.reason) == ({}, "ambiguous")
    assert read(MUNICIPALITY, "Habo", "Alingsås").values == {"municipality": "0643"}


@pytest.mark.parametrize(("written", "proposal"), [("Götebrog", "Göteborg"), ("Norrk", "Norrköping"), ("Narnia", "")])
def test_a_misspelt_municipality_is_proposed_not_taken(written: str, proposal: str) -> None:
    found = read(MUNICIPALITY, written)
    assert (found.values, found.reason, found.proposal) == ({}, "unknown_word", proposal)


@pytest.mark.parametrize(
    ("written", "sex"), [("K", Sex.WOMAN), ("flicka", Sex.WOMAN), ("Man", Sex.MAN), ("m", Sex.MAN)]
)
def test_sex_is_read_from_words(written: str, sex: Sex) -> None:
    assert read(SEX, written).values == {"sex": sex}


@pytest.mark.parametrize(
    ("written", "is_so"), [("x", True), ("J", True), (True, True), (1, True), ("nej", False), (0, False)]
)
def test_yes_and_no_are_read_as_people_tick_them(written: Cell, is_so: bool) -> None:
    assert read(Question("is_quota", Sort.YES_NO), written).values == {"is_quota": is_so}


def test_a_protection_nobody_understands_is_never_taken_for_none() -> None:
    words = options([(one, one.value, ()) for one in Protection])
    found = read(Question("protection", Sort.CHOICE, words), "ja, se pärm")
    assert found.reason is not None
    assert found.values == {}


@pytest.mark.parametrize(
    ("sort", "written", "family", "given"),
    [
        (Sort.GIVEN_FIRST, "Petra Prov", "Prov", "Petra"),
        (Sort.GIVEN_FIRST, "Petra Anna Prov", "Prov", "Petra Anna"),
        (Sort.GIVEN_FIRST, "Carl von Prov", "von Prov", "Carl"),
        (Sort.GIVEN_FIRST, "Prov, Petra Anna", "Prov", "Petra Anna"),
        (Sort.FAMILY_FIRST, "Prov Petra Anna", "Prov", "Petra Anna"),
        (Sort.FAMILY_FIRST, "von Prov Carl", "von Prov", "Carl"),
        (Sort.FAMILY_FIRST, "Prov,", "Prov", None),
        (Sort.GIVEN_FIRST, ", Petra", None, "Petra"),
    ],
)
def test_a_whole_name_is_parted(sort: Sort, written: str, family: str | None, given: str | None) -> None:
    found = read(Question("", sort), written)
    assert (found.values.get("family_name"), found.values.get("given_name")) == (family, given)
    assert found.is_sure


def test_one_name_alone_is_asked_about() -> None:
    found = read(Question("", Sort.GIVEN_FIRST), "Prov")
    assert (found.reason, found.proposal) == ("one_name", "Prov,")


def test_every_proposal_reads_without_a_doubt() -> None:
    doubtful: list[tuple[Question, Cell]] = [
        (DAY, "3/4/2024"),
        (DAY, "jan 2024"),
        (DAY, 60112),
        (PERSONAL, "19900103-2392"),
        (MUNICIPALITY, "Götebrog"),
        (Question("", Sort.GIVEN_FIRST), "Prov"),
        (Question("note", Sort.TEXT), "x" * 500),
    ]
    for question, cell in doubtful:
        assert READER.read(question, READER.read(question, cell).proposal).is_sure, cell
