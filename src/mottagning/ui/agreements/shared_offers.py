"""The part of an agreement's card on courses held together: what each costs whom, and the form for one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from mottagning.domain.money import scaled
from mottagning.domain.shared_offers import (
    Share,
    SharedOffer,
    SharedPayment,
    SharingKey,
    shared_offer_problems,
)
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import agreements as agreement_texts
from mottagning.texts import shared_offers as texts
from mottagning.ui.agreements.courses import CoursesPart
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice
from mottagning.uikit.parts import Kind, button, label, line
from mottagning.uikit.records import FormPanel, Values
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases import agreements


def sections(services: Sequence[Choice], parties: Sequence[Choice], all_choices: Sequence[Choice]) -> list[Section]:
    """What is asked about a course held together."""
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
            ),
        ),
        Section(
            texts.SECTION_COST,
            (
                Field(
                    "provider_municipality",
                    texts.PROVIDER_MUNICIPALITY,
                    Asks.CODE,
                    required=True,
                    choices=parties,
                    hint=texts.PROVIDER_MUNICIPALITY_HINT,
                ),
                Field("cost", texts.COST, Asks.SCALED, required=True),
                choice("sharing", texts.SHARING, SharingKey, required=True),
                choice("payment", texts.PAYMENT, SharedPayment, required=True),
                Field(
                    "shares",
                    texts.SHARES,
                    Asks.COST_SHARES,
                    required=True,
                    choices=all_choices,
                    hint=texts.SHARES_HINT,
                    wide=True,
                ),
                Field("is_preliminary", texts.PRELIMINARY, Asks.YES_NO, wide=True),
            ),
        ),
        Section(
            texts.SECTION_MORE,
            (
                Field(
                    "source",
                    agreement_texts.SOURCE,
                    required=True,
                    hint=agreement_texts.SOURCE_HINT,
                    wide=True,
                ),
                Field("decision", texts.DECISION),
                Field("told_on", texts.TOLD, Asks.DAY),
                Field("counterpart_reference", texts.REFERENCE),
            ),
        ),
    ]


class SharedOffers(CoursesPart[SharedOffer]):
    """The courses of one agreement that are held together."""

    def parts(self) -> list[Any]:
        """Each course with what it costs whom."""
        return self._listed(texts, self._card.shared_offers)

    def _course(self, one: Stored[SharedOffer]) -> list[Any]:
        offer = one.value
        mark = [label(agreement_texts.PRELIMINARY_MARK, "muted")] if offer.is_preliminary else []
        amounts = agreements.division_of(self._card, offer)
        return [
            self._headed(one, *mark),
            label(texts.about(offer, self._ctx.name), wrap=True),
            *(label(said, wrap=True) for said in texts.shares(offer, amounts, self._ctx.name)),
            label(offer.source, "muted", wrap=True),
            line(),
        ]

    def _new(self) -> None:
        agreement = self._card.agreement.value
        blank: Values = {
            "provider_municipality": agreement.parties[0] if agreement.parties else None,
            "first": self._screen.desk.today,
            "sharing": SharingKey.PERSONS,
            "payment": SharedPayment.MONTHLY,
        }
        self._form(None, blank)

    def _edit(self, one: Stored[SharedOffer]) -> None:
        self._form(one, values_of(one.value))

    def _form(self, before: Stored[SharedOffer] | None, values: Values) -> None:
        known = tuple((code, self._ctx.name(code)) for code in self._concerned())
        asked = sections(self._services, known, municipalities(self._ctx.reference, self._concerned()))
        title = f"{texts.TITLE}: {self._card.agreement.value.key}"
        panel = self._screen.show_form(title, asked, values, partial(self._save, before))
        panel.form.edited.connect(partial(self._tell, panel))
        self._tell(panel)
        if before is not None:
            work = partial(agreements.remove_part, self._ctx, before)
            undo = entering_again(before, agreements.save_part, self._ctx)
            remove = partial(self._screen.removed, work, "", is_whole=False, undo=undo)
            panel.offer(button(texts.REMOVE, remove, Kind.QUIET))

    def _tell(self, panel: FormPanel) -> None:
        """The division while it is being entered; inhabitants are the shipped list's until others are written."""
        parsed = panel.form.glance(self._screen.desk.today)
        if parsed.values.get("sharing") is SharingKey.INHABITANTS and not panel.form.raw()["shares"]:
            panel.form.fill({"shares": self._inhabitants()})
            parsed = panel.form.glance(self._screen.desk.today)
        panel.note("" if parsed.problems else self._note(parsed.values))

    def _note(self, values: Values) -> str:
        offer = self._offer(values)
        if shared_offer_problems(offer):
            return ""
        said = texts.note(offer, agreements.division_of(self._card, offer), self._ctx.name)
        if offer.sharing is SharingKey.INHABITANTS and set(self._inhabitants()).issuperset(offer.shares):
            year = self._ctx.reference.municipalities[offer.shares[0].municipality].population_year
            said = f"{said}\n{texts.INHABITANTS_SOURCE.format(year=year)}"
        return said

    def _inhabitants(self) -> tuple[Share, ...]:
        known = self._ctx.reference.municipalities
        return tuple(Share(code, scaled(known[code].population)) for code in self._concerned() if code in known)

    def _offer(self, values: Values) -> SharedOffer:
        offer: SharedOffer = record_of(SharedOffer, {**values, "agreement": self._card.agreement.value.key})
        return offer

    def _save(self, before: Stored[SharedOffer] | None, values: Values) -> None:
        offer = self._offer(values)
        undo = putting_back(before, agreements.save_part, agreements.remove_part, self._ctx)
        self._screen.saved(partial(agreements.save_part, self._ctx, before, offer), lambda _stored: None, undo=undo)
