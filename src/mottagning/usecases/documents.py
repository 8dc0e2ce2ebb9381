"""Documents of persons, bookings and agreements: listed, kept, opened, saved as files, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mottagning.domain.documents import (
    Attachment,
    Document,
    DocumentOf,
    Owner,
    document_problems,
    next_key,
    same_file,
    with_file,
)
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.rights import Act, Part
from mottagning.files import pdf
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.documents import DocumentLine, OpenedDocument, PageImage
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.visible import may_see


def list_documents(ctx: Context, owner: Owner) -> list[DocumentLine]:
    """What is kept with a person, a booking or an agreement. Raises Refused when that may not be seen."""
    with ctx.reading() as reader:
        _require_owner(ctx, reader, owner)
        return _lines(ctx, reader, reader.documents.of_owner(owner))


def _lines(ctx: Context, reader: Reader, found: list[Stored[Document]]) -> list[DocumentLine]:
    held = reader.documents.held([one.id for one in found])
    return [DocumentLine(one, one.id in held, one.value.is_due(ctx.today)) for one in found]


def read_file(file: Path) -> Attachment:
    """A PDF that somebody chose. Raises Refused when it cannot be kept, Trouble when it cannot be read."""
    return pdf.read(file)


def save_document(
    ctx: Context, before: Stored[Document] | None, document: Document, file: Attachment | None = None
) -> Done[Stored[Document]]:
    """Keep a document, or change the one read as `before`; a `file` takes the place of the one there is.

    A new one gets its key here, and may be given without. Raises Refused with every field that cannot be so, or when
    the user may not see whom it is about.
    """
    with ctx.writing() as uow:
        if before is None:
            document = replace(document, key=next_key(ctx.today.year, uow.documents.keys()))
        else:
            if _visible(ctx, uow, before.id).version != before.version and file is not None:
                raise Refused(RefusalCode.CHANGED_MEANWHILE)  # an equal record is never compared; its file may differ
            document = same_file(before.value, document)  # a form says nothing of the file
        if file is not None:
            document = with_file(document, file)
        problems = document_problems(document)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        _require_owner(ctx, uow, document.owners[0])
        after = uow.documents.put(before, document)
        if file is not None:
            uow.documents.keep(after, file.contents)
        return Done(after, uow.commit())


def open_document(ctx: Context, document_id: int) -> OpenedDocument:
    """A document with its contents, to be looked at; noted in the log.

    Raises Refused when it may not be seen, has no contents here or cannot be shown.
    """
    with ctx.writing() as uow:
        stored = _visible(ctx, uow, document_id)
        contents = _contents(uow, stored)
        try:
            pages = pdf.page_count(contents)
        except ValueError as error:
            raise Refused(RefusalCode.FILE_NOT_SHOWN, document=stored.value.title) from error
        person = uow.documents.person_of(stored.value)
        uow.log.read(ReadNote(ReadKind.DOCUMENT, person=person, detail=stored.value.key))
        uow.commit()
        return OpenedDocument(stored.value, contents, pages)


def page_image(opened: OpenedDocument, number: int, width: int) -> PageImage:
    """Page `number` of an opened document, counted from 0, at most `width` pixels wide. Raises Refused."""
    try:
        return pdf.page(opened.contents, number, width)
    except ValueError as error:
        raise Refused(RefusalCode.FILE_NOT_SHOWN, document=opened.document.title) from error


def file_name(document: Document) -> str:
    """The name of a document's file outside the register: its key, which tells of nobody."""
    return f"{document.key}.pdf"


def save_copy(ctx: Context, document_id: int, target: Path) -> None:
    """Write a document's contents to a plain file, by the user's own choice; noted as handed out.

    Raises Refused when it may not be seen or has no contents here, Trouble when the file cannot be written.
    """
    with ctx.writing() as uow:
        stored = _visible(ctx, uow, document_id)
        pdf.write(target, _contents(uow, stored))
        person = uow.documents.person_of(stored.value)
        uow.log.read(ReadNote(ReadKind.EXPORT, person=person, detail=stored.value.key))
        uow.log.disclosed(Disclosure("document", 0 if person is None else 1), target)
        uow.commit()


def _log_files(uow: UnitOfWork, written: Mapping[Path, Document]) -> None:
    people = {uow.documents.person_of(one) for one in written.values()} - {None}
    uow.log.disclosed(Disclosure("document_files", len(people)), *written)


def save_all(ctx: Context, folder: Path) -> int:
    """Write every document's contents into `folder`, each under its key; gives how many.

    People with protected data are left out without the right to them. What was written before a failure has been
    written, and stands in the log. Raises Trouble when a file cannot be written, Refused without the right to it.
    """
    ctx.require(Act.EXPORT_ALL)
    with ctx.writing() as uow:
        found = uow.documents.visible(protected=ctx.sees_protected)
        held = uow.documents.held([one.id for one in found])
        written: dict[Path, Document] = {}
        try:
            for one in found:
                if one.id in held:
                    target = folder / file_name(one.value)
                    pdf.write(target, _contents(uow, one))
                    written[target] = one.value
        finally:
            if written:
                _log_files(uow, written)
                uow.commit()
        return len(written)


def read_all(ctx: Context, folder: Path) -> int:
    """Take back the files that `save_all` wrote, where the record stands and its contents are missing; gives how many.

    A file that is not the one its record tells of, to the bit, is left where it is. Raises Trouble.
    """
    with ctx.writing() as uow:
        found = uow.documents.visible(protected=ctx.sees_protected)
        held = uow.documents.held([one.id for one in found])
        taken = 0
        for one in found:
            file = None if one.id in held else _file_in(folder, one.value)
            if file is not None and file.sha256 == one.value.sha256:
                uow.documents.keep(one, file.contents)
                taken += 1
        uow.commit()
        return taken


def _file_in(folder: Path, document: Document) -> Attachment | None:
    """What lies under the document's name in a folder; None when nothing does that could be kept."""
    try:
        return pdf.read(folder / file_name(document))
    except Refused:
        return None


def remove_document(ctx: Context, before: Stored[Document]) -> Done[None]:
    """Remove a document with its contents. Raises Refused when it was changed since, or may not be seen."""
    with ctx.writing() as uow:
        _visible(ctx, uow, before.id)
        uow.documents.remove(before)
        return Done(None, uow.commit())


def _contents(uow: UnitOfWork, stored: Stored[Document]) -> bytes:
    contents = uow.documents.contents(stored.id)
    if contents is None:
        raise Refused(RefusalCode.FILE_NOT_HERE, document=stored.value.title)
    return contents


def _visible(ctx: Context, reader: Reader, document_id: int) -> Stored[Document]:
    """The document, when the user may see whom it is about; to others there is none."""
    stored = reader.documents.get(document_id)
    _require_owner(ctx, reader, stored.value.owners[0])
    return stored


def _require_owner(ctx: Context, reader: Reader, owner: Owner) -> None:
    if not is_open_to(ctx, reader, owner):
        raise Refused(RefusalCode.GONE)


def is_open_to(ctx: Context, reader: Reader, owner: Owner) -> bool:
    """Whether there is such a person, booking or agreement for the user.

    What is kept of a person herself is for those who see her plan.
    """
    if owner.kind is DocumentOf.PERSON and not ctx.sees(Part.PLANS):
        return False
    if owner.kind is DocumentOf.AGREEMENT:
        return reader.agreements.find(owner.key) is not None
    case_number: str | None = owner.key
    if owner.kind is DocumentOf.BOOKING:
        booking = reader.bookings.find(owner.key)
        case_number = booking.value.case_number if booking else None
    person = reader.people.find(case_number) if case_number is not None else None
    return person is not None and may_see(ctx, person.value)
