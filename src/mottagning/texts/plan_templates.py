"""The words of the templates that plans begin from."""

from __future__ import annotations

from mottagning.domain.plan_templates import PlanTemplate
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import formats

OPEN, TITLE = "Mallar", "Mallar för planer"
TEXT = (
    "En mall är mål och aktiviteter att utgå från. Spara mallarna som arbetsbok, ändra i Excel och läs in dem, "
    "eller låt ett annat kontor använda dem. En egen mall med samma nyckel gäller i stället för programmets."
)
READ, SEND, SEND_ONE = "Läs in mallar …", "Spara alla som arbetsbok …", "Spara …"
FILE_NAME = "Planmallar.xlsx"
WRITTEN = "Mallarna ligger i {file}. De innehåller inga personuppgifter."
REFUSED = "Inget är inläst. Rätta det här i arbetsboken och läs in den igen."
OWN, SHIPPED = "egen", "följer med programmet"


def said(one: PlanTemplate, lines: int, *, is_own: bool) -> str:
    """For whom a template is, how long, and whose."""
    ages = f"från {one.from_age} år" if one.to_age is None else f"{one.from_age}–{one.to_age} år"
    parts = [ages, formats.counted(lines, "rad", "rader"), OWN if is_own else SHIPPED, one.source]
    return " · ".join(part for part in parts if part)


def send_one(title: str) -> str:
    """The button that saves one template, in full."""
    return f"Spara mallen {title} som arbetsbok"


def remove(title: str) -> str:
    """What removing a template does."""
    return f"Mallen {title} tas bort. Planer som har börjat från den ändras inte."


def taken(report: ImportReport) -> str:
    """What was taken in."""
    new, changed = report.created.get("plan_templates", 0), report.changed.get("plan_templates", 0)
    same = report.unchanged.get("plan_templates", 0)
    known = [(new, "ny", "nya"), (changed, "ändrad", "ändrade"), (same, "oförändrad", "oförändrade")]
    counts = [formats.counted(number, one, many) for number, one, many in known if number]
    return f"Mallar inlästa: {formats.listed(counts) or 'inga'}."
