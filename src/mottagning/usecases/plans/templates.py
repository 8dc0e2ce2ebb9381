"""From which templates can a plan begin? Those that come with the program, and the office's own in their place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mottagning.domain.plan_templates import TemplateItem, fitting
from mottagning.readmodels.plans import TemplateChoice
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.visible import person_of_case


def list_templates(ctx: Context) -> list[TemplateChoice]:
    """Every template; one of the office's with the key of a shipped one stands in its place."""
    with ctx.reading() as reader:
        return _templates(ctx, reader)


def templates_for(ctx: Context, case_number: str, day: date) -> list[TemplateChoice]:
    """The templates that fit somebody's age on a day, the best first; then the others.

    Raises Refused when she may not be seen.
    """
    with ctx.reading() as reader:
        born = person_of_case(ctx, reader, case_number).value.birth_date
        every = {one.template.key: one for one in _templates(ctx, reader)}
    first = [one.key for one in fitting([one.template for one in every.values()], born, day)]
    return [every[key] for key in (*first, *(key for key in every if key not in first))]


def template_of(ctx: Context, reader: Reader, key: str | None) -> Sequence[TemplateItem]:
    """The lines of a template; none for a plan that begins from nothing, or from one that is gone."""
    found = next((one for one in _templates(ctx, reader) if one.template.key == key), None)
    return found.items if found else ()


def _templates(ctx: Context, reader: Reader) -> list[TemplateChoice]:
    own = [
        TemplateChoice(
            one.value,
            tuple(item.value for item in reader.plan_template_items.of_template(one.value.key)),
            is_own=True,
        )
        for one in reader.plan_templates.every()
    ]
    replaced = {one.template.key for one in own}
    shipped = [
        TemplateChoice(one.template, one.items, is_own=False)
        for one in ctx.reference.plans.templates
        if one.template.key not in replaced
    ]
    return sorted([*own, *shipped], key=lambda one: (one.template.from_age, one.template.title))
