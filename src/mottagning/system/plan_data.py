"""Reads what the program brings along for plans: `resources/plans`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mottagning.domain.checklists import Checklist, ChecklistItem, OwnerKind, Phase
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.follow_ups import EventFact, FollowUpEvent, FollowUpRules, Interval
from mottagning.domain.money import scaled
from mottagning.domain.people import SettlementKind
from mottagning.domain.plan_templates import ItemKind, PlanTemplate, TemplateItem, WholeTemplate
from mottagning.domain.responsibilities import ActorKind
from mottagning.readmodels.plan_data import PlanData


def plan_data(resources: Path) -> PlanData:
    """The shipped data in `resources`."""
    folder = resources / "plans"
    templates = _read(folder, "templates")
    return PlanData(
        verified=templates["verified"],
        templates=tuple(_template(item) for item in templates["template"]),
        follow_ups=_follow_ups(_read(folder, "follow_ups")),
        checklist=_checklist(_read(folder, "checklists")),
    )


def _read(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def _template(found: Mapping[str, Any]) -> WholeTemplate:
    template = PlanTemplate(**{name: value for name, value in found.items() if name != "item"})
    return WholeTemplate(template, tuple(_item(template.key, item) for item in found["item"]))


def _item(template: str, found: Mapping[str, Any]) -> TemplateItem:
    values: dict[str, Any] = {**found, "template": template, "kind": ItemKind(found["kind"])}
    if "actor_kind" in found:
        values["actor_kind"] = ActorKind(found["actor_kind"])
    if "hours_per_week" in found:
        values["hours_per_week"] = scaled(found["hours_per_week"])
    return TemplateItem(**values)


def _follow_ups(found: Mapping[str, Any]) -> FollowUpRules:
    return FollowUpRules(
        verified=found["verified"],
        first_weeks=found["first_weeks"],
        plan_weeks=found["plan_weeks"],
        floor_months=found["floor_months"],
        intervals=tuple(Interval(**item) for item in found["interval"]),
        events=tuple(
            FollowUpEvent(**{**item, "fact": EventFact(item["fact"]), "ages": tuple(item.get("ages", ()))})
            for item in found["event"]
        ),
    )


def _checklist(found: Mapping[str, Any]) -> Checklist:
    return Checklist(found["verified"], tuple(_checklist_item(item) for item in found["item"]))


def _checklist_item(found: Mapping[str, Any]) -> ChecklistItem:
    return ChecklistItem(
        **{
            **found,
            "phase": Phase(found["phase"]),
            "owner": OwnerKind(found.get("owner", OwnerKind.PERSON.value)),
            "told_by": DayFact(found["told_by"]) if "told_by" in found else None,
            "settlements": tuple(SettlementKind(one) for one in found.get("settlements", ())),
        }
    )
