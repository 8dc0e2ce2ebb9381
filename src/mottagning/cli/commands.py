"""One function per command: it calls a use case and prints what came of it. Each gives its exit status."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from mottagning.cli import accruals, economy_files, output
from mottagning.domain.periods import Month
from mottagning.domain.problems import Trouble
from mottagning.readmodels.returns import ClosedReturn, Finding, WrittenReturn
from mottagning.readmodels.transfer import ImportReport
from mottagning.system import clock
from mottagning.system.paths import own_paths
from mottagning.texts import backups as backup_texts
from mottagning.texts import checks, explain, findings, formats, invoices, return_templates, transfer, words
from mottagning.texts import cli as texts
from mottagning.usecases.access import alone_with
from mottagning.usecases.admin import backups, registers, restoring, trying
from mottagning.usecases.admin.demo import make_demo
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.key_holders import has_key_holders
from mottagning.usecases.admin.moving_in import import_into_new
from mottagning.usecases.context import Context
from mottagning.usecases.invoices.controlling import control_bill
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import list_returns, write_returns
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import coming_rows, still_asked, view_month

DONE, REFUSED, USAGE, TROUBLE = 0, 1, 2, 3
_ENOUGH = 12


class Misused(Exception):
    """The command cannot be run as it was called."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command that was asked for, and give its exit status."""
    return COMMANDS[arguments.command](arguments)


def _register(arguments: argparse.Namespace) -> Path:
    """The register that was named, or the only one the user has."""
    if arguments.register is not None:
        return Path(arguments.register).absolute()
    known = own_paths().known_registers()
    if len(known) != 1:
        raise Misused(texts.NO_REGISTER)
    return known[0]


def _passphrase(arguments: argparse.Namespace) -> str:
    """From the environment, a file, or a prompt that does not echo; never from an argument."""
    given = os.environ.get("MOTTAGNING_PASSPHRASE")
    if given:
        return given
    if arguments.passphrase_file is not None:
        try:
            lines = Path(arguments.passphrase_file).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise Misused(texts.BAD_PASSPHRASE_FILE) from None
        if lines and lines[0]:
            return lines[0]
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(texts.ASK_PASSPHRASE)
    raise Misused(texts.NO_PASSPHRASE)


def _open(arguments: argparse.Namespace) -> Context:
    return registers.open_register(_register(arguments), _passphrase(arguments), clock.now, arguments.user)


def _import(arguments: argparse.Namespace) -> int:
    register = _register(arguments) if arguments.register else _own_register(arguments)
    if register.exists():
        ctx = registers.open_register(register, _passphrase(arguments), clock.now, arguments.user)
        with alone_with(register, ctx.user.name, clock.now):
            report = import_workbook(ctx, arguments.workbook, accept_valid=arguments.accept_valid).value
    else:
        passphrase = _passphrase(arguments)
        if len(passphrase) < _ENOUGH:
            output.complain(texts.SHORT_PASSPHRASE)
        moved = import_into_new(
            register,
            arguments.workbook,
            passphrase,
            arguments.user or getpass.getuser(),
            clock.now,
            accept_valid=arguments.accept_valid,
        )
        report = moved.report
        if moved.recovery_code:
            output.complain(texts.RECOVERY.format(code=moved.recovery_code))
    _show_import(report, as_json=arguments.json)
    return DONE if report.is_imported else REFUSED


def _own_register(arguments: argparse.Namespace) -> Path:
    """The user's only register, or where the first is to be."""
    known = own_paths().known_registers()
    return own_paths().registers / "Mottagning.mottagning" if not known else _register(arguments)


def _show_import(report: ImportReport, *, as_json: bool) -> None:
    if as_json:
        output.show_json(output.import_json(report))
    for one in report.rejected:
        place = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
        value = f" ({one.value})" if one.value else ""
        output.complain(f"{place}{value}: {one.message}")
    for warned in report.warnings:
        place = f"{warned.sheet}!{warned.cell}" if warned.cell else warned.sheet
        output.complain(f"{texts.WARNING}: {place}: {warned.message}")
    if as_json:
        return
    if not report.is_imported:
        output.say(texts.NOT_IMPORTED)
        return
    counts = [sum(count.values()) for count in (report.created, report.changed, report.unchanged)]
    output.say(texts.IMPORTED.format(summary=transfer.summary(*counts)))
    if report.rejected_file is not None:
        rows = formats.counted(len(report.rejected), "cell", "celler")
        output.say(texts.REJECTED_WRITTEN.format(rows=rows, file=report.rejected_file))


def _export(arguments: argparse.Namespace) -> int:
    export_register(_open(arguments), arguments.out)
    output.say(texts.EXPORTED.format(file=arguments.out))
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    ctx = _open(arguments)
    view = view_month(ctx, arguments.month)
    problems = [*view.problems, *(one for one in view.notes.warnings if one not in view.problems)]
    if arguments.json:
        shown = [output.problem_json(problem, ctx.name) for problem in problems]
        output.show_json({"month": str(arguments.month), "problems": shown})
        return DONE
    for problem in problems:
        said = checks.said(problem, ctx.name)
        mark = words.word(problem.severity)
        output.say(f"{problem.check.value} {mark} {problem.booking}: {said.message} {said.advice}")
    if not problems:
        output.say(texts.NO_PROBLEMS)
    return DONE


def _preview(arguments: argparse.Namespace) -> int:
    ctx = _open(arguments)
    view = coming_rows(ctx, arguments.month)
    skipping = texts.SKIPS_OPEN_MONTHS.format(month=arguments.month)
    if arguments.json:
        extra = [{"check": None, "message": skipping}] if view.skips_open_months else []
        output.show_json(output.preview_json(view, ctx.name, extra))
        return DONE
    if view.skips_open_months:
        output.complain(skipping)
    for row in view.rows:
        entry = row.entry
        output.say(
            f"{entry.booking} {entry.counterpart} {entry.service_month} {formats.kr(entry.amount)}: "
            f"{explain.amount(entry)}"
        )
    for note in view.notes.held:
        output.say(f"{texts.HELD}: {note.problem.booking} {note.service_month} {note.problem.check.value}")
    return DONE


def _close(arguments: argparse.Namespace) -> int:
    ctx = _open(arguments)
    only = frozenset(arguments.counterpart)
    if not has_key_holders(ctx):
        output.complain(texts.ONE_KEY_HOLDER)
    with alone_with(ctx.db.file, ctx.user.name, clock.now):
        closed = close_month(ctx, arguments.month, only=only, early=arguments.early, alone=True)
        visible = still_asked(ctx, closed.value)
    trouble: Trouble | None = None
    try:
        written = write_returns(ctx, arguments.out, arguments.month, only=only)
    except Trouble as error:
        trouble = error
        written = [one for one in _where_they_stand(ctx, arguments.out, arguments.month) if _is_of(one, only)]
    if arguments.json:
        returns = [output.return_json(one) for one in written]
        output.show_json({"month": str(arguments.month), "returns": returns, **output.notes_json(visible, ctx.name)})
    else:
        count = formats.counted(len(written), "underlag", "underlag")
        output.say(texts.CLOSED.format(month=arguments.month, returns=count))
        for note in visible.held:
            said = checks.said(note.problem, ctx.name).message
            output.say(f"{texts.HELD}: {note.problem.booking} {note.service_month}: {said}")
        for lost in visible.lost:
            output.say(f"{texts.LOST}: {lost.booking} {lost.service_month} {formats.kr(lost.amount)}")
    if trouble is not None:
        output.complain(texts.FILE_UNWRITTEN)
        raise trouble
    return DONE


def _where_they_stand(ctx: Context, folder: Path, month: Month) -> list[WrittenReturn]:
    """The returns of a month whose files could not all be written: those that stand have their path."""
    return [WrittenReturn(closed=one, file=_standing(folder, one)) for one in list_returns(ctx, month)]


def _is_of(one: WrittenReturn, only: Collection[str]) -> bool:
    return not only or one.closed.counterpart in only


def _standing(folder: Path, one: ClosedReturn) -> Path | None:
    found = sorted(folder.glob(f"{one.number} *.xlsx")) if folder.is_dir() else []
    return found[0].absolute() if found else None


def _returns(arguments: argparse.Namespace) -> int:
    ctx = _open(arguments)
    if arguments.out is not None:
        written = write_returns(ctx, arguments.out, arguments.month, protected=arguments.protected)
    else:
        returns = list_returns(ctx, arguments.month)
        written = [WrittenReturn(closed=one, file=None) for one in returns if not arguments.protected]
    economy = economy_files.write(ctx, arguments)
    if arguments.json:
        output.show_json({"returns": [output.return_json(one) for one in written], **economy.as_json()})
        return DONE
    for one in written:
        output.say(f"{one.closed.number}  {formats.kr(one.closed.total)}  {one.file or ''}".rstrip())
        for form in one.forms:
            output.say(f"{one.closed.number}  {form.file}  {return_templates.partly(form)}".rstrip())
    if not written:
        output.say(texts.NO_RETURNS)
    for said in economy.said():
        output.say(said)
    return DONE


def _accrued(arguments: argparse.Namespace) -> int:
    ctx = _open(arguments)
    written = accruals.write(ctx, arguments)
    if arguments.json:
        output.show_json(written.as_json())
        return DONE
    for said in written.said():
        output.say(said)
    return DONE


def _match(arguments: argparse.Namespace) -> int:
    if arguments.last < arguments.first:
        raise Misused(texts.MONTHS_BACKWARDS)
    ctx = _open(arguments)
    found = control_bill(ctx, arguments.workbook, arguments.counterpart, arguments.first, arguments.last)
    if found.bill.unread:
        output.complain(invoices.unread(found.bill.unread))
    if arguments.json:
        output.show_json(output.match_json(found, ctx.name))
        return DONE
    for one in found.differences:
        output.say(f"{invoices.VERDICTS[one.verdict]}: {invoices.in_full(found, one, ctx.name)}")
    control = found.control
    output.say(invoices.summary(control.agreed, len(control.differences), control.their_amount, control.our_amount))
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    ctx = _open(arguments)
    ended = _tell(verify(ctx), findings.ALL_WELL)
    if arguments.backup is not None:
        tried = trying.try_backup(ctx, arguments.backup, _passphrase(arguments))
        ended = max(ended, _tell(tried.findings, backup_texts.tried(tried)))
    return ended


def _tell(found: Sequence[Finding], well: str) -> int:
    """Say what is not as it should be, or that all is well."""
    for finding in found:
        output.complain(findings.said(finding))
    if not found:
        output.say(well)
    return REFUSED if found else DONE


def _backup(arguments: argparse.Namespace) -> int:
    counts = backups.back_up(_open(arguments), arguments.out)
    rows = formats.counted(sum(counts.values()), "rad", "rader")
    output.say(texts.BACKUP_DONE.format(file=arguments.out, rows=rows))
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    register = _register(arguments) if arguments.register else _own_register(arguments)
    restoring.restore(arguments.backup, register, _passphrase(arguments), clock.now, arguments.user)
    output.say(texts.RESTORED.format(file=register))
    return DONE


def _demo(arguments: argparse.Namespace) -> int:
    given = os.environ.get("MOTTAGNING_PASSPHRASE")
    passphrase = given or secrets.token_urlsafe(12)
    made = make_demo(arguments.out, passphrase, clock.now, persons=arguments.persons)
    if not given:
        output.say(texts.DEMO_PASSPHRASE.format(passphrase=passphrase))
    output.say(texts.DEMO_DONE.format(register=made.register, folder=made.returns))
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "export": _export,
    "check": _check,
    "preview": _preview,
    "close": _close,
    "returns": _returns,
    "accrued": _accrued,
    "match": _match,
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
    "demo": _demo,
}
