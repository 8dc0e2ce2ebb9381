"""What is on the screen, in the words by which a page of the handbook says where it belongs?"""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel, QWidget

from mottagning.uikit.tabs import TabBar

_COUNT = re.compile(r" \(\d+\)$")
"""How many there are behind a tab."""


def words_on(page: QWidget) -> list[str]:
    """The headings of forms and cards that are seen on a page, then the chosen tabs, the innermost first: what stands
    in place of another is nearer to who asks than that."""
    headings = [one.text() for one in page.findChildren(QLabel) if one.objectName() == "subheading" and one.isVisible()]
    tabs = [bar.words[bar.chosen] for bar in page.findChildren(TabBar) if bar.isVisible() and bar.chosen >= 0]
    return [without_count(word) for word in (*headings, *reversed(tabs))]


def without_count(word: str) -> str:
    """A word as it stands in the texts: without a number behind it, or what keeps it together or lets it break."""
    return _COUNT.sub("", word.replace("\u00a0", " ").replace("\u200b", ""))
