"""Which municipality answers for a person on a day?"""

from __future__ import annotations

from datetime import date

from mottagning.domain.belonging import belongings
from mottagning.domain.people import Person
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader


def home_on(reader: Reader, person: Stored[Person], day: date, own: str | None) -> str | None:
    """The code of the municipality that answers for `person` on `day`; None where it is not known.

    `own` is the own municipality's, to which somebody without any row belongs from reception on.
    """
    lived = [one.value for one in reader.residences.of_person(person.id)]
    told = belongings(lived, own, person.value.received_on)
    return next((one.payer for one in told if day in one.days), None)
