"""Set Footprint up beside the project, once, and go on in its own environment.

Nothing is installed into the system's Python, which many systems refuse. Only the standard library is
used here. When what the project needs has changed, the environment is brought up to date in place: its
Python may be running, and a running program can't be written over.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
_PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run_in_own_environment(before: list[str], arguments: list[str], *, extra: str = "") -> None:
    """Go on as ``python BEFORE ARGUMENTS`` in the project's environment, made if need be.

    Returns at once if this is that environment (or another one in which Footprint is installed).
    ``extra`` names further packages wanted, such as ``dev``. Ends the program with a sentence if the
    environment cannot be made.
    """
    if _is_ready(extra):
        return
    if not _made(extra):
        _make(extra)
    command = [str(_PYTHON), *before, *arguments]
    environment = {**os.environ, "FOOTPRINT_ENVIRONMENT": _mark(extra)}
    if os.name == "nt":
        sys.exit(run_as_child(command, environment))
    sys.stdout.flush()
    os.execve(command[0], command, environment)


def run_as_child(command: list[str], environment: dict[str, str]) -> int:
    """Run a command and return the code it ends with, whatever is pressed meanwhile.

    Ctrl+C goes to every program of a console: what it means is the child's business, and a child is not ended for it.
    Here it is heard and nothing is done. An exception in its place could come between the system's telling the
    child's end, which it does once, and its being kept. (Not ignored: a child would inherit that.)
    """
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        with subprocess.Popen(command, env=environment) as child:
            return child.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _is_ready(extra: str) -> bool:
    """Say whether this very Python has what is needed."""
    if os.environ.get("FOOTPRINT_ENVIRONMENT") == _mark(extra):
        return True
    if _is_within():
        return _made(extra)
    from importlib.util import find_spec

    needed = ["textual", "sqlmodel", "sqlcipher3", *(["pytest", "pytest_textual_snapshot"] if extra else [])]
    return sys.prefix != sys.base_prefix and all(find_spec(name) is not None for name in needed)


def _is_within() -> bool:
    """Say whether this very Python is the environment's own."""
    return Path(sys.prefix).resolve() == ENVIRONMENT


def _mark(extra: str) -> str:
    """Return what the environment was made for: this Python, and what the project asks for."""
    wanted = (ROOT / "pyproject.toml").read_bytes() + extra.encode() + sys.version.encode()
    return hashlib.sha256(wanted).hexdigest()


def _made(extra: str) -> bool:
    """Say whether the environment was made whole, for this extra or a larger one."""
    try:
        marks = (ENVIRONMENT / "made-for").read_text(encoding="utf-8").split()
    except OSError:
        return False
    return _PYTHON.exists() and _mark(extra) in marks


def _make(extra: str) -> None:
    """Make the environment, or bring the one that is there up to date."""
    print("Setting Footprint up in", ENVIRONMENT, "(once; a minute or so) …", file=sys.stderr, flush=True)
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    try:
        if not _can_be_kept():
            _make_environment()
        _pip("install", "--quiet", "--editable", what)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"Footprint could not set itself up: {error}\n"
            "Check the network and the disk, end any Footprint that runs, then run this again."
        )
    marks = [_mark(extra), *([_mark("")] if extra else [])]
    (ENVIRONMENT / "made-for").write_text("\n".join(marks), encoding="utf-8")


def _can_be_kept() -> bool:
    """Say whether the environment that is there serves: it runs this, or it is of this Python and has its pip."""
    if _is_within():
        return True
    asked = "import sys, pip; print(sys.version)"
    try:
        said = subprocess.run([str(_PYTHON), "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return said.returncode == 0 and said.stdout.strip() == sys.version


def _make_environment() -> None:
    """Make an empty environment; where the system splits pip off, use whichever pip there is."""
    import venv

    clear = ENVIRONMENT.exists() and not _PYTHON.exists()
    try:
        venv.EnvBuilder(with_pip=True, clear=clear).create(ENVIRONMENT)
    except subprocess.CalledProcessError:
        venv.EnvBuilder(with_pip=False, clear=True).create(ENVIRONMENT)
        try:
            subprocess.run([sys.executable, "-m", "pip", "--version"], check=True, capture_output=True)
        except subprocess.CalledProcessError:
            sys.exit(
                "This Python cannot make environments. Install its venv package (on Debian and Ubuntu: "
                "apt install python3-venv), then run this again."
            )


def _pip(*arguments: str) -> None:
    inside = subprocess.run([str(_PYTHON), "-m", "pip", "--version"], capture_output=True, check=False)
    own = [str(_PYTHON), "-m", "pip"]
    others = [sys.executable, "-m", "pip", "--python", str(_PYTHON)]
    subprocess.run(
        [*(own if inside.returncode == 0 else others), "--disable-pip-version-check", *arguments], check=True
    )
