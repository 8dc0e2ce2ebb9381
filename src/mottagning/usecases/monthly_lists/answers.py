"""What would a list that came back change? Read, shown beside the register, saved in part or whole, and undone.

Rows are known by booking and number. To a user who may not see a person her row is one of an unknown booking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from mottagning.domain.attendance import proposed_end
from mottagning.domain.bookings import Absence, Booking, booking_problems
from mottagning.domain.closing import Candidate, Ledger
from mottagning.domain.effects import Standpoint, outlook
from mottagning.domain.identity import same_number, written
from mottagning.domain.money import Ore
from mottagning.domain.monthly_list import (
    Answer,
    absence_after,
    absence_of,
    answer_problems,
    answered,
    was_active,
)
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.services import folded
from mottagning.files import monthly_list_reading
from mottagning.files.layouts import monthly_list as layout
from mottagning.files.monthly_list_reading import ListFile
from mottagning.files.register_workbook.reading import ParsedRow
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.monthly_list import ABSENCE, AnsweredList, BookingAnswer, Proposed, Taken
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import monthly_list as texts
from mottagning.usecases.attendance import AttendanceRules
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.monthly_lists.listing import LOGGED_AS, bought_of, name_of
from mottagning.usecases.returns.planning import gathered, ledger_of
from mottagning.usecases.visible import is_hidden

_FIELDS = ("days", "outcome", "end_told_on", "last_present_on", "variant")
_ABOUT = ("service", "variant", "provider", "start", "planned_until")
"""The white cells of a row that are compared with the register; a change there is told, never taken."""


def read_answer(ctx: Context, file: Path) -> AnsweredList:
    """What a list that came back says, beside what the register says; noted as a list that was shown.

    Raises Refused when the file is no such list or another municipality's, Trouble when it cannot be read.
    """
    found = monthly_list_reading.read(file, ctx.reference, ctx.today)
    with ctx.writing() as uow:
        if found.sender != office_of(uow).municipality:
            raise Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason="sender")
        said = _Reading(ctx, uow, found)
        said.read()
        uow.log.read(ReadNote(ReadKind.LIST, detail=f"{LOGGED_AS}: {found.month}", count=len(said.answers)))
        uow.commit()
    return AnsweredList(
        file=file,
        month=found.month,
        recipient=found.recipient,
        recipient_name=said.recipient_name,
        answers=tuple(one for one in said.answers if one.is_worth_telling),
        rejected=tuple(said.rejected),
        warnings=tuple(said.warnings),
        unanswered=said.unanswered,
        agreeing=sum(not one.is_worth_telling for one in said.answers),
    )


@dataclass(frozen=True, slots=True)
class _Away:
    """An absence that a row tells of."""

    row: ParsedRow
    sheet: str
    absence: Absence


class _Reading:
    """One list on its way: its rows matched with the register, one after another."""

    def __init__(self, ctx: Context, reader: Reader, found: ListFile) -> None:
        self._ctx, self._reader, self._found = ctx, reader, found
        lines = [one for one in bought_of(ctx, reader, found.recipient) if ctx.sees_protected or not one.is_protected]
        self._lines: Mapping[str, BookingLine] = {one.key: one for one in lines}
        self._bookings = {one.value.key: one for one in reader.bookings.of([line.id for line in lines])}
        self._numbers = _numbers(reader, lines)
        self._places = count()
        self._rules = AttendanceRules(reader, [one.value for one in self._bookings.values()], ctx.today)
        self._effects = _Effects(ctx, reader, [one.id for one in self._bookings.values()])
        self.recipient_name = name_of(ctx, reader, found.recipient)
        self.answers: list[BookingAnswer] = []
        self.rejected: list[Rejected] = list(found.rejected)
        self.warnings: list[Warned] = list(found.warnings)
        self.unanswered = 0

    def read(self) -> None:
        """Match every row of both sheets."""
        more = self._more()
        for row in self._found.rows:
            away = more.pop(str(row.values.get("booking")), [])
            self._read_row(row, away)
        for others in more.values():  # absences of bookings whose own row is gone
            for row in others:
                self._reject(layout.MORE_TITLE, row, "booking", texts.UNKNOWN_BOOKING)

    def _more(self) -> dict[str, list[ParsedRow]]:
        found: dict[str, list[ParsedRow]] = {}
        for row in self._found.more:
            if row.problems:
                self.rejected += row.problems
            else:
                found.setdefault(str(row.values["booking"]), []).append(row)
        return found

    def _read_row(self, row: ParsedRow, more: Sequence[ParsedRow]) -> None:
        if row.problems:
            self.rejected += row.problems
            return
        booking = self._matched(row)
        if booking is None:
            return
        answers = [(layout.TITLE, row, _answer(row)), *((layout.MORE_TITLE, one, _answer(one)) for one in more)]
        if all(answer.says_nothing for _, _, answer in answers):
            self.unanswered += 1
            return
        problems = [
            (sheet, one, problem)
            for sheet, one, answer in answers
            for problem in answer_problems(answer, booking.value.days.start, self._ctx.today)
        ]
        for sheet, one, problem in problems:
            self._reject(sheet, one, problem.field, texts.PROBLEMS[problem.code])
        if problems:
            return
        key = booking.value.key
        told = [(one, sheet, absence_of(answer, key)) for sheet, one, answer in answers]
        self._take(booking, answers[0][2], [_Away(one, sheet, absence) for one, sheet, absence in told if absence])

    def _matched(self, row: ParsedRow) -> Stored[Booking] | None:
        """The booking of a row, None where the row is not what was sent."""
        key = str(row.values["booking"])
        booking = self._bookings.get(key)
        if booking is None:
            self._reject(layout.TITLE, row, "booking", texts.UNKNOWN_BOOKING)
        elif not self._is_of(booking.value, row.values.get("number")):
            self._reject(layout.TITLE, row, "number", texts.OTHER_NUMBER)
        elif not was_active(booking.value, self._found.month):
            self._reject(layout.TITLE, row, "booking", texts.OTHER_MONTH)
        else:
            self._compare(row, booking.value)
            return booking
        return None

    def _is_of(self, booking: Booking, number: object) -> bool:
        """Whether a number is one that the booking's person has or had; none where she has none."""
        known = self._numbers[booking.case_number]
        said = str(number) if number is not None else None
        return any(same_number(one, said) for one in known) if known else said is None

    def _compare(self, row: ParsedRow, booking: Booking) -> None:
        """Tell of white cells that somebody has changed."""
        headings = {one.field: one.heading for one in layout.ABOUT}
        hides = {"service", "variant", "provider"} if booking.is_sensitive else set()
        for name in _ABOUT:
            if name in hides or name not in row.values:
                continue
            here = booking.days.start if name == "start" else getattr(booking, name)
            if row.values[name] != here:
                message = texts.changed_by_them(headings[name], texts.value(here))
                self.warnings.append(Warned(layout.TITLE, row.cell(name), message))

    def _reject(self, sheet: str, row: ParsedRow, name: str, message: str) -> None:
        self.rejected.append(Rejected(sheet, row.cell(name), row.said(name), message))

    def _take(self, before: Stored[Booking], answer: Answer, told: Sequence[_Away]) -> None:
        booking = before.value
        kept: list[Stored[Absence]] = self._reader.absences.of_booking(before.id)
        try:
            changes = list(_absences(kept, told))
        except _Clash as clash:
            away = clash.away
            self._reject(away.sheet, away.row, "first", texts.PROBLEMS[clash.code])
            return
        after = answered(booking, answer, self._ctx.today)
        fields = [name for name in _FIELDS if getattr(after, name) != getattr(booking, name)]
        absences = _replaced(kept, changes)
        is_ended = not booking.days.is_open and booking.days.end <= self._ctx.today
        self.answers.append(
            BookingAnswer(
                before=before,
                name=self._lines[booking.key].name,
                proposed=(
                    *(Proposed(next(self._places), one, getattr(booking, one), getattr(after, one)) for one in fields),
                    *(
                        Proposed(next(self._places), ABSENCE, former.value if former else None, will_be, former)
                        for former, will_be in changes
                    ),
                ),
                closed=self._effects.closed(after, absences) if fields or changes else None,
                end=proposed_end(after, absences, self._rules.of(booking), self._ctx.today) if changes else None,
                lacks_price="variant" in fields and not self._has_price(after),
                is_ended_here=bool(answer.remains) and is_ended,
            )
        )

    def _has_price(self, booking: Booking) -> bool:
        prices = (one.value for one in self._reader.prices.of_agreement(booking.agreement))
        wanted = folded(booking.variant or "")
        return any(one.service == booking.service and folded(one.variant or "") == wanted for one in prices)


def _answer(row: ParsedRow) -> Answer:
    names = {one.field for one in layout.ANSWERS}
    return Answer(**{name: value for name, value in row.values.items() if name in names})  # type: ignore[arg-type]


def _numbers(reader: Reader, lines: Iterable[BookingLine]) -> dict[str, list[str]]:
    """Every number that each person has or has had."""
    cases = list({line.case_number for line in lines})
    found: dict[str, list[str]] = {case: [] for case in cases}
    for person in reader.people.naming("case_number", cases):
        if person.value.best_identity:
            found[person.value.case_number].append(written(*person.value.best_identity))
    for one in reader.identities.naming("case_number", cases):
        found[one.value.case_number].append(written(one.value.kind, one.value.number))
    return found


class _Clash(Exception):
    """An absence that cannot be told beside another."""

    def __init__(self, away: _Away, code: str) -> None:
        super().__init__(code)
        self.away, self.code = away, code


def _absences(
    kept: Sequence[Stored[Absence]], told: Sequence[_Away]
) -> Iterator[tuple[Stored[Absence] | None, Absence]]:
    """What is new of the absences that are told, each with the one it changes. Raises _Clash."""
    for place, one in enumerate(told):
        if any(one.absence.days.meet(other.absence.days) for other in told[:place]):
            raise _Clash(one, "told_twice")
        try:
            found = absence_after([each.value for each in kept], one.absence)
        except ValueError as error:
            raise _Clash(one, "clashes") from error
        if found is not None:
            former, after = found
            yield next((each for each in kept if each.value == former), None), after


def _replaced(
    kept: Sequence[Stored[Absence]], changes: Sequence[tuple[Stored[Absence] | None, Absence]]
) -> list[Absence]:
    """The absences as they would be."""
    changed = {former.id for former, _ in changes if former}
    return [*(one.value for one in kept if one.id not in changed), *(after for _, after in changes)]


class _Effects:
    """What changed bookings would come to in closed months, counted as the next closing would."""

    def __init__(self, ctx: Context, reader: Reader, bookings: Sequence[int]) -> None:
        self._last = reader.ledger.last_closed()
        if self._last is None:
            return
        office = office_of(reader)
        found = gathered(reader, office, bookings)
        self._at = Standpoint(found.month, self._last, ctx.today)
        self._ledger: Ledger = ledger_of(office, found.agreements)
        self._candidates: Mapping[str, Candidate] = {one.placement.booking.key: one for one in found.candidates}

    def closed(self, booking: Booking, absences: Sequence[Absence]) -> Ore | None:
        """In öre what a booking would be corrected by; None where closed months stay as they are."""
        candidate = self._candidates.get(booking.key) if self._last is not None else None
        if candidate is None:
            return None
        placement = replace(candidate.placement, booking=replace(booking, case_number=""), absences=tuple(absences))
        now = outlook(self._ledger, candidate, self._at)
        then = outlook(self._ledger, replace(candidate, placement=placement), self._at)
        amounts = [worth.closed for worth in then.less(now).values() if worth.closed]
        return Ore(sum(amounts)) if amounts else None


def save_answer(ctx: Context, found: AnsweredList, places: Collection[int]) -> Done[Taken]:
    """Save what is chosen of an answer, all of it or nothing; gives what undoes it.

    Raises Refused when a booking was changed, removed or hidden since, or cannot be so.
    """
    with ctx.writing() as uow:
        bookings: list[tuple[Stored[Booking], Booking]] = []
        absences: list[tuple[Stored[Absence], Absence | None]] = []
        for answer in found.answers:
            chosen = [one for one in answer.proposed if one.place in places]
            if not chosen:
                continue
            if is_hidden(ctx, uow, answer.before.value.case_number):
                raise Refused(RefusalCode.GONE)
            bookings += _changed(uow, answer.before, [one for one in chosen if one.name != ABSENCE])
            absences += [_kept(uow, one) for one in chosen if one.name == ABSENCE]
        return Done(Taken(tuple(bookings), tuple(absences)), uow.commit())


def _changed(
    uow: UnitOfWork, before: Stored[Booking], chosen: Sequence[Proposed]
) -> Iterator[tuple[Stored[Booking], Booking]]:
    if not chosen:
        return
    values: dict[str, object] = {one.name: one.becomes for one in chosen}
    after = replace(before.value, **values)  # type: ignore[arg-type]
    problems: tuple[FieldProblem, ...] = booking_problems(after)
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
    yield uow.bookings.change(before, after), before.value


def _kept(uow: UnitOfWork, one: Proposed) -> tuple[Stored[Absence], Absence | None]:
    assert isinstance(one.becomes, Absence)  # noqa: S101 - as it was proposed
    if one.kept is None:
        return uow.absences.add(one.becomes), None
    return uow.absences.change(one.kept, one.becomes), one.kept.value


def undo_answer(ctx: Context, taken: Taken) -> Done[None]:
    """Put back what saving an answer changed. Raises Refused, and puts back nothing, when some of it changed since."""
    with ctx.writing() as uow:
        for after, before in taken.bookings:
            if is_hidden(ctx, uow, before.case_number):
                raise Refused(RefusalCode.GONE)
            uow.bookings.change(after, before)
        for now, former in taken.absences:
            if former is None:
                uow.absences.remove(now)
            else:
                uow.absences.change(now, former)
        return Done(None, uow.commit())
