"""What is said of a register that somebody else has, and of the places where one may not lie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mottagning.domain.problems import Param
from mottagning.texts import formats

Params = Mapping[str, Param]

SOMEBODY = "Någon annan har registret öppet."
COME_BACK = "Vänta tills den andra är klar och försök igen."
ONLY_READ = (
    "Du kan läsa allt, och det du öppnar loggas som vanligt. Inget kan ändras förrän den andra har stängt registret."
)
TRY_AGAIN = "Försök igen"
STILL_HELD = "Registret är fortfarande öppet hos den andra."
YOURS = "Nu kan du ändra i registret."
TAKE_OVER = "Ta över skrivningen …"
TAKE_OVER_YES = "Ta över"
TAKE_OVER_NO = "Vänta"
TAKE_OVER_UNHARMED = "Allt som den andra har sparat finns kvar."
TAKE_OVER_ADVICE = (
    "Ring först och fråga. Är programmet ändå igång där, kan den andra inte spara efter att du har tagit över."
)
IN_NETWORK = (
    "Mappen ligger på nätverket. Registret kan ligga där, men bara en i taget kan ändra i det, det går långsammare, "
    "och bryts nätet medan du sparar får du spara igen. Säkrare är en mapp på datorn."
)
SYNCED_ADVICE = (
    "Välj en mapp på datorn som inget program kopierar. Programmets egen mapp, den som föreslås, passar. En "
    "säkerhetskopia är krypterad och får ligga i en mapp som synkas."
)
REMOVABLE = "Mappen ligger på ett flyttbart minne. Dras det ut medan någon skriver blir registret skadat."
REMOVABLE_ADVICE = "Välj en mapp på datorn. En säkerhetskopia är krypterad och får ligga på ett minne."


def held(params: Params) -> str:
    """Who has the register, on which computer and since when."""
    if not params.get("user"):
        return SOMEBODY
    since = formats.moment(datetime.fromisoformat(str(params["since"])))
    return f"{params['user']} har registret öppet på datorn {params['computer']} sedan {since}."


def silent(params: Params) -> str:
    """That nothing has been heard of who has it."""
    return held(params) + " Det har varit tyst därifrån i mer än tio minuter."


def synced(params: Params) -> str:
    """That a sync program copies the folder, and what comes of it."""
    program = params.get("program") or "ett synkprogram"
    return (
        f"Mappen kopieras av {program}. Ett register som kopieras medan någon skriver i det blir skadat, och "
        "personuppgifterna hamnar där ingen har bestämt."
    )
