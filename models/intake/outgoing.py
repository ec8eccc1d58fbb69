"""The store's team laid out as the sheets of the Footprint workbook: what `footprint workbook --filled` writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from sqlmodel import Session

from models.intake.plan.known import Image, Known
from models.intake.shapes import own_layout as layout
from models.intake.table.codes import RISKS
from models.reading.observing import OF_PRACTICE

Record = dict[str, Any]
"""One row of a sheet: its values by the key of their column."""
TeamData = Mapping[str, list[Record]]
"""The rows of every sheet, by the sheet's name."""
_PERSON = (
    "name",
    "job_title",
    "role",
    "also_role",
    "service",
    "frontline",
    "fte",
    "started_on",
    "asye_started_on",
)
_PERSON_DATES = (
    "six_month_review_on",
    "probation_ends_on",
    "performance_plan_days",
    "left_on",
    "performance_plan_from",
)
_SESSION = ("kind", "occasion", "planned_for", "held_on", "minutes", "cancelled_on", "reason")
_SESSION_PAPERS = ("recorded_on", "signed_on", "agreed_on", "first_planned_for", "starts_at", "cause")
_ACTION = (
    "what",
    "why",
    "how",
    "owner",
    "set_on",
    "due_on",
    "done_on",
    "dropped_on",
    "outcome",
    "child_notices",
)
_OBSERVATION = ("observed_on", "observer_part_on", "practitioner_part_on", "feedback_on")
_ARRANGED = (
    "planned_for",
    "kind",
    "first_planned_for",
    "starts_at",
    "observer",
    "what",
    "cancelled_on",
    "reason",
    "cause",
)


def read_team_data(session: Session) -> TeamData:
    """Return everything a workbook carries of the store's team, as it stands now."""
    return _Outgoing(Known(session)).sheets()


class _Outgoing:
    """Turns the store's own numbers into the numbers people know."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._people = {row["id"]: row["number"] for row in known.people.values()}
        self._children = {row["id"]: row for row in known.children.values()}
        self._families = {row["id"]: row["code"] for row in known.families.values()}
        self._sessions = {row["id"]: code for code, row in known.sessions.items()}
        self._periods = _with_places(known)

    def sheets(self) -> TeamData:
        return {
            layout.TEAM.name: self._team(),
            layout.PRACTITIONERS.name: [self._person(row) for row in self._known.people.values()],
            layout.CHILDREN.name: self._child_rows(),
            layout.INVOLVEMENTS.name: [
                self._period(row) for row in self._rows() if row["closed_on"] is not None
            ],
            layout.ALLOCATIONS.name: [each for row in self._rows() for each in self._allocations(row)],
            layout.MOVES.name: [each for row in self._rows() for each in self._moves(row)],
            layout.SITUATIONS.name: self._situations(),
            layout.SUPERVISIONS.name: self._supervisions(),
            layout.DISCUSSIONS.name: self._differing(),
            layout.ACTIONS.name: [self._action(code, row) for code, row in self._known.actions.items()],
            layout.ABSENCES.name: self._dated(self._known.absences, ("since", "until", "kind")),
            layout.OBSERVATIONS.name: self._dated(self._known.observations, _OBSERVATION),
            layout.ARRANGED.name: self._arranged(),
            layout.AGREEMENTS.name: self._dated(
                self._known.agreements, ("signed_on", "weeks", "one_sitting", "review_on")
            ),
            layout.INTERVALS.name: [
                self._of(row) | {name: row[name] for name in ("days", "reason", "since", "until")}
                for row in self._known.intervals
            ],
            layout.EVENTS.name: [
                self._of(row) | {name: row[name] for name in ("type", "happened_on", "value")}
                for row in self._known.event_rows
            ],
            layout.GATES.name: [each for row in self._rows() for each in self._gates(row)],
        }

    def _rows(self) -> Iterable[Image]:
        """Return every involvement, by the number of its child."""
        order = sorted(self._children.values(), key=lambda child: str(child["number"]))
        return (row for child in order for row in self._known.involvements.get(child["id"], ()))

    def _team(self) -> list[Record]:
        row = self._known.team
        if row is None:
            return []
        return [
            {
                "name": row["name"],
                "policy": row["policy"],
                "service": row["service"],
                "manager": self._people.get(row["manager_id"], ""),
            }
        ]

    def _person(self, row: Image) -> Record:
        latest = max(
            self._known.agreements.get(row["id"], ()), key=lambda each: each["signed_on"], default=None
        )
        agreement = (
            {"agreement_signed_on": latest["signed_on"], "agreement_weeks": latest["weeks"]} if latest else {}
        )
        supervisor = self._people.get(row["supervisor_id"], "")
        own = {name: row[name] for name in (*_PERSON, *_PERSON_DATES)}
        return {"number": row["number"], **own, "supervisor": supervisor, **agreement}

    def _child_rows(self) -> list[Record]:
        found = []
        for child in sorted(self._children.values(), key=lambda row: str(row["number"])):
            own = self._child(child)
            present = [
                row for row in self._known.involvements.get(child["id"], ()) if row["closed_on"] is None
            ]
            found += [own | self._period(row) | self._stands(row) for row in present] or [own]
        return found

    def _child(self, row: Image) -> Record:
        into = self._children.get(row["joined_into_id"], {})
        running = {
            each["code"]: each["value"]
            for each in self._known.situations.get(row["id"], ())
            if each["code"] in RISKS and each["until"] is None
        }
        return {
            "child": row["number"],
            "initials": row["initials"],
            "family": self._families.get(row["family_id"], ""),
            "kind": "" if row["kind"] == "child" else row["kind"],
            "joined_into": into.get("number", ""),
            **running,
        }

    def _period(self, row: Image) -> Record:
        held = self._known.allocations.get(row["id"], [])
        last = held[-1] if held and (row["closed_on"] or held[-1]["until"] is None) else None
        return {
            **self._key(row),
            "person": self._people.get(last["practitioner_id"], "") if last else "",
            "closed_on": row["closed_on"],
            "closing_reason": row["closing_reason"],
            "transfer_on": row["transfer_on"],
        }

    def _key(self, row: Image) -> Record:
        place = self._periods[row["id"]]
        return {
            "child": self._children[row["child_id"]]["number"],
            "service": row["service"],
            "opened_on": row["opened_on"],
            "nth": place if place > 1 else None,
        }

    def _stands(self, row: Image) -> Record:
        """Return what only the present row says: since when it is held, and where it stands on the board."""
        held = [each for each in self._known.allocations.get(row["id"], ()) if each["until"] is None]
        moves = self._known.moves.get(row["id"], [])
        stage = {"stage": moves[-1]["to_stage"], "stage_since": moves[-1]["moved_on"]} if moves else {}
        return stage | ({"allocated_at": held[-1]["at"] or held[-1]["since"]} if held else {})

    def _allocations(self, row: Image) -> list[Record]:
        return [
            self._key(row)
            | {
                "person": self._people[each["practitioner_id"]],
                "since": each["since"],
                "until": each["until"],
                "at": each["at"],
            }
            for each in self._known.allocations.get(row["id"], ())
        ]

    def _moves(self, row: Image) -> list[Record]:
        return [
            self._key(row)
            | {name: each[name] for name in ("moved_on", "from_stage", "to_stage", "why", "moved_by")}
            | {"session": self._sessions.get(each["supervision_id"], "")}
            for each in self._known.moves.get(row["id"], ())
        ]

    def _situations(self) -> list[Record]:
        return [
            {"child": child["number"]} | {name: row[name] for name in ("code", "since", "until", "value")}
            for child in sorted(self._children.values(), key=lambda row: str(row["number"]))
            for row in self._known.situations.get(child["id"], ())
        ]

    def _supervisions(self) -> list[Record]:
        return [
            {
                "code": code,
                "person": self._people.get(row["practitioner_id"], ""),
                "replaces": self._sessions.get(row["replaces_id"], ""),
            }
            | {name: row[name] for name in (*_SESSION, *_SESSION_PAPERS)}
            | {
                "children": tuple(
                    self._children[each["child_id"]]["number"] for each in self._discussed.get(row["id"], ())
                )
            }
            for code, row in self._known.sessions.items()
        ]

    @cached_property
    def _discussed(self) -> Mapping[int, list[Image]]:
        return self._known.discussions_of([row["id"] for row in self._known.sessions.values()])

    def _differing(self) -> list[Record]:
        """Return the discussions that a reader would not make of their session by itself."""
        return [
            {
                "session": code,
                "child": self._children[each["child_id"]]["number"],
                "kind": each["kind"],
                "at": each["at"],
                "criterion": each["criterion"],
            }
            for code, row in self._known.sessions.items()
            for each in self._discussed.get(row["id"], ())
            if each["criterion"]
            or (each["kind"], each["at"])
            != ("informal" if row["occasion"] == "ad hoc" else "formal", row["held_on"])
        ]

    def _action(self, code: str, row: Image) -> Record:
        child = self._children.get(row["child_id"], {})
        return {
            "code": code,
            "child": child.get("number", ""),
            "person": self._people.get(row["practitioner_id"], ""),
            "session": self._sessions.get(row["supervision_id"], ""),
            "carried": row["carried"] + self._known.carried_since.get(row["id"], 0),
        } | {name: row[name] for name in _ACTION}

    def _dated(self, grouped: Mapping[int, list[Image]], names: tuple[str, ...]) -> list[Record]:
        return [
            {"person": number} | {name: row[name] for name in names}
            for person_id, number in self._people.items()
            for row in grouped.get(person_id, ())
        ]

    def _arranged(self) -> list[Record]:
        """Return the planned observations; of practice is what they are of where no kind is said."""
        rows = self._dated(self._known.arranged, _ARRANGED)
        return [row | {"kind": ""} if row["kind"] == OF_PRACTICE else row for row in rows]

    def _of(self, row: Image) -> Record:
        """Return whose a row is: a child's, a practitioner's, or the team's."""
        child = self._children.get(row["child_id"], {})
        return {"child": child.get("number", ""), "person": self._people.get(row["practitioner_id"], "")}

    def _gates(self, row: Image) -> list[Record]:
        return [
            self._key(row) | {name: each[name] for name in ("rule", "passed_on", "reason")}
            for each in self._known.gates.get(row["id"], ())
        ]


def _with_places(known: Known) -> dict[int, int]:
    """Return each involvement's place among those of its child and service that began on the same day."""
    places: dict[tuple[int, str, object], int] = defaultdict(int)
    found = {}
    for rows in known.involvements.values():
        for row in rows:
            key = (row["child_id"], row["service"], row["opened_on"])
            places[key] += 1
            found[row["id"]] = places[key]
    return found
