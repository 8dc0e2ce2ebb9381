"""Writing a month as vouchers: what the Ekonomiunderlag says, booked.

A return is a voucher: each of its insatser and periods on its account with its codes, against what the counterpart owes
us or we owe it. What lacks an account is told of before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from mottagning.domain.economy import EconomySettings, is_account
from mottagning.domain.ledger import persons_in
from mottagning.domain.money import Ore, total
from mottagning.domain.payment_numbers import organisation_number
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.vouchers import Voucher, VoucherFile, VoucherLine
from mottagning.files import sie
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.returns import AccountLine, Party
from mottagning.storage.reader import Reader
from mottagning.texts import economy_files as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import own_party
from mottagning.usecases.returns.documents import account_lines
from mottagning.usecases.returns.economy.lacking import once

Against = Mapping[RowDirection, str]
"""The setting that names the account against which each direction stands; an exchange is nobody's debt."""

_BALANCE: Against = {RowDirection.SELL: "claims_account", RowDirection.BUY: "debts_account"}


def write_vouchers(ctx: Context, folder: Path, month: Month, *, protected: bool = False) -> Path | None:
    """Write the vouchers of a closed month into `folder`: a SIE 4I file, None when there is nothing to book. Logged.

    `protected` books the returns of people with protected data instead, which needs the right to them; they name no
    municipality. Raises Refused with all that is missing, without the right, and when vouchers are off; Trouble.
    """
    if protected and not ctx.sees_protected:
        raise Refused(RefusalCode.NO_RIGHT)
    with ctx.writing() as uow:
        settings, own = voucher_settings(uow), own_party(ctx, office_of(uow))
        returns = uow.ledger.returns(month, protected=protected)
        lines = [line for line in account_lines(ctx, uow, returns) if line.amount and line.direction in _BALANCE]
        require_accounts(settings, lines, _BALANCE)
        if not lines:
            return None
        accounts = account_names(settings, lines, _BALANCE, _NAMES)
        book = voucher_file(ctx, settings, own, vouchers(settings, month, lines), accounts)
        target = (folder / texts.voucher_name(month, "X" if protected else own.code)).absolute()
        sie.write(target, book)
        persons = persons_in(uow.ledger.rows([one.id for one in returns]))
        uow.log.disclosed(Disclosure("voucher_file", persons), target)
        uow.commit()
        return target


def voucher_settings(reader: Reader) -> EconomySettings:
    """The settings of files for the economy system. Raises Refused while vouchers are off."""
    settings = reader.settings.economy()
    if not settings.writes_vouchers:
        raise Refused(RefusalCode.FILES_OFF)
    return settings


def require_accounts(settings: EconomySettings, lines: Sequence[AccountLine], against: Against) -> None:
    """Raises Refused with all that is missing before `lines` can be booked."""
    lacking = once(_lacks(settings, lines, against))
    if lacking:
        raise Refused(RefusalCode.FILES_LACK, *lacking)


def voucher_file(
    ctx: Context, settings: EconomySettings, own: Party, made: Iterable[Voucher], accounts: Mapping[str, str]
) -> VoucherFile:
    """Vouchers in the office's name, with the words of their `accounts` and of the dimensions that are set."""
    return VoucherFile(
        company=settings.seller_name or own.name,
        organisation_number=organisation_number(own.organisation_number),
        made=ctx.today,
        vouchers=tuple(made),
        accounts=dict(accounts),
        dimensions=_dimensions(settings),
    )


def vouchers(settings: EconomySettings, month: Month, lines: Sequence[AccountLine]) -> Iterator[Voucher]:
    """A voucher for each return among `lines`, dated the last day of the month."""
    for number, same in groupby(lines, key=lambda line: line.number):
        own = tuple(same)
        balance = getattr(settings, _BALANCE[own[0].direction])
        against = -total([debit(line) for line in own])
        on_accounts = [booked(settings, line, texts.booked(line.service, line.service_month)) for line in own]
        if against:
            on_accounts.insert(0, VoucherLine(account=balance, amount=Ore(against), text=number))
        yield Voucher(day=month.last, text=number, lines=tuple(on_accounts), series=settings.voucher_series or "")


def debit(line: AccountLine) -> Ore:
    """What we buy is a cost in debit; what we sell is income in credit."""
    return line.amount if line.direction is RowDirection.BUY else Ore(-line.amount)


def booked(settings: EconomySettings, line: AccountLine, text: str) -> VoucherLine:
    """What a line comes to on the account of an insats, with its codes in the dimensions that are set."""
    objects = [(getattr(settings, name), code) for name, code in _codes(line).items() if code]
    return VoucherLine(
        account=line.account or "",
        amount=debit(line),
        objects=tuple((number, code) for number, code in objects if number),
        text=text,
    )


def _codes(line: AccountLine) -> Mapping[str, str | None]:
    """The codes of a line by the setting that says their dimension."""
    return {
        "cost_centre_dimension": line.cost_centre,
        "activity_dimension": line.activity_code,
        "project_dimension": line.project,
        "party_dimension": line.party_code,
    }


def _dimensions(settings: EconomySettings) -> dict[str, str]:
    """The words of the dimensions that are set, by number."""
    return {number: word for name, word in texts.DIMENSIONS.items() if (number := getattr(settings, name))}


def _lacks(settings: EconomySettings, lines: Sequence[AccountLine], against: Against) -> Iterator[FieldProblem]:
    """What cannot be booked as it is. The counterpart's code may be left out: economy systems know it themselves."""
    for line in lines:
        if not is_account(getattr(settings, against[line.direction]) or ""):
            yield FieldProblem(against[line.direction], "lacks")
        if not is_account(line.account or ""):
            yield FieldProblem(f"account_{line.direction.value}", "lacks", {"service": line.service})
        for name, code in _codes(line).items():
            if code and name != "party_dimension" and not getattr(settings, name):
                yield FieldProblem(name, "lacks", {"service": line.service})


def account_names(
    settings: EconomySettings,
    lines: Sequence[AccountLine],
    against: Against,
    words: Mapping[RowDirection, tuple[str, str]],
) -> dict[str, str]:
    """What the accounts are called, in words that tell of no insats: its own and what it stands against."""
    names = {}
    for line in lines:
        own, other = words[line.direction]
        names[line.account or ""] = own
        names[getattr(settings, against[line.direction])] = other
    return names


_NAMES: Mapping[RowDirection, tuple[str, str]] = {
    RowDirection.SELL: (texts.SOLD, texts.CLAIMS),
    RowDirection.BUY: (texts.BOUGHT, texts.DEBTS),
}
