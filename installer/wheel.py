"""What goes into the wheel beside the program and its resources? The handbook as HTML; hatchling asks here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import handbook

PLACE = "mottagning/handbok"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc, unused-ignore]
    """Writes the handbook before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Have the handbook packed; one that is installed as a checkout is needs none."""
        if version == "standard":
            target = Path(self.root) / "build" / "handbok"
            handbook.write(target)
            build_data["force_include"][str(target)] = PLACE
