"""The words about documents: on a card, in its form, while one is shown, and for all of them at once."""

from __future__ import annotations

from fractions import Fraction

from mottagning.domain.documents import Document
from mottagning.texts import formats, words

TITLE = "Dokument"
EMPTY = "Inga dokument. Lägg till en PDF, eller skriv diarienummer eller länk till det som förvaras någon annanstans."
ADD_FILE, ADD_REFERENCE = "Lägg till PDF …", "Ny hänvisning"
CHOOSE_FILE = "Välj en PDF"
PDF_FILTER = "PDF (*.pdf)"
SHOW, SAVE_AS, CHANGE_FILE, REMOVE = "Visa", "Spara som …", "Byt fil …", "Ta bort dokumentet"
REMOVE_TEXT = "Dokumentet tas bort ur registret med sin fil."
COPY_LINK = "Kopiera länken"
FILE_MISSING = "Filen finns inte i registret."
DUE = "Bevaras inte längre"
SAVED_AS = "Sparat som en fil utanför registret. Den är inte krypterad; ta bort den när den är använd."

NEW = "Nytt dokument"
SECTION_DOCUMENT, SECTION_KEPT = "Dokumentet", "Bevarande"
KIND, NAME, REGISTRY, LINK, DATED = "Slag", "Rubrik", "Diarienummer", "Länk eller plats", "Daterat"
LINK_HINT = "Mapp eller adress där dokumentet förvaras. Programmet öppnar den inte."
KEPT_UNTIL, KEPT_BY = "Bevaras till och med", "Enligt"
KEPT_UNTIL_HINT = "Sista dagen. Tomt om det inte är bestämt."
KEPT_BY_HINT = "Paragraf eller punkt i er dokumenthanteringsplan, till exempel SoL 16 kap. 1 §."

PREVIOUS, NEXT = "Föregående sida", "Nästa sida"

CARE = "Spara alla dokument i en mapp"
CARE_TEXT = (
    "Filerna får namn efter kolumnen Dokument i bladet Dokument i arbetsboken. De är inte krypterade; ta bort dem när "
    "de är använda."
)
DO_SAVE_ALL = "Spara dokument …"
NONE_SAVED = "Det finns inga filer att spara."
CARE_BACK = "Hämta dokument ur en mapp"
CARE_BACK_TEXT = "Efter inläsning från Excel: filer som sparats här ovan läggs till på sina dokument igen."
DO_READ_ALL = "Hämta dokument …"
NONE_READ = "Inga filer i mappen hör till dokument som saknar sin fil."

_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


def size(number: int) -> str:
    """So many bytes, as people say it."""
    if number < _MEGABYTE:
        return f"{max(1, round(number / _KILOBYTE))} kB"
    return f"{formats.decimal(Fraction(number, _MEGABYTE), 1)} MB"


def about(document: Document) -> str:
    """What a document is, in one line."""
    file = f"{document.file_name} ({size(document.size or 0)})" if document.file_name else ""
    registry = f"dnr {document.registry_number}" if document.registry_number else ""
    kind = words.first_upper(words.word(document.kind))
    return " · ".join(
        part for part in (kind, formats.day(document.dated_on) if document.dated_on else "", registry, file) if part
    )


def kept(document: Document) -> str:
    """Until when it is kept and by what rule; empty when neither is said."""
    until = f"{KEPT_UNTIL} {formats.day(document.kept_until)}" if document.kept_until else ""
    rule = document.kept_by_rule or ""
    return f"{until} ({rule})" if until and rule else until or rule


def chosen(name: str, number: int) -> str:
    """Which file will be kept."""
    return f"Fil: {name} ({size(number)})"


def page(number: int, pages: int) -> str:
    """Where in a document one is; `number` is counted from 1."""
    return f"Sida {number} av {pages}"


def saved_all(number: int, folder: object) -> str:
    """How many files were written, and where."""
    return f"{formats.counted(number, 'dokument', 'dokument')} sparade i {folder}." if number else NONE_SAVED


def read_all(number: int) -> str:
    """How many files were taken back."""
    return f"{formats.counted(number, 'dokument', 'dokument')} hämtade." if number else NONE_READ
