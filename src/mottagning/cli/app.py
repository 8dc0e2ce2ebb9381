"""Runs a command: turns what was refused, trouble and bugs into words and an exit status."""

from __future__ import annotations

import contextlib
import sys

from mottagning.cli import commands, output, parser
from mottagning.domain.problems import Refused, Trouble
from mottagning.system import logs
from mottagning.system.paths import own_paths
from mottagning.texts import problems

BUG = 70


def main(arguments: list[str]) -> int:  # noqa: PLR0911 - one for each way to end
    """Run `arguments` and give the exit status: 0 done, 1 refused, 2 usage, 3 trouble with the machine, 70 a bug."""
    _write_utf8()
    try:
        return commands.run(parser.build().parse_args(arguments))
    except SystemExit as ending:
        return int(ending.code or 0) if isinstance(ending.code, int | None) else commands.USAGE
    except commands.Misused as misused:
        output.complain(str(misused))
        return commands.USAGE
    except Refused as refused:
        _refuse(refused, as_json="--json" in arguments)
        return commands.REFUSED
    except Trouble as trouble:
        output.complain(problems.trouble(trouble).text)
        return commands.TROUBLE
    except (KeyboardInterrupt, BrokenPipeError):
        return 130
    except Exception as error:
        output.complain(problems.bug().text)
        output.complain(logs.report(error))
        with contextlib.suppress(OSError):
            logs.start(own_paths().log)
            logs.note(error)
        return BUG


def _refuse(refused: Refused, *, as_json: bool) -> None:
    message = problems.refused(refused).text
    output.complain(message)
    if as_json:
        output.show_json({"refused": [{"code": refused.code.value, "message": message}]})


def _write_utf8() -> None:
    """Windows consoles and pipes may have another encoding than the words need."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
