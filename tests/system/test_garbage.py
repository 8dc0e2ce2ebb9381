"""While much is worked out at once, Python looks for no forgotten objects; afterwards it does as before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from mottagning.system.garbage import unsearched


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@unsearched()
def _work(*, goes_wrong: bool) -> bool:
    return gc.isenabled() if not goes_wrong else bool(1 / 0)


def test_it_looks_again_afterwards_also_when_something_went_wrong() -> None:
    gc.enable()
    assert not _work(goes_wrong=False)
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        _work(goes_wrong=True)
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()  # as the window does, whose own thread looks
    assert not _work(goes_wrong=False)
    assert not gc.isenabled()
