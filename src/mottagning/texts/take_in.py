"""The words of taking in an office's own list: what is doubted, what becomes of a row, and the guide's four steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from mottagning.domain.problems import Param
from mottagning.domain.take_in.rows import Ignored
from mottagning.readmodels.take_in import Kept, ListOf, Standing
from mottagning.texts import formats

Params = Mapping[str, Param]

NAMES: Mapping[str, str] = {
    "names.given_first": "Namn, förnamnet först",
    "names.family_first": "Namn, efternamnet först",
}
ROW = "Raden"
COUNTERPART = "Andra kommunen"


def of_part(title: str, heading: str) -> str:
    """A column of something that belongs to a person."""
    return f"{title}: {heading}"


# why something is looked at

_REASONS: Mapping[str, Callable[[Params], str]] = {
    "too_long": lambda p: f"Texten är längre än {p['longest']} tecken.",
    "not_a_day": lambda _p: "Går inte att läsa som ett datum.",
    "day_or_month": lambda _p: "Dag och månad kan vara omkastade.",
    "year_or_day": lambda _p: "Dagen eller året kan stå först.",
    "month_only": lambda _p: "Månaden står där men inte dagen.",
    "year_only": lambda _p: "Bara året står där.",
    "odd_serial": lambda _p: "Talet blir ett datum långt fram i tiden.",
    "in_the_future": lambda _p: "Datumet ligger i framtiden.",
    "not_yes_or_no": lambda _p: "Väntade ja eller nej.",
    "ambiguous": lambda p: f"Kan betyda {p['choices']}.",
    "several": lambda _p: "Flera svar i en cell. Bara ett kan sparas.",
    "unknown_word": lambda p: f"Väntade ett av: {p['choices']}." if p["choices"] else "Ordet är inte känt.",
    "not_a_number": lambda _p: "Går inte att läsa som ett nummer för en person.",
    "number_check_digit": lambda _p: "Kontrollsiffran stämmer inte. Bara födelsedatumet föreslås.",
    "number_date": lambda _p: "Numrets datum finns inte i almanackan.",
    "number_shape": lambda _p: "Numret kan inte vara rätt. Bara födelsedatumet föreslås.",
    "not_a_name": lambda _p: "Går inte att läsa som ett namn.",
    "one_name": lambda _p: "Bara ett namn. Med komma efter blir det efternamn, med komma före förnamn.",
    "strict": lambda p: str(p["text"]),
    "like_known": lambda p: f"Liknar {p['case']} i registret: samma namn och födelsedatum.",
    "other_name": lambda p: f"{p['case']} heter {p['name']} i registret. Är det samma person?",
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


NO_BOOKING = "En bokning behöver insats och första dag."
NOBODY = "Personen hittas inte i registret. Ta först in en lista över personer."
NAMESAKES = "Flera personer har samma namn och födelsedatum. Ange ärende eller personnummer i listan."


def same_booking(row: int) -> str:
    """Two rows about one booking."""
    return f"Samma person, insats och första dag som rad {row}."


def booked(key: str) -> str:
    """A booking that is there as the list says."""
    return f"Finns redan som {key}."


def booked_otherwise(key: str) -> str:
    """A booking that is there, and the list says otherwise."""
    return f"Finns redan som {key} med andra uppgifter. Ändra bokningen i stället."


def placed(service: str, municipality: str) -> str:
    """What is booked, and with whom where that is said."""
    return f"{service} med {municipality}" if municipality else service


def no_agreement(place: str, first: date) -> str:
    """No agreement fits a booking."""
    return f"Inget avtal om {place} gäller {formats.day(first)}. Lägg in avtalet, eller ange det i listan."


def several_agreements(keys: Sequence[str]) -> str:
    """Which agreement a booking is under."""
    return f"Flera avtal passar: {', '.join(keys)}."


SKIPPED = "Överhoppad."
NEEDS_NAME = "Ingen kolumn är vald som namn. En person behöver efternamn eller förnamn."
NEEDS_WHO = (
    "Ingen kolumn säger vem bokningen gäller. Det behövs ärende, ett nummer, eller namn tillsammans med födelsedatum."
)
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

NO_SERVICE = "Ingen kolumn känns igen som insats. Välj den själv, eller svara på frågan om insats när du granskar."
NO_HEADINGS = "Raderna har inga rubriker. Välj själv vad de kolumner är som inte känns igen."
UNEVEN = (
    "Raderna är olika långa. Från Word delas en cell med flera stycken på flera rader: klistra då in tabellen i Excel "
    "först, rätta den där och kopiera den därifrån."
)
CUT = (
    "Några celler visar ##### eller 1,99E+11 i stället för det som står i dem. Gör kolumnen bredare i Excel, eller "
    "visa den som tal utan decimaler, och kopiera om."
)
COPIED = "Det som är kopierat"
COPY_ADVICE = "Markera raderna i Excel, kopiera dem med Ctrl+C och klistra in igen."
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
    "no_text": ("är tomt eller ingen text.", COPY_ADVICE),
    "one_cell": ("är inga rader.", COPY_ADVICE),
    "no_amounts": (
        "har ingen tabell med belopp för personer eller bokningar.",
        "Kontrollera att det är fakturans specifikation, med rubriker som Personnummer, Månad och Belopp.",
    ),
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
KEPT: Mapping[Kept, str] = {Kept.CHANGED: "ändrad sedan dess", Kept.IN_USE: "har bokningar, underlag eller annat"}


_BECOME: Mapping[ListOf, tuple[str, str]] = {
    ListOf.PEOPLE: ("rad blir en ny person", "rader blir nya personer"),
    ListOf.BOOKINGS: ("rad blir en ny bokning", "rader blir nya bokningar"),
}


def counts(numbers: Mapping[Standing, int], of: ListOf) -> str:
    """How many rows become what."""
    parts = [formats.counted(numbers[Standing.NEW], *_BECOME[of])]
    if of is ListOf.PEOPLE:
        parts.append(formats.counted(numbers[Standing.CHANGED], "rad ändrar en känd", "rader ändrar kända"))
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


# the guide

TITLE = "Ta in en lista"
STEPS = ("Fil", "Kolumner", "Granska", "Klart")
OPEN = "Ta in en lista …"
OPEN_TEXT = "En lista som ni själva för, i Excel eller som text. Ni ser vad som händer innan något sparas."
CHOOSE = "Välj lista …"
PASTE = "Klistra in"
PASTE_ROWS = "Klistra in rader …"
PASTED = "Inklistrade rader"
REPLACE = "Byt lista"
REPLACE_QUESTION = "Listan som granskas är inte intagen. Det som är avgjort i den går förlorat om den byts."
FILTER = "Listor (*.xlsx *.xls *.xlsm *.ods *.csv *.txt *.tsv);;Alla filer (*)"
ABOUT_OF = (
    "Listan gäller personer, eller bokningar för personer som redan finns i registret. Programmet gissar vilket av "
    "rubrikerna."
)
OF = "Personer eller bokningar?"
OFS: Mapping[str, str] = {ListOf.PEOPLE.value: "Personer", ListOf.BOOKINGS.value: "Bokningar"}
BOOKING, HELD = "Bokning", "Gäller"
ABOUT_TITLE = "En lista som ni själva för"
ABOUT = (
    "Välj filen som den är: Excel, även äldre, eller text. Rubrikerna behöver inte stå överst och inte heta som här. "
    "Programmet gissar vad varje kolumn är; du ändrar det som är fel och ser vad som händer innan något sparas."
)
ABOUT_PASTING = (
    "Rader som är kopierade i Excel klistras in här eller direkt i listorna Personer och Bokningar (Ctrl+V), med eller "
    "utan rubriker."
)
ABOUT_UNDO = (
    "Det som inte kan läsas säkert får du ta ställning till, och resten tas in. Hela listan kan tas tillbaka så länge "
    "ingen har arbetat vidare med det som kom med den."
)
EARLIER, NO_EARLIER = "Listor som har tagits in", "Ingen lista har tagits in än"
NO_EARLIER_TEXT = "Här står de listor som har tagits in, och här tas de tillbaka."
WHEN, FILE, BY, CREATED, CHANGED, STATE = "När", "Fil", "Av", "Nya", "Ändrade", "Läge"
TAKEN_IN, TAKEN_BACK = "Intagen", "Tillbakatagen"
TAKE_BACK = "Ta tillbaka listan"
TAKE_BACK_QUESTION = (
    "De personer eller bokningar som kom med listan tas bort, och de som ändrades blir som förut. Det som någon har "
    "arbetat med sedan dess ändras inte."
)
TAKE_BACK_OTHERS = "Ta tillbaka de andra"
KEPT_TITLE = "Inget har tagits tillbaka. De här har ändrats eller används sedan listan togs in."

NO_HEADING = "Kolumn {letter}"
COLUMNS_TITLE = "Vad är kolumnerna?"
COLUMNS_ABOUT = (
    "Under varje rubrik står de första värdena. Skriv eller välj vad kolumnen är; tomt betyder att den inte tas med."
)
KNOWN = "Kolumnerna är valda som förra gången en lista hade samma rubriker."
EXAMPLES = "Till exempel {samples}"
NO_EXAMPLES = "Tom kolumn"
READ_TITLE = "Så har filen lästs"
SHEET, HEADING_ROW, ENCODING, SEPARATOR = "Blad", "Rubrikrad", "Teckenkodning", "Skiljetecken"
HEADING_ROW_HINT = "Radens nummer i filen; 0 om listan inte har några rubriker."
PASTED_TITLE = "Så har raderna lästs"
PASTED_ROW_HINT = "Vilken av raderna, räknat från 1; 0 om de inte har några rubriker."
ENCODING_HINT = "Byt om å, ä och ö ser fel ut."
READ_AGAIN, PASTED_AGAIN = "Läs om filen", "Läs om raderna"
KEEP = "Kom ihåg kolumnerna till nästa gång"
SEPARATORS: Mapping[str, str] = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}
ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows (cp1252)",
    "latin-1": "Latin-1",
    "cp850": "DOS (cp850)",
    "mac-roman": "Mac",
}
GO_REVIEW = "Granska"
NAMES_PARTED = "Så delas namnen"
NAMES_RULE: Mapping[str, str] = {
    "names.given_first": "Det sista ordet blir efternamn, resten förnamn. Det som står före ett komma är efternamn.",
    "names.family_first": "Det första ordet blir efternamn, resten förnamn. Det som står före ett komma är efternamn.",
}
RECEIVED_IS_FIRST = (
    "Saknas dagen för flytten används dagen då personen togs emot. Saknas båda får du ta ställning till det."
)

DOUBTS, ROWS = "Att ta ställning till", "Alla rader"
NO_DOUBTS, NO_DOUBTS_TEXT = "Inget att ta ställning till", "Alla rader kunde läsas. Se dem under Alla rader."
WHAT, STANDS, PROPOSAL, NUMBER_OF_ROWS = "Vad", "Står i listan", "Förslag", "Rader"
DECISION = "Avgörande"
UNDECIDED, DECIDED, UNREADABLE = "Att avgöra", "Avgjord", "Går inte att läsa"
LINE, CASE, NAME, BECOMES, REMARK = "Rad", "Ärende", "Namn", "Blir", "Anmärkning"
VALUE = "Använd i stället"
USE, LEAVE_EMPTY, SKIP_ROWS, WAIT = "Använd", "Lämna tomt", "Hoppa över raderna", "Avgör senare"
SAME_PERSON, NEW_PERSON = "Samma person", "Ny person"
ACCEPT_ALL = "Godta alla förslag"
ANSWER_USED, ANSWER_EMPTY, ANSWER_SKIPPED = "Används: {answer}", "Lämnas tomt", "Raderna hoppas över"
WAITS_TEXT = "Rader som inte är avgjorda tas inte in. De kan sparas i en egen arbetsbok efteråt."
BEFORE_AND_AFTER, REGISTERED = "Det som ändras", "Det som registreras"
LEFT_OUT_NAME = "{name} - inte intagna.xlsx"

DONE_TITLE = "Listan är intagen"
SAVE_LEFT_OUT = "Spara raderna som inte togs in …"
LEFT_OUT_SAVED = "Raderna ligger i {file}, var och en med skälet."
TO_PEOPLE, TO_BOOKINGS = "Gå till Personer", "Gå till Bokningar"
ANOTHER = "Ta in en lista till"


def parted(text: str, given: str, family: str) -> str:
    """How a whole name is parted."""
    return f"{text}: förnamn {given or formats.NOTHING}, efternamn {family or formats.NOTHING}."


def rows_of(numbers: Sequence[int]) -> str:
    """Which rows a doubt is about, the first of many."""
    shown = ", ".join(map(str, numbers[:12]))
    return f"Rad {shown}" + (f" och {len(numbers) - 12} till" if len(numbers) > 12 else "")


def take(number: int) -> str:
    """The filled button of the review."""
    return f"Ta in {formats.counted(number, 'rad', 'rader')}"


_NEW: Mapping[ListOf, tuple[str, str]] = {
    ListOf.PEOPLE: ("ny person", "nya personer"),
    ListOf.BOOKINGS: ("ny bokning", "nya bokningar"),
}


def done(of: ListOf, created: int, changed: int, unchanged: int) -> str:
    """What a list did."""
    parts = [formats.counted(created, *_NEW[of])]
    if of is ListOf.PEOPLE:
        parts.append(formats.counted(changed, "ändrad", "ändrade"))
    parts.append(formats.counted(unchanged, "oförändrad", "oförändrade"))
    return ", ".join(parts) + "."


def left_out(number: int) -> str:
    """How many rows were not taken in."""
    return formats.counted(number, "rad togs inte in.", "rader togs inte in.")


def taken_back(of: ListOf, removed: int, restored: int) -> str:
    """What taking a list back did."""
    if of is ListOf.BOOKINGS:
        return f"Listan är tillbakatagen: {formats.counted(removed, 'bokning är borttagen', 'bokningar är borttagna')}."
    gone = formats.counted(removed, "person är borttagen", "personer är borttagna")
    back = formats.counted(restored, "person är som förut", "personer är som förut")
    return f"Listan är tillbakatagen: {gone}, {back}."


def with_number(word: str, number: int) -> str:
    """A tab and how much is under it."""
    return f"{word} ({number})"
