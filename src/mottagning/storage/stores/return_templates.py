"""The store of counterparts' own forms: one for each agreement, its workbook read when it is filled in."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from mottagning.domain.return_templates import ReturnTemplate
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.agreements import AGREEMENT
from mottagning.storage.stores.keyed import KeyedStore, Shape
from mottagning.storage.tables import return_templates as tables

_FILE = tables.return_template_file


class ReturnTemplateStore(KeyedStore[ReturnTemplate]):
    """Forms of counterparts'. Nothing but `contents` reads what is in a file."""

    shape = Shape(ReturnTemplate, tables.return_template, Area.AGREEMENTS, ("agreement",), references=(AGREEMENT,))

    def held(self, ids: Collection[int]) -> set[int]:
        """Which of these records have their workbook here."""
        return set(self._connection.scalars(select(_FILE.c.template_id))) & set(ids)

    def contents(self, template_id: int) -> bytes | None:
        """The workbook of a record, None where there is none."""
        return self._connection.scalar(select(_FILE.c.contents).where(_FILE.c.template_id == template_id))

    def keep(self, one: Stored[ReturnTemplate], contents: bytes) -> None:
        """Keep the workbook that a record tells of, in place of any it had."""
        self._connection.execute(_FILE.delete().where(_FILE.c.template_id == one.id))
        self._connection.execute(_FILE.insert().values(template_id=one.id, contents=contents))
        self._note(one.id, "file_kept", {"size": one.value.size, "sha256": one.value.sha256}, one.value)
