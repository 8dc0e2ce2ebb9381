"""Are deadlines told of those who may be seen, extended within their rules, and ruled by what an office has loaded?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import day, without_right
from mottagning.domain.deadlines.engine import Deadline, DeadlineStatus
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.loaded import RuleChangeKind
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.readmodels.changes import Area
from mottagning.usecases import people, people_parts
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.extending import extend_deadline, take_back
from mottagning.usecases.deadlines.rules import forget_rule, list_rules, read_rule_file, use_rules
from mottagning.usecases.deadlines.viewing import due_deadlines
from mottagning.usecases.people import PersonCard

AMINA, BO, CLEO = "2024-0001", "2024-0002", "2024-0003"


def card(ctx: Context, case_number: str = AMINA) -> PersonCard:
    line = next(one for one in people.list_people(ctx) if one.case_number == case_number)
    return people.open_person(ctx, line.id)


def deadline(ctx: Context, rule: str, case_number: str = AMINA) -> Deadline:
    return next(one for one in card(ctx, case_number).deadlines.deadlines if one.rule.key == rule)


def permit(ctx: Context, until: str, case_number: str = AMINA) -> None:
    part = ResidencePermit(case_number=case_number, decided_on=day("2024-01-10"), valid_until=day(until))
    people_parts.save_part(ctx, None, part)


def milestone(ctx: Context, kind: MilestoneKind, on: str, case_number: str = AMINA) -> Any:
    part = Milestone(case_number=case_number, kind=kind, happened_on=day(on))
    return people_parts.save_part(ctx, None, part).value


@pytest.fixture
def admitted(office: Context) -> Context:
    """Amina was admitted to sfi; her three years count from 2026."""
    with office.writing() as uow:
        before = uow.people.find(AMINA)
        assert before is not None
        uow.people.change(before, replace(before.value, birth_date=day("1990-01-01")))
        uow.commit()
    milestone(office, MilestoneKind.SFI_ADMITTED, "2024-09-02")
    return office


def test_the_card_tells_one_answer_for_each_rule(office: Context) -> None:
    permit(office, "2025-03-20")  # today is 3 March 2025
    found = card(office).deadlines.deadlines
    assert len({one.rule.key for one in found}) == len(found) > 30
    ends = deadline(office, "permit_ends")
    assert (ends.day, ends.status) == (day("2025-03-20"), DeadlineStatus.RED)


def test_what_is_urgent_is_listed_with_whom_it_is_about(office: Context) -> None:
    permit(office, "2025-03-20")
    permit(office, "2025-07-01", BO)
    found = [(one.case_number, one.deadline.rule.key, one.days_left) for one in due_deadlines(office)]
    assert (AMINA, "permit_ends", 17) in found
    assert (BO, "permit_ends", 120) in found
    assert [one.urgency for one in due_deadlines(office)] == sorted(one.urgency for one in due_deadlines(office))


def test_somebody_with_protected_data_is_due_only_for_those_with_the_right(office: Context) -> None:
    permit(office, "2025-03-20", CLEO)
    assert CLEO in {one.case_number for one in due_deadlines(office)}
    assert CLEO not in {one.case_number for one in due_deadlines(without_right(office))}


EXTENSION = Extension(
    case_number=AMINA,
    rule="sfi_three_years",
    old_day=day("2029-01-01"),
    new_day=day("2029-07-01"),
    granted_by="rektor",
    granted_on=day("2025-03-03"),
    applied_on=day("2028-11-15"),
    decision="VUX 7",
)


def refused(ctx: Context, extension: Extension) -> tuple[RefusalCode, list[tuple[str, str]]]:
    with pytest.raises(Refused) as caught:
        extend_deadline(ctx, extension)
    return caught.value.code, [(one.name, one.code) for one in caught.value.fields]


def test_an_extension_moves_the_day_and_can_be_taken_back(admitted: Context) -> None:
    assert deadline(admitted, "sfi_three_years").day == day("2029-01-01")
    done = extend_deadline(admitted, EXTENSION)
    assert Area.PEOPLE in done.changed
    assert deadline(admitted, "sfi_three_years").day == day("2029-07-01")
    take_back(admitted, done.value)
    assert deadline(admitted, "sfi_three_years").day == day("2029-01-01")


def test_only_the_last_extension_is_taken_back(admitted: Context) -> None:
    first = extend_deadline(admitted, EXTENSION).value
    second = replace(EXTENSION, old_day=day("2029-07-01"), new_day=day("2029-12-01"), applied_on=day("2029-06-01"))
    last = extend_deadline(admitted, second).value
    with pytest.raises(Refused) as caught:
        take_back(admitted, first)
    assert caught.value.code is RefusalCode.IN_USE
    take_back(admitted, last)
    take_back(admitted, first)
    assert card(admitted).deadlines.extensions == ()


def test_no_deadline_is_extended_beyond_its_rule(admitted: Context) -> None:
    assert refused(admitted, replace(EXTENSION, new_day=day("2029-07-02"))) == (
        RefusalCode.INVALID_FIELDS,
        [("new_day", "beyond_step")],
    )
    day_before = EXTENSION
    for new in ("2029-07-01", "2030-01-01", "2030-07-01", "2031-01-01", "2031-07-01", "2032-01-01"):
        day_before = replace(day_before, new_day=day(new))
        extend_deadline(admitted, day_before)
        day_before = replace(day_before, old_day=day(new), applied_on=day(new))
    assert refused(admitted, replace(day_before, new_day=day("2032-01-02")))[1] == [("new_day", "beyond_total")]


def test_a_deadline_that_changed_meanwhile_is_not_extended(admitted: Context) -> None:
    assert refused(admitted, replace(EXTENSION, old_day=day("2028-12-31")))[0] is RefusalCode.CHANGED_MEANWHILE


def test_what_does_not_run_is_not_extended(office: Context) -> None:
    assert refused(office, EXTENSION)[0] is RefusalCode.GONE  # nobody knows when she was admitted


def test_nobody_extends_for_somebody_who_may_not_be_seen(office: Context) -> None:
    milestone(office, MilestoneKind.SFI_ADMITTED, "2024-09-02", CLEO)
    assert refused(without_right(office), replace(EXTENSION, case_number=CLEO))[0] is RefusalCode.GONE


def test_a_milestone_of_one_day_has_no_last_day_and_stands_once(office: Context) -> None:
    milestone(office, MilestoneKind.SFI_APPLIED, "2025-01-10")
    for part, name in (
        (
            Milestone(
                case_number=AMINA,
                kind=MilestoneKind.SFI_COMPLETED,
                happened_on=day("2025-01-10"),
                lasted_until=day("2025-01-11"),
            ),
            "lasted_until",
        ),
        (Milestone(case_number=AMINA, kind=MilestoneKind.SFI_APPLIED, happened_on=day("2025-01-10")), "happened_on"),
    ):
        with pytest.raises(Refused) as caught:
            people_parts.save_part(office, None, part)
        assert [one.name for one in caught.value.fields] == [name]


# rules from a file

RULE = """
[[rule]]
key = "permit_ends"
name = "Uppehållstillståndet går ut"
law = "utlänningslagen (2005:716)"
verified = 2027-01-01
certainty = "law"
counts_from = ["permit_until"]
direction = "latest"
yellow = { months = 12 }
red = { days = 30 }

[[rule]]
key = "welcome"
name = "Välkomstsamtal"
law = "egen riktlinje"
verified = 2025-01-01
certainty = "practice"
counts_from = ["permit_until"]
direction = "latest"
yellow = { months = 12 }
red = { days = 30 }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "egna.toml"
    made.write_text(RULE, encoding="utf-8")
    return made


def test_a_rule_file_is_shown_against_the_present_rules_and_then_used(office: Context, file: Path) -> None:
    permit(office, "2025-12-01")
    assert deadline(office, "permit_ends").status is DeadlineStatus.TO_COME
    found = read_rule_file(office, file)
    assert found.problems == ()
    changed, added = found.changes
    assert (changed.kind, added.kind) == (RuleChangeKind.CHANGED, RuleChangeKind.ADDED)
    assert set(changed.fields) == {"source", "verified", "whom", "stopped_by", "yellow", "note", "on_paper"}
    assert deadline(office, "permit_ends").status is DeadlineStatus.TO_COME  # only read
    assert use_rules(office, found).value == 2
    assert deadline(office, "permit_ends").status is DeadlineStatus.YELLOW
    assert deadline(office, "welcome").status is DeadlineStatus.YELLOW
    again = read_rule_file(office, file)
    assert {one.kind for one in again.changes} == {RuleChangeKind.SAME}
    use_rules(office, again)
    assert len([one for one in list_rules(office) if one.loaded]) == 2


def test_an_own_rule_can_be_forgotten(office: Context, file: Path) -> None:
    use_rules(office, read_rule_file(office, file))
    for line in list_rules(office):
        if line.loaded is not None:
            forget_rule(office, line.loaded)
    assert not [one for one in list_rules(office) if one.loaded or one.rule.key == "welcome"]
    assert "permit_ends" in {one.rule.key for one in list_rules(office)}


def test_a_file_with_an_error_changes_nothing(office: Context, file: Path) -> None:
    file.write_text(RULE.replace('direction = "latest"', 'direction = "senast"', 1), encoding="utf-8")
    found = read_rule_file(office, file)
    assert [(one.block, one.place, one.code) for one in found.problems] == [
        ("rule 1 (permit_ends)", "direction", "unknown_word")
    ]
    assert found.blocks == ()


def test_a_limit_that_nobody_has_is_an_error_and_a_known_one_is_not(office: Context, file: Path) -> None:
    for limit, code in (("pensionsålder", ["unknown_limit"]), ("riktålder", [])):
        whom = f'whom = [{{ age_on = "today", below = "{limit}" }}]'
        file.write_text(RULE.replace('direction = "latest"', f'{whom}\ndirection = "latest"', 1), encoding="utf-8")
        assert [one.code for one in read_rule_file(office, file).problems] == code


def test_what_is_no_rule_file_is_said(office: Context, tmp_path: Path) -> None:
    picture = tmp_path / "bild.toml"
    picture.write_bytes(b"\xff\xfe\x00\x01")
    assert [one.code for one in read_rule_file(office, picture).problems] == ["no_toml"]
    with pytest.raises(Refused) as caught:
        read_rule_file(office, tmp_path / "saknas.toml")
    assert caught.value.code is RefusalCode.FILE_MISSING
    with pytest.raises(Trouble):
        read_rule_file(office, tmp_path)
