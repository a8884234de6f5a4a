"""The evidence page as text: every sentence tied, nothing invented, nothing let in."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from briefing.brief import (
    Brief,
    Citation,
    Claim,
    DraftActor,
    DraftClaim,
    DraftQuestion,
    DraftRedLine,
    Withheld,
)
from briefing.document import Document, Span
from briefing.errors import SettingsError
from briefing.findings import finding
from briefing.load import load
from briefing.render import render
from briefing.render.filters import dated, language_name
from briefing.render.lines import Line
from briefing.render.links import web_address
from briefing.render.passages import Excerpt, Passage, cut, passages_of
from tests.conftest import SEED, document
from tests.test_cli import run
from tests.test_render import HOSTILE, brief, claim, source, tags

Element = Any
TEXT = "The first sentence. The second one.\nA third, by 5 May. The fourth."
XSS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)" x="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//http://example.org",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button>Go</button></form>",
    "{{ 7 * 7 }}{% for x in [1] %}${7*7}",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "&lt;img src=x&gt; &amp;#60;",
    "\u202egpj.exe",
    "<a href=javascript:alert(1)>x</a>",
    'http://example.org/"onclick="alert(1)',
    "https://user@evil.example/",
    "//evil.example/x",
    "x: expression(alert(1)); background: url(//evil.example)",
]


def cited(text: str, start: int, end: int, sentence: str = "D1.1") -> Citation:
    return Citation(document="D1", sentence=sentence, start=start, end=end, quote=text[start:end])


def of(whole: Document, **parts: object) -> Brief:
    """A brief whose one source is `whole`."""
    own = source("t").model_copy(
        update={"sha256": whole.sha256, "characters": len(whole.text), "title": whole.title}
    )
    nothing = {
        "bottom_line": None,
        "summary": (),
        "key_actors": (),
        "red_lines": (),
        "open_questions": (),
    }
    return brief("T", **{**nothing, "sources": (own,), **parts})


def parsed(page: str) -> Element:
    return lxml_html.document_fromstring(page)


def words(element: Element) -> str:
    """What a reader sees of a text, without what the page adds to it."""
    return " ".join("".join(_shown(element)).split())


def _shown(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get("class") not in ("carries", "page"):
            yield from _shown(child)
        yield " " if child.tag == "p" else ""
        yield child.tail or ""


def test_the_page_shows_the_whole_text_of_a_source_and_marks_what_is_cited() -> None:
    whole = document(TEXT)
    made = of(whole, summary=(Claim(text="One.", citations=(cited(TEXT, 20, 35, "D1.2"),)),))
    page = parsed(render(made, "html", documents=[whole]))
    (text,) = page.find_class("text")
    assert words(text) == " ".join(TEXT.split())
    (mark,) = page.iter("mark")
    assert (mark.get("id"), mark.text_content()) == ("D1.2", "The second one.")
    assert [link.get("href") for link in page.find_class("carries")[0]] == ["#summary-1"]
    (cite,) = page.get_element_by_id("summary-1").find_class("cite")
    assert cite.get("data-evidence") == "D1.2"
    assert page.get_element_by_id("note-D1.2").text_content().count("The second one.") == 1


def test_without_the_sources_the_page_shows_the_cited_sentences_and_says_so() -> None:
    whole = document(TEXT)
    made = of(whole, summary=(Claim(text="One.", citations=(cited(TEXT, 20, 35, "D1.2"),)),))
    page = parsed(render(made, "html"))
    assert words(page.find_class("text")[0]) == "The second one."
    assert "Only the cited sentences are shown" in page.text_content()
    assert "Only the cited" not in render(made, "html", documents=[whole])


def test_the_seed_is_tied_sentence_by_sentence() -> None:
    whole = load(str(SEED))
    made = run_seed()
    page = parsed(render(made, "html", documents=[whole]))
    assert words(page.find_class("text")[0]) == " ".join(whole.text.split())
    marks = {mark.get("id"): mark.text_content() for mark in page.iter("mark")}
    statements = [made.bottom_line, *made.summary, *made.red_lines, *made.open_questions]
    anchors = ["bottom-line"]
    for name, many in (
        ("summary", made.summary),
        ("red-line", made.red_lines),
        ("question", made.open_questions),
    ):
        anchors += [f"{name}-{number}" for number in range(1, len(many) + 1)]
    for statement, anchor in zip(statements, anchors, strict=True):
        assert statement is not None
        cites = page.get_element_by_id(anchor).find_class("cite")
        assert [marks[cite.get("data-evidence")] for cite in cites] == [
            citation.quote for citation in statement.citations
        ]


def run_seed() -> Brief:
    return Brief.model_validate_json(
        run("make", str(SEED), "--engine", "embedded", "--format", "json", "-q").stdout
    )


def test_a_text_that_is_no_source_of_the_brief_is_an_error() -> None:
    whole = document(TEXT)
    with pytest.raises(SettingsError, match=r"D1\.txt is no source of this brief"):
        render(of(whole), "html", documents=[document(TEXT + " More.")])


def test_a_citation_whose_words_stand_elsewhere_is_an_error() -> None:
    whole = document(TEXT)
    moved = cited(TEXT, 20, 35).model_copy(update={"start": 19, "end": 34})
    made = of(whole, summary=(Claim(text="One.", citations=(moved,)),))
    with pytest.raises(SettingsError, match="other words stand"):
        render(made, "html", documents=[whole])


def test_the_sources_may_come_in_any_order_and_under_other_ids() -> None:
    first, second = document("First text."), document("Second text.", "D2")
    made = of(first)
    other = made.sources[0].model_copy(
        update={"id": "D2", "sha256": second.sha256, "characters": len(second.text)}
    )
    made = made.model_copy(update={"sources": (*made.sources, other)})
    given = [second.model_copy(update={"id": "D1"}), first.model_copy(update={"id": "D2"})]
    page = parsed(render(made, "html", documents=given))
    assert [words(text) for text in page.find_class("text")] == ["First text.", "Second text."]


def spans(length: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    place = st.integers(0, length)
    return st.lists(st.tuples(place, place).map(lambda pair: (min(pair), max(pair))), max_size=6)


@given(st.data(), st.text(alphabet="ab \n", min_size=1, max_size=60))
def test_however_passages_overlap_each_keeps_its_words_and_the_text_stays(
    data: st.DataObject, text: str
) -> None:
    citations = [cited(text, *pair) for pair in dict.fromkeys(data.draw(spans(len(text))))]
    line = Line("summary-1", "Summary 1", "S1", "claim", tuple(citations))
    passages = passages_of([line])
    breaks = sorted({0, len(text), *data.draw(st.sets(st.integers(0, len(text)), max_size=4))})
    paragraphs = [Span(*pair) for pair in itertools.pairwise(breaks)]
    parts = [
        part for paragraph in cut(Excerpt(0, text), paragraphs, passages) for part in paragraph
    ]
    assert "".join(part.text for part in parts) == text
    for passage in passages:
        over = [part for part in parts if passage in part.passages]
        assert "".join(part.text for part in over) == passage.citation.quote
        assert sum(passage in part.begin for part in parts) == (1 if over else 0)
        assert sum(passage in part.end for part in parts) == (1 if over else 0)
    anchors = [passage.anchor for passage in passages]
    assert len(set(anchors)) == len(anchors)


def test_pages_are_numbered_where_they_begin() -> None:
    whole = document(TEXT).model_copy(update={"pages": (0, 20, 20)})
    (text,) = parsed(render(of(whole), "html", documents=[whole])).find_class("text")
    assert [page.text_content() for page in text.find_class("page")] == ["page 1", "page 3"]
    assert words(text) == " ".join(TEXT.split())


def test_what_was_withheld_stands_there_with_its_reason_and_what_it_pointed_at() -> None:
    whole = document(TEXT)
    items = [
        ("summary", DraftClaim(text="An invented thing.", evidence=["D1.2", "D1.99", "D7.1", "x"])),
        ("key_actors", DraftActor(name="Nobody", role="King", position=None, evidence=["D1.3"])),
        (
            "red_lines",
            DraftRedLine(
                issuer="A",
                addressee=None,
                trigger="rain",
                consequence="war",
                form="conditional",
                quote="No quote.",
                evidence=[],
            ),
        ),
        ("open_questions", DraftQuestion(question="Why?", why="Because.", evidence=["D1.1"])),
    ]
    withheld = tuple(
        Withheld.model_validate(
            {
                "section": section,
                "item": item,
                "findings": (finding("quote-not-found", f"{section}[0]", "not there"),),
            }
        )
        for section, item in items
    )
    uncovered = cited(TEXT, 36, 54, "D1.3")
    audit = of(whole).audit.model_copy(update={"withheld": 4, "uncovered": (uncovered,)})
    page = parsed(render(of(whole, withheld=withheld, audit=audit), "html", documents=[whole]))
    shown = page.get_element_by_id("withheld").text_content()
    for said in ("An invented thing.", "Nobody, King", "Trigger: rain", "No quote.", "Because."):
        assert said in shown
    assert shown.count("not there") == 4
    assert "quote-not-found" in shown
    first = page.get_element_by_id("withheld-1")
    assert [cite.text_content() for cite in first.find_class("cite")] == ["D1.2"]
    (mark,) = [m for m in page.iter("mark") if "uncovered" in m.get("class")]
    assert mark.text_content() == "A third, by 5 May."
    assert "The brief rests on 0 passages" in page.find_class("share")[0].text_content()


def test_the_bar_says_where_and_how_much_the_brief_rests_on() -> None:
    text = "a" * 400 + "b" * 200 + "c" * 400
    whole = document(text)
    citations = (cited(text, 400, 600, "D1.1"), cited(text, 500, 600, "D1.2"))
    made = of(whole, summary=(Claim(text="One.", citations=citations),))
    page = parsed(render(made, "html", documents=[whole]))
    rects = page.find_class("bar")[0].findall(".//{*}rect")
    assert [(r.get("x"), r.get("width")) for r in rects] == [("400.0", "200.0"), ("500.0", "100.0")]
    assert "2 passages, 20 % of the text" in page.find_class("source")[0].text_content()


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else() -> None:
    text = render(run_policy(), "html")
    page = parsed(text)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for kind in ("style", "script"):
        (inline,) = page.xpath(f"//{kind}")
        digest = base64.b64encode(hashlib.sha256(inline.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]")
    assert not page.xpath("//link | //img | //iframe | //object | //form | //*[@src]")


def run_policy() -> Brief:
    return brief('a "text" with <marks> & more')


@pytest.mark.parametrize("text", [*XSS, *HOSTILE])
def test_hostile_text_adds_no_tag_and_no_attribute_to_the_page(text: str) -> None:
    length = len(text)
    plain = ("http://" + "x" * length)[:length] if web_address(text) else "x" * length
    assert tags(render(hostile_everywhere(text), "html")) == tags(
        render(hostile_everywhere(plain), "html")
    )


def hostile_everywhere(text: str) -> Brief:
    """A brief in which every text is `text`, down to ids and the quotation."""
    made = brief(text)
    citation = Citation(document="D1", sentence=text, start=0, end=4, quote=text)
    withheld = Withheld(
        section="summary",
        item=DraftClaim(text=text, evidence=[text]),
        findings=(finding("quote-not-found", text, text),),
    )
    return made.model_copy(
        update={
            "summary": (Claim(text=text, citations=(citation,)),),
            "withheld": (withheld,),
            "audit": made.audit.model_copy(update={"uncovered": (citation,)}),
            "sources": (made.sources[0].model_copy(update={"author": text, "carriers": (text,)}),),
        }
    )


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a", "https://example.org", "HTTPS://EXAMPLE.ORG/x?y=1#z", "http://[::1]/"],
)
def test_a_web_address_is_a_link(address: str) -> None:
    assert web_address(address) == address
    (link,) = parsed(render(brief("T", sources=(_at(address),)), "html")).find_class("address")
    assert (link.tag, link.get("href"), link.text_content()) == ("a", address, address)
    assert "noreferrer" in link.get("rel")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "example.org",
        "https:example.org",
        "https:///path",
        "https://user:password@example.org",
        "https://exa mple.org",
        "https://example.org/\nx",
        "https://example.org/\u202ex",
        "http://[broken/",
        "\x01javascript:alert(1)",
        "-",
        "",
    ],
)
def test_any_other_address_is_text(address: str) -> None:
    (shown,) = parsed(render(brief("T", sources=(_at(address),)), "html")).find_class("address")
    assert shown.tag == "span"


def _at(address: str) -> object:
    return source("t").model_copy(update={"location": address})


def test_dates_and_languages_are_in_words() -> None:
    assert dated("2024-09-13") == "13 September 2024"
    assert dated("2024-09-13T10:30:00+02:00") == "13 September 2024, 10:30 UTC+02:00"
    assert dated("last week") == "last week"
    assert (language_name("uk"), language_name("und"), language_name("x")) == (
        "Ukrainian",
        None,
        None,
    )


def test_a_text_is_marked_with_its_language() -> None:
    page = parsed(render(brief("T", sources=(_in("uk"),)), "html"))
    assert page.find_class("text")[0].get("lang") == "uk"
    assert "Ukrainian" in page.find_class("about")[0].text_content()
    for odd in ("en", "und", 'x" onclick="', "toolong"):
        page = parsed(render(brief("T", sources=(_in(odd),)), "html"))
        assert page.find_class("text")[0].get("lang") is None


def _in(language: str) -> object:
    return source("t").model_copy(update={"language": language})


def test_style_and_script_of_the_users_own_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.css").write_bytes(
        b"\xef\xbb\xbfp { color: red }\r\n/* \xc3\xa9 */"
    )
    page = parsed(render(brief(), "html"))
    assert page.xpath("//style")[0].text == "p { color: red }\n/* é */"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "brief.html.jinja").write_text("<style>{{ assets.style }}</style>")
    (tmp_path / "mine" / "brief.css").write_text("b > i {}")
    assert render(brief(), "html", template="mine/brief.html.jinja") == "<style>b > i {}</style>\n"


@pytest.mark.parametrize("text", ["a { } </style>", "</SCRIPT>", "<!-- x"])
def test_a_style_that_would_end_itself_is_an_error(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.css").write_text(text)
    with pytest.raises(SettingsError, match=r"brief\.css"):
        render(brief(), "html")


def test_a_citation_into_no_source_breaks_nothing() -> None:
    lost = Citation(document="D9", sentence="D9.1", start=0, end=4, quote="Text")
    page = render(brief("T", summary=(Claim(text="One.", citations=(lost,)),)), "html")
    assert "D9.1" in page


def test_passages_of_one_sentence_have_anchors_of_their_own() -> None:
    lines = [Line("summary-1", "Summary 1", "S1", "claim", (cited(TEXT, 0, 19), cited(TEXT, 4, 9)))]
    assert [passage.anchor for passage in passages_of(lines)] == ["D1.1", "passage-2"]
    odd = Passage("x", cited(TEXT, 0, 3, "a b"), ())
    assert not odd.shown


def test_render_shows_sources_that_are_named(tmp_path: Path) -> None:
    made = tmp_path / "brief.json"
    made.write_text(run_seed().model_dump_json(), encoding="utf-8")
    done = run("render", str(made), str(SEED), "--format", "html")
    assert "Only the cited" not in done.stdout
    assert "NATO countries not only discussed" in done.stdout
    assert (
        "NATO countries not only discussed"
        not in run("render", str(made), "--format", "html").stdout
    )
    (tmp_path / "other.txt").write_text("Something else was said.")
    done = run("render", str(made), str(tmp_path / "other.txt"), "--format", "html")
    assert (done.returncode, "no source of this brief" in done.stderr) == (2, True)
    assert run("render", str(made), str(SEED)).returncode == 2


def test_make_writes_the_whole_sources_into_the_page() -> None:
    page = run("make", str(SEED), "--engine", "embedded", "--format", "html", "-q").stdout
    assert "NATO countries not only discussed" in page
    assert re.search(r"Putin threatens NATO.*</h1>", page)


def test_claims_without_a_citation_are_shown_without_one() -> None:
    page = parsed(
        render(brief("T", summary=(claim("x").model_copy(update={"citations": ()}),)), "html")
    )
    assert not page.get_element_by_id("summary-1").find_class("cite")
