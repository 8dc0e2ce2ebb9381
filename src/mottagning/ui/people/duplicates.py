"""Who may be registered twice, on the page Personer: a hint in the form while somebody is entered, and the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mottagning.domain.duplicates import Described, KnownNumber
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import BirthPrecision
from mottagning.readmodels.duplicates import ApartPair, Duplicates, Suggestion, Suspect, SuspectPair
from mottagning.texts import duplicates as texts
from mottagning.texts import merging, words
from mottagning.ui.people.merging import begin_merge
from mottagning.uikit import theme
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, line, link, row
from mottagning.uikit.records import FormPanel, RecordScreen
from mottagning.usecases import duplicates

_MOST_HINTS = 2
_MOST_PAIRS = 50
"""So many pairs are shown at a time; those after them come as these are seen to."""


def entered_person(values: Mapping[str, Any]) -> Described:
    """What a person's form says of her so far."""
    numbers = [(kind, values.get(kind.value)) for kind in IdentityKind]
    return Described(
        given_name=values.get("given_name"),
        family_name=values.get("family_name"),
        called_name=values.get("called_name"),
        birth_date=values.get("birth_date"),
        birth_precision=values.get("birth_precision") or BirthPrecision.DAY,
        sex=values.get("sex"),
        households=frozenset([values["household"]] if values.get("household") else ()),
        numbers=tuple(KnownNumber(kind, number) for kind, number in numbers if number),
    )


class DuplicateHint(QObject):
    """Names those who may be the one that a form is about, as often as what they are compared by changes.

    One question at a time; what was typed meanwhile is asked of afterwards. `itself` is the person being changed, of
    whom nothing is said until something is changed.
    """

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        panel: FormPanel,
        entered: Callable[[Mapping[str, Any]], Described],
        itself: int | None = None,
    ) -> None:
        super().__init__(panel)
        self._screen, self._panel, self._entered, self._itself = screen, panel, entered, itself
        self._asked = Described() if itself is None else self._now()
        self._is_asking = False
        panel.form.edited.connect(self.look)

    def look(self) -> None:
        """Ask, when there is something new to ask of."""
        entered = self._now()
        if self._is_asking or entered == self._asked:
            return
        self._asked, self._is_asking = entered, True
        work = partial(duplicates.suggest, self._screen.desk.ctx, entered, self._itself)
        self._screen.query(work, self._came, self._failed)

    def _now(self) -> Described:
        return self._entered(self._panel.form.glance(self._screen.desk.today).values)

    def _came(self, found: Sequence[Suggestion]) -> None:
        if isValid(self):
            self._is_asking = False
            self._panel.hint(hints(found, self._screen.open, self._merge))
            self.look()

    @property
    def _merge(self) -> Callable[[int], object] | None:
        """The way to merge somebody with the person who is being changed; there is none to somebody new."""
        itself = self._itself
        return None if itself is None else lambda other: begin_merge(self._screen, itself, other)

    def _failed(self, _error: BaseException) -> bool:
        if isValid(self):
            self._is_asking = False
        return False


def hints(
    found: Sequence[Suggestion], show: Callable[[int], object], merge: Callable[[int], object] | None = None
) -> list[QWidget]:
    """The likeliest few with the reasons, each a way to the person's card, and to merging the two."""
    if not found:
        return []
    parts: list[QWidget] = [label(texts.ENTERED, "warned", wrap=True)]
    for one in found[:_MOST_HINTS]:
        way = _way(one.suspect, texts.hinted(one.suspect, one.found), show)
        parts.append(way if merge is None else holder(leading(way, _merge_button(one.suspect, merge))))
    if len(found) > _MOST_HINTS:
        parts.append(label(texts.SEVERAL_MORE.format(number=len(found) - _MOST_HINTS), "muted"))
    return parts


def _merge_button(one: Suspect, merge: Callable[[int], object]) -> QWidget:
    name = f"{merging.MERGE} {texts.suspect(one)}"
    return button(merging.MERGE, partial(merge, one.id), Kind.QUIET, name=name)


def _way(one: Suspect, detail: str, show: Callable[[int], object]) -> QWidget:
    return link(texts.suspect(one), detail, partial(show, one.id))


class DuplicatesPage:
    """Shows the list in the card's place; `back` goes to the card that was there."""

    def __init__(self, screen: RecordScreen[Any, Any], found: Duplicates, back: Callable[[], None]) -> None:
        self._screen = screen
        self._found = found
        self._back = back

    def show(self) -> None:
        """Put the page up."""
        back = button(texts.BACK, self._back, Kind.QUIET)
        pairs = self._found.pairs
        told = [part for one in pairs[:_MOST_PAIRS] for part in (*self._pair(one), line())]
        rest = [label(texts.SEVERAL_MORE.format(number=len(pairs) - _MOST_PAIRS), "muted")]
        self._screen.give_room(to_card=True)
        self._screen.card.show_parts(
            label(texts.TITLE, "subheading", wrap=True),
            row(back, 0),
            label(texts.EXPLAINED if pairs else texts.NONE, "muted", wrap=True),
            theme.GROUP,
            *told,
            *(rest if len(pairs) > _MOST_PAIRS else []),
            *self._apart(),
        )
        back.setFocus()

    def _pair(self, pair: SuspectPair) -> list[Any]:
        name = texts.apart_named(pair.one, pair.other)
        merge = merging.merge_named(texts.suspect(pair.one), texts.suspect(pair.other))
        apart = button(texts.APART, partial(self._say_apart, pair), name=name)
        return [
            self._people(pair),
            label(words.first_upper(texts.reasons(pair.found)), "muted", wrap=True),
            row(button(merging.MERGE, partial(self._begin_merge, pair), name=merge), apart, 0),
        ]

    def _people(self, pair: SuspectPair | ApartPair) -> QWidget:
        ways = [_way(one, texts.born(one), self._screen.open) for one in (pair.one, pair.other)]
        return holder(column(*ways, spacing=4))

    def _apart(self) -> list[Any]:
        if not self._found.apart:
            return []
        parts: list[Any] = [
            theme.GROUP,
            label(texts.APART_TITLE, "section"),
            label(texts.APART_EXPLAINED, "muted", wrap=True),
        ]
        for one in self._found.apart:
            name = texts.take_back_named(one.one, one.other)
            again = button(texts.TAKE_BACK, partial(self._take_back, one), Kind.QUIET, name=name)
            parts += [self._people(one), row(again, 0), line()]
        return parts

    def _begin_merge(self, pair: SuspectPair) -> None:
        begin_merge(self._screen, pair.one.id, pair.other.id)

    def _say_apart(self, pair: SuspectPair) -> None:
        work = partial(duplicates.say_apart, self._screen.desk.ctx, pair.one.id, pair.other.id)
        self._screen.command(work, lambda _said: self._anew(texts.SAID))

    def _take_back(self, pair: ApartPair) -> None:
        work = partial(duplicates.take_back, self._screen.desk.ctx, pair.said)
        self._screen.command(work, lambda _none: self._anew(texts.TAKEN_BACK))

    def _anew(self, told: str) -> None:
        self._screen.told.emit(told)
        show_duplicates(self._screen, self._back)


def show_duplicates(screen: RecordScreen[Any, Any], back: Callable[[], None]) -> None:
    """Read the list and put it up."""
    screen.query(
        partial(duplicates.possible_duplicates, screen.desk.ctx),
        lambda found: DuplicatesPage(screen, found, back).show(),
    )
