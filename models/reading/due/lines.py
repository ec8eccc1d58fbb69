"""One line of the due list: what is due, of whom, whose work it is, by when, and how late that is."""

from __future__ import annotations

from datetime import date, datetime

from models.clock import states
from models.clock.outcome import Due
from models.dates import counted, show
from models.moments import show_time
from models.reading.due.bands import Band
from models.reading.facts.about import About, Person

ADVISORY = frozenset({"recommended", "permitted", "available", "none"})
"""Forces of rules that ask for nothing: what follows from them is advice."""
MANAGERS_OWN = "GEN-X09"
"""The rule that a manager's own interval runs under where the policy has none of its own for it."""
NOBODY = Person(0, "", "", "", "")


class DueLine:
    """One due thing with what a list shows beside it.

    ``day`` is the day it is due, ``days_late`` signed days past it. On a clock with layers ``day`` is
    the layer it is judged by: the target until that has passed, then the limit, and ``target`` is the
    first of them. ``due`` is empty where something in the store can't be worked out at all; the
    ``reason`` says why.
    """

    __slots__ = ("about", "band", "day", "days_late", "due", "kind", "person", "reason", "target", "what")

    def __init__(
        self,
        about: About,
        kind: str,
        what: str,
        band: Band,
        person: Person,
        *,
        due: Due | None = None,
        day: date | None = None,
        days_late: int | None = None,
        target: date | None = None,
        reason: str = "",
    ) -> None:
        self.about = about
        self.kind = kind
        self.what = what
        self.band = band
        self.person = person
        self.due = due
        self.day = day
        self.days_late = days_late
        self.target = target
        self.reason = reason

    def __repr__(self) -> str:
        return f"<DueLine {self.kind} {self.about.entity} {self.about.entity_id} {self.band.name}>"

    @property
    def subject(self) -> str:
        """The kind of subject: child, practitioner, agreement, record and so on."""
        return self.about.facts.subject

    @property
    def label(self) -> str:
        """What the subject is called: a child's number and initials, a practitioner's name, a session."""
        return self.about.label

    @property
    def entity(self) -> tuple[str, int]:
        """The row that would settle it: the name of its table, and its id (0 where there is none yet)."""
        return self.about.entity, self.about.entity_id

    @property
    def practitioner_id(self) -> int | None:
        """Whose work it is; None where it is the team's, or nobody's."""
        return self.person.id or None

    @property
    def clock(self) -> str:
        """The name of the clock, or empty."""
        return self.due.clock if self.due is not None else ""

    @property
    def rule(self) -> str:
        """The ID of the rule that won, or empty."""
        return self.due.governing_rule if self.due is not None else ""

    @property
    def force(self) -> str:
        """How strong that rule is."""
        return self.due.force if self.due is not None else "none"

    @property
    def state(self) -> str:
        """What the clock says of it, in the words of the case format."""
        return self.due.state if self.due is not None else "not_computed"

    @property
    def hold_by(self) -> date | None:
        """The last working day before, where the due day is none."""
        return self.due.hold_by if self.due is not None and self.due.due is not None else None

    @property
    def is_late(self) -> bool:
        """Say whether it is overdue."""
        return self.band.is_late

    @property
    def is_away(self) -> bool:
        """Say whether whoever's work it is is away: it is marked, and the clock runs on (GEN-X11)."""
        return self.person.is_away

    @property
    def is_first(self) -> bool:
        """Say whether nothing was held yet, so that it counts from the start: never discussed, never seen."""
        if self.due is None or self.due.due is None:
            return False
        facts = self.about.facts
        return facts.last is None and self.clock not in facts.lasts

    @property
    def urgency(self) -> tuple[int, int, int, str, date, str]:
        """Order lines: by band, in it the latest first, what must be before what may be, then by name and day."""
        late = self.days_late if self.days_late is not None else -100_000
        weak = self.force in ("recommended", "permitted", "available", "none")
        return self.band, -late, int(weak), self.label, self.about.day or date.min, self.what

    def when(self) -> str:
        """Return when, and how late: ``Mon 14 Sep 2026, 68 days late``; for what has no day, why."""
        if self.day is None:
            return self.reason
        return f"{self.day_and_time()}, {self.lateness()}" if self.lateness() else self.day_and_time()

    def day_and_time(self) -> str:
        """Return the day in words, with the time where it is due by the hour; empty without a day."""
        if self.day is None:
            return ""
        moment = self.due.due if self.due is not None else None
        return f"{show(self.day)} {show_time(moment)}" if isinstance(moment, datetime) else show(self.day)

    def lateness(self) -> str:
        """Return ``68 days late``, ``today``, ``in 5 days``; past a target ``3 days past the target``."""
        if self.days_late is None or self.band is Band.NOTED:
            return ""
        days = counted(abs(self.days_late), "day", "days")
        if self.band is Band.MISSED:
            return f"{days} past the {self._amber()}"
        if self.days_late > 0:
            return f"{days} late{', in breach' if self.state == states.BREACH else ''}"
        if self.days_late == 0:
            return "late since today" if self.is_late else "today"
        return f"in {days}"

    def _amber(self) -> str:
        """Return what has passed where nothing is overdue."""
        if self.target is not None:
            return "target"
        return "manager's own date" if self.rule == MANAGERS_OWN else "recommendation"

    def sentence(self, *, private: bool = False) -> str:
        """Return the line as a sentence: who, what, when, how late. ``private``: initials of practitioners."""
        who = self.who(private=private)
        if self.day is None:
            return f"{who}: {in_a_sentence(self.what)}. {self.reason}".strip()
        word = "was due" if self.days_late is not None and self.days_late > 0 else "due"
        return f"{who}: {in_a_sentence(self.what)}, {word} {self.when()}."

    def explain(self, *, private: bool = False) -> str:
        """Return why, as lines to read or copy: the sentence, its rule and source, the sum, other dates (GEN-X11)."""
        lines = [self.sentence(private=private)]
        if self.due is not None and self.due.rule is not None:
            lines.append(self.due.why.text())
        if self.is_away and not self.about.facts.absent:
            lines.append(f"{self.whose(private=private)} is away; the clock runs on (GEN-X11).")
        return "\n".join(lines)

    def who(self, *, private: bool = False) -> str:
        """Return whom it is about and whose work that is: ``39980 KM (Sam Whitlock, who is away)``."""
        label = self.label_for(private=private)
        name = "" if self.person.name == self.label else self.whose(private=private)
        if not self.is_away:
            return f"{label} ({name})" if name else label
        return f"{label} ({name}, who is away)" if name else f"{label} (away)"

    def whose(self, *, private: bool = False) -> str:
        """Return the name of whoever's work it is, or the initials; empty where it is nobody's."""
        return self.person.initials if private else self.person.name

    def label_for(self, *, private: bool = False) -> str:
        """Return what the subject is called; ``private`` gives a practitioner's initials."""
        return self.person.initials if private and self.label == self.person.name else self.label


def in_a_sentence(words: str) -> str:
    """Return words as they stand inside a sentence: a capital that only began them is made small."""
    return (
        words[:1].lower() + words[1:] if words[1:2].islower() and words.split(" ")[0] not in _NAMES else words
    )


_NAMES = frozenset({"My", "Appreciative", "Complex"})
"""First words of what the policies write with a capital."""
