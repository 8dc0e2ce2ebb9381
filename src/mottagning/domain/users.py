"""Who may log in, in which role and from which unit?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mottagning.domain.problems import FieldProblem

LEAST_LETTERS = 12
"""A passphrase of fewer letters is warned about: it is all that keeps the register closed to who holds the file."""
KEY_HOLDERS = 2
"""So many who can open a register by a passphrase of their own before its first month is closed: nobody else can open
it when one of them is gone (product: promise 7)."""


class Role(Enum):
    """What somebody who logs in does."""

    OFFICER = "officer"
    ECONOMIST = "economist"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class OfficeUnit(Enum):
    """Where in the municipality somebody works."""

    RECEPTION = "reception"
    WORK = "work"
    SCHOOL = "school"
    ECONOMY = "economy"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in, or once could. `key_slot` names her slot in the key file; moments are UTC.

    A name is never given to somebody else, since the logs know who did what by it.
    """

    name: str
    key_slot: str
    added_at: datetime
    removed_at: datetime | None = None
    role: Role = Role.ADMINISTRATOR
    unit: OfficeUnit = OfficeUnit.RECEPTION
    may_see_protected: bool = False


def passphrase_problems(passphrase: str, again: str | None = None) -> tuple[FieldProblem, ...]:
    """What keeps a passphrase, written `again` where that is asked for, from being used."""
    if len(passphrase) < LEAST_LETTERS:
        return (FieldProblem("passphrase", "too_short", {"least": LEAST_LETTERS}),)
    if again is not None and again != passphrase:
        return (FieldProblem("again", "not_the_same"),)
    return ()


def user_problems(user: User, others: Sequence[User]) -> tuple[FieldProblem, ...]:
    """What keeps a user from being saved; `others` are all that the register has ever had."""
    if not user.name.strip():
        return (FieldProblem("name", "missing"),)
    if user.name.strip().casefold() in {one.name.strip().casefold() for one in others}:
        return (FieldProblem("name", "user_taken"),)
    return ()
