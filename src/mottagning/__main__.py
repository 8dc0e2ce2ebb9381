"""`python -m mottagning` is the same as the command `mottagning`."""

import sys

from mottagning.main import main

if __name__ == "__main__":
    sys.exit(main())
