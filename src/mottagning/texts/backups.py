"""The words of backups: those there are, the second place, trying one and restoring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from mottagning.domain.backup_rules import BackupRules, Reason
from mottagning.readmodels.backups import BackupFile, BackupPlace, BackupState, Comparison, Restored, Tried
from mottagning.readmodels.overview import Waiting, WaitingKind
from mottagning.texts import formats

TAB = "Säkerhetskopior"
LAST, SECOND, TRIED, ABOUT = "Senast verifierad", "Andra plats", "Senast prövad", "Så görs kopiorna"
NEVER, NO_PLACE = "aldrig", "Ingen vald"
NEVER_COPIED, LAID_DOWN = "ingen kopia dit än", "vald av IT"
SECOND_TEXT = (
    "En mapp på en delad disk eller ett USB-minne. Månadens senaste kopia läggs där när mappen går att nå, och inget "
    "tas bort där. Blir datorn stulen eller går sönder finns registret kvar."
)
DO_NOW, DO_WRITE = "Säkerhetskopiera nu", "Skriv kopia till fil …"
DO_CHOOSE, DO_CHANGE, DO_FORGET = "Välj andra plats …", "Byt andra plats …", "Sluta kopiera dit"
DO_TRY, DO_RESTORE = "Pröva kopian …", "Återställ …"
DONE_NOW = "Registret är säkerhetskopierat."
FILE_NAME = "{register} {day}"
WRITTEN = "Säkerhetskopian är skriven, öppnad och jämförd: {rows}."
CHOSEN = "Säkerhetskopior läggs från nu också i {folder}."
FORGOTTEN = "Säkerhetskopior läggs inte längre på en andra plats."
NOT_REACHED = "Mappen är vald, men kunde inte skrivas just nu. Kopian läggs där nästa gång det går."
EMPTY = "Inga säkerhetskopior än. Den första görs när registret låses eller stängs."
MADE, REASON, SIZE, STATE, PLACE, FILE = "När", "Varför", "Storlek", "Läge", "Var", "Fil"
WHOLE, BROKEN = "Verifierad", "Skadad"
PLACES: Mapping[BackupPlace, str] = {BackupPlace.AUTOMATIC: "Här på datorn", BackupPlace.SECOND: "Andra platsen"}
REASONS: Mapping[Reason, str] = {
    Reason.HOURLY: "Ändringar under dagen",
    Reason.LOCKED: "När registret låstes",
    Reason.LEFT: "När registret stängdes",
    Reason.CLOSING: "Före stängning av en månad",
    Reason.IMPORT: "Före inläsning",
    Reason.TAKING_OVER: "Före övertagande",
    Reason.RETENTION: "Före gallring",
    Reason.MIGRATION: "Före uppdatering till en ny version",
    Reason.ASKED: "Skriven för hand",
}
BACKUP_TEXT = (
    "Kopian öppnades, räknades och jämfördes med registret när den skrevs. Pröva den för att se att din lösenfras "
    "öppnar den och att allt i den stämmer."
)
BROKEN_TEXT = "Filen är inte hel och kan inte återställas. De andra kopiorna berörs inte."

TRY_TITLE = "Pröva säkerhetskopian"
TRY_TEXT = (
    "Kopian {made} packas upp för sig, öppnas med din lösenfras, kontrolleras helt och jämförs med registret. Det som "
    "packades upp tas bort efteråt, och registret ändras inte."
)
TRY_DO = "Pröva"
RESTORE_TITLE = "Återställ säkerhetskopian"
RESTORE_TEXT = (
    "Kopian {made} öppnas och jämförs först. Innan registret byts ut får du se vad som skulle gå förlorat. Skriv den "
    "lösenfras som gällde när kopian gjordes."
)
RESTORE_DO = "Jämför"
RESTORE_YES, RESTORE_NO = "Återställ", "Behåll registret"
PASSPHRASE = "Lösenfras"
RESTORING = "Återställer säkerhetskopian."
RESTORED = "Säkerhetskopian är återställd."
RESTORED_LAST, RESTORED_READ = "Senast återställd", "Jag har läst det"

START_TITLE = "Återställ en säkerhetskopia"
START_TEXT = "Kopiorna som har gjorts på den här datorn, de nyaste först. En kopia på en annan plats väljs som fil."
START_FILE = "Välj en fil …"
_TENTH = 100_000
"""The least that is told of a size: a tenth of a megabyte."""

NOT_DONE = "Registret kunde inte säkerhetskopieras."
NOTHING_TO_TRY = "Det finns ingen säkerhetskopia att pröva."
NOTHING_TO_TRY_ADVICE = "Säkerhetskopiera registret först."
NO_SECOND_PLACE: Mapping[str, Callable[[str], tuple[str, str, str]]] = {
    "missing": lambda folder: (
        f"Mappen {folder} går inte att nå.",
        "Valet är oförändrat.",
        "Anslut till den eller sätt i minnet och välj igen.",
    ),
    "same": lambda folder: (
        f"{folder} är ingen annan plats: registret eller dess säkerhetskopior ligger redan där.",
        "Valet är oförändrat.",
        "Välj en mapp på en delad disk eller ett USB-minne.",
    ),
}
_NOT_DONE: Mapping[str, str] = {
    "closing": "och därför har månaden inte stängts.",
    "taking_over": "och därför har registret inte tagits över.",
    "import": "och därför har inget lästs in.",
    "retention": "och därför har inget gallrats.",
}


def about(rules: BackupRules) -> str:
    """When backups are made and how long they are kept."""
    return (
        "Registret kopieras av sig självt när något har ändrats: medan det är öppet, när det låses eller stängs, och "
        "innan en månad stängs eller något läses in, gallras eller uppdateras. Kopian är krypterad och har nyckeln med "
        f"sig. En om dagen sparas i {rules.days} dagar, en i veckan i {rules.weeks} veckor och en i månaden i "
        f"{rules.months} månader."
    )


def not_backed_up(act: str) -> str:
    """What was not done since the register could not be backed up first."""
    return f"Registret kunde inte säkerhetskopieras, {_NOT_DONE[act]}"


def reason(one: BackupFile) -> str:
    """Why a backup was made."""
    return REASONS[one.reason] if one.reason else formats.NOTHING


def size(one: BackupFile) -> str:
    """How large a backup is, in millions of bytes."""
    return f"{formats.decimal(Fraction(max(one.size, _TENTH), 10 * _TENTH), 1)} MB"


def state(one: BackupFile) -> str:
    """Whether a backup can be relied on."""
    return WHOLE if one.is_whole else BROKEN


def line(one: BackupFile) -> str:
    """A backup in one line: why, how large, whether it can be relied on."""
    return f"{reason(one)} · {size(one)} · {state(one).lower()}"


def title(one: BackupFile) -> str:
    """A backup by its register and its moment."""
    return f"{one.register or one.file.name}, {formats.moment(one.made)}"


def second(state_: BackupState) -> str:
    """Where the second place is and when it was last reached."""
    if state_.second_place is None:
        return NO_PLACE
    moment = formats.moment(state_.second_last) if state_.second_last else NEVER_COPIED
    chosen = f", {LAID_DOWN}" if state_.second_is_laid_down else ""
    return f"{state_.second_place} ({moment}{chosen})"


def foot(state_: BackupState) -> str:
    """The line at the foot of the window: the last verified backup, and what there is to do about the second place."""
    if state_.last is None:
        return "Ingen säkerhetskopia än"
    said = f"Säkerhetskopia\n{formats.moment(state_.last)}"
    if state_.folder is None:
        return said
    if state_.second_place is None:
        return f"{said}\nIngen andra plats vald"
    if state_.second_is_old:
        last = state_.second_last.date().isoformat() if state_.second_last else "aldrig"
        return f"{said}\nAndra platsen: {last}\nAnslut till den."
    return said


def differs(found: Comparison) -> str:
    """What is newer in the register than in a backup."""
    if found.present_rows is None:
        return "Registret som ligger där kan inte läsas eller är ett annat, så de kan inte jämföras."
    rows = f"Kopian har {formats.number(found.rows)} rader och registret {formats.number(found.present_rows)}."
    if found.changes is None:
        return f"{rows} Registret bygger inte vidare på kopian, så ändringarna sedan dess kan inte räknas."
    if not found.changes and found.closings <= 0:
        same = "Inget har ändrats i registret sedan kopian"
        return f"{rows} {same}." if found.rows == found.present_rows else f"{rows} {same}; det nya är rader i loggen."
    return f"{rows} {_changes(found.changes, found.closings)} i registret sedan kopian."


def lost(found: Comparison) -> str:
    """What a restored backup would not hold."""
    said = differs(found)
    return f"{said} Det följer inte med." if found.changes or found.closings > 0 else said


def restored_when(one: Restored) -> str:
    """When a backup took the register's place, and when it was made."""
    return f"{formats.moment(one.at)}, från {_copy(one, 'kopian')}"


def restored(one: Restored) -> str:
    """What became of the register when a backup took its place, and where one finds what it lacks."""
    said = f"Registret återställdes {formats.moment(one.at)} från {_copy(one, 'kopian som gjordes')}. "
    if one.changes is None:
        said += "Det som skrevs in efter kopian finns inte i registret."
    elif one.changes or one.closings > 0:
        said += f"Det som gjordes efter kopian finns inte i registret: {_changes(one.changes, one.closings)}."
    else:
        return f"{said}Inget hade ändrats efter kopian, så inget saknas."
    if one.kept is None:
        return said
    return (
        f"{said} Det förra registret ligger kvar i samma mapp som {one.kept}. Välj det med Öppna ett register på "
        "startsidan för att se det som ska göras om."
    )


def _copy(one: Restored, words: str) -> str:
    return f"{words} {formats.moment(one.made)}" if one.made else "en säkerhetskopia"


def _changes(changes: int, closings: int) -> str:
    counted = formats.counted(changes, "ändring", "ändringar")
    return f"{counted} och {formats.counted(closings, 'stängning', 'stängningar')}" if closings > 0 else counted


def ask_restore(file: Path) -> str:
    """What happens to the register that is replaced."""
    return f"Registret som det är nu ligger kvar bredvid {file.name} under ett namn med tidpunkt."


def tried(found: Tried) -> str:
    """What trying a backup proved."""
    made = f"Kopian {formats.moment(found.comparison.made)}" if found.comparison.made else "Kopian"
    months = (
        f", och {formats.counted(found.closed_months, 'stängd månad', 'stängda månader')} räknades om till samma öre"
        if found.closed_months
        else ""
    )
    return (
        f"{made} öppnades med lösenfrasen. Filen är hel, loggarna är obrutna{months}. {differs(found.comparison)} "
        "Den kan återställas."
    )


def _restored_waits(one: Restored | None) -> str:
    assert one is not None  # noqa: S101 - what was restored is told
    return f"Registret återställdes {restored_when(one)}. Läs vad som inte längre finns i det"


def _days(number: int) -> str:
    return formats.counted(number, "dag", "dagar")


WAITING: Mapping[WaitingKind, Callable[[Waiting], str]] = {
    WaitingKind.BACKUP_OLD: lambda one: (
        f"Senaste säkerhetskopian är {_days(one.days_ago)} gammal och registret har ändrats sedan dess. "
        "Säkerhetskopiera nu och se vad som hindrar"
    ),
    WaitingKind.SECOND_PLACE_OLD: lambda one: (
        "Säkerhetskopian på den andra platsen "
        + (f"är {_days(one.days_ago)} gammal" if one.days_ago else "finns inte än")
        + ". Sätt i minnet eller anslut till mappen, så läggs en ny där av sig själv"
    ),
    WaitingKind.NO_SECOND_PLACE: lambda _one: (
        "Ingen andra plats är vald för säkerhetskopiorna. Välj en mapp på en delad disk eller ett USB-minne"
    ),
    WaitingKind.RESTORED: lambda one: _restored_waits(one.restored),
    WaitingKind.BACKUP_UNTRIED: lambda _one: (
        "Ingen säkerhetskopia har prövats på länge. Pröva att lösenfrasen öppnar den och att allt i den stämmer"
    ),
}
