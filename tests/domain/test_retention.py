"""Until when is somebody's data kept, and who is never proposed? Each day worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from factories import day, document
from mottagning.domain.documents import DocumentKind
from mottagning.domain.people import BirthPrecision
from mottagning.domain.retention.reading import read_retention
from mottagning.domain.retention.rules import RetentionRules
from mottagning.domain.retention.weighing import (
    Known,
    Office,
    Running,
    Standing,
    Verdict,
    document_kept_until,
    weigh,
)
from mottagning.system.reference import reference
from mottagning.system.retention_rules import shipped_retention

SOMEWHERE = Office("2380", "Jämtlands län")
ADULT = {"birth_date": day("1980-02-04"), "first_known": day("2015-01-01")}
CHILD = {"birth_date": day("2008-02-04"), "first_known": day("2015-01-01")}


def verdict(today: str, office: Office = SOMEWHERE, rules: RetentionRules | None = None, **known) -> Verdict:
    given_ = {**ADULT, "last_note": day("2018-01-10"), **known}
    return weigh(Known(**given_), rules or shipped_retention(), office, day(today))


def standing(today: str, office: Office = SOMEWHERE, **known) -> str:
    return verdict(today, office, **known).standing.value


# five years after the last note, seven after the accounting year


@pytest.mark.parametrize(
    ("last_note", "last_kept", "finish_by"),
    [
        ("2020-03-10", "2025-03-10", "2026-12-31"),
        ("2019-12-31", "2024-12-31", "2025-12-31"),
        ("2020-01-01", "2025-01-01", "2026-12-31"),
        ("2020-02-29", "2025-02-28", "2026-12-31"),
    ],
)
def test_an_akt_is_kept_five_years_after_the_last_note(last_note: str, last_kept: str, finish_by: str) -> None:
    kept = verdict(last_kept, last_note=day(last_note))
    gone = verdict(str(day(last_kept) + timedelta(days=1)), last_note=day(last_note))
    assert (kept.standing, gone.standing) == (Standing.LATER, Standing.DUE)
    assert (gone.kept_until, gone.finish_by) == (day(last_kept), day(finish_by))
    assert gone.rule is not None
    assert gone.rule.key == "case"


@pytest.mark.parametrize(
    ("year", "today", "becomes"),
    [(2016, "2023-12-31", "later"), (2016, "2024-01-01", "due"), (2017, "2024-12-31", "later")],
)
def test_accounts_are_kept_until_and_including_the_seventh_year(year: int, today: str, becomes: str) -> None:
    found = verdict(today, accounting_year=year)
    assert found.standing.value == becomes
    assert found.rule is not None
    assert found.rule.key == "accounting"


def test_what_ends_later_than_the_last_note_keeps_the_rest() -> None:
    """A permit until 2022-06-30: five years after, though nobody has noted anything since 2018."""
    assert standing("2027-06-30", circumstances=day("2022-06-30")) == "later"
    assert standing("2027-07-01", circumstances=day("2022-06-30")) == "due"


def test_somebody_of_whom_no_day_is_known_is_not_due() -> None:
    assert standing("2099-01-01", last_note=None, accounting_year=2000) == "later"


@pytest.mark.parametrize("running", Running)
def test_what_goes_on_keeps_her_however_old_it_is(running: Running) -> None:
    found = verdict("2050-01-01", running=(running,))
    assert (found.standing, found.running) == (Standing.LATER, (running,))


# exceptions


@pytest.mark.parametrize("born", ["1980-02-05", "1980-02-15", "1980-02-25"])
def test_somebody_born_on_the_5th_15th_or_25th_is_kept(born: str) -> None:
    found = verdict("2050-01-01", birth_date=day(born))
    assert found.standing is Standing.KEPT
    assert [one.key for one in found.exceptions] == ["birth_days"]


@pytest.mark.parametrize("born", ["1980-02-04", "1980-02-06", "1980-02-14", "1980-02-16", "1980-02-24", "1980-02-26"])
def test_the_days_beside_are_not_kept(born: str) -> None:
    assert standing("2050-01-01", birth_date=day(born)) == "due"


@pytest.mark.parametrize("precision", [BirthPrecision.MONTH, BirthPrecision.YEAR])
def test_a_birth_date_that_is_not_known_to_the_day_is_never_guessed(precision: BirthPrecision) -> None:
    found = verdict("2050-01-01", birth_precision=precision)
    assert (found.standing, found.lacks_birth_day) == (Standing.ASKED, True)
    assert standing("2050-01-01", birth_date=None) == "asked"


@pytest.mark.parametrize(
    ("municipality", "becomes"),
    [
        ("0980", "kept"),  # Gotland
        ("0580", "kept"),  # Linköping, Östergötland
        ("2281", "kept"),  # Sundsvall, Västernorrland
        ("1480", "kept"),  # Göteborg
        ("1481", "due"),  # Mölndal, same county as Göteborg
        ("0180", "due"),
    ],
)
def test_some_counties_and_goteborg_keep_all(municipality: str, becomes: str) -> None:
    office = Office(municipality, reference().municipalities[municipality].county)
    assert standing("2050-01-01", office) == becomes


def test_whether_a_child_was_placed_is_asked_and_the_answer_decides() -> None:
    both_no = {"placed_child": False, "child_investigation": False}
    asked = verdict("2050-01-01", **CHILD)
    assert asked.standing is Standing.ASKED
    assert [one.key for one in asked.questions] == ["placed_child", "child_investigation"]
    assert standing("2050-01-01", **CHILD, answers={"placed_child": False}) == "asked"
    assert standing("2050-01-01", **CHILD, answers=both_no) == "due"
    assert standing("2050-01-01", **CHILD, answers={**both_no, "placed_child": True}) == "kept"


def test_an_adult_when_she_became_known_is_not_asked_about_her_childhood() -> None:
    """Born 2000-02-04: eighteen on 2018-02-04."""
    assert standing("2050-01-01", birth_date=day("2000-02-04"), first_known=day("2018-02-03")) == "asked"
    assert standing("2050-01-01", birth_date=day("2000-02-04"), first_known=day("2018-02-04")) == "due"


def test_a_year_alone_is_taken_at_its_end_for_the_age() -> None:
    """Known as born in 2000: she may have been seventeen until 2018-12-31."""
    year_only = {"birth_date": day("2000-01-01"), "birth_precision": BirthPrecision.YEAR}
    found = verdict("2050-01-01", **year_only, first_known=day("2018-12-30"))
    assert [one.key for one in found.questions] == ["placed_child", "child_investigation"]
    assert verdict("2050-01-01", **year_only, first_known=day("2018-12-31")).questions == ()


def test_an_investigated_child_is_kept_until_thirty() -> None:
    answers = {"placed_child": False, "child_investigation": True}
    assert standing("2038-02-03", **CHILD, answers=answers) == "kept"
    assert standing("2038-02-04", **CHILD, answers=answers) == "due"


# documents, and the office's own rules


def test_a_document_goes_by_its_own_day_or_by_the_rule_of_its_kind() -> None:
    own = read_retention("egen.toml", OWN).rules
    assert document_kept_until(document(kept_until=day("2020-05-01")), own) == day("2020-05-01")
    assert document_kept_until(document(kind=DocumentKind.OPINION, dated_on=day("2020-05-01")), own) == day(
        "2022-05-01"
    )
    assert document_kept_until(document(kind=DocumentKind.OPINION), own) is None
    assert document_kept_until(document(dated_on=day("2020-05-01")), own) is None


OWN = """
[[rule]]
key = "case"
name = "Personakt i egen plan"
law = "Dokumenthanteringsplan 2026"
verified = 2026-01-01
certainty = "practice"
counts_from = "last_note"
years = 10

[[rule]]
key = "opinions"
name = "Yttranden"
law = "Dokumenthanteringsplan 2026"
paragraph = "7.3"
verified = 2026-01-01
certainty = "practice"
counts_from = "document"
document_kind = "opinion"
years = 2
"""


def test_the_offices_own_rule_takes_the_place_of_the_shipped_one() -> None:
    rules = shipped_retention().with_(read_retention("egen.toml", OWN).rules)
    found = verdict("2028-01-11", rules=rules)
    assert (found.standing, found.kept_until) == (Standing.DUE, day("2028-01-10"))
    assert found.rule is not None
    assert found.rule.source.law == "Dokumenthanteringsplan 2026"
    assert len(rules.rules) == len(shipped_retention().rules) + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[rule]", "no_toml"),
        ("", "empty"),
        ("[[regel]]\nkey = 'x'", "unknown_block"),
        (OWN.replace("years = 10", ""), "missing"),
        (OWN.replace("years = 10", "years = 0"), "no_number"),
        (OWN.replace('law = "Dokumenthanteringsplan 2026"\nverified', "verified", 1), "missing"),
        (OWN.replace("last_note", "någon gång"), "unknown_word"),
        (OWN.replace('document_kind = "opinion"', ""), "missing"),
        (OWN.replace('"opinions"', '"case"'), "twice"),
        (OWN + "age = 3", "unknown_field"),
        ('[[exception]]\nkey = "x"\nname = "x"\nlaw = "x"\nverified = 2026-01-01\ncertainty = "law"', "missing"),
        (
            '[[exception]]\nkey = "x"\nname = "x"\nlaw = "x"\nverified = 2026-01-01\ncertainty = "law"\n'
            "birth_days = [32]",
            "no_list",
        ),
    ],
)
def test_a_file_with_an_error_gives_no_rules(text: str, code: str) -> None:
    found = read_retention("egen.toml", text)
    assert code in [one.code for one in found.problems]
    assert found.rules == RetentionRules()


def test_every_shipped_rule_has_a_source_and_a_day() -> None:
    rules = shipped_retention()
    assert [one.key for one in rules.rules] == ["case", "list", "accounting"]
    assert len(rules.exceptions) == 4
    for one in (*rules.rules, *rules.exceptions):
        assert one.source.paragraph
        assert one.verified == day("2026-04-27")


# whatever is known

DAYS = some.dates(date(1990, 1, 1), date(2030, 12, 31))
KNOWN = some.builds(
    Known,
    birth_date=some.none() | DAYS,
    birth_precision=some.sampled_from(BirthPrecision),
    first_known=some.none() | DAYS,
    last_note=some.none() | DAYS,
    circumstances=some.none() | DAYS,
    accounting_year=some.none() | some.integers(1990, 2030),
    running=some.sets(some.sampled_from(Running)),
    answers=some.dictionaries(some.sampled_from(["placed_child", "child_investigation"]), some.booleans()),
)
OFFICES = some.sampled_from([SOMEWHERE, Office("0980", "Gotlands län"), Office("1480", "Västra Götalands län")])


@given(KNOWN, OFFICES, some.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_nobody_is_due_while_anything_keeps_her(known: Known, office: Office, today: date) -> None:
    found = weigh(known, shipped_retention(), office, today)
    if found.standing is Standing.DUE:
        assert (*found.exceptions, *found.questions, *found.running, *([1] * found.lacks_birth_day)) == ()
        assert office is SOMEWHERE
        assert known.last_note is not None
        assert today.year - known.last_note.year >= 5
        assert known.circumstances is None or today.year - known.circumstances.year >= 5
        assert known.accounting_year is None or today.year - known.accounting_year > 7


@given(KNOWN, some.dates(date(2020, 1, 1), date(2060, 1, 1)), DAYS)
def test_a_later_note_never_makes_anybody_due_sooner(known: Known, today: date, note: date) -> None:
    later = replace(known, last_note=max(note, known.last_note or note))
    if known.last_note is not None and weigh(later, shipped_retention(), SOMEWHERE, today).standing is Standing.DUE:
        assert weigh(known, shipped_retention(), SOMEWHERE, today).standing is Standing.DUE
