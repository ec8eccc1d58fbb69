"""OpenSSL left out: this program speaks to no network, and what it seals with is libsodium and SQLCipher.

Python's asyncio loads OpenSSL in case a connection is to be encrypted, and hashlib in case its hashes are the
quicker ones: 5 MB of memory that nothing here uses. Both do without it where it cannot be imported.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

_BUILT_IN = ("_md5", "_sha1", "_sha3", "_blake2")
_SHA2 = ("_sha2", "_sha256")
"""Python's own hashes: a Python built without them gets OpenSSL's."""


def leave_out_openssl() -> None:
    """Import asyncio, hashlib and hmac without OpenSSL; whoever asks for it afterwards still gets it.

    Does nothing where one of them, or OpenSSL, is loaded already.
    """
    left_out = [name for name in ("ssl", "_hashlib") if name not in sys.modules]
    if len(left_out) < 2 or not _has_own_hashes():
        return
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python says: not to be imported
    try:
        for name in ("asyncio", "hashlib", "hmac"):
            import_module(name)
    finally:
        for name in left_out:
            del sys.modules[name]


def _has_own_hashes() -> bool:
    return all(find_spec(name) for name in _BUILT_IN) and any(find_spec(name) for name in _SHA2)
