"""The small forms about practitioners: what is known of each, a last day, an absence, an agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field, offered
from models.dates import counted
from models.reading.people import PersonView
from models.words import said_name

ABSENCES: tuple[Choice, ...] = (
    ("leave", "annual leave"),
    ("sickness", "sickness"),
    ("parental leave", "parental leave"),
    ("study", "study or training"),
    ("other", "other"),
)


def absence_label(kind: str) -> str:
    """Return what a kind of absence is called where it was chosen; another word stays as it is."""
    return dict(ABSENCES).get(kind, kind)


def practitioner(lists: Lists, key: str, title: str, initial: Mapping[str, str]) -> EntryForm:
    """Ask for everything known about a practitioner."""
    form = EntryForm(
        f"practitioner:{key}",
        title,
        (
            Field("number", "Staff number", required=True),
            Field("name", "Name", required=True),
            Field("role", "Role", "choice", required=True, choices=lists.roles),
            Field("job_title", "Job title"),
            Field(
                "also_role", "Also", "choice", choices=lists.roles, hint="a second role, such as probation"
            ),
            Field("supervisor", "Supervised by", "choice", choices=lists.people),
            Field("service", "Service", "choice", choices=lists.services),
            Field("frontline", "Frontline", "yes_no", initial="yes", hint="yes or no"),
            Field("fte", "Share of full time", "share", initial="1", hint="1, 0.6 or 60%"),
            Field("started_on", "Started on", "date"),
            Field("asye_started_on", "ASYE started on", "date"),
            Field("six_month_review_on", "Six-month review held", "date"),
            Field("probation_ends_on", "Probation ends on", "date", past=False),
            Field("performance_plan_days", "Performance plan, days", "number", hint="between sessions"),
            Field("performance_plan_from", "Plan began on", "date", hint="empty: today, where it is new"),
            Field("left_on", "Left on", "date", past=False),
        ),
    )
    return form.filled(initial)


def leaving(found: Lists, one: PersonView) -> EntryForm:
    """Ask for someone's last day; emptied, they stay."""
    who = said_name(one.name, private=found.private)
    note = (
        "Work is re-allocated before that day (c shows it, M marks all, h re-allocates). "
        "Sessions planned after it will not take place."
    )
    if one.caseload:
        note = f"{counted(one.caseload, 'involvement is', 'involvements are')} allocated to them now. {note}"
    initial = f"{one.left_on.day}/{one.left_on.month}/{one.left_on.year}" if one.left_on else ""
    day = Field("left_on", "Last day", "date", initial=initial, hint="empty: they stay", past=False)
    return EntryForm(f"practitioner:{one.id}:leaving", f"{who} leaves", (day,), note=note)


def absence(
    lists: Lists,
    key: str,
    title: str,
    initial: Mapping[str, str] | None = None,
    deciding: Sequence[str] = (),
) -> EntryForm:
    """Ask for an absence of a practitioner; ``deciding`` are the names of who could decide meanwhile."""
    names = () if lists.private else offered(deciding)
    hint = "for a supervisor: name or post"
    form = EntryForm(
        f"absence:{key}",
        title,
        (
            Field("since", "Away from", "date", required=True, initial=lists.day, past=False),
            Field("until", "Last day away", "date", past=False, hint="empty while it lasts"),
            Field("kind", "Kind", "choice", choices=ABSENCES),
            Field("cover", "Who decides", choices=names, hint=hint),
        ),
        note=" ".join(f"{one.says} ({one.id})" for one in lists.pack.provisions_at("cover")),
    )
    return form.filled(initial or {})


def agreement(lists: Lists, practitioner_id: int) -> EntryForm:
    """Ask when an agreement was signed, how often the two meet, in one sitting or two (KCC-P38), its review."""
    label = lists.pack.labels.get("agreement", "supervision agreement")
    sitting = Field("one_sitting", "In one sitting", "yes_no", hint="personal and case together: yes or no")
    return EntryForm(
        f"agreement:{practitioner_id}",
        f"{label[:1].upper()}{label[1:]} signed",
        (
            Field("signed_on", "Signed on", "date", required=True, initial=lists.day),
            Field("weeks", "Weeks between sessions", "number"),
            *((sitting,) if len(lists.pack.sessions) > 1 else ()),
            Field("review_on", "To be reviewed", "date", past=False, hint="empty: as the policy says"),
        ),
    )
