"""What is said of files with personal data that still lie on a disk."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = "Filer som ligger kvar"
TEXT = (
    "Filer med personuppgifter som du har skrivit på den här datorn och som ligger kvar. Ta bort de som har gjort "
    "sitt: allt finns i registret och kan skrivas igen. Har du flyttat en fil syns den inte här."
)
EMPTY = "Inga filer ligger kvar."
FILE, FOLDER, WRITTEN, WHAT, STATE = "Fil", "Mapp", "Skriven", "Innehåll", "Läge"
DUE, FRESH, KEPT = "Över 30 dagar", "Nyskriven", "Behålls"
REASON = "Skäl att behålla filen"
OPEN_FOLDER = "Öppna mappen"
REMOVE = "Ta bort filen …"
REMOVE_QUESTION = "Ska {file} tas bort från datorn?"
REMOVE_UNHARMED = "Uppgifterna finns kvar i registret, och att filen har skrivits står i loggen."
REMOVE_YES = "Ta bort"
KEEP = "Behåll …"
KEEP_DO = "Behåll"
REMOVED = "Filen är borttagen."
KEPT_NOW = "Filen behålls och påminns inte om."

_WHAT: Mapping[str, str] = {
    "register_export": "Hela registret",
    "return_file": "Underlag",
    "return_form": "Underlag i motpartens blankett",
    "return_form_tried": "Prov av en blankett",
    "plan_pdf": "Plan",
    "week_pdf": "Vecka",
    "timeline_pdf": "Tidslinje",
    "opinion": "Yttrande",
    "document": "Handling",
    "document_files": "Handlingar",
    "voucher_file": "Bokföringsorder",
    "invoice_file": "E-faktura",
    "accrual_file": "Upplupet",
    "substitute_page": "Sida till vikarie",
    "deadlines_calendar": "Tidsfrister som kalender",
    "request_file": "Förfrågan",
    "monthly_list": "Månadslista",
    "invoice_answer": "Svar på faktura",
    "subject_access_workbook": "Registerutdrag",
    "subject_access_pdf": "Registerutdrag",
}


def what(code: str) -> str:
    """What a file holds, as the log of disclosures calls it; a list is one when nothing better is known."""
    return _WHAT.get(code, "Lista" if code.endswith("_export") else "Annat")
