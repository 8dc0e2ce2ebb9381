"""The words about a counterpart's own form: on an agreement's card, in its file's name, in a workbook to start from."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.problems import Param
from mottagning.domain.return_templates import Loss, ReturnTemplate
from mottagning.readmodels.return_templates import ReadTemplate
from mottagning.readmodels.returns import WrittenForm
from mottagning.texts import documents, formats

TITLE = "Motpartens blankett"
FILE_NAME = "Motpartens blankett"
EMPTY = (
    "Ingen. Vill motparten ha underlaget i sin egen arbetsbok väljs den här. Märken i cellerna, som {{Summa}} och "
    "{{rad.Belopp}}, säger var varje uppgift ska stå."
)
CHOOSE, CHANGE, TRY, REMOVE = "Välj arbetsbok …", "Byt arbetsbok …", "Pröva …", "Ta bort blanketten"
EXAMPLE = "Spara ett exempel …"
USE = "Använd blanketten"
CHOOSE_FILE, TRY_AS = "Välj en arbetsbok", "Spara den ifyllda blanketten"
EXAMPLE_AS = "Spara arbetsboken med alla märken"
FILTER = "Arbetsböcker (*.xlsx *.xlsm *.xltx *.xltm)"
TARGET_FILTER = "Excel (*.xlsx)"
REMOVE_TEXT = "Underlagen skrivs sedan bara på det vanliga sättet. Filer som redan är skrivna berörs inte."
FILE_MISSING = "Arbetsboken finns inte i registret, så blanketten skrivs inte. Välj den igen."
LOSES = "Det här följer inte med när blanketten fylls i:"
LOSES_NOTHING = "Allt i arbetsboken följer med."
LEFT_ALONE = (
    "De här formlerna läser bara den första av raderna: {cells}. Skriv dem som en summa, till exempel SUMMA(E10:E10)."
)
EXAMPLE_TITLE, EXAMPLE_SHEET = "Märken i en motparts blankett", "Blankett"
EXAMPLE_HOW = (
    "Flytta märkena dit uppgifterna ska stå och ta bort de andra. Raden med märken som börjar på rad. upprepas en gång "
    "för varje rad i underlaget."
)
EXAMPLE_FILE = "märken.xlsx"
EXAMPLE_SAVED = "Arbetsboken med alla märken är sparad."
TRIED = "Fylld med underlag {number}. Filen är inte krypterad; ta bort den när den är använd."

LOSSES: Mapping[Loss, str] = {
    Loss.CHARTS: "diagram",
    Loss.IMAGES: "bilder, till exempel en logotyp",
    Loss.SHAPES: "textrutor och former",
    Loss.MACROS: "makron",
    Loss.PIVOT_TABLES: "pivottabeller",
    Loss.SLICERS: "utsnitt och tidslinjer",
    Loss.EXTERNAL_LINKS: "länkar till andra arbetsböcker",
    Loss.QUERIES: "frågor och anslutningar",
    Loss.COMMENTS: "kommentarers trådar och storlek",
    Loss.CONTROLS: "knappar och andra kontroller",
    Loss.EMBEDDED: "inbäddade filer",
    Loss.SIGNATURE: "den digitala signaturen",
    Loss.SPARKLINES: "miniatyrdiagram",
    Loss.NEWER_FORMATTING: "villkorsstyrd formatering av nyare slag",
    Loss.NEWER_VALIDATIONS: "listor att välja ur som hämtas från ett annat blad",
}


def about(template: ReturnTemplate) -> str:
    """`Blankett.xlsx (24 kB) · vald av Hanna 2026-11-20`."""
    size = documents.size(template.size)
    return f"{template.file_name} ({size}) · vald av {template.chosen_by} {formats.day(template.chosen_on)}"


def found(read: ReadTemplate) -> str:
    """How much of a workbook will be filled in."""
    marks = formats.counted(len(read.marks), "märke", "märken")
    columns = formats.counted(len(read.columns), "kolumn", "kolumner")
    return f"{read.file.name}: {marks} och en märkt rad med {columns}."


def left_alone(read: ReadTemplate) -> str:
    """Which formulas go on reading the first row; empty when there are none."""
    return LEFT_ALONE.format(cells=", ".join(read.left_alone)) if read.left_alone else ""


def partly(form: WrittenForm) -> str:
    """That a form has some of its return's rows; empty when it has all."""
    if form.rows == form.of:
        return ""
    rows = f"{form.rows} av underlagets {form.of} rader"
    return f"Blanketten för avtal {form.agreement} har {rows}; resten hör till andra avtal."


def refused(reason: str, params: Mapping[str, Param]) -> tuple[str, str]:
    """Why a workbook cannot be a form, and what to do."""
    file, marks, rows, most = (params.get(name) for name in ("file", "marks", "rows", "most"))
    said: Mapping[str, tuple[str, str]] = {
        "not_a_workbook": (
            f"{file} är ingen Excel-arbetsbok som kan fyllas i.",
            "Spara om den som .xlsx i Excel, utan lösenord.",
        ),
        "too_large": (f"{file} är för stor. En blankett får vara högst {most} MB.", "Ta bort bilder ur den."),
        "no_marks": (
            f"{file} har inga märken.",
            "Skriv märken som {{Summa}} i cellerna där uppgifterna ska stå.",
        ),
        "no_row": (
            f"{file} har ingen märkt rad.",
            "Skriv märken som {{rad.Belopp}} i den rad som ska upprepas.",
        ),
        "several_rows": (f"{file} har flera märkta rader: {rows}.", "Bara en rad i arbetsboken kan upprepas."),
        "unknown_marks": (
            f"{file} har märken som inte finns: {marks}.",
            "Alla märken som finns kan sparas från avtalets kort.",
        ),
    }
    return said[reason]
