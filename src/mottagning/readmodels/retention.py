"""What is proposed to be removed, what waits for an answer or an approval, and what was removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mottagning.domain.deadlines.blocks import RuleProblem
from mottagning.domain.documents import Document
from mottagning.domain.retention.rules import RetentionException, RetentionRule, RetentionRules
from mottagning.domain.retention.weighing import Running, Verdict


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody whose time is up: by her number in the register, with the verdict that says why."""

    person: int
    case_number: str
    name: str
    is_protected: bool
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document whose own time is up. `whose` is the key of what it belongs to."""

    id: int
    document: Document
    whose: str
    kept_until: date
    rule: str
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits for approval, or is approved and waits to be carried out. Moments in the machine's time.

    `is_own`: whoever looks made it, and somebody else has to approve it.
    """

    id: int
    version: int
    at: datetime
    by: str
    approved_at: datetime | None
    approved_by: str | None
    persons: tuple[PersonLine, ...]
    documents: tuple[DocumentLine, ...]
    is_protected: bool
    is_own: bool
    gone_stale: int = 0
    """How many of it are no longer due: something has been noted of them since."""

    @property
    def is_approved(self) -> bool:
        """Whether somebody else has approved it."""
        return self.approved_by is not None


@dataclass(frozen=True, slots=True)
class RetentionView:
    """The whole page. `asked` need an answer.

    `kept` counts those who are kept, by the key of the exception; `unfinished` those whose time is up but whom the
    office is not done with, by what goes on: somebody may be counted more than once.
    """

    due: tuple[PersonLine, ...]
    documents: tuple[DocumentLine, ...]
    asked: tuple[PersonLine, ...]
    waiting: tuple[Waiting, ...]
    kept: Mapping[str, int]
    unfinished: Mapping[Running, int]
    protocols: tuple[Protocol, ...]
    rules: RetentionRules
    own_file: str | None = None


@dataclass(frozen=True, slots=True)
class ProtocolLine:
    """So many removed: by a rule, or of a kind of record (the name of its table)."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Protocol:
    """What was removed, by number and kind: who proposed, approved and did it, and when. Nobody is named in it."""

    id: int
    at: datetime
    by: str
    proposed_at: datetime
    proposed_by: str
    approved_at: datetime
    approved_by: str
    persons: int
    documents: int
    is_protected: bool
    by_rule: tuple[ProtocolLine, ...]
    by_kind: tuple[ProtocolLine, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it is kept. Moments are UTC; persons and documents by their numbers, each with its rule."""

    id: int
    version: int
    at: datetime
    by: str
    is_protected: bool
    approved_at: datetime | None
    approved_by: str | None
    persons: Mapping[int, str]
    documents: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The office's own rules, as they stand in the file that was read."""

    text: str
    file: str


@dataclass(frozen=True, slots=True)
class RetentionFile:
    """A file with the office's own rules that was read: what it holds, or everything that is wrong in it."""

    file: str
    text: str = ""
    rules: tuple[RetentionRule, ...] = ()
    exceptions: tuple[RetentionException, ...] = ()
    problems: tuple[RuleProblem, ...] = ()
