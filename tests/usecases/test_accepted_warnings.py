"""Does a warning that was let stand stay away, with who and why, until what it says has changed?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import day, month, without_right
from hidden import HER, HER_BOOKING, hide
from mottagning.domain.accepted_warnings import Acceptances, AcceptedWarning, fingerprint
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.problems import Check, Problem, RefusalCode, Refused, Severity
from mottagning.readmodels.changes import Area
from mottagning.usecases.bookings import open_booking, remove_booking
from mottagning.usecases.context import Context
from mottagning.usecases.returns.accepting import accept_warning, take_back
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month

SEPTEMBER = month("2024-09")


def change(ctx: Context, store: str, which: str, **values: Any) -> None:
    """Change one record of the small office."""
    with ctx.writing() as uow:
        one = getattr(uow, store).find(which)
        getattr(uow, store).change(one, replace(one.value, **values))
        uow.commit()


@pytest.fixture
def warned(office: Context) -> Context:
    """B1 goes on after its planned end on 10 September; the counterpart of the sale has no reference."""
    change(office, "bookings", "B1", planned_until=day("2024-09-10"))
    change(office, "agreements", "A2", reference=None)
    return office


def warnings(ctx: Context, closed: str = "2024-09") -> list[Check]:
    """The checks that a month still warns of."""
    return [one.check for one in view_month(ctx, month(closed)).notes.warnings]


def the(ctx: Context, check: Check, closed: str = "2024-09") -> Problem:
    """The one warning of a check."""
    (found,) = [one for one in view_month(ctx, month(closed)).notes.warnings if one.check is check]
    return found


def test_an_accepted_warning_is_counted_no_more_and_shown_with_who_and_why(warned: Context) -> None:
    assert warnings(warned) == [Check.K06, Check.K25]
    done = accept_warning(warned, the(warned, Check.K06), "  muntligt förlängt  ")
    view = view_month(warned, SEPTEMBER)
    assert done.changed == {Area.RETURNS}
    assert [one.check for one in (*view.notes.warnings, *view.problems)] == [Check.K25]
    (one,) = view.accepted
    kept = one.accepted.value
    assert (kept.key, kept.check, kept.booking, kept.about) == ("G2025-0001", Check.K06, "B1", None)
    assert (kept.reason, kept.by, kept.on, kept.month) == ("muntligt förlängt", "prov", day("2025-03-03"), None)
    assert view.people["B1"] == "Amina Provlund"


def test_one_that_is_about_no_booking_names_what_it_is_about(warned: Context) -> None:
    kept = accept_warning(warned, the(warned, Check.K25), "skickas för hand").value.value
    assert (kept.booking, kept.about) == (None, "2309")
    assert warnings(warned) == [Check.K06]


def test_it_stands_in_every_month_or_in_its_own_alone(warned: Context) -> None:
    accept_warning(warned, the(warned, Check.K06), "skäl", every_month=False)
    assert Check.K06 in warnings(warned, "2024-10")
    accept_warning(warned, the(warned, Check.K06, "2024-10"), "skäl")
    assert Check.K06 not in warnings(warned, "2024-10")
    assert Check.K06 not in warnings(warned, "2024-11")
    assert Check.K06 not in warnings(warned)


def test_it_comes_back_when_what_it_says_has_changed_and_goes_when_it_has_changed_back(warned: Context) -> None:
    accept_warning(warned, the(warned, Check.K06), "skäl")
    change(warned, "bookings", "B1", planned_until=day("2024-09-11"))
    assert Check.K06 in warnings(warned)
    change(warned, "bookings", "B1", planned_until=day("2024-09-10"))
    assert Check.K06 not in warnings(warned)


def test_it_is_another_bookings_no_matter_that_it_says_the_same(warned: Context) -> None:
    accept_warning(warned, the(warned, Check.K06), "skäl")
    change(warned, "bookings", "B2", planned_until=day("2024-09-10"))
    assert the(warned, Check.K06, "2024-10").booking == "B2"


def test_it_follows_a_booking_that_gets_another_name(warned: Context) -> None:
    accept_warning(warned, the(warned, Check.K06), "skäl")
    change(warned, "bookings", "B1", key="B-ny")
    assert Check.K06 not in warnings(warned)


def test_taken_back_it_is_told_again(warned: Context) -> None:
    stored = accept_warning(warned, the(warned, Check.K06), "skäl").value
    take_back(warned, stored)
    assert Check.K06 in warnings(warned)
    with pytest.raises(Refused) as caught:
        take_back(warned, stored)
    assert caught.value.code is RefusalCode.GONE


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_accepted_without_a_reason(warned: Context, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        accept_warning(warned, the(warned, Check.K06), reason)
    assert [(one.name, one.code) for one in caught.value.fields] == [("reason", "missing")]
    assert Check.K06 in warnings(warned)


def test_a_stop_cannot_be_accepted(office: Context) -> None:
    change(office, "bookings", "B1", ground=None, consent_on=None)
    with office.writing() as uow:
        (sfi,) = [one for one in uow.services.every() if one.value.name == "sfi"]
        uow.services.change(sfi, replace(sfi.value, ground=None, disclosure_ground=None))
        uow.commit()
    stop = next(one for one in view_month(office, SEPTEMBER).problems if one.severity is Severity.STOP)
    with pytest.raises(Refused) as caught:
        accept_warning(office, stop, "ändå")
    assert caught.value.code is RefusalCode.CANNOT_ACCEPT


def test_an_acceptance_of_a_stops_words_covers_no_stop() -> None:
    stop = Problem(Check.K08, Severity.STOP, "B1", "sold", "2024-09", {})
    kept = AcceptedWarning(
        key="G1", check=Check.K08, reason="x", by="x", on=day("2024-09-01"), fingerprint=fingerprint(stop), booking="B1"
    )
    assert Acceptances([kept]).of(stop) is None
    assert Acceptances([kept]).of(replace(stop, severity=Severity.WARN)) == kept


def test_the_fingerprint_is_that_of_check_reason_and_facts_in_any_month() -> None:
    one = Problem(Check.K06, Severity.WARN, "B1", "longer", "2024-09", {"day": "2024-09-10", "service": "sfi"})
    same = replace(one, month="2024-10", booking="B2", params={"service": "sfi", "day": "2024-09-10"})
    others = [
        replace(one, check=Check.K04),
        replace(one, reason="hours"),
        replace(one, params={**one.params, "day": "2024-09-11"}),
    ]
    assert fingerprint(same) == fingerprint(one) == "76c26d6f793ab6d5"
    assert len({fingerprint(each) for each in (one, *others)}) == 4


def test_a_closing_keeps_what_it_warned_of_and_what_is_accepted_afterwards_is_folded_away(warned: Context) -> None:
    accept_warning(warned, the(warned, Check.K06), "skäl")
    notes = close_month(warned, SEPTEMBER).value
    assert [one.check for one in notes.warnings] == [Check.K06, Check.K25]
    view = view_month(warned, SEPTEMBER)
    assert view.is_closed
    assert [one.check for one in view.notes.warnings] == [Check.K25]
    assert [one.problem.check for one in view.accepted] == [Check.K06]


def test_with_its_booking_an_acceptance_goes_too(warned: Context) -> None:
    accept_warning(warned, the(warned, Check.K06), "skäl")
    with warned.reading() as reader:
        booking = reader.bookings.find("B1")
        assert booking is not None
    remove_booking(warned, open_booking(warned, booking.id).booking)
    with warned.reading() as reader:
        assert reader.accepted_warnings.every() == []


def test_without_the_right_a_hidden_booking_is_neither_accepted_nor_taken_back(office: Context) -> None:
    with office.writing() as uow:
        uow.representatives.add(
            Representative(case_number="2024-0002", kind=RepresentativeKind.GUARDIAN, name="Mamma Prov")
        )
        uow.commit()
    hide(office)
    limited = without_right(office)
    with office.reading() as reader:
        (hers,) = reader.accepted_warnings.visible(protected=True)
        assert reader.accepted_warnings.visible(protected=False) == []
    guess = Problem(Check.K06, Severity.WARN, HER_BOOKING, "longer", "2024-09", {"day": "2024-09-10"})
    for attempt in (lambda: accept_warning(limited, guess, "gissat"), lambda: take_back(limited, hers)):
        with pytest.raises(Refused) as caught:
            attempt()
        assert caught.value.code is RefusalCode.GONE
    assert all(HER not in str(one) for one in view_month(limited, SEPTEMBER).accepted)
