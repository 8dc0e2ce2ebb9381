"""With what does a use case work? An open register, the person who works with it, the clock and the shipped data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from mottagning.domain.office import OfficeSettings, User
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.reference import Reference
from mottagning.storage.database import Database
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import stored
from mottagning.usecases.seats import SeatGuard


@dataclass(frozen=True, slots=True)
class Context:
    """An open register in somebody's hands. `key_text` is the text of its key file, which backups carry."""

    db: Database
    user: User
    clock: Callable[[], datetime]
    reference: Reference
    key: bytes = field(repr=False)
    key_text: str = field(repr=False)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.clock().date()

    @property
    def sees_protected(self) -> bool:
        """Whether the person may see people with protected data."""
        return self.user.may_see_protected

    def reading(self) -> AbstractContextManager[Reader]:
        """A reading transaction."""
        return self.db.reading()

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """A writing transaction in the person's name."""
        return self.db.writing(self.user.name, stored(self.clock()), self.seat_guard)

    @property
    def seat_guard(self) -> SeatGuard:
        """Keeps more of our own seats from being promised than there are."""
        return SeatGuard(self.reading, self.today, self.sees_protected)

    def name(self, code: str) -> str:
        """The name of a municipality."""
        return self.reference.name(code)


def own_municipality(reader: Reader) -> str | None:
    """The own municipality's code, None while nobody has said it."""
    office = reader.settings.office()
    return office.municipality if office else None


def office_of(reader: Reader) -> OfficeSettings:
    """The register's settings. Raises Refused while it has none."""
    office = reader.settings.office()
    if office is None:
        raise Refused(RefusalCode.SETTINGS_MISSING)
    return office
