"""Real HTTP servers on loopback that answer as a test says, well or badly."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

JSON = "application/json"


class Received(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.content)
        return parsed


@dataclass(frozen=True)
class Answer:
    """`body` that is neither text nor bytes is sent as JSON."""

    status: int = 200
    body: object = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    """Seconds before anything is sent."""
    cut: int | None = None
    """After how many bytes of the body the connection is dropped; -1: before the headers."""

    @property
    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


Script = Sequence[Answer] | Callable[[Received], Answer]


class Loopback(ThreadingHTTPServer):
    """Answers by the script; its last answer serves for all that is asked after it."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.received: list[Received] = []
        self.connections = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def asked(self) -> list[Received]:
        """The calls for completions alone."""
        return [call for call in self.received if call.path.endswith("/chat/completions")]

    def verify_request(self, request: object, client_address: object) -> bool:
        self.connections += 1
        return True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""

    def answer_to(self, call: Received) -> Answer:
        self.received.append(call)
        if callable(self.script):
            return self.script(call)
        return self.script[min(len(self.received), len(self.script)) - 1]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Loopback

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.answer_to(Received(self.command, self.path, headers, content))
        time.sleep(answer.wait)
        if answer.cut == -1:
            self._hang_up()
            return
        self.send_response(answer.status)
        for name, value in {"Content-Type": JSON, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content[: answer.cut])
        if answer.cut is not None:
            self._hang_up()

    def _hang_up(self) -> None:
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Silence on stderr."""


@contextmanager
def serving(*script: Answer) -> Iterator[Loopback]:
    with serving_by(script) as server:
        yield server


@contextmanager
def serving_by(script: Script) -> Iterator[Loopback]:
    server = Loopback(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(text: object, **changes: Any) -> Answer:
    """A chat completion; `changes` replace what it says beside the text."""
    message = {"role": "assistant", "content": text, "refusal": changes.pop("refusal", None)}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_750_000_000,
        "model": "some-model-2025-06-15",
        "choices": [
            {"index": 0, "finish_reason": changes.pop("finish_reason", "stop"), "message": message}
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }
    return Answer(body=body | changes)


def refusal(
    status: int, message: str, headers: dict[str, str] | None = None, **more: Any
) -> Answer:
    return Answer(status, {"error": {"message": message, **more}}, headers or {})


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
