"""Every page a store's files hold, decrypted one by one: those in use, free ones, and each frame of the log.

SQLCipher shows only what is in use. What a page held before is found by decrypting the file's own pages:
AES-256 in CBC, each page with a vector of its own behind its content (sqlcipher.net, "Design").
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from functools import cache
from typing import Any

import pytest

from models.store.connection import Secret
from models.store.place import Place

_PAGE, _SALT, _VECTOR, _BEHIND = 4096, 16, 16, 80
_LOG_HEADER, _FRAME_HEADER = 32, 24


def plain_bytes(place: Place, secret: Secret) -> bytes:
    """Return all that the database and its log hold, in whatever state they are; skips where it can't be done."""
    found = [
        _plain(page, secret, first=number == 0)
        for number, page in enumerate(_cut(place.database.read_bytes(), 0, 0))
    ]
    log = place.database.with_name("store.db-wal")
    if log.exists():
        found += [
            _plain(page, secret, first=first)
            for page in _cut(log.read_bytes(), _LOG_HEADER, _FRAME_HEADER)
            for first in ({True, False} if page[:_SALT] == secret.salt else {False})
        ]
    return b"".join(found)


def _cut(content: bytes, header: int, before: int) -> list[bytes]:
    step = before + _PAGE
    starts = range(header, len(content) - step + 1, step)
    return [content[start + before : start + step] for start in starts]


def _plain(page: bytes, secret: Secret, *, first: bool) -> bytes:
    """Decrypt one page; the first begins with the salt, which is not encrypted."""
    content = page[_SALT if first else 0 : -_BEHIND]
    vector = page[-_BEHIND : -_BEHIND + _VECTOR]
    library = _library()
    context = library.EVP_CIPHER_CTX_new()
    try:
        cipher = library.EVP_aes_256_cbc()
        assert library.EVP_DecryptInit_ex(context, cipher, None, secret.data_key, vector)
        library.EVP_CIPHER_CTX_set_padding(context, 0)
        out, length = ctypes.create_string_buffer(len(content) + 32), ctypes.c_int()
        assert library.EVP_DecryptUpdate(context, out, ctypes.byref(length), content, len(content))
        return out.raw[: length.value]
    finally:
        library.EVP_CIPHER_CTX_free(context)


@cache
def _library() -> Any:
    name = ctypes.util.find_library("crypto") if sys.platform == "linux" else None
    if name is None:
        pytest.skip("no library at hand to decrypt single pages with")
    library = ctypes.CDLL(name)
    pointer = ctypes.c_void_p
    library.EVP_CIPHER_CTX_new.restype = library.EVP_aes_256_cbc.restype = pointer
    library.EVP_CIPHER_CTX_free.argtypes = [pointer]
    library.EVP_CIPHER_CTX_set_padding.argtypes = [pointer, ctypes.c_int]
    library.EVP_DecryptInit_ex.argtypes = [pointer, pointer, pointer, ctypes.c_char_p, ctypes.c_char_p]
    library.EVP_DecryptUpdate.argtypes = [
        pointer,
        ctypes.c_char_p,
        ctypes.POINTER(ctypes.c_int),
        ctypes.c_char_p,
        ctypes.c_int,
    ]
    return library
