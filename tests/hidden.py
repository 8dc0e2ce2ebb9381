"""Somebody with protected data of whom everything is written that can be written, and who is named where she can be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from factories import OTHER, day, days, document, month, pdf
from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.domain.assignments import Assignment, AssignmentKind, ExpectedPerson, Preparation
from mottagning.domain.bookings import Absence, AbsenceKind, Procedure, Report, Supplement, SupplementKind
from mottagning.domain.checklists import ChecklistMark, MarkState
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.deviations import Deviation, DeviationKind
from mottagning.domain.documents import Attachment
from mottagning.domain.duplicates import Apart
from mottagning.domain.flats import Flat, FlatReservation
from mottagning.domain.follow_ups import FollowUp, GoalReview
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.invoice_control import Verdict
from mottagning.domain.invoice_rows import InvoicePayment, InvoiceRow, Stance
from mottagning.domain.merging import FormerCase
from mottagning.domain.money import Ore, scaled
from mottagning.domain.parked_rows import ParkedRows
from mottagning.domain.people import Identity
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import ChildSection, Goal, GoalStatus, IntroductionPlan, PlanResponsibility
from mottagning.domain.problems import Check
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.received_invoices import InvoiceStep, InvoiceStepKind, ReceivedInvoice
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.state_compensation.claims import StateCompensationClaim
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.received import ReceivedPayment
from mottagning.domain.waiting import Wait
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import WeeklyHours
from mottagning.usecases.context import Context
from mottagning.usecases.documents import save_document

HER, HER_BOOKING, HER_REQUEST = "2024-0003", "B3", "F3"
"""Cleo of the small office (factories.furnish)."""

MARKS = (
    "Cleo",
    "Doldin",
    "20070101",
    HER,
    HER_BOOKING,
    HER_REQUEST,
    "V3",
    "G3",
    "P3",
    "PL3",
    "VT3",
    "MF3",
    "AN3",
    "BO3",
    "VN3",
    "2023-9999",
    "Dolda",
    "hemligt",
    "X1",
)
"""What only she has in the register."""


def marks_in(text: str) -> list[str]:
    """The marks that stand in a text, each as a word of its own."""
    return [mark for mark in MARKS if re.search(rf"\b{re.escape(mark)}", text)]


def hide(ctx: Context) -> None:
    """Write everything that can be written of her in the small office, where somebody else has a guardian."""
    first = day("2024-01-01")
    parts: list[tuple[str, Any]] = [
        ("identities", Identity(case_number=HER, kind=IdentityKind.OTHER, number="hemligt kort", is_current=True)),
        ("permits", ResidencePermit(case_number=HER, decided_on=first, source="hemligt beslut")),
        ("languages", LanguageSkill(case_number=HER, language="ku", level=LanguageLevel.GOOD)),
        ("profiles", WorkProfile(case_number=HER, profession="hemligt yrke")),
        ("incomes", Income(case_number=HER, source=IncomeSource.WAGES, days=days("2024-01-01"))),
        ("housings", Housing(case_number=HER, days=days("2024-01-01"), address="Dolda gatan 1")),
        ("consents", Consent(case_number=HER, recipient=OTHER, purpose=ConsentPurpose.PLANNING, given_on=first)),
        ("reminders", Reminder(case_number=HER, kind=ReminderKind.OWN, detail="hemligt ärende")),
        (
            "milestones",
            Milestone(case_number=HER, kind=MilestoneKind.SCHOOL_STARTED, happened_on=first, source="hemlig skolstart"),
        ),
        (
            "extensions",
            Extension(
                case_number=HER,
                rule="sfi_three_years",
                old_day=first,
                new_day=day("2024-06-01"),
                granted_by="hemligt av",
                granted_on=first,
                applied_on=first,
            ),
        ),
        ("representatives", Representative(case_number=HER, kind=RepresentativeKind.GUARDIAN, name="Dolda mamma")),
        ("former_cases", FormerCase(case_number=HER, former_case="2023-9999")),
        ("aparts", Apart(case_number="2024-0001", other_case=HER)),
        ("absences", Absence(booking=HER_BOOKING, days=days("2024-09-09", "2024-11-30"), kind=AbsenceKind.INVALID)),
        (
            "supplements",
            Supplement(
                booking=HER_BOOKING,
                kind=SupplementKind.OTHER,
                amount=scaled("5"),
                days=days("2024-09-01", "2024-09-30"),
                decision="hemligt stöd",
            ),
        ),
        (
            "requests",
            BookingRequest(
                key=HER_REQUEST,
                procedure=Procedure.RECEIVED_ELSEWHERE,
                side=Side.PAYING,
                case_number=HER,
                service="sfi",
                counterpart=OTHER,
                days=days("2024-09-01"),
                priority_ground="hemligt skäl",
                choice_reason="hemligt val",
                booking=HER_BOOKING,
            ),
        ),
        (
            "request_steps",
            RequestStep(request=HER_REQUEST, number=1, kind=StepKind.ADMITTED, on=first, by="Dolda rektorn"),
        ),
        (
            "deviations",
            Deviation(
                key="V3", kind=DeviationKind.SECRECY, noticed_on=first, what="hemligt läckage", booking=HER_BOOKING
            ),
        ),
        (
            "accepted_warnings",
            AcceptedWarning(
                key="G3",
                check=Check.K10,
                reason="hemligt godtagande",
                by="prov",
                on=first,
                fingerprint="0123456789abcdef",
                booking=HER_BOOKING,
            ),
        ),
        (
            "parked_rows",
            ParkedRows(
                key="P3", reason="hemlig parkering", by="prov", on=first, booking=HER_BOOKING, month=month("2023-01")
            ),
        ),
        (
            "received_invoices",
            ReceivedInvoice(
                key="MF3",
                counterpart=OTHER,
                number="hemligt 4711",
                arrived_on=first,
                due_on=first,
                amount=Ore(950_000),
                first_month=month("2024-09"),
                last_month=month("2024-09"),
            ),
        ),
        (
            "invoice_steps",
            InvoiceStep(
                invoice="MF3", number=1, kind=InvoiceStepKind.REGISTERED, on=first, by="prov", note="hemligt besked"
            ),
        ),
        (
            "invoice_rows",
            InvoiceRow(
                invoice="MF3",
                row=2,
                head=2,
                amount=Ore(950_000),
                verdict=Verdict.AGREED,
                stance=Stance.AGREED,
                our_booking=HER_BOOKING,
                name="Cleo Doldin",
            ),
        ),
        (
            "invoice_payments",
            InvoicePayment(
                invoice="MF3",
                head=2,
                our_booking=HER_BOOKING,
                service_month=month("2024-09"),
                line=1,
                amount=Ore(950_000),
            ),
        ),
        ("plans", IntroductionPlan(key="PL3", case_number=HER, days=days("2024-01-01"), needs="hemligt behov")),
        ("plan_goals", Goal(plan="PL3", number=1, area="hemligt mål", words="Dolda ord")),
        (
            "plan_activities",
            PlanActivity(
                plan="PL3",
                number=1,
                what="hemlig aktivitet",
                days=days("2024-01-01"),
                actor_kind=ActorKind.OWN_UNIT,
                booking=HER_BOOKING,
            ),
        ),
        (
            "plan_responsibilities",
            PlanResponsibility(plan="PL3", number=1, area="hemligt område", actor_kind=ActorKind.REGION),
        ),
        ("child_sections", ChildSection(plan="PL3", voice="Dolda rösten")),
        ("follow_ups", FollowUp(plan="PL3", number=1, on=first, own_view="hemlig uppfattning")),
        ("goal_reviews", GoalReview(plan="PL3", follow_up=1, goal=1, status=GoalStatus.REACHED, note="hemligt")),
        (
            "checklist_marks",
            ChecklistMark(
                item="ut-kort",
                on=first,
                by="prov",
                case_number=HER,
                state=MarkState.NOT_APPLICABLE,
                why="hemligt skäl",
            ),
        ),
        (
            "weekly_hours",
            WeeklyHours(
                key="VT3",
                case_number=HER,
                days=days("2024-01-01"),
                times=parse_times("1-7 07:00-20:00", int),
                what="hemlig tid",
                booking=HER_BOOKING,
                municipality=OTHER,
                travel=111,
            ),
        ),
        (
            "waits",
            Wait(
                key="VN3",
                what="hemlig väntan",
                since=first,
                case_number=HER,
                actor_kind=ActorKind.OTHER,
                actor="Dolda ombudet",
                note="hemlig anteckning",
            ),
        ),
        (
            "state_compensation_claims",
            StateCompensationClaim(
                case_number=HER,
                ground="boendeinsatser",
                days=days("2023-01-01", "2023-12-31"),
                cost=Ore(7_777_700),
                application="hemlig ansökan",
                applied_on=first,
                applied=Ore(5_833_300),
                decided_on=day("2024-06-01"),
                granted=Ore(0),
                refusal="hemligt avslag",
            ),
        ),
        (
            "received_state_payments",
            ReceivedPayment(
                case_number=HER,
                kind=PaymentKind.INITIAL,
                month=month("2024-09"),
                received_on=day("2024-10-01"),
                received=Ore(8_888_800),
                reference="hemlig utbetalning",
            ),
        ),
        (
            "assignments",
            Assignment(key="AN3", kind=AssignmentKind.QUOTA, decided_on=first, persons=97, agency_case="hemligt 12-3"),
        ),
        ("expected_persons", ExpectedPerson(assignment="AN3", number=1, family_name="Doldin", case_number=HER)),
        ("preparations", Preparation(assignment="AN3", item="hyresvard", responsible="Dolda handläggaren")),
        ("flats", Flat(key="BO3", address="Dolda vägen 2", days=days("2024-01-01"))),
        ("flat_reservations", FlatReservation(flat="BO3", assignment="AN3", days=days("2024-01-01"))),
        ("reports", Report(booking=HER_BOOKING, month=month("2024-09"), quantity=scaled("3"))),
    ]
    with ctx.writing() as uow:
        for name, part in parts:
            getattr(uow, name).add(part)
        household = uow.households.find("H1")
        assert household is not None
        uow.households.change(household, replace(household.value, anchor_person=HER))
        (guardian,) = uow.representatives.of_case("2024-0002")
        uow.representatives.change(guardian, replace(guardian.value, representative_case=HER))
        uow.commit()
    save_document(
        ctx, None, document(case_number=HER, title="hemligt intyg"), Attachment("hemligt.pdf", pdf("hemligt"))
    )
    save_document(ctx, None, document(booking=HER_BOOKING, title="hemligt avslag", link="Dolda arkivet"))
