"""The rules that hold, and new ones from a file: read, shown against the present ones, used."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.deadlines.blocks import RuleProblem
from mottagning.domain.deadlines.loaded import LoadedRule, blocks_of, changes
from mottagning.domain.deadlines.reading import RULE, read_rules, unknown_limits
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.deadlines import RuleFile, RuleLine
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.rule_files import text_of


def list_rules(ctx: Context) -> list[RuleLine]:
    """Every rule that holds, by name."""
    with ctx.reading() as reader:
        book = rule_book(ctx, reader)
        own = {one.value.key: one for one in reader.loaded_rules.every()}
        lines = [
            RuleLine(rule, own.get(_key(rule.key, rule.valid.start if rule.valid else None))) for rule in book.rules
        ]
        return sorted(lines, key=lambda one: (one.rule.name, one.id))


def _key(key: str, start: object) -> str:
    return f"{RULE}/{key}" if start is None else f"{RULE}/{key}/{start}"


def read_rule_file(ctx: Context, path: Path) -> RuleFile:
    """What a rule file would change, or everything that is wrong in it. Raises Refused and Trouble for no file."""
    text = text_of(path)
    if text is None:
        return RuleFile(path.name, problems=(RuleProblem(path.name, "no_toml"),))
    found = read_rules(path.name, text)
    with ctx.reading() as reader:
        present = rule_book(ctx, reader)
    problems = found.problems or unknown_limits(path.name, found.book, present)
    if problems:
        return RuleFile(path.name, problems=tuple(problems))
    return RuleFile(path.name, changes(present, found.book), tuple(blocks_of(path.name, found, ctx.today)))


def use_rules(ctx: Context, file: RuleFile) -> Done[int]:
    """Use the rules of a file that was read without an error; gives how many. Each is noted in the log."""
    with ctx.writing() as uow:
        for block in file.blocks:
            uow.loaded_rules.put(uow.loaded_rules.find(block.key), block)
        return Done(len(file.blocks), uow.commit())


def forget_rule(ctx: Context, before: Stored[LoadedRule]) -> Done[None]:
    """Have the shipped rule hold again, or none. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.loaded_rules.remove(before)
        return Done(None, uow.commit())
