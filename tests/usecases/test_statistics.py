"""Is what happened in a period counted, by whom it may be seen, and do its files say what they are and name nobody?

Today is Sunday 22 November 2026; the period is 2026 unless it is said. The numbers are counted by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from factories import OTHER, OWN, Clock, booking, day, days, month, person, residence, without_right
from mottagning.domain.bookings import Obstacle, Outcome, Procedure
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.deviations import Deviation, DeviationKind
from mottagning.domain.follow_ups import FollowUp
from mottagning.domain.housing import Housing
from mottagning.domain.money import Ore
from mottagning.domain.people import PermitGround, Protection, Residence, SettlementKind, Sex
from mottagning.domain.plans import ClosureReason, IntroductionPlan
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.domain.quotas import MunicipalQuota, QuotaKind
from mottagning.domain.requests import BookingRequest, CrossingReason, RequestStep, Side, StepKind
from mottagning.domain.state_compensation.claims import StateCompensationClaim
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.received import ReceivedPayment
from mottagning.domain.statistics.definitions import Measure, PeriodKind
from mottagning.domain.statistics.facts import Split
from mottagning.domain.statistics.periods import Period
from mottagning.domain.users import OfficeUnit, Role
from mottagning.files.workbook import opened
from mottagning.readmodels.printouts import Facts, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.statistics import FigureTable, Statistics
from mottagning.storage.database import Database
from mottagning.storage.engine import connect
from mottagning.storage.stores.admin import SettingStore
from mottagning.texts import statistics as texts
from mottagning.usecases.context import Context
from mottagning.usecases.permitted import closed_to
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.state_compensation.receiving import note_month, remove_received
from mottagning.usecases.state_compensation.viewing import list_expected
from mottagning.usecases.statistics.viewing import definitions, statistics
from mottagning.usecases.statistics.writing import printout_of, write_pdf, write_workbook

YEAR = Period(PeriodKind.YEAR, 2026)
EVERY = range(1, 18)
WOMEN, MEN = 6, 7
"""So many of each are received in March 2026 (women by assignment) and in June (men of their own accord)."""


def case(number: int) -> str:
    """The case number of one of those who are received."""
    return f"2026-{number:04}"


@pytest.fixture
def furnished(office: Context) -> Context:
    """The small office with thirteen people received in 2026, and one with protected data."""
    with office.writing() as uow:
        women = [
            person(
                case_number=case(number),
                family_name="Kvinnlund",
                sex=Sex.WOMAN,
                birth_date=day("1990-06-15"),
                received_on=day("2026-03-10"),
                permit_decided_on=day("2026-02-08"),
                permit_ground=PermitGround.REFUGEE,
                settlement_kind=SettlementKind.ASSIGNED,
            )
            for number in range(1, WOMEN + 1)
        ]
        men = [
            person(
                case_number=case(number),
                family_name="Manlund",
                sex=Sex.MAN,
                birth_date=day("2016-06-15"),
                received_on=day("2026-06-10"),
                permit_ground=PermitGround.REFUGEE,
                settlement_kind=SettlementKind.SELF_SETTLED,
            )
            for number in range(WOMEN + 1, WOMEN + MEN + 1)
        ]
        hidden = person(
            case_number="2026-9999",
            family_name="Hemlig",
            sex=Sex.MAN,
            birth_date=day("1990-06-15"),
            received_on=day("2026-06-10"),
            settlement_kind=SettlementKind.ASSIGNED,
            protection=Protection.CONFIDENTIAL_FLAG,
        )
        uow.people.add_many([*women, *men, hidden])
        uow.commit()
    return replace(office, clock=Clock(datetime(2026, 11, 22, 8, tzinfo=UTC)))


def table(ctx: Context, measure: Measure, split: Split = Split.SEX, period: Period = YEAR) -> FigureTable:
    """The table of a measure, of the indicator it belongs to."""
    number = next(
        one.number for one in definitions().indicators if any(each.measure is measure for each in one.measures)
    )
    found = statistics(ctx, [number], period)
    counted = next(one for one in found.measures if one.definition.measure is measure)
    shown = counted.of_split(split)
    assert shown is not None
    return shown


def numbers(found: FigureTable) -> Mapping[str, tuple[str, ...]]:
    """Its rows as they are shown, those with noughts alone left out."""
    rows = {row.word: tuple(texts.figure(one) for one in row.figures) for row in found.every}
    return {word: row for word, row in rows.items() if set(row) - {"0", "–"}}


def column(found: FigureTable, heading: str) -> Mapping[str, str]:
    """One column of a table."""
    place = found.headings.index(heading)
    return {word: row[place] for word, row in numbers(found).items()}


def test_received_by_settlement(furnished: Context) -> None:
    found = table(without_right(furnished), Measure.RECEIVED_BY_SETTLEMENT)
    assert column(found, "Anvisad") == {"Kvinnor": "6", "Män": "0", "Alla": "6"}
    assert column(found, "Eget boende") == {"Kvinnor": "0", "Män": "7", "Alla": "7"}
    assert column(found, "Summa") == {"Kvinnor": "6", "Män": "7", "Alla": "13"}
    ages = table(without_right(furnished), Measure.RECEIVED_BY_SETTLEMENT, Split.AGE)
    assert column(ages, "Summa") == {"6–15 år": "7", "25–44 år": "6", "Alla": "13"}


def test_somebody_protected_is_counted_for_who_has_the_right_alone(furnished: Context) -> None:
    found = table(furnished, Measure.RECEIVED_BY_SETTLEMENT)
    assert column(found, "Summa") == {"Kvinnor": "6", "Män": "8", "Alla": "14"}
    assert statistics(furnished, [1], YEAR).counts_protected
    assert not statistics(without_right(furnished), [1], YEAR).counts_protected


def test_only_the_period_counts_and_only_what_has_been(furnished: Context) -> None:
    ctx = without_right(furnished)
    first = Period(PeriodKind.TERTIAL, 2026, 1)
    assert column(table(ctx, Measure.RECEIVED_BY_GROUND, period=first), "Flykting") == {"Kvinnor": "6", "Alla": "6"}
    in_may = replace(ctx, clock=Clock(datetime(2026, 5, 22, 8, tzinfo=UTC)))
    assert column(table(in_may, Measure.RECEIVED_BY_GROUND), "Flykting") == {"Kvinnor": "6", "Alla": "6"}
    assert statistics(in_may, [1], YEAR).is_unfinished
    assert numbers(table(ctx, Measure.RECEIVED_BY_GROUND, period=Period(PeriodKind.YEAR, 2020))) == {}


def test_the_municipality_is_that_of_the_day(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number in range(1, WOMEN + 1):
            uow.residences.add(
                Residence(case_number=case(number), municipality=OWN, days=days("2026-03-10", "2026-08-31"))
            )
            uow.residences.add(Residence(case_number=case(number), municipality="0162", days=days("2026-09-01")))
        uow.commit()
    ctx = without_right(furnished)
    assert column(table(ctx, Measure.RECEIVED_BY_GROUND, Split.MUNICIPALITY), "Summa") == {
        ctx.name(OWN): "13",
        "Alla": "13",
    }
    assert numbers(table(ctx, Measure.MOVED_ON)) == {"Kvinnor": ("6", "6"), "Alla": ("6", "6")}
    assert table(ctx, Measure.MOVED_ON).headings == (ctx.name("0162"), "Summa")


def test_process_times_are_the_median_of_those_to_whom_it_happened(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number, sfi in enumerate(("2026-03-20", "2026-04-01", "2026-04-11", "2026-06-20", "2026-06-21"), start=1):
            uow.milestones.add(
                Milestone(case_number=case(number), kind=MilestoneKind.SFI_ADMITTED, happened_on=day(sfi))
            )
        uow.milestones.add(
            Milestone(case_number=case(6), kind=MilestoneKind.SFI_ADMITTED, happened_on=day("2026-03-01"))
        )
        uow.commit()
    ctx = without_right(furnished)
    found = table(ctx, Measure.TO_SFI)
    assert found.headings == (
        *("Redan före", "Inom en månad", "Inom tre månader", "Senare", "Inte än", "Summa", "Median, dagar"),
    )
    assert numbers(found)["Alla"] == ("..", "..", "..", "..", "7", "13", "32,0")
    assert column(found, "Median, dagar") == {"Kvinnor": "32,0", "Män": "–", "Alla": "32,0"}
    assert numbers(table(ctx, Measure.SFI_START))["Alla"] == ("..", "..", "..", "..", "7", "13")
    found = table(ctx, Measure.PERMIT_TO_RECEPTION)
    assert column(found, "Inom en månad") == {"Kvinnor": "0", "Män": "0", "Alla": "0"}
    assert column(found, "Inom tre månader") == {"Kvinnor": "6", "Män": "0", "Alla": "6"}
    assert column(found, "Uppgift saknas") == {"Kvinnor": "0", "Män": "7", "Alla": "7"}
    assert column(found, "Median, dagar") == {"Kvinnor": "30,0", "Män": "–", "Alla": "30,0"}


def test_plans_are_followed_up_in_time_or_late_and_end_for_a_reason(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number in range(1, WOMEN + MEN + 1):
            closed = {"closed_on": day("2026-08-01"), "closure_reason": ClosureReason.WORK} if number > WOMEN else {}
            uow.plans.add(
                IntroductionPlan(key=f"P{number}", case_number=case(number), days=days("2026-07-01"), **closed)
            )
            if number > WOMEN:
                uow.incomes.add(
                    Income(case_number=case(number), source=IncomeSource.WAGES, days=days("2026-07-20", "2026-09-30"))
                )
            else:
                following = day("2026-11-20") if number == 1 else day("2026-12-20")
                uow.follow_ups.add(FollowUp(plan=f"P{number}", number=1, on=day("2026-10-20"), next_on=following))
        uow.commit()
    ctx = without_right(furnished)
    assert numbers(table(ctx, Measure.PLANS_FOLLOWED))["Alla"] == ("..", "..", "6")
    assert column(table(ctx, Measure.EXIT_REASON), "Arbete") == {"Män": "7", "Alla": "7"}
    assert column(table(ctx, Measure.EXIT_INCOME), "Lön") == {"Män": "7", "Alla": "7"}
    assert column(table(ctx, Measure.EXIT_INCOME_90), "Uppgift saknas") == {"Män": "7", "Alla": "7"}
    assert column(table(ctx, Measure.EXIT_INCOME_YEAR), "Inte än") == {"Män": "7", "Alla": "7"}
    assert column(table(ctx, Measure.TO_PLAN), "Median, dagar") == {"Kvinnor": "113,0", "Män": "21,0", "Alla": "21,0"}


def test_places_bought_and_refusals_by_reason(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number in range(1, WOMEN + 1):
            uow.bookings.add(booking("2026-05-01", key=f"X{number}", case_number=case(number)))
            uow.requests.add(
                BookingRequest(
                    key=f"F{number}",
                    procedure=Procedure.ORDER,
                    side=Side.PAYING,
                    case_number=case(number),
                    service="sfi",
                    counterpart=OTHER,
                    days=days("2026-05-01"),
                    crossing_reason=CrossingReason.LANGUAGE,
                    booking=f"X{number}",
                )
            )
            uow.request_steps.add(
                RequestStep(request=f"F{number}", number=1, kind=StepKind.REQUESTED, on=day("2026-04-21"))
            )
        for number in range(1, 6):
            uow.requests.add(
                BookingRequest(
                    key=f"S{number}",
                    procedure=Procedure.ORDER,
                    side=Side.PROVIDING,
                    case_number=case(number + WOMEN),
                    service="sfi",
                    counterpart=OTHER,
                    days=days("2026-08-01"),
                )
            )
            steps = [(StepKind.REQUESTED, None, None), (StepKind.REFUSED, Obstacle.FULL, "fullt")]
            for place, (kind, obstacle, reason) in enumerate(steps, start=1):
                uow.request_steps.add(
                    RequestStep(
                        request=f"S{number}",
                        number=place,
                        kind=kind,
                        on=day("2026-07-01"),
                        obstacle=obstacle,
                        reason=reason,
                    )
                )
        uow.commit()
    ctx = without_right(furnished)
    assert column(table(ctx, Measure.BOUGHT_BY_SERVICE), "Sfi") == {"Kvinnor": "6", "Alla": "6"}
    assert column(table(ctx, Measure.BOUGHT_BY_MUNICIPALITY), "Summa") == {"Kvinnor": "6", "Alla": "6"}
    assert numbers(table(ctx, Measure.BOUGHT_PERSONS)) == {"Kvinnor": ("6",), "Alla": ("6",)}
    assert column(table(ctx, Measure.BOUGHT_DAYS), "Inom en månad") == {"Kvinnor": "6", "Alla": "6"}
    assert column(table(ctx, Measure.BOUGHT_DAYS), "Median, dagar") == {"Kvinnor": "10,0", "Alla": "10,0"}
    assert column(table(ctx, Measure.BOUGHT_REASONS), "Summa") == {"Kvinnor": "6", "Alla": "6"}
    assert numbers(table(ctx, Measure.SOLD_REFUSED)) == {"Män": ("5", "5"), "Alla": ("5", "5")}
    assert numbers(table(ctx, Measure.BOUGHT_REFUSED)) == {}


def test_children_and_how_crowded_they_live(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number in range(WOMEN + 1, WOMEN + MEN + 1):
            uow.housings.add(
                Housing(case_number=case(number), days=days("2026-06-10"), rooms=20000, persons=5)  # type: ignore[arg-type]
            )
        uow.commit()
    found = table(without_right(furnished), Measure.CROWDED)
    assert column(found, "Fler än två per rum") == {"Män": "7", "Alla": "7"}


def test_the_quota_is_shown_and_the_few_received_on_it_are_not(furnished: Context) -> None:
    with furnished.writing() as uow:
        uow.municipal_quotas.add(MunicipalQuota(year=2026, kind=QuotaKind.SETTLEMENT, persons=80, source="beslut"))
        uow.commit()
    assert numbers(table(furnished, Measure.QUOTA)) == {"2026, bosättning": ("80", "0", "0")}


def test_deviations_of_nobody_have_no_sex(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number in range(6):
            uow.deviations.add(
                Deviation(
                    key=f"A{number}",
                    kind=DeviationKind.QUALITY,
                    noticed_on=day("2026-05-05"),
                    what="x",
                    counterpart=OTHER,
                )
            )
        uow.commit()
    assert column(table(furnished, Measure.DEVIATIONS), "Summa") == {"Uppgift saknas": "6", "Alla": "6"}


def share_came(ctx: Context, women: Iterable[int]) -> None:
    """The first half of 33 000 kronor, in the month after she was received (förordning 2010:1122, 13 §)."""
    with ctx.writing() as uow:
        for number in women:
            uow.received_state_payments.add(
                ReceivedPayment(
                    case_number=case(number),
                    kind=PaymentKind.SHARE,
                    month=month("2026-04"),
                    received_on=day("2026-04-28"),
                    received=Ore(16_500_00),
                )
            )
        uow.commit()


def test_what_has_come_unasked_is_summed_and_that_of_few_is_not_told(furnished: Context) -> None:
    share_came(furnished, range(1, 5))
    assert numbers(table(furnished, Measure.COMPENSATION))[texts.CAME] == (texts.HIDDEN,)
    share_came(furnished, [5, 6])
    assert numbers(table(furnished, Measure.COMPENSATION))[texts.CAME] == ("99 000,00",)


def test_what_has_not_come_for_few_is_not_told_by_the_difference(furnished: Context) -> None:
    share_came(furnished, range(1, WOMEN + 1))
    for number in (3, 4, 6, 7, 8, 9, 10, 11, 12):
        with suppress(Refused):  # nothing is expected in that month
            note_month(furnished, month(f"2026-{number:02}"), day("2026-11-20"))
    found = numbers(table(furnished, Measure.COMPENSATION))
    assert found[texts.CAME] == found[texts.EXPECTED]
    first = next(one for one in list_expected(furnished, 2026) if one.came is not None)
    assert first.came is not None
    remove_received(furnished, first.came)
    found = numbers(table(furnished, Measure.COMPENSATION))
    assert (found[texts.CAME], found[texts.EXPECTED] == (texts.HIDDEN,)) == ((texts.HIDDEN,), False)


def test_what_one_of_many_claims_lacks_is_not_told_by_the_difference(furnished: Context) -> None:
    """One of six was granted less than was applied for: the two sums beside each other would tell by how much."""
    with furnished.writing() as uow:
        for number in range(1, WOMEN + 1):
            uow.state_compensation_claims.add(
                StateCompensationClaim(
                    case_number=case(number),
                    ground="boendeinsatser",
                    days=days("2026-01-01", "2026-06-30"),
                    cost=Ore(10_000_00),
                    applied_on=day("2026-08-01"),
                    applied=Ore(7_500_00),
                    decided_on=day("2026-09-01"),
                    granted=Ore(7_500_00 if number > 1 else 1_000_00),
                )
            )
        uow.commit()
    found = numbers(table(furnished, Measure.COMPENSATION))
    assert (found[texts.APPLIED], found[texts.GRANTED]) == (("45 000,00",), (texts.HIDDEN,))


def test_a_years_cost_so_far_of_few_is_not_told(office: Context) -> None:
    """Seven are planned for, and one has been settled: what is closed is hers alone."""
    with office.writing() as uow:
        for number in range(1, 6):
            uow.people.add(person(case_number=case(number)))
            uow.residences.add(residence(case(number)))
            uow.bookings.add(booking("2024-10-01", key=f"B2{number}", case_number=case(number)))
        uow.commit()
    close_month(office, month("2024-09"))
    blind = without_right(office)
    shown = dict(zip(texts.COST_HEADINGS, costs_of(blind), strict=True))
    assert shown["Stängt"] == texts.HIDDEN
    assert shown["Prognos"] not in {texts.HIDDEN, "–"}
    close_month(office, month("2024-10"))
    assert texts.HIDDEN not in costs_of(blind)[2:]


def costs_of(ctx: Context) -> tuple[str, ...]:
    return numbers(table(ctx, Measure.BOUGHT_COSTS, period=Period(PeriodKind.YEAR, 2024)))["2024"]


def test_every_measure_can_be_counted(furnished: Context) -> None:
    found = statistics(furnished, EVERY, YEAR, "yearly")
    assert {one.definition.measure for one in found.measures if not one.is_closed} == set(Measure)
    assert found.report is not None
    for one in found.measures:
        assert len(one.tables) == (4 if one.definition.measure.is_split else 1)


@pytest.mark.parametrize(
    ("role", "unit", "closed"),
    [
        (Role.MANAGER, OfficeUnit.RECEPTION, set()),
        (Role.OFFICER, OfficeUnit.RECEPTION, set()),
        (Role.OFFICER, OfficeUnit.SCHOOL, {"plans", "compensation"}),
        (Role.ECONOMIST, OfficeUnit.ECONOMY, {"plans"}),
    ],
)
def test_who_does_not_see_a_part_gets_no_number_of_it(
    furnished: Context, role: Role, unit: OfficeUnit, closed: set[str]
) -> None:
    user = replace(furnished.user, role=role, unit=unit, may_see_protected=False)
    ctx = replace(furnished, user=user, db=Database(furnished.db.file, furnished.key, closed_to(user)))
    found = statistics(ctx, EVERY, YEAR)
    for one in found.measures:
        assert one.is_closed is bool({part.value for part in one.definition.needs} & closed), one.definition.measure
    ctx.db.close()


def test_without_an_office_there_is_nothing_to_count(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SettingStore, "office", lambda _store: None)
    with pytest.raises(Refused) as caught:
        statistics(ctx, [1], YEAR)
    assert caught.value.code is RefusalCode.SETTINGS_MISSING


# files


def drawn(ctx: Context) -> Statistics:
    """The yearly follow-up."""
    return statistics(ctx, EVERY, YEAR, "yearly")


def test_the_workbook_says_what_it_is_and_names_nobody(furnished: Context, tmp_path: Path) -> None:
    file = write_workbook(furnished, drawn(furnished), tmp_path).value
    assert file.name == f"Statistik årlig uppföljning 2026 {furnished.name(OWN)} 2026-11-22.xlsx"
    book = opened(file)
    assert book.sheetnames == ["Definitioner", *(f"Indikator {number}" for number in EVERY)]
    said = {sheet.title: [[str(cell) for cell in row if cell is not None] for row in sheet.values] for sheet in book}
    first = {row[0]: row for row in said["Definitioner"] if row}
    assert first["Period"] == ["Period", "2026"]
    assert first["Uttaget ur registret"][1] == "2026-11-22"
    assert first["1"][1] == "Mottagna under perioden"
    every = " ".join(" ".join(row) for rows in said.values() for row in rows)
    assert "medräknade" in every
    assert "Uppgift saknas i registret" in every
    assert not any(name in every for name in ("Kvinnlund", "Manlund", "Hemlig", "2026-0001", "2026-9999"))


def test_a_file_is_an_uttag_about_nobody(furnished: Context, tmp_path: Path) -> None:
    write_workbook(furnished, drawn(furnished), tmp_path)
    with closing(connect(furnished.db.file, furnished.key)) as connection:
        rows = connection.execute("SELECT what, persons, person FROM disclosure").fetchall()
    assert [tuple(row) for row in rows] == [("statistics_file", 0, None)]


def test_the_pdf_has_every_indicator_with_its_definition(furnished: Context, tmp_path: Path) -> None:
    printed: list[Printout] = []

    def printer(printout: Printout, file: Path) -> None:
        printed.append(printout)
        file.write_bytes(b"%PDF")

    file = write_pdf(furnished, drawn(furnished), tmp_path, printer, Split.SEX).value
    assert file.suffix == ".pdf"
    assert file.read_bytes() == b"%PDF"
    (printout,) = printed
    headings = [block.text for block in printout.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings[:17] == [f"{one.number}. {one.name}" for one in definitions().indicators]
    texts_of = [block.text for block in printout.blocks if isinstance(block, Paragraph)]
    assert all(one.definition in texts_of for one in definitions().indicators)
    assert any(isinstance(block, Grid) for block in printout.blocks)
    assert any(isinstance(block, Facts) for block in printout.blocks)


def test_what_one_does_not_see_is_said_in_the_file(furnished: Context) -> None:
    user = replace(furnished.user, role=Role.OFFICER, unit=OfficeUnit.SCHOOL, may_see_protected=False)
    ctx = replace(furnished, user=user, db=Database(furnished.db.file, furnished.key, closed_to(user)))
    found = drawn(ctx)
    ctx.db.close()
    assert "Kommuntal, anvisade och mottagna" in texts.left_out(found)
    assert texts.CLOSED in [one.text for one in printout_of(found, Split.SEX).blocks if isinstance(one, Paragraph)]


def test_a_booking_that_never_began_is_none(furnished: Context) -> None:
    with furnished.writing() as uow:
        for number in range(1, WOMEN + 1):
            never = booking("2026-05-01", key=f"X{number}", case_number=case(number), outcome=Outcome.NEVER_STARTED)
            uow.bookings.add(never)
        uow.commit()
    assert numbers(table(furnished, Measure.BOUGHT_BY_SERVICE)) == {}
