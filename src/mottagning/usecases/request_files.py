"""A request as a file: looked at, written on a ground and noted; the answer looked at, saved in part, and undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from mottagning.domain.disclosure import ground_of, paragraph_of
from mottagning.domain.identity import same_number, written
from mottagning.domain.people import Person
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.request_answers import (
    RequestAnswer,
    answered_request,
    may_be_asked_by_file,
    request_answer_problems,
    steps_of,
)
from mottagning.domain.requests import BookingRequest, RequestStep, last_answer
from mottagning.domain.returns import HandOutWay
from mottagning.files import request_reading, request_workbook
from mottagning.files.layouts import request_file as layout
from mottagning.files.request_reading import AnswerFile
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.request_files import (
    AnsweredRequest,
    ProposedFact,
    ProposedStep,
    RequestFile,
    TakenRequest,
)
from mottagning.readmodels.transfer import Rejected
from mottagning.storage.reader import Reader
from mottagning.texts import monthly_list as list_texts
from mottagning.texts import request_files as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.monthly_lists.listing import contact_of, name_of
from mottagning.usecases.requests import possible_steps, taken
from mottagning.usecases.visible import found_of_case, person_of_case

LOGGED_AS = "request_file"
_FACTS = ("days", "provider", "counterpart_reference")


def draft_request(ctx: Context, request_id: int) -> RequestFile:
    """What the file of a request would hold, and on what ground. Writes nothing.

    Raises Refused when the request is gone, may not be seen, or is none that is asked by file.
    """
    with ctx.reading() as reader:
        return _drafted(ctx, reader, request_id)


def _drafted(ctx: Context, reader: Reader, request_id: int) -> RequestFile:
    request = reader.requests.get(request_id).value
    person = person_of_case(ctx, reader, request.case_number)
    steps = [one.value for one in reader.request_steps.of_request(request.key)]
    if not may_be_asked_by_file(request, steps):
        raise Refused(RefusalCode.STEP_NOT_NOW)
    service = next(one.value for one in reader.services.every() if one.value.name == request.service)
    of_service = service.disclosure_ground if service.grounds_hold(request.days.start) else None
    consents = [one.value for one in reader.consents.of_person(person.id)]
    recipient = name_of(ctx, reader, request.counterpart)
    office = office_of(reader)
    number = person.value.best_identity
    return RequestFile(
        request=request,
        person=person.id,
        name=person.value.name,
        number=written(*number) if number else None,
        sender=office.municipality,
        sender_name=ctx.name(office.municipality),
        recipient_name=recipient,
        ground=ground_of(paragraph_of(of_service, None), None, consents, {request.counterpart, recipient}, ctx.today),
        is_protected=person.value.is_protected,
        contact=contact_of(office),
    )


def write_request(ctx: Context, draft: RequestFile, request_id: int, way: HandOutWay, target: Path) -> Done[Path]:
    """Write a request as it was looked at to `target`, noted with recipient, ground and way.

    Raises Refused without a ground, of somebody protected, or when it would hold something else by now; Trouble when
    the file cannot be written.
    """
    with ctx.writing() as uow:
        if _drafted(ctx, uow, request_id) != draft:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        if draft.ground is None or draft.is_protected:
            raise Refused(RefusalCode.NO_GROUND)
        request_workbook.write(target, draft)
        ground, recipient = list_texts.ground(draft.ground), draft.request.counterpart
        note = Disclosure(LOGGED_AS, 1, recipient=recipient, way=way, ground=ground, person=draft.person)
        uow.log.disclosed(note, target)
        uow.log.read(ReadNote(ReadKind.EXPORT, person=draft.person, detail=LOGGED_AS))
        return Done(target, uow.commit())


# the answer


def read_request_answer(ctx: Context, file: Path) -> AnsweredRequest:
    """What a file that came back says, beside the request; noted as the person's card.

    Raises Refused when it answers no request that the user may see, Trouble when it cannot be read.
    """
    found = request_reading.read(file, ctx.reference, ctx.today)
    with ctx.writing() as uow:
        if found.sender != office_of(uow).municipality:
            raise Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason="sender")
        request = uow.requests.find(found.key)
        person = found_of_case(ctx, uow, request.value.case_number) if request else None
        if request is None or person is None:
            raise Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason="unknown")
        if found.recipient not in {None, request.value.counterpart}:
            raise Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason="recipient")
        if not _is_hers(uow, person, found.number):
            raise Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason="number")
        uow.log.read(ReadNote(ReadKind.CARD, person=person.id))
        answer = _beside(ctx, uow, file, found, request, person)
        uow.commit()
        return answer


def _is_hers(reader: Reader, person: Stored[Person], number: str | None) -> bool:
    """Whether a number is one that she has or had; no number where she has none."""
    known = [written(*person.value.best_identity)] if person.value.best_identity else []
    known += [written(one.value.kind, one.value.number) for one in reader.identities.of_person(person.id)]
    return any(same_number(one, number) for one in known) if known else number is None


def _beside(
    ctx: Context, reader: Reader, file: Path, found: AnswerFile, request: Stored[BookingRequest], person: Stored[Person]
) -> AnsweredRequest:
    done = [one.value for one in reader.request_steps.of_request(request.value.key)]
    contradictions = request_answer_problems(found.answer, request.value, done, ctx.today)
    problems = [] if found.rejected else list(contradictions)  # what cannot be read is no answer yet
    rejected = (
        *found.rejected,
        *(Rejected(layout.ANSWER_TITLE, found.cells.get(name), None, texts.PROBLEMS[code]) for name, code in problems),
    )
    usable = found.answer if not rejected else RequestAnswer()
    after = answered_request(request.value, usable)
    names = [name for name in _FACTS if getattr(after, name) != getattr(request.value, name)]
    facts = tuple(
        ProposedFact(place, name, getattr(request.value, name), getattr(after, name))
        for place, name in enumerate(names)
    )
    wished = [one for one in steps_of(usable, request.value, ctx.today) if not _is_known(one, request.value, done)]
    offered = {one.kind for one in possible_steps(ctx, reader, request.value, done, person) if not one.lacks}
    steps = [one for one in wished if one.kind in offered]
    return AnsweredRequest(
        file=file,
        before=request,
        name=person.value.name,
        recipient_name=name_of(ctx, reader, request.value.counterpart),
        facts=facts if len(steps) == len(wished) else (),
        steps=tuple(ProposedStep(len(facts) + place, one) for place, one in enumerate(steps))
        if len(steps) == len(wished)
        else (),
        rejected=rejected,
        waits=len(steps) != len(wished),
    )


def _is_known(step: RequestStep, request: BookingRequest, done: Sequence[RequestStep]) -> bool:
    """Whether it is noted already: their answer, on whatever day it was heard, or a step that says just the same."""
    if step.kind is last_answer(request, done):
        return True
    last = next((one for one in reversed(done) if one.kind is step.kind), None)
    return last is not None and (last.on, last.by, last.reason, last.amount) == (
        step.on,
        step.by,
        step.reason,
        step.amount,
    )


def save_request_answer(ctx: Context, found: AnsweredRequest, places: Collection[int]) -> Done[TakenRequest]:
    """Save what is chosen of an answer, all of it or nothing; gives what undoes it.

    Raises Refused when the request was changed since, or a step cannot be taken.
    """
    values: dict[str, object] = {one.name: one.becomes for one in found.facts if one.place in places}
    with ctx.writing() as uow:
        request = uow.requests.get(found.before.id)
        person_of_case(ctx, uow, request.value.case_number)
        if request.value.booking is not None:
            raise Refused(RefusalCode.ALREADY_BOOKED, key=request.value.booking)
        after = uow.requests.change(found.before, replace(found.before.value, **values))  # type: ignore[arg-type]
        number = len(uow.request_steps.of_request(request.value.key))
        for one in found.steps:
            if one.place in places:
                taken(ctx, uow, request.id, one.step)
        added = uow.request_steps.of_request(request.value.key)[number:]
        return Done(TakenRequest(after, found.before.value, tuple(added)), uow.commit())


def undo_request_answer(ctx: Context, done: TakenRequest) -> Done[None]:
    """Put back what saving an answer changed. Raises Refused, and puts back nothing, when something came after it."""
    with ctx.writing() as uow:
        person_of_case(ctx, uow, done.before.case_number)
        now = uow.request_steps.of_request(done.before.key)
        if [one.id for one in now[len(now) - len(done.steps) :]] != [one.id for one in done.steps]:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        for one in reversed(done.steps):
            uow.request_steps.remove(one)
        uow.requests.change(done.after, done.before)
        return Done(None, uow.commit())
