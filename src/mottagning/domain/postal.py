"""Where does a letter go? An address written in lines, in the parts that an invoice wants."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOWN = re.compile(r"(?:SE[- ]?)?([0-9]{3}) ?([0-9]{2})\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """The lines before the town, and postnummer (`123 45`) and town where the last line says them."""

    lines: tuple[str, ...]
    postal_code: str | None = None
    town: str | None = None


def postal_address(text: str | None) -> PostalAddress | None:
    """`text`, lines or parts between commas, as an address; None when nothing stands there."""
    parts = tuple(" ".join(part.split()) for part in re.split(r"[\n,]", text or "") if part.strip())
    if not parts:
        return None
    match = _TOWN.fullmatch(parts[-1])
    if not match:
        return PostalAddress(parts)
    first, last, town = match.groups()
    return PostalAddress(parts[:-1], f"{first} {last}", town)
