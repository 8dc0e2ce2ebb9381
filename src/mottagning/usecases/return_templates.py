"""The counterpart's own form of an agreement: looked into, chosen, tried, removed."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.documents import Attachment
from mottagning.domain.ledger import persons_in
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.return_templates import ReturnTemplate, template_of
from mottagning.files.layouts.return_template import Filled
from mottagning.files.return_template import example, filling, inspecting
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.return_templates import ReadTemplate, TemplateCard
from mottagning.readmodels.returns import ReturnDocument
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.documents import document_in
from mottagning.usecases.returns.forms import kept_file, rows_of


def form_of(ctx: Context, agreement: str) -> TemplateCard | None:
    """The form that an agreement has; None where it has none."""
    with ctx.reading() as reader:
        found = reader.return_templates.find(agreement)
        return TemplateCard(found, found.id in reader.return_templates.held([found.id])) if found else None


def read_form(file: Path) -> ReadTemplate:
    """A workbook that somebody chose, with its marks and what it would lose.

    Raises Refused when it cannot be filled in, Trouble when it cannot be read.
    """
    return inspecting.read(file)


def save_form(
    ctx: Context, before: Stored[ReturnTemplate] | None, agreement: str, file: Attachment
) -> Done[Stored[ReturnTemplate]]:
    """Choose a form for an agreement, in place of the one read as `before`.

    Raises Refused when it cannot be filled in, or somebody has chosen another meanwhile.
    """
    inspecting.inspected(file)
    with ctx.writing() as uow:
        now = uow.return_templates.find(agreement)
        if (now and now.version) != (before and before.version):
            raise Refused(RefusalCode.CHANGED_MEANWHILE)  # an equal record is never compared; its file may differ
        template = template_of(agreement, file, ctx.user.name, ctx.today)
        after = uow.return_templates.put(before, template)
        uow.return_templates.keep(after, file.contents)
        return Done(after, uow.commit())


def remove_form(ctx: Context, before: Stored[ReturnTemplate]) -> Done[None]:
    """Take the form from its agreement. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.return_templates.remove(before)
        return Done(None, uow.commit())


def try_form(ctx: Context, agreement: str, target: Path, file: Attachment | None = None) -> str:
    """Write the form, filled in with the latest closed return of the agreement, to `target`; gives the return's number.

    `file` is one that is not chosen yet. Never about people with protected data; noted as written.
    Raises Refused when nothing has been closed or there is no form, Trouble when the file cannot be written.
    """
    with ctx.writing() as uow:
        chosen = file or kept_file(uow, agreement)
        if chosen is None:
            raise Refused(RefusalCode.FILE_NOT_HERE, document=agreement)
        document = _latest(uow, agreement)
        rows = rows_of(document, agreement)
        filling.write(target, chosen, Filled(document, agreement, rows))
        closed = document.closed
        uow.log.disclosed(Disclosure("return_form_tried", persons_in(rows), closed.id, closed.counterpart), target)
        uow.commit()
        return closed.number


def save_example(target: Path) -> None:
    """Write a workbook that has every mark, to start from. Raises Trouble."""
    example.write(target)


def _latest(reader: Reader, agreement: str) -> ReturnDocument:
    found = reader.agreements.find(agreement)
    parties = found.value.parties if found else ()
    returns = [one for one in reader.ledger.returns(protected=False) if not parties or one.counterpart in parties]
    for one in sorted(returns, key=lambda one: (one.month, one.version), reverse=True):
        if any(row.entry.agreement == agreement for row in reader.ledger.rows([one.id])):
            return document_in(reader, one)
    raise Refused(RefusalCode.NOTHING_TO_TRY, agreement=agreement)
