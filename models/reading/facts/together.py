"""The facts of the team as a whole, of its service, and of the policy document."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock.outcome import Gap
from models.facts import Facts
from models.reading.facts.about import About, Mistake
from models.reading.facts.desk import Desk
from models.reading.facts.events import Events


def read_together(desk: Desk, events: Events) -> list[About]:
    """Return the team, its service and the policy, where the pack has rules on them."""
    subjects = {subject for rule in desk.pack.rules for subject in rule.subject}
    service = desk.team.service
    lasts = {"team": desk.group_days, "service": {}}
    found = [
        About(
            Facts(
                subject,
                subject,
                service,
                lasts={**lasts[subject], **events.team_lasts[subject]},
                events=events.team_events[subject],
                more=events.team_told[subject],
            ),
            "team",
            0,
            desk.team.name if subject == "team" else "the service",
        )
        for subject in ("team", "service")
        if subject in subjects
    ]
    if "policy_document" in subjects:
        facts = Facts("policy_document", desk.pack.name)
        found.append(About(facts, "policy_document", 0, desk.pack.title))
    return found


def read_pack_problems(desk: Desk) -> Iterator[Mistake]:
    """Yield what is wrong in the pack itself: a rule left out makes nothing due, so it is named."""
    facts = Facts("policy_document", desk.pack.name)
    about = About(facts, "policy_document", 0, desk.pack.title or desk.pack.name)
    for number, problem in enumerate(desk.pack.problems):
        line = f"Line {problem.line} of the pack: " if problem.line else ""
        text = f"{line}{problem.text.rstrip('.')}. What it says there is left out."
        yield Mistake(about, problem.where, Gap(f"pack_{number}", text))
