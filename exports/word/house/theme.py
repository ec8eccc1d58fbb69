"""The colours and fonts of a theme, which Word expects of every document; our styles name their own."""

from __future__ import annotations

from exports.word.house.styles import FONT

_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk2": "1F2933",
    "lt2": "E4E7EB",
    "accent1": "1F4E79",
    "accent2": "7B8794",
    "accent3": "9B1C1C",
    "accent4": "B7791F",
    "accent5": "2F6B3A",
    "accent6": "595959",
    "hlink": "1F4E79",
    "folHlink": "595959",
}
_PLAIN_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_PLAIN_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_part() -> bytes:
    """Return a plain theme."""
    system = (
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    )
    colours = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in _COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_SPACE}" name="Footprint"><a:themeElements>'
        f'<a:clrScheme name="Footprint">{system}{colours}</a:clrScheme>'
        f'<a:fontScheme name="Footprint"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Footprint"><a:fillStyleLst>{_PLAIN_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_PLAIN_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
