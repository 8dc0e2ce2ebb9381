"""Does a review look at what rules point out and at some by chance, and at the same rows when drawn again?"""

from __future__ import annotations

from datetime import datetime, timedelta

from mottagning.domain.log_review import Log, LogEntry, ReviewRules, SampleReason, sample

RULES = ReviewRules(
    chance_percent=10, chance_least=3, chance_most=8, first_hour=6, last_hour=20, many_cards=4, rule_most=5
)
MONDAY = datetime.fromisoformat("2025-03-03 09:00")


def entry(row: int, at: datetime = MONDAY, what: str = "list", by: str = "Kim", **values: object) -> LogEntry:
    return LogEntry(Log.READ, row, at, by, what, **values)  # type: ignore[arg-type]


def reasons(entries: list[LogEntry], seed: int = 1) -> dict[int, SampleReason]:
    return {one.entry.row: one.reason for one in sample(entries, RULES, seed) if one.reason is not SampleReason.CHANCE}


def test_a_protected_person_is_always_looked_at() -> None:
    assert reasons([entry(1), entry(2, is_protected=True), entry(3)]) == {2: SampleReason.PROTECTED}


def test_a_whole_register_that_left_is_always_looked_at() -> None:
    assert reasons([entry(1), entry(2, what="register_export")]) == {2: SampleReason.WHOLE_REGISTER}


def test_the_ordinary_day_goes_from_six_to_eight_in_the_evening_monday_to_friday() -> None:
    hours = {1: "2025-03-03 05:59", 2: "2025-03-03 06:00", 3: "2025-03-03 19:59", 4: "2025-03-03 20:00"}
    weekend = {5: "2025-03-07 12:00", 6: "2025-03-08 12:00", 7: "2025-03-09 12:00"}
    found = reasons([entry(row, datetime.fromisoformat(at)) for row, at in {**hours, **weekend}.items()])
    assert found == dict.fromkeys((1, 4, 6, 7), SampleReason.ODD_HOURS)


def test_who_opens_many_cards_in_a_day_is_looked_at() -> None:
    many = [entry(row, MONDAY + timedelta(minutes=row), "card") for row in range(1, 5)]
    few = [entry(row, MONDAY, "card", by="Bo") for row in range(5, 8)]
    spread = [entry(row, MONDAY + timedelta(days=row % 2), "card", by="Åsa") for row in range(8, 14)]
    assert reasons([*many, *few, *spread]) == dict.fromkeys(range(1, 5), SampleReason.MANY_CARDS)


def test_of_each_rule_there_is_a_most() -> None:
    assert len(reasons([entry(row, is_protected=True) for row in range(40)])) == 5


def test_chance_takes_its_share_within_its_bounds() -> None:
    for rows, wanted in ((2, 2), (10, 3), (50, 5), (500, 8)):
        drawn = sample([entry(row) for row in range(rows)], RULES, 7)
        assert (len(drawn), {one.reason for one in drawn}) == (wanted, {SampleReason.CHANCE})


def test_the_same_seed_draws_the_same_and_another_another() -> None:
    entries = [entry(row) for row in range(200)]
    drawn = [tuple(one.entry.row for one in sample(entries, RULES, seed)) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert list(drawn[0]) == sorted(drawn[0])


def test_nothing_happened_so_nothing_is_looked_at() -> None:
    assert sample([], RULES, 1) == []
