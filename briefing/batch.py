"""Many briefs at once: one a source or folder, several at a time, and only those that are missing.

What became of each stands in ``manifest.jsonl``, one line of JSON a brief.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from briefing.brief import Brief, Unread
from briefing.document import Document
from briefing.errors import BriefingError, BudgetExceededError, SettingsError, WorkerEndedError
from briefing.load.documents import Loaded

__all__ = ["Entry", "Job", "find_jobs", "run_batch"]

_MANIFEST = "manifest.jsonl"
_AHEAD = 2
"""Jobs that are handed out for each that runs, so that memory stays flat in their number."""

_LONGEST_NAME = 80
_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that Windows keeps for devices, also before a dot (Microsoft, Naming Files)."""
_REMOTE = re.compile(r"https?://", re.IGNORECASE)


class Job(BaseModel):
    """One brief to make: the name of its files, and its sources."""

    model_config = ConfigDict(frozen=True)

    name: str
    sources: tuple[str, ...]


class Entry(BaseModel):
    """What became of a job, a line of the manifest.

    Attributes:
        name: The name of the brief's files, without suffix.
        sources: What it was made of, as found.
        status: ``made``, now or before, or ``failed``.
        key: Hash of what was read, and of all that the brief hangs on besides.
        error: Why it failed; None where it did not.
        shown: Statements that stand.
        withheld: Statements that do not.
        tokens: Sent and received; None without a model.
        cost_usd: None where no price is known.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    sources: tuple[str, ...]
    status: Literal["made", "failed"]
    key: str | None = None
    error: str | None = None
    shown: int | None = None
    withheld: int | None = None
    tokens: int | None = None
    cost_usd: float | None = None


def find_jobs(where: Path) -> list[Job]:
    """The jobs of a folder or a list, in the order of their names or lines.

    Of a folder each file is one, and each folder in it one of all its files. A list is a text
    file with a source a line, an address or a path from the list's own folder; empty lines and
    those that begin with # are passed over.

    Raises:
        SettingsError: If there is none.
    """
    try:
        if where.is_dir():
            found = [
                (path.name if path.is_dir() else path.stem, str(path))
                for path in sorted(where.iterdir())
                if not path.name.startswith(".")
            ]
        else:
            lines = (line.strip() for line in where.read_text("utf-8-sig").splitlines())
            found = [
                (_stem(line), line if _REMOTE.match(line) else str(where.parent / line))
                for line in lines
                if line and not line.startswith("#")
            ]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"cannot read {where}: {getattr(error, 'strerror', None) or 'it is no text'}",
            hint="give a folder of sources, or a text file with a source a line",
        ) from error
    if not found:
        raise SettingsError(f"there is no source in {where}")
    return list(_named(found))


def run_batch(
    jobs: Sequence[Job],
    out: Path,
    *,
    read: Callable[[Job], Loaded],
    make: Callable[[Sequence[Document], Sequence[Unread]], Brief],
    save: Callable[[str, Brief, Sequence[Document]], None],
    saved: Callable[[str], bool],
    settings: str,
    at_once: int,
    tell: Callable[[Entry, int], None],
) -> None:
    """Make the briefs that are missing, changed or failed before; the others are left.

    One that fails is noted and stops no other. Where the budget is spent or the user breaks
    off, what is under way is finished and noted, and the rest is left for the next time.

    Args:
        jobs: What to make.
        out: The folder of the manifest; it is there.
        read: Reads the sources of a job.
        make: Makes a brief of what was read and what was not; called by several threads.
        save: Writes a brief of its documents under a name.
        saved: Whether the files of a name are there.
        settings: All that a brief hangs on besides its sources.
        at_once: How many are made at a time.
        tell: Is told of each that is made, left or failed, and how many are so far.

    Raises:
        BudgetExceededError: If the budget does not allow all.
        WorkerEndedError: If there is nobody left to make them.
    """
    manifest = out / _MANIFEST
    before = _read_manifest(manifest)
    if manifest.exists() and not manifest.read_bytes().endswith(b"\n"):
        with manifest.open("a", encoding="utf-8", newline="\n") as file:
            file.write("\n")  # a crash cut the last line off; the next one is a line of its own
    noted = 0

    def work(job: Job) -> Entry:
        try:
            loaded = read(job)
            key = _key(settings, loaded)
            known = before.get(job.name)
            if known and known.status == "made" and known.key == key and saved(job.name):
                return known
            brief = make(loaded.documents, loaded.unread)
            save(job.name, brief, loaded.documents)
        except (BudgetExceededError, WorkerEndedError):
            raise
        except BriefingError as error:
            return Entry(name=job.name, sources=job.sources, status="failed", error=error.message)
        return Entry(
            name=job.name,
            sources=job.sources,
            status="made",
            key=key,
            shown=brief.audit.shown,
            withheld=brief.audit.withheld,
            tokens=brief.run.tokens.total if brief.run.tokens else None,
            cost_usd=brief.run.cost_usd,
        )

    def note(entry: Entry) -> None:
        nonlocal noted
        noted += 1
        if entry != before.get(entry.name):
            with manifest.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{entry.model_dump_json()}\n")
        tell(entry, noted)

    with ThreadPoolExecutor(at_once) as pool:
        rest = iter(jobs)
        running: set[Future[Entry]] = set()
        warm = False
        try:
            while True:
                # The first loads what all share; threads side by side would each load it.
                most = at_once * _AHEAD if warm else 1
                while len(running) < most and (job := next(rest, None)):
                    running.add(pool.submit(work, job))
                if not running:
                    break
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    entry = future.result()
                    warm = warm or entry.status == "made"
                    note(entry)
        except BaseException:
            for future in running:
                future.cancel()
            for future in running:
                # What was paid for is noted; what it failed of is known already.
                if not future.cancelled() and future.exception() is None:
                    note(future.result())
            raise


def _key(settings: str, loaded: Loaded) -> str:
    """Of all that a brief says of its sources: texts, titles, dates, and what was not read."""
    read = [
        [document.sha256, document.model_dump_json(exclude={"text", "sentences"})]
        for document in loaded.documents
    ]
    unread = [source.model_dump_json() for source in loaded.unread]
    return hashlib.sha256(json.dumps([settings, read, unread]).encode()).hexdigest()


def _read_manifest(path: Path) -> dict[str, Entry]:
    """The last line of each name; one that was cut off by a crash is passed over."""
    entries: dict[str, Entry] = {}
    if path.exists():
        for line in path.read_bytes().splitlines():
            try:
                entry = Entry.model_validate_json(line)
            except ValidationError:
                continue
            entries[entry.name] = entry
    return entries


def _stem(source: str) -> str:
    """What a source is called: of an address its host and path."""
    return _REMOTE.sub("", source) if _REMOTE.match(source) else Path(source).stem


def _named(found: Sequence[tuple[str, str]]) -> Iterator[Job]:
    """Names that any system takes for a file's, each once; a source cannot choose a path."""
    taken: set[str] = set()
    # The same source twice makes one brief.
    for source, title in {source: title for title, source in found}.items():
        name = _UNSAFE.sub("-", title.lower()).strip("-.")[:_LONGEST_NAME]
        if not name or name in taken or name.partition(".")[0] in _DEVICES:
            first, dot, rest = name.partition(".")
            mark = hashlib.sha256(source.encode()).hexdigest()[:12]
            name = f"{first}-{mark}{dot}{rest}".lstrip("-")
        taken.add(name)
        yield Job(name=name, sources=(source,))
