"""What do the catalogue, the counterparts and the office's settings refuse, and how is an insats recognised?"""

from __future__ import annotations

import pytest

from factories import FIRST_MONTH
from mottagning.domain.counterparts import Counterpart, counterpart_problems
from mottagning.domain.office import OfficeSettings, office_problems
from mottagning.domain.services import Service, folded, service_problems


def test_an_insats_needs_a_name() -> None:
    assert service_problems(Service(name="sfi", code="I01")) == ()
    assert [one.name for one in service_problems(Service(name="", code="I01"))] == ["name"]


@pytest.mark.parametrize("text", ["sfi distans", " SFI   Distans ", "Sfi distans"])
def test_an_insats_is_recognised_without_regard_to_case_and_blanks(text: str) -> None:
    assert folded(text) == "sfi distans"


def test_two_insatser_that_differ_in_a_letter_are_two() -> None:
    assert folded("fritids") != folded("fritid")
    assert folded("habo") != folded("håbo")


def test_a_counterpart_needs_a_code() -> None:
    assert counterpart_problems(Counterpart(code="2309")) == ()
    assert [one.name for one in counterpart_problems(Counterpart(code=""))] == ["code"]


@pytest.mark.parametrize("code", ["0180", "2380"])
def test_the_own_municipality_is_four_digits(code: str) -> None:
    assert office_problems(OfficeSettings(municipality=code, first_month=FIRST_MONTH)) == ()


@pytest.mark.parametrize("code", ["", "180", "02380", "ABCD", "212000-0142"])
def test_anything_else_is_no_municipality(code: str) -> None:
    found = office_problems(OfficeSettings(municipality=code, first_month=FIRST_MONTH))
    assert [one.name for one in found] == ["municipality"]
