"""Does an office that moves in, closes five months and hears some news late get every öre that it counted by hand?

The amounts below were counted with pencil and paper from the agreements' words and the published prices; the program
has to agree with them, never the other way round. Mondays to Fridays: 22 in October and November 2023, 21 in December,
23 in January 2024, 21 in February.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from e2e import krokom
from e2e.krokom import LAXA, LINKOPING, NACKA, OSTERSUND, STROMSUND
from factories import CHEAP_UNASKED, PASSPHRASE
from mottagning.cli import app
from mottagning.system import keyfile
from workbooks import lines, read

MONTHS = ("2023-10", "2023-11", "2023-12", "2024-01", "2024-02")
NEWS: Mapping[str, Callable[[Path], Path]] = {
    "2023-12": krokom.news_of_december,
    "2024-01": krokom.news_of_january,
    "2024-02": krokom.news_of_february,
}
"""What arrives before a month is closed."""

ORDINARY, CORRECTION = "Ordinarie", "Rättelse"


class Row(NamedTuple):
    """A row of a return: which booking, for which month, to or from whom, how much, of what kind."""

    booking: str
    service_month: str
    counterpart: str
    amount: str
    kind: str = ORDINARY


EXPECTED: Mapping[str, tuple[Row, ...]] = {
    # B01 förskola 3–5 år sold by calendar day: 10 963 a month in 2023, 11 367 in 2024. She moves from Östersund to
    #     Strömsund on 18 November: 10 963 × 17/30 = 186 371/30 = 6 212,3666…; 10 963 × 13/30 = 142 519/30 = 4 750,6333…
    # B02 fritidshem sold by Monday–Friday from 9 October: 165 a day in 2023. 9–31 October: 5 + 5 + 5 + 2 = 17 days,
    #     17 × 165 = 2 805; November 22 × 165 = 3 630; December 21 × 165 = 3 465. In January it turns out to have ended
    #     on 24 November: 3 + 5 + 5 + 5 = 18 days, 18 × 165 = 2 970, so 2 970 − 3 630 = −660, and December −3 465.
    # B03 grundskola F–6 sold, read on the 15th if present: 7 414, in 2024 7 674; ill on 15 November.
    # B04 grundskola 7–9 sold, from 16 October, so not read in October: 8 104, in 2024 8 379; its last day, 15 February,
    #     is read. Modersmål 817 for December and January.
    # B05 grundskola åk 7–9 bought, read on the 15th if announced: announced on 20 October, so not in October;
    #     12 019, in 2024 13 155.
    # B06 grundskola åk 1–3 bought: 7 696; belongs to Östersund from 15 January, which is read that day: nothing more.
    # B07 sfi 1C bought per finished course with 15 % administration: 25 000 × 1,15 = 28 750, on the grade in December.
    # B08 komvux, 350 points × 47,2 = 16 520, × 1,15 = 18 998. 65 %: 12 348,70 in four shares (November to February):
    #     running sums 3 087,175 → 3 087,18; 6 174,35; 9 261,525 → 9 261,53; 12 348,70, hence shares of 3 087,18,
    #     3 087,17, 3 087,18, 3 087,17. 35 %: 6 649,30 on the grade in February.
    # B09 förskola bought per started month, from 27 November: 149 257 / 12 = 12 438,0833…; never began: all comes back.
    # B10 the same from 30 October to 2 February; in 2024 156 141 / 12 = 13 011,75.
    # B11 förskola by age, by calendar day, in whole kronor, from 12 October: 1–2 år 152 099 / 12 = 12 674,9166…;
    #     × 20/31 = 8 177,3655…; three years old on 2 January, and each day has its own price: one day of 1–2 år,
    #     155 445 / 12 = 12 953,75, × 1/31 = 417,8629…; thirty of 3–5 år, 114 103 / 12 = 9 508,5833…,
    #     × 30/31 = 285 257,5/31 = 9 201,8548…; February 9 508,5833…
    # B12 grundskola F–6 sold from 1 November, first heard of in January: 7 414 twice, then 7 674.
    "2023-10": (
        Row("B01", "2023-10", OSTERSUND, "10963.00"),
        Row("B02", "2023-10", OSTERSUND, "2805.00"),
        Row("B03", "2023-10", OSTERSUND, "7414.00"),
        Row("B06", "2023-10", STROMSUND, "7696.00"),
        Row("B10", "2023-10", LAXA, "12438.08"),
        Row("B11", "2023-10", LINKOPING, "8177.00"),
    ),
    "2023-11": (
        Row("B01", "2023-11", OSTERSUND, "6212.37"),
        Row("B01", "2023-11", STROMSUND, "4750.63"),
        Row("B02", "2023-11", OSTERSUND, "3630.00"),
        Row("B04", "2023-11", STROMSUND, "8104.00"),
        Row("B05", "2023-11", STROMSUND, "12019.00"),
        Row("B06", "2023-11", STROMSUND, "7696.00"),
        Row("B08", "2023-11", NACKA, "3087.18"),
        Row("B09", "2023-11", LAXA, "12438.08"),
        Row("B10", "2023-11", LAXA, "12438.08"),
        Row("B11", "2023-11", LINKOPING, "12675.00"),
    ),
    "2023-12": (
        Row("B01", "2023-12", STROMSUND, "10963.00"),
        Row("B02", "2023-12", OSTERSUND, "3465.00"),
        Row("B03", "2023-12", OSTERSUND, "7414.00"),
        Row("B04", "2023-12", STROMSUND, "8104.00"),
        Row("B04", "2023-12", STROMSUND, "817.00"),
        Row("B05", "2023-12", STROMSUND, "12019.00"),
        Row("B06", "2023-12", STROMSUND, "7696.00"),
        Row("B07", "2023-12", NACKA, "28750.00"),
        Row("B08", "2023-12", NACKA, "3087.17"),
        Row("B09", "2023-12", LAXA, "12438.08"),
        Row("B10", "2023-12", LAXA, "12438.08"),
        Row("B11", "2023-12", LINKOPING, "12675.00"),
    ),
    "2024-01": (
        Row("B01", "2024-01", STROMSUND, "11367.00"),
        Row("B02", "2023-11", OSTERSUND, "-660.00", CORRECTION),
        Row("B02", "2023-12", OSTERSUND, "-3465.00", CORRECTION),
        Row("B03", "2024-01", OSTERSUND, "7674.00"),
        Row("B04", "2024-01", STROMSUND, "8379.00"),
        Row("B04", "2024-01", STROMSUND, "817.00"),
        Row("B05", "2024-01", STROMSUND, "13155.00"),
        Row("B08", "2024-01", NACKA, "3087.18"),
        Row("B09", "2023-11", LAXA, "-12438.08", CORRECTION),
        Row("B09", "2023-12", LAXA, "-12438.08", CORRECTION),
        Row("B10", "2024-01", LAXA, "13011.75"),
        Row("B11", "2024-01", LINKOPING, "418.00"),
        Row("B11", "2024-01", LINKOPING, "9202.00"),
        Row("B12", "2023-11", OSTERSUND, "7414.00"),
        Row("B12", "2023-12", OSTERSUND, "7414.00"),
        Row("B12", "2024-01", OSTERSUND, "7674.00"),
    ),
    "2024-02": (
        Row("B01", "2024-02", STROMSUND, "11367.00"),
        Row("B03", "2024-02", OSTERSUND, "7674.00"),
        Row("B04", "2024-02", STROMSUND, "8379.00"),
        Row("B05", "2024-02", STROMSUND, "13155.00"),
        Row("B08", "2024-02", NACKA, "3087.17"),
        Row("B08", "2024-02", NACKA, "6649.30"),
        Row("B10", "2024-02", LAXA, "13011.75"),
        Row("B11", "2024-02", LINKOPING, "9509.00"),
        Row("B12", "2024-02", OSTERSUND, "7674.00"),
    ),
}

FILES: Mapping[str, Mapping[str, str]] = {
    "2023-10": {
        "2023-10 2380 S 1": "21182.00",  # 10 963 + 2 805 + 7 414
        "2023-10 2313 K 1": "7696.00",
        "2023-10 1860 K 1": "12438.08",
        "2023-10 0580 K 1": "8177.00",
    },
    "2023-11": {
        "2023-11 2380 S 1": "9842.37",  # 6 212,37 + 3 630
        "2023-11 2313 S 1": "12854.63",  # 4 750,63 + 8 104
        "2023-11 2313 K 1": "19715.00",  # 12 019 + 7 696
        "2023-11 0182 K 1": "3087.18",
        "2023-11 1860 K 1": "24876.16",  # 2 × 12 438,08
        "2023-11 0580 K 1": "12675.00",
    },
    "2023-12": {
        "2023-12 2380 S 1": "10879.00",  # 3 465 + 7 414
        "2023-12 2313 S 1": "19884.00",  # 10 963 + 8 104 + 817
        "2023-12 2313 K 1": "19715.00",
        "2023-12 0182 K 1": "31837.17",  # 28 750 + 3 087,17
        "2023-12 1860 K 1": "24876.16",
        "2023-12 0580 K 1": "12675.00",
    },
    "2024-01": {
        "2024-01 2380 S 1": "26051.00",  # −660 − 3 465 + 7 674 + 7 414 + 7 414 + 7 674
        "2024-01 2313 S 1": "20563.00",  # 11 367 + 8 379 + 817
        "2024-01 2313 K 1": "13155.00",
        "2024-01 0182 K 1": "3087.18",
        "2024-01 1860 K 1": "-11864.41",  # −2 × 12 438,08 + 13 011,75
        "2024-01 0580 K 1": "9620.00",  # 418 + 9 202
    },
    "2024-02": {
        "2024-02 2380 S 1": "15348.00",  # 2 × 7 674
        "2024-02 2313 S 1": "19746.00",  # 11 367 + 8 379
        "2024-02 2313 K 1": "13155.00",
        "2024-02 0182 K 1": "9736.47",  # 3 087,17 + 6 649,30
        "2024-02 1860 K 1": "13011.75",
        "2024-02 0580 K 1": "9509.00",
    },
}

MONTH_TOTALS: Mapping[str, str] = {
    "2023-10": "49493.08",
    "2023-11": "83050.34",
    "2023-12": "119866.33",
    "2024-01": "60611.77",
    "2024-02": "80506.22",
}
GRAND_TOTAL = "393527.74"

BOOKING_TOTALS: Mapping[str, str] = {
    "B01": "55623.00",  # 3 × 10 963 + 2 × 11 367
    "B02": "5775.00",  # 35 days × 165: 17 in October, 18 in November
    "B03": "30176.00",  # 2 × 7 414 + 2 × 7 674
    "B04": "34600.00",  # 2 × 8 104 + 2 × 8 379 + 2 × 817
    "B05": "50348.00",  # 2 × 12 019 + 2 × 13 155
    "B06": "23088.00",  # 3 × 7 696
    "B07": "28750.00",
    "B08": "18998.00",
    "B09": "0.00",
    "B10": "63337.74",  # 3 × 12 438,08 + 2 × 13 011,75
    "B11": "52656.00",  # 8 177 + 2 × 12 675 + 418 + 9 202 + 9 509
    "B12": "30176.00",
}

PROTECTED = ("8051.00", "8051.00", "8051.00", "10771.00", "10771.00")
"""B13: grundskola åk 4–6 bought of Strömsund for somebody with protected data, month by month."""


@dataclass
class Year:
    """What the commands printed and wrote."""

    folder: Path
    register: Path
    closed: dict[str, dict[str, Any]] = field(default_factory=dict)
    imported: list[dict[str, Any]] = field(default_factory=list)

    def run(self, *arguments: object) -> str:
        """A command of the program on this register; what it prints. It has to end well."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            opening = ("--register", self.register, "--passphrase-file", self.folder / "lösenfras.txt")
            status = app.main([str(one) for one in (*arguments, *opening)])
        assert status == 0, err.getvalue()
        return out.getvalue()

    def out(self, month: str) -> Path:
        """Where the returns of a month are written."""
        return self.folder / "underlag" / month

    def files(self, month: str) -> dict[str, Path]:
        """The file of each return of a month, by its number."""
        return {one["number"]: Path(one["file"]) for one in self.closed[month]["returns"]}

    def economy(self, month: str) -> Path:
        """The month's Ekonomiunderlag."""
        [found] = self.out(month).glob("*Ekonomiunderlag*.xlsx")
        return found


def _lived(folder: Path) -> Year:
    """Move in, hear the news, close month after month."""
    year = Year(folder, folder / "krokom.mottagning")
    year.imported.append(json.loads(year.run("import", krokom.register(folder / "register.xlsx"), "--json")))
    for month in MONTHS:
        if month in NEWS:
            news = NEWS[month](folder / f"nytt {month}.xlsx")
            year.imported.append(json.loads(year.run("import", news, "--json")))
        year.closed[month] = json.loads(year.run("close", month, "--out", year.out(month), "--json"))
    return year


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The five months, lived once."""
    folder = tmp_path_factory.mktemp("krokom")
    (folder / "lösenfras.txt").write_text(PASSPHRASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyfile.Cost.__init__, "__defaults__", CHEAP_UNASKED)
        patch.setenv("MOTTAGNING_HOME", str(folder / "home"))
        patch.delenv("MOTTAGNING_PASSPHRASE", raising=False)
        return _lived(folder)


def _kronor(value: object) -> str:
    """A cell's amount with two decimals: it has to be one, to the öre."""
    amount = Decimal(str(value))
    assert amount == amount.quantize(Decimal("0.01"))
    return str(amount.quantize(Decimal("0.01")))


def _total(amounts: list[str]) -> str:
    return str(sum(map(Decimal, amounts), Decimal("0.00")))


def _specification(file: Path) -> list[dict[str, Any]]:
    return lines(file, "Specifikation")


def _rows(year: Year, month: str) -> list[Row]:
    """What stands in the files of a month."""
    return [
        Row(line["Bokning"], line["Avser månad"], number.split()[1], _kronor(line["Belopp"]), line["Radtyp"])
        for number, file in year.files(month).items()
        for line in _specification(file)
    ]


def test_the_workbooks_are_taken_without_a_remark(year: Year) -> None:
    assert [(one["rejected"], one["warnings"]) for one in year.imported] == [([], [])] * 4
    assert year.imported[0]["created"]["persons"] == 12
    assert year.imported[0]["created"]["bookings"] == 12
    assert [one["changed"].get("bookings", 0) for one in year.imported] == [0, 1, 2, 1]
    assert [one["created"].get("bookings", 0) for one in year.imported[1:]] == [0, 1, 0]


@pytest.mark.parametrize("month", MONTHS)
def test_every_row_is_what_was_counted_by_hand(year: Year, month: str) -> None:
    assert sorted(_rows(year, month)) == sorted(EXPECTED[month])


@pytest.mark.parametrize("month", MONTHS)
def test_every_return_has_its_total_wherever_it_stands(year: Year, month: str) -> None:
    printed = {one["number"]: one["total"] for one in year.closed[month]["returns"]}
    assert printed == FILES[month]
    for number, file in year.files(month).items():
        assert _total([_kronor(line["Belopp"]) for line in _specification(file)]) == FILES[month][number]
        cover = {row[0]: row[1] for row in read(file)["Försättsblad"] if len(row) > 1}
        assert _kronor(cover["Summa, kr"]) == FILES[month][number]
        assert cover["Antal rader"] == len(_specification(file))
        summary = [row for row in read(file)["Sammanställning"] if row[0] == "Summa"]
        assert _kronor(summary[0][4]) == FILES[month][number]


@pytest.mark.parametrize("month", MONTHS)
def test_the_economy_office_gets_the_same_sums_and_no_names(year: Year, month: str) -> None:
    sheets = read(year.economy(month))
    heading, *rows, bought, sold = sheets["Per insats"]
    amounts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        amounts[row[heading.index("Underlag")]].append(_kronor(row[heading.index("Belopp")]))
    assert {number: _total(found) for number, found in amounts.items()} == FILES[month]
    place = heading.index("Belopp")
    for row, word, letter in ((bought, "köp", " K "), (sold, "sälj", " S ")):
        expected = _total([amount for number, amount in FILES[month].items() if letter in number])
        assert (row[0], _kronor(row[place])) == (f"Summa {word}", expected)
    heading, *rows = sheets["Per bokning"]
    assert _total([_kronor(row[heading.index("Belopp")]) for row in rows]) == MONTH_TOTALS[month]
    assert "Prov" not in str(sheets)


def test_the_sum_of_all_that_was_ever_returned_is_what_each_booking_is_worth(year: Year) -> None:
    """Corrections net: what is left is what today's facts are worth."""
    found: dict[str, list[str]] = defaultdict(list)
    for month in MONTHS:
        for row in _rows(year, month):
            found[row.booking].append(row.amount)
    assert {booking: _total(amounts) for booking, amounts in found.items()} == BOOKING_TOTALS
    listed = json.loads(year.run("returns", "--json"))["returns"]
    assert len(listed) == 28
    assert _total([one["total"] for one in listed]) == GRAND_TOTAL


def test_each_correction_names_the_row_it_corrects_and_why(year: Year) -> None:
    corrections = {
        (line["Bokning"], line["Avser månad"]): line
        for file in year.files("2024-01").values()
        for line in _specification(file)
        if line["Radtyp"] == CORRECTION
    }
    assert len(corrections) == 4
    for (booking, service_month), line in corrections.items():
        number, _, place = line["Rättar"].partition(", rad ")
        corrected = [one for one in _specification(year.files(service_month)[number]) if one["Rad"] == int(place)]
        assert [(one["Bokning"], one["Avser månad"]) for one in corrected] == [(booking, service_month)]
        assert line["Orsak"]
    late = [line for line in _specification(year.files("2024-01")["2024-01 2380 S 1"]) if line["Bokning"] == "B12"]
    assert [line["Avser månad"] for line in late if line.get("Orsak")] == ["2023-11", "2023-12"]
    assert not any("Rättar" in line for line in late)


def test_who_has_protected_data_stands_in_no_ordinary_file(year: Year) -> None:
    printed = json.dumps(year.closed, ensure_ascii=False)
    secrets = ("Provdold", "201205022385", "20120502-2385", "P12", "B13")
    for month in MONTHS:
        assert year.closed[month]["held"] == []
        for file in sorted(year.out(month).iterdir()):
            shown = str(read(file))
            assert not [secret for secret in secrets if secret in shown]
    assert "B13" not in printed
    folder = year.folder / "skyddade"
    written = json.loads(year.run("returns", "--protected", "--out", folder, "--json"))["returns"]
    assert [one["total"] for one in sorted(written, key=lambda one: one["month"])] == list(PROTECTED)
    for one in written:
        [line] = _specification(Path(one["file"]))
        assert STROMSUND not in Path(one["file"]).name
        assert not {"Identitet", "Namn"} & line.keys()
        assert "Provdold" not in str(read(Path(one["file"])))


def test_closed_months_hold_and_can_be_written_again_the_same(year: Year) -> None:
    assert year.run("verify")
    again = year.folder / "igen"
    year.run("returns", "--out", again)
    for month in MONTHS:
        for file in sorted(year.out(month).iterdir()):
            assert read(again / file.name) == read(file)


def test_the_preview_of_the_next_month_continues_where_this_one_stopped(year: Year) -> None:
    """The five bookings that go on into March give a full month each."""
    rows = json.loads(year.run("preview", "2024-03", "--json"))["rows"]
    assert {row["booking"]: row["amount"] for row in rows} == {
        "B01": "11367.00",
        "B03": "7674.00",
        "B05": "13155.00",
        "B11": "9509.00",
        "B12": "7674.00",
    }
