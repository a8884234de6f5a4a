from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from briefing.cassettes import Recorded, RecordMode, recorded, recording
from briefing.cassettes.file import (
    Body,
    Exchange,
    RecordedRequest,
    RecordedResponse,
    read_cassette,
    write_cassette,
)
from briefing.client import Completion, Message, OpenAIClient, Request
from briefing.errors import (
    CassetteError,
    ModelAuthenticationError,
    ModelError,
    ModelRequestError,
    ModelUnavailableError,
)
from tests.loopback import Answer, completion, refusal, serving, serving_by

KEY = "sk-test-0123456789abcdef"
TEXT = "Line one.\nLine two: \u201cquoted\u201d.\n\n- A third, with \U0001f642.\n"


class Reply(BaseModel):
    word: str


def asking(text: str = TEXT) -> Request:
    return Request((Message("system", "Be brief."), Message("user", text)), Reply, "JSON!", 500)


def ask(base_url: str, text: str = TEXT, *, retries: int = 0) -> Completion:
    with OpenAIClient(
        model="some-model", base_url=base_url, api_key=KEY, retries=retries
    ) as client:
        return client.complete(asking(text))


def ask_by(path: Path, mode: RecordMode, base_url: str, *texts: str) -> list[str]:
    with recording(path, mode):
        return [ask(base_url, text).text for text in texts or (TEXT,)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "call.yaml"


# Modes ----------------------------------------------------------------------------------


def test_what_was_recorded_is_replayed_without_a_connection(path: Path) -> None:
    with serving(completion("yes\n\u2026")) as server:
        with recording(path, "once"):
            first = ask(server.base_url)
        assert server.connections == 1
        for mode in ("none", "once"):
            with recording(path, mode):
                again = ask(server.base_url)
            assert (again.text, again.tokens, again.created) == (
                first.text,
                first.tokens,
                first.created,
            )
        assert server.connections == 1


def test_once_records_where_there_are_only_comments(path: Path) -> None:
    path.write_text("# made by hand\n# in two lines\n", encoding="utf-8")
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url)
    assert path.read_text(encoding="utf-8").startswith("# made by hand\n# in two lines\nversion:")


def test_all_records_anew_and_keeps_nothing_but_the_comments(path: Path) -> None:
    with serving(completion("one"), completion("two"), completion("three")) as server:
        ask_by(path, "once", server.base_url, "A", "B")
        path.write_text("# note\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        ask_by(path, "all", server.base_url, "A")
    content = path.read_text(encoding="utf-8")
    assert content.startswith("# note\n")
    assert "three" in content
    assert "one" not in content
    assert "two" not in content


def test_a_run_that_fails_leaves_the_recording_as_it_was(path: Path) -> None:
    with serving(completion("one"), completion("two"), refusal(500, "oops")) as server:
        ask_by(path, "once", server.base_url)
        before = path.read_bytes()
        with pytest.raises(ModelUnavailableError):
            ask_by(path, "all", server.base_url, "A", "B")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_run_that_asks_nothing_writes_nothing(path: Path) -> None:
    with recording(path, "once"):
        pass
    assert not path.exists()


def test_the_same_request_gets_its_answers_in_order_each_once(path: Path) -> None:
    with serving(completion("one"), completion("two")) as server:
        ask_by(path, "once", server.base_url, "A", "A")
        assert ask_by(path, "none", server.base_url, "A", "A") == ["one", "two"]
        with pytest.raises(CassetteError, match="no further answer"):
            ask_by(path, "none", server.base_url, "A", "A", "A")
        assert server.connections == 2


def test_the_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "call.yaml"
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url)
    assert path.is_file()


def test_other_clients_of_the_program_are_neither_recorded_nor_kept_off(path: Path) -> None:
    from urllib.request import urlopen

    with serving_by(lambda call: completion("yes")) as server:
        ask_by(path, "once", server.base_url)
        with recording(path, "none"), urlopen(f"{server.base_url}/models") as response:
            assert response.status == 200


# Misses ---------------------------------------------------------------------------------


def test_a_changed_prompt_is_a_miss_that_shows_the_change(path: Path) -> None:
    lines = [f"Sentence number {number}." for number in range(40)]
    changed = [*lines[:20], "Something else.", *lines[21:]]
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url, "quite another", "\n".join(lines))
        asked = server.connections
        for mode in ("none", "once"):
            with pytest.raises(CassetteError) as caught:
                ask_by(path, mode, server.base_url, "\n".join(changed))
        assert server.connections == asked
    hint = caught.value.hint or ""
    assert "-        Sentence number 20.\n+        Something else." in hint
    assert "--record all" in hint
    assert "quite another" not in hint
    assert len(hint.splitlines()) < 12


def test_a_long_difference_is_cut_and_nothing_in_it_reaches_the_terminal(path: Path) -> None:
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url, "short")
        with pytest.raises(CassetteError) as caught:
            ask_by(path, "none", server.base_url, "\n".join(["\u202e\x1b[31m" + "x" * 900] * 200))
    lines = (caught.value.hint or "").splitlines()
    assert len(lines) <= 62
    assert all(line.isprintable() and len(line) <= 201 for line in lines)


@pytest.mark.parametrize("retries", [0, 2])
def test_a_miss_is_told_at_once(path: Path, retries: int) -> None:
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url)
        with pytest.raises(CassetteError), recording(path, "none"):
            ask(server.base_url, "other", retries=retries)


def test_a_miss_is_found_under_whatever_it_was_wrapped_in(path: Path) -> None:
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url)
        with pytest.raises(CassetteError), recording(path, "none"):
            _ask_in_a_wrapper(server.base_url)


def _ask_in_a_wrapper(base_url: str) -> None:
    try:
        ask(base_url, "other")
    except Exception as error:
        raise RuntimeError("wrapped") from error


def test_the_address_is_part_of_the_request(path: Path) -> None:
    with serving(completion("yes")) as server, serving(completion("no")) as other:
        ask_by(path, "once", server.base_url)
        with pytest.raises(CassetteError) as caught:
            ask_by(path, "none", other.base_url)
        assert other.connections == 0
    assert f"+uri: {other.base_url}" in (caught.value.hint or "")


def test_the_order_of_keys_in_a_body_does_not_matter(path: Path) -> None:
    with serving(completion("yes")) as server:
        ask_by(path, "once", server.base_url)
        ((exchange,),) = [read_cassette(path) or ()]
        parsed = exchange.request.body.parsed
        assert isinstance(parsed, dict)
        turned = dict(reversed(parsed.items()))
        body = exchange.request.body.model_copy(update={"parsed": turned})
        request = exchange.request.model_copy(update={"body": body})
        write_cassette(path, [Exchange(request=request, response=exchange.response)])
        assert ask_by(path, "none", server.base_url) == ["yes"]


# What is kept ---------------------------------------------------------------------------


def test_nothing_that_tells_who_recorded_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-secret")
    headers = {"Set-Cookie": "id=cookie-secret", "openai-organization": "org-secret"}
    answer = completion("yes")
    with serving(Answer(body=answer.body, headers=headers)) as server:
        address = server.base_url.replace("//", "//me:password-secret@")
        ask_by(path, "once", f"{address}?api-key=query-secret")
        assert server.received[0].headers["openai-organization"] == "org-secret"
        content = path.read_text(encoding="utf-8")
        assert "secret" not in content
        assert KEY not in content
        assert recorded(path) == Recorded(server.base_url, "some-model")
        assert ask_by(path, "none", server.base_url) == ["yes"]


def test_a_key_that_the_service_repeats_is_not_kept(path: Path) -> None:
    no_schemas = refusal(400, f"json_schema is not supported for {KEY}")
    with serving(no_schemas, completion("yes")) as server:
        ask_by(path, "once", server.base_url)
        content = path.read_text(encoding="utf-8")
        assert KEY not in content
        assert "is not supported for [key]" in content
        assert ask_by(path, "none", server.base_url) == ["yes"]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_an_outage_is_not_kept(path: Path, status: int) -> None:
    out = refusal(status, "later", {"Retry-After": "0.05"})
    with serving(out, completion("yes")) as server:
        with recording(path, "once"):
            ask(server.base_url, retries=1)
        assert len(read_cassette(path) or ()) == 1
        assert ask_by(path, "none", server.base_url) == ["yes"]


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_not_kept(path: Path, status: int) -> None:
    with (
        serving(refusal(status, "no")) as server,
        recording(path, "once"),
        pytest.raises(ModelAuthenticationError),
    ):
        ask(server.base_url)
    assert not path.exists()


def test_a_refused_request_is_kept_and_replayed(path: Path) -> None:
    with serving(refusal(400, "not this")) as server:
        for mode in ("once", "none"):
            with recording(path, mode), pytest.raises(ModelRequestError, match="not this"):
                ask(server.base_url)
        assert server.connections == 1


def test_a_compressed_answer_is_kept_readable(path: Path) -> None:
    packed = gzip.compress(completion("in plain sight").content)
    with serving(Answer(body=packed, headers={"Content-Encoding": "gzip"})) as server:
        ask_by(path, "once", server.base_url)
        assert "in plain sight" in path.read_text(encoding="utf-8")
        assert ask_by(path, "none", server.base_url) == ["in plain sight"]


def test_the_time_of_the_answer_is_kept_where_only_the_header_says_it(path: Path) -> None:
    with serving(completion("yes", created=None)) as server:
        with recording(path, "once"):
            first = ask(server.base_url)
        with recording(path, "none"):
            assert ask(server.base_url).created == first.created is not None


# The file -------------------------------------------------------------------------------


def test_the_file_can_be_read_by_people(path: Path) -> None:
    with serving(completion('{"word": "yes"}')) as server:
        ask_by(path, "once", server.base_url)
    content = path.read_text(encoding="utf-8")
    assert content.startswith(
        "version: 1\nexchanges:\n- request:\n    method: POST\n"
        f"    uri: {server.base_url}/chat/completions\n"
    )
    assert (
        """\
        - role: user
          content: |
            Line one.
            Line two: \u201cquoted\u201d.

            - A third, with \U0001f642.
"""
        in content
    )
    assert 'content: \'{"word": "yes"}\'' in content
    assert b"\r" not in path.read_bytes()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


@settings(max_examples=50, deadline=None)
@given(value=st.lists(JSON) | st.dictionaries(st.text(), JSON), dense=st.booleans())
def test_any_json_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, value: object, dense: bool
) -> None:
    content = json.dumps(value, ensure_ascii=dense).encode(errors="surrogatepass")
    back = _through_a_file(tmp_path_factory.getbasetemp() / "any.yaml", content)
    assert json.dumps(json.loads(back)) == json.dumps(json.loads(content))


@settings(max_examples=50, deadline=None)
@given(content=st.binary() | st.text().map(lambda text: text.encode(errors="replace")))
def test_any_other_body_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    body = Body.of(content, None)
    if body.parsed is None:
        back = _through_a_file(tmp_path_factory.getbasetemp() / "any.yaml", content)
        assert back == content


def _through_a_file(path: Path, content: bytes) -> bytes:
    body = Body.of(content, "text/plain")
    request = RecordedRequest(method="POST", uri="http://localhost/", body=body)
    response = RecordedResponse(status=200, body=body)
    write_cassette(path, [Exchange(request=request, response=response)])
    exchanges = read_cassette(path)
    assert exchanges is not None
    assert exchanges[0].request.body.content == exchanges[0].response.body.content
    return exchanges[0].response.body.content


# Files that are none --------------------------------------------------------------------


def test_without_a_recording_nothing_is_replayed(path: Path) -> None:
    with pytest.raises(CassetteError) as caught, recording(path, "none"):
        pytest.fail("must not be entered")
    assert str(path) in str(caught.value)
    assert "--record once" in (caught.value.hint or "")
    assert recorded(path) is None


@pytest.mark.parametrize(
    "content",
    [
        b"An article, not a cassette.\n",
        b"version: [\n",
        b"version: 2\nexchanges: []\n",
        b"version: 1\n",
        b"version: 1\nexchanges: [{}]\n",
        b"version: 1\nexchanges: []\nmore: 1\n",
        b"!!python/object/apply:os.getcwd []\n",
        b"\xff\xfe\x00\x01",
        b"\x00",
        b"a: &a [*a]\n",
        b"[" * 3000,
    ],
)
@pytest.mark.parametrize("mode", ["none", "once", "all"])
def test_what_is_no_cassette_is_neither_used_nor_overwritten(
    path: Path, content: bytes, mode: RecordMode
) -> None:
    path.write_bytes(content)
    with pytest.raises(CassetteError) as caught, recording(path, mode):
        pytest.fail("must not be entered")
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content
    with pytest.raises(CassetteError):
        recorded(path)


def test_a_folder_is_no_cassette(tmp_path: Path) -> None:
    with pytest.raises(CassetteError), recording(tmp_path, "all"):
        pytest.fail("must not be entered")


def test_a_recording_of_something_else_tells_no_model(path: Path) -> None:
    request = RecordedRequest(method="GET", uri="http://localhost/v1/models", body=Body())
    response = RecordedResponse(status=200, body=Body.of(b"{}", None))
    write_cassette(path, [Exchange(request=request, response=response)])
    with pytest.raises(CassetteError, match="no call to a model"):
        recorded(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_folder_that_cannot_be_written_to_is_found_before_the_model_is_asked(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CassetteError), recording(tmp_path / "call.yaml", "once"):
            pytest.fail("must not be entered")
    finally:
        tmp_path.chmod(0o700)


def test_replaying_needs_no_vcr_until_it_is_asked_for() -> None:
    code = "import sys, briefing.cassettes; sys.exit('vcr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_error_inside_the_context_is_the_error_that_comes_out(path: Path) -> None:
    with pytest.raises(ModelError, match="own"), recording(path, "once"):
        raise ModelUnavailableError("its own")
