"""The page Ansvar: wires list, card and form to the use cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.rights import Part
from mottagning.domain.services import Service
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.responsibilities import ResponsibilityCard, ResponsibilityLine
from mottagning.texts import formats
from mottagning.texts import responsibilities as texts
from mottagning.texts import window as window_texts
from mottagning.ui.responsibilities.columns import AREA, KIND, columns, origin, quick_filters, tone
from mottagning.ui.responsibilities.form import responsibility_sections
from mottagning.uikit.parts import Kind, button, chip, facts, label, leading, line, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import agreements, responsibilities


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the form offers to choose from."""

    areas: list[str]
    services: list[Stored[Service]]
    key: str


class ResponsibilitiesScreen(RecordScreen[ResponsibilityLine, ResponsibilityCard]):
    """Who answers for what: the list by area, a card with whom to call and what it rests on, and the form."""

    part = Part.PEOPLE
    interests = frozenset({Area.RESPONSIBILITIES, Area.SERVICES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "responsibilities", columns(), ListWords.of(texts), quick_filters())
        self._card: ResponsibilityCard | None = None

    def id_of(self, row: ResponsibilityLine) -> int:
        return row.id

    def read_lines(self) -> list[ResponsibilityLine]:
        return responsibilities.list_responsibilities(self.desk.ctx)

    def read_card(self, record_id: int) -> ResponsibilityCard:
        return responsibilities.open_responsibility(self.desk.ctx, record_id)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a wish for what is about an insats
        match record:
            case ("service", service):
                if self.may_leave():
                    work = partial(responsibilities.areas_of_service, self.desk.ctx, service)
                    self.query(work, partial(self._show_areas, service))
            case ("line", str(key)):
                if self.may_leave():
                    self.query(partial(responsibilities.line_with_key, self.desk.ctx, key), self._show_line)
            case ("kind", ActorKind() as kind):
                if self.may_leave():
                    self.query(self.read_lines, partial(self._show_kind, kind))
            case _:
                super().open(record)

    def _show_kind(self, kind: ActorKind, lines: list[ResponsibilityLine]) -> None:
        found = [one for one in lines if one.line.actor_kind is kind]
        self.list.filter_by([(KIND, kind.value)] if found else [])
        if found:
            super().open(found[0].id)

    def _show_line(self, number: int | None) -> None:
        if number is None:
            self.list.filter_by([])
        else:
            super().open(number)

    def _show_areas(self, service: str, areas: tuple[str, ...]) -> None:
        self.list.filter_by([(AREA, area) for area in areas])
        self.list.table.selectRow(0)
        if not areas:
            self.told.emit(texts.NO_AREA.format(service=service))

    def show_card(self, card: ResponsibilityCard) -> None:
        self._card = card
        one = card.shown.line
        ways: list[Any] = [button(window_texts.EDIT if card.stored else texts.ADAPT, self.begin_edit), 0]
        if card.stored is not None:
            ways.append(button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE))
        about = " · ".join(part for part in (one.area, one.service) if part)
        self.card.show_parts(
            leading(label(texts.who(one), "subheading", wrap=True), chip(origin(card.shown), tone(card.shown))),
            label(about, "muted", wrap=True),
            row(*ways),
            line(),
            label(formats.breakable(one.what), wrap=True),
            line(),
            facts(self._facts(card)),
            *self._replaced(card),
        )

    def _facts(self, card: ResponsibilityCard) -> list[tuple[str, str | None]]:
        one = card.shown.line
        reached = [(texts.CONTACT, one.contact), (texts.PHONE, one.phone), (texts.EMAIL, one.email)]
        also = [(texts.DOCUMENT, one.document), (texts.PERIOD, texts.holds(one))]
        return [
            *((reached[:1]) if not any(said for _, said in reached) else [fact for fact in reached if fact[1]]),
            (texts.SOURCE, one.source),
            *([(texts.VERIFIED, texts.verified(card.verified))] if card.stored is None else []),
            *(fact for fact in also if fact[1]),
        ]

    def _replaced(self, card: ResponsibilityCard) -> list[Any]:
        """What the program says where the office's line stands in its place."""
        if card.stored is None or card.shipped is None:
            return []
        said = texts.ADAPTED.format(what=card.shipped.what, source=card.shipped.source)
        verified = f"{texts.VERIFIED}: {texts.verified(card.verified)}"
        return [line(), label(said, "muted", wrap=True), label(verified, "muted", wrap=True)]

    # the form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._choices, self._new_form)

    def begin_edit(self) -> None:
        if self._card is not None:
            card = self._card

            def came(choices: _Choices) -> None:
                values = values_of(card.shown.line)
                save = partial(self._save, card.stored, values)
                self.show_form(texts.who(card.shown.line), self._sections(choices), values, save)

            self.query(self._choices, came)

    def _choices(self) -> _Choices:
        ctx = self.desk.ctx
        return _Choices(
            responsibilities.areas(ctx),
            agreements.list_services(ctx),
            responsibilities.next_responsibility_key(ctx),
        )

    def _sections(self, choices: _Choices) -> Any:  # noqa: ANN401 - sections
        names = tuple(one.value.name for one in choices.services)
        return responsibility_sections(
            tuple((area, area) for area in choices.areas), tuple((name, name) for name in names)
        )

    def _new_form(self, choices: _Choices) -> None:
        self._card = None
        self.choose_nothing()
        former: Values = {"key": choices.key}
        values: Values = {"actor_kind": ActorKind.OWN_UNIT}
        self.show_form(texts.NEW, self._sections(choices), values, partial(self._save, None, former))

    def _save(self, before: Stored[Responsibility] | None, former: Values, values: Values) -> None:
        made: Responsibility = record_of(Responsibility, {**former, **values})
        work = partial(responsibilities.save_responsibility, self.desk.ctx, before, made)
        ways = (responsibilities.save_responsibility, responsibilities.remove_responsibility)
        self.saved(work, lambda stored: stored.id, undo=putting_back(before, *ways, self.desk.ctx))

    def _remove(self) -> None:
        if self._card is not None and self._card.stored is not None:
            work = partial(responsibilities.remove_responsibility, self.desk.ctx, self._card.stored)
            self.removed(work, texts.REMOVE_TEXT)
