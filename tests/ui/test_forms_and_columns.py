"""Do forms and columns fit the records they are about, word by word and without Qt?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from e_invoices import SETTINGS
from factories import OTHER, OWN, TEST_NUMBERS, day, days, group_booking, month
from mottagning.domain.agreement_parties import AgreementParty, Inclusion
from mottagning.domain.agreements import (
    AgeSwitch,
    Agreement,
    AgreementKind,
    Direction,
    Method,
    MoveRule,
    PaymentMethod,
    Price,
    ReadingCondition,
    Terms,
    Unit,
)
from mottagning.domain.bookings import (
    Absence,
    AbsenceKind,
    Booking,
    BookingStatus,
    Financing,
    Obstacle,
    Outcome,
    Procedure,
    Report,
    Supplement,
    SupplementKind,
)
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.households import Living, Membership, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind, IdentityLevel
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.office import OfficeSettings
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
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.domain.requests import BookingRequest, CrossingReason, Side
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.returns import ReturnState
from mottagning.domain.services import Service
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.system.reference import reference
from mottagning.ui.admin import form as admin_form
from mottagning.ui.agreements import columns as agreement_columns
from mottagning.ui.agreements import form as agreement_form
from mottagning.ui.agreements.group_bookings import sections as group_sections
from mottagning.ui.agreements.parties import party_sections
from mottagning.ui.bookings import columns as booking_columns
from mottagning.ui.bookings import form as booking_form
from mottagning.ui.people import columns as people_columns
from mottagning.ui.people import form as people_form
from mottagning.ui.people.part_kinds import part_kinds
from mottagning.ui.people.residences import residence_sections
from mottagning.ui.requests import form as request_form
from mottagning.ui.responsibilities.form import responsibility_sections
from mottagning.ui.returns import columns as return_columns
from mottagning.ui.returns.lines import CounterpartLine, ProblemLine
from mottagning.ui.start import form as start_form
from mottagning.uikit.choices import municipalities
from mottagning.uikit.columns import Align, Column, Tone, text_column
from mottagning.uikit.fields import Asks, Section, all_fields, parse, shown
from mottagning.usecases.people_parts import PersonPart

TODAY = date(2025, 3, 3)
TOWNS = municipalities(reference())
SERVICES = (("sfi", "sfi"), ("gymnasium", "gymnasium"))
KEYS = (("A1", "A1"), ("A2", "A2"), ("A3", "A3"))
PEOPLE = (("2024-0001", "Petra Prov (2024-0001)"),)

PERSON = Person(
    case_number="2024-0001",
    family_name="Prov",
    given_name="Petra",
    called_name="Peta",
    birth_date=day("1990-01-03"),
    sex=Sex.WOMAN,
    personal_number=TEST_NUMBERS[0],
    coordination_number="197006872381",
    dossier_number="12345678/1",
    temporary_number="19900103-TF12",
    citizenship="SY",
    mother_tongue="ar",
    interpreter_language="ar",
    permit_ground=PermitGround.REFUGEE,
    is_quota=True,
    is_unaccompanied=True,
    permit_decided_on=day("2024-01-02"),
    permit_until=day("2027-01-02"),
    received_on=day("2024-02-01"),
    settlement_kind=SettlementKind.ASSIGNED,
    household="H1",
    household_role=HouseholdRole.CHILD,
    education_level="gymnasium",
    protection=Protection.CONFIDENTIAL_FLAG,
    neutral_number="N1",
    birth_precision=BirthPrecision.MONTH,
    birth_country="IQ",
    other_citizenships=("IQ", "LB"),
    interpreter_dialect="sorani",
    interpreter_wish=Sex.WOMAN,
    phone="070-000 00 00",
    email="prov@example.org",
    registered_on=day("2024-02-15"),
    assigned_on=day("2024-01-20"),
    first_municipality=OTHER,
)
PARTS: dict[str, PersonPart] = {
    "identities": Identity(
        case_number="2024-0001",
        kind=IdentityKind.COORDINATION,
        number="197006872381",
        valid_from=day("2024-01-01"),
        valid_until=day("2024-12-31"),
        issuer="Skatteverket",
        source="brev",
        is_current=True,
        level=IdentityLevel.UNCERTAIN,
        dormant_on=day("2029-12-31"),
    ),
    "permits": ResidencePermit(
        case_number="2024-0001",
        decided_on=day("2024-01-02"),
        ground=PermitGround.REFUGEE,
        valid_from=day("2024-01-03"),
        valid_until=day("2027-01-02"),
        card_number="UT 1",
        source="beslut",
    ),
    "memberships": Membership(
        case_number="2024-0001",
        household="H1",
        role=HouseholdRole.CHILD,
        joined_on=day("2024-01-01"),
        left_on=day("2024-06-30"),
        living=Living.BY_TURNS,
    ),
    "representatives": Representative(
        case_number="2024-0001",
        kind=RepresentativeKind.APPOINTED_CUSTODIAN,
        name="Prov",
        representative_case="2024-0002",
        municipality=OTHER,
        phone="070-000 00 00",
        email="prov@example.org",
        valid_from=day("2024-01-01"),
        valid_until=day("2024-12-31"),
        decision="Dnr 1",
    ),
    "languages": LanguageSkill(case_number="2024-0001", language="ar", level=LanguageLevel.FLUENT, is_read=True),
    "profiles": WorkProfile(
        case_number="2024-0001",
        schooling_years=scaled("9.5"),
        education="gymnasium",
        validation="pågår",
        profession="bagare",
        experience_years=scaled("4"),
        driving_licence="B",
        digital_skills="god",
        goal="eget bageri",
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
        address="Provgatan 1",
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
        data="skolgång",
    ),
    "reminders": Reminder(
        case_number="2024-0001",
        kind=ReminderKind.OWN,
        detail="ring",
        due_on=day("2024-01-01"),
        done_on=day("2024-01-02"),
    ),
    "milestones": Milestone(
        case_number="2024-0001",
        kind=MilestoneKind.PARENTAL_LEAVE,
        happened_on=day("2024-01-01"),
        lasted_until=day("2024-05-31"),
        source="anmält",
    ),
}
AGREEMENT = Agreement(
    key="A1",
    parties=(OTHER, "2313"),
    direction=Direction.MUTUAL,
    days=days("2024-01-01", "2025-12-31"),
    kind=AgreementKind.LOCAL,
    rests_on="A2",
    replaces="A3",
    payment=PaymentMethod.OTHER_SYSTEM,
    notice_on=day("2024-12-01"),
    notice_months=6,
    registry_number="KS 2024/1",
    reference="ZZ1",
    retroactive_limit=3,
    credit_limit=0,
    needs_no_decision=True,
    quiet=("K04", "K30"),
    title="Introduktion i länet",
    is_open_in_procurement=True,
    procurement_reference="UH 2023/7",
    responsible="Provchefen",
    signatory="Provdirektören",
)
PARTY = AgreementParty(
    agreement="A1",
    code=OTHER,
    board="Provnämnden",
    decision="§ 12",
    registry_number="KS 2024/9",
    decided_on=day("2024-01-02"),
    joined_on=day("2024-02-01"),
    left_on=day("2025-02-01"),
    notice_received_on=day("2024-11-03"),
    representative="Prov Provsson",
    representative_role="förvaltningschef",
    contact="prov@example.org",
    inclusion=Inclusion.EXCLUDED,
)
TERMS = Terms(
    agreement="A1",
    service="sfi",
    unit=Unit.TERM,
    method=Method.PART_PAYMENT,
    valid_from=day("2024-07-01"),
    readings=Readings(20, parse_exceptions("5,6=05-15; VT=02-15")),
    condition=ReadingCondition.PRESENT,
    move_rule=MoveRule.MONTH_END,
    shares=(65, 35),
    administration_fee=scaled("15"),
    vat_compensation=scaled("6"),
    rounding=Rounding.KRONA,
    school_calendar="Krokom",
    age_switch=AgeSwitch.AUGUST_1,
    one_unit_per_month=True,
    yearly_reconciliation=True,
    counts_discharge_day=True,
    absence_limit=14,
    no_show_limit=7,
)
PRICE = Price(
    agreement="A1",
    service="sfi",
    unit=Unit.YEAR,
    amount=scaled("129476.55"),
    days=days("2024-01-01", "2024-12-31"),
    source="Beslut 1, s. 2",
    variant="B distans",
    seller=OTHER,
    days_per_year=178,
    is_preliminary=True,
)
BOOKING = Booking(
    key="B1",
    case_number="2024-0001",
    agreement="A1",
    service="sfi",
    days=days("2024-10-01", "2024-12-20"),
    variant="B distans",
    provider_municipality=OTHER,
    provider="Skolan",
    planned_until=day("2025-01-31"),
    outcome=Outcome.COMPLETED,
    graded_on=day("2024-12-18"),
    last_present_on=day("2024-12-17"),
    hours_per_week=scaled("12.5"),
    quantity=scaled("100"),
    procedure=Procedure.OPINION,
    ground="skollagen 20 kap. 33 §",
    decision="Dnr 1",
    decided_on=day("2024-09-01"),
    told_on=day("2024-09-20"),
    end_told_on=day("2024-12-21"),
    consent_on=day("2024-09-02"),
    financing=Financing.STATE,
    project="Vägar till hela Sverige",
    obstacle=Obstacle.DECLINED,
    decision_scope="15 timmar i veckan",
    invoice_address="Gatan 1\nOrten",
    invoice_reference="ZZ2",
    counterpart_reference="K-7",
    is_sensitive=True,
)
REQUEST = BookingRequest(
    key="F1",
    procedure=Procedure.OPINION,
    side=Side.PAYING,
    case_number="2024-0001",
    service="sfi",
    counterpart=OTHER,
    days=days("2024-10-01", "2024-12-20"),
    variant="1A",
    agreement="A1",
    offer="U1",
    provider="Skolan",
    hours_per_week=scaled("12.5"),
    quantity=scaled("100"),
    crossing_reason=CrossingReason.LANGUAGE,
    priority_ground="kort utbildning",
    consent_on=day("2024-09-02"),
    financing=Financing.STATE,
    invoice_address="Gatan 1\nOrten",
    invoice_reference="ZZ2",
    counterpart_reference="K-7",
    choice_reason="Närmast",
    project="Projekt 1",
)
OFFICE = OfficeSettings(
    municipality=OWN,
    first_month=month("2024-09"),
    board="Nämnden",
    unit="Enheten",
    officer="Provia Prov",
    organisation_number="212000-0000",
    invoice_address="Gatan 1\nOrten",
    reference="ZZ1",
    email="prov@example.org",
    phone="000",
    requires_state_funding=True,
    appeal_text="Inom tre veckor",
    data_purpose="Ta emot",
    data_ground="Allmänt intresse",
    data_sources="Personen själv",
    data_retention="Fem år",
    data_rights="Rättelse",
    data_protection_officer="Dana Prov",
)
ECONOMY = replace(
    SETTINGS,
    is_vat_exempt=True,
    vat_number="SE212000146201",
    plusgiro="415820-0",
    accrued_income_account="1790",
    accrued_costs_account="2990",
)
SERVICE = Service(
    name="sfi",
    code="I1",
    is_adult_education=True,
    ground="20 kap. 33 §",
    disclosure_ground="10 kap. 15 a §",
    ground_from=day("2024-01-01"),
    source="prov",
    account_buy="4",
    account_sell="3",
    cost_centre="1",
    activity_code="2",
    project="5",
)
COUNTERPART = Counterpart(
    code="802000-0001",
    name="Skolan AB",
    kind=CounterpartKind.PRIVATE,
    invoice_address="Gatan 2\nOrten",
    reference="ZZ3",
    peppol_id="0007:802000",
    secure_channel="SDK",
    contact="Prov",
)
FORMS: dict[str, tuple[list[Section], object, set[str]]] = {
    "person": (people_form.person_sections(reference(), protection=True), PERSON, {"neutral_number"}),
    **{
        name: (
            [Section("", kind.asks(reference()))],
            PARTS[name],
            {"case_number", *(["kind"] if name == "reminders" else [])},
        )
        for name, kind in part_kinds(str, str).items()
    },
    "residence": (
        residence_sections(TOWNS),
        Residence(
            case_number="2024-0001",
            municipality=OWN,
            days=days("2024-01-01", "2024-12-31"),
            kind=ResidenceKind.STAYING,
            known_on=day("2024-02-01"),
            source="folkbokföringen",
        ),
        {"case_number"},
    ),
    "agreement": (agreement_form.agreement_sections(TOWNS, KEYS), AGREEMENT, set()),
    "party": (party_sections(), PARTY, {"agreement", "code"}),
    "group": (
        group_sections(SERVICES, TOWNS),
        group_booking(
            service="sfi",
            participants=12,
            held_on=day("2024-04-02"),
            quantity=scaled("6.5"),
            fewest=8,
            most=20,
            is_cancelled=True,
            variant="2B",
            provider="Skolan",
            decision="Dnr 1",
            decided_on=day("2024-01-01"),
            told_on=day("2024-01-02"),
            financing=Financing.PROJECT,
            project="Vägar till hela Sverige",
            invoice_address="Box 1",
            invoice_reference="ZZ1",
            counterpart_reference="ref",
        ),
        {"agreement"},
    ),
    "responsibility": (
        responsibility_sections(KEYS, SERVICES),
        Responsibility(
            key="R1",
            area="A1",
            what="Ordnar läxhjälp",
            actor_kind=ActorKind.CIVIL_SOCIETY,
            actor="Föreningen",
            unit="Mottagningen",
            service="sfi",
            contact="Prov",
            phone="08",
            email="prov@prov.se",
            document="riktlinjer",
            source="avtal",
            valid_from=day("2024-01-01"),
            valid_until=day("2024-12-31"),
        ),
        {"key"},
    ),
    "terms": (agreement_form.terms_sections(SERVICES), TERMS, {"agreement"}),
    "price": (agreement_form.price_sections(SERVICES, TOWNS), PRICE, {"agreement"}),
    "booking": (booking_form.booking_sections(PEOPLE, KEYS, SERVICES, TOWNS), BOOKING, set()),
    "request": (
        request_form.request_sections(
            PEOPLE, KEYS, SERVICES, TOWNS, (("U1", "U1 · sfi"),), (("kort utbildning", "kort utbildning"),)
        ),
        REQUEST,
        {"booking", "chosen_on", "offers_compared"},
    ),
    "absence": (
        booking_form.absence_sections(),
        Absence(booking="B1", days=days("2024-10-03", "2024-10-04"), kind=AbsenceKind.LEAVE),
        {"booking"},
    ),
    "supplement": (
        booking_form.supplement_sections(),
        Supplement(
            booking="B1",
            kind=SupplementKind.NEWCOMER,
            amount=scaled("1200"),
            days=days("2024-10-01", "2024-11-30"),
            decision="Dnr 2",
        ),
        {"booking"},
    ),
    "report": (
        booking_form.report_sections(),
        Report(booking="B1", month=month("2024-10"), quantity=scaled("7.5")),
        {"booking"},
    ),
    "office": (admin_form.office_sections(TOWNS), OFFICE, set()),
    "economy": (admin_form.economy_sections(), ECONOMY, set()),
    "service": (admin_form.service_sections(), SERVICE, set()),
    "counterpart": (admin_form.counterpart_sections(TOWNS), COUNTERPART, set()),
}


@pytest.mark.parametrize("typed", ["kortast utbildning", "eget skäl"])
def test_a_ground_of_priority_is_proposed_and_may_be_written_freely(typed: str) -> None:
    proposed = tuple((ground, ground) for ground in reference().priority_grounds)
    asked = all_fields(request_form.request_sections(PEOPLE, KEYS, SERVICES, TOWNS, KEYS, proposed))
    (one,) = [field for field in asked if field.name == "priority_ground"]
    assert ("kortast utbildning", "kortast utbildning") in one.choices
    assert parse([one], {"priority_ground": typed}, TODAY).values == {"priority_ground": typed}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_every_value_of_its_record_and_for_nothing_else(name: str) -> None:
    sections, record, not_asked = FORMS[name]
    wanted = {item.name for item in fields(record)} - not_asked  # type: ignore[arg-type]
    if "days" in wanted:
        wanted = wanted - {"days"} | {"first", "last"}
    if "readings" in wanted:
        wanted = wanted - {"readings"} | {"reading_day", "reading_exceptions"}
    names = [one.name for one in all_fields(sections)]
    assert sorted(names) == sorted(wanted)


@pytest.mark.parametrize("name", FORMS)
def test_what_a_form_shows_is_read_back_as_the_same_record(name: str) -> None:
    sections, record, _ = FORMS[name]
    asked, values = all_fields(sections), values_of(record)
    assert None not in [values[one.name] for one in asked], "the sample leaves something out"
    raw = {one.name: shown(one, values[one.name]) for one in asked}
    parsed = parse(asked, raw, TODAY)
    assert parsed.problems == ()
    assert record_of(type(record), {**values, **parsed.values}) == record


@pytest.mark.parametrize("name", FORMS)
def test_every_field_has_its_word_and_every_choice_too(name: str) -> None:
    sections, _, _ = FORMS[name]
    for one in all_fields(sections):
        assert one.label == one.label.strip() != ""
        assert one.label[0].isupper()
        assert all(value.strip() and word.strip() for value, word in one.choices)
        if one.asks in {Asks.CHOICE, Asks.CODE, Asks.CODES}:
            assert one.choices, f"{one.name} offers nothing"
    labels = [one.label for one in all_fields(sections)]
    assert len(labels) == len(set(labels)), "two fields of one form have the same label"


def test_protection_is_asked_for_only_where_it_may_be_seen() -> None:
    without = people_form.person_sections(reference(), protection=False)
    assert "protection" not in {one.name for one in all_fields(without)}


def test_what_is_offered_stands_in_swedish_order() -> None:
    some = replace(reference(), countries={"AX": "Åland", "AE": "Ägypten", "ZW": "Zimbabwe", "CI": "Côte", "CH": "Cz"})
    citizenship = next(
        one for one in all_fields(people_form.person_sections(some, protection=False)) if one.name == "citizenship"
    )
    assert [word for _, word in citizenship.choices] == ["Côte", "Cz", "Zimbabwe", "Åland", "Ägypten"]
    names = [word for _, word in municipalities(reference(), first=(OWN,))]
    assert names[0] == "Östersund"
    assert names[1] == "Ale"
    assert names.index("Åre") < names.index("Älvdalen") < names.index("Öckerö")


def test_a_new_register_says_what_keeps_it_from_being_made() -> None:
    good = {"name": "Mottagning", "passphrase": "prov med ord", "again": "prov med ord"}  # twelve letters

    def said(**other: str) -> list[tuple[str, str]]:
        return [(one.name, one.code) for one in start_form.register_problems({**good, **other})]

    assert said() == []
    assert said(name="a/b") == [("name", "not_a_file_name")]
    assert said(passphrase="prov med or") == [("passphrase", "too_short")]
    assert said(again="prov med orm") == [("again", "not_the_same")]
    assert said(name="a:b", passphrase="kort") == [("name", "not_a_file_name"), ("passphrase", "too_short")]


def test_the_office_of_a_new_register_is_what_was_asked_for() -> None:
    asked = {one.name for one in all_fields(start_form.create_sections(TOWNS))}
    assert asked == {"municipality", "first_month", "board", "name", "user", "passphrase", "again"}
    made = start_form.office_of({"municipality": OWN, "first_month": month("2025-01"), "board": None})
    assert made == OfficeSettings(municipality=OWN, first_month=month("2025-01"))


# columns

PERSON_LINE = PersonLine(
    id=1,
    case_number="2024-0001",
    name="Petra Prov",
    sort_name="prov petra",
    birth_date=day("1990-01-03"),
    identity_kind=IdentityKind.PERSONAL,
    identity=TEST_NUMBERS[0],
    municipality=OWN,
    household="H1",
    bookings=2,
    is_protected=True,
    received_on=day("2023-12-01"),
    permit_until=day("2026-11-30"),
)
AGREEMENT_LINE = AgreementLine(
    id=1,
    key="A1",
    parties=(OTHER, "2313"),
    direction=Direction.BUY,
    covers=days("2024-01-01", "2025-12-31"),
    is_given_notice=False,
    services=("sfi", "gymnasium"),
    bookings=3,
    registry_number="KS 1",
    party_names=("Krokom", "Strömsund"),
)
BOOKING_LINE = BookingLine(
    id=1,
    key="B1",
    person_id=1,
    case_number="2024-0001",
    name="Petra Prov",
    sort_name="prov petra",
    service="sfi",
    variant="B distans",
    direction=Direction.BUY,
    counterpart=OTHER,
    provider=None,
    agreement="A1",
    days=days("2024-10-01"),
    status=BookingStatus.ONGOING,
    is_protected=False,
    planned_until=day("2025-06-13"),
    told_on=day("2024-09-15"),
)
COUNTERPART_LINE = CounterpartLine("2025-01 2309 K 1", OTHER, RowDirection.BUY, 5, 1, Ore(123_456), None, 0, 0, 1)
NAME = reference().name

TABLES: dict[str, tuple[Sequence[Column[Any]], object, dict[str, str]]] = {
    "people": (
        people_columns.columns(NAME, sees_protected=True),
        PERSON_LINE,
        {
            "case": "2024-0001",
            "name": "Petra Prov",
            "birth": "1990-01-03",
            "identity": "19900103-2391",
            "home": "Östersund",
            "household": "H1",
            "bookings": "2",
            "received": "2023-12-01",
            "permit_until": "2026-11-30",
            "protected": "Skyddad",
        },
    ),
    "agreements": (
        agreement_columns.columns(lambda: TODAY),
        AGREEMENT_LINE,
        {
            "key": "A1",
            "parties": "Krokom, Strömsund",
            "direction": "köp",
            "services": "sfi, gymnasium",
            "valid": "2024-01-01–2025-12-31",
            "last": "2025-12-31",
            "code": "A1",
            "kind": "",
            "registry": "KS 1",
            "bookings": "3",
            "status": "Gäller",
        },
    ),
    "bookings": (
        booking_columns.columns(NAME),
        BOOKING_LINE,
        {
            "key": "B1",
            "person": "Petra Prov",
            "service": "sfi, B distans",
            "direction": "köp",
            "counterpart": "Krokom",
            "start": "2024-10-01",
            "period": "2024-10-01–",
            "end": "",
            "planned": "2025-06-13",
            "told": "2024-09-15",
            "provider": "",
            "case": "2024-0001",
            "agreement": "A1",
            "status": "Pågår",
        },
    ),
    "returns": (
        return_columns.counterpart_columns(NAME),
        COUNTERPART_LINE,
        {
            "counterpart": "Krokom",
            "we": "köper av",
            "rows": "5",
            "corrections": "1",
            "amount": "1 234,56",
            "status": "Klart",
        },
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_shows_its_record_in_words(name: str) -> None:
    columns, line, cells = TABLES[name]
    assert {column.name: column.text(line) for column in columns} == cells
    assert all(column.heading and column.heading[0].isupper() for column in columns)
    assert [column.stretches for column in columns].count(True) == 1


def test_figures_stand_to_the_right_and_all_else_to_the_left() -> None:
    right = {
        (table, column.name)
        for table, (columns, _, _) in TABLES.items()
        for column in columns
        if column.align is Align.RIGHT
    }
    assert right == {
        ("people", "bookings"),
        ("agreements", "bookings"),
        ("returns", "rows"),
        ("returns", "corrections"),
        ("returns", "amount"),
    }


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (
            people_columns.columns(NAME, sees_protected=True),
            PERSON_LINE._replace(
                name="",
                birth_date=None,
                identity_kind=None,
                identity=None,
                municipality=None,
                household=None,
                bookings=0,
                is_protected=False,
            ),
        ),
        (
            agreement_columns.columns(lambda: TODAY),
            replace(AGREEMENT_LINE, covers=None, services=(), bookings=0, registry_number=None),
        ),
        (booking_columns.columns(NAME), replace(BOOKING_LINE, variant=None, counterpart=None)),
        (return_columns.counterpart_columns(NAME), replace(COUNTERPART_LINE, counterpart="", direction=None)),
        (
            return_columns.problem_columns(NAME),
            ProblemLine(Problem(Check.K29, Severity.WARN, "", "no_summer_rule", params={"agreement": "A1"}), 0),
        ),
    ],
)
def test_what_is_unknown_leaves_a_cell_that_can_be_shown_and_sorted(columns: list[Column[Any]], line: Any) -> None:
    for column in columns:
        assert isinstance(column.text(line), str)
        assert sorted([line, line], key=column.sort) == [line, line]


def _sorted(columns: Sequence[Column[Any]], name: str, lines: list[Any], told: Callable[[Any], object]) -> list[object]:
    (column,) = (one for one in columns if one.name == name)
    return [told(line) for line in sorted(lines, key=column.sort)]


def test_words_sort_in_swedish_order() -> None:
    words = ["Öster", "Zara", "ängel", "Åre", "anna", "Élan", "Emma", "al-Ali", "Ali"]
    column: Column[str] = text_column("word", "Ord", lambda word: word)
    assert sorted(words, key=column.sort) == ["al-Ali", "Ali", "anna", "Élan", "Emma", "Zara", "Åre", "ängel", "Öster"]


def test_places_persons_days_and_amounts_sort_by_what_they_mean() -> None:
    towns = [PERSON_LINE._replace(municipality=code) for code in ("2380", "2309", "1407", None)]  # 1407 is Öckerö
    people, bookings, returns = (TABLES[name][0] for name in ("people", "bookings", "returns"))
    assert _sorted(people, "home", towns, lambda line: line.municipality) == [None, "2309", "1407", "2380"]
    born = [PERSON_LINE._replace(birth_date=one) for one in (day("2001-01-01"), None, day("1999-12-31"))]
    assert _sorted(people, "birth", born, lambda line: line.birth_date) == [None, day("1999-12-31"), day("2001-01-01")]
    named = [PERSON_LINE._replace(name=name, sort_name=key) for name, key in (("Bo Ek", "ek bo"), ("Ann Ask", "ask"))]
    assert _sorted(people, "name", named, lambda line: line.name) == ["Ann Ask", "Bo Ek"]
    starts = [replace(BOOKING_LINE, days=days(first)) for first in ("2024-10-01", "2023-11-01")]
    assert _sorted(bookings, "period", starts, lambda line: line.days.start.year) == [2023, 2024]
    sums = [replace(COUNTERPART_LINE, total=Ore(ore)) for ore in (1_000, -5, 90, 10_000)]
    assert _sorted(returns, "amount", sums, lambda line: line.total) == [-5, 90, 1_000, 10_000]


@pytest.mark.parametrize(
    ("changes", "word", "tone"),
    [
        ({}, "Gäller", Tone.OK),
        ({"is_given_notice": True}, "Uppsagt", Tone.WARNING),
        ({"covers": days("2025-03-04")}, "Börjar senare", Tone.INFORMATION),  # today is the third
        ({"covers": days("2024-01-01", "2025-03-02")}, "Upphört", Tone.QUIET),
        ({"covers": days("2024-01-01", "2025-03-03")}, "Gäller", Tone.OK),  # its last day
        ({"covers": None}, "Upphört", Tone.QUIET),
    ],
)
def test_an_agreement_says_whether_it_holds_today(changes: dict[str, Any], word: str, tone: Tone) -> None:
    assert agreement_columns.status(replace(AGREEMENT_LINE, **changes), TODAY) == (word, tone)


@pytest.mark.parametrize(
    ("changes", "word", "tone"),
    [
        ({}, "Klart", Tone.OK),
        ({"warnings": 2}, "2 varningar", Tone.WARNING),
        ({"warnings": 2, "waiting": 1}, "1 rad väntar", Tone.STOP),
        ({"state": ReturnState.CLOSED, "warnings": 2}, "Stängd", Tone.INFORMATION),
        ({"state": ReturnState.HANDED_OUT}, "Utlämnad", Tone.OK),
    ],
)
def test_a_counterpart_says_how_it_stands(changes: dict[str, Any], word: str, tone: Tone) -> None:
    assert return_columns.status(replace(COUNTERPART_LINE, **changes)) == (word, tone)


@pytest.mark.parametrize("status", BookingStatus)
def test_every_status_of_a_booking_has_a_tone(status: BookingStatus) -> None:
    assert isinstance(booking_columns.tone(status), Tone)


def test_somebody_without_a_number_is_shown_by_the_day_of_birth() -> None:
    unknown = PERSON_LINE._replace(identity_kind=None, identity=None)
    (identity,) = (one for one in TABLES["people"][0] if one.name == "identity")
    assert identity.text(unknown) == "1990-01-03"


def test_lists_hold_nothing_that_the_law_keeps_out_of_them() -> None:
    names = {column.name for column in TABLES["people"][0]}
    days = {"birth", "received", "permit_until"}
    assert names == {"case", "name", "identity", "home", "household", "bookings", "protected"} | days
    asked = {one.name for one in people_columns.quick_filters(NAME)}
    assert asked == {"no_number", "no_home", "no_birth", "no_reception", "booked", "not_booked", "home"}
    kept = set(PersonLine._fields)
    assert not kept & {"citizenship", "mother_tongue", "interpreter_language", "permit_ground", "settlement_kind"}


def test_forms_and_columns_are_read_without_qt() -> None:
    code = (
        "import sys, importlib\n"
        "for name in ('people.form', 'people.columns', 'agreements.form', 'agreements.columns', 'bookings.form',"
        " 'bookings.columns', 'returns.columns', 'returns.lines', 'admin.form', 'start.form'):\n"
        "    importlib.import_module('mottagning.ui.' + name)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'qtawesome'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
