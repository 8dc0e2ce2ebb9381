"""The part of an agreement's card on its parties: what is known of each, how far a notice has come, and the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.agreement_parties import AgreementParty, Inclusion
from mottagning.readmodels.agreements import AgreementCard, PartyLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import agreements as texts
from mottagning.texts import formats, words
from mottagning.texts import window as window_texts
from mottagning.uikit import theme
from mottagning.uikit.fields import Asks, Field, Section, choice
from mottagning.uikit.parts import Kind, button, column, facts, holder, label, leading, line, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import agreements


def party_sections() -> list[Section]:
    """What is asked about a party."""
    return [
        Section(
            texts.SECTION_DECISION,
            (
                Field("board", texts.BOARD),
                Field("decision", texts.DECISION),
                Field("decided_on", texts.DECIDED, Asks.DAY),
                Field("registry_number", texts.REGISTRY),
            ),
        ),
        Section(
            texts.SECTION_BOUND,
            (
                Field("joined_on", texts.JOINED, Asks.DAY),
                Field("left_on", texts.LEFT, Asks.DAY, hint=texts.LEFT_HINT),
                Field("notice_received_on", texts.RECEIVED, Asks.DAY, hint=texts.RECEIVED_HINT, wide=True),
                choice("inclusion", texts.INCLUSION, Inclusion, hint=texts.INCLUSION_HINT, wide=True),
            ),
        ),
        Section(
            texts.SECTION_REPRESENTATIVE,
            (
                Field("representative", texts.REPRESENTATIVE),
                Field("representative_role", texts.ROLE, hint=texts.ROLE_HINT),
                Field("contact", texts.CONTACT, wide=True),
            ),
        ),
    ]


class Parties:
    """Fills the page for one card; `take_notice` opens the agreement's form with the day of the notice filled in."""

    def __init__(self, screen: RecordScreen[Any, Any], card: AgreementCard, take_notice: Callable[[], None]) -> None:
        self._screen = screen
        self._card = card
        self._take_notice = take_notice

    def page(self) -> QWidget:
        """The notice, where there is one, and every party."""
        parts: list[Any] = [theme.GROUP, *self._notice(), label(texts.PARTIES_TEXT, "muted", wrap=True), line()]
        for one in self._card.parties:
            parts += [self._party(one), line()]
        return holder(column(*parts, 0))

    def _notice(self) -> list[Any]:
        notice, agreement = self._card.notice, self._card.agreement.value
        if notice is None:
            return []
        said: list[Any] = [label(texts.notice_reached(notice, self._card.names), "warned", wrap=True)]
        if agreement.notice_on != notice.last_on:
            said.append(holder(row(button(texts.TAKE_NOTICE, self._take_notice), 0)))
        return [*said, theme.GROUP]

    def _party(self, one: PartyLine) -> QWidget:
        aside = texts.OWN_PARTY if one.is_own else "" if one.is_party else texts.NO_LONGER_PARTY
        name = f"{one.name} ({aside})" if aside else one.name
        word = window_texts.EDIT if one.known else texts.FILL_IN
        edit = button(word, partial(self._form, one), Kind.QUIET, name=f"{word}: {one.name}")
        told = _told(one.known.value) if one.known else []
        below = facts(told) if told else label(texts.NOTHING_KNOWN, "muted")
        return holder(column(leading(label(name, "strong", wrap=True), edit), below, spacing=4))

    def _form(self, one: PartyLine) -> None:
        key = self._card.agreement.value.key
        values = values_of(one.known.value) if one.known else {}
        title = f"{one.name}: {self._card.agreement.value.name}"
        panel = self._screen.show_form(title, party_sections(), values, partial(self._save, one, key))
        if one.known is not None:
            work = partial(agreements.remove_part, self._screen.desk.ctx, one.known)
            remove = partial(self._screen.removed, work, "", is_whole=False)
            panel.offer(button(texts.REMOVE_PARTY, remove, Kind.QUIET))

    def _save(self, one: PartyLine, key: str, values: Values) -> None:
        party: AgreementParty = record_of(AgreementParty, {**values, "agreement": key, "code": one.code})
        work = partial(agreements.save_part, self._screen.desk.ctx, one.known, party)
        undo = putting_back(one.known, agreements.save_part, agreements.remove_part, self._screen.desk.ctx)
        self._screen.saved(work, lambda _stored: None, undo=undo)


def _told(party: AgreementParty) -> list[tuple[str, str | None]]:
    """What is known of a party; what is not is left out."""
    decision = (party.board, party.decision, party.registry_number, _day(party.decided_on))
    who = (party.representative, party.representative_role, party.contact)
    told = (
        (texts.SECTION_DECISION, ", ".join(filter(None, decision))),
        (texts.JOINED, _day(party.joined_on)),
        (texts.LEFT, _day(party.left_on)),
        (texts.RECEIVED, _day(party.notice_received_on)),
        (texts.INCLUSION, words.first_upper(words.word_or_nothing(party.inclusion))),
        (texts.REPRESENTATIVE, ", ".join(filter(None, who))),
    )
    return [(name, said) for name, said in told if said]


def _day(value: date | None) -> str | None:
    return formats.day(value) if value else None
