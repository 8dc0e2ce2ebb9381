"""What has IT laid down for this computer, in words?"""

from __future__ import annotations

from collections.abc import Callable

from mottagning.system.policy import Policy
from mottagning.texts import policy as texts
from mottagning.texts.window import lock_minutes


def laid_down(policy: Policy, name: Callable[[str], str]) -> list[tuple[str, str]]:
    """A word and what it stands for; nothing where nothing is laid down. `name` is a municipality's."""
    chosen = [
        (texts.MUNICIPALITY, policy.municipality and name(policy.municipality)),
        (texts.REGISTERS, policy.registers and str(policy.registers)),
        (texts.BACKUPS, policy.backups and str(policy.backups)),
        (texts.LOCK_AFTER, policy.lock_after and lock_minutes(policy.lock_after)),
    ]
    return texts.laid_down([(word, value) for word, value in chosen if value], policy.unusable)
