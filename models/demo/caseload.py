"""Which involvements the made-up team has: the open ones by stage and holder, and the closed ones before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.demo.aims import Aim, day_before
from models.demo.days import HISTORY, ago, at, on_or_before
from models.demo.dice import Dice
from models.demo.families import Household, Register
from models.demo.journey import Journey
from models.demo.people import Staff
from models.demo.routes import STAYS, days_standing, meet, route_to, step_at, walk_back
from models.demo.sessions import AWAY_SINCE, Session
from models.demo.teams import LEAVERS, POSTS, SUPERVISED, MadeTeam
from models.demo.words import CLOSING, CLOSING_SHORT

ON_THE_BOARD = {1: 24, 2: 22, 3: 26, 4: 25, 5: 20, 6: 13}
"""How many of the open involvements stand in each stage, about."""
_SIBLINGS = (4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2)
_SIZES = (1, 1, 1, 1, 1, 1, 2, 3)
_LOOPS = (0, 0, 0, 0, 1, 1, 2)
_FORMER, _RETURNED, _SPLIT = 50, 34, 4
_STAGES = {"student": (2, 3, 4), "away": (3, 4, 5, 6)}
_IN_CARE = ("cic", "court", "permanence")
_NOT_CLOSING = (*_IN_CARE, "cp", "pre_court")


@dataclass(slots=True)
class Caseload:
    """What is needed to make the caseload, and what was made so far."""

    team: MadeTeam
    aim: Aim
    staff: Staff
    meetings: Sequence[Session]
    register: Register
    today: date
    dice: Dice

    def all(self) -> list[Journey]:
        """Return every journey of the team: open, returned and former ones."""
        opened = [*self._remarkable(), *self._usual()]
        self._split(opened)
        opened += self._shared(opened)
        journeys = [*opened, *self._returned(opened), *self._former()]
        for journey in journeys:
            if not journey.quiet:
                meet(journey.steps, len(journey.kids), self.meetings, self.dice)
            household = journey.household
            household.first_opened = min(household.first_opened, journey.opened)
        self._transfer(opened)
        return journeys

    # -- open --------------------------------------------------------------------------------------

    def _remarkable(self) -> list[Journey]:
        """Return the few that show a rule: not allocated yet, allocated a day ago, closing too early, due today."""
        today = self.today
        new = self._plain("steady", "assessing", [1], [on_or_before(today)], quiet=True)
        new.unallocated = True
        yesterday = on_or_before(ago(today, 1))
        fresh = self._plain("steady", "assessing", [1], [yesterday], quiet=True)
        fresh.allocated_at = at(yesterday, 16, 10)
        days = [on_or_before(ago(today, count)) for count in (72, 51, 37, 15)]
        too_early = self._plain("senior", "cin", [1, 2, 3, 5], days, quiet=True)
        made = [new, fresh, too_early]
        if self.aim.child_clock:
            made.append(self._due_today())
        return made

    def _due_today(self) -> Journey:
        """Return one not yet talked about, opened just so long ago that it is due today."""
        codes = [code for code in ("cin", "cp", "cic") if code in self.aim.children] or ["cin"]
        starts = [(code, day_before(self.today, self.aim.spans([code])[0])) for code in codes]
        code, start = next((code, day) for code, day in starts if day is not None)
        length = (self.today - start).days
        days = [start, on_or_before(start + timedelta(days=length * 3 // 7))]
        return self._plain("part_time", f"only:{code}", [1, 2], days, quiet=True)

    def _plain(
        self, post: str, plan: str, route: list[int], days: list[date], *, quiet: bool = False
    ) -> Journey:
        household = self.register.add(1)
        steps = step_at(route, days, self.dice)
        return Journey(household, household.kids, self.team.service, post, plan, steps, quiet=quiet)

    def _usual(self) -> list[Journey]:
        """Return the rest of the open work: each post's load, in sibling groups and singly."""
        left = dict(ON_THE_BOARD)
        made: list[Journey] = []
        for key, sizes in self._sizes().items():
            for size in sizes:
                stage = self._stage(left, size, key)
                left[stage] -= size
                made.append(self._open(self.register.add(size), key, stage))
        return made

    def _sizes(self) -> dict[str, list[int]]:
        """Return the households of each post by their number of children: its load, siblings first."""
        loads = {key: POSTS[key].load for key in SUPERVISED}
        loads["special"] -= self.team.shared_children
        sizes: dict[str, list[int]] = {key: [] for key in SUPERVISED}
        for size in _SIBLINGS:
            key = self.dice.pick([key for key in SUPERVISED if loads[key] > 2 * size])
            sizes[key].append(size)
            loads[key] -= size
        return {key: [*sizes[key], *[1] * loads[key]] for key in SUPERVISED}

    def _stage(self, left: dict[int, int], size: int, key: str) -> int:
        """Draw a stage as often as places are left in it."""
        stages = _STAGES.get(key, tuple(left))
        places = [stage for stage in stages for _ in range(left[stage] if left[stage] >= size else 0)]
        return self.dice.pick(places or stages)

    def _open(self, household: Household, key: str, stage: int) -> Journey:
        special = key == "special"
        plan = self.dice.pick(self.team.special_plans if special else self.team.plans)
        if stage == 6 and plan in _NOT_CLOSING:
            plan = "cp_down"
        loops = self.dice.pick(_LOOPS) + (2 if plan in _IN_CARE and stage > 2 else 0)
        since = on_or_before(ago(self.today, days_standing(stage, self.dice)))
        steps = walk_back(route_to(stage, loops, self.dice), since, self.dice)
        if steps[0].day < ago(self.today, HISTORY):
            steps = walk_back(list(range(1, stage + 1)), since, self.dice)
        if len(steps) == 1 and not special:
            plan = "assessing"
        if key == "away" and steps[0].day > ago(self.today, AWAY_SINCE + 7):
            key = "probation"
        service = (self.team.special_service or self.team.service) if special else self.team.service
        return Journey(household, household.kids, service, key, plan, steps)

    def _split(self, opened: list[Journey]) -> None:
        """Make families of a few single children whose siblings stand elsewhere on the board."""
        single = [one for one in opened if len(one.kids) == 1 and not one.quiet and one.post != "special"]
        left = self.dice.shuffled(single)
        for _ in range(_SPLIT):
            one = left.pop()
            other = next(other for other in left if (other.post, other.stage) != (one.post, one.stage))
            left.remove(other)
            other.kids = self.register.join(one.household, other.household)
            one.kids, other.household = one.kids[:1], one.household

    def _shared(self, opened: list[Journey]) -> list[Journey]:
        """Return second involvements, in the other service, of a few children who have one already."""
        older = [one for one in opened if len(one.kids) == 1 and one.post in ("senior", "probation")]
        chosen = self.dice.shuffled([one for one in older if one.stage > 2 and not one.quiet])
        made = []
        for one in chosen[: self.team.shared_children]:
            second = self._open(one.household, "special", self.dice.between(2, 4))
            second.kids = one.kids
            one.shared = second.shared = True
            made.append(second)
        return made

    def _transfer(self, opened: list[Journey]) -> None:
        """Plan a transfer to another team in three weeks for one that is closing here."""
        closing = [one for one in opened if one.stage == 6 and not one.quiet]
        closing[0].transfer_on = on_or_before(self.today + timedelta(days=24))

    # -- closed ------------------------------------------------------------------------------------

    def _returned(self, opened: list[Journey]) -> list[Journey]:
        """Return the involvements that some of the open children had before: opened, closed, back again."""
        too_early = opened[2]
        others = [one for one in opened if not one.quiet and not one.shared and one.stage < 5]
        made = []
        for one in [too_early, *self.dice.shuffled(others)[:_RETURNED]]:
            next_opened = one.opened
            for _ in range(2 if one is too_early else self.dice.pick((1, 1, 2))):
                closed = on_or_before(next_opened - timedelta(days=self.dice.between(35, 120)))
                earlier = self._closed(one.household, closed, short=one is too_early or self.dice.chance(0.5))
                if earlier is None or earlier.service != one.service:
                    break
                earlier.kids = one.kids
                made.append(earlier)
                next_opened = earlier.opened
        return made

    def _former(self) -> list[Journey]:
        """Return work with children who are no longer open."""
        made = []
        for place in range(_FORMER):
            closed = on_or_before(ago(self.today, 9 + place * (HISTORY - 90) // _FORMER))
            household = self.register.add(self.dice.pick(_SIZES))
            short = self.dice.chance(0.35)
            journey = self._closed(household, closed, short=short)
            journey = journey or self._closed(household, closed, short=True)
            if journey is None:
                self.register.households.remove(household)
            else:
                made.append(journey)
        return made

    def _closed(self, household: Household, closed: date, *, short: bool) -> Journey | None:
        """Return one that was closed on a day; None where the team's two years do not reach so far back."""
        route = (
            self.dice.pick(([1, 6], [1, 2, 6])) if short else route_to(6, self.dice.pick(_LOOPS), self.dice)
        )
        since = on_or_before(closed - timedelta(days=int(STAYS[6] * self.dice.share(0.3, 1.4))))
        steps = walk_back(route, since, self.dice)
        if steps[0].day < ago(self.today, HISTORY):
            return None
        post = self._holder_then(steps[0].day, closed)
        plan = "assessing" if route == [1, 6] else self.dice.pick(("cin", "cin", "cp", "cp_down"))
        reason = self.dice.pick(CLOSING_SHORT if short else CLOSING)
        return Journey(household, household.kids, self.team.service, post, plan, steps, closed, reason)

    def _holder_then(self, first: date, last: date) -> str:
        """Return someone who was in post all that time, leavers first; never one who was off sick."""
        leavers = [key for key in LEAVERS if self.staff[key].works(first, last)]
        others = ["senior", "steady", "part_time"]
        if last < ago(self.today, AWAY_SINCE):
            others.append("away")
        return self.dice.pick([*leavers, *leavers, *others])
