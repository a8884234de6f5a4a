"""Feeds, copies of one report, and how new the sources are."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.brief import Brief
from briefing.check import check_age
from briefing.errors import (
    SettingsError,
    SourceEmptyError,
    SourceNotFoundError,
    SourceRefusedError,
    SourceUnreadableError,
)
from briefing.load import load, load_all, load_sources
from briefing.load.article import Article
from briefing.load.carriers import group_copies
from briefing.load.feeds import is_feed
from briefing.load.reading import Reading, WebLimits
from briefing.times import duration, in_words, latest_moment, newest
from tests.conftest import SEED, Write
from tests.loopback import Answer, Received, serving, serving_by
from tests.test_cli import run

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = SEED.read_text(encoding="utf-8")


def story(name: str) -> str:
    return " ".join(
        f"On day {number} the {name} minister met envoy {number}." for number in range(40)
    )


def rss(*items: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Daily</title>{''.join(items)}</channel></rss>"
    ).encode()


def item(title: str, date: str = "", link: str = "", content: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + (f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else "")
        + "</item>"
    )


def test_entries_come_newest_first_from_the_feed_or_from_their_link() -> None:
    hidden = '<p style="display:none">Unseen.</p>'
    feed = rss(
        item(
            "Old &amp;amp; full",
            "Mon, 23 Nov 2026 10:00:00 GMT",
            "/old",
            f"<p>{story('old')}</p>{hidden}",
        ),
        item("New", "Tue, 24 Nov 2026 10:00:00 +0200", "/new", "<p>Short …</p>"),
    )

    def script(call: Received) -> Answer:
        if call.path == "/feed":
            return Answer(200, feed, {"Content-Type": "text/html"})
        assert call.path == "/new"
        return Answer(200, f"<html><body><p>{story('new')}</p></body></html>")

    with serving_by(script) as server:
        root = f"http://127.0.0.1:{server.server_port}"
        new, old = load_all([f"{root}/feed"], reading=Reading(allow_private=True))
        with pytest.raises(SourceUnreadableError, match="is a feed"):
            load(f"{root}/feed", reading=Reading(allow_private=True))
    assert (new.id, new.title, new.location) == ("D1", "New", f"{root}/new")
    assert new.published == "2026-11-24T08:00:00+00:00"
    assert (old.title, old.publisher) == ("Old & full", "The Daily")
    assert old.text == story("old")


def test_a_link_of_a_feed_is_under_the_same_rules(write: Write) -> None:
    path = write("feed.xml", rss(item("X", link="http://169.254.169.254/latest/", content="x")))
    with pytest.raises(SourceRefusedError, match="metadata"):
        load_all([path])
    path = write("feed.xml", rss(item("X", link="file:///etc/passwd", content="x")))
    with pytest.raises(SourceRefusedError, match="file://"):
        load_all([path])


def test_entries_are_fetched_several_at_a_time_each_with_a_time_of_its_own(write: Write) -> None:
    together = Barrier(4)

    def script(call: Received) -> Answer:
        if call.path in ("/0", "/1", "/2", "/4"):
            together.wait(timeout=20)  # as long as one alone is asked for, none is answered
        late = 60.0 if call.path == "/3" else 0.0
        return Answer(200, story(f"no. {call.path[1:]}"), wait=late)

    told: list[str] = []
    with serving_by(script) as server:
        root = f"http://127.0.0.1:{server.server_port}"
        path = write("feed.xml", rss(*(item(f"E{n}", link=f"{root}/{n}") for n in range(12))))
        reading = Reading(
            allow_private=True,
            skip_unreadable=True,
            limits=WebLimits(seconds=4),
            tell=told.append,
        )
        loaded = load_sources([path], reading=reading)
    assert [document.title for document in loaded.documents] == [
        f"E{n}" for n in range(12) if n != 3
    ]
    (unread,) = loaded.unread
    assert unread.location == f"{root}/3"
    assert "within 4 seconds" in unread.reason
    assert told == [f"reading {n + 1} of 12: {root}/{n}" for n in range(12)]


def test_one_that_fails_is_told_without_waiting_for_the_others() -> None:
    def script(call: Received) -> Answer:
        return Answer(404) if call.path == "/a" else Answer(200, TEXT, wait=20.0)

    with serving_by(script) as server:
        root = f"http://127.0.0.1:{server.server_port}"
        started = time.monotonic()
        with pytest.raises(SourceNotFoundError):
            load_sources([f"{root}/a", f"{root}/b"], reading=Reading(allow_private=True))
        assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("reading", "titles"),
    [
        (Reading(now=NOW), ["c", "b", "a", "d"]),
        (Reading(now=NOW, limit=2), ["c", "b"]),
        (Reading(now=NOW, since=timedelta(hours=24)), ["c"]),
        (Reading(now=NOW, since=timedelta(days=3)), ["c", "b"]),
    ],
)
def test_since_and_limit_choose_the_newest(
    write: Write, reading: Reading, titles: list[str]
) -> None:
    path = write(
        "feed.rss",
        rss(
            item("a", "Sun, 01 Nov 2026 10:00:00 GMT", content=story("a")),
            item("d", content=story("d")),
            item("c", "Tue, 24 Nov 2026 10:00:00 GMT", content=story("c")),
            item("b", "Sun, 22 Nov 2026 10:00:00 GMT", content=story("b")),
        ),
    )
    assert [document.title for document in load_all([path], reading=reading)] == titles


def test_a_feed_without_new_entries_is_empty(write: Write) -> None:
    path = write("feed.xml", rss(item("a", "Sun, 01 Nov 2026 10:00:00 GMT", content=story("a"))))
    with pytest.raises(SourceEmptyError, match="no entry of the last 2 days"):
        load_all([path], reading=Reading(now=NOW, since=timedelta(hours=48)))


def test_atom_and_json_feeds_are_read(write: Write) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><entry><title>T</title>'
        "<id>1</id><published>2026-11-23T10:00:00Z</published><author><name>Jo</name></author>"
        f'<content type="html">&lt;p&gt;{story("atom")}&lt;/p&gt;</content></entry></feed>'
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [{"id": "1", "title": "T", "content_text": story("json")}],
    }
    first, second = load_all(
        [write("a.atom", atom.encode()), write("b.json", json.dumps(feed).encode())]
    )
    assert (first.text, first.author, first.published) == (
        *(story("atom"), "Jo"),
        "2026-11-23T10:00:00+00:00",
    )
    assert (second.text, second.publisher) == (story("json"), "J")


@pytest.mark.parametrize(
    ("encoding", "mark", "declared"),
    [
        ("utf-8", b"", "windows-1251"),
        ("cp1251", b"", "utf-8"),
        ("cp1251", b"", "windows-1251"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
    ],
)
def test_a_feed_is_read_in_its_encoding_whatever_it_declares(
    write: Write, encoding: str, mark: bytes, declared: str
) -> None:
    text = "Министр заявил в среду, что правительство не примет предложение. " * 30
    feed = rss(item("Министр", content=text)).decode()
    feed = feed.replace("?>", f' encoding="{declared}"?>', 1)
    path = write("feed.xml", mark + feed.encode(encoding))
    (document,) = load_all([path])
    assert (document.title, document.text) == ("Министр", text.strip())


def test_the_encoding_of_a_feed_may_be_the_servers_word() -> None:
    text = "Министр заявил в среду, что правительство не примет предложение. " * 30
    answer = Answer(
        200,
        rss(item("Ў", content=text)).decode().encode("cp1251"),
        {"Content-Type": "application/rss+xml; charset=windows-1251"},
    )
    with serving(answer) as server:
        address = f"http://127.0.0.1:{server.server_port}/feed"
        (document,) = load_all([address], reading=Reading(allow_private=True))
    assert document.title == "Ў"


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        (
            rss(item("&x;"), head='<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "entities",
        ),
        (
            rss(
                item("&b;"),
                head='<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 99 + '">]>',
            ),
            "entities",
        ),
        (
            rss(item("&x;"), head='<!DOCTYPE r [<!ENTITY x "y">]>').decode().encode("utf-16"),
            "entities",
        ),
        (b"<rss><channel><<<", "no entry|broken"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 7}', "broken|no entry"),
        (b'{"version": "https://jsonfeed.org/version/1", "items"', "broken"),
    ],
    ids=["external entity", "laughs", "UTF-16", "broken XML", "odd JSON", "broken JSON"],
)
def test_a_hostile_or_broken_feed_says_what_is_wrong(write: Write, feed: bytes, why: str) -> None:
    with pytest.raises((SourceUnreadableError, SourceEmptyError), match=why) as caught:
        load_all([write("feed.xml", feed)])
    assert caught.value.hint


@pytest.mark.parametrize(
    "page", [b"<!---->" * 5000, b"<?a?>" * 5000, b"<!DOCTYPE x [ ] >" * 5000, b" " * 100_000]
)
def test_no_page_takes_long_to_be_told_from_a_feed(page: bytes) -> None:
    started = time.monotonic()
    assert not is_feed(page + b"<p>")
    assert time.monotonic() - started < 2


# Copies ---------------------------------------------------------------------------------


def test_copies_of_a_report_count_once_and_name_their_carriers(write: Write) -> None:
    def page(site: str, body: str) -> bytes:
        paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines() if line)
        return (
            f'<html><head><meta property="og:site_name" content="{site}"></head>'
            f"<body><article>{paragraphs}</article></body></html>"
        ).encode()

    cut = "\n".join(TEXT.splitlines()[:-4])
    documents = load_all(
        [
            write("agency.html", page("Agency", TEXT)),
            write("other.txt", story("other").encode()),
            write("daily.html", page("The Daily", f"Exclusive from our own desk\n{cut}")),
        ]
    )
    assert [document.id for document in documents] == ["D1", "D2"]
    assert re.fullmatch(r"The Daily \(.*daily\.html\)", documents[0].carriers[0])
    assert documents[1].carriers == ()


def test_the_newest_of_equals_is_kept_and_the_fullest_of_unequals() -> None:
    long, short = story("long"), " ".join(story("long").split()[:-120])
    assert group_copies(
        [Article(long, published="2026-11-23"), Article(long, published="2026-11-24")]
    ) == [(1, (0,))]
    assert group_copies([Article(short, published="2026-11-24"), Article(long)]) == [(1, (0,))]


def test_reports_that_quote_the_same_statement_are_no_copies() -> None:
    quote = " ".join(TEXT.split()[:60])
    assert (
        len(group_copies([Article(f"{story('one')} {quote}"), Article(f"{story('two')} {quote}")]))
        == 2
    )


def test_short_texts_are_copies_only_word_for_word() -> None:
    texts = ["The minister said no on Monday.", "The minister said no on Tuesday."]
    assert len(group_copies([Article(text) for text in texts])) == 2
    assert len(group_copies([Article(texts[0]), Article(texts[0].upper())])) == 1


def test_writing_without_spaces_is_compared_by_its_letters() -> None:
    text = "".join(chr(0x4E00 + 37 * number % 5000) for number in range(300))
    assert len(group_copies([Article(text), Article(text[20:] + "完")])) == 1


@given(st.lists(st.sampled_from([TEXT, story("a"), story("b"), "He left."]), max_size=6))
def test_every_article_is_in_exactly_one_group(texts: list[str]) -> None:
    groups = group_copies([Article(text) for text in texts])
    places = [place for group in groups for place in (group.kept, *group.copies)]
    assert sorted(places) == list(range(len(texts)))
    assert len(groups) == len(set(texts))


# Dates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "length"),
    [("30m", timedelta(minutes=30)), ("24h", timedelta(hours=24)), ("7D", timedelta(days=7))],
)
def test_a_time_is_read(text: str, length: timedelta) -> None:
    assert duration(text, "--since") == length


@pytest.mark.parametrize("text", ["", "24", "h", "-1h", "1.5h", "0h", "24 parsecs", "9999999d"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="--since") as caught:
        duration(text, "--since")
    assert caught.value.hint


def test_a_duration_reads_as_words() -> None:
    words = [in_words(timedelta(hours=hours)) for hours in (1, 24, 36, 48)]
    assert words == ["1 hour", "1 day", "36 hours", "2 days"]


def test_the_cut_off_is_the_newest_date_that_has_come() -> None:
    dates = ["2026-11-23", "2026-11-23T23:00:00-05:00", None, "nonsense", "2999-01-01"]
    assert newest(dates, NOW) == "2026-11-23T23:00:00-05:00"
    assert newest([None], NOW) is None
    assert newest(["2026-11-25T01:00:00+14:00"], NOW) is not None


def test_old_sources_are_warned_of_and_so_are_undated_ones() -> None:
    two_days = timedelta(hours=48)
    assert check_age("2026-11-21", NOW, two_days)[0].code == "sources-stale"
    assert check_age("2026-11-22", NOW, two_days) == []
    assert "no source is dated" in check_age(None, NOW, two_days)[0].message
    assert check_age(None, NOW, None) == []


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    latest_moment(text)


# On the page ----------------------------------------------------------------------------


def test_the_page_says_what_was_not_read_who_else_carries_it_and_the_cut_off(
    tmp_path: Path,
) -> None:
    dated = f"---\ntitle: Talks\ndate: 2024-09-12\n---\n\n{TEXT}"
    (tmp_path / "a.md").write_text(dated, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(TEXT, encoding="utf-8")
    kept = tmp_path / "kept"
    arguments: list[str | Path] = [
        "make",
        tmp_path / "a.md",
        tmp_path / "copy.txt",
        tmp_path / "none.txt",
    ]
    assert run(*arguments).returncode == 3
    options: list[str | Path] = ["--skip-unreadable", "--keep", kept]
    options += ["--stale-after", "48h", "--engine", "embedded"]
    done = run(*arguments, *options)
    assert done.returncode == 0, done.stderr
    assert "also carried by" in done.stdout
    assert "Information cut-off: 2024-09-12." in done.stdout
    assert "Not read: " in done.stdout
    assert "none.txt" in done.stdout.rpartition("---")[2]
    assert "The newest source is over 2 days old" in done.stdout
    assert "not read: " in done.stderr
    assert "none.txt" in run(*arguments, *options, "--format", "html").stdout

    made = run(*arguments, *options, "--format", "json", "-o", tmp_path / "brief.json")
    assert made.returncode == 0
    brief = Brief.model_validate_json((tmp_path / "brief.json").read_bytes())
    text = (kept / "D1.md").read_bytes().decode()
    cited = [citation for claim in brief.summary for citation in claim.citations]
    assert cited
    for citation in cited:
        assert text[citation.start : citation.end] == citation.quote
    assert run("check", tmp_path / "brief.json", kept / "D1.md").returncode == 0


def test_a_brief_of_before_still_reads() -> None:
    made = run("make", SEED, "--format", "json").stdout
    brief = json.loads(made)
    for name in ("cutoff", "unread"):
        del brief[name]
    for source in brief["sources"]:
        del source["author"], source["carriers"]
    old = re.sub(r',\s*"page": null', "", json.dumps(brief))
    assert '"page"' not in old
    Brief.model_validate_json(old)


def test_a_private_address_is_refused_by_the_command_line_unless_allowed() -> None:
    with serving(Answer(200, TEXT, {"Content-Type": "text/plain"})) as server:
        address = f"http://localhost:{server.server_port}/a"
        refused = run("make", address)
        assert refused.returncode == 3
        assert "loopback" in refused.stderr
        assert "--allow-private" in refused.stderr
        done = run("make", address, "--allow-private", "--engine", "embedded")
    assert done.returncode == 0
    assert done.stdout.startswith("# Putin threatens NATO")


def test_all_of_a_kind_can_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item("F", content=story("feed"))))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.txt").write_text(story("folder"))
    with serving(Answer(200, story("web"), {"Content-Type": "text/plain"})) as server:
        loaded = load_sources(
            [SEED, folder, f"http://127.0.0.1:{server.server_port}/", tmp_path / "feed.xml"],
            reading=Reading(allow_private=True),
        )
    assert [document.id for document in loaded.documents] == ["D1", "D2", "D3", "D4"]
