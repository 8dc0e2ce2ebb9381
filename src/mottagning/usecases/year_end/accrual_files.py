"""What is accrued as files: a workbook, and vouchers that are reversed on the first day of the next month.

That they were written is noted as an uttag; nothing else of them is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mottagning.domain.accruals import Accrued
from mottagning.domain.economy import EconomySettings
from mottagning.domain.money import Ore, total
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import DAY, Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.vouchers import Voucher, VoucherLine
from mottagning.files import accrual_workbook, sie
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.returns import AccountLine
from mottagning.readmodels.year_end import AccountSum, Accruals, AccruedLine
from mottagning.texts import economy_files
from mottagning.texts import year_end as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import own_party
from mottagning.usecases.returns.economy.vouchers import (
    Against,
    account_names,
    booked,
    require_accounts,
    voucher_file,
    voucher_settings,
)
from mottagning.usecases.year_end.accruals import accruals_in

_AGAINST: Against = {RowDirection.SELL: "accrued_income_account", RowDirection.BUY: "accrued_costs_account"}
_NAMES: Mapping[RowDirection, tuple[str, str]] = {
    RowDirection.SELL: (economy_files.SOLD, economy_files.ACCRUED_INCOME),
    RowDirection.BUY: (economy_files.BOUGHT, economy_files.ACCRUED_COSTS),
}
_PROTECTED = "X"


def write_accruals(ctx: Context, folder: Path, month: Month, *, protected: bool = False) -> Path | None:
    """Write what is accrued at the end of `month` as a workbook into `folder`; None when there is nothing. Logged.

    `protected` writes what concerns people with protected data instead. Raises Refused without the right; Trouble.
    """
    with ctx.writing() as uow:
        found = accruals_in(ctx, uow, month, protected=protected)
        if not found.accounts:
            return None
        target = _target(folder, found, office_of(uow).municipality, is_voucher=False)
        accrual_workbook.write(target, found, list(_account_lines(found)))
        uow.log.disclosed(Disclosure("accrual_file", _persons(found)), target)
        uow.commit()
        return target


def write_accrual_vouchers(ctx: Context, folder: Path, month: Month, *, protected: bool = False) -> Path | None:
    """Write what is accrued at the end of `month` as vouchers and their reversal (SIE 4I); None when there is nothing.

    Logged. Raises Refused with all that is missing, without the right, and when vouchers are off; Trouble.
    """
    with ctx.writing() as uow:
        found = accruals_in(ctx, uow, month, protected=protected)
        settings, own = voucher_settings(uow), own_party(ctx, office_of(uow))
        lines = list(_account_lines(found))
        require_accounts(settings, lines, _AGAINST)
        made = list(_vouchers(settings, found))
        if not made:
            return None
        back = [_reversed(one, way, month) for one, way in zip(made, _ways(found), strict=True)]
        accounts = account_names(settings, lines, _AGAINST, _NAMES)
        book = voucher_file(ctx, settings, own, [*made, *back], accounts)
        target = _target(folder, found, own.code, is_voucher=True)
        sie.write(target, book)
        uow.log.disclosed(Disclosure("accrual_file", _persons(found)), target)
        uow.commit()
        return target


def _target(folder: Path, found: Accruals, own: str, *, is_voucher: bool) -> Path:
    whose = _PROTECTED if found.is_protected else own
    return (folder / texts.file_name(found.day, whose, is_voucher=is_voucher)).absolute()


def _persons(found: Accruals) -> int:
    return len({line.accrued.person for one in found.accounts for line in one.lines} - {NOBODY})


# as the economy office reads it


def _account_lines(found: Accruals) -> Iterator[AccountLine]:
    """Per return, counterpart, insats and period, as an Ekonomiunderlag has them."""
    for one in found.accounts:
        groups: dict[tuple[str, str, str, Month], list[AccruedLine]] = defaultdict(list)
        for line in one.lines:
            what = line.accrued
            groups[what.counterpart, texts.basis(what), line.service, what.service_month].append(line)
        for (counterpart, number, service, month), lines in groups.items():
            yield AccountLine(
                number=number,
                counterpart=counterpart,
                counterpart_name=lines[0].counterpart_name,
                direction=one.coding.direction,
                service=service,
                service_month=month,
                bookings=_by_booking(line.accrued for line in lines),
                amount=total([line.accrued.amount for line in lines]),
                account=one.coding.account,
                cost_centre=one.coding.cost_centre,
                activity_code=one.coding.activity_code,
                project=one.coding.project,
                party_code=one.coding.party_code,
            )


def _by_booking(accrued: Iterable[Accrued]) -> tuple[tuple[str, Ore], ...]:
    amounts: dict[str, int] = defaultdict(int)
    for one in accrued:
        amounts[one.booking] += one.amount
    return tuple((booking, Ore(amount)) for booking, amount in sorted(amounts.items()))


# as it is booked


def _ways(found: Accruals) -> list[RowDirection]:
    """The directions in which something is booked, bought first."""
    return [way for way in (RowDirection.BUY, RowDirection.SELL) if any(one.amount for one in found.of(way))]


def _vouchers(settings: EconomySettings, found: Accruals) -> Iterator[Voucher]:
    """A voucher for each direction, dated the day: every account with its codes once, against what is accrued."""
    for way in _ways(found):
        text = texts.voucher_text(way, found.day)
        lines = [booked(settings, _summed(one), text) for one in found.of(way) if one.amount]
        against = Ore(-total([line.amount for line in lines]))
        balance = [VoucherLine(account=getattr(settings, _AGAINST[way]), amount=against, text=text)] if against else []
        yield Voucher(day=found.day, text=text, lines=(*balance, *lines), series=settings.voucher_series or "")


def _summed(one: AccountSum) -> AccountLine:
    lines: Sequence[AccruedLine] = one.lines
    return AccountLine(
        number="",
        counterpart="",
        counterpart_name="",
        direction=one.coding.direction,
        service="",
        service_month=lines[0].accrued.service_month,
        bookings=(),
        amount=one.amount,
        account=one.coding.account,
        cost_centre=one.coding.cost_centre,
        activity_code=one.coding.activity_code,
        project=one.coding.project,
        party_code=one.coding.party_code,
    )


def _reversed(one: Voucher, way: RowDirection, month: Month) -> Voucher:
    """The same with every sign turned, dated the first day of the next month."""
    text = texts.reversal_text(way, one.day)
    lines = tuple(replace(line, amount=Ore(-line.amount), text=text) for line in one.lines)
    return replace(one, day=month.last + DAY, text=text, lines=lines)
