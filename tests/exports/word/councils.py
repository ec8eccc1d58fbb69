"""A council's own reference document, as python-docx would write one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from docx.shared import Cm, Pt
from PIL import Image


def council(folder: Path, *, picture: bool = True) -> Path:
    """Write a council's own reference, from Word's own template as python-docx brings it: US Letter, en-US."""
    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(31)
    document.styles["Normal"].font.name = "Calibri"
    header = document.sections[0].header.paragraphs[0]
    header.text = "Northshire Council"
    if picture:
        image = BytesIO()
        Image.new("RGB", (40, 20), "navy").save(image, "PNG")
        image.seek(0)
        header.add_run().add_picture(image, width=Cm(2))
    document.sections[0].footer.paragraphs[0].text = "Northshire, OFFICIAL"
    document.add_paragraph("This text is never used.")
    path = folder / "council.docx"
    document.save(str(path))
    return path
