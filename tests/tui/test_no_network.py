"""The program starts without OpenSSL, and loses nothing by it."""

from __future__ import annotations

import subprocess
import sys

from tests.made import ROOT

STARTED = """
import sys
import tui.starting
print(*[name for name in ("ssl", "_ssl", "_hashlib") if name in sys.modules])
import asyncio, hashlib, hmac, io
file = io.BytesIO(b"Riverside")
print(hashlib.sha256(b"Riverside").hexdigest()[:8], hashlib.file_digest(file, "sha256").hexdigest()[:8])
print(hmac.new(b"key", b"Riverside", "sha256").hexdigest()[:8], asyncio.run(asyncio.sleep(0, "runs")))
import ssl
print(ssl.create_default_context().verify_mode.name)
"""


def said(code: str) -> list[str]:
    """Return what a fresh program prints, line by line."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.splitlines()


class TestLeftOut:
    """OpenSSL is not loaded by starting, and still there for whoever asks."""

    def test_hashes_are_the_same_and_it_can_be_asked_for(self) -> None:
        """SHA-256, HMAC and the event loop work; importing it later gives all of it."""
        assert said(STARTED) == ["", "59987f8f 59987f8f", "3cda4a94 runs", "CERT_REQUIRED"]

    def test_where_it_is_loaded_already_nothing_is_touched(self) -> None:
        """A program that imported it before keeps its quicker hashes."""
        begun = "import ssl, hashlib, sys\nwas = hashlib.sha256\nimport tui.starting\n"
        assert said(f"{begun}print(hashlib.sha256 is was, sys.modules['ssl'] is ssl)") == ["True True"]
