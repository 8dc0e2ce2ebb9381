"""Does guessing a passphrase take longer and longer, and a slip of the finger nothing?"""

from __future__ import annotations

from mottagning.domain.tries import wait_after


def test_slips_cost_nothing_and_guessing_ever_more() -> None:
    assert [wait_after(failed) for failed in range(12)] == [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300]


def test_nobody_waits_for_ever() -> None:
    assert wait_after(1_000_000) == 300
