"""The office's settings, who may log in, and what the register holds."""

from __future__ import annotations

from mottagning.domain.economy import EconomySettings, economy_problems
from mottagning.domain.office import OfficeSettings, office_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done
from mottagning.usecases.context import Context


def read_settings(ctx: Context) -> OfficeSettings | None:
    """The settings, None while the register has none."""
    with ctx.reading() as reader:
        return reader.settings.office()


def save_settings(ctx: Context, office: OfficeSettings) -> Done[None]:
    """Change the settings. Own municipality and first month are fixed once a month is closed; Raises Refused."""
    with ctx.writing() as uow:
        before = uow.settings.office()
        problems = list(office_problems(office))
        if office.municipality not in ctx.reference.municipalities:
            problems = [one for one in problems if one.name != "municipality"]
            problems.append(FieldProblem("municipality", "not_a_municipality"))
        if before is not None and not uow.ledger.is_empty():
            problems += [
                FieldProblem(name, "locked")
                for name in ("municipality", "first_month")
                if getattr(office, name) != getattr(before, name)
            ]
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        uow.settings.save(office)
        return Done(None, uow.commit())


def read_economy(ctx: Context) -> EconomySettings:
    """How files for the economy system are written."""
    with ctx.reading() as reader:
        return reader.settings.economy()


def save_economy(ctx: Context, settings: EconomySettings) -> Done[None]:
    """Change how files for the economy system are written. Raises Refused with what is wrong or still missing."""
    problems = economy_problems(settings)
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
    with ctx.writing() as uow:
        uow.settings.save(settings)
        return Done(None, uow.commit())
