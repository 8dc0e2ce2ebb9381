"""Does Om programmet say which program it is: from its source, to use, or a build for tests?"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox

from mottagning.system.build import Build
from mottagning.uikit import theme

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (None, "från källkod"),
        (Build("0123456789ab", "3.12.10", is_official=True), "0123456789ab, Python 3.12.10"),
        (Build("0123456789ab", "3.12.10", is_official=False), "Provbygge, inte för drift"),
    ],
)
def test_about_tells_what_was_built(
    office: Any, build: Build | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mottagning.ui.admin.screen.own_build", lambda: build)
    office.go("settings")
    office.tab("Om programmet")
    assert office.says(said)
    assert office.says("Provbygge") is (build is not None and not build.is_official)


def test_choosing_a_theme_leaves_one_where_it_was_chosen(office: Any) -> None:
    office.go("settings")
    office.tab("Om programmet")
    (box,) = (one for one in office.visible(QComboBox) if one.accessibleName() == "Utseende")
    before = theme.colours()
    box.setCurrentIndex(box.findData("light" if before is theme.DARK else "dark"))
    box.activated.emit(box.currentIndex())
    office.settle()
    assert theme.colours() is not before
    assert office.shell.current == "settings"
    assert office.shell.screen_shown.place == "Om programmet"
    assert office.says("Utseende")
