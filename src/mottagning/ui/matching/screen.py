"""The page Matcha: a need to the left, the offers in order to the right, and the reasons of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSplitter, QWidget

from mottagning.domain.matching import Footing, Match, Reason
from mottagning.domain.people import Protection
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.services import Service
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.matching import ChosenOffer, Matches, Proposed, Wanted
from mottagning.texts import matching as texts
from mottagning.texts import words
from mottagning.ui.matching.columns import TONES, Placed, columns, tone
from mottagning.ui.matching.form import need_of, need_sections, need_values
from mottagning.uikit import theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import all_fields
from mottagning.uikit.forms import FormView
from mottagning.uikit.lists import CardPart
from mottagning.uikit.parts import Kind, button, card, chip, empty, holder, label, leading, row
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.tab_order import put_after
from mottagning.uikit.table import TableView
from mottagning.usecases import agreements
from mottagning.usecases.matching import match_offers, propose_need


@dataclass(frozen=True, slots=True)
class _Begun:
    """A need as the register knows it, and what its form offers to choose from."""

    proposed: Proposed
    services: list[Stored[Service]]
    agreements: list[AgreementLine]


class MatchingScreen(Screen):
    """A need and the offers that fit it. The list follows the form while somebody types, one question at a time."""

    interests = frozenset(
        {Area.OFFERS, Area.REQUESTS, Area.BOOKINGS, Area.AGREEMENTS, Area.SERVICES, Area.PEOPLE, Area.SETTINGS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._wanted = Wanted()
        self._begun: _Begun | None = None
        self._form: FormView | None = None
        self._found: Matches | None = None
        self._asked: object = None
        self._is_asking = False
        self._need_card, self._reasons = CardPart(), CardPart()
        self.table: TableView[Placed] = TableView(
            "matches", columns(desk.ctx.name), lambda one: one[1].offer.key, desk.preferences
        )
        self.table.chosen.connect(self._show_reasons)
        self.table.opened.connect(lambda _row: self._ask_for_place())
        self._unread = label("", "warned", wrap=True)
        self._open_offer = button(texts.OPEN_OFFER, self._show_offer, Kind.QUIET)
        self._ask = button(texts.ASK, self._ask_for_place, Kind.PRIMARY)
        self.set_buttons(self._open_offer, self._ask)
        self.body.addWidget(self._parts(), 1)

    def _parts(self) -> QWidget:
        frame, inside = card(margin=0)
        inside.setSpacing(0)
        self._unread.hide()
        inside.addWidget(self._unread)
        inside.addWidget(self.table, 1)
        right = _split(Qt.Orientation.Vertical, (frame, 140), (self._reasons, 130))
        right.setSizes([1000, 1400])
        both = _split(Qt.Orientation.Horizontal, (self._need_card, 290), (right, 360))
        both.setSizes([330, 760])
        both.setStretchFactor(0, 0)
        both.setStretchFactor(1, 1)
        return both

    # the need

    def load(self) -> None:
        if self._begun is None:
            self._begin()
        else:
            self._asked = None
            self._look()

    def open(self, record: Any) -> None:  # noqa: ANN401 - as the page's base
        """Begin with what is known: a `Wanted`."""
        if isinstance(record, Wanted):
            self._wanted = record
            self._begin()

    def take_focus(self) -> None:
        if self._form is not None and not self.table.rows_model.rows:
            self._form.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        wanted = self._wanted

        def came(begun: _Begun) -> None:
            if wanted is self._wanted:
                self._show_need(begun)

        self.query(partial(self._read, wanted), came, self._failed)

    def _read(self, wanted: Wanted) -> _Begun:
        ctx = self.desk.ctx
        return _Begun(propose_need(ctx, wanted), agreements.list_services(ctx), agreements.list_agreements(ctx))

    def _show_need(self, begun: _Begun) -> None:
        self._begun, self._asked = begun, None
        reference = self.desk.ctx.reference
        languages = sorted(reference.languages.items(), key=lambda one: sort_key(one[1]))
        ahead = dict.fromkeys(code for one in begun.agreements for code in one.parties)
        services = tuple((one.value.name, one.value.name) for one in begun.services)
        sections = need_sections(services, (), tuple(languages), municipalities(reference, ahead))
        self._form = FormView(sections)
        self._form.show_values(need_values(begun.proposed.need))
        self._form.edited.connect(self._look)
        booked = [label(texts.booked(one), "muted", wrap=True) for one in begun.proposed.booked]
        self._need_card.show_parts(
            label(texts.NEED, "subheading"),
            *self._seeker(begun.proposed),
            self._form,
            *([label(texts.BOOKED, "section"), *booked] if booked else []),
        )
        put_after(self._ask, self._need_card)
        self._show_found(None)
        self._look()
        if self.isVisible():
            (self.table if begun.proposed.need.service else self._form.control("service")).setFocus()

    def _seeker(self, proposed: Proposed) -> list[QWidget]:
        said = label(texts.seeker(proposed.seeker), "muted", wrap=True)
        if proposed.seeker is None:
            return [said]
        there = partial(self.wishes.emit, Goto("people", proposed.seeker.id))
        protection = proposed.seeker.protection
        mark = [] if protection is Protection.NONE else [chip(words.first_upper(words.word(protection)), Tone.STOP)]
        return [said, holder(row(*mark, button(texts.OPEN_PERSON, there, Kind.QUIET), 0))]

    # the offers

    def _look(self) -> None:
        """Match anew when something has changed; what cannot be read is said, and the list stays as it was."""
        if self._form is None or self._begun is None or self._is_asking:
            return
        parsed = self._form.glance(self.desk.today)
        unread = {one.name for one in parsed.problems if (one.name, one.code) != ("service", "missing")}
        self._say_unread(unread)
        values = dict(parsed.values)
        if values.get("service", "") is None:
            self._asked = None
            self._show_found(None)
        elif not unread and values != self._asked:
            self._match(self._begun.proposed, values)

    def _match(self, proposed: Proposed, values: dict[str, object]) -> None:
        self._asked, self._is_asking = values, True
        seeker = proposed.seeker.case_number if proposed.seeker else None
        work = partial(match_offers, self.desk.ctx, need_of(proposed.need, values), seeker)
        self.query(work, partial(self._came, values), self._failed)

    def _say_unread(self, names: set[str]) -> None:
        wrong = [one.label for one in all_fields(need_sections((), (), (), ())) if one.name in names]
        self._unread.setText(texts.NOT_READ.format(fields=", ".join(wrong)))
        self._unread.setVisible(bool(wrong))

    def _came(self, asked: object, found: Matches) -> None:
        """Show the answer, unless something else has been asked about meanwhile."""
        self._is_asking = False
        if asked is self._asked:
            self._show_found(found)
        self._look()

    def _failed(self, error: BaseException) -> bool:
        """Somebody who is gone, or may not be seen any more, leaves the page."""
        self._is_asking = False
        if isinstance(error, Refused) and error.code is RefusalCode.GONE and self._wanted.case_number is not None:
            self._wanted = Wanted()
            self._begin()
        return False

    def _show_found(self, found: Matches | None) -> None:
        self._found = found
        matches = found.matches if found else ()
        self.set_title(texts.title(found))
        self.table.set_rows(list(enumerate(matches, start=1)))
        if found is not None and self._form is not None:
            variants = sorted({one.offer.variant for one in matches if one.offer.variant}, key=sort_key)
            self._form.offer("variant", tuple((one, one) for one in variants))
        if self.table.current is None and matches:
            self.table.selectRow(0)
        self._show_reasons(self.table.current)

    # the reasons

    def _show_reasons(self, placed: Placed | None) -> None:
        self._open_offer.setEnabled(placed is not None)
        self._ask.setEnabled(placed is not None and self._may_ask(placed[1]))
        if self._found is None:
            self._reasons.show_parts(empty(texts.CHOOSE_SERVICE, texts.CHOOSE_SERVICE_TEXT))
        elif placed is None:
            said = (texts.NOTHING_CHOSEN, "") if self._found.matches else (texts.NO_OFFERS, texts.NO_OFFERS_TEXT)
            self._reasons.show_parts(empty(*said))
        else:
            self._show_match(self._found, placed)

    def _may_ask(self, match: Match) -> bool:
        """A place is asked for in another municipality's offer, or by another in ours."""
        return self._found is not None and not match.offer.is_lacking and not self._is_at_home(match)

    def _is_at_home(self, match: Match) -> bool:
        return self._found is not None and match.offer.municipality == self._found.need.home

    def _show_match(self, found: Matches, placed: Placed) -> None:
        number, match = placed
        offer = match.offer
        name = " · ".join(part for part in (offer.key, offer.provider, self.desk.ctx.name(offer.municipality)) if part)
        at_home = [label(texts.AT_HOME, "muted", wrap=True)] if self._is_at_home(match) else []
        self._reasons.show_parts(
            leading(label(f"{number}. {name}", "subheading", wrap=True), chip(texts.whole(match), tone(placed))),
            *at_home,
            self._grid(found, match),
            label(texts.order(found), "muted", wrap=True),
        )

    def _grid(self, found: Matches, match: Match) -> QWidget:
        """A row for each criterion in the order that ranks: its name, its verdict with a sign, and what it rests on."""
        languages = self.desk.ctx.reference.languages
        told = texts.Told(found.need, self.desk.ctx.name, lambda code: languages.get(code, code))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for place, one in enumerate(match.reasons):
            for across, part in enumerate(self._reason(told, match, one)):
                grid.addWidget(part, place, across, Qt.AlignmentFlag.AlignTop)
        return holder(grid)

    def _reason(self, told: texts.Told, match: Match, one: Reason) -> tuple[QWidget, QWidget, QWidget]:
        said = label(told.reason(match, one), wrap=True, selectable=True)
        name, verdict = texts.CRITERIA[one.criterion], texts.verdict(one)
        said.setAccessibleName(f"{name}: {verdict}. {said.text()}")
        return label(name, "label"), chip(verdict, TONES[one.verdict]), said

    def _show_offer(self) -> None:
        placed = self.table.current
        if self._found is not None and placed is not None:
            self.wishes.emit(Goto("offers", self._found.ids[placed[1].offer.key]))

    def _ask_for_place(self) -> None:
        """The form of a request opens with what is known, and asks why this offer and no other."""
        placed = self.table.current
        if self._found is None or self._begun is None or placed is None or not self._may_ask(placed[1]):
            return
        seeker, facts = self._begun.proposed.seeker, placed[1].facts
        chosen = ChosenOffer(
            offer=placed[1].offer.key,
            need=self._found.need,
            case_number=seeker.case_number if seeker else None,
            agreement=facts.agreement if facts.footing is Footing.COVERED else None,
            chosen_on=self.desk.today,
            compared=len(self._found.matches),
            request=self._wanted.request,
        )
        self.wishes.emit(Goto("requests", chosen))


def _split(way: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Parts beside or under one another with a handle between; none gets less than its least."""
    splitter = QSplitter(way)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(theme.GAP)
    for part, least in parts:
        if way is Qt.Orientation.Horizontal:
            part.setMinimumWidth(least)
        else:
            part.setMinimumHeight(least)
        splitter.addWidget(part)
    return splitter
