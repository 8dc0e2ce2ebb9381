"""The store of what is known of the parties of agreements. No amount hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from mottagning.domain.agreement_parties import AgreementParty
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.agreements import AGREEMENT
from mottagning.storage.stores.keyed import KeyedStore, Shape
from mottagning.storage.tables import agreement_parties as tables
from mottagning.storage.tables import agreements as agreement_tables


class AgreementPartyStore(KeyedStore[AgreementParty]):
    """What is known of the parties."""

    shape = Shape(AgreementParty, tables.party_record, Area.AGREEMENTS, ("agreement", "code"), references=(AGREEMENT,))

    def of_agreement(self, key: str) -> list[Stored[AgreementParty]]:
        """Those of one agreement."""
        return self.having(agreement_tables.agreement.c.key, key)

    def by_agreement(self) -> Mapping[str, Mapping[str, AgreementParty]]:
        """All of them by agreement and party."""
        found: dict[str, dict[str, AgreementParty]] = defaultdict(dict)
        for one in self.every():
            found[one.value.agreement][one.value.code] = one.value
        return found
