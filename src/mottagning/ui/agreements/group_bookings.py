"""The part of an agreement's card on courses booked by headcount: how many take part, what it costs, and the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from mottagning.domain.agreements import Direction
from mottagning.domain.bookings import Financing
from mottagning.domain.group_bookings import GroupBooking, group_problems
from mottagning.domain.settlement.estimate import Estimate
from mottagning.readmodels.agreements import AgreementCard
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import agreements as agreement_texts
from mottagning.texts import group_bookings as texts
from mottagning.ui.agreements.courses import CoursesPart
from mottagning.uikit import theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice
from mottagning.uikit.parts import Kind, button, chip, label, line
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import group_bookings


def sections(services: Sequence[Choice], parties: Sequence[Choice]) -> list[Section]:
    """What is asked about a course booked by headcount."""
    return [
        Section(
            texts.SECTION_COURSE,
            (
                Field("key", texts.KEY, required=True),
                Field("service", agreement_texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", agreement_texts.VARIANT),
                Field("provider", texts.PROVIDER),
                Field("first", agreement_texts.FIRST, Asks.DAY, required=True),
                Field("last", agreement_texts.LAST, Asks.DAY, required=True),
                _party("provider_municipality", texts.PROVIDER_MUNICIPALITY, parties),
                _party("payer", texts.PAYER, parties),
            ),
        ),
        Section(
            texts.SECTION_WHO,
            (
                Field("planned", texts.PLANNED, Asks.WHOLE, required=True),
                Field("quantity", texts.QUANTITY, Asks.SCALED, hint=texts.QUANTITY_HINT),
                Field("fewest", texts.FEWEST, Asks.WHOLE, hint=texts.FEWEST_HINT),
                Field("most", texts.MOST, Asks.WHOLE, hint=texts.MOST_HINT),
            ),
        ),
        Section(
            texts.SECTION_HELD,
            (
                Field("participants", texts.PARTICIPANTS, Asks.WHOLE, hint=texts.PARTICIPANTS_HINT),
                Field("held_on", texts.HELD_ON, Asks.DAY, hint=texts.HELD_ON_HINT),
                Field("is_cancelled", texts.CANCELLED, Asks.YES_NO, wide=True),
            ),
        ),
        Section(
            texts.SECTION_PAPER,
            (
                Field("decision", texts.DECISION),
                Field("decided_on", texts.DECIDED, Asks.DAY),
                Field("told_on", texts.TOLD, Asks.DAY),
                Field("counterpart_reference", texts.REFERENCE),
                choice("financing", texts.FINANCING, Financing),
                Field("project", texts.PROJECT),
                Field("invoice_address", texts.INVOICE_ADDRESS),
                Field("invoice_reference", texts.INVOICE_REFERENCE),
            ),
        ),
    ]


def _party(name: str, heading: str, parties: Sequence[Choice]) -> Field:
    return Field(name, heading, Asks.CODE, required=True, choices=parties)


class GroupBookings(CoursesPart[GroupBooking]):
    """The courses of one agreement that are booked by headcount. `is_open` tells whether a form still stands there."""

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        card: AgreementCard,
        services: Sequence[Choice],
        is_open: Callable[[FormPanel], bool],
    ) -> None:
        super().__init__(screen, card, services)
        self._is_open = is_open

    def parts(self) -> list[Any]:
        """Each course with its participants, the latest first."""
        courses = sorted(self._card.group_bookings, key=lambda group: group.value.days, reverse=True)
        return self._listed(texts, courses)

    def _course(self, one: Stored[GroupBooking]) -> list[Any]:
        group = one.value
        cancelled = [chip(texts.CANCELLED, Tone.QUIET)] if group.is_cancelled else []
        return [
            self._headed(one, *cancelled),
            label(texts.about(group, self._ctx.name), wrap=True),
            label(texts.participants(group), wrap=True),
            *(label(said, "warned", wrap=True) for said in texts.doubts(group, self._screen.desk.today)),
            line(),
            theme.GROUP,
        ]

    def _new(self) -> None:
        self._screen.query(partial(group_bookings.next_group_key, self._ctx), self._new_form)

    def _new_form(self, key: str) -> None:
        parties, own = self._card.agreement.value.parties, self._card.own
        other = parties[0] if len(parties) == 1 else None
        sells = self._card.agreement.value.direction is Direction.SELL
        blank: Values = {
            "key": key,
            "provider_municipality": own if sells else other,
            "payer": other if sells else own,
            "first": self._screen.desk.today,
        }
        self._form(None, blank)

    def _edit(self, one: Stored[GroupBooking]) -> None:
        self._form(one, values_of(one.value))

    def _form(self, before: Stored[GroupBooking] | None, values: Values) -> None:
        known = tuple((code, self._ctx.name(code)) for code in self._concerned())
        title = f"{texts.TITLE}: {self._card.agreement.value.key}"
        panel = self._screen.show_form(title, sections(self._services, known), values, partial(self._save, before))
        panel.when_paused(partial(self._tell, panel))
        if before is not None:
            work = partial(group_bookings.remove_group, self._ctx, before)
            remove = partial(self._screen.removed, work, texts.REMOVE_TEXT, is_whole=False)
            panel.offer(button(texts.REMOVE, remove, Kind.QUIET))

    def _tell(self, panel: FormPanel) -> None:
        """What the course comes to while it is being entered, once the typing pauses."""
        if not self._is_open(panel):
            return
        group = self._entered(panel)
        if group is None:
            panel.note("")
            return
        said = texts.few(group, self._screen.desk.today)

        def came(found: Estimate | None) -> None:
            if self._is_open(panel) and self._entered(panel) == group:
                panel.note("\n".join([*([texts.comes_to(found)] if found else []), *said]))

        self._screen.query(partial(group_bookings.estimate_group, self._ctx, group), came)

    def _entered(self, panel: FormPanel) -> GroupBooking | None:
        """The course as it stands in the form; None while it could not be registered so."""
        today = self._screen.desk.today
        parsed = panel.form.glance(today)
        group = None if parsed.problems else self._group(parsed.values)
        return None if group is None or group_problems(group, today) else group

    def _group(self, values: Values) -> GroupBooking:
        group: GroupBooking = record_of(GroupBooking, {**values, "agreement": self._card.agreement.value.key})
        return group

    def _save(self, before: Stored[GroupBooking] | None, values: Values) -> None:
        work = partial(group_bookings.save_group, self._ctx, before, self._group(values))
        undo = putting_back(before, group_bookings.save_group, group_bookings.remove_group, self._ctx)
        self._screen.saved(work, lambda _stored: None, undo=undo)
