"""The page: what it shows, what it leaves out, and that no text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.brief import (
    Actor,
    Audit,
    Brief,
    Citation,
    Claim,
    DraftClaim,
    OpenQuestion,
    RedLine,
    Run,
    Source,
    Withheld,
)
from briefing.errors import SettingsError
from briefing.findings import finding
from briefing.render import render
from briefing.render.markdown import escape_markdown, visible
from briefing.render.page import PAGE_WORDS

EAGER = MarkdownIt("gfm-like")
"""Links also what only looks like a domain; GitHub wants ``www.`` or a scheme before it."""
GITHUB = MarkdownIt("gfm-like")
assert GITHUB.linkify
GITHUB.linkify.set({"fuzzy_link": False})
CITATION = Citation(document="D1", sentence="D1.1", start=0, end=4, quote="Text")
HOSTILE = [
    "# heading",
    "## heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "---",
    "===",
    "***",
    "~~~",
    "```\ncode",
    "    code",
    "*emphasis* and _emphasis_ and **strong** and __strong__ and ~~gone~~",
    "`code`",
    "[link](http://example.org)",
    "[link][reference]",
    "[reference]: http://example.org",
    "![image](http://example.org/pixel.gif)",
    "<script>alert(1)</script>",
    "<http://example.org>",
    "<img src=x onerror=alert(1)>",
    "<!-- gone -->",
    "http://example.org/path and https://example.org and ftp://example.org",
    "www.example.org",
    "see WWW.example.org",
    "someone@example.org",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "| a | b |\n|---|---|\n| c | d |",
    "one\ntwo\n\n# three",
    "one\r\ntwo\u2028three",
    "a\\",
    "\\",
    "ends with hash #",
    "snake_case_name and 2*3*4",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
]


def claim(text: str) -> Claim:
    return Claim(text=text, citations=(CITATION,))


def brief(text: str = "Words of a claim.", **parts: Any) -> Brief:
    whole: dict[str, Any] = {
        "title": text,
        "bottom_line": claim(text),
        "summary": (claim(text),),
        "key_actors": (Actor(name=text, role=text, position=claim(text), citations=(CITATION,)),),
        "red_lines": (
            RedLine(
                issuer=text,
                addressee=text,
                trigger=text,
                consequence=text,
                form="conditional",
                quote=text,
                citations=(CITATION,),
            ),
        ),
        "open_questions": (OpenQuestion(question=text, why=text, citations=(CITATION,)),),
        "sources": (source(text),),
        "withheld": (),
        "audit": Audit(documents=1, sentences=1, proposed=6, shown=6, withheld=0, uncovered=()),
        "run": Run(
            engine="openai",
            model=text,
            prompt="brief.v1",
            prompt_sha256="0" * 64,
            tokens=None,
            cost_usd=None,
            seconds=None,
            created=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        ),
    }
    return Brief(**{**whole, **parts})


def source(text: str) -> Source:
    return Source(
        id="D1",
        title=text,
        location=text,
        publisher=text,
        published=text,
        language="en",
        sha256="0" * 64,
        characters=4,
    )


def tokens(markdown: str, reader: MarkdownIt = EAGER) -> Iterator[Token]:
    for token in reader.parse(markdown):
        yield token
        yield from token.children or ()


def structure(markdown: str) -> list[str]:
    """The page's skeleton: everything but its words."""
    return [token.type for token in tokens(markdown) if token.type != "text_special"]


def plain(markdown: str) -> str:
    """What a reader sees of one line of Markdown."""
    inline = [token for token in tokens(markdown) if token.type == "inline"]
    return "".join(child.content for token in inline for child in token.children or ())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing_of_the_page_but_its_words(text: str) -> None:
    harmless, attacked = render(brief("Words")), render(brief(text))
    assert structure(attacked) == structure(harmless)


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert plain("- " + escape_markdown(text)) == " ".join(visible(text).split())


@given(st.text(min_size=1).filter(lambda text: text.split()))
def test_any_text_reads_as_it_was_and_makes_no_markup(text: str) -> None:
    for opening in ("- ", "# ", "", "- **x**: "):
        shown = list(tokens(opening + escape_markdown(text), GITHUB))
        words = " ".join(visible(text).split())
        inner = [token for token in shown if token.type in {"text", "text_special"}]
        assert "".join(token.content for token in inner).removeprefix("x: ") == words
        assert not {token.type for token in shown} & {
            "link_open",
            "image",
            "html_block",
            "html_inline",
            "code_inline",
            "code_block",
            "fence",
            "em_open",
            "s_open",
            "blockquote_open",
            "hr",
            "table_open",
        }


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attributes)))


def tags(html: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.tags


def test_json_comes_back_as_the_same_brief() -> None:
    assert Brief.model_validate_json(render(brief(), "json")) == brief()


def test_every_part_stands_on_the_page() -> None:
    page = render(brief("Words of a claim."))
    for heading in ("Summary", "Key actors", "Stated red lines", "Open questions", "Sources"):
        assert f"## {heading}\n" in page
    assert page.startswith("# Words of a claim.\n")
    assert "23 November 2026" in page
    assert "6 of 6 statements stand" in page
    assert page.count("[D1.1]") >= 6


def test_a_page_holds_at_most_500_words_and_counts_what_it_leaves_out() -> None:
    long = claim("word " * 40)
    questions = [
        OpenQuestion(question="word " * 20, why="word " * 20, citations=(CITATION,))
        for _ in range(9)
    ]
    page = render(brief(summary=(long,) * 12, open_questions=tuple(questions)))
    assert len(page.split()) <= PAGE_WORDS
    shown = page.count("- word word")
    counted = re.search(r"Left out for length: (\d+) summary statements, (\d+) open", page)
    assert counted
    assert shown + int(counted[1]) == 12
    assert page.count("- **word") + int(counted[2]) == 9


def test_what_fits_is_all_there() -> None:
    assert "Left out" not in render(brief())


def test_red_lines_outlast_questions() -> None:
    long = "word " * 60
    questions = tuple(
        OpenQuestion(question=long, why=long, citations=(CITATION,)) for _ in range(4)
    )
    page = render(brief(open_questions=questions))
    assert "1. **Words of a claim.** to" in page
    assert page.count("- **word") < 4


@pytest.mark.parametrize("words", [499, 600, 5000])
def test_even_one_endless_statement_does_not_break_the_page(words: int) -> None:
    page = render(brief(bottom_line=claim("word " * words), sources=(source("t"),) * 300))
    assert len(page.split()) <= PAGE_WORDS


def test_withheld_items_are_named_with_their_reason_and_not_repeated() -> None:
    withheld = Withheld(
        section="summary",
        item=DraftClaim(text="An invented thing.", evidence=["D1.9"]),
        findings=(finding("evidence-unknown", "summary[1].evidence", "no D1.9"),),
    )
    audit = Audit(documents=1, sentences=1, proposed=7, shown=6, withheld=1, uncovered=(CITATION,))
    page = render(brief(withheld=(withheld,), audit=audit))
    assert "An invented thing" not in page
    assert "summary\\[1\\].evidence: it cites a sentence that is not there" in page
    assert "6 of 7 statements stand" in page
    assert "Possible red lines not listed: D1.1." in page


def test_the_foot_says_which_sources_our_english_rules_cannot_search() -> None:
    foreign = source("t").model_copy(update={"id": "D2", "language": "ru"})
    page = render(brief(sources=(source("t"), foreign)))
    assert "Not in English, so not searched for red lines and speakers: D2 (ru)." in page
    assert "Not in English" not in render(brief())


def test_a_template_of_the_users_own_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.md.jinja").write_text("Mine: {{ brief.title }}")
    assert render(brief("*T*")) == "Mine: \\*T\\*\n"
    (tmp_path / "other.jinja").write_text("Other: {{ brief.title }}")
    assert render(brief("<T>"), "html", template="./other.jinja") == "Other: &lt;T&gt;\n"


@pytest.mark.parametrize(
    "template",
    [
        "{{ brief.titel }}",
        "{{ brief.title",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% include 'x' %}",
        "{{ undefined_name }}",
    ],
)
def test_a_broken_or_reaching_template_is_a_settings_error(tmp_path: Path, template: str) -> None:
    path = tmp_path / "broken.jinja"
    path.write_text(template)
    with pytest.raises(SettingsError, match=r"broken\.jinja"):
        render(brief(), template=str(path))


def test_a_missing_template_is_named_with_those_there_are() -> None:
    with pytest.raises(SettingsError) as caught:
        render(brief(), template="nothing.jinja")
    assert caught.value.hint is not None
    assert "brief.md.jinja" in caught.value.hint


def test_json_takes_no_template(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="json"):
        render(brief(), "json", template="brief.md.jinja")
