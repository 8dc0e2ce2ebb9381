"""Is an identity number told from one that is none, and from one of another kind?

Every number is among those that Skatteverket has published for tests, or one of them spoilt on purpose.
"""

from __future__ import annotations

import pytest

from factories import TEST_NUMBERS, day
from mottagning.domain.identity import IdentityKind, IdentityProblem, birth_of, canonical, is_womans, luhn, written

PERSONAL, COORDINATION = IdentityKind.PERSONAL, IdentityKind.COORDINATION
DOSSIER, TEMPORARY = IdentityKind.DOSSIER, IdentityKind.TEMPORARY
TODAY = day("2025-03-03")

COORDINATION_NUMBERS = (
    "201808632382",  # 3 August
    "191806602395",  # day 60: the day of birth is not known
    "191500722390",  # month 00: nor is the month
    "192004912388",  # day 91 in a month of thirty days
    "202310612391",
)


def reason(kind: IdentityKind, text: str, today: str = "2025-03-03") -> str:
    """Why `text` is no number of `kind`."""
    with pytest.raises(IdentityProblem) as caught:
        canonical(kind, text, day(today))
    return caught.value.reason


@pytest.mark.parametrize("number", TEST_NUMBERS)
@pytest.mark.parametrize("form", ["{0}", "{1}-{2}", " {1} {2} ", "{3}", "{3}-{2}"])
def test_a_personnummer_is_stored_with_twelve_digits_however_it_is_written(number: str, form: str) -> None:
    short = number[2:] if form == "{3}" else number[2:8]
    text = form.format(number, number[:8], number[8:], short)
    assert canonical(PERSONAL, text, TODAY) == number


@pytest.mark.parametrize("number", COORDINATION_NUMBERS)
def test_every_published_shape_of_samordningsnummer_is_accepted(number: str) -> None:
    assert canonical(COORDINATION, number, TODAY) == number


@pytest.mark.parametrize(
    ("text", "today", "number"),
    [
        ("200220-2394", "2025-03-03", "202002202394"),
        ("200220-2394", "2020-02-20", "202002202394"),  # born today
        ("300103-4663", "2025-03-03", "193001034663"),  # 2030 has not come
        ("300103-4663", "2030-01-02", "193001034663"),  # nor the day
        ("3001034663", "2029-12-31", "193001034663"),
        ("300103+4663", "2030-01-03", "193001034663"),  # a hundred years today
        ("300103+4663", "2030-01-01", "193001034663"),  # the sign changes with the year, not on the birthday
        ("300103+4663", "2045-06-01", "193001034663"),
        ("19300103-4663", "2045-06-01", "193001034663"),  # twelve digits need no guess
    ],
)
def test_today_and_the_sign_decide_the_century(text: str, today: str, number: str) -> None:
    assert canonical(PERSONAL, text, day(today)) == number


def test_the_century_of_a_samordningsnummer_follows_the_day_less_sixty() -> None:
    assert canonical(COORDINATION, "180863-2382", TODAY) == "201808632382"
    assert canonical(COORDINATION, "180863-2382", day("2018-08-03")) == "201808632382"


@pytest.mark.parametrize("digit", [0, 2, 3, 4, 5, 6, 7, 8, 9])
def test_a_wrong_check_digit_is_told(digit: int) -> None:
    assert reason(PERSONAL, f"19900103239{digit}") == "check_digit"


def test_two_digits_that_changed_places_are_told() -> None:
    assert reason(PERSONAL, "199001033291") == "check_digit"


def test_one_kind_in_the_field_of_the_other_is_told() -> None:
    assert reason(COORDINATION, TEST_NUMBERS[0]) == "other_kind"
    assert reason(PERSONAL, COORDINATION_NUMBERS[0]) == "other_kind"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PERSONAL, "199013032397"),  # month 13
        (PERSONAL, "199002302397"),  # 30 February
        (PERSONAL, "202302292392"),  # no leap year
        (COORDINATION, "201813632385"),  # month 13
        (COORDINATION, "201808952384"),  # day 95
    ],
)
def test_a_day_that_cannot_be_is_told(kind: IdentityKind, text: str) -> None:
    assert luhn(text[2:]), "the example is spoilt in its date alone"
    assert reason(kind, text) == "date"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "19900103",
        "19900103239",
        "1990010323911",
        "900103 - 239",
        "1990-01-03-2391",
        "19900103–2391",  # a dash is no hyphen
        "199001030005",  # serial 000 is never given out
        "١٩٩٠٠١٠٣٢٣٩١",  # digits of another script would be stored as they are
    ],
)
@pytest.mark.parametrize("kind", [PERSONAL, COORDINATION])
def test_what_has_not_the_shape_of_a_number_is_told(kind: IdentityKind, text: str) -> None:
    assert reason(kind, text) == "shape"


@pytest.mark.parametrize("text", ["12-345678", "12345678", "1-234567", "1234567", "12-345678/2", "12345678/10"])
def test_a_dossiernummer_has_seven_or_eight_digits_and_no_check_digit(text: str) -> None:
    assert canonical(DOSSIER, f" {text} ", TODAY) == text


@pytest.mark.parametrize("text", ["123456", "123-456789", "12-3456789", "12-345678/", "AB-345678", "12-34567"])
def test_another_shape_is_no_dossiernummer(text: str) -> None:
    assert reason(DOSSIER, text) == "shape"


@pytest.mark.parametrize(
    ("text", "number"),
    [("20100101-TF10", "20100101-TF10"), ("20100101tf20", "20100101TF20"), ("20100101-t123", "20100101-T123")],
)
def test_a_temporary_number_is_a_birth_date_and_a_serial(text: str, number: str) -> None:
    assert canonical(TEMPORARY, text, TODAY) == number


@pytest.mark.parametrize("text", ["TF10", "100101-TF10", "20100101-X123", "20100101-TF"])
def test_another_shape_is_no_temporary_number(text: str) -> None:
    assert reason(TEMPORARY, text) == "shape"


def test_national_numbers_are_written_with_a_hyphen_and_the_rest_as_they_are() -> None:
    assert written(PERSONAL, "199001032391") == "19900103-2391"
    assert written(COORDINATION, "201808632382") == "20180863-2382"
    assert written(DOSSIER, "12-345678/2") == "12-345678/2"
    assert written(TEMPORARY, "20100101-TF10") == "20100101-TF10"


def test_a_personnummer_says_a_day_and_whether_it_is_a_womans() -> None:
    assert birth_of("199001032391").isoformat() == "1990-01-03"
    assert not is_womans("199001032391")  # 9
    assert is_womans("198201012385")  # 8
