"""Over TLS only a certificate that holds for the name is believed."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from briefing.errors import SourceRefusedError
from briefing.load.reading import Reading, WebLimits
from briefing.load.web import fetch
from tests.loopback import Answer, Loopback, serving

TEXT = "The minister said on Monday that he would not accept the proposal."
READING = Reading(
    allow_private=True,
    resolver=lambda host, port: ["127.0.0.1"],
    limits=WebLimits(seconds=5),
)


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> trustme.CA:
    """An authority that is trusted, as that of a firm is, by OpenSSL's own variable."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


Configure = Callable[[ssl.SSLContext], None]


@contextmanager
def answering(configure: Configure) -> Iterator[tuple[str, Loopback]]:
    with serving(Answer(200, TEXT, {"Content-Type": "text/plain"})) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        configure(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield f"https://news.example:{server.server_port}/a", server


def test_a_certificate_that_holds_for_the_name_is_believed(authority: trustme.CA) -> None:
    certificate = authority.issue_cert("news.example")
    with answering(certificate.configure_cert) as (address, _):
        assert fetch(address, READING).content.decode() == TEXT


def test_a_certificate_that_does_not_hold_is_refused_and_nothing_is_asked(
    authority: trustme.CA, tmp_path: Path
) -> None:
    itself, chain = trustme.CA(), tmp_path / "itself.pem"
    chain.write_bytes(itself.private_key_pem.bytes() + itself.cert_pem.bytes())
    yesterday = datetime.now(UTC) - timedelta(days=1)
    bad: dict[str, Configure] = {
        "self-signed": lambda context: context.load_cert_chain(chain),
        "issuer": trustme.CA().issue_cert("news.example").configure_cert,
        "not valid for 'news.example'": authority.issue_cert("other.example").configure_cert,
        "expired": authority.issue_cert("news.example", not_after=yesterday).configure_cert,
    }
    for words, configure in bad.items():
        with answering(configure) as (address, server):
            with pytest.raises(SourceRefusedError) as caught:
                fetch(address, READING)
            assert server.received == []
        said = caught.value.message
        assert said.startswith(f"the server of {address} shows a certificate")
        assert words in said
        assert "save the page" in (caught.value.hint or "")
