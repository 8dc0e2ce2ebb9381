"""The columns of the lists of the turn of the year."""

from __future__ import annotations

from dataclasses import replace

from mottagning.domain.accruals import Basis
from mottagning.domain.money import Ore
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.year_end import AccountSum, AccruedLine, EndingPrices, SettledLine
from mottagning.texts import formats
from mottagning.texts import year_end as texts
from mottagning.uikit.columns import Align, Column, Tone, amount_column, count_column, text_column
from mottagning.uikit.filters import Quick, flag


def _amount(one: AccountSum) -> Ore:
    return one.amount


def account_columns() -> list[Column[AccountSum]]:
    """Accounts with their codes and sums."""
    return [
        text_column("account", texts.ACCOUNT, lambda one: one.coding.account or texts.NO_ACCOUNT, width=74),
        Column(
            "direction",
            texts.DIRECTION,
            lambda one: texts.direction(one.coding.direction),
            lambda one: sort_key(texts.direction(one.coding.direction)),
            92,
            gives_way=1,
        ),
        text_column("cost_centre", texts.COST_CENTRE, lambda one: one.coding.cost_centre, width=74, gives_way=3),
        text_column("activity", texts.ACTIVITY, lambda one: one.coding.activity_code, width=106, gives_way=5),
        text_column("project", texts.PROJECT, lambda one: one.coding.project, width=80, gives_way=6),
        text_column("party", texts.PARTY, lambda one: one.coding.party_code, width=96, is_shown=False),
        amount_column("estimated", texts.ESTIMATED, lambda one: one.estimated, width=136, gives_way=2),
        replace(amount_column("amount", texts.AMOUNT, _amount, width=112), stretches=True),
    ]


def accrued_columns() -> list[Column[AccruedLine]]:
    """What an account is made of, booking by booking and month by month; nobody's name."""
    return [
        text_column("booking", texts.BOOKING, lambda one: one.accrued.booking, width=84),
        text_column("counterpart", texts.COUNTERPART, lambda one: one.counterpart_name, width=104, gives_way=2),
        text_column("service", texts.SERVICE, lambda one: one.service, width=104, stretches=True),
        Column(
            "month",
            texts.ABOUT,
            lambda one: str(one.accrued.service_month),
            lambda one: one.accrued.service_month,
            80,
        ),
        text_column("basis", texts.BASIS, lambda one: texts.basis(one.accrued), width=150, gives_way=1),
        amount_column("amount", texts.AMOUNT, lambda one: one.accrued.amount),
    ]


def accrued_filters() -> list[Quick[AccruedLine]]:
    """What amounts can be filtered by."""
    return [
        flag("returned", texts.RETURNED, lambda one: one.accrued.basis is Basis.RETURNED),
        flag("estimated", texts.ESTIMATED, lambda one: one.accrued.basis is not Basis.RETURNED),
        Quick("counterpart", texts.COUNTERPART, lambda one: one.counterpart_name, str),
        Quick("service", texts.SERVICE, lambda one: one.service, str),
    ]


def price_columns() -> list[Column[EndingPrices]]:
    """Agreements whose prices end with the year."""
    return [
        text_column("agreement", texts.AGREEMENT, lambda one: one.name, width=130, stretches=True),
        text_column(
            "parties", texts.COUNTERPART, lambda one: formats.listed(list(one.party_names)), width=120, gives_way=3
        ),
        text_column("services", texts.SERVICES, lambda one: ", ".join(one.services), width=150, gives_way=4),
        count_column("ending", texts.PRICES, lambda one: len(one.ending), 74, gives_way=2),
        count_column("carried", texts.CARRIED_COUNT, lambda one: len(one.carried), 94, gives_way=5),
        count_column("bookings", texts.BOOKINGS_ON, lambda one: one.bookings, 130, gives_way=1),
        Column(
            "state",
            texts.PRICE_STATE,
            texts.price_state,
            lambda one: sort_key(texts.price_state(one)),
            168,
            tone=lambda one: Tone.WARNING if one.ending else Tone.OK,
        ),
    ]


def settled_columns() -> list[Column[SettledLine]]:
    """Bookings with what the settlement of the year comes to."""
    return [
        text_column("booking", texts.BOOKING, lambda one: one.booking, width=84),
        text_column("agreement", texts.AGREEMENT, lambda one: one.agreement_name, width=120, stretches=True),
        text_column("counterpart", texts.COUNTERPART, lambda one: one.counterpart_name, width=104, gives_way=5),
        text_column("service", texts.SERVICE, lambda one: one.service, width=110, gives_way=4),
        Column(
            "direction",
            texts.DIRECTION,
            lambda one: texts.direction(one.direction),
            lambda one: sort_key(texts.direction(one.direction)),
            78,
            gives_way=6,
        ),
        Column(
            "months",
            texts.MONTHS,
            lambda one: formats.decimal(one.months, 1),
            lambda one: one.months,
            86,
            Align.RIGHT,
            gives_way=4,
        ),
        amount_column("due", texts.DUE, lambda one: one.due, gives_way=2),
        amount_column("billed", texts.BILLED, lambda one: one.billed, gives_way=2),
        amount_column("left", texts.LEFT, lambda one: one.amount, width=116),
        Column(
            "settled_in", texts.SETTLED_IN, lambda one: str(one.settled_in), lambda one: one.settled_in, 92, gives_way=3
        ),
        Column(
            "state",
            texts.STATE,
            texts.settled_state,
            lambda one: sort_key(texts.settled_state(one)),
            110,
            tone=lambda one: Tone.OK if one.is_closed else Tone.INFORMATION,
            gives_way=1,
        ),
    ]
