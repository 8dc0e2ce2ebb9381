"""How does Qt's style forget a part that is gone?"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_NO_RULE = "/**/"


def forget_when_gone(*parts: QWidget) -> None:
    """Let what the style noted of some parts that it does not style go with them.

    `QStyleSheetStyle::renderRule` notes each part that it is asked about before it looks whether it styles it, and
    hears only of those going that it styles. It does not style what scrolls within a frame, and the frame of a list
    that folds out: some hundred bytes of each stayed. It does when they have a style sheet, be it one without a rule.
    """
    for part in parts:
        part.setStyleSheet(_NO_RULE)


def forget_inside(*areas: QAbstractScrollArea) -> None:
    """The same of what scrolls within some areas."""
    forget_when_gone(*(area.viewport() for area in areas))
