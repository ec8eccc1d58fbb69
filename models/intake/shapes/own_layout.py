"""The Footprint workbook: its sheets and columns, read by intake and written by ``footprint workbook``."""

from __future__ import annotations

from models.intake.table.layout import Column, SheetLayout, may, must

_CHILD = must("child_id", "child", "The child's number in your case system. Never a name.", key="child")
_PERSON = must(
    "practitioner_id", "person", "The practitioner's number, as on the sheet Practitioners.", key="person"
)
_SERVICE = "A service of the policy."
_NAME = Column(
    "name",
    "childs_name",
    "Not written here and never kept: a name that is found becomes initials.",
    key="childs_name",
    also=("child_name", "childs_name", "full_name", "young_person", "young_persons_name", "name_of_child"),
)
_FORENAMES = ("first_name", "child_forename", "given_name", "firstname")
_FORENAME = Column("forename", "childs_name", key="forename", also=_FORENAMES)
_SURNAME = Column(
    "surname", "childs_name", key="surname", also=("last_name", "child_surname", "family_name", "lastname")
)
_PERIOD = (
    may(
        "opened_on",
        "past_day",
        "Only where a child has had the service more than once: when that time began.",
    ),
    may("period", "ordinal", "2 for the second of two periods that began on the same day.", key="nth"),
)

TEAM = SheetLayout(
    "Team",
    "One row: the team.",
    (
        must("name", "line", "What your service calls the team."),
        may("policy", "line", "kent, northamptonshire, havering, birmingham or children_and_families."),
        may("service", "service", _SERVICE),
        may("manager_id", "person", "The practitioner who manages the team.", key="manager"),
    ),
)

PRACTITIONERS = SheetLayout(
    "Practitioners",
    "A row for everyone who is supervised, the manager among them.",
    (
        must("practitioner_id", "person", "Their number in your organisation.", key="number"),
        must("name", "line", "Their name."),
        may("job_title", "line"),
        must("role", "role", "The role that decides how often supervision is due."),
        may("also_role", "role", "A second role, such as probation."),
        may("supervisor_id", "person", "The number of the one who supervises them.", key="supervisor"),
        may("service", "service", _SERVICE),
        may("frontline", "yes_no", "yes or no."),
        may("fte", "share", "Share of full time: 1 is full time, 0.6 three days of five."),
        may("started_on", "day", "First day in this post."),
        may("asye_started_on", "day", "Start of the assessed and supported year."),
        may("six_month_review_on", "day", "The six-month review of that year."),
        may("probation_ends_on", "day"),
        may("performance_plan_days", "days", "Days between sessions that a performance plan names."),
        may("left_on", "day", "Last day in the team."),
        may("performance_plan_from", "day", "The day that plan began."),
        may("agreement_signed_on", "past_day", "When the present supervision agreement was signed."),
        may("agreement_weeks", "weeks", "Every how many weeks it says the two will meet."),
    ),
)

CHILDREN = SheetLayout(
    "Children",
    "A row for every child and present service. Two services open to a child are two rows.",
    (
        _CHILD,
        may("initials", "initials", "Two or three letters; a whole name becomes initials."),
        may("family_id", "family", "A code that siblings share. Never a surname.", key="family"),
        Column("service", "service", _SERVICE, needed=True),
        Column(
            "practitioner_id",
            "person",
            "Who holds it now, as on the sheet Practitioners. Empty while nobody does.",
            key="person",
            needed=True,
        ),
        may("allocated_at", "past_moment", "When they got it: a date, or date and time."),
        Column("opened_on", "past_day", "When the service was opened to the child.", needed=True),
        may("stage", "stage", "The stage it stands in now: 1 to 6 or its name."),
        may("stage_since", "past_day", "When it came to that stage."),
        may("closed_on", "past_day", "Only when the service is closed to the child."),
        may("risk_rosh", "risk", "Risk of serious harm: low, medium, high or very high."),
        may("risk_sw", "risk", "Risk, safety and wellbeing: low, medium or high."),
        may("kind", "child_kind", "child unless it says carer, caregiver or victim."),
        may("joined_into", "child", "The number this one was joined into, where two numbers are one child."),
        may("closing_reason", "line", "Why it was closed, in a line."),
        may("transfer_on", "day", "The day of a planned transfer."),
        may("period", "ordinal", "2 for the second of two periods that began on the same day.", key="nth"),
        _NAME,
        _FORENAME,
        _SURNAME,
    ),
)

INVOLVEMENTS = SheetLayout(
    "Involvements",
    "Earlier times a service was open to a child, a row each. The present one is on the sheet Children.",
    (
        _CHILD,
        must("service", "service", _SERVICE),
        Column("practitioner_id", "person", "Who held it last.", key="person", needed=True),
        must("opened_on", "past_day"),
        must("closed_on", "past_day"),
        may("closing_reason", "line", "Why it was closed, in a line."),
        may("transfer_on", "day"),
        may("period", "ordinal", "2 for the second of two periods that began on the same day.", key="nth"),
    ),
    optional=True,
)

ALLOCATIONS = SheetLayout(
    "Allocations",
    "Who held what, from when to when, a row each. Without it the holder is taken to have had it all along.",
    (
        _CHILD,
        must("service", "service", _SERVICE),
        _PERSON,
        must("from", "past_day", "The first day they held it.", key="since"),
        may(
            "until",
            "past_day",
            "The day the next one took over or it was closed. Empty for the present holder.",
        ),
        may("at", "past_moment", "Date and time of the allocation, where it is known."),
        *_PERIOD,
    ),
    optional=True,
)

MOVES = SheetLayout(
    "Moves",
    "Every move on the board, in order. The first comes from no stage.",
    (
        _CHILD,
        must("moved_on", "past_day"),
        may("from", "stage", "The stage it came from; empty for the first.", key="from_stage"),
        must("to", "stage", "The stage it came to.", key="to_stage"),
        may("why", "line", "The reason, in a line. No names."),
        may("moved_by", "line"),
        may("supervision_id", "reference", "The supervision in which it was moved.", key="session"),
        may("service", "service", "Needed only where two services are open to the child."),
        *_PERIOD,
    ),
    optional=True,
)

ABSENCES = SheetLayout(
    "Absences",
    "Times a practitioner was or is away.",
    (
        _PERSON,
        must("from", "day", "First day away.", key="since"),
        may("until", "day", "Last day away; empty while it lasts."),
        may("kind", "line", "leave, sickness, maternity …"),
    ),
    optional=True,
)

SITUATIONS = SheetLayout(
    "Situations",
    "Dated facts about a child that change the clock: plans, care, risk, placement.",
    (
        _CHILD,
        must("situation", "situation", "A situation of the policy.", key="code"),
        must("since", "day", "First day on which it was true."),
        may("until", "day", "Last day on which it was true; empty while it is."),
        may("value", "line", "The level or figure, where the situation has one."),
    ),
    optional=True,
)

SUPERVISIONS = SheetLayout(
    "Supervisions",
    "Every session: planned, held, cancelled. Either planned_for or held_on has to be there.",
    (
        must("supervision_id", "reference", "Any number that no other row has.", key="code"),
        must("kind", "session", "personal, case, joint, group or one of the group formats."),
        may("occasion", "occasion", "formal, ad hoc, transition or front door. Formal where it is empty."),
        may("practitioner_id", "person", "Empty for a group.", key="person"),
        may("planned_for", "day"),
        may("held_on", "past_day"),
        may("minutes", "minutes"),
        may("cancelled_on", "past_day"),
        may("reason", "line", "Why it was cancelled or moved, in a line."),
        may("children", "children", "The numbers of the children discussed, separated by ;"),
        may("recorded_on", "past_day"),
        may("signed_on", "past_day"),
        may("agreed_on", "past_day", "When the record was agreed."),
        may("first_planned_for", "day", "The day it was first planned for, where it was moved."),
        may("starts_at", "clock", "A time of day such as 14:30."),
        may("cause", "label", "What made it move or be cancelled, as a code."),
        may("replaces", "reference", "The supervision_id of the cancelled session that it makes up for."),
    ),
    optional=True,
)

DISCUSSIONS = SheetLayout(
    "Discussions",
    "Only for discussions that differ from their session: an informal one in a formal session, another day.",
    (
        must("supervision_id", "reference", key="session"),
        _CHILD,
        must("kind", "discussion", "formal or informal."),
        may("at", "past_day", "The day; empty where the child has not been discussed."),
        may("criterion", "label", "What the child was picked by, where work is sampled."),
    ),
    optional=True,
)

ACTIONS = SheetLayout(
    "Actions",
    "What was agreed, by whom, by when, and what came of it.",
    (
        must("action_id", "reference", "Any number that no other row has.", key="code"),
        must("what", "text"),
        may("why", "text"),
        may("how", "text"),
        may("child_id", "child", key="child"),
        may("practitioner_id", "person", key="person"),
        may("supervision_id", "reference", "The session it was set in.", key="session"),
        may("owner", "line", "Who does it."),
        must("set_on", "past_day"),
        may("due_on", "day"),
        may("done_on", "past_day"),
        may("dropped_on", "past_day"),
        may("outcome", "text"),
        may("carried", "count", "Through how many sessions it was carried."),
        may("child_notices", "text", "What the child would notice."),
    ),
    optional=True,
)

OBSERVATIONS = SheetLayout(
    "Observations",
    "Observations of practice, and the days on which their parts were written.",
    (
        _PERSON,
        must("observed_on", "past_day"),
        may("observer_part_on", "past_day"),
        may("practitioner_part_on", "past_day"),
        may("feedback_on", "past_day"),
    ),
    optional=True,
)

ARRANGED = SheetLayout(
    "Planned observations",
    "Observations that are arranged for a day, moved or called off; what took place stands on Observations too.",
    (
        _PERSON,
        must("arranged_for", "day", key="planned_for"),
        may("kind", "label", "Empty for an observation of practice; else the event of the policy."),
        may("first_planned_for", "day", "The day it was first planned for, where it was moved."),
        may("starts_at", "clock", "A time of day such as 14:30."),
        may("observer", "line"),
        may("what", "line", "What is observed, in a line."),
        may("cancelled_on", "past_day"),
        may("reason", "line", "Why it was moved or called off, in a line."),
        may("cause", "label", "What made it move or be called off, as a code."),
    ),
    optional=True,
)

AGREEMENTS = SheetLayout(
    "Agreements",
    "Every supervision agreement. Without it the one on the sheet Practitioners is all there is.",
    (
        _PERSON,
        must("signed_on", "past_day"),
        may("weeks", "weeks"),
        may("one_sitting", "yes_no", "Whether personal and case supervision are held together."),
        may("review_on", "day", "The day that the two agreed on for its review."),
    ),
    optional=True,
)

GATES = SheetLayout(
    "Gates",
    "Gates of the policy that were passed with a reason.",
    (
        _CHILD,
        must("service", "service", _SERVICE),
        must("rule", "line", "The rule's ID."),
        must("passed_on", "past_day"),
        must("reason", "line"),
        *_PERIOD,
    ),
    optional=True,
)

INTERVALS = SheetLayout(
    "Intervals",
    "Shorter intervals that the manager set for one child or one practitioner, with the reason.",
    (
        may("child_id", "child", key="child"),
        may("practitioner_id", "person", key="person"),
        must("days", "days", "Days from one discussion or session to the next."),
        must("reason", "line"),
        must("from", "day", "First day it holds.", key="since"),
        may("until", "day", "Last day it holds; empty while it does."),
    ),
    optional=True,
)

EVENTS = SheetLayout(
    "Events",
    "What a policy counts or counts from, and no other sheet holds: an appraisal, an audit, a survey.",
    (
        must("event", "label", "An event of the policy.", key="type"),
        must("on", "past_day", key="happened_on"),
        may("practitioner_id", "person", "Whose it is; empty, with child_id, for the team's.", key="person"),
        may("child_id", "child", key="child"),
        may("value", "line", "What it says beside its day, where the policy asks for it."),
    ),
    optional=True,
)

SHEETS = (
    TEAM,
    PRACTITIONERS,
    CHILDREN,
    INVOLVEMENTS,
    ALLOCATIONS,
    MOVES,
    SITUATIONS,
    SUPERVISIONS,
    DISCUSSIONS,
    ACTIONS,
    ABSENCES,
    OBSERVATIONS,
    ARRANGED,
    AGREEMENTS,
    GATES,
    INTERVALS,
    EVENTS,
)
"""Every sheet, in the order in which they are read and written: what is pointed at comes first."""

NEVER_WRITTEN = frozenset({"childs_name", "forename", "surname"})
"""Columns that are understood where a file has them and are never written."""
