"""What is an indicator, and what is a report? Definitions with number, version and source, as the file has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.rights import Part
from mottagning.domain.statistics.facts import AgeGroup, Splitting


class Measure(Enum):
    """What the program can count: one table, or one for each split."""

    RECEIVED_BY_SETTLEMENT = "received_by_settlement"
    RECEIVED_BY_GROUND = "received_by_ground"
    QUOTA = "quota"
    HOUSEHOLD_SIZE = "household_size"
    PERMIT_TO_RECEPTION = "permit_to_reception"
    TO_REGISTRATION = "to_registration"
    TO_PERSONAL_NUMBER = "to_personal_number"
    TO_PLAN = "to_plan"
    TO_SFI = "to_sfi"
    TO_CIVIC = "to_civic"
    TO_PRESCHOOL = "to_preschool"
    TO_SCHOOL = "to_school"
    PLANS_FOLLOWED = "plans_followed"
    CIVIC_STARTED = "civic_started"
    CIVIC_COMPLETED = "civic_completed"
    SFI_START = "sfi_start"
    SFI_ADMITTED = "sfi_admitted"
    SFI_ENDED = "sfi_ended"
    SFI_EXTENDED = "sfi_extended"
    SFI_ON_LEAVE = "sfi_on_leave"
    BOUGHT_BY_SERVICE = "bought_by_service"
    BOUGHT_BY_MUNICIPALITY = "bought_by_municipality"
    BOUGHT_PERSONS = "bought_persons"
    BOUGHT_REASONS = "bought_reasons"
    BOUGHT_DAYS = "bought_days"
    BOUGHT_REFUSED = "bought_refused"
    OPINIONS_REFUSED = "opinions_refused"
    BOUGHT_QUEUED = "bought_queued"
    BOUGHT_COSTS = "bought_costs"
    SOLD_BY_SERVICE = "sold_by_service"
    SOLD_BY_MUNICIPALITY = "sold_by_municipality"
    SOLD_PERSONS = "sold_persons"
    SOLD_DAYS = "sold_days"
    SOLD_REFUSED = "sold_refused"
    SOLD_QUEUED = "sold_queued"
    SOLD_COSTS = "sold_costs"
    EXCHANGE = "exchange"
    EXIT_REASON = "exit_reason"
    EXIT_INCOME = "exit_income"
    EXIT_INCOME_90 = "exit_income_90"
    EXIT_INCOME_YEAR = "exit_income_year"
    PRACTICE = "practice"
    PRESCHOOL_STARTED = "preschool_started"
    SCHOOL_STARTED = "school_started"
    CROWDED = "crowded"
    CLAIMS = "claims"
    COMPENSATION = "compensation"
    MOVED_ON = "moved_on"
    MOVED_HERE = "moved_here"
    MISSED_DEADLINES = "missed_deadlines"
    DEVIATIONS = "deviations"

    @property
    def is_of_days(self) -> bool:
        """Whether days between two events are told, by their median."""
        return self in _OF_DAYS

    @property
    def is_split(self) -> bool:
        """Whether it is of people, so that it can be split."""
        return self not in _UNSPLIT


_OF_DAYS = frozenset(
    {
        Measure.PERMIT_TO_RECEPTION,
        Measure.TO_REGISTRATION,
        Measure.TO_PERSONAL_NUMBER,
        Measure.TO_PLAN,
        Measure.TO_SFI,
        Measure.TO_CIVIC,
        Measure.TO_PRESCHOOL,
        Measure.TO_SCHOOL,
        Measure.BOUGHT_DAYS,
        Measure.SOLD_DAYS,
    }
)
_UNSPLIT = frozenset({Measure.QUOTA, Measure.BOUGHT_COSTS, Measure.SOLD_COSTS, Measure.EXCHANGE, Measure.COMPENSATION})


class Extent(Enum):
    """How much of an indicator the register can answer."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class PeriodKind(Enum):
    """What stretch of time a report is about."""

    YEAR = "year"
    TERTIAL = "tertial"
    OCTOBER_SEPTEMBER = "october_september"


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """A table of an indicator: its name, what its numbers are, and the parts of the register that reading it takes."""

    measure: Measure
    name: str
    unit: str
    needs: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that belongs to an indicator and is not counted, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A comparable number, the same in every installation; `version` is raised when its numbers change meaning."""

    number: int
    name: str
    definition: str
    version: int
    source: str
    extent: Extent
    measures: tuple[MeasureDefinition, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What a receiver asks: the numbers of the indicators that answer it, or why none does."""

    ask: str
    answered_by: tuple[int, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Indicators put together for a receiver; `indicators` are their numbers."""

    key: str
    name: str
    receiver: str
    period: PeriodKind
    indicators: tuple[int, ...]
    source: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Subregion:
    """Municipalities that a source names together, by their codes."""

    key: str
    name: str
    municipalities: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StatisticsRules:
    """All definitions."""

    ages: tuple[AgeGroup, ...]
    subregions: tuple[Subregion, ...]
    indicators: tuple[Indicator, ...]
    reports: tuple[Report, ...]

    def indicator(self, number: int) -> Indicator:
        """The indicator with this number. Raises KeyError for none."""
        found = next((one for one in self.indicators if one.number == number), None)
        if found is None:
            raise KeyError(number)
        return found

    @property
    def splitting(self) -> Splitting:
        """How numbers are split."""
        subregion_of = {code: one.key for one in self.subregions for code in one.municipalities}
        return Splitting(self.ages, subregion_of)

    @property
    def subregion_names(self) -> Mapping[str, str]:
        """The names of the sub-regions by their keys."""
        return {one.key: one.name for one in self.subregions}
