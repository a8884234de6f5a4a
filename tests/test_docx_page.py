"""The brief as a Word document, read back by python-docx and by our own loader."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SettingsError
from briefing.load.docx import read_docx
from briefing.render import render
from briefing.render.markdown import visible
from tests.test_cli import run
from tests.test_pdf import forty_claims
from tests.test_render import HOSTILE, brief, source

FIELDS = [
    '{ INCLUDETEXT "C:\\\\secret.txt" }',
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    '=cmd|"/c calc"!A1',
    "<w:instrText>DATE</w:instrText>",
    "&lt;w:p/&gt; ]]> <![CDATA[x]]>",
    "\x00\x01\x08\x0b\x0c\x1f\ufffe\uffff\ud800",
]


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styled(document: WordDocument, style: str) -> list[str]:
    return [
        text(paragraph)
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == style
    ]


def text(paragraph: Any) -> str:
    return words(paragraph._p)


def words(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def shown(said: str) -> str:
    """A text as a page shows it: in one line, with U+FFFD for what XML cannot hold."""
    return re.sub("[\ufffe\uffff]", "\ufffd", " ".join(visible(said).split()))


def skeleton(document: WordDocument) -> list[str]:
    """Every element of the document, without its words."""
    return [element.tag for element in document.element.iter()]


@pytest.fixture(scope="module")
def harmless() -> list[str]:
    return skeleton(opened(render(brief("Words."), "docx")))


def test_parts_stand_in_real_styles() -> None:
    document = opened(render(brief("Words."), "docx"))
    assert styled(document, "Title") == ["Words."]
    assert styled(document, "Heading 1") == [
        "Summary",
        "Stated red lines",
        "Key actors",
        "Open questions",
        "Sources",
        "Evidence",
        "How this was made",
    ]
    assert styled(document, "Bottom Line") == ["Bottom line. Words.1"]
    assert styled(document, "List Number") == ["“Text” D1.1"]
    assert "Words., Words.1: Words.1" in styled(document, "List Bullet")


def test_red_lines_are_a_table_whose_header_row_repeats() -> None:
    (table,) = opened(render(brief("Words."), "docx")).tables
    header, row = table.rows
    assert [text(cell.paragraphs[0]) for cell in header.cells][1:4] == [
        "Issuer",
        "Trigger",
        "Consequence",
    ]
    assert header._tr.trPr is not None
    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert text(row.cells[1].paragraphs[0]) == "Words. to Words. (conditional)"
    assert text(row.cells[4].paragraphs[0]) == "“Words.”1"


def test_every_number_links_to_its_evidence() -> None:
    document = opened(render(forty_claims(), "docx"))
    entries = styled(document, "List Number")
    marks = {
        mark.get(qn("w:name")): mark.getparent()
        for mark in document.element.iter(qn("w:bookmarkStart"))
    }
    assert len(marks) == len(entries)
    claims = [claim for claim in styled(document, "List Bullet") if claim.startswith("Claim")]
    assert len(claims) == 40
    anchors = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    assert len(anchors) > 40
    assert set(anchors) == set(marks)
    for link in document.element.iter(qn("w:hyperlink")):
        number = words(link)
        assert link.get(qn("w:anchor")) == f"evidence_{number}"
        assert words(marks[f"evidence_{number}"]) == entries[int(number) - 1]


@pytest.mark.parametrize(("paper", "width"), [("a4", 210.0), ("letter", 215.9)])
def test_paper_language_and_properties_are_set(paper: Any, width: float) -> None:
    data = render(brief("A title"), "docx", paper=paper)
    document = opened(data)
    page_width = document.sections[0].page_width
    assert page_width is not None
    assert page_width.mm == pytest.approx(width, abs=0.1)
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "A title",
        "briefing",
        "en-GB",
    )
    assert properties.created is not None
    assert properties.created.isoformat()[:16] == "2026-11-23T09:30"
    languages = {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_a_quotation_is_marked_with_the_language_of_its_source() -> None:
    russian = source("t").model_copy(update={"language": "ru"})
    document = opened(render(brief(sources=(russian,)), "docx"))
    entry = next(p for p in document.paragraphs if text(p) == "“Text” D1.1")
    assert [mark.get(qn("w:val")) for mark in entry._p.iter(qn("w:lang"))] == ["ru"]


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render(brief(), "docx") == render(brief(), "docx")
    with zipfile.ZipFile(io.BytesIO(render(brief(), "docx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("hostile", HOSTILE + FIELDS)
def test_no_text_becomes_a_field_a_link_or_an_element(hostile: str, harmless: list[str]) -> None:
    document = opened(render(brief(hostile), "docx"))
    assert skeleton(document) == harmless
    for tag in ("w:fldSimple", "w:instrText", "w:fldChar", "w:object"):
        assert not list(document.element.iter(qn(tag)))
    assert [line.strip() for line in styled(document, "Title")] == [shown(hostile)]


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_back_by_our_own_loader(said: str) -> None:
    article = read_docx(render(brief(f"A{said}Z"), "docx"), "brief.docx")
    assert shown(f"A{said}Z") in article.text.split("\n")


def test_only_web_addresses_of_sources_lead_out_of_it() -> None:
    for location, expected in (
        ("https://example.org/a?b=1&c=2", ["https://example.org/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
        ("\\\\host\\share", []),
    ):
        data = render(
            brief(sources=(source("t").model_copy(update={"location": location}),)), "docx"
        )
        outside = [
            (name, found.decode())
            for name, content in parts(data).items()
            if name.endswith(".rels")
            for found in re.findall(rb'Target="([^"]*)"[^>]*TargetMode="External"', content)
        ]
        assert [target.replace("&amp;", "&") for _, target in outside] == expected
        assert location in read_docx(data, "x").text
    assert not [
        name for name in parts(data) if re.search(r"vba|macro|activex|embed|\.bin$", name, re.I)
    ]


def test_it_takes_no_template(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="docx takes no template"):
        render(brief(), "docx", template="brief.md.jinja")


def test_the_command_line_writes_it(tmp_path: Path) -> None:
    saved, target = tmp_path / "brief.json", tmp_path / "brief.docx"
    saved.write_text(render(brief(), "json"))
    assert run("render", saved, "--format", "docx", "-o", target).returncode == 0
    assert (
        run("render", saved, "--format", "docx", "--page", "letter", "-o", target).returncode == 0
    )
    assert styled(opened(target.read_bytes()), "Title") == ["Words of a claim."]
