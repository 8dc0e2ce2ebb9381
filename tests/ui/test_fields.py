"""Does a form read what people type, and show what the register holds?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from factories import TEST_NUMBERS
from mottagning.domain.agreements import Direction
from mottagning.domain.identity import IdentityKind
from mottagning.domain.periods import OPEN, Month
from mottagning.domain.settlement.readings import ReadingException
from mottagning.domain.shared_offers import parse_shares
from mottagning.domain.weekly_times import WeeklyTime
from mottagning.texts import fields as texts
from mottagning.uikit.fields import Asks, Field, Section, all_fields, choices_of, parse, shown

TODAY = date(2026, 11, 6)  # a Friday
MUNICIPALITIES = (("2380", "Östersund"), ("2309", "Krokom"))
FIELDS = {
    Asks.TEXT: Field("text", "Text"),
    Asks.LINES: Field("lines", "Rader", Asks.LINES),
    Asks.DAY: Field("day", "Dag", Asks.DAY),
    Asks.MONTH: Field("month", "Månad", Asks.MONTH),
    Asks.YES_NO: Field("yes_no", "Ja eller nej", Asks.YES_NO),
    Asks.WHOLE: Field("whole", "Heltal", Asks.WHOLE),
    Asks.SCALED: Field("scaled", "Belopp", Asks.SCALED),
    Asks.ORE: Field("ore", "Kronor", Asks.ORE),
    Asks.CHOICE: Field("choice", "Val", Asks.CHOICE, kind=Direction, choices=choices_of(Direction)),
    Asks.CODE: Field("code", "Kod", Asks.CODE, choices=MUNICIPALITIES),
    Asks.CODES: Field("codes", "Koder", Asks.CODES, choices=MUNICIPALITIES),
    Asks.IDENTITY: Field("identity", "Nummer", Asks.IDENTITY, identity=IdentityKind.PERSONAL),
    Asks.READINGS: Field("readings", "Mätdagar", Asks.READINGS),
    Asks.SHARES: Field("shares", "Delar", Asks.SHARES),
    Asks.COST_SHARES: Field(
        "cost_shares", "Andelar", Asks.COST_SHARES, choices=(("2380", "Östersund"), ("0114", "Upplands Väsby"))
    ),
    Asks.TIMES: Field("times", "Tider", Asks.TIMES),
    Asks.SECRET: Field("secret", "Lösenfras", Asks.SECRET),
}

WEEK = tuple(WeeklyTime(weekday, time(9), time(12)) for weekday in (1, 2))


def read(one: Field, text: str | bool) -> object:
    """The value of one field, which must be readable."""
    parsed = parse([one], {one.name: text}, TODAY)
    assert parsed.problems == ()
    return parsed.values[one.name]


def refused(one: Field, text: str) -> str:
    """The code of what is wrong with what was typed."""
    (problem,) = parse([one], {one.name: text}, TODAY).problems
    assert problem.name == one.name
    assert texts.said(problem), "the problem has no words"
    return problem.code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("261120", date(2026, 11, 20)),
        ("26-11-20", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        (" 2026-11-20 ", date(2026, 11, 20)),
        ("470101", date(1947, 1, 1)),  # 2047 lies more than twenty years from now
        ("idag", date(2026, 11, 6)),
        ("Idag", date(2026, 11, 6)),
        ("+2v", date(2026, 11, 20)),  # 6 + 14
        ("+3", date(2026, 11, 9)),
        ("-1m", date(2026, 10, 6)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: date) -> None:
    assert read(FIELDS[Asks.DAY], typed) == meant


@pytest.mark.parametrize("typed", ["2026-02-30", "20/11", "nyss", "2611200", "-9700"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert refused(FIELDS[Asks.DAY], typed) == "not_a_date"


@pytest.mark.parametrize("typed", ["9999-12-31", "2200-01-01", "18991231"])
def test_a_year_that_nobody_means_is_refused(typed: str) -> None:
    assert refused(FIELDS[Asks.DAY], typed) == "unlikely_year"


@pytest.mark.parametrize("name", ["last", "valid_until", "left_on"])
def test_no_end_may_be_said_as_other_programs_say_it(name: str) -> None:
    assert read(Field(name, "Till och med", Asks.DAY), "9999-12-31") == OPEN
    assert refused(Field(name, "Till och med", Asks.DAY), "9999-12-30") == "unlikely_year"


@pytest.mark.parametrize(
    ("typed", "scaled"),
    [
        ("9500", 95_000_000),
        ("9 500,50", 95_005_000),
        ("9\u00a0500,50", 95_005_000),
        ("9\u202f500.5 kr", 95_005_000),
        ("0,0001", 1),
    ],
)
def test_kronor_are_read_with_comma_point_and_blanks_of_any_sort(typed: str, scaled: int) -> None:
    assert read(FIELDS[Asks.SCALED], typed) == scaled  # ten-thousandths of a krona


@pytest.mark.parametrize(
    ("asks", "typed", "value"),
    [
        (Asks.TEXT, "  Petra ", "Petra"),
        (Asks.LINES, "Gatan 1\nOrten", "Gatan 1\nOrten"),
        (Asks.MONTH, "2026-11", Month(2026, 11)),
        (Asks.YES_NO, True, True),
        (Asks.WHOLE, "12", 12),
        (Asks.CHOICE, "Sälj", Direction.SELL),
        (Asks.CODE, "östersund", "2380"),
        (Asks.CODE, "2309", "2309"),
        (Asks.CODES, "Krokom; 2380; Krokom", ("2309", "2380")),
        (Asks.IDENTITY, "900103-2391", TEST_NUMBERS[0]),
        (Asks.READINGS, "5,6=05-15", (ReadingException((5, 6), None, 5, 15),)),
        (Asks.SHARES, "65 / 35", (65, 35)),
        (Asks.COST_SHARES, "Upplands Väsby 50 495; 2380=66,7 %", parse_shares("0114=50495; 2380=66,7")),
        (Asks.TIMES, "mån-tis 9-12", WEEK),
        (Asks.SECRET, " med blanka ", " med blanka "),
    ],
)
def test_every_sort_of_answer_is_read(asks: Asks, typed: str | bool, value: object) -> None:
    assert read(FIELDS[asks], typed) == value


@pytest.mark.parametrize(
    ("asks", "typed", "code"),
    [
        (Asks.TEXT, "x" * 401, "too_long"),
        (Asks.MONTH, "november", "not_a_month"),
        (Asks.WHOLE, "tolv", "not_a_number"),
        (Asks.WHOLE, "1,5", "not_whole"),
        (Asks.WHOLE, "-1", "negative"),
        (Asks.SCALED, "gratis", "not_a_number"),
        (Asks.SCALED, "-5", "negative"),
        (Asks.SCALED, "\u22125", "negative"),
        (Asks.SCALED, "0,00001", "too_many_decimals"),
        (Asks.ORE, "gratis", "not_a_number"),
        (Asks.ORE, "9,505", "too_many_ore"),
        (Asks.CHOICE, "hyr", "not_a_choice"),
        (Asks.CODE, "Atlantis", "unknown"),
        (Asks.CODES, "Krokom; Atlantis", "unknown"),
        (Asks.IDENTITY, "900103-2392", "not_an_identity"),
        (Asks.READINGS, "maj", "not_readings"),
        (Asks.SHARES, "65/36", "not_a_hundred"),
        (Asks.TIMES, "dagtid", "not_times"),
        (Asks.COST_SHARES, "Östersund", "not_shares"),
        (Asks.COST_SHARES, "Östersund tolv", "not_shares"),
        (Asks.COST_SHARES, "Atlantis 12", "unknown"),
        (Asks.COST_SHARES, "Östersund 1,00001", "too_many_decimals"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(asks: Asks, typed: str, code: str) -> None:
    assert refused(FIELDS[asks], typed) == code


PEOPLE = Field(
    "case_number",
    "Person",
    Asks.CODE,
    choices=(
        ("2024-0001", "2024-0001 Amina Ödlund"),
        ("2024-0002", "2024-0002 Petra Provlund"),
        ("2024-0003", "2024-0003 Petra Provlund"),
    ),
)


def test_a_name_that_only_one_has_is_found_without_its_number() -> None:
    assert read(PEOPLE, "amina  ödlund") == "2024-0001"
    assert read(PEOPLE, "Amina") == "2024-0001"
    assert refused(PEOPLE, "Ami") == "unknown", "a part of a word is nobody's name"
    assert refused(PEOPLE, "2024-000") == "unknown"


def test_a_name_that_several_have_is_said_to_be_so() -> None:
    assert refused(PEOPLE, "Petra Provlund") == "several"


def test_what_may_be_written_freely_is_taken_as_it_stands() -> None:
    assert read(replace(PEOPLE, is_open=True), "Amina") == "Amina"


@pytest.mark.parametrize(
    ("asks", "value", "text"),
    [
        (Asks.TEXT, "Petra", "Petra"),
        (Asks.TEXT, None, ""),
        (Asks.LINES, "Gatan 1\nOrten", "Gatan 1\nOrten"),
        (Asks.DAY, date(2026, 11, 20), "2026-11-20"),
        (Asks.MONTH, Month(2026, 1), "2026-01"),
        (Asks.YES_NO, True, True),
        (Asks.YES_NO, None, False),
        (Asks.WHOLE, 12, "12"),
        (Asks.SCALED, 95_005_000, "9 500,5"),
        (Asks.ORE, -950_050, "-9 500,50"),
        (Asks.CHOICE, Direction.SELL, "sälj"),
        (Asks.CODE, "2380", "Östersund"),
        (Asks.CODES, ("2380", "2309"), "Östersund; Krokom"),
        (Asks.IDENTITY, TEST_NUMBERS[0], "19900103-2391"),
        (Asks.READINGS, (ReadingException((5, 6), None, 5, 15),), "5,6=05-15"),
        (Asks.SHARES, (65, 35), "65/35"),
        (Asks.COST_SHARES, parse_shares("0114=50495; 2380=66,7"), "Upplands Väsby 50495; Östersund 66,7"),
        (Asks.TIMES, WEEK, "mån–tis 09.00–12.00"),
        (Asks.SECRET, "hemligt", "hemligt"),
    ],
)
def test_every_sort_of_value_is_shown_and_read_back(asks: Asks, value: object, text: str | bool) -> None:
    one = FIELDS[asks]
    assert shown(one, value) == text
    if value is not None:
        assert read(one, shown(one, value)) == value


def test_every_sort_of_answer_is_tried_here() -> None:
    assert FIELDS.keys() == set(Asks)


def test_an_empty_answer_is_none_and_missing_only_where_it_is_required() -> None:
    asked = [Field("a", "A", required=True), Field("b", "B"), Field("c", "C", Asks.SECRET, required=True)]
    parsed = parse(asked, {"a": "  ", "b": "", "c": " "}, TODAY)
    assert parsed.values == {"a": None, "b": None, "c": " "}  # blanks can be a passphrase's own
    assert [(one.name, one.code) for one in parsed.problems] == [("a", "missing")]


def test_all_problems_come_at_once_each_with_its_field() -> None:
    asked = [FIELDS[Asks.DAY], FIELDS[Asks.SCALED], Field("name", "Namn", required=True), FIELDS[Asks.MONTH]]
    parsed = parse(asked, {"day": "x", "scaled": "y", "name": "", "month": "2026-11"}, TODAY)
    assert [one.name for one in parsed.problems] == ["day", "scaled", "name"]
    assert parsed.values["month"] == Month(2026, 11)


def test_a_last_day_before_the_first_is_said_at_the_last() -> None:
    asked = [Field("first", "Från", Asks.DAY), Field("last", "Till", Asks.DAY)]
    backwards = parse(asked, {"first": "2026-11-20", "last": "2026-11-19"}, TODAY)
    assert [(one.name, one.code) for one in backwards.problems] == [("last", "ends_before_start")]
    assert parse(asked, {"first": "2026-11-20", "last": "2026-11-20"}, TODAY).problems == ()


def test_an_open_list_takes_other_words_too() -> None:
    one = Field("code", "Kod", Asks.CODE, choices=MUNICIPALITIES, is_open=True)
    assert read(one, "802000-0000") == "802000-0000"
    assert read(one, "Krokom") == "2309"


def test_a_code_that_has_no_words_any_more_is_shown_as_it_is() -> None:
    assert shown(FIELDS[Asks.CODE], "1499") == "1499"


def test_the_choices_of_a_closed_list_are_its_words_with_a_large_letter() -> None:
    assert choices_of(Direction) == (("köp", "Köp"), ("sälj", "Sälj"), ("ömsesidigt", "Ömsesidigt"), ("byte", "Byte"))


def test_the_fields_of_a_form_come_in_the_order_of_its_sections() -> None:
    sections = [Section("A", (FIELDS[Asks.DAY],)), Section("B", (FIELDS[Asks.TEXT], FIELDS[Asks.WHOLE]))]
    assert [one.name for one in all_fields(sections)] == ["day", "text", "whole"]
