"""What does an office do with a month's rows before they are closed? It parks them, attests them, and makes notes.

The small office of `factories.furnish`; `prov` has made all of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from factories import OTHER, booking, day, days, month, price, terms, without_right
from hidden import HER_BOOKING
from mottagning.domain.attests import AttestKind
from mottagning.domain.bookings import Absence, AbsenceKind
from mottagning.domain.people import Protection
from mottagning.domain.problems import Check, RefusalCode, Refused
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.storage.tables.admin import disclosure
from mottagning.usecases.bookings import remove_booking
from mottagning.usecases.context import Context
from mottagning.usecases.returns.attesting import attest_protected, attest_rows
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import document_of, hand_out, list_returns, mark_invoiced, write_returns
from mottagning.usecases.returns.mending import cancel_rows
from mottagning.usecases.returns.parking import note_on_return, park_booking, park_counterpart, release, remove_note
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import coming_rows, view_month
from workbooks import read

SEPTEMBER, OCTOBER = month("2024-09"), month("2024-10")
BUY, SELL = RowDirection.BUY, RowDirection.SELL


def change(ctx: Context, store: str, which: str, **values: Any) -> None:
    """Change one record."""
    with ctx.writing() as uow:
        one = getattr(uow, store).find(which)
        getattr(uow, store).change(one, replace(one.value, **values))
        uow.commit()


def returned(ctx: Context) -> dict[str, list[tuple[str, int]]]:
    """Bookings and amounts (öre) of every ordinary return that stands."""
    with ctx.reading() as reader:
        return {
            one.number: [(row.entry.booking, row.entry.amount) for row in reader.ledger.rows([one.id])]
            for one in reader.ledger.returns(protected=False)
        }


def held(ctx: Context, closed: Any) -> list[tuple[Check, str, int | None]]:
    """What waits of a month: check, booking and amount."""
    return [(one.problem.check, one.problem.booking, one.amount) for one in view_month(ctx, closed).notes.held]


def colleague(ctx: Context, name: str = "kollega") -> Context:
    """The same register in a colleague's hands, with all rights."""
    return replace(ctx, user=replace(ctx.user, name=name))


def refused(code: RefusalCode) -> Any:
    """Expects a refusal."""
    return pytest.raises(Refused, match=f"^{code.value}$")


# Parked rows


def test_a_parked_booking_waits_and_comes_once_it_is_released(office: Context) -> None:
    parked = park_booking(office, "B1", None, "  väntar på besked ").value
    assert (parked.value.reason, parked.value.by, parked.value.on) == ("väntar på besked", "prov", day("2025-03-03"))
    assert held(office, SEPTEMBER) == [(Check.PARKED, "B1", 950_000)]
    close_month(office, SEPTEMBER)
    assert returned(office) == {"2024-09 2309 S 1": [("B4", 400_000)]}
    release(office, parked)
    close_month(office, OCTOBER)
    assert returned(office)["2024-10 2309 K 1"][:2] == [("B1", 950_000), ("B1", 950_000)]
    assert verify(office) == []


def test_one_service_month_is_parked_and_the_next_goes_on(office: Context) -> None:
    park_booking(office, "B1", SEPTEMBER, "timmarna bestrids")
    close_month(office, SEPTEMBER)
    close_month(office, OCTOBER)
    assert [one for one in returned(office)["2024-10 2309 K 1"] if one[0] == "B1"] == [("B1", 950_000)]
    assert held(office, OCTOBER) == [(Check.PARKED, "B1", 950_000)]
    assert verify(office) == []


def test_everything_with_a_counterpart_is_held_back_in_both_directions(office: Context) -> None:
    parked = park_counterpart(office, OTHER, "avtalet omförhandlas").value
    close_month(office, SEPTEMBER)
    assert returned(office) == {}
    with office.reading() as reader:
        assert reader.ledger.returns() == []
    release(office, parked)
    close_month(office, OCTOBER)
    assert sum(amount for rows in returned(office).values() for _, amount in rows) == 950_000 * 2 + 766_129 + 1_200_000
    assert verify(office) == []


def test_nothing_is_parked_without_a_reason(office: Context) -> None:
    for park in (lambda: park_booking(office, "B1", None, " "), lambda: park_counterpart(office, OTHER, "")):
        with refused(RefusalCode.INVALID_FIELDS):
            park()
    assert view_month(office, SEPTEMBER).parked == ()


def test_a_hidden_booking_is_neither_parked_nor_released_nor_told_of_without_the_right(office: Context) -> None:
    limited = without_right(office)
    with refused(RefusalCode.GONE):
        park_booking(limited, HER_BOOKING, None, "skäl")
    hers = park_booking(office, HER_BOOKING, None, "skäl").value
    with refused(RefusalCode.GONE):
        release(limited, hers)
    for ctx in (limited, office):
        assert view_month(ctx, SEPTEMBER).parked == ()
        assert held(ctx, SEPTEMBER) == []


def test_why_a_booking_was_parked_is_not_told_once_its_person_is_protected(office: Context) -> None:
    park_booking(office, "B1", None, "Amina vill inte")
    close_month(office, SEPTEMBER)
    assert held(office, SEPTEMBER) == [(Check.PARKED, "B1", 950_000)]
    change(office, "people", "2024-0001", protection=Protection.CONFIDENTIAL_FLAG)
    for ctx in (office, without_right(office)):
        view = view_month(ctx, SEPTEMBER)
        assert (view.notes.held, view.problems, view.parked) == ((), (), ())


def test_a_booking_that_is_removed_takes_its_parking_with_it(office: Context) -> None:
    park_booking(office, "B2", None, "skäl")
    with office.reading() as reader:
        booked = reader.bookings.find("B2")
        assert booked is not None
    remove_booking(office, booked)
    assert view_month(office, SEPTEMBER).parked == ()


def test_a_row_is_cancelled_before_it_is_handed_out_and_waits(office: Context) -> None:
    close_month(office, SEPTEMBER)
    close_month(office, OCTOBER)
    october = next(one for one in list_returns(office) if one.number == "2024-10 2309 K 1")
    assert cancel_rows(office, october.id, "B2", OCTOBER, "fel person").value == "2024-10 2309 K 2"
    assert returned(office)["2024-10 2309 K 2"] == [("B1", 950_000)]
    (parked,) = view_month(office, OCTOBER).parked
    assert (parked.value.booking, parked.value.month, parked.value.reason) == ("B2", OCTOBER, "fel person")
    close_month(office, month("2024-11"))
    assert [one for one in returned(office)["2024-11 2309 K 1"] if one[0] == "B2"] == [("B2", 950_000)]
    release(office, parked)
    close_month(office, month("2024-12"))
    assert ("B2", 766_129) in returned(office)["2024-12 2309 K 1"]
    assert verify(office) == []


def test_a_row_is_not_cancelled_without_a_reason(office: Context) -> None:
    close_month(office, SEPTEMBER)
    bought = next(one for one in list_returns(office) if one.direction is BUY)
    with refused(RefusalCode.INVALID_FIELDS):
        cancel_rows(office, bought.id, "B1", SEPTEMBER, "")
    assert list(returned(office)) == ["2024-09 2309 K 1", "2024-09 2309 S 1"]


# Attest


@pytest.fixture
def attesting(office: Context) -> Context:
    """The office asks for attest."""
    with office.writing() as uow:
        settings = uow.settings.office()
        assert settings is not None
        uow.settings.save(replace(settings, requires_attest=True))
        uow.commit()
    return office


def test_without_attest_nothing_is_closed(attesting: Context) -> None:
    assert held(attesting, SEPTEMBER) == [(Check.K26, "B1", 950_000), (Check.K26, "B4", 400_000)]
    assert coming_rows(attesting, SEPTEMBER).rows == ()
    assert len(view_month(attesting, SEPTEMBER, before_attest=True).rows) == 2
    close_month(attesting, SEPTEMBER)
    assert returned(attesting) == {}
    assert verify(attesting) == []


def test_both_attests_of_a_colleague_let_the_rows_through(attesting: Context) -> None:
    other = colleague(attesting)
    attest_rows(other, SEPTEMBER, OTHER, BUY, AttestKind.RECEPTION)
    assert held(attesting, SEPTEMBER)[0] == (Check.K26, "B1", 950_000)
    assert attest_rows(colleague(attesting, "chefen"), SEPTEMBER, OTHER, BUY, AttestKind.DECISION).value == 1
    close_month(attesting, SEPTEMBER)
    assert returned(attesting) == {"2024-09 2309 K 1": [("B1", 950_000)]}
    (bought,) = list_returns(attesting)
    assert [(one.kind, one.by) for one in document_of(attesting, bought.id).cover.attests] == [
        (AttestKind.RECEPTION, "kollega"),
        (AttestKind.DECISION, "chefen"),
    ]
    assert verify(attesting) == []


def own_rows(ctx: Context) -> list[str]:
    """The bookings whose rows the user has made."""
    return [one.entry.booking for one in view_month(ctx, SEPTEMBER, before_attest=True).rows if one.is_own]


def test_nobody_attests_what_she_has_made(attesting: Context) -> None:
    for kind in AttestKind:
        with refused(RefusalCode.OWN_ROWS):
            attest_rows(attesting, SEPTEMBER, OTHER, BUY, kind)
    assert own_rows(attesting) == ["B1", "B4"]
    assert own_rows(colleague(attesting)) == []


def test_whoever_changed_the_booking_or_what_hangs_on_it_has_made_the_row(attesting: Context) -> None:
    other, third = colleague(attesting), colleague(attesting, "tredje")
    change(other, "bookings", "B1", days=days("2024-09-02"))
    with third.writing() as uow:
        uow.absences.add(Absence(booking="B4", days=days("2024-09-20", "2024-09-21"), kind=AbsenceKind.VALID))
        uow.commit()
    assert own_rows(other) == ["B1"]
    assert own_rows(third) == ["B4"]
    with refused(RefusalCode.OWN_ROWS):
        attest_rows(third, SEPTEMBER, OTHER, SELL, AttestKind.DECISION)


def test_a_row_that_changes_after_its_attest_is_attested_anew(attesting: Context) -> None:
    other = colleague(attesting)
    for kind in AttestKind:
        attest_rows(other, SEPTEMBER, OTHER, BUY, kind)
    assert held(attesting, SEPTEMBER) == [(Check.K26, "B4", 400_000)]
    change(attesting, "bookings", "B1", days=days("2024-09-16"))
    assert (Check.K26, "B1", 475_000) in held(attesting, SEPTEMBER)
    change(attesting, "bookings", "B1", days=days("2024-09-01"))
    assert held(attesting, SEPTEMBER) == [(Check.K26, "B4", 400_000)], "what was attested is as it was then"


def test_what_is_attested_is_not_attested_again(attesting: Context) -> None:
    other = colleague(attesting)
    attest_rows(other, SEPTEMBER, OTHER, BUY, AttestKind.RECEPTION)
    with refused(RefusalCode.GONE):
        attest_rows(other, SEPTEMBER, OTHER, BUY, AttestKind.RECEPTION)


def test_rows_of_somebody_protected_are_attested_for_themselves_by_who_sees_her(attesting: Context) -> None:
    limited, other = without_right(colleague(attesting)), colleague(attesting)
    for kind in AttestKind:
        assert attest_rows(limited, SEPTEMBER, OTHER, BUY, kind).value == 1  # Amina's alone
        with refused(RefusalCode.NO_RIGHT):
            attest_protected(limited, SEPTEMBER, kind)
        with refused(RefusalCode.OWN_ROWS):
            attest_protected(attesting, SEPTEMBER, kind)
    assert view_month(limited, SEPTEMBER, before_attest=True).protected_to_attest == {}
    lacking = view_month(other, SEPTEMBER, before_attest=True).protected_to_attest
    assert lacking == {AttestKind.RECEPTION: 1, AttestKind.DECISION: 1}
    close_month(attesting, SEPTEMBER)
    with attesting.reading() as reader:
        assert reader.ledger.returns(protected=True) == []
    for kind in AttestKind:
        assert attest_protected(other, OCTOBER, kind).value == 1
    close_month(attesting, OCTOBER)
    with attesting.reading() as reader:
        assert [one.total for one in reader.ledger.returns(protected=True)] == [1_900_000]
    assert verify(attesting) == []


def test_an_office_without_the_setting_needs_no_attest(office: Context) -> None:
    close_month(office, SEPTEMBER)
    assert len(returned(office)) == 2


# Notes, and the invoice


def test_an_internal_note_stands_by_its_month_and_in_no_file(office: Context, tmp_path: Any) -> None:
    note = note_on_return(office, SEPTEMBER, OTHER, " Ring Åsa innan den skickas ").value
    assert [one.value.text for one in view_month(office, SEPTEMBER).notes_on] == ["Ring Åsa innan den skickas"]
    assert view_month(office, OCTOBER).notes_on == ()
    park_booking(office, "B2", None, "Åsa vet varför")
    close_month(office, SEPTEMBER)
    write_returns(office, tmp_path)
    for file in tmp_path.glob("*.xlsx"):
        assert "Åsa" not in str(read(file)), file
    remove_note(office, note)
    assert view_month(office, SEPTEMBER).notes_on == ()


def test_a_return_is_handed_out_and_then_invoiced(office: Context) -> None:
    close_month(office, SEPTEMBER)
    bought = list_returns(office)[0]
    with refused(RefusalCode.NOT_HANDED_OUT):
        mark_invoiced(office, bought.id, "4711", day("2024-10-09"))
    hand_out(office, bought.id, HandOutWay.SDK, "Ekonomi")
    with refused(RefusalCode.INVALID_FIELDS):
        mark_invoiced(office, bought.id, "  ", day("2024-10-09"))
    mark_invoiced(office, bought.id, " 4711 ", day("2024-10-09"))
    now = list_returns(office)[0]
    assert (now.state, now.invoice_number) == (ReturnState.INVOICED, "4711")
    assert now.events[-1].invoiced_on == day("2024-10-09")
    with refused(RefusalCode.ALREADY_INVOICED):
        mark_invoiced(office, bought.id, "4712", day("2024-10-10"))


def test_a_correction_names_the_invoice_of_what_it_corrects(office: Context) -> None:
    close_month(office, SEPTEMBER)
    bought = list_returns(office)[0]
    hand_out(office, bought.id, HandOutWay.SDK, "Ekonomi")
    mark_invoiced(office, bought.id, "4711", day("2024-10-09"))
    change(office, "bookings", "B1", days=days("2024-09-16"))
    close_month(office, OCTOBER)
    october = next(one for one in list_returns(office) if one.number == "2024-10 2309 K 1")
    named = [row.entry.corrects_invoice for row in document_of(office, october.id).rows]
    assert named == ["4711", None, None]


def test_who_has_reported_what_is_told_by_counterpart(office: Context) -> None:
    change(office, "bookings", "B1", last_present_on=day("2024-09-20"))
    found = view_month(office, SEPTEMBER).reported[OTHER]
    assert (found.bookings, found.heard, found.expected, found.come) == (2, 1, 0, 0)


def test_what_is_handed_out_is_logged_with_recipient_ground_persons_and_way(office: Context, tmp_path: Any) -> None:
    with office.writing() as uow:  # an insats without a paragraph of its own: Amina has consented
        uow.terms.add(terms(service="praktikplats"))
        uow.prices.add(price("1000", service="praktikplats"))
        uow.bookings.add(
            booking(
                "2024-09-01",
                key="B9",
                service="praktikplats",
                ground="överenskommelse",
                provider_municipality=OTHER,
                consent_on=day("2024-08-01"),
            )
        )
        uow.commit()
    close_month(office, SEPTEMBER)
    write_returns(office, tmp_path)
    bought = next(one for one in list_returns(office) if one.direction is BUY)
    hand_out(office, bought.id, HandOutWay.SDK, "Ekonomi")
    with office.reading() as reader:
        noted = reader._connection.execute(select(disclosure).order_by(disclosure.c.id)).all()
    assert [(one.what, one.recipient, one.way, one.persons) for one in noted if one.return_id == bought.id] == [
        ("return_file", OTHER, None, 1),
        ("handed_out", "Ekonomi", "sdk", 1),
    ]
    assert {one.ground for one in noted if one.return_id == bought.id} == {"samtycke; skollagen 20 kap. 11 d §"}
