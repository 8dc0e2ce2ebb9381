"""Two records of one person: which fields agree, which only one has, which must be chosen, and what clashes.

`kept` is the record that stays, `gone` the one that becomes part of it. Nothing is thrown away in silence: numbers that
are no longer used stay in the identity history, rows that say the same become one, and where two cannot both hold
somebody chooses. Whoever is protected stays protected.

It must never be used to tie a former identity to the present one of somebody with fingerade personuppgifter: the
program has no such value, and such a person is registered anew (domain.people).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from mottagning.domain.households import Living, meet
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import BirthPrecision, Identity, Person, Protection, Residence, number_disagrees
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem

Record = Any
"""A part of a person: any of the records with a `case_number`."""
Parts = Mapping[str, Sequence[Record]]
"""What hangs on a person, by kind, as the sheets of the register workbook are called."""


class Side(Enum):
    """Which of the two records."""

    KEPT = "kept"
    GONE = "gone"

    @property
    def other(self) -> Side:
        """The other one."""
        return Side.GONE if self is Side.KEPT else Side.KEPT


Choices = Mapping[str, Side]


class Ground(Enum):
    """Why a value is proposed."""

    SAME = "same"
    ONLY_THERE = "only_there"
    HAS_NUMBER = "has_number"
    AS_NUMBER = "as_number"
    MORE_EXACT = "more_exact"
    EARLIER = "earlier"
    PROTECTED = "protected"
    KEPT = "kept"


class Caution(Enum):
    """What gives reason to think once more."""

    OTHER_NUMBER = "other_number"
    SAID_APART = "said_apart"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of the two records, or fields that belong together: `names`, the first of which names them."""

    names: tuple[str, ...]
    kept: tuple[object, ...]
    gone: tuple[object, ...]
    proposed: Side
    ground: Ground

    @property
    def name(self) -> str:
        """What the choice is called."""
        return self.names[0]

    @property
    def needs_choice(self) -> bool:
        """Whether both have a value, not the same, and somebody must choose."""
        return self.ground not in {Ground.SAME, Ground.ONLY_THERE, Ground.PROTECTED}

    def of(self, side: Side) -> tuple[object, ...]:
        """The values of one side."""
        return self.kept if side is Side.KEPT else self.gone


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of one key that become one: what only one says is filled in, `differing` fields must be chosen."""

    kind: str
    kept: Record
    gone: Record
    differing: tuple[str, ...]
    place: int

    @property
    def name(self) -> str:
        """What the choice is called."""
        return f"{self.kind}/{self.place}"

    @property
    def needs_choice(self) -> bool:
        """Whether the two say different things."""
        return bool(self.differing)

    def joined(self, side: Side) -> Record:
        """The one row: that of `side`, with what only the other says, under the kept case."""
        first, second = (self.kept, self.gone) if side is Side.KEPT else (self.gone, self.kept)
        values = {
            item.name: getattr(second, item.name)
            for item in fields(first)
            if _is_empty(getattr(first, item.name)) and not _is_empty(getattr(second, item.name))
        }
        return replace(first, **{**values, "case_number": self.kept.case_number})


@dataclass(frozen=True, slots=True)
class Clash:
    """Rows of one kind that cannot both stand: somebody chooses whose stay, and the other's are left out."""

    kind: str
    kept: tuple[Record, ...]
    gone: tuple[Record, ...]

    @property
    def name(self) -> str:
        """What the choice is called."""
        return self.kind

    def left_out(self, chosen: Side) -> tuple[Record, ...]:
        """The rows that go when those of `chosen` stay."""
        return self.gone if chosen is Side.KEPT else self.kept


@dataclass(frozen=True, slots=True)
class MergePlan:
    """All that is to be decided about two records, and what is clear."""

    fields: tuple[FieldMatch, ...]
    pairs: tuple[Pair, ...]
    clashes: tuple[Clash, ...]
    cautions: tuple[Caution, ...] = ()

    @property
    def asked(self) -> dict[str, Side]:
        """What must be chosen, with what is proposed."""
        found = {one.name: one.proposed for one in self.fields if one.needs_choice}
        found |= {one.name: Side.KEPT for one in self.pairs if one.needs_choice}
        return found | {one.name: Side.KEPT for one in self.clashes}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerCase:
    """A case number that led to a person before two records of her were merged; nobody else is ever given it.

    `neutral_number` is the one that stood for it in files while she was protected.
    """

    case_number: str
    former_case: str
    neutral_number: str | None = None


_TOGETHER = (("birth_date", "birth_precision"),)
_DERIVED = frozenset(
    {"case_number", "neutral_number", "household", "household_role", "permit_decided_on", "permit_until"}
)
"""What is not chosen: it names the record, or follows from the parts."""
_AS_REGISTERED = frozenset({"given_name", "family_name", "sex", "birth_date"})
"""What folkbokföringen says of somebody with a personnummer."""
_NUMBERS: Mapping[IdentityKind, str] = {
    IdentityKind.PERSONAL: "personal_number",
    IdentityKind.COORDINATION: "coordination_number",
    IdentityKind.DOSSIER: "dossier_number",
    IdentityKind.TEMPORARY: "temporary_number",
}
_EXACTNESS = (BirthPrecision.YEAR, BirthPrecision.MONTH, BirthPrecision.DAY)
_STRENGTH = (Protection.NONE, Protection.CONFIDENTIAL_FLAG, Protection.PROTECTED_REGISTRATION)


def plan(kept: Person, gone: Person, kept_parts: Parts, gone_parts: Parts, *, said_apart: bool = False) -> MergePlan:
    """What becomes of two records, and what must be chosen."""
    clashes = tuple(_clashes(kept_parts, gone_parts))
    pairs = [pair for kind in kept_parts for pair in _pairs(kind, kept_parts[kind], gone_parts.get(kind, ()))]
    others = any(_differ(kept.number(kind), gone.number(kind)) for kind in _NATIONAL)
    cautions = ((Caution.OTHER_NUMBER,) if others else ()) + ((Caution.SAID_APART,) if said_apart else ())
    return MergePlan(tuple(compare_fields(kept, gone)), tuple(pairs), clashes, cautions)


_NATIONAL = (IdentityKind.PERSONAL, IdentityKind.COORDINATION)


def _differ(one: object, other: object) -> bool:
    return not _is_empty(one) and not _is_empty(other) and one != other


def unanswered(found: MergePlan, choices: Choices) -> tuple[FieldProblem, ...]:
    """What nobody has chosen yet."""
    return tuple(FieldProblem(name, "must_choose") for name in found.asked if name not in choices)


# a person's own fields


def compare_fields(kept: Person, gone: Person) -> Iterator[FieldMatch]:
    """Each field of the two, with what is proposed and why. What follows from the parts is not among them."""
    together = {group[0]: group for group in _TOGETHER}
    inside = {name for group in _TOGETHER for name in group[1:]} | _DERIVED
    if kept.permit_decided_on or gone.permit_decided_on:
        inside |= {"permit_ground"}  # the permit that was decided last stands on the person
    for item in fields(Person):
        if item.name not in inside:
            yield _matched(together.get(item.name, (item.name,)), kept, gone)


def _matched(names: tuple[str, ...], kept: Person, gone: Person) -> FieldMatch:
    mine = tuple(getattr(kept, name) for name in names)
    theirs = tuple(getattr(gone, name) for name in names)
    side, ground = _proposed(names[0], mine, theirs, kept, gone)
    return FieldMatch(names, mine, theirs, side, ground)


def _proposed(
    name: str, mine: tuple[object, ...], theirs: tuple[object, ...], kept: Person, gone: Person
) -> tuple[Side, Ground]:
    if mine == theirs:
        return Side.KEPT, Ground.SAME
    if name == "protection":
        return _side(_STRENGTH.index(kept.protection) > _STRENGTH.index(gone.protection)), Ground.PROTECTED
    if _is_empty(mine[0]) or _is_empty(theirs[0]):
        return _side(_is_empty(theirs[0])), Ground.ONLY_THERE
    return _chosen(name, kept, gone)


def _chosen(name: str, kept: Person, gone: Person) -> tuple[Side, Ground]:
    """What is proposed where both have a value."""
    if name == "birth_date":
        return _proposed_birth(kept, gone)
    if name == "received_on" and kept.received_on and gone.received_on:
        return _side(kept.received_on < gone.received_on), Ground.EARLIER
    if name in _AS_REGISTERED and bool(kept.personal_number) is not bool(gone.personal_number):
        return _side(bool(kept.personal_number)), Ground.HAS_NUMBER
    return Side.KEPT, Ground.KEPT


def _side(is_kept: bool) -> Side:
    return Side.KEPT if is_kept else Side.GONE


def _proposed_birth(kept: Person, gone: Person) -> tuple[Side, Ground]:
    """The date that the number carries; else that of who has a personnummer, else the one that says more."""
    number = kept.personal_number or gone.personal_number
    agree = [
        side
        for side, one in ((Side.KEPT, kept), (Side.GONE, gone))
        if number and not number_disagrees(replace(one, personal_number=number))
    ]
    if len(agree) == 1:
        return agree[0], Ground.AS_NUMBER
    if bool(kept.personal_number) is not bool(gone.personal_number):
        return _side(bool(kept.personal_number)), Ground.HAS_NUMBER
    exact = _EXACTNESS.index(kept.birth_precision) - _EXACTNESS.index(gone.birth_precision)
    if exact:
        return _side(exact > 0), Ground.MORE_EXACT
    return Side.KEPT, Ground.KEPT


def merged_person(kept: Person, gone: Person, choices: Choices) -> Person:
    """The one person, under the kept case. What follows from the parts is still the kept record's."""
    values: dict[str, object] = {}
    for one in compare_fields(kept, gone):
        side = choices.get(one.name, one.proposed) if one.needs_choice else one.proposed
        values.update(zip(one.names, one.of(side), strict=True))
    return replace(kept, **values, neutral_number=kept.neutral_number or gone.neutral_number)  # type: ignore[arg-type]


def is_current(identity: Identity, person: Person) -> bool:
    """Whether a number is the current one of its kind once the person is as `person`."""
    return identity.number == person.number(identity.kind) if identity.kind in _NUMBERS else identity.is_current


# parts

_KEYS: Mapping[str, tuple[str, ...]] = {
    "identities": ("kind", "number"),
    "permits": ("decided_on",),
    "representatives": ("kind", "name"),
    "languages": ("language",),
    "profiles": (),
    "incomes": ("source", "days"),
    "housings": ("days",),
    "residences": ("days",),
    "consents": ("recipient", "purpose", "given_on"),
    "reminders": ("kind", "detail"),
    "milestones": ("kind", "happened_on"),
    "extensions": ("rule", "new_day"),
    "checklist_marks": ("item",),
    "state_compensation_claims": ("ground", "days"),
    "received_state_payments": ("kind", "month"),
}
"""By what two rows of a kind are the same row; memberships are one where the household is and the times meet."""
KINDS = (*_KEYS, "memberships")
"""What hangs on a person and may stand on both. All else that names her is simply moved."""
_CLASHING = ("residences", "housings", "memberships")
_PASSED_OVER = frozenset({"case_number", "is_current"})
_FOLLOWING = {"memberships": frozenset({"joined_on", "living"}), "checklist_marks": frozenset({"on", "by"})}
"""What nobody need choose of a kind: the kept row's stands."""


def _pairs(kind: str, kept: Sequence[Record], gone: Sequence[Record]) -> Iterator[Pair]:
    taken: set[int] = set()
    for place, one in enumerate(gone):
        mine = next((each for each in kept if id(each) not in taken and _is_one(kind, each, one)), None)
        if mine is not None and not (kind in _CLASHING and _clash(kind, mine, one)):
            taken.add(id(mine))
            yield Pair(kind, mine, one, tuple(_differing(kind, mine, one)), place)


def _is_one(kind: str, one: Record, other: Record) -> bool:
    if kind == "memberships":
        return one.household == other.household and meet(one, other)
    return all(_key(one, name) == _key(other, name) for name in _KEYS[kind])


def _key(record: Record, name: str) -> object:
    value = getattr(record, name)
    return value.start if isinstance(value, DateRange) else value


def _differing(kind: str, one: Record, other: Record) -> Iterator[str]:
    passed_over = _PASSED_OVER | _FOLLOWING.get(kind, frozenset())
    for item in fields(one):
        if item.name not in passed_over and _differ(getattr(one, item.name), getattr(other, item.name)):
            yield item.name


def _is_empty(value: object) -> bool:
    """Whether nothing is said: a box that is not ticked says nothing either."""
    return value is None or value is False or value in {"", ()}


def _clashes(kept: Parts, gone: Parts) -> Iterator[Clash]:
    for kind in _CLASHING:
        clashing = [
            (mine, theirs) for mine in kept.get(kind, ()) for theirs in gone.get(kind, ()) if _clash(kind, mine, theirs)
        ]
        if clashing:
            yield Clash(kind, _once(one for one, _ in clashing), _once(other for _, other in clashing))


def _once(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(dict.fromkeys(records))


def _clash(kind: str, mine: Record, theirs: Record) -> bool:
    """Whether both cannot stand. A row without an end lasts until the next begins and is in nobody's way."""
    if kind == "memberships":
        always = Living.ALWAYS in {mine.living, theirs.living}
        return mine.household != theirs.household and always and meet(mine, theirs)
    if mine.days.start == theirs.days.start:
        return any(True for _ in _differing(kind, mine, theirs))
    first, second = (mine, theirs) if mine.days.start < theirs.days.start else (theirs, mine)
    return not first.days.is_open and first.days.end > second.days.start


def assumed(person: Person, own: str | None, residences: Sequence[Residence]) -> DateRange | None:
    """The days of somebody without any row, who counts as the own municipality's, before the other's first row.

    They have been settled so; without a row of their own they would lose their payer (formats: Hemkommun).
    """
    first = min((one.days.start for one in residences), default=None)
    if first is None or own is None or person.received_on is None or person.received_on >= first:
        return None
    return DateRange(person.received_on, first)
