"""Does what IT has laid down reach the program, and does what cannot be used do no harm?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from mottagning.system import paths, policy
from mottagning.system.policy import Policy, own_policy, policy_of

TEMPLATES = Path(__file__).parents[2] / "installer" / "policy"
NAMESPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"


def test_where_nothing_is_laid_down_nothing_is() -> None:
    assert own_policy() == Policy()


def test_a_file_lays_down_all_four(tmp_path: Path) -> None:
    folders = f'RegisterFolder = "{tmp_path}"\nBackupFolder = "{tmp_path}/kopior"'
    text = f'Municipality = "0840"\n{folders}\nLockAfterMinutes = 7\n'
    policy.policy_file().write_text(text, encoding="utf-8")
    assert own_policy() == Policy("0840", tmp_path, tmp_path / "kopior", 7)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Municipality", "Mörbylånga"),
        ("Municipality", 840),
        ("RegisterFolder", "Register"),
        ("BackupFolder", ""),
        ("LockAfterMinutes", 0),
        ("LockAfterMinutes", 61),
        ("LockAfterMinutes", "snart"),
        ("LockAfterMinutes", True),
    ],
)
def test_what_cannot_be_used_is_left_out_and_named(name: str, value: object) -> None:
    assert policy_of({name: value, "Okänt": 1}) == Policy(unusable=(name,))


def test_a_file_that_cannot_be_read_lays_nothing_down() -> None:
    policy.policy_file().write_bytes(b"\xff\xfe = [")
    assert own_policy() == Policy()


def test_the_variables_of_who_runs_the_program_are_put_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AVDELNING", str(tmp_path))
    assert policy_of({"BackupFolder": "$AVDELNING/kopior"}).backups == tmp_path / "kopior"


def test_new_registers_are_put_where_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy.policy_file().write_text(f'RegisterFolder = "{tmp_path / "r"}"', encoding="utf-8")
    assert paths.own_paths().registers == paths.own_paths().home / "Register"  # MOTTAGNING_HOME moves everything
    monkeypatch.delenv("MOTTAGNING_HOME")
    assert paths.own_paths().registers == tmp_path / "r"


# the registry


class _Key:
    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values

    def __enter__(self) -> _Key:
        return self

    def __exit__(self, *_arguments: object) -> None:
        return None


class _Registry:
    """As much of winreg as is asked."""

    HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER, KEY_READ, KEY_WOW64_64KEY = 1, 2, 4, 8

    def __init__(self, keys: Mapping[int, Mapping[str, object]]) -> None:
        self._keys = keys

    def OpenKey(self, root: int, path: str, _reserved: int, access: int) -> _Key:
        assert (path, access) == (r"Software\Policies\Mottagning", 12)
        if root not in self._keys:
            raise FileNotFoundError(2, "no such key")
        return _Key(self._keys[root])

    def QueryValueEx(self, key: _Key, name: str) -> tuple[object, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "no such value")
        return key.values[name], 1


def _on_windows(monkeypatch: pytest.MonkeyPatch, keys: Mapping[int, Mapping[str, object]]) -> Policy:
    def loaded(_name: str) -> Any:
        return _Registry(keys)

    monkeypatch.setattr(policy.sys, "platform", "win32")
    monkeypatch.setattr(policy, "import_module", loaded)
    return own_policy()


def test_the_machines_values_pass_before_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    machine, user = {"Municipality": "0840"}, {"Municipality": "0885", "LockAfterMinutes": 5}
    assert _on_windows(monkeypatch, {1: machine, 2: user}) == Policy("0840", lock_after=5)


def test_a_computer_without_a_key_has_no_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _on_windows(monkeypatch, {}) == Policy()


# the templates for group policy


def test_the_template_sets_the_values_that_the_program_reads() -> None:
    tree = ElementTree.parse(TEMPLATES / "Mottagning.admx")
    found = {one.get("valueName") for one in tree.iter() if one.get("valueName")}
    assert found == set(policy.NAMES)
    assert {one.get("key") for one in tree.iter(f"{NAMESPACE}policy")} == {policy.KEY}
    limits = {(one.get("minValue"), one.get("maxValue")) for one in tree.iter(f"{NAMESPACE}decimal")}
    assert limits == {("1", str(policy.LONGEST_LOCK))}


@pytest.mark.parametrize("language", ["sv-SE", "en-US"])
def test_the_template_has_every_word_in_both_languages(language: str) -> None:
    asked = (TEMPLATES / "Mottagning.admx").read_text(encoding="utf-8")
    words = ElementTree.parse(TEMPLATES / language / "Mottagning.adml")
    strings = {one.get("id") for one in words.iter(f"{NAMESPACE}string")}
    pages = {one.get("id") for one in words.iter(f"{NAMESPACE}presentation")}
    assert {f"$(string.{one})" for one in strings} == {one for one in _references(asked) if "string" in one}
    assert {f"$(presentation.{one})" for one in pages} == {one for one in _references(asked) if "presentation" in one}


def _references(text: str) -> set[str]:
    return {part.split('"')[0] for part in text.split('="') if part.startswith("$(")}
