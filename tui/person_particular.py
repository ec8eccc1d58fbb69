"""What is known of a practitioner in particular, as rows of their page."""

from __future__ import annotations

from datetime import date

from models.dates import counted, show
from models.policy.pack import Pack
from models.reading.disagreements import DisagreementView
from models.reading.handover.reading import HandoverLine
from models.reading.keeping import keeping_of
from models.reading.people import PersonPage
from tui.people_words import remarks
from tui.person_page import Known
from tui.widgets.rows import Row


def particular_rows(page: PersonPage, pack: Pack, today: date) -> list[Row]:
    """Return what is known of this person in particular, which is not for a projector."""
    person, rows = page.person, list[Row]()
    said = remarks(person, today)
    if said:
        rows.append(Row((said,), kind="warn" if person.away else "note"))
    second = next((one.label for one in pack.roles if one.code == page.facts["also_role"]), "")
    if second:
        rows.append(Row(("Also", second, "")))
    if page.supervisor:
        rows.append(Row(("Supervised by", page.supervisor, "")))
    elif page.supervisor_outside is not None:
        to = page.supervisor_outside
        rows.append(Row(("Supervised by", to.to, "not of this team: e names someone who is"), to))
    elif person.left_on is None:
        rows.append(Row(("Supervised by", "nobody is named", "e names someone"), kind="amber"))
    for label, day in (
        ("Started", person.started_on),
        ("ASYE started", person.asye_started_on),
        ("Six-month review", page.six_month_review_on),
        ("Probation ends", person.probation_ends_on),
        ("Left" if person.left_on and person.left_on < today else "Last day", person.left_on),
    ):
        if day is not None:
            rows.append(Row((label, show(day), "")))
    rows += [*_leaving(page), *_kept(page, pack, today)]
    rows += [_handover(one) for one in page.handovers if one.closed_on is None]
    plan = page.facts["performance_plan_days"]
    if plan:
        began = page.facts["performance_plan_from"]
        since = f"from {show(date(*map(int, began.split('/')[::-1])))}" if began else "e says since when"
        rows.append(Row(("Performance plan", f"a session every {counted(int(plan), 'day')}", since)))
    return rows


def _kept(page: PersonPage, pack: Pack, today: date) -> list[Row]:
    """Return how long the file of someone who left is kept, and where it is held, given out and destroyed."""
    person = page.person
    if person.left_on is None or person.left_on >= today:
        return []
    facing = page.facts["frontline"] == "yes"
    kept = keeping_of(pack, person.number, person.left_on, today, family_facing=facing)
    return [Row((f"{kept.text()} “Files of those who left” (Ctrl+P) holds and destroys it.",), kind="note")]


def latest_open(known: Known | None) -> DisagreementView | None:
    """Return the disagreement that was raised last and is open: its line is far down the page."""
    found = known.standing.disagreements if known is not None else ()
    return max((one for one in found if one.is_open), key=lambda one: one.id, default=None)


def _leaving(page: PersonPage) -> list[Row]:
    """Return what is still to be seen to before someone's last day, and what falls away with it."""
    person = page.person
    if person.left_on is None:
        return []
    rows = []
    if person.caseload:
        are = counted(person.caseload, "involvement is", "involvements are")
        rows.append(
            Row((f"{are} still allocated to them: c shows them, M marks all, h re-allocates.",), kind="warn")
        )
    if page.after_leaving:
        stand = counted(page.after_leaving, "planned session stands", "planned sessions stand")
        rows.append(Row((f"{stand} after that day and will not take place.",), kind="note"))
    return rows


def _handover(one: HandoverLine) -> Row:
    """Return a handover that is under way; Enter opens it."""
    what = "their supervision" if one.kind == "supervisor" else "their work"
    return Row(("Handing over", f"{what}, to {one.to}", one.said_acknowledged), one, "amber")
