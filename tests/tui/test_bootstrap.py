"""Setting Footprint up beside the project: an environment that is out of date is brought up to date in place."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tui import bootstrap

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another layout, and a child instead of an exec")

OUTSIDE = Path(sys.base_prefix, "bin", "python3")
OURS = ("FOOTPRINT_ENVIRONMENT", "PYTHONPATH")
"""What may stand in the environment and would have the project found elsewhere."""
START = """
import sys
from tui.bootstrap import run_in_own_environment
run_in_own_environment(["start.py"], sys.argv[1:])
print("started with", *sys.argv[1:])
"""
STAND_IN = """
import sys
from pathlib import Path
with (Path(sys.prefix) / "pip.txt").open("a") as told:
    print(*sys.argv[1:], file=told)
"""
"""Stands for pip, so that nothing is fetched: it keeps what it was asked."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an environment of its own in which no Footprint was installed yet, or an older one."""
    (tmp_path / "tui").mkdir()
    shutil.copy(bootstrap.__file__, tmp_path / "tui" / "bootstrap.py")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "start.py").write_text(START, encoding="utf-8")
    make = [sys.executable, "-m", "venv", "--copies", "--without-pip", str(tmp_path / ".venv")]
    subprocess.run(make, check=True)
    (packages,) = (tmp_path / ".venv").glob("lib/python*/site-packages")
    (packages / "pip").mkdir()
    (packages / "pip" / "__init__.py").touch()
    (packages / "pip" / "__main__.py").write_text(STAND_IN, encoding="utf-8")
    return tmp_path


def start(project: Path, python: str | Path) -> subprocess.CompletedProcess[str]:
    """Start the project with a Python."""
    without = {key: value for key, value in os.environ.items() if key not in OURS}
    command = [str(python), "start.py", "demo"]
    return subprocess.run(command, cwd=project, env=without, capture_output=True, text=True, check=False)


class TestOutOfDate:
    """What the project needs has changed since its environment was made."""

    @pytest.mark.parametrize("outside", [False, True])
    def test_brought_up_to_date_in_place(self, project: Path, outside: bool) -> None:
        """From within or from outside: its Python stays, which may be running; once is enough."""
        own = project / ".venv" / "bin" / "python"
        before = own.stat()
        with subprocess.Popen([own, "-c", "input()"], stdin=subprocess.PIPE) as running:
            done = start(project, OUTSIDE if outside else own)
            running.communicate(b"\n")
        assert (done.returncode, done.stdout) == (0, "started with demo\n"), done.stderr
        assert "Setting Footprint up" in done.stderr
        assert (own.stat().st_ino, own.stat().st_mtime) == (before.st_ino, before.st_mtime)
        asked = (project / ".venv" / "pip.txt").read_text(encoding="utf-8")
        assert f"install --quiet --editable {project}" in asked
        again = start(project, own)
        assert (again.stdout, again.stderr) == ("started with demo\n", "")
        (project / "pyproject.toml").write_text("[project]\nname = 'more'\n", encoding="utf-8")
        assert "Setting Footprint up" in start(project, own).stderr


class TestChild:
    """Where the program goes on as a child (on Windows)."""

    GOES_ON = (
        "import os, signal, sys; from tui.bootstrap import run_as_child; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # ignored where these tests run in the background
    )
    IGNORES = "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); print('on', flush=True); "

    def test_ctrl_c_is_the_childs_business(self) -> None:
        """What is pressed goes to both; the parent waits for what the child makes of it, and ends as it does."""
        child = self.IGNORES + "input(); sys.exit(7)"
        code = self.GOES_ON + f"sys.exit(run_as_child([sys.executable, '-c', {child!r}], dict(os.environ)))"
        with self.started(code) as parent:
            assert parent.stdout is not None
            assert parent.stdout.readline() == b"on\n"
            for _ in range(2):
                parent.send_signal(signal.SIGINT)
            _, said = parent.communicate(b"\n")
        assert (parent.returncode, said) == (7, b"")

    def test_ctrl_c_as_the_child_ends(self) -> None:
        """Pressed at the very moment the child's end is told, it does not lose the code the child ended with."""
        pressed = (
            "wait = os.waitpid; "
            "os.waitpid = lambda *asked: (wait(*asked), signal.raise_signal(signal.SIGINT))[0]; "
        )
        code = (
            self.GOES_ON
            + pressed
            + "sys.exit(run_as_child([sys.executable, '-c', 'exit(7)'], dict(os.environ)))"
        )
        with self.started(code) as parent:
            _, said = parent.communicate()
        assert (parent.returncode, said) == (7, b"")

    def test_ctrl_c_afterwards(self) -> None:
        """Once the child has ended, Ctrl+C is the parent's own again."""
        code = self.GOES_ON + (
            "run_as_child([sys.executable, '-c', ''], dict(os.environ)); "
            "sys.exit(signal.getsignal(signal.SIGINT) is not signal.default_int_handler)"
        )
        with self.started(code) as parent:
            _, said = parent.communicate()
        assert (parent.returncode, said) == (0, b"")

    @staticmethod
    def started(code: str) -> subprocess.Popen[bytes]:
        """Start a Python at the project's root, spoken with through pipes."""
        return subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=bootstrap.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
