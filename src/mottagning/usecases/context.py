"""With what does a use case work? An open register, the person who works with it, the clock and the shipped data."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from mottagning.domain import rights
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.rights import Act, Part
from mottagning.domain.users import User
from mottagning.readmodels.reference import Reference
from mottagning.storage.database import Database
from mottagning.storage.journal import Journal
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system import keyfile
from mottagning.system.clock import stored
from mottagning.system.paths import key_file_of
from mottagning.usecases.access import Access, telling_who
from mottagning.usecases.permitted import require_rights
from mottagning.usecases.seats import SeatGuard


@dataclass(frozen=True, slots=True)
class Context:
    """An open register in somebody's hands."""

    db: Database
    user: User
    clock: Callable[[], datetime]
    reference: Reference
    key: bytes = field(repr=False)
    access: Access | None = None
    """Whether it may be written; None where nobody has asked for it alone, as a command that reads."""
    backups: Path | None = None
    """The folder of the register's automatic backups; None where none are made."""
    by_code: bool = False
    """Whether it was opened with the recovery code: then it need not be the user who sits there."""

    @property
    def key_text(self) -> str:
        """The text of its key file as it stands, which backups carry. Raises Trouble when it is gone or damaged."""
        return keyfile.read(key_file_of(self.db.file)).dumps()

    @property
    def today(self) -> date:
        """The day it is."""
        return self.clock().date()

    @property
    def sees_protected(self) -> bool:
        """Whether the person may see people with protected data."""
        return self.user.may_see_protected

    def sees(self, part: Part) -> bool:
        """Whether the part is there for the person."""
        return rights.may_see(self.user, part)

    def changes(self, part: Part) -> bool:
        """Whether the person may change what is in the part."""
        return rights.may_change(self.user, part)

    def may(self, act: Act) -> bool:
        """Whether the person may do this."""
        return rights.may_do(self.user, act)

    def require(self, act: Act) -> None:
        """Raises Refused when the person may not do this."""
        if not self.may(act):
            raise Refused(RefusalCode.NO_RIGHT)

    def require_writable(self) -> None:
        """Raises Refused, with who has it, while somebody else has the register."""
        if self.access is not None:
            self.access.require()

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else has the register."""
        return self.access is not None and self.access.is_read_only

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A reading transaction."""
        with telling_who(self.db.file), self.db.reading() as reader:
            yield reader

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """A writing transaction in the person's name, kept when she has the rights and the seats are there.

        While somebody else has the register, only what is noted in the logs is kept; Raises Refused for the rest.
        """
        journal = Journal(self.user.name, stored(self.clock()), self.user.unit.value, platform.node())
        if self.access is not None and not self.access.may_write():
            with self.access.refusing(), self.db.looking(journal, self.access.aside) as looking:
                yield looking
            return
        with telling_who(self.db.file), self.db.writing(journal, self._guard) as uow:
            yield uow

    def rest(self) -> None:
        """Keep nothing of the register in memory that was read for the next use case; that one opens the file anew."""
        self.db.close()

    def close(self) -> None:
        """Let go of the register, so that somebody else may write in it."""
        self.db.close()
        if self.access is not None:
            self.access.release()

    def _guard(self, uow: UnitOfWork) -> None:
        require_rights(self.user, uow.changed_areas)
        self.seat_guard(uow)

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
