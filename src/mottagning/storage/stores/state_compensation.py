"""The stores of claims for state compensation, and of what came without one."""

from __future__ import annotations

from mottagning.domain.state_compensation.claims import StateCompensationClaim
from mottagning.domain.state_compensation.received import ReceivedPayment
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.keyed import Shape
from mottagning.storage.stores.people import CASE, OfPerson
from mottagning.storage.tables import state_compensation as tables


class StateCompensationClaimStore(OfPerson[StateCompensationClaim]):
    """Claims of all persons. Nobody is removed under a claim: what was applied for is accounts."""

    shape = Shape(
        StateCompensationClaim,
        tables.state_compensation_claim,
        Area.STATE_COMPENSATION,
        ("case_number", "ground", "days"),
        references=(CASE,),
    )

    def key_of(self, value: StateCompensationClaim) -> tuple[object, ...]:
        return value.case_number, value.ground, value.days.start


class ReceivedPaymentStore(OfPerson[ReceivedPayment]):
    """What came for all persons. Nobody is removed under it: it is accounts."""

    shape = Shape(
        ReceivedPayment,
        tables.received_state_payment,
        Area.STATE_COMPENSATION,
        ("case_number", "kind", "month"),
        references=(CASE,),
    )
