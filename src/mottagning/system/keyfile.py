"""How is a register's key kept? Wrapped once for each passphrase and once for the recovery code, in a file beside it.

The key is 32 random bytes. A passphrase becomes a wrapping key by Argon2id (RFC 9106, second recommended option:
64 MiB, three passes), and AES-GCM both hides the key and tells a wrong passphrase. The file names nobody: a slot is
found by the hash of a user's name.

Anybody can edit the file, so what it says of itself decides nothing: whose passphrase a slot's is stands in the
register (`User.key_slot`), and a computer's slot is sealed together with whose it is.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from mottagning.domain.problems import Trouble, TroubleCode

FORMAT = 1
KEY_BYTES = 32
_RECOVERY_BYTES = 20
_RECOVERY_LETTERS = 32
_PASSPHRASE, _RECOVERY, _MACHINE = "passphrase", "recovery", "machine"
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What turning a passphrase into a key costs: passes over so many KiB in so many lanes."""

    iterations: int = 3
    memory: int = 64 * 1024
    lanes: int = 4


_QUICK = Cost(iterations=1, memory=8 * 1024, lanes=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, wrapped for one passphrase, for the recovery code, or for a computer that remembers somebody."""

    id: str
    kind: str
    user: str
    salt: str
    nonce: str
    wrapped: str
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The wrapped keys of one register."""

    register: str
    slots: tuple[Slot, ...]

    def dumps(self) -> str:
        """The file's text."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def loads(cls, text: str) -> KeyFile:
        """Read the file's text. Raises Trouble when it cannot be a key file."""
        try:
            found: dict[str, Any] = json.loads(text)
            slots = tuple(Slot(**{**slot, "cost": Cost(**slot["cost"])}) for slot in found["slots"])
            return cls(found["register"], slots)
        except (ValueError, KeyError, TypeError) as error:
            raise Trouble(TroubleCode.KEY_FILE_DAMAGED) from error


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key, and whose slot opened it."""

    key: bytes
    slot: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """The keys of a new register, with what is shown once and never again."""

    file: KeyFile
    key: bytes
    slot: str
    recovery_code: str


def create(user: str, passphrase: str, cost: Cost | None = None) -> Fresh:
    """Make a key and wrap it for `user`'s passphrase and for a recovery code."""
    key = secrets.token_bytes(KEY_BYTES)
    register = str(uuid.uuid4())
    code = _recovery_code()
    cost = cost or Cost()
    own = _wrapped(register, key, _PASSPHRASE, user, passphrase, cost)
    recovery = _wrapped(register, key, _RECOVERY, "", code, cost)
    return Fresh(KeyFile(register, (own, recovery)), key, own.id, code)


def unlock(file: KeyFile, secret: str, user: str | None = None) -> Unlocked:
    """The key, opened with a passphrase or the recovery code. Raises Trouble when none of the slots opens.

    `user` picks a slot; without it each is tried.
    """
    return _first_opened(file, _candidates(file, secret, user), secret)


def _first_opened(file: KeyFile, slots: Iterable[Slot], secret: str) -> Unlocked:
    for slot in slots:
        key = _unwrapped(file.register, slot, secret)
        if key is not None:
            return Unlocked(key, slot.id)
    raise Trouble(TroubleCode.WRONG_PASSPHRASE)


def with_passphrase(
    file: KeyFile, key: bytes, slot: str, user: str, passphrase: str, cost: Cost | None = None
) -> KeyFile:
    """The file in which `slot` opens with another passphrase. It keeps its name, so nothing else has to know of it."""
    slots = tuple(
        _wrapped(file.register, key, _PASSPHRASE, user, passphrase, cost or Cost(), one.id) if one.id == slot else one
        for one in file.slots
    )
    return replace(file, slots=slots)


def with_machine(file: KeyFile, key: bytes, user: str) -> tuple[KeyFile, str]:
    """The file with a slot that a computer opens for `user`, and the secret for that computer's own store.

    The secret is random, so turning it into a key need not be slow.
    """
    token = secrets.token_hex(_TOKEN_BYTES)
    slot = _wrapped(file.register, key, _MACHINE, user, token, _QUICK)
    return replace(file, slots=(*file.slots, slot)), token


def without_machines(file: KeyFile, user: str) -> KeyFile:
    """The file without the slots that computers open for `user`."""
    return replace(file, slots=tuple(one for one in file.slots if one.kind != _MACHINE or not _is_of(file, one, user)))


def without(file: KeyFile, user: str, passphrase_slot: str) -> KeyFile:
    """The file without any slot of `user`, her passphrase's among them."""
    kept = (one for one in file.slots if one.id != passphrase_slot and not _is_of(file, one, user))
    return replace(file, slots=tuple(kept))


def unlock_machine(file: KeyFile, token: str) -> Unlocked:
    """The key, opened with what a computer has remembered. Raises Trouble when no slot opens."""
    return _first_opened(file, (one for one in file.slots if one.kind == _MACHINE), token)


def is_taken(file: KeyFile, passphrase: str, own: str | None = None) -> bool:
    """Whether a passphrase opens another slot than `own`: who comes in by it alone would be the other one."""
    others = tuple(one for one in file.slots if one.kind == _PASSPHRASE and one.id != own)
    return any(_unwrapped(file.register, one, passphrase) is not None for one in others)


def is_machine_of(file: KeyFile, slot: str, user: str) -> bool:
    """Whether the slot is a computer's that remembers this user."""
    return any(one.id == slot and one.kind == _MACHINE and _is_of(file, one, user) for one in file.slots)


def has_passphrase(file: KeyFile, slot: str) -> bool:
    """Whether this slot is there and opens with a passphrase."""
    return any(one.id == slot and one.kind == _PASSPHRASE for one in file.slots)


def with_recovery(file: KeyFile, key: bytes, cost: Cost | None = None) -> tuple[KeyFile, str]:
    """The file with a new recovery code in place of the former, and that code."""
    code = _recovery_code()
    slot = _wrapped(file.register, key, _RECOVERY, "", code, cost or Cost())
    kept = tuple(one for one in file.slots if one.kind != _RECOVERY)
    return replace(file, slots=(*kept, slot)), code


def is_recovery_code(file: KeyFile, secret: str) -> bool:
    """Whether a secret that opens the file is its recovery code, and nobody's passphrase."""
    return any(
        slot.kind == _RECOVERY and _unwrapped(file.register, slot, secret) is not None
        for slot in _candidates(file, secret, None)
    )


def is_recovery(file: KeyFile, slot: str) -> bool:
    """Whether the slot is the recovery code's."""
    return any(one.id == slot and one.kind == _RECOVERY for one in file.slots)


def with_user(file: KeyFile, key: bytes, user: str, passphrase: str, cost: Cost | None = None) -> tuple[KeyFile, str]:
    """The file with a slot for another user, and that slot's name."""
    slot = _wrapped(file.register, key, _PASSPHRASE, user, passphrase, cost or Cost())
    return replace(file, slots=(*file.slots, slot)), slot.id


def read(path: Path) -> KeyFile:
    """The key file at `path`. Raises Trouble when it is missing or damaged."""
    try:
        return KeyFile.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Trouble(TroubleCode.KEY_FILE_MISSING, file=str(path)) from error
    except (UnicodeDecodeError, OSError) as error:
        raise Trouble(TroubleCode.KEY_FILE_DAMAGED, file=str(path)) from error


def write(path: Path, file: KeyFile) -> None:
    """Put the file in place whole: written beside, flushed, then moved. Nothing stays beside when it cannot be."""
    beside = path.with_name(path.name + ".ny")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(file.dumps())
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _candidates(file: KeyFile, secret: str, user: str | None) -> Iterable[Slot]:
    """The slots worth trying: each try takes its time, and a recovery code is known by its length."""
    if len(_plain_code(secret)) == _RECOVERY_LETTERS:
        yield from (slot for slot in file.slots if slot.kind == _RECOVERY)
    tag = None if user is None else _tag(file.register, user)
    yield from (slot for slot in file.slots if slot.kind == _PASSPHRASE and tag in {None, slot.user})


def _wrapped(
    register: str, key: bytes, kind: str, user: str, secret: str, cost: Cost, slot_id: str | None = None
) -> Slot:
    slot_id, salt, nonce = slot_id or uuid.uuid4().hex, secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = _wrapping_key(secret, kind, salt, cost)
    tag = _tag(register, user) if user else ""
    sealed = AESGCM(wrapping).encrypt(nonce, key, _bound_to(register, slot_id, kind, tag))
    return Slot(slot_id, kind, tag, salt.hex(), nonce.hex(), sealed.hex(), cost)


def _unwrapped(register: str, slot: Slot, secret: str) -> bytes | None:
    try:
        wrapping = _wrapping_key(secret, slot.kind, bytes.fromhex(slot.salt), slot.cost)
        sealed, nonce = bytes.fromhex(slot.wrapped), bytes.fromhex(slot.nonce)
        return AESGCM(wrapping).decrypt(nonce, sealed, _bound_to(register, slot.id, slot.kind, slot.user))
    except InvalidTag:
        return None
    except (ValueError, TypeError, OverflowError, MemoryError) as error:
        raise Trouble(TroubleCode.KEY_FILE_DAMAGED) from error


def _wrapping_key(secret: str, kind: str, salt: bytes, cost: Cost) -> bytes:
    text = _plain_code(secret) if kind == _RECOVERY else unicodedata.normalize("NFC", secret)
    kdf = Argon2id(salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(text.encode())


def _bound_to(register: str, slot: str, kind: str, tag: str) -> bytes:
    """What a slot is sealed with. A computer's says whose it is, which stands nowhere else."""
    whose = f":{tag}" if kind == _MACHINE else ""
    return f"mottagning:{register}:{slot}{whose}".encode()


def _is_of(file: KeyFile, slot: Slot, user: str) -> bool:
    return slot.user == _tag(file.register, user)


def _tag(register: str, user: str) -> str:
    return hashlib.sha256(f"{register}:{user.strip().casefold()}".encode()).hexdigest()[:32]


def _recovery_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _plain_code(code: str) -> str:
    """The code as it was made, however it was typed; the digits that look like letters are read as those."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters.replace("0", "O").replace("1", "I").replace("8", "B")
