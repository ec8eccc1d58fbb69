"""Who works in the made-up team, since when, and whose work they took over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.changes.team import PractitionerFacts
from models.dates import Span
from models.demo.aims import after
from models.demo.days import ago, on_or_before
from models.demo.teams import POSTS, MadeTeam, Post, Who

_IN_POST = {
    "service_manager": 3400,
    "manager": 2370,
    "senior": 2590,
    "steady": 1130,
    "away": 1490,
    "special": 940,
    "part_time": 1850,
    "left_lately": 1460,
    "left_before": 1180,
    "left_long_ago": 1820,
}
_LEFT_LONG_AGO = 428
_HANDOVER = 11


@dataclass(slots=True)
class Person:
    """A made-up member of staff with the days that the policies' ramps count from."""

    id: int
    key: str
    number: str
    who: Who
    post: Post
    started_on: date
    left_on: date | None = None

    def works(self, first: date, last: date) -> bool:
        """Say whether they were in post from ``first`` to ``last``."""
        return self.started_on <= first and (self.left_on is None or last <= self.left_on)


Staff = dict[str, Person]


def hire(team: MadeTeam, first_id: int, today: date) -> Staff:
    """Return everyone by their post. The newcomers began so that the ramps stand where they should today.

    The newly qualified worker is in week five, the one on probation in month three.
    """
    starts = {key: on_or_before(ago(today, days)) for key, days in _IN_POST.items()}
    starts["nqsw"] = _monday(ago(today, 28))
    starts["student"] = _monday(ago(today, 47))
    starts["probation"] = _monday(ago(today, 72))
    ends = {
        "left_lately": starts["nqsw"] + timedelta(days=_HANDOVER),
        "left_before": starts["probation"] + timedelta(days=_HANDOVER),
        "left_long_ago": on_or_before(ago(today, _LEFT_LONG_AGO)),
    }
    staff = {}
    for place, key in enumerate(POSTS):
        number = str(team.staff_numbers_from + 37 * place)
        staff[key] = Person(
            first_id + place, key, number, team.staff[key], POSTS[key], starts[key], ends.get(key)
        )
    return staff


def facts_of(person: Person, staff: Staff, team: MadeTeam) -> PractitionerFacts:
    """Return what the store keeps of a person."""
    key = person.key
    supervisor = {"service_manager": None, "manager": staff["service_manager"].id}
    probation = key == "probation"
    return PractitionerFacts(
        number=person.number,
        name=person.who.name,
        role=person.who.role,
        job_title=person.who.title,
        also_role=person.who.also_role,
        supervisor_id=supervisor.get(key, staff["manager"].id),
        service=(team.special_service or team.service) if key == "special" else team.service,
        frontline=key not in supervisor,
        fte=person.post.fte,
        started_on=None if key == "service_manager" else person.started_on,
        asye_started_on=person.started_on if key == "nqsw" else None,
        probation_ends_on=after(person.started_on, Span(6, "m")) if probation else None,
        left_on=person.left_on,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
