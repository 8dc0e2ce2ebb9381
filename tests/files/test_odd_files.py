"""Whatever a file holds that is read in, is it told in a sentence or taken whole – and nothing changed when refused?

Valid files, changed at random (see `odd_files`), go the way that a user's go: read, looked at, saved.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook

from contents import Content, content_of
from counterpart_forms import a_form
from e2e import krokom
from factories import OTHER, Clock, day, days, furnish, month
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.offers import Offer
from mottagning.domain.problems import Refused, Trouble
from mottagning.domain.requests import BookingRequest, Procedure, RequestStep, Side, StepKind
from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.take_in import Pasted
from mottagning.storage.database import Database
from mottagning.system.paths import key_file_of
from mottagning.texts import problems
from mottagning.usecases import price_lists
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.rules import read_rule_file, use_rules
from mottagning.usecases.invoices.reading import read_bill
from mottagning.usecases.monthly_lists.answers import read_answer, save_answer
from mottagning.usecases.monthly_lists.listing import draft_list, write_list
from mottagning.usecases.offer_workbook import read_returned, save_returned, send_offers
from mottagning.usecases.offers import save_offer
from mottagning.usecases.plans.template_workbook import read_templates, write_templates
from mottagning.usecases.plans.templates import list_templates
from mottagning.usecases.request_files import draft_request, read_request_answer, save_request_answer, write_request
from mottagning.usecases.requests import save_request, take_step
from mottagning.usecases.return_templates import read_form, save_form, try_form
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.take_in.reading import read_list
from mottagning.usecases.take_in.taking import preview, take_in
from odd_files import Change, changed_texts, workbooks
from workbooks import OFFICE_RULE, make

FEW, MANY = 4, 300
"""How many odd files each reader gets."""
LIST = [
    ["Efternamn, förnamn", "Pers.nr", "K/M", "Inflyttad", "Kommun", "Nat.", "Kvot", "Anteckning"],
    ["Prov, Petra", 199001032391, "K", "12/1 2024", "Håbo kommun", "Syrien", "x", "ring"],
    ["Prov, Per Erik", "820101-2385", "M", "24-01-15", "Habo", "afghansk", None, None],
    ["Provsson, Eva", "2020-02-20", "flicka", 45306, 180, "?", "nej", None],
]
PRICES = [
    [None, "Annan kommun", None, "Enskild", None],
    [None, "år", "mån", "år", "mån"],
    ["Åk 1–3", 119904, 9992, 127098, 10592],
    ["Sfi", "84 810", "7 068", "–", "7492 / 505"],
]
BILL = [
    ["Elevnamn", "Personnummer", "Insats", "Period", "Belopp"],
    ["Amina Provlund", "199001032391", "sfi", "oktober 2024", 9500],
    ["Bo Provlund", None, "sfi", "2024-10-07–2024-10-31", "7 661,29 kr"],
]


@dataclass(frozen=True, repr=False)
class Office:
    """A register that has closed a month and waits for answers, whole files of every kind, and what it holds."""

    folder: Path
    ctx: Context
    files: dict[str, bytes]
    content: Content

    def open(self) -> Context:
        """A copy of the register."""
        copy = self.folder / "öppet" / "prov.mottagning"
        shutil.rmtree(copy.parent, ignore_errors=True)
        copy.parent.mkdir()
        shutil.copy(self.ctx.db.file, copy)
        shutil.copy(key_file_of(self.ctx.db.file), key_file_of(copy))
        return replace(self.ctx, db=Database(copy, self.ctx.key))


@pytest.fixture(scope="module")
def office(_template: Context, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office and its files, made once."""
    folder = tmp_path_factory.mktemp("udda")
    file = Path(shutil.copy(_template.db.file, folder / "prov.mottagning"))
    shutil.copy(key_file_of(_template.db.file), key_file_of(file))
    ctx = replace(_template, db=Database(file, _template.key), clock=Clock())
    furnish(ctx)
    close_month(ctx, month("2024-09"))
    files = {path.name: path.read_bytes() for path in _files(ctx, folder)}
    ctx.db.close()
    return Office(folder, ctx, files, content_of(file, ctx.key))


def _files(ctx: Context, folder: Path) -> Iterator[Path]:
    yield krokom.register(folder / "register.xlsx")
    for name, rows in {"lista.xlsx": LIST, "priser.xlsx": PRICES, "faktura.xlsx": BILL}.items():
        yield make(folder / name, {"Blad1": rows})
    yield a_form(folder / "blankett.xlsx")
    save_offer(
        ctx,
        None,
        Offer(
            key="U1",
            service="sfi",
            municipality=OTHER,
            days=days("2025-01-07"),
            seats=4,
            seats_on=day("2025-01-28"),
            source="rektorn",
        ),
    )
    send_offers(ctx, OTHER, folder / "utbud.xlsx")
    yield folder / "utbud.xlsx"
    listed = write_list(ctx, draft_list(ctx, OTHER, month("2025-02")), HandOutWay.SDK, folder / "månad.xlsx").value
    yield _answered(listed)
    yield _answered(_asked(ctx, folder / "svar.xlsx"))
    write_templates(ctx, folder / "mallar.xlsx", [one.template.key for one in list_templates(ctx)])
    yield folder / "mallar.xlsx"
    for name, text in {"regler.toml": OFFICE_RULE, "lista.csv": _csv()}.items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name


_SAID = {
    "Kvar": (1, 0, "nej"),
    "Slutade": (1, 0, day("2025-02-14")),
    "Svar": (0, 1, "antagen"),
    "Pris för hela perioden, kr": (0, 1, 500),
}
"""What the other office writes below or beside a word of ours."""


def _answered(file: Path) -> Path:
    book = load_workbook(file)
    for sheet in book.worksheets:
        words = [(cell, _SAID[cell.value]) for row in sheet.iter_rows() for cell in row if cell.value in _SAID]
        for cell, (down, right, value) in words:
            cell.offset(down, right).value = value
    book.save(file)
    return file


def _csv() -> str:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in LIST)


def _asked(ctx: Context, file: Path) -> Path:
    consent = Consent(
        case_number="2024-0002", recipient=OTHER, purpose=ConsentPurpose.COORDINATION, given_on=day("2025-02-01")
    )
    with ctx.writing() as uow:
        uow.consents.add(consent)
        uow.commit()
    asked = BookingRequest(
        key="F1",
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number="2024-0002",
        service="sfi",
        counterpart=OTHER,
        agreement="A1",
        days=days("2025-04-07", "2025-06-13"),
    )
    one = save_request(ctx, None, asked).value
    step = RequestStep(request="", number=0, kind=StepKind.REQUESTED, on=day("2025-03-01"))
    take_step(ctx, one.id, step)
    write_request(ctx, draft_request(ctx, one.id), one.id, HandOutWay.SDK, file)
    return file


# what a user does with a file


def _take_in(ctx: Context, source: Path | Pasted) -> object:
    listed = read_list(ctx, source)
    seen = preview(ctx, listed, listed.guesses, {})
    return seen.hindrance or take_in(ctx, listed, listed.guesses, {}, seen)


def _store_prices(ctx: Context, file: Path) -> object:
    listed = price_lists.read_price_list(ctx, file)
    return price_lists.save(ctx, price_lists.propose(ctx, "A1", listed, price_lists.first_choices(ctx, "A1", listed)))


def _use_form(ctx: Context, file: Path) -> object:
    found = read_form(file)
    save_form(ctx, None, "A1", found.file)
    return try_form(ctx, "A1", file.with_name("prövad.xlsx"))


def _save_request_answer(ctx: Context, file: Path) -> object:
    found = read_request_answer(ctx, file)
    return save_request_answer(ctx, found, {one.place for one in (*found.facts, *found.steps)})


def _save_list(ctx: Context, file: Path) -> object:
    found = read_answer(ctx, file)
    return save_answer(ctx, found, {one.place for one in found.proposed})


def _use_rules(ctx: Context, file: Path) -> object:
    found = read_rule_file(ctx, file)
    return found.problems or use_rules(ctx, found)


Reader = Callable[[Context, Path], object]
BOOKS: dict[str, tuple[str, Reader]] = {
    "register": ("register.xlsx", import_workbook),
    "register, what is valid": ("register.xlsx", lambda ctx, file: import_workbook(ctx, file, accept_valid=True)),
    "price list": ("priser.xlsx", _store_prices),
    "list to take in": ("lista.xlsx", _take_in),
    "invoice": ("faktura.xlsx", lambda ctx, file: read_bill(ctx, file, month("2025-02"))),
    "form": ("blankett.xlsx", _use_form),
    "offers": ("utbud.xlsx", lambda ctx, file: save_returned(ctx, read_returned(ctx, file).offers)),
    "answer to a request": ("svar.xlsx", _save_request_answer),
    "answer to a list": ("månad.xlsx", _save_list),
    "plan templates": ("mallar.xlsx", read_templates),
}
TEXTS: dict[str, tuple[str, Reader]] = {
    "rules": ("regler.toml", _use_rules),
    "text to take in": ("lista.csv", _take_in),
    "pasted": ("lista.csv", lambda ctx, file: _take_in(ctx, Pasted(file.read_bytes().decode(errors="replace")))),
}


def _put_in(office: Office, name: str, read: Reader, change: Change) -> None:
    """Read an odd file: refused in a sentence with nothing changed, or taken, and then the register is sound."""
    file = office.folder / "öppet" / name
    ctx = office.open()
    file.write_bytes(change(office.files[name]))
    is_refused = _is_refused(read, ctx, file)
    try:
        assert not is_refused or content_of(ctx.db.file, ctx.key) == office.content
        assert verify(ctx) == []
    finally:
        ctx.db.close()


def _is_refused(read: Reader, ctx: Context, file: Path) -> bool:
    try:
        done: Any = read(ctx, file)
    except Refused as refused:
        return bool(problems.refused(refused).text)
    except Trouble as trouble:
        return bool(problems.trouble(trouble).text)
    return getattr(getattr(done, "value", None), "is_imported", True) is False


def _odd(count: int) -> Callable[[Any], Any]:
    """So many files; the few are the same ones each time."""
    return settings(
        max_examples=count,
        derandomize=count == FEW,
        database=None,
        deadline=None,
        phases=[Phase.generate],  # making a file smaller that fails would take as long as all the others
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("kind", BOOKS)
@given(change=workbooks)
@_odd(FEW)
def test_an_odd_workbook_is_refused_in_a_sentence_or_taken(office: Office, kind: str, change: Change) -> None:
    _put_in(office, *BOOKS[kind], change)


@pytest.mark.parametrize("kind", TEXTS)
@given(change=changed_texts())
@_odd(FEW)
def test_an_odd_text_is_refused_in_a_sentence_or_taken(office: Office, kind: str, change: Change) -> None:
    _put_in(office, *TEXTS[kind], change)


@pytest.mark.slow
@pytest.mark.parametrize("kind", BOOKS)
@given(change=workbooks)
@_odd(MANY)
def test_many_odd_workbooks_are_refused_in_a_sentence_or_taken(office: Office, kind: str, change: Change) -> None:
    _put_in(office, *BOOKS[kind], change)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TEXTS)
@given(change=changed_texts())
@_odd(MANY)
def test_many_odd_texts_are_refused_in_a_sentence_or_taken(office: Office, kind: str, change: Change) -> None:
    _put_in(office, *TEXTS[kind], change)
