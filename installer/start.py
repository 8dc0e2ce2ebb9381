"""Opens Mottagning on its demonstration register, after doing all the set-up: `python3 installer/start.py`.

Where there is no screen the register is made and its returns are written, as `mottagning demo` does.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import LOCK, ROOT, environment, has_screen, prepare

FOLDER = ROOT / "demo"


def main() -> int:
    """Set up and open."""
    python = str(prepare(LOCK))
    if has_screen():
        return subprocess.run([python, "-m", "mottagning", "--demo"], check=False, env=environment()).returncode
    if (FOLDER / "demo.mottagning").exists():
        print(f"There is no screen. The demonstration register and its returns lie in {FOLDER}.")
        return 0
    print("There is no screen, so the demonstration register is made without a window.")
    return subprocess.run(
        [python, "-m", "mottagning", "demo", "--out", str(FOLDER)], check=False, env=environment()
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
