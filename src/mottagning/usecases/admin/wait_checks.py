"""Does a row of what waits fit the register? Of one person or one household, on days that have been."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mottagning.domain.waiting import Wait, wait_problems
from mottagning.texts import transfer
from mottagning.usecases.admin.import_checks import Pending, Scene
from mottagning.usecases.visible import sees_household


def _waits(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        wait: Wait = one.record
        scene.said(one, wait_problems(wait, scene.ctx.today))
        if wait.household is not None and not sees_household(scene.ctx, scene.uow, wait.household):
            scene.reject(one, "household", transfer.unknown_reference(transfer.HOUSEHOLD, wait.household))


CHECKS: Mapping[str, Callable[[Scene, Sequence[Pending]], None]] = {"waits": _waits}
