"""The page of claims for state compensation: wires list, card and form to the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from mottagning.domain.deadlines.rules import Certainty
from mottagning.domain.rights import Part
from mottagning.domain.state_compensation.claims import StateCompensationClaim
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.state_compensation import ClaimLine
from mottagning.texts import formats
from mottagning.texts import state_compensation as texts
from mottagning.texts import window as window_texts
from mottagning.ui.state_compensation.columns import claim_columns, claim_filters, claim_tone
from mottagning.ui.state_compensation.form import claim_sections
from mottagning.uikit.fields import Section
from mottagning.uikit.list_exits import About
from mottagning.uikit.parts import Kind, button, chip, facts, holder, label, leading, line, row
from mottagning.uikit.records import ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import people
from mottagning.usecases.state_compensation import keeping, viewing


class ClaimsScreen(RecordScreen[ClaimLine, ClaimLine]):
    """Claims: the list, a card with the evidence to tick, and the form."""

    part = Part.COMPENSATION
    interests = frozenset({Area.STATE_COMPENSATION, Area.PEOPLE, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "state_compensation_claims",
            claim_columns(),
            ListWords(
                texts.CLAIMS_TITLE,
                (texts.CLAIM_ONE, texts.CLAIM_MANY),
                texts.NEW,
                (texts.CLAIMS_EMPTY_TITLE, texts.CLAIMS_EMPTY_TEXT),
                (texts.CLAIMS_NOTHING, texts.CLAIMS_NOTHING_TEXT),
            ),
            claim_filters(),
            About(lambda one: one.whose.person_id, lambda one: one.whose.is_protected),
        )
        self._card: ClaimLine | None = None
        self._boxes: dict[str, QCheckBox] = {}
        self._ticked: tuple[int, str] | None = None

    def more_buttons(self) -> list[QPushButton]:
        return [button(texts.TO_EXPECTED, partial(self.wishes.emit, Goto("state_compensation")), Kind.QUIET)]

    def id_of(self, row: ClaimLine) -> int:
        return row.id

    def read_lines(self) -> list[ClaimLine]:
        return viewing.list_claims(self.desk.ctx)

    def read_card(self, record_id: int) -> ClaimLine:
        return viewing.open_claim(self.desk.ctx, record_id)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a number, or a wish for a new one
        match record:
            case ("new", case_number):
                if self.may_leave():
                    self.query(self._people, partial(self._new_form, case_number))
            case _:
                super().open(record)

    # the card

    def show_card(self, card: ClaimLine) -> None:
        self._card, self._boxes = card, {}
        person = card.whose.person_id
        self.card.show_parts(
            leading(label(texts.ground(card), "subheading", wrap=True), chip(texts.state(card), claim_tone(card))),
            label(f"{card.whose.name} · {card.whose.case_number}", "muted", wrap=True),
            row(
                button(window_texts.EDIT, self.begin_edit),
                button(texts.OPEN_PERSON, partial(self.wishes.emit, Goto("people", person)), Kind.QUIET),
                0,
                button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE),
            ),
            line(),
            *(label(said, "stopped", wrap=True) for said in _warnings(card)),
            facts(list(_facts(card))),
            *_school(card),
            line(),
            *self._evidence(card),
            *([label(texts.where_told(card.ground.told), "muted", wrap=True)] if card.ground else []),
        )
        self._back_to_box(card)

    def _evidence(self, card: ClaimLine) -> list[QWidget]:
        if card.ground is None:
            return []
        boxes: list[QWidget] = [label(texts.EVIDENCE, "section")]
        for one in card.ground.evidence:
            is_law = one.certainty is Certainty.LAW
            name = one.name if is_law else texts.BY_INTERPRETATION.format(name=one.name)
            box = QCheckBox()
            box.setAccessibleName(name)
            box.setChecked(one.key in card.claim.value.ticked)
            box.setEnabled(self.may_change)
            box.clicked.connect(partial(self._tick, one.key, box))
            self._boxes[one.key] = box
            words = label(name, wrap=True)
            words.setBuddy(box)
            item = row(box, words)
            item.setStretch(1, 1)
            boxes.append(holder(item))
        return boxes

    def _tick(self, key: str, box: QCheckBox) -> None:
        """Keep a tick; the cursor stays on the box, also when the card is drawn anew."""
        if self._card is not None:
            self._ticked = (self._card.id, key)
            is_there = box.isChecked()
            work = partial(keeping.tick_evidence, self.desk.ctx, self._card.claim, key, is_there=is_there)
            self.command(work, lambda stored: self._read(stored.id))

    def _back_to_box(self, card: ClaimLine) -> None:
        if self._ticked is not None and self._ticked[0] == card.id and self._ticked[1] in self._boxes:
            self._boxes[self._ticked[1]].setFocus()
        else:
            self._ticked = None

    # the form

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._people, partial(self._new_form, None))

    def begin_edit(self) -> None:
        if self._card is not None:
            before, self._ticked = self._card.claim, None

            def came(lines: list[PersonLine]) -> None:
                values = values_of(before.value)
                self.show_form(texts.CLAIM_ONE.capitalize(), _sections(lines), values, partial(self._save, before))

            self.query(self._people, came)

    def _people(self) -> list[PersonLine]:
        return people.list_people(self.desk.ctx)

    def _new_form(self, case_number: str | None, lines: list[PersonLine]) -> None:
        self._card = None
        self.choose_nothing()
        values = {"case_number": case_number}
        self.show_form(texts.NEW, _sections(lines), values, partial(self._save, None))

    def _save(self, before: Stored[StateCompensationClaim] | None, values: Values) -> None:
        claim: StateCompensationClaim = record_of(StateCompensationClaim, values)
        if claim.days.is_open:
            claim = replace(claim, days=keeping.period_for(claim.ground, claim.days.start) or claim.days)
        if before is not None:
            claim = replace(claim, evidence=before.value.evidence)
        undo = putting_back(before, keeping.save_claim, keeping.remove_claim, self.desk.ctx)
        work = partial(keeping.save_claim, self.desk.ctx, before, claim)
        self.saved(work, lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._card is not None:
            self.removed(partial(keeping.remove_claim, self.desk.ctx, self._card.claim), texts.REMOVE_TEXT)


def _sections(lines: list[PersonLine]) -> list[Section]:
    choices = tuple((one.case_number, f"{one.case_number} {one.name}") for one in lines)
    grounds = tuple((one.key, texts.ground_choice(one)) for one in keeping.grounds())
    return claim_sections(choices, grounds)


def _warnings(card: ClaimLine) -> Iterator[str]:
    if card.loss is not None:
        yield texts.LOSSES[card.loss]
    if card.is_below and card.ground is not None and card.ground.threshold is not None:
        yield texts.BELOW.format(threshold=formats.kr(card.ground.threshold))
    if card.until.lacks_reception:
        yield texts.LACKS_RECEPTION


def _school(card: ClaimLine) -> list[QWidget]:
    if card.ground is None or not card.ground.by_school:
        return []
    return [line(), label(texts.SCHOOL_HOW, "section"), label(texts.school(card), wrap=True)]


def _facts(card: ClaimLine) -> Iterator[tuple[str, str | None]]:
    one = card.claim.value
    yield texts.PERIOD, formats.days(one.days)
    yield texts.LATEST, texts.until(card)
    amounts = [(texts.COST, one.cost), (texts.CAN_GIVE, card.expected), (texts.LOST, card.lost)]
    told: list[tuple[str, str | None]] = [(texts.APPLICATION, one.application), (texts.REGISTRY, one.registry_number)]
    steps = [
        (texts.APPLIED_ON, one.applied_on),
        (texts.ASKED_ON, one.asked_on),
        (texts.ANSWER_BY, one.answer_by),
        (texts.COMPLETED_ON, one.completed_on),
        (texts.DECIDED_ON, one.decided_on),
        (texts.RECEIVED_ON, one.received_on),
    ]
    amounts += [(texts.APPLIED, one.applied), (texts.GRANTED, one.granted), (texts.RECEIVED, one.received)]
    told += [(heading, formats.day(day)) for heading, day in steps if day is not None]
    told += [(heading, formats.kr(amount)) for heading, amount in amounts if amount is not None]
    yield from ((heading, said) for heading, said in (*told, (texts.REFUSAL, one.refusal)) if said)
