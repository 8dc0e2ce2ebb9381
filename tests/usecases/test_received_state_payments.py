"""Is what the state has paid noted by payment and by month, by nobody who may not, and is what never came seen?

Today is Saturday 21 November 2026; the office is that of test_state_compensation: two adults, one of them protected,
and a child without parents, all received on 10 March 2026.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import day, month, without_right
from mottagning.domain.money import Ore
from mottagning.domain.problems import RefusalCode
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.received import Arrival, ReceivedPayment
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.state_compensation import ExpectedLine
from mottagning.usecases.context import Context
from mottagning.usecases.people import remove_person
from mottagning.usecases.state_compensation.receiving import note_month, remove_received, save_received
from mottagning.usecases.state_compensation.viewing import list_expected, month_sums, open_person_compensation
from steps import known, refused
from usecases.test_state_compensation import CHILD, HIDDEN, NEW, id_of, office

__all__ = ["office"]


def came(**values: object) -> ReceivedPayment:
    given = {
        "case_number": NEW,
        "kind": PaymentKind.SHARE,
        "month": month("2026-04"),
        "received_on": day("2026-04-28"),
        "received": Ore(1_650_000),
    }
    return ReceivedPayment(**{**given, **values})  # type: ignore[arg-type]


def lines(ctx: Context, case_number: str = NEW) -> dict[tuple[str, PaymentKind | None], ExpectedLine]:
    return {(str(one.month), one.kind): one for one in list_expected(ctx, 2026) if one.whose.case_number == case_number}


APRIL = ("2026-04", PaymentKind.SHARE)


def test_what_came_stands_beside_what_was_worked_out(office: Context) -> None:
    assert lines(office)[APRIL].arrival is Arrival.NOT_NOTED
    assert lines(office)["2026-12", PaymentKind.SHARE].arrival is Arrival.AWAITED
    stored = save_received(office, None, came()).value
    assert (lines(office)[APRIL].arrival, lines(office)[APRIL].received) == (Arrival.CAME, Ore(1_650_000))
    save_received(office, stored, replace(stored.value, received=Ore(1_000_000)))
    assert lines(office)[APRIL].arrival is Arrival.DIFFERS
    sums = {str(one.month): one for one in month_sums(list_expected(office, 2026))}
    assert sums["2026-04"].received == Ore(1_000_000)
    assert sums["2026-04"].not_noted == 6  # the other adult's two, the child's three, her own initial one


def test_what_nobody_expected_is_told_and_never_hidden(office: Context) -> None:
    """She had moved before the second share: it is another municipality's, and is claimed back if it came here."""
    save_received(office, None, came(month=month("2026-07")))
    line = lines(office)["2026-07", PaymentKind.SHARE]
    assert (line.payment, line.arrival, line.amount) == (None, Arrival.UNEXPECTED, None)
    known(office, NEW, received_on=None)  # nothing is worked out any more; what came stands
    found = [one for one in list_expected(office, 2026) if one.whose.case_number == NEW]
    assert [one.arrival for one in found] == [Arrival.UNKNOWN, Arrival.UNEXPECTED]


def test_a_line_leads_to_the_same_payment_on_the_card(office: Context) -> None:
    save_received(office, None, came(month=month("2026-07")))
    card = open_person_compensation(office, id_of(office, NEW), month("2026-12"))
    for one in list_expected(office, 2026):
        if one.whose.case_number == NEW:
            assert card.lines[one.place - 1] == one
    assert card.received == Ore(1_650_000)


def test_a_month_is_noted_as_it_was_worked_out_and_what_is_noted_stands(office: Context) -> None:
    save_received(office, None, came(received=Ore(1_000_000)))
    done = note_month(office, month("2026-04"), day("2026-04-29"))
    assert done.value == 6
    arrivals = [one.arrival for one in list_expected(office, 2026) if str(one.month) == "2026-04"]
    assert sorted(one.value for one in arrivals) == ["came"] * 6 + ["differs"]
    assert {one.arrival for one in list_expected(office, 2026) if str(one.month) == "2026-06"} == {Arrival.NOT_NOTED}
    assert refused(lambda: note_month(office, month("2026-04"), day("2026-04-30"))) == [("month", "nothing_awaited")]


def test_who_may_not_see_somebody_notes_nothing_of_her_and_learns_nothing(office: Context) -> None:
    limited = without_right(office)
    assert note_month(limited, month("2026-04"), day("2026-04-29")).value == 5
    assert {one.arrival for one in lines(office, HIDDEN).values() if str(one.month) == "2026-04"} == {Arrival.NOT_NOTED}
    wanted = came(case_number=HIDDEN)
    assert refused(lambda: save_received(limited, None, wanted)) == refused(
        lambda: save_received(limited, None, came(case_number="2026-9999"))
    )
    kept = save_received(office, None, wanted).value
    assert refused(lambda: remove_received(limited, kept))
    assert lines(office, HIDDEN)[APRIL].came == kept


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"received": Ore(-1)}, [("received", "negative")]),
        ({"received_on": day("2026-11-22")}, [("received_on", "in_the_future")]),
    ],
)
def test_what_cannot_be_is_refused(office: Context, values: dict[str, object], problems: list[tuple[str, str]]) -> None:
    assert refused(lambda: save_received(office, None, came(**values))) == problems


def test_a_payment_comes_once(office: Context) -> None:
    stored = save_received(office, None, came()).value
    assert refused(lambda: save_received(office, None, came()))[0][1] in {"taken", RefusalCode.KEY_TAKEN.value}
    remove_received(office, stored)
    assert lines(office)[APRIL].arrival is Arrival.NOT_NOTED
    save_received(office, None, came())


def test_nobody_is_removed_under_what_came_for_her(office: Context) -> None:
    save_received(office, None, came(case_number=CHILD, kind=PaymentKind.CHILD_ONCE))
    with office.reading() as reader:
        child = reader.people.get(id_of(office, CHILD))
    assert refused(lambda: remove_person(office, child)) == [("", RefusalCode.IN_USE.value)]


def test_the_economist_notes_what_came(office: Context) -> None:
    economist = replace(office, user=replace(office.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY))
    assert save_received(economist, None, came()).value.value.received == Ore(1_650_000)
