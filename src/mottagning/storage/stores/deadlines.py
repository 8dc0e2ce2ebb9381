"""Stores of deadlines: milestones, extensions, and the rules that the office has loaded."""

from __future__ import annotations

from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.loaded import LoadedRule
from mottagning.domain.deadlines.milestones import Milestone
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.keyed import KeyedStore, Shape
from mottagning.storage.stores.people import CASE, OfPerson
from mottagning.storage.tables import deadlines as tables


class MilestoneStore(OfPerson[Milestone]):
    """Days that deadlines count from."""

    shape = Shape(Milestone, tables.milestone, Area.PEOPLE, ("case_number", "kind", "happened_on"), references=(CASE,))


class ExtensionStore(OfPerson[Extension]):
    """What deadlines have been extended by."""

    shape = Shape(Extension, tables.extension, Area.PEOPLE, ("case_number", "rule", "new_day"), references=(CASE,))


class LoadedRuleStore(KeyedStore[LoadedRule]):
    """The office's own rules, block by block."""

    shape = Shape(LoadedRule, tables.loaded_rule, Area.SETTINGS, ("key",))
