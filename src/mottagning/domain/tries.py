"""How long does one wait after wrong passphrases? Nothing at first, then longer for each, so that guessing takes years.

A slip of the finger costs nobody anything; the passphrase itself is slow to try (see `system.keyfile`).
"""

from __future__ import annotations

FREE = 3
"""So many wrong tries in a row cost nothing."""
FIRST_WAIT, LONGEST_WAIT = 5, 300
"""Seconds: after the first try that costs, and at most."""


def wait_after(failed: int) -> int:
    """The seconds from the last of `failed` wrong tries in a row until the next may be made."""
    if failed <= FREE:
        return 0
    doubled = min(failed - FREE - 1, LONGEST_WAIT)
    return min(FIRST_WAIT << doubled, LONGEST_WAIT)
