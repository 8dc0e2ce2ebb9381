"""Reads how much of the logs is looked at in a review."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache

from mottagning.domain.log_review import ReviewRules
from mottagning.system.paths import resources


@cache
def review_rules() -> ReviewRules:
    """The rules that are shipped with the program, read once."""
    found = tomllib.loads((resources() / "log_review.toml").read_text(encoding="utf-8"))
    return ReviewRules(**{item.name: found[item.name] for item in fields(ReviewRules)})
