"""Finding forms: by code, ID or file, the person's own first, and what can't be found or used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from forms.template.load import LENSES, PIECES, all_forms, load_form
from models.errors import Refused
from tests.forms.template.written import HEAD, NOTE, SECTION, form_text, write


class TestFinding:
    """A form is found by what one knows of it."""

    @pytest.mark.parametrize("name", ["kent_b", "KCC-FB", "kcc-fb"])
    def test_by_code_and_by_id(self, name: str) -> None:
        """The IDs of the forms that it stands for, however they are typed."""
        assert load_form(name).code == "kent_b"

    def test_by_the_id_of_a_form_that_is_only_named(self) -> None:
        """A derived form stands for it."""
        assert load_form("KCC-N04").code == "kent_case"

    def test_by_its_file(self, tmp_path: Path) -> None:
        """Wherever it lies; a text is never taken for a path, for it may come from a document."""
        path = write(tmp_path, form_text())
        assert load_form(path).title == "Mine"
        with pytest.raises(Refused):
            load_form(str(path))

    @pytest.mark.parametrize("name", ["kent_z", "KCC-FZ", "", "../kent_b", "lenses/kent_cycle"])
    def test_what_is_not_there(self, name: str) -> None:
        """The sentence says where to look."""
        with pytest.raises(Refused, match=r"There is no form called .*footprint form list"):
            load_form(name)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """By its name, without the folders of this machine."""
        with pytest.raises(Refused, match=r"^There is no form file gone.toml; check where it lies\.$"):
            load_form(tmp_path / "gone.toml")


class TestOnesOwn:
    """A file in one's own folder is a form; no Python is needed."""

    def test_it_is_found_and_shown_as_local(self, tmp_path: Path) -> None:
        """By its code, and among all."""
        write(tmp_path, form_text())
        assert load_form("mine", [tmp_path]).local
        assert not load_form("kent_b", [tmp_path]).local
        codes = [form.code for form in all_forms([tmp_path])[0]]
        assert codes.index("mine") == len(codes) - 1

    def test_it_takes_the_place_of_a_bundled_one(self, tmp_path: Path) -> None:
        """An authority's own edition of a form, under the same code."""
        write(tmp_path, form_text(head=HEAD.replace('"mine"', '"kent_b"')), "kent_b")
        assert load_form("kent_b", [tmp_path]).title == "Mine"
        assert load_form("kent_b").title == "Personal Supervision Record"
        forms, _ = all_forms([tmp_path])
        assert [form.title for form in forms if form.code == "kent_b"] == ["Mine"]

    def test_one_that_is_wrong_is_refused_and_the_others_are_there(self, tmp_path: Path) -> None:
        """With the line, and what to do."""
        write(tmp_path, form_text() + 'labl = "L"\nfoo = 1\n')
        with pytest.raises(
            Refused, match=r"^The form mine.toml can't be used: line 17: note: .*footprint form check"
        ):
            load_form("mine", [tmp_path])
        forms, refused = all_forms([tmp_path])
        assert len(refused) == 1
        assert "kent_b" in {form.code for form in forms}

    def test_ones_own_piece_and_lens(self, tmp_path: Path) -> None:
        """They lie in folders below, and take the place of bundled ones too."""
        write(
            tmp_path / LENSES,
            'code = "kent_functions"\ntitle = "T"\nsource = "S"\n[[aspect]]\ncode = "a"\nlabel = "Ours alone"\n',
            "kent_functions",
        )
        form = load_form("kent_case", [tmp_path])
        functions = form.field("functions")
        assert functions is not None
        assert [option.label for option in functions.options] == ["Ours alone"]
        bundled = load_form("kent_case").field("functions")
        assert bundled is not None
        assert len(bundled.options) == 4

    def test_no_such_folder(self, tmp_path: Path) -> None:
        """Most people have none."""
        assert load_form("kent_b", [tmp_path / "none"]).code == "kent_b"
        assert all_forms([tmp_path / "none"])[1] == []


class TestEditions:
    """Which edition of a form something was written on is known by its fingerprint."""

    def test_a_changed_file_is_read_again(self, tmp_path: Path) -> None:
        """And has another fingerprint."""
        path = write(tmp_path, form_text())
        first = load_form("mine", [tmp_path])
        path.write_text(form_text(NOTE.replace("Note", "Remark")), encoding="utf-8")
        os.utime(path, ns=(1, 1))
        second = load_form("mine", [tmp_path])
        assert (first.fields().__next__().label, second.fields().__next__().label) == ("Note", "Remark")
        assert first.fingerprint != second.fingerprint

    def test_the_same_text_is_the_same_edition(self, tmp_path: Path) -> None:
        """Wherever the file lies."""
        first = load_form(write(tmp_path / "a", form_text()))
        assert first.fingerprint == load_form(write(tmp_path / "b", form_text())).fingerprint
        assert len(first.fingerprint) == 16

    def test_a_changed_piece_is_another_edition(self, tmp_path: Path) -> None:
        """A form is made of its pieces and lenses as well."""
        piece = (
            'piece = "p"\nuse = "U"\n'
            + SECTION.replace('"s"', '"p"')
            + ('ours = true\nwho = "both"\n[[section.field]]\nkey = "p"\nkind = "long"\nlabel = "One"\n')
        )
        text = form_text() + '[[section]]\npiece = "p"\n'
        prints = []
        for folder, label in (("a", "One"), ("b", "Two")):
            write(tmp_path / folder / PIECES, piece.replace("One", label), "p")
            write(tmp_path / folder, text)
            prints.append(load_form("mine", [tmp_path / folder]).fingerprint)
        assert len(set(prints)) == 2


class TestAsData:
    """What a form answers about itself."""

    def test_who_fills_a_field(self) -> None:
        """The nearest says so: the field, its section, the form."""
        form = load_form("kent_b")
        assert form.who_fills("wellbeing_plan") == ("supervisor",)
        assert form.who_fills("signed_supervisee") == ("supervisee",)
        assert form.who_fills("disagreement_about") == ("supervisor", "supervisee")
        assert form.who_fills("guidance") == ()

    def test_how_a_child_may_appear(self) -> None:
        """The nearest says so too."""
        form = load_form("kent_b")
        assert form.naming_of("wellbeing_plan") == "anonymous"
        assert form.naming_of("children_discussion") == "initials"
        assert load_form("kent_case").naming_of("to_child") == "child"

    def test_what_a_label_says_without_its_placeholder(self) -> None:
        """The placeholder is where the answer goes."""
        role = load_form("kent_b").field("role")
        assert role is not None
        assert (role.label, role.caption) == ("Role: Choose an item.", "Role:")

    def test_a_piece_asks_what_its_policy_asks(self) -> None:
        """Prompts of other policies are left out."""
        about = load_form("havering_b").field("disagreement_goes_to")
        assert about is not None
        assert [prompt.text for prompt in about.prompts] == ["The supervisor's line manager (HAV-P23)."]
        assert about.ids == ("HAV-P23",)

    def test_no_form_carries_out_another_policy_s_words(self) -> None:
        """A form of one policy names that policy's requirements alone; that both know is asked by Havering alone."""
        known = {}
        for form in all_forms()[0]:
            if len(form.policies) == 1:
                assert len({each.partition("-")[0] for each in form.ids()}) <= 1, form.code
            both = form.field("disagreement_known")
            if both is not None and both.ids:
                known[form.policies] = both.ids
        assert known == {("havering",): ("HAV-P23",)}
