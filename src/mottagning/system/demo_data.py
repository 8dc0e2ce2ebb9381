"""Reads what the demonstration register is made of: agreements with published prices, names, published test numbers."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Sex
from mottagning.system.paths import resources


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names to compose people of one origin from."""

    origin: str
    language: str
    women: Sequence[str]
    men: Sequence[str]
    families: Sequence[str]


@dataclass(frozen=True, slots=True)
class TestNumber:
    """A published test number with the birth date it is published with."""

    number: str
    kind: IdentityKind
    sex: Sex
    birth_date: date


@dataclass(frozen=True, slots=True)
class DemoData:
    """All of it; `agreements`, `offers`, `plans` and `reception` are the parsed files."""

    agreements: Mapping[str, Any]
    names: Sequence[NameGroup]
    numbers: Sequence[TestNumber]
    offers: Mapping[str, Any]
    plans: Mapping[str, Any]
    reception: Mapping[str, Any]


def demo_data() -> DemoData:
    """Read the folder `demo` of the resources."""
    folder = resources() / "demo"
    names = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))["group"]
    with (folder / "numbers.csv").open(encoding="utf-8", newline="") as stream:
        numbers = [
            TestNumber(row["number"], IdentityKind(row["kind"]), Sex(row["sex"]), date.fromisoformat(row["birth_date"]))
            for row in csv.DictReader(stream)
        ]
    agreements, offers, plans, reception = (
        tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("agreements", "offers", "plans", "reception")
    )
    return DemoData(agreements, [NameGroup(**group) for group in names], numbers, offers, plans, reception)
