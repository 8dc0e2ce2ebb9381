"""Makes the bytecode of every module below folders: `python3.12 compile_tree.py TREE FOLDER…`.

The bytecode never asks whether its source has changed: nothing then has to be written where the program is installed.
"""

from __future__ import annotations

import compileall
import sys
from py_compile import PycInvalidationMode


def main(tree: str, *folders: str) -> int:
    """Compile; 1 when a module cannot be."""
    done = [
        compileall.compile_dir(
            f"{tree}/{folder}",
            maxlevels=40,
            quiet=1,
            force=True,
            stripdir=tree,
            prependdir=".",
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        for folder in folders
    ]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
