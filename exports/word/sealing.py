"""What is put into an envelope: the sealed record, or what a working copy was when it was sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from exports.word.paper import Paper
from forms.answers.keeping import from_json, to_table
from forms.template.form import Form
from forms.template.load import load_form
from models.moments import show_moment
from models.signed import Addendum, Signature, Without
from models.trail import moment_text

SEALED, SENT = "sealed record", "working copy"
FORMAT = 1
RENDERING = 3
"""Grows whenever the same record gives other lines of text than before."""
_AS_NOW = 2
"""The rendering before, which is as now but for what a record was completed without."""


def body_of(
    paper: Paper,
    store: str,
    sealed_at: datetime,
    trail: tuple[int, str],
    text: Sequence[str],
    edges: Sequence[str],
) -> dict[str, Any]:
    """Return what is sealed of a signed record.

    ``trail`` is the number and hash of the trail's last line, ``text`` every visible line of the body,
    ``edges`` every different line at the head and foot of a page.
    """
    without = {"without": _given(paper.without)} if paper.without is not None else {}
    return (
        _common(paper, store, SEALED)
        | without
        | {
            "sealed_at": moment_text(sealed_at),
            "trail": {"line": trail[0], "head": trail[1]},
            "signatures": [_given(each) for each in paper.signatures],
            "addenda": [_given(each) for each in paper.addenda],
            "rendering": RENDERING,
            "text": list(text),
            "edges": list(edges),
        }
    )


def sent_of(
    paper: Paper, store: str, sent_at: datetime, recipient: str, printed: Sequence[str]
) -> dict[str, Any]:
    """Return what a working copy was when it was sent: its answers, whom it is for, what is printed on it."""
    return _common(paper, store, SENT) | {
        "sent_at": moment_text(sent_at),
        "recipient": recipient,
        "printed": list(printed),
    }


def _common(paper: Paper, store: str, kind: str) -> dict[str, Any]:
    return {
        "footprint": FORMAT,
        "kind": kind,
        "store": store,
        "record": paper.number,
        "form": paper.form.code,
        "fingerprint": paper.form.fingerprint,
        "title": paper.form.title,
        "subject": paper.subject,
        "day": paper.day.isoformat() if paper.day else "",
        "team": paper.team,
        "authority": paper.authority,
        "names": dict(paper.names),
        "answers": to_table(paper.answers, paper.form),
    }


def _given(each: Signature | Addendum | Without) -> dict[str, Any]:
    return {**asdict(each), "at": moment_text(each.at)}


def renders_as_now(content: dict[str, Any]) -> bool:
    """Say whether what an envelope holds was laid out as it would be now, so that the two can be compared."""
    rendering = content["rendering"]
    return bool(rendering == RENDERING or (rendering == _AS_NOW and not content.get("without")))


def paper_of(content: dict[str, Any]) -> Paper | None:
    """Return the record an envelope holds; None where this edition of its form is not at hand.

    Raises Refused if there is no such form, ValueError or KeyError if the content is no record.
    """
    form = load_form(str(content["form"]))
    return paper_under(form, content) if form.fingerprint == content["fingerprint"] else None


def paper_under(form: Form, content: dict[str, Any]) -> Paper:
    """Return the record an envelope holds under a form; raise ValueError, KeyError or TypeError if it is none."""
    return Paper(
        form,
        from_json(json.dumps(content["answers"]), form),
        int(content["record"]),
        str(content["subject"]),
        date.fromisoformat(content["day"]) if content["day"] else None,
        str(content["team"]),
        str(content["authority"]),
        {str(key): str(value) for key, value in content["names"].items()},
        tuple(Signature(**_given_back(each)) for each in content.get("signatures", [])),
        tuple(Addendum(**_given_back(each)) for each in content.get("addenda", [])),
        signed=content["kind"] == SEALED,
        without=_without(content.get("without")),
    )


def _without(told: dict[str, Any] | None) -> Without | None:
    return Without(**{**_given_back(told), "rules": tuple(told["rules"])}) if told else None


def _given_back(each: dict[str, Any]) -> dict[str, Any]:
    return {**each, "at": datetime.fromisoformat(each["at"])}


def when(text: str) -> str:
    """Return a moment of an envelope as a person reads it; the text itself if it is no moment."""
    try:
        return show_moment(datetime.fromisoformat(text))
    except ValueError:
        return text[:40]
