"""What somebody's staying away leads to, as it is proposed."""

from __future__ import annotations

from mottagning.domain.attendance import ProposedEnd
from mottagning.domain.bookings import Outcome
from mottagning.domain.periods import DAY
from mottagning.texts import formats

STATUTE = "förordningen om vuxenutbildning 7 kap. 1 §, om rektor inte har beslutat annat"
AGREED = "avtalets villkor"
END = "Avsluta enligt förslaget"


def proposed(end: ProposedEnd) -> str:
    """The rule, the days and what may be done."""
    by = AGREED if end.is_agreed else STATUTE
    since = formats.day(end.since)
    if end.outcome is Outcome.NEVER_STARTED:
        return (
            f"Har inte kommit på mer än {end.limit} dagar från starten {since}: "
            f"räknas som aldrig påbörjad enligt {by}. Ni avgör."
        )
    return (
        f"Borta utan giltigt skäl mer än {end.limit} dagar i följd från {since}: räknas som avbrott enligt {by}. "
        f"Sista dagen i insatsen kan vara {formats.day(end.since - DAY)}. Ni avgör."
    )
