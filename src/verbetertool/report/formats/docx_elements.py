"""Elements of a Word file that python-docx has no call for: fields, links, headers of tables, pictures with words."""

import re
from io import BytesIO
from typing import Any

from verbetertool.report.text import clean

ACCENT = "0B5C6B"
"""The colour of headings and links."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    """A text without what XML can't hold."""
    return _NOT_IN_XML.sub("", clean(text))


def whole_row() -> Any:
    """That a row is never broken over two pages; python-docx has no call for it."""
    from docx.oxml import OxmlElement

    return OxmlElement("w:cantSplit")


def mark_header(table: Any, caption: str) -> None:
    """The first row is a header that repeats; the caption is what a screen reader calls the table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    table._tbl.tblPr.append(title)


def add_field(paragraph: Any, instruction: str) -> None:
    """What Word works out itself, such as the number of a page; python-docx has no call for it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run()._r)
    paragraph._p.append(field)


def begin_field(paragraph: Any, instruction: str) -> None:
    """Puts the beginning of a field that ends in a later paragraph before what stands in this one."""
    from docx.oxml import OxmlElement

    text = OxmlElement("w:instrText")
    text.text = instruction
    for place, part in enumerate((_field_mark("begin"), text, _field_mark("separate"))):
        run = OxmlElement("w:r")
        run.append(part)
        paragraph._p.insert(place, run)


def end_field(paragraph: Any) -> None:
    """Puts the end of a field behind what stands in this paragraph."""
    paragraph.add_run()._r.append(_field_mark("end"))


def _field_mark(kind: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def add_picture(paragraph: Any, png: bytes, description: str, width: float = 4.5) -> None:
    """A picture with its description for who can't see it; `width` is in centimetres."""
    from docx.shared import Cm

    shape = paragraph.add_run().add_picture(BytesIO(png), width=Cm(width))
    shape._inline.docPr.set("descr", plain(description))


def add_link(paragraph: Any, address: str, text: str) -> None:
    """A link that can be clicked; python-docx has no call for it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(plain(text))
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(ACCENT)
    link.append(run._r)
    paragraph._p.append(link)
