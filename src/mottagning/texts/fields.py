"""What is wrong with one field? A sentence for each code that the rules give, in forms and in workbooks alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.problems import FieldProblem, Param
from mottagning.texts import transfer

Params = Mapping[str, Param]

_TEXTS: Mapping[str, Callable[[Params], str]] = {
    "missing": lambda _params: "Måste fyllas i.",
    "name_missing": lambda _params: transfer.NAME_MISSING,
    "ends_before_start": lambda _params: "Slutet ligger före starten.",
    "ages_backwards": lambda _params: "Till-åldern är lägre än från-åldern.",
    "own_key": lambda _params: transfer.OWN_KEY,
    "negative": lambda _params: transfer.NEGATIVE,
    "not_a_hundred": lambda _params: transfer.NO_SHARES,
    "taken": lambda _params: transfer.TAKEN,
    "unknown": lambda params: f"{params.get('value') or ''} hittas inte. Välj i listan.".strip(),
    "not_a_municipality": lambda _params: transfer.NO_MUNICIPALITY,
    "not_a_date": lambda _params: "Skriv ett datum, till exempel 2026-11-20, 261120, idag eller +2v.",
    "not_a_month": lambda _params: "Skriv en månad, till exempel 2026-11.",
    "not_a_number": lambda _params: "Skriv ett tal.",
    "not_whole": lambda _params: transfer.NO_WHOLE_NUMBER,
    "too_many_decimals": lambda _params: transfer.TOO_MANY_DECIMALS,
    "too_long": lambda _params: transfer.too_long(400),
    "not_a_choice": lambda _params: "Välj i listan.",
    "not_readings": lambda _params: transfer.NO_READINGS,
    "not_a_reading_day": lambda _params: transfer.NO_READING_DAY,
    "not_a_country": lambda _params: transfer.NO_COUNTRY,
    "not_a_language": lambda _params: transfer.NO_LANGUAGE,
    "identity": lambda params: str(params.get("text") or ""),
    "overlaps": lambda _params: transfer.overlapping_residence(),
    "price_overlaps": lambda _params: transfer.overlapping_price_in_register(),
    "needs_provider": lambda _params: transfer.needs_provider(),
    "same_number": lambda params: transfer.same_number(str(params.get("other") or "")),
    "changed_meanwhile": lambda params: f"Någon annan har ändrat till: {params.get('now') or 'tomt'}.",
    "locked": lambda _params: "Kan inte ändras när månader har stängts.",
    "too_short": lambda params: f"Minst {params.get('least')} tecken.",
    "not_the_same": lambda _params: "De två är inte lika.",
    "not_a_file_name": lambda _params: 'Namnet blir ett filnamn och kan inte ha något av \\ / : * ? " < > |.',
    "not_a_party": lambda _params: "Kommunen är inte motpart i avtalet.",
}


def said(problem: FieldProblem) -> str:
    """The sentence for a field's problem."""
    return _TEXTS[problem.code](problem.params)
