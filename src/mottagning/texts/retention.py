"""Words of retention: what is proposed and why, what waits for whom, what was removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from mottagning.domain.retention.rules import RetentionException, RetentionRule
from mottagning.domain.retention.weighing import Running, Verdict
from mottagning.readmodels.retention import Protocol, ProtocolLine
from mottagning.texts import formats

REMOVED = "[gallrad]"
"""Stands in others' notes where somebody was named."""


def backup_name(register: str, moment: datetime) -> str:
    """The file of the backup before a removal: `Krokom före gallring 2027-01-15 090000`."""
    return f"{register} före gallring {moment:%Y-%m-%d %H%M%S}"


# why


def source(one: RetentionRule | RetentionException) -> str:
    """`socialtjänstlagen (2025:400) 16 kap. 1 §`."""
    return " ".join(part for part in (one.source.law, one.source.paragraph) if part)


def why(verdict: Verdict) -> str:
    """`Personakt: sparas till och med 2025-03-10, socialtjänstlagen (2025:400) 16 kap. 1 §`."""
    if verdict.rule is None or verdict.kept_until is None:
        return ""
    return f"{verdict.rule.name}: sparades till och med {formats.day(verdict.kept_until)}, {source(verdict.rule)}"


# the protocol

BY_RULE = "Efter regel"
BY_RULE_HEADINGS = ("Regel", "Antal")
BY_KIND = "Efter slag av uppgift"
BY_KIND_HEADINGS = ("Uppgift", "Antal")
WHAT_STAYS = (
    "Redovisade rader står kvar som tal utan person. Loggarna visar fortfarande vem som gjorde vad och när, men inte "
    "vad som stod. Säkerhetskopior som gjordes tidigare innehåller uppgifterna tills de gallras."
)


def protocol_title(protocol: Protocol) -> str:
    """What a protocol is called."""
    return f"Gallringsprotokoll {protocol.id}"


def protocol_facts(protocol: Protocol, municipality: str, board: str | None) -> tuple[tuple[str, str], ...]:
    """Who decided what, and when."""
    return (
        ("Kommun", municipality),
        *((("Nämnd", board),) if board else ()),
        ("Föreslagen", _who(protocol.proposed_at, protocol.proposed_by)),
        ("Godkänd", _who(protocol.approved_at, protocol.approved_by)),
        ("Gallrad", _who(protocol.at, protocol.by)),
        ("Personer", str(protocol.persons)),
        ("Dokument för sig", str(protocol.documents)),
    )


def _who(at: datetime, by: str) -> str:
    return f"{formats.moment(at)}, {by}"


def counts(lines: Iterable[ProtocolLine]) -> tuple[tuple[str, ...], ...]:
    """How many by each rule."""
    return tuple((one.what, str(one.count)) for one in lines)


def kinds(lines: Iterable[ProtocolLine]) -> tuple[tuple[str, ...], ...]:
    """How many of each kind of record."""
    return tuple((_KINDS.get(one.what, one.what), str(one.count)) for one in lines)


_KINDS: Mapping[str, str] = {
    "person": "Personer",
}
_RUNNING: Mapping[Running, str] = {}
