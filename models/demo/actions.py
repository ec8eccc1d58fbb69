"""What was agreed in the made-up supervisions, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.demo.action_words import ACTIONS, DROPPED, OUTCOMES, OWN_ACTIONS
from models.demo.days import on_or_after
from models.demo.dice import Dice
from models.demo.families import Kid
from models.demo.journey import Journey
from models.demo.people import Person, Staff
from models.demo.sessions import Session


@dataclass(slots=True)
class Agreed:
    """One action, set in a session, about a child or about the practitioner."""

    what: str
    why: str
    how: str
    session: Session
    kid: Kid | None
    person: Person
    owner: str
    due: date
    done: date | None = None
    dropped: date | None = None
    outcome: str = ""
    carried: int = 0


def agree(journeys: Iterable[Journey], staff: Staff, today: date, dice: Dice) -> list[Agreed]:
    """Return the actions about children: one or two from some of the latest talks about each."""
    people = {person.id: person for person in staff.values()}
    manager = staff["manager"].who.name
    made = []
    for one in journeys:
        held = [talk.session for talk in one.talks if talk.is_held and talk.session.person is not None]
        for session in held[-3:]:
            if session.person is None or not dice.chance(0.55 if one.closed is None else 0.3):
                continue
            what, why, how = dice.pick(ACTIONS)
            person = people[session.person]
            owner = manager if dice.chance(0.1) else person.who.name
            made.append(
                Agreed(what, why, how, session, dice.pick(one.kids), person, owner, _due(session, dice))
            )
            _follow(made[-1], one.closed or today, ended=one.closed is not None, dice=dice)
    return made


def agree_own(sessions: Iterable[Session], staff: Staff, today: date, dice: Dice) -> list[Agreed]:
    """Return the actions about the practitioners themselves, from their personal supervisions."""
    people = {person.id: person for person in staff.values() if person.left_on is None}
    made = []
    for person_id, person in people.items():
        held = [one for one in sessions if one.person == person_id and one.kind == "personal" and one.held]
        for session in held[-4:]:
            if not dice.chance(0.45):
                continue
            what, why = dice.pick(OWN_ACTIONS)
            made.append(Agreed(what, why, "", session, None, person, person.who.name, _due(session, dice)))
            _follow(made[-1], today, ended=False, dice=dice)
    return made


def _due(session: Session, dice: Dice) -> date:
    return on_or_after(session.day + timedelta(days=dice.pick((7, 14, 14, 21, 28, 42))))


def _follow(action: Agreed, end: date, *, ended: bool, dice: Dice) -> None:
    """Say what came of an action: done, dropped, or still open and carried through the sessions since."""
    finished = action.due + timedelta(days=dice.pick((-3, -1, 0, 2, 6)))
    if ended or (finished <= end and dice.chance(0.68)):
        action.done = max(min(finished, end), action.session.day)
        action.outcome = dice.pick(OUTCOMES)
    elif action.due < end and dice.chance(0.06):
        action.dropped = min(action.due, end)
        action.outcome = dice.pick(DROPPED)
    else:
        action.carried = min(4, (end - action.session.day).days // 28)
