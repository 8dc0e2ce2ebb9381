"""Tables of introduction plans, what is in them, their follow-ups, checklists, and the office's templates.

What is in a plan names its neighbours by their numbers in it, which have no foreign keys: `domain.plan_activities`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Table, Text, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

introduction_plan = Table(
    "introduction_plan",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("person_id", "person"),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("begun_from", KEY),
    Column("officer", TEXT),
    Column("needs", Text),
    Column("history", Text),
    Column("taken_over_from", TEXT),
    Column("external_plan", TEXT),
    Column("closed_on", Date),
    Column("closure_reason", CODE),
    Column("closure_note", Text),
    Column("handed_to", TEXT),
    Column("handed_municipality", CODE),
    Column("handed_on", Date),
    Column("handed_documents", Text),
    Column("handed_ground", Text),
    version(),
)

plan_goal = Table(
    "plan_goal",
    metadata,
    identifier(),
    reference("plan_id", "introduction_plan"),
    Column("number", Integer, nullable=False),
    Column("area", TEXT, nullable=False),
    Column("words", Text),
    Column("need", Text),
    Column("measure", Text),
    Column("due_on", Date),
    Column("status", CODE, nullable=False),
    Column("is_main", Boolean, nullable=False),
    version(),
    UniqueConstraint("plan_id", "number"),
)

plan_activity = Table(
    "plan_activity",
    metadata,
    identifier(),
    reference("plan_id", "introduction_plan"),
    Column("number", Integer, nullable=False),
    Column("what", TEXT, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("actor_kind", CODE, nullable=False),
    Column("actor", TEXT),
    Column("goal", Integer),
    Column("hours_per_week", BigInteger),
    Column("place", TEXT),
    Column("status", CODE, nullable=False),
    Column("outcome", Text),
    reference("booking_id", "booking", nullable=True),
    Column("depends_on", Integer),
    version(),
    UniqueConstraint("plan_id", "number"),
)

plan_responsibility = Table(
    "plan_responsibility",
    metadata,
    identifier(),
    reference("plan_id", "introduction_plan"),
    Column("number", Integer, nullable=False),
    Column("area", TEXT, nullable=False),
    Column("actor_kind", CODE, nullable=False),
    Column("what", Text),
    Column("actor", TEXT),
    Column("contact", TEXT),
    Column("phone", TEXT),
    Column("email", TEXT),
    version(),
    UniqueConstraint("plan_id", "number"),
)

child_section = Table(
    "child_section",
    metadata,
    identifier(),
    reference("plan_id", "introduction_plan"),
    Column("needs", Text),
    Column("voice", Text),
    Column("heard_on", Date),
    Column("heard_how", TEXT),
    Column("school", TEXT),
    Column("school_contact", TEXT),
    Column("mother_tongue", TEXT),
    Column("health", Text),
    Column("leisure", Text),
    Column("parents_hours", Text),
    version(),
    UniqueConstraint("plan_id"),
)

follow_up = Table(
    "follow_up",
    metadata,
    identifier(),
    reference("plan_id", "introduction_plan"),
    Column("number", Integer, nullable=False),
    Column("on", Date, nullable=False),
    Column("cause", CODE),
    Column("participants", Text),
    Column("interpreter", CODE),
    Column("what_changed", Text),
    Column("own_view", Text),
    Column("next_on", Date),
    Column("signed_by", TEXT),
    Column("signed_on", Date),
    version(),
    UniqueConstraint("plan_id", "number"),
)

goal_review = Table(
    "goal_review",
    metadata,
    identifier(),
    reference("plan_id", "introduction_plan"),
    Column("follow_up", Integer, nullable=False),
    Column("goal", Integer, nullable=False),
    Column("status", CODE, nullable=False),
    Column("note", Text),
    version(),
    UniqueConstraint("plan_id", "follow_up", "goal"),
)

checklist_mark = Table(
    "checklist_mark",
    metadata,
    identifier(),
    reference("person_id", "person", nullable=True),
    reference("household_id", "household", nullable=True),
    Column("item", KEY, nullable=False),
    Column("state", CODE, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", KEY, nullable=False),
    Column("why", Text),
    version(),
    UniqueConstraint("person_id", "item"),
    UniqueConstraint("household_id", "item"),
)
"""What is said of an item, for a person or for a household: one of the two is named."""

plan_template = Table(
    "plan_template",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("title", TEXT, nullable=False),
    Column("from_age", Integer, nullable=False),
    Column("to_age", Integer),
    Column("source", TEXT),
    version(),
)

plan_template_item = Table(
    "plan_template_item",
    metadata,
    identifier(),
    reference("template_id", "plan_template"),
    Column("number", Integer, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("actor_kind", CODE),
    Column("actor", TEXT),
    Column("measure", Text),
    Column("goal", Integer),
    Column("after_weeks", Integer, nullable=False),
    Column("weeks", Integer),
    Column("hours_per_week", BigInteger),
    Column("source", TEXT),
    version(),
    UniqueConstraint("template_id", "number"),
)
