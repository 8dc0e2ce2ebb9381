"""On what grounds do the rows of a return leave? The paragraphs and consents, for the log of disclosures."""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.disclosure import paragraph_of
from mottagning.domain.ledger import LedgerRow
from mottagning.domain.people import NOBODY
from mottagning.storage.reader import Reader
from mottagning.texts.returns import CONSENT


def grounds_of(reader: Reader, rows: Iterable[LedgerRow]) -> str | None:
    """The grounds of rows about people, each once; None when they are about nobody.

    A row was closed on a paragraph or a consent (K31): where no paragraph applies it was the consent.
    """
    services = {one.value.name: one.value for one in reader.services.every()}
    about = [row.entry for row in rows if row.entry.person != NOBODY]
    started = reader.bookings.first_days(sorted({entry.booking for entry in about}))
    found = set()
    for entry in about:
        service = services.get(entry.service)
        begun = started.get(entry.booking, entry.days.start)
        by_law = service.disclosure_ground if service is not None and service.grounds_hold(begun) else None
        found.add(paragraph_of(by_law, entry.ground) or CONSENT)
    return "; ".join(sorted(found)) or None
