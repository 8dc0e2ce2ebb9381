"""What does not fit in a household's week? Each table is worked out by hand, to the minute, from what stands above."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import day, days
from mottagning.domain.children_hours import Care
from mottagning.domain.journeys import Journey, between, ways
from mottagning.domain.people import HouseholdRole
from mottagning.domain.week_conflicts import Conflict, ConflictKind, Weight, conflicts
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import Block, HouseholdWeek, Member, Week, WeeklyHours, laid_out

HOME, SOLNA, NACKA = "0123", "0184", "0182"
WEEK = Week.of(day("2025-03-03"))
MUM, DAD, GRAN, GIRL, BOY = "mor", "far", "mormor", "flicka", "pojke"


def at(text: str, place: str | None = HOME, travel: int | None = None, **values: Any) -> tuple[Block, ...]:
    """What these hours come to in the week: `1-5 08:30-12:00` at a place, so many minutes from home."""
    what = values.pop("what", "sfi")
    hours = WeeklyHours(
        key=values.pop("key", what),
        case_number="x",
        days=days("2025-01-01"),
        times=parse_times(text, int),
        municipality=place,
        travel=travel,
        **values,
    )
    return laid_out(hours, what, WEEK)


def preschool(text: str, place: str = HOME, travel: int | None = None, **values: Any) -> tuple[Block, ...]:
    return at(text, place, travel, care=values.pop("care", Care.ALL_DAY), what="förskola", **values)


def adult(name: str, *blocks: Block, **values: Any) -> Member:
    return Member(name, name, HouseholdRole.MAIN_APPLICANT, blocks=blocks, **values)


def child(*blocks: Block, guardians: tuple[str, ...] = (MUM,), **values: Any) -> Member:
    given: dict[str, Any] = {"is_child": True, "needs_care": True, "guardians": guardians}
    return Member(GIRL, GIRL, HouseholdRole.CHILD, blocks=blocks, **{**given, **values})


def family(*members: Member, **values: Any) -> HouseholdWeek:
    return HouseholdWeek(WEEK, members, HOME, **values)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def told(week: HouseholdWeek, *without: ConflictKind) -> list[tuple[str, str, str, tuple[int, ...], str]]:
    """Each conflict as kind, weight, whose, weekdays, hours."""
    return [
        (one.kind.value, one.weight.value, one.member, one.weekdays, f"{clock(one.begins)}-{clock(one.ends)}")
        for one in conflicts(week)
        if one.kind not in without
    ]


def only(week: HouseholdWeek) -> Conflict:
    (found,) = conflicts(week)
    return found


# one person


def test_one_person_in_two_places_at_once() -> None:
    """9–12 and 11–13 on Tuesday: 11–12 twice. What only touches does not meet."""
    first, second = at("1-2 09:00-12:00"), at("2 11:00-13:00; 1 12:00-13:00", what="praktik")
    assert told(family(adult(MUM, *first, *second))) == [("overlap", "clash", MUM, (2,), "11.00-12.00")]


def test_the_same_on_several_days_is_told_once() -> None:
    blocks = (*at("1-4 09:00-12:00"), *at("1-4 11:00-13:00", what="praktik"))
    assert told(family(adult(MUM, *blocks))) == [("overlap", "clash", MUM, (1, 2, 3, 4), "11.00-12.00")]


SOLNA_MORNING = at("1 09:00-12:00", SOLNA, 45)


@pytest.mark.parametrize(
    ("afternoon", "expected"),
    [
        # 30 minutes between two municipalities whose way is not told; by way of home it would be 45 + 35 = 80
        (at("1 12:30-15:00", NACKA, 35, what="praktik"), ("unknown", None)),
        # by way of home it surely fits: 80 minutes until 13.20
        (at("1 13:20-15:00", NACKA, 35, what="praktik"), None),
        (at("1 13:19-15:00", NACKA, 35, what="praktik"), ("unknown", None)),
        # no minute at all for a way that there is
        (at("1 12:00-15:00", NACKA, 35, what="praktik"), ("clash", None)),
        # told: 40 minutes straight from Solna do not fit into 30, and do into 40
        (at("1 12:30-15:00", NACKA, 35, what="praktik", from_previous=40), ("clash", 40)),
        (at("1 12:40-15:00", NACKA, 35, what="praktik", from_previous=40), None),
        # from Solna home is 45 minutes
        (at("1 12:30-15:00", HOME, what="praktik"), ("clash", 45)),
        (at("1 12:45-15:00", HOME, what="praktik"), None),
        # inside one municipality no way is counted
        (at("1 12:00-15:00", SOLNA, 45, what="praktik"), None),
    ],
)
def test_the_way_between_two_things_of_a_day(
    afternoon: tuple[Block, ...], expected: tuple[str, int | None] | None
) -> None:
    found = conflicts(family(adult(MUM, *SOLNA_MORNING, *afternoon)))
    assert [(one.kind, one.weight.value, one.minutes) for one in found] == (
        [(ConflictKind.TRAVEL, *expected)] if expected else []
    )


def test_a_way_that_nobody_has_told_is_unknown_and_said_so_once() -> None:
    week = family(adult(MUM, *at("1-3 09:00-12:00", SOLNA, None)))
    assert told(week) == [("travel_unknown", "unknown", MUM, (1, 2, 3), "00.00-00.00")]


def test_ways_between_places_have_the_bounds_that_are_told() -> None:
    (solna,), (nacka,), (home,) = at("1 9-10", SOLNA, 45), at("1 11-12", NACKA, None), at("1 13-14", HOME)
    assert between(solna, nacka, HOME) == Journey(1, None)
    assert between(solna, home, HOME) == between(home, solna, HOME) == Journey(45, 45)
    assert between(nacka, home, HOME) == Journey(0, None)
    assert between(replace(solna, place=None), nacka, HOME) == Journey(0, None)


def test_what_goes_on_at_unknown_hours_is_said_of_whom_it_is() -> None:
    assert told(family(adult(MUM, untimed=("sfi",)))) == [("hours_unknown", "unknown", MUM, (), "00.00-00.00")]


# a child

#: mother: sfi 9–12 in Solna, 45 minutes away: gone 8.15–12.45
MUM_AWAY = at("1 09:00-12:00", SOLNA, 45)


@pytest.mark.parametrize(
    ("hers", "expected"),
    [
        # no preschool: alone from 8.15 to 12.45
        ((), [("care", "clash", GIRL, (1,), "08.15-12.45")]),
        # brought at 8.15 at the latest, fetched at 12.45 at the earliest, as the preschool is where they live
        (preschool("1 08:15-12:45"), []),
        (preschool("1 08:00-13:00"), []),
        (preschool("1 08:30-12:45"), [("bring", "clash", GIRL, (1,), "08.15-08.30")]),
        (preschool("1 08:15-12:30"), [("fetch", "clash", GIRL, (1,), "12.30-12.45")]),
        # in Solna too, where the mother goes: she can bring her at 9.00 and fetch her at 12.00
        (preschool("1 09:00-12:00", SOLNA, 45), []),
        (preschool("1 09:05-12:00", SOLNA, 45), [("bring", "clash", GIRL, (1,), "09.00-09.05")]),
        # 10 minutes from home in the same municipality: the mother leaves there at 8.15 all the same
        (preschool("1 08:15-12:45", HOME, 10), []),
        # a hole in the middle of the day
        (
            (*preschool("1 08:00-10:00"), *preschool("1 11:00-13:00")),
            [("care", "clash", GIRL, (1,), "10.00-11.00")],
        ),
    ],
)
def test_a_child_needs_care_while_her_only_guardian_is_away(
    hers: tuple[Block, ...], expected: list[tuple[Any, ...]]
) -> None:
    assert told(family(adult(MUM, *MUM_AWAY), child(*hers))) == expected


def test_a_child_who_needs_no_care_is_told_of_nowhere() -> None:
    assert told(family(adult(MUM, *MUM_AWAY), child(needs_care=False))) == []


def test_the_way_back_to_a_preschool_in_a_third_municipality_is_unknown() -> None:
    """Preschool in Nacka, 20 from home; sfi in Solna, 45 from home: straight between them nobody has told.

    By way of home it takes 65: leaving Nacka at 7.55 at the latest would surely do; at 8.00 it is not known, and
    at 9.00, when sfi begins, it does not.
    """
    mother = adult(MUM, *MUM_AWAY)
    kinds = [
        [(one.kind.value, one.weight.value) for one in conflicts(family(mother, child(*preschool(hours, NACKA, 20))))]
        for hours in ("1 07:55-13:05", "1 08:00-13:05", "1 09:00-13:05")
    ]
    assert kinds == [[], [("bring", "unknown")], [("bring", "clash")]]


BOTH = (MUM, DAD)
#: father: work 7–11 where they live, 20 minutes away: gone 6.40–11.20
DAD_AWAY = at("1 07:00-11:00", HOME, 20, what="jobb")


def test_days_on_which_somebody_does_not_belong_to_the_household_are_not_reckoned() -> None:
    """Nobody has the girl at ten o'clock; she moves out on Wednesday, or her mother does."""
    work = at("1-5 09:00-15:00", what="arbete")
    here = frozenset({1, 2})
    moving = family(adult(MUM, *work), child(days=here))
    assert told(moving) == [("care", "clash", GIRL, (1, 2), "09.00-15.00")]
    left = family(adult(MUM, *work, days=here), child())
    assert told(left) == [
        ("care", "clash", GIRL, (1, 2), "09.00-15.00"),
        ("guardian_unknown", "unknown", GIRL, (3, 4, 5, 6, 7), "00.00-00.00"),
    ]
    both = family(adult(MUM, *work), adult(DAD, *at("7 09:00-10:00"), days=here), child(guardians=(MUM, DAD)))
    assert told(both) == [("care", "clash", GIRL, (3, 4, 5), "09.00-15.00")]


def test_care_is_needed_only_while_both_are_away() -> None:
    """Mother gone 8.15–12.45, father 6.40–11.20: both 8.15–11.20."""
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, *DAD_AWAY), child(guardians=BOTH))
    assert told(week) == [("care", "clash", GIRL, (1,), "08.15-11.20")]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("1 08:15-11:20", []),
        ("1 07:00-11:20", []),  # mother is at home until 8.15 and can bring her after 7
        ("1 08:16-11:20", [("bring", "clash", GIRL, (1,), "08.15-08.16")]),
        ("1 08:15-11:00", [("fetch", "clash", GIRL, (1,), "11.00-11.20")]),
    ],
)
def test_one_brings_and_the_other_fetches(hours: str, expected: list[tuple[Any, ...]]) -> None:
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, *DAD_AWAY), child(*preschool(hours), guardians=BOTH))
    assert told(week) == expected


def test_who_has_worked_the_night_cannot_bring_before_coming_home() -> None:
    """Father's night shift ends at 8.00, 20 minutes away: he is at home at 8.20. Mother leaves at 8.15."""
    night = at("1 00:00-08:00", HOME, 20, what="nattjobb")
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, *night), child(guardians=BOTH))
    assert told(week) == [("care", "clash", GIRL, (1,), "08.15-08.20")]


def test_unknown_hours_are_unknown_and_not_free() -> None:
    """Of the father something goes on at hours that nobody knows: whether the girl is alone then is not known."""
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, untimed=("praktik",)), child(guardians=BOTH))
    assert told(week) == [
        ("hours_unknown", "unknown", DAD, (), "00.00-00.00"),
        ("care", "unknown", GIRL, (1,), "08.15-12.45"),
    ]


def test_of_whom_nothing_is_told_she_is_not_free_either() -> None:
    week = family(adult(MUM, *MUM_AWAY), adult(DAD), child(guardians=BOTH))
    assert told(week) == [
        ("hours_unknown", "unknown", GIRL, (), "00.00-00.00"),
        ("care", "unknown", GIRL, (1,), "08.15-12.45"),
    ]


def test_who_is_said_to_be_at_home_is_at_home() -> None:
    home = at("1-5 06:00-18:00", HOME, is_at_home=True, what="hemma")
    assert told(family(adult(MUM, *MUM_AWAY), adult(DAD, *home), child(guardians=BOTH))) == []


def test_part_of_a_gap_that_is_sure_is_a_clash_by_itself() -> None:
    """Father is known to work 9–10 where they live, and something else goes on: both surely gone 9.00–10.00."""
    father = adult(DAD, *at("1 09:00-10:00", what="jobb"), untimed=("praktik",))
    week = family(adult(MUM, *MUM_AWAY), father, child(guardians=BOTH))
    assert told(week, ConflictKind.HOURS_UNKNOWN) == [("care", "clash", GIRL, (1,), "09.00-10.00")]


def test_hours_of_the_child_that_nobody_knows_may_mend_it() -> None:
    week = family(adult(MUM, *MUM_AWAY), child(untimed=("förskola",)))
    assert ("care", "unknown", GIRL, (1,), "08.15-12.45") in told(week)


def test_a_child_who_lives_there_by_turns_may_be_elsewhere_that_week() -> None:
    week = family(adult(MUM, *MUM_AWAY), child(is_by_turns=True))
    assert told(week) == [("care", "unknown", GIRL, (1,), "08.15-12.45")]


def test_a_pupil_may_go_by_herself_so_her_way_is_a_note() -> None:
    school = preschool("1 08:30-12:45", care=Care.SCHOOL)
    assert told(family(adult(MUM, *MUM_AWAY), child(*school))) == [("bring", "note", GIRL, (1,), "08.15-08.30")]


def test_fritids_after_school_closes_the_gap() -> None:
    """School 8–11, fritids 11–12.45."""
    day_of_hers = (*preschool("1 08:00-11:00", care=Care.SCHOOL), *preschool("1 11:00-12:45", care=Care.AROUND_SCHOOL))
    assert told(family(adult(MUM, *MUM_AWAY), child(*day_of_hers))) == []


def test_hours_that_are_never_needed_are_only_a_note() -> None:
    """Tuesday the mother is known to have nothing: the preschool's hours are not needed."""
    week = family(adult(MUM, *MUM_AWAY), child(*preschool("1-2 08:00-13:00")))
    assert told(week) == [("not_needed", "note", GIRL, (2,), "08.00-13.00")]


def test_outside_the_opening_hours_where_they_are_known() -> None:
    opening = parse_times("1-5 06:30-17:00", int)
    inside, outside = preschool("1 08:00-17:00", opening=opening), preschool("2 06:00-17:00", opening=opening)
    week = family(adult(MUM, *at("1-2 08:00-16:00")), child(*inside, *outside))
    assert told(week) == [("opening", "clash", GIRL, (2,), "06.00-17.00")]


def test_nothing_is_counted_on_a_holiday() -> None:
    week = family(adult(MUM, *MUM_AWAY), child(), holidays=frozenset({1}))
    assert told(week) == []


def test_what_is_not_known_of_a_child_is_said() -> None:
    assert told(family(adult(MUM, *MUM_AWAY), child(needs_care=None)))[0][:3] == ("age_unknown", "unknown", GIRL)
    assert told(family(adult(MUM, *MUM_AWAY), child(guardians=())))[0][:3] == ("guardian_unknown", "unknown", GIRL)


def test_a_conflict_tells_who_is_where_and_how_late_it_would_do() -> None:
    found = only(family(adult(MUM, *MUM_AWAY), child(*preschool("1 08:30-12:45"))))
    assert (found.minutes, found.blocks[0].what) == (8 * 60 + 15, "förskola")
    (away,) = found.away
    assert (away.member, away.leaves, away.back) == (MUM, 8 * 60 + 15, 12 * 60 + 45)
    assert away.block is not None
    assert away.block.what == "sfi"
    assert found.weight is Weight.CLASH


def test_between_two_things_she_is_at_home_only_where_there_is_time() -> None:
    """Solna 9–12, 45 from home, and then something 10 from home: 55 minutes are needed by way of home."""
    home_between = (*MUM_AWAY, *at("1 12:55-14:00", HOME, 10, what="so"))
    assert ways(home_between) == [(45, 45), (10, 10)]
    straight = (*MUM_AWAY, *at("1 12:54-14:00", HOME, 10, what="so"))
    assert ways(straight) == [(45, 0), (0, 10)]


def test_while_nobody_is_known_to_be_away_nothing_is_said_of_the_childs_day() -> None:
    """The mother's hours are all unknown: that is said once, and no day is filled with what might be."""
    week = family(adult(MUM, untimed=("praktik",)), child(*preschool("1 08:00-12:00")))
    assert told(week) == [("hours_unknown", "unknown", MUM, (), "00.00-00.00")]
