"""The words of the line of time: what lies on it, and what moving an activity there would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mottagning.domain.belonging import Belonging
from mottagning.domain.deadlines.engine import Deadline
from mottagning.domain.follow_ups import FollowUp, Proposal
from mottagning.domain.housing import Housing
from mottagning.domain.periods import DateRange
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.timelines import Edge, MoveEffects, Passing, ThingKind
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.timelines import MovePreview, Timeline, TimelineThing
from mottagning.texts import deadlines, fields, formats, person_parts, plans, residences, words

Names = Callable[[str], str]

TAB, TITLE = "Tidslinje", "Tidslinje"
OF_PERSON, OF_HOUSEHOLD = "Tidslinje för {name}", "Tidslinje för hushåll {key}"
OPEN_HOUSEHOLD, LARGER = "Tidslinje", "Större"
OPEN_HOUSEHOLD_NAME, LARGER_NAME = "Visa hushållets tidslinje", "Visa tidslinjen större"
ONE, MANY = "rad", "rader"
EMPTY = "Inget med dagar är känt än."
TODAY, GO_TO_TODAY = "i dag", "I dag"
SCALE, OWN_SCALE = "Skala", "Egen skala"
ALL, YEAR, QUARTER, MONTH, WEEK = "Visa allt", "År", "Kvartal", "Månad", "Vecka"
CLOSER, CLOSER_NAME, FURTHER, FURTHER_NAME = "+", "Närmare", "−", "Längre bort"
OPEN = "Öppna"
ONLY_END = "Bara slutet"
KEYS = (
    "Pilarna går mellan det som visas, Retur öppnar, + och − ändrar skalan. En planerad aktivitet kan dras. Eller "
    "flytta den en dag med Skift och pil, en vecka med Ctrl och pil, en månad med Ctrl, Skift och pil. "
    "Blanksteg växlar till bara slutet."
)
MOVING = "{what}: {days}, {by}. Retur visar vad flytten gör, Esc låter det vara."
ROWS = "Samma som rader"
PRINT_PDF = "Spara som PDF …"
CHOOSE_FOLDER = "Välj mapp för tidslinjen"
WRITTEN = "Tidslinjen är sparad i {file}."

EFFECTS, SAVE_MOVE, LEAVE_MOVE = "Så blir det", "Spara flytten", "Avbryt"
NOT_HERE_BOOKING = "En bokning flyttas inte här. Den ändras på bokningens kort: tryck Retur."
NOT_HERE = "Det här flyttas inte på tidslinjen. Bara aktiviteter som är planerade kan flyttas."
MOVED, UNDO, UNDONE = "{what} är flyttad till {days}.", "Ångra flytten", "Flytten är ångrad."
NOTHING_ELSE = "Inget annat berörs."
OPEN_BOOKING = "Öppna bokningen"
BOOKING_STAYS = "Aktiviteten är bokningen {key}. Bokningens dagar ändras inte här; de ändras på bokningens kort."

WHOSE, KIND, WHAT, FROM, UNTIL, STATUS = "Person", "Slag", "Vad", "Från", "Till", "Läge"

LANES: Mapping[ThingKind, str] = {
    ThingKind.RESIDENCE: "Hemkommun",
    ThingKind.PERMIT: "Tillstånd",
    ThingKind.HOUSING: "Boende",
    ThingKind.BOOKING: "Bokningar",
    ThingKind.ACTIVITY: "Aktiviteter",
    ThingKind.FOLLOW_UP: "Uppföljningar",
    ThingKind.DEADLINE: "Tidsfrister",
}
KINDS: Mapping[ThingKind, str] = {
    ThingKind.RESIDENCE: "Hemkommun",
    ThingKind.PERMIT: "Tillstånd",
    ThingKind.HOUSING: "Boende",
    ThingKind.BOOKING: "Bokning",
    ThingKind.ACTIVITY: "Aktivitet",
    ThingKind.FOLLOW_UP: "Uppföljning",
    ThingKind.DEADLINE: "Tidsfrist",
}


def title(found: Timeline) -> str:
    """Whose line it is."""
    if found.household is not None:
        return OF_HOUSEHOLD.format(key=found.household)
    return OF_PERSON.format(name=found.members[0].name)


# what a thing is called


def word(one: TimelineThing, names: Names) -> str:
    """What stands on the line."""
    if isinstance(one.record, Belonging):
        return residences.band(one.record, names)
    return _WORDS[type(one.record)](one.record)


def _home(home: Housing) -> str:
    return "Tidsbegränsat boende" if home.is_temporary else "Boende"


def _held(held: FollowUp) -> str:
    return words.first_upper(plans.cause(held.cause) or plans.FOLLOW_UP.format(number=held.number))


_WORDS: Mapping[type, Callable[[Any], str]] = {
    ResidencePermit: lambda permit: person_parts.permit(permit)[0],
    Housing: _home,
    BookingLine: residences.bar,
    Stored: lambda activity: activity.value.what,
    FollowUp: _held,
    Proposal: lambda proposal: words.first_upper(plans.why(proposal)),
    Deadline: lambda deadline: deadline.rule.name,
}


def status(one: TimelineThing, today: date) -> str:
    """How it is with it, in a word or two."""
    if isinstance(one.record, ResidencePermit | Housing):
        return _when(one.thing.days, today)
    if isinstance(one.record, Proposal):
        return "föreslagen, dagen har varit" if one.record.is_late(today) else "föreslagen"
    return _STATUSES[type(one.record)](one.record)


_STATUSES: Mapping[type, Callable[[Any], str]] = {
    Belonging: lambda belonging: residences.ANSWERS if belonging.payer else residences.NOBODY_ANSWERS,
    BookingLine: lambda booking: words.word(booking.status).lower(),
    Stored: lambda activity: words.word(activity.value.status),
    FollowUp: lambda _held: "hållen",
    Deadline: deadlines.status,
}


def _when(days: DateRange, today: date) -> str:
    if today in days:
        return "gäller"
    return "har gällt" if days.end <= today else "gäller senare"


def when(one: TimelineThing) -> str:
    """Its days, or its day."""
    return formats.day(one.thing.days.start) if one.thing.kind.is_day else formats.days(one.thing.days)


def lane_word(one: TimelineThing, today: date, names: Names) -> str:
    """What stands on the lane: of what is told by its colour also in a word, `Brådskar: Tillståndet går ut`."""
    if isinstance(one.record, Deadline | Proposal):
        return f"{words.first_upper(status(one, today))}: {word(one, names)}"
    return word(one, names)


def told(one: TimelineThing, found: Timeline, names: Names) -> str:
    """All of it in a sentence: `Aktivitet, Amina Provlund: Praktik, 2025-04-07–2025-05-30, planerad.`"""
    whose = found.member(one.thing.person).name
    said = [word(one, names), when(one), status(one, found.today)]
    left = deadlines.left(one.record, found.today) if isinstance(one.record, Deadline) else ""
    return f"{KINDS[one.thing.kind]}, {whose}: {', '.join(part for part in (*said, left) if part)}."


# what a move would do


def moving(what: str, before: DateRange, after: DateRange) -> str:
    """Where an activity that is being moved has come."""
    return MOVING.format(what=what, days=formats.days(after), by=by(before, after))


def by(before: DateRange, after: DateRange) -> str:
    """`7 dagar senare`, `slutar 3 dagar tidigare`, `som förut`."""
    if before.start != after.start:
        return _later((after.start - before.start).days)
    if before.end != after.end:
        return f"slutar {_later((after.end - before.end).days)}"
    return "som förut"


def _later(number: int) -> str:
    return f"{formats.counted(abs(number), 'dag', 'dagar')} {'senare' if number > 0 else 'tidigare'}"


def new_days(what: str, found: MoveEffects) -> str:
    """`Praktik: 2025-04-07–2025-05-30 blir 2025-04-14–2025-06-06, 7 dagar senare.`"""
    before, after = formats.days(found.before), formats.days(found.after)
    return f"{what}: {before} blir {after}, {by(found.before, found.after)}."


def warnings(found: MovePreview, names: Names) -> list[str]:
    """What is worth a look before the move is saved."""
    effects = found.effects
    waiting = [f"”{one.what}” beror på den och börjar {formats.day(one.days.start)}" for one in effects.waiting]
    passed = [_passed(one, found.timeline, names) for one in effects.passed]
    met = [_met(found.timeline, one.key, names) for one in effects.meets]
    return [
        *(fields.said(one) for one in effects.arising),
        *(f"{said}, innan den här är klar." for said in waiting),
        *passed,
        *met,
    ]


_PASSED: Mapping[tuple[Edge, bool], str] = {
    (Edge.START, True): "Börjar först efter",
    (Edge.END, True): "Slutar först efter",
    (Edge.START, False): "Börjar redan före",
    (Edge.END, False): "Slutar redan före",
}
_THE: Mapping[ThingKind, str] = {ThingKind.FOLLOW_UP: "uppföljningen", ThingKind.DEADLINE: "tidsfristen"}


def _passed(one: Passing, timeline: Timeline, names: Names) -> str:
    """`Slutar först efter tidsfristen 2025-06-21: Uppehållstillståndet löper ut.`"""
    thing = timeline.find(one.thing.key)
    said = word(thing, names) if thing else ""
    what = f"{_THE[one.thing.kind]} {formats.day(one.thing.days.start)}"
    return f"{_PASSED[one.edge, one.is_later]} {what}: {said}."


def _met(timeline: Timeline, key: str, names: Names) -> str:
    """`Bo Provlund har då: Kurs, 2025-06-02–2025-06-05, planerad.`"""
    thing = timeline.find(key)
    if thing is None:
        return ""
    whose = timeline.member(thing.thing.person).name
    return f"{whose} har samma dagar: {word(thing, names)}, {when(thing)}, {status(thing, timeline.today)}."


def unchanged(found: MoveEffects) -> list[str]:
    """The doubts that stood already."""
    return [f"Som förut: {fields.said(one)}" for one in found.standing]


def solved(found: MoveEffects) -> list[str]:
    """The doubts that would be gone."""
    return [f"Gäller inte längre: {fields.said(one)}" for one in found.solved]


def booking_stays(found: MoveEffects) -> str:
    """That a booking's days are not moved."""
    return BOOKING_STAYS.format(key=found.booking) if found.booking else ""


# on paper

PAPER_HEADINGS = (KIND, WHAT, FROM, UNTIL, STATUS)


def paper_row(one: TimelineThing, found: Timeline, names: Names) -> tuple[str, ...]:
    """A thing as a row."""
    days = one.thing.days
    last = "" if one.thing.kind.is_day or days.last is None else formats.day(days.last)
    return KINDS[one.thing.kind], word(one, names), formats.day(days.start), last, status(one, found.today)


def footer(today: date) -> str:
    """What stands at the foot of a paper."""
    return f"{TITLE} {formats.day(today)}"


def file_name(found: Timeline) -> str:
    """`Tidslinje H1 2025-03-03.pdf`: nobody's name, and of a protected person not even the case."""
    only = found.members[0]
    key = found.household or (None if only.is_protected else only.case_number)
    return " ".join(part for part in (TITLE, key, found.today.isoformat()) if part) + ".pdf"
