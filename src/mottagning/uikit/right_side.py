"""The right side of a page: a card, or a form that asks something about what the card shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.texts import window as texts
from mottagning.uikit.fields import Field, Section
from mottagning.uikit.lists import CardPart
from mottagning.uikit.records import FormPanel, Values


class RightSide(CardPart):
    """Shows parts, or a form; while a form is edited it asks before it lets go of what was typed."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._form: FormPanel | None = None
        self._may_go: Callable[[], bool] | None = None
        """Asks whether what is shown now may go, where it is shown only once."""

    def may_leave(self) -> bool:
        """Whether nothing typed, and nothing that is shown only once, would be lost; may ask."""
        if self._may_go is not None:
            return self._may_go()
        return self._form is None or self._form.may_leave()

    def let_go(self, show: Callable[[], None]) -> bool:
        """As `may_leave`; when something would be lost and is let go, `show` fills the card with what is saved."""
        if not self.would_lose:
            return True
        may_go = self.may_leave()
        if may_go:
            show()
        return may_go

    def show_parts(self, *parts: Any, foot: QWidget | None = None) -> None:  # noqa: ANN401 - widgets, layouts and gaps
        """Fill the card; a form that stood there is gone."""
        self._form = self._may_go = None
        super().show_parts(*parts, foot=foot)

    def show_once(self, *parts: Any, may_go: Callable[[], bool]) -> None:  # noqa: ANN401 - widgets, layouts and gaps
        """Fill the card with what cannot be shown again: `may_go` asks before it makes room."""
        self.show_parts(*parts)
        self._may_go = may_go

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        values: Values,
        save: Callable[[Values], None],
        back: Callable[[], None],
        *,
        above: QWidget | None = None,
        below: Sequence[Any] = (),
        words: tuple[str, str] = (texts.SAVE, texts.CANCEL),
        takes_cursor: bool = True,
    ) -> None:
        """Ask something in place of the card: `save` gets the answers, `back` shows the card again.

        A form that is itself the card of a chosen row does not take the cursor out of the list.
        """

        def leave() -> None:
            if self.may_leave():
                back()

        panel = FormPanel(title, [Section("", tuple(fields))], values, save, leave, above, words)
        panel.wants_save.connect(lambda: panel.submit(lambda form: form.values(self._today())))
        self.show_parts(panel, *below, foot=panel.foot)
        self._form = panel
        if not takes_cursor:
            return
        if fields:
            panel.form.focus_first()
        else:
            panel.save_button.setFocus()

    def refused(self, error: BaseException) -> bool:
        """Say in the form why it was not saved. False when no form stands here, or it is not for the form."""
        return self._form is not None and self._form.refused(error)

    def free(self) -> None:
        """The form that stands here may be sent again, as it is."""
        if self._form is not None:
            self._form.save_button.setEnabled(True)

    @property
    def would_lose(self) -> bool:
        """Whether something would be lost if the card was filled now: what is typed, or is shown only once."""
        return self._may_go is not None or (self._form is not None and self._form.is_edited)

    @property
    def is_asking(self) -> bool:
        """Whether a form stands here."""
        return self._form is not None
