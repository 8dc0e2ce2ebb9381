"""The words of what waits: what, for whom, since when."""

from __future__ import annotations

from fractions import Fraction

from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.waiting import OURSELVES, Actor, Awaited, WaitKind
from mottagning.readmodels.waiting import WaitLine
from mottagning.texts import formats, words

TITLE = TAB = "Väntar på"
ONE, MANY = "rad", "rader"
LIST, ACTORS = "Vad som väntar", "Per aktör"
ACTOR_ONE, ACTOR_MANY = "aktör", "aktörer"
EMPTY_TITLE = "Inget väntar"
EMPTY_TEXT = (
    "Här samlas det som väntar på andra: personnummer, svar på förfrågningar, aktiviteter, och det ni skriver in."
)
NO_ACTORS = "Ingen aktör väntas på"
NO_ACTORS_TEXT = "Här står hur många som väntar på varje aktör och hur länge, utan namn."
ACTORS_HELP = (
    "Medianen av hela veckor för det som väntar nu, och för det som tog slut det senaste året. Ingen person nämns. När "
    "en aktivitet eller en punkt i checklistan blev klar vet registret inte, så de räknas bara medan de väntar."
)

WHAT, WHOSE, WHOM, SINCE, WEEKS = "Vad", "Vem", "Väntar på", "Sedan", "Veckor"
KIND, FROM = "Slag", "Räknas från"
HOUSEHOLD = "hushållet"
RUNNING, MEDIAN, LONGEST = "Väntar nu", "Median, veckor", "Längst, veckor"
ENDED_COUNT, ENDED_MEDIAN = "Slut senaste året", "Median då, veckor"
OURS, OTHERS = "Vår tur", "Andras tur"

NEW, NEW_FORM = "Ny väntan", "Ny väntan: {name}"
NOTHING = "Inget väntar."
OVER = "Slut"
END, END_NAME = "Slut i dag", "Slut i dag: {what}"
RESUME, RESUME_NAME = "Väntar ändå", "Väntar ändå: {what}"
GO, GO_NAME = "Öppna", "Öppna: {what}"
ASK, ASK_NAME = "Vem ansvarar?", "Vem ansvarar? {what}"
REMOVE_TEXT = "Raden tas bort och räknas inte mer."
UNKNOWN = "okänt vem"

ACTOR_KIND, ACTOR, NOTE, ENDED_ON, WHY_ENDED = "Väntar på", "Namn", "Anteckning", "Slut", "Varför slut"
WHAT_HINT = "Till exempel beslut om god man. Står i listan; mer än så hör hemma i anteckningen."
ACTOR_HINT = "När slaget inte säger vem, till exempel överförmyndaren."
NOTE_HINT = "Visas bara här på kortet."
OF_HOUSEHOLD = "Gäller hela hushållet"

_NAMES_ITSELF = frozenset({None, ActorKind.MUNICIPALITY, ActorKind.PROVIDER, ActorKind.CIVIL_SOCIETY, ActorKind.OTHER})
"""The kinds that say less than the name does."""


def what(one: Awaited) -> str:
    """What waits: `Personnummer`, `Svar på förfrågan om sfi`, `Praktik (först: Kartläggning)`."""
    match one.kind:
        case WaitKind.PERSONAL_NUMBER:
            return words.first_upper(words.word(one.kind))
        case WaitKind.REQUEST:
            said = "Förfrågan om" if one.actor == OURSELVES else "Svar på förfrågan om"
            return f"{said} {one.what}"
        case WaitKind.BEFORE:
            return f"{one.what} (först: {one.first})"
        case WaitKind.CHECKLIST:
            return f"Inte avprickat: {one.what}"
        case _:
            return one.what or ""


def whom(actor: Actor) -> str:
    """Whom it waits for: `Skatteverket`, `Krokom`, `Regionen, vårdcentralen`, `okänt vem`."""
    kind = words.first_upper(words.word(actor.kind)) if actor.kind else None
    if actor.name is None:
        return kind or UNKNOWN
    return actor.name if actor.kind in _NAMES_ITSELF or kind is None else f"{kind}, {actor.name}"


def counted_from(one: Awaited) -> str:
    """Which fact the day is: `folkbokförd`, `förfrågan`, `skulle ha börjat`."""
    match one.kind:
        case WaitKind.PERSONAL_NUMBER:
            return "folkbokförd"
        case WaitKind.REQUEST:
            return words.word_or_nothing(one.step)
        case WaitKind.BEFORE | WaitKind.ACTIVITY:
            return "skulle ha börjat"
        case WaitKind.CHECKLIST:
            return "skedet var slut"
        case WaitKind.ENTERED:
            return "inskriven dag"


def weeks(number: int) -> str:
    """`6 veckor`; `mindre än en vecka`."""
    return formats.counted(number, "vecka", "veckor") if number else "mindre än en vecka"


def sentence(line: WaitLine) -> str:
    """For whom and for how long: `Väntar på Skatteverket, 6 veckor`; what is over in the past tense."""
    said = "Väntar på" if line.wait.until is None else "Väntade på"
    return f"{said} {whom(line.wait.actor)}, {weeks(line.weeks)}"


def detail(line: WaitLine) -> str:
    """The days, and what they are: `Sedan 2025-01-20 (folkbokförd)`; `2025-01-20–2025-03-03`."""
    one = line.wait
    if one.until is not None:
        said = f"{formats.day(one.since)}–{formats.day(one.until)}"
    else:
        said = f"Sedan {formats.day(one.since)} ({counted_from(one)})"
    parts = [said, HOUSEHOLD if line.household else "", (line.stored.value.why_ended or "") if line.stored else ""]
    return " · ".join(part for part in parts if part)


def whose(line: WaitLine) -> str:
    """Whose it is: the person, and that it is of her household where it is."""
    return f"{line.name} ({HOUSEHOLD})" if line.household else line.name


def median(value: Fraction | None) -> str:
    """A median of weeks: `6`, `6,5`."""
    return formats.NOTHING if value is None else formats.number(value)
