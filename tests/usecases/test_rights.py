"""Is a part of the register closed to those who have nothing to do with it, whichever way they come?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factories import days, month, person
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.documents import Document, DocumentKind, DocumentOf, Owner
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import RefusalCode
from mottagning.domain.rights import Act, Level, Part, level, may_do
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.changes import Area
from mottagning.storage.closed import tables_of
from mottagning.storage.database import Database
from mottagning.storage.tables import metadata
from mottagning.usecases import agreements, documents, people
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.viewing import due_deadlines
from mottagning.usecases.permitted import _ACT_OF, _PART_OF, closed_to, require_rights
from mottagning.usecases.plans.listing import list_plans
from mottagning.usecases.plans.planning import begin_plan
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.waiting.viewing import list_waits
from steps import refused

NO_RIGHT = [("", RefusalCode.NO_RIGHT.value)]
N, S, C = Level.NONE, Level.SEE, Level.CHANGE
REACH = {
    #                                            people plans agreements bookings returns compensation settings
    (Role.ADMINISTRATOR, OfficeUnit.RECEPTION): (C, C, C, C, C, C, C),
    (Role.MANAGER, OfficeUnit.RECEPTION): (C, C, C, C, C, C, C),
    (Role.OFFICER, OfficeUnit.RECEPTION): (C, C, C, C, C, C, S),
    (Role.ECONOMIST, OfficeUnit.RECEPTION): (S, N, C, S, C, C, S),
    (Role.OFFICER, OfficeUnit.WORK): (C, C, C, C, S, S, S),
    (Role.OFFICER, OfficeUnit.SCHOOL): (S, N, C, C, S, N, S),
    (Role.MANAGER, OfficeUnit.SCHOOL): (S, N, C, C, S, N, S),
    (Role.ECONOMIST, OfficeUnit.ECONOMY): (S, N, C, S, C, C, S),
    (Role.OFFICER, OfficeUnit.ECONOMY): (S, N, C, S, C, C, S),
    (Role.ADMINISTRATOR, OfficeUnit.ECONOMY): (S, N, C, S, C, C, S),
}


@pytest.mark.parametrize(("role", "unit"), REACH)
def test_how_far_each_comes(ctx: Context, role: Role, unit: OfficeUnit) -> None:
    user = replace(ctx.user, role=role, unit=unit)
    assert tuple(level(user, part) for part in Part) == REACH[role, unit]


def test_economy_and_school_see_no_plans_in_any_role(ctx: Context) -> None:
    for role in Role:
        for unit in (OfficeUnit.ECONOMY, OfficeUnit.SCHOOL):
            assert level(replace(ctx.user, role=role, unit=unit), Part.PLANS) is N
    for unit in OfficeUnit:
        assert level(replace(ctx.user, role=Role.ECONOMIST, unit=unit), Part.PLANS) is N


@pytest.mark.parametrize(("role", "unit"), REACH)
def test_who_sees_the_logs_has_no_table_closed_to_her(ctx: Context, role: Role, unit: OfficeUnit) -> None:
    """The logs look in every table for what is a hidden person's."""
    user = replace(ctx.user, role=role, unit=unit)
    assert not (may_do(user, Act.SEE_LOG) and closed_to(user))


def test_no_role_brings_the_right_to_protected_people(ctx: Context) -> None:
    for role in Role:
        assert not replace(ctx, user=replace(ctx.user, role=role, may_see_protected=False)).sees_protected


def test_who_does_not_see_all_exports_not_all(ctx: Context) -> None:
    acts = {unit: may_do(replace(ctx.user, unit=unit), Act.EXPORT_ALL) for unit in OfficeUnit}
    assert acts == {
        OfficeUnit.RECEPTION: True,
        OfficeUnit.WORK: True,
        OfficeUnit.SCHOOL: False,
        OfficeUnit.ECONOMY: False,
    }


def test_every_area_has_somebody_who_may_change_it() -> None:
    """An area without a part would be anybody's; a new one is put here on purpose."""
    assert set(_PART_OF) | set(_ACT_OF) == set(Area)


@pytest.fixture
def opened(office: Context) -> Iterator[Callable[[Role, OfficeUnit], Context]]:
    """The office's register as somebody else opens it."""
    made: list[Database] = []

    def open_(role: Role, unit: OfficeUnit) -> Context:
        user = replace(office.user, name="annan", role=role, unit=unit, may_see_protected=False)
        made.append(Database(office.db.file, office.key, closed_to(user)))
        return replace(office, db=made[-1], user=user)

    yield open_
    for one in made:
        one.close()


ECONOMY = (Role.ECONOMIST, OfficeUnit.ECONOMY)
SCHOOL = (Role.OFFICER, OfficeUnit.SCHOOL)


@pytest.mark.parametrize("who", [ECONOMY, SCHOOL])
def test_the_database_itself_refuses_every_table_of_plans(
    opened: Callable[[Role, OfficeUnit], Context], who: tuple[Role, OfficeUnit]
) -> None:
    ctx = opened(*who)
    closed = closed_to(ctx.user)
    assert {"introduction_plan", "plan_goal", "follow_up", "checklist_mark", "wait", "flat"} <= closed
    assert closed <= metadata.tables.keys()
    for table in sorted(closed):
        for statement in (f"SELECT * FROM {table}", f"DELETE FROM {table}"):
            assert refused(lambda statement=statement: _run(ctx, statement)) == NO_RIGHT, statement


def _run(ctx: Context, statement: str) -> None:
    with ctx.writing() as uow:
        uow._connection.exec_driver_sql(statement)


@pytest.mark.parametrize("who", [ECONOMY, SCHOOL])
def test_no_use_case_of_plans_is_a_way_round(
    opened: Callable[[Role, OfficeUnit], Context], who: tuple[Role, OfficeUnit], office: Context
) -> None:
    plan = IntroductionPlan(key="", case_number="2024-0001", days=days("2025-02-03"))
    begin_plan(office, plan)
    ctx = opened(*who)
    for work in (lambda: list_plans(ctx), lambda: begin_plan(ctx, plan), lambda: list_waits(ctx)):
        assert refused(work) == NO_RIGHT
    assert due_deadlines(ctx) == []
    card = people.open_person(ctx, 1)
    assert card.parts.incomes == card.parts.reminders == card.parts.profiles == ()


def test_who_may_see_and_not_change_is_refused_whatever_the_use_case(
    opened: Callable[[Role, OfficeUnit], Context],
) -> None:
    economist, school = opened(*ECONOMY), opened(*SCHOOL)
    assert people.list_people(economist)
    assert refused(lambda: people.save_person(economist, None, person(case_number="2025-0001"))) == NO_RIGHT
    assert refused(lambda: people.save_person(school, None, person(case_number="2025-0001"))) == NO_RIGHT
    agreements.save_counterpart(economist, None, Counterpart(code="0180", kind=CounterpartKind.MUNICIPALITY))
    assert refused(lambda: close_month(school, month("2024-09"))) == NO_RIGHT
    close_month(economist, month("2024-09"))


def test_documents_of_a_person_are_for_those_who_see_her_plan(
    opened: Callable[[Role, OfficeUnit], Context], office: Context
) -> None:
    owner = Owner(DocumentOf.PERSON, "2024-0001")
    kept = Document(
        key="", kind=DocumentKind.OTHER, title="Om henne", case_number="2024-0001", link="https://exempel.se"
    )
    saved = documents.save_document(office, None, kept).value
    ctx = opened(*ECONOMY)
    assert refused(lambda: documents.list_documents(ctx, owner)) == [("", RefusalCode.GONE.value)]
    assert refused(lambda: documents.open_document(ctx, saved.id)) == [("", RefusalCode.GONE.value)]


def test_the_whole_register_leaves_by_those_who_may(
    opened: Callable[[Role, OfficeUnit], Context], office: Context, tmp_path: Path
) -> None:
    assert refused(lambda: export_register(opened(*ECONOMY), tmp_path / "allt.xlsx")) == NO_RIGHT
    officer = opened(Role.OFFICER, OfficeUnit.RECEPTION)
    assert refused(lambda: export_register(officer, tmp_path / "allt.xlsx")) == NO_RIGHT
    assert refused(lambda: documents.save_all(officer, tmp_path)) == NO_RIGHT


def test_areas_are_told_by_the_stores_that_keep_their_tables() -> None:
    assert "person" in tables_of([Area.PEOPLE])
    assert "person" not in tables_of([Area.PLANS])


def test_a_change_of_two_areas_takes_the_right_to_both(ctx: Context) -> None:
    economist = replace(ctx.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY)
    require_rights(economist, frozenset({Area.RETURNS}))
    assert refused(lambda: require_rights(economist, frozenset({Area.RETURNS, Area.PEOPLE}))) == NO_RIGHT
