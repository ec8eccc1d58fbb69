"""A record that is open: its sections, where the cursor stands among them, and what is read with it.

Pure: it can be walked without a screen. What changes the answers is in `tui.record.state`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.answers.keeping import from_json
from forms.answers.model import Answers, Cell, Value
from forms.checks.anonymity import Known as KnownNames
from forms.disagreeing import GOES_TO
from forms.page.blocks import Place
from forms.records.last_time import Earlier
from forms.records.notes import Note
from forms.records.progress import Progress, progress
from forms.template.form import Form, Section
from models.changes.record_parts import About
from models.reading.actions import ActionLine
from models.reading.finding import most_held
from models.reading.record_context import Known, KnownChild, RecordContext
from models.reading.records import RecordView
from tui.record.answering import as_it_is_typed, value_at
from tui.record.stops import FROM_BEFORE, KEPT, Stop, stops_of


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was read with a record: who and what it may name, what is open, what was written last time."""

    known: RecordContext
    children: tuple[KnownChild, ...] = ()
    people: tuple[Known, ...] = ()
    before: tuple[ActionLine, ...] = ()
    last: Earlier | None = None
    last_of: Mapping[int, Earlier] = field(default_factory=dict)
    decided: tuple[ActionLine, ...] = ()
    names: KnownNames = field(default_factory=KnownNames)
    notes: tuple[Note, ...] = ()


class RecordWalk:
    """One record on its form, and the cursor in it."""

    def __init__(self, form: Form, view: RecordView, around: Surroundings, policies: Sequence[str]) -> None:
        """``policies`` are the names under which prompts may be asked: the pack's own and those it is based on."""
        self.form = form
        self.policies = policies
        self.view = view
        self.around = around
        self.answers = from_json(view.answers, form)
        self.step = 0
        self.at: Place | None = None
        self.prompt: int | None = None
        self._progress: tuple[Answers, list[Progress]] | None = None
        self._stops: tuple[Answers, int, list[Stop]] | None = None

    # -- the record ------------------------------------------------------------------------------

    @property
    def fixed(self) -> bool:
        """Whether nothing can be written into it: it is signed."""
        return self.view.line.state == "signed"

    @property
    def about(self) -> About:
        """Whom it is about as it stands in the store."""
        line = self.view.line
        kids = tuple((child.id, child.part) for child in line.children)
        session = line.session.id if line.session else None
        return About(line.day, session, line.practitioner_id, kids)

    def people(self, key: str = "") -> Sequence[str]:
        """Return whom a person's field offers: those of this record first.

        A disagreement goes to the supervisor's manager (HAV-P23, NCT-P30, BCT-P17, KCC-P47): they are the first there,
        and the two who disagree are not offered.
        """
        known = self.around.known
        two = [one.name for one in (known.supervisee, known.supervisor) if one]
        above = [known.service_manager.name] if known.service_manager else []
        if key == GOES_TO:
            others = [one.name for one in self.around.people if one.name not in two]
            return list(dict.fromkeys([*above, *others]))
        mine = [*two, *above]
        return list(dict.fromkeys([*mine, *(one.name for one in self.around.people)]))

    def value(self, place: Place) -> Value | Cell | None:
        """Return what stands at a place."""
        return value_at(self.answers, place)

    def typed(self, stop: Stop) -> str:
        """Return what stands at a stop as it is typed."""
        return as_it_is_typed(stop, self.value(stop.place))

    # -- sections --------------------------------------------------------------------------------

    @property
    def steps(self) -> list[Progress]:
        """Every section of this record, with how far it has come."""
        if self._progress is None or self._progress[0] is not self.answers:
            self._progress = self.answers, self._with_ours(progress(self.form, self.answers))
        return self._progress[1]

    @property
    def here(self) -> Progress:
        """The section the cursor is in."""
        return self.steps[min(self.step, len(self.steps) - 1)]

    def _with_ours(self, found: list[Progress]) -> list[Progress]:
        """Return the sections with open actions before them, and behind them what no field holds any more."""
        before, kept = [], []
        signed = self.view.line.state == "signed"  # then nothing is said there: its keys would be refused
        if not signed and (self.around.before or self.around.notes):
            decided = {line.id for line in self.around.decided}
            waiting = sum(line.is_open and line.id not in decided for line in self.around.before)
            section = Section(FROM_BEFORE, "From before")
            said = f"{waiting} open" if waiting else "seen to"
            before = [Progress(section, "", section.name, "", 0, 0, 0, said)]
        if self.answers.kept or any(part.kept for part in self.answers.parts):
            section = Section(KEPT, "No longer asked")
            kept = [Progress(section, "", section.name, "", 0, 0, 0)]
        return [*before, *found, *kept]

    def stops(self) -> list[Stop]:
        """Return where the cursor can stand in this section."""
        step = min(self.step, len(self.steps) - 1)
        if self._stops is None or self._stops[0] is not self.answers or self._stops[1] != step:
            here = self.steps[step]
            if here.section.key == FROM_BEFORE:
                found = [
                    Stop("before", Place(FROM_BEFORE, "", str(line.id)), action=line)
                    for line in self.around.before
                ]
                found += [
                    Stop("note", Place(FROM_BEFORE, "", f"note {note.record_id}"), note=note)
                    for note in self.around.notes
                ]
            else:
                found = stops_of(self.form, self.answers, here.section, here.part)
            self._stops = self.answers, step, found
        return self._stops[2]

    def forget_stops(self) -> None:
        """Work the stops out again: open actions have changed."""
        self._stops = self._progress = None

    @property
    def stop(self) -> Stop | None:
        """Where the cursor stands."""
        stops = self.stops()
        return stops[self.index] if stops else None

    @property
    def index(self) -> int:
        """The number of the cursor's stop in its section."""
        return next((n for n, stop in enumerate(self.stops()) if stop.place == self.at), 0)

    def go(self, by: int) -> bool:
        """Go some stops on or back, over the ends of sections; say whether there was somewhere to go."""
        target = self.index + by
        if 0 <= target < len(self.stops()):
            self.at = self.stops()[target].place
            return True
        step = self.step + (1 if by > 0 else -1)
        while 0 <= step < len(self.steps):
            self.step, self.at = step, None
            if self.stops():
                self.at = self.stops()[0 if by > 0 else -1].place
                return True
            step += 1 if by > 0 else -1
        self.step = max(0, min(self.step, len(self.steps) - 1))
        return False

    def go_to_section(self, step: int) -> None:
        """Go to a section, to its first stop."""
        self.step = max(0, min(step, len(self.steps) - 1))
        self.at = self.stops()[0].place if self.stops() else None

    def go_to(self, place: Place) -> bool:
        """Go to a place, wherever it is; say whether it is there."""
        was = self.step, self.at
        for step in range(len(self.steps)):
            self.step = step
            if any(stop.place == place for stop in self.stops()):
                self.at = place
                return True
        self.step, self.at = was
        return False

    def go_to_words(self, typed: str) -> bool:
        """Go where most of the words of a search stand in one line; say whether they stand anywhere."""
        was = self.step, self.at
        best, found = 0, was
        for step in range(len(self.steps)):
            self.step = step
            for stop in self.stops():
                held = most_held(self.typed(stop), typed)
                if held > best:
                    best, found = held, (step, stop.place)
        self.step, self.at = found
        return best > 0
