"""Is what somebody may not see gone from every page, and nothing that she does there refused with a stop?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from hidden import HER, hide, marks_in
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.users import OfficeUnit, Role
from mottagning.storage.database import Database
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.context import Context
from mottagning.usecases.permitted import closed_to
from ui.test_search_and_secrecy import everything

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
    seen = {one.text().split("   ")[0] for one in hands.visible(QPushButton)}
    assert ("Planer" in seen) == (unit is OfficeUnit.WORK)
    ctx.db.close()


# who sees whom where

OFFICER, ECONOMIST = (Role.OFFICER, OfficeUnit.RECEPTION), (Role.ECONOMIST, OfficeUnit.ECONOMY)
SCHOOL, WORK = (Role.OFFICER, OfficeUnit.SCHOOL), (Role.OFFICER, OfficeUnit.WORK)
MANAGER, KEEPER = (Role.MANAGER, OfficeUnit.RECEPTION), (Role.ADMINISTRATOR, OfficeUnit.RECEPTION)
PLANNING = ("plans", "assignments", "municipal_quotas", "flats", "onward_moves", "waits")
COMMON = (
    *("overview", "people", "agreements", "offers", "requests", "bookings", "returns", "costs", "settings"),
    *("matching", "invoices", "received_invoices", "deviations", "responsibilities", "year_end", "take_in"),
    *("written_files", "state_compensation", "state_compensation_claims", "statistics"),
)
SCREENS = {
    OFFICER: {*COMMON, *PLANNING},
    WORK: {*COMMON, *PLANNING},
    MANAGER: {*COMMON, *PLANNING, "logs"},
    KEEPER: {*COMMON, *PLANNING, "logs"},
    ECONOMIST: {*COMMON},
    SCHOOL: {*COMMON},
}
"""Which screens there are for whom. `NAMING` are those on which a person stands by name or case number."""
NAMING = ("people", "bookings", "requests", "plans", "waits", "logs", "state_compensation")


SHORT = {(OFFICER, True), (OFFICER, False), (ECONOMIST, False), (KEEPER, False)}
"""What of the table is walked each time; the rest in the long form."""
TABLE = [
    pytest.param(
        *(who, sees_protected),
        id=f"{who[0].value} of {who[1].value}, {'with' if sees_protected else 'without'} the right",
        marks=() if (who, sees_protected) in SHORT else pytest.mark.slow,
    )
    for who in SCREENS
    for sees_protected in (False, True)
]


@pytest.mark.parametrize(("who", "sees_protected"), TABLE)
def test_who_sees_which_person_on_which_screen(
    hands: Any, ctx: Context, small_office: None, who: tuple[Role, OfficeUnit], sees_protected: bool
) -> None:
    with ctx.writing() as uow:
        uow.representatives.add(
            Representative(case_number="2024-0002", kind=RepresentativeKind.GUARDIAN, name="Godman")
        )
        uow.commit()
    hide(ctx)
    user = replace(ctx.user, name="annan", role=who[0], unit=who[1], may_see_protected=sees_protected)
    db = Database(ctx.db.file, ctx.key, closed_to(user))
    hands.program.enter(replace(ctx, user=user, db=db))
    hands.settle()
    assert set(hands.shell._places) == SCREENS[who]
    for area in sorted(SCREENS[who]):
        hands.go(area)
        said = everything(hands)
        if not sees_protected:
            assert marks_in(said) == [], area
        elif area in NAMING and area != "logs":
            assert "Cleo" in said or HER in said, area
        if area in NAMING and area != "logs":
            assert "Amina" in said, area
    db.close()
