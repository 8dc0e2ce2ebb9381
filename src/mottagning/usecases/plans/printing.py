"""A plan on paper, to be read together and signed, or handed over: composed, written, logged."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.checklists import MarkState, Phase
from mottagning.domain.deadlines.engine import RUNNING
from mottagning.domain.disclosure import ground_of, paragraph_of
from mottagning.domain.follow_ups import FollowUp
from mottagning.domain.housing import Housing
from mottagning.domain.office import OfficeSettings
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.plans import ChecklistLine, PlanCard
from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.storage.reader import Reader
from mottagning.texts import monthly_list as list_texts
from mottagning.texts import plan_print as texts
from mottagning.texts import plans as plan_texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.plans.viewing import plan_card
from mottagning.usecases.printing import Printer, print_to
from mottagning.usecases.visible import person_of_case, seen_plan

LOGGED_AS = "plan_pdf"
_DAYS = (24, 76)
_TICKED, _SIGNED = (6, 76, 18), (22, 18, 32, 28)
"""The parts of the width of the checklist's columns, and of those that are signed."""


def write_plan(ctx: Context, plan_id: int, folder: Path, printer: Printer, *, is_handover: bool = False) -> Done[Path]:
    """Write a plan to `folder` as PDF; gives the file. What was written stands in the log.

    Of somebody with protected data it holds no address. Raises Refused when the person may not be seen, or when a plan
    that is handed over has no recipient or no ground; Trouble when the file cannot be written.
    """
    with ctx.writing() as uow:
        plan = seen_plan(ctx, uow, plan_id)
        person = person_of_case(ctx, uow, plan.value.case_number)
        card = plan_card(ctx, uow, person, plan)
        note = _disclosure(ctx, uow, plan.value, person.id, is_handover=is_handover)
        homes = [one.value for one in uow.housings.of_person(person.id) if ctx.today in one.value.days]
        printout = printout_of(ctx, office_of(uow), card, plan, _latest(homes), is_handover=is_handover)
        target = (folder / texts.file_name(plan.value, ctx.today, is_handover=is_handover)).absolute()
        print_to(printer, printout, target)
        uow.log.disclosed(note, target)
        uow.log.read(ReadNote(ReadKind.EXPORT, person=person.id))
        return Done(target, uow.commit())


def _disclosure(ctx: Context, reader: Reader, plan: IntroductionPlan, person: int, *, is_handover: bool) -> Disclosure:
    """What the log says: to herself, or to whom on what ground: a paragraph, or her consent to the recipient."""
    if not is_handover:
        return Disclosure(LOGGED_AS, 1, person=person)
    municipality = plan.handed_municipality
    recipient = municipality or plan.handed_to
    if recipient is None:
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("handed_to", "missing"))
    names = {one for one in (municipality, ctx.name(municipality or ""), plan.handed_to) if one}
    consents = [one.value for one in reader.consents.of_person(person)]
    ground = ground_of(paragraph_of(None, plan.handed_ground), None, consents, names, ctx.today)
    if ground is None:
        raise Refused(RefusalCode.NO_GROUND)
    return Disclosure(LOGGED_AS, 1, recipient=recipient, ground=list_texts.ground(ground), person=person)


def _latest(homes: list[Housing]) -> Housing | None:
    return max(homes, key=lambda one: one.days.start, default=None)


def printout_of(
    ctx: Context,
    office: OfficeSettings,
    card: PlanCard,
    plan: Stored[IntroductionPlan],
    home: Housing | None,
    *,
    is_handover: bool,
) -> Printout:
    """The plan as blocks for paper."""
    one, municipality = plan.value, ctx.name(office.municipality)
    title = texts.HANDOVER if is_handover else texts.TITLE
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(texts.introduction(is_child=card.is_child, is_handover=is_handover)),
        Facts(texts.about(one, card.person.value, home)),
        *_needs(one),
        *_goals(card),
        *_child(card),
        *_activities(card),
        *_next(ctx, card, one),
        *_days(ctx, card),
        *(_handover(ctx, card, one) if is_handover else []),
        *_contacts(card, office, municipality),
        *_checklist(ctx, card),
        *([] if is_handover else _signature(ctx, card)),
    ]
    return Printout(title, texts.footer(one, ctx.today), tuple(blocks))


def _needs(plan: IntroductionPlan) -> list[Block]:
    return [Heading(texts.NEEDS), Paragraph(plan.needs)] if plan.needs else []


def _goals(card: PlanCard) -> list[Block]:
    blocks: list[Block] = [Heading(texts.WANTS)]
    for one in card.goals:
        blocks += [Heading(texts.goal_heading(one.value), 3), Facts(texts.goal(one.value))]
    return blocks if card.goals else []


def _child(card: PlanCard) -> list[Block]:
    return [Heading(texts.CHILD), Facts(texts.child(card.child.value))] if card.child else []


def _activities(card: PlanCard) -> list[Block]:
    rows = tuple(texts.activity(one.activity.value) for one in card.activities)
    return [Heading(texts.DO), Grid(texts.DO_HEADINGS, rows)] if rows else []


def _next(ctx: Context, card: PlanCard, plan: IntroductionPlan) -> list[Block]:
    if not plan.is_open:
        return []
    return [Heading(texts.NEXT), Paragraph(texts.next_follow_up(card.line.proposal, ctx.today))]


def _days(ctx: Context, card: PlanCard) -> list[Block]:
    """The days that matter to the person herself and are still to come."""
    running = [one for one in card.deadlines.deadlines if one.rule.on_paper and one.status in RUNNING]
    found = sorted((one.day, texts.due(one)) for one in running if one.day is not None and one.day >= ctx.today)
    rows = tuple(row for _, row in found)
    return [Heading(texts.DAYS), Grid(texts.DAYS_HEADINGS, rows, shares=_DAYS)] if rows else []


def _handover(ctx: Context, card: PlanCard, plan: IntroductionPlan) -> list[Block]:
    """What has been done before and since, and to whom it goes."""
    blocks: list[Block] = []
    if plan.history:
        blocks += [Heading(texts.BEFORE), Paragraph(plan.history)]
    held: list[FollowUp] = [one.follow_up.value for one in reversed(card.follow_ups)]
    if held:
        blocks += [Heading(texts.HELD), Grid(texts.HELD_HEADINGS, tuple(texts.held(one) for one in held))]
    closing = texts.closing(plan, ctx.name(plan.handed_municipality or ""))
    if closing:
        blocks += [Heading(texts.CLOSING), Facts(closing)]
    return blocks


def _contacts(card: PlanCard, office: OfficeSettings, municipality: str) -> list[Block]:
    rows = tuple(texts.responsibility(one.value) for one in card.responsibilities)
    grid: list[Block] = [Grid(texts.ASK_HEADINGS, rows)] if rows else []
    return [Heading(texts.ASK), *grid, Paragraph(texts.contact(office, municipality))]


def _checklist(ctx: Context, card: PlanCard) -> list[Block]:
    """What applies, phase by phase; a phase that is done is left out, and so is the arrival of who has arrived."""
    blocks: list[Block] = []
    received = card.person.value.received_on
    has_come = received is not None and received <= ctx.today
    for phase in card.checked.phases:
        if has_come and phase.phase is Phase.BEFORE_ARRIVAL:
            continue
        lines = [line for line in phase.lines if line.not_for is None and not _is_no_matter(line)]
        if any(line.mark is None for line in lines):
            rows = tuple(texts.item(line) for line in lines)
            blocks += [
                Heading(plan_texts.phase_name(phase.phase), 3),
                Grid(texts.CHECKLIST_HEADINGS, rows, shares=_TICKED),
            ]
    return [Heading(texts.CHECKLIST), *blocks] if blocks else []


def _is_no_matter(line: ChecklistLine) -> bool:
    return line.mark is not None and line.mark.value.state is MarkState.NOT_APPLICABLE


def _signature(ctx: Context, card: PlanCard) -> list[Block]:
    code = card.person.value.interpreter_language
    language = ctx.reference.languages.get(code, code) if code else None
    rows = texts.signers(language, is_child=card.is_child)
    return [Heading(texts.SIGN), Paragraph(texts.SIGN_TEXT), Grid(texts.SIGN_HEADINGS, rows, shares=_SIGNED)]
