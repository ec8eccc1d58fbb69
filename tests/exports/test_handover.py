"""A handover on paper: the records in full where the policy passes them on, and only named where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.handover import KEPT_BACK, SILENT, handover_report, read_papers
from exports.report import report_text
from exports.word.from_store import Place
from forms.template.load import load_form
from models.changes.handovers import SUPERVISOR, start_handover
from models.changes.record_parts import About, Written
from models.changes.records import begin_record, complete_record
from models.policy import PACK_NAMES
from models.reading.handover.proposing import propose_items
from models.reading.handover.reading import read_handover
from models.store.change import Change
from tests.made import TODAY, ago
from tests.models.reading.due.office import Office, open_office

FORMS = {
    "kent": "kent_b",
    "children_and_families": "children_and_families_session",
    "northamptonshire": "northamptonshire_c",
    "havering": "havering_b",
    "birmingham": "birmingham_b",
}
SAID = "Slept badly all week"


def pack_of(office: Office) -> tuple[str, int]:
    """Hand someone's supervision over with one record of it; return the pack as text, and how many go in full."""
    form = load_form(FORMS[office.pack.name])
    person = office.person()
    long = next(one.key for one in form.answered() if one.kind == "long" and not one.when)
    body = f'{{"form":"{form.code}","answers":{{"{long}":"{SAID}"}},"labels":{{}},"kept":{{}},"parts":[]}}'

    def write(change: Change) -> None:
        row = begin_record(
            change, form.code, office.pack.name, Written(body, "1", About(ago(9), None, person))
        )
        complete_record(change, row.id)

    office.do(write)
    due = office.due()
    items = office.store.read(lambda s: propose_items(s, due, SUPERVISOR, person))
    row = office.do(lambda c: start_handover(c, SUPERVISOR, person, items, to_name="Someone new"))
    page = office.store.read(lambda s: read_handover(s, office.pack, row.id, due))
    papers = office.store.read(lambda s: read_papers(s, page, Place("")))
    report = handover_report(page, TODAY, "Riverside 2", "", lambda _code: form.called, papers)
    return report_text(report), len(page.records)


@pytest.mark.parametrize("policy", PACK_NAMES)
def test_records_go_as_the_policy_says(tmp_path: Path, policy: str) -> None:
    """Kept by the supervisor under the agreement (CFA-P07), passed on elsewhere; silence is said where there is."""
    office = open_office(tmp_path, policy)
    said, whole = pack_of(office)
    words = " ".join(said.split())
    kept = policy == "children_and_families"
    assert (SAID in words, whole) == (not kept, 0 if kept else 1)
    assert (KEPT_BACK in words, "CFA-P07" in words) == (kept, kept)
    assert (SILENT in words) == (policy in {"kent", "northamptonshire"})
    assert "Record 1" in words
