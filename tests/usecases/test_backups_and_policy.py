"""Do backups go where IT has laid down, and where somebody in the office wants them rather?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mottagning.domain.backup_rules import Reason
from mottagning.system import policy
from mottagning.system.policy import own_policy
from mottagning.texts import backups as texts
from mottagning.usecases.admin.backup_state import backup_state
from mottagning.usecases.admin.backups import keep_up
from mottagning.usecases.admin.second_place import choose_second_place
from mottagning.usecases.context import Context


def test_backups_go_where_it_says_until_somebody_chooses_another_place(tmp_path: Path, office: Context) -> None:
    there, other = tmp_path / "server", tmp_path / "annan"
    there.mkdir()
    other.mkdir()
    policy.policy_file().write_text(f'BackupFolder = "{there}"', encoding="utf-8")
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
