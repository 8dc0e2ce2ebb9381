"""Can a seat of ours ever be promised twice, and does the count tell of nobody who may not be seen?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from factories import OTHER, OWN, Clock, day, days, without_right
from mottagning.domain.bookings import Booking, Outcome, Procedure
from mottagning.domain.offers import Offer
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.readmodels.changes import Stored
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.bookings import save_booking
from mottagning.usecases.context import Context
from mottagning.usecases.offers import (
    list_offers,
    next_offer_key,
    offers_to_ask_for,
    open_offer,
    remove_offer,
    save_offer,
)
from mottagning.usecases.requests import open_request, save_request, take_back_step, take_step
from workbooks import make

K = StepKind
CLEO, DANA = "2024-0003", "2024-0004"
SPRING = days("2025-04-07", "2025-06-13")


def offered(ctx: Context, seats: int | None = 1, **values: Any) -> Stored[Offer]:
    given: dict[str, Any] = {
        "key": "U1",
        "service": "sfi",
        "municipality": OWN,
        "days": days("2025-01-07"),
        "seats": seats,
        "seats_on": day("2025-01-28"),
        "source": "enheten",
    }
    return save_offer(ctx, None, Offer(**{**given, **values})).value


def request(key: str, **values: Any) -> BookingRequest:
    given: dict[str, Any] = {
        "key": key,
        "procedure": Procedure.ORDER,
        "side": Side.PROVIDING,
        "case_number": DANA,
        "service": "sfi",
        "counterpart": OTHER,
        "agreement": "A2",
        "days": SPRING,
        "offer": "U1",
    }
    return BookingRequest(**{**given, **values})


def asked(ctx: Context, key: str, *kinds: StepKind, **values: Any) -> Stored[BookingRequest]:
    one = save_request(ctx, None, request(key, **values)).value
    for kind in (K.REQUESTED, *kinds):
        one = take(ctx, one, kind)
    return one


def take(ctx: Context, one: Stored[BookingRequest], kind: StepKind, on: str = "2025-03-01") -> Stored[BookingRequest]:
    return take_step(ctx, one.id, RequestStep(request="", number=0, kind=kind, on=day(on))).value


def list_stored(ctx: Context, key: str) -> Stored[BookingRequest]:
    with ctx.reading() as reader:
        found = reader.requests.find(key)
    assert found is not None
    return found


def refused(work: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value


def codes(refusal: Refused) -> list[tuple[str, str]]:
    return [(one.name, one.code) for one in refusal.fields]


def free(ctx: Context) -> int | None:
    return list_offers(ctx)[0].free


def test_the_last_seat_is_promised_once(office: Context) -> None:
    offered(office)
    first = asked(office, "F1", K.ACCEPTED)
    second = asked(office, "F2")
    assert (free(office), open_request(office, second.id).free_seats) == (0, 0)
    assert open_request(office, first.id).free_seats == 1, "her own seat is hers"
    assert refused(lambda: take(office, second, K.ACCEPTED)).params["lacks"] == "seat"
    take(office, second, K.QUEUED)
    (waiting,) = open_offer(office, list_offers(office)[0].id).queue
    assert (waiting.key, waiting.queue_place) == ("F2", 1)
    take(office, first, K.WITHDRAWN)
    take(office, second, K.ACCEPTED)


def test_too_few_are_told_until_it_begins_to_who_may_see_everybody(office: Context) -> None:
    offered(office, seats=3, fewest=2, days=SPRING)
    (line,) = list_offers(office)
    assert open_offer(office, line.id).taken == 0
    asked(office, "F1", K.ACCEPTED)
    assert open_offer(office, line.id).taken == 1
    assert open_offer(without_right(office), line.id).taken is None
    asked(office, "F2", K.ACCEPTED)
    assert open_offer(office, line.id).taken is None, "enough"


def test_a_booking_keeps_the_seat_that_was_promised(office: Context) -> None:
    offered(office)
    one = asked(office, "F1", K.ACCEPTED, K.DECIDED)
    second = asked(office, "F2")
    assert refused(lambda: take(office, second, K.ACCEPTED)).params["lacks"] == "seat"
    with office.reading() as reader:
        booking = reader.bookings.find(one.value.booking)
    assert booking is not None
    save_booking(office, booking, replace(booking.value, outcome=Outcome.NEVER_STARTED))
    take(office, second, K.ACCEPTED)


def test_the_seat_is_free_again_after_the_last_planned_day(office: Context) -> None:
    offered(office)
    asked(office, "F1", K.ACCEPTED, K.DECIDED)
    second = asked(office, "F2", days=days("2025-06-14", "2025-12-19"))
    assert open_request(office, second.id).free_seats == 1
    take(office, second, K.ACCEPTED)
    assert open_request(office, asked(office, "F3", days=days("2025-06-14", "2025-12-19")).id).free_seats == 0


def test_a_promise_that_nobody_took_up_ends_with_its_days(office: Context, clock: Clock) -> None:
    offered(office)
    asked(office, "F1", K.ACCEPTED)
    clock.now = datetime(2025, 9, 19, tzinfo=UTC)
    later = asked(office, "F2", days=days("2026-01-07", "2026-02-27"))
    assert open_request(office, later.id).free_seats == 1
    take(office, later, K.ACCEPTED, on="2025-09-19")


@pytest.mark.parametrize("procedure", [Procedure.OPINION, Procedure.RECEIVED_ELSEWHERE])
def test_who_is_admitted_takes_a_seat_whatever_the_procedure(office: Context, procedure: Procedure) -> None:
    offered(office)
    asked(office, "F1", K.ACCEPTED)
    second = asked(office, "F2", *([K.COMMITTED] if procedure is Procedure.OPINION else []), procedure=procedure)
    assert refused(lambda: take(office, second, K.ADMITTED)).params["lacks"] == "seat"


@pytest.mark.parametrize("values", [{"municipality": OTHER}, {"seats": None, "seats_on": None}])
def test_seats_of_others_and_unknown_ones_are_not_counted(office: Context, values: dict[str, Any]) -> None:
    offered(office, **values)
    asked(office, "F1", K.ACCEPTED)
    assert (free(office), open_request(office, asked(office, "F2").id).free_seats) == (None, None)


def test_a_promised_seat_is_moved_only_to_days_that_are_free(office: Context) -> None:
    offered(office)
    asked(office, "F1", K.ACCEPTED)
    later = asked(office, "F2", K.ACCEPTED, days=days("2025-08-18", "2025-12-19"))
    moved = replace(later.value, days=days("2025-06-01", "2025-12-19"))
    assert codes(refused(lambda: save_request(office, later, moved))) == [("first", "no_seat")]
    save_request(office, later, replace(later.value, days=days("2025-09-01", "2025-12-19")))


def test_a_promise_that_was_given_up_is_not_had_back_when_the_seat_is_gone(office: Context) -> None:
    offered(office)
    first = asked(office, "F1", K.ACCEPTED, K.QUEUED)
    asked(office, "F2", K.ACCEPTED)
    assert codes(refused(lambda: take_back_step(office, first.id))) == [("first", "no_seat")]
    back = replace(first.value, procedure=Procedure.OPINION)
    assert open_request(office, save_request(office, first, back).value.id).free_seats == 0


def test_changing_the_procedure_to_and_fro_promises_no_seat_twice(office: Context) -> None:
    offered(office)
    first = asked(office, "F1", K.ACCEPTED)
    first = save_request(office, first, replace(first.value, procedure=Procedure.OPINION)).value
    asked(office, "F2", K.ACCEPTED)
    back = replace(first.value, procedure=Procedure.ORDER)
    assert codes(refused(lambda: save_request(office, first, back))) == [("first", "no_seat")]


def test_the_number_of_seats_never_goes_below_those_that_are_taken(office: Context) -> None:
    offer = offered(office, seats=5)
    for key in ("F1", "F2"):
        asked(office, key, K.ACCEPTED)
    asked(office, "F3", K.ACCEPTED, days=days("2025-08-18", "2025-12-19"))
    refusal = refused(lambda: save_offer(office, offer, replace(offer.value, seats=1)))
    assert refusal.fields == (FieldProblem("seats", "below_taken", {"taken": 2}),)
    assert save_offer(office, offer, replace(offer.value, seats=2)).value.value.seats == 2


def test_a_request_names_an_offer_that_is_there_and_follows_its_key(office: Context) -> None:
    assert codes(refused(lambda: asked(office, "F1"))) == [("offer", "unknown")]
    offer = offered(office)
    one = asked(office, "F1", K.ACCEPTED)
    renamed = save_offer(office, offer, replace(offer.value, key="U7")).value
    assert open_request(office, one.id).request.value.offer == "U7"
    assert free(office) == 0
    assert refused(lambda: remove_offer(office, renamed)).code is RefusalCode.IN_USE
    assert next_offer_key(office) == "U2025-0001"


def test_waiting_is_measured_and_the_age_of_seats_told(office: Context) -> None:
    offered(office, seats=3)
    one = asked(office, "F1")
    take(office, one, K.ACCEPTED, on="2025-03-03")
    (line,) = offers_to_ask_for(office)
    assert line.seats is not None
    assert (line.seats.days_old, line.free) == (34, 2)
    assert line.waiting is not None
    assert (line.waiting.days, line.waiting.of) == (2, 1)


def test_a_request_is_offered_what_goes_on_when_it_begins(office: Context) -> None:
    offered(office, days=days("2025-01-07", "2025-06-13"))
    offered(office, key="U2", municipality=OTHER)
    offered(office, key="U3", municipality=OTHER, is_lacking=True, seats=None)
    theirs, ours = offers_to_ask_for(office)
    assert ours.fits("sfi", OTHER, day("2025-06-13")), "one of ours is asked for by another municipality"
    assert not ours.fits("sfi", OTHER, day("2025-06-14"))
    assert theirs.fits(None, OTHER, None)
    assert not theirs.fits(None, OWN, None)
    assert not theirs.fits("sfx", None, None)


# two programs at once


def test_two_programs_never_promise_the_same_seat(office: Context, another: Callable[[], Context]) -> None:
    """One seat, a day for each race, two programs that accept at the same moment."""
    offered(office)
    programs = (another(), another())
    races = 25
    first = day("2025-04-07")
    rivals = []
    for number in range(races):
        on = first + timedelta(days=number)
        one_day = DateRange(on, on + timedelta(days=1))
        rivals.append([asked(office, f"F{number}-{which}", days=one_day) for which in range(2)])
    start, said = Barrier(2), []

    def accept(which: int) -> list[bool]:
        won = []
        for pair in rivals:
            start.wait()
            try:
                take(programs[which], pair[which], K.ACCEPTED)
                won.append(True)
            except Refused as refusal:
                said.append(refusal.params["lacks"])
                won.append(False)
        return won

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(accept, range(2)))
    assert [one + other for one, other in zip(*outcomes, strict=True)] == [1] * races
    assert said == ["seat"] * races


# whichever way it comes


def booked(ctx: Context, one: Stored[BookingRequest]) -> Stored[Booking]:
    with ctx.reading() as reader:
        found = reader.bookings.find(one.value.booking)
    assert found is not None
    return found


def test_a_booking_is_not_prolonged_over_a_seat_that_was_promised_to_another(office: Context) -> None:
    offered(office)
    spring = booked(office, asked(office, "F1", K.ACCEPTED, K.DECIDED))
    asked(office, "F2", K.ACCEPTED, days=days("2025-06-14", "2025-12-19"))
    longer = replace(spring.value, planned_until=day("2025-06-14"))
    refusal = refused(lambda: save_booking(office, spring, longer))
    assert (refusal.code, refusal.params["offer"]) == (RefusalCode.NO_SEATS, "U1")
    assert booked(office, list_stored(office, "F1")).value.planned_until == day("2025-06-13")
    save_booking(office, spring, replace(spring.value, planned_until=day("2025-06-12")))


def test_an_end_is_not_undone_when_the_seat_was_given_away(office: Context) -> None:
    offered(office)
    before = booked(office, asked(office, "F1", K.ACCEPTED, K.DECIDED))
    ended = replace(before.value, days=days("2025-04-07", "2025-04-30"), outcome=Outcome.INTERRUPTED)
    after = save_booking(office, before, ended).value
    asked(office, "F2", K.ACCEPTED, days=days("2025-05-01", "2025-06-13"))
    assert refused(lambda: save_booking(office, after, before.value)).code is RefusalCode.NO_SEATS


def test_who_stays_past_her_plan_hinders_nobody_and_nothing_else(
    office: Context, clock: Clock, another: Callable[[], Context], tmp_path: Path
) -> None:
    offered(office)
    spring = booked(office, asked(office, "F1", K.ACCEPTED, K.DECIDED))
    asked(office, "F2", K.ACCEPTED, days=days("2025-06-14", "2025-12-19"))
    clock.now = datetime(2025, 6, 20, tzinfo=UTC)
    assert free(office) == -1, "she has not left, and the next one is promised"
    save_booking(office, spring, replace(spring.value, provider="Skolan"))
    file = tmp_path / "allt.xlsx"
    export_register(office, file)
    assert import_workbook(office, file).value.is_imported


def test_more_seats_can_always_be_told(office: Context, clock: Clock) -> None:
    offer = offered(office)
    asked(office, "F1", K.ACCEPTED, K.DECIDED)
    asked(office, "F2", K.ACCEPTED, days=days("2025-06-14", "2025-12-19"))
    clock.now = datetime(2025, 6, 20, tzinfo=UTC)  # the first has not left: two hold one seat
    assert save_offer(office, offer, replace(offer.value, seats=2)).value.value.seats == 2


def test_a_workbook_names_an_offer_as_people_write_it_and_none_that_is_not_there(
    office: Context, tmp_path: Path
) -> None:
    offered(office)
    asked(office, "F1", K.ACCEPTED)
    headings = ["Förfrågan", "Förfarande", "Vår del", "Ärende", "Insats", "Motpart", "Från och med", "Utbud"]
    said = ["F1", "beställning", "anordnar", DANA, "sfi", OTHER, SPRING.start]
    rows = [headings, [*said, " u1 "]]
    assert import_workbook(office, make(tmp_path / "gemener.xlsx", {"Förfrågningar": rows})).value.is_imported
    assert (list_stored(office, "F1").value.offer, free(office)) == ("U1", 0)
    rows = [headings, [*said, "U77"]]
    report = import_workbook(office, make(tmp_path / "okänt.xlsx", {"Förfrågningar": rows})).value
    assert "Utbud U77 finns varken" in report.rejected[0].message


def test_a_workbook_lowers_the_seats_that_it_frees_itself(office: Context, tmp_path: Path) -> None:
    offered(office, seats=2)
    asked(office, "F1", K.ACCEPTED)
    asked(office, "F2", K.ACCEPTED)
    sheets = {
        "Utbud": [["Utbud", "Insats", "Kommun", "Från och med", "Platser"], ["U1", "sfi", OWN, day("2025-01-07"), 1]],
        "Förfrågningssteg": [["Förfrågan", "Nummer", "Steg", "Dag"], ["F2", 3, "återtagen", day("2025-03-02")]],
    }
    assert import_workbook(office, make(tmp_path / "färre.xlsx", sheets)).value.is_imported
    assert free(office) == 0


@pytest.mark.parametrize("accept_valid", [False, True])
def test_a_workbook_promises_no_more_seats_than_there_are(office: Context, tmp_path: Path, accept_valid: bool) -> None:
    offered(office)
    for key in ("F1", "F2"):
        asked(office, key)
    rows = [[key, 2, "antagen", day("2025-03-02")] for key in ("F1", "F2")]
    steps = [["Förfrågan", "Nummer", "Steg", "Dag"], *rows]
    headings = ["Avvikelse", "Slag", "Upptäckt", "Vad som hände", "Kommun"]
    other = [headings, ["V1", "annat", day("2025-03-01"), "x", OTHER]]
    both = make(tmp_path / "båda.xlsx", {"Förfrågningssteg": steps, "Avvikelser": other})
    report = import_workbook(office, both, accept_valid=accept_valid).value
    assert report.is_imported is accept_valid
    assert [(one.sheet, one.cell) for one in report.rejected] == [("Förfrågningssteg", f"A{row}") for row in (2, 3)]
    assert "U1 skulle få fler lovade platser" in report.rejected[0].message
    assert free(office) == 1
    with office.reading() as reader:
        assert reader.deviations.find("V1") is not None or not accept_valid, "the rest is read where that is asked for"
    one = make(tmp_path / "en.xlsx", {"Förfrågningssteg": steps[:2]})
    assert import_workbook(office, one).value.is_imported
    assert free(office) == 0


# who may not be seen


def test_who_may_not_see_all_promises_no_seat_by_a_workbook_either(office: Context, tmp_path: Path) -> None:
    offered(office, seats=5)
    asked(office, "F1")
    steps = [["Förfrågan", "Nummer", "Steg", "Dag"], ["F1", 2, "antagen", day("2025-03-02")]]
    file = make(tmp_path / "en.xlsx", {"Förfrågningssteg": steps})
    report = import_workbook(without_right(office), file).value
    assert not report.is_imported
    assert "bara av den som får se alla" in report.rejected[0].message


@pytest.mark.parametrize("is_promised", [False, True])
def test_an_offers_new_key_tells_nobody_whether_a_seat_is_promised(office: Context, is_promised: bool) -> None:
    offer = offered(office)
    if is_promised:
        asked(office, "F9", K.ACCEPTED, case_number=CLEO)
    renamed = save_offer(without_right(office), offer, replace(offer.value, key="U9")).value
    assert renamed.value.key == "U9"


def test_who_may_not_see_all_is_told_the_same_whether_somebody_hidden_has_the_seat(office: Context) -> None:
    offered(office)
    limited = without_right(office)
    one = asked(office, "F1")

    def told() -> list[object]:
        line, card = list_offers(limited)[0], open_request(limited, one.id)
        tries: list[Callable[[], object]] = [
            lambda: take(limited, one, K.ACCEPTED),
            lambda: save_offer(limited, offer, replace(offer.value, seats=0)),
            lambda: save_offer(limited, offer, replace(offer.value, municipality=OTHER)),
            lambda: remove_offer(limited, offer),
        ]
        answers = [refused(one) for one in tries]
        return [line, card, open_offer(limited, line.id), [(str(one), one.params, one.fields) for one in answers]]

    offer = open_offer(office, list_offers(office)[0].id).offer
    before = told()
    hers = asked(office, "F9", K.ACCEPTED, case_number=CLEO)
    assert told() == before
    assert (free(office), free(limited)) == (0, None)
    take(office, hers, K.QUEUED)
    assert told() == before
    assert [each.key for each in open_offer(office, offer.id).queue] == ["F9"]


def test_who_may_not_see_all_can_queue_and_mend_what_is_no_count(office: Context) -> None:
    offer = offered(office)
    limited = without_right(office)
    one = asked(limited, "F1", K.QUEUED)
    assert take_back_step(limited, one.id).value is None
    assert save_offer(limited, offer, replace(offer.value, place="Provby")).value.value.place == "Provby"
