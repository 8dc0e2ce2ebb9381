"""Can every page be read, heard and reached by somebody who does not see well or has no mouse?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QToolButton,
    QWidget,
)

from factories import OTHER, agreement, booking, day, days, person, residence
from mottagning.domain.agreement_parties import AgreementParty
from mottagning.domain.agreements import AgreementKind
from mottagning.domain.offers import Offer
from mottagning.domain.periods import Month
from mottagning.uikit import aloud
from mottagning.uikit.charts import BarView
from mottagning.uikit.forms import FormView
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from workbooks import make

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SMALLEST = (1080, 640)
SCALED = {100: (1920, 1080), 150: (1280, 720), 200: (960, 540)}
"""How much of a screen of 1920 × 1080 there is at a scale in per cent."""
LIST = [
    [
        "Efternamn, förnamn",
        "Personnummer",
        "Inflyttad",
        "Kommun",
        "Sekretess",
        "En lång rubrik som ingen har kortat av",
    ],
    ["Provlund, Eva", "2007-01-01", "12/1 2024", "Håbo", None, "anteckning " * 9],
    ["Provlund", "19890502-2392", "3/4/2024", "Götebrog", "ja, se pärm", None],
    ["Summa", None, None, None, None, 2],
]
AREAS = (
    "overview",
    "people",
    "plans",
    "assignments",
    "municipal_quotas",
    "flats",
    "onward_moves",
    "waits",
    "agreements",
    "offers",
    "requests",
    "bookings",
    "deviations",
    "costs",
    "year_end",
    "state_compensation",
    "state_compensation_claims",
    "statistics",
    "responsibilities",
    "invoices",
    "received_invoices",
    "returns",
    "settings",
)


# every page there is


def before_a_register(hands: Any) -> Iterator[str]:
    """The pages before a register is open."""
    yield "first page"
    hands.push("Skapa ett register")
    yield "create"
    hands.push("Skapa registret")
    yield "create, with problems said"
    hands.push("Tillbaka")


def areas(hands: Any) -> Iterator[str]:
    """Every area with its first record shown."""
    for area in AREAS:
        hands.go(area)
        yield area


def tabs(hands: Any) -> Iterator[str]:
    """The pages that stand behind tabs."""
    for area in ("people", "waits", "agreements", "costs", "year_end", "settings"):
        hands.go(area)
        for place in range(len(hands.visible(TabBar)[0].words)):
            hands.visible(TabBar)[0].choose(place)
            hands.settle()
            yield f"{area}, tab {place + 1}"
    hands.go("costs")
    hands.visible(TabBar)[0].choose(0)
    for place in (1, 2, 3):
        hands.screen.grouping.setCurrentIndex(place)
        hands.settle()
        yield f"costs, grouping {place + 1}"


def steps(hands: Any) -> Iterator[str]:
    """A closed and an open month, step by step."""
    for month in ("september", "oktober"):
        hands.go("returns", Month(2024, 9 if month == "september" else 10))
        for step in ("1  Granska", "2  Förhandsgranska", "3  Stäng", "4  Lämna ut"):
            hands.push(step)
            yield f"{month}, {step}"


BEHIND_TABS: dict[str, dict[str, str]] = {
    "people": {
        "Nytt nummer": "Person",
        "Nytt tillstånd": "Person",
        "Ny hemkommun": "Hemkommun",
        "Nytt hushåll": "Hushåll",
        "Ny företrädare": "Hushåll",
        "Nytt boende": "Vardag",
        "Ny försörjning": "Vardag",
        "Nytt språk": "Vardag",
        "Fyll i": "Vardag",
        "Nytt samtycke": "Övrigt",
        "Ny bevakning": "Övrigt",
    },
    "agreements": {
        "Nya villkor": "Villkor",
        "Nytt pris": "Priser",
        "Ny gemensam insats": "Kurser",
        "Ny gruppbokning": "Kurser",
        "Fyll i": "Parter",
    },
}
"""On which tab of a card a button stands."""


def forms(hands: Any) -> Iterator[str]:
    """Every form, also with everything in it wrong."""
    for area, opening in (
        ("people", ("Ny person", *BEHIND_TABS["people"], "Redigera")),
        ("agreements", ("Nytt avtal", *BEHIND_TABS["agreements"], "Redigera")),
        ("offers", ("Nytt utbud", "Skicka arbetsbok …")),
        ("responsibilities", ("Ny rad", "Ange enhet och kontakt")),
        ("bookings", ("Ny bokning", "Ny frånvaro", "Nytt tillägg", "Ny rapport", "Redigera")),
    ):
        for word in opening:
            hands.go(area)
            hands.screen.list.table.selectRow(0)
            hands.settle()
            if word in BEHIND_TABS.get(area, {}):
                hands.tab(BEHIND_TABS[area][word])
            hands.push(word)
            yield f"{area}, {word}"
            hands.key(Key.Key_S, CONTROL)
            if hands.visible(FormView):
                yield f"{area}, {word}, with problems said"
                hands.key(Key.Key_Escape)
    hands.go("returns", Month(2024, 9))
    hands.push("4  Lämna ut")
    hands.push("Anteckna överlämnande")
    yield "hand out"
    hands.key(Key.Key_Escape)


def taking_in(hands: Any) -> Iterator[str]:
    """The guide that takes in a list, step by step, with something in it of every sort."""
    hands.go("people")
    hands.push("Ta in en lista …")
    yield "file"
    hands.push("Välj lista …")
    yield "columns"
    hands.push("3  Granska")
    yield "review, a doubt"
    hands.screen._review.tabs.bar.choose(1)
    hands.settle()
    yield "review, rows"
    hands.push("Ta in 1 rad")
    yield "done"
    hands.push("1  Fil")
    yield "file, with a list taken in"


def merging(hands: Any) -> Iterator[str]:
    """Two records of one person beside one another, with something of every sort to choose, and what comes of it."""
    _register_twice(hands.screen.desk.ctx)
    hands.go("people")
    hands.screen.refresh()
    hands.settle()
    hands.push("Möjliga dubbletter")
    yield "possible duplicates"
    hands.push("Slå ihop … Khadija Maxamed · 2024-0020 och Kadidja Maxamed · 2024-0021")
    yield "merging"
    hands.push("Slå ihop")
    yield "merged"


def _register_twice(ctx: Context) -> None:
    with ctx.writing() as uow:
        for case_number, name, first in (
            ("2024-0020", "Khadija", "2020-01-01"),
            ("2024-0021", "Kadidja", "2021-01-01"),
        ):
            uow.people.add(
                person(
                    case_number=case_number,
                    given_name=name,
                    family_name="Maxamed",
                    birth_date=date(1990, 3, 4),
                    household=f"H{name}",
                    email=f"{name}@prov.se",
                    education_level=f"{name} " * 20,
                    received_on=date.fromisoformat(first),
                )
            )
            uow.residences.add(residence(case_number, first=first, last="2024-12-31"))
            uow.bookings.add(booking("2024-09-01", key=f"B{name}", case_number=case_number, service="gymnasium"))
        uow.commit()


def lists(hands: Any) -> Iterator[str]:
    """The panels above the lists, and the way to change several rows."""
    for area in ("people", "agreements", "bookings"):
        hands.go(area)
        for word in ("Filter", "Kolumner"):
            hands.push(word)
            yield f"{area}, {word}"
        hands.push("Stäng")
    choose_several(hands)
    yield "several, the form"
    hands.fill(field="Planerat slut", planned_until="240920")
    hands.settle()
    yield "several, the field"
    hands.push("Visa vad som ändras")
    yield "several, the look"
    hands.push(next(one.text() for one in hands.visible(QAbstractButton) if one.objectName() == "primary"))
    yield "several, done"


def choose_several(hands: Any) -> None:
    """Choose every row, and begin to change them."""
    hands.screen.list.table.setFocus()
    hands.key(Key.Key_A, CONTROL)
    hands.push("Ändra flera")


def from_card(hands: Any) -> Iterator[str]:
    """What a person's card and the list of persons lead to."""
    hands.go("people")
    hands.push("Möjliga dubbletter")
    yield "duplicates"
    hands.push("Tillbaka")
    hands.screen.list.table.selectRow(0)
    hands.settle()
    hands.tab("Hushåll")
    hands.push("Ny i hushållet")
    yield "new in the household"
    hands.key(Key.Key_Escape)
    hands.push("Visa hushållet")
    yield "household"
    hands.push("Visa hushållets tidslinje")
    yield "household, line of time"
    hands.push("Tillbaka")
    hands.tab("Vecka")
    yield "the household's week"
    hands.push("Tillbaka till personen")
    hands.tab("Övrigt")
    hands.push("Ny hänvisning")
    yield "document"
    hands.key(Key.Key_Escape)
    hands.push("Registerutdrag …")
    while not hands.says("Klart att skriva"):
        yield f"report, {next(one for one in hands.words() if ' av ' in one and ': ' in one)}"
        hands.push("Granskat, nästa")
    yield "report, ready"
    hands.key(Key.Key_Escape)


def matching(hands: Any) -> Iterator[str]:
    """A need beside the catalogue: before an insats is chosen, an offer that fits and one that does not."""
    with hands.screen.desk.ctx.writing() as uow:
        told = {"service": "sfi", "variant": "2B", "seats": 3, "seats_on": day("2024-08-01"), "source": "rektorn"}
        uow.offers.add(Offer(key="U7", municipality=OTHER, provider="Skolan", days=days("2024-08-19"), **told))
        uow.offers.add(Offer(key="U8", service="sfi", municipality=OTHER, days=days("2024-08-19"), is_lacking=True))
        uow.commit()
    hands.go("people")
    hands.screen.list.table.selectRow(0)
    hands.settle()
    hands.tab("Bokningar")
    hands.push("Matcha")
    yield "matching, nothing chosen"
    hands.fill(service="sfi")
    hands.settle()
    yield "matching"
    hands.screen.table.selectRow(hands.screen.table.rows_model.rowCount() - 1)
    hands.settle()
    yield "matching, one that lacks it"
    hands.fill(first="i morgon")
    hands.settle()
    yield "matching, with something unread"


def controlling(hands: Any) -> Iterator[str]:
    """A bill against ours: what agrees, each difference, and what the form says."""
    hands.go("invoices")
    rows = [["Bokning", "Namn", "Månad", "Belopp"], ["B1", "Amina", "2024-10", 9500], ["B2", "Bo", "2024-10", 9500]]
    rows += [["Z9", "Ett namn som är mycket längre än andra namn", "2023-10", 100], ["B4", None, "2024-10", "oläsligt"]]
    file = make(hands.screen.desk.ctx.db.file.parent / "faktura.xlsx", {"A": rows})
    hands.fill(counterpart=OTHER, first="2024-09", last="2024-10")
    hands.screen.take_file(file)
    hands.settle()
    for place in range(hands.screen.list.table.rows_model.rowCount()):
        hands.screen.list.table.selectRow(place)
        hands.settle()
        yield f"controlling, row {place + 1}"
    hands.fill(first="i morgon")
    hands.push("Jämför igen")
    yield "controlling, with something unread"


def planning(hands: Any) -> Iterator[str]:
    """Somebody without a plan, a plan with all its tabs and forms, and the templates."""
    hands.go("people", 1)
    hands.push("Öppna planen")
    yield "without a plan"
    hands.push("Börja en plan")
    yield "new plan"
    hands.key(Key.Key_S, CONTROL)
    for tab, new in (
        ("Mål", "Nytt mål"),
        ("Aktiviteter", "Ny aktivitet"),
        ("Aktiviteter", "Nytt ansvar"),
        ("Barnet", None),
        ("Uppföljningar", "Ny uppföljning"),
        ("Checklista", "Gäller inte …"),
        ("Tidslinje", None),
        ("Vecka", "Ny tid"),
        ("Avslut", "Avsluta planen"),
    ):
        hands.tab(tab)
        yield f"plan, {tab}"
        if new is not None:
            hands.push(new)
            yield f"plan, {new}"
            hands.key(Key.Key_S, CONTROL)
            if hands.visible(FormView):
                yield f"plan, {new}, with problems said"
                hands.key(Key.Key_Escape)
    hands.push("Mallar")
    yield "templates"
    hands.push("Tillbaka")


def lock(hands: Any) -> Iterator[str]:
    """The lock."""
    hands.key(Key.Key_L, CONTROL)
    yield "lock"


PAGES = {
    "areas": areas,
    "tabs": tabs,
    "steps": steps,
    "forms": forms,
    "lists": lists,
    "taking in": taking_in,
    "from a card": from_card,
    "matching": matching,
    "planning": planning,
    "controlling": controlling,
    "merging": merging,
    "lock": lock,
}


@pytest.fixture
def at_work(
    hands: Any, ctx: Context, small_office: None, answers: Any, pick: Callable[[Path], None], tmp_path: Path
) -> Any:
    """Somebody with a month closed and a list to take in, in the smallest window there may be."""
    _end_an_agreement(ctx)
    pick(make(tmp_path / "mottagna.xlsx", {"A": LIST, "B": [["Namn"]]}))
    close_month(ctx, Month(2024, 9))
    with ctx.writing() as uow:
        uow.bookings.add_many([booking("2024-10-01", key="B5", case_number="2024-0002", service="gymnasium")])
        uow.commit()
    hands.window.resize(*SMALLEST)
    hands.program.enter(ctx)
    hands.settle()
    return hands


def _end_an_agreement(ctx: Context) -> None:
    """The first agreement rests on another, is followed by a third, and has been given notice of."""
    with ctx.writing() as uow:
        first = uow.agreements.find("A1")
        assert first is not None
        named = {"title": "Samverkan om introduktion av nyanlända i länet", "kind": AgreementKind.COOPERATION}
        given: dict[str, Any] = {**named, "rests_on": "A2", "notice_on": day("2024-09-05")}
        uow.agreements.change(first, replace(first.value, **given))
        uow.agreements.add(agreement(key="A3", replaces="A1", days=days("2025-07-01")))
        party = AgreementParty(agreement="A1", code=OTHER, board="Provnämnden", notice_received_on=day("2024-09-06"))
        uow.agreement_parties.add(party)
        uow.commit()


@pytest.fixture
def at_start(hands: Any) -> Any:
    """Somebody at the first page of the smallest window."""
    hands.window.resize(*SMALLEST)
    hands.settle()
    return hands


# what is looked for


def focusable(hands: Any) -> list[QWidget]:
    """What the cursor can come to on this page; of choices that exclude each other it comes to the chosen one."""
    return [
        one
        for one in hands.visible(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.focusProxy() is None
        if not (isinstance(one, QRadioButton) and one.group() is not None and not one.isChecked())
    ]


def called(one: QWidget) -> str:
    """What a person would call a widget when it is spoken of in a failing test."""
    text = one.text() if isinstance(one, QAbstractButton | QLabel | QLineEdit) else ""
    return f"{type(one).__name__} {one.accessibleName() or text!r}"


ROLES: tuple[tuple[type[QWidget], QAccessible.Role], ...] = (
    (QCheckBox, QAccessible.Role.CheckBox),
    (QRadioButton, QAccessible.Role.RadioButton),
    (QAbstractButton, QAccessible.Role.Button),
    (QLineEdit, QAccessible.Role.EditableText),
    (QPlainTextEdit, QAccessible.Role.EditableText),
    (QComboBox, QAccessible.Role.ComboBox),
    (QTableView, QAccessible.Role.Table),
    (QListView, QAccessible.Role.List),
)
"""What a screen reader calls each sort of control. What is painted by hand says in its description what is there."""


def nameless(hands: Any) -> list[str]:
    """Controls that a screen reader has no name for, takes for something else, or is told nothing of."""
    found = []
    for one in focusable(hands):
        heard = QAccessible.queryAccessibleInterface(one)
        role = next((role for kind, role in ROLES if isinstance(one, kind)), None)
        name, said = heard.text(QAccessible.Text.Name), heard.text(QAccessible.Text.Description)
        if not name.strip():
            found.append(f"no name: {called(one)}")
        if role is None and not said.strip():
            found.append(f"painted, and undescribed: {called(one)}")
        if isinstance(one, TableView) and not name[:1].isupper():
            found.append(f"named as in the code: {name}")
        toggles = isinstance(one, QAbstractButton) and one.isCheckable()
        allowed = {role, *((QAccessible.Role.CheckBox, QAccessible.Role.RadioButton) if toggles else ())}
        if role is not None and heard.role() not in allowed:
            found.append(f"a {heard.role().name}: {called(one)}")
    return found


def round_of_tab(hands: Any) -> list[QWidget]:
    """Where Tab leads from the first control until it is back there."""
    wanted, before = focusable(hands), hands.app.focusWidget()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(2 * len(wanted) + 10):
        focused = hands.app.focusWidget()
        if visited and focused is visited[0]:
            break
        visited.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    if before is not None:
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    return visited


def misled(hands: Any) -> list[str]:
    """Controls that Tab never comes to, and where it goes back to what stands to the left or above."""
    visited = round_of_tab(hands)
    found = [f"never: {called(one)}" for one in focusable(hands) if one not in visited]
    found += ["trapped: it does not come round"] if len(visited) > len(set(visited)) else []
    for one, other in pairwise(visited):
        here, there = pane(one), pane(other)
        is_within = here is there
        if is_before(box(other if is_within else there or other), box(one if is_within else here or one)):
            found.append(f"back: {called(one)} → {called(other)}")
    return found


def pane(one: QWidget) -> QWidget | None:
    """The part of the window that a control stands in: the areas, what scrolls, a side of what is divided."""
    part = one
    while part.parentWidget() is not None:
        above = part.parentWidget()
        if part.objectName() == "navigation" or isinstance(part, QScrollArea) or isinstance(above, QSplitter):
            return part
        part = above
    return None


def box(one: QWidget) -> QRect:
    """Where something stands in the window."""
    return QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())


def is_before(one: QRect, other: QRect) -> bool:
    """Whether one reads `one` before `other`: it stands above it, or on the same line to its left."""
    if one.bottom() < other.top():
        return True
    return one.top() <= other.bottom() and one.right() < other.left()


def cut_off(hands: Any) -> list[str]:
    """Words that do not fit where they stand."""
    found = []
    for one in hands.visible(QLabel):
        if one.wordWrap():
            fits = one.heightForWidth(one.width()) <= one.height()
        else:
            fits = one.sizeHint().width() <= one.width() or type(one).__name__ == "_Elided"
        found += [] if fits else [called(one)]
    found += [called(one) for one in hands.visible(QAbstractButton) if one.text() and _is_narrow(one)]
    found += [called(one) for one in hands.visible(QWidget) if _sticks_out(one)]
    return found + [
        f"heading {table.rows_model.columns[place].heading} of {table.accessibleName()}"
        for table in hands.visible(TableView)
        for place in range(len(table.rows_model.columns))
        if not table.isColumnHidden(place)
        and table.horizontalHeader().sectionSizeHint(place) > table.columnWidth(place)
    ]


def beyond_reach(hands: Any) -> list[str]:
    """Controls that stand, if only in part, where no scrolling leads; the cursor would be where nobody sees it."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView, QListView)
    found = {*focusable(hands), *(one for kind in kinds for one in hands.visible(kind))}
    return sorted(called(one) for one in found if not _is_within_reach(one))


def _is_within_reach(one: QWidget) -> bool:
    here, inside = one, one.rect()
    while not here.isWindow():
        above = here.parentWidget()
        inside = inside.translated(here.pos())
        area = above.parentWidget()
        if not (isinstance(area, QScrollArea) and above is area.viewport()):
            if not above.rect().contains(inside):
                return False
        else:
            scrolls = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if above.height() < LEAST_SEEN or not (scrolls or 0 <= inside.left() <= inside.right() < above.width()):
                return False
            inside = above.rect()
        here = above
    return True


def _is_narrow(one: QAbstractButton) -> bool:
    if one.hasHeightForWidth():  # its words wrap
        return one.minimumSizeHint().width() > one.width() or one.heightForWidth(one.width()) > one.height()
    return not isinstance(one, QToolButton) and one.sizeHint().width() > one.width()


def _sticks_out(one: QWidget) -> bool:
    """Whether a control stands partly beside its page, where no scrolling leads."""
    if not isinstance(one, QAbstractButton | QLineEdit | QComboBox | QLabel):
        return False
    area = one.parentWidget()
    while area is not None and not (isinstance(area.parentWidget(), QScrollArea) or area.isWindow()):
        area = area.parentWidget()
    if area is None:
        return False
    left = one.mapTo(area, QPoint(0, 0)).x()
    return left < 0 or left + one.width() > area.width()


def unsaid(hands: Any) -> list[str]:
    """Words that are the program's own and nobody's language."""
    return [said for said in hands.words() if re.search(r"\bNone\b|\bTrue\b|\bFalse\b|<\w+\.\w+", said)]


LEAST_SEEN = 34
"""Pixels: the height of a control, below which what scrolls shows none of them whole."""


LOOKED_FOR: dict[str, Callable[[Any], list[str]]] = {
    "nameless": nameless,
    "misled": misled,
    "cut off": cut_off,
    "unsaid": unsaid,
}


def seen(hands: Any, pages: Iterator[str]) -> dict[str, list[str]]:
    """What is found on each page, page and fault together."""
    faults = {}
    for page in pages:
        for fault, look in LOOKED_FOR.items():
            found = look(hands)
            if found:
                faults[f"{page}: {fault}"] = found
        faults |= {f"{page} at {scale} %": found for scale, found in seen_scaled(hands).items()}
    return faults


def seen_scaled(hands: Any) -> dict[int, list[str]]:
    """What cannot be reached or read on the page that is shown, at each scale of the screen."""
    faults, before = {}, hands.window.size()
    for scale, size in SCALED.items():
        hands.window.resize(*size)
        hands.settle()
        faults[scale] = beyond_reach(hands) + cut_off(hands)
    hands.window.resize(before)
    hands.settle()
    return {scale: found for scale, found in faults.items() if found}


@pytest.mark.parametrize("pages", PAGES)
def test_every_control_has_a_name_is_reached_with_tab_and_shows_its_words_whole(at_work: Any, pages: str) -> None:
    assert seen(at_work, PAGES[pages](at_work)) == {}


def test_the_pages_before_a_register_do_too(at_start: Any) -> None:
    assert seen(at_start, before_a_register(at_start)) == {}


# what is heard


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was asked to say aloud, in order."""
    said: list[str] = []
    ask = aloud.say

    def say(part: QWidget, text: str) -> None:
        said.append(text.replace("\u00a0", " "))
        ask(part, text)

    monkeypatch.setattr(aloud, "say", say)
    return said


def test_what_the_cursor_does_not_go_to_is_read_aloud(furnished: Any, heard: list[str]) -> None:
    """That something was saved or is wrong, how many rows fit, which hit is chosen, which bar has the cursor."""
    furnished.key(Key.Key_N, CONTROL)
    furnished.key(Key.Key_S, CONTROL)
    assert any("att rätta" in one for one in heard)
    furnished.fill(given_name="Petra")
    furnished.key(Key.Key_S, CONTROL)
    assert heard[-1] == "Sparat"
    furnished.screen.list.filter.setFocus()
    furnished.type("petra")
    furnished.screen.list.table.rest.timeout.emit()
    assert heard[-1].startswith("1 av ")
    furnished.key(Key.Key_K, CONTROL)
    furnished.type("amina")
    furnished.settle()
    assert heard[-1].startswith("Amina Provlund")
    furnished.go("costs")
    furnished.visible(TabBar)[0].choose(1)
    furnished.settle()
    chart = furnished.visible(BarView)[0]
    chart.setFocus()
    furnished.key(Key.Key_End)
    furnished.key(Key.Key_Left)
    assert heard[-1] == chart.told.replace("\u00a0", " ")


def test_what_is_wrong_with_a_field_is_told_with_the_field(furnished: Any) -> None:
    furnished.go("bookings")
    furnished.key(Key.Key_N, CONTROL)
    field = furnished.form.control("first")
    assert field.accessibleDescription().startswith("Måste fyllas i.")
    furnished.fill(first="i morgon")
    furnished.key(Key.Key_S, CONTROL)
    assert field.accessibleDescription().startswith(furnished.problem("first") + " Måste fyllas i.")
    furnished.fill(first="2025-01-01")
    assert field.accessibleDescription().startswith("Måste fyllas i.")


# lists


def test_lists_are_in_swedish_order(hands: Any, ctx: Context) -> None:
    names = ("Ödman", "Zell", "Åström", "Ärling", "Öberg", "Andér", "Ålund")
    with ctx.writing() as uow:
        uow.people.add_many([person(family_name=name, given_name="Prov") for name in names])
        uow.commit()
    hands.program.enter(ctx)
    hands.settle()
    hands.go("people")
    table = hands.screen.list.table
    header = table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    shown = [line.name.removeprefix("Prov ") for line in table.rows_model.rows]
    assert shown == ["Andér", "Zell", "Ålund", "Åström", "Ärling", "Öberg", "Ödman"]
    hands.key(Key.Key_N, CONTROL)
    box = hands.form.control("citizenship")
    countries = [box.itemText(place) for place in range(box.count())]
    assert countries.index("Zambia") < countries.index("Åland") < countries.index("Österrike")
