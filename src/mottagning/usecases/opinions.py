"""What do we answer a municipality to which somebody of ours has applied? The opinion as a PDF, with how to appeal."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.identity import IdentityKind, written
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import Person
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Facts, Heading, Paragraph, Printout
from mottagning.texts import formats
from mottagning.texts import opinions as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.printing import Printer, print_to
from mottagning.usecases.visible import person_of_case

OPINIONS = frozenset({StepKind.COMMITTED, StepKind.NOT_COMMITTED})
_NUMBERS = (IdentityKind.PERSONAL, IdentityKind.COORDINATION)


def write_opinion(ctx: Context, request_id: int, folder: Path, printer: Printer) -> Done[Path]:
    """Write the last opinion of a request to `folder`; gives the file. What was written stands in the log.

    Raises Refused when none has been given, when the person may not be seen, or when her data are protected: then
    nothing about her leaves by itself. Raises Trouble when the file cannot be written.
    """
    with ctx.writing() as uow:
        request = uow.requests.get(request_id).value
        person = person_of_case(ctx, uow, request.case_number)
        steps = [one.value for one in uow.request_steps.of_request(request.key)]
        step = next((one for one in reversed(steps) if one.kind in OPINIONS), None)
        if step is None or request.side is not Side.PAYING:
            raise Refused(RefusalCode.STEP_NOT_NOW)
        if person.value.is_protected:
            raise Refused(RefusalCode.PROTECTED_PERSON)
        office = office_of(uow)
        printout = opinion_of(ctx, office, request, step, person.value)
        target = (folder / texts.file_name(request, ctx.today)).absolute()
        print_to(printer, printout, target)
        recipient = request.counterpart
        uow.log.disclosed(Disclosure("opinion", 1, recipient=recipient, ground=step.ground, person=person.id), target)
        uow.log.read(ReadNote(ReadKind.EXPORT, person=person.id))
        return Done(target, uow.commit())


def opinion_of(
    ctx: Context, office: OfficeSettings, request: BookingRequest, step: RequestStep, person: Person
) -> Printout:
    """The opinion as blocks for paper."""
    municipality = ctx.name(office.municipality)
    number = next((written(kind, found) for kind in _NUMBERS if (found := person.number(kind))), None)
    blocks: list[Block] = [
        Heading(texts.TITLE, 1),
        Facts(texts.about(request, step, person, number, ctx.name(request.counterpart))),
        Heading(texts.OUR_OPINION),
        Paragraph(texts.opinion(step, municipality)),
    ]
    if step.reason:
        blocks += [Heading(texts.REASON), Paragraph(step.reason)]
    if step.kind is StepKind.NOT_COMMITTED:
        blocks += [Heading(texts.APPEAL), Paragraph(texts.appeal(office, municipality))]
    blocks += [Heading(texts.CONTACT, 3), Paragraph(texts.contact(office, municipality))]
    return Printout(texts.TITLE, f"{texts.TITLE} · {formats.day(step.on)}", tuple(blocks))
