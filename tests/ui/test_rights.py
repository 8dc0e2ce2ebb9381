"""Is what somebody may not see gone from every page, and nothing that she does there refused with a stop?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from mottagning.domain.users import OfficeUnit, Role
from mottagning.storage.database import Database
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.permitted import closed_to

OTHERS = {
    "economist": (Role.ECONOMIST, OfficeUnit.ECONOMY),
    "school": (Role.OFFICER, OfficeUnit.SCHOOL),
    "work": (Role.OFFICER, OfficeUnit.WORK),
    "manager of the economy": (Role.MANAGER, OfficeUnit.ECONOMY),
}


@pytest.mark.parametrize("who", OTHERS)
def test_every_page_opens_for_everybody_who_has_it(
    hands: Any, demo_ctx: Any, who: str, shown_errors: list[BaseException]
) -> None:
    role, unit = OTHERS[who]
    user = replace(demo_ctx.user, name="annan", role=role, unit=unit, may_see_protected=False)
    ctx = replace(demo_ctx, user=user, db=Database(demo_ctx.db.file, demo_ctx.key, closed_to(user)))
    hands.program.enter(ctx)
    hands.settle()
    assert shown_errors == []
    for area in list(hands.shell._places):
        hands.go(area)
        assert shown_errors == [], area
        for place in range(len(hands.visible(TabBar)[0].words) if hands.visible(TabBar) else 0):
            hands.visible(TabBar)[0].choose(place)
            hands.settle()
            assert shown_errors == [], (area, place)
        table = getattr(getattr(hands.screen, "list", None), "table", None)
        if table is not None and table.rows_model.rowCount():
            table.selectRow(0)
            hands.settle()
            assert shown_errors == [], (area, "card")
            for bar in hands.visible(TabBar)[-1:]:
                for place in range(len(bar.words)):
                    hands.visible(TabBar)[-1].choose(place)
                    hands.settle()
                    assert shown_errors == [], (area, bar.words[place])
    seen = {one.text() for one in hands.visible(QPushButton)}
    assert ("Planer" in seen) == (unit is OfficeUnit.WORK)
    ctx.db.close()
