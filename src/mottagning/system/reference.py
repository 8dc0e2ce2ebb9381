"""Reads the shipped data: municipalities, languages, countries, insatser."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from mottagning.domain.agreements import Method, Terms, Unit
from mottagning.domain.children_hours import Care
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.geography import PARTS, Position
from mottagning.domain.responsibilities import ActorKind, Responsibility, ResponsibilityArea, ResponsibilityMap
from mottagning.domain.services import Service, folded
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.domain.take_in.cells import Vocabulary, exact
from mottagning.domain.weeks import Holiday
from mottagning.readmodels.reference import Municipality, Reference, UsualTerms
from mottagning.system.deadline_rules import shipped_rules
from mottagning.system.paths import resources
from mottagning.system.plan_data import plan_data
from mottagning.system.retention_rules import shipped_retention


@cache
def reference() -> Reference:
    """The shipped data, read once."""
    folder = resources()
    catalogue = tomllib.loads((folder / "services.toml").read_text(encoding="utf-8"))
    return Reference(
        municipalities=_municipalities(folder),
        languages=_languages(folder),
        countries=_countries(),
        services=tuple(_service(item) for item in catalogue["service"]),
        services_verified=catalogue["verified"],
        plans=plan_data(folder),
        usual_terms=_usual_terms(folder),
        priority_grounds=tuple(_codes(folder)["priority"]),
        responsibilities=_responsibilities(folder),
        vocabulary=_vocabulary(folder),
        begins={folded(item["name"]): DayFact(item["begins"]) for item in catalogue["service"] if "begins" in item},
        deadline_rules=shipped_rules(),
        holidays={
            date.fromisoformat(row["date"]): Holiday(row["name"], is_public=row["category"] == "public")
            for row in _rows(folder / "holidays.csv")
        },
        retention=shipped_retention(),
        care={item["name"]: Care(item["care"]) for item in catalogue["service"] if "care" in item},
    )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def _municipalities(folder: Path) -> Mapping[str, Municipality]:
    return {
        row["code"]: Municipality(
            code=row["code"],
            name=row["name"],
            organisation_number=row["org_number"],
            county=row["county_name"],
            population=int(row["population"]),
            population_year=int(row["population_year"]),
            seat=Position(_parts(row["latitude"]), _parts(row["longitude"])),
        )
        for row in _rows(folder / "municipalities.csv")
    }


def _parts(degrees: str) -> int:
    return int(Decimal(degrees) * PARTS)


def _languages(folder: Path) -> Mapping[str, str]:
    """Every language that CLDR names in Swedish, with the words that officers use before CLDR's own."""
    known = {code: name for code, name in Locale("sv").languages.items() if "_" not in code}
    return known | {row["code"]: row["name"] for row in _rows(folder / "languages.csv")}


def _countries() -> Mapping[str, str]:
    return {code: name for code, name in Locale("sv").territories.items() if len(code) == 2 and code.isalpha()}


def _service(item: Mapping[str, object]) -> Service:
    return Service(
        name=str(item["name"]),
        code=str(item["code"]),
        is_adult_education=bool(item.get("adult_education")),
        ground=_text(item.get("ground")),
        disclosure_ground=_text(item.get("disclosure_ground")),
        ground_from=_day(item.get("from")),
        source=_text(item.get("source")),
    )


def _usual_terms(folder: Path) -> Mapping[str, UsualTerms]:
    shipped = tomllib.loads((folder / "terms.toml").read_text(encoding="utf-8"))
    return {name: _usual(name, item) for item in shipped["terms"] for name in item["services"]}


def _usual(name: str, item: Mapping[str, Any]) -> UsualTerms:
    terms = Terms(
        agreement="",
        service=name,
        method=Method(item["method"]),
        unit=Unit(item["unit"]),
        readings=Readings(exceptions=parse_exceptions(item.get("readings", ""))),
        shares=tuple(item["shares"]) if "shares" in item else None,
    )
    return UsualTerms(terms, item["source"])


def _codes(folder: Path) -> Mapping[str, list[str]]:
    return tomllib.loads((folder / "codes.toml").read_text(encoding="utf-8"))


def _responsibilities(folder: Path) -> ResponsibilityMap:
    shipped = tomllib.loads((folder / "responsibilities.toml").read_text(encoding="utf-8"))
    return ResponsibilityMap(
        verified=shipped["verified"],
        areas=tuple(ResponsibilityArea(item["name"], tuple(item.get("services", ()))) for item in shipped["area"]),
        lines=tuple(_responsibility(item) for item in shipped["responsibility"]),
    )


def _responsibility(item: Mapping[str, Any]) -> Responsibility:
    return Responsibility(
        key=item["key"],
        area=item["area"],
        what=item["what"],
        actor_kind=ActorKind(item["kind"]),
        actor=item.get("actor"),
        source=item["source"],
    )


def _vocabulary(folder: Path) -> Vocabulary:
    shipped = tomllib.loads((folder / "lists.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(map(exact, found)) for name, found in shipped["words"].items()}
    return Vocabulary(
        headings=_tuples(shipped["headings"]),
        choices={kind: _tuples(found) for kind, found in shipped["choices"].items()},
        months={exact(word): int(number) for number, found in shipped["months"].items() for word in found},
        countries=_tuples(shipped["countries"]),
        languages={
            row["code"]: tuple(row["aliases"].split(";")) for row in _rows(folder / "languages.csv") if row["aliases"]
        },
        services=_tuples(shipped["services"]),
        endings=tuple(shipped["words"]["endings"]),
        **{name: words[name] for name in ("yes", "no", "nothing", "totals", "particles")},
    )


def _tuples(found: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(items) for name, items in found.items()}


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
