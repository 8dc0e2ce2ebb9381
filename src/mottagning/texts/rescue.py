"""What is said when a register cannot be opened, and of what was saved of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mottagning.texts import formats

TITLE = "Registret kan inte öppnas"
TITLE_ASKED = "Är något fel med registret?"
ASKED = "Här kan du återställa en säkerhetskopia, byta nyckelfil eller rädda det som går att läsa."
ASKED_UNHARMED = "Inget ändras förrän du väljer."
OPEN = "Är något fel?"
TRY_AGAIN = "Försök igen"
BACKUPS = "Säkerhetskopior"
NO_BACKUPS = "Ingen säkerhetskopia ligger bredvid registret eller i programmets egen mapp."
OTHER_BACKUP = "Välj en annan säkerhetskopia …"
RESTORE_TEXT = (
    "Kopia: {file}. Den läggs där registret ligger. Det som ligger där nu sparas bredvid under ett namn med tidpunkt."
)
CHOOSE_KEY = "Välj nyckelfil …"
KEY_FILTER = "Nyckelfil eller säkerhetskopia (*.nyckel *.mottagning-kopia);;Alla filer (*)"
KEY_CHOSEN = "Nyckelfilen är på plats. Logga in för att se om den passar."
DAMAGED_ADVICE = (
    "Återställ den senaste säkerhetskopian här nedanför. Finns ingen, rädda det som går att läsa. Be den som sköter "
    "datorn att kontrollera disken."
)
SAVE = "Rädda det som går att läsa …"
SAVE_TITLE = "Rädda det som går att läsa"
SAVE_TEXT = (
    "Det som går att läsa läggs i ett nytt register i {folder}. Det skadade rörs inte. Har du en säkerhetskopia från "
    "samma dag är den bättre: den är hel."
)
SAVE_DO = "Rädda"
SAVED_TITLE = "Det som gick att läsa är räddat"
SAVED_NAME = "räddat"
SAVED_ALL = "Allt som räknades i det skadade registret finns med."
SAVED_ADVICE = (
    "Jämför med säkerhetskopian innan du arbetar vidare. Under Inställningar kan du exportera allt till Excel."
)
OPEN_SAVED = "Öppna det räddade registret"
CLOCK_TITLE = "Datorns klocka går fel"
CLOCK_ADVICE = (
    "Frister och påminnelser räknas från datorns dag, loggen får datorns klockslag, och en månad som är slut syns inte "
    "som slut. Ställ klockan rätt i Windows och försök igen."
)
CLOCK_UNHARMED = "Allt som är sparat finns kvar."
GO_ON = "Fortsätt ändå"

OTHER = "Annat"
_LOGS, _MONTHS, _USERS = "Loggar", "Stängda månader", "Användare och inställningar"
OTHER_TABLES: Mapping[str, str] = {
    "read_log": _LOGS,
    "change_log": _LOGS,
    "disclosure": _LOGS,
    "log_head": _LOGS,
    "closing": _MONTHS,
    "closing_booking": _MONTHS,
    "closing_agreement": _MONTHS,
    "compensation_return": _MONTHS,
    "frozen_facts": _MONTHS,
    "ledger_row": _MONTHS,
    "ledger_lost": _MONTHS,
    "ledger_identity": _MONTHS,
    "return_event": _MONTHS,
    "attest": _MONTHS,
    "user_account": _USERS,
    "setting": _USERS,
    "saved_filter": _USERS,
}
"""The tables that have no sheet in the register workbook."""


def saved_in(file: str, records: int) -> str:
    """How much stands where."""
    return f"{formats.counted(records, 'rad', 'rader')} ligger i {file}. Det skadade registret är orört."


def part(word: str, saved: int, lost: int | None) -> str:
    """How much of a part was saved and how much is gone."""
    gone = "okänt hur många som saknas" if lost is None else f"{lost} saknas"
    return f"{word}: {formats.counted(saved, 'rad räddad', 'rader räddade')}, {gone}"


def clock(now: datetime, last: datetime) -> str:
    """What the clock says, and what the register says."""
    return (
        f"Datorns klocka visar {formats.moment(now)}, men någon arbetade i registret {formats.moment(last)}. "
        "Klockan har troligen ställts tillbaka."
    )
