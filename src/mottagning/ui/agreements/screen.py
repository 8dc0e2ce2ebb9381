"""The page Avtal: wires agreements, terms and prices to the use cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mottagning.domain.agreements import (
    AgeGroup,
    Agreement,
    Direction,
    Method,
    PaymentMethod,
    Price,
    Terms,
    Unit,
    can_price,
)
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.rights import Part
from mottagning.domain.services import Service
from mottagning.readmodels.agreements import AgreementCard, AgreementLine
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.reference import UsualTerms
from mottagning.texts import agreements as texts
from mottagning.texts import costs as cost_texts
from mottagning.texts import formats, rules, words
from mottagning.texts import price_lists as price_list_texts
from mottagning.texts import responsibilities as responsibility_texts
from mottagning.texts import shared_offers as shared_offer_texts
from mottagning.texts import window as window_texts
from mottagning.ui.agreements.columns import columns, quick_filters
from mottagning.ui.agreements.form import (
    age_group_sections,
    agreement_sections,
    price_sections,
    terms_fields,
    terms_sections,
)
from mottagning.ui.agreements.group_bookings import GroupBookings
from mottagning.ui.agreements.kin import kin
from mottagning.ui.agreements.parties import Parties
from mottagning.ui.agreements.price_list import PriceListPage
from mottagning.ui.agreements.return_template import ReturnTemplatePart
from mottagning.ui.agreements.shared_offers import SharedOffers
from mottagning.ui.documents import DocumentsPart
from mottagning.uikit import theme
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Choice
from mottagning.uikit.parts import Kind, button, column, facts, holder, label, leading, line, row
from mottagning.uikit.records import FormPanel, ListWords, RecordScreen, Values
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.tabs import Tabs
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases import agreements

_PROPOSED = ("method", "unit", "reading_day", "reading_exceptions", "shares")
"""What a proposal fills in."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A card with the catalogue, which its forms offer."""

    card: AgreementCard
    services: tuple[Stored[Service], ...]
    others: tuple[AgreementLine, ...]
    counterparts: tuple[Stored[Counterpart], ...]


@dataclass(frozen=True, slots=True)
class _Offers:
    """What a new agreement's form offers."""

    agreements: list[AgreementLine]
    counterparts: list[Stored[Counterpart]]


class AgreementsScreen(RecordScreen[AgreementLine, _Loaded]):
    """Agreements: the list, an agreement's card with terms and prices, and their forms."""

    part = Part.AGREEMENTS
    interests = frozenset({Area.AGREEMENTS, Area.SERVICES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "agreements",
            columns(lambda: desk.today),
            ListWords.of(texts),
            quick_filters(lambda: desk.today),
        )
        self._loaded: _Loaded | None = None
        self._tab = 0
        self._proposed: UsualTerms | None = None
        self._proposed_for: object = None
        self._asked_of: Method | None = None
        self._priced: str | None = None

    def more_buttons(self) -> list[QPushButton]:
        return [button(responsibility_texts.TITLE, partial(self.wishes.emit, Goto("responsibilities")), Kind.QUIET)]

    def id_of(self, row: AgreementLine) -> int:
        return row.id

    def read_lines(self) -> list[AgreementLine]:
        return agreements.list_agreements(self.desk.ctx)

    def read_card(self, record_id: int) -> _Loaded:
        ctx = self.desk.ctx
        return _Loaded(
            agreements.open_agreement(ctx, record_id),
            tuple(agreements.list_services(ctx)),
            tuple(agreements.list_agreements(ctx)),
            tuple(agreements.list_counterparts(ctx)),
        )

    def show_card(self, card: _Loaded) -> None:
        self._loaded = card
        agreement = card.card.agreement.value
        parties = ", ".join(card.card.names[code] for code in agreement.parties)
        ending = texts.ends(agreement, self.desk.today)
        named = f"{agreement.key} · " if agreement.title else ""
        pages = [
            (texts.TAB_TERMS, self._terms(card.card)),
            (texts.TAB_PRICES, self._prices(card.card)),
            (shared_offer_texts.TAB, self._courses(card.card)),
            (texts.TAB_PARTIES, Parties(self, card.card, self._take_notice).page()),
            (texts.TAB_FACTS, self._about(card.card)),
        ]
        tabs = Tabs(pages, self._tab)
        tabs.changed.connect(self._keep_tab)
        self.card.show_parts(
            label(agreement.name, "subheading", wrap=True),
            label(f"{named}{words.first_upper(words.word(agreement.direction))}: {parties}", "muted", wrap=True),
            *([label(ending, "warned", wrap=True)] if ending else []),
            row(
                button(window_texts.EDIT, self.begin_edit),
                button(
                    cost_texts.TITLE,
                    partial(self._show_costs, agreement.key),
                    Kind.QUIET,
                    name=cost_texts.OF_AGREEMENT,
                ),
                0,
                button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.REMOVE),
            ),
            theme.GROUP,
            tabs,
        )
        self._ask_for_terms(card.card)

    def _show_costs(self, agreement: str) -> None:
        self.wishes.emit(Goto("costs", ("agreement", agreement)))

    def _ask_for_terms(self, card: AgreementCard) -> None:
        """A price is worth nothing without terms: ask for them, as they usually are."""
        service, self._priced = self._priced, None
        if service and all(one.value.service != service for one in card.terms):
            self._terms_form(None, {**_blank_terms(), "service": service})

    def begin_new(self) -> None:
        if self.may_leave():
            self.query(self._offers, self._new_form)

    def _offers(self) -> _Offers:
        ctx = self.desk.ctx
        return _Offers(agreements.list_agreements(ctx), agreements.list_counterparts(ctx))

    def _new_form(self, offers: _Offers) -> None:
        self._loaded = None
        self.choose_nothing()
        sections = agreement_sections(self._bodies(offers.counterparts), _keys(offers.agreements))
        values = {
            "direction": Direction.BUY,
            "payment": PaymentMethod.INVOICE,
            "first": date(self.desk.today.year, 1, 1),
        }
        self._telling_end(self.show_form(texts.NEW, sections, values, partial(self._save, None)))

    def begin_edit(self) -> None:
        self._edit({})

    def _edit(self, proposed: Values, above: QWidget | None = None) -> None:
        """The agreement's form, with some values filled in that are only proposed."""
        if self._loaded is not None:
            before = self._loaded.card.agreement
            others = _keys([one for one in self._loaded.others if one.id != before.id])
            sections = agreement_sections(self._bodies(self._loaded.counterparts), others)
            values = {**values_of(before.value), **proposed}
            panel = self.show_form(before.value.key, sections, values, partial(self._save, before), above)
            self._telling_end(panel)

    def _take_notice(self) -> None:
        """Propose the day on which the last of the others had the notice; what is saved is what then stands there."""
        notice = self._loaded.card.notice if self._loaded else None
        if notice is not None:
            self._edit({"notice_on": notice.last_on}, label(texts.TAKE_NOTICE_HINT, "warned", wrap=True))
            if self._form is not None:
                self._form.form.control("notice_on").setFocus()

    def _bodies(self, counterparts: Sequence[Stored[Counterpart]]) -> tuple[Choice, ...]:
        """Who can be a party: every municipality, and the others that are entered under Inställningar."""
        reference = self.desk.ctx.reference
        others = (one.value for one in counterparts if one.value.code not in reference.municipalities)
        return (*municipalities(reference), *((one.code, one.name or one.code) for one in others))

    def _telling_end(self, panel: FormPanel) -> None:
        """Tell while it is being entered when the agreement ends, and by which rule."""

        def tell() -> None:
            values = panel.form.glance(self.desk.today).values
            if not isinstance(values.get("first"), date):
                return
            try:
                agreement: Agreement = record_of(Agreement, {**values, "parties": values.get("parties") or ()})
            except ValueError:
                return
            panel.note(texts.ends(agreement, self.desk.today) or "")

        panel.form.edited.connect(tell)
        tell()

    def _save(self, before: Stored[Agreement] | None, values: Values) -> None:
        agreement: Agreement = record_of(Agreement, values)
        undo = putting_back(before, agreements.save_agreement, agreements.remove_agreement, self.desk.ctx)
        work = partial(agreements.save_agreement, self.desk.ctx, before, agreement)
        self.saved(work, lambda stored: stored.id, undo=undo)

    def _remove(self) -> None:
        if self._loaded is not None:
            before = self._loaded.card.agreement
            self.removed(partial(agreements.remove_agreement, self.desk.ctx, before), texts.REMOVE_TEXT)

    def _keep_tab(self, tab: int) -> None:
        self._tab = tab

    # what the card shows

    def _about(self, card: AgreementCard) -> QWidget:
        documents = DocumentsPart(self, Owner(DocumentOf.AGREEMENT, card.agreement.value.key))
        found = kin(card, lambda number: self.wishes.emit(Goto("agreements", number)))
        form = ReturnTemplatePart(self, card.agreement.value.key)
        kept = (theme.GROUP, documents, theme.GROUP, form, 0)
        return holder(column(facts(self._facts(card)), *([found] if found else []), *kept))

    def _facts(self, card: AgreementCard) -> list[tuple[str, str | None]]:
        agreement = card.agreement.value
        ending, procurement = texts.last_day_in_short(agreement), _procurement(agreement)
        return [
            (texts.KIND, words.first_upper(words.word_or_nothing(agreement.kind))),
            (texts.VALID, formats.days(agreement.days)),
            *([(texts.NOTICE, formats.day(agreement.notice_on))] if agreement.notice_on else []),
            *([(texts.LAST_DAY, ending)] if ending else []),
            (texts.REGISTRY, agreement.registry_number),
            (texts.RESPONSIBLE, agreement.responsible),
            (texts.SIGNATORY, agreement.signatory),
            (texts.PAYMENT, words.first_upper(words.word(agreement.payment))),
            (texts.REFERENCE, agreement.reference),
            (texts.RETROACTIVE_SAID, texts.limit(agreement.retroactive_limit)),
            (texts.CREDIT_SAID, texts.limit(agreement.credit_limit)),
            *([(texts.QUIET_SAID, ", ".join(agreement.quiet))] if agreement.quiet else []),
            *([(texts.PROCUREMENT, procurement)] if procurement else []),
        ]

    def _terms(self, card: AgreementCard) -> QWidget:
        agreement = card.agreement.value
        parts: list[Any] = [theme.GROUP]
        for one in card.terms:
            terms = one.value
            said = _sentence(agreement, terms)
            shown = rules.worked_example(agreements.example_of(card, terms))
            since = f"   {texts.VALID_FROM.lower()} {terms.valid_from}" if terms.valid_from else ""
            edit = button(window_texts.EDIT, partial(self._edit_terms, one), Kind.QUIET)
            parts += [leading(label(words.first_upper(terms.service) + since, "strong", wrap=True), edit)]
            parts += [label(words.first_upper(words.word(terms.method)), "muted"), label(said, wrap=True)]
            parts += [
                label(formats.unbroken(shown), "muted", wrap=True),
                *self._age_groups(card, terms.service),
                line(),
            ]
        if not card.terms:
            parts.append(label(texts.TERMS_EMPTY, "muted", wrap=True))
        more = [button(texts.NEW_AGE_GROUP, self._new_age_group, Kind.QUIET)] if card.terms else []
        parts += [row(button(texts.NEW_TERMS, self._new_terms), *more, 0), 0]
        return holder(column(*parts))

    def _courses(self, card: AgreementCard) -> QWidget:
        """What is about nobody: courses held together, and those booked by headcount."""
        services = self._services()
        shared, groups = SharedOffers(self, card, services), GroupBookings(self, card, services, self._is_open)
        return holder(column(theme.GROUP, *shared.parts(), theme.GAP, *groups.parts(), 0))

    def _age_groups(self, card: AgreementCard, service: str) -> list[QWidget]:
        """The groups that pick the variant of an insats, each with its way to change it."""
        parts = []
        for one in sorted(card.age_groups, key=lambda group: group.value.from_age):
            group = one.value
            if group.service == service:
                said = texts.AGES.format(variant=group.variant, first=group.from_age, last=group.to_age)
                name = f"{texts.EDIT_AGE_GROUP} {group.variant}"
                edit = button(window_texts.EDIT, partial(self._edit_age_group, one), Kind.QUIET, name=name)
                parts.append(holder(leading(label(said, wrap=True), edit)))
        return parts

    def _prices(self, card: AgreementCard) -> QWidget:
        groups: dict[str, list[Stored[Price]]] = defaultdict(list)
        for one in sorted(card.prices, key=_price_order):
            groups[one.value.service].append(one)
        parts: list[Any] = [theme.GROUP]
        for service, prices in groups.items():
            parts.append(label(words.first_upper(service), "strong"))
            parts += [self._price(one) for one in prices]
            parts.append(theme.GROUP)
        if not groups:
            parts.append(label(texts.PRICES_EMPTY, "muted", wrap=True))
        read = button(price_list_texts.READ, self._read_price_list, Kind.QUIET)
        parts += [row(button(texts.NEW_PRICE, self._new_price), read, 0), 0]
        return holder(column(*parts, spacing=2))

    def _price(self, one: Stored[Price]) -> QWidget:
        price = one.value
        amount = label(f"{formats.price(price.amount)} kr per {words.word(price.unit)}")
        valid = label(formats.days(price.days), "muted")
        preliminary = [label(texts.PRELIMINARY_MARK, "muted")] if price.is_preliminary else []
        edit = button(window_texts.EDIT, partial(self._edit_price, one), Kind.QUIET)
        first = leading(label(price.variant or formats.NOTHING, wrap=True), *preliminary, amount, edit)
        return holder(column(first, leading(label(price.source, "muted", wrap=True), valid), line(), spacing=0))

    # terms and prices

    def _services(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.value.name, one.value.name) for one in self._loaded.services) if self._loaded else ()

    def _known_prices(self) -> Sequence[Stored[Price]]:
        return self._loaded.card.prices if self._loaded else ()

    def _new_terms(self) -> None:
        self._terms_form(None, _blank_terms())

    def _edit_terms(self, one: Stored[Terms]) -> None:
        self._terms_form(one, values_of(one.value))

    def _terms_form(self, before: Stored[Terms] | None, values: Values) -> None:
        if self._loaded is None:
            return
        key = self._loaded.card.agreement.value.key
        title = f"{texts.TERMS_TITLE}: {key}"
        panel = self.show_form(title, terms_sections(self._services()), values, partial(self._save_terms, before))
        if before is None:
            panel.form.edited.connect(partial(self._propose, panel))
        panel.form.edited.connect(partial(self._tell_rule, panel))
        self._proposed, self._proposed_for, self._asked_of = None, None, None
        if before is None:
            self._propose(panel)
        self._tell_rule(panel)
        if before is not None:
            self._offer_removal(panel, texts.REMOVE_TERMS, before)

    def _propose(self, panel: FormPanel) -> None:
        """Fill in how a newly chosen insats is usually counted, where the agreement's price can be counted so."""
        service = panel.form.glance(self.desk.today).values.get("service")
        if service == self._proposed_for:
            return
        self._proposed_for = service
        usually = self.desk.ctx.reference.usual_terms.get(str(service))
        units = [one.value.unit for one in self._known_prices() if one.value.service == service]
        fits = usually is not None and (not units or any(can_price(unit, usually.terms.unit) for unit in units))
        self._proposed = usually if fits else None
        if units and not fits:
            panel.form.fill({"unit": units[-1]})
        if self._proposed is not None:
            usual = values_of(self._proposed.terms)
            panel.form.fill({name: usual[name] for name in _PROPOSED})

    def _tell_rule(self, panel: FormPanel) -> None:
        """The terms as a sentence, and what they come to at the agreement's own price."""
        parsed = panel.form.glance(self.desk.today)
        method = parsed.values.get("method")
        if isinstance(method, Method) and method is not self._asked_of:
            self._asked_of = method
            panel.form.show_only(terms_fields(method))
        if self._loaded is None or parsed.problems:
            panel.note("")
            return
        agreement = self._loaded.card.agreement.value
        terms: Terms = record_of(Terms, {**parsed.values, "agreement": agreement.key})
        told = [_sentence(agreement, terms), rules.worked_example(agreements.example_of(self._loaded.card, terms))]
        if self._proposed is not None:
            told.append(texts.USUAL.format(source=self._proposed.source))
        panel.note("\n".join(told))

    def _save_terms(self, before: Stored[Terms] | None, values: Values) -> None:
        if self._loaded is not None:
            key = self._loaded.card.agreement.value.key
            terms: Terms = record_of(Terms, {**values, "agreement": key})
            self._tab = 0
            self._save_part(before, terms)

    def _save_part(self, before: Stored[agreements.Part] | None, part: agreements.Part) -> None:
        undo = putting_back(before, agreements.save_part, agreements.remove_part, self.desk.ctx)
        self.saved(partial(agreements.save_part, self.desk.ctx, before, part), lambda _stored: None, undo=undo)

    def _new_age_group(self) -> None:
        self._age_group_form(None, {})

    def _edit_age_group(self, one: Stored[AgeGroup]) -> None:
        self._age_group_form(one, values_of(one.value))

    def _age_group_form(self, before: Stored[AgeGroup] | None, values: Values) -> None:
        if self._loaded is None:
            return
        key = self._loaded.card.agreement.value.key
        agreed = tuple(dict.fromkeys(one.value.service for one in self._loaded.card.terms))
        sections = age_group_sections(tuple((name, name) for name in agreed))
        title = f"{texts.AGE_GROUPS}: {key}"
        panel = self.show_form(title, sections, values, partial(self._save_age_group, before))
        if before is not None:
            self._offer_removal(panel, texts.REMOVE_AGE_GROUP, before)

    def _save_age_group(self, before: Stored[AgeGroup] | None, values: Values) -> None:
        if self._loaded is not None:
            key = self._loaded.card.agreement.value.key
            group: AgeGroup = record_of(AgeGroup, {**values, "agreement": key})
            self._tab = 0
            self._save_part(before, group)

    def _new_price(self) -> None:
        self._price_form(None, {"unit": Unit.MONTH, "first": date(self.desk.today.year, 1, 1)})

    def _edit_price(self, one: Stored[Price]) -> None:
        self._price_form(one, values_of(one.value))

    def _price_form(self, before: Stored[Price] | None, values: Values) -> None:
        if self._loaded is None:
            return
        agreement = self._loaded.card.agreement.value
        sellers = tuple((code, self._loaded.card.names[code]) for code in agreement.parties)
        sections = price_sections(self._services(), sellers)
        title = f"{texts.PRICES_TITLE}: {agreement.key}"
        panel = self.show_form(title, sections, values, partial(self._save_price, before))
        if before is not None:
            self._offer_removal(panel, texts.REMOVE_PRICE, before)

    def _save_price(self, before: Stored[Price] | None, values: Values) -> None:
        if self._loaded is not None:
            key = self._loaded.card.agreement.value.key
            price: Price = record_of(Price, {**values, "agreement": key})
            self._tab = 1
            self._priced = price.service
            self._save_part(before, price)

    def _read_price_list(self) -> None:
        if self._loaded is not None:
            agreement = self._loaded.card.agreement.value
            self._price_list = PriceListPage(self, agreement, self._services(), self._is_open)
            self._price_list.begin()

    def _is_open(self, panel: FormPanel) -> bool:
        """Whether a form still stands in the card's place."""
        return self._form is panel

    def _offer_removal(self, panel: FormPanel, word: str, before: Stored[agreements.Part]) -> None:
        work = partial(agreements.remove_part, self.desk.ctx, before)
        undo = entering_again(before, agreements.save_part, self.desk.ctx)
        panel.offer(button(word, partial(self.removed, work, "", is_whole=False, undo=undo), Kind.QUIET))


def _keys(lines: list[AgreementLine]) -> tuple[tuple[str, str], ...]:
    return tuple((one.key, f"{one.title} ({one.key})" if one.title else one.key) for one in lines)


def _sentence(agreement: Agreement, terms: Terms) -> str:
    return rules.sentence(terms, retroactive_limit=agreement.retroactive_limit, credit_limit=agreement.credit_limit)


def _procurement(agreement: Agreement) -> str | None:
    opened = texts.OPEN_WORD if agreement.is_open_in_procurement else ""
    return ", ".join(filter(None, (agreement.procurement_reference, opened))) or None


def _price_order(one: Stored[Price]) -> tuple[str, str, str, int]:
    price = one.value
    return price.service, price.variant or "", price.unit.value, -price.days.start.toordinal()


def _blank_terms() -> Values:
    return values_of(Terms(agreement="", service="", unit=Unit.MONTH, method=Method.CALENDAR_DAY))
