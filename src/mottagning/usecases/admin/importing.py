"""Moving in from a register workbook: everything that fits, or nothing, in one transaction.

Rows are matched by their keys; a known key changes the columns that the sheet has. Every problem is found before
anything is decided, so that a list can be mended in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mottagning.domain.backup_rules import Reason
from mottagning.domain.economy import EconomySettings
from mottagning.domain.office import OfficeSettings
from mottagning.domain.services import Service
from mottagning.files.layouts import register as layout
from mottagning.files.layouts.register import Sheet
from mottagning.files.register_workbook import reading, writing
from mottagning.files.register_workbook.reading import (
    Parsed,
    ParsedRow,
    ParsedSheet,
    SettingsSheet,
    folded_key,
    key_of,
)
from mottagning.files.register_workbook.writing import RejectedRows
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.changes import Changed, Done, Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.transfer import ImportReport, Rejected, Warned
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import transfer
from mottagning.usecases.admin import (
    claim_checks,
    import_checks,
    plan_checks,
    reception_checks,
    wait_checks,
    week_checks,
)
from mottagning.usecases.admin.backups import before
from mottagning.usecases.admin.import_checks import Pending
from mottagning.usecases.admin.import_returns import import_returns
from mottagning.usecases.context import Context
from mottagning.usecases.people import follow_change
from mottagning.usecases.reception.releasing import release_flats
from mottagning.usecases.visible import sees_household

_REFERENCES: Mapping[str, str] = {
    "case_number": "persons",
    "agreement": "agreements",
    "service": "services",
    "booking": "bookings",
    "offer": "offers",
    "request": "requests",
    "invoice": "received_invoices",
    "anchor_person": "persons",
    "other_case": "persons",
    "representative_case": "persons",
    "plan": "plans",
    "template": "plan_templates",
    "assignment": "assignments",
    "flat": "flats",
}
"""Which fields name a record of another sheet."""

_NAMING = ("anchor_person", "representative_case")
"""Which fields name another person than the one a record is about."""

_CHECKS = {
    **import_checks.CHECKS,
    **claim_checks.CHECKS,
    **plan_checks.CHECKS,
    **reception_checks.CHECKS,
    **wait_checks.CHECKS,
    **week_checks.CHECKS,
}
"""What is looked at of each sheet besides its cells."""

_OWN_KEYS = frozenset({"persons", "bookings", "requests", "plans", "weekly_hours", "waits"})
"""The sheets whose keys are a person's or of what is hers: to who may not see her they are taken."""

_OF_MANY = frozenset({"assignments", "flats"})
"""The sheets of what may be several people's, and is hidden with one of them: its keys are taken too."""

_LABELS: Mapping[str, str] = {
    "persons": "Ärende",
    "agreements": "Avtal",
    "bookings": "Bokning",
    "offers": "Utbud",
    "requests": "Förfrågan",
    "received_invoices": "Ankomstnummer",
    "plans": "Plan",
    "plan_templates": "Mall",
    "assignments": "Anvisning",
    "flats": "Bostad",
}


def import_workbook(
    ctx: Context,
    file: Path,
    *,
    accept_valid: bool = False,
    rejected_file: Path | None = None,
    sheets: Sequence[Sheet] | None = None,
) -> Done[ImportReport]:
    """Read a register workbook into the register, or only `sheets` of it.

    With problems nothing is imported, unless `accept_valid`: then the valid rows are, and the rejected ones are written
    to `rejected_file` (beside the workbook when absent). Raises Refused when the file is no register workbook, Trouble
    when it or a file to write cannot be reached, or the register cannot be backed up first.
    """
    if sheets is None:
        parsed = reading.read(file, ctx.reference, ctx.today)
    else:
        parsed = replace(reading.read(file, ctx.reference, ctx.today, sheets), settings=None)
    before(ctx, Reason.IMPORT)
    for is_last in (False, True):
        with ctx.writing() as uow:
            run = _Run(ctx, uow, parsed)
            run.everything()
            if run.overdraws() and accept_valid and not is_last:
                continue  # once more, without the rows that promise more seats than there are
            return _finished(run, file, rejected_file, accept_valid=accept_valid)
    raise AssertionError("the last reading is the answer")


def _finished(run: _Run, file: Path, rejected_file: Path | None, *, accept_valid: bool) -> Done[ImportReport]:
    """Keep what is valid, where that is wanted or everything is."""
    if run.problems() and not accept_valid:
        return Done(run.report(is_imported=False), frozenset())
    target = None
    rejected = list(run.rejected_rows())
    if rejected:
        target = rejected_file or file.with_name(f"{file.stem} - avvisade.xlsx")
        writing.write_rejected(target, rejected)
        run.uow.log.disclosed(Disclosure("rejected_rows", sum(len(one.rows) for one in rejected)), target)
    changed: Changed = run.uow.commit()
    return Done(replace(run.report(is_imported=True), rejected_file=target), changed)


@dataclass(slots=True)
class _Run:
    """One import under way: what is known, what was found."""

    ctx: Context
    uow: UnitOfWork
    parsed: Parsed
    created: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    changed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    unchanged: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    keys: dict[str, dict[object, str]] = field(default_factory=dict)
    refused_keys: dict[str, set[object]] = field(default_factory=lambda: defaultdict(set))
    untaken: frozenset[str] = frozenset()
    hidden: set[str] | None = None
    led: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    formers: dict[object, str] | None = None

    def everything(self) -> None:
        """Every sheet in order, so that each refers to what is there."""
        self.rejected += self.parsed.rejected
        self.warnings += self.parsed.warnings
        self._settings()
        for sheet in layout.SHEETS:
            found = self.parsed.sheets.get(sheet.name)
            if found is not None:
                self._sheet(found)
        self.untaken = import_returns(self.ctx, self.uow, self.parsed, self.created, self.unchanged)

    def overdraws(self) -> bool:
        """Whether more of our own seats would be promised than may be: the rows about those offers are rejected."""
        offers = self.ctx.seat_guard.overdrawn(self.uow)
        said = transfer.overdrawn if self.ctx.sees_protected else transfer.promises_unseen
        for offer in offers:
            asking = [one.value for one in self.uow.requests.of_offers([offer])]
            requests = {one.key for one in asking}
            concerned: dict[str, tuple[str, set[Any]]] = {
                "offers": ("key", {offer}),
                "requests": ("key", requests),
                "request_steps": ("request", requests),
                "bookings": ("key", {one.booking for one in asking}),
            }
            for name, (field_name, keys) in concerned.items():
                self._reject_rows(name, field_name, keys, said(offer))
        return bool(offers)

    def _reject_rows(self, name: str, field_name: str, keys: Container[object], message: str) -> None:
        found = self.parsed.sheets.get(name)
        if found is None:
            return
        for row in found.rows:
            if not row.problems and row.values.get(field_name) in keys:
                row.problems.append(Rejected(found.title, row.cell(field_name), row.said(field_name), message))

    def problems(self) -> list[Rejected]:
        """All that cannot be taken, in the order of sheets and rows."""
        rows = [problem for sheet in self._sheets() for row in sheet.rows for problem in row.problems]
        return [*self.rejected, *rows]

    def report(self, *, is_imported: bool) -> ImportReport:
        """What came of it; counts of what was written only."""
        counts: tuple[dict[str, int], ...] = (self.created, self.changed, self.unchanged)
        created, changed, unchanged = (dict(count) if is_imported else {} for count in counts)
        return ImportReport(
            is_imported, created, changed, unchanged, tuple(self.problems()), None, tuple(self.warnings)
        )

    def rejected_rows(self) -> Iterator[RejectedRows]:
        """The sheets with refused rows as they stood, each row with its reason."""
        for refused in self.parsed.refused:
            yield RejectedRows(refused.title, refused.headings, [(row, refused.reason) for row in refused.rows])
        for sheet in self._sheets():
            together = transfer.RETURNS_TOGETHER if sheet.title in self.untaken else ""
            reasons = [writing.reason_of(row.problems) or together for row in sheet.rows]
            rows = [(row.raw, reason) for row, reason in zip(sheet.rows, reasons, strict=True) if reason]
            if rows:
                yield RejectedRows(sheet.title, sheet.headings, rows)

    def _sheets(self) -> Iterator[ParsedSheet | SettingsSheet]:
        if self.parsed.settings is not None:
            yield self.parsed.settings
        yield from self.parsed.sheets.values()

    # settings

    def _settings(self) -> None:
        before = self.uow.settings.office()
        former = values_of(before) if before else {}
        sheet = self.parsed.settings
        if sheet is not None and before is not None and not self.uow.ledger.is_empty():
            self._refuse_locked(sheet, before)
        given = {} if sheet is None else self._without_economy(sheet.values)
        asked = {} if sheet is None else sheet.by_field
        values = {**former, **given}
        for key, column in layout.SETTINGS.items():
            if column.mandatory and values.get(column.field) is None and column.field not in asked:
                message = transfer.missing_setting(key)
                self.rejected.append(Rejected(layout.SETTINGS_TITLE, None, None, message))
        if any(values.get(name) is None for name in ("municipality", "first_month")):
            return
        office: OfficeSettings = record_of(OfficeSettings, values)
        if office == before:
            if given:
                self.unchanged["settings"] += len(given)
            return
        self.uow.settings.save(office)
        counted = self.created if before is None else self.changed
        counted["settings"] += sum(before is None or getattr(before, name) != value for name, value in given.items())

    def _without_economy(self, given: Mapping[str, object]) -> dict[str, object]:
        """The settings of the office; those of files for the economy system are taken in here."""
        before = self.uow.settings.economy()
        former = values_of(before)
        values = {name: value for name, value in given.items() if name in former}
        if not values:
            return dict(given)
        economy: EconomySettings = record_of(EconomySettings, {**former, **values})
        if economy != before:
            self.uow.settings.save(economy)
        changed = sum(getattr(economy, name) != former[name] for name in values)
        self.changed["settings"] += changed
        self.unchanged["settings"] += len(values) - changed
        return {name: value for name, value in given.items() if name not in former}

    def _refuse_locked(self, sheet: SettingsSheet, before: OfficeSettings) -> None:
        """What all closed months stand on is never given another value."""
        for key, column in layout.SETTINGS.items():
            row = sheet.by_field.get(column.field)
            if row is None or not column.mandatory or column.field not in row.values:
                continue
            if row.values[column.field] != getattr(before, column.field):
                cell, said = row.cell(column.field), row.said(column.field)
                row.problems.append(Rejected(sheet.title, cell, said, transfer.locked_setting(key)))
                del row.values[column.field]

    # records

    def _sheet(self, found: ParsedSheet) -> None:
        sheet, store = found.sheet, self._store(found.sheet)
        known = {self._key(sheet, one.value): one for one in store.every()}
        for row in found.rows:
            if not row.problems:
                self._resolve(found, row)
        pending = [self._pending(found, row, known) for row in self._once(found)]
        pending = [one for one in pending if not one.row.problems]
        check = _CHECKS.get(sheet.name)
        if check is not None:
            check(import_checks.Scene(self.ctx, self.uow, found, known.values(), self.warnings), pending)
        self._write(sheet, store, [one for one in pending if not one.row.problems])
        self._remember(sheet, found)

    def _store(self, sheet: Sheet) -> KeyedStore[Any]:
        return self.uow.by_sheet[sheet.name]

    def _key(self, sheet: Sheet, record: object) -> tuple[object, ...]:
        return key_of(sheet, values_of(record))

    def _resolve(self, found: ParsedSheet, row: ParsedRow) -> None:
        """Each reference by the key as it is written in the register."""
        self._follow_former(found, row)
        for name, target in _REFERENCES.items():
            value = row.values.get(name)
            if value is None or found.sheet.name == target:
                continue
            folded = folded_key(value)
            canonical = self._known(target).get(folded)
            if canonical is not None:
                row.values[name] = canonical
            elif target == "services":
                row.values[name] = self._new_service(found, row, str(value))
            else:
                refused = folded in self.refused_keys[target]
                said = transfer.rejected_reference if refused else transfer.unknown_reference
                message = said(_LABELS[target], str(value))
                row.problems.append(Rejected(found.title, row.cell(name), row.said(name), message, follows=refused))

    def _once(self, found: ParsedSheet) -> list[ParsedRow]:
        """The rows to take. Of one that names a former case number, what stands under the present one holds: a person's
        own row is passed over, and any other that the sheet has for the person too."""
        led = self.led[found.sheet.name]
        rows = [row for row in found.rows if not row.problems]
        taken = {key_of(found.sheet, row.values) for row in rows if row.number not in led}
        kept = []
        for row in rows:
            former, key = led.get(row.number), key_of(found.sheet, row.values)
            is_kept = former is None or (found.sheet.name != "persons" and key not in taken)
            if is_kept:
                taken.add(key)
                kept.append(row)
            if former is not None:
                self._tell_of_former(found, row, former, is_kept=is_kept)
        return kept

    def _tell_of_former(self, found: ParsedSheet, row: ParsedRow, former: str, *, is_kept: bool) -> None:
        """Whom the number leads to, unless she may not be seen: then it is taken, and nothing is said of her."""
        current = str(row.values["case_number"])
        if current not in self._hidden():
            said = transfer.former_case if is_kept else transfer.former_case_passed_over
            self.warnings.append(Warned(found.title, row.cell("case_number"), said(former, current)))
        elif found.sheet.name == "persons":
            message = transfer.key_taken(former)
            row.problems.append(Rejected(found.title, row.cell("case_number"), row.said("case_number"), message))

    def _follow_former(self, found: ParsedSheet, row: ParsedRow) -> None:
        """A former case number leads to the person who has it now; to who may not see her, to nobody.

        Only as a person's own number it is followed all the same: it is taken.
        """
        former = row.values.get("case_number")
        current = self._former().get(folded_key(former)) if former is not None else None
        if current is not None and (current not in self._hidden() or found.sheet.name == "persons"):
            self.led[found.sheet.name][row.number] = str(former)
            row.values["case_number"] = current

    def _former(self) -> dict[object, str]:
        """The case numbers that former ones lead to, by their folded form."""
        if self.formers is None:
            self.formers = {folded_key(former): now for former, now in self.uow.former_cases.current().items()}
        return self.formers

    def _known(self, target: str) -> dict[object, str]:
        """The keys of a sheet's records in the register, by their folded form."""
        if target not in self.keys:
            sheet = next(one for one in layout.SHEETS if one.name == target)
            field_name = sheet.key[0]
            stored = self._store(sheet).every()
            self.keys[target] = {
                folded_key(getattr(one.value, field_name)): getattr(one.value, field_name)
                for one in stored
                if not self._is_hidden(sheet, one.value)
            }
            if target == "persons":
                self.keys[target] |= {
                    former: now for former, now in self._former().items() if now not in self._hidden()
                }
        return self.keys[target]

    def _new_service(self, found: ParsedSheet, row: ParsedRow, name: str) -> str:
        """An insats that the catalogue lacks is added to it, with a warning."""
        number = len(self._known("services")) + 1
        self.uow.services.add(Service(name=name, code=f"I{number:02}"))
        self.keys["services"][folded_key(name)] = name
        self.created["services"] += 1
        self.warnings.append(Warned(found.title, row.cell("service"), transfer.new_service(name)))
        return name

    def _pending(self, found: ParsedSheet, row: ParsedRow, known: Mapping[tuple[object, ...], Stored[Any]]) -> Pending:
        before = known.get(key_of(found.sheet, row.values))
        if before is not None and self._is_hidden(found.sheet, before.value):
            name = found.sheet.key[0]
            message = transfer.key_taken(str(row.values[name]))
            row.problems.append(Rejected(found.title, row.cell(name), row.said(name), message))
        former = values_of(before.value) if before else {}
        kept = {name: former[name] for name in found.sheet.key if name in former}
        kept |= {name: former[name] for name in _NAMING if former.get(name) in self._hidden()}
        values = {**former, **row.values, **kept}
        try:
            record = record_of(found.sheet.record, values)
        except ValueError:
            record = None
            message = transfer.ENDS_BEFORE_START
            row.problems.append(Rejected(found.title, row.cell("last"), None, message))
        return Pending(row, before, record)

    def _is_hidden(self, sheet: Sheet, record: Any) -> bool:  # noqa: ANN401 - of any kind
        """Whether a record is somebody's whom the user may not know of, or a booking of hers: nothing refers to it."""
        if sheet.name in _OF_MANY:
            return record.key in self._unseen(sheet.name)
        household = record.household if sheet.name == "waits" else None
        if household is not None and not sees_household(self.ctx, self.uow, household):
            return True
        return sheet.name in _OWN_KEYS and record.case_number in self._hidden()

    def _unseen(self, name: str) -> set[str]:
        """The keys of what is hidden with people whom the user may not know of."""
        store: Any = self.uow.by_sheet[name]
        seen = {one.value.key for one in store.visible(protected=self.ctx.sees_protected)}
        return set(store.keys()) - seen

    def _hidden(self) -> set[str]:
        """Those whom the user may not know of: what names them is left as it is, whatever the workbook says."""
        if self.hidden is None:
            people = [] if self.ctx.sees_protected else self.uow.people.every()
            self.hidden = {one.value.case_number for one in people if one.value.is_protected}
        return self.hidden

    def _write(self, sheet: Sheet, store: KeyedStore[Any], pending: Sequence[Pending]) -> None:
        new = [one.record for one in pending if one.before is None]
        different = [(one.before, one.record) for one in pending if one.before and one.before.value != one.record]
        store.add_many(new)
        store.change_many(different)
        if sheet.name == "persons":
            for before, person in different:
                follow_change(self.uow, before.value, person)
        if sheet.name == "memberships":
            for person in self.uow.people.naming("case_number", [one.record.case_number for one in pending]):
                release_flats(self.uow, person.value)
        same = len(pending) - len(new) - len(different)
        for counts, number in ((self.created, len(new)), (self.changed, len(different)), (self.unchanged, same)):
            if number:
                counts[sheet.name] += number

    def _remember(self, sheet: Sheet, found: ParsedSheet) -> None:
        """Later sheets may refer to what was taken here, and are told of what was not."""
        if sheet.name == "former_cases":
            self.formers = None
            self.keys.pop("persons", None)
        if sheet.name not in _REFERENCES.values():
            return
        self.keys.pop(sheet.name, None)
        present = self._known(sheet.name)
        for row in found.rows:
            folded = folded_key(row.values.get(sheet.key[0]))
            if row.problems and folded is not None and folded not in present:
                self.refused_keys[sheet.name].add(folded)
