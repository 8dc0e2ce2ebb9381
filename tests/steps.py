"""What many use case tests do to a register: facts as the test says, a refusal read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mottagning.domain.people import Person
from mottagning.domain.problems import Refused
from mottagning.readmodels.changes import Stored
from mottagning.usecases.context import Context


def known(ctx: Context, case_number: str, **values: Any) -> Stored[Person]:
    """Have somebody be as the test says."""
    with ctx.writing() as uow:
        before = uow.people.find(case_number)
        assert before is not None
        after = uow.people.change(before, replace(before.value, **values))
        uow.commit()
    return after


def booked(ctx: Context, key: str, **values: Any) -> None:
    """Have a booking be as the test says."""
    with ctx.writing() as uow:
        stored = uow.bookings.find(key)
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, **values))
        uow.commit()


def refused(work: Callable[[], object]) -> list[tuple[str, str]]:
    """Fields and codes that `work` is refused with; the whole refusal's code under "" where no field is named."""
    with pytest.raises(Refused) as caught:
        work()
    return [(one.name, one.code) for one in caught.value.fields] or [("", caught.value.code.value)]
