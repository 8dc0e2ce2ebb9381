"""Does every kind of record come back from the register as it went in, with everything set and with next to nothing?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import datetime
from enum import Enum
from fractions import Fraction
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import text

from factories import OTHER, OWN, THIRD, agreement, booking, day, days, entry, month, person, residence, row, terms
from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.domain.agreement_parties import AgreementParty, Inclusion
from mottagning.domain.agreements import (
    AgeGroup,
    AgeSwitch,
    Agreement,
    AgreementKind,
    Direction,
    Method,
    MoveRule,
    PaymentMethod,
    Price,
    ReadingCondition,
    SchoolRun,
    Terms,
    Unit,
)
from mottagning.domain.assignments import Assignment, AssignmentKind, AssignmentStatus, ExpectedPerson, Preparation
from mottagning.domain.bookings import (
    Absence,
    AbsenceKind,
    Booking,
    Financing,
    Obstacle,
    Outcome,
    Procedure,
    Report,
    Supplement,
    SupplementKind,
)
from mottagning.domain.budgets import Budget
from mottagning.domain.canonical import digest
from mottagning.domain.checklists import ChecklistMark, MarkState
from mottagning.domain.children_hours import Care
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.loaded import LoadedRule
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.deviations import Deviation, DeviationKind
from mottagning.domain.documents import Document, DocumentKind
from mottagning.domain.duplicates import Apart
from mottagning.domain.flats import Flat, FlatReservation, RentNorm
from mottagning.domain.follow_ups import FollowUp, GoalReview
from mottagning.domain.group_bookings import GroupBooking
from mottagning.domain.households import Household, Living, Membership, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind, IdentityLevel
from mottagning.domain.invoice_control import Verdict
from mottagning.domain.invoice_rows import InvoicePayment, InvoiceRow, Stance
from mottagning.domain.ledger import Entry, LedgerRow, Lost, Reason, RowKind, RowReference, Triple
from mottagning.domain.merging import FormerCase
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.offers import Eligibility, Offer, ProviderKind
from mottagning.domain.office import OfficeSettings
from mottagning.domain.parked_rows import ParkedRows
from mottagning.domain.people import (
    BirthPrecision,
    HouseholdRole,
    Identity,
    PermitGround,
    Person,
    Protection,
    Residence,
    ResidenceKind,
    SettlementKind,
    Sex,
)
from mottagning.domain.periods import DateRange
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.plan_templates import ItemKind, PlanTemplate, TemplateItem
from mottagning.domain.plans import (
    ChildSection,
    ClosureReason,
    Goal,
    GoalStatus,
    IntroductionPlan,
    PlanResponsibility,
)
from mottagning.domain.problems import Check, Refused
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.quotas import MunicipalQuota, QuotaKind
from mottagning.domain.received_invoices import InvoiceStep, InvoiceStepKind, ReceivedInvoice
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.domain.requests import BookingRequest, CrossingReason, RequestStep, Side, StepKind
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.return_notes import ReturnNote
from mottagning.domain.return_templates import ReturnTemplate
from mottagning.domain.returns import Return, ReturnState
from mottagning.domain.services import Service
from mottagning.domain.settlement.claims import (
    Component,
    DayKind,
    DayRead,
    DaysCounted,
    Fees,
    PaidOnce,
    PartPaid,
    PeriodsStarted,
    Reconciled,
    Reported,
    Supplemented,
    TakenBack,
)
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.readings import ReadingException, Readings
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.shared_offers import SharedOffer, SharedPayment, SharingKey, parse_shares
from mottagning.domain.state_compensation.claims import StateCompensationClaim
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.received import ReceivedPayment
from mottagning.domain.state_compensation.rules import SchoolForm
from mottagning.domain.users import OfficeUnit, Role, User
from mottagning.domain.waiting import Wait
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import WeeklyHours
from mottagning.readmodels.returns import ClosingRecord, FrozenBooking, ReturnEvent, SentIdentity
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.stores.ledger import ClosingFacts
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context

TEXT = 'Åsa O\'Neill "x"; DROP TABLE person; --\nny rad \U0001f642 ñ 100 %'
"""What a field of free text may have to hold."""

AT = datetime.fromisoformat("2024-11-04 09:30")

FULL: dict[str, Any] = {
    "users": User(
        name="Kim",
        key_slot="abc",
        added_at=AT,
        removed_at=AT,
        role=Role.ECONOMIST,
        unit=OfficeUnit.SCHOOL,
        may_see_protected=True,
    ),
    "people": Person(
        case_number="2024-0009",
        family_name=TEXT,
        given_name="Ängla",
        called_name="Ä",
        birth_date=day("1990-01-03"),
        sex=Sex.WOMAN,
        personal_number="199001032391",
        coordination_number="199001632391",
        dossier_number="12-345678/1",
        temporary_number="19900103-TF12",
        citizenship="SY",
        mother_tongue="ar",
        interpreter_language="ku",
        permit_ground=PermitGround.REFUGEE,
        is_quota=True,
        is_unaccompanied=True,
        permit_decided_on=day("2024-01-01"),
        permit_until=day("2027-01-01"),
        received_on=day("2024-02-29"),
        settlement_kind=SettlementKind.ASSIGNED,
        household="H7",
        household_role=HouseholdRole.CHILD,
        education_level="gymnasium",
        protection=Protection.PROTECTED_REGISTRATION,
        neutral_number="N00042",
        birth_precision=BirthPrecision.MONTH,
        birth_country="IQ",
        other_citizenships=("IQ", "LB"),
        interpreter_dialect="sorani",
        interpreter_wish=Sex.WOMAN,
        phone="070-000 00 00",
        email="prov@example.org",
        registered_on=day("2024-03-15"),
        assigned_on=day("2024-01-20"),
        first_municipality=OTHER,
    ),
    "identities": Identity(
        case_number="2024-0001",
        kind=IdentityKind.DOSSIER,
        number="12-345678",
        valid_from=day("2023-01-01"),
        valid_until=day("2023-12-31"),
        issuer="Migrationsverket",
        source=TEXT,
        is_current=False,
        level=IdentityLevel.PROBABLE,
        dormant_on=day("2028-12-31"),
    ),
    "permits": ResidencePermit(
        case_number="2024-0001",
        decided_on=day("2024-01-01"),
        ground=PermitGround.REFUGEE,
        valid_from=day("2024-01-02"),
        valid_until=day("2027-01-01"),
        card_number="UT 1",
        source=TEXT,
    ),
    "households": Household(key="H9", anchor_person="2024-0001"),
    "memberships": Membership(
        case_number="2024-0001",
        household="H9",
        role=HouseholdRole.CHILD,
        joined_on=day("2024-01-01"),
        left_on=day("2024-06-30"),
        living=Living.BY_TURNS,
    ),
    "representatives": Representative(
        case_number="2024-0001",
        kind=RepresentativeKind.LEGAL_REPRESENTATIVE,
        name=TEXT,
        representative_case="2024-0001",
        municipality=OTHER,
        phone="070-000 00 00",
        email="prov@example.org",
        valid_from=day("2024-01-01"),
        valid_until=day("2024-12-31"),
        decision="Dnr 3",
    ),
    "languages": LanguageSkill(case_number="2024-0001", language="ku", level=LanguageLevel.FLUENT, is_read=True),
    "profiles": WorkProfile(
        case_number="2024-0001",
        schooling_years=scaled("9.5"),
        education="gymnasium",
        validation=TEXT,
        profession="bagare",
        experience_years=scaled("4"),
        driving_licence="B",
        digital_skills="van",
        goal=TEXT,
    ),
    "incomes": Income(
        case_number="2024-0001",
        source=IncomeSource.WAGES,
        days=days("2024-01-01", "2024-06-30"),
        amount=scaled("12000.5"),
    ),
    "housings": Housing(
        case_number="2024-0001",
        days=days("2024-01-01", "2024-12-31"),
        address=TEXT,
        landlord="Provhem",
        is_temporary=True,
        contract_until=day("2024-12-31"),
        rent=scaled("7000.5"),
        area=scaled("61.5"),
        rooms=scaled("2.5"),
        persons=5,
        wished_municipality=OTHER,
    ),
    "consents": Consent(
        case_number="2024-0001",
        recipient=OTHER,
        purpose=ConsentPurpose.PLANNING,
        given_on=day("2024-01-01"),
        withdrawn_on=day("2024-06-30"),
        data=TEXT,
    ),
    "reminders": Reminder(
        case_number="2024-0001",
        kind=ReminderKind.TELL_NEW_NUMBER,
        detail=TEXT,
        due_on=day("2024-01-01"),
        done_on=day("2024-06-30"),
    ),
    "milestones": Milestone(
        case_number="2024-0001",
        kind=MilestoneKind.PARENTAL_LEAVE,
        happened_on=day("2024-01-01"),
        lasted_until=day("2024-06-30"),
        source=TEXT,
    ),
    "extensions": Extension(
        case_number="2024-0001",
        rule="sfi_three_years",
        old_day=day("2029-01-01"),
        new_day=day("2029-07-01"),
        granted_by=TEXT,
        granted_on=day("2025-03-01"),
        applied_on=day("2028-11-01"),
        decision=TEXT,
    ),
    "loaded_rules": LoadedRule(key="rule/x/2026-01-01", text=TEXT, file=TEXT, loaded_on=day("2026-01-01")),
    "aparts": Apart(case_number="2024-0001", other_case="2024-0002", shares_number=True),
    "former_cases": FormerCase(case_number="2024-0001", former_case="2023-0009", neutral_number="N00009"),
    "residences": Residence(
        case_number="2024-0001",
        municipality=OTHER,
        days=days("2024-01-01", "2024-06-30"),
        kind=ResidenceKind.STAYING,
        known_on=day("2024-02-01"),
        source=TEXT,
    ),
    "counterparts": Counterpart(
        code="2313",
        name="Provköpings kommun",
        kind=CounterpartKind.PRIVATE,
        invoice_address=TEXT,
        reference="ZZ2313",
        peppol_id="0007:2120000000",
        secure_channel="SDK",
        contact="Kim Prov",
    ),
    "services": Service(
        name="provinsats",
        code="I99",
        is_adult_education=True,
        ground="skollagen 20 kap. 11 d §",
        disclosure_ground="skollagen 20 kap. 15 §",
        ground_from=day("2026-01-01"),
        source=TEXT,
        account_buy="4631",
        account_sell="3531",
        cost_centre="1200",
        activity_code="610",
        project="P1",
    ),
    "agreements": Agreement(
        key="A9",
        parties=(THIRD, OTHER),
        direction=Direction.MUTUAL,
        days=days("2024-01-01", "2025-12-31"),
        kind=AgreementKind.LOCAL,
        rests_on="A1",
        replaces="A8",
        payment=PaymentMethod.OTHER_SYSTEM,
        notice_on=day("2025-01-01"),
        notice_months=6,
        registry_number="KS 2024/1",
        reference=TEXT,
        retroactive_limit=3,
        credit_limit=2,
        needs_no_decision=True,
        quiet=("K04", "K30"),
        title=TEXT,
        is_open_in_procurement=True,
        procurement_reference="UH 2023/7",
        responsible=TEXT,
        signatory=TEXT,
    ),
    "agreement_parties": AgreementParty(
        agreement="A1",
        code=OTHER,
        board=TEXT,
        decision="§ 12",
        registry_number="KS 2024/9",
        decided_on=day("2024-01-02"),
        joined_on=day("2024-02-29"),
        left_on=day("2025-02-01"),
        notice_received_on=day("2024-11-03"),
        representative=TEXT,
        inclusion=Inclusion.EXCLUDED,
        representative_role="förvaltningschef",
        contact=TEXT,
    ),
    "terms": Terms(
        agreement="A1",
        service="sfx",
        unit=Unit.POINT,
        method=Method.PART_PAYMENT,
        valid_from=day("2024-07-01"),
        readings=Readings(20, (ReadingException((7, 8), None, 8, 31), ReadingException((), "VT", 2, 15))),
        condition=ReadingCondition.PRESENT,
        move_rule=MoveRule.COURSE_END,
        shares=(65, 35),
        administration_fee=scaled("2.5"),
        vat_compensation=scaled("6"),
        rounding=Rounding.KRONA,
        school_calendar="läsåret 24/25",
        age_switch=AgeSwitch.AUGUST_15,
        one_unit_per_month=True,
        yearly_reconciliation=True,
        counts_discharge_day=True,
        absence_limit=14,
        no_show_limit=7,
    ),
    "prices": Price(
        agreement="A1",
        service="sfx",
        unit=Unit.YEAR,
        amount=scaled("123456789.1234"),
        days=days("2024-07-01", "2024-12-31"),
        source=TEXT,
        variant="1–3 år",
        seller=OTHER,
        days_per_year=178,
        is_preliminary=True,
    ),
    "age_groups": AgeGroup(agreement="A1", service="sfx", variant="1–3 år", from_age=1, to_age=3),
    "school_runs": SchoolRun(calendar="läsåret 24/25", days=days("2024-08-19", "2024-12-20")),
    "shared_offers": SharedOffer(
        key="GK9",
        agreement="A1",
        service="sfx",
        provider_municipality=OTHER,
        days=days("2024-02-29", "2024-12-31"),
        cost=scaled("240000.5"),
        sharing=SharingKey.FIXED,
        shares=parse_shares("2380=33,3; 2309=66,7"),
        source=TEXT,
        payment=SharedPayment.AT_END,
        variant="bygg",
        provider=TEXT,
        decision="Dnr 10",
        told_on=day("2024-03-01"),
        counterpart_reference="ZZ2",
        is_preliminary=True,
    ),
    "bookings": Booking(
        key="B9",
        case_number="2024-0001",
        agreement="A1",
        service="sfx",
        days=days("2024-02-29", "2024-12-31"),
        variant="bygg",
        provider_municipality=OTHER,
        provider=TEXT,
        planned_until=day("2025-01-31"),
        outcome=Outcome.COMPLETED,
        graded_on=day("2025-01-15"),
        last_present_on=day("2024-12-20"),
        hours_per_week=scaled("37.5"),
        quantity=scaled("400"),
        procedure=Procedure.OPINION,
        ground=TEXT,
        decision="Dnr 9",
        decided_on=day("2024-02-01"),
        told_on=day("2024-03-01"),
        end_told_on=day("2025-01-02"),
        consent_on=day("2024-02-02"),
        financing=Financing.STATE,
        project=TEXT,
        obstacle=Obstacle.FULL,
        decision_scope=TEXT,
        invoice_address="Box 1",
        invoice_reference="ZZ1",
        counterpart_reference="ZZ2",
        is_sensitive=True,
    ),
    "absences": Absence(booking="B1", days=days("2024-10-01", "2024-10-31"), kind=AbsenceKind.INVALID),
    "supplements": Supplement(
        booking="B1",
        kind=SupplementKind.MOTHER_TONGUE,
        amount=scaled("1234.5678"),
        days=days("2024-10-01", "2024-10-31"),
        decision=TEXT,
    ),
    "reports": Report(booking="B1", month=month("2024-10"), quantity=scaled("12.25")),
    "group_bookings": GroupBooking(
        key="GB9",
        agreement="A1",
        service="sfi",
        provider_municipality=OTHER,
        payer="2380",
        days=days("2024-03-11", "2024-03-25"),
        planned=14,
        participants=12,
        held_on=day("2024-04-02"),
        quantity=scaled("6.5"),
        fewest=8,
        most=20,
        is_cancelled=True,
        variant="2B",
        provider=TEXT,
        decision=TEXT,
        decided_on=day("2024-02-01"),
        told_on=day("2024-02-02"),
        financing=Financing.PROJECT,
        project=TEXT,
        invoice_address=TEXT,
        invoice_reference="ZZ1",
        counterpart_reference="ref",
    ),
    "offers": Offer(
        key="U2024-0001",
        service="sfi",
        municipality=OTHER,
        days=days("2024-08-19", "2025-06-13"),
        variant="2B",
        provider=TEXT,
        provider_kind=ProviderKind.AUTHORISED,
        place=TEXT,
        language="ar",
        times=parse_times("1-3 09:00-12:00; 6 10-13", int),
        price=scaled("1234.5"),
        unit=Unit.WEEK,
        eligibility=Eligibility.BY_AGREEMENT,
        speciality=TEXT,
        seats=12,
        seats_on=day("2024-08-01"),
        source=TEXT,
        is_lacking=True,
        fewest=8,
    ),
    "requests": BookingRequest(
        key="F2024-0001",
        procedure=Procedure.OPINION,
        side=Side.PROVIDING,
        case_number="2024-0001",
        service="sfi",
        counterpart=OTHER,
        days=days("2024-10-01", "2025-06-13"),
        variant="2B",
        agreement="A1",
        offer="U77",
        provider=TEXT,
        hours_per_week=scaled("15.5"),
        quantity=scaled("2"),
        crossing_reason=CrossingReason.TRAVEL_TIME,
        priority_ground=TEXT,
        consent_on=day("2024-09-01"),
        financing=Financing.STATE,
        project=TEXT,
        invoice_address=TEXT,
        invoice_reference="ZZ1",
        counterpart_reference="ref",
        booking="B1",
        choice_reason=TEXT,
        chosen_on=day("2024-09-02"),
        offers_compared=7,
    ),
    "request_steps": RequestStep(
        request="F1",
        number=3,
        kind=StepKind.NOT_COMMITTED,
        on=day("2024-09-03"),
        by="Provköping",
        reason=TEXT,
        reference="KS 3",
        ground="20 kap. 22 §",
        amount=scaled("1000.5"),
        obstacle=Obstacle.COST,
        scope=TEXT,
    ),
    "deviations": Deviation(
        key="V2024-0001",
        kind=DeviationKind.INVOICE,
        noticed_on=day("2024-10-02"),
        what=TEXT,
        booking="B1",
        counterpart=OTHER,
        provider=TEXT,
        responsible="Prov",
        measure=TEXT,
        due_on=day("2024-10-20"),
        closed_on=day("2024-10-15"),
        result=TEXT,
    ),
    "accepted_warnings": AcceptedWarning(
        key="G2024-0001",
        check=Check.K10,
        reason=TEXT,
        by="Prov",
        on=day("2024-10-02"),
        fingerprint="0123456789abcdef",
        booking="B1",
        about=TEXT,
        month=month("2024-10"),
    ),
    "parked_rows": ParkedRows(
        key="P2024-0001",
        reason=TEXT,
        by="Prov",
        on=day("2024-10-02"),
        booking="B1",
        course=TEXT,
        counterpart=OTHER,
        month=month("2024-10"),
    ),
    "return_notes": ReturnNote(
        key="N2024-0001", month=month("2024-10"), counterpart=OTHER, text=TEXT, by="Prov", on=day("2024-10-02")
    ),
    "budgets": Budget(
        year=2024, direction=RowDirection.BUY, amount=scaled("120000.50"), service="sfi", counterpart=OTHER, note=TEXT
    ),
    "responsibilities": Responsibility(
        key="R2024-1",
        area=TEXT,
        what=TEXT,
        actor_kind=ActorKind.COUNTY_BOARD,
        actor=TEXT,
        unit=TEXT,
        service="sfi",
        contact="Prov",
        phone="+46 8",
        email="prov@prov.se",
        document=TEXT,
        source=TEXT,
        valid_from=day("2024-01-01"),
        valid_until=day("2024-12-31"),
    ),
    "documents": Document(
        key="D2024-0001",
        case_number="2024-0001",
        booking="B1",
        agreement="A1",
        kind=DocumentKind.OPINION,
        title=TEXT,
        registry_number="KS 2024/1",
        link="https://example.org/akt",
        dated_on=day("2024-10-01"),
        kept_until=day("2029-12-31"),
        kept_by_rule=TEXT,
        file_name="yttrande.pdf",
        size=20 * 1024 * 1024,
        sha256="0" * 64,
    ),
    "received_invoices": ReceivedInvoice(
        key="MF2025-0009",
        counterpart=OTHER,
        number=TEXT,
        arrived_on=day("2025-01-02"),
        due_on=day("2025-02-01"),
        amount=Ore(-950_001),
        first_month=month("2024-09"),
        last_month=month("2024-12"),
        invoiced_on=day("2025-01-01"),
        their_reference=TEXT,
        our_reference="ZZ1",
        is_protected=True,
        note=TEXT,
        specification="spec.xlsx",
        voided_on=day("2025-01-05"),
    ),
    "invoice_steps": InvoiceStep(
        invoice="MF1",
        number=3,
        kind=InvoiceStepKind.VOIDED,
        on=day("2025-01-05"),
        by="Prov",
        note=TEXT,
        amount=Ore(-1),
    ),
    "invoice_rows": InvoiceRow(
        invoice="MF1",
        row=3,
        head=2,
        amount=Ore(-1),
        verdict=Verdict.PAID_BEFORE,
        stance=Stance.DIFFERS,
        our_amount=Ore(950_000),
        our_booking="B1",
        our_first=month("2024-09"),
        our_last=month("2024-10"),
        first_month=month("2024-11"),
        last_month=month("2024-12"),
        name=TEXT,
        identity="199001032391",
        reference=TEXT,
        service="sfi",
        why=TEXT,
    ),
    "invoice_payments": InvoicePayment(
        invoice="MF1",
        head=3,
        our_booking="B1",
        service_month=month("2024-09"),
        line=2,
        amount=Ore(-5),
        our_rows="2024-10 2309 K 1, rad 4",
    ),
    "return_templates": ReturnTemplate(
        agreement="A1",
        file_name=TEXT,
        size=5 * 1024 * 1024,
        sha256="0" * 64,
        chosen_by=TEXT,
        chosen_on=day("2024-10-01"),
    ),
    "plans": IntroductionPlan(
        key="PL2024-0009",
        case_number="2024-0001",
        days=days("2024-09-01", "2026-08-31"),
        begun_from="vuxen-20-66",
        officer="Prov",
        needs=TEXT,
        history=TEXT,
        taken_over_from=TEXT,
        external_plan=TEXT,
        closed_on=day("2025-03-01"),
        closure_reason=ClosureReason.MOVED,
        closure_note=TEXT,
        handed_to=TEXT,
        handed_municipality=OTHER,
        handed_on=day("2025-03-02"),
        handed_documents=TEXT,
        handed_ground="OSL 10 kap. 28 §",
    ),
    "plan_goals": Goal(
        plan="PL1",
        number=2,
        area=TEXT,
        words=TEXT,
        need=TEXT,
        measure=TEXT,
        due_on=day("2025-06-01"),
        status=GoalStatus.GIVEN_UP,
        is_main=True,
    ),
    "plan_activities": PlanActivity(
        plan="PL1",
        number=2,
        what=TEXT,
        days=days("2024-09-02", "2025-06-13"),
        actor_kind=ActorKind.REGION,
        actor=TEXT,
        goal=1,
        hours_per_week=scaled("12.5"),
        place=TEXT,
        status=ActivityStatus.INTERRUPTED,
        outcome=TEXT,
        booking="B1",
        depends_on=1,
    ),
    "plan_responsibilities": PlanResponsibility(
        plan="PL1",
        number=2,
        area=TEXT,
        actor_kind=ActorKind.TAX_AGENCY,
        what=TEXT,
        actor=TEXT,
        contact=TEXT,
        phone="08-1",
        email="a@prov.example",
    ),
    "child_sections": ChildSection(
        plan="PL1",
        needs=TEXT,
        voice=TEXT,
        heard_on=day("2024-10-01"),
        heard_how=TEXT,
        school=TEXT,
        school_contact=TEXT,
        mother_tongue=TEXT,
        health=TEXT,
        leisure=TEXT,
        parents_hours=TEXT,
    ),
    "follow_ups": FollowUp(
        plan="PL1",
        number=2,
        on=day("2024-10-01"),
        cause="child_turns",
        participants=TEXT,
        interpreter="so",
        what_changed=TEXT,
        own_view=TEXT,
        next_on=day("2024-11-01"),
        signed_by=TEXT,
        signed_on=day("2024-10-02"),
    ),
    "goal_reviews": GoalReview(plan="PL1", follow_up=1, goal=2, status=GoalStatus.CHANGED, note=TEXT),
    "checklist_marks": ChecklistMark(
        item="ut-kort",
        on=day("2024-10-01"),
        by=TEXT,
        case_number="2024-0001",
        household="H1",
        state=MarkState.NOT_APPLICABLE,
        why=TEXT,
    ),
    "assignments": Assignment(
        key="AN2",
        kind=AssignmentKind.QUOTA,
        decided_on=day("2024-09-01"),
        persons=4,
        due_on=day("2024-12-01"),
        status=AssignmentStatus.RECEIVED,
        agency_case=TEXT,
        contact=TEXT,
        officer=TEXT,
        interpreter_language="so",
        arrives_on=day("2024-11-01"),
        received_on=day("2024-11-02"),
        persons_received=3,
        quota_year=2023,
        household="H1",
        replaces="AN1",
        protection=Protection.CONFIDENTIAL_FLAG,
        note=TEXT,
    ),
    "expected_persons": ExpectedPerson(
        assignment="AN1",
        number=2,
        given_name=TEXT,
        family_name="Ö",
        birth_date=day("2010-01-01"),
        birth_precision=BirthPrecision.YEAR,
        age=14,
        sex=Sex.WOMAN,
        role=HouseholdRole.CHILD,
        case_number="2024-0001",
    ),
    "preparations": Preparation(assignment="AN1", item="hyresvard", responsible=TEXT, days_before=7),
    "municipal_quotas": MunicipalQuota(
        year=2025,
        kind=QuotaKind.LMA_HOUSING,
        persons=12,
        source=TEXT,
        decided_on=day("2024-10-15"),
        note=TEXT,
    ),
    "flats": Flat(
        key="BO2",
        address=TEXT,
        days=days("2024-10-01", "2025-09-30"),
        landlord=TEXT,
        contact=TEXT,
        rooms=scaled("2.5"),
        area=scaled("61.5"),
        rent=scaled("7850.50"),
        contract=TEXT,
        contract_until=day("2025-09-30"),
        keys_on=day("2024-09-30"),
        note=TEXT,
    ),
    "flat_reservations": FlatReservation(flat="BO1", assignment="AN1", days=days("2024-10-01", "2025-03-31")),
    "rent_norms": RentNorm(persons=4, days=days("2024-01-01", "2024-12-31"), amount=scaled("9000.50"), source=TEXT),
    "plan_templates": PlanTemplate(key="egen", title=TEXT, from_age=20, to_age=66, source=TEXT),
    "plan_template_items": TemplateItem(
        template="M1",
        number=2,
        kind=ItemKind.RESPONSIBILITY,
        text=TEXT,
        actor_kind=ActorKind.CIVIL_SOCIETY,
        actor=TEXT,
        measure=TEXT,
        goal=1,
        after_weeks=3,
        weeks=12,
        hours_per_week=scaled("0.5"),
        source=TEXT,
    ),
    "weekly_hours": WeeklyHours(
        key="VT9",
        case_number="2024-0001",
        days=days("2024-09-02", "2025-06-13"),
        times=parse_times("1-4 09:00-15:30; 5 09:00-12:00", int),
        what=TEXT,
        booking="B1",
        plan="PL1",
        activity=2,
        care=Care.AROUND_SCHOOL,
        is_at_home=True,
        municipality=OTHER,
        travel=45,
        from_previous=20,
        opening=parse_times("1-5 06:30-17:30", int),
    ),
    "waits": Wait(
        key="VN9",
        what=TEXT,
        since=day("2024-09-02"),
        case_number="2024-0001",
        household="H1",
        actor_kind=ActorKind.TAX_AGENCY,
        actor=TEXT,
        note=TEXT,
        ended_on=day("2024-10-02"),
        why_ended=TEXT,
    ),
    "state_compensation_claims": StateCompensationClaim(
        case_number="2024-0001",
        ground="boendeinsatser",
        days=days("2024-01-01", "2024-12-31"),
        cost=Ore(4_000_050),
        application=TEXT,
        registry_number=TEXT,
        applied_on=day("2025-02-01"),
        applied=Ore(3_000_000),
        asked_on=day("2025-02-10"),
        answer_by=day("2025-03-10"),
        completed_on=day("2025-03-01"),
        decided_on=day("2025-04-01"),
        granted=Ore(2_000_000),
        refusal=TEXT,
        received_on=day("2025-04-20"),
        received=Ore(2_000_000),
        evidence="kostnad tillstand",
        school_form=SchoolForm.COMPULSORY_SCHOOL,
        school_from=day("2024-08-19"),
        school_until=day("2024-12-19"),
    ),
    "received_state_payments": ReceivedPayment(
        case_number="2024-0001",
        kind=PaymentKind.SHARE,
        month=month("2024-12"),
        received_on=day("2024-12-20"),
        received=Ore(1_650_000),
        reference=TEXT,
    ),
}
"""A record of each kind, by the name of its store, in which nothing is as it would be by itself."""

SPARSE: dict[str, Any] = {
    "users": User(name="Kim", key_slot="abc", added_at=AT),
    "people": Person(case_number="2024-0009", family_name="X"),
    "identities": Identity(case_number="2024-0001", kind=IdentityKind.DOSSIER, number="12-345678"),
    "residences": Residence(case_number="2024-0001", municipality=OTHER, days=days("2024-01-01")),
    "permits": ResidencePermit(case_number="2024-0001", decided_on=day("2024-01-01")),
    "households": Household(key="H9"),
    "memberships": Membership(case_number="2024-0001", household="H9", joined_on=day("2024-01-01")),
    "representatives": Representative(case_number="2024-0001", kind=RepresentativeKind.LEGAL_REPRESENTATIVE, name=TEXT),
    "languages": LanguageSkill(case_number="2024-0001", language="ku", level=LanguageLevel.BASIC),
    "profiles": WorkProfile(case_number="2024-0001"),
    "incomes": Income(case_number="2024-0001", source=IncomeSource.WAGES, days=days("2024-01-01")),
    "housings": Housing(case_number="2024-0001", days=days("2024-01-01")),
    "consents": Consent(
        case_number="2024-0001", recipient=OTHER, purpose=ConsentPurpose.PLANNING, given_on=day("2024-01-01")
    ),
    "reminders": Reminder(case_number="2024-0001", kind=ReminderKind.TELL_NEW_NUMBER, detail=TEXT),
    "milestones": Milestone(case_number="2024-0001", kind=MilestoneKind.SFI_APPLIED, happened_on=day("2024-01-01")),
    "extensions": Extension(
        case_number="2024-0001",
        rule="sfi_three_years",
        old_day=day("2029-01-01"),
        new_day=day("2029-07-02"),
        granted_by="x",
        granted_on=day("2025-03-01"),
    ),
    "loaded_rules": LoadedRule(key="rule/y", text="x", file="x", loaded_on=day("2026-01-01")),
    "aparts": Apart(case_number="2024-0001", other_case="2024-0002"),
    "former_cases": FormerCase(case_number="2024-0001", former_case="2023-0009"),
    "counterparts": Counterpart(code="2313"),
    "services": Service(name="provinsats", code="I99"),
    "agreements": Agreement(key="A9", parties=(OTHER,), direction=Direction.BUY, days=days("2024-01-01")),
    "agreement_parties": AgreementParty(agreement="A1", code=OTHER),
    "terms": Terms(
        agreement="A1", service="sfx", unit=Unit.MONTH, method=Method.CALENDAR_DAY, valid_from=day("2024-07-01")
    ),
    "prices": Price(
        agreement="A1", service="sfx", unit=Unit.YEAR, amount=scaled("0"), days=days("2024-07-01"), source="x"
    ),
    "age_groups": AgeGroup(agreement="A1", service="sfx", variant="1–3 år", from_age=0, to_age=0),
    "school_runs": SchoolRun(calendar="läsåret 24/25", days=days("2024-08-19")),
    "shared_offers": SharedOffer(
        key="GK9",
        agreement="A1",
        service="sfx",
        provider_municipality=OTHER,
        days=days("2024-02-29"),
        cost=scaled("0"),
        sharing=SharingKey.PERSONS,
        shares=parse_shares("2380=1"),
        source="x",
    ),
    "bookings": Booking(key="B9", case_number="2024-0001", agreement="A1", service="sfx", days=days("2024-02-29")),
    "absences": Absence(booking="B1", days=days("2024-10-01"), kind=AbsenceKind.VALID),
    "supplements": Supplement(
        booking="B1", kind=SupplementKind.MOTHER_TONGUE, amount=scaled("0"), days=days("2024-10-01")
    ),
    "reports": Report(booking="B1", month=month("2024-10"), quantity=scaled("0")),
    "group_bookings": GroupBooking(
        key="GB8",
        agreement="A1",
        service="sfi",
        provider_municipality=OTHER,
        payer="2380",
        days=days("2024-03-11", "2024-03-25"),
        planned=0,
    ),
    "offers": Offer(key="U9", service="sfi", municipality=OTHER, days=days("2024-10-01")),
    "requests": BookingRequest(
        key="F2",
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number="2024-0001",
        service="sfi",
        counterpart=OTHER,
        days=days("2024-10-01"),
    ),
    "request_steps": RequestStep(request="F1", number=3, kind=StepKind.REQUESTED, on=day("2024-09-03")),
    "deviations": Deviation(key="V1", kind=DeviationKind.OTHER, noticed_on=day("2024-10-02"), what="x"),
    "accepted_warnings": AcceptedWarning(
        key="G1", check=Check.K25, reason="x", by="x", on=day("2024-10-02"), fingerprint="x"
    ),
    "parked_rows": ParkedRows(key="P1", reason="x", by="x", on=day("2024-10-02")),
    "return_notes": ReturnNote(
        key="N1", month=month("2024-10"), counterpart=OTHER, text="x", by="x", on=day("2024-10-02")
    ),
    "budgets": Budget(year=2025, direction=RowDirection.SELL, amount=scaled("0")),
    "responsibilities": Responsibility(key="R1", area="x", what="x", actor_kind=ActorKind.OTHER),
    "documents": Document(key="D2024-0002", kind=DocumentKind.OTHER, title="x"),
    "received_invoices": ReceivedInvoice(
        key="MF2025-0009",
        counterpart=OTHER,
        number="1",
        arrived_on=day("2025-01-02"),
        due_on=day("2025-02-01"),
        amount=Ore(1),
        first_month=month("2024-09"),
        last_month=month("2024-09"),
    ),
    "invoice_steps": InvoiceStep(
        invoice="MF1", number=3, kind=InvoiceStepKind.REGISTERED, on=day("2025-01-05"), by="x"
    ),
    "invoice_rows": InvoiceRow(
        invoice="MF1", row=3, head=3, amount=Ore(1), verdict=Verdict.AGREED, stance=Stance.AGREED
    ),
    "invoice_payments": InvoicePayment(
        invoice="MF1", head=1, our_booking="B1", service_month=month("2024-09"), line=2, amount=Ore(1)
    ),
    "return_templates": ReturnTemplate(
        agreement="A1", file_name="x", size=0, sha256="x", chosen_by="x", chosen_on=day("2024-10-02")
    ),
    "plans": IntroductionPlan(key="PL2024-0009", case_number="2024-0001", days=days("2024-09-01")),
    "plan_goals": Goal(plan="PL1", number=2, area="x"),
    "plan_activities": PlanActivity(
        plan="PL1", number=2, what="x", days=days("2024-09-02"), actor_kind=ActorKind.OWN_UNIT
    ),
    "plan_responsibilities": PlanResponsibility(plan="PL1", number=2, area="x", actor_kind=ActorKind.OTHER),
    "child_sections": ChildSection(plan="PL1"),
    "follow_ups": FollowUp(plan="PL1", number=2, on=day("2024-10-01")),
    "goal_reviews": GoalReview(plan="PL1", follow_up=1, goal=2, status=GoalStatus.REACHED),
    "checklist_marks": ChecklistMark(item="ut-kort", on=day("2024-10-01"), by="x"),
    "assignments": Assignment(key="AN2", kind=AssignmentKind.ASSIGNED, decided_on=day("2024-09-01"), persons=1),
    "expected_persons": ExpectedPerson(assignment="AN1", number=2),
    "preparations": Preparation(assignment="AN1", item="hyresvard", responsible="x"),
    "municipal_quotas": MunicipalQuota(year=2025, kind=QuotaKind.SETTLEMENT, persons=0, source="x"),
    "flats": Flat(key="BO2", address="x", days=days("2024-10-01")),
    "flat_reservations": FlatReservation(flat="BO1", assignment="AN1", days=days("2024-10-01")),
    "rent_norms": RentNorm(persons=4, days=days("2024-01-01"), amount=scaled("0"), source="x"),
    "plan_templates": PlanTemplate(key="egen", title="x"),
    "plan_template_items": TemplateItem(template="M1", number=2, kind=ItemKind.GOAL, text="x"),
    "weekly_hours": WeeklyHours(
        key="VT9", case_number="2024-0001", days=days("2024-09-02"), times=parse_times("1 09:00-12:00", int), what="x"
    ),
    "waits": Wait(key="VN9", what="x", since=day("2024-09-02")),
    "state_compensation_claims": StateCompensationClaim(
        case_number="2024-0001",
        ground="boendeinsatser",
        days=days("2024-01-01", "2024-12-31"),
    ),
    "received_state_payments": ReceivedPayment(
        case_number="2024-0001",
        kind=PaymentKind.SHARE,
        month=month("2024-12"),
        received_on=day("2024-12-20"),
        received=Ore(0),
    ),
}
"""The same records with only what they cannot be without. Prices alone have another key: theirs holds the variant."""

KINDS = sorted(FULL)
STANDING = {"invoice_steps"}
"""What is only ever added to: see test_frozen."""
CHANGING = sorted(FULL.keys() - STANDING)


@pytest.fixture
def filled(ctx: Context) -> Context:
    """What the records refer to."""
    with ctx.writing() as uow:
        uow.people.add_many([person(case_number="2024-0001"), person(case_number="2024-0002")])
        uow.agreements.add(agreement())
        uow.terms.add(terms())
        uow.bookings.add(booking())
        uow.offers.add(replace(SPARSE["offers"], key="U77"))
        uow.requests.add(replace(SPARSE["requests"], key="F1"))
        uow.received_invoices.add(replace(SPARSE["received_invoices"], key="MF1", number="0"))
        uow.households.add(Household(key="H1"))
        uow.plans.add(replace(SPARSE["plans"], key="PL1"))
        uow.assignments.add(replace(SPARSE["assignments"], key="AN1"))
        uow.flats.add(replace(SPARSE["flats"], key="BO1"))
        uow.plan_templates.add(replace(SPARSE["plan_templates"], key="M1"))
        uow.commit()
    return ctx


def _store(uow: Any, name: str) -> KeyedStore[Any]:
    store: KeyedStore[Any] = getattr(uow, name)
    return store


def _read(ctx: Context, name: str, record: Any) -> Any:
    """The record as a new transaction finds it by its key; None when it is not there."""
    with ctx.reading() as reader:
        store = _store(reader, name)
        found = store.find(*store.key_of(record))
        return found and found.value


def _put(ctx: Context, name: str, record: Any) -> None:
    with ctx.writing() as uow:
        _store(uow, name).add(record)
        uow.commit()


def _change(ctx: Context, name: str, before: Any, after: Any) -> None:
    with ctx.writing() as uow:
        store = _store(uow, name)
        store.change(store.find(*store.key_of(before)), after)
        uow.commit()


def test_every_kind_of_record_is_tried(ctx: Context) -> None:
    with ctx.writing() as uow:
        stores = {name for name, store in vars(uow).items() if isinstance(store, KeyedStore)}
    assert set(FULL) == set(SPARSE) == stores


@pytest.mark.parametrize("name", KINDS)
def test_the_full_records_leave_nothing_out(name: str) -> None:
    as_by_itself = [
        item.name
        for item in fields(FULL[name])
        if item.default is not MISSING and getattr(FULL[name], item.name) == item.default
    ]
    assert as_by_itself == []


@pytest.mark.parametrize("record", ["full", "sparse"])
@pytest.mark.parametrize("name", KINDS)
def test_a_record_comes_back_as_it_went_in(filled: Context, name: str, record: str) -> None:
    value = (FULL if record == "full" else SPARSE)[name]
    _put(filled, name, value)
    assert _read(filled, name, value) == value
    with filled.reading() as reader:
        store = _store(reader, name)
        (found,) = [one for one in store.every() if one.value == value]
        assert store.get(found.id) == found


@pytest.mark.parametrize("name", CHANGING)
def test_a_change_puts_every_field_in_its_place(filled: Context, name: str) -> None:
    full, sparse = FULL[name], SPARSE[name]
    _put(filled, name, sparse)
    _change(filled, name, sparse, full)
    assert _read(filled, name, full) == full
    _change(filled, name, full, sparse)
    assert _read(filled, name, sparse) == sparse


@pytest.mark.parametrize("name", CHANGING)
def test_a_removed_record_is_gone_with_all_that_hung_on_it(filled: Context, name: str) -> None:
    with filled.reading() as reader:
        before = [one.value for one in _store(reader, name).every()]
    _put(filled, name, FULL[name])
    with filled.writing() as uow:
        store = _store(uow, name)
        store.remove(store.find(*store.key_of(FULL[name])))
        uow.commit()
    with filled.reading() as reader:
        assert [one.value for one in _store(reader, name).every()] == before


@pytest.mark.parametrize("name", CHANGING)
def test_every_word_of_every_code_can_be_kept(filled: Context, name: str) -> None:
    value = FULL[name]
    _put(filled, name, value)
    for item, members in _codes(type(value)):
        for member in members:
            changed = replace(value, **{item: member})
            with filled.writing() as uow:
                store = _store(uow, name)
                stored = store.find(*store.key_of(value))
                after = store.change(stored, changed)
                assert store.get(after.id).value == changed


def _codes(kind: type) -> Iterator[tuple[str, type[Enum]]]:
    """The fields of a record that hold a code, with their words."""
    for name, hint in get_type_hints(kind).items():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and issubclass(part, Enum):
                yield name, part


def test_a_record_that_refers_to_nothing_known_is_refused(filled: Context) -> None:
    with filled.writing() as uow, pytest.raises(Refused) as caught:
        uow.bookings.add(replace(SPARSE["bookings"], agreement="okänt"))
    assert [(one.name, one.code) for one in caught.value.fields] == [("agreement", "unknown")]


# what is no keyed record


def test_settings_come_back_full_and_empty(ctx: Context) -> None:
    full = OfficeSettings(
        municipality=OTHER,
        first_month=month("2025-01"),
        board=TEXT,
        unit="Enheten",
        officer="Kim Prov",
        organisation_number="212000-0000",
        invoice_address="Box 1",
        reference="ZZ1",
        email="prov@example.org",
        phone="010-000 00 00",
        requires_state_funding=True,
    )
    empty = OfficeSettings(municipality=OWN, first_month=month("2024-09"))
    for office in (full, empty, full):
        with ctx.writing() as uow:
            uow.settings.save(office)
            uow.commit()
        with ctx.reading() as reader:
            assert reader.settings.office() == office


def test_users_come_back(ctx: Context, clock: Any) -> None:
    users = [
        User(
            name=f"användare {role.value}",
            key_slot=role.value,
            added_at=AT,
            role=role,
            may_see_protected=role is Role.MANAGER,
        )
        for role in Role
    ]
    with ctx.writing() as uow:
        for user in users:
            uow.users.add(user)
        uow.commit()
    with ctx.reading() as reader:
        assert [one.value for one in reader.users.present()][2:] == users


FULL_ENTRY = Entry(
    booking="B1",
    person=7,
    service="sfi",
    variant="bygg",
    provider=TEXT,
    provider_municipality=OTHER,
    counterpart=OTHER,
    payer=OWN,
    direction=RowDirection.SELL,
    agreement="A1",
    method=Method.PART_PAYMENT,
    service_month=month("2024-09"),
    settlement_month=month("2024-10"),
    days=DateRange(day("2024-09-01"), day("2024-09-30")),
    quantity=Fraction(-1, 3),
    of=30,
    unit=Unit.POINT,
    price=UnitPrice(1_234_567, Unit.YEAR, 12, "bygg", days("2024-01-01", "2024-12-31"), TEXT, is_preliminary=True),
    fees=Fees(scaled("2.5"), scaled("6")),
    rounding=Rounding.KRONA,
    amount=Ore(-1_234_567_890_123),
    steps=(
        DaysCounted(DayKind.NIGHTS, (days("2024-09-01", "2024-09-30"),), 29),
        DayRead(day("2024-09-15"), ReadingCondition.TOLD),
        PeriodsStarted((days("2024-09-01", "2024-09-28"),)),
        PaidOnce(day("2024-09-01")),
        PartPaid(65, 1, 2, 5),
        Reported(month("2024-09")),
        Supplemented(SupplementKind.NEWCOMER, "Dnr 2"),
        TakenBack(),
        Reconciled(2024, Fraction(7, 2), Ore(100), Ore(-50)),
    ),
    component=Component.SUPPLEMENT,
    kind=RowKind.CORRECTION,
    corrects=RowReference("2024-09 2309 K 1", 3),
    corrects_invoice="F 17",
    reason=Reason.NEW_PRICE,
    ground="skollagen",
    decision="Dnr 1",
    counterpart_reference="ZZ2",
    is_sensitive=True,
)
SPARSE_ENTRY = entry(price=None, of=None, days=days("2024-10-01"))


def _closing(closing_month: str = "2024-10") -> ClosingRecord:
    return ClosingRecord(
        month=month(closing_month),
        closed_at=AT,
        closed_by="prov",
        program="0",
        office="{}",
        notes="{}",
        is_recomputable=True,
    )


def _closed(uow: UnitOfWork, *entries: Entry) -> Return:
    """A closing of October with one return of these rows; Amina stands behind the first of them."""
    number = "2024-10 2309 S 1"
    closing_id = uow.ledger.append_closing(_closing(), ClosingFacts([], {}))
    rows = tuple(
        LedgerRow(number, place, month("2024-10"), one.entry)
        for place, one in enumerate((row(one) for one in entries), start=1)
    )
    made = Return(number, month("2024-10"), OTHER, RowDirection.SELL, 1, is_protected=False, rows=rows)
    sent = SentIdentity(
        person=7,
        case_number="2024-0001",
        name="Amina Prov",
        kind="personal_number",
        number="199001032391",
        previous_number="12-345678",
    )
    uow.ledger.append_return(closing_id, made, '{"cover": 1}', {1: sent} if rows else {})
    return made


def test_closed_rows_come_back_to_the_last_step(ctx: Context) -> None:
    with ctx.writing() as uow:
        made = _closed(uow, FULL_ENTRY, SPARSE_ENTRY)
        uow.commit()
    with ctx.reading() as reader:
        (found,) = reader.ledger.returns()
        assert tuple(reader.ledger.rows([found.id])) == made.rows
        assert reader.ledger.rows_of_bookings(["B1"])["B1"] == list(made.rows)
        assert (found.total, found.row_count, found.fingerprint, found.cover) == (
            made.total,
            2,
            made.fingerprint,
            '{"cover": 1}',
        )
        assert reader.ledger.identities([found.id])[made.number, 1].previous_number == "12-345678"
        assert reader.ledger.last_numbers([7], OTHER, RowDirection.SELL) == {7: "199001032391"}


def test_every_code_of_a_row_can_be_kept(ctx: Context) -> None:
    variants = [
        replace(FULL_ENTRY, **{name: member})
        for name, members in _codes(Entry)
        for member in members
        if name != "direction" and member is not Reason.WITHDRAWN  # which stands in no file
    ]
    with ctx.writing() as uow:
        made = _closed(uow, *variants)
        uow.commit()
    with ctx.reading() as reader:
        assert reader.ledger.rows([one.id for one in reader.ledger.returns()]) == list(made.rows)


def test_a_month_without_rows_and_one_from_elsewhere_come_back(ctx: Context) -> None:
    elsewhere = replace(_closing("2024-09"), closed_at=None, closed_by=None, is_recomputable=False)
    with ctx.writing() as uow:
        for record in (elsewhere, _closing()):
            uow.ledger.append_closing(record, ClosingFacts([], {}))
        uow.commit()
    with ctx.reading() as reader:
        assert [replace(one, id=0) for one in reader.ledger.closings()] == [elsewhere, _closing()]
        assert reader.ledger.last_closed() == month("2024-10")
        assert reader.ledger.closing(month("2024-11")) is None


def test_what_a_closing_rested_on_comes_back_and_is_kept_once(ctx: Context) -> None:
    body, other = '{"facts":1}', '{"facts":2}'
    frozen = FrozenBooking(
        booking="B1",
        digest=digest(body),
        body=body,
        span_first=month("2024-09"),
        siblings=(digest(other),),
        is_protected=True,
        is_held=True,
    )
    facts = ClosingFacts([frozen], {"A1": '{"agreement":1}'}, {digest(other): other})
    with ctx.writing() as uow:
        first = uow.ledger.append_closing(_closing("2024-09"), facts)
        known = replace(facts, bookings=[replace(frozen, body="", is_held=False)])
        second = uow.ledger.append_closing(_closing(), known)
        uow.commit()
    with ctx.reading() as reader:
        assert reader.ledger.facts_of(first) == facts
        assert reader.ledger.facts_of(second).bookings == [replace(frozen, is_held=False)]
        assert reader.ledger.frozen_bookings(["B1", "B2"]) == {"B1": replace(frozen, is_held=False)}
        assert reader.ledger.last_digests(["B1"]) == {"B1": digest(body)}
        assert reader.ledger.facts_are_whole(first)


def test_losses_and_events_come_back(ctx: Context) -> None:
    lost = Lost("B1", Triple(month("2024-01"), OTHER, RowDirection.BUY), Ore(-800_000))
    events = (
        ReturnEvent(at=AT, by="prov", state=ReturnState.HANDED_OUT, way="sdk", recipient="Provköping"),
        ReturnEvent(
            at=AT,
            by="prov",
            state=ReturnState.INVOICED,
            invoice_number="F 17",
            invoiced_on=day("2024-11-06"),
        ),
    )
    with ctx.writing() as uow:
        _closed(uow)
        uow.ledger.append_lost(1, [lost])
        for event in events:
            uow.ledger.append_event(1, event)
        uow.commit()
    with ctx.reading() as reader:
        (found,) = reader.ledger.returns()
        assert found.events == events
        assert (found.state, found.invoice_number) == (ReturnState.INVOICED, "F 17")
        assert reader.ledger.lost_in(1) == reader.ledger.lost_of_bookings(["B1"])["B1"] == [lost]


def test_a_number_once_a_persons_stays_in_her_history(ctx: Context) -> None:
    first = person(case_number="2024-0001", dossier_number="12-345678")
    with ctx.writing() as uow:
        stored = uow.people.add(first)
        stored = uow.people.change(stored, replace(first, dossier_number="12-999999"))
        uow.people.change(stored, replace(first, dossier_number=None, personal_number="199001032391"))
        uow.commit()
    with ctx.reading() as reader:
        history = {(one.value.number, one.value.is_current) for one in reader.identities.of_person(stored.id)}
        assert history == {("12-345678", False), ("12-999999", False), ("199001032391", True)}
        assert [one.id for one in reader.people.by_number(IdentityKind.DOSSIER, "12-345678")] == [stored.id]


def test_only_one_number_of_a_kind_is_current(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number="2024-0001", dossier_number="12-345678"))
        uow.identities.add(Identity(case_number="2024-0001", kind=IdentityKind.DOSSIER, number="12-999999"))
        uow.commit()
    with ctx.reading() as reader:
        found = reader.people.find("2024-0001")
        assert found is not None
        assert found.value.dossier_number == "12-999999"


def test_a_number_of_a_removed_person_is_never_given_again(ctx: Context) -> None:
    with ctx.writing() as uow:
        first = uow.people.add(person())
        uow.people.remove(first)
        assert uow.people.add(person()).id > first.id


def test_a_neutral_number_is_made_once_and_counts_on(ctx: Context) -> None:
    with ctx.writing() as uow:
        first, second = uow.people.add(person()), uow.people.add(person())
        numbers = [uow.people.neutral_number(one.id) for one in (first, second, first)]
        uow.commit()
    assert numbers == ["N00001", "N00002", "N00001"]


def test_a_withdrawn_consent_counts_no_more(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number="2024-0001"))
        uow.agreements.add(agreement())
        stored = uow.bookings.add(booking(consent_on=day("2024-10-01")))
        uow.commit()
    with ctx.db._writing.begin() as connection:
        connection.execute(text("UPDATE consent SET withdrawn_on = '2024-11-01'"))
    with ctx.reading() as reader:
        assert reader.bookings.get(stored.id).value.consent_on is None


def test_more_records_than_fit_in_one_question_come_back(ctx: Context) -> None:
    many = [person(household=f"H{number % 7}", dossier_number=f"12-{number:06}") for number in range(1_100)]
    with ctx.writing() as uow:
        uow.people.add_many(many)
        uow.residences.add_many([residence(one.case_number) for one in many])
        uow.commit()
    with ctx.reading() as reader:
        assert [one.value for one in reader.people.every()] == many
        assert [one.value for one in reader.people.of([one.id for one in reader.people.every()])] == many
