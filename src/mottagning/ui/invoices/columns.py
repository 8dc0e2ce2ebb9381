"""The columns and filters of a bill that was compared with ours."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.invoice_control import Compared, Verdict
from mottagning.readmodels.invoices import Behind, Controlled
from mottagning.texts import invoices as texts
from mottagning.uikit.columns import Column, Tone, amount_column, text_column
from mottagning.uikit.filters import Quick, flag

TONES = {
    Verdict.AGREED: Tone.OK,
    Verdict.MISSING_HERE: Tone.STOP,
    Verdict.MISSING_THERE: Tone.INFORMATION,
    Verdict.AMOUNT: Tone.WARNING,
    Verdict.PERIOD: Tone.WARNING,
    Verdict.IDENTITY: Tone.STOP,
    Verdict.TWICE: Tone.STOP,
    Verdict.PAID_BEFORE: Tone.STOP,
    Verdict.NOT_OURS: Tone.STOP,
    Verdict.CREDITED: Tone.INFORMATION,
}


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A line of the list: rows that were compared, and what is known of them. `place` is where it stands."""

    place: int
    one: Compared
    found: Controlled

    @property
    def behind(self) -> Behind | None:
        """Who is behind our booking."""
        return self.found.behind(self.one)

    @property
    def is_of_earlier_year(self) -> bool:
        """Whether it is about a year before the months that were asked for."""
        return bool(self.one.months) and self.one.months[-1].year < self.found.first.year


def lines(found: Controlled) -> list[InvoiceLine]:
    """What differs first, then what agrees."""
    agreed = [one for one in found.control.compared if one.verdict is Verdict.AGREED]
    return [InvoiceLine(place, one, found) for place, one in enumerate((*found.differences, *agreed))]


def columns() -> list[Column[InvoiceLine]]:
    """The list's columns."""
    return [
        text_column("rows", texts.ROWS, lambda line: texts.rows_of(line.one), width=56, gives_way=5),
        Column(
            "result", texts.RESULT, _result, lambda line: line.place, 160, tone=lambda line: TONES[line.one.verdict]
        ),
        text_column("booking", texts.BOOKING, lambda line: line.one.booking, width=80, gives_way=4),
        text_column("name", texts.NAME, name_of, width=130, stretches=True),
        text_column("months", texts.MONTHS, lambda line: texts.about(line.one.months), width=136, gives_way=2),
        amount_column("theirs", texts.THEIRS, lambda line: line.one.their_amount if line.one.theirs else None),
        amount_column(
            "ours", texts.OURS, lambda line: line.one.our_amount if line.one.ours else None, width=126, gives_way=3
        ),
        amount_column("difference", texts.DIFFERENCE, lambda line: line.one.difference),
        text_column("reason", texts.REASON, lambda line: texts.short_reason(line.found, line.one), gives_way=1),
    ]


def quick_filters() -> list[Quick[InvoiceLine]]:
    """What the list can be filtered by at a touch."""
    return [
        Quick(
            "result", texts.RESULT, lambda line: line.one.verdict.value, lambda value: texts.VERDICTS[Verdict(value)]
        ),
        flag("earlier", texts.EARLIER_YEAR, lambda line: line.is_of_earlier_year),
    ]


def name_of(line: InvoiceLine) -> str | None:
    """The person's name, ours before theirs; where they gave none, what they call their row."""
    if line.behind is not None:
        return line.behind.name
    if not line.one.theirs:
        return None
    theirs = line.one.theirs[0]
    return theirs.name or ", ".join(sorted(theirs.keys)) or None


def _result(line: InvoiceLine) -> str:
    return texts.VERDICTS[line.one.verdict]
