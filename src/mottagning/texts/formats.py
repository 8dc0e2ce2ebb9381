"""How are amounts, dates and numbers written and read? The Swedish way, with plain blanks.

`QLocale` would write U+2212 and U+00A0; what is read accepts all of them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from mottagning.domain.money import SCALE, Ore, Scaled, scaled
from mottagning.domain.periods import DAY, DateRange, Month, add_months

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("må", "ti", "on", "to", "fr", "lö", "sö")
NOTHING = "–"
LARGEST = 10**12
"""No office has a larger number; a register could not hold much more."""
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]")
_LONG_WORD = re.compile(r"\S{36,}")
_PIECE = re.compile(r"(\S{20})(?=\S)")
_UNBROKEN = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=kr\b)|(?<=§) (?=\d)")


def kr(amount: Ore, *, unit: bool = True) -> str:
    """`amount` öre as `6 129,03 kr`."""
    sign = "-" if amount < 0 else ""
    kronor, ore = divmod(abs(amount), 100)
    return f"{sign}{_grouped(kronor)},{ore:02}{' kr' if unit else ''}"


def price(amount: Scaled | Fraction) -> str:
    """A price as `9 500,00`; more decimals only where it has them, two where it never ends."""
    exact = amount if isinstance(amount, Fraction) else Fraction(amount, SCALE)
    digits = next((number for number in (2, 3, 4) if 10**number % exact.denominator == 0), 2)
    return decimal(exact, digits)


def decimal(value: Fraction, digits: int) -> str:
    """`value` with so many decimals, rounded half away from zero."""
    over, under = 2 * abs(value.numerator) * 10**digits, value.denominator
    whole = (over + under) // (2 * under)
    before, after = divmod(whole, 10**digits)
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{_grouped(before)}" + (f",{after:0{digits}}" if digits else "")


def number(value: Fraction | int) -> str:
    """A quantity without needless decimals: `20`, `12,5`, at most four."""
    exact = Fraction(value)
    digits = next((count for count in range(5) if 10**count % exact.denominator == 0), 4)
    return decimal(exact, digits)


def per_cent(value: Scaled) -> str:
    """Ten-thousandths of a per cent as `15 %`."""
    return f"{number(Fraction(value, SCALE))} %"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", " ")


def breakable(text: str) -> str:
    """`text` with places where a very long word may be broken: a path or a file name has none of its own.

    A word of the language is left whole, however long Swedish makes it.
    """
    return _LONG_WORD.sub(lambda found: _PIECE.sub("\\1\u200b", found[0]), text)


def unbroken(text: str) -> str:
    """`text` with amounts and paragraphs that no line break can part, for labels."""
    return _UNBROKEN.sub("\u00a0", text)


def parse_number(text: str) -> Decimal:
    """Read a number up to `LARGEST` with comma or point, blanks of any sort and either minus. Raises ValueError."""
    plain = _BLANKS.sub("", text).replace("\u2212", "-").removesuffix("kr")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite() or abs(value) > LARGEST:
        raise ValueError(text)
    return value


def parse_scaled(text: str) -> Scaled:
    """Read a number with at most four decimals. Raises ValueError."""
    return scaled(parse_number(text))


def day(value: date | None) -> str:
    """A date as `2026-11-20`, a dash for none."""
    return NOTHING if value is None else value.isoformat()


def long_day(value: date) -> str:
    """A date as `20 november 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def day_and_month(value: date) -> str:
    """A date without its year: `15 maj`."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def moment(value: datetime) -> str:
    """A moment as `2026-11-20 08:14`."""
    return value.strftime("%Y-%m-%d %H:%M")


def month(value: Month) -> str:
    """A month as `oktober 2026`."""
    return f"{MONTHS[value.number - 1]} {value.year}"


def month_name(number: int) -> str:
    """`Jan` of the first month of a year."""
    return MONTHS[number - 1][:3].capitalize()


def short_month(value: Month) -> str:
    """A month as `okt 2026`."""
    return f"{MONTHS[value.number - 1][:3]} {value.year}"


def week(value: date) -> str:
    """The week of a day as `v. 10`."""
    return f"v. {value.isocalendar().week}"


def quarter(value: Month) -> str:
    """The quarter of a month as `kv 1 2026`."""
    return f"kv {(value.number + 2) // 3} {value.year}"


def months(first: Month, last: Month) -> str:
    """Months as `oktober 2026`, `oktober–december 2026` or `oktober 2026–mars 2027`."""
    if first == last:
        return month(first)
    start = MONTHS[first.number - 1] if first.year == last.year else month(first)
    return f"{start}–{month(last)}"


def days(value: DateRange) -> str:
    """A range as people write it: `2026-10-12–2026-10-31`, open `2026-10-12–`."""
    return f"{value.start.isoformat()}–{value.last.isoformat() if value.last else ''}"


def short_days(value: DateRange) -> str:
    """A range inside a year: `12–31 mars`, `28 mars–4 april`; one day alone `12 mars`."""
    first, last = value.start, value.end - DAY
    if first == last:
        return day_and_month(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_and_month(last)}"
    if first.year == last.year:
        return f"{day_and_month(first)}–{day_and_month(last)}"
    return f"{long_day(first)}–{long_day(last)}"


_RELATIVE = re.compile(r"([+-])\s*(\d+)\s*(d|v|m|å)?")


def parse_day(text: str, today: date) -> date:
    """Read a date as people type it: 261120, 20261120, 26-11-20, 2026-11-20, idag, +2v. Raises ValueError."""
    plain = text.strip().casefold()
    if plain in {"idag", "i dag"}:
        return today
    if match := _RELATIVE.fullmatch(plain):
        return _relative(match, today)
    digits = re.sub(r"[-./ ]", "", plain)
    if not digits.isdecimal() or len(digits) not in {6, 8}:
        raise ValueError(text)
    if len(digits) == 6:
        digits = _century(int(digits[:2]), today) + digits
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


_FAR = 3
"""Digits of a number of days: a longer number is more likely something else than a date."""


def _relative(match: re.Match[str], today: date) -> date:
    if len(match[2]) > _FAR:
        raise ValueError(match[0])
    count = int(match[2]) * (-1 if match[1] == "-" else 1)
    unit = match[3] or "d"
    if unit in {"m", "å"}:
        return add_months(today, count * (12 if unit == "å" else 1))
    return date.fromordinal(today.toordinal() + count * (7 if unit == "v" else 1))


def _century(year: int, today: date) -> str:
    """Two digits mean the hundred years that end twenty years from now."""
    century = today.year // 100
    return str(century if century * 100 + year <= today.year + 20 else century - 1)


def listed(items: list[str], last: str = "och") -> str:
    """Words in a row: `a, b och c`; `last` stands before the last of them."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """`1 rad`, `3 rader`."""
    return f"{_grouped(number)} {one if number == 1 else many}"
