"""The page Utbud: wires list, card and form to the use cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from mottagning.domain.offers import Offer
from mottagning.domain.rights import Part
from mottagning.domain.services import Service
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.matching import Wanted
from mottagning.readmodels.offers import OfferCard, OfferLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import formats, words
from mottagning.texts import matching as matching_texts
from mottagning.texts import offer_workbook as workbook_texts
from mottagning.texts import offers as texts
from mottagning.texts import window as window_texts
from mottagning.ui.offers.columns import columns, quick_filters, service
from mottagning.ui.offers.form import offer_sections
from mottagning.ui.offers.workbook import OfferWorkbook
from mottagning.uikit import theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import Choice
from mottagning.uikit.parts import Kind, button, chip, facts, label, leading, line, link, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import agreements, offers


@dataclass(frozen=True, slots=True)
class _Choices:
    """What an offer's form offers to choose from."""

    agreements: list[AgreementLine]
    services: list[Stored[Service]]
    key: str


class OffersScreen(RecordScreen[OfferLine, OfferCard]):
    """Offers: the list, an offer's card with its seats and queue, and its form."""

    part = Part.AGREEMENTS
    interests = frozenset({Area.OFFERS, Area.REQUESTS, Area.BOOKINGS, Area.SERVICES, Area.PEOPLE, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        languages = desk.ctx.reference.languages
        super().__init__(
            desk,
            "offers",
            columns(desk.ctx.name, languages),
            ListWords.of(texts),
            quick_filters(desk.ctx.name, languages),
        )
        self._card: OfferCard | None = None
        self._workbook = OfferWorkbook(self)

    def id_of(self, row: OfferLine) -> int:
        return row.id

    def read_lines(self) -> list[OfferLine]:
        return offers.list_offers(self.desk.ctx)

    def read_card(self, record_id: int) -> OfferCard:
        return offers.open_offer(self.desk.ctx, record_id)

    def more_buttons(self) -> list[QPushButton]:
        return [
            button(workbook_texts.READ, lambda: self._workbook.read(), Kind.QUIET),  # noqa: PLW0108 - made later
            button(workbook_texts.SEND, self._begin_send, Kind.QUIET),
            button(matching_texts.OPEN, self._match, name=matching_texts.OPEN_NAME),
        ]

    def _match(self) -> None:
        """A need without anybody yet, of the insats that is shown."""
        service = self._card.line.service if self._card is not None else None
        self.wishes.emit(Goto("matching", Wanted(service=service)))

    def _begin_send(self) -> None:
        if self.may_leave():
            self.query(self._choices, self._ask_whom)

    def _ask_whom(self, choices: _Choices) -> None:
        shown = self._card.line if self._card is not None else None
        proposed = shown.municipality if shown is not None and not shown.is_ours else None
        self._workbook.ask_whom(self._municipalities(choices), proposed)

    # the card

    def show_card(self, card: OfferCard) -> None:
        self._card = card
        shown = card.line
        marks = [chip(texts.IS_LACKING, Tone.QUIET)] if shown.is_lacking else []
        remove = button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE)
        self.card.show_parts(
            leading(label(words.first_upper(service(shown)), "subheading", wrap=True), *marks),
            label(self._who(shown), "muted", wrap=True),
            row(button(window_texts.EDIT, self.begin_edit), *self._ask(shown), 0, remove),
            line(),
            *self._few(card),
            facts([*self._seats(shown), *self._facts(card.offer.value)]),
            theme.GROUP,
            *self._queue(card),
        )

    def _who(self, shown: OfferLine) -> str:
        who = [shown.key, shown.provider, shown.place, self.desk.ctx.name(shown.municipality)]
        return " · ".join(dict.fromkeys(part for part in who if part))

    def _ask(self, shown: OfferLine) -> list[Any]:
        if shown.is_lacking:
            return []
        return [button(texts.ASK, lambda: self.wishes.emit(Goto("requests", ("offer", shown.key))))]

    def _seats(self, shown: OfferLine) -> list[tuple[str, str | None]]:
        known: list[tuple[str, str | None]] = [(texts.SEATS, texts.seats(shown.seats))]
        if shown.free is not None:
            known.append((texts.FREE, texts.free(shown.free)))
        elif shown.is_ours and shown.seats is not None and not self.desk.ctx.sees_protected:
            known.append((texts.FREE, texts.FREE_UNSEEN))
        return [*known, (texts.WAITING, texts.waiting(shown.waiting))]

    def _facts(self, offer: Offer) -> list[tuple[str, str | None]]:
        language = self.desk.ctx.reference.languages.get(offer.language or "")
        known: list[tuple[str, str | None]] = [
            (texts.PERIOD, formats.days(offer.days)),
            (texts.TIMES, texts.times(offer.times) or None),
            (texts.PRICE, texts.price(offer.price, words.word_or_nothing(offer.unit))),
            (texts.LANGUAGE, language),
            (texts.ELIGIBILITY, words.first_upper(words.word_or_nothing(offer.eligibility)) or None),
        ]
        also: list[tuple[str, str | None]] = [
            (texts.PROVIDER_KIND, words.first_upper(words.word_or_nothing(offer.provider_kind)) or None),
            (texts.SPECIALITY, offer.speciality),
            (texts.FEWEST, None if offer.fewest is None else str(offer.fewest)),
        ]
        return [*known, *(fact for fact in also if fact[1])]

    def _few(self, card: OfferCard) -> list[Any]:
        """That too few have a seat, before it begins."""
        if card.taken is None:
            return []
        return [label(texts.too_few(card.taken, card.offer.value.fewest or 0), "warned", wrap=True)]

    def _queue(self, card: OfferCard) -> list[Any]:
        parts: list[Any] = [label(texts.QUEUE, "section")]
        if not card.queue:
            return [*parts, label(texts.NO_QUEUE, "muted")]
        for one in card.queue:
            said = texts.queued(one.queue_place or 0, one.name, one.since, has_priority=one.has_priority)
            parts.append(link(*said, partial(self.wishes.emit, Goto("requests", one.id))))
        return parts

    # the form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._choices, self._new_form)

    def begin_edit(self) -> None:
        if self._card is not None:
            before = self._card.offer

            def came(choices: _Choices) -> None:
                title, values = before.value.key, values_of(before.value)
                self.show_form(title, self._sections(choices), values, partial(self._save, before))

            self.query(self._choices, came)

    def _choices(self) -> _Choices:
        ctx = self.desk.ctx
        return _Choices(agreements.list_agreements(ctx), agreements.list_services(ctx), offers.next_offer_key(ctx))

    def _sections(self, choices: _Choices) -> Any:  # noqa: ANN401 - sections
        reference = self.desk.ctx.reference
        languages = sorted(reference.languages.items(), key=lambda one: sort_key(one[1]))
        return offer_sections(
            tuple((one.value.name, one.value.name) for one in choices.services),
            self._municipalities(choices),
            tuple(languages),
        )

    def _municipalities(self, choices: _Choices) -> tuple[Choice, ...]:
        ahead = dict.fromkeys(code for one in choices.agreements for code in one.parties)
        return municipalities(self.desk.ctx.reference, ahead)

    def _new_form(self, choices: _Choices) -> None:
        self._card = None
        self.choose_nothing()
        values: dict[str, object] = {"key": choices.key, "first": self.desk.today}
        self.show_form(texts.NEW, self._sections(choices), values, partial(self._save, None))

    def _save(self, before: Stored[Offer] | None, values: Values) -> None:
        former = values_of(before.value) if before else {}
        offer: Offer = record_of(Offer, {**former, **values})
        work: Callable[[], Any] = partial(offers.save_offer, self.desk.ctx, before, offer)
        undo = putting_back(before, offers.save_offer, offers.remove_offer, self.desk.ctx)
        self.saved(work, lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            self.removed(partial(offers.remove_offer, self.desk.ctx, self._card.offer), texts.REMOVE_TEXT)
