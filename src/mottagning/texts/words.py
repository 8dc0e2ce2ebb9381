"""Which Swedish word stands for which code? The words of the register format, which are those of the window.

Each enumeration has its words; reading is without regard to case and surrounding blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from mottagning.domain.agreement_parties import Inclusion
from mottagning.domain.agreements import (
    AgeSwitch,
    AgreementKind,
    Direction,
    Method,
    MoveRule,
    PaymentMethod,
    ReadingCondition,
    Unit,
)
from mottagning.domain.assignments import AssignmentKind, AssignmentStatus
from mottagning.domain.attests import AttestKind
from mottagning.domain.bookings import (
    AbsenceKind,
    BookingStatus,
    Financing,
    Obstacle,
    Outcome,
    Procedure,
    SupplementKind,
)
from mottagning.domain.budgets import BudgetBasis, BudgetGroup
from mottagning.domain.checklists import MarkState, Phase
from mottagning.domain.children_hours import Care
from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.consents import ConsentPurpose
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.deadlines.milestones import MilestoneKind
from mottagning.domain.deadlines.rules import Certainty
from mottagning.domain.deviations import DeviationKind
from mottagning.domain.documents import DocumentKind
from mottagning.domain.households import Living, RepresentativeKind
from mottagning.domain.identity import IdentityKind, IdentityLevel
from mottagning.domain.invoice_control import Verdict
from mottagning.domain.invoice_rows import Stance
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.log_review import ReviewResult
from mottagning.domain.money import Rounding
from mottagning.domain.offers import Eligibility, ProviderKind
from mottagning.domain.onward_moves import MoveKind
from mottagning.domain.people import (
    BirthPrecision,
    HouseholdRole,
    PermitGround,
    Protection,
    ResidenceKind,
    SettlementKind,
    Sex,
)
from mottagning.domain.plan_activities import ActivityStatus
from mottagning.domain.plan_templates import ItemKind
from mottagning.domain.plans import ClosureReason, GoalStatus
from mottagning.domain.problems import Check, Severity
from mottagning.domain.profiles import IncomeSource, LanguageLevel
from mottagning.domain.quotas import QuotaKind
from mottagning.domain.received_invoices import InvoiceState, InvoiceStepKind
from mottagning.domain.reminders import ReminderKind
from mottagning.domain.requests import CrossingReason, RequestStatus, Side, StepKind
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.claims import Component
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.shared_offers import SharedPayment, SharingKey
from mottagning.domain.state_compensation.expected import PaymentKind
from mottagning.domain.state_compensation.rules import SchoolForm
from mottagning.domain.users import OfficeUnit, Role
from mottagning.domain.waiting import WaitKind
from mottagning.domain.week_conflicts import Weight

E_ = TypeVar("E_", bound=Enum)

YES, NO = "ja", "nej"

WORDS: Mapping[type[Enum], Mapping[Enum, str]] = {
    Sex: {Sex.WOMAN: "kvinna", Sex.MAN: "man"},
    PermitGround: {
        PermitGround.REFUGEE: "flykting",
        PermitGround.SUBSIDIARY_PROTECTION: "alternativt skyddsbehövande",
        PermitGround.DISTRESSING_CIRCUMSTANCES: "synnerligen ömmande omständigheter",
        PermitGround.TEMPORARY_PROTECTION: "tillfälligt skydd",
        PermitGround.RELATIVE: "anknytning",
        PermitGround.ASYLUM_SEEKER: "asylsökande",
        PermitGround.OTHER: "annan",
    },
    SettlementKind: {
        SettlementKind.ASSIGNED: "anvisad",
        SettlementKind.SELF_SETTLED: "eget boende",
        SettlementKind.QUOTA: "kvot",
        SettlementKind.RELATIVE: "anhörig",
        SettlementKind.OTHER: "annat",
    },
    HouseholdRole: {
        HouseholdRole.MAIN_APPLICANT: "huvudsökande",
        HouseholdRole.CO_APPLICANT: "medsökande",
        HouseholdRole.CHILD: "barn",
        HouseholdRole.OTHER_ADULT: "annan vuxen",
    },
    Protection: {
        Protection.NONE: "ingen",
        Protection.CONFIDENTIAL_FLAG: "sekretessmarkering",
        Protection.PROTECTED_REGISTRATION: "skyddad folkbokföring",
    },
    ResidenceKind: {
        ResidenceKind.REGISTERED: "folkbokförd",
        ResidenceKind.STAYING: "vistas",
        ResidenceKind.PLACED: "placerad",
        ResidenceKind.EMIGRATED: "utvandrad",
        ResidenceKind.DECEASED: "avliden",
        ResidenceKind.UNKNOWN: "okänd",
    },
    IdentityKind: {
        IdentityKind.PERSONAL: "personnummer",
        IdentityKind.COORDINATION: "samordningsnummer",
        IdentityKind.DOSSIER: "dossiernummer",
        IdentityKind.TEMPORARY: "TF-nummer",
        IdentityKind.OTHER: "annat nummer",
    },
    IdentityLevel: {
        IdentityLevel.CONFIRMED: "styrkt",
        IdentityLevel.PROBABLE: "sannolik",
        IdentityLevel.UNCERTAIN: "osäker",
    },
    BirthPrecision: {
        BirthPrecision.DAY: "dag",
        BirthPrecision.MONTH: "månad",
        BirthPrecision.YEAR: "år",
    },
    Living: {Living.ALWAYS: "hela tiden", Living.BY_TURNS: "växelvis"},
    RepresentativeKind: {
        RepresentativeKind.GUARDIAN: "vårdnadshavare",
        RepresentativeKind.LEGAL_REPRESENTATIVE: "god man",
        RepresentativeKind.APPOINTED_CUSTODIAN: "särskilt förordnad vårdnadshavare",
    },
    LanguageLevel: {
        LanguageLevel.NATIVE: "modersmål",
        LanguageLevel.FLUENT: "flytande",
        LanguageLevel.GOOD: "god",
        LanguageLevel.BASIC: "grundläggande",
    },
    IncomeSource: {
        IncomeSource.LMA_ALLOWANCE: "dagersättning (LMA)",
        IncomeSource.ESTABLISHMENT_BENEFIT: "etableringsersättning",
        IncomeSource.SOCIAL_ASSISTANCE: "försörjningsstöd",
        IncomeSource.WAGES: "lön",
        IncomeSource.PENSION: "pension",
        IncomeSource.STUDY_SUPPORT: "studiestöd",
        IncomeSource.OTHER: "annat",
    },
    ConsentPurpose: {
        ConsentPurpose.RETURNS: "redovisning",
        ConsentPurpose.PLANNING: "planering av insatser",
        ConsentPurpose.COORDINATION: "samordning",
        ConsentPurpose.OTHER: "annat",
    },
    DocumentKind: {
        DocumentKind.AGREEMENT: "avtal",
        DocumentKind.OPINION: "yttrande",
        DocumentKind.CERTIFICATE: "intyg",
        DocumentKind.DECISION: "beslut",
        DocumentKind.OTHER: "annat",
    },
    ReminderKind: {ReminderKind.TELL_NEW_NUMBER: "meddela nytt personnummer", ReminderKind.OWN: "egen"},
    MilestoneKind: {
        MilestoneKind.FIRST_RECEIVED: "första mottagande i en kommun",
        MilestoneKind.RECEPTION_DUE: "sista mottagningsdag enligt beslut",
        MilestoneKind.ESTABLISHMENT_PLAN: "etableringsplan börjar",
        MilestoneKind.PARENTAL_LEAVE: "föräldraledig",
        MilestoneKind.CIVIC_STARTED: "samhällsorientering börjar",
        MilestoneKind.CIVIC_COMPLETED: "samhällsorientering slutförd",
        MilestoneKind.SFI_APPLIED: "anmäld till sfi",
        MilestoneKind.SFI_ADMITTED: "antagen till sfi första gången",
        MilestoneKind.SFI_FOR_PARENTS: "svenska för föräldralediga",
        MilestoneKind.SFI_COMPLETED: "sfi avslutad",
        MilestoneKind.PRESCHOOL_REQUESTED: "förskoleplats önskad",
        MilestoneKind.PRESCHOOL_STARTED: "förskola börjar",
        MilestoneKind.SCHOOL_STARTED: "skola i Sverige börjar",
        MilestoneKind.SCHOOL_ASSESSED: "kartlagd och placerad i skolan",
        MilestoneKind.PREPARATORY_CLASS: "förberedelseklass börjar",
        MilestoneKind.STUDY_PLAN: "individuell studieplan",
        MilestoneKind.LANGUAGE_INTRODUCTION: "språkintroduktion börjar",
        MilestoneKind.UPPER_SECONDARY: "gymnasium börjar",
        MilestoneKind.HEALTH_EXAMINATION: "hälsoundersökning genomförd",
        MilestoneKind.FIRST_CLAIM: "första ansökan om statlig ersättning",
        MilestoneKind.CLAIMED_UNTIL: "statlig ersättning sökt till och med",
    },
    DeadlineStatus: {
        DeadlineStatus.TO_COME: "kommande",
        DeadlineStatus.YELLOW: "snart",
        DeadlineStatus.RED: "brådskar",
        DeadlineStatus.PASSED: "passerad",
        DeadlineStatus.STOPPED: "avslutad",
        DeadlineStatus.NOT_APPLICABLE: "gäller inte",
        DeadlineStatus.UNKNOWN: "okänd",
    },
    Certainty: {
        Certainty.LAW: "står i författningen",
        Certainty.PRACTICE: "praxis",
        Certainty.INTERPRETATION: "tolkning",
    },
    CounterpartKind: {
        CounterpartKind.MUNICIPALITY: "kommun",
        CounterpartKind.REGION: "region",
        CounterpartKind.FEDERATION: "kommunalförbund",
        CounterpartKind.PRIVATE: "enskild",
        CounterpartKind.AUTHORITY: "myndighet",
    },
    AgreementKind: {
        AgreementKind.COOPERATION: "samverkansöverenskommelse",
        AgreementKind.SPECIFIC: "särskilt avtal",
        AgreementKind.SUBREGIONAL: "delregionalt avtal",
        AgreementKind.DECLARATION_OF_INTENT: "avsiktsförklaring",
        AgreementKind.LOCAL: "lokal överenskommelse",
        AgreementKind.INDIVIDUAL_DECISION: "enskilt beslut",
    },
    Direction: {
        Direction.BUY: "köp",
        Direction.SELL: "sälj",
        Direction.MUTUAL: "ömsesidigt",
        Direction.EXCHANGE: "byte",
    },
    BudgetBasis: {BudgetBasis.FORECAST: "årets prognos", BudgetBasis.LAST_YEAR: "förra årets utfall"},
    BudgetGroup: {BudgetGroup.SERVICE: "insats", BudgetGroup.COUNTERPART: "motpart"},
    RowDirection: {RowDirection.BUY: "köp", RowDirection.SELL: "sälj", RowDirection.EXCHANGE: "byte"},
    PaymentMethod: {
        PaymentMethod.INVOICE: "faktura",
        PaymentMethod.PAYOUT_WITHOUT_INVOICE: "utbetalning utan faktura",
        PaymentMethod.OTHER_SYSTEM: "annat system",
    },
    Unit: {
        Unit.DAY: "dag",
        Unit.WEEK: "vecka",
        Unit.FOUR_WEEK_PERIOD: "fyraveckorsperiod",
        Unit.MONTH: "månad",
        Unit.TERM: "termin",
        Unit.YEAR: "år",
        Unit.NIGHT: "dygn",
        Unit.HOUR: "timme",
        Unit.PIECE: "styck",
        Unit.POINT: "poäng",
        Unit.COURSE: "kurs",
        Unit.PLACE: "plats",
    },
    Method: {
        Method.CALENDAR_DAY: "kalenderdag",
        Method.WEEKDAY: "måndag–fredag",
        Method.SCHOOL_DAY: "skoldag",
        Method.MEASURING_DAY: "mätdag",
        Method.STARTED_MONTH: "påbörjad månad",
        Method.ROLLING_MONTH: "rullande månad",
        Method.FOUR_WEEK_PERIOD: "fyraveckorsperiod",
        Method.WEEK: "vecka",
        Method.HALF_MONTH: "halvmånad",
        Method.TERM: "termin",
        Method.NIGHT: "dygn",
        Method.PLACE: "plats",
        Method.COURSE: "kurs",
        Method.PART_PAYMENT: "delbetalning",
        Method.REPORTED: "rapporterat",
        Method.SHARED_COST: "gemensam kostnad",
    },
    ReadingCondition: {
        ReadingCondition.ENROLLED: "inskriven",
        ReadingCondition.PRESENT: "närvarande",
        ReadingCondition.TOLD: "anmäld",
    },
    MoveRule: {
        MoveRule.DIRECT: "direkt",
        MoveRule.MONTH_END: "månadsskifte",
        MoveRule.HALF_MONTH: "halvmånad",
        MoveRule.COURSE_END: "kursslut",
        MoveRule.SCHOOL_YEAR_END: "läsårsslut",
        MoveRule.GRANTING_PAYS_ALL: "beviljande betalar allt",
    },
    AgeSwitch: {
        AgeSwitch.BIRTHDAY: "födelsedag",
        AgeSwitch.JANUARY_1: "1 januari",
        AgeSwitch.AUGUST_1: "1 augusti",
        AgeSwitch.AUGUST_15: "15 augusti",
    },
    Rounding: {Rounding.ORE: "öre", Rounding.KRONA: "krona"},
    Outcome: {
        Outcome.COMPLETED: "slutförd",
        Outcome.INTERRUPTED: "avbrott",
        Outcome.MOVED: "flytt",
        Outcome.NEVER_STARTED: "aldrig påbörjad",
        Outcome.OTHER: "annat",
    },
    Procedure: {
        Procedure.ORDER: "beställning",
        Procedure.OPINION: "yttrande",
        Procedure.RECEIVED_ELSEWHERE: "mottagen av annan kommun",
    },
    ProviderKind: {
        ProviderKind.OWN: "egen regi",
        ProviderKind.PROCURED: "upphandlad",
        ProviderKind.AUTHORISED: "auktoriserad",
        ProviderKind.PRIVATE: "fristående",
    },
    Eligibility: {
        Eligibility.OWN_RESIDENTS: "endast egen kommun",
        Eligibility.COUNTY: "hela länet",
        Eligibility.BY_AGREEMENT: "efter avtal",
    },
    Side: {Side.PAYING: "betalar", Side.PROVIDING: "anordnar"},
    Check: {check: check.value for check in Check},
    AssignmentKind: {
        AssignmentKind.ASSIGNED: "anvisad",
        AssignmentKind.QUOTA: "kvot",
        AssignmentKind.TEMPORARY_PROTECTION: "tillfälligt skydd",
        AssignmentKind.LMA_HOUSING: "boende enligt LMA",
    },
    AssignmentStatus: {
        AssignmentStatus.EXPECTED: "väntas",
        AssignmentStatus.PREPARING: "förbereds",
        AssignmentStatus.RECEIVED: "mottagen",
        AssignmentStatus.CANCELLED: "inställd",
        AssignmentStatus.REPLACED: "ersatt",
    },
    QuotaKind: {QuotaKind.SETTLEMENT: "bosättning", QuotaKind.LMA_HOUSING: "boende enligt LMA"},
    MoveKind: {
        MoveKind.MOVED_ON: "flyttat vidare",
        MoveKind.MOVED_HERE: "flyttat hit",
        MoveKind.WISHES: "vill flytta",
    },
    DeviationKind: {
        DeviationKind.NOT_DELIVERED: "utebliven insats",
        DeviationKind.QUALITY: "brist i insatsen",
        DeviationKind.INFORMATION: "utebliven information",
        DeviationKind.INVOICE: "fel i faktura",
        DeviationKind.SECRECY: "brist i sekretess",
        DeviationKind.OTHER: "annat",
    },
    ActorKind: {
        ActorKind.OWN_UNIT: "egen enhet",
        ActorKind.MUNICIPALITY: "kommun",
        ActorKind.PROVIDER: "anordnare",
        ActorKind.EMPLOYMENT_SERVICE: "Arbetsförmedlingen",
        ActorKind.INSURANCE_AGENCY: "Försäkringskassan",
        ActorKind.MIGRATION_AGENCY: "Migrationsverket",
        ActorKind.TAX_AGENCY: "Skatteverket",
        ActorKind.COUNTY_BOARD: "länsstyrelsen",
        ActorKind.REGION: "regionen",
        ActorKind.CIVIL_SOCIETY: "civilsamhället",
        ActorKind.OTHER: "annan",
    },
    PaymentKind: {
        PaymentKind.INITIAL: "initial ersättning",
        PaymentKind.SHARE: "schablon",
        PaymentKind.MOVE: "tillägg för flytt",
        PaymentKind.CHILD_ONCE: "ensamkommande, en gång",
        PaymentKind.CHILD_DAYS: "ensamkommande, dygn",
        PaymentKind.YOUTH_DAYS: "ensamkommande 18–20, dygn",
    },
    SchoolForm: {
        SchoolForm.PRESCHOOL: "förskola",
        SchoolForm.PRESCHOOL_CLASS: "förskoleklass",
        SchoolForm.COMPULSORY_SCHOOL: "grundskola",
        SchoolForm.UPPER_SECONDARY: "gymnasieskola",
    },
    WaitKind: {
        WaitKind.PERSONAL_NUMBER: "personnummer",
        WaitKind.REQUEST: "förfrågan",
        WaitKind.BEFORE: "aktivitet som en annan går före",
        WaitKind.ACTIVITY: "aktivitet",
        WaitKind.CHECKLIST: "punkt i checklistan",
        WaitKind.ENTERED: "inskrivet",
    },
    Obstacle: {
        Obstacle.FULL: "fullt",
        Obstacle.OWN_RESIDENTS_ONLY: "endast egen kommun",
        Obstacle.NO_AGREEMENT: "avtal saknas",
        Obstacle.COST: "kostnaden",
        Obstacle.NO_RIGHT: "rätt saknas",
        Obstacle.LANGUAGE_OR_LEVEL: "språk eller nivå",
        Obstacle.CHILDCARE_OR_TRAVEL: "barnomsorg eller restid",
        Obstacle.DECLINED: "personen avstod",
        Obstacle.MOVED: "flytt",
        Obstacle.OTHER: "annat",
    },
    Inclusion: {
        Inclusion.WITH_STATE_FUNDING: "när staten betalar fullt ut",
        Inclusion.EXCLUDED: "omfattas inte",
    },
    CrossingReason: {
        CrossingReason.SPECIAL_REASONS: "särskilda skäl",
        CrossingReason.LANGUAGE: "språk",
        CrossingReason.VOCATIONAL_TRACK: "yrkesspår",
        CrossingReason.TRAVEL_TIME: "restid",
        CrossingReason.PROXIMITY: "närhet",
        CrossingReason.OTHER: "annat",
    },
    StepKind: {
        StepKind.REQUESTED: "förfrågan",
        StepKind.ESTIMATED: "kostnadsuppskattning",
        StepKind.ESTIMATE_APPROVED: "kostnadsuppskattning godkänd",
        StepKind.ACCEPTED: "antagen",
        StepKind.QUEUED: "i kö",
        StepKind.REFUSED: "avböjd",
        StepKind.OPINION_ASKED: "yttrande begärt",
        StepKind.COMMITTED: "åtagande om kostnad",
        StepKind.NOT_COMMITTED: "inget åtagande",
        StepKind.ADMITTED: "mottagen",
        StepKind.NOT_ADMITTED: "inte mottagen",
        StepKind.HOME_TOLD: "hemkommunen informerad",
        StepKind.FIRST_ADMISSION_TOLD: "första antagning meddelad",
        StepKind.DECIDED: "beslutad",
        StepKind.WITHDRAWN: "återtagen",
    },
    RequestStatus: {
        RequestStatus.BEGUN: "påbörjad",
        RequestStatus.ASKED: "väntar på svar",
        RequestStatus.QUEUED: "i kö",
        RequestStatus.ACCEPTED: "antagen",
        RequestStatus.REFUSED: "avböjd",
        RequestStatus.AGREED: "bokad",
        RequestStatus.WITHDRAWN: "återtagen",
    },
    Financing: {Financing.OWN: "egen", Financing.STATE: "stat", Financing.PROJECT: "projekt"},
    AbsenceKind: {
        AbsenceKind.VALID: "giltig",
        AbsenceKind.INVALID: "ogiltig",
        AbsenceKind.LEAVE: "ledig",
        AbsenceKind.PAUSE: "uppehåll",
    },
    SupplementKind: {
        SupplementKind.MOTHER_TONGUE: "modersmål",
        SupplementKind.NEWCOMER: "nyanländ",
        SupplementKind.ADDITIONAL: "tilläggsbelopp",
        SupplementKind.OTHER: "annat",
    },
    ClosingKind: {
        ClosingKind.WHOLE: "hela månaden",
        ClosingKind.PART: "en del",
        ClosingKind.VERSION: "ny version",
    },
    AttestKind: {
        AttestKind.RECEPTION: "Mottagningsattest",
        AttestKind.DECISION: "Beslutsattest",
    },
    RowKind: {
        RowKind.REGULAR: "Ordinarie",
        RowKind.CORRECTION: "Rättelse",
        RowKind.RECONCILIATION: "Slutreglering",
    },
    Component: {
        Component.SERVICE: "insats",
        Component.SUPPLEMENT: "tillägg",
        Component.RECONCILIATION: "slutreglering",
    },
    Reason: {
        Reason.LATE: "sent känd",
        Reason.HELD: "hölls inne tidigare",
        Reason.NEVER_STARTED: "aldrig påbörjad",
        Reason.START: "ändrad start",
        Reason.END: "ändrat slut",
        Reason.MOVE: "ändrad hemkommun",
        Reason.ABSENCE: "ändrad frånvaro",
        Reason.REPORT: "ändrad rapport",
        Reason.SUPPLEMENT: "ändrat tillägg",
        Reason.RESULT: "ändrat resultat",
        Reason.NEW_PRICE: "ny prislista",
        Reason.TERMS: "ändrade villkor",
        Reason.SHARED_COST: "ändrad gemensam kostnad",
        Reason.HEADCOUNT: "ändrat antal deltagare",
        Reason.WITHDRAWN: "ersatt före utlämning",
        Reason.OTHER: "ändrade uppgifter",
    },
    SharingKey: {
        SharingKey.PERSONS: "personer",
        SharingKey.INHABITANTS: "invånare",
        SharingKey.FIXED: "fasta andelar",
    },
    SharedPayment: {
        SharedPayment.MONTHLY: "varje månad",
        SharedPayment.AT_START: "vid start",
        SharedPayment.AT_END: "vid slut",
    },
    BookingStatus: {
        BookingStatus.PLANNED: "Planerad",
        BookingStatus.ONGOING: "Pågår",
        BookingStatus.ENDED: "Avslutad",
        BookingStatus.COMPLETED: "Slutförd",
        BookingStatus.INTERRUPTED: "Avbruten",
        BookingStatus.MOVED: "Flyttad",
        BookingStatus.NEVER_STARTED: "Aldrig påbörjad",
    },
    ReturnState: {
        ReturnState.CLOSED: "Stängd",
        ReturnState.HANDED_OUT: "Utlämnad",
        ReturnState.INVOICED: "Fakturerad",
    },
    HandOutWay: {
        HandOutWay.SDK: "SDK",
        HandOutWay.SECURE_MAIL: "säker e-post",
        HandOutWay.E_SERVICE: "e-tjänst",
        HandOutWay.REGISTERED_MAIL: "rek",
    },
    Role: {
        Role.OFFICER: "handläggare",
        Role.ECONOMIST: "ekonom",
        Role.MANAGER: "chef",
        Role.ADMINISTRATOR: "administratör",
    },
    ReviewResult: {
        ReviewResult.RIGHT: "i sin ordning",
        ReviewResult.ASKED: "förklarat efter fråga",
        ReviewResult.WRONG: "obehörigt, åtgärdas",
    },
    OfficeUnit: {
        OfficeUnit.RECEPTION: "mottagning",
        OfficeUnit.WORK: "arbetsmarknad",
        OfficeUnit.SCHOOL: "skola",
        OfficeUnit.ECONOMY: "ekonomi",
    },
    Verdict: {
        Verdict.AGREED: "stämmer",
        Verdict.MISSING_HERE: "saknas hos oss",
        Verdict.MISSING_THERE: "saknas hos dem",
        Verdict.AMOUNT: "annat belopp",
        Verdict.PERIOD: "annan period",
        Verdict.IDENTITY: "annan identitet",
        Verdict.TWICE: "dubbelt",
        Verdict.PAID_BEFORE: "betald förut",
        Verdict.NOT_OURS: "inte vår förut",
        Verdict.CREDITED: "krediterar bestridd rad",
    },
    Stance: {Stance.AGREED: "godkänd", Stance.DIFFERS: "bestridd", Stance.NOT_OURS: "inte vår"},
    InvoiceState: {
        InvoiceState.REGISTERED: "Väntar på kontroll",
        InvoiceState.CONTROLLED: "Kontrollerad",
        InvoiceState.DISPUTED: "Bestridd",
        InvoiceState.ATTESTED: "Attesterad",
        InvoiceState.PAID: "Betald",
        InvoiceState.VOIDED: "Makulerad",
    },
    InvoiceStepKind: {
        InvoiceStepKind.REGISTERED: "registrerad",
        InvoiceStepKind.CHANGED: "ändrad",
        InvoiceStepKind.CONTROLLED: "kontrollerad",
        InvoiceStepKind.DISPUTED: "bestridd",
        InvoiceStepKind.DECIDED: "rad avgjord",
        InvoiceStepKind.ANSWERED: "motparten har fått svar",
        InvoiceStepKind.ATTESTED: "attesterad",
        InvoiceStepKind.PAID: "betald",
        InvoiceStepKind.VOIDED: "makulerad",
    },
    Severity: {Severity.STOP: "Stopp", Severity.WARN: "Varning"},
    GoalStatus: {
        GoalStatus.NOT_BEGUN: "inte påbörjat",
        GoalStatus.UNDER_WAY: "på väg",
        GoalStatus.REACHED: "uppnått",
        GoalStatus.CHANGED: "ändrat",
        GoalStatus.GIVEN_UP: "inte aktuellt",
    },
    ActivityStatus: {
        ActivityStatus.PLANNED: "planerad",
        ActivityStatus.ONGOING: "pågår",
        ActivityStatus.DONE: "genomförd",
        ActivityStatus.INTERRUPTED: "avbruten",
        ActivityStatus.CANCELLED: "blev inte av",
    },
    ClosureReason: {
        ClosureReason.WORK: "arbete",
        ClosureReason.STUDIES: "studier",
        ClosureReason.MOVED: "flytt till annan kommun",
        ClosureReason.TIME_ENDED: "tiden är slut",
        ClosureReason.DECLINED: "tackade nej",
        ClosureReason.LEFT_SWEDEN: "lämnat Sverige",
        ClosureReason.DIED: "avliden",
        ClosureReason.OTHER: "annat",
    },
    ItemKind: {ItemKind.GOAL: "mål", ItemKind.ACTIVITY: "aktivitet", ItemKind.RESPONSIBILITY: "ansvar"},
    Phase: {
        Phase.BEFORE_ARRIVAL: "före ankomsten",
        Phase.FIRST_DAY: "första dagen",
        Phase.FIRST_WEEK: "första veckan",
        Phase.FIRST_MONTH: "första månaden",
        Phase.MONTHS_2_TO_5: "månad 2–5",
        Phase.MONTHS_6_TO_24: "månad 6–24",
    },
    MarkState: {MarkState.DONE: "klart", MarkState.NOT_APPLICABLE: "gäller inte"},
    Care: {Care.ALL_DAY: "förskola", Care.SCHOOL: "skola", Care.AROUND_SCHOOL: "fritidshem"},
    Weight: {Weight.CLASH: "krock", Weight.UNKNOWN: "okänt", Weight.NOTE: "att notera"},
}

_ALSO: Mapping[type[Enum], Mapping[str, Enum]] = {
    Method: {"vardag": Method.WEEKDAY, "måndag-fredag": Method.WEEKDAY},
    IdentityKind: {"tf-nummer": IdentityKind.TEMPORARY},
}


def word(value: Enum) -> str:
    """The Swedish word for a code."""
    return WORDS[type(value)][value]


def word_or_nothing(value: Enum | None) -> str:
    """The word, or nothing for None."""
    return "" if value is None else word(value)


def choices(kind: type[E_]) -> list[tuple[E_, str]]:
    """Every code of a kind with its word, in the order of the format."""
    return [(value, word(value)) for value in kind]


def read_word(kind: type[E_], text: str) -> E_:
    """The code that a word stands for. Raises ValueError."""
    wanted = folded(text)
    for value in kind:
        if folded(word(value)) == wanted:
            return value
    for also, other in _ALSO.get(kind, {}).items():
        if also == wanted and isinstance(other, kind):
            return other
    raise ValueError(text)


def folded(text: str) -> str:
    """A word without regard to case, blanks around it, and which dash it is written with."""
    return " ".join(text.split()).casefold().replace("\u2212", "–")


def first_upper(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def unit(code: str | None) -> str:
    """The unit that a log names by its code."""
    return word(OfficeUnit(code)) if code else ""
