"""What can one do about a problem of a month? Its remedy, by which Granska groups all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from mottagning.domain.problems import Check, Problem
from mottagning.domain.swedish import BY_AGE


class Remedy(Enum):
    """Where a problem is mended, in the order in which one goes about it."""

    BOOKING = "booking"
    AGREEMENT = "agreement"
    PERSON = "person"
    COUNTERPART = "counterpart"
    KNOW = "know"


_BY_CHECK: Mapping[Check, Remedy] = {
    Check.K04: Remedy.COUNTERPART,
    Check.K07: Remedy.AGREEMENT,
    Check.K08: Remedy.PERSON,
    Check.K12: Remedy.AGREEMENT,
    Check.K13: Remedy.AGREEMENT,
    Check.K14: Remedy.AGREEMENT,
    Check.K15: Remedy.COUNTERPART,
    Check.K18: Remedy.KNOW,
    Check.K21: Remedy.KNOW,
    Check.K23: Remedy.AGREEMENT,
    Check.K25: Remedy.AGREEMENT,
    Check.K26: Remedy.KNOW,
    Check.K27: Remedy.COUNTERPART,
    Check.K28: Remedy.PERSON,
    Check.K29: Remedy.AGREEMENT,
    Check.K30: Remedy.KNOW,
    Check.PARKED: Remedy.KNOW,
}
"""Of the others the booking lacks something."""

_BY_REASON: Mapping[tuple[Check, str], Remedy] = {
    (Check.K07, "not_a_party"): Remedy.BOOKING,
    (Check.K12, "no_planned_end"): Remedy.BOOKING,
    (Check.K12, "no_points"): Remedy.BOOKING,
    (Check.K12, "no_hours"): Remedy.BOOKING,
    (Check.K32, "excluded"): Remedy.COUNTERPART,
}


def remedy_of(problem: Problem) -> Remedy:
    """Where `problem` is mended; a price by age wants the birth date on the person's card."""
    if problem.check is Check.K13 and problem.params.get("variant") == BY_AGE:
        return Remedy.PERSON
    found = _BY_REASON.get((problem.check, problem.reason)) or _BY_CHECK.get(problem.check, Remedy.BOOKING)
    return Remedy.AGREEMENT if found is Remedy.BOOKING and not problem.booking else found
