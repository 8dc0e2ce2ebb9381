"""What does the window hold while a register is open? Its areas, the search over them, and what waits in each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from mottagning.domain.office import OfficeSettings
from mottagning.domain.rights import Act, Part
from mottagning.readmodels.changes import Area, Changed
from mottagning.readmodels.overview import Waiting
from mottagning.readmodels.search import Found, Hit, HitKind
from mottagning.texts import backups as backup_texts
from mottagning.texts import (
    costs,
    deviations,
    invoices,
    logs,
    matching,
    offers,
    plans,
    problems,
    received_invoices,
    reception,
    requests,
    responsibilities,
    state_compensation,
    statistics,
    take_in,
    waiting,
    written_files,
    year_end,
)
from mottagning.texts import window as texts
from mottagning.ui.admin.screen import SettingsScreen
from mottagning.ui.agreements.screen import AgreementsScreen
from mottagning.ui.backing_up import BackingUp
from mottagning.ui.bookings.screen import BookingsScreen
from mottagning.ui.costs.screen import CostsScreen
from mottagning.ui.deviations.screen import DeviationsScreen
from mottagning.ui.invoices.received_screen import ReceivedInvoicesScreen
from mottagning.ui.invoices.screen import InvoicesScreen
from mottagning.ui.logs.screen import LogsScreen
from mottagning.ui.matching.screen import MatchingScreen
from mottagning.ui.offers.screen import OffersScreen
from mottagning.ui.one_writer import OneWriterStrip
from mottagning.ui.overview.screen import OverviewScreen
from mottagning.ui.people.screen import PeopleScreen
from mottagning.ui.plans.screen import PlansScreen
from mottagning.ui.reception.assignments import AssignmentsScreen
from mottagning.ui.reception.flats import FlatsScreen
from mottagning.ui.reception.moves import MovesScreen
from mottagning.ui.reception.quotas import QuotasScreen
from mottagning.ui.requests.screen import RequestsScreen
from mottagning.ui.responsibilities.screen import ResponsibilitiesScreen
from mottagning.ui.returns.screen import ReturnsScreen
from mottagning.ui.state_compensation.claims import ClaimsScreen
from mottagning.ui.state_compensation.screen import CLAIMS, StateCompensationScreen
from mottagning.ui.statistics.screen import StatisticsScreen
from mottagning.ui.take_in.screen import TakeInScreen
from mottagning.ui.waiting.screen import WaitsScreen
from mottagning.ui.written_files import WrittenFilesScreen
from mottagning.ui.year_end.screen import YearEndScreen
from mottagning.uikit.icons import Picture
from mottagning.uikit.screen import Desk, Goto
from mottagning.uikit.window import Place, Shell
from mottagning.usecases.admin import settings
from mottagning.usecases.admin.backup_state import backup_state
from mottagning.usecases.overview import viewing as overview
from mottagning.usecases.searching import latest, log_search, search

_AREA = "area"
_SETTLED = 1_000
"""Milliseconds that a search stands still before it counts as made."""
TAKE_IN = "take_in"
_AREA_OF = {
    HitKind.PERSON: "people",
    HitKind.BOOKING: "bookings",
    HitKind.REQUEST: "requests",
    HitKind.AGREEMENT: "agreements",
    HitKind.INVOICE: "received_invoices",
}


class OpenRegister(QObject):
    """The areas of one open register, joined. What is chosen in the settings for the whole program is passed on."""

    theme_chosen = Signal(str)
    lock_chosen = Signal(str)
    restore_wanted = Signal(object, str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._typed = ""
        self._is_searching = False
        self._found = Found()
        self._searched = QTimer(self)
        self._searched.setSingleShot(True)
        self._searched.setInterval(_SETTLED)
        self._searched.timeout.connect(self._note_search)
        places = [
            Place("overview", texts.OVERVIEW, Picture.OVERVIEW, partial(OverviewScreen, desk)),
            Place("people", texts.PEOPLE, Picture.PEOPLE, partial(PeopleScreen, desk), part=Part.PEOPLE),
            Place("plans", plans.TITLE, Picture.PLANS, partial(PlansScreen, desk), part=Part.PLANS),
            Place(
                "agreements",
                texts.AGREEMENTS,
                Picture.AGREEMENTS,
                partial(AgreementsScreen, desk),
                part=Part.AGREEMENTS,
            ),
            Place("offers", offers.TITLE, Picture.OFFERS, partial(OffersScreen, desk), part=Part.AGREEMENTS),
            Place("requests", requests.TITLE, Picture.REQUESTS, partial(RequestsScreen, desk), part=Part.BOOKINGS),
            Place("bookings", texts.BOOKINGS, Picture.BOOKINGS, partial(BookingsScreen, desk), part=Part.BOOKINGS),
            Place("returns", texts.RETURNS, Picture.RETURNS, partial(ReturnsScreen, desk), part=Part.RETURNS),
            Place("costs", costs.TITLE, Picture.COSTS, partial(CostsScreen, desk), part=Part.RETURNS),
            Place(
                "state_compensation",
                state_compensation.TITLE,
                Picture.STATE_COMPENSATION,
                partial(StateCompensationScreen, desk),
                part=Part.COMPENSATION,
            ),
            Place(
                "statistics",
                statistics.TITLE,
                Picture.STATISTICS,
                partial(StatisticsScreen, desk),
                part=Part.PEOPLE,
            ),
            Place("settings", texts.SETTINGS, Picture.SETTINGS, self._settings),
            Place(
                "matching",
                matching.TITLE,
                Picture.OFFERS,
                partial(MatchingScreen, desk),
                under="requests",
                part=Part.BOOKINGS,
            ),
            Place(
                "invoices",
                invoices.TITLE,
                Picture.RETURNS,
                partial(InvoicesScreen, desk),
                under="returns",
                part=Part.RETURNS,
            ),
            Place(
                "received_invoices",
                received_invoices.TITLE,
                Picture.RETURNS,
                partial(ReceivedInvoicesScreen, desk),
                under="returns",
                part=Part.RETURNS,
            ),
            Place(
                "deviations",
                deviations.TITLE,
                Picture.BOOKINGS,
                partial(DeviationsScreen, desk),
                under="bookings",
                part=Part.BOOKINGS,
            ),
            Place(
                "responsibilities",
                responsibilities.TITLE,
                Picture.PEOPLE,
                partial(ResponsibilitiesScreen, desk),
                under="overview",
                part=Part.PEOPLE,
            ),
            Place(
                CLAIMS,
                state_compensation.CLAIMS_TITLE,
                Picture.STATE_COMPENSATION,
                partial(ClaimsScreen, desk),
                under="state_compensation",
                part=Part.COMPENSATION,
            ),
            Place(
                "year_end",
                year_end.TITLE,
                Picture.COSTS,
                partial(YearEndScreen, desk),
                under="costs",
                part=Part.RETURNS,
            ),
            Place(
                TAKE_IN, take_in.TITLE, Picture.MOVE_IN, partial(TakeInScreen, desk), under="people", part=Part.PEOPLE
            ),
            Place(
                "assignments",
                reception.ASSIGNMENTS,
                Picture.PLANS,
                partial(AssignmentsScreen, desk),
                under="plans",
                part=Part.PLANS,
            ),
            Place(
                "municipal_quotas",
                reception.QUOTAS,
                Picture.PLANS,
                partial(QuotasScreen, desk),
                under="plans",
                part=Part.PLANS,
            ),
            Place("flats", reception.FLATS, Picture.PLANS, partial(FlatsScreen, desk), under="plans", part=Part.PLANS),
            Place(
                "onward_moves",
                reception.MOVES,
                Picture.PLANS,
                partial(MovesScreen, desk),
                under="plans",
                part=Part.PLANS,
            ),
            Place("waits", waiting.TITLE, Picture.PLANS, partial(WaitsScreen, desk), under="plans", part=Part.PLANS),
            Place(
                "written_files",
                written_files.TITLE,
                Picture.OVERVIEW,
                partial(WrittenFilesScreen, desk),
                under="overview",
            ),
        ]
        if desk.ctx.may(Act.SEE_LOG):
            places.append(Place("logs", logs.TITLE, Picture.SETTINGS, partial(LogsScreen, desk), under="settings"))
        places = [place for place in places if place.part is None or desk.ctx.sees(place.part)]
        self.shell = Shell(places)
        self._strip = OneWriterStrip(desk)
        self._strip.regained.connect(lambda: self.shell.on_changed(frozenset(Area)))
        self._strip.told.connect(self.shell.tell)
        self.shell.show_above(self._strip)
        self._strip.look()
        self.backing_up = BackingUp(desk)
        self.backing_up.done.connect(self._backed_up)
        self.backing_up.failed.connect(lambda error: self.shell.tell(problems.backup_failed(error)))
        self.shell.searched.connect(self._search)
        self.shell.hit_chosen.connect(self._go_to_hit)
        self.shell.search.begun.connect(self._show_latest)
        desk.tasks.changed.connect(self._changed)
        desk.tasks.busy.connect(self.shell.show_busy)
        last = desk.preferences.get(_AREA)
        self.shell.go(Goto(last if last in {place.name for place in places if place.is_listed} else "overview"))
        QTimer.singleShot(0, self, self._look_after_the_page)

    def _settings(self) -> SettingsScreen:
        screen = SettingsScreen(self.desk)
        screen.backed_up.connect(self._backed_up)
        screen.restore_wanted.connect(self.restore_wanted)
        screen.theme_chosen.connect(self.theme_chosen)
        screen.lock_chosen.connect(self.lock_chosen)
        return screen

    def come_back(self, *, by_code: bool) -> None:
        """The lock is gone: look at what was not looked at behind it."""
        self.show_whose(by_code=by_code)
        self._look()
        if by_code:
            self.shell.tell(texts.UNLOCKED_BY_CODE.format(user=self.desk.ctx.user.name))

    def show_whose(self, *, by_code: bool) -> None:
        """Tell which register it is and who is logged in, or in whose name the recovery code let somebody in."""
        ctx = self.desk.ctx
        self.shell.show_whose(texts.open_register(ctx.db.file.stem, ctx.user.name, by_code=by_code))

    def close(self) -> None:
        """Remember where one was, and hear no more of what changes."""
        self.backing_up.stop()
        self.backing_up.done.disconnect(self._backed_up)
        self._searched.stop()
        self.desk.preferences.put(_AREA, self.shell.current)
        self.desk.tasks.changed.disconnect(self._changed)
        self.desk.tasks.busy.disconnect(self.shell.show_busy)

    def _backed_up(self) -> None:
        """What is told of backups waits no more, or otherwise; nothing is changed that could be taken back.

        Behind the lock nothing is read for pages that nobody sees, and what the backup opened is closed again.
        """
        self.shell.look_again(frozenset({Area.SETTINGS}))
        if self.shell.isVisible():
            self._look()
        else:
            self.desk.tasks.behind(self.desk.ctx.rest, lambda _none: None)

    def _changed(self, changed: Changed) -> None:
        self.shell.on_changed(changed)
        self._look()

    def _look_after_the_page(self) -> None:
        """The page that is shown asks first: nobody waits for it behind what is only counted."""
        self.desk.tasks.query(lambda: None, lambda _none: self._look() if isValid(self) else None)

    def _look(self) -> None:
        """What waits in each area, and the foot of the window."""
        ctx, tasks = self.desk.ctx, self.desk.tasks
        tasks.aside(partial(overview.waiting, ctx), self._show_counts)
        tasks.query(partial(settings.read_settings, ctx), self._show_office)

    def _show_counts(self, found: list[Waiting]) -> None:
        counts: dict[str, int] = {}
        for one in found:
            counts[one.area.value] = counts.get(one.area.value, 0) + one.count
        self.shell.show_counts(counts)

    def _show_office(self, office: OfficeSettings | None) -> None:
        ctx = self.desk.ctx
        name = ctx.name(office.municipality) if office else texts.NO_OFFICE
        self.desk.tasks.query(
            partial(backup_state, ctx), lambda state: self.shell.show_foot(name, backup_texts.foot(state))
        )

    def _search(self, text: str) -> None:
        """Look for what stands in the field; what was typed meanwhile is looked for when the answer has come."""
        self._typed = text
        self._searched.stop()
        if not text.strip():
            self.shell.search.show_found(text, Found())
        elif not self._is_searching:
            self._is_searching = True
            self.desk.tasks.query(partial(search, self.desk.ctx, text), partial(self._answer, text), self._give_up)

    def _answer(self, text: str, found: Found) -> None:
        self._is_searching = False
        if self._typed == text:
            self.shell.search.show_found(text, found)
            self._found = found
            self._searched.start()
        else:
            self._search(self._typed)

    def _show_latest(self) -> None:
        """Whose cards one opened last."""
        if self.desk.ctx.sees(Part.PEOPLE):
            self.desk.tasks.query(partial(latest, self.desk.ctx), self._latest_came, self._give_up)

    def _latest_came(self, found: Found) -> None:
        self.shell.search.show_latest(found)
        if found.hits and not self.shell.search.text().strip():
            self._typed, self._found = "", found
            self._searched.start()

    def _note_search(self) -> None:
        """What was searched for is noted once it has stood still for a while, not for each key press."""
        text = self._typed.strip() or (texts.LATEST if self._found.hits else "")
        if text:
            work = partial(log_search, self.desk.ctx, text, len(self._found.hits))
            self.desk.tasks.query(work, lambda _none: None)

    def _give_up(self, _error: BaseException) -> bool:
        self._is_searching = False
        return False

    def _go_to_hit(self, hit: Hit) -> None:
        if hit.kind is HitKind.RETURN:
            self.shell.go(Goto("returns", hit.title))
        else:
            self.shell.go(Goto(_AREA_OF[hit.kind], hit.id))
