"""Where do things lie? Registers, settings and logs of the logged-in person, and the program's own resources.

Registers lie by default in a local folder outside Documents, which often is copied to a cloud by a sync program; IT can
choose another (`policy`).
`MOTTAGNING_HOME` moves all of it, for tests and for trying things out.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs, user_documents_dir

from mottagning.system.policy import own_policy

REGISTER_SUFFIX = ".mottagning"
KEY_SUFFIX = ".nyckel"
BACKUP_SUFFIX = ".mottagning-kopia"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of the program for one person; made when first needed."""

    home: Path
    registers_elsewhere: Path | None = None

    @property
    def registers(self) -> Path:
        """Where new registers are put."""
        return self.registers_elsewhere or self.home / "Register"

    @property
    def backups(self) -> Path:
        """Where backups are put."""
        return self.home / "Backup"

    @property
    def demonstration(self) -> Path:
        """Where the window puts the demonstration register."""
        return self.home / "Demonstration"

    @property
    def settings(self) -> Path:
        """What the program remembers about the window."""
        return self.home / "settings.json"

    @property
    def tries(self) -> Path:
        """How often a wrong passphrase was given here."""
        return self.home / "tries.json"

    @property
    def log(self) -> Path:
        """What the program notes when something went wrong."""
        return self.home / "Log" / "mottagning.log"

    def known_registers(self) -> list[Path]:
        """The registers in the person's own folder, in order of their names."""
        return sorted(self.registers.glob(f"*{REGISTER_SUFFIX}"))


def own_paths() -> Paths:
    """The folders of the person who runs the program."""
    given = os.environ.get("MOTTAGNING_HOME")
    if given:
        return Paths(Path(given))
    return Paths(Path(PlatformDirs("Mottagning", appauthor=False).user_data_dir), own_policy().registers)


def documents() -> Path:
    """The person's folder for documents, wherever the system keeps it; the home folder where there is none."""
    found = Path(user_documents_dir())
    return found if found.is_dir() else Path.home()


def key_file_of(register: Path) -> Path:
    """The key file that belongs to a register: beside it, under its name."""
    return register.with_name(register.name + KEY_SUFFIX)


def resources() -> Path:
    """The program's own data: in the checkout where there is one, else inside the package."""
    package = Path(__file__).parent.parent
    checkout = package.parent.parent / "resources"
    return checkout if checkout.is_dir() and package.parent.name == "src" else package / "resources"
