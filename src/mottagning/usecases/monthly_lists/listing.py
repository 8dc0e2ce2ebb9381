"""Which bookings does a provider get asked about in a month? Looked at, then written and noted as handed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from mottagning.domain.agreements import Direction
from mottagning.domain.bookings import Booking
from mottagning.domain.consents import Consent
from mottagning.domain.disclosure import DisclosureGround, ground_of, paragraph_of
from mottagning.domain.identity import written
from mottagning.domain.monthly_list import was_active
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import Person
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import HandOutWay
from mottagning.domain.services import Service
from mottagning.domain.swedish import sort_key
from mottagning.files import monthly_list_workbook
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Done
from mottagning.readmodels.monthly_list import ListedBooking, ListNames, MonthlyList, Ungrounded
from mottagning.storage.reader import Reader
from mottagning.texts import monthly_list as texts
from mottagning.usecases.context import Context, office_of

LOGGED_AS = "monthly_list"


def list_recipients(ctx: Context) -> list[tuple[str, str]]:
    """Code and name of those of whom we buy a place for somebody that the user may see."""
    with ctx.reading() as reader:
        own = office_of(reader).municipality
        lines = reader.lists.bookings(ctx.today, protected=ctx.sees_protected)
        codes = {line.counterpart for line in lines if _is_bought(line, own) and line.counterpart}
        names = {code: name_of(ctx, reader, code) for code in codes}
    return sorted(names.items(), key=lambda one: sort_key(one[1]))


def _is_bought(line: BookingLine, own: str) -> bool:
    return line.direction is not Direction.SELL and line.counterpart != own


def name_of(ctx: Context, reader: Reader, code: str) -> str:
    """What a counterpart is called."""
    found = reader.counterparts.find(code)
    return (found.value.name if found else None) or ctx.name(code)


def draft_list(ctx: Context, recipient: str, month: Month) -> MonthlyList:
    """What the list to `recipient` would hold of a month, and who would be left out. Writes nothing."""
    with ctx.reading() as reader:
        return _gathered(ctx, reader, recipient, month)


def bought_of(ctx: Context, reader: Reader, recipient: str) -> list[BookingLine]:
    """The bookings that we buy of `recipient`, in order of the persons' names; also of whom may not be seen."""
    own = office_of(reader).municipality
    lines = reader.lists.bookings(ctx.today, protected=True)
    found = [line for line in lines if _is_bought(line, own) and line.counterpart == recipient]
    return sorted(found, key=lambda line: (line.sort_name, line.days.start, line.key))


def _gathered(ctx: Context, reader: Reader, recipient: str, month: Month) -> MonthlyList:
    lines = {line.id: line for line in bought_of(ctx, reader, recipient)}
    active = {one.id: one.value for one in reader.bookings.of(list(lines)) if was_active(one.value, month)}
    chosen = [line for number, line in lines.items() if number in active]
    open_lines = [line for line in chosen if not line.is_protected]
    known = _Known(reader, open_lines, {recipient, name_of(ctx, reader, recipient)})
    grounds = {line.id: known.ground(ctx, active[line.id]) for line in open_lines}
    return MonthlyList(
        month=month,
        sender=office_of(reader).municipality,
        recipient=recipient,
        rows=tuple(
            known.row(line, active[line.id], ground) for line in open_lines if (ground := grounds[line.id]) is not None
        ),
        ungrounded=tuple(Ungrounded(line.key, line.name) for line in open_lines if grounds[line.id] is None),
        protected=len({line.person_id for line in chosen if line.is_protected}) if ctx.sees_protected else 0,
    )


class _Known:
    """What decides on the rows of a list besides the bookings: the insatser, the persons and their consents."""

    def __init__(self, reader: Reader, lines: Sequence[BookingLine], names: Collection[str]) -> None:
        cases = list({line.case_number for line in lines})
        self._names = names
        self._services: Mapping[str, Service] = {one.value.name: one.value for one in reader.services.every()}
        self._people: Mapping[str, Person] = {
            one.value.case_number: one.value for one in reader.people.naming("case_number", cases)
        }
        self._consents: dict[str, list[Consent]] = defaultdict(list)
        for one in reader.consents.naming("case_number", cases):
            self._consents[one.value.case_number].append(one.value)

    def ground(self, ctx: Context, booking: Booking) -> DisclosureGround | None:
        """On what the row of a booking may leave."""
        service = self._services[booking.service]
        of_service = service.disclosure_ground if service.grounds_hold(booking.days.start) else None
        paragraph = paragraph_of(of_service, booking.ground)
        return ground_of(paragraph, booking.consent_on, self._consents[booking.case_number], self._names, ctx.today)

    def row(self, line: BookingLine, booking: Booking, ground: DisclosureGround) -> ListedBooking:
        """A booking as it is asked about; of a sensitive one neither what nor where it is."""
        number = self._people[booking.case_number].best_identity
        hides = booking.is_sensitive
        return ListedBooking(
            booking=booking.key,
            person=line.person_id,
            name=line.name,
            number=written(*number) if number else None,
            service=self._services[booking.service].code if hides else booking.service,
            variant=None if hides else booking.variant,
            provider=None if hides else booking.provider,
            start=booking.days.start,
            planned_until=booking.planned_until,
            ground=ground,
        )


def write_list(ctx: Context, draft: MonthlyList, way: HandOutWay, target: Path) -> Done[Path]:
    """Write the list as it was looked at to `target`; noted for each person with recipient, ground and way.

    Raises Refused when it would hold something else by now, Trouble when the file cannot be written.
    """
    with ctx.writing() as uow:
        if _gathered(ctx, uow, draft.recipient, draft.month) != draft:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        monthly_list_workbook.write(target, draft, names_of(ctx, uow, draft))
        for person, ground in _grounds(draft.rows).items():
            note = Disclosure(LOGGED_AS, 1, recipient=draft.recipient, way=way, ground=ground, person=person)
            uow.log.disclosed(note, target)
        uow.log.read(ReadNote(ReadKind.EXPORT, detail=f"{LOGGED_AS}: {draft.month}", count=len(draft.rows)))
        return Done(target, uow.commit())


def names_of(ctx: Context, reader: Reader, draft: MonthlyList) -> ListNames:
    """What the two offices are called, and whom to ask at ours."""
    return ListNames(ctx.name(draft.sender), name_of(ctx, reader, draft.recipient), contact_of(office_of(reader)))


def contact_of(office: OfficeSettings) -> tuple[str, ...]:
    """Whom the other office may ask at ours, in words."""
    return texts.contact((office.officer, office.unit or office.board, office.phone, office.email))


def _grounds(rows: Iterable[ListedBooking]) -> dict[int, str]:
    """The grounds of each person, in words."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for one in rows:
        found[one.person][texts.ground(one.ground)] = None
    return {person: "; ".join(grounds) for person, grounds in found.items()}
