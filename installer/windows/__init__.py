"""The parts of the Windows package: `build.py` says in which order they are made."""
