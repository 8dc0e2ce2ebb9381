"""Writes the handbook as a folder of HTML pages: `python3 installer/handbook.py OUT`.

The same pages that the program shows, for a browser and for paper. The Windows package and the wheel carry them. It
needs no package: what reads and writes the pages is in the standard library.
"""

from __future__ import annotations

import sys
from pathlib import Path

from environment import ROOT


def write(target: Path) -> Path:
    """Write the handbook of this checkout into the folder `target`, made anew, and give its first page."""
    sys.path.insert(0, str(ROOT / "src"))
    try:
        from mottagning.files.handbook.folder import PICTURES, write_handbook  # noqa: PLC0415 - found by the line above
        from mottagning.files.handbook.pages import read_handbook  # noqa: PLC0415
    finally:
        sys.path.pop(0)
    pages = ROOT / "resources" / "help"
    return write_handbook(read_handbook(pages), pages / PICTURES, target)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(__doc__))
    print(write(Path(sys.argv[1])))
