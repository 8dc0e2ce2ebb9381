"""Does a register open with its passphrase and its recovery code, and with nothing else?"""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import CHEAP, PASSPHRASE, Clock
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.usecases.admin.registers import create_register, open_register


def test_passphrase_and_recovery_code_open_and_another_does_not(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "ny.mottagning"
    made = create_register(file, PASSPHRASE, "Åsa", clock, cost=CHEAP)
    made.ctx.db.close()
    for secret in (PASSPHRASE, made.recovery_code, made.recovery_code.lower().replace("-", " ")):
        opened = open_register(file, secret, clock)
        assert opened.user.name == "Åsa"
        opened.db.close()
    with pytest.raises(Trouble) as caught:
        open_register(file, "fel lösenfras", clock)
    assert caught.value.code is TroubleCode.WRONG_PASSPHRASE
