"""What does this computer remember for whoever is logged in to it? A secret in the system's own store, by register.

On Windows that is the Credential Manager, which opens with the Windows login. `keyring` is loaded when it is needed: a
computer that remembers nobody never pays for it.
"""

from __future__ import annotations

from mottagning.domain.problems import Trouble, TroubleCode

_SERVICE = "Mottagning"


def remembered(register: str) -> str | None:
    """The secret that is kept for a register; None where there is none, or no store."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_SERVICE, register)
    except KeyringError:
        return None


def remember(register: str, secret: str) -> None:
    """Keep a secret for a register. Raises Trouble where the computer has no store, or it refuses."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_SERVICE, register, secret)
    except KeyringError as error:
        raise Trouble(TroubleCode.NO_CREDENTIAL_STORE) from error
    if remembered(register) != secret:  # a store that keeps nothing does not say so
        raise Trouble(TroubleCode.NO_CREDENTIAL_STORE)


def forget(register: str) -> None:
    """Keep nothing for a register any more."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.delete_password(_SERVICE, register)
    except KeyringError:
        return
