"""To which age group does a child belong on a day?

With the Variant `efter ålder` the group holds from its switch: the birthday, or 1 January, 1 August or 15 August of
the calendar year in which the child reaches Från ålder (formats/register-workbook: Age).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import AgeGroup, AgeSwitch
from mottagning.domain.periods import Month


@dataclass(frozen=True, slots=True)
class AgeRule:
    """A child's birth, the groups of an insats and when the switch is made."""

    birth_date: date
    groups: tuple[AgeGroup, ...]
    switch: AgeSwitch

    def group_on(self, day: date) -> AgeGroup | None:
        """The group that holds on `day`; None when the child is younger or older than every group."""
        for group in self.groups:
            if self._turns(group.from_age) <= day < self._turns(group.to_age + 1):
                return group
        return None

    def switches(self) -> Iterable[date]:
        """Every day on which the group can change."""
        for group in self.groups:
            yield self._turns(group.from_age)
            yield self._turns(group.to_age + 1)

    def _turns(self, age: int) -> date:
        return _SWITCHES[self.switch](self.birth_date, self.birth_date.year + age)


def _birthday(birth: date, year: int) -> date:
    return Month(year, birth.month).day(birth.day)


_SWITCHES: Mapping[AgeSwitch, Callable[[date, int], date]] = {
    AgeSwitch.BIRTHDAY: _birthday,
    AgeSwitch.JANUARY_1: lambda _birth, year: date(year, 1, 1),
    AgeSwitch.AUGUST_1: lambda _birth, year: date(year, 8, 1),
    AgeSwitch.AUGUST_15: lambda _birth, year: date(year, 8, 15),
}
