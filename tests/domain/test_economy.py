"""Are the numbers that invoices go and are paid by tried, and is it told what the settings still lack?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from e_invoices import SETTINGS
from factories import OWN, month
from mottagning.domain.counterparts import Counterpart, counterpart_problems
from mottagning.domain.economy import EconomySettings, economy_problems
from mottagning.domain.office import OfficeSettings, office_problems
from mottagning.domain.payment_numbers import PeppolId, bankgiro, organisation_number, peppol_id, plusgiro, vat_number
from mottagning.domain.postal import PostalAddress, postal_address

PUBLISHED = ("0007:2120001462", "0088:7362120001460", "0007:2120001389", "0088:7350034130000")
"""Tranemo and Lysekil, as they publish them."""


@pytest.mark.parametrize("text", PUBLISHED)
def test_a_published_peppol_id_is_taken_and_none_with_one_digit_wrong(text: str) -> None:
    scheme, number = text.split(":")
    assert peppol_id(f" {text} ") == PeppolId(scheme, number)
    for place, digit in enumerate(number):
        spoilt = number[:place] + str((int(digit) + 1) % 10) + number[place + 1 :]
        assert peppol_id(f"{scheme}:{spoilt}") is None, spoilt


def test_a_peppol_id_is_told_by_its_form_and_other_schemes_stand_as_they_are() -> None:
    assert peppol_id("0007:212000-1462") == PeppolId("0007", "2120001462")
    assert peppol_id("9955:SE212000146201") == PeppolId("9955", "SE212000146201")
    for text in (None, "", "2120001462", "0007:", "0007:212000146", "0088:735003413000", "00070:2120001462"):
        assert peppol_id(text) is None, text


def test_a_persons_number_is_no_organisation_number() -> None:
    assert organisation_number("212000-1462") == "2120001462"
    assert organisation_number("900103-2391") is None, "a person's number, though its check digit is right"


def test_giro_numbers_end_in_their_check_digit() -> None:
    assert (bankgiro("991-2346"), bankgiro("5050-1055"), plusgiro("415820-0")) == ("9912346", "50501055", "4158200")
    assert [bankgiro(text) for text in ("991-2347", "99123", "")] == [None, None, None]
    assert [plusgiro(text) for text in ("415820-1", "7", "123456789")] == [None, None, None]


def test_a_vat_number_holds_an_organisation_number() -> None:
    assert vat_number("se 2120001462 01") == "SE212000146201"
    assert [vat_number(text) for text in ("SE212000146301", "212000146201", "SE2120001462")] == [None, None, None]


def test_an_address_is_read_from_lines_or_commas() -> None:
    assert postal_address("Box 1\n123 45 Provbyn") == PostalAddress(("Box 1",), "123 45", "Provbyn")
    assert postal_address("Torget 2, plan 3, SE-12345  Grannbyn") == PostalAddress(
        ("Torget 2", "plan 3"), "123 45", "Grannbyn"
    )
    assert postal_address("Fakturaenheten") == PostalAddress(("Fakturaenheten",))
    assert postal_address(" \n ") is None


def told(settings: EconomySettings) -> list[tuple[str, str]]:
    return [(one.name, one.code) for one in economy_problems(settings)]


def test_nothing_is_asked_while_both_are_off() -> None:
    assert told(EconomySettings()) == []


def test_what_is_switched_on_asks_for_what_it_needs() -> None:
    assert told(EconomySettings(writes_invoices=True, is_vat_exempt=True)) == [
        ("seller_name", "missing"),
        ("peppol_id", "missing"),
        ("postal_address", "missing"),
        ("payment_days", "missing"),
        ("vat_number", "missing"),
        ("bankgiro", "no_giro"),
    ]
    assert told(EconomySettings(writes_vouchers=True)) == [("claims_account", "missing"), ("debts_account", "missing")]
    assert told(SETTINGS) == []
    assert told(replace(SETTINGS, bankgiro=None, plusgiro="415820-0", payment_days=0)) == []


def test_wrong_numbers_are_told_by_field() -> None:
    wrong = replace(
        SETTINGS,
        peppol_id="0007:2120001463",
        bankgiro="991-2347",
        vat_number="SE1",
        postal_address="Box 1",
        payment_days=-1,
        claims_account="15 11",
        cost_centre_dimension="ett",
        party_dimension="6",
    )
    assert told(wrong) == [
        ("peppol_id", "not_a_peppol_id"),
        ("bankgiro", "not_a_bankgiro"),
        ("vat_number", "not_a_vat_number"),
        ("postal_address", "not_a_postal_address"),
        ("payment_days", "negative"),
        ("claims_account", "not_an_account"),
        ("cost_centre_dimension", "not_a_dimension"),
        ("party_dimension", "dimension_taken"),
    ]


def test_check_digits_are_tried_where_offices_and_counterparts_are_entered() -> None:
    office = OfficeSettings(municipality=OWN, first_month=month("2024-09"), organisation_number="212000-1463")
    assert [(one.name, one.code) for one in office_problems(office)] == [
        ("organisation_number", "not_an_organisation_number")
    ]
    assert office_problems(replace(office, organisation_number="212000-1462")) == ()
    wrong = Counterpart(code=OWN, peppol_id="0088:7350034130001")
    assert [(one.name, one.code) for one in counterpart_problems(wrong)] == [("peppol_id", "not_a_peppol_id")]
    assert counterpart_problems(replace(wrong, peppol_id="0088:7350034130000")) == ()
