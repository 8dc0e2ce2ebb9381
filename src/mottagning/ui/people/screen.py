"""The page Personer: wires list, card and forms to the use cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.households import likely_role
from mottagning.domain.identity import birth_of, is_womans
from mottagning.domain.people import Person, Protection, Sex
from mottagning.domain.rights import Act, Part
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.matching import Wanted
from mottagning.readmodels.people import HouseholdCard, PersonCard, PersonLine
from mottagning.readmodels.plans import KinPlan
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import duplicates as duplicate_texts
from mottagning.texts import formats, take_in, words
from mottagning.texts import logs as log_texts
from mottagning.texts import matching as matching_texts
from mottagning.texts import people as texts
from mottagning.texts import person_parts as part_texts
from mottagning.texts import plans as plan_texts
from mottagning.texts import requests as request_texts
from mottagning.texts import subject_access as access_texts
from mottagning.texts import timelines as line_texts
from mottagning.texts import waiting as wait_texts
from mottagning.texts import window as window_texts
from mottagning.ui.deadlines.person import DeadlinesPart
from mottagning.ui.documents import DocumentsPart
from mottagning.ui.pasting import offer_paste, take_list
from mottagning.ui.people.columns import columns, quick_filters
from mottagning.ui.people.duplicates import DuplicateHint, entered_person, show_duplicates
from mottagning.ui.people.form import bulk_fields, person_sections
from mottagning.ui.people.household import HouseholdPage
from mottagning.ui.people.log import PersonLog
from mottagning.ui.people.merging import merges
from mottagning.ui.people.parts import PersonParts
from mottagning.ui.people.residences import Residences
from mottagning.ui.people.subject_access import AccessPage
from mottagning.ui.timelines.part import TimelineMemory, person_part
from mottagning.ui.waiting.part import WaitsPart
from mottagning.uikit import theme
from mottagning.uikit.bulk import Bulk
from mottagning.uikit.columns import Tone
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.flow import Flow
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, link, row
from mottagning.uikit.records import FormPanel, ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.tabs import Page, Tabs
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import bulk, people
from mottagning.usecases.context import Context
from mottagning.usecases.plans.viewing import household_plans
from mottagning.usecases.subject_access.gathering import gather


class PeopleScreen(TakesFiles, RecordScreen[PersonLine, PersonCard]):
    """Persons: the list, a person's card, and the forms of both."""

    part = Part.PEOPLE
    interests = frozenset({Area.PEOPLE, Area.BOOKINGS, Area.SETTINGS, Area.WAITS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "people",
            columns(desk.ctx.name, sees_protected=desk.ctx.sees_protected),
            ListWords.of(texts),
            quick_filters(desk.ctx.name),
            About(lambda line: line.id, lambda line: line.is_protected),
            Bulk(
                bulk_fields(desk.ctx.reference),
                partial(bulk.preview_people, desk.ctx),
                partial(bulk.change_people, desk.ctx),
                lambda person: texts.in_choice(person.name, person.case_number),
                (texts.ONE, texts.MANY),
            ),
        )
        self._card: PersonCard | None = None
        self._proposed_for: object = None
        self._tab = 0
        self._tab_wanted: str | None = None
        self._line = TimelineMemory()
        self._household_page: HouseholdPage | None = None
        offer_paste(self)
        self.setAcceptDrops(True)
        member = QShortcut(QKeySequence(texts.NEW_MEMBER_KEY), self)
        member.activated.connect(self._begin_member)

    def id_of(self, row: PersonLine) -> int:
        return row.id

    def read_lines(self) -> list[PersonLine]:
        return people.list_people(self.desk.ctx)

    def read_card(self, record_id: int) -> PersonCard:
        return people.open_person(self.desk.ctx, record_id)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a page of a card
        match record:
            case ("tab", int(number), str(word)) if self.may_leave():
                self._tab_wanted = word
                is_here = self._shown == number
                super().open(number)
                if is_here:
                    self._read(number)
            case int():
                super().open(record)

    def take_file(self, file: Path) -> None:
        """An office's own list that was dropped is read and gone through in the guide."""
        take_list(self, file)

    def show_card(self, card: PersonCard) -> None:
        self._card = card
        person = card.person.value
        head: list[Any] = [label(person.name, "subheading", wrap=True)]
        if person.is_protected:
            head.append(row(chip(words.first_upper(words.word(person.protection)), Tone.STOP), 0))
        buttons = Flow(*self._ways())
        disagrees = [label(texts.NUMBER_DISAGREES, "warned", wrap=True)] if card.number_disagrees else []
        parts = PersonParts(self, card)
        pages = self._pages(card, parts)
        self._tab, self._tab_wanted = Tabs.place_of(pages, self._tab_wanted, self._tab), None
        tabs = Tabs(pages, self._tab)
        tabs.changed.connect(self._keep_tab)
        self.card.show_parts(
            *head,
            row(label(person.case_number, "muted"), 0, *self._access()),
            buttons,
            *parts.reminders(),
            *disagrees,
            *merges(self, card.merges),
            tabs,
        )

    def _access(self) -> list[QPushButton]:
        """A report of all that is known of her is for who may see all."""
        if not self.desk.ctx.sees(Part.PLANS):
            return []
        return [button(access_texts.OPEN, self._begin_access, Kind.QUIET)]

    def _ways(self) -> list[QPushButton]:
        """What may be done with a person, by who is logged in."""
        ctx = self.desk.ctx
        ways = {
            button(window_texts.EDIT, self.begin_edit): self.may_change,
            button(texts.NEW_BOOKING, self._new_booking, Kind.QUIET): ctx.changes(Part.BOOKINGS),
            button(plan_texts.OPEN_PLAN, self._open_plan, Kind.QUIET, name=plan_texts.OPEN_PLANS): ctx.sees(Part.PLANS),
            button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE): self.may_change,
        }
        return [way for way, may in ways.items() if may]

    def _pages(self, card: PersonCard, parts: PersonParts) -> list[tuple[str, Page]]:
        """The pages of a card; who does not see plans has those that a booking and its payment rest on."""
        who = card.person.value
        first: list[tuple[str, Page]] = [
            (part_texts.TAB_PERSON, partial(self._person, card, parts)),
            (part_texts.TAB_HOME, lambda: _page(Residences(self, card, lambda panel: self._form is panel).part())),
            (part_texts.TAB_HOUSEHOLD, partial(self._of_household, card, parts)),
        ]
        bookings = (part_texts.TAB_BOOKINGS, lambda: _page(*self._bookings(card)))
        if not self.desk.ctx.sees(Part.PLANS):
            consents = (part_texts.TAB_OTHER, lambda: _page(parts.section("consents", card.parts.consents)))
            return [*first, bookings, consents]
        return [
            *first,
            (part_texts.TAB_DAILY, partial(self._daily, card, parts)),
            bookings,
            (deadline_texts.TITLE, partial(self._deadlines, card, parts)),
            (wait_texts.TAB, lambda: _page(WaitsPart(self, who.case_number))),
            (line_texts.TAB, lambda: _page(person_part(self, who.case_number, who.name, self._line))),
            (part_texts.TAB_OTHER, partial(self._other, card, parts)),
            *self._log(card),
        ]

    def _log(self, card: PersonCard) -> list[tuple[str, Page]]:
        if not self.desk.ctx.may(Act.SEE_LOG):
            return []
        return [(log_texts.TAB_OF_PERSON, lambda: _page(PersonLog(self, card.person.id)))]

    def _person(self, card: PersonCard, parts: PersonParts) -> QWidget:
        return _page(
            facts(self._facts(card)),
            parts.section("identities", card.identities),
            parts.section("permits", card.parts.permits),
        )

    def _of_household(self, card: PersonCard, parts: PersonParts) -> QWidget:
        return _page(
            self._household(card),
            parts.section("memberships", card.parts.memberships),
            parts.section("representatives", card.parts.representatives),
        )

    def _daily(self, card: PersonCard, parts: PersonParts) -> QWidget:
        kept = card.parts
        gaps = [label(part_texts.gaps(kept.gaps), "warned", wrap=True)] if kept.gaps else []
        return _page(
            parts.section("housings", kept.housings),
            parts.section("incomes", kept.incomes, *gaps),
            parts.section("languages", kept.languages),
            parts.section("profiles", kept.profiles),
        )

    def _deadlines(self, card: PersonCard, parts: PersonParts) -> QWidget:
        due = DeadlinesPart(self, card.person.value, card.deadlines)
        return _page(due.part(), parts.section("milestones", card.parts.milestones), due.others())

    def _other(self, card: PersonCard, parts: PersonParts) -> QWidget:
        return _page(
            DocumentsPart(self, Owner(DocumentOf.PERSON, card.person.value.case_number)),
            parts.section("consents", card.parts.consents),
            parts.section("reminders", card.parts.reminders),
        )

    def _keep_tab(self, tab: int) -> None:
        self._tab = tab

    def more_buttons(self) -> list[QPushButton]:
        return [
            button(duplicate_texts.SHOW, self._show_duplicates, Kind.QUIET),
            button(take_in.OPEN, partial(self.wishes.emit, Goto("take_in"))),
        ]

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(lambda: people.next_case_number(self.desk.ctx), self._new_form)

    def begin_edit(self) -> None:
        if self._card is not None:
            person = self._card.person
            sections = person_sections(self.desk.ctx.reference, protection=self.desk.ctx.sees_protected)
            values = values_of(person.value)
            panel = self.show_form(person.value.name, sections, values, partial(self._save, person))
            DuplicateHint(self, panel, entered_person, person.id)

    def _new_form(self, case_number: str) -> None:
        values = {"case_number": case_number, "protection": Protection.NONE}
        self._blank_form(texts.NEW, values, partial(self._save, None))

    def _blank_form(self, title: str, values: Values, save: Callable[[Values], None]) -> FormPanel:
        self._card = None
        self.choose_nothing()
        sections = person_sections(self.desk.ctx.reference, protection=self.desk.ctx.sees_protected)
        panel = self.show_form(title, sections, values, save)
        self._proposed_for = None
        panel.form.edited.connect(partial(self._propose, panel))
        DuplicateHint(self, panel, entered_person)
        return panel

    def _begin_member(self) -> None:
        """Somebody who comes with the shown person: what a family shares stands there already."""
        if self._card is not None and self.may_leave():
            other = self._card.person
            self.query(partial(people.new_member, self.desk.ctx, other.value), partial(self._member_form, other))

    def _member_form(self, other: Stored[Person], proposed: Person) -> None:
        title = texts.NEW_MEMBER_TITLE.format(name=other.value.name)
        panel = self._blank_form(title, values_of(proposed), partial(self._save_member, other))
        panel.form.edited.connect(partial(self._propose_role, panel))

    def _propose_role(self, panel: FormPanel) -> None:
        """A child or an adult, as soon as the birth date is known and nothing is said."""
        values = panel.form.glance(self.desk.today).values
        birth_date = values.get("birth_date")
        if isinstance(birth_date, date) and values.get("household_role") is None:
            panel.form.fill({"household_role": likely_role(birth_date, self.desk.today)})

    def _save_member(self, other: Stored[Person], values: Values) -> None:
        person: Person = record_of(Person, values)
        self.saved(partial(people.save_member, self.desk.ctx, other, person), lambda stored: stored.id)

    def _propose(self, panel: FormPanel) -> None:
        """What a personnummer says of its holder, where nothing is said yet; it stands there to be looked at."""
        values = panel.form.glance(self.desk.today).values
        number = values.get("personal_number")
        if number == self._proposed_for:
            return
        self._proposed_for = number
        if isinstance(number, str):
            said = {"birth_date": birth_of(number), "sex": Sex.WOMAN if is_womans(number) else Sex.MAN}
            panel.form.fill({name: value for name, value in said.items() if values.get(name) is None})

    def _save(self, before: Stored[Person] | None, values: Values) -> None:
        former = values_of(before.value) if before else {}
        person: Person = record_of(Person, {**former, **values})
        undo = putting_back(before, people.save_person, people.remove_person, self.desk.ctx)
        work = partial(people.save_person, self.desk.ctx, before, person)
        self.saved(work, lambda stored: stored.id, undo=None if _draws_along(before, person) else undo)

    def _remove(self) -> None:
        if self._card is not None:
            self.removed(partial(people.remove_person, self.desk.ctx, self._card.person), texts.REMOVE_TEXT)

    def _begin_access(self) -> None:
        if self._card is not None and self.may_leave():
            work = partial(gather, self.desk.ctx, self._card.person.id)
            self.query(work, lambda draft: AccessPage(self, draft).show())

    def _open_plan(self) -> None:
        if self._card is not None:
            self.wishes.emit(Goto("plans", ("person", self._card.person.value.case_number)))

    def _new_booking(self) -> None:
        if self._card is not None:
            self.wishes.emit(Goto("bookings", ("new", self._card.person.value.case_number)))

    def _facts(self, card: PersonCard) -> list[tuple[str, str | None]]:
        person, reference = card.person.value, self.desk.ctx.reference
        return [
            *([(texts.CALLED_NAME, person.called_name)] if person.called_name else []),
            (texts.BIRTH, texts.birth(person)),
            (texts.SEX, words.first_upper(words.word_or_nothing(person.sex))),
            (texts.CITIZENSHIP, _listed(reference.countries, person.citizenship, *person.other_citizenships)),
            (texts.MOTHER_TONGUE, reference.languages.get(person.mother_tongue or "")),
            (texts.INTERPRETER, texts.interpreter(person, reference.languages)),
            (texts.GROUND, texts.ground(person)),
            (texts.UNTIL, _permit_end(person)),
            (texts.RECEIVED, formats.day(person.received_on)),
            (texts.REGISTERED, formats.day(person.registered_on)),
            (texts.SETTLEMENT, words.first_upper(words.word_or_nothing(person.settlement_kind))),
            *(fact for fact in self._known(person) if fact[1]),
        ]

    def _known(self, person: Person) -> list[tuple[str, str | None]]:
        """What is shown only where it is known."""
        return [
            (texts.BIRTH_COUNTRY, self.desk.ctx.reference.countries.get(person.birth_country or "")),
            (texts.PHONE, person.phone),
            (texts.EMAIL, person.email),
            *([(texts.ASSIGNED, formats.day(person.assigned_on))] if person.assigned_on else []),
            (texts.FIRST_MUNICIPALITY, self.desk.ctx.name(person.first_municipality or "")),
            (texts.EDUCATION, person.education_level),
        ]

    def _show_duplicates(self) -> None:
        if self.begin_page():
            show_duplicates(self, self.leave_form)

    def _show_household(self) -> None:
        key = self._card.person.value.household if self._card else None
        self._household_page = None
        if key is not None:
            self._ask_household(key)

    def _ask_household(self, key: str) -> None:
        self.query(partial(_household_with_plans, self.desk.ctx, key), self._household_came)

    def _household_came(self, found: tuple[HouseholdCard, list[KinPlan]]) -> None:
        again = partial(self._ask_household, found[0].household.value.key)
        before = self._household_page
        day, tab = (before.day, before.tab) if before else (self.desk.today, 0)
        self._household_page = HouseholdPage(self, *found, self._line, self.leave_form, again, day=day, tab=tab)
        self._household_page.show()

    def _bookings(self, card: PersonCard) -> list[Any]:
        ask = partial(self.wishes.emit, Goto("requests", ("new", card.person.value.case_number)))
        match = partial(self.wishes.emit, Goto("matching", Wanted(case_number=card.person.value.case_number)))
        ways = (
            button(matching_texts.OPEN, match, Kind.QUIET, name=matching_texts.OPEN_NAME),
            button(request_texts.NEW, ask, Kind.QUIET),
        )
        parts: list[Any] = [row(0, *ways)]
        parts += [] if card.bookings else [label(part_texts.NO_BOOKINGS, "muted")]
        for one in card.bookings:
            detail = f"{formats.days(one.days)} · {words.word(one.status)}"
            parts.append(link(f"{one.key}  {one.service}", detail, partial(self.wishes.emit, Goto("bookings", one.id))))
        return [holder(column(*parts, spacing=4))]

    def _household(self, card: PersonCard) -> QWidget:
        new = button(texts.NEW_MEMBER, self._begin_member, Kind.QUIET)
        show = [button(part_texts.SHOW_HOUSEHOLD, self._show_household, Kind.QUIET)] if card.household else []
        parts: list[Any] = [leading(label(texts.HOUSEHOLD_MEMBERS, "section", wrap=True), *show, new)]
        if not card.household:
            parts.append(label(texts.NO_MEMBERS, "muted"))
        for member in card.household:
            detail = " · ".join(part for part in (member.case_number, words.word_or_nothing(member.role)) if part)
            parts.append(link(member.name, detail, partial(self.open, member.id)))
        return holder(column(*parts, spacing=4))


def _draws_along(before: Stored[Person] | None, person: Person) -> bool:
    """Whether more follows from a change than goes back with it: a flat let go, an address gone, a number to tell."""
    if before is None:
        return person.household is not None
    names = ("household", "protection", "personal_number")
    return any(getattr(before.value, name) != getattr(person, name) for name in names)


def _household_with_plans(ctx: Context, key: str) -> tuple[HouseholdCard, list[KinPlan]]:
    plans = household_plans(ctx, key) if ctx.sees(Part.PLANS) else []
    return people.open_household(ctx, key), plans


def _page(*parts: Any) -> QWidget:  # noqa: ANN401 - widgets
    return holder(column(theme.GROUP, *parts, 0, spacing=theme.GAP))


def _listed(names: Mapping[str, str], *codes: str | None) -> str | None:
    return ", ".join(names.get(code, code) for code in codes if code) or None


def _permit_end(person: Person) -> str | None:
    if person.permit_until is not None:
        return formats.day(person.permit_until)
    return texts.PERMANENT if person.permit_decided_on else None
