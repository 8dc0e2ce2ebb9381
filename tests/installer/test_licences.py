"""Does the list of licences hold every part with its text, and nothing that the program is not used under?"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest
from windows import licences
from windows.licences import Part, page, parts, wheel
from windows.order import Order
from windows.prune import is_kept
from windows.runtime import Kind, Runtime

PYTHON = Runtime(Kind.TEST, "3.12.10", "0")


def dist_info(folder: Path, name: str, metadata: str, texts: dict[str, str]) -> Path:
    made = folder / f"{name}-1.0.dist-info"
    for file, text in {"METADATA": f"Name: {name}\nVersion: 1.0\n{metadata}\n\nWords", **texts}.items():
        (made / file).parent.mkdir(parents=True, exist_ok=True)
        (made / file).write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT\nLicense: other", "MIT"),
        ("License: BSD-3-Clause", "BSD-3-Clause"),
        ("Classifier: License :: OSI Approved :: MIT License", "MIT License"),
        ("Summary: nothing said", "zlib of the text"),
    ],
)
def test_a_wheel_is_called_what_it_calls_itself(tmp_path: Path, metadata: str, licence: str) -> None:
    found = wheel(dist_info(tmp_path, "some", metadata, {"licenses/LICENSE": "\nzlib of the text\nmore"}))
    assert (found.name, found.version, found.licence) == ("some", "1.0", licence)
    assert found.texts == (("LICENSE", "\nzlib of the text\nmore"),)


def test_a_wheel_without_a_text_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="some brings no licence text"):
        wheel(dist_info(tmp_path, "some", "License: MIT", {}))


def test_qt_stands_under_the_lgpl_with_how_to_replace_it(tmp_path: Path) -> None:
    commercial = {"licenses/LicenseRef-Qt-Commercial.txt": "Pay for it"}
    found = wheel(dist_info(tmp_path, "PySide6_Essentials", "License: LGPL or GPL", commercial))
    assert found.licence == "LGPL-3.0-only"
    assert [name for name, _ in found.texts] == ["LGPL-3.0", "GPL-3.0"]
    assert "bytas mot egna" in found.remark
    assert "Pay for it" not in str(found)


def test_every_part_is_on_the_page_with_its_text(tmp_path: Path) -> None:
    order = Order("1.2.3", tmp_path, tmp_path, "", 0)
    (order.tree / "runtime").mkdir(parents=True)
    (order.tree / "runtime" / "LICENSE.txt").write_text("PSF <LICENSE>", encoding="utf-8")
    dist_info(order.tree / "packages", "some", "License: MIT", {"LICENSE": "MIT & more"})
    found = parts(order, PYTHON)
    assert [one.name for one in found[:3]] == ["Mottagning", "Python", "some"]
    assert {"SQLCipher", "OpenSSL", "NSIS", "mingw-w64"} <= {one.name.split()[0] for one in found[3:]}
    written = page("1.2.3", found)
    assert "PSF &lt;LICENSE&gt;" in written
    assert "MIT &amp; more" in written
    assert "EUROPEAN UNION PUBLIC LICENCE" in written.upper()
    assert len(re.findall("<h2 ", written)) == len(found)
    assert "Provbygge" in written


def test_the_icons_that_go_in_are_the_set_in_use_which_is_named() -> None:
    import qtawesome

    from mottagning.uikit.icons import Picture

    fonts = [one.name for one in (Path(qtawesome.__file__).parent / "fonts").glob("*.ttf")]
    kept = [name for name in fonts if is_kept(PurePosixPath("qtawesome/fonts", name))]
    assert [name.partition("-")[0] for name in kept] == ["materialdesignicons6"]
    assert {one.value.partition(".")[0] for one in Picture} == {"mdi6"}
    assert any("Material Design Icons" in one.name for one in licences._INSIDE)


def test_a_text_that_is_named_is_there() -> None:
    assert all(text for one in licences._INSIDE for _, text in licences._shipped(one))
    assert json.dumps(page("1.2.3", [Part("a", "1", "b")]))
