"""What the tests of the command line stand on: commands run in this process, and what they printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from factories import CHEAP, PASSPHRASE, Clock
from mottagning.main import main
from mottagning.system import keyfile
from mottagning.usecases.context import Context


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Run:
    """Runs a command with the passphrase in the environment, on 3 March 2025, with keys that are quickly made."""
    create = keyfile.create
    monkeypatch.setattr(keyfile, "create", lambda user, secret, _cost=None: create(user, secret, CHEAP))
    monkeypatch.setattr("mottagning.system.clock.now", clock)
    monkeypatch.setenv("MOTTAGNING_PASSPHRASE", PASSPHRASE)

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Ran(status, printed.out, printed.err)

    return command


@pytest.fixture
def register(office: Context) -> Path:
    """The register of the small office, which nobody has open."""
    office.db.close()
    return office.db.file
