"""What is asked about a plan, and about what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from mottagning.domain.plan_activities import ActivityStatus
from mottagning.domain.plans import ClosureReason, Goal, GoalStatus
from mottagning.domain.responsibilities import ActorKind
from mottagning.texts import plans as texts
from mottagning.uikit.fields import LONG, Asks, Choice, Field, Section, choice


def _lines(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, Asks.LINES, hint=hint, wide=True, longest=LONG)


def plan_sections(templates: Sequence[Choice], people: Sequence[Choice] | None = None) -> list[Section]:
    """The sections of a plan; a new one asks for its template, and for the person where nobody is chosen."""
    asked = Field("case_number", texts.PERSON, Asks.CODE, required=True, choices=people or ())
    template = (Field("begun_from", texts.TEMPLATE, Asks.CODE, choices=templates, hint=texts.TEMPLATE_HINT),)
    return [
        Section(
            texts.SECTION_PLAN,
            (
                *((asked,) if people is not None else ()),
                *(template if templates else ()),
                Field("first", texts.FROM, Asks.DAY, required=True),
                Field("last", texts.UNTIL, Asks.DAY, hint=texts.UNTIL_HINT),
                Field("officer", texts.OFFICER),
                Field("external_plan", texts.EXTERNAL, hint=texts.EXTERNAL_HINT),
                _lines("needs", texts.NEEDS),
            ),
        ),
        Section(
            texts.SECTION_BEFORE,
            (
                Field("taken_over_from", texts.TAKEN_OVER, wide=True),
                _lines("history", texts.HISTORY, texts.HISTORY_HINT),
            ),
        ),
    ]


def goal_sections() -> list[Section]:
    """The sections of a goal."""
    return [
        Section(
            "",
            (
                Field("area", texts.GOAL_AREA, required=True, wide=True),
                _lines("words", texts.GOAL_WORDS, texts.GOAL_WORDS_HINT),
                _lines("need", texts.GOAL_NEED),
                _lines("measure", texts.MEASURE),
                Field("due_on", texts.DUE, Asks.DAY),
                choice("status", texts.STATUS, GoalStatus, required=True),
                Field("is_main", texts.IS_MAIN, Asks.YES_NO),
            ),
        )
    ]


def activity_sections(
    goals: Sequence[Choice], activities: Sequence[Choice], bookings: Sequence[Choice]
) -> list[Section]:
    """The sections of an activity, with what they offer."""
    return [
        Section(
            "",
            (
                Field("what", texts.WHAT, required=True, wide=True),
                choice("actor_kind", texts.ACTOR_KIND, ActorKind, required=True),
                Field("actor", texts.ACTOR),
                Field("first", texts.FROM, Asks.DAY, required=True),
                Field("last", texts.UNTIL, Asks.DAY),
                Field("hours_per_week", texts.HOURS, Asks.SCALED),
                Field("place", texts.PLACE),
                choice("status", texts.STATUS, ActivityStatus, required=True),
                Field("goal", texts.GOAL, Asks.CODE, choices=goals),
                Field("booking", texts.BOOKING, Asks.CODE, choices=bookings, hint=texts.BOOKING_HINT),
                Field("depends_on", texts.DEPENDS_ON, Asks.CODE, choices=activities, hint=texts.DEPENDS_HINT),
                _lines("outcome", texts.OUTCOME),
            ),
        )
    ]


def responsibility_sections(areas: Sequence[str]) -> list[Section]:
    """The sections of who answers for an area of the plan."""
    choices = tuple((area, area) for area in areas)
    return [
        Section(
            "",
            (
                Field("area", texts.AREA, Asks.CODE, required=True, choices=choices, is_open=True),
                choice("actor_kind", texts.ACTOR_KIND, ActorKind, required=True),
                Field("actor", texts.ACTOR),
                Field("contact", texts.CONTACT),
                Field("phone", texts.PHONE),
                Field("email", texts.EMAIL),
                _lines("what", texts.WHAT),
            ),
        )
    ]


def child_sections() -> list[Section]:
    """The sections of a child's own part."""
    return [
        Section(
            "",
            (
                _lines("voice", texts.VOICE, texts.VOICE_HINT),
                Field("heard_on", texts.HEARD_ON, Asks.DAY),
                Field("heard_how", texts.HEARD_HOW),
                _lines("needs", texts.CHILD_NEEDS),
                Field("school", texts.SCHOOL),
                Field("school_contact", texts.SCHOOL_CONTACT),
                Field("mother_tongue", texts.MOTHER_TONGUE),
                _lines("leisure", texts.LEISURE),
                _lines("health", texts.HEALTH, texts.HEALTH_HINT),
                _lines("parents_hours", texts.PARENTS_HOURS, texts.PARENTS_HOURS_HINT),
            ),
        )
    ]


def follow_up_sections(goals: Sequence[Goal], languages: Sequence[Choice]) -> list[Section]:
    """The sections of a follow-up, with how far each goal has come."""
    asked = [
        field
        for one in goals
        for field in (
            choice(goal_field(one), one.area, GoalStatus),
            Field(note_field(one), texts.GOAL_NOTE),
        )
    ]
    return [
        Section(
            texts.SECTION_MEETING,
            (
                Field("on", texts.ON, Asks.DAY, required=True),
                Field("interpreter", texts.INTERPRETER, Asks.CODE, choices=languages, hint=texts.INTERPRETER_HINT),
                _lines("participants", texts.PARTICIPANTS),
            ),
        ),
        *([Section(texts.SECTION_GOALS, tuple(asked))] if asked else []),
        Section(
            texts.SECTION_SAID,
            (
                _lines("what_changed", texts.WHAT_CHANGED),
                _lines("own_view", texts.OWN_VIEW, texts.OWN_VIEW_HINT),
            ),
        ),
        Section(
            texts.SECTION_NEXT,
            (
                Field("next_on", texts.NEXT_ON, Asks.DAY, hint=texts.NEXT_ON_HINT, wide=True),
                Field("signed_by", texts.SIGNED_BY),
                Field("signed_on", texts.SIGNED_ON, Asks.DAY),
            ),
        ),
    ]


def goal_field(one: Goal) -> str:
    """What the form calls the question of how far a goal has come."""
    return f"goal_{one.number}"


def note_field(one: Goal) -> str:
    """What the form calls the note beside it."""
    return f"note_{one.number}"


def closing_sections(municipalities: Sequence[Choice]) -> list[Section]:
    """The sections of a plan's closing and handover."""
    return [
        Section(
            texts.SECTION_CLOSING,
            (
                Field("closed_on", texts.CLOSED_ON, Asks.DAY),
                choice("closure_reason", texts.REASON, ClosureReason),
                _lines("closure_note", texts.CLOSURE_NOTE),
            ),
        ),
        Section(
            texts.SECTION_HANDOVER,
            (
                Field("handed_to", texts.HANDED_TO),
                Field("handed_municipality", texts.HANDED_MUNICIPALITY, Asks.CODE, choices=municipalities),
                Field("handed_on", texts.HANDED_ON, Asks.DAY),
                Field("handed_ground", texts.HANDED_GROUND, hint=texts.HANDED_GROUND_HINT, wide=True),
                _lines("handed_documents", texts.HANDED_DOCUMENTS),
            ),
        ),
    ]
