"""Do the scripts of the package say what they must, in both languages and with every file?"""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import build
import handbook
import pytest
from windows import layout, msi, runtime
from windows.launchers import FILE_ICON, ICON, LAUNCHER, resources
from windows.layout import CONSOLE, FOLDERS, WINDOWED, age, files, fingerprint
from windows.order import Order, source_version, with_version
from windows.program import NOTE, put
from windows.runtime import Kind, Runtime, unpack_official
from windows.setup_program import SCRIPT, file_commands
from windows.signing import words_of

import mottagning
from mottagning.system.build import Build, read_build

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
LISTED = [Path("Mottagning.exe"), Path("app/mottagning/å.py"), Path("app/mottagning/main.py"), Path("runtime/a.dll")]
NSI = SCRIPT.read_text(encoding="utf-8")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order("9.8.7", tmp_path / "work", tmp_path / "out", "0123456789ab", 1_700_000_000)


# the version


def test_the_version_is_the_programs_own() -> None:
    assert source_version() == mottagning.__version__


def test_a_version_that_windows_cannot_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="three numbers"):
        source_version('__version__ = "1.0rc1"\n')


def test_a_test_may_have_another_version() -> None:
    assert with_version('"""Words."""\n\n__version__ = "1.2.3"\n', "9.8.7") == '"""Words."""\n\n__version__ = "9.8.7"\n'


# the tree


def test_the_program_goes_in_with_a_note_that_it_can_read(order: Order) -> None:
    put(order, Runtime(Kind.TEST, "3.12.10", "0"))
    package = order.tree / "app" / "mottagning"
    assert read_build(package / NOTE) == Build("0123456789ab", "3.12.10", is_official=False)
    assert '__version__ = "9.8.7"' in (package / "__init__.py").read_text(encoding="utf-8")
    assert (package / "resources" / "municipalities.csv").exists()
    assert not list(package.rglob("*.pyc"))


def test_the_handbook_goes_in_as_pages_of_html(order: Order) -> None:
    first = handbook.write(order.tree / layout.HANDBOOK)
    assert first == order.tree / "handbok" / "index.html"
    assert "<title>Handbok för Mottagning</title>" in first.read_text(encoding="utf-8")
    assert layout.HANDBOOK in FOLDERS


def test_two_trees_of_the_same_are_the_same(tmp_path: Path) -> None:
    for name in ("a", "b"):
        for file in ("x/1", "x/2", "y"):
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(file, encoding="ascii")
        age(tmp_path / name, 1_700_000_000)
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")
    assert [one.as_posix() for one in files(tmp_path / "a")] == ["x/1", "x/2", "y"]
    assert {one.stat().st_mtime for one in (tmp_path / "a").rglob("*")} == {1_700_000_000}
    (tmp_path / "b" / "y").rename(tmp_path / "b" / "z")
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")


# the installer's script


def test_every_file_is_named_once_below_its_folder() -> None:
    lines = list(file_commands(Path("/tree"), LISTED))
    assert lines[0] == 'SetOutPath "$INSTDIR"'
    assert 'SetOutPath "$INSTDIR\\app\\mottagning"' in lines
    assert [line for line in lines if line.startswith("File")] == [f'File "{Path("/tree") / one}"' for one in LISTED]


def test_an_upgrade_and_the_uninstaller_remove_the_programs_folders_and_no_others() -> None:
    removed = re.findall(r'RMDir /r "\$INSTDIR\\(\w+)"', NSI)
    assert sorted(removed) == sorted(FOLDERS)
    assert NSI.count("RMDir /r") == len(FOLDERS)
    assert NSI.count("!insertmacro REMOVE_OWN_FOLDERS") == 2


def test_both_programs_are_asked_whether_they_run() -> None:
    assert NSI.count('!insertmacro REFUSE_IF_RUNNING "${PROGRAM}"') == 2
    assert NSI.count('!insertmacro REFUSE_IF_RUNNING "${CONSOLE}"') == 2
    assert f'!define PROGRAM "{WINDOWED}"' in NSI
    assert f'!define CONSOLE "{CONSOLE}"' in NSI


def test_every_text_is_swedish_and_english() -> None:
    texts = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", NSI, re.MULTILINE)
    names = {name for name, _ in texts}
    assert len(names) > 5
    assert sorted(texts) == sorted((name, language) for name in names for language in ("SWEDISH", "ENGLISH"))


def test_exit_codes_are_documented_where_they_are_given() -> None:
    head, _, body = NSI.partition("Target amd64-unicode")
    given = set(re.findall(r"(?:SetErrorLevel|REFUSE) (\d+)", body))
    assert given == {"1618", "1633", "1638"}
    assert given <= set(re.findall(r"\d{4}", head))


# what Windows shows of the files


@pytest.mark.parametrize("name", [WINDOWED, CONSOLE])
def test_a_program_describes_itself_in_both_languages(name: str) -> None:
    described = resources(name, "9.8.7", Kind.OFFICIAL)
    assert 'BLOCK "041D04B0"' in described
    assert 'BLOCK "040904B0"' in described
    assert "FILEVERSION 9,8,7,0" in described
    assert "Comments" not in described


def test_a_build_for_tests_says_so() -> None:
    described = resources(WINDOWED, "9.8.7", Kind.TEST)
    assert "Provbygge, inte för drift" in described
    assert "Test build, not for use" in described


@pytest.mark.parametrize("file", [ICON, FILE_ICON])
def test_an_icon_has_every_size_that_windows_shows(file: Path) -> None:
    raw = file.read_bytes()
    _, kind, number = struct.unpack_from("<HHH", raw)
    heads = [struct.unpack_from("<BBBBHHII", raw, 6 + 16 * place) for place in range(number)]
    assert kind == 1
    assert {16, 20, 24, 32, 40, 48, 64, 256} == {head[0] or 256 for head in heads}
    assert max(head[7] + head[6] for head in heads) == len(raw)


def test_qts_plugins_find_qt_though_the_path_is_not_searched() -> None:
    launcher = LAUNCHER.read_text(encoding="ascii")
    assert "SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS)" in launcher
    assert f'L"%ls{layout.PACKAGES}\\\\PySide6"' in launcher
    assert f'L"%ls{layout.RUNTIME}\\\\{runtime.LIBRARY}"' in launcher


# the MSI


def test_the_msi_names_every_file_once_and_installs_all() -> None:
    read = ElementTree.fromstring(msi.description("9.8.7", "content", LISTED))
    sources = [one.get("Source") for one in read.iter(f"{WIX}File")]
    assert sorted(sources) == sorted(f"../tree/{one.as_posix()}" for one in LISTED)
    made = [one.get("Id") for one in read.iter(f"{WIX}Component")]
    assert len(set(made)) == len(made) == len(LISTED) + 1
    assert sorted(made) == sorted(one.get("Id") for one in read.iter(f"{WIX}ComponentRef"))
    named = [one.get("Guid") for one in read.iter(f"{WIX}Component")]
    assert len(set(named)) == len(named)


def test_the_next_version_replaces_this_one() -> None:
    (one, other) = (ElementTree.fromstring(msi.description(version, version, LISTED)) for version in ("9.8.7", "9.8.8"))
    (first, second) = (read.find(f"{WIX}Product") for read in (one, other))
    assert first.get("UpgradeCode") == second.get("UpgradeCode") == "6A0B4A52-2B0E-5B0B-9E57-4C8C0E2C7D31"
    assert first.get("Id") != second.get("Id")
    assert first.find(f"{WIX}Package").get("Id") != second.find(f"{WIX}Package").get("Id")
    known = [[part.get("Guid") for part in read.iter(f"{WIX}Component")] for read in (one, other)]
    assert known[0] == known[1]


def test_the_msi_and_the_installer_write_the_same_keys() -> None:
    read = ElementTree.fromstring(msi.description("9.8.7", "content", LISTED))
    keys = {one.get("Key") for one in read.iter(f"{WIX}RegistryValue")}
    assert keys == {
        "Software\\Mottagning",
        "Software\\Classes\\.mottagning",
        "Software\\Classes\\Mottagning.Register",
        "Software\\Classes\\Mottagning.Register\\DefaultIcon",
        "Software\\Classes\\Mottagning.Register\\shell\\open\\command",
    }
    plain = NSI.replace("${OWN_KEY}", "Software\\Mottagning").replace("${CLASSES}", "Software\\Classes")
    plain = plain.replace("${FILE_TYPE}", "Mottagning.Register")
    assert all(f'WriteRegStr SHCTX "{key}"' in plain for key in keys)


# the runtime


def embeddable(folder: Path, *names: str) -> tuple[Path, str]:
    file = folder / "python.zip"
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, name)
    return file, runtime._sha256(file)


def test_the_official_runtime_goes_in_without_programs_and_looks_nowhere_else(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "_version", lambda _library: "3.12.10")
    file, sha256 = embeddable(tmp_path, "python312.dll", "python.exe", "python312._pth", "python.cat", "LICENSE.txt")
    assert unpack_official(file, sha256.upper(), order.tree) == Runtime(Kind.OFFICIAL, "3.12.10", sha256)
    inside = order.tree / "runtime"
    assert {one.name for one in inside.iterdir()} == {"python312.dll", "python312._pth", "LICENSE.txt"}
    named = (inside / "python312._pth").read_text(encoding="ascii").split()
    assert named == ["python312.zip", ".", "..\\packages", "..\\app"]
    assert {name.strip(".\\") for name in named[2:]} <= set(layout.FOLDERS)


def test_another_file_than_the_one_that_was_meant_is_refused(order: Order, tmp_path: Path) -> None:
    file, _ = embeddable(tmp_path, "python312.dll")
    with pytest.raises(SystemExit, match="not the file that was meant"):
        unpack_official(file, "0" * 64, order.tree)


def test_another_python_is_refused(order: Order, tmp_path: Path) -> None:
    file, sha256 = embeddable(tmp_path, "python313.dll")
    with pytest.raises(SystemExit, match=r"no embeddable package of Python 3\.12"):
        unpack_official(file, sha256, order.tree)


# a release


@pytest.mark.parametrize(
    ("given", "commit", "said"),
    [
        ([], "0123456789ab", "the official runtime"),
        (["--runtime", "a.zip"], "0123456789ab", "the runtime's SHA-256"),
        (["--runtime", "a.zip", "--runtime-sha256", "0"], "0123456789ab+", "everything is committed"),
        (["--runtime", "a.zip", "--runtime-sha256", "0"], "", "everything is committed"),
        (["--runtime", "a.zip", "--runtime-sha256", "0", "--quick"], "0123456789ab", "packed tightly"),
        (["--runtime", "a.zip", "--runtime-sha256", "0", "--version", "1.0.0"], "0123456789ab", "its own version"),
    ],
)
def test_what_is_no_release_is_refused(order: Order, given: list[str], commit: str, said: str) -> None:
    asked = build._arguments().parse_args(["--release", *given])
    with pytest.raises(SystemExit, match=said):
        build._require_release(asked, Order("1.0.0", order.work, order.out, commit, 0))


def test_a_release_with_all_it_needs_goes_on(order: Order) -> None:
    asked = build._arguments().parse_args(["--release", "--runtime", "a.zip", "--runtime-sha256", "0"])
    build._require_release(asked, order)


# signing


@pytest.mark.parametrize(
    ("command", "on_windows", "words"),
    [
        ("signtool sign /n 'Prov kommun'", False, ["signtool", "sign", "/n", "Prov kommun"]),
        (
            r'"C:\Program Files\signtool.exe" sign /fd SHA256',
            True,
            [r"C:\Program Files\signtool.exe", "sign", "/fd", "SHA256"],
        ),
    ],
)
def test_a_command_that_signs_is_parted_as_its_system_does(command: str, on_windows: bool, words: list[str]) -> None:
    assert words_of(command, on_windows=on_windows) == words
