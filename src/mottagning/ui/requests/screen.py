"""The page Förfrågningar: wires list, card and forms to the use cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.bookings import Procedure
from mottagning.domain.money import scaled_of, unscaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.request_answers import may_be_asked_by_file
from mottagning.domain.requests import BookingRequest, NextStep, RequestStep, Side, StepKind, route_of
from mottagning.domain.rights import Part
from mottagning.domain.services import Service
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.matching import ChosenOffer, Wanted
from mottagning.readmodels.offers import OfferLine
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.requests import RequestCard, RequestLine
from mottagning.texts import answers as answer_texts
from mottagning.texts import formats, words
from mottagning.texts import matching as matching_texts
from mottagning.texts import offers as offer_texts
from mottagning.texts import opinions as opinion_texts
from mottagning.texts import people as people_texts
from mottagning.texts import request_files as file_texts
from mottagning.texts import requests as texts
from mottagning.texts import responsibilities as responsibility_texts
from mottagning.texts import window as window_texts
from mottagning.ui.coverage import CoverageHint, wished
from mottagning.ui.history import HistoryPart
from mottagning.ui.requests.columns import columns, quick_filters, tone
from mottagning.ui.requests.files import RequestAnswerPage, RequestFilePage
from mottagning.ui.requests.form import request_sections, step_sections
from mottagning.uikit import messages, theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.fields import Choice
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, column, facts, holder, label, leading, line, row
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import FormPanel, ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import Back, putting_back
from mottagning.usecases import agreements, offers, people, requests
from mottagning.usecases.opinions import OPINIONS, write_opinion

_KINDS = {StepKind.WITHDRAWN: Kind.QUIET}


@dataclass(frozen=True, slots=True)
class _Offers:
    """What a request's form offers to choose from."""

    people: list[PersonLine]
    agreements: list[AgreementLine]
    services: list[Stored[Service]]
    catalogue: list[OfferLine]
    key: str


@dataclass(frozen=True, slots=True)
class _Chosen:
    """An offer that was chosen, and the request that is to name it, None for a new one."""

    offers: _Offers
    line: OfferLine
    before: Stored[BookingRequest] | None


class RequestsScreen(TakesFiles, RecordScreen[RequestLine, RequestCard]):
    """Requests: the list, a request's card with what can be done now, and the forms of both.

    A file with an answer may be dropped on it.
    """

    part = Part.BOOKINGS
    interests = frozenset({Area.REQUESTS, Area.BOOKINGS, Area.PEOPLE, Area.AGREEMENTS, Area.SERVICES, Area.OFFERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "requests",
            columns(desk.ctx.name),
            ListWords.of(texts),
            quick_filters(desk.ctx.name),
            About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self._card: RequestCard | None = None
        self.setAcceptDrops(True)

    def more_buttons(self) -> list[QPushButton]:
        return [button(answer_texts.READ, RequestAnswerPage(self).begin)]

    def take_file(self, file: Path) -> None:
        RequestAnswerPage(self).read(file)

    def id_of(self, row: RequestLine) -> int:
        return row.id

    def read_lines(self) -> list[RequestLine]:
        return requests.list_requests(self.desk.ctx)

    def read_card(self, record_id: int) -> RequestCard:
        return requests.open_request(self.desk.ctx, record_id)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a wish for a new one
        match record:
            case ("new", case_number):
                if self.may_leave():
                    self.query(self._offers, partial(self._new_form, case_number, None))
            case ("offer", key):
                if self.may_leave():
                    self.query(self._offers, partial(self._new_form, None, key))
            case ChosenOffer():
                if self.may_leave():
                    self.query(partial(self._read_chosen, record), partial(self._chosen_form, record))
            case _:
                super().open(record)

    def show_card(self, card: RequestCard) -> None:
        self._card = card
        request, shown = card.request.value, card.line
        service = f"{request.service}, {request.variant}" if request.variant else request.service
        ask = partial(self.wishes.emit, Goto("responsibilities", ("service", request.service)))
        self.card.show_parts(
            leading(label(words.first_upper(service), "subheading", wrap=True), self._chip(shown)),
            label(f"{request.key} · {shown.name} · {shown.case_number}", "muted", wrap=True),
            self._ways(card),
            line(),
            *self._next(card),
            facts(self._facts(card)),
            row(button(responsibility_texts.ASK, ask, Kind.QUIET), 0),
            theme.GROUP,
            *self._done(card),
            theme.GROUP,
            HistoryPart(self, "requests", card.request.id),
        )

    def _chip(self, shown: RequestLine) -> QWidget:
        return chip(texts.status(shown), tone(shown.status))

    def _ways(self, card: RequestCard) -> Any:  # noqa: ANN401 - a row
        person = button(texts.OPEN_PERSON, partial(self.wishes.emit, Goto("people", card.line.person_id)), Kind.QUIET)
        if card.booking_id is not None:
            return row(
                button(texts.OPEN_BOOKING, partial(self.wishes.emit, Goto("bookings", card.booking_id))), person, 0
            )
        remove = button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE)
        search = button(matching_texts.SEARCH, partial(self._search, card), Kind.QUIET)
        return column(row(button(window_texts.EDIT, self.begin_edit), person, 0, remove), row(search, 0), spacing=2)

    def _search(self, card: RequestCard) -> None:
        """Look for an offer: for the request itself while it is only begun, else for another."""
        request = card.request.value
        wanted = Wanted(
            case_number=request.case_number,
            service=request.service,
            variant=request.variant,
            days=request.days,
            hours_per_week=request.hours_per_week,
            request=None if card.steps else card.request.id,
        )
        self.wishes.emit(Goto("matching", wanted))

    # what can be done now

    def _next(self, card: RequestCard) -> list[Any]:
        if not card.next:
            return []
        doubts = dict.fromkeys(doubt for one in card.next for doubt in one.doubts)
        said = [label(texts.doubt(card, doubt), "warned", wrap=True) for doubt in doubts]
        ways = holder(column(*[self._way(card, one) for one in card.next], spacing=6))
        return [label(texts.NEXT, "section"), ways, *self._file(card), *said, theme.GROUP]

    def _file(self, card: RequestCard) -> list[Any]:
        """The way to ask by file, while there is an answer to wait for."""
        if not may_be_asked_by_file(card.request.value, [one.value for one in card.steps]):
            return []
        return [row(button(file_texts.WRITE, RequestFilePage(self, card.request.id).begin, Kind.QUIET), 0)]

    def _way(self, card: RequestCard, one: NextStep) -> QWidget:
        request = card.request.value
        kind = Kind.PRIMARY if one.concludes and not one.lacks else _KINDS.get(one.kind, Kind.ORDINARY)
        made = button(texts.do(request.side, request.procedure, one.kind), partial(self._begin_step, one.kind), kind)
        made.setEnabled(not one.lacks)
        lacks = [label(text, "muted", wrap=True) for text in texts.lacks(request.side, one)]
        return holder(column(row(made, 0), *lacks, spacing=2))

    def _begin_step(self, kind: StepKind) -> None:
        if self._card is None or not self.may_leave():
            return
        card, request = self._card, self._card.request.value
        values: dict[str, object] = {"on": self.desk.today}
        above = None
        if kind is StepKind.ESTIMATED and card.estimate is not None:
            values["amount"] = scaled_of(card.estimate)
            above = label(texts.estimated(card) or "", "muted", wrap=True)
        title = f"{texts.do(request.side, request.procedure, kind)}: {request.key}"
        self.show_form(title, step_sections(kind), values, partial(self._take, card.request.id, kind), above)

    def _take(self, request_id: int, kind: StepKind, values: Values) -> None:
        step: RequestStep = record_of(RequestStep, {**values, "request": "", "number": 0, "kind": kind})
        work = partial(requests.take_step, self.desk.ctx, request_id, step)
        self.saved(work, lambda _stored: None, undo=self._way_back(request_id, kind))

    def _way_back(self, request_id: int, kind: StepKind) -> Callable[[Stored[BookingRequest]], Back] | None:
        """The way back from a step, none from one that makes a booking or tells of one."""
        request = self._card.request.value if self._card is not None else None
        if request is None or request.booking is not None or route_of(request).concludes is kind:
            return None
        return lambda _after: partial(requests.take_back_step, self.desk.ctx, request_id)

    # what is known and done

    def _facts(self, card: RequestCard) -> list[tuple[str, str | None]]:
        request = card.request.value
        hours = formats.number(unscaled(request.hours_per_week)) if request.hours_per_week else None
        known: list[tuple[str, str | None]] = [
            (texts.PROCEDURE, words.first_upper(words.word(request.procedure))),
            (texts.SIDE, words.first_upper(words.word(request.side))),
            (texts.COUNTERPART, self.desk.ctx.name(request.counterpart)),
            (texts.AGREEMENT, request.agreement),
            (texts.PERIOD, formats.days(request.days)),
            (texts.ESTIMATE, texts.estimated(card)),
        ]
        also: list[tuple[str, str | None]] = [
            (texts.OFFER, request.offer),
            (texts.CHOICE_REASON, request.choice_reason),
            (texts.CHOSEN, texts.compared(request)),
            (texts.PROVIDER, request.provider),
            (texts.HOURS, hours),
            (texts.FREE, str(card.free_seats) if card.free_seats is not None else None),
            (texts.REASON, words.word_or_nothing(request.crossing_reason) or None),
            (texts.CONSENT, formats.day(request.consent_on) if request.consent_on else None),
            (texts.PRIORITY, request.priority_ground),
            (texts.COUNTERPART_REFERENCE, request.counterpart_reference),
        ]
        return [*known, *(fact for fact in also if fact[1])]

    def _done(self, card: RequestCard) -> list[Any]:
        if not card.steps:
            return []
        parts: list[Any] = [label(texts.DONE_STEPS, "section")]
        for one in card.steps:
            what, details = texts.step(one.value)
            parts.append(holder(column(label(what, "strong"), label(details, "muted", wrap=True), spacing=0)))
        if card.request.value.side is Side.PAYING and any(one.value.kind in OPINIONS for one in card.steps):
            parts.append(row(button(opinion_texts.WRITE, partial(self._write_opinion, card.request.id)), 0))
        if card.request.value.booking is None:
            parts.append(row(button(texts.TAKE_BACK, self._take_back, Kind.QUIET), 0))
        return [holder(column(*parts, spacing=6))]

    def _write_opinion(self, request_id: int) -> None:
        folder = messages.choose_folder(self, opinion_texts.CHOOSE_FOLDER, Path.home())
        if folder is not None:
            work = partial(write_opinion, self.desk.ctx, request_id, folder, write_pdf)
            self.command(work, lambda file: self.told.emit(opinion_texts.WRITTEN.format(file=file)))

    def _take_back(self) -> None:
        if self._card is not None:
            work = partial(requests.take_back_step, self.desk.ctx, self._card.request.id)
            undo = partial(requests.take_step, self.desk.ctx, self._card.request.id, self._card.steps[-1].value)
            self.removed(work, texts.TAKE_BACK_TEXT, is_whole=False, undo=undo)

    # the request's own form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._offers, partial(self._new_form, None, None))

    def begin_edit(self) -> None:
        if self._card is not None and self._card.request.value.booking is None:
            before = self._card.request

            def came(offers: _Offers) -> None:
                self._show_request(before.value.key, offers, values_of(before.value), partial(self._save, before))

            self.query(self._offers, came)

    def _offers(self) -> _Offers:
        ctx = self.desk.ctx
        return _Offers(
            people.list_people(ctx),
            agreements.list_agreements(ctx),
            agreements.list_services(ctx),
            offers.offers_to_ask_for(ctx),
            requests.next_request_key(ctx),
        )

    def _sections(self, offers: _Offers, *, is_chosen: bool) -> Any:  # noqa: ANN401 - sections
        ahead = dict.fromkeys(code for one in offers.agreements for code in one.parties)
        return request_sections(
            tuple((one.case_number, people_texts.in_choice(one.name, one.case_number)) for one in offers.people),
            tuple((one.key, one.key) for one in offers.agreements),
            tuple((one.value.name, one.value.name) for one in offers.services),
            municipalities(self.desk.ctx.reference, ahead),
            self._named(offers.catalogue),
            tuple((ground, ground) for ground in self.desk.ctx.reference.priority_grounds),
            is_chosen=is_chosen,
        )

    def _named(self, catalogue: Iterable[OfferLine]) -> tuple[Choice, ...]:
        return tuple((one.key, offer_texts.choice(one, self.desk.ctx.name(one.municipality))) for one in catalogue)

    def _show_request(
        self,
        title: str,
        offers: _Offers,
        values: Mapping[str, object],
        save: Callable[[Values], None],
        *,
        is_chosen: bool = False,
    ) -> FormPanel:
        """The form, which offers what fits what stands in it, and takes over what the chosen offer says."""
        panel = self.show_form(title, self._sections(offers, is_chosen=is_chosen), values, save)
        taken = [values.get("offer")]

        def look() -> None:
            self._take_over(panel, offers, taken)

        panel.form.edited.connect(look)
        panel.when_paused(CoverageHint(self, panel, wished, lambda: self._form is panel).ask)
        return panel

    def _take_over(self, panel: FormPanel, offers: _Offers, taken: list[object]) -> None:
        given = panel.form.glance(self.desk.today).values
        chosen = next((one for one in offers.catalogue if one.key == given.get("offer")), None)
        if chosen is not None and taken != [chosen.key]:
            taken[:] = [chosen.key]
            panel.form.fill(self._of_offer(chosen, given.get("side")))
            given = panel.form.glance(self.desk.today).values
        asked = (given.get("service"), given.get("counterpart"), given.get("first"))
        fitting = (one for one in offers.catalogue if one is chosen or one.fits(*asked))
        panel.form.offer("offer", self._named(fitting))

    def _of_offer(self, chosen: OfferLine, side: object) -> Mapping[str, object]:
        """What an offer says of a request for it; one of ours is asked for by another municipality."""
        said = {"service": chosen.service, "variant": chosen.variant, "provider": chosen.provider}
        if chosen.is_ours:
            return {**said, "side": Side.PROVIDING}
        return {**said, "side": side or Side.PAYING, "counterpart": chosen.municipality}

    def _new_form(self, case_number: str | None, offer: str | None, offers: _Offers) -> None:
        self._card = None
        self.choose_nothing()
        values: dict[str, object] = {"key": offers.key, "case_number": case_number}
        values |= {"procedure": Procedure.ORDER, "side": Side.PAYING}
        chosen = next((one for one in offers.catalogue if one.key == offer), None)
        if chosen is not None:
            values |= {"offer": chosen.key, **self._of_offer(chosen, Side.PAYING)}
        self._show_request(texts.NEW, offers, values, partial(self._save, None))

    def _read_chosen(self, chosen: ChosenOffer) -> _Chosen:
        """Runs on the worker. Raises Refused when the offer or the request that is to name it is gone."""
        offers = self._offers()
        line = next((one for one in offers.catalogue if one.key == chosen.offer), None)
        if line is None:
            raise Refused(RefusalCode.GONE)
        before = None if chosen.request is None else requests.open_request(self.desk.ctx, chosen.request).request
        return _Chosen(offers, line, before)

    def _chosen_form(self, chosen: ChosenOffer, found: _Chosen) -> None:
        """A request for an offer that was chosen among others; it keeps why, when and among how many."""
        before, need, lasts = found.before, chosen.need, found.line.days
        values: dict[str, object] = {"key": found.offers.key, "procedure": Procedure.ORDER}
        values |= {"case_number": chosen.case_number, "hours_per_week": need.hours_per_week}
        values |= {"first": max(need.days.start, lasts.start), "last": need.days.last or lasts.last}
        values |= values_of(before.value) if before else {}
        values |= {"offer": chosen.offer, "agreement": chosen.agreement, **self._of_offer(found.line, None)}
        values |= {"counterpart": need.home} if found.line.is_ours else {}
        values |= {"choice_reason": None, "chosen_on": chosen.chosen_on, "offers_compared": chosen.compared}
        self._card = None
        self.choose_nothing()
        title, save = before.value.key if before else texts.NEW, partial(self._save_chosen, before, values)
        panel = self._show_request(title, found.offers, values, save, is_chosen=True)
        panel.form.focus_on("choice_reason")

    def _save_chosen(self, before: Stored[BookingRequest] | None, chosen: Values, values: Values) -> None:
        """The comparison goes along as long as the offer does."""
        asked = values["offer"] == chosen["offer"]
        kept = {name: chosen[name] if asked else None for name in ("chosen_on", "offers_compared")}
        self._save(before, {**values, **kept})

    def _save(self, before: Stored[BookingRequest] | None, values: Values) -> None:
        former = values_of(before.value) if before else {}
        if before is not None and values["offer"] != before.value.offer:
            former |= {"chosen_on": None, "offers_compared": None}
        request: BookingRequest = record_of(BookingRequest, {**former, **values})
        work: Callable[[], Any] = partial(requests.save_request, self.desk.ctx, before, request)
        undo = putting_back(before, requests.save_request, requests.remove_request, self.desk.ctx)
        self.saved(work, lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            work = partial(requests.remove_request, self.desk.ctx, self._card.request)
            self.removed(work, texts.REMOVE_TEXT)
