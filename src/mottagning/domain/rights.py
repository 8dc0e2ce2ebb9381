"""What may somebody see and do? By role, within what the unit has to do with.

Access is given by need (lag 2001:454 § 10). Economy and school see neither plans nor notes (product: Secrecy). People
with protected data are a right of their own, which no role brings (`User.may_see_protected`). The table is ours, not
the law's: what each office needs is for its manager to say, by role and unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum

from mottagning.domain.users import OfficeUnit, Role, User


class Part(Enum):
    """A part of the register that rights are given for."""

    PEOPLE = "people"
    PLANS = "plans"
    """Plans, follow-ups, checklists, weeks, waits and reception, with the notes in them."""
    AGREEMENTS = "agreements"
    BOOKINGS = "bookings"
    RETURNS = "returns"
    """Returns, invoices, costs and budgets."""
    COMPENSATION = "compensation"
    """State compensation: its grounds tell of illness and disability, which are no matter of the school's."""
    SETTINGS = "settings"


class Level(IntEnum):
    """How far somebody comes in a part."""

    NONE = 0
    SEE = 1
    CHANGE = 2


class Act(Enum):
    """What not everybody may do, whatever she sees."""

    ATTEST = "attest"
    EXPORT_ALL = "export_all"
    KEEP_USERS = "keep_users"
    SEE_LOG = "see_log"
    RETAIN = "retain"
    RESTORE = "restore"


_NONE, _SEE, _CHANGE = Level.NONE, Level.SEE, Level.CHANGE
_PARTS = (Part.PEOPLE, Part.PLANS, Part.AGREEMENTS, Part.BOOKINGS, Part.RETURNS, Part.COMPENSATION, Part.SETTINGS)

_BY_ROLE: Mapping[Role, tuple[Level, ...]] = {
    #                   people   plans    agreem.  bookings returns  compens. settings
    Role.OFFICER: (_CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _SEE),
    Role.ECONOMIST: (_SEE, _NONE, _CHANGE, _SEE, _CHANGE, _CHANGE, _SEE),
    Role.MANAGER: (_CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE),
    Role.ADMINISTRATOR: (_CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE),
}
_BY_UNIT: Mapping[OfficeUnit, tuple[Level, ...]] = {
    #                      people   plans    agreem.  bookings returns  compens. settings
    OfficeUnit.RECEPTION: (_CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE, _CHANGE),
    OfficeUnit.WORK: (_CHANGE, _CHANGE, _CHANGE, _CHANGE, _SEE, _SEE, _SEE),
    OfficeUnit.SCHOOL: (_SEE, _NONE, _CHANGE, _CHANGE, _SEE, _NONE, _SEE),
    OfficeUnit.ECONOMY: (_SEE, _NONE, _CHANGE, _SEE, _CHANGE, _CHANGE, _SEE),
}
_ACTS: Mapping[Role, frozenset[Act]] = {
    Role.OFFICER: frozenset({Act.ATTEST, Act.RETAIN}),
    Role.ECONOMIST: frozenset({Act.ATTEST}),
    Role.MANAGER: frozenset({Act.ATTEST, Act.EXPORT_ALL, Act.SEE_LOG, Act.RETAIN}),
    Role.ADMINISTRATOR: frozenset(Act),
}
"""Who may attest is further a matter of whose rows they are: nobody attests her own (see `attests`)."""


def level(user: User, part: Part) -> Level:
    """How far the user comes in a part: as far as both her role and her unit reach."""
    place = _PARTS.index(part)
    return min(_BY_ROLE[user.role][place], _BY_UNIT[user.unit][place])


def may_see(user: User, part: Part) -> bool:
    """Whether the part is there for the user."""
    return level(user, part) >= Level.SEE


def may_change(user: User, part: Part) -> bool:
    """Whether the user may change what is in the part."""
    return level(user, part) is Level.CHANGE


def may_do(user: User, act: Act) -> bool:
    """Whether the user may do this. Exporting everything takes that there is no part she does not see."""
    seen = all(may_see(user, part) for part in Part)
    return act in _ACTS[user.role] and (seen or act is Act.ATTEST)
