"""Which picture stands beside which words? One outline set, Material Design Icons, in the colour of the letters."""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path

import qtawesome
from PySide6.QtGui import QIcon
from qtawesome.iconic_font import IconicFont

from mottagning.uikit import theme

_SET, _FILES = "mdi6", "materialdesignicons6-webfont-"


class Picture(Enum):
    """The icons in use, by their names in the set."""

    OVERVIEW = "mdi6.view-dashboard-outline"
    PEOPLE = "mdi6.account-multiple-outline"
    PLANS = "mdi6.map-marker-path"
    AGREEMENTS = "mdi6.file-sign"
    OFFERS = "mdi6.storefront-outline"
    REQUESTS = "mdi6.clipboard-text-clock-outline"
    BOOKINGS = "mdi6.calendar-arrow-right"
    RETURNS = "mdi6.cash-multiple"
    COSTS = "mdi6.chart-bar"
    STATE_COMPENSATION = "mdi6.bank-outline"
    STATISTICS = "mdi6.chart-box-outline"
    SETTINGS = "mdi6.cog-outline"
    SEARCH = "mdi6.magnify"
    ADD = "mdi6.plus"
    LOCK = "mdi6.lock-outline"
    HELP = "mdi6.help-circle-outline"
    PREVIOUS = "mdi6.chevron-left"
    NEXT = "mdi6.chevron-right"
    DEMO = "mdi6.play-circle-outline"
    CREATE = "mdi6.shield-plus-outline"
    MOVE_IN = "mdi6.microsoft-excel"
    OPEN = "mdi6.folder-open-outline"
    RESTORE = "mdi6.backup-restore"
    PROTECTED = "mdi6.shield-account-outline"
    DONE = "mdi6.check-circle-outline"
    SHOW = "mdi6.eye-outline"
    HIDE = "mdi6.eye-off-outline"
    FOLDER = "mdi6.folder-outline"


def icon(picture: Picture, *, accent: bool = False) -> QIcon:
    """The icon in the theme's letters, or in its accent; on a button that is chosen as the letters there."""
    look = theme.colours()
    colour = look.link if accent else look.muted
    found: QIcon = _letters().icon(
        picture.value,
        color=colour,
        color_disabled=look.disabled,
        **dict.fromkeys(("color_on", "color_on_active", "color_on_selected"), look.on_selection),
    )
    return found


@cache
def _letters() -> IconicFont:
    """The set as letters, loaded from where it lies. The application has to be there.

    QtAwesome's own way loads a dozen sets, and on Windows first installs them among the person's fonts, for good.
    """
    folder = Path(qtawesome.__file__).parent / "fonts"
    font, names = (next(folder.glob(f"{_FILES}*{kind}")).name for kind in (".ttf", ".json"))
    return IconicFont((_SET, font, names, str(folder)))
