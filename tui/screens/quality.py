"""Quality assurance: how the team's supervision stands as counts and bars, what is missing, and the samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session
from textual.binding import Binding

from forms.records.judged import Judged
from forms.records.worksheets import FEWEST, Question
from models.dates import add_months, counted, show
from models.reading.quality.counts import Count
from models.reading.quality.reading import Quality
from models.reading.quality.sampling import SampleLine, read_samples
from tui import keeping
from tui.quality_doing import ask_summary, audit_rule, begin_survey, drawing, read_all
from tui.screens.base import BACK, UNDO
from tui.screens.kept_room import KeptRoom
from tui.screens.list_page import ListPage
from tui.widgets.rows import Row, Rows

SPANS = (3, 6, 12)
"""How many months the counts can go back."""
_WIDE = 20


@dataclass(frozen=True, slots=True)
class OfSample:
    """A row that stands for a sample."""

    id: int


@dataclass(frozen=True, slots=True)
class OfGap:
    """A row that stands for one thing that is missing: which table, its id, and which row of its count."""

    entity: str
    id: int
    number: int


class QualityScreen(ListPage, KeptRoom):
    """Counts with their gaps; Enter shows what is missing. Nobody gets a score."""

    NAME = "Quality assurance"
    BINDINGS = [
        BACK,
        Binding(
            "enter", "none", "what is missing", key_display="Enter", tooltip="What is missing, or the sample"
        ),
        Binding("d", "draw", "draw a sample", tooltip="So many records of each supervisor, at random"),
        Binding("y", "survey", "survey sheet", tooltip="One sheet of the yearly survey, with no name on it"),
        Binding("v", "event", "took place", tooltip="Record that the audit or survey took place"),
        Binding("s", "span", "span", tooltip="A quarter, half a year, a year"),
        Binding("e", "export", "summary", tooltip="The service manager's summary as Word, or as text"),
        UNDO,
    ]

    def __init__(self) -> None:
        super().__init__(Rows((66, 27, 0), id="quality"))
        self._span = SPANS[0]
        self._open: set[str] = set()
        self._quality: Quality | None = None
        self._judged: Judged | None = None
        self._samples: list[SampleLine] = []

    async def read_page(self) -> None:
        """Count again."""
        due, pack, until = await self.program.dues.fresh(), self.desk.pack, self.desk.today
        since = add_months(until, -self._span)

        def query(session: Session) -> tuple[Quality, Judged, list[SampleLine]]:
            return *read_all(session, pack, due, since, until), read_samples(session)

        self._quality, self._judged, self._samples = await self.desk.read(query)

    def page_rows(self) -> Iterator[Row]:
        """The counts as they stand and over the span, then samples and what their worksheets say."""
        quality = self._quality
        if quality is None:
            return
        yield Row(("Counts of what was done, of how many. Nobody gets a score.",), kind="note")
        yield Row(("How it stands today",), kind="heading")
        yield from self._counts(quality.now)
        yield Row((f"From {show(quality.since)} to {show(quality.until)}",), kind="heading")
        yield from self._counts(quality.span)
        yield Row(("Sessions held, of those held or planned, month by month",), kind="heading")
        for month in quality.months:
            yield Row((month.label, f"{month.held} of {month.planned}", _bar(month.held, month.planned)))
        yield Row((self._samples_heading(),), kind="heading")
        for one in self._samples:
            yield Row(_sample(one), OfSample(one.id), "quiet" if one.done == one.records else "")
        if not self._samples:
            yield Row(("None drawn yet. d draws one.",), kind="note")
        if self._judged is not None:
            yield from _judged(self._judged)

    def _samples_heading(self) -> str:
        rule = audit_rule(self.desk.pack)
        return f"Samples (the policy wants one every three months, {rule})" if rule else "Samples"

    def _counts(self, counts: tuple[Count, ...]) -> Iterator[Row]:
        for one in counts:
            kind = "" if one.gaps else "quiet"
            yield Row((one.what, one.text(), _bar(one.met, one.of)), one.key, kind)
            if one.key in self._open:
                yield from _gaps(one)
                if one.says:
                    yield Row((f"    {one.says}",), kind="note")

    # -- keys ------------------------------------------------------------------------------------

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Show what is missing under a count, or hide it; open a sample."""
        if isinstance(event.ref, OfSample):
            self.program.open_sample(event.ref.id)
            return
        if isinstance(event.ref, OfGap):
            self._open_gap(event.ref)
            return
        self._open ^= {event.ref}
        self.show_again()

    def _open_gap(self, gap: OfGap) -> None:
        """Open what is missing something: the child, the practitioner, the session, the sample."""
        program = self.program
        opening = {
            "child": lambda child: program.open_child([child]),
            "practitioner": program.open_person,
            "supervision": program.open_session,
            "sample": program.open_sample,
        }
        opening[gap.entity](gap.id)

    async def action_draw(self) -> None:
        """Draw a sample, then open it."""
        self.ask(drawing(self.desk.pack, self.desk.today), self.program.open_sample)

    async def action_survey(self) -> None:
        """Begin a sheet of the survey."""
        await begin_survey(self.program)

    async def action_event(self) -> None:
        """Record that the audit or the survey took place, where the policy counts it."""
        codes = [one.code for one in self.desk.pack.event_kinds]
        wanted = next((code for code in ("file_audit", "survey") if code in codes), "")
        if wanted:
            self.ask(keeping.event_of_team(await self.lists(), wanted))
            return
        self.say(
            "This policy counts no audit and no survey. What else took place: v on the team's page (F6, t)."
        )

    async def action_span(self) -> None:
        """Count over the next longer span, or over a quarter again."""
        self._span = SPANS[(SPANS.index(self._span) + 1) % len(SPANS)]
        await self.reload()

    def action_export(self) -> None:
        """Write the summary."""
        if self._quality is not None and self._judged is not None:
            ask_summary(self.program, self._quality, self._judged)


def _gaps(one: Count) -> Iterator[Row]:
    """Return what is missing under a count, each to be walked to and opened."""
    if not one.gaps:
        yield Row(("    Nothing is missing.",), kind="note")
    for number, gap in enumerate(one.gaps):
        entity, row = one.at[number] if number < len(one.at) else ("", 0)
        yield Row((f"    {gap}",), OfGap(entity, row, number) if row else None, "note")


def _bar(met: int, of: int) -> str:
    """Return a bar that is never full while something is missing."""
    if of <= 0:
        return ""
    filled = round(_WIDE * met / of)
    filled = min(_WIDE - 1, filled) if met < of else filled
    return "▆" * filled + "·" * (_WIDE - filled)


def _sample(one: SampleLine) -> tuple[str, str, str]:
    drawn = f"Sample {one.id}, drawn {_day(one.drawn_on)}, seed {one.seed}"
    return drawn, f"{one.done} of {one.records}", f"{_day(one.since)} to {_day(one.until)}; {one.begun} begun"


def _day(day: date) -> str:
    return show(day)


def _judged(judged: Judged) -> Iterator[Row]:
    if judged.worksheets:
        say = counted(judged.worksheets, "finished worksheet says", "finished worksheets say")
        yield Row((f"What {say}",), kind="heading")
        yield from _questions(judged.questions)
    if judged.answered:
        yield Row((f"Survey: {judged.answered} of {judged.asked} answered",), kind="heading")
        if judged.answered < FEWEST:
            yield Row(
                (f"Fewer than {FEWEST}: somebody could be made out, so it is not counted.",), kind="note"
            )
        yield from _questions(judged.survey)


def _questions(questions: tuple[Question, ...]) -> Iterator[Row]:
    for one in questions:
        yield Row((one.label, one.text(), _bar(one.yes, one.answered)))
