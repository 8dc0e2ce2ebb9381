"""Do the import contracts hold, and does the command line stay without Qt?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_import_contracts_hold() -> None:
    """In a process of its own: the linter takes over the logging of the one it runs in."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(cache_dir=None))"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT, env=surroundings
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_command_line_never_loads_qt() -> None:
    program = (
        "import sys\n"
        "from mottagning.main import main\n"
        "assert main(['--help']) == 0\n"
        "import mottagning.cli.commands\n"
        "print([name for name in sys.modules if name.partition('.')[0] in {'PySide6', 'shiboken6', 'qtawesome'}])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert ran.stdout.splitlines()[-1] == "[]"
