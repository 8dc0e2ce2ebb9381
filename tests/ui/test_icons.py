"""Are the icons letters of one set, drawn from where it lies, with nothing installed on the computer?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from qtawesome.iconic_font import IconicFont

from mottagning.uikit import icons
from mottagning.uikit.icons import Picture, icon


@pytest.mark.parametrize("picture", Picture)
def test_every_picture_is_in_the_set(app: QApplication, picture: Picture) -> None:
    drawn = icon(picture).pixmap(QSize(32, 32)).toImage()
    assert any(drawn.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


def test_no_font_is_installed_and_no_other_set_is_loaded(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """QtAwesome installs its fonts on Windows, for good, before it loads them from its own folder."""

    def install(*_given: object) -> str:
        raise AssertionError("a font was about to be installed")

    monkeypatch.setattr(IconicFont, "_install_fonts", install)
    monkeypatch.setattr(IconicFont, "_get_fonts_directory", install)
    icons._letters.cache_clear()
    assert list(icons._letters().charmap) == ["mdi6"]
