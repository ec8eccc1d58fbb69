"""Drawing families for a sampled session: at random, repeatable by its seed, over the policy's criteria (KCC-P44)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from forms.entry import EntryForm, Field
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from forms.template.load import forms_of
from models.changes.front_door import LEAST, put_families
from models.dates import counted
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.front_door import SAMPLED, draw, read_pool, read_rotation
from models.reading.sessions import SessionPage
from models.store.change import Change
from tui.by_hand import Entry
from tui.settings import own_forms

SINCE = timedelta(days=92)
"""How far back work was open that a draw is made from: a quarter, ours."""


def sampled_form(pack: Pack, page: SessionPage) -> Form | None:
    """Return the form of a session in which families are sampled; None where the policy samples none."""
    if page.occasion != SAMPLED:
        return None
    forms, _ = forms_of(pack.names, own_forms())
    told = Occasion(pack.names, records="session", session=page.kind, occasion=SAMPLED.replace(" ", "_"))
    found = fitting(forms, told)
    return next(
        (form for form in found if form.each is not None and form.each.differ_in and form.services), None
    )


def drawing(form: Form, page: SessionPage, today: date) -> Entry:
    """Ask how many families are drawn with which seed; the same seed draws the same families again."""
    assert form.each is not None  # `sampled_form` gives no other
    asked = EntryForm(
        f"draw:{page.id}",
        "Draw families at random",
        (
            Field("count", "How many", "number", required=True, initial=str(max(LEAST, form.each.at_least))),
            Field(
                "seed",
                "Seed",
                "number",
                required=True,
                initial=f"{today:%Y%m%d}",
                hint="the same draws the same",
            ),
        ),
        note="From families whose work was open in the last quarter; numbers only. Criteria not sampled yet come "
        "first: k on a row says what a family was picked by where it was another.",
    )
    return asked, lambda change, values: draw_families(change, form, page, values)


def draw_families(change: Change, form: Form, page: SessionPage, values: dict[str, Any]) -> int:
    """Draw families and put them on the session's agenda, each with a criterion; return how many."""
    assert form.each is not None
    count, one = int(values["count"]), form.field(form.each.differ_in)
    least = max(LEAST, form.each.at_least)
    if count < least:
        raise Refused(f"At least {counted(least, 'family', 'families')} a session ({form.each.rule}).")
    criteria = [option.code for option in one.options] if one is not None else []
    since = change.today - SINCE
    pool = read_pool(change.session, form.services[0], change.today, since=since)
    rotation = read_rotation(change.session, criteria, change.today, practitioner_id=page.practitioner_id)
    drawn = draw(pool, rotation, int(values["seed"]), count)
    if len(drawn) < count:
        raise Refused(f"There are only {counted(len(pool), 'family', 'families')} to draw from.")
    order = [*rotation.missing, *(code for code in criteria if code not in rotation.missing)]
    picked = {family.child_id: order[n % len(order)] for n, family in enumerate(drawn)}
    put_families(change, page.id, picked, seed=int(values["seed"]), minutes=page.minutes or 30)
    return len(drawn)
