"""Does what we sold become e-invoices and the month vouchers, with nobody named, and is it told what they lack?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from e_invoices import SETTINGS, Read, problems, set_up
from factories import (
    OTHER,
    OWN,
    TEST_NUMBERS,
    agreement,
    booking,
    day,
    month,
    person,
    price,
    residence,
    terms,
    without_right,
)
from mottagning.domain.agreements import Direction, PaymentMethod
from mottagning.domain.economy import EconomySettings
from mottagning.domain.people import Protection
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.returns import ReturnState
from mottagning.readmodels.returns import ClosedReturn, ReturnEvent
from mottagning.texts import economy_files as texts
from mottagning.texts.problems import refused
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.settings import read_economy, save_economy
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.returns.economy.invoices import write_invoice, write_invoices
from mottagning.usecases.returns.economy.vouchers import write_vouchers
from sie_reader import parse
from workbooks import lines, make

SEPTEMBER, OCTOBER = month("2024-09"), month("2024-10")
SECRETS = ("Amina", "Provlund", "Dana", "Grann,", "Cleo", "Doldin", "2024-000", "samtal", "B3", "Demo")


def a_return(ctx: Context, number: str) -> ClosedReturn:
    with ctx.reading() as reader:
        return next(one for one in reader.ledger.returns() if one.number == number)


def selling(ctx: Context, *bookings: dict[str, object], **more: object) -> None:
    """An agreement to sell sfi, with a booking each of people who belong to the other municipality."""
    with ctx.writing() as uow:
        for place, number in enumerate(TEST_NUMBERS[: len(bookings)], start=1):
            case = f"2024-000{place}"
            uow.people.add(person(case_number=case, given_name="Dana", personal_number=number))
            uow.residences.add(residence(case, OTHER))
        uow.agreements.add(agreement(direction=Direction.SELL, **more))
        uow.terms.add(terms())
        uow.prices.add(price("9500"))
        for place, one in enumerate(bookings, start=1):
            given = {"first": "2024-09-01", "case_number": f"2024-000{place}", **one}
            uow.bookings.add(booking(**given))  # type: ignore[arg-type]
        uow.commit()


def lacking(refusal: Refused) -> list[str]:
    return [one.name for one in refusal.fields]


# e-invoices


def test_what_was_sold_becomes_a_valid_invoice_that_names_nobody(two_months: Context, tmp_path: Path) -> None:
    set_up(two_months, OTHER)
    made = write_invoices(two_months, tmp_path, OCTOBER)
    (file,) = tmp_path.glob("*.xml")
    assert (file.name, made.without) == ("2024-10-2309-S-1 E-faktura.xml", ())
    document = file.read_bytes()
    assert problems(document) == []
    read = Read.of(document)
    assert (read.payable, read.text("cbc:BuyerReference")) == (Decimal("8000.00"), "ZZ2309")
    seller = "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/"
    assert read.text(f"{seller}cbc:RegistrationName") == "Provbyns kommun"
    assert read.text(f"{seller}cbc:CompanyID") == "2120002528", "Östersund's, as the register knows it"
    assert (read.text("cbc:IssueDate"), read.text("cbc:DueDate")) == ("2025-03-03", "2025-04-02")
    for secret in (*SECRETS, *TEST_NUMBERS, *(number[2:8] for number in TEST_NUMBERS)):
        assert secret not in document.decode(), secret


def test_a_written_invoice_stands_in_the_log(two_months: Context, tmp_path: Path) -> None:
    set_up(two_months, OTHER)
    sold = a_return(two_months, "2024-10 2309 S 1")
    write_invoice(two_months, tmp_path, sold.id)
    with two_months.reading() as reader:
        logged = [one for one in reader.traces.disclosures([], [sold.id]) if one.what == "invoice_file"]
    assert [one.recipient for one in logged] == [OTHER]


def test_nothing_is_written_while_they_are_off(two_months: Context, tmp_path: Path) -> None:
    for write in (write_invoices, write_vouchers):
        with pytest.raises(Refused) as caught:
            write(two_months, tmp_path, OCTOBER)  # type: ignore[operator]
        assert caught.value.code is RefusalCode.FILES_OFF
    assert list(tmp_path.glob("*.xml")) + list(tmp_path.glob("*.si")) == []


def test_a_counterpart_without_a_peppol_id_is_told_of(two_months: Context, tmp_path: Path) -> None:
    set_up(two_months)
    made = write_invoices(two_months, tmp_path, OCTOBER)
    assert (made.written, made.without) == ((), ("Provbyns kommun",))


def test_each_reference_has_an_invoice_of_its_own(ctx: Context, tmp_path: Path) -> None:
    decided = {"invoice_reference": "ZZ9999", "invoice_address": "Box 9\n999 99 Grannbyn"}
    selling(ctx, {"key": "B1"}, {"key": "B2", "first": "2024-09-16", **decided}, reference="AVT1")
    set_up(ctx, OTHER)
    close_month(ctx, SEPTEMBER)
    written = write_invoices(ctx, tmp_path).written
    documents = [one.file.read_bytes() for one in written]
    assert [problems(one) for one in documents] == [[], []]
    told = [(Read.of(one).text("cbc:ID"), Read.of(one).text("cbc:BuyerReference")) for one in documents]
    assert sorted(told) == [("2024-09-2309-S-1-1", "AVT1"), ("2024-09-2309-S-1-2", "ZZ9999")]
    total = a_return(ctx, "2024-09 2309 S 1").total
    assert sum(Read.of(one).payable for one in documents) == Decimal(total) / 100 == Decimal("14250.00")


def test_all_that_is_missing_is_told_at_once_and_nothing_is_written(ctx: Context, tmp_path: Path) -> None:
    selling(ctx, {"key": "B1"}, {"key": "B2", "invoice_reference": TEST_NUMBERS[0]})
    set_up(ctx, OTHER, reference=None)
    with ctx.writing() as uow:  # as a workbook may have brought them
        uow.settings.save(replace(SETTINGS, bankgiro="991-2347", postal_address=None))
        uow.commit()
    close_month(ctx, SEPTEMBER)
    with pytest.raises(Refused) as caught:
        write_invoices(ctx, tmp_path)
    assert lacking(caught.value) == ["own_address", "payment", "reference", "personal_reference"]
    said = refused(caught.value).text
    assert "saknas för B1." in said
    assert TEST_NUMBERS[0] not in said
    assert list(tmp_path.glob("*.xml")) == []


def test_a_reference_that_was_missing_at_the_closing_is_taken_from_the_counterpart(
    ctx: Context, tmp_path: Path
) -> None:
    selling(ctx, {"key": "B1"})
    close_month(ctx, SEPTEMBER)
    set_up(ctx, OTHER, reference="ZZ1111")
    (written,) = write_invoices(ctx, tmp_path).written
    assert Read.of(written.file.read_bytes()).text("cbc:BuyerReference") == "ZZ1111"


def test_a_return_that_came_without_its_front_sheet_is_invoiced_whole(
    two_months: Context, empty: Callable[[], Context], tmp_path: Path
) -> None:
    export_register(two_months, tmp_path / "ut.xlsx")
    book = load_workbook(tmp_path / "ut.xlsx")
    sheet = book["Underlag"]
    place = [cell.value for cell in sheet[1]].index("Försättsblad") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, place).value = None
    book.save(tmp_path / "in.xlsx")
    moved = empty()
    assert import_workbook(moved, tmp_path / "in.xlsx").value.rejected == ()
    set_up(moved, OTHER)
    written = write_invoices(moved, tmp_path).written
    assert [Read.of(one.file.read_bytes()).payable for one in written] == [Decimal("4000.00"), Decimal("8000.00")]


def test_a_protected_return_never_becomes_an_invoice(ctx: Context, tmp_path: Path) -> None:
    selling(ctx, {"key": "B1"})
    with ctx.writing() as uow:
        (kept,) = uow.people.every()
        uow.people.change(kept, replace(kept.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    set_up(ctx, OTHER)
    close_month(ctx, SEPTEMBER)
    hidden = a_return(ctx, "2024-09 X1 S 1")
    assert write_invoices(ctx, tmp_path).written == ()
    with pytest.raises(Refused) as caught:
        write_invoice(ctx, tmp_path, hidden.id)
    assert refused(caught.value).text.startswith("Underlaget gäller personer med skyddade uppgifter.")
    with pytest.raises(Refused) as unseen:
        write_invoice(without_right(ctx), tmp_path, hidden.id)
    assert unseen.value.code is RefusalCode.GONE
    assert list(tmp_path.glob("*.xml")) == []


def test_what_was_bought_or_exchanged_is_not_invoiced(two_months: Context, ctx: Context, tmp_path: Path) -> None:
    set_up(two_months, OTHER)
    selling(ctx, {"key": "B1", "provider_municipality": OWN})
    with ctx.writing() as uow:
        (kept,) = uow.agreements.every()
        uow.agreements.change(kept, replace(kept.value, direction=Direction.EXCHANGE))
        uow.commit()
    set_up(ctx, OTHER)
    close_month(ctx, SEPTEMBER)
    for register, number, reason in ((two_months, "2024-10 2309 K 1", "köp"), (ctx, "2024-09 2309 B 1", "byte")):
        with pytest.raises(Refused) as caught:
            write_invoice(register, tmp_path, a_return(register, number).id)
        assert f"gäller {reason}" in refused(caught.value).what
    assert write_invoices(ctx, tmp_path).written == ()


def test_what_is_paid_without_an_invoice_has_none(ctx: Context, tmp_path: Path) -> None:
    selling(ctx, {"key": "B1"}, payment=PaymentMethod.PAYOUT_WITHOUT_INVOICE)
    set_up(ctx, OTHER)
    close_month(ctx, SEPTEMBER)
    assert write_invoices(ctx, tmp_path).written == ()
    with pytest.raises(Refused) as caught:
        write_invoice(ctx, tmp_path, a_return(ctx, "2024-09 2309 S 1").id)
    assert refused(caught.value).what == "Avtalet A1 betalas inte mot faktura."


def test_a_credit_names_the_invoice_that_carried_the_month(ctx: Context, tmp_path: Path) -> None:
    selling(ctx, {"key": "B1"})
    set_up(ctx, OTHER)
    close_month(ctx, SEPTEMBER)
    event = ReturnEvent(
        at=datetime(2024, 10, 4, 9, 0),  # noqa: DTZ001 - as the register keeps it
        by="prov",
        state=ReturnState.INVOICED,
        invoice_number="F77",
        invoiced_on=day("2024-10-04"),
    )
    with ctx.writing() as uow:
        uow.ledger.append_event(a_return(ctx, "2024-09 2309 S 1").id, event)
        uow.commit()
    ended = [["Bokning", "Ärende", "Avtal", "Insats", "Från och med", "Till och med", "Slut"]]
    ended += [["B1", "2024-0001", "A1", "sfi", day("2024-09-01"), day("2024-09-20"), "avbrott"]]
    import_workbook(ctx, make(tmp_path / "slut.xlsx", {"Bokningar": ended}))
    close_month(ctx, OCTOBER)
    first, credit = (Read.of(one.file.read_bytes()) for one in write_invoices(ctx, tmp_path).written)
    assert (first.text("cbc:ID"), first.text("cbc:IssueDate")) == ("F77", "2024-10-04")
    assert (credit.kind, credit.payable) == ("381", Decimal("-3166.67"))
    assert credit.text("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == "F77"


# vouchers


def with_accounts(ctx: Context) -> Context:
    """Accounts for both insatser of the two months."""
    save_economy(ctx, SETTINGS)
    with ctx.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        sfi = replace(kept.value, account_buy="4630", account_sell="3530", cost_centre="2200", activity_code="47 SFI")
        uow.services.change(kept, sfi)
        uow.commit()
    return ctx


def test_the_vouchers_come_to_what_the_ekonomiunderlag_says(two_months: Context, tmp_path: Path) -> None:
    ctx = with_accounts(two_months)
    write_returns(ctx, tmp_path)
    for each in (SEPTEMBER, OCTOBER):
        file = write_vouchers(ctx, tmp_path, each)
        assert file is not None
        assert file.name == f"{each} {OWN} Bokföringsorder.si"
        booked: dict[str, Decimal] = defaultdict(Decimal)
        for voucher in parse(file.read_bytes()).vouchers:
            for line in voucher.lines:
                booked[line.account] += Decimal(line.ore) / 100
        wanted: dict[str, Decimal] = defaultdict(Decimal)
        for row in lines(tmp_path / f"{each} {OWN} Ekonomiunderlag.xlsx", "Per insats"):
            if row.get("Konto"):
                amount = Decimal(str(row["Belopp"])) * (1 if row["Riktning"] == "köp" else -1)
                wanted[str(row["Konto"])] += amount
                wanted["2511" if row["Riktning"] == "köp" else "1511"] -= amount
        assert booked == wanted


def test_each_return_is_a_voucher_with_the_codes_of_its_insatser(two_months: Context, tmp_path: Path) -> None:
    file = write_vouchers(with_accounts(two_months), tmp_path, OCTOBER)
    assert file is not None
    bought, sold = parse(file.read_bytes()).vouchers
    assert [(one.series, one.number, one.day, one.text) for one in (bought, sold)] == [
        ("IK", "", "20241031", "2024-10 2309 K 1"),
        ("IK", "", "20241031", "2024-10 2309 S 1"),
    ]
    assert [(line.account, line.ore, line.objects, line.text) for line in bought.lines] == [
        ("2511", -501_075, {}, "2024-10 2309 K 1"),
        ("4631", 51_613, {"1": "2100", "6": "P-1", "21": "82"}, "I77 2024-10"),
        ("4630", -316_667, {"1": "2200", "20": "47 SFI", "21": "82"}, "sfi 2024-09"),
        ("4630", 766_129, {"1": "2200", "20": "47 SFI", "21": "82"}, "sfi 2024-10"),
    ]
    assert [(line.account, line.ore) for line in sold.lines] == [("1511", 800_000), ("3530", -800_000)]
    text = file.read_bytes().decode("cp437")
    for secret in (*SECRETS, *TEST_NUMBERS):
        assert secret not in text, secret


def test_insatser_that_lack_the_same_account_are_told_together() -> None:
    gaps = [FieldProblem("account_buy", "missing", {"service": one}) for one in ("sfi", "gymnasium", "förskola")]
    gaps += [FieldProblem("account_sell", "missing", {"service": "sfi"})]
    assert texts.lacking(gaps) == (
        "Konto vid köp saknas eller är inte siffror för sfi, gymnasium och förskola. "
        "Konto vid försäljning saknas eller är inte siffror för sfi."
    )


def test_missing_accounts_are_listed_and_nothing_is_written(two_months: Context, tmp_path: Path) -> None:
    save_economy(two_months, replace(SETTINGS, project_dimension=None))
    with pytest.raises(Refused) as caught:
        write_vouchers(two_months, tmp_path, OCTOBER)
    said = refused(caught.value)
    assert said.what == (
        "Dimension för projekt saknas, och I77 har en kod för det. "
        "Konto vid köp saknas eller är inte siffror för sfi. "
        "Konto vid försäljning saknas eller är inte siffror för sfi."
    )
    assert said.unharmed == "Inget har skrivits."
    assert list(tmp_path.glob("*Bokföring*")) == []


def test_protected_people_have_a_voucher_file_of_their_own_for_those_with_the_right(
    two_months: Context, tmp_path: Path
) -> None:
    ctx = with_accounts(two_months)
    with pytest.raises(Refused) as caught:
        write_vouchers(without_right(ctx), tmp_path, OCTOBER, protected=True)
    assert caught.value.code is RefusalCode.NO_RIGHT
    file = write_vouchers(ctx, tmp_path, OCTOBER, protected=True)
    assert file is not None
    assert file.name == "2024-10 X Bokföringsorder.si"
    assert [one.text for one in parse(file.read_bytes()).vouchers] == ["2024-10 X1 K 1"]
    assert OTHER not in file.read_bytes().decode("cp437")


def test_a_month_with_nothing_to_book_has_no_file(ctx: Context, tmp_path: Path) -> None:
    save_economy(ctx, SETTINGS)
    close_month(ctx, SEPTEMBER)
    assert write_vouchers(ctx, tmp_path, SEPTEMBER) is None


# settings


def test_the_settings_leave_and_come_back_in_the_workbook(
    ctx: Context, empty: Callable[[], Context], tmp_path: Path
) -> None:
    full = replace(SETTINGS, is_vat_exempt=True, vat_number="SE212000146201", plusgiro="415820-0")
    save_economy(ctx, full)
    export_register(ctx, tmp_path / "ut.xlsx")
    again = empty()
    assert import_workbook(again, tmp_path / "ut.xlsx").value.rejected == ()
    assert read_economy(again) == full
    assert import_workbook(again, tmp_path / "ut.xlsx").value.changed.get("settings", 0) == 0


def test_an_older_workbook_leaves_the_settings_as_they_are(ctx: Context, tmp_path: Path) -> None:
    save_economy(ctx, SETTINGS)
    old = [["Nyckel", "Värde"], ["Egen kommun", OWN], ["Första månad", "2024-09"]]
    assert import_workbook(ctx, make(tmp_path / "gammal.xlsx", {"Inställningar": old})).value.rejected == ()
    assert read_economy(ctx) == SETTINGS


def test_a_register_that_has_said_nothing_has_them_off(ctx: Context, tmp_path: Path) -> None:
    assert read_economy(ctx) == EconomySettings()
    export_register(ctx, tmp_path / "ut.xlsx")
    assert "E-faktura" not in [row["Nyckel"] for row in lines(tmp_path / "ut.xlsx", "Inställningar")]


def test_settings_with_something_missing_are_not_saved(ctx: Context) -> None:
    with pytest.raises(Refused) as caught:
        save_economy(ctx, EconomySettings(writes_vouchers=True))
    assert lacking(caught.value) == ["claims_account", "debts_account"]
    assert read_economy(ctx) == EconomySettings()
