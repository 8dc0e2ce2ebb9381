"""Is a row of ours paid once, whatever invoices come in whatever order, and is an invoice followed to its end?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from factories import OTHER, TEST_NUMBERS, THIRD, days, month, received_invoice, without_right
from mottagning.domain.invoice_rows import Decision, InvoicePayment
from mottagning.domain.money import Ore
from mottagning.domain.people import Protection
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.received_invoices import ReceivedInvoice
from mottagning.readmodels.received_invoices import InvoiceCard, Looked
from mottagning.texts import invoices as control_texts
from mottagning.texts import received_invoices as texts
from mottagning.texts.problems import refused
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.bookings import remove_booking, save_booking
from mottagning.usecases.context import Context
from mottagning.usecases.invoices import handling, received
from mottagning.usecases.invoices.controlling import control_bill
from mottagning.usecases.overview import viewing as overview
from mottagning.usecases.returns.closing import close_month
from workbooks import make

AMINA, BO, CLEO, DANA, STRANGER = TEST_NUMBERS
HEADING = ["Belopp", "Avser månad", "Personnummer", "Namn"]
Rows = Sequence[Sequence[object]]


def registered(ctx: Context, kronor: str = "9500", number: str = "4711", **values: object) -> int:
    """An invoice that waits for its control."""
    key = received.next_invoice_key(ctx)
    return received.save_invoice(ctx, None, received_invoice(kronor, key=key, number=number, **values)).value.id


def bill(folder: Path, rows: Rows) -> Path:
    """Amount, month and number of each row."""
    return make(folder / "specifikation.xlsx", {"Blad1": [HEADING, *rows]})


def looked(ctx: Context, invoice: int, folder: Path, rows: Rows) -> Looked:
    return handling.look(ctx, invoice, bill(folder, rows))


def controlled(ctx: Context, folder: Path, rows: Rows, kronor: str = "9500", number: str = "4711") -> int:
    """An invoice with these rows, controlled."""
    invoice = registered(ctx, kronor, number)
    handling.keep(ctx, looked(ctx, invoice, folder, rows))
    return invoice


def paid(ctx: Context, folder: Path, rows: Rows, kronor: str = "9500", number: str = "4711") -> int:
    """An invoice with these rows, which agree, paid today."""
    invoice = controlled(ctx, folder, rows, kronor, number)
    handling.attest(ctx, invoice)
    handling.pay(ctx, invoice, ctx.today)
    return invoice


def card(ctx: Context, invoice: int) -> InvoiceCard:
    return received.open_invoice(ctx, invoice)


def stances(ctx: Context, invoice: int) -> list[tuple[int, str, str, Ore]]:
    """Each row: its number, what was found, what we say, what it pays."""
    found = card(ctx, invoice)
    return [
        (row.row, row.verdict.value, row.stance.value, found.paid_of(row.row) if row.is_head else Ore(0))
        for row in found.rows
    ]


def reason(call: object) -> str:
    with pytest.raises(Refused) as caught:
        call()  # type: ignore[operator]
    assert refused(caught.value).text
    return str(caught.value.params.get("reason") or caught.value.code.value)


# once


def test_what_one_invoice_has_taken_up_another_does_not_and_is_told_of_it(office: Context, tmp_path: Path) -> None:
    rows = [[9500, "2024-10", AMINA]]
    controlled(office, tmp_path, rows)
    second = controlled(office, tmp_path, rows, number="4712")
    assert stances(office, second) == [(2, "paid_before", "differs", 0)]
    assert card(office, second).rows[0].why == ("Rad 2: B1 oktober 2024 är redan godkänd på faktura 4711.")
    assert card(office, second).line.state.value == "disputed"


def test_a_sentence_names_the_invoice_and_the_day_it_was_paid(office: Context, tmp_path: Path) -> None:
    paid(office, tmp_path, [[9500, "2024-10", AMINA]])
    found = control_bill(office, bill(tmp_path, [[9500, "2024-10", AMINA]]), OTHER, month("2024-10"), month("2024-10"))
    said = control_texts.said(found.control.compared[0])
    assert said == "Rad 2: B1 oktober 2024 är redan betald, faktura 4711 (2025-03-03)."


def test_an_invoice_is_not_paid_before_its_own_day(office: Context, tmp_path: Path) -> None:
    invoice = registered(office, invoiced_on=date(2025, 2, 10), due_on=date(2025, 3, 10))
    handling.keep(office, looked(office, invoice, tmp_path, [[9500, "2024-10", AMINA]]))
    handling.attest(office, invoice)
    with pytest.raises(Refused) as error:
        handling.pay(office, invoice, date(2025, 2, 9))
    assert [(one.name, one.code) for one in error.value.fields] == [("on", "before_invoice")]
    handling.pay(office, invoice, date(2025, 2, 10))


def test_the_database_refuses_a_second_payment_of_a_place(office: Context, tmp_path: Path) -> None:
    first = controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    second = registered(office, number="4712")
    (payment,) = card(office, first).payments
    assert (payment.our_booking, payment.service_month, payment.line) == ("B1", month("2024-10"), 1)
    again = replace(payment, invoice=card(office, second).invoice.value.key)
    with office.writing() as uow, pytest.raises(IntegrityError):
        uow.invoice_payments.add_many([again])


def test_two_controls_looked_at_side_by_side_are_not_both_kept(office: Context, tmp_path: Path) -> None:
    rows = [[9500, "2024-10", AMINA]]
    first, second = registered(office), registered(office, number="4712")
    shown = [looked(office, one, tmp_path, rows) for one in (first, second)]
    handling.keep(office, shown[0])
    assert reason(lambda: handling.keep(office, shown[1])) == "changed_meanwhile"
    assert card(office, second).rows == ()


def test_a_part_payment_leaves_the_rest_for_the_next_invoice(office: Context, tmp_path: Path) -> None:
    first = controlled(office, tmp_path, [[5000, "2024-10", AMINA]], "5000")
    assert stances(office, first) == [(2, "amount", "differs", 0)]
    handling.decide(office, first, 2, Decision.PAY_THEIRS)
    assert (stances(office, first)[0][2:], card(office, first).line.state.value) == (("agreed", 500_000), "controlled")
    second = controlled(office, tmp_path, [[4500, "2024-10", AMINA]], "4500", "4712")
    assert stances(office, second) == [(2, "agreed", "agreed", 450_000)]
    assert [one.line for one in card(office, second).payments] == [2]
    third = controlled(office, tmp_path, [[4500, "2024-10", AMINA]], "4500", "4713")
    assert stances(office, third)[0][1:] == ("paid_before", "differs", 0)


def test_a_correction_and_a_credit_of_what_was_paid_are_rows_of_their_own(office: Context, tmp_path: Path) -> None:
    paid(office, tmp_path, [[9500, "2024-10", AMINA]])
    with office.writing() as uow:
        stored = uow.bookings.find("B1")
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, days=days("2024-09-01", "2024-10-10")))
        uow.commit()
    credit = controlled(office, tmp_path, [[-6435.48, "2024-10", AMINA]], "-6435.48", "K1")
    assert stances(office, credit) == [(2, "agreed", "agreed", -643_548)]
    assert card(office, credit).line.state.value == "controlled"
    again = controlled(office, tmp_path, [[-6435.48, "2024-10", AMINA]], "-6435.48", "K2")
    assert stances(office, again)[0][2:] == ("differs", 0)


def test_a_bill_eight_months_late_and_of_earlier_years_is_matched(office: Context, tmp_path: Path) -> None:
    for closed in ("2024-09", "2024-10", "2024-11"):
        close_month(office, month(closed))
    invoice = registered(office, "19000", first_month=month("2025-06"), last_month=month("2025-06"))
    found = looked(office, invoice, tmp_path, [[9500, "2024-10", AMINA], [9500, "2024-11", AMINA]])
    assert texts.doubts(found) == [
        "Raderna gäller också oktober 2024 och november 2024, som fakturan inte sägs avse. De jämförs med vad vi har "
        "för de månaderna."
    ]
    handling.keep(office, found)
    payments = card(office, invoice).payments
    assert [(str(one.service_month), one.our_rows) for one in payments] == [
        ("2024-10", "2024-10 2309 K 1, rad 1"),
        ("2024-11", "2024-11 2309 K 1, rad 1"),
    ]


def test_one_row_over_several_months_pays_each_of_them(office: Context, tmp_path: Path) -> None:
    invoice = controlled(office, tmp_path, [[28500, "2024-09 - 2024-11", AMINA]], "28500")
    assert [(str(one.service_month), one.amount) for one in card(office, invoice).payments] == [
        ("2024-09", 950_000),
        ("2024-10", 950_000),
        ("2024-11", 950_000),
    ]
    assert stances(office, controlled(office, tmp_path, [[9500, "2024-10", AMINA]], number="2"))[0][1] == "paid_before"


def test_voiding_frees_what_was_taken_up_and_the_number(office: Context, tmp_path: Path) -> None:
    rows = [[9500, "2024-10", AMINA]]
    first = controlled(office, tmp_path, rows)
    assert reason(lambda: handling.void(office, first, "")) == "invalid_fields"
    handling.void(office, first, "Dubbelt registrerad")
    second = controlled(office, tmp_path, rows)
    assert stances(office, second) == [(2, "agreed", "agreed", 950_000)]
    assert card(office, first).steps[-1].note == "Dubbelt registrerad"
    assert reason(lambda: handling.keep(office, looked(office, first, tmp_path, rows))) == "is_voided"


# what is decided of rows


def test_a_row_twice_in_one_invoice_is_never_paid_twice_by_a_decision(office: Context, tmp_path: Path) -> None:
    rows = [[9500, "2024-10", AMINA], [9500, "2024-10", AMINA]]
    invoice = controlled(office, tmp_path, rows, "19000")
    assert [one[1:3] for one in stances(office, invoice)] == [("agreed", "agreed"), ("twice", "differs")]
    for decision in (Decision.PAY_THEIRS, Decision.PAY_OURS):
        assert reason(lambda: handling.decide(office, invoice, 3, decision)) == "nothing_left"  # noqa: B023
    assert card(office, invoice).line.totals.agreed == 950_000


def test_our_amount_of_a_row_that_wants_more(office: Context, tmp_path: Path) -> None:
    invoice = controlled(office, tmp_path, [[10000, "2024-10", AMINA]], "10000")
    handling.decide(office, invoice, 2, Decision.PAY_OURS)
    money = card(office, invoice).line.totals
    assert (money.agreed, money.disputed, card(office, invoice).line.state.value) == (950_000, 50_000, "disputed")
    handling.decide(office, invoice, 2, Decision.DISPUTE)
    assert card(office, invoice).line.totals.agreed == 0
    handling.decide(office, invoice, 2, Decision.PAY_THEIRS)
    assert (card(office, invoice).line.totals.agreed, card(office, invoice).line.state.value) == (
        1_000_000,
        "controlled",
    )
    assert card(office, invoice).steps[-2].note == "Rad 2 deras belopp är godtaget."


def test_what_is_nobodys_of_ours_can_not_be_paid_and_is_not_asked_again(office: Context, tmp_path: Path) -> None:
    rows = [[700, "2024-10", STRANGER, "Eva Främling"]]
    first = controlled(office, tmp_path, rows, "700")
    assert stances(office, first) == [(2, "missing_here", "not_ours", 0)]
    assert reason(lambda: handling.decide(office, first, 2, Decision.PAY_THEIRS)) == "nothing_of_ours"
    second = controlled(office, tmp_path, [[700, "2024-11", STRANGER, "Eva Främling"]], "700", "4712")
    assert stances(office, second) == [(2, "not_ours", "not_ours", 0)]
    assert "faktura 4711" in (card(office, second).rows[0].why or "")


def test_a_credit_of_a_disputed_row_ends_it(office: Context, tmp_path: Path) -> None:
    controlled(office, tmp_path, [[10000, "2024-10", AMINA]], "10000")
    credit = controlled(office, tmp_path, [[-10000, "2024-10", AMINA]], "-10000", "K1")
    assert (stances(office, credit), card(office, credit).line.state.value) == (
        [(2, "credited", "agreed", 0)],
        "controlled",
    )
    right = controlled(office, tmp_path, [[9500, "2024-10", AMINA]], "9500", "4712")
    assert stances(office, right) == [(2, "agreed", "agreed", 950_000)]


def test_a_control_without_a_specification_is_of_the_sum(office: Context) -> None:
    limited = without_right(office)
    invoice = registered(limited, "17161.29")
    handling.keep(limited, handling.look(limited, invoice, None))
    assert [(one.our_booking, one.amount) for one in card(limited, invoice).payments] == [
        ("B1", 950_000),
        ("B2", 766_129),
    ]
    odd = registered(limited, "100", "4712", first_month=month("2024-11"), last_month=month("2024-11"))
    handling.keep(limited, handling.look(limited, odd, None))
    assert stances(limited, odd) == [(1, "amount", "differs", 0)]
    handling.decide(limited, odd, 1, Decision.PAY_OURS)
    assert card(limited, odd).line.totals.agreed == 1_900_000


# how far it has come


def test_from_registered_to_paid(office: Context, tmp_path: Path) -> None:
    invoice = registered(office)
    assert reason(lambda: handling.attest(office, invoice)) == "not_controlled"
    handling.keep(office, looked(office, invoice, tmp_path, [[9500, "2024-10", AMINA]]))
    assert reason(lambda: handling.pay(office, invoice, office.today)) == "not_attested"
    handling.attest(office, invoice)
    assert reason(lambda: handling.decide(office, invoice, 2, Decision.DISPUTE)) == "is_attested"
    assert reason(lambda: received.save_invoice(office, card(office, invoice).invoice, received_invoice())) == (
        "is_attested"
    )
    tomorrow = replace(office, clock=lambda: office.clock().replace(day=4))
    assert reason(lambda: handling.pay(office, invoice, tomorrow.today)) == "invalid_fields"
    handling.pay(office, invoice, office.today)
    assert reason(lambda: handling.void(office, invoice, "fel")) == "is_paid"
    found = card(office, invoice)
    assert [(one.kind.value, one.by, one.amount) for one in found.steps] == [
        ("registered", "prov", None),
        ("controlled", "prov", 950_000),
        ("attested", "prov", 950_000),
        ("paid", "prov", 950_000),
    ]
    assert (found.line.paid_on, found.line.next, found.invoice.value.specification) == (
        office.today,
        None,
        "specifikation.xlsx",
    )


def test_with_four_eyes_somebody_else_attests(office: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "four_eyes", lambda _reader: True)
    invoice = controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    assert reason(lambda: handling.attest(office, invoice)) == "own_registration"
    handling.attest(replace(office, user=replace(office.user, name="Ada")), invoice)
    assert card(office, invoice).steps[-1].by == "Ada"


def test_what_is_disputed_is_attested_in_its_other_parts_once_answered(office: Context, tmp_path: Path) -> None:
    invoice = controlled(office, tmp_path, [[9500, "2024-10", AMINA], [700, "2024-10", STRANGER]], "10200")
    assert reason(lambda: handling.attest(office, invoice)) == "not_answered"
    handling.note_answer(office, invoice, "telefon")
    handling.attest(office, invoice)
    assert card(office, invoice).steps[-1].amount == 950_000
    assert texts.left_of(card(office, invoice).line.totals) == 70_000


def test_a_wrong_registration_is_mended_and_controlled_anew_where_that_matters(office: Context, tmp_path: Path) -> None:
    invoice = controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    before = card(office, invoice).invoice
    noted = received.save_invoice(office, before, replace(before.value, note="ring dem")).value
    assert (card(office, invoice).line.state.value, len(card(office, invoice).rows)) == ("controlled", 1)
    received.save_invoice(office, noted, replace(noted.value, amount=Ore(960_000)))
    found = card(office, invoice)
    assert (found.line.state.value, found.rows, found.payments) == ("registered", (), ())
    assert [one.kind.value for one in found.steps] == ["registered", "controlled", "changed", "changed", "registered"]


def test_one_number_of_a_counterpart_is_one_invoice(office: Context) -> None:
    registered(office)
    with pytest.raises(Refused) as caught:
        registered(office)
    assert [(one.name, one.code) for one in caught.value.fields] == [("number", "invoice_number_taken")]
    registered(office, counterpart=THIRD)
    with pytest.raises(Refused) as unknown:
        registered(office, number="2", counterpart="0000")
    assert unknown.value.fields[0].name == "counterpart"


def test_what_falls_due_waits_on_the_first_page(office: Context) -> None:
    soon = registered(office, due_on=office.today)
    registered(office, number="2")
    (line,) = [one for one in overview.waiting(office) if one.kind.value == "invoices_due"]
    assert (line.count, line.record, line.area.value) == (1, soon, "received_invoices")
    assert [one.is_due_soon for one in received.list_invoices(office)] == [True, False]


# sums and files that do not fit


def test_a_sum_that_is_not_that_of_its_rows_is_told_and_not_agreed_to(office: Context, tmp_path: Path) -> None:
    invoice = registered(office, "9600")
    found = looked(office, invoice, tmp_path, [[9500, "2024-10", AMINA]])
    assert texts.doubts(found) == [
        "Raderna är tillsammans 9 500,00 kr, men fakturan är på 9 600,00 kr. Skillnaden 100,00 kr godkänns inte."
    ]
    handling.keep(office, found)
    assert card(office, invoice).line.state.value == "disputed"
    assert card(office, invoice).line.totals.unexplained == 10_000


def test_a_text_file_with_decimal_commas_and_blanks_is_read(office: Context, tmp_path: Path) -> None:
    file = tmp_path / "spec.csv"
    text = f"Belopp;Personnummer;Avser månad\n9\u00a0500,00;{AMINA};2024-10\n7 661,29;{BO};2024-10\n"
    file.write_bytes(text.encode("cp1252"))
    invoice = registered(office, "17161.29")
    handling.keep(office, handling.look(office, invoice, file))
    assert card(office, invoice).line.state.value == "controlled"


def test_a_file_that_cannot_be_read_changes_nothing(office: Context, tmp_path: Path) -> None:
    invoice = controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    broken = tmp_path / "trasig.xlsx"
    broken.write_bytes(b"PK\x03\x04nej")
    before = card(office, invoice)
    for file in (broken, tmp_path / "saknas.xlsx", tmp_path):
        with pytest.raises(Refused) as caught:
            handling.look(office, invoice, file)
        assert refused(caught.value).text
    assert card(office, invoice) == before


# who may not be seen


def test_an_invoice_with_a_row_of_somebody_protected_is_a_matter_of_its_own(office: Context, tmp_path: Path) -> None:
    limited = without_right(office)
    rows = [[9500, "2024-10", AMINA], [9500, "2024-10", CLEO]]
    invoice = registered(office, "19000")
    found = looked(office, invoice, tmp_path, rows)
    assert "skyddade uppgifter" in texts.doubts(found)[0]
    handling.keep(office, found)
    assert [one.has_protected for one in received.list_invoices(office)] == [True]
    assert (received.list_invoices(limited), overview.waiting(limited)) == ([], overview.waiting(limited))
    for call in (
        lambda: received.open_invoice(limited, invoice),
        lambda: handling.look(limited, invoice, None),
        lambda: handling.attest(limited, invoice),
        lambda: handling.void(limited, invoice, "x"),
        lambda: handling.decide(limited, invoice, 2, Decision.DISPUTE),
    ):
        assert reason(call) == "gone"
    seen = controlled(limited, tmp_path, [[9500, "2024-10", AMINA]], number="4712")
    assert card(limited, seen).rows[0].why == "Rad 2: B1 oktober 2024 är redan betald på en annan faktura."


def test_somebody_protected_since_takes_the_invoice_with_her(office: Context, tmp_path: Path) -> None:
    invoice = controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    limited = without_right(office)
    assert [one.id for one in received.list_invoices(limited)] == [invoice]
    with office.writing() as uow:
        amina = uow.people.by_case("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    assert received.list_invoices(limited) == []
    assert reason(lambda: registered(limited, number="9", is_protected=True)) == "no_right"


def test_to_who_may_not_see_her_her_row_is_anybodys(office: Context, tmp_path: Path) -> None:
    limited = without_right(office)
    invoice = controlled(limited, tmp_path, [[700, "2024-10", CLEO], [700, "2024-10", STRANGER]], "1400")
    assert [one[1:] for one in stances(limited, invoice)] == [("missing_here", "not_ours", 0)] * 2
    assert [one.id for one in received.list_invoices(limited)] == [invoice], "and it does not vanish for her sake"


def test_a_booking_that_was_paid_is_not_removed(office: Context, tmp_path: Path) -> None:
    controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    with office.reading() as reader:
        stored = reader.bookings.find("B1")
    assert stored is not None
    with pytest.raises(Refused) as caught:
        remove_booking(office, stored)
    assert caught.value.code is RefusalCode.IN_USE


def test_a_booking_that_was_paid_or_returned_keeps_its_key(office: Context, tmp_path: Path) -> None:
    def renamed() -> None:
        with office.reading() as reader:
            stored = reader.bookings.find("B1")
        assert stored is not None
        save_booking(office, stored, replace(stored.value, key="B1X"))

    invoice = controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    assert reason(renamed) == "invalid_fields"
    handling.void(office, invoice, "fel")
    close_month(office, month("2024-09"))
    assert reason(renamed) == "invalid_fields"


def test_a_workbook_gives_no_payment_to_another_invoice(office: Context, tmp_path: Path) -> None:
    controlled(office, tmp_path, [[9500, "2024-10", AMINA]])
    registered(office, number="4712")
    heading = ["Ankomstnummer", "Rad", "Vår bokning", "Avser månad", "Betalning", "Belopp"]
    theirs = ["MF2025-0002", 2, "B1", "2024-10", 1, 9500]
    file = make(tmp_path / "register.xlsx", {"Fakturabetalningar": [heading, theirs]})
    report = import_workbook(office, file).value
    assert [(one.cell, one.message) for one in report.rejected] == [
        ("E2", "Bokningen och månaden är redan betalda med en annan faktura.")
    ]
    step = ["Ankomstnummer", "Nummer", "Händelse", "Dag", "Av"]
    rewritten = make(
        tmp_path / "steg.xlsx", {"Fakturahändelser": [step, ["MF2025-0001", 1, "betald", office.today, "x"]]}
    )
    assert ["inte" in one.message for one in import_workbook(office, rewritten).value.rejected] == [True]


def test_an_invoice_of_theirs_and_a_payment_are_what_they_are(office: Context) -> None:
    """The records name nobody's key: a course has no booking, and rows stay when a person is removed."""
    invoice = registered(office)
    key = card(office, invoice).invoice.value.key
    course = InvoicePayment(
        invoice=key, head=1, our_booking="GB1", service_month=month("2024-10"), line=1, amount=Ore(1)
    )
    with office.writing() as uow:
        uow.invoice_payments.add(course)
        uow.commit()
    assert card(office, invoice).payments == (course,)
    assert isinstance(card(office, invoice).invoice.value, ReceivedInvoice)
