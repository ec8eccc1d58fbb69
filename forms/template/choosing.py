"""Which forms fit: for a policy, and for what is to be recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from forms.template.form import Form


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is to be recorded. Empty words and None say nothing.

    ``policies`` are the names of the pack (`models.policy.pack.Pack.names`): its own and those it is based
    on. ``records`` is what the record is of (`forms.template.kinds.RECORDS`), ``about`` whom. ``session`` is a
    kind of session of the pack, ``occasion`` formal, ad hoc, transition or front door, ``frontline`` whether
    the supervisee is a frontline practitioner.
    """

    policies: tuple[str, ...]
    records: str = ""
    about: str = ""
    session: str = ""
    occasion: str = ""
    service: str = ""
    role: str = ""
    frontline: bool | None = None


def fitting(forms: Iterable[Form], to: Occasion) -> list[Form]:
    """Return the forms that fit, the closest first; forms of other policies never do.

    A form that names services and roles fits those who are of either.
    """
    found = [(score, form) for form in forms if (score := _score(form, to)) is not None]
    return [form for _, form in sorted(found, key=lambda pair: (-pair[0], pair[1].code))]


def _score(form: Form, to: Occasion) -> int | None:
    """Return how closely a form fits, or None where something it says speaks against it."""
    nearness = [index for index, name in enumerate(to.policies) if name in form.policies]
    if form.policies and not nearness:
        return None
    frontline = "" if to.frontline is None else ("yes" if to.frontline else "no")
    pairs = (
        ((form.records,), to.records),
        ((form.about,), to.about),
        (form.sessions, to.session),
        (form.occasions, to.occasion),
        ((form.frontline,) if form.frontline else (), frontline),
    )
    of_whom = ((form.services, to.service), (form.roles, to.role))
    if any(asked and words and asked not in words for words, asked in pairs):
        return None
    said = [asked in words for words, asked in of_whom if asked and words]
    if said and not any(said):
        return None
    exact = sum(bool(asked and words) for words, asked in pairs) + sum(said)
    return exact * 10 + (max(2, 5 - nearness[0]) if nearness else 0) + (1 if form.local else 0)


def told_apart(forms: Iterable[Form]) -> tuple[tuple[str, str], ...]:
    """Return each form's code and what a list calls it: where two are called alike, with where each comes from."""
    each = list(forms)
    alike = Counter(form.called.casefold() for form in each)
    return tuple(
        (form.code, form.called if alike[form.called.casefold()] == 1 else f"{form.called} ({_from(form)})")
        for form in each
    )


def _from(form: Form) -> str:
    return "our own form" if form.text == "ours" else form.source.partition(";")[0]
