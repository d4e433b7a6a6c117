"""The report as a Word document that people can edit and paste from: real headings, lists and tables.

Made by python-docx (extra `docx`) from the same view as the other formats. The bars are pictures, each with its
numbers as alternative text and in the table.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from verbetertool.errors import UsageError
from verbetertool.language import _, current_language
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.bar_picture import png_of
from verbetertool.report.charts import bars_of
from verbetertool.report.parts import AnswerRow, ReportView
from verbetertool.report.text import clean
from verbetertool.report.view import view_of

_FIRST = "docProps/core.xml"
_ACCENT = "0B5C6B"
_FONT = "Arial"
_TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
_ANSWER_COLUMNS = (3.8, 2.4, 7.8, 3.0)
_CONTEXT_COLUMNS = (3.5, 1.9, 2.0, 2.3, 2.5, 4.8)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_docx(assessment: Assessment, rubric: Rubric, _house_style: str = "") -> bytes:
    """The report as a .docx file. Raises UsageError without python-docx."""
    try:
        import docx
    except ImportError:
        raise UsageError("extra_missing", package="python-docx") from None
    if (year := datetime.now().year) < 1980:  # the ZIP format knows no time before it
        raise UsageError("clock_too_early", year=year)
    view = view_of(assessment, rubric)
    document = docx.Document()
    _properties(document, view, assessment.date)
    _look(document)
    _Writer(document).report(view)
    buffer = BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


class _Writer:
    """Puts a view into a document, section by section."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def heading(self, text: str, level: int) -> None:
        self.document.add_heading(_plain(text), level)

    def text(self, text: str, style: str | None = None, bold: bool = False) -> None:
        self.document.add_paragraph(style=style).add_run(_plain(text)).bold = bold

    def labelled(self, label: str, text: str, style: str | None = None) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(_plain(label) + ": ").bold = True
        paragraph.add_run(_plain(text))
        return paragraph

    def bullets(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.text(line, "List Bullet")

    def table(
        self, caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = ()
    ) -> Any:
        """A real table, whose first row repeats on every page; widths of its columns in centimetres."""
        from docx.shared import Cm

        table = self.document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.autofit = False
        measures = [Cm(width) for width in widths or [_TEXT_WIDTH / len(headings)] * len(headings)]
        for column, measure in zip(table.columns, measures, strict=True):
            column.width = measure
        for cell, text, measure in zip(table.rows[0].cells, headings, measures, strict=True):
            cell.paragraphs[0].add_run(_plain(text)).bold = True
            cell.width = measure
        _mark_header(table, _plain(caption))
        for row in rows:
            for cell, text, measure in zip(table.add_row().cells, row, measures, strict=True):
                cell.text = _plain(text)
                cell.width = measure
        self.document.add_paragraph()
        return table

    def report(self, view: ReportView) -> None:
        self.document.add_heading(_plain(f"{view.title}: {view.project}"), 0)
        for fact in view.facts:
            self.labelled(fact.label, fact.value)
        self.in_short(view)
        self.points(view)
        self.harms(view)
        self.contexts(view)
        self.known_and_unknown(view)
        self.to_watch(view)
        self.answers(view)
        self.sum(view)

    def in_short(self, view: ReportView) -> None:
        self.heading(_("In het kort"), 1)
        if view.intentions:
            self.text(view.intentions, bold=True)
        if view.lead:
            self.labelled(f"{view.lead.heading}: {view.lead.title}", view.lead.action)
            self.labelled(_("Waarom"), view.lead.why)
        for sentence in (*view.in_short, *view.notices, view.disclaimer):
            self.text(sentence)
        if view.summary:
            self.heading(_("Over het project"), 2)
            self.text(view.summary)

    def points(self, view: ReportView) -> None:
        self.heading(_("Uw eerste verbeterpunten"), 1)
        self.text(view.points_intro)
        for number, point in enumerate(view.points, 1):
            self.heading(f"{number}. {point.title}", 2)
            if point.lock:
                self.text(point.lock, bold=True)
            self.labelled(point.now, point.now_text)
            self.labelled(point.next, point.next_text)
            self.labelled(_("Eerste actie"), point.action)
            self.labelled(_("Waarom"), f"{point.why} {point.support}")
            self.labelled(_("Wat het oplevert"), point.gain)
            if point.practice:
                told = f"{point.practice.title}: {point.practice.text} "
                paragraph = self.labelled(_("Zo doen anderen het"), told)
                if point.practice.link:
                    _link(paragraph, point.practice.link, _("Meer over {title}").format(title=point.practice.title))
            self.table(_("Wie en wanneer"), (_("Wie doet dit?"), _("Wanneer is het klaar?")), [("", "")])
        if view.way:
            self.heading(_("De kortste weg naar het volgende beeld"), 2)
            self.text(view.way.intro)
            self.bullets(view.way.steps)

    def harms(self, view: ReportView) -> None:
        self.heading(_("Dit werkt niet"), 1)
        if view.harms_intro:
            self.text(view.harms_intro)
        for harm in view.harms:
            self.heading(harm.title, 2)
            strength = _("Het dossier zegt: {strength}.").format(strength=harm.strength)
            self.text(f"{harm.said} {strength} {harm.cost}")
            self.labelled(_("Waarom"), harm.why)
            self.labelled(_("Wat wel helpt"), harm.alternative)
            if harm.caveat:
                self.labelled(_("Let op"), harm.caveat)
            if harm.note:
                self.labelled(_("Uw notitie"), harm.note)

    def contexts(self, view: ReportView) -> None:
        self.heading(_("Beeld per onderdeel"), 1)
        self.text(view.contexts_intro)
        headings = (
            _("Onderdeel"),
            _("Bewezen"),
            _("Volgens opgave"),
            _("Hoogstens"),
            _("Beantwoord"),
            _("Van 0 tot 100"),
        )
        rows = []
        for context in view.contexts:
            answered = _("{answered} van {counted}").format(answered=context.answered, counted=context.counted)
            figures = (context.proven, context.reported, context.at_most)
            scores = ("", _("telt niet mee"), "") if context.reported is None else map(str, figures)
            rows.append((context.title, *scores, answered, ""))
        table = self.table(_("Scores per onderdeel, van de 100"), headings, rows, _CONTEXT_COLUMNS)
        for row, bar in zip(table.rows[1:], bars_of(view), strict=True):
            _picture(row.cells[-1].paragraphs[0], png_of(bar), f"{bar.title}. {bar.words}")

    def known_and_unknown(self, view: ReportView) -> None:
        self.heading(view.strengths_title, 1)
        self.text(view.strengths_intro)
        for group in view.strengths:
            self.heading(group.title, 2)
            for strength in group.items:
                shown = "" if strength.shown else " " + _("Nog aan te tonen.")
                label = f"{strength.title} ({strength.level})"
                self.labelled(label, strength.text + shown, "List Bullet")
        self.heading(_("Wat we nog niet weten"), 1)
        self.bullets(view.open_counts)
        if view.find_out:
            self.heading(_("Zoek dit eerst uit"), 2)
        self.text(view.find_out_intro)
        for item in view.find_out:
            self.labelled(item.title, item.text, "List Number")
        if view.find_out_more:
            self.text(view.find_out_more)
        if view.not_applicable:
            self.heading(_("Niet van toepassing"), 2)
        for item in view.not_applicable:
            self.labelled(item.title, item.text, "List Bullet")

    def to_watch(self, view: ReportView) -> None:
        self.heading(_("Ook letten op"), 1)
        if view.watch:
            self.text(_("Hierover weet onderzoek nog te weinig. Meet het daarom zelf."))
        else:
            self.text(_("Over wat u beantwoordde, noemt het dossier geen open vragen."))
        for watch in view.watch:
            self.labelled(watch.title, watch.text, "List Bullet")
        if view.criteria or view.indicators:
            self.heading(_("Waaraan ziet u dat het werkt"), 1)
        for success in view.success_views:
            self.labelled(success.title, success.text)
        for name, groups in (
            (_("Succes voor: {who}"), view.criteria),
            (_("Te meten: {who}"), view.indicators),
        ):
            for group in groups:
                self.heading(name.format(who=group.title), 2)
                self.bullets(group.items)

    def answers(self, view: ReportView) -> None:
        self.heading(_("Alle antwoorden"), 1)
        if view.intentions:
            self.text(view.intentions, bold=True)
        headings = (_("Vraag"), _("Antwoord"), _("Toelichting"), _("Punten"))
        for group in view.groups:
            self.heading(group.title, 2)
            self.table(group.title, headings, map(_answer, group.rows), _ANSWER_COLUMNS)
        if view.harm_rows:
            self.heading(_("Wat niet werkt"), 2)
            self.table(_("Wat niet werkt"), headings, map(_answer, view.harm_rows), _ANSWER_COLUMNS)

    def sum(self, view: ReportView) -> None:
        self.heading(_("Zo is dit berekend"), 1)
        for fact in view.profile:
            self.labelled(fact.label, fact.value)
        self.bullets((*view.sum_lines, *view.lock_lines))
        for line in view.method:
            self.text(line)
        for fact in view.digests:
            self.labelled(fact.label, fact.value)


def _answer(row: AnswerRow) -> tuple[str, str, str, str]:
    lines = [text for text in (row.words.text, row.reason) if text]
    if row.note:
        lines.append(f"{_('Notitie')}: {row.note}")
    lines += [f"{_('Onderbouwing')}: {text}" for text in row.evidence]
    source = f"{_('Bron')}: {row.words.section}"
    if row.line:
        source += "; " + _("regel {number}").format(number=row.line)
    return row.words.title, row.words.answer, "\n".join((*lines, source)), row.words.points


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", clean(text))


def _mark_header(table: Any, caption: str) -> None:
    """The first row is a header that repeats; the caption is what a screen reader calls the table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    table._tbl.tblPr.append(title)


def _picture(paragraph: Any, png: bytes, description: str) -> None:
    from docx.shared import Cm

    shape = paragraph.add_run().add_picture(BytesIO(png), width=Cm(4.5))
    shape._inline.docPr.set("descr", _plain(description))


def _link(paragraph: Any, address: str, text: str) -> None:
    """A link that can be clicked; python-docx has no call for it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(_plain(text))
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(_ACCENT)
    link.append(run._r)
    paragraph._p.append(link)


def _look(document: Any) -> None:
    """A4, one plain font that every office has, headings in our accent; the template's own preview is dropped."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    styles = document.styles
    for name, size, before, after in (
        ("Normal", 10, 0, 4),
        ("Title", 22, 0, 10),
        ("Heading 1", 15, 20, 6),
        ("Heading 2", 11.5, 12, 4),
    ):
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), _FONT)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_ACCENT)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _properties(document: Any, view: ReportView, date: str | None) -> None:
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title = _plain(f"{view.title}: {view.project}")[:255]
    properties.author = "verbetertool"
    properties.comments = ""
    properties.keywords = "verbetertool-rapport"
    properties.language = current_language()
    day = datetime.fromisoformat(date or "2000-01-01").replace(tzinfo=UTC)
    properties.created = properties.modified = day.replace(tzinfo=None)
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), f"{current_language()}-NL")


def _settled(data: bytes) -> bytes:
    """The same parts with a fixed date, so that the same input gives the same bytes.

    The properties come first and readable: by their key word `saving` knows our own files.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(buffer, "w") as settled:
        for name in sorted(made.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_STORED if name == _FIRST else ZIP_DEFLATED
            settled.writestr(entry, made.read(name))
    return buffer.getvalue()
