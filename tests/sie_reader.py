"""A strict reader of SIE 4I, so that our writer is not its own judge: it takes what the specification says, no more."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FIELD = re.compile(r'\s*(?:"((?:[^"\\]|\\")*)"|(\{)|([^\s"{}]+))')
_AMOUNT = re.compile(r"-?\d+(\.\d{1,2})?")
_DAY = re.compile(r"\d{8}")
_FIRST = ["FLAGGA", "PROGRAM", "FORMAT", "GEN", "SIETYP"]
_MANDATORY = {*_FIRST, "FNAMN"}


@dataclass(frozen=True)
class Line:
    account: str
    objects: dict[str, str]
    ore: int
    day: str
    text: str


@dataclass
class Voucher:
    series: str
    number: str
    day: str
    text: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class SieFile:
    posts: dict[str, list[list[str]]] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)

    @property
    def years(self) -> dict[int, tuple[str, str]]:
        return {int(year): (first, last) for year, first, last in self.posts.get("RAR", [])}


def parse(content: bytes) -> SieFile:
    """Read a file. Raises AssertionError for anything that is not by the specification."""
    text = content.decode("cp437")
    assert all(ord(letter) >= 32 and ord(letter) != 127 for letter in text.replace("\r\n", "")), "a control character"
    lines = [line.strip() for line in text.split("\r\n") if line.strip()]
    found, labels, inside = SieFile(), [], False
    for line in lines:
        if line in "{}":
            assert inside is (line == "}"), "braces that do not pair"
            assert line == "{" or sum(one.ore for one in found.vouchers[-1].lines) == 0, "a voucher out of balance"
            inside = line == "{"
            continue
        assert line.startswith("#"), line
        label, _, rest = line[1:].partition(" ")
        assert inside is (label == "TRANS"), line
        labels.append(label)
        if label == "TRANS":
            found.vouchers[-1].lines.append(_line(rest, found))
        elif label == "VER":
            series, number, day, said, made = fields(rest)
            assert _DAY.fullmatch(day), day
            assert _DAY.fullmatch(made), made
            found.vouchers.append(Voucher(series, number, day, said))
        else:
            assert not found.vouchers, "what is described comes before the vouchers"
            found.posts.setdefault(label, []).append(fields(rest))
    assert labels[: len(_FIRST)] == _FIRST
    assert set(labels) >= _MANDATORY
    assert not inside
    assert (found.posts["FORMAT"], found.posts["SIETYP"], found.posts["FLAGGA"]) == ([["PC8"]], [["4"]], [["0"]])
    return found


def fields(text: str) -> list[str]:
    """The fields of a post; quotes inside a text have a backslash before them."""
    found, place = [], 0
    while place < len(text.rstrip()):
        match = _FIELD.match(text, place)
        assert match, text
        quoted, brace, plain = match.groups()
        if brace:
            end = _end_of_list(text, match.end())
            found.append(text[match.end() : end])
            place = end + 1
            continue
        found.append(plain if quoted is None else quoted.replace('\\"', '"'))
        place = match.end()
    return found


def _end_of_list(text: str, place: int) -> int:
    match = re.compile(r'(?:[^"{}]|"(?:[^"\\]|\\")*")*').match(text, place)
    assert match
    assert text[match.end()] == "}"
    return match.end()


def _line(text: str, found: SieFile) -> Line:
    account, listed, amount, day, said = fields(text)
    assert account.isdecimal(), account
    assert _AMOUNT.fullmatch(amount), amount
    assert _DAY.fullmatch(day), day
    pairs = fields(listed)
    objects = dict(zip(pairs[::2], pairs[1::2], strict=True))
    known = {tuple(one[:2]) for one in found.posts.get("OBJEKT", [])}
    dimensions = {one[0] for one in found.posts.get("DIM", [])}
    assert known >= set(objects.items()), "an object that nothing describes"
    assert dimensions >= set(objects), "a dimension that nothing describes"
    assert account in {one[0] for one in found.posts.get("KONTO", [])}, "an account that nothing describes"
    kronor, _, ore = amount.lstrip("-").partition(".")
    whole = int(kronor) * 100 + int(ore.ljust(2, "0") or 0)
    return Line(account, objects, -whole if amount.startswith("-") else whole, day, said)
