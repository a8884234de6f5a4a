"""How fast `briefing batch` goes, beside the same calls made with bare `openai.AsyncClient`.

    python benchmarks/throughput.py [N ...]

An endpoint on loopback, in a process of its own, answers each call after half a second with a
draft that stands; 64 calls are under way at a time. For each number N of articles (100 and
1,000 where none is given) it prints the time of the bare calls and of the batch, the rate of the
batch beside theirs, the batch's peak memory and that of the largest of its workers. What the batch
does besides is to read, number and parse each article, hold the draft against it, and write the
brief down: work for processors, of which it says how many there are.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from briefing.brief import Draft, DraftClaim

_AT_ONCE = 64
_WAIT = 0.5
_TITLE = "Port of Halden closes its northern gate"
_BODY = """\
The port of Halden said on Monday that it would close its northern gate for repairs. \
The works will last six weeks, the port's director, Marit Lund, told reporters.

Lund said the southern gate would stay open day and night. Hauliers had asked for longer hours \
after queues in the spring, when lorries waited for up to four hours. The town's council backed \
the plan in a vote last week.

The port handled 2.1 million tonnes of goods last year, most of it timber and paper. A spokesman \
for the hauliers' union said its members would watch whether the queues return.
"""


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:]] or [100, 1_000]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    address = f"http://127.0.0.1:{ours.recv()}/v1"
    print(f"{os.cpu_count()} processors")
    print(
        f"{'articles':>8} {'bare s':>8} {'batch s':>8} {'rate':>6} {'peak MB':>8} {'a worker':>8}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            articles = Path(folder) / "in"
            articles.mkdir()
            for number in range(size):
                text = f"{_TITLE}, notice {number}\n\n{_BODY}"
                (articles / f"{number:06}.txt").write_text(text, encoding="utf-8")
            bare = asyncio.run(_bare(address, size))
            batch, peak, worker = _batch(address, articles, Path(folder) / "out", size)
        figures = (
            f"{size:8,} {bare:8.1f} {batch:8.1f} {bare / batch:6.0%} {peak:8.0f} {worker:8.0f}"
        )
        print(figures, flush=True)
    server.terminate()


def _draft() -> str:
    def claim(text: str, *evidence: str) -> DraftClaim:
        return DraftClaim(text=text, evidence=list(evidence))

    return Draft(
        bottom_line=claim("The port of Halden will close its northern gate for repairs.", "D1.2"),
        summary=[
            claim("Marit Lund, the port's director, said the works will last six weeks.", "D1.3"),
            claim("Lund said the southern gate would stay open day and night.", "D1.4"),
            claim("The port handled 2.1 million tonnes of goods last year.", "D1.7"),
        ],
        key_actors=[],
        red_lines=[],
        open_questions=[],
    ).model_dump_json()


async def _bare(address: str, size: int) -> float:
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient

    limit = asyncio.Semaphore(_AT_ONCE)
    client = AsyncOpenAI(
        api_key="none", base_url=address, http_client=DefaultAsyncHttpxClient(trust_env=False)
    )

    async def call(number: int) -> None:
        async with limit:
            await client.chat.completions.create(
                model="bench",
                messages=[{"role": "user", "content": f"{_TITLE}, notice {number}\n\n{_BODY}"}],
            )

    started = time.monotonic()
    async with client:
        await asyncio.gather(*(call(number) for number in range(size)))
    return time.monotonic() - started


def _batch(address: str, articles: Path, out: Path, size: int) -> tuple[float, float, float]:
    """Seconds of a batch in a process of its own, start included, and peak MB, with a worker's."""
    code = (
        "import resource, sys\n"
        "from briefing.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):\n"
        "        print(resource.getrusage(who).ru_maxrss, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code, "batch", str(articles), "-o", str(out), "--quiet"]
    command += ["--jobs", str(_AT_ONCE), "--no-cache", "--format", "json"]
    command += ["--base-url", address, "--model", "bench"]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    seconds = time.monotonic() - started
    assert done.returncode == 0, done.stderr
    lines = (out / "manifest.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == size
    assert all(json.loads(line)["shown"] == 4 for line in lines), lines[0]
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024 if sys.platform == "linux" else 1024**2
    peak, worker = (int(figure) / unit for figure in done.stderr.split()[-2:])
    return seconds, peak, worker


def _serve(pipe: Connection) -> None:
    reply = {
        "id": "1",
        "object": "chat.completion",
        "created": 1_795_430_000,
        "model": "bench",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": _draft()},
            }
        ],
        "usage": {"prompt_tokens": 900, "completion_tokens": 200, "total_tokens": 1100},
    }
    body = json.dumps(reply).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                headers = await reader.readuntil(b"\r\n\r\n")
                fields = dict(
                    line.lower().split(b": ", 1) for line in headers.split(b"\r\n")[1:] if line
                )
                await reader.readexactly(int(fields[b"content-length"]))
                await asyncio.sleep(_WAIT)
                writer.write(f"{head}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
