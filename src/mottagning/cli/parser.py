"""Which commands and options are there? formats/command-line, in argparse, with Swedish help."""

from __future__ import annotations

import argparse
from pathlib import Path

from mottagning import __version__
from mottagning.domain.periods import Month
from mottagning.texts import cli as texts
from mottagning.usecases.admin.demo import FEWEST, MOST

USUAL = 60


def build() -> argparse.ArgumentParser:
    """The parser of all commands."""
    _speak_swedish()
    parser = argparse.ArgumentParser(prog="mottagning", description=texts.DESCRIPTION, epilog=texts.EPILOG)
    parser.add_argument("--version", action="version", version=f"mottagning {__version__}", help=texts.ARG_VERSION)
    commands = parser.add_subparsers(dest="command", title=texts.COMMANDS, metavar="")
    _add_transfer(commands)
    _add_months(commands)
    _add_match(commands)
    _add_care(commands)
    _add_demo(commands)
    return parser


Commands = argparse._SubParsersAction


def _add_transfer(commands: Commands[argparse.ArgumentParser]) -> None:
    one = _command(commands, "import", texts.HELP_IMPORT)
    one.add_argument("workbook", type=Path, metavar="WORKBOOK", help=texts.ARG_WORKBOOK)
    one.add_argument("--accept-valid", action="store_true", help=texts.ARG_ACCEPT_VALID)
    _json(one)
    one = _command(commands, "export", texts.HELP_EXPORT)
    one.add_argument("--out", type=Path, required=True, metavar="WORKBOOK", help=texts.ARG_OUT_FILE)


def _add_months(commands: Commands[argparse.ArgumentParser]) -> None:
    for name, text in (("check", texts.HELP_CHECK), ("preview", texts.HELP_PREVIEW), ("close", texts.HELP_CLOSE)):
        one = _command(commands, name, text)
        one.add_argument("month", type=_month, metavar="MONTH", help=texts.ARG_MONTH)
        if name == "close":
            one.add_argument("--out", type=Path, required=True, metavar="DIR", help=texts.ARG_OUT_FOLDER)
            one.add_argument(
                "--counterpart", action="append", default=[], metavar="KOD", help=texts.ARG_ONLY_COUNTERPART
            )
            one.add_argument("--early", action="store_true", help=texts.ARG_EARLY)
        _json(one)
    one = _command(commands, "returns", texts.HELP_RETURNS)
    one.add_argument("--month", type=_month, metavar="MONTH", help=texts.ARG_MONTH)
    one.add_argument("--out", type=Path, metavar="DIR", help=texts.ARG_OUT_FOLDER)
    one.add_argument("--protected", action="store_true", help=texts.ARG_PROTECTED)
    one.add_argument("--peppol", type=Path, metavar="DIR", help=texts.ARG_PEPPOL)
    one.add_argument("--sie", type=Path, metavar="DIR", help=texts.ARG_SIE)
    _json(one)
    one = _command(commands, "accrued", texts.HELP_ACCRUED)
    one.add_argument("month", type=_month, metavar="MONTH", help=texts.ARG_MONTH)
    one.add_argument("--out", type=Path, metavar="DIR", help=texts.ARG_ACCRUED_OUT)
    one.add_argument("--sie", type=Path, metavar="DIR", help=texts.ARG_ACCRUED_SIE)
    one.add_argument("--protected", action="store_true", help=texts.ARG_PROTECTED)
    _json(one)


def _add_match(commands: Commands[argparse.ArgumentParser]) -> None:
    one = _command(commands, "match", texts.HELP_MATCH)
    one.add_argument("workbook", type=Path, metavar="WORKBOOK", help=texts.ARG_BILL)
    one.add_argument("--from", dest="first", type=_month, required=True, metavar="MONTH", help=texts.ARG_FIRST)
    one.add_argument("--to", dest="last", type=_month, required=True, metavar="MONTH", help=texts.ARG_LAST)
    one.add_argument("--counterpart", required=True, metavar="KOD", help=texts.ARG_COUNTERPART)
    _json(one)


def _add_care(commands: Commands[argparse.ArgumentParser]) -> None:
    one = _command(commands, "verify", texts.HELP_VERIFY)
    one.add_argument("--backup", type=Path, metavar="FILE", help=texts.ARG_TRY)
    one = _command(commands, "backup", texts.HELP_BACKUP)
    one.add_argument("--out", type=Path, required=True, metavar="FILE", help=texts.ARG_OUT_FILE)
    one = _command(commands, "restore", texts.HELP_RESTORE)
    one.add_argument("backup", type=Path, metavar="FILE", help=texts.ARG_BACKUP)


def _add_demo(commands: Commands[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("demo", help=texts.HELP_DEMO, description=texts.HELP_DEMO)
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help=texts.ARG_OUT_FOLDER)
    one.add_argument("--persons", type=_persons, default=USUAL, metavar="N", help=texts.ARG_PERSONS)


def _command(commands: Commands[argparse.ArgumentParser], name: str, text: str) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=text, description=text)
    one.add_argument("--register", type=Path, metavar="FILE", help=texts.ARG_REGISTER)
    one.add_argument("--user", metavar="NAME", help=texts.ARG_USER)
    one.add_argument("--passphrase-file", type=Path, metavar="FILE", help=texts.ARG_PASSPHRASE_FILE)
    return one


def _json(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help=texts.ARG_JSON)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(texts.NOT_A_MONTH.format(value=text)) from None


def _persons(text: str) -> int:
    if not text.isdecimal() or not FEWEST <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(texts.NOT_PERSONS.format(value=text))
    return int(text)


def _speak_swedish() -> None:
    """argparse takes its words from gettext; what it finds here it says in Swedish."""
    vars(argparse)["_"] = lambda message: texts.ARGPARSE.get(message, message)
