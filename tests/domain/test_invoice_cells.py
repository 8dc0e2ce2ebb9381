"""Which months does a cell of a bill name?"""

from __future__ import annotations

import pytest

from factories import day, month
from mottagning.domain.invoice_cells import months_in

WORDS = {"jan": 1, "mar": 3, "okt": 10, "oktober": 10, "november": 11, "dec": 12, "december": 12}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-10", "2024-10 2024-10"),
        ("202410", "2024-10 2024-10"),
        ("2024-10-01", "2024-10 2024-10"),
        ("2024-10-01 - 2024-12-31", "2024-10 2024-12"),
        ("20241001-20241231", "2024-10 2024-12"),
        ("10/2024", "2024-10 2024-10"),
        ("2024-1", "2024-01 2024-01"),
        ("2024/1 - 2024/3", "2024-01 2024-03"),
        ("2024-13", None),
        ("2024-00", None),
        ("13-2024", None),
        ("2024.1", None),
        ("2023/24", "2023-01 2023-12"),
        ("2023-2024", "2023-01 2024-12"),
        ("okt 2024", "2024-10 2024-10"),
        ("Oktober–december 2024", "2024-10 2024-12"),
        ("nov", None),
        ("november - jan 2025", "2024-11 2025-01"),
        ("dec 2023-mar 2024", "2023-12 2024-03"),
        ("oktober", "2024-10 2024-10"),
        ("december", "2023-12 2023-12"),
        ("Kvartal 4 2024", "2024-10 2024-12"),
        ("avser tidigare år, 2023", "2023-01 2023-12"),
        ("sfi", None),
        ("", None),
        ("7", None),
    ],
)
def test_the_months_that_a_text_names(text: str, said: str | None) -> None:
    found = months_in(text, WORDS, month("2024-11"))
    assert found == (None if said is None else tuple(map(month, said.split())))


def test_a_day_and_a_number_name_their_month() -> None:
    assert months_in(day("2024-10-05"), WORDS, month("2024-11")) == (month("2024-10"), month("2024-10"))
    assert months_in(202410, WORDS, month("2024-11")) == (month("2024-10"), month("2024-10"))
    assert months_in(None, WORDS, month("2024-11")) is None
