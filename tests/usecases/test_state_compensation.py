"""Is what the state owes told for whom it is owed, are claims kept, and is nobody seen by it who may not be?

The amounts are those worked out by hand in tests/domain; today is Saturday 21 November 2026.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.test_statements import counting
from factories import Clock, day, days, person, without_right
from mottagning.domain.money import Ore
from mottagning.domain.people import PermitGround, Protection, SettlementKind
from mottagning.domain.problems import RefusalCode
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.domain.rights import Part
from mottagning.domain.state_compensation.claims import ClaimState, Loss, StateCompensationClaim
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.facts import Unknown
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.overview import WaitingKind
from mottagning.readmodels.state_compensation import person_of_line
from mottagning.storage.database import Database
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.people import remove_person
from mottagning.usecases.permitted import closed_to
from mottagning.usecases.state_compensation.keeping import (
    apply_claim,
    decide_claim,
    period_for,
    receive_claim,
    remove_claim,
    save_claim,
    tick_evidence,
)
from mottagning.usecases.state_compensation.viewing import (
    claims_due,
    list_claims,
    list_expected,
    month_sums,
    open_claim,
    open_person_compensation,
)
from steps import known, refused
from workbooks import make

NEW, CHILD, HIDDEN = "2026-0001", "2026-0002", "2026-0003"
ASSIGNED = {
    "permit_ground": PermitGround.REFUGEE,
    "settlement_kind": SettlementKind.ASSIGNED,
    "received_on": day("2026-03-10"),
}


@pytest.fixture
def office(office: Context) -> Context:
    """The small office, in November 2026, with an adult, an unaccompanied child and somebody protected."""
    with office.writing() as uow:
        uow.people.add(person(case_number=NEW, birth_date=day("1990-06-15"), family_name="Ny", **ASSIGNED))
        uow.people.add(
            person(
                case_number=CHILD, birth_date=day("2010-01-15"), family_name="Ung", is_unaccompanied=True, **ASSIGNED
            )
        )
        uow.people.add(
            person(
                case_number=HIDDEN,
                birth_date=day("1990-06-15"),
                family_name="Hemlig",
                protection=Protection.CONFIDENTIAL_FLAG,
                **ASSIGNED,
            )
        )
        uow.commit()
    return replace(office, clock=Clock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC)))


def claim(**values: Any) -> StateCompensationClaim:
    given = {"case_number": NEW, "ground": "boendeinsatser", "days": days("2026-01-01", "2026-12-31")}
    return StateCompensationClaim(**{**given, **values})


def entered(ctx: Context, **values: Any) -> Stored[StateCompensationClaim]:
    return save_claim(ctx, None, claim(**values)).value


def id_of(ctx: Context, case_number: str) -> int:
    with ctx.reading() as reader:
        found = reader.people.find(case_number)
    assert found is not None
    return found.id


def _cards_read(ctx: Context, case_number: str) -> int:
    """How many times the log says that somebody's card was read."""
    of_her = f"SELECT count(*) FROM read_log WHERE what = 'card' AND person = {id_of(ctx, case_number)}"
    with ctx.reading() as reader:
        found: int = reader._connection.exec_driver_sql(of_her).scalar_one()
    return found


# expected


def test_what_is_expected_of_a_year_stands_by_month_and_person(office: Context) -> None:
    lines = [one for one in list_expected(office, 2026) if one.whose.case_number == NEW]
    assert [(str(one.month), one.amount) for one in lines] == [
        ("2026-04", Ore(2_066_100)),
        ("2026-04", Ore(1_650_000)),
        ("2026-06", Ore(3_300_000)),
        ("2026-09", Ore(1_650_000)),
        ("2026-12", Ore(1_650_000)),
    ]
    later = [list_expected(office, year) for year in (2027, 2028)]
    assert [sum(one.whose.case_number == NEW for one in found) for found in later] == [4, 1]
    assert {person_of_line(one.id) for one in lines} == {id_of(office, NEW)}


def test_the_days_of_a_child_without_parents_stand_in_their_months(office: Context) -> None:
    lines = [one for one in list_expected(office, 2026) if one.whose.case_number == CHILD and one.payment]
    by_day = [one for one in lines if one.payment and one.payment.kind is PaymentKind.CHILD_DAYS]
    assert [one.amount for one in by_day[:2]] == [Ore(2_200_000), Ore(3_000_000)]
    assert len(by_day) == 10  # March to December


def test_the_sum_of_a_month_is_of_what_can_be_worked_out(office: Context) -> None:
    sums = {str(one.month): one for one in month_sums(list_expected(office, 2026))}
    # April: 20 661 + 16 500 kr of each of two adults, 10 330 + 16 500 + 30 000 kr of the child
    assert (sums["2026-04"].amount, sums["2026-04"].payments) == (Ore(13_115_200), 7)
    # June: 3 × 33 000 kr and 30 days of the child
    assert sums["2026-06"].amount == Ore(12_900_000)
    assert sums["2026-06"].unknown == 0


def test_who_may_not_be_seen_is_in_no_list_and_no_sum(office: Context) -> None:
    limited = without_right(office)
    assert HIDDEN not in {one.whose.case_number for one in list_expected(limited, 2026)}
    sums = {str(one.month): one for one in month_sums(list_expected(limited, 2026))}
    assert sums["2026-04"].amount == Ore(13_115_200 - 3_716_100)
    number = id_of(office, HIDDEN)
    assert refused(lambda: open_person_compensation(limited, number)) == [("", RefusalCode.GONE.value)]


def test_what_is_missing_is_told_of_whom_it_is_missing(office: Context) -> None:
    known(office, NEW, received_on=None)
    known(office, CHILD, permit_ground=PermitGround.ASYLUM_SEEKER)
    unknown = {one.whose.case_number: one.why for one in list_expected(office, 2026) if one.payment is None}
    assert unknown[NEW] is Unknown.RECEPTION
    assert CHILD not in unknown


def test_a_card_holds_every_payment_also_those_elsewhere(office: Context) -> None:
    card = open_person_compensation(office, id_of(office, NEW))
    assert card.total == Ore(16_500_000 + 2_066_100)
    assert len(card.payments) == 10
    assert _cards_read(office, NEW) == 1


def test_economy_sees_amounts(office: Context) -> None:
    economist = replace(office, user=replace(office.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY))
    assert list_expected(economist, 2026)
    stored = entered(economist)
    assert list_claims(economist)[0].claim == stored


def test_who_only_sees_returns_changes_no_claim(office: Context) -> None:
    school = replace(office, user=replace(office.user, role=Role.OFFICER, unit=OfficeUnit.SCHOOL))
    assert refused(lambda: entered(school)) == [("", RefusalCode.NO_RIGHT.value)]


# claims


def test_a_claim_goes_from_expected_to_received(office: Context) -> None:
    one = entered(office, days=days("2025-01-01", "2025-12-31"), cost=Ore(4_000_000))
    (line,) = list_claims(office)
    assert (line.until.day, line.days_left, line.expected, line.loss) == (
        day("2026-12-31"),
        40,  # from 21 November
        Ore(3_000_000),
        None,
    )
    one = tick_evidence(office, one, "kostnad", is_there=True).value
    one = apply_claim(office, one, day("2026-11-02"), Ore(3_000_000)).value
    assert one.value.state is ClaimState.APPLIED
    one = decide_claim(office, one, day("2026-11-10"), Ore(2_900_000)).value
    one = receive_claim(office, one, day("2026-11-20"), Ore(2_900_000)).value
    (line,) = list_claims(office)
    assert (line.claim.value.state, line.loss, line.lost) == (ClaimState.RECEIVED, Loss.REDUCED, Ore(100_000))
    assert line.claim.value.ticked == {"kostnad"}
    assert line.days_left is None


def test_what_nobody_applied_for_in_time_is_lost(office: Context) -> None:
    """Received on 10 March 2023: the first of its kind by 10 March 2026, whatever the year it is for."""
    known(office, NEW, received_on=day("2023-03-10"))
    entered(office, days=days("2025-01-01", "2025-12-31"), cost=Ore(4_000_000))
    entered(office, ground="ekonomiskt-bistand", days=days("2024-01-01", "2024-12-31"))
    found = {one.claim.value.ground: (one.until.day, one.loss, one.lost) for one in list_claims(office)}
    assert found == {
        "boendeinsatser": (day("2026-03-10"), Loss.FIRST_PASSED, Ore(3_000_000)),
        "ekonomiskt-bistand": (day("2025-12-31"), Loss.PERIOD_PASSED, None),
    }


def test_what_is_to_be_done_first_stands_first(office: Context) -> None:
    done = entered(office, days=days("2025-01-01", "2025-12-31"))
    apply_claim(office, done, day("2026-11-02"), None)
    entered(office)
    entered(office, ground="asyl-skola", days=days("2026-04-01", "2026-06-30"))
    assert [one.until.day for one in list_claims(office)] == [day("2026-12-31"), day("2027-12-31"), day("2026-12-31")]


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"ground": "annat"}, [("ground", "unknown")]),
        ({"applied_on": day("2026-11-22")}, [("applied_on", "in_the_future")]),
        ({"case_number": "2026-9999"}, [("", RefusalCode.GONE.value)]),
    ],
)
def test_what_cannot_be_so_is_refused(office: Context, values: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert refused(lambda: entered(office, **values)) == problems


def test_one_claim_for_a_ground_and_period(office: Context) -> None:
    entered(office)
    assert refused(lambda: entered(office, cost=Ore(100))) == [("first", "taken")]


def test_only_the_evidence_of_the_ground_is_ticked(office: Context) -> None:
    one = entered(office)
    assert refused(lambda: tick_evidence(office, one, "sjukdom", is_there=True)) == [("evidence", "unknown")]
    ticked = tick_evidence(office, one, "kostnad", is_there=True).value
    assert tick_evidence(office, ticked, "kostnad", is_there=False).value.value.evidence is None


def test_what_was_applied_for_is_not_removed(office: Context) -> None:
    one = entered(office)
    applied = apply_claim(office, one, day("2026-11-02"), None).value
    assert refused(lambda: remove_claim(office, applied)) == [("applied_on", "applied_for")]
    other = entered(office, ground="ekonomiskt-bistand")
    remove_claim(office, other)
    assert [one.claim.value.ground for one in list_claims(office)] == ["boendeinsatser"]


def test_nobody_is_removed_under_a_claim(office: Context) -> None:
    entered(office)
    with office.reading() as reader:
        found = reader.people.find(NEW)
    assert found is not None
    assert refused(lambda: remove_person(office, found)) == [("", RefusalCode.IN_USE.value)]


def test_without_the_right_a_claim_is_gone_with_its_person(office: Context) -> None:
    one, limited = entered(office, case_number=HIDDEN), without_right(office)
    assert list_claims(limited) == []
    assert [each.whose.is_protected for each in list_claims(office)] == [True]
    ways = (
        lambda: open_claim(limited, one.id),
        lambda: save_claim(limited, one, replace(one.value, cost=Ore(1))),
        lambda: tick_evidence(limited, one, "kostnad", is_there=True),
        lambda: remove_claim(limited, one),
        lambda: entered(limited, case_number=HIDDEN, ground="ekonomiskt-bistand"),
    )
    for way in ways:
        assert refused(way) == [("", RefusalCode.GONE.value)]
    assert open_claim(office, one.id).claim == one


def test_claims_go_along_when_two_records_become_one(office: Context) -> None:
    """The same ground and period on both is one claim; another moves over."""
    entered(office, cost=Ore(100))
    entered(office, case_number=CHILD, application="A1")
    entered(office, case_number=CHILD, ground="ekonomiskt-bistand")
    with office.reading() as reader:
        kept, gone = reader.people.find(NEW), reader.people.find(CHILD)
    assert kept is not None
    assert gone is not None
    preview = preview_merge(office, kept.id, gone.id)
    merge_people(office, kept, gone, preview.plan.asked)
    found = {one.claim.value.ground: one.claim.value for one in list_claims(office)}
    assert {one.case_number for one in found.values()} == {NEW}
    assert found.keys() == {"boendeinsatser", "ekonomiskt-bistand"}
    assert (found["boendeinsatser"].cost, found["boendeinsatser"].application) == (Ore(100), "A1")


def test_the_period_of_a_ground_is_proposed(office: Context) -> None:
    assert office.today == day("2026-11-21")
    assert period_for("boendeinsatser", day("2025-05-01")) == days("2025-01-01", "2025-12-31")
    assert period_for("asyl-skola", day("2026-05-01")) == days("2026-04-01", "2026-06-30")
    assert period_for("annat", day("2026-05-01")) is None


def test_many_people_are_read_in_few_questions(office: Context) -> None:
    with counting() as few:
        list_expected(office, 2026)
    with office.writing() as uow:
        for number in range(40):
            uow.people.add(person(case_number=f"2026-1{number:03}", **ASSIGNED))
            uow.incomes.add(
                Income(case_number=f"2026-1{number:03}", source=IncomeSource.WAGES, days=days("2026-04-01"))
            )
        uow.commit()
    with counting() as many:
        list_expected(office, 2026)
    assert len(many) == len(few)


# retention


def _standing(ctx: Context) -> tuple[set[str], int | None]:
    """What goes on of the adult, and the latest year whose accounts she is in."""
    with ctx.reading() as reader:
        (found,) = [one.known for one in reader.retained.known(ctx.today, {}) if one.case_number == NEW]
    return {one.value for one in found.running}, found.accounting_year


def test_a_claim_keeps_its_person_until_it_is_paid_or_refused_and_seven_years_after(office: Context) -> None:
    one = entered(office, days=days("2025-01-01", "2025-12-31"))
    assert _standing(office) == (set(), None)
    one = apply_claim(office, one, day("2026-02-02"), None).value
    assert _standing(office) == ({"claim"}, 2026)
    refusal = decide_claim(office, one, day("2026-03-02"), Ore(0), "för sent").value
    assert _standing(office) == (set(), 2026)
    granted = save_claim(office, refusal, replace(refusal.value, granted=Ore(100), refusal=None)).value
    assert _standing(office) == ({"claim"}, 2026)
    receive_claim(office, granted, day("2026-03-20"), Ore(100))
    assert _standing(office) == (set(), 2026)


def test_what_is_over_is_missed_no_more(office: Context) -> None:
    """Received in March 2026: the last share is paid in March 2028."""
    known(office, NEW, permit_ground=None)
    missing = [NEW in {one.whose.case_number for one in list_expected(office, year)} for year in (2027, 2028, 2029)]
    assert missing == [True, True, False]


def test_the_school_sees_nothing_of_it_for_the_grounds_tell_of_illness(office: Context) -> None:
    entered(office)
    user = replace(office.user, role=Role.OFFICER, unit=OfficeUnit.SCHOOL)
    with closing(Database(office.db.file, office.key, closed_to(user))) as database:
        school = replace(office, user=user, db=database)
        assert refused(lambda: list_claims(school)) == [("", RefusalCode.NO_RIGHT.value)]
        assert not school.sees(Part.COMPENSATION)


def test_a_row_of_a_claim_is_held_to_the_rules_of_the_form(office: Context, tmp_path: Path) -> None:
    rows = [
        ["Ärende", "Grund", "Från och med", "Till och med", "Sökt", "Sökt belopp"],
        [NEW, "boendeinsatser", day("2025-01-01"), day("2025-12-31"), day("2026-02-01"), 1000],
        [NEW, "boendeinsatser", day("2024-01-01"), day("2024-06-30"), None, None],
        [NEW, "hittepå", day("2025-01-01"), day("2025-12-31"), None, None],
    ]
    file = make(tmp_path / "register.xlsx", {"Statlig ersättning": rows})
    report = import_workbook(office, file, accept_valid=True, rejected_file=tmp_path / "avvisade.xlsx").value
    assert {(one.sheet, one.cell) for one in report.rejected} == {
        ("Statlig ersättning", "D3"),
        ("Statlig ersättning", "B4"),
    }
    assert [one.claim.value.days for one in list_claims(office)] == [days("2025-01-01", "2025-12-31")]


# what waits


def on(ctx: Context, text: str) -> Context:
    return replace(ctx, clock=Clock(datetime.fromisoformat(f"{text}T09:00+00:00")))


def due(ctx: Context) -> list[int]:
    with ctx.reading() as reader:
        return claims_due(ctx, reader)


def test_a_claim_waits_from_sixty_days_before_its_last_day_until_it_is_applied_for(office: Context) -> None:
    kept = entered(office)
    last = open_claim(office, kept.id).until.day
    assert last is not None
    assert due(on(office, str(last - timedelta(days=61)))) == []
    for days_before in (60, 1, 0):
        assert due(on(office, str(last - timedelta(days=days_before)))) == [kept.id]
    assert due(on(office, str(last + timedelta(days=1)))) == []
    assert [one.kind for one in waiting(on(office, str(last)))].count(WaitingKind.CLAIMS_DUE) == 1
    apply_claim(office, kept, day("2026-11-21"), Ore(10_000))
    assert due(on(office, str(last))) == []


def test_a_claim_of_somebody_hidden_waits_for_nobody_who_may_not_see_her(office: Context) -> None:
    kept = entered(office, case_number=HIDDEN)
    last = open_claim(office, kept.id).until.day
    at_last = on(office, str(last))
    assert due(at_last) == [kept.id]
    assert due(without_right(at_last)) == []
