"""Does the page for IT say what the program and its installer do?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factories import Clock
from mottagning.domain.backup_rules import rules_on
from mottagning.system import lock, policy
from mottagning.system.keyfile import Cost
from mottagning.system.paths import BACKUP_SUFFIX, KEY_SUFFIX, REGISTER_SUFFIX, Paths

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources" / "help" / "it.md").read_text(encoding="utf-8")
SETUP = (ROOT / "installer" / "windows" / "setup.nsi").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", policy.NAMES)
def test_every_value_that_it_can_lay_down_is_there(name: str) -> None:
    assert f"| `{name}` |" in PAGE
    assert r"Software\Policies\Mottagning" in PAGE
    assert policy.KEY == r"Software\Policies\Mottagning"


def test_every_code_that_the_installer_ends_with_is_there_and_no_other() -> None:
    ends = set(re.findall(r"(?:SetErrorLevel|REFUSE) (\d+)", SETUP))
    told = set(re.findall(r"^\| (\d{4}) \|", PAGE, flags=re.MULTILINE))
    assert told == ends


def test_what_lies_where_is_there() -> None:
    paths = Paths(Path("x"))
    for one in (paths.registers, paths.backups, paths.settings, paths.tries, paths.log):
        assert "%LOCALAPPDATA%\\Mottagning\\" + str(one.relative_to(paths.home)).replace("/", "\\") in PAGE
    for suffix in (REGISTER_SUFFIX, KEY_SUFFIX, BACKUP_SUFFIX, lock.SUFFIX):
        assert f"{suffix}`" in PAGE


def test_what_is_said_of_keys_and_backups_is_so() -> None:
    cost, rules = Cost(), rules_on(Clock().now.date())
    assert f"Argon2id: {cost.memory // 1024} MiB, {cost.iterations} varv, {cost.lanes} spår" in PAGE
    kept = f"{rules.days} dagar, en i veckan i {rules.weeks} veckor och en i månaden i {rules.months} månader"
    assert f"En om dagen sparas i {kept}" in " ".join(PAGE.split())
