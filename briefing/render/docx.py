"""DOCX: the whole brief for those who go on editing, in a word processor's own styles.

Statements carry the numbers of their evidence, each a link to its entry in a numbered list
at the end. No text becomes a field, and the only links that leave the document are those to
the web addresses of sources.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final, cast

from briefing.archive import write_archive
from briefing.brief import Actor, Brief, RedLine, Source, Statement
from briefing.render.foot import day, foot, reason
from briefing.render.links import web_address
from briefing.render.markdown import visible
from briefing.render.notes import Place, notes_of, place_of
from briefing.render.page import Page
from briefing.render.paper import Paper

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun

__all__ = ["render_docx"]

_PAPERS: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""
_MARGIN: Final = 22.0
_NAVY, _RED, _GREY, _WASH, _RULE = "1F3A5F", "9A1F1F", "566370", "F1F4F8", "C3CCD6"
_COLUMNS: Final = (
    ("No.", 0.07),
    ("Issuer", 0.19),
    ("Trigger", 0.24),
    ("Consequence", 0.2),
    ("In their words", 0.3),
)
"""Of the table of red lines, each with its share of the width."""
_STYLES: Final = (
    ("Normal", 10.5, None, 0, 4),
    ("Title", 20, _NAVY, 0, 6),
    ("Subtitle", 10, _GREY, 0, 8),
    ("Heading 1", 12, _NAVY, 12, 4),
    ("List Bullet", 10.5, None, 0, 3),
    ("List Number", 9, None, 0, 3),
)
"""Points of size, colour, points before and after."""
_PARAGRAPH: Final = 1
"""The paragraph styles of `docx.enum.style.WD_STYLE_TYPE`."""
_ENGLISH: Final = "en-GB"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_NO_XML: Final = re.compile("[\ufffe\uffff]")
"""What XML 1.0 (2.2) has no way to write, besides what `visible` takes out."""
_TITLE: Final = 255
"""Characters that the properties of a document may have in one (python-docx, and Word)."""


def render_docx(brief: Brief, *, paper: Paper = "a4") -> bytes:
    """The whole brief as a Word document (ISO 29500), the same bytes for the same brief.

    Args:
        brief: What to print.
        paper: ``a4`` or ``letter``.
    """
    import docx

    document = docx.Document()
    _set_up(document, brief, paper)
    _Writer(document, brief).write()
    saved = io.BytesIO()
    document.save(saved)
    # Saved anew without the time of day that the library writes into each entry.
    return write_archive(_files(saved.getvalue()), compressed=True)


class _Writer:
    """Writes the parts of a brief, one after the other, to the end of a document."""

    def __init__(self, document: WordDocument, brief: Brief) -> None:
        self._document = document
        self._brief = brief
        self._notes = notes_of(brief)
        self._numbers: dict[Place, int] = {
            place: number for number, place in enumerate(self._notes, start=1)
        }
        self._languages = {source.id: _language(source) for source in brief.sources}

    def write(self) -> None:
        """Write all of it."""
        brief = self._brief
        title_language = _language(brief.sources[0]) if brief.sources else "en"
        _say(self._add("Title"), brief.title, language=title_language)
        cutoff = f" · information cut-off {brief.cutoff}" if brief.cutoff else ""
        _say(self._add("Subtitle"), f"Brief · {day(brief.run)}{cutoff}")
        bottom = self._add("Bottom Line")
        _say(bottom, "Bottom line. ", bold=True)
        if brief.bottom_line:
            _say(bottom, brief.bottom_line.text)
            self._cite(bottom, brief.bottom_line)
        else:
            _say(bottom, "None that could be shown.")
        self._part("Summary", brief.summary, self._claim, "None that could be shown.")
        self._red_lines(brief.red_lines)
        self._part("Key actors", brief.key_actors, self._actor, "None that could be shown.")
        self._part("Open questions", brief.open_questions, self._question, "None found.")
        if brief.withheld:
            self._heading("Withheld")
            for item in brief.withheld:
                _say(self._add("List Bullet"), reason(item))
        self._heading("Sources")
        for source in brief.sources:
            self._source(source)
        self._heading("Evidence")
        for number, citation in enumerate(self._notes.values(), start=1):
            entry = self._add("List Number")
            _bookmark(entry, number)
            language = self._languages.get(citation.document, "en")
            _say(entry, f"“{citation.quote}”", language=language)
            page = f", p. {citation.page}" if citation.page else ""
            _say(entry, f" {citation.sentence}{page}", colour=_GREY)
        self._heading("How this was made")
        _say(self._add("Normal"), " ".join(foot(Page(brief))), colour=_GREY)

    def _add(self, style: str) -> Paragraph:
        return self._document.add_paragraph(style=style)

    def _heading(self, name: str) -> None:
        _say(self._add("Heading 1"), name)

    def _part(
        self,
        name: str,
        statements: Iterable[Any],
        write: Callable[[Paragraph, Any], None],
        empty: str,
    ) -> None:
        self._heading(name)
        shown = False
        for statement in statements:
            write(self._add("List Bullet"), statement)
            shown = True
        if not shown:
            _say(self._add("Normal"), empty)

    def _claim(self, paragraph: Paragraph, claim: Any) -> None:
        _say(paragraph, claim.text)
        self._cite(paragraph, claim)

    def _actor(self, paragraph: Paragraph, actor: Actor) -> None:
        _say(paragraph, actor.name, bold=True)
        if actor.role:
            _say(paragraph, f", {actor.role}")
        self._cite(paragraph, actor)
        if actor.position:
            _say(paragraph, f": {actor.position.text}")
            self._cite(paragraph, actor.position)

    def _question(self, paragraph: Paragraph, question: Any) -> None:
        _say(paragraph, question.question, bold=True)
        _say(paragraph, f" {question.why}")
        self._cite(paragraph, question)

    def _red_lines(self, red_lines: tuple[RedLine, ...]) -> None:
        self._heading("Stated red lines")
        if not red_lines:
            _say(self._add("Normal"), "None found.")
            return
        table = self._document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
        _lay_out(table, [share for _, share in _COLUMNS], self._document)
        for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
            cell.paragraphs[0].style = "Table Text"
            _say(cell.paragraphs[0], name, bold=True, colour=_RED)
            _shade(cell)
        _repeat(table.rows[0])
        for number, red_line in enumerate(red_lines, start=1):
            row = table.add_row()
            _keep_whole(row)
            cells = [cell.paragraphs[0] for cell in row.cells]
            for paragraph in cells:
                paragraph.style = "Table Text"
            place, issuer, trigger, consequence, words = cells
            _say(place, str(number), bold=True, colour=_RED)
            _say(issuer, red_line.issuer, bold=True)
            if red_line.addressee:
                _say(issuer, f" to {red_line.addressee}")
            _say(issuer, f" ({red_line.form})", colour=_GREY)
            _say(trigger, red_line.trigger)
            _say(consequence, red_line.consequence or "none stated")
            spoken = [self._languages.get(one.document, "en") for one in red_line.citations]
            _say(words, f"“{red_line.quote}”", language=spoken[0] if spoken else None)
            self._cite(words, red_line)

    def _source(self, source: Source) -> None:
        entry = self._add("List Bullet")
        _say(entry, f"{source.id} ", bold=True, colour=_NAVY)
        _say(entry, source.title, language=_language(source))
        for detail in (source.author, source.publisher, source.published or "undated"):
            if detail:
                _say(entry, f", {detail}")
        _say(entry, ", ")
        if address := web_address(source.location):
            _link_out(entry, address)
        else:
            _say(entry, source.location)
        if source.carriers:
            _say(entry, f"; also carried by {', '.join(source.carriers)}")

    def _cite(self, paragraph: Paragraph, statement: Statement) -> None:
        """Put the numbers of the statement's evidence after it, each a link to its entry."""
        numbers = sorted({self._numbers[place_of(one)] for one in statement.citations})
        for position, number in enumerate(numbers):
            if position:
                _say(paragraph, ",").font.superscript = True
            link = _element("w:hyperlink", anchor=_name(number), history="1")
            run = _say(paragraph, str(number), colour=_NAVY)
            run.font.superscript = True
            link.append(run._r)
            paragraph._p.append(link)


def _set_up(document: WordDocument, brief: Brief, paper: Paper) -> None:
    """Paper, styles, language and properties."""
    from docx.shared import Mm

    section = document.sections[0]
    width, height = _PAPERS[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN - 4)
    for name, size, colour, before, after in _STYLES:
        _style(document, name, size, colour, before, after)
    bottom = document.styles.add_style("Bottom Line", _PARAGRAPH)
    bottom.base_style = document.styles["Normal"]
    properties = bottom.element.get_or_add_pPr()
    border = _element("w:pBdr")
    border.append(_element("w:left", val="single", sz="24", space="8", color=_NAVY))
    properties.append(border)
    properties.append(_element("w:shd", val="clear", color="auto", fill=_WASH))
    _style(document, "Bottom Line", 11.5, None, 2, 6)
    document.styles.add_style("Table Text", _PARAGRAPH).base_style = document.styles["Normal"]
    _style(document, "Table Text", 9.5, None, 1, 1)
    for language in document.styles.element.iter(_qualified("w:lang")):
        language.set(_qualified("w:val"), _ENGLISH)
    package = document.part.package
    # The picture of an empty page that python-docx's own template brings.
    for id in [id for id, part in package.rels.items() if part.reltype.endswith("/thumbnail")]:
        del package.rels[id]
    created = brief.run.created
    created = created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
    core = document.core_properties
    core.title = _line(brief.title)[:_TITLE]
    core.subject = "Brief"
    core.author = core.last_modified_by = "briefing"
    core.comments = core.keywords = core.category = ""
    core.language = _ENGLISH
    core.created = core.modified = created.replace(microsecond=0)
    core.revision = 1


def _style(
    document: WordDocument, name: str, size: float, colour: str | None, before: float, after: float
) -> None:
    from docx.shared import Pt, RGBColor

    style = cast("ParagraphStyle", document.styles[name])
    style.font.size = Pt(size)
    style.font.italic = False
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing = 1.08
    for border in style.element.iter(_qualified("w:bottom")):
        border.attrib.clear()
        for key, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", _NAVY)):
            border.set(_qualified(f"w:{key}"), value)


def _say(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    colour: str | None = None,
    language: str | None = None,
) -> WordRun:
    """Add text to a paragraph, as text, whatever it holds."""
    from docx.shared import RGBColor

    leading, trailing = text[:1].isspace(), text[-1:].isspace()
    run = paragraph.add_run(f"{' ' * leading}{_line(text)}{' ' * trailing}")
    if bold:
        run.bold = True
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if language and language != "en":
        run._r.get_or_add_rPr().append(
            _element("w:lang", val=language, eastAsia=language, bidi=language)
        )
    return run


def _line(text: str) -> str:
    """The text in one line, without what steers a page or XML cannot hold."""
    return _NO_XML.sub("\ufffd", " ".join(visible(text).split()))


def _language(source: Source) -> str:
    return source.language if _LANGUAGE.fullmatch(source.language) else "und"


def _name(number: int) -> str:
    return f"evidence_{number}"


def _bookmark(paragraph: Paragraph, number: int) -> None:
    paragraph._p.append(_element("w:bookmarkStart", id=str(number), name=_name(number)))
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def _link_out(paragraph: Paragraph, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    link = _element("w:hyperlink", history="1")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(_qualified("r:id"), relation)
    run = _say(paragraph, address, colour=_NAVY)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _lay_out(table: Table, shares: Sequence[float], document: WordDocument) -> None:
    from docx.shared import Emu

    section = document.sections[0]
    width = cast("int", section.page_width) - 2 * cast("int", section.left_margin)
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(round(width * share))
    for border in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges = table._tbl.tblPr.find(_qualified("w:tblBorders"))
        if edges is None:
            edges = _element("w:tblBorders")
            table._tbl.tblPr.append(edges)
        edges.append(_element(f"w:{border}", val="single", sz="4", space="0", color=_RULE))


def _repeat(row: Any) -> None:
    """Make it a header that stands on every page that the table comes to."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_WASH))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(_qualified(f"w:{name}"), value)
    return element


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)


def _files(saved: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
