"""Can more than one open the register? Asked before its first month is closed."""

from __future__ import annotations

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.users import KEY_HOLDERS
from mottagning.storage.reader import Reader
from mottagning.system import keyfile
from mottagning.usecases.context import Context


def has_key_holders(ctx: Context) -> bool:
    """Whether enough people can open the register, each by a passphrase of her own."""
    with ctx.reading() as reader:
        return _holders(ctx, reader) >= KEY_HOLDERS


def require_key_holders(ctx: Context, reader: Reader) -> None:
    """Raises Refused while nothing is closed and only one can open the register."""
    if reader.ledger.is_empty() and _holders(ctx, reader) < KEY_HOLDERS:
        raise Refused(RefusalCode.KEY_HOLDERS_MISSING)


def _holders(ctx: Context, reader: Reader) -> int:
    keys = keyfile.KeyFile.loads(ctx.key_text)
    return sum(keyfile.has_passphrase(keys, one.value.key_slot) for one in reader.users.present())
