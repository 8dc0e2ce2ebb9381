"""What would solve a conflict of a week? Only what has been tried, with minutes worked out by hand."""

from __future__ import annotations

from domain.test_week_conflicts import (
    BOTH,
    DAD,
    DAD_AWAY,
    GIRL,
    GRAN,
    HOME,
    MUM,
    MUM_AWAY,
    NACKA,
    SOLNA,
    adult,
    at,
    child,
    clock,
    family,
    preschool,
)
from mottagning.domain.week_conflicts import ConflictKind, conflicts
from mottagning.domain.week_remedies import Alternative, Alternatives, Remedy, RemedyKind, remedies
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import HouseholdWeek


def solved(week: HouseholdWeek, kind: ConflictKind, alternatives: Alternatives | None = None) -> list[Remedy]:
    """What would solve the one conflict of a kind."""
    (conflict,) = [one for one in conflicts(week) if one.kind is kind]
    return list(remedies(week, conflict, alternatives or {}))


def told(found: list[Remedy]) -> list[tuple[str, str, str]]:
    """Each as its kind, whose it is, and the minutes."""
    return [
        (
            one.kind.value,
            one.member,
            "-".join("" if minute is None else clock(minute) for minute in (one.begins, one.ends)),
        )
        for one in found
    ]


def test_a_preschool_that_opens_too_late_should_begin_earlier_or_sfi_later() -> None:
    """The mother leaves at 8.15 for sfi at 9.00: from 8.15; or sfi at 9.15, as 8.30 + 45."""
    week = family(adult(MUM, *MUM_AWAY), child(*preschool("1 08:30-12:45")))
    assert told(solved(week, ConflictKind.BRING)) == [
        ("care_from", GIRL, "08.15-"),
        ("begin_later", MUM, "09.15-"),
    ]


def test_a_preschool_that_closes_too_early() -> None:
    """She is back at 12.45; or sfi ends at 11.45, as 12.30 - 45."""
    week = family(adult(MUM, *MUM_AWAY), child(*preschool("1 08:15-12:30")))
    assert told(solved(week, ConflictKind.FETCH)) == [
        ("care_until", GIRL, "-12.45"),
        ("end_earlier", MUM, "-11.45"),
    ]


def test_beyond_the_opening_hours_is_no_way_out() -> None:
    """The preschool opens at 8.30: to begin at 8.15 would be outside, so sfi alone can give way."""
    opening = parse_times("1 08:30-17:00", int)
    week = family(adult(MUM, *MUM_AWAY), child(*preschool("1 08:30-12:45", opening=opening)))
    assert told(solved(week, ConflictKind.BRING)) == [("begin_later", MUM, "09.15-")]


def test_a_day_without_care_wants_the_hours_that_both_are_away() -> None:
    """Both are gone 8.15–11.20; on Tuesdays the girl has a preschool already."""
    usual = preschool("2 08:00-12:00")
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, *DAD_AWAY), child(*usual, guardians=BOTH))
    assert told(solved(week, ConflictKind.CARE)) == [("care_that_day", GIRL, "08.15-11.20")]
    without = family(adult(MUM, *MUM_AWAY), adult(DAD, *DAD_AWAY), child(guardians=BOTH))
    assert told(solved(without, ConflictKind.CARE)) == [("care", GIRL, "08.15-11.20")]


def test_a_hole_in_the_day_is_closed_from_either_side() -> None:
    hers = (*preschool("1 08:00-10:00"), *preschool("1 11:00-13:00"))
    assert told(solved(family(adult(MUM, *MUM_AWAY), child(*hers)), ConflictKind.CARE)) == [
        ("care_until", GIRL, "-11.00"),
        ("care_from", GIRL, "10.00-"),
    ]


AFTERNOON = Alternative("U2", SOLNA, parse_times("1 13:00-16:00", int), 4)
SAME_MORNING = Alternative("U3", NACKA, parse_times("1 09:30-12:00", int), 9)


def test_another_group_is_proposed_only_where_it_solves_and_makes_no_new_clash() -> None:
    """Sfi 13–16 has her away 12.15–16.45; the father is back at 11.20. The other morning group solves nothing."""
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, *DAD_AWAY), child(guardians=BOTH))
    offers = {"sfi": (SAME_MORNING, AFTERNOON)}
    (found,) = [one for one in solved(week, ConflictKind.CARE, offers) if one.kind is RemedyKind.SWITCH]
    assert (found.offer, found.member, found.is_travel_told) == (AFTERNOON, MUM, True)
    late = at("1 14:00-15:00", HOME, what="praktik")
    busy = family(adult(MUM, *MUM_AWAY, *late), adult(DAD, *DAD_AWAY), child(guardians=BOTH))
    assert "switch" not in [one.kind.value for one in solved(busy, ConflictKind.CARE, offers)]


def test_a_group_elsewhere_is_proposed_with_the_way_there_untold() -> None:
    there = Alternative("U4", NACKA, parse_times("1 13:00-15:00", int))
    week = family(adult(MUM, *MUM_AWAY), adult(DAD, *DAD_AWAY), child(guardians=BOTH))
    found = [one for one in solved(week, ConflictKind.CARE, {"sfi": (there,)}) if one.kind is RemedyKind.SWITCH]
    assert [one.is_travel_told for one in found] == [False]


def test_a_grandmother_at_home_is_named_and_one_of_unknown_hours_is_not() -> None:
    known = adult(GRAN, *at("3 09:00-10:00", what="so"))
    base = (adult(MUM, *MUM_AWAY), child())
    assert ("other_adult", GRAN, "08.15-12.45") in told(solved(family(*base, known), ConflictKind.CARE))
    assert "other_adult" not in [
        one.kind.value for one in solved(family(*base, adult(GRAN, untimed=("so",))), ConflictKind.CARE)
    ]


def test_two_things_of_one_person_give_way_to_each_other() -> None:
    """Solna to 12.00, 45 minutes home, practice at 12.30: at 12.45 at the earliest, or sfi to 11.45."""
    late = at("1 12:30-15:00", HOME, what="praktik")
    assert told(solved(family(adult(MUM, *MUM_AWAY, *late)), ConflictKind.TRAVEL)) == [
        ("begin_later", MUM, "12.45-"),
        ("end_earlier", MUM, "-11.45"),
    ]


def test_what_is_unknown_is_to_be_told() -> None:
    week = family(adult(MUM, *at("1 09:00-12:00", SOLNA), untimed=("praktik",)))
    assert [one.kind for one in solved(week, ConflictKind.HOURS_UNKNOWN)] == [RemedyKind.TELL_HOURS]
    assert [one.kind for one in solved(week, ConflictKind.TRAVEL_UNKNOWN)] == [RemedyKind.TELL_TRAVEL]
