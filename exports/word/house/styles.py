"""The styles of our own house: what each is for, and how it looks. A council's document may bring its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exports.word.xml import Xml, w

FONT = "Arial"
INK, GREY, LINE, SHADE = "1F2933", "595959", "7B8794", "E4E7EB"
"""Colours: text, prompts (7:1 on white), borders, the heading row of a table."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style. Sizes in points; ``kind`` is paragraph, character or table; ``box`` draws a border round it."""

    key: str
    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    size: float = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    level: int = 0
    keep: bool = False
    box: bool = False
    rule: str = ""
    right_tab: bool = False

    @property
    def id(self) -> str:
        """The style's id in a document of ours."""
        return self.name.title().replace(" ", "")


STYLES = (
    Style("normal", "Normal", based_on="", size=11.5, after=6),
    Style("heading1", "heading 1", size=20, bold=True, before=0, after=8, level=1, keep=True),
    Style("heading2", "heading 2", size=14, bold=True, before=16, after=5, level=2, keep=True, rule="bottom"),
    Style("heading3", "heading 3", size=12, bold=True, before=11, after=4, level=3, keep=True),
    Style("heading4", "heading 4", size=11.5, bold=True, before=9, after=4, level=4, keep=True),
    Style("bullet", "List Bullet", after=3),
    Style("number", "List Number", after=3),
    Style("header", "header", size=10, colour=GREY, after=2, right_tab=True),
    Style("footer", "footer", size=10, colour=GREY, before=6, after=2, right_tab=True),
    Style("face", "Form Face", size=11, colour=GREY, italic=True, after=8),
    Style("guidance", "Form Guidance", size=11, colour=GREY, after=6, keep=True),
    Style("note", "Form Note", size=11, after=6),
    Style("clause", "Form Clause", after=6),
    Style("tick", "Form Tick", after=3),
    Style("answer", "Form Answer", box=True, after=5),
    Style("nothing", "Form Nothing", colour=GREY, after=4),
    Style("draft", "Form Draft", based_on="header", size=14, bold=True, colour="9B1C1C", after=2),
    Style("seal", "Form Seal", based_on="footer", size=8, after=0),
    Style("cell", "Form Cell", size=11, before=2, after=2),
    Style("cell_small", "Form Cell Small", based_on="Form Cell", size=10, colour=GREY, before=0, after=2),
    Style("cell_head", "Form Cell Heading", based_on="Form Cell", size=11, bold=True, keep=True),
    Style("gap", "Form Gap", size=5, after=0),
    Style("prompt", "Placeholder Text", kind="character", based_on="", colour=GREY),
    Style("table", "Form Table", kind="table", based_on=""),
)
BY_KEY = {style.key: style for style in STYLES}


def style_xml(style: Style, style_id: str, based_on: str) -> Xml:
    """Return the XML of a style under an id, based on the id of another style where there is one."""
    about = {"type": style.kind, "styleId": style_id}
    if style.key == "normal":
        about["default"] = "1"
    if style.name.startswith("Form "):
        about["customStyle"] = "1"
    marks = [w("name", val=style.name)]
    if based_on:
        marks.append(w("basedOn", val=based_on))
    if style.level:
        marks.append(w("next", val="Normal"))
    if style.kind == "table":
        return w("style", *marks, *_table_marks(), **about)
    if style.kind == "paragraph":
        marks += [w("qFormat"), w("pPr", *_paragraph_marks(style))]
    return w("style", *marks, w("rPr", *_run_marks(style)), **about)


def _paragraph_marks(style: Style) -> Iterator[Xml]:
    """Yield a style's paragraph properties, in the order the format prescribes."""
    if style.keep:
        yield w("keepNext")
        yield w("keepLines")
    if style.box:
        sides = ("top", "left", "bottom", "right")
        yield w("pBdr", *(w(side, val="single", sz="4", space="5", color=LINE) for side in sides))
    elif style.rule:
        yield w("pBdr", w(style.rule, val="single", sz="6", space="2", color=LINE))
    if style.right_tab:
        yield w("tabs", w("tab", val="right", pos="9638"))
    lead = {"line": "264", "lineRule": "auto"} if style.key == "normal" else {}
    yield w("spacing", before=_twips(style.before), after=_twips(style.after), **lead)
    if style.box:
        yield w("ind", left="113", right="113")
    if style.level:
        yield w("outlineLvl", val=str(style.level - 1))


def _run_marks(style: Style) -> Iterator[Xml]:
    if style.key == "normal":
        yield w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    if style.bold:
        yield from (w("b"), w("bCs"))
    if style.italic:
        yield from (w("i"), w("iCs"))
    if style.colour or style.key == "normal":
        yield w("color", val=style.colour or INK)
    if style.size:
        half_points = str(round(style.size * 2))
        yield from (w("sz", val=half_points), w("szCs", val=half_points))


def _table_marks() -> tuple[Xml, Xml]:
    """Return what a table looks like: thin lines, room in the cells, a shaded bold heading row."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz="4", space="0", color=LINE) for side in sides))
    room = w("tblCellMar", *(w(side, w="100", type="dxa") for side in ("left", "right")))
    head = w(
        "tblStylePr",
        w("rPr", w("b"), w("bCs")),
        w("tcPr", w("shd", val="clear", color="auto", fill=SHADE)),
        type="firstRow",
    )
    return w("tblPr", borders, room), head


def _twips(points: float) -> str:
    return str(round(points * 20))
