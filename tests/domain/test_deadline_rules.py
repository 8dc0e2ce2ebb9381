"""Does one rule ever give two answers for one person, and is each error of a rule file told where it stands?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mottagning.domain.deadlines.counting import minus
from mottagning.domain.deadlines.engine import DeadlineStatus, deadlines, urgent_of_each
from mottagning.domain.deadlines.facts import TRAIT_WORDS, DayFact, PersonFacts, SpanFact, Trait
from mottagning.domain.deadlines.reading import read_rules, unknown_limits
from mottagning.domain.deadlines.rules import Direction, RuleBook
from mottagning.domain.periods import DAY, DateRange
from mottagning.system.deadline_rules import shipped_rules

DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))
TRAITS = st.fixed_dictionaries(
    {},
    optional={
        trait: st.frozensets(st.sampled_from(sorted(words)), min_size=1, max_size=2)
        for trait, words in TRAIT_WORDS.items()
        if words
    },
)
SPANS = st.builds(
    lambda day, length: DateRange(day, date.fromordinal(day.toordinal() + length)) if length else DateRange(day),
    DAYS,
    st.integers(0, 900),
)
FACTS = st.builds(
    PersonFacts,
    st.dictionaries(st.sampled_from(DayFact), DAYS),
    TRAITS,
    st.dictionaries(st.sampled_from(SpanFact), st.lists(SPANS, max_size=3).map(lambda one: tuple(sorted(one)))),
)


@settings(max_examples=150, deadline=None)
@given(FACTS, DAYS)
def test_every_rule_gives_one_answer_that_agrees_with_itself(facts: PersonFacts, today: date) -> None:
    book = shipped_rules()
    found = deadlines(facts, book, today)
    assert [one.rule.key for one in found] == list(dict.fromkeys(rule.key for rule in book.rules))
    for one in found:
        if one.status is DeadlineStatus.UNKNOWN:
            assert one.missing
        elif one.status is DeadlineStatus.NOT_APPLICABLE:
            assert one.reasons
            assert one.day is None
        elif one.status is DeadlineStatus.STOPPED:
            assert one.stopped_on is not None
            assert one.stopped_on <= today
        else:
            assert one.day is not None
            assert one.steps
            is_last = one.rule.direction is not Direction.EARLIEST
            assert (one.status is DeadlineStatus.PASSED) is (is_last and one.day < today)


@settings(max_examples=150, deadline=None)
@given(FACTS, DAYS)
def test_the_quick_way_to_what_is_urgent_finds_the_same(facts: PersonFacts, today: date) -> None:
    for on in (today, *_turning_points(facts, today)):
        slow = tuple(one for one in deadlines(facts, shipped_rules(), on) if one.is_urgent)
        assert list(urgent_of_each([(facts, ())], shipped_rules(), on)) == [slow]


def _turning_points(facts: PersonFacts, today: date) -> list[date]:
    """The days on which deadlines become urgent, and the days after they have passed."""
    found = [one for one in deadlines(facts, shipped_rules(), today) if one.day is not None]
    found.sort(key=lambda one: one.rule.key)
    days = [day for one in found if one.day for day in (minus(one.day, one.rule.yellow), one.day + DAY)]
    return days[:6]


@settings(max_examples=60, deadline=None)
@given(FACTS, DAYS)
def test_a_deadline_only_grows_nearer(facts: PersonFacts, today: date) -> None:
    """What is red today is not to come tomorrow, unless it counts another period or days that do not count."""
    order = [DeadlineStatus.TO_COME, DeadlineStatus.YELLOW, DeadlineStatus.RED, DeadlineStatus.PASSED]
    tomorrow = {one.rule.key: one for one in deadlines(facts, shipped_rules(), date.fromordinal(today.toordinal() + 1))}
    for one in deadlines(facts, shipped_rules(), today):
        other = tomorrow[one.rule.key]
        if one.status in order and other.status in order and one.day == other.day:
            assert order.index(one.status) <= order.index(other.status)


GOOD = """
[[limit]]
key = "pension"
value = 67
from = 2026-01-01
law = "lag"
verified = 2026-04-27

[[rule]]
key = "one"
name = "En regel"
law = "lag (2000:1)"
verified = 2026-04-27
certainty = "law"
whom = [{ trait = "is_quota", is = ["yes"] }, { age_on = "today", below = "pension" }]
counts_from = ["registered"]
direction = "latest"
length = { months = 3 }
yellow = { days = 30 }
red = { days = 10 }
"""
MONTHS = "length = { months = 3 }"


def test_a_good_file_gives_its_rules_and_the_text_of_each() -> None:
    found = read_rules("r.toml", GOOD)
    assert found.problems == ()
    assert [one.key for one in found.book.rules] == ["one"]
    assert found.texts["rule", "one", date.min].startswith('[[rule]]\nkey = "one"')
    assert found.texts["limit", "pension", date(2026, 1, 1)].endswith("verified = 2026-04-27")
    again = read_rules("r.toml", "\n".join(found.texts.values()))
    assert again.book == found.book


@pytest.mark.parametrize(
    ("good", "bad", "code", "place"),
    [
        ('key = "one"', 'key = "one', "no_toml", ""),
        ("[[rule]]", "[[regel]]", "unknown_block", ""),
        ("[[rule]]", "[rule]", "no_blocks", ""),
        ('name = "En regel"\n', "", "missing", "name"),
        ('name = "En regel"', "name = 5", "no_text", "name"),
        ('law = "lag (2000:1)"\n', "", "missing", "law"),
        ("verified = 2026-04-27\ncertainty", "certainty", "missing", "verified"),
        ("verified = 2026-04-27\ncertainty", 'verified = "i april"\ncertainty', "no_day", "verified"),
        ('certainty = "law"', 'certainty = "säker"', "unknown_word", "certainty"),
        ('direction = "latest"\n', "", "missing", "direction"),
        ('counts_from = ["registered"]\n', "", "missing", "counts_from"),
        ('counts_from = ["registered"]', 'counts_from = ["folkbokförd"]', "unknown_word", "counts_from"),
        ('counts_from = ["registered"]', 'counts_from = "registered"', "no_list", "counts_from"),
        (MONTHS, "length = 3", "no_length", "length"),
        (MONTHS, "length = { manader = 3 }", "no_length", "length"),
        (MONTHS, "length = { months = -3 }", "no_number", "length"),
        (MONTHS, "length = { months = 3, days = 2 }", "no_length", "length"),
        (MONTHS, "length = { years = 900 }", "no_number", "length"),
        (MONTHS, MONTHS + "\nlenght = 4", "unknown_field", "lenght"),
        (MONTHS, MONTHS + "\nfrom = 2026-05-01\nuntil = 2026-04-01", "ends_first", "until"),
        (MONTHS, MONTHS + '\nto = "32-01"', "no_year_day", "to"),
        (MONTHS, MONTHS + "\nlapses = 1", "no_flag", "lapses"),
        (MONTHS, MONTHS + '\nused = "parental_leave"', "only_amount", "used"),
        ('direction = "latest"', 'direction = "amount"', "missing", "used"),
        (MONTHS, 'period = "quarter"', "missing", "length"),
        (MONTHS, MONTHS + '\nperiod = "quarter"', "period_is_before", "is_before"),
        (MONTHS, MONTHS + '\ndone_until = "claimed_until"', "only_period", "done_until"),
        (MONTHS, MONTHS + "\nextension = { step = { months = 6 } }", "missing", "extension.total"),
        (MONTHS, MONTHS + "\nextension = 6", "no_table", "extension"),
        (MONTHS, MONTHS + "\npaused_by = 6", "no_tables", "paused_by"),
        (MONTHS, MONTHS + '\npaused_by = [{ span = "ferie" }]', "unknown_word", "paused_by 1.span"),
        ("red = { days = 10 }", "red = { days = 40 }", "red_before_yellow", "red"),
        ('is = ["yes"]', 'is = ["ja"]', "unknown_word", "whom 1.is"),
        ('trait = "is_quota"', 'trait = "kvot"', "unknown_word", "whom 1.trait"),
        ('trait = "is_quota", is = ["yes"]', 'is = ["yes"]', "no_condition", "whom 1"),
        ('is = ["yes"]', "is = []", "missing", "whom 1.is"),
        ('age_on = "today"', 'age_on = "idag"', "unknown_word", "whom 2.age_on"),
        ('below = "pension"', "below = 6.5", "no_age", "whom 2.below"),
        (', below = "pension"', "", "missing", "whom 2.at_least"),
        ("value = 67", 'value = "67"', "no_age", "value"),
    ],
)
def test_each_error_of_a_file_is_told_where_it_stands(good: str, bad: str, code: str, place: str) -> None:
    assert good in GOOD
    found = read_rules("r.toml", GOOD.replace(good, bad, 1))
    assert [(one.code, one.place) for one in found.problems][:1] == [(code, place)]
    assert len(set(found.problems)) == len(found.problems)
    assert found.book == RuleBook()
    assert found.problems[0].file == "r.toml"


def test_the_line_of_what_is_no_toml_is_told() -> None:
    assert read_rules("r.toml", "\n\nkey = = 1\n").problems[0].line == 3


def test_an_empty_file_has_no_rules() -> None:
    assert read_rules("r.toml", "# inget\n").problems[0].code == "empty"


def test_all_errors_are_told_at_once() -> None:
    text = GOOD.replace('name = "En regel"\n', "").replace('certainty = "law"', 'certainty = "?"')
    assert [one.place for one in read_rules("r.toml", text).problems] == ["name", "certainty"]


def test_two_versions_for_the_same_days_contradict_each_other() -> None:
    rule = GOOD[GOOD.index("[[rule]]") :]
    later = rule.replace('key = "one"', 'key = "one"\nfrom = 2027-01-01')
    assert read_rules("r.toml", GOOD + later).problems[0].code == "twice"
    earlier = rule.replace('key = "one"', 'key = "one"\nuntil = 2026-12-31')
    assert read_rules("r.toml", earlier + later).problems == ()


def test_a_limit_that_nobody_knows_is_told() -> None:
    rule = GOOD[GOOD.index("[[rule]]") :]
    found = read_rules("r.toml", rule)
    assert [one.code for one in unknown_limits("r.toml", found.book, RuleBook())] == ["unknown_limit"]
    assert unknown_limits("r.toml", found.book, read_rules("r.toml", GOOD).book) == ()


def test_the_version_of_the_day_that_counts_holds() -> None:
    rule = GOOD[GOOD.index("[[rule]]") :]
    old = rule.replace('key = "one"', 'key = "one"\nuntil = 2026-12-31')
    new = rule.replace('key = "one"', 'key = "one"\nfrom = 2027-01-01').replace("months = 3", "months = 5")
    limit = GOOD[: GOOD.index("[[rule]]")]
    book = read_rules("r.toml", limit + old + new).book
    for registered, day in ((date(2026, 12, 31), date(2027, 3, 31)), (date(2027, 1, 1), date(2027, 6, 1))):
        facts = PersonFacts(
            {DayFact.BORN: date(1990, 1, 1), DayFact.REGISTERED: registered}, {Trait.IS_QUOTA: frozenset({"yes"})}
        )
        (found,) = deadlines(facts, book, date(2027, 1, 15))
        assert found.day == day


def test_rules_of_a_file_take_the_place_of_those_they_replace() -> None:
    present = read_rules("r.toml", GOOD).book
    later = read_rules("s.toml", GOOD.replace("months = 3", "months = 4")).book
    together = present.with_(later)
    assert len(together.rules) == 1
    assert together.rules[0].length == later.rules[0].length
