"""The brief on paper, read back with another program: one page, whole, and only text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.brief import Actor, Brief, Citation, Claim, RedLine
from briefing.errors import SettingsError
from briefing.render import render
from briefing.render.links import web_address
from briefing.render.paper import Paper
from tests.test_cli import run
from tests.test_render import HOSTILE, brief, claim, source

TYPST = [
    '#import "@preview/cetz:0.3.0": canvas',
    '#read("/etc/passwd") #include "brief.typ"',
    "$x^2$ and $$",
    "@label <label> #label",
    "\\ \\u{41} \\#",
    "*bold* _italic_ `raw` ```raw```",
    "= heading",
    "// comment /* comment */",
    "- item + item / term: what",
    "https://example.org/x",
    "#sys.inputs.page",
    '"; #panic("x")',
    "[content] {code} (1, 2)",
    "a~b -- c --- d ... 'e' \"f\"",
]
LONG = "The minister said on Monday that the port would be closed if the convoy did not turn back"


def cited(number: int, words: str = LONG) -> Citation:
    return Citation(
        document="D1",
        sentence=f"D1.{number}",
        start=number * 1000,
        end=number * 1000 + len(words),
        quote=f"{words}, no. {number}.",
    )


def forty_claims() -> Brief:
    """Much more than a page holds, each with evidence of its own."""
    return brief(
        "Forty claims",
        summary=tuple(
            Claim(text=f"Claim {number}.", citations=(cited(number),)) for number in range(2, 42)
        ),
        key_actors=tuple(
            Actor(
                name=f"Actor {number}", role="minister", position=None, citations=(cited(number),)
            )
            for number in range(50, 90)
        ),
        red_lines=tuple(
            RedLine(
                issuer=f"Issuer {number}",
                addressee=None,
                trigger="the convoy did not turn back",
                consequence=None,
                form="ultimatum",
                quote="the port would be closed",
                citations=(cited(number), cited(number + 1)),
            )
            for number in range(100, 110)
        ),
    )


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(pdf) as document:
        yield document


def words(pdf: bytes) -> str:
    """All text of the only page, its lines and breaks folded."""
    with opened(pdf) as document:
        assert len(document) == 1
        text: str = document[0].get_textpage().get_text_range()
    return " ".join(text.replace("\u200b", "").replace("\ufffe", "-").split())


def letters(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2060\u200e-]+", "", text)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font's name, and whether it is embedded."""
    found = {}
    with opened(pdf) as document:
        for item in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(item.raw)
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, name, 200)
            found[name.value.decode()] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
    return found


def links(pdf: bytes) -> list[str]:
    """The addresses that the page links to."""
    return [
        match.decode() for match in re.findall(rb"/URI\s*\(((?:[^()\\]|\\.)*)\)", _unpacked(pdf))
    ]


def _unpacked(pdf: bytes) -> bytes:
    """The PDF with its object streams unpacked, as far as they are deflated."""
    import zlib

    streams = []
    for match in re.finditer(rb"stream\r?\n", pdf):
        try:
            streams.append(zlib.decompressobj().decompress(pdf[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join([pdf, *streams])


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.3, 841.9)), ("letter", (612, 792))])
def test_a_brief_is_one_tagged_page_with_its_fonts_title_and_language(
    paper: Paper, size: tuple[float, float]
) -> None:
    pdf = render(brief("A day in Geneva"), "pdf", paper=paper)
    with opened(pdf) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx(size, abs=0.5)
        assert document.is_tagged()
        assert document.get_metadata_value("Title") == "A day in Geneva"
        assert document.get_metadata_value("CreationDate") == "D:20261123093000Z"
    assert fonts(pdf)
    assert all(fonts(pdf).values())
    whole = _unpacked(pdf)
    assert re.search(rb"/Lang\s*\(en\)", whole)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in whole
    assert b"<pdfaid:part>2</pdfaid:part>" in whole


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render(brief(), "pdf") == render(brief(), "pdf")
    assert render(brief(), "pdf") != render(brief("Other words."), "pdf")


def test_every_statement_bears_the_number_of_its_evidence() -> None:
    quotes = ["The port is closed.", "The convoy turned back."]
    citations = tuple(
        Citation(document="D1", sentence=f"D1.{place}", start=place, end=place + 1, quote=quote)
        for place, quote in enumerate(quotes, start=1)
    )
    shown = words(
        render(
            brief(
                bottom_line=Claim(text="Closed, then.", citations=(citations[1],)),
                summary=(Claim(text="Both happened.", citations=citations),),
                red_lines=(),
                key_actors=(),
                open_questions=(),
            ),
            "pdf",
        )
    )
    assert "Closed, then.1" in without_joiners(shown)
    assert "Both happened.1, 2" in without_joiners(shown)
    assert "1 “The convoy turned back.” D1.2 2 “The port is closed.” D1.1" in shown


def without_joiners(text: str) -> str:
    """The text as a reader sees it: with no space, joiner or mark before a note's number."""
    return re.sub(r"[\u2060\u200e]\s*|(?<=\d)\s+(?=,)|(?<=\d,)\s+", "", text)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_brief_is_one_page_and_counts_what_it_leaves_out(paper: Paper) -> None:
    shown = words(render(forty_claims(), "pdf", paper=paper))
    counted = re.search(
        r"Left out for length: (\d+) summary statements, (\d+) actors, (\d+) red lines", shown
    )
    assert counted
    claims = re.findall(r"Claim (\d+)\.", shown)
    assert claims == [str(number) for number in range(2, 2 + len(claims))]
    assert len(claims) + int(counted[1]) == 40
    assert len(set(re.findall(r"Actor (\d+)", shown))) + int(counted[2]) == 40
    assert len(re.findall(r"Issuer (\d+)", shown)) + int(counted[3]) == 10
    for number in claims:
        assert letters(cited(int(number)).quote) in letters(shown)
    assert f"no. {2 + len(claims)}.”" not in shown


def test_a_source_that_is_cited_is_never_left_out() -> None:
    many = tuple(
        source(f"Report {number}").model_copy(update={"id": f"D{number}"}) for number in range(99)
    )
    citation = cited(1).model_copy(update={"document": "D90", "sentence": "D90.1"})
    late = Claim(text="The last one says so.", citations=(citation,))
    shown = words(render(brief("Words.", bottom_line=late, sources=many), "pdf"))
    assert "D90 Report 90" in shown
    listed = len(re.findall(r"D\d+ Report", shown))
    assert f"and {99 - listed} more" in shown


def test_a_brief_of_what_fitted_is_printed_whole() -> None:
    whole = forty_claims()
    shown = words(render(whole, "pdf"))
    counted = re.search(r"Left out for length: (\d+) summary", shown)
    assert counted
    shorter = whole.model_copy(update={"summary": whole.summary[: 40 - int(counted[1])]})
    assert "summary statement" not in words(render(shorter, "pdf"))


@pytest.mark.parametrize("text", HOSTILE + TYPST)
def test_no_text_becomes_markup(text: str) -> None:
    shown = words(render(brief(text), "pdf"))
    expected = letters(" ".join(text.split()))
    if all(character.isprintable() for character in text):
        assert letters(shown).count(expected) >= 6
    assert "root:" not in shown


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_prints_one_page(text: str) -> None:
    with opened(render(brief(text), "pdf")) as document:
        assert len(document) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Президент России предупредил страны Североатлантического альянса",
        "Ο πρόεδρος προειδοποίησε τις χώρες της Συμμαχίας",
        "Škoda, Łódź, Győr, Çeşme, Malmö, Iași, Kraków, Nguyễn, Ærø, naïve",
        "ראש הממשלה",
    ],
)
def test_the_fonts_have_the_letters_of_europe(text: str) -> None:
    shown = words(render(brief(text), "pdf"))
    assert "\ufffd" not in shown
    assert letters(text) in letters(shown) or letters(text)[::-1] in letters(shown)


def test_what_no_font_has_is_one_mark_and_is_told_in_the_foot() -> None:
    pdf = render(brief("Said 外交部發言人 on Monday"), "pdf")
    shown = words(pdf)
    assert "Said \ufffd on Monday" in shown
    assert "\ufffd stands for what the fonts of this page cannot draw." in shown
    with opened(pdf) as document:
        assert document.get_metadata_value("Title") == "Said 外交部發言人 on Monday"
    assert "cannot draw" not in words(render(brief(), "pdf"))


def test_only_addresses_of_the_web_become_links() -> None:
    for location in ("https://example.org/a", "http://example.org/?q=1&r=2"):
        pdf = render(brief(sources=(source("t").model_copy(update={"location": location}),)), "pdf")
        assert links(pdf) == [location]
    for location in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://example.org/a b",
        "https://example.org/\u202e",
        "https://[::1",
        "https://example.org@example.com/",
        "article.txt",
        "HTTPS//example.org",
        f"https://example.org/{'a' * 3000}",
    ):
        assert web_address(location) is None
        pdf = render(brief(sources=(source("t").model_copy(update={"location": location}),)), "pdf")
        assert links(pdf) == []


def test_an_endless_title_source_or_statement_does_not_break_the_page() -> None:
    endless = "word " * 1500
    many = tuple(source(f"S{number} {endless}") for number in range(40))
    assert words(render(brief(endless, sources=many), "pdf"))
    assert words(render(brief(bottom_line=claim("w" * 9000)), "pdf"))


def test_a_template_of_the_users_own_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    mine = "#let page-data = json(bytes(sys.inputs.page))\nMine: #page-data.brief.title"
    (tmp_path / "templates" / "brief.typ").write_text(mine)
    assert "Mine: A title" in words(render(brief("A title"), "pdf"))
    (tmp_path / "other.typ").write_text("#lorem(3000)")
    with pytest.raises(SettingsError, match="more than a page"):
        render(brief(), "pdf", template="./other.typ")
    (tmp_path / "broken.typ").write_text("#nothing-of-the-kind")
    with pytest.raises(SettingsError, match="broken"):
        render(brief(), "pdf", template="./broken.typ")
    with pytest.raises(SettingsError, match="no template for PDF"):
        render(brief(), "pdf", template="brief.md.jinja")
    (tmp_path / "reaching.typ").write_text('#read("../../../etc/hostname")')
    with pytest.raises(SettingsError, match="reaching"):
        render(brief(), "pdf", template="./reaching.typ")


def test_fonts_beside_the_users_templates_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font of our own making, which has one Chinese character and nothing else."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.ttf").write_bytes(one_character_font("\u4e2d"))
    shown = words(render(brief("Said \u4e2d\u6587 on Monday"), "pdf"))
    assert "Said \u4e2d\ufffd on Monday" in shown


def one_character_font(character: str) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def square(size: int) -> Any:
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for corner in ((0, size), (size, size), (size, 0)):
            pen.lineTo(corner)
        pen.closePath()
        return pen.glyph()

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "only"])
    builder.setupCharacterMap({ord(character): "only"})
    builder.setupGlyf({".notdef": square(300), "only": square(700)})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "only": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": "One Character", "styleName": "Regular", "psName": "OneCharacter-Regular"}
    )
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    path = Path("font.ttf")
    builder.save(path)
    return path.read_bytes()


def test_the_command_line_writes_a_pdf_and_never_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "brief.json"
    saved.write_text(render(brief(), "json"))
    for arguments in (("render", saved), ("render", saved, "--page", "letter")):
        target = tmp_path / "brief.pdf"
        done = run(*arguments, "--format", "pdf", "-o", target)
        assert done.returncode == 0, done.stderr
        assert target.read_bytes().startswith(b"%PDF-")
    done = run("render", saved, "--format", "html", "--page", "a4")
    assert done.returncode == 2
    assert "--page" in done.stderr
    monkeypatch.setattr("tests.test_cli._Stream.isatty", lambda _: True)
    done = run("render", saved, "--format", "pdf")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "-o FILE" in done.stderr
