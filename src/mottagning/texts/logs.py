"""The words of the logs and their review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mottagning.domain.log_review import Log, SampleReason
from mottagning.readmodels.admin import RECOVERY_CODE, ReadKind
from mottagning.readmodels.logs import LogLine, LogReview
from mottagning.texts import admin, formats, subject_access, users, window, words

TITLE = "Loggar"
OPEN, OPEN_TEXT = "Öppna loggarna", "Vem som har läst, sökt, skrivit ut, exporterat och ändrat vad, om vem och när."
TAB_LOG, TAB_REVIEW, TAB_OF_PERSON = "Logg", "Granskning", "Logg"
WHEN, WHO, UNIT, WHAT, ABOUT, DETAIL, COUNT = "Tid", "Vem", "Enhet", "Vad", "Om", "Uppgift", "Antal"
KIND, ONE, MANY = "Slag", "loggrad", "loggrader"
EMPTY_TITLE, EMPTY_TEXT = "Inget är loggat", "Under de valda dagarna har den valda användaren inte gjort någonting."
USER, EVERYBODY, DAYS = "Användare", "Alla användare", "Tid"
PERIODS: Mapping[int, str] = {7: "Senaste 7 dagarna", 31: "Senaste 31 dagarna", 366: "Senaste året", 3660: "Alltihop"}
REMOVED_PERSON = "gallrad person {number}"
NOTHING_OF_PERSON = "Inget är loggat om personen."

REVIEW_TEXT = (
    "Varje månad granskas ett urval av loggen: vissa rader efter regel, andra på måfå. Fråga den som gjort det som "
    "inte förklarar sig självt, och skriv vad ni kom fram till. Det du själv har gjort granskar någon annan."
)
MONTH, BEGIN, NOT_BEGUN = "Månad", "Dra urvalet", "Månadens urval är inte draget än."
REASON, RESULT, NOTE = "Varför", "Resultat", "Anteckning"
OWN_ROW = "Det här har du gjort själv. Någon annan granskar det."
NOTE_RESULT, NOTED = "Notera", "Noterat."
CONCLUSION, FINISH, FINISHED = "Slutsats", "Avsluta granskningen", "Granskningen är avslutad."

LOGS: Mapping[Log, str] = {Log.READ: "läst", Log.CHANGE: "ändrat", Log.DISCLOSURE: "uttag"}
REASONS: Mapping[SampleReason, str] = {
    SampleReason.PROTECTED: "skyddad person",
    SampleReason.WHOLE_REGISTER: "hela registret skrevs",
    SampleReason.MANY_CARDS: "många kort samma dag",
    SampleReason.ODD_HOURS: "utanför arbetstid",
    SampleReason.CHANCE: "på måfå",
}
_READINGS: Mapping[str, str] = {kind.value: word for kind, word in subject_access.READINGS.items()}
_DISCLOSED: Mapping[str, str] = {
    **subject_access.DISCLOSURES,
    "register_export": "Hela registret skrevs som arbetsbok",
    "accrual_file": "Upplupet skrevs som fil",
    "voucher_file": "Bokföringsunderlag skrevs som fil",
    "deadlines_calendar": "Tidsfrister skrevs som kalender",
    "statistics_file": "Statistik skrevs som fil; ingen person nämns",
    "substitute_page": "Sida till vikarie skrevs som PDF",
    "document": "Ett dokument sparades som fil",
    "document_files": "Dokumenten sparades som filer",
    "rejected_rows": "Rader som inte togs in skrevs som fil",
    "handed_out": "Underlag lämnades ut",
}
_ENTITIES: Mapping[str, str] = {
    "user_account": "Användare",
    "key_file": "Nyckel",
    "setting": "Inställningar",
    "log_review": "Granskning av loggen",
    "log_review_row": "Granskning av loggen",
    "person_merge": "Sammanslagning",
    "take_in": "Inläst lista",
    "backup": "Säkerhetskopia",
    "retention_proposal": "Gallring",
    "retention_protocol": "Gallring",
    "retention_answer": "Gallring",
    "retention_rules": "Regler för gallring",
}
_FIELDS: Mapping[str, str] = {
    "name": users.NAME,
    "role": users.ROLE,
    "unit": users.UNIT,
    "may_see_protected": users.SEES_PROTECTED,
    "municipality": admin.MUNICIPALITY,
    "first_month": admin.FIRST_MONTH,
    "board": admin.BOARD,
    "result": RESULT,
}
"""What is told of changes in what has no sheet; its other columns say nothing to those who read the log."""
_LEFT: Mapping[str, str] = {
    ReadKind.COPY.value: "Rader kopierades",
    ReadKind.EXPORT.value: "Lista skrevs som fil",
    ReadKind.PRINT.value: "Lista skrevs ut",
}
_KEY_ACTIONS: Mapping[str, str] = {
    "passphrase": "lösenfrasen byttes",
    "passphrase_by_code": "lösenfrasen byttes med återställningskoden",
    "recovery_code": "ny återställningskod",
    "remembered": "datorn kommer ihåg",
    "forgotten": "datorn glömde",
}


def what(line: LogLine) -> str:
    """What was done, in words."""
    match line.log:
        case Log.READ:
            return _READINGS.get(line.what, line.what)
        case Log.CHANGE:
            action = _KEY_ACTIONS.get(line.what) or subject_access.action(line.what)
            return f"{_ENTITIES.get(line.entity or '', line.entity)}: {action}"
        case Log.DISCLOSURE:
            return _DISCLOSED.get(line.what) or _of_list(line.what)


def about(line: LogLine) -> str:
    """Whom it was about."""
    if line.case_number:
        return f"{line.name} ({line.case_number})" if line.name else line.case_number
    return REMOVED_PERSON.format(number=line.person) if line.person is not None else ""


def detail(line: LogLine) -> str:
    """What is told further: for a login by what, and how many wrong tries came before it."""
    if line.what == ReadKind.LOGIN.value:
        return ", ".join(_of_login(line))
    if line.log is Log.READ and line.detail:
        name, colon, filtered = line.detail.partition(":")
        return f"{_DISCLOSED.get(name) or window.table_name(name)}{colon}{filtered}"
    if line.log is Log.CHANGE and line.entity in _ENTITIES:
        return ", ".join(_FIELDS[one] for one in (line.detail or "").split(", ") if one in _FIELDS)
    return line.detail or ""


def _of_login(line: LogLine) -> Iterator[str]:
    if line.detail == RECOVERY_CODE:
        yield window.BY_CODE
    if line.count:
        yield f"efter {formats.counted(line.count, 'fel försök', 'fel försök')}"


def _of_list(what: str) -> str:
    """A list that was copied, exported or printed: `people_copy`."""
    name, _, way = what.rpartition("_")
    return f"{_LEFT[way]}: {window.table_name(name)}" if way in _LEFT else what


def state(review: LogReview) -> str:
    """How far a review has come."""
    if review.finished_at is not None:
        return f"{FINISHED} {review.conclusion or ''}".strip()
    if not review.lines:
        return "Det finns inget att granska den här månaden. Avsluta granskningen."
    left = formats.counted(review.left, "rad", "rader")
    return f"{words.first_upper(left)} kvar att granska." if review.left else "Allt är granskat. Avsluta granskningen."
