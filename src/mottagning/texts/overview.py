"""The words of the area Översikt."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.agreements import Agreement
from mottagning.domain.periods import Month
from mottagning.domain.returns import ReturnState
from mottagning.readmodels.overview import ChangedRecord, CounterpartState, News, Waiting, WaitingKind
from mottagning.texts import agreements, backups, formats, retention, subject_access, words

TITLE = "Översikt"
WAITING = "Det som väntar"
NOTHING_WAITS = "Inget väntar"
NOTHING_WAITS_TEXT = "Allt är gjort som programmet känner till."
MONTHS = "Månaderna"
MONTH, STATE, RETURNS, BOUGHT, SOLD = "Månad", "Läge", "Underlag", "Köper, kr", "Säljer, kr"
OPEN, CLOSED, ALL_OUT = "Öppen", "Stängd", "Utlämnad"
BEGIN = "Kom igång"
BEGIN_TEXT = "Det här behövs innan en månad kan stängas."
BEGIN_SETTINGS = "Egen kommun och första månad"
BEGIN_AGREEMENT = "Ett avtal med villkor och priser"
BEGIN_PERSON = "En person"
BEGIN_BOOKING = "En bokning"
GO = "Öppna"
BACKUP = "Säkerhetskopior"

TAB_COUNTERPARTS, TAB_COST, TAB_NEWS = "Månaden per motpart", "Årets kostnad", "Ändrat av andra"
COUNTERPART, ROWS, HELD = "Motpart", "Rader", "Väntar"
COUNTERPART_ONE, COUNTERPART_MANY = "motpart", "motparter"
COUNTERPARTS_TITLE = "Månaden har inga motparter än"
COUNTERPARTS_TEXT = "Här står varje kommun som månaden ger rader med, och hur långt den har kommit."
TO_COST = "Till Kostnader"
AT, BY, WHAT, WHO, FIELDS = "När", "Vem", "Vad", "Om", "Fält"
RECORD_ONE, RECORD_MANY = "uppgift", "uppgifter"
NEWS_TITLE = "Inget har ändrats av andra"
NEWS_TEXT = "Här står vad andra har lagt till, ändrat och tagit bort av det du får se."
SINCE = "Räknat från"
SINCE_LOGIN, SINCE_WEEK, SINCE_MONTH = "förra inloggningen", "de senaste 7 dagarna", "de senaste 30 dagarna"

_WAITING: Mapping[WaitingKind, Callable[[Waiting], str]] = {
    WaitingKind.MONTH_TO_CLOSE: lambda one: f"{_month(one)} är slut och kan stängas",
    WaitingKind.ROWS_HELD: lambda one: (
        f"{formats.counted(one.count, 'rad väntar', 'rader väntar')} på att något ordnas i {_lower(one)}"
    ),
    WaitingKind.TO_HAND_OUT: lambda one: (
        f"{formats.counted(one.count, 'underlag är stängt', 'underlag är stängda')} men inte utlämnat"
        if one.count == 1
        else f"{one.count} underlag är stängda men inte utlämnade"
    ),
    WaitingKind.AGREEMENT_ENDING: lambda one: _ending(one.agreement, one.days_left),
    WaitingKind.AGREEMENTS_ENDING: lambda one: (
        f"{formats.counted(one.count, 'avtal', 'avtal')} till upphör inom nio månader"
    ),
    WaitingKind.PRICES_ENDING: lambda one: (
        f"{formats.counted(one.count, 'avtal', 'avtal')} saknar priser för det nya året"
    ),
    WaitingKind.PERMITS_ENDING: lambda one: (
        f"{formats.counted(one.count, 'tillstånd', 'tillstånd')} går ut inom sex månader"
    ),
    WaitingKind.REMINDERS: lambda one: f"{formats.counted(one.count, 'bevakning', 'bevakningar')} att göra",
    WaitingKind.REQUESTS: lambda one: f"{formats.counted(one.count, 'förfrågan', 'förfrågningar')} där det är vår tur",
    WaitingKind.ENDS_PROPOSED: lambda one: (
        f"{formats.counted(one.count, 'bokning kan vara avbruten', 'bokningar kan vara avbrutna')}: "
        "frånvaro utan giltigt skäl"
    ),
    WaitingKind.DOCUMENTS_DUE: lambda one: (
        f"{formats.counted(one.count, 'dokument', 'dokument')} har passerat sin sista dag att bevaras"
    ),
    WaitingKind.INVOICES_DUE: lambda one: (
        f"{formats.counted(one.count, 'mottagen faktura förfaller', 'mottagna fakturor förfaller')} inom tio dagar"
    ),
    WaitingKind.FOLLOW_UPS_LATE: lambda one: (
        f"{formats.counted(one.count, 'uppföljning av en plan är försenad', 'uppföljningar av planer är försenade')}"
    ),
    WaitingKind.ASSIGNMENTS_DUE: lambda one: (
        f"{formats.counted(one.count, 'anvisning', 'anvisningar')} att ta emot snart, eller som skulle ha tagits emot"
    ),
    WaitingKind.CLAIMS_DUE: lambda one: (
        f"{formats.counted(one.count, 'ansökan', 'ansökningar')} om statlig ersättning att göra eller komplettera "
        "inom 60 dagar"
    ),
    WaitingKind.LOG_REVIEW: lambda one: f"Granska loggarna för {formats.month(one.month)}" if one.month else "",
    WaitingKind.FILES_LEFT: lambda one: (
        f"{formats.counted(one.count, 'fil', 'filer')} med personuppgifter ligger kvar på datorn sedan mer än 30 dagar"
    ),
    WaitingKind.RETENTION_DUE: lambda one: retention.finish_now(one.count),
    WaitingKind.NO_BACKUP: lambda _one: "Ingen säkerhetskopia är gjord än",
    **backups.WAITING,
}


def of_month(month: Month) -> str:
    """`Oktober 2025`: which month the lines below are of."""
    return words.first_upper(formats.month(month))


def state(one: CounterpartState) -> str:
    """How far the month has come with a counterpart: the least of its returns says it."""
    if None in one.states:
        return OPEN
    return next((words.word(each) for each in ReturnState if each in one.states), HELD)


def since(found: News) -> str:
    """From when it is counted, and how much of it is not listed."""
    left = found.records - len(found.lines)
    told = f"Sedan {formats.moment(found.since)}."
    return f"{told} De senaste {len(found.lines)} visas, {left} till är inte med." if left else told


def done(one: ChangedRecord) -> str:
    """`Bokningar: ändrat`, and how often where it was more than once."""
    action = f"{one.sheet}: {subject_access.action(one.action)}"
    return action if one.times == 1 else f"{action} ({one.times} gånger)"


def said(one: Waiting) -> str:
    """What waits, as a sentence."""
    return _WAITING[one.kind](one)


def _ending(agreement: Agreement | None, days_left: int) -> str:
    """An agreement that ends, with the days that are left and the rule."""
    assert agreement is not None  # noqa: S101 - what ends is named
    left = f"{formats.counted(days_left, 'dag', 'dagar')} kvar" if days_left else "sista dagen är i dag"
    return f"Avtalet {agreement.name}: {left}. Sista dag {agreements.last_day_in_short(agreement)}"


def _month(one: Waiting) -> str:
    text = _lower(one)
    return text[:1].upper() + text[1:]


def _lower(one: Waiting) -> str:
    return formats.month(one.month) if one.month else ""
