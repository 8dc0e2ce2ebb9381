"""Where does an invoice stand, and what may be done with it by whom?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, day, month
from mottagning.domain.money import Ore
from mottagning.domain.received_invoices import (
    InvoiceState,
    InvoiceStep,
    InvoiceStepKind,
    ReceivedInvoice,
    answered_on,
    cannot_attest,
    cannot_change,
    cannot_pay,
    cannot_void,
    invoice_problems,
    is_due_soon,
    next_step,
    state_of,
)

INVOICE = ReceivedInvoice(
    key="MF1",
    counterpart=OTHER,
    number="4711",
    arrived_on=day("2025-02-20"),
    due_on=day("2025-03-20"),
    amount=Ore(950_000),
    first_month=month("2025-01"),
    last_month=month("2025-01"),
)
TODAY = day("2025-03-03")


def steps(kinds: str, by: str = "Kim") -> list[InvoiceStep]:
    return [
        InvoiceStep(invoice="MF1", number=place, kind=InvoiceStepKind(kind), on=TODAY, by=by)
        for place, kind in enumerate(kinds.split(), start=1)
    ]


@pytest.mark.parametrize(
    ("taken", "state", "following"),
    [
        ("registered", "registered", "controlled"),
        ("registered controlled", "controlled", "attested"),
        ("registered disputed", "disputed", "answered"),
        ("registered disputed answered", "disputed", "attested"),
        ("registered disputed answered decided disputed", "disputed", "attested"),
        ("registered controlled changed registered", "registered", "controlled"),
        ("registered controlled attested", "attested", "paid"),
        ("registered controlled attested paid", "paid", None),
        ("registered voided", "voided", None),
    ],
)
def test_where_one_stands_and_what_comes_next(taken: str, state: str, following: str | None) -> None:
    found = next_step(steps(taken))
    assert (state_of(steps(taken)).value, found and found.value) == (state, following)


def test_an_answer_is_about_the_control_that_it_came_after() -> None:
    assert answered_on(steps("registered disputed answered")) == TODAY
    assert answered_on(steps("registered disputed answered changed registered disputed")) is None


@pytest.mark.parametrize(
    ("taken", "by", "four_eyes", "reason"),
    [
        ("registered", "Ada", False, "not_controlled"),
        ("registered controlled", "Kim", False, None),
        ("registered controlled", "Kim", True, "own_registration"),
        ("registered controlled", "Ada", True, None),
        ("registered disputed", "Ada", True, "not_answered"),
        ("registered disputed answered", "Ada", True, None),
        ("registered controlled attested", "Ada", True, "is_attested"),
        ("registered voided", "Ada", True, "is_voided"),
    ],
)
def test_who_may_attest_when(taken: str, by: str, *, four_eyes: bool, reason: str | None) -> None:
    assert cannot_attest(steps(taken), by, four_eyes=four_eyes) == reason


def test_who_mends_a_registration_has_registered_it() -> None:
    taken = [*steps("registered"), *steps("changed controlled", by="Ada")]
    assert cannot_attest(taken, "Ada", four_eyes=True) == "own_registration"


def test_what_is_attested_is_not_mended_and_what_is_paid_not_voided() -> None:
    assert [cannot_change(steps(one)) for one in ("registered disputed", "registered controlled attested")] == [
        None,
        "is_attested",
    ]
    assert [cannot_pay(steps(one)) for one in ("registered controlled", "registered controlled attested")] == [
        "not_attested",
        None,
    ]
    assert cannot_pay(steps("registered controlled attested paid")) == "is_paid"
    assert [cannot_void(steps(one)) for one in ("registered attested", "registered paid")] == [None, "is_paid"]


def test_what_an_invoice_cannot_be() -> None:
    wrong = replace(
        INVOICE,
        number="",
        amount=Ore(0),
        arrived_on=day("2025-03-04"),
        last_month=month("2024-12"),
        invoiced_on=day("2025-03-21"),
    )
    assert [one.name for one in invoice_problems(wrong, TODAY)] == [
        "number",
        "amount",
        "arrived_on",
        "last_month",
        "due_on",
    ]
    assert invoice_problems(INVOICE, TODAY) == ()
    assert invoice_problems(replace(INVOICE, amount=Ore(-950_000)), TODAY) == ()


@pytest.mark.parametrize(("due", "soon"), [("2025-03-13", True), ("2025-03-14", False), ("2025-01-01", True)])
def test_ten_days_are_soon(due: str, *, soon: bool) -> None:
    assert is_due_soon(replace(INVOICE, due_on=day(due)), steps("registered"), TODAY) is soon


def test_what_is_done_with_falls_due_no_more() -> None:
    for taken in ("registered controlled attested paid", "registered voided"):
        assert not is_due_soon(INVOICE, steps(taken), INVOICE.due_on)
    assert state_of([]) is InvoiceState.REGISTERED
