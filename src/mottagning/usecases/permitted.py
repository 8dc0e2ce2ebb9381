"""What may the one who is logged in change, and which tables are not there for her?

Held in two places that no use case can go around: a transaction is kept when she may change every area it touched, and
the database itself refuses the tables of a part that she does not see.
"""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.rights import Act, Part, may_change, may_do, may_see
from mottagning.domain.users import User
from mottagning.readmodels.changes import Area, Changed
from mottagning.storage.closed import tables_of

_PART_OF: Mapping[Area, Part] = {
    Area.PEOPLE: Part.PEOPLE,
    Area.RESPONSIBILITIES: Part.PEOPLE,
    Area.PLANS: Part.PLANS,
    Area.CHECKLISTS: Part.PLANS,
    Area.WEEKS: Part.PLANS,
    Area.WAITS: Part.PLANS,
    Area.RECEPTION: Part.PLANS,
    Area.SERVICES: Part.AGREEMENTS,
    Area.AGREEMENTS: Part.AGREEMENTS,
    Area.OFFERS: Part.AGREEMENTS,
    Area.DOCUMENTS: Part.AGREEMENTS,
    Area.REQUESTS: Part.BOOKINGS,
    Area.BOOKINGS: Part.BOOKINGS,
    Area.DEVIATIONS: Part.BOOKINGS,
    Area.RETURNS: Part.RETURNS,
    Area.RECEIVED_INVOICES: Part.RETURNS,
    Area.BUDGETS: Part.RETURNS,
    Area.STATE_COMPENSATION: Part.COMPENSATION,
    Area.SETTINGS: Part.SETTINGS,
}
"""The part that each area of the register belongs to; documents are everybody's who has to do with agreements."""
_ACT_OF: Mapping[Area, Act] = {
    Area.USERS: Act.KEEP_USERS,
    Area.LOGS: Act.SEE_LOG,
    Area.RETENTION: Act.RETAIN,
}


def require_rights(user: User, changed: Changed) -> None:
    """Raises Refused when the user may not change one of these areas."""
    for area in changed:
        allowed = may_do(user, _ACT_OF[area]) if area in _ACT_OF else may_change(user, _PART_OF[area])
        if not allowed:
            raise Refused(RefusalCode.NO_RIGHT)


def closed_to(user: User) -> frozenset[str]:
    """The tables that are not there for the user."""
    areas = [area for area, part in _PART_OF.items() if not may_see(user, part)]
    return tables_of(areas)
