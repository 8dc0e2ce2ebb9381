"""The words of a household's week: what does not fit and why, what would solve it, and how hours are entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from mottagning.domain.children_hours import Care
from mottagning.domain.journeys import between, from_home, ways
from mottagning.domain.week_conflicts import Away, Conflict, ConflictKind, Weight
from mottagning.domain.week_remedies import Remedy, RemedyKind
from mottagning.domain.weekly_times import DAY_MINUTES, WeeklyTime, minutes_a_week
from mottagning.domain.weeks import Block, HouseholdWeek, Member, Week, WeeklyHours
from mottagning.readmodels.weeks import SchoolBreak, Thing, WeekCard
from mottagning.texts import formats, offers, words

TAB = "Vecka"
MEMBERS = "Personer"
PREVIOUS, NEXT, THIS_WEEK, GO_TO = "Föregående vecka", "Nästa vecka", "Den här veckan", "Vecka med dagen"
GO_SHORT = "Gå till dag"
GO_HINT = "Skriv en dag, till exempel 2026-11-20, idag eller +2v."
PRINT = "Skriv ut veckan (PDF)"
CHOOSE_FOLDER = "Välj mapp för veckan"
WRITTEN = "Veckan är sparad: {file}"
CONFLICTS, HOURS = "Det här går inte ihop", "Tider"
ALL_FITS = "Inget krockar, så långt tiderna är kända."
UNKNOWN_IS_NOT_FREE = "Okända tider räknas inte som fria."
WAYS_OUT = "Det skulle lösa det"
NO_WAY_OUT = "Inget som registret känner till löser det."
PRESUMED = "{name}: ingen vårdnadshavare är registrerad. De vuxna som är sökande räknas."
NEW_HOURS, ENTER, CHANGE = "Ny tid", "Ange tider", "Ändra"
UNTIMED = "Tider saknas"
OFFERED = "enligt utbudet, inte bekräftat"
NO_HOURS = "Inget tar tid den här veckan, så långt registret vet."
GRID_HINT = "Pilarna går mellan tiderna, Retur öppnar."
REMOVE_TEXT = "Veckotiden tas bort. Det som den gäller blir kvar."

WHAT, WHOSE = "Vad", "Vems"
WHAT_HINT = "Till exempel arbete, förskolan Björken eller hemma."
TIMES, TIMES_HINT = "Tider", "Till exempel mån-tors 9-15.30; fre 9-12"
FROM, UNTIL = "Från och med", "Till och med"
PLACE = "Kommun"
TRAVEL, TRAVEL_HINT = "Restid hemifrån, minuter", "Enkel väg. Tomt när den inte är känd; då sägs det."
PREVIOUS_TRAVEL = "Restid från platsen före, minuter"
PREVIOUS_HINT = "När personen kommer direkt från en annan kommun samma dag."
CARE, CARE_HINT = "Omsorg för barnet", "Förskola, skola eller fritidshem. Tomt när det inte är omsorg."
AT_HOME, AT_HOME_HINT = "Är hemma", "Personen är känd att vara hemma och kan ta hand om barnen."
OPENING, OPENING_HINT = "Öppettider", "När det går att vara där, till exempel mån-fre 6.30-17.30."

PAPER = "Vår vecka"
PAPER_INTRODUCTION = "Så här ser veckan ut. Säg till om något inte stämmer."
PAPER_WHO = "Vem"
PAPER_LEAVES, PAPER_BACK = "{at} hemifrån", "{at} hemma"
PAPER_TO_SOLVE = "Det här behöver vi lösa tillsammans"
PAPER_NOTHING = "–"
MINUTES = "minuter"


def clock(minutes: int) -> str:
    """A time of the day as `08.30`; what lies after midnight is told as the time that it is then."""
    if minutes > DAY_MINUTES:
        minutes -= DAY_MINUTES
    return f"{minutes // 60:02}.{minutes % 60:02}"


def span(begins: int, ends: int) -> str:
    """A stretch of a day as `08.30–12.00`."""
    return f"{clock(begins)}–{clock(ends)}"


def week_name(week: Week) -> str:
    """`Vecka 10, 3–9 mars 2025`."""
    days = formats.short_days(week.days)
    year = "" if str(week.first.year) in days else f" {week.days.last.year if week.days.last else ''}"
    return f"Vecka {week.number}, {days}{year}"


def day_name(week: Week, weekday: int) -> str:
    """`måndag 3 mars`."""
    return f"{offers.long_weekday(weekday)} {formats.day_and_month(week.day(weekday))}"


def short_day(week: Week, weekday: int) -> str:
    """`Mån 3/3`."""
    on = week.day(weekday)
    return f"{offers.weekday(weekday).capitalize()} {on.day}/{on.month}"


def short_names(members: Sequence[Member]) -> Mapping[str, str]:
    """What each is called where there is little room, by case number: the first name, of two the child as a child."""
    first = {one.case_number: one.name.split(" ")[0] for one in members}
    taken = list(first.values())
    return {
        one.case_number: first[one.case_number]
        if taken.count(first[one.case_number]) == 1
        else f"{first[one.case_number]} (barn)"
        if one.is_child
        else one.name
        for one in members
    }


NO_HOLIDAYS = "Helgdagarna {year} är inte kända här: tiderna räknas som på vanliga dagar."


def breaks(found: Iterable[SchoolBreak]) -> str:
    """The days without school that are known."""
    return " ".join(
        f"Skollov {offers.weekdays(sorted(one.weekdays))} enligt skolkalendern {one.calendar}." for one in found
    )


def holiday(name: str, *, is_public: bool) -> str:
    """A day with a name; on a public one no hours are counted."""
    return f"{name}: vanliga tider räknas inte" if is_public else name


def read_back(times: Sequence[WeeklyTime], opening: Sequence[WeeklyTime] = ()) -> str:
    """What was typed, as it is understood."""
    if not times:
        return ""
    minutes = minutes_a_week(times)
    hours, rest = divmod(minutes, 60)
    length = f"{formats.counted(hours, 'timme', 'timmar')}{f' {rest} min' if rest else ''} i veckan"
    also = f" Öppet {offers.times(opening)}." if opening else ""
    return f"Läses som {offers.times(times)}: {length}.{also}"


def thing_detail(thing: Thing, hours: WeeklyHours | None, place: Callable[[str], str]) -> str:
    """The hours of a booking or an activity in a row: when, where, how far."""
    if hours is None:
        return f"{offers.times(thing.offered)} · {OFFERED}" if thing.offered else UNTIMED
    parts = [offers.times(hours.times), place(hours.municipality or "")]
    if hours.travel is not None:
        parts.append(f"restid {hours.travel} min")
    if hours.is_at_home:
        parts.append("hemma")
    elif hours.care is not None:
        parts.append(words.word(hours.care))
    return " · ".join(part for part in parts if part)


def block_told(block: Block, name: str, week: Week, place: Callable[[str], str]) -> str:
    """A stretch in full, for a tip and a screen reader."""
    where = f" i {place(block.place)}" if block.place else ""
    way = f", hemifrån {clock(max(block.begins - from_home(block), 0))}" if block.travel else ""
    return f"{name}, {day_name(week, block.weekday)} {span(block.begins, block.ends)}: {block.what}{where}{way}"


# what does not fit


def weight(one: Weight) -> str:
    """The word of how sure it is."""
    return words.first_upper(words.word(one))


def when(conflict: Conflict) -> str:
    """The days and minutes of a conflict; nothing where it is about no time."""
    days = offers.weekdays(conflict.weekdays)
    if conflict.begins == conflict.ends == 0:
        return days
    return f"{days} {span(conflict.begins, conflict.ends)}" if conflict.ends > conflict.begins else days


class Sentences:
    """Says what does not fit in one household's week, and what would solve it. `place` names a municipality."""

    def __init__(self, week: HouseholdWeek, place: Callable[[str], str]) -> None:
        self._week, self._place = week, place

    def reason(self, conflict: Conflict) -> str:
        """Why it does not fit, in a sentence or two."""
        said = _REASONS[conflict.kind](self, conflict)
        return " ".join([said, *self._uncertain(conflict)])

    def way_out(self, conflict: Conflict, remedy: Remedy) -> str:
        """What would solve it."""
        return words.first_upper(_WAYS_OUT[remedy.kind](self, conflict, remedy))

    # names and places

    def _name(self, case_number: str) -> str:
        return self._week.member(case_number).name

    def _at(self, block: Block) -> str:
        """What it is, and where: `sfi i Solna`."""
        return f"{block.what} i {self._place(block.place)}" if block.place else block.what

    def _uncertain(self, conflict: Conflict) -> list[str]:
        """What it is that nobody knows."""
        if conflict.kind not in {ConflictKind.CARE, ConflictKind.BRING, ConflictKind.FETCH}:
            return []
        child, said = self._week.member(conflict.member), []
        said += [f"{self._name(one.member)}: alla tider är inte kända." for one in conflict.away if one.block is None]
        if conflict.untimed:
            said.append(f"Tider saknas för {formats.listed(list(conflict.untimed))}.")
        if child.is_by_turns:
            said.append(f"{child.name} bor växelvis här; vilka veckor är inte känt.")
        return said

    def _gone(self, away: Iterable[Away]) -> str:
        return " ".join(
            f"{self._name(one.member)} är borta {span(max(one.leaves, 0), one.back)} ({self._at(one.block)})."
            for one in away
            if one.block is not None and one.leaves is not None and one.back is not None
        )

    # reasons

    def overlap(self, one: Conflict) -> str:
        """Somebody in two places."""
        both = [f"{self._at(block)} {span(block.begins, block.ends)}" for block in one.blocks]
        return f"{self._name(one.member)} ska vara på två ställen samtidigt: {both[0]} och {both[1]}."

    def travel(self, one: Conflict) -> str:
        """A way that is too long, or may be."""
        first, second = one.blocks
        gap = second.begins - first.ends
        ways = f"från {self._at(first)}, som slutar {clock(first.ends)}, till {self._at(second)}, som börjar "
        ways += clock(second.begins)
        name = self._name(one.member)
        if one.weight is Weight.CLASH:
            needed = "platserna ligger i olika kommuner" if one.minutes is None else f"resan tar {one.minutes} minuter"
            return f"{name} hinner inte {ways}: {needed}, och det är {gap} minuter emellan."
        most = between(first, second, self._week.home).most
        home = f" Vägen via hemmet tar {most} minuter." if most is not None else ""
        return (
            f"Om {name} hinner {ways}, är inte känt: det är {gap} minuter emellan och restiden är inte angiven.{home}"
        )

    def care(self, one: Conflict) -> str:
        """A child with nobody."""
        child, gone = self._name(one.member), self._gone(one.away)
        if one.weight is Weight.CLASH:
            return f"{child} har varken vårdnadshavare hemma eller förskola, skola eller fritids då. {gone}"
        return f"Om någon tar hand om {child} då är inte känt. {gone}"

    def bring(self, one: Conflict) -> str:
        """Nobody to leave a child where it is to be."""
        (block,) = one.blocks
        child = self._name(one.member)
        said = f"lämna {child} på {self._at(block)}, där tiden börjar {clock(block.begins)}"
        leaving = " ".join(
            f"{self._name(each.member)} behöver åka {clock(max(each.leaves, 0))} till {self._at(each.block)}."
            for each in one.away
            if each.block is not None and each.leaves is not None
        )
        return self._way(one, said, child, leaving)

    def fetch(self, one: Conflict) -> str:
        """Nobody to take a child home."""
        (block,) = one.blocks
        child = self._name(one.member)
        said = f"hämta {child} på {self._at(block)}, där tiden slutar {clock(block.ends)}"
        coming = " ".join(
            f"{self._name(each.member)} är hemma {clock(each.back)} efter {self._at(each.block)}."
            for each in one.away
            if each.block is not None and each.back is not None
        )
        return self._way(one, said, child, coming)

    def _way(self, one: Conflict, said: str, child: str, why: str) -> str:
        if one.weight is Weight.UNKNOWN:
            return f"Om någon kan {said}, är inte känt. {why}".strip()
        alone = f" Det går om {child} tar sig själv." if one.weight is Weight.NOTE else ""
        return f"Ingen vårdnadshavare kan {said}. {why}{alone}".strip()

    def opening(self, one: Conflict) -> str:
        """Hours when it is closed."""
        (block,) = one.blocks
        is_open = formats.listed([span(*each) for each in block.opening or ()])
        said = f"där är öppet {is_open}" if is_open else "där är stängt den dagen"
        return f"{self._name(one.member)} har {self._at(block)} {span(block.begins, block.ends)}, men {said}."

    def hours_unknown(self, one: Conflict) -> str:
        """Something that takes time nobody knows when."""
        if one.away:
            names = formats.listed([self._name(each.member) for each in one.away])
            return f"Inga tider är angivna för {names}. Om någon är hemma hos {self._name(one.member)} är inte känt."
        return f"{self._name(one.member)}: tider saknas för {formats.listed(list(one.untimed))}. {UNKNOWN_IS_NOT_FREE}"

    def travel_unknown(self, one: Conflict) -> str:
        """A way that nobody has told."""
        (block,) = one.blocks
        return (
            f"Restiden hemifrån till {self._at(block)} är inte angiven för {self._name(one.member)}. "
            "Veckan räknas utan den."
        )

    def age_unknown(self, one: Conflict) -> str:
        """A child of no known age."""
        return f"Födelsedatum saknas för {self._name(one.member)}. Om omsorg behövs räknas inte."

    def guardian_unknown(self, one: Conflict) -> str:
        """A child without a known guardian there."""
        name = self._name(one.member)
        return f"Ingen i hushållet är känd som vårdnadshavare för {name}. Om omsorg behövs räknas inte."

    def not_needed(self, one: Conflict) -> str:
        """Hours that nobody needs for their own."""
        (block,) = one.blocks
        minutes = (block.ends - block.begins) * len(one.weekdays)
        hours = formats.number(round(minutes / 60)) if not minutes % 60 else f"{minutes // 60} tim {minutes % 60} min"
        length = f"{hours} timmar" if not minutes % 60 else hours
        return (
            f"{self._name(one.member)} har {self._at(block)} medan en vårdnadshavare är fri, {length} i veckan. "
            "Barnet kan ha rätt till tiden ändå."
        )

    # ways out

    def care_from(self, one: Conflict, way: Remedy) -> str:
        """Care that begins earlier."""
        block = way.block or one.blocks[0]
        return f"{self._at(block)} från {clock(way.begins or 0)} i stället för {clock(block.begins)}"

    def care_until(self, one: Conflict, way: Remedy) -> str:
        """Care that ends later."""
        block = way.block or one.blocks[0]
        return f"{self._at(block)} till {clock(way.ends or 0)} i stället för {clock(block.ends)}"

    def care_that_day(self, one: Conflict, way: Remedy) -> str:
        """Care on one more day."""
        what = self._at(way.block) if way.block else words.word(Care.ALL_DAY)
        return f"{what} också {offers.weekdays(one.weekdays)} {span(way.begins or 0, way.ends or 0)}"

    def more_care(self, one: Conflict, way: Remedy) -> str:
        """Care where there is none."""
        return f"förskola, fritids eller annan omsorg {offers.weekdays(one.weekdays)} " + span(
            way.begins or 0, way.ends or 0
        )

    def begin_later(self, one: Conflict, way: Remedy) -> str:
        """Something else that begins later."""
        block = way.block or one.blocks[0]
        name = self._name(way.member)
        return f"{self._at(block)} för {name} från {clock(way.begins or 0)} i stället för {clock(block.begins)}"

    def end_earlier(self, one: Conflict, way: Remedy) -> str:
        """Something else that ends earlier."""
        block = way.block or one.blocks[0]
        name = self._name(way.member)
        return f"{self._at(block)} för {name} till {clock(way.ends or 0)} i stället för {clock(block.ends)}"

    def switch(self, _one: Conflict, way: Remedy) -> str:
        """Another group."""
        offer, what = way.offer, way.block.what if way.block else ""
        if offer is None:
            return what
        seats = formats.counted(offer.seats, "plats", "platser") if offer.seats is not None else "plats"
        place = self._place(offer.municipality)
        said = f"byt {what} till {offer.offer} i {place}, {offers.times(offer.times)}: utbudet har {seats}"
        return said if way.is_travel_told else f"{said}. Restiden dit är inte angiven"

    def other_adult(self, _one: Conflict, way: Remedy) -> str:
        """Somebody else of the household."""
        return f"{self._name(way.member)} i hushållet är fri då, men är inte känd som vårdnadshavare"


_REASONS: Mapping[ConflictKind, Callable[[Sentences, Conflict], str]] = {
    ConflictKind.OVERLAP: Sentences.overlap,
    ConflictKind.TRAVEL: Sentences.travel,
    ConflictKind.CARE: Sentences.care,
    ConflictKind.BRING: Sentences.bring,
    ConflictKind.FETCH: Sentences.fetch,
    ConflictKind.OPENING: Sentences.opening,
    ConflictKind.HOURS_UNKNOWN: Sentences.hours_unknown,
    ConflictKind.TRAVEL_UNKNOWN: Sentences.travel_unknown,
    ConflictKind.AGE_UNKNOWN: Sentences.age_unknown,
    ConflictKind.GUARDIAN_UNKNOWN: Sentences.guardian_unknown,
    ConflictKind.NOT_NEEDED: Sentences.not_needed,
}
_WAYS_OUT: Mapping[RemedyKind, Callable[[Sentences, Conflict, Remedy], str]] = {
    RemedyKind.CARE_FROM: Sentences.care_from,
    RemedyKind.CARE_UNTIL: Sentences.care_until,
    RemedyKind.CARE_THAT_DAY: Sentences.care_that_day,
    RemedyKind.CARE: Sentences.more_care,
    RemedyKind.BEGIN_LATER: Sentences.begin_later,
    RemedyKind.END_EARLIER: Sentences.end_earlier,
    RemedyKind.SWITCH: Sentences.switch,
    RemedyKind.OTHER_ADULT: Sentences.other_adult,
    RemedyKind.TELL_HOURS: lambda _said, _one, _way: "ange tiderna",
    RemedyKind.TELL_TRAVEL: lambda _said, _one, _way: "ange restiden",
    RemedyKind.TELL_AGE: lambda _said, _one, _way: "ange födelsedatum på personens kort",
    RemedyKind.TELL_GUARDIAN: lambda _said, _one, _way: "registrera vårdnadshavaren på personens kort, under Hushåll",
}


def paper_cell(blocks: Sequence[Block], place: Callable[[str], str]) -> str:
    """A member's day on paper, one thing to a line."""
    lines = []
    for one, (there, back) in zip(blocks, ways(blocks), strict=True):
        if there:
            lines.append(PAPER_LEAVES.format(at=clock(max(one.begins - there, 0))))
        where = f", {place(one.place)}" if one.place else ""
        lines.append(f"{span(one.begins, one.ends)} {one.what}{where}")
        if back:
            lines.append(PAPER_BACK.format(at=clock(one.ends + back)))
    return "\n".join(lines) or PAPER_NOTHING


def paper_conflict(one: Conflict, said: Sentences) -> str:
    """What does not fit, on paper: the days first."""
    return words.first_upper(": ".join(part for part in (when(one), said.reason(one)) if part))


def file_name(card: WeekCard) -> str:
    """The file of a week: nobody's name stands in it, and of a protected person not even the case."""
    year, number, _ = card.week.week.first.isocalendar()
    only = card.lines[0]
    key = card.household or (None if only.is_protected else only.case_number)
    return " ".join(part for part in ("Vecka", f"{year}-{number:02}", key) if part) + ".pdf"


def footer(today: date) -> str:
    """What stands at the foot of the paper."""
    return f"Utskrivet {formats.day(today)}"
