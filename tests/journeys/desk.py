"""A person at the keyboard: command keys are counted, and what is written is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.terminal.probe import Probe


@dataclass
class Desk:
    """A person at the keyboard: command keys are counted, and what is written is not.

    ``lenient``: the program was killed in the middle of something, and may stand a step beside.
    """

    probe: Probe
    keys: list[str] = field(default_factory=list)
    lenient: bool = False

    def press(self, keys: str, then: str = "") -> None:
        """Press command keys; wait for what they bring."""
        for key in keys.split():
            self.keys.append(key)
            self.probe.send(key)
        if then:
            self.probe.wait(then)
        self.probe.settle()

    def write(self, text: str) -> None:
        """Write."""
        self.probe.type(text)
        self.probe.settle(0.05)


Play = Callable[[Desk], None]
