from __future__ import annotations

import codecs
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document import Document
from briefing.errors import (
    SettingsError,
    SourceEmptyError,
    SourceNotFoundError,
    SourceNotTextError,
    SourceUnreadableError,
)
from briefing.language.identify import identify
from briefing.load import load, load_all
from briefing.load.decode import decode
from tests.conftest import SEED, Write

STATEMENTS = {
    "en": "The president said “we will not accept this” on Wednesday – and left for London.",
    "de": "Der Außenminister erklärte am Mittwoch, die Lieferung werde „schwere Folgen“ haben.",
    "fr": "Le président a déclaré que les alliés européens étaient divisés après la réunion.",
    "es": "El presidente advirtió el miércoles que España no aceptará ninguna decisión así.",
    "pl": "Minister oświadczył w środę, że dostawy broni będą miały bardzo poważne skutki.",
    "cs": "Ministr zahraničí ve středu prohlásil, že dodávky zbraní budou mít vážné následky.",
    "ru": "Министр иностранных дел заявил в среду, что поставки вооружений будут замечены.",
    "uk": "Міністр закордонних справ заявив у середу, що постачання зброї матиме наслідки.",
    "el": "Ο υπουργός Εξωτερικών δήλωσε την Τετάρτη ότι οι παραδόσεις όπλων θα συνεχιστούν.",
    "tr": "Dışişleri Bakanı çarşamba günü silah sevkiyatının ciddi sonuçları olacağını söyledi.",
    "ar": "أعلن وزير الخارجية يوم الأربعاء أن توريد الأسلحة ستكون له عواقب وخيمة على الجميع.",
    "he": "שר החוץ הודיע ביום רביעי כי לאספקת הנשק יהיו השלכות חמורות. הממשלה שוקלת תגובה.",
    "zh": "外交部长星期三宣布，武器供应将产生严重后果。政府正在考虑应对措施。",
    "ja": "外務大臣は水曜日、武器の供給は深刻な結果をもたらすと述べた。政府は検討している。",
    "ko": "외교부 장관은 수요일 무기 공급이 심각한 결과를 초래할 것이라고 밝혔다.",
}

PARAGRAPHS = "".join(
    f"<p>Paragraph {number} says that the minister will not accept the proposal.</p>"
    for number in range(12)
)
PAGE = f"""<!DOCTYPE html>
<html><head><title>Minister rejects | The Daily</title>
<meta property="og:title" content="Minister rejects the proposal">
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-09-12T10:00:00Z">
<script type="application/ld+json">
{{"@type": "NewsArticle", "articleBody": "{"Scripted words. " * 40}"}}
</script>
<style>p {{ content: "Styled words" }}</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Minister rejects the proposal</h1>{PARAGRAPHS}
<p style="display: none">Unseen words one.</p><p hidden>Unseen words two.</p>
<div style="visibility:hidden">{"Unseen words three. " * 40}</div>
<p>This one <span style="font-size:0">unseen words four</span> stays. <!-- unseen words five --></p>
<script>scripted("words")</script></article></body></html>"""


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def into(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return into


def passages(document: Document) -> list[str]:
    return [sentence.span.of(document.text) for sentence in document.sentences]


# Documents ------------------------------------------------------------------------------


def test_the_seed_is_read_with_title_language_and_numbered_sentences() -> None:
    document = load(SEED)
    assert document.text.encode() == SEED.read_bytes()
    assert document.title.startswith("Putin threatens NATO to start a war")
    assert document.location == str(SEED)
    assert document.language == "en"
    assert [sentence.id for sentence in document.sentences[:2]] == ["D1.1", "D1.2"]
    assert passages(document)[0] == document.title


def test_several_sources_are_numbered_in_order(
    write: Write, piped: Callable[[bytes], None]
) -> None:
    piped(b"Talks failed. They left.")
    first, second = load_all([write("a.txt", b"He left. She stayed."), "-"])
    assert (first.id, first.title) == ("D1", "a.txt")
    assert (second.id, second.location, second.title) == ("D2", "-", "Standard input")
    assert [sentence.id for sentence in second.sentences] == ["D2.1", "D2.2"]


def test_standard_input_can_be_named_only_once() -> None:
    with pytest.raises(SettingsError, match="only once"):
        load_all(["-", "-"])


def test_text_is_kept_to_the_letter(write: Write) -> None:
    text = "Cafe\u0301 talks\u00ad failed.\r\n\x07He\u00a0left. \ufb01nally…\r"
    assert load(write("a.txt", text.encode())).text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")))
def test_any_text_comes_back_from_utf_8(text: str) -> None:
    assert decode(text.encode(), "it") == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(SourceNotTextError):
        decode(data, "it").encode()


# Titles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Minister rejects deal\nHe left on Monday. She stayed.", "Minister rejects deal"),
        ("\n\n  Will he go?  \n\nHe left on Monday.", "Will he go?"),
        ("He left on Monday.\nShe stayed.", "a.txt"),
        ("他于星期一离开。\n她留下了。", "a.txt"),
        ("“He left on Monday.”\nShe stayed.", "a.txt"),
        ("Minister rejects deal", "a.txt"),
        (f"{'word ' * 60}\nHe left on Monday.", "a.txt"),
        ("----\nHe left on Monday.", "a.txt"),
        (
            "The minister said on Wednesday that his government would not\n"
            "accept any agreement which did not include a full withdrawal\nof forces.",
            "a.txt",
        ),
    ],
    ids=[
        "headline",
        "question",
        "sentence",
        "Chinese sentence",
        "quoted sentence",
        "nothing after",
        "too long",
        "rule",
        "wrapped",
    ],
)
def test_the_first_line_of_plain_text_is_the_title_where_it_is_a_headline(
    write: Write, text: str, title: str
) -> None:
    assert load(write("a.txt", text.encode())).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Intro.\n\n# The **deal** of [1938](http://example.org) #\n\nText.", "The deal of 1938"),
        ("```\n# no heading\n```\n## The deal\nText.", "The deal"),
        ("---\ntitle: 'The deal'\n---\n# Another\nText.", "The deal"),
        ("Only text here.\n", "a.md"),
        ("#hashtag politics.\n", "a.md"),
    ],
    ids=["heading", "fenced", "front matter", "none", "hashtag"],
)
def test_the_title_of_markdown_is_its_front_matter_s_or_its_first_heading(
    write: Write, text: str, title: str
) -> None:
    assert load(write("a.md", text.encode())).title == title


def test_front_matter_is_in_the_text_but_in_no_sentence(write: Write) -> None:
    text = "---\ntitle: The deal\ndate: 2024-09-12\npublisher: X\n---\n\nHe left. She stayed.\n"
    document = load(write("a.md", text.encode()))
    assert document.text == text
    assert passages(document) == ["He left.", "She stayed."]
    assert (document.published, document.publisher) == ("2024-09-12", "X")


def test_a_rule_on_top_of_markdown_is_no_front_matter(write: Write) -> None:
    document = load(write("a.md", b"---\nHe left. She stayed.\n\n---\nThey came.\n"))
    assert "He left." in " ".join(passages(document))


# HTML -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_known_by_its_suffix_or_its_content(write: Write, name: str) -> None:
    document = load(write(name, PAGE.encode()))
    assert document.title == "Minister rejects the proposal"
    assert document.publisher == "The Daily"
    assert document.published == "2024-09-12"
    assert "Paragraph 11 says that the minister will not accept the proposal." in passages(document)


def test_what_a_page_does_not_show_is_not_read(write: Write) -> None:
    text = load(write("page.html", PAGE.encode())).text.lower()
    assert "this one stays." in text
    for hidden in ("scripted", "styled", "unseen", "<"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Talks failed.</p>", "Talks failed."),
        ("<html><body>Talks <b>fai</b>led.<br>He\nleft.</body></html>", "Talks failed.\nHe left."),
        ("<body style='opacity:0'><p>Shown by a script.</p></body>", "Shown by a script."),
        ("<?xml version='1.0' encoding='utf-8'?><html><body>Café.</body></html>", "Café."),
    ],
    ids=["fragment", "no paragraph", "faded in", "XHTML"],
)
def test_a_page_with_little_in_it_still_gives_its_text(
    write: Write, markup: str, text: str
) -> None:
    assert load(write("page.html", markup.encode())).text == text


def test_half_a_surrogate_in_a_page_does_not_reach_the_document(write: Write) -> None:
    data = '{"@context":"https://schema.org","@type":"NewsArticle","headline":"A \\ud800 B"}'
    head = f'<script type="application/ld+json">{data}</script>'
    page = f"<html><head>{head}</head><body><p>Talks &#xD800; failed.</p></body></html>"
    document = load(write("page.html", page.encode()))
    document.model_dump_json().encode()
    assert document.title == "A B"


@pytest.mark.parametrize("markup", ["", "<html></html>", "<!doctype html>", "<script>x()</script>"])
def test_a_page_without_text_is_empty(write: Write, markup: str) -> None:
    with pytest.raises(SourceEmptyError, match=r"page\.html"):
        load(write("page.html", markup.encode()))


@pytest.mark.parametrize("unit", ["<div>", "<!---->", "<!--", "<a href='", "<table><tr><td>"])
def test_a_hostile_page_is_read_or_refused(write: Write, unit: str) -> None:
    with suppress(SourceEmptyError):
        load(write("page.html", f"<html><body>Talks failed.{unit * 2000}".encode()))


# Encodings ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", STATEMENTS)
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
        (b"", "gb18030"),
    ],
    ids=["utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8", "declared"],
)
def test_unicode_is_read_by_its_mark_by_itself_or_by_declaration(
    language: str, mark: bytes, encoding: str
) -> None:
    text = STATEMENTS[language]
    if encoding == "gb18030":
        text = f'<html><meta http-equiv=x content="text/html; charset=GBK">{text}</html>'
    assert decode(mark + text.encode(encoding), "it") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["en", "ru", "tr"])
def test_wide_characters_are_read_without_a_mark(language: str, encoding: str) -> None:
    assert decode(STATEMENTS[language].encode(encoding), "it") == STATEMENTS[language]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *[(language, "cp1252") for language in ("en", "de", "fr", "es")],
        *[("pl", "cp1250"), ("pl", "iso8859_2"), ("cs", "cp1250"), ("tr", "cp1254")],
        *[("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("uk", "cp1251"), ("el", "cp1253")],
        *[("ar", "cp1256"), ("he", "cp1255"), ("zh", "gb18030"), ("zh", "big5hkscs")],
        *[("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("ko", "cp949")],
    ],
)
def test_a_legacy_encoding_is_told_from_the_text(language: str, encoding: str) -> None:
    text = STATEMENTS[language]
    if encoding == "big5hkscs":
        text = "外交部長星期三宣布，武器供應將產生嚴重後果。政府正在考慮應對措施。"
    assert decode(text.encode(encoding), "it") == text


@pytest.mark.parametrize(
    ("label", "encoding", "word"),
    [("iso-8859-1", "cp1252", "“é”"), ("windows-1251", "cp1251", "ў"), ("KOI8-R", "koi8_r", "ёж")],
)
def test_a_page_is_read_in_the_encoding_it_declares(label: str, encoding: str, word: str) -> None:
    text = f'<!doctype html><meta charset="{label}"><p>{word}'
    assert decode(text.encode(encoding), "it") == text


@pytest.mark.parametrize("label", ["unicode_escape", "zlib", "idna", "no-such", "utf-16"])
def test_a_page_that_declares_nonsense_is_read_all_the_same(label: str) -> None:
    text = f'<html><meta charset="{label}"><body>The minister’s answer \\x41 \\N was “no”.'
    assert decode(text.encode("cp1252"), "it") == text


def test_utf_8_with_a_damaged_byte_stays_utf_8() -> None:
    text = STATEMENTS["ru"]
    assert decode(text.encode()[:-2] + b".", "it") == text[:-2] + "\ufffd."


# Refusals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"{\\rtf1\\ansi text}", "an RTF document"),
        (b"Text with a \x00 in it.", "a binary file"),
        (bytes(range(256)) * 8, "a binary file"),
        (b"\x01\x02\x03\x04\x05\x06 abc", "a binary file"),
        (b"\xff\xfe\x00\xd8", "a binary file"),
        (b"\xef\xbb\xbf\xff", "a binary file"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(write: Write, content: bytes, kind: str) -> None:
    with pytest.raises(SourceNotTextError, match=kind) as caught:
        load(write("a.txt", content))
    assert "a.txt" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "is empty"), (b"\xef\xbb\xbf", "is empty"), (b" \n\t", "no sentence"), (b"1 - 2", "no")],
)
def test_a_source_without_words_is_empty(write: Write, content: bytes, why: str) -> None:
    with pytest.raises(SourceEmptyError, match=why) as caught:
        load(write("a.txt", content))
    assert "a.txt" in caught.value.message


def test_empty_standard_input_is_named(piped: Callable[[bytes], None]) -> None:
    piped(b"")
    with pytest.raises(SourceEmptyError, match="standard input is empty"):
        load("-")


def test_closed_standard_input_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceUnreadableError, match="standard input is closed"):
        load("-")


@pytest.mark.parametrize("name", ["none.txt", "a.txt/b.txt", "nul\0.txt", "none.html"])
def test_a_path_that_leads_nowhere_is_not_found(write: Write, name: str) -> None:
    path = write("a.txt", b"He left.").parent / name
    with pytest.raises(SourceNotFoundError, match="there is no file"):
        load(path)


def test_a_directory_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="is a directory"):
        load(str(tmp_path))


def test_a_name_beyond_the_system_s_limits_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="cannot read"):
        load(tmp_path / ("a" * 5000))


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may read everything; while the test runs, root is nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere")
def test_a_file_that_may_not_be_read_is_unreadable(
    write: Write, request: pytest.FixtureRequest
) -> None:
    path = write("a.txt", b"He left.")
    path.chmod(0)
    request.getfixturevalue("nobody")
    with pytest.raises(SourceUnreadableError, match="no permission"):
        load(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_name_that_is_no_text_can_be_printed(write: Write) -> None:
    path = write(os.fsdecode(b"caf\xe9.txt"), b"He left. She stayed.")
    document = load(path)
    assert document.title == "caf\ufffd.txt"
    document.model_dump_json().encode()


# Language -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", STATEMENTS)
def test_the_language_of_a_statement_is_told(language: str) -> None:
    assert identify(STATEMENTS[language]) == language


@pytest.mark.parametrize("text", ["", " ", "Hi", "NATO", "1234 5678", "!?", "\ud800"])
def test_the_language_of_next_to_nothing_is_undetermined(text: str) -> None:
    assert identify(text) == "und"


def test_importing_the_loader_imports_nothing_heavy() -> None:
    program = (
        "import sys, briefing.load\n"
        "print([m for m in ('numpy', 'trafilatura', 'lxml', 'charset_normalizer')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


ARTICLE = " ".join(f"On day {number} the minister met envoy {number}." for number in range(20))


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=post><script type='text/template'><p>{ARTICLE}</p></script>"
        f"<noscript><p>{ARTICLE}</p></noscript></div>",
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":'
        f'"{ARTICLE}"}}</script><div>Please switch on JavaScript.</div>',
    ],
    ids=["in place of scripts", "as data"],
)
def test_an_article_that_a_page_shows_by_script_alone_is_read(write: Write, body: str) -> None:
    assert load(write("a.html", f"<html><body>{body}</body></html>".encode())).text == ARTICLE


def test_what_a_page_shows_is_not_added_to_by_its_data(write: Write) -> None:
    unseen = '<script type="application/ld+json">{"articleBody": "Unseen. "}</script>'
    page = f"<html><body>{unseen}<noscript>Unseen.</noscript><p>{ARTICLE}</p></body></html>"
    assert load(write("a.html", page.encode())).text == ARTICLE


def test_stray_zeros_in_a_page_are_passed_over(write: Write) -> None:
    page = f"<html><body><p>{ARTICLE}</p></body></html>".replace("envoy 1.", "envoy\0 1.")
    assert load(write("a.html", page.encode())).text == ARTICLE


@pytest.mark.parametrize(
    "endless",
    [
        b"<p>" * 150_001,
        b"<p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">",
        b"<p " + b"a " * 300_000,
    ],
    ids=["tags", "attributes", "a tag without end"],
)
def test_a_page_of_too_many_tags_or_attributes_is_refused_at_once(
    write: Write, endless: bytes
) -> None:
    started = time.process_time()
    with pytest.raises(SourceUnreadableError, match="150,000 tags") as caught:
        load(write("a.html", b"<html><body>" + endless))
    assert time.process_time() - started < 2
    assert caught.value.hint


def test_long_attributes_are_no_many_attributes(write: Write) -> None:
    page = f"<html><body><p data-state='{'{} = 1 ' * 9000}' title=\"{'a ' * 9000}\">{ARTICLE}</p>"
    assert load(write("a.html", page.encode())).text == ARTICLE


def test_lists_in_lists_without_end_are_read(write: Write) -> None:
    page = f"<html><body><p>{ARTICLE}</p>{'<ul><li>and so on ' * 50_000}"
    assert load(write("a.html", page.encode())).text.startswith(ARTICLE)
