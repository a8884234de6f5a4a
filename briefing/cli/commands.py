"""What each command calls, once its options are parsed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from briefing.batch import Entry, Job, find_jobs, run_batch
from briefing.brief import Brief, Finding, Withheld
from briefing.cassettes import RecordMode
from briefing.check import check_brief, stated_in
from briefing.cli.output import keep_texts, note, progress, refuse_terminal, write
from briefing.document import Document
from briefing.engines import Spending, open_drafter, open_judge, plan_model
from briefing.errors import SettingsError, SourceUnreadableError
from briefing.index import find_briefs
from briefing.load import load_all, load_sources
from briefing.load.documents import Loaded
from briefing.load.files import STDIN, read_file, read_stdin
from briefing.load.reading import Reading
from briefing.packs.contents import open_pack
from briefing.packs.make import make_pack
from briefing.packs.verify import verify_pack
from briefing.pipeline import make_brief
from briefing.render.formats import Format, layout_sha256, render_brief
from briefing.render.index import render_index
from briefing.render.paper import Paper
from briefing.settings import Engine
from briefing.times import duration
from briefing.workers import makers

_SOME_FAILED_EXIT = 4
_PACKAGE = "grounded-briefing"

__all__ = [
    "Sourcing",
    "Spending",
    "batch",
    "check",
    "index",
    "make",
    "plan",
    "progress",
    "read_brief",
    "render",
    "schema",
    "verify",
]

_FINDINGS_EXIT = 5


@dataclass(frozen=True)
class Sourcing:
    """The options of how sources are read, as they were given."""

    glob: str | None = None
    since: str | None = None
    limit: int = 20
    stale_after: str | None = None
    skip_unreadable: bool = False
    allow_private: bool = False
    keep: Path | None = None

    def reading(self, tell: Callable[[str], None] | None = None) -> Reading:
        """How sources are read; `tell` is told what is read.

        Raises:
            SettingsError: If a time is none.
        """
        return Reading(
            glob=self.glob,
            since=duration(self.since, "--since") if self.since else None,
            limit=self.limit,
            allow_private=self.allow_private,
            skip_unreadable=self.skip_unreadable,
            tell=tell,
        )


def make(
    sources: Sequence[str],
    *,
    engine: Engine,
    model: str | None,
    base_url: str | None,
    prompt: str | None,
    template: str | None,
    format: Format,
    page: Paper | None,
    output: Path | None,
    strict: bool,
    cassette: Path | None,
    record: RecordMode | None,
    judge: bool,
    pack: Path | None,
    sourcing: Sourcing,
    spending: Spending,
    quiet: bool,
) -> None:
    """Make a brief and print it."""
    _need(sources)
    _check_print(format, page, output)
    say = _nothing if quiet else note
    if record and not cassette:
        raise SettingsError("--record needs --cassette FILE")
    reading = sourcing.reading(None if quiet else progress)
    stale_after = sourcing.stale_after and duration(sourcing.stale_after, "--stale-after")
    loaded = load_sources(sources, reading=reading)
    if sourcing.keep:
        keep_texts(loaded.documents, sourcing.keep)
    for skipped in loaded.unread:
        say(f"not read: {skipped.location}: {skipped.reason}")
    with open_drafter(
        engine,
        model=model,
        base_url=base_url,
        prompt=prompt,
        cassette=cassette,
        record=record or "once",
        judge=judge,
        spending=spending,
    ) as opened:
        say(opened.notice)
        brief = make_brief(
            loaded.documents,
            drafter=opened.drafter,
            judge=opened.judge,
            unread=loaded.unread,
            stale_after=stale_after or None,
        )
    write(
        render_brief(brief, format, template=template, paper=page, documents=loaded.documents),
        output,
    )
    if pack:
        recording = cassette.read_bytes() if cassette else None
        packed = make_pack(brief, loaded.documents, prompt=opened.prompt, recording=recording)
        write(packed, pack, "--pack")
    for withheld in brief.withheld:
        say(_withheld(withheld))
    for citation in brief.audit.uncovered:
        say(f"a red line that the brief leaves out? {citation.sentence}: {citation.quote}")
    for warning in brief.audit.warnings:
        say(f"{warning.message} ({warning.code})")
    if strict and (brief.withheld or brief.audit.uncovered or brief.audit.warnings):
        raise SystemExit(_FINDINGS_EXIT)


def plan(
    sources: Sequence[str],
    *,
    engine: Engine,
    model: str | None,
    base_url: str | None,
    prompt: str | None,
    judge: bool,
    sourcing: Sourcing,
    spending: Spending,
) -> None:
    """Print what a brief would take."""
    _need(sources)
    documents = load_sources(sources, reading=sourcing.reading(progress)).documents
    sentences = sum(len(document.sentences) for document in documents)
    lines = [("documents", f"{len(documents):,}"), ("sentences", f"{sentences:,}")]
    if engine == "embedded":
        lines.append(("calls", "none: the embedded engine asks no model"))
    else:
        lines += plan_model(
            documents, model=model, base_url=base_url, prompt=prompt, judge=judge, spending=spending
        ).lines()
    write("".join(f"{name:<10} {value}\n" for name, value in lines), None)


def batch(
    where: Path,
    out: Path,
    *,
    jobs: int,
    engine: Engine,
    model: str | None,
    base_url: str | None,
    prompt: str | None,
    template: str | None,
    format: Format,
    page: Paper | None,
    judge: bool,
    sourcing: Sourcing,
    spending: Spending,
    quiet: bool,
) -> None:
    """Make many briefs; exit 4 if some failed."""
    _check_paper(format, page)
    found = find_jobs(where)
    reading = sourcing.reading()
    say, tell = (_nothing, _nothing) if quiet else (note, progress)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot write to {out}: {error.strerror or error}", hint="give another folder to -o"
        ) from error

    layout = layout_sha256(format, template)  # what is wrong with it is said before any call

    def read(job: Job) -> Loaded:
        return load_sources(job.sources, reading=reading)

    def save(name: str, brief: Brief, documents: Sequence[Document]) -> None:
        write(render_brief(brief, "json"), out / f"{name}.json")
        if format != "json":
            printed = render_brief(
                brief, format, template=template, paper=page, documents=documents
            )
            write(printed, out / f"{name}.{format}")

    def saved(name: str) -> bool:
        return all((out / f"{name}.{suffix}").exists() for suffix in {"json", format})

    made = 0
    failed: list[Entry] = []

    def told(entry: Entry, number: int) -> None:
        nonlocal made
        if entry.status == "failed":
            failed.append(entry)
        else:
            made += 1
        tell(f"{number} of {len(found)}: {entry.name} {entry.status}")

    try:
        with (
            open_drafter(
                engine,
                model=model,
                base_url=base_url,
                prompt=prompt,
                judge=judge,
                spending=spending,
            ) as opened,
            makers(opened.drafter, opened.judge, at_once=jobs, briefs=len(found)) as make,
        ):
            say(opened.notice)
            run_batch(
                found,
                out,
                read=read,
                make=make,
                save=save,
                saved=saved,
                settings=f"{version(_PACKAGE)} {opened.settings} {layout} {page}",
                at_once=jobs,
                tell=told,
            )
    finally:  # also where the budget or the user ends it
        if made or failed:
            say(f"{made} of {len(found)} briefs are in {out}")
        for entry in failed:
            note(f"failed: {entry.name}: {entry.error}")
    if failed:
        raise SystemExit(_SOME_FAILED_EXIT)


def check(
    brief: str,
    sources: Sequence[str],
    *,
    format: Literal["text", "json"],
    judge: bool,
    model: str | None,
    base_url: str | None,
    allow_private: bool = False,
) -> None:
    """Check a brief and print the findings."""
    if (model or base_url) and not judge:
        raise SettingsError("--model and --base-url are for --judge; the check asks no model")
    read = read_brief(brief)
    documents = load_all(
        sources or [source.location for source in read.sources],
        reading=Reading(allow_private=allow_private),
    )
    findings = check_brief(read, documents)
    if judge:
        with open_judge(model=model, base_url=base_url) as opened:
            judged = opened.judge(list(stated_in(read)), read.run)
            findings += (*judged.opinions, *judged.warnings)
    write(_print_findings(findings, format), None)
    if findings:
        raise SystemExit(_FINDINGS_EXIT)


def verify(pack: str, *, format: Literal["text", "json"]) -> None:
    """Hold a pack against itself and print the findings."""
    opened = open_pack(Path(pack))
    verdict = verify_pack(opened)
    write(_print_findings(verdict.findings, format), None)
    for remark in verdict.notes:
        note(remark)
    found = len(verdict.findings)
    told = f"{found} finding{'' if found == 1 else 's'}" if found else "all of it stands"
    statements = len(list(stated_in(opened.brief)))
    note(f"{pack}: {told}: {len(opened.files)} files, {statements} statements")
    note(f"sha256 {opened.sha256}")
    if verdict.findings:
        raise SystemExit(_FINDINGS_EXIT)


def index(folder: Path, *, output: Path | None) -> None:
    """Write the index of a folder of briefs."""
    page = output or folder / "index.html"
    found = find_briefs(folder, page)
    write(render_index(found.entries, folder, page), page)
    for passed_over in found.passed_over:
        note(f"passed over {passed_over}")
    note(f"{len(found.entries)} briefs are listed in {page}")


def render(
    brief: str,
    sources: Sequence[str],
    *,
    format: Format,
    page: Paper | None,
    template: str | None,
    output: Path | None,
    allow_private: bool,
) -> None:
    """Print a brief that was made before."""
    _check_print(format, page, output)
    read = read_brief(brief)
    if sources and format != "html":
        raise SettingsError(f"--format {format} shows no source", hint="name sources for html")
    reading = Reading(allow_private=allow_private)
    documents = load_all(sources, reading=reading) if sources else []
    printed = render_brief(read, format, template=template, paper=page, documents=documents)
    write(printed, output)


def schema() -> None:
    """Print the JSON Schema of a brief."""
    write(json.dumps(Brief.model_json_schema(), indent=2) + "\n", None)


def _check_print(format: Format, page: Paper | None, output: Path | None) -> None:
    """Refuse what could not be printed in the end, before a model is paid for."""
    if format in ("pdf", "docx"):
        refuse_terminal(f"a {format.upper()} file", output)
    _check_paper(format, page)


def _check_paper(format: Format, page: Paper | None) -> None:
    if page and format not in ("pdf", "docx"):
        raise SettingsError(f"--page is for --format pdf and docx; {format} has no paper")


def _need(sources: Sequence[str]) -> None:
    if not sources:
        raise SettingsError(
            "no source was given", hint="name files, folders or addresses, or - for stdin"
        )


def _nothing(_: str) -> None:
    return


def read_brief(name: str) -> Brief:
    """Read a brief in our JSON from a file or stdin.

    Raises:
        SourceError: If it cannot be read or is none.
    """
    data = read_stdin() if name == STDIN else read_file(Path(name), name)
    try:
        return Brief.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise SourceUnreadableError(
            f"{name} is no brief in our JSON: {where}: {first['msg']}",
            hint="make one with briefing make --format json; briefing schema prints its form",
        ) from error


def _withheld(withheld: Withheld) -> str:
    reasons = "; ".join(f"{finding.message} ({finding.code})" for finding in withheld.findings)
    return f"withheld {withheld.findings[0].path}: {reasons}"


def _print_findings(findings: Sequence[Finding], format: Literal["text", "json"]) -> str:
    if format == "json":
        return json.dumps([finding.model_dump() for finding in findings], indent=2) + "\n"
    return "".join(
        f"{finding.path}: {finding.severity}: {finding.message} ({finding.code})\n"
        for finding in findings
    )
