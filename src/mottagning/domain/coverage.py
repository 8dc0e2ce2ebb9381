"""Which agreements cover a booking or a wish, the most specific first, and why do others nearly?

An agreement covers when it binds the counterpart on the first day, holds that day, goes the right way, and has terms
and a price for the insats. A cooperation agreement and a declaration of intent bear other agreements (the county's
agreement of 2009, § 4): they cover without terms, and no price is counted by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.agreement_parties import AgreementParty
from mottagning.domain.agreements import Agreement, AgreementKind, Direction
from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.settlement.facts import Book
from mottagning.domain.swedish import BY_AGE

_FRAMES = frozenset({AgreementKind.COOPERATION, AgreementKind.DECLARATION_OF_INTENT})
_MOST_SPECIFIC_FIRST = (
    AgreementKind.INDIVIDUAL_DECISION,
    AgreementKind.LOCAL,
    AgreementKind.SPECIFIC,
    None,
    AgreementKind.SUBREGIONAL,
    AgreementKind.DECLARATION_OF_INTENT,
    AgreementKind.COOPERATION,
)
"""Local agreements stand beside regional ones, and the most specific is followed (reception.md A54).

One whose kind nobody has said counts as a specific agreement, after those that say so.
"""


class Lack(Enum):
    """Why an agreement does not cover."""

    NOT_BEGUN = "not_begun"
    ENDED = "ended"
    GIVEN_NOTICE = "given_notice"
    REPLACED = "replaced"
    NOT_JOINED = "not_joined"
    LEFT = "left"
    OTHER_WAY = "other_way"
    NO_TERMS = "no_terms"
    NO_PRICE = "no_price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An insats on some days. `is_taken` when we buy it, None when that is not known.

    `counterpart` None is not known either: every party may be it.
    """

    service: str
    days: DateRange
    counterpart: str | None = None
    is_taken: bool | None = None
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Lacking:
    """What an agreement lacks: the day it is about, and the party or the agreement."""

    lack: Lack
    on: date | None = None
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One agreement and what it lacks. `is_frame` when no price is counted by it.

    `until` is the last day of the wish that it and those that follow it cover; None when they cover them all. `leaver`
    is the party that leaves after that day, None when it is the agreement that ends.
    """

    agreement: Agreement
    lacks: tuple[Lacking, ...] = ()
    is_frame: bool = False
    until: date | None = None
    leaver: str | None = None

    @property
    def covers(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks


@dataclass(frozen=True, slots=True)
class Coverage:
    """The agreements with the counterpart as a party, the most specific first."""

    judged: tuple[Judged, ...]

    @property
    def covering(self) -> tuple[Judged, ...]:
        """Those that cover."""
        return tuple(one for one in self.judged if one.covers)

    @property
    def nearly(self) -> tuple[Judged, ...]:
        """Those that only one thing keeps from it."""
        return tuple(one for one in self.judged if len(one.lacks) == 1)

    @property
    def proposed(self) -> Judged | None:
        """The most specific that a price can be counted by."""
        return next((one for one in self.covering if not one.is_frame), None)

    def of(self, key: str) -> Judged | None:
        """What is said of one agreement."""
        return next((one for one in self.judged if one.agreement.key == key), None)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is looked at: agreements by key, the keys that replace each, what is known of parties, and who we are."""

    books: Mapping[str, Book]
    chains: Mapping[str, Sequence[str]]
    parties: Mapping[str, Mapping[str, AgreementParty]]
    own: str


def coverage(wish: Wish, scene: Scene) -> Coverage:
    """What every agreement that may bind the counterpart has to say to a wish."""
    concerned = [book for book in scene.books.values() if wish.counterpart in {None, *book.agreement.parties}]
    return Coverage(tuple(_judged(wish, book, scene) for book in sorted(concerned, key=_specific)))


def _specific(book: Book) -> tuple[int, int, int, str]:
    one = book.agreement
    return _MOST_SPECIFIC_FIRST.index(one.kind), len(one.parties), -one.days.start.toordinal(), one.key


def _judged(wish: Wish, book: Book, scene: Scene) -> Judged:
    agreement, has_terms = book.agreement, wish.service in book.terms
    is_frame = agreement.kind in _FRAMES and not has_terms
    in_time = _time(wish, agreement, scene) or _party(wish, agreement, scene)
    lacks = [in_time, _way(wish, agreement), None if is_frame else _insats(wish, book, was_there=in_time is not None)]
    found = tuple(one for one in lacks if one is not None)
    until, leaver = (None, None) if found else _until(wish, agreement, scene)
    return Judged(agreement, found, is_frame, until, leaver)


def _time(wish: Wish, agreement: Agreement, scene: Scene) -> Lacking | None:
    day, covers = wish.days.start, agreement.covers
    if covers is not None and day < covers.start:
        return Lacking(Lack.NOT_BEGUN, covers.start)
    if covers is None or day >= covers.end:
        lack = Lack.GIVEN_NOTICE if agreement.is_ended_by_notice else Lack.ENDED
        return Lacking(lack, covers.last if covers else agreement.notice_on)
    follower = in_force(_chain(wish, agreement, scene), day)
    if follower is not None and follower.key != agreement.key:
        return Lacking(Lack.REPLACED, follower.days.start, follower.name)
    return None


def _party(wish: Wish, agreement: Agreement, scene: Scene) -> Lacking | None:
    """Whether we and the counterpart, or where it is not known one of the parties, are bound that day."""
    day, known = wish.days.start, scene.parties.get(agreement.key, {})
    others = [wish.counterpart] if wish.counterpart is not None else list(agreement.parties)
    unbound = [code for code in others if code in known and not known[code].is_bound_on(day)]
    missing = [unbound[0]] if unbound and len(unbound) == len(others) else []
    if scene.own in known and not known[scene.own].is_bound_on(day):
        missing.append(scene.own)
    if not missing:
        return None
    party = known[missing[0]]
    if party.left_on is not None and party.left_on <= day:
        return Lacking(Lack.LEFT, party.left_on, party.code)
    return Lacking(Lack.NOT_JOINED, party.joined_on, party.code)


def _way(wish: Wish, agreement: Agreement) -> Lacking | None:
    one_way = {True: Direction.BUY, False: Direction.SELL}
    if wish.is_taken is None or agreement.direction in {Direction.MUTUAL, Direction.EXCHANGE}:
        return None
    return None if agreement.direction is one_way[wish.is_taken] else Lacking(Lack.OTHER_WAY)


def _insats(wish: Wish, book: Book, *, was_there: bool) -> Lacking | None:
    """Whether the insats has terms and a price on the first day; one that did not hold that day may have had them."""
    day = wish.days.start
    if was_there:
        return None if wish.service in book.terms else Lacking(Lack.NO_TERMS)
    if book.terms_on(wish.service, day) is None:
        return Lacking(Lack.NO_TERMS, day if wish.service in book.terms else None)
    return None if _has_price(wish, book, day) else Lacking(Lack.NO_PRICE, day)


def _has_price(wish: Wish, book: Book, day: date) -> bool:
    """Whether a price may be right; of a Variant that is not known yet any price may be."""
    seller = wish.counterpart if wish.is_taken else None
    return any(
        price.service == wish.service
        and day in price.days
        and (seller is None or price.seller in {None, seller})
        and (wish.variant in {None, BY_AGE} or price.variant in {None, wish.variant})
        for price in book.facts.prices
    )


def _until(wish: Wish, agreement: Agreement, scene: Scene) -> tuple[date | None, str | None]:
    """The last day that is covered, where not all are, and whose leaving makes it so."""
    known = scene.parties.get(agreement.key, {})
    ends: list[tuple[date, str | None]] = [
        (left_on, code)
        for code in (wish.counterpart or "", scene.own)
        if code in known and (left_on := known[code].left_on) is not None and left_on in wish.days
    ]
    over = uncovered_from(_chain(wish, agreement, scene), wish.days)
    ends += [] if over is None else [(over, None)]
    first = min(ends, key=lambda end: end[0], default=None)
    return (None, None) if first is None else (first[0] - DAY, first[1])


def _chain(wish: Wish, agreement: Agreement, scene: Scene) -> list[Agreement]:
    found = [scene.books[key].agreement for key in scene.chains[agreement.key] if key in scene.books]
    return binding(found, wish.counterpart)


def binding(chain: Sequence[Agreement], counterpart: str | None) -> list[Agreement]:
    """An agreement and those that follow it; one that leaves the counterpart out takes nothing over from the first."""
    bound = [one for one in chain[1:] if counterpart is None or counterpart in one.parties]
    return [*chain[:1], *bound]


def in_force(chain: Sequence[Agreement], day: date) -> Agreement | None:
    """The one of an agreement and those that follow it, oldest first, that bookings follow on `day`.

    The last that has begun, whether it still holds or not: as the settlement has it.
    """
    begun = [one for one in chain if one.days.start <= day]
    return begun[-1] if begun else None


def holds_on(chain: Sequence[Agreement], day: date) -> bool:
    """Whether an agreement, or the one that follows it by then, holds on `day`."""
    one = in_force(chain, day)
    return one is not None and one.covers is not None and day in one.covers


def uncovered_from(chain: Sequence[Agreement], days: DateRange) -> date | None:
    """The first of `days` on which an agreement and those that follow it do not hold; None when they always do."""
    edges = {days.start}
    for one in chain:
        edges |= {one.days.start, *([one.covers.start, one.covers.end] if one.covers else [])}
    return next((day for day in sorted(edges) if day in days and not holds_on(chain, day)), None)
