"""Does somebody see what IT has laid down, and is it kept?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mottagning.domain.backup_rules import Reason
from mottagning.system import policy as own
from mottagning.system.policy import Policy, own_policy
from mottagning.system.preferences import Preferences
from mottagning.texts import backups as texts
from mottagning.ui.admin.laid_down import laid_down
from mottagning.ui.idle import lock_after, lock_choices
from mottagning.usecases.admin.backup_state import backup_state
from mottagning.usecases.admin.backups import keep_up
from mottagning.usecases.admin.second_place import choose_second_place
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


def test_backups_go_where_it_says_until_somebody_chooses_another_place(tmp_path: Path, office: Context) -> None:
    there, other = tmp_path / "server", tmp_path / "annan"
    there.mkdir()
    other.mkdir()
    own.policy_file().write_text(f'BackupFolder = "{there}"', encoding="utf-8")
    assert own_policy().backups == there
    ctx = replace(office, backups=tmp_path / "egna kopior")
    assert keep_up(ctx, Reason.ASKED)
    assert list(there.rglob("*.mottagning-kopia"))
    state = backup_state(ctx)
    assert (state.second_place, state.second_is_laid_down) == (there, True)
    assert "vald av IT" in texts.second(state)
    choose_second_place(ctx, other)
    state = backup_state(ctx)
    assert (state.second_place, state.second_is_laid_down) == (other, False)
    choose_second_place(ctx, None)
    assert backup_state(ctx).second_place == there
