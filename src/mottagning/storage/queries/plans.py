"""How are many plans at once? A statement for each question, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from mottagning.domain.follow_ups import FollowUp
from mottagning.storage.codec import Codec
from mottagning.storage.tables import people, plans

_FOLLOW_UP = Codec(FollowUp)


class PlanQueries:
    """What lists of plans need besides the plans."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def follow_ups(self) -> Mapping[str, list[FollowUp]]:
        """The follow-ups of every open plan, by its key."""
        table, plan = plans.follow_up, plans.introduction_plan
        statement = select(*table.c, plan.c.key.label("plan")).join(plan).where(plan.c.closed_on.is_(None))
        found: dict[str, list[FollowUp]] = defaultdict(list)
        for row in self._connection.execute(statement).mappings():
            found[row["plan"]].append(_FOLLOW_UP.value(row))
        return found

    def placed(self) -> set[int]:
        """Those of whom something is said in Hemkommun."""
        return set(self._connection.scalars(select(people.residence.c.person_id).distinct()))

    def counts(self) -> Mapping[str, tuple[int, int]]:
        """How many goals and activities each plan has, by its key."""
        plan = plans.introduction_plan
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for place, table in enumerate((plans.plan_goal, plans.plan_activity)):
            statement = select(plan.c.key, func.count().label("number")).join(table).group_by(plan.c.key)
            for row in self._connection.execute(statement):
                found[row.key][place] = row.number
        return {key: (goals, activities) for key, (goals, activities) in found.items()}
