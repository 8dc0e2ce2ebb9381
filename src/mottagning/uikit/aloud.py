"""How does somebody who does not see hear what the cursor does not go to? The screen reader is asked to say it.

A changed description alone is not enough: what Qt hands on to Windows of it is read only when the cursor comes anew.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def say(part: QWidget, text: str) -> None:
    """Have a text read aloud, as what was saved or what is wrong; nothing is said without a screen reader."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, text))


def describe(part: QWidget, text: str) -> None:
    """Describe a part anew, as when another bar of a chart has the cursor; read aloud where it has the focus."""
    if text == part.accessibleDescription():
        return
    part.setAccessibleDescription(text)
    QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.DescriptionChanged))
    if part.hasFocus():
        say(part, text)
