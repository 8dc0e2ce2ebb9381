"""What stands in a register's file, page by page, free pages and the journal beside it too? Decrypted by hand.

SQLCipher 4: pages of 4 096 bytes, the last 80 of them an initialisation vector and a signature; AES-256-CBC under the
raw key; the first 16 bytes of the first page are its salt, in clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _VECTOR, _SALT = 4096, 80, 16, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24


def pages(file: Path, key: bytes) -> Iterator[bytes]:
    """Every page of the file and of its write-ahead log."""
    content = file.read_bytes()
    for start in range(0, len(content), _PAGE):
        yield _decrypted(content[start : start + _PAGE], key, is_first=start == 0)
    beside = file.with_name(file.name + "-wal")
    journal = beside.read_bytes() if beside.exists() else b""
    for start in range(_WAL_HEAD, len(journal), _FRAME_HEAD + _PAGE):
        number = int.from_bytes(journal[start : start + 4], "big")
        page = journal[start + _FRAME_HEAD : start + _FRAME_HEAD + _PAGE]
        yield _decrypted(page, key, is_first=number == 1)


def standing(file: Path, key: bytes, words: Iterable[str]) -> set[str]:
    """Those of the words that stand in any page, in any writing of small and capital letters."""
    plain = [page.decode("utf-8", errors="replace").casefold() for page in pages(file, key)]
    whole = "\0".join(plain)
    return {word for word in words if word.casefold() in whole}


def _decrypted(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    begin, end = _SALT if is_first else 0, _PAGE - _RESERVED
    vector = page[end : end + _VECTOR]
    plain = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return plain.update(page[begin:end]) + plain.finalize()
