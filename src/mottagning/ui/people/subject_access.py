"""Registerutdrag on the page Personer: an officer goes through each section, and then has it written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from mottagning.domain.subject_access import Omission, Review, Withheld
from mottagning.readmodels.subject_access import AccessDraft, AccessEntry, AccessSection
from mottagning.texts import formats
from mottagning.texts import subject_access as texts
from mottagning.uikit import messages
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.parts import Kind, button, column, facts, holder, label, line, row
from mottagning.uikit.printouts import write_pdf
from mottagning.uikit.records import FormPanel, RecordScreen
from mottagning.usecases.subject_access.writing import write_report

_AT_ONCE = 40
"""So many entries are gone through in one step."""
_BESIDE = 6
"""Entries with more columns have a line for each."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Some entries of a section, from `first` on."""

    section: AccessSection
    first: int

    @property
    def entries(self) -> Sequence[AccessEntry]:
        """Those to go through now."""
        return self.section.entries[self.first : self.first + _AT_ONCE]

    @property
    def title(self) -> str:
        """The section, and which part of it where it is long."""
        total = len(self.section.entries)
        if total <= _AT_ONCE:
            return self.section.title
        last = self.first + len(self.entries)
        return texts.STEP_PART.format(title=self.section.title, first=self.first + 1, last=last, number=total)


class AccessPage:
    """Goes through a draft in the card's place, step by step; the last one writes it."""

    def __init__(self, screen: RecordScreen[Any, Any], draft: AccessDraft) -> None:
        self._screen = screen
        self._draft = draft
        self._steps = [
            _Step(section, first) for section in draft.sections for first in range(0, len(section.entries), _AT_ONCE)
        ]
        self._left_out: dict[tuple[str, str], Withheld] = {
            (section.name, entry.key): section.proposed
            for section in draft.sections
            if section.proposed
            for entry in section.entries
        }
        self._passed: set[str] = set()
        self._is_begun = False

    def show(self, place: int = 0) -> None:
        """Put up a step, or after the last what the review came to."""
        if place < len(self._steps):
            self._show_step(place)
        else:
            self._show_summary()

    # a step

    def _show_step(self, place: int) -> None:
        step = self._steps[place]
        choices = [_Choice(step.section, entry, number) for number, entry in enumerate(step.entries, step.first + 1)]
        for choice in choices:
            choice.put(self._left_out.get((step.section.name, choice.entry.key)), self._repeated(choice.entry))
        nothing = _Nothing(choices)
        caution = [label(texts.CAUTIONS[step.section.caution], "warned", wrap=True)] if step.section.caution else []
        whole = [nothing.widget] if len(choices) > 1 else []
        above = holder(
            column(
                label(texts.REVIEW_TEXT, "muted", wrap=True),
                label(texts.STEP.format(place=place + 1, number=len(self._steps), title=step.title), "section"),
                *caution,
                *whole,
                *(part for choice in choices for part in (line(), choice.widget)),
            )
        )
        panel = self._put_up(above, texts.NEXT, partial(self._pass, place, choices))
        if place:
            panel.offer(button(texts.PREVIOUS, lambda: self._back(place, choices), Kind.QUIET))
        panel.is_edited = self._is_begun
        for choice in choices:
            choice.box.toggled.connect(panel.form.edited)
        choices[0].box.setFocus()

    def _put_up(self, above: QWidget, word: str, save: Callable[[FormPanel], None]) -> FormPanel:
        title = f"{texts.REVIEW} {self._draft.case_number}"
        panel: FormPanel = self._screen.show_form(title, [], {}, lambda _none: save(panel), above)
        panel.save_button.setText(word)
        panel.save_button.setAccessibleName(word)
        self._screen.give_room(to_card=True)
        return panel

    def _pass(self, place: int, choices: Sequence[_Choice], panel: FormPanel) -> None:
        undecided = next((choice for choice in choices if choice.needs_reason), None)
        if undecided is not None:
            panel.say(texts.REASON_MISSING)
            undecided.reason.setFocus()
            return
        self._keep(choices)
        section = self._steps[place].section
        if all(step.section is not section for step in self._steps[place + 1 :]):
            self._passed.add(section.name)
        self.show(place + 1)

    def _back(self, place: int, choices: Sequence[_Choice]) -> None:
        self._keep(choices)
        self.show(place - 1)

    def _keep(self, choices: Sequence[_Choice]) -> None:
        self._is_begun = True
        for choice in choices:
            if not choice.box.isEnabled():
                continue
            place = (choice.section.name, choice.entry.key)
            reason = choice.withheld
            if reason is None:
                self._left_out.pop(place, None)
            else:
                self._left_out[place] = reason

    # the end

    def _show_summary(self) -> None:
        said = [
            label(texts.summary(section.title, len(section.entries), self._reasons(section)), wrap=True)
            for section in self._draft.sections
            if section.entries
        ]
        headings = formats.listed(list(self._draft.missing))
        missing = [label(texts.MISSING.format(headings=headings), "warned", wrap=True)] if headings else []
        above = holder(
            column(
                label(texts.SUMMARY_TITLE, "section"),
                label(texts.SUMMARY_TEXT, "muted", wrap=True),
                *missing,
                line(),
                *said,
            )
        )
        panel = self._put_up(above, texts.WRITE, self._write)
        panel.offer(button(texts.PREVIOUS, lambda: self.show(len(self._steps) - 1), Kind.QUIET))
        panel.is_edited = True
        panel.save_button.setFocus()

    def _reasons(self, section: AccessSection) -> list[Withheld]:
        found = (self._left_out.get((section.name, one.key)) or self._repeated(one) for one in section.entries)
        return [reason for reason in found if reason is not None]

    def _repeated(self, entry: AccessEntry) -> Withheld | None:
        """Why what an entry repeats is left out; that keeps it out too."""
        return self._left_out.get(entry.about) if entry.about else None

    def _review(self) -> Review:
        omissions: list[Omission] = []
        for section in self._draft.sections:
            reasons = self._reasons(section)
            if len(reasons) == len(section.entries) and len(set(reasons)) == 1:
                omissions.append(Omission(section.name, None, reasons[0]))
                continue
            by_entry = ((entry.key, self._left_out.get((section.name, entry.key))) for entry in section.entries)
            omissions += [Omission(section.name, key, reason) for key, reason in by_entry if reason is not None]
        return Review(frozenset(self._passed), tuple(omissions))

    def _write(self, panel: FormPanel) -> None:
        folder = messages.choose_folder(panel, texts.CHOOSE_FOLDER, Path.home())
        if folder is None:
            panel.save_button.setEnabled(True)
            return
        work = partial(write_report, self._screen.desk.ctx, self._draft, self._review(), folder, write_pdf)
        self._screen.command(work, partial(self._written, panel), panel.refused)

    def _written(self, panel: FormPanel, files: Sequence[Path]) -> None:
        panel.is_edited = False
        self._screen.leave_form()
        self._screen.told.emit(texts.DONE_FILES.format(files=formats.listed([str(file) for file in files])))


class _Choice:
    """One entry, whether it is handed out, and else why not."""

    def __init__(self, section: AccessSection, entry: AccessEntry, number: int) -> None:
        self.section, self.entry = section, entry
        self.box = QCheckBox(texts.HAND_OUT.format(number=number))
        self.box.setChecked(True)
        self.reason = _reasons(texts.REASON_OF.format(number=number))
        self.box.toggled.connect(self._toggled)
        self.widget = holder(column(row(self.box, 0, self.reason), _said(section, entry), spacing=2))

    @property
    def withheld(self) -> Withheld | None:
        """Why it is left out; None when it is handed out."""
        found: Withheld | None = None if self.box.isChecked() else self.reason.currentData()
        return found

    @property
    def needs_reason(self) -> bool:
        """Whether it is left out without a reason."""
        return not self.box.isChecked() and self.reason.currentData() is None

    def put(self, reason: Withheld | None, repeated: Withheld | None = None) -> None:
        """Leave it out for this reason, or hand it out; what repeats something left out for `repeated` has no say."""
        shown = repeated or reason
        self.box.setChecked(shown is None)
        for part in (self.box, self.reason):
            part.setEnabled(repeated is None)
        if shown is not None:
            self.reason.setCurrentIndex(self.reason.findData(shown))

    def _toggled(self, handed_out: bool) -> None:
        self.reason.setVisible(not handed_out)


class _Nothing:
    """Leaves out all that a step shows, for one reason."""

    def __init__(self, choices: Sequence[_Choice]) -> None:
        self._choices = choices
        self.box = QCheckBox(texts.LEAVE_SECTION)
        self.reason = _reasons(texts.REASON)
        self.box.toggled.connect(self._toggled)
        self.reason.activated.connect(self._chosen)
        self.widget = holder(row(self.box, 0, self.reason))

    def _toggled(self, is_left: bool) -> None:
        self.reason.setVisible(is_left)
        for choice in self._choices:
            if choice.box.isEnabled():
                choice.box.setChecked(not is_left)

    def _chosen(self, place: int) -> None:
        for choice in self._choices:
            if choice.box.isEnabled():
                choice.reason.setCurrentIndex(place)


def _reasons(name: str) -> ChoiceBox:
    """The reasons to choose from, hidden until one is asked for."""
    made = ChoiceBox(name, [(texts.CHOOSE_REASON, None), *((word, reason) for reason, word in texts.WITHHELD.items())])
    made.hide()
    return made


def _said(section: AccessSection, entry: AccessEntry) -> QWidget:
    pairs = [
        (one.heading, texts.cell(value, one.shows)) for one, value in zip(section.columns, entry.cells, strict=True)
    ]
    known = [(heading, said) for heading, said in pairs if said]
    if len(section.columns) > _BESIDE:
        return facts(known)
    return label(" · ".join(f"{heading}: {said}" for heading, said in known), wrap=True)
