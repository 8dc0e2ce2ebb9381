"""What can be read of a register in one transaction? All stores, without a way to write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mottagning.storage import chain
from mottagning.storage.chain import Break, breaks, last_moment
from mottagning.storage.journal import Journal
from mottagning.storage.queries.circumstances import CircumstanceQueries
from mottagning.storage.queries.costs import CostQueries
from mottagning.storage.queries.duplicates import DuplicateQueries
from mottagning.storage.queries.facts import FactsQueries
from mottagning.storage.queries.lists import ListQueries
from mottagning.storage.queries.logs import LogQueries
from mottagning.storage.queries.plans import PlanQueries
from mottagning.storage.queries.retention import RetentionQueries
from mottagning.storage.queries.search import SearchQueries
from mottagning.storage.queries.traces import TraceQueries
from mottagning.storage.reached import Reached, reached
from mottagning.storage.stores.accepted_warnings import AcceptedWarningStore
from mottagning.storage.stores.admin import FilterStore, SettingStore, UserStore
from mottagning.storage.stores.agreement_parties import AgreementPartyStore
from mottagning.storage.stores.agreements import (
    AgeGroupStore,
    AgreementStore,
    CounterpartStore,
    PriceStore,
    SchoolRunStore,
    ServiceStore,
    SharedOfferStore,
    TermsStore,
)
from mottagning.storage.stores.bookings import AbsenceStore, BookingStore, ReportStore, SupplementStore
from mottagning.storage.stores.budgets import BudgetStore
from mottagning.storage.stores.deadlines import ExtensionStore, LoadedRuleStore, MilestoneStore
from mottagning.storage.stores.deviations import DeviationStore
from mottagning.storage.stores.documents import DocumentStore
from mottagning.storage.stores.group_bookings import GroupBookingStore
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.stores.ledger import LedgerStore
from mottagning.storage.stores.log_reviews import LogReviewStore
from mottagning.storage.stores.merging import MergeStore
from mottagning.storage.stores.month import AttestStore, ParkedRowsStore, ReturnNoteStore
from mottagning.storage.stores.of_people import (
    ApartStore,
    ConsentStore,
    FormerCaseStore,
    HouseholdStore,
    HousingStore,
    IncomeStore,
    LanguageStore,
    MembershipStore,
    PermitStore,
    ProfileStore,
    ReminderStore,
    RepresentativeStore,
)
from mottagning.storage.stores.offers import OfferStore
from mottagning.storage.stores.people import IdentityStore, PeopleStore, ResidenceStore
from mottagning.storage.stores.plans import (
    ActivityStore,
    ChecklistStore,
    ChildSectionStore,
    FollowUpStore,
    GoalReviewStore,
    GoalStore,
    PlanResponsibilityStore,
    PlanStore,
    PlanTemplateStore,
    TemplateItemStore,
)
from mottagning.storage.stores.received_invoices import (
    InvoicePaymentStore,
    InvoiceRowStore,
    InvoiceStepStore,
    ReceivedInvoiceStore,
)
from mottagning.storage.stores.reception import (
    AssignmentStore,
    ExpectedPersonStore,
    FlatStore,
    PreparationStore,
    QuotaStore,
    RentNormStore,
    ReservationStore,
)
from mottagning.storage.stores.requests import RequestStepStore, RequestStore
from mottagning.storage.stores.responsibilities import ResponsibilityStore
from mottagning.storage.stores.retention import RetentionStore
from mottagning.storage.stores.return_templates import ReturnTemplateStore
from mottagning.storage.stores.state_compensation import ReceivedPaymentStore, StateCompensationClaimStore
from mottagning.storage.stores.take_in import TakeInStore
from mottagning.storage.stores.waiting import WaitStore
from mottagning.storage.stores.weekly_hours import WeeklyHoursStore
from mottagning.storage.stores.written_files import WrittenFileStore


class Reader:
    """One reading transaction."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._open_people(connection, journal)
        self._open_agreements(connection, journal)
        self._open_months(connection, journal)
        self._open_invoices(connection, journal)
        self._open_plans(connection, journal)
        self._open_reception(connection, journal)
        self._ask(connection)
        self.settings = SettingStore(connection, journal)
        self.users = UserStore(connection, journal)
        self.bookings = BookingStore(connection, journal)
        self.absences = AbsenceStore(connection, journal)
        self.supplements = SupplementStore(connection, journal)
        self.reports = ReportStore(connection, journal)
        self.requests = RequestStore(connection, journal)
        self.request_steps = RequestStepStore(connection, journal)
        self.deviations = DeviationStore(connection, journal)
        self.responsibilities = ResponsibilityStore(connection, journal)
        self.documents = DocumentStore(connection, journal)
        self.take_ins = TakeInStore(connection, journal)
        self.merges = MergeStore(connection, journal)
        self.retention = RetentionStore(connection, journal)
        self.loaded_rules = LoadedRuleStore(connection, journal)
        self.filters = FilterStore(connection)
        self.log_reviews = LogReviewStore(connection, journal)
        self.written_files = WrittenFileStore(connection)

    def _open_people(self, connection: Connection, journal: Journal | None) -> None:
        self.people = PeopleStore(connection, journal)
        self.identities = IdentityStore(connection, journal)
        self.residences = ResidenceStore(connection, journal)
        self.permits = PermitStore(connection, journal)
        self.households = HouseholdStore(connection, journal)
        self.memberships = MembershipStore(connection, journal)
        self.representatives = RepresentativeStore(connection, journal)
        self.languages = LanguageStore(connection, journal)
        self.profiles = ProfileStore(connection, journal)
        self.incomes = IncomeStore(connection, journal)
        self.housings = HousingStore(connection, journal)
        self.consents = ConsentStore(connection, journal)
        self.reminders = ReminderStore(connection, journal)
        self.milestones = MilestoneStore(connection, journal)
        self.extensions = ExtensionStore(connection, journal)
        self.aparts = ApartStore(connection, journal)
        self.former_cases = FormerCaseStore(connection, journal)

    def _open_agreements(self, connection: Connection, journal: Journal | None) -> None:
        self.counterparts = CounterpartStore(connection, journal)
        self.services = ServiceStore(connection, journal)
        self.agreements = AgreementStore(connection, journal)
        self.agreement_parties = AgreementPartyStore(connection, journal)
        self.terms = TermsStore(connection, journal)
        self.prices = PriceStore(connection, journal)
        self.age_groups = AgeGroupStore(connection, journal)
        self.school_runs = SchoolRunStore(connection, journal)
        self.shared_offers = SharedOfferStore(connection, journal)
        self.group_bookings = GroupBookingStore(connection, journal)
        self.offers = OfferStore(connection, journal)

    def _open_months(self, connection: Connection, journal: Journal | None) -> None:
        self.accepted_warnings = AcceptedWarningStore(connection, journal)
        self.parked_rows = ParkedRowsStore(connection, journal)
        self.return_notes = ReturnNoteStore(connection, journal)
        self.attests = AttestStore(connection, journal)
        self.return_templates = ReturnTemplateStore(connection, journal)
        self.ledger = LedgerStore(connection, journal)
        self.budgets = BudgetStore(connection, journal)

    def _open_invoices(self, connection: Connection, journal: Journal | None) -> None:
        """The stores of what others send."""
        self.received_invoices = ReceivedInvoiceStore(connection, journal)
        self.invoice_steps = InvoiceStepStore(connection, journal)
        self.invoice_rows = InvoiceRowStore(connection, journal)
        self.invoice_payments = InvoicePaymentStore(connection, journal)

    def _open_plans(self, connection: Connection, journal: Journal | None) -> None:
        self.plans = PlanStore(connection, journal)
        self.plan_goals = GoalStore(connection, journal)
        self.plan_activities = ActivityStore(connection, journal)
        self.plan_responsibilities = PlanResponsibilityStore(connection, journal)
        self.child_sections = ChildSectionStore(connection, journal)
        self.follow_ups = FollowUpStore(connection, journal)
        self.goal_reviews = GoalReviewStore(connection, journal)
        self.checklist_marks = ChecklistStore(connection, journal)
        self.plan_templates = PlanTemplateStore(connection, journal)
        self.plan_template_items = TemplateItemStore(connection, journal)
        self.weekly_hours = WeeklyHoursStore(connection, journal)
        self.waits = WaitStore(connection, journal)
        self.state_compensation_claims = StateCompensationClaimStore(connection, journal)
        self.received_state_payments = ReceivedPaymentStore(connection, journal)

    def _open_reception(self, connection: Connection, journal: Journal | None) -> None:
        self.assignments = AssignmentStore(connection, journal)
        self.expected_persons = ExpectedPersonStore(connection, journal)
        self.preparations = PreparationStore(connection, journal)
        self.municipal_quotas = QuotaStore(connection, journal)
        self.flats = FlatStore(connection, journal)
        self.flat_reservations = ReservationStore(connection, journal)
        self.rent_norms = RentNormStore(connection, journal)

    def _ask(self, connection: Connection) -> None:
        """The questions over several kinds of records."""
        self.facts = FactsQueries(connection)
        self.circumstances = CircumstanceQueries(connection)
        self.lists = ListQueries(connection)
        self.search = SearchQueries(connection)
        self.costs = CostQueries(connection)
        self.duplicates = DuplicateQueries(connection)
        self.traces = TraceQueries(connection)
        self.logs = LogQueries(connection)
        self.planning = PlanQueries(connection)
        self.retained = RetentionQueries(connection)

    def last_moment(self) -> datetime | None:
        """When something was last changed or read, in UTC."""
        return last_moment(self._connection)

    def log_breaks(self) -> list[Break]:
        """The first place of each log that is not as it was written."""
        return list(breaks(self._connection))

    def reached(self) -> Reached:
        """How far the register has come: one that has come as far says the same."""
        return reached(self._connection.exec_driver_sql)

    def log_digest(self, log: str, row: int) -> str | None:
        """The digest of one row of a log, counted from 1; None where it has fewer."""
        return chain.digest_at(self._connection, log, row)

    @property
    def by_sheet(self) -> Mapping[str, KeyedStore[Any]]:
        """The stores of what an office enters, by the name of their sheet in the register workbook."""
        return {
            "counterparts": self.counterparts,
            "services": self.services,
            "persons": self.people,
            "identities": self.identities,
            "residences": self.residences,
            "permits": self.permits,
            "households": self.households,
            "memberships": self.memberships,
            "representatives": self.representatives,
            "languages": self.languages,
            "profiles": self.profiles,
            "incomes": self.incomes,
            "housings": self.housings,
            "consents": self.consents,
            "reminders": self.reminders,
            "aparts": self.aparts,
            "former_cases": self.former_cases,
            "agreements": self.agreements,
            "agreement_parties": self.agreement_parties,
            "terms": self.terms,
            "prices": self.prices,
            "age_groups": self.age_groups,
            "school_runs": self.school_runs,
            "shared_offers": self.shared_offers,
            "group_bookings": self.group_bookings,
            "offers": self.offers,
            "bookings": self.bookings,
            "absences": self.absences,
            "supplements": self.supplements,
            "reports": self.reports,
            "requests": self.requests,
            "request_steps": self.request_steps,
            "deviations": self.deviations,
            "accepted_warnings": self.accepted_warnings,
            "parked_rows": self.parked_rows,
            "return_notes": self.return_notes,
            "budgets": self.budgets,
            "responsibilities": self.responsibilities,
            "documents": self.documents,
            "received_invoices": self.received_invoices,
            "invoice_steps": self.invoice_steps,
            "invoice_rows": self.invoice_rows,
            "invoice_payments": self.invoice_payments,
            "return_templates": self.return_templates,
            "milestones": self.milestones,
            "extensions": self.extensions,
            "loaded_rules": self.loaded_rules,
            "plans": self.plans,
            "plan_goals": self.plan_goals,
            "plan_activities": self.plan_activities,
            "plan_responsibilities": self.plan_responsibilities,
            "child_sections": self.child_sections,
            "follow_ups": self.follow_ups,
            "goal_reviews": self.goal_reviews,
            "checklist_marks": self.checklist_marks,
            "plan_templates": self.plan_templates,
            "plan_template_items": self.plan_template_items,
            "weekly_hours": self.weekly_hours,
            "assignments": self.assignments,
            "expected_persons": self.expected_persons,
            "preparations": self.preparations,
            "municipal_quotas": self.municipal_quotas,
            "flats": self.flats,
            "flat_reservations": self.flat_reservations,
            "rent_norms": self.rent_norms,
            "waits": self.waits,
            "state_compensation_claims": self.state_compensation_claims,
            "received_state_payments": self.received_state_payments,
        }
