"""Are two records the same person? The reasons for and against with their weights, and whether to suggest it.

A hint, never a verdict: somebody who knows the two decides. What weighs most is a number that both have or had
(reception B.8): personnummer and samordningsnummer name one person alone; a TF number does within its issuer's series;
a dossier number is a case at Migrationsverket, which a family may share, unless both name another serial after it.

How much a reason weighs is set so that the threshold parts these:

* worth a look: the same name and birth date; names that only sound alike with the same birth date; the same name where
  of one only the year is known, or where the days lie near one another, since a personnummer may carry a nearby day;
* not worth it: twins, who share birth date, family name, household and dossier; father and son of one name; a common
  name of which nothing else is known; a common name and nothing but the sex.

Nothing here can tie a former identity of fingerade personuppgifter to the present one: there is no value for them, and
such a person is registered anew without anything that the former record holds (domain.people).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import combinations

from mottagning.domain.identity import IdentityKind
from mottagning.domain.names import Likeness, joined, likeness, parts, sounds
from mottagning.domain.people import BirthPrecision, Person, Sex
from mottagning.domain.problems import FieldProblem


class Sign(Enum):
    """What speaks for or against two records being one person."""

    SAME_PERSONAL = "same_personal"
    SAME_COORDINATION = "same_coordination"
    SAME_TEMPORARY = "same_temporary"
    SAME_DOSSIER = "same_dossier"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    SAME_DAY = "same_day"
    SAME_MONTH = "same_month"
    NEAR_DAY = "near_day"
    SAME_YEAR = "same_year"
    SAME_HOUSEHOLD = "same_household"
    SAME_SEX = "same_sex"
    OTHER_NUMBER = "other_number"
    OTHER_BIRTH = "other_birth"
    OTHER_GIVEN_NAME = "other_given_name"
    OTHER_SEX = "other_sex"


WORTH_A_LOOK = 60
"""What the weights have to come to, unless a national number is the same."""
WEIGHTS: Mapping[Sign, int] = {
    Sign.SAME_PERSONAL: 100,
    Sign.SAME_COORDINATION: 100,
    Sign.SAME_TEMPORARY: 100,
    Sign.SAME_DOSSIER: 40,
    Sign.SAME_NAME: 45,
    Sign.LIKE_NAME: 45,
    Sign.SAME_DAY: 35,
    Sign.SAME_MONTH: 25,
    Sign.NEAR_DAY: 20,
    Sign.SAME_YEAR: 20,
    Sign.SAME_HOUSEHOLD: 15,
    Sign.SAME_SEX: 5,
    Sign.OTHER_NUMBER: -50,
    Sign.OTHER_BIRTH: -50,
    Sign.OTHER_GIVEN_NAME: -40,
    Sign.OTHER_SEX: -20,
}
"""The weight of each; that of a name that is only like falls with the likeness, to nothing at half."""
LEAST_LIKE = 60
"""Names less alike than this, in percent, say nothing: two of one family name are at 50."""
NEAR = 7
"""So many days apart, in one month, two birth dates may be one: days with free numbers lie near (FoL 18 §)."""
_HALF = 50
_NATIONAL: Mapping[IdentityKind, Sign] = {
    IdentityKind.PERSONAL: Sign.SAME_PERSONAL,
    IdentityKind.COORDINATION: Sign.SAME_COORDINATION,
}
_NUMBERS = frozenset({*_NATIONAL.values(), Sign.SAME_TEMPORARY, Sign.SAME_DOSSIER})


@dataclass(frozen=True, slots=True)
class KnownNumber:
    """A number that a person has or had; `issuer` says whose series a TF number is of, None our own."""

    kind: IdentityKind
    number: str
    issuer: str | None = None
    is_current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What two records are compared by."""

    given_name: str | None = None
    family_name: str | None = None
    called_name: str | None = None
    birth_date: date | None = None
    birth_precision: BirthPrecision = BirthPrecision.DAY
    sex: Sex | None = None
    households: frozenset[str] = frozenset()
    numbers: tuple[KnownNumber, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which she goes: the registered one, and the one with the name that she is called by."""
        called = _joined(self.called_name, self.family_name) if self.called_name else ""
        return tuple(name for name in (_joined(self.given_name, self.family_name), called) if name)

    @property
    def known_of_birth(self) -> BirthPrecision:
        """How much of the birth date can be relied on: 1 January is also what stands for an unknown day."""
        day = self.birth_date
        is_first = day is not None and (day.month, day.day) == (1, 1)
        return BirthPrecision.YEAR if is_first else self.birth_precision


def _joined(*names: str | None) -> str:
    return " ".join(name for name in names if name)


def described(person: Person, numbers: Iterable[KnownNumber] = ()) -> Described:
    """A person as she is compared, by her current numbers and, besides, `numbers`."""
    current = (KnownNumber(kind, number) for kind in IdentityKind if (number := person.number(kind)))
    return Described(
        given_name=person.given_name,
        family_name=person.family_name,
        called_name=person.called_name,
        birth_date=person.birth_date,
        birth_precision=person.birth_precision,
        sex=person.sex,
        households=frozenset([person.household] if person.household else ()),
        numbers=tuple(dict.fromkeys((*current, *numbers))),
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its weight; `likeness` is that of the names."""

    sign: Sign
    weight: int
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that speaks for and against two records being one person."""

    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """The sum of the weights."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def shares_number(self) -> bool:
        """Whether both have or had the same number."""
        return any(reason.sign in _NUMBERS for reason in self.reasons)

    @property
    def is_worth_a_look(self) -> bool:
        """Whether to suggest that they may be one; a national number is enough, whatever else is said."""
        has_national = any(reason.sign in _NATIONAL.values() for reason in self.reasons)
        return has_national or self.weight >= WORTH_A_LOOK


def compare(one: Described, other: Described) -> Comparison:
    """The reasons for and against, the same either way round."""
    return Comparison((*_numbers(one, other), *_names(one, other), *_births(one, other), *_others(one, other)))


def _reason(sign: Sign) -> Reason:
    return Reason(sign, WEIGHTS[sign])


def _numbers(one: Described, other: Described) -> Iterator[Reason]:
    mine, theirs = _by_kind(one), _by_kind(other)
    for kind, sign in _NATIONAL.items():
        if mine[kind] & theirs[kind]:
            yield _reason(sign)
        elif mine[kind] and theirs[kind]:
            yield _reason(Sign.OTHER_NUMBER)
    if mine[IdentityKind.TEMPORARY] & theirs[IdentityKind.TEMPORARY]:
        yield _reason(Sign.SAME_TEMPORARY)
    if any(_same_dossier(a, b) for a in mine[IdentityKind.DOSSIER] for b in theirs[IdentityKind.DOSSIER]):
        yield _reason(Sign.SAME_DOSSIER)


def _by_kind(one: Described) -> dict[IdentityKind, set[str]]:
    found: dict[IdentityKind, set[str]] = defaultdict(set)
    for known in one.numbers:
        found[known.kind].add(_comparable(known))
    return found


def _comparable(known: KnownNumber) -> str:
    """The number as it compares: signs aside, a TF number with its issuer."""
    number = known.number.replace("-", "").upper()
    return f"{number} {known.issuer or ''}" if known.kind is IdentityKind.TEMPORARY else number


def _same_dossier(one: str, other: str) -> bool:
    mine, _, my_serial = one.partition("/")
    theirs, _, their_serial = other.partition("/")
    return mine == theirs and (not my_serial or not their_serial or my_serial == their_serial)


def _names(one: Described, other: Described) -> Iterator[Reason]:
    pairs = [(mine, theirs) for mine in one.names for theirs in other.names]
    if not pairs:
        return
    found = max((likeness(*pair) for pair in pairs), key=lambda found: found.percent)
    if _named_otherwise(one, other, found):
        yield _reason(Sign.OTHER_GIVEN_NAME)
    elif found.percent == 100:
        yield Reason(Sign.SAME_NAME, WEIGHTS[Sign.SAME_NAME], found)
    elif found.percent >= LEAST_LIKE:
        weight = WEIGHTS[Sign.LIKE_NAME] * (found.percent - _HALF) // _HALF
        yield Reason(Sign.LIKE_NAME, weight, found)


def _named_otherwise(one: Described, other: Described, found: Likeness) -> bool:
    """Whether each has a given name that the other's whole name has nothing like: so siblings are told apart."""
    mine = [pair.one for pair in found.pairs]
    theirs = [pair.other for pair in found.pairs]
    if one.called_name or other.called_name:
        return not found.pairs
    return _has_alone(one.given_name, mine) and _has_alone(other.given_name, theirs)


def _has_alone(given_name: str | None, paired: Sequence[str]) -> bool:
    return any(all(part not in whole for whole in paired) for part in parts(given_name or ""))


_ORDER = (BirthPrecision.YEAR, BirthPrecision.MONTH, BirthPrecision.DAY)


def _births(one: Described, other: Described) -> Iterator[Reason]:
    if one.birth_date is None or other.birth_date is None:
        return
    known = min(one.known_of_birth, other.known_of_birth, key=_ORDER.index)
    yield _reason(_birth_sign(one.birth_date, other.birth_date, known))


def _birth_sign(one: date, other: date, known: BirthPrecision) -> Sign:
    if one.year != other.year:
        return Sign.OTHER_BIRTH
    if known is BirthPrecision.YEAR:
        return Sign.SAME_YEAR
    if one.month != other.month:
        return Sign.OTHER_BIRTH
    if known is BirthPrecision.MONTH:
        return Sign.SAME_MONTH
    if one == other:
        return Sign.SAME_DAY
    return Sign.NEAR_DAY if abs(one.day - other.day) <= NEAR else Sign.OTHER_BIRTH


def _others(one: Described, other: Described) -> Iterator[Reason]:
    if one.households & other.households:
        yield _reason(Sign.SAME_HOUSEHOLD)
    if one.sex is not None and other.sex is not None:
        yield _reason(Sign.SAME_SEX if one.sex is other.sex else Sign.OTHER_SEX)


# Who is compared with whom: of twenty thousand people, only those who share a key

Key = tuple[object, ...]


def keys(one: Described) -> set[Key]:
    """What two records share that are worth a look: a number; a part of the name with household or month of birth; two
    parts of it with the year of birth.

    Two who are born alike and have a slip of the keyboard in every part of the name share none, and are not found.
    """
    found: set[Key] = {_number_key(known) for known in one.numbers if known.kind is not IdentityKind.OTHER}
    heard = sorted(_heard(one))
    for household in one.households:
        found.update((household, sound) for sound in heard)
    if one.birth_date is None:
        return found
    year = one.birth_date.year
    if one.known_of_birth is not BirthPrecision.YEAR:
        found.update((year, one.birth_date.month, sound) for sound in heard)
    pairs = combinations(heard, 2) if _has_parts(one) else ((sound, sound) for sound in heard)
    found.update((year, *pair) for pair in pairs)
    return found


def _number_key(known: KnownNumber) -> Key:
    number = _comparable(known)
    return known.kind, number.partition("/")[0] if known.kind is IdentityKind.DOSSIER else number


def _has_parts(one: Described) -> bool:
    return any(len(parts(name)) > 1 for name in one.names)


def _heard(one: Described) -> set[str]:
    """The sounds of each part, and of two neighbours as one; a part without sounds as it is written."""
    named = {part for name in one.names for part in parts(name)}
    together = {part for name in one.names for part in joined(parts(name))}
    return {sound for part in named | together for sound in sounds(part) or (part,)}


def pairs_worth_a_look(
    everybody: Mapping[int, Described], of: Iterable[int] | None = None
) -> dict[tuple[int, int], Comparison]:
    """Every two of these people that are worth a look, the smaller number first; `of`: only pairs with one of them."""
    by_key: dict[Key, list[int]] = defaultdict(list)
    for number in sorted(everybody):
        for key in keys(everybody[number]):
            by_key[key].append(number)
    worth: dict[tuple[int, int], Comparison] = {}
    for pair, shares_number in _together(by_key, None if of is None else set(of)):
        one, other = everybody[pair[0]], everybody[pair[1]]
        if shares_number or _may_be(one, other):
            found = compare(one, other)
            if found.is_worth_a_look:
                worth[pair] = found
    return dict(sorted(worth.items()))


def _together(by_key: Mapping[Key, Sequence[int]], wanted: set[int] | None) -> Iterator[tuple[tuple[int, int], bool]]:
    """Every two who share a key, and whether it is a number; a pair of the wanted alone, and no oftener than needed."""
    seen: set[tuple[int, int]] = set()
    for key, holders in by_key.items():
        is_number = isinstance(key[0], IdentityKind)
        for pair in combinations(holders, 2):
            if (wanted is None or not wanted.isdisjoint(pair)) and (is_number or pair not in seen):
                seen.add(pair)
                yield pair, is_number


def _may_be(one: Described, other: Described) -> bool:
    """Whether it would be worth a look if the names were the same: quickly told, since most names need no comparing.

    Two who share a number are always compared.
    """
    others = (*_births(one, other), *_others(one, other))
    return sum(reason.weight for reason in others) + WEIGHTS[Sign.SAME_NAME] >= WORTH_A_LOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Somebody has said that two records are not the same person, and whether they shared a number then.

    Each is named by her case number.
    """

    case_number: str
    other_case: str
    shares_number: bool = False

    def settles(self, found: Comparison) -> bool:
        """Whether the question is answered for good: a number that makes them the same since then asks it again."""
        return self.shares_number or not found.shares_number


def apart_problems(said: Apart) -> tuple[FieldProblem, ...]:
    """What keeps `said` from being registered: nobody is another than herself."""
    return (FieldProblem("other_case", "same_person"),) if said.case_number == said.other_case else ()
