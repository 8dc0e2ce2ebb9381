"""What everybody knows: municipalities, countries, languages and the insatser that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mottagning.domain.agreements import Terms
from mottagning.domain.children_hours import Care
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.domain.geography import Position
from mottagning.domain.responsibilities import ResponsibilityMap
from mottagning.domain.retention.rules import RetentionRules
from mottagning.domain.services import Service
from mottagning.domain.take_in.cells import Vocabulary
from mottagning.domain.weeks import Holiday
from mottagning.readmodels.plan_data import PlanData


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of Sweden's municipalities. `code` is its kommunkod; `population` that of 31 December of a year.

    `seat` is where its main town lies (GeoNames, CC BY 4.0).
    """

    code: str
    name: str
    organisation_number: str
    county: str
    population: int = 0
    population_year: int = 0
    seat: Position | None = None


@dataclass(frozen=True, slots=True)
class UsualTerms:
    """How an insats is usually counted, and where that is so. `terms` name no agreement."""

    terms: Terms
    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The shipped data. Languages and countries are words by code; `vocabulary` are the words of offices' own lists.

    `care` says of the insatser that look after children in what way they do, `begins` what the first day of a booking
    tells of a person, by the folded name of its insats. `holidays` are days with a name, as far as they are shipped.
    """

    municipalities: Mapping[str, Municipality]
    languages: Mapping[str, str]
    countries: Mapping[str, str]
    services: tuple[Service, ...]
    services_verified: date
    plans: PlanData
    usual_terms: Mapping[str, UsualTerms] = field(default_factory=dict)
    priority_grounds: tuple[str, ...] = ()
    responsibilities: ResponsibilityMap = field(default_factory=lambda: ResponsibilityMap(date.min))
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    care: Mapping[str, Care] = field(default_factory=dict)
    begins: Mapping[str, DayFact] = field(default_factory=dict)
    deadline_rules: RuleBook = field(default_factory=RuleBook)
    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    retention: RetentionRules = field(default_factory=RetentionRules)

    def name(self, code: str) -> str:
        """The name of a municipality, the code itself for anything else."""
        found = self.municipalities.get(code)
        return found.name if found else code
