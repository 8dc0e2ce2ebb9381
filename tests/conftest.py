"""What every test stands on: a home of its own, no network, a clock that stands still, a register in a moment."""

from __future__ import annotations

import errno
import gc
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, Clock, copy_register, furnish, second_holder
from mottagning.domain.office import OfficeSettings
from mottagning.storage.database import Database
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.context import Context


def pytest_collection_finish() -> None:
    """What was loaded and collected stays to the end: to look through all of it again and again for what Python no
    longer needs, as the window does every second, took longer than many a test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder, empty, no passphrase lying about, and a computer that remembers nobody."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MOTTAGNING_HOME", str(folder))
    monkeypatch.delenv("MOTTAGNING_PASSPHRASE", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return folder


@pytest.fixture(autouse=True)
def _no_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """IT has laid nothing down for this computer, unless a test does."""
    monkeypatch.setattr("mottagning.system.policy.policy_file", lambda: tmp_path / "policy.toml")


@pytest.fixture(autouse=True, scope="session")
def _home_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is made for several tests at once must not reach the folders of whoever runs them either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTTAGNING_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program never calls anybody: every socket is refused."""

    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("something opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "bind", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def flushing_as_windows_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows flushes only what is open for writing (FlushFileBuffers: "the handle must have the GENERIC_WRITE access
    right"); Linux takes any file, so a backup that no Windows computer could make passed here."""
    if os.name == "nt":
        return
    flush, fcntl = os.fsync, import_module("fcntl")

    def refuse_what_is_only_read(opened: int) -> None:
        number = opened if isinstance(opened, int) else opened.fileno()
        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flush(opened)

    monkeypatch.setattr(os, "fsync", refuse_what_is_only_read)


@pytest.fixture
def clock() -> Clock:
    """The clock of this test."""
    return Clock()


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A register that is made once; every test gets a copy."""
    file = tmp_path_factory.mktemp("template") / "prov.mottagning"
    office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH, board="Provnämnden", reference="ZZ2380")
    made = create_register(file, PASSPHRASE, "prov", Clock(), office=office, cost=CHEAP)
    second_holder(made.ctx)
    made.ctx.db.close()
    return replace(made.ctx, backups=None)  # the tests that are about backups say where they go


@pytest.fixture
def ctx(tmp_path: Path, clock: Clock, _template: Context) -> Iterator[Context]:
    """An open register with the shipped catalogue and its settings, and nothing else in it."""
    file = tmp_path / "prov.mottagning"
    copy_register(_template.db.file, file)
    opened = replace(_template, db=Database(file, _template.key), clock=clock)
    yield opened
    opened.db.close()


@pytest.fixture(scope="session")
def _furnished(tmp_path_factory: pytest.TempPathFactory, _template: Context) -> Path:
    """The register of `_template` with a small office in it, made once."""
    file = copy_register(_template.db.file, tmp_path_factory.mktemp("furnished") / "prov.mottagning")
    made = replace(_template, db=Database(file, _template.key))
    furnish(made)
    made.db.close()
    return file


@pytest.fixture
def small_office(ctx: Context, _furnished: Path) -> None:
    """Puts a small office into the register of `ctx`: see `factories.furnish`."""
    ctx.db.close()
    copy_register(_furnished, ctx.db.file)


@pytest.fixture
def office(ctx: Context, small_office: None) -> Context:
    """The register of `ctx` with a small office in it."""
    return ctx


@pytest.fixture
def another(ctx: Context) -> Iterator[Callable[[], Context]]:
    """Opens the register of `ctx` once more, as a second program would."""
    opened: list[Context] = []

    def again() -> Context:
        opened.append(replace(ctx, db=Database(ctx.db.file, ctx.key)))
        return opened[-1]

    yield again
    for one in opened:
        one.db.close()
