"""What can be bought? The catalogue of insatser, with what the law says of each.

`ground` is the paragraph that a placement rests on when the booking names none (check K11);
`disclosure_ground` the one on which rows about a person may be handed to the counterpart (check K31).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An insats. `code` is the neutral word that stands in files for a sensitive booking.

    The grounds hold for bookings that begin on `ground_from` or later (None: for all).
    `is_adult_education` asks for a decision before the start (K05). The accounts are the office's own.
    """

    name: str
    code: str
    is_adult_education: bool = False
    ground: str | None = None
    disclosure_ground: str | None = None
    ground_from: date | None = None
    source: str | None = None
    account_buy: str | None = None
    account_sell: str | None = None
    cost_centre: str | None = None
    activity_code: str | None = None
    project: str | None = None

    def grounds_hold(self, start: date) -> bool:
        """Whether the grounds hold for a booking that begins on `start`."""
        return self.ground_from is None or self.ground_from <= start


def service_problems(service: Service) -> tuple[FieldProblem, ...]:
    """What keeps `service` out of the catalogue."""
    return () if service.name else (FieldProblem("name", "missing"),)


def folded(name: str) -> str:
    """How texts are compared: without regard to case and surrounding blanks."""
    return " ".join(name.split()).casefold()
