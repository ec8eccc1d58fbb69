"""Samples drawn with a seed; worksheets with facts and no judgement; counts of answers; the summary with its gaps."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlmodel import select

from exports.quality import BAR, bar, quality_report
from exports.report import report_text
from exports.word.house.loading import load_house
from exports.word.report import BLOCK, report_document
from forms.answers.keeping import from_json
from forms.answers.model import Answers, Row
from forms.records.judged import read_judged
from forms.records.worksheets import SURVEY, WORKSHEET, Question, begin_worksheet, count_answers
from forms.template.load import load_form
from models.changes.action_parts import Where
from models.changes.actions import set_action
from models.changes.destroying import destroy_file, propose_destruction
from models.changes.handovers import SUPERVISOR, NewItem, acknowledge_item, close_handover, start_handover
from models.changes.holding import hold_unplanned
from models.changes.papers import write_up
from models.changes.planning import Plan, plan_supervision
from models.changes.rearranging import cancel_supervision
from models.changes.record_parts import About, AgreedAction
from models.changes.records import begin_record, complete_record
from models.changes.sampling import draw_sample
from models.changes.team import correct_team, record_absence
from models.errors import Refused
from models.policy.load import load_pack
from models.reading.due import read_due
from models.reading.quality.counts import Count
from models.reading.quality.reading import Quality, read_quality
from models.reading.quality.sampling import read_candidates, read_sample, read_samples
from models.reading.records import read_record
from models.sampling import Candidate, draw
from models.store.change import Change
from models.store.store import Store
from models.tables import Action, Practitioner, Record, SampledRecord
from tests import made
from tests.made import MORAG, PRIYA, SAM, TODAY, TOM, ago
from tests.models.changes.leavers import HAVERING, LEAVER, NUMBER, made_leaver
from tests.models.recording import written

KENT = load_pack("kent")
FORM = load_form(WORKSHEET)


def finished(store: Store, day: date, person: int = PRIYA) -> int:
    """Hold a session and complete its record; return the record's number."""

    def job(change: Change) -> int:
        held = hold_unplanned(change, "case", person, day, [TOM], minutes=60)
        action = AgreedAction("r1", "Ring the school", owner="Priya", due_on=day + timedelta(days=7))
        about = About(day, held.id, person, ((TOM, ""),))
        row = begin_record(change, "kent_case", "kent", written(action, about=about))
        complete_record(change, row.id)
        return row.id

    return made.do(store, job)


class TestDraw:
    """So many of each supervisor, at random, and the same again."""

    def test_by_supervisor_and_repeatable(self) -> None:
        """The same seed draws the same; another record of one supervisor changes no other's draw."""
        many = [Candidate(number, 1 + number % 2) for number in range(40)]
        first = draw(many, 4711, 3)
        assert first == draw(reversed(many), 4711, 3)
        assert [one.supervisor_id for one in first] == [1, 1, 1, 2, 2, 2]
        more = draw([*many, Candidate(100, 2)], 4711, 3)
        assert [one for one in more if one.supervisor_id == 1] == first[:3]
        assert len({tuple(one.record_id for one in draw(many, seed, 3)) for seed in range(20)}) > 15
        assert len(draw(many[:2], 1, 9)) == 2

    def test_kept_with_its_seed(self, store: Store) -> None:
        """Only finished records of sessions in the span; a group's and the team's go to the manager."""
        wanted = finished(store, ago(30))
        finished(store, ago(95))
        made.do(store, lambda change: begin_record(change, "kent_case", "kent", written()))
        found = store.read(lambda session: read_candidates(session, ago(91), TODAY))
        assert found == [Candidate(wanted, MORAG)]
        made.do(store, lambda c: draw_sample(c, 7, 3, ago(91), TODAY, draw(found, 7, 3), rule="HAV-T13"))
        (line,) = store.read(read_samples)
        assert (line.seed, line.records, line.begun, line.done, line.rule) == (7, 1, 0, 0, "HAV-T13")
        with pytest.raises(Refused, match="no finished record"):
            made.do(store, lambda change: draw_sample(change, 7, 3, ago(91), TODAY, []))

    def test_by_who_supervised_on_the_day(self, store: Store) -> None:
        """After a handover an earlier record is still the earlier supervisor's."""
        before, after = finished(store, ago(30)), finished(store, ago(5))

        def pass_on(change: Change) -> None:
            row = start_handover(change, SUPERVISOR, PRIYA, [NewItem("note", words="All well")], to_id=SAM)
            acknowledge_item(change, 1)
            close_handover(change, row.id)

        made.do(store, pass_on, today=ago(10))
        found = store.read(lambda session: read_candidates(session, ago(91), TODAY))
        assert found == [Candidate(before, MORAG), Candidate(after, SAM)]

    def test_nobody_looks_at_their_own(self, store: Store) -> None:
        """The manager's own supervision is never drawn for the manager to look at."""
        finished(store, ago(30), MORAG)
        finished(store, ago(20))
        assert [one.record_id for one in store.read(lambda s: read_candidates(s, ago(91), TODAY))] == [2]


def sampled(store: Store) -> int:
    """Draw the one record there is; return the sampled record's number."""
    found = store.read(lambda session: read_candidates(session, ago(91), TODAY))
    made.do(store, lambda change: draw_sample(change, 7, 1, ago(91), TODAY, found))
    return store.read(lambda session: read_sample(session, 1)).records[0].id


class TestWorksheet:
    """Facts filled, judgements empty."""

    def test_begun(self, store: Store) -> None:
        """Every fact by its row, no name and no one's words; not one judgement; it is linked and begun once."""
        made.do(store, lambda change: plan_supervision(change, Plan("case", PRIYA, ago(-20))))
        finished(store, ago(60))
        number = sampled(store)

        def begin(change: Change) -> int:
            return begin_worksheet(change, FORM, load_form, number, "kent", made.NOW)

        sheet = made.do(store, begin)
        view = store.read(lambda session: read_record(session, sheet))
        answers = from_json(view.answers, FORM)
        facts = answers.value("facts")
        assert isinstance(facts, tuple)
        told = {row.id: str(row.cells["found"]) for row in facts}
        assert told["agreement"] == "None was signed by that day."
        assert told["children"] == "40217 TB"
        assert told["actions"] == "1 action; 1 of 1 with who and by when."
        assert told["planned"] == "It stood in no diary."
        assert told["length"] == "60 minutes"
        assert told["next"].startswith("Planned for")
        assert "Nobody has signed" in told["signed"]
        assert "KCC-T02" not in told["written"], "that is of unplanned talks; this session was a formal one"
        assert answers.value("judgement") is None
        assert answers.value("of") == "P2"
        assert "Priya" not in view.answers
        assert store.read(lambda s: read_sample(s, 1)).line.begun == 1
        looked_at = next(one for one in quality(store).span if one.key == "sampled")
        assert (looked_at.text(), looked_at.gaps) == (
            "0 of 1",
            (f"Record 1 of sample 1, worksheet {sheet} begun",),
        ), "an empty worksheet is none"
        made.do(store, lambda change: complete_record(change, sheet))
        assert next(one for one in quality(store).span if one.key == "sampled").text() == "1 of 1"
        with pytest.raises(Refused, match="has a worksheet already"):
            made.do(store, begin)

    def test_it_goes_where_its_record_goes(self, store: Store) -> None:
        """When the file of someone who left is destroyed, so is what was said of a record in it."""
        made_leaver(store)
        later = made.TODAY + timedelta(days=400)
        signed = select(Record).where(
            Record.practitioner_id == LEAVER, Record.form == "havering_b", Record.state == "signed"
        )
        number, day = store.read(lambda s: next((row.id, row.day) for row in s.exec(signed)))
        made.do(
            store,
            lambda c: draw_sample(c, 1, 1, day, TODAY, [Candidate(number, MORAG)]),
        )
        sheet = made.do(store, lambda c: begin_worksheet(c, FORM, load_form, 1, "havering", made.NOW))
        action = made.do(
            store,
            lambda c: set_action(c, AgreedAction("", "Talk about it"), TODAY, where=Where(record_id=sheet)),
        )
        row = made.do(store, lambda change: propose_destruction(change, HAVERING, LEAVER), today=later)
        made.do(store, lambda change: destroy_file(change, HAVERING, row.id, NUMBER), today=later)
        left = store.read(
            lambda s: (s.get(Record, sheet), s.get(SampledRecord, 1), s.get(Practitioner, LEAVER))
        )
        assert left[0] is None
        assert store.read(lambda s: s.get(Action, action.id)) is None
        assert left[1] is not None
        assert left[2] is not None


def sheet_of(form: str, key: str, **answers: str) -> Answers:
    """Return a sheet with some questions answered."""
    rows = tuple(Row(name, {"answer": answer}) for name, answer in answers.items())
    return Answers(form, "", {key: rows})


class TestCounted:
    """n of N with what was not answered; a survey only where nobody can be made out."""

    def test_questions(self) -> None:
        """Yes, partly and no are of those who could say; can't-say and silence are told apart beside them."""
        sheets = [
            sheet_of(WORKSHEET, "judgement", pick_up="yes", child="no"),
            sheet_of(WORKSHEET, "judgement", pick_up="partly"),
            sheet_of(WORKSHEET, "judgement", pick_up="unclear"),
        ]
        told = {one.label: one.text() for one in count_answers(FORM, sheets, "judgement")}
        assert (
            told["Someone else could take over from this record alone"] == "1 of 2 yes, 1 partly; 1 can't say"
        )
        assert told["The child can be seen in it"] == "0 of 1 yes, 1 no; 2 not answered"
        assert Question("All", 0, 0, 0, 3, 1).text() == "3 can't say, 1 not answered"

    def test_a_survey_of_few_is_not_counted(self, store: Store) -> None:
        """Four sheets say nothing, five do; drafts never."""
        survey = load_form(SURVEY)

        def answer(change: Change, complete: bool = True, **more: str) -> None:
            from forms.answers.keeping import to_json
            from models.changes.record_parts import Written

            sheet = sheet_of(SURVEY, "questions", often="yes", **more)
            row = begin_record(change, SURVEY, "kent", Written(to_json(sheet, survey), "1", About(TODAY)))
            if complete:
                complete_record(change, row.id)

        made.do(store, lambda change: answer(change, complete=False))
        for _ in range(4):
            made.do(store, answer)
        few = store.read(lambda s: read_judged(s, FORM, survey, ago(91), TODAY))
        assert (few.answered, few.asked, few.survey) == (4, 3, ())
        made.do(store, lambda change: answer(change, disagree="no"))
        enough = store.read(lambda s: read_judged(s, FORM, survey, ago(91), TODAY))
        assert enough.survey[0].text() == "5 of 5 yes"
        assert enough.survey[1].text() == "5 not answered"
        alone = enough.survey[-1]
        assert (alone.no, alone.text()) == (0, "fewer than 5 answered it: not counted"), "it was one person's"


def quality(store: Store) -> Quality:
    """Count the last quarter."""
    return store.read(lambda s: read_quality(s, KENT, read_due(s, KENT, TODAY), ago(91), TODAY))


class TestSummary:
    """Counts n of N with every gap named, and no score of anybody."""

    def test_counts(self, store: Store) -> None:
        """Held, cancelled, made up, written, done by date; the report says each gap and has no row of a worker."""
        plan = made.do(store, lambda c: plan_supervision(c, Plan("case", SAM, ago(40))), today=ago(45))
        made.do(store, lambda c: cancel_supervision(c, KENT, plan.id, "ill", "sickness"), today=ago(41))
        finished(store, ago(30))
        late = AgreedAction("", "Ring the school", owner="Sam", due_on=ago(20), child_id=TOM)
        made.do(store, lambda change: set_action(change, late, ago(40)))
        found = quality(store)
        told = {one.key: one for one in found.span}
        assert told["held"].text() == "0 of 1"
        assert "SO" in told["held"].gaps[0]
        assert told["made_up"].text() == "0 of 1"
        assert told["written"].text() == "1 of 1"
        assert "40217 TB, due Sun 1 Nov 2026, not done" in told["actions"].gaps
        assert told["actions"].at[1:] == (("child", TOM),)
        assert all(len(one.gaps) == len(one.at) for one in (*found.now, *found.span) if one.at)
        assert len(found.months) == 12
        assert found.months[-1].label == "Nov 2026"
        assert sum(one.held for one in found.months) == 1
        text = report_text(quality_report(found, TODAY, "Riverside 2", "Kent"))
        assert "NOT SO: " in text.upper()
        assert "Children discussed in time" in text
        for name in ("Priya", "Sam Obi", "Morag"):
            assert name not in text

    def test_written_in_the_policy_s_time(self, store: Store) -> None:
        """Havering's two and five working days: each late one with its rule, what follows in its words."""
        made.do(store, lambda c: correct_team(c, "Riverside 2", "havering", made.SERVICE))
        for kind, days, later in (
            ("case", 40, 2),
            ("case", 33, 12),
            ("personal", 33, 7),
            ("personal", 26, None),
            ("case", 1, None),
        ):
            row = made.do(store, lambda c, k=kind, d=days: hold_unplanned(c, k, SAM, ago(d)))  # type: ignore[misc]
            if later is not None:
                made.do(store, lambda c, r=row.id, d=days - later: write_up(c, r, ago(d)))  # type: ignore[misc]
        found = store.read(lambda s: read_quality(s, HAVERING, read_due(s, HAVERING, TODAY), ago(91), TODAY))
        told = next(one for one in found.span if one.key == "in_time")
        assert told.text() == "2 of 4"
        assert [gap.partition(": ")[2] for gap in told.gaps] == [
            "written 10 days late (HAV-T11)",
            "not written yet, 19 days late (HAV-T23)",
        ]
        assert "again and again" in told.says
        assert "HAV-P17" in told.says
        assert "HAV-P17" in report_text(quality_report(found, TODAY, "Riverside 2", "Havering"))
        assert "in_time" not in {one.key for one in quality(store).span}

    def test_who_is_away_is_said_to_be(self, store: Store) -> None:
        """A practitioner on sick leave can't be seen; the gap stands, with why."""
        for person in (PRIYA, SAM):
            finished(store, ago(70), person)
        made.do(store, lambda change: record_absence(change, SAM, ago(20), None, "sickness"))
        seen = next(one for one in quality(store).now if one.key == "session")
        assert next(gap for gap in seen.gaps if gap.startswith("SO")).endswith(", away")
        assert not [gap for gap in seen.gaps if gap.startswith("PS") and "away" in gap]

    def test_on_paper_a_bar_is_drawn(self) -> None:
        """Of one sign only, so that bars of one share are as long, in any letter; short enough for its column."""
        count = Count("x", "Children", 99, 100)
        report = quality_report(Quality(ago(9), TODAY, (count,), (), ()), TODAY, "Riverside 2", "Kent")
        document = Document(BytesIO(report_document(report, load_house(), made.NOW)))
        cells = document.tables[0].rows[1].cells
        assert (cells[1].text, set(cells[2].text)) == ("99 of 100", {BLOCK})
        assert len(cells[2].text) < BAR // 2

    def test_a_bar_is_never_full_while_something_is_missing(self) -> None:
        """99 of 100 is not all of it; nothing to count is no bar."""
        assert bar(99, 100, 10) == "#########."
        assert bar(100, 100, 10) == "##########"
        assert bar(0, 0) == ""
        assert Count("x", "x", 0, 0).text() == "nothing to count"
