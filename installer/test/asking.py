"""How does one ask the installed Python something? With the program's own launcher, led to a script in its place."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

_LAUNCHER = Path(__file__).resolve().parent.parent / "windows" / "launcher.c"
_PROGRAM = 'L"-m", L"mottagning"'


def make_asking(target: Path, script: str) -> None:
    """Compile at `target` what runs the Windows path `script` as the program is run. Raises OSError."""
    source = _LAUNCHER.read_text(encoding="utf-8")
    if _PROGRAM not in source:
        raise OSError(f"{_LAUNCHER.name} starts the program in another way")
    led = source.replace(_PROGRAM, f'L"{script.replace(chr(92), chr(92) * 2)}"')
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder, "asking.c")
        changed.write_text(led, encoding="utf-8")
        compiler = ["x86_64-w64-mingw32-gcc", "-Os", "-s", "-municode", "-mconsole", "-DCONSOLE"]
        done = subprocess.run([*compiler, "-o", str(target), str(changed)], check=False, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr)
