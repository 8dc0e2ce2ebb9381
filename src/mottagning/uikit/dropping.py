"""How does a file that is dropped on a page reach it?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


def dropped(event: QDropEvent) -> Path | None:
    """The one file that is being dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class TakesFiles:
    """A widget on which one file may be dropped; it says `setAcceptDrops(True)` itself."""

    def take_file(self, file: Path) -> None:
        """Do something with the file."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that a file is welcome."""
        if dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        file = dropped(event)
        if file is not None:
            event.acceptProposedAction()
            self.take_file(file)
