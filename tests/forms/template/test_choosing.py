"""Which form is offered: for every kind of session, oversight, observation and agreement of every pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.template.choosing import Occasion, fitting, told_apart
from forms.template.load import all_forms, forms_of
from models.policy import PACK_NAMES, load_pack

FORMS, _ = all_forms()
PACKS = {name: load_pack(name) for name in PACK_NAMES}
SESSIONS = [(name, kind.code) for name, pack in PACKS.items() for kind in pack.session_kinds]
FIRST = {
    ("kent", "personal"): "kent_a",
    ("kent", "case"): "kent_case",
    ("kent", "joint"): "kent_joint",
    ("kent", "group"): "kent_group",
    ("kent", "team_meeting"): "kent_team_meeting",
    ("kent", "appreciative_inquiry"): "kent_appreciative_inquiry",
    ("kent", "audit_appreciative_inquiry"): "kent_appreciative_inquiry",
    ("kent", "case_progression"): "kent_case_progression",
    ("kent", "case_formulation"): "kent_case_formulation",
    ("northamptonshire", "personal"): "northamptonshire_c",
    ("northamptonshire", "practice"): "northamptonshire_d1",
    ("northamptonshire", "joint"): "northamptonshire_joint",
    ("northamptonshire", "group_supervision"): "northamptonshire_group",
    ("northamptonshire", "themed"): "northamptonshire_themed",
    ("havering", "personal"): "havering_b",
    ("havering", "case"): "havering_a",
    ("havering", "joint"): "havering_a",
    ("havering", "group_case"): "havering_group",
    ("havering", "peer"): "havering_a",
    ("birmingham", "individual"): "birmingham_b",
    ("birmingham", "case"): "birmingham_case",
    ("birmingham", "joint"): "birmingham_three_way",
    ("birmingham", "group"): "birmingham_group",
    ("birmingham", "sped"): "birmingham_b",
    ("birmingham", "peer"): "birmingham_b",
    ("birmingham", "clinical"): "birmingham_b",
    ("children_and_families", "supervision"): "children_and_families_session",
    ("children_and_families", "case"): "children_and_families_session",
    ("children_and_families", "joint"): "children_and_families_session",
    ("children_and_families", "group"): "children_and_families_group",
}
OTHERS = {
    "oversight": {
        "kent": "kent_oversight",
        "northamptonshire": "northamptonshire_ad_hoc",
        "havering": "havering_oversight",
        "birmingham": "birmingham_ad_hoc",
        "children_and_families": "oversight",
    },
    "observation": {
        "kent": "kent_d",
        "northamptonshire": "northamptonshire_observation",
        "havering": "havering_d",
        "birmingham": "observation",
        "children_and_families": "children_and_families_observation",
    },
    "agreement": {
        "kent": "kent_c",
        "northamptonshire": "northamptonshire_a",
        "havering": "havering_c",
        "birmingham": "birmingham_a",
        "children_and_families": "children_and_families_a",
    },
}


def first(policy: str, **said: object) -> str:
    """Return the code of the form that fits best."""
    return fitting(FORMS, Occasion((policy,), **said))[0].code  # type: ignore[arg-type]


class TestEveryPack:
    """There is a form for everything a pack knows, and it is the right one."""

    @pytest.mark.parametrize(("policy", "kind"), SESSIONS)
    def test_every_kind_of_session(self, policy: str, kind: str) -> None:
        """The form meant for that kind comes first, and belongs to the policy or to any."""
        found = fitting(FORMS, Occasion((policy,), records="session", session=kind, occasion="formal"))
        assert found[0].code == FIRST[policy, kind]
        assert all(form.policies in ((policy,), ()) for form in found)
        assert kind in found[0].sessions

    def test_no_kind_of_session_was_forgotten_here(self) -> None:
        """A new kind in a pack needs a form."""
        assert set(FIRST) == set(SESSIONS)

    @pytest.mark.parametrize(
        ("records", "policy"), [(kind, name) for kind, found in OTHERS.items() for name in found]
    )
    def test_oversight_observation_and_agreement(self, records: str, policy: str) -> None:
        """Each pack has its own, or one that says it is ours."""
        assert first(policy, records=records) == OTHERS[records][policy]

    @pytest.mark.parametrize("service", [one.code for one in PACKS["birmingham"].services])
    def test_every_service_of_birmingham(self, service: str) -> None:
        """The YOS teams write in the first person, support services have a template, others the standing agenda."""
        yos = service.startswith(("yos", "hsb"))
        expected = "birmingham_c" if yos else "birmingham_d" if service == "support" else "birmingham_b"
        assert first("birmingham", records="session", session="individual", service=service) == expected

    @pytest.mark.parametrize("service", [one.code for one in PACKS["northamptonshire"].services])
    def test_every_service_of_northamptonshire(self, service: str) -> None:
        """Carers on D2, social care on Carefirst, others on D1."""
        carers, others = ("fostering", "adoption"), ("early_help_prevention",)
        d = "2" if service in carers else "1" if service in others else "3"
        assert first("northamptonshire", session="practice", service=service) == f"northamptonshire_d{d}"


class TestKent:
    """What decides between Kent's forms."""

    def test_frontline_or_not(self) -> None:
        """Form B for frontline practitioners, form A for everyone else (KCC-P57)."""
        assert first("kent", session="personal", frontline=True) == "kent_b"
        assert first("kent", session="personal", frontline=False) == "kent_a"

    @pytest.mark.parametrize(
        ("occasion", "service", "code"),
        [
            ("formal", "youth_justice", "kent_case"),
            ("formal", "front_door", "kent_front_door"),
            ("front_door", "", "kent_front_door"),
            ("transition", "childrens_social_work", "kent_transition"),
            ("ad_hoc", "early_help", "kent_case"),
        ],
    )
    def test_the_occasion_and_the_service(self, occasion: str, service: str, code: str) -> None:
        """A transition and the Front Door have forms of their own."""
        assert first("kent", session="case", occasion=occasion, service=service, records="session") == code

    def test_an_unplanned_discussion(self) -> None:
        """Usually a note; the supervision form where it is very detailed (KCC-P06)."""
        assert first("kent", records="oversight", occasion="ad_hoc") == "kent_oversight"

    def test_the_teams_wellbeing_plan_and_ones_own(self) -> None:
        """Whom it is about decides."""
        assert first("kent", records="plan", about="team") == "kent_e"
        assert first("kent", records="plan", about="practitioner") == "kent_wellbeing_plan"


class TestLocalVariations:
    """A pack that is based on another has that one's forms, and its own before them."""

    def test_the_base_and_the_persons_own(self, tmp_path: Path) -> None:
        """The own form comes first where it fits as well; a form for everybody of one's own beats ours."""
        (tmp_path / "riverside.toml").write_text(
            'name = "riverside"\nbased_on = "kent"\nlocal_note = "Ours."\n', encoding="utf-8"
        )
        names = load_pack("riverside", [tmp_path]).names
        assert names == ("riverside", "kent")
        folder = tmp_path / "forms"
        folder.mkdir()
        (folder / "riverside_oversight.toml").write_text(
            'code = "riverside_oversight"\ntitle = "Note"\npolicy = "riverside"\ntext = "ours"\nface = "Ours."\n'
            'use = "A note"\nrecords = "oversight"\nabout = "child"\nwho = "supervisor"\nnaming = "number"\n'
            'source = "Ours"\n[[section]]\nkey = "note"\nname = "Note"\n[[section.field]]\nkey = "decision"\n'
            'kind = "long"\nlabel = "Decision"\n',
            encoding="utf-8",
        )
        forms, refused = forms_of(names, [folder])
        assert refused == []
        found = fitting(forms, Occasion(names, records="oversight", about="child"))
        assert [form.code for form in found[:2]] == ["riverside_oversight", "kent_oversight"]
        assert fitting(forms, Occasion(names, session="case_progression"))[0].code == "kent_case_progression"


class TestToldApart:
    """Two forms that differ by a capital only are told apart in a list; what is printed stays."""

    def test_kents_observations(self) -> None:
        """Appendix D, and our own for what no policy prints."""
        forms, _ = forms_of(("kent",))
        found = {name for code, name in told_apart(forms) if code in ("kent_d", "observation", "kent_b")}
        assert found == {
            "Observation of Practice (Appendix D)",
            "Observation of practice (our own form)",
            next(form.called for form in forms if form.code == "kent_b"),
        }
