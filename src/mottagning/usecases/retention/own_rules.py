"""The office's own rules of retention, from a file: read, shown, used, and let go."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.deadlines.blocks import RuleProblem
from mottagning.domain.retention.reading import read_retention
from mottagning.domain.rights import Act
from mottagning.readmodels.changes import Done
from mottagning.readmodels.retention import OwnRules, RetentionFile
from mottagning.usecases.context import Context
from mottagning.usecases.rule_files import text_of


def read_rule_file(ctx: Context, path: Path) -> RetentionFile:
    """What a rule file holds, or everything that is wrong in it. Raises Refused and Trouble for no file."""
    ctx.require(Act.RETAIN)
    text = text_of(path)
    if text is None:
        return RetentionFile(path.name, problems=(RuleProblem(path.name, "no_toml"),))
    found = read_retention(path.name, text)
    return RetentionFile(path.name, text, found.rules.rules, found.rules.exceptions, found.problems)


def use_rules(ctx: Context, file: RetentionFile | None) -> Done[None]:
    """Have the rules of a file that was read without an error hold, in the place of those of the same key; None for
    the shipped ones alone."""
    ctx.require(Act.RETAIN)
    with ctx.writing() as uow:
        uow.retention.use_rules(OwnRules(file.text, file.file) if file else None)
        return Done(None, uow.commit())
