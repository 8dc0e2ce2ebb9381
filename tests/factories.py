"""Facts that are valid as they stand; a test names only what it is about.

Identity numbers are among the test numbers that Skatteverket has published (resources/demo/numbers.csv), names
are invented, prices are round.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from mottagning.domain.agreements import Agreement, Direction, Method, Price, Terms, Unit
from mottagning.domain.bookings import Booking
from mottagning.domain.closing import Candidate, Ledger, Outcome, close_booking
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.documents import Document, DocumentKind
from mottagning.domain.group_bookings import GroupBooking
from mottagning.domain.ledger import Entry, LedgerRow, Lost
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.people import Person, Protection, Residence
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.received_invoices import ReceivedInvoice
from mottagning.domain.returns import compose
from mottagning.domain.settlement.claims import Fees, Given
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import AgreementFacts, Book, PersonFacts, Placement, book, stays
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.shared_offers import SharedOffer, SharingKey, parse_shares
from mottagning.domain.users import OfficeUnit, Role
from mottagning.system import keyfile
from mottagning.system.paths import key_file_of
from mottagning.usecases.admin.users import Rights, add_user
from mottagning.usecases.context import Context

OWN, OTHER, THIRD = "2380", "2309", "2313"
SOURCE = "Prislista för prov, 2024"
TEST_NUMBERS = ("199001032391", "198201012385", "200701012387", "202002202394", "198905022391")
"""Personnummer that no living person has: Skatteverket's list of test numbers."""

CHEAP = keyfile.Cost(iterations=1, memory=64, lanes=1)
"""A cost of deriving keys that no register should have, so that tests need not wait."""
CHEAP_UNASKED = astuple(CHEAP)
"""The same as defaults of `keyfile.Cost.__init__`, where a command makes a register and cannot be told a cost."""
UNITS: Mapping[Method, Unit] = {
    Method.WEEKDAY: Unit.DAY,
    Method.SCHOOL_DAY: Unit.DAY,
    Method.FOUR_WEEK_PERIOD: Unit.FOUR_WEEK_PERIOD,
    Method.WEEK: Unit.WEEK,
    Method.TERM: Unit.TERM,
    Method.NIGHT: Unit.NIGHT,
    Method.PLACE: Unit.PLACE,
    Method.COURSE: Unit.COURSE,
    Method.PART_PAYMENT: Unit.POINT,
    Method.REPORTED: Unit.HOUR,
}
"""The unit that each Beräkningssätt names; a month where none stands here."""
PASSPHRASE = "prov med flera ord"
FIRST_MONTH = Month(2024, 9)


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **time: float) -> None:
        """Let time pass: `days=1`, `hours=2`."""
        self.now += timedelta(**time)


_serial = count(1)


def day(text: str) -> date:
    """`2024-10-05` as a date."""
    return date.fromisoformat(text)


def days(first: str, last: str | None = None) -> DateRange:
    """From `first` to `last`, both included; open without `last`."""
    return DateRange.inclusive(day(first), day(last) if last else None)


def month(text: str) -> Month:
    """`2024-10` as a month."""
    return Month.parse(text)


def person(**values: Any) -> Person:
    """Somebody who belongs to the own municipality."""
    given = {"case_number": f"2024-{next(_serial):04}", "family_name": "Prov", "given_name": "Petra"}
    return Person(**{**given, **values})


def residence(
    case_number: str, municipality: str = OWN, first: str = "2020-01-01", last: str | None = None
) -> Residence:
    """Days of belonging to a municipality."""
    return Residence(case_number=case_number, municipality=municipality, days=days(first, last))


def agreement(**values: Any) -> Agreement:
    """An agreement to buy from the other municipality."""
    given: dict[str, Any] = {
        "key": "A1",
        "parties": (OTHER,),
        "direction": Direction.BUY,
        "days": days("2020-01-01"),
        "registry_number": "KS 2020/1",
    }
    return Agreement(**{**given, **values})


def terms(**values: Any) -> Terms:
    """A month price shared by calendar day."""
    given: dict[str, Any] = {"agreement": "A1", "service": "sfi", "unit": Unit.MONTH, "method": Method.CALENDAR_DAY}
    return Terms(**{**given, **values})


def price(kronor: str = "9500", **values: Any) -> Price:
    """A price of so many kronor, published."""
    given: dict[str, Any] = {
        "agreement": "A1",
        "service": "sfi",
        "unit": Unit.MONTH,
        "amount": scaled(kronor),
        "days": days("2020-01-01"),
        "source": SOURCE,
    }
    return Price(**{**given, **values})


def booking(first: str = "2024-10-01", last: str | None = None, **values: Any) -> Booking:
    """A booking of sfi with a decision and everything that keeps checks silent."""
    given: dict[str, Any] = {
        "key": "B1",
        "case_number": "2024-0001",
        "agreement": "A1",
        "service": "sfi",
        "days": days(first, last),
        "decision": "Dnr 1",
        "decided_on": day("2020-01-01"),
        "told_on": day(first),
        "ground": "skollagen 20 kap. 11 d §",
    }
    return Booking(**{**given, **values})


def facts(
    *parts: Terms | Price,
    agreement: Agreement | None = None,
    kinds: Sequence[CounterpartKind] = (CounterpartKind.MUNICIPALITY,),
    **more: Any,
) -> AgreementFacts:
    """An agreement with its terms and prices; a month price of 9 500 kr by calendar day when none are given."""
    used = parts or (terms(), price())
    return AgreementFacts(
        agreement=agreement or _agreement_of(used),
        party_kinds=tuple(kinds),
        terms=tuple(part for part in used if isinstance(part, Terms)),
        prices=tuple(part for part in used if isinstance(part, Price)),
        **more,
    )


def _agreement_of(parts: Sequence[Terms | Price]) -> Agreement:
    return agreement(key=parts[0].agreement)


def placement(
    booked: Booking | None = None,
    homes: Sequence[tuple[str, str, str | None]] = ((OWN, "2020-01-01", None),),
    chain: Sequence[str] = ("A1",),
    **values: Any,
) -> Placement:
    """A booking of somebody who lives where `homes` say: municipality, first day, last day."""
    lived = [residence("", code, first, last) for code, first, last in homes]
    person_facts = PersonFacts(
        id=1,
        birth_date=values.pop("birth_date", None),
        received_on=values.pop("received_on", None),
        permit_ground=None,
        stays=stays(lived),
    )
    return Placement(booking=booked or booking(), person=person_facts, chain=tuple(chain), **values)


def shared_offer(cost: str = "240000", shares: str = f"{OWN}=12; {OTHER}=40", **values: Any) -> SharedOffer:
    """A course of the spring of 2024 that the other municipality arranges and both pay for by persons."""
    given: dict[str, Any] = {
        "key": "GK1",
        "agreement": "A1",
        "service": "sfi",
        "provider_municipality": OTHER,
        "days": days("2024-01-08", "2024-06-14"),
        "cost": scaled(cost),
        "sharing": SharingKey.PERSONS,
        "shares": parse_shares(shares),
        "source": SOURCE,
    }
    return SharedOffer(**{**given, **values})


def group_booking(**values: Any) -> GroupBooking:
    """A course in March 2024 for fourteen, which the other municipality holds and we pay."""
    given: dict[str, Any] = {
        "key": "GB1",
        "agreement": "A1",
        "service": "sfi",
        "provider_municipality": OTHER,
        "payer": OWN,
        "days": days("2024-03-11", "2024-03-25"),
        "planned": 14,
    }
    return GroupBooking(**{**given, **values})


def books(*agreements: AgreementFacts) -> list[Book]:
    """Agreements ready for looking up, oldest first."""
    return [book(one) for one in agreements or (facts(),)]


def settled(
    one: Placement, agreements: Sequence[AgreementFacts] = (), first: str = "2024-01", last: str = "2025-12"
) -> Given:
    """What the rules give for a booking in settlement months `first` to `last`."""
    return settle(one, books(*agreements), Office(OWN, month("2020-01")), Span(month(first), month(last)))


def amounts(given: Given) -> dict[str, str]:
    """Kronor by service month, those of one month added: easy to read in a test."""
    sums: dict[str, int] = {}
    for claim in given.claims:
        key = str(claim.service_month)
        sums[key] = sums.get(key, 0) + claim.amount
    return {
        key: f"{ore // 100}.{ore % 100:02}" if ore >= 0 else f"-{-ore // 100}.{-ore % 100:02}"
        for key, ore in sums.items()
    }


def entry(**values: Any) -> Entry:
    """A row's worth: October 2024 of a booking at a month price of 9 500 kr."""
    given: dict[str, Any] = {
        "booking": "B1",
        "person": 1,
        "service": "sfi",
        "variant": None,
        "provider": None,
        "provider_municipality": None,
        "counterpart": OTHER,
        "payer": OWN,
        "direction": RowDirection.BUY,
        "agreement": "A1",
        "method": Method.CALENDAR_DAY,
        "service_month": month("2024-10"),
        "settlement_month": month("2024-10"),
        "days": days("2024-10-01", "2024-10-31"),
        "quantity": Fraction(31),
        "of": 31,
        "unit": Unit.DAY,
        "price": unit_price(),
        "fees": Fees(),
        "rounding": Rounding.ORE,
        "amount": Ore(950_000),
        "steps": (),
    }
    return Entry(**{**given, **values})


def unit_price(kronor: str = "9500", **values: Any) -> UnitPrice:
    """A month price as a row holds it."""
    given: dict[str, Any] = {
        "amount": scaled(kronor),
        "unit": Unit.MONTH,
        "divisor": 1,
        "variant": None,
        "days": days("2020-01-01"),
        "source": SOURCE,
    }
    return UnitPrice(**{**given, **values})


def row(one: Entry, number: str = "2024-10 2309 K 1", place: int = 1) -> LedgerRow:
    """An entry as it stands in the return `number`."""
    return LedgerRow(number, place, Month.parse(number[:7]), one)


def furnish(ctx: Context) -> None:
    """A small office: sfi bought of one municipality and sold to the same, four people, one of them protected.

    Amina (B1, from the first month) and Bo (B2, from 7 October) are ours and share a household, as is Cleo (B3), who
    has protected data; Dana (B4, from 16 September) belongs to the other municipality and reads with us.
    """
    amina, bo, cleo, dana = (f"2024-000{number}" for number in (1, 2, 3, 4))
    named = {"household": "H1", "family_name": "Provlund"}
    with ctx.writing() as uow:
        uow.people.add_many(
            [
                person(case_number=amina, given_name="Amina", personal_number=TEST_NUMBERS[0], **named),
                person(case_number=bo, given_name="Bo", personal_number=TEST_NUMBERS[1], **named),
                person(
                    case_number=cleo,
                    given_name="Cleo",
                    family_name="Doldin",
                    personal_number=TEST_NUMBERS[2],
                    protection=Protection.CONFIDENTIAL_FLAG,
                    household="H1",
                ),
                person(case_number=dana, given_name="Dana", family_name="Grann", personal_number=TEST_NUMBERS[3]),
            ]
        )
        uow.residences.add_many([*(residence(case) for case in (amina, bo, cleo)), residence(dana, OTHER)])
        uow.agreements.add_many([agreement(), agreement(key="A2", direction=Direction.SELL, registry_number="KS 2")])
        uow.terms.add_many([terms(), terms(agreement="A2")])
        uow.prices.add_many([price(), price("8000", agreement="A2")])
        uow.bookings.add_many(
            [
                booking("2024-09-01"),
                booking("2024-10-07", key="B2", case_number=bo),
                booking("2024-09-01", key="B3", case_number=cleo),
                booking("2024-09-16", key="B4", case_number=dana, agreement="A2"),
            ]
        )
        uow.commit()


def pdf(*pages: str) -> bytes:
    """A PDF with a page for each text, A4, drawn in black on white."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for text in pages or ("Prov",):
        drawn = f"BT /F 24 Tf 72 700 Td ({text}) Tj ET"
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
        font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R/Resources{font}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    body = b"%PDF-1.4\n"
    starts = []
    for number, each in enumerate(objects, start=1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    foot = f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    return body + foot.encode()


def document(**values: Any) -> Document:
    """A certificate of the first person that is found under a diarienummer."""
    given: dict[str, Any] = {
        "key": "D2025-0001",
        "kind": DocumentKind.CERTIFICATE,
        "title": "Intyg",
        "registry_number": "KS 2025/1",
    }
    if not {"booking", "agreement"} & values.keys():
        given["case_number"] = "2024-0001"
    return Document(**{**given, **values})


def received_invoice(kronor: str = "9500", **values: Any) -> ReceivedInvoice:
    """An invoice of the other municipality for October 2024."""
    given: dict[str, Any] = {
        "key": "MF2025-0001",
        "counterpart": OTHER,
        "number": "4711",
        "arrived_on": day("2025-02-20"),
        "due_on": day("2025-03-20"),
        "amount": Ore(scaled(kronor) // 100),
        "first_month": month("2024-10"),
        "last_month": month("2024-10"),
    }
    return ReceivedInvoice(**{**given, **values})


def without_right(ctx: Context) -> Context:
    """The same register in the hands of somebody who may not see protected people."""
    return replace(ctx, user=replace(ctx.user, name="utan behörighet", may_see_protected=False))


@dataclass
class Desk:
    """Closes the months of one booking, one after another, and keeps what was returned and lost."""

    agreements: tuple[AgreementFacts, ...] = ()
    rows: list[LedgerRow] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    previous: Placement | None = None
    was_held: bool = False
    first: str = "2024-01"

    @property
    def ledger(self) -> Ledger:
        """The agreements as they are now, and the office."""
        return Ledger(Office(OWN, month(self.first)), {one.agreement.key: one for one in books(*self.agreements)})

    def outcome(self, closed: str, one: Placement, siblings: Sequence[Placement] = (), **values: Any) -> Outcome:
        """What closing a month makes of the booking; nothing is kept."""
        candidate = Candidate(
            placement=one,
            span=Span(month(self.first), month(closed)),
            returned=tuple(self.rows),
            lost=tuple(self.lost),
            siblings=tuple(siblings),
            previous=self.previous,
            was_held=self.was_held,
        )
        return close_booking(month(closed), self.ledger, replace(candidate, **values))

    def close(self, closed: str, one: Placement, siblings: Sequence[Placement] = ()) -> Outcome:
        """Close a month: its rows stand for good."""
        outcome = self.outcome(closed, one, siblings)
        for made in compose(month(closed), [(each, False) for each in outcome.entries]):
            self.rows += made.rows
        self.lost += outcome.lost
        self.previous = one if self.rows else None
        self.was_held = bool(outcome.held)
        return outcome


def second_holder(ctx: Context) -> Context:
    """Somebody else can open the register too: without her nothing is closed."""
    add_user(ctx, "två", Rights(role=Role.OFFICER, unit=OfficeUnit.RECEPTION), f"{PASSPHRASE} till", CHEAP)
    return ctx


def copy_register(source: Path, target: Path) -> Path:
    """A copy of a register with its key file."""
    shutil.copy(source, target)
    shutil.copy(key_file_of(source), key_file_of(target))
    return target
