"""Does somebody see what IT has laid down, and is it kept?"""

from __future__ import annotations

from pathlib import Path

import pytest

from mottagning.system.policy import Policy
from mottagning.system.preferences import Preferences
from mottagning.ui.admin.laid_down import laid_down
from mottagning.ui.idle import lock_after, lock_choices
from mottagning.usecases.context import Context


@pytest.mark.parametrize(
    ("longest", "chosen", "applies"),
    [
        (None, "", 10),
        (None, "30", 30),
        (None, "trettio", 10),
        (7, "", 7),
        (7, "5", 5),
        (7, "30", 7),
        (60, "", 10),
        (60, "60", 60),
        (None, "60", 10),
        (20, "20", 20),
    ],
)
def test_the_lock_comes_no_later_than_it_says(tmp_path: Path, longest: int | None, chosen: str, applies: int) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.put("lock_after", chosen)
    policy = Policy(lock_after=longest)
    assert lock_after(preferences, policy) == applies
    assert str(applies) in lock_choices(policy)


def test_only_what_is_allowed_can_be_chosen() -> None:
    assert list(lock_choices(Policy())) == ["5", "10", "15", "30"]
    assert list(lock_choices(Policy(lock_after=12))) == ["5", "10", "12"]
    assert list(lock_choices(Policy(lock_after=1))) == ["1"]


def test_it_is_told_in_words_and_what_cannot_be_used_by_its_name(ctx: Context) -> None:
    ((title, said),) = laid_down(Policy("0840", lock_after=7, unusable=("BackupFolder",)), ctx.name)
    assert title == "Bestämt av IT"
    assert said.splitlines() == [
        "Kommun: Mörbylånga",
        "Lås efter högst: 7 minuter",
        "kan inte användas: BackupFolder. Be IT att rätta.",
    ]
    assert laid_down(Policy(), ctx.name) == []
