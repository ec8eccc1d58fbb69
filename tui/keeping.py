"""Keeping supervisions: that they were held, their papers, intervals, events; joined to the changes they make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from forms import keeping as forms
from forms.by_hand import Lists
from forms.correcting import taking_back
from models.changes import events, holding, intervals, observations, papers
from models.dates import show
from models.drafts import drop_draft
from models.reading.sessions import SessionPage
from models.store.change import Change
from tui.booking import With
from tui.by_hand import Entry


def hold(
    page: SessionPage, today: date, discussed: Iterable[int], criteria: dict[int, str], drop: str, note: str
) -> Entry:
    """Record a planned session as held with these children discussed; ``drop`` is the draft of the ticks."""
    wanted = tuple(discussed)
    day = min(page.planned_for or today, today)
    form = forms.holding(page.id, "It was held", day, page.minutes, note)

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        made = holding.hold_supervision(
            change, page.id, values["held_on"], wanted, minutes=values["minutes"], criteria=criteria
        )
        drop_draft(drop)(change.session)
        return made

    return form, change_it


def held_unplanned(
    lists: Lists, who: With, kind: str, children: Iterable[int], note: str, *, occasion: str = "formal"
) -> Entry:
    """Record a session that stood in no diary, or an ad hoc discussion, with these children discussed."""
    wanted = tuple(children)
    key = f"{who.practitioner_id or 'group'}:{'-'.join(map(str, wanted))}"
    title = f"Held with {who.said(private=lists.private)}"
    form = forms.held_unplanned(lists, key, title, kind, group=who.is_group, occasion=occasion, note=note)
    return form, lambda change, values: holding.hold_unplanned(
        change,
        values["kind"],
        who.practitioner_id,
        values["held_on"],
        wanted,
        occasion=values["occasion"],
        minutes=values["minutes"],
    )


def written_up(page: SessionPage, today: date) -> Entry:
    """Record when the record was written."""
    form = forms.dated(page.id, "written", "The record was written up", page.recorded_on or today)
    return form, lambda change, values: papers.write_up(change, page.id, values["day"])


def agreed(page: SessionPage, today: date) -> Entry:
    """Record when the supervisee agreed the record."""
    form = forms.dated(page.id, "agreed", "The record was agreed", page.agreed_on or today)
    return form, lambda change, values: papers.agree_record(change, page.id, values["day"])


def signed(page: SessionPage, today: date) -> Entry:
    """Record when the record was signed."""
    form = forms.dated(page.id, "signed", "The record was signed", page.signed_on or today)
    return form, lambda change, values: papers.sign_record(change, page.id, values["day"])


def take_back(page: SessionPage) -> Entry:
    """Take back that a session was held."""
    form = taking_back(page.id)
    return form, lambda change, values: holding.take_back_holding(change, page.id, values["reason"])


# -- intervals, events, observations -------------------------------------------------------------


def shorter_for_child(lists: Lists, child_id: int, label: str, policy: str) -> Entry:
    """Set a shorter interval for a child."""
    form = forms.shorter_interval(lists, f"child:{child_id}", label, policy)
    return form, lambda change, values: intervals.shorten_for_child(
        change, lists.pack, child_id, values["days"], values["reason"], values["since"]
    )


def shorter_for_person(lists: Lists, who: With, policy: str) -> Entry:
    """Set a shorter interval for a practitioner."""
    assert who.practitioner_id is not None
    person = who.practitioner_id
    form = forms.shorter_interval(lists, f"person:{person}", who.said(private=lists.private), policy)
    return form, lambda change, values: intervals.shorten_for_practitioner(
        change, lists.pack, person, values["days"], values["reason"], values["since"]
    )


def end_interval(lists: Lists, interval_id: int) -> Entry:
    """End a manager's interval."""
    form = forms.ending_interval(lists, interval_id)
    return form, lambda change, values: intervals.end_interval(change, interval_id, values["until"])


def event_of_person(lists: Lists, who: With, initial: str = "") -> Entry:
    """Record an observation of practice, or an event of a practitioner that the policy counts."""
    assert who.practitioner_id is not None
    person = who.practitioner_id
    title = f"{who.said(private=lists.private)}: what took place"
    subjects = ("practitioner", "supervisory_relationship")
    form = forms.event(lists, f"person:{person}", title, subjects, observed=True, initial=initial)

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        if values["kind"] == forms.OBSERVATION:
            return observations.record_observation(change, person, values["day"], values.get("value", ""))
        return events.record_event(
            change,
            lists.pack,
            values["kind"],
            values["day"],
            practitioner_id=person,
            value=values.get("value", ""),
        )

    return form, change_it


def event_of_child(lists: Lists, child_id: int, label: str) -> Entry:
    """Record an event of a child that the policy counts from."""
    form = forms.event(lists, f"child:{child_id}", f"{label}: what took place", ("child",), observed=False)
    return form, lambda change, values: events.record_event(
        change, lists.pack, values["kind"], values["day"], child_id=child_id, value=values.get("value", "")
    )


def event_of_team(lists: Lists, initial: str = "") -> Entry:
    """Record an event of the team or its service."""
    form = forms.event(
        lists, "team", "The team: what took place", ("team", "service"), observed=False, initial=initial
    )
    return form, lambda change, values: events.record_event(
        change, lists.pack, values["kind"], values["day"], value=values.get("value", "")
    )


def observation_part(lists: Lists, observation_id: int, who: With, day: date, initial: str) -> Entry:
    """Record the day of a part of the observation of someone on a day."""
    label = f"observation of {who.said(private=lists.private)}, {show(day)}"
    form = forms.observation_part(lists, observation_id, label, initial)
    return form, lambda change, values: observations.date_observation_part(
        change, observation_id, values["part"], values["day"]
    )
