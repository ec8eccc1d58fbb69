"""Every field and every form of the requirement catalogue is in a form file, or listed as absent."""

from __future__ import annotations

import pytest

from forms.template.absent import absent_forms
from forms.template.form import Form
from forms.template.lens import Lens
from forms.template.load import BUNDLED, LENSES, PIECES, Folders, all_forms
from models.policy import PACK_NAMES, load_pack
from models.policy.pack import Pack
from tests.forms.requirement_ids import OVERSIGHT_POINTS, every_id, field_ids, named_ids

FORMS, REFUSED = all_forms()
PACKS = {pack.name: pack for pack in (load_pack(name) for name in PACK_NAMES)}
CODES = [form.code for form in FORMS]


def said_ids(form: Form) -> set[str]:
    """Return every ID a form names anywhere."""
    wanted = {want.rule for one in form.fields() for want in one.wanted}
    wanted |= {want.rule for one in form.fields() for row in one.rows for want in row.wanted}
    goes = {name for place in form.goes_to for name in place.ids}
    each = {form.each.rule} - {""} if form.each else set()
    return {*form.ids(), *wanted, *goes, *each, *form.recording, *form.readings}


class TestNothingIsMissing:
    """Section C is carried out whole."""

    def test_the_catalogue_is_as_it_was_counted(self) -> None:
        """Its own counts: 272 fields, 13 forms only named, fourteen points of oversight."""
        assert (len(field_ids()), len(named_ids()), len(OVERSIGHT_POINTS)) == (272, 13, 14)

    def test_every_form_can_be_used(self) -> None:
        """No file is refused."""
        assert REFUSED == []

    @pytest.mark.parametrize("name", field_ids())
    def test_every_field_is_in_a_form(self, name: str) -> None:
        """Each field ID is named by a section, a field, a row, a column or an option of its form."""
        assert any(name in form.ids() for form in FORMS)

    @pytest.mark.parametrize("name", named_ids())
    def test_every_form_that_is_only_named_is_derived_or_absent(self, name: str) -> None:
        """One of the two, and not both."""
        derived = [form for form in FORMS if name in form.stands_for]
        absent = [one for one in absent_forms() if one.id == name]
        assert len(derived) + len(absent) == 1
        assert all(form.text == "derived" and form.face for form in derived)

    def test_every_form_of_every_pack_is_there(self) -> None:
        """What a pack lists as its forms has a file, or is listed as absent."""
        there = {name for form in FORMS for name in form.stands_for} | {one.id for one in absent_forms()}
        assert {form.id for pack in PACKS.values() for form in pack.forms} == there

    def test_the_fourteen_points(self) -> None:
        """The oversight note offers them in the policy's order, one each."""
        note = next(form for form in FORMS if form.code == "kent_oversight")
        point = note.field("point")
        assert point is not None
        assert tuple(option.ids[0] for option in point.options) == OVERSIGHT_POINTS
        assert all(option.says or option.gate for option in point.options)


@pytest.mark.parametrize("form", FORMS, ids=CODES)
class TestEveryHead:
    """What the head of a form says is true of its packs."""

    def test_it_names_only_known_ids(self, form: Form) -> None:
        """Every ID is one of the catalogue."""
        assert said_ids(form) - every_id() == set()

    def test_its_ids_are_of_its_own_policy(self, form: Form) -> None:
        """A Kent form carries out Kent's requirements; what they share stands in pieces."""
        prefixes = {PACKS[name].prefix for name in form.policies}
        own = {
            name
            for section in form.sections
            if not section.ours
            for one in section.fields
            for name in one.ids
        }
        assert {name[:3] for name in own} <= prefixes

    def test_its_codes_are_those_of_its_pack(self, form: Form) -> None:
        """Sessions, services and roles are ones the pack knows; so are the services its text goes by."""
        for name in form.policies:
            pack = PACKS[name]
            assert set(form.sessions) <= {kind.code for kind in pack.session_kinds}
            services = {service for place in form.goes_to for service in place.services}
            assert {*form.services, *services} <= {one.code for one in pack.services}
            assert set(form.roles) <= {one.code for one in pack.roles}

    def test_its_rules_on_recording_are_rules_of_its_pack(self, form: Form) -> None:
        """So that how soon it must be written can be worked out."""
        for name in form.policies:
            assert set(form.recording) <= set(PACKS[name].rules_by_id)

    def test_its_readings_are_those_of_its_pack(self, form: Form) -> None:
        """So that they can be shown."""
        for name in form.policies:
            assert set(form.readings) <= set(PACKS[name].readings)

    def test_its_name_is_the_packs(self, form: Form) -> None:
        """The pack and the form call it the same."""
        listed = {one.id: one for pack in PACKS.values() for one in pack.forms}
        for name in form.stands_for:
            if listed[name].text == "printed":
                assert listed[name].name in (form.title, form.called)
                assert form.text == "printed"
            else:
                assert form.text == "derived"

    def test_it_says_where_it_comes_from(self, form: Form) -> None:
        """A form that the policy does not print says so on its face, in whole sentences."""
        assert form.source
        assert bool(form.face) == (form.text != "printed")
        assert not form.face or form.face.endswith(".")

    def test_whom_a_part_is_about_can_be_filled_in(self, form: Form) -> None:
        """By number and initials, as the form has it."""
        if form.each is not None:
            one = form.field(form.each.named_by)
            assert one is not None
            assert (one.kind, one.fill) == ("child", "child")

    def test_it_has_a_place_for_no_childs_name(self, form: Form) -> None:
        """A child stands by number or initials: a child field never offers more."""
        for one in form.fields():
            if one.kind == "child":
                assert form.naming_of(one.key) != "child"


class TestLenses:
    """What records are looked at through."""

    def lens(self, code: str) -> Lens:
        """Return a bundled lens."""
        found = Folders().lens(code)
        assert found is not None
        return found

    def test_the_graces_of_two_policies(self) -> None:
        """Havering's fifteen aspects, and Birmingham's sixteen, Creed among them."""
        fifteen = [one.label for one in self.lens("havering_graces").aspects]
        sixteen = [one.label for one in self.lens("birmingham_graces").aspects]
        assert (len(fifteen), len(sixteen)) == (15, 16)
        assert {label.lower() for label in sixteen} - {label.lower() for label in fifteen} == {"creed"}

    def test_the_four_by_four_by_four(self) -> None:
        """Four functions, four stakeholders, four stages of the cycle."""
        for name in ("functions", "stakeholders", "cycle"):
            assert len(self.lens(f"kent_{name}").aspects) == 4
            assert len(self.lens(f"birmingham_{name}").aspects) == 4

    def test_every_piece_and_lens_is_used(self) -> None:
        """None lies about for nothing."""
        texts = "\n".join(path.read_text(encoding="utf-8") for path in BUNDLED.glob("**/*.toml"))
        for path in (BUNDLED / PIECES).glob("*.toml"):
            assert texts.count(f'piece = "{path.stem}"') > 1
        for path in (BUNDLED / LENSES).glob("*.toml"):
            assert f'lens = "{path.stem}"' in texts or f'prompts_from = "{path.stem}.' in texts


class TestHavering:
    """The five steps of the Invariant-Model."""

    def test_its_minutes(
        self,
    ) -> None:
        """10, 5, 15, 5 and 10: forty-five a case."""
        steps = next(form for form in FORMS if form.code == "havering_group").field("steps")
        assert steps is not None
        minutes = [int(row.label.rsplit("(", 1)[1].removesuffix("mins)")) for row in steps.rows]
        assert minutes == [10, 5, 15, 5, 10]


def test_the_forms_of_a_pack_are_read_alone() -> None:
    """A screen that asks for one policy's forms gets those and the ones for any policy."""
    from forms.template.load import forms_of

    forms, _ = forms_of(("havering",))
    assert {form.policies for form in forms} == {("havering",), ()}
    assert [form.code for form in forms] == [
        form.code for form in FORMS if form.policies in (("havering",), ())
    ]


def test_packs_know_the_names_they_go_by() -> None:
    """A bundled pack by one name."""
    pack: Pack = PACKS["kent"]
    assert pack.names == ("kent",)
