"""Commands about people and the policy on them, found by name in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import Footprint


def policy_says(program: Footprint) -> None:
    """Show what the policy says that no clock reckons with."""
    from tui.screens.policy_says import PolicySaysScreen

    program.push_screen(PolicySaysScreen(program.desk.pack))


def my_own(program: Footprint) -> None:
    """Open the manager's own page: they are supervised too."""
    manager = program.desk.team.manager_id
    if manager is None:
        program.notify("The store does not say who manages the team.")
    else:
        program.open_person(manager)


PEOPLE_COMMANDS = (
    (
        "What the policy says",
        "Who may read what, how records go on, what supervision is for: all that gives no date",
        policy_says,
    ),
    ("My own supervision", "The manager's own page, as supervisee", my_own),
)
