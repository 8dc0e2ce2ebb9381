"""Does a row about planned reception fit the register? What an assignment replaces, who is linked, whose a flat is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mottagning.domain.assignments import (
    Assignment,
    ExpectedPerson,
    Preparation,
    assignment_doubts,
    assignment_problems,
    expected_problems,
    preparation_problems,
)
from mottagning.domain.flats import Flat, FlatReservation, flat_problems, norm_problems, reservation_problems
from mottagning.domain.problems import FieldProblem
from mottagning.domain.quotas import quota_problems
from mottagning.texts import fields, transfer
from mottagning.usecases.admin.import_checks import Pending, Scene
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.reception.assigning import items_before
from mottagning.usecases.reception.flats import highest_protection
from mottagning.usecases.visible import sees_household


def _assignments(scene: Scene, pending: Sequence[Pending]) -> None:
    seen = {one.value.key for one in scene.uow.assignments.visible(protected=scene.ctx.sees_protected)}
    known = {one.value.key: one.value for one in scene.stored if one.value.key in seen}
    known |= {one.record.key: one.record for one in pending}
    book = rule_book(scene.ctx, scene.uow)
    for one in pending:
        assignment: Assignment = one.record
        scene.said(one, assignment_problems(assignment, known.values(), scene.ctx.today))
        household = assignment.household
        if household is not None and not _may_have(scene, one, household):
            scene.reject(one, "household", transfer.unknown_reference(transfer.HOUSEHOLD, household))
        for doubt in assignment_doubts(assignment, book, known.get(assignment.replaces or "")):
            scene.warn(one, doubt.name, fields.said(doubt))


def _may_have(scene: Scene, one: Pending, household: str) -> bool:
    """Whether a household is there for the user: one that nobody belongs to yet is anybody's."""
    if scene.uow.households.find(household) is None:
        return False
    is_empty = not scene.uow.memberships.of_household(household)
    kept = one.before is not None and one.before.value.household == household
    return (
        kept
        or sees_household(scene.ctx, scene.uow, household)
        or (is_empty and not scene.uow.assignments.naming("household", [household]))
    )


def _expected(scene: Scene, pending: Sequence[Pending]) -> None:
    """Nobody registered is expected twice: the lower row is refused."""
    linked = {one.case_number for one in _staying(scene, pending)}
    for one in pending:
        expected: ExpectedPerson = one.record
        scene.said(one, expected_problems(expected))
        if expected.case_number is not None and expected.case_number in linked:
            scene.said(one, [FieldProblem("case_number", "linked_twice")])
        linked.add(expected.case_number)


def _staying(scene: Scene, pending: Sequence[Pending]) -> list[Any]:
    """The register's records of the kind that no row changes."""
    changed = {one.before.id for one in pending if one.before}
    return [one.value for one in scene.stored if one.id not in changed]


def _preparations(scene: Scene, pending: Sequence[Pending]) -> None:
    items = items_before(scene.ctx)
    for one in pending:
        preparation: Preparation = one.record
        scene.said(one, preparation_problems(preparation, items))


def _quotas(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, quota_problems(one.record))


def _flats(scene: Scene, pending: Sequence[Pending]) -> None:
    held: dict[str, list[FlatReservation]] = defaultdict(list)
    for reserved in scene.uow.flat_reservations.every():
        held[reserved.value.flat].append(reserved.value)
    for one in pending:
        flat: Flat = one.record
        scene.said(one, flat_problems(flat, held[flat.key]))


def _reservations(scene: Scene, pending: Sequence[Pending]) -> None:
    """One flat is never two assignments' the same days, in the register or further up."""
    flats = {one.value.key: one.value for one in scene.uow.flats.every()}
    assignments = {one.value.key: one for one in scene.uow.assignments.every()}
    held: dict[str, list[FlatReservation]] = defaultdict(list)
    for known in _staying(scene, pending):
        held[known.flat].append(known)
    for one in pending:
        record: FlatReservation = one.record
        protection = highest_protection(scene.uow, assignments[record.assignment].id)
        scene.said(one, reservation_problems(record, flats[record.flat], held[record.flat], protection))
        held[record.flat].append(record)


def _norms(scene: Scene, pending: Sequence[Pending]) -> None:
    norms = _staying(scene, pending)
    for one in pending:
        scene.said(one, norm_problems(one.record, norms))
        norms.append(one.record)


CHECKS: Mapping[str, Callable[[Scene, Sequence[Pending]], None]] = {
    "assignments": _assignments,
    "expected_persons": _expected,
    "preparations": _preparations,
    "municipal_quotas": _quotas,
    "flats": _flats,
    "flat_reservations": _reservations,
    "rent_norms": _norms,
}
