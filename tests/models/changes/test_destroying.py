"""The file of someone who left: kept, held, and destroyed in two steps so that no word of it is left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import select

from models import trail
from models.certificates import Copy, read_certificate
from models.changes.actions import set_action
from models.changes.children import add_child
from models.changes.destroying import (
    NAMELESS,
    destroy_file,
    propose_destruction,
    withdraw_destruction,
)
from models.changes.holds import lift_hold, place_hold
from models.changes.record_parts import AgreedAction
from models.changes.records import begin_record
from models.destruction import clean_pages
from models.errors import Refused
from models.policy.load import load_pack
from models.reading.finding import find
from models.reading.keeping import keeping_of
from models.store.change import Change
from models.store.check import check
from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from models.tables import Action, Destruction, Discussion, Practitioner, Record, Supervision
from tests import made
from tests.made import TOM, ago
from tests.models.changes.examples.records import written
from tests.models.changes.leavers import (
    HAVERING,
    KENT,
    LEAVER,
    LEFT,
    LONG_AFTER,
    NUMBER,
    WORDS,
    destroyed,
    do,
    give_up_the_childs,
    made_leaver,
    pages,
    proposed,
    proposed_before,
)

BIRMINGHAM, NORTHAMPTONSHIRE = load_pack("birmingham"), load_pack("northamptonshire")


@pytest.fixture
def left(store: Store) -> Store:
    """A store with the file of someone who left."""
    made_leaver(store)
    return store


class TestKept:
    """How long: the period of the policy, from the day of leaving."""

    @pytest.mark.parametrize(
        ("pack", "years", "rule"),
        [(HAVERING, 3, "HAV-T24"), (BIRMINGHAM, 6, "BCT-T62"), (NORTHAMPTONSHIRE, 10, "NCT-T36")],
    )
    def test_years(self, pack: Any, years: int, rule: str) -> None:
        """Three, six or ten years; on the last day it is still kept, on the next it is over."""
        last = LEFT.replace(year=LEFT.year + years)
        kept = keeping_of(pack, NUMBER, LEFT, last, family_facing=True)
        over = keeping_of(pack, NUMBER, LEFT, last + timedelta(days=1), family_facing=True)
        assert (kept.rule and kept.rule.id, kept.until, kept.is_over) == (rule, last, False)
        assert over.is_over
        assert rule in over.text()

    def test_no_period(self) -> None:
        """Kent and the agreement set none, and Birmingham none for those who don't face families; it is said."""
        for pack, facing in ((KENT, True), (load_pack("children_and_families"), True), (BIRMINGHAM, False)):
            kept = keeping_of(pack, NUMBER, LEFT, LONG_AFTER, family_facing=facing)
            assert (kept.rule, kept.is_over) == (None, False)
            assert "sets no period" in kept.text()

    def test_in_post(self) -> None:
        """Whoever is in post has a file that is kept."""
        assert "In post" in keeping_of(HAVERING, NUMBER, None, LONG_AFTER, family_facing=True).text()


class TestHeld:
    """A legal hold stands above every period."""

    def test_nothing_is_destroyed_while_it_runs(self, left: Store) -> None:
        """Neither proposed nor done; a proposal that was there is withdrawn; lifted, it may go again."""
        number = proposed(left)
        hold = do(left, lambda change: place_hold(change, LEAVER, "A claim"))
        assert left.read(lambda session: session.get_one(Destruction, number).withdrawn_on) == LONG_AFTER
        with pytest.raises(Refused, match="held since"):
            proposed(left)
        with pytest.raises(Refused, match="withdrawn"):
            do(left, lambda change: destroy_file(change, HAVERING, number, NUMBER))
        with pytest.raises(Refused, match="held already"):
            do(left, lambda change: place_hold(change, LEAVER, "Another"))
        do(left, lambda change: lift_hold(change, hold.id, "The claim ended"))
        assert proposed(left) > number

    def test_a_reason_is_needed(self, left: Store) -> None:
        """To hold, and to lift."""
        with pytest.raises(Refused, match="why the file is held"):
            do(left, lambda change: place_hold(change, LEAVER, " "))
        hold = do(left, lambda change: place_hold(change, LEAVER, "A claim"))
        with pytest.raises(Refused, match="why the hold is lifted"):
            do(left, lambda change: lift_hold(change, hold.id, ""))


class TestProposed:
    """The first step destroys nothing."""

    def test_refused_while_it_may_not_go(self, left: Store) -> None:
        """In post, within the period, as the team's manager."""
        with pytest.raises(Refused, match="in post"):
            do(left, lambda change: propose_destruction(change, HAVERING, made.SAM))
        with pytest.raises(Refused, match="kept until"):
            do(left, lambda change: propose_destruction(change, HAVERING, LEAVER), today=made.TODAY)

    def test_without_a_period_it_needs_a_reason(self, left: Store) -> None:
        """Kent sets none: the one who proposes says why."""
        with pytest.raises(Refused, match="sets no period"):
            do(left, lambda change: propose_destruction(change, KENT, LEAVER))
        row = do(left, lambda change: propose_destruction(change, KENT, LEAVER, "The council's schedule"))
        assert (row.rule, row.reason) == ("", "The council's schedule")

    def test_once(self, left: Store) -> None:
        """A second proposal waits for the first."""
        number = proposed(left)
        with pytest.raises(Refused, match="proposed already"):
            proposed(left)
        do(left, lambda change: withdraw_destruction(change, number))
        assert proposed(left) > number

    def test_undone(self, left: Store) -> None:
        """It can be taken back like any other change."""
        before = made.dump(left)
        proposed(left)
        assert made.undo(left) == "propose_destruction"
        assert made.dump(left) == before


class TestDestroyed:
    """The second step, by a person who types the number."""

    def test_only_with_the_number(self, left: Store) -> None:
        """A slip destroys nothing."""
        number, before = proposed(left), made.dump(left)
        with pytest.raises(Refused, match="Nothing was destroyed"):
            do(left, lambda change: destroy_file(change, HAVERING, number, "P3"))
        assert made.dump(left) == before

    def test_only_what_was_looked_at(self, left: Store) -> None:
        """A record that came later stops it."""
        number = proposed(left)

        def later(change: Change) -> None:
            paper = written(day=made.ago(900))
            about = type(paper.about)(paper.about.day, None, LEAVER)
            begin_record(change, "havering_b", "havering", type(paper)(paper.answers, "abc", about))

        do(left, later)
        with pytest.raises(Refused, match="a record was added"):
            do(left, lambda change: destroy_file(change, HAVERING, number, NUMBER))

    def test_never_undone(self, left: Store) -> None:
        """Nor anything before it."""
        destroyed(left)
        assert made.undo(left) is None
        with pytest.raises(Refused, match="destroyed already"):
            proposed(left)

    def test_what_goes_and_what_stays(self, left: Store) -> None:
        """The person's own rows go; the child's discussion and record stay, without the person's words."""
        certificate = destroyed(left)
        found = made.dump(left)
        assert [row for row in found["agreement"] if LEAVER in row[:2]] == []
        assert found["disagreement"] == found["observation"] == found["absence"] == found["legal_hold"] == []
        assert found["planned_observation"] == []
        person = left.read(lambda session: session.get_one(Practitioner, LEAVER))
        assert (person.name, person.job_title, person.number) == (NAMELESS, "", NUMBER)
        (session,) = left.read(
            lambda session: session.exec(
                select(Supervision).where(Supervision.practitioner_id == LEAVER)
            ).all()
        )
        assert (session.kind, session.reason) == ("case", "")
        assert left.read(lambda s: len(s.exec(select(Discussion)).all())) == 1
        kept = left.read(lambda s: s.exec(select(Record).where(Record.practitioner_id == LEAVER)).all())
        assert [one.form for one in kept] == ["havering_a"]
        assert certificate.stayed == {"records": 1, "sessions": 1}

    def test_a_childs_action_names_them_by_number(self, left: Store) -> None:
        """It stays with the child, whoever's session it was set in; no search finds the name."""
        name = left.read(lambda session: session.get_one(Practitioner, LEAVER).name)
        agreed = AgreedAction("", "Ask school", "", "", f" {name.upper()} ", ago(900), "", TOM)
        do(left, lambda change: set_action(change, agreed, ago(950), practitioner_id=made.SAM))
        destroyed(left)
        owners = left.read(
            lambda session: session.exec(select(Action.owner).where(Action.what == "Ask school")).all()
        )
        assert list(owners) == [NUMBER]
        assert left.read(lambda session: find(session, "Una")) == []

    def test_no_word_of_it_is_left(self, place: Place, unlocked: Unlocked, tmp_path: Path) -> None:
        """Not in a row, a draft, the index, the log, a free page; the child's own record is set apart first."""
        store = made.open_(place, unlocked)
        made_leaver(store)
        made.do(store, proposed_before)
        do(store, give_up_the_childs)
        store.scrub()
        assert WORDS.encode() in pages(place, unlocked, tmp_path / "before")
        destroyed(store)
        store.scrub()
        assert store.read(lambda session: find(session, WORDS)) == []
        rows = repr(made.dump(store)) + repr(made.trail_rows(store))
        assert WORDS not in rows
        index = store.driver().execute("SELECT block FROM record_words_data").fetchall()
        index += store.driver().execute("SELECT block FROM action_words_data").fetchall()
        assert not any(WORDS.lower().encode() in bytes(block[0]) for block in index)
        store.close()
        assert WORDS.lower().encode() not in pages(place, unlocked, tmp_path / "after").lower()
        log = place.database.with_name("store.db-wal")
        assert not log.exists() or log.stat().st_size == 0

    def test_its_salts_are_gone_and_the_trail_is_whole(self, left: Store) -> None:
        """No hash of the person's words can be tried any more; others' can; every line still follows."""
        made.do(left, proposed_before)
        seqs = {
            line[0]
            for line in made.trail_rows(left)
            if line[4] in ("absence", "disagreement", "record")
            or (line[4], line[5]) == ("practitioner", LEAVER)
        }
        assert seqs & {seq for seq, _ in made.salt_rows(left)}
        before = made.trail_rows(left)
        said = {line[0] for line in before if line[4] in ("destruction", "legal_hold", "handover")}
        assert said & {seq for seq, _ in made.salt_rows(left)}
        destroyed(left)
        left_over = {seq for seq, _ in made.salt_rows(left)}
        assert said & left_over == set(), "what was said when it was held, proposed before, passed on"
        child_record = {line[0] for line in made.trail_rows(left) if '"form":"havering_a"' in line[6]}
        assert seqs & left_over <= child_record
        assert left_over
        assert made.trail_rows(left)[: len(before)] == before
        assert trail.first_fault(trail.Line(*line) for line in made.trail_rows(left)) == ""

    def test_the_store_holds_together(self, left: Store, place: Place, unlocked: Unlocked) -> None:
        """Every check passes, and it goes on being written."""
        destroyed(left)
        clean_pages(left, **made.HOW)
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
        made.do(left, lambda change: add_child(change, "47000", "ZZ"))

    def test_typed_words_of_others_stay(self, left: Store) -> None:
        """Only what was typed about this person goes."""
        destroyed(left)
        assert [row[0] for row in made.dump(left)["draft"]] == ["child:new"]


class TestCertificate:
    """What is left to show: numbers, dates, names of files."""

    def test_it_holds_no_content(self, left: Store) -> None:
        """Counts of what went and stayed, who and when; it reads back as it was."""
        copies = (Copy("2026-11-01T090000.footprint", made.ago(-30)), Copy("old.footprint"))
        certificate = destroyed(left, copies)
        row = left.read(lambda session: session.exec(select(Destruction)).one())
        assert read_certificate(row.certificate) == certificate
        assert certificate.gone["records"] == 2
        assert certificate.exported == 1
        assert (row.rule, row.proposed_by, row.destroyed_by) == ("HAV-T24", "M1", "M1")
        said = " ".join(certificate.sentences())
        assert "2 records" in said
        assert "falls away by Mon 21 Dec 2026" in said
        assert "Those days hold where a backup is made every day" in said
        assert "delete the file by hand" in said
        assert "not reached from here" in said

    def test_guarded(self, left: Store) -> None:
        """The database itself keeps it, and lets no signed record go without one."""
        destroyed(left)
        driver = left.driver()
        for statement in (
            "UPDATE destruction SET rule = 'x'",
            "DELETE FROM destruction",
            "DELETE FROM destroyed_record",
            "INSERT INTO destroyed_record (destruction_id, record_id) VALUES (1, 99)",
            "INSERT INTO destruction (practitioner_id, rule, reason, proposed_on, proposed_by, destroyed_at, "
            "destroyed_by, certificate) VALUES (2, '', '', '2026-01-01', 'x', '2026-01-01', 'x', '{}')",
        ):
            with pytest.raises(dbapi2.Error, match="destr"):
                driver.execute(statement)

    def test_a_proposal_opens_nothing(self, left: Store) -> None:
        """While it is only proposed, a signed record stays."""
        proposed(left)
        for table in ("record", "record_seal", "record_addendum", "record_signature"):
            with pytest.raises(dbapi2.Error, match=r"never|stays"):
                left.driver().execute(f"DELETE FROM {table}")
