"""The words of taking in an office's own list: what is doubted, what becomes of a row, and the guide's four steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mottagning.domain.problems import Param
from mottagning.domain.take_in.rows import Ignored
from mottagning.readmodels.take_in import Kept, Standing
from mottagning.texts import formats

Params = Mapping[str, Param]

NAMES: Mapping[str, str] = {
    "names.given_first": "Namn, förnamnet först",
    "names.family_first": "Namn, efternamnet först",
}
HOW_NAMES_ARE_PARTED: Mapping[str, str] = {
    "names.given_first": (
        "{column}: det sista ordet blir efternamn och resten förnamn. Står det ett komma är det som står före "
        "efternamnet. Exempel: {example}"
    ),
    "names.family_first": (
        "{column}: det första ordet blir efternamn och resten förnamn. Står det ett komma är det som står före "
        "efternamnet. Exempel: {example}"
    ),
}
ROW = "Raden"


def of_part(title: str, heading: str) -> str:
    """A column of something that belongs to a person."""
    return f"{title}: {heading}"


# why something is looked at

_REASONS: Mapping[str, Callable[[Params], str]] = {
    "too_long": lambda p: f"Texten är längre än {p['longest']} tecken.",
    "not_a_day": lambda _p: "Går inte att läsa som ett datum.",
    "day_or_month": lambda _p: "Dag och månad kan vara omkastade.",
    "month_only": lambda _p: "Månaden står där men inte dagen.",
    "year_only": lambda _p: "Bara året står där.",
    "odd_serial": lambda _p: "Talet blir ett datum långt fram i tiden.",
    "in_the_future": lambda _p: "Datumet ligger i framtiden.",
    "not_yes_or_no": lambda _p: "Väntade ja eller nej.",
    "ambiguous": lambda p: f"Kan betyda {p['choices']}.",
    "unknown_word": lambda _p: "Ordet är inte känt.",
    "not_a_number": lambda _p: "Går inte att läsa som ett nummer för en person.",
    "number_check_digit": lambda _p: "Kontrollsiffran stämmer inte. Bara födelsedatumet föreslås.",
    "number_date": lambda _p: "Numrets datum finns inte i almanackan.",
    "number_shape": lambda _p: "Numret kan inte vara rätt. Bara födelsedatumet föreslås.",
    "not_a_name": lambda _p: "Går inte att läsa som ett namn.",
    "one_name": lambda _p: "Bara ett namn. Med komma efter blir det efternamn, med komma före förnamn.",
    "strict": lambda p: str(p["text"]),
    "like_known": lambda p: f"Liknar {p['case']} i registret: samma namn och födelsedatum.",
    "like_row": lambda p: f"Samma namn och födelsedatum som rad {p['row']}.",
    "part_missing": lambda p: f"{p['label']} saknas.",
}


def reason(code: str, params: Params) -> str:
    """Why something is looked at."""
    return _REASONS[code](params)


def conflicts(label: str, row: int) -> str:
    """Two rows about one person that do not agree."""
    return f"{label} är en annan än på rad {row}, som gäller samma person."


def held(label: str, text: str) -> str:
    """Why a row waits."""
    return f"{label}: {text or 'tomt'}"


SKIPPED = "Överhoppad."
NEEDS_NAME = "Ingen kolumn är vald som namn. En person behöver efternamn eller förnamn."
NO_ROWS = "Under rubrikraden finns inga rader."


def twice(label: str) -> str:
    """One meaning for two columns."""
    return f"{label} är vald för två kolumner. Lämna en av dem utanför."


NOT_PEOPLE = (
    "Det ser inte ut som en lista över personer: ingen kolumn är ett personnummer, ett födelsedatum eller något annat "
    "som hör till en person. Är det rätt fil? Välj annars själv vad kolumnerna är."
)
NOTHING_KNOWN = (
    "Ingen kolumn känns igen. Är det rätt fil, rätt blad och rätt rubrikrad? Välj annars själv vad kolumnerna är."
)

NOT_A_LIST: Mapping[str, tuple[str, str]] = {
    "empty": ("är tom.", "Kontrollera att listan är sparad, och att det är rätt fil."),
    "folder": ("är en mapp.", "Välj filen i den."),
    "pdf": ("är en PDF.", "Be om listan som Excel eller text, eller kopiera tabellen till ett blad i Excel."),
    "picture": ("är en bild.", "Skriv av listan i Excel."),
    "password": (
        "är skyddad med lösenord.",
        "Öppna den i Excel, spara en kopia utan lösenord, läs in kopian och ta sedan bort den.",
    ),
    "binary": ("är ingen tabell.", "Välj en fil från Excel, eller en textfil med en rad för varje person."),
    "not_a_workbook": ("är ingen hel arbetsbok.", "Öppna den i Excel och spara den på nytt, eller spara den som text."),
    "too_large": ("är för stor för att vara en lista.", "Kontrollera att det är rätt fil."),
    "too_long": ("har fler än 100 000 rader.", "Kontrollera att det är rätt fil, eller dela den."),
}

# what becomes of it

STANDINGS: Mapping[Standing, str] = {
    Standing.NEW: "Ny",
    Standing.CHANGED: "Ändras",
    Standing.SAME: "Oförändrad",
    Standing.DOUBTFUL: "Tveksam",
    Standing.REFUSED: "Går inte",
    Standing.SKIPPED: "Hoppas över",
}
IGNORED: Mapping[Ignored, tuple[str, str]] = {
    Ignored.TOTAL: ("summarad", "summarader"),
    Ignored.HEADING_AGAIN: ("upprepad rubrikrad", "upprepade rubrikrader"),
    Ignored.TITLE: ("mellanrubrik", "mellanrubriker"),
}
KEPT: Mapping[Kept, str] = {Kept.CHANGED: "ändrad sedan dess", Kept.IN_USE: "har bokningar eller annat"}


def counts(numbers: Mapping[Standing, int]) -> str:
    """How many rows become what."""
    parts = [
        formats.counted(numbers[Standing.NEW], "rad blir en ny person", "rader blir nya personer"),
        formats.counted(numbers[Standing.CHANGED], "rad ändrar en känd", "rader ändrar kända"),
    ]
    for standing, one, many in (
        (Standing.SAME, "är oförändrad", "är oförändrade"),
        (Standing.DOUBTFUL, "är tveksam", "är tveksamma"),
        (Standing.REFUSED, "går inte att ta in", "går inte att ta in"),
        (Standing.SKIPPED, "hoppas över", "hoppas över"),
    ):
        if numbers[standing]:
            parts.append(formats.counted(numbers[standing], one, many))
    return ", ".join(parts) + "."


def ignored(found: Sequence[Ignored]) -> str:
    """Rows that are about nobody."""
    said = [formats.counted(found.count(why), *IGNORED[why]) for why in Ignored if why in found]
    return f"Inte om någon person: {', '.join(said)}." if said else ""
