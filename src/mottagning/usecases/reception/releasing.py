"""Which flats are given back because of who is to live there? Those of people whose address is never stored.

Somebody has skyddad folkbokföring from a day on, or comes to a household that a flat is reserved for.
"""

from __future__ import annotations

from mottagning.domain.people import Person, Protection
from mottagning.storage.unit_of_work import UnitOfWork


def release_flats(uow: UnitOfWork, person: Person) -> None:
    """No flat is kept as that of somebody whose address is never stored, wherever she comes to belong."""
    if person.protection is not Protection.PROTECTED_REGISTRATION:
        return
    expected = uow.expected_persons.naming("case_number", [person.case_number])
    assignments = uow.assignments.naming("key", [one.value.assignment for one in expected])
    joined = [one.value.household for one in uow.memberships.of_case(person.case_number)]
    assignments += uow.assignments.naming("household", joined)
    for assignment in {one.id for one in assignments}:
        for reserved in uow.flat_reservations.of_assignment(assignment):
            uow.flat_reservations.remove(reserved)
