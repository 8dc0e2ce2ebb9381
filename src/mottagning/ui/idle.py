"""After how many minutes without a touch does the program lock itself? As somebody chose, no longer than IT allows."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.system.policy import Policy
from mottagning.system.preferences import Preferences
from mottagning.texts import window as texts

LOCK_AFTER = "lock_after"
_CHOICES = (5, 10, 15, 30)
_ORDINARY = 10


def lock_choices(policy: Policy) -> Mapping[str, str]:
    """The minutes that can be chosen, each with its words."""
    longest = policy.lock_after
    minutes = _CHOICES if longest is None else sorted({*(one for one in _CHOICES if one < longest), longest})
    return {str(one): texts.lock_minutes(one) for one in minutes}


def lock_after(preferences: Preferences, policy: Policy) -> int:
    """The minutes that apply."""
    kept = preferences.get(LOCK_AFTER)
    chosen = int(kept) if kept.isdecimal() and int(kept) in _CHOICES else _ORDINARY
    longest = policy.lock_after
    if longest is None:
        return chosen
    return longest if kept == str(longest) else min(chosen, longest)
