"""Records leaving the store: what each is written as, what it is called, and that no file is ever half there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from exports.plain_record import TEXT, plain_record
from exports.word.document import edge_lines, rendered_lines
from exports.word.door import let_in
from exports.word.from_store import Place, Ready, read_ready
from exports.word.house.loading import load_house
from exports.word.naming import file_name
from exports.word.sealing import renders_as_now
from exports.word.verify import INTACT, verify
from exports.word.writing import NUMBER, REPLACE, SKIP, Going, Stopped, there_already, write_each
from models.changes import signing
from models.changes.records import complete_record
from models.errors import Refused
from models.file_names import safe
from models.reading.sealed import seal_faults
from models.reading.signing import read_public_keys
from models.store.change import Change
from models.store.store import Store
from models.tables import GatePass
from tests import made
from tests.exports.word.papers import paper, parts, signed
from tests.exports.word.stored import held, put, sign
from tests.made import TODAY, ago
from tests.models.store.small_disks import full, small_disk

KENT = Place("Kent County Council")
NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)


def reader(store: Store) -> Callable[[int], Ready]:
    """Return what makes a record of a store ready."""
    return lambda record_id: store.read(lambda session: read_ready(session, record_id, KENT))


def going(folder: Path, kind: str = "final", there: str = SKIP, recipient: str = "") -> Going:
    """Return how to write into a folder."""
    return Going(folder, load_house(), NOW, kind, recipient, "", there)


def margins_of(path: Path) -> list[str]:
    """Return what stands at head and foot of a document's pages."""
    document = let_in(path)
    found = (
        document.xml(part) for kind in ("header", "footer") for part in document.needed(document.main, kind)
    )
    return edge_lines([element for element in found if element is not None])


def nothing(_record: int, _kind: str, _recipient: str) -> None:
    """Note nothing."""


def known(store: Store) -> dict[str, str]:
    """Return the keys of a store."""
    return dict.fromkeys(store.read(read_public_keys), "Riverside 2")


class TestWhatItIs:
    """A record becomes what it is: signed and sealed, or a draft."""

    def test_signed(self, store: Store, tmp_path: Path) -> None:
        """A signed record is sealed at the moment it was signed, with those who signed on it; always the same bytes."""
        record = put(store, session=held(store), wellbeing_plan="Well.")
        sign(store, record)
        gone = write_each(going(tmp_path), [record], reader(store), nothing)
        ((path, number, kind),) = gone.written
        assert (number, kind) == (record, "final")
        verdict = verify(path, known(store))
        assert verdict.state == INTACT
        assert (
            "Morag Bell: signed in the room, Sat 21 Nov 2026, 09:00, entered by Morag Bell."
            not in verdict.says
        )
        assert any("signed in the room" in line for line in verdict.says)
        before = path.read_bytes()
        write_each(going(tmp_path, there=REPLACE), [record], reader(store), nothing)
        assert path.read_bytes() == before

    def test_whose_copy_it_is(self, store: Store, tmp_path: Path) -> None:
        """Where each party keeps one, every page of it says whose it is, and what is kept securely (CFA-P07)."""
        told: dict[str, Any] = {"supervisee": "Priya Shah", "supervisor": "Morag Bell"}
        record = put(store, "children_and_families_session", session=held(store), **told)
        sign(store, record)
        names = []
        for whose in ("supervisor", "supervisee"):
            gone = write_each(going(tmp_path, recipient=whose), [record], reader(store), nothing)
            ((path, _, _),) = gone.written
            assert verify(path, known(store)).state == INTACT
            foot = " ".join(margins_of(path))
            assert (
                f"The {whose}'s copy ({told[whose]}). Each party keeps a copy; the supervisor's is kept"
                in foot
            )
            names.append(path.stem)
        assert [name.rpartition(" for the ")[2] for name in names] == ["supervisor", "supervisee"]
        ((path, _, _),) = write_each(going(tmp_path), [record], reader(store), nothing).written
        assert "'s copy" not in " ".join(margins_of(path))

    def test_completed_without(self, store: Store, tmp_path: Path) -> None:
        """What a record was completed without stands on its paper with the reason, by whom and when, and is sealed."""
        record = put(store, session=held(store), wellbeing_plan="Well.")
        why = "Said in the corridor; to be written up later."
        made.do(store, lambda change: complete_record(change, record, missing=["KCC-P14"], reason=why))
        sign(store, record)
        ((path, _, _),) = write_each(going(tmp_path), [record], reader(store), nothing).written
        verdict = verify(path, known(store))
        assert (verdict.state, verdict.notes) == (INTACT, ())
        ready = reader(store)(record)
        for text in ("\n".join(rendered_lines(ready.paper)), plain_record(ready.paper, TEXT).decode()):
            said = text[text.upper().index("COMPLETED WITHOUT") :]
            assert "KCC-P14" in said
            assert why in said
            assert "2026, 09:00." in said
            assert said.upper().index(why.upper()) < said.upper().index("HOW THIS RECORD WAS SIGNED")
        assert store.read(seal_faults) == []

    def test_completed_without_of_each(self, store: Store, tmp_path: Path) -> None:
        """A record about several says of whom it was completed without what; one sealed before that is intact too."""
        record = put(store, "kent_case", parts=[{"child": "40217 TB"}, {"child": "39980 KM"}])
        made.do(store, lambda change: complete_record(change, record, missing=["KCC-P15"], reason="Later"))
        sign(store, record)
        ((path, _, _),) = write_each(going(tmp_path), [record], reader(store), nothing).written
        assert (verify(path, known(store)).state, verify(path, known(store)).notes) == (INTACT, ())
        paper = reader(store)(record).paper
        for text in ("\n".join(rendered_lines(paper)), plain_record(paper, TEXT).decode()):
            said = " ".join(text[text.upper().index("COMPLETED WITHOUT") :].split())
            for child in ("40217 TB", "39980 KM"):
                assert f"{child}: To you (KCC-P15)" in said
        assert renders_as_now({"rendering": 2, "without": {}})
        assert not renders_as_now({"rendering": 2, "without": {"rules": ()}})

    def test_sealed_before_that_was_printed(self, store: Store) -> None:
        """A record whose seal is not over what it was completed without stays as it was read and signed."""
        record = put(store, session=held(store), wellbeing_plan="Well.")
        sign(store, record)
        passed = GatePass(rule="KCC-P14", entity="record", entity_id=record, reason="So.", passed_on=TODAY)

        def job(change: Change) -> None:
            change.insert(passed)
            change.note("pass_gate", "record", record)

        made.do(store, job)
        assert "Completed without" not in rendered_lines(reader(store)(record).paper)
        assert store.read(seal_faults) == []

    def test_not_signed(self, store: Store, tmp_path: Path) -> None:
        """What is not signed by everyone is a draft, and says so in its name and on every page."""
        record = put(store, wellbeing_plan="Well.")
        sign(store, record, but="supervisee")
        ((path, _, kind),) = write_each(going(tmp_path), [record], reader(store), nothing).written
        assert kind == "draft"
        assert path.name == "2026-11-21 Personal Supervision Record Priya Shah DRAFT.docx"
        assert b"DRAFT" in parts(path)["word/header_default.xml"]

    def test_a_later_addendum(self, store: Store, tmp_path: Path) -> None:
        """Later words print with it, and the new seal is over both."""
        record = put(store, wellbeing_plan="Well.")
        sign(store, record)
        made.do(store, lambda change: signing.addend(change, record, "Later words.", "Morag Bell"))
        ((path, _, _),) = write_each(going(tmp_path), [record], reader(store), nothing).written
        assert verify(path, known(store)).state == INTACT
        assert "Later words." in rendered_lines(reader(store)(record).paper)

    def test_no_working_copy_of_a_signed_one(self, store: Store, tmp_path: Path) -> None:
        """It is named, and the others are written."""
        first, second = put(store, wellbeing_plan="Well."), put(store, wellbeing_plan="Better.")
        sign(store, first)
        gone = write_each(going(tmp_path, "working"), [first, second], reader(store), nothing)
        assert len(gone.written) == 1
        assert "signed" in gone.refused[0]

    def test_children_as_the_form_names_them(self, store: Store) -> None:
        """A child appears with number and initials where the form says so, and never with a name."""
        record = put(store, "kent_case", parts=[{"child": "40217 TB"}])
        ready = reader(store)(record).paper
        assert (ready.form.naming, ready.subject) == ("number_and_initials", "40217 TB")

    def test_names_of_those_who_signed_stay(self, store: Store) -> None:
        """On a signed record the blanks of clauses are filled with those who signed it, whoever supervises later."""
        record = put(store, "kent_c")
        sign(store, record)
        assert reader(store)(record).paper.names["supervisor"] == "Morag Bell"


class TestPlain:
    """Beside Word: a record as a file of plain text or of Markdown."""

    def test_signed(self, store: Store, tmp_path: Path) -> None:
        """The whole of it, how it was signed, later words; and that only the Word document carries the seal."""
        record = put(store, wellbeing_plan="# Well.\n*Better* than before.")
        sign(store, record)
        made.do(store, lambda change: signing.addend(change, record, "Later words.", "Morag Bell"))
        for kind, name, words in (
            ("text", "Priya Shah.txt", "# Well.\n*Better* than before."),
            ("markdown", "Priya Shah.md", "\\# Well.\\\n\\*Better\\* than before."),
        ):
            ((path, _, noted),) = write_each(going(tmp_path, kind), [record], reader(store), nothing).written
            text = path.read_text(encoding="utf-8")
            assert (path.name.endswith(name), noted) == (True, "final")
            for wanted in (words, "carries no seal", "How this record was signed", "signed in the room"):
                assert wanted in text, (kind, wanted)
            assert text.index("not handwriting") < text.index("Later words.")

    def test_not_signed(self, store: Store, tmp_path: Path) -> None:
        """What is not signed says so at its head and in its name."""
        record = put(store, wellbeing_plan="Well.")
        for kind in ("text", "markdown"):
            ((path, _, _),) = write_each(going(tmp_path, kind), [record], reader(store), nothing).written
            assert "DRAFT – not signed" in path.read_text(encoding="utf-8")
            assert path.stem.endswith("DRAFT")


class TestNames:
    """File names: a pattern of the person's own, safe on every system."""

    def test_a_pattern(self) -> None:
        """Names in double braces are filled; nothing else is a template."""
        final = signed(paper())
        assert file_name(final, "final") == "2026-11-24 Personal Supervision Record Priya Shah.docx"
        assert file_name(final, "final", "", "{{ record }}_{{ code }}") == "12_kent_b.docx"
        assert file_name(final, "working", "practitioner").endswith("for the practitioner.docx")

    @pytest.mark.parametrize(
        "pattern",
        ["{{ day.__class__ }}", "{{ 7 * 7 }}", "{% for x in y %}", "{{ nobody }}", "{{ day", "x" * 5000],
    )
    def test_a_pattern_that_is_none(self, pattern: str) -> None:
        """Anything but names is refused, with the setting that holds it."""
        with pytest.raises(Refused, match="file_name"):
            file_name(paper(), "final", "", pattern)

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ('a<b>c:d"e/f\\g|h?i*j', "a-b-c-d-e-f-g-h-i-j"),
            ("con", "_con"),
            ("LPT1.txt", "_LPT1.txt"),
            ("ends with a dot.", "ends with a dot"),
            ("  many   spaces \n and lines ", "many spaces - and lines"),
            ("rtl \u202egnp.exe", "rtl -gnp.exe"),
            ("x" * 500, "x" * 120),
            ("../../etc/passwd", "etc-passwd"),
            ("...", ""),
            ("\x00\x01", ""),
        ],
    )
    def test_safe_everywhere(self, text: str, name: str) -> None:
        """No sign that Windows refuses, no device's name, no way out of the folder."""
        assert safe(text) == name

    def test_never_empty(self) -> None:
        """A pattern that gives nothing falls back on the record's number."""
        assert file_name(paper(), "final", "", "{{ kind }}") == "Record 12.docx"


class TestNothingIsLost:
    """Nothing is written over unasked, nothing is half there."""

    def test_there_already(self, store: Store, tmp_path: Path) -> None:
        """A file of that name is left, replaced, or kept beside the new one, as was said."""
        record = put(store, wellbeing_plan="Well.")
        ready = reader(store)
        (path, _, _) = write_each(going(tmp_path), [record], ready, nothing).written[0]
        path.write_bytes(b"mine")
        assert there_already(going(tmp_path), [ready(record)]) == [path]
        assert write_each(going(tmp_path), [record], ready, nothing).left == [path]
        assert path.read_bytes() == b"mine"
        beside = write_each(going(tmp_path, there=NUMBER), [record], ready, nothing).written[0][0]
        assert beside.name.endswith("(2).docx")
        assert path.read_bytes() == b"mine"
        write_each(going(tmp_path, there=REPLACE), [record], ready, nothing)
        assert path.read_bytes() == beside.read_bytes()

    def test_two_of_one_name(self, store: Store, tmp_path: Path) -> None:
        """Two records that would be called the same get two files, whatever was said."""
        records = [put(store, wellbeing_plan="One."), put(store, wellbeing_plan="Two.")]
        gone = write_each(going(tmp_path, there=REPLACE), records, reader(store), nothing)
        assert len({path.name for path, _, _ in gone.written}) == 2

    def test_stopped_in_the_middle(self, store: Store, tmp_path: Path) -> None:
        """Stopping leaves whole files and nothing else."""
        records = [put(store, wellbeing_plan=f"Number {number}.") for number in range(4)]

        def progress(done: int, _total: int, _what: str) -> None:
            if done == 2:
                raise Stopped

        with pytest.raises(Stopped):
            write_each(going(tmp_path / "out"), records, reader(store), nothing, progress)
        left = sorted((tmp_path / "out").iterdir())
        assert len(left) == 2
        assert all(path.suffix == ".docx" and parts(path) for path in left)

    def test_a_full_disk(self, store: Store) -> None:
        """A disk that fills up in the middle: the whole ones stay, nothing half, and it is said how many."""
        records = [put(store, wellbeing_plan=os.urandom(60_000).hex()) for _ in range(6)]
        with small_disk() as folder, full(folder, leaving=300_000):
            with pytest.raises(Refused, match=r"can't be written.*are whole"):
                write_each(going(folder / "out"), records, reader(store), nothing)
            left = list((folder / "out").iterdir())
            assert left
            assert all(not path.name.startswith(".") and parts(path) for path in left)

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_becomes_read_only(self, store: Store, tmp_path: Path) -> None:
        """In the middle: it is said why, and how many are whole."""
        records = [put(store, wellbeing_plan="One."), put(store, wellbeing_plan="Two.")]
        folder = tmp_path / "locked"

        def lock(done: int, _total: int, _what: str) -> None:
            folder.chmod(0o500 if done else 0o700)

        with pytest.raises(Refused, match=r"may not write there.*1 document before it"):
            write_each(going(folder), records, reader(store), nothing, lock)
        folder.chmod(0o700)
        assert [parts(path) != {} for path in folder.iterdir()] == [True]

    def test_a_folder_that_goes(self, store: Store, tmp_path: Path) -> None:
        """A drive that is pulled out in the middle: it is said, and what was written elsewhere is whole."""
        records = [put(store, wellbeing_plan="One."), put(store, wellbeing_plan="Two.")]
        folder, away = tmp_path / "out", tmp_path / "away"

        def pull_out(done: int, _total: int, _what: str) -> None:
            if done:
                folder.rename(away)

        with pytest.raises(Refused, match=r"can't be written.*1 document before it"):
            write_each(going(folder), records, reader(store), nothing, pull_out)
        assert [parts(path) != {} for path in away.iterdir()] == [True]

    def test_no_folder_there_can_be(self, store: Store, tmp_path: Path) -> None:
        """A file where the folder should be."""
        record = put(store, wellbeing_plan="Well.")
        (tmp_path / "file").write_text("x")
        with pytest.raises(Refused, match="There can be no folder"):
            write_each(going(tmp_path / "file" / "out"), [record], reader(store), nothing)

    @pytest.mark.parametrize("mark", ["~$26-11-21 {}", "~$2026-11-21 {}", ".~lock.2026-11-21 {}#"])
    def test_open_in_word(self, store: Store, tmp_path: Path, mark: str) -> None:
        """A file that is open in Word or LibreOffice stays as it is and is named; the others are written."""
        first = put(store, day=TODAY, wellbeing_plan="One.")
        second = put(store, day=ago(1), wellbeing_plan="Two.")
        ((path, _, _),) = write_each(going(tmp_path), [first], reader(store), nothing).written
        path.write_bytes(b"being typed in")
        path.with_name(mark.format(path.name.removeprefix("2026-11-21 "))).touch()
        gone = write_each(going(tmp_path, there=REPLACE), [first, second], reader(store), nothing)
        assert [number for _, number, _ in gone.written] == [second]
        assert "is open in Word" in gone.refused[0]
        assert path.read_bytes() == b"being typed in"

    def test_can_not_be_replaced(self, store: Store, tmp_path: Path) -> None:
        """A file that the system does not let go stays as it is, is named, and nothing is left beside it."""
        record = put(store, wellbeing_plan="Well.")
        ready = reader(store)(record)
        going(tmp_path).path(ready).mkdir(parents=True)
        gone = write_each(going(tmp_path, there=REPLACE), [record], reader(store), nothing)
        assert "can't be written" in gone.refused[0]
        assert all(path.is_dir() for path in tmp_path.iterdir())

    def test_typed_and_not_kept(self, store: Store, tmp_path: Path) -> None:
        """What was typed and is not part of the record yet is not in the document; that is said."""
        from models.record_drafts import Typed, save_record_draft

        record = put(store, wellbeing_plan="Well.")
        store.quietly(save_record_draft(Typed(record, 1, "{}", ""), made.NOW))
        gone = write_each(going(tmp_path), [record], reader(store), nothing)
        assert "not part of the record yet" in gone.notes[0]
