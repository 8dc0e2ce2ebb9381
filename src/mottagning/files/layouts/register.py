"""The register as a workbook: its sheets, columns and what their cells hold.

The sheets and columns of formats/register-workbook, in its words, and those that the program adds so that an export
leaves nothing behind: Insatser, Tidigare ärenden (a number there leads to the person wherever a row names it),
Identiteter, Avtalsparter, what hangs on a person (Tillstånd … Bevakningar), Inte samma person, Gemensamma insatser,
Gruppbokningar, Utbud, Förfrågningar with their steps, Avvikelser, Godtagna varningar, Ansvar (the office's own
lines), Dokument (the records; the files lie in a folder beside, each named by its cell in Dokument), Mottagna
fakturor with their steps, rows and payments, Anvisningar with those expected and what is prepared, Kommuntal, Bostäder
with their reservations, Hyresnormer, Planer with what is in them, their follow-ups and checklists, the office's
Planmallar, Veckotider, Underlagshändelser, Hållpunkter, Förlängda tidsfrister, Regler, and the last columns of
Personer, Identiteter, Avtal, Underlag and Underlagsrader. A column that is added later is optional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

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
from mottagning.domain.merging import FormerCase
from mottagning.domain.money import Rounding
from mottagning.domain.offers import Eligibility, Offer, ProviderKind
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
from mottagning.domain.problems import Check
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.quotas import MunicipalQuota, QuotaKind
from mottagning.domain.received_invoices import InvoiceStep, InvoiceStepKind, ReceivedInvoice
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.domain.requests import BookingRequest, CrossingReason, RequestStep, Side, StepKind
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.return_notes import ReturnNote
from mottagning.domain.return_templates import ReturnTemplate
from mottagning.domain.services import Service
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.shared_offers import SharedOffer, SharedPayment, SharingKey
from mottagning.domain.state_compensation.claims import StateCompensationClaim
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.received import ReceivedPayment
from mottagning.domain.state_compensation.rules import SchoolForm
from mottagning.domain.waiting import Wait
from mottagning.domain.weeks import WeeklyHours


class Holds(Enum):
    """What a cell holds."""

    TEXT = auto()
    LONG_TEXT = auto()
    DAY = auto()
    MONTH = auto()
    YES_NO = auto()
    WHOLE = auto()
    SCALED = auto()
    SIGNED = auto()
    ORE = auto()
    WORD = auto()
    MUNICIPALITY = auto()
    COUNTERPART = auto()
    COUNTERPARTS = auto()
    CODES = auto()
    COUNTRY = auto()
    COUNTRIES = auto()
    LANGUAGE = auto()
    IDENTITY = auto()
    READING_DAY = auto()
    READINGS = auto()
    SHARES = auto()
    COST_SHARES = auto()
    TIMES = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field it fills, what its cells hold. `kind` are the codes of a closed list."""

    heading: str
    field: str
    holds: Holds = Holds.TEXT
    mandatory: bool = False
    kind: type[Enum] | None = None
    identity: IdentityKind | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of records. `name` is its kind in reports; `key` are the fields that tell its rows apart."""

    title: str
    name: str
    record: type
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()


def _key(heading: str, field: str, holds: Holds = Holds.TEXT) -> Column:
    return Column(heading, field, holds, mandatory=True)


def _word(heading: str, field: str, kind: type[Enum], *, mandatory: bool = False) -> Column:
    return Column(heading, field, Holds.WORD, mandatory, kind)


FIRST = _key("Från och med", "first", Holds.DAY)
LAST = Column("Till och med", "last", Holds.DAY)

SETTINGS_TITLE = "Inställningar"
SETTING_KEY, SETTING_VALUE = "Nyckel", "Värde"
SETTINGS: Mapping[str, Column] = {
    "Egen kommun": _key("Egen kommun", "municipality", Holds.MUNICIPALITY),
    "Första månad": _key("Första månad", "first_month", Holds.MONTH),
    "Nämnd": Column("Nämnd", "board"),
    "Enhet": Column("Enhet", "unit"),
    "Handläggare": Column("Handläggare", "officer"),
    "Organisationsnummer": Column("Organisationsnummer", "organisation_number"),
    "Fakturaadress": Column("Fakturaadress", "invoice_address"),
    "Referens": Column("Referens", "reference"),
    "E-post": Column("E-post", "email"),
    "Telefon": Column("Telefon", "phone"),
    "Kräver full statlig ersättning": Column("Kräver full statlig ersättning", "requires_state_funding", Holds.YES_NO),
    "Attest": Column("Attest", "requires_attest", Holds.YES_NO),
    "Överklagande": Column("Överklagande", "appeal_text"),
    "Ändamål": Column("Ändamål", "data_purpose"),
    "Rättslig grund": Column("Rättslig grund", "data_ground"),
    "Uppgifternas källor": Column("Uppgifternas källor", "data_sources"),
    "Bevarande och gallring": Column("Bevarande och gallring", "data_retention"),
    "Den registrerades rättigheter": Column("Den registrerades rättigheter", "data_rights"),
    "Dataskyddsombud": Column("Dataskyddsombud", "data_protection_officer"),
}
ECONOMY: Mapping[str, Column] = {
    column.heading: column
    for column in (
        Column("E-faktura", "writes_invoices", Holds.YES_NO),
        Column("Namn på fakturan", "seller_name"),
        Column("Eget Peppol-id", "peppol_id"),
        Column("Postadress", "postal_address"),
        Column("Bankgiro", "bankgiro"),
        Column("Plusgiro", "plusgiro"),
        Column("Betalningsdagar", "payment_days", Holds.WHOLE),
        Column("Undantaget från moms", "is_vat_exempt", Holds.YES_NO),
        Column("Momsregistreringsnummer", "vat_number"),
        Column("Bokföringsorder", "writes_vouchers", Holds.YES_NO),
        Column("Konto fordringar", "claims_account"),
        Column("Konto skulder", "debts_account"),
        Column("Verifikationsserie", "voucher_series"),
        Column("Dimension ansvar", "cost_centre_dimension"),
        Column("Dimension verksamhet", "activity_dimension"),
        Column("Dimension projekt", "project_dimension"),
        Column("Dimension motpart", "party_dimension"),
        Column("Konto upplupna intäkter", "accrued_income_account"),
        Column("Konto upplupna kostnader", "accrued_costs_account"),
    )
}
"""The settings of files for the economy system, keys of the same sheet."""

COUNTERPARTS = Sheet(
    "Motparter",
    "counterparts",
    Counterpart,
    ("code",),
    (
        _key("Motpart", "code", Holds.COUNTERPART),
        Column("Namn", "name"),
        _word("Slag", "kind", CounterpartKind),
        Column("Fakturaadress", "invoice_address"),
        Column("Referens", "reference"),
        Column("Peppol-id", "peppol_id"),
        Column("Säker kanal", "secure_channel"),
        Column("Kontakt", "contact"),
    ),
)
SERVICES = Sheet(
    "Insatser",
    "services",
    Service,
    ("name",),
    (
        _key("Insats", "name"),
        _key("Kod", "code"),
        Column("Vuxenutbildning", "is_adult_education", Holds.YES_NO),
        Column("Grund", "ground"),
        Column("Grund för utlämnande", "disclosure_ground"),
        Column("Grund gäller från", "ground_from", Holds.DAY),
        Column("Källa", "source"),
        Column("Konto köp", "account_buy"),
        Column("Konto sälj", "account_sell"),
        Column("Ansvar", "cost_centre"),
        Column("Verksamhet", "activity_code"),
        Column("Projekt", "project"),
    ),
)
PERSONS = Sheet(
    "Personer",
    "persons",
    Person,
    ("case_number",),
    (
        _key("Ärende", "case_number"),
        Column("Efternamn", "family_name"),
        Column("Förnamn", "given_name"),
        Column("Tilltalsnamn", "called_name"),
        Column("Födelsedatum", "birth_date", Holds.DAY),
        _word("Kön", "sex", Sex),
        Column("Personnummer", "personal_number", Holds.IDENTITY, identity=IdentityKind.PERSONAL),
        Column("Samordningsnummer", "coordination_number", Holds.IDENTITY, identity=IdentityKind.COORDINATION),
        Column("Dossiernummer", "dossier_number", Holds.IDENTITY, identity=IdentityKind.DOSSIER),
        Column("TF-nummer", "temporary_number", Holds.IDENTITY, identity=IdentityKind.TEMPORARY),
        Column("Medborgarskap", "citizenship", Holds.COUNTRY),
        Column("Modersmål", "mother_tongue", Holds.LANGUAGE),
        Column("Tolkspråk", "interpreter_language", Holds.LANGUAGE),
        _word("Grund", "permit_ground", PermitGround),
        Column("Kvotflykting", "is_quota", Holds.YES_NO),
        Column("Ensamkommande", "is_unaccompanied", Holds.YES_NO),
        Column("Beslutsdatum", "permit_decided_on", Holds.DAY),
        Column("Tillstånd till och med", "permit_until", Holds.DAY),
        Column("Mottagen", "received_on", Holds.DAY),
        _word("Bosättningssätt", "settlement_kind", SettlementKind),
        Column("Hushåll", "household"),
        _word("Roll", "household_role", HouseholdRole),
        Column("Utbildningsnivå", "education_level"),
        _word("Skydd", "protection", Protection),
        Column("Neutralt ärendenummer", "neutral_number"),
        _word("Födelsedatum avser", "birth_precision", BirthPrecision),
        Column("Födelseland", "birth_country", Holds.COUNTRY),
        Column("Fler medborgarskap", "other_citizenships", Holds.COUNTRIES),
        Column("Tolkdialekt", "interpreter_dialect"),
        _word("Önskad tolk", "interpreter_wish", Sex),
        Column("Telefon", "phone"),
        Column("E-post", "email"),
        Column("Folkbokförd den", "registered_on", Holds.DAY),
        Column("Anvisad den", "assigned_on", Holds.DAY),
        Column("Första kommun", "first_municipality", Holds.MUNICIPALITY),
    ),
)
IDENTITIES = Sheet(
    "Identiteter",
    "identities",
    Identity,
    ("case_number", "kind", "number"),
    (
        _key("Ärende", "case_number"),
        _word("Slag", "kind", IdentityKind, mandatory=True),
        _key("Nummer", "number"),
        Column("Från och med", "valid_from", Holds.DAY),
        Column("Till och med", "valid_until", Holds.DAY),
        Column("Utfärdare", "issuer"),
        Column("Källa", "source"),
        Column("Gällande", "is_current", Holds.YES_NO),
        _word("Nivå", "level", IdentityLevel),
        Column("Vilande från", "dormant_on", Holds.DAY),
    ),
)
FORMER_CASES = Sheet(
    "Tidigare ärenden",
    "former_cases",
    FormerCase,
    ("former_case",),
    (
        _key("Ärende", "case_number"),
        _key("Tidigare ärende", "former_case"),
        Column("Neutralt ärendenummer", "neutral_number"),
    ),
)
RESIDENCES = Sheet(
    "Hemkommun",
    "residences",
    Residence,
    ("case_number", "first"),
    (
        _key("Ärende", "case_number"),
        _key("Kommun", "municipality", Holds.MUNICIPALITY),
        FIRST,
        LAST,
        _word("Slag", "kind", ResidenceKind),
        Column("Känt den", "known_on", Holds.DAY),
        Column("Källa", "source"),
    ),
    also=("Folkbokföring",),
)
PERMITS = Sheet(
    "Tillstånd",
    "permits",
    ResidencePermit,
    ("case_number", "decided_on"),
    (
        _key("Ärende", "case_number"),
        _key("Beslutsdatum", "decided_on", Holds.DAY),
        _word("Grund", "ground", PermitGround),
        Column("Från och med", "valid_from", Holds.DAY),
        Column("Till och med", "valid_until", Holds.DAY),
        Column("Kortnummer", "card_number"),
        Column("Källa", "source"),
    ),
)
HOUSEHOLDS = Sheet(
    "Hushåll",
    "households",
    Household,
    ("key",),
    (_key("Hushåll", "key"), Column("Anknytningsperson", "anchor_person")),
)
MEMBERSHIPS = Sheet(
    "Hushållsmedlemmar",
    "memberships",
    Membership,
    ("case_number", "household", "joined_on"),
    (
        _key("Ärende", "case_number"),
        _key("Hushåll", "household"),
        _word("Roll", "role", HouseholdRole),
        Column("Från och med", "joined_on", Holds.DAY),
        Column("Till och med", "left_on", Holds.DAY),
        _word("Boende", "living", Living),
    ),
)
REPRESENTATIVES = Sheet(
    "Företrädare",
    "representatives",
    Representative,
    ("case_number", "kind", "name"),
    (
        _key("Ärende", "case_number"),
        _word("Slag", "kind", RepresentativeKind, mandatory=True),
        _key("Namn", "name"),
        Column("Eget ärende", "representative_case"),
        Column("Kommun", "municipality", Holds.MUNICIPALITY),
        Column("Telefon", "phone"),
        Column("E-post", "email"),
        Column("Från och med", "valid_from", Holds.DAY),
        Column("Till och med", "valid_until", Holds.DAY),
        Column("Beslut", "decision"),
    ),
)
LANGUAGES = Sheet(
    "Språk",
    "languages",
    LanguageSkill,
    ("case_number", "language"),
    (
        _key("Ärende", "case_number"),
        _key("Språk", "language", Holds.LANGUAGE),
        _word("Nivå", "level", LanguageLevel, mandatory=True),
        Column("Läser och skriver", "is_read", Holds.YES_NO),
    ),
)
PROFILES = Sheet(
    "Utbildning och arbete",
    "profiles",
    WorkProfile,
    ("case_number",),
    (
        _key("Ärende", "case_number"),
        Column("Skolår", "schooling_years", Holds.SCALED),
        Column("Utbildning", "education"),
        Column("Validering", "validation"),
        Column("Yrke", "profession"),
        Column("Yrkesår", "experience_years", Holds.SCALED),
        Column("Körkort", "driving_licence"),
        Column("Digital vana", "digital_skills"),
        Column("Mål", "goal"),
    ),
)
INCOMES = Sheet(
    "Försörjning",
    "incomes",
    Income,
    ("case_number", "source", "first"),
    (
        _key("Ärende", "case_number"),
        _word("Slag", "source", IncomeSource, mandatory=True),
        FIRST,
        LAST,
        Column("Belopp", "amount", Holds.SCALED),
    ),
)
HOUSINGS = Sheet(
    "Boende",
    "housings",
    Housing,
    ("case_number", "first"),
    (
        _key("Ärende", "case_number"),
        FIRST,
        LAST,
        Column("Adress", "address"),
        Column("Hyresvärd", "landlord"),
        Column("Tidsbegränsat", "is_temporary", Holds.YES_NO),
        Column("Kontrakt till och med", "contract_until", Holds.DAY),
        Column("Hyra", "rent", Holds.SCALED),
        Column("Yta", "area", Holds.SCALED),
        Column("Rum", "rooms", Holds.SCALED),
        Column("Antal boende", "persons", Holds.WHOLE),
        Column("Önskad kommun", "wished_municipality", Holds.MUNICIPALITY),
    ),
)
CONSENTS = Sheet(
    "Samtycken",
    "consents",
    Consent,
    ("case_number", "recipient", "purpose", "given_on"),
    (
        _key("Ärende", "case_number"),
        _key("Mottagare", "recipient"),
        _word("Ändamål", "purpose", ConsentPurpose, mandatory=True),
        _key("Lämnat", "given_on", Holds.DAY),
        Column("Återkallat", "withdrawn_on", Holds.DAY),
        Column("Uppgifter", "data"),
    ),
)
REMINDERS = Sheet(
    "Bevakningar",
    "reminders",
    Reminder,
    ("case_number", "kind", "detail"),
    (
        _key("Ärende", "case_number"),
        _word("Slag", "kind", ReminderKind, mandatory=True),
        _key("Gäller", "detail"),
        Column("Senast", "due_on", Holds.DAY),
        Column("Klar", "done_on", Holds.DAY),
    ),
)
APARTS = Sheet(
    "Inte samma person",
    "aparts",
    Apart,
    ("case_number", "other_case"),
    (
        _key("Ärende", "case_number"),
        _key("Annat ärende", "other_case"),
        Column("Delar nummer", "shares_number", Holds.YES_NO),
    ),
)
AGREEMENTS = Sheet(
    "Avtal",
    "agreements",
    Agreement,
    ("key",),
    (
        _key("Avtal", "key"),
        _word("Slag", "kind", AgreementKind),
        Column("Ramavtal", "rests_on"),
        Column("Ersätter", "replaces"),
        _key("Motpart", "parties", Holds.COUNTERPARTS),
        _word("Riktning", "direction", Direction, mandatory=True),
        _word("Betalningssätt", "payment", PaymentMethod),
        FIRST,
        LAST,
        Column("Uppsagt", "notice_on", Holds.DAY),
        Column("Uppsägningstid", "notice_months", Holds.WHOLE),
        Column("Diarienummer", "registry_number"),
        Column("Referens", "reference"),
        Column("Retroaktivt högst", "retroactive_limit", Holds.WHOLE),
        Column("Krediteras högst", "credit_limit", Holds.WHOLE),
        Column("Benämning", "title"),
        Column("Öppet för andra i upphandling", "is_open_in_procurement", Holds.YES_NO),
        Column("Upphandling", "procurement_reference"),
        Column("Avtalsansvarig", "responsible"),
        Column("Undertecknare", "signatory"),
        Column("Beslut behövs inte", "needs_no_decision", Holds.YES_NO),
        Column("Tysta kontroller", "quiet", Holds.CODES),
    ),
)
AGREEMENT_PARTIES = Sheet(
    "Avtalsparter",
    "agreement_parties",
    AgreementParty,
    ("agreement", "code"),
    (
        _key("Avtal", "agreement"),
        _key("Motpart", "code", Holds.COUNTERPART),
        Column("Nämnd", "board"),
        Column("Beslut", "decision"),
        Column("Diarienummer", "registry_number"),
        Column("Beslutsdatum", "decided_on", Holds.DAY),
        Column("Part från och med", "joined_on", Holds.DAY),
        Column("Lämnade", "left_on", Holds.DAY),
        Column("Uppsägningen mottagen", "notice_received_on", Holds.DAY),
        Column("Företrädare", "representative"),
        Column("Företrädarens befattning", "representative_role"),
        Column("Kontakt", "contact"),
        _word("Asylsökande och anhöriga", "inclusion", Inclusion),
    ),
)
TERMS = Sheet(
    "Villkor",
    "terms",
    Terms,
    ("agreement", "service", "valid_from"),
    (
        _key("Avtal", "agreement"),
        _key("Insats", "service"),
        Column("Gäller från", "valid_from", Holds.DAY),
        _word("Enhet", "unit", Unit, mandatory=True),
        _word("Beräkningssätt", "method", Method, mandatory=True),
        Column("Mätdag", "reading_day", Holds.READING_DAY),
        Column("Mätdagar", "reading_exceptions", Holds.READINGS),
        _word("Mätvillkor", "condition", ReadingCondition),
        _word("Flyttregel", "move_rule", MoveRule),
        Column("Delar", "shares", Holds.SHARES),
        Column("Administrativ avgift %", "administration_fee", Holds.SCALED),
        Column("Momsersättning %", "vat_compensation", Holds.SCALED),
        _word("Avrundning", "rounding", Rounding),
        Column("Skolkalender", "school_calendar"),
        _word("Åldersbyte", "age_switch", AgeSwitch),
        Column("Dubbelregel", "one_unit_per_month", Holds.YES_NO),
        Column("Slutreglering", "yearly_reconciliation", Holds.YES_NO),
        Column("Utskrivningsdag räknas", "counts_discharge_day", Holds.YES_NO),
        Column("Frånvarodagar till avbrott", "absence_limit", Holds.WHOLE),
        Column("Dagar att infinna sig", "no_show_limit", Holds.WHOLE),
    ),
)
PRICES = Sheet(
    "Priser",
    "prices",
    Price,
    ("agreement", "service", "variant", "seller", "unit", "first"),
    (
        _key("Avtal", "agreement"),
        _key("Insats", "service"),
        Column("Variant", "variant"),
        Column("Säljare", "seller", Holds.COUNTERPART),
        _word("Enhet", "unit", Unit, mandatory=True),
        _key("Belopp", "amount", Holds.SCALED),
        FIRST,
        LAST,
        Column("Dagar per år", "days_per_year", Holds.WHOLE),
        Column("Preliminär", "is_preliminary", Holds.YES_NO),
        _key("Källa", "source"),
    ),
)
AGE_GROUPS = Sheet(
    "Åldersgrupper",
    "age_groups",
    AgeGroup,
    ("agreement", "service", "variant"),
    (
        _key("Avtal", "agreement"),
        _key("Insats", "service"),
        _key("Variant", "variant"),
        _key("Från ålder", "from_age", Holds.WHOLE),
        _key("Till ålder", "to_age", Holds.WHOLE),
    ),
)
SCHOOL_RUNS = Sheet(
    "Skolkalender",
    "school_runs",
    SchoolRun,
    ("calendar", "first"),
    (_key("Skolkalender", "calendar"), FIRST, _key("Till och med", "last", Holds.DAY)),
)
SHARED_OFFERS = Sheet(
    "Gemensamma insatser",
    "shared_offers",
    SharedOffer,
    ("key",),
    (
        _key("Gemensam insats", "key"),
        _key("Avtal", "agreement"),
        _key("Insats", "service"),
        Column("Variant", "variant"),
        _key("Anordnarkommun", "provider_municipality", Holds.COUNTERPART),
        Column("Anordnare", "provider"),
        FIRST,
        _key("Till och med", "last", Holds.DAY),
        _key("Kostnad", "cost", Holds.SCALED),
        _word("Fördelning", "sharing", SharingKey, mandatory=True),
        _key("Andelar", "shares", Holds.COST_SHARES),
        _word("Betalas", "payment", SharedPayment),
        Column("Preliminär", "is_preliminary", Holds.YES_NO),
        _key("Källa", "source"),
        Column("Beslut", "decision"),
        Column("Anmäld", "told_on", Holds.DAY),
        Column("Motpartens referens", "counterpart_reference"),
    ),
)
GROUP_BOOKINGS = Sheet(
    "Gruppbokningar",
    "group_bookings",
    GroupBooking,
    ("key",),
    (
        _key("Gruppbokning", "key"),
        _key("Avtal", "agreement"),
        _key("Insats", "service"),
        Column("Variant", "variant"),
        _key("Anordnarkommun", "provider_municipality", Holds.COUNTERPART),
        Column("Anordnare", "provider"),
        _key("Betalande kommun", "payer", Holds.COUNTERPART),
        FIRST,
        _key("Till och med", "last", Holds.DAY),
        _key("Planerade deltagare", "planned", Holds.WHOLE),
        Column("Deltagare", "participants", Holds.WHOLE),
        Column("Rapporterat", "held_on", Holds.DAY),
        Column("Antal per deltagare", "quantity", Holds.SCALED),
        Column("Minst deltagare", "fewest", Holds.WHOLE),
        Column("Högst deltagare", "most", Holds.WHOLE),
        Column("Inställd", "is_cancelled", Holds.YES_NO),
        Column("Beslut", "decision"),
        Column("Beslutsdatum", "decided_on", Holds.DAY),
        Column("Anmäld", "told_on", Holds.DAY),
        _word("Finansiering", "financing", Financing),
        Column("Projekt", "project"),
        Column("Fakturaadress", "invoice_address"),
        Column("Fakturareferens", "invoice_reference"),
        Column("Motpartens referens", "counterpart_reference"),
    ),
)
OFFERS = Sheet(
    "Utbud",
    "offers",
    Offer,
    ("key",),
    (
        _key("Utbud", "key"),
        _key("Insats", "service"),
        Column("Variant", "variant"),
        _key("Kommun", "municipality", Holds.MUNICIPALITY),
        Column("Anordnare", "provider"),
        _word("Anordnarform", "provider_kind", ProviderKind),
        Column("Ort", "place"),
        Column("Språk", "language", Holds.LANGUAGE),
        Column("Tider", "times", Holds.TIMES),
        FIRST,
        LAST,
        Column("Pris", "price", Holds.SCALED),
        _word("Enhet", "unit", Unit),
        _word("Vem får komma", "eligibility", Eligibility),
        Column("Inriktning", "speciality"),
        Column("Platser", "seats", Holds.WHOLE),
        Column("Platser den", "seats_on", Holds.DAY),
        Column("Källa", "source"),
        Column("Finns inte", "is_lacking", Holds.YES_NO),
        Column("Minst deltagare", "fewest", Holds.WHOLE),
    ),
)
BOOKINGS = Sheet(
    "Bokningar",
    "bookings",
    Booking,
    ("key",),
    (
        _key("Bokning", "key"),
        _key("Ärende", "case_number"),
        _key("Avtal", "agreement"),
        _key("Insats", "service"),
        Column("Variant", "variant"),
        Column("Anordnarkommun", "provider_municipality", Holds.COUNTERPART),
        Column("Anordnare", "provider"),
        FIRST,
        LAST,
        Column("Planerat slut", "planned_until", Holds.DAY),
        _word("Slut", "outcome", Outcome),
        Column("Betygsdatum", "graded_on", Holds.DAY),
        Column("Senast närvarande", "last_present_on", Holds.DAY),
        Column("Omfattning", "hours_per_week", Holds.SCALED),
        Column("Antal", "quantity", Holds.SCALED),
        _word("Förfarande", "procedure", Procedure),
        Column("Grund", "ground"),
        Column("Beslut", "decision"),
        Column("Beslutsdatum", "decided_on", Holds.DAY),
        Column("Anmäld", "told_on", Holds.DAY),
        Column("Slut anmält", "end_told_on", Holds.DAY),
        Column("Samtycke till utlämnande", "consent_on", Holds.DAY),
        _word("Finansiering", "financing", Financing),
        Column("Fakturaadress", "invoice_address"),
        Column("Fakturareferens", "invoice_reference"),
        Column("Motpartens referens", "counterpart_reference"),
        Column("Känslig", "is_sensitive", Holds.YES_NO),
        Column("Projekt", "project"),
        _word("Hinder", "obstacle", Obstacle),
        Column("Beslutet omfattar", "decision_scope"),
    ),
)
ABSENCES = Sheet(
    "Frånvaro",
    "absences",
    Absence,
    ("booking", "first"),
    (_key("Bokning", "booking"), FIRST, LAST, _word("Slag", "kind", AbsenceKind, mandatory=True)),
)
SUPPLEMENTS = Sheet(
    "Tillägg",
    "supplements",
    Supplement,
    ("booking", "kind", "first"),
    (
        _key("Bokning", "booking"),
        _word("Slag", "kind", SupplementKind, mandatory=True),
        _key("Belopp", "amount", Holds.SCALED),
        FIRST,
        LAST,
        Column("Beslut", "decision"),
    ),
)
REPORTS = Sheet(
    "Rapporterat",
    "reports",
    Report,
    ("booking", "month"),
    (_key("Bokning", "booking"), _key("Månad", "month", Holds.MONTH), _key("Antal", "quantity", Holds.SCALED)),
)
REQUESTS = Sheet(
    "Förfrågningar",
    "requests",
    BookingRequest,
    ("key",),
    (
        _key("Förfrågan", "key"),
        _word("Förfarande", "procedure", Procedure, mandatory=True),
        _word("Vår del", "side", Side, mandatory=True),
        _key("Ärende", "case_number"),
        _key("Insats", "service"),
        Column("Variant", "variant"),
        _key("Motpart", "counterpart", Holds.COUNTERPART),
        Column("Avtal", "agreement"),
        Column("Utbud", "offer"),
        Column("Anordnare", "provider"),
        FIRST,
        LAST,
        Column("Omfattning", "hours_per_week", Holds.SCALED),
        Column("Antal", "quantity", Holds.SCALED),
        _word("Skäl till annan kommun", "crossing_reason", CrossingReason),
        Column("Prioriteringsgrund", "priority_ground"),
        Column("Samtycke", "consent_on", Holds.DAY),
        _word("Finansiering", "financing", Financing),
        Column("Fakturaadress", "invoice_address"),
        Column("Fakturareferens", "invoice_reference"),
        Column("Motpartens referens", "counterpart_reference"),
        Column("Bokning", "booking"),
        Column("Skäl för valet", "choice_reason"),
        Column("Valt den", "chosen_on", Holds.DAY),
        Column("Jämförda utbud", "offers_compared", Holds.WHOLE),
        Column("Projekt", "project"),
    ),
)
REQUEST_STEPS = Sheet(
    "Förfrågningssteg",
    "request_steps",
    RequestStep,
    ("request", "number"),
    (
        _key("Förfrågan", "request"),
        _key("Nummer", "number", Holds.WHOLE),
        _word("Steg", "kind", StepKind, mandatory=True),
        _key("Dag", "on", Holds.DAY),
        Column("Av", "by"),
        Column("Skäl", "reason"),
        Column("Beslut", "reference"),
        Column("Grund", "ground"),
        Column("Belopp", "amount", Holds.SCALED),
        _word("Hinder", "obstacle", Obstacle),
        Column("Omfattar", "scope"),
    ),
)
DEVIATIONS = Sheet(
    "Avvikelser",
    "deviations",
    Deviation,
    ("key",),
    (
        _key("Avvikelse", "key"),
        _word("Slag", "kind", DeviationKind, mandatory=True),
        _key("Upptäckt", "noticed_on", Holds.DAY),
        _key("Vad som hände", "what", Holds.LONG_TEXT),
        Column("Bokning", "booking"),
        Column("Kommun", "counterpart", Holds.COUNTERPART),
        Column("Anordnare", "provider"),
        Column("Ansvarig", "responsible"),
        Column("Åtgärd", "measure", Holds.LONG_TEXT),
        Column("Klar senast", "due_on", Holds.DAY),
        Column("Avslutad", "closed_on", Holds.DAY),
        Column("Resultat", "result", Holds.LONG_TEXT),
    ),
)
ACCEPTED_WARNINGS = Sheet(
    "Godtagna varningar",
    "accepted_warnings",
    AcceptedWarning,
    ("key",),
    (
        _key("Godtagande", "key"),
        _word("Kontroll", "check", Check, mandatory=True),
        Column("Bokning", "booking"),
        Column("Avser", "about"),
        Column("Månad", "month", Holds.MONTH),
        _key("Skäl", "reason", Holds.LONG_TEXT),
        _key("Av", "by"),
        _key("Dag", "on", Holds.DAY),
        _key("Avtryck", "fingerprint"),
    ),
)
PARKED_ROWS = Sheet(
    "Parkerade rader",
    "parked_rows",
    ParkedRows,
    ("key",),
    (
        _key("Parkering", "key"),
        Column("Bokning", "booking"),
        Column("Kurs", "course"),
        Column("Motpart", "counterpart", Holds.COUNTERPART),
        Column("Månad", "month", Holds.MONTH),
        _key("Skäl", "reason", Holds.LONG_TEXT),
        _key("Av", "by"),
        _key("Dag", "on", Holds.DAY),
    ),
)
RETURN_NOTES = Sheet(
    "Anteckningar om underlag",
    "return_notes",
    ReturnNote,
    ("key",),
    (
        _key("Anteckning", "key"),
        _key("Månad", "month", Holds.MONTH),
        _key("Motpart", "counterpart", Holds.COUNTERPART),
        _key("Text", "text", Holds.LONG_TEXT),
        _key("Av", "by"),
        _key("Dag", "on", Holds.DAY),
    ),
)
BUDGETS = Sheet(
    "Budget",
    "budgets",
    Budget,
    ("year", "direction", "service", "counterpart"),
    (
        _key("År", "year", Holds.WHOLE),
        _word("Riktning", "direction", RowDirection, mandatory=True),
        Column("Insats", "service"),
        Column("Motpart", "counterpart", Holds.COUNTERPART),
        _key("Belopp", "amount", Holds.SCALED),
        Column("Anteckning", "note", Holds.LONG_TEXT),
    ),
)
RESPONSIBILITIES = Sheet(
    "Ansvar",
    "responsibilities",
    Responsibility,
    ("key",),
    (
        _key("Ansvar", "key"),
        _key("Område", "area"),
        Column("Insats", "service"),
        _key("Vad", "what", Holds.LONG_TEXT),
        _word("Slag", "actor_kind", ActorKind, mandatory=True),
        Column("Namn", "actor"),
        Column("Enhet", "unit"),
        Column("Kontakt", "contact"),
        Column("Telefon", "phone"),
        Column("E-post", "email"),
        Column("Styrande dokument", "document"),
        Column("Källa", "source"),
        Column("Från och med", "valid_from", Holds.DAY),
        Column("Till och med", "valid_until", Holds.DAY),
    ),
)
DOCUMENTS = Sheet(
    "Dokument",
    "documents",
    Document,
    ("key",),
    (
        _key("Dokument", "key"),
        Column("Ärende", "case_number"),
        Column("Bokning", "booking"),
        Column("Avtal", "agreement"),
        _word("Slag", "kind", DocumentKind, mandatory=True),
        _key("Rubrik", "title"),
        Column("Diarienummer", "registry_number"),
        Column("Länk", "link"),
        Column("Daterat", "dated_on", Holds.DAY),
        Column("Bevaras till och med", "kept_until", Holds.DAY),
        Column("Bevaras enligt", "kept_by_rule"),
        Column("Filnamn", "file_name"),
        Column("Storlek i byte", "size", Holds.WHOLE),
        Column("Kontrollsumma (SHA-256)", "sha256"),
    ),
)
RECEIVED_INVOICES = Sheet(
    "Mottagna fakturor",
    "received_invoices",
    ReceivedInvoice,
    ("key",),
    (
        _key("Ankomstnummer", "key"),
        _key("Motpart", "counterpart", Holds.COUNTERPART),
        _key("Fakturanummer", "number"),
        _key("Ankom", "arrived_on", Holds.DAY),
        _key("Förfaller", "due_on", Holds.DAY),
        _key("Belopp", "amount", Holds.ORE),
        _key("Från månad", "first_month", Holds.MONTH),
        _key("Till månad", "last_month", Holds.MONTH),
        Column("Fakturadatum", "invoiced_on", Holds.DAY),
        Column("Motpartens referens", "their_reference"),
        Column("Vår referens", "our_reference"),
        Column("Skyddad", "is_protected", Holds.YES_NO),
        Column("Anteckning", "note", Holds.LONG_TEXT),
        Column("Specifikation", "specification"),
        Column("Makulerad", "voided_on", Holds.DAY),
    ),
)
INVOICE_STEPS = Sheet(
    "Fakturahändelser",
    "invoice_steps",
    InvoiceStep,
    ("invoice", "number"),
    (
        _key("Ankomstnummer", "invoice"),
        _key("Nummer", "number", Holds.WHOLE),
        _word("Händelse", "kind", InvoiceStepKind, mandatory=True),
        _key("Dag", "on", Holds.DAY),
        _key("Av", "by"),
        Column("Anteckning", "note", Holds.LONG_TEXT),
        Column("Belopp", "amount", Holds.ORE),
    ),
)
INVOICE_ROWS = Sheet(
    "Fakturarader",
    "invoice_rows",
    InvoiceRow,
    ("invoice", "row"),
    (
        _key("Ankomstnummer", "invoice"),
        _key("Rad", "row", Holds.WHOLE),
        _key("Räknas med rad", "head", Holds.WHOLE),
        _key("Belopp", "amount", Holds.ORE),
        _word("Utfall", "verdict", Verdict, mandatory=True),
        _word("Ställning", "stance", Stance, mandatory=True),
        Column("Vårt belopp", "our_amount", Holds.ORE),
        Column("Vår bokning", "our_booking"),
        Column("Vår första månad", "our_first", Holds.MONTH),
        Column("Vår sista månad", "our_last", Holds.MONTH),
        Column("Från månad", "first_month", Holds.MONTH),
        Column("Till månad", "last_month", Holds.MONTH),
        Column("Namn hos dem", "name"),
        Column("Nummer hos dem", "identity"),
        Column("Deras beteckning", "reference"),
        Column("Insats hos dem", "service"),
        Column("Varför", "why", Holds.LONG_TEXT),
    ),
)
INVOICE_PAYMENTS = Sheet(
    "Fakturabetalningar",
    "invoice_payments",
    InvoicePayment,
    ("our_booking", "service_month", "line"),
    (
        _key("Ankomstnummer", "invoice"),
        _key("Rad", "head", Holds.WHOLE),
        _key("Vår bokning", "our_booking"),
        _key("Avser månad", "service_month", Holds.MONTH),
        _key("Betalning", "line", Holds.WHOLE),
        _key("Belopp", "amount", Holds.ORE),
        Column("Våra rader", "our_rows"),
    ),
)
RETURN_TEMPLATES = Sheet(
    "Blanketter",
    "return_templates",
    ReturnTemplate,
    ("agreement",),
    (
        _key("Avtal", "agreement"),
        _key("Filnamn", "file_name"),
        _key("Storlek i byte", "size", Holds.WHOLE),
        _key("Kontrollsumma (SHA-256)", "sha256"),
        _key("Vald av", "chosen_by"),
        _key("Vald den", "chosen_on", Holds.DAY),
    ),
)
PLANS = Sheet(
    "Planer",
    "plans",
    IntroductionPlan,
    ("key",),
    (
        _key("Plan", "key"),
        _key("Ärende", "case_number"),
        FIRST,
        LAST,
        Column("Mall", "begun_from"),
        Column("Ansvarig handläggare", "officer"),
        Column("Behov", "needs", Holds.LONG_TEXT),
        Column("Det som har gjorts tidigare", "history", Holds.LONG_TEXT),
        Column("Övertagen från", "taken_over_from"),
        Column("Annan plan", "external_plan"),
        Column("Avslutad", "closed_on", Holds.DAY),
        _word("Avslutsorsak", "closure_reason", ClosureReason),
        Column("Om avslutet", "closure_note", Holds.LONG_TEXT),
        Column("Överlämnad till", "handed_to"),
        Column("Överlämnad till kommun", "handed_municipality", Holds.MUNICIPALITY),
        Column("Överlämnad den", "handed_on", Holds.DAY),
        Column("Överlämnade handlingar", "handed_documents", Holds.LONG_TEXT),
        Column("Överlämnad enligt", "handed_ground"),
    ),
)
PLAN_GOALS = Sheet(
    "Mål",
    "plan_goals",
    Goal,
    ("plan", "number"),
    (
        _key("Plan", "plan"),
        _key("Nummer", "number", Holds.WHOLE),
        _key("Gäller", "area"),
        Column("Med egna ord", "words", Holds.LONG_TEXT),
        Column("Behov", "need", Holds.LONG_TEXT),
        Column("Så märks det", "measure", Holds.LONG_TEXT),
        Column("Senast", "due_on", Holds.DAY),
        _word("Läge", "status", GoalStatus),
        Column("Huvudmål", "is_main", Holds.YES_NO),
    ),
)
PLAN_ACTIVITIES = Sheet(
    "Aktiviteter",
    "plan_activities",
    PlanActivity,
    ("plan", "number"),
    (
        _key("Plan", "plan"),
        _key("Nummer", "number", Holds.WHOLE),
        _key("Vad", "what"),
        FIRST,
        LAST,
        _word("Ansvarig", "actor_kind", ActorKind, mandatory=True),
        Column("Enhet eller namn", "actor"),
        Column("Mål", "goal", Holds.WHOLE),
        Column("Timmar i veckan", "hours_per_week", Holds.SCALED),
        Column("Plats", "place"),
        _word("Läge", "status", ActivityStatus),
        Column("Resultat", "outcome", Holds.LONG_TEXT),
        Column("Bokning", "booking"),
        Column("Beror på", "depends_on", Holds.WHOLE),
    ),
)
PLAN_RESPONSIBILITIES = Sheet(
    "Planens ansvar",
    "plan_responsibilities",
    PlanResponsibility,
    ("plan", "number"),
    (
        _key("Plan", "plan"),
        _key("Nummer", "number", Holds.WHOLE),
        _key("Område", "area"),
        _word("Ansvarig", "actor_kind", ActorKind, mandatory=True),
        Column("Vad", "what", Holds.LONG_TEXT),
        Column("Enhet eller namn", "actor"),
        Column("Kontakt", "contact"),
        Column("Telefon", "phone"),
        Column("E-post", "email"),
    ),
)
CHILD_SECTIONS = Sheet(
    "Barnets avsnitt",
    "child_sections",
    ChildSection,
    ("plan",),
    (
        _key("Plan", "plan"),
        Column("Barnets behov", "needs", Holds.LONG_TEXT),
        Column("Barnets egen röst", "voice", Holds.LONG_TEXT),
        Column("Hördes den", "heard_on", Holds.DAY),
        Column("Hur barnet fick berätta", "heard_how"),
        Column("Förskola eller skola", "school"),
        Column("Kontakt där", "school_contact"),
        Column("Modersmål", "mother_tongue"),
        Column("Hälsa", "health", Holds.LONG_TEXT),
        Column("Fritid", "leisure", Holds.LONG_TEXT),
        Column("Föräldrarnas tider", "parents_hours", Holds.LONG_TEXT),
    ),
)
FOLLOW_UPS = Sheet(
    "Uppföljningar",
    "follow_ups",
    FollowUp,
    ("plan", "number"),
    (
        _key("Plan", "plan"),
        _key("Nummer", "number", Holds.WHOLE),
        _key("Dag", "on", Holds.DAY),
        Column("Anledning", "cause"),
        Column("Deltagare", "participants", Holds.LONG_TEXT),
        Column("Tolk", "interpreter", Holds.LANGUAGE),
        Column("Vad som har ändrats", "what_changed", Holds.LONG_TEXT),
        Column("Den enskildes uppfattning", "own_view", Holds.LONG_TEXT),
        Column("Nästa uppföljning", "next_on", Holds.DAY),
        Column("Undertecknad av", "signed_by"),
        Column("Undertecknad den", "signed_on", Holds.DAY),
    ),
)
GOAL_REVIEWS = Sheet(
    "Mål vid uppföljning",
    "goal_reviews",
    GoalReview,
    ("plan", "follow_up", "goal"),
    (
        _key("Plan", "plan"),
        _key("Uppföljning", "follow_up", Holds.WHOLE),
        _key("Mål", "goal", Holds.WHOLE),
        _word("Läge", "status", GoalStatus, mandatory=True),
        Column("Anteckning", "note", Holds.LONG_TEXT),
    ),
)
CHECKLIST_MARKS = Sheet(
    "Checklista",
    "checklist_marks",
    ChecklistMark,
    ("case_number", "household", "item"),
    (
        Column("Ärende", "case_number"),
        Column("Hushåll", "household"),
        _key("Punkt", "item"),
        _word("Läge", "state", MarkState),
        _key("Dag", "on", Holds.DAY),
        _key("Av", "by"),
        Column("Skäl", "why", Holds.LONG_TEXT),
    ),
)
PLAN_TEMPLATES = Sheet(
    "Planmallar",
    "plan_templates",
    PlanTemplate,
    ("key",),
    (
        _key("Mall", "key"),
        _key("Benämning", "title"),
        Column("Från ålder", "from_age", Holds.WHOLE),
        Column("Till ålder", "to_age", Holds.WHOLE),
        Column("Källa", "source"),
    ),
)
PLAN_TEMPLATE_ITEMS = Sheet(
    "Planmallsrader",
    "plan_template_items",
    TemplateItem,
    ("template", "number"),
    (
        _key("Mall", "template"),
        _key("Nummer", "number", Holds.WHOLE),
        _word("Slag", "kind", ItemKind, mandatory=True),
        _key("Text", "text"),
        _word("Ansvarig", "actor_kind", ActorKind),
        Column("Enhet eller namn", "actor"),
        Column("Så märks det", "measure", Holds.LONG_TEXT),
        Column("Mål", "goal", Holds.WHOLE),
        Column("Börjar efter veckor", "after_weeks", Holds.WHOLE),
        Column("Pågår i veckor", "weeks", Holds.WHOLE),
        Column("Timmar i veckan", "hours_per_week", Holds.SCALED),
        Column("Källa", "source"),
    ),
)

MILESTONES = Sheet(
    "Hållpunkter",
    "milestones",
    Milestone,
    ("case_number", "kind", "happened_on"),
    (
        _key("Ärende", "case_number"),
        _word("Slag", "kind", MilestoneKind, mandatory=True),
        _key("Dag", "happened_on", Holds.DAY),
        Column("Till och med", "lasted_until", Holds.DAY),
        Column("Källa", "source"),
    ),
)
EXTENSIONS = Sheet(
    "Förlängda tidsfrister",
    "extensions",
    Extension,
    ("case_number", "rule", "new_day"),
    (
        _key("Ärende", "case_number"),
        _key("Regel", "rule"),
        _key("Tidigare dag", "old_day", Holds.DAY),
        _key("Ny dag", "new_day", Holds.DAY),
        _key("Beviljad av", "granted_by"),
        _key("Beviljad", "granted_on", Holds.DAY),
        Column("Ansökt", "applied_on", Holds.DAY),
        Column("Beslut", "decision"),
    ),
)
LOADED_RULES = Sheet(
    "Regler",
    "loaded_rules",
    LoadedRule,
    ("key",),
    (
        _key("Regel", "key"),
        _key("Text", "text", Holds.LONG_TEXT),
        _key("Fil", "file"),
        _key("Inläst", "loaded_on", Holds.DAY),
    ),
)
WEEKLY_HOURS = Sheet(
    "Veckotider",
    "weekly_hours",
    WeeklyHours,
    ("key",),
    (
        _key("Veckotid", "key"),
        _key("Ärende", "case_number"),
        Column("Vad", "what"),
        Column("Bokning", "booking"),
        Column("Plan", "plan"),
        Column("Aktivitet", "activity", Holds.WHOLE),
        FIRST,
        LAST,
        _key("Tider", "times", Holds.TIMES),
        Column("Kommun", "municipality", Holds.MUNICIPALITY),
        Column("Restid hemifrån", "travel", Holds.WHOLE),
        Column("Restid från platsen före", "from_previous", Holds.WHOLE),
        _word("Omsorg", "care", Care),
        Column("Hemma", "is_at_home", Holds.YES_NO),
        Column("Öppettider", "opening", Holds.TIMES),
    ),
)

ASSIGNMENTS = Sheet(
    "Anvisningar",
    "assignments",
    Assignment,
    ("key",),
    (
        _key("Anvisning", "key"),
        _word("Slag", "kind", AssignmentKind, mandatory=True),
        _key("Beslutsdatum", "decided_on", Holds.DAY),
        _key("Personer", "persons", Holds.WHOLE),
        Column("Sista mottagningsdag", "due_on", Holds.DAY),
        _word("Läge", "status", AssignmentStatus),
        Column("Ärende hos Migrationsverket", "agency_case"),
        Column("Handläggare hos Migrationsverket", "contact"),
        Column("Handläggare", "officer"),
        Column("Tolkspråk", "interpreter_language", Holds.LANGUAGE),
        Column("Planerad ankomst", "arrives_on", Holds.DAY),
        Column("Mottagen", "received_on", Holds.DAY),
        Column("Mottagna personer", "persons_received", Holds.WHOLE),
        Column("Kommuntal för år", "quota_year", Holds.WHOLE),
        Column("Hushåll", "household"),
        Column("Ersätter", "replaces"),
        _word("Skydd", "protection", Protection),
        Column("Anteckning", "note", Holds.LONG_TEXT),
    ),
)
EXPECTED_PERSONS = Sheet(
    "Väntade personer",
    "expected_persons",
    ExpectedPerson,
    ("assignment", "number"),
    (
        _key("Anvisning", "assignment"),
        _key("Nummer", "number", Holds.WHOLE),
        Column("Efternamn", "family_name"),
        Column("Förnamn", "given_name"),
        Column("Födelsedatum", "birth_date", Holds.DAY),
        _word("Födelsedatum känt till", "birth_precision", BirthPrecision),
        Column("Ålder", "age", Holds.WHOLE),
        _word("Kön", "sex", Sex),
        _word("Roll", "role", HouseholdRole),
        Column("Ärende", "case_number"),
    ),
)
PREPARATIONS = Sheet(
    "Förberedelser",
    "preparations",
    Preparation,
    ("assignment", "item"),
    (
        _key("Anvisning", "assignment"),
        _key("Punkt", "item"),
        _key("Ansvarig", "responsible"),
        Column("Dagar före ankomst", "days_before", Holds.WHOLE),
    ),
)
MUNICIPAL_QUOTAS = Sheet(
    "Kommuntal",
    "municipal_quotas",
    MunicipalQuota,
    ("year", "kind"),
    (
        _key("År", "year", Holds.WHOLE),
        _word("Slag", "kind", QuotaKind, mandatory=True),
        _key("Personer", "persons", Holds.WHOLE),
        _key("Källa", "source"),
        Column("Beslutsdatum", "decided_on", Holds.DAY),
        Column("Anteckning", "note", Holds.LONG_TEXT),
    ),
)
FLATS = Sheet(
    "Bostäder",
    "flats",
    Flat,
    ("key",),
    (
        _key("Bostad", "key"),
        _key("Adress", "address"),
        FIRST,
        LAST,
        Column("Hyresvärd", "landlord"),
        Column("Kontakt", "contact"),
        Column("Rum", "rooms", Holds.SCALED),
        Column("Yta", "area", Holds.SCALED),
        Column("Hyra", "rent", Holds.SCALED),
        Column("Kontrakt", "contract"),
        Column("Kontrakt till och med", "contract_until", Holds.DAY),
        Column("Nyckeldag", "keys_on", Holds.DAY),
        Column("Anteckning", "note", Holds.LONG_TEXT),
    ),
)
FLAT_RESERVATIONS = Sheet(
    "Reservationer",
    "flat_reservations",
    FlatReservation,
    ("flat", "first"),
    (_key("Bostad", "flat"), _key("Anvisning", "assignment"), FIRST, LAST),
)
RENT_NORMS = Sheet(
    "Hyresnormer",
    "rent_norms",
    RentNorm,
    ("persons", "first"),
    (
        _key("Personer", "persons", Holds.WHOLE),
        FIRST,
        LAST,
        Column("Belopp", "amount", Holds.SCALED, mandatory=True),
        _key("Källa", "source"),
    ),
)

WAITS = Sheet(
    "Väntan",
    "waits",
    Wait,
    ("key",),
    (
        _key("Väntan", "key"),
        Column("Ärende", "case_number"),
        Column("Hushåll", "household"),
        _key("Vad", "what"),
        _word("Väntar på", "actor_kind", ActorKind),
        Column("Namn", "actor"),
        _key("Sedan", "since", Holds.DAY),
        Column("Anteckning", "note", Holds.LONG_TEXT),
        Column("Slut", "ended_on", Holds.DAY),
        Column("Varför slut", "why_ended"),
    ),
)

STATE_COMPENSATION_CLAIMS = Sheet(
    "Statlig ersättning",
    "state_compensation_claims",
    StateCompensationClaim,
    ("case_number", "ground", "first"),
    (
        _key("Ärende", "case_number"),
        _key("Grund", "ground"),
        FIRST,
        LAST,
        Column("Kostnad", "cost", Holds.ORE),
        Column("Ansökan", "application"),
        Column("Diarienummer", "registry_number"),
        Column("Sökt", "applied_on", Holds.DAY),
        Column("Sökt belopp", "applied", Holds.ORE),
        Column("Komplettering begärd", "asked_on", Holds.DAY),
        Column("Komplettera senast", "answer_by", Holds.DAY),
        Column("Kompletterad", "completed_on", Holds.DAY),
        Column("Beslutad", "decided_on", Holds.DAY),
        Column("Beviljat belopp", "granted", Holds.ORE),
        Column("Skäl för avslag", "refusal"),
        Column("Mottagen", "received_on", Holds.DAY),
        Column("Mottaget belopp", "received", Holds.ORE),
        Column("Underlag", "evidence"),
        _word("Skolform", "school_form", SchoolForm),
        Column("Första skoldag", "school_from", Holds.DAY),
        Column("Sista skoldag", "school_until", Holds.DAY),
    ),
)

RECEIVED_STATE_PAYMENTS = Sheet(
    "Statliga utbetalningar",
    "received_state_payments",
    ReceivedPayment,
    ("case_number", "kind", "month"),
    (
        _key("Ärende", "case_number"),
        _word("Slag", "kind", PaymentKind, mandatory=True),
        _key("Månad", "month", Holds.MONTH),
        Column("Mottagen", "received_on", Holds.DAY, mandatory=True),
        Column("Mottaget belopp", "received", Holds.ORE, mandatory=True),
        Column("Beteckning", "reference"),
    ),
)

SHEETS = (
    COUNTERPARTS,
    SERVICES,
    PERSONS,
    FORMER_CASES,
    IDENTITIES,
    RESIDENCES,
    AGREEMENTS,
    AGREEMENT_PARTIES,
    TERMS,
    PRICES,
    AGE_GROUPS,
    SCHOOL_RUNS,
    SHARED_OFFERS,
    GROUP_BOOKINGS,
    OFFERS,
    PERMITS,
    HOUSEHOLDS,
    MEMBERSHIPS,
    REPRESENTATIVES,
    LANGUAGES,
    PROFILES,
    INCOMES,
    HOUSINGS,
    CONSENTS,
    REMINDERS,
    APARTS,
    BOOKINGS,
    ABSENCES,
    SUPPLEMENTS,
    REPORTS,
    REQUESTS,
    REQUEST_STEPS,
    DEVIATIONS,
    ACCEPTED_WARNINGS,
    PARKED_ROWS,
    RETURN_NOTES,
    BUDGETS,
    RESPONSIBILITIES,
    DOCUMENTS,
    RECEIVED_INVOICES,
    INVOICE_STEPS,
    INVOICE_ROWS,
    INVOICE_PAYMENTS,
    RETURN_TEMPLATES,
    MILESTONES,
    EXTENSIONS,
    LOADED_RULES,
    ASSIGNMENTS,
    EXPECTED_PERSONS,
    PREPARATIONS,
    MUNICIPAL_QUOTAS,
    FLATS,
    FLAT_RESERVATIONS,
    RENT_NORMS,
    PLANS,
    PLAN_GOALS,
    PLAN_ACTIVITIES,
    PLAN_RESPONSIBILITIES,
    CHILD_SECTIONS,
    FOLLOW_UPS,
    GOAL_REVIEWS,
    CHECKLIST_MARKS,
    PLAN_TEMPLATES,
    PLAN_TEMPLATE_ITEMS,
    WEEKLY_HOURS,
    WAITS,
    STATE_COMPENSATION_CLAIMS,
    RECEIVED_STATE_PAYMENTS,
)
"""The sheets of records, in an order in which each refers to earlier ones only."""
