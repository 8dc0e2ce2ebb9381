"""Who is an ordinary return's row about, as it may be shown today? As sent, but nobody who is protected by now."""

from __future__ import annotations

from collections.abc import Sequence

from mottagning.readmodels.returns import ClosedReturn, SentIdentity
from mottagning.storage.reader import Reader


def shown_identities(reader: Reader, returns: Sequence[ClosedReturn]) -> dict[tuple[str, int], SentIdentity]:
    """Names and numbers by return number and row; somebody protected since then is masked in an ordinary return.

    A protected return holds neutral case numbers alone, which stay.
    """
    sent = reader.ledger.identities([one.id for one in returns])
    neutral = {one.number for one in returns if one.is_protected}
    hidden = reader.people.protected_among(sorted({who.person for who in sent.values()}))
    return {
        place: _masked(who) if who.person in hidden and place[0] not in neutral else who for place, who in sent.items()
    }


def _masked(who: SentIdentity) -> SentIdentity:
    return SentIdentity(person=who.person, case_number=None, name=None, kind=None, number=None, previous_number=None)
