"""The words of a registerutdrag: its parts, what it says of the law, and those of its review.

What the law says is cited with its paragraph. Purpose, legal ground, sources, retention and rights are the office's own
to answer, and stand in its settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from mottagning.domain.office import OfficeSettings
from mottagning.domain.subject_access import Withheld
from mottagning.readmodels.admin import ReadKind
from mottagning.readmodels.subject_access import AccessReport, Cell, Shows
from mottagning.texts import formats

TITLE = "Registerutdrag"
OPEN = "Registerutdrag …"
SHEET_ABOUT = "Om utdraget"
HANDED_OUT = "Utlämnat {day}"

ABOUT_RIGHT = "Om utdraget"
ABOUT_RESPONSIBLE = "Personuppgiftsansvarig"
ABOUT_LOG = "Åtkomst till uppgifterna"
RIGHT_TEXT = (
    "Utdraget visar vad registret innehåller om dig, enligt artikel 15 i dataskyddsförordningen. Uppgifter som enligt "
    "5 kap. 1–2 §§ lagen (2018:218) med kompletterande bestämmelser till EU:s dataskyddsförordning inte lämnas ut till "
    "den registrerade, till exempel sekretessbelagda uppgifter och löpande text som inte är färdig, ingår inte."
)
"""GDPR art. 15; lag 2018:218 5 kap. 1-2 §§, read 2026-04-27."""
LOG_TEXT = (
    "Varje gång dina uppgifter öppnas noteras vem som gjorde det och när. När listor över många personer visas noteras "
    "antalet, inte vilka."
)
"""What the program does; lag 2001:454 10 § asks it of socialtjänsten."""
RETENTION_TEXT = (
    "Räkenskapsmaterial bevaras till och med det sjunde året efter räkenskapsåret (3 kap. 13 § lagen (2018:597) om "
    "kommunal bokföring och redovisning). Hör verksamheten till socialtjänsten gallras uppgifterna i övrigt fem år "
    "efter den senaste anteckningen, med undantag för bland annat personer födda den 5, 15 eller 25 (16 kap. 1, 2 och "
    "4 §§ socialtjänstlagen)."
)
"""Lag 2018:597 3 kap. 13 §; socialtjänstlagen (2025:400) 16 kap. 1, 2 and 4 §§; both read 2026-04-27."""
SOURCES_TEXT = "Källan står vid uppgiften där den är känd."
RECIPIENTS = "Mottagare"
RECIPIENTS_TEXT = (
    "Till vilka uppgifter om dig har lämnats står under Redovisat, Utlämnade underlag, Skrivna filer och Samtycken, så "
    "långt registret har noterat det."
)
NOT_ANSWERED = "Uppgift saknas. Fråga {whom}."

OFFICE_HEADINGS: Mapping[str, str] = {
    "data_purpose": "Ändamål",
    "data_ground": "Rättslig grund",
    "data_sources": "Varifrån uppgifterna kommer",
    "data_retention": "Hur länge uppgifterna bevaras",
    "data_rights": "Dina rättigheter",
    "data_protection_officer": "Dataskyddsombud",
}
"""What the office answers, by the setting that holds it."""

_ALSO: Mapping[str, str] = {"data_sources": SOURCES_TEXT, "data_retention": RETENTION_TEXT}

NAMED: Mapping[str, str] = {
    "anchor_person": "Anknytningsperson",
    "representative_case": "Företräder",
    "other_case": "Sagd att inte vara samma som",
}
"""The titles of sections in which she is named in somebody else's record, by the field that names her."""

MEMBERS, MEMBERS_HEADINGS = "Andra i hushållet", ("Hushåll", "Roll", "Antal")
NAMES, NAMES_HEADINGS = "Namn på andra i hushållet", ("Hushåll", "Namn", "Roll")
RETURNED = "Redovisat"
RETURNED_HEADINGS = (
    "Underlag",
    "Rad",
    "Motpart",
    "Bokning",
    "Insats",
    "Avser månad",
    "Belopp",
    "Namn som det sändes",
    "Nummer som det sändes",
)
HANDED = "Utlämnade underlag"
HANDED_HEADINGS = ("Underlag", "Tid", "Status", "Mottagare", "Sätt", "Av")
DISCLOSED, DISCLOSED_HEADINGS = "Skrivna filer", ("Tid", "Vad", "Mottagare", "Av")
READ, READ_HEADINGS = "Vem som läst", ("Tid", "Vem", "Vad")
CHANGED, CHANGED_HEADINGS = "Ändringar", ("Tid", "Vem", "Vad", "Gjort", "Uppgifter")

DISCLOSURES: Mapping[str, str] = {
    "return_file": "Underlaget skrevs som fil",
    "invoice_file": "E-faktura för underlaget skrevs som fil; ingen person nämns",
    "return_form": "Underlaget skrevs i motpartens blankett",
    "return_form_tried": "Motpartens blankett prövades med underlaget",
    "monthly_list": "Stod i en lista till den som ger insatsen",
    "invoice_answer": "Stod i ett svar på en faktura",
    "request_file": "Förfrågan om plats skrevs som fil",
    "register_export": "Hela registret skrevs som arbetsbok; personen kan ha varit med",
    "subject_access_workbook": "Registerutdrag som arbetsbok",
    "subject_access_pdf": "Registerutdrag som PDF",
    "opinion": "Yttrande om kostnadsansvar",
    "plan_pdf": "Planen skrevs som PDF",
    "timeline_pdf": "Tidslinjen skrevs som PDF",
    "week_pdf": "Hushållets vecka skrevs som PDF",
}
READINGS: Mapping[ReadKind, str] = {
    ReadKind.CARD: "Öppnade personen",
    ReadKind.DOCUMENT: "Öppnade ett dokument",
    ReadKind.LIST: "Lista",
    ReadKind.SEARCH: "Sökning",
    ReadKind.EXPORT: "Skrev till fil",
    ReadKind.COPY: "Kopierade",
    ReadKind.PRINT: "Skrev ut",
    ReadKind.LOGIN: "Loggade in",
    ReadKind.LOG: "Läste loggen",
}
FOR_REPORT = "Öppnade personen för registerutdrag"
ACTIONS: Mapping[str, str] = {
    "added": "tillagt",
    "changed": "ändrat",
    "removed": "borttaget",
    "merged": "sammanslaget",
    "unmerged": "sammanslagningen ångrad",
    "undone": "ångrat",
    "finished": "avslutat",
    "written": "gjord",
}

WITHHELD: Mapping[Withheld, str] = {
    Withheld.SECRET: "sekretess mot personen själv",
    Withheld.UNFINISHED: "anteckning som inte är färdig",
    Withheld.OTHERS: "uppgift om någon annan",
}
CAUTIONS: Mapping[str, str] = {
    "others": "Avsnittet nämner andra än personen själv. Lämna ut bara det som personen får veta.",
    "staff": "Avsnittet nämner medarbetare som har läst eller ändrat.",
    "files": "Filerna följer inte med utdraget. Spara dem från kortet och lämna ut dem för sig.",
    "free_text": "Avsnittet har fri text. Lämna inte ut utkast eller minnesanteckningar.",
}
EMPTY_HEADING = "Registret har inga uppgifter om"


def about(office: OfficeSettings, municipality: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The headings and words on the handling of the data, and the headings that the office has not answered."""
    responsible = ", ".join(part for part in (office.board, municipality, office.unit) if part)
    contact = ", ".join(part for part in (office.officer, office.phone, office.email) if part)
    whom = office.board or municipality
    said = [(ABOUT_RIGHT, RIGHT_TEXT), (ABOUT_RESPONSIBLE, ". ".join(part for part in (responsible, contact) if part))]
    missing = []
    for field, heading in OFFICE_HEADINGS.items():
        own: str | None = getattr(office, field)
        if own is None:
            missing.append(heading)
        answer = own or ("" if field in _ALSO else NOT_ANSWERED.format(whom=whom))
        said.append((heading, " ".join(part for part in (answer, _ALSO.get(field, "")) if part)))
    said += [(RECIPIENTS, RECIPIENTS_TEXT), (ABOUT_LOG, LOG_TEXT)]
    return tuple(said), tuple(missing)


def cell(value: Cell, shows: Shows) -> str:
    """A cell as it stands on paper."""
    if value is None:
        return ""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, str):
        return value
    return formats.price(Fraction(value)) if shows is Shows.AMOUNT else formats.number(Fraction(value))


def footer(report: AccessReport) -> str:
    """What stands on every page."""
    return f"{TITLE} · {HANDED_OUT.format(day=formats.day(report.day))}"


def file_name(day: date, case_number: str | None, suffix: str) -> str:
    """`Registerutdrag 2024-0001 2026-11-21.pdf`; nobody's name, and of a protected person not even the case."""
    return " ".join(part for part in (TITLE, case_number, day.isoformat()) if part) + suffix


REVIEW = "Granska registerutdrag"
STEP = "{place} av {number}: {title}"
STEP_PART = "{title} ({first}–{last} av {number})"
NEXT, PREVIOUS = "Granskat, nästa", "Föregående"
HAND_OUT, REASON_OF = "Lämna ut uppgift {number}", "Skäl för uppgift {number}"
REASON, CHOOSE_REASON, REASON_MISSING = "Skäl för allt", "Välj skäl", "Välj skäl för det som inte lämnas ut."
LEAVE_SECTION = "Lämna inte ut något av det här"
WRITE, CHOOSE_FOLDER = "Skriv utdraget …", "Välj mapp för utdraget"
SUMMARY_TITLE = "Klart att skriva"
SUMMARY_TEXT = "Utdraget skrivs som PDF och som arbetsbok. Filerna är inte krypterade."
REVIEW_TEXT = "Gå igenom varje avsnitt. Inget skrivs förrän allt är granskat. Det som utelämnas noteras i loggen."
EVERYTHING = "{title}: allt lämnas ut ({number})"
SOME = "{title}: {number} av {total} utelämnas ({reasons})"
MISSING = "Inställningar saknar text om {headings}. Utdraget säger då att uppgift saknas."
DONE_FILES = "Registerutdraget ligger i {files}."
ONE_ENTRY, MANY_ENTRIES = "uppgift", "uppgifter"


def summary(title: str, total: int, reasons: list[Withheld]) -> str:
    """What becomes of a section."""
    if not reasons:
        return EVERYTHING.format(title=title, number=formats.counted(total, ONE_ENTRY, MANY_ENTRIES))
    said = formats.listed([WITHHELD[one] for one in Withheld if one in reasons])
    return SOME.format(title=title, number=len(reasons), total=total, reasons=said)


def change(heading: str, old: str, new: str) -> str:
    """`Telefon: 070 → 071`, `Telefon: 070` where nothing stood before, `Telefon: 070 → –` where nothing stands now."""
    return f"{heading}: {old} → {new or formats.NOTHING}" if old else f"{heading}: {new}"


def action(name: str) -> str:
    """What was done."""
    return ACTIONS.get(name, name)
