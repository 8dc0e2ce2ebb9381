"""Does the benchmark of the settlement measure every rule? A rule that gives no row is not measured."""

from __future__ import annotations

import pytest

from benchmarks.settlement import YEAR, Subject, subjects
from factories import FIRST_MONTH, OWN, books
from mottagning.domain.agreements import Method
from mottagning.domain.settlement.engine import Office, settle

SUBJECTS = dict(subjects())


def test_every_rule_is_among_them() -> None:
    assert SUBJECTS.keys() == set(Method)


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=[method.value for method in SUBJECTS])
def test_each_gives_rows(subject: Subject) -> None:
    assert settle(subject.placement, books(subject.agreement), Office(OWN, FIRST_MONTH), YEAR).claims
