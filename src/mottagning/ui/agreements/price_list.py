"""The page on which a price list is read in: wires what is chosen of it to what it would change.

The difference is counted anew while somebody chooses; what is saved is what was last shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mottagning.domain.agreements import Agreement
from mottagning.readmodels.price_lists import Choices, PriceList, Proposal, ProposedPrice
from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import checks
from mottagning.texts import price_lists as texts
from mottagning.texts import window as window_texts
from mottagning.ui.agreements.price_list_form import choices_of, columns, key, sections, values_of
from mottagning.uikit import messages, theme
from mottagning.uikit.fields import Choice
from mottagning.uikit.parts import button, clear, label, row
from mottagning.uikit.records import FormPanel, RecordScreen, Values
from mottagning.uikit.rejections import Rejections
from mottagning.uikit.table import TableView
from mottagning.usecases import price_lists

_MOST_ROWS = 12
_ASKED_LATE = frozenset({"source", "unit"})


class PriceListPage:
    """Reads one list for one agreement, in the place of its card. `is_open` tells whether a form still stands there."""

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        agreement: Agreement,
        services: tuple[Choice, ...],
        is_open: Callable[[FormPanel], bool],
    ) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._agreement = agreement
        self._services = services
        self._is_open = is_open
        self._listed = PriceList(())
        self._shown: Proposal | None = None
        self._counting: Choices | None = None

    def begin(self) -> None:
        """Have a file chosen, and read it."""
        file = messages.choose_file(self._screen, texts.READ, window_texts.WORKBOOK_FILTER)
        if file is not None:
            self._screen.query(partial(self._read, file), self._came)

    def _read(self, file: Path) -> tuple[PriceList, Choices]:
        listed = price_lists.read_price_list(self._ctx, file)
        return listed, price_lists.first_choices(self._ctx, self._agreement.key, listed)

    def _came(self, read: tuple[PriceList, Choices]) -> None:
        self._listed, first = read
        if self._listed.rejected:
            self._show_rejected()
            return
        sellers = tuple((code, self._ctx.name(code)) for code in self._agreement.parties)
        asked = sections(self._listed, self._services, sellers)
        title = texts.TITLE.format(agreement=self._agreement.key)
        introduction = label(texts.INTRODUCTION, "muted", wrap=True)
        self._panel = self._screen.show_form(title, asked, values_of(first), self._save, introduction)
        self._told = _Told(self._listed)
        self._screen.give_room(to_card=True)
        self._panel.offer(self._told)
        self._panel.form.edited.connect(self._count)
        self._count()

    def _show_rejected(self) -> None:
        """What cannot be read, cell by cell; the file is mended and read again."""
        report = ImportReport(is_imported=False, rejected=self._listed.rejected, warnings=self._listed.warnings)
        back = button(window_texts.BACK, self._screen.leave_form)
        title = label(texts.TITLE.format(agreement=self._agreement.key), "subheading", wrap=True)
        said = label(texts.REJECTED, "stopped", wrap=True)
        self._screen.give_room(to_card=True)
        self._screen.card.show_parts(title, said, Rejections(report), row(back, 0))
        back.setFocus()

    def _count(self) -> None:
        """Count what the choices come to; while it is being counted, what is chosen meanwhile is counted after it."""
        choices = self._choices()
        if choices is None or self._counting is not None:
            return
        self._counting = choices
        work = partial(price_lists.propose, self._ctx, self._agreement.key, self._listed, choices)
        self._screen.query(work, self._counted, self._not_counted)

    def _choices(self) -> Choices | None:
        """What is chosen, as far as it can be read; a source and a unit are asked for only when it is saved."""
        parsed = self._panel.form.glance(self._screen.desk.today)
        unreadable = [one for one in parsed.problems if one.name not in _ASKED_LATE]
        return None if unreadable else choices_of(self._listed, parsed.values)

    def _counted(self, proposal: Proposal) -> None:
        self._counting = None
        if not self._is_open(self._panel):
            return
        self._shown = proposal
        self._told.show_proposal(proposal, self._ctx.name)
        self._panel.note(_summary(proposal))
        if self._choices() not in {None, proposal.choices}:
            self._count()

    def _not_counted(self, _error: BaseException) -> bool:
        self._counting = None
        return False

    def _save(self, values: Values) -> None:
        choices = choices_of(self._listed, values)
        if self._shown is None or self._shown.choices != choices:
            self._panel.say(texts.LOOK_FIRST)
            self._count()
        elif not self._shown.can_be_saved:
            self._panel.say(_summary(self._shown))
        else:
            self._screen.saved(partial(price_lists.save, self._ctx, self._shown), lambda _number: None)


def _summary(proposal: Proposal) -> str:
    """What saving would come to, or why nothing can be saved."""
    if proposal.needs_unit:
        return texts.NO_UNIT
    if not proposal.prices:
        return texts.NOTHING_CHOSEN
    if any(one.is_in_the_way for one in proposal.prices):
        return texts.CLASHES
    return texts.effects(proposal.effects) if proposal.can_be_saved else texts.ALREADY_THERE


class _Told(QWidget):
    """Each price beside the last one of the same thing, and what is worth a look."""

    def __init__(self, listed: PriceList) -> None:
        super().__init__()
        self._listed = listed
        self._table: TableView[ProposedPrice] = TableView("price_list", columns(), key)
        self._table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # variants differ at their ends
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, theme.GROUP, 0, 0)
        self._warnings = QVBoxLayout()
        self._sums = label("", wrap=True)
        self._inside.addWidget(self._sums)
        self._inside.addWidget(self._table)
        self._inside.addLayout(self._warnings)

    def show_proposal(self, proposal: Proposal, names: Callable[[str], str]) -> None:
        """Show what is proposed now."""
        self._sums.setText(texts.standings(proposal.prices))
        self._sums.setVisible(bool(proposal.prices))
        self._table.set_rows(proposal.prices)
        height = theme.ROW_HEIGHT * (min(len(proposal.prices), _MOST_ROWS) + 1) + 8
        self._table.setFixedHeight(height)
        self._table.setVisible(bool(proposal.prices))
        said = [f"{one.sheet}!{one.cell}: {one.message}" for one in self._listed.warnings]
        if proposal.choices.other_year is not None:
            said.append(texts.other_year(proposal.choices.other_year, proposal.choices.days.start))
        said += [checks.said(one, names).message for one in proposal.disagreements]
        clear(self._warnings)
        for one in (each for each in proposal.prices if each.is_in_the_way):
            self._warnings.addWidget(label(texts.in_the_way(one), "stopped", wrap=True))
        if said:
            self._warnings.addWidget(label(texts.WARNINGS, "section"))
        for text in said:
            self._warnings.addWidget(label(text, "warned", wrap=True))
