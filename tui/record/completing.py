"""Completing a record: what a rule still wants, what is pointed out gently, and what is recorded with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.answers.completeness import Missing, missing
from forms.entry import EntryForm, Field
from forms.records.dating import date_event, date_noted, weeks_of
from forms.records.entering import is_the_record, waiting
from forms.records.observing import is_observation, unanswered
from forms.records.outcomes import with_outcomes
from forms.records.progress import part_name
from models.changes.holding import hold_supervision, hold_unplanned
from models.changes.records import complete_record, correct_record
from models.dates import counted, show
from models.errors import Refused
from models.facts import Facts
from models.policy import Pack
from models.reading.standing.frequency import too_long
from models.store.change import Change
from tui.record.beside import asks_what_is_in_the_way, untouched
from tui.record.checking import noticed_in_all
from tui.record.state import RecordState

MOST, REMARKS = 12, 4
"""How many missing things are named one by one, and how many things that were noticed."""
YES_NO = (("yes", "yes"), ("no", "no"))
EARLIER = "earlier"
"""The field that asks whether what came of earlier actions is written in."""


class Completing:
    """One record about to be completed."""

    def __init__(self, state: RecordState, pack: Pack, today: date, facts: Facts | None = None) -> None:
        """``facts`` are what the clock is told of the practitioner whose record it is."""
        self._facts = facts
        self._state = state
        self._pack = pack
        self._today = today
        line = state.view.line
        self.filled = with_outcomes(
            state.form, state.answers, state.around.before, line.id, dict(state.links())
        )
        """The answers with what came of the actions from before, where nothing was written of it."""
        self.offers = self.filled != state.answers
        self.missing = missing(state.form, self.filled) if self.offers else state.missing()

    # -- what is said ----------------------------------------------------------------------------

    def paragraphs(self) -> list[tuple[str, str]]:
        """Return what is said before: what a rule wants, then what is pointed out gently."""
        said: list[tuple[str, str]] = []
        if self.missing:
            said.append((f"{counted(len(self.missing), 'thing')} wanted by a rule of the policy:", "strong"))
            said += [(f"- {self._where(one)}{one}", "warn") for one in self.missing[:MOST]]
            if len(self.missing) > MOST:
                said.append((f"and {len(self.missing) - MOST} more", "warn"))
        else:
            said.append(("Nothing that a rule of the policy wants is missing.", ""))
        if self.offers:
            count = counted(len(self._state.around.before), "action")
            said.append((f"What came of {count} from before is written in, unless you say no.", ""))
        said += [(text, "warn") for text in self._too_long()]
        said += [(text, "quiet") for text in self._gently()]
        return said

    def form(self) -> EntryForm:
        """Return what is asked: the reason, where something is missing; whether the session was held."""
        fields = []
        if self.missing:
            fields.append(
                Field("reason", "Complete without", required=True, hint="why? quality assurance sees it")
            )
        if self.offers:
            fields.append(Field(EARLIER, "Write in earlier actions", "choice", choices=YES_NO, initial="yes"))
        question = self._session_question()
        if question:
            fields.append(Field("held", "Record it as held", "choice", choices=YES_NO, initial="yes"))
        return EntryForm(
            f"complete:{self._state.view.line.id}", "Complete this record", tuple(fields), note=question
        )

    def _where(self, one: Missing) -> str:
        name = part_name(self._state.form, self._state.answers, one.part)
        return f"{name}: " if name else ""

    def _too_long(self) -> list[str]:
        """Say with the rule where an agreement names a longer interval than the policy allows."""
        state = self._state
        if state.form.records != "agreement" or self._facts is None:
            return []
        found = too_long(self._pack, self._facts, weeks_of(state.answers), self._today)
        return [found.text()] if found is not None else []

    def _gently(self) -> list[str]:
        state, said = self._state, []
        silent = [line for line in state.around.before if asks_what_is_in_the_way(line, state.view.line.id)]
        if silent:
            said.append(
                f"{counted(len(silent), 'open action')} carried on again without a word on what is in the way."
            )
        empty = [step.name for step in state.steps if step.words == "empty" and not step.section.whole]
        if empty:
            said.append(f"Nothing written in: {', '.join(dict.fromkeys(empty))}.")
        of_both = is_observation(state.form) or state.form.records == "agreement"
        if of_both and (bare := unanswered(state.form, state.answers)):
            said.append(f"Still empty on it: {'; '.join(bare)}.")
        looked = noticed_in_all(state)
        said += looked[:REMARKS]
        if len(looked) > REMARKS:
            said.append(
                f"and {counted(len(looked) - REMARKS, 'more thing')} to look at, beside what was written"
            )
        for title, names in untouched(state):
            said.append(f"{title}, not touched: {', '.join(names)}.")
        return said

    # -- the session it belongs to ---------------------------------------------------------------

    def _session_question(self) -> str:
        """Return what would be recorded of the session: nothing where it is held, or none belongs here."""
        line = self._state.view.line
        if self._state.form.records != "session" or line.day > self._today:
            return ""
        if line.session is not None:
            if line.session.held_on is not None:
                return ""
            return f"The session is not recorded as held yet: {self._said(line.session.kind)}."
        if line.practitioner_id is None and not self._kind():
            return ""
        return f"It belongs to no session in the diary: {self._said(self._kind())}." if self._kind() else ""

    def _kind(self) -> str:
        """Return what kind of session a record on this form is of."""
        known = [kind.code for kind in self._pack.session_kinds]
        return next((kind for kind in self._state.form.sessions if kind in known), "")

    def _said(self, kind: str) -> str:
        line = self._state.view.line
        label = self._pack.session_kind(kind).label if kind else "session"
        kids = ", ".join(dict.fromkeys(child.label for child in line.children))
        about = f", {kids} discussed" if kids else ""
        return f"{label}, {show(line.day)}{about}"

    # -- the change ------------------------------------------------------------------------------

    def complete(self, change: Change, values: Mapping[str, Any]) -> int:
        """Hold the session where that was wanted, then complete the record."""
        state, reason = self._state, str(values.get("reason", ""))
        if (wanted := state.missing()) and not reason:
            raise Refused(f"A rule wants “{wanted[0]}” too: f asks why it is complete without.")
        if values.get("held") == "yes":
            self._hold(change)
        line = state.view.line
        date_event(change, self._pack, state.form, state.answers, line.day, line.practitioner_id)
        kids = [child.id for child in line.children]
        date_noted(change, self._pack, state.form, state.answers, line.day, kids)
        return complete_record(
            change,
            line.id,
            missing=[one.rule for one in wanted],
            reason=reason,
            carried=[line.id for line in state.around.before if line.is_open],
            writes_up=is_the_record(state.form) or not waiting(state.form, state.view),
        ).id

    def _hold(self, change: Change) -> None:
        line = self._state.view.line
        children = list(dict.fromkeys(child.id for child in line.children))
        if line.session is not None:
            hold_supervision(change, line.session.id, line.day, children)
            return
        occasions = self._state.form.occasions
        occasion = occasions[0].replace("_", " ") if len(occasions) == 1 else "formal"
        row = hold_unplanned(
            change, self._kind(), line.practitioner_id, line.day, children, occasion=occasion
        )
        written = self._state.written()
        about = type(written.about)(
            written.about.day, row.id, written.about.practitioner_id, written.about.children
        )
        correct_record(
            change,
            line.id,
            type(written)(written.answers, written.fingerprint, about, written.actions),
            self._state.view.version,
        )
