"""Two records of one person side by side, on the page Personer: what differs is chosen, then they are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.merging import Clash, FieldMatch, Ground, Pair, Side
from mottagning.domain.people import Protection
from mottagning.readmodels.merging import Merge, MergePreview
from mottagning.readmodels.reference import Reference
from mottagning.texts import formats, people, words
from mottagning.texts import merging as texts
from mottagning.texts import window as window_texts
from mottagning.ui.people.form import person_sections
from mottagning.ui.people.part_kinds import part_kinds
from mottagning.uikit import theme
from mottagning.uikit.fields import Field, all_fields, shown
from mottagning.uikit.parts import Kind, button, clear, column, facts, holder, label, leading, line, row
from mottagning.uikit.records import FormPanel, RecordScreen
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.merging.undoing import undo_merge


def begin_merge(screen: RecordScreen[Any, Any], kept_id: int, gone_id: int) -> None:
    """Read what merging two would do and show it; a form that is open is asked about first."""
    if screen.begin_page():
        _show(screen, kept_id, gone_id)


def _show(screen: RecordScreen[Any, Any], kept_id: int, gone_id: int) -> None:
    work = partial(preview_merge, screen.desk.ctx, kept_id, gone_id)
    screen.query(work, lambda found: MergePage(screen, found).show())


def undo(screen: RecordScreen[Any, Any], merge: Merge) -> None:
    """Take a merge back, and show who stayed; what stands in the way is said."""

    def undone(_value: object) -> None:
        screen.list.close_undo()
        screen.told.emit(texts.UNDONE.format(gone=merge.gone_case))
        screen.open(merge.kept)
        screen.refresh()

    screen.command(partial(undo_merge, screen.desk.ctx, merge.id), undone)


def merges(screen: RecordScreen[Any, Any], found: Sequence[Merge]) -> list[QWidget]:
    """What the card tells of merges, each with its way back."""
    return [
        holder(
            leading(
                label(texts.merged_on(one), "muted", wrap=True),
                button(
                    texts.UNDO, partial(undo, screen, one), Kind.QUIET, name=texts.UNDO_NAMED.format(gone=one.gone_case)
                ),
            )
        )
        for one in found
    ]


_BESIDE = 440
"""So wide, in pixels, a question has to be for what the two say to stand side by side."""
_SAY_NOTHING = (None, (), False, Protection.NONE)


class MergePage:
    """Shows two records in the card's place, what differs first; the choices are looked at anew as they are made."""

    def __init__(self, screen: RecordScreen[Any, Any], found: MergePreview) -> None:
        self._screen, self._found = screen, found
        self._ctx = screen.desk.ctx
        self._said = _Said(self._ctx.reference, self._ctx.name)
        self._asked = self._questions()
        self._follows = column(spacing=4)
        self._is_looking = False

    def show(self) -> None:
        """Put the page up."""
        self._tell(self._found)
        panel: FormPanel = self._screen.show_form(
            texts.TITLE, [], {}, lambda _none: self._save(panel), self._above(), (texts.SAVE, window_texts.CANCEL)
        )
        self._screen.give_room(to_card=True)
        panel.save_button.setEnabled(not self._found.problems)
        for one in self._asked:
            one.chosen.connect(panel.form.edited)
            one.chosen.connect(self._look)
        first = next(iter(self._asked), None)
        (first.checked if first else panel.save_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _above(self) -> QWidget:
        kept, gone = self._cases
        swap = partial(_show, self._screen, self._found.gone.id, self._found.kept.id)
        cautions = [label(texts.CAUTIONS[one], "warned", wrap=True) for one in self._found.plan.cautions]
        return holder(
            column(
                label(texts.EXPLAINED, "muted", wrap=True),
                label(texts.NOT_FINGERED, "notice", wrap=True),
                *cautions,
                label(texts.KEEPS.format(case=kept, gone=gone), "strong", wrap=True),
                row(button(texts.SWAP.format(case=gone), swap), 0),
                *self._to_choose(),
                theme.GROUP,
                label(texts.FOLLOWS, "section"),
                self._follows,
                *self._clear(),
            )
        )

    @property
    def _cases(self) -> tuple[str, str]:
        return self._found.kept.value.case_number, self._found.gone.value.case_number

    # what is chosen

    def _questions(self) -> list[_Question]:
        plan, cases = self._found.plan, self._cases
        fields = [self._field(one) for one in plan.fields if one.needs_choice]
        clashes = [
            _Question(one.name, texts.CLASHES[one.kind], "", self._said.clash(one), cases) for one in plan.clashes
        ]
        pairs = [
            _Question(one.name, texts.KINDS[one.kind], "", self._said.pair(one), cases)
            for one in plan.pairs
            if one.needs_choice
        ]
        return [*fields, *clashes, *pairs]

    def _field(self, match: FieldMatch) -> _Question:
        said = [self._said.value(match, side) for side in Side]
        ground = texts.GROUNDS[match.ground]
        return _Question(match.name, self._said.label(match), ground, said, self._cases, match.proposed)

    def _to_choose(self) -> list[Any]:
        if not self._asked:
            return []
        asked = [part for one in self._asked for part in (one, line())]
        return [theme.GROUP, label(texts.TO_CHOOSE, "section"), *asked[:-1]]

    @property
    def _choices(self) -> dict[str, Side]:
        return {one.name: one.side for one in self._asked}

    # what follows

    def _look(self) -> None:
        """Count anew for what is chosen now; one look at a time."""
        if self._is_looking:
            return
        self._is_looking, asked = True, self._choices

        def came(found: MergePreview) -> None:
            self._is_looking = False
            if isValid(self._follows):
                self._tell(found)
                if asked != self._choices:
                    self._look()

        def failed(_error: BaseException) -> bool:
            self._is_looking = False
            return False

        ids = self._found.kept.id, self._found.gone.id
        self._screen.query(partial(preview_merge, self._ctx, *ids, asked), came, failed)

    def _tell(self, found: MergePreview) -> None:
        clear(self._follows)
        for said in texts.in_the_way(found.problems):
            self._follows.addWidget(label(said, "stopped", wrap=True))
        for said in texts.follows(found, self._ctx.name) if not found.problems else []:
            self._follows.addWidget(label(said, wrap=True))

    def _clear(self) -> list[Any]:
        """What nobody has to choose: what only one has, and what is the same."""
        fields = self._found.plan.fields
        cases = dict(zip(Side, self._cases, strict=True))
        only = [
            (self._said.label(one), f"{formats.breakable(self._said.value(one, one.proposed))} · {cases[one.proposed]}")
            for one in fields
            if one.ground in {Ground.ONLY_THERE, Ground.PROTECTED}
        ]
        same = [
            (self._said.label(one), self._said.value(one, Side.KEPT)) for one in fields if one.ground is Ground.SAME
        ]
        known = [one for one in same if one[1] != texts.NOTHING]
        parts: list[Any] = []
        for title, pairs in ((texts.TAKEN, only), (texts.AGREED, known)):
            if pairs:
                parts += [theme.GROUP, label(title, "section"), facts(pairs)]
        return parts

    # saving

    def _save(self, panel: FormPanel) -> None:
        work = partial(merge_people, self._ctx, self._found.kept, self._found.gone, self._choices)
        self._screen.saved(work, self._saved)
        panel.is_edited = False

    def _saved(self, merge: Merge) -> int:
        said = texts.DONE.format(gone=merge.gone_case, kept=merge.kept_case)
        back = partial(undo, self._screen, merge)
        self._screen.list.offer_undo(said, texts.UNDO, back)
        self._screen.undoable.emit(back)
        return merge.kept


class _Said:
    """What stands in the two records, in words."""

    def __init__(self, reference: Reference, names: Callable[[str], str]) -> None:
        self._names = names
        self._fields: Mapping[str, Field] = {
            one.name: one for one in all_fields(person_sections(reference, protection=True))
        }
        self._kinds = part_kinds(names, lambda code: reference.languages.get(code, code))

    def label(self, match: FieldMatch) -> str:
        """What a field is called."""
        return self._fields[match.name].label

    def value(self, match: FieldMatch, side: Side) -> str:
        """What one of them says."""
        values: Any = match.of(side)
        if match.name == "birth_date":
            return people.birth_as_known(*values) or texts.NOTHING
        found = shown(self._fields[match.name], values[0])
        if isinstance(found, bool):
            return words.YES if found else words.NO
        return words.first_upper(found) if found and self._fields[match.name].kind else found or texts.NOTHING

    def pair(self, pair: Pair) -> list[str]:
        """The two rows that become one."""
        return [self._record(pair.kind, record) for record in (pair.kept, pair.gone)]

    def clash(self, clash: Clash) -> list[str]:
        """The rows that cannot both stand."""
        return ["\n".join(self._record(clash.kind, one) for one in records) for records in (clash.kept, clash.gone)]

    def _record(self, kind: str, record: Any) -> str:  # noqa: ANN401 - a record of the kind
        if kind == "residences":
            return f"{self._names(record.municipality)} {formats.days(record.days)}"
        return ": ".join(part for part in self._kinds[kind].said(record) if part)


class _Question(QWidget):
    """One thing to choose: what each of the two says, side by side."""

    chosen = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        ground: str,
        said: Sequence[str],
        cases: tuple[str, str],
        proposed: Side = Side.KEPT,
    ) -> None:
        super().__init__()
        self.name = name
        self._group = QButtonGroup(self)
        self._buttons: dict[Side, QRadioButton] = {}
        self._options = row()
        for side, value, case in zip(Side, said, cases, strict=True):
            self._buttons[side] = QRadioButton()
            self._buttons[side].setAccessibleName(f"{title}: {value}, {case}")
            self._group.addButton(self._buttons[side])
            self._options.addWidget(self._option(side, value, case), 1)
        self._buttons[proposed].setChecked(True)
        why = [label(words.first_upper(ground), "muted", wrap=True)] if ground else []
        inside: QVBoxLayout = column(label(title, "strong", wrap=True), *why, holder(self._options), spacing=2)
        self.setLayout(inside)
        self._one_stop()
        self._group.buttonToggled.connect(self._toggled)

    @property
    def side(self) -> Side:
        """Which of the two is chosen."""
        return next(side for side, one in self._buttons.items() if one.isChecked())

    @property
    def checked(self) -> QRadioButton:
        """The button that is chosen."""
        return self._buttons[self.side]

    def _toggled(self, _button: QRadioButton, is_on: bool) -> None:
        if is_on:
            self._one_stop()
            self.chosen.emit()

    def _one_stop(self) -> None:
        """Tab comes to what is chosen, and the arrow keys choose."""
        for one in self._buttons.values():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one.isChecked() else Qt.FocusPolicy.ClickFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is too little room beside one another, the two stand under one another."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _BESIDE
        self._options.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _option(self, side: Side, value: str, case: str) -> QWidget:
        said = holder(column(_Words(value, self._buttons[side]), label(case, "muted"), spacing=0))
        made = leading(said)
        made.insertWidget(0, self._buttons[side], 0, Qt.AlignmentFlag.AlignTop)
        return holder(made)


class _Words(QLabel):
    """Words that choose their button when they are clicked; a button's own words do not wrap."""

    def __init__(self, text: str, chooses: QRadioButton) -> None:
        super().__init__(formats.breakable(text))
        self._chooses = chooses
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._chooses.click()
