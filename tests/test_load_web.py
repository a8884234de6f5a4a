"""The web as an enemy: real servers on loopback, a resolver that says where they are."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from briefing.errors import (
    SourceError,
    SourceNotFoundError,
    SourceNotTextError,
    SourceRefusedError,
    SourceUnreachableError,
    SourceUnreadableError,
)
from briefing.load import load, load_sources
from briefing.load.reading import Reading, WebLimits
from briefing.load.web import fetch
from tests.loopback import Answer, Loopback, Received, closed_port, serving, serving_by
from tests.test_load import PAGE

HTML = {"Content-Type": "text/html; charset=utf-8"}
OPEN = Reading(allow_private=True, limits=WebLimits(seconds=5, megabytes=1, redirects=3))
TEXT = "The minister said on Monday that he would not accept the proposal."


def root(server: Loopback) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_page_is_read_as_a_file_of_it_is() -> None:
    with serving(Answer(200, PAGE, HTML)) as server:
        document = load(f"{root(server)}/news/a.html", reading=OPEN)
    assert document.title == "Minister rejects the proposal"
    assert (document.publisher, document.published) == ("The Daily", "2024-09-12")
    assert document.location == f"{root(server)}/news/a.html"
    assert "unseen" not in document.text.lower()


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost [::1] [::ffff:127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::] 0.0.0.0 "
    "0x7f.1 2130706433 127.1 0177.0.0.1 169.254.169.254 10.0.0.1 192.168.1.1 [fe80::1] "
    "[fd00:ec2::254] 0 1.2.3.4.5 0x".split(),
)
def test_what_is_not_public_is_refused_before_anything_is_connected_to(host: str) -> None:
    with serving(Answer(200, TEXT)) as server:
        with pytest.raises(SourceRefusedError) as caught:
            load(f"http://{host}:{server.server_port}/")
        assert server.connections == 0
    assert caught.value.hint


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::1"], ["::ffff:10.0.0.1"]]
)
def test_a_name_is_refused_if_any_of_its_addresses_is_private(answers: list[str]) -> None:
    reading = Reading(resolver=lambda host, port: answers)
    with pytest.raises(SourceRefusedError, match="not on the public internet"):
        load("http://news.example/", reading=reading)


def test_the_name_is_looked_up_once_and_the_checked_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    connected: list[str] = []

    def record(address: tuple[str, int], *args: object, **kwargs: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError("as arranged")

    monkeypatch.setattr(socket, "create_connection", record)
    with pytest.raises(SourceUnreachableError):
        load("http://news.example/", reading=Reading(resolver=rebinding))
    assert (asked, connected) == (["news.example"], ["93.184.215.14"])


def test_the_host_header_is_the_name_and_nothing_else_is_told() -> None:
    with serving(
        Answer(302, headers={"Location": "/b?q=1", "Set-Cookie": "id=1"}), Answer(200, TEXT)
    ) as server:
        reading = Reading(allow_private=True, resolver=lambda host, port: ["127.0.0.1"])
        load(f"http://news.example:{server.server_port}/a#part", reading=reading)
    first, second = server.received
    assert (first.path, second.path) == ("/a", "/b?q=1")
    for call in (first, second):
        assert call.headers["host"] == f"news.example:{server.server_port}"
        assert set(call.headers) == {
            *("host", "accept", "accept-encoding", "connection", "user-agent")
        }


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://127.0.0.1/", "loopback"),
        ("http://[::ffff:169.254.169.254]/latest/meta-data/", "link-local"),
        ("http://2130706433/", "unusual form"),
        ("file:///etc/passwd", "file://"),
        ("gopher://x/", "gopher://"),
        ("http://user:secret@news.example/", "user name or password"),
        ("//10.0.0.1/x", "private"),
        ("http://127%2e0%2e0%2e1/", "escape"),
        ("http://①②⑦.0.0.1/", "no valid address"),
        ("http://localhost./", "loopback"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_is(
    location: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = {"Location": location.encode().decode("latin-1")}
    with serving(Answer(302, headers=header)) as server:
        # The server stands for one in public: its address is 1.1.1.1 as far as the rules see.
        connect = socket.create_connection

        def diverted(address: tuple[str, int], *args: object) -> socket.socket:
            assert address[0] == "1.1.1.1", address
            return connect(("127.0.0.1", server.server_port))

        monkeypatch.setattr(socket, "create_connection", lambda address, *a, **k: diverted(address))
        names = {"news.example": "1.1.1.1", "localhost.": "127.0.0.1"}
        reading = Reading(resolver=lambda host, port: [names[host]])
        with pytest.raises(SourceRefusedError, match=why) as caught:
            load("http://news.example/a", reading=reading)
    assert caught.value.message.startswith("http://news.example/a ")
    assert "secret" not in caught.value.message
    assert len(server.received) == 1


def test_a_line_break_in_a_redirect_stays_in_its_path() -> None:
    location = "/b%0d%0aX-Injected:%201"
    with serving(Answer(302, headers={"Location": location}), Answer(200, TEXT)) as server:
        fetch(root(server), OPEN)
    assert server.received[1].path == location
    assert "x-injected" not in server.received[1].headers


def test_a_redirect_in_utf_8_is_followed_to_where_it_says() -> None:
    location = "/über".encode().decode("latin-1")
    with serving(Answer(301, headers={"Location": location}), Answer(200, TEXT)) as server:
        assert fetch(root(server), OPEN).url.endswith("/%C3%BCber")
    assert server.received[1].path == "/%C3%BCber"


def test_an_address_that_does_not_answer_leaves_time_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect = socket.create_connection

    def diverted(
        address: tuple[str, int], timeout: float, *args: object, **more: object
    ) -> socket.socket:
        if address[0] == "1.1.1.1":
            assert timeout < OPEN.limits.seconds / 2
            raise TimeoutError("as arranged")
        return connect(address, timeout)

    monkeypatch.setattr(socket, "create_connection", diverted)
    with serving(Answer(200, TEXT)) as server:
        reading = Reading(
            allow_private=True,
            resolver=lambda host, port: ["1.1.1.1", "127.0.0.1"],
            limits=OPEN.limits,
        )
        address = f"http://news.example:{server.server_port}/"
        assert fetch(address, reading).content == TEXT.encode()


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "FILE:///etc/passwd",
        "javascript://x",
        "http://",
        "http://[::1",
        "http:///x",
        "http://exa%6dple.org/",
    ],
)
def test_only_http_and_https_are_read(address: str) -> None:
    with pytest.raises(SourceRefusedError) as caught:
        load(address)
    assert caught.value.hint


def test_credentials_in_an_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(SourceRefusedError, match="password") as caught:
        load("https://user:secret@example.org/a")
    assert "secret" not in caught.value.message + str(caught.value.hint)


def test_redirects_without_end_are_refused() -> None:
    with serving(Answer(302, headers={"Location": "/again"})) as server:
        with pytest.raises(SourceRefusedError, match="more than 3 times"):
            fetch(root(server), OPEN)
        assert len(server.received) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_a_refusal_of_the_server_says_its_status(status: int) -> None:
    with (
        serving(Answer(status, TEXT)) as server,
        pytest.raises(SourceError, match=f"HTTP {status}") as caught,
    ):
        fetch(root(server), OPEN)
    assert caught.value.hint
    assert isinstance(caught.value, SourceNotFoundError) == (status in (404, 410))
    assert caught.value.retryable == (status in (429, 500, 503))


def test_a_body_over_the_limit_is_refused() -> None:
    with (
        serving(Answer(200, b"word " * 400_000)) as server,
        pytest.raises(SourceRefusedError, match="longer than 1 MB"),
    ):
        fetch(root(server), OPEN)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
def test_a_compressed_bomb_is_refused_by_what_comes_out(pack: object) -> None:
    assert callable(pack)
    bomb = pack(bytes(200_000_000))
    assert len(bomb) < 1_000_000
    encoding = "gzip" if pack is gzip.compress else "deflate"
    with (
        serving(Answer(200, bomb, {"Content-Encoding": encoding})) as server,
        pytest.raises(SourceRefusedError, match="longer than 1 MB"),
    ):
        fetch(root(server), OPEN)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"x" * 500, mtime=0)[:-9], "gzip"),
        (b"plain", "gzip"),
        (b"x", "br"),
        (b"x", "gzip, gzip"),
    ],
)
def test_what_is_wrongly_compressed_is_unreadable(body: bytes, encoding: str) -> None:
    with (
        serving(Answer(200, body, {"Content-Encoding": encoding})) as server,
        pytest.raises(SourceUnreadableError, match="compressed"),
    ):
        fetch(root(server), OPEN)


def test_compressed_text_comes_out_whole() -> None:
    text = f"{TEXT}\n\nThe chancellor disagreed. " * 50
    with serving(Answer(200, gzip.compress(text.encode()), {"Content-Encoding": "gzip"})) as server:
        assert fetch(root(server), OPEN).content == text.encode()


def test_all_members_of_a_compressed_answer_are_read_and_what_follows_them_is_not() -> None:
    first, second = gzip.compress(b"He left. " * 40), gzip.compress(b"She stayed.")
    answer = Answer(200, first + second + b"\0" * 500, {"Content-Encoding": "gzip"})
    with serving(answer) as server:
        assert fetch(root(server), OPEN).content == b"He left. " * 40 + b"She stayed."


@contextmanager
def dripping(head: bytes, drip: bytes, pause: float = 0.1) -> Iterator[int]:
    """A server that sends `head`, then `drip` for ever, once a `pause` (in seconds)."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    connection.sendall(head)
                    while not stop.wait(pause):
                        connection.sendall(drip)
                except OSError:
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            thread.join()


@pytest.mark.parametrize(
    ("head", "drip"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"word "),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
        (b"", b""),
    ],
    ids=["endless body", "endless head", "silence"],
)
def test_a_server_that_drips_is_given_up_in_time(head: bytes, drip: bytes) -> None:
    reading = Reading(allow_private=True, limits=WebLimits(seconds=0.6))
    started = time.monotonic()
    with dripping(head, drip) as port:
        with pytest.raises(SourceUnreachableError, match=r"within 0\.6 seconds"):
            fetch(f"http://127.0.0.1:{port}/", reading)
        assert time.monotonic() - started < 3


@pytest.mark.parametrize("encoding", [b"identity", b"gzip"])
def test_a_body_without_end_is_given_up_at_the_limit(encoding: bytes) -> None:
    head = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: %b\r\n\r\n" % encoding
    )
    part = (b"word " if encoding == b"identity" else gzip.compress(b"word ")) * 10_000
    with (
        dripping(head, b"%x\r\n%b\r\n" % (len(part), part), pause=0) as port,
        pytest.raises(SourceRefusedError, match="longer than 1 MB"),
    ):
        fetch(f"http://127.0.0.1:{port}/", OPEN)


@pytest.mark.parametrize("answer", [Answer(200, TEXT, cut=5), Answer(200, TEXT, cut=-1)])
def test_an_answer_that_breaks_off_is_not_taken_for_whole(answer: Answer) -> None:
    with serving(answer) as server, pytest.raises(SourceUnreachableError) as caught:
        fetch(root(server), OPEN)
    assert caught.value.hint


def test_nobody_there_and_an_unknown_name_are_unreachable() -> None:
    with pytest.raises(SourceUnreachableError):
        fetch(f"http://127.0.0.1:{closed_port()}/", OPEN)

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(SourceUnreachableError, match=r"no host is known as news\.example"):
        fetch("http://news.example/", Reading(resolver=unknown))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PAGE.encode(), "application/pdf"),
        (PAGE.encode(), "text/plain"),
        (PAGE.encode(), "image/png"),
    ],
)
def test_a_page_is_a_page_whatever_the_server_calls_it(body: bytes, content_type: str) -> None:
    with serving(Answer(200, body, {"Content-Type": content_type})) as server:
        assert load(root(server), reading=OPEN).title == "Minister rejects the proposal"


def test_a_picture_called_a_page_is_refused() -> None:
    with (
        serving(Answer(200, b"\x89PNG\r\n\x1a\n\x00", HTML)) as server,
        pytest.raises(SourceNotTextError, match="a PNG image"),
    ):
        load(root(server), reading=OPEN)


@pytest.mark.parametrize(
    "feed",
    [b"<rss><channel><item><title>A</title", b"<feed xmlns='x'>\xff\xfe<entry/>", b"<rss/>"],
)
def test_an_ill_formed_feed_says_what_is_wrong(feed: bytes) -> None:
    with (
        serving(Answer(200, feed, {"Content-Type": "application/rss+xml"})) as server,
        pytest.raises(SourceError, match=r"broken feed|entry") as caught,
    ):
        load_sources([root(server)], reading=OPEN)
    assert caught.value.hint


def test_the_encoding_that_the_server_names_is_believed_where_bytes_fit() -> None:
    text = "Министр заявил в среду: нет. ўЎ"
    answer = Answer(
        200, text.encode("cp1251"), {"Content-Type": "text/plain; charset=windows-1251"}
    )
    with serving(answer) as server:
        assert load(root(server), reading=OPEN).text == text


def test_with_several_sources_what_is_refused_is_skipped_and_named() -> None:
    def script(call: Received) -> Answer:
        return Answer(404) if call.path == "/b" else Answer(200, TEXT)

    with serving_by(script) as server:
        sources = [f"{root(server)}/a", f"{root(server)}/b"]
        with pytest.raises(SourceNotFoundError):
            load_sources(sources, reading=OPEN)
        skipping = Reading(allow_private=True, skip_unreadable=True)
        loaded = load_sources(sources, reading=skipping)
        assert [document.id for document in loaded.documents] == ["D1"]
        assert [(unread.location, "HTTP 404" in unread.reason) for unread in loaded.unread] == [
            (sources[1], True)
        ]
        with pytest.raises(SourceNotFoundError):
            load_sources(sources[1:], reading=skipping)


def test_the_tls_server_name_is_the_name_of_the_address() -> None:
    hello: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        reading = Reading(
            allow_private=True,
            resolver=lambda host, port: ["127.0.0.1"],
            limits=WebLimits(seconds=5),
        )
        with pytest.raises(SourceUnreachableError):
            fetch(f"https://news.example:{server.getsockname()[1]}/", reading)
        thread.join()
    assert b"news.example" in hello[0]
