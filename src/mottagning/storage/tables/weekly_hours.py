"""The table of weekly hours: when in the week a booking, an activity or something else takes somebody's time.

An activity is named by its number in the plan, which has no foreign key: `domain.plan_activities`.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Table

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

weekly_hours = Table(
    "weekly_hours",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("person_id", "person"),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("times", TEXT, nullable=False),
    Column("what", TEXT),
    reference("booking_id", "booking", nullable=True),
    reference("plan_id", "introduction_plan", nullable=True),
    Column("activity", Integer),
    Column("care", CODE),
    Column("is_at_home", Boolean, nullable=False),
    Column("municipality", CODE),
    Column("travel", Integer),
    Column("from_previous", Integer),
    Column("opening", TEXT),
    version(),
)
