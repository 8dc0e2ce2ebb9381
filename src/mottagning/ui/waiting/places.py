"""Where does a line of what waits lead: to its record, and to who answers for it?"""

from __future__ import annotations

from mottagning.domain.waiting import WaitKind
from mottagning.readmodels.waiting import WaitLine
from mottagning.texts import person_parts
from mottagning.texts import plans as plan_texts
from mottagning.texts import waiting as texts
from mottagning.uikit.screen import Goto

_TABS = {
    WaitKind.PERSONAL_NUMBER: ("people", person_parts.TAB_PERSON),
    WaitKind.BEFORE: ("plans", plan_texts.TAB_ACTIVITIES),
    WaitKind.ACTIVITY: ("plans", plan_texts.TAB_ACTIVITIES),
    WaitKind.CHECKLIST: ("plans", plan_texts.TAB_CHECKLIST),
    WaitKind.ENTERED: ("people", texts.TAB),
}
"""Where each kind is kept: the area, and the tab of the card."""


def place_of(line: WaitLine) -> Goto:
    """The record that waits."""
    if line.wait.kind is WaitKind.REQUEST:
        return Goto("requests", line.record)
    area, tab = _TABS[line.wait.kind]
    return Goto(area, ("tab", line.record, tab))


def asks(line: WaitLine) -> Goto:
    """Who answers: the map's line where the wait names one, else the lines of its insats or of its kind of actor."""
    one = line.wait
    if one.line is not None:
        return Goto("responsibilities", ("line", one.line))
    if one.service is not None:
        return Goto("responsibilities", ("service", one.service))
    return Goto("responsibilities", ("kind", one.actor.kind) if one.actor.kind else None)
