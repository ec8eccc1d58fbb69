"""Words of several items in one field of a record: each below a line that says which item they are about."""

from __future__ import annotations

from tui.running.titles import begun, title_line, without_bare

ROTA, PHONE = title_line("Christmas duty rota"), title_line("The new phone:")


class TestTitles:
    """A field that takes whatever is brought."""

    def test_each_below_its_own(self) -> None:
        """The first, the next below it, and the first gone on with where its words end."""
        text, at = begun("", ROTA, {PHONE})
        assert (text, at) == ("Christmas duty rota:\n", (1, 0))
        text, at = begun(f"{text}Sam has the 24th", PHONE, {ROTA})
        assert (text, at) == ("Christmas duty rota:\nSam has the 24th\n\nThe new phone:\n", (4, 0))
        again, at = begun(f"{text}It comes on Friday", ROTA, {PHONE})
        assert (again, at) == (f"{text}It comes on Friday", (1, len("Sam has the 24th")))
        assert begun("The new phone:\n\nChristmas duty rota:\nx", PHONE, {ROTA})[1] == (1, 0)

    def test_a_title_alone_goes_again(self) -> None:
        """Nothing was written below it; what stands above stays."""
        assert without_bare("Christmas duty rota:\n", ROTA) == ""
        assert without_bare("A [b]:\n\nChristmas duty rota:\n\n", ROTA) == "A [b]:"
        assert without_bare("Christmas duty rota:\nx", ROTA) == "Christmas duty rota:\nx"
        assert without_bare("not the Christmas duty rota:", ROTA) == "not the Christmas duty rota:"
