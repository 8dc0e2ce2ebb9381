"""On what may rows about a person leave the office? A paragraph, or a consent where none applies (check K31).

The recipient's need is no ground: between municipalities the general clause does not lift social secrecy, but a duty
by law or the person's own consent does (OSL 10:1, 10:28, 12:2, 26:1; reception.md B.10).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.swedish import folded, names_paragraph

FOR_A_PLACE = frozenset({ConsentPurpose.PLANNING, ConsentPurpose.COORDINATION})
"""What somebody agrees to so that a place can be asked for and followed."""


@dataclass(frozen=True, slots=True)
class DisclosureGround:
    """A paragraph, or the day of a consent; exactly one of them."""

    paragraph: str | None = None
    consent_on: date | None = None


def paragraph_of(disclosure_ground: str | None, booking_ground: str | None) -> str | None:
    """The paragraph on which rows of a booking leave: that of its insats, else the one that the booking rests on."""
    if disclosure_ground:
        return disclosure_ground
    return booking_ground if booking_ground and names_paragraph(booking_ground) else None


def ground_of(
    paragraph: str | None, consent_on: date | None, consents: Iterable[Consent], to: Collection[str], day: date
) -> DisclosureGround | None:
    """On what data about a place leave on `day`: by law, by consent for the booking, or to one of the names `to`.

    None where there is no ground.
    """
    if paragraph:
        return DisclosureGround(paragraph)
    if consent_on is not None and consent_on <= day:
        return DisclosureGround(consent_on=consent_on)
    names = {folded(name) for name in to}
    given = [
        one.given_on
        for one in consents
        if one.purpose in FOR_A_PLACE and folded(one.recipient) in names and one.holds_on(day)
    ]
    return DisclosureGround(consent_on=max(given)) if given else None
