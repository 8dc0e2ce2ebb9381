"""What stands on which lane, and how does it stand out? Lanes by person, within them by kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mottagning.domain.belonging import Belonging
from mottagning.domain.bookings import BookingStatus
from mottagning.domain.deadlines.engine import Deadline, DeadlineStatus
from mottagning.domain.follow_ups import Proposal
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.plan_activities import ActivityStatus
from mottagning.domain.timelines import ThingKind, all_days
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.timelines import Timeline, TimelineMember, TimelineThing
from mottagning.texts import timelines as texts
from mottagning.uikit.columns import Tone
from mottagning.uikit.lanes import Band, Form, Lane, LaneChart, LaneItem

_FORMS = {ThingKind.FOLLOW_UP: Form.CIRCLE, ThingKind.DEADLINE: Form.DIAMOND}
_SIGNS = {DeadlineStatus.YELLOW: "!", DeadlineStatus.RED: "!", DeadlineStatus.PASSED: "×"}
_DONE, _GONE = "✓ ", "× "
_ACTIVITIES = {
    ActivityStatus.PLANNED: (Tone.INFORMATION, ""),
    ActivityStatus.ONGOING: (Tone.INFORMATION, ""),
    ActivityStatus.DONE: (Tone.OK, _DONE),
    ActivityStatus.INTERRUPTED: (Tone.WARNING, _GONE),
    ActivityStatus.CANCELLED: (Tone.QUIET, _GONE),
}
_BOOKINGS = {
    BookingStatus.PLANNED: (Tone.OK, ""),
    BookingStatus.ONGOING: (Tone.OK, ""),
    BookingStatus.COMPLETED: (Tone.QUIET, _DONE),
    BookingStatus.INTERRUPTED: (Tone.WARNING, _GONE),
    BookingStatus.NEVER_STARTED: (Tone.QUIET, _GONE),
}
_DEADLINES = {
    DeadlineStatus.TO_COME: Tone.OK,
    DeadlineStatus.YELLOW: Tone.WARNING,
    DeadlineStatus.RED: Tone.STOP,
    DeadlineStatus.PASSED: Tone.STOP,
}
_LEAST_BESIDE = 31
"""Days before the first thing and after the last, at least: room to move something to."""

Names = Callable[[str], str]


def chart_of(found: Timeline, names: Names) -> LaneChart:
    """The lanes of everybody, each under her name where there are several."""
    bands = tuple(_band(found, member, names) for member in found.members)
    return LaneChart(texts.title(found), bands, shown_of(found), found.today, texts.TODAY)


def shown_of(found: Timeline) -> DateRange:
    """All days with something, and some beside them."""
    days = all_days([one.thing for one in found.things], found.today)
    beside = timedelta(days=max(days.days // 12, _LEAST_BESIDE))
    first = max(days.start, date.min + beside) - beside
    return DateRange(first, min(days.end, OPEN - beside) + beside)


def _band(found: Timeline, member: TimelineMember, names: Names) -> Band:
    hers = [one for one in found.things if one.thing.person == member.person_id]
    lanes = tuple(
        Lane(texts.LANES[kind], tuple(item_of(one, found, names) for one in hers if one.thing.kind is kind))
        for kind in ThingKind
    )
    return Band(member.name if len(found.members) > 1 else "", lanes)


def item_of(one: TimelineThing, found: Timeline, names: Names) -> LaneItem:
    """A thing as it stands on its lane."""
    tone, sign, is_firm = _look(one, found)
    form = _FORMS.get(one.thing.kind, Form.BAR)
    word = texts.lane_word(one, found.today, names)
    return LaneItem(
        key=one.key,
        days=one.thing.days,
        word=word if form is not Form.BAR else f"{sign}{word}",
        told=texts.told(one, found, names),
        form=form,
        tone=tone,
        sign=sign if form is not Form.BAR else "",
        is_firm=is_firm,
        can_move=one.can_move,
    )


def _look(one: TimelineThing, found: Timeline) -> tuple[Tone | None, str, bool]:  # noqa: PLR0911 - one for each kind
    """The tone, the sign, and whether it is firm: neither planned, proposed nor unknown."""
    match one.record:
        case Belonging() as belonging:
            return _belonging(belonging, found.own), "", not belonging.is_gap
        case BookingLine() as booking:
            return *_BOOKINGS.get(booking.status, (Tone.QUIET, "")), booking.status is not BookingStatus.PLANNED
        case Stored() as activity:
            status = activity.value.status
            return *_ACTIVITIES[status], status is not ActivityStatus.PLANNED
        case Deadline() as deadline:
            return _deadline(deadline)
        case Proposal() as proposal:
            return (Tone.STOP, "!", False) if proposal.is_late(found.today) else (Tone.INFORMATION, "", False)
        case _ if one.thing.kind is ThingKind.FOLLOW_UP:
            return Tone.INFORMATION, "", True
        case _:
            return (None if found.today in one.thing.days else Tone.QUIET), "", True


def _belonging(one: Belonging, own: str | None) -> Tone | None:
    if one.is_gap:
        return Tone.WARNING
    if one.payer is None:
        return Tone.QUIET
    return None if one.payer == own else Tone.INFORMATION


def _deadline(one: Deadline) -> tuple[Tone, str, bool]:
    """To come it is hollow; what is near has a sign; what is pressing or has passed is filled."""
    is_firm = one.status in {DeadlineStatus.RED, DeadlineStatus.PASSED}
    if one.status is DeadlineStatus.PASSED and one.rule.lapses:
        return Tone.QUIET, "×", True
    return _DEADLINES[one.status], _SIGNS.get(one.status, ""), is_firm
