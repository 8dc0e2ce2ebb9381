"""The store of retention: proposals, answers, the office's own rules, protocols; and the removal itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Area
from mottagning.readmodels.retention import OwnRules, Proposal, Protocol, ProtocolLine
from mottagning.storage.hanging import Rows, hanging, remove
from mottagning.storage.journal import Journal
from mottagning.storage.stores.documents import DocumentStore
from mottagning.storage.stores.forgetting import Forgetting, gone
from mottagning.storage.tables import people
from mottagning.storage.tables import retention as tables

_RULE, _KIND = "rule", "kind"
_UNTOLD = frozenset({people.person_term.name, tables.retention_item.name, tables.retention_answer.name})
"""What is removed and is no record of anybody's."""
Item = tuple[int, str, date]
"""A person or a document, the rule and the last day it was kept."""


class RetentionStore:
    """What is proposed, answered and done about removing persons and documents."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    # answers and rules

    def answers(self) -> Mapping[int, Mapping[str, bool]]:
        """What has been answered, by person and question; the latest counts."""
        table = tables.retention_answer
        found: dict[int, dict[str, bool]] = defaultdict(dict)
        for row in self._connection.execute(select(table).order_by(table.c.id)):
            found[row.person_id][row.question] = row.answer
        return found

    def answer(self, persons: Collection[int], question: str, *, is_yes: bool) -> None:
        """Keep an answer of these persons."""
        journal = self._writing
        values = {"question": question, "answer": is_yes, "at": journal.at, "by": journal.by}
        rows = [{"person_id": number, **values} for number in sorted(persons)]
        table = tables.retention_answer
        for number in self._connection.scalars(table.insert().returning(table.c.id), rows).all():
            journal.note(Area.RETENTION, table.name, number, "added", {"question": question, "answer": is_yes})

    def own_rules(self) -> OwnRules | None:
        """The office's own rules, None while the shipped ones hold alone."""
        row = self._connection.execute(select(tables.retention_rules)).first()
        return None if row is None else OwnRules(row.text, row.file)

    def use_rules(self, own: OwnRules | None) -> None:
        """Have these rules hold beside the shipped ones, or none."""
        journal, table = self._writing, tables.retention_rules
        self._connection.execute(table.delete())
        if own is not None:
            values = {"text": own.text, "file": own.file, "loaded_at": journal.at, "loaded_by": journal.by}
            self._connection.execute(table.insert().values(values))
        journal.note(Area.RETENTION, table.name, None, "changed", {"file": own.file if own else None})

    # proposals

    def proposals(self) -> list[Proposal]:
        """All that wait, oldest first."""
        table, item = tables.retention_proposal, tables.retention_item
        persons: dict[int, dict[int, str]] = defaultdict(dict)
        documents: dict[int, dict[int, str]] = defaultdict(dict)
        for row in self._connection.execute(select(item).order_by(item.c.id)):
            if row.person_id is not None:
                persons[row.proposal_id][row.person_id] = row.rule
            elif row.document_id is not None:
                documents[row.proposal_id][row.document_id] = row.rule
        return [
            Proposal(
                row.id,
                row.version,
                row.at,
                row.by,
                row.is_protected,
                row.approved_at,
                row.approved_by,
                persons[row.id],
                documents[row.id],
            )
            for row in self._connection.execute(select(table).order_by(table.c.id))
        ]

    def proposal(self, number: int) -> Proposal:
        """The proposal of this number. Raises Refused when it is gone."""
        found = next((one for one in self.proposals() if one.id == number), None)
        if found is None:
            raise Refused(RefusalCode.GONE)
        return found

    def propose(self, persons: Sequence[Item], documents: Sequence[Item], *, is_protected: bool) -> int:
        """Keep a proposal; gives its number."""
        journal, table = self._writing, tables.retention_proposal
        values = {"at": journal.at, "by": journal.by, "is_protected": is_protected, "version": 1}
        number: int = self._connection.scalars(table.insert().returning(table.c.id), [values]).one()
        rows = [
            {"proposal_id": number, "person_id": person, "document_id": document, "rule": rule, "kept_until": until}
            for person, document, rule, until in (
                *((person, None, rule, until) for person, rule, until in persons),
                *((None, document, rule, until) for document, rule, until in documents),
            )
        ]
        self._connection.execute(tables.retention_item.insert(), rows)
        counts = {"persons": len(persons), "documents": len(documents)}
        journal.note(Area.RETENTION, table.name, number, "added", counts)
        return number

    def approve(self, before: Proposal) -> None:
        """Somebody else agrees. Raises Refused when it was changed since."""
        journal, table = self._writing, tables.retention_proposal
        mine = (table.c.id == before.id, table.c.version == before.version)
        values = {"approved_at": journal.at, "approved_by": journal.by, "version": before.version + 1}
        if not self._connection.execute(table.update().where(*mine).values(values)).rowcount:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        journal.note(Area.RETENTION, table.name, before.id, "changed", {"approved_by": [None, journal.by]})

    def withdraw(self, number: int) -> None:
        """Let a proposal go; nobody is removed."""
        self._drop(number)
        self._writing.note(Area.RETENTION, tables.retention_proposal.name, number, "removed", {})

    def _drop(self, number: int) -> None:
        item, table = tables.retention_item, tables.retention_proposal
        self._connection.execute(item.delete().where(item.c.proposal_id == number))
        self._connection.execute(table.delete().where(table.c.id == number))

    # protocols and the removal

    def protocols(self) -> list[Protocol]:
        """What was removed, the latest first."""
        table, line = tables.retention_protocol, tables.retention_protocol_line
        lines: dict[tuple[int, str], list[ProtocolLine]] = defaultdict(list)
        for one in self._connection.execute(select(line).order_by(line.c.id)).mappings():
            lines[one["protocol_id"], one["of"]].append(ProtocolLine(one["what"], one["count"]))
        rows = self._connection.execute(select(table).order_by(table.c.id.desc())).mappings()
        return [
            Protocol(**row, by_rule=tuple(lines[row["id"], _RULE]), by_kind=tuple(lines[row["id"], _KIND]))
            for row in rows
        ]

    def carry_out(self, proposal: Proposal) -> Protocol:
        """Remove what an approved proposal names, with everything that hangs on it, and leave a protocol.

        What is about somebody in the logs loses its words; rows that were settled stay as numbers.
        """
        connection = self._connection
        who = gone(connection, list(proposal.persons), self._papers(proposal))
        rows = hanging(connection, proposal.persons, proposal.documents)
        number = self._protocol(proposal, rows)
        remove(connection, rows)
        self._drop(proposal.id)
        Forgetting(connection, who, rows, number).forget()
        counts = {"persons": len(proposal.persons), "documents": len(proposal.documents)}
        self._writing.note(Area.RETENTION, tables.retention_protocol.name, number, "added", counts)
        return next(one for one in self.protocols() if one.id == number)

    def _papers(self, proposal: Proposal) -> Mapping[int, int | None]:
        """The documents that are proposed by themselves, each with the person whose it is."""
        documents = DocumentStore(self._connection)
        return {number: documents.person_of(documents.get(number).value) for number in proposal.documents}

    def _protocol(self, proposal: Proposal, rows: Rows) -> int:
        journal, table = self._writing, tables.retention_protocol
        values: dict[str, Any] = {
            "at": journal.at,
            "by": journal.by,
            "proposed_at": proposal.at,
            "proposed_by": proposal.by,
            "approved_at": proposal.approved_at,
            "approved_by": proposal.approved_by,
            "persons": len(proposal.persons),
            "documents": len(proposal.documents),
            "is_protected": proposal.is_protected,
        }
        number: int = self._connection.scalars(table.insert().returning(table.c.id), [values]).one()
        by_rule = Counter([*proposal.persons.values(), *proposal.documents.values()])
        lines = [
            *({"of": _RULE, "what": rule, "count": count} for rule, count in by_rule.items()),
            *({"of": _KIND, "what": name, "count": len(rows[name])} for name in sorted(rows) if name not in _UNTOLD),
        ]
        self._connection.execute(
            tables.retention_protocol_line.insert(), [{"protocol_id": number, **one} for one in lines]
        )
        return number

    @property
    def _writing(self) -> Journal:
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        return self._journal
