"""Every named change with an example of it, on top of `tests.made.small_team`.

The canary stands wherever a person can type words; it must never reach the trail.
"""

from __future__ import annotations

import inspect
import json
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module

from sqlmodel import select

import models.changes
from models.changes import (
    actions,
    agenda,
    agenda_length,
    agenda_running,
    agenda_templates,
    attendance,
    children,
    cleaning,
    corrections,
    destroying,
    disagreements,
    events,
    exports,
    first,
    front_door,
    handovers,
    holding,
    holds,
    intervals,
    involvements,
    observations,
    papers,
    planning,
    preparing,
    rearranging,
    records,
    rectifying,
    sampling,
    signing,
    situations,
    stages,
    team,
    transfers,
)
from models.changes.agenda import Placed
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import Ending
from models.changes.planning import Plan
from models.changes.record_parts import About, AgreedAction, Written
from models.changes.signing import Word
from models.changes.team import PractitionerFacts
from models.policy.load import load_pack
from models.policy.pack import Pack
from models.sampling import Candidate
from models.store.change import Change
from models.tables import (
    Action,
    AgendaItem,
    AgendaTemplate,
    Disturbance,
    HandoverItem,
    Record,
    RecordDraft,
    SampledRecord,
    Supervision,
)
from tests.made import KIT, MORAG, OTHER_SERVICE, PRIYA, ROSA, SAM, SERVICE, TODAY, TOM, ago

CANARY = "Zebedee Quicksilver"
Example = Callable[[Change], object]

# Functions that take a change but are parts of others, and write nothing of their own.
PARTS = {"stands", "running_hold", "family_coded", "the_team", "refuse_overlap"}
PART_MODULES = {
    "agenda_parts",
    "agenda_filling",
    "file_parts",
    "sessions",
    "record_parts",
    "record_actions",
    "action_parts",
}


@cache
def kent() -> Pack:
    """The pack of the small team's policy."""
    return load_pack("kent")


def _planned(change: Change) -> Supervision:
    return planning.plan_supervision(change, Plan("case", PRIYA, ago(-5), "09:30"), [TOM])


NEW = (
    NewItem("standing", "KCC-A03/1", f"{CANARY} and wellbeing", minutes=10),
    NewItem("due", f"child:{KIT}", f"{CANARY} at school", child_id=KIT, minutes=15, note=CANARY),
)


def on_agenda(change: Change) -> list[int]:
    """Put items on the agenda of a session that is planned for today; return their ids."""
    row = planning.plan_supervision(change, Plan("case", PRIYA, TODAY, "10:00", minutes=90), [TOM])
    brought = agenda.bring_item(change, PRIYA, f"{CANARY} asks", "supervisee", minutes=5)
    own = NewItem("own", "own", whose="supervisee", minutes=5, item_id=brought.id)
    return [one.id for one in agenda.put_on_agenda(change, row.id, [*NEW, own])]


def running(change: Change) -> tuple[int, list[int]]:
    """Begin that session; return its run and its items."""
    items = on_agenda(change)
    session = change.session.get_one(AgendaItem, items[0]).supervision_id
    assert session is not None
    return agenda_running.begin_session(change, [session]).id, items


def _session_of(change: Change, item: int) -> int:
    found = change.session.get_one(AgendaItem, item).supervision_id
    assert found is not None
    return found


def _sampled(change: Change) -> int:
    """Draw a sample of one record; return the sampled record's number."""
    drawn = [Candidate(begun(change).id, MORAG)]
    sample = sampling.draw_sample(change, 4711, 1, ago(90), TODAY, drawn, rule="HAV-T13")
    return change.session.exec(select(SampledRecord.id).where(SampledRecord.sample_id == sample.id)).one()


def _handover(change: Change, to: str = "") -> int:
    """Begin to hand Priya's supervision over, to Sam or to someone named; return its number."""
    items = [handovers.NewItem("child", TOM), handovers.NewItem("note", words=CANARY)]
    to_id = None if to else SAM
    return handovers.start_handover(change, "supervisor", PRIYA, items, to_id=to_id, to_name=to).id


def _handed(change: Change) -> int:
    number = _handover(change)
    return change.session.exec(select(HandoverItem.id).where(HandoverItem.handover_id == number)).first() or 0


def _handover_closed(change: Change) -> None:
    number = _handover(change)
    for item in change.session.exec(select(HandoverItem.id)).all():
        handovers.acknowledge_item(change, item)
    handovers.close_handover(change, number)


def _handover_dropped(change: Change) -> None:
    other = handovers.start_handover(
        change, "practitioner", SAM, [handovers.NewItem("child", ROSA)], to_id=MORAG
    )
    assert other.id != _handover(change)
    handovers.drop_handover(change, other.id)


def _stopped(change: Change) -> None:
    agenda_running.stop_session(change, running(change)[0])


def _finished(change: Change) -> None:
    agenda_running.finish_item(change, running(change)[1][1])


def _parked(change: Change) -> None:
    agenda_running.park_item(change, running(change)[1][1], f"{CANARY} had to go")


def _reopened_item(change: Change) -> None:
    item = running(change)[1][1]
    agenda_running.finish_item(change, item)
    agenda_running.reopen_item(change, item)


def _ended(change: Change) -> None:
    items = running(change)[1]
    session = _session_of(change, items[0])
    agenda_running.finish_item(change, items[1])
    ending = Ending((session,), TODAY, 85, (Plan("case", PRIYA, ago(-27), "10:00"),))
    agenda_running.end_session(change, ending)


def _agenda_set(change: Change) -> None:
    items = on_agenda(change)
    session = _session_of(change, items[0])
    lines = [Placed(session, items[1], 20, by_reference=True), Placed(session, NEW[0], 5)]
    agenda.set_agenda(change, [session], lines)


def _prep_taken(change: Change) -> None:
    session = _session_of(change, on_agenda(change)[0])
    child = preparing.PreparedChild(KIT, (("worried", "Worried", f"{CANARY} is"),))
    preparing.take_prep(change, [session], session, [preparing.PreparedItem(f"{CANARY} asks")], [child])


def _agreed_agenda(change: Change) -> None:
    agenda.agree_agenda(change, [_session_of(change, on_agenda(change)[0])], TODAY)


def _dropped_item(change: Change) -> None:
    agenda.drop_item(change, agenda.bring_item(change, SAM, f"{CANARY} asks", "supervisor").id)
    agenda.bring_item(change, SAM, f"{CANARY} asks again", "supervisee", child_id=ROSA)


def _template(change: Change) -> AgendaTemplate:
    lines = [NEW[0], NewItem("children", "children", minutes=60)]
    return agenda_templates.keep_template(change, f"{CANARY}'s", ["case"], lines, practitioner_id=PRIYA)


def _template_dropped(change: Change) -> None:
    agenda_templates.drop_template(change, _template(change).id)
    agenda_templates.keep_template(change, f"{CANARY}", ["case"], [NEW[0]], minutes=60)


def _attended(change: Change) -> None:
    first, second = attendance.expect_people(change, _planned(change).id, [PRIYA, SAM])
    attendance.mark_attendance(change, first.id, "present", "facilitator")
    attendance.mark_attendance(change, second.id, "apologies", "facilitator")


def _struck_off(change: Change) -> None:
    session = _planned(change).id
    guest = attendance.invite_guest(change, session, f"{CANARY}", f"{CANARY} services")
    attendance.strike_off(change, guest.id)
    attendance.invite_guest(change, session, f"{CANARY}", f"{CANARY} services")


def _disturbed(change: Change) -> Disturbance:
    return attendance.note_disturbance(
        change, _planned(change).id, "late", "supervisor", 12, f"{CANARY} rang"
    )


def _undisturbed(change: Change) -> None:
    attendance.drop_disturbance(change, _disturbed(change).id)


def _families(change: Change) -> None:
    row = planning.plan_supervision(change, Plan("case", SAM, TODAY, occasion="front door"))
    front_door.put_families(change, row.id, {ROSA: "advice", KIT: "early_help"}, seed=4711)


def held(change: Change) -> Supervision:
    """A session that was held, with a child discussed."""
    return holding.hold_supervision(change, _planned(change).id, ago(3), [TOM], minutes=90)


def _written(change: Change) -> Supervision:
    return papers.write_up(change, held(change).id, ago(2))


def _cancelled(change: Change) -> Supervision:
    row = _planned(change)
    return rearranging.cancel_supervision(
        change,
        kent(),
        row.id,
        f"{CANARY} is ill",
        "sickness",
        new_day=ago(-9),
        passed=f"{CANARY} agreed",
    )


def _reinstated(change: Change) -> None:
    row = _planned(change)
    rearranging.cancel_supervision(change, kent(), row.id, f"{CANARY} is ill", "sickness")
    rearranging.reinstate_supervision(change, row.id)


def _parts_dated(change: Change) -> None:
    row = observations.record_observation(change, PRIYA, ago(20))
    for part in observations.PARTS:
        observations.date_observation_part(change, row.id, part, ago(9))


def _observation_removed(change: Change) -> None:
    observations.remove_observation(change, observations.record_observation(change, PRIYA, ago(20)).id)
    observations.record_observation(change, PRIYA, ago(19))


def _event_removed(change: Change) -> None:
    row = events.record_event(change, kent(), "appraisal", ago(40), practitioner_id=PRIYA)
    events.remove_event(change, row.id)
    events.record_event(change, kent(), "audit_result", ago(4), child_id=TOM, value="yes")


def written(*children: tuple[int, str], day: date = TODAY, supervision_id: int | None = None) -> Written:
    """A record of words that must not reach the trail, with an action in it."""
    answers = json.dumps({"form": "kent_b", "answers": {"leave": f"{CANARY} is tired"}, "labels": {}})
    agreed = AgreedAction("r1", f"{CANARY}: ring the school", CANARY, CANARY, CANARY, ago(-9), CANARY, TOM)
    return Written(answers, "abc", About(day, supervision_id, PRIYA, children), (agreed,))


def begun(change: Change, supervision_id: int | None = None) -> Record:
    """Begin a record about two children."""
    return records.begin_record(
        change, "kent_b", "kent", written((TOM, "p1"), (KIT, "p2"), supervision_id=supervision_id)
    )


def _draft(change: Change, row: Record) -> RecordDraft:
    typed = json.dumps({"answers": {"leave": CANARY}})
    return change.insert(
        RecordDraft(record_id=row.id, base=1, answers=typed, begun_at=change.now, saved_at=change.now)
    )


def _record_written(change: Change) -> None:
    row = begun(change)
    records.write_record(change, row.id, written((TOM, "")), 1, draft_id=_draft(change, row).id)


def _completed(change: Change) -> Record:
    row = begun(change, held(change).id)
    carried = _action(change).id
    return records.complete_record(
        change, row.id, missing=["KCC-T41"], reason=f"{CANARY} agreed", carried=[carried]
    )


def _complete(change: Change) -> int:
    return records.complete_record(change, begun(change).id).id


def _withdrawn(change: Change) -> None:
    record_id = _complete(change)
    signing.sign(change, record_id, Word("supervisee", CANARY), ("supervisor", "supervisee"))
    signing.withdraw(change, record_id, "supervisee", f"{CANARY} asked")


def _addended(change: Change) -> None:
    record_id = _complete(change)
    signing.sign(change, record_id, Word("supervisor", CANARY), ("supervisor",))
    signing.addend(change, record_id, f"{CANARY} wrote", CANARY, CANARY, "paper")


def _signed(change: Change) -> int:
    """A signed record of a held session, about Tom."""
    record_id = records.complete_record(change, begun(change, held(change).id).id).id
    signing.sign(change, record_id, Word("supervisor", CANARY), ("supervisor",))
    return record_id


def _record_discarded(change: Change) -> None:
    records.discard_record(change, begun(change).id, f"{CANARY} asked for it")
    begun(change)


def _draft_dropped(change: Change) -> None:
    records.drop_record_draft(change, _draft(change, begun(change)).id)


def _entry_taken_back(change: Change) -> None:
    row = begun(change)
    records.take_back_entry(change, records.enter_part(change, row.id, TOM, "Liberi", TODAY).id)


def _action(change: Change) -> Action:
    agreed = AgreedAction("", f"{CANARY}: see TB alone", CANARY, CANARY, CANARY, ago(3), CANARY, TOM)
    return actions.set_action(change, agreed, ago(20), practitioner_id=PRIYA)


def _taken_up(change: Change) -> None:
    row = actions.drop_action(change, _action(change).id, f"{CANARY} moved", ago(2))
    actions.take_up_action(change, row.id, f"{CANARY} is back", ago(1))


def _interval_ended(change: Change) -> None:
    row = intervals.shorten_for_child(change, kent(), TOM, 30, f"{CANARY} asked", ago(30))
    intervals.end_interval(change, row.id, ago(1))


def _facts(number: str = "P9") -> PractitionerFacts:
    return PractitionerFacts(
        number, f"{CANARY} Jones", "social_worker", job_title=f"Lead {CANARY}", supervisor_id=MORAG
    )


def _joined(change: Change) -> None:
    children.add_child(change, "99001", "TB", CANARY)
    involvements.open_involvement(change, 5, OTHER_SERVICE, ago(30), SAM)
    situations.add_situation(change, 5, "in_care", ago(20))
    children.join_children(change, 5, TOM)


def _corrected_absence(change: Change) -> None:
    team.record_absence(change, SAM, ago(9), None, "leave")
    team.correct_absence(change, 1, ago(8), ago(2), f"{CANARY} sickness")


def _begun(change: Change) -> None:
    """Take the team there is away first: a store has one."""
    present = team.the_team(change)
    change.delete(present)
    first.begin_store(change, f"{CANARY} East", "kent", SERVICE, _facts())


def _began_team(change: Change) -> None:
    change.delete(team.the_team(change))
    team.begin_team(change, f"{CANARY} West", "birmingham", SERVICE)


def _gone(change: Change) -> int:
    """Someone who left, with a record of their own; return their number in the store."""
    person = team.add_practitioner(
        change, PractitionerFacts("P8", CANARY, "social_worker", started_on=ago(900), left_on=ago(400))
    ).id
    about = About(ago(500), None, person)
    paper = written()
    records.begin_record(change, "kent_b", "kent", Written(paper.answers, "abc", about, paper.actions[:0]))
    return person


def _proposed(change: Change) -> int:
    return destroying.propose_destruction(change, kent(), _gone(change), f"{CANARY} asked").id


def _cleaned(change: Change) -> None:
    destroying.destroy_file(change, kent(), _proposed(change), "P8")
    cleaning.note_cleaned(change)


def _held_file(change: Change) -> int:
    return holds.place_hold(change, _gone(change), f"{CANARY} claims").id


def _disagreed(change: Change) -> int:
    return disagreements.raise_disagreement(
        change, PRIYA, ago(5), f"{CANARY} sees it otherwise", child_id=TOM
    ).id


EXAMPLES: dict[str, Example] = {
    "place_hold": _held_file,
    "lift_hold": lambda change: holds.lift_hold(change, _held_file(change), f"{CANARY} settled"),
    "propose_destruction": _proposed,
    "withdraw_destruction": lambda change: destroying.withdraw_destruction(change, _proposed(change)),
    "raise_disagreement": _disagreed,
    "take_disagreement": lambda change: disagreements.take_disagreement(
        change,
        kent(),
        _disagreed(change),
        "third_party",
        ago(3),
        with_whom=CANARY,
        words=f"{CANARY} heard both",
    ),
    "settle_disagreement": lambda change: disagreements.settle_disagreement(
        change, _disagreed(change), ago(2), f"{CANARY} agreed"
    ),
    "add_child": lambda change: children.add_child(change, "41000", CANARY, f"{CANARY} family"),
    "correct_child": lambda change: children.correct_child(
        change, TOM, "40218", CANARY, f"{CANARY}s", "carer"
    ),
    "join_children": _joined,
    "correct_service": lambda change: corrections.correct_service(
        change, 1, OTHER_SERVICE, f"{CANARY} typed it"
    ),
    "correct_date": lambda change: corrections.correct_date(
        change, "involvement", 1, "opened_on", ago(99), f"{CANARY} said so"
    ),
    "begin_store": _begun,
    "open_involvement": lambda change: involvements.open_involvement(
        change,
        TOM,
        OTHER_SERVICE,
        ago(5),
        SAM,
        allocated_at=datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
        stage=2,
    ),
    "allocate": lambda change: involvements.allocate(change, 1, SAM, ago(2)),
    "begin_record": begun,
    "write_record": _record_written,
    "complete_record": _completed,
    "reopen_record": lambda change: records.reopen_record(change, _completed(change).id),
    "correct_record": lambda change: records.correct_record(change, begun(change).id, written(day=ago(1)), 1),
    "discard_record": _record_discarded,
    "drop_record_draft": _draft_dropped,
    "enter_part": lambda change: records.enter_part(change, begun(change).id, TOM, "Liberi", TODAY),
    "take_back_entry": _entry_taken_back,
    "set_action": _action,
    "carry_action": lambda change: actions.carry_action(
        change, _action(change).id, ago(2), in_the_way=f"{CANARY} is away"
    ),
    "move_action": lambda change: actions.move_action(
        change, _action(change).id, ago(-20), f"{CANARY} is away", ago(2)
    ),
    "finish_action": lambda change: actions.finish_action(
        change, _action(change).id, f"{CANARY} is content", ago(2)
    ),
    "drop_action": lambda change: actions.drop_action(change, _action(change).id, f"{CANARY} moved", ago(2)),
    "take_up_action": _taken_up,
    "close_involvement": lambda change: involvements.close_involvement(
        change, 1, TODAY, f"{CANARY} moved", passed=("KCC-P39", f"{CANARY} agreed")
    ),
    "reopen_involvement": lambda change: involvements.reopen_involvement(change, 5),
    "pass_gate": lambda change: involvements.pass_gate(change, "KCC-P39", 1, f"{CANARY} agreed"),
    "add_situation": lambda change: situations.add_situation(change, TOM, "risk", ago(2), value=CANARY),
    "end_situation": lambda change: situations.end_situation(change, 1, TODAY),
    "remove_situation": lambda change: situations.remove_situation(change, 2),
    "move_to_stage": lambda change: stages.move_to_stage(
        change, [1, 2, 3, 4], 6, TODAY, why=f"{CANARY} is home", passed=("KCC-P39", f"{CANARY} agreed")
    ),
    "say_why": lambda change: stages.say_why(change, [1, 6], f"{CANARY} asked"),
    "begin_team": _began_team,
    "correct_team": lambda change: team.correct_team(change, f"{CANARY} North", "havering", OTHER_SERVICE),
    "appoint_manager": lambda change: team.appoint_manager(change, PRIYA),
    "add_practitioner": lambda change: team.add_practitioner(change, _facts()),
    "correct_practitioner": lambda change: team.correct_practitioner(change, SAM, _facts("P3")),
    "record_absence": lambda change: team.record_absence(change, SAM, ago(9), None, f"{CANARY} leave"),
    "correct_absence": _corrected_absence,
    "sign_agreement": lambda change: team.sign_agreement(change, ROSA, ago(30), weeks=4),
    "plan_supervision": _planned,
    "plan_series": lambda change: planning.plan_series(
        change, Plan("personal", SAM, TODAY), [ago(-6), ago(-34), ago(-62)]
    ),
    "set_time": lambda change: planning.set_time(change, _planned(change).id, "14:30"),
    "put_on_list": lambda change: planning.put_on_list(change, _planned(change).id, [KIT]),
    "take_off_list": lambda change: planning.take_off_list(change, _planned(change).id, [TOM]),
    "hold_supervision": held,
    "hold_unplanned": lambda change: holding.hold_unplanned(
        change, "case", SAM, ago(4), [ROSA], occasion="ad hoc", criteria={ROSA: CANARY}
    ),
    "add_discussed": lambda change: holding.add_discussed(change, held(change).id, [KIT]),
    "correct_held_day": lambda change: rectifying.correct_held_day(
        change, held(change).id, ago(4), f"{CANARY} said so"
    ),
    "correct_discussed": lambda change: rectifying.correct_discussed(
        change, held(change).id, TOM, ROSA, f"{CANARY} said so"
    ),
    "take_back_holding": lambda change: holding.take_back_holding(
        change, held(change).id, f"{CANARY} was away"
    ),
    "move_supervision": lambda change: rearranging.move_supervision(
        change, kent(), _planned(change).id, ago(-12), f"{CANARY} in court", "practitioner", starts_at="14:00"
    ),
    "cancel_supervision": _cancelled,
    "reinstate_supervision": _reinstated,
    "write_up": _written,
    "agree_record": lambda change: papers.agree_record(change, held(change).id, TODAY),
    "sign_record": lambda change: papers.sign_record(change, _written(change).id, ago(1)),
    "record_observation": lambda change: observations.record_observation(change, PRIYA, ago(20)),
    "date_observation_part": _parts_dated,
    "remove_observation": _observation_removed,
    "record_event": lambda change: events.record_event(
        change, kent(), "audit_result", ago(4), child_id=TOM, value="yes"
    ),
    "remove_event": _event_removed,
    "shorten_for_child": lambda change: intervals.shorten_for_child(
        change, kent(), TOM, 30, f"{CANARY} asked for it"
    ),
    "shorten_for_practitioner": lambda change: intervals.shorten_for_practitioner(
        change, kent(), SAM, 14, f"{CANARY} is new", ago(3)
    ),
    "end_interval": _interval_ended,
    "put_on_agenda": on_agenda,
    "take_off_agenda": lambda change: agenda.take_off_agenda(change, on_agenda(change)[1]),
    "order_agenda": lambda change: agenda.order_agenda(change, on_agenda(change)[::-1]),
    "time_items": lambda change: agenda.time_items(change, dict.fromkeys(on_agenda(change), 20)),
    "set_length": lambda change: agenda_length.set_length(
        change, [_session_of(change, on_agenda(change)[0])], 45
    ),
    "take_prep": _prep_taken,
    "word_item": lambda change: agenda.word_item(change, on_agenda(change)[0], f"{CANARY} is well"),
    "note_on_item": lambda change: agenda.note_on_item(change, on_agenda(change)[0], f"{CANARY} is well"),
    "refer_item": lambda change: agenda.refer_item(
        change, on_agenda(change)[1], by_reference=True, minutes=2
    ),
    "split_item": lambda change: agenda.split_item(change, on_agenda(change)[1], f"{CANARY} at home"),
    "bring_item": lambda change: agenda.bring_item(change, SAM, f"{CANARY} asks", "supervisor"),
    "drop_item": _dropped_item,
    "set_agenda": _agenda_set,
    "agree_agenda": _agreed_agenda,
    "begin_session": running,
    "stop_session": _stopped,
    "finish_item": _finished,
    "park_item": _parked,
    "reopen_item": _reopened_item,
    "end_session": _ended,
    "keep_template": _template,
    "drop_template": _template_dropped,
    "expect_people": _attended,
    "mark_attendance": _attended,
    "invite_guest": _struck_off,
    "strike_off": _struck_off,
    "note_disturbance": _disturbed,
    "drop_disturbance": _undisturbed,
    "put_families": _families,
    "draw_sample": _sampled,
    "set_worksheet": lambda change: sampling.set_worksheet(change, _sampled(change), begun(change).id),
    "start_handover": lambda change: _handover(change, CANARY),
    "acknowledge_item": lambda change: handovers.acknowledge_item(change, _handed(change), CANARY),
    "add_note": lambda change: handovers.add_note(change, _handover(change), CANARY),
    "close_handover": _handover_closed,
    "drop_handover": _handover_dropped,
    "plan_transfer": lambda change: transfers.plan_transfer(change, 1, ago(-24)),
}

FINAL: dict[str, Example] = {
    "sign": lambda change: signing.sign(
        change,
        _complete(change),
        Word("supervisee", CANARY, CANARY, "email", CANARY),
        ("supervisor", "supervisee"),
    ),
    "decline": lambda change: signing.decline(
        change, _complete(change), Word("supervisee", CANARY), f"{CANARY} disagrees", ("supervisee",)
    ),
    "withdraw": _withdrawn,
    "addend": _addended,
    "correct_record_child": lambda change: rectifying.correct_record_child(
        change, _signed(change), TOM, ROSA, f"{CANARY} said so"
    ),
    "note_export": lambda change: exports.note_export(change, begun(change).id, "working", "supervisee"),
    "note_file_export": lambda change: exports.note_file_export(change, PRIYA, [begun(change).id]),
    "make_signing_key": lambda change: signing.make_signing_key(change),
    "destroy_file": lambda change: destroying.destroy_file(change, kent(), _proposed(change), "P8"),
    "note_cleaned": _cleaned,
}
"""Changes that are never undone: signing and sealing, and that something left."""

CORRECTIONS: dict[str, Example] = {
    f"{entity}.{field}": lambda change, entity=entity, row=row, field=field, day=day: (
        corrections.correct_date(  # type: ignore[misc]
            change, entity, row, field, day, "typed wrong"
        )
    )
    for entity, row, field, day in (
        ("involvement", 1, "opened_on", ago(120)),
        ("involvement", 2, "opened_on", ago(20)),
        ("allocation", 1, "since", ago(95)),
        ("stage_move", 7, "moved_on", ago(50)),
        ("situation", 1, "since", ago(130)),
        ("situation", 2, "since", ago(80)),
    )
}


def public_changes() -> set[str]:
    """Return the name of every public function of `models.changes` whose first parameter is a change."""
    found = set()
    for module in pkgutil.iter_modules(models.changes.__path__):
        if module.name in PART_MODULES:
            continue
        for name, function in inspect.getmembers(
            import_module(f"models.changes.{module.name}"), inspect.isfunction
        ):
            if (
                not name.startswith("_")
                and function.__module__ == f"models.changes.{module.name}"
                and next(iter(inspect.signature(function).parameters), "") == "change"
            ):
                found.add(name)
    return found - PARTS
