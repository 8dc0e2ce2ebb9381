"""Who answers for what? The map of responsibilities: lines that come with the program, and the office's own.

What was missing was a picture of who does what among many actors (Stockholms stad, 2015). A line of the office's with
the key of one that comes with the program stands in its place while it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.problems import FieldProblem
from mottagning.domain.services import folded


class ActorKind(Enum):
    """What sort of actor answers for something."""

    OWN_UNIT = "own_unit"
    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    EMPLOYMENT_SERVICE = "employment_service"
    INSURANCE_AGENCY = "insurance_agency"
    MIGRATION_AGENCY = "migration_agency"
    TAX_AGENCY = "tax_agency"
    COUNTY_BOARD = "county_board"
    REGION = "region"
    CIVIL_SOCIETY = "civil_society"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Something that somebody answers for, from `valid_from` to `valid_until`, both counted in, None without a limit.

    It is about an `area`; `service` narrows it to one insats. `actor` says who where its kind does not; `document` is
    what governs it in the office, `source` the law or agreement that it rests on.
    """

    key: str
    area: str
    what: str
    actor_kind: ActorKind
    actor: str | None = None
    unit: str | None = None
    service: str | None = None
    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    document: str | None = None
    source: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@dataclass(frozen=True, slots=True)
class ResponsibilityArea:
    """An area of the map, and the insatser that belong to it."""

    name: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponsibilityMap:
    """The map that comes with the program. No rule of it is known to hold later than `verified`."""

    verified: date
    areas: tuple[ResponsibilityArea, ...] = ()
    lines: tuple[Responsibility, ...] = ()


def responsibility_problems(line: Responsibility) -> tuple[FieldProblem, ...]:
    """What keeps `line` out of the map: it says what in which area, and ends after it begins."""
    problems = [FieldProblem(name, "missing") for name in ("key", "area", "what") if not getattr(line, name)]
    if line.valid_from and line.valid_until and line.valid_until < line.valid_from:
        problems.append(FieldProblem("valid_until", "ends_before_start"))
    return tuple(problems)


def not_replaced(shipped: Iterable[Responsibility], own: Iterable[Responsibility], day: date) -> list[Responsibility]:
    """The lines that come with the program and that none of the office's stands in place of on `day`."""
    replaced = {line.key for line in own if line.holds_on(day)}
    return [line for line in shipped if line.key not in replaced]


def areas_of(service: str, areas: Sequence[ResponsibilityArea], own: Iterable[Responsibility]) -> tuple[str, ...]:
    """The areas that are about an insats: as shipped, and as the office's own lines say."""
    wanted = folded(service)
    shipped = [area.name for area in areas if wanted in map(folded, area.services)]
    said = [line.area for line in own if line.service is not None and folded(line.service) == wanted]
    return tuple(dict.fromkeys([*shipped, *said]))
