"""Templates go to another office and come back as a workbook: the sheets Planmallar and Planmallsrader alone."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mottagning.domain.plan_templates import PlanTemplate
from mottagning.files.layouts.register import PLAN_TEMPLATE_ITEMS, PLAN_TEMPLATES
from mottagning.files.register_workbook import writing
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.transfer import ImportReport
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.plans.templates import list_templates

SHEETS = (PLAN_TEMPLATES, PLAN_TEMPLATE_ITEMS)


def write_templates(ctx: Context, target: Path, keys: Collection[str]) -> None:
    """Write the templates with these keys to a workbook. It holds nobody's data. Raises Trouble."""
    chosen = [one for one in list_templates(ctx) if one.template.key in keys]
    writing.write_sheets(
        target,
        {
            PLAN_TEMPLATES: [one.template for one in chosen],
            PLAN_TEMPLATE_ITEMS: [item for one in chosen for item in one.items],
        },
    )


def read_templates(ctx: Context, file: Path) -> Done[ImportReport]:
    """Take another office's templates in: all of them or, while something is wrong, none.

    One with the key of a shipped template stands in its place. Raises Refused when the file is no workbook of
    templates, Trouble when it cannot be read.
    """
    return import_workbook(ctx, file, sheets=SHEETS)


def remove_template(ctx: Context, key: str) -> Done[None]:
    """Remove one of the office's own templates with its lines; a shipped one of the key stands there again."""
    with ctx.writing() as uow:
        before: Stored[PlanTemplate] | None = uow.plan_templates.find(key)
        if before is not None:
            for one in uow.plan_template_items.of_template(key):
                uow.plan_template_items.remove(one)
            uow.plan_templates.remove(before)
        return Done(None, uow.commit())
