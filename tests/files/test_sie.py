"""Can an economy system take in the vouchers? Read back by a strict reader of SIE 4I, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day
from mottagning.domain.money import Ore
from mottagning.domain.vouchers import Voucher, VoucherFile, VoucherLine
from mottagning.files.sie import encoded
from sie_reader import parse

OBJECTS = (("1", "2100"), ("21", "82"))


def a_file(*vouchers: Voucher, company: str = "Provbyns kommun") -> VoucherFile:
    return VoucherFile(
        company=company,
        organisation_number="2120001462",
        made=day("2024-11-05"),
        vouchers=vouchers,
        accounts={"1511": "Fordringar", "3530": "Sålda insatser"},
        dimensions={"21": "Motpart", "1": "Ansvar"},
    )


def voucher(text: str = "2024-10 2309 S 1", ore: int = 800_050, line: str = "sfi 2024-10") -> Voucher:
    return Voucher(
        day=day("2024-10-31"),
        text=text,
        series="IK",
        lines=(
            VoucherLine(account="1511", amount=Ore(ore), text=text),
            VoucherLine(account="3530", amount=Ore(-ore), objects=OBJECTS, text=line),
        ),
    )


def test_the_posts_stand_in_the_order_and_form_of_the_specification() -> None:
    text = encoded(a_file(voucher())).decode("cp437")
    program = text.splitlines()[1]
    assert program.startswith('#PROGRAM "Mottagning" "')
    assert [line for line in text.split("\r\n") if line != program] == [
        "#FLAGGA 0",
        "#FORMAT PC8",
        "#GEN 20241105",
        "#SIETYP 4",
        "#ORGNR 212000-1462",
        '#FNAMN "Provbyns kommun"',
        "#RAR 0 20240101 20241231",
        '#KONTO 1511 "Fordringar"',
        '#KONTO 3530 "Sålda insatser"',
        '#DIM 1 "Ansvar"',
        '#DIM 21 "Motpart"',
        '#OBJEKT 1 "2100" "2100"',
        '#OBJEKT 21 "82" "82"',
        '#VER "IK" "" 20241031 "2024-10 2309 S 1" 20241105',
        "{",
        '   #TRANS 1511 {} 8000.50 20241031 "2024-10 2309 S 1"',
        '   #TRANS 3530 {1 "2100" 21 "82"} -8000.50 20241031 "sfi 2024-10"',
        "}",
        "",
    ]


def test_letters_that_code_page_437_lacks_are_written_by_their_nearest() -> None:
    said = "Kvällskurs – ”nivå” för Ștefan Õunapuu \u00a0och Øystein € Łódź e\u0301"
    (read,) = parse(encoded(a_file(voucher(said)))).vouchers
    assert read.text == 'Kvällskurs - "nivå" för Stefan Ounapuu och Oystein EUR Lódz é'


def test_what_has_no_nearest_letter_shows_as_a_question_mark() -> None:
    (read,) = parse(encoded(a_file(voucher("курс 你")))).vouchers
    assert read.text == "???? ?"


def test_a_voucher_that_is_not_in_balance_is_never_written() -> None:
    with pytest.raises(ValueError, match="skevt"):
        encoded(a_file(Voucher(day=day("2024-10-31"), text="skevt", lines=voucher().lines[:1])))


def test_vouchers_of_two_years_name_both() -> None:
    later = Voucher(day=day("2025-01-31"), text="nästa", lines=voucher().lines)
    assert parse(encoded(a_file(voucher(), later))).years == {0: ("20250101", "20251231"), -1: ("20240101", "20241231")}


@given(text=st.text(max_size=40), ore=st.integers(-(10**12), 10**12))
def test_any_text_and_amount_reads_back_in_balance(text: str, ore: int) -> None:
    (read,) = parse(encoded(a_file(voucher(text, ore, line=text), company=text))).vouchers
    assert [line.ore for line in read.lines] == [ore, -ore]
    assert all(letter.isprintable() for letter in read.text)
