"""How does each offer of an insats fit a person's need, and in which order are they looked at?

Every offer is judged by the same criteria, and each verdict is a reason that can be read: there is no score and no
weight. Offers are put in order as in a dictionary, criterion by criterion as they stand in `Criterion`, so that anybody
can follow with a finger why one comes before another (individuell matchning, Stockholm's answer 2009). Nothing is left
out: what does not fit comes last, with why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.agreements import Unit
from mottagning.domain.money import SCALE, Scaled
from mottagning.domain.offers import Eligibility, Offer
from mottagning.domain.periods import DateRange
from mottagning.domain.swedish import folded
from mottagning.domain.weekly_times import WeeklyTime, common, minutes_a_week, outside


class Verdict(Enum):
    """What a criterion says of an offer. `TOLD` is neither for nor against: nothing was wished for."""

    FITS = "fits"
    TOLD = "told"
    PARTLY = "partly"
    NOT_KNOWN = "not_known"
    DOES_NOT_FIT = "does_not_fit"


_RANK = {
    Verdict.FITS: 0,
    Verdict.TOLD: 0,
    Verdict.PARTLY: 1,
    Verdict.NOT_KNOWN: 2,
    Verdict.DOES_NOT_FIT: 3,
}


class Criterion(Enum):
    """What an offer is judged by, in the order that ranks: what it is, when it is, whether one gets in, where it is."""

    HELD = "held"
    ELIGIBILITY = "eligibility"
    LEVEL = "level"
    LANGUAGE = "language"
    START = "start"
    SEATS = "seats"
    OWN_TIMES = "own_times"
    CHILD_CARE = "child_care"
    HOURS = "hours"
    SPECIALITY = "speciality"
    PERMIT = "permit"
    AGREEMENT = "agreement"
    DISTANCE = "distance"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class RightToStay:
    """How long somebody's permit lasts: to its last day `until`, None for good; `is_known` when one is registered."""

    is_known: bool
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What somebody needs; None and empty ask for nothing. `days` begins on the wished day, to the last day if known.

    `home` is the municipality that answers for her. `taken` are hours of the week that she has no time in, and
    `has_untimed` says that she has other bookings whose hours nobody knows. `child_care` are the hours in which all
    the children of her household are looked after; `has_child_care` says that some are, whether the hours are known or
    not. `hours_per_week` is at least so much, in ten-thousandths of an hour; `most_kilometres` as the crow flies.
    """

    service: str
    days: DateRange
    variant: str | None = None
    language: str | None = None
    other_languages: tuple[str, ...] = ()
    speciality: str | None = None
    home: str | None = None
    taken: tuple[WeeklyTime, ...] = ()
    has_untimed: bool = False
    child_care: tuple[WeeklyTime, ...] = ()
    has_child_care: bool = False
    hours_per_week: Scaled | None = None
    most_kilometres: int | None = None
    stay: RightToStay | None = None


class Footing(Enum):
    """On which agreement a place would rest. A frame bears other agreements, and no price is counted by it."""

    NOT_NEEDED = "not_needed"
    COVERED = "covered"
    FRAME = "frame"
    NONE = "none"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """What is known around an offer. `agreement` is the key of the one that a place would rest on.

    `free` are our own seats over the days in question, None where they are not ours to count or `is_unseen`;
    `seats_age` is how many days ago the seller's number held; `kilometres` lie between the two seats of municipalities.
    """

    footing: Footing = Footing.NOT_KNOWN
    agreement: str | None = None
    shares_county: bool | None = None
    kilometres: int | None = None
    free: int | None = None
    is_unseen: bool = False
    seats_age: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What one criterion says. `number` is what was measured: days late, minutes a week, seats, kilometres.

    `times` are the hours that stand in the way.
    """

    criterion: Criterion
    verdict: Verdict
    number: int | None = None
    times: tuple[WeeklyTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An offer with what is known around it and what speaks for and against it."""

    offer: Offer
    facts: OfferFacts
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst that a criterion says."""
        return max((one.verdict for one in self.reasons), key=_RANK.__getitem__, default=Verdict.TOLD)

    def reason(self, criterion: Criterion) -> Reason | None:
        """What one criterion says."""
        return next((one for one in self.reasons if one.criterion is criterion), None)


def match(need: Need, offer: Offer, facts: OfferFacts) -> Match:
    """What each criterion says of an offer; one that the municipality does not have is asked nothing more."""
    if offer.is_lacking:
        return Match(offer, facts, (Reason(Criterion.HELD, Verdict.DOES_NOT_FIT),))
    return Match(offer, facts, tuple(judge(need, offer, facts) for judge in _JUDGES.values()))


def ranked(matches: Iterable[Match]) -> list[Match]:
    """In the order in which they are looked at.

    First those that nothing speaks against, then those that something does, last what a municipality does not have.
    Within each, criterion by criterion: what fits, then partly, then not known, then not; in the same verdict the one
    that begins earlier, lies nearer, or costs less. Prices are compared only while all are of the same unit.
    """
    found = list(matches)
    by_price = has_one_unit(one.offer for one in found)

    def place(one: Match) -> tuple[object, ...]:
        return (
            one.offer.is_lacking,
            one.verdict is Verdict.DOES_NOT_FIT,
            [_place(one.offer, each, by_price=by_price) for each in one.reasons],
            one.offer.key,
        )

    return sorted(found, key=place)


def has_one_unit(offers: Iterable[Offer]) -> bool:
    """Whether all prices are told for the same unit, so that they can be compared."""
    units: set[Unit | None] = {one.unit for one in offers if one.price is not None}
    return len(units) <= 1


def _place(offer: Offer, reason: Reason, *, by_price: bool) -> tuple[int, int]:
    measure = 0
    if reason.criterion in {Criterion.START, Criterion.DISTANCE}:
        measure = reason.number or 0
    if reason.criterion is Criterion.PRICE and by_price:
        measure = offer.price or 0
    return _RANK[reason.verdict], measure


Judge = Callable[[Need, Offer, OfferFacts], Reason]


def _held(_need: Need, _offer: Offer, _facts: OfferFacts) -> Reason:
    return Reason(Criterion.HELD, Verdict.FITS)


def _eligibility(need: Need, offer: Offer, facts: OfferFacts) -> Reason:
    return Reason(Criterion.ELIGIBILITY, _may_come(need, offer, facts))


def _may_come(need: Need, offer: Offer, facts: OfferFacts) -> Verdict:
    """Places for own residents, for the county's, or by agreement (kommuners svar, 2009)."""
    if offer.eligibility is None or need.home is None:
        return Verdict.NOT_KNOWN
    if need.home == offer.municipality:
        return Verdict.FITS
    if offer.eligibility is Eligibility.BY_AGREEMENT:
        return _FOOTINGS[facts.footing]
    if offer.eligibility is Eligibility.COUNTY and facts.shares_county is None:
        return Verdict.NOT_KNOWN
    is_in = offer.eligibility is Eligibility.COUNTY and facts.shares_county
    return Verdict.FITS if is_in else Verdict.DOES_NOT_FIT


def _level(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    return Reason(Criterion.LEVEL, _same(need.variant, offer.variant))


def _language(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    verdict = _same(need.language, offer.language)
    if verdict is Verdict.DOES_NOT_FIT and offer.language in need.other_languages:
        verdict = Verdict.PARTLY
    return Reason(Criterion.LANGUAGE, verdict)


def _same(wished: str | None, told: str | None) -> Verdict:
    if not wished:
        return Verdict.TOLD
    if not told:
        return Verdict.NOT_KNOWN
    return Verdict.FITS if folded(wished) == folded(told) else Verdict.DOES_NOT_FIT


def _speciality(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    """Specialities are written freely: the words that are wished for are looked for among those that are told."""
    wished, told = set(folded(need.speciality or "").split()), set(folded(offer.speciality or "").split())
    if not wished:
        verdict = Verdict.TOLD
    elif not told:
        verdict = Verdict.NOT_KNOWN
    elif wished <= told:
        verdict = Verdict.FITS
    else:
        verdict = Verdict.PARTLY if wished & told else Verdict.DOES_NOT_FIT
    return Reason(Criterion.SPECIALITY, verdict)


def _start(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    """`number` is how many days after the wished day it begins."""
    late = max((offer.days.start - need.days.start).days, 0)
    if need.days.meet(offer.days) is None:
        return Reason(Criterion.START, Verdict.DOES_NOT_FIT, late)
    ends_early = not need.days.is_open and offer.days.end < need.days.end
    return Reason(Criterion.START, Verdict.PARTLY if late or ends_early else Verdict.FITS, late)


def _seats(_need: Need, offer: Offer, facts: OfferFacts) -> Reason:
    """`number` is how many are free of our own, and how many another seller has said that there are."""
    if offer.seats is None or facts.is_unseen:
        return Reason(Criterion.SEATS, Verdict.NOT_KNOWN)
    number = offer.seats if facts.free is None else facts.free
    return Reason(Criterion.SEATS, Verdict.FITS if number > 0 else Verdict.DOES_NOT_FIT, number)


def _own_times(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    """`times` are the hours that collide with what she has already."""
    collide = common(offer.times, need.taken)
    if collide:
        return Reason(Criterion.OWN_TIMES, Verdict.DOES_NOT_FIT, times=collide)
    if not need.taken and not need.has_untimed:
        return Reason(Criterion.OWN_TIMES, Verdict.TOLD)
    is_known = bool(offer.times) and not need.has_untimed
    return Reason(Criterion.OWN_TIMES, Verdict.FITS if is_known else Verdict.NOT_KNOWN)


def _child_care(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    """The children's working day (Värmdö's answer, 2009); `times` are the hours in which nobody looks after them.

    Nothing is added for the journey: how long it takes is not known.
    """
    if not need.child_care and not need.has_child_care:
        return Reason(Criterion.CHILD_CARE, Verdict.TOLD)
    if not need.child_care or not offer.times:
        return Reason(Criterion.CHILD_CARE, Verdict.NOT_KNOWN)
    alone = outside(offer.times, need.child_care)
    if not alone:
        return Reason(Criterion.CHILD_CARE, Verdict.FITS)
    is_partly = bool(common(offer.times, need.child_care))
    return Reason(Criterion.CHILD_CARE, Verdict.PARTLY if is_partly else Verdict.DOES_NOT_FIT, times=alone)


def _hours(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    """`number` is how many minutes a week it is held."""
    minutes = minutes_a_week(offer.times) if offer.times else None
    if not need.hours_per_week:
        return Reason(Criterion.HOURS, Verdict.TOLD, minutes)
    if minutes is None:
        return Reason(Criterion.HOURS, Verdict.NOT_KNOWN)
    is_enough = minutes * SCALE >= need.hours_per_week * 60
    return Reason(Criterion.HOURS, Verdict.FITS if is_enough else Verdict.PARTLY, minutes)


def _permit(need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    """Whether she may stay on the first day, and to the last if there is one."""
    stay, days = need.stay, need.days.meet(offer.days) or offer.days
    if stay is None:
        return Reason(Criterion.PERMIT, Verdict.TOLD)
    if not stay.is_known:
        return Reason(Criterion.PERMIT, Verdict.NOT_KNOWN)
    if stay.until is None:
        return Reason(Criterion.PERMIT, Verdict.FITS)
    if stay.until < days.start:
        return Reason(Criterion.PERMIT, Verdict.DOES_NOT_FIT)
    lasts = days.last is not None and days.last <= stay.until
    return Reason(Criterion.PERMIT, Verdict.FITS if lasts else Verdict.PARTLY)


_FOOTINGS: Mapping[Footing, Verdict] = {
    Footing.NOT_NEEDED: Verdict.TOLD,
    Footing.COVERED: Verdict.FITS,
    Footing.FRAME: Verdict.PARTLY,
    Footing.NONE: Verdict.DOES_NOT_FIT,
    Footing.NOT_KNOWN: Verdict.NOT_KNOWN,
}


def _agreement(_need: Need, _offer: Offer, facts: OfferFacts) -> Reason:
    return Reason(Criterion.AGREEMENT, _FOOTINGS[facts.footing])


def _distance(need: Need, _offer: Offer, facts: OfferFacts) -> Reason:
    """`number` is how many kilometres."""
    far = facts.kilometres
    if far is None:
        return Reason(Criterion.DISTANCE, Verdict.NOT_KNOWN)
    if need.most_kilometres is None:
        return Reason(Criterion.DISTANCE, Verdict.TOLD, far)
    return Reason(Criterion.DISTANCE, Verdict.FITS if far <= need.most_kilometres else Verdict.DOES_NOT_FIT, far)


def _price(_need: Need, offer: Offer, _facts: OfferFacts) -> Reason:
    return Reason(Criterion.PRICE, Verdict.NOT_KNOWN if offer.price is None else Verdict.TOLD)


_JUDGES: Mapping[Criterion, Judge] = {
    Criterion.HELD: _held,
    Criterion.ELIGIBILITY: _eligibility,
    Criterion.LEVEL: _level,
    Criterion.LANGUAGE: _language,
    Criterion.START: _start,
    Criterion.SEATS: _seats,
    Criterion.OWN_TIMES: _own_times,
    Criterion.CHILD_CARE: _child_care,
    Criterion.HOURS: _hours,
    Criterion.SPECIALITY: _speciality,
    Criterion.PERMIT: _permit,
    Criterion.AGREEMENT: _agreement,
    Criterion.DISTANCE: _distance,
    Criterion.PRICE: _price,
}
