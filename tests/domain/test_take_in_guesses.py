"""Are headings found wherever they stand, and columns taken for what they are, and rows about nobody passed over?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from factories import TEST_NUMBERS, day
from mottagning.domain.take_in.cells import Cell
from mottagning.domain.take_in.guesses import Column, Target, guess, heading_row, words_of
from mottagning.domain.take_in.readings import Question, Sort
from mottagning.domain.take_in.rows import Ignored, Row, ignored
from mottagning.files.layouts.register import BOOKINGS, PERSONS
from mottagning.system.reference import reference
from mottagning.usecases.take_in.targets import Catalogue, booking_targets, people_targets

TARGETS = people_targets(reference(), day("2025-03-03"))
WORDS = words_of(TARGETS.targets)


def meaning(heading: str, *cells: Cell) -> str | None:
    """What one column is thought to mean."""
    return guess([Column(heading, cells)], TARGETS.targets, TARGETS.reader)[0]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("pnr", "persons.personal_number"),
        ("Pers.nr", "persons.personal_number"),
        ("PERSONNR (12 siffror)", "persons.personal_number"),
        ("Född", "persons.birth_date"),
        ("fnamn", "persons.given_name"),
        ("Efternamn", "persons.family_name"),
        ("Efternamn, förnamn", "names.family_first"),
        ("Namn", "names.given_first"),
        ("Klientens namn", "names.given_first"),
        ("Kommun", "residences.municipality"),
        ("LMA", "persons.dossier_number"),
        ("Dossiernr.", "persons.dossier_number"),
        ("Mottagen", "persons.received_on"),
        ("Nationalitet", "persons.citizenship"),
        ("Språk", "persons.mother_tongue"),
        ("Tolk", "persons.interpreter_language"),
        ("Date of birth", "persons.birth_date"),
        ("Gender", "persons.sex"),
        ("Ärendenr", "persons.case_number"),
        ("Sekretess", "persons.protection"),
        ("Inflyttningsdatum", "residences.first"),
        ("Anteckningar", None),
        ("Handläggare", None),
        ("Telefonnummer", "persons.phone"),
        ("id", None),
        ("Löpnr", None),  # a list counts its rows; that is nobody's case
    ],
)
def test_a_heading_says_what_its_column_is(heading: str, key: str | None) -> None:
    assert meaning(heading) == key


def test_every_heading_of_the_format_itself_is_known() -> None:
    for column in PERSONS.columns:
        if column.field != "neutral_number":
            assert meaning(column.heading) == f"persons.{column.field}"


def test_the_formats_own_heading_is_never_anothers_synonym() -> None:
    first = Target("a", ("Ett", "Skonummer"), Question("a", Sort.TEXT))
    second = Target("b", ("Skonummer",), Question("b", Sort.TEXT))
    assert guess([Column("skonummer", ["44"])], [first, second], TARGETS.reader) == ("b",)


def test_cells_can_speak_against_a_heading() -> None:
    assert meaning("Född", "1990-01-03", "1985-02-04") == "persons.birth_date"
    assert meaning("Född", "Damaskus", "Kabul", "Asmara") is None
    assert meaning("Född", "Damaskus") == "persons.birth_date"  # one cell is too few to say so
    assert meaning("Kommun", "12 744", "23 189", "7 212") is None


BOOKING_TARGETS = booking_targets(reference(), day("2025-03-03"), Catalogue(("sfi", "grundskola"), ("A1",)))


@pytest.mark.parametrize(
    ("heading", "cells", "key"),
    [
        ("Insats", (), "bookings.service"),
        ("Kurs", ("SFI", "svenska för invandrare", "sfi"), "bookings.service"),
        ("Kommun", ("Håbo", "Habo kommun"), "bookings.counterpart"),
        ("Anordnarkommun", (), "bookings.provider_municipality"),
        ("Avtal", ("a1",), "bookings.agreement"),
        ("Startdatum", (), "bookings.first"),
        ("T.o.m.", (), "bookings.last"),
        ("Slut", ("avbrott", "slutförd", "flytt"), "bookings.outcome"),
        ("Slut", ("2024-06-13", "2024-12-20", "2025-06-13"), "bookings.last"),
        ("Tim/vecka", ("15", "20", "7,5"), "bookings.hours_per_week"),
        ("Pnr", (), "persons.personal_number"),
        ("Språk", (), None),
        ("Anteckning", (), None),
    ],
)
def test_a_heading_says_what_a_column_of_bookings_is(heading: str, cells: Sequence[Cell], key: str | None) -> None:
    found = guess([Column(heading, cells), Column("x", ())], BOOKING_TARGETS.targets, BOOKING_TARGETS.reader)
    assert found[0] == key


def test_every_heading_of_the_formats_bookings_is_known() -> None:
    for column in BOOKINGS.columns:
        if column.field not in {"key", "case_number"}:
            found = guess([Column(column.heading, ())], BOOKING_TARGETS.targets, BOOKING_TARGETS.reader)
            assert found == (f"bookings.{column.field}",)


def test_numbers_are_known_without_a_heading() -> None:
    assert meaning("", *TEST_NUMBERS) == "persons.personal_number"
    assert meaning("Övrigt 2", *TEST_NUMBERS) == "persons.personal_number"
    assert meaning("", "Syrien", "Irak", "Iran") == "persons.citizenship"
    assert meaning("", "1990-01-03", "1985-02-04", "1986-02-04") is None  # of what, nobody can say


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (["Petra Prov", "Per van der Prov", "EVA-LENA D'PROV"], "names.given_first"),
        (["Prov, Petra", "van der Prov, Per", None], "names.family_first"),
        (["Petra Prov"], "names.given_first"),
        (["Åsa", "Pär", "Eva"], None),
        (["Ring igen", "Håbo kommun"], None),
        (["Provgatan 5", "Stora torget 1"], None),
        (["Håbo, Örebro, Krokom"], None),
        (["Saudi Arabien"], "names.given_first"),  # it is shown, and can be changed
    ],
)
def test_whole_names_are_known_by_their_look_where_no_column_has_a_heading(cells: Sequence[Cell], key: str) -> None:
    assert meaning("", *cells) == key
    headed = [Column("Anmärkning", ["x"]), Column("", cells)]
    assert guess(headed, TARGETS.targets, TARGETS.reader)[1] is None


def test_no_meaning_is_given_to_two_columns() -> None:
    columns = [Column("Namn", ["Petra Prov"]), Column("Förnamn", ["Petra"]), Column("Namn", ["Per Prov"])]
    found = guess(columns, TARGETS.targets, TARGETS.reader)
    assert found == ("names.given_first", None, None)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["Namn", "Född"], ["Petra Prov", "1990-01-03"]], 0),
        ([["Lista över mottagna 2024", None], [None, None], ["Namn", "Född"], ["Petra Prov", "1990-01-03"]], 2),
        ([["Kontaktperson", "Ansvarig hos oss"], ["Petra Prov", "Per Prov"]], 0),
        ([["Petra Prov", "19900103-2391"], ["Per Prov", "19820101-2385"]], None),
        ([["Namn"], ["Petra Prov"]], 0),
        ([], None),
    ],
)
def test_the_heading_row_is_found_wherever_it_stands(rows: Sequence[Sequence[Cell]], place: int | None) -> None:
    assert heading_row(rows, WORDS) == place


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["Petra Prov", "Syrien"], ["Per Prov", "Irak"]], None),
        ([["Vem", "När"], ["Petra Prov", "2024-10-01"]], None),
        ([["Namn", "Ansvarig hos oss"], ["Petra Prov", "Per Prov"]], 0),
        ([["Namn", "Född"], ["Petra Prov", "1990-01-03"]], 0),
    ],
)
def test_rows_that_may_lack_headings_have_them_only_where_one_is_known(
    rows: Sequence[Sequence[Cell]], place: int | None
) -> None:
    assert heading_row(rows, WORDS, may_lack=True) == place


HEADINGS = ("Namn", "Född", "Kommun")
VOCABULARY = reference().vocabulary


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (Row(9, ("Summa", None, None)), Ignored.TOTAL),
        (Row(9, ("Antal personer: 12", None, None)), Ignored.TOTAL),
        (Row(9, ("Totalt", 12, None)), Ignored.TOTAL),
        (Row(9, ("Totalt antal:", 12, None)), Ignored.TOTAL),
        (Row(9, ("Namn", "Född", "Kommun")), Ignored.HEADING_AGAIN),
        (Row(9, ("Familjer från Syrien", None, None), is_banner=True), Ignored.TITLE),
        (Row(9, ("Petra Prov", None, None)), None),
        (Row(9, ("Antal Total", "1990-01-03", "Håbo")), None),  # somebody may be called so
        (Row(9, ("Summa", "1990-01-03", "Håbo")), None),
    ],
)
def test_rows_about_nobody_are_told_from_people(row: Row, why: Ignored | None) -> None:
    mapped = [0, 1, 2]
    if row.cells[1] == 12:
        mapped = [0, 2]
    assert ignored(row, HEADINGS, mapped, VOCABULARY) is why
